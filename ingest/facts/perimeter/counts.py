"""How many communes and inhabitants a text says there are. Pure functions on strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.reading import flat

# A part of a whole is told within so many characters of it.
REACH = 160
INHABITANTS, COMMUNES = "habitants", "communes"
# A thousand is parted by a space, a dot or nothing.
NUMBER = r"\d{1,3}(?:[  .]\d{3})+(?![\d])|\d+(?![\d.,])"
_QUALIFIER = r"(?:(?:pr[èe]s|plus|un peu plus|un peu moins) d[e’'] ?|environ |quelque[s]? |presque )?"
_COUNT = re.compile(
    rf"(?P<shown>{_QUALIFIER}(?<![\d,.])(?P<number>{NUMBER})\s+(?P<unit>habitants?|hab\b\.?|communes)(?!\w))",
    re.IGNORECASE,
)
# "les cinq communes de la communauté": in words, only where all are meant.
_SPELT = re.compile(
    rf"\b(?:[Ll]es|[Aa]ux|[Dd]es) (?P<number>{NUMERAL}) (?P<unit>communes)"
    r"(?= (?:membres|de la (?:communaut|m[ée]tropol|CC|CA)|du (?:territoire|pays|PETR|Pays|contrat|secteur)"
    r"|de l['’](?:agglom|EPCI)|qui la compo))"
)
# "… réunit dix-sept communes et 29 430 habitants": how many, before what is said of all of them.
_SPELT_GATHERED = re.compile(
    rf"\b(?:soit|réunit|réunissant|regroupe|regroupant|rassemble|rassemblant|fédère|comprend|compte)\s+(?P<number>{NUMERAL})"
    r"\s+(?P<unit>communes)(?=\s+et\s+\d|\s*[:(]|,\s+\d)"
)
_LABELLED = re.compile(
    r"(?P<label>population(?: (?:totale|municipale|légale|DGF|INSEE))?|nombre d['’]habitants|habitants"
    rf"|(?:nombre de )?communes)(?P<note>\s*\([^()\n]*\))?\s*:\s*(?P<number>{NUMBER})"
    r"(?:\s+(?:habitants|hab\b\.?|communes))?",
    re.IGNORECASE,
)
# Rates, densities, thresholds and parts are no totals.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:pour|par|de|sur|entre|les|des|seuil de|moins de|(?:de|à) (?:plus|moins) de)|/|\d\s?%.{0,12})\s*$",
    re.IGNORECASE,
)
# "dont la ville-centre, X (41 200 habitants)"
_PART = re.compile(r"\bdont\b(?![^.;]*\bdont\b)[^.;]*$", re.IGNORECASE)
# "Pôle de la Rive (6 communes, 7 338 habitants)", "le quartier des Tilleuls compte 2 140 habitants"
_SECTOR = re.compile(
    r"\b(?:pôles?|(?<!communes du )secteurs?|bassins?|cantons?|quartiers?|unités? urbaines?)\b(?! (?:d['’]équilibre"
    r"|métropolitain))[^.;:()]{0,60}"
    r"(?:\([^()]{0,40}|\b(?:compte|regroupe|abrite|rassemble)(?:nt)?\s*)$",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    r"\b(?:population|population totale|total|ensemble|composée?|constituée?|bassin|territoire) (?:de|d['’])\s*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s*(?:/|par\b|au\s(?:km|kilom)|à (?:elles|eux)\b|en ont\b|riveraines|(?:du|de la|en|de"
    r"|que compte la?) (?:département|région|france)|colonis|déléguées"
    r"|nouvelles?\b|associées|touchées|concernées par|classées|dépourvues|sans\b|ont\b|ne\b|disposent"
    r"|de (?:plus|moins) de|supplémentaires|de plus\b|en moins|limitrophes|voisines|isolées|rurales sont)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\s*\((?P<bracket>[^()]{2,80})\)|,?\s*(?P<plain>(?:sources?\s*:?|selon l['’]|données)\s*[^.,;()\n]{2,40})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SOURCE_WORD = re.compile(
    r"insee|dgf|recensement|\brp\b|population|banatic|drees|source|donn[ée]es|l[ée]gale", re.IGNORECASE
)
_IN_YEAR = re.compile(r"\s*,?\s*(?:en|au 1er janvier|au)\s+(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of communes or inhabitants: `start` to `end` hold its figures, unit and source."""

    value: float
    unit: str
    start: int
    end: int
    year: str = ""
    source: str = ""


