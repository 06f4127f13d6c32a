"""Organisations that a text names, as people type them: kind and place, short forms, misspellings. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import simplemma
from rapidfuzz import fuzz

from assistant.abbreviations import SMALL_WORDS, is_acronym
from assistant.organisation_names import Reach, body_types, places
from ingest.facts.folding import folded
from ingest.facts.parties.institutions import institution
from ingest.naming import fold

# Words as typed are the same when they differ no more than this (0-100), from so many letters on.
SAME_WORD, LONG_WORD = 86, 6
# A place's name has at most so many words.
PLACE_WORDS = 5
CACHED = 8192

_OF = frozenset({"de", "du", "des", "d"})
_INSIDE = _OF | {"le", "la", "les", "l", "en", "sur", "sous"}
# What follows an organisation's name in a question and is no place.
_NO_PLACE = re.compile(
    r"(?:cls|clss|contrats?|territoires?|secteur|coin|bassin|notre|nos|votre|vos|ce|cet|cette|ces|mon|ma|son|sa|leur"
    r"|est|es|sont|etait|etaient|a|ont|avait|avaient|ete|fait|font|figure\w*|sign\w+|qui|que|quoi|ou|et|dans|pour|avec"
    r"|par|aussi|bien|il|elle|ils|elles|ne|n|t|y|on|se|s|c|partie|partenaire\w*|associe\w*|engag\w+|represent\w+"
    r"|fiches?|actions?|sante|sociale?|nous|vous|ki|koi|cki|ca|pas|plus|non|oui|deja|comme|seulement|dernier|nouveau"
    r"|precedent|ancien|actuel|premier|pilote\w*|port\w+|finance\w*|paye?|paie|part|doit|role|lui|meme|20\d\d|\d{1,2})"
)
# A place named as such is no organisation: "dans la région", "sur notre commune".
_GROUND = frozenset({"region", "departement", "ville", "petr", "cc+ca+cu+metropole", "metropole"})
_LOCATED = re.compile(
    r"\b(?:dans|sur|en|hors|toute|autour de|au sein de|quelles?|quels?|chaque)"
    r"(?: (?:la|le|les|l'|notre|nos|votre|ce|cette|ma))? ?$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation that a text names: `kinds` it may be, the words of its place, the name well written."""

    shown: str
    kinds: frozenset[str]
    place: tuple[str, ...]
    start: int  # in the folded text
    end: int
    owned: bool = False  # "notre agglo"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as compared, as typed, and its place in the folded text."""

    norm: str
    bare: str
    raw: str
    start: int
    end: int


