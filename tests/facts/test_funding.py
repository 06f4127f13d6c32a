"""Lines of funding: what an action sheet's fields and a contract's articles say of money, and nothing more."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.facts.funding.sheet import article_funding, sheet_funding
from ingest.facts.reading import Reading
from ingest.facts.records import AmountPeriod, Funding, FundingState, LineRole, Nature
from ingest.readers import Limits, read
from ingest.records import SectionKind
from ingest.structure.lines import body
from tests.facts.readings import reading_of, stands

HEAD = (
    "Fiche action 1.1 : Améliorer l'accès aux soins\n\nContexte\nLe territoire manque de médecins depuis longtemps.\n\n"
    "Porteur : Pays des Rives\n\n"
)
TAIL = "\n\nIndicateurs\nNombre de réunions tenues\n"
REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))


def blocks() -> list[tuple[str, list[str]]]:
    """The blocks of the table beside this module, each with the lines expected of it."""
    text = (Path(__file__).parent / "funding_blocks.txt").read_text("utf-8")
    cases = []
    for case in text.split("=====\n")[1:]:
        lines = case.rstrip("\n").split("\n")
        cases.append(
            (
                "\n".join(line for line in lines if not line.startswith("=> ")),
                [line.removeprefix("=> ") for line in lines if line.startswith("=> ")],
            )
        )
    return cases


def shown(line: Funding) -> str:
    """A line of funding on one line: its state, its role and every field that says something."""
    fields = "amount period nature cap cap_period payer instrument rate year earmark".split()
    found: list[str] = [line.state.value, line.role.value]
    for name in fields:
        value = getattr(line, name)
        if value not in (None, ""):
            found.append(f"{name}={plain(value)}")
    found += [name for name in ("rate_is_cap", "no_cofunding") if getattr(line, name)]
    found += [f"item={item.label}: {plain(item.amount)}" for item in line.items]
    found += [f"cofunder={said.value}" for said in line.cofunders]
    found += [f"condition={said.value}" for said in line.conditions]
    return " | ".join(found)


def plain(value: object) -> str:
    """A number without needless decimals, a member of an enumeration by its value."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    return str(getattr(value, "value", value))


def funding_of(block: str) -> tuple[Reading, tuple[Funding, ...]]:
    """The reading of a sheet with these funding fields, and its lines of money."""
    reading = reading_of(f"{HEAD}{block}{TAIL}")
    (sheet,) = reading.of(SectionKind.SHEET)
    return reading, sheet_funding(reading, sheet)


def flat(line: Funding) -> str:
    """The quotes of a line's evidence, white space single."""
    return re.sub(r"\s+", " ", " ".join(piece.quote for piece in line.evidence))


@pytest.mark.parametrize(("block", "expected"), blocks())
def test_blocks(block: str, expected: list[str]) -> None:
    reading, lines = funding_of(block)
    assert [shown(line) for line in lines] == expected
    for line in lines:
        assert stands(reading, line.evidence)
        told = flat(line)
        for value in (line.payer, line.instrument, line.earmark):
            assert value in told
        spans = re.findall(r"[Dd]e (20\d\d) à (20\d\d)", told)
        inside = any(low < line.year < high for low, high in spans)
        assert line.year in told or inside
        for said in (*line.cofunders, *line.conditions):
            assert said.value in told
            assert stands(reading, said.evidence)
        for item in line.items:
            assert stands(reading, item.evidence)
            assert item.label in re.sub(r"\s+", " ", " ".join(piece.quote for piece in item.evidence))


def test_a_sheet_without_funding_label_says_so() -> None:
    _, (line,) = funding_of("Calendrier : 2031")
    assert line.state is FundingState.NOT_STATED
    assert "Fiche action 1.1" in line.evidence[0].quote


def test_a_narrative_sheet_tells_its_money_in_a_sentence() -> None:
    _, (line,) = funding_of("Résumé\nL'action est financée par l'ARS à hauteur de 20 000 € par an.")
    assert shown(line).startswith("amount | total | amount=20000 | period=annual | payer=ARS")


