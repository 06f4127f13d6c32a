"""How a conversation names its contract, and French joins of "de" with what follows. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.periods import Contract
from assistant.questions.scope import ScopeResolver
from assistant.searching.tokens import words
from ingest.naming import fold

# The contract, without the name of its territory.
WHOLE_CONTRACT = re.compile(r"\b(?:le|ce|du|au|notre) (?:cls|contrat)\b(?! (?:du|de|des|d'))")


# What is asked of a thing, up to the thing: "Combien coûte", "Quel est le budget de".
FRAME = re.compile(
    r"^(?P<frame>(?:donc )?(?:combien (?:co[uû]te(?:nt)?|va coûter|finance)|c'est combien|combien pour"
    r"|qui (?:porte|pilote|finance|paie|paye|gère|gere|suit|mène|coordonne|anime|s'occupe de|a signé|signe|représente)"
    r"|quel(?:le)?s? (?:est|sont) (?:le |la |les |l['’])?[\wà-ÿ’'-]+"
    r"(?: prévisionnel\w*| total\w*| stratégique\w*)?|quel\w* [\wà-ÿ-]+(?= (?:de|du|des|pour) )"
    r"|comment est financée?|où en est|que (?:dit|prévoit|contient|veut dire|signifie)|c'est quoi|en quoi consiste))\s+"
    r"(?P<object>(?:de |d['’]|du |des )?(?:la |le |les |l['’]|un |une )?.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said so far: the last question, self-contained, and what it and its answer were about.

    `contracts` and `sheets` are those that the answer named, `own` the asker's organisation with its article, `placed`
    says that the questions named the territory.
    """

    text: str = ""
    contract: Contract | None = None
    sheet: str = ""
    answer: str = ""
    contracts: tuple[Contract, ...] = ()
    sheets: tuple[str, ...] = ()
    own: str = ""
    placed: bool = False
    priced: tuple[str, ...] = ()  # the sheets of the questions in a row that asked for amounts
    thing: str = ""  # a thing inside the sheet to which the conversation keeps: "le kit d'accueil"


@dataclass(frozen=True, slots=True)
class Asking:
    """A follow-up without its lead ("et"), and what it follows; `named` says that it names a territory."""

    bare: str
    folded: str
    said: Said
    resolver: ScopeResolver
    named: bool


def label(contract: Contract) -> str:
    """The contract by its label."""
    return f"CLS {contract.ref.label}"


def contract_of(said: Said) -> str:
    """The contract as questions name it: "du CLS des Hautes Rives" as it was typed, or by its label."""
    typed = re.search(
        r"(?i)\b(?:du|au|le|dans le) ((?:cls|contrat(?: local de santé)?) (?:actuel |précédent )?"
        r"(?:du|de la|de l['’]|des|de|d['’])\s?.+?)[ ?]*$",
        said.text,
    )
    if said.contract is None:
        return ""
    own = re.escape(fold(said.contract.territory))
    # "Le CLS des Rives contre le radon": what stands behind the territory is no part of its name.
    if typed and re.search(rf"{own}(?: 20\d\d(?: ?[-–/] ?20\d\d)?)?$", fold(typed[1])) and ":" not in typed[1]:
        return f"du {typed[1]}"
    return f"du {label(said.contract)}"


def named(contract: Contract) -> re.Pattern[str]:
    """The words that name a contract in a question, with the preposition and the article before them."""
    own = r"[ -]".join(map(re.escape, re.split(r"[ -]", contract.territory)))
    own = re.sub("['’]", "['’]", own)  # as a keyboard has it
    return re.compile(
        rf"(?i)(?:\s*[(:]\s*|\b)(?:(?P<preposition>pour|dans|par|sur|avec|à)\s+)?"
        rf"(?:(?P<article>du|des|de la|de|le|la|les|au|aux)\s+|(?:de )?[ld][’'])?"
        rf"(?:(?:cls|contrat(?: local de santé)?)\s+)?(?:(?:du|des|de la|de|le)\s+|(?:de )?[ld][’'])?"
        rf"(?:(?:pays|communauté de communes|territoire)\s+)?(?:(?:du|des|de la|de)\s+|(?:de )?[ld][’'])?"
        rf"{own}(?:\s+{contract.first}\s*[-–/]\s*{contract.last})?\)?(?!\w)"
    )


def without_contract(text: str, said: Said, resolver: ScopeResolver, put: str = "") -> str:
    """The question without the words that name its contract, or with another contract in their place."""
    kept = text.rstrip("? ")
    # Of two contracts of a territory, the one whose years are named goes with them.
    for contract in sorted(resolver.contracts, key=lambda one: f"{one.first}" not in kept):
        if put:

            def other(match: re.Match[str]) -> str:
                article = fold(match["article"] or "").split(" ")[0]
                word = "le" if article in ("le", "la", "les", "") else "au" if article in ("au", "aux") else "du"
                word = "le" if match["preposition"] else word
                return f" {match['preposition'] or ''} {word} CLS {put}"

            replaced = named(contract).sub(other, kept, count=1)
            if replaced != kept:
                return replaced
        kept = named(contract).sub("", kept)
    if said.contract and kept == text.rstrip("? "):
        own = "|".join(
            re.escape(w) for w in re.findall(r"[\w’'-]+", kept) if fold(w) in set(words(said.contract.territory))
        )
        if own:
            kept = re.sub(
                rf"(?i)\s*(?:(?:du|le|dans le) )?(?:(?:cls|contrat) )?(?:(?:du|des|de la|de) )?\b(?:{own})\b", "", kept
            )
    kept = re.sub(r"\s+", " ", kept).strip(" ?:,")
    # "À Arvane" without its name leaves no "à" behind.
    kept = re.sub(r"(?i)\s+(?:à|a|en|dans|au|du|de)$", "", kept) if kept != text.rstrip("? ") else kept
    return f"{kept} du CLS {put}" if put else kept


def of(thing: str) -> str:
    """The thing after "de"."""
    for article, joined in (("le ", "du "), ("les ", "des ")):
        if thing.startswith(article):
            return joined + thing.removeprefix(article)
    vowel = fold(thing)[:1] in tuple("aeiouy")
    return f"d'{thing}" if vowel else f"de {thing}"


def joined(before: str, thing: str) -> str:
    """The thing with the preposition that the one before it had."""
    own = re.match(r"(?i)(?:de|du|des)\b|d['’]", thing)
    if re.match(r"(?i)(?:de|du|des)\b|d['’]", before):
        return thing if own else of(thing)
    return thing
