"""Draws what a contract agrees upon besides its actions: parties, perimeter, governance, commitments, duration, end."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.generated.names import Names, genitive
from tests.generated.records import Block, Bullets, Grid, Manner, Para, Part, Signer, Truth
from tests.generated.vocabulary import BODIES, DUTIES, MEETINGS, STRENGTHS

_YEARS = ("", "un", "deux", "trois", "quatre", "cinq", "six")
_REGIONS = ("Grandes-Vallées", "Bocages-et-Littoral", "Monts-du-Centre")
_GROUPINGS = ("d’agglomération", "de communes")
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
    department, region = f"Haute-{names.river()}", random.choice(_REGIONS)
    if manner.kind == "city":
        city = names.place()
        return Setting(city, f"Ville {genitive(city)}", f"Ville {genitive(city)}", department, region, (), city=True)
    form = random.random()
    if form < 0.25:
        full = f"Communauté de communes {of}"
        return Setting(name, full, full, department, region, (full,))
    groupings = tuple(
        f"Communauté {random.choice(_GROUPINGS) if i == 0 else 'de communes'} {_territory(random, names)[1]}"
        for i in range(random.randint(2, 4))
    )
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


class Articles:
    """Draws the parts of a contract and notes their truth in `truth`."""

    def __init__(self, random: Random, names: Names, manner: Manner, setting: Setting, years: tuple[int, int]) -> None:
        self.random, self.names, self.manner, self.setting, self.years = random, names, manner, setting, years
        self.truth: Truth = {"contradictions": []}
        self.signers = self._signers()
        associated = [
            f"Caisse d’allocations familiales de {setting.department}",
            "Éducation nationale",
            "Dispositif d’appui à la coordination",
            "Union départementale des associations familiales",
        ]
        self.associated = random.sample(associated, random.randint(2, 4))
        if manner.opening not in {"article", "list"}:
            self.associated = []

    def _signers(self) -> tuple[Signer, ...]:
        place, department = self.names.place(), self.setting.department
        others = [
            ("Préfecture de la " + department, "Préfet", "Préfète"),
            (f"Conseil régional des {self.setting.region}", "Président", "Présidente"),
            (f"Conseil départemental de la {department}", "Président", "Présidente"),
            (f"Caisse primaire d’assurance maladie de la {department}", "Directeur", "Directrice"),
            ("Mutualité sociale agricole", "Directeur général", "Directrice générale"),
            (f"Centre hospitalier {genitive(place)}", "Directeur", "Directrice"),
            (f"CPTS {genitive(place)}", "Président", "Présidente"),
        ]
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
                Bullets(tuple(_with_article(signer.party) for signer in self.signers)),
                Para("Les partenaires institutionnels et associatifs associés en tant que de besoin :"),
                Bullets(tuple(self.associated)),
            ]
        if self.manner.opening == "list":
            return [
                Bullets(tuple(_with_article(signer.party) for signer in self.signers)),
                Para("Partenaires associés au contrat :"),
                Bullets(tuple(self.associated)),
            ]
        if self.manner.opening == "sentence":
            names = [_with_article(signer.party) for signer in self.signers]
            listed = f"{', '.join(names[:-1])} et {names[-1]}"
            return [Para(f"Le présent contrat est signé entre {listed[0].lower()}{listed[1:]}.")]
        return [Para("Les parties sont celles que nomme la première page du présent contrat.")]

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
        return []

    def _between(self, signer: Signer) -> tuple[Block, ...]:
        woman = signer.office.split()[0] in {"Directrice", "Présidente", "Préfète"}
        possessive = "sa" if woman else "son"
        title = "madame" if woman else "monsieur"
        return (
            Para(f"{_with_article(signer.party)},"),
            Para(self._address()),
            Para(f"Représenté(e) par {possessive} {signer.office.lower()}, {title} {signer.person},"),
        )

    def _undersigned(self, signer: Signer) -> str:
        woman = signer.office.split()[0] in {"Directrice", "Présidente", "Préfète"}
        title = "Madame" if woman else "Monsieur"
        return (
            f"{_with_article(signer.party)}, {self._address()}, représentée par {title} {signer.person},"
            f" {signer.office.lower()},"
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
            held.append(
                {
                    "name": name,
                    "acronym": f"C{initials}" if self.random.random() < 0.5 else "",
                    "inhabitants": self.random.randint(5_000, 48_000),
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
        intro = Para(f"Le périmètre du contrat comprend {count}, soit {announced} communes :")
        return [intro, *self._groupings(held), Para("Ce périmètre peut évoluer par avenant.")]

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
        chosen = self.random.sample(BODIES, self.random.randint(2, 3))
        blocks, held = [], []
        for name, role in chosen:
            meeting = self.random.choice(MEETINGS)
            plural = name.startswith("groupes")
            article, verb = ("Les", "se réunissent") if plural else ("L’" if name[0] == "a" else "Le", "se réunit")
            space = "" if article == "L’" else " "
            pronoun = "Ils" if plural else "Elle" if article == "L’" else "Il"
            blocks.append(f"{article}{space}{name} {role}. {pronoun} {verb} {meeting}.")
            held.append({"name": name, "frequency": meeting})
        self.truth["governance"] = held
        return [Para(text) for text in blocks]

    def commitments(self) -> list[Block]:
        """What parties bind themselves to, with the verb that says how firmly, and the money that is promised."""
        held: list[Truth] = []
        blocks: list[Block] = []
        duties = self.random.sample(DUTIES, 4)
        signers = self.random.sample(self.signers[1:], 2)
        subjects = [
            ("Les signataires", "signataires", True),
            *((_with_article(s.party), s.party, False) for s in signers),
        ]
        for (subject, party, plural), duty in zip(subjects, duties, strict=False):
            one, many, strength = STRENGTHS[0] if plural else self.random.choice(STRENGTHS)
            verb = (many if plural else one).strip()
            linked = verb[:-1] + "’" if verb.endswith(" de") and duty[0] in "aeiouéy" else f"{verb} "
            blocks.append(Para(f"{subject} {linked}{duty}."))
            held.append({"party": party, "strength": strength, "text": duty})
        self.truth["funding"] = []
        if self.random.random() < 0.7:
            cap, rate = float(self.random.randint(12, 60) * 500), self.random.choice((50, 40, 30))
            blocks.append(
                Para(
                    f"L’ARS s’engage à financer le poste de coordonnateur du contrat à hauteur maximum de {rate} % de"
                    f" la dépense éligible, l’aide étant plafonnée à {_thousands(cap)} € par an."
                )
            )
            held.append({"party": "ARS", "strength": "s’engage", "text": "financer le poste de coordonnateur"})
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
        self.truth["revision"] = ["par voie d’avenant"]
        return [
            Para(f"Le présent contrat est conclu pour une durée de {number} ans à compter de sa signature."),
            Para("Il peut être révisé par voie d’avenant, après accord de l’ensemble des signataires."),
        ]

    def ending(self) -> dict[str, list[Block]]:
        """Follow-up, communication, termination: their themes and paragraphs."""
        months = self.random.choice(("deux", "trois", "six"))
        self.truth["communication"] = ["logos des signataires"]
        self.truth["termination"] = [f"préavis de {months} mois"]
        return {
            "Suivi et évaluation": [Para("Un bilan annuel des actions est présenté aux signataires.")],
            "Communication": [
                Para("Tout support de communication relatif aux actions porte les logos des signataires."),
            ],
            "Résiliation": [
                Para(
                    "En cas de manquement, le contrat peut être résilié par l’une des parties, par lettre recommandée"
                    f" avec accusé de réception et moyennant un préavis de {months} mois."
                ),
            ],
        }


def _with_article(party: str) -> str:
    first = party.split()[0]
    if first in {"Agence"}:
        return f"L’{party}"
    if first in {"Communauté", "Préfecture", "Caisse", "Mutualité", "Ville", "CPTS"}:
        return f"La {party}"
    return f"Le {party}"


def _named(epci: Truth) -> str:
    return f"{epci['name']} ({epci['acronym']})" if epci["acronym"] else str(epci["name"])


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")
