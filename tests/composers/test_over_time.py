"""One subject in two contracts of a territory, facts of every contract, and what no document or no sheet tells."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

OLD = """Communiqué de presse
Le Pays d'Ormeval signe son contrat local de santé 2025-2030
Le contrat local de santé du Pays d'Ormeval a été signé le 14 mars 2025 à Sartelle pour la période 2025-2030.
Il confortera la maison des parents et poursuivra le dispositif Bulle d'air.
Les signataires :
- L'Agence régionale de santé
- Le PETR du Pays d'Ormeval
- La Mutualité sociale agricole
"""
NEW = """Contrat local de santé
du Pays d'Ormeval
2031-2036
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays d'Ormeval
Article 2 : Les axes
Axe 1 : Parentalité
Article 3 : Le diagnostic
La maison des parents est fermée depuis mai 2029, faute d'animateur.
Un risque de submersion est à surveiller.
\f
Axe 1 : Parentalité
Fiche action 1.1 : Soutenir les jeunes parents
Contexte
Les jeunes parents sont isolés.
Description du projet
Organiser trois soirées de parole ouvertes aux élus.
Porteur
L'association Berceau
Financement
Néant
"""
OTHER = """Communiqué de presse
Le Val Brumeux signe son contrat local de santé 2030-2034
Le contrat local de santé du Val Brumeux a été signé le 2 juin 2030 à Maraval pour la période 2030-2034.
Les signataires :
- L'Agence régionale de santé
- La communauté de communes du Val Brumeux
- La Mutualité sociale agricole
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(
        {"communique-ormeval-2025.txt": OLD, "contrat-ormeval.txt": NEW, "communique-val-brumeux.txt": OTHER}
    )


@pytest.fixture(scope="module")
def alone() -> Assistant:
    return assistant_of({"contrat-ormeval.txt": NEW})


@pytest.mark.parametrize(
    "question",
    [
        "La maison des parents : que promettait le contrat de 2025 et que constate celui de 2031 ?",
        "Et la maison des parents : dans le CLS 2025 et dans le CLS 2031 du Pays d'Ormeval ?",
        "La maison des parents, qu'en disait l'ancien CLS du Pays d'Ormeval et où en est-on aujourd'hui ?",
        "La maison des parents était dans l'ancien CLS d'Ormeval, elle y est encore ?",
    ],
)
def test_each_contract_says_its_own(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    first, second = answer.answer.index("confortera la maison"), answer.answer.index("fermée depuis mai 2029")
    assert first < second, answer.answer


def test_what_the_later_contract_does_not_say_is_told(assistant: Assistant) -> None:
    answer = ask(assistant, "Le dispositif Bulle d'air est-il encore dans le nouveau CLS d'Ormeval ?").answer
    assert "Bulle d'air" in answer
    assert "Rien de précis sur ce sujet dans les documents lus sur le CLS Ormeval 2031-2036" in answer
    assert "signataire" not in answer


def test_a_fact_of_every_contract(assistant: Assistant) -> None:
    answer = ask(assistant, "Donnez-moi la période de chaque CLS dont vous avez les documents.").answer
    assert all(period in answer for period in ("2025-2030", "2031-2036", "2030-2034"))


def test_a_signatory_of_all(assistant: Assistant) -> None:
    answer = ask(assistant, "La MSA est-elle signataire de tous ces contrats ?").answer
    assert answer.startswith("Non :"), answer
    assert "2031-2036" in answer.split("\n")[0]
    assert "CLS Ormeval 2025-2030" in answer
    assert "CLS Val Brumeux 2030-2034" in answer


def test_who_sees_to_it_leads_the_sheet(assistant: Assistant) -> None:
    assert "Berceau" in ask(assistant, "ki soccupe des jeunes parents").answer


@pytest.mark.parametrize(
    "question",
    [
        "Combien d'élus sont venus aux soirées de parole ?",
        "Quels élus ont assisté aux soirées de parole ?",
        "kel medecin s est instalé a sartelle grace au cls ??",
        "Quel est le nom du médecin de Sartelle ?",
        "Quelles personnes ont démissionné du comité de la maison des parents ?",
        "Qui a été recruté comme animateur de la maison des parents ?",
    ],
)
def test_what_nobody_wrote_is_not_told(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.NOT_FOUND, answer.answer
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    ["Quelle fiche action s'occupe de la submersion et avec quel budget ?", "Quelle action sur la submersion ?"],
)
def test_no_sheet_on_it_is_told_with_what_is_said_elsewhere(alone: Assistant, question: str) -> None:
    answer = ask(alone, question).answer
    assert "ne parle de « submersion »" in answer, answer
    assert "à surveiller" in answer


def test_a_sheet_on_it_is_told(alone: Assistant) -> None:
    assert "ne parle de" not in ask(alone, "Quelle fiche action s'occupe des jeunes parents ?").answer


@pytest.mark.parametrize(
    "question",
    [
        "la maison des parents etait deja ds le contrat d avant ? ca a change comment",
        "La maison des parents, qu'est-ce qui change par rapport à l'ancien contrat ?",
        "et la maison des parents, elle y était dans le contrat précédent ? qu'est ce qui a changé",
    ],
)
def test_of_no_territory_it_is_asked_where_one_contract_came_before_another(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question).answer
    assert "confortera la maison des parents" in answer
    assert "fermée depuis mai 2029" in answer
    assert "Val Brumeux" not in answer
    assert "Signataires" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "La Mutualité sociale agricole a signé quels contrats et pas lesquels ?",
        "Quels contrats la MSA a signés et lesquels non ?",
    ],
)
def test_the_contracts_that_a_body_does_not_sign_are_named_too(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "est signataire de deux contrats" in answer
    assert "ne figure pas parmi les deux signataires du CLS Ormeval 2031-2036" in answer


def test_one_contract_is_elided(assistant: Assistant) -> None:
    answer = ask(assistant, "La communauté de communes du Val Brumeux a signé quels contrats ?").answer
    assert "signataire d'un contrat" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Entre le Val Brumeux et le Pays d'Ormeval 2031-2036, lequel des deux contrats va le plus loin dans le temps ?",
        "quel contrat finit le plus tard ?",
        "Lequel de ces contrats est le dernier à finir ?",
    ],
)
def test_which_contract_goes_furthest_is_told_by_its_end(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).answer.startswith("C'est le CLS Ormeval 2031-2036 : jusqu'en 2036")


@pytest.mark.parametrize(
    "question",
    [
        "La MSA ayant signé le contrat d'Ormeval de 2031, siège-t-elle au comité de pilotage ?",
        "Puisque la MSA a signé le contrat d'Ormeval de 2031, doit-elle afficher le logo ?",
        "Comme la MSA est signataire du contrat d'Ormeval 2031-2036, que paie-t-elle ?",
    ],
)
def test_a_signature_taken_for_granted_is_corrected(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert answer.startswith("Non : la MSA ne figure pas parmi les deux signataires")


def test_a_signature_rightly_taken_for_granted_is_not_denied(assistant: Assistant) -> None:
    answer = ask(assistant, "L'ARS ayant signé le contrat d'Ormeval de 2031, que fait-elle pour les parents ?").answer
    assert not answer.startswith("Non")


@pytest.mark.parametrize(
    "question",
    [
        "Quelles différences entre les deux contrats ?",
        "Qu'est-ce qui a changé entre les deux contrats ?",
        "Que change le nouveau contrat ?",
    ],
)
def test_a_comparison_without_a_subject_sets_the_contracts_side_by_side(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert answer.count("Période du CLS") == 2, answer
    assert "chacun pour son territoire" not in answer
