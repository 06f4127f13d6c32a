"""What binds all signatories together, and what beside it binds nobody; cofunding in the words of its sheet."""

from __future__ import annotations

import pytest

from assistant.cofunding import as_written
from assistant.duties import is_duty, is_of_communication, shared_roles
from ingest.facts.records import Action, ContractRecord, Evidence, Funding, FundingState, Place, Said


@pytest.mark.parametrize(
    ("text", "binds"),
    [
        ("Chaque partie s'engage à citer le soutien des autres.", True),
        ("Toute publication doit porter les logos des parties.", True),
        ("Les plaquettes mentionnent le nom du contrat.", True),
        ("Les documents restent la propriété de leurs auteurs.", False),
        ("Le présent article relève du Code de la propriété intellectuelle.", False),
        ("Les parties disposent d'un droit d'accès aux données.", False),
        ("Les financeurs ont un droit de regard sur les affiches.", False),
        ("Les logos restent la propriété de chacun ; ils doivent figurer sur les affiches.", True),
    ],
)
def test_a_right_or_a_property_asks_nothing(text: str, binds: bool) -> None:
    assert is_duty(text) is binds


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Les signataires communiquent ensemble sur leurs actions.", True),
        ("apposer le logotype du pays", True),
        ("En cas de litige, les parties s'engagent à désigner un conciliateur.", False),
        ("participer aux réunions", False),
    ],
)
def test_communication_is_told_by_the_duty_s_own_words(text: str, about: bool) -> None:
    assert is_of_communication(text) is about


def said(value: str) -> Said:
    return Said(value, (Evidence("d", 1, 0, len(value), value),), Place.SHEET)


def test_roles_of_all_signatories_are_told_sheet_by_sheet() -> None:
    money = Funding(FundingState.TO_BE_SET, (), cofunders=(said("Tous les signataires du CLS"),))
    first = Action("1.1", (said("Marcher"),), (), leads=(said("Ville"),), partners=(said("CAF"), said("Signataires")))
    second = Action("1.2", (said("Évaluer"),), (), partners=(said("CAF"),), funding=(money,))
    told = [(one.action.number, one.role, one.words) for one in shared_roles(ContractRecord(actions=(first, second)))]
    assert told == [("1.1", "partner", "Signataires"), ("1.2", "cofunder", "Tous les signataires du CLS")]


@pytest.mark.parametrize(
    ("names", "quotes", "told"),
    [
        (["communes"], ["Cofinancements : communes, par le prêt de salles"], "communes, par le prêt de salles"),
        (["Tous"], ["Budget : 5 €", "Co-financement :\nTous peuvent y contribuer."], "Tous peuvent y contribuer"),
        (["Région", "CAF"], ["Cofinancements : Région"], "Région ; CAF"),
        (["Région"], ["Cofinancements : Région 10 000 €"], "Région"),
        (["Région"], ["Porteur : Région et communes"], "Région"),
        ([], ["Cofinancements : néant"], ""),
    ],
)
def test_cofunding_is_told_as_its_field_writes_it(names: list[str], quotes: list[str], told: str) -> None:
    assert as_written(names, quotes) == told
