"""Each notice says every figure and name of the document it describes, and no figure of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

import docx
import pypdf
import pytest

from ingest import readers
from ingest.analysis import analyse

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS") or ROOT.parent / "shared" / "corpus")
PLAIN = REFERENCE / "texte-brut"

CONTRACT = "contrat-pays-ledonien-2025-2030"
NOTICES = {
    CONTRACT: "notice-contrat-pays-ledonien-2025-2030.pdf",
    "communique-pays-ledonien-2019": "notice-communique-pays-ledonien-2019.html",
    "presentation-pays-ledonien-2019-2024": "notice-presentation-pays-ledonien-2019-2024.pdf",
    "communique-portes-du-haut-doubs-2021": "notice-communique-portes-du-haut-doubs-2021.docx",
    "article-haut-jura-2026": "notice-article-haut-jura-2026.txt",
}
SHEETS = (
    *("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3"),
    *("3.4", "3.5", "3.6", "4.1", "4.2", "4.3", "5.1", "5.2"),
)
ARTICLES = tuple("123456789")

# The text dump of the contract repeats its outline from this line on: no part of the document.
OUTLINE_STARTS = 3724

_Test = TypeVar("_Test", bound=Callable[..., None])

_present = pytest.mark.skipif(
    not PLAIN.is_dir(), reason="the reference documents are absent: set CLS_REFERENCE_CORPUS to their folder"
)


def reference(test: _Test) -> _Test:
    """Marks a test that reads the reference documents, and skips it where they are absent."""
    marked: _Test = pytest.mark.reference(_present(test))
    return marked


# ---------------------------------------------------------------- texts


class _MainText(HTMLParser):
    """Collects the text of a page without its navigation, asides, footer, head and styles."""

    SKIPPED = frozenset({"head", "style", "script", "nav", "aside", "footer"})

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag in self.SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.SKIPPED
        if tag in {"p", "li", "h1", "h2", "td"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def _pdf_text(path: Path) -> str:
    """The text of a PDF notice without its table of contents, running headers and page numbers."""
    kept = []
    for page in pypdf.PdfReader(path).pages:
        text = page.extract_text()
        if len(re.findall(r"(?:\. ?){5,}\d+\s*$", text, re.MULTILINE)) > 3:
            continue  # a contents page: titles and page numbers only
        lines = [line for line in text.splitlines() if not re.fullmatch(r"Page \d+|Notice .+", line.strip())]
        kept.append("\n".join(lines))
    return "\n".join(kept)


@cache
def notice_text(name: str) -> str:
    """The normalised text of the notice of the document `name`."""
    return read(CORPUS / NOTICES[name])


def read(path: Path) -> str:
    """The normalised text of a notice."""
    if path.suffix == ".pdf":
        text = _pdf_text(path)
    elif path.suffix == ".docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    elif path.suffix == ".html":
        parser = _MainText()
        parser.feed(path.read_text(encoding="utf-8"))
        text = "".join(parser.parts)
    else:
        text = path.read_text(encoding="utf-8")
    return normalise(text)


@cache
def original_text(name: str) -> str:
    """The normalised text of the document `name`, without the contract's outline dump and page footers."""
    text = (PLAIN / f"{name}.txt").read_text(encoding="utf-8")
    if name == CONTRACT:
        # Only "\n" counts as an end of line here: the dump also holds form feeds.
        text = "\n".join(text.split("\n")[: OUTLINE_STARTS - 1])
        footer = r"^(?:\d+\s+)?Contrat Local de Santé du Pays Lédonien 2025-2030(?: Page \d+)?[ \t]*$"
        text = re.sub(footer, "", text, flags=re.MULTILINE)
        # What the dump runs together: the last mark of an axis with the first value, and two communes.
        text = text.replace("250 231", "250\n231").replace("TrénalVerges", "Trénal, Verges")
    return normalise(text)


MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def normalise(text: str) -> str:
    """One kind of space, apostrophe and hyphen; words and figures joined over line ends; dates in words."""
    text = unicodedata.normalize("NFC", text).replace("\f", "\n").replace("\u00ad", "")
    text = re.sub(r"[\u00a0\u2007\u2009\u202f\t ]+", " ", text)
    text = text.replace("’", "'").replace("\u2011", "-")
    text = re.sub(r" *\n *", "\n", text)
    text = re.sub(r"([^\W\d])-\n(?=[a-zà-ÿ])", r"\1", text)
    text = re.sub(r"([A-Z]{2})-\n(?=[A-Z]{2})", r"\1", text)
    text = re.sub(r"\b(0\d(?: \d\d){4})\b", lambda m: m[1].replace(" ", ""), text)  # phone numbers
    text = re.sub(r"(?<=\d)\n(?=000\b)", " ", text)
    text = re.sub(r"(?<![\d,])\d{1,3}(?: \d{3})+(?![\d,])", _joined, text)
    text = re.sub(r"(?<![\d,.])(\d{1,3})\.(000)\b", r"\1\2", text)
    return re.sub(r"\b(\d{1,2})/(\d{2})/(\d{4})\b", lambda m: f"{int(m[1])} {MONTHS[int(m[2]) - 1]} {m[3]}", text)


def _joined(match: re.Match[str]) -> str:
    """A number of thousands without its space; three groups are three cells of a table."""
    return match[0].replace(" ", "") if match[0].count(" ") == 1 else match[0]


def squash(text: str) -> str:
    """Letters and digits only, without case or accents: what survives line ends, hyphens and OCR spaces."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return re.sub(r"[^a-z0-9]", "", "".join(c for c in decomposed if not unicodedata.combining(c)).casefold())


# ---------------------------------------------------------------- figures

# Written by the notice alone, whatever the document: its own date.
NOTICE_DATE = re.compile(r"Date de la notice : 22 novembre 2026")

# Numbers in words; "un" is left out, being an article as often as a number.
WORDS = {
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "six": "6",
    "sept": "7",
    "huit": "8",
    "neuf": "9",
    "dix": "10",
    "onze": "11",
    "douze": "12",
    "treize": "13",
    "quatorze": "14",
    "quinze": "15",
    "seize": "16",
    "vingt": "20",
    "vingtaine": "20",
    "trente": "30",
    "trentaine": "30",
    "cent": "100",
    "deuxième": "2",
    "troisième": "3",
    "quatrième": "4",
    "cinquième": "5",
}


def numbers(text: str) -> set[str]:
    """Every number written in figures, in a normalised text: `4791`, `11,8`, `2030`."""
    return set(number_stream(text))


def number_stream(text: str) -> list[str]:
    """The numbers written in figures, in reading order."""
    return re.findall(r"\d+(?:,\d+)?", NOTICE_DATE.sub("", text))


def spelled_numbers(text: str) -> set[str]:
    """The values of the numbers written in words."""
    return {WORDS[word] for word in re.findall(r"[^\W\d]+", text.casefold()) if word in WORDS}


def amounts(text: str) -> Counter[str]:
    """Every amount in euros with how often it is written."""
    return Counter(re.findall(r"(\d+(?:,\d+)?) ?(?:€|euros)", text))


def measures(text: str) -> set[tuple[str, str]]:
    """Every number with the unit that makes another thing of it: euros, per cent, millions, milliards."""
    found = re.findall(r"(\d+(?:,\d+)?) ?(€|euros|%|millions|milliards)", text)
    return {(value, "€" if unit == "euros" else unit) for value, unit in found}


def dates(text: str) -> set[str]:
    """Every day and month, month and year, full date, and weekday with its day, in words."""
    flat = re.sub(r"\s+", " ", text.casefold())
    day = rf"(?:1er|\d{{1,2}}) (?:{'|'.join(MONTHS)})\b"
    weekday = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    found = set(re.findall(rf"{weekday} {day}", flat))
    found |= set(re.findall(rf"{day}", flat)) | set(re.findall(rf"{day} \d{{4}}", flat))
    return found | set(re.findall(rf"\b(?:{'|'.join(MONTHS)}) \d{{4}}", flat))


def compounds(text: str) -> set[str]:
    """Every pair of numbers that is one fact: a period, a span of ages, an article of a code of law."""
    flat = re.sub(r"\s+", " ", text)
    found = {f"{a}-{b}" for a, b in re.findall(r"\b(\d{4}) ?[-/–] ?(\d{4})\b", flat)}
    found |= {f"{a} à {b} ans" for a, b in re.findall(r"\b(\d+) (?:à|et) (\d+) ans", flat)}
    return found | {"".join(parts) for parts in re.findall(r"\b([LRD])\.? ?(\d{4}-) ?(\d+)", flat)}


def contacts(text: str) -> set[str]:
    """Every e-mail address and phone number."""
    return set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)) | set(re.findall(r"\b0\d{9}\b", text))


def acronyms(text: str) -> set[str]:
    """Every word with two capitals or more, without its case: institutions, programmes, capital titles."""
    words = re.findall(r"[^\W\d_]+", text)
    return {squash(word) for word in words if sum(c.isupper() for c in word) > 1}


def missing_facts(original: str, notice: str) -> list[str]:
    """What the notice leaves out of the original's figures, dates, contacts and acronyms."""
    words = {squash(word) for word in re.findall(r"[^\W\d_]+", notice)}
    gaps = {
        "number": numbers(original) - numbers(notice),
        "number in words": spelled_numbers(original) - spelled_numbers(notice) - numbers(notice),
        "measure": {" ".join(pair) for pair in measures(original) - measures(notice)},
        "date": dates(original) - dates(notice),
        "compound": compounds(original) - compounds(notice),
        "contact": contacts(original) - contacts(notice),
        "acronym": acronyms(original) - words,
    }
    return sorted(f"{kind}: {item}" for kind, items in gaps.items() for item in items)


