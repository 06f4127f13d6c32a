"""How many of what there are: sentences of the diagnosis that count, and figures set large above their words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.figures.measures import MEASURE, PERIOD, YEAR, year_told
from ingest.facts.figures.places import THIS, named, only
from ingest.facts.figures.sentences import paragraphs
from ingest.facts.figures.territories import Places, kind_of
from ingest.facts.folding import folded
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.parties.organisations import name_span
from ingest.facts.reading import Run, flat
from ingest.facts.records import DiagnosisFigure
from ingest.naming import fold

# What a diagnosis counts; a noun that is not here may be of anything.
_HEADS = (
    r"m[ée]decins|g[ée]n[ée]ralistes|infirmi[eè]re?s|masseurs-kin[ée]sith[ée]rapeutes|kin[ée]sith[ée]rapeutes"
    r"|chirurgiens-dentistes|dentistes|sages-femmes|orthophonistes|psychologues|psychiatres|sp[ée]cialistes"
    r"|pharmacies|lits et places|lits|places|EHPAD|maisons de sant[ée]|centres de sant[ée]|passages|assur[ée]s|patients"
    r"|allocataires|b[ée]n[ée]ficiaires|cas|[ée]l[èe]ves|logements"
)
_FIGURE = rf"(?P<value>\d{{1,3}}(?:[  .]\d{{3}})+|\d{{1,6}}|(?i:{NUMERAL}))"
_COUNT = re.compile(
    rf"(?<![\w,.-]){_FIGURE} (?P<what>(?P<head>{_HEADS})(?![\w-])"
    r"(?: (?!(?:exercent|exerçaient|sont|ont|dont|qui|soit|par|et|en|au|à|pour|sur"
    r"|dans|y|a|est|ne)\b)[^\W\d][\w’'-]*){0,6})"
)
_HAS = re.compile(
    r"\b(?:compten?t?|disposen?t? d(?:e |['’])|comprend|comprennent|regroupen?t?|abriten?t?|recensen?t?|accueillent?"
    r"|(?:est|sont) (?:dotée?s? d(?:e |['’])|(?:couvert|desservi)e?s? par)"
    r"|(?:a|ont) (?:reçu|enregistré|compté))\s*(?:d(?:e |['’]))?(?:aujourd['’]hui |désormais |actuellement |ainsi )?$"
)
# Whatever a territory that is named counts: its noun with what tells it from others. Its communes and inhabitants
# are told by the perimeter; measures, parts and the contract's own parts are no things.
_ANY = re.compile(
    rf"(?<![\w,.-]){_FIGURE} (?P<what>(?P<head>"
    r"(?!(?:habitants|communautés|communes(?! (?:colonis|touch|class|expos|concern))"
    r"|ans|mois|jours|km|hectares|euros|k€"
    r"|fois|quarts|tiers|points|axes|fiches|actions|objectifs|priorités|orientations|personnes|heures|minutes"
    r"|millions|milliards)\b)[^\W\d_][\w’'-]{2,}s|[A-ZÀ-Ý][\w-]{2,})(?![\w-])"
    r"(?: (?!(?:exercent|exerçaient|sont|ont|dont|qui|soit|par|et|en|au|à|pour|sur|dans|y|a|est|ne)\b)"
    r"[^\W\d][\w’'-]*){0,4})"
)
# "7 pièges sont installés sur le territoire du Pays des Rives"
_SET = re.compile(
    r"\s(?:sont|étaient) (?:installée?s|implantée?s|présente?s|recensée?s|situées?|ouverte?s|répartie?s|posée?s)"
    r" (?:sur|dans|à|en|au) (?:(?:le |l['’])(?:territoire|ensemble) (?:du |de la |de l['’]|d['’]|de )?)?"
    r"(?P<where>[^,;:.()\d]{3,60})"
)
_ARE = re.compile(
    r"\s(?:y )?(?:exer(?:cent|çaient)|sont (?:en exercice|installés|implantés|recensés|présents)|en exercice)\b"
)
_DATED_FIRST = re.compile(r"\W*(?:(?:[Ee]n|[Aa]u 1er janvier|[Ff]in) (?:19|20)\d\d, ?)?")
_IN_A_PLACE = re.compile(r"\s*(?:en|dans|à|aux?|sur)\s+(?P<where>(?:(?:le|la|les)\s+|l['’])?[A-ZÀ-Ý].*)")
# ", dont six ont 60 ans ou plus", ". Cinq d'entre eux ont plus de 60 ans"
_AGED = re.compile(
    rf"(?:, dont |[.;] ){_FIGURE}(?P<of> d['’]entre (?:eux|elles))? (?:ont|avaient)"
    r" (?P<age>plus de \d+ ans|\d+ ans (?:et|ou) plus)\b"
)
_FOLLOWS = re.compile(r"\)?(?:,| et|,? ainsi que| \()\s*(?:d(?:e |['’]))?$")
_HAS_VERB = re.compile(r"\s(?:compten?t?|disposen?t? d|comprend|comprennent|regroupen?t?|abriten?t?|recensen?t?)\b")
# "le centre hospitalier de Rives (112 lits et places)"
_IN_BRACKET = re.compile(
    r"(?P<who>(?:[Cc]entre hospitalier|[Gg]roupe hospitalier|[Hh]ôpital|[Cc]linique|EPSM|CHU?)\b[^,;:()]{0,60}?) ?\($"
)
# Between a territory and its verb: another subject.
_CLAUSE = re.compile(r"[,;:]|\b(?:dont|où|que|qui)\b")
_OF_IT = re.compile(r"\W*(?:ses|son|sa) (?:urgences|services?)\b")
_OWN = re.compile(
    r"^(?:le |la |les |l'|notre |son )?(?:territoire|pays|communaute|agglomeration|metropole|petr|canton|offre"
    r"|bassin|ville|commune|intercommunalite)"
)
_SENTENCE = re.compile(r"(?:[^.;!?]|\.(?=\d)|(?<=\b[A-Z])\.)+[.;!?]?")

# A figure set large: alone on its line, its words below it.
_TILE = re.compile(r"\s*(?P<value>\d{1,3}(?:[  ]\d{3})+|\d{1,6}(?:,\d+)?) ?(?P<unit>%|ans|min|mois|jours|km|€)?\s*")
_AGAINST = re.compile(
    r",?\s*(?:contre|vs)\s+(?P<value>\d+(?:,\d+)?) ?(?P<unit>%|ans|min)?\s+"
    r"(?:en|dans le|dans la|dans l['’]|au)\s*(?P<where>[^,;.()]+)"
)
_BESIDE = re.compile(r"\s*\((?P<where>[^():\d]{2,30}?)\s?: ?(?P<value>\d+(?:,\d+)?) ?(?:%|ans|min)?\)")
# "(INSEE, 2031)"
_BY = re.compile(rf"\s*\((?P<source>[A-ZÀ-Ý][^()\d]{{1,40}}?),? (?P<year>{YEAR}(?:\s?[-–]\s?{YEAR})?)\)")
_WHEN = re.compile(
    r"\s*(?:\((?:en )?(?P<in>(?:19|20)\d\d)\)"
    r"|(?:au 1er janvier|en|de) (?P<at>(?:19|20)\d\d)(?: à (?P<to>(?:19|20)\d\d))?)\s*$"
)
_WAS = re.compile(rf"(?:\b(?:ils|elles) étaient|, contre) {_FIGURE} en (?P<year>(?:19|20)\d\d)\b")
_IS_IN = re.compile(r"[^,;.\d]{0,50}\ben (?P<year>(?:19|20)\d\d)\b")
# How far behind a sentence the next clause begins.
EARLIER_CHARACTERS = 40
AGED_CHARACTERS = 110
FEWEST_IN_WORDS = 4
# A longer sentence counts more than one thing.
SENTENCE_CHARACTERS = 320
# So many of them make a page of figures; the words of one take no more lines.
FEWEST_TILES, TILE_LINES = 3, 4
_PER = re.compile(r"\s*pour (?P<base>1 ?000|10 ?000|100 ?000) (?:habitants|personnes|enfants|naissances)")


@dataclass(frozen=True, slots=True)
class _Counted:
    what: str
    value: float
    unit: str
    start: int
    end: int


def counted(run: Run, places: Places) -> Iterator[DiagnosisFigure]:
    """The figures of sentences that say how many of something there are."""
    for start, end in paragraphs(run.text):
        text = run.text[start:end].replace("\n", " ")
        for sentence in _SENTENCE.finditer(text):
            if len(sentence.group()) <= SENTENCE_CHARACTERS:
                found = tuple(_of_sentence(run, start + sentence.start(), sentence.group(), places))
                yield from found
                yield from _earlier(run, start, text, sentence, found)
                yield from _aged(run, start, text, sentence, found)


def _earlier(
    run: Run, offset: int, text: str, sentence: re.Match[str], found: Sequence[DiagnosisFigure]
) -> Iterator[DiagnosisFigure]:
    """How many there were before, beside how many there are: "; ils étaient 27 en 2015", ", contre dix en 2019"."""
    if len(found) != 1 or not (was := _WAS.search(text, sentence.start(), sentence.end() + EARLIER_CHARACTERS)):
        return
    value = _value(was["value"])
    between = text[sentence.end() : was.start()]
    if value is not None and value >= 2 and not between.strip(" ;"):
        evidence = run.evidence(offset + sentence.start(), offset + max(sentence.end(), was.end()))
        yield replace(found[0], value=value, shown=was["value"], year=was["year"], evidence=evidence)


def _aged(
    run: Run, offset: int, text: str, sentence: re.Match[str], found: Sequence[DiagnosisFigure]
) -> Iterator[DiagnosisFigure]:
    """How many of those counted are old: ", dont six ont 60 ans ou plus", ". Cinq d'entre eux ont plus de 60 ans"."""
    if len(found) != 1:
        return
    aged = _AGED.search(text, sentence.start(), sentence.end() + AGED_CHARACTERS)
    between = text[sentence.end() : aged.start() + 1] if aged else ""
    # Between them only how many there were before.
    if aged is None or (aged.start() >= sentence.end() and re.sub(_WAS, "", between).strip(" ;.")):
        return
    value = _value(aged["value"])
    if value is not None and 2 <= value <= found[0].value and (aged["of"] or aged.end() <= sentence.end()):
        evidence = run.evidence(offset + sentence.start(), offset + max(sentence.end(), aged.end()))
        what = f"{found[0].indicator} de {aged['age']}"
        yield replace(found[0], indicator=what, value=value, shown=aged["value"], evidence=evidence)


def _of_sentence(run: Run, offset: int, sentence: str, places: Places) -> Iterator[DiagnosisFigure]:
    known = [match.start() for match in _COUNT.finditer(sentence)]
    yield from _of_named(run, offset, sentence, known, places)
    last_end, subject, latest = -1, "", ""
    for match in _COUNT.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if _PER.match(after):
            continue  # "8 médecins pour 10 000 habitants" is a rate
        has = _HAS.search(before)
        if has:
            subject = before[: has.start()].strip()
        elif (are := _ARE.match(after)) and _DATED_FIRST.fullmatch(before):
            # "exercent dans le Jura": of the place that is named, else of the territory.
            clause = re.split(r"[,;:(]", after[are.end() :])[0]
            there = named(clause, places)
            if not there and (elsewhere := _IN_A_PLACE.match(clause)) and not _OWN.match(fold(elsewhere["where"])):
                continue  # a place that is not known: whose the count is cannot be told
            subject = only(there) if there and kind_of(there[0].name) != "level" else "territoire"
        elif (bracket := _IN_BRACKET.search(before)) is not None:
            subject = bracket["who"]
        elif not (last_end >= 0 and _FOLLOWS.fullmatch(sentence[last_end : match.start()])):
            continue
        last_end = match.end()
        if not has and subject and (verb := _HAS_VERB.search(before)) and not before.endswith("("):
            subject = before[: verb.start()].strip()
        value = _value(match["value"])
        # "deux maisons de santé, à Aubry et à Belmont": an enumeration, no figure.
        if value is None or value < (2 if match["value"][0].isdigit() else FEWEST_IN_WORDS):
            continue
        own = _OF_IT.match(fold(subject)) is not None  # "ses urgences ont reçu …": those of the institution before
        where = (latest or None) if own else _bearer(subject, places)
        if where is None:
            continue
        latest = where
        evidence = run.evidence(offset, offset + len(sentence))
        yield DiagnosisFigure(
            indicator=flat(match["what"]),
            value=value,
            unit=flat(match["head"]),
            evidence=evidence,
            territory=where,
            year=year_told(sentence) or (told["year"] if (told := _IS_IN.match(after)) else ""),
            source="",
            shown=match["value"],
        )


def _of_named(run: Run, offset: int, sentence: str, known: Sequence[int], places: Places) -> Iterator[DiagnosisFigure]:
    """What a territory counts that the sentence names, whatever it is; `known`: where counts of known things begin."""
    for match in _ANY.finditer(sentence):
        before = sentence[: match.start()]
        has, where = _HAS.search(before), _SET.match(sentence, match.end())
        if match.start() in known or not (has or where):
            continue
        told = named(before[: has.start()] if has else where["where"] if where else "", places)
        place = only(told) if has or (where and not sentence[where.start() : where.start("where")].isspace()) else ""
        value = _value(match["value"])
        # "le territoire" alone counts what the known nouns name.
        if (
            kind_of(place) == "level"
            or not place
            or place == THIS
            or value is None
            or value < 2
            or (has and _CLAUSE.search(before[told[-1].end :]))
        ):
            continue
        what = flat(re.sub(r"\s(?:installée?s|[dl][’']|de|du|des|la|le|les)$", "", match["what"]))
        evidence = run.evidence(offset, offset + len(sentence))
        unit = flat(match["head"]) if match["head"][0].islower() else ""
        yield DiagnosisFigure(what, value, unit, evidence, place, year_told(sentence), "", match["value"])


def _bearer(subject: str, places: Places) -> str | None:
    """Whose a count is: "" for the territory of the document, an institution by its name; None where it is doubtful."""
    bare = fold(subject)
    if not bare or _OWN.match(bare):
        return ""
    span = name_span(subject, 0, len(subject))
    name = flat(subject[slice(*span)]) if span else ""
    institution = re.match(r"(?:centre|groupe|hopital|chu|ch|epsm|clinique|etablissement)\b", fold(name))
    if institution:
        return name if re.search(r"\s(?:d[eu] |des |d['’]|[A-ZÀ-Ý])", name) else ""
    return name if places.doubt(name) is not None else None


def _value(shown: str) -> float | None:
    if shown[0].isdigit():
        return float(re.sub(r"[^\d]", "", shown))
    value = numeral(folded(shown).text)
    return float(value) if value is not None else None


def tiles(run: Run) -> Iterator[DiagnosisFigure]:
    """The figures of a page that sets them large: "12,6 %" above "des adultes traités pour un diabète"."""
    lines = list(re.finditer(r"[^\n]+", run.text))
    found: list[DiagnosisFigure] = []
    for i, line in enumerate(lines):
        figure = _TILE.fullmatch(line.group())
        below: list[re.Match[str]] = []
        for following in lines[i + 1 : i + 1 + TILE_LINES]:
            gap = "\n\n" in run.text[(below[-1] if below else line).end() : following.start()]
            more = below and re.search(r"\b(?:à|en|de)$", below[-1].group().rstrip()) is not None
            if (_TILE.fullmatch(following.group()) and not more) or "|" in following.group() or (gap and below):
                break
            below.append(following)
        first = below[0].group().lstrip()[:1] if below else ""
        if figure is None or not first.islower():
            continue
        words = " ".join(part.group().strip() for part in below)
        found += _of_tile(run, figure, words, line.start(), below[-1].end())
    if len({f.evidence for f in found}) >= FEWEST_TILES:
        yield from found


def _of_tile(run: Run, figure: re.Match[str], words: str, start: int, end: int) -> Iterator[DiagnosisFigure]:
    evidence = run.evidence(start, end)
    against, beside = _AGAINST.search(words), _BESIDE.search(words)
    told = words[: min(m.start() for m in (against, beside) if m)] if against or beside else words
    by = _BY.search(told)
    told, *behind = (_BY.sub("", told) if by else told).split(",")
    when = _WHEN.search(told)
    year = (f"{when['at']}-{when['to']}" if when["to"] else when["in"] or when["at"]) if when else ""
    year = year or (year_told(by["year"]) if by else year_told(",".join(behind)))
    told = told[: when.start()] if when else told
    if behind and MEASURE.match(fold(behind[0].strip())):
        told += f", {PERIOD.sub('', behind[0]).strip()}"  # "suicides pour 100 000 habitants, taux standardisé"
    what = re.sub(r"^(?:de la |de l['’]|des |de |du |d['’])", "", flat(told)).strip(" ,.")
    per = _PER.search(what)
    unit = figure["unit"] or (f"pour {per['base']} habitants" if per else what.split(" ")[0])
    # How many communes there are, and how many live there now, the perimeter tells.
    known = what.startswith("communes") or (what == "habitants" and not year)
    if not re.search(r"[^\W\d]{3}", what) or known:
        return
    value = float(re.sub(r"[  ]", "", figure["value"]).replace(",", "."))
    source = flat(by["source"]) if by else ""
    yield DiagnosisFigure(what, value, unit, evidence, "", year, source, figure["value"])
    for other in (against, beside):
        if other:
            there = float(other["value"].replace(",", "."))
            yield DiagnosisFigure(what, there, unit, evidence, flat(other["where"]), year, source, other["value"])
