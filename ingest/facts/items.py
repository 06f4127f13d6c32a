"""Paragraphs, list items and organisations of a stretch of text, as spans of it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from ingest.facts.parties.people import bare_name
from ingest.facts.reading import Run, flat
from ingest.facts.records import Place, Said
from ingest.naming import fold

# A line that ends a sentence ends its paragraph where the next word would have left it this much of the widest line.
PARAGRAPH_END_SHARE = 0.92
# Of many lines, this share is no longer than the column is wide; of few, all.
COLUMN_SHARE, FEW_LINES = 0.75, 3
# A line break parts two names only where the next word would have fitted in this share of the widest line.
BREAK_SHARE = 0.95

_MARKS = (
    r"[-–—•▪◦*·➢►▸▹▶→❖✓✔■□●○‣⁃]+\s*|[oO] (?=\S)|\(?\d{1,2}\s?[.)/](?!\d)\s*(?=\S)"
    r"|\(?[a-zA-Z][.)](?:\s+(?=\S)|\s*$)"
)
_MARK = re.compile(rf"[ \t]*(?:{_MARKS})")
_RANKED = r"(?:Action|Axe|Objectif|Priorité|Orientation|Mesure|Défi)\s+(?:n°\s*)?\d{1,2}(?:\.\d{1,2})*\s*[:–-]"
_ITEM = re.compile(rf"[ \t]*(?:{_MARKS}|{_RANKED})")
_NOTHING = re.compile(r"^[\W_]*$|^(?:etc|sans objet|non renseigne|nc|nr|so|s o|n a)$")
_SERVICE = re.compile(
    r"(?:protection maternelle|pmi\b|service|délégation|direction|pôle|unité|antenne|cellule|site|département)s?\b"
)
_OF_IT = re.compile(
    r"(?:comit[ée](?= (?:d[ée]partemental |local )?(?:d[eu] |de la |de l['’]|d['’])?[A-ZÀ-Ý])"
    r"|[ée]quipe|association|service|direction|d[ée]l[ée]gation|antenne|site|section|mission|brigade|laboratoire"
    r"|centre d[e’'] ?[a-zà-ÿ]+$|charg[ée]+e?"
    r"|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|animat(?:eur|rice)|respons\w+|r[ée]f[ée]rent\w*|direct(?:eur|rice)|cadre"
    r"|chef(?:fe)?|infirmi[èe]re?|m[ée]decin|pr[ée]sident\w*|conseill[èe]re?|adjoint\w*|secr[ée]taire|psychologue"
    r"|[ée]lue?|vice-pr[ée]sident\w*)\b"
)
_TICKED = "☒☑"
_BOX = re.compile(rf"[ \t]*[{_TICKED}☐][ \t]*")
# A bullet between two items of one line.
_BETWEEN = re.compile(r"(?<=\S)[ \n]+[·•▪●○■◦|]\s+(?=\S)")
_OPENING, _CLOSING = "([{«", ")]}»"


@cache
def words(kind: str) -> frozenset[str]:
    """The forms of a kind in the lexicon of partners."""
    text = resources.files("ingest.facts.lexicon").joinpath("partner_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(form for name, forms in rows if name == kind for form in forms.split("|"))


def items(run: Run, start: int = 0, end: int | None = None, room: int = 0) -> list[tuple[int, int]]:
    """The spans of the paragraphs and list items of a run, without their bullets.

    `room` is how many characters a line of its column holds, where that is known: what ends earlier ends on purpose.
    """
    end = len(run.text) if end is None else end
    text = run.text[start:end]
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    width = column([high - low for low, high in lines])
    found: list[tuple[int, int]] = []
    for low, high in lines:
        apart = bool(found) and room > 0 and ended(text[: found[-1][1]].rsplit("\n", 1)[-1], text[low:high], room)
        if found and not apart and not _begins(text, found[-1], low, high, width):
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    found = [part for span in _ticked(text, found) for part in _inline(text, *span)]
    bare = ((low + len(mark(text[low:high])), high) for low, high in found)
    return [(start + low, start + high) for low, high in bare if says(text[low:high])]


def _inline(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The items that one line holds, parted by bullets: "Nombre de passages · File active"."""
    at = low
    for match in _BETWEEN.finditer(text, low + len(mark(text[low:high])), high):
        yield at, match.start()
        at = match.end()
    yield at, high


