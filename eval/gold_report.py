"""Prints scores of gold records as tables: `python -m eval.gold_report FOLDER [-v]` reads a folder's documents anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from eval.gold import load_gold, score
from eval.gold_tally import Score, Tally
from ingest.analysis import analyse
from ingest.facts.records import ContractRecord
from ingest.readers import Limits, read

GOLD = Path(__file__).parent / "gold" / "contracts"


def table(name: str, score: Score) -> Iterator[str]:
    """The lines of the table: one a field, then all fields, the exact rate of money and the wrong amounts."""
    yield f"{name:<34}{'right':>7}{'wrong':>7}{'missing':>9}{'precision':>11}{'recall':>8}{'F1':>7}"
    for field in sorted(score.fields):
        yield _line(f"  {field}", score.fields[field])
    yield _line("  all fields", score.whole)
    money = score.exact_money
    true = money.right + money.missing
    yield f"  money exact: {money.right} of {true} lines ({money.recall:.1%}), {money.wrong} more said"
    yield f"  wrong amounts: {len(score.wrong_amounts)}"


def summary(name: str, score: Score) -> str:
    """One line: all fields, money, wrong amounts."""
    whole, money = score.whole, score.exact_money
    return (
        f"{name:<34} precision {whole.precision:.1%}  recall {whole.recall:.1%}  F1 {whole.f1:.1%}"
        f"  money {money.recall:.1%} ({money.precision:.1%} precision)  wrong amounts {len(score.wrong_amounts)}"
    )


def main() -> None:
    """Prints the table of each document of a folder that has a gold record, and one of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the documents are")
    parser.add_argument("--gold", type=Path, default=GOLD, help="where the gold records are")
    parser.add_argument("-v", "--verbose", action="store_true", help="each difference")
    options = parser.parse_args()
    everything = Score()
    for path in sorted(options.gold.glob("*.yaml")):
        gold = load_gold(path)
        source = options.folder / gold["document"]
        if not source.exists():
            continue
        document, _ = analyse(read(source, Limits(ocr=False)), document_id="d", file_name=source.name)
        one = score(gold, document.facts or ContractRecord())
        everything.add(one)
        print("\n".join(table(source.name, one)), end="\n\n")
        if options.verbose:
            print("\n".join(map(str, one.differences)), end="\n\n")
    print("\n".join(table("all documents", everything)))


def _line(name: str, tally: Tally) -> str:
    counts = f"{tally.right:>7}{tally.wrong:>7}{tally.missing:>9}"
    return f"{name:<34}{counts}{tally.precision:>11.1%}{tally.recall:>8.1%}{tally.f1:>7.1%}"


if __name__ == "__main__":
    main()
