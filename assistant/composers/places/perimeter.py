"""Answers about the perimeter: communes, EPCI, inhabitants; whether a commune is in it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.involvement import stands_in
from assistant.composers.forms import asks
from assistant.composers.places.communes import (
    is_named,
    listed_communes,
    short_name,
    without_its_name,
    without_territory,
)
from assistant.composers.places.extremes import extremes
from assistant.composers.places.inhabitants import inhabitants_of
from assistant.composers.places.perimeter_silence import counts_another, uncounted, unlisted
from assistant.composers.places.place_asked import places_asked
from assistant.composers.sentences import sentence_of
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import Epci, Quantity, Said
from ingest.naming import fold

# A longer list of communes is given by EPCI.
LONGEST_LIST = 250
_RATE = re.compile(r"\b(?:pour|par) (?:mille|[\d .]*\d{3}) ?habitants\b")
# More contracts than this without a list of communes are not named.
MOST_UNLISTED = 8


def perimeter(asked: Asked) -> Composed | None:
    """The answer about the perimeter, None where the question is not about it or no record holds it."""
    if asked.query.sheets or asked.intents & {"money", "signatories", "lead", "revision"}:
        return None
    if _RATE.search(asked.folded):
        return None  # "pour 10 000 habitants" counts something else than them
    forms = [
        form
        for form in ("which", "communes", "inhabitants", "epci", "member", "extreme")
        if asks("perimeter", form, asked.folded)
    ]
    if not forms:
        return None
    named_epci = [
        (c, epci)
        for c in asked.contracts
        for epci in c.record.perimeter.epci
        if _epci_named(epci, asked, without_territory(asked.folded, c))
    ]
    named_epci = named_epci or _agglomeration(asked)
    if asks("perimeter", "without", asked.folded) and (named_epci or _epcis_said(asked)):
        rest = [statement for contract in asked.contracts for statement in _rest(asked, contract)]
        return Composed(tuple(rest), tuple(c.ref.id for c in asked.contracts)) if rest else None
    everyone = asked.contracts if asked.query.scope.territory_named else asked.library.contracts
    members = [
        (c, epci, name)
        for c in everyone
        for epci, name in listed_communes(c)
        if is_named(name.value, asked.folded) and is_named(name.value, without_its_name(asked.folded, c, name.value))
    ]
    own = {fold(contract.territory) for contract in everyone}
    members = [item for item in members if fold(item[2].value) not in own]
    if members:
        current = [item for item in members if item[0] in asked.contracts] or members
        said = [statement for item in current for statement in _member(asked, *item, forms)]
        if set(forms) & {"communes", "inhabitants"}:
            # "Combien à X et dans toute la communauté de communes ?"
            said += [s for c, epci in named_epci if c in {item[0] for item in current} for s in _epci(asked, epci)]
        if set(forms) & {"member", "which"}:
            said += _beside(asked, [item[0] for item in current], member="member" in forms)
        return Composed(tuple(said), tuple(dict.fromkeys(item[0].ref.id for item in current)))
    if "inhabitants" in forms and "communes" not in forms:
        named_epci = [(c, epci) for c, epci in named_epci if epci.inhabitants]
    if named_epci and set(forms) & {"communes", "inhabitants", "which"}:
        said = [s for _, epci in named_epci for s in _epci(asked, epci, listing="which" in forms)]
        return Composed(tuple(said), tuple(dict.fromkeys(c.ref.id for c, _ in named_epci)))
    asked_in = set(forms) & {"member", "which"}
    outside = places_asked(asked, member="member" in forms) if asked_in else ()
    if outside:
        return _absent(asked, outside)
    alone = all(asks("perimeter", "noise", word) for word in asked.subject_words)
    if alone and asks("perimeter", "extreme", asked.folded) and asks("perimeter", "grouping", asked.folded):
        said = [statement for contract in asked.contracts for statement in extremes(asked, contract)]
        return Composed(tuple(said), tuple(c.ref.id for c in asked.contracts)) if said else None
    if "inhabitants" in forms and (silence := uncounted(asked)):
        return silence
    if forms == ["member"] or (asked.subject_words and not (alone or _only_perimeter(asked))):
        return None
    whole = each_contract(asked, lambda a, contract: () if counts_another(a, contract) else _whole(a, contract, forms))
    return whole or unlisted(asked, forms)


def _agglomeration(asked: Asked) -> list[tuple[UnderstoodContract, Epci]]:
    """The one agglomeration of the contracts in scope, where the question speaks of "l'agglo"."""
    if not asks("perimeter", "agglomeration", asked.folded):
        return []
    found = [(c, e) for c in asked.contracts for e in c.record.perimeter.epci if "agglo" in fold(e.name)]
    return found if len(found) == 1 else []


def _epcis_said(asked: Asked) -> list[Epci]:
    """The groupings that the question names in any of its words."""
    return [e for c in asked.contracts for e in c.record.perimeter.epci if is_named(short_name(e.name), asked.folded)]


def _rest(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """How many communes, or inhabitants, are left without one grouping: our own subtraction."""
    people = asks("perimeter", "inhabitants", asked.folded) and not asks("perimeter", "communes", asked.folded)
    record, unit = contract.record.perimeter, "habitants" if people else "communes"
    wholes = record.inhabitants if people else record.commune_counts
    left_out = [epci for epci in record.epci if _epci_named(epci, asked, asked.folded) or epci in _epcis_said(asked)]
    parts = [counts[0] for epci in left_out if (counts := epci.inhabitants if people else epci.commune_counts)]
    if len(left_out) != 1 or not parts or not wholes or wholes[0].value <= parts[0].value:
        return
    whole, part, epci = wholes[0], parts[0], left_out[0]
    rest = whole.value - part.value
    shown = f"{french.number(rest)} {unit}"
    text = (
        f"Sans {french.the(epci.name)}, il reste {shown} ({french.number(whole.value)} − {french.number(part.value)})"
    )
    text += f" dans le périmètre du CLS {contract.ref.label} : ce calcul est le nôtre, les documents ne l'écrivent pas"
    proofs = asked.prover.under_header([*whole.evidence, *epci.evidence[:1], *part.evidence])
    yield Statement(
        text,
        proofs,
        names=(epci.name,),
        computed=(Computation("difference", (whole.value, part.value), rest),),
        figures=(SaidFigure(shown, rest, unit),),
    )


def _epci_named(epci: Epci, asked: Asked, folded: str) -> bool:
    """Whether a grouping is named in the folded question, from which the contract's own name may be taken out."""
    if epci.acronym and fold(epci.acronym) in re.split(r"[^a-z0-9]+", asked.folded):
        return True
    own = short_name(epci.name)
    if is_named(own, folded) and own != epci.name:
        others = {fold(name.value) for c in asked.contracts for _, name in listed_communes(c)}
        others |= {fold(contract.territory) for contract in asked.contracts}
        if not any(fold(own) in other for other in others):
            return True  # a name of its own
        return bool(re.search(r"\b(?:cc|ca|communaute|com ?-?com|agglo\w*|interco\w*|epci)\b", asked.folded))
    # "X agglo" for "Communauté d'agglomération de X-le-Y".
    agglomeration = "agglo" in asked.folded and "agglom" in fold(epci.name)
    return agglomeration and any(len(word) > 3 and word in asked.folded for word in re.split(r"[ -]", fold(own)))