def test_money_of_other_fields_is_not_the_sheets() -> None:
    _, (line,) = funding_of("Contexte\nEn 2029, le coût moyen d'un séjour était de 5 000 €.\n\nFinancement : néant")
    assert line.state is FundingState.NONE


def test_an_unknown_label_ends_the_field() -> None:
    _, (line,) = funding_of(
        "Cofinancements : néant\nPoints de vigilance : mobilisation des médecins\nPublic attendu : 40"
    )
    assert (line.state, line.no_cofunding, line.cofunders) == (FundingState.NOT_STATED, True, ())


FUNDERS = ["ARS", "Région", "CPAM", "MSA", "CAF", "PETR"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(FUNDERS), st.integers(100, 99_999)), min_size=2, max_size=5, unique_by=lambda p: p[0]
    ),
    st.sampled_from(
        ["{p} : {a} €", "- {p} : {a} €", "{p} | {a} €", "{p} {a} euros", "{p}\n{a} €", "{a} € ({p})", "{p} ({a} €)"]
    ),
    st.sampled_from(["\n", " ; "]),
)
def test_every_layout_gives_each_funder_its_own_amount(
    pairs: list[tuple[str, int]], layout: str, separator: str
) -> None:
    separator = "\n" if "|" in layout or "\n" in layout or layout.startswith("-") else separator
    rows = [layout.format(p=payer, a=f"{amount:,}".replace(",", " ")) for payer, amount in pairs]
    _, lines = funding_of("Plan de financement\n" + separator.join(rows))
    shares = {line.payer: line.amount for line in lines if line.role is LineRole.SHARE}
    assert shares == {payer: float(amount) for payer, amount in pairs}
    assert not any(line.role is LineRole.TOTAL and line.amount for line in lines)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 999_999),
    st.sampled_from(["", " par an", "/an", " sur 3 ans"]),
    st.sampled_from(["annuel", "global", ""]),
)
def test_the_content_outranks_the_label(amount: int, period: str, label: str) -> None:
    _, (line,) = funding_of(
        f"Estimation du montant prévisionnel {label} du projet : {amount} €{period}".replace("  ", " ")
    )
    said = {"annuel": AmountPeriod.ANNUAL, "global": AmountPeriod.GLOBAL, "": AmountPeriod.UNKNOWN}[label]
    if period:
        said = AmountPeriod.GLOBAL if "sur" in period else AmountPeriod.ANNUAL
    assert (line.amount, line.period, line.nature) == (amount, said, Nature.ESTIMATED)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ARS €0123456789.,;:\n-%/annéfic", max_size=60))
def test_any_content_gives_lines_that_stand(content: str) -> None:
    reading, lines = funding_of(f"Financement : {content}")
    assert lines
    assert all(stands(reading, line.evidence) for line in lines)
    assert all(line.amount is None or line.amount > 0 for line in lines)


