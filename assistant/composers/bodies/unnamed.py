"""The sheets that give a part to all bodies of a kind, or to a group of them, and name none. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from assistant.abbreviations import SMALL_WORDS
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import kind_and_place, mentions, said_together, tokens, words_of
from assistant.composers.bodies.wording import is_plural, pronoun
from assistant.composers.statement import Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Place, Said

_PARTS = (("leads", "porteur"), ("partners", "partenaires"), ("partners_in_text", "cités dans la description"))


_PRONOUNS = {"Elle": "la", "Il": "le"}


@cache
def _classes() -> dict[str, tuple[frozenset[str], tuple[tuple[str, ...], ...]]]:
    """The kind of a body → the kinds told alike, and the words of what stands for any of them."""
    text = resources.files("assistant.lexicon").joinpath("classes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {
        kind: (frozenset(row[0].split()), tuple(map(words_of, row[1].split("|"))))
        for row in rows
        for kind in row[0].split()
    }


def alike(kind: str) -> frozenset[str]:
    """The kinds of bodies told alike with one: those that a text may mean by "l'hôpital"; none for other kinds."""
    return _classes().get(kind, (frozenset(), ()))[0]


def unnamed(asked: Asked, contract: UnderstoodContract, name: str) -> Iterator[Statement]:
    """The sheets that may mean a body without naming it, each with its words; nothing where none does."""
    kinds, classes = _classes().get(kind_and_place(name)[0], (frozenset(), ()))
    items = [item for action in contract.record.actions if (item := _item(asked, action, kinds, classes))]
    if not items:
        return
    many, verb = french.feminine(len(items), "fiche"), "cite" if len(items) == 1 else "citent"
    it = "les" if is_plural(name) else _PRONOUNS.get(pronoun(name), "le")
    text = f"{french.capital(many)} {verb}, sans {it} nommer, des organismes de ce type :"
    yield Statement(text, items[0].proofs[:1], computed=(Computation("count", (), len(items)),))
    yield from items


def has_parts(contract: UnderstoodContract) -> bool:
    """Whether the sheets read say who leads them and with whom: else their silence says nothing."""
    actions = contract.record.actions
    return 2 * sum(bool(action.leads or action.partners) for action in actions) > len(actions)


def holds_part(contract: UnderstoodContract, name: str) -> bool:
    """Whether a sheet names a body in one of its fields of parts."""
    words = words_of(name)
    values = (said for action in contract.record.actions for field, _ in _PARTS for said in getattr(action, field))
    return any(said_together(words, tokens(said.value)) for said in values)


def _item(
    asked: Asked, action: Action, kinds: frozenset[str], classes: tuple[tuple[str, ...], ...]
) -> Statement | None:
    told, evidence = [], []
    for field, label in _PARTS:
        # The summary of a sheet says no more than the sheet.
        values: list[Said] = [said for said in getattr(action, field) if said.place is not Place.SUMMARY]
        held = [said for said in values if _stands_for(said.value, kinds, classes)]
        if held:
            told.append(f"{label} {french.listed([f'« {said.value} »' for said in held])}")
            evidence += [said.evidence[0] for said in held]
    if not told or not action.number:
        return None
    title = action.titles[0].value if action.titles else ""
    text = f"fiche {action.number} ({title}) : {' ; '.join(told)}"
    return Statement(text, asked.prover.proofs(evidence), item=True, context=f"{action.number} {title}")


def _stands_for(value: str, kinds: frozenset[str], classes: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a value begins with what stands for any body of these kinds, and names no other one."""
    if any(kinds & mention.kinds and mention.place for mention in mentions(value)):
        return False
    said = [token.norm for token in tokens(value) if token.bare not in SMALL_WORDS]
    return any(tuple(said[i : i + len(words)]) == words for words in classes for i in (0, 1))
