"""Who else pays for an action: the fields of cofunding and what they say. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.funding.funders import listed, payers
from ingest.facts.funding.standing import NO_COFUNDING, standing
from ingest.facts.money.amounts import aligned
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.money.parts import parts
from ingest.facts.records import Evidence, FundingState, Place, Said

# "Coût : 12 000 € ; cofinanceurs : Ville"
_INNER = re.compile(
    r"\b(?:co-?financeurs?|co-?financements?|autres (?:co-?)?(?:financeurs|contributeurs"
    r"|financements)) ?: ?(?P<names>[^;.\n€\d]+)"
)
# What stands behind the name of a cofunder: "les communes peuvent participer", "communes avec des prêts de salles".
_GOES_ON = re.compile(
    r"\s(?:avec|peu(?:t|vent)|pourr\w+|participe\w*|finance\w*|contribue\w*|apporte\w*|via|par le biais)\b"
)
_NAME_WORDS = 6
# A name without verb, figure or bracket: "l'Agence nationale du sport".
_PROPER = re.compile(
    r"(?:[Ll]['’]|[Ll](?:a|e|es)\s)?[A-ZÀ-Ý][\w’'-]*"
    r"(?:\s(?:d[eu]s?|l[ae]s?|et|en|à|aux?|pour|sur|[A-ZÀ-Ý][\w’'-]*|(?:d|l)[’'][\w’'-]+"
    r"|(?!peu|ser[ao]|est\b|sont\b|par\b|avec\b)[a-zà-ÿ]{3,}))*"
)


@dataclass(frozen=True, slots=True)
class Cofunding:
    """The cofunders that a sheet names, or that it says there are none, or later."""

    names: tuple[Said, ...] = ()
    is_none: bool = False
    is_later: bool = False
    evidence: tuple[Evidence, ...] = ()


def cofunding(fields: Sequence[MoneyField]) -> Cofunding:
    """What the fields of cofunding say together; a sentence in another field may say that there is none."""
    names: list[Said] = []
    evidence: list[Evidence] = []
    is_none = is_later = False
    for item in fields:
        match = NO_COFUNDING.search(aligned(item.text))
        if match and item.kind is not FieldKind.COFUNDING:
            is_none = True
            evidence += item.evidence(match.start(), match.end())
        if item.kind is not FieldKind.COFUNDING and not match:
            inner = _INNER.search(aligned(item.text))
            found = listed(item.text[inner.start("names") : inner.end("names")]) if inner else ()
            if inner and found:
                low = inner.start("names")
                names += [item.run.said(low + name.start, low + name.end, Place.SHEET) for name in found]
                evidence += item.evidence(inner.start(), inner.end())
        if item.kind is not FieldKind.COFUNDING or item.is_empty:
            continue
        state = standing(item.text)
        if state is FundingState.NONE or match:
            is_none = True
        elif state is FundingState.TO_BE_SET:
            is_later = True
        elif state is not FundingState.NOT_STATED:
            names += _named(item)
        else:
            continue
        evidence += item.evidence()
    return Cofunding(tuple(names), is_none and not names, is_later, tuple(evidence))


def _named(item: MoneyField) -> list[Said]:
    """The names behind the label, one each when they are a list of names; else what is written, as one."""
    found = listed(item.text)
    if found:
        return [item.run.said(name.start, name.end, Place.SHEET) for name in found]
    if each := _parted(item.text):
        return [item.run.said(low, high, Place.SHEET) for low, high in each]
    told = dict.fromkeys(part.payer for part in parts(item) if part.payer and part.payer in item.text)
    if told:
        spans = ((item.text.index(name), len(name)) for name in told)
        return [item.run.said(low, low + size, Place.SHEET) for low, size in spans]
    low = len(item.text) - len(item.text.lstrip())
    more = _GOES_ON.search(aligned(item.text), low)
    opening = item.text[low : more.start()] if more else ""
    named = payers(re.split(r"[,;.:]", opening)[0])
    if (
        more
        and len(named) == 1
        and len(opening.split()) <= _NAME_WORDS
        and opening.split(maxsplit=1)[0].lower() not in {"des"}
    ):
        return [item.run.said(low, more.start(), Place.SHEET)]
    return [item.run.said(low, len(item.text.rstrip()), Place.SHEET)]


def _parted(text: str) -> list[tuple[int, int]]:
    """The spans of names that commas part, one at least of who is known to pay: "Région, Fonds du sport"."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^,;•]+", text):
        piece = match[0].strip(" \n.")
        if len(piece.split()) > _NAME_WORDS + 2 or not _PROPER.fullmatch(piece):
            return []
        low = match.start() + match[0].index(piece)
        found.append((low, low + len(piece)))
    return found if len(found) > 1 and any(payers(text[low:high]) for low, high in found) else []
