"""What figures are measured in: unit, year and source, told from the words around them. Pure functions."""

from __future__ import annotations

import re

from ingest.facts.cells import unit
from ingest.facts.reading import flat
from ingest.naming import fold

# How the name of an indicator begins.
MEASURE = re.compile(
    r"(?:evolution (?:de |du |des )?(?:la |l')?)?(?:taux|parts?|densite|nombre|proportion|indice"
    r"|superficie|effectifs?|repartition|prevalence|incidence|mortalite|surmortalite|population|esperance|couverture|pourcentage"
    r"|ratio|accessibilite|revenu|niveau|age|naissances|deces|moyenne|mediane|recours|consommation|admissions?|nb"
    r"|beneficiaires|frequence|solde|variation|depenses?|montant|duree|delai|capacite|equipement|places|lits|offre)\b"
)

YEAR = r"(?:19|20)\d\d"
PERIOD = re.compile(rf"\b{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)\b|\b{YEAR}\b")
SOURCE = re.compile(
    r"\(?\b[Ss](?:ources?|OURCES?)\s*:\s*(?P<named>[^\n;)]{2,80}?)(?:\s*\.(?=\s|$)|\)|$|\n)"
    r"|\((?P<data>[Dd]onnées [^)]{2,60})\)|(?P<after>(?<=\()[A-ZÉ][\w -]{1,20},? (?:19|20)\d\d(?=\)))"
)
_PER = re.compile(
    r"(?<!\w)(?:pour|p\.|/)\s?(1 ?000(?: ?000)?|10 ?000|100 ?000|100)\b(?:\s*(hab\w*|personnes|naissances|femmes)?)",
    re.I,
)
_IN_UNIT = re.compile(
    r"\(?\ben (%|€|euros|années|ans|nombre|points)\)?|\((%|€|‰|ans|nombre|hab\.?|habitants|hab\.?/km²)\)"
)


def unit_told(text: str) -> str:
    """The unit that a title or a label names: "pour 10 000 habitants", "%", "ans"."""
    per = _PER.search(text)
    if per:
        base = re.sub(r"(\d)(?=(?:\d{3})+$)", r"\1 ", per[1].replace(" ", ""))
        counted = "habitants" if per[2] and fold(per[2]).startswith("hab") else per[2] or ""
        return f"pour {base} {counted}".strip()
    inside = _IN_UNIT.search(text)
    return unit((inside[1] or inside[2]).replace("euros", "€").replace("années", "ans")) if inside else ""


_BRACKET = re.compile(r"\s*\((?P<told>[^()]{1,60})\)")
_DASHED = re.compile(rf"\s[–-]\s(?P<told>[A-Z][\w /-]{{1,30}}, {YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?)\s*$")
_UNIT_PIECE = re.compile(
    r"(?:en )?(?:%|€|‰|ans|jours|mois|points|euros?(?: par an)?|pourcentages?|nombre|p(?:our|\.) .+|pour 1 .+)"
)
# "Les valeurs sont en pourcentage sauf mention contraire"
_ALL_IN = re.compile(
    r"\b(?:valeurs|chiffres|donnees|resultats|indicateurs|taux|exprimee?s?)\b[^.;:]{0,40}"
    r"\ben (?:%|pourcentages?|pour cent)"
)


def without_told(label: str) -> tuple[str, str]:
    """A label without the bracket that tells its unit, year and source ("(%, 2031, ORS)"), and what that tells.

    A bracket that tells one thing only is part of the name. A source and a year may stand behind a dash instead.
    """
    if behind := _DASHED.search(label):
        return flat(label[: behind.start()]), flat(behind["told"])
    for match in _BRACKET.finditer(label):
        pieces = [flat(piece) for piece in re.split(r"[,;]", match["told"])]
        units = [piece for piece in pieces if _UNIT_PIECE.fullmatch(fold(piece))]
        years = [piece for piece in pieces if PERIOD.fullmatch(piece)]
        if len(pieces) > 1 and (units or (len(pieces) == 2 and len(years) == 1)):
            return flat(label[: match.start()] + label[match.end() :]), match["told"]
    return label, ""


def told_unit(bracket: str) -> str:
    """The unit that such a bracket tells."""
    for piece in re.split(r"[,;]", bracket):
        bare = re.sub(r"^en ", "", fold(flat(piece)))
        if _UNIT_PIECE.fullmatch(bare):
            return unit_told(piece) or ("%" if bare.startswith("pourcentage") else unit(bare.replace("euros", "€")))
    return ""


def told_source(bracket: str) -> str:
    """The source that such a bracket tells: what is neither its unit nor its year."""
    pieces = [flat(piece) for piece in re.split(r"[,;]", bracket)]
    named = [p for p in pieces if not (_UNIT_PIECE.fullmatch(fold(p)) or PERIOD.fullmatch(p))]
    return named[0] if len(named) == 1 and named[0][:1].isupper() else ""


