"""How many axes and action sheets the text of a contract announces. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.folding import Folded, folded
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Place, Quantity
from ingest.records import SectionKind

# A contract has so many sheets.
FEWEST_SHEETS, MOST_SHEETS = 2, 90
# More axes than this are a list of something else.
MOST_AXES = 15
# What "il" stands for is named within so many characters.
SENTENCES_ABOVE = 300
# A shorter line is a heading or an item: the next one does not continue it.
SHORT_LINE = 55
NOUN = (
    r"(?:axes?|thematiques?|themes?|priorites?|orientations?|enjeux|objectifs strategiques|piliers|volets|pillars"
    r"|key areas)"
)
COUNT = re.compile(
    rf"(?<![.\d])\b(?P<number>\d{{1,2}}|{NUMERAL})\s(?:grande?s |principaux |principales |nouveaux |nouvelles )*"
    rf"(?P<noun>{NOUN})\b(?! de travail sur| du prs| du projet regional)"
)
_SHEET_COUNT = re.compile(rf"\b(?P<number>\d{{1,2}}|{NUMERAL})\s(?:fiches?(?:[ -]actions?)?|actions)\b(?! par\b)")
CONTRACT = re.compile(
    r"\b(?:cls|contrat|composent le plan|plan d'actions?"
    r"|comite de pilotage|copil|partenariat|programme d'actions|(?:les )?(?:parties|signataires)"
    r"|fiches[ -]actions?)\b"
)
# Counts of another plan, or of a part of one axis.
_OTHER_PLAN = re.compile(
    r"\b(?:prs\d?|projet regional|prse\d?|cts|conseil territorial|ptsm|projet territorial|schema"
    r"|plan (?:national|regional)|strategie nationale|feuille de route|convention territoriale"
    r"|cpts|clsm|precedent|premier contrat|ancien)\b"
)
# "La stratégie santé de la MSA retient 4 enjeux": a party's own plan.
_OF_A_PARTY = re.compile(
    r"\b(?:strategie|politique|plan|projet|programme)\b[^.]{0,25}\b(?:de la|de l'|du|des) (?:msa|mutualite|cpam|caisse"
    r"|ars|agence|region|conseil|departement|etat|caf|hopital|centre hospitalier|prefecture)\b"
)
_DIVIDED = re.compile(
    r"\b(?:s'articul\w+|se declin\w+|declines?|se structur\w+|structures?|se compos\w+|comport\w+|repos\w+"
    r"|organises?|s'organis\w+|s'accord\w+ sur|retiennent|retient|batis?|construits?|fond\w+|retenus?|retenir"
    r"|defini\w*|identifies?|compos\w+ (?:le|ce|notre) (?:programme|plan|contrat)|detaille\w*|porte sur"
    r"|portent sur|se developp\w+)\b"
)
# "Quatre axes stratégiques ont été retenus": what is said of them stands behind their number.
_RETAINED = re.compile(r"(?: \w+)? (?:sont|ont ete|seront) (?:retenu|defini|identifie|valide)e?s\b")
_PART = re.compile(r"^\s?(?:de ce|de cet|du|de l'|pour (?:cet|l')) ?(?:\w+ )?(?:axe|thematique)\b")


def axis_counts(reading: Reading) -> tuple[Quantity, ...]:
    """How many axes the text announces."""
    found: dict[float, Quantity] = {}
    for match, low, high in announcements(reading):
        value = value_of(match)
        if 2 <= value <= MOST_AXES:
            place = _place(reading, reading.whole, low)
            found.setdefault(value, Quantity(float(value), "axes", reading.whole.evidence(low, high), place=place))
    return tuple(found.values())


def action_counts(reading: Reading) -> tuple[Quantity, ...]:
    """How many action sheets the articles announce."""
    found: dict[float, Quantity] = {}
    for section in reading.of(SectionKind.ARTICLE):
        run = reading.run(section)
        text = folded(run.text)
        for match in _SHEET_COUNT.finditer(text.text):
            value = int(match["number"]) if match["number"].isdigit() else numeral(match["number"]) or 0
            sentence = text.text[max(0, match.start() - 120) : match.end() + 60]
            if FEWEST_SHEETS <= value <= MOST_SHEETS and _DIVIDED.search(sentence) and not _OTHER_PLAN.search(sentence):
                low, high = text.span(match)
                found.setdefault(value, Quantity(float(value), "fiches", run.evidence(low, high), place=Place.ARTICLE))
    return tuple(found.values())


def announcements(reading: Reading) -> Iterator[tuple[re.Match[str], int, int]]:
    """The announcements of a number of axes of this contract, with the span of each."""
    whole = reading.whole
    text = folded(whole.text)
    sheets = [(s.start, s.end) for s in reading.of(SectionKind.SHEET)]
    for match in sorted(_own_counts(reading, text.text), key=lambda m: m.start()):
        start = _sentence(whole.text, text, match.start())
        before, after = text.text[start : match.start()], text.text[match.end() : match.end() + 160].split(". ")[0]
        # "Il s'articule autour de quatre axes": the sentences before say what "il" is.
        divided = _DIVIDED.search(before) or _RETAINED.match(after)
        above = text.text[max(0, start - SENTENCES_ABOVE) : start] if divided else ""
        # "Treize actions sont réparties en quatre axes": its own actions, where no other plan is named.
        told = CONTRACT.search(above + before + match.group() + after) or _SHEET_COUNT.search(before)
        if not told:
            continue
        if _OTHER_PLAN.search(before) or _OF_A_PARTY.search(before) or _PART.match(after):
            continue
        low, high = text.span(match)
        at = whole.evidence(low, high)[0]
        if not any(first <= (at.page, at.start) < last for first, last in sheets):
            yield match, low, high


def _own_counts(reading: Reading, text: str) -> Iterator[re.Match[str]]:
    """The counts of axes, of what a contract calls so, too: "trois caps et douze chantiers" where its axes are caps."""
    yield from COUNT.finditer(text)
    words = {m[0] for s in reading.of(SectionKind.AXIS) if (m := re.match(r"[a-z]{3,}", folded(s.title).text))}
    own = "|".join(re.escape(word) for word in sorted(words) if not re.fullmatch(NOUN, f"{word.rstrip('sx')}s"))
    if own:
        yield from re.finditer(
            rf"(?<![.\d])\b(?P<number>\d{{1,2}}|{NUMERAL})\s(?:grande?s |nouve\w+ )*(?P<noun>(?:{own})[sx]?)\b"
            r"(?= (?:et|qui|que|composent|structurent|organisent|guident)\b|[,.;:]|\n|$)",
            text,
        )


def _sentence(original: str, text: Folded, at: int) -> int:
    """Where the sentence of a folded text begins: after a stop, a blank line, or a line that nothing continues."""
    start = max(text.text.rfind(". ", 0, at), text.text.rfind("\n", 0, at)) + 1
    low, high = text.back(start, at) if at > start else (text.origins[at], text.origins[at])
    lines = original[low:high].split("\n")
    for k in range(len(lines) - 1, 0, -1):
        above = lines[k - 1].rstrip()
        if lines[k][:1].isupper() and (above[-1:] in ":;.!?" or len(above) < SHORT_LINE):
            cut = low + sum(len(line) + 1 for line in lines[:k])
            return next(i for i in range(start, at + 1) if text.origins[i] >= cut)
    return start


def value_of(match: re.Match[str]) -> int:
    return int(match["number"]) if match["number"].isdigit() else numeral(match["number"]) or 0


def _place(reading: Reading, run: Run, low: int) -> Place:
    at = run.evidence(low, low + 1)[0]
    inside = any(a.start <= (at.page, at.start) < a.end for a in reading.of(SectionKind.ARTICLE))
    return Place.ARTICLE if inside else Place.TEXT
