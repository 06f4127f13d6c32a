"""Draws what a contract agrees upon besides its actions: parties, perimeter, governance, commitments, duration, end."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.generated.names import Names, genitive
from tests.generated.records import Block, Bullets, Grid, Manner, Para, Part, Signer, Truth
from tests.generated.vocabulary import STRENGTHS

_YEARS = ("", "un", "deux", "trois", "quatre", "cinq", "six")
_GROUPINGS = ("d’agglomération", "de communes")
# Bearers of other kinds: what they are called in full, what they lie on, who bears the contract.
_KINDS = {
    "park": ("Parc naturel régional", ("Monts", "Collines"), ("Syndicat mixte {of}", "Syndicat d’aménagement {of}")),
    "syndicate": ("Territoire de santé", ("Bassin", "Littoral"), ("Syndicat mixte {of}", "Association de pays {of}")),
}
_FEMININE = (
    *("Communauté", "Préfecture", "Caisse", "Mutualité", "Ville", "CPTS"),
    *("Métropole", "Collectivité", "Région", "CGSS"),
)
_STREETS = ("3 rue des Halles", "12 avenue de la Gare", "1 place de la Mairie", "45 boulevard des Tilleuls")


@dataclass(frozen=True)
class Setting:
    """Who and where: the territory's own name, how it is called in full, its bearer, department and region."""

    name: str
    full: str
    bearer: str
    department: str
    region: str
    groupings: tuple[str, ...]
    city: bool = False


def draw_setting(random: Random, names: Names, manner: Manner) -> Setting:
    """An invented territory."""
    name, of = _territory(random, names)
    department, region = f"Haute-{names.river()}", random.choice(manner.lexicon.regions)
    if manner.kind == "city":
        city = names.place()
        return Setting(city, f"Ville {genitive(city)}", f"Ville {genitive(city)}", department, region, (), city=True)
    if manner.kind == "metropolis":
        city = names.place()
        full = f"Métropole {genitive(city)}"
        return Setting(city, full, random.choice((full, f"{city} Métropole")), department, region, (full,))
    form = random.random()
    if form < 0.25 and manner.kind == "pays":
        full = f"Communauté de communes {of}"
        return Setting(name, full, full, department, region, (full,))
    groupings = tuple(
        f"Communauté {random.choice(_GROUPINGS) if i == 0 else 'de communes'} {_territory(random, names)[1]}"
        for i in range(random.randint(2, 4))
    )
    if manner.kind in _KINDS:
        kind, lead, bearer = _KINDS[manner.kind]
        name = f"{random.choice(lead)} {genitive(names.place())}"
        full = f"{kind} {genitive(name)}" if not name.startswith(("Monts", "Collines")) else f"{kind} des {name}"
        full = full.replace("de Bassin", "du Bassin").replace("de Littoral", "du Littoral")
        return Setting(name, full, random.choice(bearer).format(of=of_the(full)), department, region, groupings)
    full = f"Pays {of}"
    return Setting(name, full, f"PETR du {full}" if form < 0.8 else full, department, region, groupings)


def _territory(random: Random, names: Names) -> tuple[str, str]:
    """A territory's own name, and the same behind its preposition."""
    place = names.place()
    form = random.random()
    if form < 0.4:
        return place, genitive(place)
    if form < 0.6:
        return f"Haut-{place}", f"du Haut-{place}"
    if form < 0.8:
        valley = f"Val {genitive(place)}"
        return valley, f"du {valley}"
    rivers = f"{random.choice(('Deux', 'Trois', 'Hautes', 'Grandes'))} {place}s"
    return rivers, f"des {rivers}"


def of_the(full: str) -> str:
    """A territory called in full, behind "de" and its article."""
    return f"du {full}" if full.startswith(("Pays", "Parc", "Pôle", "Territoire")) else f"de la {full}"


