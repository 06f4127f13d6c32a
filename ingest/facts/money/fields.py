"""The labelled fields of a sheet that speak of money, each with what its label says. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from ingest.facts.funding.funders import payer_at, payers
from ingest.facts.funding.standing import standing
from ingest.facts.money.amounts import MARKS, aligned, moneys, nature_of, period_of
from ingest.facts.money.rates import rates
from ingest.facts.reading import Reading, Run
from ingest.facts.records import AmountPeriod, Evidence, FundingState, Nature
from ingest.records import Section, SectionKind
from ingest.structure.labels import money_columns

GROUP = frozenset({"funding", "rate", "cofunding"})

# Fields whose text has no money of its own: a label of money in it opens a field that is not known as one.
_UNPRICED = frozenset({"lead", "partners", "public", "territory", "calendar", "policy"})

# A line with its own label in a sheet that outline does not know: "Budget estimé pour la première année : 5 000 €".
_OWN_LABEL = re.compile(
    rf"[-*–{MARKS}\s]*(?P<title>(?:budgets?|couts?|(?:co-?)?financements?|montants?|subventions?|enveloppes?"
    r"|participation financiere"
    r"|estimation (?:financiere|budgetaire|du (?:cout|montant))|dotation|moyens financiers|taux d'intervention"
    r"|(?:part|participation) (?:de l')?ars)\b[^.:;€\n]{0,70}?) ?(?P<end>:|$)"
)
_REST = re.compile(r"(?:le |la )?(?:solde|reste|restant|complement|reliquat|part restante)(?: a charge)?")
_UNKNOWN_LABEL = re.compile(rf"[-*–{MARKS}\s]*(?P<title>[A-ZÀ-Ý][^:€|\d\n]{{2,60}}?) ?:(?P<rest>.*)")
# Labels behind which each name is that of who pays.
_OF_FUNDERS = re.compile(
    r"\W*(?:financements|credits|fonds) (?:mobilis|envisag|sollicit|attendu|prevu|possible|potentiel|acquis"
    r"|identifi|pressenti"
    r"|demand)\w*"
)
_BARE = re.compile(
    r"\W*(?:(?:plan|sources?) de )?(?:financements?|budgets?(?: previsionnels?)?|couts?"
    r"|montants?)\W*$"
)
_FIGURE = re.compile(r"[ \n](?P<figure>\d[\d .\u00a0\u202f]*(?:,\d+)? ?(?:%|€|euros?))\s*$")
_LABEL_GOES_ON = re.compile(
    r"\n*(?:(?:annuel(?:le)?|global(?:e)?|total(?:e)?|previsionnel(?:le)?|estimatif|estime|(?:du|de ce) projet"
    r"|de l'action"
    r"|par an|en euros|sur la duree du (?:contrat|cls))\b ?)+ ?:? ?\n+(?=.)"
)
_MONEY_WORDS = re.compile(
    r"\b(?:budget|cout|financ|montant|subvention|enveloppe|participation|taux|depense|recette|credit|total"
    r"|dotation|part\b"
    r"|apport|aide|fonds|ressource|charge|annee|cofinanc|dont|valoris|achat|prestation|poste)"
)


# A line's end inside a name or behind a preposition: "Communauté / d'agglomération", "en / 2029".
_WRAPPED = re.compile(
    r"(?<=[A-Za-zà-ÿ])\n(?=(?:de|du|des|d[’']|et|en|à|au|aux|sur|par|pour|l[’'])[ A-Za-zÀ-ÿ’'0-9])(?![^\n]*\|)"
    r"|(?:(?<= en)|(?<= de)|(?<= à)|(?<= la)|(?<= du)|(?<= par))\n(?=[^\s•▪◦*|-])|(?<=[a-z])\n(?!max|plaf|taux"
    r"|montant)(?=[a-zà-ÿ]{5,}\b[^|:\n]*\d)"
)
# A choice goes on over lines that begin with a small letter, or with a year.
_CHOICE = r"[^☐☑☒□\n]*(?:\n[ \t]*(?=[a-zà-ÿ(]|20\d\d)[^☐☑☒□\n:]*(?=\n|$|[☐☑☒□]))?"
_UNTICKED = re.compile(rf"[☐□](?=\s?[^\s☐☑☒□]){_CHOICE}")
_TICKED = re.compile(r"[☑☒]")
# A choice that says something of the money as a whole: no figure stands in it.
_BOXED = re.compile(r"[•☐☑☒□][^•☐☑☒□\n]*")
_CHOSEN = re.compile(r"[☑☒]\s*([^☐☑☒□\n\d€]+)(?=[☐☑☒□\n]|$)")


class FieldKind(StrEnum):
    """Whose money the label of a field announces."""

    AMOUNT = "amount"
    PAYER = "payer"  # the label names who pays: "Taux d'intervention ARS"
    FUNDERS = "funders"  # "Financeur 1"
    COFUNDING = "cofunding"


@dataclass(frozen=True)
class MoneyField:
    """A label and its content: `run` holds both, the content begins at `content`."""

    title: str
    kind: FieldKind
    run: Run
    content: int
    payer: str = ""
    period: AmountPeriod = AmountPeriod.UNKNOWN
    nature: Nature = Nature.UNKNOWN
    year: str = ""  # "Budget 2031"
    in_euros: bool = False  # "Montant", "Coût (en €)": a bare number below is money

    @cached_property
    def whole(self) -> str:
        """The run's text, the label blanked out: offsets are the run's."""
        return " " * self.content + _chosen(self.run.text[self.content : self._end])

    @cached_property
    def text(self) -> str:
        """The same, the heads of columns blanked out too, lines that a narrow column broke made one."""
        bare = re.sub(r"[^\n]*\|[^\n]*", lambda m: " " * len(m[0]) if money_columns(m[0]) else m[0], self.whole)
        return _WRAPPED.sub(" ", bare)

    @cached_property
    def _end(self) -> int:
        return self.content + _length(self.run.text[self.content :])

    @property
    def fractions(self) -> bool:
        """Whether "2/3" in it is a share: its label asks for one."""
        return self.kind in {FieldKind.PAYER, FieldKind.COFUNDING} or "taux" in aligned(self.title)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands behind the label."""
        return not self.text.strip()

    def evidence(self, start: int | None = None, end: int | None = None) -> tuple[Evidence, ...]:
        """The label and the lines that characters `start` to `end` touch; the whole field without them."""
        text = self.run.text
        if start is None or end is None:
            return self.run.evidence(0, self._end)
        low, high = max(self.content, text.rfind("\n", 0, start) + 1), text.find("\n", end)
        high = len(text) if high < 0 else high
        if not text[self.content : low].strip():
            return self.run.evidence(0, high)
        return (*self.run.evidence(0, self.content), *self.run.evidence(low, high))


