"""Answers about what an organisation has to do: party, sheets, commitments, communication. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.expected import expected
from assistant.composers.bodies.found import Body, Found, found_in, with_heading
from assistant.composers.bodies.involvement import (
    LEAD,
    NAMED,
    PARTNER,
    PUBLIC,
    Part,
    parts,
    parts_in_text,
    parts_of_group,
    role_name,
)
from assistant.composers.bodies.naming import group_heads, mentions, tokens
from assistant.composers.bodies.near_names import near_names
from assistant.composers.bodies.nowhere import nowhere
from assistant.composers.bodies.own_territory import beside_its_contract
from assistant.composers.bodies.parts_wanted import numbers_asked, parts_wanted
from assistant.composers.bodies.unnamed import has_parts, unnamed
from assistant.composers.bodies.wording import agreed, article, is_plural, pronoun, the
from assistant.composers.forms import asks
from assistant.composers.sentences import rest_of
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.duties import (
    EVERYONE,
    SharedRole,
    commitments_of,
    communication_rules,
    is_of_communication,
    names_logo,
    shared_roles,
)
from assistant.duties import (
    LEAD as LEADS,
)
from assistant.duties import (
    PARTNER as PARTNERS,
)
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import whole_sentences
from ingest.facts.records import Action, Commitment, PartyRole, Said
from ingest.naming import fold

# A longer commitment is quoted by its first sentences.
QUOTE_CHARACTERS = 420
# What binds all signatories, beside what is said of one of them.
FEW = 2
_BINDS = re.compile(r"\bs'(?:y )?engagent?\b|\bdoivent\b|\bdevr\w+|\btenu")
_MAY = re.compile(r"\bpeu(?:t|vent)\b|\bpourr(?:a|ont|ait|aient)\b")
_DETERMINERS = frozenset("un une notre nos mon ma mes les des aux l d chaque".split())


def _only_owns(asked: Asked, territory: str) -> bool:
    """Whether the question names a territory as that of something else: "la cellule du Val d'Or"."""
    name = re.escape(fold(territory))
    kind = r"(?:petr|pole|pays|communaute|agglo\w*|metropole|ville|syndicat|parc|cc|ca)"
    owned = rf"\b(?!{kind}\b)\w+ (?:du|des|de la|de l'|de|d')\s?{name}\b"
    return (
        re.search(owned, asked.folded) is not None and re.search(rf"\b{kind} (?:\w+ )?{name}\b", asked.folded) is None
    )


def roles(asked: Asked) -> Composed | None:
    """What the contracts in scope say of the organisation that the question names, None where it names none."""
    own = asks("roles", "own", asked.folded)
    wide = asks("roles", "roles", asked.folded)
    us = asks("roles", "us", asked.folded)
    if asked.query.article or not (wide or us or (own and asked.intents & {"commitments", "lead", "partners"})):
        return None
    binds = "commitments" in asked.intents and not asked.targets
    if asked.intents & {"money", "signed_on", "termination"} and not (own or us or binds):
        return None
    if asks("perimeter", "communes", asked.folded) or asks("perimeter", "how_many", asked.folded):
        return None  # "CC Porte du Val : combien d'habitants ?" asks of a place
    if asks("roles", "matter_first", asked.folded) and not mentions(asked.query.text.split(":")[0]):
        return None  # what is done of the matter, in each territory
    if asks("roles", "everyone", asked.folded) and asked.intents & {"commitments"}:
        return _everyone(asked)
    beside = beside_its_contract(asked)
    told = [(contract, found_in(beside, contract)) for contract in asked.contracts]
    known = [(contract, found) for contract, found in told if found.bodies]
    if not known:
        # "L'association X" that nobody knows is no association of those that sheets call on.
        named = any(found.absent for _, found in told)
        return (None if named else _group(asked)) or nowhere(asked, told)
    about_sheets = asks("roles", "duties", asked.folded) or asks("roles", "sheets", asked.folded)
    own_names = all(fold(c.territory) in fold(body.name) for c, f in known for body in _chosen(f))
    if asked.has_subject and own_names and not (about_sheets or own or us or mentions(asked.query.text)):
        return None  # "santé mentale : que fait le Val d'Or ?" asks of the territory's contract
    if asked.has_subject and own_names and not (own or us) and all(_only_owns(asked, c.territory) for c, _ in known):
        return None  # "à quoi sert la cellule du Val d'Or ?"
    if not asked.query.scope.territory_named:
        # The contracts in whose sheets it takes part answer, where there are some.
        known = [(c, f) for c, f in known if any(parts(body) for body in _chosen(f))] or known
    said: list[Statement] = []
    for _, found in known:
        for body in _chosen(found):
            said += _of(asked, body)
    return Composed(tuple(said), tuple(contract.ref.id for contract, _ in known)) if said else None


def _everyone(asked: Asked) -> Composed | None:
    """What binds all signatories, then each that binds itself in its own name."""
    return each_contract(asked, _everyone_of)


def _everyone_of(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    commitments = commitments_of(contract.record)
    shared = [commitment.text for commitment in commitments if commitment.party == EVERYONE]
    own = [commitment for commitment in commitments if commitment.party != EVERYONE]
    label = contract.ref.label
    yield from _group_of(asked, f"Dans le CLS {label}, les signataires s'engagent ensemble :", shared)
    if own:
        yield Statement("S'y ajoutent des engagements propres :", asked.prover.proofs(own[0].text.evidence))
        yield from (_quoted(asked, commitment.text) for commitment in own)


def _chosen(found: Found) -> Sequence[Body]:
    """The organisations to speak of: parties before others, no more than two."""
    parties = [body for body in found.bodies if body.party]
    return (parties or found.bodies)[:2]


def _of(asked: Asked, body: Body) -> Iterator[Statement]:
    numbers = numbers_asked(asked, body)
    every = parts_wanted(asked, body, numbers)
    if numbers:
        if every:
            yield from _sheets(asked, body, every, standing=False)
        elif asked.query.sheets:
            yield from _not_in(asked, body, numbers)
        return
    parts_only = asks("roles", "sheets", asked.folded) or asks("roles", "holder", asked.folded)
    sheets_only = parts_only and not asks("roles", "duties", asked.folded)
    if not sheets_only:
        yield from _standing(asked, body)
        yield from _own(asked, body)
    if every:
        yield from _sheets(asked, body, every, standing=not sheets_only and body.party is not None)
    elif body.contract.record.actions:
        yield from _no_sheet(asked, body)
        if sheets_only:
            yield from _standing(asked, body)
    if every and asks("roles", "expected", asked.folded):
        yield from expected(asked, body)
    if not asks("roles", "lead", asked.folded):
        yield from _with_all(asked, body)
    # Who asks of his own house is told what binds it, where no sheet does.
    if not sheets_only or (not every and asks("roles", "own", asked.folded)):
        yield from _shared(asked, body)


# --- what is said of it ---


def _standing(asked: Asked, body: Body) -> Iterator[Statement]:
    party, label = body.party, body.contract.ref.label
    if party is None:
        return
    plural = is_plural(party.name)
    shown = {
        PartyRole.SIGNATORY: f"{'sont signataires' if plural else 'est signataire'} du CLS {label}",
        PartyRole.ASSOCIATED: f"{'figurent' if plural else 'figure'} parmi les partenaires associés du CLS {label}",
        PartyRole.CONSULTED: f"{'ont' if plural else 'a'} été {agreed(party.name, 'consulté')} pour le CLS {label}",
    }[party.role]
    shown += "" if party.role is PartyRole.SIGNATORY else ", sans en être signataire" + ("s" if plural else "")
    text = f"{french.capital(the(party.name))} {shown}"
    proofs = asked.prover.proofs(h for e in party.evidence[:1] for h in with_heading(body.contract, e))
    yield Statement(text, proofs, names=(party.name,))


def _sheets(asked: Asked, body: Body, every: Sequence[Part], *, standing: bool) -> Iterator[Statement]:
    """The sheets with its parts in each, those that it leads first."""
    by_action: dict[str, list[Part]] = {}
    for part in every:
        by_action.setdefault(part.action.name, []).append(part)
    ranked = sorted(by_action.values(), key=lambda own: min(part.role for part in own))
    label, count = body.contract.ref.label, len(ranked)
    many = "une fiche action" if count == 1 else french.count(count, "fiche action", "fiches actions")
    subject = pronoun(body.name)
    as_what = _only_part(asked, every)
    if standing and subject in {"Elle", "Il"}:
        text = f"{subject} est {agreed(body.name, 'cité')}{as_what} dans {many} :"
    else:
        name = article(asked.query.text, body.name)
        text = f"{_verdict(asked, body, every)}e CLS {label} cite {name}{as_what} dans {many} :"
    yield Statement(text, asked.prover.proofs(ranked[0][0].evidence[:1]), computed=_counted(count))
    for own in ranked:
        yield _sheet(asked, own, [role_name(part, body.name) for part in own])


def _only_part(asked: Asked, every: Sequence[Part]) -> str:
    """Where one part alone is asked for, that the sheets counted are those with that part."""
    lead, partner = (asks("roles", form, asked.folded) for form in ("lead", "partner"))
    if lead == partner or any(part.role != (LEAD if lead else PARTNER) for part in every):
        return ""
    return " pour porter l'action" if lead else " comme partenaire"


def _verdict(asked: Asked, body: Body, every: Sequence[Part]) -> str:
    """ "Oui : l", "Non : l" or "L" before "e CLS … cite …": whether it leads, helps or takes any part, as asked."""
    if not _is_yes_no(asked):
        return "L"
    held = {part.role for part in every}
    wanted = {role for role, form in ((LEAD, "lead"), (PARTNER, "partner")) if asks("roles", form, asked.folded)}
    if not wanted or held & wanted:
        return "Oui : l"
    if any(part.role == NAMED and part.words for part in every) or not has_parts(body.contract):
        return "L"  # where the field names it beside the one that leads, neither is sure
    return "Non, pas à ce titre : l"


def _sheet(asked: Asked, own: Sequence[Part], labels: Sequence[str]) -> Statement:
    action = own[0].action
    proofs = asked.prover.proofs(e for part in own for e in part.evidence)
    text = f"{_name(action)} : {french.listed(list(dict.fromkeys(labels)))}"
    return Statement(text, proofs, item=True, context=_context(action))


def _name(action: Action) -> str:
    title = action.titles[0].value if action.titles else ""
    return f"fiche {action.number} ({title})" if action.number else f"« {title} »"


def _context(action: Action) -> str:
    return f"{action.number} {action.titles[0].value if action.titles else ''}"


def _not_in(asked: Asked, body: Body, numbers: Sequence[str]) -> Iterator[Statement]:
    """That a sheet does not name it among those who lead it or take part."""
    for action in body.contract.record.actions:
        named = (*action.leads, *action.partners)
        if action.number in numbers and action.partners:
            proofs = asked.prover.proofs(e for said in named for e in said.evidence[:1])
            text = f"La fiche {action.number} ne cite pas {the(body.name)} parmi ses porteurs et partenaires"
            yield Statement(text, proofs, context=action.number)


def _no_sheet(asked: Asked, body: Body) -> Iterator[Statement]:
    """The sheets whose text alone names it; where there are none, that no sheet names it as lead or partner."""
    label, actions = body.contract.ref.label, body.contract.record.actions
    passing = parts_in_text(body)
    if passing:
        where = "le texte d'une fiche" if len(passing) == 1 else "le texte de plusieurs fiches"
        is_named = f"{'sont' if is_plural(body.name) else 'est'} {agreed(body.name, 'nommé')}"
        named = f"{french.capital(the(body.name))} {is_named}"
        text = f"{named} dans {where} du CLS {label} :"
        yield Statement(text, asked.prover.proofs(passing[0].evidence))
        for part in passing:
            yield _sheet(asked, [part], [f"« {part.evidence[0].quote.strip()} »"])
    elif has_parts(body.contract):
        read = f"{len(actions)} fiches lues" if len(actions) > 1 else "une fiche lue"
        may_be = list(unnamed(asked, body.contract, body.name))
        by_name = " nommément" if may_be else ""
        text = (
            f"Aucune fiche du CLS {label} ne cite{by_name} {the(body.name)} parmi ses porteurs et partenaires ({read})"
        )
        # The name is the record's, which the list of the parties proves.
        party = asked.prover.proofs(body.party.evidence[:1]) if body.party else ()
        yield Statement(text, party, computed=_counted(len(actions)), context=label)
        yield from may_be
        yield from near_names(asked, body.contract, body.name)


def _own(asked: Asked, body: Body) -> Iterator[Statement]:
    """What it binds itself to in its own name."""
    own = [c.text for c in commitments_of(body.contract.record) if c.party != EVERYONE and _is_party(c, body)]
    if own:
        subject = pronoun(body.name) if body.party else french.capital(the(body.name))
        engage = "s'engagent" if is_plural(body.name) else "s'engage"
        yield from _group_of(asked, f"{subject} {engage} en propre :", own)


def _shared(asked: Asked, body: Body) -> Iterator[Statement]:
    """What binds all signatories, then what they owe to communication."""
    record, party = body.contract.record, body.party
    if party is None or party.role is not PartyRole.SIGNATORY:
        return
    shared = [commitment.text for commitment in commitments_of(record) if commitment.party == EVERYONE]
    rules = [said for said in shared if names_logo(said.value) or is_of_communication(said.value)]
    rules += communication_rules(record)
    shared = [said for said in shared if said not in rules]
    if not asks("roles", "bound", asked.folded):
        # Who asks what part a body has is told in short what binds all alike.
        shared = [said for said in shared if _BINDS.search(fold(said.value))][:FEW]
        rules = rules[:1]
    yield from _group_of(asked, "Comme tous les signataires :", shared)
    logo = " et le logo" if any(names_logo(said.value) for said in rules) else ""
    yield from _group_of(asked, f"Pour la communication{logo} :", rules)


def _with_all(asked: Asked, body: Body) -> Iterator[Statement]:
    """The sheets that give a role to all signatories together, where it is one of them."""
    if body.party is None or body.party.role is not PartyRole.SIGNATORY:
        return
    words = {LEADS: "porteurs", PARTNERS: "partenaires"}
    items = []
    by_action: dict[int, list[SharedRole]] = {}
    for one in shared_roles(body.contract.record):
        by_action.setdefault(id(one.action), []).append(one)
    for own in by_action.values():
        told, evidence = [], []
        for one in own:
            maybe = rest_of(body.contract, one.evidence[0]) if one.role not in words else None
            if maybe and _MAY.search(fold(maybe.quote)):
                # "Tous les signataires peuvent participer": cut before its verb, a choice would read as a duty.
                told.append(f"cofinancement possible (« {' '.join(maybe.quote.split())} »)")
                evidence.append(maybe)
            else:
                told.append(f"{words.get(one.role, 'cofinancement')} (« {one.words} »)")
                evidence += one.evidence
        action = own[0].action
        proofs = asked.prover.proofs(evidence)
        items.append(Statement(f"{_name(action)} : {french.listed(told)}", proofs, item=True, context=_context(action)))
    if items:
        verb = "concerne" if len(items) == 1 else "concernent"
        text = f"{french.capital(french.feminine(len(items), 'fiche'))} {verb} aussi toutes les parties au contrat :"
        yield Statement(text, items[0].proofs[:1], computed=_counted(len(items)))
        yield from items


def _group_of(asked: Asked, heading: str, texts: Sequence[Said]) -> Iterator[Statement]:
    if texts:
        yield Statement(heading, asked.prover.proofs(texts[0].evidence[:1]))
        yield from (_quoted(asked, text) for text in texts)


def _is_party(commitment: Commitment, body: Body) -> bool:
    return any(evidence in body.evidence for evidence in commitment.text.evidence)


def _quoted(asked: Asked, said: Said) -> Statement:
    kept = whole_sentences(said, QUOTE_CHARACTERS)
    return Statement(f"« {kept.value} »", asked.prover.proofs(kept.evidence), item=True)


def _counted(number: int) -> tuple[Computation, ...]:
    return (Computation("count", (), number),)


# --- groups, and who is not there ---


def _group(asked: Asked) -> Composed | None:
    """The sheets whose partners or public are the group of which the question speaks: "notre entreprise"."""
    if not any(asks("roles", form, asked.folded) for form in ("own", "us", "duties", "lead", "partner", "concerns")):
        return None
    for group in _groups(asked):
        said: list[Statement] = []
        spoken: list[str] = []
        for contract in asked.contracts:
            of_group = _of_group(asked, contract, group)
            said += of_group
            spoken += [contract.ref.id] if of_group else []
        if said:
            return Composed(tuple(said), tuple(spoken))
    return None


def _of_group(asked: Asked, contract: UnderstoodContract, group: Sequence[str]) -> list[Statement]:
    by_action: dict[str, list[Part]] = {}
    for part in parts_of_group(contract, group):
        by_action.setdefault(part.action.name, []).append(part)
    if not by_action:
        return []
    count = len(by_action)
    many = "une fiche action" if count == 1 else french.count(count, "fiche action", "fiches actions")
    subject = "Oui : le" if _is_yes_no(asked) else "Le"
    first = next(iter(by_action.values()))[0]
    text = f"{subject} CLS {contract.ref.label} vise ce public ou le cite comme partenaire dans {many} :"
    said = [Statement(text, asked.prover.proofs(first.evidence[:1]), computed=_counted(count))]
    for own in by_action.values():
        shown = [f"{'public visé' if p.role == PUBLIC else 'partenaires'} : « {p.words} »" for p in own]
        said.append(_sheet(asked, own, shown))
    return said


def _is_yes_no(asked: Asked) -> bool:
    return asks("roles", "yes_no", asked.folded) and not asks("roles", "open", asked.folded)


def _groups(asked: Asked) -> Iterator[tuple[str, ...]]:
    """The group nouns of the question, with their adjectives first: "un bailleur social", "notre entreprise"."""
    said = tokens(asked.query.text)
    for before, token, *behind in zip(said, said[1:], [*said[2:], None], strict=False):
        if before.bare in _DETERMINERS and token.norm in group_heads():
            if behind[0] is not None:
                yield token.norm, behind[0].norm
            yield (token.norm,)
