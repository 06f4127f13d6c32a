"""What contracts are compared on: how each criterion is read of a record, and when two of its values are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from api import labels
from api.contract_text import only_asked
from api.themes import theme_of, themes
from assistant.composers import french
from assistant.duties import commitments_of
from assistant.library import UnderstoodContract
from assistant.totals import Sum, totals_of
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.facts.reading import letters
from ingest.facts.records import Action, Evidence, Quantity, Said
from ingest.naming import slug


class Mark(StrEnum):
    """How a value stands to those of the other contracts that say something."""

    COMMON = "common"  # every other contract says it too
    COUNTERPART = "counterpart"  # every other has it or its counterpart: each territory has its own caisse
    SOME = "some"  # some of the others say it
    OWN = "own"  # no other says it


@dataclass(frozen=True, slots=True)
class Value:
    """A value as shown, what proves it, and what it is compared by where that is not its text."""

    text: str
    evidence: tuple[Evidence, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the comparison; `match` says how two values agree, None where sentences are for reading."""

    code: str
    label: str
    read: Callable[[UnderstoodContract], list[Value]]
    match: Callable[[Value, Value], Mark | None] | None


def criteria_of(contracts: Sequence[UnderstoodContract]) -> tuple[Criterion, ...]:
    """The criteria of a comparison, in the order of reading; themes that no contract acts on are left out."""
    spoken = {theme_of(action, one.record.axes) for one in contracts for action in one.record.actions}
    by_theme = (
        Criterion(f"theme_{slug(name)}", f"Actions : {name[0].lower()}{name[1:]}", partial(_of_theme, name), _same)
        for name in themes()
        if name in spoken
    )
    return (*_IDENTITY, *_PLACES, *_CONTENT, *by_theme, *_MONEY, *_RULES)


# --- when two values agree ---


def _same(one: Value, other: Value) -> Mark | None:
    return Mark.COMMON if letters(one.key or one.text) == letters(other.key or other.text) else None


def _same_body(one: Value, other: Value) -> Mark | None:
    if same_organisation(one.text, other.text):
        return Mark.COMMON
    kind, _ = institution(one.text)
    return Mark.COUNTERPART if kind and institution(other.text)[0] == kind else None


# --- what each criterion reads of a record ---


def _said(values: Sequence[Said]) -> list[Value]:
    kept: dict[str, Value] = {}
    for said in values:
        known = kept.setdefault(letters(said.value), Value(said.value, ()))
        kept[letters(said.value)] = Value(known.text, (*known.evidence, *said.evidence))
    return list(kept.values())


def _dates(values: Sequence[Said]) -> list[Value]:
    shown = ((french.date(one.text) if one.text[:4].isdigit() else one.text, one.evidence) for one in _said(values))
    return [Value(text, evidence) for text, evidence in shown]


def _numbers(counts: Sequence[Quantity]) -> list[Value]:
    return [Value(f"{french.number(one.value)} {one.unit}".strip(), one.evidence) for one in counts]


def _parties(role: str, contract: UnderstoodContract) -> list[Value]:
    return [Value(p.name, p.evidence) for p in contract.record.parties if p.role.value == role]


def _epci(contract: UnderstoodContract) -> list[Value]:
    shown = ((f"{e.name} ({e.acronym})" if e.acronym else e.name, e) for e in contract.record.perimeter.epci)
    return [Value(text, one.evidence, one.name) for text, one in shown]


def _communes(contract: UnderstoodContract) -> list[Value]:
    perimeter = contract.record.perimeter
    return _said([*(said for epci in perimeter.epci for said in epci.communes), *perimeter.communes])


def _inhabitants(contract: UnderstoodContract) -> list[Value]:
    """The population of the whole, or of each grouping for want of it: nothing is added up."""
    perimeter = contract.record.perimeter
    parts = [
        Value(f"{epci.acronym or epci.name} : {one.text}", one.evidence)
        for epci in perimeter.epci
        for one in _numbers(epci.inhabitants[:1])
    ]
    return _numbers(perimeter.inhabitants) or parts


def _axes(contract: UnderstoodContract) -> list[Value]:
    titled = [(axis.number, axis.titles[0]) for axis in contract.record.axes if axis.titles]
    return [Value(f"{n}. {said.value}" if n else said.value, said.evidence, said.value) for n, said in titled]


def _action_count(contract: UnderstoodContract) -> list[Value]:
    actions = contract.record.actions
    proofs = tuple(one for action in actions for one in action.evidence[:1])
    return [Value(str(len(actions)), proofs)] if actions else []


def _of_theme(theme: str, contract: UnderstoodContract) -> list[Value]:
    record = contract.record
    return [_action(action) for action in record.actions if theme_of(action, record.axes) == theme]


