"""A label is known by its words, however it is set; words of a sentence are no label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.labels import inline_label, label_at, money_columns


@pytest.mark.parametrize(
    ("lines", "name", "taken", "content"),
    [
        (["Motivation, contexte", "Le diagnostic"], "context", 1, ""),
        (["MOTIVATION, CONTEXTE", "Le diagnostic"], "context", 1, ""),
        (["Partenaires, acteurs à", "mobiliser", "CPTS"], "partners", 2, ""),
        (["Liens avec la poli-", "tique régionale de santé"], "policy", 2, ""),
        (["Structure pilote : CPTS"], "lead", 1, "CPTS"),
        (["Porteurs (si connu) : CPTS"], "lead", 1, "CPTS"),
        (["Porteur(s) : CPTS"], "lead", 1, "CPTS"),
        (["Public visé", "Les aidants"], "public", 1, ""),
        (["Budget prévisionnel total : 12 000 €"], "funding", 1, "12 000 €"),
        (["Échéancier", "2031"], "calendar", 1, ""),
        (["Calendrier", "prévisionnel Durée du contrat"], "calendar", 2, "Durée du contrat"),
        (["Référent : l’animatrice"], "follow_up", 1, "l’animatrice"),
        (["Objectif spécifique n° 2 : former"], "objectives", 1, "former"),
        (["Financeur 1 : la Région"], "cofunding", 1, "la Région"),
        (["Co-financements", "néant"], "cofunding", 1, ""),
        (["Taux d’intervention ARS : 50 %"], "rate", 1, "50 %"),
        (["| Porteur | CPTS |"], "lead", 1, "CPTS |"),
        (
            ["LIENS AVEC LA POLITIQUE RÉGIONALE DE SANTÉ ET/OU AUTRES DÉMARCHES DE", "PARTENAIRES", "Programme"],
            "policy",
            2,
            "",
        ),
    ],
)
def test_labels_inline_alone_over_two_lines_and_in_capitals(
    lines: list[str], name: str, taken: int, content: str
) -> None:
    match = label_at(lines)
    assert match is not None
    assert (match.label.name, match.lines) == (name, taken)
    assert (lines[taken - 1][match.characters :].strip() if match.characters else "") == content


@pytest.mark.parametrize(
    "lines",
    [
        ["lieux", "- Structurer la prévention"],
        ["partenaires", "associés"],
        ["- Partenaires"],
        ["Les partenaires : un réseau"],
        ["Les partenaires se réunissent deux fois par an"],
        ["Le financement est assuré par la Région"],
        ["public", "Les habitants"],
        ["Indicateurs de santé du territoire en hausse"],
    ],
)
def test_words_of_a_sentence_are_no_label(lines: list[str]) -> None:
    assert label_at(lines) is None


@given(st.lists(st.text(max_size=50), min_size=1, max_size=6))
def test_any_lines_can_be_asked(lines: list[str]) -> None:
    match = label_at(lines)
    assert match is None or 1 <= match.lines <= len(lines)
    inline_label(lines[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("P O R T E U R", "lead"),
        ("Partena ires : CPTS", "partners"),
        ("Description du projet (suite)", "description"),
        ("Valeur cible : 12", "target"),
        ("Publics bénéficiaires : les aidants", "public"),
        ("Lien parcours/Autre plan/programme/politique : PNNS", "policy"),
        ("Indicateurs Valeur initiale Source", "indicators"),
    ],
)
def test_labels_in_other_words_or_badly_printed(text: str, name: str) -> None:
    match = label_at([text])
    assert match is not None
    assert match.label.name == name


def test_two_labels_that_together_are_one() -> None:
    match = label_at(["Motivation,", "contexte", "Le diagnostic"])
    assert match is not None
    assert (match.label.name, match.lines) == ("context", 2)


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("Poste de dépense | Montant | Financeur", ["item", "amount", "name"]),
        ("Financeur | Montant", ["name", "amount"]),
        ("Financeur | Objet | Montant", []),
        ("Dépenses | Montant | Ressources | Montant", ["item", "amount", "name", "amount"]),
        ("Dépenses Poste | Dépenses Euros | Recettes Origine | Recettes Euros", ["item", "amount", "name", "amount"]),
        ("Ressources | Montant | Dépenses | Montant", []),
    ],
)
def test_heads_of_tables_of_money(head: str, columns: list[str]) -> None:
    assert money_columns(head) == columns
