"""Names of organisations taken apart: what kind of body, of which place; groups and functions told from bodies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

import simplemma

from assistant.abbreviations import SMALL_WORDS, abbreviates, is_acronym, spells
from ingest.naming import fold

# A name's words put together, so that spaces lost or added by OCR change nothing; a form must be this long for that.
LONG_FORM = 8
CACHED_NAMES = 8192  # the same few names fill most cells

_ARTICLE = re.compile(
    r"^(?:(?:(?:monsieur|madame|m\.|mme)\s+)?(?:l[ea]s?|une?|des|du|aux?|de la|de l[’']|l[’']|d[’'])"
    r"(?:(?<=[’'])\s*|\s+))+(?=\S)",
    re.IGNORECASE,
)
# What follows says who helps, or who speaks for the organisation: no part of its name.
_TAIL = re.compile(
    r"[\s,(]+(?:en lien|en lien étroit|en partenariat|en collaboration|en coordination|en association"
    r"|conjointement|avec l[’'](?:aide|appui)|avec le (?:soutien|concours)|avec (?:le|la|les|des|une?)"
    r"|(?:et )?(?:les |ses |leurs )?autres (?:partenaires|acteurs)|et (?:ses|leurs) partenaires|selon"
    r"|(?:dûment )?représentée?s? par|ci-après"
    # How it came to it: "choisi après un appel d'offres".
    r"|(?:choisi|retenu|sélectionné|désigné|recruté|mandaté)e?s? (?:par|après|suite|à l[’']issue|au terme|lors))\b.*",
    re.IGNORECASE,
)
# "CD39", "CPAM39"
_NUMBERED = re.compile(r"\b([A-Z]{2,6})(\d{2,3}|2[AB])\b")
# What a list cut in two leaves at the end of a name.
_DANGLING = re.compile(r"(?:\s+(?:et|ou|avec|par|l[ea]s?|de|des|du|d[’']|l[’']))+$", re.IGNORECASE)
_NOISE = re.compile(
    r"^(?:variables?|divers(?:es)?|autres?|neant|aucune?s?|non (?:defini|connu|renseigne|precise)\w*|nc|na|x+|-+|etc"
    r"|(?:reste )?a (?:definir|preciser|determiner|confirmer|identifier|completer)\b.*|selon\b.*|en fonction\b.*"
    r"|(?:choisi|retenu|selectionne|designe|recrute|mandate)e?s?\b.*"
    # Sentences about money name who pays inside them, and are nobody's name.
    r"|(?:participation|contribution|prise en charge|cofinancement|financement|subvention|credit)s?\b.*"
    r"|(?:tou(?:s|tes|t)|chacune?)(?: les? (?:signataire|partenaire|acteur|membre|partie)s?\b.*)?"
    r"|(?:l'ensemble (?:des|de ces) )?(?:beneficiaires?|operateurs?|partenaires?|acteurs?|porteurs?|financeurs?)"
    r"|si connu|autres (?:partenaires|acteurs|financeurs)\b.*|autofinancement|fonds propres|\W*)$"
)
# Functions that a person holds: they act for a body, they are none.
_FUNCTION = re.compile(
    r"^(?:anima(?:teur|trice)|coord(?:onn|in)a(?:teur|trice)|chargee?s? d[e']|referente?s?\b"
    r"|chef(?:fe)? de (?:projet|service)"
    r"|directeur|directrice|presidente?\b|vice-presidente?\b|infirmi(?:er|ere)\b|medecin\b|conseill(?:er|ere)\b)"
)
# Where a name goes on so, it is a part of the body, not the body of a place.
_PART = re.compile(r"^(?:delegation|direction|service|antenne|site|unite|section|mission|commission|equipe)$")
# "Communauté de communes X, service habitat": the body acts, by one of its services.
_OWN_SERVICE = re.compile(
    r"(?i),\s*(?:(?:par )?(?:sa|son|le|la)\s+)?(?:direction|service|p[oô]le|mission|cellule|unit[ée])\b.*$"
)
_TITLED = re.compile(
    r"^(?:m\.|mr|mme|mmes|mlle|madame|monsieur|dr\.?|docteur|docteure|pr\.?|professeure?)\s", re.IGNORECASE
)
_TOPONYMIC = re.compile(r"^(?:de la |du |des |de l[’']|de |d[’'])\s*[A-ZÀ-Ý]")
_NO_PLURALS = frozenset("pays cours secours discours reseaux sante bras poids temps corps fonds".split())


class Reach(StrEnum):
    """How far a bare name of a type tells one organisation from others."""

    NATION = "nation"
    REGION = "region"
    DEPARTMENT = "department"
    COLLECTIVITY = "collectivity"
    BEARER = "bearer"
    LOCAL = "local"
    ESTABLISHMENT = "establishment"
    SCHEME = "scheme"
    MANY = "many"


_REPEATED = frozenset({Reach.LOCAL, Reach.ESTABLISHMENT, Reach.MANY})


@dataclass(frozen=True, slots=True)
class BodyType:
    """A known type of organisation; `forms` are the ways to write it, as keys, longest first."""

    name: str
    reach: Reach
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; `key` is all of it, `place` what follows the type, both as comparable letters."""

    shown: str
    key: str
    kind: str = "organisation"  # organisation, group, function
    type: BodyType | None = None
    place: str = ""
    long: str = ""  # the name with its leading acronym written out
    acronym: str = ""  # its own, as written
    toponymic: bool = False  # the type is followed by "de", "du" and a proper name
    proper: bool = False  # it holds a word that no dictionary has


