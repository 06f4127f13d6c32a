"""What a contract covers, in which years, for how long, after which others. Pure functions.

Each function gives every distinct value, that of the best place first; what no words say is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ingest.facts.articles.nth_contract import nth_contract
from ingest.facts.articles.statements import CONTRACT, Statement, cover, ranked, statements
from ingest.facts.folding import folded
from ingest.facts.numerals import numeral
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Evidence, Place, Said
from ingest.facts.signature.signing import signed_at, signed_on
from ingest.period import of_other_plan, year_pairs

__all__ = ["duration", "generation", "period", "previous", "signed_at", "signed_on", "territory"]

# Contracts run for two to ten years, as far as any text says.
SHORTEST, LONGEST = 2, 10

_WORDS = "un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt-quatre|trente-six|quarante-huit|soixante"
_NUMBER = rf"(?P<number>\d{{1,2}}|{_WORDS})"
# "Quatre ans et neuf mois"
_MONTHS_MORE = re.compile(r" et (?:(\d{1,2}|[a-z]+) mois|demie?)\b")
_LASTS = re.compile(
    rf"\b(?:duree(?: (?:du|de ce) (?:present )?(?:contrat|cls)(?: local de sante)?)?(?: (?:totale|maximale|initiale"
    rf"|minimale))?(?: (?:est|sera))?(?: (?:fixee|portee|prevue|etablie))?,?(?: (?:a|de)| ?:)?"
    rf"|pour(?: une (?:duree|periode)(?: (?:totale|maximale|initiale))?(?: de)?| les| la duree de)?|sur(?: une (?:duree"
    rf"|periode) de)?|contrat de|cls de"
    rf"|periode de|des|les|pendant|conclu pour)"
    rf" {_NUMBER}(?: \((?:\d{{1,2}}|[a-z]+)\))?(?P<next> prochaines)? (?P<unit>ans|annees"
    rf"|mois)\b(?P<after>[^.;]{{0,25}})"
)
# In the article on the duration, any number of years behind one of these.
_SPAN = re.compile(
    rf"\b(?:valable|couvre|couvrent|court|dure|durera|expire\w*|terme|periode|duree|conclu|etabli|echeance|engage\w*|s'acheve)\b"
    rf"[^.;]{{0,60}}?[ (]{_NUMBER}(?: \((?:\d{{1,2}}|[a-z]+)\))?(?P<next> prochaines)? (?P<unit>ans|annees"
    rf"|mois)\b(?P<after>[^.;]{{0,25}})"
)
_OF_CONTRACT = re.compile(r" (?:du|de ce|de notre) (?:cls|contrat)")
_NOT_ITS_DURATION = re.compile(
    r"\b(?:renouvel\w*|reconduc\w*|reconduit\w*|prolong\w*|prorog\w*|avenants?|crte|schema|prse?|projet regional|plan"
    r"|preavis|delai"
    r"|conserv\w*|donnees|mandat|agees?|population|personnes|convention|cpom|programme|ptsm|precedent\w*"
    r"|premier contrat|depuis"
    r"|contrat de (?!sante|cinq|trois|quatre|deux|six|\d)\w+|tous|toutes|budget|financ\w*|euros?|formation|concertation"
    r"|travail)\b|€"
)
_GENERATION = re.compile(
    r"(?:\b(?:cls|contrats? loca(?:l|ux) de sante)(?: \(cls\))?(?:,? de| -)? (?P<after>1 ?ere?|2 ?n?de?|2 ?e(?:me)?"
    r"|[3-6] ?e(?:me)?"
    r"|premiere|seconde|deuxieme|troisieme|quatrieme|cinquieme) generation\b"
    r"|\b(?P<before>1 ?er|2 ?n?d|2 ?e(?:me)?|[3-6] ?e(?:me)?|premier|second|deuxieme|troisieme|quatrieme"
    r"|cinquieme) (?:cls\b|contrat local de sante)"
    r"|\bcls ?(?:n ?[°o] ?)?(?P<figure>[1-6])\b(?! ?[.,]\d)"
    r"|\bcls (?P<roman>i{1,3}|iv|v)\b)"
)
# On the cover, "Deuxième génération" is the contract's.
_BARE_GENERATION = re.compile(
    r"\b(?P<after>1 ?ere?|2 ?n?de?|2 ?e(?:me)?|[3-6] ?e(?:me)?|premiere|seconde|deuxieme|troisieme|quatrieme"
    r"|cinquieme) generation\b(?P<before>)(?P<figure>)(?P<roman>)"
)
_BARE_CONTRACT = re.compile(
    r"\b(?P<before>premier|second|deuxieme|troisieme|quatrieme|cinquieme) contrat\b(?! de (?!sante))"
    r"(?P<after>)(?P<figure>)(?P<roman>)"
)
# "le premier contrat (2031-2034)", then "le deuxième (2035-2038)".
_ORDINAL_CONTRACT = re.compile(
    r"\b(?:premier|second|deuxieme|troisieme|quatrieme|cinquieme) (?:contrat\b|\((?=20\d\d ?[-/] ?20\d\d\)))"
    r"|\b(?:deux|trois|quatre) contrats (?:s'y |se )?(?:sont |ont )(?:succede|precede)"
)
# "Le deuxième, signé en 2031, couvrait les années 2031-2034": behind a sentence that speaks of contracts.
_ELLIPTIC = re.compile(
    r"\W*(?:le|un) (?:premier|second|deuxieme|troisieme|precedent)\b(?:,| ?:)?[^.;]{0,40}?"
    r"\b(?:conclu|signe|couvr\w+|portait|20\d\d)\b"
)
_OWN_CONTRACT = re.compile(r"\b(?:son|notre|leur) (?:\w+ )?contrat\b")
_ITSELF = re.compile(r"(?:^|[,;:] )(?:ce|notre|le present) $")
_ORDINALS = {"premier": 1, "second": 2, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
_PAST = re.compile(
    r"\b(?:avait|avaient|a permis|ont permis|a participe|s'est acheve\w*|arriv\w+ a (?:echeance|terme)|bilan|evaluation"
    r"|fait suite|faisant suite|suite au"
    r"|succed\w*|preced\w*|succes d|fort d|forts d|fin du|issu du|prolonge\w*|etait|fut|a ete (?:signe|mis|conclu)"
    r"|mis en oeuvre (?:de|entre|sur)"
    r"|a l'issue|apres (?:un|le)|dans la continuite|poursui\w+|acquis|enseignements|ancien\w*)\b"
)
_THIS = re.compile(r"\b(?:present|nouveau|ce|un|notre)\b")
_EARLIER = re.compile(
    r"\b(?:(?:premier|1 ?er) (?:cls|contrat)|ancien\w*|precedent\w*|dernier|succed\w*|fait suite|faisant suite|suite au"
    r"|bilan|evaluation|avenant|acheve\w*"
    r"|echeance|a ete|avait|etait|mis en oeuvre|continuite|prolonge\w*|issu)\b|cls ?1\b|premiere generation"
)
_NEIGHBOUR = re.compile(
    r"\b(?:instar|exemple|voisine?s?|jouxte\w*|limitrophes?|contrairement|inspire\w*|autres? cls|autres territoires)\b"
)
_OTHER_CONTRACT = re.compile(
    r"\b(?:crte|cpom|clsm|ptsm|prse?|projet regional|plan|schema|contrat (?:pour (?!la (?:periode|duree)|les annees|20)"
    r"|de (?!sante|la (?:metropole|ville|communaute|vallee)|l'agglomeration)|d'|territorial"
    r"|departemental)\w*|convention\w*|charte"
    r"|feuille de route|programme|strategie|donnees|source|insee|exploitation|enquete|mandat|leader|copyright|©)\b"
)
_HORIZON = re.compile(
    r"\b(?:a l'horizon|jusqu'en|jusqu'a fin|jusqu'a la fin de|jusqu'au (?:31 )?decembre|jusqu'au \d{1,2} \w+|through"
    r"|until)\s+(?P<last>20\d\d)\b"
)


def territory(reading: Reading) -> tuple[Said, ...]:
    """The words that name the contract's territory, its value being the territory's own name."""
    name = reading.metadata.territory
    if not name:
        return ()
    sought = re.compile(rf"(?<!\w){re.escape(folded(name).text)}(?!\w)".replace(r"\ ", "[ -]").replace(r"\-", "[ -]"))
    # The cover names the contract; articles speak of neighbours too.
    for sentence in chain(cover(reading), statements(reading)):
        match = sought.search(sentence.folded.text)
        if match:
            return (sentence.said(*match.span(), value=name),)
    return _in_margins(reading, sought, name)


def generation(reading: Reading) -> tuple[Said, ...]:
    """Which contract of its territory this is ("1", "2"), where the document says it of itself."""
    found: list[Said] = []
    years = reading.metadata.period.split("-")
    for sentence in statements(reading):
        text = sentence.folded.text
        if sentence.place is not Place.SHEET and (told := nth_contract(text)):
            found.append(sentence.said(*told[:2], value=told[2]))
        if sentence.place is Place.SHEET or _PAST.search(text) or _NEIGHBOUR.search(text):
            continue
        bare = _BARE_GENERATION.search(text) or _BARE_CONTRACT.search(text)
        if sentence.place is Place.COVER and bare:
            found.append(sentence.said(*bare.span(), value=str(_ordinal(bare))))
        for match in _GENERATION.finditer(text):
            of_itself = sentence.place is Place.COVER or (
                _ITSELF.search(text[: match.start()]) is not None
                or (
                    _THIS.search(text[max(0, match.start() - 12) : match.start()] + " ")
                    and (bool(years[0] and years[0] in text) or "present" in text[: match.start()][-12:])
                )
            )
            if of_itself:
                found.append(sentence.said(*match.span(), value=str(_ordinal(match))))
    return ranked(found)


def _ordinal(match: re.Match[str]) -> int:
    told = match["after"] or match["before"] or match["figure"]
    if not told:
        return {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}[match["roman"]]
    if told[:1].isdigit():
        return int(told[0])
    return next(number for word, number in _ORDINALS.items() if told.startswith(word[:6]))


def period(reading: Reading) -> tuple[Said, ...]:
    """The years that the contract covers, as each place gives them."""
    told = reading.metadata.period
    found: list[Said] = []
    earlier = {said.value for said in previous(reading)}
    for sentence in statements(reading):
        text = sentence.folded.text
        for (first, last), start, end in year_pairs(text):
            value = f"{first}-{last}"
            if value in earlier or of_other_plan(text[:start]):
                continue
            if (value == told and _says_it(sentence, start)) or _is_own(sentence, start):
                found.append(sentence.said(start, end, value=value))
    if not found and told:
        began, ended = told.split("-")
        found = (
            list(_in_margins(reading, re.compile(rf"\b{began} ?[-/] ?{ended}\b"), told))
            or _on_cover(reading, re.compile(rf"\b{began} ?[|>→] ?{ended}\b"), told)
            or _to_horizon(reading, int(began), int(ended))
        )
    return ranked(found)


def _says_it(sentence: Statement, start: int) -> bool:
    """Whether a pair of the contract's years is said of the contract, not of another plan of the same years."""
    before = sentence.folded.text[:start]
    return sentence.place is not Place.SHEET and not _OTHER_CONTRACT.search(before[-60:])


