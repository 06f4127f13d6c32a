"""Draws the money of a sheet: every state and form, as printed and as it truly is."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.generated.records import Block, Bullets, Entry, Grid, Manner, Para

Line = dict[str, Any]
Drawn = tuple[list[Entry], list[Line]]

TO_BE_SET = (
    "à définir",
    "selon projets",
    "sera précisé lors de la programmation annuelle",
    "À préciser",
    "en cours de chiffrage",
)
NONE = ("néant", "Néant", "sans financement", "aucun financement dédié")
PURPOSES = ("le kit d’accueil", "les ateliers", "la formation des référents", "la campagne d’information")


def written(random: Random, amount: float) -> str:
    """An amount in euros as contracts write it."""
    spaced = f"{amount:,.0f}".replace(",", " ")
    forms = [f"{spaced} €", f"{spaced} €", f"{amount:.0f} €", f"{spaced} euros", f"{spaced}€", f"{spaced},00 €"]
    if amount % 1000 == 0:
        forms += [f"{amount / 1000:.0f} k€", f"{amount / 1000:.0f} k€"]
    if amount % 100_000 == 0:
        forms += [f"{amount / 1e6:.1f} M€".replace(".", ",")] * 3
    return random.choice(forms)


def yearly(random: Random, amount: float) -> str:
    """The same with the words that make it yearly."""
    text = written(random, amount)
    return random.choice((f"{text} par an", f"{text}/an", f"{text} / an", f"{text} par an"))


class Money:
    """Draws sheets' money, each form in turn so that a contract shows many."""

    def __init__(self, random: Random, manner: Manner, years: tuple[int, int]) -> None:
        self.random, self.manner, self.years = random, manner, years
        self.funders = manner.lexicon.funders
        self.forms = self._forms()
        random.shuffle(self.forms)
        self.count = 0

    def _forms(self) -> list[str]:
        if self.manner.budget:
            return ["absent", "blank", "absent", "absent"] if self.manner.budget != "whole" else ["annual", "absent"]
        common = ["annual", "global", "none", "to_be_set", "blank", "absent", "funder_only", "cap", "items"]
        forms = {
            "inner": ["annual", "global", "requested", "duration", "bare", "split", "cap_rate", "by_year"],
            "fields": ["share", "share", "requested", "duration", "bare", "split", "cap_rate"],
            "table": ["by_funder", "by_funder", "by_funder_year", "by_year", "bare", "share"],
        }
        return [*common, *forms[self.manner.money]]

    def draw(self) -> Drawn:
        """The fields that say a sheet's money, and its true lines."""
        form = self.forms[self.count % len(self.forms)]
        self.count += 1
        drawn: Drawn = getattr(self, f"_{form}")()
        return drawn

    # Pieces.

    def label(self, name: str) -> str:
        return self.random.choice(self.manner.labels[name])

    def amount(self) -> float:
        choices = (
            self.random.randint(8, 90) * 500,
            self.random.randint(1001, 9899),
            self.random.randint(6, 60) * 1000,
            self.random.randint(2, 4) * 100_000,
        )
        return float(self.random.choices(choices, (5, 3, 4, 1))[0])

    def _field(self, lines: list[tuple[str, str]], after: tuple[Block, ...] = (), at: int = 0) -> list[Entry]:
        """Labelled lines: inside one field, or each a field of its own; `after` follows the line `at`."""
        blocks: list[Block]
        if self.manner.money == "fields":
            entries = []
            for i, (name, text) in enumerate(lines):
                more = after if i == at else ()
                kind = {"rate": "rate", "share": "rate", "cofunding": "cofunding"}.get(name, "funding")
                entries.append(Entry(kind, self.label(name), (*((Para(text),) if text else ()), *more)))
            return entries
        blocks = []
        for i, (name, text) in enumerate(lines):
            blocks.append(Para(f"{self.label(name)} : {text}".strip()))
            blocks += after if i == at else ()
        return [Entry("funding", self.label("funding"), tuple(blocks))]

    def _cofunding(self) -> tuple[list[tuple[str, str]], Line]:
        form = self.random.random()
        if form < 0.45:
            return [("cofunding", self.random.choice(("néant", "Néant")))], {"no_cofunding": True, "cofunders": []}
        if form < 0.75:
            names = self.random.sample(self.funders[1:], self.random.randint(1, 2))
            return [("cofunding", ", ".join(names))], {"no_cofunding": False, "cofunders": names}
        return [], {"no_cofunding": False, "cofunders": []}

    def _rate(self) -> tuple[list[tuple[str, str]], Line]:
        if self.random.random() < 0.7:
            rate = self.random.choice((100, 80, 50, 70, 30))
            return [("rate", self.random.choice((f"{rate} %", f"{rate}%")))], {"payer": "ARS", "rate": rate}
        return [], {}

    def _whole(self, name: str, text: str, line: Line, after: tuple[Block, ...] = ()) -> Drawn:
        rate, payer = self._rate()
        cofunding, others = self._cofunding()
        entries = self._field([(name, text), *rate, *cofunding], after)
        block = entries[0].blocks[0] if entries[0].blocks else Para("")
        label = entries[0].label if self.manner.money == "fields" or not isinstance(block, Para) else block.text
        planned = any(word in label.lower() for word in ("prévisionnel", "estim", "budget"))
        nature: Line = {"nature": "estimated"} if planned else {}
        return entries, [{"state": "amount", "role": "total", **nature, **line, **payer, **others}]

    # Forms.

    def _annual(self) -> Drawn:
        amount = self.amount()
        return self._whole("annual", written(self.random, amount), {"amount": amount, "period": "annual"})

    def _global(self) -> Drawn:
        amount = self.amount()
        return self._whole("global", written(self.random, amount), {"amount": amount, "period": "global"})

    def _bare(self) -> Drawn:
        amount = self.amount()
        return self._whole("amount", yearly(self.random, amount), {"amount": amount, "period": "annual"})

    def _duration(self) -> Drawn:
        amount, years = self.amount(), self.years[1] - self.years[0]
        text = f"{written(self.random, amount)} par an pendant {years} ans"
        return self._whole("amount", text, {"amount": amount, "period": "annual"})

    def _items(self) -> Drawn:
        names = self.random.sample(self.manner.lexicon.items, self.random.randint(2, 4))
        amounts = [float(self.random.randint(2, 30) * 100 + i * 50) for i in range(len(names))]
        name, period = self.random.choice((("annual", "annual"), ("global", "global")))
        items = [{"label": label, "amount": amount} for label, amount in zip(names, amounts, strict=True)]
        shown = Bullets(tuple(f"{n} : {a:.0f} €" for n, a in zip(names, amounts, strict=True)))
        line: Line = {"amount": sum(amounts), "period": period, "items": items}
        return self._whole(name, f"{sum(amounts):.0f} € :", line, (shown,))

    def _cap(self) -> Drawn:
        cap = float(self.random.randint(10, 60) * 500)
        text = self.random.choice(("maximum {c}", "plafonné à {c}", "dans la limite de {c}", "jusqu’à {c}"))
        shown = text.format(c=yearly(self.random, cap))
        line: Line = {"state": "amount", "role": "total", "cap": cap, "cap_period": "annual"}
        return self._field([("amount", shown)]), [line]

    def _cap_rate(self) -> Drawn:
        cap, rate = float(self.random.randint(10, 60) * 500), self.random.choice((50, 40, 60))
        shown = f"{rate} % maximum de la dépense éligible, aide plafonnée à {yearly(self.random, cap)}"
        line: Line = {"state": "amount", "payer": "ARS", "rate": rate, "rate_is_cap": True, "cap": cap}
        return self._field([("rate", shown)]), [{**line, "cap_period": "annual"}]

    def _requested(self) -> Drawn:
        amount = self.amount()
        text = f"FIR de {yearly(self.random, amount)} demandé pour {self.random.choice(PURPOSES)}"
        line: Line = {"state": "amount", "amount": amount, "period": "annual", "nature": "requested"}
        name = "share" if self.manner.money == "fields" else "rate"
        return self._field([(name, text)]), [{**line, "payer": "ARS", "instrument": "FIR"}]

    def _share(self) -> Drawn:
        total = self.amount()
        part = float(int(total * self.random.choice((0.5, 0.6, 0.8)) // 10 * 10))
        shown = written(self.random, part)
        lines: list[Line] = [
            {"state": "amount", "role": "total", "amount": total, "period": "annual"},
            {"state": "amount", "role": "share", "amount": part, "period": "annual", "payer": "ARS"},
        ]
        other = self.random.choice(self.funders[1:])
        fields = [("annual", written(self.random, total)), ("share", f"{shown} par an")]
        if self.random.random() < 0.5:
            fields.append(("cofunding", f"{other} : {total - part:.0f} € par an"))
            lines.append({**lines[1], "amount": total - part, "payer": other})
        return self._field(fields), lines

    def _split(self) -> Drawn:
        amount, other = self.amount(), self.random.choice(("Région", "Département", "PETR"))
        text = self.random.choice(("{a} (2/3 ARS – 1/3 {o})", "{a}, financés à 2/3 par l’ARS et 1/3 par {o}"))
        shares: list[Line] = [
            {"state": "amount", "role": "share", "payer": payer, "rate": rate, "optional": True}
            for payer, rate in (("ARS", 66.67), (other, 33.33))
        ]
        line: Line = {"state": "amount", "role": "total", "amount": amount, "period": "annual"}
        return self._field([("annual", text.format(a=written(self.random, amount), o=other))]), [line, *shares]

    def _funder_only(self) -> Drawn:
        instrument = f"CPOM {self.random.choice(('Promotion Santé', 'RAFT', 'Les Passerelles', 'CSAPA'))}"
        lines = [("rate", instrument)]
        others: Line = {}
        if self.manner.money != "fields" and self.random.random() < 0.5:
            lines = [("global", "néant"), *lines, ("cofunding", "néant")]
            others = {"no_cofunding": True}
        line = {"state": "funder_only", "payer": "ARS", "instrument": instrument, **others}
        beside: list[Line] = [{"state": "none", "optional": True}] if others else []
        return self._field(lines), [line, *beside]

    def _none(self) -> Drawn:
        text = self.random.choice(NONE)
        if self.random.random() < 0.5:
            return self._field([("global", "néant"), ("rate", "néant"), ("cofunding", "néant")]), [
                {"state": "none", "no_cofunding": True}
            ]
        return self._field([("amount", text)]), [{"state": "none"}]

    def _to_be_set(self) -> Drawn:
        return self._field([("amount", self.random.choice(TO_BE_SET))]), [{"state": "to_be_set"}]

    def _blank(self) -> Drawn:
        if self.manner.money == "fields" or self.random.random() < 0.5:
            return [Entry("funding", self.label("funding"), ())], [{"state": "not_stated"}]
        return self._field([("amount", ""), ("cofunding", "")]), [{"state": "not_stated"}]

    def _absent(self) -> Drawn:
        return [], [{"state": "not_stated"}]

    # Tables.

    def _by_funder(self) -> Drawn:
        name, period, heading = self.random.choice(
            (("annual", "annual", "Montant annuel"), ("global", "global", "Montant sur la durée du contrat"))
        )
        funders = self.random.sample(self.funders, self.random.randint(2, 3))
        amounts = [float(self.random.randint(4, 40) * 250 + i) for i in range(len(funders))]
        total = sum(amounts)
        rows = [(funder, f"{amount:.0f} €") for funder, amount in zip(funders, amounts, strict=True)]
        lines: list[Line] = [
            {"state": "amount", "role": "share", "payer": funder, "amount": amount, "period": period}
            for funder, amount in zip(funders, amounts, strict=True)
        ]
        if self.random.random() < 0.6:
            rows.append(("Total", f"{total:.0f} €"))
            lines.insert(0, {"state": "amount", "role": "total", "amount": total, "period": period})
        grid = Grid((("Financeur", heading), *rows))
        return [Entry("funding", self.label("funding" if self.random.random() < 0.5 else name), (grid,))], lines

    def _by_funder_year(self) -> Drawn:
        first, _ = self.years
        rows, lines = [], []
        for i, funder in enumerate(self.random.sample(self.funders, 2)):
            amount, year = float(self.random.randint(4, 40) * 250 + i), first + i
            rows.append((funder, f"{amount:.0f} €", str(year)))
            lines.append({"state": "amount", "role": "share", "payer": funder, "amount": amount, "year": str(year)})
        grid = Grid((("Financeur", "Montant", "Année"), *rows))
        return [Entry("funding", self.label("funding"), (grid,))], lines

    def _by_year(self) -> Drawn:
        first, last = self.years
        years = list(range(first, min(last, first + 3)))
        amounts = [float(self.random.randint(4, 40) * 250 + i) for i in range(len(years))]
        grid = Grid(
            (
                ("", *map(str, years), "Total"),
                ("Montant prévisionnel", *(f"{a:.0f} €" for a in amounts), f"{sum(amounts):.0f} €"),
            )
        )
        lines: list[Line] = [{"state": "amount", "role": "total", "amount": sum(amounts), "period": "global"}]
        for year, amount in zip(years, amounts, strict=True):
            lines.append({"state": "amount", "role": "year", "year": str(year), "amount": amount})
        return [Entry("funding", self.label("funding"), (grid,))], lines
