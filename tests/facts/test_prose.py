"""An action told in prose: its sentences say who leads, who helps, for whom, when, and what is measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.money.prose_money import prose_funding
from ingest.facts.plans.dashed_rows import dashed_rows
from ingest.facts.reading import Run
from ingest.facts.sheets.actions import actions
from ingest.facts.sheets.prose import Told, told
from ingest.records import Page
from ingest.structure.lines import body
from tests.facts.readings import reading_of


def said(text: str) -> Told:
    pages = (Page(1, text),)
    return told(Run("d", pages, tuple(body(pages))))


def values(text: str, name: str) -> list[str]:
    return [each.value for each in getattr(said(text), name)]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("La CPTS des Deux Rives pilote l’ensemble, avec la MSA.", ["La CPTS des Deux Rives"]),
        ("Le CCAS de Brenouille en a la responsabilité.", ["Le CCAS de Brenouille"]),
        ("Les mairies s’en chargent, avec l’appui du PETR.", ["Les mairies"]),
        ("Familles rurales du Haut-Bois organise le service.", ["Familles rurales du Haut-Bois"]),
        ("L’action est portée par la Mutualité sociale agricole.", ["Mutualité sociale agricole"]),
        ("Le pilotage revient au CIAS du Val, en lien avec la CPAM.", ["CIAS du Val"]),
        ("Le collectif Habitat Nord-Est pilote l’ensemble.", ["Le collectif Habitat Nord-Est"]),
        ("Le projet alimentaire des Monts-Gris conduit les travaux.", ["Le projet alimentaire des Monts-Gris"]),
    ],
)
def test_who_leads_is_said_by_a_verb(sentence: str, leads: list[str]) -> None:
    assert values(sentence, "leads") == leads


@pytest.mark.parametrize(
    "sentence",
    [
        "La MSA organise chaque année des ateliers dans douze communes.",
        "Le projet porte sur la prévention des chutes.",
        "Nous pilotons l’ensemble.",
        "Le service est en place et pilote l’ensemble.",
        "Un médecin coordonne le service depuis 2019.",
        "Le centre hospitalier a ouvert en 2023 une consultation.",
    ],
)
def test_what_does_not_say_who_leads(sentence: str) -> None:
    assert values(sentence, "leads") == []


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            "La SISA du Lac mène l’affaire, aidée de la faculté de Brenne, de l’institut de Vaux et de l’ADMR.",
            ["faculté de Brenne", "institut de Vaux", "ADMR"],
        ),
        (
            "Le CIAS pilote le projet, avec l’ADMR, La Poste et le service autonomie du Département.",
            ["ADMR", "La Poste", "service autonomie du Département"],
        ),
        (
            "Le CIAS porte ce projet. Elle s’appuie sur la chambre d’agriculture et Solidarité Terre.",
            ["chambre d’agriculture", "Solidarité Terre"],
        ),
        ("Les mairies, la MSA et les taxis du pays y prêtent la main.", ["mairies", "MSA", "taxis du pays"]),
        ("L’Agence participe à hauteur de 50 %.", []),
    ],
)
def test_who_helps(text: str, partners: list[str]) -> None:
    assert values(text, "partners") == partners


@pytest.mark.parametrize(
    ("sentence", "public"),
    [
        ("Il s’adresse à tous les habitants, et d’abord à ceux qui n’ont pas de médecin.", ["tous les habitants"]),
        (
            "Il est destiné aux personnes de plus de 70 ans et aux personnes handicapées.",
            ["personnes de plus de 70 ans", "personnes handicapées"],
        ),
        ("Sont concernés les malades et les femmes de tous âges.", ["malades", "femmes de tous âges"]),
        ("Il vise les collégiens et leurs parents.", ["collégiens et leurs parents"]),
        ("Les écoliers en bénéficient.", ["écoliers"]),
        ("Il vise à réduire les chutes.", []),
        ("Le diabète concerne un adulte sur dix.", []),
    ],
)
def test_for_whom(sentence: str, public: list[str]) -> None:
    assert values(sentence, "public") == public


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("Le service sera en place à l’automne 2031.", ["Le service sera en place à l’automne 2031."]),
        ("Première cohorte à la rentrée 2031.", ["Première cohorte à la rentrée 2031."]),
        ("Le centre a ouvert en 2019 une consultation.", []),
        ("Nous ouvrirons une antenne en mars 2031.", []),
        ("Une subvention de 3 000 € sera versée en mars 2031.", []),
    ],
)
def test_when(text: str, calendar: list[str]) -> None:
    assert values(text, "calendar") == calendar


@pytest.mark.parametrize(
    ("sentence", "indicators", "frequency"),
    [
        (
            "Chaque trimestre, l’hôpital fera connaître le nombre de consultations et le taux de rendez-vous honorés.",
            ["nombre de consultations", "taux de rendez-vous honorés"],
            ["Chaque trimestre"],
        ),
        ("Le nombre de trajets sera relevé chaque mois.", ["nombre de trajets"], ["chaque mois"]),
        ("Seront comptés les élus formés et les appels reçus.", ["élus formés", "appels reçus"], []),
        ("On saura que c’est réussi si le nombre de chutes recule.", ["nombre de chutes"], []),
        ("Le nombre d’habitants a baissé.", [], []),
    ],
)
def test_what_is_measured(sentence: str, indicators: list[str], frequency: list[str]) -> None:
    assert values(sentence, "indicators") == indicators
    assert values(sentence, "frequency") == frequency


@given(st.text(max_size=300))
def test_any_text_can_be_asked_and_what_it_says_stands_in_it(text: str) -> None:
    found = said(text)
    for each in (*found.leads, *found.partners, *found.public, *found.calendar, *found.indicators):
        assert all(piece.quote for piece in each.evidence)


LED = "Trop de chutes coûtent 9 M€ par an au pays.\n\nLe CIAS du Val pilote l’ensemble, avec la MSA.\n\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            f"{LED}Le budget s’élève à 12 000 € par an.",
            [("amount", "total", 12000, "annual")],
        ),
        (
            f"{LED}L’opération coûtera trente mille euros (30 000 €). L’État en apportera 10 000 € ;"
            " la Région a promis 5 000 € ; la commune financera le reste, soit 15 000 €.",
            [
                ("amount", "total", 30000, ""),
                ("amount", "share", 10000, ""),
                ("amount", "other", 5000, ""),
                ("amount", "share", 15000, ""),
            ],
        ),
        (f"{LED}Ce chantier ne demande aucun argent.", [("none", "total", None, "")]),
        (f"{LED}Rien n’est dit ici.", []),
    ],
)
def test_what_it_costs(text: str, lines: list[tuple[str, str, float | None, str]]) -> None:
    pages = (Page(1, text),)
    run = Run("d", pages, tuple(body(pages)))
    found = prose_funding(run, told(run).behind or 0)
    assert [(x.state.value, x.role.value, x.amount, x.period.value) for x in found] == lines


MEASURED = (
    "{head}\n\nLes habitants renoncent à sortir de chez eux, hiver comme été. {lead}\n\n"
    "Deux indicateurs seront suivis : le nombre de marcheurs et le nombre de sorties.\n"
)


@pytest.mark.parametrize(
    ("lead", "leads", "measures"),
    [
        (
            "La Ville d’Orvanne pilote l’ensemble, avec la MSA du pays de Brenne.",
            ["La Ville d’Orvanne"],
            ["nombre de marcheurs", "nombre de sorties"],
        ),
        ("La marche fait du bien.", [], ["le nombre de marcheurs et le nombre de sorties"]),
    ],
)
def test_sentences_tell_an_action_though_one_reads_as_a_label(lead: str, leads: list[str], measures: list[str]) -> None:
    heads = ("Fiche action 1.1 : Marcher en ville", "Fiche action 1.2 : Former les élus")
    sheets = "".join(MEASURED.format(head=head, lead=lead) for head in heads)
    found = actions(reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", sheets]))
    assert [action.number for action in found] == ["1.1", "1.2"]
    for action in found:
        assert [said.value for said in action.leads] == leads
        assert [indicator.name for indicator in action.indicators] == measures


def test_a_sheet_with_other_fields_is_read_by_them() -> None:
    heads = ("Fiche action 1.1 : Marcher en ville", "Fiche action 1.2 : Former les élus")
    sheets = "".join(
        f"{MEASURED.format(head=head, lead='La Ville d’Orvanne pilote l’ensemble.')}Partenaires\nLa MSA\n"
        for head in heads
    )
    found = actions(reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", sheets]))
    assert [[said.value for said in action.partners] for action in found] == [["La MSA"], ["La MSA"]]


LISTED = (
    "· Chantier 1, Marcher en ville – La Ville d’Orvanne – 900 € par an\n"
    "· Chantier 2, Former les élus – Le CIAS du\n  Val – à fixer\n"
    "· Chantier 3, Soigner ici – rien\n"
)


@pytest.mark.parametrize(
    ("listed", "leads"),
    [
        (LISTED, {"1": ["La Ville d’Orvanne"], "2": ["Le CIAS du Val"], "3": []}),
        (LISTED.replace("Marcher", "Courir").replace("Former", "Réunir"), {}),
    ],
)
def test_the_list_of_actions_with_who_leads_each(listed: str, leads: dict[str, list[str]]) -> None:
    alone = "Les habitants renoncent à sortir de chez eux, hiver comme été. " * 3
    led = "Trop peu de gens marchent.\n\nLa Ville d’Orvanne pilote l’ensemble, avec la MSA du pays de Brenne.\n\n"
    titles = ("Marcher en ville", "Former les élus", "Soigner ici")
    sheets = "".join(f"Chantier {k}. {title}\n\n{alone}\n\n{led}" for k, title in enumerate(titles, 1))
    reading = reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", listed, sheets])
    assert {row.number: [lead.value for lead in row.leads] for row in dashed_rows(reading)} == leads
