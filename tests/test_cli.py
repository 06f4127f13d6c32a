"""The command line in processes of its own, over an index of invented contracts in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import TEXTS, write
from tests.documents import bad_files

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "import sys; sys.argv[0] = 'cls-assistant'; from api.cli import main; main()"]
COMMANDS = ("ingest", "ask", "serve", "mcp", "documents", "contracts", "eval")
# Loading the model takes seconds on a busy machine.
PATIENCE = 120


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment without any setting but these."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith("CLS_")}
    wide = {"COLUMNS": "200", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return {**bare, **wide, "CLS_DATA_DIR": str(data), **more}


def run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """What a command gives; no traceback, whatever it does."""
    done = subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, env=environment(data, **more), cwd=data.parent,
        timeout=PATIENCE, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder beside the invented contracts and a web page, nothing ingested yet."""
    folder = tmp_path_factory.mktemp("cli")
    corpus = write(folder / "corpus", TEXTS)
    (corpus / "val-lointain.html").write_text(
        "<!doctype html><html lang='fr'><head><title>Le Val Lointain signe son contrat local de santé 2025-2029</title>"
        "</head><body><nav><a href='/'>Accueil</a></nav><main><h1>Le Val Lointain signe son contrat local de santé "
        "2025-2029</h1><p>Le contrat local de santé du Val Lointain a été signé le 4 avril 2025 à Pontbleu pour la "
        "période 2025-2029.</p><h2>Les signataires du CLS</h2><ul><li>la communauté de communes du Val Lointain</li>"
        "<li>l'Agence régionale de santé</li></ul></main></body></html>",
        "utf-8",
    )
    return folder / "data"


@pytest.fixture(scope="module")
def bad(data: Path) -> dict[str, str]:
    """A folder of bad files beside: the state expected of each."""
    (data.parent / "mauvais").mkdir()
    return bad_files(data.parent / "mauvais")