def counts(text: str) -> tuple[Count, ...]:
    """The numbers of communes and inhabitants that a text tells, in order."""
    told = sorted(_found(text), key=lambda count: count.start)
    return tuple(count for i, count in enumerate(told) if not _is_part(text, count, told[:i]))


def _is_part(text: str, count: Count, before: Sequence[Count]) -> bool:
    """Whether a number of communes is one part's of a greater number: "23 communes : 17 communes dans la plaine"."""
    if count.unit != COMMUNES or not re.match(r"\s+(?:dans|en|sur)\s", text[count.end :]):
        return False
    near = [other for other in before if other.unit == COMMUNES and count.start - other.end <= REACH]
    return any(other.value > count.value for other in near)


def number(text: str) -> float:
    """A whole number as written: "36 673", "91.000"."""
    return float(re.sub(r"[^\d]", "", text))


def _found(text: str) -> Iterator[Count]:
    taken: list[tuple[int, int]] = []
    for match in _LABELLED.finditer(text):
        unit = COMMUNES if "commune" in match["label"].lower() else INHABITANTS
        if unit == COMMUNES and re.match(r"[  .]\d{3}|\d{4}", text[match.end("number") :] or ""):
            continue
        before, after = text[max(0, match.start() - 4) : match.start()], text[match.end("number") :]
        if unit == INHABITANTS and (re.search(r"\d\s$", before) or re.match(r"\s+communes\b", after)):
            continue  # "78 640 habitants (2031) : 17 communes en plaine"
        note = flat(match["note"] or "").strip("()")
        yield _with_source(text, match.start(), match.end(), match["number"], unit, note)
        taken.append(match.span())
    for match in (*_SPELT.finditer(text), *_SPELT_GATHERED.finditer(text)):
        value = numeral(match["number"])
        if value is not None:
            yield Count(float(value), COMMUNES, match.start("number"), match.end())
    for match in _COUNT.finditer(text):
        start = match.start("shown")
        if any(low <= match.start("number") < high for low, high in taken):
            continue
        if _excluded(text, start, match):
            continue
        unit = COMMUNES if match["unit"].lower() == "communes" else INHABITANTS
        yield _with_source(text, start, match.end(), match["number"], unit, "")


def _excluded(text: str, start: int, match: re.Match[str]) -> bool:
    before, after = text[max(0, start - 30) : start], text[match.end() : match.end() + 30]
    if (
        _SECTOR.search(text[max(0, start - 120) : start])
        or _NOT_AFTER.match(after)
        or _PART.search(text[max(0, start - 90) : start])
    ):
        return True
    if re.search(r"\b(?:les|des|ses|de ces|ces)\s*$", before, re.IGNORECASE) and match["unit"].lower() == "communes":
        # "Les 92 communes de la communauté de communes de X": all of them; "12 des 40 communes" is a part.
        return re.search(r"\d\s+des\s*$", before) is not None
    qualified = match["shown"].lower().startswith(("plus d", "un peu", "près d", "pres d"))
    if qualified and re.search(r"\b(?:de|à|les communes|communes)\s*$", before, re.IGNORECASE):
        return True
    return _NOT_BEFORE.search(before) is not None and _TOTAL_OF.search(before) is None


def _with_source(text: str, start: int, end: int, shown: str, unit: str, note: str) -> Count:
    year = source = ""
    behind = _SOURCE.match(text, end)
    words = note or (flat(behind["bracket"] or behind["plain"]) if behind else "")
    if words and (_SOURCE_WORD.search(words) or (_YEAR.search(words) and len(words) < 30)) and not _COUNT.search(words):
        found = _YEAR.search(words)
        year = found.group() if found else ""
        source = re.sub(r"^(?:sources?|données|selon l['’])\s*:?\s*", "", _YEAR.sub("", words), flags=re.IGNORECASE)
        source = flat(source).strip(" ,:;-–/")
        end = behind.end() if behind and not note else end
    dated = _IN_YEAR.match(text, end)
    if dated and not year:
        year, end = dated["year"], dated.end()
    return Count(number(shown), unit, start, end, year, source)
