"""The record that one document gives of its contract: every kind of fact, read by its own module."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ingest.facts.articles.amendments import amendments, without_amendments
from ingest.facts.articles.contacts import contacts
from ingest.facts.articles.dates import duration, generation, period, previous, signed_at, signed_on, territory
from ingest.facts.articles.governance import governance
from ingest.facts.articles.rules import communication, evaluation, revision, termination
from ingest.facts.contradictions import contradictions
from ingest.facts.contradictions_told import told_twice
from ingest.facts.figures.diagnosis import figures
from ingest.facts.funding.sheet import article_funding
from ingest.facts.money.budget_money import budget_contradictions, contract_budget, with_budgets
from ingest.facts.money.funder_tables import with_funders
from ingest.facts.money.ledger import with_ledger
from ingest.facts.money.notice import noticed
from ingest.facts.money.recap import with_recap
from ingest.facts.parties.commitments import commitments
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.perimeter.extent import perimeter
from ingest.facts.plans.flat import FlatPlan, flat_plan
from ingest.facts.plans.rows import is_plan, plan_actions, plan_axes
from ingest.facts.plans.sheets import completed
from ingest.facts.reading import Reading
from ingest.facts.records import Action, ContractRecord, Contradiction, Funding, Party, Perimeter, Quantity
from ingest.facts.sheets.actions import actions
from ingest.facts.sheets.axes import axes
from ingest.facts.sheets.axis_counts import action_counts, axis_counts
from ingest.facts.signature.page_of_signatures import representatives
from ingest.records import SectionKind

_log = logging.getLogger(__name__)

T = TypeVar("T")


def read_facts(reading: Reading) -> tuple[ContractRecord, tuple[str, ...]]:
    """The record of one document, and the names of the parts that could not be read because of a defect of ours."""
    failed: list[str] = []
    contract = without_amendments(reading)

    def part(name: str, read: Callable[[Reading], T], nothing: T, reading: Reading = reading) -> T:
        # A defect in one kind of fact must not cost the others, nor the document.
        try:
            return read(reading)
        except Exception:
            _log.exception("facts: %s", name)
            failed.append(name)
            return nothing

    tabled = part("plan", is_plan, False)
    found = _fuller(
        () if tabled else part("fiches actions", actions, ()),
        part("actions du plan", plan_actions, ()),
        sheets=any(len(reading.inside(s, SectionKind.FIELD)) > 1 for s in reading.of(SectionKind.SHEET)),
    )
    flat = FlatPlan() if found else part("tableau des thèmes", flat_plan, FlatPlan())
    found = found or flat.actions
    record = ContractRecord(
        territory=part("territoire", territory, (), contract),
        generation=part("génération", generation, (), contract),
        period=part("période", period, (), contract),
        duration=part("durée", duration, (), contract),
        signed_on=part("date de signature", signed_on, (), contract),
        signed_at=part("lieu de signature", signed_at, (), contract),
        previous=part("contrats précédents", previous, (), contract),
        parties=part("parties", _parties, (), contract),
        perimeter=part("périmètre", perimeter, Perimeter(), contract),
        governance=part("gouvernance", governance, (), contract),
        axes=(() if tabled else part("axes", axes, ())) or part("axes du plan", plan_axes, ()) or flat.axes,
        axis_counts=part("nombre d'axes", axis_counts, ()),
        actions=part(
            "tableau des financements",
            lambda each: noticed(
                each, with_budgets(each, with_funders(each, with_ledger(each, with_recap(each, found))))
            ),
            found,
        ),
        funding=part("financements des articles", article_funding, (), contract),
        commitments=part("engagements", commitments, (), contract),
        revision=part("révision", revision, (), contract),
        termination=part("résiliation", termination, (), contract),
        communication=part("communication", communication, (), contract),
        evaluation=part("évaluation", evaluation, (), contract),
        figures=part("chiffres du diagnostic", figures, (), contract),
        contacts=part("contacts", contacts, (), contract),
        amendments=part("avenants", amendments, ()),
    )
    whole: tuple[Funding, ...] = part("maquette financière", lambda each: contract_budget(each, found), (), contract)
    record = replace(record, funding=(*record.funding, *whole))
    announced: tuple[Quantity, ...] = part("nombre de fiches", action_counts, ())
    told: tuple[Contradiction, ...] = part(
        "contradictions", lambda each: told_twice(each, record.figures), (), contract
    )
    clashes: tuple[Contradiction, ...] = part(
        "sommes de la maquette", lambda each: budget_contradictions(each, record.actions), (), contract
    )
    return replace(record, contradictions=_together(contradictions(record, announced), clashes, told)), tuple(failed)


def _together(
    found: tuple[Contradiction, ...], of_budget: tuple[Contradiction, ...], told: tuple[Contradiction, ...]
) -> tuple[Contradiction, ...]:
    """All contradictions, those of a budget's sums left out where the same field of the same sheet has one already."""
    known = {(one.subject, one.field) for one in found}
    return (*found, *(one for one in of_budget if (one.subject, one.field) not in known), *told)


def _fuller(found: tuple[Action, ...], planned: tuple[Action, ...], *, sheets: bool) -> tuple[Action, ...]:
    """The actions of the sheets; those of a plan in tables where there are none, with the leads of a summary."""
    if not planned or not found:
        return found or planned
    told = sum(bool(a.partners or a.calendar or a.indicators or a.status or a.public) for a in planned)
    if sheets:
        return completed(found, planned)
    if 2 * told < len(planned) or len(planned) < len(found) / 2:
        return found
    return planned


def _parties(reading: Reading) -> tuple[Party, ...]:
    return representatives(reading, parties(reading))