def _ticked(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where boxes stand before some items and any is ticked, the items that are; else all, without their boxes."""
    found: list[tuple[int, int]] = []
    boxes: list[str] = []
    for low, high in spans:
        marks = list(_BOX.finditer(text, low, high))
        starts = (
            [low, *(m.end() for m in marks)]
            if not marks or text[low : marks[0].start()].strip()
            else [m.end() for m in marks]
        )
        ends = [*(m.start() for m in marks if m.start() > starts[0]), high]
        found += zip(starts, ends, strict=True)
        own = [""] * (len(starts) - len(marks)) + [m[0].strip() for m in marks]
        if boxes and not own[0] and boxes[-1] and not says(text[slice(*found[-len(starts) - 1])]):
            # The box that ends a line is that of the words that begin the next.
            found.pop(-len(starts) - 1)
            own[0] = boxes.pop()
        boxes += own
    if not any(box in _TICKED for box in boxes if box):
        return found
    return [span for span, box in zip(found, boxes, strict=True) if not box or box in _TICKED]


def ended(above: str, below: str, room: int) -> bool:
    """Whether a line was ended on purpose: its column has room for the next word, which begins something."""
    line, following = above.rstrip(), below.strip()
    if not following or "|" in line + following or mark(below):
        return False
    if not (following[0].isupper() or following[0].isdigit()) or line[-1:] in ",;:(/-–&" or _unfinished(line):
        return False
    return line.count("(") <= line.count(")") and len(line) + 1 + len(following.split(None, 1)[0]) <= BREAK_SHARE * room


def column(sizes: Sequence[int]) -> int:
    """The width of a column from the lengths of its lines: those that the page's repair put together are longer."""
    ordered = sorted(sizes)
    return ordered[int(COLUMN_SHARE * (len(ordered) - 1))] if len(ordered) > FEW_LINES else max(ordered, default=0)


def mark(text: str) -> str:
    """The bullet or number with which an item begins, empty when it has none."""
    match = _MARK.match(text)
    return match.group() if match else ""


def says(text: str) -> bool:
    """Whether a text says anything: not only dots, dashes or "sans objet"."""
    return not _NOTHING.match(re.sub(r"[^\w]+", " ", fold(text)).strip())


def joined(text: str) -> str:
    """The text on one line; a word hyphenated at the end of a line is whole again."""
    return flat(re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])", "", text))


def said_items(run: Run, place: Place, start: int = 0, end: int | None = None, room: int = 0) -> tuple[Said, ...]:
    """One value a paragraph or list item."""
    return tuple(said(run, low, high, place) for low, high in items(run, start, end, room))


def said(run: Run, start: int, end: int, place: Place) -> Said:
    """What a span says, without white space and commas at its ends."""
    text = run.text[start:end]
    lead = len(text) - len(text.lstrip(" \n\t:|;,"))
    trail = len(text) - len(text.rstrip(" \n\t|;,/"))
    return run.said(start + lead, end - trail, place, joined(run.text[start + lead : end - trail]))


def said_organisations(
    run: Run, place: Place, width: int, start: int = 0, end: int | None = None, room: int = 0, *, actors: bool = False
) -> tuple[Said, ...]:
    """One value an organisation, in the words of the text; `actors`: behind a comma may stand what the first is."""
    found = organisations(run.text, width, start, end, room)
    found = _apposed(run.text, found) if actors else found
    return tuple(said(run, low, high, place) for low, high in found)


