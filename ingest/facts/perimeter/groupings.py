"""Groupings of communes (EPCI) that a text names: where each stands, and its acronym. Pure functions on strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.numerals import NUMERAL
from ingest.facts.perimeter.communes import commune_list, commune_name
from ingest.facts.reading import flat, letters
from ingest.naming import fold

_TERM = re.compile(
    r"(?<![\w'’-])(?:(?i:communaut[ée]s?\s+(?:de\s+communes|d['’]\s?agglom[ée]ration|urbaine|d['’]agglo)"
    r"|(?:euro)?m[ée]tropole|[ée]tablissement\s+public\s+territorial)|C\.?C\.?|C\.?A\.?|C\.?U\.?|EPT)(?![\w-])"
)
_TAILED = re.compile(
    r"(?:(?<![\w'’-])|(?<=[ldLD]['’]))(?:[A-ZÀ-ÖØ-Þ][\w'’-]*\s+(?:(?:de|du|des|la|le|les|et|en|sur)\s+|[dl]['’])*){1,5}"
    r"(?:Communaut[ée]|COMMUNAUT[ÉE]|Agglom[ée]ration|Agglo|M[ée]tropole)(?![\w'’-])(?!\s+(?:de\s|d['’]|urbaine))"
)
# "les communautés de communes A, B et C", "3 intercommunalités : A, B et C"
_PLURAL = re.compile(
    r"(?<![\w'’-])(?i:communaut[ée]s\s+de\s+communes|epci|intercommunalit[ée]s)"
    r"(?:\s+(?i:suivante?s?|membres|signataires))?\s*(?::|(?:de\s+|d['’])?(?=(?:L[ea]s?\s+|L['’])?[A-ZÀ-Þ]))\s*"
)
_LINK = re.compile(r"\s*(?:(?:du|de\s+la|des|de\s+l['’]|de|d['’])(?:\s+|(?<=['’])))?")
_NAME_WORD = re.compile(r"(?:[LlDd]['’])?[A-ZÀ-ÖØ-ÞŒ][\w’']*(?:-[\w’']+)*|«|»|\"")
_PARTICLE = re.compile(
    r"(?:sur|sous|en|lès|les|le|la|de|du|des|à|aux?|et|entre|près)(?=\s)|[ld]['’](?=[A-ZÀ-Þ])", re.IGNORECASE
)
# "(CCHR)", "(ci-après « la CCHR »)", "– CCHR :"
_ACRONYM = re.compile(
    r"\s*(?:[-–—,]\s*)?(?:\(\s*(?:ci-après\s*)?[«\"“]?\s*(?:la\s+)?(?P<a>[A-ZÀ-Þ][\w.&'’-]{1,9})\s*[»\"”]?\s*\)"
    r"|[-–—]\s*(?P<b>[A-Z0-9]{2,8})(?=\s*[:,;(.\n]))"
)
_OPENS_LINE = re.compile(r"[\s•▪◦*·○●■□►▸➢➔→✓✔❖‣⁃|\-–—o\d.)/]*(?:[Ll][ae]\s+|[Ll]['’]|[Pp]our\s+(?:la\s+)?)?")
_DANGLING = frozenset("du de des la les le et en sur au aux à lès sous près entre".split())
_SEVERAL = re.compile(rf"(?:\b\d+\s*|\b(?:autres?|plusieurs|les|des|ses|ces|(?i:{NUMERAL}))\s+)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A grouping that a text names: `start` to `end` hold its name, `after` follows its acronym."""

    name: str
    start: int
    end: int
    after: int
    acronym: str = ""
    opens_line: bool = False

    @property
    def key(self) -> str:
        """The name for comparing: without its kind and the small words."""
        bare = _TERM.sub(" ", self.name) if _TERM.match(self.name) else self.name
        return letters(re.sub(r"\b(?:du|de|la|des|le|les|l['’]|d['’])\b", " ", fold(bare))) or letters(self.name)


