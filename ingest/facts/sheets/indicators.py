"""The indicators of an action sheet, with what is said of each or of all of them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.facts.items import items, joined, mark, said, said_items, said_organisations, says
from ingest.facts.reading import Run
from ingest.facts.records import Indicator, Place, Said
from ingest.facts.rhythms import RHYTHM
from ingest.facts.sheets.field import Field
from ingest.facts.sheets.indicator_rows import MEASURE, table_rows
from ingest.naming import fold
from ingest.structure.labels import HEAD_LINES, column_label, head_labels, head_lines

DETAILS = ("baseline", "target", "frequency", "source", "follow_up")
_PREFIX = re.compile(
    r"\s*(?:(?:description|libelle|indicateurs?(?: (?:de|d')\s?[\w']+)?)\s?(?:n°\s?)?\d{0,2}\s?:)\s*", re.IGNORECASE
)
# "nombre de séances ; nombre d'inscrits. Relevé annuel, par la plateforme."
_COLLECTED = re.compile(
    r"(?<=[\w)])\s?\.\s+(?:Relev[ée]s?|Recueil|Suivi|Mesure|Collecte)\s+(?P<frequency>[^,.]{4,60}?)"
    r"(?:,\s+par\s+(?P<who>[^.]{2,120}?))?\s*\.?\s*$"
)
_OFTEN = rf"(?:{RHYTHM}|par\s+(?:an|semestre|trimestre))"
# "… ; nombre d'inscrits. Les données sont relevées une fois par an et transmises au PETR.", "…, une fois par an."
_GATHERED = re.compile(
    r"(?<=[\w)])\s?(?:,\s+|\.\s+(?:(?:Les|Ces)\s+(?:donn[ée]es|chiffres|indicateurs|valeurs)|Elles|Ils)\s+(?:sont|seront)\s+"
    r"(?:relev|recueilli|collect|mesur|suivi|actualis|transmis)\w*\s+)"
    rf"(?P<frequency>{_OFTEN})(?P<who>(?!))?(?:\s+et\s+[^.;]{{3,80}})?\s*\.?\s*$"
)
# "(valeur initiale : 19,8 %)", "(valeur 2024 : 33 %, cible 2030 : 25 %)"
_KIND = (
    r"(?:[Vv]aleur|[Ss]ituation|[Nn]iveau|[Rr]éférence|[Cc]ible|[Oo]bjectif)"
    r"(?: (?:initiale?|de départ|de référence|cible|\d{4}|en \d{4}|actuelle?))*"
)
_VALUES = re.compile(rf"\s*\((?P<values>{_KIND}\s?:[^()]+)\)$")
_VALUE = re.compile(rf"(?P<kind>{_KIND})\s?:\s*(?P<value>(?:(?![,;] {_KIND}).)+)")
# "Suivi / (annuel)": what a bracket before a list says of its rhythm.
_BRACKETED = re.compile(
    r"\s*\((?P<frequency>(?:relev[ée]s? |suivi )?(?:annuel|semestriel|trimestriel|mensuel|bisannuel|hebdomadaire)"
    rf"(?:le)?s?|{_OFTEN})\)\s*(?P<who>(?!))?(?=\S)",
    re.IGNORECASE,
)
# An indicator of a list that names no measure is no longer.
LISTED_WORDS = 14
_FOLLOWING = re.compile(r"\b(?:suivante?s?|ci-(?:dessous|après))\s*:\s*$")
_NONE = re.compile(r"^(?:neant|aucun|a definir|a preciser|a determiner|sans objet)\b.{0,40}$")


@dataclass
class _Group:
    """A list of indicators and the fields that follow it."""

    fields: list[Field] = field(default_factory=list)
    details: dict[str, tuple[Said, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measures:
    """The indicators of a sheet, and what it says once for all of them."""

    indicators: tuple[Indicator, ...] = ()
    common: dict[str, tuple[Said, ...]] = field(default_factory=dict)


def measures(fields: Sequence[Field], width: int, rooms: Mapping[str, int] | None = None) -> Measures:
    """The indicators that a sheet's fields give."""
    groups = _groups(fields, width)
    shared = sum(1 for group in groups if group.details) <= 1
    common: dict[str, tuple[Said, ...]] = {}
    found: list[Indicator] = []
    if shared:
        for group in groups:
            common.update(group.details)
    for each in fields:
        if each.name == "indicators" and (told := _collected(each)):
            common = {**told, **common} if shared else common
    for group in groups:
        details = common if shared else group.details
        for each in group.fields:
            for indicator in _read(each, (rooms or {}).get("indicators", 0)):
                found.append(_with(_measured(indicator), details))
    return Measures(tuple(found), common if shared else _said_alike(groups))


