"""The bodies of the governance: their sentences and how often they meet."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.articles.governance import governance
from ingest.facts.articles.topics import title_topics
from ingest.facts.reading import Reading
from ingest.facts.records import Body
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands


def _of(text: str) -> dict[str, Body]:
    reading = reading_of(text)
    found = governance(reading)
    for item in found:
        assert stands(reading, item.evidence)
        assert all(stands(reading, said.evidence) for said in (*item.sentences, *item.frequency))
    return {item.name: item for item in found}


def test_bodies_under_their_own_headings() -> None:
    found = _of(
        "Article 3 : Gouvernance du contrat\n\n3.1 Le comité de pilotage\n\n"
        "Présidé par le Préfet, il réunit les signataires. Il se réunit au moins une fois par an, et autant que de "
        "besoin.\n"
        "Ses missions sont :\n- valider le programme d'actions ;\n- suivre l'avancement.\n\n"
        "3.2 Le comité technique\n\n"
        "Le comité technique prépare les réunions du comité de pilotage. Il se réunit tous les trimestres.\n\n"
        "3.3 Le coordonnateur du CLS\n\nIl assure l'animation du contrat.\n\nArticle 4 : Suivi\n\nUn bilan est "
        "dressé.\n"
    )
    assert list(found) == ["comité de pilotage", "comité technique", "coordonnateur du CLS"]
    steering, technical, coordinator = found.values()
    assert [said.value for said in steering.frequency] == ["au moins une fois par an, et autant que de besoin"]
    assert [said.value for said in steering.sentences][2:] == [
        "Ses missions sont :",
        "valider le programme d'actions ;",
        "suivre l'avancement.",
    ]
    assert [said.value for said in technical.frequency] == ["tous les trimestres"]
    assert [said.value for said in coordinator.sentences] == ["Il assure l'animation du contrat."]


def test_bodies_of_a_list_and_of_the_sentences_after_it() -> None:
    found = _of(
        "ARTICLE 4 - MODALITES DE PILOTAGE\n\nLa gouvernance du contrat s'appuie sur :\n"
        "- un Comité de pilotage (COPIL), composé des signataires, qui se réunit 2 fois par an ;\n"
        "- une équipe projet, composée du chef de projet et du référent de l'ARS.\n\n"
        "Le COPIL valide les bilans annuels.\n\nARTICLE 5 - DUREE\n\nLe contrat dure 5 ans.\n"
    )
    assert list(found) == ["comité de pilotage", "équipe projet"]
    assert [said.value for said in found["comité de pilotage"].frequency] == ["2 fois par an"]
    assert found["comité de pilotage"].sentences[-1].value == "Le COPIL valide les bilans annuels."


def test_contract_without_articles() -> None:
    found = _of(
        "4. Gouvernance du CLS\n\nIl est créé un comité de pilotage coprésidé par le maire. Ce comité se réunit "
        "annuellement. "
        "Il est composé :\n• du maire\n• du préfet\n\nUn coordinateur du CLS est recruté par la collectivité.\n\n"
        "5. Durée du contrat\n\nLe contrat est conclu pour trois ans.\n\n"
        "6. Communication du contrat\n\nLes parties s'engagent à mentionner leurs logos.\n"
    )
    assert [said.value for said in found["comité de pilotage"].frequency] == ["annuellement"]
    assert [said.value for said in found["comité de pilotage"].sentences][-2:] == ["du maire", "du préfet"]
    assert "coordinateur du CLS" in found


def test_bodies_named_on_short_lines_above_their_sentences() -> None:
    found = _of(
        "Article 3 – Gouvernance et pilotage\n\nComité de pilotage (CoPil)\n"
        "Composition : le Président de l'agglomération, le Directeur général de l'ARS, le Préfet et le Maire.\n"
        "Fréquence : une à deux réunions par an.\n\nComité technique\nFréquence : tous les deux mois.\n\n"
        "Article 4 – Durée\n\nLe contrat est conclu pour cinq ans à compter de la date de sa signature par les "
        "parties.\n"
    )
    assert [(name, [said.value for said in item.frequency]) for name, item in found.items()] == [
        ("comité de pilotage", ["une à deux réunions par an"]),
        ("comité technique", ["tous les deux mois"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "frequency"),
    [
        ("Il se réunira une fois par an minimum pour valider le bilan.", "une fois par an minimum"),
        ("Il se réunit au minimum deux fois par an.", "au minimum deux fois par an"),
        ("Il se réunit 2 à 3 fois par an.", "2 à 3 fois par an"),
        ("Il se réunit tous les six mois.", "tous les six mois"),
        ("Il se réunit à raison d'une réunion par semestre.", "une réunion par semestre"),
        ("Il se réunit chaque trimestre et si besoin.", "chaque trimestre et si besoin"),
        ("Ses membres sont associés en tant que de besoin.", ""),
    ],
)
def test_frequencies(sentence: str, frequency: str) -> None:
    found = _of(
        f"Article 3 : Gouvernance\n\nUn comité de pilotage est créé. {sentence}\n\nArticle 4 : Durée\n\nCinq ans.\n"
    )
    assert [said.value for said in found["comité de pilotage"].frequency] == ([frequency] if frequency else [])


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


def test_a_presentation_names_its_bodies_in_passing() -> None:
    found = _of(
        "Le contrat local de santé\n\nCe diagnostic a été présenté au comité de pilotage, qui a validé 7 "
        "thématiques.\n\n"
        "Elles ont été travaillées au sein de groupes de travail réunissant tous les acteurs.\n"
    )
    assert list(found) == ["comité de pilotage", "groupes de travail"]


@pytest.mark.reference
def test_reference_contract() -> None:
    found = governance(_reference("contrat-pays-ledonien-2025-2030.pdf"))
    assert [(item.name, item.frequency[0].value, item.evidence[0].page) for item in found] == [
        ("comité de pilotage", "une fois par an minimum", 26),
        ("groupes de travail thématiques", "autant que nécessaire", 26),
    ]


def test_a_body_that_no_list_knows_and_a_person_to_call() -> None:
    reading = reading_of(
        "Article 4 – Qui décide et qui suit\n\nLe comité stratégique définit les priorités. Il siège deux fois l'an.\n"
        "Le comité de mise en musique lève les obstacles. Il se réunit tous les trois mois.\n"
        "Le bureau du contrat, plus resserré, prépare ses décisions ; il se tient chaque trimestre.\n"
        "L'animateur, Guy Lanoë, est joignable au 05 90 00 62 18, courriel cls@rives.example.\n"
    )
    assert [(body.name, [said.value for said in body.frequency]) for body in governance(reading)] == [
        ("comité stratégique", ["deux fois l'an"]),
        ("comité de mise en musique", ["tous les trois mois"]),
        ("bureau du contrat", ["chaque trimestre"]),
    ]


def test_a_group_of_any_name_that_meets() -> None:
    found = _of(
        "Article 1 : L'objet\n\nLe contrat est local.\n\nArticle 3 : L'organisation\n\n"
        "Le groupe des voisins prépare les décisions. Il se réunit tous les trois mois.\n\n"
        "Article 4 : Durée\n\nCinq ans.\n"
    )
    assert {name: [said.value for said in item.frequency] for name, item in found.items()} == {
        "groupe des voisins": ["tous les trois mois"]
    }


@pytest.mark.parametrize(
    ("title", "is_governance"),
    [
        ("L'organisation", True),
        ("L’organisation", True),
        ("Notre organisation", True),
        ("L'organisation des soins", False),
        ("L'organisation de l'offre", False),
    ],
)
def test_the_organisation_is_the_governance_and_that_of_care_is_not(title: str, is_governance: bool) -> None:
    assert ("governance" in title_topics(title)) is is_governance


def test_bodies_under_a_heading_in_words_beside_articles() -> None:
    clauses = "".join(
        f"5.{n} {title}\nLe contrat dure.\n\n" for n, title in ((1, "Durée"), (2, "Révision"), (3, "Sortie"))
    )
    reading = reading_of(
        "3. La conduite du contrat\n\nL'assemblée du contrat réunit les parties. Elle se tient une fois par an.\n"
        f"L'équipe-projet associe la caisse. Elle se voit tous les mois.\n\n{clauses}"
    )
    assert [(body.name, [said.value for said in body.frequency]) for body in governance(reading)] == [
        ("assemblée du contrat", ["une fois par an"]),
        ("équipe-projet", ["tous les mois"]),
    ]