ARTICLE = "Contrat local de santé du Pays des Rives 2031-2035\n\nArticle 5 : Les engagements des signataires\n\n{}\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "L’ARS s’engage à financer le poste d’animateur du CLS à hauteur maximum de 50%\nde la dépense "
            "éligible (salaire chargé,\nfournitures…) d’un ETP et d’un montant d’aide plafonné à 30 000 € par an.",
            ["amount | other | cap=30000 | cap_period=annual | payer=ARS | rate=50 | rate_is_cap"],
        ),
        (
            "La Région participe au financement du poste à hauteur de 10 000 € par an.",
            ["amount | other | amount=10000 | period=annual | payer=Région"],
        ),
        (
            "L'ingénierie du contrat est cofinancée par le Conseil départemental à hauteur de 5 000 €.",
            ["amount | other | amount=5000 | payer=Conseil départemental"],
        ),
        ("L'ARS finance 50 % du poste de coordination.", ["funder_only | other | payer=ARS | rate=50"]),
        (
            "Le poste de coordination est cofinancé de la façon suivante :\n- ARS : 30 000 € par an\n"
            "- PETR des Rives : 20 000 € par an",
            [
                "amount | other | amount=30000 | period=annual | payer=ARS",
                "amount | other | amount=20000 | period=annual | payer=PETR des Rives",
            ],
        ),
        (
            "La communauté de communes s'engage à cofinancer le poste dans la limite de 25 000 € par an.",
            ["amount | other | cap=25000 | cap_period=annual | payer=communauté de communes"],
        ),
        (
            "L'Agence régionale de santé attribue une subvention de 35 000 euros par an pendant 5 ans.",
            ["amount | other | amount=35000 | period=annual | payer=Agence régionale de santé"],
        ),
        (
            "Une participation financière de l'ARS d'un montant maximum de 20 000 € est prévue.",
            ["amount | other | cap=20000 | payer=ARS"],
        ),
        ("La pauvreté touche 12 % des habitants, dont le revenu est inférieur à 1 100 € par mois.", []),
        ("Le Ségur de la santé consacre 19 milliards d'euros à l'investissement.", []),
        ("L'ARS s'engage à soutenir les actions dans la limite des enveloppes annuelles.", []),
        ("Le plan national de santé mentale mobilise 3,6 milliards d'euros.", []),
        ("En 2029, l'ARS a versé 40 000 € au Pays des Rives.", []),
        ("Le revenu médian est de 21 000 € par an.", []),
        ("Les communes comptent 36 673 habitants, 58 800 Corval.", []),
        ("Au niveau national, l'Assurance maladie finance ce dispositif à hauteur de 10 000 000 €.", []),
        ("L'ARS et la Région financent le poste, 10 000 € et 5 000 € respectivement.", []),
    ],
)
def test_articles(sentence: str, expected: list[str]) -> None:
    reading = reading_of(ARTICLE.format(sentence))
    lines = article_funding(reading)
    assert [re.sub(r" \| earmark=[^|]*(?= \||$)", "", shown(line)) for line in lines] == expected
    assert all(stands(reading, line.evidence) for line in lines)


@pytest.fixture(scope="module")
def reference() -> Reading:
    """The contract of the reference documents that has action sheets."""
    folder = REFERENCE / "documents"
    files = sorted(folder.glob("contrat-*.pdf")) if folder.is_dir() else []
    if not files:
        pytest.skip("the reference documents are not here (CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(files[0], Limits(ocr=False)), document_id="d", file_name=files[0].name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "1.1",
            "amount=1500 | period=annual | nature=requested | payer=ARS | instrument=FIR | earmark=pour le kit",
        ),
        ("1.2", "none | total | no_cofunding"),
        ("1.3", "none | total | no_cofunding"),
        ("2.1", "amount=4791 | period=annual | nature=estimated | payer=ARS | rate=100 | no_cofunding"),
        (
            "2.2",
            "amount=3000 | period=annual | nature=estimated | payer=ARS | rate=100 | earmark=fléché SISM",
        ),
        ("3.1", "funder_only | total | payer=ARS | instrument=CPOM Promotion Santé/CSAPA | no_cofunding"),
        ("3.2", "amount=6000 | period=annual | nature=estimated | payer=ARS | rate=100 | no_cofunding | item=Temps"),
        ("3.3", "funder_only | total | payer=ARS | instrument=CPOM RAFT | no_cofunding"),
        ("3.4", "funder_only | total | payer=ARS | instrument=CPOM Promotion Santé | no_cofunding"),
        ("3.5", "amount=3000 | period=annual | nature=estimated | payer=ARS | rate=100 | cofunder=collectivités"),
        ("3.6", "amount=1000 | period=annual | nature=estimated | payer=ARS | rate=100 | no_cofunding"),
        ("4.1", "funder_only | total | payer=ARS | instrument=CPOM Promotion Santé | no_cofunding"),
        ("4.2", "funder_only | total | payer=ARS | instrument=CPOM Fredon | no_cofunding"),
        ("4.3", "amount=1000 | period=global | nature=estimated | payer=ARS | no_cofunding"),
        (
            "5.1",
            "amount | total | nature=estimated | cap=30000 | cap_period=annual | payer=ARS | instrument=FIR | rate=50"
            " | rate_is_cap | cofunder=PETR Pays Lédonien | cofunder=Conseil Régional | condition=Sous réserve de la",
        ),
        ("5.2", "to_be_set | total | instrument=FIR | cofunder=Tous les signataires"),
    ],
)
def test_the_reference_sheets(reference: Reading, number: str, expected: str) -> None:
    (sheet,) = [sheet for sheet in reference.of(SectionKind.SHEET) if sheet.number == number]
    (line,) = sheet_funding(reference, sheet)
    assert expected in shown(line)
    assert stands(reference, line.evidence)
    if number == "3.2":
        assert [item.amount for item in line.items] == [3500, 500, 500, 1000, 500]


