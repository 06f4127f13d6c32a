"""Answers that set two or more contracts side by side, criterion by criterion. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.totals import summed
from assistant.composers.sheets.axis import counting
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.facts.records import Action, Evidence, Party, Said
from ingest.naming import fold

_OF_SHEET = frozenset({"money", "lead", "partners", "calendar", "indicators", "public", "results"})
_NOT_SAID = "les documents lus ne le disent pas"
# Passages that show a reader what is counted; the page of the contract holds them all.
MOST_PASSAGES = 4
_Page = tuple[str, int]  # of a document
_Criterion = Callable[[Asked, Sequence[UnderstoodContract]], Iterator[Statement]]


def comparison(asked: Asked) -> Composed | None:
    """The contracts in scope side by side, None where the question compares nothing or names fewer than two."""
    contracts = asked.contracts
    if len(contracts) < 2 or not asks("comparison", "ask", asked.folded) or asked.query.sheets:
        return None
    if asked.intents & _OF_SHEET and len({target.contract.ref.id for target in asked.targets}) > 1:
        return None  # the same action in each: its sheets answer
    if asks("parties", "has_signed", asked.folded):
        return None  # whether one body signed each of them
    criteria = [criterion for name, criterion in _CRITERIA.items() if _wanted(asked, name)]
    if asked.has_subject and not _general(asked) and (not criteria or criteria == [_money]):
        return None  # of one action of each, and not of all
    said: list[Statement] = []
    for criterion in criteria or [*_CRITERIA.values()]:
        said += criterion(asked, contracts)
    if not said:
        return None
    partial = any(not statement.proofs for statement in said)
    named = tuple(contract.ref.id for contract in contracts)
    return Composed(tuple(said), named, Status.PARTIAL if partial else Status.ANSWERED)


def _wanted(asked: Asked, name: str) -> bool:
    intents = {"signataires": "signatories", "période": "duration", "signature": "signed_on", "montants": "money"}
    words = {
        "axes": ("axe", "thematique", "priorite"),
        "actions": ("fiche", "action"),
        "périmètre": ("perimetre", "commune"),
    }
    return intents.get(name, "") in asked.intents or any(word in asked.folded for word in words.get(name, ()))


def _general(asked: Asked) -> bool:
    """Whether the question compares the contracts as such: "qu'est-ce qui change entre l'ancien et le nouveau CLS"."""
    if {"cls", "contrat", "contrats"} & set(fold(asked.query.text).replace("?", " ").split()):
        return True
    return all(asks("comparison", "noise", word) or word.isdigit() for word in asked.subject_words)


# --- one function a criterion ---


def _signatories(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    known = [contract for contract in contracts if contract.record.signatories]
    for contract in contracts:
        if contract not in known:
            yield _silent("signataires", contract)
    if len(known) < 2:
        for contract in known:
            yield _whole(asked, contract)
        return
    common = [
        party
        for party in known[0].record.signatories
        if all(_in(party, other.record.signatories) for other in known[1:])
    ]
    moved = asks("comparison", "newcomers", asked.folded) and len(known) == 2
    if common and not moved:
        proofs = asked.prover.passages(
            e for c in known for p in c.record.signatories if _in(p, common) for e in p.evidence[:1]
        )
        shared = french.listed([_shared_name(party, known) for party in common])
        each = " (chacun pour son territoire)" if len({c.territory for c in known}) > 1 else ""
        yield Statement(f"Signataires communs{each} : {shared}", proofs, item=True)
    for contract in known:
        others = [other for other in known if other is not contract]
        own = [p for p in contract.record.signatories if not all(_in(p, o.record.signatories) for o in others)]
        if own and not (moved and contract is known[0]):
            proofs = asked.prover.passages(e for party in own for e in party.evidence[:1])
            names = tuple(party.name for party in own)
            if len(known) == 2:
                text = f"Signataires du seul CLS {contract.ref.label} : {french.listed(names)}"
            else:
                text = f"Autres signataires du CLS {contract.ref.label}, qui ne sont pas communs à tous"
                text += f" : {french.listed(names)}"
            yield Statement(text, proofs, item=True, names=names)


def _shared_name(party: Party, contracts: Sequence[UnderstoodContract]) -> str:
    """A party of several contracts: by its name, or by the name of each territory's own where they are two bodies."""
    own = [next(p for p in c.record.signatories if _in(p, (party,))) for c in contracts]
    places = {place for p in own if (place := institution(p.name)[1])}
    return " / ".join(dict.fromkeys(p.name for p in own)) if len(places) > 1 else party.name


def _whole(asked: Asked, contract: UnderstoodContract) -> Statement:
    names = tuple(party.name for party in contract.record.signatories)
    proofs = asked.prover.passages(e for party in contract.record.signatories for e in party.evidence[:1])
    return Statement(
        f"Signataires du CLS {contract.ref.label} : {french.listed(names)}", proofs, item=True, names=names
    )


