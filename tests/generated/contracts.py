"""Invented local health contracts: their true content, drawn from a seed. `layouts` prints them.

No territory, party, person or figure exists; the words are those that such documents use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from tests.generated.words import (
    COMMUNES,
    NEIGHBOURS,
    NUMBERINGS,
    ORGANISATIONS,
    PARTIES,
    PREDICATES,
    SUBJECTS,
    TERRITORIES,
    THEMES,
    THINGS,
    USUAL,
    VERBS,
)


@dataclass(frozen=True)
class Field:
    """A labelled field of a sheet: canonical name, group, the label as printed, paragraphs."""

    name: str
    group: str
    label: str
    content: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """An action sheet: its heading as printed, normalised number, title."""

    heading: str
    number: str
    title: str
    axis: int
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Article:
    """An article: its heading as printed, number, paragraphs."""

    heading: str
    number: str
    content: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """A contract's true content."""

    cover: tuple[str, ...]
    territory: str
    period: str
    parties: tuple[str, ...]
    axes: tuple[str, ...]
    introduction: tuple[str, ...]
    articles: tuple[Article, ...]
    place: str
    signed: str
    sheets: tuple[Sheet, ...]
    header: str


@dataclass(frozen=True)
class Manner:
    """How a contract numbers and names its parts."""

    numbering: str = "Fiche action {a}.{s} : {t}"
    labels: tuple[tuple[str, str, str], ...] = USUAL
    article: str = "Article {n} : {t}"  # also {o}: "1er" for the first
    axis: str = "Axe {n} : {t}"  # also {r}: in roman figures
    axes: int = 3
    sheets_per_axis: int = 2
    period_by_duration: bool = False  # the years are nowhere: only a duration and the day of signing


