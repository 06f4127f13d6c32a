"""Where sentences or figures of a contract say two things of one: counts, units, dates of an event. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.figures.clauses import number_of
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import Contradiction, DiagnosisFigure, Place, Said
from ingest.naming import fold
from ingest.records import SectionKind

_SAME_RANK = "les passages ont le même rang : tous sont cités"
_TENS = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
# A number said with "environ" or as "une vingtaine" is off by no more than this share.
ROUGH = 0.25
_NUMBER = rf"\d{{1,3}}(?:[  ]\d{{3}})*|une (?:{'|'.join(_TENS)})"
# "plus d'une vingtaine de communes ont été colonisées en 2024", "13 communes colonisées"
_COUNT = re.compile(
    rf"(?P<about>(?:plus|moins|près) d(?:e |['’])|environ |quelque )?(?<![\d,.])(?P<number>{_NUMBER})"
    r"(?: de| d['’])? (?P<noun>communes|cantons|départements|établissements|structures|services|sites|maisons|cabinets"
    r"|centres|pharmacies|écoles|collèges|quartiers|équipes|points)"
    r"(?: (?:ont été|sont|étaient|ont))? (?P<state>[a-zà-ÿ]{2,}(?:é|ée|és|ées|is|ises|ues?|us))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"(?:[^.;!?]|\.(?=\d))+[.;!?]?")

# An event of a plan that its letters name: "la révision du PRS arrêté le …", "le PRS révisé en …".
_EVENTS = {
    "révision": "révisé",
    "adoption": "adopté",
    "signature": "signé",
    "création": "créé",
    "ouverture": "ouvert",
    "lancement": "lancé",
    "installation": "installé",
    "validation": "validé",
}
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DAY = (
    rf"(?:le (?P<day>\d{{1,2}}|1er)(?:/(?P<figure>\d{{1,2}})/| (?P<month>{'|'.join(_MONTHS)}) )(?P<year>(?:19|20)\d\d)"
    rf"|en (?P<in>{'|'.join(_MONTHS)}) (?P<of>(?:19|20)\d\d))"
)
_NAME = r"(?P<name>[A-ZÀ-Ý]{2,}[A-Z0-9]*)(?: \d{4}-\d{4})?"
_AS_NOUN = re.compile(
    rf"\b(?P<event>{'|'.join(_EVENTS)}) (?:du |de la |de l['’]){_NAME},? (?:[^\W\d]+ée?s? )?(?P<date>{_DAY})"
)
_AS_VERB = re.compile(rf"\b{_NAME} (?:a été |est |fut )?(?P<event>{'|'.join(_EVENTS.values())})e? (?P<date>{_DAY})")


def told_twice(reading: Reading, figures: Sequence[DiagnosisFigure]) -> tuple[Contradiction, ...]:
    """The contradictions between sentences of a document, and between its figures."""
    return (*_counts(reading), *_units(figures), *_events(reading.whole))


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that a sentence gives: as printed, its value, how rough it is, and the year that it is of."""

    said: Said
    value: float
    sign: str
    year: str


def _counts(reading: Reading) -> Iterator[Contradiction]:
    """Two numbers of the same things in the same state, within one field of a sheet; those of two years differ."""
    for section in reading.of(SectionKind.FIELD):
        if section.label != "context":
            continue
        run = reading.run(section)
        found: dict[tuple[str, str], list[_Count]] = defaultdict(list)
        for sentence in _SENTENCE.finditer(run.text.replace("\n", " ")):
            for match in _COUNT.finditer(sentence.group()):
                key = fold(match["noun"]), _stem(match["state"])
                found[key].append(_count(run, sentence, match))
        for (noun, _), counts in found.items():
            first, *others = counts
            against = [other for other in others if _differ(first, other)]
            if against:
                values = tuple(count.said for count in (first, *against))
                yield Contradiction(_named(counts), f"nombre de {noun}", values, _SAME_RANK)


def _named(counts: Sequence[_Count]) -> str:
    """What is counted, as the sentence that says it shortest does: "communes colonisées"."""
    return min((re.sub(r"^.*?(?:\d |aine (?:de |d['’]))", "", count.said.value) for count in counts), key=len)


