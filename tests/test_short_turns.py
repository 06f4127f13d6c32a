"""Short turns bear on the answer before, and a conversation stays on its territory and its asker."""

from __future__ import annotations

import pytest

from assistant.audit.masks import HIDDEN, without_pages
from assistant.conversations.short_turns import short_turn
from assistant.conversations.told_where import told_where
from assistant.questions.plain_forms import plain_form
from assistant.questions.preamble import without_preamble
from assistant.records import Answer, Citation, Status
from tests.test_followup import NOW, ORIEL, PSSM, RIVES, SIGNED, query

COST = "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?"
OWN = (
    "Je suis à la MSA : dans quels contrats sommes-nous signataires ?",
    "La MSA a signé deux contrats : [1]\n- CLS Hautes Rives 2024-2028 [1]\n- CLS Val Brumeux 2019-2023 [2]",
)


@pytest.mark.parametrize(
    ("kind", "turns"),
    [
        ("where", ["c'est écrit où", "où c'est écrit", "quelle page", "ta source", "d'où ça sort", "tu as lu ça où",
                   "dans quel document", "la preuve", "c'est à quelle page"]),
        ("sure", ["tu es sûr", "vous êtes sûrs", "vraiment", "c'est vrai", "t'es sûr de toi", "vous confirmez"]),
        ("why", ["pourquoi", "pour quelle raison", "comment ça se fait", "pourquoi ça"]),
        ("more", ["plus de détails", "développe", "tu peux préciser", "plus de détails sur le volet logement"]),
        ("total", ["le total", "au total", "ça fait combien en tout", "sa coute combien tout ca", "et le total",
                   "ça fait combien en tout les deux", "les deux ensemble", "le total des trois", "ça fait cb les deux",
                   "combien pour les deux"]),
        ("help", ["qui peut m'aider", "à qui m'adresser", "qui contacter", "vers qui se tourner"]),
        ("now", ["maintenant", "aujourd'hui"]),
        ("elsewhere", ["chez les voisins", "ailleurs", "dans les autres contrats"]),
        ("what", ["c'est quoi au juste", "ça veut dire quoi"]),
        ("", ["combien", "qui la porte", "et la 2.2", "combien de chambres au total", "où habite le maire",
              "qui peut voter au comité", "que prévoit la fiche 2.1", "quel document doit être signé"]),
    ],
)  # fmt: skip
def test_a_short_turn_is_known_by_its_form(kind: str, turns: list[str]) -> None:
    assert [short_turn(turn.removeprefix("et ")) for turn in turns] == [kind] * len(turns)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ([COST, "pourquoi ?"], "Pourquoi la fiche 2.1 du CLS des Hautes Rives ?"),
        ([COST, "plus de détails"], "Que prévoit la fiche 2.1 du CLS des Hautes Rives ?"),
        ([COST, "plus de détails sur le volet logement"],
         "Que prévoit le volet logement de la fiche 2.1 du CLS des Hautes Rives ?"),
        ([PSSM, "qui peut m'aider ?"],
         "Qui porte la fiche 2.1 du CLS Hautes Rives 2024-2028 et quels sont les partenaires ?"),
        ([COST, "tu es sûr ?", "et la 1.1 ?"], "Combien coûte la fiche 1.1 du CLS des Hautes Rives ?"),
        (["Le sport santé figure-t-il dans le CLS Val Brumeux 2019-2023 ?", "et maintenant ?"],
         "Le sport santé figure-t-il dans le CLS Val Brumeux 2024-2029 ?"),
        (["Que paie la CPAM pour le PRAX dans les Hautes Rives ?", "et c'est quoi au juste ?"],
         "C'est quoi le PRAX dans le CLS Hautes Rives 2024-2028 ?"),
        (["Que prévoit le CLS des Hautes Rives contre le radon ?", "et ya une fiche dessus ?"],
         "Y a-t-il une fiche sur le radon dans le CLS Hautes Rives 2024-2028 ?"),
        (["Combien coûte la fiche 1.1 du CLS des Hautes Rives ?", "et la 2.1 ?", "ça fait combien les deux ?"],
         "Combien coûtent au total les fiches 1.1 et 2.1 du CLS des Hautes Rives ?"),
        (["Combien coûte la prévention des chutes dans le CLS des Hautes Rives ?", "et pour les semaines du diabète ?"],
         "Combien coûtent les semaines du diabète du CLS des Hautes Rives ?"),
        (["Quel est le budget de la prévention des chutes du CLS des Hautes Rives ?", "et pour la nutrition ?"],
         "Combien coûte la nutrition du CLS des Hautes Rives ?"),
        # the territory that was named
        (["Quelles orientations se donne le CLS des Hautes Rives ?", "lesquelles sont pour les jeunes ?"],
         "Que prévoit le CLS des Hautes Rives pour les jeunes ?"),
        (["Côté environnement, que fait le Pays des Hautes Rives ?", "et la prévention ?"],
         "Côté prévention, que fait le Pays des Hautes Rives ?"),
        (["Côté environnement, que fait le Pays des Hautes Rives ?", "et la prévention ?", "qui l'a signé ?"],
         "Qui a signé le CLS Hautes Rives 2024-2028 ?"),
        (["Que prévoit le CLS des Hautes Rives pour la santé mentale ?", "et la prévention ?"],
         "Que prévoit le CLS des Hautes Rives pour la prévention ?"),
        (["Combien coûte le CLS des Hautes Rives ?", "et ailleurs ?"],
         "Combien coûte le CLS Val Brumeux 2024-2029 et le CLS Monts d'Oriel 2025-2030 ?"),
        (["Que fait le Pays des Hautes Rives pour la santé mentale ?", "et contre l'ambroisie ?"],
         "Que fait le Pays des Hautes Rives contre l'ambroisie ?"),
        (["Quand a été signé le CLS des Hautes Rives ?", "par qui ?"], "Qui a signé le CLS des Hautes Rives ?"),
        (["Combien coûte la fiche 2.1 du CLS des Hautes Rives ?", "et la 1.1 ?", "et le total ?"],
         "Combien coûtent au total les fiches 2.1 et 1.1 du CLS des Hautes Rives ?"),
        ([COST, "et les hôpitaux, ils paient quoi ?"], "Que paient les hôpitaux dans le CLS des Hautes Rives ?"),
        (["Dans quelles fiches est le Pays des Hautes Rives ?", "et la PMI, elle apparaît où ?"],
         "Dans quelles fiches la PMI est-elle citée dans le CLS Hautes Rives 2024-2028 ?"),
        (["Combien de choses prévoit le CLS des Hautes Rives ?", "lesquelles parlent d'environnement ?"],
         "Que prévoit le CLS des Hautes Rives pour l'environnement ?"),
        # the asker's own organisation
        ([OWN, "qui nous représente dans le dernier ?"], "Qui représente la MSA dans le CLS Hautes Rives 2024-2028 ?"),
        ([OWN, "qui nous représente dans le dernier ?", "et on paie quoi ?"],
         "Et la MSA paie quoi dans le CLS Hautes Rives 2024-2028 ?"),
        # another body's signature
        (["Quel préfet a signé le CLS des Hautes Rives ?", "et pour l'hôpital de Rochevive ?"],
         "Qui a signé le CLS des Hautes Rives pour l'hôpital de Rochevive ?"),
        # a question of its own is put in the place of nothing
        (["C'est quoi le PSSM dans le CLS des Hautes Rives ?", "ok. et les infirmiers, ça marche comment ?"],
         "Ok. et les infirmiers, ça marche comment dans le CLS des Hautes Rives ?"),
    ],
)  # fmt: skip
def test_it_asks_of_what_was_said(said: list[str | tuple[str, str]], understood: str) -> None:
    assert query(*said).understood == understood


