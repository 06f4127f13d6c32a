"""Questions over invented contracts, as people would put them, with the facts of the true record.

`python -m tests.generated.questions` writes the contracts to `eval/documents/generated/` and their questions to
`eval/cases/generated.jsonl`. Where a fact stands is looked for on the pages, never in what the product makes of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from eval.cases import Evidence
from eval.metrics import has_text
from ingest.naming import contract_id, fold, slug
from ingest.readers import Limits, read
from tests.generated.articles import with_article
from tests.generated.formats import write_book
from tests.generated.houses import DEVELOPMENT, draw
from tests.generated.names import Names, genitive
from tests.generated.records import Truth

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS, CASES = ROOT / "eval" / "documents" / "generated", ROOT / "eval" / "cases" / "generated.jsonl"
# Other contracts than those that tests and measures of reading draw.
SEED = 500
FAMILIES = tuple(name for name in DEVELOPMENT if name not in {"capitals", "landscape"})
EACH = 10

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A contract that is asked about: its truth, its file, the text of its pages."""

    truth: Truth
    stem: str
    pages: tuple[str, ...]
    random: Random

    @property
    def id(self) -> str:
        """The contract's id."""
        return contract_id(self.truth["territory"], self.truth["period"])

    @property
    def of(self) -> str:
        """ "du Haut-X": the territory behind its preposition."""
        name = self.truth["territory"]
        if name.startswith(("Deux ", "Trois ", "Hautes ", "Grandes ")):
            return f"des {name}"
        return f"du {name}" if name.startswith(("Haut-", "Val ")) else genitive(name)

    def named(self) -> str:
        """One of the ways to name the contract."""
        forms = ("du CLS {of}", "du contrat local de santé {of}", "dans le CLS {of}", "pour le contrat {of}")
        return self.random.choice(forms).format(of=self.of)

    def proof(self, *texts: str) -> list[Row]:
        """Where the pages say all of some texts together, or nothing."""
        for begun in (texts, tuple(" ".join(text.split()[:4]) for text in texts)):
            evidence = Evidence(self.stem, (1,), begun)
            pages = [number for number, text in enumerate(self.pages, 1) if has_text(evidence, text)]
            if pages:
                return [{"document": self.stem, "pages": pages, "contains": list(begun)}]
        return []

    def amount(self, value: float) -> list[Row]:
        """Where an amount stands, as the pages write it."""
        spaced = f"{value:,.0f}".replace(",", " ")
        forms = [spaced, f"{value:.0f}"]
        forms += [f"{value / 1000:.0f} k€"] if value % 1000 == 0 else []
        forms += [f"{value / 1e6:.1f} M€".replace(".", ",")] if value % 100_000 == 0 else []
        return next((found for form in forms if (found := self.proof(form))), [])


Maker = Callable[[Asked], Row | None]


def case(asked: Asked, category: str, forms: tuple[str, ...], evidence: list[Row], facts: list[Row], **of: str) -> Row:
    """A question in one of its forms, now and then as people type it on a telephone."""
    question = asked.random.choice(forms).format(cls=asked.named(), of=asked.of, **of)
    question = question[0].upper() + question[1:]
    if asked.random.random() < 0.25:
        question = rough(question, asked.random)
    row = {"question": question, "category": category, "status": "answered", "contracts": [asked.id]}
    return row | {"evidence": evidence, "facts": facts, "forbidden": []}


_SHORT = {
    "combien": "cb", "que": "ke", "qui": "ki", "quoi": "koi", "quel": "kel", "quelle": "kelle", "est-ce": "esk",
    "pour": "pr", "dans": "ds", "c'est": "c", "quand": "kan", "avec": "avc", "beaucoup": "bcp",
}  # fmt: skip


def rough(question: str, random: Random) -> str:
    """The question without accents, capitals or marks; some words in short, a letter lost."""
    words = re.sub(r"[?!,:]", "", fold(question)).split()
    typed = [_SHORT.get(word, word) if random.random() < 0.7 else word for word in words]
    long = [i for i, word in enumerate(typed) if len(word) > 7 and word.isalpha()]
    if long and random.random() < 0.5:
        i, cut = random.choice(long), random.randint(2, 5)
        # The territory's own name stays whole: with another letter it would be another place.
        if i < len(typed) - 3:
            typed[i] = typed[i][:cut] + typed[i][cut + 1 :]
    return " ".join(typed)


