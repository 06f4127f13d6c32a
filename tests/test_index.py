"""The index over one snapshot: BM25 and vectors fused by rank, filtered by rows, exact on digits."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Hit
from assistant.searching.expansion import expand
from assistant.searching.index import DEPTH, LEXICAL_WEIGHT, RANK_OFFSET, SearchIndex
from assistant.searching.tokens import stem
from ingest.storage.snapshot import Snapshot, build
from tests.contracts import snapshot_of
from tests.fakes import FakeEncoder

SNAPSHOT = snapshot_of()
INDEX = SearchIndex(SNAPSHOT)
ALL = np.arange(len(INDEX), dtype=np.int64)


def search(question: str, index: SearchIndex = INDEX, rows: np.ndarray | None = None, limit: int = 5) -> list[Hit]:
    """What words alone find."""
    return list(index.search(expand(question, index.spell), None, ALL if rows is None else rows, limit))


def texts(hits: list[Hit]) -> list[str]:
    """The texts of hits."""
    return [passage.text for hit in hits if (passage := SNAPSHOT.passage(hit.passage_id))]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("ambroisie", "L'ambroisie gagne les talus"),
        ("l'ambrosie", "L'ambroisie gagne les talus"),
        ("AMBROISIES", "L'ambroisie gagne les talus"),
        ("PSSM", "premiers secours en santé mentale"),
        ("déserts médicaux", "medical deserts"),
        ("4120 €", "4 120 €"),
        ("5480", "5 480 €"),
    ],
)
def test_what_is_asked_is_found_first(question: str, held: str) -> None:
    assert held in texts(search(question))[0]


@pytest.mark.parametrize("asked", ["2023", "2022", "2031", "4121", "412", "41200", "1900000", "2.3"])
def test_a_number_finds_no_other_number(asked: str) -> None:
    for text in texts(search(asked, limit=60)):
        assert re.search(rf"(?<!\d){re.escape(asked)}(?!\d)", text.replace(" ", "")), text


@given(st.integers(0, 99_999))
def test_a_number_is_found_exactly_or_not_at_all(number: int) -> None:
    for text in texts(search(str(number), limit=60)):
        whole = re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)
        assert re.search(rf"(?<!\d){number}(?!\d)", whole)


def test_a_misspelling_must_keep_its_first_letter_and_its_length() -> None:
    assert INDEX.spell("ambrosi").startswith("ambrois")
    assert INDEX.spell("xmbroisi") == ""
    assert INDEX.spell("msa") == ""
    assert INDEX.spell("2023") == ""
    assert INDEX.spell("") == ""


def test_a_short_form_finds_the_word_of_its_family() -> None:
    held = snapshot_of({"contrat.txt": "Contrat local de santé du Val Brumeux\n\nDeux dermatologues, des policiers."})
    index = SearchIndex(held)
    assert index.spell("dermato") == stem("dermatologues")
    assert index.spell(stem("police")) == stem("policiers")
    assert index.spell("poli") == "", "too short to be of a family"


def test_a_community_is_no_communication() -> None:
    held = snapshot_of({"contrat.txt": "Contrat local de santé du Val Brumeux\n\nLa communication est libre."})
    assert SearchIndex(held).spell(stem("communaute")) == ""


def test_a_thing_of_its_own_is_no_misspelling_of_a_deed() -> None:
    held = snapshot_of(
        {"contrat.txt": "Contrat local de santé du Val Brumeux\n\nDes guides distribués, l'eau préservée."}
    )
    index = SearchIndex(held)
    assert index.spell(stem("distributeurs")) == index.spell(stem("preservatifs")) == ""
    assert not index.knows(stem("preservatifs"))


def test_only_the_given_rows_are_searched() -> None:
    document = next(d for d in SNAPSHOT.documents if d.file_name == "val-brumeux.txt")
    rows = INDEX.rows([document.id])
    found = search("financement montant", rows=rows, limit=60)
    assert found
    assert {SNAPSHOT.passage(hit.passage_id).document_id for hit in found} == {document.id}  # type: ignore[union-attr]
    assert search("financement", rows=INDEX.rows([])) == []
    assert len(INDEX.rows(["no such document"])) == 0


def test_what_no_passage_holds_is_not_found_by_words() -> None:
    assert search("zzyzx") == []


def test_ranks_are_fused_and_told() -> None:
    [first, *_] = search("ambroisie")
    assert first.lexical_rank == 1
    assert first.vector_rank == 0
    assert first.score == pytest.approx(LEXICAL_WEIGHT / (RANK_OFFSET + 1))


def test_vectors_add_passages_that_no_word_finds() -> None:
    vector = SNAPSHOT.vectors[7]
    hits = INDEX.search((), vector, ALL, 3)
    assert hits[0].passage_id == SNAPSHOT.passages[7].id
    assert hits[0].vector_rank == 1
    assert hits[0].lexical_rank == 0


def test_damaged_vectors_are_not_used() -> None:
    index = SearchIndex(replace(SNAPSHOT, vectors_usable=False))
    assert index.search((), SNAPSHOT.vectors[7], ALL, 3) == ()


def test_a_boost_is_added_before_ranking() -> None:
    boost = np.zeros(len(INDEX), dtype=np.float32)
    boost[3] = 100.0
    groups = expand("ambroisie", INDEX.spell)
    assert INDEX.search(groups, None, ALL, 1, boost=boost)[0].passage_id == SNAPSHOT.passages[3].id


def test_equal_passages_keep_their_order_and_the_limit_holds() -> None:
    hits = search("financement", limit=3)
    assert len(hits) == 3
    assert hits == search("financement", limit=3)
    assert len(search("le financement de la santé du contrat", limit=1000)) <= 2 * DEPTH


def test_rarity_falls_with_the_number_of_passages() -> None:
    assert INDEX.rarity("zzyzx") > INDEX.rarity("ambrois") > INDEX.rarity("financ") > 0
    assert INDEX.knows("financ")
    assert not INDEX.knows("zzyzx")


def test_marks_are_ones_and_zeros() -> None:
    marks = INDEX.in_sections(re.compile("signataires"))
    assert {SNAPSHOT.passages[i].path[-1] for i in np.flatnonzero(marks)} == {
        "Article 1 : Les parties signataires",
        "Article 5 : Les engagements des signataires",
        "Les signataires du CLS",
    }
    assert set(INDEX.holding(re.compile("€")).tolist()) == {0.0, 1.0}
    assert int(INDEX.in_fields(frozenset({"funding"})).sum()) == 6


def test_a_sheets_best_score_is_all_its_passages_score() -> None:
    scores = np.zeros(len(INDEX), dtype=np.float32)
    row = next(i for i, p in enumerate(SNAPSHOT.passages) if p.sheet == "1.2" and p.field == "actors")
    scores[row] = 5
    spread = INDEX.sheet_scores(scores)
    for i, passage in enumerate(SNAPSHOT.passages):
        same = passage.sheet == "1.2" and passage.document_id == SNAPSHOT.passages[row].document_id
        assert spread[i] == (5 if same else 0)


@pytest.mark.parametrize("held", [build("0", [], FakeEncoder().dimension), snapshot_of({"x.txt": "le la les"})])
def test_an_index_of_nothing_answers_nothing(held: Snapshot) -> None:
    index = SearchIndex(held)
    assert search("contrat", index, rows=np.arange(len(index), dtype=np.int64)) == []
    assert index.rarity("contrat") >= 0
    assert index.spell("contrat") == ""


@given(st.text(max_size=80))
def test_no_question_breaks_it(question: str) -> None:
    search(question)
