"""Signatories where tables stack cells, quotation marks stand between them, a page runs them together."""

from __future__ import annotations

from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.records import Party, PartyRole
from tests.facts.readings import reading_of, stands

HEAD = "Contrat local de santé du Val d'Orme 2031-2035\n\n"


def signatories(text: str) -> list[Party]:
    reading = reading_of(HEAD + text)
    found = [party for party in parties(reading) if party.role is PartyRole.SIGNATORY]
    assert all(stands(reading, party.evidence) for party in found)
    return found


def test_cells_one_below_the_other_pair_a_body_and_its_representative() -> None:
    found = signatories(
        "Article 1 – Les signataires du contrat\n\nInstitution\nReprésentant\nSyndicat mixte du Val d'Orme\n"
        "Mme Ada Lorne, présidente\nAgence régionale de santé Ponant\nM. Luc Avril, directeur général\n"
        "MSA du Ponant\nMme Inès Faure, présidente\n\nArticle 2 – Durée\n\nLe contrat dure cinq ans.\n"
    )
    assert [(p.name, p.representatives[0].value, p.offices[0].value) for p in found] == [
        ("Syndicat mixte du Val d'Orme", "Ada Lorne", "présidente"),
        ("Agence régionale de santé Ponant", "Luc Avril", "directeur général"),
        ("MSA du Ponant", "Inès Faure", "présidente"),
    ]


def test_what_another_is_called_in_quotation_marks_is_no_part_of_a_name() -> None:
    found = signatories(
        "Entre les soussignés :\n\nLa Communauté d'agglomération du Val d'Orme, représentée par son président, "
        "Monsieur Marc Tell, ci-après dénommée «\nl'agglomération »,\n\nL'Agence régionale de santé Ponant, "
        "représentée par sa directrice générale, Madame Zoé Brun,\n\nIl a été convenu ce qui suit.\n"
    )
    assert [p.name for p in found] == ["Communauté d'agglomération du Val d'Orme", "Agence régionale de santé Ponant"]


def test_names_that_a_line_runs_together_name_nobody() -> None:
    found = signatories(
        "Fait à Orme, le 4 mars 2031.\n\nDépartement du Ponant MSA du Ponant CPAM du Ponant\n"
        "Mme Ada Lorne M. Luc Avril Mme Inès Faure\n\nVille d'Orme Préfecture du Ponant CAF du Ponant\n"
        "M. Paul Noir Mme Eva Blanc M. Max Vert\n"
    )
    assert found == []


def test_an_association_that_is_an_institution_goes_by_its_name() -> None:
    found = signatories(
        "Article 1 – Les signataires\n\n- l'association CPTS du Val d'Orme, représentée par M. Luc Avril ;\n"
        "- l'Agence régionale de santé Ponant, représentée par Mme Zoé Brun ;\n- l'association Les Genêts.\n"
    )
    assert "CPTS du Val d'Orme" in [p.name for p in found]


def test_a_civility_in_a_table_is_no_part_of_a_name() -> None:
    found = signatories(
        "Article 1 – Les parties signataires\n\nOrganisme | Représenté par | Qualité\n"
        "Agence régionale de santé Ponant | Monsieur Luc Avril | Directeur général\n"
        "Préfecture du Ponant | Madame Zoé Brun | Préfète\n\nArticle 2 – Durée\n\nCinq ans.\n"
    )
    assert [[said.value for said in p.representatives] for p in found] == [["Luc Avril"], ["Zoé Brun"]]
