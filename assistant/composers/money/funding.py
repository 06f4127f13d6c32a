"""What one sheet says of its money, line by line, or the item of it that is asked for. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.cofunding import as_written
from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.money.added import added
from assistant.composers.money.capped import conditions_of, is_aid_capped
from assistant.composers.money.instead import is_taken_over, rest_word, said_instead
from assistant.composers.money.money_asked import is_giver_named, narrowed_to, over_years, shared, verdict, worded
from assistant.composers.money.per_unit import for_each
from assistant.composers.money.spread import spread
from assistant.composers.statement import Computation, Prover, SaidFigure, Statement
from assistant.searching.tokens import terms
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature
from ingest.naming import fold

_PERIODS = {AmountPeriod.ANNUAL: " par an", AmountPeriod.GLOBAL: " pour l'ensemble du projet", AmountPeriod.UNKNOWN: ""}
_UNITS = {AmountPeriod.ANNUAL: "EUR/an", AmountPeriod.GLOBAL: "EUR", AmountPeriod.UNKNOWN: "EUR"}
# What is planned is never said to be paid.
_VERBS = {
    Nature.ESTIMATED: "prévoit",
    Nature.REQUESTED: "indique une demande de",
    Nature.GRANTED: "indique un montant accordé de",
    Nature.PAID: "indique un montant versé de",
    Nature.UNKNOWN: "indique",
}
# What a payer gave, before its name.
_GIVEN = {Nature.GRANTED: "accordés", Nature.PAID: "versés"}
_STATES = {
    FundingState.FUNDER_ONLY: "sans montant : seul le financeur est indiqué",
    FundingState.NONE: "néant, sans financement",
    FundingState.NOT_STATED: "montant non indiqué",
    FundingState.TO_BE_SET: "montant à définir",
}


def sheet_statements(asked: Asked, target: Target, subject: str, *, item: bool = False) -> list[Statement]:
    """What a sheet says of its money, line by line, or of the items that the question names."""
    lines = main_lines(target.action)
    asked_items = list(_items(asked, target, lines))
    if asked_items:
        return asked_items
    said: list[Statement] = []
    told: list[Funding] = []
    # A sheet with an amount on one line is not said to give none on another.
    priced = any(line.amount is not None or line.cap is not None for line in lines)
    answer = verdict(asked, lines)
    kept = narrowed_to(asked, lines)
    yearly = [line for line in kept if line.role is LineRole.YEAR and line.amount is not None and not line.payer]
    # Two amounts for one year are not those of several years: one may be their sum.
    told_once = len({line.year for line in yearly}) == len(yearly)
    if len(yearly) > 1 and told_once and len({line.nature for line in yearly}) == 1 and not any(map(_is_whole, kept)):
        said += _by_year(asked, target, subject, yearly, item=item)
        kept = tuple(line for line in kept if line not in yearly)
    for line in kept:
        beside = period_of(line, lines)
        if _is_part(line) and any(map(_is_whole, told)):
            said.append(_part(asked.prover, target.action.number, line, beside))
            continue
        told.append(line)
        again = ("La même fiche" if target.action.number else "La même action") if item else "Elle"
        shown = again if said else subject
        # The number of a row stands in a cell beside; the figures of a title are proved by the title.
        titled = target.action.titles[:1] if shown == subject and _FIGURES.search(_titles(target)) else ()
        beside += tuple(evidence for said_title in titled for evidence in said_title.evidence)
        context = f"{target.action.number} {target.contract.ref.label}"
        said += _line(asked.prover, shown, line, item=item, beside=beside, context=context, priced=priced)
    if answer and said:
        first = said[0]
        word = worded(asked, first.proofs) if answer == "Non" else ""
        said[0] = replace(first, text=f"{answer} : {first.text[0].lower()}{first.text[1:]}{word}")
    return [
        *_whole_of_parts(asked, lines),
        *_of_first_years(asked, lines),
        *said,
        *over_years(asked, target, kept),
        *shared(asked, lines),
        *for_each(asked, kept),
        *spread(asked, target, lines),
    ]


_RANKS = {"premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
_RANKED = re.compile(rf"(\d[\d .]*) ?(?:€|euros) (?:pour |en |durant )?(?:la |l')?({'|'.join(_RANKS)})\b")
_FIRST = re.compile(r"\b(?:les |des )?(deux|trois|quatre|cinq|\d) premieres annees\b")
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5}


def _of_first_years(asked: Asked, lines: Sequence[Funding]) -> Iterator[Statement]:
    """The sum of what falls to the first years, where the question asks for them and the sheet ranks its amounts."""
    wanted = _FIRST.search(asked.folded)
    if wanted is None:
        return
    ranked: dict[int, Funding] = {}
    for line in lines:
        text = re.sub(r"\s+", " ", fold(" ".join(e.quote for e in line.evidence)))
        for digits, rank in _RANKED.findall(text):
            if line.amount is not None and re.sub(r"\D", "", digits) == f"{line.amount:.0f}":
                ranked.setdefault(_RANKS[rank], line)
    count = _COUNTS.get(wanted[1]) or int(wanted[1])
    parts = [ranked[rank] for rank in range(1, count + 1) if rank in ranked]
    if len(parts) == count > 1:
        yield added(asked.prover, parts)


def _whole_of_parts(asked: Asked, lines: Sequence[Funding]) -> Iterator[Statement]:
    """The sum of the shares of several payers, where the question asks for the whole and no line gives it."""
    if len(asked.targets) > 1 or is_giver_named(asked, lines):
        return
    shares = [line for line in lines if line.role is LineRole.SHARE and line.amount is not None]
    alike = len({line.period for line in shares}) == 1 and len({line.payer for line in shares}) == len(shares)
    if len(shares) == len(lines) > 1 and alike and asks("money", "total", asked.folded):
        yield added(asked.prover, shares, beside=[e for line in shares for e in period_of(line, lines)])


def line_statements(
    prover: Prover, subject: str, line: Funding, *, beside: tuple[Evidence, ...] = ()
) -> list[Statement]:
    """What one line of money says, its sub-items behind it; `beside` says what it leaves to its neighbours."""
    return list(_line(prover, subject, line, item=False, beside=beside))


_YEARLY = re.compile(r"\ban\b|\bannuel|\bannee|\byear")


def period_of(line: Funding, lines: Sequence[Funding]) -> tuple[Evidence, ...]:
    """What says once for all lines that they are yearly ("Total annuel", "22 k€ par an"), where a line does not."""
    yearly = AmountPeriod.ANNUAL in (line.period, line.cap_period)
    if not yearly or any(_YEARLY.search(fold(e.quote)) for e in line.evidence):
        return ()
    others = [e for other in lines if AmountPeriod.ANNUAL in (other.period, other.cap_period) for e in other.evidence]
    return next(((e,) for e in others if _YEARLY.search(fold(e.quote))), ())


def main_lines(action: Action) -> tuple[Funding, ...]:
    """The lines that say the sheet's money: its totals, or its parts where it has no total."""
    totals = tuple(line for line in action.funding if line.role is LineRole.TOTAL)
    parts = tuple(line for line in action.funding if line.role is not LineRole.TOTAL)
    return (*totals, *parts)


