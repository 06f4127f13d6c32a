"""The decisive sentences of the passages found, and whether they answer at all. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.questions.intents import Intent
from assistant.questions.understand import Query
from assistant.quotations.answerability import (
    OF_UNKNOWN,
    asks_kind,
    asks_length,
    asks_quantity,
    asks_what,
    asks_when_done,
    counts_things,
    enough,
    holds_names,
    is_noun,
    says_kind,
    says_since,
    thing_asked,
    years_asked,
)
from assistant.quotations.coverage import (
    LITTLE_ASKED,
    form_words,
    is_known,
    matter,
    rarity,
    share_held,
    share_of_way,
    stems_of,
)
from assistant.quotations.neighbours import SHORT_UNIT, carried_on, with_neighbours
from assistant.quotations.reasons import gives_reason, says_why
from assistant.quotations.table_text import is_row, is_scattered
from assistant.quotations.units import Unit, is_heading, units_of, whole
from assistant.searching.expansion import Group
from assistant.searching.index import SearchIndex
from assistant.searching.retrieve import Found, path_text
from assistant.searching.tokens import stem, words
from ingest.naming import fold
from ingest.records import Document, Passage, SectionKind

# What a passage must hold of what the question asks, weighed by rarity, to be said to answer it. Set on the
# evaluation set: below, answers to questions that have none appear; above, true answers are refused.
COVERAGE = 0.35
# Where the passage also stands in the very section or field that the question asks for, less is enough.
COVERAGE_IN_SECTION = 0.2
# What standing in the right section, and what the first rank of the search, count beside a coverage of 1.
IN_SECTION = 0.3
RANK = 0.6
# What the quoted words count by themselves, under their heading, beside the whole passage's coverage of 1.
UNIT = 0.6
# From this many rarest words' worth on, coverage counts whole.
MUCH_ASKED = 1.25
# How many passages are weighed, and how many quotes an answer holds at most.
WEIGHED = 8
QUOTES = 3
# A second quote is worth saying when it holds nearly as much as the first.
NEARLY = 0.8
SAME_TOPIC = 0.85
# What the quoted words themselves hold of the question, of what the fullest ones do.
OWN_SHARE = 0.6
OWN_ROW = 0.4
# What holding a date for "quand", a figure for "combien", counts beside a coverage of 1.
KIND = 0.3
# What the words nearest to a question without an answer hold of it at least, to be shown.
NEAR = 0.6
# What holding the evidence of what is asked counts where the question has matter of its own.
PROOF = 0.6
# What stands there says what a document does not say: it answers nothing.
_SILENT = re.compile(r"\bne (?:dit|disent|precise|precisent|donne|donnent) pas\b")
_SHEET_TITLE = re.compile(r"\W*fiche[- ]action\W{1,3}(?:n\W{0,2})?\d+(?:[.-]\d+)?\b[^.;•]{0,200}", re.S)
_OF_TITLES = re.compile(r"\b(?:axes?|fiches?|actions?|titres?|intitul\w+|appel\w+|noms?|nomm\w+)\b")
# What has several answers, so that one item of a list is a part of it.
_SEVERAL = re.compile(r"\bquel(?:le)?s\b|\blesquel(?:le)?s\b|\bliste|\btou(?:s|tes) les\b")
# A noun counts among the rarest of its question from this share of the rarest one's rarity on.
OF_RAREST = 0.9


@dataclass(frozen=True, slots=True)
class Quote:
    """Decisive words of a passage, and how much of the question they hold (0-1)."""

    document: Document
    passage: Passage
    units: tuple[Unit, ...]
    coverage: float
    own: float = 1.0  # how much of it these words hold with the heading above them alone
    topic: float | None = None  # where a field of a sheet is asked for: how well the sheet speaks of the subject

    @property
    def said(self) -> str:
        """The quoted words."""
        return _quoted(self.document, self.units)


def decisive(query: Query, found: Found, index: SearchIndex) -> tuple[Quote, ...]:
    """The quotes that answer a query, best first; none when no passage does."""
    asked = matter(query, found.groups, index)
    # Holding the one common word that a question has says little.
    weight = min(1.0, sum(worth for _, worth in asked) / (MUCH_ASKED * index.rarest)) if asked else 1.0
    if not (asked or query.intents or query.sheet or query.article):
        return ()  # "merci" asks for nothing
    few = sum(worth for _, worth in asked) < LITTLE_ASKED * index.rarest
    weighed: list[tuple[bool, float, Quote]] = []
    for rank, ((passage, _), topic) in zip(
        range(WEIGHED), zip(found.passages, found.topics, strict=True), strict=False
    ):
        document = index.snapshot.document(passage.document_id)
        if document is None or any(_SILENT.search(fold(part)) for part in passage.path):
            continue
        standing = [intent for intent in query.intents if _stands_in(passage, intent)]
        in_section = bool(standing or query.article or query.sheet)
        coverage = share_held(asked, _context(passage, document, query, index))
        enough = COVERAGE_IN_SECTION if in_section else COVERAGE
        # Few rare words are the wording of the question, not its matter: the section answers.
        proven = bool(standing) or any(intent.evidence for intent in query.intents)
        # Of a sheet's field, though, the sheet must speak of the subject.
        fields = any(passage.field in intent.fields for intent in standing) and not query.sheet
        little = proven and few and not (fields and asked)
        # Where the section of the answer is known, a passage elsewhere must hold more than one common word.
        held = coverage if standing or not any(intent.sections for intent in query.intents) else weight * coverage
        if (held < enough and not little) or not _holds_evidence(passage, query):
            continue
        units = _chosen(query, passage, document, asked, little=few)
        if units and _answers(query, asked, passage, document, units, index):
            # What goes on behind the words that answer completes them, and answers nothing by itself.
            units = carried_on(units, passage, document, index.snapshot)
            # The rank counts too: search has weighed more than coverage does.
            own, kind = _told(query, asked, passage, document, units)
            told = own + kind if asks_kind(query) else 0.0
            score = weight * coverage + UNIT * told + IN_SECTION * bool(standing) + RANK * (1 - rank / WEIGHED)
            exclusive = any(intent.exclusive for intent in standing)
            exclusive_field = exclusive and bool(passage.sheet) and not query.sheet
            subject = topic if exclusive_field else None
            weighed.append((exclusive, score, Quote(document, passage, units, coverage, own, subject)))
    if not _OF_TITLES.search(fold(query.text)):
        # That a sheet of that name exists answers where nothing else does.
        weighed = [item for item in weighed if not _is_title(item[2])] or weighed
    if asks_what(query):
        # Beside words that say what it is, those that only name it say nothing.
        own = max((quote.own for _, _, quote in weighed), default=0.0)
        saying = [w for w in weighed if says_kind(query, w[2].said) and w[2].own >= own]
        weighed = saying or weighed
    quotes = _best(weighed)
    if not query.article:
        return quotes
    # An article is read from its beginning.
    return tuple(sorted(quotes, key=lambda quote: (quote.document.id, quote.units[0].page, quote.units[0].start)))


def nearest(query: Query, found: Found, index: SearchIndex) -> Quote | None:
    """The words that hold most of a question that none answers, None where they hold little or it asks for a figure.

    They are shown as what they are, beside the refusal: the reader sees what is written on the matter.
    """
    asked = matter(query, found.groups, index)
    if not asked or asks_quantity(query) or years_asked(query):
        return None
    in_full = [(group, rarity(group, index)) for group, _ in asked]
    near: list[tuple[float, Quote]] = []
    for passage, _ in found.passages[:WEIGHED]:
        document = index.snapshot.document(passage.document_id)
        units = _chosen(query, passage, document, asked, little=False) if document else ()
        if document and units and holds_names(query, asked, passage.text, _context(passage, document, query, index)):
            quote = Quote(document, passage, units, _told(query, in_full, passage, document, units)[0])
            near.append((quote.coverage, quote))
    best = max(near, key=lambda item: item[0], default=None)
    return best[1] if best and best[0] >= NEAR else None


def _told(
    query: Query, asked: Sequence[tuple[Group, float]], passage: Passage, document: Document, units: Sequence[Unit]
) -> tuple[float, float]:
    """What the quoted words themselves say of what is asked, with their last heading, and of its kind."""
    quote = _quoted(document, units)
    language = document.metadata.language or "fr"
    stems = stems_of(quote, language) | stems_of(passage.path[-1] if passage.path else "", language)
    return share_held(asked, stems), KIND if says_kind(query, quote) else 0.0


def _best(weighed: Sequence[tuple[bool, float, Quote]]) -> tuple[Quote, ...]:
    """The quotes that count nearly as much as the best, of the asked section alone where it was found."""
    if any(exclusive for exclusive, _, _ in weighed):
        weighed = [item for item in weighed if item[0]]
    # The same field of another sheet is an answer only where that sheet is on the subject as much.
    topic = max((quote.topic or 0.0 for _, _, quote in weighed), default=0.0)
    weighed = [item for item in weighed if item[2].topic is None or item[2].topic >= SAME_TOPIC * topic]
    # Beside words that hold what is asked, others on one of its words are on something else.
    own = max((quote.own for _, _, quote in weighed), default=0.0)
    weighed = [item for item in weighed if item[2].own >= OWN_SHARE * own]
    ranked = sorted(weighed, key=lambda item: -item[1])[:QUOTES]
    chosen = [quote for _, score, quote in ranked if score >= NEARLY * ranked[0][1]]
    # The passages of one section are said in its order: a list is read from its beginning.
    sections = [(quote.document.id, quote.passage.path) for quote in chosen]
    return tuple(
        sorted(
            chosen,
            key=lambda q: (sections.index((q.document.id, q.passage.path)), q.passage.page, q.passage.spans[0].start),
        )
    )


def _is_title(quote: Quote) -> bool:
    """Whether a quote is nothing but the number and the title of a sheet."""
    return _SHEET_TITLE.fullmatch(fold(quote.said)) is not None


def _quoted(document: Document, units: Sequence[Unit]) -> str:
    pages = {page.number: page.text for page in document.pages}
    return " ".join(pages[unit.page][unit.start : unit.end] for unit in units)


def _answers(
    query: Query,
    asked: Sequence[tuple[Group, float]],
    passage: Passage,
    document: Document,
    units: Sequence[Unit],
    index: SearchIndex,
) -> bool:
    """Whether these words of a passage, under their headings, can answer; a part named by its number always can."""
    if query.sheet or query.article:
        return says_why(fold(query.text), fold(passage.text))
    context = _context(passage, document, query, index)
    if not holds_names(query, asked, f"{passage.text} {path_text(passage)}", context):
        return False
    quote = _quoted(document, units)
    language = document.metadata.language or "fr"
    title = next((s.title for s in document.sections if s.kind is SectionKind.SHEET and s.number == passage.sheet), "")
    texts = [quote, *passage.path, title if passage.sheet else ""]
    of_one_thing = asks_quantity(query) or asks_when_done(fold(query.text)) or asks_length(fold(query.text))
    # "8 médecins" beside a place of one's own passage is not that place's figure.
    if asks_quantity(query) and not holds_names(query, asked, " ".join(texts), stems_of(" ".join(texts), language)):
        return False
    if of_one_thing and not _holds_what_counts(query, asked, " ".join(texts), language, index):
        return False
    # A figure of another year is no answer: the quote itself, or its headings, must bear it; a table's rows may not.
    table = "|" in quote or any(is_row(line) for line in quote.splitlines())
    if asks_quantity(query) and not table and any(year not in " ".join(texts) for year in years_asked(query)):
        return False
    if asks_quantity(query) and is_scattered(quote):
        return False  # cells that a page's text has parted say of none what it counts
    held = frozenset(stem(w, language) for t in texts for w in words(t))
    coverage = share_held(asked, held)
    # "Le taux de vaccination des EHPAD" is no figure on EHPAD: what no document names counts as much as what one does.
    in_full = share_held([(group, rarity(group, index)) for group, _ in asked], held)
    if asks_quantity(query):
        coverage = min(coverage, in_full)
    elif in_full < OF_UNKNOWN and any(not is_known(group, index) and is_noun(group.said, query) for group, _ in asked):
        return False
    # The very field that is asked for answers without a figure too: "le montant sera défini…", "néant".
    own = any(passage.field in intent.fields for intent in query.intents)
    own = own and not counts_things(query)
    # What stands in the context of a sheet is a reason for it.
    reason = f"{passage.path[-1]} : {quote}" if passage.field == "context" and passage.path else quote
    return enough(query, coverage, reason, field=own)


def _holds_what_counts(
    query: Query, asked: Sequence[tuple[Group, float]], text: str, language: str, index: SearchIndex
) -> bool:
    """Whether a quote holds the thing counted, and of the question's nouns the one that documents say least."""
    noun = thing_asked(fold(query.text))
    if noun and counts_things(query) and not asked and noun not in form_words():
        # Alone, the word itself: "commune" and "communiqué" have one stem.
        return re.search(rf"\b{re.escape(noun.rstrip('sx'))}[sx]?\b", fold(text)) is not None
    held = stems_of(text, language)
    nouns = [(group, rarity(group, index)) for group, _ in asked if is_known(group, index)]
    nouns = [(group, worth) for group, worth in nouns if is_noun(group.said, query)]
    rarest = max((worth for _, worth in nouns), default=0.0)
    return all(
        any(share_of_way(way.stems, held) for way in group.alternatives)
        for group, worth in nouns
        if worth >= OF_RAREST * rarest
    )


