"""The lists of communes in a text about a perimeter, and whose figures it tells. Pure functions on strings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.perimeter.communes import commune_list, commune_name, is_commune
from ingest.facts.perimeter.counts import COMMUNES, Count, counts
from ingest.facts.perimeter.groupings import Mention
from ingest.facts.reading import Run
from ingest.facts.records import Place, Said
from ingest.naming import fold

# Names that nothing but a line end announces make a list from this many on.
FEWEST_BARE = 3
_TOTAL = re.compile(r"\b(?:soit|au total|en tout|ensemble|total)\b")
# What may stand between a grouping and its own figures where a sentence names several.
_TIGHT = re.compile(r"\s*(?:[:(–—|-]|avec|qui (?:compte|regroupe|comprend|rassemble)|comptant|regroupant|et|,|\s)*\s*")
_ALONE = re.compile(
    r"\b(?:la |de la |cette |une |à la )?(?:seule )?(?:commune|ville)\s+(?:nouvelle\s+)?(?:de\s+|d['’]|du\s+|des\s+)"
    r"(?=(?:la |le |les |l['’])?[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_NAMES_OF = re.compile(
    r"\b[Cc]ommunes\s+(?:suivantes\s*:?|sont\s*:|(?=(?:d['’]|de\s+|du\s+)?(?:L[ea]s?\s+|L['’])?[A-ZÀ-Þ]))\s*"
)
_PART_HEAD = re.compile(
    r"^[A-ZÀ-Þ][^\n():;.]{1,40}\s\(\s*(?P<count>\d{1,3})\s+communes\b[^()]{0,60}\)\s*[|:]?[ \n]*", re.MULTILINE
)
_GROUPING = re.compile(r"(?i)\bcommunaut|\bm[ée]tropole|\bagglo|\b(?:CC|CA|CU)\b")
_ELSEWHERE = re.compile(
    r"\b(?:riverain\w*|limitrophes?|voisin\w*|autres? intercommunalite|ouvert\w* aux|hors|non membres?|ainsi que)\b"
)
# "La communauté de communes du Haut Val en rassemble huit :"
_THEM = re.compile(
    rf"\ben (?:rassemble|regroupe|compte|comprend|réunit|fédère|a)\s+(?P<number>\d{{1,3}}|{NUMERAL})"
    r"(?:\s+communes)?\s*:\s*$"
)
_OUTSIDE = re.compile(r"\b(?:ainsi que|hors|non membres?|auxquelles? s'ajoute\w*|isolees?|en dehors)\b")


def lists(
    text: str, named: list[Mention], tables: list[tuple[int, int]]
) -> Iterator[tuple[tuple[tuple[int, int], ...], Mention | None]]:
    """The lists of communes, each with the grouping under which it stands."""
    bounds = [0, *(m.start for m in named), len(text)]
    for i, (start, end) in enumerate(itertools.pairwise(bounds)):
        owner = named[i - 1] if i else None
        start = owner.after if owner else start
        end = min([end, *(low for low, _ in tables if low >= start)])
        first = _list_after(text, start, end, owner)
        if first:
            yield first, _whose(text, first, owner, named)
            start = first[-1][1]
        for match in _NAMES_OF.finditer(text, start, end):
            more = commune_list(text, match.end(), end, _announced(text, start, match.end()))
            if len(more) >= 2 and more[0][0] >= start:
                yield more, _whose(text, more, None if first else owner, named)
                start = more[-1][1]
        # Further lists are those of its sectors, or name communes of elsewhere to which the contract is open.
        while first and (more := _list_after(text, start, end, None)):
            elsewhere = _ELSEWHERE.search(fold(text[start : more[0][0]]))
            yield more, None if elsewhere else _whose(text, first, owner, named)
            start = more[-1][1]


def parts_listed(text: str) -> tuple[tuple[tuple[int, int], tuple[tuple[int, int], ...]], ...]:
    """The names that say how many communes they have ("Plaine (6 communes, 15 425 habitants)"), each with its list.

    None where one does not hold as many as it says.
    """
    heads = list(_PART_HEAD.finditer(text))
    bounds = [*(head.start() for head in heads[1:]), len(text)]
    found = [commune_list(text, head.end(), end, int(head["count"])) for head, end in zip(heads, bounds, strict=False)]
    # A grouping with its list is read as one.
    if any(_GROUPING.search(head.group()) for head in heads):
        return ()
    whole = all(len(spans) == int(head["count"]) for spans, head in zip(found, heads, strict=True))
    return (
        tuple((head.span(), spans) for head, spans in zip(heads, found, strict=True))
        if len(found) > 1 and whole
        else ()
    )


def _whose(
    text: str, spans: tuple[tuple[int, int], ...], owner: Mention | None, named: list[Mention]
) -> Mention | None:
    """The grouping to which a list belongs: the one before it unless the words between say otherwise."""
    if owner is None:
        one = len({m.key for m in named}) == 1 and named[0].start < spans[0][0]
        before = fold(text[max(0, spans[0][0] - 120) : spans[0][0]])
        return named[0] if one and not _OUTSIDE.search(before) else None
    between = fold(text[owner.after : spans[0][0]])
    several = len({m.key for m in named if m.start < spans[0][0]}) > 1
    # "CC A, CC B et CC C, soit 42 communes : …" lists them all.
    if _OUTSIDE.search(between) or (several and not owner.opens_line and _TOTAL.search(between)):
        return None
    return owner


def _list_after(text: str, start: int, end: int, owner: Mention | None) -> tuple[tuple[int, int], ...]:
    for match in re.finditer(r":", text[start:end]):
        at = start + match.end()
        before = text[start:at]
        if owner is None and not re.search(
            r"commune|territoire|perimetre|suivant|\b(?:pole|secteur|bassin)\b", fold(before[-160:])
        ):
            continue
        announced = _announced(text, start, at)
        spans = commune_list(text, at, end, announced)
        if len(spans) >= 2 or (spans and announced == 1):
            return spans
    if owner is None:
        return ()
    below = tuple(_below(text, start, end)) if owner.opens_line else ()
    # As many lines as communes are announced are those communes, whatever stands in brackets further on.
    exact = next((spans for spans, announced in below if len(spans) == announced), ())
    if exact:
        return exact
    for bracket in re.finditer(r"\(", text[start:end]):
        close = text.find(")", start + bracket.end(), end)
        spans = commune_list(text, start + bracket.end(), close if close > 0 else end)
        if len(spans) >= 2:
            return spans
    return next((spans for spans, _ in below if len(spans) >= FEWEST_BARE), ())


def _below(text: str, start: int, end: int) -> Iterator[tuple[tuple[tuple[int, int], ...], int | None]]:
    """The names that follow each of the first lines, and how many are announced above them."""
    line_end = text.find("\n", start, end)
    while 0 <= line_end < end and len(text[start:line_end]) < 200:
        announced = _announced(text, start, line_end)
        spans = commune_list(text, line_end + 1, end, announced)
        if spans:
            yield spans, announced
        line_end = text.find("\n", line_end + 1, end)
        if text[start:line_end].count("\n") > 3:
            break


def _announced(text: str, start: int, end: int) -> int | None:
    """How many communes the words before a list say there are."""
    said = [count.value for count in counts(text[start:end]) if count.unit == COMMUNES]
    return int(said[-1]) if said else None


def alone(run: Run, place: Place) -> Iterator[Said]:
    """The commune that is a perimeter by itself: "le territoire de la commune de X"."""
    seen: set[str] = set()
    for match in _ALONE.finditer(run.text):
        for low, high in commune_list(run.text, match.end(), _phrase_end(run.text, match.end()))[:1]:
            name = commune_name(run.text[low:high])
            if fold(name) not in seen and is_commune(name):
                seen.add(fold(name))
                yield run.said(low, high, place, name)


def _phrase_end(text: str, start: int) -> int:
    """Where a name in a sentence ends at the latest: before a lower-case word that is no part of it."""
    word = re.compile(
        r"\s*(?:(?:[LlDd]['’])?[A-ZÀ-Þ][\w’'-]*|(?:sur|sous|en|lès|les|le|la|de|du|des|l['’]|d['’])(?=\s|[A-ZÀ-Þ]))"
    )
    at = start
    while (match := word.match(text, at)) and match.end() > at:
        at = match.end()
    tail = re.search(r"(?:\s+(?:sur|sous|en|lès|les|le|la|de|du|des))+$", text[start:at])
    return start + tail.start() if tail else at


# "la Communauté de communes du Val (CCV) dans son entier, soit huit communes": of this one, beside others.
_ENTIRE = re.compile(r"\W*(?:[a-z]{2,8}\) ?)?(?:dans son (?:entier|ensemble|integralite)|en (?:entier|totalite))\b")


def owner_of(text: str, count: Count, named: list[Mention], taken: list[tuple[int, int]]) -> Mention | None:
    """The grouping whose figure this is; None for the whole."""
    following = next((m for m in named if m.start >= count.end), None)
    # "les 92 communes de la communauté de communes de X"
    if following and re.fullmatch(r"\s+(?:de la|de l['’]|du|de|des|d['’])\s*", text[count.end : following.start]):
        return following
    before = [m for m in named if m.after <= count.start]
    if not before:
        return None
    latest = before[-1]
    between = text[latest.after : count.start]
    others = len({m.key for m in named}) > 1
    sentence = sentence_start(text, count.start)
    if not others and re.match(
        r"(?:elle|celle-ci|cette|la communaute|la metropole)\b", fold(text[sentence : count.start])
    ):
        return latest
    if any(latest.after <= low < count.start for low, _ in taken):
        return None  # a list stands between: what follows it sums up
    bare = _without_counts(between)
    together = {m.key for m in before if m.start > sentence}
    if bare.count(")") > bare.count("("):
        return None
    if _ENTIRE.match(fold(bare)):
        return latest
    if others and (_TOTAL.search(fold(bare)) or (len(together) > 1 and not _TIGHT.fullmatch(bare))):
        return None
    if others and sentence > latest.start and not (latest.opens_line and between.count("\n") <= 3):
        return None
    if latest.opens_line and between.count("\n") > 6:
        return None
    return latest


def sentence_start(text: str, at: int) -> int:
    return max(text.rfind(". ", 0, at), text.rfind(".\n", 0, at)) + 1


def _without_counts(text: str) -> str:
    for count in reversed(counts(text)):
        text = f"{text[: count.start]} {text[count.end :]}"
    return text


def told_of_list(text: str, start: int, spans: tuple[tuple[int, int], ...]) -> Count | None:
    """How many communes the words before a list say that there are, where these are as many."""
    match = _THEM.search(text, start, spans[0][0])
    if match is None:
        return None
    value = int(match["number"]) if match["number"].isdigit() else numeral(match["number"])
    return Count(float(value), COMMUNES, match.start(), match.end()) if value == len(spans) else None