def name_of(target: Target, *, with_contract: bool) -> str:
    """A sheet as a sentence's subject: "La fiche action 2.1 du CLS Y 2031-2035"."""
    action = target.action
    title = f"l'action « {action.titles[0].value} »" if action.titles else "l'action"
    name = f"la fiche action {action.number}" if action.number else title
    return french.capital(f"{name} du CLS {target.contract.ref.label}" if with_contract else name)


def _line(
    prover: Prover,
    subject: str,
    line: Funding,
    *,
    item: bool,
    beside: tuple[Evidence, ...] = (),
    context: str = "",
    priced: bool = False,
) -> Iterator[Statement]:
    evidence = [*line.evidence, *(e for said in line.cofunders for e in said.evidence), *beside]
    clauses, figures, names = clauses_of(line)
    if line.state is FundingState.AMOUNT:
        text = f"{subject} {clauses}"
    elif rest := rest_word(line, priced=priced):
        text = f"{subject} laisse le {rest} à la charge {french.of(line.payer)}"
    elif line.state is FundingState.FUNDER_ONLY and priced:
        text = f"{subject} indique un financement {clauses.removeprefix('financement ')}"
    elif line.state is FundingState.FUNDER_ONLY:
        text = (
            f"{subject} ne donne pas de montant ; elle indique un financement {clauses.removeprefix('financement ')}"
            if re.match(r"financement|à \d|pour |aux ", clauses)
            else (f"{subject} ne donne pas de montant : {clauses}")
        )
    elif line.state is FundingState.NONE and is_taken_over(line):
        # "Sans objet : l'intervention est prise en charge par…" is paid for, elsewhere.
        text = f"{subject} n'indique pas de montant : « {said_instead(line)} »"
    elif line.state is FundingState.NONE:
        word = _none_word(evidence)
        text = f"{subject} indique " + (f"« {word} » : aucun" if word else "qu'aucun") + " financement n'y est prévu"
    elif line.state is FundingState.TO_BE_SET:
        text = f"{subject} ne fixe pas le montant, qui reste à définir"
    else:
        text = f"{subject} n'indique pas de montant"
        instead = said_instead(line)
        text += f" : « {instead} »" if instead else ""
    conditions, beside_it = conditions_of(line, evidence)
    if conditions and line.state in {FundingState.TO_BE_SET, FundingState.AMOUNT}:
        text += f" ({' ; '.join(f'« {condition} »' for condition in conditions)})"
    if line.cofunders:
        written = as_written([said.value for said in line.cofunders], [one.quote for one in line.evidence])
        text += f" ; cofinancements indiqués : « {written} »"
    elif beside_it:
        text += f" ; cofinancements : « {' ; '.join(beside_it)} »"
    elif line.no_cofunding and line.state is not FundingState.NONE:
        word = _none_word(evidence)
        text += f", sans cofinancement (« {word} »)" if word else ", sans cofinancement"
    yield Statement(text, prover.proofs(evidence), item=item, names=names, figures=figures, context=context)
    for part in line.items:
        shown = french.euros(part.amount)
        figure = SaidFigure(shown, part.amount, _UNITS[line.period])
        yield Statement(f"dont {part.label} : {shown}", prover.proofs(part.evidence), item=True, figures=(figure,))


