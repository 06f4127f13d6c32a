"""The last check of an answer, however it was made: what it says stands in the quotes that it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant import lexicon
from assistant.audit.amounts import amount_faults
from assistant.audit.dates import dates, ranges
from assistant.audit.force import too_strong
from assistant.audit.ground import Ground, Quoted
from assistant.audit.known import Known
from assistant.audit.masks import HIDDEN, hidden, without_labels, without_pages, without_quotes, without_titles
from assistant.audit.names import forms_of, institutions_in, letters, names_in, offices_in, without_kinds
from assistant.audit.sentences import Sentence, marks_of, sentences_of
from assistant.records import Answer, Citation, Status
from assistant.verify import flat_text
from ingest.naming import fold


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a sentence may not be said: the kind of thing, and the words that no quote holds."""

    kind: str
    words: str
    sentence: str = ""


# A name of so many letters may be typed in the question with an error (0-100).
LONG_NAME, NEARLY = 5, 85

# What denies or says silence: it may name what the question names, and needs no quote.
DENIES = re.compile(
    r"\bn(?:e |')(?:\w|[' -]){1,80}?\b(?:pas|aucun|aucune|rien|jamais|ni|plus|que)\b|\baucune?s?\b|\brien\b|^\W*non\b"
    r"|\bhors documents\b|\bn'est documente\b|\bne sont pas\b"
)
# What answers say of themselves and of documents, without a fact of a contract.
NOTICES = re.compile(
    r"^(?:page lue par reconnaissance de caracteres|a retenir : la fiche action prime"
    r"|sens usuel du sigle, hors documents"
    r"|comme tous les signataires|pour la communication et le logo)"
)


# Beside the name of a contract, these words say nothing of it: "CLS X 2031-2035" in a list to choose from.
_NAMES_NOTHING = re.compile(r"\b(?:cls|contrats?|le|la|les|du|de|et)\b")


def faults_of(answer: Answer, question: str, known: Known) -> tuple[Fault, ...]:
    """Why an answer may not be said, sentence by sentence; nothing when it may."""
    if answer.status is Status.OUT_OF_SCOPE and not answer.citations:
        return ()  # a text of the house, which says nothing of any document
    ground = Ground(answer, question, known)
    broken = list(_citation_faults(answer, ground))
    if broken:
        return tuple(broken)
    return tuple(fault for sentence in sentences_of(answer.answer) for fault in sentence_faults(sentence, ground))


def _citation_faults(answer: Answer, ground: Ground) -> Iterator[Fault]:
    """Quotes that do not stand verbatim on their page, marks without citation, citations without mark."""
    said, numbers = set(marks_of(answer.answer)), [citation.number for citation in answer.citations]
    for number in said - set(numbers):
        yield Fault("mark", f"[{number}]")
    for citation in answer.citations:
        if citation.number not in said or numbers.count(citation.number) > 1:
            yield Fault("mark", f"[{citation.number}]")
        if not _stands(citation, ground):
            yield Fault("quote", citation.quote[:60])


def _stands(citation: Citation, ground: Ground) -> bool:
    document = ground.known.document(citation.document_id)
    if document is None or not citation.quote.strip() or citation.document_title != document.metadata.title:
        return False
    text = next((page.text for page in document.pages if page.number == citation.page), "")
    page = re.search(r"[?&]page=(\d+)", citation.url)
    placed = page is not None and int(page[1]) == citation.page
    return placed and flat_text(text[citation.start : citation.end]) == flat_text(citation.quote)


def sentence_faults(sentence: Sentence, ground: Ground) -> Iterator[Fault]:
    """What a sentence says beyond the quotes of its marks."""
    marks = dict.fromkeys([*sentence.marks, *sentence.below])
    cited = [ground.quoted[number] for number in marks if number in ground.quoted]
    for kind, words in _beyond(sentence, cited, ground):
        yield Fault(kind, words.strip(HIDDEN + " "), sentence.text)


def _beyond(sentence: Sentence, cited: Sequence[Quoted], ground: Ground) -> Iterator[tuple[str, str]]:
    own, stray = without_quotes(sentence.text, cited, ground)
    if stray:
        yield "quote", stray
    denies = DENIES.search(fold(own)) is not None
    own, labels = without_labels(own, ground.known.labels)
    if cited and not denies and not sentence.heads:
        of = {one.contract_id for one in cited}
        for label in labels:
            if ground.known.labels[label] not in of:
                yield "contract", label
    own = without_pages(without_titles(own, cited, ground), cited)
    # A list to choose from names contracts and says nothing of them; any other item says what its heading announces.
    bare = _NAMES_NOTHING.sub("", fold(own)) if sentence.choice else sentence.text if sentence.item else own
    states = re.search(r"\w", bare) is not None
    if not cited and not sentence.heads and not denies and not NOTICES.match(fold(own)) and states:
        yield "unmarked", own
    own, wrong = _without_dates(own, cited, ground, denies=denies)
    yield from (("date", words) for words in wrong)
    yield from amount_faults(own, sentence, cited, ground, denies=denies)
    yield from (("name", words) for words in _strange_names(own, sentence, cited, ground, denies=denies))
    if cited:
        quotes = "\n".join(f"{one.citation.section}\n{one.citation.quote}" for one in cited)
        # A name in a list of signatories signs by its place: the record knows it.
        proved = "signs" if any(map(ground.signs, cited)) else ""
        force = too_strong(own, quotes, proved=proved)
        if force:
            yield "force", force


