"""The invented contracts with their true records, and what is read of each: `python -m tests.invented_contracts`.

The command prints the precision and recall of each; with `--raise`, it lifts the floors to what is reached.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from eval.gold import load_gold, score
from eval.gold_tally import Score
from ingest.analysis import analyse
from ingest.facts.records import ContractRecord
from ingest.readers import Limits, read

FOLDER = Path(__file__).parent / "invented"
FLOORS = FOLDER.parent / "invented_floors.tsv"
# Percentages are kept with one decimal, rounded down.
STEP = 1000


def documents() -> Iterator[Path]:
    """The documents that have a true record beside them."""
    for gold in sorted(FOLDER.glob("*.yaml")):
        yield from (path for path in sorted(FOLDER.glob(f"{gold.stem}.*")) if path.suffix != ".yaml")


@cache
def scored(path: Path) -> Score:
    """What reading a document gives, compared with its true record; each is read once."""
    document, _ = analyse(read(path, Limits(ocr=False)), document_id=path.stem, file_name=path.name)
    return score(load_gold(path.with_suffix(".yaml")), document.facts or ContractRecord())


def floors() -> dict[str, tuple[float, float]]:
    """The precision and the recall below which a document may not fall, by its name."""
    rows = (line.split("\t") for line in FLOORS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {name: (float(precision), float(recall)) for name, precision, recall in rows}


def main(arguments: list[str]) -> None:
    """Prints what is reached, and lifts the floors when asked."""
    known = floors() if FLOORS.exists() else {}
    lifted = dict(known)
    for path in documents():
        whole = scored(path).whole
        reached = tuple(int(share * STEP) / STEP for share in (whole.precision, whole.recall))
        print(path.name, *reached, f"wrong amounts {len(scored(path).wrong_amounts)}", sep="\t", flush=True)
        before = known.get(path.name, (0.0, 0.0))
        lifted[path.name] = (max(before[0], reached[0]), max(before[1], reached[1]))
    if "--raise" in arguments:
        head = "# document\tprecision\trecall: floors that only rise (python -m tests.invented_contracts --raise)\n"
        rows = (f"{name}\t{one:.3f}\t{two:.3f}\n" for name, (one, two) in sorted(lifted.items()))
        FLOORS.write_text(head + "".join(rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
