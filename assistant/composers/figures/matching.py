"""Which figures of a diagnosis a question asks for: the indicator, its age band, its year, its unit. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import simplemma
from rapidfuzz import fuzz, process

from assistant import lexicon
from assistant.composers.forms import asks, without
from assistant.searching.tokens import stem, terms, words
from ingest.facts.records import DiagnosisFigure
from ingest.naming import fold

# A word at least so alike one of an indicator's is taken for a misspelling of it.
SPELLING_CUTOFF = 84
SHORTEST_MISSPELLED = 5
# At most so many indicators fit a question that does not tell them apart.
MOST = 3
# Of several that are joined, each may stand in so many tables.
MOST_ALIKE = 2
LONGEST_TERM = 6  # words
# From this age down, and from this one up, a band is of the young, of the old; people work between 15 and 64.
YOUNG, OLD, WORKING = 30, 55, (15, 64)

# Words of an indicator that say nothing more than its other words do.
_NEUTRAL = frozenset(
    terms(
        "taux nombre part parts pourcentage proportion densité indice standardisé brut global globale général générale "
        "ensemble total totale population habitants personnes liées lié due dues causes cause libéral libéraux médecin "
        "médecins moyen moyenne participation recours organisé individuel évolution territoire"
    )
)
# Words that say what is measured: a figure of deaths is no figure of screening.
_KINDS = frozenset(
    terms(
        "mortalité décès dépistage hospitalisation hospitalisations prévalence incidence vaccination ald maladie "
        "prématurée évitable consommation actes passages séjours lits places revenu pauvreté chômage natalité "
        "fécondité espérance renoncement accès places emploi diplôme femmes hommes homme femme filles garçons"
    )
)
_AGES = re.compile(
    r"\b(?:moins de|avant) (?P<under>\d{1,3}) ?ans"
    r"|\b(?:les |des |de )?(?P<from>\d{1,3}) ?(?:a|-|–|et) ?(?P<to>\d{1,3}) ?ans"
    r"|\b(?P<open>\d{1,3}) ?ans (?:et plus|ou plus|et \+)|\b(?:plus de|apres) (?P<over>\d{1,3}) ?ans"
)
_PER = re.compile(r"\bpour (1|10|100) ?000\b")
_YOUNG = re.compile(r"\b(?:jeunes?|adolescente?s?|ados?|enfants?)\b")
_OLD = re.compile(r"\b(?:seniors?|personnes agees|aines|retraites?|vieux)\b")


@dataclass(frozen=True, slots=True)
class Age:
    """A band of ages; 0 and 999 where it is open."""

    first: int
    last: int

    def fits(self, other: Age) -> bool:
        """Whether the band asked for is that of an indicator, which may leave out those too young or old to count."""
        first = other.first if (self.first, other.first) != (0, WORKING[0]) else 0
        last = other.last if (self.last, other.last) != (999, WORKING[1]) else 999
        return (self.first, self.last) == (first, last)


@dataclass(frozen=True, slots=True)
class Part:
    """A word of the question, and the sets of stems each of which says it in an indicator's name."""

    said: str
    ways: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question asks about, apart from territories."""

    parts: tuple[Part, ...]
    age: Age | None
    young: bool
    old: bool
    years: frozenset[str]
    folded: str


def matter(folded: str, rest: str, figures: Sequence[DiagnosisFigure], period: str) -> Matter:
    """The matter of a folded question, of which `rest` is what names no territory."""
    age = age_of(folded)
    years = frozenset(re.findall(r"\b(?:19|20)\d\d\b", folded)) - frozenset(period.split("-"))
    bare = _AGES.sub(" ", rest)
    bare = re.sub(r"\b\d{1,3} (?:et )?\d{1,3} ans\b|\b(?:19|20)\d\d\b|\b\d{1,3} ans\b", " ", bare)
    bare = without("diagnosis", "noise", bare)
    young, old = (bool(pattern.search(bare)) for pattern in (_YOUNG, _OLD))
    vocabulary = frozenset(word for figure in figures for word in _stems(name_of(figure)))
    return Matter(_parts(bare, vocabulary), age, young, old, years, folded)


def _parts(text: str, vocabulary: frozenset[str]) -> tuple[Part, ...]:
    """The words of a folded text that say what is measured, each with what is said alike."""
    said, found = words(_told_apart(text)), []
    for i, word in enumerate(said):
        if word in lexicon.load().stopwords:
            continue
        ways = [frozenset({stem(word)}), frozenset({_spelt(stem(word), vocabulary, word)} - {""})]
        for length in range(1, LONGEST_TERM + 1):
            for start in range(max(0, i - length + 1), min(i, len(said) - length) + 1):
                ways += _equivalents().get(_key(" ".join(said[start : start + length])), ())
        found.append(Part(word, tuple(dict.fromkeys(way for way in ways if way))))
    return tuple(found)


@cache
def _equivalents() -> dict[str, tuple[frozenset[str], ...]]:
    """Term → the stems of each name that indicators give to the very same thing; acronyms too."""
    text = resources.files("assistant.lexicon").joinpath("indicators.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for said, meant in rows:
        for term in said.split("|"):
            found[_key(term)] += [frozenset(terms(_told_apart(other))) for other in meant.split("|")]
    for term, others in lexicon.load().acronyms.items():
        found[_key(term)] += [frozenset(terms(other)) for other in others]
    return {term: tuple(dict.fromkeys(ways)) for term, ways in found.items()}


def _told_apart(text: str) -> str:
    """The folded text with "généraliste" as a word whose stem is not that of "général", which says nothing."""
    return re.sub(r"\bgeneraliste(?=s?\b)", "omnipraticien", fold(text))


def _key(term: str) -> str:
    """A term without endings and small words: "maladies du cœur" and "maladie du cœur" are one."""
    return " ".join(stem(word) for word in words(_told_apart(term)))


def age_of(folded: str) -> Age | None:
    """The age band that a folded text names, None where it names none."""
    match = _AGES.search(folded)
    if not match:
        return None
    if match["under"]:
        return Age(0, int(match["under"]) - 1)
    if match["from"]:
        return Age(int(match["from"]), int(match["to"]))
    return Age(int(match["open"] or match["over"]), 999)


def _spelt(word: str, vocabulary: frozenset[str], typed: str) -> str:
    """The word of the indicators that a stem is a misspelling of, empty where it is a word of its own."""
    if word in vocabulary or len(word) < SHORTEST_MISSPELLED or _is_known(typed):
        return ""
    found = process.extractOne(word, sorted(vocabulary), scorer=fuzz.ratio, score_cutoff=SPELLING_CUTOFF)
    return found[0] if found and found[0][0] == word[0] else ""


@cache
def _is_known(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="fr"))


def name_of(figure: DiagnosisFigure) -> str:
    """An indicator's name without a year at its end, broken repeats mended."""
    name = re.sub(r"\b(\w+) \1\b", r"\1", figure.indicator)
    return re.sub(r"(?: en)? (?:19|20)\d\d$", "", name).strip()


