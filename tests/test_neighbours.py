"""What stands beside the decisive words is quoted where they say nothing without it."""

from __future__ import annotations

import pytest

from assistant.quotations.neighbours import LIST_CHARACTERS, carried_on
from assistant.quotations.units import Unit, units_of
from ingest.storage.snapshot import Snapshot
from tests.contracts import loaded, page_text, snapshot_of

HEAD = "Contrat local de santé du Val Brumeux 2031-2036\n\nArticle 3 : Les engagements\n\n"
FILLER = "Les parties se réunissent chaque année pour en parler, autant de fois qu'il le faut. " * 9


def quoted(text: str, words: str) -> str:
    """What is quoted where these words of an article are chosen."""
    held = snapshot_of({"contrat.txt": HEAD + text})
    return _carried(held, words)


def _carried(held: Snapshot, words: str) -> str:
    document = held.documents[0]
    for passage in held.passages:
        for unit in units_of(passage, document):
            if words in unit.text:
                found = carried_on((unit,), passage, document, held)
                return " ".join(page_text(document, one.page)[one.start : one.end] for one in found)
    raise AssertionError(words)


def test_a_sentence_goes_on_with_what_the_next_says_of_the_same_thing() -> None:
    text = "Un sac de bienvenue est remis aux internes.\nCelui-ci contient deux repas et un plan.\nLe reste est libre."
    assert quoted(text, "bienvenue") == (
        "Un sac de bienvenue est remis aux internes.\nCelui-ci contient deux repas et un plan."
    )


@pytest.mark.parametrize(
    "second", ["Celui-ci contient deux repas.", "Ces constats motivent un sac.", "À ce titre, il vaut."]
)
def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it(second: str) -> None:
    text = f"Un sac de bienvenue est remis aux internes.\n{second}"
    assert quoted(text, second) == text


def test_a_sentence_that_stands_for_itself_is_quoted_alone() -> None:
    text = "Un sac est remis aux internes.\nLa Ville prête deux salles.\nCelles-ci sont chauffées."
    assert quoted(text, "aux internes") == "Un sac est remis aux internes."


def test_a_list_is_told_to_its_last_item_though_the_passage_ends_before() -> None:
    items = [
        f"• Améliorer le point numéro {chr(97 + i)} de la vie en bonne santé, à chaque âge et partout" for i in range(6)
    ]
    text = f"{FILLER}\nLa caisse porte ses enjeux :\n" + "\n".join(items) + "\n\nUne autre phrase vient ensuite."
    said = quoted(text, "porte ses enjeux")
    assert said.endswith(items[-1])
    assert len(said) <= LIST_CHARACTERS


def test_nothing_chosen_is_nothing() -> None:
    one = loaded("contrat.txt", f"{HEAD}Une phrase du contrat, qui dit quelque chose.")
    held = snapshot_of({}, one)
    assert carried_on((), one.passages[0], one.document, held) == ()
    assert isinstance(units_of(one.passages[0], one.document)[0], Unit)