# What can be asked; each gives a question, or nothing where the contract does not say it.


def representative(asked: Asked) -> Row | None:
    """Who signs for a party."""
    signer = asked.random.choice(asked.truth["signatories"])
    last = signer["representative"].split()[-1]
    forms = (
        "Qui représente « {party} » parmi les signataires {cls} ?",
        "Qui a signé le CLS {of} au nom de « {party} » ?",
        "C'est qui, le ou la signataire pour « {party} », {cls} ?",
    )
    facts = [{"kind": "person", "value": signer["representative"]}]
    proof = asked.proof(last)
    return case(asked, "signatories", forms, proof, facts, party=signer["name"]) if proof else None


def signed(asked: Asked) -> Row | None:
    """Whether a party is a signatory."""
    signer = asked.random.choice(asked.truth["signatories"])
    forms = (
        "Est-ce que {party} a signé le CLS {of} ?",
        "Signataire {cls}, {party}, oui ou non ?",
        "On m'a dit que {party} faisait partie des signataires {cls}, c'est vrai ?",
    )
    proof = asked.proof(signer["name"])
    facts = [{"kind": "yes_no", "value": True}]
    return case(asked, "signatories", forms, proof, facts, party=the(signer["name"])) if proof else None


def the(party: str) -> str:
    """A party behind its article, as inside a sentence."""
    named = with_article(party)
    return f"l{named[1:]}" if named.startswith(("L’", "La ", "Le ")) else named


def only_partner(asked: Asked) -> Row | None:
    """An associated partner is no signatory."""
    if not asked.truth.get("associated"):
        return None
    party = asked.random.choice(asked.truth["associated"])["name"]
    forms = (
        "Est-ce que {party} a signé le CLS {of} ?",
        "{party} est signataire ou seulement associé, dans le CLS {of} ?",
        "Peut-on dire que {party} est signataire {cls} ?",
    )
    proof = asked.proof(party)
    return (
        case(asked, "signatories", forms, proof, [{"kind": "yes_no", "value": False}], party=party) if proof else None
    )


def signatories(asked: Asked) -> Row | None:
    """The whole list."""
    names = [signer["name"] for signer in asked.truth["signatories"]]
    forms = (
        "Qui a signé le CLS {of} ?",
        "Donne-moi la liste des signataires {cls}.",
        "Quels sont tous les signataires {cls} ?",
        "Le CLS {of}, il est signé par qui au juste ?",
    )
    facts = [{"kind": "organisations", "values": names, "complete": True}]
    proof = asked.proof(names[0], names[2])
    return case(asked, "signatories", forms, proof, facts) if proof else None


def signing(asked: Asked) -> Row | None:
    """The day and the place of signing."""
    truth = asked.truth
    forms = (
        "Quand le CLS {of} a-t-il été signé ?",
        "Le contrat {of} : signé quel jour, et où ?",
        "À quelle date a-t-on signé le contrat local de santé {of} ?",
        "C'est de quand, la signature {cls} ?",
    )
    proof = asked.proof(f"Fait à {truth['signed_at']}")
    return case(asked, "dates", forms, proof, [{"kind": "date", "value": truth["signed_on"]}]) if proof else None


def duration(asked: Asked) -> Row | None:
    """How long it runs."""
    years = asked.truth["duration"].split()[0]
    forms = (
        "Combien de temps dure le CLS {of} ?",
        "Le contrat {of} est conclu pour combien d'années ?",
        "Quelle est la durée {cls} ?",
    )
    words = ("", "un", "deux", "trois", "quatre", "cinq", "six")[int(years)]
    proof = asked.proof(f"{years} ans") or asked.proof(f"{words} ans")
    return (
        case(asked, "dates", forms, proof, [{"kind": "number", "value": int(years), "unit": "ans"}]) if proof else None
    )


def period(asked: Asked) -> Row | None:
    """Until when."""
    first, last = asked.truth["period"].split("-")
    forms = (
        "Jusqu'en quelle année court le CLS {of} ?",
        "Le contrat {of} se termine quand ?",
        "Le CLS {of} couvre quelles années ?",
    )
    proof = asked.proof(first, last)
    return case(asked, "dates", forms, proof, [{"kind": "text", "any": [last]}]) if proof else None


