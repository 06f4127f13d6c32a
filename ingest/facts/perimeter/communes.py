"""Names of communes in lists: where each stands in a text. Pure functions on strings."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from ingest.facts.reading import flat
from ingest.naming import fold

NAME_CHARACTERS = 45
# With what stands in brackets behind it, a name is no longer than this.
STRETCH_CHARACTERS = 160
NAME_WORDS = 7
_PARTICLES = frozenset("sur sous en lès les lez le la de du des d l à au aux et près devant hors outre vers ès".split())
# Words that no commune's name holds: a list of names has ended, or never began.
_NOT_NAMES = frozenset(
    "article annexe ars axe axes carte cc ca cls commune communes communaute communautes contrat cpam departement "
    "departements epci etat figure habitants intercommunalite metropole nom page perimetre petr population prefecture "
    "region source sources tableau territoire total ensemble agglomeration insee dgf conseil centre caisse pays".split()
)
_CAPITAL = r"(?:[LlDd]['’])?[A-ZÀ-ÖØ-ÞŒ][\w’'.]*"
_WORD = re.compile(rf"{_CAPITAL}(?:-[\w’'.]+)*-?$")
# Between two names: a comma, a semicolon, a bar, a bullet.
_BETWEEN = re.compile(r"\s*[,;|•▪·]\s*|\s+/\s+|\s+[-–—]\s+|\n+\s*o\s+")
_FULL_STOP = re.compile(r"(?<!\bSt)(?<!\bSte)\.(?=\s|$)")
# A lower-case letter before an upper-case one inside a word: a comma or a space was lost there.
_LOST_COMMA = re.compile(r"(?<=[a-zà-öø-ÿœ]{2})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ])")
_LEAD = re.compile(r"[\s•▪◦*·○●■□►▸➢➔→✓✔❖‣⁃]*(?:[-–—]\s*(?!\d)|o\s+|\d{1,3}[.)]\s+)?")
_TAIL = re.compile(r"\s*(?:\([^()]*\)?|[:*]|\d[\d  ]*+(?:\s*hab\w*\.?)?)+$")
_OF = re.compile(r"(?:de |d['’]|du )(?=[A-ZÀ-ÖØ-ÞŒ])")
_LAST = re.compile(r"\s+(?:et|ainsi que)\s+(?=(?:(?:le|la|les)\s+|[ld]['’]|de\s+)?[A-ZÀ-ÖØ-ÞŒ])")


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    last: bool = False  # a full stop or words that are no name stand behind it


def is_commune(name: str) -> bool:
    """Whether a text has the shape of a commune's name."""
    words = flat(name).split(" ")
    if not words[0] or len(words) > NAME_WORDS or len(name) > NAME_CHARACTERS or re.search(r"[\d()€%:|]", name):
        return False
    if words[0].lower() in _PARTICLES - {"le", "la", "les", "l"} or words[-1].lower().rstrip("'’") in _PARTICLES:
        return False
    if any(fold(part) in _NOT_NAMES for word in words for part in re.split(r"['’]", word)):
        return False
    shaped = [_WORD.match(word) is not None for word in words]
    return any(shaped) and all(
        ok or word in _PARTICLES or (word.isupper() and word.lower() in _PARTICLES)
        for ok, word in zip(shaped, words, strict=True)
    )


def commune_name(text: str) -> str:
    """A commune's name as one line, a word cut at a line end made whole."""
    return flat(re.sub(r"-\s+", "-", text))


def commune_list(text: str, start: int, end: int, announced: int | None = None) -> tuple[tuple[int, int], ...]:
    """The spans of the names of the list that begins at `start`; empty where none does.

    `announced` is how many the text says there are: it settles where a line end alone parts two names.
    """
    region = text[start:end]
    lines = [line for line in region.split("\n") if line.strip()]
    if not lines:
        return ()
    # Names parted by commas fill their lines; names one a line have no comma.
    listed = _by_line(text, start, end)
    separators = len(re.findall(r"[,;]", text[start : listed[-1].end])) if listed else 1
    if listed and separators == 0 and len(listed) > 1:
        return _settled_lines(text, listed, announced)
    return _settled(text, _by_comma(text, start, end), announced)


def _by_line(text: str, start: int, end: int) -> list[_Token]:
    found: list[_Token] = []
    for match in re.finditer(r"[^\n]+", text[:end][start:]):
        span = _name_within(text, start + match.start(), start + match.end())
        if span is None:
            if found or match.group().strip(" :"):
                break
            continue
        found.append(span)
    return found


