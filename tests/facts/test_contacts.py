"""Contacts that a document publishes."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.articles.contacts import contacts
from ingest.facts.reading import Reading
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands


def _of(text: str) -> list[tuple[str, str, str, str, str]]:
    reading = reading_of(text)
    found = contacts(reading)
    assert all(stands(reading, item.evidence) for item in found)
    return [(item.name, item.organisation, item.office, item.phone, item.email) for item in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Contact presse : Jeanne Morvan, 03 81 00 00 00, jeanne.morvan@orle.fr\n\nLe contrat est signé.",
            [("Jeanne Morvan", "", "", "03 81 00 00 00", "jeanne.morvan@orle.fr")],
        ),
        (
            "Le contrat est signé.\n\nContacts presse\n\nJeanne MORVAN\nTél : 03 81 00 00 00\nMél : "
            "j.morvan@orle.fr\n\n"
            "Paul LE GOFF\nTél : 03 81 00 00 01\nMél : p.legoff@orle.fr\n",
            [
                ("Jeanne MORVAN", "", "", "03 81 00 00 00", "j.morvan@orle.fr"),
                ("Paul LE GOFF", "", "", "03 81 00 00 01", "p.legoff@orle.fr"),
            ],
        ),
        (
            "Contacts :\nJeanne MORVAN – Animatrice santé, PETR du Pays d'Orle – 03.81.00.00.00 – j.morvan@orle.fr\n"
            "Paul LE GOFF – Chargé de mission, ARS – 03 81 00 00 01 – p.legoff@orle.fr\n",
            [
                ("Jeanne MORVAN", "PETR du Pays d'Orle", "Animatrice santé", "03.81.00.00.00", "j.morvan@orle.fr"),
                ("Paul LE GOFF", "ARS", "Chargé de mission", "03 81 00 00 01", "p.legoff@orle.fr"),
            ],
        ),
        (
            "Pour tout renseignement :\n\nCommunauté de communes des Rives\nService santé\nLucie d'Arvor, "
            "coordinatrice du CLS\n"
            "Tél. : 03 81 00 00 02\ncls@ccrives.fr\n\nMentions légales : page 3.",
            [
                (
                    "Lucie d'Arvor",
                    "Communauté de communes des Rives",
                    "coordinatrice du CLS",
                    "03 81 00 00 02",
                    "cls@ccrives.fr",
                )
            ],
        ),
        (
            "Le contrat est animé par le Pays.\n\nJeanne Morvan\nAnimatrice du contrat local de santé\nPETR du "
            "Pays d'Orle\n"
            "06 00 00 00 03\nj.morvan@orle.fr\n",
            [
                (
                    "Jeanne Morvan",
                    "PETR du Pays d'Orle",
                    "Animatrice du contrat local de santé",
                    "06 00 00 00 03",
                    "j.morvan@orle.fr",
                )
            ],
        ),
        ("Siège : 58 800 Corny, budget 30 000 €, 36 673 habitants, 133,6 pour 100 000.", []),
        ("L'animatrice prend contact avec les structures. Contact : à définir.", []),
    ],
)
def test_contacts(text: str, found: list[tuple[str, str, str, str, str]]) -> None:
    assert _of(text) == found


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
def test_reference_press_release() -> None:
    found = contacts(_reference("communique-portes-du-haut-doubs-2021.pdf"))
    assert [(item.name, item.phone) for item in found] == [
        ("Lauranne Cournault", "03 80 41 99 94"),
        ("Hélène WOKOWSKI", "03 81 25 80 84"),
    ]
    assert contacts(_reference("contrat-pays-ledonien-2025-2030.pdf")) == ()