def _is_own(sentence: Statement, start: int) -> bool:
    """Whether words say that a pair of years is what this contract covers."""
    text = sentence.folded.text
    before = text[max(0, start - 110) : start]
    if _OTHER_CONTRACT.search(before) or _EARLIER.search(before) or _NEIGHBOUR.search(before):
        return False
    if sentence.place is Place.ARTICLE:
        lasts = re.search(
            r"\b(?:conclu|couvre|porte sur|periode|duree|prend effet|court|valable|etabli|engage)\b", before
        )
        return bool(lasts and (CONTRACT.search(before) or re.search(r"\bduree|periode|validite", sentence.title)))
    if sentence.place is Place.SHEET:
        return (
            re.search(r"\bduree (?:du|de) (?:cls|contrat local de sante|contrat)[ ,:(]*(?:de )?$", before) is not None
        )
    if sentence.place is Place.COVER:
        return CONTRACT.search(text) is not None
    return (
        re.search(r"\b(?:present|nouveau|ce) (?:cls|contrat)[^.]{0,60}(?:periode|couvre|conclu|porte)", before)
        is not None
    )


def _to_horizon(reading: Reading, first: int, last: int) -> list[Said]:
    """The period whose end is told as a horizon and whose beginning is the year of its signature."""
    began = next((said for said in signed_on(reading) if said.value.startswith(str(first))), None)
    for sentence in statements(reading):
        for match in _HORIZON.finditer(sentence.folded.text):
            if int(match["last"]) != last or _OTHER_CONTRACT.search(sentence.folded.text[: match.start()][-80:]):
                continue
            end = sentence.said(*match.span())
            if began and str(first) in " ".join(proof.quote for proof in began.evidence):
                return [Said(f"{first}-{last}", (*began.evidence, *end.evidence), sentence.place)]
    return []


