"""A funding field cut into its parts: each amount or rate with who pays it, its year, its item. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.funders import payer_at, payers
from ingest.facts.money.amounts import MARKS, Money, aligned, nature_of, period_of
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.money.grid import grids
from ingest.facts.money.lines import YEAR, Line, Part, lines_of, shares_of
from ingest.facts.money.payers import is_name, payer_after, payer_before
from ingest.facts.money.placing import FOR, NAME_WORDS, NOUN, SPENDING, placed
from ingest.facts.money.rates import rates
from ingest.facts.money.series import equal_shares, shared_by, year_series
from ingest.facts.money.shares import clause_before, shared_out
from ingest.facts.money.table import TOTAL, table
from ingest.facts.numerals import NUMERAL

_YEAR_BEFORE = re.compile(rf"(?:^|[\s(,;|])(?P<year>{YEAR})(?: ?\))?[ \n]*[:=|–-]?[ \n]*(?:montant )?$")
_YEAR_AFTER = re.compile(
    rf"[ \n]*(?:(?:ttc|ht)\b[ \n]*)?[,(]?[ ]?(?:(?:est |sont )?(?:prevu|inscrit|programme)e?s? )?(?:en "
    rf"|pour (?:l'annee )?|au titre de (?:l'annee )?"
    rf"|sur )?(?P<year>{YEAR})\b(?! ?(?:[-/–,a]|et) ?{YEAR}\b)(?! ?[-/–] ?\d)(?! ?:)"
)
_SPAN = re.compile(
    rf"{YEAR} ?(?:[-/–]|a) ?\(?{YEAR}[^\d]*$|(?:depuis|a partir de|des|a compter de)[\w' ]* {YEAR}[^\d]*$"
)
_TOTAL_AFTER = re.compile(r" ?,?\(? ?(?:au total|en tout|total)\b")
_PAST = re.compile(
    r"\b(?:a|ont) (?:ete )?(?:beneficie|finance|verse|depense|permis|octroye|attribue|coute|mobilise"
    r"|represente)(?!r\b)\w*|\ben n-1\b"
    r"|precedent|l'an(?:nee)? (?:dernier|passe)|avai(?:t|ent)\b|etai(?:t|ent)\b"
)
_COLUMN_HEADS = re.compile(
    r"\W*(?:co-?financeurs?|financeurs?|organismes?|origine|sources?|nature|postes?|libelles?|contributeurs?"
    r"|partenaires financiers|structures?|depenses?|recettes?|objet)\b[^.;:]{0,60}\b(?:montants?|couts?"
    r"|budgets?)\b[^.;:]{0,40}$"
)
# Not the sheet's money: what the call or the region has for all.
_ELSEWHERE = re.compile(
    r"\b(?:budget|enveloppe|dotation|credits?|plan) (?:regiona|departementa|nationa|europeen"
    r"|territoria)\w+ ?[^.;]{0,30}$"
    r"|\bappels? a (?:projets?|manifestation d'interet)\b[^.;]{0,60}\b(?:budget|enveloppe|dotes?|dotee)\b[^.;]{0,20}$"
)
# Not this contract's money, by its own words.
_OUTSIDE = re.compile(
    r"\bne (?:releve|relevent|fait pas partie|font pas partie|depend)\w*(?: pas)? (?:du|de ce|pas)"
    r"|\bhors (?:du )?(?:contrat|cls)\b"
    r"|\b(?:a|ont) (?:deja )?ete (?:deja )?(?:solde|regle|paye)e?s?\b|\bn'est pas comprise?\b"
    r"|\bne sont pas comprise?s\b"
    r"|\bcout social\b|\bau niveau national\b"
)
# Another contract's money: "le contrat 2017-2020 avait versé 45 000 €", "au lieu de 20 000 € dans le précédent".
_FORMER = re.compile(
    r"\b(?:contrat|cls|convention|programme)s?\b[^.;€]{0,80}?\b(?:avai(?:t|ent)|a deja|avaient ete)\b[^.;€]{0,60}$"
    r"|\b(?:contrat|cls)\b[^.;€]{0,60}?\b(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\)?[^.;€]{0,20}\b(?:a|ont|y a) "
    r"(?:ete )?(?:consacre|verse|finance|paye|coute|mobilise)[^.;€]{0,40}$"
    r"|\bau lieu d(?:e |')$"
)
# What is given in kind is no money, nor what one of several costs where the whole is told: "soit 2 880 € par session".
_IN_KIND = re.compile(r"[^.;,()€\d]{0,40}\b(?:valoris\w+|en nature)\b")
_VALUED = re.compile(r"\bvalorise\w*(?: en nature)?(?: a| de| pour| a hauteur de)? *$")
# How an amount is worked out is no amount: "4 x 3 200 € = 12 800 €", "sur la base de 90 € par participant".
_CALCULATED = re.compile(r"\b(?:sur la base|a raison) (?:de |d')|€ *(?:[a-z ()]{0,20})?=|x *€? *\d+ *=|€ *:")
# A price of one behind which stands what all of them may come to.
_PRICE = re.compile(
    r"[ \n]*par (?!an\b|annee|exercice)[a-z]+(?: et par [a-z]+)? ?,? "
    r"(?:dans la limite|sans (?:pouvoir )?(?:depass|exced)|plafonne|jusqu'a|avec un (?:plafond|maximum))"
)
# An amount in words before its figure names nothing: "trente-six mille euros (36 000 €)".
_NO_NAME = re.compile(
    rf"(?:et )?{NUMERAL} euros?"
    rf"|(?:(?:pendant|sur|durant) (?:\d|{NUMERAL}) (?:ans|annees)[ ,]*)?"
    r"(?:soit|c'est[- ]a[- ]dire|ce qui fait)(?: un total de)?"
)
_OPENING_NAME = re.compile(r"[\s•▪–*-]*(?P<name>[A-ZÀ-Ý][^:;€|]{1,90}?)\s?:\s")
_BEYOND_NAME = re.compile(r"\b(?:au titre|dans le cadre|via|sur|par|a travers|\d)\b")
# So many amounts with their names behind them are a list.
_LABELLED = 2
_SAYS_MORE = re.compile(r"\b(?!dont\b)\w")  # than that other amounts follow
# What stands between an amount and those of which it is made.
_MADE_OF = re.compile(r"\b(?:compren\w+|dont|soit|repart\w+|compos\w+|decompos\w+|inclu\w+|ventil\w+|a savoir|:)|:")


def parts(field: MoneyField) -> tuple[Part, ...]:
    """The amounts and rates of a field, in order."""
    lines = lines_of(field)
    found = grids(field)
    if found:
        lines = [x for x in lines if not any(x.start < grid.end and grid.start < x.end for grid in found)]
        around = tuple(_headed(field, lines, tuple(_cells(field, lines))))
        return tuple(sorted((*around, *(p for grid in found for p in grid.parts)), key=lambda part: part.start))
    if told := year_series(field, lines):
        others = [x for x in lines if not (x.start < told.end and told.start < x.end)]
        cells = _come_to(_headed(field, others, tuple(_cells(field, others))))
        shares = () if any(part.rate for part in told.parts) else shared_by(field, others)
        rest = [x for x in cells if not any(x.start < y.end and y.start < x.end for y in shares)]
        return tuple(sorted((*told.parts, *rest, *shares), key=lambda part: part.start))
    barred = [x for x in lines if "|" in field.text[x.start : x.end]]
    columns = table(field, barred) if len(barred) > 1 else None
    if columns is not None:
        # What stands around a table with bars is no row of it.
        around = tuple(_headed(field, lines, tuple(_cells(field, [x for x in lines if x not in barred]))))
        return tuple(sorted((*around, *columns), key=lambda part: part.start))
    columns = table(field, lines)
    return columns if columns is not None else tuple(_come_to(_headed(field, lines, tuple(_cells(field, lines)))))


def _come_to(found: Iterable[Part]) -> Iterator[Part]:
    """The parts, what a capped share comes to with its payer: "ARS 50 % plafonné à 30 000 €, soit 29 000 €"."""
    last: Part | None = None
    for part in found:
        capped = last is not None and last.money is not None and last.money.is_cap and last.payer
        if last and capped and not part.payer and part.money and re.fullmatch(r"\W*soit\W*", aligned(part.lead)):
            part = replace(part, start=last.start, payer=last.payer, rate=last.rate, is_loose=False, label="")
        yield part
        last = part


def _headed(field: MoneyField, lines: Sequence[Line], found: Sequence[Part]) -> Iterator[Part]:
    """The parts, those below the head of a column of amounts with the period that it says."""
    for part in found:
        above = [line for line in lines if line.end <= part.start and not line.moneys]
        head = next((line for line in reversed(above) if _heads_amounts(field.text[line.start : line.end])), None)
        if head is None or part.money is None or part.is_loose:
            yield part
            continue
        words = field.text[head.start : head.end]
        period, nature = part.money.period or period_of(words), part.money.nature or nature_of(words)
        told = (period, nature) != (part.money.period, part.money.nature)
        money = replace(part.money, period=period, nature=nature)
        yield replace(part, money=money, header=(head.start, head.end)) if told else part


def _heads_amounts(text: str) -> bool:
    """Whether a line heads one column of amounts: "Financeur Montant annuel"."""
    folded = aligned(text)
    return bool(_COLUMN_HEADS.match(folded)) and len(re.findall(r"\b(?:montants?|couts?|budgets?)\b", folded)) == 1


def _cells(field: MoneyField, lines: Sequence[Line]) -> Iterator[Part]:
    """The parts of lines that are no table of years; what stands alone above an amount is its name."""
    above: list[Line] = []
    for line in (_without_factors(field, line) for line in lines):
        folded = aligned(field.text[line.start : line.end])
        if not line.moneys and not shares_of(field, line):
            above.append(line)
            continue
        own = shared_out(field, [_cell(field, low, high, money) for low, high, money in _split(field, line)])
        own = [replace(part, label="") if _NO_NAME.fullmatch(aligned(part.label)) else part for part in own]
        first = line.moneys[0].start - line.start if line.moneys else shares_of(field, line)[0].start
        own = _with_rates(field, line, own)
        if not re.search(r"\w", folded[:first]) and own and above and _is_nameless(own[0]):
            own[0] = _named(own[0], above)
        if line.moneys and TOTAL.search(folded[:first]):
            own = _totalled(own)
        if own[0].payer and len(own) > 1 and all(part.year for part in own) and not any(p.payer for p in own[1:]):
            own = [replace(part, payer=own[0].payer) for part in own]  # "ARS : 5 000 € en 2031, 6 000 € en 2032"
        opening = re.match(rf"\W*(?:annee )?({YEAR}) ?[:|–-](?! ?\d{{4}}\b)", folded)
        if opening and len(own) > 1 and not any(part.year not in {"", opening[1]} for part in own):
            own = [replace(part, year=opening[1]) for part in own]
        yield from own
        above = []


def _without_factors(field: MoneyField, line: Line) -> Line:
    """The line without the prices from which an amount of it is worked out: "4 x 3 200 € = 12 800 €"."""
    kept: list[Money] = []
    for money, following in zip(line.moneys, [*line.moneys[1:], None], strict=False):
        between = aligned(field.text[money.tail : following.start]) if following else ""
        before = aligned(field.text[line.start : money.start])
        last = kept[-1] if kept else None
        times = (
            re.fullmatch(
                r"(?:[a-z \n'-]{0,40}?)?[ \n]*\( ?(\d{1,3}) (?:[a-z][a-z '-]{2,40} (?:a|de)|[x×*]) ",
                aligned(field.text[last.tail : money.start]),
            )
            if last
            else None
        )
        if last and times and int(times[1]) * money.value == last.value:
            continue  # "7 200 € par an (2 sessions à 3 600 €)", "7 200 € pour deux sessions (2 × 3 600 €)"
        if following and _PRICE.match(between) and following.value > money.value:
            continue  # "500 € par mois et par élève, dans la limite de 9 000 €"
        factor = following is not None and re.fullmatch(r"[ \n]*(?:x ?\d+ ?)?(?:[=:]|soit)[ \n]*", between)
        if not (
            factor and re.search(r"(?:\ba|x|×|\*)[ \n]*$", before) and following and following.value % money.value == 0
        ):
            kept.append(money)
    return replace(line, moneys=tuple(kept))


def _with_rates(field: MoneyField, line: Line, own: list[Part]) -> list[Part]:
    """The parts of a line with one amount, the shares behind it as parts of their own where each has its name."""
    if len(line.moneys) != 1 or own[0].payer or own[0].is_loose:
        return own
    tail = Line(line.moneys[0].tail, line.end, ())
    if not shares_of(field, tail):
        return own
    if len(equal := equal_shares(field, tail)) > 1:
        return [replace(own[0], rate=None, end=line.moneys[0].tail), *equal]
    found = [_cell(field, low, high, None) for low, high, _ in _split(field, tail)]
    told = all(part.rate and part.payer for part in found)
    return [replace(own[0], rate=None), *found] if told else own


def _totalled(own: list[Part]) -> list[Part]:
    """The parts of a line of totals without the heads of its columns: the total is their sum, else none is told."""
    values = [part.money.value for part in own if part.money]
    bare = [not re.search(r"[a-z]", aligned(part.lead)) for part in own[1:]]
    if not bare or not all(bare) or len(set(values)) == 1:
        return own
    summed = len(values) > 2 and abs(sum(values[:-1]) - values[-1]) < 1
    return [
        replace(
            part, is_total=summed and i == len(own) - 1, is_loose=not (summed and i == len(own) - 1), payer="", year=""
        )
        for i, part in enumerate(own)
    ]


def _is_nameless(part: Part) -> bool:
    return part.is_main or part.is_unsure or bool(part.year and not part.payer and not part.label)


def _named(part: Part, above: Sequence[Line]) -> Part:
    """The part with the name that the lines of text above it give."""
    field = part.field
    texts = [field.text[line.start : line.end].strip() for line in above]
    if len(texts) > 1 and all(is_name(text) for text in texts[-2:]):
        return replace(part, is_loose=True)  # a column of names above a column of amounts
    name = re.sub(r"(?i)^\W*dont\s+", "", texts[-1])
    folded = aligned(name)
    start = above[-1].start
    if TOTAL.search(folded):
        return replace(part, is_total=True, start=start)
    year = re.fullmatch(rf"\W*(?:annee )?({YEAR})\W*", folded)
    if year:
        return replace(part, year=year[1], start=start)
    if is_name(name):
        payer = payer_at(name)
        return replace(part, payer=payer.text if payer else "", start=start)
    if NOUN.match(folded) or re.match(r"\W*(?:financeurs?|annees?|origine|nature|postes?|organismes?)\b", folded):
        return part
    if len(name) <= 80 and not re.search(r"[.!?]$", name) and len(name.split()) <= 12:
        return replace(part, label=name.strip(" :-–*" + MARKS), start=start)
    return part


def _split(field: MoneyField, line: Line) -> Iterator[tuple[int, int, Money | None]]:
    """The stretches of a line, one an amount (or one a rate): cut where the words of an amount end."""
    text = field.text
    if len(line.moneys) == 1:
        yield line.start, line.end, line.moneys[0]
        return
    shares = shares_of(field, line)
    marks: list[tuple[int, int, Money | None]] = [(m.start, m.tail, m) for m in line.moneys] or [
        (line.start + r.start, line.start + r.end, None) for r in shares
    ]
    trailing = _names_follow(text, line, marks)
    rate_first = any(line.start + r.end <= marks[0][0] for r in shares)
    behind = _labelled_behind(text, line)
    low = line.start
    for i, (_, tail, money) in enumerate(marks):
        end = tail
        if (
            line.moneys
            and not rate_first
            and (m := re.match(r"[ ,(|/–-]*\d{1,3}(?:[.,]\d+)? ?%\)?", text[tail : line.end]))
        ):
            end = tail + m.end()
        year = _YEAR_AFTER.match(aligned(text[end : line.end]))
        if year and not _YEAR_BEFORE.search(aligned(text[low : marks[i][0]])):
            end += year.end()
        name = payer_after(text[end : line.end])
        agent = name and re.search(
            r"\b(?:par|aupres de) (?:l'|la |le |les )?$", aligned(text[end : end + name[1]])[: -len(name[0])]
        )
        if name and (
            trailing or agent or re.match(r" ?\)? ?(?:[,;+/]|et\b|puis\b)", aligned(text[end + name[1] : line.end]))
        ):
            end += name[1]
        if money in behind and (mark := re.match(r"[^,;+\d]*?(?=[,;+]|\s+et\s+\d|$)", text[end : line.end])):
            end += mark.end()
        elif behind and marks[i + 1 : i + 2] and marks[i + 1][2] == behind[0]:
            end = marks[i + 1][0]  # "comprend" introduces the items
        if not re.search(r"\w", text[line.start : marks[0][0]]):
            # Where a line begins with an amount, the years stand behind the amounts.
            swallowed = re.match(rf"[^\d€]{{0,25}}{YEAR}\b(?:[^\d€]{{1,5}}{YEAR}\b)*", text[end : line.end])
            end += swallowed.end() if swallowed else 0
        if i == len(marks) - 1:
            end = line.end
        yield low, end, money
        low = end


def _labelled_behind(text: str, line: Line) -> tuple[Money, ...]:
    """The last amounts of a line, at least two, with what they pay behind them: "3 000 € de formation, 500 € de …"."""
    if len(line.moneys) < _LABELLED:
        return ()
    ends = [*(money.start for money in line.moneys[1:]), line.end]
    found: list[Money] = []
    for money, end in zip(reversed(line.moneys), reversed(ends), strict=True):
        if not FOR.match(aligned(text[money.tail : end])):
            break
        found.insert(0, money)
    if len(found) < _LABELLED or (
        len(found) == len(line.moneys) and _SAYS_MORE.search(aligned(text[line.start : found[0].start]))
    ):
        return ()
    between = text[line.moneys[-len(found) - 1].tail : found[0].start] if len(found) < len(line.moneys) else ""
    return tuple(found) if not between or _MADE_OF.search(aligned(between)) else ()


def _names_follow(text: str, line: Line, marks: Sequence[tuple[int, int, Money | None]]) -> bool:
    """Whether the names of a line stand behind their amounts: "5 000 € ARS, 2 000 € Région"."""
    first = text[line.start : marks[0][0]]
    ends = [*(mark[0] for mark in marks[1:]), line.end]
    return not payers(first) and all(payer_after(text[mark[1] : end]) for mark, end in zip(marks, ends, strict=True))


def _cell(field: MoneyField, low: int, high: int, money: Money | None) -> Part:
    """What one stretch says of its amount, or of its rate."""
    text = field.text[low:high]
    shares = rates(text, fractions=field.fractions)
    part = Part(field, low, high, money, shares[0] if len(shares) == 1 else None)
    if money is None and part.rate is None:
        return replace(part, is_loose=True)
    mark = (
        (money.start, money.tail)
        if money
        else (low + part.rate.start, low + part.rate.end)
        if part.rate
        else (low, low)
    )
    lead, tail = field.text[low : mark[0]], field.text[mark[1] : high]
    folded, behind = aligned(lead), aligned(tail)
    part = replace(
        part, payer=payer_before(lead) or _named_payer(field, low, mark[0]), year=_year(folded, behind) or field.year
    )
    if _OUTSIDE.search(_sentence_around(field, mark[0])) or (
        money is not None
        and (
            (money.is_unit and (_CALCULATED.search(folded + "€" + behind) or re.search(r"\bsoit *$", folded)))
            or _FORMER.search(clause_before(field, money.start))
            or _IN_KIND.match(behind)
            or _VALUED.search(folded)
        )
    ):
        return replace(part, money=None, rate=None, is_loose=True)
    if money is not None and (_PAST.search(folded + " " + behind[:60]) or _ELSEWHERE.search(folded)):
        part = replace(part, is_loose=True)
    if not part.payer and len(rates(tail)) < 2:  # "10 000 € - ARS 70 % - CC 30 %": each name has its rate
        tail = re.sub(rf"^[ \n]*(?:pour|en) (?:l['’]année )?{YEAR},?", lambda m: " " * len(m[0]), tail)
        name = payer_after(re.sub(r"^[ ,(|/–-]*\d{1,3}(?:[.,]\d+)? ?%\)?", lambda m: " " * len(m[0]), tail))
        part = replace(part, payer=name[0] if name else "")
    if TOTAL.search(folded) or _TOTAL_AFTER.match(behind):
        part = replace(part, year="" if part.year == field.year else part.year)
        return replace(part, is_total=True, payer="" if TOTAL.search(folded) and not payer_before(lead) else part.payer)
    if part.payer or part.year or money is None:
        return part
    return placed(part, lead, folded, tail)


def _named_payer(field: MoneyField, low: int, at: int) -> str:
    """The funder that opens the line of an amount, closed by a colon: "ARS : 50 % de la dépense, au plus 9 000 €"."""
    text = field.text
    start = max(text.rfind("\n", 0, at), text.rfind(";", 0, at), text.rfind("•", 0, at)) + 1
    match = _OPENING_NAME.match(text[start:at])
    if match is None or not low <= start + match.end():
        return ""
    name = re.sub(r"\s+", " ", match["name"]).strip()
    known = payer_at(name)
    if known is not None:
        return name if not _BEYOND_NAME.search(aligned(name[known.end :])) else known.text
    funders = field.kind in {FieldKind.FUNDERS, FieldKind.COFUNDING}
    return name if funders and len(name.split()) <= NAME_WORDS and not SPENDING.match(aligned(name)) else ""


def _sentence_around(field: MoneyField, at: int) -> str:
    """The sentence in which an amount stands, folded, on one line."""
    folded = aligned(field.text)
    starts = [m.end() for m in re.finditer(r"[.;](?=\s)|\n(?=[-•–])|\n\n", folded[:at])]
    stop = re.search(r"[.;](?=\s|$)|\n(?=[-•–])|\n\n", folded[at:])
    return re.sub(r"\s+", " ", folded[starts[-1] if starts else 0 : at + stop.start() if stop else len(folded)])


def _year(folded: str, behind: str) -> str:
    match = _YEAR_BEFORE.search(folded)
    if match and not _SPAN.search(folded):
        return match["year"]
    match = re.search(rf"\b(?:en|pour|annee) (?P<year>{YEAR})\b[^\d.;]{{0,30}}$", folded)
    if match and not _SPAN.search(folded):
        return match["year"]
    match = _YEAR_AFTER.match(behind)
    return match["year"] if match else ""
