"""Which action sheets bear on a theme, as open questions name it, and what of each sheet says so."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant import lexicon
from assistant.composers.asked import Target
from assistant.composers.forms import asks
from assistant.composers.sheets.topic import OWN, Theme, forms_of, in_english, strength, whole_word
from assistant.library import UnderstoodContract
from assistant.searching.expansion import COMMON_WEIGHT, Group, expand
from assistant.searching.index import SearchIndex
from ingest.facts.records import Action, Axis, Said

# Where a sheet holds a word of the theme: what it is called, what it sets out to do, anything else in it.
IN_TITLE, IN_AIMS, IN_TEXT = 1.0, 0.8, 0.3
# What a sheet must hold of the theme, and how much of what the best one holds.
LEAST, NEARLY = 0.4, 0.78
WHOLLY, ALIKE = 0.6, 0.92
# A theme of words that no title holds must be worth this share of the rarest word.
TELLING = 0.4
MOST = 6
# Items of one list stand no further apart than a bullet takes.
BULLET = 6
# A word that no document holds is everyday wording, not matter.
UNKNOWN = 0.25
# What a common word counts for in a question about rules, beside the rarest one.
RULED = 0.4
# Words of form elsewhere, that rules are about.
RULES = frozenset("fiche fiches axe axes action actions signataires signataire partie nouveau nouvelle".split())


class TopicFinder:
    """Finds the sheets of a theme over one index."""

    def __init__(self, index: SearchIndex, common: Sequence[str]) -> None:
        self._index, self._common = index, common
        self._texts = _stems_of_sheets(index)
        self._aims: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def theme(self, subject: Sequence[tuple[Group, float]]) -> Theme:
        """The theme of a question: its subject without the words that only ask what is done about it."""
        kept = [(g, worth) for g, worth in subject if not asks("theme", "noise", g.said)]
        return Theme(tuple((in_english(whole_word(g)), worth) for g, worth in kept or subject))

    def of(self, text: str) -> Theme:
        """The theme that some words name."""
        groups = [g for g in expand(text, self._index.spell, self._common) if g.said]
        kept = [g for g in groups if not (asks("theme", "noise", g.said) or g.alternatives[0].weight <= COMMON_WEIGHT)]
        return Theme(tuple((whole_word(g), self._index.rarity(g.alternatives[0].stems[0])) for g in kept))

    def rule(self, text: str) -> Theme:
        """What a question about the contract's rules says, fiches and actions too, without its form."""
        form = lexicon.load().form - RULES
        groups = [g for g in expand(text, self._index.spell, self._common) if g.said and not g.said[0].isdigit()]
        kept = [
            g
            for g in groups
            if not asks("clauses", "noise", g.said) and (g.said not in form or len(g.alternatives) > 1)
        ]
        names = frozenset(self._common)
        weighed = [(g, self._worth(g)) for g in kept if g.said not in names and len(g.said) > 1]
        # "Fiche", "commune" are on every page, and still tell one rule from another.
        least = RULED * max((worth for _, worth in weighed), default=0.0)
        return Theme(tuple((g, max(worth, least)) for g, worth in weighed))

    def _worth(self, group: Group) -> float:
        known = any(self._index.knows(stem) for one in group.alternatives for stem in one.stems)
        return self._index.rarity(group.alternatives[0].stems[0]) * (1.0 if known else UNKNOWN)

    def find(self, theme: Theme, contracts: Sequence[UnderstoodContract]) -> tuple[Target, ...]:
        """At most `MOST` sheets of each contract that bear on the theme, best first."""
        total = sum(worth for _, worth in theme.groups)
        if not total:
            return ()
        found: list[tuple[float, Target]] = []
        for contract in contracts:
            axes = {axis.number for axis in contract.record.axes if axis.number and _holds_all(theme, axis)}
            for action in contract.record.actions:
                score, titled = self._score(theme, action, total)
                if action.axis in axes:
                    score, titled = max(score, IN_TITLE), True
                if score >= LEAST and (titled or total >= TELLING * self._index.rarest):
                    found.append((score, Target(contract, action, score)))
            if axes and any(action.axis in axes for action in contract.record.actions):
                # An axis is called so: beside its sheets, those of other axes must say it in their title.
                found = [pair for pair in found if pair[1].contract is not contract or _stays(pair[1], axes, theme)]
            found += _of_same_list(contract, [pair for pair in found if pair[1].contract is contract])
        best = max((score for score, _ in found), default=0.0)
        # Where none is wholly about it, those that only touch it as much as the best do.
        nearly = NEARLY if best >= WHOLLY else ALIKE
        kept = sorted((item for item in found if item[0] >= nearly * best), key=lambda item: -item[0])
        if any(not target.action.number for _, target in kept):
            # Items of a list in its order.
            order = {id(a): i for c in contracts for i, a in enumerate(c.record.actions)}
            kept.sort(key=lambda item: (-item[0], order[id(item[1].action)]))
        return tuple(target for _, target in kept)[: MOST * max(1, len(contracts))]

    def _score(self, theme: Theme, action: Action, total: float) -> tuple[float, bool]:
        title, aims = self._parts(action)
        text = self._texts.get((action.evidence[0].document_id, action.number), frozenset()) if action.evidence else ()
        if not (action.description or action.objectives or action.objectives_operational):
            aims = frozenset((*aims, *text))
        score, titled = 0.0, False
        for group, worth in theme.groups:
            places = (
                (IN_TITLE, strength(group, title)),
                (IN_AIMS, strength(group, aims)),
                (IN_TEXT, strength(group, text)),
            )
            score += worth * max(place * strength for place, strength in places)
            titled |= places[0][1] > 0
        return score / total, titled

    def _parts(self, action: Action) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of what a sheet is called, and of what it sets out to do."""
        if id(action) not in self._aims:
            title = frozenset(form for said in action.titles for form in forms_of(said.value))
            aims = frozenset(form for said in aims_of(action) for form in forms_of(said.value))
            self._aims[id(action)] = (title, aims)
        return self._aims[id(action)]


def aims_of(action: Action) -> tuple[Said, ...]:
    """What a sheet sets out to do, and for whom."""
    public = (*action.public, *action.public_direct, *action.public_indirect)
    return (*action.objectives, *action.objectives_operational, *action.description, *action.results, *public)


def _of_same_list(contract: UnderstoodContract, found: Sequence[tuple[float, Target]]) -> list[tuple[float, Target]]:
    """The other items of a list of actions, where most of its items bear on the theme: they stand under one heading."""
    scores = {id(target.action): score for score, target in found}
    lists: list[list[Action]] = []
    for action in contract.record.actions:
        if action.number or not action.evidence:
            continue
        before = lists[-1][-1].evidence[0] if lists else None
        own = action.evidence[0]
        near = before and before.document_id == own.document_id and before.page == own.page
        if near and before and 0 <= own.start - before.end <= BULLET:
            lists[-1].append(action)
        else:
            lists.append([action])
    more = []
    for items in lists:
        held = [scores[id(action)] for action in items if id(action) in scores]
        if len(items) > 2 and len(items) > len(held) > len(items) / 2:
            more += [(min(held), Target(contract, action, min(held))) for action in items if id(action) not in scores]
    return more


def _stays(target: Target, axes: Container[str], theme: Theme) -> bool:
    forms = frozenset(form for said in target.action.titles for form in forms_of(said.value))
    return target.action.axis in axes or all(strength(group, forms) for group, _ in theme.groups)


def _stems_of_sheets(index: SearchIndex) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for passage in index.snapshot.passages:
        if passage.sheet:
            found.setdefault((passage.document_id, passage.sheet), set()).update(forms_of(passage.text))
    return {key: frozenset(stems) for key, stems in found.items()}


def _holds_all(theme: Theme, axis: Axis) -> bool:
    """Whether an axis is about the theme: one of its titles says each of its words."""
    forms = [forms_of(title.value) for title in axis.titles]
    return any(all(strength(group, held) >= OWN for group, _ in theme.groups) for held in forms)
