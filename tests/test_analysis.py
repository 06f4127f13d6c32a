"""From what a reader gives to passages: generated contracts, other documents, and the reference corpus."""

from __future__ import annotations

import json
import os
import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.readers import Limits, read
from ingest.records import Document, Passage, RawPage, ReadResult, ReadState, SectionKind
from tests.generated.contracts import draw_contract
from tests.generated.families import FAMILIES
from tests.generated.layouts import typeset
from tests.generated.scoring import faults, misread

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "CLS_REWRITE_GOLDEN"  # set it to write the golden files anew, then read the difference
REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))

# One in four variants of each family: all of them are measured by `python -m tests.generated`.
SAMPLE = [(family, variant) for family, variants in FAMILIES.items() for variant in range(0, len(variants), 4)]
# Outlines kept whole in golden files.
KEPT = [("inline", 0), ("capitals", 3), ("older", 0)]


def analysed(read_result: ReadResult, name: str = "document.pdf") -> tuple[Document, tuple[Passage, ...]]:
    return analyse(read_result, document_id="d", file_name=name)


def of_pages(*texts: str) -> tuple[Document, tuple[Passage, ...]]:
    return analysed(ReadResult(ReadState.READY, pages=tuple(RawPage(n, t) for n, t in enumerate(texts, 1))))


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def check_places(document: Document, passages: tuple[Passage, ...]) -> None:
    """Each passage is the text of its spans; no text is in two; nothing skipped is in any; ids differ."""
    texts = {page.number: page.text for page in document.pages}
    seen: dict[int, set[int]] = {number: set() for number in texts}
    for page in document.pages:
        for start, end in page.skipped:
            seen[page.number].update(range(start, end))
    for passage in passages:
        parts = []
        for span in passage.spans:
            assert 0 <= span.start < span.end <= len(texts[span.page])
            places = {i for i in range(span.start, span.end) if not texts[span.page][i].isspace()}
            assert not places & seen[span.page]
            seen[span.page] |= places
            parts.append(texts[span.page][span.start : span.end])
        assert without_space("".join(parts)) == without_space(passage.text)
    assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize(("family", "variant"), SAMPLE)
def test_a_generated_contract_is_understood(tmp_path: Path, family: str, variant: int) -> None:
    manner, layout = FAMILIES[family][variant]
    contract = draw_contract(variant, manner)
    result = read(typeset(contract, layout, tmp_path / "c.pdf"), Limits(ocr=False))
    document, passages = analysed(result)
    check_places(document, passages)
    assert analysed(result)[1] == passages
    found = faults(contract, document, passages)
    # What the reader put out of order cannot be found under its label: all the rest must be right.
    lost = {name.split()[0] for name in misread(contract, result)}
    assert [fault for fault in found if fault.split()[0] not in lost] == []


@pytest.mark.parametrize(("family", "variant"), KEPT)
def test_the_outline_of_a_generated_contract_stays_as_it_is(tmp_path: Path, family: str, variant: int) -> None:
    manner, layout = FAMILIES[family][variant]
    document, _ = analysed(read(typeset(draw_contract(variant, manner), layout, tmp_path / "c.pdf"), Limits(ocr=False)))
    told = [
        f"p. {s.start[0]}-{s.end[0]} {s.kind} {s.number or s.label} | {' › '.join(s.path)}" for s in document.sections
    ]
    golden = GOLDEN / f"{family}-{variant}.json"
    if os.environ.get(REWRITE):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert told == json.loads(golden.read_text("utf-8"))


def test_nothing_of_an_outline_dumped_after_the_text_is_indexed() -> None:
    sheets = [
        f"Fiche action 1.{n} : Former les élus du secteur {n}\nContexte\nLe besoin numéro {n} est relevé par tous.\n"
        f"Porteur\nAssociation numéro {n} du secteur\nFinancement\n{n} 500 € par an pendant trois ans"
        for n in range(1, 7)
    ]
    body = "\n".join(["Contrat local de santé du Val d’Aurence", *sheets, "Le dernier mot du contrat est ici."])
    document, passages = of_pages(f"{body}\nSommaire\n" + "\n".join(sheets))
    check_places(document, passages)
    assert sum("besoin numéro 3" in passage.text for passage in passages) == 1
    assert passages[-1].text.endswith("Le dernier mot du contrat est ici.")


def test_no_passage_spans_two_sheets() -> None:
    sheet = "Fiche action 1.{n} : Agir\nPorteur\nCPTS {n}\nFinancement\n{n} 000 €\n"
    _, passages = of_pages("".join(sheet.format(n=n) for n in range(1, 5)))
    for passage in passages:
        assert set(re.findall(r"CPTS (\d)|(\d) 000", passage.text)) <= {
            (passage.sheet[-1], ""),
            ("", passage.sheet[-1]),
        }