def mentions(text: str) -> tuple[Mention, ...]:
    """The groupings that a text names, in order."""
    found: list[Mention] = []
    for mention in sorted((*_termed(text), *_tailed(text), *_listed(text)), key=lambda item: (item.start, -item.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return tuple(found)


def _termed(text: str) -> Iterator[Mention]:
    for term in _TERM.finditer(text):
        plural = fold(term.group()).startswith("communautes")
        if plural and _SEVERAL.search(text[max(0, term.start() - 20) : term.start()]):
            continue  # "3 communautés de communes"
        end = _name_end(text, term.end())
        if end is not None:
            yield _mention(text, term.start(), end)


def _tailed(text: str) -> Iterator[Mention]:
    for match in _TAILED.finditer(text):
        words = match.group().split()
        article = fold(words[0]) in {"la", "le", "les", "une", "cette"}
        if "\n" in match.group() or len(words) < 2 + article:
            continue
        start = match.start() + (len(words[0]) + 1 if article else 0)
        yield _mention(text, start, match.end())


def _listed(text: str) -> Iterator[Mention]:
    """The groupings that their kind in the plural announces."""
    for match in _PLURAL.finditer(text):
        spans = commune_list(text, match.end(), _paragraph_end(text, match.end()))
        if len(spans) >= 2 and not any(_TERM.search(text, *span) for span in spans):
            for start, end in spans:
                mention = _mention(text, start, end)
                yield Mention(
                    commune_name(text[start:end]), start, end, mention.after, mention.acronym, mention.opens_line
                )


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph or the bulleted list that begins here ends."""
    at = start
    while match := re.compile(r"\s*[^\n]+\n*").match(text, at):
        at = match.end()
        if match.group().endswith("\n\n") and not re.match(r"\s*[•▪◦*·○●■□►▸➢–—-]", text[at:]):
            break
    return at


def _mention(text: str, start: int, end: int) -> Mention:
    behind = _ACRONYM.match(text, end)
    acronym = (behind["a"] or behind["b"]) if behind else ""
    if behind and not _is_acronym(acronym):
        behind, acronym = None, ""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    opens = _OPENS_LINE.fullmatch(line) is not None
    return Mention(flat(text[start:end]), start, end, behind.end() if behind else end, acronym, opens)


def _is_acronym(text: str) -> bool:
    return sum(c.isupper() for c in text) >= 2 and sum(c.islower() for c in text) <= 4


def _name_end(text: str, start: int) -> int | None:
    """Where the name behind a grouping's kind ends; None where no name follows."""
    link = _LINK.match(text, start)
    at = link.end() if link else start
    end: int | None = None
    while True:
        word = _NAME_WORD.match(text, at)
        if word and (end is None or not _TERM.match(text, at)):
            end = at = word.end()
        else:
            particle = _PARTICLE.match(text, at)
            if particle is None or _TERM.match(text, particle.end() + 1):
                break
            at = particle.end()
        space = re.match(r"[ ]?\n?[ ]?", text[at:])
        gap = space.group() if space else ""
        if "\n" in gap and not _goes_on(text, at, at + len(gap)):
            break
        if not gap and text[at - 1] not in "'’":
            break
        at += len(gap)
    return end


def _goes_on(text: str, end: int, after: int) -> bool:
    """Whether a name goes on over a line end: behind a small word, or before one."""
    before = re.search(r"(\w+|-)$", text[max(0, end - 12) : end])
    dangling = before is not None and (before.group() == "-" or before.group().lower() in _DANGLING)
    # "Communauté de communes des Trois", then a line of its own: "Chênes (CC3C)".
    closes = re.match(r"[A-ZÀ-Þ][\w'’ -]{1,40} \([A-Z][A-Z0-9]{1,8}\)[ ]*(?:\n|$)", text[after:])
    leads = re.match(r"(?:du|de|des|d['’]|et|en|sur)\s?(?:la\s|l['’]|les\s)?[A-ZÀ-Þ]", text[after:])
    return dangling or closes is not None or (leads is not None and not re.match(r"(?:et|de)\s+\d", text[after:]))
