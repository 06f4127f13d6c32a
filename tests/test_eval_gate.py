"""What the gate of CI says: what got worse than the stored result, and a sabotaged answer is seen to fail it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.records import Answer
from eval import publish, stored
from eval.agreement import Reading, agreement, sample
from eval.cases import Case, Fact, FactKind
from eval.gate import complaints
from eval.run import Results, answer_row
from eval.summary import summary
from tests.seeded import RIGHT, WORLD, Right, digit_changed, other_contract, signatory_added

ABOUT = {"date": "2031-02-03T04:05:06", "commit": "abc", "command": "cls-assistant eval"}
BY_ID = {one.case.id: one for one in RIGHT}


def measured(*spoilt: tuple[Case, Answer]) -> dict[str, Any]:
    """The stored result of the right answers, some of them replaced."""
    wrong = {case.id: answer for case, answer in spoilt}
    rows = tuple(answer_row(one.case, wrong.get(one.case.id, one.answer), WORLD, 12.0) for one in RIGHT)
    cases = tuple(one.case for one in RIGHT)
    sources = tuple(WORLD.sources.values())
    return stored.stored_of(summary([Results("essai", cases, (), (), rows, sources=sources)], ABOUT))


def test_nothing_is_said_where_nothing_got_worse() -> None:
    assert complaints(measured(), measured()) == ()


@pytest.mark.parametrize(
    ("id_", "spoil", "said"),
    [
        ("annual", digit_changed, "chiffres faux, 1 au lieu de 0 au plus (annual)"),
        ("list", signatory_added, "faux signataires, 1 au lieu de 0 au plus (list)"),
        ("annual", other_contract, "erreurs de territoire, 1 au lieu de 0 au plus (annual)"),
    ],
)
def test_one_sabotaged_answer_fails_the_gate(id_: str, spoil: Any, said: str) -> None:
    one: Right = BY_ID[id_]
    spoilt = spoil(one)
    assert spoilt is not None
    found = complaints(measured(), measured((one.case, spoilt)))
    assert any(f"essai : {said}" in complaint for complaint in found), found


def test_grave_faults_may_only_fall() -> None:
    one = BY_ID["annual"]
    spoilt = digit_changed(one)
    assert spoilt is not None
    assert complaints(measured((one.case, spoilt)), measured()) == ()
    assert complaints(measured((one.case, spoilt)), measured((one.case, spoilt))) == ()


def falls(lost: int, gained: int) -> tuple[str, ...]:
    """What the gate says when so many of 60 cases became wrong and so many right."""
    case = {"right": 1, "refusal": 1, "wrong_figures": 0, "false_signatories": 0, "wrong_territory": 0}
    wrong = case | {"right": 0}
    before = {f"c{i}": (wrong if i < gained else case) for i in range(60)}
    now = {f"c{i}": (wrong if gained <= i < gained + lost else case) for i in range(60)}
    made = [{"sets": [{"name": "jeu", "errors": [], "cases": cases}]} for cases in (before, now)]
    return complaints(made[0], made[1])


def test_a_fall_that_chance_explains_is_let_through_and_another_is_not() -> None:
    assert falls(lost=5, gained=0) == ()
    assert falls(lost=8, gained=4) == ()
    assert falls(lost=6, gained=0) == (
        "jeu : réponses justes, 6 perdues et 0 gagnées (p = 0.031) : c0, c1, c2, c3, c4, c5",
    )


def test_an_application_that_fails_is_said() -> None:
    ok, failed = measured(), measured()
    failed["sets"][0]["errors"] = ["annual"]
    assert complaints(ok, failed) == ("essai : l'application échoue (annual)",)


# The stored result, the README and the report


def test_a_stored_result_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    kept = measured()
    stored.write(kept, tmp_path / "stored.json")
    assert stored.read(tmp_path / "stored.json") == stored._rounded(kept)
    lines = (tmp_path / "stored.json").read_text("utf-8").splitlines()
    assert sum(line.startswith('  "') for line in lines) == len(RIGHT), "one line a case"


def test_the_readme_shows_the_stored_result() -> None:
    readme = publish.README.read_text("utf-8")
    assert publish.with_table(readme, stored.read()) == readme, "run « make stored », or publish it anew"


def test_a_readme_without_marks_is_said() -> None:
    with pytest.raises(publish.UserError, match="il manque les marques"):
        publish.with_table("# Rien", measured())


def test_publishing_writes_all_three_from_one_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"avant\n{publish.BEGIN}\nancien\n{publish.END}\naprès\n", "utf-8")
    monkeypatch.setattr(publish, "README", readme)
    monkeypatch.setattr(publish, "REPORT", tmp_path / "report.html")
    monkeypatch.setattr(stored, "STORED", tmp_path / "stored.json")
    rows = tuple(answer_row(one.case, one.answer, WORLD, 12.0) for one in RIGHT)
    results = Results("essai", tuple(one.case for one in RIGHT), (), (), rows, sources=tuple(WORLD.sources.values()))
    kept = (publish.ROOT / "eval" / "reference" / "stored.json").read_bytes()
    publish.publish(summary([results], ABOUT))
    assert [one["name"] for one in stored.read(tmp_path / "stored.json")["sets"]] == ["essai"]
    assert (publish.ROOT / "eval" / "reference" / "stored.json").read_bytes() == kept, "the real one stays"
    text = readme.read_text("utf-8")
    assert text.startswith("avant\n")
    assert text.endswith("après\n")
    assert "ancien" not in text
    assert "| essai (15) | 100 % [80–100] | 100 % | – | – | 0 / 0 / 0 | 12 ms |" in text
    report = (tmp_path / "report.html").read_text("utf-8")
    assert '<html lang="fr">' in report
    assert "http" not in report, "nothing is loaded from elsewhere"
    assert "<script" not in report


def test_what_a_report_shows_is_escaped() -> None:
    from eval.html import html

    one = BY_ID["annual"]
    evil = Answer(one.answer.status, "<img src=x> 9 999 € par an [1]", one.answer.citations)
    rows = (answer_row(one.case, evil, WORLD, 12.0),)
    made = html(summary([Results("<b>jeu</b>", (one.case,), (), (), rows)], ABOUT))
    assert "<img" not in made
    assert "<b>jeu" not in made
    assert "9 999 €" in made


# Two readers


def test_a_fifth_of_every_category_is_read_again_and_always_the_same() -> None:
    cases = [Case(f"c{i:03}", "?", "money" if i % 2 else "dates", one.case.status) for i, one in enumerate(RIGHT * 5)]
    chosen = sample(cases)
    assert chosen == sample(tuple(reversed(cases)))
    assert abs(len(chosen) - len(cases) / 5) <= 2
    assert {case.category for case in chosen} == {"money", "dates"}


def test_two_readers_are_compared_by_status_and_typed_facts() -> None:
    cases = [one.case for one in RIGHT]
    same = [Reading(case.id, case.status, case.facts) for case in cases]
    found = agreement(cases, same)
    assert (found.status_kappa, found.facts_kappa, found.differ) == (1.0, 1.0, ())
    other = Reading("annual", BY_ID["annual"].case.status, (Fact(FactKind.AMOUNT, 4821, "EUR", "annual"),))
    refused = Reading("list", BY_ID["absent"].case.status)
    changed = [other, refused, *(reading for reading in same if reading.id not in {"annual", "list"})]
    found = agreement(cases, changed)
    assert found.differ == ("annual", "list")
    assert 0 < found.answerable_kappa < 1
    assert 0 < found.facts_kappa < 1
