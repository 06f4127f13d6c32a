"""What an answer says, read from its text; figures without proof or in the place of true ones; parties; support."""

from __future__ import annotations

import pytest

from assistant.records import Answer, Citation, Status
from eval.cases import Case, Fact, FactKind
from eval.figures import figures_proved, wrong_figures
from eval.parties import Parties, false_signatories, set_f1, signatories_said
from eval.said import Amount, amounts, dates, rates, sentences
from eval.support import citation_precision, citation_support


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 791 € par an", [Amount(4791, "annual")]),
        ("4791€/an", [Amount(4791, "annual")]),
        ("un montant annuel de 4 791 €", [Amount(4791, "annual")]),
        ("26 500 € pour l'ensemble du projet", [Amount(26500, "global")]),
        ("un budget global de 26 500 €", [Amount(26500, "global")]),
        ("12 k€ et 0,3 M€", [Amount(12_000), Amount(300_000)]),
        ("3,6 milliards d'euros", []),
        ("par an : 1 500 €, 300 €", [Amount(1500, "annual"), Amount(300, "annual")]),
        ("1 500 € par an, et 900 € au total", [Amount(1500, "annual"), Amount(900, "global")]),
        ("dans la limite de 30 000 € par an", [Amount(30_000, "annual")]),
        ("le CLS 2031-2036 coûte 1 500 €", [Amount(1500)]),
    ],
)
def test_amounts_with_their_period(text: str, found: list[Amount]) -> None:
    assert list(amounts(text)) == found


def test_dates_and_rates() -> None:
    assert dates("le 1er mars 2031 et le 06/12/2031, pas le 31/02/2031") == ("2031-03-01", "2031-12-06")
    assert rates("7,6 % et 80%, sur 100") == (7.6, 80.0)


def cite(number: int, quote: str, section: str = "") -> Citation:
    return Citation(number, "d", "CLS Ormont 2031-2036", 1, section, quote, 0, len(quote), "")


def said(text: str, *quotes: str, status: Status = Status.ANSWERED) -> Answer:
    return Answer(status, text, tuple(cite(i, quote) for i, quote in enumerate(quotes, 1)))


def test_sentences_carry_their_own_citations_and_items_their_heading() -> None:
    found = sentences(said("M. Paul Astier signe [1]. La fiche coûte 40 €. [2]\nPar an :\n- 10 € [2]", "a", "b"))
    assert [(one.text, [c.number for c in one.citations], one.heading) for one in found] == [
        ("M. Paul Astier signe.", [1], ""),
        ("La fiche coûte 40 €.", [2], ""),
        ("Par an :", [], ""),
        ("10 €", [2], "Par an :"),
    ]


@pytest.mark.parametrize(
    ("text", "quotes", "proved"),
    [
        pytest.param("4 791 € [1]", ["Montant : 4791 €"], True, id="another writing"),
        pytest.param("4 797 € [1]", ["Montant : 4791 €"], False, id="another figure"),
        pytest.param(
            "Elle coûte 4 791 € [1]. Il coûte 40 € [2].", ["40 €", "4791 €"], False, id="in another sentence's quote"
        ),
        pytest.param("1 000 € et 500 €, soit 1 500 € [1][2]", ["1000 €", "500 €"], True, id="a sum"),
        pytest.param("12 000 € [1]", ["12 k€"], True, id="thousands"),
        pytest.param("120 communes (151 − 31) [1]", ["151 communes, dont 31"], True, id="a difference"),
        pytest.param("121 communes (151 − 31) [1]", ["151 communes, dont 31"], False, id="another difference"),
        pytest.param("120 communes (151 − 31) [1]", ["150 communes, dont 30"], False, id="of other terms"),
        pytest.param("400 € (deux tiers de 600 €) [1]", ["600 €, aux deux tiers"], True, id="a fraction"),
        pytest.param("180 € (30 % de 600 €) [1]", ["600 €, dont 30 %"], True, id="a rate"),
        pytest.param("200 € (30 % de 600 €) [1]", ["600 €, dont 30 %"], False, id="another rate"),
        pytest.param("300 € (deux tiers de 600 €) [1]", ["600 €, aux deux tiers"], False, id="another fraction"),
        pytest.param("signé le 6 décembre 2031 [1]", ["le 06/12/2031"], True, id="a date in figures"),
        pytest.param("signé le 7 décembre 2031 [1]", ["le 06/12/2031"], False, id="another day"),
        pytest.param("9,3 % [1]", ["9,8 %"], False, id="another rate"),
        pytest.param("quatre signataires [1]", ["- A\n- B"], True, id="small counts are not judged here"),
        pytest.param("199 communes [1]", ["soit 198 communes"], False, id="larger ones are"),
    ],
)
def test_a_figure_stands_in_a_quote_of_its_sentence(text: str, quotes: list[str], proved: bool) -> None:
    assert (figures_proved(said(text, *quotes)).value == 1.0) is proved


def case(*facts: Fact, category: str = "money", status: Status = Status.ANSWERED, question: str = "Combien ?") -> Case:
    return Case("c", question, category, status, ("ormont-2031-2036",), facts=facts)


ANNUAL = Fact(FactKind.AMOUNT, 4791, "EUR", "annual")


