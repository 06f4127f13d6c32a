"""Which territory a document is about, told from its title, its running headers and its text. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ingest.naming import BEARER_WORDS, fold, territory_name

# A territory named fewer times than this, outside the title, is a mention.
FEWEST_MENTIONS = 2
# In the text alone, the territory is named that much more often than any other; else it cannot be told.
CLEAR_LEAD = 1.5
# A name that a line end cut is completed by what follows it in this share of the places where it stands.
COMPLETED_SHARE = 0.6

_CAPITAL = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ"
_WORD = rf"(?:[{_CAPITAL}][\w’'-]*|[dl][’'][{_CAPITAL}][\w’'-]*)"
_LINK = r"(?:(?:de|du|des|la|le|les|et|en|sur|sous|d[’']|l[’'])[ -]?(?:la |l[’'])?)"
_NAME = rf"{_WORD}(?:[ -]{_LINK}?{_WORD}){{0,6}}"
_BEARER = rf"(?:(?i:{BEARER_WORDS}))"
_ARTICLES = r"(?:du|des|de la|de l[’']|de|d[’'])"
_CLS = (
    r"(?:contrat local de sant[ée]|contrat local sant[ée]|\bCLS)(?: ?\(CLS\))?(?: n° ?\d)?"
    r"(?: (?:de )?(?:\d(?:e|è|[eè]me|nde)|premi[eè]re|seconde|deuxi[eè]me|troisi[eè]me|nouvelle) g[eé]n[eé]ration)?"
    r"(?:,? \(?(?:de )?20\d\d ?(?:[-–/]|à|au) ?20\d\d\)?)?"
)
_OF = rf"\s*[–—:,-]?\s*(?:{_ARTICLES}|pour (?:le|la|les|l[’'])|pour|sur (?:le|la|les)|in|of|of the|in the)\s*"
# "Contrat local de santé du Val d'X", "CLS – CC des X", "Contrat local de santé (CLS) Ville de X"
_NAMED = re.compile(
    rf"(?i:{_CLS})(?:(?i:{_OF})(?P<name>(?i:{BEARER_WORDS}) (?i:{_ARTICLES}) ?{_NAME}|{_NAME})"
    rf"|\s*[–—:,.-]?\s*(?P<bearer>{_BEARER}(?: (?i:{_ARTICLES}))? ?{_NAME}))"
)
# "Métropole de X / Contrat local de santé": on a title page, who bears the contract may stand above its name.
_ABOVE = re.compile(rf"(?P<name>{_BEARER} (?i:{_ARTICLES}) ?{_NAME})\s*[–—:,.|-]?\s*(?i:{_CLS})")
# "Contrat local de santé Valmoret, 2025-2029": on a title page, the name alone before the years.
_ALONE = re.compile(rf"(?i:{_CLS})\s*[–—:,.-]?\s*(?P<name>{_NAME})(?= ?[,–—:.-]? ?\(?20\d\d ?(?:[-–/]|à|au) ?20\d\d)")
_BENEFIT = re.compile(
    rf"(?i:au bénéfice|à l[’']échelle|sur le territoire|les habitants|le territoire)(?i:{_OF})(?P<name>{_NAME})"
)
_BEARING = re.compile(
    rf"(?P<name>(?:Pays|PAYS)(?: {_ARTICLES})? ?{_NAME}"
    rf"|(?:[Cc]ommunaut[ée] (?:de [Cc]ommunes|d[’'][Aa]gglom[ée]ration|[Uu]rbaine)|PETR)(?: {_ARTICLES})? ?{_NAME})"
)
_ENGLISH = re.compile(rf"\b(?:[Ii]n|[Oo]f|[Ff]or)(?: the)?(?: Pays {_ARTICLES})? (?P<name>{_NAME})")
# Another territory's contract, named for comparison.
_NEIGHBOUR = re.compile(r"\b(?:instar|exemple|voisine?s?|jouxte\w*|limitrophes?|contrairement|inspire\w*)\b[^.;]*$")

# Words that a capital does not make the name of a territory.
_NOT_TERRITORIES = frozenset(
    "agence ars etat region prefecture conseil departement sante contrat local cls article fiche axe annexe comite "
    "public code loi france president directeur directrice communautes collectivites signataires partenaires la le les "
    "l pays proximite premier nouveau present agence nationale local health contract medical patient projet programme "
    "parc syndicat pole metropole communaute commune ville agglomeration petr plan periode page "
    "janvier mars avril juin juillet septembre octobre novembre decembre generation".split()
)

# A name does not end here: the rest is on the next line.
_BEGINNINGS = frozenset(
    "grand grande grands grandes haut haute hauts hautes bas basse basses val vals vallee vallees saint sainte "
    "mont monts portes plaine deux trois quatre cinq sept".split()
)

# Where a people's name ends that is made of a place's.
_ADJECTIVE = re.compile(
    r"[a-zà-ÿ]{2,}(?:ien|ienne|ais|aise|ois|oise|[ée]en|[ée]enne|in|ine|an|ane|ard|arde|ain|aine|on|onne|iste|ique)s?"
)

Vote = tuple[str, int]


def territory_of(titles: Sequence[str], text: str, language: str) -> str:
    """The territory, empty when it cannot be told; `titles` name the document, the most telling first."""
    in_text = list(_votes(_flat(text), language))
    # What a title says is decisive; the text decides between several names.
    for title in titles:
        named = list(_named(_flat(title)))
        # "Contrat local de santé Val d'Or 2031-2035. Contact : X, Communauté de communes …": what is read first.
        first = next(_alone([title], _flat(" . ".join([*titles, text]))), "")
        if first and named and _flat(title).find(first) < min(_flat(title).find(name) for name, _ in named):
            return _cased(first)
        if named:
            return _completed(_best(named, support=in_text, fewest=0), _flat(f"{text} . {titles[-1]}"))
        above = [(name, 3) for match in _ABOVE.finditer(_flat(title)) if (name := _clean_name(match["name"]))]
        if above:
            return _best(above, support=in_text, fewest=0)
    alone = next(_alone(titles, _flat(text)), "") or _repeated(titles)
    if alone:
        return _cased(alone)
    in_titles = list(_votes(_flat(" . ".join(titles)), language))
    if in_titles:
        told = _best(in_titles, support=in_text, fewest=0)
        if sum(weight for name, weight in in_text if fold(name).startswith(fold(told))) >= FEWEST_MENTIONS:
            return told
    return _best(in_text, support=(), fewest=FEWEST_MENTIONS)


def _alone(titles: Sequence[str], flat: str) -> Iterator[str]:
    """The names that stand alone before the years of a title, and that the text speaks of as of a place."""
    for title in titles:
        for match in _ALONE.finditer(_flat(title)):
            name = _clean_name(match["name"])
            spoken = re.findall(rf"\b(?:à|de|du|des|d[’']|le|la|les|sur) ?{re.escape(name)}\b", flat, re.IGNORECASE)
            if name and len(spoken) >= FEWEST_MENTIONS:
                yield name


def _repeated(titles: Sequence[str]) -> str:
    """The name that stands alone before the years both in a title and in the last of them, the running headers."""
    *first, edges = ([_clean_name(m["name"]) for m in _ALONE.finditer(_flat(title))] for title in titles)
    return next((name for names in first for name in names if name and name in edges), "")


def _completed(name: str, flat: str) -> str:
    """The name with the words that follow it wherever it stands: a line end of the title may have cut it."""
    told = [
        rest for rest in re.findall(rf"\b{re.escape(name)}\b(?= ([\w’'-]+))", flat, re.IGNORECASE) if rest[:1].islower()
    ]
    adjectives = Counter(rest.lower() for rest in told if _ADJECTIVE.fullmatch(rest.lower()))
    if adjectives and " " not in name:
        # "Bocage vireusien": what makes a common name a territory's is written small.
        adjective, times = adjectives.most_common(1)[0]
        if times >= max(FEWEST_MENTIONS, COMPLETED_SHARE * len(told)):
            return f"{name} {adjective}"
    rests = re.findall(rf"\b{re.escape(name)}\b((?:[ -]{_LINK}?{_WORD})?)", flat)
    if not rests:
        return name
    rest, times = Counter(rests).most_common(1)[0]
    if fold(name) in _BEGINNINGS:  # "Val" is no territory: what it is called elsewhere, other valleys aside
        return f"{name}{rest}" if times >= COMPLETED_SHARE * len(rests) else name
    return f"{name}{rest}" if times == len(rests) > 1 else name


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _named(flat: str) -> Iterator[Vote]:
    for match in _NAMED.finditer(flat):
        name = _clean_name(match["name"] or match["bearer"])
        if name and not _NEIGHBOUR.search(fold(flat[max(0, match.start() - 80) : match.start()])):
            yield name, 3


def _votes(flat: str, language: str) -> Iterator[Vote]:
    yield from _named(flat)
    others = [(_BENEFIT, 2), (_BEARING, 1), *([(_ENGLISH, 1)] if language == "en" else [])]
    for pattern, worth in others:
        for match in pattern.finditer(flat):
            name = _clean_name(match["name"])
            if name:
                yield name, worth


def _best(votes: Sequence[Vote], *, support: Sequence[Vote], fewest: int) -> str:
    """The name with most votes, in its most frequent spelling; `support` counts only for names that are voted for."""
    scores: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, weight in votes:
        scores[fold(name)] += weight
        spellings[fold(name)][name] += 1
    for name, weight in support:
        spellings[fold(name)][name] += 1
        if fold(name) in scores:
            scores[fold(name)] += weight
    merged = _gathered(scores)
    ranked = merged.most_common(2)
    if not ranked or ranked[0][1] < fewest:
        return ""
    if fewest and len(ranked) > 1 and ranked[0][1] < CLEAR_LEAD * ranked[1][1]:
        return ""
    best = ranked[0][0]
    mixed = [name for name in spellings[best] if not name.isupper()]
    return _cased(max(mixed or spellings[best], key=lambda name: spellings[best][name]))


def _gathered(scores: Counter[str]) -> Counter[str]:
    # "hautes rives" gathers the votes of "hautes rives et leurs partenaires", a longer reading of the same words.
    gathered: Counter[str] = Counter()
    for name, score in scores.items():
        shorter = [other for other in scores if name.startswith(f"{other} ") and scores[other] >= score]
        gathered[min(shorter, key=len) if shorter else name] += score
    return gathered


def _clean_name(raw: str) -> str:
    name = territory_name(re.sub(r"\s+", " ", raw))
    name = re.split(
        r"\s+(?:[Pp]remi|[Dd]euxi|[Ss]econd|[Tt]roisi|[Qq]uatri|[Cc]inqui)\S+(?: g[ée]n[ée]ration|$)", name
    )[0]
    name = re.split(r"\s+(?:(?<![Gg]rand )est|et|a|pour|sur|fait|signe|qui|avec)\b(?![ -][A-Z])", name)[0].strip(
        " ,;:.-'’"
    )
    words = [word for word in re.split(r"[ '’]", fold(name)) if word]
    if (
        not words
        or words == ["territoire"]
        or words[0] in _NOT_TERRITORIES
        or re.search(r"contrat|local de sante|agence regionale|health|signataire", fold(name))
    ):
        # "Pays Xien" is a territory though "pays" alone is not.
        return name if len(words) > 1 and words[0] == "pays" and words[1] not in _NOT_TERRITORIES else ""
    return name if len(name) > 2 else ""


def _cased(name: str) -> str:
    if not name.isupper():
        return name
    small = {"de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous"}
    words = re.split(r"([ -])", name.lower())
    cased = (word if word in small and i else word[:1].upper() + word[1:] for i, word in enumerate(words))
    return re.sub(r"\b([dl][’'])(\w)", lambda m: m[1].lower() + m[2].upper(), "".join(cased), flags=re.IGNORECASE)
