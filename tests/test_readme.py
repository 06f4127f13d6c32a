"""The README says what the product does: its example runs, its answer is the real one, its commands exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from api.cli import app
from api.listing import answer
from assistant.records import Question
from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_answer_shown_is_the_real_one(corpus_assistant: Assistant) -> None:
    shown = re.search(r'```console\n\$ cls-assistant ask "(?P<question>[^"]+)"\n(?P<answer>.*?)\n```', README, re.S)
    assert shown
    assert answer(corpus_assistant.ask(Question(shown["question"]))) == shown["answer"]


def test_the_python_example_runs(corpus_data: Path) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.S)
    assert example
    environment = {**os.environ, "CLS_DATA_DIR": str(corpus_data), "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", example[1]],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.strip().split("\n")
    assert len(lines) == 3
    assert any("Fiche action" in line for line in lines)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"cls-assistant ([a-z]+)", README))))
def test_each_command_named_exists(name: str) -> None:
    own = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert name in own | {point.name for point in entry_points(group="cls_assistant.commands")}


def test_each_linked_file_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