@cache
def _stems(name: str) -> frozenset[str]:
    bare = _AGES.sub(" ", _told_apart(name))
    return frozenset(word for word in terms(bare) if not word[0].isdigit())


def own_part(name: str) -> str:
    """What a name says of its own, without the title of its table."""
    return name.rsplit(" : ", 1)[-1]


def tells(part: str) -> bool:
    """Whether a part of a name says what is measured, and not only of whom: an age, the whole."""
    return bool(_stems(part) - _NEUTRAL - frozenset(terms("ans")))


def asked_for(
    question: Matter, figures: Iterable[DiagnosisFigure], *, rates: bool = False
) -> list[list[DiagnosisFigure]]:
    """The figures of each indicator that a question asks for; none where it fits too many or none well.

    `rates` takes the rate of a thing where its number is asked for.
    """
    by_name: dict[tuple[str, str], list[DiagnosisFigure]] = defaultdict(list)
    for figure in figures:
        by_name[fold(name_of(figure)), fold(figure.unit)].append(figure)
    fitting = {
        key: more for key, those in by_name.items() if (more := _more_than_asked(question, those[0])) is not None
    }
    if not fitting:
        return []
    exact = [key for key, more in fitting.items() if not more]
    kept = exact or _only_one(fitting)
    kept = _of_unit(question, kept, by_name, rates=rates)
    groups = [_of_year(question, by_name[key]) for key in kept]
    groups = [group for group in groups if group]
    return groups if len(groups) <= MOST else []


