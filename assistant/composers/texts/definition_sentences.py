"""What the documents themselves say that a term is: acronyms spelled out, sentences that define. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.abbreviations import abbreviates, definitions, spells
from assistant.library import UnderstoodContract
from assistant.searching.tokens import stem, words
from ingest.facts.reading import letters
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document, Page, Passage

# A long form is looked for in so many characters before "(ACRONYM)".
BEFORE = 170
# A sentence that defines is at most so long; longer ones are lists or broken tables.
SENTENCE = 480
# A passage with an acronym is cited with so much around it.
AROUND = 90

_ARTICLE = r"(?:l[ea]s?\s+|l[’']|une?\s+|des\s+|ce(?:tte|s|t)?\s+)?"
_VERB = (
    r"(?:est\s+(?:une?|la|le|l[’']|un[e]?\s|défini\w*|entendue?)|sont\s+(?:des|l[ae]s?\s|l[’']|une?\s|définis\w*|de\s)"
    r"|désignent?|se\s+définit|se\s+définissent|correspond(?:ent)?\s+à|consiste(?:nt)?\s+(?:à|en)|s[’']entend(?:ent)?"
    r"|signifient?|regroupe(?:nt)?|is\s+an?|are\s+(?:the|a)?"
    r"|permet(?:tent|tra|tront)?\s+(?:de\s|d[’'])|(?:vise|sert)(?:nt|ra|ront)?\s+[àa]\s"
    r"|(?:a|ont|aura|auront)\s+pour\s+(?:objet|but|objectif|mission|rôle|vocation|finalité))"
)
# Whose the thing is, between the term and its verb: "La cellule du Pays d'Ys permettra de…".
_OWNER = r"(?:\s+(?:du|de\s+la|des|de|d[’'])\s?(?:[A-ZÀ-Ý][\w’'-]*\s?){1,4})?"
_END = re.compile(r"[.!?](?=\s|$)|(?<=»)\.|\n\s*\n|\n(?=\s*[•▪◦–-] )")


# What goes on saying what the thing is: "C'est l'aptitude de…", "(OMS)".
_GOES_ON = re.compile(r"\s+(?:C[’']est|Ce sont|Il s[’']agit)\s|[ ]?\s\((?-i:[A-ZÀ-Ý][\w’' -]{1,60})\)")
# A definition in two sentences is at most so long.
TWO_SENTENCES = 700
_COMPLEMENT = re.compile(r"\b(?:d[eu]s?|de la)\s+(?:l[’'])?$|\bd[’']$")
_WHOSE = re.compile(r"\s?[»\"]?\s*[.(]?\s*(?:[Dd]éfinition|[Ss]ource\s?:|[Ss]elon|[Dd][’']après)[^\n]{2,70}")


@dataclass(frozen=True, slots=True)
class Sense:
    """One long form of an acronym and where a document spells it out."""

    long: str
    evidence: Evidence
    contract: UnderstoodContract
    document: Document


@dataclass(frozen=True, slots=True)
class Defined:
    """The sentence in which a document says what a term is."""

    evidence: Evidence
    contract: UnderstoodContract
    document: Document


def senses(acronym: str, contract: UnderstoodContract) -> Iterator[Sense]:
    """The long forms that a contract's documents give an acronym."""
    for document in contract.documents:
        for page in document.pages:
            if not all(part in page.text for part in acronym.split()):
                continue
            for long in (*_spelled(acronym, page.text), *_named_before(acronym, page.text)):
                evidence = _together(acronym, long, document, page)
                if evidence:
                    yield Sense(re.sub(r"\s+", " ", long), evidence, contract, document)


def _spelled(acronym: str, text: str) -> Iterator[str]:
    for short, long in definitions(text):
        if letters(short) == letters(acronym):
            yield long


def _named_before(acronym: str, text: str) -> Iterator[str]:
    """The long forms that general rules miss: an acronym of two words, one that takes inner letters."""
    flat = re.sub(r"\s+", " ", text)
    short = re.escape(acronym)
    for match in re.finditer(rf"\(\s*{short}\s*\)", flat):
        clause = re.split(r"[.;:•()«»]", flat[max(0, match.start() - BEFORE) : match.start()])[-1]
        starts = [found.start() for found in re.finditer(r"[^\W\d_][\w’'-]*", clause)]
        for start in reversed(starts):
            long = clause[start:].strip()
            if abbreviates(acronym.replace(" ", ""), long) or _nearly(acronym, long):
                yield long
                break
    for match in re.finditer(
        rf"(?<!\w){short}\s?(?:\((?P<in>[^()]{{8,120}})\)|[:=–]\s(?P<after>[^\n.;:()]{{8,120}}))", text
    ):
        long = (match["in"] or match["after"]).strip()
        if abbreviates(acronym.replace(" ", ""), long) or _nearly(acronym, long):
            yield re.sub(r"\s+", " ", long)


def _nearly(acronym: str, long: str) -> bool:
    """Whether all letters but one begin words of a name in order, and that one stands in it."""
    short = letters(acronym)
    if len(short) < 3 or not spells(acronym, long):
        return False
    initials = [word[0] for word in re.findall(r"[a-z]+", fold(long)) if len(word) > 2]
    found, rest = 0, iter(short)
    wanted = next(rest, "")
    for initial in initials:
        if initial == wanted:
            found += 1
            wanted = next(rest, "")
    # All letters begin words: two words may have none of their own; else one.
    return len(initials) <= len(short) + (2 if found == len(short) else 1) and found >= len(short) - 1


