"""OpenAI's interface, used by OpenAI's own client and by LangChain's, against a real server process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import openai
import pytest
from langchain_openai import ChatOpenAI

from api.chat import MODEL, ChatIn, inert, question_of
from api.problems import ProblemError
from assistant.records import Turn
from tests.api_fakes import HOSTILE, PDF_ID, QUOTE, TABLE
from tests.live import Live, faking

USER = {"role": "user", "content": "Combien coûtent les ateliers ?"}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    settings = {"CLS_API_TOKEN": "cle", "CLS_RATE_LIMIT": "0", "CLS_PUBLIC_URL": "https://cls.exemple.fr/"}
    with faking(tmp_path_factory.mktemp("chat"), **settings) as server:
        yield server


@pytest.fixture(scope="module")
def client(live: Live) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{live.address}/v1", api_key="cle", max_retries=0) as made:
        yield made


def test_there_is_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).owned_by == MODEL


def test_a_completion_is_the_answer_with_its_sources(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(model=MODEL, messages=[USER], temperature=0.3, max_tokens=50)
    choice = completion.choices[0]
    assert (choice.finish_reason, choice.message.role, completion.model) == ("stop", "assistant", MODEL)
    text = choice.message.content
    assert text.startswith("La fiche action 7.3 prévoit 1 234 € par an [1].")
    assert (
        "\n\n(seul contrat indexé)\n\nSources :\n[1] Contrat des Rives d'Ormont, page 1, Fiche action 7.3 › Coût"
        in text
    )
    assert f"« {QUOTE} » https://cls.exemple.fr/documents/{PDF_ID}?page=1&start=" in text
    annotations = choice.message.annotations
    assert [text[one.url_citation.start_index : one.url_citation.end_index] for one in annotations] == [
        "[1]", "[1]", "[2]"
    ]  # fmt: skip
    assert annotations[0].url_citation.title == "Contrat des Rives d'Ormont, page 1"
    assert annotations[0].url_citation.url.startswith(f"https://cls.exemple.fr/documents/{PDF_ID}?page=1&start=")
    assert choice.message.model_extra["citations"][0]["quote"] == QUOTE
    assert completion.model_extra["cls"]["status"] == "answered"
    usage = completion.usage
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.prompt_tokens == 5


def test_a_table_to_take_away_is_told_by_an_address_that_another_program_can_follow(client: openai.OpenAI) -> None:
    asked = {"role": "user", "content": "Un fichier ?"}
    text = client.chat.completions.create(model=MODEL, messages=[asked]).choices[0].message.content
    assert text == f"Le tableau [1] :\n- en CSV : https://cls.exemple.fr{TABLE}\n- ‹b> //exemple.fr/financement"


def test_nothing_that_a_document_says_is_live_in_the_message(client: openai.OpenAI) -> None:
    message = client.chat.completions.create(model=MODEL, messages=[USER]).choices[0].message
    assert HOSTILE not in message.content
    assert "<img" not in message.content
    assert "‹script>" in message.content
    assert message.model_extra["citations"][1]["quote"] == HOSTILE


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("![a](http://x/y)", "! [a] (http://x/y)"),
        ("[a](http://x) et [1]", "[a] (http://x) et [1]"),
        ("[a][b]", "[a] [b]"),
        ("<b>2 < 3</b>", "‹b>2 < 3‹/b>"),
        ("4 791 € [1] ; 2 ! oui", "4 791 € [1] ; 2 ! oui"),
    ],
)
def test_inert(text: str, plain: str) -> None:
    assert inert(text) == plain


def test_a_stream_gives_the_same_text_then_the_sources_and_the_usage(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model=MODEL, messages=[USER])
    chunks = list(
        client.chat.completions.create(
            model=MODEL, messages=[USER], stream=True, stream_options={"include_usage": True}
        )
    )
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    assert len(deltas) > 8
    assert deltas[-2].model_extra["annotations"] == [a.model_dump() for a in whole.choices[0].message.annotations]
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert (chunks[-1].choices, chunks[-1].usage) == ([], whole.usage)
    assert len({chunk.id for chunk in chunks}) == 1


def test_the_stream_ends_with_done(live: Live) -> None:
    sent = {"model": MODEL, "messages": [USER], "stream": True}
    with live.client("cle") as client:
        answer = client.post("/v1/chat/completions", json=sent)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.endswith("\n\ndata: [DONE]\n\n")
    assert '"usage"' not in answer.text


def test_langchain_invokes_and_streams(live: Live) -> None:
    model = ChatOpenAI(model=MODEL, base_url=f"{live.address}/v1", api_key="cle")
    answer = model.invoke([("system", "Sois bref."), ("user", "Combien coûtent les ateliers ?")])
    assert "1 234 € par an [1]" in answer.content
    assert answer.usage_metadata["total_tokens"] > 20
    assert "".join(chunk.content for chunk in model.stream("Combien coûtent les ateliers ?")) == answer.content


def said(content: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": content}]


BAD, LONG = openai.BadRequestError, "context_length_exceeded"


@pytest.mark.parametrize(
    ("sent", "error", "code", "says"),
    [
        ({"model": "gpt-9", "messages": [USER]}, openai.NotFoundError, "model_not_found", MODEL),
        ({"messages": []}, BAD, None, "messages"),
        ({"messages": said(" ")}, BAD, None, "question"),
        ({"messages": [USER, {"role": "assistant", "content": "a"}]}, BAD, None, "dernier message"),
        ({"messages": said("x" * 1001)}, BAD, LONG, "1000 caractères"),
        ({"messages": [USER], "n": 2}, BAD, None, "n"),
        ({"messages": said("x" * 2**20)}, openai.APIStatusError, None, "1 Mio"),
        ({"messages": said("panne")}, openai.InternalServerError, None, "imprévue"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_errors_have_openai_s_shape(client: openai.OpenAI, sent, error, code, says) -> None:
    with pytest.raises(error) as raised:
        client.chat.completions.create(**{"model": MODEL, **sent})
    assert raised.value.code == code
    assert says in raised.value.body["message"]
    assert raised.value.type in ("invalid_request_error", "server_error")


def test_a_wrong_key_and_too_many_questions(live: Live, tmp_path: Path) -> None:
    with pytest.raises(openai.AuthenticationError) as raised:
        openai.OpenAI(base_url=f"{live.address}/v1", api_key="autre", max_retries=0).models.list()
    assert raised.value.code == "invalid_api_key"
    with faking(tmp_path, CLS_RATE_LIMIT="1") as limited:
        client = openai.OpenAI(base_url=f"{limited.address}/v1", api_key="x", max_retries=0)
        message = client.chat.completions.create(model=MODEL, messages=[USER]).choices[0].message
        assert f"« {QUOTE} » {limited.address}/documents/" in message.content
        with pytest.raises(openai.RateLimitError) as raised:
            client.chat.completions.create(model=MODEL, messages=[USER])
    assert raised.value.code == "rate_limit_exceeded"
    assert int(raised.value.response.headers["retry-after"]) > 0


def test_what_is_not_json_is_an_error_of_the_same_shape(live: Live) -> None:
    with live.client("cle") as client:
        answer: httpx.Response = client.post(
            "/v1/chat/completions", content=b"{", headers={"content-type": "application/json"}
        )
        assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
        assert client.get("/v1/nowhere").json()["error"]["message"] == "Rien ne se trouve à cette adresse."


def test_messages_become_a_question_and_its_history() -> None:
    asked = ChatIn.model_validate(
        {
            "model": MODEL,
            "messages": [
                {"role": "system", "content": "Réponds en vers."},
                {"role": "user", "content": [{"type": "text", "text": "Et la 7.2 ?"}, {"type": "image_url"}]},
                {"role": "assistant", "content": "Rien [1].\n\nSources :\n[1] Contrat, page 1"},
                {"role": "user", "content": "Et la 7.3 ?"},
                {"role": "tool", "content": "inconnu"},
                {"role": "user", "content": " Et la 7.4 ? "},
            ],
        }
    )
    question = question_of(asked)
    assert question.text == "Et la 7.4 ?"
    assert question.history == (Turn("Et la 7.2 ?", "Rien [1]."), Turn("Et la 7.3 ?"))


def test_a_long_conversation_keeps_its_last_turns() -> None:
    turns = [{"role": role, "content": f"{role} {n}"} for n in range(40) for role in ("user", "assistant")]
    history = question_of(ChatIn.model_validate({"model": MODEL, "messages": [*turns, USER]})).history
    assert [turn.question for turn in history] == [f"user {n}" for n in range(20, 40)]


def test_a_question_of_invisible_characters_is_refused() -> None:
    asked = {"model": MODEL, "messages": [{"role": "user", "content": "\u200b"}]}
    with pytest.raises(ProblemError):
        question_of(ChatIn.model_validate(asked))