def money(asked: Asked) -> Row | None:
    """The amount of a sheet, by its number or by its subject."""
    held = [(a, line) for a in asked.truth["actions"] for line in a["funding"] if _whole(line)]
    if not held:
        return None
    action, line = asked.random.choice(held)
    forms = (
        "Combien coûte la fiche {number} {cls} ?",
        "Quel budget pour la fiche action {number} {cls} ?",
        "CLS {of}, fiche {number} : quel montant est prévu, par an ou en tout ?",
        "« {title} » : ça coûte combien, dans le CLS {of} ?",
        "On met combien d'argent dans l'action « {title} » du CLS {of} ?",
    )
    facts: list[Row] = [{"kind": "amount", "value": line["amount"], "unit": "EUR", "period": line.get("period", "")}]
    if line.get("rate") and not line.get("rate_is_cap"):
        forms = (*forms, "Combien coûte la fiche {number} {cls}, et quelle part paie l'ARS ?")[-1:]
        facts.append({"kind": "rate", "value": line["rate"]})
    proof = asked.amount(line["amount"])
    named = {"number": action["number"], "title": action["title"]}
    return case(asked, "money", forms, proof, facts, **named) if proof else None


def _whole(line: Row) -> bool:
    return line["state"] == "amount" and line.get("role", "total") == "total" and line.get("amount") is not None


def cap(asked: Asked) -> Row | None:
    """A cap is not an amount."""
    held = [(a, line) for a in asked.truth["actions"] for line in a["funding"] if line.get("cap")]
    if not held:
        return None
    action, line = asked.random.choice(held)
    forms = (
        "Quel est le plafond de l'aide pour la fiche {number} {cls} ?",
        "La fiche {number} {cls} est financée dans la limite de combien ?",
        "Fiche {number} {cls} : le maximum qu'on peut toucher ?",
    )
    facts = [{"kind": "amount", "value": line["cap"], "unit": "EUR", "period": "annual"}]
    proof = asked.amount(line["cap"])
    return case(asked, "money", forms, proof, facts, number=action["number"]) if proof else None


def no_money(asked: Asked) -> Row | None:
    """A sheet whose money is none, paid otherwise, or to be set: no amount is said."""
    words = {
        "none": ["néant", "aucun", "sans financement", "pas de financement", "moyens constants", "ne nécessite pas"],
        "to_be_set": ["défini", "précis", "chiffrage", "selon projets", "arrêté", "pas de montant", "sera"],
        "funder_only": ["CPOM"],
    }
    held = [(a, a["funding"][0]) for a in asked.truth["actions"] if a["funding"][0]["state"] in words]
    if not held:
        return None
    action, line = asked.random.choice(held)
    forms = (
        "Combien coûte la fiche {number} {cls} ?",
        "Qui finance la fiche {number} {cls}, et de combien ?",
        "Il y a un budget sur la fiche {number} {cls} ?",
        "« {title} », dans le CLS {of} : quel financement ?",
    )
    row = case(
        asked, "money", forms, asked.proof(action["title"]), [{"kind": "text", "any": words[line["state"]]}],
        number=action["number"], title=action["title"],
    )  # fmt: skip
    return row if row["evidence"] else None


def lead(asked: Asked) -> Row | None:
    """Who bears a sheet."""
    action = asked.random.choice(asked.truth["actions"])
    forms = (
        "Qui porte la fiche {number} {cls} ?",
        "Quel est le pilote de l'action « {title} » du CLS {of} ?",
        "Fiche {number} {cls} : qui s'en occupe ?",
    )
    facts = [{"kind": "organisations", "values": action["leads"], "complete": False}]
    proof = asked.proof(action["title"], action["leads"][0])
    named = {"number": action["number"], "title": action["title"]}
    return case(asked, "roles", forms, proof, facts, **named) if proof else None


def calendar(asked: Asked) -> Row | None:
    """When a sheet is carried out."""
    held = [action for action in asked.truth["actions"] if action.get("calendar")]
    if not held:
        return None
    action = asked.random.choice(held)
    forms = (
        "Quel calendrier pour la fiche {number} {cls} ?",
        "La fiche {number} {cls}, c'est prévu pour quand ?",
        "Quand l'action « {title} » du CLS {of} doit-elle se faire ?",
    )
    proof = asked.proof(action["title"], action["calendar"][0])
    facts = [{"kind": "text", "any": [action["calendar"][0]]}]
    named = {"number": action["number"], "title": action["title"]}
    return case(asked, "actions", forms, proof, facts, **named) if proof else None