def asked_together(
    folded: str, rest: str, figures: Sequence[DiagnosisFigure], period: str
) -> list[list[DiagnosisFigure]]:
    """The figures of the indicators that a question joins by "et"; none unless each of them fits.

    What the first names of its kind ("la mortalité par cancer et par suicide") is understood of the others.
    """
    pieces = [piece for piece in re.split(r" (?:et|ou|puis|ainsi que) |, ", rest) if piece.strip()]
    abouts = [(piece, matter(folded, piece, figures, period)) for piece in pieces]
    abouts = [(piece, about) for piece, about in abouts if about.parts]
    if not 1 < len(abouts) <= MOST:
        return []
    kinds = " ".join(part.said for part in abouts[0][1].parts if stem(part.said) in _KINDS)
    groups: list[list[DiagnosisFigure]] = []
    for piece, about in abouts:
        own = asked_for(about, figures, rates=_RATE_BASE.search(folded) is not None)
        own = own or (asked_for(matter(folded, f"{kinds} {piece}", figures, period), figures) if kinds else [])
        if not 1 <= len(own) <= MOST_ALIKE:
            return []
        groups += own
    return groups if len({id(group[0]) for group in groups}) == len(groups) else []


_RATE_BASE = re.compile(r"\bpar (?:habitant|tete)\b|\bpour (?:1|10|100) ?000\b")


def _more_than_asked(question: Matter, figure: DiagnosisFigure) -> frozenset[str] | None:
    """What an indicator says beyond the question; None where the question says more, or something else."""
    name = name_of(figure)
    stems, own = _stems(name), _stems(own_part(name))
    held: set[str] = set()
    for part in question.parts:
        ways = [way for way in part.ways if way <= stems]
        if not ways and not _is_age_word(part.said, figure):
            return None
        held |= set().union(*ways)
    of_age_alone = not question.parts and question.age is not None and not tells(name)
    if not of_age_alone and not held & (stems - _NEUTRAL):
        return None
    if not _fits_age(question, figure):
        return None
    more = own - held - _NEUTRAL
    return None if more & _KINDS else more


def _is_age_word(said: str, figure: DiagnosisFigure) -> bool:
    """Whether a word only says the age that the indicator says in figures: "les jeunes"."""
    age = age_of(fold(figure.indicator))
    if age is None:
        return False
    return bool((_YOUNG.search(said) and age.last < YOUNG) or (_OLD.search(said) and age.first >= OLD))


def _fits_age(question: Matter, figure: DiagnosisFigure) -> bool:
    age = age_of(fold(figure.indicator))
    if question.age is not None:
        return age is not None and question.age.fits(age)
    if question.young or question.old:
        return True  # the words themselves must have been found
    return age is None or not question.parts


def _only_one(fitting: Mapping[tuple[str, str], frozenset[str]]) -> list[tuple[str, str]]:
    """The one indicator that says a little more than was asked; none where several do."""
    if len({name for name, _ in fitting}) > 1:
        return []
    return [key for key, more in fitting.items() if len(more) <= 1]


def _of_unit(
    question: Matter,
    keys: Sequence[tuple[str, str]],
    by_name: Mapping[tuple[str, str], Sequence[DiagnosisFigure]],
    *,
    rates: bool,
) -> list[tuple[str, str]]:
    """The indicators of the unit that the question names, all where it names none."""
    per = _PER.search(question.folded)
    if per:
        same = [key for key in keys if re.search(rf"\bpour {per[1]} ?000\b", key[1])]
        return same or list(keys)
    if asks_number(question.folded) and not rates:
        # "Combien de suicides" asks for no rate.
        return [key for key in keys if not _is_rate(by_name[key][0])]
    return list(keys)


def asks_number(folded: str) -> bool:
    """Whether a folded question asks for a number of things, and not for a rate."""
    return asks("diagnosis", "number", folded) and not asks("diagnosis", "rate", folded)


def other_base(folded: str, unit: str) -> str:
    """The base of a rate that a folded question asks for where a figure's unit has another, as said; "" elsewhere."""
    wanted, given = _PER.search(folded), _PER.search(fold(unit))
    return f"pour {wanted[1]} 000" if wanted and given and wanted[1] != given[1] else ""


def _is_rate(figure: DiagnosisFigure) -> bool:
    unit = fold(figure.unit)
    return unit.startswith(("%", "pour ", "‰")) or fold(figure.indicator).startswith(("taux", "part ", "densite"))


def _of_year(question: Matter, figures: Sequence[DiagnosisFigure]) -> list[DiagnosisFigure]:
    """The figures of the year asked for, of all years where a trend is, else of the latest."""
    years = {figure.year for figure in figures if figure.year}
    if asks("diagnosis", "trend", question.folded) and len(years) > 1:
        since = min(question.years, default="")
        return [figure for figure in figures if figure.year >= since]
    if question.years:
        return [figure for figure in figures if figure.year in question.years]
    latest = max(years, default="")
    return [figure for figure in figures if figure.year in {"", latest}]
