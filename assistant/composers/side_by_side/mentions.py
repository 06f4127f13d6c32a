"""Which contracts speak of a subject, each with its best quote, and which do not. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks, captured, without
from assistant.composers.side_by_side.subject import Subject
from assistant.composers.statement import Composed, Statement, section_at
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.quotations.units import Unit, units_of
from assistant.records import Status
from assistant.searching.tokens import stem, words
from ingest.facts.records import Action, Evidence
from ingest.naming import fold
from ingest.records import Document, Passage, SectionKind

# The words of a subject stand together within so many words for each of them.
SPREAD = 4
# What a quote is said with at most, and what is a quote and not a heading's word.
SHOWN, LEAST = 280, 25
# At most so many contracts and so many sheets of one are listed.
CONTRACTS, SHEETS = 12, 3
# More contracts than this that are silent are counted, not named.
SILENT = 5
# A subject of more words than this may hold words that are none of it.
LONGEST_SAID = 5

# A list of parties names a body, which is no talk of what the body deals with.
_PARTIES = re.compile(r"signataire|parties|partenaires")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a contract speaks of a subject; `level` is 3 for its very words in a row, 2 for all, 1 for what is near."""

    contract: UnderstoodContract
    document: Document
    unit: Unit
    level: int
    sheet: str
    titled: bool = False  # the sheet's title is about the subject
    planned: bool = True  # it stands elsewhere than in what the sheet found


def mentions(asked: Asked) -> Composed | None:
    """Each contract that speaks of the subject with its quote, and those that do not; None where that is not asked."""
    folded = asked.folded
    still = captured("mentions", "still", folded)
    if asked.query.sheets or not (still or (asks("mentions", "ask", folded) and not asks("mentions", "other", folded))):
        return None
    if not asked.has_subject:
        return None
    contracts = generations(asked) if still else _contracts(asked)
    if len(contracts) < 2:
        return None
    subject = asked.subject_in(still or bare(without("mentions", "noise", folded), asked))
    if not subject:
        return None
    found: list[list[Mention]] = []
    loose: list[UnderstoodContract] = []
    silent: list[UnderstoodContract] = []
    own, near = (asked.find_passages(subject, contracts, with_near) for with_near in (False, True))
    for contract in contracts:
        passages = (*own.get(contract.ref.id, ()), *near.get(contract.ref.id, ()))
        told = list(_mentions(subject, contract, passages))
        if told:
            found.append(told)
        else:
            (loose if _may_speak(asked, subject, contract) else silent).append(contract)
    if not found:
        return _nobody(asked, subject, contracts)
    found.sort(key=lambda told: -max(mention.level for mention in told))
    return _composed(asked, subject, found, loose, silent)


def _nobody(asked: Asked, subject: Subject, contracts: Sequence[UnderstoodContract]) -> Composed | None:
    """Where no document at all has one of the subject's words: nobody speaks of it."""
    if len(subject.phrase) > LONGEST_SAID or asked.query.intents:
        return None
    if all(asked.find_passages(Subject((part,), (part.said,)), contracts, True) for part in subject.parts):
        return None
    said = Statement(f"Aucun des documents lus ne parle de « {' '.join(subject.phrase)} »")
    return Composed((said,), (), Status.NOT_FOUND)


def _contracts(asked: Asked) -> Sequence[UnderstoodContract]:
    """All contracts, those of the named territories where the question names some."""
    if not asked.query.scope.territory_named:
        return asked.library.contracts
    named = {contract.territory for contract in asked.contracts}
    return [contract for contract in asked.library.contracts if contract.territory in named]


def generations(asked: Asked) -> Sequence[UnderstoodContract]:
    """The contracts of the territories in scope, oldest first, where one of them has several."""
    named = {contract.territory for contract in asked.contracts}
    found = [contract for contract in asked.library.contracts if contract.territory in named]
    pairs = {name for name in named if sum(contract.territory == name for contract in found) > 1}
    return sorted((c for c in found if c.territory in pairs), key=lambda contract: contract.period)


def bare(text: str, asked: Asked) -> str:
    """The words of the question that say its subject: no form, no territory, no year."""
    names = {stem(word) for contract in asked.contracts for word in words(contract.territory)}
    said = re.sub(r"\b(?:19|20)\d\d\b", " ", text)
    if asked.query.scope.territory_named:
        said = " ".join(word for word in said.split() if not {stem(each) for each in words(word)} & names)
    return said


# --- finding ---


