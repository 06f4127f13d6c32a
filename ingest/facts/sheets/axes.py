"""The axes of a contract, as each place writes them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.facts.folding import Folded, folded
from ingest.facts.items import items, said
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import Axis, Place, Said
from ingest.facts.sheets.axis_alone import axis_alone
from ingest.facts.sheets.axis_counts import CONTRACT, COUNT, MOST_AXES, NOUN, announcements, axis_counts, value_of
from ingest.facts.sheets.titles import group_of, title_of, titled
from ingest.naming import fold
from ingest.records import Section, SectionKind
from ingest.structure.headings import heading, unfinished
from ingest.structure.labels import label_of
from ingest.structure.numbers import number_of

# A sheet's heading stands within so many lines of the heading of its axis.
SHEET_REACH = 4
_ARTICLE = re.compile(
    r"\b(?:axes?|orientations?|priorites?|actions?|thematiques?|objectifs|enjeux|programme|strategi\w+)\b"
)
_VERB = re.compile(r"\W*\w+(?:er|ir|re)\b")
_LISTED = re.compile(rf"\bautant d['e ]\s?(?:{NOUN}|engagements)\b|\bsont les (?:\w+ )?(?:grande?s )?{NOUN}\b")


def axes(reading: Reading) -> tuple[Axis, ...]:
    """The axes (themes, priorities) of the contract, each once, in the order of their numbers."""
    found = _merged(reading, _written(reading))
    if found:
        return found
    counts = {int(count.value) for count in axis_counts(reading)}
    for read in (_numbered, _after_count, _headings, _under_headings, _in_sentence):
        listed = read(reading)
        if len(listed) >= 2 and (not counts or len(listed) in counts):
            return listed
    return ()


def axis_of(reading: Reading, sheet: Section) -> str:
    """The number of the axis under which a sheet stands, empty when it cannot be told."""
    for section, number, title in _of_fields(reading):
        if sheet.start <= section.start < sheet.end:
            return number or _number_of(reading, title)
    if beside := group_of(reading, sheet):
        return beside[0].number
    numbers = [axis.number for axis in reading.of(SectionKind.AXIS)]
    first = re.match(r"(?:[A-Z]\.)?(\d+)\.\d", sheet.number)
    above = [axis for axis in reading.of(SectionKind.AXIS) if axis.start < sheet.start and sheet.end <= axis.end]
    # "3.1.2" under "3.1 Axe 1": the first figure is the chapter's.
    deep = bool(above) and sheet.number.count(".") > 1
    if first and first[1] in numbers and not deep:
        return first[1]
    if alone := axis_alone(reading, sheet, numbers):
        return alone
    named = [axis.number for axis in reading.of(SectionKind.AXIS) if sheet.start <= axis.start < sheet.end]
    if above or named:
        return (named or [above[-1].number])[0]
    return first[1] if first and not numbers else ""


def _number_of(reading: Reading, title: Said) -> str:
    known = axes(reading)
    return next((a.number for a in known if any(letters(t.value) == letters(title.value) for t in a.titles)), "")


# --- axes that have headings of their own ---


def _written(reading: Reading) -> list[tuple[Section, Place]]:
    """The headings of the contract's own axes; those of another plan stand elsewhere."""
    found = [(section, _heading_place(reading, section)) for section in reading.of(SectionKind.AXIS)]
    codes = {sheet.number.split(".")[0] for sheet in reading.of(SectionKind.SHEET)}
    coded = [(s, place) for s, place in found if len(s.number) > 1 and s.number.isalpha() and s.number in codes]
    if len({s.number for s, _ in coded}) >= 2:
        return coded  # "Axe PA : …", where the sheets are "PA-1", "PA-2"
    own: list[tuple[Section, Place]] = [(s, place) for s, place in found if place is not Place.TEXT]
    if own:
        return own
    ranks = sorted({s.number for s, _ in found})
    lettered = len(ranks) >= 2 and ranks == [chr(ord("A") + k) for k in range(len(ranks))]
    if lettered and not any(len(s.number) > 1 for s, _ in found):
        return found
    numbers = [int(s.number) for s, _ in found if s.number.isdigit()]
    return found if len(numbers) >= 2 and numbers[0] == 1 and set(numbers) == set(range(1, max(numbers) + 1)) else []


def _heading_place(reading: Reading, axis: Section) -> Place:
    sheets = reading.of(SectionKind.SHEET)
    if any(axis.start < sheet.start < axis.end for sheet in sheets) or any(
        sheet.start <= axis.start < sheet.end for sheet in sheets
    ):
        return Place.SHEET
    run = reading.run(axis)
    rows = [h for line in run.lines[:40] if (h := heading(line.text, actions=True)) and h.kind is SectionKind.SHEET]
    if rows:
        return Place.SUMMARY
    article = next((a for a in reading.of(SectionKind.ARTICLE) if a.start < axis.start <= a.end), None)
    return Place.ARTICLE if article and _ARTICLE.search(fold(article.title)) else Place.TEXT


