"""Figures of the diagnosis: the right indicator, age band, territory and year, or no figure at all."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import TEXTS, ask, assistant_of

DIAGNOSIS = """Contrat local de santé
du Pays des Hautes Rives
2024-2028
\f
Le diagnostic territorial
Taux de chômage (Source : INSEE 2021)
Territoire | Ensemble | 15 à 24 ans | 25 à 54 ans | 55 à 64 ans
Pays des Hautes Rives | 8,1 % | 17,2 % | 7,4 % | 6,3 %
Isère | 7,9 % | 16,8 % | 7,1 % | 6,9 %
France | 10,2 % | 21,3 % | 9,6 % | 7,7 %

Densité de professionnels libéraux (pour 10 000 habitants, CartoSanté 2022)
Profession | Pays des Hautes Rives | Isère | Auvergne-Rhône-Alpes | France
Infirmiers | 13,4 | 12,8 | 14,2 | 15,1
Chirurgiens-dentistes | 4,2 | 5,1 | 5,4 | 5,6
Orthophonistes | 2,1 | 2,9 | 3,1 | 3,3

Taux standardisé de mortalité (pour 100 000)
Cause | Pays des Hautes Rives | Isère | France
Mortalité générale | 902,5 | 880,1 | 899,3
Mortalité par cancer | 231,7 | 240,2 | 245,8
Mortalité par suicide | 17,6 | 13,1 | 13,9

Participation aux dépistages (Source : SNDS 2023)
Dépistage | CC Haut Clairval | CC Plaine de Lunac | CA Rochevive Agglo | France
Dépistage du cancer du sein | 48,2 % | 51,9 % | 46,7 % | 47,7 %
Dépistage colorectal | 31,4 % | 28,6 % | 30,3 % | 34,2 %
\f
Article 2 : Le périmètre
Le contrat couvre les 40 communes de trois intercommunalités :
- la communauté de communes du Haut Clairval (CCHC) : 14 communes
- la communauté de communes Plaine de Lunac : 16 communes
- la communauté d'agglomération Rochevive Agglo : 10 communes
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({**TEXTS, "hautes-rives.txt": DIAGNOSIS})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Quel est le taux de chômage dans le Pays des Hautes Rives ?", ["8,1 %"]),
        ("taux de chomage des moins de 25 ans dans les Hautes Rives par rapport à la France", ["17,2 %", "21,3 %"]),
        ("le chômage des 55-64 ans en Isère", ["6,9 %", "dans le département (Isère)"]),
        ("Quel est le chômage des jeunes chez nous et au niveau national ?", ["17,2 %", "21,3 %", "moins élevé"]),
        ("Dentistes : combien pour 10 000 habitants ici et en France ?", ["4,2", "5,6", "moins élevé qu'en France"]),
        ("Densité d'orthophonistes dans les Hautes Rives face à la région et à la France ?", ["2,1", "3,1", "3,3"]),
        ("densité des infirmiers dans le département", ["12,8"]),
        ("combien d'infirmières pour 10 000 habitants en Auvergne-Rhône-Alpes", ["14,2"]),
        ("On meurt plus du cancer chez nous qu'en France ?", ["Non : ", "231,7", "245,8", "moins élevé"]),
        ("Se suicide-t-on davantage ici que dans le reste du pays ?", ["Oui : ", "17,6", "13,9", "plus élevé"]),
        ("Se suicide-t-on davantage ici qu'ailleurs en France ?", ["Oui : ", "17,6", "13,9", "plus élevé"]),
        ("La mortalité par cancer dépasse-t-elle celle de la France ?", ["Non : ", "231,7", "245,8", "moins élevé"]),
        ("Quel est le taux de mortalité en France ?", ["Mortalité générale", "899,3"]),
        ("dépistage du cancer colorectal à Rochevive Agglo, quel pourcentage ?", ["30,3 %"]),
        ("dépistage colorectal dans la CCHC, quel taux ?", ["31,4 %"]),
        ("quelle interco a le taux de dépistage colorectal le plus faible ?", ["faible est celui", "Lunac, 28,6 %"]),
        ("Dans quelle intercommunalité les femmes font-elles le plus leur mammo ?", ["plus élevé", "Lunac, 51,9 %"]),
        ("orthofonistes : quelle densité dans les Hautes Rives ?", ["2,1"]),
    ],
)
def test_right_row_and_column(assistant: Assistant, question: str, held: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status.value == "answered"
    assert all(words in answer.answer for words in held), answer.answer
    assert answer.citations
    assert len(answer.answer.splitlines()) == 1


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Quel est le taux de chômage des plus de 65 ans dans les Hautes Rives ?", ["8,1 %", "6,3 %"]),
        ("Quel est le taux de chômage dans les Hautes Rives en 2015 ?", ["8,1 %"]),
        ("Quel est le taux de chômage en Bretagne ?", ["8,1 %", "10,2 %"]),
        ("Quel est le taux de mortalité par cancer du sein ?", ["231,7", "245,8 "]),
        ("Quel est le taux de vaccination contre la grippe dans les Hautes Rives ?", ["48,2", "8,1 %"]),
        ("Combien de suicides par an dans les Hautes Rives ?", ["17,6"]),
        ("Quel est le taux de cancer ?", ["231,7", "48,2"]),
        ("Combien de psychologues pour 10 000 habitants ?", ["13,4", "4,2"]),
        ("taux de dépistage du cancer du sein à Aubeterre", ["48,2", "51,9", "46,7"]),
        ("Combien coûte la lutte contre le chômage ?", ["8,1 %"]),
    ],
)
def test_no_other_figure(assistant: Assistant, question: str, never: list[str]) -> None:
    answer = ask(assistant, question).answer
    composed = answer.splitlines()[0] if not answer.startswith("- ") else ""
    said = composed.split("«")[0]
    assert not any(words in said for words in never), answer