def inhabitants(asked: Asked) -> Row | None:
    """How many live in a grouping."""
    held = [epci for epci in asked.truth["perimeter"]["epci"] if epci.get("inhabitants")]
    if not held:
        return None
    epci = asked.random.choice(held)
    forms = (
        "Combien d'habitants compte la {name} dans le CLS {of} ?",
        "La {name}, c'est combien d'habitants d'après le contrat {of} ?",
        "Population de la {name} selon le CLS {of} ?",
    )
    facts = [{"kind": "number", "value": epci["inhabitants"], "unit": "habitants"}]
    proof = asked.amount(epci["inhabitants"])
    return case(asked, "perimeter", forms, proof, facts, name=epci["name"]) if proof else None


def commune(asked: Asked) -> Row | None:
    """Which grouping a commune belongs to."""
    held = [(c, epci) for epci in asked.truth["perimeter"]["epci"] for c in epci.get("communes", ())]
    if len(asked.truth["perimeter"]["epci"]) < 2:
        return None
    name, epci = asked.random.choice(held)
    forms = (
        "{name} dépend de quelle intercommunalité dans le CLS {of} ?",
        "La commune de {name} est-elle couverte par le CLS {of}, et par quelle com-com ?",
        "J'habite à {name} : dans quelle communauté suis-je, d'après le contrat {of} ?",
    )
    facts = [{"kind": "text", "any": [epci["name"], epci["name"].replace("’", "'")]}]
    proof = asked.proof(name)
    return case(asked, "perimeter", forms, proof, facts, name=name) if proof else None


def diagnosis(asked: Asked) -> Row | None:
    """A figure of the diagnosis, of the right place."""
    figure = asked.random.choice(asked.truth["figures"])
    forms = (
        "{indicator} : quel chiffre pour « {place} » dans le diagnostic du CLS {of} ?",
        "Dans le diagnostic du contrat {of}, combien vaut l'indicateur « {indicator} » pour {place} ?",
    )
    facts = [{"kind": "number", "value": figure["value"], "unit": ""}]
    forms_of_it = (f"{figure['value']:.1f}", f"{figure['value']:g}")
    written = (form.replace(".", ",") for form in forms_of_it)
    proof = next((found for one in written if (found := asked.proof(one, figure["indicator"]))), [])
    named = {"indicator": figure["indicator"], "place": figure["territory"]}
    return case(asked, "diagnosis", forms, proof, facts, **named) if proof else None


def meetings(asked: Asked) -> Row | None:
    """How often a body meets."""
    body = asked.random.choice(asked.truth["governance"])
    if body["name"].startswith("groupes"):
        return None
    forms = (
        "Tous les combien se réunit : {name}, dans le CLS {of} ?",
        "À quel rythme se réunit l'instance « {name} » du contrat {of} ?",
    )
    proof = asked.proof(body["frequency"], body["name"])
    facts = [{"kind": "text", "any": [body["frequency"]]}]
    return case(asked, "governance", forms, proof, facts, name=body["name"]) if proof else None


def how_many(asked: Asked) -> Row | None:
    """How many sheets, counted."""
    forms = (
        "Combien de fiches actions contient le CLS {of} ?",
        "Le contrat {of}, ça fait combien d'actions en tout ?",
        "Nombre total de fiches {cls} ?",
    )
    actions = asked.truth["actions"]
    facts = [{"kind": "number", "value": len(actions), "unit": "fiches"}]
    proof = asked.proof(actions[0]["title"])
    return case(asked, "totals", forms, proof, facts) if proof else None


# What the documents do not say.


def _silent(asked: Asked, trap: str, forms: tuple[str, ...], note: str, **of: str) -> Row:
    row = case(asked, "unanswerable", forms, [], [], **of)
    return row | {"status": "not_found", "contracts": [], "trap": trap, "note": note}


