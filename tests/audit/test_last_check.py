"""The last check: what an answer says beyond its quotes is found, and what is true passes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering import Answering
from assistant.audit.answer import faults_of
from assistant.audit.known import Known
from assistant.library import library_of
from assistant.records import Answer, Citation, Question, Scope, Status
from assistant.service import Assistant
from assistant.state import State
from eval.cases import load_cases
from tests.audit.tampering import tampered
from tests.contracts import TEXTS, assistant_of, snapshot_of

QUESTIONS = (
    "Qui a signé le CLS des Hautes Rives ?",
    "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?",
    "Combien coûte la fiche 1.1 ?",
    "Quel est le budget total du CLS des Hautes Rives ?",
    "Quelles actions finance l'ARS à 100 % ?",
    "Combien de fiches n'ont aucun montant ?",
    "Quand a été signé le CLS du Val Brumeux ?",
    "Jusqu'à quand court le CLS du Val Brumeux ?",
    "Qui porte la fiche 2.2 du CLS des Hautes Rives ?",
    "Quels sont les partenaires de la fiche 1.2 du CLS des Hautes Rives ?",
    "Que dit l'article 9 ?",
    "Que fait-on contre l'ambroisie ?",
    "La CPAM de Rochevive est-elle signataire ?",
    "L'UNAFAM est-elle signataire du CLS des Hautes Rives ?",
    "Dans quelles fiches l'ARS apparaît-elle ?",
    "Compare les CLS des Hautes Rives et du Val Brumeux",
    "Quels contrats parlent de santé mentale ?",
    "Quelles communes couvre le CLS des Hautes Rives ?",
    "Que fait le CLS des Monts d'Oriel contre les déserts médicaux ?",
    "Quelle est la densité de médecins généralistes dans les Hautes Rives ?",
    "Quels sont les axes du CLS des Hautes Rives ?",
    "Combien coûte la fiche 7.3 du CLS des Hautes Rives ?",
    "Qui a signé le CLS de Besançon ?",
)
SNAPSHOT = snapshot_of()
ASSISTANT = assistant_of()
KNOWN = Known(SNAPSHOT, library_of(SNAPSHOT, 2026))
# Of the false answers made from true ones, at least this share must be found.
CAUGHT = 0.99


def kinds(answer: Answer, question: str = "") -> set[str]:
    """The kinds of faults of an answer."""
    return {fault.kind for fault in faults_of(answer, question, KNOWN)}


def first(question: str) -> Answer:
    """The best answer before the last check."""
    return next(iter(ASSISTANT._answers(Question(question), ASSISTANT._current())))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_true_answer_passes(question: str) -> None:
    assert faults_of(first(question), question, KNOWN) == ()


def test_what_is_made_false_is_found() -> None:
    made, found = Counter[str](), Counter[str]()
    for n, question in enumerate(QUESTIONS):
        answer = first(question)
        if answer.citations:
            for kind, false in tampered(answer, n):
                made[kind] += 1
                found[kind] += bool(faults_of(false, question, KNOWN))
    assert made.total() > 400
    assert found.total() / made.total() >= CAUGHT, {k: f"{found[k]}/{made[k]}" for k in made if found[k] < made[k]}


@pytest.mark.reference
def test_over_the_evaluation_set_no_true_answer_is_rejected_and_the_false_are_found(
    reference_assistant: Assistant,
) -> None:
    state = reference_assistant._current()
    made = found = 0
    for n, case in enumerate(case for path in sorted(Path("eval/cases").glob("*.jsonl")) for case in load_cases(path)):
        answer = next(
            iter(reference_assistant._answers(Question(case.question, case.history), reference_assistant._current()))
        )
        assert faults_of(answer, case.question, state.known) == (), case.question
        if answer.citations and n % 9 == 0:
            for _, false in tampered(answer, n):
                made += 1
                found += bool(faults_of(false, case.question, state.known))
    assert made > 400
    assert found / made >= CAUGHT


# --- what is found, one by one, over one quote ---

COST = first("Combien coûte la fiche 2.1 du CLS des Hautes Rives ?")


def said(text: str, base: Answer = COST) -> Answer:
    """An answer that says something else on the same citations."""
    return replace(base, answer=text)


@pytest.mark.parametrize(
    "text",
    [
        "La fiche action 2.1 prévoit 4120 euros par an [1].",
        "La fiche action 2.1 prévoit 4 120 €/an [1].",
        "La fiche action 2.1 prévoit 4,12 k€ par an [1].",
        "La fiche action 2.1 prévoit quatre mille cent vingt euros par an [1].",
        "L'ARS finance 100 pour cent de la fiche 2.1 du CLS Hautes Rives 2024-2028 [1].",
        "L'Agence régionale de santé intervient à 100 % [1].",
        "Cofinancements : « néant » [1].",
        "Le montant prévisionnel annuel est de 4 120 € [1]\nLes documents lus n'indiquent pas d'autre financeur.",
    ],
)
def test_the_same_in_other_words_passes(text: str) -> None:
    assert faults_of(said(text), "", KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La fiche action 2.1 prévoit 4 121 € par an [1].", "number"),
        ("La fiche action 2.1 prévoit 41 200 € par an [1].", "number"),
        ("La fiche action 2.1 prévoit quatre mille cent trente euros par an [1].", "number"),
        ("La fiche action 2.1 prévoit 4,2 k€ par an [1].", "number"),
        ("La fiche action 2.1 prévoit 4 120 % [1].", "number"),
        ("La fiche action 2.1 prévoit 100 € par an [1].", "number"),
        ("La fiche action 2.1 prévoit 4 120 € sur toute la durée du contrat [1].", "period"),
        ("La fiche action 2.1 prévoit 4 120 € par mois [1].", "period"),
        ("La fiche action 2.1 prévoit 4 120 € par an au maximum [1].", "cap"),
        ("La fiche action 2.1 prévoit 4 120 € par an, soit 20 600 € en cinq ans [1].", "number"),
        ("La moitié de la fiche 2.1 est financée par l'ARS [1].", "number"),
        ("La fiche action 2.2 prévoit 4 120 € par an [1].", "number"),
        ("La CPAM finance la fiche 2.1 à 100 % [1].", "name"),
        ("Le conseil régional finance la fiche 2.1 à 100 % [1].", "name"),
        ("La fiche 2.1 est suivie par Jeanne Kerzoncuf [1].", "name"),
        ("Le directeur finance la fiche 2.1 [1].", "name"),
        ("Le CLS Val Brumeux 2024-2029 prévoit 4 120 € par an [1].", "contract"),
        ("La fiche 2.1 prévoit 4 120 € par an à partir du 3 mars 2025 [1].", "date"),
        ("La fiche 2.1 prévoit 4 120 € par an pour 2030-2034 [1].", "date"),
        ("L'ARS a versé 4 120 € par an [1].", "force"),
        ("L'ARS doit financer 4 120 € par an [1].", "force"),
        ("L'ARS s'engage à financer 4 120 € par an [1].", "force"),
        ("L'ARS accorde 4 120 € par an [1].", "force"),
        ("Cofinancements : « aucun » [1].", "quote"),
        ("La fiche action 2.1 prévoit 4 120 € par an.", "mark"),
        ("La fiche action 2.1 prévoit 4 120 € par an [2].", "mark"),
        ("L'ARS finance tout [1]. La fiche est portée par la Maison des adolescents.", "unmarked"),
    ],
)
def test_what_goes_beyond_the_quote_is_found(text: str, kind: str) -> None:
    assert kind in kinds(said(text)), kinds(said(text))


def quoting(words: str, text: str) -> Answer:
    """An answer that says `text` on the words of an invented contract."""
    document = next(d for d in SNAPSHOT.documents if any(words in page.text for page in d.pages))
    page = next(page for page in document.pages if words in page.text)
    start = page.text.index(words)
    url = f"/documents/{document.id}?page={page.number}&start={start}&end={start + len(words)}"
    title = document.metadata.title
    citation = Citation(1, document.id, title, page.number, "", words, start, start + len(words), url)
    return Answer(Status.ANSWERED, text, (citation,), scope=Scope())


@pytest.mark.parametrize(
    ("words", "text", "kind"),
    [
        ("Le contrat est conclu pour cinq ans", "Le contrat est conclu pour 5 ans [1].", ""),
        ("Le contrat est conclu pour cinq ans", "Le contrat est conclu pour 5 mois [1].", "number"),
        ("Le contrat est conclu pour cinq ans", "Le contrat est conclu pour six ans [1].", "number"),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé le 12 mars 2024 à Rochevive [1].", ""),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé le 12/03/2024 [1].", ""),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé en mars 2024 [1].", ""),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé le 12 mai 2024 [1].", "date"),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé le 2 mars 2024 [1].", "date"),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé en mars 2025 [1].", "date"),
        ("Fait à Rochevive, le 12 mars 2024", "Le contrat a été signé le 12 mars 2024 à Lunac [1].", "name"),
        (
            "Le départ en retraite de quatre médecins généralistes est attendu d'ici à 2026.",
            "Le départ de 4 médecins généralistes est attendu d'ici à 2026 [1].",
            "",
        ),
        (
            "Le départ en retraite de quatre médecins généralistes est attendu d'ici à 2026.",
            "Le départ de 4 communes est attendu d'ici à 2026 [1].",
            "number",
        ),
        ("Le Pays des Hautes Rives compte 23 418 habitants.", "Le Pays compte 23 418 communes [1].", "number"),
        ("Le Pays des Hautes Rives compte 23 418 habitants.", "Le Pays compte 23.418 habitants [1].", ""),
        (
            "le Pays des Hautes Rives, représenté par sa présidente, Mme Odile Verdan",
            "Le Pays est représenté par Odile Verdan, présidente [1].",
            "",
        ),
        (
            "le Pays des Hautes Rives, représenté par sa présidente, Mme Odile Verdan",
            "Le Pays est représenté par Odile Verdan, directrice [1].",
            "name",
        ),
        (
            "le Pays des Hautes Rives, représenté par sa présidente, Mme Odile Verdan",
            "Le Pays est représenté par Odile Verdon, présidente [1].",
            "name",
        ),
    ],
)
def test_dates_durations_counts_and_people(words: str, text: str, kind: str) -> None:
    found = kinds(quoting(words, text))
    assert found == ({kind} if kind else set()), found


def test_a_quote_must_be_verbatim_at_its_place_and_its_page() -> None:
    [citation] = COST.citations
    for wrong in (
        replace(citation, quote=citation.quote.replace("4 120", "4 820")),
        replace(citation, page=citation.page + 1),
        replace(citation, start=citation.start + 1),
        replace(citation, url=citation.url.replace("page=6", "page=5")),
        replace(citation, document_title="Un autre contrat"),
        replace(citation, document_id="0" * 64),
    ):
        assert kinds(replace(COST, citations=(wrong,))) == {"quote"}


def test_an_answer_that_fails_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_of(TEXTS)
    question = Question("Combien coûte la fiche 2.1 du CLS des Hautes Rives ?")
    real = assistant._answers

    def wrong_first(asked: Question, state: State):
        yield said("La fiche action 2.1 prévoit 9 999 € par an [1].")
        yield from real(asked, state)

    monkeypatch.setattr(assistant, "_answers", wrong_first)
    assert assistant.ask(question).answer == COST.answer


def test_where_nothing_may_be_said_silence_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_of(TEXTS)
    wrong = said("La fiche action 2.1 prévoit 9 999 € par an [1].")
    monkeypatch.setattr(Answering, "_on_documents", lambda *_: iter([wrong, wrong]))
    answer = assistant.ask(Question("Combien ?"))
    assert (answer.status, answer.answer) == (Status.NOT_FOUND, "Les documents lus ne le disent pas.")
    assert answer.citations == ()
