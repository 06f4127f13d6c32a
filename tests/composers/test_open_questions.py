"""Open questions, rules, claims about money and rankings, asked over two invented contracts as people type."""

from __future__ import annotations

import pytest

from assistant.records import Answer, Status
from assistant.service import Assistant
from tests.contracts import ask, assert_says, assistant_of

SERVANCE = """Contrat local de santé
de la Vallée de Servance
2031-2036
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Servance
- La Région Hautes-Marches
Les partenaires associés en tant que de besoin :
- La Mission locale
Article 2 : Le périmètre
Le contrat couvre 1 communauté de communes soit 3 communes :
- Communauté de communes de la Servance : 9 100 habitants et 3 communes :
Brévigny, Montrosel, Sartelle.
Article 3 : La gouvernance
Le comité de pilotage réunit les signataires et les élus du territoire.
Il se réunit deux fois par an.
Article 4 : Les axes
Il a été décidé de retenir 3 axes stratégiques :
Axe 1 : Accès aux soins
Axe 2 : Prévention
Article 5 : Les engagements
Les signataires s'engagent à participer aux instances du contrat.
La Région peut être sollicitée, sur dossier ; elle n'est tenue à aucun financement du seul fait du contrat.
Article 6 : Durée et révision
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2036.
Toute modification du périmètre passe par un avenant.
L'ajout d'une fiche action relève du comité de pilotage, à la majorité des deux tiers.
Article 7 : Suivi
Le bilan porte sur les trois fiches actions du contrat.
Article 8 : Communication
Aucun communiqué de presse n'est diffusé sans l'accord de la communauté de communes.
Fait à Montrosel, le 4 mars 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Accueillir de nouveaux médecins
Contexte
Deux cabinets sur trois ont fermé depuis 2024.
Objectifs
Objectif général : Attirer des généralistes sur le territoire
Description du projet
- Proposer un logement aux remplaçants
- Organiser un week-end de découverte pour les internes
Porteur
La Communauté de communes de la Servance
Partenaires
Mission locale, ARS
Financement
Estimation du montant prévisionnel annuel du projet : 6 400 €
Taux d'intervention ARS : 50 %
Cofinancements : néant
\f
Axe 2 : Prévention
Fiche action 2.1 : Prévenir les chutes des personnes âgées
Contexte
Les chutes sont fréquentes.
Description du projet
- Mettre en place des ateliers d'équilibre dans les salles des fêtes
- Former les aides à domicile au repérage
Porteur
Animatrice du contrat
Partenaires
Mission locale
Financement
Estimation du montant prévisionnel annuel du projet : 2 500 €
Taux d'intervention ARS : 100 %
Cofinancements : néant
"""

OMBRES = """Contrat local de santé
des Ombres Hautes
2029-2033
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le Département de l'Ombrée
Article 4 : Les axes
Axe 1 : Santé mentale
Article 6 : Durée
Le contrat est conclu pour une durée de quatre ans, de 2029 à 2033.
\f
Axe 1 : Santé mentale
Fiche action 1.1 : Soutenir les aidants
Description du projet
- Ouvrir une halte d'une journée par mois pour les aidants
Porteur
Le Département de l'Ombrée
Financement
Estimation du montant prévisionnel annuel du projet : 3 100 €
"""


@pytest.fixture(scope="module")
def one() -> Assistant:
    return assistant_of({"contrat-servance.txt": SERVANCE})


