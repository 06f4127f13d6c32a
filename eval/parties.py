"""Who an answer says has signed, and whether they have; sets said against sets expected. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.records import Answer, Status
from eval.cases import Case, Fact, FactKind
from eval.metrics import Score
from eval.said import Sentence, bare, folded, items, sentences
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.naming import slug

_SIGNED = re.compile(r"\bsign(?:e|ee|es|ees|ataires?|ent|aient|er|ant)\b")
_NOT = re.compile(r"\bn(?:e |')[\w' ]{1,40}\b(?:pas|aucun)|\b(?:non|pas) signataire|\bsans (?:etre signataire|signer)")
# Others than signatories are listed beside them.
_BESIDE = re.compile(r"\b(?:partenaires?|associes?|porteurs?|pilotes?|financeurs?|seulement partenaire)\b")
_TRIGGER = re.compile(
    r"\b(?:par|entre|sont|suivants?|signataires?|signe)\s*:?\s+(?=(?:l[ea']|les|l’|d|[A-ZÀ-Ý]))", re.I
)
_PARTS = re.compile(r",|;|\bet\b|\bainsi que\b|\bavec\b")
_ARTICLE = re.compile(r"^(?:l['’]|le |la |les |du |de la |de l['’]|des |d['’])", re.I)
_PERSON = re.compile(
    r"^(?:m\.|mme|monsieur|madame|docteur|dr|representee?s? par|président\w*|direct\w*|préfète?|préfet)(?!\w)", re.I
)
# A list over several contracts names each before its own.
_NAMED = re.compile(r"^(?:le |du |du seul )?(?:CLS|contrat)\b", re.I)
_YES = re.compile(r"^\W*oui\b")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who truly signed a contract, organisations and the people who represent them."""

    organisations: tuple[str, ...]
    people: tuple[str, ...] = ()


Truths = Mapping[str, Parties]


def false_signatories(case: Case, answer: Answer, truths: Truths) -> Score:
    """1 when nobody is said to have signed who has not; each who has not is counted."""
    if answer.status not in {Status.ANSWERED, Status.PARTIAL}:
        return Score(1.0, "aucun signataire affirmé")
    faults = []
    for name, place in signatories_said(answer):
        named = [contract for contract in truths if contract in slug(place)]
        known = [truths[contract] for contract in named or case.contracts or truths if contract in truths]
        organisations = [one for parties in known for one in parties.organisations] + list(_expected(case))
        people = [one for parties in known for one in parties.people]
        if organisations and not _true(name, organisations, people):
            faults.append(name)
    if _affirms_a_false_one(case, answer):
        faults.append("oui")
    faults = list(dict.fromkeys(faults))
    return Score(float(not faults), f"dit signataire : {', '.join(faults)}" if faults else "aucun de trop", len(faults))


def _expected(case: Case) -> Iterator[str]:
    for fact in case.facts:
        if fact.kind is FactKind.ORGANISATIONS:
            yield from fact.values


def _affirms_a_false_one(case: Case, answer: Answer) -> bool:
    asks = _SIGNED.search(folded(case.question)) is not None and case.category == "signatories"
    no = any(fact.kind is FactKind.YES_NO and fact.value is False for fact in case.facts)
    return asks and no and any(_YES.match(folded(sentence.text)) for sentence in sentences(answer))


def signatories_said(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The organisations that an answer says have signed, each with the words that say where."""
    found: list[tuple[str, str]] = []
    for sentence in sentences(answer):
        place, _, listed = sentence.text.rpartition(" : ")
        if sentence.text.startswith("«"):
            continue
        if sentence.item and place and (_NAMED.match(place) or _SIGNED.search(folded(place))):
            if _lists_signatories(f"{sentence.heading} {place}"):
                found += [(name, f"{place} {sentence.heading}") for name in _parts(listed)]
        elif sentence.item and _lists_signatories(sentence.heading):
            found.append((_name(sentence.text), sentence.heading))
        elif not sentence.heads and _lists_signatories(sentence.text):
            found += [(name, sentence.text) for name in _enumerated(sentence)]
    return tuple(dict.fromkeys((name, place) for name, place in found if name))


def _lists_signatories(text: str) -> bool:
    plain = folded(text)
    return bool(_SIGNED.search(plain)) and not _NOT.search(plain) and not _BESIDE.search(plain)


def _enumerated(sentence: Sentence) -> Iterator[str]:
    """The organisations of a sentence: "le contrat a été signé par l'ARS, le Pays et la CPAM"."""
    match = _TRIGGER.search(sentence.text)
    if not match or "«" in sentence.text:
        return
    yield from _parts(sentence.text[match.end() :])


def _parts(text: str) -> Iterator[str]:
    for part in _PARTS.split(text):
        name = _name(part)
        if _looks_like_one(name):
            yield name


def _looks_like_one(name: str) -> bool:
    kind, _ = institution(name)
    return bool(kind) and not re.search(r"\d", name)


def _name(text: str) -> str:
    name = re.split(r"\s*(?:\(|:|, représent|\breprésent|, ci-après| – | - )", text.strip(), maxsplit=1)[0]
    name = _ARTICLE.sub("", name.strip(" .,;"))
    return "" if _PERSON.match(name) else name


def _true(name: str, organisations: Iterable[str], people: Iterable[str]) -> bool:
    letters = _letters(name)
    for organisation in organisations:
        whole = _letters(organisation)
        if same_organisation(name, organisation) or letters in whole or whole in letters:
            return True
    return any(_letters(person.split()[-1]) in letters for person in people)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))


# Sets


def set_f1(case: Case, answer: Answer) -> Score | None:
    """How well the sets that an answer says are those expected; what is said over counts where the set is complete."""
    facts = [fact for fact in case.facts if fact.kind in {FactKind.ORGANISATIONS, FactKind.SHEETS} and fact.values]
    if not facts:
        return None
    scores = [_f1(fact, answer) for fact in facts]
    worst = min(scores, key=lambda score: score.value)
    return Score(sum(score.value for score in scores) / len(scores), worst.reason)


def _f1(fact: Fact, answer: Answer) -> Score:
    said = _sheets(answer) if fact.kind is FactKind.SHEETS else [_name(item.text) for item in items(answer)]
    text = _letters(bare(answer.answer))
    same = _same_sheet if fact.kind is FactKind.SHEETS else _same_name
    found = [value for value in fact.values if any(same(value, one) for one in said) or _told(fact, value, text)]
    over = [one for one in said if not any(same(value, one) for value in fact.values)] if fact.complete else []
    precision = len(found) / (len(found) + len(over)) if found else 0.0
    share = len(found) / len(fact.values)
    f1 = 2 * precision * share / (precision + share) if found else 0.0
    missing = [value for value in fact.values if value not in found]
    reasons = [*(f"manque {value}" for value in missing), *(f"en trop {one}" for one in over)]
    return Score(f1, ", ".join(reasons) or "l'ensemble attendu")


def _told(fact: Fact, value: str, text: str) -> bool:
    return fact.kind is FactKind.ORGANISATIONS and _letters(value) in text


def _same_sheet(one: str, other: str) -> bool:
    return one == other


def _same_name(one: str, other: str) -> bool:
    return same_organisation(one, other) or _letters(one) in _letters(other)


def _sheets(answer: Answer) -> list[str]:
    return list(dict.fromkeys(re.findall(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?![\d]|[.,]\d)", bare(answer.answer))))
