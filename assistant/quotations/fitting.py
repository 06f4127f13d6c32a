"""Which decisive quotes are of what the question asks of: its sheet's money, its commune. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composers.asked import Asked
from assistant.composers.bodies.contact import asks_contact
from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.questions.places import territory_places
from assistant.quotations.answerability import asks_quantity
from assistant.quotations.decisive import Quote
from assistant.searching.retrieve import path_text
from assistant.searching.tokens import stem
from assistant.verify import numbers
from ingest.naming import fold
from ingest.records import SectionKind

# A quote of money holds, with its sheet, more than so much of what the question prices.
OF_PRICED = 0.6


# How somebody is reached, and the sections that say it.
_REACHED = re.compile(r"\b(?:\+33|0\d)(?:[ .-]?\d{2}){4}\b|\S@\S+\.\w")
_CONTACTS = re.compile(r"\W*(?:(?:vos|nos|les|pour) )*(?:contacts?|coordonnees|nous contacter)\b")


def fitting(quotes: Sequence[Quote], asked: Asked) -> tuple[Quote, ...]:
    """The quotes without the money of other sheets, what is of other places, other reasons, contacts not asked for."""
    if not asks_contact(asked.folded):
        quotes = [kept for quote in quotes if (kept := _without_contacts(quote))]
    quotes = [quote for quote in quotes if not _is_in_passing(quote, asked)]
    own = (quote for quote in quotes if _is_priced(quote, asked) and _is_local(quote, asked))
    return tuple(quote for quote in own if not (_is_countrys(quote, asked) or _is_another_reason(quote, asked)))


# "Le contrat prévoit-il une piscine ?": a thing, asked for as what is planned.
_PLANNED = re.compile(
    r"\bprevoi\w*[- ](?:t[- ])?(?:il|elle|ils|elles|on) (?:aussi |bien |encore )?(?:un|une|des|la|le|les) "
    r"(?P<thing>[a-z]{5,})s?\W*$"
)
# What is done with a thing that is planned.
_DONE_WITH = (
    r"\b(?:cre[eao]|ouv|install|mis(?:e|es)? en|mett|constru|develop|deplo|acqui|ach[ea]t|equip|organis|amenag|nombre"
    r"|distribu|pose|remet|remis|offr|interven|dispos|attribu"
    r"|propos|lanc|recrut|mobilis|renov|financ|implant|form|maint|pours|renforc|souti|soute|experiment|anim|promo|met\b"
    r"|reali[sz]|favoris|facilit|accompagn|etud|prevoi|prevu|mene|conduir|elabor|redig|structur|sensibilis|coordon)"
)


def _is_in_passing(quote: Quote, asked: Asked) -> bool:
    """Whether a quote only names, among other things, what the question asks for as planned: a ticket for a pool."""
    planned = _PLANNED.search(asked.folded)
    if planned is None or len(asked.subject_words) != 1:
        return False
    root = re.escape(stem(planned["thing"]))
    pages = {page.number: page.text for page in quote.document.pages}
    said = " ".join(fold(" ".join(pages[unit.page][unit.start : unit.end] for unit in quote.units)).split())
    if not re.search(rf"\b{root}", said) or re.search(
        rf"\b{root}", fold(f"{_title_of(quote)} {path_text(quote.passage)}")
    ):
        return False
    return re.search(rf"{_DONE_WITH}[^.;:]{{0,70}}?\b{root}", said) is None


def _without_contacts(quote: Quote) -> Quote | None:
    """The quote without the words that only say how to reach somebody; None where nothing else is left of it."""
    pages = {page.number: page.text for page in quote.document.pages}
    kept = tuple(unit for unit in quote.units if not _REACHED.search(pages[unit.page][unit.start : unit.end]))
    of_contacts = bool(quote.passage.path) and _CONTACTS.match(fold(quote.passage.path[-1])) is not None
    if not kept or (of_contacts and len(kept) < len(quote.units)):
        return None
    return quote if len(kept) == len(quote.units) else replace(quote, units=kept)


def _is_priced(quote: Quote, asked: Asked) -> bool:
    """Whether a quote of money is of a sheet that is about the subject: what a sheet only mentions has no price."""
    query = asked.query
    if "money" not in asked.intents or query.sheets or not asked.has_subject or quote.passage.field != "funding":
        return True
    if numbers(query.text) & numbers(quote.passage.text):
        return True  # the amount itself is what is asked about
    if not _is_payers(quote, asked) or quote.coverage <= OF_PRICED:
        return False
    if asked.is_unnamed and not asked.names_subject(_title_of(quote)):
        return False
    return asked.names_subject(f"{path_text(quote.passage)} {_title_of(quote)} {quote.passage.text}")


def _is_payers(quote: Quote, asked: Asked) -> bool:
    """Whether a quote of money names the kind of organisation that the question asks as a payer, where it does."""
    if not asks("money", "giver", asked.folded) or asks("money", "who_gives", asked.folded):
        return True
    named = mentions(asked.query.text)
    if not named:
        return True
    held = frozenset[str]().union(*(mention.kinds for mention in mentions(quote.passage.text)))
    return bool(named[0].kinds & held) or not named[0].kinds


def _is_local(quote: Quote, asked: Asked) -> bool:
    """Whether a figure is of the commune that the question names: the territory's is not the commune's."""
    if not asks_quantity(asked.query):
        return True
    territory = _plain(quote.document.metadata.territory)
    question = f" {_plain(asked.query.text)} "
    named = [p for p in territory_places(quote.document) if f" {p} " in question and p not in territory]
    said = f" {_plain(quote.passage.text)} {_plain(path_text(quote.passage))} "
    return not named or any(f" {place} " in said for place in named)


# "La première cause de mortalité sur le territoire": what is said of the whole country is not said of it.
_HERE = re.compile(
    r"\b(?:sur|de|dans) (?:le |notre |ce |mon )?(?:territoire|secteur|bassin|coin)\b"
    r"|\bchez nous\b|\bpar ici\b|\bici\b|\blocal"
)
_COUNTRY = re.compile(
    r"\b(?:en|de la|la) france\b|\bdes francais\b|\b(?:au niveau|a l'echelle|a l'echelon) national"
    r"|\b[1-9]\d{2}[ .]000 (?:personnes|deces|cas|patients|habitants)\b"
)
_PLACED = re.compile(
    r"\b(?:territoire|pays|departement\w*|region\w*|local\w*|secteur|bassin|epci|communes?|cantons?)\b"
)


def _is_countrys(quote: Quote, asked: Asked) -> bool:
    """Whether a quote tells of the whole country alone, where the question asks of the territory."""
    said = fold(quote.said)
    return bool(_HERE.search(asked.folded) and _COUNTRY.search(said)) and not _PLACED.search(said)


def _is_another_reason(quote: Quote, asked: Asked) -> bool:
    """Whether a quote gives the reason of one sheet to a question that names none: "pourquoi un nouveau contrat ?"."""
    whole = "reasons" in asked.intents and not asked.subject_words and not asked.query.sheets
    return whole and bool(quote.passage.sheet)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _title_of(quote: Quote) -> str:
    """The title of the sheet in which a quote stands."""
    sections = (s for s in quote.document.sections if s.kind is SectionKind.SHEET and s.number == quote.passage.sheet)
    return next((section.title for section in sections), "")
