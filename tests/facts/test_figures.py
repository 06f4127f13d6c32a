"""Figures of the diagnosis: indicator, territory, value, unit, year and source, and the lines that prove them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.analysis import analyse
from ingest.facts.figures import figures
from ingest.facts.reading import Reading
from ingest.lines import body
from ingest.readers import Limits, read
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands

Row = tuple[str, str, float, str, str, str]


def found(text: str) -> list[Row]:
    reading = reading_of(f"Diagnostic territorial\n\n{text}")
    told = figures(reading)
    assert all(stands(reading, figure.evidence) for figure in told)
    assert all(any(f.shown in e.quote.replace("\n", " ") for e in f.evidence) for f in told)
    return [(f.indicator, f.territory, f.value, f.unit, f.year, f.source) for f in told]


LAYOUTS = {
    "territories down, one header line": (
        """Taux de chômage et de pauvreté en 2029 (Source : INSEE 2029)
Territoire Taux de chômage Taux de pauvreté
Pays des Hautes Rives 9,3 % 14,2 %
France 10,2 % 14,5 %
""",
        [
            ("Taux de chômage", "Pays des Hautes Rives", 9.3, "%", "2029", "INSEE"),
            ("Taux de pauvreté", "Pays des Hautes Rives", 14.2, "%", "2029", "INSEE"),
            ("Taux de chômage", "France", 10.2, "%", "2029", "INSEE"),
            ("Taux de pauvreté", "France", 14.5, "%", "2029", "INSEE"),
        ],
    ),
    "unit, year and source in the label's bracket": (
        """Indicateur | Pays des Hautes Rives | France
Part des 75 ans et plus (%, 2029) | 12,4 | 10,9
Recours aux urgences (pour 1 000 habitants, 2030) | 338 | 301
Diabète traité (%, 2031, ORS) | 8,1 | 5,2
""",
        [
            ("Part des 75 ans et plus", "Pays des Hautes Rives", 12.4, "%", "2029", ""),
            ("Part des 75 ans et plus", "France", 10.9, "%", "2029", ""),
            ("Recours aux urgences", "Pays des Hautes Rives", 338, "pour 1 000 habitants", "2030", ""),
            ("Recours aux urgences", "France", 301, "pour 1 000 habitants", "2030", ""),
            ("Diabète traité", "Pays des Hautes Rives", 8.1, "%", "2031", "ORS"),
            ("Diabète traité", "France", 5.2, "%", "2031", "ORS"),
        ],
    ),
    "a unit that the line below tells, and people of whom a decimal is a share": (
        """Indicateur | Pays des Hautes Rives | France
Adultes obèses (2029, ORS) | 35,2 | 17,0
Foyers sans eau courante | 4,0 | 1,2
Source : ORS. Les valeurs sont en pourcentage sauf mention contraire.
""",
        [
            ("Adultes obèses", "Pays des Hautes Rives", 35.2, "%", "2029", "ORS"),
            ("Adultes obèses", "France", 17.0, "%", "2029", "ORS"),
            ("Foyers sans eau courante", "Pays des Hautes Rives", 4.0, "%", "", "ORS"),
            ("Foyers sans eau courante", "France", 1.2, "%", "", "ORS"),
        ],
    ),
    "cells printed one below the other": (
        """Tableau A. La métropole comparée
Indicateur Finistère France

Taux de pauvreté, 2030 (%)
22,4
14,4

Espérance de vie des hommes, 2028-2032 (ans)
75,9
79,3

Sources : Insee.
""",
        [
            ("Taux de pauvreté, 2030 (%)", "Finistère", 22.4, "%", "2030", "Insee"),
            ("Taux de pauvreté, 2030 (%)", "France", 14.4, "%", "2030", "Insee"),
            ("Espérance de vie des hommes, 2028-2032 (ans)", "Finistère", 75.9, "ans", "2028-2032", "Insee"),
            ("Espérance de vie des hommes, 2028-2032 (ans)", "France", 79.3, "ans", "2028-2032", "Insee"),
        ],
    ),
    "its header likewise, below a corner": (
        """Secteur
Médecins généralistes
(2033)
dont 60 ans et plus
Sans médecin
traitant (2033)

Plaine
138
47
10,2 %

