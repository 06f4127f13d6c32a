"""Rows of plans that speak of the same action, put together. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

from ingest.facts.reading import letters
from ingest.facts.records import Action, Funding, FundingState, Indicator, LineRole, Place, Said

SUMMED_UP = frozenset(("", "number", "action", "axis", "axis_number", "subaxis", "lead", "objectives"))


def merged(actions: Iterable[Action]) -> Iterator[Action]:
    """The actions, those of one number and one title in several rows made one."""
    every = list(actions)
    full = [action for action in every if action.titles[0].place is not Place.SUMMARY]
    kept: dict[tuple[str, str, str], Action] = {}
    for action in full or every:
        key = (action.axis, action.number, letters(action.titles[0].value))
        if not action.axis and action.number:
            # A table of money repeats numbers and titles without their axes.
            key = next((one for one in kept if one[1:] == key[1:]), key)
        kept[key] = joined(kept[key], action) if key in kept else action
    summed = [action for action in every if full and action.titles[0].place is Place.SUMMARY]
    for action in kept.values():
        row = next((other for other in summed if other.number and other.number == action.number), None)
        yield _summed_up(action, row) if row else action


def _summed_up(action: Action, row: Action) -> Action:
    """The action with what a summary table says of it: its title and who leads it there."""
    return replace(action, titles=(*action.titles, *row.titles), leads=(*action.leads, *row.leads))


def joined(action: Action, more: Action) -> Action:
    """The action with what another of its rows adds."""
    changes: dict[str, object] = {}
    for f in fields(Action):
        own, other = getattr(action, f.name), getattr(more, f.name)
        if f.name in {"titles", "evidence"} or not isinstance(own, tuple):
            continue
        values = {content(item) for item in own}
        changes[f.name] = (*own, *(item for item in other if content(item) not in values))
    funding = _together(action.funding, more.funding)
    stated = tuple(line for line in funding if line.state is not FundingState.NOT_STATED) or action.funding
    return replace(action, **{**changes, "funding": _shared(stated)})  # type: ignore[arg-type]


def _together(lines: Sequence[Funding], more: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines of two rows; what both say stands once, with the evidence of both."""
    found = list(lines)
    for line in more:
        bare = replace(line, evidence=())
        same = next((i for i, other in enumerate(found) if replace(other, evidence=()) == bare), None)
        if same is None:
            found.append(line)
        elif line != found[same]:
            found[same] = replace(line, evidence=(*found[same].evidence, *line.evidence))
    return tuple(found)


def _shared(lines: tuple[Funding, ...]) -> tuple[Funding, ...]:
    """The lines of an action that several funders pay: what each pays is a share, not a total."""
    if len({line.payer for line in lines if line.payer}) < 2:
        return lines
    return tuple(
        replace(line, role=LineRole.SHARE) if line.payer and line.role is LineRole.TOTAL else line for line in lines
    )


def content(item: object) -> object:
    if isinstance(item, Said):
        return letters(item.value)
    return letters(item.name) if isinstance(item, Indicator) else item
