"""Measures how many generated contracts of each family come out fully right: `python -m tests.generated [SEEDS]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ingest.analysis import analyse
from ingest.readers import Limits, read
from tests.generated.contracts import draw_contract
from tests.generated.families import FAMILIES
from tests.generated.layouts import typeset
from tests.generated.scoring import faults, misread


def main(seeds: int) -> None:
    """Prints, for each family, contracts fully right, contracts that the reader put out of order, other faults."""
    with tempfile.TemporaryDirectory() as folder:
        for family, variants in FAMILIES.items():
            right = out_of_order = total = 0
            others: list[str] = []
            for variant, (manner, layout) in enumerate(variants):
                for seed in range(seeds):
                    contract = draw_contract(31 * seed + variant, manner)
                    result = read(typeset(contract, layout, Path(folder) / "c.pdf"), Limits(ocr=False))
                    document, passages = analyse(result, document_id="d", file_name="document.pdf")
                    found, lost = faults(contract, document, passages), misread(contract, result)
                    total += 1
                    right += not found
                    out_of_order += bool(found and lost)
                    others += [] if lost else [f"{family} {variant} {seed}: {fault}" for fault in found]
            print(f"{family}: {right} of {total} fully right; {out_of_order} put out of order by the reader")
            print("\n".join(others), end="\n" if others else "")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
