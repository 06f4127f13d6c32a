"""What a head of a row or of a column of a budget table stands for: an action, who pays, a year, the sum. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ingest.facts.funding.funders import instrument, payer_at
from ingest.facts.grid import Cell
from ingest.facts.money.column_cell import FUND
from ingest.facts.money.grid import firmness
from ingest.facts.money.recap_words import NOTE, NUMBER, OTHERS, PAYERS, STATUS
from ingest.facts.parties.institutions import institution
from ingest.facts.reading import flat, letters
from ingest.facts.records import Action, Nature
from ingest.naming import fold
from ingest.structure.numbers import number_of

# Titles of one action are so alike (0-100); shorter ones may be part of another's.
SAME_TITLE, PART_OF_TITLE, PART_CHARACTERS = 75, 92, 14
_YEAR = re.compile(
    r"(?:annee |exercice |budget |en |an \d |prevision\w* )?(20\d\d)"
    r"(?: (?:previsionnel\w*|prevision\w*|estim\w*|prevue?))?"
)
# One year, not the ends of several.
_ANY_YEAR = re.compile(r"(?<![\d–/-])(?<![-–/] )(20\d\d)(?!\d)(?! ?(?:[-–/]|à|au) ?(?:20)?\d\d)")
_SUM = re.compile(
    r"(?:(?:montants?|couts?|budgets?|sommes?|financements?|depenses?|enveloppe|sous) )*"
    r"(?:totale?s?|totaux|ensemble|cumul\w*|global\w*)\b.*|cumul\b.*"
    r"|(?:montants?|couts?|budgets?|enveloppe|depenses?)(?: (?:previsionnel\w*|estim\w*|annuel\w*"
    r"|retenus?|de l action|du projet|en euros|par an|pour la duree.*|sur .*|ttc|ht))*"
)
# "Total ARS": of one payer; "Sous-total axe 2": of some rows.
_TOTAL_OF = re.compile(r"^(?:sous[- ])?total\s*(?:[:–-]\s*)?(?:de la |du |de l['’]|des |de )?", re.IGNORECASE)
_OF_PART = re.compile(r"\bsous\b|\b(?:axe|orientation|priorite|objectif|theme|thematique|volet|chapitre)s?\b")
_RATE = re.compile(r"(?:taux|part|pourcentage)?\s*(?:en )?%.*|taux(?: .*)?|pourcentage.*|part (?:en|du) .*")
_LEAD = re.compile(
    r"(?:pilote|porteur|maitre d ouvrage|responsable|structure|operateur|chef de file|referent)\w*(?: .*)?"
)
_ACTION = re.compile(
    r"(?:n ?o? )?(?:fiche|action|mesure|projet|intitule|operation|libelle|titre)s?\b.*|n|no|numero|code"
)
_AXIS = re.compile(r"(?:axe|orientation|priorite|thematique|objectif|enjeu|theme|volet|ambition|chantier)s?\b.*")
_PART = re.compile(
    r"^(?:[Pp]art(?:icipation)?|[Cc]ontribution|[Mm]ontants?|[Cc]rédits?|[Ff]inancements?|[Ss]ubventions?|[Aa]ides?)"
    r"\s+(?:de |du |des |d['’])?(?:la |l['’])?(?=[A-ZÀ-Ý])"
)
# "74 – ARS", "7478 : Commune": the account of a public budget.
_ACCOUNT = re.compile(r"^\s*\d{2,5}\s*[-–—:.]\s*(?=[^\W\d])")
_UNIT = re.compile(r"\(?\s*(?:en )?(?:k ?€|keuros|€|milliers d['’]euros|euros)\s*(?:ttc|ht)?\s*\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or a column stands for; `kind` is "money" where its cells are sums, else what its words are."""

    kind: str  # money, total, rate, status, note, lead, action, axis, payers, empty, words
    cell: Cell
    action: int | None = None
    payer: str = ""
    fund: str = ""
    year: str = ""
    nature: Nature = Nature.UNKNOWN


def bare(text: str) -> str:
    """The words of a head, folded, brackets and unit left out."""
    text = re.sub(r"\([^)]*\)", " ", _UNIT.sub(" ", text))
    return re.sub(r"[^a-z0-9%]+", " ", fold(text)).strip()


