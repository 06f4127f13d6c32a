"""Figures of the usual sentences of a diagnosis: each with what it counts, of whom, and in which year."""

from __future__ import annotations

import pytest

from ingest.facts.figures.diagnosis import figures
from ingest.facts.figures.usual_sentences import states
from tests.facts.readings import figure_rows, reading_of

Row = tuple[str, str, float, str, str, str]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "En 2031, 4 210 assurés de 17 ans et plus n’ont pas de médecin traitant, dont 330 en affection de longue"
            " durée.",
            [
                ("assurés de 17 ans et plus n’ont pas de médecin traitant", 4210, "assurés"),
                (
                    "assurés de 17 ans et plus n’ont pas de médecin traitant, en affection de longue durée",
                    330,
                    "assurés",
                ),
            ],
        ),
        (
            "Le délai d’un premier rendez-vous au centre médico-psychologique est de 83 jours.",
            [("délai d’un premier rendez-vous au centre médico-psychologique", 83, "jours")],
        ),
        (
            "Le temps moyen d’accès aux urgences atteint vingt minutes.",
            [("temps moyen d’accès aux urgences", 20, "minutes")],
        ),
        (
            "Parmi les élèves de CM2, 21 % sont en surpoids.",
            [("part des élèves de CM2 qui sont en surpoids", 21, "%")],
        ),
        (
            "Sur 512 répondants au questionnaire, 43 % disent avoir renoncé à un soin.",
            [("part des répondants au questionnaire qui disent avoir renoncé à un soin", 43, "%")],
        ),
        (
            "61 % des répondants jugent difficile d’obtenir un rendez-vous avec un médecin, 79 % avec un dentiste.",
            [
                ("part des répondants qui jugent difficile d’obtenir un rendez-vous avec un médecin", 61, "%"),
                ("part des répondants qui jugent difficile d’obtenir un rendez-vous avec un dentiste", 79, "%"),
            ],
        ),
        ("Le diabète traité touche 7,3 % des adultes.", [("Le diabète traité touche part des adultes", 7.3, "%")]),
        ("Plus d’un sur trois (36 %) a renoncé à un soin.", [("part : a renoncé à un soin", 36, "%")]),
        (
            "515 évacuations sanitaires ont été enregistrées en 2031.",
            [("évacuations sanitaires enregistrées", 515, "évacuations")],
        ),
        (
            "La gendarmerie a enregistré 133 faits de violences intrafamiliales en 2031.",
            [("faits de violences intrafamiliales", 133, "faits")],
        ),
        # of what each is cannot be told
        ("Le délai moyen atteint neuf mois en ophtalmologie et sept mois en dermatologie.", []),
        ("3 200 assurés n’ont pas de médecin traitant et 12 800 en ont un, soit 17 de plus.", []),
    ],
)
def test_a_usual_sentence_states_its_figure(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(s.what, s.value, s.unit) for s in states(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Le taux de recours aux urgences est de 271 passages pour 1 000 habitants, contre 244"
            " pour 1 000 en Bretagne.",
            [
                ("taux de recours aux urgences", "", 271, "passages pour 1 000 habitants", "", ""),
                ("taux de recours aux urgences", "Bretagne", 244, "passages pour 1 000 habitants", "", ""),
            ],
        ),
        (
            "Les plus de 75 ans représentent 12,1 % de la population en 2031, contre 9,8 % en Bretagne.",
            [
                ("part des plus de 75 ans", "", 12.1, "%", "2031", ""),
                ("part des plus de 75 ans", "Bretagne", 9.8, "%", "2031", ""),
            ],
        ),
        # who counted is not where
        (
            "La mortalité prématurée atteint 201 décès pour 100 000 habitants (source : ORS Bretagne).",
            [("mortalité prématurée", "", 201, "décès pour 100 000 habitants", "", "ORS Bretagne")],
        ),
        # what a comparison names is not its place
        (
            "Le diabète traité touche 7,3 % des adultes, presque deux fois la moyenne de la Bretagne.",
            [("Le diabète traité touche part des adultes", "", 7.3, "%", "", "")],
        ),
        (
            "23 médecins généralistes exercent sur le territoire en 2031 ; ils étaient 29 en 2021.",
            [
                ("médecins généralistes", "", 23, "médecins", "2031", ""),
                ("médecins généralistes", "", 29, "médecins", "2021", ""),
            ],
        ),
        (
            "Quatorze médecins généralistes exercent en 2031, contre vingt-deux en 2021.",
            [
                ("médecins généralistes", "", 14, "médecins", "2031", ""),
                ("médecins généralistes", "", 22, "médecins", "2021", ""),
            ],
        ),
        ("Le délai d’un premier rendez-vous au centre de Belmont est de 83 jours.", []),
        # where a sentence enumerates, and whose the first of two shares is when the second's place is unknown
        ("Le territoire dispose de deux maisons de santé, à Aubry et à Belmont.", []),
        ("À six ans, 18,7 % des enfants sont en surpoids en 2031, et 24,1 % dans les quartiers prioritaires.", []),
        ("Les plus de 75 ans représentent 12,1 % de la population.", []),
        # the rows of a table above are no part of the sentence
        (
            "Indicateur | Rives | Bretagne\nPart des jeunes | 12,1 | 13,4\n\n"
            "23 généralistes exercent en ville en 2031.",
            [("généralistes", "", 23, "généralistes", "2031", "")],
        ),
    ],
)
def test_a_figure_is_of_the_place_that_its_sentence_names(sentence: str, expected: list[Row]) -> None:
    assert [row for row in figure_rows(sentence) if row[0] != "Part des jeunes"] == expected


def test_figures_set_large_have_the_year_and_the_source_of_their_brackets() -> None:
    text = (
        "21,4 %\ndes patients n’ont pas de médecin\ntraitant (Insee, 2031)\n\n"
        "28\nmédecins généralistes en activité au\n1er janvier 2030, dont 9 ont plus de\n60 ans\n\n"
        "24,6\nsuicides pour 100 000 habitants,\ntaux standardisé 2026-2030\n(Bretagne : 19,8)\n"
    )
    assert figure_rows(text) == [
        ("patients n’ont pas de médecin traitant", "", 21.4, "%", "2031", "Insee"),
        ("médecins généralistes en activité", "", 28, "médecins", "2030", ""),
        ("suicides pour 100 000 habitants, taux standardisé", "", 24.6, "pour 100 000 habitants", "2026-2030", ""),
        (
            "suicides pour 100 000 habitants, taux standardisé",
            "Bretagne",
            19.8,
            "pour 100 000 habitants",
            "2026-2030",
            "",
        ),
    ]


@pytest.mark.parametrize(
    ("between", "count"),
    [("Souffrance psychique", 1), ("Le contrat", 0), ("Gouvernance", 0), ("Article 1 – Les parties", 0)],
)
def test_a_diagnosis_goes_on_until_the_contract_begins(between: str, count: int) -> None:
    text = (
        "Diagnostic partagé\n\nLe territoire est rural.\n\n"
        f"{between}\n\nLe délai d’un premier rendez-vous est de 83 jours.\n"
    )
    assert len(figures(reading_of(text))) == count