Causse
47
16
8,7 %
""",
        [
            ("Médecins généralistes (2033)", "Plaine", 138, "médecins", "2033", ""),
            ("dont 60 ans et plus", "Plaine", 47, "", "2033", ""),
            ("Sans médecin traitant (2033)", "Plaine", 10.2, "%", "2033", ""),
            ("Médecins généralistes (2033)", "Causse", 47, "médecins", "2033", ""),
            ("dont 60 ans et plus", "Causse", 16, "", "2033", ""),
            ("Sans médecin traitant (2033)", "Causse", 8.7, "%", "2033", ""),
        ],
    ),
    "two halves side by side, and a column of words": (
        """Commune | Part des 75 ans et plus | Commune | Part des 75 ans et plus
Arvière | 25 % | Vaurel | 12 %
Brassac | 20 % | Zonne | 14 %
""",
        [
            ("Part des 75 ans et plus", "Arvière", 25, "%", "", ""),
            ("Part des 75 ans et plus", "Brassac", 20, "%", "", ""),
            ("Part des 75 ans et plus", "Vaurel", 12, "%", "", ""),
            ("Part des 75 ans et plus", "Zonne", 14, "%", "", ""),
        ],
    ),
    "a part of the column before it, and what is no measure": (
        """Commune | Habitants (2031) | Dont 75 ans et plus | Total
Pays des Hautes Rives | 6 120 | 9,8 % | 12
""",
        [
            ("Habitants (2031)", "Pays des Hautes Rives", 6120, "habitants", "2031", ""),
            ("Dont 75 ans et plus", "Pays des Hautes Rives", 9.8, "%", "2031", ""),
        ],
    ),
    "territories across, unit in the title": (
        """Densité de professionnels (pour 100 000 habitants) en 2030
CC des Rives Finistère France
Médecins généralistes 71 82,5 90
Source : CartoSanté 2030
Le territoire manque de médecins.
""",
        [
            (
                "Densité de professionnels : Médecins généralistes",
                place,
                value,
                "pour 100 000 habitants",
                "2030",
                "CartoSanté",
            )
            for place, value in (("CC des Rives", 71), ("Finistère", 82.5), ("France", 90))
        ],
    ),
    "years across": (
        """Évolution du nombre de médecins généralistes
Territoire 2020 2025
CC des Rives 42 38
Bretagne 3 421 3 300
""",
        [
            ("nombre de médecins généralistes", "CC des Rives", 42, "médecins", "2020", ""),
            ("nombre de médecins généralistes", "CC des Rives", 38, "médecins", "2025", ""),
            ("nombre de médecins généralistes", "Bretagne", 3421, "médecins", "2020", ""),
            ("nombre de médecins généralistes", "Bretagne", 3300, "médecins", "2025", ""),
        ],
    ),
    "a block a cell": (
        """Part des personnes âgées vivant seules (en %) en 2029

CC Rives du
Nord

CC Val
Clair

Bretagne

Femmes 52,1 49,8 51,0

Hommes de 75 ans
et plus

22,0 21,5 23,3
""",
        [
            (f"Part des personnes âgées vivant seules : {who}", place, value, "%", "2029", "")
            for who, numbers in (("Femmes", (52.1, 49.8, 51.0)), ("Hommes de 75 ans et plus", (22.0, 21.5, 23.3)))
            for place, value in zip(("CC Rives du Nord", "CC Val Clair", "Bretagne"), numbers, strict=True)
        ],
    ),
    "cells kept apart, territories across": (
        """Espérance de vie (en années), source : INSEE 2029
Indicateur | Pays des Rives | France
Espérance de vie des hommes | 78,1 | 79,4
Part des 75 ans et plus (%) | - | 9,8
""",
        [
            ("Espérance de vie des hommes", "Pays des Rives", 78.1, "ans", "2029", "INSEE"),
            ("Espérance de vie des hommes", "France", 79.4, "ans", "2029", "INSEE"),
            ("Part des 75 ans et plus (%)", "France", 9.8, "%", "2029", "INSEE"),
        ],
    ),
    "cells kept apart, communes down": (
        """Commune | Population 2030 | Part des 65 ans et plus
Arvière | 2 345 | 25 %
""",
        [
            ("Population 2030", "Arvière", 2345, "habitants", "2030", ""),
            ("Part des 65 ans et plus", "Arvière", 25, "%", "", ""),
        ],
    ),
    "thousands that only one reading parts": (
        """Population en 2030
