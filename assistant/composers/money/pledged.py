"""Whether a body binds itself to pay for a thing: its pledge, its place beside the payer, or none. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import SURE, Asked, Target
from assistant.composers.bodies.found import Body, found_in, is_in
from assistant.composers.bodies.wording import the
from assistant.composers.forms import asks
from assistant.composers.french import capital, of
from assistant.composers.money.funding import line_statements, name_of, sheet_statements
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.clauses import paying
from assistant.composers.texts.obliged import share, telling_words
from assistant.library import UnderstoodContract
from ingest.facts.records import Evidence, FundingState
from ingest.naming import fold

# "S'engage-t-elle à financer X ?", "est-ce que X doit payer Y ?", "a-t-il promis de prendre en charge Z ?".
_PLEDGE = re.compile(
    r"\b(?:s'(?:y )?engage(?:nt)?|s'est(?:[- ](?:il|elle))? engagee?|se sont engage\w+|est engagee?|promet|promis"
    r"|garantit?|doi(?:t|vent)|obligee?s?|tenue?s?|forcee?s?)(?:[- ](?:t[- ])?(?:ils?|elles?))?(?: \w+)?"
    r" (?:a |de |d')?"
    r"(?P<deed>co-?financ\w+|pa(?:y|i)er\b|prendre en charge|subventionner|verser|financer)\b(?P<thing>.+)"
)
_FORM = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:%|€|euros?)?|\b(?:c'est (?:bien )?(?:ca|vrai|cela)|non|n'est-ce pas)\b|[?!.,]"
    r"|\b(?:dans|par) (?:le|ce|notre) (?:cls|contrat)\b.*"
)
_LIMITED = re.compile(r"\bmaximum\b|\bau plus\b|\bplafon\w+|\bdans la limite\b|\bsous reserve\b|\bhauteur\b")
_BINDS = re.compile(r"\bs'engage|\bfinance\b|\bparticipe\b|\bprend en charge\b|\bdoit\b|\bpreleve\b|\bassure\b")
_RATE = re.compile(r"\d+(?:[.,]\d+)? ?%")
# What a body says of its money as a whole: by what it decides, and within what.
_OF_MONEY = re.compile(
    r"\b(?:participations?|financements?|credits?|enveloppes?|subventions?|budgets?|aides?)\b.*\b(?:seront|sera|selon"
    r"|sur la base|dans la limite|sous reserve|pourr\w+|peu(?:t|vent)|instruction|dossiers?|disponib\w+)\b"
)
# What any action may be called.
_ANY = frozenset("poste postes projet dispositif service programme mise equipe".split())
# What a clause must hold of the thing to be the pledge on it.
ON_IT = 0.5
# From here on, the title of a sheet says the thing, in its own words or others.
TITLED = 0.9


def pledged(asked: Asked) -> Composed | None:
    """Whether the body of the question binds itself to pay for its thing; None where it asks no such thing."""
    match = _PLEDGE.search(asked.folded)
    if match is None or asks("roles", "open", asked.folded) or asked.query.article:
        return None
    thing = _FORM.sub(" ", match["thing"])
    return each_contract(asked, lambda a, c: _of_contract(a, c, thing))


def _of_contract(asked: Asked, contract: UnderstoodContract, thing: str) -> Iterator[Statement]:
    # What is to be paid for may hold another body's name: the one that pays stands first.
    bodies = _payers(asked, contract)
    words = telling_words(asked, thing)
    if not bodies or not (words or asked.query.sheets):
        return
    clauses = paying(asked, contract, bodies)
    on_it = [c for c in clauses if words and share(words, c[0]) >= ON_IT and _BINDS.search(fold(c[0]))]
    if on_it:
        yield _clause(asked, contract, on_it[0], _verdict(asked, on_it[0][0]))
        return
    targets = [t for t in asked.find_topic(thing, (contract,)) if t.coverage >= SURE and _holds(t, words)][:1]
    targets = [Target(contract, a, 1.0) for a in contract.record.actions if a.number in asked.query.sheets] or targets
    for target in targets:
        yield from _of_sheet(asked, target, bodies[0])
        whole = [c for c in clauses if _OF_MONEY.search(fold(c[0])) and _names(c, bodies)]
        yield from (_clause(asked, contract, clause, "") for clause in whole[:1])


def _holds(target: Target, words: Sequence[str]) -> bool:
    """Whether one value of a sheet holds all words of the thing, or its title stands for them otherwise."""
    action = target.action
    told = (*action.titles, *action.objectives_operational, *action.objectives, *action.description)
    telling = [word for word in words if word not in _ANY] or words
    return target.coverage >= TITLED or any(share(telling, said.value) >= 1.0 for said in told)


def _payers(asked: Asked, contract: UnderstoodContract) -> Sequence[Body]:
    found = found_in(asked, contract).bodies
    before = asked.query.text[: (_PLEDGE.search(asked.folded) or re.match("", "")).start()]  # type: ignore[union-attr]
    return [body for body in found if is_in(before, body)]


def _names(clause: tuple[str, str, Evidence], bodies: Sequence[Body]) -> bool:
    return any(is_in(f"{clause[1]} {clause[0]}", body) for body in bodies)


def _verdict(asked: Asked, words: str) -> str:
    rates = {rate.replace(" ", "") for rate in _RATE.findall(asked.query.text)}
    if rates and not rates & {rate.replace(" ", "") for rate in _RATE.findall(words)}:
        return "Non : " if _RATE.search(words) else ""
    return "Oui, dans une limite : " if _LIMITED.search(fold(words)) else "Oui : "


def _clause(asked: Asked, contract: UnderstoodContract, clause: tuple[str, str, Evidence], verdict: str) -> Statement:
    words, place, evidence = clause
    where = f" ({place})" if place and len(place) < 90 else ""
    lead = f"{verdict}le CLS {contract.ref.label} écrit{where} :"
    text = f"{capital(lead)} « {words} »"
    return Statement(text, asked.prover.proofs([evidence]), context=f"{place} {contract.ref.label}")


def _of_sheet(asked: Asked, target: Target, body: Body) -> Iterator[Statement]:
    """What the sheet on the thing says of the body's money: an amount, its name beside the payer, or nothing."""
    action = target.action
    title = f" ({action.title})" if action.number and action.title else ""
    subject = f"{name_of(target, with_contract=asked.names_contract)}{title}"
    own = [line for line in action.funding if line.payer and is_in(line.payer, body)]
    beside = [said for line in action.funding for said in line.cofunders if is_in(said.value, body)]
    context = f"{action.number} {action.title} {target.contract.ref.label}"
    if own:
        yield from line_statements(asked.prover, subject, own[0])
    elif beside:
        proofs = asked.prover.proofs(beside[0].evidence)
        text = f"{subject} cite « {beside[0].value} » pour le cofinancement, sans montant ni engagement chiffré"
        yield Statement(text, proofs, context=context)
    elif any(line.state is not FundingState.NOT_STATED for line in action.funding) and not _in_a_table(target):
        text = f"Non : {subject[:1].lower()}{subject[1:]} n'indique aucun financement {of(the(body.name))}"
        yield Statement(text, context=f"{context} {body.name}")
        yield from sheet_statements(asked, target, "Elle")


def _in_a_table(target: Target) -> bool:
    """Whether a table of money outside the sheets has a row of the action: it may name other payers."""
    title = re.sub(r"\W+", " ", fold(target.action.title)).strip()
    own = {evidence.page for said in target.action.titles for evidence in said.evidence}
    for document in target.contract.documents:
        for page in document.pages:
            lines = re.sub(r"[^\w\n|]+", " ", fold(page.text)).replace("\n", " ")
            if page.number not in own and title and re.search(rf"{re.escape(title)}[ |]+(?:[\d|][ |]*){{2}}", lines):
                return True
    return False
