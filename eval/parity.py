"""Whether notices answer as their originals do: the same questions on both, verdict by verdict and fact by fact.

`python -m eval.parity DOSSIER` reads the originals in DOSSIER and the notices in the project's corpus.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.records import Answer, Question
from assistant.service import Assistant, open_assistant
from eval.cases import CASES_FOLDER, REFUSALS, Case, load_cases
from eval.facts import facts_right
from eval.measure import indexed
from eval.memory import RememberingEncoder
from ingest.encoder import SentenceEncoder
from ingest.settings import load_settings

SETS = ("council", "evidence", "heldout", "heldout2")


@dataclass(frozen=True, slots=True)
class Pair:
    """One case answered from the originals and from the notices."""

    case: Case
    original: Answer
    notice: Answer

    @property
    def same_verdict(self) -> bool:
        """Whether both answer, or neither does."""
        return (self.original.status in REFUSALS) == (self.notice.status in REFUSALS)

    @property
    def same_facts(self) -> bool:
        """Whether both say the same share of the facts that are expected, none of what is forbidden."""
        return facts_right(self.case, self.original).value == facts_right(self.case, self.notice).value

    @property
    def lessened(self) -> bool:
        """Whether the notice says less of what is expected than its original."""
        own, other = (facts_right(self.case, answer).value for answer in (self.original, self.notice))
        refused = self.case.answerable and self.notice.status in REFUSALS and self.original.status not in REFUSALS
        return other < own or refused


def pairs(cases: Sequence[Case], originals: Assistant, notices: Assistant) -> tuple[Pair, ...]:
    """Every case answered from both."""
    asked = [Question(case.question, case.history) for case in cases]
    return tuple(
        Pair(case, originals.ask(question), notices.ask(question)) for case, question in zip(cases, asked, strict=True)
    )


def report(found: Sequence[Pair]) -> str:
    """How many have the same verdict and the same facts, then each one that has not and what the notices lack."""
    verdicts = sum(pair.same_verdict for pair in found)
    told = [pair for pair in found if pair.case.facts or pair.case.forbidden]
    facts = sum(pair.same_facts for pair in told)
    less = sum(pair.lessened for pair in found)
    lines = [
        f"{len(found)} questions ; même verdict : {verdicts} ; mêmes faits : {facts} sur {len(told)} ; "
        f"la notice dit moins que l'original : {less}"
    ]
    for pair in found:
        if not pair.same_verdict:
            lines.append(f"{pair.case.id} : {pair.original.status} / {pair.notice.status} : {pair.case.question}")
        elif pair in told and not pair.same_facts:
            own, other = (facts_right(pair.case, answer) for answer in (pair.original, pair.notice))
            lines.append(
                f"{pair.case.id} : {own.value:.2f} / {other.value:.2f} ({other.reason}) : {pair.case.question}"
            )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Prints the report over some sets of cases."""
    parser = argparse.ArgumentParser(prog="python -m eval.parity", description="Notices et originaux, mêmes questions.")
    parser.add_argument("originals", type=Path, metavar="DOSSIER", help="le dossier des documents originaux")
    parser.add_argument("--sets", nargs="+", default=SETS, metavar="JEU", help="jeux de questions de eval/cases/")
    chosen = parser.parse_args(arguments)
    settings, encoder = load_settings(), RememberingEncoder(SentenceEncoder())
    notices = settings.corpus_dir
    cases = [case for name in chosen.sets for case in load_cases(CASES_FOLDER / f"{name}.jsonl")]
    with indexed(chosen.originals, settings, encoder) as one, indexed(notices, settings, encoder) as other:
        print(report(pairs(cases, open_assistant(one, settings), open_assistant(other, settings))))


if __name__ == "__main__":
    main(sys.argv[1:])
