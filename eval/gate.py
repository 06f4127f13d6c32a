"""Whether a change made answers worse than the stored result. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eval.statistics import paired
from eval.verdict import GRAVE

# A fall that chance explains less often than this is a fall (two-sided, exact).
SIGNIFICANT = 0.05
_FALLS = {
    "right": "réponses justes",
    "refusal": "réponses et refus à propos",
}
_GRAVE = {
    "wrong_figures": "chiffres faux",
    "false_signatories": "faux signataires",
    "wrong_territory": "erreurs de territoire",
}
assert set(_GRAVE) == set(GRAVE)


def complaints(stored: Mapping[str, Any], measured: Mapping[str, Any]) -> tuple[str, ...]:
    """One French sentence for each thing that got worse; both are stored results, compared set by set."""
    before = {one["name"]: one for one in stored["sets"]}
    found: list[str] = []
    for one in measured["sets"]:
        if one["name"] in before:
            if len(one["errors"]) > len(before[one["name"]]["errors"]):
                found.append(f"{one['name']} : l'application échoue ({', '.join(one['errors'])})")
            found += _worse(one["name"], before[one["name"]]["cases"], one["cases"])
    return tuple(found)


def _worse(name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for measure, label in _GRAVE.items():
        then, today = (sum(case[measure] for case in cases.values()) for cases in (before, now))
        if today > then:
            more = [id_ for id_, case in now.items() if case[measure] > before.get(id_, {}).get(measure, 0)]
            yield f"{name} : {label}, {today} au lieu de {then} au plus ({', '.join(sorted(more))})"
    both = [id_ for id_ in now if id_ in before]
    for measure, label in _FALLS.items():
        then_scores = [float(before[id_][measure]) for id_ in both]
        now_scores = [float(now[id_][measure]) for id_ in both]
        difference = paired(then_scores, now_scores)
        if difference.mean < 0 and difference.p < SIGNIFICANT:
            lost = [id_ for id_ in both if now[id_][measure] < before[id_][measure]]
            yield (
                f"{name} : {label}, {difference.lost} perdues et {difference.gained} gagnées "
                f"(p = {difference.p:.3f}) : {', '.join(sorted(lost))}"
            )
