"""Sheets in layouts and with labels that no list names: each value is in its field, none in another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.facts.reading import Reading
from ingest.facts.records import Action, Said
from ingest.facts.sheets.actions import actions
from ingest.facts.sheets.axes import axes
from ingest.records import SectionKind
from ingest.structure.run_ins import cut_run_ins
from tests.facts.readings import reading_of, stands

LEADS = ("CPTS du Val", "Centre hospitalier d'Orle", "Association Le Pont", "CCAS d'Ivray")
TITLES = ("Former les aidants", "Ouvrir une maison des femmes", "Marcher pour sa santé", "Repérer les fragilités")
PLACES = ("Ensemble du territoire", "Canton d'Orle", "Ensemble du territoire", "Ensemble du territoire")
DATES = ("Durée du contrat", "2031-2033", "Durée du contrat", "Premier semestre 2032")
COSTS = ("12 000 €", "4 500 €", "néant", "800 €")
FOREWORD = (
    "Contrat local de santé du Val d'Orle\n1. Diagnostic\n1.1 La démographie médicale\nLe secteur compte 12 médecins.\n"
    "1.2 Les besoins\nLes habitants demandent des soins.\n"
)
FORMS = "I.{k} – {t}", "A.1.{k} {t}", "2.{k} : {t}", "N° {k} – {t}", "Projet {k} : {t}", "{k}) {t}"


def values(said: Sequence[Said]) -> list[str]:
    return [each.value for each in said]


def checked(reading: Reading) -> tuple[Action, ...]:
    found = actions(reading)
    for action in found:
        for said in (*action.titles, *action.leads, *action.partners, *action.territory, *action.calendar):
            assert stands(reading, said.evidence)
    return found


def book(sheet: str, heading: str = "Fiche action {k} : {t}") -> str:
    """Four sheets of one form."""
    rows = enumerate(zip(TITLES, LEADS, PLACES, DATES, COSTS, strict=True), 1)
    return FOREWORD + "\n".join(
        f"{heading}\n{sheet}".format(k=k, t=t, lead=lead, place=place, date=date, cost=cost)
        for k, (t, lead, place, date, cost) in rows
    )


QUESTIONS = (
    "Pourquoi agir ?\nLe besoin numéro {k} est relevé par les habitants du secteur.\n"
    "Qui tient la barre ?\n{lead}\nAvec qui ?\nMSA, CPAM\nOù cela se passe-t-il ?\n{place}\nQuand ?\n{date}\n"
    "Combien ça coûte ?\n{cost}\nÀ quoi verra-t-on que cela marche ?\n- Nombre de séances {k}\n- Taux de satisfaction\n"
)
UPPER = (
    "POURQUOI CETTE FICHE\nLe besoin numéro {k} est relevé par les habitants du secteur.\n"
    "PILOTAGE OPÉRATIONNEL\n{lead}\n"
    "ALLIÉS DE LA DÉMARCHE\nMSA, CPAM\nZONE COUVERTE\n{place}\nPÉRIODE COUVERTE\n{date}\n"
    "COÛTS À PRÉVOIR\n{cost}\nMESURE DU SUCCÈS\n- Nombre de séances {k}\n- Taux de satisfaction\n"
)
INLINE = (
    "Raison d'être : le besoin numéro {k} est relevé par les habitants.\nStructure en charge du pilotage : {lead}\n"
    "Acteurs qui prêtent main-forte : MSA, CPAM\n"
    "Secteur couvert par l'action : {place}\nJalons dans le temps : {date}\n"
    "Chiffrage de l'opération : {cost}\nCritères retenus :\n- Nombre de séances {k}\n- Taux de satisfaction\n"
)
CELLS = (
    "| Constats de départ | Le besoin numéro {k} est relevé. |\n| Portage assuré par | {lead} |\n"
    "| Appuis mobilisés | MSA, CPAM |\n| Aire géographique | {place} |\n| Temporalité visée | {date} |\n"
    "| Besoins de financement | {cost} |\n| Mesures d'évaluation | - Nombre de séances {k} - Taux de satisfaction |\n"
)
BROKEN = (
    "Éléments du\ndiagnostic partagé\nLe besoin numéro {k} est relevé par les habitants du secteur, depuis longtemps.\n"
    "Organisme en charge de\nla coordination\n{lead}\n"
    "Partenaires qui\ns'engagent\nMSA, CPAM\nPérimètre\nd'application\n"
    "{place}\nAgenda de la mise\nen place\n{date}\nMontants en\njeu\n{cost}\nOutils et critères\nd'évaluation\n"
    "- Nombre de séances {k}\n- Taux de satisfaction\n"
)
NUMBERED = (
    "1. Ce qui nous amène\nLe besoin numéro {k} est relevé par les habitants du secteur.\n2. Aux commandes\n{lead}\n"
    "3. Réseau mobilisé\nMSA, CPAM\n4. Localisation retenue\n{place}\n5. Échéances visées\n{date}\n"
    "6. Dépenses à couvrir\n{cost}\n7. Indicateurs choisis\n- Nombre de séances {k}\n- Taux de satisfaction\n"
)
LAYOUTS = {
    "questions": QUESTIONS,
    "upper case": UPPER,
    "inline": INLINE,
    "cells": CELLS,
    "broken over lines": BROKEN,
    "numbered": NUMBERED,
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_labels_in_words_of_their_own(name: str) -> None:
    found = checked(reading_of(book(LAYOUTS[name])))
    assert [action.number for action in found] == ["1", "2", "3", "4"]
    assert [values(action.titles) for action in found] == [[title] for title in TITLES]
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert [values(action.partners) for action in found] == [["MSA", "CPAM"]] * 4
    assert [values(action.territory) for action in found] == [[place] for place in PLACES]
    assert [values(action.calendar) for action in found] == [[date] for date in DATES]
    if name != "cells":
        assert [[i.name for i in action.indicators] for action in found] == [
            [f"Nombre de séances {k}", "Taux de satisfaction"] for k in range(1, 5)
        ]


@pytest.mark.parametrize("form", FORMS)
def test_a_numbered_line_heads_a_sheet_where_the_same_labels_follow(form: str) -> None:
    reading = reading_of(book(QUESTIONS, form))
    found = checked(reading)
    assert [values(action.titles) for action in found] == [[title] for title in TITLES]
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    # The numbered headings of the diagnosis are none.
    assert len(reading.of(SectionKind.SHEET)) == len(TITLES)


def test_a_table_that_lists_the_numbers_makes_no_sheet() -> None:
    table = "Synthèse\n" + "\n".join(f"I.{k} – {t}" for k, t in enumerate(TITLES, 1)) + "\n"
    text = book(QUESTIONS, "I.{k} – {t}")
    reading = reading_of([FOREWORD + table, text.removeprefix(FOREWORD)])
    assert [sheet.start[0] for sheet in reading.of(SectionKind.SHEET)] == [2, 2, 2, 2]


def test_numbered_paragraphs_are_no_sheets() -> None:
    paragraphs = "\n".join(f"3.{k} {t}\nLe texte numéro {k} dit ce que chacun fait.\n" for k, t in enumerate(TITLES, 1))
    assert reading_of(FOREWORD + paragraphs).of(SectionKind.SHEET) == ()


def test_a_label_that_tells_nothing_ends_the_field_above_it() -> None:
    sheet = "Pilote\n{lead}\nPoint de vigilance\nLe sujet numéro {k} reste sensible ici.\nBudget\n{cost}\n"
    reading = reading_of(book(sheet))
    assert [values(action.leads) for action in actions(reading)] == [[lead] for lead in LEADS]
    titles = [s.title for s in reading.of(SectionKind.FIELD) if s.label == "other"]
    assert titles == ["Point de vigilance"] * 4


def test_content_that_sheets_repeat_is_no_label() -> None:
    sheet = "Pilote\n{lead}\nTerritoire\nEnsemble du territoire\nPublic visé\nPublic en précarité\nBudget\n{cost}\n"
    found = checked(reading_of(book(sheet)))
    assert [values(action.territory) for action in found] == [["Ensemble du territoire"]] * 4
    assert [values(action.public) for action in found] == [["Public en précarité"]] * 4


def test_a_field_goes_on_over_the_page_and_a_footnote_is_no_part_of_it() -> None:
    pages = [
        page
        for k, (t, lead) in enumerate(zip(TITLES, LEADS, strict=True), 1)
        for page in (
            f"Fiche action {k} : {t}1\nPilote\n{lead}\nDescription\n"
            "Le besoin est relevé depuis l'an passé par les élus2 et\n"
            "1Titre donné par le comité.\n2Source : observatoire régional.",
            f"par les soignants de {lead}.\nBudget\n800 €",
        )
    ]
    found = actions(reading_of(pages))
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert values(found[0].description) == [
        "Le besoin est relevé depuis l'an passé par les élus2 et par les soignants de CPTS du Val."
    ]
    assert [values(action.titles) for action in found] == [[title] for title in TITLES]


def test_an_axis_and_a_sheet_named_on_one_line() -> None:
    text = book(QUESTIONS, "Axe 2 – Soins Fiche n° {k}\n{t}")
    reading = reading_of(text)
    assert [values(action.titles) for action in checked(reading)] == [[title] for title in TITLES]


def test_two_labels_beside_each_other_above_their_contents() -> None:
    sheet = "Pilote\nCalendrier\nCPTS du Val numéro {k}\nPremier semestre 203{k}\nBudget\n{cost}\n"
    found = checked(reading_of(book(sheet)))
    assert [values(action.leads) for action in found] == [[f"CPTS du Val numéro {k}"] for k in range(1, 5)]
    assert [values(action.calendar) for action in found] == [[f"Premier semestre 203{k}"] for k in range(1, 5)]


def test_contents_tell_a_label_that_words_do_not() -> None:
    sheet = (
        "Pilote\n{lead}\nLe nerf de la guerre\n{k} 500 € par an\n"
        "Ensuite\nDe mars 203{k} à juin 203{k}\nPartenaires\nMSA\n"
    )
    reading = reading_of(book(sheet))
    labels = {s.title: s.label for s in reading.of(SectionKind.FIELD)}
    assert (labels["Le nerf de la guerre"], labels["Ensuite"]) == ("funding", "calendar")


DASHED = (
    "Justification - Le besoin numéro {k} est relevé par les habitants du secteur.\n\n"
    "Responsable de l’exécution - {lead}\n\nBénéficiaires - Aidants du secteur {k}\n\nRessort - {place}\n\n"
    "Effet recherché - Davantage de séances en 203{k}.\n\nImputation budgétaire - {cost}\n\n"
    "Élément de mesure | Situation 2030 | Cible 2034 | Périodicité | Producteur de la donnée\n"
    "Nombre de séances {k} | {k} | 2{k} | annuelle | CPTS du Val\n\n"
)


def test_labels_that_a_dash_closes_and_columns_with_a_year() -> None:
    found = checked(reading_of(book(DASHED)))
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert [values(action.territory) for action in found] == [[place] for place in PLACES]
    assert [values(action.public) for action in found] == [[f"Aidants du secteur {k}"] for k in range(1, 5)]
    [first, *_] = found
    [indicator] = first.indicators
    shown = (indicator.name, *(values(said)[0] for said in (indicator.baseline, indicator.target, indicator.source)))
    assert shown == ("Nombre de séances 1", "1", "21", "CPTS du Val")


def test_a_title_below_a_number_is_no_label() -> None:
    found = checked(reading_of(book(DASHED, "FICHE III.{k}\n{t}")))
    assert [values(action.titles) for action in found] == [[title] for title in TITLES]


TALKING = (
    "QUI MÈNE LE CHANTIER\n▸ {lead}\nQUI RAME AVEC NOUS\n▸ MSA du Val\n▸ Mission locale\n"
    "POUR QUI\n▸ Aidants\n▸ Voisins\n"
    "DANS QUELS LIEUX\n{place}\nQUAND\n{date}\nQUI MET AU POT\n☒ ARS : 3 00{k} € par an ☐ Région\n"
    "☐ Département ☒ MSA du Val : 1 000 € par an\nCOMMENT ON SAURA QUE ÇA MARCHE\n▸ Nombre de séances {k}\n"
)


def test_labels_that_talk_and_choices_that_are_ticked() -> None:
    found = checked(reading_of(book(TALKING)))
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert {tuple(values(action.partners)) for action in found} == {("MSA du Val", "Mission locale")}
    assert {tuple(values(action.public)) for action in found} == {("Aidants", "Voisins")}
    assert [values(action.territory) for action in found] == [[place] for place in PLACES]
    assert [[(line.payer, line.amount) for line in action.funding] for action in found] == [
        [("ARS", 3000.0 + k), ("MSA du Val", 1000.0)] for k in range(1, 5)
    ]
    assert [[each.name for each in action.indicators] for action in found] == [
        [f"Nombre de séances {k}"] for k in range(1, 5)
    ]


CODED = (
    "Axe\n{axis}\nCo-pilotage\n{lead}\nStructures mobilisées\nMSA du Val, Mission locale\n"
    "Publics (cocher)\n☐ Tout public ☐ Enfants ☒\nAînés ☐ Publics précaires ☐ Professionnels\nPlanning\n{date}\n"
    "Effets attendus\n{k}0 personnes formées\n"
)


def test_sheets_numbered_behind_the_letters_of_their_axes() -> None:
    axes_ = "Article 2 – Ce que nous ferons\n▪ Axe PA : Prévenir et agir\n▪ Axe SE : Soigner ensemble\n\n"
    sheets = [(f"{code}-{k}", code, n) for n, (code, k) in enumerate((("PA", 1), ("PA", 2), ("SE", 1), ("SE", 2)))]
    named = {"PA": "Prévenir et agir", "SE": "Soigner ensemble"}
    text = "".join(
        f"{number} {TITLES[n]}\n\n"
        + CODED.format(axis=named[code], lead=LEADS[n], place=PLACES[n], date=f"Mars 203{n}", k=n + 1)
        + "\n"
        for number, code, n in sheets
    )
    reading = reading_of(axes_ + text)
    found = checked(reading)
    assert [(a.number, values(a.titles)[0], a.axis) for a in found] == [
        ("PA.1", TITLES[0], "PA"),
        ("PA.2", TITLES[1], "PA"),
        ("SE.1", TITLES[2], "SE"),
        ("SE.2", TITLES[3], "SE"),
    ]
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert {tuple(values(action.partners)) for action in found} == {("MSA du Val", "Mission locale")}
    assert {tuple(values(action.public)) for action in found} == {("Aînés",)}
    assert {axis.number: axis.titles[0].value for axis in axes(reading)} == named


BENEATH = (
    "Pourquoi cette action\nLe besoin {k} est connu.\nChef de file\n{lead}\nRéussite attendue\n{k}0 visites\n"
    "On mesurera\n• Nombre de visites {k}\nRythme du relevé\nannuel\nD’où vient la donnée\nCPTS du Val\n"
)


def test_a_title_below_the_axis_that_the_sheet_names() -> None:
    lines = ["Axe 1 · Se soigner près de chez soi", "Axe 2 · Vivre dans un lieu sain et faire vivre\nle contrat"]
    text = "".join(
        f"Fiche n° {n + 1}\n{lines[n // 2]}\n\n{TITLES[n]}\n" + BENEATH.format(k=n + 1, lead=LEADS[n]) + "\n"
        for n in range(4)
    )
    found = checked(reading_of(text))
    assert [(a.number, values(a.titles), a.axis) for a in found] == [
        (str(n + 1), [TITLES[n]], str(n // 2 + 1)) for n in range(4)
    ]
    assert [values(a.results) for a in found] == [[f"{k}0 visites"] for k in range(1, 5)]
    assert [[i.name for i in a.indicators] for a in found] == [[f"Nombre de visites {k}"] for k in range(1, 5)]
    assert {tuple(values(a.source)) for a in found} == {("CPTS du Val",)}


TWICE = (
    "Constats\nLe besoin numéro {k} est relevé par les habitants.\nContenu\nUne permanence par semaine, salle {k}.\n"
    "Structure\nresponsable\n{lead}\nConcours\nattendus\nMSA du Val, Mission locale\n"
    "Déroulé\nDe mars 203{k} à juin 203{k}\n"
    "Mesure des\nrésultats\n- Nombre de séances {k}\nPoint de départ\n{k} séances en 2030\n"
    "Relevé\nRythme : annuel – Source : {lead}\n"
)


def test_words_of_two_fields_are_told_by_their_place_and_their_content() -> None:
    found = checked(reading_of(book(TWICE)))
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert {tuple(values(action.partners)) for action in found} == {("MSA du Val", "Mission locale")}
    assert [values(action.calendar) for action in found] == [[f"De mars 203{k} à juin 203{k}"] for k in range(1, 5)]
    assert [values(action.baseline) for action in found] == [[f"{k} séances en 2030"] for k in range(1, 5)]
    assert {tuple(values(action.frequency)) for action in found} == {("annuel",)}


ABREAST = (
    "Qui pilote ?\n{lead}\nQuand ?\n{date}\nComment saurons-nous que cela marche ?\n- Nombre de séances {k}\n"
    "On part de : {k} séances On regarde : tous les ans Vigie : Inès Roux, CPTS\n"
)


def test_labels_abreast_on_one_line() -> None:
    reading = reading_of(book(ABREAST))
    found = checked(replace(reading, lines=tuple(cut_run_ins(reading.lines))))
    assert [values(action.baseline) for action in found] == [[f"{k} séances"] for k in range(1, 5)]
    assert {tuple(values(action.frequency)) for action in found} == {("tous les ans",)}
    assert {tuple(values(action.follow_up)) for action in found} == {("Inès Roux, CPTS",)}


@pytest.mark.parametrize("again", ["", "Cap {c} · {title}\n\n"])
def test_groups_of_a_word_of_their_own_open_above_sheets_that_are_numbered_on(again: str) -> None:
    groups = {1: "Se soigner près de chez soi", 2: "Bien vieillir"}
    pages = [FOREWORD]
    for c, title in groups.items():
        pages.append(f"Cap {c}\n{title}\n\nCe cap rassemble deux chantiers.\n")
        for k in (2 * c - 1, 2 * c):
            sheet = QUESTIONS.format(k=k, lead=LEADS[k - 1], place=PLACES[k - 1], date=DATES[k - 1], cost=COSTS[k - 1])
            pages.append(f"{again.format(c=c, title=title)}Chantier {k} – {TITLES[k - 1]}\n{sheet}")
    reading = reading_of(pages)
    assert [(axis.number, values(axis.titles)[0]) for axis in axes(reading)] == [
        (str(c), title) for c, title in groups.items()
    ]
    assert [action.axis for action in checked(reading)] == ["1", "1", "2", "2"]


def test_what_a_sentence_below_the_lead_tells_is_no_lead() -> None:
    sheet = (
        "D’où l’on part\nLe besoin numéro {k} est relevé par les habitants du secteur.\n"
        "Qui fait quoi\nAux commandes : {lead}\nLe CIAS tient l’agenda ; les élus reçoivent les habitants.\n"
        "Avec qui\nMSA, CPAM\nQuand\n{date}\nCombien / qui paie\n{cost}\n"
        "Qui tient les comptes de la fiche\nInès Roux {k}\n"
    )
    found = checked(reading_of([book(sheet, "Fiche {k}0{k}\n{t}")]))
    assert [action.number for action in found] == ["101", "202", "303", "404"]
    assert [values(action.titles)[:1] for action in found] == [[title] for title in TITLES]
    assert [values(action.leads) for action in found] == [[lead] for lead in LEADS]
    assert all(values(action.partners) == ["MSA", "CPAM"] for action in found)
