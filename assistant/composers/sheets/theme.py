"""Open questions: what the sheets on a theme set out to do, in their own words, who leads and what is paid. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks, captured
from assistant.composers.sheets.axis import axis_of
from assistant.composers.sheets.sheet import led_by, money_in_short
from assistant.composers.sheets.sheet_lines import lines
from assistant.composers.sheets.topic import OWN, Theme, forms_of, strength
from assistant.composers.sheets.unplanned import silent_sheets
from assistant.composers.statement import Composed, Computation, Statement
from assistant.composers.texts.prose import prose
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import between, sentences
from assistant.quotations.marks import without_marks
from assistant.verify import Proof
from ingest.facts.records import Action, Said
from ingest.naming import fold

# Of one sheet, so many items are quoted; of several, so many each.
OF_ONE, OF_SEVERAL = 6, 2
# A sheet that speaks so much of the theme speaks of it whole.
WHOLLY = 0.9
# Where a sheet is read by its sentences alone, so many.
OF_LINES = 4
# A longer item is cut to the sentences that hold the theme, and to those that go on about what they name.
ITEM_CHARACTERS, GOING_ON = 320, 620
_GOES_ON = re.compile(r"(?:celui-ci|celle-ci|ceux-ci|celles-ci|il|elle|ils|elles|ce|cet|cette|ces)\b")
# Sheets of more contracts than this are named, not described.
MOST_CONTRACTS = 3
# Questions with these intents ask for something else of a sheet or a contract.
_OTHER = frozenset(
    "signatories associated represented signed_on duration termination dispute revision governance monitoring "
    "communication commitments spent total salary age indicators follow_up perimeter".split()
)


def theme(asked: Asked) -> Composed | None:
    """What the sheets on the question's theme set out to do, None where it asks no such thing or no sheet is on it."""
    if asked.query.sheets or asked.query.article or asked.intents & _OTHER:
        return None
    if not asks("theme", "ask", asked.folded) or asks("actions", "count", asked.folded):
        return None
    if all(asks("theme", "noise", word) for word in asked.subject_words) or any(
        axis_of(asked.query.text, contract.record) for contract in asked.contracts
    ):
        return None
    about, targets = asked.find_topics(asked.contracts)
    if asks("theme", "diagnosis", asked.folded):
        targets = ()  # what was found stands before the sheets
    if asks("theme", "exists", asked.folded):
        # "Une action sur la qualité de l'air": one on the quality of something else is none.
        targets = tuple(target for target in targets if target.coverage >= WHOLLY or _holds_all(about, target.action))
    said: list[Statement] = []
    named: list[str] = []
    with_sheets = [c for c in asked.contracts if any(target.contract is c for target in targets)]
    for contract in with_sheets:
        own = [target for target in targets if target.contract is contract]
        said += _of_contract(asked, contract, own, about, short=len(with_sheets) > MOST_CONTRACTS)
        named.append(contract.ref.id)
    if len(asked.contracts) <= MOST_CONTRACTS or asked.query.scope.territory_named:
        for contract in asked.contracts:
            found = [] if contract in with_sheets else list(prose(asked, contract, about))
            said += [*_no_sheet(asked, contract, about), *found] if found else []
            named += [contract.ref.id] if found else []
    kind = captured("theme", "kind", asked.folded)
    planned = not kind or any(kind.rstrip("s") in fold(one.text) for one in said if one.item)
    sure = any(_holds_all(about, target.action, OWN) for target in targets)
    if said and with_sheets and planned and sure and asks("theme", "exists", asked.folded):
        said[0] = replace(said[0], text=f"Oui : {said[0].text[0].lower()}{said[0].text[1:]}")
    return Composed(tuple(said), tuple(named)) if said else None


def _holds_all(about: Theme, action: Action, least: float = 0.0) -> bool:
    """Whether a sheet says each word of the theme: in words at least so near, of 1 for its own, or in any others."""
    told = (*action.titles, *action.description, *action.objectives_operational, *action.objectives, *action.results)
    text = " ".join(said.value for said in (*told, *action.public, *action.public_direct, *action.public_indirect))
    forms = forms_of(text)
    return all((held := strength(group, forms)) > 0 and held >= least for group, _ in about.groups)


def _no_sheet(asked: Asked, contract: UnderstoodContract, about: Theme) -> list[Statement]:
    """That none of its sheets is on the theme, where the question asks what a contract with sheets plans."""
    if asks("theme", "exists", asked.folded) and contract.record.actions and about.groups:
        number, label = len(contract.record.actions), contract.ref.label
        told = f"Aucune des {french.number(number)} fiches actions du CLS {label} ne porte sur ce sujet"
        whole = [" ".join(p.text for p in asked.of_sheet(contract, a.number)) for a in contract.record.actions]
        none = not any(all(Theme((pair,)).held(text) > 0 for pair in about.groups) for text in whole)
        return [Statement(told, computed=(Computation("count", (), number),), context=label)] if none else []
    if not asks("theme", "planned", asked.folded) or asks("theme", "diagnosis", asked.folded):
        return []
    silent = silent_sheets(asked, contract, asked.subject_in(" ".join(group.said for group, _ in about.groups)))
    return [silent] if silent else []


