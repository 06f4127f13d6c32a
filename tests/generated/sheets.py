"""Draws the fields of an action sheet, each as printed and as it truly is."""

from __future__ import annotations

from random import Random

from tests.generated.accounts import Accounts
from tests.generated.money import Money
from tests.generated.names import Names, genitive
from tests.generated.records import Block, Bullets, Entry, Grid, Manner, Para, Truth
from tests.generated.vocabulary import PLANS, POLICIES, Lexicon

Drawn = tuple[list[Entry], Truth]


def prose(random: Random, names: Names, lexicon: Lexicon, fewest: int = 2, most: int = 4) -> str:
    """Sentences with numbers, amounts, postcodes and telephone numbers that are nobody's record."""
    chosen = random.sample(lexicon.sentences, random.randint(fewest, most))
    return " ".join(f"{_filled(random, names, sentence)}." for sentence in chosen)


def _filled(random: Random, names: Names, sentence: str) -> str:
    commune = names.place()
    return sentence.format(
        n=random.randint(12, 88),
        m=random.randint(2, 9),
        d=random.randint(1, 9),
        k=random.randint(2, 40),
        h=random.randint(100, 999),
        commune=commune,
        de_commune=genitive(commune),
    )


class Sheets:
    """Draws sheets' fields in a manner, for one territory and its organisations."""

    def __init__(
        self,
        random: Random,
        names: Names,
        manner: Manner,
        territory: str,
        bearers: tuple[str, ...],
        years: tuple[int, int],
    ) -> None:
        self.random, self.names, self.manner = random, names, manner
        self.territory, self.bearers, self.years = territory, bearers, years
        self.lexicon = manner.lexicon
        self.money = (Accounts if manner.money in Accounts.KINDS else Money)(random, manner, years)
        self.referent = names.person()
        self.order = list(range(12))
        if manner.shuffled:
            self.order = [0, 1, *random.sample([2, 3, 4, 5, 6], 5), *random.sample([7, 8, 9], 3), 10, 11]

    def draw(self, leads: list[str]) -> Drawn:
        """The fields of a sheet in the order of print, and their truth."""
        groups = [
            self._context(),
            self._objectives(),
            self._description(),
            self._leads(leads),
            self._partners(),
            self._public(),
            self._simple("territory", self._where()),
            self._results(),
            self._simple("calendar", self._when()),
        ]
        money, lines = self.money.draw()
        groups += [(money, {"funding": lines}), self._indicators(), self._policy()]
        if self.manner.tables:
            return self._row(leads, money, lines)
        groups = [groups[i] for i in self.order]
        entries = [entry for group, _ in groups for entry in group]
        return entries, {name: value for _, truth in groups for name, value in truth.items()}

    def _row(self, leads: list[str], money: list[Entry], lines: list[Truth]) -> Drawn:
        """The few fields of an action that is the row of a table; what a row does not say is empty in its truth."""
        names = self._some(self.lexicon.indicators, 1, 3)
        groups = [self._leads(leads), self._partners(), self._simple("calendar", self._when())]
        entries = [entry for group, _ in groups for entry in group]
        entries += [*money, Entry("indicators", self.label("indicators"), (Bullets(tuple(names)),))]
        silent = "public public_direct public_indirect territory results objectives objectives_operational".split()
        truth: Truth = {name: [] for name in (*silent, "frequency", "source", "baseline", "follow_up", "policy")}
        for _, held in groups:
            truth |= held
        return entries, truth | {"funding": lines, "indicators": [{"name": name} for name in names]}

    def label(self, name: str) -> str:
        return self.random.choice(self.manner.labels[name])

    def _some(self, words: tuple[str, ...], fewest: int, most: int) -> list[str]:
        return self.random.sample(words, self.random.randint(fewest, most))

    def _listed(self, things: list[str]) -> tuple[Block, ...]:
        if self.manner.lists == "\n" and len(things) > 1:
            return (Bullets(tuple(things)),)
        return (Para(self.manner.lists.strip("\n").join(things)),)

    def _context(self) -> Drawn:
        note = "Source : observatoire régional de la santé." if self.manner.notes and self.random.random() < 0.5 else ""
        count = self.random.randint(*self.manner.context)
        blocks = [Para(prose(self.random, self.names, self.lexicon), note if i == 0 else "") for i in range(count)]
        return [Entry("context", self.label("context"), tuple(blocks))], {}

    def _objectives(self) -> Drawn:
        general = self._some(self.lexicon.objectives, 1, 1)
        steps = self._some(self.lexicon.steps, 2, 3)
        truth: Truth = {"objectives": general, "objectives_operational": steps}
        if self.manner.nested:
            blocks = (
                Para(f"Objectif général : {general[0]}"),
                Para("Objectifs opérationnels :"),
                Bullets(tuple(steps)),
            )
            return [Entry("objectives", "Objectifs de l’action", blocks)], truth
        return [
            Entry("objectives", self.label("objectives"), (Para(general[0]),)),
            Entry("objectives", self.label("operational"), (Bullets(tuple(steps)),)),
        ], truth

    def _description(self) -> Drawn:
        blocks: list[Block] = [Para(prose(self.random, self.names, self.lexicon, 1, 2))]
        if self.random.random() < 0.7:
            blocks.append(
                Bullets(
                    tuple(f"{step} en lien avec la mission locale" for step in self._some(self.lexicon.steps, 2, 4))
                )
            )
        return [Entry("description", self.label("description"), tuple(blocks))], {}

    def _leads(self, leads: list[str]) -> Drawn:
        blocks = self._listed(leads) if len(leads) > 1 else (Para(leads[0]),)
        return [Entry("lead", self.label("lead"), blocks)], {"leads": leads}

    def _partners(self) -> Drawn:
        partners = self._some(self.lexicon.partners, 3, 8)
        if self.random.random() < 0.4:
            partners.append(f"Centre hospitalier {genitive(self.names.place())}")
        return [Entry("partners", self.label("partners"), self._listed(partners))], {"partners": partners}

    def _public(self) -> Drawn:
        publics = self._some(self.lexicon.publics, 1, 2)
        truth: Truth = {"public": [], "public_direct": [], "public_indirect": []}
        if len(publics) == 2 and self.random.random() < 0.7:
            direct, indirect = publics
            blocks = (Bullets((f"direct : {direct}", f"indirect : {indirect}")),)
            return [Entry("public", self.label("public"), blocks)], {
                **truth,
                "public_direct": [direct],
                "public_indirect": [indirect],
            }
        return [Entry("public", self.label("public"), (Para(publics[0]),))], {**truth, "public": publics[:1]}

    def _simple(self, name: str, value: str) -> Drawn:
        return [Entry(name, self.label(name), (Para(value),))], {name: [value]}

    def _where(self) -> str:
        return self.random.choice((self.territory, "Ensemble du territoire", "Toutes les communes du contrat"))

    def _when(self) -> str:
        first, last = self.years
        return self.random.choice(
            (
                "Durée du contrat",
                f"{first}-{last}",
                f"Premier semestre {first}",
                f"À partir de septembre {first}",
                "En continu",
            )
        )

    def _results(self) -> Drawn:
        results = self._some(self.lexicon.results, 1, 3)
        block: Block = Bullets(tuple(results)) if len(results) > 1 else Para(results[0])
        return [Entry("results", self.label("results"), (block,))], {"results": results}

    def _indicators(self) -> Drawn:
        names = self._some(self.lexicon.indicators, 2, 4)
        if self.manner.indicators == "table":
            return self._indicator_table(names)
        shared = {
            "frequency": self.random.choice(self.lexicon.frequencies),
            "source": "/".join(self._some(self.lexicon.sources, 1, 2)),
            "baseline": self.random.choice(("0", "néant", "12 en 2030")),
            "follow_up": f"{self.referent}, {self.bearers[0]}",
        }
        kept = {name: value for name, value in shared.items() if self.random.random() < 0.85}
        truth: Truth = {"indicators": [{"name": name} for name in names]}
        truth |= {name: [kept[name]] if name in kept else [] for name in shared}
        bullets = Bullets(tuple(names))
        if self.manner.indicators == "fields":
            fields = [Entry(name, self.label(name), (Para(value),)) for name, value in kept.items()]
            return [Entry("indicators", self.label("indicators"), (bullets,)), *fields], truth
        lines = tuple(Para(f"{self.label(name)} : {value}") for name, value in kept.items())
        return [Entry("indicators", self.label("indicators"), (Para("Description :"), bullets, *lines))], truth

    def _indicator_table(self, names: list[str]) -> Drawn:
        rows: list[tuple[str, ...]] = [("Indicateur", "Valeur initiale", "Cible", "Fréquence", "Source")]
        held: list[Truth] = []
        for name in names:
            start, target = str(self.random.randint(0, 20)), str(self.random.randint(25, 90))
            frequency, source = (
                self.random.choice(self.lexicon.frequencies[:4]),
                self.random.choice(self.lexicon.sources[:3]),
            )
            rows.append((name, start, target, frequency, source))
            held.append(
                {"name": name, "baseline": [start], "target": [target], "frequency": [frequency], "source": [source]}
            )
        return [Entry("indicators", self.label("indicators"), (Grid(tuple(rows)),))], {"indicators": held}

    def _policy(self) -> Drawn:
        values = self.random.sample(POLICIES, len(PLANS))
        links = [
            {"label": label, "value": value}
            for (label, _), value in zip(PLANS, values, strict=True)
            if self.random.random() < 0.8
        ]
        if not links:
            return [], {"policy": []}
        lines = tuple(Para(f"{link['label']} : {link['value']}") for link in links)
        return [Entry("policy", self.label("policy"), lines)], {"policy": links}
