"""What the articles of a contract are about: told by their titles, damaged ones too, and by their sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from ingest.facts.reading import Reading, Run
from ingest.naming import fold
from ingest.records import Section, SectionKind

# A title's word as OCR gives it resembles the true one at least so much (0-100); shorter words resemble too many.
RESEMBLES = 80
LONG_WORD = 7
# A document with so many articles says its rules there: headings in words elsewhere are its diagnosis.
ARTICLES = 3


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    title: re.Pattern[str]
    words: tuple[str, ...]
    sentence: re.Pattern[str]


@cache
def _topics() -> tuple[_Topic, ...]:
    text = files("ingest.facts.lexicon").joinpath("topics.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        _Topic(name, re.compile(title), tuple(words.split()), re.compile(sentence))
        for name, title, words, sentence in rows
    )


def title_topics(title: str) -> frozenset[str]:
    """The topics that a title names."""
    folded = bare_title(title)
    found = {topic.name for topic in _topics() if topic.title.search(folded)}
    if found:
        return frozenset(found)
    words = [word for word in re.findall(r"[a-z]+", folded) if len(word) >= LONG_WORD]
    return frozenset(
        topic.name
        for topic in _topics()
        if any(fuzz.ratio(word, known) >= RESEMBLES for word in words for known in topic.words)
    )


def sentence_topics(folded: str) -> frozenset[str]:
    """The topics that a folded sentence is about by its words."""
    return frozenset(topic.name for topic in _topics() if topic.sentence.search(folded))


def bare_title(title: str) -> str:
    """A title folded, without its "Article 3 :" or "III." before it."""
    folded = fold(title)
    word = r"(?:article|art|titre|chapitre|partie|section|annexe|clause|point|§)"
    number = r"(?:\d{1,2}(?:[.-]\d{1,2})*|1er|[ivx]+|[a-h])"
    # A number without a word before it needs a sign behind it, unless it is one of several parts: "2.2 Territoire".
    lead = (
        r"^\d{1,2}(?:[.-]\d{1,2})*[.)]?\s+(?=[a-z])"
        rf"|^(?:{word}\b\.?\s*)?(?:n\s?°\s?)?(?:{number})?\s*[.):/·|–—-]+\s*|^{word}\b\.?\s+(?:n\s?°\s?)?\S+\s+"
    )
    return re.sub(lead, "", folded).strip(" :.")


def rule_sections(reading: Reading, *topics: str) -> tuple[tuple[Section, Run], ...]:
    """The sections that hold the contract's rules on one of these topics, with their content.

    Articles where the document has them, else headings in words; without topics, all articles.
    """
    articles = reading.of(SectionKind.ARTICLE)
    chosen = tuple(s for s in articles if not topics or title_topics(s.title) & set(topics))
    # Where articles hold the clauses only, headings in words tell the territory.
    told = len(articles) >= ARTICLES and set(topics) != {"perimeter"}
    if chosen or told or not topics:
        return tuple((section, _without_program(reading, section)) for section in chosen)
    return tuple(
        (section, content)
        for section in reading.of(SectionKind.PART)
        if len(section.title) <= 100 and title_topics(section.title) & set(topics)
        if (content := stretch(reading, section))
    )


# "Le contrat vaut pour la communauté de communes …": what a contract covers, under any heading.
_COVERING = re.compile(
    r"^(?:le |ce |il |present |il )*(?:(?:present )?contrat|cls|il|perimetre)(?: local de sante)?\b[^.;:]{0,40}?"
    r"\b(?:vaut pour|s'applique|s'etend|couvre|concerne|s'exerce|porte sur|est conclu sur)\b[^.;]{0,120}?"
    r"\b(?:communes?|communautes?|agglomeration|metropole|arrondissement|canton|ile)\b"
)
OPENING_SENTENCES = 2


def perimeter_sections(reading: Reading) -> tuple[tuple[Section, Run], ...]:
    """The sections on the contract's territory: by their headings, else by their first sentences."""
    return rule_sections(reading, "perimeter") or _covering(reading)


def _covering(reading: Reading) -> tuple[tuple[Section, Run], ...]:
    """The section whose first sentences say which communes or groupings the contract covers, whatever its heading."""
    sheets = reading.of(SectionKind.SHEET, SectionKind.SIGNATURE)
    found: list[tuple[Section, Run]] = []
    for section in reading.of(SectionKind.ARTICLE, SectionKind.PART):
        if len(section.title) > 100 or any(s.start <= section.start < s.end for s in sheets):
            continue
        content = reading.run(section) if section.kind is SectionKind.ARTICLE else stretch(reading, section)
        sentences = re.split(r"(?<=[.:;])\s", fold(content.text[:600]))[:OPENING_SENTENCES]
        if any(_COVERING.match(re.sub(r"\s+", " ", sentence)) for sentence in sentences):
            found.append((section, content))
    return tuple(found[:1])


# Headings of the bodies themselves, whatever articles there are beside them.
_BODIES = re.compile(
    r"^(?:la |le |notre |les |l')?(?:gouvernance|conduite|pilotage|instances|gouverner|organisation|fonctionnement)"
    r"(?: (?:du|de la|de notre|le|ensemble) (?:contrat|cls|demarche))?$"
    r"|^qui (?:decide|pilote|gouverne)\b|^comment (?:ca|cela|le contrat) (?:marche|fonctionne)\b"
)


def governance_sections(reading: Reading) -> tuple[tuple[Section, Run], ...]:
    """The sections on the contract's bodies; headings in words too where articles hold the other clauses only."""
    parts = (s for s in reading.of(SectionKind.PART) if _BODIES.match(bare_title(s.title)))
    return rule_sections(reading, "governance") or tuple((s, stretch(reading, s)) for s in parts)


def _without_program(reading: Reading, article: Section) -> Run:
    """The content of an article but for the axes and sheets that it lists."""
    inner = reading.inside(article, SectionKind.AXIS, SectionKind.SHEET)
    lines = (
        line
        for line in reading.run(article).lines
        if not any(part.start <= (line.page, line.start) < part.end for part in inner)
    )
    return Run(reading.document_id, reading.pages, tuple(lines))


def stretch(reading: Reading, section: Section) -> Run:
    """The content under a heading in words, up to the next heading of a contract's part.

    The lists that a heading's text announces are headings of the same rank: they do not end it.
    """
    ends = [
        other.start
        for other in reading.sections
        if other.start > section.start and not (other.kind is SectionKind.PART and _inner(other.title))
    ]
    end = min(ends, default=(len(reading.pages) + 1, 0))
    whole = Section(section.kind, section.title, section.path, section.start, max(end, section.end))
    lines = tuple(line for line in reading.run(whole).lines if (line.page, line.start) < whole.end)
    return Run(reading.document_id, reading.pages, lines)


def _inner(title: str) -> bool:
    """Whether a heading only announces a list or names a body or a grouping of communes."""
    folded = bare_title(title)
    return bool(
        re.search(
            r"\b(?:s'engage|engagements? d|comite|groupes? de travail|equipe|animat|coordonnat|coordinat)", folded
        )
        # A body by the kind of its name, or the label of how often it meets.
        or re.match(
            r"(?:la |les |le |l')?(?:conseil|bureau|conferences?|panel|cercle|assemblee|college|forum|revue|groupes?)\b"
            r"(?! (?:departemental|regional|municipal|communautaire))|(?:rythme|frequence)\b",
            folded,
        )
        or re.match(r"(?:la |les |le |l')?(?:communautes? |metropole|ca |cc |cu |\d+ communes|communes|pour )", folded)
    )
