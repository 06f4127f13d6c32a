"""Both halves of a question, all sheets of a theme, several places at once, a list whole, and what is still there."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

VESANNE = """Contrat local de santé
du Pays de Vesanne
2031-2035
\f
Article 2 : Le périmètre
Le contrat couvre deux intercommunalités, soit 5 communes :
- la communauté de communes des Monts de Vezin, 3 communes : Vezin-le-Haut, Arlay, Broc
- la communauté de communes du Val d'Ourcelle Agglomération : 4 210 habitants et 2 communes : Lunel, Mornay
Fait à Arlay, le 3 mars 2031
\f
Axe 1 : Santé mentale
Fiche action 1.1 : Former aux premiers secours
Porteur : CPTS
Description : Un cabinet d'audit (2030) a relevé des besoins. Remettre aux étudiants un coffret d'accueil. Celui-ci sera
constitué de deux entrées à la patinoire et d'un plan.
Financement
Estimation du montant prévisionnel annuel : 2 400 €
Taux d'intervention ARS : 100 % (coffret d'accueil)
Co-financements : selon projets
\f
Fiche action 1.2 : Écouter les jeunes
Porteur : Maison des adolescents
Description : Ouvrir une permanence de santé mentale.
Financement
Estimation du montant prévisionnel annuel : 3 100 €
Taux d'intervention ARS : 100 %
\f
Axe 2 : Environnement
Fiche action 2.1 : Lutter contre les tiques
Porteur : FREDON
Description : Inciter les communes à poser des panneaux, avec un cofinancement de la Région.
Financement : ARS, CPOM FREDON
"""


@pytest.fixture(scope="module")
def vesanne() -> Assistant:
    return assistant_of({"contrat-vesanne.txt": VESANNE})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        # both halves
        ("Qui paie le coffret d'accueil, et il y a quoi dedans ?", ["ARS", "deux entrées à la patinoire"]),
        ("Combien coûte le coffret d'accueil et qu'y a-t-il dedans ?", ["2 400 €", "constitué de deux entrées"]),
        # all sheets of a theme
        ("C'est quoi les actions santé mentale et qui paie ?", ["2 400 €", "3 100 €"]),
        ("Qui porte les actions de santé mentale ?", ["CPTS", "Maison des adolescents"]),
        ("Combien coûtent les actions de santé mentale ?", ["2 400 €", "3 100 €"]),
        # several places at once
        ("Arlay et Dourville sont-elles couvertes par le contrat ?", ["Oui : Arlay", "Dourville ne figure pas"]),
        (
            "Lunel, Broc et Dourville font-elles partie du périmètre ?",
            ["Oui : Lunel", "Oui : Broc", "Dourville ne figure pas"],
        ),
        ("Vezin est-elle dans le contrat ?", ["Oui : Vezin-le-Haut"]),
        # a grouping called by the middle of its name
        ("Combien d'habitants compte le Val d'Ourcelle ?", ["4 210 habitants"]),
    ],
)
def test_all_that_is_asked_is_answered(vesanne: Assistant, question: str, held: list[str]) -> None:
    answer = ask(vesanne, question).answer
    assert all(words in answer for words in held), answer


def test_the_condition_of_cofunding_is_none_of_what_the_payer_gives(vesanne: Assistant) -> None:
    answer = ask(vesanne, "Combien coûte la fiche 1.1 ?").answer
    assert "(« selon projets »)" not in answer


@pytest.mark.parametrize(
    "question", ["Les tiques : combien ça coûte à ma commune ?", "Combien coûte la fiche 2.1 pour notre commune ?"]
)
def test_what_is_left_to_a_commune_is_told_or_said_not_to_be(vesanne: Assistant, question: str) -> None:
    answer = ask(vesanne, question).answer
    assert "à la charge d'une commune n'est pas indiqué" in answer
    assert "avec un cofinancement de la Région" in answer


def test_a_sheet_without_money_beside_does_not_hide_what_is_left_to_a_commune() -> None:
    beside = (
        VESANNE.replace("Vesanne", "Ormoy").split("\f")[0]
        + """\f
Axe 4 : Environnement
Fiche action 4.4 : Lutter contre les tiques
Porteur : Ville d'Ormoy
"""
    )
    both = assistant_of({"contrat-vesanne.txt": VESANNE, "contrat-ormoy.txt": beside})
    answer = ask(both, "Les tiques : combien ça coûte à ma commune ?").answer
    assert answer.count("à la charge d'une commune n'est pas indiqué") == 1, answer


def test_what_a_sheet_says_of_a_thing_is_not_what_it_costs(vesanne: Assistant) -> None:
    assert ask(vesanne, "Combien a coûté le cabinet d'audit ?").status is Status.NOT_FOUND


def test_a_theme_is_no_commune(vesanne: Assistant) -> None:
    assert "communes" not in ask(vesanne, "L'éducation thérapeutique est-elle dans le contrat ?").answer


BEFORE = """Contrat local de santé
du Pays de Vesanne
2026-2030
Axe 1 : Prévention
Développer l'éducation thérapeutique des patients.
Lutter contre les tiques et la maladie de Lyme.
"""


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "L'éducation thérapeutique était dans l'ancien contrat, elle y est encore ?",
            [
                "CLS Vesanne 2026-2030",
                "Développer l'éducation thérapeutique",
                "documents lus sur le CLS Vesanne 2031-2035",
            ],
        ),
        (
            "La lutte contre les tiques figurait dans le contrat précédent, est-ce toujours le cas ?",
            ["CLS Vesanne 2026-2030", "CLS Vesanne 2031-2035 (fiche 2.1"],
        ),
    ],
)
def test_what_was_there_before_is_looked_for_in_both(question: str, held: list[str]) -> None:
    both = assistant_of({"contrat-vesanne.txt": VESANNE, "contrat-vesanne-2026.txt": BEFORE})
    answer = ask(both, question).answer
    assert all(words in answer for words in held), answer
