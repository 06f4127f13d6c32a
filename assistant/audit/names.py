"""Organisations, people and offices that a sentence names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import simplemma

from assistant import lexicon
from assistant.audit.aligned import aligned
from ingest.facts.numerals import numeral
from ingest.naming import fold

# A word with a capital, or an acronym; hyphens and apostrophes hold parts together.
_WORD = re.compile(r"[^\W\d_][\w]*(?:[-’'](?=[^\W\d_])[^\W\d_]\w*)*")
_TIES = frozenset("de du des d la le les l et en au aux sur sous a à of the and for in".split())
_ELIDED = re.compile(r"^(?:[dlnsjmtcqDLNSJMTCQ]|[Qq]u|[Jj]usqu|[Ll]orsqu)[’'](?=\w)")
_STARTERS = re.compile(r"(?:^|[.!?:;«(]\s*|\s[–—-]\s+)$")
# Titles before a name, and the words by which answers name what they speak of.
_COMMON = frozenset(
    "cls contrat contrats fiche fiches action actions article articles axe axes source sources note oui non m mme mr "
    "dr pr monsieur madame docteur professeur messieurs mesdames page pages".split()
)
_OFFICE_FORMS = (
    "directeur directrice director",
    "president presidente chair chairman",
    "prefet prefete prefect",
    "maire maires mayor",
    "recteur rectrice",
    "secretaire",
    "vice-president vice-presidente",
    "delegue deleguee",
    "inspecteur inspectrice",
    "gerant gerante",
    "administrateur administratrice",
    "procureur procureure",
    "sous-prefet sous-prefete",
)
_OFFICE = {form: forms.split()[0] for forms in _OFFICE_FORMS for form in forms.split()}


@lru_cache(maxsize=16_384)
def letters(text: str) -> str:
    """The folded letters and digits of a text alone: scans break words, lines are hyphenated."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def names_in(text: str) -> Iterator[tuple[str, ...]]:
    """The names of a text, each as its words that stand together without a tie: ("Odile", "Verdan")."""
    run: list[str] = []
    last = 0
    for match in _WORD.finditer(text):
        word = _ELIDED.sub("", match.group())
        tied = run and not re.fullmatch(r"[\s]+", text[last : match.start()])
        if tied:
            yield tuple(run)
            run = []
        if _is_name(word, text[: match.start()], bool(run)):
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
        last = match.end()
    if run:
        yield tuple(run)


def _is_name(word: str, before: str, running: bool) -> bool:
    if not word[:1].isupper() or fold(word) in _COMMON or (fold(word) in _TIES and len(word) < 4):
        return False
    if len(word) == 1 or numeral(fold(word)) is not None:
        return False
    if lexicon.is_form(word):
        return False
    starts = _STARTERS.search(before) is not None and not running
    return not starts or not _is_known(word)


@lru_cache(maxsize=16_384)
def _is_known(word: str) -> bool:
    """Whether a word is one of the dictionary, when written small; an acronym is none."""
    if word.isupper() and 1 < len(word) <= 6:
        return False
    return all(simplemma.is_known(part.lower(), lang="fr") or len(part) < 3 for part in re.split(r"[-’']", word))


@cache
def _institutions() -> tuple[re.Pattern[str], dict[str, str]]:
    text = files("ingest.facts.lexicon").joinpath("institutions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    kinds = {form: kind for kind, forms in rows for form in forms.split("|")}
    forms = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+") for form in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), kinds


# "dans la région", "en région": where something is, not who does it.
_GEOGRAPHIC = re.compile(r"\b(?:dans (?:la|le|les|l'|chaque)|en|hors|habitants d[eu](?: la)?) ?$")


@lru_cache(maxsize=16_384)
def institutions_in(text: str) -> frozenset[str]:
    """The kinds of institutions that a text names, in any of their forms: "l'ARS", "la caisse primaire…"."""
    pattern, kinds = _institutions()
    folded = aligned(text)
    forms = (
        re.sub(r"[-\s]+", " ", match.group())
        for match in pattern.finditer(folded)
        if not _GEOGRAPHIC.search(folded[: match.start()])
        # "leur état" is not "l'État".
        and (match.group() != "etat" or text[match.start()].isupper())
    )
    return frozenset(kinds[form] for form in forms if form in kinds)


@cache
def _expansions() -> re.Pattern[str]:
    """What acronyms stand for, where that is several words."""
    long = {form for form in lexicon.load().acronyms if " " in form} | set(_institutions()[1])
    forms = "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in sorted(long, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")


def without_kinds(text: str, held: str, kinds: frozenset[str]) -> str:
    """The text without the forms of organisations of which the quotes hold another form."""
    for match in reversed(list(_expansions().finditer(aligned(text)))):
        form = match.group().replace("-", " ")
        if _institutions()[1].get(form) in kinds or any(other in held for other in forms_of(form)):
            text = text[: match.start()] + "\u25af" * len(form) + text[match.end() :]
    return text


@lru_cache(maxsize=16_384)
def offices_in(text: str) -> frozenset[str]:
    """The offices that a text names, the same for a woman and a man."""
    return frozenset(_OFFICE[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)*", fold(text)) if word in _OFFICE)


@lru_cache(maxsize=4_096)
def forms_of(name: str) -> frozenset[str]:
    """The letters of a name and of what its acronym stands for, or of its acronym."""
    return frozenset({letters(name), *(letters(form) for form in lexicon.load().acronyms.get(fold(name), ()))})
