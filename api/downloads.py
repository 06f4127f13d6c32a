"""Responses that a browser saves as a file."""

from __future__ import annotations

from typing import Literal

from starlette.responses import Response

from api.spreadsheets import CSV_TYPE, XLSX_TYPE, Table, csv_of, file_name, xlsx_of

TableFormat = Literal["csv", "xlsx"]


def table_file(table: Table, format: TableFormat) -> Response:
    """The table as a file of that format."""
    body, kind = (csv_of(table), CSV_TYPE) if format == "csv" else (xlsx_of(table), XLSX_TYPE)
    return attachment(body, kind, file_name(table, format))


def attachment(body: bytes, media_type: str, name: str) -> Response:
    """The bytes under a file name of plain letters."""
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