def invented_figures(original: str, notice: str) -> list[str]:
    """The figures, measures, dates and contacts of the notice that the original does not hold."""
    own = NOTICE_DATE.sub("", notice)
    gaps = {
        "number": numbers(own) - numbers(original),
        "measure": {" ".join(pair) for pair in measures(own) - measures(original)},
        "date": dates(own) - dates(original),
        "compound": compounds(own) - compounds(original),
        "contact": contacts(own) - contacts(original),
    }
    return sorted(f"{kind}: {item}" for kind, items in gaps.items() for item in items)


# ---------------------------------------------------------------- every notice


@reference
@pytest.mark.parametrize("name", NOTICES)
def test_every_figure_date_contact_and_acronym_is_in_the_notice(name: str) -> None:
    original = original_text(name)
    if name == CONTRACT:
        # The OCR noise of the signatures is left out: their names have a test of their own.
        original = original.partition(SIGNATURES)[0] + original.partition("ANNEXE:")[2]
    assert missing_facts(original, notice_text(name)) == sorted(LEFT_OUT.get(name, {}))


@reference
@pytest.mark.parametrize("name", NOTICES)
def test_no_figure_of_the_notice_is_absent_from_the_original(name: str) -> None:
    assert invented_figures(original_text(name), notice_text(name)) == []


# The first words of the contract's signature page, badly recognised from a scan.
SIGNATURES = "AGENCE RÉGIONALE DE SANTÉ\n\nDE\n"

# What a notice leaves out, each with its reason; what it adds of its own is not read at all: its date, and in the
# PDFs the page numbers, the running headers and the contents pages.
LEFT_OUT = {
    CONTRACT: {
        "acronym: focus": "a common word, in a heading that the original has in capitals",
        "acronym: tcc": "a slip for CC before the name of a communauté de communes, in the head of a table",
    }
}