def no_such_sheet(asked: Asked) -> Row:
    """A sheet after the last."""
    last = asked.truth["actions"][-1]["number"]
    number = re.sub(r"\d+$", lambda match: str(int(match.group()) + 4), last)
    forms = ("Combien coûte la fiche {number} {cls} ?", "Qui porte la fiche {number} {cls} ?")
    return _silent(asked, "no_such_sheet", forms, f"la dernière fiche est la {last}", number=number)


def wrong_year(asked: Asked) -> Row:
    """A contract of other years."""
    first, _ = map(int, asked.truth["period"].split("-"))
    years = f"{first - 17}-{first - 13}"
    forms = ("Qui a signé le CLS {of} de {years} ?", "Quel était le budget des actions du contrat {years} {of} ?")
    return _silent(asked, "wrong_year", forms, "aucun contrat de ces années", years=years)


def other_territory(asked: Asked) -> Row:
    """A territory of which no document speaks."""
    place = Names(asked.random).place()
    forms = (
        "Qui a signé le CLS du Pays de {place} ?",
        "Combien coûte la fiche 1.1 du contrat local de santé de {place} ?",
        "Le CLS de {place}, il dure combien de temps ?",
    )
    return _silent(asked, "other_territory", forms, "territoire inconnu", place=place)


def absent(asked: Asked) -> Row:
    """Facts that no contract of these has."""
    forms = (
        "Combien l'ARS a-t-elle réellement versé l'an dernier au titre du CLS {of} ?",
        "Quel est le salaire de la coordinatrice {cls} ?",
        "Combien de médecins se sont installés grâce au CLS {of} ?",
        "Quel est le taux de vaccination contre la grippe dans le CLS {of} ?",
    )
    return _silent(asked, "absent", forms, "rien de tel dans le contrat")


def false_premise(asked: Asked) -> Row:
    """A question that takes for granted what is not."""
    forms = (
        "Pourquoi l'ARS s'est-elle retirée du CLS {of} ?",
        "Depuis que la fiche {number} {cls} a été abandonnée, où va son budget ?",
        "Pourquoi le CLS {of} a-t-il été annulé par le tribunal ?",
    )
    number = asked.random.choice(asked.truth["actions"])["number"]
    return _silent(asked, "false_premise", forms, "rien de tel dans le contrat", number=number)


_ANSWERED: tuple[Maker, ...] = (
    *(money, representative, signing, lead, signatories, cap, commune, no_money, diagnosis, signed),
    *(only_partner, inhabitants, meetings, calendar, duration, money, how_many, period, no_money, lead),
)
_UNANSWERED: tuple[Maker, ...] = (no_such_sheet, wrong_year, absent, other_territory, false_premise)


def questions(asked: Asked, turn: int) -> Iterator[Row]:
    """Ten questions on a contract: two without answer, the others of kinds that take turns over the contracts."""
    start = 7 * turn
    makers = (_ANSWERED[(start + i) % len(_ANSWERED)] for i in range(3 * len(_ANSWERED)))
    found: list[Row] = []
    for make in makers:
        row = make(asked) if len(found) < EACH - 2 else None
        if row and row["question"] not in {one["question"] for one in found}:
            found.append(row)
    unanswered = [_UNANSWERED[(2 * turn + i) % len(_UNANSWERED)](asked) for i in range(2)]
    for i, row in enumerate([*found, *(row for row in unanswered if row)], 1):
        yield {"id": f"g{turn:02}-{i:02}", **row, "note": row.get("note", "")}


def asked_of(family: str, folder: Path) -> Asked:
    """A contract of a family, its file written into a folder under a name of its own."""
    book = draw(family, SEED)
    layout = DEVELOPMENT[family].layout(SEED)
    path = write_book(book, layout, folder)
    own = path.rename(folder / f"cls-{slug(book.truth['territory'])}{path.suffix}")
    kept = {name: book.truth[name] for name in ("territory", "period", "signatories", "associated")}
    own.with_suffix(".yaml").write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = read(own, Limits(ocr=False))
    return Asked(book.truth, own.stem, tuple(page.text for page in result.pages), Random(SEED))


def main() -> None:
    """Writes contracts and questions anew."""
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    for old in DOCUMENTS.iterdir():
        old.unlink()
    rows = [row for i, family in enumerate(FAMILIES) for row in questions(asked_of(family, DOCUMENTS), i)]
    CASES.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
