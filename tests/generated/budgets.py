"""Draws the budget table of a whole contract: actions, who pays and years, laid out in the ways that annexes use."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.generated.further import FURTHER
from tests.generated.records import Block, Grid, House, Layout, Manner, Para, Part, Truth
from tests.generated.vocabulary import UNUSUAL, USUAL

Amounts = dict[tuple[int, str, str], float]  # of an action, of whom, of which year ("" where the table does not say)

_HEADINGS = (
    "Annexe 2 – Maquette financière",
    "Annexe financière : plan de financement prévisionnel",
    "Maquette budgétaire du contrat",
    "Plan de financement du contrat",
    "Budget pluriannuel du contrat local de santé",
    "Plan de financement prévisionnel du CLS",
    "ANNEXE 4 – RÉCAPITULATIF FINANCIER",
)
_CAPTIONS = {
    "€": ("Montants en euros, sur la durée du contrat", "Sur la durée du contrat (en €)", "En euros, pour {a}-{b}"),
    "k€": ("Montants en k€, sur la durée du contrat", "En milliers d’euros, pour la durée du contrat"),
    "": ("Pour l’ensemble du contrat ({a}-{b})", "Répartition par action, sur la durée du contrat"),
}
_NOTHING = ("", "–", "-", "0", "néant")
_IN_KIND = ("pm", "valorisation", "p.m.", "Valorisé")
_TOTALS = ("Total", "TOTAL", "Total général", "Coût total", "Montant total")


class Budget:
    """The table of one contract in one form: "funders", "years", "turned", "ledger", "bands" or "whole"."""

    def __init__(self, random: Random, manner: Manner, years: tuple[int, int]) -> None:
        self.random, self.form = random, manner.budget
        self.years = [str(year) for year in range(years[0], years[1] + 1)][: random.choice((2, 3, 3, 4))]
        self.period = years
        self.funders = random.sample(manner.lexicon.funders, random.choice((2, 3, 3, 4)))
        self.unit = random.choice(("€", "€", "k€", ""))
        self.nothing = random.choice(_NOTHING)
        self.total = random.choice(_TOTALS)
        self.given: dict[int, dict[str, Any]] = {}  # who pays otherwise than in money, by the action
        self.lines: list[dict[str, Any]] = []  # of the contract as a whole

    def part(self, actions: list[Truth]) -> Part:
        """The part of the contract that holds the table; the actions' truth gets its lines."""
        chosen = [k for k, action in enumerate(actions) if action["funding"][0]["state"] != "none"]
        blocks: list[Block] = [Para(self._caption())]
        amounts = self._amounts(chosen)
        if self.form == "whole":
            blocks.append(self._whole(amounts))
        else:
            blocks.append(getattr(self, f"_{self.form}")(actions, chosen, amounts))
        for k in chosen if self.form != "whole" else ():
            own = [line for line in actions[k]["funding"] if line["state"] not in {"not_stated"}]
            actions[k]["funding"] = [*own, *self._of(amounts, k), *([self.given[k]] if k in self.given else [])]
        return Part(self.random.choice(_HEADINGS), tuple(blocks))

    def _caption(self) -> str:
        return self.random.choice(_CAPTIONS[self.unit]).format(a=self.period[0], b=self.period[1])

    def _amounts(self, chosen: list[int]) -> Amounts:
        found: Amounts = {}
        for k in chosen:
            for payer in self.funders if self.form in {"funders", "turned", "ledger", "bands", "whole"} else [""]:
                given = self.random.random() < 0.65
                for year in self.years if self.form in {"years", "ledger", "bands", "whole"} else [""]:
                    if given and self.random.random() < 0.85:
                        found[k, payer, year] = float(self.random.randint(2, 60) * 500)
            if not any(key[0] == k for key in found):
                payer = self.funders[0] if self.form != "years" else ""
                found[k, payer, self.years[0] if self.form not in {"funders", "turned"} else ""] = 4000.0
        return found

    # What the table says truly.

    def _of(self, amounts: Amounts, k: int) -> list[dict[str, Any]]:
        own = {key: amount for key, amount in amounts.items() if key[0] == k}
        lines = [_line("total", sum(own.values()), period="global")]
        for payer in dict.fromkeys(key[1] for key in own if key[1]):
            if self.form != "bands":
                mine = sum(amount for key, amount in own.items() if key[1] == payer)
                lines.append(_line("share", mine, period="global", payer=payer))
        lines += [
            _line("year", amount, year=year, **({"payer": payer} if payer else {}))
            for (_, payer, year), amount in own.items()
            if year
        ]
        if self.form == "ledger":  # what a payer gives in a year is as well a share of the year
            parts = [line for line in lines if line["role"] != "total"]
            return [{k: v for k, v in line.items() if k != "role" or line["role"] != "year"} for line in parts]
        return lines

    # How it is written.

    def _money(self, amount: float | None) -> str:
        if not amount:
            return self.nothing
        if self.unit == "k€":
            return f"{amount / 1000:g}".replace(".", ",")
        shown = f"{amount:,.0f}".replace(",", " ")
        return f"{shown} €" if not self.unit else shown

    def _sum(self, amounts: Amounts, **fixed: Any) -> str:
        names = ("k", "payer", "year")
        kept = [
            a for key, a in amounts.items() if all(dict(zip(names, key, strict=True))[n] == v for n, v in fixed.items())
        ]
        return self._money(sum(kept)) if kept else self.nothing

    def _name(self, action: Truth) -> str:
        return f"{action['number']} {action['title']}" if self.unit else f"{action['number']} – {action['title']}"

    def _funders(self, actions: list[Truth], chosen: list[int], amounts: Amounts) -> Grid:
        apart = self.random.random() < 0.4
        heads = [f"Part {p}" if self.random.random() < 0.1 else p for p in self.funders]
        rows = [(*(("N°", "Action") if apart else ("Action",)), *heads, self.total)]
        for k in chosen:
            cells = [self._sum(amounts, k=k, payer=payer) for payer in self.funders]
            blank = [i for i, payer in enumerate(self.funders) if (k, payer, "") not in amounts]
            if blank and self.random.random() < 0.3:
                place = self.random.choice(blank)
                cells[place] = self.random.choice(_IN_KIND)
                self.given[k] = {"state": "funder_only", "role": "share", "payer": self.funders[place]}
            name = (actions[k]["number"], actions[k]["title"]) if apart else (self._name(actions[k]),)
            rows.append((*name, *cells, self._sum(amounts, k=k)))
        foot = ("", "Total") if apart else ("Total",)
        rows.append((*foot, *(self._sum(amounts, payer=p) for p in self.funders), self._sum(amounts)))
        self.lines = [_line("share", sum(self._kept(amounts, 1, p)), period="global", payer=p) for p in self.funders]
        self.lines = [line for line in self.lines if line["amount"]]
        self.lines.append(_line("total", sum(amounts.values()), period="global"))
        return Grid(tuple(rows))

    def _years(self, actions: list[Truth], chosen: list[int], amounts: Amounts) -> Grid:
        rows: list[tuple[str, ...]] = [("Fiche action", *self.years, self.total)]
        rows += [
            (self._name(actions[k]), *(self._sum(amounts, k=k, year=y) for y in self.years), self._sum(amounts, k=k))
            for k in chosen
        ]
        if self.random.random() < 0.7:
            rows.append(("TOTAL", *(self._sum(amounts, year=y) for y in self.years), self._sum(amounts)))
            self._all_years(amounts)
        return Grid(tuple(rows))

    def _turned(self, actions: list[Truth], chosen: list[int], amounts: Amounts) -> Grid:
        rows = [("Financeur", *(f"Action {actions[k]['number']}" for k in chosen), self.total)]
        for p in self.funders:
            rows.append((p, *(self._sum(amounts, k=k, payer=p) for k in chosen), self._sum(amounts, payer=p)))
        rows.append(("Total", *(self._sum(amounts, k=k) for k in chosen), self._sum(amounts)))
        self.lines = [_line("share", sum(self._kept(amounts, 1, p)), period="global", payer=p) for p in self.funders]
        self.lines = [line for line in self.lines if line["amount"]]
        self.lines.append(_line("total", sum(amounts.values()), period="global"))
        return Grid(tuple(rows))

    def _ledger(self, actions: list[Truth], chosen: list[int], amounts: Amounts) -> Grid:
        rows: list[tuple[str, ...]] = [("Action", "Financeur", *self.years, "Total")]
        for k in chosen:
            name = self._name(actions[k])
            for p in dict.fromkeys(key[1] for key in amounts if key[0] == k):
                cells = [self._sum(amounts, k=k, payer=p, year=y) for y in self.years]
                rows.append((name, p, *cells, self._sum(amounts, k=k, payer=p)))
                name = "" if self.nothing else name
        return Grid(tuple(rows))

    def _bands(self, actions: list[Truth], chosen: list[int], amounts: Amounts) -> Grid:
        pairs = [(p, y) for y in self.years[:2] for p in self.funders[:3]]
        for key in [key for key in amounts if key[1:] not in pairs]:
            del amounts[key]
        rows: list[tuple[str, ...]] = [("Action", *(f"{p} {y}" for p, y in pairs), self.total)]
        for k in chosen:
            if not any(key[0] == k for key in amounts):
                amounts[k, *pairs[0]] = 2500.0
            cells = [self._sum(amounts, k=k, payer=p, year=y) for p, y in pairs]
            rows.append((self._name(actions[k]), *cells, self._sum(amounts, k=k)))
        return Grid(tuple(rows))

    def _whole(self, amounts: Amounts) -> Grid:
        rows: list[tuple[str, ...]] = [("Financeurs", *self.years, self.total)]
        for p in self.funders:
            rows.append((p, *(self._sum(amounts, payer=p, year=y) for y in self.years), self._sum(amounts, payer=p)))
            own = {y: sum(a for key, a in amounts.items() if key[1:] == (p, y)) for y in self.years}
            lines = [_line("year", a, year=y, payer=p) for y, a in own.items() if a]
            share = [_line("share", sum(own.values()), period="global", payer=p)] if lines else []
            self.lines += [*share, *lines]
        rows.append(("Total", *(self._sum(amounts, year=y) for y in self.years), self._sum(amounts)))
        self._all_years(amounts)
        return Grid(tuple(rows))

    def _all_years(self, amounts: Amounts) -> None:
        for y in self.years:
            made = sum(self._kept(amounts, 2, y))
            self.lines += [_line("year", made, year=y)] if made else []
        self.lines.append(_line("total", sum(amounts.values()), period="global"))

    @staticmethod
    def _kept(amounts: Amounts, at: int, value: str) -> list[float]:
        return [amount for key, amount in amounts.items() if key[at] == value]


