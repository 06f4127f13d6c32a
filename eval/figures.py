"""Wrong figures: those that no cited quote holds, and those said in the place of what is true. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.records import Answer, Status
from eval.cases import Case, Fact, FactKind
from eval.metrics import Score
from eval.said import (
    Amount,
    amounts,
    bare,
    counted,
    dates,
    folded,
    items,
    numbers,
    rates,
    sentences,
    value_of,
    words_as_numbers,
)

_ASKS_FIGURE = re.compile(r"\b(?:combien|cb|budjet|budget|montant|cout\w*|taux|plafond|prix|salaire|somme|euros?)\b")
# Smaller counts are often made by counting what is listed; a wrong one is caught where the case expects it.
_COUNTED_BY_HAND = 32
_CENT = 0.005
# Totals over the years of a contract.
_YEARS = range(2, 8)


def figures_proved(answer: Answer) -> Score:
    """1 when every figure said stands in a quote that its sentence cites, or is made from figures that it says."""
    faults = _unproved(answer, "")
    return Score(float(not faults), "; ".join(faults) or "chaque chiffre est cité", len(faults))


def wrong_figures(case: Case, answer: Answer, labels: Iterable[str] = ()) -> Score:
    """1 when no figure is wrong: without proof, said for another, forbidden, or given where the documents have none.

    The years in `labels`, the names of the contracts, need no proof.
    """
    if answer.status not in {Status.ANSWERED, Status.PARTIAL}:
        return Score(1.0, "aucun chiffre affirmé")
    asked = " ".join([case.question, *(f"{turn.question} {turn.answer}" for turn in case.history)])
    unproved = _unproved(answer, " ".join([asked, *labels]))
    untrue = [*_instead(case, answer), *_forbidden(case, answer), *_invented(case, answer)]
    # A figure may be both: it is one.
    count = max(len(unproved), len(untrue))
    return Score(float(not count), "; ".join([*unproved, *untrue]) or "aucun chiffre faux", count)


def _unproved(answer: Answer, asked: str) -> list[str]:
    named = " ".join([answer.understood, asked, *(ref.label for ref in answer.scope.contracts)])
    everything = sentences(answer)
    listed = [amount for sentence in everything for amount in amounts(sentence.text, sentence.heading)]
    faults = []
    for sentence in everything:
        cited = sentence.citations or answer.citations
        place = " ".join(f"{c.section} {c.document_title} page {c.page}" for c in cited)
        held = _held([c.quote for c in cited]) | _held([place, named])
        said = [amount.value for amount in amounts(sentence.text, sentence.heading)]
        for i, value in enumerate(said):
            if not _in(value, held) and not _made(sentence.text, value, said[:i], listed):
                faults.append(f"sans preuve : {Amount(value)}")
        quotes = " ".join(c.quote for c in cited)
        proved_dates = {*dates(quotes), *dates(named), *dates(place)}
        for date in dates(sentence.text):
            if date not in proved_dates and not _parts_held(date, f"{quotes} {named} {place}"):
                faults.append(f"date sans preuve : {date}")
        told = {*rates(sentence.text), *(value for value in numbers(sentence.text) if value >= _COUNTED_BY_HAND)}
        for value in sorted(told - set(said)):
            others = [number for number in numbers(sentence.text) if number != value and number >= _COUNTED_BY_HAND]
            made = _made(sentence.text, value, others, listed) or value == len(items(answer))
            if not _in(value, held) and not made:
                faults.append(f"nombre sans preuve : {value:g}")
    return faults


def _held(texts: Iterable[str]) -> set[float]:
    return set().union(*map(_figures, texts))


@lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[float]:
    """Every figure that a text may be said to hold."""
    held = {*numbers(text), *words_as_numbers(text), *(amount.value for amount in amounts(text))}
    held |= {value * 1_000 for value in _before(text, "k")} | {value * 1_000_000 for value in _before(text, "m")}
    # A page may part "30 000" over two lines, or write "30.000" and "1,5" with a point.
    held |= {float(digits) for digits in re.findall(r"\d+(?:\.\d{1,2})?(?![\d.])", text)}
    held |= {float(re.sub(r"\s", "", digits)) for digits in re.findall(r"\d{1,3}(?:\s\d{3})+(?!\d)", text)}
    held |= {float(year) for pair in re.findall(r"(\d{4})[-/–](\d{4})", text) for year in pair}
    return frozenset(held)


def _before(text: str, unit: str) -> list[float]:
    return [value for found in re.findall(rf"([\d ]+(?:,\d+)?) ?{unit}€", folded(text)) for value in numbers(found)]


def _in(value: float, held: Iterable[float]) -> bool:
    return any(abs(value - one) < _CENT for one in held)


_PARTS = {"moitie": 1 / 2, "un tiers": 1 / 3, "deux tiers": 2 / 3, "un quart": 1 / 4, "trois quarts": 3 / 4}


def _made(text: str, value: float, before: list[float], listed: list[Amount]) -> bool:
    """Whether a figure is a sum of those before it, of all those of a period, one of them over years, or by head."""
    sums = [sum(before), *(sum(before[i:]) for i in range(len(before)))]
    for period in ("annual", "global", ""):
        same = [amount.value for amount in listed if amount.period == period and amount.value != value]
        sums += [sum(same), sum(dict.fromkeys(same))]
    products = [amount.value * years for amount in listed for years in _YEARS if " ans" in text]
    # "42 000 € (deux tiers de 63 000 €)": the fraction is named beside what it is of.
    named = [part for words, part in _PARTS.items() if words in folded(text)]
    products += [amount * part for amount in (*before, *(one.value for one in amounts(text))) for part in named]
    # "167 communes (199 − 32)": the two terms stand in the sentence, and are looked for in the quotes as any figure.
    terms = re.findall(r"\(([\d ]*\d) − ([\d ]*\d)\)", text)
    products += [value_of(whole) - value_of(part) for whole, part in terms]
    # "3 750 € (30 % de 12 500 €)": both stand in the sentence too.
    rates = re.findall(r"\((\d{1,2}) ?% de ([\d \u00a0\u202f]*\d) ?€\)", text)
    products += [int(rate) / 100 * value_of(whole) for rate, whole in rates]
    quotients = [amount.value / number for amount in listed for number in numbers(text) if number > 1]
    return any(abs(value - one) < _CENT and one > 0 for one in [*sums, *products, *quotients])


def _parts_held(date: str, text: str) -> bool:
    """Whether a text has the day and month of a date, and its year elsewhere ("vendredi 6 décembre")."""
    year, _, day = date.split("-")
    near = re.search(rf"(?<!\d)0?{int(day)}(?:er)? [a-z]+", folded(text)) is not None
    return near and year in text


def _instead(case: Case, answer: Answer) -> list[str]:
    """Figures said where the expected one of their kind is not said at all."""
    if not case.answerable:
        return []
    text = bare(answer.answer)
    faults: list[str] = []
    expected = [fact for fact in case.facts if fact.kind is FactKind.AMOUNT and fact.value is not None]
    said = [amount for sentence in sentences(answer) for amount in amounts(sentence.text, sentence.heading)]
    faults += _wrong_amounts(expected, said)
    for kind, found in ((FactKind.RATE, rates(text)), (FactKind.DATE, dates(text))):
        true = {fact.value if kind is FactKind.DATE else float(fact.value or 0) for fact in _of(case, kind)}
        whole = all(len(str(value)) == len("2031-12-06") for value in true) if kind is FactKind.DATE else True
        if true and whole and found and not true & set(found):
            faults.append(f"dit {', '.join(map(str, found))} au lieu de {', '.join(map(str, true))}")
    for fact in _of(case, FactKind.NUMBER):
        if fact.unit and not fact.unit.startswith("pour"):
            told = counted(text, fact.unit)
            if told and float(fact.value or 0) not in {*told, *numbers(text)}:
                faults.append(f"dit {told[0]:g} {fact.unit} au lieu de {fact.value}")
    return faults


def _of(case: Case, kind: FactKind) -> list[Fact]:
    return [fact for fact in case.facts if fact.kind is kind and fact.value is not None]


def _wrong_amounts(expected: list[Fact], said: list[Amount]) -> list[str]:
    if not expected or not said:
        return []
    faults = []
    values = {float(fact.value or 0) for fact in expected}
    if not values & {amount.value for amount in said}:
        faults.append(f"dit {', '.join(map(str, said))} au lieu de {', '.join(str(Amount(v)) for v in sorted(values))}")
    for fact in expected:
        periods = {amount.period for amount in said if amount.value == float(fact.value or 0)}
        if fact.period and periods and not periods & {fact.period, ""}:
            faults.append(f"dit {Amount(float(fact.value or 0), periods.pop())} : la période est fausse")
    return faults


def _forbidden(case: Case, answer: Answer) -> list[str]:
    text = folded(bare(answer.answer))
    figures = [claim for claim in case.forbidden if re.search(r"\d", claim)]
    return [f"dit « {claim} »" for claim in figures if re.search(rf"(?<![\d,.]){re.escape(folded(claim))}(?!\d)", text)]


def _invented(case: Case, answer: Answer) -> list[str]:
    """A figure given as the answer to what the documents do not say."""
    if case.status is not Status.NOT_FOUND or answer.status is not Status.ANSWERED:
        return []
    text = bare(answer.answer)
    said = [*map(str, amounts(text)), *(f"{rate:g} %" for rate in rates(text))]
    asks = _ASKS_FIGURE.search(folded(case.question)) is not None
    return [f"donne {said[0]} à ce que les documents ne disent pas"] if said and asks else []