_FIGURES = re.compile(r"\d")


def _titles(target: Target) -> str:
    return " ".join(said.value for said in target.action.titles[:1])


def _is_whole(line: Funding) -> bool:
    return line.role is LineRole.TOTAL and line.amount is not None


def _by_year(
    asked: Asked, target: Target, subject: str, lines: Sequence[Funding], *, item: bool
) -> Iterator[Statement]:
    """The amounts of several years in one sentence, and their sum as our own."""
    amounts = [line.amount or 0.0 for line in lines]
    shown = [french.euros(amount) for amount in amounts]
    each = french.listed([f"{amount} en {line.year}" for amount, line in zip(shown, lines, strict=True)])
    figures = tuple(SaidFigure(one, amount, "EUR") for one, amount in zip(shown, amounts, strict=True))
    titled = target.action.titles[:1] if _FIGURES.search(_titles(target)) else ()
    evidence = [e for line in lines for e in line.evidence]
    proofs = asked.prover.proofs([*evidence, *(e for said in titled for e in said.evidence)])
    context = f"{target.action.number} {target.contract.ref.label}"
    yield Statement(f"{subject} {_VERBS[lines[0].nature]} {each}", proofs, item=item, figures=figures, context=context)
    total = french.euros(sum(amounts))
    text = f"Soit {total} en tout ({' + '.join(shown)}) : ce calcul est le nôtre, les documents ne l'écrivent pas"
    computed = (Computation("sum", tuple(amounts), sum(amounts)),)
    yield Statement(text, asked.prover.proofs(evidence), item=item, computed=computed, context=context)


def _is_part(line: Funding) -> bool:
    """Whether a line is a payer's share or a year's, of a whole that another line says."""
    return line.role in (LineRole.SHARE, LineRole.YEAR) and line.amount is not None and line.cap is None


