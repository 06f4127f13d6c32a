"""Whether what a record says is what its gold says, kind by kind of fact. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from eval.gold_keys import (
    number_key,
    organisation_key,
    party_key,
    person_key,
    territory_key,
    text_key,
    unit_key,
    value_key,
    words,
)
from eval.gold_tally import pair
from ingest.naming import fold

Shape = dict[str, Any]

# Words of an indicator that must be shared, of those of the shorter name.
FIGURE_OVERLAP = 0.5


def same_axis(gold: Shape, said: Shape) -> bool:
    same = number_key(gold.get("number") or "") == number_key(said.get("number") or "")
    return same and text_key(gold["title"]) == text_key(said["title"])


def paired_actions(gold: Sequence[Shape], said: Sequence[Shape]) -> list[tuple[int, int]]:
    """Actions by number and title, then by number, then by title: numbers may begin anew in each axis."""
    pairs: list[tuple[int, int]] = []
    for same in (
        lambda one, other: _same_number(one, other) and _same_title(one, other),
        _same_number,
        _same_title,
    ):
        left_gold = [i for i in range(len(gold)) if i not in {i for i, _ in pairs}]
        left_said = [j for j in range(len(said)) if j not in {j for _, j in pairs}]
        found = pair([gold[i] for i in left_gold], [said[j] for j in left_said], same)
        pairs += [(left_gold[i], left_said[j]) for i, j in found]
    return sorted(pairs)


def _same_number(gold: Shape, said: Shape) -> bool:
    return bool(gold.get("number")) and _one_number(gold, said)


def _one_number(gold: Shape, said: Shape) -> bool:
    return number_key(gold.get("number") or "") == number_key(said.get("number") or "")


def _same_title(gold: Shape, said: Shape) -> bool:
    return text_key(gold.get("title") or "") == text_key(said.get("title") or "")


def action_shown(action: Shape) -> str:
    return f"{action.get('number', '')} {action.get('title', '')}".strip()


def same_policy(gold: Shape, said: Shape) -> bool:
    same = text_key(gold.get("label") or "") == text_key(said.get("label") or "")
    return same and text_key(gold["value"]) == text_key(said["value"])


def holds(sentence: str, few: str) -> bool:
    return text_key(few) in text_key(sentence)


def same_commitment(gold: Shape, said: Shape) -> bool:
    if party_key(gold["party"]) != party_key(said["party"]):
        return False
    """The same party and promise; the strength may be told by its kind or by the verb that stands in the text."""
    strength = text_key(gold.get("strength") or "")
    if strength not in text_key(said["strength"]) and strength not in text_key(said["text"]):
        return False
    return words(gold["text"]) <= words(said["text"])


def commitment_shown(one: Shape) -> str:
    return f"{one['party']} {one.get('strength', '')}: {one['text'][:80]}"


def same_figure(gold: Shape, said: Shape) -> bool:
    one, other = unit_key(gold.get("unit") or ""), unit_key(said["unit"])
    # What is counted one by one may be called by its kind ("établissements") or by its name ("EHPAD").
    counts = not any(re.match(r"%|pour|ans|mois|jours|min|km|points|€|euro", unit) for unit in (one, other))
    if value_key(gold["value"]) != value_key(said["value"]) or (one != other and not counts):
        return False
    where = said.get("territory") or ""
    # "lits du centre hospitalier de X" on the whole territory, or "lits" at that hospital: one fact.
    within = bool(words(where)) and words(where) <= words(gold.get("indicator") or "")
    if territory_key(gold.get("territory") or "") != territory_key(where) and not within:
        return False
    if "year" in gold and value_key(gold["year"] or "") != value_key(said.get("year") or ""):
        return False
    true, told = words(gold.get("indicator") or ""), words(said["indicator"])
    told = told | words(where) if within else told
    return not true or len(true & told) >= FIGURE_OVERLAP * max(1, min(len(true), len(told)))


def figure_shown(one: Shape) -> str:
    return ", ".join(str(one.get(name, "")) for name in ("indicator", "territory", "value", "unit", "year"))


def indicator_key(text: str) -> str:
    """The name of an indicator, without the values that brackets behind it may give."""
    return text_key(re.sub(r"\s*\((?:valeur|cible|objectif|situation|niveau)[^()]*:[^()]*\)$", "", text, flags=re.I))


def same_contact(gold: Shape, said: Shape) -> bool:
    """The same person; the organisation may be told with its service or without."""
    for name, key in (("name", person_key), ("phone", text_key), ("email", fold)):
        if gold.get(name) and key(str(gold[name])) != key(str(said.get(name) or "")):
            return False
    one, other = (organisation_key(str(shape.get("organisation") or "")) for shape in (gold, said))
    return not one or (bool(other) and (one.startswith(other) or other.startswith(one)))


def same_amendment(gold: Shape, said: Shape) -> bool:
    signed = gold.get("date") or gold.get("signed_on") or ""
    return value_key(gold.get("number") or "") == value_key(said.get("number") or "") and value_key(
        signed
    ) == value_key(said.get("date") or "")


def same_contradiction(gold: Shape, said: Shape) -> bool:
    """What is counted may be called the contract's or its own; titles and leads are of one sheet."""
    one, other = (words(str(shape["field"])) for shape in (gold, said))
    same = number_key(gold["subject"]) == number_key(said["subject"])
    return one == other and (same or "nombre" in one)