def _beside(asked: Asked, contracts: Sequence[UnderstoodContract], *, member: bool) -> list[Statement]:
    """That the other places asked about are not listed, beside those that are."""
    said: list[Statement] = []
    for contract in dict.fromkeys(contracts):
        listed = [name.value for _, name in listed_communes(contract)]
        others = [one for one in places_asked(asked, member=member) if not any(is_named(n, fold(one)) for n in listed)]
        begun = [pair for pair in listed_communes(contract) for one in others if _begins(pair[1].value, one)]
        others = [one for one in others if not any(_begins(commune.value, one) for _, commune in begun)]
        if len(begun) == 1:
            said += _member(asked, contract, *begun[0], ["member"] if member else [])
        if others:
            said.append(_not_listed(asked, contract, others, verdict=False))
    return said


def _absent(asked: Asked, names: Sequence[str]) -> Composed | None:
    """What each contract says of places that no list holds: that they are not in it, or that it has no list."""
    said: list[Statement] = []
    listing: list[UnderstoodContract] = []
    unlisted: list[UnderstoodContract] = []
    for contract in asked.contracts:
        communes = [commune for _, commune in listed_communes(contract)]
        begun = [pair for pair in listed_communes(contract) for name in names if _begins(pair[1].value, name)]
        if begun:
            # "Vezin" is "Vezin-le-Haut" where no other commune begins so.
            return None if len(begun) > 1 else _begun(asked, contract, begun[0], names)
        stands = any(stands_in(contract, name, alone=True) for name in names)
        if stands and not (communes and _is_whole(contract)):
            return None  # named somewhere: search says where
        (listing if communes else unlisted).append(contract)
    if unlisted and len(unlisted) <= MOST_UNLISTED:
        labels = french.listed([f"le CLS {contract.ref.label}" for contract in unlisted])
        text = f"Je ne peux pas le dire pour {labels} : les documents lus ne donnent pas la liste de leurs communes"
        text = text.replace("leurs communes", "ses communes") if len(unlisted) == 1 else text
        said.append(Statement(text, context=labels))
    said = [*(_not_listed(asked, contract, names) for contract in listing), *said]
    if not said:
        return None
    whole = bool(listing) and not unlisted and all(_is_whole(contract) for contract in listing)
    status = Status.ANSWERED if whole else Status.NOT_FOUND
    return Composed(tuple(said), tuple(c.ref.id for c in (*listing, *unlisted)), status)


