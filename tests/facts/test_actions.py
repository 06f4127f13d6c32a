"""One action a sheet, with its fields as the page says them, however the sheet is laid out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.facts.items import organisations
from ingest.facts.reading import Reading, letters
from ingest.facts.records import Action, Evidence, Place, Said
from ingest.facts.sheets import actions as module
from ingest.facts.sheets.actions import actions
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.facts.readings import reading_of, stands
from tests.generated.contracts import draw_contract
from tests.generated.families import FAMILIES
from tests.generated.layouts import typeset

REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))


@pytest.fixture(autouse=True)
def _no_funding(monkeypatch: pytest.MonkeyPatch) -> None:
    # Money is tested with its own module.
    monkeypatch.setattr(module, "sheet_funding", lambda reading, sheet: ())


def read_file(path: Path) -> Reading:
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


def values(said: tuple[Said, ...], place: Place | None = None) -> list[str]:
    return [each.value for each in said if place in {None, each.place}]


def proofs(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from proofs(each)
    elif is_dataclass(value):
        for field in fields_of(value):
            yield from proofs(getattr(value, field.name))


def read_actions(text: str | list[str]) -> tuple[Action, ...]:
    reading = reading_of(text)
    found = actions(reading)
    for action in found:
        assert stands(reading, list(proofs(action)))
    return found


INLINE = """Axe 1 : Accès aux soins
Fiche action n°1 : Recruter des médecins salariés
Pilote : CC des Deux Vals ; Partenaires : ARS, CPAM et Centre hospitalier de Brune
Public : habitants de plus de 60 ans Territoire : Val d'Orne
Contexte
Le territoire manque de médecins.
Objectif général : améliorer l'accès
Objectifs opérationnels :
- ouvrir un centre
- recruter deux médecins
Date de début : janvier 2031
Date de fin : décembre 2032
Statut : en cours
"""


def test_labels_on_one_line_are_fields_of_their_own() -> None:
    (action,) = read_actions(INLINE)
    assert (action.number, action.axis, values(action.titles)) == ("1", "1", ["Recruter des médecins salariés"])
    assert values(action.leads) == ["CC des Deux Vals"]
    assert values(action.partners) == ["ARS", "CPAM", "Centre hospitalier de Brune"]
    assert values(action.public) == ["habitants de plus de 60 ans"]
    assert values(action.territory) == ["Val d'Orne"]
    assert values(action.objectives) == ["améliorer l'accès"]
    assert values(action.objectives_operational) == ["ouvrir un centre", "recruter deux médecins"]
    assert values(action.calendar) == ["Date de début : janvier 2031", "Date de fin : décembre 2032"]
    assert values(action.status) == ["en cours"]


def test_a_word_at_the_head_of_a_line_that_goes_on_is_no_label() -> None:
    (action,) = read_actions(
        "Fiche action 1.2 : Manger mieux\nContexte\nUn besoin.\nObjectifs opérationnels :\n"
        "- Réfléchir avec les acteurs du contrat local de santé à des actions à destination d'autres\n"
        "publics : adolescents, familles\n- Participer à la semaine du goût\nPorteur : CLS\n"
        "Public : Enfants, jeunes\nRésultats attendus\nChartes signées :\n- par les trois communautés\n"
        "- par une entreprise au moins\nAutre plan/programme/politique : Manger Bouger, Projet Alimentaire de\n"
        "Territoire\n"
    )
    assert values(action.public) == ["Enfants, jeunes"]
    assert len(action.objectives_operational) == 2
    assert not action.territory
    assert [link.value.value for link in action.policy] == ["Manger Bouger, Projet Alimentaire de Territoire"]
    # What only says by whom is said with its head.
    assert values(action.results) == [
        "Chartes signées : par les trois communautés",
        "Chartes signées : par une entreprise au moins",
    ]


def test_capitals_and_titles_over_two_lines() -> None:
    first, second = read_actions(
        """AXE STRATÉGIQUE N° 2 – SANTÉ MENTALE ET
