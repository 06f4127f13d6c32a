"""Headings of actions told in prose: a word, a number and a title in series, no label behind them."""

from __future__ import annotations

import pytest

from ingest.records import Page, SectionKind
from ingest.structure.headings import in_figures, numbered
from ingest.structure.lines import Line, body
from ingest.structure.outline import outline
from ingest.structure.told_series import told_series

PROSE = (
    "Les soignants manquent et les habitants renoncent, disent tous ceux que nous avons rencontrés au printemps.\n"
    "Nous ouvrirons une antenne dans le bourg, trois jours par semaine, avec un secrétariat partagé entre tous.\n\n"
    "{lead}\n\nLe service sera en place en mars 2031 et tiendra ses portes ouvertes à tous les habitants du pays.\n\n"
)
LED = "La CPTS du Val pilote l’ensemble, avec la MSA et l’ADMR du canton."
UNLED = "Tout le monde pourra venir et chacun sera reçu."


def lines(text: str) -> list[Line]:
    return body([Page(1, text)])


def contract(word: str, lead: str = LED, count: int = 4, after: str = "") -> list[Line]:
    told = "".join(f"{word} {k}. Agir pour le lieu {k}\n\n{PROSE.format(lead=lead)}" for k in range(1, count + 1))
    return lines(f"Notre pays\n\n{told}{after}")


@pytest.mark.parametrize(
    ("word", "lead", "found"),
    [
        ("Chantier", LED, ["1", "2", "3", "4"]),
        ("Promesse", LED, ["1", "2", "3", "4"]),
        ("Promesse", UNLED, []),
        ("Annexe", LED, []),
        ("Tableau", LED, []),
    ],
)
def test_a_series_is_one_of_actions_where_sentences_say_who_leads(word: str, lead: str, found: list[str]) -> None:
    assert [h.number for h in told_series(contract(word, lead), {}).values()] == found


def test_the_contents_list_heads_nothing() -> None:
    listed = "".join(f"Chantier {k}. Agir pour le lieu {k}\n" for k in range(1, 5))
    found = told_series([*lines(listed), *contract("Chantier")], {})
    assert [h.number for h in found.values()] == ["1", "2", "3", "4"]
    assert min(found) > 4


def test_what_follows_the_last_action_is_none_of_it() -> None:
    rule = "Le contrat est signé pour quatre ans et ne se reconduit pas de lui-même, sauf accord."
    after = f"Les règles\n\nCombien de temps\n{rule}\n"
    found = told_series(contract("Chantier", after=after), {})
    assert [(h.kind, h.title) for h in found.values()][-1] == (SectionKind.PART, "Les règles")


def test_groups_told_with_a_number_in_letters_are_axes() -> None:
    first = "".join(f"Chantier {k}. Agir au lieu {k}\n\n{PROSE.format(lead=LED)}" for k in (1, 2))
    second = "".join(f"Chantier {k}. Agir au lieu {k}\n\n{PROSE.format(lead=LED)}" for k in (3, 4))
    text = f"Cap premier. Soigner ici\n\n{first}Cap deuxième. Vivre ici\n\n{second}"
    sections = outline(lines(text)).sections
    assert [(s.kind.value, s.number) for s in sections] == [
        ("axis", "1"), ("sheet", "1"), ("sheet", "2"), ("axis", "2"), ("sheet", "3"), ("sheet", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cap deuxième. Vivre ici", "Cap 2. Vivre ici"),
        ("Premier chantier : Soigner", "Chantier 1 : Soigner"),
        ("Cap premier et dernier", "Cap premier et dernier"),
        ("Deuxièmement, agir", "Deuxièmement, agir"),
        ("", ""),
    ],
)
def test_numbers_in_letters(text: str, expected: str) -> None:
    assert in_figures(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Fiche-projet n° 3 (sur 12) – Former les élus", "3", "Former les élus"),
        ("Action 3/12 : Former les élus", "3", "Former les élus"),
        ("Fiche 4 sur 9 – Former les élus", "4", "Former les élus"),
    ],
)
def test_sheets_counted_behind_their_number(text: str, number: str, title: str) -> None:
    found = numbered(text)
    assert found is not None
    assert (found.number, found.title) == (number, title)
