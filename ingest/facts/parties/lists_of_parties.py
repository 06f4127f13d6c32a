"""Who takes part in a contract: signatories, associated partners and people consulted, kept apart. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.folding import folded
from ingest.facts.grid import Cell, rows
from ingest.facts.parties.cues import OFFICE_HEAD, PARTY_HEAD, PERSON_HEAD, begins_opening, ends_list, role_of_heading
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.facts.parties.lists import Item, items
from ingest.facts.parties.organisations import in_street, is_name, name_span, names_organisation
from ingest.facts.parties.people import bare_name, offices, people, persons
from ingest.facts.parties.rows import pairs, triples
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import Party, PartyRole, Place, Said
from ingest.facts.signature.names import signing
from ingest.records import Section, SectionKind
from ingest.structure.lines import Line

# A contract has two parties at least: one name alone is no list of signatories.
FEWEST = 2
# The block that presents the parties takes no more lines than this.
OPENING_LINES = 140

_PARTIES = re.compile(
    r"\b(?:parties|signataires|contractants|cocontractants|partenaires|acteurs du contrat|qui signe)\b"
)
_OTHER_TITLE = re.compile(
    r"\b(?:engagements?|obligations?|roles?|responsabilites?|gouvernance|communication|pilotage|resiliation|suivi"
    r"|evaluation"
    r"|avenants?|litiges?|moyens|financements?|actions?)\b"
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Parties as one place gives them; a lower rank is surer."""

    rank: int
    parties: tuple[Party, ...]

    @property
    def signatories(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.role is PartyRole.SIGNATORY)


def parties(reading: Reading) -> tuple[Party, ...]:
    """The signatories of the surest list, then associated partners and people consulted."""
    sources = [
        source for source in _sources(reading) if source.parties and not any(map(_names_several, source.signatories))
    ]
    full = [source for source in sources if len(source.signatories) >= FEWEST]
    best = min(full, key=lambda source: (source.rank, -len(source.signatories))).signatories if full else ()
    signatories = [_represented(party, sources) for party in _distinct(best)]
    others: list[Party] = []
    for source in sorted(sources, key=lambda source: source.rank):
        for party in source.parties:
            known = [*signatories, *others]
            if party.role is not PartyRole.SIGNATORY and not any(_same(party, other) for other in known):
                others.append(party)
    return (
        *signatories,
        *(party for party in others if party.role is PartyRole.ASSOCIATED),
        *(party for party in others if party.role is PartyRole.CONSULTED),
    )


def _sources(reading: Reading) -> Iterator[_Source]:
    headings = frozenset(section.start for section in reading.sections)
    for section in reading.of(SectionKind.ARTICLE):
        title = _title(section)
        if _OTHER_TITLE.search(title):
            continue
        # The first item of a list may have been taken for the end of the title.
        run = reading.run(section, heading=True)
        run = Run(run.document_id, run.pages, run.lines[1:])
        tabled = tuple(_tabled(run, Place.ARTICLE))
        if len(tabled) >= FEWEST:
            yield _Source(0, tabled)
            # Who only takes part may be told below the table of those who sign.
            yield from map(_not_signing, _grouped(run, items(run, headings=headings), Place.ARTICLE, rank=3))
        elif _PARTIES.search(title):
            role = None if "partenaires" in title and "signataires" not in title else PartyRole.SIGNATORY
            yield from _grouped(run, items(run, role, contract=True, headings=headings), Place.ARTICLE, rank=0)
        else:
            yield from _grouped(run, items(run, headings=headings), Place.ARTICLE, rank=3)
    outside = _outside(reading)
    yield _Source(1, tuple(_tabled(outside, Place.TEXT)))
    yield _Source(1, tuple(_opening(reading, outside, headings)))
    yield from _grouped(outside, items(outside, headings=headings), Place.TEXT, rank=3)
    # Some contracts name their parties nowhere but where they sign.
    signed = signing(reading)
    yield _Source(5, tuple(party for party in signed if not _is_office(party.name)))


def _not_signing(source: _Source) -> _Source:
    """The source without its signatories."""
    return _Source(source.rank, tuple(party for party in source.parties if party.role is not PartyRole.SIGNATORY))


