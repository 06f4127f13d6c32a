"""Figures of the diagnosis: cells of its tables, and figures of its sentences. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from ingest.facts.cells import Value
from ingest.facts.figures.counts import counted, tiles
from ingest.facts.figures.dated_tables import dated_tables
from ingest.facts.figures.items import item_figures
from ingest.facts.figures.measures import (
    MEASURE,
    PERIOD,
    SOURCE,
    YEAR,
    all_in_percent,
    counts,
    share_implied,
    source_of_topic,
    source_told,
    told_source,
    told_unit,
    unit_implied,
    unit_told,
    without_told,
    year_told,
)
from ingest.facts.figures.parts import DIAGNOSIS, diagnosis_parts
from ingest.facts.figures.piped_tables import piped_tables
from ingest.facts.figures.places import UNNAMED
from ingest.facts.figures.sentences import sentence_figures
from ingest.facts.figures.stacked_tables import stacked_tables
from ingest.facts.figures.stated import stated
from ingest.facts.figures.table_headers import CORNERS, Text
from ingest.facts.figures.tables import Table, TableRow, printed_tables
from ingest.facts.figures.territories import Places
from ingest.facts.perimeter.groupings import Mention, mentions
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import DiagnosisFigure, Evidence
from ingest.naming import fold, territory_name
from ingest.records import Section, SectionKind
from ingest.structure.lines import Line

# A title longer than this is a sentence: it is no part of an indicator's name.
TITLE_CHARACTERS = 110

_BEARER = re.compile(
    r"\b(?:[Cc]ommunauté (?:de [Cc]ommunes|d[’'][Aa]gglomération)|CC|CA|PETR|Pays)"
    r"(?: (?:de la|de l[’']|du|des|de|d[’']))?"
    r" ?(?P<name>[A-ZÀ-ÖØ-Þ][\w’-]+(?:[ -](?:(?:de|du|des|la|le|les|et|en|sur)[ -]|[dl][’'])?[A-ZÀ-ÖØ-Þ][\w’-]+){0,4})"
    # A name is taken whole: what a line's end cuts is none.
    r"(?![\w’'-]|\s+(?:de|du|des|la|le|les|et|en|sur)\b|\s+[dl][’']|[ -][A-ZÀ-ÖØ-Þ]"
    r"|\n(?!CC|CA|PETR|Pays|Communauté|Commune|France|Département|Région|L[ea]s? )[A-ZÀ-ÖØ-Þ])"
)
_AUTHORITY = re.compile(
    r"\b(?:[Cc]onseil (?:[Dd]épartemental|[Rr]égional)|[Pp]réf(?:ecture|et|ète)|[Dd]épartement)"
    r" (?:de la |de l[’']|du |des |de |d[’'])"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’]+(?:-[\w’]+)*)(?![\w’'-]|[ -][A-ZÀ-ÖØ-Þ]|\s+(?:de|du|des|et|en)\b)"
)
# What a header says over rows that are territories, whatever their names.
PLACE_CORNERS = (
    CORNERS
    | {"quartier", "quartiers", "quartier prioritaire", "quartiers prioritaires", "qpv", "bassin de vie", "ville"}
) - {"indicateur", "indicateurs", "annee", "annees", "tranche d'age"}
_NO_INDICATOR = re.compile(
    r"(?:annee )?(?:19|20)\d\d(?:\s?[-/]\s?(?:19|20)?\d\d)?|(?:sous-)?total(?: general)?|ensemble"
)
_MONEY_CORNER = re.compile(r"(?:co-?)?financeurs?\b|payeurs?\b|contributeurs?\b")
_COMMUNES = re.compile(r"(?:noms? (?:de la |des ))?communes?|communautes?(?: de communes)?|epci|intercommunalites?")
_PEOPLED = re.compile(
    r"(?:(?:nombre|nb) d(?:e |'))?(?:communes|habitants|population(?: municipale| totale| legale| insee)?)"
    r"(?: \(?20\d\d\)?)?"
)


_FOUND = re.compile(r"\bdiagnostic|etat des lieux|\bconstats?\b|\bportrait\b|en chiffres")


def figures(reading: Reading) -> tuple[DiagnosisFigure, ...]:
    """The figures whose indicator and territory the document tells; those of tables come first."""
    places = _places(reading)
    found: list[DiagnosisFigure] = []
    parts = tuple(_parts(reading))
    for run in parts:
        printed = list(printed_tables(run, places))
        for table, following in zip_longest(printed, printed[1:]):
            found += _of_table(run, _without_next_title(table, following), places)
        for table in (*piped_tables(run), *dated_tables(run, places), *stacked_tables(run, places)):
            found += _of_table(run, table, places)
    named = _groupings(reading)
    found = [_in_full(reading, _at_home(reading, figure), named) for figure in found]
    seen = {(letters(f.territory), f.value, f.unit) for f in found}
    found += [f for f in _told(reading, parts, places) if (letters(f.territory), f.value, f.unit) not in seen]
    return tuple(_once(found))


def _groupings(reading: Reading) -> dict[str, Mention]:
    """The groupings of communes by the acronyms under which the document introduces them."""
    return {m.acronym: m for m in reversed(mentions(reading.whole.text)) if m.acronym}


def _in_full(reading: Reading, figure: DiagnosisFigure, named: Mapping[str, Mention]) -> DiagnosisFigure:
    """The figure of a grouping that its column names by an acronym, under its name, with where both stand together."""
    full = named.get(figure.territory)
    if full is None:
        return figure
    introduced = reading.whole.evidence(full.start, full.after)
    return replace(figure, territory=full.name, evidence=(*figure.evidence, *introduced))


def _told(reading: Reading, parts: Sequence[Run], places: Places) -> Iterator[DiagnosisFigure]:
    """The figures of sentences; where no place is named, those of the diagnosis alone: it speaks of the territory."""
    diagnosis = tuple(diagnosis_parts(reading.sections))
    titles = {section.start: letters(section.title) for section in reading.of(SectionKind.PART, SectionKind.ARTICLE)}
    runs = [(_without_titles(part, titles), False) for part in parts]
    for run, of_sheet in (*runs, *((context, True) for context in _contexts(reading))):
        large = tuple(tiles(run))
        yield from (_at_home(reading, figure) for figure in large)
        set_large = {(figure.value, piece.page) for figure in large for piece in figure.evidence}
        usual = () if of_sheet else tuple(stated(run, places))
        # A sentence of a usual kind is read whole; where two count one thing, the first tells best whose it is.
        whole = {piece for figure in usual for piece in figure.evidence}
        free = sentence_figures(run, places, goes_on=of_sheet)
        figures: tuple[DiagnosisFigure, ...] = ()
        for read in (
            item_figures(run, places),
            counted(run, places),
            usual,
            (f for f in free if whole.isdisjoint(f.evidence)),
        ):
            known = {(figure.value, piece) for figure in figures for piece in figure.evidence}
            figures += tuple(f for f in read if not any((f.value, piece) in known for piece in f.evidence))
        figures = tuple(f for f in figures if (f.value, f.evidence[0].page) not in set_large)
        named = {figure.evidence for figure in figures if fold(figure.territory) not in UNNAMED}
        homeless = {figure.evidence for figure in figures if not figure.territory}
        for figure in figures:
            where = figure.evidence[0].page, figure.evidence[0].start
            inside = any(s.start <= where < s.end for s in diagnosis)
            # A sheet's context says "notre région" of the one that all its readers know.
            if figure.evidence in named or inside or (of_sheet and figure.evidence not in homeless):
                yield _at_home(reading, figure)


def _at_home(reading: Reading, figure: DiagnosisFigure) -> DiagnosisFigure:
    """A figure of the diagnosis that names no place is the contract's own territory's."""
    own = reading.metadata.territory
    told = fold(figure.territory)
    here = not told
    if told == "pays" and own:  # "le Pays": the territory that the document calls so
        named = rf"\bpays (?:de |du |des |d['’])?(?:la |l['’]|les )?{re.escape(fold(territory_name(own)))}\b"
        here = re.search(named, fold(reading.whole.text)) is not None
    return replace(figure, territory=own) if here and own else figure


def _without_titles(run: Run, titles: Mapping[tuple[int, int], str]) -> Run:
    """The run without headings: what a heading names is not said of the sentence below it."""
    kept: list[Line] = []
    left, parted = "", False
    for line in run.lines:
        left = titles.get((line.page, line.start), left)
        own = letters(line.text)
        if left and own and left.startswith(own):
            left, parted = left[len(own) :], True
            continue
        kept.append(replace(line, after_gap=True, after_skip=True) if parted else line)
        left, parted = "", False
    return Run(run.document_id, run.pages, tuple(kept))


def _without_next_title(table: Table, following: Table | None) -> Table:
    """The table without a caption that is the title of the table below it."""
    if following is None or table.caption.end <= following.title.start or not following.title.text:
        return table
    return replace(table, caption=Text("", table.caption.start, table.caption.start))


def _places(reading: Reading) -> Places:
    text = "\n".join(page.text for page in reading.pages)
    # A header may set names side by side: what holds a second name is none.
    named = [match for match in _BEARER.finditer(text) if Places().doubt(match.group()) is not None]
    wider = {match["name"] for match in _AUTHORITY.finditer(text)}
    acronyms = [mention.acronym for mention in mentions(reading.whole.text) if mention.acronym]
    return Places.of(
        [*acronyms, reading.metadata.territory, *(n for m in named for n in (m.group(), m["name"])), *wider], text
    )


def _parts(reading: Reading) -> Iterator[Run]:
    """The lines that belong to no action sheet, no signature, and no article but one of diagnosis, stretch by stretch.

    A table may go on over the page; a sentence that does not is parted from the next page by a blank.
    """
    others = sorted((section for section in reading.sections if _is_other(section)), key=lambda s: s.start)
    # A diagnosis may stand behind an article, under a heading in words.
    found = [s for s in reading.of(SectionKind.PART) if _FOUND.search(fold(s.title))]
    kept: list[Line] = []
    i, until = 0, (0, 0)
    for line in reading.lines:
        where = line.page, line.start
        while i < len(others) and others[i].start <= where:
            until, i = max(until, others[i].end), i + 1
        if where < until and not any(part.start <= where < part.end for part in found):
            if kept:
                yield Run(reading.document_id, reading.pages, tuple(kept))
            kept = []
            continue
        parted = kept and kept[-1].page != line.page and not _goes_on(kept[-1], line)
        kept.append(replace(line, after_gap=True) if parted else line)
    if kept:
        yield Run(reading.document_id, reading.pages, tuple(kept))


def _goes_on(above: Line, below: Line) -> bool:
    """Whether the first line of a page goes on with the last sentence of the page before."""
    return below.text[:1].islower() and not above.text.rstrip().endswith((".", ";", ":", "!", "?"))


def _is_other(section: Section) -> bool:
    if section.kind in {SectionKind.SHEET, SectionKind.SIGNATURE}:
        return True
    return section.kind is SectionKind.ARTICLE and not DIAGNOSIS.search(fold(section.title))


def _contexts(reading: Reading) -> Iterator[Run]:
    """The contexts of sheets: their sentences give figures too."""
    for section in reading.of(SectionKind.FIELD):
        if section.label == "context":
            yield reading.run(section)


def _of_table(run: Run, table: Table, places: Places) -> Iterator[DiagnosisFigure]:
    if _MONEY_CORNER.match(fold(table.corner.text)):
        return  # who pays how much is no figure of the diagnosis
    if _COMMUNES.fullmatch(fold(table.corner.text)) and all(_PEOPLED.fullmatch(fold(c.text)) for c in table.columns):
        return  # who belongs to the perimeter, and how many live there
    across = _are_places([column.text for column in table.columns], places)
    years = all(PERIOD.fullmatch(column.text) for column in table.columns)
    for row in table.rows:
        down = places.doubt(row.label.text) is not None or fold(table.corner.text) in PLACE_CORNERS
        for column, value in zip(table.columns, row.values, strict=True):
            if value.number is None or not column.text:
                continue
            if not re.search(r"[^\W\d]{3}", f"{row.label.text} {column.text}" if across or years else column.text):
                continue  # a number's words are a code: no indicator
            summed = _NO_INDICATOR.fullmatch(fold(column.text)) and not _measures(table.title.text)
            if summed and not across and not years:
                continue  # a year, a sum of what no title tells: no measure
            if across and (years or not down):
                yield _figure(run, table, row, column, value, indicator=row.label, territory=column.text)
            elif years and down and _measures(table.title.text):
                yield _figure(run, table, row, column, value, indicator=None, territory=row.label.text)
            elif years and not down:
                yield _figure(run, table, row, column, value, indicator=row.label, territory="")
            elif down and not across:
                yield _figure(run, table, row, column, value, indicator=column, territory=row.label.text)


def _are_places(texts: Sequence[str], places: Places) -> bool:
    """Whether a header names territories: most of its names are known or look so, and none names a measure."""
    told = sum(places.doubt(text) is not None for text in texts)
    return told * 2 > len(texts) and not any(MEASURE.match(fold(text)) for text in texts if places.doubt(text) is None)


def _measures(title: str) -> bool:
    return bool(MEASURE.match(fold(title)))


def _figure(
    run: Run, table: Table, row: TableRow, column: Text, value: Value, *, indicator: Text | None, territory: str
) -> DiagnosisFigure:
    above = (table.title, table.caption, table.corner)
    caption = table.caption.text
    about = next((part.text for part in above if _measures(part.text)), "")
    # "Médecins spécialistes (pour 100 000 habitants)" over the rows' labels.
    per = "" if unit_told(about) else unit_told(table.corner.text)
    told = [part for part in above[:2] if part.text and (part.text == about or _tells(part.text))]
    told += [table.corner] if table.corner.text and (per or table.corner.text == about) else []
    around = "\n".join(part.text for part in told)
    side = table.columns if indicator is column else tuple(r.label for r in table.rows)
    # Where one row or column names its measure, the title is not what the others measure.
    own_measures = any(_measures(text.text) and not _is_cause(text.text) for text in side)
    name = _indicator(indicator.text if indicator else "", "" if indicator and own_measures else _bare(about))
    if PERIOD.fullmatch(column.text):
        name = re.sub(r"^[ÉE]volution (?:d[eu]s?) (?=(?:la |l[’'])?\w)", "", name)  # each cell is a state, not a change
    own = f"{column.text} {row.label.text}"
    name, bracket = without_told(name)
    number = value.number if value.number is not None else 0.0
    if not (value.unit or unit_told(own)) and number <= 100 and all_in_percent(caption):
        told = [*told, *(part for part in (table.caption,) if part not in told)]
        bracket = bracket or "%"
    return DiagnosisFigure(
        indicator=name,
        value=number,
        unit=value.unit
        or (row.unit and (unit_told(f"({row.unit})") or row.unit))
        or told_unit(bracket)
        or unit_told(own)
        or unit_told(about)
        or per
        or unit_implied(name, _part(table, row, column if indicator is column else None) or number)
        or share_implied(name, value.shown, number),
        evidence=_evidence(run, row, column, [*told, *_before(table, column)]),
        territory=Places.spelt(flat(territory)),
        year=row.year
        or _of_which(table, column)
        or year_told(bracket)
        or year_told(column.text)
        or year_told(row.label.text)
        or source_of_topic(caption, name)[1]
        or next(filter(None, (year_told(p.text) for p in told)), ""),
        source=row.source or told_source(bracket) or source_of_topic(caption, name)[0] or source_told(around),
        shown=value.shown,
    )


def _part(table: Table, row: TableRow, column: Text | None) -> float | None:
    """A part of one where the same is measured, or people are counted alike: then none of it is a count."""
    if column is not None:
        values = [each.values[table.columns.index(column)] for each in table.rows]
    else:
        kin = [row, *(other for other in table.rows if counts(other.label.text) and counts(row.label.text))]
        values = [value for other in kin for value in other.values]
    return next((value.number for value in values if value.number is not None and value.number % 1), None)


def _before(table: Table, column: Text) -> tuple[Text, ...]:
    """The column of which a column is a part."""
    i = table.columns.index(column)
    return (table.columns[i - 1],) if _of_which(table, column) else ()


def _of_which(table: Table, column: Text) -> str:
    """The year of the column of which this one is a part: "Habitants (2031) | Dont 75 ans et plus"."""
    i = table.columns.index(column)
    return year_told(table.columns[i - 1].text) if i and fold(column.text).startswith("dont ") else ""


def _tells(text: str) -> bool:
    """Whether a title or caption names a source."""
    return bool(SOURCE.search(text))


def _indicator(own: str, about: str) -> str:
    """The indicator's name: what the row or column says, with the title where that says what is measured."""
    if not own:
        return about
    if _measures(own) and not _is_cause(own):
        return own
    told = about and len(about) <= TITLE_CHARACTERS and _measures(about)
    return f"{about} : {own}" if told else own