def _of_fields(reading: Reading) -> Iterator[tuple[Section, str, Said]]:
    """What the sheets say of their axis in a line of their own: "Axe stratégique n° 2 : Prévention"."""
    for section in reading.of(SectionKind.FIELD):
        if section.label != "axis":
            continue
        run = _first_lines(reading.run(section, heading=True))
        named = heading(flat(run.text))
        text = run.text if named else run.text[run.text.find(":") + 1 :]
        title = titled(run, len(run.text) - len(text), len(run.text), Place.SHEET, numbered=True)
        number = re.match(r"\W*(\d{1,2}|[IVX]{1,4})\b(?!\s?[.]\s?\d)", text)
        if title:
            yield section, named.number if named else number_of(number[1]) if number else "", title


def _first_lines(run: Run) -> Run:
    """The line that names an axis, with those below it that go on in small letters."""
    if len(run.lines) > 1 and (own := label_of(run.lines[0].text.strip(" :|"))) and own.name == "axis":
        run = Run(run.document_id, run.pages, run.lines[1:])  # "Axe" above the axis's name
    kept = 1
    while kept < len(run.lines) and (
        run.lines[kept].text.lstrip()[:1].islower() or unfinished(run.lines[kept - 1].text)
    ):
        kept += 1
    if run.lines and run.lines[0].text.rstrip().endswith(":") and kept == 1:
        kept = 2  # "Axe stratégique :" above the axis's name
    return Run(run.document_id, run.pages, run.lines[:kept])


def _merged(reading: Reading, written: Sequence[tuple[Section, Place]]) -> tuple[Axis, ...]:
    titles: dict[str, list[Said]] = {}
    headed = [(s.number, title_of(reading, s, place), place) for s, place in written]
    named = [(number, title, Place.SHEET) for _, number, title in _of_fields(reading) if number or not headed]
    beside = (group_of(reading, sheet) for sheet in reading.of(SectionKind.SHEET))
    named += [(own[0].number, own[1], Place.SHEET) for own in beside if own]
    for number, title, place in sorted([*headed, *named], key=lambda each: _rank(each[1], each[2])):
        own = titles.setdefault(number or letters(title.value if title else ""), [])
        if title and not any(t.place is place and letters(t.value) == letters(title.value) for t in own):
            own.append(title)
    ordered = sorted(titles.items(), key=_order)
    return tuple(Axis("" if number == letters(own[0].value) else number, tuple(own)) for number, own in ordered if own)


def _rank(title: Said | None, place: Place) -> int:
    """The article says which axes the contract has and the sheets repeat them; a row of its table is no title."""
    heads = place is Place.ARTICLE and title is not None and "|" not in title.value
    return -1 if heads else list(Place).index(place)


def _order(pair: tuple[str, list[Said]]) -> int:
    return int(pair[0]) if pair[0].isdigit() else MOST_AXES


# --- axes that a text announces and lists ---


def _numbered(reading: Reading) -> tuple[Axis, ...]:
    """Headings numbered 1, 2, 3… with text under each, or the numbered items of one list."""
    found: list[Axis] = []
    for part in reading.of(SectionKind.PART):
        match = re.match(r"\W*(\d{1,2})\b", part.title)
        if match and int(match[1]) == len(found) + 1 and (title := _heading(reading, part)):
            found.append(Axis(match[1], (title,)))
    return tuple(found)


def _heading(reading: Reading, part: Section) -> Said | None:
    run = reading.run(part, heading=True)
    first = run.text.split("\n", 1)[0]
    return titled(run, 0, len(first), Place.TEXT, numbered=True)


def _after_count(reading: Reading) -> tuple[Axis, ...]:
    """The list that follows "… s'articule autour de quatre axes :"."""
    whole = reading.whole
    for match, _, high in announcements(reading):
        number = value_of(match)
        colon = re.compile(r"[^.:\n]{0,80}(?:\n[^.:\n]{0,80})?:\s*").match(whole.text, high)
        if not colon:
            continue
        sentence = re.compile(r"[^.\n]*(?:\n(?!\n|\s*[-•▪–])[^.\n]*)*").match(whole.text, colon.end())
        inline = _parted(whole, *sentence.span()) if sentence else []
        listed = items(whole, colon.end(), min(len(whole.text), colon.end() + 4000))[:number]
        for spans in (inline, listed):
            if len(spans) == number and all(5 <= high_ - low <= 200 for low, high_ in spans) and _alike(whole, spans):
                titles = [titled(whole, *span, Place.TEXT, numbered=True) for span in spans]
                if all(titles):
                    pairs = enumerate(zip(spans, titles, strict=True), 1)
                    return tuple(Axis(_own_number(whole, span, k), (title,)) for k, (span, title) in pairs if title)
    return ()


