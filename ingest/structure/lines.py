"""Lines of a document's pages, and the marking of those that are not content. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.naming import fold, slug
from ingest.records import Page
from ingest.structure.labels import inline_label

# A line with boxes to tick is content, on however many pages it stands.
_BOXES = "☐☒☑"
# A running header or footer stands on at least this share of the pages, and on this many.
FURNITURE_SHARE = 0.3
FURNITURE_PAGES = 3
# One that counts the pages stands at the edge of this share of them, wherever it stands on the others.
NUMBERED_SHARE = 0.5
# A running header that stands between a page's lines has at least so many characters.
STRAY = 20
# What looks like a labelled field is furniture only where it stands on most pages.
LABELLED_FURNITURE_SHARE = 0.6
# A running heading takes up to so many lines, and the heading that it repeats is within so many lines of it.
RUNNING_LINES, RUNNING_REACH = 4, 9
# Below the heading of a sheet that goes on over the page stand so many lines.
SHEET_LINES = 2
# How many lines at the top and at the bottom of a page can be furniture.
EDGE = 4
# A repeated tail (an outline dumped after the text) has at least this many repeated lines, and a new line
# in it costs as much as this many repeated ones.
TAIL_LINES = 20
NEW_LINE_COST = 4
# The dump's own heading ("Sommaire") is looked for this many lines around its likely beginning.
TAIL_HEADING_REACH = 40

_LEADER = re.compile(r"(?:(?:\s?[.·_]){4,}|(?:\s?…){2,})[\s\u2060]*(?:(?:p\.?\s*)?\d{1,4}|[–—-]\s?\d{1,4}\s?[–—-])$")
_CONTENTS = re.compile(r"^(?:sommaire|table des matieres|contents|table of contents)\b")
_PAGE_NUMBER = re.compile(r"\bpage\s*\d+(?:\s*(?:/|sur|of)\s*\d+)?$|^\W*\d{1,4}(?:\s*(?:/|sur)\s*\d{1,4})?\W*$")
_SHEET = re.compile(r"^(?:fiche|action)\b.{0,12}\d")
_TWO_HEADINGS = re.compile(
    r"\s*(?:axe|orientation|priorit[ée]|th[ée]matique|enjeu|d[ée]fi|pilier|volet|objectif|ambition)\b.{2,120}?\s"
    r"(?:(?:[|–-]\s*)?(?=fiche(?:[\s-]*actions?)?\s*n\s*[°ºo]\s*[\w.-]{1,8}\s*\|?\s*$)"
    # Without a sign before the number, a sign stands before the word.
    r"|[|/>·•—–-]\s*(?=(?:fiche(?:[\s-]*actions?)?|action)\s*(?:[a-z][.-]?)?\d{1,2}(?:[.-]\d{1,2}){0,2}\s*\|?\s*$))",
    re.IGNORECASE,
)
# An entry of a contents list takes no more lines than these.
ENTRY_LINES = 3
# From one entry of a contents list to the next there are no more pages than these.
ENTRY_PAGES = 30
_STRUCTURE = re.compile(
    r"^(?:fiche|axe|article|annexe)\b"
    r"|^(?:enjeu|orientation|priorite|thematique|defi|pilier|volet|ambition|objectif)(?: strategique| operationnel)?"
    r"\s(?:n\s?°\s?)?(?:\d{1,2}|[ivx]{1,4})\b(?!,)"
)
# Sheets of one page each count as their pages do: their number is no page's.
_COUNTED = re.compile(
    r"^(?:mesure|action|operation|projet|initiative|chantier|dispositif|intervention|engagement|objectif)s?"
    r"\s*(?:n\s?[°ºo]\s*)?\d"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: `text` is the page's text from `start` to `end`."""

    page: int
    start: int
    end: int
    text: str
    after_gap: bool = False  # a blank line stands before it
    after_skip: bool = False  # something that is not content stands before it

    @property
    def folded(self) -> str:
        """The text without case, accents and doubled spaces."""
        return fold(self.text)