def money_fields(reading: Reading, sheet: Section) -> tuple[MoneyField, ...]:
    """The fields of a sheet that speak of money, in order; lines that label themselves where no field does."""
    sections = reading.inside(sheet, SectionKind.FIELD)
    found = [_of(reading, section) for section in sections if section.label in GROUP]
    if not found:
        return tuple(_own(reading.run(sheet)))
    others = [s for s in sections if s.label not in GROUP and s.label in _UNPRICED]
    return (*_redistributed(found), *(field for section in others for field in _own(reading.run(section))))


def _of(reading: Reading, section: Section) -> MoneyField:
    whole, content = reading.run(section, heading=True), reading.run(section)
    start, title = len(whole.text) - (len(content.text) if content else 0), section.title
    first, _, below = whole.text[:start].partition("\n")
    if below.strip() and _BARE.match(aligned(first)) and payers(below):
        # "Financement" above "ARS" is a label above the first of its funders, not a label in two lines.
        start, title = len(first) + 1, first.strip()
    if more := _LABEL_GOES_ON.match(aligned(whole.text[start:])):
        start += more.end()  # "Budget prévisionnel / annuel" over two lines
        title = f"{title} {more[0].strip(' :')}"
    figure = _FIGURE.search(whole.text[:start])
    if figure:
        # "Taux d'intervention ARS / 50 %" was read as a numbered label.
        start, title = figure.start("figure"), whole.text[: figure.start("figure")].strip()
    return field_of(title, whole, start, cofunding=section.label == "cofunding")


def _redistributed(fields: list[MoneyField]) -> list[MoneyField]:
    """The fields, each with its own line where all contents stand below all labels: a column above a column."""
    last = fields[-1]
    empty = [i for i, item in enumerate(fields[:-1]) if item.is_empty]
    lines = [m for m in re.finditer(r"[^\n]+", last.text) if m[0].strip()]
    beside = last.run.text[: last.content].rstrip(" ").endswith("\n")
    if not empty or empty != list(range(len(fields) - 1)) or not beside or last.kind is FieldKind.AMOUNT:
        return fields
    owners = fields[-len(lines) :] if len(lines) in {len(fields), len(fields) - 1} else []
    if len(owners) < 2 or not all(_fits(item, m[0]) for item, m in zip(owners, lines, strict=True)):
        return fields
    found = []
    for item, match in zip(owners, lines, strict=True):
        label = item.run.lines[: max(1, item.run.text[: item.content].count("\n"))]
        start = last.run.part(match.end() - len(match[0].lstrip()), match.end())
        run = replace(start, lines=(*label, *start.lines))
        found.append(replace(item, run=run, content=len(run.text) - len(start.text)))
    return [*(item for item in fields if not any(owner.title == item.title for owner in owners)), *found]


def _fits(item: MoneyField, line: str) -> bool:
    """Whether a line can be the content of a field: an amount under an amount, a rate under a rate."""
    if item.kind is FieldKind.PAYER:
        return bool(rates(line, fractions=True)) or standing(line) in {FundingState.NONE, FundingState.FUNDER_ONLY}
    if item.kind is FieldKind.AMOUNT:
        return bool(moneys(line)) or standing(line) in {FundingState.NONE, FundingState.TO_BE_SET}
    return not rates(line) and not moneys(line) and standing(line) in {FundingState.NONE, FundingState.FUNDER_ONLY}