PEOPLE = {
    "communique-portes-du-haut-doubs-2021": ("Lauranne Cournault", "Hélène WOKOWSKI"),
    "article-haut-jura-2026": ("Grace Chen",),
    CONTRACT: (
        *("Mathilde MARMIER", "Claude BORCARD", "COLLIEX", "Jérôme DURAIN", "Gérôme FASSENET"),
        *("LE NOACH", "Marie-Agnès CUDREY-VIEN", "KICHENARADJA", "Gaël Faivre"),
        *("Séverine Moreau", "Guillaume POUESSEL", "Gustave ROUSSY", "Romain Jacob", "Mazars"),
    ),
}

# How the recognised text of the signature page spells a name, where more than spaces differ.
MISREAD = {"Marie-Agnès CUDREY-VIEN": "Marie-Agnès CU DREY-Vl EN"}


@reference
@pytest.mark.parametrize(("name", "person"), [(name, person) for name in PEOPLE for person in PEOPLE[name]])
def test_every_person_is_named(name: str, person: str) -> None:
    read_as = MISREAD.get(person, person)
    assert squash(read_as) in squash(original_text(name)), "this table must name people of the original"
    assert squash(person) in squash(notice_text(name))


# The parties as the document lists them, under the label it gives them.
PARTIES = {
    CONTRACT: (
        "Les signataires",
        "L'Agence Régionale de Santé de Bourgogne-Franche-Comté|Le PETR du Pays Lédonien|L'État"
        "|La Région Bourgogne-Franche-Comté|Le Département du Jura"
        "|La Caisse Primaire d'Assurance Maladie du Jura"
        "|La Mutualité Sociale Agricole|Le Centre Hospitalier de Lons le Saunier"
        "|Le Centre Hospitalier Spécialisé Saint-Ylie jura"
        "|La Communauté Professionnelle Territoriale de Santé du Grand Lons",
    ),
    "communique-pays-ledonien-2019": (
        "Les signataires",
        "L'ARS Bourgogne-Franche-Comté|Le Pays Lédonien|La Préfecture du Jura"
        "|Le Conseil régional de Bourgogne Franche-Comté|La Caisse Primaire d'Assurance Maladie"
        "|La Mutualité Sociale Agricole|Le centre hospitalier de Lons-le-Saunier"
        "|Le centre hospitalier spécialisé Saint Ylie-Jura",
    ),
    "communique-portes-du-haut-doubs-2021": (
        "Les signataires du CLS",
        "l'ARS Bourgogne-Franche-Comté|la communauté de communes des Portes du Haut-Doubs"
        "|la préfecture du Doubs|le conseil régional de Bourgogne-Franche-Comté"
        "|le conseil départemental du Doubs|l'Education nationale"
        "|la caisse primaire d'Assurance Maladie du Doubs"
        "|la Mutualité Sociale Agricole (MSA) de Franche-Comté",
    ),
}


@reference
@pytest.mark.parametrize("name", PARTIES)
def test_signatories_stand_in_the_same_order_under_the_same_label(name: str) -> None:
    label, parties = PARTIES[name]
    for text in (original_text(name), notice_text(name)):
        start = re.search(rf"^\W*{label}.*$", text, re.MULTILINE)
        assert start, f"no label « {label} »"
        rest, position = squash(text[start.end() :]), 0
        for party in parties.split("|"):
            position = rest.find(squash(party), position)
            assert position >= 0, f"{party} is missing or out of order"
            position += len(squash(party))


@pytest.mark.parametrize("name", NOTICES)
def test_the_notice_first_says_what_it_is(name: str) -> None:
    first = re.sub(r"\s+", " ", notice_text(name))[:1500]
    assert "Ceci est une notice, et non le document lui-même." in first
    assert "Seul le document original fait foi." in first
    assert "Date de la notice : 22 novembre 2026" in first


# ---------------------------------------------------------------- the contract