class Draw:
    """Draws sentences, each of which carries a figure of its own so that it occurs once in a contract."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 100 + seed % 7

    def figure(self) -> int:
        """A number drawn once only."""
        self.count += self.random.randint(3, 9)
        return self.count

    def commune(self) -> str:
        """An invented commune."""
        return self.random.choice(COMMUNES)

    def sentence(self) -> str:
        """A sentence that occurs once."""
        subject = self.random.choice(SUBJECTS).format(commune=self.commune())
        predicate = self.random.choice(PREDICATES).format(n=self.random.randint(12, 88))
        return f"{subject} {predicate} (enquête n° {self.figure()})."

    def paragraphs(self, fewest: int, most: int) -> tuple[str, ...]:
        """Paragraphs of two or three sentences."""
        count = self.random.randint(fewest, most)
        return tuple(" ".join(self.sentence() for _ in range(self.random.randint(2, 3))) for _ in range(count))

    def bullets(self, fewest: int, most: int) -> tuple[str, ...]:
        """Items of a list."""
        verbs = (self.random.choice(VERBS) for _ in range(self.random.randint(fewest, most)))
        return tuple(f"- {verb} {self.random.choice(THINGS)} dans {self.figure()} lieux" for verb in verbs)

    def content(self, name: str) -> tuple[str, ...]:
        """What stands behind a label."""
        match name:
            case "context":
                return self.paragraphs(2, 4)
            case "description":
                return (*self.paragraphs(1, 4), *self.bullets(2, 4))
            case "objectives" | "results":
                return self.bullets(1, 3)
            case "lead":
                return (f"{self.organisations(1)} (antenne {self.figure()})",)
            case "partners":
                return (f"{self.organisations(3)}, collège {self.figure()}",)
        return (self.short(name),)

    def organisations(self, count: int) -> str:
        """Names of organisations, parted by commas."""
        return ", ".join(o.format(commune=self.commune()) for o in self.random.sample(ORGANISATIONS, count))

    def short(self, name: str) -> str:
        """A line of content that occurs once."""
        n = self.figure()
        return {
            "public": f"Habitants de plus de {n} mois et leurs aidants",
            "territory": f"Les {n} hameaux du secteur de {self.commune()}",
            "calendar": f"De la semaine {n} à la fin du contrat",
            "funding": f"{n} {self.random.randint(100, 999)} € par an",
            "rate": f"{self.random.randint(20, 80)} % dans la limite de {n} 000 €",
            "cofunding": f"Communes du secteur : {n} 500 €",
            "indicators": f"Nombre de personnes formées parmi {n} inscrites",
            "frequency": f"Tous les {n} jours",
            "source": f"Registre n° {n} du porteur",
            "follow_up": f"Animatrice du contrat, bureau {n}",
            "policy": f"Programme régional de prévention et de promotion de la santé, priorité de rang {n}",
        }[name]


def draw_contract(seed: int, manner: Manner) -> Contract:
    """A contract drawn from a seed."""
    draw = Draw(seed)
    cover, territory = TERRITORIES[seed % len(TERRITORIES)]
    first, years = draw.random.randint(2031, 2036), draw.random.randint(3, 5)
    written = draw.random.choice(("{a}-{b}", "{a} – {b}", "{a}/{b}", "de {a} à {b}")).format(a=first, b=first + years)
    shown = cover.format(period="" if manner.period_by_duration else written).strip()
    neighbour = draw.random.choice(NEIGHBOURS)
    themes = THEMES[: manner.axes]
    return Contract(
        cover=tuple(shown.split("\n")),
        territory=territory,
        period=f"{first}-{first + years}",
        parties=PARTIES,
        axes=tuple(manner.axis.format(n=n, r=roman(n), t=t) for n, t in enumerate(themes, 1)),
        introduction=(
            f"Les partenaires du contrat local de santé de {neighbour} ont signé le leur en 2029.",
            *draw.paragraphs(2, 4),
            "Vu la délibération du 12 mars 2029 ;",
            "Vu le Projet régional de santé 2028-2038 ;",
        ),
        articles=_articles(draw, manner, _duration(manner, written, years), neighbour, themes),
        place=draw.commune(),
        signed=f"14 mars {first}",
        sheets=tuple(_sheets(draw, manner)),
        header=f"Document partagé entre les partenaires – {territory}",
    )


def _duration(manner: Manner, written: str, years: int) -> str:
    if manner.period_by_duration:
        number = ("trois", "quatre", "cinq")[years - 3]
        return f"Le présent contrat est conclu pour une durée de {number} ans à compter de sa signature."
    return f"Le présent contrat est conclu pour la période {written}. Il peut être révisé par avenant."


def _articles(
    draw: Draw, manner: Manner, duration: str, neighbour: str, themes: tuple[str, ...]
) -> tuple[Article, ...]:
    contents = {
        "Les parties au contrat": ("Le contrat est conclu entre les parties suivantes :", *(f"- {p}" for p in PARTIES)),
        "Le périmètre du contrat": (
            f"Le contrat couvre {len(COMMUNES)} communes : {', '.join(COMMUNES)}.",
            f"Il jouxte celui de {neighbour}, avec lequel un dialogue est engagé.",
        ),
        "La gouvernance": draw.paragraphs(1, 2),
        "Les axes et les actions": (
            "Le contrat suit plusieurs priorités. L’axe 1 est prioritaire, comme le prévoit l’article 3.",
            *(f"- {t}" for t in themes),
        ),
        "Les engagements des signataires": draw.paragraphs(2, 3),
        "Durée et révision": (duration, f"Il suit le Projet régional de santé 2028-2038 (enquête n° {draw.figure()})."),
        "Suivi et évaluation": draw.paragraphs(1, 2),
        "Communication": draw.paragraphs(1, 1),
        "Résiliation": draw.paragraphs(1, 1),
    }
    return tuple(
        Article(manner.article.format(n=n, o="1er" if n == 1 else n, t=t), str(n), content)
        for n, (t, content) in enumerate(contents.items(), 1)
    )


def _sheets(draw: Draw, manner: Manner) -> Iterator[Sheet]:
    places = product(range(1, manner.axes + 1), range(1, manner.sheets_per_axis + 1))
    for k, (a, s) in enumerate(places, 1):
        title = f"{draw.random.choice(VERBS)} {draw.random.choice(THINGS)}"
        if draw.random.random() < 0.3:
            title += " et coordonner les acteurs de proximité qui y contribuent toute l’année"
        yield Sheet(
            heading=manner.numbering.format(a=a, s=s, k=k, t=title),
            number=NUMBERINGS[manner.numbering].format(a=a, s=s, k=k),
            title=title,
            axis=a,
            fields=tuple(Field(name, group, label, draw.content(name)) for name, group, label in manner.labels),
        )


def roman(number: int) -> str:
    """A number up to nine in roman figures."""
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number]
