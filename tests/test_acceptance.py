"""What the first version must answer on real documents, with page and quote, from three renderings of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from assistant.records import Answer, Question, Status
from assistant.service import Assistant
from ingest.naming import fold

ORIGINAL, TEXT, NOTICE = "reference_assistant", "reference_text_assistant", "corpus_assistant"


@dataclass(frozen=True)
class Case:
    """A question, what its quotes must hold, and the pages of the original PDF on which they stand."""

    question: str
    holds: tuple[str, ...]
    pages: tuple[int, ...]
    lacks: tuple[str, ...] = ()


ANSWERED = [
    Case(
        "Qui a signé le CLS du Pays Lédonien 2025-2030 ?",
        (
            "agence regionale de sante",
            "petr du pays ledonien",
            "etat",
            "region",
            "departement du jura",
            "caisse primaire",
            "mutualite sociale agricole",
            "centre hospitalier de lons",
            "saint-ylie",
            "grand lons",
        ),
        (24, 35, 36),  # the list, and the people on the page of signatures
    ),
    Case(
        "Qui a signé le CLS 2019-2024 du Pays Lédonien ?",
        (
            "ars",
            "pays ledonien",
            "prefecture du jura",
            "conseil regional",
            "caisse primaire",
            "mutualite sociale",
            "centre hospitalier de lons",
            "saint ylie",
        ),
        (1, 2),
    ),
    Case(
        "Qui a signé le contrat des Portes du Haut-Doubs ?",
        (
            "ars",
            "portes du haut-doubs",
            "prefecture du doubs",
            "conseil regional",
            "conseil departemental du doubs",
            "education nationale",
            "caisse primaire",
            "mutualite sociale",
        ),
        (1,),
    ),
    Case("Combien coûte la fiche 2.1 ?", ("4791 €", "100 %"), (48,)),
    Case("Quand le CLS du Pays Lédonien a-t-il été signé ?", ("10 decembre 2025",), (35,)),
    Case("Quand a été signé le contrat de 2019 du Pays Lédonien ?", ("6 decembre",), (1,)),
    Case("Quand le CLS des Portes du Haut-Doubs a-t-il été signé ?", ("9 juillet",), (1,)),
    Case("Que dit l'article 9 ?", ("tribunal administratif",), (35,)),
]

NOT_SAID = [
    "Qui a signé le CLS du Haut-Jura ?",
    "Quand le CLS du Haut-Jura a-t-il été signé ?",
    "Combien coûte le CLS du Haut-Jura ?",
    "Combien coûte la fiche 6.1 ?",
    "Que dit l'article 12 ?",
    "Qui a signé le CLS de Besançon ?",
]


@pytest.fixture(params=[ORIGINAL, TEXT, NOTICE])
def rendering(request: pytest.FixtureRequest) -> tuple[str, Assistant]:
    return request.param, request.getfixturevalue(request.param)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.question)
def test_the_answer_quotes_the_page_that_says_it(case: Case, rendering: tuple[str, Assistant]) -> None:
    name, assistant = rendering
    answer = assistant.ask(Question(case.question))
    assert answer.status in {Status.ANSWERED, Status.PARTIAL}, answer.answer
    quotes = fold(" ".join(citation.quote for citation in answer.citations))
    assert [words for words in case.holds if words not in quotes] == []
    if name == ORIGINAL:
        assert {citation.page for citation in answer.citations} <= set(case.pages)
    assert_sound(answer, assistant)


@pytest.mark.parametrize("question", NOT_SAID)
def test_what_no_document_says_is_not_answered(question: str, rendering: tuple[str, Assistant]) -> None:
    _, assistant = rendering
    answer = assistant.ask(Question(question))
    assert answer.status is Status.NOT_FOUND, answer.answer
    assert re.search(r"[Dd]ocuments? lus?|Contrats lus|ne le disent pas", answer.answer)
    assert_sound(answer, assistant)


def test_nothing_is_answered_from_the_outline_dumped_after_a_text(reference_text_assistant: Assistant) -> None:
    for document in reference_text_assistant.documents():
        for page in document.pages:
            dump = page.text.rfind("Sommaire\nDans sa globalité")
            if dump >= 0:
                for section in document.sections:
                    assert section.end[1] <= dump
                break


def assert_sound(answer: Answer, assistant: Assistant) -> None:
    """Every quote stands on its page, and every citation is called by the text."""
    for citation in answer.citations:
        document = assistant.document(citation.document_id)
        assert document is not None
        page = next(page for page in document.pages if page.number == citation.page)
        assert re.sub(r"\s", "", page.text[citation.start : citation.end]) == re.sub(r"\s", "", citation.quote)
        assert f"[{citation.number}]" in answer.answer