def _tabled(run: Run, place: Place) -> Iterator[Party]:
    """The parties of a table whose columns name them, who represents each, and in what office."""
    for spaced in triples(run):
        name = run.text[slice(*spaced.party)]
        if is_name(name):
            yield Party(
                flat(name),
                PartyRole.SIGNATORY,
                run.evidence(*spaced.party),
                (run.said(*spaced.person, place),),
                (run.said(*spaced.office, place),),
                place,
            )
    for pair in pairs(run):
        yield Party(
            flat(run.text[slice(*pair.party)]),
            PartyRole.SIGNATORY,
            run.evidence(*pair.party),
            (run.said(*pair.person, place),),
            (run.said(*pair.office, place),) if pair.office else (),
            place,
        )
    columns: list[str] = []
    for row in rows(run):
        if len(row.cells) < 2:
            columns = []
            continue
        heads = [_column(cell.text) for cell in row.cells]
        if any(_REACHED.search(folded(cell.text).text) for cell in row.cells):
            columns = []  # "Nom | Organisme | Téléphone": whom to call, not who signs
            continue
        if "party" in heads and "person" in heads:
            columns = heads
            continue
        if not columns or len(row.cells) > len(columns):
            continue
        cells = dict(zip(columns, row.cells, strict=False))
        party, person, office = (cells.get(name) for name in ("party", "person", "office"))
        if party and is_name(party.text):
            yield Party(
                flat(party.text),
                PartyRole.SIGNATORY,
                run.evidence(party.start, party.end),
                tuple(run.said(*span, place) for span in _person(person)) if person else (),
                (run.said(office.start, office.end, place),)
                if office and re.search(r"[^\W\d]{3}", office.text)
                else (),
                place,
            )


def _person(cell: Cell) -> Iterator[tuple[int, int]]:
    """Where the person stands that a cell names, the civility left out."""
    named = people(cell.text)
    if len(named) == 1:
        yield cell.start + named[0][0], cell.start + named[0][1]
    elif not named and bare_name(cell.text):
        yield cell.start, cell.end


# A name that stands in the middle of a line and begins another organisation follows none of these.
_LINKS = frozenset("de du des la le les l d et en a au aux pour sur par".split())


def _names_several(party: Party) -> bool:
    """Whether a name runs several organisations together, as cells side by side do: no name of any is sure."""
    words = party.name.split()
    kinds = {institution(party.name)[0]}
    for before, i in zip(words, range(1, len(words)), strict=False):
        if folded(before).text.strip(",;()").rpartition("'")[2] not in _LINKS and words[i][:1].isupper():
            kinds.add(institution(" ".join(words[i:]))[0])
    return len(kinds - {""}) > 2


def _is_office(name: str) -> bool:
    """Whether a name says nothing but an office: "Préfète déléguée pour l'égalité des chances"."""
    first = next(iter(offices(name)), None)
    return first is not None and first.start == 0 and first.of is None


_REACHED = re.compile(r"\b(?:telephones?|tel|courriels?|e-?mails?|mails?|adresses?|contacts?)\b|@")


def _column(head: str) -> str:
    whole = folded(head).text.strip(" :")
    kinds = (("party", PARTY_HEAD), ("person", PERSON_HEAD), ("office", OFFICE_HEAD))
    return next((kind for kind, words in kinds if re.fullmatch(words, whole)), "")


def _grouped(run: Run, found: Iterator[Item], place: Place, rank: int) -> Iterator[_Source]:
    """One source a list; a sentence is less sure than a list."""
    groups: dict[tuple[int, bool], list[Item]] = {}
    for item in found:
        groups.setdefault((item.group if rank else 0, item.listed), []).append(item)
    for (_, listed), group in groups.items():
        yield _Source(rank if listed else rank + 1, _read(run, group, place))


# Words for those who sign, which name nobody.
_NOBODY = re.compile(r"(?:les )?(?:soussigne(?:e)?s|(?:co-?)?signataires|parties|presentes?|ensemble|ci-apres)")


def _title(section: Section) -> str:
    return folded(section.title).text


def _outside(reading: Reading) -> Run:
    """What stands in no article, no sheet and not on the signature page."""
    inner = reading.of(SectionKind.ARTICLE, SectionKind.SHEET, SectionKind.SIGNATURE)
    kept = tuple(
        line
        for line in reading.lines
        if not any(section.start <= (line.page, line.start) < section.end for section in inner)
    )
    return Run(reading.document_id, reading.pages, kept)


def _opening(reading: Reading, outside: Run, headings: frozenset[tuple[int, int]]) -> Iterator[Party]:
    """The parties of the block that opens older contracts ("ENTRE LES SOUSSIGNÉS")."""
    lines = outside.lines
    first = next((i for i, line in enumerate(lines) if begins_opening(line.text)), None)
    if first is None:
        return
    last = next((i for i in range(first + 1, len(lines)) if ends_list(lines[i].text)), len(lines))
    # Without an end in sight it is no block of parties but a sentence that begins with "entre".
    if last - first > OPENING_LINES:
        return
    run = Run(reading.document_id, reading.pages, lines[first:last])
    skipped = re.match(r"\W*entre(?: les soussigne(?:e)?s)?[ ,:]*(?:d'une part)?[ ,:]*", folded(run.text).text)
    start = folded(run.text).origins[skipped.end()] if skipped else 0
    body = Run(reading.document_id, reading.pages, _from(run, start)) if run.text[start:].strip() else run
    yield from _read(
        body, items(body, PartyRole.SIGNATORY, opening=True, contract=True, headings=headings), Place.ARTICLE
    )