def _of_contract(
    asked: Asked, contract: UnderstoodContract, own: Sequence[Target], about: Theme, *, short: bool
) -> Iterator[Statement]:
    label = contract.ref.label
    if len(own) == 1 and not short:
        yield from _one(asked, own[0], about)
        return
    noun = "fiche action" if any(target.action.number for target in own) else "action"
    many = french.feminine(len(own), noun, "fiches actions" if noun == "fiche action" else "actions")
    proofs = [proof for target in own for proof in _heading(asked, target.action)]
    counted = (Computation("count", (), len(own)),)
    foreign = ", d'après un document en anglais," if _is_english(own[0]) else ""
    yield Statement(f"Le CLS {label}{foreign} en parle dans {many} :", tuple(proofs), computed=counted, context=label)
    for target in own:
        yield _row(asked, target, about, short=short)


def _is_english(target: Target) -> bool:
    """Whether the document that names an action is in English: its words are quoted as they stand."""
    at = target.action.evidence[0].document_id if target.action.evidence else ""
    return any(d.id == at and d.metadata.language == "en" for d in target.contract.documents)


def _one(asked: Asked, target: Target, about: Theme) -> Iterator[Statement]:
    """One sheet: its title, what it sets out to do, who leads it, its money."""
    action, label = target.action, target.contract.ref.label
    title = action.titles[0].value if action.titles else ""
    name = f"la fiche action {action.number}" if action.number else "l'action"
    shown = f"{name} du CLS {label}" + (f" (« {title} »)" if title else "")
    items = [_chosen(said, about) for said in _items(action, about, OF_ONE) or _lines(asked, target, about)]
    context = f"{action.number} {title} {label}"
    if items:
        partly = "" if len(items) == len(action.description) else " notamment"
        yield Statement(f"{french.capital(shown)} prévoit{partly} :", _heading(asked, action), context=context)
        for said in items:
            yield Statement(_quoted(said), asked.prover.proofs(said.evidence), item=True, context=context)
    else:
        yield Statement(f"{french.capital(shown)} en parle", _heading(asked, action), context=context)
    lead = led_by(asked, target, "Elle")
    if lead:
        yield lead
    yield from money_in_short(asked, target, "Elle")


def _row(asked: Asked, target: Target, about: Theme, *, short: bool) -> Statement:
    """One sheet among several: its number and title, its best words, who leads it."""
    action = target.action
    title = action.titles[0].value if action.titles else ""
    text = f"fiche {action.number} – {title}" if action.number else title
    proofs = list(_heading(asked, action))
    if not short:
        found = _items(action, about, OF_SEVERAL) or _lines(asked, target, about)[:OF_SEVERAL]
        items = [_chosen(said, about) for said in found]
        quotes = [_quoted(said) for said in items]
        text += f" : {' ; '.join(quotes)}" if quotes else ""
        proofs += [proof for said in items for proof in asked.prover.proofs(said.evidence)]
        lead = led_by(asked, target, "")
        if lead:
            text += f" ({lead.text})"
            proofs += lead.proofs
    context = f"{action.number} {title}"
    return Statement(text, tuple(proofs), item=True, context=context)


def _heading(asked: Asked, action: Action) -> tuple[Proof, ...]:
    evidence = [*action.evidence[:1], *(e for title in action.titles[:1] for e in title.evidence[:1])]
    return asked.prover.proofs(evidence)


def _items(action: Action, about: Theme, most: int) -> list[Said]:
    """The values of a sheet that say what is planned: those on the theme first chosen, all in the sheet's order."""
    values = [
        said
        for said in (*action.description, *action.objectives_operational, *action.objectives)
        if len(said.value.split()) > 2 and not said.value.rstrip().endswith(":")
    ]
    own = action.description or action.objectives_operational or action.objectives
    scored = [(about.held(said.value), said) for said in dict.fromkeys(values)]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:most]
    chosen = [said for _, said in best]
    # A sheet that bears its theme in its title says more of it than the lines that repeat its words.
    titled = any(about.held(title.value) > 0 for title in action.titles)
    if titled or not chosen:
        chosen += [said for said in own if said in values and said not in chosen][: max(0, most - len(chosen))]
    return [said for said in dict.fromkeys(values) if said in chosen]


def _lines(asked: Asked, target: Target, about: Theme) -> list[Said]:
    """The sentences of a sheet that say what is done: what it finds is not what it plans."""
    return list(
        lines(asked, target, lambda text: (1.0 + about.held(text)) * asks("theme", "does", fold(text)), OF_LINES)
    )


def _chosen(said: Said, about: Theme) -> Said:
    """A value whole; of a long one, the sentences on the theme with those that go on about it."""
    value = replace(said, value=without_marks(said.value))
    if len(value.value) <= ITEM_CHARACTERS:
        return value
    pieces = sentences(value)
    held = [about.held(piece.value) for piece in pieces]
    first = held.index(max(held))
    last = first
    while last + 1 < len(pieces):
        longer = " ".join(piece.value for piece in pieces[first : last + 2])
        goes_on = _GOES_ON.match(fold(pieces[last + 1].value)) is not None
        if len(longer) > (GOING_ON if goes_on else ITEM_CHARACTERS):
            break
        last += 1
    return between(value, pieces, first, last, GOING_ON)


def _quoted(said: Said) -> str:
    return f"« {said.value} »"
