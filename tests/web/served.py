"""A server of pages in a process of its own, for a browser to open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def served(module: str, *arguments: object) -> Iterator[str]:
    """The address at which a module says that it serves, on a port of its own choice; it is stopped afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments), "0"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().split(" : ")[1].split(" ")[0]
    finally:
        process.kill()
        process.communicate()
