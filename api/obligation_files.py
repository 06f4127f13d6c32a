"""An organisation's obligations to take away: a table for spreadsheets, a document for a board. Pure functions."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.shared import Pt

from api import labels
from api.obligations import (
    SOURCE,
    CommitmentDutyOut,
    ContractDutiesOut,
    IndicatorDutyOut,
    ObligationsOut,
    SheetDutiesOut,
    SheetRoleOut,
)
from api.record_schemas import EvidenceOut
from api.spreadsheets import Cell, Table, printable
from assistant.composers import french

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = (
    "Contrat", "En vigueur", "Nature", "Fiche", "Intitulé", "Ce qui est dit", "Précisions", "Document", "Page",
    "Passage",
)  # fmt: skip
NOTICE = (
    "Relevé composé automatiquement à partir des documents cités, qui seuls font foi. "
    "Chaque ligne porte le document et la page où elle se lit."
)

_Line = tuple[str, str, str, str, str, list[EvidenceOut]]  # nature, sheet, title, text, details, evidence


def obligations_table(found: ObligationsOut) -> Table:
    """One row an obligation, of every contract."""
    rows = [row for duties in found.contracts for row in _rows(duties)]
    return Table(f"Engagements {found.organisation.name}", HEADINGS, tuple(rows))


def _rows(duties: ContractDutiesOut) -> Iterator[tuple[Cell, ...]]:
    for nature, sheet, title, text, details, evidence in _lines(duties):
        first = evidence[0] if evidence else None
        yield (
            duties.contract.label,
            "oui" if duties.current else "non",
            nature,
            sheet,
            title,
            text,
            details,
            first.document_title if first else "",
            first.page if first else None,
            " […] ".join(dict.fromkeys(one.quote for one in evidence)),
        )


def _lines(duties: ContractDutiesOut) -> Iterator[_Line]:
    for standing in duties.standing:
        people = [*standing.representatives, *standing.offices]
        yield labels.STANDINGS[standing.role], "", "", standing.name, ", ".join(people), standing.evidence
    for sheet in duties.sheets:
        for role in sheet.roles:
            yield (
                labels.SHEET_ROLES[role.role],
                sheet.action or "",
                sheet.title or "",
                role.name,
                role_detail(role),
                role.evidence,
            )
    for nature, group in (("engagement", duties.commitments), ("communication", duties.communication)):
        for duty in group:
            yield nature, "", "", duty.text, _bound(duty), duty.evidence
    for one in duties.indicators:
        told = [
            f"fréquence : {french.listed(one.frequency)}" if one.frequency else "",
            f"source : {french.listed(one.source)}" if one.source else "",
            french.listed([labels.REASONS[reason] for reason in one.reasons]),
        ]
        details = " ; ".join(text for text in told if text)
        nature = "indicateur" if set(one.reasons) - {SOURCE} else "indicateur dont il est la source"
        yield nature, one.action or "", one.title or "", one.name, details, one.evidence


def role_detail(role: SheetRoleOut) -> str:
    """What goes with a role in a sheet: its money, who the sheet names instead, that all signatories share it."""
    told = [
        f"la fiche nomme : {role.detail}" if role.role == "lead_elsewhere" and role.detail else role.detail or "",
        "avec tous les signataires" if role.collective else "",
    ]
    return " ; ".join(text for text in told if text)


def _bound(duty: CommitmentDutyOut) -> str:
    return "tous les signataires" if duty.shared else "en propre"


# --- the document ---


def obligations_docx(found: ObligationsOut, date: str) -> bytes:
    """The same as a document to read and amend; `date` (ISO) is the day it is made."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = printable(f"Engagements : {found.organisation.name}")[:255]
    document.core_properties.language = "fr-FR"
    document.add_heading(printable(f"Engagements : {found.organisation.name}"), 0)
    document.add_paragraph(f"{french.capital(french.date(date))}. {NOTICE}")
    if not found.contracts:
        document.add_paragraph("Les documents lus ne lui donnent aucun rôle.")
    for duties in found.contracts:
        _contract(document, duties)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _contract(document: Document, duties: ContractDutiesOut) -> None:
    in_force = " (en vigueur)" if duties.current else ""
    document.add_heading(printable(f"CLS {duties.contract.label}{in_force}"), 1)
    for one in duties.standing:
        people = ", ".join([*one.representatives, *one.offices])
        by = f", représenté par : {people}" if people else ""
        standing = french.capital(labels.STANDINGS[one.role])
        document.add_paragraph(printable(f"{standing} sous le nom « {one.name} »{by} {_where(one.evidence)}"))
    if duties.sheets:
        document.add_heading("Fiches actions", 2)
        rows = [(_sheet_name(one), "\n".join(_role(role) for role in one.roles)) for one in duties.sheets]
        _table(document, ("Fiche", "Rôle"), rows)
    for title, group in (("Engagements des articles", duties.commitments), ("Communication", duties.communication)):
        if group:
            document.add_heading(title, 2)
        for duty in group:
            text = f"{duty.text} ({_bound(duty)}) {_where(duty.evidence)}"
            document.add_paragraph(printable(text), style="List Bullet")
    for title, indicators in (
        ("Indicateurs à suivre", to_follow(duties)),
        ("Indicateurs dont il est seulement la source des données", fed(duties)),
    ):
        if indicators:
            document.add_heading(title, 2)
            headings = ("Fiche", "Indicateur", "Fréquence", "Source", "Pourquoi")
            _table(document, headings, [_indicator(one) for one in indicators])


def to_follow(duties: ContractDutiesOut) -> list[IndicatorDutyOut]:
    """The indicators that the organisation is to follow, as lead of the sheet or in charge of the follow-up."""
    return [one for one in duties.indicators if set(one.reasons) - {SOURCE}]


def fed(duties: ContractDutiesOut) -> list[IndicatorDutyOut]:
    """The indicators that someone else follows, from figures that the organisation has."""
    return [one for one in duties.indicators if not set(one.reasons) - {SOURCE}]


def _indicator(one: IndicatorDutyOut) -> tuple[str, ...]:
    return (
        one.action or one.title or "",
        f"{one.name} {_where(one.evidence)}",
        french.listed(one.frequency),
        french.listed(one.source),
        french.listed([labels.REASONS[reason] for reason in one.reasons]),
    )


def _table(document: Document, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        cell.text = printable(text)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)


def _sheet_name(sheet: SheetDutiesOut) -> str:
    return " ".join(text for text in (sheet.action, sheet.title) if text)


def _role(role: SheetRoleOut) -> str:
    detail = role_detail(role)
    return f"{french.capital(labels.SHEET_ROLES[role.role])}{f' – {detail}' if detail else ''} {_where(role.evidence)}"


def _where(evidence: Sequence[EvidenceOut]) -> str:
    pages = dict.fromkeys((one.document_title, one.page) for one in evidence)
    return f"({' ; '.join(f'{title}, page {page}' for title, page in pages)})" if pages else ""
