"""Recognition of one line as a heading: article, axis, sheet, signature, or a heading in words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.numbers import OF_SERIES, OF_SHEET, OF_WORD, in_capitals, number_of, shape_of

_SEPARATOR = r"\s*(?P<separator>[.)]\s?[–—-]|[:.|/·•–—-])?\s*"
_ARTICLE = re.compile(
    rf"^(?:article|art\.)\s*(?:n\s*°\s*)?(?P<number>\d{{1,2}}(?:-\d)?|1er|premier"
    rf"|[ivx]{{1,5}})\b{_SEPARATOR}(?P<title>.*)$"
)
_AXIS = re.compile(
    r"^(?:axe(?: strategique| thematique| prioritaire)?|thematique|priorite(?: strategique)?|enjeu(?: strategique)?"
    rf"|orientation(?: strategique)?|objectif strategique"
    rf"|defi|pilier|volet|ambition)\s*(?:n\s*°\s*)?(?P<number>\d{{1,2}}|[ivx]{{1,5}}|[a-h](?!\s?[.\d])"
    rf"|[aeopdv]\d{{1,2}}|[a-z]{{2,4}}(?=\s*[:|·•–—]))(?!\w)"
    rf"{_SEPARATOR}(?P<title>.*)$"
)
# "Fiche n° 3 (sur 12)", "Action 3/12": the sheets are counted behind the number.
COUNTED = r"(?:\s*(?:\(\s*(?:sur|/|de)\s*\d{1,3}\s*\)|/\s?\d{1,3}(?![\d/])|sur \d{1,3}(?=\s*(?:[:.|·–—-]|$))))?"
_SHEET = re.compile(
    r"^(?:fiche[\s-]?actions?|fiche)\s*(?:n\s*[°o]?\s*)?"
    rf"(?P<number>{OF_SHEET})(?![\w%€]){COUNTED}{_SEPARATOR}(?P<title>.*)$"
)
_ACTION = re.compile(rf"^action\s*(?:n\s*[°o]?\s*)?(?P<number>{OF_SHEET})(?![\w%€]){COUNTED}{_SEPARATOR}(?P<title>.*)$")
# "I.1 – Favoriser", "A.1.2 Former", "N° 4 – Agir", "Projet 3 : Soutenir": a sheet's heading only where others follow.
_SHEET_WORDS = (
    r"fiches?(?:[\s-]?(?:actions?|projets?|mesures?|operations?))?|actions?|projets?|mesures?|operations?"
    r"|initiatives?|chantiers?|dispositifs?|interventions?|engagements?"
)
_LISTED = re.compile(
    rf"^(?:(?P<word>{_SHEET_WORDS})\b\s*)?(?P<sign>n\s?[°ºo]\s*|#)?"
    rf"(?P<number>{OF_SERIES}|(?(word)(?:{OF_WORD})|(?!)))"
    rf"(?![\w%€,]){COUNTED}"
    # "3.1.2 Action : Former": the section's number stands first.
    rf"(?:\s*[.)–-]?\s+(?P<behind>{_SHEET_WORDS})\s*(?=[:–—-]))?"
    r"\s*(?P<separator>[.)]\s?[–—-]|[:.|/·•)–—-])?\s*(?P<title>.*)$"
)
_ORDINALS = (
    "premiere? deuxieme|seconde? troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme"
    " douzieme"
).split()
_ORDINAL = "|".join(_ORDINALS)
# "Cap deuxième. Vivre", "Deuxième cap : Vivre": a number in letters, behind its word or before it.
_IN_LETTERS = re.compile(
    rf"(?:(?P<word>[a-z][a-z']+) (?P<after>{_ORDINAL})|(?P<before>{_ORDINAL}) (?P<noun>[a-z]+))(?=\s*[:.·|–—-])"
)
_GROUP = re.compile(
    r"(?P<word>[A-ZÀ-Ý][\w’']{2,})\s(?:n\s?[°º]\s?)?(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w%€,.’'])"
    r"\s*[:|·•–—-]?\s*(?P<title>[A-ZÀ-Ý][^.;]*)?"
)
_SIGNATURE = re.compile(
    r"^(?:pages? (?:de|des) |les |nos )?signatures?(?: des (?:parties|signataires))?$"
    r"|^(?:fait|signe) a [\w' -]{2,40},? (?:le|en) .*\d|^fait a [\w' -]{2,40}, le"
)

# "Axe A – Accès aux soins / Objectif A.1 – …": an axis and what it holds, on one line.
SUBORDINATE = re.compile(
    r"\s+[/|>›]\s+(?=(?:[Ss]ous[- ])?(?:[Oo]bjectif|[Aa]xe|[Oo]rientation|[Pp]riorité|[Tt]hématique)\b)"
)

# "3.2 Axe 2 : …": the number of the section before that of the axis.
_SECTION_NUMBER = re.compile(
    r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:[.\-]\d{1,2}){0,2}[.)]?\s*[–—-]?\s+"
    r"(?=(?:axe|thematique|priorite|enjeu|orientation|objectif strategique|defi|pilier|volet|ambition)\b)"
)
# An annex ends the articles; "annexe au contrat" in a sentence has words before it or a verb after.
_ANNEX = re.compile(
    r"^annexes?(?:\s*(?:n\s*°\s*)?(?:\d{1,2}|[a-h]|[ivx]{1,4}))?\s*(?:[:.·–—-]|$)"
    r"|^annexes? (?:financieres?|budgetaires?|techniques?|cartographiques?|statistiques?)$"
)
# The parts of a document that is more than a contract.
_PART = re.compile(
    r"^(?:(?:premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|septieme|derniere) partie"
    r"|partie (?:\d|[ivx]{1,4}|[a-f]))\s*(?:[:.·–—-]\s*\S|$)"
)
# What follows the last sheet and belongs to none.
_CLOSING = re.compile(
    r"^(?:(?:recapitulatif|synthese|tableau(?: recapitulatif)?|maquette) (?:budgetaire|financi\w+"
    r"|des financements)\b[a-z ]{0,40}"
    r"|(?:plan de financement|budget|maquette|programmation|cout)"
    r"(?: (?:budgetaire|financi\w+|previsionnel\w*|pluriannuel\w*|indicati\w+|global\w*|total))*"
    r" (?:du|des|de l['’]ensemble d(?:u|es)) (?:contrat|cls|plan d['’]actions?|fiches|actions)\b[a-z0-9 '’–-]{0,40}"
    r"|(?:glossaire|lexique|sigles)(?: et (?:contacts|sigles))?|index"
    r"|(?:liste des )?sigles(?: et (?:acronymes|abreviations))?)$"
)

_OF = r"(?: (?:des|du|de la|de l'|d'|de))?"
_SUMMARY = re.compile(
    r"^(?:(?:tableau|synthese|recapitulatif|liste|recapitulation)"
    r"(?: de synthese| synthetique| recapitulatif| general| global)*"
    rf"{_OF}(?: (?:plan|programme|ensemble))?{_OF} ?(?:axes et des )?(?:fiches? ?-?)?actions?"
    r"(?: (?:du|des|de la|inscrites?|retenues?|par axes?) ?.{0,40})?"
    r"|tableau (?:synthetique|recapitulatif|de synthese)|(?:plan|programme) d'actions synthetique)$"
)
# Headings numbered in words: at least so many, none further than so many lines from the one before.
FEWEST_NUMBERED, NUMBERED_REACH = 3, 60
_NUMBERED = re.compile(r"(\d{1,2})[.)]? ?[-–]? ?[A-ZÀÂÇÉÈÊÎÔÛŒ](?!\d)\D{6}")

# A heading in words is short and opens a stretch of text.
HEADING_CHARACTERS = 90
HEADING_WORDS = 14
_BULLETS = tuple("-•–▪◦*")
# List items, sources of tables and visas are short lines too.
_TABLE_ROW = re.compile(r"\s[-–—](?:\s[-–—])+(?:\s|$)")
_NOT_A_HEADING = re.compile(r"[-•–▪◦*]|sources?\b|vu |tel\b|mel\b|\d+[.)/] ?(?:\w+ ){6}")
# A line that ends with one of these goes on.
_UNFINISHED = re.compile(
    r"(?:^|[ '(])(?:a|au|aux|avec|ce|ces|cet|cette|certaines?|certains|chez|d|dans|de|des|dont|du|en|entre|est"
    r"|et|l|la"
    r"|le|les|leur|leurs|mais|ne|ou|par|pour|qu|que|qui|sa|ses|son|sont|sous|sur|un|une|vers|of|the|and|to|in|for)$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line read as a heading: its kind, normalised number and what follows the number on the line."""

    kind: SectionKind
    number: str
    title: str
    entitled: bool = True  # False where what follows names the group that a sheet belongs to: its title stands below


