"""One question and its answer as the page shows them, and what a form brings back of a conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import ValidationError

from api.problems import ProblemError
from api.schemas import MAX_QUESTION, MAX_TURNS, AskIn
from api.web.forms import Form
from api.web.presentation import TONES, Tone
from api.wording import explain_field
from assistant.library import Library, UnderstoodContract
from assistant.records import Answer, ContractRef, Status, Turn
from ingest.records import Document

# Contracts that a page offers as chips or check boxes; beyond, the list of contracts has a page of its own.
MOST_CHIPS = 6
MOST_CHOICES = 40
# Sources that stand open under an answer: with more, a narrow screen would be all quotes.
MOST_OPEN_SOURCES = 5
# Bytes of earlier turns, as a form writes them, that it carries along: with the question they stay under the limit of
# a body.
_MOST_HISTORY = 48_000


# Statuses of which one wants to know what was read.
_SHOWS_READ = frozenset({Status.PARTIAL, Status.NOT_FOUND, Status.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Chip:
    """A contract to which the question can be narrowed; an empty id is all of them."""

    id: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """A question, its answer, and everything around them that depends on what is indexed."""

    asked: AskIn
    answer: Answer
    chips: tuple[Chip, ...]
    read: tuple[Document, ...]

    @property
    def tone(self) -> Tone:
        """How the answer's status is told."""
        return TONES[self.answer.status]

    @property
    def understood(self) -> str:
        """The question as understood, where that differs from what was typed by more than a capital or a space."""
        return "" if _bare(self.answer.understood) == _bare(self.asked.question) else self.answer.understood

    @property
    def link(self) -> str:
        """The address of this answer; of a question that needed what came before, as it was understood."""
        alone = self.answer.understood or self.asked.question if self.asked.history else self.asked.question
        return f"/?{urlencode([('q', alone), *(('contract', one) for one in self.asked.contracts)])}"

    @property
    def folds_sources(self) -> bool:
        """Whether the sources wait behind a fold."""
        return len(self.answer.citations) > MOST_OPEN_SOURCES

    @property
    def fold_words(self) -> tuple[str, str]:
        """What the fold of the sources says, folded and unfolded."""
        count = len(self.answer.citations)
        what = f"les {count} sources" if count > 1 else "la source"
        return f"Afficher {what}", f"Masquer {what}"

    @property
    def history(self) -> tuple[Turn, ...]:
        """The conversation after this turn, for the form that asks the next question."""
        before = self.asked.to_question().history
        return recent((*before, Turn(self.asked.question, self.answer.answer)))


def _bare(text: str) -> str:
    return " ".join(text.lower().replace("?", " ").split())


def turn_view(asked: AskIn, answer: Answer, library: Library) -> TurnView:
    """The turn over what is indexed now."""
    return TurnView(
        asked, answer, chips([one.ref for one in library.contracts], answer, asked.contracts), _read(answer, library)
    )


def chips(contracts: Sequence[ContractRef], answer: Answer, narrowed: Sequence[str]) -> tuple[Chip, ...]:
    """The contracts of the answer, those it can be narrowed to where they are few, and the way back to all."""
    scope = {contract.id for contract in answer.scope.contracts}
    shown = contracts if len(contracts) <= MOST_CHIPS else answer.scope.contracts[:MOST_CHIPS]
    found = [Chip(one.id, one.label, one.id in scope) for one in shown]
    if answer.status is Status.OUT_OF_SCOPE or len(contracts) < 2:
        return tuple(chip for chip in found if chip.current)
    return (*found, Chip("", "Tous les contrats", current=False)) if narrowed else tuple(found)


def _read(answer: Answer, library: Library) -> tuple[Document, ...]:
    if answer.status not in _SHOWS_READ:
        return ()
    found = (library.contract(contract.id) for contract in answer.scope.contracts)
    return tuple(document for contract in found if contract for document in contract.documents)


def recent(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The last turns that a form can carry."""
    kept: list[Turn] = []
    size = 0
    for turn in reversed(turns[-MAX_TURNS:]):
        size += len(urlencode({"history_question": turn.question, "history_answer": turn.answer})) + 1
        if size > _MOST_HISTORY:
            break
        kept.append(turn)
    return tuple(reversed(kept))


def asked_of(form: Form) -> AskIn:
    """The question that a form or an address brings; raises `ProblemError` 422 with a sentence for its sender."""
    questions, answers = form.all("history_question"), form.all("history_answer")
    history = [{"question": q, "answer": a} for q, a in zip(questions, answers, strict=False)]
    sent = {
        "question": form.first("q").replace("\r\n", "\n"),
        "history": history[-MAX_TURNS:],
        "contracts": [one for one in form.all("contract") if one],
    }
    try:
        return AskIn.model_validate(sent)
    except ValidationError as error:
        raise ProblemError(422, f"Votre question : {explain_field(error.errors()[0])}.") from error


def words_for_script() -> str:
    """What the page's module says of each status, as JSON: one source for both renderings."""
    return json.dumps({status.value: [tone.heading, tone.meaning, tone.family] for status, tone in TONES.items()})


def context_of(contracts: Sequence[UnderstoodContract], documents: Sequence[Document]) -> dict[str, object]:
    """What the page of questions shows whatever was asked."""
    return {
        "choices": contracts if len(contracts) <= MOST_CHOICES else (),
        "contract_count": len(contracts),
        "document_count": sum(bool(document.pages) for document in documents),
        "page_count": sum(len(document.pages) for document in documents),
        "max_question": MAX_QUESTION,
        "most_open_sources": MOST_OPEN_SOURCES,
        "status_words": words_for_script(),
    }