BIEN-ÊTRE
ACTION 3 – RENFORCER LE CONSEIL LOCAL DE SANTÉ
MENTALE
PORTEUR DE L'ACTION
Ville de Sarvigny
PARTENAIRES ASSOCIÉS
• CMP
• GEM « Le Phare »
CONTEXTE ET CONSTATS
Une offre rare.
ACTION 4 – ORGANISER LES SEMAINES D'INFORMATION
PORTEUR DE L'ACTION
UNAFAM
CONTEXTE ET CONSTATS
Une offre rare.
"""
    )
    assert values(first.titles) == ["RENFORCER LE CONSEIL LOCAL DE SANTÉ MENTALE"]
    assert (first.number, first.axis, values(first.leads)) == ("3", "2", ["Ville de Sarvigny"])
    assert values(first.partners) == ["CMP", "GEM « Le Phare »"]
    assert (second.number, second.axis, values(second.leads)) == ("4", "2", ["UNAFAM"])


def test_a_title_goes_on_before_the_first_label_but_not_over_white_space() -> None:
    head = "Fiche action 2.1 : Organisation de sessions de formation"
    rest = "Contexte\nTexte.\nPorteur\nCPTS\n"
    (action,) = read_actions(f"{head}\nPremiers Secours en Santé Mentale\n\n{rest}")
    assert values(action.titles) == ["Organisation de sessions de formation Premiers Secours en Santé Mentale"]
    (action,) = read_actions(f"{head}\n\nPremiers Secours en Santé Mentale\n\n{rest}")
    assert values(action.titles) == ["Organisation de sessions de formation"]


def test_a_sheet_names_its_axis_and_the_axes_of_other_plans() -> None:
    first, second = read_actions(
        """Fiche action A.1.2 : Développer le sport-santé
Axe 1 – Prévention
Référent de l'action : Mme Dupré
Chef de file : Maison sport-santé
Bénéficiaires
Directs : adultes sédentaires
Indirects : familles
Description de l'action
L'action sera menée en partenariat avec la CPTS du Val, l'ADMR et la Mission locale du Val.
Liens avec le PRS
Axe 2 : Agir sur les déterminants
Fiche action A.1.3 : Repérer les fragilités
Axe 1 – Prévention
Chef de file : CLIC de Brune
Description de l'action
Repérage à domicile.
"""
    )
    assert (first.number, first.axis, second.number, second.axis) == ("A.1.2", "1", "A.1.3", "1")
    assert values(first.follow_up) == ["Mme Dupré"]
    assert values(first.leads) == ["Maison sport-santé"]
    assert values(first.public_direct) == ["adultes sédentaires"]
    assert values(first.public_indirect) == ["familles"]
    assert values(first.partners_in_text) == ["CPTS du Val", "ADMR", "Mission locale du Val"]
    assert [(link.label, link.value.value) for link in first.policy] == [
        ("Liens avec le PRS", "Axe 2 : Agir sur les déterminants")
    ]


def test_fields_over_pages_are_whole() -> None:
    footer = "Contrat local de santé du Val\nPage"
    (action,) = read_actions(
        [
            f"AXE 1 : SOINS\nFiche action 1.1 : Recruter\nContexte\nIl manque des médecins et\n{footer} 1",
            f"AXE 1 : SOINS\nles habitants attendent.\nPorteur : CPTS du Val\nPartenaires : ARS,\n{footer} 2",
            f"AXE 1 : SOINS\nCPAM, MSA\nIndicateurs\n- Nombre de\n{footer} 3",
            f"AXE 1 : SOINS\npatients sans médecin\nFréquence de mesure : annuelle\n{footer} 4",
        ]
    )
    assert values(action.context) == ["Il manque des médecins et les habitants attendent."]
    assert values(action.partners) == ["ARS", "CPAM", "MSA"]
    assert [indicator.name for indicator in action.indicators] == ["Nombre de patients sans médecin"]


def test_labels_over_two_lines_and_a_title_behind_its_label() -> None:
    first, second = read_actions(
        """Fiche action 1.1