def named(text: str, aliases: Mapping[str, str] | None = None) -> Name | None:
    """A value as written taken apart, None for what names nobody; `aliases`: key of an acronym → its long form."""
    core, acronym = _core(text)
    words = words_of(core)
    if not words or _NOISE.match(fold(core)) or len("".join(words)) < 2:
        return None
    if _FUNCTION.match(fold(core)):
        return Name(core, "".join(words), "function", acronym=acronym)
    long = _expanded(core, aliases or {})
    body = _typed(long)
    if body is not None:
        kind, place, rest = body
        several = _is_plural(core) and not _is_plural(kind.name) and key_of(core) not in _acronyms()
        any_one = kind.reach is Reach.MANY and not place
        if (several and (not place or kind.reach in _REPEATED)) or any_one:
            # "CDS", "centre de santé", "centres de santé": any house of that kind, however it is written.
            return Name(core, key_of(kind.name) if any_one else key_of(long), "group", acronym=acronym)
        proper = _is_proper(rest)
        toponymic = proper and bool(_TOPONYMIC.match(rest))
        return Name(
            core, key_of(long), "organisation", kind, place, long, acronym or _leading_acronym(core), toponymic, proper
        )
    if _is_group(core):
        return Name(core, "".join(words), "group", acronym=acronym)
    own = _leading_acronym(core) if long != core else core if is_acronym(core) else ""
    proper = len(words_of(long)) > 1 and _is_proper(long)
    return Name(core, key_of(long), long=long, acronym=acronym or own, proper=proper)


def is_titled(text: str) -> bool:
    """Whether a value begins as a person's name does: "Mme …", "Dr …"."""
    return bool(_TITLED.match(text.strip()))


@lru_cache(maxsize=CACHED_NAMES)
def words_of(text: str) -> tuple[str, ...]:
    """The words that tell one name from another: folded, singular, without articles and prepositions."""
    found = re.findall(r"[a-z0-9]+", fold(text))
    return tuple(_singular(word) for word in found if word not in SMALL_WORDS)


def key_of(text: str) -> str:
    """The comparable letters of a name."""
    return "".join(words_of(text))


