"""Draws the diagnosis: tables of figures with territories as rows or columns, and sentences with figures."""

from __future__ import annotations

from random import Random

from tests.generated.records import Block, Grid, Manner, Para, Truth

# Indicator, unit, lowest and highest value, decimals.
_INDICATORS = (
    ("Taux de chômage", "%", 6, 14, 1),
    ("Part des 75 ans et plus", "%", 8, 15, 1),
    ("Taux de pauvreté", "%", 9, 18, 1),
    ("Mortalité prématurée", "pour 100 000 habitants", 150, 240, 1),
    ("Mortalité par suicide", "pour 100 000 habitants", 11, 22, 1),
    ("Mortalité évitable par prévention", "pour 100 000 habitants", 110, 150, 1),
    ("Densité de médecins généralistes", "pour 100 000 habitants", 60, 130, 0),
    ("Densité d’infirmiers", "pour 10 000 habitants", 8, 16, 1),
    ("Participation au dépistage du cancer du sein", "%", 40, 60, 1),
)
_SOURCES = ("INSEE 2029", "INSEE 2030", "SNDS 2029", "Assurance maladie 2030")


def draw_diagnosis(random: Random, manner: Manner, territory: str, department: str) -> tuple[list[Block], list[Truth]]:
    """The blocks of the diagnosis and the figures that they hold."""
    places = [territory, department, "France"]
    blocks: list[Block] = []
    figures: list[Truth] = []
    chosen = random.sample(_INDICATORS, 7)
    tabled = 0 if manner.figures == "told" else 5
    for part, rows in ((chosen[:2], True), (chosen[2:5], False)):
        if not tabled:
            break
        if manner.figures != "both":
            rows = manner.figures == "rows"
        grid, held = _table(random, part, places, rows)
        blocks.append(grid)
        figures += held
    for indicator in chosen[tabled:]:
        sentence, held = _sentence(random, indicator, territory, manner.figures == "told")
        blocks.append(Para(sentence))
        figures += held
    return blocks, figures


def _value(random: Random, indicator: tuple[str, str, int, int, int]) -> tuple[float, str]:
    _, _, low, high, decimals = indicator
    value = round(random.uniform(low, high), decimals)
    return value, f"{value:.{decimals}f}".replace(".", ",")


def _table(
    random: Random, indicators: list[tuple[str, str, int, int, int]], places: list[str], as_rows: bool
) -> tuple[Grid, list[Truth]]:
    source = random.choice(_SOURCES)
    figures: list[Truth] = []
    cells: dict[tuple[str, str], str] = {}
    for indicator in indicators:
        name, unit = indicator[:2]
        for place in places:
            value, text = _value(random, indicator)
            cells[name, place] = f"{text} %" if unit == "%" else text
            figure = {"indicator": name, "territory": place, "value": value, "unit": unit, "source": source}
            figures.append({**figure, "year": source[-4:]})
    heads = {name: name if unit == "%" else f"{name} ({unit})" for name, unit, *_ in indicators}
    if as_rows:
        rows = [
            ("Territoire", *heads.values()),
            *((place, *(cells[name, place] for name in heads)) for place in places),
        ]
    else:
        rows = [("Indicateur", *places), *((heads[name], *(cells[name, place] for place in places)) for name in heads)]
    return Grid(tuple(tuple(row) for row in rows), caption=f"Source : {source}"), figures


def _sentence(
    random: Random, indicator: tuple[str, str, int, int, int], territory: str, other_words: bool
) -> tuple[str, list[Truth]]:
    name, unit = indicator[:2]
    (own, shown), (other, wide) = _value(random, indicator), _value(random, indicator)
    year = random.choice(("2029", "2030"))
    article = "Le" if name.startswith("Taux") else "La"
    subject = f"{article} {name[0].lower()}{name[1:]}"
    mine, theirs = f"{shown} {unit}", f"{wide} {unit}"
    forms = (
        (
            f"{territory} : {subject[0].lower()}{subject[1:]} y est de {mine} ({year}) ; France : {theirs}.",
            f"{subject} s’établit en {year} à {mine} pour {territory}, quand la France est à {theirs}.",
        )
        if other_words
        else (
            f"{subject} atteint {mine} dans le territoire {territory} en {year}, contre {theirs} en France.",
            f"En {year}, {subject[0].lower()}{subject[1:]} est de {mine} ({territory}) et de {theirs} (France).",
        )
    )
    text = random.choice(forms)
    figures: list[Truth] = [
        {"indicator": name, "territory": place, "value": value, "unit": unit, "year": year}
        for place, value in ((territory, own), ("France", other))
    ]
    return text, figures