@pytest.mark.reference
def test_the_reference_article(reference: Reading) -> None:
    (line,) = article_funding(reference)
    assert shown(line).startswith("amount | other | cap=30000 | cap_period=annual | payer=ARS | rate=50")
    assert line.rate_is_cap


def _told(text: str) -> list[tuple[str, float | None, str, list[tuple[str, float]]]]:
    """Role, amount, payer and items of the lines of a sheet that says this of its money."""
    reading = reading_of(
        "Contrat local de santé\ndu Val d’Aurence\n2031-2035\nFiche action 1.1 : Soigner\nPorteur\nCIAS\n"
        f"Financement\n{text}"
    )
    [sheet] = reading.of(SectionKind.SHEET)
    return [
        (line.role.value, line.amount, line.payer, [(item.label, item.amount) for item in line.items])
        for line in sheet_funding(reading, sheet)
    ]


@pytest.mark.parametrize(
    "beside",
    [
        "Le contrat local de santé 2025-2029 y avait consacré 82 000 €.",
        "Le contrat de la Ville de Brune (2025-2029) avait versé 45 000 € pour un premier studio.",
        "Un local est mis à disposition, valorisé à 2 400 € par an.",
        "Le CIAS apporte 3 000 € de locaux valorisés.",
        "Cela fait deux sessions, soit 450 € par session.",
    ],
)
def test_money_of_another_contract_or_in_kind_is_not_the_sheets(beside: str) -> None:
    assert _told(f"Le coût est de 9 000 € par an.\n{beside}") == [("total", 9000, "", [])]


def test_items_that_a_sentence_announces_over_two_lines() -> None:
    text = (
        "Le budget s’élève à 44 000 € pour les quatre années scolaires de ce programme. Dépenses prévues : éducateur\n"
    )
    assert _told(text + "28 000 €, diététicienne 12 000 €, petit matériel 4 000 €.") == [
        ("total", 44000, "", [("éducateur", 28000), ("diététicienne", 12000), ("petit matériel", 4000)])
    ]


def test_what_is_shared_out_between_names_is_paid_by_them() -> None:
    assert _told(
        "Le poste coûte 54 000 € par an. L’ARS verse 25 000 € par an, au lieu de 20 000 € avant. Les trois communautés "
        "se partagent les 29 000 € restants : 14 500 € pour Aurence et Saulne, 8 700 € pour les Portes de Brune "
        "et 5 800 € pour la Haute-Rive."
    )[1:] == [
        ("share", 25000, "ARS", []),
        ("share", 14500, "Aurence et Saulne", []),
        ("share", 8700, "Portes de Brune", []),
        ("share", 5800, "Haute-Rive", []),
    ]


