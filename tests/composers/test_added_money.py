"""Money that several sheets or payers make together, and what came before or after a contract, as people ask it."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assert_says, assistant_of

BREUILLE = """Contrat local de santé
du Val de Breuille
2031-2035
\f
Préambule
Ce contrat est le troisième : le premier couvrait les années 2019-2022, le deuxième 2024-2028.
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Breuille
Article 2 : Le périmètre
Le contrat couvre 2 communautés de communes soit 31 communes :
- Communauté de communes de la Breuille : 12 100 habitants et 20 communes
- Communauté de communes des Cornailles : 5 400 habitants et 11 communes
Article 5 : Durée
Le contrat prend effet à sa signature et prend fin le 31 décembre 2035.
Fait à Breuille, le 4 mars 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Ouvrir un cabinet de dentistes pour les 6-12 ans
Description du projet
- Ouvrir deux fauteuils
Porteur
Communauté de communes de la Breuille, service santé
Financement
Estimation du montant prévisionnel annuel du projet : 6 400 €
Taux d'intervention ARS : 50 %
\f
Fiche action 1.2 : Faire circuler un bus de vaccination
Description du projet
- Faire passer un bus dans les villages
Porteur
La Communauté de communes de la Breuille
Financement
Le coût de l'action est de 9 000 € par an. Il est pris en charge aux deux tiers par l'ARS et pour un tiers par la
communauté de communes.
\f
Axe 2 : Prévention
Fiche action 2.1 : Prévenir les chutes
Description du projet
- Ouvrir des ateliers d'équilibre
Porteur
Mission locale
Financement
Estimation du montant prévisionnel annuel du projet : 2 500 €
Taux d'intervention ARS : 100 %
\f
Récapitulatif des dépenses
Axe 1 | 15 400 €
Axe 2 | 2 500 €
Total général | 17 900 €
"""

AMENDED = """Avenant n° 1 au contrat local de santé
du Val de Breuille 2031-2035
Article 1 : Durée
La durée du contrat local de santé est prolongée d'un an. Il prend fin le 31 décembre 2036.
Fait à Breuille, le 9 mai 2034
"""


@pytest.fixture(scope="module")
def one() -> Assistant:
    return assistant_of({"contrat-breuille.txt": BREUILLE})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("si on fait dentistes + chutes ça fait combien par an", ["8 900 € par an", "6 400 € + 2 500 €"]),
        ("Si on additionne le cabinet de dentistes et les chutes, ça fait combien ?", ["8 900 € par an"]),
        ("Combien coûtent ensemble le cabinet de dentistes et la fiche chutes ?", ["8 900 € par an"]),
        ("Cabinet de dentistes et prévention des chutes : quel coût total par an ?", ["8 900 € par an"]),
        ("Le budget annuel des dentistes et des chutes, au total ?", ["8 900 € par an"]),
        ("Combien coûtent au total les fiches 1.1, 2.1 et 1.2 ?", ["17 900 € par an"]),
        ("Quel est le budget total du CLS ?", ["total écrit", "17 900 €", "« Total général | 17 900 € »"]),
        ("Combien fait l'axe 1 en tout ?", ["15 400 €"]),
        ("Combien l'ARS apporterait-elle au bus de vaccination ?", ["6 000 €", "deux tiers de 9 000 €"]),
        ("Combien de CLS avant celui-ci, et sur quelles années ?", ["deux contrats", "2019-2022", "2024-2028"]),
        ("Combien de communes sans les Cornailles ?", ["20 communes (31 − 11)"]),
        ("Combien de communes hors CC de la Breuille ?", ["11 communes (31 − 20)"]),
        (
            "La plus petite interco, en communes comme en habitants ?",
            ["moins de communes", "moins d'habitants", "5 400"],
        ),
        ("Combien est fléché pour les chutes ?", ["2 500 € par an"]),
        ("La participation de l'ARS au cabinet de dentistes est-elle certaine ?", ["Non", "6 400 € par an"]),
        ("nombre total de fiches", ["trois fiches"]),
        ("Le 1er contrat, c'était de quand à quand ?", ["2019-2022"]),
        ("Combien de fiches pilote la Communauté de communes de la Breuille ?", ["deux fiches", "1.1", "1.2"]),
    ],
)
def test_what_is_made_of_several_is_shown_to_be(one: Assistant, question: str, holds: list[str]) -> None:
    assert_says(one, question, holds)


@pytest.mark.parametrize(
    "question",
    [
        "Combien de dentistes se sont installés grâce au CLS ?",
        "Pourquoi le CLS a-t-il été annulé par le tribunal ?",
        "Combien la Région a-t-elle accordé pour le bus de vaccination ?",
        "vezolles ils ont signé leur cls avec qui",
        "Combien de chartes ont été signées en 2032 ?",
    ],
)
def test_what_is_taken_for_granted_is_not_followed(one: Assistant, question: str) -> None:
    answer = ask(one, question)
    assert answer.status is Status.NOT_FOUND, answer.answer


def test_the_next_sheet_follows_the_one_spoken_of(one: Assistant) -> None:
    assert "9 000 € par an" in ask(one, "et pour la suivante ?", "Combien coûte la fiche 1.1 ?").answer


def test_a_subject_of_its_own_is_not_all_sheets(one: Assistant) -> None:
    answer = ask(one, "Quel est le coût cumulé des trottinettes volantes ?")
    assert "17 900" not in answer.answer


@pytest.fixture(scope="module")
def amended() -> Assistant:
    return assistant_of({"contrat-breuille.txt": BREUILLE, "breuille-avenant-1.txt": AMENDED})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Jusqu'à quand court le contrat aujourd'hui ?", ["31 décembre 2036"]),
        ("L'avenant, il date de quand ?", ["9 mai 2034"]),
        ("signé quand et l'avenant quand", ["4 mars 2031", "9 mai 2034"]),
    ],
)
def test_an_avenant_is_told_with_its_dates(amended: Assistant, question: str, holds: list[str]) -> None:
    answer = ask(amended, question).answer
    for words in holds:
        assert words in answer, f"{words!r} not in {answer!r}"


@pytest.mark.parametrize(
    "question",
    [
        "le cls de la breuille, signé quand et il finit quand",
        "Quand le contrat du Val de Breuille a-t-il été signé et quand prend-il fin ?",
        "quelle est la date de signature et la date de fin ?",
    ],
)
def test_signing_and_end_asked_at_once(question: str) -> None:
    answer = ask(assistant_of({"contrat-breuille": BREUILLE}), question).answer
    assert "4 mars 2031" in answer
    assert "31 décembre 2035" in answer


def test_signed_on_which_day() -> None:
    answer = ask(assistant_of({"contrat-breuille": BREUILLE}), "signé le combien ?").answer
    assert "4 mars 2031" in answer


def test_what_a_rate_makes_is_our_own_calculation() -> None:
    parted = BREUILLE.replace(
        "Le coût de l'action est de 9 000 € par an. Il est pris en charge aux deux tiers par l'ARS"
        " et pour un tiers par la\ncommunauté de communes.",
        "Budget : 9 000 € par an, répartis entre l'ARS (70 %) et la Région (30 %).",
    )
    own = assistant_of({"contrat-breuille": parted})
    answer = ask(own, "fiche 1.2 : combien cela fait-il pour la Région en euros ?").answer
    assert "2 700 € par an (30 % de 9 000 €) : ce calcul est le nôtre" in answer, answer
