"""The structure of a document: which sections there are, what they hold, what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Page
from ingest.structure.lines import body, mark_skipped
from ingest.structure.outline import Outline, outline


def structure(*texts: str) -> Outline:
    return outline(body(mark_skipped([Page(number, text) for number, text in enumerate(texts, 1)])))


def sections(*texts: str) -> list[tuple[str, str, str]]:
    """Kind, number or label, title of each section."""
    return [(s.kind.value, s.number or s.label, s.title) for s in structure(*texts).sections]


FIELDS = "Contexte\nDes besoins sont relevés.\nPorteur\nCPTS\nFinancement\n12 000 €"


def test_a_sheet_holds_its_fields() -> None:
    assert sections(f"Axe 1 : Soins\nFiche action 1.1 : Former\n{FIELDS}") == [
        ("axis", "1", "Axe 1 : Soins"),
        ("sheet", "1.1", "Fiche action 1.1 : Former"),
        ("field", "context", "Contexte"),
        ("field", "lead", "Porteur"),
        ("field", "funding", "Financement"),
    ]


def test_the_action_behind_those_of_letters_is_of_a_letter_too() -> None:
    text = "\n".join(f"Action {letter}. — Agir au lieu {letter}\n{FIELDS}" for letter in "GHIJ")
    assert [number for kind, number, _ in sections(text) if kind == "sheet"] == ["G", "H", "I", "J"]


def test_a_summary_table_that_names_the_sheets_makes_none() -> None:
    table = "Article 4 : Les actions\nFiche action 1.1 : Former\nFiche action 1.2 : Agir"
    text = (
        f"{table}\nFait à Ivray, le 4 mars 2031\nFiche action 1.1 : Former\n{FIELDS}\nFiche action 1.2 : Agir\n{FIELDS}"
    )
    assert [s for s in sections(text) if s[0] in {"sheet", "article"}] == [
        ("article", "4", "Article 4 : Les actions"),
        ("sheet", "1.1", "Fiche action 1.1 : Former"),
        ("sheet", "1.2", "Fiche action 1.2 : Agir"),
    ]


def test_a_heading_repeated_on_the_next_page_opens_no_second_sheet() -> None:
    head = "Fiche action 1.1 : Former"
    found = sections(f"{head}\n{FIELDS}", f"{head}\nCalendrier\n2031\nIndicateurs\nNombre\nRéférent\nL’animatrice")
    assert [s[1] for s in found] == ["1.1", "context", "lead", "funding", "calendar", "indicators", "follow_up"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Fiche action n°1.1\nFormer les élus", "Fiche action n°1.1 Former les élus"),
        ("Fiche action 1.1 : Former les élus\net leurs équipes", "Fiche action 1.1 : Former les élus et leurs équipes"),
        ("FICHE ACTION 1.1 : FORMER\nLES ÉLUS", "FICHE ACTION 1.1 : FORMER LES ÉLUS"),
        ("Action 1. Former", "Action 1. Former"),
    ],
)
def test_a_sheet_title_may_go_on_below(heading: str, title: str) -> None:
    assert sections(f"{heading}\n{FIELDS}")[0][2] == title


def test_a_bare_article_number_takes_the_title_below_it_even_one_that_is_a_label() -> None:
    text = "ARTICLE 6\nSuivi et évaluation\nLe comité se réunit deux fois.\nARTICLE 7\nIl est résilié par lettre."
    assert [s[2] for s in sections(text)] == ["ARTICLE 6 Suivi et évaluation", "ARTICLE 7"]


def test_source_and_contact_are_labels_only_among_indicators() -> None:
    text = (
        "Fiche action 1.1 : Former\nContexte\nUn tableau.\nSource : ARS\nPorteur\nCPTS\nIndicateurs\nNombre\n"
        "Source\nRegistre\nContact : l’animatrice"
    )
    assert [s[1] for s in sections(text)] == ["1.1", "context", "lead", "indicators", "source", "follow_up"]


def test_a_run_of_fields_of_one_group_is_one_block_but_actors_are_apart() -> None:
    text = "Fiche action 1.1 : Former\nPorteur\nCPTS\nPartenaires\nMSA\nFinancement\n12 000 €\nCo-financements\nnéant"
    blocks = structure(text).blocks
    assert [(b.field, b.path) for b in blocks] == [
        ("", ("Fiche action 1.1",)),
        ("actors", ("Fiche action 1.1", "Porteur")),
        ("actors", ("Fiche action 1.1", "Partenaires")),
        ("funding", ("Fiche action 1.1", "Financement")),
    ]


def test_headings_in_words_divide_a_press_release() -> None:
    text = "Un contrat signé.\nLes priorités retenues\nIls en ont retenu trois, ensemble.\nLes signataires\n- L’ARS"
    assert sections(text) == [("part", "", "Les priorités retenues"), ("part", "", "Les signataires")]


def test_what_is_said_under_several_headings_is_named_with_each() -> None:
    parts = "".join(
        f"{name}\nUne longue phrase sur ce sujet précis.\nPrincipaux constats\nUne phrase plus longue que son titre.\n"
        for name in ("La démographie", "Les soins", "La prévention")
    )
    assert [s.path for s in structure(parts).sections if s.title == "Principaux constats"] == [
        ("La démographie", "Principaux constats"),
        ("Les soins", "Principaux constats"),
        ("La prévention", "Principaux constats"),
    ]


def test_axes_that_an_article_lists_belong_to_it() -> None:
    text = "Article 4 : Les axes\nAxe 1 : Soins\nTexte.\nAxe 2 : Prévention\nTexte.\nArticle 5 : La durée\nCinq ans."
    assert [s.path for s in structure(text).sections] == [
        ("Article 4 : Les axes",),
        ("Article 4 : Les axes", "Axe 1 : Soins"),
        ("Article 4 : Les axes", "Axe 2 : Prévention"),
        ("Article 5 : La durée",),
    ]


def test_narrative_actions_without_labels_are_sheets() -> None:
    text = "Action 1. Former\nOn formera les élus.\nOn verra.\nAction 2. Agir\nOn agira.\nEnsuite."
    assert [s[:2] for s in sections(text) if s[0] == "sheet"] == [("sheet", "1"), ("sheet", "2")]


some_line = st.sampled_from(
    [
        "Article 1 : Les parties", "Axe I", "Fiche action 1.1 : Former", "Fiche action 1.2", "Contexte", "Porteur : X",
        "Source", "Indicateurs", "Une phrase.", "- une puce", "Les signataires", "Fait à Ivray, le 3 mai 2031",
        "1 Agir ici",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(some_line | st.text(max_size=15), max_size=12).map("\n".join), max_size=3))
def test_each_content_line_is_in_one_block_in_order(texts: list[str]) -> None:
    lines = body(mark_skipped([Page(number, text) for number, text in enumerate(texts, 1)]))
    result = outline(lines)
    assert [line for block in result.blocks for line in block.lines] == lines
    for section in result.sections:
        assert section.start <= section.end
        assert section.path


def test_a_summary_table_ends_the_axis_above_it_and_holds_its_own() -> None:
    text = (
        "Article 4 : Les axes\nAxe 1 : Soins\nTexte.\nTableau synthétique des actions\nAXE 1 :\nSOINS ET\nÉVALUATION\n"
        f"Fiche action 1.1 : Former\nCPTS\nArticle 5 : La durée\nCinq ans.\nFiche action 1.1 : Former\n{FIELDS}"
    )
    article = "Article 4 : Les axes"
    assert [s.path for s in structure(text).sections][:4] == [
        (article,),
        (article, "Axe 1 : Soins"),
        (article, "Tableau synthétique des actions"),
        (article, "Tableau synthétique des actions", "AXE 1 : SOINS ET ÉVALUATION"),
    ]


@pytest.mark.parametrize(
    "named",
    [
        f"Axe 1 : Soins\n{FIELDS}",  # below the heading
        f"{FIELDS}\nLiens avec le PRS\nAxe 2 : Agir",  # another plan's
    ],
)
def test_the_name_of_an_axis_inside_a_sheet_does_not_end_it(named: str) -> None:
    found = sections(f"Axe 1 : Soins\nFiche action 1.1 : Former\n{named}\nFiche action 1.2 : Agir\n{FIELDS}")
    assert [s[1] for s in found if s[0] == "axis"] == ["1"]
    assert [s[1] for s in found if s[0] == "field"].count("lead") == 2


def test_a_running_head_with_the_axis_does_not_end_the_sheet() -> None:
    found = sections(f"Axe 1 : Soins\nFiche action 1.1 : Former\n{FIELDS}", "Axe 1 : Soins\nIndicateurs\nNombre")
    assert [s[1] for s in found] == ["1", "1.1", "context", "lead", "funding", "indicators"]


def test_an_axis_named_below_its_label_inside_a_sheet_opens_none() -> None:
    sheets = [
        f"Fiche action 1.{n} : Former {n}\nPorteur\nCPTS\nAxe stratégique\nAxe 1 – Soins pour tous\nContexte\n"
        f"Des besoins.\nIndicateurs\nNombre {n}"
        for n in (1, 2)
    ]
    found = sections("Article 4 : Les axes\nTexte.", *sheets)
    assert [s for s in found if s[0] == "axis"] == []
    assert [s[1] for s in found if s[0] == "field"].count("indicators") == 2


@pytest.mark.parametrize(
    ("years", "title"), [("2031-2036", "Lien avec le PRS 2031-2036"), ("2031", "Lien avec le PRS")]
)
def test_a_label_goes_on_with_the_years_below_it(years: str, title: str) -> None:
    sheets = (
        f"Fiche action 1.{n} : Former {n}\n{FIELDS}\nLien avec le PRS\n{years}\nOrientation {n}\nPartenaires\nMSA"
        for n in (1, 2, 3)
    )
    assert [s[2] for s in sections(*sheets) if s[1] == "policy"] == [title] * 3


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (
            "Premiers Secours en Santé Mentale",
            "Organisation de sessions de formation Premiers Secours en Santé Mentale",
        ),
        ("Thématique : santé mentale", "Organisation de sessions de formation"),
        ("\nPremiers Secours en Santé Mentale", "Organisation de sessions de formation"),
    ],
)
def test_a_sheet_title_goes_on_with_a_capital_where_a_label_follows(below: str, title: str) -> None:
    found = sections(f"Fiche action 2.1 : Organisation de sessions de formation\n{below}\n{FIELDS}")
    assert found[0][2] == f"Fiche action 2.1 : {title}"


def test_a_sheet_that_names_its_group_on_the_line_of_its_heading() -> None:
    texts = [
        f"Objectif opérationnel {n[0]} - Action {n}\nFormer les élus {n}\n{FIELDS}\nPartenaires\nCIAS {n}"
        for n in ("1.1", "1.2", "2.1")
    ]
    found = sections(
        "Article 2 : Objectifs\nObjectif opérationnel 1 : Soigner\nObjectif opérationnel 2 : Prévenir\n"
        "Article 3 : Durée\nCinq ans.",
        *texts,
    )
    assert [(kind, number) for kind, number, _ in found if kind in {"axis", "sheet"}] == [
        ("axis", "1"),
        ("axis", "2"),
        ("axis", "1"),
        ("sheet", "1.1"),
        ("axis", "1"),
        ("sheet", "1.2"),
        ("axis", "2"),
        ("sheet", "2.1"),
    ]
    assert next(title for kind, _, title in found if kind == "sheet") == "Action 1.1 Former les élus 1.1"


def test_the_sheets_of_one_page_each_are_numbered_as_the_pages_are() -> None:
    texts = [f"Enjeu 1 : Soins\nFiche n° {n}\nIntitulé de l’action\nFormer {n * 'x'}\n{FIELDS}" for n in range(1, 6)]
    found = sections("Page de garde", *texts)
    assert [number for kind, number, _ in found if kind == "sheet"] == ["1", "2", "3", "4", "5"]
    assert next(number for kind, number, _ in found if kind == "axis") == "1"
