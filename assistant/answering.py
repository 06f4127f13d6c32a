"""From a question to the answers that may be given, the best first, over one state of the documents."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.composers.asked import Asked
from assistant.composers.bodies.contact import asks_contact, is_withheld
from assistant.composers.bodies.naming import mentions
from assistant.composers.choose import compose
from assistant.composers.figures.unread import unread
from assistant.composers.money.coordination import asks_of_coordination
from assistant.composers.next_questions import next_questions
from assistant.composers.side_by_side.which import ask_which
from assistant.composers.statement import Composed
from assistant.composers.together import together
from assistant.conversations.followup import completed
from assistant.conversations.told_where import with_places
from assistant.overview import asks_overview, overview_questions
from assistant.questions.clarifying import asks_nothing, what_about
from assistant.questions.halves import halves
from assistant.questions.intents import intents_of, named_refusal, refusal_of
from assistant.questions.parts import having_part, missing_part
from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import Query, narrowed, understand
from assistant.quotations.answerability import asks_kind
from assistant.quotations.coverage import is_general, matter
from assistant.quotations.decisive import Quote, decisive, nearest
from assistant.quotations.extract import claims_of
from assistant.quotations.fitting import fitting
from assistant.quotations.off_matter import has_matter, hold_whole, leaves_out
from assistant.quotations.quoting import answered, first_section, given
from assistant.records import Answer, Question, Status, Turn
from assistant.refusals import empty_index, no_answer, no_part, unknown_territory, with_nearest
from assistant.searching.expansion import Group, expand
from assistant.searching.retrieve import Found, retrieve
from assistant.silence import asks_spent, priced_nowhere, reason, says_paid
from assistant.state import DEPTH, State
from assistant.verify import Claim, verified

# How many quotes are tried alone where they may not be said together.
MOST_ALONE = 3
# What is said where nothing else may be.
UNSAID = "Les documents lus ne le disent pas."
# Where the contract in force is silent and an earlier or later one of its territory is not.
ELSEWHERE = "le contrat en vigueur ne le dit pas : réponse tirée d'un autre contrat du territoire"


@dataclass(frozen=True, slots=True)
class Answering:
    """The ways to answer over one state: records first, then the documents' own words, then why none does."""

    state: State
    vector: Callable[[str], NDArray[np.float32]]

    def answers(self, question: Question) -> Iterator[Answer]:
        """The answers that may be given, the best first; the first that passes the last check is."""
        refusal = refusal_of(question.text)
        if refusal:
            yield Answer(Status.OUT_OF_SCOPE, refusal.answer, understood=question.text.strip())
        elif not self.state.snapshot.passages:
            yield empty_index(question.text, self.state.snapshot.all_documents)
        else:
            query = understand(question, self.state.resolver, datetime.datetime.now(datetime.UTC).year)
            yield from with_places(self._on_documents(query), query.short)
        yield Answer(Status.NOT_FOUND, UNSAID, understood=question.text.strip())

    def _on_documents(self, query: Query) -> Iterator[Answer]:
        if query.scope.unknown:
            yield unknown_territory(query, self.state.resolver.contracts)
            return
        if is_withheld(self._asked(query)):
            yield Answer(Status.OUT_OF_SCOPE, named_refusal("private").answer, understood=query.text.strip())
            return
        if self._is_silent(query) or query.asks_reason:
            why = "aucune raison n'y a été trouvée" if query.asks_reason else reason(self._asked(query))
            yield no_answer(query, self.state.snapshot, why)
            return
        composed = self._composed(query)
        # What says that the documents do not say it gives way to no quote beside it.
        if composed is not None and (composed.status is Status.NOT_FOUND or not self._is_off_matter(query, composed)):
            yield composed
        elif asks_contact(self._asked(query).folded):
            yield no_answer(query, self.state.snapshot, "aucun contact n'y est publié pour cela")
            return
        if asks_nothing(self._asked(query)):
            yield what_about(query)
            return
        if len(query.sheets) > 1:
            yield self._each_sheet(query)
            return
        if query.scope.past:
            # What a sentence tells of it answers an open question, and none of a number, a name, a date.
            years = query.scope.past.split("-")
            told = [c for c in self._claims(query) if all(year in c.proofs[0].quote for year in years)]
            if told and not query.intents:
                yield answered(query, told)
            yield no_answer(query, self.state.snapshot, f"aucun n'est celui du contrat {query.scope.past}")
            return
        missing = missing_part(query, self.state.snapshot)
        if missing:
            yield no_part(query, missing, self.state.snapshot)
            return
        query = having_part(query, self.state.snapshot)
        several = len(query.scope.contracts) > 1 and not (query.sheet or query.article)
        if several and (query.scope.territory_named or self._is_general(query)):
            each = [(c, self._claims(narrowed(query, (c,)))) for c in query.scope.contracts]
            if any(claims for _, claims in each):
                silent = [contract.ref.label for contract, claims in each if not claims]
                claims = [claim for _, claims in each for claim in first_section(claims)]
                yield answered(query, claims, silent)
        for attempt in (*self._attempts(query, self.state.resolver), *self._open(query)):
            found = self._claims(attempt)
            if found:
                yield answered(attempt, found)
                # Quotes stand each for itself: one that may not be said takes none of the others with it.
                yield from (answered(attempt, (claim,)) for claim in found[:MOST_ALONE])
        if table := unread(self._asked(query)):
            yield given(query, table, self.state.library)
        why = reason(self._asked(query))
        refused = no_answer(query, self.state.snapshot, why)
        if not why:
            near = nearest(query, self._found(query), self.state.index)
            yield with_nearest(refused, near)
        yield refused

    def _composed(self, query: Query) -> Answer | None:
        """The answer that the contracts' records give, None where they hold none."""
        query = having_part(query, self.state.snapshot)
        asked = self._asked(query)
        found = self._overview(query) or self._both(query, compose(asked))
        if found is None:
            return None
        found = replace(found, suggestions=found.suggestions or next_questions(asked, found.contracts))
        return given(query, found, self.state.library)

    def _overview(self, query: Query) -> Composed | None:
        """A contract in a few lines, or which of several is meant; None where the question asks for something else."""
        if not asks_overview(query.text) or query.scope.unknown or query.scope.past:
            return None
        if len(query.scope.contracts) > 1:
            asked = self._asked(query)
            return ask_which(asked, asked.contracts)
        parts = (replace(query, text=text, intents=intents_of(text)) for text in overview_questions())
        found = [compose(self._asked(part)) for part in parts]
        return together([one for one in found if one], None) if any(found) else None

    def _both(self, query: Query, whole: Composed | None) -> Composed | None:
        """The answers to the two questions that one text asks, where each has one that the whole text's lacks."""
        parts = halves(query.text)
        if len(parts) == 1 or query.scope.unknown:
            return whole
        # "… et combien coûte-t-elle ?": the second half leans on the first.
        parts = (parts[0], *(_whole(part, parts[0], self.state.resolver) for part in parts[1:]))
        own = (replace(query, text=part, intents=intents_of(part)) for part in parts)
        asked = [self._asked(one) for one in own]
        # Of a sheet, the composers say all that is asked at once; alone, a half has lost what it is about.
        if any(one.targets for one in asked):
            return whole
        found = [compose(one) for one in asked]
        return together([one for one in found if one], whole) if all(found) else whole

    def _is_silent(self, query: Query) -> bool:
        """Whether no document can say what is asked: what was paid, or the price of what none names."""
        groups = self._groups(query)
        asked = self._asked(query)
        # "Combien met l'ARS ?" prices nothing: it asks for what she gives. A coordination goes by other words, too.
        if asked.subject_words and not asks_of_coordination(asked) and priced_nowhere(query, groups, self.state.index):
            return True
        rows = self.state.index.rows([doc for c in query.scope.contracts for doc in c.document_ids])
        return asks_spent(asked) and not any(says_paid(self.state.snapshot.passages[row].text) for row in rows)

    def _each_sheet(self, query: Query) -> Answer:
        """One answer for the several sheets that a question names."""
        claims: list[Claim] = []
        silent: list[str] = []
        for number in query.sheets:
            one = having_part(replace(query, sheets=(number,)), self.state.snapshot)
            found = self._claims(one) if one.scope.contracts else ()
            claims += found
            if not found:
                silent.append(f"fiche action {number}")
        if claims:
            return answered(query, claims, silent)
        missing = missing_part(replace(query, sheets=query.sheets[:1]), self.state.snapshot)
        return no_part(query, missing, self.state.snapshot) if missing else no_answer(query, self.state.snapshot)

    def _is_general(self, query: Query) -> bool:
        groups = self._groups(query)
        return is_general(query, groups, self.state.index)

    def _attempts(self, query: Query, resolver: ScopeResolver) -> Sequence[Query]:
        """The query on its contracts, then, where it named no generation, on the other contracts that may answer."""
        tried = query.scope.contracts
        if query.sheet or query.article or any(str(c.first) in query.text for c in tried):
            return (query,)
        territories = {contract.territory for contract in tried}
        others = tuple(c for c in resolver.contracts if c.territory in territories and c not in tried)
        if not others:
            return (query,)
        elsewhere = replace(narrowed(query, others), scope=replace(query.scope, contracts=others, note=ELSEWHERE))
        return (query, elsewhere)

    def _open(self, query: Query) -> Sequence[Query]:
        """The query as one on its matter alone, where it has some that passages hold whole: a word of the question
        ("ateliers proposés aux habitants") may have been taken for what it asks for."""
        if not query.intents or asks_kind(query) or query.sheets or query.article:
            return ()
        plain = replace(query, intents=())
        weighty = has_matter(matter(plain, self._groups(plain), self.state.index), self.state.index)
        return (plain,) if weighty and hold_whole(self._quotes(plain)) else ()

    def _claims(self, query: Query) -> tuple[Claim, ...]:
        return verified(claims_of(self._quotes(query)))

    def _quotes(self, query: Query) -> tuple[Quote, ...]:
        return fitting(decisive(query, self._found(query), self.state.index), self._asked(query))

    def _is_off_matter(self, query: Query, answer: Answer) -> bool:
        """Whether an answer of records speaks of something else than the question, of which quotes speak."""
        asked = matter(query, self._groups(query), self.state.index)
        return leaves_out(query, answer, asked, self.state.index) and hold_whole(self._quotes(query))

    def _asked(self, query: Query) -> Asked:
        return self.state.asked(query, self.vector)

    def _found(self, query: Query) -> Found:
        return retrieve(query, self.state.index, self.state.resolver, self.vector, DEPTH)

    def _groups(self, query: Query) -> tuple[Group, ...]:
        return expand(query.text, self.state.index.spell, self.state.resolver.name_words())


def _whole(part: str, before: str, resolver: ScopeResolver) -> str:
    """The second of two questions with what it takes from the first, unless it names whom it asks of."""
    return part if mentions(part) else completed((Turn(before),), part, resolver)
