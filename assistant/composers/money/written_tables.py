"""Answers from tables that end on a line of totals: what one says of all, of a payer or a year, and if it adds up.

Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.money_asked import is_named
from assistant.composers.sheets.axis import axis_of
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.money_tables import MoneyTable, Row, euros_at, money_tables
from assistant.verify import Proof
from ingest.facts.parties.institutions import institution
from ingest.facts.reading import letters
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document, SectionKind
from ingest.structure.numbers import number_of

# Words of a question that name a table or its line of totals, whatever else it says.
_TABLE = re.compile(
    r"\b(?:total|totaux|sous[- ]?tota(?:l|ux)|ensemble|recapitulati\w*|tableaux?|annexe|plan de financement"
    r"|consolide\w*)\b"
)
_WHOLE = re.compile(
    r"\b(?:total|somme|recapitulati\w*|consolide\w*|en tout|toutes (?:les )?(?:actions|fiches)|tout compris"
    r"|confondue?s)\b"
)
_SPOKEN_TOTAL = re.compile(r"\btotal (?:de |d'environ )?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+) ?(?:€|euros\b)")
# What is said of the money of all and is not what one table adds up.
_MOST_SUMMED = 14


def table_check(asked: Asked) -> Composed | None:
    """Whether the totals that a contract's tables write are the sums of their lines, None where that is not asked."""
    folded = asked.folded
    if not asks("contradictions", "ask", folded) or not asks("contradictions", "same", folded):
        return None
    if asked.query.sheets or not re.search(r"\b(?:sous[- ]?)?tota(?:l|ux)\b|\bensemble\b", folded):
        return None
    return each_contract(asked, _checks)


def table_total(asked: Asked) -> Composed | None:
    """What a table gives as the total of all, of a payer, of an axis or of a year, None where none does."""
    folded = asked.folded
    years = re.findall(r"\b20\d\d\b", folded)
    money = "money" in asked.intents or "total" in asked.intents or asks("money", "sum", folded) or "total" in folded
    if asked.query.sheets or "spent" in asked.intents or not money or len(set(years)) > 1:
        return None
    if any(asks("money", form, folded) for form in ("full_rate", "funder_only", "most", "least", "without", "adds")):
        return None
    if asked.targets and not _TABLE.search(folded):
        return None
    if asks("money", "yearly", folded):
        return None  # a table adds up all its years
    return each_contract(asked, lambda a, contract: _said(a, contract, years[0] if years else ""))


def _tables(contract: UnderstoodContract) -> tuple[MoneyTable, ...]:
    """The tables of a contract that bear on more than one sheet."""
    found = []
    for document in contract.documents:
        for table in money_tables(document):
            own = _is_of_sheet(contract, table.total.evidence) or _stands_in_sheet(contract, document, table)
            if not own and euros_at(contract.documents, (table.total, table.header)):
                found.append(table)
    return tuple(found)


def _is_of_sheet(contract: UnderstoodContract, place: Evidence) -> bool:
    """Whether a table stands among the lines of money of one sheet."""
    lines = (e for action in contract.record.actions for line in action.funding for e in line.evidence)
    near = [e for e in lines if (e.document_id, e.page) == (place.document_id, place.page)]
    return any(e.start <= place.start < e.end for e in near)


def _stands_in_sheet(contract: UnderstoodContract, document: Document, table: MoneyTable) -> bool:
    """Whether a table stands under the heading of a sheet and its lines name no several sheets: it is that sheet's."""
    place = (table.total.evidence.page, table.total.evidence.start)
    within = any(s.kind is SectionKind.SHEET and s.start <= place < s.end for s in document.sections)
    known = {action.number for action in contract.record.actions if action.number}
    titles = {letters(title.value) for action in contract.record.actions for title in action.titles}
    named = {row.name for row in table.rows if number_of(fold(row.name)) in known or letters(row.name) in titles}
    payers = re.match(r"\W*(?:financeur|payeur|contributeur)", fold(table.header.name)) is not None
    return (
        within
        and len(named) < 2
        and not (payers and table.title and re.search(r"annexe|plan", fold(table.title.quote)))
    )


