"""A question as typed put into plain French: SMS words, missing apostrophes, misspelled words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise

import simplemma
from rapidfuzz import fuzz, process

from assistant import lexicon
from ingest.naming import fold

# Shorter words are too near to others to be corrected; by likeness rather than by sound, longer ones only.
SHORTEST, SHORTEST_LIKE = 4, 6
# What follows an article without its apostrophe.
SHORTEST_GLUED = 3
# How like the word of the vocabulary must be (0-100), and by how much more than the next one.
LIKE, CLEARLY = 84, 3
# A question is typed in capitals, and not one with acronyms in it, from this share of capitals on.
SHOUTED = 0.8

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ELIDED = re.compile(r"(?i)(?<![\w’'-])(l|d|j|n|s|m|t|c|qu) (?=[aeiouyéèêàâîôûh][^\W\d_]|[éêèâ]\b)(?!(?:et|ou|h)\b)")
_GLUED = re.compile(r"(?i)(qu|[ldjnsmtc])([aeiouyhéèêàâîô][^\W\d_]{2,})")
# "a t elle", "est il", "doit on": a verb and its subject turned round, typed without their hyphens.
_TURNED = re.compile(
    r"(?i)\b(est|sont|était|etait|étaient|etaient|a|ont|avait|avaient|aura|auront|sera|seront|doit|doivent|peut|peuvent"
    r"|faut|va|vont|fait|font|existe|finance|porte|pilote|paie|paye|participe|prévoit|prevoit|figure|dure|coûte|coute)"
    r"(?: (?:t[ '’-]?)?|-t[ '’]|['’]t-?| ?-(?:t )?)(elles?|ils?|on)(?! m[êe]mes?\b)(?![\w’'-])"
)
_VOWEL = frozenset("aeiouyéè")
# "c un", "c la": "c'est" as it sounds.
_IS = re.compile(
    r"(?i)(?<![\w’'-])(?<!\baxe )(?<!\bfiche )(?<!\baction )(?<!\bpriorité )(?<!\borientation )"
    r"c[ '’]?(?=(?:une?|les?|la|des|du|mon|ma|notre|pas|bien|vrai|quoi|qui)\b)"
)
# "é" alone is a verb behind these, elsewhere a conjunction.
_SUBJECT = re.compile(r"(?i)\b(?:qui|quoi|quel(?:le)?s?|où|ce|il|elle|on|cela|ça)\s+$")


@dataclass(frozen=True)
class Known:
    """What the documents know: `words` are folded, `names` are their proper names, folded → as written."""

    words: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sounding(self) -> Mapping[str, tuple[str, ...]]:
        """The proper names by their sound."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.names.values():
            found[sound(name)] = (*found.get(sound(name), ()), name)
        return found


def plain(text: str, known: Known) -> str:
    """The question in plain French words; what needs no change stays as typed, digits always."""
    shouted = _is_shouted(text)
    replaced = _apostrophes(_short_forms(text, shouted=shouted))
    return re.sub(r"\s+", " ", _corrected(_joined(replaced, known), known, shouted=shouted)).strip()


# --- short forms ---


