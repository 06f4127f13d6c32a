"""What a question about a sheet's money claims or narrows: a rate, a nature, a payer, a year, years to come. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.bodies.naming import kind_and_place, mentions
from assistant.composers.forms import asks
from assistant.composers.statement import Computation, SaidFigure, Statement
from assistant.quotations.quote_verdict import is_in_kind
from assistant.verify import Proof
from ingest.facts.records import AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature
from ingest.naming import fold

_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_YEARS = re.compile(
    r"\b(?:sur|pendant|en|pour|pdt) (?:les |ces )?(\d{1,2}|deux|trois|quatre|cinq|six)"
    r" (?:premieres? |prochaines? |dernieres? )?(?:ans|annees)\b"
)
_RATE = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?%")
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ .]\d{3})+|\d{3,7})(?![\d.,]*\d) ?(?:€|euros?|e\b)?")
_YEAR = re.compile(r"\b(20\d\d)\b")
MOST_YEARS = 15
FULL = 100.0  # per cent
_TENTATIVE = re.compile(r"\bsous reserve|\ba confirmer\b|\bsollicit|\bdemande|\benvisag|\ba l'etude\b")


def narrowed_to(asked: Asked, lines: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines that the question asks for: those of the payer or the year that it names, all where none fits."""
    years = set(_YEAR.findall(asked.folded))
    of_year = [line for line in lines if line.year and set(_YEAR.findall(line.year)) & years]
    if of_year:
        return tuple(of_year)
    own = [line for line in lines if line.payer and is_named(line.payer, asked.folded)]
    others = [line for line in lines if line.payer and line not in own]
    if own and others and asks("money", "beside", asked.folded):
        # "À part l'ARS, qui paie ?": the others, beside the whole.
        return (*(line for line in lines if line.role is LineRole.TOTAL and not line.payer), *others)
    telling = [line for line in own if line.amount is not None or line.cap is not None or line.rate is not None]
    if telling and len(telling) < len(lines):
        # The whole stands beside the share.
        return (*telling, *(line for line in lines if line.role is LineRole.TOTAL and line not in telling))
    return tuple(lines)


def is_named(payer: str, folded: str) -> bool:
    """Whether a folded question names a payer, by its words, its kind or its acronym, and not as who is paid."""
    said = set(re.findall(r"[a-z]+", _PAID.sub(" ", folded)))
    kind, _ = kind_and_place(payer)
    own = set(re.findall(r"[a-z]{3,}", fold(payer)))
    acronyms = {fold(word) for word in re.findall(r"\b[A-Z]{4,}\b", payer)}
    # "ca" is more often "ça" than a communauté d'agglomération.
    return bool(own and own <= said) or (len(kind) > 2 and kind in said) or bool(acronyms & said)


# "à l'ADMR", "à la CPTS": who is paid.
_PAID = re.compile(r"\b(?:donn|vers|accord|attribu|apport|allou|pay|met)\w*\b(?: \w+){0,2} (?:a l'|a la |au |aux )\w+")


def is_giver_named(asked: Asked, lines: Iterable[Funding]) -> bool:
    """Whether the question asks what one of the payers of these lines gives."""
    if not asks("money", "giver", asked.folded) or asks("money", "who_gives", asked.folded):
        return False
    return any(line.payer and is_named(line.payer, asked.folded) for line in lines)


# "Peut-elle payer plus de 30 000 € ?", "dépasser 50 %".
_MORE = re.compile(
    r"\bp(?:eu(?:t|vent)|ourr(?:a|ait|ont))\b.{0,50}\b(?:plus d[e']|depasser|au[- ]dela d[e'])\s?"
    r"(?P<amount>\d[\d .]*)\s?(?:€|%|euros?\b)"
)