def mentions_of(asked: Asked, subject: Subject, contract: UnderstoodContract) -> list[Mention]:
    """The quotes of one contract on a subject, in its own words or others, best first."""
    own, near = (asked.find_passages(subject, (contract,), with_near) for with_near in (False, True))
    return list(_mentions(subject, contract, (*own.get(contract.ref.id, ()), *near.get(contract.ref.id, ()))))


def _mentions(subject: Subject, contract: UnderstoodContract, passages: Iterable[Passage]) -> Iterator[Mention]:
    """The quotes of a contract that hold the whole subject, best first."""
    documents = {document.id: document for document in contract.documents}
    found = []
    for passage in dict.fromkeys(passages):
        document = documents[passage.document_id]
        language = document.metadata.language or "fr"
        action = _action(contract, passage.sheet) if passage.sheet else None
        titled = action is not None and level_in(subject, action.title, language) > 0
        units = units_of(passage, document)
        held = [(unit, level) for unit in units if (level := level_in(subject, unit.text, language))]
        # Lines break sentences: two units may say together what none says alone.
        held = held or [(unit, level) for unit in _pairs(units) if (level := level_in(subject, unit.text, language))]
        if _PARTIES.search(fold(" ".join(passage.path))):
            held = [(unit, level) for unit, level in held if level > 1]
        planned = not (passage.sheet and passage.field == "context")
        found += [Mention(contract, document, unit, level, passage.sheet, titled, planned) for unit, level in held]
    yield from sorted(found, key=_worth)


def _worth(mention: Mention) -> tuple[bool | int, ...]:
    """What puts a quote first: the subject's words, a sheet about it, a sentence and no heading, not too long."""
    text = mention.unit.text
    heading = bool(re.match(r"(?:fiche|axe|action|article)\b", fold(text))) or len(text) < LEAST
    # A page's layout may cut a sentence in two.
    cut = _CUT.search(text.strip()) is not None
    return (
        -mention.level,
        not mention.titled,
        not mention.planned,
        not mention.sheet,
        heading or cut,
        len(text) > SHOWN,
    )


_CUT = re.compile(r"(?i)(?:,|\b(?:est|sont|et|ou|a|ont|à|de|du|des|la|le|les|un|une|qui|que|pour|par|en|sur|dans))$")


def _pairs(units: Sequence[Unit]) -> Iterator[Unit]:
    for one, other in pairwise(units):
        if one.page == other.page and len(one.text) + len(other.text) <= SHOWN:
            yield Unit(one.page, one.start, other.end, f"{one.text} {other.text}")


def level_in(subject: Subject, text: str, language: str) -> int:
    said = words(text)
    stems = [stem(word, language) for word in said]
    plain = [stem(word) for word in said]
    phrase = [stem(word) for word in subject.phrase]
    if any(plain[i : i + len(phrase)] == phrase for i in range(len(plain) - len(phrase) + 1)):
        return 3
    for level, near in ((2, False), (1, True)):
        places = []
        for part in subject.parts:
            at = [_place(way, stems) or _place(way, plain) for way in part.ways(near=near)]
            held = [each for each in at if each]
            if not held:
                break
            places.append(held)
        else:
            if _together(places, max(len(subject.parts), 2)):
                return level
    return 0


def _place(way: Sequence[str], stems: Sequence[str]) -> tuple[int, int] | None:
    """Where all stems of a way stand near each other: the first and the last place."""
    spots = [[i for i, each in enumerate(stems) if each == wanted] for wanted in way]
    if not all(spots):
        return None
    for start in spots[0]:
        chosen = [min(places, key=lambda i: abs(i - start)) for places in spots]
        if max(chosen) - min(chosen) <= SPREAD * len(way):
            return min(chosen), max(chosen)
    return None


def _together(places: Sequence[Sequence[tuple[int, int]]], count: int) -> bool:
    """Whether the parts stand near each other."""
    first = places[0]
    for one in first:
        nearest = [min(those, key=lambda each: abs(each[0] - one[0])) for those in places]
        if max(last for _, last in nearest) - min(start for start, _ in nearest) <= SPREAD * count:
            return True
    return False


def _may_speak(asked: Asked, subject: Subject, contract: UnderstoodContract) -> bool:
    """Whether silence is not sure: a part of the subject is there, or a document is in another language."""
    if any((document.metadata.language or "fr") != "fr" for document in contract.documents):
        return True
    return any(asked.find_passages(Subject((part,), (part.said,)), [contract], True) for part in subject.parts)