class Articles:
    """Draws the parts of a contract and notes their truth in `truth`."""

    def __init__(self, random: Random, names: Names, manner: Manner, setting: Setting, years: tuple[int, int]) -> None:
        self.random, self.names, self.manner, self.setting, self.years = random, names, manner, setting, years
        self.truth: Truth = {"contradictions": []}
        self.lexicon = manner.lexicon
        self.signers = self._signers()
        associated = [name.format(department=setting.department) for name in self.lexicon.associated]
        self.associated = random.sample(associated, random.randint(2, 4))
        if manner.opening not in {"article", "list", "concluded", "rows", "bound"}:
            self.associated = []

    def _signers(self) -> tuple[Signer, ...]:
        told = {
            "of_place": genitive(self.names.place()),
            "department": self.setting.department,
            "region": self.setting.region,
        }
        others = [(name.format(**told), his, her) for name, his, her in self.lexicon.signers]
        chosen = sorted(self.random.sample(range(len(others)), self.random.randint(2, 6)))
        first = ("Agence régionale de santé " + self.setting.region, "Directeur général", "Directrice générale")
        bearer = (
            self.setting.bearer,
            "Maire" if self.setting.city else "Président",
            "Maire" if self.setting.city else "Présidente",
        )
        return tuple(
            Signer(party, self.random.choice((his, her)), self.names.person())
            for party, his, her in (first, bearer, *(others[i] for i in chosen))
        )

    # Parties.

    def parties(self) -> list[Block]:
        """The article of the parties; older contracts name them before the articles."""
        if self.manner.opening == "article":
            return [
                Para("Les signataires engagés dans le contrat :"),
                Bullets(tuple(with_article(signer.party) for signer in self.signers)),
                Para("Les partenaires institutionnels et associatifs associés en tant que de besoin :"),
                Bullets(tuple(self.associated)),
            ]
        if self.manner.opening == "list":
            return [
                Bullets(tuple(with_article(signer.party) for signer in self.signers)),
                Para("Partenaires associés au contrat :"),
                Bullets(tuple(self.associated)),
            ]
        if self.manner.opening in {"rows", "bound"}:
            return self._bound()
        if self.manner.opening == "sentence":
            names = [with_article(signer.party) for signer in self.signers]
            names = [f"l{name[1:]}" if name.startswith(("L’", "La ", "Le ")) else name for name in names]
            return [Para(f"Le présent contrat est signé entre {', '.join(names[:-1])} et {names[-1]}.")]
        if self.manner.opening == "concluded":
            return [
                Para("Le présent contrat a pour objet de réduire les inégalités sociales et territoriales de santé.")
            ]
        return [Para("Les parties sont celles que nomme la première page du présent contrat.")]

    def _bound(self) -> list[Block]:
        """A table of those who sign, or a list that says who speaks for each; and who takes part without signing."""
        beside = Para(f"Concourent au contrat sans le signer : {' ; '.join(self.associated)}.")
        if self.manner.opening == "rows":
            rows = tuple((s.party, f"{'Mme' if s.woman else 'M.'} {s.person}", s.office) for s in self.signers)
            return [Grid((("Signataire", "Représenté par", "Qualité"), *rows)), beside]
        listed = tuple(
            f"{with_article(s.party)}, que représente {'Mme' if s.woman else 'M.'} {s.person}, {s.office.lower()} ;"
            for s in self.signers
        )
        return [Para("Le présent contrat lie les organismes suivants :"), Bullets(listed), beside]

    def opening(self) -> list[Part]:
        """The blocks "Entre d’une part… Et d’autre part…" or "Entre les soussignés"."""
        if self.manner.opening == "between":
            first, *others = self.signers
            return [
                Part("Entre d’une part,", self._between(first)),
                Part("Et d’autre part,", tuple(block for signer in others for block in self._between(signer))),
            ]
        if self.manner.opening == "undersigned":
            return [Part("ENTRE LES SOUSSIGNÉS", tuple(Para(self._undersigned(signer)) for signer in self.signers))]
        if self.manner.opening == "concluded":
            first, *others = (self._concluded(signer) for signer in self.signers)
            told = [Para("Le présent contrat est conclu entre :"), Para(f"{first} d’une part,"), Para("et")]
            told += [Para(other) for other in others[:-1]]
            told.append(Para(f"{others[-1]} d’autre part."))
            return [Part("", (*told, Para(f"En présence de : {', '.join(self.associated)}.")))]
        return []

    def _between(self, signer: Signer) -> tuple[Block, ...]:
        possessive = "sa" if signer.woman else "son"
        title = "madame" if signer.woman else "monsieur"
        return (
            Para(f"{with_article(signer.party)},"),
            Para(self._address()),
            Para(f"Représenté(e) par {possessive} {signer.office.lower()}, {title} {signer.person},"),
        )

    def _undersigned(self, signer: Signer) -> str:
        title = "Madame" if signer.woman else "Monsieur"
        return (
            f"{with_article(signer.party)}, {self._address()}, représentée par {title} {signer.person},"
            f" {signer.office.lower()},"
        )

    def _concluded(self, signer: Signer) -> str:
        called = "dénommée" if with_article(signer.party).startswith(("La ", "L’A")) else "dénommé"
        agreed = "représentée" if called == "dénommée" else "représenté"
        title = "Mme" if signer.woman else "M."
        short = "l’ARS" if signer.party.startswith("Agence") else f"« {signer.party} »"
        return (
            f"{with_article(signer.party)}, dont le siège est situé {self._address()}, {agreed} par"
            f" {title} {signer.person}, {signer.office}, ci-après {called} {short},"
        )

    def _address(self) -> str:
        return f"{self.random.choice(_STREETS)}, 99{self.random.randint(100, 950)} {self.names.place()}"

    # Perimeter.

    def perimeter(self) -> list[Block]:
        """The groupings with their communes, inhabitants and counts."""
        if self.setting.city:
            inhabitants = self.random.randint(12_000, 98_000)
            self.truth["perimeter"] = {"inhabitants": inhabitants, "epci": []}
            shown = _thousands(inhabitants)
            return [Para(f"Le contrat couvre la totalité du territoire communal, soit {shown} habitants (INSEE 2029).")]
        low, high = self.manner.communes
        held: list[Truth] = []
        for name in self.setting.groupings:
            communes = [self.names.commune() for _ in range(self.random.randint(low, high))]
            initials = "".join(
                word[0] for word in name.replace("’", " ").replace("-", " ").split() if word[0].isupper()
            )
            first = "C" if name.startswith("Communauté") else ""
            held.append(
                {
                    "name": name,
                    "acronym": f"{first}{initials}" if self.random.random() < 0.5 else "",
                    "inhabitants": self.random.randint(5_000, 48_000) * (10 if name.startswith("Métropole") else 1),
                    "commune_count": len(communes),
                    "communes": communes,
                }
            )
        total = sum(len(epci["communes"]) for epci in held)
        announced = total + (1 if self.random.random() < 0.15 else 0)
        if announced != total:
            self.truth["contradictions"].append({"subject": "contrat", "field": "nombre de communes"})
        self.truth["perimeter"] = {"commune_count": announced, "epci": held}
        count = f"{len(held)} intercommunalités" if len(held) > 1 else "une intercommunalité"
        if self.manner.perimeter == "sentence":
            return [Para(self._regroups(epci)) for epci in held]
        if self.manner.perimeter == "counted":
            heads = [
                f"{_named(e)}, {_thousands(e['inhabitants'])} habitants ; {e['commune_count']} communes" for e in held
            ]
            told = [block for head, e in zip(heads, held, strict=True) for block in _counted(head, e["communes"])]
            return [Para(f"Le contrat s’applique dans {announced} communes, réunies en {count} :"), *told]
        intro = Para(f"Le périmètre du contrat comprend {count}, soit {announced} communes :")
        return [intro, *self._groupings(held), Para("Ce périmètre peut évoluer par avenant.")]

    def _regroups(self, epci: Truth) -> str:
        """A grouping in a sentence; the count of the whole is not said."""
        self.truth["perimeter"].pop("commune_count", None)
        self.truth["contradictions"] = [
            one for one in self.truth["contradictions"] if one["field"] != "nombre de communes"
        ]
        listed = f"{', '.join(epci['communes'][:-1])} et {epci['communes'][-1]}"
        return (
            f"La {_named(epci)}, qui compte {_thousands(epci['inhabitants'])} habitants (INSEE 2029), regroupe"
            f" {epci['commune_count']} communes : {listed}."
        )

    def _groupings(self, held: list[Truth]) -> list[Block]:
        if self.manner.perimeter == "table":
            rows = tuple((_named(e), _thousands(e["inhabitants"]), ", ".join(e["communes"])) for e in held)
            for epci in held:
                del epci["commune_count"]
            return [Grid((("EPCI", "Population", "Communes"), *rows))]
        heads = [
            f"{_named(e)} : {_thousands(e['inhabitants'])} habitants (source : INSEE 2029)"
            f" et {e['commune_count']} communes"
            for e in held
        ]
        if self.manner.perimeter == "bullets":
            return [
                block
                for head, epci in zip(heads, held, strict=True)
                for block in (Para(f"{head} :"), Bullets(tuple(epci["communes"])))
            ]
        return [
            block
            for head, epci in zip(heads, held, strict=True)
            for block in (Para(f"- {head} :"), Para(f"{', '.join(epci['communes'])}."))
        ]

    # The rest.

    def governance(self) -> list[Block]:
        """Bodies and how often they meet."""
        chosen = self.random.sample(self.lexicon.bodies, self.random.randint(2, 3))
        blocks, held = [], []
        for name, role in chosen:
            meeting = self.random.choice(self.lexicon.meetings)
            plural = name.startswith("groupes")
            she = name.startswith(("conférence", "commission", "cellule"))
            article = "Les" if plural else "L’" if name[0] in "aéi" else "La" if she else "Le"
            verb, space = "se réunissent" if plural else "se réunit", "" if article == "L’" else " "
            pronoun = "Ils" if plural else "Elle" if she or article == "L’" else "Il"
            blocks.append(f"{article}{space}{name} {role}. {pronoun} {verb} {meeting}.")
            held.append({"name": name, "frequency": meeting})
        self.truth["governance"] = held
        if self.manner.governance == "table":
            roles = dict(chosen)
            rows = tuple(
                (one["name"].capitalize(), f"{roles[one['name']]}.".capitalize(), one["frequency"]) for one in held
            )
            return [
                Para("Les instances du contrat sont les suivantes :"),
                Grid((("Instance", "Rôle", "Réunions"), *rows)),
            ]
        if self.manner.governance == "bullets":
            roles = dict(chosen)
            shown = [f"{one['name'].capitalize()} : {roles[one['name']]} ({one['frequency']})" for one in held]
            return [Para("Le pilotage repose sur :"), Bullets(tuple(shown))]
        return [Para(text) for text in blocks]

    def commitments(self) -> list[Block]:
        """What parties bind themselves to, with the verb that says how firmly, and the money that is promised."""
        held: list[Truth] = []
        blocks: list[Block] = []
        duties = self.random.sample(self.lexicon.duties, 4)
        signers = self.random.sample(self.signers[1:], 2)
        subjects = [
            ("Les signataires", "signataires", True),
            *((with_article(s.party), s.party, False) for s in signers),
        ]
        for (subject, party, plural), duty in zip(subjects, duties, strict=False):
            one, many, strength = STRENGTHS[0] if plural else self.random.choice(STRENGTHS)
            verb = (many if plural else one).strip()
            if self.manner.duties == "bullets" and plural:
                blocks += [Para(f"{subject} {verb} :"), Bullets((duty, duties[-1]))]
                held += [{"party": party, "strength": strength, "text": text} for text in (duty, duties[-1])]
                continue
            if self.manner.duties == "headed":
                blocks += [Para(f"{subject} :"), Bullets((f"{_linked(verb, duty)}{duty}",))]
                held.append({"party": party, "strength": strength, "text": duty})
                continue
            blocks.append(Para(f"{subject} {_linked(verb, duty)}{duty}."))
            held.append({"party": party, "strength": strength, "text": duty})
        self.truth["funding"] = []
        if self.random.random() < 0.7:
            cap, rate = float(self.random.randint(12, 60) * 500), self.random.choice((50, 40, 30))
            clauses = self.lexicon.clauses
            blocks.append(Para(clauses.post.format(rate=rate, cap=_thousands(cap))))
            held.append({"party": "ARS", "strength": "s’engage", "text": clauses.post_truth})
            line: Truth = {"state": "amount", "payer": "ARS", "rate": rate, "rate_is_cap": True}
            self.truth["funding"] = [{**line, "cap": cap, "cap_period": "annual"}]
        self.truth["commitments"] = held
        return blocks

    def duration(self) -> list[Block]:
        """How long, and how the contract may be changed."""
        first, last = self.years
        years = last - first
        number = _YEARS[years] if self.random.random() < 0.6 else str(years)
        self.truth["duration"] = f"{years} ans"
        clauses = self.lexicon.clauses
        self.truth["revision"] = [clauses.revision_truth]
        return [Para(clauses.duration.format(number=number)), Para(clauses.revision)]

    def ending(self) -> dict[str, list[Block]]:
        """Follow-up, communication, termination: their themes and paragraphs."""
        months = self.random.choice(("deux", "trois", "six"))
        clauses = self.lexicon.clauses
        self.truth["communication"] = [clauses.communication_truth]
        self.truth["termination"] = [clauses.termination_truth.format(months=months)]
        return {
            "Suivi et évaluation": [Para("Un bilan annuel des actions est présenté aux signataires.")],
            "Communication": [Para(clauses.communication)],
            "Résiliation": [Para(clauses.termination.format(months=months))],
        }


def _linked(verb: str, duty: str) -> str:
    return verb[:-1] + "’" if verb.endswith(" de") and duty[0] in "aeiouéy" else f"{verb} "


def _counted(head: str, communes: list[str]) -> list[Block]:
    return [Para(f"{head}."), Para(" – ".join(communes))]


def with_article(party: str) -> str:
    """A party behind its article."""
    first = party.split()[0]
    if party.endswith(" Métropole"):
        return party
    if first in {"Agence", "Association", "État", "Établissement", "Université"}:
        return f"L’{party}"
    return f"La {party}" if first in _FEMININE else f"Le {party}"


def _named(epci: Truth) -> str:
    return f"{epci['name']} ({epci['acronym']})" if epci["acronym"] else str(epci["name"])


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")
