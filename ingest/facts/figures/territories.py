"""Whether words name a territory that figures are given for: a country, a region, a département, an EPCI, a commune."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from rapidfuzz import fuzz

from ingest.naming import fold, territory_name

# A broken or misspelt name of a region or département ("Bourgogne France Comté") is at least so alike, of 100.
ALIKE = 92
_FUZZY_CHARACTERS = 12  # short names are too near one another
LONGEST_NAME = 9  # words

_BEARER = re.compile(
    r"(?:cc|ca|cu|petr|pays|pnr|epci|commune|ville|canton|departement|region|agglomeration|agglo|metropole|cpts|bassin"
    r"|communaute (?:de communes|d agglomeration|urbaine)|grand|syndicat mixte|pole metropolitain|territoire"
    r"|parc naturel regional|arrondissement|clspt|cls|zone d emploi|quartier|qpv)\b"
)
_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|[dl][’'][A-ZÀ-ÖØ-Þ][\w’'-]*"
    r"|(?:de|du|des|la|le|les|et|en|sur|sous|aux?|lès|à|d|l)\b[’']?)"
)
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD})*")
_TIES = frozenset("de du des la le les et en sur sous au aux a d l".split())


@cache
def _table() -> dict[str, tuple[str, str]]:
    """The kind and the spelling of each known name."""
    text = resources.files("ingest.facts.lexicon").joinpath("territories.tsv").read_text(encoding="utf-8")
    table = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key(name): (kind, name) for kind, names in reversed(list(table)) for name in names.split("|")}


@cache
def _known() -> dict[str, str]:
    return {name: kind for name, (kind, _) in _table().items()}


def kind_of(text: str) -> str:
    """What kind of territory a name that all know is of ("country", "region", "department", "level"), else empty."""
    return _known().get(key(text), "")


def key(text: str) -> str:
    """A name for comparison: folded words without signs, articles and brackets."""
    bare = re.sub(r"[^a-z0-9]+", " ", re.sub(r"\([^)]*\)", " ", fold(text))).strip()
    return re.sub(r"^(?:le|la|les|l|en|dans le|dans la|dans l|du|de la|de l) (?=\w)", "", bare)


@dataclass(frozen=True, eq=False)
class Places:
    """The territories that a document may give figures for: those that all know, and its own."""

    own: frozenset[str] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)  # how often the document writes each folded word

    @classmethod
    def of(cls, names: Iterable[str], text: str = "") -> Places:
        """The places of a document of this text, whose own territories bear these names."""
        kept = {key(form) for name in names for form in (name, territory_name(name)) if name}
        return cls(frozenset(k for k in kept if len(k) > 2), Counter(re.findall(r"[^\W\d_]+", fold(text))))

    def mended(self, text: str) -> str:
        """The text with words joined that a narrow cell broke, where the document writes them whole elsewhere."""
        done: list[str] = []
        for word in text.split():
            left = re.search(r"[^\W\d_]+$", done[-1]) if done and word[0].islower() and word.isalpha() else None
            whole = self.words.get(fold(f"{left.group()}{word}"), 0) if left else 0
            if left and whole and whole >= self.words.get(fold(left.group()), 0):
                done[-1] += word
            else:
                done.append(word)
        return " ".join(done)

    def doubt(self, text: str) -> int | None:
        """How doubtful it is that the text is one territory: 0 for a known name, None when it is none."""
        bare = key(text)
        if not bare or len(bare.split()) > LONGEST_NAME or text.rstrip().endswith(("-", "/", ",", ":")):
            return None
        if bare in _known() or bare in self.own or bare in self._nested:
            return 0
        if _alike(bare):
            return 1
        match = _BEARER.match(bare)
        rest = bare[match.end() :].split() if match else []
        if not rest or rest[-1] in _TIES or not _NAME.fullmatch(_last_words(text, len(rest))):
            return None
        if any(re.fullmatch(r"cc|ca|cu|petr|pnr|epci|france|pays", word) for word in rest):
            return None
        # "CC Rives Jura" is two names, "CC Rives du Jura" one.
        for i in range(1, len(rest)):
            if rest[i - 1] not in _TIES and _known().get(" ".join(rest[i:]), "level") != "level":
                return None
        return 1

    @cached_property
    def _nested(self) -> frozenset[str]:
        """The own names behind a bearer's short form: "cc hautes rives" for "hautes rives"."""
        forms = (
            f"{bearer}{tie}" for bearer in ("cc", "ca", "pays", "petr", "cls") for tie in ("", " de", " du", " des")
        )
        return frozenset(f"{form} {name}" for form in forms for name in self.own)

    @staticmethod
    def spelt(text: str) -> str:
        """A name as it is to be shown: that of a region, which cells break and misspell, in full."""
        found = _alike(key(text))
        return _table()[found][1] if found and key(text) not in _known() else text


@cache
def _alike(bare: str) -> str:
    """The region whose name is nearly this one, empty for none."""
    names = (n for n, kind in _known().items() if kind == "region" and min(len(n), len(bare)) >= _FUZZY_CHARACTERS)
    return next((name for name in names if fuzz.ratio(bare, name) >= ALIKE), "")


def _last_words(text: str, count: int) -> str:
    """The part of a text that its last `count` folded words come from."""
    found = list(re.finditer(r"[^\W_]+", re.sub(r"\([^)]*\)", "", text)))
    return text[found[-count].start() : found[-1].end()] if len(found) >= count else ""
