"""Figures of the usual sentences of a diagnosis: who has no doctor, how long one waits, what was counted. Pure.

Each reads one clause, in which only its own figure stands: whose another figure is cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.folding import folded
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.reading import flat

_DIGITS = r"\d{1,3}(?:[  ]\d{3})+|\d+(?:,\d+)?"
_VALUE = rf"(?P<value>{_DIGITS})"
_SAID = rf"(?P<value>{_DIGITS}|(?i:{NUMERAL}))"
_PER = r"pour (?:100 ?000|10 ?000|1 ?000|100)(?: (?:habitants|personnes|naissances|enfants|femmes))?"
_ABOUT = r"(?:[Pp]rès d(?:e |['’])|[Pp]lus d(?:e |['’])|[Ee]nviron |[Qq]uelque )?"
_WORDS = r"[^,;:()%\d]"
_AGE = r"(?:(?:de |des )?(?:plus|moins) de \d+ ans|(?:de )?\d+ ans(?: et plus| ou plus)?)"
_PEOPLE = (
    r"(?:assurés|personnes|patients|habitants|adultes|enfants|jeunes|allocataires|élèves|femmes|hommes|ménages|foyers"
    r"|bénéficiaires|retraités|logements|résidents|salariés|collégiens|lycéens|étudiants)"
)
_STATE = (
    r"(?:n['’](?:ont|avaient) (?:pas|plus|aucune?)|ne (?:disposent|bénéficient) (?:pas|plus)|vivent|vivaient|souffrent"
    r"|bénéficient|déclarent|disent|ont déclaré|ont dit|ont|avaient|sont|étaient|jugent|estiment|présentent|renoncent"
    r"|consomment|fument|attendent|manquent)"
)
# "6 150 assurés de 17 ans et plus n'ont pas de médecin traitant, dont 640 en affection de longue durée"
_WITHOUT = re.compile(
    rf"(?:^|[,;] )\W*(?:{_WORDS}{{0,30}}\b(?:20\d\d|caisse \w+), )?{_ABOUT}{_VALUE} (?P<who>(?P<head>{_PEOPLE})"
    rf"(?: {_AGE}| {_WORDS}{{2,40}}?)?) (?P<do>{_STATE} {_WORDS}{{3,80}})(?P<rest>.*)"
)
_OF_WHOM = re.compile(rf", dont {_ABOUT}{_VALUE} (?P<how>(?:en|sans|avec|souffrant|atteints?) {_WORDS}{{3,60}})")
# "412 évacuations sanitaires ont été enregistrées en 2024", "En 2022, les médiatrices ont accompagné 318 personnes"
_DONE = (
    r"(?:reçue?s?|enregistrée?s?|recensée?s?|dénombrée?s?|accompagnée?s?|réunie?s?|signalée?s?|constatée?s?|suivie?s?"
    r"|accueillie?s?|pris(?:es)? en charge|réalisée?s?|comptée?s?)"
)
_WERE = re.compile(
    rf"(?:^|, )\W*{_ABOUT}{_VALUE} (?P<what>{_WORDS}{{4,60}}?) (?:ont été|sont|y sont|étaient) (?P<done>{_DONE})\b"
    rf"(?P<tail>(?: (?:par|sur|dans|à|en) {_WORDS}{{2,40}})?)"
)
_THEY_DID = re.compile(
    rf"(?P<who>\b[Ll](?:es? |a |['’])[^;:()%\d]{{3,80}}?),? (?:y )?(?:(?:a|ont) (?P<done>{_DONE})|reçoi(?:t|vent))"
    rf" {_ABOUT}{_VALUE} (?P<what>{_WORDS}{{4,70}})"
)
# "Le délai d'un premier rendez-vous est de 112 jours", "Le temps moyen d'accès aux urgences atteint 26 minutes"
_WAIT = re.compile(
    rf"\b(?P<what>(?:délai|temps|durée|attente|distance)s?\b {_WORDS}{{3,110}}?)"
    r" (?:y )?(?:est|était|atteint|atteignait|s['’]établit|s['’]élève|dépasse|approche)(?: (?:de|à|d['’]))? ?"
    rf"{_ABOUT}{_SAID} (?P<unit>jours|mois|semaines|minutes|heures|kilomètres|km)\b"
)
# "Parmi les élèves de CM2, 24 % sont en surpoids", "Sur 640 répondants, 45 % disent avoir renoncé à un soin"
_AMONG = re.compile(
    rf"\b(?:[Pp]armi|[Ss]ur|[Cc]hez) (?:les )?(?:{_DIGITS} )?(?P<who>[^,;:()%]{{4,80}}), {_ABOUT}{_VALUE} ?%"
    rf"(?: d['’]entre (?:eux|elles))? (?P<do>{_STATE} {_WORDS}{{3,100}})"
)
# "62 % des répondants jugent difficile d'obtenir un rendez-vous avec un médecin, 81 % avec un dentiste"
_ASKED = re.compile(
    rf"{_ABOUT}{_VALUE} ?% (?P<who>des (?:répondants|personnes interrogées|participants|sondés|foyers interrogés)"
    rf"|d['’]entre (?:eux|elles)) (?P<do>{_STATE} {_WORDS}{{3,100}})"
    rf"(?:, (?P<two>{_DIGITS}) ?% (?P<other>(?P<prep>avec|chez|pour|dans|faute de|à|en) {_WORDS}{{3,50}}))?"
)
# "Le diabète traité touche 9,8 % des adultes"
_TOUCHES = re.compile(
    rf"(?P<what>\b[LlUu](?:es? |a |ne? |['’]){_WORDS}{{3,80}}?) (?P<verb>(?:touche|concerne|affecte"
    rf"|inquiète|frappe)(?:nt)?) {_ABOUT}{_VALUE} ?% (?P<who>(?:des |de la |de l['’]|du |d['’]){_WORDS}{{3,60}})"
)
# "Plus d'un sur trois (35 %) a renoncé à un soin", "Un ménage sur onze n'a pas de voiture (9,1 %, INSEE 2022)"
_ONE_IN = re.compile(
    rf"(?:[Pp]lus |[Pp]rès )?(?:d['’])?\b[Uu]ne? (?P<who>{_WORDS}{{0,40}}?)sur [a-z]+ \({_VALUE} ?%[^()]*\)"
    rf" (?P<do>{_WORDS}{{4,80}})"
)
_ONE_IN_BEHIND = re.compile(
    rf"(?:[Pp]lus d['’]|[Pp]rès d['’])?\b[Uu]ne? (?P<who>{_WORDS}{{3,40}}?) sur [a-z]+ (?P<do>{_WORDS}{{4,80}}?)"
    rf" \({_VALUE} ?%[^()]*\)"
)
# "Les plus de 75 ans représentent 12,7 % de la population"
_MAKE_UP = re.compile(
    rf"\b[Ll]es (?P<who>{_AGE}|[^,;:()%\d]{{4,60}}?) représent(?:ai)?ent {_ABOUT}{_VALUE} ?%"
    rf" (?P<of>de la population|des habitants|des ménages|des résidences|du parc){_WORDS}*"
)
# "Le taux de recours est de 287 passages pour 1 000 habitants, contre 251 pour 1 000 dans le Gers"
_MEASURED = re.compile(
    rf"\b(?P<what>(?:taux|mortalité|surmortalité|prévalence|incidence|densité|recours"
    r"|accessibilité)\b(?:[^;:%\d]|\d+(?= ans)){0,90}?)"
    r" (?:y )?(?:est|était|atteint|atteignait|s['’]établit|s['’]élève)(?: (?:de|à|d['’]))? ?"
    rf"{_ABOUT}{_VALUE} (?P<unit>(?:[a-zà-ÿ-]{{3,20}} )?{_PER})(?! ?\d)"
)
# "Le territoire s'étend sur 764 km², soit une densité de 24 habitants au km²"
_AREA = re.compile(
    rf"\b(?:couvre|s['’]étend(?: sur)?|s['’]étire sur|occupe|habitants sur|superficie (?:totale )?(?:est )?d[e'’])"
    rf" ?(?:une superficie de |une surface de )?{_ABOUT}{_VALUE} ?(?P<unit>km²|km2|kilomètres carrés|hectares|ha\b)"
)
_PER_AREA = re.compile(
    r"\b(?:[Dd]ensité (?:de (?:la )?population |moyenne |démographique )*(?:y )?(?:est |atteint )?(?:de |d['’]|à )"
    rf"|soit ){_ABOUT}{_VALUE} ?(?P<unit>hab(?:itants?|\.)?(?: ?/ ?| au | par )(?:km²|km2|kilomètre[ \n]carré))"
)
# How many live there is told by the perimeter.
_LIVE_THERE = re.compile(rf"\b{_DIGITS} (?:habitants|communes)\b(?! (?:au|par) k)")
# "Il faut 38 minutes en moyenne pour rejoindre un service d'urgences"
_TAKES = re.compile(
    rf"\bIl faut (?:en moyenne |compter )?{_ABOUT}{_SAID} (?P<unit>minutes|heures|jours|mois|semaines)"
    rf"(?P<mean> en moyenne)? pour"
    rf" (?P<what>(?:rejoindre|atteindre|accéder|obtenir|se rendre|gagner|voir) {_WORDS}{{3,80}})"
)
_ANSWER = re.compile(
    rf"(?:,? contre|,? et(?: de)?|,) {_VALUE}(?: ?%| {_PER})? (?P<where>(?:en|dans|au|à) [^,;:.()\d]{{2,60}}?)"
    r"(?=,| et \d|\s*[.;:()]|\s*$)"
)
_MANY = re.compile(rf"(?<![\w,.]){_DIGITS}(?! ?(?:ans|1er)\b)")
# Numbers that are no figure: years, ages, dates, classes.
_DATED = re.compile(
    r"\b(?:1er|\d{1,2}) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
    rf"|\b{_PER}|\b(?:19|20)\d\d\b|\b\d+(?: à \d+|-\d+)? ans\b|\bCM[12]\b|\b\d+e\b"
)


@dataclass(frozen=True, slots=True)
class State:
    """One figure of a sentence: what is told, its value as written, its unit, and where it stands in the sentence.

    `where` is the place of another figure with which the sentence compares its own, as it writes it.
    """

    what: str
    shown: str
    value: float
    unit: str
    start: int
    where: str = ""


def states(sentence: str) -> tuple[State, ...]:
    """The figures of a sentence of one of the usual kinds, none where it holds others that are not understood."""
    for read in (
        _measured,
        _surface,
        _takes,
        _without,
        _wait,
        _among,
        _asked,
        _touches,
        _one_in,
        _make_up,
        _were,
        _they_did,
    ):
        found = tuple(read(sentence))
        if found:
            told = _LIVE_THERE.sub(lambda match: " " * len(match.group()), sentence) if read is _surface else sentence
            bare = _DATED.sub(lambda match: " " * len(match.group()), told)
            numbers = {match.start() for match in _MANY.finditer(bare)}
            return found if len(numbers - _of_respondents(sentence)) <= len(found) else ()
    return ()


def _of_respondents(sentence: str) -> set[int]:
    """Where a sentence says how many were asked: "Parmi les 611 répondants"."""
    asked = re.finditer(r"\b(?:[Pp]armi|[Ss]ur|auprès d(?:e |['’]))(?: ?les)? ?(?=\d)", sentence)
    return {match.end() for match in asked}


def _number(shown: str) -> float | None:
    if shown[0].isdigit():
        return float(re.sub(r"[  ]", "", shown).replace(",", "."))
    value = numeral(folded(shown).text)
    return float(value) if value is not None else None


def _state(match: re.Match[str], what: str, unit: str, group: str = "value", where: str = "") -> Iterator[State]:
    value = _number(match[group])
    if value is not None and len(what) <= 140:
        yield State(flat(what).strip(" .;,"), match[group], value, unit, match.start(group), where)


def _measured(sentence: str) -> Iterator[State]:
    match = _MEASURED.search(sentence)
    if match is None:
        return
    what = re.sub(r"\s*\([^()]*\)?", "", match["what"])
    yield from _state(match, what, flat(match["unit"]))
    for answer in _ANSWER.finditer(sentence, match.end("value")):
        yield from _state(answer, what, flat(match["unit"]), where=answer["where"])


def _surface(sentence: str) -> Iterator[State]:
    for pattern, what in ((_AREA, "superficie"), (_PER_AREA, "densité de population")):
        if match := pattern.search(sentence):
            yield from _state(match, what, flat(match["unit"]))


def _takes(sentence: str) -> Iterator[State]:
    if match := _TAKES.search(sentence):
        mean = " moyen" if match["mean"] or "en moyenne" in match.group() else ""
        yield from _state(match, f"temps{mean} pour {match['what']}", match["unit"])


def _without(sentence: str) -> Iterator[State]:
    match = _WITHOUT.search(sentence)
    if match is None or re.search(r"% *$", sentence[: match.start("head")]):
        return
    what = f"{match['who']} {match['do']}"
    yield from _state(match, what, match["head"])
    if within := _OF_WHOM.match(match["rest"]):
        value = _number(within["value"])
        start = match.start("rest") + within.start("value")
        if value is not None:
            told = flat(f"{what.strip(' .;,')}, {within['how']}").strip(" .;,")
            yield State(told, within["value"], value, match["head"], start)


def _wait(sentence: str) -> Iterator[State]:
    match = _WAIT.search(sentence)
    # "onze mois en ophtalmologie et sept mois en dermatologie": of what each is, the words before do not tell.
    if match and len(re.findall(rf"\b{match['unit']}\b", sentence)) == 1:
        yield from _state(match, match["what"], match["unit"])


def _among(sentence: str) -> Iterator[State]:
    if match := _AMONG.search(sentence):
        yield from _state(match, f"part des {match['who']} qui {match['do']}", "%")


def _asked(sentence: str) -> Iterator[State]:
    match = _ASKED.search(sentence)
    if match is None:
        return
    who = "des répondants" if match["who"].startswith("d’") or match["who"].startswith("d'") else match["who"]
    yield from _state(match, f"part {who} qui {match['do']}", "%")
    if match["two"]:
        kept = match["do"].rfind(f" {match['prep']} ")
        if kept > 0:
            yield from _state(match, f"part {who} qui {match['do'][:kept]} {match['other']}", "%", "two")


def _touches(sentence: str) -> Iterator[State]:
    if match := _TOUCHES.search(sentence):
        yield from _state(match, f"{match['what']} {match['verb']} part {match['who']}", "%")


def _one_in(sentence: str) -> Iterator[State]:
    match = _ONE_IN.search(sentence) or _ONE_IN_BEHIND.search(sentence)
    if match:
        who = flat(match["who"])
        yield from _state(match, f"part des {who} : {match['do']}" if who else f"part : {match['do']}", "%")


def _make_up(sentence: str) -> Iterator[State]:
    match = _MAKE_UP.search(sentence)
    if match is None or not re.search(r"\b(?:19|20)\d\d\b", sentence):
        return  # what part of a population an age makes up is of a year
    what = f"part des {match['who']}"
    yield from _state(match, what, "%")
    end = match.end("of")
    for answer in _ANSWER.finditer(sentence, end):
        yield from _state(answer, what, "%", where=answer["where"])


def _were(sentence: str) -> Iterator[State]:
    if match := _WERE.search(sentence):
        yield from _state(match, f"{match['what']} {match['done']}{match['tail']}", match["what"].split(" ")[0])


def _they_did(sentence: str) -> Iterator[State]:
    match = _THEY_DID.search(sentence)
    if match is None:
        return
    what = re.split(r" (?:en|par an|dans|sur|au|à|dont)(?= |$)", flat(match["what"]))[0].strip(" .")
    head = what.split(" ")[0].strip(".")
    if not head.endswith("s"):
        return
    if " " not in what:
        what = f"{what} ({flat(match['who']).split(',')[0]})"
    yield from _state(match, what, head)
