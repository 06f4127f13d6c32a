"""Invented contracts side by side: what is common, what differs, what nobody says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.comparison import CriterionOut, comparison_out, comparison_table
from api.themes import OTHER, theme_of, themes
from api.web.comparison_page import parts_of, summary_of, together, unsaid_of, verdict_of
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Axis, ContractRecord, Party, PartyRole
from tests.facts.records_samples import CONTRACT_ID, PAGE_1, PAGE_2, proof, said
from tests.record_fakes import LATER_ID, SILENT_ID, contract
from tests.test_records_api import evidences


def compared(*ids: str) -> dict[str, CriterionOut]:
    shown = comparison_out([contract(one) for one in ids or (CONTRACT_ID, LATER_ID)])
    return {one.criterion: one for one in shown.criteria}


def marks(criterion: CriterionOut, contract_id: str) -> list[tuple[str, str | None]]:
    cell = criterion.cells[contract_id]
    return [] if cell == "not_found" else [(one.value, one.mark) for one in cell]


@pytest.mark.parametrize(
    ("criterion", "verdict", "earlier", "later"),
    [
        ("territory", "same", [("Val d'Arvière", "common")], [("Val d'Arvière", "common")]),
        ("period", "different", [("2031-2035", "own")], [("2036-2040", "own")]),
        ("duration", "same", [("5 ans", "common")], [("5 ans", "common")]),
        ("signed_on", "different", [("14 mars 2031", "own")], [("1er février 2036", "own")]),
        ("signed_at", "alone", [("Arvière", None)], []),
        ("generation", "unsaid", [], []),
        ("actions", "different", [("5", "own")], [("1", "own")]),
        (
            "funding_annual",
            "different",
            [("4 791,50 € (1 action)", "own")],
            [("9 000 € (1 action, seulement demandés)", "own")],
        ),
        ("funding_global", "alone", [("12 000 € (1 action)", None)], []),
        ("funding_caps", "alone", [("fiche 1.4 : 3 000 € par an", None)], []),
        ("commune_count", "alone", [("2 communes", None)], []),
        ("communes", "alone", [("Arvière", None), ("Lunac", None)], []),
        ("inhabitants", "alone", [("CCTS : 11 000 habitants", None)], []),
        ("axes", "alone", [("1. Accès aux soins", None)], []),
    ],
)
def test_each_criterion_says_what_compares(
    criterion: str, verdict: str, earlier: list[tuple[str, str | None]], later: list[tuple[str, str | None]]
) -> None:
    found = compared()[criterion]
    assert found.verdict == verdict
    assert (marks(found, CONTRACT_ID), marks(found, LATER_ID)) == (earlier, later)


def test_an_organisation_is_common_under_its_names_and_each_territory_has_its_own_caisse() -> None:
    signatories = compared()["signatories"]
    assert signatories.verdict == "partly"
    assert marks(signatories, CONTRACT_ID) == [
        ("Agence régionale de santé Occitanie", "common"),
        ("L'État", "common"),
        ("CPAM du Gers", "counterpart"),
        ("Communauté Professionnelle Territoriale de Santé (CPTS) d'Arvière", "common"),
    ]


def test_actions_are_set_by_theme_and_an_action_of_the_same_title_is_common() -> None:
    aged = compared()["theme_personnes-agees-handicap-et-aidants"]
    assert aged.label == "Actions : personnes âgées, handicap et aidants"
    assert marks(aged, CONTRACT_ID) == [("1.2 Prévenir les chutes", "common")]
    assert marks(aged, LATER_ID) == [("1 Prévenir les chutes", "common")]
    assert marks(compared()["theme_acces-aux-soins"], LATER_ID) == []


def test_sentences_are_for_reading_and_never_called_different() -> None:
    found = compared()["commitments"]
    assert found.verdict == "to_read"
    assert {mark for one in (CONTRACT_ID, LATER_ID) for _, mark in marks(found, one)} == {None}


def test_of_three_contracts_a_value_may_be_common_to_some() -> None:
    found = compared(CONTRACT_ID, LATER_ID, SILENT_ID)
    assert marks(found["duration"], CONTRACT_ID) == [("5 ans", "common")]
    assert found["duration"].verdict == "partly"  # the third does not say
    third = replace(contract(SILENT_ID), record=ContractRecord(period=(said("2031-2035"),)))
    shown = comparison_out([contract(CONTRACT_ID), contract(LATER_ID), third]).criteria
    period = next(one for one in shown if one.criterion == "period")
    assert [marks(period, one)[0][1] for one in (CONTRACT_ID, LATER_ID, SILENT_ID)] == ["some", "own", "some"]


def test_every_value_is_proved_by_words_of_its_page() -> None:
    pages = {1: PAGE_1, 2: PAGE_2}
    found = [one.model_dump() for one in compared().values()]
    assert len(evidences(found)) > 40
    for criterion in found:
        for cell in criterion["cells"].values():
            assert cell == "not_found" or all(value["evidence"] for value in cell), criterion["criterion"]
    for one in evidences(found):
        assert pages[one["page"]][one["start"] : one["end"]] == one["quote"]


def test_the_table_says_verdicts_and_what_is_own() -> None:
    table = comparison_table([contract(), contract(LATER_ID)])
    rows = {row[0]: row for row in table.rows}
    assert table.headings[-1] == "Comparaison"
    assert rows["Durée"][-1] == "identique"
    assert rows["Période"][1:] == (
        "2031-2035 [propre à ce contrat]", "CLS du Val d'Arvière, page 1",
        "2036-2040 [propre à ce contrat]", "CLS du Val d'Arvière, page 1", "différent",
    )  # fmt: skip
    assert rows["Lieu de signature"][3] == "non trouvé dans les documents lus"


# --- how the page sets it out ---


def test_the_page_parts_the_criteria_and_keeps_apart_what_nobody_says() -> None:
    shown = comparison_out([contract(), contract(LATER_ID)])
    parts = parts_of(shown)
    assert list(parts) == [
        "Identité et durée", "Parties et territoire", "Gouvernance, axes et actions", "Argent",
        "Engagements et règles",
    ]  # fmt: skip
    assert [one.criterion for one in parts["Argent"]] == [
        "funding_annual", "funding_global", "funding_caps", "funding_left_out",
    ]  # fmt: skip
    assert unsaid_of(shown) == [
        "Génération", "Contrats précédents cités", "Organismes consultés", "Suivi et évaluation",
        "Résiliation et litiges",
    ]  # fmt: skip
    assert summary_of(shown) == (
        "Critères : 4 identiques, 1 en partie commun, 4 différents, 15 dits par un seul contrat."
    )


@pytest.mark.parametrize(
    ("code", "verdict", "words"),
    [("period", "different", "différent"), ("axes", "different", "intitulés différents"),
     ("theme_violences", "partly", "en partie les mêmes intitulés"), ("axes", "alone", "un seul contrat le dit")],
)  # fmt: skip
def test_of_titles_it_is_only_said_that_the_titles_differ(code: str, verdict: str, words: str) -> None:
    assert (
        verdict_of(CriterionOut.model_validate({"criterion": code, "label": "", "verdict": verdict, "cells": {}}))
        == words
    )


def test_a_long_list_is_read_in_a_row_with_its_proofs() -> None:
    cell = compared()["communes"].cells[CONTRACT_ID]
    assert cell != "not_found"
    [(mark, names, evidence)] = together(cell)
    assert (mark, names, len(evidence)) == ("", "Arvière, Lunac", 2)


# --- themes ---


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Former aux premiers secours en santé mentale", "Santé mentale"),
        ("Prévenir le suicide des agriculteurs", "Santé mentale"),
        ("Lutter contre l'ambroisie", "Santé et environnement"),
        ("Améliorer la QUALITÉ DE L’AIR intérieur", "Santé et environnement"),
        ("Repérer les violences intrafamiliales", "Violences"),
        ("Faciliter le dépistage organisé", "Cancers et dépistages"),
        ("Bouger et bien manger : alimentation et activité physique", "Alimentation et activité physique"),
        ("Soutenir les aidants", "Personnes âgées, handicap et aidants"),
        ("Réduire le non-recours aux droits sociaux", "Publics fragiles et accès aux droits"),
        ("Accueillir des internes", "Accès aux soins"),
        ("Promouvoir la vaccination", "Prévention et promotion de la santé"),
        ("Animer et évaluer le contrat", "Coordination, animation et évaluation"),
        ("Prévenir les conduites addictives des jeunes", "Conduites addictives"),
        ("Divers", OTHER),
        # "image" is no "âge", "reperage" neither.
        ("Donner une image commune", OTHER),
    ],
)
def test_the_theme_is_what_the_title_speaks_of(title: str, theme: str) -> None:
    assert theme_of(Action("1", (said(title, "Mobilité"),), proof("Mobilité"))) == theme
    assert theme in themes()


def test_a_title_that_says_nothing_leaves_it_to_its_axis() -> None:
    axes = (Axis("2", (said("Santé mentale", "Mobilité"),)),)
    action = Action("2.2", (said("Soutenir les dispositifs", "Mobilité"),), proof("Mobilité"), axis="2")
    assert (theme_of(action, axes), theme_of(action)) == ("Santé mentale", OTHER)


def test_parties_of_unknown_kinds_are_compared_by_name() -> None:
    def signed_by(name: str) -> UnderstoodContract:
        party = Party(name, PartyRole.SIGNATORY, proof("CPAM du Gers"))
        return replace(contract(), record=ContractRecord(parties=(party,)))

    other = replace(signed_by("Les Amis du Lac"), ref=contract(LATER_ID).ref)
    for name, mark in (("Les Amis du lac", "common"), ("Les Amis du Col", "own")):
        shown = comparison_out([signed_by(name), other]).criteria
        assert marks(next(one for one in shown if one.criterion == "signatories"), CONTRACT_ID) == [(name, mark)]
