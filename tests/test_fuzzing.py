"""Requests that nobody thought of, drawn by schemathesis from the interface's own description, to a real server.

`FUZZ_EXAMPLES=300` draws more of them for each operation than a usual run can wait for.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import write
from tests.documents import contract_docx, simple_pdf
from tests.live import ROOT, Live, serving

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent / "fuzz"
TOKEN = "jeton"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "4"))
# The least that so few examples make, once the coverage of each parameter's bounds is counted.
FEWEST = 500


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("fuzz")
    corpus = write(folder / "corpus")
    simple_pdf(corpus / "annexe.pdf", ["La convention du Val d'Aurence.", "Le comité se réunit deux fois par an."])
    contract_docx(corpus / "contrat.docx")
    settings = {"CLS_CORPUS_DIR": str(corpus), "CLS_ADMIN_TOKEN": TOKEN, "CLS_RATE_LIMIT": "0"}
    with serving(folder / "data", **settings) as server:
        yield server


def test_no_request_breaks_the_server_or_its_word(live: Live, tmp_path: Path) -> None:
    with live.client() as client:
        kept = ",".join(document["id"] for document in client.get("/api/documents").json())
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(HERE / "schemathesis.toml"), "run",
        f"{live.address}/openapi.json", "--header", f"Authorization: Bearer {TOKEN}", "--checks", "all",
        # What is created at once is a job, not the document that the job may bring in.
        "--exclude-checks", "ensure_resource_availability",
        "--max-examples", str(EXAMPLES), "--request-timeout", "120", "--suppress-health-check", "all",
    ]  # fmt: skip
    variables = {
        "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "PYTHONPATH": str(ROOT), "FUZZ_KEPT": kept,
        "FUZZ_FOLDER": str(live.log.parent),
    }  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=os.environ | variables)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2000:]
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated, done.stdout[-2000:]
    assert int(generated[1]) >= FEWEST
    with live.client() as client:
        assert client.get("/readyz").status_code == 200
    log = live.log.read_text("utf-8")
    assert not re.search(r" 5\d\d \d", log), re.findall(r".* 5\d\d \d.*", log)[:5]