def previous(reading: Reading) -> tuple[Said, ...]:
    """The periods of earlier contracts of the territory that the document names."""
    told = reading.metadata.period
    found: list[Said] = []
    goes_on = False
    for sentence in statements(reading):
        text = sentence.folded.text
        elliptic = _ELLIPTIC.match(text) if goes_on else None
        spoken = _ORDINAL_CONTRACT.search(text) or _OWN_CONTRACT.search(text) or elliptic
        goes_on = sentence.place is not Place.SHEET and spoken is not None
        if not (CONTRACT.search(text) or spoken) or _NEIGHBOUR.search(text):
            continue
        for (first, last), start, end in year_pairs(text):
            before = text[max(0, start - 140) : start]
            ordinal = [*_ORDINAL_CONTRACT.finditer(text, max(0, start - 140), end + 1)]
            named = [*CONTRACT.finditer(before), *(m for m in ordinal if m.start() < start)]
            named += [elliptic] if elliptic else []
            others = [*_OTHER_CONTRACT.finditer(before)]
            if not named or (others and others[-1].end() > named[-1].start()) or f"{first}-{last}" == told:
                continue
            # An earlier contract ends about when this one begins; words must say it where this one's years are unknown.
            ended = told and last <= int(told[:4]) + 1 and first < int(told[:4])
            earlier = elliptic is not None or _EARLIER.search(before) is not None
            if (ended and (earlier or sentence.place is not Place.SHEET)) if told else earlier:
                found.append(sentence.said(start, end, value=f"{first}-{last}"))
    return ranked(found)