def _action(action: Action) -> Value:
    title = action.titles[0].value if action.titles else "sans titre"
    evidence = action.evidence or (action.titles[0].evidence if action.titles else ())
    return Value(f"{action.number} {title}".strip(), evidence, title)


def _sum(period: str, contract: UnderstoodContract) -> list[Value]:
    totals = totals_of(contract.record)
    found: Sum = totals.annual if period == "annual" else totals.globally
    if not found.actions:
        return []
    proofs = tuple(one for line in found.lines for one in line.evidence)
    told = f"{french.euros(found.amount)} ({_count(len(found.actions))}{only_asked(found)})"
    return [Value(told, proofs, french.euros(found.amount))]


def _caps(contract: UnderstoodContract) -> list[Value]:
    return [
        Value(f"{_named(action)} : {french.euros(line.cap)} {labels.PERIODS[line.cap_period]}".strip(), line.evidence)
        for action in contract.record.actions
        for line in action.funding
        if line.cap is not None
    ]


def _left_out(contract: UnderstoodContract) -> list[Value]:
    found = []
    for reason, actions in totals_of(contract.record).left_out:
        proofs = tuple(one for action in actions for one in _money_proofs(action))
        found.append(Value(f"{labels.LEFT_OUT[reason]} : {_count(len(actions))}", proofs))
    return found


def _money_proofs(action: Action) -> tuple[Evidence, ...]:
    """Where an action speaks of money, or where it is named for want of that."""
    return tuple(one for line in action.funding for one in line.evidence[:1]) or _action(action).evidence[:1]


def _governance(contract: UnderstoodContract) -> list[Value]:
    return [
        Value(
            f"{body.name} ({', '.join(said.value for said in body.frequency)})" if body.frequency else body.name,
            (*body.evidence, *(one for said in body.frequency for one in said.evidence)),
        )
        for body in contract.record.governance
    ]


def _commitments(contract: UnderstoodContract) -> list[Value]:
    return [Value(f"{one.party} : {one.text.value}", one.text.evidence) for one in commitments_of(contract.record)]


def _named(action: Action) -> str:
    return f"fiche {action.number}" if action.number else next(iter(said.value for said in action.titles), "")


def _count(number: int) -> str:
    return f"{number} action{'s' if number > 1 else ''}"


def _list(*rows: tuple[str, str, Callable[[UnderstoodContract], list[Value]]]) -> Iterator[Criterion]:
    yield from (Criterion(code, label, read, _same) for code, label, read in rows)


_IDENTITY = tuple(
    _list(
        ("territory", "Territoire", lambda c: _said(c.record.territory)),
        ("generation", "Génération", lambda c: _said(c.record.generation)),
        ("period", "Période", lambda c: _said(c.record.period)),
        ("duration", "Durée", lambda c: _said(c.record.duration)),
        ("signed_on", "Date de signature", lambda c: _dates(c.record.signed_on)),
        ("signed_at", "Lieu de signature", lambda c: _said(c.record.signed_at)),
        ("previous", "Contrats précédents cités", lambda c: _said(c.record.previous)),
    )
)
_PLACES = (
    Criterion("signatories", "Signataires", partial(_parties, "signatory"), _same_body),
    Criterion("associated", "Partenaires associés", partial(_parties, "associated"), _same_body),
    Criterion("consulted", "Organismes consultés", partial(_parties, "consulted"), _same_body),
    *_list(
        ("epci", "EPCI du périmètre", _epci),
        ("commune_count", "Nombre de communes annoncé", lambda c: _numbers(c.record.perimeter.commune_counts)),
        ("communes", "Communes nommées", _communes),
        ("inhabitants", "Population", _inhabitants),
    ),
)
_CONTENT = tuple(
    _list(
        ("governance", "Gouvernance", _governance),
        ("axes", "Axes", _axes),
        ("actions", "Nombre d'actions", _action_count),
    )
)
_MONEY = tuple(
    _list(
        ("funding_annual", "Montants par an (somme des fiches)", partial(_sum, "annual")),
        ("funding_global", "Montants pour l'ensemble des projets (somme des fiches)", partial(_sum, "global")),
        ("funding_caps", "Plafonds (hors sommes)", _caps),
        ("funding_left_out", "Actions hors des sommes", _left_out),
    )
)
_RULES = (
    Criterion("commitments", "Engagements", _commitments, None),
    Criterion("communication", "Communication", lambda c: _said(c.record.communication), None),
    Criterion("evaluation", "Suivi et évaluation", lambda c: _said(c.record.evaluation), None),
    Criterion("revision", "Révision", lambda c: _said(c.record.revision), None),
    Criterion("termination", "Résiliation et litiges", lambda c: _said(c.record.termination), None),
)