def head_of(cell: Cell, actions: Sequence[Action]) -> Head:
    """What a head of a budget table stands for, as its own words say."""
    words = bare(cell.text)
    if not words:
        return Head("empty", cell)
    if year := _YEAR.fullmatch(words):
        return Head("money", cell, year=year[1])
    for kind, pattern in (("rate", _RATE), ("status", STATUS), ("note", NOTE), ("lead", _LEAD), ("payers", PAYERS)):
        if pattern.fullmatch(words):
            return Head(kind, cell)
    if _SUM.fullmatch(words):
        return _sum(cell, words)
    found = action_of(cell.text, actions)
    if found is not None:
        return Head("money", cell, action=found)
    for kind, pattern in (("action", _ACTION), ("axis", _AXIS)):
        if pattern.fullmatch(words):
            return Head(kind, cell)
    year = _ANY_YEAR.search(cell.text)
    text = cell.text.replace(year[0], " ").strip(" –-:") if year else cell.text
    payer, fund, nature = payer_of(text)
    if payer or fund:
        return Head("money", cell, payer=payer, fund=fund, year=year[1] if year else "", nature=nature)
    return Head("words", cell)


def _sum(cell: Cell, words: str) -> Head:
    """A head that sums up: all of it, one year, one payer, or a part of the rows that is no fact of its own."""
    years = set(_ANY_YEAR.findall(cell.text))
    payer, fund, _ = payer_of(_TOTAL_OF.sub("", flat(cell.text)))
    if payer:
        return Head("money", cell, payer=payer, fund=fund, year=years.pop() if len(years) == 1 else "")
    if len(years) == 1:
        return Head("money", cell, year=years.pop())
    return Head("part" if _OF_PART.search(words) else "total", cell)


def payer_of(text: str, *, sure: bool = False) -> tuple[str, str, Nature]:
    """Who pays, out of what, how firmly, as a head names them; nobody where nothing tells that it is a payer.

    `sure`: the head is known to name a payer.
    """
    said = _ACCOUNT.sub("", flat(text))
    brackets = " ".join(re.findall(r"\(([^)]*)\)", said))
    name = re.sub(r"\s*\([^)]*\)", "", _UNIT.sub(" ", said))
    fund = instrument(name) or instrument(brackets)
    if fund and fund.text in name and name.strip() != fund.text:
        name = name.replace(fund.text, " ")
    nature = firmness(brackets) or firmness(name) or Nature.UNKNOWN
    if nature:
        name = re.sub(
            r"(?i)\s*[,–-]?\s+(?:demandée?s?|sollicitée?s?|acquis|à (?:solliciter|confirmer)|prévisionnel\w*)$",
            "",
            name,
        )
    name = flat(_PART.sub("", name)).strip(" ,;:–—-/")
    if not name or OTHERS.fullmatch(bare(name)):
        return "", (fund.text if fund else "") if sure else "", nature
    parts = re.split(r"\s*[,/&+]\s*|\s+et\s+", name)
    named = payer_at(name)
    known = (
        all(institution(part)[0] or payer_at(part) for part in parts)
        or (named is not None and named.end >= len(name))
        or (FUND.search(fold(name)) is not None and len(name.split()) <= 4)
    )
    if not (known or sure) or len(name) > 80:
        return "", "", nature
    if fund and name == fund.text:
        return ("", fund.text, nature) if not sure else (name, "", nature)
    return name, fund.text if fund else "", nature


def action_of(text: str, actions: Sequence[Action], *, numbered: bool = False) -> int | None:
    """The one action that a head names by its number and title, or by its title alone.

    `numbered`: the column is known to hold the numbers of actions, a bare one is enough.
    """
    said = flat(text)
    match = NUMBER.fullmatch(said)
    if match:
        number, title = number_of(match["number"]), match["title"]
        same = [k for k, action in enumerate(actions) if action.number == number]
        if len(same) == 1:
            alike = not title or _alike(title, actions[same[0]])
            compound = re.search(r"[.\-]|\d[a-z]|[a-z]\d", match["number"].lower()) is not None
            told = re.match(r"(?:fiche|action|mesure|projet|operation)", fold(said)) is not None
            if (title and alike) or (compound and (alike or not title)) or ((told or numbered) and alike):
                return same[0]
            if compound and len(letters(title)) < PART_CHARACTERS:
                return same[0]
        if len(letters(title)) < PART_CHARACTERS:
            return None
        said = title
    if len(letters(said)) < PART_CHARACTERS:
        return None
    alike_ = [k for k, action in enumerate(actions) if _alike(said, action)]
    return alike_[0] if len(alike_) == 1 else None


def _alike(title: str, action: Action) -> bool:
    own = letters(title)
    for said in action.titles:
        known = letters(said.value)
        if fuzz.ratio(own, known) >= SAME_TITLE:
            return True
        short, long = sorted((own, known), key=len)
        if len(short) >= PART_CHARACTERS and fuzz.partial_ratio(short, long) >= PART_OF_TITLE:
            return True
    return False