Intitulé : Ouvrir une maison des adolescents
Structure
porteuse
Centre hospitalier de
Brune
Public
cible
Jeunes de 12 à 25 ans
Fréquence de
mesure : annuelle
Fiche action 1.2
Intitulé de l'action
Former les équipes
Structure
porteuse
CHS de Brune
Public
cible
Équipes
"""
    )
    assert values(first.titles) == ["Ouvrir une maison des adolescents"]
    assert values(first.leads) == ["Centre hospitalier de Brune"]
    assert values(first.public) == ["Jeunes de 12 à 25 ans"]
    assert values(first.frequency) == ["annuelle"]
    assert (values(second.titles), values(second.leads)) == (["Former les équipes"], ["CHS de Brune"])


def test_roman_numbers() -> None:
    found = read_actions(
        "Axe I : Soins\nFiche action I.1 : Recruter\nPorteurs\nCC des Deux Vals\nCPTS du Val\nContexte\nTexte.\n"
        "Axe II : Prévention\nFiche action II.1 : Bouger\nPorteurs\nVille de Brune\nContexte\nTexte.\n"
    )
    assert [(a.number, a.axis, values(a.titles), values(a.leads)) for a in found] == [
        ("1.1", "1", ["Recruter"], ["CC des Deux Vals", "CPTS du Val"]),
        ("2.1", "2", ["Bouger"], ["Ville de Brune"]),
    ]


def test_words_broken_by_recognition_of_print() -> None:
    (action,) = read_actions(
        "FICHE ACTION N° 1 . 1 : Développer\nP O R T E U R\nCC du Val\nPartena ires : ARS, CPAM\n"
        "Object ifs opérationnel s : former\n"
    )
    assert (values(action.leads), values(action.partners)) == (["CC du Val"], ["ARS", "CPAM"])
    assert values(action.objectives_operational) == ["former"]


def test_actions_without_labels_are_their_text() -> None:
    found = read_actions(
        "Axe 1 : Soins\nAction 1.1 – Recruter des médecins\nDeux médecins seront recrutés.\nLe centre ouvre.\n"
        "Action 1.2 – Bouger\nDes ateliers seront proposés.\nIls durent.\n"
    )
    assert [(a.number, values(a.titles)) for a in found] == [("1.1", ["Recruter des médecins"]), ("1.2", ["Bouger"])]
    assert values(found[0].description) == ["Deux médecins seront recrutés. Le centre ouvre."]


def test_the_lists_under_the_themes_of_a_press_release() -> None:
    found = read_actions(
        """Le contrat local de santé du Val

Le contrat comporte trois priorités :

1. Accéder aux soins
• Ouvrir un centre de santé
• Recruter un médecin
2. Prévenir
• Développer le sport-santé
3. Vivre dans un environnement sain
• Lutter contre le radon

Les signataires
• L'ARS
• La préfecture
"""
    )
    assert [(a.number, a.axis, a.titles[0].value, a.titles[0].place) for a in found] == [
        ("", "1", "Ouvrir un centre de santé", Place.SUMMARY),
        ("", "1", "Recruter un médecin", Place.SUMMARY),
        ("", "2", "Développer le sport-santé", Place.SUMMARY),
        ("", "3", "Lutter contre le radon", Place.SUMMARY),
    ]


def test_nouns_below_a_line_that_announces_them_are_what_its_action_consists_of() -> None:
    found = read_actions(
        """LE CONTRAT LOCAL DE SANTÉ DU VAL

Le CLS s'articule autour de 3 thématiques qui prennent en considération les besoins. Elles sont ensuite déclinées
en fiches actions.

1 Agir en faveur d'une démographie médicale positive

- Favoriser l'installation de nouveaux professionnels

2 Renforcer le lien Ville – Hôpital

Développer les liens entre les acteurs :

- Interconnaissance des professionnels
- Numéro unique

3 Soutenir la prévention

Développer la prévention :

