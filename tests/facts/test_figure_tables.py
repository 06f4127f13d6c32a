"""Figures of the diagnosis's tables: which cell stands for which indicator and territory, in what unit, by whom."""

from __future__ import annotations

import pytest

from ingest.facts.figures.diagnosis import figures
from tests.facts.readings import figure_rows, reading_of

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
    "year and source in columns of their own": (
        """Indicateur | Pays des Hautes Rives | France | Année | Source
Part des 75 ans et plus | 12,4 % | 10,9 % | 2029 | INSEE
Taux de pauvreté | 14,2 % | 14,5 % | 2028 | INSEE
""",
        [
            ("Part des 75 ans et plus", "Pays des Hautes Rives", 12.4, "%", "2029", "INSEE"),
            ("Part des 75 ans et plus", "France", 10.9, "%", "2029", "INSEE"),
            ("Taux de pauvreté", "Pays des Hautes Rives", 14.2, "%", "2028", "INSEE"),
            ("Taux de pauvreté", "France", 14.5, "%", "2028", "INSEE"),
        ],
    ),
    "the year behind the name of the source": (
        """Indicateur | Pays des Hautes Rives | France | Source
Part des 75 ans et plus | 12,4 % | 10,9 % | INSEE, 2029
Taux de pauvreté | 14,2 % | 14,5 % | Insee, Filosofi 2028
""",
        [
            ("Part des 75 ans et plus", "Pays des Hautes Rives", 12.4, "%", "2029", "INSEE"),
            ("Part des 75 ans et plus", "France", 10.9, "%", "2029", "INSEE"),
            ("Taux de pauvreté", "Pays des Hautes Rives", 14.2, "%", "2028", "Insee, Filosofi"),
            ("Taux de pauvreté", "France", 14.5, "%", "2028", "Insee, Filosofi"),
        ],
    ),
    "a column of units": (
        """Repère | Unité | Pays des Hautes Rives | France
Dentistes, 2029 | pour 10 000 hab. | 4,4 | 5,9
Dépistage du mélanome, 2028-2029 | % | 31,9 | 33,6
""",
        [
            ("Dentistes, 2029", "Pays des Hautes Rives", 4.4, "pour 10 000 habitants", "2029", ""),
            ("Dentistes, 2029", "France", 5.9, "pour 10 000 habitants", "2029", ""),
            ("Dépistage du mélanome, 2028-2029", "Pays des Hautes Rives", 31.9, "%", "2028-2029", ""),
            ("Dépistage du mélanome, 2028-2029", "France", 33.6, "%", "2028-2029", ""),
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
    "cells kept apart, the measure and its source above, the unit over the labels": (
        """Densité des soignants libéraux pour 10 000 habitants en 2031.
Source : FNORS 2031.

Soignants libéraux (pour 10 000 habitants) | Pays des Rives | Bretagne
Infirmiers | 13 | 15
Orthophonistes | 2,4 | 3,1
""",
        [
            (f"Densité des soignants libéraux : {who}", place, value, "pour 10 000 habitants", "2031", "FNORS")
            for who, numbers in (("Infirmiers", (13, 15)), ("Orthophonistes", (2.4, 3.1)))
            for place, value in zip(("Pays des Rives", "Bretagne"), numbers, strict=True)
        ],
    ),
    "the unit over the labels only": (
        """Soignants (pour 10 000 habitants) | Pays des Rives | Bretagne
Infirmiers | 13 | 15
""",
        [
            ("Infirmiers", "Pays des Rives", 13, "pour 10 000 habitants", "", ""),
            ("Infirmiers", "Bretagne", 15, "pour 10 000 habitants", "", ""),
        ],
    ),
    "no unit: a part of one is no count of people, nor is a whole number beside it": (
        """Soignants | Pays des Rives | Bretagne
Infirmiers | 13 | 15
Sages-femmes | 1,4 | 2
""",
        [
            ("Infirmiers", "Pays des Rives", 13, "", "", ""),
            ("Infirmiers", "Bretagne", 15, "", "", ""),
            ("Sages-femmes", "Pays des Rives", 1.4, "", "", ""),
            ("Sages-femmes", "Bretagne", 2, "", "", ""),
        ],
    ),
    "no unit: whole numbers of people are counts": (
        """Soignants | Pays des Rives | Bretagne
Infirmiers | 13 | 15
""",
        [
            ("Infirmiers", "Pays des Rives", 13, "infirmiers", "", ""),
            ("Infirmiers", "Bretagne", 15, "infirmiers", "", ""),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    assert figure_rows(text) == expected


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


@pytest.mark.parametrize("corner", ["Commune", "Communauté de communes"])
def test_who_lives_in_the_perimeter_is_no_figure(corner: str) -> None:
    table = f"{corner} | Habitants\nBelmont-sur-Orve | 312\nSaint-Orvain | 1 204\nOrvelle | 96\n"
    assert figure_rows(figures(reading_of(table))) == []