def _in(party: Party, others: Sequence[Party]) -> bool:
    """Whether an organisation of the same kind signs too: each territory has its own caisse, its own département."""
    kind, _ = institution(party.name)
    return any(
        same_organisation(party.name, other.name) or (kind and institution(other.name)[0] == kind) for other in others
    )


def _silent(what: str, contract: UnderstoodContract) -> Statement:
    return Statement(
        f"{french.capital(what)} du CLS {contract.ref.label} : {_NOT_SAID}", item=True, context=contract.ref.label
    )


def _period(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        if not contract.record.period:
            yield _silent("période", contract)
            continue
        value = contract.record.period[0]
        text = f"Période du CLS {contract.ref.label} : {value.value}"
        yield Statement(text, asked.prover.passages(_enough(value)), item=True)


def _signing(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        if not contract.record.signed_on:
            yield _silent("date de signature", contract)
            continue
        value = contract.record.signed_on[0]
        text = f"Date de signature du CLS {contract.ref.label} : {french.date(value.value)}"
        yield Statement(text, asked.prover.passages(_enough(value)), item=True)


def _enough(value: Said) -> tuple[Evidence, ...]:
    """The first evidence of a date or period where it holds its year, else all: a year may stand elsewhere."""
    first = value.evidence[:1]
    return (
        first
        if first and re.findall(r"\d{4}", value.value)[-1:] == re.findall(r"\d{4}", first[0].quote)[-1:]
        else value.evidence
    )


def _axes(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        titles = [axis.titles[0] for axis in contract.record.axes if axis.titles]
        if not titles and contract.record.axis_counts:
            count = contract.record.axis_counts[0]
            text = f"Le CLS {contract.ref.label} annonce {french.count(int(count.value), 'axe')}"
            counted = (Computation("count", (), count.value),)
            yield Statement(text, asked.prover.passages(count.evidence), item=True, computed=counted)
            continue
        if not titles:
            yield _silent("axes", contract)
            continue
        shown = " ; ".join(title.value for title in titles)
        text = f"{counting(contract.ref.label, contract.record, len(titles))} : {shown}"
        proofs = asked.prover.passages(e for title in titles for e in title.evidence[:1])
        yield Statement(text, proofs, item=True, computed=(Computation("count", (), len(titles)),))


def _actions(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        actions = contract.record.actions
        if not actions:
            yield _silent("actions", contract)
            continue
        noun = "fiches actions" if any(action.number for action in actions) else "actions nommées"
        proofs = asked.prover.passages(_fewest_pages(actions))
        text = f"CLS {contract.ref.label} : {len(actions)} {noun}"
        yield Statement(text, proofs[:MOST_PASSAGES], item=True, computed=(Computation("count", (), len(actions)),))


def _fewest_pages(actions: Sequence[Action]) -> list[Evidence]:
    """Evidence of every action on as few pages as can be: a table of all rather than each sheet's own page."""
    waiting: dict[int, dict[_Page, Evidence]] = {}
    for number, action in enumerate(actions):
        told = (*action.evidence, *(e for title in action.titles for e in title.evidence))
        waiting[number] = {(e.document_id, e.page): e for e in reversed(told)}
    chosen: list[Evidence] = []
    while waiting:
        held = Counter(page for pages in waiting.values() for page in pages)
        if not held:
            break
        best = max(held, key=lambda page: (held[page], -page[1]))
        chosen += [pages[best] for pages in waiting.values() if best in pages]
        waiting = {number: pages for number, pages in waiting.items() if best not in pages}
    return chosen


def _perimeter(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        perimeter = contract.record.perimeter
        names = tuple(epci.name for epci in perimeter.epci)
        if not names and not perimeter.commune_counts:
            yield _silent("périmètre", contract)
            continue
        parts = [f"{french.number(count.value)} communes" for count in perimeter.commune_counts[:1]]
        parts += [french.listed(names)] if names else []
        evidence = [e for count in perimeter.commune_counts[:1] for e in count.evidence]
        evidence += [e for epci in perimeter.epci for e in epci.evidence[:1]]
        text = f"Périmètre du CLS {contract.ref.label} : {' ; '.join(parts)}"
        yield Statement(text, asked.prover.passages(evidence), item=True, names=names)


def _money(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[Statement]:
    for contract in contracts:
        found = summed(asked, contract)
        label = contract.ref.label
        none = Statement(f"CLS {label} : les documents lus ne donnent aucun montant", item=True, context=label)
        yield from found or [none]


_CRITERIA: dict[str, _Criterion] = {
    "période": _period,
    "signature": _signing,
    "signataires": _signatories,
    "périmètre": _perimeter,
    "axes": _axes,
    "actions": _actions,
    "montants": _money,
}
