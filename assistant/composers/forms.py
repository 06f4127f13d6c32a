"""Forms of questions as data: whether a folded question has a form of a topic."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _forms() -> dict[str, dict[str, re.Pattern[str]]]:
    text = resources.files("assistant.lexicon").joinpath("forms.toml").read_text(encoding="utf-8")
    return {
        topic: {name: re.compile("|".join(f"(?:{part})" for part in parts)) for name, parts in forms.items()}
        for topic, forms in tomllib.loads(text).items()
    }


def asks(topic: str, form: str, folded: str) -> bool:
    """Whether a folded question has this form, as `forms.toml` describes it."""
    return _forms()[topic][form].search(folded) is not None


def captured(topic: str, form: str, folded: str) -> str:
    """What the form's group holds of a folded question, empty where the question has not this form."""
    match = _forms()[topic][form].search(folded)
    return next((group.strip() for group in match.groups() if group), "") if match else ""


def without(topic: str, form: str, folded: str) -> str:
    """The folded question with what has this form taken out."""
    return _forms()[topic][form].sub(" ", folded)