def _apposed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, one of a person or an organisation with what is said of it behind a comma: "X, équipe de la côte"."""
    found: list[tuple[int, int]] = []
    for low, high in spans:
        behind = found and re.fullmatch(r"\s*,\s*", text[found[-1][1] : low]) is not None
        first = text[found[-1][0] : found[-1][1]] if found else ""
        if behind and bare_name(first.split(",")[0].strip()) and not is_organisation(first):
            found[-1] = (found[-1][0], high)  # a person, what he is, and where
        elif behind and _OF_IT.match(text[low:high]) and first[:1].isupper():
            found[-1] = (found[-1][0], high)
        elif behind and _SERVICE.match(fold(first)) and len(spans) == len(found) + 1:
            found[-1] = (found[-1][0], high)  # "Protection maternelle et infantile, Département de la Rive"
        else:
            found.append((low, high))
    return found


def organisations(
    text: str, width: int, start: int = 0, end: int | None = None, room: int = 0
) -> list[tuple[int, int]]:
    """The spans of the organisations that a list names; `width` is about that of its column, `room` surely is."""
    end = len(text) if end is None else end
    if _one_a_line(text[start:end]):
        width = end - start  # whatever the column, each line is a name of its own
    cuts = [(start, start), *_cuts(text, start, end, width, room), (end, end)]
    found: list[tuple[int, int]] = []
    for (_, low), (high, _) in pairwise(cuts):
        found += _and(text, *_bare(text, low, high))
    return [(low, high) for low, high in found if says(text[low:high])]


def is_organisation(text: str) -> bool:
    """Whether a text begins as the name of an organisation does: an acronym, or a word such as "Centre"."""
    bare = re.sub(r"^(?:l'|d'|(?:le|la|les|des|du|un|une)\s+)", "", fold(text))
    first = bare.split(" ", 1)[0].strip(",.;:()/")
    two = " ".join(bare.split(" ")[:2]).strip(",.;:()/")
    if words("acronym") & {first, two} or words("head") & {first, two}:
        return True
    written = re.sub(r"^(?:[LlDd]['’]|(?:le|la|les|des|du)\s+)", "", text.strip(), flags=re.IGNORECASE)
    return bool(re.match(r"[A-ZÀ-Ý]{2,}[a-z]{0,2}[A-ZÀ-Ý]*\b", written))


def _one_a_line(text: str) -> bool:
    lines = text.split("\n")
    named = [line for line in lines if line.strip()]
    return len(named) > 1 and not re.search(r"[,;/]", text) and all(map(is_organisation, named))


def _begins(text: str, before: tuple[int, int], low: int, high: int, width: int) -> bool:
    line = text[low:high]
    above = text[before[0] : before[1]].rsplit("\n", 1)[-1].rstrip()
    if _ITEM.match(line):
        return True
    first = next((c for c in line if c.isalpha()), "")
    ended = above[-1:] in ".!?:;…"
    whole = text[before[0] : before[1]]
    if whole.count("(") > whole.count(")") and ")" in line:
        return False
    if "\n\n" in text[before[1] : low]:
        # A gap in the middle of a sentence is the edge of a page or of a cell.
        return not (first.islower() and not ended)
    following = line.split(None, 1)[0]
    ends = above[-1:] in ".!?" and len(above) + 1 + len(following) <= PARAGRAPH_END_SHARE * width
    return ends and not first.islower() and not mark(text[before[0] : before[1]])


def _cuts(text: str, start: int, end: int, width: int, room: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of what parts the organisations of a list, outside brackets."""
    depth = 0
    i = start
    while i < end:
        c = text[i]
        if c in _OPENING:
            depth += 1
        elif c in _CLOSING:
            depth = max(0, depth - 1)
        elif c == "\n" and (length := _line_cut(text, i, start, end, width, depth, room)):
            depth = 0
            yield i, i + length
            i += length
            continue
        elif depth == 0 and (length := _mark_cut(text, i, start, end)):
            yield i, i + length
            i += length
            continue
        i += 1


def _mark_cut(text: str, i: int, start: int, end: int) -> int:
    c = text[i]
    following = text[i + 1 : end].lstrip()
    if c in ";•▪◦➢►▸▹▶✓" or (c in "·●○■|" and text[i - 1 : i].isspace() and text[i + 1 : i + 2].isspace()):
        return 1
    if c == ",":
        # "Direction de l'emploi, du travail et des solidarités" is one name.
        before = text[max(start, text.rfind("\n", start, i) + 1) : i]
        one = "," not in before and not re.search(r"[,;]", following.split("\n", 1)[0])
        alone = len(re.findall(r"[,;]", text[start:end])) == 1
        of_it = mark(before) or alone or re.match(r"\w+(?: \w+)? d(?:e\s|es\s|u\s|['’])", following)
        if one and _SERVICE.match(following) and of_it:
            return 0  # "• ARS, service santé-environnement" is one item
        tied = re.match(r"(?:du|des|de|d['’]|de la|de l['’]|aux?|à)\b", following) or following[:1].isdigit()
        return 0 if tied else 1
    if c == "/" and i > start and following:
        before = text[start:i].rstrip()
        if fold(text[max(start, i - 3) : i + 4]).strip().endswith("et/ou") or before.endswith("et"):
            return 0
        spaced = text[i - 1].isspace() and text[i + 1 : i + 2].isspace()
        word = re.search(r"[^\s/,;]+$", before)
        upper = bool(word and word.group()[:1].isupper()) or following[:1].isupper()
        return 1 if (spaced or upper) and not following[:1].isdigit() else 0
    if re.match(r"\s[-–—]\s", text[i : i + 3]) and following[1:].lstrip()[:1].isupper():
        # "Association Addictions – Aurence": alone, a dash parts no more than two organisations.
        alone = len(re.findall(r"\s[-–—]\s(?=[A-ZÀ-Ý])", text[start:end])) == 1
        return 0 if alone and not is_organisation(following[1:].lstrip()) else 3
    return 0


