"""Which contracts a question is about: by territory, place, period or generation, or by what only one of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import simplemma
from rapidfuzz import fuzz

from assistant.records import ContractRef
from assistant.tokens import words
from ingest.naming import fold
from ingest.records import Metadata
from ingest.snapshot import Snapshot

# A territory's name as typed may differ this much from its spelling (0-100).
NAME_CUTOFF = 87
SHORTEST_NAME = 5
# Parts of territories' names that say nothing alone.
_GENERIC = frozenset(
    "pays portes porte terres terre communaute communes agglomeration val vallee vallees haut haute hauts hautes "
    "bas basse grand grande nord sud est ouest centre coeur bassin plaine mont monts plateau sources rives entre pole "
    "parc region departement metropole ville bourg saint sainte".split()
)
_OLDER = re.compile(
    r"\bl ?'?ancien\b|\bancien (?:contrat|cls)|\bprecedent|\bd'avant\b|\banterieur|\bavait\b.*\bancien\b"
)
_BOTH = re.compile(
    r"\ble nouveau\b|\bl ?'?actuel\b|\bcelui[- ]ci\b|\bmaintenant\b|\baujourd'hui\b|\bet celui\b|\bdiffer|\bchange"
)
_NEWER = re.compile(r"\bnouveau (?:contrat|cls)|\bactuel|\ben vigueur|\bcourant\b|\bpresent contrat")
_NAMED_CLS = re.compile(
    r"\b(?:CLS|cls|[Cc]ontrats?(?: [Ll]oca(?:l|ux) de [Ss]ant[ée])?)\s+(?:du|des|de la|de l[’']|de|d[’'])\s*"
    r"(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ’'-]*"
    r"(?:[ -](?:(?:de|du|des|la|le|les|en|sur|et)[ -]){0,2}(?:[dl][’'])?[A-ZÀ-Ý][\wÀ-ÿ’'-]*)*)"
)
# "Le contrat de l'ARS": a party's, not a territory's.
_PARTY = re.compile(r"\b(?:ars|etat|region|departement|prefecture|cpam|msa|ville|territoire|sante)\b")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of which documents are indexed."""

    ref: ContractRef
    territory: str
    first: int  # year, 0 when unknown
    last: int
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The contracts to read, in order of preference; `unknown` is a territory asked for of which nothing is indexed."""

    contracts: tuple[Contract, ...]
    note: str = ""
    unknown: str = ""
    territory_named: bool = False


def names_generation(folded: str) -> bool:
    """Whether a folded question says which generation of a contract it means: the one before, the one in force."""
    return bool(_OLDER.search(folded) or _NEWER.search(folded))


def contracts_of(snapshot: Snapshot) -> tuple[Contract, ...]:
    """The contracts that the indexed documents speak of, by territory and period."""
    found: dict[str, list[str]] = {}
    metadata: dict[str, Metadata] = {}
    for document in snapshot.documents:
        key = document.metadata.contract_id
        if key and snapshot.rows_of(document.id):
            found.setdefault(key, []).append(document.id)
            metadata.setdefault(key, document.metadata)
    contracts = []
    for key in sorted(found):
        years = [int(year) for year in re.findall(r"\d{4}", metadata[key].period)]
        ref = ContractRef(key, metadata[key].contract_label)
        contracts.append(
            Contract(ref, metadata[key].territory, min(years, default=0), max(years, default=0), tuple(found[key]))
        )
    return tuple(contracts)


class ScopeResolver:
    """Resolves scopes against one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.contracts = contracts_of(snapshot)
        self._aliases = {contract.ref.id: _aliases(contract.territory) for contract in self.contracts}
        self._words: dict[str, set[str]] = {}
        self._places: dict[str, str] = {}
        self._common: set[str] = set()
        for contract in self.contracts:
            texts, places = [], []
            for document_id in contract.document_ids:
                passages = [snapshot.passages[row] for row in snapshot.rows_of(document_id)]
                texts += [passage.text for passage in passages]
                told = [p.text for p in passages if re.search("perimetre", fold(" ".join(p.path)))]
                # A press release has no perimeter: each place that it names may be meant.
                places += told or [passage.text for passage in passages if len(passages) < 30]
            whole = " ".join(texts)
            for word in set(words(whole)):
                self._words.setdefault(word, set()).add(contract.ref.id)
            # What some document writes without a capital is no proper name.
            self._common.update(fold(word) for word in re.findall(r"(?<![\w’'-])[a-zà-ÿ][\wà-ÿ]{2,}", whole))
            self._places[contract.ref.id] = fold(" ".join(places)).replace("-", " ")

    def by_id(self, ids: Sequence[str]) -> tuple[Contract, ...]:
        """The contracts with these ids; unknown ids are left out."""
        return tuple(contract for contract in self.contracts if contract.ref.id in ids)

    def name_words(self) -> tuple[str, ...]:
        """The folded words that name territories and periods: they say which contract, not what of it."""
        names = [word for contract in self.contracts for word in words(contract.territory)]
        return (*names, *(str(year) for contract in self.contracts for year in (contract.first, contract.last)))

    def resolve(self, question: str, year: int) -> Resolved:
        """The contracts that a question is about, in `year`."""
        folded = fold(question).replace("-", " ")
        named = [contract for contract in self.contracts if self._names(contract, folded)]
        if not named:
            unknown = self._unknown(question)
            if unknown:
                return Resolved((), unknown=unknown)
            placed = self._placed(question)
            if placed:
                return self._generation(placed, folded, year, named=False)
        return self._generation(named or list(self.contracts), folded, year, named=bool(named))

    def _names(self, contract: Contract, folded: str) -> bool:
        return any(_mentions(alias, folded) for alias in self._aliases[contract.ref.id])

    def _unknown(self, question: str) -> str:
        for match in _NAMED_CLS.finditer(question):
            name = match["name"].strip()
            said = [word for word in words(name) if word not in _GENERIC]
            # "Pays" alone names nothing, "Hautes Rives" does.
            if not (said or " " in name) or _PARTY.search(fold(name)):
                continue
            if not any(word.isalpha() for word in words(name)):
                continue
            if not name[0].isupper() and not any(self._is_name(word) for word in re.findall(r"[\w’-]+", name)):
                continue
            if not any(fold(name).replace("-", " ") in places for places in self._places.values()):
                return name
        return ""

    def _is_name(self, word: str) -> bool:
        """Whether a word as typed is a proper name: no document writes it small, and no dictionary has it."""
        return fold(word) not in self._common and not simplemma.is_known(word.lower(), lang="fr")

    def _placed(self, question: str) -> list[Contract]:
        """The contracts of the one territory whose documents hold a proper name of the question."""
        for typed in re.findall(r"[^\W\d_]{4,}", question):
            held = self.by_id(tuple(self._words.get(fold(typed), ())))
            territories = {contract.territory for contract in held}
            if len(territories) == 1 and self._is_name(typed):
                return [contract for contract in self.contracts if contract.territory in territories]
        return []

    def _generation(self, candidates: list[Contract], folded: str, year: int, *, named: bool) -> Resolved:
        years = {int(text) for text in re.findall(r"\b20\d\d\b", folded)}
        pairs = {(int(a), int(b)) for a, b in re.findall(r"\b(20\d\d) ?[ /aà–-] ?(20\d\d)\b", folded)}
        exact = [c for c in candidates if (c.first, c.last) in pairs] or [c for c in candidates if c.first in years]
        if exact:
            # Where several territories are named, a year chooses within its own.
            chosen = {c.territory for c in exact}
            others = [
                c for c in candidates if named and c.territory not in chosen and c == self._current(c.territory, year)
            ]
            return Resolved((*exact, *others), territory_named=named)
        if _OLDER.search(folded) and (_NEWER.search(folded) or _BOTH.search(folded)):
            every = [c for c in self.contracts if c.territory in {o.territory for o in candidates}]
            return Resolved(tuple(sorted(every, key=lambda c: (c.territory, c.first))), territory_named=True)
        if _OLDER.search(folded):
            older = [
                c for c in candidates if any(c.territory == o.territory and c.first < o.first for o in self.contracts)
            ]
            if older:
                return Resolved(tuple(older), "contrat précédent, comme demandé", territory_named=named)
        current = [c for c in candidates if c == self._current(c.territory, year)]
        several = any(sum(o.territory == c.territory for o in self.contracts) > 1 for c in current)
        asked = _NEWER.search(folded)
        note = "contrat en vigueur, faute d'année dans la question" if several and not asked else ""
        rest = [] if asked else [c for c in candidates if c not in current]
        return Resolved(tuple(current or rest), note if named else "", territory_named=named)

    def _current(self, territory: str, year: int) -> Contract:
        own = [contract for contract in self.contracts if contract.territory == territory]
        running = [contract for contract in own if contract.first <= year <= contract.last]
        return max(running or own, key=lambda contract: contract.first)


def _aliases(territory: str) -> tuple[str, ...]:
    whole = fold(territory).replace("-", " ")
    parts = [part.replace("-", " ") for part in fold(territory).split()]
    own = [part for part in parts if part not in _GENERIC and len(part) >= SHORTEST_NAME]
    return tuple(dict.fromkeys([whole, *own]))


def _mentions(alias: str, folded: str) -> bool:
    if re.search(rf"\b{re.escape(alias)}(?:s|ne|nes)?\b", folded):
        return True
    said = folded.split()
    length = len(alias.split())
    return any(fuzz.ratio(alias, " ".join(said[i : i + length])) >= NAME_CUTOFF for i in range(len(said) - length + 1))
