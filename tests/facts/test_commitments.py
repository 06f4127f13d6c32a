"""Commitments: who binds itself, how strongly, to what."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.parties.commitments import commitments
from ingest.facts.parties.subjects import bindings
from ingest.facts.reading import Reading
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands


def _of(text: str) -> list[tuple[str, str, str, str]]:
    reading = reading_of(f"{text}\n\nArticle 9 : Durée\n\nLe contrat est conclu pour trois ans.\n")
    found = commitments(reading)
    assert all(stands(reading, item.text.evidence) for item in found)
    return [(item.party, item.strength, item.theme, item.text.value) for item in found]


def test_items_of_a_list_keep_the_party_that_announces_it() -> None:
    reading = reading_of(
        "Article 4 : Engagements des signataires\n\nL'ARS s'engage à :\n- soutenir le poste de coordonnateur ;\n"
        "- mobiliser ses crédits.\n"
    )
    found = commitments(reading)
    assert [(item.party, item.strength, item.text.value) for item in found] == [
        ("L'ARS", "s'engage", "soutenir le poste de coordonnateur"),
        ("L'ARS", "s'engage", "mobiliser ses crédits."),
    ]
    assert [e.quote for e in found[0].text.evidence] == ["soutenir le poste de coordonnateur ;", "L'ARS s'engage à :"]


def test_verbs_keep_their_strength_and_pronouns_their_party() -> None:
    assert [
        item[:2]
        for item in _of(
            "Article 4 : Engagements des signataires\n\n"
            "Les parties signataires du présent contrat décident de coordonner leurs efforts.\n\n"
            "Plus particulièrement, elles s’efforcent d’échanger des données.\n\n"
            "La Communauté de communes des Rives, représentée par son président, s'engage à prêter un local.\n\n"
            "Le Conseil départemental et la CPAM contribuent aux actions. Ils peuvent cofinancer des projets.\n\n"
            "La MSA envisage de renouveler ses actions. La Région ne s'engage pas à financer."
        )
    ] == [
        ("signataires", "décide"),
        ("signataires", "s'efforce"),
        ("La Communauté de communes des Rives", "s'engage"),
        ("Le Conseil départemental et la CPAM", "contribue"),
        ("Le Conseil départemental et la CPAM", "peut"),
        ("La MSA", "envisage"),
    ]


def test_headings_name_the_party_or_the_theme() -> None:
    assert _of(
        "ARTICLE 5 – ENGAGEMENT DES PARTIES\n\n5.1 Engagements de l'ARS\n\n- Financer le poste ;\n"
        "- Participer au comité de pilotage.\n\n5.2 Engagements de la Ville de Corny\n\n"
        "S'engage à recruter un coordinateur.\n\n5.3 Plan d'actions\n\nLes partenaires signataires s'engagent à le "
        "suivre."
    ) == [
        ("L'ARS", "s'engage", "5.1 Engagements de l'ARS", "Financer le poste"),
        ("L'ARS", "s'engage", "5.1 Engagements de l'ARS", "Participer au comité de pilotage."),
        (
            "La Ville de Corny",
            "s'engage",
            "5.2 Engagements de la Ville de Corny",
            "S'engage à recruter un coordinateur.",
        ),
        ("signataires", "s'engage", "5.3 Plan d'actions", "Les partenaires signataires s'engagent à le suivre."),
    ]


def test_policies_and_diagnosis_are_no_commitments() -> None:
    assert (
        _of(
            "Introduction\n\nLa politique de la CPAM contribue à réduire les renoncements. La CPAM s'engage dans "
            "la prévention.\n\n"
            "Article 1 : Objet\n\nIl a été décidé de retenir quatre axes. Le contrat doit réduire les inégalités.\n\n"
            "Article 4 : Engagements\n\nLes projets retenus devront être porteurs d'une plus-value."
        )
        == []
    )


def test_other_articles_bind_by_strong_verbs_only() -> None:
    assert [
        item[:2]
        for item in _of(
            "Article 8 : Communication\n\nLes signataires s’engagent à apposer le logotype de l'ARS. "
            "Les signataires peuvent publier leurs travaux."
        )
    ] == [("signataires", "s'engage")]


def test_appositions_and_groupings_by_name() -> None:
    assert [
        item[:2]
        for item in _of(
            "Article 4 – Engagements des co-signataires\n\n"
            "Les signataires s'engagent, chacun en ce qui le concerne, à :\no mettre en œuvre les actions\n"
            "o mobiliser les financements\n\n"
            "L'État, représenté par le Préfet, s'engage à mobiliser les crédits de la politique de la ville.\n\n"
            "La CPAM de l'Orle s'engage, dans la limite de ses moyens, à soutenir la prévention.\n\n"
            "Pour la durée du contrat, Grand Orvault Agglo s'engage à financer un poste."
        )
    ] == [
        ("signataires", "s'engage"),
        ("signataires", "s'engage"),
        ("L'État", "s'engage"),
        ("La CPAM de l'Orle", "s'engage"),
        ("Grand Orvault Agglo", "s'engage"),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "L'ARS, le Département et la Région s'engagent à informer.",
            [("L'ARS, le Département et la Région", "s'engage")],
        ),
        ("L'ARS s'engage à payer et la Ville s'engage à recruter.", [("L'ARS", "s'engage"), ("La Ville", "s'engage")]),
        ("Dans ce cadre, la CPAM pourra intervenir.", [("La CPAM", "peut")]),
        ("Chacune des parties s'engage à informer les autres.", [("signataires", "s'engage")]),
        (
            "Elles s’entendent sur les modalités et s’engagent à participer.",
            [("Elles", "s'entend"), ("Elles", "s'engage")],
        ),
        ("Les associations qui s'engagent sont aidées.", []),
        ("Un avenant doit être rédigé.", []),
    ],
)
def test_bindings(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(binding.party, binding.strength) for binding in bindings(sentence)] == found


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
def test_reference_contract() -> None:
    found = commitments(_reference("contrat-pays-ledonien-2025-2030.pdf"))
    assert [(item.party, item.strength, item.text.evidence[0].page) for item in found] == [
        ("signataires", "décide", 33),
        ("signataires", "décide", 33),
        ("signataires", "s'entend", 33),
        ("signataires", "s'engage", 33),
        ("signataires", "s'efforce", 33),
        ("signataires", "s'engage", 33),
        ("signataires", "s'engage", 33),
        ("L’ARS", "s'engage", 33),
        ("L’ARS", "s'engage", 33),
        ("signataires", "s'engage", 33),
        ("signataires", "s'engage", 34),
        ("signataires", "s'engage", 34),
    ]
    assert [item.theme for item in found[6:10]] == [*["Plan d’actions partagé"] * 3, "Communication et valorisation"]