@pytest.mark.parametrize(
    ("asked", "answer", "wrong"),
    [
        pytest.param(case(ANNUAL), said("4 791 € par an [1]", "4791 €"), 0, id="right"),
        pytest.param(case(ANNUAL), said("4 791 € [1]", "4791 €"), 0, id="without its period: missing, not wrong"),
        pytest.param(case(ANNUAL), said("4 791 € en tout [1]", "4791 €"), 1, id="with another period"),
        pytest.param(case(ANNUAL), said("300 € par an [1]", "300 €"), 1, id="another amount, though proved"),
        pytest.param(case(ANNUAL), said("Rien.", status=Status.NOT_FOUND), 0, id="a refusal says no figure"),
        pytest.param(case(Fact(FactKind.RATE, 80)), said("70 % [1]", "70 %"), 1, id="another rate"),
        pytest.param(case(Fact(FactKind.DATE, "2031-12-06")), said("le 7 mars 2031 [1]", "7 mars 2031"), 1, id="date"),
        pytest.param(
            case(Fact(FactKind.NUMBER, 2, "contrats")),
            said("« Avenant n° 1 au contrat » [1]", "Avenant n° 1 au contrat"),
            0,
            id="a number that counts nothing",
        ),
        pytest.param(
            case(Fact(FactKind.NUMBER, 23, "communes")), said("Il compte 11 communes [1]", "11 communes"), 1, id="count"
        ),
        pytest.param(case(status=Status.NOT_FOUND), said("4 791 € par an [1]", "4791 €"), 1, id="to what is not said"),
        pytest.param(
            case(status=Status.NOT_FOUND, question="Qui paie ?"), said("4 791 € [1]", "4791 €"), 0, id="not asked"
        ),
    ],
)
def test_wrong_figures_are_counted(asked: Case, answer: Answer, wrong: int) -> None:
    assert wrong_figures(asked, answer).count == wrong


TRUTHS = {"ormont-2031-2036": Parties(("Agence régionale de santé", "CPAM des Rives"), ("Paul ASTIER",))}
LIST = "Le CLS Ormont 2031-2036 a deux signataires : [1]\n- ARS (Paul Astier, directeur) [1]\n- CPAM des Rives [1]"


@pytest.mark.parametrize(
    ("text", "false"),
    [
        (LIST, 0),
        (f"{LIST}\n- Mutualité sociale agricole [1]", 1),
        (f"{LIST}\nPartenaires associés : [1]\n- Mission locale [1]", 0),
        ("Le contrat est signé par l'ARS et la CPAM des Rives [1].", 0),
        ("Le contrat est signé par l'ARS, la CPAM des Rives et la Région des Plaines [1].", 1),
        ("Non : la MSA ne figure pas parmi les deux signataires [1].", 0),
        ("- « Les signataires s'engagent à communiquer » [1]", 0),
    ],
)
def test_false_signatories_are_counted(text: str, false: int) -> None:
    assert false_signatories(case(category="signatories"), said(text, "q"), TRUTHS).count == false


def test_yes_to_who_has_not_signed_is_a_false_signatory() -> None:
    asked = case(Fact(FactKind.YES_NO, value=False), category="signatories", question="La MSA a-t-elle signé ?")
    assert false_signatories(asked, said("Oui, elle a signé [1].", "q"), TRUTHS).count == 1
    assert false_signatories(asked, said("Non.", "q"), TRUTHS).count == 0


def test_lists_over_several_contracts_are_read_one_by_one() -> None:
    answer = said("La MSA est signataire de deux contrats : [1]\n- CLS Ormont 2031-2036 : la MSA [1]", "q")
    assert signatories_said(answer) == (("MSA", "CLS Ormont 2031-2036 La MSA est signataire de deux contrats :"),)


def test_sets_said_against_sets_expected() -> None:
    sheets = case(Fact(FactKind.SHEETS, values=("1.1", "2.1"), complete=True))
    assert set_f1(sheets, said("fiches 1.1 et 2.1")).value == 1.0  # type: ignore[union-attr]
    over = set_f1(sheets, said("fiches 1.1, 2.1, 3.1 et 3.2"))
    assert over is not None
    assert over.value == pytest.approx(2 / 3)
    assert over.reason == "en trop 3.1, en trop 3.2"
    assert set_f1(case(ANNUAL), said("")) is None


@pytest.mark.parametrize(
    ("text", "quotes", "support"),
    [
        ("La CPTS d'Ormont porte la fiche 2.1 [1].", ["Porteur : CPTS d'Ormont"], 1.0),
        ("La CPTS de Belcourt porte la fiche 2.1 [1].", ["Porteur : CPTS d'Ormont"], 0.0),
        ("La fiche 2.1 coûte 40 €.", [], 0.0),
        ("Le territoire manque de médecins spécialistes [1].", ["Le comité se réunit deux fois par an."], 0.0),
        ("Le territoire manque de médecins spécialistes [1].", ["manque de médecins, de spécialistes surtout"], 1.0),
        ("La fiche 2.1 (Former Les Aidants) est portée par la CPTS [1].", ["Porteur : CPTS"], 1.0),
    ],
)
def test_a_sentence_is_supported_by_what_it_cites(text: str, quotes: list[str], support: float) -> None:
    assert citation_support(case(), said(text, *quotes)).value == support


def test_a_citation_that_says_nothing_of_its_sentence_is_idle() -> None:
    answer = said("La fiche coûte 40 € [1][2].", "Montant : 40 €", "Le vélo rouge")
    assert citation_precision(answer).value == 0.5
    assert citation_precision(said("La fiche coûte 40 € [1].", "40 €", "40 €")).reason == "[2] ne sert à rien"
