"""Which contracts a question is about: by territory, place, period or generation, or by what only one of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import simplemma

from assistant import lexicon
from assistant.questions.aliases import GENERIC, aliases_of, is_said
from assistant.questions.intents import intents_of
from assistant.questions.periods import CONTRACT_YEAR, PERIOD, Contract, past_period, unknown_period
from assistant.questions.places import territory_places
from assistant.questions.typing_errors import Known, in_vocabulary
from assistant.records import ContractRef
from assistant.searching.tokens import words
from assistant.sheet_titles import sheet_titles
from ingest.naming import fold
from ingest.records import Metadata
from ingest.storage.snapshot import Snapshot

_OLDER = re.compile(
    r"\bl ?'?ancien\b|\bancien(?:ne)? (?:contrat|cls|version)|\bprecedent|\bd'avant\b|\banterieur|\bavait\b.*\bancien\b"
    r"|\b(?:celui|cls|contrat) avant\b|\bpasse(?:e|s|es)? (?:du|d'un) (?:cls|contrat)\b"
)
_BOTH = re.compile(
    r"\ble nouveau\b|\bl ?'?actuel\b|\bcelui[- ]ci\b|\bmaintenant\b|\baujourd'hui\b|\bet celui\b|\bdiffer|\bchange"
    r"|\b(?:encore|toujours)\b"
)
# Every contract that is read, whatever its generation.
_EVERY = re.compile(
    r"\b(?:chaque|chacun des?|tous (?:les|ces|nos|vos)|l'ensemble (?:des|de ces)) (?:\w+ )?(?:cls|contrats?)\b"
    r"|\bde ces contrats\b|\b(?:chaque|tous les) contrats? loca(?:l|ux)\b"
)
MOST_EVERY = 8
# "Y est-il encore ?" compares with the contract before, unless it asks until when one runs.
_STILL = re.compile(
    r"\b(?:encore|toujours)\b.{0,25}\b(?:dans|au|prevue?s?|presente?s?|inscrite?s?|figure)\b"
    r"|\b(?:l'|y |le |la |en )?(?:est|sont|figure|reste)(?:nt)?(?: t)?(?: (?:il|elle|ils|elles))? (?:encore|toujours)\b"
    r"|\b(?:on )?(?:le|la|les) retrouve\b"
)
_TWO = re.compile(
    r"\b(?:les|des|aux|ces|nos|entre) (?:les )?deux (?:cls|contrats?|generations|periodes)\b|\bentre les deux\b"
    r"|\bd'un (?:cls|contrat) a l'autre\b|(?<!lis )(?<!vu )(?<!lu )(?<!vois )\b(?:les|compare les) deux ?$"
)
_NEWER = re.compile(r"\bnouveau (?:contrat|cls)|\bactuel|\ben vigueur|\bcourant\b|\bpresent contrat")
_NAMED_CLS = re.compile(
    r"\b(?:CLS|cls|[Cc]ontrats?(?: [Ll]oca(?:l|ux) de [Ss]ant[ée])?)\s+(?:du|des|de la|de l[’']|de|d[’'])\s*"
    r"(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ’'-]*"
    r"(?:[ -](?:(?:de|du|des|la|le|les|en|sur|et)[ -]){0,2}(?:[dl][’'])?[A-ZÀ-Ý][\wÀ-ÿ’'-]*)*)"
)
# "Bresse bourguignonne", "Jura sud": an adjective written small belongs to the name before it.
_ADJECTIVE = re.compile(
    r"^ (?P<word>[a-zà-ÿ]{3,}(?:ienn?e?|aise?|oise?|onne|ine|asque|iote|ande)s?|nord|sud|ouest|occidentale?|orientale?"
    r"|centrale?|forestiere?|forestier)\b"
)
# A name behind these is a place's.
_LOCATED = re.compile(
    r"(?:\b(?:[aà]|au|aux|dans (?:le|la|les)|sur (?:le|la)|"
    r"(?:ville|commune|territoire|pays|agglo\w*|interco) (?:de|du|des|de la))\s+"
    r"|\b(?:ville|commune|territoire|pays) d[’'])"
    r"(?P<name>[A-ZÀ-Ý][\wà-ÿ’'-]{3,}(?:[ -](?:(?:de|du|des|la|le|les|en|sur)[ -]){0,2}[A-ZÀ-Ý][\wÀ-ÿ’'-]*)*)"
)
# "Vezolles, ils ont signé leur CLS avec qui ?": a place of its own, however it is written.
_THEIRS = re.compile(
    r"^(?:et )?(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ’'-]{3,}(?:[ -](?!ils?\b|elles?\b|on\b)[\wÀ-ÿ’'-]+){0,2}),?"
    r" (?:ils?|elles?|on) .*\bleur (?:cls|contrat|CLS)\b"
)
# "Encore valable en 2031": the year is one in which a contract runs, not the one that it bears.
_RUNNING = re.compile(
    r"\b(?:encore|toujours|deja) (?:\w+ )?(?:valables?|valides?|en vigueur|en cours|actifs?|applicables?)\b"
)
# Behind the name of a territory, where it lies.
_WITHIN = re.compile(r"^ ?[,(]? ?(?:en|dans|au|aux|à|près|sur|côté) (?:l[ae]s? |l[’'])?[A-ZÀ-Ý]")
_SIGNED = re.compile(r"\bsign|\bengag|\bsouscri")
# "Le cls du pays de quelque part", all in small letters.
_FURTHER = re.compile(r"^ (?:de la |de l[’']|de |du |des |d[’'])(?P<word>[A-Za-zÀ-ÿ][\wÀ-ÿ’'-]{3,})")
# "Bas-Val" is not "Haut-Val".
_SIDES = (
    ("haut", "bas"), ("haute", "basse"), ("hauts", "bas"), ("hautes", "basses"), ("grand", "petit"),
    ("grande", "petite"), ("nord", "sud"), ("est", "ouest"),
)  # fmt: skip
_OTHER_SIDE = {
    one: {other for pair in _SIDES for other in pair if one in pair and other != one} for one in sum(_SIDES, ())
}
# "N'est pas comprise dans le contrat": a place that a perimeter names to leave it out.
_LEFT_OUT = re.compile(
    r"\bn'(?:est|y est|en fait|appartient|a) pas\b|\bne (?:fait|font|releve\w*|sont) pas\b|\bnon (?:membre|couvert)"
    r"|\bvoisine?s?\b|\blimitrophes?\b|\bhors (?:du|de la|de l)\b|\bexclue?s?\b"
)
# "Le contrat de l'ARS": a party's, not a territory's.
_PARTY = re.compile(r"\b(?:ars|etat|region|departement|prefecture|cpam|msa|ville|territoire|sante)\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The contracts to read, in order of preference; `unknown` is a territory asked for of which nothing is indexed."""

    contracts: tuple[Contract, ...]
    note: str = ""
    unknown: str = ""
    territory_named: bool = False
    past: str = ""  # the period of a contract that documents only mention: none of it is indexed