def _line(role: str, amount: float, **more: Any) -> dict[str, Any]:
    return {"state": "amount", "role": role, "amount": amount, **more}


_PLAIN = Manner(USUAL, money="inner", axes=(2, 3), sheets=(2, 3))
BUDGETS: dict[str, House] = {
    "budget by funder": House(
        replace(_PLAIN, budget="funders"),
        (Layout(fields="bordered"), Layout(fields="inline", footer="{n}"), Layout("docx", fields="bordered")),
    ),
    "budget by year": House(
        replace(_PLAIN, labels=UNUSUAL, budget="years", headings=("Fiche-action n° {n} – {t}",), numbers="{a}-{s}"),
        (Layout(fields="columns"), Layout(fields="bordered", landscape=True), Layout("html", fields="bordered")),
    ),
    "budget turned": House(
        replace(_PLAIN, budget="turned", headings=("Action {n}. {t}",), numbers="{k}"),
        (Layout(fields="inline"), Layout(fields="capitals", footer="Page {n}")),
    ),
    "budget of payers' rows": House(
        replace(_PLAIN, labels=FURTHER, budget="ledger", headings=("FICHE ACTION N°{n} : {t}",)),
        (Layout(fields="bordered", header=False), Layout(fields="columns")),
    ),
    "budget in bands": House(
        replace(_PLAIN, budget="bands", axis=("Axe {l} – {t}",), lettered=True, numbers="{l}{s}"),
        (Layout(fields="bordered", landscape=True), Layout(fields="inline", landscape=True)),
    ),
    "budget of the whole": House(
        replace(_PLAIN, budget="whole"), (Layout(fields="bordered"), Layout(fields="cells", footer="{n}"))
    ),
}
