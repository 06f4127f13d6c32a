"""The perimeter, asked as people type: how many communes, of which grouping, together or not."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import MONTS_ORIEL, ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays d'Ormeval
2031-2036
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays d'Ormeval
Article 2 : Le périmètre
Le contrat couvre 2 intercommunalités soit 5 communes :
- Communauté de communes de la Dure : 9 100 habitants et 3 communes :
Brévigny, Montrosel, Sartelle.
- Communauté d'agglomération du Haut Vernet : 44 200 habitants et 2 communes :
Landreux, Mont.
Article 3 : Les axes
Axe 1 : Accès aux soins
Axe 2 : Prévention
Article 4 : La durée
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2036.
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-ormeval": CONTRACT})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Brévigny et Sartelle, même communauté de communes ?",
            "Oui : dans le CLS Ormeval 2031-2036, Brévigny et Sartelle font partie"
            " de la Communauté de communes de la Dure",
        ),
        (
            "est-ce que landreux est dans la meme interco que brevigny",
            "Non : dans le CLS Ormeval 2031-2036, Brévigny fait partie de la Communauté de communes de la Dure"
            " et Landreux fait partie de la Communauté d'agglomération du Haut Vernet",
        ),
    ],
)
def test_yes_or_no_with_each_list(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(said), answer.answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert all(word in quotes for word in ("Brévigny", "Dure"))
    assert "Brévigny, Montrosel" in quotes, "a name alone does not say in which list it stands"


def test_one_commune_has_nothing_to_be_compared_with(assistant: Assistant) -> None:
    assert not ask(assistant, "Sartelle est-elle dans la même interco que Vézol ?").answer.startswith(
        ("Oui : dans", "Non")
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("communes du contrat", "5 communes"),
        ("Le CLS s'étend sur combien de communes ?", "5 communes"),
        ("nombre de communes de l'agglo", "2 communes"),
        ("combien d'habitants dans l'agglo ?", "44 200"),
        ("axes du contrat", "Accès aux soins"),
    ],
)
def test_a_question_of_few_words(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question).answer


def test_how_many_communes_something_else_concerns_is_not_how_many_there_are() -> None:
    one = assistant_of({"contrat-ormeval": CONTRACT.replace("La durée", "La durée et le frelon asiatique")})
    assert "5 communes" not in ask(one, "le frelon asiatique ça concerne combien de communes").answer


VAUX = (
    CONTRACT.replace("Pays d'Ormeval", "Plateau de Vaux")
    .replace("Montrosel", "Vaux")
    .replace("Landreux, Mont.", "Landreux, Belle-lès-Saint-Ours.")
)


@pytest.fixture(scope="module")
def vaux() -> Assistant:
    return assistant_of({"contrat-vaux": VAUX})


def test_the_commune_in_a_territory_s_name_is_not_asked_about(vaux: Assistant) -> None:
    answer = ask(vaux, "Combien de communes au Plateau de Vaux ?").answer
    assert answer.startswith("Le périmètre du CLS Plateau de Vaux 2031-2036 compte 5 communes")
    other = ask(vaux, "Sartelle est-elle dans le CLS de Vaux ?").answer
    assert other.startswith("Oui : Sartelle")
    assert "Vaux fait partie" not in other


def test_that_commune_asked_about_by_itself_is(vaux: Assistant) -> None:
    assert ask(vaux, "Vaux est-elle dans le CLS ?").answer.startswith("Oui : Vaux fait partie du périmètre")


def test_a_place_inside_a_longer_name_is_not_that_place(vaux: Assistant) -> None:
    answer = ask(vaux, "Saint-Ours est-elle dans le CLS ?").answer
    assert answer.startswith("Non : Saint-Ours ne figure pas parmi les 5 communes du périmètre")


@pytest.mark.parametrize(
    ("territory", "question", "sums"),
    [
        ("Val d'Allier", "Quelle est la population de l'Allier ?", False),
        ("Val d'Allier", "Quelle est la population du Val d'Allier ?", True),
        ("Pays d'Allier", "Quelle est la population de l'Allier ?", True),
        ("Val d'Allier", "Quelle est la population du contrat ?", True),
    ],
)
def test_the_people_of_a_departement_are_not_those_of_the_contract(territory: str, question: str, sums: bool) -> None:
    one = assistant_of({"contrat-allier": CONTRACT.replace("Pays d'Ormeval", territory)})
    assert ("53 300 habitants" in ask(one, question).answer) is sums


def test_a_grouping_without_inhabitants_is_no_answer_to_how_many_there_are() -> None:
    one = assistant_of({"contrat-ormeval": CONTRACT.replace(" : 9 100 habitants et 3 communes", " et ses 3 communes")})
    grouping = "la communauté de communes de la Dure"
    assert not ask(one, f"Combien d'habitants dans {grouping} ?").answer.startswith("Communauté de communes de la Dure")
    assert "3 communes" in ask(one, f"Combien de communes dans {grouping} ?").answer


@pytest.mark.parametrize(
    "question", ["Quelles sont les communes du CLS des Monts d'Oriel ?", "Combien de communes dans les Monts d'Oriel ?"]
)
def test_no_document_speaks_of_communes(question: str) -> None:
    answer = ask(assistant_of(), question)
    assert answer.status is Status.NOT_FOUND
    assert "CLS Monts d'Oriel 2025-2030 ne donnent aucune liste de communes" in answer.answer
    other = ask(assistant_of(), question.replace("Monts d'Oriel", "Hautes Rives"))
    assert "aucune liste" not in other.answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (MONTS_ORIEL, "Quelles communes sont couvertes ?"),
        (MONTS_ORIEL, "Quel est le périmètre du CLS des Monts d'Oriel ?"),
        (f"{MONTS_ORIEL}Twelve towns take part in it.\n", "Quelles sont les communes du CLS des Monts d'Oriel ?"),
    ],
)
def test_no_lack_of_communes_is_told_where_none_was_asked_or_some_are_spoken_of(text: str, question: str) -> None:
    assert "aucune liste" not in ask(assistant_of({"article-oriel": text}), question).answer


def test_a_grouping_named_like_the_territory_does_not_hide_its_inhabitants() -> None:
    text = CONTRACT.replace("de la Dure : 9 100 habitants et 3", "du Pays d'Ormeval et ses 3").replace(
        "soit 5 communes :", "soit 5 communes et 53 300 habitants :"
    )
    answer = ask(assistant_of({"contrat-ormeval": text}), "Combien d'habitants dans le Pays d'Ormeval ?").answer
    assert "53 300 habitants" in answer
