"""Where a contract says two things of one: all values, the one that ranks first, and why. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from rapidfuzz import fuzz

from ingest.facts.reading import letters
from ingest.facts.records import (
    Action,
    AmountPeriod,
    ContractRecord,
    Contradiction,
    Epci,
    LineRole,
    Perimeter,
    Place,
    Quantity,
    Said,
)
from ingest.naming import fold

_SHEET_FIRST = "la fiche action prime sur le tableau récapitulatif"
_LIST_FIRST = "la liste elle-même prime sur le nombre annoncé"
_ARTICLE_FIRST = "l'article du contrat prime sur les autres passages"
_SUM_DIFFERS = "le total écrit prime sur la somme de ses parties"
_FIRST_SAID = "les passages ont le même rang : tous sont cités"
# Words that tie names together and say nothing of who is named.
SAME_TITLE = 93
# So alike are two forms of one word, of 100.
SAME_WORD = 70
# What no organisation is: the plans and programmes that one carries.
_PROGRAMMES = frozenset("pat pcaet scot pnns prse prs plu plui".split())
# The contract's own staff acts for its bearer.
_OWN = frozenset("cls contrat animateur animatrice coordonnateur coordonnatrice coordinateur coordinatrice".split())
# What a name has in common with others of its kind.
_KINDS = frozenset("centre hospitalier communaute agence caisse association sante conseil pays".split())
_TIES = frozenset("le la les l de du des d et a au aux en sur un une".split())


def contradictions(record: ContractRecord, announced: Sequence[Quantity] = ()) -> tuple[Contradiction, ...]:
    """The contradictions inside one record, in its order; `announced` are the numbers of sheets it tells."""
    found = [*_axes(record), *_sheets(record, announced), *_perimeter(record.perimeter)]
    found += _axis_titles(record)
    for name, values in (
        ("période", record.period),
        ("durée", record.duration),
        ("date de signature", record.signed_on),
    ):
        distinct = _distinct(values)
        if len(distinct) > 1 and not _one_holds_the_others(distinct):
            same = len({value.place for value in distinct}) == 1
            found.append(Contradiction("contrat", name, distinct, _FIRST_SAID if same else _ARTICLE_FIRST))
    bearer = frozenset(letters(word) for said in record.territory[:1] for word in re.split(r"[ '’-]", said.value))
    named = {letters(epci.acronym): epci.name for epci in record.perimeter.epci if epci.acronym}
    for action in record.actions:
        leads = tuple(replace(lead, value=named.get(letters(lead.value), lead.value)) for lead in action.leads)
        found += _action(action if leads == action.leads else _known(action, leads), bearer)
    return tuple(found)


def _known(action: Action, leads: tuple[Said, ...]) -> Action:
    """The action, its leads by their full names where an acronym would tell one of them as another."""
    sheet = {letters(lead.value) for lead in leads if lead.place is not Place.SUMMARY}
    summary = {letters(lead.value) for lead in leads if lead.place is Place.SUMMARY}
    return replace(action, leads=leads) if sheet == summary else action


def _axes(record: ContractRecord) -> Iterator[Contradiction]:
    listed = len({axis.number for axis in record.axes if axis.number}) or len(record.axes)
    announced = [count for count in record.axis_counts if listed and int(count.value) != listed]
    if announced:
        titles = tuple(axis.titles[0] for axis in record.axes if axis.titles)
        proofs = tuple(evidence for title in titles for evidence in title.evidence[:1])
        values = (Said(str(listed), proofs, titles[0].place), *map(_counted, announced))
        yield Contradiction("contrat", "nombre d'axes", values, _LIST_FIRST)


def _axis_titles(record: ContractRecord) -> Iterator[Contradiction]:
    """An axis that two places call by other names; a name that another begins with is the same, cut short."""
    for axis in record.axes:
        first, *others = axis.titles
        against = tuple(
            other
            for other in others
            if _other_title((first,), (other,))
            and not letters(first.value).startswith(letters(other.value))
            and not letters(other.value).startswith(letters(first.value))
        )
        if axis.number and against:
            yield Contradiction(f"axe {axis.number}", "titre", (first, *_distinct(against)), _ARTICLE_FIRST)


def _sheets(record: ContractRecord, announced: Sequence[Quantity]) -> Iterator[Contradiction]:
    listed = [action for action in record.actions if action.titles]
    others = [count for count in announced if listed and int(count.value) != len(listed)]
    if others:
        proofs = tuple(action.titles[0].evidence[0] for action in listed if action.titles[0].evidence)
        values = (Said(str(len(listed)), proofs, listed[0].titles[0].place), *map(_counted, others))
        yield Contradiction("contrat", "nombre de fiches", values, _LIST_FIRST)


def _money(action: Action, subject: str) -> Iterator[Contradiction]:
    """An amount that differs from the sum of its items, or of what all its funders pay of it."""
    total = next((f for f in action.funding if f.role is LineRole.TOTAL and f.amount is not None), None)
    if total is None or total.amount is None:
        return
    shares = [f for f in action.funding if f.role is LineRole.SHARE]
    whole = all(f.amount is not None and f.period in {total.period, AmountPeriod.UNKNOWN} for f in shares)
    sums = [
        (sum(item.amount for item in total.items), [e for item in total.items for e in item.evidence], len(total.items))
    ]
    if whole and not any(f.year or f.cap for f in shares):
        sums.append((sum(f.amount or 0 for f in shares), [e for f in shares for e in f.evidence], len(shares)))
    for value, proofs, count in sums:
        if count > 1 and abs(value - total.amount) >= 1:
            values = (Said(f"{total.amount:g}", total.evidence), Said(f"{value:g}", tuple(dict.fromkeys(proofs))))
            yield Contradiction(subject, "montant", values, _SUM_DIFFERS)


def _perimeter(perimeter: Perimeter) -> Iterator[Contradiction]:
    for epci in perimeter.epci:
        yield from _communes(epci.name, epci.communes, epci.commune_counts)
        yield from _quantities(epci.name, "population", epci.inhabitants)
    listed = (*perimeter.communes, *(name for epci in perimeter.epci for name in epci.communes))
    # A total is compared with a list only where every part has one.
    if all(epci.communes for epci in perimeter.epci):
        # Communes of elsewhere may be joined to those of the groupings, which the announced number counts.
        own = {float(sum(len(epci.communes) for epci in perimeter.epci))} if perimeter.communes else set()
        counts = [count for count in perimeter.commune_counts if count.value not in own]
        yield from _communes("contrat", listed, counts)
    yield from _quantities("contrat", "population", perimeter.inhabitants)
    yield from _sum(perimeter.epci, perimeter.commune_counts)


def _communes(subject: str, listed: Sequence[Said], counts: Sequence[Quantity]) -> Iterator[Contradiction]:
    others = [count for count in counts if listed and int(count.value) != len(listed)]
    if others:
        pages = {evidence.page: evidence for name in listed for evidence in name.evidence}
        counted = Said(str(len(listed)), tuple(pages.values()), listed[0].place)
        yield Contradiction(subject, "nombre de communes", (counted, *map(_counted, others)), _LIST_FIRST)


def _sum(epci: Sequence[Epci], counts: Sequence[Quantity]) -> Iterator[Contradiction]:
    parts = [part.commune_counts[0] for part in epci if part.commune_counts]
    if len(parts) < 2 or len(parts) != len(epci):
        return
    total = sum(part.value for part in parts)
    others = [count for count in counts if count.value != total]
    if others:
        proofs = tuple(evidence for part in parts for evidence in part.evidence)
        summed = Said(f"{total:g}", proofs, parts[0].place)
        reason = "la somme des communes de chaque intercommunalité diffère du total annoncé"
        yield Contradiction("contrat", "nombre de communes", (summed, *map(_counted, others)), reason)


def _quantities(subject: str, field: str, values: Sequence[Quantity]) -> Iterator[Contradiction]:
    if len({value.value for value in values}) > 1:
        yield Contradiction(subject, field, tuple(map(_counted, values)), _FIRST_SAID)


def _counted(quantity: Quantity) -> Said:
    return Said(f"{quantity.value:g}", quantity.evidence, quantity.place)


def _action(action: Action, bearer: frozenset[str]) -> Iterator[Contradiction]:
    subject = f"fiche action {action.number}".strip()
    yield from _money(action, subject)
    for name, values, differ in (
        ("titre", action.titles, _other_title),
        ("porteurs", action.leads, partial(_other_leads, bearer=bearer - _TIES)),
    ):
        sheet = tuple(value for value in values if value.place is not Place.SUMMARY)
        summary = tuple(value for value in values if value.place is Place.SUMMARY)
        if sheet and summary and differ(sheet, summary):
            yield Contradiction(subject, name, (*sheet, *summary), _SHEET_FIRST)


def _other_title(sheet: Sequence[Said], summary: Sequence[Said]) -> bool:
    one, other = (" ".join(fold(value.value) for value in values).replace("-", " ") for values in (sheet, summary))
    return fuzz.ratio(one, other) < SAME_TITLE or (_own_words(one, other) and _own_words(other, one))


def _own_words(one: str, other: str) -> bool:
    """Whether a title has a word of its own, and not only another form of the other's."""
    there = re.findall(r"[a-z]{5,}", other)
    return any(
        not any(fuzz.ratio(word, known) >= SAME_WORD for known in there) for word in re.findall(r"[a-z]{5,}", one)
    )


