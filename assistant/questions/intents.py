"""What a question asks for: intents and refusals, recognised by patterns that are data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.questions.typing_errors import Known, plain
from ingest.naming import fold


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of thing to ask for; see `lexicon/intents.toml` for the meaning of each part."""

    name: str
    ask: re.Pattern[str]
    sections: re.Pattern[str] | None
    fields: frozenset[str]
    evidence: re.Pattern[str] | None
    whole: bool
    whole_fields: bool
    strict: bool
    exclusive: bool
    yields_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of question that is not about contracts, and what is answered to it."""

    name: str
    ask: re.Pattern[str]
    unless: re.Pattern[str] | None  # words that make it a question about a contract after all
    answer: str
    suggests: bool = False  # whether other questions are offered


def _data(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files("assistant.lexicon").joinpath(name).read_text(encoding="utf-8"))


@cache
def _intents() -> tuple[Intent, ...]:
    found = []
    for name, part in _data("intents.toml").items():
        assert isinstance(part, dict)
        sections, evidence = part.get("sections"), part.get("evidence")
        found.append(
            Intent(
                name=name,
                ask=re.compile(part["ask"]),
                sections=re.compile(sections) if sections else None,
                fields=frozenset(part.get("fields", ())),
                evidence=re.compile(evidence) if evidence else None,
                whole=bool(part.get("whole")),
                whole_fields=bool(part.get("whole_fields")),
                strict=bool(part.get("strict")),
                exclusive=bool(part.get("exclusive")),
                yields_to=frozenset(part.get("yields_to", ())),
            )
        )
    return tuple(found)


def named_intent(name: str) -> Intent:
    """The intent of a name; KeyError where there is none."""
    return {intent.name: intent for intent in _intents()}[name]


@cache
def _refusals() -> tuple[Refusal, ...]:
    data = _data("out_of_scope.toml")
    rules, parts = data["rules"], data["parts"]
    assert isinstance(rules, list)
    assert isinstance(parts, dict)

    def pattern(text: str) -> re.Pattern[str]:
        for name, part in parts.items():
            text = text.replace(f"<{name}>", part)
        return re.compile(text)

    return tuple(
        Refusal(
            rule["name"],
            pattern(rule["ask"]),
            pattern(rule["unless"]) if "unless" in rule else None,
            rule["answer"],
            bool(rule.get("suggests")),
        )
        for rule in rules
    )


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    orders = _data("out_of_scope.toml")["orders"]
    assert isinstance(orders, list)
    return tuple(re.compile(order["ask"]) for order in orders)


def intents_of(question: str) -> tuple[Intent, ...]:
    """The intents whose pattern a question holds, in the order of the data."""
    folded = fold(question)
    asked = [intent for intent in _intents() if intent.ask.search(folded)]
    names = {intent.name for intent in asked}
    return tuple(intent for intent in asked if not intent.yields_to & names)


# "Odile Verdan": a first name and a name, as typed.
_NAMED = re.compile(
    r"\b(?!(?:Le|La|Les|Quel|Quelle|Qui|Où|Combien|What|Who|Where)\b)[A-ZÀ-Ý][a-zà-ÿ-]+ [A-ZÀ-Ý][\wÀ-ÿ-]+"
)


def refusal_of(question: str) -> Refusal | None:
    """The refusal that a question calls for, if any; SMS words hide none."""
    forms = (question, plain(question, Known()), _NAMED.sub("quelqu'un_de_nomme", question))
    said = dict.fromkeys(map(fold, forms))
    return next((refusal for refusal in _refusals() for text in said if _calls_for(refusal, text)), None)


def named_refusal(name: str) -> Refusal:
    """The refusal of that name."""
    return next(refusal for refusal in _refusals() if refusal.name == name)


def _calls_for(refusal: Refusal, folded: str) -> bool:
    return refusal.ask.search(folded) is not None and not (refusal.unless and refusal.unless.search(folded))


def without_orders(question: str) -> str:
    """The question without the orders given around it, where a question remains; as it stands otherwise."""
    parts = [part for part in re.split(r"(?<=[.?!:;])\s+|\n+|(?<=>)\s*", question) if part.strip()]
    kept = [part for part in parts if not any(order.search(fold(part)) for order in _orders())]
    if not kept or len(kept) == len(parts) or not any("?" in part or intents_of(part) for part in kept):
        return question
    return " ".join(part.strip() for part in kept)