@cache
def body_types() -> tuple[BodyType, ...]:
    """The types of organisations that the lexicon knows."""
    expansions = {row[0]: row[1].split("|") for row in _rows("acronyms.tsv")[1:] if len(row) > 1}
    types = []
    for name, reach, *more in _rows("organisations.tsv"):
        spellings = [name, *expansions.get(name, ()), *(more[0].split("|") if more and more[0] else ())]
        forms = sorted({key_of(spelling) for spelling in spellings}, key=len, reverse=True)
        types.append(BodyType(name, Reach(reach), tuple(forms)))
    return tuple(types)


@cache
def places() -> dict[str, str]:
    """Key of a region's or department's name, number or abbreviation → key of its name."""
    known: dict[str, str] = {}
    for name, *more in _rows("places.tsv"):
        for spelling in (name, *(more[0].split("|") if more and more[0] else ())):
            known[key_of(spelling)] = key_of(name)
    return known


@cache
def place_names() -> dict[str, str]:
    """Key of a region or a department → its name."""
    return {key_of(row[0]): row[0] for row in _rows("places.tsv")}


@cache
def departments() -> frozenset[str]:
    """The keys of the names of departments; the other places are regions."""
    return frozenset(key_of(row[0]) for row in _rows("places.tsv") if len(row) > 1 and re.match(r"\d", row[1]))


@cache
def acronym_expansions() -> dict[str, str]:
    """Key of an acronym of the lexicon → its long form, where it has only one."""
    rows = _rows("acronyms.tsv")[1:]
    return {key_of(row[0]): row[1] for row in rows if len(row) > 1 and "|" not in row[1]}


@cache
def _forms() -> tuple[tuple[str, BodyType], ...]:
    pairs = [(form, kind) for kind in body_types() for form in kind.forms]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(key_of(kind.name) for kind in body_types() if is_acronym(kind.name))


@cache
def _group_heads() -> frozenset[str]:
    return _listed("groups.txt")


@cache
def _any_bodies() -> frozenset[str]:
    return _listed("any_body.txt")


def _listed(name: str) -> frozenset[str]:
    return frozenset(word for row in _rows(name) for word in re.findall(r"[a-z]+", fold(" ".join(row))))


def _rows(name: str) -> list[list[str]]:
    text = resources.files("assistant.lexicon").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _core(text: str) -> tuple[str, str]:
    """The name itself and the acronym that brackets give it; bullets, articles and what others add left out."""
    core = re.sub(r"\s+", " ", text).strip(' .,;:•–—-…*"«»')
    core = _DANGLING.sub("", _ARTICLE.sub("", _TAIL.sub("", re.sub(r"(?<=\w)- (?=\w)", "-", core))))
    core = _OWN_SERVICE.sub("", _NUMBERED.sub(r"\1 \2", core))
    acronym = ""
    for match in re.finditer(r"\s*\(([^()]*)\)?", core):
        inside, before = match[1].strip(), core[: match.start()].strip()
        if abbreviates(inside, before) or key_of(inside) in _forms_of(before):
            acronym = inside
        elif abbreviates(before, inside) or (is_acronym(before) and _typed(before) is None and spells(before, inside)):
            acronym, core = before, inside
            break
        elif key_of(inside) in places() and _typed(before) is not None:
            core = core.replace(match[0], f" {inside}")
    return re.sub(r"\s+", " ", re.sub(r"\s*\([^()]*\)?", " ", core)).strip(" .,;:–—-…/"), acronym


def _forms_of(name: str) -> tuple[str, ...]:
    found = _typed(name)
    return found[0].forms if found else ()


def _expanded(core: str, aliases: Mapping[str, str]) -> str:
    """The name with its leading acronym written out, where the documents or the lexicon say what it stands for."""
    first, _, rest = core.partition(" ")
    if not is_acronym(first) or _typed(first) is not None:
        return core
    long = aliases.get(key_of(first)) or acronym_expansions().get(key_of(first), "")
    return f"{long} {rest}".strip() if long else core


def _leading_acronym(core: str) -> str:
    first = core.partition(" ")[0]
    return first if is_acronym(first) else ""