@pytest.fixture(scope="module")
def report(data: Path, bad: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the first `ingest` says of the contracts and of the folder of bad files."""
    return run(data, "ingest", str(data.parent / "corpus"), str(data.parent / "mauvais"), "--json")


@pytest.fixture(scope="module")
def indexed(data: Path, report: subprocess.CompletedProcess[str]) -> Path:
    """The data folder, with the contracts in."""
    return data


# --- help and wrong usage: nothing heavy is loaded ---


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda c: " ".join(c) or "all")
def test_help_gives_an_example(command: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tmp_path / "data", *command, "--help")
    assert done.returncode == 0
    assert f"Exemple : cls-assistant {' '.join(command)}".strip() in done.stdout
    assert done.stdout.startswith(f"Emploi : cls-assistant {' '.join(command)}".strip())
    # The library's own words are English.
    for english in ("Usage", "Show", "OPTIONS", "Commands", "default", "required", "<", "None", "ARGS"):
        assert english not in done.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("ask",),
        ("ask", "a", "b"),
        ("ask", "a", "--no-such-option"),
        ("serve", "--port", "0"),
    ],
    ids=lambda a: " ".join(a)[:30],
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tmp_path / "data", *arguments, CLS_CORPUS_DIR=str(tmp_path / "missing"))
    assert done.returncode == 2
    assert done.stderr.strip()
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ask", " "), "La question est vide"),
        (("ask", "a" * 1001), "La question est trop longue : 1000 caractères au plus."),
        (("ingest",), "n'existe pas : indiquez les fichiers à lire, ou réglez CLS_CORPUS_DIR."),
    ],
)
def test_what_we_refuse_is_one_french_sentence(arguments: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    done = run(tmp_path / "data", *arguments, CLS_CORPUS_DIR=str(tmp_path / "missing"))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CLS_RATE_LIMIT", "abc", "un nombre entier de questions par minute"),
        ("CLS_CHROMA_URL", "chez-moi", "une adresse comme http://127.0.0.1:8001"),
        ("CLS_DATA_DIR", __file__, "un dossier"),
        ("CLS_PUBLIC_URL", "cls.exemple.fr", "l'adresse publique du service, comme https://cls.exemple.fr"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(name: str, value: str, expected: str, tmp_path: Path) -> None:
    done = run(tmp_path / "data", "documents", **{name: value})
    assert done.returncode == 2
    assert f"Le réglage {name} vaut « {value} »" in done.stderr
    assert expected in done.stderr


def test_the_program_alone_tells_its_commands(tmp_path: Path) -> None:
    done = run(tmp_path / "data")
    assert done.returncode == 0
    assert all(f"\n    {name} " in done.stdout for name in COMMANDS)


def test_options_tell_what_they_take_and_their_default(tmp_path: Path) -> None:
    told = run(tmp_path / "data", "serve", "--help").stdout
    assert "--host ADRESSE" in told
    assert "Port d'écoute. Par défaut : 8000." in told
    assert "ask [options] QUESTION\n" in run(tmp_path / "data", "ask", "--help").stdout


def test_every_refusal_is_french(tmp_path: Path) -> None:
    told = run(tmp_path / "data", "ask").stderr
    assert not any(word in told for word in ("Usage:", "Missing", "No such", "Invalid", "Try "))


# --- an index ---


def test_bad_files_are_reported_one_by_one_and_the_others_are_in(
    report: subprocess.CompletedProcess[str], bad: dict[str, str]
) -> None:
    assert report.returncode == 1
    rows = {row["file_name"]: row for row in json.loads(report.stdout)}
    for name in bad.keys() & rows.keys():
        assert (rows[name]["state"], rows[name]["change"]) == (bad[name], "rejected")
        assert rows[name]["message"].endswith(".")
    for name in (*TEXTS, "val-lointain.html"):
        assert (rows[name]["state"], rows[name]["change"]) == ("ready", "added")
    assert len(bad.keys() & rows.keys()) >= 8


def test_every_bad_file_of_a_folder_is_reported(report: subprocess.CompletedProcess[str], bad: dict[str, str]) -> None:
    assert bad.keys() <= {row["file_name"] for row in json.loads(report.stdout)}


def test_ask_json_is_the_object_of_the_interface(indexed: Path) -> None:
    done = run(indexed, "ask", "Qui a signé ?", "--json", "--contract", "val-lointain-2025-2029")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert list(answer) == [
        "status", "answer", "citations", "figures", "scope", "understood", "suggestions", "elapsed_ms"
    ]  # fmt: skip
    assert answer["status"] == "answered"
    assert [c["id"] for c in answer["scope"]["contracts"]] == ["val-lointain-2025-2029"]
    assert set(answer["citations"][0]) == {
        "number", "document_id", "document_title", "page", "section", "quote", "start", "end", "url"
    }  # fmt: skip


def test_a_refusal_exits_with_0(indexed: Path) -> None:
    done = run(indexed, "ask", "Résume le CLS de Besançon")
    assert done.returncode == 0
    assert done.stdout.startswith("Aucun document indexé ne porte sur le contrat local de santé de « Besançon ».")
    assert "\n\nVous pouvez demander :\n- " in done.stdout


def test_an_unknown_contract_is_wrong_usage(indexed: Path) -> None:
    done = run(indexed, "ask", "Qui a signé ?", "--contract", "no-such-contract")
    assert done.returncode == 2
    assert "Le contrat « no-such-contract » n'est pas indexé ; contrats connus : hautes-rives-2024-2028" in done.stderr


def test_documents_and_contracts_list_what_was_understood(indexed: Path) -> None:
    documents = json.loads(run(indexed, "documents", "--json").stdout)
    assert {(d["contract"], d["kind"], d["state"]) for d in documents if d["state"] == "ready"} == {
        ("hautes-rives-2024-2028", "contrat", "ready"),
        ("val-brumeux-2024-2029", "contrat", "ready"),
        ("val-brumeux-2019-2023", "communique", "ready"),
        ("monts-d-oriel-2025-2030", "article", "ready"),
        ("val-lointain-2025-2029", "presentation", "ready"),
    }
    assert str(indexed.parent) not in json.dumps(documents)
    told = run(indexed, "contracts").stdout
    assert "hautes-rives-2024-2028 : Hautes Rives 2024-2028 (1 document, 5 articles, 4 fiches)" in told
    shown = {one["id"]: one for one in json.loads(run(indexed, "contracts", "--json").stdout)}
    assert set(shown) == {document["contract"] for document in documents if document["contract"]}
    assert [action["number"] for action in shown["hautes-rives-2024-2028"]["actions"]] == ["1.1", "1.2", "2.1", "2.2"]
    assert str(indexed.parent) not in json.dumps(shown)


def test_ingesting_again_changes_nothing_and_reports_in_json(indexed: Path) -> None:
    done = run(indexed, "ingest", str(indexed.parent / "corpus"), "--json")
    assert done.returncode == 0
    assert {(row["state"], row["change"]) for row in json.loads(done.stdout)} == {("ready", "unchanged")}


@pytest.fixture
def holder(data: Path) -> Iterator[None]:
    """Another process that holds the index."""
    code = (
        "import os, sys, time; from pathlib import Path; from ingest.storage.locks import WriterLock\n"
        "with WriterLock(Path(os.environ['CLS_DATA_DIR'])): print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield
    process.communicate()


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize("arguments", [("documents",), ("ask", "Qui a signé ?"), ("ingest", "corpus")])
def test_a_second_process_says_so_at_once(data: Path, arguments: tuple[str, ...]) -> None:
    began = time.monotonic()
    done = run(data, *arguments)
    assert time.monotonic() - began < 90  # the start of Python on a busy machine, not the wait for the lock
    assert done.returncode == 2
    assert "utilise déjà cet index. Arrêtez-le" in done.stderr
    assert "PID" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# --- what cannot be read ---


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "ingest", str(tmp_path / "nulle-part"))
    assert done.returncode == 1
    assert "nulle-part : non lu" in done.stdout
    assert "n'existe pas" in done.stdout


def test_an_empty_index_says_what_to_do(tmp_path: Path) -> None:
    assert "cls-assistant ingest" in run(tmp_path / "data", "ask", "Qui a signé ?").stdout
    assert run(tmp_path / "data", "documents").stdout == "Aucun document n'est indexé : cls-assistant ingest.\n"
    assert json.loads(run(tmp_path / "data", "contracts", "--json").stdout) == []
