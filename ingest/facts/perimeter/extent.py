"""The territory that a contract covers: its groupings, communes and inhabitants, as the document lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from ingest.facts.articles.clauses import clauses
from ingest.facts.articles.topics import perimeter_sections, stretch
from ingest.facts.perimeter.columns import column_rows
from ingest.facts.perimeter.communes import commune_list, commune_name
from ingest.facts.perimeter.counts import COMMUNES, INHABITANTS, Count, counts
from ingest.facts.perimeter.found import Found, Grouping, distinct
from ingest.facts.perimeter.groupings import Mention, mentions
from ingest.facts.perimeter.lists import FEWEST_BARE, alone, lists, owner_of, parts_listed, sentence_start, told_of_list
from ingest.facts.perimeter.stacked import stacked_rows
from ingest.facts.perimeter.table import Row, rows
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Evidence, Perimeter, Place, Quantity
from ingest.naming import fold
from ingest.records import SectionKind

# A sentence outside the article tells the territory's size with such a subject and such a verb.
_SUBJECT = re.compile(
    r"\b(?:territoire|perimetre|contrat(?: local de sante)?|cls|pays|petr|pole|parc|pnr|epci|communautes? de communes"
    r"|communaute d'agglomeration|communaute urbaine|metropole|agglomeration|intercommunalite|bassin|commune|ville)\b"
)
_COVERS = re.compile(
    r"\b(?:compte(?:nt)?|comptant|regroupe(?:nt)?|regroupant|couvr\w+|concerne(?:nt)?|rassembl\w+|compren\w+|compose\w*"
    r"|constitue\w*|s'eten\w+|s'etir\w+|s'etal\w+|federe\w*|reuni\w*|soit|abrite|recense|represent\w+|totalis\w+)\b"
)
# "aux 19 communes de la communauté de communes :"
_UNNAMED = re.compile(
    r"\b(?:la|cette|l['’])\s?(?P<kind>communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)|m[ée]tropole)"
    r"(?=\s*[,.:;(]|\s+(?:et|est|soit|compte|qui)\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:[^,;:]{3,45}, )?(?:elle|il|celle-ci|celui-ci|ce territoire) (?:compte|rassemble|regroupe|abrite)\b"
)
# Sizes of other territories.
_ELSEWHERE = re.compile(r".*\b(?:quartiers?|qpv|departement|region|france|national\w*|national|academie)\b")
# A part of the one grouping that the contract covers: "Pôle de X (6 communes, 20 972 habitants) : …".
_PART_OF = re.compile(
    r"^\W*(?:P[ôo]le|Secteur|Bassin(?: de vie)?|Canton|Unité territoriale"
    r"|Polarité)\b[^:\n()]{0,50}\([^()]*\d[^()]*\)\s*:",
    re.MULTILINE,
)
_ANNEX = re.compile(
    r"(?:annexe[^:–-]{0,12}[:–-]?\s*)?(?:la )?(?:(?:liste|composition) des |les )(?:\d+ )?(?:communes|epci)\b"
    r"|annexe.*\bperimetre"
)
_CAPTION = re.compile(
    r"(?:tableau(?: \d+)? ?[:–-]? ?)?"
    r"(?:(?:les |liste des )?(?:\d+ )?communes (?:et|avec leur|par)? ?(?:leur )?population"
    r"|population(?: \w+)? (?:des|par) communes?|les (?:\d+ )?communes (?:du|de la|de l'|membres|couvertes|concernees))"
)
# "Rives Communauté (RC)", "24 310 habitants – 11 communes", then the communes, up to a blank line or a sentence.
_CARD = re.compile(r"[^\n]{5,90}\n+(?P<size>[^\n]*\d[^\n]{0,80})\n+(?P<list>[^\n]+(?:\n(?!\n)[^\n]+)*)")
FEWEST_CARDS, CAPTION_CHARACTERS, CAPTION_REACH = 2, 80, 60


def perimeter(reading: Reading) -> Perimeter:
    """The territory that the contract covers, as its article on it says, else as its sentences do."""
    found = Found()
    for section, content in perimeter_sections(reading):
        article = section.kind is SectionKind.ARTICLE
        before = found.size
        _read(content, found, Place.ARTICLE if article else Place.TEXT)
        if article or found.size > before:  # another heading may only look like the perimeter's
            found.evidence = found.evidence or _opening(reading, content, section.start)
    _read_annexes(reading, found)
    _read_captioned(reading, found)
    if not found.communes and not any(grouping.communes for grouping in found.groupings.values()):
        _read_stacked(reading, found)
    if not found.groupings and not found.communes:
        _read_cards(reading, found)
    if not found.groupings and not found.communes:
        _read_listing(reading, found)
    if not found.groupings and not found.communes:
        _read_covering(reading, found)
    _name_grouping(reading, found)
    _give_to_only(found)
    _read_totals(reading, found)
    only = next(iter(found.groupings.values())) if len(found.groupings) == 1 else None
    # What is said of the only grouping is said of the whole.
    return Perimeter(
        found.evidence,
        tuple(grouping.epci() for grouping in found.groupings.values()),
        tuple(found.communes),
        tuple(distinct(_with_only(found.commune_counts, only.commune_counts if only else []))),
        tuple(distinct(_with_only(found.inhabitants, only.inhabitants if only else []))),
    )


def _with_only(own: list[Quantity], only: list[Quantity]) -> list[Quantity]:
    """The figures of the whole, with those of its only grouping before what is said in passing."""
    first = [quantity for quantity in own if quantity.place is not Place.TEXT]
    return [*first, *only, *(quantity for quantity in own if quantity.place is Place.TEXT)] if only else own


def _read_cards(reading: Reading, found: Found) -> None:
    """Add groupings that each have a block: their name, then how many inhabitants and communes, then these."""
    run = reading.whole
    cards = [match for m in mentions(run.text) if m.opens_line and (match := _CARD.match(run.text, m.start))]
    cards = [m for m in cards if {c.unit for c in counts(m["size"])} >= {COMMUNES, INHABITANTS}]
    if len(cards) >= FEWEST_CARDS:
        for card in cards:
            _read(run.part(*card.span()), found, Place.TEXT)
        found.evidence = found.evidence or run.evidence(cards[0].start(), cards[0].end("size"))


def _read_stacked(reading: Reading, found: Found) -> None:
    """Add the communes of a table outside the article, with what the lines right above it say of them."""
    for run in _outside(reading):
        table = stacked_rows(run.text)
        if not table:
            continue
        above = run.text[: table[0].start].rstrip("\n").split("\n\n")
        opening = len("\n\n".join(above[:-2])) if len(above) > 2 else 0
        _read(run.part(opening, table[-1].end), found, Place.TEXT)


def _read_listing(reading: Reading, found: Found) -> None:
    """Add the one grouping that a paragraph presents with as many communes as it says: "X réunit 17 communes : …"."""
    for run in _outside(reading):
        for start, end in run.paragraphs():
            text = run.text[start:end]
            told = [int(count.value) for count in counts(text) if count.unit == COMMUNES]
            if ":" not in text or not told or len({m.key for m in mentions(text)}) != 1:
                continue
            own = Found()
            _read(run.part(start, end), own, Place.TEXT)
            only = next(iter(own.groupings.values()), None)
            if only is not None and len(only.communes) >= FEWEST_BARE and len(only.communes) in told:
                found.groupings |= own.groupings
                found.evidence = found.evidence or run.evidence(start, min(end, start + 400))
                return


def _name_grouping(reading: Reading, found: Found) -> None:
    """Names the grouping that the article calls "la communauté de communes", where the document names one such only."""
    if found.groupings or not (found.communes or found.commune_counts):
        return
    kinds = {
        fold(match["kind"]) for _, content in perimeter_sections(reading) for match in _UNNAMED.finditer(content.text)
    }
    named = {m.key: m for m in mentions(reading.whole.text) if any(fold(m.name).startswith(kind) for kind in kinds)}
    # "Communauté de communes des Rives Centre": beside the name itself, one with what stands behind it.
    named = {key: m for key, m in named.items() if not any(key != k and key.startswith(k) for k in named)}
    if len(named) != 1:
        return
    grouping = _add(reading.whole, found, next(iter(named.values())))
    listed, outside = found.communes, []
    size = next((int(count.value) for count in found.commune_counts), len(listed))
    if size < len(listed):  # those behind the grouping's own are of elsewhere
        listed, outside = listed[:size], listed[size:]
    grouping.communes, found.communes = listed, outside
    grouping.commune_counts = list(found.commune_counts)


def _opening(reading: Reading, content: Run, start: tuple[int, int]) -> tuple[Evidence, ...]:
    """The sentence that opens the article, or its heading."""
    first = next(iter(clauses(content)), None)
    if first is not None and len(first.text) <= 400:
        return content.evidence(first.start, first.end)
    heading = next((line for line in reading.lines if (line.page, line.start) == start), None)
    return Run(reading.document_id, reading.pages, (heading,)).evidence() if heading else ()


def _read(run: Run, found: Found, place: Place) -> None:
    """Add what a stretch about the perimeter says."""
    text = run.text
    table = rows(text)
    columns = column_rows(text)
    if sum(row.kind == "commune" for row in columns) > sum(row.kind == "commune" for row in table):
        # Beside a table that names its columns, only what it does not hold.
        table = (*(row for row in table if row.kind != "commune"), *columns)
    if stacked := stacked_rows(text):
        kept = (row for row in table if not any(s.start <= row.start < s.end for s in stacked))
        table = (*(row for row in kept if row.kind != "commune"), *stacked)
    inside = [(row.start, row.end) for row in table]
    named = [m for m in mentions(text) if not _within(m.start, inside)]
    headed = _headed(text, table, named)
    for row in table:
        owner = headed.get(row)
        _add_row(run, found, row, _add(run, found, owner) if owner else None)
    for head, spans in () if table else parts_listed(text):
        found.communes += [run.said(a, b, Place.TABLE, commune_name(text[a:b])) for a, b in spans]
        inside.append(head)
    named = [m for m in mentions(text) if not _within(m.start, inside)]
    for mention in named:
        _add(run, found, mention)
    listed = list(lists(text, named, inside))
    parts = [match.span() for match in _PART_OF.finditer(text)]
    only = named[0] if len({m.key for m in named}) == 1 else None
    for spans, owner in listed:
        if owner is None and only and any(0 <= spans[0][0] - end < 3 for _, end in parts):
            owner = only
        said = [run.said(a, b, place, commune_name(text[a:b])) for a, b in spans]
        target = ((found.known(owner) if owner else None) or found).communes
        known = {fold(item.value) for item in target}
        target += [item for item in said if fold(item.value) not in known]
        if owner and found.known(owner) and (count := told_of_list(text, owner.after, spans)):
            _add_count(run, found, count, owner, place)
    taken = [(spans[0][0], spans[-1][1]) for spans, _ in listed]
    for count in counts(text):
        elsewhere = _ELSEWHERE.match(fold(text[sentence_start(text, count.start) : count.start]))
        if not elsewhere and not _within(count.start, [*inside, *taken, *parts]):
            _add_count(run, found, count, owner_of(text, count, named, taken), place)
    if not found.groupings and not found.communes:
        found.communes += list(alone(run, place))


def _headed(text: str, table: Iterable[Row], named: list[Mention]) -> dict[Row, Mention]:
    """The grouping of each commune of a table below a line that names one with their number: "CC X : 3 communes"."""
    communes = [row for row in table if row.kind == "commune" and row.name]
    heads = [m for m in named if m.opens_line]
    found: dict[Row, Mention] = {}
    for head, following in zip_longest(heads, heads[1:]):
        below = [r for r in communes if r.start > head.end and (following is None or r.start < following.start)]
        line = text[head.after : text.find("\n", head.after)]
        told = [int(count.value) for count in counts(line) if count.unit == COMMUNES]
        if told == [len(below)]:
            found.update(dict.fromkeys(below, head))
    return found


def _read_annexes(reading: Reading, found: Found) -> None:
    """Add the list of communes that an annex gives: those of the only grouping, where there is one."""
    for section in reading.of(SectionKind.PART):
        if not _ANNEX.match(fold(section.title)) or found.communes:
            continue
        content = stretch(reading, section)
        before = found.size
        if mentions(content.text):
            _read(content, found, Place.TEXT)
        elif len(spans := commune_list(content.text, 0, len(content.text))) >= FEWEST_BARE:
            said = [content.said(a, b, Place.TEXT, commune_name(content.text[a:b])) for a, b in spans]
            only = next(iter(found.groupings.values())) if len(found.groupings) == 1 else None
            if only is None or not only.communes:
                (only.communes if only else found.communes).extend(said)
        if found.size > before and not found.evidence:
            found.evidence = _opening(reading, content, section.start)


def _read_captioned(reading: Reading, found: Found) -> None:
    """Add the communes of a table that its caption announces, wherever it stands: "Communes et population légale"."""
    if found.communes or any(grouping.communes for grouping in found.groupings.values()):
        return
    for i, line in enumerate(reading.lines):
        if len(line.text) <= CAPTION_CHARACTERS and _CAPTION.match(fold(line.text.strip(" •*:"))):
            below = [other for other in reading.lines[i + 1 : i + 1 + CAPTION_REACH] if other.page == line.page]
            run = Run(reading.document_id, reading.pages, tuple(below))
            named = [row for row in column_rows(run.text) if row.kind == "commune" and row.name]
            for row in named:
                _add_row(run, found, row)
            if named:
                return


def _give_to_only(found: Found) -> None:
    """Gives the communes of a table to the only grouping, where it says that it has as many or says nothing of it."""
    if len(found.groupings) != 1 or not found.communes:
        return
    only = next(iter(found.groupings.values()))
    told = {int(count.value) for count in (*only.commune_counts, *found.commune_counts)}
    tabled = all(name.place is Place.TABLE for name in found.communes)
    if tabled and not only.communes and (not told or len(found.communes) in told):
        only.communes, found.communes = found.communes, []
        only.commune_counts = only.commune_counts or list(found.commune_counts)
        only.inhabitants = only.inhabitants or [told for told in found.inhabitants if told.place is Place.TABLE]


def _within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _add(run: Run, found: Found, mention: Mention) -> Grouping:
    known = found.known(mention)
    if known is None:
        evidence = run.evidence(mention.start, mention.after)
        known = found.groupings[mention.key] = Grouping(mention.name, mention.key, evidence, mention.acronym)
    known.acronym = known.acronym or mention.acronym
    return known


def _add_row(run: Run, found: Found, row: Row, owner: Grouping | None = None) -> None:
    """Add a row of a table: a grouping, the total, or a commune, of its owner where one is known."""
    target: Found | Grouping = found
    name = row.name
    if row.kind == "epci" and name:
        shown = next(iter(mentions(run.text[slice(*name)])), None)
        mention = Mention(
            shown.name if shown else commune_name(run.text[slice(*name)]),
            name[0],
            name[1],
            name[1],
            (shown.acronym if shown else "") or row.acronym,
        )
        target = _add(run, found, mention)
    elif row.kind == "commune" and name:
        said = run.said(*name, Place.TABLE, commune_name(run.text[slice(*name)]))
        (owner or found).communes.append(said)
        return
    told = [int(count.value) for count in counts(run.text[row.start : row.end]) if count.unit == COMMUNES]
    if row.communes is None and row.kind == "epci" and told == [len(row.names)]:
        row = replace(row, communes=float(told[0]))  # "CC du Val – 3 communes | Lune, Orle, Ivray | 2 140"
    if row.communes is not None:
        target.commune_counts.append(
            Quantity(row.communes, COMMUNES, run.evidence(row.start, row.end), place=Place.TABLE)
        )
    if row.inhabitants is not None:
        target.inhabitants.append(
            Quantity(row.inhabitants, INHABITANTS, run.evidence(row.start, row.end), row.year, row.source, Place.TABLE)
        )
    for span in row.names:
        target.communes.append(run.said(*span, Place.TABLE, commune_name(run.text[slice(*span)])))


def _add_count(run: Run, found: Found, count: Count, owner: Mention | None, place: Place) -> None:
    target: Found | Grouping = (found.known(owner) if owner else None) or found
    quantity = Quantity(count.value, count.unit, run.evidence(count.start, count.end), count.year, count.source, place)
    (target.commune_counts if count.unit == COMMUNES else target.inhabitants).append(quantity)


# --- sentences outside the article ---


def _outside(reading: Reading) -> Iterator[Run]:
    """The text that belongs to no sheet, no article on the perimeter, no signature page."""
    left = [*reading.of(SectionKind.SHEET, SectionKind.SIGNATURE), *(s for s, _ in perimeter_sections(reading))]
    lines = tuple(line for line in reading.lines if not any(s.start <= (line.page, line.start) < s.end for s in left))
    yield Run(reading.document_id, reading.pages, lines)


def _read_covering(reading: Reading, found: Found) -> None:
    """Add the groupings that a sentence says the contract or its territory covers."""
    for run in _outside(reading):
        for clause in clauses(run):
            folded = clause.folded
            if not re.search(r"\b(?:cls|contrat|perimetre|territoire)\b", folded) or not _COVERS.search(folded):
                continue
            part = run.text[clause.start : clause.end]
            named = mentions(part)
            covered = re.search(
                r"(?i)\b(?:couvr\w+|concerne\w*|regroup\w+|s['’]éten\w+|compos\w+|constitu\w+|compren\w+)", part
            )
            if not named or covered is None or not any(m.start > covered.start() for m in named):
                continue
            for mention in (m for m in named if m.start > covered.start()):
                moved = replace(
                    mention,
                    start=mention.start + clause.start,
                    end=mention.end + clause.start,
                    after=mention.after + clause.start,
                )
                _add(run, found, moved)
            found.evidence = found.evidence or run.evidence(clause.start, clause.end)


def _read_totals(reading: Reading, found: Found) -> None:
    """Add the totals that sentences outside the article tell."""
    communes = {
        fold(name.value) for name in (*found.communes, *(n for g in found.groupings.values() for n in g.communes))
    }
    for run in _outside(reading):
        latest: list[Mention] = []  # the grouping that the sentence before speaks of
        for clause in clauses(run):
            folded = clause.folded
            part = run.text[clause.start : clause.end]
            before, latest = latest, list(mentions(part))[:1]
            goes_on = bool(before) and _PRONOUN.match(folded) is not None
            if not ((_SUBJECT.search(folded) or goes_on) and _COVERS.search(folded)) or _ELSEWHERE.match(folded):
                continue
            said = counts(part)
            if not said:
                continue
            named = list(mentions(part))
            for count in said:
                if not named and _of_commune(fold(part[: count.start]), communes):
                    continue
                owner = before[0] if goes_on and not named else owner_of(part, count, named, [])
                if owner and found.known(owner) is None:
                    continue
                if owner is None and named and not _SUBJECT.search(fold(part[: count.start])):
                    continue
                moved = replace(count, start=count.start + clause.start, end=count.end + clause.start)
                _add_count(run, found, moved, owner, Place.TEXT)
                if not found.evidence:
                    found.evidence = run.evidence(clause.start, clause.end)


def _of_commune(before: str, communes: set[str]) -> bool:
    """Whether the words before a figure speak of one commune of the territory: "Rives, ville-centre, compte …"."""
    subject = re.split(r"[;:]", before)[-1]
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", subject) for name in communes)