@dataclass(frozen=True, slots=True)
class Group:
    """What a sheet belongs to, named beside its number ("Mesure 4 | Cap 2 Se loger")."""

    word: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that numbers something: the word that announces it, the shape of its number ("9.9", "A.9"), its title."""

    word: str
    shape: str
    number: str
    title: str


def numbered(text: str) -> Numbered | None:
    """The line as one of a numbered series, None where it cannot head anything."""
    bare = in_figures(text.strip(" •▪|*#"))
    match = _LISTED.match(_aligned(bare)) if bare and len(bare) <= 3 * HEADING_CHARACTERS else None
    if match is None or not (bare[:1].isupper() or bare[:1].isdigit() or bare[:1] == "#"):
        return None
    if not in_capitals(bare[slice(*match.span("number"))]):
        return None
    word, title = match["word"] or match["behind"] or "", bare[match.start("title") :]
    # Cells of figures, years and dates are numbered lines too.
    if title and not (title[:1].isupper() or title[0] in "«\"'’"):
        return None
    if (not title and not word and not match["sign"]) or len(title) > 2 * HEADING_CHARACTERS:
        return None
    if title and (title[-1] in ".;," or sum(c.isalpha() for c in title) < len(title) / 2):
        return None
    return Numbered(
        f"{word.rstrip('s')}{'n' if match['sign'] else ''}",
        shape_of(match["number"]),
        number_of(match["number"]),
        title,
    )


def in_figures(text: str) -> str:
    """The text, a number that its first words write in letters in figures: "Cap 2 : Vivre"."""
    match = _IN_LETTERS.match(_aligned(text))
    if match is None:
        return text
    told = match["after"] or match["before"]
    rank = next(k for k, form in enumerate(_ORDINALS, 1) if re.fullmatch(form, told))
    low, high = match.span("word" if match["after"] else "noun")
    return f"{text[low].upper()}{text[low + 1 : high]} {rank}{text[match.end() :]}"


def group(text: str) -> Group | None:
    """The group that all of a text names by a word, a number and a title; None where it is none."""
    match = _GROUP.fullmatch(text.strip())
    if match is None or re.fullmatch(_SHEET_WORDS, fold(match["word"])):
        return None
    return Group(fold(match["word"]), number_of(match["number"]), match["title"] or "")


def _aligned(text: str) -> str:
    """The text folded, each character in its place."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := fold(c)) == 1 else c for c in text)