def _measured(indicator: Indicator) -> Indicator:
    """The indicator, the values that stand behind its name in brackets told apart: "Taux (valeur 2024 : 33 %)"."""
    match = _VALUES.search(indicator.name)
    if match is None:
        return indicator
    told: dict[str, tuple[Said, ...]] = {}
    for part in _VALUE.finditer(match["values"]):
        name = "target" if fold(part["kind"]).startswith(("cible", "objectif")) else "baseline"
        told.setdefault(name, (Said(part["value"].strip(), indicator.evidence, Place.SHEET),))
    return _with(replace(indicator, name=indicator.name[: match.start()]), told) if told else indicator


def _said_alike(groups: Sequence[_Group]) -> dict[str, tuple[Said, ...]]:
    """Where each indicator has its own, what there is of each kind once."""
    alike: dict[str, tuple[Said, ...]] = {}
    for name in ("frequency", "source", "follow_up"):
        values = {said.value: said for group in groups for said in group.details.get(name, ())}
        if len(values) == 1:
            alike[name] = tuple(values.values())
    return alike


def _groups(fields: Sequence[Field], width: int) -> list[_Group]:
    groups: list[_Group] = []
    for each in fields:
        if each.name == "indicators":
            if not groups or groups[-1].details:
                groups.append(_Group())
            groups[-1].fields.append(each)
        elif each.name in DETAILS and each:
            if not groups:
                groups.append(_Group())
            groups[-1].details[each.name] = (*groups[-1].details.get(each.name, ()), *_detail(each, width))
    return groups


def _detail(each: Field, width: int) -> tuple[Said, ...]:
    if each.name == "follow_up":
        return said_organisations(each.run, Place.SHEET, width, each.start, each.end, actors=True)
    return said_items(each.run, Place.SHEET, each.start, each.end)


def _with(indicator: Indicator, details: dict[str, tuple[Said, ...]]) -> Indicator:
    """The indicator with the details that it does not have itself."""
    return replace(
        indicator,
        baseline=indicator.baseline or details.get("baseline", ()),
        target=indicator.target or details.get("target", ()),
        frequency=indicator.frequency or details.get("frequency", ()),
        source=indicator.source or details.get("source", ()),
        follow_up=indicator.follow_up or details.get("follow_up", ()),
    )


def _read(each: Field, room: int = 0) -> Iterator[Indicator]:
    run, start = each.run, each.start
    prefix = _PREFIX.match(fold_same(each.text))
    if prefix:
        start += prefix.end()
    columns = head_labels(each.title)
    if len(columns) < 2:
        columns = _head_inside(run.text[start : each.end])
    table = list(_table(run, start, each.end)) or list(_rows(run, start, each.end, columns))
    if len(columns) > 1:
        yield from table  # the rows of a table that cannot be told apart are no indicators
        return
    yield from table or _listed(run, start, each.end, room)