- Développer le sport-santé
"""
    )
    assert [(a.axis, a.titles[0].value, values(a.description)) for a in found] == [
        ("1", "Favoriser l'installation de nouveaux professionnels", []),
        ("2", "Développer les liens entre les acteurs", ["Interconnaissance des professionnels", "Numéro unique"]),
        ("3", "Développer le sport-santé", []),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ARS, CPAM et MSA", ["ARS", "CPAM", "MSA"]),
        ("CPTS/Pays des Rives", ["CPTS", "Pays des Rives"]),
        ("Animatrice santé et CM DTS", ["Animatrice santé", "CM DTS"]),
        ("Communauté de communes Val et Rives", ["Communauté de communes Val et Rives"]),
        ("Conseil départemental (MDS, PMI)", ["Conseil départemental (MDS, PMI)"]),
        ("Pays des Rives et autres partenaires selon le type d’actions",) * 2,
        ("animateur du CLS en lien avec les CSAPA et Promotion Santé",) * 2,
        ("- CCAS ;\n- SSIAD et SPASAD du Val ;\n- …", ["CCAS", "SSIAD", "SPASAD du Val"]),
        (
            "ARS, Direction départementale de l’emploi, du travail et des solidarités, PJJ…",
            ["ARS", "Direction départementale de l’emploi, du travail et des solidarités", "PJJ"],
        ),
        (
            "Groupement hospitalier du\nVal, usagers et/ou familles",
            ["Groupement hospitalier du Val", "usagers et/ou familles"],
        ),
        ("ARS\nCPAM\nDépartement de la Brune", ["ARS", "CPAM", "Département de la Brune"]),
        (
            "Institutions : ARS, Éducation nationale\nAssociations : UNAFAM, etc.",
            ["ARS", "Éducation nationale", "UNAFAM"],
        ),
    ],
)
def test_one_value_an_organisation(text: str, names: list[str] | str) -> None:
    found = [" ".join(text[low:high].split()) for low, high in organisations(text, 60)]
    assert found == ([names] if isinstance(names, str) else names)


@given(st.text(alphabet="AB et,;/()\n-du ARS", max_size=60), st.integers(0, 80))
def test_organisations_are_parts_of_the_text_in_order(text: str, width: int) -> None:
    found = organisations(text, width)
    assert all(low < high for low, high in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


some_line = st.sampled_from(
    [
        "Axe 1 : Soins", "Fiche action 1.1 : Former", "Porteur : A ; Partenaires : B", "Public", "- direct : X",
        "Indicateurs", "Indicateurs | Valeur initiale | Source", "| a | 0 | ARS |", "Source : Y", "Liens avec le PRS",
        "1. Un", "• deux :", "", "Synthèse des actions", "1.1 Former ARS", "le contrat comporte deux axes : A, B",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(some_line | st.text(max_size=12), max_size=12).map("\n".join), max_size=3))
def test_whatever_the_text_each_value_is_on_its_page(pages: list[str]) -> None:
    reading = reading_of(pages)
    for action in actions(reading):
        assert stands(reading, list(proofs(action)))


@pytest.mark.parametrize(
    ("family", "variant"),
    [("columns", 2), ("columns", 9), ("inline", 5), ("capitals", 3), ("other words", 7), ("older", 1)],
)
def test_the_sheets_of_a_generated_contract(tmp_path: Path, family: str, variant: int) -> None:
    manner, layout = FAMILIES[family][variant]
    contract = draw_contract(variant, manner)
    found = actions(read_file(typeset(contract, layout, tmp_path / "c.pdf")))
    assert [action.number for action in found] == [sheet.number for sheet in contract.sheets]
    for action, sheet in zip(found, contract.sheets, strict=True):
        field = {field.name: field.content for field in sheet.fields}
        assert letters(action.titles[0].value) == letters(sheet.title)
        assert action.axis == str(sheet.axis)
        assert values(action.leads, Place.SHEET) == list(field["lead"])
        assert values(action.partners) == field["partners"][0].split(", ")
        assert values(action.public) == list(field["public"])
        assert values(action.calendar) == list(field["calendar"])
        assert [indicator.name for indicator in action.indicators] == list(field["indicators"])
        if layout.summary:
            assert letters(action.titles[1].value) == letters(sheet.title)
            assert values(action.leads, Place.SUMMARY) == [field["lead"][0].split(" (")[0]]


class TestReference:
    """What the pages of the reference contract say."""

    @pytest.fixture(scope="class")
    @classmethod
    def found(cls) -> dict[str, Action]:
        path = REFERENCE / "documents" / "contrat-pays-ledonien-2025-2030.pdf"
        if not path.is_file():
            pytest.skip(f"reference document absent: {path} (set CLS_REFERENCE_CORPUS)")
        reading = read_file(path)
        found = actions(reading)
        assert stands(reading, list(proofs(found)))
        return {action.number: action for action in found}

    def test_sixteen_actions_in_five_axes(self, found: dict[str, Action]) -> None:
        assert " ".join(found) == "1.1 1.2 1.3 2.1 2.2 3.1 3.2 3.3 3.4 3.5 3.6 4.1 4.2 4.3 5.1 5.2"
        assert [a.axis for a in found.values()] == [number[0] for number in found]
        for action in found.values():
            told = ("context", "partners", "territory", "results", "calendar", "description", "indicators", "policy")
            assert [name for name in (*told, "follow_up") if not getattr(action, name)] == []
            assert action.objectives or action.objectives_operational
            assert action.public or (action.public_direct and action.public_indirect)
            assert {s.place for s in action.titles} == {Place.SHEET, Place.SUMMARY}
            # The last row of the table names no lead: its line ends with its title.
            both = {Place.SHEET} if action.number == "5.2" else {Place.SHEET, Place.SUMMARY}
            assert {s.place for s in action.leads} == both

    def test_titles_and_leads_of_the_table_are_kept_beside_the_sheets(self, found: dict[str, Action]) -> None:
        for number, sheet, table in (
            ("3.1", "Développer les Compétences PsychoSociales chez les jeunes", "Participer au développement"),
            ("3.3", "Améliorer l’accueil des personnes allergiques", "Améliorer l’accueil des enfants allergiques"),
            ("4.2", "Lutte contre l’ambroisie à feuilles d’armoise", "Lutter contre la prolifération de l’ambroisie"),
        ):
            first, second = values(found[number].titles)
            assert first.startswith(sheet)
            assert second.startswith(table)
        for number, sheet_leads, table_leads in (
            ("1.2", ["variables"], ["CPTS", "Pays Lédonien"]),
            ("1.3", ["CPTS", "établissements hospitaliers"], ["CPTS", "CHJS"]),
            ("3.6", ["Pays Lédonien"], ["Pays Lédonien", "CPTS"]),
            ("4.1", ["animateur CLS", "Promotion Santé", "ARS"], ["Promotion Santé", "Pays Lédonien"]),
            ("5.2", ["un cabinet conseil choisi suite au lancement d’un marché public"], []),
        ):
            assert values(found[number].leads, Place.SHEET) == sheet_leads
            assert values(found[number].leads, Place.SUMMARY) == table_leads

    def test_fields_that_are_hard_to_part(self, found: dict[str, Action]) -> None:
        assert values(found["2.1"].titles)[0].endswith("formation Premiers Secours en Santé Mentale")
        assert values(found["1.1"].leads)[0] == "Pays Lédonien et autres partenaires selon type d’actions"
        assert {"GEM", "DAC", "UNAFAM"} <= set(values(found["2.2"].partners_in_text))
        assert "Département (PMI)" in values(found["4.3"].partners)
        assert len(found["1.3"].partners) == 14
        assert values(found["1.2"].public_direct) == ["Professionnels de santé"]
        assert values(found["1.2"].partners)[-1] == "collectivités locales"
        assert len(found["5.1"].indicators) == 10
        assert all(values(i.baseline) == ["0"] for i in found["5.1"].indicators)
        assert values(found["4.1"].follow_up) == ["animateur CLS"]
        assert [(p.label, p.value.value) for p in found["3.3"].policy][-1] == (
            "Lien parcours/Autre plan/programme/politique",
            "PNNS",
        )
