"""From a question as typed, and what was said before, to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversations.followup import completed, turn_kind
from assistant.conversations.things import apart
from assistant.questions.english import in_french
from assistant.questions.intents import Intent, intents_of, without_orders
from assistant.questions.periods import Contract
from assistant.questions.plain_forms import plain_form
from assistant.questions.preamble import without_preamble
from assistant.questions.scope import Resolved, ScopeResolver
from assistant.questions.sheet_numbers import article_of, sheet_of, sheets_of
from assistant.questions.typing_errors import plain
from assistant.records import ContractRef, Question, Turn
from ingest.naming import fold


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for, made self-contained; `sheets` and `article` are the numbers that it names."""

    text: str
    scope: Resolved
    intents: tuple[Intent, ...]
    sheets: tuple[str, ...] = ()
    article: str = ""
    thing: str = ""  # what inside a sheet the conversation keeps to: "le kit d'accueil"
    short: str = ""  # the kind of a short turn that bears on the answer before: "where", "sure", "why"

    @property
    def sheet(self) -> str:
        """The only sheet of which the question asks, or the first; empty when it names none."""
        return self.sheets[0] if self.sheets else ""

    @property
    def asks_reason(self) -> bool:
        """Whether "pourquoi ?" follows an answer that no sheet gave: nothing tells what its reason would be."""
        return self.short == "why" and not self.sheets

    @property
    def understood(self) -> str:
        """The question as understood, for the reader: with its contract where it left that out."""
        return self.told([contract.ref for contract in self.scope.contracts])

    def told(self, contracts: Sequence[ContractRef]) -> str:
        """The question as understood, answered for these contracts: it stands alone, as a French sentence."""
        bare = self.text.strip().rstrip("?. ").strip()
        if not bare:
            return self.text.strip()
        bare = f"{bare[:1].upper()}{bare[1:]}"
        if len(contracts) == 1 and not self.scope.territory_named and not _names(bare, contracts[0].label):
            bare = _of_contract(bare, contracts[0].label)
        thing = f" (« {self.thing} »)" if self.thing else ""
        return f"{_YEAR_AGAIN.sub(_LABEL_ALONE, bare)}{thing} ?"


# "CLS X 2031-2035 celui de 2031", as follow-ups put it together: the period has said it.
_YEAR_AGAIN = re.compile(
    r"(?i)\b((20\d\d) ?[-–/] ?20\d\d)(?:(?: (?:celui|celle|en|de|du|pour|le|cls|contrat))* (?:\1|\2)(?! ?[-–/] ?\d)\b)+"
)
_LABEL_ALONE = r"\1"


def _names(bare: str, label: str) -> bool:
    """Whether a question names a contract's territory, though something else chose the contract."""
    return re.sub(r" *\d{4}.*", "", fold(label)) in fold(bare)


def _of_contract(bare: str, label: str) -> str:
    """The question with its contract in the place of "notre contrat", or behind it."""
    for pattern, article in ((_THE, "le"), (_OF, "du"), (_TO, "au"), (_IN, "dans le")):
        match = pattern.search(bare)
        if match:
            years = label.rpartition(" ")[2]
            rest = re.sub(rf"^ (?:de )?{re.escape(years)}\b", "", bare[match.end() :])
            named = f"{bare[: match.start()]}{article} CLS {label}{rest}"
            return f"{named[:1].upper()}{named[1:]}"
    # "Qui a signé ?" wants an object, other questions a place; one that has a place, or a tag, takes it apart.
    if _PLACED.search(bare):
        return f"{bare} (CLS {label})"
    return f"{bare} {'le' if re.search(r'(?i)sign[ée]e?s?$', bare) else 'dans le'} CLS {label}"


_PLACED = re.compile(r"(?i)\bdans (?:le|la|les|l['’])(?! (?:cls|contrat)\b)|, (?:c'est|n'est-ce|non|oui|hein)\b")


_CLS = (
    r"(?:contrat|cls)(?: (?:actuel|en vigueur|en cours|(?:de |signé en )?20\d\d(?: ?[-–/] ?20\d\d)?))?"
    r"(?! (?:du|de|des|d'|local|\d|avant|entre|et)\b|[\w’'–/-])"
)
_IN = re.compile(rf"(?i)\bdans (?:le|ce|notre|votre|mon) {_CLS}")
_THE = re.compile(rf"(?i)(?<!dans )(?<!entre )\b(?:le|ce|notre|votre|mon) {_CLS}")
_OF = re.compile(rf"(?i)\b(?:du|de ce|de notre|de votre|de mon) {_CLS}")
_TO = re.compile(rf"(?i)\b(?:au|à ce|à notre|à votre) {_CLS}")


def understand(question: Question, resolver: ScopeResolver, year: int) -> Query:
    """The query of a question in `year`."""
    before = [Turn(_said(turn.question, resolver), turn.answer) for turn in question.history]
    text, thing = apart(completed(before, _said(question.text, resolver), resolver))
    scope = resolver.resolve(text, year)
    if question.contracts and not scope.unknown:
        chosen = resolver.by_id(question.contracts)
        # A territory named in the question narrows the choice; one outside it is answered for the choice.
        both = tuple(contract for contract in chosen if contract in scope.contracts)
        scope = Resolved(both or chosen, "" if both or not scope.territory_named else "contrat choisi")
    folded = fold(text)
    short = turn_kind(_said(question.text, resolver)) if before else ""
    return Query(text, scope, intents_of(text), sheets_of(folded), article_of(folded), thing, short)


def _said(typed: str, resolver: ScopeResolver) -> str:
    """What a question as typed says, in plain French, without the orders given around it."""
    kept = without_orders(typed)
    sheet = sheet_of(fold(typed))
    if kept != typed and sheet and not sheet_of(fold(kept)):
        # The order names what the question means: "… la fiche 2.1 coûte … Quel est son budget ?".
        kept = f"{kept.rstrip('? ')} : la fiche {sheet} ?"
    return plain_form(without_preamble(plain(in_french(kept), resolver.known)))


def narrowed(query: Query, contracts: Sequence[Contract]) -> Query:
    """The same query on other contracts."""
    return replace(query, scope=replace(query.scope, contracts=tuple(contracts)))
