"""Amendments: documents that are one, and those that a contract says were signed."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.articles.amendments import amendments, without_amendments
from ingest.facts.articles.dates import duration, signed_on
from ingest.facts.funding.sheet import article_funding
from ingest.facts.reading import Reading
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands


def test_a_document_that_is_an_amendment() -> None:
    reading = reading_of(
        "AVENANT N°1\nau contrat local de santé du Pays d'Orle 2031-2035\n\n"
        "Vu le contrat local de santé signé le 3 mars 2031,\n\nArticle 1 : Objet\n"
        "Le présent avenant a pour objet de prolonger le contrat.\n\nArticle 2 : Durée\n"
        "L'article 6 du contrat est modifié comme suit :\n« Le contrat est conclu pour six ans. »\n\n"
        "Article 3 : Fiches actions\nEst ajoutée la fiche action 2.4 « Équipe mobile ».\n"
        "La durée est prolongée jusqu'au 31 décembre 2036.\n\nArticle 4 : Autres dispositions\n"
        "Les autres articles restent inchangés.\n\nFait à Corny, le 12 mai 2034.\n",
        file_name="avenant.pdf",
    )
    (found,) = amendments(reading)
    assert (found.number, found.date) == ("1", "2034-05-12")
    assert [said.value for said in found.changes] == [
        "L'article 6 du contrat est modifié comme suit : « Le contrat est conclu pour six ans. »",
        "Est ajoutée la fiche action 2.4 « Équipe mobile ».",
        "La durée est prolongée jusqu'au 31 décembre 2036.",
    ]
    assert stands(reading, found.evidence)
    assert all(stands(reading, said.evidence) for said in found.changes)


def test_an_amendment_behind_the_contract_that_it_changes() -> None:
    reading = reading_of(
        [
            "Contrat local de santé du Pays d'Orle\n2031-2034\n" + "\nLe pays se soigne.\n" * 12,
            "Article 1 – Durée\nIl est conclu pour quatre ans, du 1er janvier 2031 au 31 décembre"
            " 2034.\n\nArticle 2 – Modification\nOn le modifie par avenant.\n\nFait à Corny, le 3 mars 2031.\n",
            "Avenant n° 2 au contrat local de santé\n\nEntre les parties au contrat signé le 3 mars 2031,"
            "\n\nArticle 1 – Durée\nLa durée du contrat est portée de quatre à cinq ans.\n\n"
            "Article 2 – Montant\nLe montant de 40 000 € est remplacé par 52 000 €. La différence, soit 12 000 €, est"
            " apportée par l'ARS.\n\nFait à Corny, le 12 mai 2034.\n",
        ]
    )
    (found,) = amendments(reading)
    assert (found.number, found.date) == ("2", "2034-05-12")
    assert [said.value for said in found.changes] == [
        "La durée du contrat est portée de quatre à cinq ans.",
        "Le montant de 40 000 € est remplacé par 52 000 €.",
    ]
    assert stands(reading, found.evidence)
    contract = without_amendments(reading)
    assert [said.value for said in duration(contract)] == ["4 ans"]
    assert [said.value for said in signed_on(contract)] == ["2031-03-03"]
    assert article_funding(contract) == ()


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Il a été prolongé par un avenant n°2 signé le 4 juin 2030.", [("2", "2030-06-04")]),
        ("Le premier avenant du 2 mai 2028 a été conclu.", [("1", "2028-05-02")]),
        ("L'avenant n° 3 en date du 01/02/2029 étend le territoire.", [("3", "2029-02-01")]),
        ("Le contrat peut être modifié par voie d'avenant signé par les parties.", []),
        ("La délibération du 12 novembre 2030 approuvant l’avenant au contrat 2026-2030.", []),
        ("Le compte rendu du comité vaut avenant au présent contrat.", []),
    ],
)
def test_amendments_that_a_contract_mentions(sentence: str, found: list[tuple[str, str]]) -> None:
    reading = reading_of(
        f"Contrat local de santé du Pays d'Orle\n\nIntroduction\n\nLe contrat est ancien. {sentence}\n"
    )
    assert [(item.number, item.date) for item in amendments(reading)] == found


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
def test_reference_contract_mentions_none() -> None:
    assert amendments(_reference("contrat-pays-ledonien-2025-2030.pdf")) == ()