@lru_cache(maxsize=CACHED_NAMES)
def _typed(core: str) -> tuple[BodyType, str, str] | None:
    """The type whose form opens the name, the key of the place behind it, and that place as written."""
    words = words_of(core)
    key = "".join(words)
    ends, end = set(), 0
    for word in words:
        end += len(word)
        ends.add(end)
    for form, kind in _forms():
        if not key.startswith(form) or len(form) not in ends:
            continue
        if len(form) < LONG_FORM and words[0] != form and form not in ("".join(words[:2]), "".join(words[:3])):
            continue
        if len(form) <= 4 and is_acronym(kind.name) and not re.search(r"[A-Z]{2}|[A-Z][a-z]?[A-Z]", core):
            continue
        rest = _after(core, len(form))
        place = _place(rest, kind)
        return None if place is None else (kind, place, rest)
    return None


def _after(core: str, letters: int) -> str:
    """What of a name stands behind the words that make up that many letters of its key."""
    seen = 0
    for match in re.finditer(r"[^\W_]+", core):
        if seen >= letters:
            before = core[: match.start()]
            kept = re.search(r"(?:\b(?:de la|du|des|de|de l[’']|d[’'])\s*)$", before)
            return core[kept.start() if kept else match.start() :]
        for word in words_of(match[0]):
            seen += len(word)
    return ""


# "Département de la Vouivre": a proper name alone behind it is a place, known or not.
_OF_A_PLACE = re.compile(
    r"(?:de la |du |des |de l[’'] ?|de |d[’'])[A-ZÀ-Ý][\w-]*(?: ?(?:et |de |du |d[’'])?[A-ZÀ-Ý][\w-]*)*$"
)


def _place(rest: str, kind: BodyType) -> str | None:
    """The key of a place behind a type: "" when there is none, None when what stands there is no place."""
    words = words_of(rest)
    while words and words[0] in {"region", "departement", "territoire"} and len(words) > 1:
        words = words[1:]
    if not words:
        return ""
    key = "".join(words)
    known = places().get(key)
    if known:
        return known
    if kind.reach is Reach.COLLECTIVITY and _OF_A_PLACE.match(rest):
        return key
    if kind.reach in {Reach.COLLECTIVITY, Reach.NATION} or _PART.match(words[0]):
        return None
    first = next((word for word in re.findall(r"[^\W_]+", rest) if fold(word) not in SMALL_WORDS), "")
    if kind.reach in {Reach.REGION, Reach.DEPARTMENT, Reach.BEARER} and not (first[0].isupper() or first[0].isdigit()):
        return None
    return key


def _is_group(core: str) -> bool:
    words = re.findall(r"[^\W\d_]+", core)
    head = fold(words[0]) if words else ""
    if head in _group_heads():
        return True
    lower = all(word.islower() or is_acronym(word) for word in words[1:])
    if head in _any_bodies() and lower and not _is_proper(core):
        return True
    return _is_plural(core) and lower and len(head) > 3


def _is_plural(core: str) -> bool:
    head = fold(re.split(r"[\s’']", core)[0])
    return head not in _NO_PLURALS and head.endswith(("s", "x")) and not is_acronym(core.split()[0])


@lru_cache(maxsize=CACHED_NAMES)
def _is_proper(text: str) -> bool:
    """Whether the text holds a word that no dictionary has, a name of a region or department counting as one."""
    words = words_of(text)
    spans = ("".join(words[i : i + n]) for n in range(1, 5) for i in range(len(words) - n + 1))
    if any(span in places() for span in spans if not span.isdigit()):
        return True
    found = re.findall(r"[^\W\d_]{3,}", text)
    # Capitals make an acronym of a word only where not all of them are capitals.
    named_by = [word for word in found if word[0].isupper() and (text.isupper() or not word.isupper())]
    return any(not _in_dictionary(word.lower()) for word in named_by)


@lru_cache(maxsize=CACHED_NAMES)
def _in_dictionary(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="fr"))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