Territoire Population Superficie
CC du Val Clair 11 498 1 204
CC des Rives 20 674 312
""",
        [
            ("Population", "CC du Val Clair", 11498, "habitants", "2030", ""),
            ("Superficie", "CC du Val Clair", 1204, "", "2030", ""),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    assert found(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Le Pays des Hautes Rives compte 8 médecins pour 10 000 habitants en 2030.",
            [("médecins", "Pays des Hautes Rives", 8, "pour 10 000 habitants", "2030", "")],
        ),
        (
            "36 % de la population a plus de 60 ans.",
            [("part de la population a plus de 60 ans", "", 36, "%", "", "")],
        ),
        (
            "Sur le territoire, on compte 11,8 infirmiers pour 10 000 habitants, pour 15,4 en France.",
            [
                ("infirmiers", "territoire", 11.8, "pour 10 000 habitants", "", ""),
                ("infirmiers", "France", 15.4, "pour 10 000 habitants", "", ""),
            ],
        ),
        (
            "Le taux de pauvreté du territoire est de 14,2 %, contre 12,1 % en Bretagne (INSEE 2030).",
            [
                ("taux de pauvreté", "territoire", 14.2, "%", "2030", "INSEE"),
                ("taux de pauvreté", "Bretagne", 12.1, "%", "2030", "INSEE"),
            ],
        ),
        (
            "Le taux de chômage des jeunes atteint 25,3 % dans le Pays des Rives (source : INSEE 2029).",
            [("taux de chômage des jeunes", "Pays des Rives", 25.3, "%", "2029", "INSEE")],
        ),
        (
            "En 2030, le taux de pauvreté est de 15,1 % (Pays des Rives) et de 12,6 % (France).",
            [
                ("taux de pauvreté", "Pays des Rives", 15.1, "%", "2030", ""),
                ("taux de pauvreté", "France", 12.6, "%", "2030", ""),
            ],
        ),
        (
            "La part des 75 ans et plus atteint 13,3 % dans le territoire du Pays des Rives, contre 9,1 % en France.",
            [
                ("part des 75 ans et plus", "Pays des Rives", 13.3, "%", "", ""),
                ("part des 75 ans et plus", "France", 9.1, "%", "", ""),
            ],
        ),
        (
            "La mortalité prématurée est de 219 pour 100 000 habitants dans le Pays des Rives, contre 215 pour\n"
            "100 000 habitants en France.",
            [
                ("mortalité prématurée", "Pays des Rives", 219, "pour 100 000 habitants", "", ""),
                ("mortalité prématurée", "France", 215, "pour 100 000 habitants", "", ""),
            ],
        ),
        # a table's source is no part of the sentence below it
        (
            "Source : INSEE 2030\nEn 2029, le taux de chômage est de 8,1 % en Bretagne.",
            [("taux de chômage", "Bretagne", 8.1, "%", "2029", "")],
        ),
        # whose each figure is cannot be told
        ("Les jeunes sont 24 % dans le Doubs et 28 % des habitants du Pays des Rives sont âgés.", []),
        ("L'espérance de vie atteint 82,4 ans dans la CC des Rives, 83 ans en France et 82 ans en Bretagne.", []),
        # what both do stands behind the second
        (
            "Ainsi, 37 % des enfants et 73 % des 11-17 ans manquent de sommeil.",
            [
                ("part des enfants qui manquent de sommeil", "", 37, "%", "", ""),
                ("part des 11-17 ans qui manquent de sommeil", "", 73, "%", "", ""),
            ],
        ),
        (
            "On estime que 3 % des adultes vivent avec une maladie rare et 2 % avec un trouble du sommeil en France.",
            [
                ("part des adultes vivent avec une maladie rare", "France", 3, "%", "", ""),
                ("part des adultes : avec un trouble du sommeil", "France", 2, "%", "", ""),
            ],
        ),
        (
            "En Bretagne, 18 % des jeunes de 6 à 17 ans sont en surpoids dont 5 % en situation d'obésité.",
            [
                ("part des jeunes de 6 à 17 ans sont en surpoids", "Bretagne", 18, "%", "", ""),
                ("part des jeunes de 6 à 17 ans : en situation d'obésité", "Bretagne", 5, "%", "", ""),
            ],
        ),
        # a place compared with is not where the figure is
        (
            "Le Pays des Rives recense 8 médecins pour 10 000 habitants, soit une densité inférieure à celle relevée\n"
            "dans le département et en France.",
            [("médecins", "Pays des Rives", 8, "pour 10 000 habitants", "", "")],
        ),
        (
            "En 2030, 43 % des logements de Bretagne sont vacants, soit la part la plus importante relevée en France.",
            [("part des logements sont vacants", "Bretagne", 43, "%", "2030", "")],
        ),
        (
            "Le taux d'obésité des élèves est plus élevé dans le Finistère qu'à l'échelle nationale (+ 0,4 point).",
            [("taux d'obésité des élèves (écart avec le niveau comparé)", "Finistère", 0.4, "point", "", "")],
        ),
        # several rates of one place, and the second rate of two
        (
            "On relève en Bretagne 61,5 personnes suivies pour dépression pour 1 000 personnes, ou encore 148,2\n"
            "consommateurs de psychotropes pour 1 000.",
            [
                ("personnes suivies pour dépression", "Bretagne", 61.5, "pour 1 000 personnes", "", ""),
                ("consommateurs de psychotropes", "Bretagne", 148.2, "pour 1 000 personnes", "", ""),
            ],
        ),
        ("On compte 8 médecins pour 10 000 habitants et 9 médecins pour 10 000 habitants en France.", []),
        # things that no list names, where the territory is named
        (
            "Le Pays des Rives est doté de 4 structures hospitalières : l'hôpital, deux cliniques et un hospice.",
            [("structures hospitalières", "Pays des Rives", 4, "structures", "", "")],
        ),
        (
            "Le Territoire du Pays des Rives est couvert par 2 Maisons Sport Santé.",
            [("Maisons Sport Santé", "Pays des Rives", 2, "", "", "")],
        ),
        (
            "Le Finistère compte aujourd'hui 13 communes colonisées dont Arvière.",
            [("communes colonisées", "Finistère", 13, "communes", "", "")],
        ),
        (
            "En 2030, 7 pièges pondoirs sont installés sur le territoire du Pays des Rives dont 2 à Arvière.",
            [("pièges pondoirs", "Pays des Rives", 7, "pièges", "2030", "")],
        ),
        ("Le Pays des Rives, dont l'hôpital regroupe 3 services, compte 12 communes.", []),
        # people by what they do, a survey, a loss, the years between two
        (
            "Chaque année, environ 20 000 personnes font une chute en Bretagne et 920 en meurent.",
            [
                ("personnes qui font une chute chaque année", "Bretagne", 20000, "personnes", "", ""),
                ("personnes qui en meurent chaque année (chute)", "Bretagne", 920, "personnes", "", ""),
            ],
        ),
        (
            "L'enquête Bien grandir menée en 2028 auprès de 870 collégiens de la région Bretagne le confirme.",
            [("collégiens interrogés par l’enquête Bien grandir", "Bretagne", 870, "collégiens", "2028", "")],
        ),
        (
            "En 20 ans, les enfants de Bretagne ont perdu 30 % de leurs capacités respiratoires.",
            [("perte de capacités respiratoires des enfants en 20 ans", "Bretagne", 30, "%", "", "")],
        ),
        (
            "Le Finistère a connu plus de 70 signalements pour 100 000 habitants entre 2027 et 2029.",
            [("signalements", "Finistère", 70, "pour 100 000 habitants", "2027-2029", "")],
        ),
        # money, and an aim
        ("L’ARS finance 50 % de la population cible.", []),
        ("L'objectif est d'atteindre 60 % des femmes de la tranche d'âge.", []),
        # a title
        ("Part des personnes de 75 ans et plus", []),
    ],
)
def test_sentences(sentence: str, expected: list[Row]) -> None:
    assert found(sentence) == expected


def test_sheets_give_only_the_figures_of_their_context() -> None:
    reading = reading_of(
        "Fiche action 1.1 : Attirer des médecins\n\nContexte :\nLe territoire compte 8 médecins pour 10 000 habitants."
        "\n\nPorteur : CPTS des Rives\n\nIndicateurs : 12 médecins pour 10 000 habitants.\n"
    )
    assert [(f.indicator, f.value) for f in figures(reading)] == [("médecins", 8)]


def test_in_a_context_a_sentence_goes_on_where_the_one_before_it_is() -> None:
    reading = reading_of(
        "Contrat local de santé du Pays des Rives 2031-2035\n\n"
        "Fiche action 1.1 : Attirer des médecins\n\nContexte :\nLe Pays des Rives compte 8 médecins pour 10 000"
        " habitants. On note des écarts de densité de médecins généralistes : la CC du Val Clair a une densité doublée"
        " (15,2). La CC des Monts a la plus faible densité (4,1). La densité d'infirmiers est faible dans le Pays des"
        " Rives : 11,8 infirmiers pour 10 000 habitants, pour 15,4 en France. On compte 20,4 orthophonistes pour"
        " 100 000 habitants, contre 32,6 en France. L'agglomération Rives Agglo est plus touchée. La CC du Val Clair"
        " l'est moins. On relève sur ce territoire 61,5 assurés suivis pour dépression pour 1 000 personnes.\n\n"
        "Porteur : CPTS des Rives\n"
    )
    assert [(f.indicator, f.territory, f.value, f.unit) for f in figures(reading)] == [
        ("médecins", "Pays des Rives", 8, "pour 10 000 habitants"),
        ("densité de médecins généralistes", "CC du Val Clair", 15.2, "pour 10 000 habitants"),
        ("densité de médecins généralistes", "CC des Monts", 4.1, "pour 10 000 habitants"),
        ("infirmiers", "Pays des Rives", 11.8, "pour 10 000 habitants"),
        ("infirmiers", "France", 15.4, "pour 10 000 habitants"),
        ("orthophonistes", reading.metadata.territory, 20.4, "pour 100 000 habitants"),
        ("orthophonistes", "France", 32.6, "pour 100 000 habitants"),
        ("assurés suivis pour dépression", "CC du Val Clair", 61.5, "pour 1 000 personnes"),
    ]


def test_in_a_context_a_region_without_a_name_has_no_figure_beside_one_without_a_place() -> None:
    context = "Fiche action 1.1 : Attirer des médecins\n\nContexte :\n{}\n\nPorteur : CPTS des Rives\n"
    against = "On compte 8 médecins pour 10 000 habitants, contre 12 dans la région."
    assert not figures(reading_of(context.format(against)))
    # a share that follows a sentence on the country is not the country's
    national = (
        "La France compte 12 médecins pour 10 000 habitants. Les acteurs constatent que 63 % des habitants renoncent."
    )
    assert [f.value for f in figures(reading_of(context.format(national)))] == [12]
    gap = "Le taux d'obésité est plus élevé dans notre région qu'au niveau national (+ 0,4 point)."
    assert [(f.territory, f.value) for f in figures(reading_of(context.format(gap)))] == [("région", 0.4)]


def test_outside_the_diagnosis_a_sentence_must_name_its_place() -> None:
    sentence = "On compte 8 médecins pour 10 000 habitants, contre 12 dans la région."
    assert not figures(reading_of(f"Préambule\n\n{sentence}"))
    assert len(figures(reading_of(f"Diagnostic territorial\n\n{sentence}"))) == 2


def test_a_source_is_of_the_table_above_it_and_a_table_goes_on_over_the_page() -> None:
    told = figures(
        reading_of(
            [
                "Diagnostic territorial\n\nTerritoire Population de jeunes Population d'aînés Femmes seules Autres\n"
                "Bretagne 1,1 2,2 3,3\nFrance 4,4 5,5 6,6\n\nSource : INSEE 2030\n\n"
                "Territoire Taux de chômage Part des 75 ans et plus (pour\n100 habitants)\nBretagne 7,1 % 8,2",
                "France 9,3 % 10,4\n\nSource : INSEE 2029\n",
            ]
        )
    )
    assert [(f.indicator, f.territory, f.value, f.year) for f in told] == [
        ("Taux de chômage", "Bretagne", 7.1, "2029"),
        ("Part des 75 ans et plus (pour 100 habitants)", "Bretagne", 8.2, "2029"),
        ("Taux de chômage", "France", 9.3, "2029"),
        ("Part des 75 ans et plus (pour 100 habitants)", "France", 10.4, "2029"),
    ]


def test_a_second_header_ends_a_table() -> None:
    told = figures(
        reading_of(
            "Diagnostic territorial\n\nTerritoire Taux de chômage Taux de pauvreté\nBretagne 7,1 % 8,2 %\n"
            "Territoire Part des jeunes Part des aînés\nBretagne 9,3 % 10,4 %\n"
        )
    )
    assert {(f.indicator, f.value) for f in told} <= {
        ("Taux de chômage", 7.1),
        ("Taux de pauvreté", 8.2),
        ("Part des jeunes", 9.3),
        ("Part des aînés", 10.4),
    }


# The tables of the reference contract's pages 10, 11, 14 (two) and 17, read off the pages' pictures.
TRUTH: dict[int, tuple[tuple[str, ...], dict[str, tuple[float, ...]]]] = {
    10: (
        ("Pays Lédonien", "Jura", "Bourgogne-Franche-Comté", "France"),
        {
            "Taux de chômage 2020": (9.3, 9.6, 11.4, 12.7),
            "Taux de chômage des 15 à 24 ans": (18.9, 19.6, 22.2, 25.3),
            "Taux de chômage des 25 à 54 ans": (8.4, 8.6, 10.1, 11.4),
            "55 à 64 ans": (7.4, 7.6, 9.7, 10.6),
        },
    ),
    11: (
        ("Pays Lédonien", "Jura", "Bourgogne-Franche-Comté", "France"),
        {
            "Mortalité générale": (953.6, 910.5, 938.8, 914.9),
            "Mortalité prématurée": (194.2, 194.1, 202, 191.5),
            "Mortalité évitable par prévention": (133.6, 133.9, 138.1, 132.2),
            "Mortalité évitable par le système de soins": (60.6, 60.6, 64.2, 61),
            "Mortalité due à l’alcool": (95.6, 94.4, 109.3, 101.6),
            "Mortalité due au tabac": (173.1, 177.8, 200.4, 191.8),
            "Mortalité par suicide": (19.1, 16.7, 15.9, 13.8),
            "Mortalité par cancer": (236.1, 234.9, 246.7, 249.6),
            "Mortalité par maladies de l’appareil circulatoire": (251.9, 228.9, 220.8, 219),
            "Mortalité par maladies de l’appareil respiratoire": (67.5, 69.5, 62.2, 60.9),
        },
    ),
    14: (
        ("Pays Lédonien", "Jura", "Bourgogne-Franche-Comté", "France"),
        {
            "Infirmiers": (11.8, 12.4, 13, 15.4),
            "Masseurs-kinésithérapeutes": (7.6, 8.8, 9.1, 12),
            "Chirurgiens-dentistes": (3.4, 3.9, 4.3, 5.5),
            "Orthophonistes": (20.4, 20.9, 20.7, 32.6),
            "Sage-femmes": (1.5, 1.8, 1.9, 2.3),
            "Gynécologue": (1.1, 2.3, 4.7, 6.6),
            "Pédiatre": (1.1, 1.9, 2.5, 4),
            "Psychiatre": (4.5, 4.6, 6.2, 9.2),
            "Ophtalmologue": (2.3, 4.3, 5.1, 6.4),
            "Cardiologue": (5.7, 3.1, 5.4, 7.5),
            "Médecin ORL": (1.1, 1.5, 2.1, 3),
            "Gastro-entérologue": (3.4, 1.5, 2.1, 3),
            "Dermatologue": (2.3, 2.7, 2.8, 3.6),
        },
    ),
    17: (
        ("Bresse Haute Seille", "CA ECLA", "CC Porte du Jura", "CC Terre d’Emeraude", "Jura", "BFC", "FRANCE"),
        {
            "Dépistage cancer du sein": (61.2, 59.3, 59.8, 58.9, 59.2, 60.4, 59.9),
            "Dépistage col de l’utérus": (38.7, 35.3, 35.9, 37.1, 37.3, 40.9, 39.8),
            "Dépistage colorectal": (23.2, 21.8, 21.9, 23.6, 24.2, 22.9, 22.4),
        },
    ),
}


def test_every_cell_of_the_reference_contract_and_no_wrong_one() -> None:
    path = REFERENCE / "documents" / "contrat-pays-ledonien-2025-2030.pdf"
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    truth = {
        (page, indicator, place): value
        for page, (places, rows) in TRUTH.items()
        for indicator, numbers in rows.items()
        for place, value in zip(places, numbers, strict=True)
    }
    told = {}
    for figure in figures(_opened(path)):
        page = figure.evidence[0].page
        if page in TRUTH and figure.territory != "territoire":
            keys = [
                key
                for key in truth
                if key[0] == page and figure.indicator.endswith(key[1]) and figure.territory.startswith(key[2])
            ]
            assert len(keys) == 1, figure
            told[keys[0]] = figure.value
    assert told == truth
    assert len(told) == 129


def _opened(path: Path) -> Reading:
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)