def _line_cut(text: str, i: int, start: int, end: int, width: int, depth: int, room: int) -> int:
    """How many characters a line break that parts two names takes, 0 where a name goes on below."""
    rest = text[i:end]
    gap = re.match(r"\n\s*", rest)
    assert gap
    after = rest[gap.end() :]
    if not after:
        return gap.end()
    above = text[start:i].rsplit("\n", 1)[-1].rstrip()
    # What stands on a line before a name is on it too: its label.
    whole = text[:i].rsplit("\n", 1)[-1].rstrip()
    if _ITEM.match(after):
        return gap.end() + len(mark(after))
    if re.fullmatch(r"(?:.*[,;] |)[a-zà-ÿ]+(?<![sx])", above) and " " not in re.split(r"[,;]", above)[-1].strip():
        return 0  # "maison" in small letters is no name: it goes on
    if depth or above[-1:] in ",/(-–&" or _unfinished(above) or after[:1] in ",;/()":
        return 0
    if "\n" in gap.group()[1:]:
        return gap.end() if after[:1].isupper() else 0
    # Where commas part the names, a line's end parts none.
    parted_by_commas = any(not _SERVICE.match(m.group(1)) for m in re.finditer(r"[,;]\s*(\w[^,;]*)", text[start:i]))
    if room and not parted_by_commas and ended(whole, after.split("\n", 1)[0], room):
        return gap.end()
    fits = len(whole) + 1 + len(after.split(None, 1)[0]) <= BREAK_SHARE * width
    named = is_organisation(after.split("\n", 1)[0])
    parted = above[-1:] in ".…" or (named and (fits or above[-1:] == ")"))
    return gap.end() if after[:1].isupper() and parted else 0


def _unfinished(text: str) -> bool:
    return bool(
        re.search(r"(?:^|[ '])(?:de|du|des|d|la|le|les|l|et|ou|a|au|aux|en|sur|pour|par|avec|un|une)$", fold(text))
    )


def tied(text: str) -> list[tuple[int, int]]:
    """The spans of the organisations that "et" ties in a name without commas: one, where it stands in a name."""
    return _and(text, 0, len(text))


def _and(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Both sides of an "et" that ties two organisations, not one that stands in a name."""
    piece = text[low:high]
    if any(tie in fold(piece) for tie in words("tie")):
        return [(low, high)]
    if re.fullmatch(r"\W*[^\W\d]+s\s+et\s+[a-zà-ÿ]+\W*", piece):
        return [(low, high)]  # "Collèges et lycées"
    for match in re.finditer(r"\s+(?:et|&|ainsi que)\s+", piece):
        inside = piece[: match.start()].count("(") - piece[: match.start()].count(")")
        first, second = piece[: match.start()], piece[match.end() :]
        # "Animatrice santé et CM DTS": an office, and another in its letters.
        offices = _OF_IT.match(fold(first)) is not None and re.fullmatch(r"[A-ZÀ-Ý]{2,}(?: [A-ZÀ-Ý]{2,})*", second)
        both = is_organisation(second) and is_organisation(piece)
        if inside <= 0 and (both or offices or _beside_some(first, second)):
            return [(low, low + match.start()), *_and(text, low + match.end(), high)]
    return [(low, high)]


def _beside_some(first: str, second: str) -> bool:
    """Whether several of a kind stand before a name: "infirmières libérales et Ligue contre le cancer"."""
    several = re.match(r"[a-zà-ÿ][\w’'-]+s\b", first.strip()) is not None
    proper = second[:1].isupper()
    return several and proper and (is_organisation(second) or not re.search(r"[A-ZÀ-Ý]", first))


def _bare(text: str, low: int, high: int) -> tuple[int, int]:
    """A piece without its bullet, its "Institutions :" and the stops around it."""
    piece = text[low:high]
    lead = len(piece) - len(piece.lstrip())
    lead += len(mark(piece[lead:]))
    category = re.match(r"[^:,\n(]{3,40}?\s?:\s*(?=\S)", piece[lead:])
    if category and len(category.group().split()) <= 5:
        lead += category.end()
    opened = re.match(r"(?:et|ainsi que)\s+", piece[lead:])
    lead += opened.end() if opened else 0
    kept = piece[lead:].rstrip(" \n\t.…;,:|/")
    etc = re.search(r"[\s,]*\betc$", kept)
    return low + lead, low + lead + (etc.start() if etc else len(kept))
