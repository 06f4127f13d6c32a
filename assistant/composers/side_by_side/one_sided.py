"""What one contract has and another has not: signatories, partners, axes, actions. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.side_by_side.mentions import generations
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from assistant.searching.tokens import terms
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.facts.records import Evidence, Party, PartyRole
from ingest.naming import fold

# Titles that share so much of the shorter one's words are on one subject.
ALIKE = 0.5

_Pair = tuple[UnderstoodContract, UnderstoodContract]  # the one that has, the one that has not


def one_sided(asked: Asked) -> Composed | None:
    """What the one of two contracts has and the other has not, None where the question asks for no such thing."""
    folded = asked.folded
    if asked.query.sheets or not (asks("one_sided", "ask", folded) and re.search(r"\bq[uk]|\blesquel|\bliste", folded)):
        return None
    tell = next((tell for form, tell in _KINDS.items() if asks("one_sided", form, folded)), None)
    pair = _pair(asked) if tell else None
    if tell is None or pair is None:
        return None
    said = list(tell(asked, pair))
    if not said:
        return None
    partial = tell in (_actions, _axes)
    return Composed(tuple(said), tuple(c.ref.id for c in pair), Status.PARTIAL if partial else Status.ANSWERED)


# --- which of the two ---


def _pair(asked: Asked) -> _Pair | None:
    """The contract that has and the one that has not, as the question sets them; None where it does not tell."""
    found = list(generations(asked)) if len({c.territory for c in asked.contracts}) == 1 else list(asked.contracts)
    if not asked.query.scope.territory_named and len(found) != 2:
        found = list(generations(asked))
    if len(found) != 2:
        return None
    old, new = found
    folded = asked.folded
    if old.territory == new.territory:
        if asks("one_sided", "lost", folded):
            return old, new
        if asks("one_sided", "gained", folded):
            return new, old
    denied = re.search(r"\bn(?:e |')(?:[\w-]+[ ']){1,5}?(?:pas|plus)\b|\bmais (?:pas|plus|non)\b|\bsans\b", folded)
    if denied is None:
        return None
    places = [_place(contract, found, folded) for contract in found]
    behind = [contract for contract, at in zip(found, places, strict=True) if at is not None and at > denied.start()]
    before = [contract for contract, at in zip(found, places, strict=True) if at is not None and at < denied.start()]
    if len(behind) == 1:
        return next(c for c in found if c is not behind[0]), behind[0]
    if len(before) == 1 and not behind:
        return before[0], next(c for c in found if c is not before[0])
    return None


def _place(contract: UnderstoodContract, both: Sequence[UnderstoodContract], folded: str) -> int | None:
    """Where a folded question speaks of a contract, by its years or as the older one; None where it does not."""
    first = contract.period.split("-")[0]
    marks = [re.search(rf"\b{first}\b", folded)] if first else []
    if both[0].territory == both[1].territory:
        marks.append(re.search(_OLDER if contract is both[0] else _NEWER, folded))
    else:
        name = fold(contract.territory)
        marks.append(re.search(rf"\b{re.escape(name)}\b", folded))
    return next((match.start() for match in marks if match), None)


_OLDER = r"\b(?:ancien|precedent|premier|anterieur)\w*\b|\bd'avant\b"
_NEWER = r"\b(?:nouve(?:au|l)|actuel|deuxieme|second)\w*\b|\ben vigueur\b"


# --- what it has ---


def _signatories(asked: Asked, pair: _Pair) -> Iterator[Statement]:
    one, other = pair
    yield from _parties(asked, pair, one.record.signatories, other.record.signatories, "Signataires")


def _partners(asked: Asked, pair: _Pair) -> Iterator[Statement]:
    own, others = (
        [party for party in contract.record.parties if party.role is PartyRole.ASSOCIATED] for contract in pair
    )
    yield from _parties(asked, pair, own, others, "Partenaires associés")


def _parties(
    asked: Asked, pair: _Pair, own: Sequence[Party], others: Sequence[Party], what: str
) -> Iterator[Statement]:
    if not own or not others:
        return
    labels = [contract.ref.label for contract in pair]
    proofs = asked.prover.passages(e for party in (*own, *others) for e in party.evidence[:1])
    near = pair[0].territory == pair[1].territory
    alone = [party for party in own if not any(_same(party, one, near=near) for one in others)]
    kinds = "" if near else " (rapprochés par leur nature, chaque territoire ayant les siens)"
    if not alone:
        text = f"{what} du CLS {labels[0]} : aucun ne manque parmi ceux du CLS {labels[1]}{kinds}"
        yield Statement(text, proofs, context=" ".join(labels))
        return
    text = f"{what} du CLS {labels[0]} qui ne figurent pas parmi ceux du CLS {labels[1]}{kinds} :"
    yield Statement(text, proofs, context=" ".join(labels))
    for party in alone:
        yield Statement(party.name, asked.prover.passages(party.evidence[:1]), item=True, names=(party.name,))


def _same(party: Party, other: Party, *, near: bool) -> bool:
    """Whether two parties are one body; of two territories, whether they are bodies of one kind."""
    (kind, words), (other_kind, other_words) = institution(party.name), institution(other.name)
    if not near and kind:
        return kind == other_kind
    # "Pays d'Ys" and "PETR du Pays d'Ys".
    unkind = bool(words) and words == other_words and "" in (kind, other_kind)
    return unkind or same_organisation(party.name, other.name)


def _actions(asked: Asked, pair: _Pair) -> Iterator[Statement]:
    titles = [
        [(action.number, said.value, said.evidence) for action in contract.record.actions for said in action.titles[:1]]
        for contract in pair
    ]
    yield from _titled(asked, pair, titles, "Actions", "fiche ")


def _axes(asked: Asked, pair: _Pair) -> Iterator[Statement]:
    titles = [
        [(axis.number, said.value, said.evidence) for axis in contract.record.axes for said in axis.titles[:1]]
        for contract in pair
    ]
    yield from _titled(asked, pair, titles, "Axes", "axe ")


_Titles = Sequence[tuple[str, str, tuple[Evidence, ...]]]


def _titled(asked: Asked, pair: _Pair, titles: Sequence[_Titles], what: str, noun: str) -> Iterator[Statement]:
    """The titles of the one that share too few words with any title of the other."""
    own, others = titles
    if not own or not others:
        return
    labels = [contract.ref.label for contract in pair]
    known = [frozenset(terms(title)) for _, title, _ in others]
    alone = [entry for entry in own if not any(_alike(frozenset(terms(entry[1])), words) for words in known)]
    proofs = asked.prover.passages(e for entry in (*own[:1], *others[:1]) for e in entry[2][:1])
    if not alone:
        text = f"{what} du CLS {labels[0]} : aucun intitulé n'est sans équivalent parmi ceux du CLS {labels[1]}"
        yield Statement(text, proofs, context=" ".join(labels))
        return
    text = f"{what} du CLS {labels[0]} dont l'intitulé n'a pas d'équivalent parmi ceux du CLS {labels[1]}"
    yield Statement(
        f"{text}, d'après leurs seuls mots (un même sujet peut porter un autre nom) :", proofs, context=" ".join(labels)
    )
    for number, title, evidence in alone:
        shown = f"{noun}{number} – {title}" if number else title
        yield Statement(shown, asked.prover.passages(evidence[:1]), item=True, context=f"{number} {title}")


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    shorter = min(len(words), len(others))
    return shorter > 0 and len(words & others) >= ALIKE * shorter


_KINDS = {
    "signatories": _signatories,
    "partners": _partners,
    "axes": _axes,
    "actions": _actions,
}
