"""The tools of the Model Context Protocol, called by the SDK's own client over standard input and output, and HTTP."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from tests.api_fakes import TABLE
from tests.contracts import TEXTS, write
from tests.live import PROGRAM, Live, environment, faking

pytestmark = pytest.mark.slow

T = TypeVar("T")

TOOLS = {"ask", "search", "contracts", "contract", "compare", "funding"}
FRENCH = ("é", "è", "à", "ê", "ç", "î", " de ", " un ", " des ", " en ", "«")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the invented contracts in."""
    folder = tmp_path_factory.mktemp("mcp")
    corpus = write(folder / "corpus", TEXTS)
    subprocess.run([*PROGRAM, "ingest", str(corpus)], env=environment(folder / "data"), check=True, capture_output=True)
    return folder / "data"


def over_stdio(data: Path, log: Path, use: Callable[[Client], Awaitable[Any]]) -> Any:
    """What `use` gives with a client of `cls-assistant mcp`."""
    server = StdioServerParameters(command=PROGRAM[0], args=[*PROGRAM[1:], "mcp"], env=environment(data))

    async def session() -> Any:
        with log.open("w", encoding="utf-8") as errors:
            async with Client(stdio_client(server, errlog=errors)) as client:
                return await use(client)

    return _alone(session())


def _alone(work: Awaitable[T]) -> T:
    """What a coroutine gives, in a thread of its own: the tests of the pages keep a loop running in the first."""

    async def waited() -> T:
        return await asyncio.wait_for(work, 300)

    with ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(lambda: asyncio.run(waited())).result()


@pytest.fixture(scope="module")
def told(data: Path) -> dict[str, Any]:
    """What the tools say in one session: the process is started once."""
    calls = {
        "ask": ("ask", {"question": "Combien coûte la fiche 1.1 des Hautes Rives ?"}),
        "follow-up": ("ask", {
            "question": "Et la fiche 1.2 ?",
            "history": [{"question": "Combien coûte la fiche 1.1 des Hautes Rives ?", "answer": "7 350 € par an."}],
        }),
        "narrowed": ("ask", {"question": "Qui a signé ?", "contracts": ["hautes-rives-2024-2028"]}),
        "file": ("ask", {"question": "Un CSV du financement des Hautes Rives"}),
        "search": ("search", {"query": "médecins", "limit": 2}),
        "contracts": ("contracts", {}),
        "contract": ("contract", {"contract": "hautes-rives-2024-2028"}),
        "compare": ("compare", {"contracts": ["hautes-rives-2024-2028", "val-brumeux-2024-2029"]}),
        "funding": ("funding", {"contracts": ["hautes-rives-2024-2028"]}),
        "all funding": ("funding", {}),
        "unknown contract": ("contract", {"contract": "nulle-part"}),
        "one contract": ("compare", {"contracts": ["hautes-rives-2024-2028"] * 2}),
        "blank": ("ask", {"question": " "}),
        "long": ("ask", {"question": "a" * 1001}),
        "missing": ("ask", {}),
        "wrong kind": ("search", {"query": "médecins", "limit": "beaucoup"}),
        "no list": ("compare", {"contracts": "hautes-rives-2024-2028"}),
        "wrong exchange": ("ask", {"question": "Et après ?", "history": [{"answer": "oui"}]}),
        "no such tool": ("guess", {}),
    }  # fmt: skip

    async def use(client: Client) -> dict[str, Any]:
        found: dict[str, Any] = {"tools": (await client.list_tools()).tools}
        for name, (tool, arguments) in calls.items():
            found[name] = await client.call_tool(tool, arguments)
        return found

    log = data.parent / "mcp.log"
    found = over_stdio(data, log, use)
    found["log"] = log.read_text("utf-8")
    return found


def text(result: Any) -> str:
    return str(result.content[0].text)


def test_every_tool_is_told_in_french(told: dict[str, Any]) -> None:
    assert {tool.name for tool in told["tools"]} == TOOLS
    for tool in told["tools"]:
        assert tool.description.endswith(".")
        assert any(sign in tool.description for sign in FRENCH)
        assert tool.annotations.read_only_hint
        for parameter in tool.input_schema.get("properties", {}).values():
            assert any(sign in parameter["description"] for sign in FRENCH)
        assert "exchange" not in json.dumps(tool.input_schema.get("$defs", {})).replace('"Exchange"', "")


def test_ask_gives_the_answer_with_its_sources_and_the_whole_object(told: dict[str, Any]) -> None:
    result = told["ask"]
    assert not result.is_error
    assert "7 350 € par an" in text(result)
    assert "\n\nSources :\n[1] " in text(result)
    assert "« Estimation du montant prévisionnel annuel du projet : 7 350 €" in text(result)
    assert "http" not in text(result)
    whole = result.structured_content
    assert (whole["status"], whole["citations"][0]["number"]) == ("answered", 1)
    assert "fiche action 1.2" in text(told["follow-up"])
    assert [one["id"] for one in told["narrowed"].structured_content["scope"]["contracts"]] == [
        "hautes-rives-2024-2028"
    ]


def test_without_a_public_address_a_table_is_to_be_had_from_a_tool(told: dict[str, Any]) -> None:
    assert text(told["file"]).startswith("Le tableau de ce que finance")
    assert "l'outil « funding » donne le tableau de l'argent" in text(told["file"])
    assert told["file"].structured_content["answer"] in text(told["file"])
    assert "l'outil « funding »" not in text(told["ask"])


