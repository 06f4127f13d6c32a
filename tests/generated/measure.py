"""Measures what is read of invented contracts: `python -m tests.generated.measure [SEEDS] [--held-out] [-v]`.

Each family's contracts are written to files, read, and their records compared with the truth. The families of
`--held-out` are measured, never looked at while extraction is developed: `-v` prints no difference of theirs.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from eval.gold import score
from eval.gold_report import summary, table
from eval.gold_tally import Score
from ingest.analysis import analyse
from ingest.facts.records import ContractRecord
from ingest.readers import Limits, read
from tests.generated.houses import BUDGETS, DEVELOPMENT, HELD_OUT, produce


def record_read(path: Path) -> ContractRecord:
    """What the product reads from a file; an unreadable file gives an empty record."""
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
    facts: ContractRecord | None = getattr(document, "facts", None)
    return facts or ContractRecord()


def measure(family: str, seeds: range) -> tuple[Score, list[str]]:
    """A family's score over seeds, and each difference with its seed."""
    whole, differences = Score(), []
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            book, path = produce(family, seed, Path(folder))
            try:
                record = record_read(path)
            except Exception as defect:  # a contract that cannot be read is measured as one of which nothing was read
                record = ContractRecord()
                print(f"{family}/{seed} could not be read: {defect!r}")
            one = score(book.truth, record)
            differences += [f"{family}/{seed}: {difference}" for difference in one.differences]
            differences += [f"{family}/{seed}: wrong amount {wrong}" for wrong in one.wrong_amounts]
            whole.add(one)
    return whole, differences


def main() -> None:
    """Prints a table for each family, then one line for each and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="?", type=int, default=2, help="contracts a family")
    parser.add_argument("--held-out", action="store_true", help="the families that are measured only")
    parser.add_argument("--budgets", action="store_true", help="the families with a table of all actions' money")
    parser.add_argument("--family", action="append", help="only this family; may be repeated")
    parser.add_argument("--field", action="append", help="with -v, only differences of this field")
    parser.add_argument("--brief", action="store_true", help="one line a family, no tables of fields")
    parser.add_argument("-v", "--verbose", action="store_true", help="each difference with family and seed")
    options = parser.parse_args()
    chosen = HELD_OUT if options.held_out else BUDGETS if options.budgets else DEVELOPMENT
    families = [name for name in chosen if name in (options.family or [name])]
    everything, lines = Score(), []
    for family in families:
        began = time.perf_counter()
        one, differences = measure(family, range(options.seeds))
        everything.add(one)
        lines.append(f"{summary(family, one)}  {time.perf_counter() - began:.0f} s")
        if not options.brief:
            print("\n".join(table(family, one)), end="\n\n")
        if options.verbose and not options.held_out:
            wanted = [d for d in differences if not options.field or any(f" {f}" in d for f in options.field)]
            print("\n".join(wanted), end="\n\n")
    print("\n".join(table("all families", everything)), end="\n\n")
    print("\n".join([*lines, summary("all families", everything)]))


if __name__ == "__main__":
    main()