def duration(reading: Reading) -> tuple[Said, ...]:
    """How long the contract runs ("5 ans"), renewals and other plans left aside."""
    return ranked(said for sentence in statements(reading) for said in _durations(sentence))


def _durations(sentence: Statement) -> Iterator[Said]:
    text = sentence.folded.text
    titled = re.search(r"\bduree\b|\bvalidite\b", sentence.title) is not None
    if sentence.place is Place.SHEET or not (titled or CONTRACT.search(text)):
        return
    found = [*_LASTS.finditer(text)] or ([*_SPAN.finditer(text)] if titled else [])
    for match in found:
        before, after = text[: match.start("number")][-90:], match["after"]
        if _NOT_ITS_DURATION.search(before) or re.match(r"[^,]*(?:€|euros|par an)", after):
            continue
        own = titled or match["next"] or CONTRACT.search(before) or _OF_CONTRACT.match(after)
        # "les 5 ans" alone may be anything: only those of the contract, or to come, are its duration.
        vague = re.match(r"(?:des|les|pendant) ", match.group()) and not (
            match["next"] or _OF_CONTRACT.match(after) or after.startswith(" a venir")
        )
        if own and not vague and (value := _years(match)):
            more = _MONTHS_MORE.match(after)
            end = match.end("unit") + (more.end() if more else 0)
            yield sentence.said(match.start(), end, value=value)


def _years(match: re.Match[str]) -> str:
    number = int(match["number"]) if match["number"].isdigit() else numeral(match["number"]) or 0
    if match["unit"] == "mois":
        if SHORTEST <= number / 12 <= LONGEST:
            return f"{number // 12} ans" if number % 12 == 0 else f"{number} mois"
        return ""
    more = _MONTHS_MORE.match(match["after"])
    if more and more[1] is None:
        return f"{number} ans et demi" if SHORTEST <= number <= LONGEST else ""
    months = 0 if more is None else int(more[1]) if more[1].isdigit() else numeral(more[1]) or 0
    whole = f"{number} ans" + (f" et {months} mois" if months else "")
    return whole if SHORTEST <= number <= LONGEST else ""


def _on_cover(reading: Reading, sought: re.Pattern[str], value: str) -> list[Said]:
    """The years that the first page sets side by side: "2031 | 2034"."""
    first = reading.lines[0].page if reading.lines else 0
    run = Run(reading.document_id, reading.pages, tuple(line for line in reading.lines if line.page == first))
    match = sought.search(run.text)
    return [run.said(*match.span(), Place.COVER, value)] if match else []


def _in_margins(reading: Reading, sought: re.Pattern[str], value: str) -> tuple[Said, ...]:
    """What a running header or footer says: those lines are no content."""
    for page in reading.pages:
        for start, end in page.skipped:
            whole = folded(page.text[start:end])
            match = sought.search(whole.text)
            if match and "..." not in whole.text:
                low, high = whole.span(match)
                quote = page.text[start + low : start + high]
                proof = Evidence(reading.document_id, page.number, start + low, start + high, quote)
                return (Said(value, (proof,), Place.COVER),)
    return ()