def _context(passage: Passage, document: Document, query: Query, index: SearchIndex) -> frozenset[str]:
    """The stems of a passage and its headings, of its whole sheet where the question asks for one of its fields."""
    language = document.metadata.language or "fr"
    title = next((s.title for s in document.sections if s.kind is SectionKind.SHEET and s.number == passage.sheet), "")
    texts = [passage.text, *passage.path, title if passage.sheet else ""]
    if passage.sheet and any(passage.field in intent.fields for intent in query.intents):
        rows = index.snapshot.rows_of(document.id)
        texts += [p.text for p in index.snapshot.passages[rows.start : rows.stop] if p.sheet == passage.sheet]
    return frozenset().union(*(stems_of(text, language) for text in texts))


def _stands_in(passage: Passage, intent: Intent) -> bool:
    return bool(
        (intent.sections and intent.sections.search("\n".join(fold(part) for part in passage.path)))
        or passage.field in intent.fields
    )


def _holds_evidence(passage: Passage, query: Query) -> bool:
    """Whether the passage holds the kind of thing asked for (an amount, a date of signing…) and the year asked."""
    text = f"{path_text(passage)}\n{fold(passage.text)}"
    if any(year not in text for year in years_asked(query)):
        return False
    needed = [(intent.evidence, intent.strict) for intent in query.intents if intent.evidence]
    if any(strict and not pattern.search(text) for pattern, strict in needed):
        return False
    return not needed or any(pattern.search(text) for pattern, _ in needed)


