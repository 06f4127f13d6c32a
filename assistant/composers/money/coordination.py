"""Who pays for the coordination of a contract: its own sheet or article, and no other coordinator's. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.composers.money.funding import name_of, sheet_statements
from assistant.composers.money.money_asked import is_named
from assistant.composers.money.sum_subject import payers_named
from assistant.composers.sentences import words_of
from assistant.composers.statement import Composed, Statement, section_at
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import units_of
from assistant.records import Status
from ingest.facts.records import Action, Evidence, Funding, FundingState
from ingest.naming import fold
from ingest.records import Document

# The sentence behind the one that promises says who pays the rest.
_REST = re.compile(r"\b(?:complement|solde|reste|reliquat|surplus|cofinanc\w*)\b")
_COORDINATES = re.compile(r"\b(?:coordin|coordonn|anim(?:er|at)|ingenierie)\w*")
_OF_CONTRACT = re.compile(r"\b(?:cls|contrats? loca(?:l|ux) de sante|(?:le|du|au|ce|present) contrat|contrat)\b")


def coordination_money(asked: Asked) -> Composed | None:
    """What each contract in scope says of the money of its coordination, None where the question asks no such thing."""
    if not asks_of_coordination(asked) or asks("money", "adds", asked.folded):
        return None
    if _names_stranger(asked):
        return None
    said: list[Statement] = []
    named: list[str] = []
    silent: list[UnderstoodContract] = []
    for contract in asked.contracts:
        found = list(_of_sheets(asked, contract)) or list(_of_articles(asked, contract))
        said += found
        if found:
            named.append(contract.ref.id)
        else:
            silent.append(contract)
    told = asked.query.scope.territory_named and [c for c in silent if c.record.actions]
    if told and (said or any(_COORDINATES.search(fold(t.action.title)) for t in asked.targets)):
        labels = french.listed([f"le CLS {contract.ref.label}" for contract in told])
        text = f"Les documents lus ne disent pas ce que coûte la coordination pour {labels}"
        said.append(Statement(text, context=labels))
    if not said:
        return None
    status = Status.NOT_FOUND if not named else Status.PARTIAL if told else Status.ANSWERED
    return Composed(tuple(said), tuple(named) or tuple(c.ref.id for c in asked.contracts), status)


def asks_of_coordination(asked: Asked) -> bool:
    """Whether the question is about the money of the contract's coordination, and of nothing else coordinated."""
    if asked.query.sheets or "money" not in asked.intents or not asks("coordination", "ask", asked.folded):
        return False
    payers = {word for payer in payers_named(asked) for word in re.findall(r"[a-z]+", fold(payer))}
    own = [word for word in asked.subject_words if word not in payers]
    return all(asks("coordination", "form", word) or asks("money", "noise", word) for word in own)


def _names_stranger(asked: Asked) -> bool:
    """Whether the question asks what a body gives that none of these sheets and articles names as a payer."""
    if not asks("money", "giver", asked.folded) or asks("money", "who_gives", asked.folded):
        return False
    sheets = (action.funding for c in asked.contracts for action in c.record.actions if _coordinates(action))
    lines = [*(line for own in sheets for line in own), *(line for c in asked.contracts for line in c.record.funding)]
    return bool(mentions(asked.query.text)) and not any(is_named(x.payer, asked.folded) for x in lines if x.payer)


def _of_sheets(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    for action in contract.record.actions:
        if _coordinates(action) and any(line.state is not FundingState.NOT_STATED for line in action.funding):
            target = Target(contract, action, 1.0)
            title = f" ({action.title})" if action.number and action.titles else ""
            subject = name_of(target, with_contract=asked.names_contract) + title
            yield from sheet_statements(asked, target, subject, item=len(asked.contracts) > 1)
            return


def _coordinates(action: Action) -> bool:
    """Whether the title of a sheet is about coordinating the contract itself."""
    title = fold(action.title)
    return bool(_COORDINATES.search(title) and _OF_CONTRACT.search(title))


def _of_articles(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    documents = {document.id: document for document in contract.documents}
    for line in contract.record.funding:
        document = documents.get(line.evidence[0].document_id)
        if document is None or not _promises(line, document):
            continue
        evidence = [*line.evidence, *_behind(asked, contract, line, document)]
        words = " ".join(words_of(piece) for piece in evidence)
        place = section_at(document, line.evidence[0]).split(" › ")[-1]
        yield from quoted_by(contract, [Quoted(words, place, asked.prover.proofs(evidence))])
        return


def _promises(line: Funding, document: Document) -> bool:
    """Whether a promise of an article is for the coordination: it says so, or the article's title does."""
    place = section_at(document, line.evidence[0]).split(" › ")[-1]
    return _COORDINATES.search(fold(f"{place} {' '.join(e.quote for e in line.evidence)}")) is not None


def _behind(asked: Asked, contract: UnderstoodContract, line: Funding, document: Document) -> Iterator[Evidence]:
    """The sentence that stands behind a promise and says who pays what it leaves."""
    last = line.evidence[-1]
    page = next(page.text for page in document.pages if page.number == last.page)
    for passage in asked.plain(contract):
        for unit in units_of(passage, document) if passage.document_id == document.id else ():
            gap = page[last.end : unit.start] if unit.page == last.page and unit.start >= last.end else "-"
            if not gap.strip(" .\n") and _REST.search(fold(unit.text)):
                yield Evidence(document.id, unit.page, unit.start, unit.end, page[unit.start : unit.end])
                return