def heading(text: str, *, actions: bool = False) -> Heading | None:
    """The structural heading that a line is, or None; `actions` reads "Action 1." as a sheet too."""
    bare = text.strip(" •-–▪|*#")
    if _PART.match(fold(bare)) is None:
        bare = in_figures(bare)
    folded = fold(bare)
    if (section := _SECTION_NUMBER.match(folded)) and len(folded) == len(bare):
        bare, folded = bare[section.end() :], folded[section.end() :]
    for kind, pattern in (
        (SectionKind.SHEET, _SHEET),
        (SectionKind.AXIS, _AXIS),
        (SectionKind.ARTICLE, _ARTICLE),
        *(((SectionKind.SHEET, _ACTION),) if actions else ()),
    ):
        match = pattern.match(folded)
        if match and _opens(match, bare):
            if not _coded(match, bare):
                continue
            title = _title(bare, match["title"])
            if kind is SectionKind.AXIS:
                if match["number"].isalpha() and not _lettered(match, bare):
                    continue
                title = SUBORDINATE.split(title)[0].rstrip()
            return Heading(kind, number_of(match["number"]), title)
    if _SIGNATURE.match(folded) and bare[:1].isupper():
        return Heading(SectionKind.SIGNATURE, "", bare)
    if _CLOSING.match(folded) and bare[:1].isupper():
        return Heading(SectionKind.PART, "", bare)
    if _PART.match(folded) and bare[:1].isupper() and len(bare) <= HEADING_CHARACTERS:
        return Heading(SectionKind.PART, "", bare)
    if _ANNEX.match(folded) and bare[:1].isupper() and len(bare) <= HEADING_CHARACTERS:
        return Heading(SectionKind.PART, "", bare)
    return None


def _coded(match: re.Match[str], bare: str) -> bool:
    """Whether the letters of a number are capitals ("Fiche AS-1", "Action B."), not words ("Fiche du 12")."""
    number = match["number"]
    if re.fullmatch(r"[ivx]+|\d.*", number):
        return True
    if len(number) == 1 and match["title"] and not match["separator"]:
        return False
    letters = re.findall(r"[a-z]+", number)
    return len(letters) == 1 == len(letters[0]) < len(number) or all(
        re.search(rf"(?<![^\W\d]){each.upper()}(?![^\W\d])", bare) for each in letters
    )


