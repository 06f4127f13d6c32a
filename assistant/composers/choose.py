"""The composers in the order in which they are tried: the first that has an answer gives it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.composers.asked import Asked
from assistant.composers.bodies.asked_of import asked_of
from assistant.composers.bodies.contact import contacts
from assistant.composers.bodies.coordinator import coordinator
from assistant.composers.bodies.followers import followers
from assistant.composers.bodies.office_duties import office_duties
from assistant.composers.bodies.part_names import part_names
from assistant.composers.bodies.parties import parties
from assistant.composers.bodies.premise import premise
from assistant.composers.bodies.roles import roles
from assistant.composers.bodies.steering import steering
from assistant.composers.bodies.two_leads import two_leads
from assistant.composers.checking import checked
from assistant.composers.figures.counted import counted
from assistant.composers.figures.diagnosis import diagnosis
from assistant.composers.figures.either import either
from assistant.composers.money.beside_payer import beside_payer
from assistant.composers.money.blank_amounts import blank_amounts
from assistant.composers.money.coordination import coordination_money
from assistant.composers.money.not_paid import not_paid
from assistant.composers.money.pledged import pledged
from assistant.composers.money.sums import sums
from assistant.composers.money.told_cost import told_cost
from assistant.composers.money.totals import totals
from assistant.composers.money.who_pays import who_pays
from assistant.composers.money.written_tables import table_check, table_total
from assistant.composers.places.perimeter import perimeter
from assistant.composers.places.same_grouping import same_grouping
from assistant.composers.sheets.actions import actions, axes
from assistant.composers.sheets.announced import announced
from assistant.composers.sheets.calendars import calendars
from assistant.composers.sheets.eligible import eligible
from assistant.composers.sheets.of_thing import of_thing, who_does
from assistant.composers.sheets.plan_links import plan_links
from assistant.composers.sheets.publics import publics
from assistant.composers.sheets.sheet import sheet
from assistant.composers.sheets.theme import theme
from assistant.composers.sheets.unplanned import unplanned
from assistant.composers.side_by_side.compared_theme import compared_theme
from assistant.composers.side_by_side.comparison import comparison
from assistant.composers.side_by_side.contradictions import contradictions
from assistant.composers.side_by_side.mentions import mentions
from assistant.composers.side_by_side.one_sided import one_sided
from assistant.composers.side_by_side.over_time import over_time
from assistant.composers.side_by_side.ranking import ranking
from assistant.composers.side_by_side.two_places import two_places
from assistant.composers.side_by_side.which import which_contract
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.clauses import bound, clauses, found_clauses
from assistant.composers.texts.definition import definition
from assistant.composers.texts.obliged import obliged
from assistant.composers.texts.purpose import purpose
from assistant.composers.texts.rules import rules
from assistant.composers.texts.whereabouts import whereabouts
from assistant.composers.time.amended import amended
from assistant.composers.time.dates import duration, signing
from assistant.composers.time.durations import durations
from assistant.composers.time.happened import happened
from assistant.composers.time.previous import previous
from assistant.composers.time.since import since
from assistant.composers.to_the_point import is_beside
from assistant.questions.intents import named_intent
from assistant.quotations.reasons import event_asked
from assistant.records import Status
from ingest.naming import fold

_log = logging.getLogger(__name__)

COMPOSERS: tuple[Callable[[Asked], Composed | None], ...] = (
    premise,
    of_thing,
    contacts,
    coordinator,
    office_duties,
    part_names,
    eligible,
    purpose,
    definition,
    whereabouts,
    announced,
    contradictions,
    two_places,
    table_check,
    either,
    one_sided,
    durations,
    happened,
    diagnosis,
    ranking,
    steering,
    mentions,
    compared_theme,
    over_time,
    comparison,
    obliged,
    pledged,
    bound,
    table_total,
    calendars,
    plan_links,
    beside_payer,
    blank_amounts,
    sums,
    coordination_money,
    who_pays,
    not_paid,
    told_cost,
    totals,
    parties,
    asked_of,
    roles,
    counted,
    two_leads,
    followers,
    who_does,
    sheet,
    previous,
    amended,
    signing,
    since,
    publics,
    theme,
    actions,
    axes,
    unplanned,
    same_grouping,
    perimeter,
    clauses,
    rules,
    duration,
    found_clauses,
)


# What one question may ask at once of a contract as a whole: "on l'a signé quand et avec qui ?".
_TOGETHER = {"signed_on": signing, "signatories": parties, "duration": duration}


# "Quand a-t-il été signé et où ?" asks for no names.
_NAMES = re.compile(r"\bqui\b|\bavec\b|\bsignataires?\b|\bpar\b|\bparties\b|\bki\b")


_HOW_LONG = re.compile(r"\bpour (?:combien de temps|quelle duree|combien d'annees)\b|\bsur quelle duree\b")


def both(asked: Asked) -> Composed | None:
    """The answers to a question that asks two things of a contract as a whole, None where one of them has none."""
    wanted = [
        name for name in _TOGETHER if name in asked.intents and (name != "signatories" or _NAMES.search(asked.folded))
    ]
    # "Signé quand, où et pour combien de temps ?" asks how long the contract lasts.
    lasts = "signed_on" in wanted and "duration" not in wanted and _HOW_LONG.search(asked.folded)
    extra = [named_intent("duration")] if lasts else []
    asked = replace(asked, query=replace(asked.query, intents=(*asked.query.intents, *extra)))
    wanted += [i.name for i in extra]
    if len(wanted) < 2 or not re.search(r"\bet\b|\?.*\?|,", asked.folded) or asked.query.sheets:
        return None
    found: list[Composed] = []
    for name in wanted:
        others = tuple(i for i in asked.query.intents if i.name == name or i.name not in _TOGETHER)
        one = _TOGETHER[name](replace(asked, query=replace(asked.query, intents=others)))
        if one is None:
            return None
        found.append(one)
    contracts = tuple(dict.fromkeys(contract for one in found for contract in one.contracts))
    status = Status.PARTIAL if any(one.status is Status.PARTIAL for one in found) else Status.ANSWERED
    return Composed(tuple(said for one in found for said in one.statements), contracts, status)


def _misses_event(asked: Asked, statements: Sequence[Statement]) -> bool:
    """Whether a "pourquoi" takes for granted what no quote speaks of: "pourquoi a-t-il été annulé ?"."""
    event = event_asked(asked.folded)
    return bool(event) and not any(event in fold(proof.quote) for one in statements for proof in one.proofs)


def compose(asked: Asked) -> Composed | None:
    """The checked answer that records give, None where they hold none: search then answers."""
    # Of a contract that documents only mention, the records of the others say no more than that it was.
    for composer in (previous,) if asked.query.scope.past else (both, *COMPOSERS):
        composed = composer(asked)
        if composed is None or is_beside(asked, composer.__name__, composed):
            continue
        statements = checked(composed.statements)
        lost = len(composed.statements) - len(statements)
        if lost:
            _log.info("%s: %d statements did not pass their check", composer.__name__, lost)
        # A list or a sum with a part missing would be wrong as a whole.
        if statements and not lost and (composer is parties or not _misses_event(asked, statements)):
            return which_contract(asked, replace(composed, statements=statements))
    return None