def lines_of(page: Page) -> list[Line]:
    """The non-blank lines of a page that are not skipped."""
    found: list[Line] = []
    gap = skip = False
    for match in re.finditer(r"[^\n]*", page.text):
        text = match.group()
        if not text.strip():
            # The pattern also matches the empty end of each line: only a line of its own is blank.
            gap = gap or match.start() == 0 or page.text[match.start() - 1] == "\n"
            continue
        cut = _second_heading(text)
        for low, high in ((0, cut), (cut, len(text))) if cut else ((0, len(text)),):
            at = match.start() + low
            if any(start <= at < end for start, end in page.skipped):
                skip = True
            else:
                found.append(Line(page.number, at, match.start() + high, text[low:high], gap, skip))
                skip = False
            gap = False
    return found


def _second_heading(text: str) -> int:
    """Where the sheet's number begins on a line that names its axis first ("Axe 2 – Soins Fiche n° 4"), else 0."""
    match = _TWO_HEADINGS.match(text)
    return match.end() if match else 0


def body(pages: Iterable[Page]) -> list[Line]:
    """All content lines of a document, in order."""
    return [line for page in pages for line in lines_of(page)]


def mark_skipped(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with their furniture, contents lists and repeated tail marked as not content."""
    marked = tuple(pages)
    for step in (_furniture, _running_headings, _contents, _repeated_tail):
        skipped = step(marked)
        marked = tuple(_skip(page, (line for line in skipped if line.page == page.number)) for page in marked)
    return marked


def margins(pages: Iterable[Page]) -> list[str]:
    """The different lines that are skipped at the edges of pages: a running header may name the document."""
    texts = (page.text[start:end] for page in pages for start, end in (*page.skipped[:2], *page.skipped[-2:]))
    return list(dict.fromkeys(text for text in texts if not _LEADER.search(text) and not _STRUCTURE.match(fold(text))))


def _skip(page: Page, lines: Iterable[Line]) -> Page:
    return replace(page, skipped=tuple(sorted({*page.skipped, *((line.start, line.end) for line in lines)})))


def _signatures(line: Line) -> Iterator[str]:
    """What a line has in common with the same furniture of other pages: its words, and numbers that count pages."""
    folded = line.folded
    yield folded
    for match in re.finditer(r"\d{1,4}", folded):
        # The number minus the page's own: the same on every page for a page number, whatever page it counts from.
        yield f"{folded[: match.start()]}#{int(match.group()) - line.page}{folded[match.end() :]}"


def _furniture(pages: Sequence[Page]) -> list[Line]:
    if len(pages) == 1:
        return _inline_furniture(lines_of(pages[0]))
    edges: dict[int, tuple[list[Line], list[Line]]] = {}
    where: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        lines = lines_of(page)
        edges[page.number] = lines[:EDGE], lines[-EDGE - 1 :]
        for line in (*lines[:EDGE], *lines[max(EDGE, len(lines) - EDGE) :]):
            for signature in _signatures(line):
                where[signature].add(page.number)

    def is_furniture(line: Line, above: Line | None) -> bool:
        if _STRUCTURE.match(line.folded) or any(box in line.text for box in _BOXES):
            return False
        if _PAGE_NUMBER.search(line.folded) and str(line.page) in re.findall(r"\d+", line.text):
            return True
        signatures = [line.folded] if _COUNTED.match(line.folded) else _signatures(line)
        found = [where[signature] for signature in signatures]
        times = max(map(len, found))
        # Three pages in a row share the header of one part of the document.
        if max(map(_longest_run, found)) < FURNITURE_PAGES and times < max(
            FURNITURE_PAGES, FURNITURE_SHARE * len(pages)
        ):
            return False
        # The sheets of a contract often end with the same field: its label tells it from a footer.
        labelled = inline_label(line.text) or (above is not None and inline_label(above.text))
        return not labelled or times >= LABELLED_FURNITURE_SHARE * len(pages)

    found: list[Line] = []
    for page in pages:
        top, bottom = edges[page.number]
        # Furniture is the outermost lines: the same words below a heading are content.
        for line in top:
            if not is_furniture(line, None):
                break
            found.append(line)
        for line, above in zip(bottom[: -EDGE - 1 : -1], [*bottom[-2::-1], None], strict=False):
            if line in found or not is_furniture(line, above):
                break
            found.append(line)
    found += _stray_furniture(pages, edges, found)
    return found + _numbered_furniture(pages, where, found)


def _stray_furniture(
    pages: Sequence[Page], edges: Mapping[int, tuple[list[Line], list[Line]]], known: Sequence[Line]
) -> list[Line]:
    """The running header of many pages where another has it between its lines, for its columns were read first."""
    times = Counter(lines[0].folded for lines, _ in edges.values() if lines and lines[0] in known)
    usual = {t for t, n in times.items() if n >= max(FURNITURE_PAGES, FURNITURE_SHARE * len(pages)) and len(t) >= STRAY}
    found: list[Line] = []
    for page in pages[1:]:
        top, _ = edges[page.number]
        if not any(line.folded in usual for line in top):
            found += [line for line in lines_of(page) if line.folded in usual and line.after_gap]
    return found


def _numbered_furniture(pages: Sequence[Page], where: Mapping[str, set[int]], known: Sequence[Line]) -> list[Line]:
    """The lines with the page's own number that stand at the edge of most pages, where others have more below them."""
    least = max(FURNITURE_PAGES, NUMBERED_SHARE * len(pages))
    found: list[Line] = []
    for page in pages:
        for line in lines_of(page):
            counted = (s for s in _signatures(line) if "#" in s and re.search(r"[a-z]{3}", s))
            structural = _STRUCTURE.match(line.folded) or _COUNTED.match(line.folded)
            if line not in known and not structural and any(len(where.get(each, ())) >= least for each in counted):
                found.append(line)
    return found


def _longest_run(numbers: set[int]) -> int:
    return max(
        (
            sum(1 for _ in takewhile(numbers.__contains__, range(n, n + len(numbers))))
            for n in numbers
            if n - 1 not in numbers
        ),
        default=0,
    )


def _running_headings(pages: Sequence[Page]) -> list[Line]:
    """Headings of sheets that the head of a page repeats: from the page before, or from further down the page."""
    found: list[Line] = []
    before: list[Line] = []
    current = ""  # the heading of the sheet that the page before leaves open
    for page in pages:
        lines = lines_of(page)
        top = lines[:RUNNING_LINES]
        if top and _opens_sheet(top[0]):
            # The head of a table that goes on over the page repeats its sheet's number alone.
            goes_on = int(top[0].folded == current and len(top) > 1 and not _opens_sheet(top[1]))
            found += top[: max(_common(top, before), _common_below(lines), goes_on)]
        before = top
        current = next((line.folded for line in reversed(lines[: -SHEET_LINES or None]) if _opens_sheet(line)), "")
    return found


def _opens_sheet(line: Line) -> bool:
    return bool(_SHEET.match(line.folded) or _COUNTED.match(line.folded))


def _common(lines: Sequence[Line], others: Sequence[Line]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0].folded == pair[1].folded, zip(lines, others, strict=False)))