def _other_leads(sheet: Sequence[Said], summary: Sequence[Said], bearer: frozenset[str]) -> bool:
    """Whether one place names an organisation that the other does not; the bearer has many names."""
    return not (_covered(sheet, summary, bearer) and _covered(summary, sheet, bearer))


def _covered(values: Sequence[Said], others: Sequence[Said], bearer: frozenset[str]) -> bool:
    held = frozenset().union(*(_words(other.value) for other in others))
    borne = any(_is_bearer(other.value, bearer) for other in others)
    named = [name for value in values for name in _together(value.value)]
    return all(
        _words(name) & held - _KINDS or (borne and _is_bearer(name, bearer)) or not _words(name) - _PROGRAMMES
        for name in named
    )


def _together(lead: str) -> Iterator[str]:
    """The organisations that one lead names: "animateur en lien avec le CSAPA et la CPTS"."""
    first, *more = re.split(r"\s+en (?:lien|partenariat|collaboration) avec\s+", lead)
    yield first
    for rest in more:
        yield from re.split(r"\s*,\s*|\s+et\s+", rest)


def _is_bearer(name: str, bearer: frozenset[str]) -> bool:
    """Whether a name is that of the contract's own bearer: the territory, the contract, its coordinator."""
    words = _words(name)
    return (bool(bearer) and (bearer <= words or bool(words & _OWN))) or bool(words & _OWN)


def _words(text: str) -> frozenset[str]:
    return frozenset(letters(word) for word in re.split(r"[\s/'’(),-]+", text)) - _TIES - {""}


def _distinct(values: Sequence[Said]) -> tuple[Said, ...]:
    return tuple({letters(value.value): value for value in reversed(values)}.values())[::-1]


def _one_holds_the_others(values: Sequence[Said]) -> bool:
    # "2031-03" and "2031-03-14" are one date, the second said more exactly.
    longest = max((value.value for value in values), key=len)
    return all(longest.startswith(value.value) for value in values)