@cache
def _rows() -> dict[str, str]:
    text = resources.files("assistant.lexicon").joinpath("sms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {fold(typed): "" if meant == "-" else meant for ways, meant in rows for typed in ways.split("|")}


@cache
def _short() -> re.Pattern[str]:
    ways = "|".join(r"[ '’-]+".join(map(re.escape, way.split())) for way in sorted(_rows(), key=len, reverse=True))
    return re.compile(rf"(?<![\w’'.-])(?:{ways})(?![\w’'-]|\.\w)", re.IGNORECASE)


def _short_forms(text: str, *, shouted: bool) -> str:
    def meant(match: re.Match[str]) -> str:
        typed = match.group()
        # "PR", "AC", "C": an acronym or a letter, not a short form; "5 g" is a weight.
        if (typed.isupper() and not shouted) or (len(typed) == 1 and re.search(r"\d\s*$", text[: match.start()])):
            return typed
        found = _rows()[" ".join(re.split(r"[ '’-]+", fold(typed)))]
        return found[:1].upper() + found[1:] if typed[0].isupper() and found else found

    # Accents are kept where nothing is replaced: the pattern is of folded words, letter for letter.
    folded = "".join(fold(letter) or " " if len(fold(letter) or " ") == 1 else letter for letter in text)
    parts, end = [], 0
    for match in _short().finditer(folded):
        start, stop = match.span()
        if start < end:
            continue
        inside = re.compile(r"(?s).*").match(text, start, stop)
        assert inside is not None
        parts += [text[end:start], meant(inside)]
        end = stop
    replaced = "".join([*parts, text[end:]])
    return re.sub(
        r"(?<![\w’'-])é(?![\w’'-])",
        lambda match: "est" if _SUBJECT.search(match.string[: match.start()]) else "et",
        replaced,
    )


def _apostrophes(text: str) -> str:
    """The text with the apostrophes that are typed as spaces: "l ars", "qu est ce"."""
    text = _TURNED.sub(lambda match: _turned(match[1], match[2]), _IS.sub("c'est ", text))
    return _ELIDED.sub(lambda match: f"{match[1]}'", text)


def _turned(verb: str, subject: str) -> str:
    """A verb and the subject behind it: "a-t-elle", "est-il"."""
    return f"{verb}-t-{subject}" if verb[-1].lower() in _VOWEL else f"{verb}-{subject}"


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= SHOUTED * len(letters)


# --- spelling ---


@cache
def _vocabulary() -> dict[str, str]:
    """The words to which others are corrected, folded → well written."""
    text = resources.files("assistant.lexicon").joinpath("question_words.txt").read_text(encoding="utf-8")
    words = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    return {fold(word): word for word in words}


@cache
def _sounds() -> dict[str, str]:
    return {sound(word): word for word in reversed(_vocabulary().values())}


@cache
def _lexicon_words() -> frozenset[str]:
    held = lexicon.load()
    tables = (held.acronyms, held.synonyms, held.english)
    terms = " ".join(term for table in tables for key, others in table.items() for term in (key, *others))
    return frozenset(re.findall(r"[a-z]+", terms)) | held.stopwords | held.form | frozenset(_vocabulary())


def in_vocabulary(word: str) -> bool:
    """Whether a word is one of questions or of the field, whatever the documents hold."""
    return fold(word) in _lexicon_words()


def sound(word: str) -> str:
    """A word as French says it, roughly: words of the same sound are spelled alike here."""
    # An accented last "é" is said, an "e" is not.
    said = re.sub(r"(?:é|ée|és|ées|er|ez)$", "E", word.lower())
    said = fold(said[:-1]) + "E" if said.endswith("E") else fold(said)
    for written, spoken in _SOUNDS:
        said = re.sub(written, spoken, said)
    return said


_SOUNDS = (
    (r"gn", "ni"),
    (r"([a-z])\1", r"\1"),
    (r"ph", "f"),
    (r"[td]h", "t"),
    (r"[tcs]ion", "sion"),
    (r"qu|k|q|ck", "k"),
    (r"c(?=[eiyE])|ç|sc(?=[ei])", "s"),
    (r"c(?!h)", "k"),
    (r"h", ""),
    (r"dj|g(?=[eiyE])|dg", "j"),
    (r"d(?=j)", ""),
    (r"eau|au", "o"),
    (r"ai|ei", "e"),
    (r"[ae][mn](?![aeiouyE])", "an"),
    (r"y", "i"),
    (r"ss", "s"),
    (r"([a-z])\1", r"\1"),
    (r"(?<=..)(?:es?|s|t|x|ts|ent)$", ""),
)


def _joined(text: str, known: Known) -> str:
    """The text with proper names of the documents that are typed in two words joined again: "val dahon"."""
    words = list(_WORD.finditer(text))
    found = text
    for first, second in pairwise(words):
        both = fold(first.group() + second.group())
        # Two words of the documents may follow each other by chance.
        apart = fold(first.group()) in known.words and fold(second.group()) in known.words
        if both in known.names and not apart and text[first.end() : second.start()] in (" ", "-"):
            found = re.sub(rf"\b{re.escape(first.group())}[ -]{re.escape(second.group())}\b", known.names[both], found)
    return found


def _corrected(text: str, known: Known, *, shouted: bool) -> str:
    def word(match: re.Match[str]) -> str:
        typed = match.group()
        before = fold(text[: match.start()])
        if typed.isupper() and not shouted and len(typed) > 1:
            return typed  # an acronym
        if _is_known(typed, known):
            return typed
        # A name elsewhere than at the beginning may be of a place or a person that no document knows.
        name = typed[0].isupper() and not shouted and bool(before.strip()) and before.rstrip()[-1] not in ".?!"
        named = re.search(r"\b(?:cls|contrat) (?:du|de la|de|des|d') ?$|\ba $", before) is not None
        return _nearest(typed, known, only_names=name or named)

    return _WORD.sub(word, text)


def _is_known(typed: str, known: Known, shortest: int = SHORTEST) -> bool:
    folded = fold(typed)
    parts = re.split(r"-", folded)
    if len(folded) < shortest or folded in known.words or folded in _lexicon_words():
        return True
    if len(parts) > 1 and all(p in known.words or p in _lexicon_words() or len(p) < SHORTEST for p in parts):
        return True
    return bool(simplemma.is_known(typed.lower(), lang="fr"))


def _nearest(typed: str, known: Known, *, only_names: bool) -> str:
    key = sound(typed)
    if not only_names and key in _sounds():
        found = _sounds()[key]
        return _vocabulary().get(f"{fold(found)}s", found) if typed.endswith("s") else found
    glued = _GLUED.fullmatch(typed)
    # "lambroisie", "dalcool": an article without its apostrophe.
    if not only_names and glued and len(glued[2]) >= SHORTEST_GLUED and _is_known(glued[2], known, SHORTEST_GLUED):
        return f"{glued[1]}'{glued[2]}"
    names = known.sounding.get(key, ()) if len(typed) >= SHORTEST_LIKE else ()
    if len(names) == 1:
        return names[0]
    if only_names or len(typed) < SHORTEST_LIKE:
        return typed
    near = process.extract(fold(typed), list(_vocabulary()), scorer=fuzz.ratio, score_cutoff=LIKE, limit=2)
    # A plural beside its singular is no other word.
    if not near or (len(near) > 1 and near[0][1] - near[1][1] < CLEARLY and _stem(near[0][0]) != _stem(near[1][0])):
        return typed
    return _vocabulary()[near[0][0]]


def _stem(word: str) -> str:
    return re.sub(r"(?:es|e|s)$", "", word)
