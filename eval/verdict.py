"""What is thought of one answer: every measure that has a meaning for its case, and whether it is right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.records import Answer
from eval import metrics
from eval.cases import REFUSALS, Case
from eval.facts import facts_right
from eval.figures import wrong_figures
from eval.metrics import Score, Source
from eval.parties import Truths, false_signatories, set_f1
from eval.support import citation_precision, citation_support

# Faults that nothing excuses: each is counted, and none may be added.
GRAVE = ("wrong_figures", "false_signatories", "wrong_territory")


@dataclass(frozen=True, slots=True)
class World:
    """What answers are judged by: the documents as measured, and who truly signed."""

    sources: Mapping[str, Source]
    truths: Truths

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the contracts, with their years."""
        return tuple(dict.fromkeys(source.contract for source in self.sources.values()))

    def known_as(self, contracts: Collection[str]) -> tuple[str, ...]:
        """The ids under which the product files some contracts."""
        ids = (source.known_as for source in self.sources.values() if source.contract in contracts)
        return tuple(dict.fromkeys(filter(None, ids)))


def scores_of(case: Case, answer: Answer, world: World) -> dict[str, Score]:
    """The measures that have a meaning for this case and this answer, by name; `right` sums them up."""
    scores = {
        "refusal": metrics.refusal(case, answer),
        "wrong_figures": wrong_figures(case, answer, world.labels),
        "false_signatories": false_signatories(case, answer, world.truths),
        "wrong_territory": metrics.right_territory(case, answer, world.sources),
    }
    if answer.status not in REFUSALS:
        scores["quotes_valid"] = metrics.quotes_valid(answer, world.sources)
        scores["citation_support"] = citation_support(case, answer)
        scores["citation_precision"] = citation_precision(answer)
    if case.answerable:
        scores["evidence_quoted"] = metrics.evidence_quoted(case, answer, world.sources)
        scores["evidence_page"] = metrics.evidence_page(case, answer, world.sources)
        found = set_f1(case, answer)
        if found:
            scores["set_f1"] = found
    if (case.facts and case.answerable) or case.forbidden:
        scores["facts_right"] = facts_right(case, answer)
    return {"right": _right(case, scores), **scores}


def _right(case: Case, scores: Mapping[str, Score]) -> Score:
    """1 when the answer is the one expected, whole, without any grave fault, and every quote is its page's text."""
    needed = ["refusal", *GRAVE, "quotes_valid", "facts_right"]
    # A case without facts is right where it shows the page that says it.
    if case.answerable and not case.facts:
        needed.append("evidence_page")
    faults = [scores[name].reason for name in needed if name in scores and scores[name].value < 1]
    return Score(float(not faults), " ; ".join(faults) or "juste")
