"""Families of layout: for each, manners of numbering and naming, and the pages on which they are printed."""

from __future__ import annotations

from tests.generated.contracts import Manner
from tests.generated.layouts import Layout
from tests.generated.words import OTHER, USUAL

_NUMBERS = (
    "Fiche action {a}.{s} : {t}",
    "Fiche action {a}.{s} {t}",
    "Fiche action n°{a}.{s}\n{t}",
    "Fiche-action n° {a}-{s} – {t}",
    "Fiche A.{a}.{s} : {t}",
    "FICHE ACTION N°{k} : {t}",
    "Fiche Action {k}. {t}",
)

FAMILIES: dict[str, list[tuple[Manner, Layout]]] = {
    "columns": [
        (Manner(numbering), Layout(running=running, justified=i % 2 == 0))
        for i, numbering in enumerate(_NUMBERS)
        for running in (False, True)
    ],
    "inline": [
        (
            Manner(numbering, axis="AXE {n} – {t}"),
            Layout(fields="inline", contents=i % 2 == 0, new_pages=new_pages, footer="{n}"),
        )
        for i, numbering in enumerate(_NUMBERS)
        for new_pages in (False, True)
    ],
    "capitals": [
        (
            Manner(numbering, labels=labels, article="ARTICLE {n}\n{t}", axis="Axe stratégique n°{n} : {t}"),
            Layout(fields="capitals", header=i % 2 == 0, footer="Page {n}"),
        )
        for i, numbering in enumerate(_NUMBERS)
        for labels in (USUAL, OTHER)
    ],
    "other words": [
        (
            Manner(numbering, labels=OTHER, axis="Orientation {n} : {t}", article="Article {o} – {t}"),
            Layout(fields=fields, running=i % 3 == 0, summary=i % 2 == 0, footer="CLS | {n}"),
        )
        for i, numbering in enumerate(_NUMBERS)
        for fields in ("columns", "table", "inline")
    ],
    "older": [
        (
            Manner(numbering, OTHER, article, "Axe {r} : {t}", period_by_duration=i % 2 == 0),
            Layout(fields=fields, opening="entre", contents=i % 2 == 0, summary=False, header=False, footer="{n}"),
        )
        for i, (numbering, article) in enumerate(
            [
                ("Action {k}. {t}", "Article {o} – {t}"),
                ("Action {a}.{s} – {t}", "ARTICLE {n} – {t}"),
                ("Action {k}. {t}", "ARTICLE {n}\n{t}"),
                ("Fiche action {a}.{s} : {t}", "Article {o} : {t}"),
            ]
        )
        for fields in ("inline", "capitals", "columns")
    ],
}