def _together(acronym: str, long: str, document: Document, page: Page) -> Evidence | None:
    gaps = r"\s+".join(re.escape(word) for word in long.split())
    short = re.escape(acronym).replace(r"\ ", r"\s+")
    both = rf"{gaps}\s*\(\s*{short}\s*\)|(?<!\w){short}\s*\(\s*{gaps}\s*\)|(?<!\w){short}\s*[:=–]\s*{gaps}"
    match = re.search(both, page.text, re.IGNORECASE)
    return Evidence(document.id, page.number, *match.span(), match.group()) if match else None


def in_full(acronym: str, usual: str, contract: UnderstoodContract) -> Sense | None:
    """Where a contract's documents use an acronym and write the sense that it usually has in full, elsewhere."""
    wanted = re.compile(r"[\s’'-]+".join(_word_pattern(word) for word in re.findall(r"[a-z]+", fold(usual))), re.I)
    for document in contract.documents:
        if used(acronym, document) is None:
            continue
        for page in document.pages:
            match = wanted.search(page.text)
            if match:
                evidence = Evidence(document.id, page.number, *match.span(), match.group())
                return Sense(re.sub(r"\s+", " ", match.group()), evidence, contract, document)
    return None


def used(acronym: str, document: Document) -> Evidence | None:
    """Where a document uses an acronym: the lines around it; None where it does not."""
    for page in document.pages:
        match = acronym in page.text and re.search(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", page.text)
        if match:
            start = page.text.rfind("\n", 0, max(0, match.start() - AROUND)) + 1
            end = page.text.find("\n", match.end() + AROUND)
            end = len(page.text) if end < 0 else end
            return Evidence(document.id, page.number, start, end, page.text[start:end])
    return None


def defined(term: str, contract: UnderstoodContract, passages: Sequence[Passage]) -> Iterator[Defined]:
    """The sentences on the pages of some passages of a contract that say what a term is."""
    pattern = _term_pattern(term)
    if not pattern:
        return
    head = re.compile(
        r"(?:(?<=[.!?:»])\s+|(?<=\n)|^|[•▪◦–-] )(?:(?:on entend|on appelle)\s+(?:par\s+)?)?[«\"]?\s?"
        rf"{_ARTICLE}[«\"]?\s?{pattern}\s?[»\"]?(?:\s*\([^()\n]{{2,40}}\))?(?-i:{_OWNER}),?\s*\b{_VERB}",
        re.IGNORECASE,
    )
    bracket = re.compile(rf"{pattern}\s*\(\s*[«\"][^»\"()]{{40,400}}[»\"]\s*\)", re.IGNORECASE)
    # "L'OMS appelle X ce qui…": the term stands behind who calls it so.
    named = re.compile(
        rf"(?:(?<=[.!?:»])\s+|(?<=\n)|^)[^.!?:\n]{{2,60}}\s(?:appelle(?:nt)?|nomme(?:nt)?|entend(?:ent)?\s+par)\s+"
        rf"{_ARTICLE}[«\"]?\s?{pattern}\s?[»\"]?,?\s+(?:ce\s|ceux\s|tou[ts]\w*\s|une?\s|l[ea]s?\s|l[’']|des\s)",
        re.IGNORECASE,
    )
    where = {(passage.document_id, span.page) for passage in passages for span in passage.spans}
    for document in contract.documents:
        for page in (page for page in document.pages if (document.id, page.number) in where):
            for match in (*bracket.finditer(page.text), *head.finditer(page.text), *named.finditer(page.text)):
                start = match.start() + len(match.group()) - len(match.group().lstrip(" \n•▪◦–-"))
                if match.re is bracket and " " not in term.strip() and _COMPLEMENT.search(page.text[:start]):
                    continue  # "la politique de santé (« … »)" says nothing of health
                stop = match.end() if match.re is bracket else _sentence_end(page.text, match.end())
                if stop - start > SENTENCE:
                    continue
                stop = _to_its_end(page.text, start, stop)
                quote = page.text[start:stop]
                yield Defined(Evidence(document.id, page.number, start, stop, quote), contract, document)


def _to_its_end(text: str, start: int, stop: int) -> int:
    """Where a definition ends that goes on in a second sentence, or names whose it is behind it."""
    while again := _GOES_ON.match(text, stop):
        end = again.end() if again.group().endswith(")") else _sentence_end(text, again.end())
        if end - start > TWO_SENTENCES:
            break
        stop = end
    return stop


def _sentence_end(text: str, start: int) -> int:
    match = _END.search(text, start)
    if not match:
        return len(text)
    end = match.end() if match.group() in ".!?" else match.start()
    # Whose definition it is follows: "Définition de l'OMS".
    told = _WHOSE.match(text, end)
    return told.end() if told else end


def _term_pattern(term: str) -> str:
    """A pattern of a term's words in any case, number and accents, apart by white space."""
    said = words(term)
    if not said or not any(len(word) > 2 for word in said):
        return ""
    return r"[\s’'-]+(?:d[’'])?".join(_word_pattern(word) for word in said)


def _word_pattern(word: str) -> str:
    base = stem(word) if len(word) > 4 and word.startswith(stem(word)) else word
    return "".join(_LETTERS.get(letter, re.escape(letter)) for letter in base) + (r"\w*" if base != word else "[sx]?")


_LETTERS = {
    "a": "[aàâä]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oôö]", "u": "[uùûü]", "c": "[cç]", "y": "[yÿ]",
}  # fmt: skip
