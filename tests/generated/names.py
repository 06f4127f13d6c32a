"""Names of places, people and organisations that do not exist, put together from syllables."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_HEADS = "Ar Bel Cas Dol Es Far Gri Hous Iv Jol Kar Lor Mar Nor Or Pel Quin Ros Sar Tav Ur Vel Wis Yv Zal".split()
_MIDDLES = "be ci da go li mo na pe ra si ta vi le nou cha".split()
_TAILS = "court gny lieu mont nans ville vaux zier ry val lange tot bois dray merle".split()
_SAINTS = "Aubry Clair Évrard Gervin Luc Maclou Oriel Priest Rambout Thiéry".split()
_RIVERS = "Aurence Iselle Morve Ourme Seuge Vioule Drance".split()
_FIRST = (
    "Aline Bastien Camille Denis Élodie Fabrice Géraldine Hervé Inès Jérôme Karine Loïc Mélanie Noël Odile "
    "Pascal Rachida Sébastien Thérèse Valérie Jean-Luc Anne-Sophie"
).split()


class Names:
    """Draws names, each once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()

    def _new(self, make: Callable[[], str]) -> str:
        while True:
            name = make()
            if name not in self.used:
                self.used.add(name)
                return name

    def _root(self) -> str:
        middle = self.random.choice([*_MIDDLES, "", ""])
        return self.random.choice(_HEADS) + middle + self.random.choice(_TAILS)

    def place(self) -> str:
        """A short place name without hyphen or article."""
        return self._new(self._root)

    def commune(self) -> str:
        """A commune; some with hyphens, articles and apostrophes."""
        return self._new(self._commune)

    def _commune(self) -> str:
        root, form = self._root(), self.random.random()
        if form < 0.5:
            return root
        if form < 0.6:
            return f"Saint-{self.random.choice(_SAINTS)}-{self.random.choice(('sur', 'lès', 'en'))}-{root}"
        if form < 0.72:
            return f"{root}-sur-{self.random.choice(_RIVERS)}"
        if form < 0.8:
            return f"{self.random.choice(('Le', 'La', 'Les'))} {root}"
        if form < 0.88:
            return f"L’É{root.lower()}"
        if form < 0.94:
            return f"Val-d’É{root.lower()}"
        return f"{root}-le-{self.random.choice(('Haut', 'Bas', 'Vieux', 'Petit'))}"

    def person(self) -> str:
        """First and last name, the last in capitals or not."""
        last = self._root()
        if self.random.random() < 0.15:
            last = f"{last}-{self._root()}"
        return self._new(lambda: f"{self.random.choice(_FIRST)} {last.upper() if self.random.random() < 0.6 else last}")

    def river(self) -> str:
        """A river."""
        return self.random.choice(_RIVERS)


def genitive(name: str) -> str:
    """The name behind "de"."""
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"d’{name}" if name[0] in "AEÉIOUYH" else f"de {name}"