@pytest.mark.parametrize("before", ["œdème ﬁn²", "d'aujourd'hui-là ½ x²", "l’« »"])
@pytest.mark.parametrize("turn", ["c'est quoi au juste ?", "et ya une fiche dessus ?"])
def test_a_question_of_odd_letters_breaks_nothing(before: str, turn: str) -> None:
    assert isinstance(query(before, turn).understood, str)


def test_the_neighbours_are_the_other_territories() -> None:
    asked = query("Que prévoit le CLS des Hautes Rives contre le radon ?", "et chez les voisins ?")
    assert sorted(c.ref.id for c in asked.scope.contracts) == [ORIEL, NOW]
    assert RIVES not in {c.ref.id for c in asked.scope.contracts}


def test_a_reason_is_looked_for_where_the_question_before_was_of_no_sheet() -> None:
    asked = query(SIGNED, "pourquoi ?")
    assert asked.short == "why"
    assert not asked.sheets


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Je prépare le conseil de mardi : que prévoit la fiche 2.1 ?", "que prévoit la fiche 2.1 ?"),
        ("Je suis journaliste. Qui a signé le CLS ?", "Qui a signé le CLS ?"),
        ("Bonjour, nous préparons un atelier : qui porte la fiche 2.1 ?", "qui porte la fiche 2.1 ?"),
    ],
)
def test_what_askers_say_of_themselves_first_is_left_out(typed: str, asked: str) -> None:
    assert without_preamble(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "Je suis à la MSA : dans quelles fiches sommes-nous cités ?",
        "J'habite Lunac : suis-je dans le contrat ?",
        "Je travaille au Conseil départemental : que devons-nous faire ?",
        "Je cherche la fiche 2.1 : qui la porte ?",
    ],
)
def test_whom_they_are_of_and_where_they_live_stays(typed: str) -> None:
    assert without_preamble(typed) == typed


