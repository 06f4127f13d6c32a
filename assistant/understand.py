"""From a question as typed, and what was said before, to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.intents import Intent, intents_of
from assistant.records import Question
from assistant.scope import Contract, Resolved, ScopeResolver, names_generation
from assistant.tokens import words
from ingest.headings import number_of
from ingest.naming import fold

# A question with no more words than this that leans on what was said before is completed from it.
ELLIPTIC_WORDS = 7

_SHEET = re.compile(
    r"\bfiches?(?:[ -]actions?)?\s*(?:n ?[°o] ?)?(?P<named>(?:[a-z]\.)?\d{1,2}(?:[.-]\d{1,2}){0,2})\b"
    r"|\b(?:la|de la|action|l'action)\s+(?P<bare>\d{1,2}\.\d{1,2})\b(?! ?(?:%|€|euros|k€|m€|millions?))"
)
_BARE = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?![\d.,]*\d)(?! ?(?:%|€|euros|k€|m€|millions?))")
_ARTICLE = re.compile(r"\bart(?:icle|\.)\s*(?:n ?° ?)?(?P<number>\d{1,2}|premier|1er)\b(?! ?(?:[a-z]?\.|-)\d)")
_FOLLOWS = re.compile(
    r"^(?:et|mais|ou|alors)\b|^(?:combien|qui|quand|pourquoi|laquelle|lequel)\b.{0,25}\??$|\b(?:il|elle|la|le|les|celui-ci|celle-ci|cela|ca)\b"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for, made self-contained; `sheets` and `article` are the numbers that it names."""

    text: str
    scope: Resolved
    intents: tuple[Intent, ...]
    sheets: tuple[str, ...] = ()
    article: str = ""

    @property
    def sheet(self) -> str:
        """The only sheet of which the question asks, or the first; empty when it names none."""
        return self.sheets[0] if self.sheets else ""

    @property
    def understood(self) -> str:
        """The question as understood, for the reader: with its contract where it left that out."""
        contracts = self.scope.contracts
        bare = self.text.strip().rstrip("?").strip()
        if len(contracts) != 1 or not bare or self.scope.territory_named:
            return self.text.strip()
        return f"{bare} ({contracts[0].ref.label}) ?"


def understand(question: Question, resolver: ScopeResolver, year: int) -> Query:
    """The query of a question in `year`."""
    text = _completed(question, resolver)
    scope = resolver.resolve(text, year)
    if question.contracts and not scope.unknown:
        chosen = resolver.by_id(question.contracts)
        # A territory named in the question narrows the choice; one outside it is answered for the choice.
        both = tuple(contract for contract in chosen if contract in scope.contracts)
        scope = Resolved(both or chosen, "" if both or not scope.territory_named else "contrat choisi")
    folded = fold(text)
    return Query(text, scope, intents_of(text), _sheets(folded), _article(folded))


def _sheets(folded: str) -> tuple[str, ...]:
    match = _SHEET.search(folded)
    if not match:
        return ()
    # "les fiches 2.1 et 2.2", "la 2.1, la 2.2": once a sheet is named, a bare number is one too.
    others = (number_of(found) for found in _BARE.findall(folded[match.end() :]))
    return tuple(dict.fromkeys((number_of(match["named"] or match["bare"]), *others)))


def _article(folded: str) -> str:
    match = _ARTICLE.search(folded)
    return number_of(match["number"]) if match else ""


def _completed(question: Question, resolver: ScopeResolver) -> str:
    """The question with what it leaves out, taken from the questions before it."""
    previous = ""
    # Each turn is completed from those before it: "… la 2.1 ?", "Et la 2.2 ?", "Et qui la porte ?" ends at 2.2.
    for said in (*(turn.question for turn in question.history), question.text):
        text = said.strip()
        if previous and _is_elliptic(text):
            text = _replaced(
                previous.rstrip("? "), re.sub(r"^(?:et|mais|alors)\s+", "", text, flags=re.IGNORECASE), resolver
            )
        previous = text
    return previous


def _is_elliptic(text: str) -> bool:
    folded = fold(text)
    return len(words(text)) <= ELLIPTIC_WORDS and bool(_FOLLOWS.search(folded)) and not _complete(folded)


def _complete(folded: str) -> bool:
    return bool(re.search(r"\b(?:cls|contrat)\b.*\b(?:du|de|des)\b", folded)) and bool(intents_of(folded))


def _replaced(previous: str, text: str, resolver: ScopeResolver) -> str:
    """The previous question, where `text` changes one thing of it: sheet, territory, period, or what is asked."""
    folded = fold(text)
    sheet, sheet_before = (
        _SHEET.search(folded) or re.search(r"\b(?P<bare>\d{1,2}\.\d{1,2})\b", folded),
        _SHEET.search(fold(previous)),
    )
    article, article_before = _ARTICLE.search(folded), _ARTICLE.search(fold(previous))
    intents = intents_of(text)
    if sheet and sheet_before and not intents:
        old = sheet_before.groupdict().get("named") or sheet_before["bare"]
        new = sheet.groupdict().get("named") or sheet["bare"]
        return f"{previous.replace(old, new)} ?"
    if article and article_before and not intents:
        changed = re.compile(rf"(?i)\b(art(?:icle|\.)\s*(?:n ?° ?)?){article_before['number']}\b")
        return changed.sub(lambda found: found[1] + article["number"], previous) + " ?"
    if intents and not resolver.resolve(text, 0).territory_named:
        # What is asked changes, its object stays: the sheet or the words of the question before. Where the question
        # names its own part, or asks for what the contract alone says, only the contract stays.
        own = sheet or article or ((sheet_before or article_before) and not any(i.fields for i in intents))
        about = _contract(previous, resolver) if own else _object(previous)
        return f"{text.rstrip(' ?')} : {about} ?" if about else text
    kept = previous
    for contract in resolver.contracts if resolver.resolve(text, 0).territory_named else ():
        kept = re.sub(rf"(?i)\b(?:du |des |de la |de |d[’']|l[’'])?{re.escape(contract.territory)}\b", "", kept)
        kept = re.sub(rf"\b{contract.first}\s*[-–/]\s*{contract.last}\b", "", kept)
    if re.search(r"\b20\d\d\b", folded) or names_generation(folded):
        kept = re.sub(r"\b20\d\d(?:\s*[-–/]\s*20\d\d)?\b", "", kept)
    return f"{re.sub(r' +', ' ', kept).strip()} {text.rstrip(' ?')} ?"


def _contract(previous: str, resolver: ScopeResolver) -> str:
    """The one contract that the question before named, "" where it named none or several."""
    scope = resolver.resolve(previous, 0)
    return f"CLS {scope.contracts[0].ref.label}" if scope.territory_named and len(scope.contracts) == 1 else ""


def _object(previous: str) -> str:
    # "Quel est le budget de la fiche 2.1 ?" leaves "la fiche 2.1".
    sheet = re.search(r"(?i)\b(?:la )?fiche.*", previous)
    if sheet:
        return sheet.group()
    return re.sub(
        r"(?i)^(?:combien|qui|quand|quel(?:le)?s?|comment|pourquoi|que|qu[’']est-ce que?)\s+"
        r"(?:coûtent?|coute|porte|finance|paie|paye|pilote|est|sont|prévoit|a été)?\s*",
        "",
        previous,
    )


def narrowed(query: Query, contracts: Sequence[Contract]) -> Query:
    """The same query on other contracts."""
    scope = Resolved(tuple(contracts), query.scope.note, query.scope.unknown, query.scope.territory_named)
    return Query(query.text, scope, query.intents, query.sheets, query.article)
