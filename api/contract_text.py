"""A contract as lines of French text for the command line, what is missing said too. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api import labels
from assistant.composers import french
from assistant.library import UnderstoodContract
from assistant.totals import Sum, totals_of
from ingest.facts.records import Action, ContractRecord, Funding, FundingState, LineRole, PartyRole, Quantity, Said
from ingest.records import SectionKind

# More names than this on a line are counted, the first of them named.
MOST_NAMES = 12


def contract_lines(contract: UnderstoodContract) -> Iterator[str]:
    """What was understood of a contract, a line a subject."""
    yield heading(contract)
    record = contract.record
    for label, told in _subjects(contract):
        if told:
            yield f"  {label} : {told}"
    leads = any(action.leads for action in record.actions)
    paid = any(line.state is not FundingState.NOT_STATED for action in record.actions for line in action.funding)
    for action in record.actions:
        yield f"    {action_line(action, with_lead=leads, with_money=paid)}"
    yield from (f"  {line}" for line in _money(contract))
    for one in record.contradictions:
        values = french.listed([f"« {said.value} »" for said in one.values])
        yield f"  Contradiction ({one.subject}, {one.field}) : {values} – {one.reason}"
    unsaid = list(_unsaid(record))
    if unsaid:
        yield f"  Les documents lus ne disent pas : {', '.join(unsaid)}."
    for document in contract.documents:
        name = document.metadata.title or document.file_name
        yield f"  Document : {name} ({_count(len(document.pages), 'page')})"
        yield from (f"    {warning}" for warning in document.warnings)


def heading(contract: UnderstoodContract) -> str:
    """The contract on one line: id, label, how much there is of it."""
    articles = {s.title for d in contract.documents for s in d.sections if s.kind is SectionKind.ARTICLE}
    counts = (
        (len(contract.documents), "document"),
        (len(articles), "article"),
        (len(contract.record.actions), "fiche"),
    )
    told = ", ".join(_count(number, noun) for number, noun in counts if number)
    return f"{contract.ref.id} : {contract.ref.label}" + (f" ({told})" if told else "")


def action_line(action: Action, *, with_lead: bool = True, with_money: bool = True) -> str:
    """An action on one line: number, title, lead, money; what no action of the contract says is left out."""
    title = action.titles[0].value if action.titles else "sans titre"
    best = [said.value for said in action.leads if said.place is action.leads[0].place]
    lead = f"porteur : {french.listed(best)}" if best else "porteur non indiqué"
    told = [f"{action.number} {title}".strip(), lead if with_lead else "", money(action) if with_money else ""]
    return " – ".join(text for text in told if text)


def money(action: Action) -> str:
    """What an action says of its money: its totals, else its state."""
    told = []
    lines = [line for line in action.funding if line.role is LineRole.TOTAL] or list(action.funding)
    for line in lines:
        if line.amount is not None:
            nature = labels.NATURES[line.nature]
            shown = f"{french.euros(line.amount)} {labels.PERIODS[line.period]}".strip()
            told.append(f"{shown} ({nature})" if nature else shown)
        elif line.cap is not None:
            told.append(f"plafond de {french.euros(line.cap)} {labels.PERIODS[line.cap_period]}".strip())
        else:
            payer = f" ({line.payer})" if line.payer else ""
            told.append(f"{labels.state(line)}{payer}")
    return " ; ".join(dict.fromkeys(told)) or labels.STATES[FundingState.NOT_STATED]


def _subjects(contract: UnderstoodContract) -> Iterator[tuple[str, str]]:
    record = contract.record
    yield "Territoire", _first(record.territory) or contract.territory
    period = _first(record.period) or contract.period
    yield "Période", f"{period} (en vigueur)" if period and contract.current else period
    yield "Durée", _first(record.duration)
    yield "Signature", _signature(record)
    for role, label in ((PartyRole.SIGNATORY, "Signataires"), (PartyRole.ASSOCIATED, "Partenaires associés")):
        names = [party.name for party in record.parties if party.role is role]
        yield label, f"{len(names)} – {_names(names)}" if names else ""
    yield "Périmètre", _perimeter(record)
    axes = [" ".join(t for t in (axis.number, axis.titles[0].value) if t) for axis in record.axes if axis.titles]
    yield "Axes", f"{len(axes)} – {' ; '.join(axes)}" if axes else ""
    yield "Gouvernance", ", ".join(body.name for body in record.governance)
    yield "Actions", str(len(record.actions)) if record.actions else ""


def _signature(record: ContractRecord) -> str:
    day, place = _first(record.signed_on), _first(record.signed_at)
    return ", ".join(text for text in (french.date(day) if day else "", f"à {place}" if place else "") if text)


def _perimeter(record: ContractRecord) -> str:
    perimeter = record.perimeter
    listed = len(perimeter.communes) + sum(len(epci.communes) for epci in perimeter.epci)
    announced = _number(perimeter.commune_counts)
    told = [
        f"{len(perimeter.epci)} EPCI ({_names([epci.name for epci in perimeter.epci])})" if perimeter.epci else "",
        announced or (_count(listed, "commune") if listed else ""),
        _number(perimeter.inhabitants),
    ]
    return ", ".join(text for text in told if text)


def _money(contract: UnderstoodContract) -> Iterator[str]:
    totals = totals_of(contract.record)
    for found, period in ((totals.annual, "par an"), (totals.globally, "pour l'ensemble des projets")):
        if found.actions:
            yield f"Total {period} : {french.euros(found.amount)} ({_summed(found)}{only_asked(found)})"
    if totals.annual.actions or totals.globally.actions:
        told = [f"{labels.LEFT_OUT[reason]} : {_listed_actions(actions)}" for reason, actions in totals.left_out]
        yield f"Hors de ces totaux : {' ; '.join(told)}"


def only_asked(found: Sum) -> str:
    """What of a sum is only asked for, behind a comma; nothing where all of it is more than that."""
    if not found.requested:
        return ""
    whole = found.requested == found.amount
    return ", seulement demandés" if whole else f", dont {french.euros(found.requested)} seulement demandés"


def _summed(found: Sum) -> str:
    count, listed = _count(len(found.actions), "action"), _listed_actions(found.actions)
    return count if count == listed else f"{count} : {listed}"


def _listed_actions(actions: Sequence[Action]) -> str:
    if all(action.number for action in actions):
        return ", ".join(action.number for action in actions)
    return _count(len(actions), "action")


def _unsaid(record: ContractRecord) -> Iterator[str]:
    """What a contract should say and the documents do not."""
    if not record.signed_on:
        yield "la date de signature"
    if not record.signatories:
        yield "les signataires"
    if not (record.perimeter.epci or record.perimeter.communes or record.perimeter.commune_counts):
        yield "le périmètre"
    if not record.axes:
        yield "les axes"
    if not record.actions:
        yield "les actions"
    elif not any(action.leads for action in record.actions):
        yield "les porteurs"
    if not any(line.amount is not None or line.cap is not None for line in _lines(record)):
        yield "les montants"
    if not record.revision:
        yield "les conditions de révision"
    if not record.termination:
        yield "les conditions de résiliation"


def _lines(record: ContractRecord) -> Iterator[Funding]:
    yield from record.funding
    for action in record.actions:
        yield from action.funding


def _names(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMES
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:MOST_NAMES])} et {rest} autres"


def _first(values: Sequence[Said]) -> str:
    return values[0].value if values else ""


def _number(counts: Sequence[Quantity]) -> str:
    return f"{french.number(counts[0].value)} {counts[0].unit}".strip() if counts else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