def all_in_percent(text: str) -> bool:
    """Whether words around a table say that its values are percentages."""
    return _ALL_IN.search(fold(text)) is not None


# People of whom a decimal can only be a share, and measures that are always one.
_SHARED = re.compile(
    r"(?:dont )?(?:les )?(?:habitants|femmes|hommes|adultes|enfants|jeunes|personnes|assures|patients|menages|foyers"
    r"|seniors|retraites|actifs|logements|beneficiaires|eleves|moins de \d+ ans|plus de \d+ ans|\d+ ans et plus"
    r"|parts?|proportion|pourcentage|participation|couverture vaccinale|taux de (?:pauvrete|chomage|activite|depistage"
    r"|participation|couverture|vaccination))\b"
)


def share_implied(indicator: str, shown: str, value: float) -> str:
    """ "%" for a decimal of people, who are counted whole, where nothing says per how many."""
    folded = fold(indicator)
    decimal = re.search(r"\d[,.]\d{1,2}$", shown) is not None and value <= 100
    return "%" if decimal and _SHARED.match(folded) and not re.search(r"\bpour \d|\bpar\b", folded) else ""


# What an indicator that begins with it counts, one by one.
_COUNTED = re.compile(
    r"(?:m[ée]decins|infirmi[eè]re?s|dentistes|chirurgiens-dentistes|kin[ée]sith[ée]rapeutes|pharmacies|sages-femmes"
    r"|orthophonistes|psychologues|lits|places)(?![\w-])",
    re.IGNORECASE,
)


def counts(indicator: str) -> bool:
    """Whether an indicator begins with people or things that are counted, so that a part of one is no count."""
    return bool(_COUNTED.match(indicator))


def unit_implied(indicator: str, value: float) -> str:
    """The unit that an indicator can only have."""
    folded = fold(re.sub(rf"\s*\(?\b{YEAR}(?:\s?[-–]\s?{YEAR})?\)?\s*$", "", indicator))
    if re.match(r"(?:esperance de vie|age (?:moyen|median))", folded) and value < 130:
        return "ans"
    if re.match(r"population(?: \w+){0,2}(?: (?:en )?\d{4})?$", folded) and value == int(value):
        return "habitants"
    if re.fullmatch(r"habitants|nombre d'habitants", folded) and value == int(value):
        return "habitants"
    if folded.startswith("indice ") and "pour" not in folded:
        return "indice"
    people = _COUNTED.match(indicator)
    if people and value == int(value) and not re.search(r"\bpour\b|%|\bpar\b", folded):
        return people[0].lower()
    counted = re.match(r"nombre (?:de |d['’])(\w+)", indicator, re.IGNORECASE)
    return counted[1] if counted and value == int(value) else ""


def year_told(text: str) -> str:
    """The one year or period that a text names, empty when it names several."""
    found = {re.sub(r"\s", "", match.group()).replace("–", "-") for match in PERIOD.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def source_told(text: str) -> str:
    """The source that a text names, without its year."""
    match = SOURCE.search(text)
    if match is None:
        return ""
    named = match["named"] or match["data"] or match["after"] or ""
    return undated(re.sub(r"[–-]\s*période.*$", "", named))


def undated(named: str) -> str:
    """A source without the year or the period behind its name."""
    return re.sub(
        rf"[\s,.:–(-]*(?:\(?(?:[Aa]nnées?|[Pp]ériode)\s*)?{YEAR}(?:\s?[-–/]\s?{YEAR})?\)?\s*$", "", flat(named)
    ).strip(" .,–-")


_TOPICS = re.compile(rf"(?P<named>[^,;()]*?)(?P<year>{YEAR}(?:\s?[-–/]\s?{YEAR})?)?\s*\((?P<topics>[^()]{{3,80}})\)")
# So many letters of a word are its stem.
STEM = 6


def _is_topic(topic: str, indicator: str) -> bool:
    """Whether a topic is that of an indicator that names it otherwise: inhabitants are population, "25 ans" an age."""
    if topic.startswith("popula"):
        return re.match(r"(?:nombre d')?habitants?\b", indicator) is not None
    return re.fullmatch(r"ages?", topic) is not None and re.search(r"\b\d+ ans\b", indicator) is not None


def source_of_topic(caption: str, indicator: str) -> tuple[str, str]:
    """The source and the year that a caption gives for one indicator: "INSEE (population), CépiDc 2031 (suicide)"."""
    folded = fold(indicator)
    for match in _TOPICS.finditer(re.sub(r"^\s*[Ss]ources?\s*:\s*", "", caption)):
        topics = [fold(topic).strip()[:STEM] for topic in re.split(r",|\bet\b", match["topics"])]
        if any((len(topic) >= 4 and topic in folded) or _is_topic(topic, folded) for topic in topics):
            year = re.sub(r"\s", "", match["year"] or "").replace("–", "-")
            return flat(match["named"]).strip(" .,–-"), year
    return "", ""