def verdict(asked: Asked, lines: Sequence[Funding]) -> str:
    """ "Oui" or "Non" to what the question claims of the money, "" where it claims nothing that the lines settle."""
    folded = asked.folded
    if asks("money", "settled", folded):
        own = [line for line in lines if line.payer and line.amount is not None and is_named(line.payer, folded)]
        return _of_nature(own or [line for line in lines if line.role is LineRole.TOTAL] or list(lines), paid=False)
    if is_in_kind(asked.query.text, " ".join(e.quote for line in lines for e in line.evidence)) and not asks(
        "roles", "open", folded
    ):
        return "Non"
    if more := _MORE.search(_YEAR.sub(" ", folded)):
        return _of_cap(lines, float(re.sub(r"\D", "", more["amount"])), rate="%" in more.group())
    if asks("money", "is_whole", folded):
        return _of_whole(lines, folded)
    if not (asks("money", "claim", folded) or asks("roles", "yes_no", folded)) or asks("roles", "open", folded):
        return ""
    main = [line for line in lines if line.role is LineRole.TOTAL] or list(lines)
    # Of the sheet itself, or of an amount: that a near subject has no money denies nothing of another thing.
    of_sheet = re.search(r"\b(?:fiches?|actions?)\b", folded) and re.search(r"\b(?:financ|pay|subvention)\w*", folded)
    claimed = re.search(r"\d ?(?:€|euros?\b)", folded)
    if (of_sheet or claimed) and all(line.state is FundingState.NONE for line in main):
        return "Non"
    if asks("money", "which_period", folded) and not re.search(r"€|\beuros?\b", folded):
        return _of_period(main, yearly=asks("money", "yearly", folded))
    if asks("money", "firm", folded):
        own = [line for line in lines if line.payer and line.amount is not None and is_named(line.payer, folded)]
        return _of_nature(own or main, paid=asks("money", "paid", folded))
    rate = _RATE.search(folded)
    if rate or asks("money", "full_rate", folded):
        wanted = float(rate[1].replace(",", ".")) if rate else 100.0
        return _of_rate(lines, wanted)
    amount = _AMOUNT.search(re.sub(r"\bfiches? (?:action )?\d+(?:\.\d+)?", " ", _YEAR.sub(" ", folded)))
    if amount:
        wanted = float(re.sub(r"\D", "", amount[1]))
        return _of_amount(main, wanted, yearly=asks("money", "yearly", folded)) or _of_claimed(lines, wanted, folded)
    return _of_payer(asked, lines)


def _of_nature(lines: Sequence[Funding], *, paid: bool) -> str:
    natures = {line.nature for line in lines if line.amount is not None}
    said = " ".join(text for line in lines for text in (line.earmark, *(one.value for one in line.conditions)))
    capped = not natures and any(line.cap is not None for line in lines)
    if not paid and (capped or _TENTATIVE.search(fold(said))):
        return "Non"  # a cap, or a condition, is no promise
    if natures == {Nature.PAID} or (natures == {Nature.GRANTED} and not paid):
        return "Oui"
    if natures and natures <= {Nature.REQUESTED, Nature.ESTIMATED}:
        return "Non"
    return ""


def _of_cap(lines: Sequence[Funding], wanted: float, *, rate: bool) -> str:
    """ "Non" to whether more than an amount, or a rate, may be given, where a cap is no higher; "" without a cap."""
    if rate:
        caps = [line.rate for line in lines if line.rate is not None and line.rate_is_cap]
    else:
        caps = [line.cap for line in lines if line.cap is not None]
    return "Non" if caps and max(caps) <= wanted else ""


def _of_period(lines: Sequence[Funding], *, yearly: bool) -> str:
    """Whether an amount is of each year, or of the whole project, as the question asks."""
    periods = {line.period for line in lines if line.amount is not None or line.cap is not None}
    if periods == {AmountPeriod.ANNUAL}:
        return "Oui" if yearly else "Non"
    if periods == {AmountPeriod.GLOBAL}:
        return "Non" if yearly else "Oui"
    return ""


def _of_rate(lines: Sequence[Funding], wanted: float) -> str:
    rated = [line for line in lines if line.rate is not None]
    if not rated:
        return ""
    return "Oui" if any(line.rate == wanted and not line.rate_is_cap for line in rated) else "Non"


def _of_amount(lines: Sequence[Funding], wanted: float, *, yearly: bool) -> str:
    exact = [line for line in lines if line.amount == wanted]
    if exact:
        return "Non" if yearly and exact[0].period is AmountPeriod.GLOBAL else ""
    # A cap is no amount. Another amount may be one that the lines do not hold: nothing is settled.
    return "Non" if any(line.cap == wanted for line in lines) else ""