def _checks(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    tables = _tables(contract)
    if axis_of(asked.query.text, contract.record):
        return
    general = [table for table in tables if re.search(r"\bgeneral\b", fold(table.total.name))]
    if "general" in asked.folded and general:
        tables = tuple(general)
    wrong = [(table, column) for table in tables for column in table.columns if not _adds_up(table, column)]
    if wrong:
        table, column = max(wrong, key=lambda pair: pair[0].total.amount(pair[1]) or 0.0)
        yield from _differs(asked, contract, table, column)
    elif tables:
        table = max(tables, key=lambda t: max(t.total.amount(i) or 0.0 for i in t.columns))
        whole = table.column("")
        if whole is not None:
            yield from _agrees(asked, contract, table, whole)


def _proofs(asked: Asked, contract: UnderstoodContract, table: MoneyTable, rows: Sequence[Row]) -> tuple[Proof, ...]:
    """The proofs for some rows: with what names their columns and their unit."""
    unit = euros_at(contract.documents, (table.total, table.header))
    pieces = [*(row.evidence for row in rows), table.header.evidence, *([unit] if unit else [])]
    return asked.prover.proofs(dict.fromkeys(pieces))


def _adds_up(table: MoneyTable, column: int) -> bool:
    parts = table.parts(column)
    added = sum(row.amount(column) or 0.0 for row in parts)
    return len(parts) < 2 or abs(added - (table.total.amount(column) or 0.0)) < 1


def _differs(asked: Asked, contract: UnderstoodContract, table: MoneyTable, column: int) -> Iterator[Statement]:
    where = f"dans un tableau du CLS {contract.ref.label}"
    parts = table.parts(column)
    proofs = _proofs(asked, contract, table, [table.total, *parts])
    yield Statement(
        f"Non : le total écrit n'est pas la somme de ses lignes, {where} :", proofs, context=contract.ref.label
    )
    yield from _written(asked, contract, table, column)
    yield _added(asked, contract, table, column, parts)


def _agrees(asked: Asked, contract: UnderstoodContract, table: MoneyTable, column: int) -> Iterator[Statement]:
    parts = table.parts(column)
    if len(parts) < 2:
        return
    proofs = _proofs(asked, contract, table, [table.total, *parts])
    lead = f"Oui : le total écrit est la somme de ses lignes, dans un tableau du CLS {contract.ref.label} :"
    yield Statement(lead, proofs, context=contract.ref.label)
    yield from _written(asked, contract, table, column)
    yield _added(asked, contract, table, column, parts)


def _written(asked: Asked, contract: UnderstoodContract, table: MoneyTable, column: int) -> Iterator[Statement]:
    amount = table.total.amount(column) or 0.0
    shown = french.euros(amount)
    own = _proofs(asked, contract, table, [table.total])
    yield Statement(f"total écrit : {shown}", own, item=True, figures=(SaidFigure(shown, amount, "EUR"),))


def _added(
    asked: Asked, contract: UnderstoodContract, table: MoneyTable, column: int, parts: Sequence[Row]
) -> Statement:
    operands = tuple(row.amount(column) or 0.0 for row in parts)
    total = sum(operands)
    shown = " + ".join(map(french.euros, operands))
    proofs = _proofs(asked, contract, table, parts)
    computed = (Computation("sum", operands, total),)
    figure = SaidFigure(french.euros(total), total, "EUR")
    text = f"lignes additionnées : {shown}, soit {french.euros(total)}"
    return Statement(text, proofs, item=True, computed=computed, figures=(figure,))


def _said(asked: Asked, contract: UnderstoodContract, year: str) -> Iterator[Statement]:
    tables = _tables(contract)
    axis = axis_of(asked.query.text, contract.record)
    if axis:
        yield from _of_axis(asked, contract, tables, axis, year)
        return
    payer = _payer(asked, tables)
    if payer and not _own_subject(asked, payer[1].name or ""):
        table, row = payer
        yield from _line(asked, contract, table, row, year)
    elif not payer and _WHOLE.search(asked.folded) and not _own_subject(asked) and not _names_payer(asked, contract):
        whole = [table for table in tables if table.column(year) is not None]
        if whole:
            table = max(whole, key=lambda t: t.total.amount(t.column(year) or 0) or 0.0)
            yield from _line(asked, contract, table, table.total, year)
            yield from _spoken(asked, contract, table)


def _line(asked: Asked, contract: UnderstoodContract, table: MoneyTable, row: Row, year: str) -> Iterator[Statement]:
    column = table.column(year)
    amount = row.amount(column) if column is not None else None
    if not amount:
        return
    shown = french.euros(amount)
    titled = _payer_of_title(asked, table) if row is table.total else ""
    who = titled or (row.name if row is not table.total else "")
    when = f" en {year}" if year else " pour l'ensemble des années" if table.is_over_years() else ""
    what = f" pour {french.the(who)}" if who else " pour l'ensemble"
    what = " au total" if not who else what
    text = f"Le tableau du CLS {contract.ref.label} inscrit {shown}{what}{when}"
    proofs = _proofs(asked, contract, table, [row])
    proofs += asked.prover.proofs([table.title]) if titled and table.title else ()
    context = f"{contract.ref.label} {year}"
    yield Statement(text, proofs, figures=(SaidFigure(shown, amount, "EUR"),), context=context)


def _spoken(asked: Asked, contract: UnderstoodContract, table: MoneyTable) -> Iterator[Statement]:
    """Another total that the text beside a table gives."""
    written = {table.total.amount(column) for column in table.columns}
    for document in contract.documents:
        for page in document.pages:
            if (document.id, page.number) != (table.total.evidence.document_id, table.total.evidence.page):
                continue
            for match in _SPOKEN_TOTAL.finditer(page.text.replace("\n", " ")):
                value = float(re.sub(r"\D", "", match[1]))
                if value not in written:
                    quote = page.text[match.start() : match.end()]
                    place = Evidence(document.id, page.number, match.start(), match.end(), quote)
                    shown = french.euros(value)
                    text = f"Le texte qui l'accompagne dit un autre total : {shown}"
                    proofs = asked.prover.passages([place])
                    yield Statement(text, proofs, figures=(SaidFigure(shown, value, "EUR"),))
                    return


def _of_axis(
    asked: Asked, contract: UnderstoodContract, tables: Sequence[MoneyTable], axis: str, year: str
) -> Iterator[Statement]:
    """The lines of an axis's sheets in the column of a year, added."""
    own = {action.number for action in contract.record.actions if action.axis == axis and action.number}
    for table in tables if year else ():
        column = table.column(year)
        rows = [row for row in table.rows if number_of(fold(row.name)) in own]
        priced = [row for row in rows if column is not None and row.amount(column)]
        if column is None or len(rows) < 2 or not priced or len(priced) > _MOST_SUMMED:
            continue
        operands = tuple(row.amount(column) or 0.0 for row in priced)
        total = sum(operands)
        numbers = [number_of(fold(row.name)) for row in priced]
        parts = [f"{french.euros(one)} ({number})" for one, number in zip(operands, numbers, strict=True)]
        text = f"Pour {year}, le tableau du CLS {contract.ref.label} inscrit pour l'axe {axis} : {french.listed(parts)}"
        text += f", soit {french.euros(total)}" if len(parts) > 1 else ""
        proofs = _proofs(asked, contract, table, priced)
        computed = (Computation("sum", operands, total),) if len(parts) > 1 else ()
        figures = tuple(SaidFigure(french.euros(one), one, "EUR") for one in dict.fromkeys((*operands, total)))
        context = f"{contract.ref.label} {axis} {year} {' '.join(numbers)}"
        yield Statement(text, proofs, computed=computed, figures=figures, context=context)
        return


def _payer(asked: Asked, tables: Sequence[MoneyTable]) -> tuple[MoneyTable, Row] | None:
    """The line of the payer that the question names: in a table of payers, or the totals of his own table."""
    for table in tables:
        if not re.match(r"\W*(?:financeur|payeur|organisme|contributeur|origine)", fold(table.header.name)):
            continue
        for row in table.rows:
            if is_named(row.name, asked.folded):
                return table, row
    for table in tables:
        if _payer_of_title(asked, table):
            return table, table.total
    return None


def _payer_of_title(asked: Asked, table: MoneyTable) -> str:
    """The payer that the title of a table names behind a dash, where the question names him too."""
    if table.title is None:
        return ""
    name = re.split(r" [-–—:] ", table.title.quote.strip())[-1].strip()
    return name if name != table.title.quote.strip() and is_named(name, asked.folded) else ""


def _names_payer(asked: Asked, contract: UnderstoodContract) -> bool:
    """Whether the question names one who pays, of whom no table has a line."""
    payers = {line.payer for action in contract.record.actions for line in action.funding if line.payer}
    return any(is_named(payer, asked.folded) for payer in payers)


_FORM = re.compile(
    r"^(?:total|totau|somm|ensembl|recapitul|tableau|annex|plan|consolid|financ|general|montant|budget|action|fiche|annee"
    r"|compris|cout|tout|prevision|combien|ans$|represent|mett|met$|apport|avenant|avant|jusqu|confondu)"
)


def _own_subject(asked: Asked, payer: str = "") -> bool:
    """Whether the question is about something beside the money of all, and who gives it."""
    said = set(re.findall(r"[a-z]+", fold(payer))) | {kind for kind, _ in (institution(payer),) if kind}
    return any(not _FORM.match(word) and not word.isdigit() and word not in said for word in asked.subject_words)
