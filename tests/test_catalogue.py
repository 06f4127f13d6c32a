"""The catalogue's errors name the entry, the field and what is expected; notices step back and return."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalogue import CatalogueError, active, load_catalogue
from ingest.records import Document, Metadata, Original, ReadState
from tests.fakes import document

GOOD = """
[[documents]]
id = "notice-valmont"
file = "valmont/notice.pdf"
title = "Notice du contrat"
kind = "contrat"
territory = "Pays de Valmont"
period = "2031-2036"
publisher = "Le projet"
language = "fr"
published = 2031-05-04

[documents.notice_of]
title = "Contrat local de santé"
kind = "contrat"
territory = "Pays de Valmont"
period = "2031-2036"
sha256 = ["%s"]

[[documents]]
id = "autre"
file = "autre.txt"
title = "Autre"
kind = "autre"
""" % ("ab" * 32)


def test_a_good_catalogue_is_read(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text(GOOD, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    original = Original("Contrat local de santé", "contrat", "Pays de Valmont", "2031-2036", ("ab" * 32,))
    assert catalogue.known(tmp_path / "valmont/notice.pdf") == Metadata(
        "Notice du contrat",
        "contrat",
        "Pays de Valmont",
        "2031-2036",
        "Le projet",
        "fr",
        "2031-05-04",
        original,
    )
    assert catalogue.known(tmp_path / "autre.txt") == Metadata(title="Autre", kind="autre")
    assert catalogue.known(tmp_path / "inconnu.txt") is None
    assert catalogue.known(Path("/ailleurs/autre.txt")) is None


def test_a_folder_without_catalogue_has_an_empty_one(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path).entries == ()


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('title = "Autre"', "", ["« autre »", "« title »"]),
        ('title = "Autre"', "title = 3", ["« autre »", "« title »", "texte entre guillemets"]),
        ('kind = "autre"', 'kind = "roman"', ["« autre »", "« kind »", "roman", "contrat, communique"]),
        ('id = "autre"', 'id = "Autre !"', ["« Autre ! »", "« id »", "minuscules"]),
        ('id = "autre"', 'id = "notice-valmont"', ["« id »", "notice-valmont", "unique"]),
        ('file = "autre.txt"', 'file = "../autre.txt"', ["« autre »", "« file »", "à l'intérieur"]),
        ('file = "autre.txt"', 'file = "/etc/passwd"', ["« autre »", "« file »"]),
        ('file = "autre.txt"', 'file = "valmont/notice.pdf"', ["« file »", "deux entrées"]),
        ('kind = "autre"', 'kind = "autre"\ntitel = "x"', ["« autre »", "« titel » inconnu", "title"]),
        ('language = "fr"', 'language = "français"', ["« notice-valmont »", "« language »", "deux lettres"]),
        ("published = 2031-05-04", 'published = "mai 2031"', ["« published »", "2025-03-14"]),
        (f'["{"ab" * 32}"]', '["abc"]', ["notice_of", "« sha256 »", "64"]),
        (f'["{"ab" * 32}"]', f'"{"ab" * 32}"', ["notice_of", "« sha256 »", "liste"]),
        ("[documents.notice_of]", "[documents.notices]", ["« notices » inconnu"]),
        ('title = "Contrat local de santé"', "", ["« notice-valmont », notice_of", "« title »"]),
        ("[[documents]]", "[[document]]", ["« document » inconnu", "documents"]),
        ("[[documents]]", "[[documents", ["TOML"]),
    ],
)
def test_a_broken_catalogue_says_where_and_what(tmp_path: Path, old: str, new: str, parts: list[str]) -> None:
    (tmp_path / "catalogue.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    for part in ["catalogue.toml", *parts]:
        assert part in str(caught.value)


def test_a_catalogue_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match="UTF-8"):
        load_catalogue(tmp_path)


def notice(kind: str, territory: str, period: str, *sha256: str) -> Document:
    return document("Notice", metadata=Metadata(notice_of=Original("Titre", kind, territory, period, sha256)))


def original(kind: str, territory: str, period: str) -> Document:
    return document("Original", metadata=Metadata(kind=kind, territory=territory, period=period))


@pytest.mark.parametrize(
    ("of", "there", "steps_back"),
    [
        (("contrat", "Pays de Valmont", "2031-2036"), ("contrat", "Pays de Valmont", "2031-2036"), True),
        (("contrat", "Pays de Valmont", "2031-2036"), ("contrat", "CC de VALMONT", "2031 – 2036"), True),
        (("contrat", "Pays de Valmont", "2031-2036"), ("contrat", "Pays de Valmont", "2025-2030"), False),
        (("contrat", "Pays de Valmont", "2031-2036"), ("communique", "Pays de Valmont", "2031-2036"), False),
        (("contrat", "Pays de Valmont", "2031-2036"), ("contrat", "Rochebrune", "2031-2036"), False),
        (("communique", "Valmont", ""), ("communique", "Valmont", ""), False),  # which release, nobody can tell
    ],
)
def test_a_notice_steps_back_for_its_original_only(
    of: tuple[str, str, str], there: tuple[str, str, str], steps_back: bool
) -> None:
    documents = [notice(*of), original(*there)]
    assert active(documents) == tuple(documents[1:] if steps_back else documents)
    assert active(documents[:1]) == tuple(documents[:1])  # and returns when the original is removed


def test_a_notice_steps_back_for_the_file_it_names() -> None:
    there = original("", "", "")
    assert active([notice("contrat", "Valmont", "", there.id), there]) == (there,)


def test_an_original_that_cannot_be_read_leaves_the_notice() -> None:
    there = replace(original("contrat", "Valmont", "2031-2036"), state=ReadState.SCANNED)
    documents = (notice("contrat", "Valmont", "2031-2036", there.id), there)
    assert active(documents) == documents


def test_a_notice_is_no_original_of_another() -> None:
    first = notice("contrat", "Valmont", "2031-2036")
    second = replace(
        first, id="2", metadata=replace(first.metadata, kind="contrat", territory="Valmont", period="2031-2036")
    )
    assert active([first, second]) == (first, second)
