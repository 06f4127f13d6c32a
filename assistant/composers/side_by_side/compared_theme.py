"""One theme over several contracts: the sheets of each that bear on it, else what its documents say of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.composers.asked import Asked
from assistant.composers.forms import asks, without
from assistant.composers.sheets.actions import listed
from assistant.composers.side_by_side.mentions import bare, item, mentions_of
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status

# What is asked of a contract as a whole, or of single sheets, is compared otherwise.
_ELSEWHERE = frozenset(
    "money lead partners calendar indicators signatories associated signed_on duration total spent represented"
    " commitments governance termination revision communication monitoring perimeter".split()
)
# A theme of more words than these is a sentence about something else.
LONGEST = 5
# What a sheet must hold of the theme to be listed under it.
ON_IT = 0.6


def compared_theme(asked: Asked) -> Composed | None:
    """What each contract in scope plans on a theme; None where the question compares none, or no contract has it."""
    folded = asked.folded
    if len(asked.contracts) < 2 or asked.query.sheets or asked.query.article or asked.intents & _ELSEWHERE:
        return None
    if not (asks("comparison", "ask", folded) or asks("comparison", "each", folded)):
        return None
    if asks("comparison", "criterion", folded) or not asked.has_subject:
        return None
    if not (asked.query.scope.territory_named or asks("comparison", "several", folded)):
        return None  # "on change quoi au goûter ?" compares no contracts
    text = bare(without("comparison", "noise", folded), asked)
    if not 0 < len(asked.subject_in(text).parts) <= LONGEST:
        return None
    said: list[Statement] = []
    named: list[str] = []
    silent: list[str] = []
    for contract in asked.contracts:
        own = list(_of_contract(asked, contract, text))
        said += own
        (named if own else silent).append(contract.ref.id if own else contract.ref.label)
    if not named:
        return None
    if silent:
        labels = ", ".join(silent)
        said.append(Statement(f"Rien de précis sur ce sujet dans les documents lus pour : {labels}", context=labels))
    return Composed(tuple(said), tuple(named), Status.PARTIAL if silent else Status.ANSWERED)


def _of_contract(asked: Asked, contract: UnderstoodContract, text: str) -> Iterator[Statement]:
    near = asked.find_topic(text, (contract,))
    found = [target.action for target in near if target.action.titles and target.coverage >= ON_IT]
    if found:
        yield from listed(asked, contract, found, "sur ce sujet")
        return
    subject = asked.subject_in(text)
    told = mentions_of(asked, subject, contract)
    if told:
        one = item(asked, subject, told)
        # A line of its own: it is no item of the list above.
        yield replace(one, text=f"Le {one.text}", item=False)