def _begins(commune: str, name: str) -> bool:
    """Whether a commune's name begins with the whole of a shorter one."""
    whole, short = (re.sub(r"[-' ]+", " ", fold(text)) for text in (commune, name))
    return whole.startswith(f"{short} ") and short not in {"saint", "sainte", "le", "la", "les", "val", "mont"}


def _begun(
    asked: Asked, contract: UnderstoodContract, member: tuple[Epci | None, Said], names: Sequence[str]
) -> Composed:
    """What is said of several places, one of which is called by the beginning of its name."""
    said = [*_member(asked, contract, *member, ["member"])]
    others = [name for name in names if not _begins(member[1].value, name)]
    if others and not any(stands_in(contract, name, alone=True) for name in others):
        said.append(_not_listed(asked, contract, others))
    return Composed(tuple(said), (contract.ref.id,))


def _is_whole(contract: UnderstoodContract) -> bool:
    """Whether as many communes are listed as are announced."""
    perimeter = contract.record.perimeter
    announced = {count.value for count in perimeter.commune_counts}
    counts = [epci.commune_counts[0].value for epci in perimeter.epci if epci.commune_counts]
    return len(list(listed_communes(contract))) in announced | ({sum(counts)} if counts else set())


def _not_listed(asked: Asked, contract: UnderstoodContract, names: Sequence[str], *, verdict: bool = True) -> Statement:
    perimeter = contract.record.perimeter
    listed = [commune for _, commune in listed_communes(contract)]
    proofs = asked.prover.proofs(e for count in perimeter.commune_counts for e in count.evidence)
    proofs = proofs or asked.prover.proofs(e for epci in perimeter.epci for e in epci.evidence[:1])
    proofs = proofs or asked.prover.proofs(e for commune in listed[:1] for e in commune.evidence)
    shown, label = french.number(len(listed)), contract.ref.label
    several = len(names) > 1
    if _is_whole(contract):
        verb = "ne figurent pas" if several else "ne figure pas"
        text = f"{french.listed(names)} {verb} parmi les {shown} communes du périmètre du CLS {label}"
        text = f"Non : {text}" if verdict and len(asked.contracts) == 1 else text
    else:
        verb = "ne sont pas" if several else "n'est pas"
        text = (
            f"{french.listed(names)} {verb} parmi les {shown} communes que j'ai lues dans le périmètre du CLS {label}"
        )
    return Statement(text, proofs, computed=(Computation("count", (), len(listed)),))