def _part(prover: Prover, number: str, line: Funding, beside: tuple[Evidence, ...]) -> Statement:
    """A share of a whole that was said before: "dont 10 000 € par an, demandés à la Région"."""
    shown = french.euros(line.amount or 0.0)
    figure = SaidFigure(shown, line.amount or 0.0, _UNITS[line.period])
    yearly = _PERIODS[line.period] if line.period is AmountPeriod.ANNUAL else ""
    text = f"dont {shown}{yearly}"
    how = {Nature.REQUESTED: "demandés", Nature.GRANTED: "accordés", Nature.PAID: "versés"}.get(line.nature, "")
    if line.payer:
        to = french.to(line.payer) if line.nature is Nature.REQUESTED else french.by(line.payer)
        text += f"{',' if yearly else ''} {how or 'financés'} {to}"
    elif how:
        text += f"{',' if yearly else ''} {how}"
    text += f" pour {line.year}" if line.year else ""
    text += f" au titre {_of_instrument(line.instrument)}" if line.instrument else ""
    text += f" (« {line.earmark} »)" if line.earmark else ""
    evidence = (*line.evidence, *beside)
    names = (line.payer,) if line.payer else ()
    return Statement(text, prover.proofs(evidence), item=True, names=names, figures=(figure,), context=number)


def _none_word(evidence: Sequence[Evidence]) -> str:
    """ "Néant" as the quotes write it, empty where they say it otherwise."""
    found = (re.search(r"\bn[ée]ant\b", proof.quote, re.IGNORECASE) for proof in evidence)
    return next((match.group() for match in found if match), "")


def clauses_of(line: Funding) -> tuple[str, tuple[SaidFigure, ...], tuple[str, ...]]:
    """What a line says, after its subject: amount, cap, payer, rate; the figures and the names in it."""
    words: list[str] = []
    figures: list[SaidFigure] = []
    if line.amount is not None:
        shown = french.euros(line.amount) + _PERIODS[line.period]
        figures.append(SaidFigure(french.euros(line.amount), line.amount, _UNITS[line.period]))
        year = f" pour {line.year}" if line.year else ""
        asked_of = f" {french.to(line.payer)}" if line.nature is Nature.REQUESTED and line.payer else ""
        given = _GIVEN.get(line.nature) if line.payer else None
        words.append(
            f"indique {shown}{year} {given} {french.by(line.payer)}"
            if given
            else f"{_VERBS[line.nature]} {shown}{year}{asked_of}"
        )
        if line.earmark:
            words[-1] += f" (« {line.earmark} »)"
    if line.cap is not None:
        figures.append(SaidFigure(french.euros(line.cap), line.cap, _UNITS[line.cap_period]))
        if is_aid_capped(line) and line.amount is None:
            return _capped_aid(line, figures), tuple(figures), (line.payer,)
        shown = f"{french.euros(line.cap)}{_PERIODS[line.cap_period]} au maximum"
        words.append(f"prévoit un financement de {shown}" if line.amount is None else f"dans la limite de {shown}")
    paid = _payment(line, figures)
    if paid and not words and line.state is FundingState.AMOUNT:
        # A rate without an amount: the sheet is paid for at that rate.
        paid[0] = f"prévoit {'un financement ' if not paid[0].startswith('fin') else 'un '}{paid[0]}"
    words += paid
    return ", ".join(words), tuple(figures), tuple(name for name in (line.payer,) if name)


def _capped_aid(line: Funding, figures: list[SaidFigure]) -> str:
    """The share that a payer takes at most, and the euros that this share may not pass."""
    figures.append(SaidFigure(french.percent(line.rate or 0.0), line.rate or 0.0, "%"))
    under = f" au titre {_of_instrument(line.instrument)}" if line.instrument else ""
    capped = f"{french.euros(line.cap or 0.0)}{_PERIODS[line.cap_period]}"
    share = f"{french.percent(line.rate or 0.0)} au plus de la dépense"
    return f"prévoit une aide {french.of(line.payer)}{under} : {share}, l'aide étant plafonnée à {capped}"