def _common_below(lines: Sequence[Line]) -> int:
    """How many of the first lines are said again, perhaps broken otherwise, by lines close below."""
    for i in range(1, min(len(lines), RUNNING_REACH)):
        if not _SHEET.match(lines[i].folded):
            continue
        again = slug(" ".join(line.text for line in lines[i : i + RUNNING_LINES]))
        for count in range(i, 0, -1):
            if again.startswith(slug(" ".join(line.text for line in lines[:count]))):
                return count
    return 0


def _inline_furniture(lines: Sequence[Line]) -> list[Line]:
    # A text made from a PDF keeps its running footers between the lines.
    # One page gives no numbers to count by: any number may be a page's.
    bare = [re.sub(r"\d+", "#", line.folded) for line in lines]
    counts = Counter(bare)
    return [
        line
        for line, words in zip(lines, bare, strict=True)
        if counts[words] >= FURNITURE_PAGES and re.search(r"\bpage \d+$", line.folded)
    ]


def _contents(pages: Sequence[Page]) -> list[Line]:
    found: list[Line] = []
    later = Counter(line.folded for page in pages for line in lines_of(page))
    for page in pages:
        lines = lines_of(page)
        leaders = [i for i, line in enumerate(lines) if _LEADER.search(line.text)]
        heading = next((i for i, line in enumerate(lines) if _CONTENTS.match(line.folded)), None)
        if heading is not None and len(leaders) >= 2:
            # Entries broken over two lines have their dots on the second only.
            found += lines[heading : _last_entry(lines, leaders[-1]) + 1]
            # Where dots and numbers are written before their titles, the last title stands below the last of them.
            bare = sum(not re.search(r"[^\W\d_]", lines[i].text) for i in leaders)
            if bare > len(leaders) / 2 and lines[leaders[0] - 1] == lines[heading]:
                found += lines[leaders[-1] + 1 : leaders[-1] + 2]
        elif len(leaders) >= 2:
            found += _listed(lines, leaders)
        elif heading is not None:
            numbered = [i for i, line in enumerate(lines) if i > heading and re.search(r"\s\d{1,3}$", line.text)]
            # Some give no pages: their entries are headings that stand again further on.
            again = [line for line in lines[heading + 1 :] if later[line.folded] > 1]
            entries = max(len(numbered), len(again))
            if entries >= 3 and entries >= 0.6 * (len(lines) - heading - 1):
                found += lines[heading:]
    return found


