"""The store: commits, replacements, sweeping, health, and models that do not fit."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ingest.records import (
    Document,
    Metadata,
    Original,
    Page,
    PageOrigin,
    Passage,
    ReadState,
    Section,
    SectionKind,
    Span,
)
from ingest.settings import Settings
from ingest.storage import codec
from ingest.storage.store import EncoderMismatch, Store, StoreBusy, open_store
from tests.fakes import FakeEncoder, document, passages_of


def put(store: Store, *documents: Document) -> None:
    for item in documents:
        store.put(item, passages_of(item))


def names(store: Store) -> list[str]:
    return [item.file_name for item in store.snapshot().all_documents]


def test_what_is_put_is_there_again_after_closing(settings: Settings) -> None:
    original = document("Valmont", "Le contrat est signé", "Il dure cinq ans")
    with open_store(settings, FakeEncoder()) as store:
        put(store, original)
    with open_store(settings, FakeEncoder()) as store:
        snapshot = store.snapshot()
        assert snapshot.documents == (original,)
        assert snapshot.passages == passages_of(original)
        assert snapshot.vectors_usable
        expected = FakeEncoder().encode(["Le contrat est signé", "Il dure cinq ans"])
        np.testing.assert_allclose(snapshot.vectors, expected, atol=1e-6)
        assert store.health() == []


@pytest.mark.parametrize("odd", ["a\x00b", "œuf ﬁ 𝄞 e\u0301", "« 4\u202f791 € »\u00a0!", '"}]{[', "x" * 20_000])
def test_odd_text_comes_back_as_it_was(store: Store, odd: str) -> None:
    item = document("Odd", odd)
    store.put(item, [Passage("p", item.id, odd, (Span(1, 0, len(odd)),), path=(odd[:50],))])
    assert store.snapshot().passages[0].text == odd
    assert store.snapshot().documents[0].pages[0].text == odd


def test_a_document_put_again_replaces_its_passages(store: Store) -> None:
    put(store, document("Valmont", "une", "deux", "trois"))
    put(store, document("Valmont", "une autre"))
    assert [passage.text for passage in store.snapshot().passages] == ["une autre"]
    assert len(store._tables[0].metadatas()) == 1


def test_the_same_passages_are_not_embedded_again(store: Store) -> None:
    item = document("Valmont", "une", "deux")
    put(store, item)
    store.encoder = None  # type: ignore[assignment]
    store.put(replace(item, metadata=Metadata(title="Un autre titre")), passages_of(item))
    assert store.snapshot().documents[0].metadata.title == "Un autre titre"
    assert len(store.snapshot().passages) == 2


def test_removing_leaves_nothing(store: Store) -> None:
    first, second = document("Valmont"), document("Rochebrune")
    put(store, first, second)
    assert store.remove(first.id)
    assert not store.remove(first.id)
    assert names(store) == ["Rochebrune.txt"]
    assert len(store._tables[0].metadatas()) == len(store._tables[1].metadatas()) == 1


def test_passages_without_a_committed_document_are_not_seen_and_are_swept(settings: Settings) -> None:
    orphan = document("Orphelin")
    with open_store(settings, FakeEncoder()) as store:
        put(store, document("Valmont"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "_commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                put(store, orphan)
        assert len(store._tables[0].metadatas()) == 2
        assert names(store) == ["Valmont.txt"]
        put(store, document("Rochebrune"))  # a change that succeeds does not hide that one broke off
    with open_store(settings, FakeEncoder()) as store:
        assert names(store) == ["Rochebrune.txt", "Valmont.txt"]
        store.sweep()
        assert len(store._tables[0].metadatas()) == 2
        assert not store._layout.writing


def test_a_source_has_one_document_and_a_document_may_have_many_sources(store: Store) -> None:
    old, new = document("Ancien", source="/a"), document("Nouveau", source="/a")
    put(store, old)
    store.claim(old.id, "/b")
    store.put(new, passages_of(new), instead_of=[old.id])
    assert names(store) == ["Ancien.txt", "Nouveau.txt"]  # the old one is still at /b
    assert store.marks()[old.id].sources == ("/b",)
    assert store.release(old.id, "/b")
    assert names(store) == ["Nouveau.txt"]


def test_the_snapshot_is_one_object_until_something_changes(store: Store) -> None:
    put(store, document("Valmont"))
    before = store.snapshot()
    assert store.snapshot() is before
    put(store, document("Rochebrune"))
    after = store.snapshot()
    assert after.version != before.version
    assert len(before.documents) == 1  # who holds the old one still sees all of it
    assert after.passage(before.passages[0].id) == before.passages[0]


def test_another_model_is_refused_with_the_ways_out(settings: Settings) -> None:
    with open_store(settings, FakeEncoder()) as store:
        put(store, document("Valmont"))
    for other in (FakeEncoder("autre"), FakeEncoder(dimension=5)):
        with pytest.raises(EncoderMismatch) as caught:
            open_store(settings, other)
        for part in ("« fake » (8 dimensions)", other.name, "ingest --reindex", "CLS_EMBEDDING_MODEL"):
            assert part in str(caught.value)
    with open_store(settings, FakeEncoder()) as store:  # the refusal gave the lock back
        assert names(store) == ["Valmont.txt"]


def test_an_empty_index_takes_any_model(settings: Settings) -> None:
    open_store(settings, FakeEncoder()).close()
    with open_store(settings, FakeEncoder("autre", 5)) as store:
        put(store, document("Valmont"))
        assert store.snapshot().vectors.shape == (1, 5)


def test_a_second_process_is_refused_while_the_first_has_the_store(store: Store, settings: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.settings import Settings\n"
        "from ingest.storage.store import StoreBusy, open_store; from tests.fakes import FakeEncoder\n"
        "try: open_store(Settings(_env_file=None, data_dir=Path(sys.argv[1])), FakeEncoder())\n"
        "except StoreBusy as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.data_dir)], capture_output=True, text=True, check=True
    )
    assert "utilise déjà cet index" in done.stdout
    with pytest.raises(StoreBusy):
        open_store(settings, FakeEncoder())


def test_missing_passages_and_vectors_are_noticed(settings: Settings) -> None:
    with open_store(settings, FakeEncoder()) as store:
        put(store, document("Valmont", "une", "deux"), document("Rochebrune"))
        store._tables[0].delete(store.marks()[document("Valmont").id].keys[:1])
    with open_store(settings, FakeEncoder()) as store:
        assert names(store) == ["Rochebrune.txt"]
        assert "« Valmont.txt » est incomplet" in store.health()[0]
        assert "--reindex" in store.health()[0]


def test_an_index_that_does_not_find_its_passages_is_left_aside(settings: Settings) -> None:
    with open_store(settings, FakeEncoder()) as store:
        put(store, *(document(f"Territoire {'x' * n}") for n in range(9)))
    with open_store(settings, FakeEncoder()) as store:
        passages = store._tables[0]
        passages.nearest = lambda vectors, _: [{"ailleurs": 0.5}] * len(vectors)  # type: ignore[method-assign]
        assert not store.snapshot().vectors_usable
        assert not store.snapshot().vectors.any()
        assert len(store.snapshot().passages) == 9
        assert "par les mots seulement" in store.health()[0]
        assert "cls-assistant ingest --reindex" in store.health()[0]


def test_what_a_later_version_wrote_is_passed_over(store: Store) -> None:
    put(store, document("Valmont"))
    store._tables[1].upsert(["x"], ["{}"], [{"document_id": "x"}], np.ones((1, 1), dtype=np.float32))
    store._loader = type(store._loader)()
    assert names(store) == ["Valmont.txt"]


words = st.text(max_size=20)
spans = st.builds(Span, st.integers(1, 9), st.integers(0, 99), st.integers(0, 99))
originals = st.builds(Original, words, words, words, words, st.lists(words, max_size=2).map(tuple))
metadatas = st.builds(Metadata, words, words, words, words, words, words, words, st.none() | originals)
places = st.tuples(st.integers(1, 9), st.integers(0, 99))
paths = st.lists(words, max_size=3).map(tuple)
sections = st.builds(Section, st.sampled_from(SectionKind), words, paths, places, places, words, words)
pages = st.builds(Page, st.integers(1, 9), words, st.sampled_from(PageOrigin), st.lists(places, max_size=2).map(tuple))
documents = st.builds(
    Document,
    words,
    words,
    metadatas,
    st.sampled_from(ReadState),
    st.lists(pages, max_size=2).map(tuple),
    st.lists(sections, max_size=2).map(tuple),
    paths,
    st.integers(0, 99),
    words,
    words,
    words,
)
passages = st.builds(
    Passage, words, words, words, st.lists(spans, min_size=1, max_size=3).map(tuple), paths, words, words, words
)
marks = st.builds(
    codec.Mark,
    words,
    words,
    st.sampled_from(ReadState),
    paths,
    words,
    st.none() | metadatas,
    words,
    st.integers(0, 99),
    words,
    st.integers(0, 99),
    words,
    paths,
)


@given(documents, passages, marks)
@examples(max_examples=100, deadline=None)
def test_records_come_back_equal(document: Document, passage: Passage, mark: codec.Mark) -> None:
    assert codec.decode_document(codec.encode_document(document)) == document
    assert codec.decode_passage(passage.text, codec.encode_passage(passage, "c")) == passage
    assert codec.decode_mark(codec.encode_mark(mark)) == mark


@pytest.mark.parametrize("text", ["", "{}", "null", '{"id": 3}', "not json"])
def test_what_is_not_a_document_is_refused(text: str) -> None:
    with pytest.raises(codec.CodecError):
        codec.decode_document(text)


def test_no_other_module_knows_chroma_or_the_model_library() -> None:
    rooms = [path for room in ("ingest", "assistant", "api") for path in Path(room).rglob("*.py")]
    for library, home in (("chromadb", "chroma.py"), ("sentence_transformers", "encoder.py")):
        importers = [path.name for path in rooms if f"import {library}" in path.read_text(encoding="utf-8")]
        importers += [path.name for path in rooms if f"from {library}" in path.read_text(encoding="utf-8")]
        assert set(importers) == {home}


def test_readers_see_whole_states_while_documents_are_replaced(store: Store) -> None:
    versions = [document("Valmont", *(f"version {v} ligne {n}" for n in range(v + 1))) for v in range(12)]
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not done.is_set():
            snapshot = store.snapshot()
            for item in snapshot.documents:
                lines = [snapshot.passages[row].text for row in snapshot.rows_of(item.id)]
                if item.pages[0].text.splitlines() != lines or store.health():
                    wrong.append((lines, store.health()))

    put(store, versions[0])
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in versions:
        put(store, version)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(store.snapshot().passages) == 12
