"""The typed record of a contract: what its documents say, each value with the words that prove it.

A field is a tuple of `Said`: the values of the best place first (the sheet before the summary table, the contract
before a press release). Values of the same place make a list; those of another place that differ are variants.
Nothing is guessed: what no document says is an empty tuple, None or an empty text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page: `quote` is the text of page `page` (1-based) from `start` to `end` (exclusive)."""

    document_id: str
    page: int
    start: int
    end: int
    quote: str


class Place(StrEnum):
    """Where in a document a value stands; in the order in which they outrank each other."""

    SHEET = "sheet"  # the action sheet
    ARTICLE = "article"  # an article of the contract, or the block that opens it ("Entre d'une part…")
    SIGNATURE = "signature"  # the signature page
    COVER = "cover"  # the title, the title page, a running header
    TEXT = "text"  # a sentence or a list of any other part
    TABLE = "table"  # a table of figures
    SUMMARY = "summary"  # the summary table of actions, a list that announces them


@dataclass(frozen=True, slots=True)
class Said:
    """A value as one place says it: `value` is normalised (dates ISO, white space single), `evidence` never empty."""

    value: str
    evidence: tuple[Evidence, ...]
    place: Place = Place.TEXT


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as one place says it, in `unit` ("habitants", "communes", "%", "pour 100 000 habitants", …)."""

    value: float
    unit: str
    evidence: tuple[Evidence, ...]
    year: str = ""
    source: str = ""
    place: Place = Place.TEXT


class PartyRole(StrEnum):
    """How an organisation takes part in the contract itself."""

    SIGNATORY = "signatory"
    ASSOCIATED = "associated"  # "associés en tant que de besoin", "partenaires institutionnels", "en présence de"
    CONSULTED = "consulted"  # met for the diagnosis, thanked, part of working groups


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that takes part in the contract, with the people who represent it where the page says so."""

    name: str
    role: PartyRole
    evidence: tuple[Evidence, ...]
    representatives: tuple[Said, ...] = ()  # persons' names
    offices: tuple[Said, ...] = ()  # "Directrice générale", "Préfet du …"
    place: Place = Place.ARTICLE


@dataclass(frozen=True, slots=True)
class Epci:
    """A grouping of communes inside the perimeter; `commune_counts` is what is announced, `communes` what is listed."""

    name: str
    evidence: tuple[Evidence, ...]
    acronym: str = ""
    inhabitants: tuple[Quantity, ...] = ()
    commune_counts: tuple[Quantity, ...] = ()
    communes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Perimeter:
    """The territory that the contract covers; `communes` are those listed outside any EPCI."""

    evidence: tuple[Evidence, ...] = ()
    epci: tuple[Epci, ...] = ()
    communes: tuple[Said, ...] = ()
    commune_counts: tuple[Quantity, ...] = ()
    inhabitants: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the governance, with the sentences that say who sits in it, what it does and how often it meets."""

    name: str
    evidence: tuple[Evidence, ...]
    sentences: tuple[Said, ...] = ()
    frequency: tuple[Said, ...] = ()  # "une fois par an minimum"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis, theme or priority: `titles` as each place writes it; `number` normalised, empty when it has none."""

    number: str
    titles: tuple[Said, ...]


class FundingState(StrEnum):
    """The five states of a sheet's money, kept apart."""

    AMOUNT = "amount"  # an amount or a cap in euros
    FUNDER_ONLY = "funder_only"  # who pays is said (CPOM X), how much is not
    NONE = "none"  # "néant", "sans financement", 0 €
    NOT_STATED = "not_stated"  # the label is there and nothing stands behind it, or there is no label at all
    TO_BE_SET = "to_be_set"  # "à définir", "selon projets", "sera défini lors de…"


class AmountPeriod(StrEnum):
    """What an amount covers."""

    ANNUAL = "annual"
    GLOBAL = "global"  # the whole project or the whole contract
    UNKNOWN = ""


class Nature(StrEnum):
    """How firm an amount is; what is asked or planned is never turned into granted or paid."""

    ESTIMATED = "estimated"  # prévisionnel, estimation, budget
    REQUESTED = "requested"  # demandé, sollicité
    GRANTED = "granted"  # accordé, attribué, notifié
    PAID = "paid"  # versé, réalisé
    UNKNOWN = ""


class LineRole(StrEnum):
    """What a line of funding is to its sheet: totals are summed, the others are parts of a total."""

    TOTAL = "total"  # the sheet's amount
    SHARE = "share"  # what one funder pays of it
    YEAR = "year"  # what falls to one year
    OTHER = "other"  # an amount that is no part of the total (an article's, another project's)


