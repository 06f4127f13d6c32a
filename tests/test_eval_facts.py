"""The typed comparison of expected facts with an answer."""

from __future__ import annotations

import pytest

from assistant.records import Answer, Citation, Status
from eval.cases import Case, Fact, FactKind
from eval.facts import facts_right
from eval.figures import figures_proved


def said(text: str, *quotes: str) -> Answer:
    citations = tuple(Citation(i, "d", "t", 1, "", quote, 0, len(quote), "") for i, quote in enumerate(quotes, 1))
    return Answer(Status.ANSWERED, text, citations)


def case(*facts: Fact, forbidden: tuple[str, ...] = ()) -> Case:
    return Case("c", "Question ?", "money", Status.ANSWERED, facts=facts, forbidden=forbidden)


ANNUAL = Fact(FactKind.AMOUNT, 4791, "EUR", "annual")


@pytest.mark.parametrize(
    ("fact", "text", "right"),
    [
        (ANNUAL, "La fiche prévoit 4 791 € par an [1].", True),
        (ANNUAL, "La fiche prévoit 4791 €/an [1].", True),
        (ANNUAL, "La fiche prévoit 4 791 € [1].", False),
        (ANNUAL, "La fiche prévoit 4 792 € par an [1].", False),
        (Fact(FactKind.AMOUNT, 1000, "EUR", "global"), "1 000 € par an", False),
        (Fact(FactKind.AMOUNT, 1000, "EUR", "global"), "1 000 € pour l'ensemble du projet", True),
        (Fact(FactKind.RATE, 50), "à 50 % au plus", True),
        (Fact(FactKind.RATE, 50), "à 500 %", False),
        (Fact(FactKind.DATE, "2031-12-06"), "signé le 6 décembre 2031", True),
        (Fact(FactKind.DATE, "2031-12-06"), "signé le 16 décembre 2031", False),
        (Fact(FactKind.NUMBER, 199), "199 communes", True),
        (Fact(FactKind.NUMBER, 10), "dix signataires", True),
        (Fact(FactKind.NUMBER, 10), "100 signataires", False),
        (Fact(FactKind.ORGANISATIONS, values=("CPAM du Val", "MSA")), "- CPAM du Val [1]\n- MSA [2]", True),
        (
            Fact(FactKind.ORGANISATIONS, values=("CPAM du Val",), complete=True),
            "- CPAM du Val [1]\n- Ligue contre le cancer [2]",
            False,
        ),
        (Fact(FactKind.PERSON, "Odile Verdan"), "représenté par Mme Odile VERDAN", True),
        (Fact(FactKind.SHEETS, values=("3.3", "3.4"), complete=True), "fiches 3.3 et 3.4", True),
        (Fact(FactKind.SHEETS, values=("3.3", "3.4"), complete=True), "fiches 3.3, 3.4 et 4.1", False),
        (Fact(FactKind.SHEETS, values=("1-A", "4-C"), complete=True), "fiche 1.A (Marcher) ; fiche 4.C (Dire)", True),
        (Fact(FactKind.SHEETS, values=("E3-1", "IV.2")), "fiche E.3.1 puis fiche 4.2", True),
        (
            Fact(FactKind.ORGANISATIONS, values=("CPTS du Val",)),
            "Signataires : Département et Communauté professionnelle territoriale de santé du Val",
            True,
        ),
        (Fact(FactKind.YES_NO, value=False), "Non : elle ne figure pas parmi les signataires", True),
        (Fact(FactKind.YES_NO, value=False), "Oui : la MSA est signataire", False),
        (Fact(FactKind.TEXT, any=("avenant", "compte rendu du COPIL")), "Le compte-rendu du COPIL vaut avenant", True),
    ],
)
def test_each_kind_of_fact(fact: Fact, text: str, right: bool) -> None:
    assert (facts_right(case(fact), said(text)).value == 1.0) is right


def test_what_is_forbidden_makes_an_answer_wrong() -> None:
    assert facts_right(case(ANNUAL, forbidden=("5 000 €",)), said("4 791 € par an et 5 000 €")).value == 0.0


def test_an_amount_must_stand_in_a_quote_or_be_a_sum() -> None:
    assert figures_proved(said("4 791 € [1]", "Montant : 4791 €")).value == 1.0
    assert figures_proved(said("4 797 € [1]", "Montant : 4791 €")).value == 0.0
    assert figures_proved(said("1 000 € et 500 €, soit 1 500 €", "1000 € ; 500 €")).value == 1.0
