"""When and where a contract was signed. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ingest.facts.articles.statements import CONTRACT, Statement, of_run, ranked, statements
from ingest.facts.calendar import Mention, mentions, year_of
from ingest.facts.folding import folded
from ingest.facts.parties.stains import clean_word
from ingest.facts.reading import Reading, Run, flat
from ingest.facts.records import Evidence, Place, Said
from ingest.facts.signature.place import signature_pages

# A contract begins in the year of its signature or in the next; some are signed after they began.
SIGNED_BEFORE, SIGNED_AFTER = 2, 1
# The verb of a signature and its date stand close together.
NEAR, OPENING_NEAR = 130, 260

_SIGNED = re.compile(
    r"\bsign(?:e|es|ee|ees|er|ent|ature|atures)\b|\bparaph\w+|\bs'engage(?:nt)?\b|\bse sont engages?\b|\bofficialis\w+"
    r"|\bsigned\b|\bsigning\b|\bsignataires d[ue] (?:present )?(?:cls|contrat(?: local de sante)?)(?= \()"
)
# Other acts that have a date of their own.
_OTHER_ACT = re.compile(
    r"\b(?:deliberations?|arretes?|loi|decret|vu|crte|conventions?|chartes?|avenants?|protocole|cpom"
    r"|contrat de (?!sante)\w+"
    r"|contrat territorial|ptsm|clsm|code|circulaire|instruction|ordonnance|prs|schema|precedent\w*|ancien"
    r"|voisin\w*|limitrophe\w*|instar|exemple|pacte|mandat|accord|contrat d[’'])\b"
)
# "Date de signature : 9 juillet 2031": the line of a list names no contract, and needs none.
_LABEL = re.compile(r"(?:date|jour)(?: et lieu)? d(?:e|u|e la|e sa) signature\b")
_DATELINE = re.compile(r"\s*[A-ZÀ-Ý][\w’' -]{1,40}, (?:le )?")
_OPENING = re.compile(r"\s*(?:(?:hier|aujourd'hui|ce|le|jeudi|ce jour),? ?)*")
_MADE = re.compile(r"\b(?:fait|signe)(?: en [^.]{0,40}?exemplaires?(?: originaux)?)?,? a (?=[a-z])")
# What stands between "Fait à" and the date: the place, and how many copies were made.
_MADE_REACH = 90
_PLACE_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'-]*(?:[ -](?:(?:le|la|les|sur|sous|en|de|du|des|lès|lez|aux?|et|d[’']"
    r"|l[’'])[ -]?)*[A-ZÀ-Ý][\w’'-]*)*"
)


def signed_on(reading: Reading) -> tuple[Said, ...]:
    """The day, or the month, of the signature."""
    return ranked(said for said, _ in _signatures(reading))


def signed_at(reading: Reading) -> tuple[Said, ...]:
    """Where the contract was signed."""
    return ranked(chain(_made_at(reading), (place for _, place in _signatures(reading) if place)))


def _pages(reading: Reading) -> Iterator[Statement]:
    for run in signature_pages(reading):
        yield from of_run(run, Place.SIGNATURE)


def _made_at(reading: Reading) -> Iterator[Said]:
    for sentence in _pages(reading):
        for match in _MADE.finditer(sentence.folded.text):
            place = _place(sentence, match.end())
            if place:
                yield clean_word(reading, place)


def _signatures(reading: Reading) -> Iterator[tuple[Said, Said | None]]:
    """The dates of the signature, each with the place that is named by it."""
    for sentence in _pages(reading):
        text = sentence.folded.text
        for match in [*_MADE.finditer(text), *re.finditer(r"^(?:fait|signe) le ", text)]:
            dated = next((m for m in mentions(text) if 0 <= m.start - match.end() <= _MADE_REACH), None)
            if dated and dated.iso:
                yield sentence.said(dated.start, dated.end, value=dated.iso), None
    for sentence in statements(reading):
        if sentence.place is not Place.SHEET:
            yield from _in_sentence(reading, sentence)


def _in_sentence(reading: Reading, sentence: Statement) -> Iterator[tuple[Said, Said | None]]:
    text = sentence.folded.text
    verbs = [*_SIGNED.finditer(text)]
    if not verbs or not (CONTRACT.search(text) or _LABEL.match(text.strip(" -•*"))):
        return
    for dated in mentions(text):
        # "Hier, mardi 17 juin, le président de … et … ont signé": a date that opens a sentence dates all of it.
        opens = _OPENING.fullmatch(text[: dated.start]) is not None
        near = [v for v in verbs if _gap(v, dated) <= (OPENING_NEAR if opens else NEAR)]
        if _dateline(sentence, dated):
            continue
        if not near or _OTHER_ACT.search(text[max(0, dated.start - 70) : dated.start]):
            continue
        verb = min(near, key=lambda v: _gap(v, dated))
        between = text[min(verb.end(), dated.end) : max(verb.start(), dated.start)]
        if "|" in between:
            continue  # another cell of a table
        # "s'engagent … dans un CLS conclu pour …, à compter du 1er janvier" dates its beginning.
        if re.search(r"\b(?:a compter|a partir|entre en vigueur|prend effet|jusqu|depuis|avant)\b", between):
            continue
        said = _dated(reading, sentence, dated)
        if said:
            yield said, _beside(sentence, dated)


def _dateline(sentence: Statement, dated: Mention) -> bool:
    """Whether a date stands in the line that dates a press release or a letter: "X-sur-Y, le 18 juin 2025"."""
    start, end = sentence.folded.back(dated.start, dated.end)
    text = sentence.run.text
    first = text.rfind("\n", 0, sentence.start + start) + 1
    last = text.find("\n", sentence.start + end)
    before, after = text[first : sentence.start + start], text[sentence.start + end : last if last >= 0 else None]
    return _DATELINE.fullmatch(before) is not None and not after.strip(" .")


def _gap(verb: re.Match[str], dated: Mention) -> int:
    return max(dated.start - verb.end(), verb.start() - dated.end)


def _dated(reading: Reading, sentence: Statement, dated: Mention) -> Said | None:
    begins = int(reading.metadata.period[:4]) if reading.metadata.period else 0
    if dated.year:
        likely = not begins or begins - SIGNED_BEFORE <= dated.year <= begins + SIGNED_AFTER
        return sentence.said(dated.start, dated.end, value=dated.iso) if likely else None
    own = sentence.said(dated.start, dated.end)
    page = own.evidence[0].page
    for proof, year in _years_said(reading, page, dated, begins):
        whole = Mention(dated.start, dated.end, year, dated.month, dated.day)
        return Said(whole.iso, (*own.evidence, proof), sentence.place)
    return None


def _years_said(reading: Reading, page: int, dated: Mention, begins: int) -> Iterator[tuple[Evidence, int]]:
    """The year of a day that is named without one, with the words of the page that give it."""
    run = Run(reading.document_id, reading.pages, tuple(line for line in reading.lines if line.page == page))
    whole = folded(run.text)
    for other in mentions(whole.text):
        # The same day with its year, or the day on which a press release is dated.
        same = (other.month, other.day) == (dated.month, dated.day)
        heads = other.day and other.start < 200 and 0 <= _days(other) - _days(dated) <= 31
        if other.year and (same or heads) and dated.fits(other.year):
            yield run.evidence(*whole.back(other.start, other.end))[0], other.year
    if dated.weekday < 0 or not begins:
        return
    printed = {int(match.group()): match for match in re.finditer(r"\b20\d\d\b", whole.text)}
    year = year_of(dated, {begins - 1, begins} & printed.keys())
    if year:
        yield run.evidence(*whole.span(printed[year]))[0], year


def _days(mention: Mention) -> int:
    return 31 * mention.month + mention.day


def _beside(sentence: Statement, dated: Mention) -> Said | None:
    """The place that stands right behind a date or right before it."""
    text = sentence.folded.text
    behind = re.match(r",? (?:a|au) ", text[dated.end :])
    if behind:
        return _place(sentence, dated.end + behind.end())
    for ahead in reversed([*re.finditer(r"\ba (?=[a-z])", text[: dated.start])]):
        if re.fullmatch(r"[a-z' -]{2,45}?,? (?:(?:le|ce) )?", text[ahead.end() : dated.start]):
            return _place(sentence, ahead.end())
    return None


def _place(sentence: Statement, start: int) -> Said | None:
    original = sentence.original(start, min(start + 60, len(sentence.folded.text)))
    match = _PLACE_NAME.match(flat(original))
    if not match or match.group().isdigit():
        return None
    name = re.sub(r"[\s-]+(?:le|la|les|l|en)$", "", match.group(), flags=re.IGNORECASE).strip(" -'’")
    end = start + len(folded(name).text)
    return sentence.said(start, end)