@dataclass(frozen=True, slots=True)
class FundingItem:
    """A sub-item of an amount ("Location de salle : 500 €"), in euros."""

    label: str
    amount: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """One line of money, in euros; `rate` and `cap` are never amounts.

    `amount` is None where the text gives none or only a cap. A sheet always has at least one line, which carries its
    state. Every field stands in the quotes of `evidence`.
    """

    state: FundingState
    evidence: tuple[Evidence, ...]
    role: LineRole = LineRole.TOTAL
    amount: float | None = None
    period: AmountPeriod = AmountPeriod.UNKNOWN
    nature: Nature = Nature.UNKNOWN
    cap: float | None = None
    cap_period: AmountPeriod = AmountPeriod.UNKNOWN
    payer: str = ""  # who pays: "ARS", "Région", as the text names it; empty when it does not say
    instrument: str = ""  # "FIR", "CPOM Promotion Santé", as written
    rate: float | None = None  # percent paid by `payer`
    rate_is_cap: bool = False  # "maximum 50 %"
    year: str = ""  # for LineRole.YEAR
    earmark: str = ""  # what the amount is reserved for ("fléché …", "pour le kit …"), as written
    conditions: tuple[Said, ...] = ()  # "sous réserve de …", "selon projets"
    items: tuple[FundingItem, ...] = ()
    cofunders: tuple[Said, ...] = ()  # as written behind "Cofinancements"; empty for "néant"
    no_cofunding: bool = False  # "Cofinancements : néant" is said
    place: Place = Place.SHEET


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of a sheet; what the sheet says once for all its indicators is repeated in each."""

    name: str
    evidence: tuple[Evidence, ...]
    baseline: tuple[Said, ...] = ()
    target: tuple[Said, ...] = ()
    frequency: tuple[Said, ...] = ()
    source: tuple[Said, ...] = ()
    follow_up: tuple[Said, ...] = ()  # who is in charge of it


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A plan or priority to which a sheet is tied: `label` as the sheet names it ("Priorités stratégiques PRS")."""

    label: str
    value: Said


@dataclass(frozen=True, slots=True)
class Action:
    """An action sheet, or an action that a table or a list names; `titles` as each place writes it."""

    number: str
    titles: tuple[Said, ...]
    evidence: tuple[Evidence, ...]  # its heading
    axis: str = ""  # number of its axis
    leads: tuple[Said, ...] = ()  # one value an organisation, in the words of the text
    partners: tuple[Said, ...] = ()  # likewise
    partners_in_text: tuple[Said, ...] = ()  # organisations that the description names as taking part
    public: tuple[Said, ...] = ()  # not said to be direct or indirect
    public_direct: tuple[Said, ...] = ()
    public_indirect: tuple[Said, ...] = ()
    territory: tuple[Said, ...] = ()
    context: tuple[Said, ...] = ()  # one value a paragraph
    objectives: tuple[Said, ...] = ()  # general
    objectives_operational: tuple[Said, ...] = ()
    description: tuple[Said, ...] = ()  # one value a paragraph or item
    results: tuple[Said, ...] = ()
    calendar: tuple[Said, ...] = ()
    status: tuple[Said, ...] = ()  # "en cours", "à lancer": plans in spreadsheets
    funding: tuple[Funding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    frequency: tuple[Said, ...] = ()
    source: tuple[Said, ...] = ()
    baseline: tuple[Said, ...] = ()
    follow_up: tuple[Said, ...] = ()  # person or body in charge of the follow-up: not the lead
    policy: tuple[PolicyLink, ...] = ()

    @property
    def title(self) -> str:
        """Its first title, empty where a sheet has none."""
        return self.titles[0].value if self.titles else ""

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.number or self.title

    @property
    def heading(self) -> tuple[Evidence, ...]:
        """Where its heading stands, else its first title."""
        return self.evidence or (self.titles[0].evidence if self.titles else ())


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party binds itself to in an article: `party` as written, "signataires" for all of them.

    `strength` keeps the verb: "s'engage", "s'efforce", "peut", "envisage", "décide".
    """

    party: str
    text: Said
    strength: str = ""
    theme: str = ""  # the heading under which it stands


@dataclass(frozen=True, slots=True)
class DiagnosisFigure:
    """A figure of the diagnosis: one cell of a table or one figure of a sentence."""

    indicator: str
    value: float
    unit: str
    evidence: tuple[Evidence, ...]
    territory: str = ""
    year: str = ""
    source: str = ""
    shown: str = ""  # the value as written


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that the document itself publishes."""

    name: str
    evidence: tuple[Evidence, ...]
    organisation: str = ""
    office: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An avenant: its number and date, and what it changes."""

    evidence: tuple[Evidence, ...]
    number: str = ""
    date: str = ""  # ISO
    changes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more values for what should be one; the first ranks first, `reason` says why (a French clause)."""

    subject: str  # "fiche action 3.1", "contrat"
    field: str  # "titre", "porteurs", "nombre d'axes", …
    values: tuple[Said, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """What one document, or all documents about one contract, say of it."""

    territory: tuple[Said, ...] = ()
    generation: tuple[Said, ...] = ()  # "1", "2", …
    period: tuple[Said, ...] = ()  # "2031-2035"
    duration: tuple[Said, ...] = ()  # "5 ans"
    signed_on: tuple[Said, ...] = ()  # ISO date; "2031-03" where only the month is said
    signed_at: tuple[Said, ...] = ()
    previous: tuple[Said, ...] = ()  # periods of earlier contracts that the document names
    parties: tuple[Party, ...] = ()
    perimeter: Perimeter = Perimeter()
    governance: tuple[Body, ...] = ()
    axes: tuple[Axis, ...] = ()
    axis_counts: tuple[Quantity, ...] = ()  # how many the text announces
    actions: tuple[Action, ...] = ()
    funding: tuple[Funding, ...] = ()  # money that articles and other parts outside the sheets promise
    commitments: tuple[Commitment, ...] = ()
    revision: tuple[Said, ...] = ()  # one value a sentence
    termination: tuple[Said, ...] = ()
    communication: tuple[Said, ...] = ()
    evaluation: tuple[Said, ...] = ()
    figures: tuple[DiagnosisFigure, ...] = ()
    contacts: tuple[Contact, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def signatories(self) -> tuple[Party, ...]:
        """The parties that sign."""
        return tuple(party for party in self.parties if party.role is PartyRole.SIGNATORY)