def _own(run: Run) -> Iterator[MoneyField]:
    folded = aligned(run.text)
    starts = [match for match in re.finditer(r"(?m)^[^\n]+$", folded) if _labels(match[0], folded[match.end() :])]
    for match in starts:
        # The label's paragraph, and no more: what follows it belongs to another field.
        end = re.compile(r"\n\n").search(folded, match.start())
        nexts = [other.start() for other in starts if other.start() > match.start()]
        high = min([end.start() if end else len(folded), *nexts])
        part = run.part(match.start(), high)
        label = _OWN_LABEL.match(match[0])
        assert label is not None
        title = run.text[match.start() : match.start() + label.end("title")].strip(" -*–" + MARKS)
        yield field_of(title, part, label.end())


def _labels(line: str, below: str) -> bool:
    """Whether a line opens with a label of money: closed by a colon, or alone above an amount."""
    match = _OWN_LABEL.match(line)
    return match is not None and bool(match["end"] or moneys(below.lstrip("\n").split("\n", 1)[0]))


def field_of(title: str, run: Run, content: int, *, cofunding: bool = False) -> MoneyField:
    """The field of a run whose label is `title` and whose content begins at `content`."""
    # "Montant (en €) : 5 000": the label's last mark is no letter, so that its content was read to begin there.
    mark = re.match(r"[ \n]*(?:en )?[€%]? ?(?:ttc|ht)? ?\)? ?:?[ \n]*", aligned(run.text[content:]))
    if mark and re.search(r"[€%)]", mark[0]):
        content += mark.end()
        title = run.text[:content].strip(" :\n")
    words = aligned(title)
    named = payers(re.sub(r"(?i)/ ?CLS", " ", title))
    kind = FieldKind.AMOUNT
    if re.search(r"\bco-? ?financ|\bautres? |complementaire", words):
        kind, named = FieldKind.COFUNDING, ()
    elif named:
        kind = FieldKind.PAYER
    elif (
        _OF_FUNDERS.match(words)
        or cofunding
        or (re.search(r"financeurs?\b|sources? de financement", words) and not re.search(r"\bcout|\bbudget", words))
    ):
        kind = FieldKind.FUNDERS
    return MoneyField(
        title=title,
        kind=kind,
        run=run,
        content=content,
        payer=named[0].text if named else "",
        period=period_of(title),
        nature=nature_of(title),
        year=years[0] if len(years := re.findall(r"\b(?:19|20)\d\d\b", words)) == 1 else "",
        in_euros=bool(re.search(r"€|\beuros?\b|\beur\b", words) or words.startswith("montant")),
    )


def as_ticked(found: Sequence[MoneyField]) -> tuple[MoneyField, ...]:
    """The fields, as firm as the ticked choices make the money ("☒ Financement sollicité") where they agree.

    What a field says of itself stands: what is asked is never turned into granted.
    """
    contents = (item.run.text[item.content :] for item in found)
    told = {nature_of(m[1]) for content in contents for m in _CHOSEN.finditer(content)} - {Nature.UNKNOWN}
    if len(told) != 1:
        return tuple(found)
    own = [{item.nature, nature_of(_BOXED.sub("", item.text))} - {Nature.UNKNOWN} for item in found]
    (nature,) = told
    return tuple(replace(x, nature=nature) if said <= told else x for x, said in zip(found, own, strict=True))


def _chosen(content: str) -> str:
    """What is said of the choices that are ticked, each a line of its own: the others are not said of the action."""
    if not _TICKED.search(content):
        return _UNTICKED.sub(lambda match: _blank(match[0]), content)
    bare = _UNTICKED.sub(lambda match: _blank(match[0]), content)
    # In a row of a table, what is ticked stays in its cell.
    return re.sub(
        r"(?P<before>[ \n])?[☑☒]",
        lambda match: "•" if match["before"] is None else f"{match['before'] if _in_row(bare, match) else chr(10)}•",
        bare,
    )


def _in_row(text: str, match: re.Match[str]) -> bool:
    """Whether a match stands behind a bar on its line."""
    return "|" in text[text.rfind("\n", 0, match.start() + 1) + 1 : match.start()]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _length(content: str) -> int:
    """How much of what stands behind a label is its own: a label of another field, though unknown, ends it."""
    offset, lines = 0, content.splitlines(keepends=True)
    for i, line in enumerate(lines):
        match = _UNKNOWN_LABEL.match(line)
        following = next((other for other in lines[i + 1 :] if other.strip()), "")
        beside = match["rest"] if match and match["rest"].strip() else following
        own = match is None or _MONEY_WORDS.search(aligned(match["title"])) or payer_at(match["title"])
        # "Solde : PETR": who pays what is left.
        own = own or (match and _REST.fullmatch(aligned(match["title"]).strip(" :")) and payer_at(match["rest"]))
        if i and not own and not moneys(beside) and not re.match(r"\W*\d[\d .,]*\W*$", beside):
            return len(content[:offset].rstrip())
        offset += len(line)
    return len(content)