@lru_cache(maxsize=CACHED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text."""
    whole = folded(text)
    found = []
    for match in re.finditer(r"[a-z]+|\d+", whole.text):
        low, high = whole.span(match)
        found.append(Token(singular(match[0]), match[0], text[low:high], match.start(), match.end()))
    return tuple(found)


def singular(word: str) -> str:
    """A folded word without the mark of its plural: "sociaux" and "social", "bailleurs" and "bailleur"."""
    if word in {"st", "sainte", "ste"}:
        return "saint"
    if len(word) > 4 and word.endswith("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@lru_cache(maxsize=CACHED)
def words_of(name: str) -> tuple[str, ...]:
    """The words that tell a name, as compared: without articles, prepositions and what brackets add."""
    return tuple(t.norm for t in tokens(re.sub(r"\([^)]*\)?", " ", name)) if t.bare not in SMALL_WORDS)


@lru_cache(maxsize=CACHED)
def kind_and_place(name: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a name as documents write it ("" when no known one) and the words that follow the kind."""
    kind, _ = institution(name)
    words = words_of(name)
    for form, kinds in _forms_at(words[0]) if words else ():
        if words[: len(form)] == form and (not kind or kind in kinds.split("+")):
            return kind or kinds.split("+")[0], words[len(form) :]
    return kind, words


def mentions(text: str, known: Collection[str] = (), masked: Sequence[tuple[int, int]] = ()) -> tuple[Mention, ...]:
    """The organisations of a known kind that a text names; `known` are words of places, `masked` spans say none."""
    found: list[Mention] = []
    said = tokens(text)
    at = 0
    while at < len(said):
        match = None if _covered(said[at], masked) else _kind_at(said, at)
        if match is None or _is_ground(match[0], text, said[at]):
            at += 1
            continue
        kinds, after = match
        end, place = _place(said, after, frozenset(known))
        found.append(_mention(text, kinds, said[at:after], said[after:end], place))
        at = max(end, at + 1)
    return tuple(found)


def reach_of(kind: str) -> Reach | None:
    """How far a bare name of a kind tells one organisation from others, None where the lexicon does not say."""
    return _reaches().get(kind)


@cache
def group_heads() -> frozenset[str]:
    """The nouns, as compared, that mean many of a kind: "entreprise", "bailleur"."""
    rows = _lines("assistant.lexicon", "groups.txt")
    vague = {
        "acteur",
        "partenaire",
        "partie",
        "structure",
        "organisme",
        "organisation",
        "institution",
        "membre",
        "porteur",
    }
    return frozenset(singular(word) for row in rows for word in fold(" ".join(row)).split()) - vague


def same_place(one: Sequence[str], other: Sequence[str]) -> bool | None:
    """Whether two places as words are one; None where one only overlaps the other."""
    known = places()
    keys = [known.get("".join(words_of(" ".join(words)))) or known.get("".join(words)) for words in (one, other)]
    first, second = keys
    if first and second:
        return first == second or (None if first in second or second in first else False)
    if all(any(same_word(a, b) for b in other) for a in one) or (
        other and all(any(same_word(a, b) for a in one) for b in other)
    ):
        return True
    telling = [word for word in one if word not in _COMMON and len(word) > 2]
    return None if any(same_word(a, b) for a in telling for b in other) else False


def same_word(one: str, other: str) -> bool:
    """Whether two words are one, a letter more or less apart."""
    if one == other:
        return True
    # "La mission local": the feminine is often typed without its "e".
    if min(len(one), len(other)) >= LONG_WORD - 1 and one.removesuffix("e") == other.removesuffix("e"):
        return True
    return min(len(one), len(other)) >= LONG_WORD and fuzz.ratio(one, other) >= SAME_WORD


def said_together(words: Sequence[str], said: Sequence[Token]) -> tuple[int, int] | None:
    """Where these words stand in a row in a text, small words aside: the span in the folded text."""
    bare = [token for token in said if token.bare not in SMALL_WORDS]
    for i in range(len(bare) - len(words) + 1):
        if all(same_word(word, token.norm) for word, token in zip(words, bare[i:], strict=False)):
            return bare[i].start, bare[i + len(words) - 1].end
    return None


def is_word(word: str) -> bool:
    """Whether a word is in the dictionary: then small letters do not make an acronym of it."""
    return bool(simplemma.is_known(word.lower(), lang="fr"))


# Parts of places' names that tell none.
_COMMON = frozenset(
    "saint grand haut haute bas basse val vallee pays mont sud nord est ouest region centre ville".split()
)


@cache
def _accented() -> dict[tuple[str, ...], str]:
    """The words of a form → the form with its accents, where a lexicon writes them."""
    spelled: dict[tuple[str, ...], str] = {}
    for body in body_types():
        for form in _spellings(body.name):
            if not is_acronym(form):
                spelled.setdefault(words_of(form), form)
    return spelled


@cache
def _forms() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → the (words, kinds) of the forms that it opens, the longest first."""
    found: dict[tuple[str, ...], str] = {}
    for kind, form in _rows("ingest.facts.lexicon", "institutions.tsv"):
        # "Collectivité de" opens a name only with its place: without it, any local authority is one.
        if form.split()[-1] not in SMALL_WORDS:
            found.setdefault(words_of(form), kind)
    for body in body_types():
        if body.reach is not Reach.SCHEME:
            for form in _spellings(body.name):
                found.setdefault(words_of(form), institution(body.name)[0] or fold(body.name))
    # What people say may be wider than what documents write: "l'hôpital" is any of them.
    for kind, form in _rows("assistant.lexicon", "spoken.tsv"):
        found[words_of(form)] = kind
    opened: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, kind in found.items():
        if words:
            opened[words[0]].append((words, kind))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in opened.items()}


@cache
def _reaches() -> dict[str, Reach]:
    return {institution(body.name)[0] or fold(body.name): body.reach for body in body_types()}


def _forms_at(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return _forms().get(word, ())


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(fold(body.name) for body in body_types() if is_acronym(body.name)) | {
        "ch",
        "cc",
        "ca",
        "cu",
        "cdc",
    }


def _spellings(name: str) -> Iterator[str]:
    for row in _lines("assistant.lexicon", "organisations.tsv"):
        if row[0] == name:
            yield from (name, *(row[2].split("|") if len(row) > 2 and row[2] else ()))
    for row in _lines("assistant.lexicon", "acronyms.tsv"):
        if row[0] == name and len(row) > 1:
            yield from row[1].split("|")


def _rows(package: str, name: str) -> Iterator[tuple[str, str]]:
    for kind, forms, *_ in _lines(package, name):
        yield from ((kind, form) for form in forms.split("|"))


def _lines(package: str, name: str) -> list[list[str]]:
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _covered(token: Token, masked: Sequence[tuple[int, int]]) -> bool:
    return any(low <= token.start < high for low, high in masked)


def _is_ground(kinds: str, text: str, first: Token) -> bool:
    before = folded(text).text[: first.start].replace("-", " ")
    return kinds in _GROUND and bool(_LOCATED.search(before))


def _kind_at(said: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The kinds that the words from `at` on name, and where their form ends."""
    token = said[at]
    if token.bare in SMALL_WORDS and not (token.raw.isupper() and len(token.raw) > 1):
        return None
    forms = _forms_at(token.norm) or _forms_at(token.bare)
    if not forms and len(token.norm) >= LONG_WORD and not is_word(token.raw):
        near = (first for first in _forms() if same_word(first, token.norm))
        forms = tuple(form for first in near for form in _forms_at(first))
    for words, kinds in sorted(forms, key=lambda form: -len(form[0])):
        end = _holds(words, said, at)
        if end and not (len(words) == 1 and _ambiguous(said, at)):
            return kinds, end
    return None


def _holds(words: Sequence[str], said: Sequence[Token], at: int) -> int:
    """Where a form that begins at `at` ends, 0 where another word stands in between."""
    for i, word in enumerate(words):
        while i and at < len(said) and said[at].bare in SMALL_WORDS:
            at += 1
        if at >= len(said) or not (same_word(word, said[at].norm) or word == said[at].bare):
            return 0
        at += 1
    return at


def _ambiguous(said: Sequence[Token], at: int) -> bool:
    """Whether a short form typed small may be another word: "ca", "clic"; "ch de …" is no other word."""
    token = said[at]
    if token.bare not in _acronyms() or token.raw.isupper() or not (len(token.bare) <= 2 or is_word(token.bare)):
        return False
    followed = at + 1 < len(said) and (said[at + 1].bare in _OF or said[at + 1].norm == "saint")
    return not (followed and token.bare in {"ch", "cc"})


def _place(said: Sequence[Token], at: int, known: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """Where the place behind a kind ends, and its words."""
    found: list[str] = []
    end = at
    while end < len(said) and len(found) < PLACE_WORDS:
        ahead = end
        while ahead < len(said) and said[ahead].bare in _INSIDE and ahead - end < 3:
            ahead += 1
        if ahead >= len(said):
            break
        token, links = said[ahead], [t.bare for t in said[end:ahead]]
        if not _is_place(token, links, known, bool(found), found[-1:] == ["saint"]):
            break
        found.append(token.norm)
        end = ahead + 1
    return end, tuple(found)


def _is_place(token: Token, links: Sequence[str], known: frozenset[str], further: bool, saint: bool) -> bool:
    if saint:
        return True
    if token.norm in known and token.raw[:1].isupper():
        return True  # "Pas-de-Calais"
    shouting = token.raw.isupper() and len(token.raw) > 1
    if re.fullmatch(_NO_PLACE, token.bare) and not shouting and token.norm not in {"saint"}:
        return False
    if token.norm == "saint" or token.norm in known or "".join((token.norm,)) in places():
        return True
    if token.raw[:1].isupper():
        return True
    if further:
        return not is_word(token.bare)
    return bool(_OF & set(links))


def _mention(text: str, kinds: str, form: Sequence[Token], behind: Sequence[Token], place: tuple[str, ...]) -> Mention:
    end = behind[-1].end if behind else form[-1].end
    before = folded(text).text[: form[0].start].rstrip(" '-")
    owned = bool(re.search(r"\b(?:notre|nos|mon|ma)$", before))
    shown = " ".join([_form_shown(form), _place_shown(behind)]).strip()
    return Mention(_elided(shown), frozenset(kinds.split("+")), place, form[0].start, end, owned)


def _form_shown(form: Sequence[Token]) -> str:
    spelled = _accented().get(tuple(t.norm for t in form if t.bare not in SMALL_WORDS))
    if spelled and all(t.raw.islower() for t in form):
        proper = fold(spelled).startswith(("etat", "education"))
        return spelled if proper else spelled[0].lower() + spelled[1:]
    return " ".join(
        t.raw.upper() if t.bare in _acronyms() and len(form) == 1 else t.raw if len(t.raw) > 1 else f"{t.raw}'"
        for t in form
    ).replace("' ", "'")


def _place_shown(behind: Sequence[Token]) -> str:
    """The place as typed, with its capitals: "de st elme" is "de Saint-Elme"."""
    words = []
    for token in behind:
        if token.bare in _INSIDE:
            words.append(f"{token.raw}'" if len(token.raw) == 1 else token.raw.lower())
        elif token.norm == "saint":
            words.append("Sainte-" if token.bare in {"ste", "sainte"} else "Saint-")
        else:
            words.append(token.raw if token.raw[:1].isupper() else token.raw.capitalize())
    return " ".join(words).replace("- ", "-")


def _elided(shown: str) -> str:
    return re.sub(r"' ", "'", shown)
