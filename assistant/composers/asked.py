"""What composers are given: the question as understood, the contracts in scope, and the sheets that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.composers.forms import asks
from assistant.composers.sheets.topic import Theme
from assistant.composers.side_by_side.subject import FindPassages, Subject
from assistant.composers.statement import Prover
from assistant.library import Library, UnderstoodContract
from assistant.questions.understand import Query
from ingest.facts.records import Action
from ingest.naming import fold
from ingest.records import Passage

# Where no sheet holds a subject in so many words, one that bears on it at least so much is meant.
SURE, NEAR = 0.6, 2
# A common subject is that of the sheets whose titles say it, so many at most.
TITLED, MOST_TITLED = 0.9, 8


@dataclass(frozen=True, slots=True)
class Target:
    """An action that the question is about, and how well its sheet speaks of the question's subject (0-1)."""

    contract: UnderstoodContract
    action: Action
    coverage: float


# The actions of some contracts on the subject of a question, best first.
FindTargets = Callable[[Query, Sequence[UnderstoodContract]], tuple[Target, ...]]


@dataclass(frozen=True)
class Asked:
    """One question over one state of the library; `year` is the current one."""

    query: Query
    library: Library
    prover: Prover
    find_targets: FindTargets
    has_subject: bool  # whether the question has matter of its own beside its form, its intents and its contract
    subject_words: tuple[str, ...]  # the folded words of that matter, however little they weigh
    year: int
    names_subject: Callable[[str], bool]  # whether a text holds a word of that matter, in its own words or others
    find_passages: FindPassages
    subject_in: Callable[[str], Subject]  # the subject that folded words name
    find_topics: Callable[[Sequence[UnderstoodContract]], tuple[Theme, tuple[Target, ...]]]
    find_topic: Callable[[str, Sequence[UnderstoodContract]], tuple[Target, ...]]  # the sheets that some words name
    find_rule: Callable[[], Theme]  # the question's matter with its common words: "ajouter une fiche"
    plain: Callable[[UnderstoodContract], tuple[Passage, ...]]  # the passages of a contract outside its sheets
    of_sheet: Callable[[UnderstoodContract, str], tuple[Passage, ...]]  # the passages of one sheet
    search: Callable[[UnderstoodContract], tuple[Passage, ...]]  # passages of one contract, best first

    @cached_property
    def folded(self) -> str:
        """The question without case, accents and doubled spaces."""
        return fold(self.query.text)

    @cached_property
    def intents(self) -> frozenset[str]:
        """The names of what the question asks for."""
        return frozenset(intent.name for intent in self.query.intents)

    @cached_property
    def contracts(self) -> tuple[UnderstoodContract, ...]:
        """The contracts in scope, in order of preference."""
        found = (self.library.contract(contract.ref.id) for contract in self.query.scope.contracts)
        return tuple(contract for contract in found if contract is not None)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The actions that the question names by number or by subject."""
        if self.query.sheets:
            return tuple(
                Target(contract, action, 1.0)
                for number in self.query.sheets
                for contract in self.contracts
                for action in contract.record.actions
                if action.number == number
            )
        if not self.has_subject:
            # "Avec qui travailler sur la santé mentale ?", where most contracts speak of it.
            shared = "partners" in self.intents and bool(self.subject_words)
            near = self.find_topics(self.contracts)[1] if shared else ()
            return tuple(target for target in near if target.coverage >= TITLED)[:MOST_TITLED]
        found = self._of_office(self.find_targets(self.query, self.contracts))
        if found or not any(intent.fields for intent in self.query.intents):
            return found
        # In other words than the sheet's own: "le camion mammo" is "le dépistage des cancers".
        if self.query.scope.territory_named and len(self.contracts) > 1:
            each = (self.find_topics((contract,))[1][:1] for contract in self.contracts)
            return tuple(target for own in each for target in own if target.coverage >= SURE)
        near = self.find_topics(self.contracts)[1]
        return tuple(
            target for target in near[:NEAR] if target.coverage >= SURE and target.coverage >= near[0].coverage
        )

    def _of_office(self, found: tuple[Target, ...]) -> tuple[Target, ...]:
        """The sheets that name the office asked about, where some do: "coordonnatrice" is no "exercice coordonné"."""
        if len(found) < NEAR or not asks("coordinator", "office", self.folded):
            return found
        return tuple(target for target in found if _names_office(target.action)) or found

    @cached_property
    def is_unnamed(self) -> bool:
        """Whether the documents in scope name nothing of the priced subject in its own words: "le bus santé"."""
        words = [word for word in self.subject_words if not (asks("money", "noise", word) or word.isdigit())]
        return bool(words) and not any(
            self.find_passages(self.subject_in(word), self.contracts, False) for word in words
        )

    def priced_in(self, target: Target) -> bool:
        """Whether the title, the aims or the money of a sheet name some of the question's subject."""
        action = target.action
        said = [one.value for one in (*action.titles, *action.objectives, *action.objectives_operational)]
        said += [evidence.quote for line in action.funding for evidence in line.evidence]
        return self.names_subject(" ".join(said))

    @property
    def names_contract(self) -> bool:
        """Whether answers must name their contract: the question did not, or several are possible."""
        return not self.query.scope.territory_named or len(self.contracts) > 1


def _names_office(action: Action) -> bool:
    """Whether a sheet speaks of who coordinates the contract, in what it does or pays."""
    said = [one.value for one in (*action.titles, *action.description)]
    said += [evidence.quote for line in action.funding for evidence in line.evidence]
    return asks("coordinator", "office", fold(" ".join(said)))