@pytest.fixture(scope="module")
def two() -> Assistant:
    return assistant_of({"contrat-servance.txt": SERVANCE, "contrat-ombres.txt": OMBRES})


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        # A theme: the sheet's own words, who leads it, what it costs.
        ("qu'est ce qui est prevu pour faire venir des docteurs", ["logement aux remplaçants", "6 400 € par an"]),
        ("Que fait-on pour les vieux qui tombent ?", ["ateliers d'équilibre", "2 500 € par an", "100 %"]),
        ("Y a-t-il une action sur les chutes ?", ["Oui", "Prévenir les chutes"]),
        ("Quels sont les objectifs de la fiche 1.1 ?", ["Attirer des généralistes"]),
        ("Pourquoi la fiche 1.1 ?", ["Deux cabinets sur trois"]),
        # Money that the question claims, adds up, or carries over years.
        ("Combien coûte la fiche 2.1 sur 5 ans ?", ["2 500 € par an", "12 500 €", "5 × 2 500 €"]),
        ("Est-ce que l'ARS paie la fiche 1.1 à 100 % ?", ["Non", "50 %"]),
        ("Est-ce que l'ARS paie la fiche 2.1 à 100 % ?", ["Oui", "100 %"]),
        ("La fiche 2.1, c'est accordé ?", ["Non", "prévoit 2 500 €"]),
        ("Si on additionne les fiches 1.1 et 2.1, ça fait combien ?", ["8 900 € par an", "6 400 € + 2 500 €"]),
        ("Combien d'actions l'ARS finance-t-elle à 100 % ?", ["Une fiche action sur 2", "2.1"]),
        # Rules of the articles.
        ("La Région est-elle obligée de payer quelque chose ?", ["Non", "tenue à aucun financement"]),
        ("Peut-on ajouter une fiche sans avenant ?", ["majorité des deux tiers"]),
        ("Peut-on sortir un communiqué de presse tout seuls ?", ["sans l'accord"]),
        ("Peut-on diffuser un communiqué de presse ?", ["Non : le CLS Vallée de Servance 2031-2036 en dit"]),
        # What a text announces, against what is there.
        (
            "L'article 7 parle de trois fiches actions, c'est juste ?",
            ["Non", "« trois fiches actions »", "deux fiches"],
        ),
        ("Le contrat annonce trois actions, combien y en a-t-il ?", ["Le CLS", "mais présente deux fiches actions"]),
        # Two questions in one.
        (
            "Combien de signataires, et la Mission locale en est-elle ?",
            ["trois signataires", "Non : la Mission locale"],
        ),
        # What an organisation is there for: its commitments and its sheets, and not only that it signed.
        (
            "A quoi la Région est-elle engagee ?",
            ["La Région Hautes-Marches est signataire", "participer aux instances"],
        ),
        ("Quel est le rôle de la Mission locale ?", ["figure parmi les partenaires", "fiche 1.1", "fiche 2.1"]),
        ("Les fiches 1.1 et 2.1, combien ?", ["6 400 € par an", "2 500 € par an"]),
        # Parts, places, ends, axes.
        ("Différence entre signataire, porteur et partenaire ?", ["trois signataires", "porteur", "partenaires"]),
        ("Qui pilote le contrat ?", ["comité de pilotage"]),
        ("Jusqu'à quand court notre contrat ?", ["court jusqu'en 2036"]),
        ("L'article 4 dit 3 axes, j'en compte 2 ?", ["Vous avez raison", "3 axes", "Prévention"]),
        ("le texte annonce 3 axes et j'en trouve 2", ["Vous avez raison", "3 axes", "Prévention"]),
        ("Vezolles est-elle couverte par le CLS ?", ["Non", "Vezolles", "3 communes"]),
        ("Combien de fiches au total, et combien par axe ?", ["deux fiches", "1 dans l'axe 1"]),
    ],
)
def test_one_contract_answers_as_a_clerk_would(one: Assistant, question: str, holds: list[str]) -> None:
    assert_says(one, question, holds)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Lequel des contrats a le plus d'axes ?", ["C'est le CLS", "Servance 2031-2036 : deux axes"]),
        ("Quel contrat se termine en premier ?", ["Ombres Hautes 2029-2033", "2033"]),
        ("Combien de signataires dans chaque contrat ?", ["trois signataires", "deux signataires"]),
        ("Y a-t-il une action pour les aidants ?", ["Oui", "halte d'une journée", "Ombres Hautes"]),
    ],
)
def test_several_contracts_are_told_apart(two: Assistant, question: str, holds: list[str]) -> None:
    answer = ask(two, question)
    for words in holds:
        assert words in answer.answer, f"{words!r} not in {answer.answer!r}"


