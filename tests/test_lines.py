"""Headers, footers, contents lists and repeated outlines are no content; everything else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Page
from ingest.structure.lines import body, lines_of, margins, mark_skipped


def pages(*texts: str) -> list[Page]:
    return [Page(number, text) for number, text in enumerate(texts, 1)]


def content(*texts: str) -> list[list[str]]:
    """The content lines of each page."""
    return [[line.text for line in lines_of(page)] for page in mark_skipped(pages(*texts))]


WORDS = ("Aller vers les aidants", "Ouvrir une permanence", "Former des élus", "Soutenir les internes", "Recenser")


def test_running_headers_footers_and_page_numbers_are_skipped() -> None:
    texts = [
        f"CLS du Val d’Aurence\n{words}\nSuite {words[::-1]}\nContrat – page {n} sur 5"
        for n, words in enumerate(WORDS, 1)
    ]
    assert content(*texts) == [[words, f"Suite {words[::-1]}"] for words in WORDS]


def test_a_page_number_may_count_from_another_page() -> None:
    assert content(*(f"{words}\n{n + 7}" for n, words in enumerate(WORDS))) == [[words] for words in WORDS]


def test_numbers_that_do_not_count_pages_are_content() -> None:
    texts = [f"{words}\nMontant : {n * n + 40} €" for n, words in enumerate(WORDS)]
    assert content(*texts) == [text.split("\n") for text in texts]


def test_a_header_of_one_part_of_the_document_is_skipped() -> None:
    texts = [
        f"Diagnostic partagé\n{words}" if 1 <= n <= 3 else f"{words}\nfin {n * n}" for n, words in enumerate(WORDS * 3)
    ]
    assert [page[0] for page in content(*texts)] == list(WORDS * 3)


def test_the_same_field_at_the_end_of_several_sheets_is_content() -> None:
    texts = [f"{words}\nLien avec le PRS\nSanté mentale" if n % 2 else words for n, words in enumerate(WORDS * 2)]
    assert content(*texts) == [text.split("\n") for text in texts]


def test_the_heading_that_each_page_of_a_sheet_repeats_stands_once() -> None:
    head = "Fiche action 1.1 : Former"
    assert content(f"{head}\nContexte\nUn", f"{head}\nDeux", "Fiche action 1.2 : Agir\nTrois") == [
        [head, "Contexte", "Un"],
        ["Deux"],
        ["Fiche action 1.2 : Agir", "Trois"],
    ]


def test_a_running_heading_gives_way_to_the_heading_below_it() -> None:
    text = "Fiche action 2.1 : Former les élus référents\nAxe 2\nFiche action 2.1 : Former les\nélus référents\nTexte"
    assert content(text, "Suite") == [["Axe 2", "Fiche action 2.1 : Former les", "élus référents", "Texte"], ["Suite"]]


@pytest.mark.parametrize("dots", [" ........ ", "…… ", " . . . . . . . "])
def test_a_contents_list_is_skipped(dots: str) -> None:
    toc = f"Sommaire\nArticle 1 : les parties{dots}3\nArticle 2 : une ligne très longue\nqui continue{dots}4"
    assert content(toc, "Article 1 : les parties\nTexte") == [[], ["Article 1 : les parties", "Texte"]]


def test_a_contents_list_whose_dots_are_written_before_their_titles_is_skipped_to_its_last_title() -> None:
    toc = "Sommaire\n. . . . . . 2\nLe mot du maire\n. . . . . . 3\nQui signe\n. . . . . . 4\nPage de signature"
    assert content(toc, "Le mot du maire\nTexte") == [[], ["Le mot du maire", "Texte"]]


def test_a_contents_list_that_goes_on_over_the_page_is_skipped_with_its_broken_entries() -> None:
    toc = "Sommaire\nArticle 1 : les parties ...... 3\nArticle 2 : la durée ...... 4"
    more = (
        "Fiche action 1.1 : une ligne très longue\nqui continue ...... 5\nFiche action 1.2 : Former ...... 6\n"
        "Fiche action 2.1 : Lutter contre\nce qui dure ...... 7\nUn mot de la présidente"
    )
    assert content(toc, more, "Texte") == [[], ["Un mot de la présidente"], ["Texte"]]


def test_a_contents_list_without_dots_is_skipped() -> None:
    assert content("Table des matières\nLes parties 3\nLe périmètre 4\nLa durée 5", "Les parties") == [
        [],
        ["Les parties"],
    ]


def test_an_outline_dumped_after_the_text_is_skipped() -> None:
    text = [f"Fiche action {n}.1 : une ligne de contenu numéro {n}" for n in range(1, 31)]
    dump = "\n".join(["La fin du texte se trouve ici.", "Sommaire", *text])
    assert content("\n".join([*text, dump])) == [[*text, "La fin du texte se trouve ici."]]


def test_a_blank_line_and_what_was_skipped_are_remembered() -> None:
    first, second = body([Page(1, "un\n\nxx\ndeux", skipped=((4, 6),))])
    assert (first.after_gap, first.after_skip) == (False, False)
    assert (second.text, second.start, second.after_skip) == ("deux", 7, True)


def test_margins_are_the_different_headers() -> None:
    marked = mark_skipped(pages(*(f"CLS du Val d’Aurence\n{words}" for words in WORDS)))
    assert margins(marked) == ["CLS du Val d’Aurence"]


line_text = st.sampled_from(
    ["Sommaire", "Article 1 ....... 3", "Fiche action 1.1 : Former", "Page 2", "7", "", "Un texte", "Contexte :", "CLS"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(line_text | st.text(max_size=20), max_size=8).map("\n".join), max_size=6))
def test_lines_are_the_text_of_their_page(texts: list[str]) -> None:
    marked = mark_skipped(pages(*texts))
    for line in body(marked):
        assert marked[line.page - 1].text[line.start : line.end] == line.text
    assert [page.text for page in marked] == texts
