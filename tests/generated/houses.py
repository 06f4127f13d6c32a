"""Families of whole contracts: manners of writing and layouts that go together.

`DEVELOPMENT` families are those to look at while extraction is written. `HELD_OUT` families are measured and never
looked at while developing: what they show is how reading fares on contracts that nobody has seen. Once looked at, a
family is one of development and others take its place; "label on the right", "band and money table", "grid of cells"
and "landscape" were held out first: the first figure of the held-out families of that time was F1 48 % over all.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from tests.generated.books import draw_book
from tests.generated.budgets import BUDGETS
from tests.generated.formats import write_book
from tests.generated.held_out import HELD_OUT
from tests.generated.once_held import ONCE_HELD
from tests.generated.records import Book, House, Layout, Manner
from tests.generated.vocabulary import UNUSUAL, USUAL

__all__ = ["BUDGETS", "DEVELOPMENT", "HELD_OUT", "draw", "produce"]


def draw(name: str, seed: int) -> Book:
    """The contract of a family, by the family's name, that a seed gives: no two families give the same."""
    return draw_book(zlib.crc32(name.encode()) + seed, {**DEVELOPMENT, **HELD_OUT, **BUDGETS}[name].manner)


def produce(name: str, seed: int, folder: Path) -> tuple[Book, Path]:
    """The same, and its file in `folder`."""
    book = draw(name, seed)
    return book, write_book(book, {**DEVELOPMENT, **HELD_OUT, **BUDGETS}[name].layout(seed), folder)