def _measures(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """One item, or the measures that it parts by semicolons: "nombre d'ateliers ; taux de satisfaction"."""
    cuts = [low, *(m.end() + low for m in re.finditer(r";\s*", text[low:high])), high]
    spans = [(a, b) for a, b in pairwise(cuts) if says(text[a:b])]
    told = [MEASURE.match(fold(text[a:b])) is not None for a, b in spans]
    short = all(len(text[a:b].split()) <= LISTED_WORDS and not re.search(r"\.\s", text[a:b]) for a, b in spans)
    return spans if all(told) or (any(told) and short) else [(low, high)]


def _collected(each: Field) -> dict[str, tuple[Said, ...]]:
    """How often and by whom indicators are collected, as the sentence behind their list says it."""
    match = _tail(each.run.text, each.start, each.end) or _BRACKETED.match(each.run.text, each.start, each.end)
    if match is None:
        return {}
    found: dict[str, tuple[Said, ...]] = {"frequency": (each.run.said(*match.span("frequency"), Place.SHEET),)}
    if match["who"]:
        found["follow_up"] = (each.run.said(*match.span("who"), Place.SHEET),)
    return found


def _tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """What a list of indicators says at its end of how they are collected."""
    return _COLLECTED.search(text, start, end) or _GATHERED.search(text, start, end)


def _listed(run: Run, start: int, end: int, room: int = 0) -> Iterator[Indicator]:
    if head := _BRACKETED.match(run.text, start, end):
        start = head.end()
    if tail := _tail(run.text, start, end):
        end = tail.start()
    spans = [part for span in items(run, start, end, room) for part in _measures(run.text, *span)]
    i = 0
    while i < len(spans):
        low, high = spans[i]
        parts = [(low, high)]
        if run.text[low:high].rstrip().endswith(":"):
            kind = _kind(run.text, low)
            listed = _FOLLOWING.search(run.text[low:high]) is not None
            while i + 1 < len(spans) and (
                _belongs(run.text, kind, spans[i + 1])
                # "selon les trois thèmes suivants :" counts what follows, whatever its bullets
                or (listed and not MEASURE.match(fold(run.text[slice(*spans[i + 1])])))
            ):
                i += 1
                parts.append(spans[i])
        i += 1
        for told in _apart(run.text, parts):
            name = _name(run.text, told)
            if name and not _NONE.match(fold(name)):
                yield Indicator(name, tuple(e for part in told for e in run.evidence(*part)))


def _apart(text: str, parts: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """An item with those below it: lettered or numbered ones are indicators each, under what heads them."""
    if len(parts) < 3 or any(_kind(text, low) not in ("a", "1") for low, _ in parts[1:]):
        return [list(parts)]
    return [[parts[0], part] for part in parts[1:]]


def _belongs(text: str, kind: str, span: tuple[int, int]) -> bool:
    """Whether an item is part of the one with a colon above it."""
    own = _kind(text, span[0])
    return own != kind if kind and own else not own or not MEASURE.match(fold(text[slice(*span)]))


def _kind(text: str, start: int) -> str:
    """The kind of bullet before an item: "1" for a number, "a" for a letter, else the bullet itself."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    bullet = mark(line + "x").strip(" \t.)(/")
    return "1" if bullet.isdigit() else "a" if bullet.isalpha() else bullet


def _name(text: str, parts: Sequence[tuple[int, int]]) -> str:
    first, *rest = (joined(text[low:high]).strip(" ;,.") for low, high in parts)
    if not rest:
        return first.rstrip(" :")
    return f"{first.rstrip(' :')} : {' ; '.join(part for part in rest if says(part))}"


def _table(run: Run, start: int, end: int) -> Iterator[Indicator]:
    """The rows of a table whose heading names its columns: "Indicateur | Valeur initiale | Cible | Source"."""
    columns: list[str] = []
    for line in re.finditer(r"[^\n]+", run.text[start:end]):
        cells = _cells(run.text, start + line.start(), start + line.end())
        texts = [run.text[low:high].strip() for low, high in cells]
        if not columns:
            names = [_column(text) for text in texts]
            if len(cells) >= 2 and sum(map(bool, names)) >= 2:
                columns = names
            continue
        if len(cells) != len(columns) or set("".join(texts)) <= set("-: "):
            continue
        at = columns.index("indicators") if "indicators" in columns else 0
        details: dict[str, tuple[Said, ...]] = {
            name: (said(run, *cell, Place.SHEET),)
            for name, cell, text in zip(columns, cells, texts, strict=True)
            if name in DETAILS and says(text)
        }
        for low, high in _measures(run.text, *cells[at]) if says(texts[at]) else ():
            yield _with(Indicator(joined(run.text[low:high]).strip(" ;"), run.evidence(low, high)), details)


def _rows(run: Run, start: int, end: int, columns: Sequence[str]) -> Iterator[Indicator]:
    """The rows of a table without lines, below a heading of these columns."""
    if len(columns) < 2:
        return
    for row in table_rows(run, _below_head(run.text, start, end, columns), end, columns):
        details: dict[str, tuple[Said, ...]] = {
            name: (said(run, *cell, Place.SHEET),) for name, cell in row.cells.items() if name in DETAILS
        }
        yield _with(Indicator(joined(run.text[slice(*row.name)]).strip(" ;,."), run.evidence(*row.name)), details)


def _head_inside(text: str) -> list[str]:
    """The columns that the first lines of a content name, as the heading of a table."""
    lines = [line for line in text.split("\n") if line.strip()][:HEAD_LINES]
    taken = head_lines(lines)
    return head_labels(" ".join(lines[:taken])) if taken else []


def _below_head(text: str, start: int, end: int, columns: Sequence[str]) -> int:
    """Where the heading of a table ends."""
    for match in re.finditer(r"[^\n]+(?:\n+|$)", text[start:end]):
        if head_labels(text[start : start + match.end()]) == list(columns):
            return start + match.end()
    return start


def _column(text: str) -> str:
    if re.match(r"(?:cible|objectif)s?\b", fold(text)):
        return "target"
    label = column_label(text)
    if label and label.name in {*DETAILS, "indicators"}:
        return label.name
    return "indicators" if re.match(r"(?:indicateur|libelle|intitule|description)s?\b", fold(text)) else ""


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    edge = len(line) - len(line.lstrip(" |"))
    body = line.strip(" |")
    parts = re.finditer(r"(?:(?!\s*\||\t|\s{3,}).)+", body) if re.search(r"\||\t|\s{3,}", body) else iter(())
    if "|" in body:
        found, offset = [], 0
        for cell in body.split("|"):
            lead = len(cell) - len(cell.lstrip())
            found.append((start + edge + offset + lead, start + edge + offset + max(lead, len(cell.rstrip()))))
            offset += len(cell) + 1
        return found
    spans = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in parts if m.group().strip()]
    return [(start + edge + low, start + edge + high) for low, high in spans]


def fold_same(text: str) -> str:
    """The text in lower case without accents, of the same length: what is found in it stands at the same place."""
    return "".join(folded if len(folded := fold(c)) == 1 else c for c in text)
