"""Figures that sentences of the diagnosis give, where the sentence itself says what is counted. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.measures import source_told, year_told
from ingest.facts.places import Places
from ingest.facts.reading import Run, flat, letters
from ingest.facts.records import DiagnosisFigure
from ingest.facts.table_headers import SOURCE_WORDS
from ingest.naming import fold

# An indicator's words are no more than this; a longer clause says more than one thing.
INDICATOR_CHARACTERS, EVIDENCE_CHARACTERS = 110, 400

_NUMBER = r"(?P<value>\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_ABOUT = r"(?P<about>(?:plus|moins|près|environ|autour) d(?:e |['’])|environ |presque |quelque )?"
_COUNTED = r"(?:habitants|hab\.?|personnes|naissances|femmes|enfants|jeunes)"
_BASE = r"(?:1 ?000|10 ?000|100 ?000|100)"
_PER = rf"(?P<per>pour {_BASE} {_COUNTED})"
_PEOPLE = (
    r"(?:la |l['’]|les )?(?:population|habitants?|personnes|ménages|foyers|jeunes|seniors|enfants|femmes|hommes|actifs"
    r"|logements|médecins|généralistes|élèves|patients|assurés|bénéficiaires|communes|familles|professionnels|adultes"
    r"|allocataires|retraités|salariés|étudiants|résidents|décès|naissances|plus de \d+ ans|moins de \d+ ans|\d+ ans"
    r"|\d+[ -–]\d+ ans|personnes âgées|femmes enceintes|agriculteurs|collégiens|lycéens)\b"
)
# "8 médecins pour 10 000 habitants"
_DENSITY = re.compile(rf"{_ABOUT}\b{_NUMBER} (?P<what>[a-zà-ÿœ][a-zà-ÿœ’' -]{{2,60}}?) {_PER}", re.IGNORECASE)
# "36 % de la population a plus de 60 ans"
_SHARE = re.compile(rf"{_ABOUT}\b{_NUMBER} ?% (?P<what>(?:de |des |du |d['’]){_PEOPLE}[^,;:()]*)", re.IGNORECASE)
# "un taux de pauvreté de 14,2 %", "taux de mortalité évitable (133,6 pour 100 000 habitants)"
_RATE = re.compile(
    r"(?P<what>\b(?:taux|part|proportion|densité|espérance de vie|indice|âge (?:moyen|médian)|revenu médian"
    r"|prévalence|incidence|couverture|(?:sur)?mortalité|participation|recours)\b"
    r" (?:[^,;:()\d]|\b\d{1,2}(?:(?: à | et |-)\d{1,2})?(?= ans\b)){3,90}?)"
    r" ?(?:(?:y |en )?(?:est|était|s['’]élève|atteint|représente)(?: (?:de|à|d['’]))?|de|d['’]|à|:|\()\s?"
    rf"{_ABOUT}{_NUMBER} ?(?P<unit>%|ans(?! (?:et|ou) )|€|points|{_PER.replace('?P<per>', '')})",
    re.IGNORECASE,
)
# "…, contre 15,4 en France", "… et de 15,4 % (France)"
_AGAINST = re.compile(
    r"(?:,|\(|\bet\b|\s)\s*(?:contre|versus|vs\.?|pour|et|face à)\s+"
    r"(?:un taux de |une moyenne de |une part de |de |d['’]|à )?"
    rf"(?!{_BASE} {_COUNTED}){_ABOUT}{_NUMBER} ?(?P<unit>%|ans|€|{_PER.replace('?P<per>', '')})?\s+(?:en moyenne )?"
    r"(?:(?P<where>(?:en|dans|au|à|pour|sur)\b[^,;:.()\d]{2,60})|\((?P<bracket>[^,;:()\d]{2,60})\))",
    re.IGNORECASE,
)
# Shares that are money or aims, not the state of a territory.
_NOT_A_STATE = re.compile(
    r"\b(?:financ\w*|subvention\w*|cout|cofinanc\w*|prise en charge|maximum|plafon\w*|objectif|vise\w*|atteindre|devra"
    r"|d'ici|horizon|euros?|depenses?|taux d'intervention|au moins)\b"
)
_COMPARES = re.compile(r"\b(?:depass|superieur|inferieur|excede|augment|baiss|hausse|recul|progress|diminu)\w*$")
# "deux fois moins que la moyenne nationale": a place compared with, whose figure is not told.
_COMPARED = re.compile(
    r"\b(?:fois|plus|moins|mieux|superieure?s?|inferieure?s?)\b[^,;.]{0,40}\b(?:que|a|au)\s?(?:la |le |celle de "
    r"|celui de )?$"
)
_SENTENCE = re.compile(r"(?:[^.;!?]|\.(?=\d)|(?<=\b[A-Z])\.|\.(?! ?[A-ZÀ-Ý\n]|\s*$))+[.;!?]?")
# Places that a sentence leaves without a name, folded: of which region or département it speaks it does not say.
UNNAMED = frozenset(("", "region", "departement", "regionale", "departementale"))
_GENERIC = re.compile(
    r"\b(?:niveau|échelle|échelon|moyenne) (?P<level>nationale?|régionale?|départementale?)\b"
    r"|\b(?i:le|du|ce|notre) (?P<own>territoire)\b(?! [a-z]+ais\b)|\b(?i:le|du) (?P<dep>département)\b(?! d[eu'’])"
    r"|\b(?i:la) (?P<reg>région)\b(?! [A-Z])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A territory that a sentence names."""

    start: int
    end: int
    name: str


