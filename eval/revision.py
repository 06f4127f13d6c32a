"""Which version of the program is measured."""

from __future__ import annotations

import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent.parent
# What a report is named by is short.
_LENGTH = 10


def revision(root: Path = ROOT) -> str:
    """The commit of a checkout, with a mark where files differ from it; elsewhere the version installed."""
    commit = _git(root, "rev-parse", f"--short={_LENGTH}", "HEAD")
    if not commit:
        return _version()
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{commit}-modifié" if changed else commit


def _git(root: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return ""
    done = subprocess.run([git, *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return done.stdout.strip() if done.returncode == 0 else ""


def _version() -> str:
    try:
        return version("cls-assistant")
    except PackageNotFoundError:
        return "inconnu"
