"""Short turns without a word of the field ("pourquoi ?", "c'est écrit où ?"): they bear on the answer before. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks, captured
from assistant.conversations.conversation import FRAME, Said, contract_of, label, without_contract
from assistant.conversations.generations import of_generation
from assistant.questions.intents import intents_of
from assistant.questions.scope import ScopeResolver
from ingest.naming import fold

KINDS = ("where", "sure", "whom", "why", "total", "help", "now", "elsewhere", "more", "what", "upon")
# What ends a question and is none of its subject.
_TAIL = re.compile(
    r"(?i)[ ,]+(?:chez nous|ici|ou pas|ou non|par an|en tout|au total|dans (?:le|ce|notre) (?:contrat|cls)|svp)\b.*$"
)
_BEHIND = re.compile(
    r"(?i)(?:\b(?:contre|sur|concernant|pour|autour|à propos|y a|a-t-il|a t il)\s+|(?<=\s))"
    r"(?P<thing>(?:du |de la |de l['’]|des |de |d['’]|les |le |la |l['’])?[\wà-ÿ’'-].*)$"
)
_NAMED = re.compile(r"(?i)\b(?P<word>dans le|dans ce|dans notre|du|au|le|ce|notre) (?:cls|contrat)\b.*$")
# "Et les deux ?" asks for a sum only of amounts.
_BOTH = re.compile(r"(?:et )?(?:pour |a )?(?:toutes |tous )?les (?:deux|trois|quatre)")
_SEVERAL = re.compile(r"\b(?:deux|trois|quatre)\b")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")


def short_turn(bare: str) -> str:
    """The kind of a short turn without its lead, empty where it is none."""
    folded = fold(bare).strip(" ?.!,")
    return next((kind for kind in KINDS if asks("short", kind, folded)), "")


def answered_before(bare: str, said: Said, resolver: ScopeResolver, subject: Callable[[str], list[str]]) -> str:
    """The question that a short turn asks of the answer before, empty where it asks none; `subject` gives its words."""
    folded = fold(bare).strip(" ?.!,")
    kind = short_turn(bare)
    if kind in ("where", "sure"):
        return said.text
    if kind == "why":
        named = said.contract is None or said.contract.territory in said.text
        return (
            f"Pourquoi {_sheet(said)}"
            if said.sheet
            else f"Pourquoi : {said.text.rstrip(' ?')}{'' if named else _in(said)}"
        )
    if kind == "whom":
        signed = said.contract is not None and asks("followup", "signed", fold(said.text))
        return f"Qui a signé le {contract_of(said).removeprefix('du ')}" if signed else ""
    if kind == "total" and not (_BOTH.fullmatch(folded) and len(said.priced) < 2):
        return _total(folded, said)
    if kind == "help":
        if said.sheet:
            return f"Qui porte {_sheet(said)} et quels sont les partenaires"
        return f"Qui anime le {label(said.contract)}" if said.contract else ""
    if kind == "now":
        return of_generation("actuel", said, resolver)
    if kind == "elsewhere":
        return _elsewhere(said, resolver)
    if kind == "more":
        return _more(folded, bare, said)
    thing = _thing(said, resolver, subject)
    if kind == "what" and thing:
        return f"C'est quoi {thing}{_in(said)}"
    if kind == "upon" and thing:
        return _upon(bare, thing, said)
    return ""


def _sheet(said: Said) -> str:
    return f"la fiche {said.sheet} {contract_of(said)}".strip()


def _in(said: Said) -> str:
    return f" dans le {contract_of(said).removeprefix('du ')}" if said.contract else ""


def _total(folded: str, said: Said) -> str:
    """What the amounts just listed make together."""
    sheets = said.priced if len(said.priced) > 1 else said.sheets
    if len(sheets) > 1 and said.contract and not re.search(r"\baxes?\b", fold(said.text)):
        listed = f"{', '.join(sheets[:-1])} et {sheets[-1]}"
        return f"combien coûtent au total les fiches {listed} {contract_of(said)}"
    if _SEVERAL.search(folded):
        return "Lesquels"  # one amount is not the sum of two: what is meant is asked
    if any(intent.name in ("money", "total") for intent in intents_of(said.text)) or "€" in said.answer:
        return said.text
    if said.sheet:
        return f"Combien coûte {_sheet(said)}"
    return f"Combien coûte le {label(said.contract)}" if said.contract else ""


def _elsewhere(said: Said, resolver: ScopeResolver) -> str:
    """The same question of the other territories, each by its contract in force."""
    if said.contract is None:
        return ""
    latest = {c.territory: c for c in sorted(resolver.contracts, key=lambda c: c.first)}
    others = [contract for territory, contract in latest.items() if territory != said.contract.territory]
    if not others:
        return ""
    whole = said.text.rstrip("? ")
    named = _NAMED.search(whole)
    # "Combien coûte le CLS X ?", "les axes du CLS X": the others stand in the same place.
    word = (
        {"le": "le", "ce": "le", "notre": "le", "du": "du"}.get(named["word"].lower(), "dans le")
        if named
        else "dans le"
    )
    kept = whole[: named.start()] if named else re.sub(r"\s*\b20\d\d(?:\s?[-–/]\s?20\d\d)?\b", "", whole)
    kept = without_contract(kept, said, resolver)
    return f"{kept} {word} {f' et {word} '.join(label(contract) for contract in others)}"


def _more(folded: str, bare: str, said: Said) -> str:
    """What a sheet plans, the whole or the part that is named; the question again where no sheet was spoken of."""
    on = captured("short", "more", folded)
    if on and len(fold(bare)) == len(bare):
        at = fold(bare).find(on)
        on = bare[at : at + len(on)].strip(" ?.!") if at >= 0 else on
    if on:
        of_sheet = f"de {_sheet(said)}" if said.sheet else contract_of(said)
        return f"Que prévoit {on} {of_sheet}"
    return f"Que prévoit {_sheet(said)}" if said.sheet else said.text


def _upon(bare: str, thing: str, said: Said) -> str:
    """The question with what was spoken of in the place of "dessus"."""
    if not said.contract and not thing:
        return ""
    about = re.sub(r"(?i)^(?:de la |de l['’]|du |des |de |d['’])", "", thing)
    article = re.match(r"(?i)(?:de la |de l['’]|du |des )", thing)
    the = {"du ": "le ", "des ": "les "}.get(article.group().lower(), article.group()[3:]) if article else ""
    pattern = re.compile(
        r"(?i)\b(?:l[aà][- ]dessus|dessus|[aà] ce (?:sujet|propos)|sur (?:[cç]a|cela|ce (?:sujet|theme|thème|point))"
        r"|(?P<word>pour|contre|de) (?:[cç]a|cela))"
    )
    found = pattern.search(bare)
    if not found:
        return ""
    word = found["word"] or "sur"
    return f"{bare[: found.start()]}{word} {the}{about}{bare[found.end() :]}{_in(said)}"


def _thing(said: Said, resolver: ScopeResolver, subject: Callable[[str], list[str]]) -> str:
    """What the question before was about: its acronym, else what stands behind its form."""
    kept = _TAIL.sub("", without_contract(said.text, said, resolver))
    bodies = mentions(kept)
    held = [m for m in _ACRONYM.finditer(kept) if m.group() not in ("CLS", "SMS")]
    held = [m for m in held if not any(b.start <= m.start() < b.end for b in bodies)]
    if held:
        before = re.search(r"(?i)\b(?:le |la |les |l['’])$", kept[: held[-1].start()])
        return (before.group() if before else "") + held[-1].group()
    frame = FRAME.match(kept)
    if frame:
        return re.sub(r"(?i)^(?:(?:contre|pour|sur) |(?:de |d['’])(?=la |l['’]))", "", frame["object"])
    own = subject(kept)
    at = re.search(rf"(?i)\b{re.escape(own[0])}", fold(kept)) if own and len(fold(kept)) == len(kept) else None
    if at is None:
        return ""
    article = re.search(r"(?i)(?:\b(?:du|de la|des|le|la|les|un|une) |\b(?:de )?l['’])$", kept[: at.start()])
    # A word may be told apart otherwise than it is typed.
    last = list(re.finditer(rf"(?i)\b{re.escape(own[-1])}", fold(kept)))
    end = last[-1].end() if last and last[-1].start() >= at.start() else at.end()
    return kept[article.start() if article else at.start() : end]