def _from(run: Run, start: int) -> tuple[Line, ...]:
    """The lines of a run from a character on: the first without what stands before it."""
    start += len(run.text[start:]) - len(run.text[start:].lstrip())
    first, *others = run.part(start).lines
    cut = start - run.text.rfind("\n", 0, start) - 1
    return replace(first, start=first.start + cut, text=first.text[cut:]), *others


def _read(run: Run, found: Iterator[Item] | Sequence[Item], place: Place) -> tuple[Party, ...]:
    read = (party_of(run, item, place) for item in found)
    return tuple(party for party in read if party is not None)


def party_of(run: Run, item: Item, place: Place) -> Party | None:
    """The party that an item of a list names, None when it names none."""
    text = run.text[item.start : item.end]
    span = _named_by_office(run, item) or name_span(run.text, item.start, item.end)
    if span is None or _is_nickname(run, span):
        return None
    span = _own_name(run, *span)
    name = flat(run.text[span[0] : span[1]])
    if _NOBODY.fullmatch(folded(name).text):
        return None
    if not is_name(name) or (bare_name(name) and not names_organisation(name)):
        return None
    if role_of_heading(name, listed=True) and not names_organisation(name):
        return None
    rest = span[1] - item.start
    named = [(start, end) for start, end in persons(text) if not in_street(text[:start])]
    representatives = tuple(
        run.said(item.start + start, item.start + end, place)
        for start, end in named
        if start >= rest or end <= span[0] - item.start
    )
    held = tuple(
        run.said(item.start + office.start, item.start + office.end, place)
        for office in offices(text)
        if in_street(text[: office.start]) is False
        if office.start >= rest
        or office.end <= span[0] - item.start
        or (representatives and item.start + office.start == span[0])  # "M. X, préfet de l'Y"
    )
    return Party(name, item.role, run.evidence(*span), _once(representatives), _once(held)[:1], place)


def _own_name(run: Run, start: int, end: int) -> tuple[int, int]:
    """Where a name stands without what another is called before it, nor "association" before an institution's."""
    # "… dénommée « l'agglomération », L'Agence régionale de …": what stands in quotation marks ends another's.
    quoted = max(run.text.rfind(mark, start, end) for mark in "«»")
    if quoted >= 0 and quoted + 1 < end:
        behind = re.match(r"[\s,;»«]*(?:[Ll]['’]|[Ll]es? |[Ll]a )?", run.text[quoted:end])
        start = quoted + (behind.end() if behind else 0)
    # "L'association CPTS du Val": what kind of body it is stands in its name already.
    kind = re.match(r"(?i)associations?\s+(?=[A-Z])", run.text[start:end])
    if kind and institution(run.text[start + kind.end() : end])[0]:
        start += kind.end()
    return start, end


def _is_nickname(run: Run, span: tuple[int, int]) -> bool:
    """Whether a name is only what a body is called further on: "ci-après dénommée « l'agglomération »"."""
    opened = re.search(r"«\s*(?:l['’]|les? |la )$", run.text[: span[0]])
    return bool(opened) and run.text[span[1] :].lstrip().startswith("»")


def _named_by_office(run: Run, item: Item) -> tuple[int, int] | None:
    """Where the organisation stands in "Mme X, directrice de l'Y" and "Le président de l'Y"."""
    text = run.text[item.start : item.end]
    named = persons(text)
    for office in offices(text):
        before = folded(text[: office.start]).text.strip(" -•,:")
        personal = bool(named) and named[0][1] <= office.start and not names_organisation(text[: named[0][0]])
        if office.of and (personal or before in {"", "le", "la", "l'", "m. le", "mme la", "monsieur le", "madame la"}):
            start, end = office.of
            return name_span(run.text, item.start + start, item.start + end)
        if personal:
            return item.start + office.start, item.start + office.end
        break
    return None


def _once(said: Sequence[Said]) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for one in said:
        found.setdefault(letters(one.value), one)
    return tuple(found.values())


def _same(one: Party, other: Party) -> bool:
    return letters(one.name) == letters(other.name) or same_organisation(one.name, other.name)


def _distinct(found: Sequence[Party]) -> list[Party]:
    """The parties without those named twice in one list."""
    kept: list[Party] = []
    for party in found:
        if not any(letters(party.name) == letters(other.name) for other in kept):
            kept.append(party)
    return kept


def _represented(party: Party, sources: Sequence[_Source]) -> Party:
    """The party with the person and the office that another place gives, where its own gives none."""
    for source in sources:
        same = [other for other in source.signatories if other is not party and _same(party, other)]
        if len(same) != 1:
            continue
        if not party.representatives and not party.offices:
            party = replace(party, representatives=same[0].representatives, offices=same[0].offices)
    return party
