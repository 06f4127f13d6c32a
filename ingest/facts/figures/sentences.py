"""Figures that sentences of the diagnosis give, where the sentence itself says what is counted. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.figures.clauses import Clause, clauses, number_of
from ingest.facts.figures.measures import source_told, year_told
from ingest.facts.figures.places import THIS, Place, nation, only
from ingest.facts.figures.places import named as named_in
from ingest.facts.figures.places import own as own_of
from ingest.facts.figures.table_headers import SOURCE_WORDS
from ingest.facts.figures.territories import Places, kind_of
from ingest.facts.reading import Run, flat
from ingest.facts.records import DiagnosisFigure
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
# "43 % des logements sont vacants": whatever is counted, its state is told
_SHARE_OF_ANY = re.compile(
    rf"{_ABOUT}\b{_NUMBER} ?% (?P<what>des [^\d%,;:()]{{3,60}}?"
    r" (?:sont|ont|présentent|déclarent|atteignent) [^,;:()%]*)",
    re.IGNORECASE,
)
# "une densité doublée (13,6)", and what its professionals are
_BARE = re.compile(r"\bdensité (?:[^,;:()\d]{1,40} )?\((?P<value>\d+(?:,\d+)?)\)", re.I)
_TOPIC = re.compile(
    r"\bdensités? (?:de |d[’']|en )[^,;:()\d]{3,50}?(?=\s*[,;:(.]|\s(?:est|sont|y|reste|atteint)\b|$)", re.I
)
# "un taux de pauvreté de 14,2 %", "taux de mortalité évitable (133,6 pour 100 000 habitants)"
_RATE = re.compile(
    r"(?P<what>\b(?:taux|part|proportion|densité|espérance de vie|indice|âge (?:moyen|médian)|revenu médian"
    r"|prévalence|incidence|couverture|(?:sur)?mortalité|participation|recours)\b"
    r" (?:[^,;:()\d]|\b\d{1,2}(?:(?: à | et |-)\d{1,2})?(?= ans\b)){3,90}?)"
    r" ?(?:(?:y |en )?(?:est|était|s['’]él(?:ève|evait)|atteint|atteignait|représent(?:e|ait))(?: (?:de|à|d['’]))?"
    r"|de|d['’]|à|:|\()\s?"
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
# What is said of a whole country goes on so.
_EVERYWHERE = re.compile(r"\W*(?:Chaque (?:année|jour)|Tous les ans|En \d+ ans|On estime)\b")
# Shares that are money or aims, not the state of a territory.
NOT_A_STATE = re.compile(
    r"\b(?:financ\w*|subvention\w*|cout|cofinanc\w*|prise en charge|maximum|plafon\w*|objectif|vise\w*|atteindre|devra"
    r"|d'ici|horizon|euros?|depenses?|taux d'intervention|au moins)\b"
)
_THERE = re.compile(r"\by (?!a\b|compris\b|ont\b)")
_COMPARES = re.compile(r"\b(?:depass|superieur|inferieur|excede|augment|baiss|hausse|recul|progress|diminu)\w*$")
_SENTENCE = re.compile(r"(?:[^.;!?]|\.(?=\d)|(?<=\b[A-Z])\.|\.(?! ?[A-ZÀ-Ý\n]|\s*$|(?<=[\w)]{4}\.) \d))+[.;!?]?")


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before in a paragraph have settled: where they are, and the density that they speak of."""

    place: str = ""  # the one place of the sentence before
    latest: str = ""  # the place that it names last
    density: str = ""  # "densité de médecins"
    pers: frozenset[str] = frozenset()  # per how many the rates so far are
    told: tuple[int, int] | None = None  # the latest sentence that gives a rate its unit, in the run
    where: tuple[int, int] | None = None  # the latest sentence that names a place


