"""The signature page: who signs for each party, read through layouts and OCR noise. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from ingest.facts.folding import folded, words_of
from ingest.facts.parties.likeness import alike
from ingest.facts.parties.organisations import opens_organisation
from ingest.facts.parties.people import bare_name, offices
from ingest.facts.parties.stains import clean_person, has_stain, is_stained, mended
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import Evidence, Party, PartyRole, Place, Said
from ingest.facts.signature.blocks import Block, blocks, pieces
from ingest.facts.signature.place import signature_pages

# The letters of a block are a party's from this likeness on (0-100), and so much more than any other party's.
ALIKE, LEAD = 70, 6
# The name of a party on the page takes up to so many lines.
NAME_LINES = 7
# What a person presides over stands so near behind his name.
OFFICE_REACH = 160
# "de la délégation / territoriale", "pour l’égalité / des chances", "départemental de / l’Essonne"
_SMALL = r"(?:[a-zà-ÿ-]+|[ld][’'][A-ZÀ-Ýa-zà-ÿ-]+)"
_OFFICE_MORE = re.compile(rf"(?:(?:[ ]|\n(?=[a-zà-ÿ])){_SMALL}){{1,12}}(?=\s*\n|\s*$)")


def representatives(reading: Reading, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties with the persons and offices of the signature page; nobody where it does not tell for whom."""
    found = dict(enumerate(parties))
    signing = [i for i, party in enumerate(parties) if party.role is PartyRole.SIGNATORY]
    for printed in signature_pages(reading):
        run = mended(printed) if is_stained(printed.text) else printed
        for index, block in _assigned(run, blocks(run), [(i, parties[i]) for i in signing]):
            mine = _of_people(run, block, parties)
            if _speaks_for_another(run, mine, index, parties):
                continue
            found[index] = _with(found[index], reading, run, mine)
        for index, named, held in _told_elsewhere(reading, run, found):
            found[index] = replace(found[index], representatives=(named,), offices=(held,) if held else ())
    return tuple(found.values())


def _speaks_for_another(run: Run, block: Block, index: int, parties: Sequence[Party]) -> bool:
    """Whether the list of the parties gives a block's person to another party: then the page's columns were mixed."""
    if not block.persons or not parties[index].representatives:
        return False
    named = letters(run.text[slice(*block.persons[0])])
    own = {letters(said.value) for said in parties[index].representatives}
    others = {letters(said.value) for i, p in enumerate(parties) if i != index for said in p.representatives}
    return named in others - own


def _told_elsewhere(
    reading: Reading, run: Run, parties: Mapping[int, Party]
) -> Iterator[tuple[int, Said, Said | None]]:
    """Who signs above a bare office ("Le Président"), where the document says elsewhere of whom he is the president."""
    open_ = {
        i: party for i, party in parties.items() if party.role is PartyRole.SIGNATORY and not party.representatives
    }
    known = {letters(said.value) for party in parties.values() for said in party.representatives}
    for above, piece in pairwise([None, *pieces(run)]):
        if piece is None or piece.person is None or piece.party is not None:
            continue
        named = _clean(reading, run, piece.person)
        if named is None or letters(named.value) in known:
            continue
        for _, evidence in _elsewhere(reading, named):
            of = _organisation_behind(_page(reading, evidence.page), evidence.end)
            same = [i for i, party in open_.items() if of and alike(of, party.name) >= ALIKE]
            if len(same) == 1:
                held = piece.office or (above.office if above and above.party is None else None)
                said = _clean_office(reading, run, _whole_office(run, held)) if held else None
                yield same[0], replace(named, evidence=(*named.evidence, evidence)), said
                del open_[same[0]]
                break


def _of_people(run: Run, block: Block, parties: Sequence[Party]) -> Block:
    """The block without "persons" whose words are a party's name: "Mutualité sociale agricole / Val de Rive"."""
    names = [letters(party.name) for party in parties]
    people = [span for span in block.persons if not any(letters(run.text[slice(*span)]) in name for name in names)]
    return replace(block, persons=people)


def _organisation_behind(text: str, start: int) -> str:
    """The organisation in "…, président du Département de X", behind a person's name; "" for none."""
    behind = text[start : start + OFFICE_REACH]
    held = next(iter(offices(behind)), None)
    if held is None or held.of is None or not re.fullmatch(r"\s*,\s*(?:(?:le|la) |l[’'])?", behind[: held.start]):
        return ""
    return flat(behind[slice(*held.of)])


def _page(reading: Reading, number: int) -> str:
    return next(page.text for page in reading.pages if page.number == number)


def _assigned(run: Run, found: Sequence[Block], parties: Sequence[tuple[int, Party]]) -> Iterator[tuple[int, Block]]:
    """Each party with the block that names it best; a block that could be of two parties is nobody's."""
    scores = [
        (likeness, b, i)
        for b, block in enumerate(found)
        for i, party in parties
        if (likeness := _likeness(run, block, party.name)) >= ALIKE
    ]
    taken_blocks: set[int] = set()
    taken_parties: set[int] = set()
    # As well named, a block with a person is the party's: a sentence may name the office too.
    for likeness, b, i in sorted(scores, key=lambda score: (-score[0], not found[score[1]].persons, score[1])):
        if b in taken_blocks or i in taken_parties:
            continue
        rivals = [
            other for other, c, j in scores if c == b and j != i and j not in taken_parties and other > likeness - LEAD
        ]
        if rivals:
            continue
        taken_blocks.add(b)
        taken_parties.add(i)
        if found[b].persons or found[b].offices:
            yield i, found[b]