DEVELOPMENT: dict[str, House] = {
    "two columns borderless": House(
        Manner(
            USUAL,
            ("Fiche action {n} : {t}", "Fiche action {n} {t}", "Fiche action n°{n} : {t}"),
            nested=True,
            shuffled=False,
        ),
        (
            Layout(extra={"axis": "always"}),
            Layout(running=True, size=11, bullet="•"),
            Layout(font="New Computer Modern", footer="Page {n}"),
        ),
    ),
    "bordered table": House(
        Manner(
            USUAL,
            ("Fiche-action n° {n} – {t}", "FICHE ACTION N°{n}\n{t}"),
            numbers="{a}-{s}",
            axis=("AXE {n} – {t}", "Axe stratégique n°{n} : {t}"),
            article="Article {o} – {t}",
            money="table",
            indicators="table",
            signature="plain",
            perimeter="bullets",
        ),
        (
            Layout(fields="bordered", bullet="•", extra={"signature": "for"}),
            Layout(fields="bordered", running=True, size=9.5, footer="{n}", extra={"signature": "for"}),
        ),
    ),
    "inline labels": House(
        Manner(
            USUAL,
            ("Action {n}. {t}", "Action {n} – {t}"),
            axis=("Orientation {n} : {t}", "Priorité {n} : {t}"),
            money="fields",
            indicators="fields",
            figures="columns",
            signature="plain",
            contact=True,
        ),
        (
            Layout(fields="inline", header=False, extra={"signature": "list"}),
            Layout(fields="inline", contents=False, bullet="•", extra={"signature": "list"}),
        ),
    ),
    "capitals": House(
        Manner(
            USUAL,
            ("FICHE ACTION N°{n} : {t}", "Fiche action {n} – {t}"),
            numbers="{k}",
            axis=("Axe {n} : {t}",),
            article="ARTICLE {n}\n{t}",
            money="fields",
            lists="\n",
            signature="noisy",
        ),
        (
            Layout(fields="capitals", footer="Page {n}"),
            Layout(fields="capitals", header=False, bullet="–", footer="{n}"),
        ),
    ),
    "older": House(
        Manner(
            USUAL,
            ("Action {n}. {t}", "Fiche Action {n}. {t}"),
            numbers="{k}",
            axis=("Axe {r} : {t}",),
            article="Article {o} – {t}",
            opening="between",
            money="inner",
            indicators="inner",
            policies=False,
            figures="rows",
            signature="plain",
        ),
        (
            Layout(fields="inline", flow=True, footer="{n}", extra={"signature": "for"}),
            Layout(fields="columns", contents=False, footer="{n}", extra={"signature": "for"}),
        ),
    ),
    "short city contract": House(
        Manner(
            USUAL,
            ("Fiche action {n} : {t}",),
            axis=("Axe {n} – {t}",),
            article="",
            opening="list",
            kind="city",
            money="inner",
            policies=False,
            summary=False,
            signature="grid",
            contact=True,
            axes=(2, 4),
            sheets=(1, 2),
        ),
        (
            Layout(contents=False, fields="bordered", footer="{n}"),
            Layout(contents=False, fields="columns", footer="{n}"),
        ),
    ),
    "word document": House(
        Manner(USUAL, ("Fiche action {n} : {t}",), nested=True), (Layout("docx", fields="bordered"),)
    ),
    "web page": House(
        Manner(USUAL, ("Fiche action {n} : {t}",), money="fields", indicators="fields", policies=False),
        (Layout("html", fields="bordered"), Layout("html", fields="inline")),
    ),
    "label on the right": House(
        Manner(
            UNUSUAL,
            ("Action n°{n} : {t}",),
            numbers="{k}",
            axis=("Thématique {n} : {t}", "Enjeu {n} – {t}"),
            article="ARTICLE {n} : {t}",
            opening="undersigned",
            money="inner",
            indicators="fields",
            signature="plain",
            perimeter="table",
        ),
        (Layout(fields="right", size=10, extra={"signature": "list"}),),
    ),
    "band and money table": House(
        Manner(
            UNUSUAL,
            ("Fiche n° {n}\n{t}",),
            numbers="A.{a}.{s}",
            axis=("Axe {n} – {t}",),
            article="{n}. {t}",
            opening="sentence",
            money="table",
            indicators="table",
            lists="\n",
            signature="grid",
        ),
        (
            Layout(fields="coloured", band=True, size=9, bullet="■"),
            Layout(fields="coloured", band=True, running=True, font="New Computer Modern", bullet="✓"),
        ),
    ),
    "grid of cells": House(
        Manner(
            UNUSUAL,
            ("{n} – {t}", "Fiche {n} : {t}"),
            numbers="{r}.{s}",
            axis=("ORIENTATION {r} – {t}",),
            article="Article {o} : {t}",
            opening="article",
            money="fields",
            indicators="fields",
            notes=True,
            lists=" ; ",
            signature="noisy",
            figures="rows",
        ),
        (Layout(fields="cells", size=9.5), Layout(fields="cells", landscape=True, bullet="o")),
    ),
    "landscape": House(
        Manner(
            UNUSUAL,
            ("Action {n} | {t}",),
            numbers="{a}.{s}",
            axis=("Défi {n} : {t}",),
            article="Art. {n} – {t}",
            opening="between",
            money="table",
            indicators="inner",
            notes=True,
            signature="plain",
            communes=(15, 30),
        ),
        (Layout(fields="bordered", landscape=True, size=9, extra={"signature": "for"}),),
    ),
    "plan on landscape pages": House(
        Manner(
            UNUSUAL,
            ("{n} {t}",),
            numbers="{a}.{s}",
            axis=("Axe {n} : {t}",),
            article="Article {n} – {t}",
            money="cell",
            lists=", ",
            tables=True,
            policies=False,
            sheets=(2, 4),
        ),
        (
            Layout(fields="rows", landscape=True, size=9, extra={"margin": "1.6cm"}),
            Layout(fields="rows", landscape=True, size=8.5, bullet="•", extra={"axis": "row", "margin": "1.4cm"}),
        ),
    ),
    "two columns of text": House(
        Manner(
            USUAL,
            ("Fiche {n} : {t}", "Action {n} – {t}"),
            numbers="{k}",
            axis=("Axe {n} – {t}",),
            article="Article {n} : {t}",
            money="fields",
            indicators="fields",
            lists="\n",
        ),
        (
            Layout(fields="newspaper", size=9.5, extra={"columns": "flow"}),
            Layout(fields="newspaper", size=10, bullet="•"),
        ),
    ),
    "rows in groups": House(
        Manner(
            USUAL,
            ("Fiche action {n} – {t}",),
            axis=("Axe {n} : {t}",),
            article="ARTICLE {n} – {t}",
            money="fields",
            indicators="fields",
        ),
        (
            Layout(fields="grouped", size=9.5),
            Layout(fields="grouped", size=9, bullet="•", extra={"groups": "rotated"}),
        ),
    ),
    "money in sentences": House(
        Manner(
            UNUSUAL,
            ("Action n° {n} : {t}",),
            numbers="{k}",
            axis=("Priorité {r} – {t}",),
            article="Article {o} : {t}",
            money="prose",
            indicators="inner",
            duties="bullets",
        ),
        (Layout(fields="bars"), Layout(fields="inline", flow=True)),
    ),
    **ONCE_HELD,
}
