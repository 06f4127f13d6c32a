"""What a form or an address sent, as lists of values by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import Request

from api.problems import ProblemError

_TYPE = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100  # a question, twenty earlier turns, twenty contracts


@dataclass(frozen=True, slots=True)
class Form:
    """The values sent, by name."""

    values: Mapping[str, list[str]]

    def all(self, name: str) -> list[str]:
        """Every value of that name."""
        return self.values.get(name, [])

    def first(self, name: str) -> str:
        """The first value of that name, empty when there is none."""
        return next(iter(self.all(name)), "")


async def form_of(request: Request) -> Form:
    """The fields of a form that was posted; 415 or 400 for what is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise ProblemError(415, f"Ce formulaire s'envoie en « {_TYPE} ».")
    try:
        text = (await request.body()).decode("utf-8")
        return Form(parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise ProblemError(400, "Le formulaire est mal formé.") from error


def query_of(request: Request) -> Form:
    """The fields of the address."""
    query = request.query_params
    return Form({name: query.getlist(name) for name in query})