def _lettered(match: re.Match[str], bare: str) -> bool:
    """Whether a letter is an axis's number ("Axe A – …"), not a word ("Axe a développer")."""
    number = match["number"]
    if re.fullmatch(r"[ivx]+", number):
        return True
    return bool(re.search(rf"\b{number.upper()}\b", bare[: match.end("number") + 2]) and match["separator"])


def _opens(match: re.Match[str], bare: str) -> bool:
    # "Article 5 du présent contrat" and "axe 2 est consacré" are sentences.
    if not bare[:1].isupper():
        return False
    title = match["title"].strip()
    if match["separator"] or not title:
        return True
    return _title(bare, title)[:1].isupper() and len(title) <= 2 * HEADING_CHARACTERS


def _title(bare: str, folded_title: str) -> str:
    # Folding keeps no offsets where a letter became two; a title is short, so look for its beginning.
    if not folded_title.strip():
        return ""
    for start in range(len(bare)):
        if fold(bare[start:]) == folded_title.strip():
            return bare[start:].strip()
    return folded_title.strip()


def unfinished(text: str) -> bool:
    """Whether a line ends with a word or a sign after which a sentence goes on; "ARS Grand Est" and "Où" do not."""
    return (
        bool(_UNFINISHED.search(fold(text)) and not re.search(r"\w[ -]Est$|\b[Oo]ù$", text.rstrip()))
        or text.rstrip()[-1:] in ",:(–-&"
    )


def words_heading(text: str, before: str | None, after: str | None, *, gap: bool) -> bool:
    """Whether a line between `before` and `after` reads as a heading; `gap` = a blank line stands before it."""
    bare = text.strip()
    if not bare or len(bare) > HEADING_CHARACTERS or len(bare.split()) > HEADING_WORDS or after is None:
        return False
    if bare[-1] in ".,;…" or "|" in bare or _NOT_A_HEADING.match(fold(bare)) or _UNFINISHED.search(fold(bare)):
        return False
    letters = [c for c in bare if c.isalpha()]
    if _TABLE_ROW.search(bare) or len(letters) < 4 or len(re.findall(r"\d", bare)) > 4 or "%" in bare or "€" in bare:
        return False
    if not next(c for c in bare if c.isalpha()).isupper():
        return False
    previous = (before or "").rstrip()
    ended = before is None or previous[-1:] in ".!?…" or (gap and (previous[:1] in _BULLETS or "|" in previous))
    # What a heading opens is a sentence or a list, not one more short cell of a table.
    return ended and (len(after) > len(bare) or after.lstrip()[:1] in _BULLETS or bare.isupper())


def table_heading(text: str) -> bool:
    """Whether a line names the summary table of the actions: "Tableau synthétique du programme d'actions"."""
    bare = text.strip(" •▪◦▸▹▶►*:-–")
    return bare[:1].isupper() and len(bare) <= HEADING_CHARACTERS and bool(_SUMMARY.match(fold(bare)))


def title_below(text: str) -> bool:
    """Whether a line below a bare "ARTICLE 2" is the article's title: short, neither list nor sentence."""
    bare = text.strip()
    return (
        0 < len(bare) <= HEADING_CHARACTERS
        and len(bare.split()) <= HEADING_WORDS
        and bare[0].isupper()
        and bare[-1] not in ".,;:"
        and not _UNFINISHED.search(fold(bare))
    )


def numbered_headings(texts: Sequence[str]) -> set[int]:
    """Which lines are headings numbered 1, 2, 3… in their order, each with text of its own under it."""
    found: set[int] = set()
    chain: list[int] = []
    for i, text in enumerate(texts):
        match = _NUMBERED.match(text)
        if not match or len(text) > HEADING_CHARACTERS or text.rstrip()[-1] in ".,;:":
            continue
        number = int(match[1])
        if number == len(chain) + 1 and (not chain or 2 <= i - chain[-1] <= NUMBERED_REACH):
            chain.append(i)
        elif number == 1:
            chain = [i]
        if len(chain) >= FEWEST_NUMBERED:
            found.update(chain)
    return found


def list_heading(texts: list[str]) -> int:
    """How many of the given lines make a bulleted heading that announces a list ("• Les signataires :"), 0 for none."""
    if not re.match(r"[•▪◦*o–-] ?\w", texts[0]):
        return 0
    if texts[0].rstrip().endswith(":"):
        return 1
    if (
        len(texts) > 1
        and texts[1].rstrip().endswith(":")
        and texts[1][:1].islower()
        and len(texts[1]) < HEADING_CHARACTERS
    ):
        return 2
    return 0
