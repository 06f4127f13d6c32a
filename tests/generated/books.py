"""Draws whole contracts with their true records from seeds."""

from __future__ import annotations

import datetime
from dataclasses import replace
from random import Random

from tests.generated.articles import Articles, draw_setting, of_the
from tests.generated.budgets import Budget
from tests.generated.diagnosis import draw_diagnosis
from tests.generated.names import Names, genitive
from tests.generated.records import Block, Book, Bullets, Grid, Manner, Para, Part, Sheet, Signer, Truth
from tests.generated.sheets import Sheets, prose
from tests.generated.vocabulary import ENDINGS, VERBS

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
ROMAN = ("", *"I II III IV V VI VII VIII IX X XI XII".split())
# The heading before the sheets, or before the tables that stand in their place.
_ANNEXES = {
    False: ("Annexe : fiches actions", "ANNEXES – FICHES ACTIONS"),
    True: ("Annexe : programme d’actions", "PLAN D’ACTIONS"),
}
# How character recognition garbles capitals.
_NOISE = {"É": "Ê", "I": "l", "O": "0", "U": "tJ", "S": "5"}


def draw_book(seed: int, manner: Manner) -> Book:
    """A contract drawn from a seed."""
    return _Draw(seed, manner).book()


class _Draw:
    def __init__(self, seed: int, manner: Manner) -> None:
        self.random = Random(seed)
        # A contract has one label for a field, now and then another one.
        labels: dict[str, tuple[str, ...]] = {
            name: (self.random.choice(labels),) for name, labels in manner.labels.items()
        }
        self.manner = manner = replace(manner, labels=labels)
        self.lexicon = manner.lexicon
        self.names = Names(self.random)
        self.setting = draw_setting(self.random, self.names, manner)
        first = self.random.randint(2031, 2036)
        self.years = first, first + self.random.randint(3, 5)
        self.articles = Articles(self.random, self.names, manner, self.setting, self.years)
        self.truth: Truth = self.articles.truth
        self.bearers = (
            self.setting.bearer,
            *(name.format_map({"of_place": _Place(self.names)}) for name in self.lexicon.bearers),
            f"Association {self.random.choice(self.lexicon.associations)}",
        )

    def book(self) -> Book:
        sheets = self._sheets()
        before, opening = self._before(), self.articles.opening()
        first = (opening, before) if self.manner.opening == "concluded" else (before, opening)
        parts = [*first[0], *first[1], *self._agreed(sheets)]
        signed, place = self._signed()
        signers = tuple(map(self._signer, self.articles.signers))
        contact, plan = self._contact(), self._plan(sheets)
        after = self._budget()
        self._parties()
        return Book(
            cover=self._cover(),
            header=f"ARS {self.setting.region} – {self.setting.bearer}",
            parts=tuple(parts),
            signature=f"Fait à {place}, le {signed}",
            signers=signers,
            annex=self.random.choice(_ANNEXES[self.manner.tables]),
            sheets=tuple(sheets),
            truth=self.truth
            if not plan
            else {name: self.truth[name] for name in ("territory", "period", "axes", "actions")},
            contact=contact,
            plan=plan,
            after=after,
        )

    def _budget(self) -> tuple[Part, ...]:
        """The annex with the money of all actions; what it says of them all is in the contract's own truth."""
        if not self.manner.budget:
            return ()
        budget = Budget(self.random, self.manner, self.years)
        part = budget.part(self.truth["actions"])
        self.truth["funding"] = [*self.truth["funding"], *budget.lines]
        return (part,)

    def _cover(self) -> tuple[str, ...]:
        first, last = self.years
        self.truth["territory"], self.truth["period"] = self.setting.name, f"{first}-{last}"
        written = self.random.choice(self.lexicon.periods).format(a=first, b=last)
        full = self.setting.full
        of = of_the(full)
        shown = self.random.choice(self.lexicon.covers)
        of = of.upper() if "SANTÉ" in shown else of
        lines = shown.format(of=of, full=full, period=written).split("\n")
        if self.manner.generation:
            self.truth["generation"] = self.random.choice(("", "2", "3"))
            lines += [f"CLS de {self.truth['generation']}e génération"] if self.truth["generation"] else []
        return tuple(lines)

    def _before(self) -> list[Part]:
        """Introduction, policies, diagnosis, visas: earlier periods, other agreements' dates and figures as decoys."""
        first, _ = self.years
        intro: list[Block] = [Para(prose(self.random, self.names, self.lexicon)) for _ in range(2)]
        self.truth["previous"] = []
        if self.random.random() < 0.6:
            earlier = f"{first - 6}-{first - 1}"
            self.truth["previous"] = [earlier]
            intro.append(Para(f"Le présent contrat fait suite à un premier contrat local de santé {earlier}."))
        parts = [Part("Introduction" if self.manner.kind != "city" else "Préambule", tuple(intro))]
        if self.manner.policies:
            for signer in self.articles.signers[:4]:
                heading = f"{signer.party} : sa politique en matière de santé"
                told = tuple(Para(prose(self.random, self.names, self.lexicon)) for _ in range(2))
                parts.append(Part(heading, told))
        blocks, figures = draw_diagnosis(self.random, self.manner, self.setting.full, self.setting.department)
        self.truth["figures"] = figures
        parts.append(
            Part(self.random.choice(("Le diagnostic territorial", "Diagnostic local de santé")), tuple(blocks))
        )
        visas = (
            "Vu le code de la santé publique, notamment son article L. 1434-10 ;",
            f"Vu le projet régional de santé {first - 3}-{first + 7} ;",
            f"Vu la délibération du conseil communautaire du 12 mars {first - 1} ;",
        )
        parts.append(Part("", tuple(Para(visa) for visa in visas)))
        return parts

    def _agreed(self, sheets: list[Sheet]) -> list[Part]:
        axes: list[Block] = list(self._axes())
        if self.manner.summary:
            axes += [Para("Tableau synthétique du programme d’actions"), self._summary()]
        contents: dict[str, list[Block]] = {
            "Les parties prenantes au contrat": self.articles.parties(),
            "Le périmètre géographique": self.articles.perimeter(),
            "Les modalités de gouvernance": self.articles.governance(),
            "Les orientations stratégiques et les actions": axes,
            "Les engagements des signataires": self.articles.commitments(),
            "Durée et révision": self.articles.duration(),
            **self.articles.ending(),
        }
        if self.manner.opening == "list":
            contents = {"Les signataires du contrat": contents.pop("Les parties prenantes au contrat"), **contents}
        parts = [] if not self.manner.article else [Part("", (Para("Il est convenu ce qui suit :"),))]
        own = dict(self.lexicon.headings)
        for number, (usual, blocks) in enumerate(contents.items(), 1):
            ordinal, title = "1er" if number == 1 else number, own.get(usual, usual)
            shown = self.manner.article or "{t}"
            heading = shown.format(n=number, o=ordinal, r=ROMAN[number], t=title)
            parts.append(Part(heading, tuple(blocks)))
        return parts

    def _axes(self) -> tuple[Block, ...]:
        axes = self.truth["axes"]
        announced = len(axes)
        if self.random.random() < 0.25:
            announced += self.random.choice((-1, 1))
            self.truth["contradictions"].append({"subject": "contrat", "field": "nombre d’axes"})
        self.truth["axis_count"] = announced
        words = ("", "un", "deux", "trois", "quatre", "cinq", "six")
        shown = words[announced] if self.random.random() < 0.5 else str(announced)
        return Para(f"Les partenaires ont retenu {shown} axes stratégiques :"), Bullets(tuple(self.axis_headings))

    def _sheets(self) -> list[Sheet]:
        drawer = Sheets(self.random, self.names, self.manner, self.setting.full, self.bearers, self.years)
        count = self.random.randint(*self.manner.axes)
        themes = self.random.sample(self.lexicon.themes, count)
        axis_form = self.random.choice(self.manner.axis)
        heading_form = self.random.choice(self.manner.headings)
        self.axis_headings = [axis_form.format(n=n, r=ROMAN[n], l=_letter(n), t=t) for n, t in enumerate(themes, 1)]
        axes = [_letter(n) if self.manner.lettered else str(n) for n in range(1, count + 1)]
        self.truth["axes"] = [{"number": n, "title": t} for n, t in zip(axes, themes, strict=True)]
        self.truth["actions"] = []
        things = self.random.sample(self.lexicon.things, len(self.lexicon.things))
        sheets: list[Sheet] = []
        for a in range(1, count + 1):
            for s in range(1, self.random.randint(*self.manner.sheets) + 1):
                title = f"{self.random.choice(VERBS)} {things[len(sheets) % len(things)]}{self.random.choice(ENDINGS)}"
                number = self.manner.numbers.format(a=a, s=s, r=ROMAN[a], l=_letter(a), k=len(sheets) + 1)
                leads = self.random.sample(self.bearers, self.random.choice((1, 1, 2)))
                entries, truth = drawer.draw(leads)
                heading = heading_form.format(n=number, t=title)
                sheets.append(Sheet(heading, number, title, self.axis_headings[a - 1], tuple(entries)))
                self.truth["actions"].append({"number": number, "title": title, "axis": axes[a - 1], **truth})
        return sheets

    def _summary(self) -> Grid:
        """The table of actions; it may call a sheet or its lead otherwise than the sheet does."""
        rows = [("Axes stratégiques", "Fiches actions", "Porteurs")]
        before = ""
        for action in self.truth["actions"]:
            title, leads = action["title"], action["leads"]
            subject = f"fiche action {action['number']}"
            if self.random.random() < 0.15:
                title = f"{self.random.choice(VERBS)} {title.split(' ', 1)[1].split(' (')[0]}"
                if title.lower() != action["title"].lower():
                    action["summary_title"] = title
                    self.truth["contradictions"].append({"subject": subject, "field": "titre"})
            if self.random.random() < 0.15:
                leads = self.random.sample(self.bearers, 1)
                if leads != action["leads"]:
                    action["summary_leads"] = leads
                    self.truth["contradictions"].append({"subject": subject, "field": "porteurs"})
            axis = next(
                heading
                for heading, one in zip(self.axis_headings, self.truth["axes"], strict=True)
                if one["number"] == action["axis"]
            )
            rows.append(("" if axis == before else axis, f"{action['number']} {title}", " / ".join(leads)))
            before = axis
        return Grid(tuple(rows))

    def _signed(self) -> tuple[str, str]:
        day = datetime.date(self.years[0], self.random.randint(1, 6), self.random.randint(2, 28))
        place = self.names.place()
        self.truth["signed_on"], self.truth["signed_at"] = day.isoformat(), place
        shown = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return (f"{_DAYS[day.weekday()]} {shown}" if self.random.random() < 0.3 else shown), place

    def _signer(self, signer: Signer) -> Signer:
        """The party as the signature page prints it: capitals, or what character recognition makes of them."""
        if self.manner.signature == "grid":
            return Signer(signer.party.upper(), signer.office, signer.person)
        if self.manner.signature == "noisy":
            party = "".join(_NOISE.get(c, c) if self.random.random() < 0.3 else c for c in signer.party.upper())
            cut = self.random.randint(2, max(3, len(signer.person) - 3))
            person = f"{signer.person[:cut]} {signer.person[cut:]}" if self.random.random() < 0.5 else signer.person
            return Signer(party, signer.office, person)
        return signer

    def _parties(self) -> None:
        self.truth["signatories"] = [
            {"name": signer.party, "representative": signer.person, "office": signer.office}
            for signer in self.articles.signers
        ]
        self.truth["associated"] = [{"name": name} for name in self.articles.associated]

    def _contact(self) -> tuple[str, ...]:
        self.truth["contacts"] = []
        if not self.manner.contact:
            return ()
        person, phone = self.names.person(), f"03 00 00 {self.random.randint(10, 99)} {self.random.randint(10, 99)}"
        email = "coordination.cls@exemple.invalid"
        self.truth["contacts"] = [{"name": person, "phone": phone, "email": email}]
        return (
            "Contact",
            f"{person}, coordinatrice du contrat local de santé",
            f"Tél. : {phone}",
            f"Courriel : {email}",
        )

    def _plan(self, sheets: list[Sheet]) -> tuple[tuple[object, ...], ...]:
        """The rows of a spreadsheet: axis, action, pilot, partners, funders with amounts, dates, status."""
        if not self.manner.plan:
            return ()
        rows: list[tuple[object, ...]] = [
            (
                *("Axe", "Sous-axe", "Action", "Pilote", "Partenaires"),
                *("Financeur 1", "Montant HT 1", "Financeur 2", "Montant HT 2", "Début", "Fin", "Statut"),
            )
        ]
        for action, sheet in zip(self.truth["actions"], sheets, strict=True):
            funders = self.random.sample(("ARS", "Région", "Département", "CPAM"), self.random.randint(0, 2))
            amounts = [float(self.random.randint(4, 60) * 250 + i) for i in range(len(funders))]
            status = self.random.choice(("en cours", "à lancer", "terminée"))
            partners = action["partners"][:4]
            pairs: list[object] = [x for pair in zip(funders, amounts, strict=True) for x in pair]
            pairs += [None] * (4 - len(pairs))
            rows.append(
                (
                    *(sheet.axis_heading, None, f"{sheet.number} {sheet.title}", ", ".join(action["leads"])),
                    *(", ".join(partners), *pairs, self.years[0], self.years[1], status),
                )
            )
            kept = {name: action[name] for name in ("number", "title", "axis", "leads")}
            lines = [
                {"state": "amount", "role": "share", "payer": funder, "amount": amount}
                for funder, amount in zip(funders, amounts, strict=True)
            ]
            action.clear()
            action.update(kept, partners=partners, status=[status], funding=lines or [{"state": "not_stated"}])
        return tuple(rows)


class _Place:
    """A place that is drawn when it is printed: a text without it draws none."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def __format__(self, _: str) -> str:
        return genitive(self.names.place())


def _letter(number: int) -> str:
    return "ABCDEFG"[number - 1]
