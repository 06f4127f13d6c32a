"""What may be a label at the beginning of a line, whatever its words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.structure.headings import unfinished
from ingest.structure.labels import CAPITALS_LINE_CHARACTERS, LABEL_LINE_CHARACTERS, label_of, normalise
from ingest.structure.lines import Line
from ingest.structure.wording import LABEL_WORDS, told

# A label on a line of its own is no longer than this; one that is broken has shorter lines, and no more than three.
LABEL_CHARACTERS = 64
BROKEN_LINES = 3
_LEAD = re.compile(r"[ \t|]*(?:\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})\s?[.)/–-]\s?(?!\d))?[ \t|]*")
_BULLET = re.compile(r"[ \t|]*[•▪◦*·➢►▸▹▶→❖✓✔■□●○‣⁃–—-]\s*")
_CHOICE = re.compile(r"[☐☑☒□✓✔]")
# A question may have a dash behind it: "Combien ? – 4 000 € par an".
_CLOSED = re.compile(r"\s?(?:[:|]\s?:?|\?(?:\s?:|\s[–—-](?=\s)|\s?))")
# "Responsable de l'exécution - CPTS du Val": a dash between spaces closes a label where most sheets have it.
_DASHED = re.compile(r"\s[-–—]\s+(?=\S)")
# "Boussole. CPTS du Val": a label that runs in its paragraph is closed as a sentence is.
_STOPPED = re.compile(r"[A-ZÀ-Ý][^\W\d_]{3,}(?: [a-zà-ÿ’'][\w’']*){0,3}(?P<stop>\.\s+)(?=\S)")
# "Y concourent la MSA et l'ADMR": a short sentence whose verb tells the field, and whose object is its content.
VERBAL = re.compile(
    r"(?:(?:[Ee]lle|[Ii]l|L['’]action|Le projet) (?:associe(?:ra)?|r[ée]unit|mobilise(?:ra)?"
    r"|se (?:d[ée]roule(?:ra)?|tien(?:t|dra)) (?:sur|dans|à|aux?|en))"
    r"|Y (?:concourent|contribuent|participent|prennent part|sont associ[ée]e?s)"
    r"|(?:Y s|S)ont (?:associ[ée]e?s|mobilis[ée]e?s)(?: à (?:l['’]action|ce projet))?)(?=\s+[^\W_])"
)
_PLURAL = re.compile(r"(?<=[a-z]{3})[sx]\b")
_MONEY = re.compile(r"\d\s?(?:€|%|euros?\b)|\d{3}")


@dataclass(frozen=True, slots=True)
class Opening:
    """A possible label: it covers `lines` whole lines, or `characters` of the first when content follows."""

    key: str  # for comparison
    text: str  # as printed
    lines: int
    characters: int
    bulleted: bool = False
    dashed: bool = False


def openings(lines: Sequence[Line], i: int) -> Iterator[Opening]:
    """The possible labels with which a line begins, the longest first."""
    if len(lines[i].text) <= LABEL_LINE_CHARACTERS:
        yield from _broken(lines, i)
    yield from line_openings(lines[i].text)


@lru_cache(maxsize=16384)
def line_openings(text: str) -> tuple[Opening, ...]:
    """The possible labels of one line: what a colon, a question mark or a cell's edge closes, or the whole line."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    bare = text[start:].rstrip()
    verbal = VERBAL.match(bare)
    if verbal and ":" not in bare[: LABEL_CHARACTERS // 2]:
        opening = _opening(verbal.group(), 1, start + verbal.end(), bool(bullet))
        return (opening,) if opening else ()
    if not bare[:1].isupper():
        return ()
    box = _CHOICE.search(bare)
    if box and not _CLOSED.search(bare, 0, box.start()):
        return ()  # a line of choices to tick
    found = []
    closed = _CLOSED.search(bare, 0, LABEL_CHARACTERS + 2)
    if closed and closed.end() < len(bare) and (end := closed.start()) > 1:
        mark = "?" in closed.group()
        found.append(_opening(bare[: end + 2 if mark else end], 1, start + closed.end(), bool(bullet)))
    dash = _DASHED.search(bare, 0, LABEL_CHARACTERS + 2)
    if dash and not bullet and (not closed or dash.start() < closed.start()):
        told = _opening(bare[: dash.start()], 1, start + dash.end(), bulleted=False)
        found.append(told and replace(told, dashed=True))
    if not found and (stopped := _STOPPED.match(bare)):
        found.append(_opening(bare[: stopped.start("stop")], 1, start + stopped.end(), bool(bullet)))
    if not found and (beside := _beside(bare)):
        # A label and its content were set side by side: "Territoire d'intervention Pays des Rives".
        found.append(_opening(bare[:beside], 1, start + beside, bool(bullet)))
        return tuple(each for each in found if each is not None)
    if bullet and bare[-1] not in ":?":
        return tuple(each for each in found if each is not None)  # an item of a list
    widest = CAPITALS_LINE_CHARACTERS if bare.isupper() else LABEL_CHARACTERS
    if (
        len(bare) <= widest
        and (closed is None or closed.end() >= len(bare))
        and bare[-1] not in ".;,…(/"
        and (not unfinished(bare.rstrip(" :")) or _is_question_word(bare))
    ):
        found.append(_opening(bare, 1, 0, bool(bullet)))
    return tuple(each for each in found if each is not None)


def _is_question_word(bare: str) -> bool:
    """Whether one word that sentences go on from is a label of its own: "Pour", "Avec"."""
    return " " not in bare.rstrip(" :") and told(bare) is not None


def _beside(bare: str) -> int:
    """Where the content begins that follows a known label of several words on its line, without any mark."""
    words = list(re.finditer(r"\S+", bare))
    for count in range(min(LABEL_WORDS, len(words) - 1), 1, -1):
        end, following = words[count - 1].end(), words[count]
        if following.group()[0].isupper() and label_of(bare[:end]):
            return 0 if label_of(bare) else following.start()
    return 0


def _broken(lines: Sequence[Line], i: int) -> Iterator[Opening]:
    for count in range(min(BROKEN_LINES, len(lines) - i), 1, -1):
        run = lines[i : i + count]
        if any(line.page != run[0].page or len(line.text) > LABEL_LINE_CHARACTERS for line in run):
            continue
        texts = [line.text.strip() for line in run]
        if any(":" in text or text[-1] in ".;,?" for text in texts[:-1]) or texts[-1][-1] in ".;,":
            continue
        # Each line goes on from the one above: in a small letter, or after a word that calls for more.
        if all(below[:1].islower() or unfinished(above) for above, below in pairwise(texts)):
            joined = re.sub(r"(\w)- (?=[a-zà-ÿ])", r"\1", " ".join(texts))
            if joined[:1].isupper() and (found := _opening(joined, count, 0, bulleted=False)):
                yield found


def _opening(text: str, lines: int, characters: int, bulleted: bool) -> Opening | None:
    # "Chevilles ouvrières", where one sheet has several, is the label "Cheville ouvrière" of the others.
    key = _PLURAL.sub("", re.sub(r" suite$", "", normalise(text)))
    if not key or len(key.split()) > LABEL_WORDS or _MONEY.search(text) or not re.search(r"[a-z]{2}", key):
        return None
    return Opening(key, text.strip(" :|"), lines, characters, bulleted)
