"""True answers made false in one place: a digit, a unit, a period, a year, a name, an organisation, a verb, a quote…"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.records import Answer

_DIGIT = re.compile(r"(?<!\[)(?<!\[\d)\d(?!\d?\])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AMOUNT = re.compile(r"\d[\d ]*(?:,\d+)?(?= (?:€|%|habitants|communes))")
_NAME = re.compile(r"(?<=[a-zé’',:(] )(?:[A-ZÉ][a-zéèêëïôûç’-]{3,}(?: [A-ZÉ][\wéèêëïôûç’-]{2,}){0,2})")
_ORGANISATION = re.compile(
    r"\b(?:ARS|CPAM|MSA|CAF|Région|Département|État|PETR|Agence Régionale de Santé|Mutualité Sociale Agricole"
    r"|[Cc]aisse [Pp]rimaire d['’][Aa]ssurance [Mm]aladie|[Cc]entre [Hh]ospitalier|préfecture)\b"
)
_WORDS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_UNITS = {
    "€": ("%", "k€", "M€"),
    "%": ("€",),
    "habitants": ("communes", "médecins"),
    "communes": ("habitants",),
    "ans": ("mois", "jours"),
    "fiches": ("axes",),
    "signataires": ("communes",),
}
_PERIODS = {
    "par an": ("pour l'ensemble du projet", "par mois", "pour toute la durée du contrat"),
    "pour l'ensemble du projet": ("par an",),
    "au maximum": ("par session",),
}
_FORCE = {
    "prévoit": ("a versé", "garantit", "impose", "s'engage à payer", "a dépensé"),
    "indique une demande de": ("prévoit", "accorde", "verse"),
    "financés à": ("versés à", "accordés à"),
    "financement par": ("obligation pour", "versement effectué par"),
    "ne donne pas de montant": ("impose un montant",),
}
_OTHERS = ("CROUS", "FREDON", "Croix-Rouge", "Métropole", "CARSAT", "Rectorat")
_NAMES = ("Balthazar Quentrec", "Montrevert", "Gwendal", "Sainte-Ombeline", "Kerzoncuf")

Tampering = Callable[[Answer, random.Random], Iterator[Answer]]


def _at(answer: Answer, start: int, end: int, words: str) -> Answer:
    text = answer.answer
    return replace(answer, answer=f"{text[:start]}{words}{text[end:]}")


def digit(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """One digit changed, anywhere but in a mark."""
    for match in _sample(list(_DIGIT.finditer(answer.answer)), chance):
        other = chance.choice([d for d in "0123456789" if d != match.group()])
        yield _at(answer, *match.span(), other)


def word_number(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A number in words changed."""
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])", re.IGNORECASE)
    for match in _sample(_own(pattern, answer), chance):
        yield _at(answer, *match.span(), chance.choice([w for w in _WORDS if w != match.group().lower()]))


