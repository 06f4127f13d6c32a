"""Answers that a careful clerk would sign: the premise corrected, the whole list, the very thing asked."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

ORVELLE = """Contrat local de santé
du Pays d'Orvelle
2031-2035
\f
Introduction
Le premier contrat avait permis de diffuser un guide à destination des personnes âgées.
\f
Article 1 : Les signataires
Les signataires du contrat sont :
- le PETR du Pays d'Orvelle
- l'ARS Centre-Val de Loire
- le Département du Cher
- l'hôpital de Vezolles

Article 2 : Le périmètre
Le contrat couvre deux intercommunalités :
- la communauté de communes des Monts de Vezin, 3 communes : Vezin, Arlay, Broc
- la communauté de communes du Val d'Orvelle, 2 communes : Lunel, Mornay

Article 4 : Les enjeux
Une offre à domicile insuffisante est à renforcer pour la prise en charge des personnes âgées.

Article 6 : La révision
Le contrat peut être révisé afin :
- d'intégrer de nouvelles fiches actions déclinant les axes : l'accord du comité de pilotage suffit.
- d'intégrer de nouveaux axes : un avenant doit être signé par toutes les parties.

Article 7 : La communication
Les signataires s'engagent à apposer le logotype des parties sur leurs supports.

Article 5 : Les engagements
L'hôpital de Vezolles envisage d'ouvrir ses consultations externes le samedi matin.
Fait à Arlay, le 3 mars 2031
\f
Fiche action 1
Prévenir les allergies à l'ambroisie
Porteur : Réseau d'allergologie du Berry (RAB)
Public : Jeunes enfants
Description : La cellule de veille du Pays d'Orvelle permettra d'étudier les signalements. Accompagner la Ligue contre
l'asthme dans la tenue de son stand.
Partenaires : EPCI, communes, Ligue contre l'asthme
Financement : 6 200 € par an (matériel : 1 200 € ; formation : 5 000 €)
Indicateurs : nombre de communes formées
Responsable du suivi : Odile Verdan
\f
Fiche action 2
Lutter contre les allergies à l'école
Porteur : FREDON
Partenaires : EPCI
Public : Enfants, enseignants
Financement : néant
Indicateurs : nombre d'écoles visitées
Responsable du suivi : Odile Verdan
\f
Fiche action 3
Évaluer la démarche
Porteur : un cabinet conseil
Calendrier : dans les six derniers mois du contrat
Public : Élus
Financement : à définir
Responsable du suivi : Marc Tessier
"""


@pytest.fixture(scope="module")
def orvelle() -> Assistant:
    return assistant_of({"contrat-orvelle.txt": ORVELLE})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        # what a question takes for granted, or claims
        ("Pourquoi le Département du Cher a-t-il refusé de signer ?", ["aucun refus", "figure parmi les quatre"]),
        ("Le contrat a été signé le 6 décembre 2030, c'est bien ça ?", ["Non : le CLS", "3 mars 2031"]),
        ("Le contrat a été signé le 3 mars 2031, c'est bien ça ?", ["Oui : le CLS", "3 mars 2031"]),
        ("L'hôpital de Vezolles s'est-il engagé à ouvrir le samedi ?", ["envisage"]),
        ("La CPTS est-elle signataire ou seulement partenaire ?", ["La CPTS ne figure pas"]),
        # what the contract lays down
        ("Faut-il un avenant pour ajouter une fiche ?", ["comité de pilotage suffit"]),
        ("Quel accord faut-il pour changer un axe ?", ["avenant doit être signé"]),
        ("Faut-il mettre le logo des parties sur nos affiches ?", ["Oui : ", "logotype"]),
        # the whole of what is asked
        ("Quand aura lieu l'évaluation finale et qui la fera ?", ["cabinet conseil", "six derniers mois"]),
        ("Quelles fiches concernent les EPCI ?", ["deux fiches actions", "fiche 1", "fiche 2"]),
        ("Qui est responsable du suivi des fiches ?", ["Odile Verdan : fiches 1 et 2", "Marc Tessier : fiche 3"]),
        ("De quoi se composent les 6 200 € de la fiche ambroisie ?", ["1 200 €", "5 000 €"]),
        ("Qui finance la n°2 ?", ["fiche action 2"]),
        ("C'est quoi la cellule de veille ?", ["permettra d'étudier les signalements"]),
        ("Je suis à la Ligue contre l'asthme, qu'attend-on de nous ?", ["partenaire", "tenue de son stand"]),
        # the very thing asked
        ("Quels sont les indicateurs de la fiche ambroisie ?", ["communes formées"]),
        ("Combien de communes dans les Monts de Vezin ?", ["3 communes"]),
    ],
)
def test_it_is_answered_as_asked(orvelle: Assistant, question: str, held: list[str]) -> None:
    answer = ask(orvelle, question).answer
    assert all(words in answer for words in held), answer


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("L'hôpital de Vezolles s'est-il engagé à ouvrir le samedi ?", "Oui"),
        ("Quels sont les indicateurs de la fiche ambroisie ?", "écoles visitées"),
        ("Combien de communes dans les Monts de Vezin ?", "Vezin fait partie"),
        ("Quelles actions pour les personnes âgées ?", "diffuser un guide"),
        ("À quoi sert le budget de la fiche 1 ?", "a pour objectif"),
        ("Quel accord faut-il pour changer un axe ?", "comité de pilotage suffit"),
        ("Faut-il un avenant pour ajouter une fiche ?", "signé par toutes les parties"),
    ],
)
def test_nothing_beside_it_is_said(orvelle: Assistant, question: str, never: str) -> None:
    assert never not in ask(orvelle, question).answer


def test_what_another_thing_costs_is_no_answer(orvelle: Assistant) -> None:
    assert ask(orvelle, "Combien avait coûté le bus du dépistage des allergies ?").status is Status.NOT_FOUND


VERSANT = """Communiqué de presse
Un contrat local de santé pour le Pays du Versant
Le contrat local de santé du Pays du Versant 2031-2035 a été signé le 4 avril 2031.
Il prévoit d'améliorer la prévention et de renforcer les soins de proximité.
Il prévoit aussi de coordonner le parcours des personnes âgées sur le territoire.
"""


def test_of_a_press_release_only_the_sentence_that_holds_the_theme(orvelle: Assistant) -> None:
    both = assistant_of({"contrat-orvelle.txt": ORVELLE, "communique-versant.txt": VERSANT})
    answer = ask(both, "Quelles actions pour les personnes âgées ?").answer
    assert "parcours des personnes âgées" in answer
    assert "soins de proximité" not in answer


def test_a_matter_named_first_is_told_of_each_territory() -> None:
    both = assistant_of({"contrat-orvelle.txt": ORVELLE, "communique-versant.txt": VERSANT})
    answer = ask(both, "Allergies : que fait le Pays d'Orvelle, que fait le Pays du Versant ?").answer
    assert "Prévenir les allergies" in answer
    assert "est signataire" not in answer


SIGNED = """Fait à Arlay, le 3 mars 2031

Pour I'ARS Centre-Val de Loire
Odile VERDAN, directrice générale

Pour I'hôpital de Vezolles
Marc TESSlER, directeur

Pour I'État et I'une de ses agences, I'autre étant absente
"""


def test_names_of_a_page_that_a_scan_spoilt_are_doubted() -> None:
    text = ORVELLE.replace("Fait à Arlay, le 3 mars 2031", f"\f\n{SIGNED}")
    answer = ask(assistant_of({"contrat-orvelle.txt": text}), "Qui a signé le contrat ?").answer
    assert "Odile VERDAN" in answer
    assert "page mal numérisée : lecture incertaine" in answer


def test_a_name_that_the_document_itself_doubts_is_doubted() -> None:
    signed = (
        "Fait à Arlay, le 3 mars 2031\n\nPour le Département du Cher\nOdile VERDANT (lecture incertaine), présidente"
    )
    text = ORVELLE.replace("Fait à Arlay, le 3 mars 2031", signed)
    answer = ask(assistant_of({"contrat-orvelle.txt": text}), "Qui a signé le contrat ?").answer
    assert "lecture incertaine du nom : Odile VERDANT" in answer