def names_generation(folded: str) -> bool:
    """Whether a folded question says which generation of a contract it means: the one before, the one in force."""
    return bool(_OLDER.search(folded) or _NEWER.search(folded))


def names_older(folded: str) -> bool:
    """Whether the generation that a folded question means is the one before."""
    return bool(_OLDER.search(folded))


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
    """Resolves scopes against one snapshot; `known` is what its documents know of words and names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.contracts = contracts_of(snapshot)
        self._aliases = {contract.ref.id: aliases_of(contract.territory) for contract in self.contracts}
        self._words: dict[str, set[str]] = {}
        self._places: dict[str, str] = {}
        self._listed: dict[str, set[str]] = {}
        self._common: set[str] = set()
        titled = {contract.ref.id: sheet_titles(snapshot, contract) for contract in self.contracts}
        self._sheets = {contract: tuple(found) for contract, found in titled.items()}
        self._titles = {(contract, sheet): name for contract, found in titled.items() for sheet, name in found.items()}
        self._periods: set[tuple[int, int]] = set()
        capitals: dict[str, str] = {}
        for contract in self.contracts:
            texts, places = [], []
            for document_id in contract.document_ids:
                passages = [snapshot.passages[row] for row in snapshot.rows_of(document_id)]
                texts += [passage.text for passage in passages]
                told = [p.text for p in passages if re.search("perimetre", fold(" ".join(p.path)))]
                # A press release has no perimeter: each place that it names may be meant.
                places += told or [passage.text for passage in passages if len(passages) < 30]
                for place in territory_places(snapshot.document(document_id)):
                    self._listed.setdefault(place, set()).add(contract.ref.id)
            whole = " ".join(texts)
            for word in set(words(whole)):
                self._words.setdefault(word, set()).add(contract.ref.id)
            # What some document writes without a capital is no proper name.
            self._common.update(fold(word) for word in re.findall(r"(?<![\w’'-])[a-zà-ÿ][\wà-ÿ]{2,}", whole))
            capitals |= {fold(word): word for word in re.findall(r"(?<![\w-])[A-ZÀ-Ý][a-zà-ÿ]{5,}(?![\w-])", whole)}
            self._periods |= {(int(a), int(b)) for a, b in PERIOD.findall(fold(whole))}
            self._places[contract.ref.id] = fold(" ".join(places)).replace("-", " ")
        names = {folded: word for folded, word in capitals.items() if self._is_name(word)}
        self.known = Known(frozenset(self._words), names)

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
        longer = [
            self._longer_name(contract, question) or self._other_side(contract, folded) for contract in self.contracts
        ]
        named = [c for c, more in zip(self.contracts, longer, strict=True) if not more and self._names(c, folded)]
        named = self._in_full(named, folded)
        placed: list[Contract] = []
        elsewhere = self._situated(question) if named else ""
        if elsewhere:
            return Resolved((), unknown=elsewhere)
        if not named:
            unknown = next(filter(None, longer), "") or self._unknown(question)
            if unknown:
                return Resolved((), unknown=unknown)
            placed = self._placed(question)
            unknown = "" if placed else self._unknown_town(question)
            if unknown:
                return Resolved((), unknown=unknown)
        candidates = named or placed or list(self.contracts)
        unknown = unknown_period(candidates, self._periods, fold(question), named=bool(named or placed))
        if unknown:
            return Resolved((), unknown=unknown)
        found = self._generation(candidates, folded, year, named=bool(named))
        return replace(found, past=past_period(candidates, fold(question)))

    def sheets(self, contract: Contract) -> tuple[str, ...]:
        """The numbers of a contract's sheets, in the order of its documents."""
        return self._sheets.get(contract.ref.id, ())

    def title(self, contract: Contract, sheet: str) -> str:
        """The title of a contract's sheet, empty where it has none."""
        return self._titles.get((contract.ref.id, sheet), "")

    def other_generation(self, contract: Contract) -> Contract | None:
        """The other contract of the same territory, None where there is none or more than one."""
        others = [c for c in self.contracts if c.territory == contract.territory and c != contract]
        return others[0] if len(others) == 1 else None

    def _names(self, contract: Contract, folded: str) -> bool:
        return any(is_said(alias, folded) for alias in self._aliases[contract.ref.id])

    def _in_full(self, named: Sequence[Contract], folded: str) -> list[Contract]:
        """The contracts named, without those of which a part alone stands inside another's whole name."""
        wholes = {c.territory: self._aliases[c.ref.id][0] for c in named if self._aliases[c.ref.id][0] in folded}
        if not wholes:
            return list(named)
        rest = re.sub("|".join(rf"\b{re.escape(name)}\b" for name in wholes.values()), " ", folded)
        return [c for c in named if c.territory in wholes or self._names(c, rest)]

    def _longer_name(self, contract: Contract, question: str) -> str:
        """A name of which the territory's is only the beginning, and of which its documents do not speak."""
        whole = r"[ -]".join(map(re.escape, fold(contract.territory).replace("-", " ").split()))
        # Letter for letter: places in the folded text are places in the question.
        folded = "".join(fold(letter) if len(fold(letter)) == 1 else letter.lower() for letter in question)
        for match in re.finditer(rf"\b{whole}(?:[ -](?:[a-z]+))\b", folded):
            typed = question[match.start() : match.end()]
            last = re.split(r"[ -]", typed)[-1]
            told = fold(typed).replace("-", " ") in self._places[contract.ref.id] or fold(last) in self._words
            adjective = bool(_ADJECTIVE.match(f" {fold(last)}"))
            if not told and (adjective or (last[0].isupper() and not last.isupper() and not in_vocabulary(last))):
                return typed
        return ""

    def _other_side(self, contract: Contract, folded: str) -> str:
        """The neighbour whose name is the territory's but for its side: "Bas-Val" where "Haut-Val" is indexed."""
        parts = fold(contract.territory).replace("-", " ").split()
        for side, name in pairwise(parts):
            for other in _OTHER_SIDE.get(side, ()):
                if re.search(rf"\b{other} {name}\b", folded) and not re.search(rf"\b{side} {name}\b", folded):
                    return f"{other.capitalize()}-{name.capitalize()}"
        return ""

    def _unknown(self, question: str) -> str:
        for match in _NAMED_CLS.finditer(question):
            name = match["name"].strip()
            further = _FURTHER.match(question[match.end() :])
            if further and fold(name) in GENERIC and self._is_name(further["word"]):
                name += further.group()
            more = _ADJECTIVE.match(question[match.end() :])
            if more and name[0].isupper():
                name = f"{name} {more['word']}"
            said = [word for word in words(name) if word not in GENERIC]
            # "Pays" alone names nothing, "Hautes Rives" does.
            if not (said or " " in name) or _PARTY.search(fold(name)):
                continue
            if not any(word.isalpha() for word in words(name)):
                continue
            if not name[0].isupper() and not any(map(self._names_place, re.findall(r"[\w’-]+", name))):
                continue
            whole = re.compile(rf"\b{re.escape(fold(name).replace('-', ' '))}\b")
            if not any(_covers(places, whole) for places in self._places.values()):
                return name
        return ""

    def _situated(self, question: str) -> str:
        """An unknown territory that the question places in a known one: "le CLS du Pays d'Ailleurs, en Haut-Val"."""
        name = self._unknown(question)
        behind = question[question.find(name) + len(name) :] if name else ""
        if not _WITHIN.match(behind):
            return ""
        folded = fold(name).replace("-", " ")
        return "" if any(self._names(contract, folded) for contract in self.contracts) else name

    def _unknown_town(self, question: str) -> str:
        """A place that the question names as one and of which no document speaks."""
        if any(intent.name == "perimeter" for intent in intents_of(question)):
            return ""  # whether a place belongs to the perimeter is for the perimeter to say
        theirs = _THEIRS.match(question)
        if theirs and all(
            self._is_name(w) and fold(w) not in self._words for w in re.findall(r"[^\W\d_]{4,}", theirs["name"])
        ):
            return theirs["name"].title()
        for match in _LOCATED.finditer(question):
            name = match["name"]
            said = [word for word in re.findall(r"[^\W\d_]{4,}", name) if fold(word) not in GENERIC]
            if said and not name.isupper() and all(self._is_name(w) and fold(w) not in self._words for w in said):
                return name
        return ""

    def _placed(self, question: str) -> list[Contract]:
        """The contracts of the one territory whose documents hold a proper name of the question."""
        folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(question))} "
        # The longest name first: "Val d'Or Sud" is not "Val d'Or".
        listed = sorted((place for place in self._listed if f" {place} " in folded), key=len, reverse=True)
        for place in listed:
            territories = {contract.territory for contract in self.by_id(tuple(self._listed[place]))}
            if len(territories) == 1 and (" " in place or self._is_name(place)):
                return [contract for contract in self.contracts if contract.territory in territories]
        for typed in re.findall(r"[^\W\d_]{4,}", question):
            if fold(typed) in lexicon.load().acronyms:
                continue  # "PSSM" is everybody's, whoever's documents write it
            held = self.by_id(tuple(self._words.get(fold(typed), ())))
            territories = {contract.territory for contract in held}
            if len(territories) == 1 and self._is_name(typed):
                return [contract for contract in self.contracts if contract.territory in territories]
        return []

    def _names_place(self, word: str) -> bool:
        """Whether a word behind "le CLS de" names a place: a proper name, or a capital that no document writes."""
        return self._is_name(word) or (len(word) > 3 and word[0].isupper() and fold(word) not in self._words)

    def _is_name(self, word: str) -> bool:
        """Whether a word as typed is a proper name: no document writes it small, and no dictionary has it."""
        known = fold(word) in self._common or lexicon.is_form(word)
        return not (known or simplemma.is_known(word.lower(), lang="fr"))

    def _generation(self, candidates: list[Contract], folded: str, year: int, *, named: bool) -> Resolved:
        years = {int(text) for text in re.findall(r"\b20\d\d\b", folded)}
        pairs = {(int(a), int(b)) for a, b in re.findall(r"\b(20\d\d) ?[ /aà–-] ?(20\d\d)\b", folded)}
        of_year = {int(found) for found in CONTRACT_YEAR.findall(folded)}
        # A year alone says which contract only beside one, or where one territory's are to be told apart.
        one = len({c.territory for c in candidates}) == 1 and len(self.contracts) > len(candidates)
        # "Les thématiques de 2031 et les axes de 2036": the first years of two contracts of one territory.
        begun = [c for c in candidates if c.first in years]
        told = len(years) > 1 and {c.first for c in begun} == years and len({c.territory for c in begun}) == 1
        own = years if named or one or told or _SIGNED.search(folded) else of_year
        own = set() if _RUNNING.search(folded) else own
        exact = [c for c in candidates if (c.first, c.last) in pairs] or [c for c in candidates if c.first in own]
        of_one = len({c.territory for c in exact}) == 1
        if exact and of_one and _STILL.search(folded) and not _RUNNING.search(folded):
            every = [c for c in self.contracts if c.territory == exact[0].territory]
            return Resolved(tuple(sorted(every, key=lambda c: c.first)), territory_named=True)
        if exact:
            # Where several territories are named, a year chooses within its own.
            chosen = {c.territory for c in exact}
            others = [
                c for c in candidates if named and c.territory not in chosen and c == self._current(c.territory, year)
            ]
            return Resolved((*exact, *others), territory_named=named)
        running = [c for c in candidates if any(c.first <= asked <= c.last for asked in of_year)]
        if running:
            return Resolved(tuple(running), territory_named=named)
        if _TWO.search(folded.strip(" ?.!")) and any(self.other_generation(c) for c in candidates):
            twice = [c for c in candidates if sum(o.territory == c.territory for o in self.contracts) > 1]
            return Resolved(tuple(sorted(twice, key=lambda c: (c.territory, c.first))), territory_named=True)
        if _EVERY.search(folded):
            every = [c for c in self.contracts if c.territory in {o.territory for o in candidates}]
            if len(every) <= MOST_EVERY:
                return Resolved(tuple(sorted(every, key=lambda c: (c.territory, c.first))), territory_named=True)
        still = _NEWER.search(folded) and _STILL.search(folded) and not _RUNNING.search(folded)
        if still or (_OLDER.search(folded) and (_NEWER.search(folded) or _BOTH.search(folded))):
            every = [c for c in self.contracts if c.territory in {o.territory for o in candidates}]
            # Of no territory, what changed is asked where one contract came before another.
            twice = [c for c in every if not named and sum(o.territory == c.territory for o in every) > 1]
            every = twice or every
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


def _covers(places: str, name: re.Pattern[str]) -> bool:
    """Whether some sentence about a perimeter names a place otherwise than to leave it out."""
    for match in name.finditer(places):
        begin = max(places.rfind(mark, 0, match.start()) for mark in (". ", ".\n", ";", "\n\n"))
        end = re.compile(r"[.;](?:\s|$)").search(places, match.end())
        if not _LEFT_OUT.search(places[begin + 1 : end.start() if end else len(places)]):
            return True
    return False
