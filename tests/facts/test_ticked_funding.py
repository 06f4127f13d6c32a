"""Tables of money whose last column is ticked, sheets numbered with the codes of what they serve."""

from __future__ import annotations

import pytest

from ingest.facts.records import AmountPeriod, LineRole, Nature
from ingest.facts.sheets.actions import actions
from tests.facts.readings import reading_of

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035\n\n"
TITLES = ("Ouvrir une maison de santé", "Accueillir des internes", "Former les aidants")
GRANTED, REQUESTED = Nature.GRANTED, Nature.REQUESTED


def sheet(number: int, title: str, table: str) -> str:
    return (
        f"Fiche action n°{number} – OS1/OO{number}\n\n{title}\n\nPilotage\nCPTS des Deux Rives\n\n"
        f"Période de réalisation\n2031-2033\n\nPlan de financement\n\n{table}\n\n"
        "Évaluation\n\nIndicateur | Valeur de départ\nNombre de visites | 12\n\n"
        "Source des données : Registre. Relevé : annuel. Référent : Inès Roux, CPTS.\n\n"
    )


def contract(table: str, behind: str = "") -> str:
    return COVER + "".join(sheet(n, title, table) for n, title in enumerate(TITLES, 1)) + behind


def lines(table: str) -> list[tuple[str, float | None, AmountPeriod, Nature, str, str]]:
    found = actions(reading_of(contract(table)))
    return [(f.role.value, f.amount, f.period, f.nature, f.payer, f.year) for f in found[0].funding]


def test_codes_are_no_title() -> None:
    found = actions(reading_of(contract("À définir")))
    assert [(action.number, action.titles[0].value) for action in found] == list(zip("123", TITLES, strict=True))


def test_the_end_of_a_sheet_in_one_line() -> None:
    action = actions(reading_of(contract("À définir")))[1]
    assert [said.value.rstrip(".") for said in (*action.source, *action.frequency)] == ["Registre", "annuel"]
    assert [said.value.rstrip(".") for said in action.follow_up] == ["Inès Roux, CPTS"]


def test_the_table_of_all_actions_ends_the_last_sheet() -> None:
    rows = "".join(f"{n} | {title} | CPTS des Deux Rives\n" for n, title in enumerate(TITLES, 1))
    behind = f"Tableau de synthèse des actions\n\nN° | Action | Pilote\n{rows}"
    found = actions(reading_of(contract("À définir", behind)))
    assert [said.value.rstrip(".") for said in found[-1].follow_up] == ["Inès Roux, CPTS"]
    assert len(found) == len(TITLES)


@pytest.mark.parametrize("head", ["Montant de l’opération", "Montant global"])
def test_what_is_ticked_says_how_firm_each_share_is(head: str) -> None:
    table = (
        f"Source de financement | {head} | Acquis / sollicité\nÉtat (DETR) | 240 000 € | ☒ acquis ☐ sollicité\n"
        "Région | 180 000 € | ☐ acquis ☒ sollicité\nTotal | 420 000 € |"
    )
    assert [(amount, period, nature) for _, amount, period, nature, _, _ in lines(table)] == [
        (420000, AmountPeriod.GLOBAL, Nature.UNKNOWN),
        (240000, AmountPeriod.GLOBAL, GRANTED),
        (180000, AmountPeriod.GLOBAL, REQUESTED),
    ]


def test_every_row_of_a_ticked_table_has_the_period_of_its_column() -> None:
    table = (
        "Source de financement | Montant annuel | Acquis / sollicité\nARS (FIR) | 6 000 € | ☐ acquis ☒ sollicité\n"
        "CCVA | 1 500 € | ☒ acquis ☐ sollicité\nTotal | 7 500 € |"
    )
    assert {period for _, _, period, _, _, _ in lines(table)} == {AmountPeriod.ANNUAL}
    assert [nature for _, _, _, nature, payer, _ in lines(table) if payer] == [REQUESTED, GRANTED]


def test_the_years_beside_a_total_are_no_year() -> None:
    table = (
        "Source de financement | Année | Montant | Acquis / sollicité\nARS | 2031 | 12 000 € | ☒ acquis ☐ sollicité\n"
        "ARS | 2032 | 9 000 € | ☐ acquis ☒ sollicité\nTotal | 2031-2032 | 21 000 € |"
    )
    found = lines(table)
    assert found[0][:3] == (LineRole.TOTAL.value, 21000, AmountPeriod.GLOBAL)
    assert not found[0][5]
    assert [(nature, year) for _, _, _, nature, _, year in found[1:]] == [(GRANTED, "2031"), (REQUESTED, "2032")]
