"""What the pages are made of, without a browser: turns, forms, notes, examples, the shelf."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.council_note import note_name, note_of
from api.web.examples import examples
from api.web.presentation import blocks, quoted, short, unbroken
from api.web.shelf import filtered, shelve
from api.web.turns import chips, recent
from assistant.library import Library
from assistant.records import Answer, Citation, ContractRef, Figure, Question, Scope, Status, Turn
from ingest.records import Metadata, Original, Page, ReadState
from ingest.settings import Settings
from tests.api_fakes import BAD_ID, HOSTILE, PDF_ID, QUOTE, documents
from tests.facts.records_samples import CONTRACT_ID, library
from tests.web.fakes import WebAssistant

FORM = {"content-type": "application/x-www-form-urlencoded"}
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def assistant(tmp_path: Path) -> WebAssistant:
    return WebAssistant(tmp_path)


@pytest.fixture
def client(assistant: WebAssistant) -> TestClient:
    return TestClient(create_app(assistant, Settings(_env_file=None, rate_limit=0)), raise_server_exceptions=False)


# --- answers ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 791 € par an", f"4{NBSP}791{NBSP}€ par an"),
        ("« néant » ?", f"«{NBSP}néant{NBSP}»{NBSP}?"),
        ("12 345 678 habitants", f"12{NBSP}345{NBSP}678 habitants"),
        ("fiche 1 1234", "fiche 1 1234"),
        ("50 % : oui", f"50{NBSP}%{NBSP}: oui"),
    ],
)
def test_french_spaces_do_not_break(text, expected):
    assert unbroken(text) == expected


def test_figures_stand_out_and_never_inside_another_number():
    found = blocks("Il faut 500 € et 1 500 € [1], soit 12,500 €.", {1}, ["500 €", "1 500 €"])
    assert [segment.text for segment in found[0].lines[0] if segment.is_figure] == [f"500{NBSP}€", f"1{NBSP}500{NBSP}€"]


def test_quotes_keep_their_lines_and_lose_the_blank_ones():
    assert quoted(" un \n\n  deux\n") == "un\ndeux"
    assert short("un  deux\ntrois", 7) == "un […]"


def test_chips_offer_what_is_few_and_the_way_back():
    contracts = [ContractRef(f"c{n}", f"C{n}") for n in range(3)]
    answer = Answer(Status.ANSWERED, "", scope=Scope((contracts[1],)))
    assert [(one.id, one.current) for one in chips(contracts, answer, [])] == [
        ("c0", False),
        ("c1", True),
        ("c2", False),
    ]
    assert chips(contracts, answer, ["c1"])[-1].label == "Tous les contrats"
    many = [ContractRef(f"c{n}", f"C{n}") for n in range(50)]
    assert [one.id for one in chips(many, answer, [])] == ["c1"]
    outside = replace(answer, status=Status.OUT_OF_SCOPE)
    assert [one.id for one in chips(contracts, outside, [])] == ["c1"]


def test_the_history_that_a_form_carries_keeps_the_latest_and_fits():
    kept = recent([Turn(f"question {n}", "é" * 2_000) for n in range(30)])
    assert [turn.question for turn in kept] == ["question 27", "question 28", "question 29"]
    assert len(recent([Turn("question", "court")] * 30)) == 20


def test_the_longest_history_and_question_that_a_form_carries_are_taken(client):
    kept = recent([Turn(f"question {n}", "é" * 700) for n in range(30)])
    sent = {
        "q": "é" * 1_000,
        "history_question": [turn.question for turn in kept],
        "history_answer": [turn.answer for turn in kept],
        "contract": [CONTRACT_ID],
    }
    assert client.post("/", data=sent).status_code == 200


# --- forms ---


def test_a_posted_question_follows_the_ones_it_brings(client, assistant):
    sent = {"q": "Et la suite ?", "history_question": ["Une", "Deux"], "history_answer": ["Réponse", ""]}
    page = client.post("/", data=sent)
    assert page.status_code == 200
    assert assistant.asked[-1] == Question("Et la suite ?", (Turn("Une", "Réponse"), Turn("Deux", "")), ())
    assert "Échanges précédents" in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/note"])
@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"content-type": "application/json"}, 415),
        (b"q=%ff", FORM, 400),
        (b"q=" + b"&q=" * 200, FORM, 400),
        (b"q=", FORM, 422),
        (b"q=" + b"a" * 1001, FORM, 422),
        (b"q=Quoi&contract=inconnu-2030", FORM, 422),
        (b"q=" + b"a" * 70_000, FORM, 413),
    ],
)
def test_a_form_that_is_none_or_wrong_is_refused(client, path, body, headers, status):
    assert client.post(path, content=body, headers=headers).status_code == status


def test_questions_of_pages_and_notes_count_against_the_limit(assistant):
    client = TestClient(create_app(assistant, Settings(_env_file=None, rate_limit=1)))
    assert client.post("/note", data={"q": "Quoi ?"}).status_code == 200
    assert client.post("/note", data={"q": "Quoi ?"}).status_code == 429
    assert client.post("/", data={"q": "Quoi ?"}).headers["retry-after"]


# --- notes ---


def test_a_note_holds_the_answer_its_sources_the_date_and_the_notice():
    citation = Citation(1, PDF_ID, "Contrat du Val", 4, "Fiche 2", f"{QUOTE}\n\n\x07Suite", 0, 9, "/documents/x")
    answer = Answer(
        Status.PARTIAL,
        "Deux lignes :\n- 1 234 € [1]\n- le reste",
        (citation,),
        (Figure("1 234 €", 1234, "EUR", 1),),
        Scope((ContractRef("c", "Val 2031-2036"),), "contrat en vigueur"),
        "Combien au Val ?",
    )
    note = docx.Document(io.BytesIO(note_of("Combien ?", answer, datetime.date(2031, 3, 1))))
    told = [one.text for one in note.paragraphs]
    assert told[1:5] == ["Établie le 1er mars 2031", "Question", "Combien ?", "Comprise ainsi : Combien au Val ?"]
    assert told[5:9] == ["Réponse partielle", f"Deux lignes{NBSP}:", f"1{NBSP}234{NBSP}€ [1]", "le reste"]
    assert "[1] Contrat du Val, page 4 – Fiche 2" in told
    assert f"« {QUOTE}\nSuite »" in told
    assert "composée automatiquement" in told[-1]
    assert note.core_properties.author == "Assistant CLS"
    assert [run.text for one in note.paragraphs for run in one.runs if run.font.superscript] == ["[1]"]


def test_a_note_is_named_after_its_question():
    assert note_name("Qui paie ?") == "note-cls-qui-paie.docx"
    assert note_name("???") == "note-cls.docx"
    assert len(note_name("mot " * 200)) < 80


def test_hostile_text_is_only_text_in_a_note():
    answer = Answer(Status.ANSWERED, f"{HOSTILE} [1]", (Citation(1, "x", HOSTILE, 1, HOSTILE, HOSTILE, 0, 1, ""),))
    note = docx.Document(io.BytesIO(note_of(HOSTILE, answer, datetime.date(2031, 3, 1))))
    assert sum(HOSTILE in one.text for one in note.paragraphs) == 4


# --- examples ---


def test_examples_are_made_from_the_contract_of_which_most_is_known():
    found = {audience.name: audience.questions for audience in examples(library())}
    assert found["Élus"] == (
        "Combien coûte « Accueillir des internes », et qui paie ?",
        "Quel est le montant total du CLS Val d'Arvière 2031-2035 ?",
        "Jusqu'à quand court le CLS Val d'Arvière 2031-2035 ?",
    )
    assert found["Agents"][0] == (
        "Qu'est-ce qui change entre le CLS Val d'Arvière 2026-2030 et le CLS Val d'Arvière 2031-2035 ?"
    )
    assert "Quels indicateurs suivre pour la fiche action 1.1 ?" in found["Partenaires"]
    assert all(questions for questions in found.values())


def test_examples_without_contract_name_none():
    assert all("CLS" not in question for audience in examples(Library()) for question in audience.questions)


# --- documents ---


def test_the_shelf_puts_first_what_is_half_read_and_last_what_is_not_and_says_what_steps_back():
    original = replace(documents()[1], id="original", metadata=Metadata("Original", "contrat", "Val", "2031-2036"))
    notice = replace(
        original,
        id="notice",
        metadata=Metadata(
            "Notice", "contrat", "Val", "2031-2036", notice_of=Original("Original", "contrat", "Val", "2031-2036")
        ),
    )
    shelf = shelve((original, notice, *documents()[::2]), library())
    assert [one.document.id for one in shelf] == [PDF_ID, "original", "notice", BAD_ID]
    assert [one.steps_back for one in shelf] == [False, False, True, False]
    assert [one.needs_care for one in shelf] == [True, False, False, True]
    assert [one.unreadable for one in shelf] == [False, False, False, True]
    assert [one.title for one in filtered(shelf, "  ORIGINAL ".strip(), care=False)] == ["Original"]
    assert len(filtered(shelf, "", care=True)) == 2


def test_a_long_list_has_a_filter(client, assistant, monkeypatch):
    many = tuple(
        replace(
            documents()[1], id=f"d{n}", metadata=Metadata(f"Rapport {n}"), pages=(Page(1, "x"),), state=ReadState.READY
        )
        for n in range(12)
    )
    monkeypatch.setattr(assistant, "documents", lambda: many)
    assert 'name="revoir"' in client.get("/documents").text
    page = client.get("/documents", params={"q": "rapport 11"}).text
    assert page.count('class="card shelved') == 1
    none = client.get("/documents", params={"q": "rien"}).text
    assert 'Aucun document ne correspond à ce filtre. <a href="/documents">Voir tous les documents</a>' in none


def test_pages_stand_while_the_index_is_not_ready(assistant):
    assistant.reason = "L'index se charge."
    client = TestClient(create_app(assistant, Settings(_env_file=None)))
    assert "L&#39;index se charge." in client.get("/").text
    assert client.get("/documents").status_code == 200
    assert client.get("/?q=Quoi").status_code == 503
    assert client.get(f"/contrats/{CONTRACT_ID}", headers={"accept": "text/html"}).status_code == 503
