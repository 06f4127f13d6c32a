"""Actions for a public: those that say so, those that speak of it, and contracts where none does."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

AULNE = """Contrat local de santé
du Pays d'Aulne-Morvic
2031-2035
\f
Diagnostic
Taux d'équipement en places pour les personnes âgées de 75 ans et plus (2030).
Une offre à domicile est à renforcer pour les personnes âgées.
\f
Axe 1 : Prévention
Fiche action 1.1 : Bouger au collège
Population bénéficiaire : collégiens, jeunes
Description : Organiser des ateliers de sport.
Financement : néant
\f
Fiche action 1.2 : Lutter contre le bruit
Population bénéficiaire : élus
Description : Sensibiliser les enfants au bruit par un jeu.
Financement : néant
\f
Fiche action 1.3 : Prévenir les conduites addictives
Population bénéficiaire : jeunes enfants, leurs familles, lycéens
Description : Former les équipes des lycées au repérage de l'alcool chez les adolescents.
Financement : néant
\f
Fiche action 1.4 : Dépister les troubles du langage
Population bénéficiaire : jeunes enfants
Description : Tenir une consultation dans les crèches.
Financement : néant
\f
Axe 2 : Accès aux soins
Fiche action 2.1 : Accueillir des soignants
Population bénéficiaire : professionnels de santé
Description : Loger les jeunes médecins et les internes.
Financement : néant
"""


@pytest.fixture(scope="module")
def aulne() -> Assistant:
    return assistant_of({"contrat-aulne.txt": AULNE})


@pytest.mark.parametrize(
    ("question", "held", "never"),
    [
        ("Quelles actions pour les jeunes ?", ["1.1 – Bouger au collège", "(public : « "], ["1.2", "médecins"]),
        ("Quelles fiches s'adressent aux enfants ?", ["1.2 – Lutter contre le bruit", "enfants au bruit"], ["2.1"]),
        ("Quelles actions en faveur des jeunes dans le contrat ?", ["fiche 1.1"], ["2.1"]),
    ],
)  # fmt: skip
def test_sheets_for_a_public_are_listed(aulne: Assistant, question: str, held: list[str], never: list[str]) -> None:
    answer = ask(aulne, question).answer
    assert all(words in answer for words in held), answer
    assert not any(words in answer for words in never), answer


def test_a_public_of_no_sheet_is_said_so_with_what_the_contract_says_of_it(aulne: Assistant) -> None:
    answer = ask(aulne, "Quelles actions pour les personnes âgées ?").answer
    assert "Aucune fiche du CLS Aulne-Morvic 2031-2035 n'indique ce public" in answer
    assert "(5 fiches lues)" in answer
    assert "offre à domicile" in answer
    assert "Taux d'équipement" not in answer


def test_a_theme_before_the_public_keeps_to_its_sheets(aulne: Assistant) -> None:
    answer = ask(aulne, "Quelles actions de prévention pour les jeunes ?").answer
    assert "fiche 1.1" in answer
    assert "2.1" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelles actions pour les ados et l'alcool ?",
        "quelles actions pour les jeunes face à l'alcool",
        "Y a-t-il des fiches pour les lycéens, contre les addictions ?",
    ],
)
def test_a_matter_beside_the_public_keeps_to_its_sheets(aulne: Assistant, question: str) -> None:
    answer = ask(aulne, question).answer
    assert "1.3" in answer, answer
    assert not any(number in answer for number in ("1.1", "1.2", "1.4", "2.1")), answer


def test_small_children_are_no_adolescents(aulne: Assistant) -> None:
    answer = ask(aulne, "Quelles actions pour les adolescents ?").answer
    assert "1.3" in answer, answer
    assert "1.4" not in answer, answer