def test_unit_year_and_source_are_said(assistant: Assistant) -> None:
    answer = ask(assistant, "densité de dentistes dans les Hautes Rives").answer
    assert "pour 10 000 habitants" in answer
    assert "2022" in answer


def test_figures_are_given_with_their_citation(assistant: Assistant) -> None:
    answer = ask(assistant, "Quel est le taux de chômage dans le Pays des Hautes Rives ?")
    assert [(figure.text, figure.value) for figure in answer.figures] == [("8,1 %", 8.1)]
    assert "8,1 %" in answer.citations[answer.figures[0].citation - 1].quote


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Combien de dentistes dans les Hautes Rives ?", ["n'en donnent pas le nombre", "4,2"]),
        ("Combien d'infirmiers chez nous comparé à la France ?", ["n'en donnent pas le nombre", "13,4", "15,1"]),
    ],
)
def test_a_rate_where_a_number_is_asked_is_said_to_be_one(assistant: Assistant, question: str, held: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status.value == "partial"
    assert all(words in answer.answer for words in held), answer.answer


def test_what_the_diagnosis_says_of_a_thing(assistant: Assistant) -> None:
    assert "4,2" in ask(assistant, "Que dit le diagnostic sur les dentistes des Hautes Rives ?").answer


def test_another_base_than_the_one_asked_for_is_said(assistant: Assistant) -> None:
    answer = ask(assistant, "Combien d'orthophonistes pour 100 000 habitants dans les Hautes Rives ?").answer
    assert "pour 10 000 habitants, et non sur la base demandée" in answer
    assert "2,1" in answer


def test_a_value_written_with_two_units_is_a_contradiction() -> None:
    sentence = (
        "On compte 2,1 orthophonistes pour 100 000 habitants dans le Pays des Hautes Rives, contre 3,3 en France."
    )
    told = DIAGNOSIS.replace("\nTaux de chômage", f"\nConstats\n{sentence}\n\nTaux de chômage", 1)
    again = assistant_of({**TEXTS, "hautes-rives.txt": told})
    answer = ask(again, "Densité d'orthophonistes dans les Hautes Rives ?").answer
    assert "2,1" in answer
    assert "habitants : les documents se contredisent sur l'unité" in answer


def test_what_is_asked_stands_behind_what_others_say(assistant: Assistant) -> None:
    question = (
        "On nous dit que tout va bien dans les Hautes Rives mais la mortalité générale elle dépasse pas la France ?"
    )
    answer = ask(assistant, question).answer
    assert "902,5" in answer
    assert "899,3" in answer
    assert not answer.startswith(("Oui", "Non"))


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Se suicide-t-on plus ici qu'ailleurs ? Je voudrais les chiffres.", ["Oui : ", "17,6", "13,1", "13,9"]),
        ("Est-ce qu'on meurt moins du cancer chez nous qu'ailleurs ?", ["Oui : ", "231,7", "240,2", "245,8"]),
        ("La mortalité générale est-elle plus haute qu'ailleurs dans les Hautes Rives ?", ["Oui : ", "880,1", "899,3"]),
        (
            "Quelle intercommunalité fait le plus de dépistage du cancer du sein, et laquelle le moins ?",
            ["le plus élevé est celui de la CC Plaine de Lunac, 51,9 %", "le plus faible celui de la CA Rochevive"],
        ),
        ("quelle interco a le meilleur taux de dépistage colorectal et laquelle le pire ?", ["31,4 %", "28,6 %"]),
        (
            "Compare le nombre d'infirmiers et de dentistes par habitant chez nous et en France",
            ["13,4", "15,1", "4,2", "5,6"],
        ),
        ("mortalité par cancer et par suicide en Isère ?", ["240,2", "13,1"]),
        ("densité de dentistes, d'infirmiers et d'orthophonistes dans la région", ["5,4", "14,2", "3,1"]),
    ],
)
def test_more_than_one_is_told_of_each(assistant: Assistant, question: str, held: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status.value == "answered"
    assert all(words in answer.answer for words in held), answer.answer


def test_what_is_joined_with_an_unknown_thing_is_not_told_alone(assistant: Assistant) -> None:
    assert "13,4" not in ask(assistant, "densité d'infirmiers et de podologues dans les Hautes Rives").answer


def test_the_largest_and_the_smallest_grouping_are_both_said(assistant: Assistant) -> None:
    answer = ask(assistant, "Quelle est la plus grande interco et la plus petite des Hautes Rives ?").answer
    assert "Plaine de Lunac (16)" in answer
    assert "Rochevive Agglo (10)" in answer
