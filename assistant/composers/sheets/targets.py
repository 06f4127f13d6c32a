"""Which action sheets a question is about, by what their titles and texts hold of its subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.composers.asked import Target
from assistant.composers.forms import asks
from assistant.composers.sheets.topic import OWN_WEIGHT
from assistant.library import UnderstoodContract
from assistant.questions.understand import Query
from assistant.quotations.coverage import matter
from assistant.searching.expansion import Group, expand
from assistant.searching.index import SearchIndex
from assistant.searching.tokens import terms
from ingest.facts.records import Action
from ingest.naming import fold

# What a sheet must hold of the question's subject, weighed by rarity, to be one that it is about.
COVERAGE = 0.6
# What its title must hold of it; where the title holds less, the text must hold nearly all.
NAMED, ALONE = 0.3, 0.85
# One common word that some text holds is no subject: what no title names must be worth this many rarest words.
MUCH = 1.2
# A word of the title says what the sheet is about; one of its text, that it speaks of it.
IN_TITLE = 1.0
IN_TEXT = 0.6
# Another sheet is meant too where it holds nearly as much.
NEARLY = 0.9
ACROSS = 0.7
MOST = 4


# "Est-ce la ville qui anime le réseau ?" is about the network, whoever the question believes to do it.
_DOES = r"(?:porte|pilote|anime|mene|coordonne|gere|realise|finance|paie|paye)"
_BELIEVED = (
    re.compile(r"^(?:et )?(?:est[- ]ce|c'est)(?: bien)? (?P<who>.{2,60}?) qui "),
    re.compile(rf"^(?:et )?(?P<who>[^,?]{{2,60}}?) {_DOES}(?:nt)?[- ](?:t[- ])?(?:ils?|elles?)\b"),
    re.compile(rf"^(?:et )?est[- ]ce que (?P<who>[^,?]{{2,60}}?) {_DOES}(?:nt)?\b"),
    re.compile(rf"\b{_DOES}e?s? par (?P<who>[^,?]{{2,60}}?) ?\?*$"),
)

_ONE_SHEET = re.compile(r"\b(?:la|cette) (?:fiche|action)\b(?!.*\b(?:fiches|actions)\b)")
# Intents whose words are never a sheet's subject.
_OF_CONTRACT = frozenset({"signatories", "associated", "represented", "signed_on", "duration", "total", "spent"})


class TargetFinder:
    """Finds the sheets of a subject over one index."""

    def __init__(self, index: SearchIndex, common: Sequence[str]) -> None:
        self._index, self._common = index, common
        self._texts: dict[tuple[str, str], frozenset[str]] = _stems_of_sheets(index)

    def subject(self, query: Query) -> list[tuple[Group, float]]:
        """What the question asks about, and what each part is worth."""
        # "Évaluation" or "pilotage" may be what a sheet is about, and not only a section that the question asks for.
        query = replace(query, intents=tuple(i for i in query.intents if i.fields or i.name in _OF_CONTRACT))
        asked = matter(query, expand(query.text, self._index.spell, self._common), self._index)
        # An amount or a rate is what the question claims or asks, not what a sheet is about.
        money = any(intent.name == "money" for intent in query.intents)
        dated = any(intent.name == "calendar" for intent in query.intents)
        shared = any(intent.name == "partners" for intent in query.intents)
        doer = _doer(fold(query.text))
        kept = [
            (g, worth)
            for g, worth in asked
            if not (money and _is_money(g.said, query.text))
            and not (dated and asks("calendar", "noise", g.said))
            and not (shared and asks("sheet", "working", g.said))
        ]
        return [(g, worth) for g, worth in kept if g.said not in doer] or kept

    def find(self, query: Query, contracts: Sequence[UnderstoodContract]) -> tuple[Target, ...]:
        """At most `MOST` sheets that hold the subject, best first; none where the subject is not theirs."""
        asked = self.subject(query)
        total = sum(worth for _, worth in asked)
        if not total:
            return ()
        found = []
        for contract in contracts:
            for action in contract.record.actions:
                title = frozenset(stem for said in action.titles for stem in terms(said.value))
                held = title | self._text(action)
                coverage = sum(worth for group, worth in asked if _holds(group, held)) / total
                named = sum(worth * _named(group, title) for group, worth in asked) / total
                # A sheet that only mentions the subject in passing is about something else.
                if coverage >= (COVERAGE if named >= NAMED else ALONE) and (
                    named or (total >= MUCH * self._index.rarest and self._together(action, asked))
                ):
                    found.append((IN_TITLE * named + IN_TEXT * (coverage - named), Target(contract, action, coverage)))
        best = max((score for score, _ in found), default=0.0)
        # Each contract's best, too, unless it holds much less of the subject than another's.
        own = {contract.ref.id: 0.0 for contract in contracts}
        for score, target in found:
            own[target.contract.ref.id] = max(own[target.contract.ref.id], score)
        kept = [item for item in found if item[0] >= max(NEARLY * own[item[1].contract.ref.id], ACROSS * best)]
        kept.sort(key=lambda item: -item[0])
        if _ONE_SHEET.search(fold(query.text)) and len(kept) > 1 and kept[0][0] > kept[1][0]:
            kept = kept[:1]  # "la fiche ambroisie" is one
        return tuple(target for _, target in kept[:MOST])

    def _together(self, action: Action, asked: Sequence[tuple[Group, float]]) -> bool:
        """Whether two sentences in a row of a sheet hold the subject: words scattered over its pages name nothing."""
        key = (action.evidence[0].document_id, action.number) if action.evidence else ("", "")
        texts = self._index.texts_of_sheet(*key) or tuple(_cells(action))
        total = sum(worth for _, worth in asked)
        sentences = [frozenset(terms(part)) for text in texts for part in re.split(r"(?<=[.;!?:])\s+|\n\s*\n", text)]
        windows = (one | other for one, other in pairwise([*sentences, frozenset()]))
        return any(sum(worth for group, worth in asked if _holds(group, held)) >= ALONE * total for held in windows)

    def _text(self, action: Action) -> frozenset[str]:
        if not action.evidence:
            return frozenset()
        key = (action.evidence[0].document_id, action.number or action.titles[0].value if action.titles else "")
        if key not in self._texts:
            # A row of a table has no passage of its own: its cells are what is read of it.
            self._texts[key] = frozenset(stem for text in _cells(action) for stem in terms(text))
        return self._texts[key]


def _stems_of_sheets(index: SearchIndex) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for passage in index.snapshot.passages:
        if passage.sheet:
            found[passage.document_id, passage.sheet].update(terms(passage.text))
    return {key: frozenset(stems) for key, stems in found.items()}


def _cells(action: Action) -> Iterator[str]:
    """What the record reads of an action, lead and partners apart as in any sheet."""
    said = (
        *action.description,
        *action.objectives,
        *action.objectives_operational,
        *action.context,
        *action.public,
        *action.leads,
        *action.partners,
        *action.calendar,
    )
    yield from (one.value for one in said)
    yield from (evidence.quote for line in action.funding for evidence in line.evidence)


def _doer(folded: str) -> frozenset[str]:
    """The words of who the question believes to do what it asks about."""
    found = next(filter(None, (form.search(folded) for form in _BELIEVED)), None)
    return frozenset(re.findall(r"\w+", found["who"])) if found else frozenset()


def _is_money(said: str, text: str) -> bool:
    """Whether a word is the number of an amount or of a rate, or only says who pays his part."""
    if said[0].isdigit():
        number = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ?", said)
        if re.search(rf"\b{number} premiers? jours\b", fold(text)):
            return False  # "les 1 000 premiers jours" of a child
        return len(said) > 3 or re.search(rf"\b{re.escape(said)} ?(?:%|€|euros?\b|k€)", text) is not None
    return asks("money", "noise", said)


# A title that says the subject in other words is about something near it.
OTHERWISE = 0.8


def _named(group: Group, stems: Iterable[str]) -> float:
    """How surely a title names what a group asks for: by its own word, by another way to say it, not at all."""
    held = frozenset(stems)
    own, *others = group.alternatives
    if own.stems and set(own.stems) <= held:
        return 1.0
    weights = [other.weight for other in others if set(other.stems) <= held]
    return 0.0 if not weights else 1.0 if max(weights) >= OWN_WEIGHT else OTHERWISE


def _holds(group: Group, stems: Iterable[str]) -> bool:
    return any(all(stem in stems for stem in alternative.stems) for alternative in group.alternatives)