def _likeness(run: Run, block: Block, name: str) -> float:
    """How well the lines of a block name a party (0-100): the last lines of it, for a block may begin with stains."""
    shown = [flat(run.text[slice(*piece.party)]) for piece in block.names if piece.party]
    best = 0.0
    for first in range(max(0, len(shown) - NAME_LINES), len(shown)):
        best = max(best, alike(" ".join(shown[first:]), name))
    # A complete name may be followed by the organisation's service.
    return max([best, *(100.0 for one in shown if letters(one) == letters(name))])


def _with(party: Party, reading: Reading, run: Run, block: Block) -> Party:
    named = [said for span in block.persons[:1] if (said := _clean(reading, run, span))]
    held = [_clean_office(reading, run, _whole_office(run, span)) for span in block.offices[:1]]
    return replace(
        party,
        representatives=_added(party.representatives, named),
        offices=_added(_less(party.offices, held), held),
    )


def _whole_office(run: Run, span: tuple[int, int]) -> tuple[int, int]:
    """The office with the small-letter words that go on with it, over the lines below too: "déléguée à la / santé"."""
    more = _OFFICE_MORE.match(run.text, span[1])
    if more and opens_organisation(re.sub(r"^\s*(?:de la|de l[’']|du|des|de|d[’'])\s*", "", more.group())):
        return span  # "directrice générale de l’ARS": the organisation is the party's
    return (span[0], more.end()) if more else span


def _less(known: tuple[Said, ...], signed: Sequence[Said]) -> tuple[Said, ...]:
    """The offices but for those that the page of signatures gives too, shorter: "vice-présidente chargée de …"."""
    shown = [letters(said.value) for said in signed]
    return tuple(said for said in known if not any(letters(said.value).startswith(one) for one in shown if one))


def _added(known: tuple[Said, ...], more: Sequence[Said]) -> tuple[Said, ...]:
    seen = {letters(said.value) for said in known}
    return (*known, *(said for said in more if letters(said.value) not in seen))


def _clean(reading: Reading, run: Run, span: tuple[int, int]) -> Said | None:
    """The name as printed, or as another page writes the same letters cleanly; None for one that cannot be read."""
    printed = run.said(*span, Place.SIGNATURE)
    shown = flat(" ".join(piece.quote for piece in printed.evidence))
    if has_stain(shown) or is_stained(_page(reading, printed.evidence[0].page)):
        found = clean_person(reading, printed)
        return found or (None if has_stain(shown) or shown != printed.value else printed)
    broken = [word for word in printed.value.split() if len(word) < 3 or not word[:1].isupper()]
    if not broken and re.search(r"[a-z]", printed.value.split()[0]) is None:
        return printed
    for value, evidence in _elsewhere(reading, printed):
        if bare_name(value) and len(value.split()) < len(printed.value.split()):
            return Said(value, (*printed.evidence, evidence), Place.SIGNATURE)
    return printed


def _elsewhere(reading: Reading, printed: Said) -> Iterator[tuple[str, Evidence]]:
    sought = letters(printed.value)
    own = {(evidence.page, evidence.start) for evidence in printed.evidence}
    for page in reading.pages:
        bare, places = _letters_of(page.text)
        at = bare.find(sought)
        while at >= 0:
            start, end = places[at], places[at + len(sought) - 1] + 1
            if (page.number, start) not in own and not page.text[start - 1 : start].isalpha():
                quote = page.text[start:end]
                yield flat(quote), Evidence(reading.document_id, page.number, start, end, quote)
            at = bare.find(sought, at + 1)


@cache
def _letters_of(text: str) -> tuple[str, tuple[int, ...]]:
    whole = folded(text)
    kept = [(c, origin) for c, origin in zip(whole.text, whole.origins, strict=False) if c.isalnum()]
    return "".join(c for c, _ in kept), tuple(origin for _, origin in kept)


def _clean_office(reading: Reading, run: Run, span: tuple[int, int]) -> Said:
    """The office as printed; one with signs that no word has, as the document writes it elsewhere."""
    printed = run.said(*span, Place.SIGNATURE)
    if re.fullmatch(r"[\w’'\s.,()-]+", printed.value):
        return printed
    meant = max(words_of("offices.txt"), key=lambda name: fuzz.ratio(letters(printed.value), letters(name)))
    for page in reading.pages:
        whole = folded(page.text)
        match = re.search(rf"(?<!\w){re.escape(meant)}(?!\w)", whole.text)
        if match:
            start, end = whole.span(match)
            clean = Evidence(reading.document_id, page.number, start, end, page.text[start:end])
            return Said(flat(clean.quote), (*printed.evidence, clean), Place.SIGNATURE)
    return printed
