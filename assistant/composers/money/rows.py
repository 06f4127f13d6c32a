"""The lines of money over which answers about all sheets are made: one an action, with its name. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.money.funding import main_lines, unit_of
from assistant.composers.statement import SaidFigure, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding

PER = {AmountPeriod.ANNUAL: "par an", AmountPeriod.GLOBAL: "pour l'ensemble du projet", AmountPeriod.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of money of an action."""

    action: Action
    line: Funding

    @property
    def name(self) -> str:
        """The sheet's number, its title in quotation marks where it has none."""
        titles = self.action.titles
        return self.action.number or (f"« {titles[0].value} »" if titles else "sans titre")

    def sheet(self, noun: str = "fiche action") -> str:
        """The sheet in a sentence; with its title behind another noun than its own."""
        title = self.action.titles[0].value if self.action.titles else ""
        if not self.action.number:
            return f"l'action {self.name}"
        number = self.action.number
        return f"{noun} {number}" if noun == "fiche action" or not title else f"{noun} {self.name} ({title})"

    def heading(self) -> Iterator[Evidence]:
        """What proves the number and the title: they may stand in other cells than the money."""
        yield from self.action.evidence[:1]
        yield from (e for said in self.action.titles[:1] for e in said.evidence[:1])


def money_rows(contract: UnderstoodContract, axis: str = "") -> list[MoneyRow]:
    """The first line of money of each action of a contract, or of one of its axes."""
    actions = [action for action in contract.record.actions if not axis or action.axis == axis]
    return [MoneyRow(action, line) for action in actions for line in main_lines(action)[:1]]


def capped(asked: Asked, row: MoneyRow) -> Statement:
    """A cap, which no sum counts."""
    line = row.line
    cap = line.cap or 0.0
    shown = f"{french.euros(cap)} {PER[line.cap_period]}".rstrip()
    text = f"{row.sheet()} : {shown} au maximum (plafond, non compté)"
    figure = SaidFigure(french.euros(cap), cap, unit_of(line.cap_period))
    proofs = asked.prover.proofs(line.evidence)
    return Statement(text, proofs, item=True, figures=(figure,), context=row.action.number)