@pytest.mark.parametrize(
    "question",
    [
        "combien de communes dans le secteur du Lac et laquelle est la plus grosse",
        "Quelle est la plus peuplée des communes ?",
        "Quelles actions coûtent le plus ?",
    ],
)
def test_the_greatest_of_what_a_contract_has_ranks_no_contracts(two: Assistant, question: str) -> None:
    assert "C'est le CLS" not in ask(two, question).answer


def first_line(answer: Answer) -> str:
    return answer.answer.splitlines()[0]


def test_an_organisation_that_pays_nothing_is_said_to_pay_nothing(one: Assistant) -> None:
    answer = ask(one, "Combien la Région a-t-elle accordé pour la fiche 2.1 ?")
    assert answer.status is Status.NOT_FOUND
    assert "n'indique aucun montant de la Région" in first_line(answer)


def test_a_question_that_asks_nothing_is_asked_back(one: Assistant) -> None:
    answer = ask(one, "Et pour le contrat actuel ?")
    assert answer.status is Status.NOT_FOUND
    assert "Que voulez-vous savoir" in answer.answer
    assert answer.suggestions


def test_natural_next_questions_have_an_answer(one: Assistant) -> None:
    answer = ask(one, "Combien coûte la fiche 2.1 ?")
    assert 2 <= len(answer.suggestions) <= 3
    for suggestion in answer.suggestions:
        assert ask(one, suggestion).status is Status.ANSWERED, suggestion


def test_a_question_is_understood_with_its_contract(one: Assistant) -> None:
    label = ask(one, "Qui a signé ?").scope.contracts[0].label
    assert ask(one, "jusqu'à quand court notre contrat").understood == f"Jusqu'à quand court le CLS {label} ?"
    assert ask(one, "combien coûte la fiche 2.1").understood == f"Combien coûte la fiche 2.1 dans le CLS {label} ?"


@pytest.mark.parametrize(
    ("before", "question", "holds"),
    [
        ("Quelles sont les actions de l'axe 1 ?", "et de l'axe 2 ?", "2.1"),
        ("La Région Hautes-Marches est-elle signataire ?", "et elle s'engage à quoi ?", "Région"),
    ],
)
def test_a_follow_up_keeps_what_was_not_changed(one: Assistant, before: str, question: str, holds: str) -> None:
    assert holds in ask(one, question, before).answer


@pytest.mark.parametrize(
    "question",
    [
        "Quel budget pour la piscine municipale ?",  # no document names it
        "Quel budget pour le repérage des internes ?",  # words scattered over two sheets
        "Combien coûte le repérage en 2045 ?",  # after the contract's end
    ],
)
def test_what_no_sheet_pays_for_has_no_price(one: Assistant, question: str) -> None:
    answer = ask(one, question)
    assert answer.status is Status.NOT_FOUND, answer.answer


def test_a_figure_of_the_territory_is_not_its_communes(one: Assistant) -> None:
    assert ask(one, "Taux de cabinets fermés à Brévigny ?").status is Status.NOT_FOUND


def test_who_is_cited_is_not_asked_to_have_signed(one: Assistant) -> None:
    answer = ask(one, "La Mission locale est-elle citée dans le contrat, et pour quelle action ?").answer
    assert "1.1" in answer
    assert not answer.startswith("Non"), answer


def test_where_the_asker_lives_is_looked_for_in_the_perimeter(one: Assistant) -> None:
    assert ask(one, "je suis a Vezolles, on est ds le cls ou pas").answer.startswith("Non : Vezolles")
    assert ask(one, "Sartelle relève-t-elle du contrat ?").answer.startswith("Oui : Sartelle")


def test_a_duty_is_no_yes_or_no(one: Assistant) -> None:
    assert not ask(one, "Quel est le rôle de la Région dans le CLS ?").answer.startswith(("Oui", "Non"))


def test_quotes_stand_under_whoever_says_them(one: Assistant) -> None:
    answer = ask(one, "Pourquoi deux cabinets ont-ils fermé ?").answer
    assert answer.startswith("Le CLS Vallée de Servance 2031-2036 en dit"), answer