def test_the_other_tools_give_what_the_interface_gives(told: dict[str, Any]) -> None:
    for name in ("search", "contracts", "contract", "compare", "funding"):
        assert json.loads(text(told[name])) == told[name].structured_content
    assert len(told["search"].structured_content["results"]) == 2
    assert "hautes-rives-2024-2028" in [one["id"] for one in told["contracts"].structured_content["contracts"]]
    contract = told["contract"].structured_content
    assert [action["number"] for action in contract["actions"]] == ["1.1", "1.2", "2.1", "2.2"]
    assert contract["signatories"][0]["evidence"][0]["quote"]
    assert len(told["compare"].structured_content["contracts"]) == 2
    rows = told["funding"].structured_content["rows"]
    assert {row["contract"] for row in rows} == {"hautes-rives-2024-2028"}
    assert "global" in told["funding"].structured_content["totals"][0]
    assert len(told["all funding"].structured_content["rows"]) > len(rows)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("unknown contract", "aucun contrat indexé ne porte cet identifiant"),
        ("one contract", "Il faut deux contrats différents."),
        ("blank", "« question » : il faut un texte qui ne soit pas vide."),
        ("long", "1 000 caractères au plus"),
        ("missing", "« question » : ce champ est obligatoire."),
        ("wrong kind", "« limit » : un nombre entier est attendu."),
        ("no list", "« contracts » : une liste est attendue."),
        ("wrong exchange", "« history[0].question » : ce champ est obligatoire."),
        (
            "no such tool",
            "Il n'y a pas d'outil de ce nom ; outils : ask, search, contracts, contract, compare, funding.",
        ),
    ],
)
def test_an_error_is_a_sentence(told: dict[str, Any], name: str, says: str) -> None:
    assert told[name].is_error
    assert says in text(told[name])
    assert not any(word in text(told[name]) for word in ("Traceback", "Error", "Input", "Field", "pydantic"))


def test_the_log_holds_no_trace_and_no_question(told: dict[str, Any]) -> None:
    assert "Traceback" not in told["log"]
    assert "fiche" not in told["log"]


def test_an_empty_index_says_what_to_do(tmp_path: Path) -> None:
    async def use(client: Client) -> Any:
        return await client.call_tool("ask", {"question": "Qui a signé ?"})

    result = over_stdio(tmp_path / "data", tmp_path / "log", use)
    assert result.is_error
    assert "cls-assistant ingest" in text(result)


def test_an_index_that_another_process_holds_is_one_sentence(data: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from ingest.storage.locks import WriterLock\n"
    code += "with WriterLock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    folder = shutil.copytree(data, tmp_path / "data")
    holder = subprocess.Popen(
        [PROGRAM[0], "-c", code, str(folder)], env=environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout
        holder.stdout.readline()
        done = subprocess.run([*PROGRAM, "mcp"], env=environment(folder), capture_output=True, text=True, input="")
    finally:
        holder.communicate()
    assert (done.returncode, done.stdout) == (2, "")
    assert "utilise déjà cet index" in done.stderr
    assert "/mcp" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# --- over HTTP, in the server ---


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    settings = {"CLS_API_TOKEN": "cle", "CLS_RATE_LIMIT": "0", "CLS_PUBLIC_URL": "https://cls.exemple.fr"}
    with faking(tmp_path_factory.mktemp("mcp-http"), **settings) as server:
        yield server


def test_the_same_tools_answer_over_http_with_the_token(live: Live) -> None:
    async def session() -> tuple[set[str], Any, Any]:
        http = httpx2.AsyncClient(headers={"Authorization": "Bearer cle"}, timeout=60)
        async with http, Client(streamable_http_client(f"{live.address}/mcp", http_client=http)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            good = await client.call_tool("ask", {"question": "Combien coûtent les ateliers ?"})
            return names, good, await client.call_tool("ask", {"question": "panne de Mme Dupont"})

    names, good, bad = _alone(session())
    assert names == TOOLS
    assert "[1] Contrat des Rives d'Ormont, page 1" in text(good)
    assert "https://cls.exemple.fr/documents/" in text(good)
    assert bad.is_error
    assert text(bad).endswith("Une erreur imprévue s'est produite. Réessayez ; si elle revient, signalez-la.")
    log = live.log.read_text("utf-8")
    assert "RuntimeError" in log
    assert not any(word in log for word in ("Dupont", "Traceback"))
    with live.client("cle") as client:
        assert 'cls_answers_total{status="answered"} 1.0' in client.get("/metrics").text


def test_over_http_a_table_has_the_address_by_which_it_was_asked_for(tmp_path: Path) -> None:
    async def session(address: str) -> Any:
        http = httpx2.AsyncClient(timeout=60)
        async with http, Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client:
            return await client.call_tool("ask", {"question": "Un fichier ?"})

    with faking(tmp_path) as open_server:
        result = _alone(session(open_server.address))
        assert f"en CSV : {open_server.address}{TABLE}\n" in text(result)
        assert f"en CSV : {open_server.address}{TABLE}\n" in result.structured_content["answer"]


def test_over_http_the_token_and_the_rate_limit_hold(live: Live, tmp_path: Path) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    with live.client() as client:
        answer: httpx.Response = client.post("/mcp", json=call, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    with faking(tmp_path, CLS_RATE_LIMIT="2") as limited, limited.client() as client:
        statuses = [client.post("/mcp", json=call, headers=headers).status_code for _ in range(3)]
    assert statuses[2] == 429
    assert 429 not in statuses[:2]
