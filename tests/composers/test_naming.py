"""Organisations as people type them: kind, place, short forms, misspellings; what is none stays out."""

from __future__ import annotations

import pytest

from assistant.composers.bodies.naming import kind_and_place, mentions, same_place


@pytest.mark.parametrize(
    ("text", "kinds", "place", "shown"),
    [
        ("le ch de st claude est dans le cls ?", {"ch"}, ("saint", "claude"), "CH de Saint-Claude"),
        ("Le CHS Saint-Ylie était-il là ?", {"chs"}, ("saint", "ylie"), "CHS Saint-Ylie"),
        ("est ce que la secu a signé", {"cpam"}, (), "secu"),
        ("la comcom du Val Brumeux a signé", {"cc"}, ("val", "brumeu"), "comcom du Val Brumeux"),
        ("le prefet de l'ombree a t il signé", {"etat"}, ("ombree",), "préfet de l'Ombree"),
        ("la cpam de la brise finance quoi ?", {"cpam"}, ("brise",), "CPAM de la Brise"),
        ("le departemnt est signataire", {"departement"}, (), "departemnt"),
        (
            "le conseil départemental de l'ordre des médecins",
            {"cdom"},
            (),
            "conseil départemental de l'ordre des médecins",
        ),
        ("la mission locale a signé", {"mission locale"}, (), "mission locale"),
        ("l'Éducation nationale est-elle signataire", {"education"}, (), "Éducation nationale"),
    ],
)
def test_an_organisation_is_read_as_it_is_typed(text: str, kinds: set[str], place: tuple[str, ...], shown: str) -> None:
    (found,) = mentions(text)
    assert (set(found.kinds), found.place, found.shown) == (kinds, place, shown)


def test_our_own_is_told_from_others() -> None:
    (found,) = mentions("notre agglo a-t-elle signé ?")
    assert found.owned
    assert "ca" in found.kinds


@pytest.mark.parametrize(
    "text",
    ["ca a signé quand ?", "on fait quoi dans la région ?", "quelles communes sont concernées", "le clic du bouton"],
)
def test_what_is_no_organisation_is_not_read_as_one(text: str) -> None:
    assert not mentions(text)


def test_a_name_is_parted_in_kind_and_place() -> None:
    assert kind_and_place("Mutualité Sociale Agricole (MSA) de la Brise") == ("msa", ("brise",))
    assert kind_and_place("Préfecture de l'Ombrée") == ("etat", ("ombree",))
    assert kind_and_place("collectivités locales")[0] == ""


def test_places_are_one_another_or_unsure() -> None:
    assert same_place(("bfc",), ("bourgogne", "franche", "comte"))
    assert same_place(("jura",), ("doubs",)) is False
    assert same_place(("franche", "comte"), ("bourgogne", "franche", "comte")) is None
    assert same_place(("saint", "claude"), ("saint", "oren")) is False