def _of_claimed(lines: Sequence[Funding], wanted: float, folded: str) -> str:
    """ "Oui" or "Non" to an amount claimed of a sheet that gives its whole once; "" where it may be another's."""
    wholes = [line for line in lines if line.role is LineRole.TOTAL and not (line.amount is None and line.cap is None)]
    if len(wholes) != 1 or _YEARS.search(folded) or asks("money", "total", folded) or asks("money", "unit", folded):
        return ""
    whole, stated = wholes[0], " ".join(e.quote for line in lines for e in line.evidence)
    known = {value for line in lines for value in (line.amount, line.cap, *(part.amount for part in line.items))}
    if whole.amount == wanted:
        return "Oui"
    written = {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d .\u00a0\u202f]*", stated)}
    return "" if wanted in known or f"{wanted:.0f}" in written else "Non"


def _of_payer(asked: Asked, lines: Sequence[Funding]) -> str:
    """ "Oui" or "Non" to whether an organisation pays, where one other pays all and nobody beside; else ""."""
    if not asks("money", "pays", asked.folded):
        return ""
    named = mentions(asked.query.text)
    if len(named) != 1 or not named[0].kinds or not all(line.payer for line in lines if line.rate or line.amount):
        return ""
    if any(line.payer and is_named(line.payer, asked.folded) for line in lines):
        return "Oui" if any(line.amount or line.cap or line.rate for line in lines) else ""
    whole = [line for line in lines if line.role is LineRole.TOTAL and line.rate == FULL and line.no_cofunding]
    return "Non" if whole and len(whole) == len(lines) else ""


_LARGE = re.compile(r"(\d+(?:[.,]\d+)?) ?(k€|k\b|millions?|milliards?|m€)")
_FACTORS = {"k": 1e3, "millio": 1e6, "m": 1e6, "millia": 1e9}


def _of_whole(lines: Sequence[Funding], folded: str) -> str:
    """ "Non" to "X €, c'est le budget de la fiche ?" where the fiche gives its whole, and no amount of it is X."""
    large = _LARGE.search(folded)
    amount = _AMOUNT.search(_YEAR.sub(" ", folded))
    if large:
        factor = next(value for word, value in _FACTORS.items() if large[2].startswith(word))
        wanted = float(large[1].replace(",", ".")) * factor
    elif amount:
        wanted = float(re.sub(r"\D", "", amount[1]))
    else:
        return ""
    wholes = [line for line in lines if line.amount is not None and line.role is LineRole.TOTAL]
    known = [value for line in lines for value in (line.amount, line.cap, *(part.amount for part in line.items))]
    if any(line.amount == wanted for line in wholes):
        return "Oui"
    return "Non" if wholes and wanted not in known else ""


def over_years(asked: Asked, target: Target, lines: Sequence[Funding]) -> Iterator[Statement]:
    """What a yearly amount makes over the years that the question names: our multiplication, and said to be."""
    found = _YEARS.search(asked.folded)
    duration = target.contract.record.duration[:1]
    evidence: list[Evidence] = []
    if found:
        years = int(_NUMBERS.get(found[1], 0) or found[1])
    elif asks("followup", "years", asked.folded) and duration and re.match(r"\d+ ans", duration[0].value):
        years, evidence = int(duration[0].value.split()[0]), list(duration[0].evidence)
    else:
        return
    owned = is_giver_named(asked, lines)
    for line in lines:
        # Of one payer, his share; else the whole.
        counted = line.role is LineRole.SHARE if owned else line.role is LineRole.TOTAL
        yearly = counted and line.period is AmountPeriod.ANNUAL and line.amount is not None
        if yearly and line.amount is not None and line.state is FundingState.AMOUNT and 2 <= years <= MOST_YEARS:
            yield multiplied(asked, line.amount, years, [*line.evidence, *evidence])


def worded(asked: Asked, proofs: Sequence[Proof]) -> str:
    """The word by which a quote says that money is not there yet, for a question that asks whether it is."""
    if not asks("money", "settled", asked.folded):
        return ""
    found = (re.search(r"(?i)\bsollicité\w*|\bà confirmer\b|\ben attente\b", proof.quote) for proof in proofs)
    return next((f" (« {match.group()} »)" for match in found if match), "")


