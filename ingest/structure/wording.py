"""What an unlisted label is about, told by the beginnings of its words. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

from ingest.structure.labels import Label, groups, label_of, normalise

# A label has no more words than this; longer lines are sentences.
LABEL_WORDS = 9
# What opens a label says what it is about ("Mesure des résultats"), what follows only of what.
OPENING_BONUS = 1
# One strong word tells a field, and it tells it by so much more than the next.
LEAST_SCORE, LEAST_LEAD = 3, 1
# Alternatives, but not those inside brackets.
_PARTS = re.compile(r"\|(?![^(]*\))")
# What a figure counts is an indicator, whatever its words: "Nombre de partenaires mobilisés".
_MEASURE = re.compile(
    r"(?:nombre|nb|nbre|pourcentage|proportion|satisfaction|delai moyen|evolution d|hausse|baisse|augmentation"
    r"|diminution"
    r"|part (?:des?|du) (?!l ars)|taux (?!d intervention|de (?:financ|cofinanc|prise|participation de l ars)))"
)
# What is done is a title: "Évaluer la démarche", "Financer les transports".
_DEED = re.compile(r"(?:evaluer|mesurer|suivre|financer|piloter|animer|coordonner|communiquer|organiser)\b(?= \w+ \w+)")
# "Axe 1 : Accès aux soins du territoire" is a title, whatever its words.
_RANKED = re.compile(
    r"(?:axe|orientation|priorite|enjeu|defi|chantier|pilier|volet|theme|thematique|action|fiche|mesure|objectif)"
    r"(?: strategique| prioritaire| operationnel)?(?: n(?: ?o)?)? (?:\d{1,2}|[ivx]{1,4})(?: \d{1,2})* (?=[a-z]{2})"
)
_NO_LABEL = _MEASURE, _DEED, _RANKED
_ARTICLES = re.compile(r"^(?:(?:les?|la|l|un|une|des|du|de|notre|nos|son|sa|ses) )+")


@cache
def _stems() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    table = resources.files("ingest").joinpath("label_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    # The longest first: "objectif chiffre" takes the words that "objectif" would tell another field by.
    stems = [(name, int(weight), stem) for name, weight, forms in rows for stem in _PARTS.split(forms)]
    ordered = sorted(stems, key=lambda each: (-len(each[2].rstrip("$ ")), -each[1]))
    return tuple((name, weight, _pattern(stem)) for name, weight, stem in ordered)


def _pattern(stem: str) -> re.Pattern[str]:
    end = "$" if stem.endswith("$$") else r"\b" if stem[-1] in "$ " else ""
    return re.compile(rf"\b{stem.rstrip('$ ')}{end}")


@lru_cache(maxsize=4096)
def told(text: str) -> Label | None:
    """The label that a text is or whose subject its words tell; None where they tell none, or more than one."""
    known = label_of(text)
    return known or _scored(normalise(re.sub(r"\([^)]*\)", " ", text)))


def _scored(words: str) -> Label | None:
    words = _ARTICLES.sub("", words)
    if not words or len(words.split()) > LABEL_WORDS or any(p.match(words) for p in _NO_LABEL):
        return None
    scores: dict[str, int] = defaultdict(int)
    taken: set[tuple[str, int]] = set()
    for name, weight, pattern in _stems():
        match = pattern.search(words)
        if match is None or any((name, at) in taken for at in range(*match.span())):
            continue
        taken.update((name, at) for at in range(*match.span()))
        scores[name] += weight + (OPENING_BONUS if match.start() == 0 else 0)
    first, second = [*sorted(scores.items(), key=lambda each: -each[1]), ("", 0), ("", 0)][:2]
    if first[1] < LEAST_SCORE or first[1] - second[1] < LEAST_LEAD:
        return None
    return Label(first[0], groups()[first[0]])
