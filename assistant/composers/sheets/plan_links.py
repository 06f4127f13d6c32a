"""Which sheets are tied to a plan or a programme by their own field of such links, and how. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import lexicon
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sheets.sheet_names import listed
from assistant.composers.sheets.topic import Theme
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import cut
from assistant.quotations.marks import without_marks
from assistant.records import Status
from assistant.searching.tokens import stem, words
from ingest.facts.records import Action, PolicyLink
from ingest.naming import fold

# What a link must hold of what the question names.
LEAST = 0.99
# A longer link is cut at a word.
LINK_CHARACTERS = 320


def plan_links(asked: Asked) -> Composed | None:
    """The sheets that name the plan of the question among their links; None where it names none that they do."""
    if asked.query.sheets or not asks("actions", "tied", asked.folded) or not asked.has_subject:
        return None
    if asked.intents & {"money", "signatories", "lead", "signed_on"}:
        return None
    return each_contract(asked, _of_contract) or _other_number(asked)


# "PRSE3" where the sheets cite "PRSE4".
_NUMBERED = re.compile(r"(?P<name>[^\W\d_]{2,})(?P<number>\d+)")


def _other_number(asked: Asked) -> Composed | None:
    """That no sheet names the plan of that number, where some name it of another."""
    for match in _NUMBERED.finditer(asked.query.text):
        for contract in asked.contracts:
            links = [link for action in contract.record.actions for link in action.policy]
            plan = re.compile(rf"\b{re.escape(fold(match['name']))}\d*\b")
            if any(plan.search(fold(f"{link.label} {link.value.value}")) for link in links):
                shown, every = match.group().upper(), len(contract.record.actions)
                text = f"Aucune des {every} fiches actions du CLS {contract.ref.label} ne cite {shown} parmi ses liens"
                counted = (Computation("count", (), every),)
                said = Statement(text, computed=counted, context=f"{contract.ref.label} {shown}")
                return Composed((said,), (contract.ref.id,), Status.NOT_FOUND)
    return None


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    about = asked.find_topics((contract,))[0]
    every, label = contract.record.actions, contract.ref.label
    found = [(action, links) for action in every if (links := _links(asked, action, about))]
    # "La politique de la ville" in so many words is not the policy of a town that a link speaks of elsewhere.
    exact = [(a, kept) for a, links in found if (kept := [link for link in links if _in_a_row(asked, link)])]
    found = exact or found
    if not found:
        return
    many = french.capital(french.feminine(len(found), "fiche action", "fiches actions"))
    verb = "y renvoie, parmi ses" if len(found) == 1 else "y renvoient, parmi leurs"
    text = f"{many} sur {len(every)} du CLS {label} {verb} liens avec d'autres plans ou programmes :"
    counted = (Computation("count", (), len(found)), Computation("count", (), len(every)))
    yield Statement(text, asked.prover.proofs(found[0][1][0].value.evidence), computed=counted, context=label)
    for action, links in found:
        name = listed(action)
        evidence = [*(e for link in links for e in link.value.evidence), *action.heading[:1]]
        shown = " ; ".join(_shown(link) for link in links)
        proofs = asked.prover.proofs(evidence)
        yield Statement(f"{name} : {shown}", proofs, item=True, context=f"{action.number} {action.title}")


def _links(asked: Asked, action: Action, about: Theme) -> list[PolicyLink]:
    """The links of a sheet that name what the question names, by its acronym where it gives one."""
    typed = re.findall(r"[^\W\d_]{2,}\d*", asked.query.text)
    acronyms = [fold(word) for word in typed if _is_acronym(word, asked)]
    said = acronyms or _written_out(asked)
    groups = [(g, worth) for g, worth in about.groups if not asks("actions", "tied_noise", g.said)]
    plan = Theme(tuple(groups))
    total = sum(worth for _, worth in groups)
    kept = []
    for link in action.policy:
        text = f"{link.label} {link.value.value}"
        held = set(re.findall(r"[a-z]+\d*", fold(text)))
        # "PRSE" is the fourth too; "PRS" is not "PRSE", nor the third the fourth.
        held |= {word.rstrip("0123456789") for word in held}
        by_name = bool(said) and all(word in held for word in said)
        if by_name or (not acronyms and total and plan.held(text) >= LEAST * total):
            kept.append(link)
    return kept


def _written_out(asked: Asked) -> list[str]:
    """The acronym of the plan that the question writes in full: "projet régional de santé"."""
    known = lexicon.load().acronyms
    return [short for short, longs in known.items() if any(" " in one and fold(one) in asked.folded for one in longs)][
        :1
    ]


def _in_a_row(asked: Asked, link: PolicyLink) -> bool:
    """Whether a link says the words of the question's plan one behind the other."""
    plan = [stem(word) for word in asked.subject_words if not asks("actions", "tied_noise", word)]
    small = lexicon.load().stopwords
    said = [stem(word) for word in words(f"{link.label} {link.value.value}") if word not in small]
    return any(said[i : i + len(plan)] == plan for i in range(len(said) - len(plan) + 1))


def _is_acronym(word: str, asked: Asked) -> bool:
    bare = fold(word).rstrip("0123456789")
    if bare not in asked.subject_words:
        return False
    return (word.isupper() and not asked.query.text.isupper()) or bare in lexicon.load().acronyms


def _shown(link: PolicyLink) -> str:
    text = cut(without_marks(link.value.value), LINK_CHARACTERS)
    return text if text.startswith("«") and text.endswith("»") else f"« {text} »"
