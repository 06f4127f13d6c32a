"""The sets of questions that ship with the product, and the documents on which each is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import CASES_FOLDER, Case, CaseError, load_cases
from eval.questions import load_questions

ROOT = Path(__file__).parent.parent
# Where the documents of the sets are that bring their own, by the set's name; the others are asked on the index.
DOCUMENTS = {
    "generated": Path(__file__).parent / "documents" / "generated",
    "invented": ROOT / "tests" / "invented",
}


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Questions measured together; `documents` is the folder of what they are asked on, None for the index in place.

    `only` holds the names, without suffix, of the files of that folder that belong to the set; empty: all of them.
    """

    name: str
    cases: tuple[Case, ...]
    documents: Path | None = None
    only: frozenset[str] = frozenset()


def default_sets() -> tuple[CaseSet, ...]:
    """Every set of `eval/cases/`: a file, or a folder of files; one whose documents are not there is left out."""
    found = []
    for path in sorted(CASES_FOLDER.iterdir()):
        documents = DOCUMENTS.get(path.stem)
        if documents is None or documents.is_dir():
            cases = _whole(path)
            found.append(CaseSet(path.stem, cases, documents, _asked_on(cases) if documents else frozenset()))
    if not found:
        raise CaseError(f"Aucun fichier de questions dans {CASES_FOLDER} : indiquez-en un avec --questions.")
    return tuple(sorted(found, key=lambda one: (one.documents is not None, one.name)))


def sets_of(files: Sequence[Path]) -> tuple[CaseSet, ...]:
    """One set a file; a file of a shipped set keeps its documents."""
    return tuple(_set_of(path) for path in files)


def _set_of(path: Path) -> CaseSet:
    for name, documents in DOCUMENTS.items():
        whole = CASES_FOLDER / name if (CASES_FOLDER / name).is_dir() else CASES_FOLDER / f"{name}.jsonl"
        if whole in (path.resolve(), *path.resolve().parents):
            return CaseSet(path.stem, load_cases(path), documents, _asked_on(_whole(whole)))
    return CaseSet(path.stem, load_questions(path))


def _whole(path: Path) -> tuple[Case, ...]:
    """The cases of a set: of its file, or of the files of its folder."""
    return _together(sorted(path.glob("*.jsonl")) if path.is_dir() else [path])


def _asked_on(cases: Sequence[Case]) -> frozenset[str]:
    """The documents on which a set is asked: others that come to stand in their folder change none of its figures."""
    return frozenset(evidence.document for case in cases for evidence in case.evidence)


def _together(files: Sequence[Path]) -> tuple[Case, ...]:
    cases = tuple(case for file in files for case in load_cases(file))
    ids = [case.id for case in cases]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise CaseError(f"Identifiants employés deux fois dans {files[0].parent} : {', '.join(twice)}.")
    return cases