def _chosen(
    query: Query, passage: Passage, document: Document, asked: Sequence[tuple[Group, float]], *, little: bool
) -> tuple[Unit, ...]:
    """The words of the passage to quote; `little` says that the question has hardly any matter of its own."""
    if any(
        (i.whole and _stands_in(passage, i)) or (i.whole_fields and passage.field in i.fields) for i in query.intents
    ):
        return whole(passage, document)
    if query.article and little:
        return whole(passage, document)  # "Que dit l'article 9 ?"
    evidence = [intent.evidence for intent in query.intents if intent.evidence]
    every = units_of(passage, document)
    units = [unit for unit in every if not is_heading(unit.text, passage.path)]
    # A section may be its title alone: "Fait à …, le …".
    units = units or [unit for unit in every if any(pattern.search(fold(unit.text)) for pattern in evidence)]
    if not units:
        return ()
    proving = [any(pattern.search(fold(unit.text)) for pattern in evidence) for unit in units]
    if any(intent.strict for intent in query.intents) and not any(proving):
        return ()  # the words that would prove it stand in different sentences: none says it
    language = document.metadata.language or "fr"

    names = words(" ".join(contract.territory for contract in query.scope.contracts))
    territory = frozenset(stem(word, language) for word in names if word in words(query.text))

    def worth(i: int) -> float:
        stems = frozenset(stem(word, language) for word in words(units[i].text))
        short = 0.3 if len(units[i].text) < SHORT_UNIT else 0.0
        # In a table, the row of the territory asked about, and not its neighbour's.
        own = OWN_ROW * len(territory & stems) / len(territory) if territory else 0.0
        kind = KIND if says_kind(query, units[i].text) else 0.0
        kind += KIND if says_since(query, units[i].text) or gives_reason(fold(query.text), fold(units[i].text)) else 0.0
        proof = 1.0 if little else PROOF
        return share_held(asked, stems) + own + kind + (proof if proving[i] else 0.0) - short

    best = max(range(len(units)), key=lambda i: (worth(i), -i))
    return with_neighbours(units, best, proving, listed=_SEVERAL.search(fold(query.text)) is not None)
