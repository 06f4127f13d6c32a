"""What is for the whole time, in the words between an amount and its time, and whose shares are so too."""

from __future__ import annotations

import pytest

from ingest.facts.money.amounts import moneys
from ingest.facts.money.prose_money import prose_funding
from ingest.facts.reading import Run
from ingest.facts.records import AmountPeriod, LineRole
from ingest.facts.sheets.prose import told
from ingest.records import Page
from ingest.structure.lines import body
from tests.facts.test_funding import funding_of

ANNUAL, GLOBAL, UNKNOWN = AmountPeriod.ANNUAL, AmountPeriod.GLOBAL, AmountPeriod.UNKNOWN


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("412 000 € d’investissement, pour l’ensemble du projet", GLOBAL),
        ("41 000 € TTC, pour toute la durée", GLOBAL),
        ("7 000 € de matériel, une seule fois", GLOBAL),
        ("7 000 € de matériel par an", ANNUAL),
        ("7 000 € d’équipement", UNKNOWN),
    ],
)
def test_what_is_bought_may_stand_before_its_time(text: str, period: AmountPeriod) -> None:
    assert [money.period for money in moneys(text)] == [period]


def test_the_foot_of_a_column_of_shares_is_nobodys_rate() -> None:
    _, lines = funding_of(
        "Coût prévisionnel\n100 000 € d’investissement, pour l’ensemble du projet\n\n"
        "Financeur | Montant | Part | Situation\nÉtat | 60 000 € | 60 % | accordé\n"
        "Région | 40 000 € | 40 % | demandé\nTotal | 100 000 € | 100 % |"
    )
    assert [(line.role, line.amount, line.rate, line.period) for line in lines] == [
        (LineRole.TOTAL, 100_000, None, GLOBAL),
        (LineRole.SHARE, 60_000, 60, GLOBAL),
        (LineRole.SHARE, 40_000, 40, GLOBAL),
    ]


@pytest.mark.parametrize("shares", [(30_000, 18_000, 12_000), (30_000, 18_000, 9_000)])
def test_only_shares_that_make_up_the_cost_have_its_time(shares: tuple[int, ...]) -> None:
    names = ("Anah", "Département de l’Orvanne", "Ville de Castrin")
    listed = "\n".join(f"• {name} : {share} €" for name, share in zip(names, shares, strict=True))
    _, lines = funding_of(f"Coût prévisionnel\n60 000 € sur la durée du contrat\nAutres financeurs\n{listed}")
    expected = GLOBAL if sum(shares) == 60_000 else UNKNOWN
    assert {line.period for line in lines if line.role is LineRole.SHARE} == {expected}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Le coût s’élève à 90 000 € sur la durée du contrat. La Région y contribue pour 50 000 € et la Ville", GLOBAL),
        (
            "Le coût s’élève à 91 000 € sur la durée du contrat. La Région y contribue pour 50 000 € et la Ville",
            UNKNOWN,
        ),
    ],
)
def test_shares_told_of_what_lasts(text: str, period: AmountPeriod) -> None:
    pages = (Page(1, f"L’action est pilotée par le CIAS du Val. {text} pour 40 000 €."),)
    run = Run("d", pages, tuple(body(pages)))
    lines = prose_funding(run, told(run).behind or 0)
    assert {line.period for line in lines if line.role is LineRole.SHARE} == {period}


@pytest.mark.parametrize(
    "text",
    [
        "Le financement repose sur l’ARS, qui y consacre 12 000 € par an, et sur la Ville, qui apporte 32 k€ par an.",
        "L’action s’appuie sur l’ARS, qui lui alloue 12 000 €/an, et sur la Ville, qui verse 32 000 €/an.",
    ],
)
def test_a_clause_says_what_each_gives(text: str) -> None:
    _, lines = funding_of(f"Financement\n{text}")
    assert [(line.payer, line.amount, line.period) for line in lines] == [
        ("ARS", 12_000, ANNUAL),
        ("Ville", 32_000, ANNUAL),
    ]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Le soutien de l’ARS ne peut excéder 80 % du coût de l’action ; il est plafonné à 22 500 € par an.", "ARS"),
        ("L’aide de la Région sera de 80 % au plus de la dépense ; elle est limitée à 22 500 € par an.", "Région"),
    ],
)
def test_a_cap_that_a_pronoun_goes_on_with_is_of_the_same_aid(text: str, payer: str) -> None:
    _, (line,) = funding_of(f"Financement\n{text}")
    assert (line.payer, line.rate, line.rate_is_cap, line.amount) == (payer, 80, True, None)
    assert (line.cap, line.cap_period) == (22_500, ANNUAL)


def test_an_item_broken_before_its_amount_is_an_item() -> None:
    _, (line,) = funding_of(
        "Financement\nLe budget annuel, estimé à 5 150 €, se répartit comme suit : édition (1 000 €), salaires "
        "(3 150 €), achats\n(1 000 €)."
    )
    assert (line.role, line.amount) == (LineRole.TOTAL, 5_150)
    assert [(item.label, item.amount) for item in line.items] == [
        ("édition", 1_000),
        ("salaires", 3_150),
        ("achats", 1_000),
    ]
