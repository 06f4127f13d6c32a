"""Cases as data: questions, what should come of them, and where the documents say it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from assistant.records import Status, Turn
from ingest.errors import UserError

Text = Annotated[str, Field(min_length=1)]

CASES_FOLDER = Path(__file__).parent / "cases"
# What an answer says when it does not answer: a case with one of these is right when nothing is asserted.
REFUSALS = frozenset({Status.NOT_FOUND, Status.OUT_OF_SCOPE, Status.UNREADABLE})


class CaseError(UserError):
    """A file of cases cannot be used; the message is a French sentence that names the file and the line."""


class Trap(StrEnum):
    """Why the documents do not say what is asked."""

    OTHER_TERRITORY = "other_territory"
    NEAR_NAME = "near_name"  # a territory called almost like one of theirs
    WRONG_YEAR = "wrong_year"
    NO_SUCH_SHEET = "no_such_sheet"
    ABSENT = "absent"  # the figure or the fact is not there
    FALSE_PREMISE = "false_premise"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document, named by its file's stem, that holds all of `contains` on one of `pages` (1-based).

    Where a notice stands in for the document, its pages are its own: there the stretch is in the same `section`
    ("fiche 2.1", "article 6"; empty = anywhere) and holds `contains` or, in the notice's words, `notice`.
    """

    document: Text
    pages: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]
    contains: Annotated[tuple[Text, ...], Field(min_length=1)]
    section: str = ""
    notice: tuple[Text, ...] = ()


class FactKind(StrEnum):
    """What kind of thing an answer must say, and how it is compared."""

    AMOUNT = "amount"  # euros, with its period
    RATE = "rate"  # percent
    DATE = "date"  # ISO, as exact as the documents are
    NUMBER = "number"
    ORGANISATIONS = "organisations"
    PERSON = "person"
    SHEETS = "sheets"
    YES_NO = "yes_no"
    TEXT = "text"  # any of some wordings
    WORDS = "words"  # most of the telling words of a text


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a right answer says; which fields have a meaning depends on its kind."""

    kind: FactKind
    value: float | bool | str | None = None
    unit: str = ""
    period: str = ""  # annual, global
    values: tuple[str, ...] = ()
    complete: bool = False  # exactly these values
    any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the status and the evidence expected; `contracts` are those that it is about."""

    id: Text
    question: Annotated[str, Field(min_length=1, max_length=1000)]
    category: Text
    status: Status
    contracts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Turn, ...] = ()
    facts: tuple[Fact, ...] = ()
    forbidden: tuple[str, ...] = ()  # what a right answer never says
    trap: Trap | None = None  # of an unanswerable question
    open: bool = False  # the question names no territory: an answer for each contract is right
    chosen: tuple[str, ...] = ()  # the contracts that the asker has chosen on the page beforehand
    note: str = ""

    @property
    def cluster(self) -> str:
        """What makes cases alike beyond chance: the contracts that they are about, or themselves."""
        return " + ".join(sorted(self.contracts)) or self.id

    @property
    def answerable(self) -> bool:
        """Whether the documents say what is asked."""
        return self.status not in REFUSALS


_EXPECTED = {
    "id": "un identifiant",
    "question": "une question de 1 à 1 000 caractères",
    "category": "le nom d'une catégorie",
    "status": f"l'un de {', '.join(Status)}",
    "contracts": "une liste d'identifiants de contrats",
    "evidence": "une liste d'objets {document, pages, contains}",
    "document": "le nom du fichier sans son extension",
    "pages": "une liste de numéros de pages, à partir de 1",
    "contains": "une liste de textes que la page contient",
    "section": "une rubrique : « fiche 2.1 », « article 6 »",
    "notice": "une liste de textes que la notice contient",
    "trap": f"l'un de {', '.join(Trap)}",
    "open": "true ou false",
    "chosen": "une liste d'identifiants de contrats",
    "history": "une liste d'objets {question, answer}",
    "facts": "une liste de faits attendus, chacun avec son genre (« kind »)",
    "forbidden": "une liste de textes",
    "note": "un texte",
}
_CASE = TypeAdapter(Case)


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSONL file, one a line, in order; raises `CaseError`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CaseError(
            f"Le fichier de questions « {path} » ne se lit pas : vérifiez le chemin et les droits."
        ) from error
    except UnicodeDecodeError as error:
        raise CaseError(f"Le fichier de questions « {path} » n'est pas en UTF-8 : enregistrez-le ainsi.") from error
    cases = tuple(_case(line, f"{path.name}, ligne {number}") for number, line in enumerate(lines, 1) if line.strip())
    if not cases:
        raise CaseError(f"Le fichier de questions « {path} » est vide : il faut une question par ligne, en JSON.")
    twice = [name for name, count in Counter(case.id for case in cases).items() if count > 1]
    if twice:
        raise CaseError(f"{path.name} : identifiants employés deux fois : {', '.join(twice)}.")
    return cases


def _case(line: str, where: str) -> Case:
    try:
        case = _CASE.validate_python(json.loads(line))
    except json.JSONDecodeError as error:
        raise CaseError(
            f"{where}, colonne {error.colno} : ce n'est pas du JSON ; il faut un objet par ligne."
        ) from error
    except ValidationError as error:
        raise CaseError(f"{where} : {_complaint(error.errors()[0]['loc'])}") from error
    if case.answerable and not case.evidence:
        raise CaseError(f"{where} : la question a une réponse (« {case.status} ») mais aucune preuve (« evidence »).")
    return case


def _complaint(place: Sequence[int | str]) -> str:
    fields = [part for part in place if part in _EXPECTED]
    if not fields:
        return "un objet JSON est attendu."
    name = str(fields[-1])
    return f"le champ « {name} » manque ou ne convient pas ; il faut {_EXPECTED[name]}."
