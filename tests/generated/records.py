"""An invented contract as it is to be printed, and the truth about it in the shape of the gold files.

No territory, party, person or figure exists. `books` draws contracts, `printing` and `formats` put them on pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.generated.vocabulary import COMMON, Lexicon

Truth = dict[str, Any]


@dataclass(frozen=True)
class Para:
    """A paragraph; `note` is its footnote."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Bullets:
    """The items of a list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a row of headings, and its caption below."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Para | Bullets | Grid


@dataclass(frozen=True)
class Entry:
    """A labelled field of a sheet: canonical name, label as printed, content."""

    name: str
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """An action sheet: heading as printed, number as printed, title, the heading of its axis, its fields."""

    heading: str
    number: str
    title: str
    axis_heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Part:
    """An article, or a part of the text with a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Signer:
    """A party on the signature page: its name as printed there, office, person."""

    party: str
    office: str
    person: str

    @property
    def woman(self) -> bool:
        """Whether the office is a woman's."""
        return self.office.split()[0] in {"Directrice", "Présidente", "Préfète", "Rectrice"}


@dataclass(frozen=True)
class Book:
    """A contract: what is printed, in order, and its true record."""

    cover: tuple[str, ...]
    header: str
    parts: tuple[Part, ...]  # introduction, policies, diagnosis, visas, opening, articles
    signature: str  # "Fait à …, le …"
    signers: tuple[Signer, ...]
    annex: str  # the heading before the sheets, if any
    sheets: tuple[Sheet, ...]
    truth: Truth
    contact: tuple[str, ...] = ()
    after: tuple[Part, ...] = ()  # annexes behind the sheets
    plan: tuple[tuple[object, ...], ...] = ()  # rows of a plan in a spreadsheet; empty for texts


@dataclass(frozen=True)
class Manner:
    """How a contract names, numbers and orders its parts."""

    labels: dict[str, tuple[str, ...]]
    headings: tuple[str, ...] = ("Fiche action {n} : {t}",)  # of a sheet; {n} its number, {t} its title
    numbers: str = "{a}.{s}"  # also {r}, {l} the axis in roman figures or as a letter, {k} the count of all sheets
    axis: tuple[str, ...] = ("Axe {n} : {t}",)  # also {r}, {l}
    lettered: bool = False  # axes have letters for numbers
    article: str = "Article {n} : {t}"  # also {o}, {r}; empty: parts without article
    opening: str = (
        "article"  # how parties are named: article, between, undersigned, list, sentence, concluded, rows, bound
    )
    kind: str = "pays"  # pays, city, metropolis, park, syndicate
    money: str = "inner"  # labels inside one field, fields of their own, table; prose, balance, mixed, cell
    indicators: str = "inner"  # likewise: inner, fields, table
    signature: str = "grid"  # grid, for, noisy
    perimeter: str = "paragraphs"  # paragraphs, bullets, table, sentence, counted
    governance: str = "paragraphs"  # paragraphs, table, bullets
    duties: str = "sentences"  # sentences, bullets, headed
    figures: str = "both"  # territories as rows, columns, both; told: sentences of other forms
    lists: str = ", "  # between organisations; "\n" makes bullets
    nested: bool = False  # general and operational objectives are labels inside one field
    summary: bool = True
    shuffled: bool = True  # fields in an order of their own
    policies: bool = True
    contact: bool = False
    notes: bool = False  # footnotes
    budget: str = ""  # the table of all actions' money: funders, years, turned, ledger, bands, whole
    plan: bool = False  # the contract is a spreadsheet
    tables: bool = False  # actions are rows of tables, with few fields
    generation: bool = False  # the cover may say which generation
    context: tuple[int, int] = (1, 5)  # paragraphs
    axes: tuple[int, int] = (3, 5)
    sheets: tuple[int, int] = (1, 3)  # in each axis
    communes: tuple[int, int] = (4, 18)  # in each grouping
    lexicon: Lexicon = COMMON


@dataclass(frozen=True)
class Layout:
    """How a contract is laid out; `format` is pdf, docx, html or xlsx."""

    format: str = "pdf"
    # columns, bordered, inline, capitals, right, cells, coloured, grouped, newspaper, dashes, rows, bars,
    # identity, pairs, numbered, stacked; headings in a DOCX
    fields: str = "columns"
    header: bool = True
    footer: str = "Contrat local de santé – page {n}"
    contents: bool = True
    running: bool = False  # each page of a sheet repeats its heading
    flow: bool = False  # sheets follow one another without a new page
    band: bool = False  # axis, number and title of a sheet stand in a small table on top
    landscape: bool = False
    font: str = "Libertinus Serif"
    size: float = 10.5
    bullet: str = "-"
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class House:
    """A family: how its contracts are written, and the layouts that its seeds take in turn."""

    manner: Manner
    layouts: tuple[Layout, ...]

    def layout(self, seed: int) -> Layout:
        """The layout of a seed."""
        return self.layouts[seed % len(self.layouts)]
