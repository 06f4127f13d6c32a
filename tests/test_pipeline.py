"""Ingestion: what is new, unchanged, changed, moved, broken, gone; and rebuilding."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from ingest import steps as steps_module
from ingest.catalogue import CatalogueError
from ingest.pipeline import ingest, ingest_file, remove
from ingest.readers.limits import SENTENCES, Limits
from ingest.records import Document, Metadata, Outcome, Passage, RawPage, ReadResult, ReadState
from ingest.settings import Settings
from ingest.steps import Steps, limits_of
from ingest.storage.files import FileVault, sha256_of
from ingest.storage.rebuild import reindex
from ingest.storage.store import Store, open_store
from tests.fakes import FAKE_STEPS, FakeEncoder, fake_analyse, fake_read


def forbidden(*_: object, **__: object) -> NoReturn:
    raise AssertionError("nothing is to be read")


NO_STEPS = Steps(forbidden, forbidden)


@pytest.fixture
def corpus(settings: Settings) -> Path:
    folder = settings.corpus_dir
    (folder / "sub").mkdir(parents=True)
    (folder / "valmont.txt").write_text("Le contrat de Valmont\nIl dure cinq ans\fPage deux", encoding="utf-8")
    (folder / "sub/rochebrune.md").write_text("Le contrat de Rochebrune", encoding="utf-8")
    return folder


def run(
    store: Store, settings: Settings, *paths: Path, prune: bool = False, steps: Steps = FAKE_STEPS
) -> list[Outcome]:
    return list(ingest(paths or (settings.corpus_dir,), store, settings, prune=prune, steps=steps).outcomes)


def changes(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.file_name: outcome.change for outcome in outcomes}


def texts(store: Store) -> set[str]:
    return {passage.text for passage in store.snapshot().passages}


def copies(settings: Settings) -> set[str]:
    return {path.stem for path in (settings.data_dir / "files").iterdir()}


def test_a_folder_goes_in_whole(store: Store, settings: Settings, corpus: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    report = ingest([corpus], store, settings, steps=FAKE_STEPS, on_progress=lambda *at: seen.append(at))
    digest = sha256_of(corpus / "valmont.txt")
    assert report.complete
    assert report.outcomes[0] == Outcome("valmont.txt", ReadState.READY, "added", digest, pages=2, passages=3)
    assert report.outcomes[1].file_name == "rochebrune.md"
    assert seen == [(0, 2, "valmont.txt"), (1, 2, "rochebrune.md"), (2, 2, "")]
    assert texts(store) == {"Le contrat de Valmont", "Il dure cinq ans", "Page deux", "Le contrat de Rochebrune"}
    copy = FileVault(settings.data_dir).path(digest, "valmont.txt")
    assert copy.read_bytes() == (corpus / "valmont.txt").read_bytes()
    assert store.snapshot().document(digest).ingested_at.endswith("+00:00")  # type: ignore[union-attr]


def test_ingesting_twice_changes_nothing(store: Store, settings: Settings, corpus: Path) -> None:
    run(store, settings)
    before = store.snapshot()
    assert set(changes(run(store, settings, steps=NO_STEPS)).values()) == {"unchanged"}
    assert store.snapshot() is before


def test_changed_content_replaces_what_was_there(store: Store, settings: Settings, corpus: Path) -> None:
    run(store, settings)
    old = sha256_of(corpus / "valmont.txt")
    (corpus / "valmont.txt").write_text("Le nouveau contrat", encoding="utf-8")
    assert changes(run(store, settings)) == {"valmont.txt": "replaced", "rochebrune.md": "unchanged"}
    assert texts(store) == {"Le nouveau contrat", "Le contrat de Rochebrune"}
    assert old not in copies(settings)
    assert len(store._tables[0].metadatas()) == 2


def test_a_file_that_takes_the_content_of_another_gives_up_its_own(
    store: Store, settings: Settings, corpus: Path
) -> None:
    run(store, settings)
    shutil.copy(corpus / "sub/rochebrune.md", corpus / "valmont.txt")
    assert changes(run(store, settings))["valmont.txt"] == "replaced"
    assert texts(store) == {"Le contrat de Rochebrune"}
    (corpus / "sub/rochebrune.md").unlink()
    run(store, settings, prune=True)
    assert texts(store) == {"Le contrat de Rochebrune"}  # it is still at valmont.txt


def test_what_fails_is_reported_remembered_and_stops_nothing(store: Store, settings: Settings, corpus: Path) -> None:
    (corpus / "abime.txt").write_text("!", encoding="utf-8")
    (corpus / "vide.txt").write_text("", encoding="utf-8")
    (corpus / "bogue.txt").write_text("crash", encoding="utf-8")
    os.mkfifo(corpus / "tuyau.txt")
    for _ in range(2):
        outcomes = {outcome.file_name: outcome for outcome in run(store, settings)}
        assert {name for name, outcome in outcomes.items() if outcome.change == "rejected"} == {
            "abime.txt",
            "vide.txt",
            "bogue.txt",
        }
        assert outcomes["abime.txt"].state is ReadState.DAMAGED
        assert outcomes["abime.txt"].message == SENTENCES[ReadState.DAMAGED]
        assert "RuntimeError" in outcomes["bogue.txt"].message
    listed = {item.file_name: item for item in store.snapshot().all_documents}
    assert listed["vide.txt"].state is ReadState.EMPTY
    assert listed["vide.txt"].message
    assert listed["vide.txt"].pages == ()
    assert len(texts(store)) == 4


def test_paths_that_cannot_be_are_reported(store: Store, settings: Settings, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    outcomes = run(store, settings, tmp_path / "absent.pdf", tmp_path / "photo.jpg", corpus / "valmont.txt")
    assert [(o.file_name, o.change, o.state) for o in outcomes] == [
        ("absent.pdf", "rejected", ReadState.FAILED),
        ("photo.jpg", "rejected", ReadState.UNSUPPORTED),
        ("valmont.txt", "added", ReadState.READY),
    ]
    assert "n'existe pas" in outcomes[0].message
    assert ".jpg" in outcomes[1].message


def test_what_lies_beside_a_corpus_is_passed_over(store: Store, settings: Settings, corpus: Path) -> None:
    for name in ("README.md", ".cache.txt", "sources/a.txt", ".git/b.txt", "build.py", "modele.typ"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("x", encoding="utf-8")
    assert set(changes(run(store, settings))) == {"valmont.txt", "rochebrune.md"}


def test_what_the_system_refuses_is_an_outcome(
    store: Store, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingest.pipeline.sha256_of", refused)
    assert all(o.change == "rejected" and "Permission denied" in o.message for o in run(store, settings))


def test_text_that_cannot_be_stored_stops_nothing(store: Store, settings: Settings, corpus: Path) -> None:
    def half(path: Path, limits: Limits) -> ReadResult:
        result = fake_read(path, limits)
        return replace(result, pages=(RawPage(1, "moitié \ud83d"),)) if path.suffix == ".md" else result

    outcomes = run(store, settings, steps=Steps(half, fake_analyse))
    assert changes(outcomes) == {"valmont.txt": "added", "rochebrune.md": "rejected"}


def test_a_file_over_the_limit_is_neither_copied_nor_read(store: Store, settings: Settings, corpus: Path) -> None:
    small = settings.model_copy(update={"max_bytes": 30})
    outcomes = {o.file_name: o for o in run(store, small)}
    assert outcomes["valmont.txt"].state is ReadState.TOO_LARGE
    assert outcomes["rochebrune.md"].change == "added"
    assert sha256_of(corpus / "valmont.txt") not in copies(settings)
    assert changes(run(store, settings))["valmont.txt"] == "replaced"  # the limit was raised
    assert "Page deux" in texts(store)


def test_what_the_machine_may_have_caused_is_tried_again(store: Store, settings: Settings, corpus: Path) -> None:
    slow = Steps(lambda path, limits: ReadResult(ReadState.TIMED_OUT, "trop long"), fake_analyse)
    assert set(changes(run(store, settings, steps=slow)).values()) == {"rejected"}
    version = store.snapshot().version
    run(store, settings, steps=slow)
    assert store.snapshot().version == version
    assert set(changes(run(store, settings)).values()) == {"replaced"}
    assert len(texts(store)) == 4


def test_prune_removes_what_is_gone_from_the_folders_given_only(
    store: Store, settings: Settings, corpus: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ailleurs.txt"
    other.write_text("Un fichier ailleurs", encoding="utf-8")
    run(store, settings, corpus, other)
    gone = sha256_of(corpus / "valmont.txt")
    (corpus / "valmont.txt").unlink()
    other.unlink()
    assert "valmont.txt" not in changes(run(store, settings))
    assert changes(run(store, settings, prune=True)) == {"rochebrune.md": "unchanged", "valmont.txt": "removed"}
    assert texts(store) == {"Le contrat de Rochebrune", "Un fichier ailleurs"}
    assert gone not in copies(settings)


def test_the_catalogue_says_what_is_known(store: Store, settings: Settings, corpus: Path) -> None:
    entry = '[[documents]]\nid = "v"\nfile = "valmont.txt"\ntitle = "{}"\nkind = "contrat"\n'
    (corpus / "catalogue.toml").write_text(entry.format("Titre"), encoding="utf-8")
    run(store, settings)
    digest = sha256_of(corpus / "valmont.txt")
    assert store.snapshot().document(digest).metadata == Metadata(title="Titre", kind="contrat")  # type: ignore[union-attr]
    (corpus / "catalogue.toml").write_text(entry.format("Mieux"), encoding="utf-8")
    assert changes(run(store, settings)) == {"valmont.txt": "replaced", "rochebrune.md": "unchanged"}
    assert store.snapshot().document(digest).metadata.title == "Mieux"  # type: ignore[union-attr]
    run(store, settings, corpus / "valmont.txt", steps=NO_STEPS)  # named alone, it is the same document

    (corpus / "catalogue.toml").write_text("[[documents]]\n", encoding="utf-8")
    with pytest.raises(CatalogueError):
        run(store, settings)
    (corpus / "catalogue.toml").write_text(entry.format("x").replace("valmont", "valmon"), encoding="utf-8")
    assert "annonce « valmon.txt »" in run(store, settings)[0].message


def test_a_notice_steps_back_and_returns(store: Store, settings: Settings, corpus: Path, tmp_path: Path) -> None:
    signed = tmp_path / "signe.txt"
    signed.write_text("Le contrat signé", encoding="utf-8")
    (corpus / "catalogue.toml").write_text(
        '[[documents]]\nid = "v"\nfile = "valmont.txt"\ntitle = "Notice"\nkind = "contrat"\n[documents.notice_of]\n'
        f'title = "CLS"\nkind = "contrat"\nterritory = "Valmont"\nsha256 = ["{sha256_of(signed)}"]\n',
        encoding="utf-8",
    )
    run(store, settings)
    assert "Il dure cinq ans" in texts(store)
    digest = run(store, settings, signed)[0].document_id
    assert texts(store) == {"Le contrat signé", "Le contrat de Rochebrune"}
    assert remove(digest, store, settings)
    assert not remove(digest, store, settings)
    assert "Il dure cinq ans" in texts(store)
    assert digest not in copies(settings)


def test_an_upload_has_its_own_name_and_replaces_the_one_before(store: Store, settings: Settings, corpus: Path) -> None:
    for change, text in (("added", "un"), ("replaced", "deux"), ("unchanged", "deux")):
        (corpus / "upload.tmp").write_text(text, encoding="utf-8")
        outcome = ingest_file(
            corpus / "upload.tmp", store, settings, file_name="plan.txt", source="upload:plan.txt", steps=FAKE_STEPS
        )
        assert (outcome.file_name, outcome.change) == ("plan.txt", change)
        assert texts(store) == {text}
    run(store, settings, prune=True)
    assert "deux" in texts(store)


def test_documents_of_an_older_analysis_are_read_again_from_their_copies(
    store: Store, settings: Settings, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, settings)
    shutil.rmtree(corpus)
    (tmp_path / "rien").mkdir()
    monkeypatch.setattr(steps_module, "ANALYSIS_VERSION", steps_module.ANALYSIS_VERSION + 1)

    def louder(result: ReadResult, **known: str) -> tuple[Document, tuple[Passage, ...]]:
        document, passages = fake_analyse(result, **known)  # type: ignore[arg-type]
        return document, tuple(replace(passage, text=passage.text.upper()) for passage in passages)

    outcomes = run(store, settings, tmp_path / "rien", steps=Steps(fake_read, louder))  # type: ignore[arg-type]
    assert set(changes(outcomes).values()) == {"replaced"}
    assert "PAGE DEUX" in texts(store)
    assert len(texts(store)) == 4
    assert run(store, settings, tmp_path / "rien", steps=NO_STEPS) == []


def test_reindex_rebuilds_with_another_model_and_keeps_metadata(settings: Settings, corpus: Path) -> None:
    (corpus / "catalogue.toml").write_text(
        '[[documents]]\nid = "v"\nfile = "valmont.txt"\ntitle = "Titre"\nkind = "contrat"\n', encoding="utf-8"
    )
    (corpus / "double.txt").write_bytes((corpus / "valmont.txt").read_bytes())
    (corpus / "abime.txt").write_text("!", encoding="utf-8")
    with open_store(settings, FakeEncoder()) as store:
        run(store, settings)
        before = store.snapshot()
        sources = {key: mark.sources for key, mark in store.marks().items()}
    other = FakeEncoder("autre", 5)
    with open_store(settings, other, reindexing=True) as store:
        report = reindex(store, settings, other, steps=FAKE_STEPS)
        assert changes(list(report.outcomes))["abime.txt"] == "rejected"
    with open_store(settings, other) as store:
        after = store.snapshot()
        assert after.all_documents == before.all_documents
        assert after.passages == before.passages
        assert after.vectors.shape == (len(after.passages), 5)
        assert after.vectors_usable
        assert store.health() == []
        assert {key: mark.sources for key, mark in store.marks().items()} == sources
        assert len(store._database.tables()) == 2
        assert set(changes(run(store, settings, steps=NO_STEPS)).values()) == {"unchanged", "rejected"}


def test_reindex_keeps_what_can_no_longer_be_read(store: Store, settings: Settings, corpus: Path) -> None:
    run(store, settings)
    expected = texts(store)
    for copy in (settings.data_dir / "files").glob("*.txt"):
        copy.unlink()
    reindex(
        store, settings, FakeEncoder(), steps=Steps(lambda *_: ReadResult(ReadState.DAMAGED, "abîmé"), fake_analyse)
    )
    assert texts(store) == expected


def test_a_lost_index_is_made_again_from_the_copies(settings: Settings, corpus: Path) -> None:
    with open_store(settings, FakeEncoder()) as store:
        run(store, settings)
        expected, known = texts(store), set(store.marks())
    shutil.rmtree(settings.data_dir / "chroma")
    shutil.rmtree(corpus)
    corpus.mkdir()
    with open_store(settings, FakeEncoder()) as store:
        assert run(store, settings) == []  # an empty folder does not make the copies go away
        reindex(store, settings, FakeEncoder(), steps=FAKE_STEPS)
        assert texts(store) == expected
        assert set(store.marks()) == known


def test_an_interrupted_reindex_leaves_the_index_in_force(settings: Settings, corpus: Path) -> None:
    class Broken(FakeEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    with open_store(settings, FakeEncoder()) as store:
        run(store, settings)
        expected = texts(store)
        with pytest.raises(KeyboardInterrupt):
            reindex(store, settings, Broken("autre"), steps=FAKE_STEPS)
        assert texts(store) == expected
    with open_store(settings, FakeEncoder()) as store:
        assert texts(store) == expected
        run(store, settings, steps=NO_STEPS)
        assert len(store._database.tables()) == 2


def test_limits_come_from_the_settings(settings: Settings) -> None:
    changed = settings.model_copy(update={"max_bytes": 1, "max_pages": 2, "max_seconds": 3, "max_memory_mb": 300})
    assert limits_of(changed) == Limits(bytes=1, pages=2, seconds=3, memory_mb=300)
    assert limits_of(settings) == Limits()
