"""The snapshot: order, look-ups, rows aligned with passages."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from ingest.records import Metadata, Original
from ingest.storage.snapshot import Loaded, build
from tests.fakes import FakeEncoder, document, passages_of


def loaded(name: str, *lines: str, metadata: Metadata | None = None) -> Loaded:
    item = document(name, *lines, metadata=metadata)
    passages = passages_of(item)
    return Loaded(item, passages, FakeEncoder().encode([passage.text for passage in passages]))


def test_rows_passages_and_documents_are_aligned_whatever_the_order_of_arrival() -> None:
    parts = [loaded("B", "bb b", "b"), loaded("A", "a aaaa"), loaded("C", "cc", "c ccc", "c")]
    for order in (parts, parts[::-1]):
        snapshot = build("v", order, 8)
        assert [item.file_name for item in snapshot.documents] == ["A.txt", "B.txt", "C.txt"]
        assert [passage.text for passage in snapshot.passages] == ["a aaaa", "bb b", "b", "cc", "c ccc", "c"]
        np.testing.assert_array_equal(
            snapshot.vectors, FakeEncoder().encode([passage.text for passage in snapshot.passages])
        )
        for item in snapshot.documents:
            assert {snapshot.passages[row].document_id for row in snapshot.rows_of(item.id)} == {item.id}
        assert all(snapshot.row(passage.id) == row for row, passage in enumerate(snapshot.passages))


def test_what_is_not_there_is_none() -> None:
    snapshot = build("v", [], 8)
    assert snapshot.vectors.shape == (0, 8)
    assert (snapshot.document("x"), snapshot.passage("x"), snapshot.row("x")) == (None, None, None)
    assert snapshot.rows_of("x") == range(0)


def test_it_cannot_be_changed() -> None:
    snapshot = build("v", [loaded("A")], 8)
    with pytest.raises(FrozenInstanceError):
        snapshot.version = "w"  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        snapshot.vectors[0, 0] = 1


def test_a_document_without_vectors_puts_all_vectors_out_of_use() -> None:
    snapshot = build("v", [loaded("A"), replace(loaded("B"), vectors=None)], 8)
    assert not snapshot.vectors_usable
    assert snapshot.vectors.shape == (2, 8)


def test_a_notice_that_stepped_back_is_found_by_id_but_not_searched() -> None:
    original = loaded("Contrat", metadata=Metadata(kind="contrat", territory="Pays de Valmont", period="2031-2036"))
    notice = loaded(
        "Notice",
        metadata=Metadata(kind="contrat", notice_of=Original("CLS", "contrat", "Valmont", "2031-2036")),
    )
    snapshot = build("v", [notice, original], 8)
    assert [item.file_name for item in snapshot.documents] == ["Contrat.txt"]
    assert [item.file_name for item in snapshot.all_documents] == ["Contrat.txt", "Notice.txt"]
    assert snapshot.document(notice.document.id) == notice.document
    assert snapshot.passage(notice.passages[0].id) is None
    assert len(snapshot.vectors) == 1