def sentence_figures(run: Run, places: Places, *, goes_on: bool = False) -> Iterator[DiagnosisFigure]:
    """The figures of the sentences of a run; `goes_on`: a sentence without a place is of the country before it."""
    for start, end in paragraphs(run.text):
        # One character for one: offsets stay those of the run.
        text = run.text[start:end].replace("\n", " ")
        before = _Before()
        for match in _SENTENCE.finditer(text):
            here = _Sentence(run, start + match.start(), match.group(), before, named_in(match.group(), places))
            yield from here.figures(goes_on=goes_on)
            before = here.settled()


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines, rows of tables and sources of tables."""
    start = end = 0
    for line in re.finditer(r"[^\n]*", text):
        if line.group().strip() and "|" not in line.group() and not SOURCE_WORDS.match(fold(line.group())):
            end = line.end()
            continue
        if not line.group() and text[start:end].rstrip().endswith(","):
            continue  # a sentence goes on below a blank
        # The pattern also matches the empty end of each line.
        if line.group() or text[line.start() - 1 : line.start()] == "\n":
            if end > start:
                yield start, end
            start = end = line.end() + 1
    if end > start:
        yield start, end


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a run, what those before it have settled, and the places that it names."""

    run: Run
    offset: int
    text: str
    before: _Before
    named: list[Place]

    def settled(self) -> _Before:
        """What is settled when the sentence is read."""
        beside = [match.span() for match in _AGAINST.finditer(self.text)]
        own = [p for p in self.named if not any(start <= p.start < end for start, end in beside)]
        own = own_of(self.text, own)
        place = only(own) or nation(self.text)
        topic = _TOPIC.search(self.text)
        pers = {_unit(match.group()) for match in re.finditer(_PER.replace("?P<per>", ""), self.text)}
        return _Before(
            self.before.latest if place == THIS else place,
            next((p.name for p in reversed(own) if p.name != THIS), ""),
            flat(topic.group()) if topic else self.before.density,
            self.before.pers | pers,
            self._span if pers else self.before.told,
            self._span if place not in {"", THIS} or own else self.before.where,
        )

    @property
    def _span(self) -> tuple[int, int]:
        return self.offset, self.offset + len(self.text)

    def figures(self, *, goes_on: bool) -> Iterator[DiagnosisFigure]:
        if len(self.text) > EVIDENCE_CHARACTERS or NOT_A_STATE.search(fold(self.text)):
            return
        if self.before.latest and self.text.lstrip()[:1].isdigit() and _THERE.search(self.text):
            return  # ". 41 % des habitants y vivent seuls": in which of the places before it is not told
        together = clauses(self.text)
        if together:
            yield from self._together(together, goes_on=goes_on)
            return
        first = next((m for p in (_DENSITY, _RATE, _SHARE, _SHARE_OF_ANY) for m in [p.search(self.text)] if m), None)
        if first is None:
            yield from self._density_told_bare()
            return
        # Of several figures that do not answer one another, whose each place is cannot be told.
        if sum(len(p.findall(self.text)) for p in (_DENSITY, _SHARE)) > 1:
            return
        answer = _AGAINST.search(self.text, first.end("value"))
        told = self.text[: answer.start()] if answer else self.text
        own = own_of(self.text, [p for p in self.named if p.end <= len(told)])
        if (own and not only(own)) or _more_numbers(told, first):
            return
        what, unit = _indicator(first, told)
        if _COMPARES.search(fold(what)):
            return  # "dépasse de 38 % la moyenne": how much more, not how much
        if not what or not _fits(what, unit):
            return
        if answer and not own and not self._beside(answer):
            return  # "18 % des enfants, et 24 % dans les quartiers": of whom the first are is not told either
        for place in own:
            what = _without_place(what, place.name)
        yield self._figure(what, flat(f"{first['about'] or ''}{first['value']}"), unit, self._place(own, goes_on))
        if answer is None or _AGAINST.search(self.text, answer.end()):
            return
        there = self._beside(answer)
        if len(there) == 1 and _unit(answer["unit"] or unit) == unit:
            shown = flat(f"{answer['about'] or ''}{answer['value']}")
            yield self._figure(what, shown, unit, there[0].name)

    def _beside(self, answer: re.Match[str]) -> list[Place]:
        """The places of the figure with which the sentence answers its own."""
        group = "where" if answer["where"] else "bracket"
        return [place for place in self.named if answer.start(group) <= place.start < answer.end(group)]

    def _together(self, together: tuple[Clause, ...], *, goes_on: bool) -> Iterator[DiagnosisFigure]:
        """Figures that one sentence says of one place."""
        own = own_of(self.text, self.named)
        if own and not only(own):
            return
        # A place behind the first of several rates may be the second's alone.
        rates = len(together) > 1 and together[0].unit.startswith("pour")
        if rates and any(place.start > together[0].start for place in self.named):
            return
        for clause in together:
            what = clause.what
            for place in own:
                what = _without_place(what, place.name)
            if len(what) <= INDICATOR_CHARACTERS and (own or not clause.placed):
                yield self._figure(what, clause.shown, clause.unit, self._place(own, goes_on))

    def _density_told_bare(self) -> Iterator[DiagnosisFigure]:
        """A density in brackets, whose unit and professionals the sentences before tell: "la plus faible (6,2)"."""
        bare, topic = _BARE.search(self.text), _TOPIC.search(self.text)
        what = flat(topic.group()) if topic else self.before.density
        place = only(own_of(self.text, self.named))
        if bare and what and place and len(self.before.pers) == 1 and len(re.findall(r"\d+,\d", self.text)) == 1:
            figure = self._figure(what, bare["value"], next(iter(self.before.pers)), self._place(self.named, False))
            # The unit stands in another sentence: it is proof too.
            unit = self.run.evidence(*self.before.told) if self.before.told else ()
            yield replace(figure, evidence=(*figure.evidence, *unit))

    def _place(self, own: list[Place], goes_on: bool) -> str:
        name = only(own)
        if name == THIS:
            return self.before.latest
        # A sentence that compares is of the reader's own territory; one that names no place goes on with the country.
        country = self.before.place if kind_of(self.before.place) == "country" else ""
        return name or (country if goes_on and not self.named and _EVERYWHERE.match(self.text) else "")

    def _figure(self, what: str, shown: str, unit: str, territory: str) -> DiagnosisFigure:
        # A place that another sentence names: that sentence is proof too.
        apart = self.before.where if territory and all(place.name != territory for place in self.named) else None
        return DiagnosisFigure(
            indicator=what,
            value=number_of(shown),
            unit=unit,
            evidence=(*self.run.evidence(*self._span), *(self.run.evidence(*apart) if apart else ())),
            territory=territory,
            year=_year(self.text),
            source=source_told(self.text),
            shown=shown,
        )


def _year(sentence: str) -> str:
    """The year or the years that a sentence tells: "entre 2027 et 2029" is "2027-2029"."""
    between = re.findall(r"\bentre ((?:19|20)\d\d) et ((?:19|20)\d\d)\b", sentence)
    return "-".join(between[0]) if len(between) == 1 else year_told(sentence)


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
    elif match.re is _SHARE_OF_ANY:
        what, unit = f"part {what}", "%"
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