def _only_perimeter(asked: Asked) -> bool:
    """Whether the question is about the perimeter alone, and not about what happens in so many communes."""
    counted = asks("perimeter", "communes", asked.folded) or asks("perimeter", "epci", asked.folded)
    others = [word for word in asked.subject_words if not asks("perimeter", "noise", word)]
    # "Le contrat couvre-t-il la santé mentale ?" asks of no place.
    of_places = asks("perimeter", "which", asked.folded) and asks("perimeter", "places", asked.folded)
    # "Le bus santé passe dans quelles communes ?" asks of a bus that no document knows.
    unknown = any(not asked.find_passages(asked.subject_in(word), asked.contracts, False) for word in others)
    return not others or (of_places and not counted and not unknown)


def _member(
    asked: Asked, contract: UnderstoodContract, epci: Epci | None, name: Said, forms: list[str]
) -> Iterator[Statement]:
    label = contract.ref.label
    peopled = inhabitants_of(contract, name) if "inhabitants" in forms else None
    if peopled:
        shown = french.number(peopled[0])
        figures = (SaidFigure(shown, peopled[0], "habitants"),)
        proofs = asked.prover.under_header([peopled[1]])
        yield Statement(f"Population indiquée : {name.value} ({shown})", proofs, names=(name.value,), figures=figures)
    if epci is None and asks("perimeter", "of_grouping", asked.folded) and contract.record.perimeter.epci:
        # Listed beside the groupings: the contract covers it, and no list says that it belongs to one.
        sentence = sentence_of(contract, name.evidence[0])
        quote = re.sub(r"\s+", " ", sentence.quote)
        other = re.search(
            r"\bautres? (?:intercommunalit|communaut|epci|agglo)|\briverain|\blimitrophe|\bhors d", fold(quote)
        )
        text = f"{'Non : ' if other else ''}{name.value} n'est dans aucune des listes de communes des intercommunalités"
        text += f" du CLS {label}, qui en dit"
        yield Statement(f"{text} : « {quote} »", asked.prover.proofs([sentence]), names=(name.value,), context=label)
        return
    if epci is None:
        yield Statement(
            f"Oui : {name.value} fait partie du périmètre du CLS {label}",
            asked.prover.proofs(name.evidence),
            names=(name.value,),
        )
        return
    proofs = asked.prover.passages((*name.evidence, *epci.evidence))  # a name alone does not say in which list
    text = f"{name.value} fait partie du périmètre du CLS {label}, au sein de : {epci.name}"
    yield Statement(f"Oui : {text}" if "member" in forms else text, proofs, names=(name.value, epci.name))