def sheets(text: str) -> dict[str, str]:
    """The action sheets of a normalised text of the contract, by number: they follow the word ANNEXE."""
    annex = list(re.finditer(r"^ANNEXE ?:", text, re.MULTILINE))[-1]
    parts = re.split(
        r"^(?:AXE \d ?:[^\n]*\n\s*)?Fiche action (?:n°)?(\d\.\d)(?!\d)",
        text[annex.end() :],
        flags=re.MULTILINE,
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def articles(text: str) -> dict[str, str]:
    """The articles of a normalised text of the contract, by number, up to the annex."""
    body = text[: list(re.finditer(r"^ANNEXE ?:", text, re.MULTILINE))[-1].start()]
    parts = re.split(r"^Article (\d) ?:", body, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@reference
def test_the_notice_of_the_contract_holds_the_sixteen_sheets_and_nine_articles() -> None:
    for text in (original_text(CONTRACT), notice_text(CONTRACT)):
        assert tuple(sheets(text)) == SHEETS
        assert tuple(articles(text)) == ARTICLES


@reference
@pytest.mark.parametrize("number", SHEETS)
def test_each_sheet_has_the_figures_of_the_original_and_no_other(number: str) -> None:
    original, notice = sheets(original_text(CONTRACT))[number], sheets(notice_text(CONTRACT))[number]
    assert missing_facts(original, notice) == []
    assert invented_figures(original, notice) == []
    assert amounts(notice) == amounts(original)


SHEET_FIELDS = (
    "Motivation, contexte",
    "Objectifs de l'action",
    "Description du projet",
    "Porteur",
    "Partenaires, acteurs à mobiliser",
    "Population bénéficiaire",
    "Territoire concerné",
    "Résultats attendus",
    "Calendrier prévisionnel",
    "Financement",
    "Taux",
    "financements",
    "Indicateurs",
    "Valeur initiale",
    "Fréquence de mesure",
    "Responsable du suivi",
    "Liens avec la politique régionale de santé",
    "Autre plan/programme/politique",
)


@reference
@pytest.mark.parametrize("number", SHEETS)
def test_each_sheet_keeps_the_labels_of_the_original(number: str) -> None:
    original = squash(sheets(original_text(CONTRACT))[number])
    notice = squash(sheets(notice_text(CONTRACT))[number])
    assert [label for label in SHEET_FIELDS if squash(label) in original and squash(label) not in notice] == []


@reference
@pytest.mark.parametrize("number", SHEETS)
def test_each_sheet_keeps_the_funding_words_of_the_original(number: str) -> None:
    """`néant` is not an empty line, and a CPOM is not an amount: neither is lost nor added."""
    original, notice = sheets(original_text(CONTRACT))[number], sheets(notice_text(CONTRACT))[number]
    original, notice = original.casefold(), notice.casefold()
    for word in ("néant", "cpom", "fléché", "demandé", "plafond", "sous réserve"):
        assert notice.count(word) == original.count(word), word


@reference
@pytest.mark.parametrize("number", ARTICLES)
def test_each_article_has_the_figures_of_the_original_and_no_other(number: str) -> None:
    original, notice = articles(original_text(CONTRACT))[number], articles(notice_text(CONTRACT))[number]
    if number == "9":
        original = original.partition(SIGNATURES)[0]
    assert missing_facts(original, notice) == []
    itself = f"number: {number}"  # the notice may name the article it is in
    assert [gap for gap in invented_figures(original, notice) if gap != itself] == []
    assert amounts(notice) == amounts(original)


# What opens the parts before the articles, in the original and in the notice.
PARTS = {
    "introduction": (r"\A", r"^Introduction$"),
    "diagnosis": (r"^LE DIAGNOSTIC TERRITORIAL", r"^Le diagnostic territorial$"),
    "legal basis": (r"^Vu le Code de la Santé Publique", r"^Le Contrat Local de Santé : les textes visés"),
}


def parts(text: str, side: int) -> dict[str, str]:
    """The parts of a normalised text of the contract before its articles; `side` is 0 for the original."""
    found = [re.search(opening[side], text, re.MULTILINE) for opening in PARTS.values()]
    starts = [match.start() for match in found if match]
    ends = [*starts[1:], text.index("\nArticle 1")]
    return {name: text[start:end] for name, start, end in zip(PARTS, starts, ends, strict=True)}


@reference
@pytest.mark.parametrize("part", PARTS)
def test_each_part_before_the_articles_has_the_figures_of_the_original_and_no_other(part: str) -> None:
    original, notice = parts(original_text(CONTRACT), 0)[part], parts(notice_text(CONTRACT), 1)[part]
    left_out = [gap for gap in missing_facts(original, notice) if not gap.startswith("acronym")]
    assert left_out == []
    assert invented_figures(original, notice) == []


# Inhabitants and number of communes of each member of the perimeter.
PERIMETER = {"36673": 32, "20674": 54, "11498": 21, "28232": 92}


def communes(text: str) -> dict[str, list[str]]:
    """The names that article 2 lists, by the number of inhabitants of their intercommunality."""
    article = articles(text)["2"]
    found = {}
    for inhabitants, count in PERIMETER.items():
        opening = rf"{inhabitants} habitants[^)]*\)\s*et\s+{count}\s+communes\s?:"
        block = re.search(rf"{opening}([^.]+)\.", article)
        assert block, f"no list of {count} communes for {inhabitants} inhabitants"
        found[inhabitants] = [squash(name) for name in block[1].split(",")]
    return found


@reference
def test_every_commune_of_article_2_stands_under_its_intercommunality() -> None:
    original, notice = communes(original_text(CONTRACT)), communes(notice_text(CONTRACT))
    assert {key: len(names) for key, names in original.items()} == PERIMETER
    assert notice == original


def table_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a text that are rows of figures: four numbers or more, and few words."""
    for line in text.splitlines():
        row = number_stream(line)
        if len(row) >= 4 and len(re.findall(r"[^\W\d]{2,}", line)) <= 6:
            yield line, row


def holds_run(stream: list[str], run: list[str]) -> bool:
    """Whether `run` stands in `stream` without a gap."""
    return any(stream[i : i + len(run)] == run for i in range(len(stream) - len(run) + 1))


@reference
def test_every_row_of_figures_stands_in_the_same_order_in_the_notice() -> None:
    original = original_text(CONTRACT)
    rows = list(table_rows(original[: original.index("Il est convenu ce qui suit")]))
    assert len(rows) >= 25, "the diagnosis has that many rows of figures"
    stream = number_stream(notice_text(CONTRACT))
    assert [line for line, row in rows if not holds_run(stream, row)] == []
    chart = number_stream(original[original.index("250\n231") :])[1:16]  # one chart, its values one under another
    assert holds_run(stream, chart)


# ---------------------------------------------------------------- the comparison can fail


def _specific(number: str) -> tuple[int, str]:
    """Sorts numbers so that the last is a telling one: a year or an amount, no digit and no phone number."""
    return (len(number) if len(number) < 6 else 0, number)


@reference
@pytest.mark.parametrize("name", NOTICES)
def test_a_changed_digit_is_caught_both_ways(name: str) -> None:
    original, notice = original_text(name), notice_text(name)
    target = max(numbers(notice) & numbers(original), key=_specific)
    changed = target[:-1] + str((int(target[-1]) + 1) % 10)
    while changed in numbers(original):
        changed = "9" + changed
    forged = re.sub(rf"(?<![\d,]){re.escape(target)}(?![\d,])", changed, notice)
    assert f"number: {target}" in missing_facts(original, forged)
    assert f"number: {changed}" in invented_figures(original, forged)


@reference
def test_a_changed_amount_is_caught_in_its_sheet_though_the_same_figure_stands_elsewhere() -> None:
    original, notice = sheets(original_text(CONTRACT))["2.1"], sheets(notice_text(CONTRACT))["2.1"]
    forged = notice.replace("4791", "4719")
    assert forged != notice
    assert "number: 4791" in missing_facts(original, forged)
    assert "measure: 4719 €" in invented_figures(original, forged)
    assert amounts(forged) != amounts(original)


@reference
def test_a_lost_commune_contact_or_date_is_caught() -> None:
    forged = notice_text(CONTRACT).replace("Vosbles-Valfin", "Vosbles-Val")
    assert communes(forged) != communes(original_text(CONTRACT))
    name = "communique-portes-du-haut-doubs-2021"
    forged = notice_text(name).replace("0380419994", "0380419995").replace("vendredi 9 juillet", "9 juillet")
    assert "contact: 0380419994" in missing_facts(original_text(name), forged)
    assert "date: vendredi 9 juillet" in missing_facts(original_text(name), forged)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("36 673 habitants", {"36673"}),
        ("30\u00a0000 €", {"30000"}),
        ("11\u202f498", {"11498"}),
        ("80 signalements pour 100\n000 habitants", {"80", "100000"}),
        ("94.000 victimes", {"94000"}),
        ("194,2 194,1 202 191,5", {"194,2", "194,1", "202", "191,5"}),
        ("238 284 242", {"238", "284", "242"}),
        ("2021 2022 2023", {"2021", "2022", "2023"}),
        ("03 80 41 99 94", {"0380419994"}),
        ("arrêté le 31/10/2023", {"31", "2023"}),
        ("Date de la notice : 22 novembre 2026", set()),
    ],
)
def test_numbers_are_read_whatever_their_spaces(written: str, expected: set[str]) -> None:
    assert numbers(normalise(written)) == expected


def test_numbers_in_words_count_as_said_when_the_notice_writes_figures() -> None:
    assert missing_facts("un délai de deux mois", "un délai de 2 mois") == []
    assert missing_facts("un délai de deux mois", "un délai de trois mois") == ["number in words: 2"]


# ---------------------------------------------------------------- the folder


def test_the_catalogue_lists_every_notice_once() -> None:
    entries = tomllib.loads((CORPUS / "catalogue.toml").read_text(encoding="utf-8"))["documents"]
    assert sorted(entry["file"] for entry in entries) == sorted(NOTICES.values())
    assert [entry["id"] for entry in entries] == [Path(entry["file"]).stem for entry in entries]


@reference
def test_the_catalogue_names_each_original_by_its_content() -> None:
    entries = tomllib.loads((CORPUS / "catalogue.toml").read_text(encoding="utf-8"))["documents"]
    for entry in entries:
        name = entry["id"].removeprefix("notice-")
        (file,) = (REFERENCE / "documents").glob(f"{name}.*")
        files = (file, PLAIN / f"{name}.txt")
        assert entry["notice_of"]["sha256"] == [sha256(path.read_bytes()).hexdigest() for path in files]


@pytest.mark.slow
def test_the_sources_make_the_same_bytes_twice_and_the_text_of_the_committed_files(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="Typst typesets the notices: install the test extra")
    first, second = tmp_path / "first", tmp_path / "second"
    for target in (first, second):
        subprocess.run([sys.executable, str(CORPUS / "build.py"), str(target)], check=True, capture_output=True)
    made = sorted(path.name for path in first.iterdir())
    assert len(made) == 3
    for name in made:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
        assert read(first / name) == read(CORPUS / name), f"{name} is not what its source makes: run `make corpus`"


def test_the_product_reads_the_sixteen_sheets_of_the_notice_and_none_in_its_contents_list() -> None:
    read_pages = readers.read(CORPUS / NOTICES[CONTRACT], readers.Limits(ocr=False))
    document, _ = analyse(read_pages, document_id="notice", file_name=NOTICES[CONTRACT])
    assert document.facts is not None
    assert tuple(action.number for action in document.facts.actions) == SHEETS
