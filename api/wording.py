"""French words for what a request got wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# What each kind of validation error means; the context of the error fills the braces.
_EXPLANATIONS = {
    "missing": "ce champ est obligatoire",
    "string_type": "un texte est attendu",
    "string_unicode": "le texte contient des caractères Unicode invalides",
    "string_too_short": "il faut au moins {min_length} caractère",
    "string_too_long": "{max_length} caractères au plus",
    "list_type": "une liste est attendue",
    "too_long": "{max_length} éléments au plus",
    "too_short": "il faut au moins {min_length} éléments",
    "int_parsing": "un nombre entier est attendu",
    "int_parsing_size": "ce nombre est trop grand",
    "bool_type": "true ou false est attendu",
    "int_type": "un nombre entier est attendu",
    "greater_than_equal": "il faut au moins {ge}",
    "less_than_equal": "{le} au plus",
    "model_attributes_type": "un objet JSON est attendu",
    "model_type": "un objet JSON est attendu",
    "dict_type": "un objet JSON est attendu",
    # The one pattern there is asks for a character that shows.
    "string_pattern_mismatch": "il faut un texte qui ne soit pas vide",
}


def field_name(location: Sequence[int | str]) -> str:
    """The field as its sender wrote it, like `history[0].question`; `corps` for the whole body."""
    name = ""
    for part in location[1:]:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "corps"


def explain_field(item: Mapping[str, Any]) -> str:
    """What is wrong with a field, from one pydantic error; never repeats what was sent."""
    explanation = _EXPLANATIONS.get(item["type"], "cette valeur n'est pas admise")
    told = explanation.format_map(_Grouped(item.get("ctx") or {}))
    return re.sub(r"\b1 (élément|caractère)s\b", r"1 \1", told)


class _Grouped(dict[str, Any]):
    """Context values with thousands grouped the French way."""

    def __getitem__(self, key: str) -> Any:
        value = super().get(key, "…")
        return f"{value:,}".replace(",", " ") if isinstance(value, int) else value