def _stem(state: str) -> str:
    return re.sub(r"(?:e?s?)$", "", fold(state))


def _count(run: Run, sentence: re.Match[str], match: re.Match[str]) -> _Count:
    start, end = sentence.start() + match.start(), sentence.start() + match.end()
    number = fold(match["number"])
    value = _TENS[number.split()[-1]] if number.startswith("une ") else number_of(match["number"])
    about = fold(match["about"] or "")
    sign = "+" if about.startswith("plus") else "-" if about.startswith("moins") else ""
    sign = sign or ("~" if about or number.startswith("une ") else "")
    behind = _YEAR.search(sentence.group(), match.end())
    return _Count(
        Said(flat(run.text[start:end]), run.evidence(sentence.start(), sentence.end()), Place.SHEET),
        float(value),
        sign,
        behind.group() if behind else "",
    )


def _differ(one: _Count, other: _Count) -> bool:
    """Whether two numbers cannot both be true."""
    if one.year and other.year and one.year != other.year:
        return False
    for rough, exact in ((one, other), (other, one)):
        if rough.sign == "+" and exact.sign != "-":
            return exact.value < rough.value
        if rough.sign == "-" and exact.sign != "+":
            return exact.value > rough.value
    if "~" in (one.sign, other.sign):
        return abs(one.value - other.value) > ROUGH * max(one.value, other.value)
    return one.value != other.value


def _units(figures: Sequence[DiagnosisFigure]) -> Iterator[Contradiction]:
    """One value of one thing in one territory, per two numbers of inhabitants."""
    rates = [figure for figure in figures if re.match(r"pour \d", figure.unit)]
    seen: set[str] = set()
    for i, one in enumerate(rates):
        for other in rates[i + 1 :]:
            if one.value != other.value or letters(one.territory) != letters(other.territory):
                continue
            shared = _nouns(one.indicator) & _nouns(other.indicator)
            if _base(one.unit) == _base(other.unit) or not shared:
                continue
            noun = max(shared, key=len)
            if noun not in seen:
                seen.add(noun)
                word = re.search(rf"\b{noun[:5]}[\w’'-]*", other.indicator, re.IGNORECASE) or re.search(r"\w+", noun)
                values = tuple(Said(f"{each.shown} {each.unit}", each.evidence, Place.TEXT) for each in (one, other))
                yield Contradiction(_density(word.group() if word else noun), "unité", values, _SAME_RANK)


def _density(noun: str) -> str:
    return (
        f"densité d’{noun.lower()}" if re.match(r"[aeiouyhéèê]", noun, re.IGNORECASE) else f"densité de {noun.lower()}"
    )


def _base(unit: str) -> str:
    match = re.match(r"pour (\d[\d ]*)", unit)
    return re.sub(r"\D", "", match[1]) if match else unit


def _nouns(text: str) -> set[str]:
    common = {"densite", "taux", "professionnel", "liberaux", "habitant", "pour", "medecin", "personne"}
    return {word for part in re.findall(r"[^\W\d_]{5,}", fold(text)) if (word := part.rstrip("s")) not in common}


def _events(run: Run) -> Iterator[Contradiction]:
    """Two dates of one event of a plan."""
    found: dict[tuple[str, str], dict[str, Said]] = defaultdict(dict)
    text = run.text.replace("\n", " ")
    nouns = {verb: noun for noun, verb in _EVENTS.items()}
    for match in sorted((m for p in (_AS_NOUN, _AS_VERB) for m in p.finditer(text)), key=lambda m: m.start()):
        month = match["figure"] or _MONTHS.index(match["month"] or match["in"]) + 1
        value = flat(re.sub(r"^(?:le|en) ", "", match["date"]))
        said = run.said(match.start(), match.end(), Place.TEXT, value)
        event = nouns.get(match["event"], match["event"])
        found[event, match["name"]].setdefault(f"{match['year'] or match['of']}-{int(month):02}", said)
    for (event, name), dates in found.items():
        if len(dates) > 1:
            yield Contradiction(f"{event} du {name}", "date", tuple(dates.values()), _SAME_RANK)