def _alike(run: Run, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether all bear a bullet or none does: headings and lines of the text around are no items of a list."""
    bulleted = [run.text[:low].rsplit("\n", 1)[-1].strip() != "" for low, _ in spans[1:]]
    return all(bulleted) or not any(bulleted)


def _own_number(run: Run, span: tuple[int, int], rank: int) -> str:
    """The number that an item bears, empty when it has none."""
    before = run.text[max(0, span[0] - 6) : span[0]].rsplit("\n", 1)[-1]
    own = heading(run.text[slice(*span)])
    return str(rank) if re.search(rf"\b{rank}\b", before) or (own and own.number == str(rank)) else ""


def _parts(reading: Reading) -> list[Section]:
    """The headings that begin with a verb, after the announcement of the themes."""
    counts = list(announcements(reading))
    if not counts or reading.of(SectionKind.ARTICLE, SectionKind.SHEET):
        return []
    at = reading.whole.evidence(counts[0][1], counts[0][2])[0]
    parts = reading.of(SectionKind.PART)
    return [part for part in parts if part.start > (at.page, at.start) and _VERB.match(fold(part.title))]


def _headings(reading: Reading) -> tuple[Axis, ...]:
    titles = (_heading(reading, part) for part in _parts(reading))
    return tuple(Axis("", (title,)) for title in titles if title)


def _under_headings(reading: Reading) -> tuple[Axis, ...]:
    """The themes that the text under each heading counts and lists; a heading over none is a theme itself."""
    found: list[Said] = []
    for part in _parts(reading):
        run = reading.run(part)
        text = folded(run.text)
        inner = next((s for m in COUNT.finditer(text.text) if (s := _counted_items(run, text, m))), [])
        own = _heading(reading, part)
        found += [said(run, *span, Place.TEXT) for span in inner] or ([own] if own else [])
    return tuple(Axis("", (title,)) for title in found)


def _counted_items(run: Run, text: Folded, match: re.Match[str]) -> list[tuple[int, int]]:
    """The items of a count: those of the sentence before "sont les trois thématiques", or of the list below."""
    number = value_of(match)
    if text.text[: match.start()].endswith("sont les "):
        start = max((end.end() for end in re.finditer(r"\n|(?<!\.)\.\s", text.text[: match.start()])), default=0)
        spans = _parted(run, *text.back(start, match.start() - len("sont les ")))
    else:
        below = items(run, run.text.find("\n", text.back(match.end() - 1, match.end())[1]))
        spans = [(low, low + len(re.split(r"\.(?:\s|$)", run.text[low:high])[0])) for low, high in below]
    return spans if len(spans) == number and all(_VERB.match(fold(run.text[low:high])) for low, high in spans) else []


def _in_sentence(reading: Reading) -> tuple[Axis, ...]:
    """The items of a sentence that ends in "… autant d'axes du contrat"."""
    whole = reading.whole
    text = folded(whole.text)
    for match in _LISTED.finditer(text.text):
        around = text.text[match.start() : match.end() + 80]
        if not CONTRACT.search(around):
            continue
        ends = re.finditer(r"\n|(?<!\.)\.\s", text.text[: match.start()])
        start = max((end.end() for end in ends), default=0)
        spans = _parted(whole, *text.back(start, match.start()))
        if len(spans) >= 2 and all(_VERB.match(fold(whole.text[low:high])) for low, high in spans):
            return tuple(Axis("", (said(whole, *span, Place.TEXT),)) for span in spans)
    return ()


def _parted(run: Run, start: int, end: int) -> list[tuple[int, int]]:
    """The items of an enumeration: parted by semicolons, or by commas and a last "et"."""
    text = run.text[start:end]
    mark = r";" if ";" in text else r","
    cuts = [m.span() for m in re.finditer(rf"\s*{mark}\s*(?:et\s)?\s*", text)]
    last = cuts[-1][1] if cuts else 0
    if tail := re.search(r"\s(?:et|ainsi que)\s(?!de\s)(?=(?:la|le|les|l['’]|une?)\b)", text[last:]):
        cuts.append((last + tail.start(), last + tail.end()))
    edges = [(0, 0), *cuts, (len(text), len(text))]
    spans = [(low, high) for (_, low), (high, _) in pairwise(edges) if letters(text[low:high])]
    return [(start + low, start + low + len(text[low:high].rstrip(" .:…\n"))) for low, high in spans]