def test_an_unreadable_file_has_no_passages() -> None:
    document, passages = analysed(ReadResult(ReadState.ENCRYPTED, message="Le fichier est protégé."))
    assert (document.state, document.message, passages) == (ReadState.ENCRYPTED, "Le fichier est protégé.", ())


def test_eighty_pages_take_less_than_two_seconds() -> None:
    texts = [f"Fiche action {n}.1 : Agir\nContexte\n" + f"Une phrase utile, la {n}e. \n" * 45 for n in range(80)]
    start = time.process_time()
    of_pages(*texts)
    assert time.process_time() - start < 2  # under one on an idle machine


line = st.sampled_from(
    [
        "Article 1 : Les parties", "Fiche action 1.1 : Former", "Contexte", "Porteur : CPTS", "Sommaire", "Page 1",
        "Financement", "12 000 €", "Une phrase qui est cou-", "pée en deux.", "Source : ARS", "Fait à Ivray, le 3 mai",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(line | st.text(max_size=30), max_size=15).map("\n".join), max_size=4))
def test_any_text_gives_passages_that_lead_back_to_it(texts: list[str]) -> None:
    document, passages = of_pages(*texts)
    check_places(document, passages)
    assert of_pages(*texts)[1] == passages


# --- the reference documents, where they are at hand ---

reference = [
    pytest.mark.reference,
    pytest.mark.skipif(not (REFERENCE / "documents").is_dir(), reason=f"no reference documents in {REFERENCE}"),
]
CONTRACTS = ["documents/contrat-pays-ledonien-2025-2030.pdf", "texte-brut/contrat-pays-ledonien-2025-2030.txt"]
TOLD = [
    ("article-haut-jura-2026", "html", ("article", "Haut-Jura", "2026-2031", "en")),
    ("communique-pays-ledonien-2019", "pdf", ("communique", "Pays Lédonien", "2019-2024", "fr")),
    ("communique-portes-du-haut-doubs-2021", "pdf", ("communique", "Portes du Haut-Doubs", "2021-2025", "fr")),
    ("contrat-pays-ledonien-2025-2030", "pdf", ("contrat", "Pays Lédonien", "2025-2030", "fr")),
    ("presentation-pays-ledonien-2019-2024", "pdf", ("presentation", "Pays Lédonien", "2019-2024", "fr")),
]


@cache
def reference_document(name: str) -> tuple[Document, tuple[Passage, ...]]:
    # A neutral file name: what is told must come from the text.
    return analysed(read(REFERENCE / name, Limits(ocr=False)), "document")


class TestReference:
    pytestmark = reference

    @pytest.mark.parametrize("name", CONTRACTS)
    def test_the_contract_has_its_sheets_and_articles(self, name: str) -> None:
        document, passages = reference_document(name)
        check_places(document, passages)
        numbers = {kind: [s.number for s in document.sections if s.kind is kind] for kind in SectionKind}
        assert numbers[SectionKind.ARTICLE] == [str(n) for n in range(1, 10)]
        counts = {1: 3, 2: 2, 3: 6, 4: 3, 5: 2}
        assert numbers[SectionKind.SHEET] == [
            f"{axis}.{n}" for axis, count in counts.items() for n in range(1, count + 1)
        ]
        assert len(numbers[SectionKind.SIGNATURE]) == 1

    def test_nothing_of_the_outline_dump_is_indexed(self) -> None:
        document, passages = reference_document(CONTRACTS[1])
        (page,) = document.pages
        dump = page.text.index("\nSommaire", page.text.rindex("Article 9"))
        assert max(span.end for passage in passages for span in passage.spans) <= dump

    @pytest.mark.parametrize("folder", ["documents", "texte-brut"])
    @pytest.mark.parametrize(("name", "suffix", "expected"), TOLD)
    def test_metadata_come_from_the_text(
        self, folder: str, name: str, suffix: str, expected: tuple[str, str, str, str]
    ) -> None:
        file = f"{folder}/{name}.{suffix if folder == 'documents' else 'txt'}"
        told = reference_document(file)[0].metadata
        assert (told.kind, told.territory, told.period, told.language) == expected

    @pytest.mark.parametrize(
        ("name", "heading", "count"),
        [
            ("documents/communique-pays-ledonien-2019.pdf", "Les signataires", 8),
            ("texte-brut/communique-pays-ledonien-2019.txt", "Les signataires", 8),
            ("documents/contrat-pays-ledonien-2025-2030.pdf", "Les signataires engagés dans le contrat", 10),
            ("texte-brut/contrat-pays-ledonien-2025-2030.txt", "Les signataires engagés dans le contrat", 10),
        ],
    )
    def test_the_signatories_stand_under_their_heading(self, name: str, heading: str, count: int) -> None:
        passages = [p for p in reference_document(name)[1] if p.path and p.path[-1] == heading]
        listed = "\n".join(passage.text for passage in passages).split(heading)[-1]
        assert len([item for item in listed.split("\n")[1:] if item.strip()]) >= count
