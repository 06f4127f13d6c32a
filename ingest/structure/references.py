"""References to the objectives of a plan, written as codes: "OS1/OO2", "Axe 2 – OO 3". Pure functions."""

from __future__ import annotations

import re

_CODE = (
    r"(?:(?:[Aa]xe|[Oo]bjectif|[Oo]rientation|[Pp]riorité|[Vv]olet)\s(?:n\s?[°º]\s?)?[A-Z]?|[A-Z]{1,4}[.\s-]?)"
    r"\d{1,2}(?:[.-]\d{1,2})*"
)
_REFERENCE = re.compile(rf"\W*{_CODE}(?:\s*[/,;·|>–-]\s*{_CODE})*\W*")


def is_reference(text: str) -> bool:
    """Whether a text is made of codes alone, which name what a sheet serves and no action."""
    return _REFERENCE.fullmatch(text) is not None
