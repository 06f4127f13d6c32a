"""Questions for a file rather than for a fact: where the table that one asks for can be taken away. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from assistant.composers import french
from assistant.library import Library, UnderstoodContract
from assistant.questions.understand import Query
from assistant.records import Answer, Scope, Status
from ingest.naming import fold

_FILE = re.compile(
    r"\b(?:csv|xlsx?|excel|tableur|libreoffice|spreadsheet|telecharg\w+|export\w*)\b"
    r"|\b(?:veux|voudrais|donne\w*|fai(?:s|re|tes)|sor(?:s|tez|tir)|obtenir|avoir|trouver|envoie\w*|besoin)\b.{0,40}"
    r"\b(?:tableau|fichier)\b(?! (?:recapitulatif|synthetique|de bord))"
)
_MONEY = re.compile(r"\bfinanc|\bmontant|\bbudget|\bargent\b|\bsubvention|\bcout|\bdepense|\bpai[et]|\bqui paie")
_COMPARES = re.compile(r"\bcompar|\bdifferen|\bcote a cote\b")
_DUTIES = re.compile(r"\bengage|\bobligation|\bindicateur")
# Only that one wants a file, nothing of what is to be in it.
_BARE = re.compile(
    r"(?:(?:une?|le|la|les|des?|du|en|sous|au|tout(?:es)?|l|d|je|j|on|peux|peut|puis|puisse|veux|voudrais|aimerais"
    r"|avoir|obtenir|faire|donne\w*|moi|me|sors|merci|stp|svp|s.il (?:te|vous) plait|comment|ou|fichiers?|format"
    r"|donnees|tableau|tableur|csv|xlsx?|excel|libreoffice|telecharg\w+|export\w*|possible|est.ce que|y a.t.il)\b\W*)+"
)
MOST_CONTRACTS = 3


def asks_for_file(text: str) -> bool:
    """Whether a question asks for a table to take away rather than for a fact."""
    return _FILE.search(fold(text)) is not None


def taken_away(query: Query, library: Library) -> Answer | None:
    """Where the table that the question asks for is, None where it asks for no file or nothing would be in it."""
    folded = fold(query.text)
    if not asks_for_file(folded):
        return None
    known = [found for one in query.scope.contracts if (found := library.contract(one.ref.id))]
    if _COMPARES.search(folded) and len(known) > 1:
        return _answer(query, known, "La comparaison de ces contrats se télécharge", "/api/compare", "/comparer")
    if _MONEY.search(folded):
        priced = [one for one in known if _has_money(one)][:MOST_CONTRACTS]
        told = f"Le tableau de ce que {_finances(priced)}, fiche par fiche, se télécharge"
        return _answer(query, priced, told, "/api/funding", "/financement") if priced else None
    if _DUTIES.search(folded):
        text = (
            "Choisissez l'organisme sur la page des engagements : ses fiches, ses engagements et ses indicateurs s'y "
            "téléchargent en DOCX, XLSX ou CSV :\n- /engagements"
        )
        return Answer(Status.ANSWERED, text, scope=_scope(query, known), understood=query.text.strip())
    return _all(query, known, library) if _BARE.fullmatch(folded) else None


def _all(query: Query, known: Sequence[UnderstoodContract], library: Library) -> Answer | None:
    """All that can be taken away, for who says a format and no subject."""
    priced = [one for one in known if _has_money(one)][:MOST_CONTRACTS]
    if not priced:
        return None
    told = _answer(
        query, priced, f"Le tableau de ce que {_finances(priced)} se télécharge", "/api/funding", "/financement"
    )
    others = "Se téléchargent aussi :\n- ce à quoi un organisme est tenu : /engagements"
    if len(library.contracts) > 1:
        others += "\n- des contrats côte à côte : /comparer"
    return replace(told, answer=f"{told.answer}\n{others}")


def _finances(contracts: Sequence[UnderstoodContract]) -> str:
    named = french.listed([f"le CLS {one.ref.label}" for one in contracts])
    return f"{'finance' if len(contracts) == 1 else 'financent'} {named}"


def _answer(query: Query, contracts: Sequence[UnderstoodContract], told: str, data: str, page: str) -> Answer:
    chosen = [("contract", one.ref.id) for one in contracts]
    lines = [f"{told} :"]
    lines += [f"- en {words} : {data}?{urlencode([*chosen, ('format', form)])}" for words, form in _FORMS]
    lines += [f"- à l'écran, avec les preuves : {page}?{urlencode(chosen)}"]
    return Answer(Status.ANSWERED, "\n".join(lines), scope=_scope(query, contracts), understood=query.text.strip())


_FORMS = (("CSV", "csv"), ("XLSX (Excel, LibreOffice)", "xlsx"))


def _scope(query: Query, contracts: Sequence[UnderstoodContract]) -> Scope:
    return Scope(tuple(one.ref for one in contracts), query.scope.note)


def _has_money(contract: UnderstoodContract) -> bool:
    record = contract.record
    lines = (*(line for action in record.actions for line in action.funding), *record.funding)
    return any(line.amount is not None or line.cap is not None for line in lines)
