"""How far two readers of the documents agree: a fifth of the cases, read again by someone who sees only the documents.

`python -m eval.agreement sample` prints the questions to be read again; `python -m eval.agreement` compares what the
second reader wrote in `eval/agreement.jsonl` with the cases.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from pydantic import TypeAdapter, ValidationError

from assistant.records import Status
from eval.cases import CASES_FOLDER, Case, CaseError, Fact, FactKind, Text, load_cases
from eval.statistics import kappa
from ingest.facts.parties.institutions import same_organisation
from ingest.naming import fold

READINGS = Path(__file__).parent / "agreement.jsonl"
# Sets written by readers; the generated ones have true records instead.
READ_SETS = ("council", "evidence", "heldout", "heldout2", "invented")
SHARE = 5  # one case in so many
_SEED = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """What a second reader found in the documents: the status of a right answer, and its facts."""

    id: Text
    status: Status
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readers compared: kappa of the statuses, of answering or refusing, and of facts where both answer."""

    cases: int
    status_kappa: float
    answerable_kappa: float
    facts_kappa: float
    facts_compared: int
    differ: tuple[str, ...]


def sample(cases: Sequence[Case]) -> tuple[Case, ...]:
    """A fifth of the cases, of every category; the same at each call."""
    by_category: dict[str, list[Case]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: case.id):
        by_category[case.category].append(case)
    random = Random(_SEED)  # noqa: S311 - a sample that can be drawn again, no secret
    chosen = [case for own in by_category.values() for case in random.sample(own, max(1, round(len(own) / SHARE)))]
    return tuple(sorted(chosen, key=lambda case: case.id))


def agreement(cases: Sequence[Case], readings: Sequence[Reading]) -> Agreement:
    """The agreement of the cases with the readings of the same ids; others are left out."""
    by_id = {case.id: case for case in cases}
    pairs = [(by_id[reading.id], reading) for reading in readings if reading.id in by_id]
    told = [
        (c, r) for c, r in pairs if c.answerable and r.status in {Status.ANSWERED, Status.PARTIAL} and _typed(c.facts)
    ]
    same = [_same_facts(case.facts, reading.facts) for case, reading in told]
    differ = [case.id for case, reading in pairs if _refuses(case.status) != _refuses(reading.status)]
    differ += [case.id for (case, _), agreed in zip(told, same, strict=True) if not agreed]
    return Agreement(
        len(pairs),
        kappa([c.status for c, _ in pairs], [r.status for _, r in pairs]),
        kappa([_refuses(c.status) for c, _ in pairs], [_refuses(r.status) for _, r in pairs]),
        _facts_kappa(told, same),
        len(told),
        tuple(sorted(set(differ))),
    )


def _refuses(status: Status) -> bool:
    return status not in {Status.ANSWERED, Status.PARTIAL}


def _typed(facts: Sequence[Fact]) -> bool:
    """Whether some fact is a value that two readers write alike; words are not compared."""
    return any(fact.kind not in {FactKind.TEXT, FactKind.WORDS} for fact in facts)


def _facts_kappa(told: Sequence[tuple[Case, Reading]], same: Sequence[bool]) -> float:
    """Kappa of labels that are equal exactly where the facts are: chance agreement is that of the values given."""
    first = [_label(case.facts) for case, _ in told]
    second = [one if agreed else f"≠ {_label(r.facts)}" for one, agreed, (_, r) in zip(first, same, told, strict=True)]
    return kappa(first, second)


def _label(facts: Sequence[Fact]) -> str:
    return json.dumps([asdict(fact) for fact in facts], ensure_ascii=False, sort_keys=True)


def _same_facts(first: Sequence[Fact], second: Sequence[Fact]) -> bool:
    """Whether every typed fact of the case is among those read."""
    typed = [fact for fact in first if fact.kind not in {FactKind.TEXT, FactKind.WORDS}]
    return all(any(_same(fact, other) for other in second) for fact in typed)


def _same(one: Fact, other: Fact) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is FactKind.ORGANISATIONS:
        return all(any(same_organisation(a, b) for b in other.values) for a in one.values)
    if one.kind is FactKind.SHEETS:
        return set(one.values) == set(other.values) if one.complete else set(one.values) <= set(other.values)
    if one.kind is FactKind.PERSON:
        return fold(str(one.value)).split()[-1:] == fold(str(other.value)).split()[-1:]
    return one.value == other.value and (not one.period or not other.period or one.period == other.period)


def load_readings(path: Path = READINGS) -> tuple[Reading, ...]:
    """The second reader's file; raises `CaseError` that names the line."""
    adapter = TypeAdapter(Reading)
    readings = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                readings.append(adapter.validate_json(line))
            except ValidationError as error:
                where = ".".join(map(str, error.errors()[0]["loc"]))
                raise CaseError(f"{path.name}, ligne {number} : « {where} » manque ou ne convient pas.") from error
    return tuple(readings)


def read_again() -> tuple[Case, ...]:
    """The cases of which a fifth is read again."""
    files = (path for name in READ_SETS for path in sorted(CASES_FOLDER.glob(f"{name}.jsonl")))
    folders = (path for name in READ_SETS for path in sorted(CASES_FOLDER.glob(f"{name}/*.jsonl")))
    return tuple(case for path in (*files, *folders) for case in load_cases(path))


def _questions(cases: Sequence[Case]) -> Iterator[Mapping[str, object]]:
    """What a second reader is given: the question and its conversation, nothing of what is expected."""
    for case in cases:
        history = [asdict(turn) for turn in case.history]
        yield {"id": case.id, "question": case.question, "history": history, "contracts": list(case.chosen)}


def main() -> None:
    """Prints the questions to be read again, or the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("sample", "compare"), default="compare")
    if parser.parse_args().what == "sample":
        for question in _questions(sample(read_again())):
            print(json.dumps(question, ensure_ascii=False))
        return
    found = agreement(read_again(), load_readings())
    print(f"{found.cases} cas lus deux fois")
    print(f"kappa des statuts : {found.status_kappa:.2f} ; répondre ou refuser : {found.answerable_kappa:.2f}")
    print(f"kappa des faits typés : {found.facts_kappa:.2f} ({found.facts_compared} cas)")
    print(f"désaccords : {', '.join(found.differ) or 'aucun'}")


if __name__ == "__main__":
    main()