def year(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A year moved by a few."""
    for match in _sample(list(_YEAR.finditer(answer.answer)), chance):
        yield _at(answer, *match.span(), str(int(match.group()) + chance.choice((-3, -2, 2, 3, 7))))


def value(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """An amount, a rate or a count replaced by that of another contract."""
    for match in _sample(list(_AMOUNT.finditer(answer.answer)), chance):
        others = [v for v in ("7 350", "2 600", "5 480", "41", "63", "1 900", "118") if v != match.group()]
        yield _at(answer, *match.span(), chance.choice(others))


def unit(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """Another unit beside a number."""
    pattern = re.compile(rf"(?<=[\d\w] )(?:{'|'.join(map(re.escape, _UNITS))})(?!\w)")
    after = re.compile(rf"(?:\d|\b(?:{'|'.join(_WORDS)})) $")
    places = [m for m in _own(pattern, answer) if after.search(answer.answer[: m.start()])]
    for match in _sample(places, chance):
        yield _at(answer, *match.span(), chance.choice(_UNITS[match.group()]))


def period(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """Another period beside an amount."""
    pattern = re.compile(rf"(?<=€ )(?:{'|'.join(_PERIODS)})(?!\w)")
    for match in _sample(_own(pattern, answer), chance):
        yield _at(answer, *match.span(), chance.choice(_PERIODS[match.group()]))


def force(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A stronger verb."""
    pattern = re.compile("|".join(map(re.escape, _FORCE)))
    places = [m for m in _own(pattern, answer) if not answer.answer[m.end() :].startswith(" :")]
    for match in _sample(places, chance):
        yield _at(answer, *match.span(), chance.choice(_FORCE[match.group()]))


def name(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """Another name."""
    for match in _sample(_own(_NAME, answer), chance):
        yield _at(answer, *match.span(), chance.choice(_NAMES))


def organisation(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """Another organisation."""
    for match in _sample(_own(_ORGANISATION, answer), chance):
        yield _at(answer, *match.span(), chance.choice(_OTHERS))


def quoted_letter(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A letter of what is said between « »."""
    places = [
        i
        for match in re.finditer(r"« (.*?) »", answer.answer)
        for i in range(match.start(1), match.end(1))
        if answer.answer[i].isalpha()
    ]
    for i in _sample(places, chance):
        yield _at(answer, i, i + 1, "x" if answer.answer[i] != "x" else "k")


def cited_letter(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A letter of a citation's quote."""
    for i in _sample(list(range(len(answer.citations))), chance):
        citation = answer.citations[i]
        places = [k for k, c in enumerate(citation.quote) if not c.isspace()]
        k = chance.choice(places)
        quote = f"{citation.quote[:k]}{'x' if citation.quote[k] != 'x' else 'k'}{citation.quote[k + 1 :]}"
        yield _cited(answer, i, replace(citation, quote=quote))


def page(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A citation that points to another page, or to other offsets."""
    for i in _sample(list(range(len(answer.citations))), chance):
        citation = answer.citations[i]
        yield _cited(answer, i, replace(citation, page=citation.page + chance.choice((-1, 1))))
        yield _cited(answer, i, replace(citation, start=citation.start + 7, end=citation.end + 7))


def mark(answer: Answer, chance: random.Random) -> Iterator[Answer]:
    """A sentence without its marks, or with the mark of a citation that does not exist."""
    for match in _sample(list(re.finditer(r"(?: ?\[\d+\])+", answer.answer)), chance):
        if not answer.answer[: match.start()].endswith(":"):  # what announces a list is proved by it
            yield _at(answer, *match.span(), "")
        yield _at(answer, *match.span(), f" [{len(answer.citations) + 1}]")


_WAYS = (
    digit,
    word_number,
    year,
    value,
    unit,
    period,
    force,
    name,
    organisation,
    quoted_letter,
    cited_letter,
    page,
    mark,
)
KINDS: dict[str, Tampering] = {way.__name__: way for way in _WAYS}

# How many places of one answer are changed in one way.
PLACES = 3


def _sample(places: list, chance: random.Random) -> list:
    return chance.sample(places, min(PLACES, len(places)))


def _own(pattern: re.Pattern[str], answer: Answer) -> list[re.Match[str]]:
    """Where a pattern stands in what the answer says itself, outside « »."""
    quoted = [match.span() for match in re.finditer(r"«.*»", answer.answer)]
    return [m for m in pattern.finditer(answer.answer) if not any(s <= m.start() < e for s, e in quoted)]


def _cited(answer: Answer, i: int, citation: object) -> Answer:
    return replace(answer, citations=(*answer.citations[:i], citation, *answer.citations[i + 1 :]))


def tampered(answer: Answer, seed: int) -> Iterator[tuple[str, Answer]]:
    """The ways to make an answer false, each with its kind."""
    for kind, tampering in KINDS.items():
        for false in tampering(answer, random.Random(f"{seed} {kind}")):
            if false != answer:
                yield kind, false
