"""The axes of the contract, not those of the plans that it speaks of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.analysis import analyse
from ingest.facts.reading import Reading
from ingest.facts.records import Axis, Place
from ingest.facts.sheets.axes import axes
from ingest.facts.sheets.axis_counts import axis_counts
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.facts.readings import reading_of, stands

REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))


def told(found: tuple[Axis, ...]) -> list[tuple[str, list[tuple[str, Place]]]]:
    return [(axis.number, [(title.value, title.place) for title in axis.titles]) for axis in found]


def names(text: str) -> list[str]:
    reading = reading_of(text)
    found = axes(reading)
    assert all(stands(reading, title.evidence) for axis in found for title in axis.titles)
    return [axis.titles[0].value for axis in found]


def test_a_row_of_a_table_names_its_axis_by_its_own_cell() -> None:
    reading = reading_of(
        "Article 4 : Les axes et les actions\nAxe 1 : Accès aux soins\nAxe 2 : Mobilités\n"
        "Axes | Fiches | Porteurs\n"
        "AXE 1 : ACCÈS AUX ; SOINS | Fiche action 1.1 : Former les voisins | CPTS\n"
        "AXE 2 : MOBILITÉS DOUCES | Fiche action 2.1 : Marcher au grand air | Ville\n"
        "Article 5 : La durée\nCinq ans.\n"
        f"Axe 1 – Accès aux soins\nFiche action 1.1 : Former\n{SHEET}"
        f"Axe 2 – Mobilités\nFiche action 2.1 : Marcher\n{SHEET}"
    )
    titles = {value for _, said in told(axes(reading)) for value, _ in said}
    assert titles == {"Accès aux soins", "Mobilités", "MOBILITÉS DOUCES"}


SHEET = "Porteur\nCPTS\nContexte\nTexte.\n"


def test_each_axis_once_with_its_title_at_each_place() -> None:
    reading = reading_of(
        "Article 4 : Les axes et les actions\nAxe 1 : Accès aux soins\nAxe 2 : Santé mentale\n"
        "Tableau synthétique des actions\n"
        "AXE 1 :\nACCÈS AUX SOINS\nFiche action 1.1 : Former\nCPTS\nAXE 2 :\nSANTÉ MENTALE ET\nÉVALUATION\n"
        "Fiche action 2.1 : Agir\nCPTS\nArticle 5 : La durée\nCinq ans.\nFait à Brune, le 3 mai 2031\n"
        f"Axe 1 – Accès aux soins pour tous\nFiche action 1.1 : Former\n{SHEET}"
        f"Axe 2 – Santé mentale\nFiche action 2.1 : Agir\n{SHEET}"
    )
    assert told(axes(reading)) == [
        (
            "1",
            [
                ("Accès aux soins", Place.ARTICLE),
                ("Accès aux soins pour tous", Place.SHEET),
                ("ACCÈS AUX SOINS", Place.SUMMARY),
            ],
        ),
        (
            "2",
            [
                ("Santé mentale", Place.ARTICLE),
                ("Santé mentale", Place.SHEET),
                ("SANTÉ MENTALE ET ÉVALUATION", Place.SUMMARY),
            ],
        ),
    ]


def test_the_axes_of_another_plan_are_not_the_contracts() -> None:
    text = (
        "Introduction\nLe Projet régional de santé compte trois priorités :\nAxe 1 : Agir tôt\nAxe 2 : Innover\n"
        "Axe 3 : Coordonner\nArticle 4 : Les axes du contrat\nLe contrat se décline en deux axes stratégiques :\n"
        "Axe 1 : L'accès aux soins\nAxe 2 : La prévention\nArticle 5 : Durée\nCinq ans.\n"
    )
    assert names(text) == ["L'accès aux soins", "La prévention"]
    assert [(count.value, count.unit) for count in axis_counts(reading_of(text))] == [(2.0, "axes")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le contrat retient quatre axes stratégiques.", [4]),
        ("Le comité de pilotage a validé 7 thématiques.", [7]),
        ("Le contrat est signé pour cinq ans. Il s'articule autour de six grandes priorités.", [6]),
        ("Le conseil territorial de santé a identifié 5 axes pour le contrat.", []),
        ("Le contrat suit les 3 priorités du PRS.", []),
        ("Trois grandes thématiques de ce premier axe sont inscrites au contrat.", []),
        ("Ses 4 orientations sont connues.", []),
        ("Treize actions sont réparties en quatre axes.", [4]),
        ("Le diagnostic a été présenté au comité de pilotage. 4 axes stratégiques sont retenus.", [4]),
        ("Le CLS est renouvelé. À l'issue des travaux, cinq orientations ont été définies.", [5]),
        ("Le comité de pilotage s'est réuni. Du PRS, trois priorités sont retenues.", []),
        ("Le PRS répartit 13 actions en 4 axes.", []),
    ],
)
def test_how_many_axes_the_text_announces(text: str, expected: list[int]) -> None:
    assert [count.value for count in axis_counts(reading_of(text))] == expected


def test_headings_and_items_around_a_short_list_are_not_the_axes_that_it_announces() -> None:
    text = (
        "Un contrat pour le Val d'Orne\n\nLe contrat local de santé compte cinq thématiques, aux buts suivants :\n"
        "- que chacun accède aux soins près de chez lui ;\n- que la prévention commence tôt.\n\nAccéder aux soins\n\n"
        "Deux grandes thématiques forment ce volet :\n- attirer des médecins ;\n- relier la ville et l'hôpital.\n\n"
        "Prévenir plus tôt\n\nTrois grandes thématiques, ici aussi :\n- vacciner les enfants ;\n"
        "- dépister les cancers ;\n- manger mieux à l'école.\n"
    )
    found = ["attirer des médecins", "relier la ville et l'hôpital", "vacciner les enfants", "dépister les cancers"]
    assert names(text) == [*found, "manger mieux à l'école"]


def test_the_axes_that_a_sentence_lists() -> None:
    assert names(
        "Un nouveau contrat local de santé pour le Val d'Orne\n\nL'ARS a signé un contrat local de santé.\n\n"
        "Il s'articule autour de quatre axes : l'accès aux soins, la santé mentale, la prévention et la santé "
        "environnementale.\n\nContact presse\n"
    ) == ["l'accès aux soins", "la santé mentale", "la prévention", "la santé environnementale"]
    assert names(
        "Renforcer la prévention, développer les soins de proximité, agir sur l'environnement... autant d'axes du "
        "contrat local de santé signé ce jour entre l'ARS et la communauté de communes.\n"
    ) == ["Renforcer la prévention", "développer les soins de proximité", "agir sur l'environnement"]


def test_a_number_that_the_list_does_not_hold_proves_it_is_another_list() -> None:
    assert names("Le contrat comporte cinq axes : l'accès aux soins, la prévention et la santé mentale.") == []


def test_headings_of_a_press_release() -> None:
    text = (
        "Le Val signe son contrat\n\n"
        "Ce contrat se développe autour de deux thématiques, au service de tous les habitants.\n\n"
        "Accéder à l'offre de santé\n\n"
        "Le contrat facilite l'installation de médecins dans les communes du territoire.\n\n"
        "Agir au plus tôt\n\nDes dépistages seront proposés dans toutes les communes du territoire concerné.\n\n"
        "Les signataires\n\n- L'ARS\n- La préfecture\n"
    )
    assert names(text) == ["Accéder à l'offre de santé", "Agir au plus tôt"]


class TestReference:
    """What the reference documents announce and list."""

    @staticmethod
    def reading(name: str) -> Reading:
        path = REFERENCE / "documents" / name
        if not path.is_file():
            pytest.skip(f"reference document absent: {path} (set CLS_REFERENCE_CORPUS)")
        document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
        return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)

    def test_a_contract_that_announces_four_axes_and_lists_five(self) -> None:
        reading = self.reading("contrat-pays-ledonien-2025-2030.pdf")
        found = axes(reading)
        assert [axis.number for axis in found] == ["1", "2", "3", "4", "5"]
        assert [title.value for title in found[4].titles] == [
            "Gouvernance du Contrat Local de Santé du Pays Lédonien",
            "COORDINATION, ANIMATION ET ÉVALUATION",
            "COORDINATION, ANIMATION ET ÉVALUATION",
        ]
        assert [(count.value, count.evidence[0].page) for count in axis_counts(reading)] == [(4.0, 26)]

    @pytest.mark.parametrize(
        ("name", "numbers", "counts"),
        [
            ("presentation-pays-ledonien-2019-2024.pdf", list("1234567"), [7]),
            ("communique-pays-ledonien-2019.pdf", [""] * 7, [7]),
            ("communique-portes-du-haut-doubs-2021.pdf", [""] * 3, []),
            ("article-haut-jura-2026.html", [], [6]),
        ],
    )
    def test_press_releases(self, name: str, numbers: list[str], counts: list[int]) -> None:
        reading = self.reading(name)
        assert [axis.number for axis in axes(reading)] == numbers
        assert [count.value for count in axis_counts(reading)] == counts


def test_the_actions_that_a_title_counts_behind_it_are_no_part_of_it() -> None:
    reading = reading_of(
        "Orientation 1 – Soins de proximité (actions n° 1 à 4)\nOrientation 2 – Prévention (fiches 5 à 7)\n"
        "Orientation 3 – Prendre soin (et se soigner)\n"
    )
    told = [said.value for axis in axes(reading) for said in axis.titles]
    assert told == ["Soins de proximité", "Prévention", "Prendre soin (et se soigner)"]
