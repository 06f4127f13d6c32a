"""Bodies that no sheet names, while sheets give parts to all of their kind; an aid capped in rate and in euros."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

SAULVAN = """Contrat local de santé
du Pays de Saulvan
2031-2035
\f
Article 1 : Les signataires
Les signataires du contrat sont :
- le PETR du Pays de Saulvan
- l'ARS Centre-Val de Loire
- le Centre Hospitalier de Vezolles
- la Caisse Primaire d'Assurance Maladie du Cher

Article 2 : Le périmètre
Le contrat couvre deux intercommunalités :
- la communauté de communes des Monts de Vezin, 3 communes : Vezin, Arlay, Broc
- la communauté de communes du Val de Saulvan, 2 communes : Lunel, Mornay
Fait à Arlay, le 3 mars 2031
\f
Fiche action 1.1 : Renforcer le lien ville-hôpital
Porteur : CPTS, établissements hospitaliers
Partenaires : Groupement Hospitalier du Berry, communes, Restauration collective
Financement : néant
\f
Fiche action 1.2 : Animer le contrat
Porteur : PETR du Pays de Saulvan
Partenaires : EPCI, Police municipale
Financement
Estimation du montant prévisionnel : maximum 24 000 € / an
Taux d'intervention ARS : maximum 40 % de la dépense éligible (salaire et frais) d'un poste, dans la limite de 24 000 €
\f
Fiche action 1.3 : Former les aidants
Porteur : CPTS
Partenaires : Centre Hospitalier Spécialisé de Broc, associations
Financement
Estimation du montant prévisionnel annuel : 3 000 €
Taux d'intervention ARS : maximum 50 %
"""


@pytest.fixture(scope="module")
def saulvan() -> Assistant:
    return assistant_of({"contrat-saulvan.txt": SAULVAN})


@pytest.mark.parametrize(
    "question",
    [
        "L'hôpital de Vezolles est-il porteur d'une action ?",
        "L'hôpital est-il partenaire ?",
        "Dans quelles fiches est cité le centre hospitalier de Vezolles ?",
    ],
)
def test_sheets_that_may_mean_a_signatory_are_told(saulvan: Assistant, question: str) -> None:
    answer = ask(saulvan, question).answer
    assert "ne cite nommément le Centre Hospitalier de Vezolles" in answer
    assert "fiche 1.1 (Renforcer le lien ville-hôpital) : porteur « établissements hospitaliers »" in answer
    assert "« Groupement Hospitalier du Berry »" in answer
    assert "Broc » " not in answer


def test_a_body_of_no_class_is_in_no_sheet(saulvan: Assistant) -> None:
    answer = ask(saulvan, "La CPAM porte quelles actions ?").answer
    assert "Aucune fiche du CLS Saulvan 2031-2035 ne cite la Caisse" in answer
    assert "nommément" not in answer


@pytest.mark.parametrize(
    ("question", "held", "never"),
    [
        ("La ville de Vezin porte quoi ?", "partenaires « communes »", "Police"),
        ("La communauté de communes des Monts de Vezin est-elle partenaire ?", "partenaires « EPCI »", "Restauration"),
    ],
)
def test_a_place_of_the_perimeter_leads_nothing(saulvan: Assistant, question: str, held: str, never: str) -> None:
    answer = ask(saulvan, question).answer
    assert "ne cite nommément" in answer
    assert held in answer
    assert never not in answer
    assert "est portée par" not in answer


@pytest.mark.parametrize(
    "question", ["Combien met l'ARS dans l'animation du contrat ?", "Quel est le montant de la fiche 1.2 ?"]
)
def test_the_cap_is_that_of_the_aid(saulvan: Assistant, question: str) -> None:
    answer = ask(saulvan, question).answer
    assert "une aide de l'ARS" in answer
    assert "40 % au plus de la dépense, l'aide étant plafonnée à 24 000 € par an" in answer
    assert "12 000" not in answer


def test_a_rate_beside_an_amount_caps_no_aid(saulvan: Assistant) -> None:
    assert "plafonnée" not in ask(saulvan, "Quel est le montant de la fiche 1.3 ?").answer