def _whole(asked: Asked, contract: UnderstoodContract, forms: list[str]) -> Iterator[Statement]:
    record, label = contract.record.perimeter, contract.ref.label
    named = [
        epci
        for epci in record.epci
        if is_named(short_name(epci.name), asked.folded)
        or (epci.acronym and fold(epci.acronym) in asked.folded.split())
    ]
    if "inhabitants" in forms and "communes" not in forms and not any(epci.inhabitants for epci in named):
        named = []
    if named:
        for epci in named:
            yield from _epci(asked, epci, listing="which" in forms)
        return
    if not (record.epci or record.communes or record.commune_counts or record.inhabitants):
        return
    counted = list(_counted(asked, contract, record.commune_counts, "communes"))
    peopled = list(_counted(asked, contract, record.inhabitants, "habitants"))
    if "inhabitants" in forms:
        peopled = peopled or list(_summed(asked, contract))
        if not peopled and not set(forms) & {"communes", "epci"}:
            return  # the communes are no answer to how many people there are
    yield from counted if "inhabitants" not in forms or "communes" in forms else []
    if "inhabitants" in forms:
        yield from peopled
    if record.epci and ("which" in forms or "epci" in forms or ("communes" in forms and not counted)):
        lead = f"Le périmètre du CLS {label} compte {french.count(len(record.epci), 'intercommunalité')} :"
        proofs = asked.prover.proofs(e for epci in record.epci for e in epci.evidence[:1])
        yield Statement(lead, proofs[:1], computed=(Computation("count", (), len(record.epci)),))
        for epci in record.epci:
            yield _line(asked, epci)
    elif record.communes and "which" in forms:
        yield Statement(
            f"Communes du périmètre du CLS {label} :",
            asked.prover.proofs(e for c in record.communes for e in c.evidence)[:2],
        )
        for name in record.communes[:LONGEST_LIST]:
            yield Statement(name.value, asked.prover.proofs(name.evidence), item=True)


def _line(asked: Asked, epci: Epci) -> Statement:
    parts, figures, evidence = [epci.name], [], list(epci.evidence[:1])
    for counts, unit in ((epci.commune_counts, "communes"), (epci.inhabitants, "habitants")):
        if counts:
            shown = french.number(counts[0].value)
            parts.append(f"{shown} {unit}")
            figures.append(SaidFigure(shown, counts[0].value, unit))
            evidence += counts[0].evidence
    return Statement(
        ", ".join(parts), asked.prover.under_header(evidence), item=True, names=(epci.name,), figures=tuple(figures)
    )


def _epci(asked: Asked, epci: Epci, *, listing: bool = False) -> Iterator[Statement]:
    line = _line(asked, epci)
    yield Statement(line.text, line.proofs, names=line.names, figures=line.figures)
    if listing and epci.communes:
        names = [name.value for name in epci.communes]
        proofs = asked.prover.proofs(e for name in epci.communes for e in name.evidence)
        yield Statement(f"Ses communes : {', '.join(names)}", proofs, names=tuple(names))


def _counted(
    asked: Asked, contract: UnderstoodContract, counts: tuple[Quantity, ...], unit: str
) -> Iterator[Statement]:
    for i, count in enumerate(counts):
        shown = french.number(count.value)
        text = (
            f"Le périmètre du CLS {contract.ref.label} compte {shown} {unit}"
            if not i
            else f"Un autre passage donne {shown} {unit}"
        )
        yield Statement(
            text, asked.prover.under_header(count.evidence), figures=(SaidFigure(shown, count.value, unit),)
        )


def _summed(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The sum of the EPCI's inhabitants, where no total is written."""
    epci = contract.record.perimeter.epci
    parts = [part.inhabitants[0] for part in epci if part.inhabitants]
    if not parts or len(parts) != len(epci):
        return
    values = tuple(part.value for part in parts)
    total = sum(values)
    shown = f"{french.number(total)} habitants"
    detail = french.listed([f"{french.number(part.value)} ({one.name})" for part, one in zip(parts, epci, strict=True)])
    text = (
        "Les documents lus n'écrivent pas le total ; la somme des intercommunalités du CLS "
        f"{contract.ref.label} fait {shown} : {detail}"
    )
    proofs = asked.prover.under_header(
        e for part, one in zip(parts, epci, strict=True) for e in (*part.evidence, *one.evidence[:1])
    )
    yield Statement(
        text, proofs, computed=(Computation("sum", values, total),), figures=(SaidFigure(shown, total, "habitants"),)
    )
