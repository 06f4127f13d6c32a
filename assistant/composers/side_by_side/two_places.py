"""Whether a table of all sheets and a sheet agree on who leads it, or on its money. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.funding import unit_of
from assistant.composers.side_by_side.contradictions import targets_of
from assistant.composers.statement import Composed, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.money_tables import Row, amount_in, euros_at, runs
from ingest.facts.parties.institutions import same_organisation
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding, LineRole, Place
from ingest.naming import fold
from ingest.structure.numbers import number_of

_LEADS = re.compile(r"\b(?:co-?)?(?:pilot|porte|chef|manett|maitr|responsable|mene|tete)")
_MONEY = re.compile(r"\b(?:montant|cout|budget|enveloppe|credit|financement previsionnel|total)")
_ASKS_LEAD = re.compile(r"\b(?:co-?)?(?:pilot|porte|chef|mene|responsable)")
_ASKS_MONEY = re.compile(r"\b(?:montant|cout|coute|budget|enveloppe|somme|argent|prix|20\d\d)\b")
_PER = {AmountPeriod.ANNUAL: " par an", AmountPeriod.GLOBAL: " pour l'ensemble du projet", AmountPeriod.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class _Line:
    """A sheet's line in a table of all sheets, with what names the columns."""

    header: Row
    row: Row

    @property
    def places(self) -> tuple[Evidence, Evidence]:
        """Where the line stands, and what names its columns."""
        return self.row.evidence, self.header.evidence

    def cell(self, named: re.Pattern[str]) -> str:
        """The cell under the first heading of a kind; empty where no heading is of that kind."""
        heads = (fold(cell) for cell in self.header.cells)
        column = next((i for i, head in enumerate(heads) if named.search(head)), None)
        return self.row.cells[column] if column is not None and column < len(self.row.cells) else ""


def two_places(asked: Asked) -> Composed | None:
    """What a sheet and a table say of its lead or its money, None where that is not asked or one of them is silent."""
    folded = asked.folded
    if not asks("contradictions", "two_places", folded) or not asks("contradictions", "ask", folded):
        return None
    for target in targets_of(asked)[:1]:
        for line in _lines(target.contract, target.action):
            said = list(_leads(asked, target.contract, target.action, line)) if _ASKS_LEAD.search(folded) else []
            if not said and (_ASKS_MONEY.search(folded) or not _ASKS_LEAD.search(folded)):
                said = list(_money(asked, target.contract, target.action, line))
            if said:
                return Composed(tuple(said), (target.contract.ref.id,))
    return None


def _lines(contract: UnderstoodContract, action: Action) -> Iterator[_Line]:
    """The lines of tables that are about a sheet, by its number or its title."""
    titles = {fold(said.value) for said in action.titles}
    for document in contract.documents:
        for page in document.pages:
            for _, (header, *rows) in runs(document.id, page.number, page.text):
                for row in rows:
                    first = number_of(re.sub(r"^n ?° ?", "", fold(row.name)))
                    if first == action.number or any(fold(cell) in titles for cell in row.cells if cell):
                        yield _Line(header, row)


def _leads(asked: Asked, contract: UnderstoodContract, action: Action, line: _Line) -> Iterator[Statement]:
    cell = line.cell(_LEADS)
    own = [said for said in action.leads if said.place is Place.SHEET]
    if not cell or not own:
        return
    parts = [part.strip() for part in re.split(r" / | ; |, | et ", cell) if part.strip()]
    same = len(parts) == len(own) and all(any(same_organisation(said.value, part) for part in parts) for said in own)
    if (
        not same
        and any(fold(said.value) in fold(cell) or fold(cell) in fold(said.value) for said in own)
        and len(own) == 1
    ):
        same = True
    shown = french.listed([said.value for said in own])
    proofs = asked.prover.proofs(e for said in own for e in said.evidence)
    table = Statement(f"« {cell} »", asked.prover.proofs(line.places), context=cell)
    yield from _said(contract, action, what="porteur", same=same, sheet=Statement(shown, proofs), table=table)


def _money(asked: Asked, contract: UnderstoodContract, action: Action, line: _Line) -> Iterator[Statement]:
    year = next(iter(re.findall(r"\b20\d\d\b", asked.folded)), "")
    funding = _own(action, year)
    if funding is None or funding.amount is None:
        return
    cell = _cell(line, funding, year)
    amount = amount_in(cell)
    if not cell or not amount:
        return
    shown = french.euros(funding.amount)
    per = f" pour {year}" if year else _PER[funding.period]
    figure = SaidFigure(shown, funding.amount, unit_of(funding.period))
    sheet = Statement(f"{shown}{per}", asked.prover.proofs(funding.evidence), figures=(figure,), context=year)
    same = abs(amount - funding.amount) < 1
    unit = euros_at(contract.documents, (line.row, line.header))
    if unit is None:
        return
    table = Statement(french.euros(amount), asked.prover.proofs(dict.fromkeys((*line.places, unit))))
    yield from _said(contract, action, what="montant", same=same, sheet=sheet, table=table)


def _cell(line: _Line, funding: Funding, year: str) -> str:
    """The cell that gives what a line of the sheet gives: of one year, of each, or of all; empty where none does."""
    years = [i for i, cell in enumerate(line.header.cells) if re.fullmatch(r"20\d\d", cell)]
    if year:
        return line.cell(re.compile(rf"\b{year}\b"))
    if len(years) > 1 and funding.period is AmountPeriod.ANNUAL:
        each = {line.row.cells[i] for i in years if line.row.amount(i)}
        return each.pop() if len(each) == 1 else ""
    return line.cell(_MONEY)


def _own(action: Action, year: str) -> Funding | None:
    """The line of a sheet that says its money, or that of one year."""
    own = [line for line in action.funding if line.place is Place.SHEET and line.amount is not None]
    role = LineRole.YEAR if year else LineRole.TOTAL
    return next((line for line in own if line.role is role and (not year or line.year == year)), None)


def _said(
    contract: UnderstoodContract, action: Action, *, what: str, same: bool, sheet: Statement, table: Statement
) -> Iterator[Statement]:
    label = contract.ref.label
    verdict = "Oui" if same else "Non"
    verb = "donnent le même" if same else "ne donnent pas le même"
    lead = f"{verdict} : la fiche action {action.number} et le tableau {verb} {what}, dans le CLS {label} :"
    proofs = tuple(dict.fromkeys((*sheet.proofs, *table.proofs)))
    yield Statement(lead, proofs, context=f"{label} {action.number}")
    yield replace(sheet, text=f"fiche action : {sheet.text}", item=True)
    yield replace(table, text=f"tableau : {table.text}", item=True)