def _is_cause(text: str) -> bool:
    """Whether a label names a cause ("Mortalité par cancer") whose measure the title tells."""
    return fold(text).startswith("mortalite")


def _bare(title: str) -> str:
    """A title without its source, its unit and its year at the end."""
    bare = re.split(r"\(?\b[Ss](?:ource|OURCE)s?\s*:|\([Dd]onnées", title)[0]
    bare = re.sub(r"\((?:en|pour|pour les) [^)]*\)|\((?:%|€|‰)\)|\((?:19|20)\d\d\)", "", bare)
    bare = re.sub(rf",?\s*(?:en|au 1er janvier|année)\s+{YEAR}\s*\.?\s*$", "", flat(bare))
    return flat(re.sub(r",? pour (?:100|1 ?000|10 ?000|100 ?000)(?: hab\w*\.?)?\s*$", "", bare)).strip(" .:–-")


def _evidence(run: Run, row: TableRow, column: Text, told: Sequence[Text]) -> tuple[Evidence, ...]:
    """The row with its label, the column's header, and the title or caption that tells unit, year or source."""
    spans = [(min(row.label.start, row.start), row.end), (column.start, column.end), *((t.start, t.end) for t in told)]
    return tuple(piece for start, end in spans if end > start for piece in run.evidence(start, end))


def _once(found: Sequence[DiagnosisFigure]) -> Iterator[DiagnosisFigure]:
    seen = set()
    for figure in found:
        key = (letters(figure.indicator), letters(figure.territory), figure.value, figure.year)
        if key not in seen:
            seen.add(key)
            yield figure
