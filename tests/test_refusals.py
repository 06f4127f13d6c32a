"""Answers that say that the documents do not say, and what was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.questions.scope import Resolved, ScopeResolver
from assistant.questions.understand import Query, understand
from assistant.records import Question, Status
from assistant.refusals import NAMED, empty_index, no_answer, no_part, of, suggestions_for, unknown_territory
from ingest.records import Metadata, Page, PageOrigin, ReadState
from tests.contracts import TEXTS, loaded, snapshot_of

SNAPSHOT = snapshot_of()
RESOLVER = ScopeResolver(SNAPSHOT)


def query(text: str) -> Query:
    """The query of a question."""
    return understand(Question(text), RESOLVER, 2026)


def test_it_names_the_documents_read() -> None:
    answer = no_answer(query("Qui a signé le CLS des Monts d'Oriel ?"), SNAPSHOT)
    assert answer.status is Status.NOT_FOUND
    assert answer.answer == (
        "Les documents lus ne le disent pas. "
        "Document lu : « Better care in the Monts d'Oriel: the local health contract 2025-2030 »."
    )
    assert [ref.id for ref in answer.scope.contracts] == ["monts-d-oriel-2025-2030"]
    assert answer.citations == ()


def test_many_documents_are_counted_after_the_first() -> None:
    parts = [
        loaded(f"{n:02}.txt", f"Texte {n}.", metadata=Metadata(f"Document {n}", "contrat", f"Val {n}", "2024-2029"))
        for n in range(NAMED + 3)
    ]
    snapshot = snapshot_of({}, *parts)
    resolver = ScopeResolver(snapshot)
    text = no_answer(understand(Question("Et le vélo ?"), resolver, 2026), snapshot).answer
    assert text.count("« Document") == NAMED
    assert text.endswith("et 3 autres.")


def test_a_page_that_nobody_could_read_may_hold_the_answer() -> None:
    scan = loaded("scan.txt", TEXTS["hautes-rives.txt"] + "\f", state=ReadState.PARTIAL)
    read = scan.document.pages
    unread = tuple(Page(page.number + len(read), "", PageOrigin.SCAN) for page in read)
    partly = replace(scan, document=replace(scan.document, pages=read + unread))
    snapshot = snapshot_of({}, partly)
    answer = no_answer(understand(Question("Et le vélo ?"), ScopeResolver(snapshot), 2026), snapshot)
    assert answer.status is Status.UNREADABLE
    assert "sont des images sans texte : la réponse peut s'y trouver." in answer.answer


def test_one_unread_page_of_many_is_mentioned_and_no_more() -> None:
    scan = loaded("scan.txt", TEXTS["hautes-rives.txt"], state=ReadState.PARTIAL)
    pages = (*scan.document.pages, *(Page(n, "x") for n in range(2, 9)), Page(9, "", PageOrigin.SCAN))
    snapshot = snapshot_of({}, replace(scan, document=replace(scan.document, pages=pages)))
    answer = no_answer(understand(Question("Et le vélo ?"), ScopeResolver(snapshot), 2026), snapshot)
    assert answer.status is Status.NOT_FOUND
    assert "sont des images sans texte" in answer.answer


@pytest.mark.parametrize(
    ("question", "part", "expected"),
    [
        (
            "la fiche 7.3 du CLS des Hautes Rives",
            "fiche action 7.3",
            "Les documents lus (Hautes Rives 2024-2028) n'ont pas de fiche action 7.3 ; "
            "leurs fiches actions : 1.1, 1.2, 2.1, 2.2.",
        ),
        (
            "l'article 12 du CLS du Val Brumeux",
            "article 12",
            "Les documents lus (Val Brumeux 2024-2029) n'ont pas d'article 12 ; leurs articles : 1, 2, 5, 6.",
        ),
        (
            "l'article 3 du CLS des Monts d'Oriel",
            "article 3",
            "Les documents lus (Monts d'Oriel 2025-2030) n'ont pas d'article 3 : ils ne contiennent pas d'articles.",
        ),
    ],
)
def test_a_part_that_does_not_exist_is_answered_by_those_that_do(question: str, part: str, expected: str) -> None:
    answer = no_part(query(question), part, SNAPSHOT)
    assert answer.status is Status.NOT_FOUND
    assert answer.answer.startswith(expected)


def test_parts_are_in_the_order_of_their_numbers() -> None:
    sheets = "".join(
        f"\nFiche action {n} : Agir\nPorteur\nLa ville\nFinancement\nNéant\n" for n in ("10.1", "2.1", "2.10", "2.9")
    )
    parts = loaded(
        "x.txt", f"Plan d'actions du contrat local de santé\n{sheets}", metadata=Metadata("X", "contrat", "X")
    )
    snapshot = snapshot_of({}, parts)
    asked = understand(Question("la fiche 3.3"), ScopeResolver(snapshot), 2026)
    assert "2.1, 2.9, 2.10, 10.1." in no_part(asked, "fiche action 3.3", snapshot).answer


def test_an_unknown_territory_is_answered_by_the_known_ones() -> None:
    answer = unknown_territory(query("Résume le CLS de Besançon"), RESOLVER.contracts)
    assert answer.status is Status.NOT_FOUND
    assert answer.answer == (
        "Aucun document indexé ne porte sur le contrat local de santé de « Besançon ». Contrats lus : "
        "Hautes Rives 2024-2028, Monts d'Oriel 2025-2030, Val Brumeux 2019-2023, Val Brumeux 2024-2029."
    )
    assert answer.scope.contracts == ()
    assert len(answer.suggestions) == 2


def test_an_empty_index_says_what_to_do() -> None:
    assert empty_index(" Qui ? ", []).answer == (
        "Aucun document n'est encore indexé : ajoutez des documents avec « cls-assistant ingest », puis recommencez."
    )
    assert empty_index(" Qui ? ", []).understood == "Qui ?"
    assert empty_index("", []).status is Status.NOT_FOUND
    assert empty_index("", [SNAPSHOT.documents[0]]).status is Status.UNREADABLE


def test_suggestions_are_questions_that_the_structure_answers() -> None:
    found = suggestions_for(RESOLVER.contracts, SNAPSHOT)
    assert len(found) == 3
    assert all(text.endswith(" ?") for text in found)
    assert found[0] == "Comment est financée la fiche action 1.1 du CLS Hautes Rives 2024-2028 ?"
    assert suggestions_for((), SNAPSHOT) == ()


def test_nothing_read_is_said_so() -> None:
    nothing = Query("?", Resolved(()), ())
    assert no_answer(nothing, SNAPSHOT).answer.endswith("Aucun document n'a été lu sur ce point.")


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("article 9", "d'article 9"), ("fiche action 2.1", "de fiche action 2.1"), ("Économie", "d'Économie")],
)
def test_french_elides(noun: str, expected: str) -> None:
    assert of(noun) == expected