# --- saying ---


def _composed(
    asked: Asked,
    subject: Subject,
    found: Sequence[Sequence[Mention]],
    loose: Sequence[UnderstoodContract],
    silent: Sequence[UnderstoodContract],
) -> Composed:
    exact = [told for told in found if told[0].level > 1]
    said: list[Statement] = []
    if exact:
        said.append(Statement(_heading(len(exact))))
        said += [item(asked, subject, told) for told in exact[:CONTRACTS]]
    near = [told for told in found if told[0].level == 1]
    if near:
        said.append(Statement("Sur un sujet voisin, en d'autres mots :"))
        said += [item(asked, subject, told) for told in near[: max(1, CONTRACTS - len(exact))]]
    if loose:
        said.append(_silence("Rien de précis sur ce sujet dans les documents lus sur", loose, ""))
    if silent:
        said.append(_silence("Les documents lus sur", silent, " n'en parlent pas"))
    named = tuple(told[0].contract.ref.id for told in found)
    return Composed(tuple(said), named, Status.ANSWERED)


def _heading(count: int) -> str:
    if count == 1:
        return "Un contrat en parle :"
    return f"{french.capital(french.count(count, 'contrat'))} en parlent :"


def item(asked: Asked, subject: Subject, told: Sequence[Mention]) -> Statement:
    """A contract's best quote on a subject, with where it stands."""
    best = told[0]
    label = french.contract(best.contract.ref.label)
    place = _place_of(asked, told)
    evidence = Evidence(best.document.id, best.unit.page, best.unit.start, best.unit.end, _quote(best))
    shown = _shown(_quote(best), subject)
    text = f"{label}{f' ({place})' if place else ''} : « {shown} »"
    return Statement(text, asked.prover.proofs([evidence]), item=True, context=f"{label} {place}")


def _quote(mention: Mention) -> str:
    page = next(page for page in mention.document.pages if page.number == mention.unit.page)
    return page.text[mention.unit.start : mention.unit.end]


def _place_of(asked: Asked, told: Sequence[Mention]) -> str:
    """The sheets in which a contract speaks of the subject; the section where none does."""
    best = told[0]
    level = best.level
    numbers = [m.sheet for m in told if m.sheet and m.level == level]
    actions = [_action(best.contract, number) for number in dict.fromkeys(numbers)]
    known = [action for action in actions if action]
    if known:
        shown = [f"{a.number} – {a.title}" for a in known[:SHEETS]]
        more = ", entre autres" if len(known) > SHEETS else ""
        return f"{'fiche' if len(known) == 1 else 'fiches'} {french.listed(shown)}{more}"
    if asks("mentions", "action", asked.folded) and _has_sheets(best):
        return "hors de ses fiches actions"
    section = section_at(best.document, Evidence(best.document.id, best.unit.page, best.unit.start, best.unit.end, ""))
    return f"« {section.split(' › ')[-1]} »" if section else ""


def _has_sheets(mention: Mention) -> bool:
    return any(section.kind is SectionKind.SHEET for section in mention.document.sections)


def _action(contract: UnderstoodContract, number: str) -> Action | None:
    return next((a for a in contract.record.actions if a.number == number and a.titles), None)


def _shown(quote: str, subject: Subject) -> str:
    """A quote on one line; where it is long, what stands around the subject."""
    flat = re.sub(r"\s+", " ", quote).strip(" •▪◦–-")
    flat = without_marks(flat)
    if len(flat) <= SHOWN:
        return flat
    wanted = {each for part in subject.parts for way in part.ways(near=True) for each in way}
    at = [match.start() for match in re.finditer(r"\w+", flat) if {stem(w) for w in words(match.group())} & wanted]
    first = max(0, (at[0] if at else 0) - SHOWN // 2)
    begin = flat.rfind(" ", 0, first) + 1 if first else 0
    part = flat[begin : begin + SHOWN]
    part = part if begin + SHOWN >= len(flat) else f"{part.rsplit(' ', 1)[0]}…"
    return f"…{part}" if begin else part


def _silence(lead: str, contracts: Sequence[UnderstoodContract], end: str) -> Statement:
    if len(contracts) > SILENT:
        text = f"{lead} les {french.number(len(contracts))} autres contrats{end}"
        return Statement(text, context=str(len(contracts)))
    labels = french.listed([f"le {french.contract(contract.ref.label)}" for contract in contracts])
    return Statement(f"{lead} {labels}{end}", context=labels)