def _by_comma(text: str, start: int, end: int) -> list[_Token]:
    found: list[_Token] = []
    at = start
    for match in [*_BETWEEN.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if text[at:stop].strip():
            found += _tokens(text, at, stop)
            if not found or found[-1].last:
                break
        at = match.end() if match else end
    return found


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The names between two separators: one, two where "et" parts the last, none and an end where it is no name."""
    stop = _FULL_STOP.search(text, start, end)
    limit = stop.start() if stop else end
    gap = re.search(r"\n\s*\n", text[start:limit].lstrip("\n "))
    if gap:
        lead = limit - start - len(text[start:limit].lstrip("\n "))
        first = _name_within(text, start + lead, start + lead + gap.start())
        rest = _name_within(text, start + lead + gap.end(), limit)
        whole = _name_within(text, start, limit)
        if first and not rest and not whole:
            return [_Token(first.start, first.end, last=True)]
        if first and rest:
            return [first, _Token(rest.start, rest.end, last=stop is not None)]
    both = _LAST.search(text, start, limit)
    if both:
        one, two = _name_within(text, start, both.start()), _name_within(text, both.end(), limit)
        if one and two:
            return [one, _Token(two.start, two.end, last=True)]
        if one and not two:
            two = _prefix(text, both.end(), limit)
            return [one, _Token(two.start, two.end, last=True)] if two else [_Token(one.start, one.end, last=True)]
    whole = _name_within(text, start, limit)
    if whole:
        return [_Token(whole.start, whole.end, last=stop is not None)]
    first = _prefix(text, start, limit)
    return [_Token(first.start, first.end, last=True)] if first else [_Token(start, start, last=True)]


def _prefix(text: str, start: int, end: int) -> _Token | None:
    """The name before the line end behind which a sentence begins."""
    for match in re.finditer(r"\n", text[start:end]):
        found = _name_within(text, start, start + match.start())
        if found:
            return found
    return None


def _name_within(text: str, start: int, end: int) -> _Token | None:
    """The name that a stretch holds, without bullet, article of a list ("d'"), brackets and figures."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    preposition = _OF.match(text, start, end)
    start = preposition.end() if preposition else start
    if end - start > STRETCH_CHARACTERS:
        return None
    stretch = text[start:end].rstrip(" \n.,;")
    tail = _TAIL.search(stretch)
    stretch = (stretch[: tail.start()] if tail else stretch).rstrip()
    return _Token(start, start + len(stretch)) if is_commune(commune_name(stretch)) else None


def _settled(text: str, tokens: list[_Token], announced: int | None) -> tuple[tuple[int, int], ...]:
    spans = [(token.start, token.end) for token in tokens if token.end > token.start]
    spans = [part for span in spans for part in _uncamel(text, *span)]
    if announced is None or len(spans) == announced:
        return tuple(spans)
    # Two names that only a line end parts: taken apart where that gives just the number announced.
    halves = {span: cut for span in spans if (cut := _line_cut(text, *span))}
    if announced == len(spans) + len(halves):
        return tuple(part for span in spans for part in halves.get(span, (span,)))
    last = spans[-1] if len(spans) > 1 else None
    if last and len(spans) == announced + 1 and re.fullmatch(r"\s+et\s+", text[spans[-2][1] : last[0]]):
        joined = (spans[-2][0], last[1])
        if is_commune(commune_name(text[slice(*joined)])):
            return (*spans[:-2], joined)
    return tuple(spans)


def _line_cut(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    cut = text.find("\n", start, end)
    if cut < 0 or text[cut - 1] == "-":
        return None
    one, two = _name_within(text, start, cut), _name_within(text, cut + 1, end)
    return ((one.start, one.end), (two.start, two.end)) if one and two else None


def _settled_lines(text: str, tokens: list[_Token], announced: int | None) -> tuple[tuple[int, int], ...]:
    spans = [part for token in tokens for part in _uncamel(text, token.start, token.end)]
    if announced is None or len(spans) >= announced:
        return tuple(spans)
    # Columns side by side: every name one word, as many as announced; otherwise nobody can tell them apart.
    words = [
        (start + match.start(), start + match.end())
        for start, end in spans
        for match in re.finditer(r"\S+", text[start:end])
    ]
    if len(words) == announced and all(is_commune(text[slice(*word)]) for word in words):
        return tuple(words)
    several = sum(1 for start, end in spans if len(re.findall(r"\s[A-ZÀ-Þ]", text[start:end])) >= 2)
    return () if several * 3 > len(spans) else tuple(spans)


def _uncamel(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(match.start() for match in _LOST_COMMA.finditer(text, start, end) if match.start() > start), end]
    return list(itertools.pairwise(cuts))
