"""Numbers of a sentence against those of its quotes, with unit, period and cap; sums and counts made again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.audit.aligned import aligned
from assistant.audit.ground import Ground, Quoted, numbered
from assistant.audit.masks import HIDDEN
from assistant.audit.quantities import EURO, PERCENT, TIMES, Quantity, fractions, quantities, value_of
from assistant.audit.sentences import Sentence
from assistant.refusals import NAMED
from assistant.searching.tokens import stem
from assistant.verify import in_thousands, numbers
from ingest.facts.records import AmountPeriod, Nature
from ingest.naming import fold

# Amounts are compared to the cent.
CENT = 0.005
# A noun stands beside its number within so many characters; a shorter word after a number is no noun.
NEAR, LONG_NOUN = 40, 4
_ANNUAL = re.compile(
    r"\bpar (?:an|exercice)\b|/ ?an\b|\bannuel|\bannee\b|\bl'an\b|\bper year\b|\byearly\b|\bchaque annee"
)
_GLOBAL = re.compile(
    r"\bglobal|\btotal\b|\btotaux\b|\bl'ensemble d[ue]|\b(?:pour|sur|pendant) (?:toute )?la duree"
    r"|\b(?:sur|pendant) \w+ ans\b"
)
_CAP = re.compile(
    r"\bmax|\bplafon|\bau plus\b|\bjusqu'a\b|\blimite|\bdans la limite|\bn'exced|\bne depass|\bsans depass|≤"
)
_LISTED = re.compile(
    r"(?:signataire|partie|fiche|action|axe|contrat|intercommunalite|partenaire|document|commune|endroit)s?$"
)
_WHOLE = re.compile(r"(?:signataire|partie|axe|intercommunalite|commune)s?$")
_ASKS = re.compile(r"\bdemand|\bsollicit")
_SUM = re.compile(r"\b(?:soit|total|en tout|au total|ensemble|somme|cumul\w*|additionn\w*)\b")
_NUMBER = r"(?:[a-z]\.)?\d+(?:\.\d+)*(?:\.[a-z])?(?!\w| dans l'axe)"
_LIST = rf"{_NUMBER}(?:(?:,| et| ou| ;| a| -) ?{_NUMBER})*"
_PARTED = r"(?:(?:[a-z]\.)?\d+(?:\.\d+)+|[a-z]\.\d+|\d+\.[a-z])(?!\w)"
_SHEETS = re.compile(
    rf"\b(?:fiches?(?:[ -]actions?)?|actions?|articles?|axes?|n°)\s*(?P<many>{_LIST})"
    rf"|\bleurs (?:fiches actions|articles) : (?P<every>{_LIST})"
    rf"|\((?:fiches? )?(?P<one>{_PARTED}(?:(?:,| et) {_PARTED})*)\)"
    # "22 000 € (2)", "10 (néant)": a sheet beside its amount, or beside why it has none.
    rf"|(?:€|\bpar an|\bmaximum) \((?P<beside>{_NUMBER})\)"
    rf"|; (?P<next>{_LIST}) \((?=[a-z])"
    r"|(?<![\d.,\w])(?P<lettered>[a-z]\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.[a-z])(?!\w)"
    r"|(?<![\d.,\w])(?P<bare>\d{1,2}\.\d{1,2})(?!\d|[.,]\d|\s?[€%])"
)
# "3 dans l'axe 1", "3 fiches dans l'axe 1": how many sheets an axis has.
_IN_AXIS = re.compile(r"(?P<count>\d+)(?: fiches?(?: actions?)?)? dans l'axe (?P<axis>[a-z]\b|\d+)")
# "12 500 € (5 × 2 500 €)": a calculation of our own, shown.
_TIMES = re.compile(r"\W{0,2}\((?P<times>\d{1,2}) × (?P<amount>[\d .,]*\d)")
# "42 000 € (deux tiers de 63 000 €)", "167 communes (199 − 32)": the fraction and the terms are checked as any other.
_SHARE_OF = re.compile(
    r"(?: par an)?\W{0,2}\((?P<share>la moitie|un tiers|deux tiers|un quart|trois quarts|[1-3]/[2-4]|\d{1,2} ?%)"
    r" de (?P<amount>[\d .,]*\d)"
)
_OVER = re.compile(
    r"(?: par [a-z]+)?\W{0,2}\((?P<amount>[\d ]*\d(?:,\d+)?)(?: ?(?:€|euros?))?"
    r" ÷ (?P<by>\d{1,3}(?: \d{3})*|\d{1,7})(?: ans)?\)"
)
_MINUS = re.compile(r"(?: [a-z]+)?\W{0,2}\((?P<whole>[\d ]*\d) − (?P<part>[\d ]*\d)\)")
_PARTS = {"la moitie": 1 / 2, "un tiers": 1 / 3, "deux tiers": 2 / 3, "un quart": 1 / 4, "trois quarts": 3 / 4}


def amount_faults(
    own: str, sentence: Sentence, cited: Sequence[Quoted], ground: Ground, *, denies: bool
) -> Iterator[tuple[str, str]]:
    """The numbers of a sentence, quotes and names apart, that its quotes do not hold as said."""
    own = _without_axes(own, ground, cited)
    own, wrong = _without_sheets(own, cited, ground, denies=denies)
    yield from (("number", words) for words in wrong)
    folded = aligned(own)
    said = [quantity for quantity in quantities(own) if not quantity.ordinal]
    told: set[float] = set()  # what the sentence has said so far, calculations and numbers of quotes
    for i, quantity in enumerate(said):
        if sentence.heads and sentence.items and _LISTED.match(quantity.unit) and quantity is _first(said):
            if int(quantity.value) != sentence.items or _recorded_otherwise(quantity, ground):
                yield "number", quantity.text
            continue
        if operands := _operands(quantity, said, i, folded, cited):
            yield from _amount(quantity, operands, folded, cited, denies=denies)
            continue
        if _is_product(quantity, folded):
            told.add(quantity.value)
            continue
        if _is_count(quantity, folded, ground, cited) or (quantity.value in told and _is_term(quantity, folded)):
            continue
        matching = _matching(quantity, cited)
        told |= {quantity.value} if matching else set()
        if not matching and not (denies and quantity.value in ground.question_numbers) and not _year(quantity, cited):
            yield "number", quantity.text
        elif quantity.unit == EURO and matching:
            yield from _amount(quantity, (quantity.value,), folded, cited, denies=denies)
        elif quantity.unit == PERCENT and matching:
            yield from _rate(quantity, folded, cited)
    held = frozenset[str]().union(*(one.fractions for one in cited))
    yield from (("number", fraction) for fraction in fractions(own) - held)


# --- sheets, articles and axes by number ---


def _without_axes(own: str, ground: Ground, cited: Sequence[Quoted]) -> str:
    """The sentence without "3 dans l'axe 2", where a record cited counts so many sheets in that axis."""
    ids = dict.fromkeys(one.contract_id for one in cited)
    for shown in _IN_AXIS.finditer(aligned(own)):
        if any(int(shown["count"]) == ground.known.in_axis(one, shown["axis"]) for one in ids):
            own = own[: shown.start()] + HIDDEN * len(shown.group()) + own[shown.end() :]
    return own


def _without_sheets(own: str, cited: Sequence[Quoted], ground: Ground, *, denies: bool) -> tuple[str, list[str]]:
    """The sentence with the numbers of sheets and articles set apart, and those of none that is cited."""
    wrong: list[str] = []
    held: frozenset[str] | None = None
    while match := _SHEETS.search(aligned(own)):
        held = _numbered(cited, ground, denies=denies) if held is None else held
        said = next(group for group in match.groups() if group)
        start = match.start(next(name for name, group in match.groupdict().items() if group))
        wrong += [number for number in re.findall(_NUMBER, said) if number not in held]
        own = own[:start] + HIDDEN * len(said) + own[start + len(said) :]
    return own, wrong


def _numbered(cited: Sequence[Quoted], ground: Ground, *, denies: bool) -> frozenset[str]:
    """The numbers of sheets, articles and axes that may be said: those of the quotes, and of their axes."""
    held = frozenset[str]().union(*(ground.sheets(one) for one in cited))
    if denies or not cited:
        held |= numbers(ground.question) | numbered(ground.question)
    if not cited:
        held |= ground.known.numbers(ground.contract_ids)
    held = frozenset(number.lower() for number in held)
    return held | {number.rpartition(".")[0] for number in held} | {number.split(".")[0] for number in held}


# --- numbers in quotes ---


def _matching(quantity: Quantity, cited: Sequence[Quoted]) -> list[Quantity]:
    """The numbers of the quotes that are this one, with this unit."""
    found = []
    thousands = quantity.unit == EURO and any(in_thousands(f"{o.citation.section} {o.citation.quote}") for o in cited)
    for one in cited:
        factors = (1.0, 1_000.0) if thousands else (1.0,)
        same = [o for o in one.quantities if any(abs(f * o.value - quantity.value) < CENT for f in factors)]
        if quantity.fine and quantity.fine not in one.numbers:
            continue
        fitting = [other for other in same if other.unit and _same_unit(quantity.unit, other.unit)]
        if fitting:
            found += fitting
        elif same:
            found += [other for other in same if _may_be(quantity, other, one, cited)]
    return found


def _same_unit(said: str, held: str) -> bool:
    return said == held or (bool(said and held) and stem(said) == stem(held) and said not in (EURO, PERCENT))


_STRICT = frozenset({EURO, PERCENT, *TIMES.values()})
# A cell of a table is under a heading that another quote may hold; what counts people is called a population too.
_CELL = "|"
_SAME_NOUN = {"habitants": ("habitants", "population")}
_WORDS = {EURO: ("€", "euro", "montant", "budget", "cout"), PERCENT: ("%", "pour cent", "pourcent", "taux", "part")}


def _may_be(said: Quantity, held: Quantity, one: Quoted, cited: Sequence[Quoted]) -> bool:
    """Whether a number without this unit beside it may have it: a cell under its heading, a number said bare."""
    if not said.unit:
        return held.unit not in _STRICT or held.unit == ""
    if held.unit in _STRICT:
        return False
    if said.unit in (EURO, PERCENT):
        return any(
            word in f"{fold(other.citation.section)} {other.flat}" for word in _WORDS[said.unit] for other in cited
        )
    if said.unit in _STRICT:
        return stem(said.unit) in one.stems or said.unit.rstrip("s") in one.stems
    if not held.unit:
        beside = frozenset[str]().union(*(other.stems for other in cited)) if _CELL in one.flat else one.stems
        return (
            any(stem(word) in beside for word in _SAME_NOUN.get(said.unit, (said.unit,))) or len(said.unit) < LONG_NOUN
        )
    # Another noun stands beside the number in the quote: this one must stand between it and the next number.
    flat = aligned(one.citation.quote)
    after = re.split(r"\d|[.;]|\bet\b", flat[held.start + len(held.text) - len(held.unit) : held.end + NEAR])[0]
    # A noun in the plural right behind the number is what it counts.
    counted = held.unit[-1] in "sx"
    before = "" if counted else re.split(r"\d|[.;]|\bet\b", flat[max(0, held.start - NEAR) : held.start])[-1]
    return stem(said.unit) in {stem(word) for word in re.findall(r"[a-z]+", f"{before} {after}")}


def _year(quantity: Quantity, cited: Sequence[Quoted]) -> bool:
    """Whether it is a year of the section that is cited."""
    text = str(int(quantity.value)) if quantity.value == int(quantity.value) else ""
    if not re.fullmatch(r"(?:19|20)\d\d", text):
        return False
    return any(text in one.citation.section for one in cited)


# --- money ---


def _amount(
    quantity: Quantity, values: tuple[float, ...], folded: str, cited: Sequence[Quoted], *, denies: bool
) -> Iterator[tuple[str, str]]:
    """What is said of an amount, or of the sum of some, beside its value: its period, its cap, how firm it is."""
    held = [m for one in cited for m in one.moneys if any(abs(m.value - value) < CENT for value in values)]
    quotes = "\n".join(f"{fold(one.citation.section)}\n{one.flat}" for one in cited)
    # What follows in brackets or behind a semicolon is said of something else.
    after = re.split(r"[;()+]", folded[quantity.end : quantity.end + 60])[0]
    around = folded[max(0, quantity.start - 90) : quantity.end + 60]
    if _ANNUAL.search(after[:30]) and not _ANNUAL.search(quotes):
        yield "period", f"{quantity.text} par an"
    whole = _GLOBAL.search(after[:45]) is not None and not _ANNUAL.search(after[:45])
    periods = {money.period for money in held}
    yearly = AmountPeriod.ANNUAL in periods or (_ANNUAL.search(quotes) and not _GLOBAL.search(quotes))
    if whole and yearly and AmountPeriod.GLOBAL not in periods:
        yield "period", f"{quantity.text} en tout"
    if re.match(r"\W*(?:par|/) ?(?:mois|jour|semaine|trimestre)\b", after) and not _period_word(after, quotes):
        yield "period", quantity.text
    caps = bool(held) and all(money.is_cap for money in held)
    if caps and not _CAP.search(around) and not denies:
        yield "cap", quantity.text
    if _CAP.search(after[:40]) and not _CAP.search(quotes):
        yield "cap", quantity.text
    asked = bool(held) and all(money.nature is Nature.REQUESTED for money in held)
    if asked and not _ASKS.search(folded) and re.search(r"\bprevoi|\bfinanc|\bverse|\baccord|\bpai?e|\ballou", folded):
        yield "force", quantity.text


def _period_word(after: str, quotes: str) -> bool:
    match = re.match(r"\W*(?:par|/) ?(mois|jour|semaine|trimestre)\b", after)
    return match is not None and re.search(rf"\b(?:par|/) ?{match[1]}\b|mensuel|hebdo|journalier", quotes) is not None


def _rate(quantity: Quantity, folded: str, cited: Sequence[Quoted]) -> Iterator[tuple[str, str]]:
    quotes = "\n".join(one.flat for one in cited)
    if _CAP.search(folded[quantity.end : quantity.end + 30]) and not _CAP.search(quotes):
        yield "cap", quantity.text


# --- sums and counts ---


def _first(said: Sequence[Quantity]) -> Quantity | None:
    return next((quantity for quantity in said if _LISTED.match(quantity.unit)), None)


def _recorded_otherwise(quantity: Quantity, ground: Ground) -> bool:
    """Whether it counts what a contract has in all, and its record counts others."""
    if not _WHOLE.match(quantity.unit):
        return False
    counted = ground.known.counts(ground.contract_ids, quantity.unit)
    return bool(counted) and int(quantity.value) not in counted


def _operands(
    quantity: Quantity, said: Sequence[Quantity], i: int, folded: str, cited: Sequence[Quoted]
) -> tuple[float, ...]:
    """The other numbers of the sentence of which one that is called a sum is the sum, none where it is no sum."""
    if not _SUM.search(folded[: quantity.start]):
        return ()
    if quantity.unit not in (EURO, PERCENT, "") and not any(stem(quantity.unit) in one.stems for one in cited):
        return ()
    before = tuple(other.value for other in said[:i] if other.unit == quantity.unit)
    after = tuple(other.value for other in said[i + 1 :] if other.unit in (quantity.unit, ""))
    summed = (parts for parts in (before, after) if len(parts) > 1 and abs(sum(parts) - quantity.value) < CENT)
    return next(summed, ())


def _is_product(quantity: Quantity, folded: str) -> bool:
    """Whether a number is made of the two that are shown behind it, which are checked as any other."""
    share = _SHARE_OF.match(folded, quantity.end)
    if share:
        top, _, bottom = share["share"].partition("/")
        rate = share["share"].rstrip("% ")
        part = int(top) / int(bottom) if bottom else int(rate) / 100 if rate.isdigit() else _PARTS[share["share"]]
        return abs(value_of(share["amount"]) * part - quantity.value) < 2 * CENT
    over = _OVER.match(folded, quantity.end)
    if over:
        return abs(value_of(over["amount"]) / value_of(over["by"]) - quantity.value) < CENT + 1e-9
    minus = _MINUS.match(folded, quantity.end)
    if minus:
        return abs(value_of(minus["whole"]) - value_of(minus["part"]) - quantity.value) < CENT
    shown = _TIMES.match(folded, quantity.end)
    return shown is not None and abs(int(shown["times"]) * value_of(shown["amount"]) - quantity.value) < CENT


def _is_term(quantity: Quantity, folded: str) -> bool:
    """Whether a number is a term of a calculation shown in brackets: "1 an (5 − 4)"."""
    behind = re.match(r" ?[−÷)]", folded[quantity.end :]) is not None
    return behind and re.search(r"(?:\(|[−÷] ?)$", folded[: quantity.start]) is not None


def _is_count(quantity: Quantity, folded: str, ground: Ground, cited: Sequence[Quoted]) -> bool:
    """Whether a number is how many the records of the contracts cited count."""
    if not float(quantity.value).is_integer() or quantity.unit in _STRICT:
        return False
    count = int(quantity.value)
    if quantity.unit == "autres" and not cited:
        return count + NAMED in ground.known.sizes(ground.contract_ids)  # "…, Z et 4 autres"
    ids = tuple(dict.fromkeys(one.contract_id for one in cited)) or ground.contract_ids
    # "huit fiches sur 16", "(92)": the noun of a bare number stands elsewhere in the sentence.
    nouns = (
        [quantity.unit] if quantity.unit else [word for word in re.findall(r"[a-z]+", folded) if _LISTED.match(word)]
    )
    if not cited and quantity.text in ground.known.numbers(ids):
        return True  # "leurs articles : 1, 2, 5, 6"
    return any(count in ground.known.counts(ids, noun) for noun in nouns)
