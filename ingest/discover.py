"""Which files a list of paths means, and what catalogues say of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.catalogue import CATALOGUE_NAME, Catalogue, load_catalogue
from ingest.records import Metadata, Outcome, ReadState

KNOWN_SUFFIXES = frozenset({".pdf", ".html", ".htm", ".docx", ".txt", ".md", ".xlsx"})
# Beside a corpus, not of it: its catalogue, its readme, what its notices are typeset from.
_SKIPPED_FILES = frozenset({CATALOGUE_NAME, "readme.md"})
_SKIPPED_FOLDERS = frozenset({"sources", "__pycache__"})
# Programs and their data, which nobody takes for documents; any other file in a folder is read or reported.
_SKIPPED_SUFFIXES = frozenset(
    ".py .pyc .toml .json .jsonl .yaml .yml .typ .css .js .sh .lock .log .tmp .part .sqlite3 .db .ini .cfg".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest, and what its catalogue says of it."""

    path: Path
    known: Metadata | None = None

    @property
    def source(self) -> str:
        """How the index knows where the file was."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files meant, the folders walked, and what was asked for but cannot be."""

    files: tuple[Found, ...]
    folders: tuple[Path, ...]
    problems: tuple[Outcome, ...]


def discover(paths: Sequence[Path]) -> Discovery:
    """The files of `paths` and of their folders, each once, in order; raises `CatalogueError`."""
    files: dict[Path, Found] = {}
    folders: list[Path] = []
    problems: list[Outcome] = []
    for path in (Path(os.path.abspath(given)) for given in paths):
        if path.is_dir():
            folders.append(path)
            catalogues: dict[Path, Catalogue] = {}
            for file in _walk(path):
                if file.suffix.lower() in KNOWN_SUFFIXES:
                    files.setdefault(file, Found(file, _known(file, path, catalogues)))
                else:
                    problems.append(_problem(file, _unknown_kind(file)))
            problems.extend(_missing(catalogues))
        elif not path.is_file():
            problems.append(_problem(path, "Ce fichier ou ce dossier n'existe pas : vérifiez le chemin."))
        elif path.suffix.lower() not in KNOWN_SUFFIXES:
            problems.append(_problem(path, _unknown_kind(path)))
        else:
            files.setdefault(path, Found(path, _known(path, path.parent, {})))
    return Discovery(tuple(files.values()), tuple(folders), tuple(problems))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(parent, name)
            skipped = name.startswith(".") or name.lower() in _SKIPPED_FILES
            # A pipe or a device called x.pdf would be waited on for ever.
            if not skipped and path.suffix.lower() not in _SKIPPED_SUFFIXES and path.is_file():
                yield path


def _known(file: Path, root: Path, catalogues: dict[Path, Catalogue]) -> Metadata | None:
    """What the nearest catalogue between the file and `root` says of it."""
    folder = file.parent
    while True:
        if folder not in catalogues:
            catalogues[folder] = load_catalogue(folder)
        known = catalogues[folder].known(file)
        if known is not None or folder == root:
            return known
        folder = folder.parent


def _missing(catalogues: dict[Path, Catalogue]) -> Iterator[Outcome]:
    """Entries whose file is not there: most often a misspelt name."""
    for catalogue in catalogues.values():
        for entry in catalogue.entries:
            if not (catalogue.folder / entry.file).is_file():
                yield _problem(
                    catalogue.folder / entry.file,
                    f"Le catalogue annonce « {entry.file} » (entrée « {entry.id} »), qui n'est pas dans le dossier : "
                    "corrigez son nom, remettez le fichier ou supprimez l'entrée.",
                )


def _problem(path: Path, message: str) -> Outcome:
    state = ReadState.UNSUPPORTED if path.is_file() else ReadState.FAILED
    return Outcome(path.name, state, "rejected", message=message)


def _unknown_kind(path: Path) -> str:
    kinds = ", ".join(sorted(suffix[1:] for suffix in KNOWN_SUFFIXES))
    return f"Ce genre de fichier ({path.suffix or 'sans extension'}) ne se lit pas : sont lus {kinds}."
