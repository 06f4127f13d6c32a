"""Whether something may be done, is done every year, or still is, as the words of a quote settle it."""

from __future__ import annotations

import pytest

from assistant.quotations.permission import permitted, so_often, still_is

RETREAT = "« Le périmètre est susceptible d’évoluer, par voie d’avenant, en fonction des retraits de communes. »"
SHEETS = "« de supprimer des fiches : tous les membres du comité doivent être d’accord » ; « Le bilan vaut avenant. »"
LONGER = "« de prolonger la durée du contrat : un avenant doit être signé par toutes les parties. »"


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("Une commune peut-elle sortir du contrat ?", RETREAT, "Oui"),
        ("une commune peut quitter le périmètre ?", RETREAT, "Oui"),
        ("Un signataire peut-il se retirer du contrat ?", RETREAT, ""),
        ("Une commune peut-elle sortir du contrat sans l'accord des autres ?", RETREAT, ""),
        ("Comment une commune peut-elle sortir du contrat ?", RETREAT, ""),
        ("Peut-on supprimer une fiche en cours de route ?", SHEETS, "Oui"),
        ("Peut-on supprimer un axe ?", SHEETS, ""),
        ("Le contrat peut-il être prolongé ?", LONGER, "Oui"),
        ("Le contrat peut-il être prolongé ?", "« Aucune prolongation de la durée n'est possible. »", ""),
    ],
)
def test_a_rule_on_the_very_thing_allows_it(question: str, words: str, verdict: str) -> None:
    assert permitted(question, words) == verdict


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("Le comité se réunit-il chaque année ?", "« Il se réunira une fois par an au minimum. »", "Oui"),
        ("Le comité se réunit-il chaque année ?", "« Un bilan est fait une fois par an. »", ""),
        ("Que fait le comité qui se réunit chaque année ?", "« Il se réunira une fois par an. »", ""),
        ("Le comité se réunit-il tous les mois ?", "« Il se réunira une fois par an. »", ""),
    ],
)
def test_what_is_done_every_year_is_said_of_the_same_deed(question: str, words: str, verdict: str) -> None:
    assert so_often(question, words) == verdict


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("Le conseil local fonctionne-t-il toujours ?", "« Un conseil local à l’arrêt depuis 2031 »", "Non"),
        ("le conseil local il tourne encore ?", "« Le conseil local, suspendu en 2030, a repris en 2032. »", ""),
        ("Le conseil local existe-t-il encore ?", "« Le bus santé est à l'arrêt. »", ""),
        ("Le conseil local est-il actif ?", "« Un conseil local à l’arrêt depuis 2031 »", ""),
    ],
)
def test_what_has_stopped_no_longer_is(question: str, words: str, verdict: str) -> None:
    assert still_is(question, words) == verdict