_SHARES = {"moitie": 1 / 2, "un tiers": 1 / 3, "1/3": 1 / 3, "deux tiers": 2 / 3, "2/3": 2 / 3, "un quart": 1 / 4}
_SHARES |= {"1/4": 1 / 4, "trois quarts": 3 / 4, "3/4": 3 / 4, "1/2": 1 / 2}
_SHARE = rf"(?P<share>{'|'.join(_SHARES)})"
_BY = re.compile(
    rf"{_SHARE} (?:du cout |de la depense |des depenses )?(?:par |pour |a la charge d[eu] )?(?:l'|la |le |les )?$"
)
_BEHIND = re.compile(rf"^(?: \([^)]*\))? ?(?::|pour|a hauteur d[e'u](?:s| la)?|paie|finance)? ?(?:les |la )?{_SHARE}\b")


def shared(asked: Asked, lines: Sequence[Funding]) -> Iterator[Statement]:
    """What one payer's fraction of an amount makes, where the sheet gives the fraction only: our own calculation."""
    makes = re.search(r"\bcombien (?:cela|ca) (?:fait|represente)", asked.folded)
    if not (makes or asks("money", "giver", asked.folded)) or any(
        is_named(line.payer, asked.folded) and (line.amount is not None or line.cap is not None)
        for line in lines
        if line.payer
    ):
        return
    rated = [x for x in lines if makes and x.payer and x.rate and not x.rate_is_cap and is_named(x.payer, asked.folded)]
    whole = [line for line in lines if line.amount is not None and line.role is LineRole.TOTAL]
    if len(rated) == 1 and len(whole) == 1 and rated[0].rate and rated[0].rate == int(rated[0].rate) < 100:
        places = (*whole[0].evidence, *rated[0].evidence)
        yield _portion(asked, whole[0], rated[0].rate / 100, french.percent(rated[0].rate), rated[0].payer, places)
        return
    named = {mention.kinds: mention.shown for mention in mentions(asked.query.text)}
    evidence = [e for line in lines for e in line.evidence]
    quote = re.sub(r"\s+", " ", " ".join(dict.fromkeys(e.quote for e in evidence)))
    for mention in mentions(quote):
        text = fold(quote)
        match = _BY.search(text[: mention.start]) or _BEHIND.search(text[mention.end :])
        if match is None or mention.kinds not in named:
            continue
        priced = [line for line in lines if line.amount is not None]
        yearly = not _YEARS.search(asked.folded)
        fitting = [line for line in priced if (line.period is AmountPeriod.ANNUAL) is yearly]
        if len(fitting) == 1 or len(priced) == 1:
            line = (fitting or priced)[0]
            share = match["share"]
            told = {"moitie": "la moitié"}.get(share, share)
            yield _portion(asked, line, _SHARES[share], told, named[mention.kinds], evidence)
        return


def _portion(
    asked: Asked, line: Funding, share: float, told: str, payer: str, evidence: Sequence[Evidence]
) -> Statement:
    amount = line.amount or 0.0
    part = round(amount * share, 2)
    per = " par an" if line.period is AmountPeriod.ANNUAL else ""
    text = f"Pour {french.the(payer)}, cela ferait {french.euros(part)}{per} ({told} de {french.euros(amount)})"
    text += " : ce calcul est le nôtre, les documents ne l'écrivent pas"
    return Statement(
        text,
        asked.prover.proofs(evidence),
        computed=(Computation("share", (amount, share), part),),
        figures=(SaidFigure(french.euros(part), part, "EUR/an" if per else "EUR"),),
    )


def multiplied(asked: Asked, amount: float, years: int, evidence: Sequence[Evidence]) -> Statement:
    """A yearly amount over so many years, as our own calculation."""
    total = amount * years
    shown = french.euros(total)
    text = f"Sur {years} ans, cela ferait {shown} ({years} × {french.euros(amount)}) : ce calcul est le nôtre"
    text += ", les documents ne l'écrivent pas"
    return Statement(
        text,
        asked.prover.proofs(evidence),
        computed=(Computation("product", (amount, float(years)), total),),
        figures=(SaidFigure(shown, total, "EUR"),),
        context=str(years),
    )