def test_rows_of_years_with_bars_and_a_sentence_below() -> None:
    assert _told(
        "Financeur | 2031 | 2032 | Total\nCollectivité territoriale d’Aurence | 3 000 € | 4 000 € | 7 000 €\n"
        "Total | 3 000 € | 4 000 € | 7 000 €\n\nLe contrat précédent (2025-2029) avait versé 5 000 €."
    ) == [
        ("total", 7000, "", []),
        ("year", 3000, "Collectivité territoriale d’Aurence", []),
        ("year", 4000, "Collectivité territoriale d’Aurence", []),
        ("share", 7000, "Collectivité territoriale d’Aurence", []),
        ("year", 3000, "", []),
        ("year", 4000, "", []),
    ]


@pytest.mark.parametrize(
    ("text", "state", "payer"),
    [
        ("Bénévoles et salariée du réseau. Néant : aucun crédit nouveau.", FundingState.NONE, ""),
        (
            "Cette action ne donne lieu à aucun financement propre au contrat : elle relève du CPOM conclu entre "
            "l’ARS et le Centre hospitalier de Brune.",
            FundingState.FUNDER_ONLY,
            "ARS",
        ),
    ],
)
def test_none_said_last_and_an_agreement_that_pays(text: str, state: FundingState, payer: str) -> None:
    reading = reading_of(f"Fiche action 1.1 : Soigner\nPorteur\nCIAS\nFinancement\n{text}")
    [line] = sheet_funding(reading, reading.of(SectionKind.SHEET)[0])
    assert (line.state, line.payer or payer) == (state, payer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a narrow cell breaks a name from its amount
            "22 400 € par an : ARS\n15 000 € et Département\nde l'Orle 7 400 €.",
            [
                "amount | total | amount=22400 | period=annual",
                "amount | share | amount=15000 | period=annual | payer=ARS",
                "amount | share | amount=7400 | period=annual | payer=Département de l'Orle",
            ],
        ),
        (  # what costs once is no item of what costs each year
            "Achat du véhicule : 96 000 €, une seule fois, en 2036 (Région). Fonctionnement : 54 000 € par an, dont\n"
            "27 000 € sollicités auprès de la CPAM de l'Orle.",
            [
                "amount | other | amount=54000 | period=annual | earmark=Fonctionnement",
                "amount | share | amount=96000 | period=global | payer=Région | year=2036",
                "amount | share | amount=27000 | nature=requested | payer=CPAM de l'Orle",
            ],
        ),
        (
            "300 000 € pour toute la durée du contrat, dont 120 000 € demandés au Fonds des villages.",
            [
                "amount | total | amount=300000 | period=global",
                "amount | share | amount=120000 | period=global | nature=requested | payer=Fonds des villages",
            ],
        ),
        (  # the same amount before tax and with it
            "640 k€ HT, soit 768 k€ TTC. La Métropole apporte 320 k€ HT.",
            [
                "amount | total | amount=640000",
                "amount | share | amount=320000 | payer=La Métropole",
            ],
        ),
        (  # "payés par" says who pays, not that it is paid
            "12 ateliers × 350 € = 4,2 k€ par an, payés par la CPAM de l'Orle.",
            ["amount | total | amount=4200 | period=annual | payer=CPAM de l'Orle"],
        ),
        ("À caler au comité du 15 mai 2036.", ["to_be_set | total | condition=À caler au comité du 15 mai 2036"]),
    ],
)
def test_cells_that_say_all_of_an_actions_money(text: str, expected: list[str]) -> None:
    _, lines = funding_of(f"Financement : {text}")
    assert [shown(line) for line in lines] == expected


def test_a_series_of_told_actions_and_labels_that_come_back_promise_nothing_for_the_contract() -> None:
    told = "Contrat local de santé du Pays des Rives 2031-2035\n\n" + "".join(
        f"Chantier {n}. Un chantier\n\nL'opération est lourde. L'État apportera {n}26 000 € aux travaux.\n\n"
        for n in (1, 2, 3)
    )
    assert article_funding(reading_of(told)) == ()
    of_it = ARTICLE.format("L'opération est lourde. L'État en apportera 126 000 € au titre de la dotation.")
    assert article_funding(reading_of(of_it)) == ()