def _answer(*pages: int) -> Answer:
    citations = tuple(
        Citation(n, "d", "CLS des Rives", page, "Fiche action 2.1", f"mots de la page {page}", 0, 9, f"/d?page={page}")
        for n, page in enumerate(pages, 1)
    )
    return Answer(Status.ANSWERED, "La fiche est portée par le Pays [1].", citations)


def test_where_it_is_written_is_its_page_and_its_words() -> None:
    one = told_where(_answer(7), again=False).answer
    assert one == "C'est écrit page 7 de « CLS des Rives » (Fiche action 2.1) : « mots de la page 7 » [1]."
    two = told_where(_answer(7, 9), again=True).answer
    assert two.startswith("La fiche est portée par le Pays [1].\nC'est écrit :\n- page 7 ")
    assert "- page 9 de « CLS des Rives »" in two


def test_what_quotes_nothing_is_told_as_it_is() -> None:
    silent = Answer(Status.NOT_FOUND, "Les documents lus ne le disent pas.")
    assert told_where(silent, again=False) is silent


class _Cited:
    citation = _answer(7).citations[0]


def test_only_the_page_of_a_quote_may_be_said() -> None:
    cited = [_Cited()]
    assert without_pages("page 7", cited) == HIDDEN * 6  # type: ignore[arg-type]
    assert without_pages("page 8 et page 7 €", cited) == "page 8 et page 7 €"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("que faut-il retenir de la fiche 2.1 ?", "que prévoit la fiche 2.1 ?"),
        ("Donc la Région ne paie rien ?", "est-ce que la Région paie quelque chose ?"),
        ("pourquoi la 2.1 coûte 12000 euros ?", "est-ce que la 2.1 coûte 12000 euros ?"),
        ("Pourquoi la fiche 2.1 ?", "Pourquoi la fiche 2.1 ?"),
        ("Que retenir du diagnostic ?", "Que retenir du diagnostic ?"),
    ],
)
def test_turns_of_phrase_are_put_as_composers_know_them(typed: str, asked: str) -> None:
    assert plain_form(typed) == asked