# A fraction is said as its sheet writes it.
_FRACTIONS = {
    66.67: ("deux tiers", "aux deux tiers"),
    33.33: ("tiers", "pour un tiers"),
    50: ("moitie", "pour moitié"),
    25: ("un quart", "pour un quart"),
    75: ("trois quarts", "aux trois quarts"),
}
_WRITTEN_FRACTION = re.compile(r"(?<![\d/])([1-4])/([2-5])(?![\d/])")


def _at_rate(line: Funding) -> str:
    """A line's rate behind its verb: "à 50 %", or "aux deux tiers" where the sheet writes so."""
    rate = line.rate or 0.0
    text = re.sub(r"\s+", " ", fold(" ".join(e.quote for e in line.evidence)))
    shown = f"à {french.percent(rate)}"
    if re.search(rf"(?<![\d,.]){re.escape(french.number(rate))} ?(?:%|pour ?cent)", text):
        return shown
    word, said = _FRACTIONS.get(rate, ("", ""))
    if word and word in text:
        return said
    written = (
        found for found in _WRITTEN_FRACTION.findall(text) if round(100 * int(found[0]) / int(found[1]), 2) == rate
    )
    return next((f"pour {up}/{down}" for up, down in written), shown)


def _payment(line: Funding, figures: list[SaidFigure]) -> list[str]:
    instrument = f"au titre {_of_instrument(line.instrument)}" if line.instrument else ""
    if line.rate is not None:
        at = _at_rate(line)
        if "%" in at:
            figures.append(SaidFigure(french.percent(line.rate), line.rate, "%"))
        if line.rate_is_cap:
            by = f" {french.by(line.payer)}" if line.payer else ""
            taken = f"pris en charge{by} à hauteur de {french.percent(line.rate)} au plus de la dépense"
            return [" ".join(part for part in (taken, instrument) if part)]
        share = f"financés {at}" if line.amount else at
        return [" ".join(part for part in (share, french.by(line.payer) if line.payer else "", instrument) if part)]
    if line.payer and line.rate is None and line.amount is not None and line.nature in _GIVEN:
        return [instrument] if instrument else []
    if line.payer and line.nature is not Nature.REQUESTED:
        paid = "financés" if line.amount is not None else "" if line.cap is not None else "financement"
        return [" ".join(part for part in (paid, french.by(line.payer), instrument) if part)]
    return [instrument] if instrument else []


def _of_instrument(name: str) -> str:
    """An instrument after "au titre": "du FIR", "du CPOM X"; another as the document writes it."""
    return (
        f"du {name}"
        if re.match(r"(?i)(?:cpom|fir|fonds|contrat|plan|programme|ptsm|crte)\b", name)
        else f"de « {name} »"
    )


def _items(asked: Asked, target: Target, lines: Sequence[Funding]) -> Iterator[Statement]:
    """The sub-items that the question names and its sheet's title does not."""
    if not asked.has_subject and not asked.query.sheets:
        return
    # The name of the territory is in every question about it, and may be that of an item, too.
    own = {stem for said in target.action.titles for stem in terms(said.value)} | set(terms(target.contract.territory))
    said = set(terms(asked.query.text)) - own
    for line in lines:
        for part in line.items:
            words = set(terms(part.label)) - own
            if words and len(words & said) >= max(1, (len(words) + 1) // 2):
                shown = french.euros(part.amount)
                subject = name_of(target, with_contract=asked.names_contract)
                figure = SaidFigure(shown, part.amount, _UNITS[line.period])
                yield Statement(
                    f"{subject} prévoit {shown}{_PERIODS[line.period]} pour : {part.label}"
                    if line.nature is Nature.ESTIMATED
                    else f"{subject} indique {shown} pour : {part.label}",
                    asked.prover.proofs((*part.evidence, *line.evidence)),
                    figures=(figure,),
                    context=subject,
                )


def state_label(line: Funding) -> str:
    """The state of a line without an amount, for readers."""
    return _STATES.get(line.state, "")


def unit_of(period: AmountPeriod) -> str:
    """The unit of an amount of that period."""
    return _UNITS[period]