def _listed(lines: Sequence[Line], leaders: Sequence[int]) -> list[Line]:
    """The entries of a contents list that goes on over the page, those with them whose dots are on a later line."""
    found = [lines[i] for i in leaders]
    for before, i in pairwise((-1, *leaders)):
        between = range(before + 1, i) if before >= 0 else range(max(0, i - 1), i)
        broken = [lines[j] for j in between]
        if len(broken) < ENTRY_LINES and broken and (before >= 0 or _STRUCTURE.match(broken[0].folded)):
            found += broken
    return found


def _last_entry(lines: Sequence[Line], last: int) -> int:
    """Where a contents list ends whose last entries, long ones, leave no room for dots before their page."""
    page = int(re.findall(r"\d+", lines[last].text)[-1])
    while last + 1 < len(lines) and _STRUCTURE.match(lines[last + 1].folded):
        for end in range(last + 1, min(last + 4, len(lines))):
            number = re.search(r"(?:^|\s)(\d{1,3})$", lines[end].text)
            if number and page <= int(number[1]) <= page + ENTRY_PAGES:
                last, page = end, int(number[1])
                break
        else:
            break
    return last


def _repeated_tail(pages: Sequence[Page]) -> list[Line]:
    lines = body(pages)
    whole, offsets = "", []
    parts: list[str] = []
    length = 0
    for line in lines:
        offsets.append(length)
        parts.append(line.folded)
        length += len(parts[-1]) + 1
    whole = " ".join(parts)
    best, best_score, score = len(lines), 0, 0
    for i in range(len(lines) - 1, -1, -1):
        if len(parts[i]) >= 15:
            score += 1 if whole.find(parts[i], 0, offsets[i]) >= 0 else -NEW_LINE_COST
            if score < -NEW_LINE_COST * TAIL_LINES:
                break  # too much is new here for a repetition to begin any earlier
        if score > best_score:
            best, best_score = i, score
    if best_score < TAIL_LINES:
        return []
    # Boilerplate just before the dump repeats earlier sheets too: the dump's own heading tells where it begins.
    near = range(max(0, best - TAIL_HEADING_REACH), min(len(lines), best + TAIL_HEADING_REACH))
    return lines[next((i for i in near if _CONTENTS.match(parts[i])), best) :]