def sentence_figures(run: Run, places: Places) -> Iterator[DiagnosisFigure]:
    """The figures of the sentences of a run."""
    for start, end in _paragraphs(run.text):
        # One character for one: offsets stay those of the run.
        text = run.text[start:end].replace("\n", " ")
        for match in _SENTENCE.finditer(text):
            yield from _figures(run, start + match.start(), match.group(), places)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines, rows of tables and sources of tables."""
    start = end = 0
    for line in re.finditer(r"[^\n]*", text):
        if line.group().strip() and "|" not in line.group() and not SOURCE_WORDS.match(fold(line.group())):
            end = line.end()
            continue
        # The pattern also matches the empty end of each line.
        if line.group() or text[line.start() - 1 : line.start()] == "\n":
            if end > start:
                yield start, end
            start = end = line.end() + 1
    if end > start:
        yield start, end


def _figures(run: Run, offset: int, sentence: str, places: Places) -> Iterator[DiagnosisFigure]:
    if len(sentence) > EVIDENCE_CHARACTERS or _NOT_A_STATE.search(fold(sentence)):
        return
    first = next((m for p in (_DENSITY, _RATE, _SHARE) for m in [p.search(sentence)] if m), None)
    # Of several figures that do not answer one another, whose each place is cannot be told.
    if first is None or sum(len(p.findall(sentence)) for p in (_DENSITY, _SHARE)) > 1:
        return
    named = _named(sentence, places)
    answer = _AGAINST.search(sentence, first.end("value"))
    before = sentence[: answer.start()] if answer else sentence
    own = [p for p in named if p.end <= len(before) and not _COMPARED.search(fold(sentence[: p.start]))]
    if len({letters(place.name) for place in own}) > 1 or _more_numbers(before, first):
        return
    what, unit = _indicator(first, before)
    if _COMPARES.search(fold(what)):
        return  # "dépasse de 38 % la moyenne": how much more, not how much
    if not what or not _fits(what, unit):
        return
    for place in own:
        what = _without_place(what, place.name)
    yield _figure(run, offset, sentence, first, what, unit, own[0].name if own else "")
    if answer is None or _AGAINST.search(sentence, answer.end()):
        return
    group = "where" if answer["where"] else "bracket"
    there = [place for place in named if answer.start(group) <= place.start < answer.end(group)]
    told = _unit(answer["unit"] or unit)
    if len(there) == 1 and told == unit:
        yield _figure(run, offset, sentence, answer, what, unit, there[0].name)


def _more_numbers(text: str, first: re.Match[str]) -> bool:
    """Whether a clause holds another rate than the one that was read and those that its words go on to."""
    others = [m.start() for m in re.finditer(r"\d+(?:,\d+)? ?%|\b\d+,\d+", text)]
    return any(not first.start() <= start < first.end() for start in others)


def _fits(what: str, unit: str) -> bool:
    """Whether an indicator can be measured so: "part des plus de 75 ans" is no share of 75 years."""
    folded = fold(what)
    if re.match(r"(?:esperance de vie|age) ", folded):
        return unit == "ans"
    return (unit == "€") == folded.startswith("revenu") and unit != "ans"


def _indicator(match: re.Match[str], clause: str) -> tuple[str, str]:
    """What a figure counts, and its unit; empty when its words are too many."""
    groups = match.groupdict()
    what = flat(groups["what"][: max(0, len(clause) - match.start("what"))])
    # "17 % des jeunes sont en surpoids dont 4 %…": another figure begins.
    what = re.split(r"\s+dont\b", what)[0].strip(" .;,")
    what = re.sub(r"\s+(?:y |en )?(?:est|était|atteint)$", "", what)
    if match.re is _DENSITY:
        unit = flat(groups["per"])
    elif match.re is _SHARE:
        # "37 % des enfants et 73 % des jeunes…": what both do stands behind the other figure.
        if re.search(r"\bet \d", what) or len(re.sub(rf"^\S+?\s?{_PEOPLE}", "", what, flags=re.IGNORECASE).split()) < 2:
            return "", ""
        what, unit = f"part {what}", "%"
    else:
        unit = flat(groups["unit"])
    return (what if len(what) <= INDICATOR_CHARACTERS else ""), _unit(unit)


def _unit(text: str) -> str:
    return re.sub(r"\b(\d+) ?000\b", r"\1 000", re.sub(r"\bhab\.?(?!\w)", "habitants", flat(text)))


def _without_place(what: str, name: str) -> str:
    """An indicator without the territory that its words name: the same indicator is compared with others."""
    article = r"(?:du|de|des|dans|sur|en|à)(?: l[ea]s?| l[’'])?|d[’']|de l[’']"
    return flat(re.sub(rf"\s*\b(?:{article})\s*{re.escape(name)}(?![\w-])", "", what))


def _figure(
    run: Run, offset: int, sentence: str, match: re.Match[str], what: str, unit: str, territory: str
) -> DiagnosisFigure:
    digits = match["value"]
    grouped = re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?", digits)
    value = float((re.sub(r"[ .]", "", digits) if grouped else digits).replace(",", "."))
    return DiagnosisFigure(
        indicator=what,
        value=value,
        unit=unit,
        evidence=run.evidence(offset, offset + len(sentence)),
        territory=territory,
        year=year_told(sentence),
        source=source_told(sentence),
        shown=flat(f"{match['about'] or ''}{digits}"),
    )


def _named(sentence: str, places: Places) -> list[Place]:
    """The territories that a sentence names, the longest names first where names lie within one another."""
    words = [m.span() for m in re.finditer(r"[\w’'-]+", sentence)]
    found: list[Place] = []
    for i, (start, _) in enumerate(words):
        if found and start < found[-1].end:
            continue
        for j in range(min(len(words), i + 7), i, -1):
            end = words[j - 1][1]
            name = _without_article(sentence[start:end])
            follows = re.match(r"[ -][A-ZÀ-Ý]", sentence[end:])
            if name[:1].isupper() and not follows and places.doubt(name) is not None:
                found.append(Place(end - len(name), end, name))
                break
    taken = [(place.start, place.end) for place in found]
    for match in _GENERIC.finditer(sentence):
        name = next(group for group in match.groups() if group)
        # "le territoire du Pays des Rives" is one place.
        whole = re.compile(r"\s+(?:d[eu] (?:la |l[’'])?|des |d[’'])?")
        if not any(start < match.end() and match.start() < end for start, end in taken) and not any(
            whole.fullmatch(sentence, match.end(), start) for start, _ in taken
        ):
            found.append(
                Place(match.start(), match.end(), {"national": "France", "nationale": "France"}.get(name, name))
            )
    return sorted(found, key=lambda place: place.start)


def _without_article(name: str) -> str:
    return re.sub(r"^(?:(?:En|Dans|Sur|Pour|Au|À|Avec) )?(?:[lLdD][’']|[Ll]es? |[Ll]a )?", "", name)
