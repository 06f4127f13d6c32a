"""What an organisation has to do: party, sheets with its part in each, commitments, communication."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.composers.health_contracts import TEXTS
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "Dans quelles fiches la CPAM de l'Ombrée est-elle partenaire ?",
            ["fiche 1.1 (Accueillir les internes) : partenaire", "fiche 2.1 (Manger et bouger) : partenaire"],
        ),
        ("Éducation nationale : quelles fiches nous concernent dans le CLS des Vallons ?", ["fiche 2.1"]),
        ("la mission locale est partenaire de quelles actions", ["fiche 2.1 (Manger et bouger) : partenaire"]),
        ("Quelles fiches porte la CPTS ?", ["fiche 1.1 (Accueillir les internes) : porteuse"]),
        ("je travaille au CIDFF, quelles fiches nous concernent ?", ["fiche 2.2 (Repérer les violences) : partenaire"]),
        ("Un bailleur social a-t-il un rôle dans le CLS des Vallons ?", ["Oui :", "fiche 1.1", "fiche 2.2"]),
        ("Notre entreprise est-elle concernée, et quel est son rôle ?", ["fiche 2.1", "« entreprises, collégiens »"]),
        ("Quel est le rôle de la CAF dans la fiche 2.2 du CLS des Vallons ?", ["fiche 2.2 (Repérer les violences)"]),
    ],
)
def test_the_sheets_are_given_with_the_part_in_each(assistant: Assistant, question: str, lines: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert all(line in answer.answer for line in lines)
    assert "signataires :" not in answer.answer


def test_a_director_is_told_all_that_binds_the_house(assistant: Assistant) -> None:
    answer = ask(assistant, "je dirige la CPAM de l'Ombrée : à quoi sommes-nous engagés ?").answer
    assert answer.startswith(
        "La Caisse primaire d'assurance maladie de l'Ombrée est signataire du CLS Vallons 2031-2036"
    )
    assert "Elle est citée dans deux fiches actions :" in answer
    assert answer.count("Comme tous les signataires") == 1
    assert "Pour la communication et le logo :" in answer
    assert answer.index("fiche 1.1") < answer.index("Comme tous les signataires") < answer.index("logo de chaque")


def test_what_sheets_give_to_all_signatories_is_told_apart_and_only_to_them() -> None:
    changed = {
        name: text.replace("CIDFF, bailleurs", "tous les signataires, CIDFF, bailleurs") for name, text in TEXTS.items()
    }
    assert changed != TEXTS
    held = assistant_of(changed)
    answer = ask(held, "je dirige la CPAM de l'Ombrée : à quoi sommes-nous engagés ?").answer
    assert "citée dans deux fiches actions" in answer
    assert "Une fiche concerne aussi toutes les parties au contrat :" in answer
    assert "« tous les signataires »" in answer
    other = ask(held, "Je représente la CAF : quelles sont nos obligations dans le CLS des Vallons ?").answer
    assert "toutes les parties" not in other


def test_own_commitments_come_before_those_of_all(assistant: Assistant) -> None:
    answer = ask(assistant, "À quoi s'engage l'ARS dans le CLS des Vallons ?").answer
    assert "Elle s'engage en propre :" in answer
    assert answer.index("soutenir la réalisation") < answer.index("participer aux instances")


def test_a_partner_that_does_not_sign_owes_nothing_as_a_signatory(assistant: Assistant) -> None:
    answer = ask(assistant, "Je représente la CAF : quelles sont nos obligations dans le CLS des Vallons ?").answer
    assert "figure parmi les partenaires associés" in answer
    assert "sans en être signataire" in answer
    assert "Comme tous les signataires" not in answer


def test_no_sheet_names_a_signatory(assistant: Assistant) -> None:
    answer = ask(assistant, "je suis à la MSA, quelles fiches du cls des vallons nous concernent ?").answer
    assert answer.startswith("Aucune fiche du CLS Vallons 2031-2036 ne cite la Mutualité sociale agricole")
    assert "est signataire" in answer
    assert "participer aux instances" in answer


def test_a_sheet_that_does_not_name_it_says_so(assistant: Assistant) -> None:
    answer = ask(assistant, "Quel est le rôle de la CAF dans la fiche 1.1 du CLS des Vallons ?").answer
    assert answer.startswith("La fiche 1.1 ne cite pas la Caisse d'allocations familiales")


def test_who_is_nowhere_is_said_to_be_nowhere(assistant: Assistant) -> None:
    answer = ask(assistant, "Le SDIS est partenaire de quelles fiches du CLS des Vallons ?").answer
    assert "ne figure ni parmi les parties du CLS Vallons 2031-2036, ni parmi les porteurs et partenaires" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelles fiches parlent d'alimentation dans le CLS des Vallons ?",
        "À quoi s'engagent les signataires du CLS des Vallons ?",
        "Je suis élu, que dois-je savoir sur les violences ?",
        "Quels sont les partenaires de la fiche 2.1 du CLS des Vallons ?",
    ],
)
def test_without_an_organisation_it_is_another_s_question(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "ne cite" not in answer
    assert "sans en être signataire" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "Que fait le Département contre les déserts médicaux dans les Vallons ?",
        "La CPAM est-elle obligée de cofinancer nos actions ?",
    ],
)
def test_a_matter_of_its_own_is_not_answered_with_all_roles(assistant: Assistant, question: str) -> None:
    assert "Comme tous les signataires" not in ask(assistant, question).answer


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("La CPAM est-elle porteuse d'une fiche des Vallons ?", "Non, pas à ce titre : le CLS Vallons 2031-2036 cite"),
        ("La CPAM est-elle partenaire d'une fiche des Vallons ?", "Oui : le CLS Vallons 2031-2036 cite"),
        ("Promotion Santé Ombrée est-elle partenaire d'une fiche ?", "Non, pas à ce titre : le CLS Vallons 2031-2036"),
    ],
)
def test_yes_or_no_is_of_the_part_that_is_asked_about(assistant: Assistant, question: str, begins: str) -> None:
    assert ask(assistant, question).answer.startswith(begins)


@pytest.mark.parametrize(
    "question", ["La CAF est-elle engagée sur des fiches ?", "La CAF est-elle citée dans une fiche ?"]
)
def test_a_part_in_sheets_is_not_whether_it_signs(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "fiche 2.2 (Repérer les violences) : partenaire" in answer
    assert not answer.startswith("Non")


MAY = "Tous les signataires peuvent participer au financement."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (MAY, ["cofinancement possible (« ", f"{MAY} »)"]),
        # no full stop: the label of the next field ends it
        ("Tous les signataires peuvent participer au\nfinancement", [f"cofinancement possible (« {MAY[:-1]} »)"]),
        ("Tous les signataires", ["cofinancement (« Tous les signat"]),
    ],
)
def test_what_all_signatories_may_do_is_told_whole(words: str, told: list[str]) -> None:
    share = "Taux d'intervention ARS : 100 %"
    texts = {name: text.replace(share, f"{share}\n\nCofinanceurs\n{words}") for name, text in TEXTS.items()}
    answer = ask(assistant_of(texts), "je dirige la CPAM de l'Ombrée : à quoi sommes-nous engagés ?").answer
    assert all(part in answer for part in told)


def test_the_public_of_a_sheet_asked_by_that_word(assistant: Assistant) -> None:
    for question in ("Quels sont les publics de la fiche 2.1 ?", "Quel est le public de la fiche 2.1 ?"):
        assert "entreprises, collégiens" in ask(assistant, question).answer
