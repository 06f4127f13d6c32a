"""The rules of a contract's life, found by the titles of articles and by what sentences say."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.articles.rules import communication, evaluation, revision, termination
from ingest.facts.articles.topics import title_topics
from ingest.facts.reading import Reading
from ingest.facts.records import Said
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands

CONTRACT = """Article 5 : Durée et révision

Le contrat est conclu pour cinq ans. Il peut être modifié par avenant à la demande d'un signataire.

Article 6 : Suivi et évaluation

Le suivi est réalisé chaque année et a pour objet :
- l’examen du bilan,
- la définition d’éventuels avenants.

Article 7 : Communication

Les supports portent le logo des signataires. Un exemplaire est remis à chacun.
En cas de litige, les parties recherchent une solution amiable.

Article 8 : Rêslllation et recourc

En cas de manquement, le contrat pourra être résilié de plein droit après un préavis de deux mois.
"""


def _values(found: tuple[Said, ...]) -> list[str]:
    return [said.value for said in found]


def test_a_sentence_that_says_nothing_alone_stays_with_the_one_before() -> None:
    told = "Les supports portent le logo des signataires. Cela vaut jusqu'au terme du contrat. Un exemplaire est remis."
    reading = reading_of(f"Contrat local de santé du Val 2031-2035\nArticle 8 : Communication\n{told}\n")
    assert _values(communication(reading)) == [
        "Les supports portent le logo des signataires. Cela vaut jusqu'au terme du contrat.",
        "Un exemplaire est remis.",
    ]


def test_each_rule_from_its_article() -> None:
    reading = reading_of(CONTRACT)
    assert _values(revision(reading)) == ["Il peut être modifié par avenant à la demande d'un signataire."]
    assert _values(evaluation(reading)) == [
        "Le suivi est réalisé chaque année et a pour objet :",
        "l’examen du bilan,",
        "la définition d’éventuels avenants.",
    ]
    assert _values(communication(reading)) == [
        "Les supports portent le logo des signataires.",
        "Un exemplaire est remis à chacun.",
    ]
    assert _values(termination(reading)) == [
        "En cas de litige, les parties recherchent une solution amiable.",
        "En cas de manquement, le contrat pourra être résilié de plein droit après un préavis de deux mois.",
    ]
    for found in (revision(reading), termination(reading), communication(reading), evaluation(reading)):
        assert all(stands(reading, said.evidence) for said in found)


def test_contract_without_articles() -> None:
    reading = reading_of(
        "I. Diagnostic\n\nLe suivi des patients chroniques est insuffisant sur le territoire.\n\n"
        "VI. Durée du contrat et modalités de révision\n\n"
        "Le contrat est conclu pour une durée de 5 ans. Il peut être modifié par avenant à la demande d'un "
        "signataire.\n\n"
        "VII. Suivi et évaluation du contrat\n\nUn bilan annuel est présenté au comité de pilotage.\n\n"
        "VIII. Résiliation\n\nLe contrat pourra être résilié par l'un des signataires avec un préavis de six mois. "
        "La décision est notifiée par courrier aux autres signataires.\n"
    )
    assert _values(revision(reading)) == ["Il peut être modifié par avenant à la demande d'un signataire."]
    assert _values(evaluation(reading)) == ["Un bilan annuel est présenté au comité de pilotage."]
    assert _values(termination(reading)) == [
        "Le contrat pourra être résilié par l'un des signataires avec un préavis de six mois.",
        "La décision est notifiée par courrier aux autres signataires.",
    ]


def test_an_article_on_several_subjects_gives_each_its_sentences() -> None:
    reading = reading_of(
        "ARTICLE 6 – DUREE, MODIFICATION ET RESILIATION DU CONTRAT\n\n"
        "Le contrat prend effet à sa signature pour une durée de trois ans.\n\nIl pourra être révisé par avenant.\n\n"
        "Chaque partie peut le dénoncer avec un préavis de trois mois.\n\nARTICLE 7 – ANNEXES\n\nLes fiches sont "
        "annexées.\n"
    )
    assert _values(revision(reading)) == ["Il pourra être révisé par avenant."]
    assert _values(termination(reading)) == ["Chaque partie peut le dénoncer avec un préavis de trois mois."]
    assert communication(reading) == evaluation(reading) == ()


def test_headings_numbered_in_capitals() -> None:
    reading = reading_of(
        "Contrat local de santé\n\n1. OBJET DU CONTRAT\nLe contrat vise à réduire les inégalités.\n\n"
        "2. PILOTAGE ET ANIMATION\nLe COPIL est composé des signataires.\n\n"
        "3. DUREE - RESILIATION\nLe contrat prend effet le 1er janvier 2031. Toute modification fera l'objet d'un "
        "avenant.\n"
        "Il peut être résilié par lettre recommandée moyennant un préavis de six mois.\n\n"
        "4. COMMUNICATION\nLes partenaires s'engagent à faire figurer le logo de l'ARS.\n"
    )
    assert _values(revision(reading)) == ["Toute modification fera l'objet d'un avenant."]
    assert _values(termination(reading)) == [
        "Il peut être résilié par lettre recommandée moyennant un préavis de six mois."
    ]
    assert _values(communication(reading)) == ["Les partenaires s'engagent à faire figurer le logo de l'ARS."]


def test_a_press_release_has_no_rules() -> None:
    reading = reading_of("Communiqué\n\nUn contrat de santé est signé. Son évaluation est prévue chaque année.\n")
    assert revision(reading) == termination(reading) == communication(reading) == evaluation(reading) == ()


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Article 6 : La durée et révision du contrat", {"duration", "revision"}),
        ("Article 9: Rêslllation et recourc", {"termination"}),
        ("ARTICLE 8 – COMMUNICATION ET PROPRIETE INTELLECTUELLE", {"communication"}),
        ("Article 2 : Le périmètre géographique du contrat", {"perimeter"}),
        ("III. Gouvernance", {"governance"}),
        ("Un territoire globalement impacté", set()),
    ],
)
def test_topics_of_titles(title: str, topics: set[str]) -> None:
    assert title_topics(title) == topics


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
def test_reference_contract() -> None:
    reading = _reference("contrat-pays-ledonien-2025-2030.pdf")
    assert [said.evidence[0].page for said in revision(reading)] == [25, 33, 33, 34, 34, 34]
    assert [said.evidence[0].page for said in termination(reading)] == [34, 34, 34, 35, 35]
    assert [said.evidence[0].page for said in communication(reading)] == [33, 34, 34, 34, 34]
    assert [said.evidence[0].page for said in evaluation(reading)] == [34] * 7


@pytest.mark.parametrize(
    ("sentence", "is_rule"),
    [
        ("Une fiche peut être ajoutée par relevé de décisions du comité de pilotage.", True),
        ("La création d'une action est décidée par le comité de pilotage à la majorité.", True),
        ("Le comité de pilotage peut ajuster le programme une fois par an.", True),
        ("Le comité de pilotage valide les actions de l'année.", False),
    ],
)
def test_a_committee_may_change_the_programme_without_an_amendment(sentence: str, is_rule: bool) -> None:
    reading = reading_of(
        f"Article 6 : La durée\n\nLe contrat court jusqu'en 2035. {sentence}\n\nArticle 7 : Fin\n\nTout finit.\n"
    )
    assert (sentence in _values(revision(reading))) is is_rule