def _without_dates(own: str, cited: Sequence[Quoted], ground: Ground, *, denies: bool) -> tuple[str, list[str]]:
    """The sentence with its dates and periods set apart, and those that no quote holds."""
    wrong: list[str] = []
    if not re.search(r"\d", own):
        return own, wrong
    held = [date for one in cited for date in one.dates]
    said_years = "\n".join(one.years for one in cited)
    if denies:
        held += dates(ground.question)
        said_years += ground.question
    for date in dates(own):
        words = own[date.start : date.end]
        fits = [other for other in held if date.within(other)]
        dated = any(other.year == date.year for other in fits) or str(date.year) in said_years or not date.year
        if not fits or not dated:
            wrong.append(words)
        own = own[: date.start] + HIDDEN * len(words) + own[date.end :]
    for first, last, start, end in ranges(own):
        labels = " ; ".join(label for label in ground.known.labels if _cites(label, cited, ground))
        held_there = (first, last) in {period[:2] for period in ranges(f"{said_years} ; {labels}")}
        # A territory's name before a period that is no contract's of it.
        if not held_there or letters(own[:start]).endswith(ground.known.territories):
            wrong.append(own[start:end])
        own = own[:start] + HIDDEN * (end - start) + own[end:]
    return own, wrong


def _cites(label: str, cited: Sequence[Quoted], ground: Ground) -> bool:
    return not cited or any(one.contract_id == ground.known.labels[label] for one in cited)


def _strange_names(
    own: str, sentence: Sentence, cited: Sequence[Quoted], ground: Ground, *, denies: bool
) -> Iterator[str]:
    """The names, institutions and offices of a sentence that no quote that it cites holds."""
    kinds = frozenset[str]().union(*(one.institutions for one in cited))
    said = institutions_in(own)
    # What denies may name what is asked; so may what announces a list, or says more of an institution that is quoted.
    repeats = denies or not cited or sentence.heads or (bool(said) and said <= kinds)
    if denies or not cited:
        kinds |= ground.question_institutions | institutions_in(ground.known.labelled)
    yield from said - kinds
    together = " ".join([*(one.letters for one in cited), *(one.place for one in cited)])
    if denies or not cited:
        together += f" {ground.known.names}"
    joined = "".join(one.letters for one in cited)
    if repeats:
        parties = ground.known.parties({one.contract_id for one in cited})
        own = hidden(own, (party for party in parties if institutions_in(party) & kinds))

    def strange(text: str) -> Iterator[str]:
        for name in names_in(without_kinds(text, f"{together} {ground.question_letters if repeats else ''}", kinds)):
            defined = "sigle" in own and fold(name[0]) in lexicon.load().acronyms
            if not _named(name, together, joined) and not ((repeats or defined) and _asked(name, ground)):
                yield " ".join(name)

    if next(strange(own), ""):
        yield from strange(hidden(own, _other_names(together, ground, denies=denies)))
    if cited:
        offices = frozenset[str]().union(*(one.offices for one in cited))
        yield from offices_in(own) - offices - (offices_in(ground.question) if denies else frozenset())


def _other_names(together: str, ground: Ground, *, denies: bool) -> Iterator[str]:
    """The names of organisations that the quotes give another name of theirs; of those asked of, where it denies."""
    for names in ground.known.spellings(ground.contract_ids):
        held = any(len(bare := letters(name)) >= LONG_NAME and bare in together for name in names)
        asked = denies and any(institutions_in(name) & ground.question_institutions for name in names)
        if held or asked:
            yield from sorted(names, key=len, reverse=True)


def _asked(name: tuple[str, ...], ground: Ground) -> bool:
    """Whether the question names it, a typing error apart."""
    whole = letters("".join(name))
    if whole in ground.question_letters or any(form in ground.question_letters for form in forms_of(" ".join(name))):
        return True
    return len(whole) >= LONG_NAME and fuzz.partial_ratio(whole, ground.question_letters) >= NEARLY


def _named(name: tuple[str, ...], together: str, joined: str) -> bool:
    """Whether a name stands as a whole, or begins with an organisation's acronym before the rest of it."""
    whole = letters("".join(name))
    if whole in together or whole in joined or any(form in together for form in forms_of(" ".join(name))):
        return True
    if len(name) > 1 and any(form in together for form in forms_of(name[0])):
        return _named(name[1:], together, joined)
    return False
