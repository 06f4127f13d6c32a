"""Draws the money of a sheet as prose, as a table of expenses and receipts, or as a short cell of a table."""

from __future__ import annotations

from typing import ClassVar

from tests.generated.money import NONE, TO_BE_SET, Drawn, Line, Money, written, yearly
from tests.generated.records import Block, Entry, Grid, Para

_LABELLED = ["annual", "global", "none", "to_be_set", "blank", "absent", "funder_only", "cap"]
_PROSE = ["told_shares", "told_total", "told_cap", "told_request", "told_years", "told_items"]
_PROSE += ["told_none", "told_later", "told_funder", "told_grant", "blank", "absent"]
_NO_MONEY = (
    "Aucun financement dédié n’est prévu : l’action est menée à moyens constants.",
    "L’action ne nécessite pas de financement spécifique.",
)
_LATER = (
    "Le budget reste à définir avec les financeurs.",
    "Le montant sera arrêté chaque année par les instances du contrat.",
    "Les modalités de financement seront précisées ultérieurement.",
)
_CPOM = ("Promotion Santé", "RAFT", "CSAPA", "Équipe mobile")


class Accounts(Money):
    """Draws each form in turn, as its parent does."""

    KINDS: ClassVar = {
        "prose": _PROSE,
        "balance": [*_LABELLED, *["balance"] * 4],
        "mixed": [*_PROSE, *["balance"] * 4],
        "cell": ["cell", "cell_shares", "cell_cap", "cell_funder", "cell_none", "cell_later", "cell_blank"] * 2,
    }

    def _forms(self) -> list[str]:
        return list(self.KINDS[self.manner.money])

    def _said(self, text: str) -> list[Entry]:
        return [Entry("funding", self.label("funding"), (Para(text),) if text else ())]

    def _other(self) -> str:
        return self.random.choice(self.funders[1:])

    # Prose.

    def _told_shares(self) -> Drawn:
        first, second, other = self.amount(), self.amount(), self._other()
        article = "le" if other.startswith(("Conseil", "Département")) else "la"
        text = self.random.choice(
            (
                "L’ARS contribuera à hauteur de {a}, {the} {other} complétant par {b} chaque année.",
                "Le financement repose sur l’ARS, qui y consacre {a}, et sur {the} {other}, qui apporte {b} par an.",
                "{The} {other} prend en charge {b} par an ; l’ARS apporte {a}.",
            )
        ).format(
            a=yearly(self.random, first),
            b=written(self.random, second),
            the=article,
            The=article.capitalize(),
            other=other,
        )
        shares: list[Line] = [
            {"state": "amount", "role": "share", "payer": payer, "amount": amount, "period": "annual"}
            for payer, amount in (("ARS", first), (other, second))
        ]
        return self._said(text), shares

    def _told_total(self) -> Drawn:
        total = self.amount()
        part = float(int(total * self.random.choice((0.4, 0.5, 0.7)) // 10 * 10))
        text = (
            f"Le coût global de l’action est estimé à {written(self.random, total)} sur la durée du contrat,"
            f" dont {written(self.random, part)} apportés par l’ARS."
        )
        lines: list[Line] = [
            {"state": "amount", "role": "total", "amount": total, "period": "global", "nature": "estimated"},
            {"state": "amount", "role": "share", "amount": part, "period": "global", "payer": "ARS"},
        ]
        return self._said(text), lines

    def _told_cap(self) -> Drawn:
        cap, rate = float(self.random.randint(10, 60) * 500), self.random.choice((50, 40, 60, 80))
        text = self.random.choice(
            (
                "L’ARS pourra soutenir l’action à hauteur de {r} % au maximum des dépenses, dans la limite de {c}.",
                "Le soutien de l’ARS ne peut excéder {r} % du coût de l’action ; il est plafonné à {c}.",
            )
        ).format(r=rate, c=yearly(self.random, cap))
        line: Line = {"state": "amount", "payer": "ARS", "rate": rate, "rate_is_cap": True, "cap": cap}
        return self._said(text), [{**line, "cap_period": "annual"}]

    def _told_request(self) -> Drawn:
        amount = self.amount()
        text = f"Une subvention annuelle de {written(self.random, amount)} est demandée à l’ARS au titre du FIR."
        line: Line = {"state": "amount", "amount": amount, "period": "annual", "nature": "requested"}
        return self._said(text), [{**line, "payer": "ARS", "instrument": "FIR"}]

    def _told_grant(self) -> Drawn:
        amount, other = self.amount(), self._other()
        text = self.random.choice(
            (
                f"{other} : subvention annuelle de {written(self.random, amount)} accordée.",
                f"{other} : {yearly(self.random, amount)}, montant notifié.",
            )
        )
        line: Line = {"state": "amount", "amount": amount, "period": "annual", "nature": "granted", "payer": other}
        return self._said(text), [line]

    def _told_years(self) -> Drawn:
        first, last = self.years
        years = list(range(first, min(last, first + 3)))
        amounts = [self.amount() for _ in years]
        told = [f"{written(self.random, amount)} en {year}" for year, amount in zip(years, amounts, strict=True)]
        total = f"{sum(amounts):,.0f}".replace(",", " ")
        text = f"L’action coûtera {', '.join(told[:-1])} et {told[-1]}, soit {total} € au total."
        lines: list[Line] = [{"state": "amount", "role": "total", "amount": sum(amounts), "period": "global"}]
        for year, amount in zip(years, amounts, strict=True):
            lines.append({"state": "amount", "role": "year", "year": str(year), "amount": amount})
        return self._said(text), lines

    def _told_items(self) -> Drawn:
        items = self._drawn_items()
        listed = ", ".join(f"{item['label'].lower()} ({item['amount']:.0f} €)" for item in items)
        total = sum(item["amount"] for item in items)
        text = f"Le budget annuel, estimé à {total:.0f} €, se répartit comme suit : {listed}."
        line: Line = {"state": "amount", "role": "total", "amount": total, "period": "annual", "nature": "estimated"}
        return self._said(text), [{**line, "items": items}]

    def _told_none(self) -> Drawn:
        return self._said(self.random.choice(_NO_MONEY)), [{"state": "none"}]

    def _told_later(self) -> Drawn:
        return self._said(self.random.choice(_LATER)), [{"state": "to_be_set"}]

    def _told_funder(self) -> Drawn:
        instrument = f"CPOM {self.random.choice(_CPOM)}"
        text = f"L’action est prise en charge par l’ARS dans le cadre du {instrument}."
        return self._said(text), [{"state": "funder_only", "payer": "ARS", "instrument": instrument}]

    def _blank(self) -> Drawn:
        return self._said(""), [{"state": "not_stated"}]

    # Expenses beside receipts.

    def _balance(self) -> Drawn:
        items = self._drawn_items()
        total = sum(item["amount"] for item in items)
        funders = self.random.sample(self.funders, self.random.randint(2, 3))
        shares = [float(int(total * self.random.choice((0.2, 0.25, 0.3)))) for _ in funders[1:]]
        shares.insert(0, total - sum(shares))
        left = [(item["label"], f"{item['amount']:.0f} €") for item in items]
        right = [(funder, f"{share:.0f} €") for funder, share in zip(funders, shares, strict=True)]
        height = max(len(left), len(right))
        left, right = ([*side, *[("", "")] * (height - len(side))] for side in (left, right))
        rows = [(*one, *other) for one, other in zip(left, right, strict=True)]
        sums = ("Total", f"{total:.0f} €") * 2
        head = self.random.choice((("Dépenses", "Montant", "Recettes", "Montant"), ("Charges", "€", "Produits", "€")))
        caption, period = self.random.choice(
            (
                ("Budget prévisionnel annuel de l’action", "annual"),
                ("Budget prévisionnel sur la durée du contrat", "global"),
            )
        )
        blocks: tuple[Block, ...] = (Para(caption), Grid((head, *rows, sums)))
        whole: Line = {"state": "amount", "role": "total", "amount": total, "period": period, "nature": "estimated"}
        lines: list[Line] = [{**whole, "items": items}]
        for funder, share in zip(funders, shares, strict=True):
            lines.append({"state": "amount", "role": "share", "payer": funder, "amount": share, "period": period})
        return [Entry("funding", self.label("funding"), blocks)], lines

    def _drawn_items(self) -> list[Line]:
        labels = self.random.sample(self.manner.lexicon.items, self.random.randint(2, 4))
        return [
            {"label": label, "amount": float(self.random.randint(4, 40) * 100 + i * 50)}
            for i, label in enumerate(labels)
        ]

    # Cells of a column "Coût / financeur".

    def _cell(self) -> Drawn:
        amount, payer = self.amount(), self.random.choice(self.funders)
        shown, period = self.random.choice(
            (
                (yearly(self.random, amount), "annual"),
                (f"{written(self.random, amount)} sur la durée du contrat", "global"),
            )
        )
        text = self.random.choice((f"{shown} ({payer})", f"{shown} – {payer}", f"{payer} : {shown}"))
        return self._said(text), [{"state": "amount", "amount": amount, "period": period, "payer": payer}]

    def _cell_shares(self) -> Drawn:
        payers = self.random.sample(self.funders, 2)
        amounts = [self.amount() for _ in payers]
        shown = [f"{payer} : {yearly(self.random, a)}" for payer, a in zip(payers, amounts, strict=True)]
        lines: list[Line] = [
            {"state": "amount", "role": "share", "payer": payer, "amount": amount, "period": "annual"}
            for payer, amount in zip(payers, amounts, strict=True)
        ]
        return [Entry("funding", self.label("funding"), tuple(map(Para, shown)))], lines

    def _cell_cap(self) -> Drawn:
        cap = float(self.random.randint(10, 60) * 500)
        line: Line = {"state": "amount", "cap": cap, "cap_period": "annual", "payer": "ARS"}
        return self._said(f"ARS : {yearly(self.random, cap)} maximum"), [line]

    def _cell_funder(self) -> Drawn:
        instrument = f"CPOM {self.random.choice(_CPOM)}"
        return self._said(f"{instrument} (ARS)"), [{"state": "funder_only", "payer": "ARS", "instrument": instrument}]

    def _cell_none(self) -> Drawn:
        return self._said(self.random.choice(NONE)), [{"state": "none"}]

    def _cell_later(self) -> Drawn:
        return self._said(self.random.choice(TO_BE_SET)), [{"state": "to_be_set"}]

    def _cell_blank(self) -> Drawn:
        return self._said(""), [{"state": "not_stated"}]
