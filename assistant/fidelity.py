"""Whether a rewording says all that the established answer says, and nothing else. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant import lexicon
from assistant.audit.aligned import aligned
from assistant.audit.answer import DENIES, Fault
from assistant.audit.dates import dates
from assistant.audit.names import forms_of, letters, names_in, offices_in
from assistant.audit.quantities import EURO, PERCENT, TIMES, quantities
from assistant.audit.sentences import Sentence, sentences_of
from assistant.records import Answer
from assistant.searching.tokens import stem, terms
from ingest.naming import fold

CENT = 0.005
# This share of a sentence's words must be words of its evidence or of the established answer.
SUPPORTED = 0.6
# An answer is at most so many times as long as the established one, and so many characters more.
LONGER, MARGIN = 2, 400
_FORM = re.compile(
    r"</?[a-z!][^>]*>|https?://|www\.|\S+@\S+|^#{1,6} |\*\*|```|\]\(|\{\{|^\|", re.IGNORECASE | re.MULTILINE
)
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[«\"(]?[A-ZÀ-Ý])")
_ABBREVIATED = re.compile(r"(?:\b(?:art|cf|etc|ex|p|n°|M|Mme|Dr|Pr|St|L|R|D)|\b[A-Z])\.$")
_ANNUAL = re.compile(r"\bpar an\b|/ ?an\b|\bannuel|\bchaque annee")
_WITHOUT = re.compile(r"\b(?:sans|aucune?|pas de|pas d')[ ']?([a-z-]{3,})")
_NEGATES = re.compile(r"\b(?:sans|aucune?|pas|ni|non)\b|\bn'|\bne\b")
_ROLES = {
    "signataire": re.compile(r"\bsign"),
    "porteur": re.compile(r"\bport(?:eur|euse|ee?s? par)|\bpilot|\bchef de file"),
    "partenaire": re.compile(r"\bpartenair"),
    "financeur": re.compile(r"\bfinanc|\bpai|\bpay"),
    "représentant": re.compile(r"\brepresent"),
    "suivi": re.compile(r"\bresponsable du suivi|\breferent"),
}
_FRENCH = frozenset(
    "le la les l de des du d un une et en à au aux par pour est sont dans sur que qui ce cette il elle".split()
)
# Words by which any sentence may be built.
_FRAME = frozenset(
    stem(fold(word))
    for word in "prévoit prévoient prévu prévue prévus indique indiquent précise mentionne compte comprend comporte "
    "contient s'agit concerne selon également notamment ainsi soit montant montants contrat local santé fiche action "
    "actions cls suivant suivants suivante suivantes voici liste signataires document documents réponse question "
    "financé financée financés financement est sont a ont été figure figurent parmi présente présentes présent "
    "organisme organismes territoire porté portée couvre".split()
)


def unfaithful(said: str, established: Answer) -> tuple[Fault, ...]:
    """Why a rewording may not stand for the established answer; its facts are checked against quotes elsewhere."""
    found = list(_form(said, established.answer))
    if found:
        return tuple(found)
    own, model = sentences_of(said), sentences_of(established.answer)
    missing, opposed = _missing(said, established.answer), _opposed(own, model)
    # An extract is quoted: only what a composer found says who is what.
    mixed = () if any(" : «" in one.text for one in model) else _mixed(own, model)
    return (*_unmarked(own), *missing, *opposed, *mixed, *_strange(own, model, established))


def _form(said: str, established: str) -> Iterator[Fault]:
    if strange := _FORM.search(said):
        yield Fault("form", strange.group()[:40])
    if len(said) > LONGER * len(established) + MARGIN:
        yield Fault("form", "trop long")
    words = re.findall(r"[^\W\d_]+", said.lower())
    small = sum(word in _FRENCH for word in words)
    english = sum(word in ("the", "of", "and", "is", "are", "for", "with", "by", "was", "this") for word in words)
    if english > small or (len(words) >= 8 and small < len(words) / 12):
        yield Fault("language", said[:60])


def _unmarked(own: Sequence[Sentence]) -> Iterator[Fault]:
    for sentence in own:
        bare = re.sub(r"«.*?»", "«»", sentence.text)
        pieces = [bare[a:b] for a, b in _pieces(bare)]
        loose = pieces if not sentence.marks else pieces[:-1]
        for piece in loose:
            if re.search(r"\w", piece) and not (sentence.heads and piece is pieces[-1] and sentence.items):
                yield Fault("unmarked", piece[:80])


def _pieces(text: str) -> list[tuple[int, int]]:
    cuts = [m.end() for m in _ENDS.finditer(text) if not _ABBREVIATED.search(text[: m.start()])]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _missing(said: str, established: str) -> Iterator[Fault]:
    """The figures, dates and names of the established answer that the rewording leaves out, quotes apart."""
    lines = [line for line in established.splitlines() if not re.search(r" : «", line)]
    own = re.sub(r"«.*?»", " ", re.sub(r"\[\d+\]", "", "\n".join(lines)))
    there = quantities(re.sub(r"\[\d+\]", "", said))
    for one in quantities(own):
        if one.ordinal or one.unit not in {EURO, PERCENT, *TIMES.values()}:
            continue
        same = [q for q in there if abs(q.value - one.value) < CENT and q.unit == one.unit]
        if not same:
            yield Fault("missing", one.text)
        elif one.unit == EURO and _ANNUAL.match(aligned(own)[one.end :].lstrip()):
            after = [
                aligned(said)[max(0, m.start() - 60) : m.end() + 40] for m in re.finditer(re.escape(same[0].text), said)
            ]
            if after and not any(_ANNUAL.search(words) for words in after):
                yield Fault("missing", f"{one.text} par an")
    have = dates(said)
    for date in dates(own):
        if not any(date.within(other) for other in have):
            yield Fault("missing", own[date.start : date.end])
    held = letters(said)
    for name in names_in(own):
        if not any(form in held for form in forms_of(" ".join(name))):
            yield Fault("missing", " ".join(name))
    for line in lines:
        item = re.sub(r"\[\d+\]", "", line[2:]).strip() if line.startswith("- ") else ""
        head = re.split(r"[(:–;«]", item)[0].strip()
        if head and not any(form in held for form in forms_of(head)):
            yield Fault("missing", head)


def _opposed(own: Sequence[Sentence], model: Sequence[Sentence]) -> Iterator[Fault]:
    """Sentences that deny where the established ones of the same quotes affirm, or the other way round."""
    first = next((m[0] for sentence in model[:1] if (m := re.match(r"\W*(?:oui|non)\b", fold(sentence.text)))), "")
    if first and not re.match(rf"\W*{first.strip()}\b", fold(own[0].text)):
        yield Fault("polarity", own[0].text[:80])
    for sentence in own:
        beside = [fold(one.text) for one in model if set(one.marks) & set(sentence.marks)]
        if not beside or sentence.heads:
            continue
        said = fold(sentence.text)
        denies = DENIES.search(said) is not None
        added = denies and not any(DENIES.search(text) or _WITHOUT.search(text) for text in beside)
        if added or (not denies and all(DENIES.search(text) for text in beside)):
            yield Fault("polarity", sentence.text[:80])
        for noun in {stem(match[1]) for text in beside for match in _WITHOUT.finditer(text)}:
            for match in re.finditer(r"[a-z]{3,}", said):
                negated = _NEGATES.search(said[max(0, match.start() - 40) : match.start()])
                if stem(match.group()) == noun and not negated:
                    yield Fault("polarity", match.group())


def _mixed(own: Sequence[Sentence], model: Sequence[Sentence]) -> Iterator[Fault]:
    """Names put together, or offices given, otherwise than in one of the established sentences."""
    together = [letters(one.text) for one in model]
    for sentence in own:
        names = [letters("".join(name)) for name in names_in(sentence.text)]
        holders = [one for one, held in zip(model, together, strict=True) if any(name in held for name in names)]
        same = [one for one in holders if set(one.marks) & set(sentence.marks)] or holders
        if same and not offices_in(sentence.text) <= offices_in(" ".join(_closest(names, same))):
            yield Fault("role", ", ".join(sorted(offices_in(sentence.text))))
        joined = sentence.item or re.search(r"\(|\brepresent", fold(sentence.text))
        if joined and len(names) > 1 and not any(all(name in held for name in names) for held in together):
            yield Fault("role", sentence.text[:80])


def _closest(names: Sequence[str], sentences: Sequence[Sentence]) -> list[str]:
    """The sentences that hold most of some names."""
    counted = [(sum(name in letters(one.text) for name in names), one.text) for one in sentences]
    most = max(count for count, _ in counted)
    return [text for count, text in counted if count == most]


def _strange(own: Sequence[Sentence], model: Sequence[Sentence], established: Answer) -> Iterator[Fault]:
    """Roles and words that neither the established sentences of the same quotes nor these quotes hold."""
    quotes = {citation.number: citation for citation in established.citations}
    form = lexicon.load().stopwords | lexicon.load().form
    heading = " ".join(one.text for one in model if one.heads)
    for sentence in own:
        beside = [one.text for one in model if set(one.marks) & set(sentence.marks)]
        cited = [quotes[number] for number in (*sentence.marks, *sentence.below) if number in quotes]
        held = " ".join([*beside, heading, *(f"{c.section} {c.quote}" for c in cited)])
        # An extract is its own evidence; what a composer found holds in its words alone.
        telling = fold(" ".join([*beside, heading])) if any("«" not in text for text in beside) else fold(held)
        for role, pattern in _ROLES.items():
            if pattern.search(fold(sentence.text)) and not pattern.search(telling):
                yield Fault("role", role)
        known = {*terms(held), *_FRAME}
        said = [
            word for word in re.findall(r"[a-z]{3,}", fold(re.sub(r"\[\d+\]", "", sentence.text))) if word not in form
        ]
        strange = [word for word in said if stem(word) not in known]
        if said and len(strange) > max(1, (1 - SUPPORTED) * len(said)):
            yield Fault("support", ", ".join(strange[:6]))
