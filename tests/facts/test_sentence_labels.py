"""Fields of a sheet that its sentences open: phrases that a colon ends, verbs whose object is the content."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.items import organisations
from ingest.facts.money.payers import payer_after, payer_before
from ingest.facts.records import Action
from ingest.records import RawPage, ReadResult, ReadState

ODD = (
    "Le pilotage en revient à : CPTS du Val {k}. Prennent part à l'action : CPAM de l'Orne, ADMR\net MSA.\n"
    "Elle s'adresse à ce public : les aidants {k}. Elle se déroule sur le plateau {k}. Ce qui est visé : {k} cours.\n"
    "L'action sera suivie par : nombre d'ateliers ; taux de présence. Relevé annuel, par la coordinatrice.\n"
    "Budget : {k} 000 €.\n"
)
EVEN = (
    "L'action est pilotée par : MSA {k} ; elle associe ADMR et mairies de la vallée.\n"
    "Public concerné : les élèves {k}. Lieu : les collèges {k}. Résultat attendu : {k} classes.\n"
    "Pour en juger, on regardera : nombre de classes. Les données sont relevées deux fois par an et publiées.\n"
    "Budget : {k} 000 €.\n"
)


def _actions() -> tuple[Action, ...]:
    sheets = "".join(
        f"Action 1.{k} – Agir pour la santé numéro {k}\nLes habitants renoncent aux soins, faute de médecin.\n"
        + (ODD if k % 2 else EVEN).format(k=k)
        for k in range(1, 9)
    )
    text = f"Contrat local de santé\n\nAxe 1 – Soigner\n{sheets}"
    result = ReadResult(ReadState.READY, pages=(RawPage(1, text),))
    document, _ = analyse(result, document_id="d", file_name="contrat.pdf")
    assert document.facts is not None
    return document.facts.actions


def test_each_sentence_is_its_own_field() -> None:
    first, second = _actions()[:2]
    assert [said.value for said in first.leads] == ["CPTS du Val 1"]
    assert [said.value for said in first.partners] == ["CPAM de l'Orne", "ADMR", "MSA"]
    assert [i.name for i in first.indicators] == ["nombre d'ateliers", "taux de présence"]
    assert [said.value for said in second.leads] == ["MSA 2"]
    assert [said.value for said in second.partners] == ["ADMR", "mairies de la vallée"]
    assert [i.name for i in second.indicators] == ["nombre de classes"]
    assert [said.value for said in second.indicators[0].frequency] == ["deux fois par an"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "ARS, maison\nFrance services de Belval et GIP Santé",
            ["ARS", "maison\nFrance services de Belval", "GIP Santé"],
        ),
        (
            "CPAM, infirmières libérales et Ligue contre le cancer",
            ["CPAM", "infirmières libérales", "Ligue contre le cancer"],
        ),
        ("communes de Bourg et Villeneuve", ["communes de Bourg et Villeneuve"]),
    ],
)
def test_names_of_a_sentence(text: str, named: list[str]) -> None:
    assert [text[low:high] for low, high in organisations(text, 90)] == named


@pytest.mark.parametrize(
    ("lead", "payer"),
    [(" par exercice [ARS-FIR ", "ARS"), (" [CAF ", "CAF"), (" | PETR ", "PETR"), (" [Atelier ", "")],
)
def test_funders_in_square_brackets(lead: str, payer: str) -> None:
    assert payer_before(lead) == payer


@pytest.mark.parametrize(
    ("behind", "payer"),
    [
        (", l'ARS apportant la moitié de la dépense", None),
        (", le PETR le reste", None),
        (", à la charge du PETR", "PETR"),
        (" de l'ARS", "ARS"),
    ],
)
def test_who_has_a_part_of_its_own_does_not_pay_the_amount(behind: str, payer: str | None) -> None:
    found = payer_after(behind)
    assert (found and found[0]) == payer


@pytest.mark.parametrize(
    ("budget", "amounts"),
    [
        ("8 200 € par an pour deux stages (2 × 4 100 €)", [(8200, None)]),
        ("300 € par mois et par élève, dans la limite de 9 000 € par an", [(None, 9000)]),
    ],
)
def test_a_price_of_one_is_no_amount(budget: str, amounts: list[tuple[float | None, float | None]]) -> None:
    sheets = "".join(
        f"Fiche action {k} : Agir ensemble\nPilote : MSA\nPublic : les élèves\nBudget : {budget}.\n" for k in (1, 2, 3)
    )
    result = ReadResult(ReadState.READY, pages=(RawPage(1, f"Contrat local de santé\n\n{sheets}"),))
    facts = analyse(result, document_id="d", file_name="contrat.pdf")[0].facts
    assert facts is not None
    assert [(line.amount, line.cap) for line in facts.actions[0].funding if line.amount or line.cap] == amounts
