"""Figures of the diagnosis: indicator, territory, value, unit, year and source, and the lines that prove them."""

from __future__ import annotations

import pytest

from ingest.facts.figures.diagnosis import figures
from tests.facts.readings import figure_rows, reading_of

Row = tuple[str, str, float, str, str, str]


@pytest.mark.parametrize(
    ("heading", "count"), [("Ce que l’on entend", 1), ("Ce que nous avons entendu", 1), ("Ce qui se dit", 0)]
)
def test_what_is_heard_is_a_diagnosis(heading: str, count: int) -> None:
    assert len(figures(reading_of(f"{heading}\n\n36 % de la population a plus de 60 ans.\n"))) == count


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
            "En 2028, l'enquête Bien grandir a interrogé 870 collégiens de Bretagne.",
            [("collégiens interrogés par l’enquête Bien grandir", "Bretagne", 870, "collégiens", "2028", "")],
        ),
        (
            "La prévalence de l'obésité est un peu plus forte dans le Finistère qu'au niveau national (+1,3 point).",
            [("prévalence de l'obésité (écart avec le niveau comparé)", "Finistère", 1.3, "point", "", "")],
        ),
        (
            "Tous les ans, en France, environ 3 000 personnes tentent de se noyer et 200 en meurent ; c'est trop.",
            [
                ("personnes qui tentent de se noyer tous les ans", "France", 3000, "personnes", "", ""),
                ("personnes qui en meurent tous les ans (se noyer)", "France", 200, "personnes", "", ""),
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
    assert figure_rows(sentence) == expected


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
