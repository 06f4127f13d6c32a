"""Passages are cut inside the structure, carry their places, and keep their ids."""

from __future__ import annotations

from ingest.passages import PASSAGE_CHARACTERS, cut, passage_id
from ingest.records import Page, Passage, Span
from ingest.structure.lines import Line, body
from ingest.structure.outline import Block, outline

SENTENCE = "Le réseau des élus référents souhaite mieux faire connaître les dispositifs du territoire. "


def passages(*texts: str) -> tuple[Passage, ...]:
    return cut(outline(body([Page(number, text) for number, text in enumerate(texts, 1)])).blocks, "doc")


def test_a_short_article_is_one_passage_with_its_heading() -> None:
    assert [(p.text, p.article, p.path) for p in passages("Article 9 : Résiliation\nPar lettre.")] == [
        ("Article 9 : Résiliation\nPar lettre.", "9", ("Article 9 : Résiliation",))
    ]


def test_a_long_article_is_cut_at_sentences() -> None:
    found = passages("Article 5 : Engagements\n" + "\n".join([SENTENCE * 2] * 12))
    assert len(found) > 1
    assert all(len(p.text) <= PASSAGE_CHARACTERS and p.text.endswith(".") for p in found)
    assert {p.article for p in found} == {"5"}


def test_fields_of_a_sheet_are_passages_of_their_own_and_the_first_carries_the_title() -> None:
    text = "Fiche action 1.1 : Former\nContexte\nDes besoins.\nPorteur\nCPTS\nFinancement\n12 000 €"
    assert [(p.sheet, p.field, p.text) for p in passages(text)] == [
        ("1.1", "context", "Fiche action 1.1 : Former\nContexte\nDes besoins."),
        ("1.1", "actors", "Porteur\nCPTS"),
        ("1.1", "funding", "Financement\n12 000 €"),
    ]


def test_a_passage_over_two_pages_has_a_span_on_each() -> None:
    (passage,) = passages("Article 3 : Gouvernance\nLe comité se réunit", "deux fois par an.")
    assert passage.spans == (Span(1, 0, 43), Span(2, 0, 17))
    assert passage.page == 1


def test_what_is_skipped_divides_the_spans() -> None:
    page = Page(1, "Article 3 : Gouvernance\nLe comité\nContrat page 3\nse réunit.", skipped=((34, 48),))
    (passage,) = cut(outline(body([page])).blocks, "doc")
    assert passage.text == "Article 3 : Gouvernance\nLe comité\nse réunit."
    assert passage.spans == (Span(1, 0, 33), Span(1, 49, 59))


def test_ids_depend_on_document_and_place_only() -> None:
    spans = (Span(1, 0, 5), Span(2, 0, 3))
    assert passage_id("a", spans) == passage_id("a", list(spans)) != passage_id("b", spans)
    assert passage_id("a", spans) != passage_id("a", spans[:1])


def test_a_bare_heading_goes_with_what_follows() -> None:
    line = Line(1, 0, 5, "Titre")
    text = Line(1, 6, 12, "Texte.")
    blocks = [Block(("Titre",), (line,), heading_lines=1), Block(("Titre", "Sous-titre"), (text,))]
    assert [p.text for p in cut(blocks, "doc")] == ["Titre\nTexte."]


def test_a_long_paragraph_is_cut_where_a_sentence_ends_inside_a_line() -> None:
    lines = ["La surveillance est menée dans les communes", "du bassin. Elle est suivie chaque année par les services"]
    found = passages("Article 5 : Engagements\n" + "\n".join(lines * 14))
    assert len(found) > 1
    assert all(p.text.startswith(("Article", "Elle")) for p in found)
