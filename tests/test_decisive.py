"""The decisive words of the passages found, and whether they answer at all."""

from __future__ import annotations

import pytest

from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import understand
from assistant.quotations.coverage import is_general
from assistant.quotations.decisive import QUOTES, Quote, decisive
from assistant.quotations.neighbours import LIST_CHARACTERS
from assistant.quotations.table_text import is_row
from assistant.records import Question
from assistant.searching.expansion import expand
from assistant.searching.index import SearchIndex
from assistant.searching.retrieve import retrieve
from ingest.naming import fold
from ingest.records import Metadata
from ingest.storage.snapshot import Snapshot
from tests.contracts import loaded, page_text, snapshot_of

SNAPSHOT = snapshot_of()


def quotes(text: str, snapshot: Snapshot = SNAPSHOT) -> tuple[Quote, ...]:
    """The quotes of a question, by words alone."""
    index, resolver = SearchIndex(snapshot), ScopeResolver(snapshot)
    query = understand(Question(text), resolver, 2026)
    return decisive(query, retrieve(query, index, resolver, lambda _: None, 10), index)


def words_of(item: Quote) -> str:
    """The words quoted."""
    return " ".join(page_text(item.document, unit.page)[unit.start : unit.end] for unit in item.units)


@pytest.mark.parametrize(
    ("question", "section", "held"),
    [
        ("Qui a signé le CLS des Hautes Rives ?", "Article 1 : Les parties signataires", "centre hospitalier"),
        ("Combien coûte la fiche 2.1 du CLS des Hautes Rives ?", "Financement", "4 120 €"),
        ("Qui porte la fiche 1.2 du CLS des Hautes Rives ?", "Porteur", "Mobilité des Rives"),
        ("Que dit l'article 9 du CLS des Hautes Rives ?", "Article 9 : Résiliation", "préavis de trois mois"),
        ("Quand a été signé le CLS des Hautes Rives ?", "Fait à Rochevive, le 12 mars 2024", "12 mars 2024"),
        ("Que fait-on contre l'ambroisie au Val Brumeux ?", "Contexte", "talus"),
    ],
)
def test_the_decisive_words_come_first(question: str, section: str, held: str) -> None:
    first = quotes(question)[0]
    assert first.passage.path[-1] == section
    assert held in words_of(first)


def test_a_list_is_quoted_whole() -> None:
    [only] = quotes("Qui a signé le CLS du Val Brumeux ?")
    assert words_of(only) == (
        "Le contrat local de santé du Val Brumeux est signé entre :\n- la communauté de communes du Val Brumeux,\n"
        "- l'Agence régionale de santé,\n- le Département."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Qui a signé le CLS des Monts d'Oriel ?",
        "Combien coûte le CLS des Monts d'Oriel ?",
        "Combien a-t-on dépensé en 2024 pour le CLS des Hautes Rives ?",
        "Que fait le CLS des Hautes Rives contre les punaises de lit ?",
        "Quel âge a le préfet du Val Brumeux ?",
        "Combien de médecins en 2031 dans les Hautes Rives ?",
        "Merci",
        "",
    ],
)
def test_nothing_is_quoted_where_no_passage_answers(question: str) -> None:
    assert quotes(question) == ()


def test_quotes_are_few_short_and_of_their_document() -> None:
    for question in ("Que prévoit le CLS des Hautes Rives pour la santé mentale ?", "Que fait-on pour les médecins ?"):
        found = quotes(question)
        assert 0 < len(found) <= QUOTES
        for item in found:
            assert all(0 < unit.end - unit.start <= LIST_CHARACTERS for unit in item.units)
            assert item.document.id == item.passage.document_id


def test_a_year_asked_is_never_answered_by_another() -> None:
    text = "Article 1 : Chiffres\nEn 2021, la couverture vaccinale des collégiens est de 41 %."
    snapshot = snapshot_of({}, loaded("x.txt", text, metadata=Metadata("X", "contrat", "Val Perdu", "2024-2029")))
    assert "41 %" in words_of(quotes("Quelle couverture vaccinale des collégiens en 2021 ?", snapshot)[0])
    assert quotes("Quelle couverture vaccinale des collégiens en 2022 ?", snapshot) == ()


def test_a_question_without_matter_is_general() -> None:
    index, resolver = SearchIndex(SNAPSHOT), ScopeResolver(SNAPSHOT)
    for question, expected in (("Qui a signé ?", True), ("Que fait-on contre l'ambroisie à Maraval ?", False)):
        query = understand(Question(question), resolver, 2026)
        assert is_general(query, expand(query.text, index.spell, resolver.name_words()), index) is expected


def test_a_sheets_field_is_not_answered_by_another_sheets() -> None:
    for question in ("Combien coûte la lutte contre l'ambroisie ?", "PSSM : qui la porte dans les Hautes Rives ?"):
        assert len({item.passage.sheet for item in quotes(question)}) == 1


ISLES = """Préambule
Le CLS des Isles succède au CLS de la ville de Sarre. Il est passé de la ville au Pays en raison d'un choix de l'ARS.

Constat
La caisse aide tous les assurés, surtout les plus fragiles.
Les médecins manquent au nord du Pays, où les deux derniers cabinets ont fermé sans que personne ne les reprenne.

Fiche action 1.1 : Lutter contre le moustique
Description :
- Donner aux communes des outils contre le moustique : un guide et des affiches.

Fiche action 1.2 : Prévenir les violences
Objectifs :
- Remettre aux maires un guide contre les violences, avec une campagne de communication.
"""


@pytest.mark.parametrize(
    ("question", "held"),
    [
        # a reason rather than what else says the same words
        ("Pourquoi est-on passé du CLS de la ville de Sarre à un CLS du Pays ?", "en raison d'un choix de l'ARS"),
        # "surtout" is no matter, and "manke" is "manque"
        ("on manke de medecins surtout ou ?", "Les médecins manquent au nord"),
        # posters are no duty of communication
        ("koi comme outils pr les communes contre le moustique (affiches tt ca)", "un guide et des affiches"),
    ],
)
def test_the_words_that_answer_are_quoted_and_not_those_that_share_a_common_one(question: str, held: str) -> None:
    metadata = Metadata("Isles", "contrat", "Pays des Isles", "2031-2036")
    found = quotes(question, snapshot_of({}, loaded("isles.txt", ISLES, metadata=metadata)))
    assert held in words_of(found[0])
    assert not any("fragiles" in words_of(item) or "violences" in words_of(item) for item in found)


def test_quoted_words_stand_in_the_passage() -> None:
    for question in ("Qui a signé ?", "Que prévoit l'article 6 ?", "Quel budget pour l'ambroisie ?"):
        for item in quotes(question):
            for part in words_of(item).split():
                assert fold(part) in fold(item.passage.text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hautes Rives 9,3 % 18,9 % 8,4 %", True),
        ("Val Brumeux 12 14,5 16", True),
        ("Le contrat couvre 14 communes depuis 2024 et pour 5 ans, sous réserve des avenants signés par tous.", False),
        ("4 120 € par an", False),
    ],
)
def test_a_row_of_a_table_is_told_from_a_sentence(text: str, row: bool) -> None:
    assert is_row(text) is row
