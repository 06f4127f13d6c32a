"""Money that sentences promise outside the fields of sheets: who pays, how much at most, for what. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.funders import Name, instrument, payer_at, payers
from ingest.facts.money.amounts import LARGEST, MARKS, Money, aligned, moneys
from ingest.facts.money.payers import payer_before
from ingest.facts.money.rates import Rate, rates
from ingest.facts.reading import Reading, Run
from ingest.facts.records import AmountPeriod, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold
from ingest.records import Section, SectionKind

_PAYS = (
    r"(?:co-?)?financ(?:e|ent|era|eront|er)\b|contribu(?:e|ent|era|eront|er)\b|particip(?:e|ent|era|eront|er)\b"
    r"|apport(?:e|ent|era|eront|er)\b"
    r"|vers(?:e|ent|era|eront|er)\b|attribu(?:e|ent|era|eront|er)\b|allou(?:e|ent|era|eront|er)\b|accord(?:e|ent"
    r"|era|eront|er)\b"
    r"|pren(?:d|nent|dra|dront|dre) en charge|mobilis(?:e|ent|era|eront|er)\b|consacr(?:e|ent|era|eront|er)\b"
    r"|soutien(?:t|nent|dra|dront)\b|souten(?:ir)\b"
)
_ACTIVE = re.compile(rf"(?:s'engag\w+[^.;]{{0,40}}? a (?:\w+ ){{0,3}}?)?\b(?:{_PAYS})")
_PASSIVE = re.compile(
    r"\b(?:co-?finance|pris en charge|prise en charge|finance|subventionne|soutenu|apporte|verse|attribue|alloue"
    r"|accorde)(?:e|s|es)?"
    r"(?: [\w']+){0,4}? par (?:l' ?|la |le |les )?"
)
_SHARE = re.compile(
    r"\b(?:participation|contribution|subvention|aide|dotation|financement|soutien)s?(?: [a-z]+){0,2} (?:de |du "
    r"|des |d')(?:l' ?|la |le |les )?$"
)
_CONTEXT = re.compile(
    r"\b(?:a|ont|avai(?:t|ent)|etai(?:t|ent)|eut) (?:ete |deja )?(?:finance|verse|consacre|attribue|accorde"
    r"|alloue|mobilise|soutenu|beneficie|apporte"
    r"|contribue|participe|depense|pris|represente|permis|engage)(?:e?s?)\b|\ben france\b|\bnational(?:e|aux"
    r"|es)?\b|\bsegur\b|\bmilliards?\b|precedent"
    r"|\bbilan\b|\bpib\b|\brevenus?\b|\bsalaire median|\bchaque annee en\b|assurance maladie a hauteur"
    r"|\bpeut beneficier|\bpeuvent beneficier"
)
_SENTENCE = re.compile(
    rf"(?:[^.;\n]|\.(?=\S)|\n(?!\n|[ \t]*[-–*]\s|[ \t]*[{MARKS}])|(?<=\b(?:max|min|art))\.|(?<=\bM)\.)+[.;]?"
)
_BINDS = re.compile(
    r"[^,.;:\n]{0,40} (?:s'engag\w+ |(?:vers|(?:co-?)?financ|apport|attribu|allou|consacr)er(?:a|ont)\b)"
)
# "L'État en apportera 126 000 €": of what, a sentence before it says.
_OF_SOMETHING = re.compile(r"\by? ?en (?:\w+ )?$")
# "Chantier 1. …", "Projet n° 2 – …": what goes on in such a series is told as an action, not promised by the contract.
_NUMBERED = re.compile(r"(?P<word>[a-z-]+) (?:n ?[°o] ?)?\d{1,2} ?[.:)–-] ?\w")
SERIES, HEADING_CHARACTERS = 3, 100
_PURPOSE = re.compile(
    r"\b(?:le poste|l'animation|la coordination|l'ingenierie|les actions"
    r"|le financement)\b[^,.;(]{0,80}?(?= a hauteur| dans la limite| pour un| d'un montant|,|\(|$)"
)


def article_funding(reading: Reading) -> tuple[Funding, ...]:
    """The money that the articles of a contract promise, one line a promise; figures of context are left out."""
    found: list[Funding] = []
    taken = _articles(reading)
    runs = [reading.run(section) for section in taken]
    lines = [line for run in runs for line in promised(run, Place.ARTICLE)]
    # A contract whose parts have no known heading: only what a party binds itself to.
    if not lines and not reading.of(SectionKind.ARTICLE, SectionKind.SHEET) and not _tells_actions(reading):
        rest = promised(_outside(reading, taken), Place.ARTICLE)
        lines += [line for line in rest if _binds(line)]
    for line in lines:
        if line not in found:
            found.append(line)
    return tuple(found)


def _tells_actions(reading: Reading) -> bool:
    """Whether headings of one word and a number make a series."""
    lines = (line for line in reading.lines if line.text[:1].isupper() and len(line.text) <= HEADING_CHARACTERS)
    words = [m["word"] for line in lines if (m := _NUMBERED.match(fold(line.text)))]
    return any(words.count(word) >= SERIES for word in set(words) - {"article", "partie", "chapitre", "titre"})


def _outside(reading: Reading, sections: Sequence[Section]) -> Run:
    """The content lines before the sheets that stand in none of these sections."""
    spans = [(section.start, section.end) for section in sections]
    sheets = reading.of(SectionKind.SHEET)
    whole = reading.before(sheets[0]) if sheets else reading.whole
    left = (line for line in whole.lines if not any(low <= (line.page, line.start) < high for low, high in spans))
    return replace(whole, lines=tuple(left))


def _binds(line: Funding) -> bool:
    """Whether the sentence of a line begins with its payer, who binds itself: "L'ARS s'engage à financer"."""
    quote = " ".join(piece.quote for piece in line.evidence)
    name = payer_at(quote)
    return bool(name and name.text == line.payer and _BINDS.match(aligned(quote[name.end :])))


def _articles(reading: Reading) -> list[Section]:
    articles = list(reading.of(SectionKind.ARTICLE))
    sheets = reading.of(SectionKind.SHEET)
    titles = Counter(fold(part.title) for part in reading.of(SectionKind.PART))
    parts = [
        part
        for part in reading.of(SectionKind.PART)
        if re.search(r"engagement|financ|moyens|budget", aligned(part.title))
        and titles[fold(part.title)] == 1  # a title that comes back is a label of sheets
        and not any(other.start <= part.start and part.end <= other.end for other in (*articles, *sheets))
    ]
    # A part may hold another: its sentences are read once.
    return sorted(
        [
            *articles,
            *(p for p in parts if not any(o is not p and o.start <= p.start and p.end <= o.end for o in parts)),
        ],
        key=lambda section: section.start,
    )


def promised(run: Run, place: Place) -> tuple[Funding, ...]:
    """The lines of money that the sentences of a run promise."""
    return tuple(line for start, end in _sentences(run.text) for line in _promise(run, start, end, place))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start() + len(match[0]) - len(match[0].lstrip()), match.end()


_AND_TO = re.compile(r",? et (?:a |d')\w+(?:er|ir|re)\b")
_IN_YEAR = re.compile(r"\W*(?:pour l'annee|au titre de (?:l'annee )?|pour|en) ?(?P<year>20\d\d) ?,")


def _promise(run: Run, start: int, end: int, place: Place) -> Iterator[Funding]:
    # A sentence is one line, wherever the page breaks it: "dans la limite de / 30 000 €" is a cap.
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", run.text[start:end])
    folded = re.sub(r"\n", " ", aligned(text))
    if _CONTEXT.search(folded):
        return
    sums = [m for m in moneys(text) if m.value < LARGEST and m.value > 0 and not (m.is_vague or m.is_unit)]
    shares = rates(text)
    if len(sums) != len(moneys(text)) or not (sums or shares):
        return
    payer = _payer(text, folded) or _listed_payer(run.text[:start], text, sums)
    if payer is None or len(sums) > 2 or len(shares) > 1:
        return  # several figures and one sentence: who pays which cannot be told
    if not sums and not re.search(r"\ba hauteur\b|finance|prend en charge|prise? en charge", folded):
        return
    line = _line(run, (start, end), payer, sums, shares[0] if shares else None, place)
    if line is not None:
        yield line


def _listed_payer(above: str, text: str, sums: list[Money]) -> Name | None:
    """The funder of an item ("- ARS : 30 000 € par an") of a list that a sentence about financing announces."""
    intro = re.search(rf"([^.;:\n]+(?:\n[^.;:\n]+)*):\s*(?:\n\s*[-–*{MARKS}] ?[^\n]+)*\s*$", above)
    if len(sums) != 1 or intro is None or _CONTEXT.search(aligned(intro[1])):
        return None
    if not re.search(r"\b(?:co-?)?financ|\bcontribu|\bparticip|\bapport|prise? en charge", aligned(intro[1])):
        return None
    name, lead = payer_at(text), text[: sums[0].start]
    return name if name and payer_before(lead) == name.text else None


def _line(
    run: Run, span: tuple[int, int], payer: Name, sums: list[Money], share: Rate | None, place: Place
) -> Funding | None:
    plain = [money for money in sums if not money.is_cap]
    caps = [money for money in sums if money.is_cap]
    if len(plain) > 1 or len(caps) > 1:
        return None
    text = re.sub(r"\n", " ", run.text[span[0] : span[1]])
    # "… 30 000 € par an, et à informer des appels à projets" promises something else behind the sum.
    other = _AND_TO.search(aligned(text), first_end) if (first_end := max((m.tail for m in sums), default=0)) else None
    named = instrument(text[: other.start()] if other else text)
    dated = _IN_YEAR.match(aligned(text))
    amount, cap = next(iter(plain), None), next(iter(caps), None)
    first = amount or cap
    return Funding(
        FundingState.AMOUNT if sums else FundingState.FUNDER_ONLY,
        run.evidence(*span),
        role=LineRole.OTHER,
        amount=amount.value if amount else None,
        period=amount.period if amount else AmountPeriod.UNKNOWN,
        nature=first.nature if first else Nature.UNKNOWN,
        cap=cap.value if cap else None,
        cap_period=cap.period if cap else AmountPeriod.UNKNOWN,
        payer=payer.text,
        instrument=named.text if named else "",
        rate=share.value if share else None,
        rate_is_cap=bool(share and share.is_cap),
        earmark=_purpose(run.text[span[0] : span[1]]),
        year=dated["year"] if dated else "",
        place=place,
    )


def _purpose(text: str) -> str:
    match = _PURPOSE.search(re.sub(r"\n", " ", aligned(text)))
    return re.sub(r"\s+", " ", text[match.start() : match.end()]).strip() if match else ""


def _payer(text: str, folded: str) -> Name | None:
    """Who a sentence says to pay: the subject of the verb, the agent of the participle, the giver of the grant."""
    named = payers(text)
    verb = _ACTIVE.search(folded)
    if verb and _OF_SOMETHING.search(folded[: verb.start()]):
        return None
    if verb:
        subjects = [
            n
            for n in named
            if n.end <= verb.start() and re.fullmatch(r"[^,.;:]*,?[^,.;:]*", folded[n.end : verb.start()])
        ]
        if subjects and not _PASSIVE.search(folded):
            before = folded[: subjects[0].start]
            return subjects[0] if len(before.split()) <= 25 else None
    agent = _PASSIVE.search(folded)
    if agent:
        return next((n for n in named if abs(n.start - agent.end()) <= 2), None)
    return next((n for n in named if _SHARE.search(folded[: n.start])), None)
