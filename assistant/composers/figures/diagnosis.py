"""Figures of the diagnosis: the right row for the right territory, or none. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.figures.matching import (
    age_of,
    asked_for,
    asked_together,
    asks_number,
    matter,
    name_of,
    other_base,
    own_part,
    tells,
)
from assistant.composers.figures.places import REFERENCES, Kind, Placed, Territory, of_territory, placed, where
from assistant.composers.figures.places import territories as territories_of
from assistant.composers.forms import asks
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import DiagnosisFigure, Evidence
from ingest.naming import fold

# Questions that ask for something else than a figure of the diagnosis, whatever their other words.
_OTHER = frozenset({"money", "signatories", "lead", "partners", "signed_on", "follow_up", "calendar", "duration"})
# More values than this are set out in a list.
IN_A_ROW = 4
# Fewer territories than this are no set to choose an extreme from.
FEWEST = 2
# "On nous dit que tout va bien, mais la mortalité dépasse-t-elle celle de la France ?": what is asked stands last.
_SAID_ELSEWHERE = re.compile(
    r"^(?:et |mais )?(?:on (?:nous )?(?:dit|lit)|il parait|vous dites|le contrat dit)\b.*\bmais\b ?"
)
# What one wants to have much of.
_GOOD = re.compile("densite|nombre|depistage|vaccin|couverture|participation")
# Where a number is asked for and the documents give a rate.
NO_NUMBER = "Les documents lus n'en donnent pas le nombre, mais un taux : "


def diagnosis(asked: Asked) -> Composed | None:
    """The figures that the question asks for, None where it asks for none or the documents have not just these."""
    if asked.query.sheets or asked.query.article or asked.intents & _OTHER:
        return None
    found = each_contract(asked, _of_contract)
    if found and asks_number(asked.folded) and any(said.text.startswith(NO_NUMBER) for said in found.statements):
        return replace(found, status=Status.PARTIAL)
    return found


def _of_contract(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    figures = contract.record.figures
    if not figures:
        return []
    known = territories_of(contract)
    folded = _SAID_ELSEWHERE.sub("", asked.folded)
    place = placed(folded, contract, known)
    elsewhere = any(territory.kind is not Kind.OWN for territory in place.meant)
    if not (asks("diagnosis", "ask", folded) or age_of(folded) or elsewhere):
        return []
    about = matter(folded, place.rest, figures, contract.period)
    groups = asked_for(about, figures) or asked_together(folded, place.rest, figures, contract.period)
    # "Combien de psychiatres ?": where only their density is given, it is told as such.
    lead = "" if groups or not asks_number(asked.folded) else NO_NUMBER
    groups = groups or (asked_for(about, figures, rates=True) if lead else [])
    said: list[Statement] = []
    extreme = asks("diagnosis", "which", asked.folded) and _direction(asked)
    for group in groups:
        found = _extreme(asked, group, known) if extreme else _values(asked, group, place)
        if found is None:
            continue
        base = other_base(asked.folded, group[0].unit)
        told = lead or (
            f"Les documents donnent ce chiffre {group[0].unit}, et non sur la base demandée : " if base else ""
        )
        said.append(replace(found, text=f"{told}{_lower(found.text)}") if told else found)
        said += _in_another_unit(asked, group, figures)
    return said


def _in_another_unit(
    asked: Asked, told: Sequence[DiagnosisFigure], figures: Sequence[DiagnosisFigure]
) -> Iterator[Statement]:
    """That another passage gives the same value of the same thing with another unit: one of them is wrong."""
    for figure in told:
        for other in figures:
            same = (other.value, fold(other.territory)) == (figure.value, fold(figure.territory))
            named = fold(own_part(name_of(other))) == fold(own_part(name_of(figure)))
            if same and named and other.unit and figure.unit and fold(other.unit) != fold(figure.unit):
                text = f"Un autre passage écrit {shown(other)} {other.unit} : les documents se contredisent sur l'unité"
                yield _statement(asked, text, [other])
                return


# --- the values of some territories ---


def _values(asked: Asked, figures: Sequence[DiagnosisFigure], place: Placed) -> Statement | None:
    """One indicator in each territory that the question means; None where one of them has no figure."""
    chosen: list[tuple[Territory, DiagnosisFigure]] = []
    for kind, same in groupby(sorted(place.meant, key=lambda t: list(Kind).index(t.kind)), key=lambda t: t.kind):
        told = [(territory, f) for territory in same for f in of_territory(figures, territory)]
        named = [pair for pair in told if pair[0].name]
        if not told and place.elsewhere and kind in REFERENCES:
            continue
        if not told:
            return None
        # A sentence that names no territory is of the contract's own, where nothing else is.
        chosen += _once(named or told if kind is Kind.OWN else told)
    if not chosen:
        return None
    one = chosen[0][1]
    years = {figure.year for _, figure in chosen}
    parts = [_value(territory, figure, with_year=len(years) > 1, figures=chosen) for territory, figure in chosen]
    verdict = _verdict(chosen) if len(years) == 1 else ""
    answer = _yes_no(asked, chosen) if len(years) == 1 else ""
    head = _head(one, year=one.year if len(years) == 1 else "")
    head = f"{answer} : {_lower(head)}" if answer else head
    values = " ; ".join(parts) if len(parts) > IN_A_ROW else ", ".join(parts)
    return _statement(asked, f"{head} : {values}{verdict}", [figure for _, figure in chosen])


def _once(chosen: Sequence[tuple[Territory, DiagnosisFigure]]) -> list[tuple[Territory, DiagnosisFigure]]:
    """The same value for the same territory once."""
    kept: dict[tuple[float, str, str], tuple[Territory, DiagnosisFigure]] = {}
    for territory, figure in chosen:
        kept.setdefault((figure.value, figure.year, fold(territory.name)), (territory, figure))
    return list(kept.values())


def _value(
    territory: Territory,
    figure: DiagnosisFigure,
    *,
    with_year: bool,
    figures: Sequence[tuple[Territory, DiagnosisFigure]],
) -> str:
    several = len({other.name for other, _ in figures}) > 1
    year = f" en {figure.year}" if with_year and figure.year else ""
    place = f" {where(territory)}" if territory.name and (several or not with_year) else ""
    return f"{shown(figure)}{place}{year}"


def shown(figure: DiagnosisFigure) -> str:
    """A figure's value as printed: "22,2 %"."""
    text = figure.shown or french.number(figure.value)
    if figure.unit == "%" and "%" not in text:
        text = f"{text} %"
    return re.sub(r"(?<=\d)%", " %", text)


def _head(figure: DiagnosisFigure, *, year: str) -> str:
    """The indicator with what its table says of it: unit, year, source."""
    name = name_of(figure)
    own = own_part(name)
    about = name.removesuffix(own).removesuffix(" : ")
    if about and not tells(own):  # "Ensemble", "15 à 24 ans"
        own, about = f"{about}, {_lower(own)}", ""
    unit = "" if figure.unit in ("", "%") or fold(figure.unit) in fold(name) else figure.unit
    source = f"source : {figure.source}" if figure.source else ""
    told = [_lower(about) if about else "", unit, year if year not in name else "", source]
    told = [part for part in told if part]
    return french.capital(f"{own} ({', '.join(told)})" if told else own)


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _exact(figure: DiagnosisFigure) -> bool:
    """Whether a value is said without "plus de" or "environ"."""
    return not re.search(r"[^\W\d_]{2,}", figure.shown.replace(figure.unit, ""))


def _verdict(chosen: Sequence[tuple[Territory, DiagnosisFigure]]) -> str:
    """How the first territory's figure stands to those of the wider ones: computed, not quoted."""
    (_, first), others = chosen[0], chosen[1:]
    if chosen[0][0].kind in REFERENCES or not all(_exact(figure) for _, figure in chosen):
        return ""
    wider = [(territory, figure) for territory, figure in others if territory.kind in REFERENCES]
    if not wider or len(wider) != len(others):
        return ""
    parts = []
    for territory, figure in wider:
        than = where(territory, short=True)
        than = f"qu'{than}" if than.startswith("en ") else f"que {than}"
        word = "aussi" if first.value == figure.value else "plus" if first.value > figure.value else "moins"
        parts.append((word, than))
    words = {word for word, _ in parts}
    if len(words) == 1:
        return f", soit un chiffre {parts[0][0]} élevé {french.listed([than for _, than in parts])}"
    return f", soit un chiffre {french.listed([f'{word} élevé {than}' for word, than in parts])}"


def _yes_no(asked: Asked, chosen: Sequence[tuple[Territory, DiagnosisFigure]]) -> str:
    """Oui or Non where the question asks whether one territory's figure is greater than one other's."""
    if re.search(r"\bpas\b", asked.folded):
        return ""  # yes or no to "ne dépasse-t-elle pas ?" may be read either way
    wider = chosen[1:]
    if not wider or chosen[0][0].kind in REFERENCES or not all(_exact(figure) for _, figure in chosen):
        return ""
    if any(territory.kind not in REFERENCES for territory, _ in wider):
        return ""
    more, less = (asks("diagnosis", form, asked.folded) for form in ("more", "less"))
    if more == less:
        return ""
    one = chosen[0][1].value
    sides = {one > figure.value if more else one < figure.value for _, figure in wider}
    # More than some and less than others is neither.
    return "" if len(sides) > 1 else "Oui" if sides == {True} else "Non"


# --- the territory that has the greatest or the smallest figure ---


def _direction(asked: Asked) -> str:
    """Which end is asked for, "both" where both are."""
    if asks("diagnosis", "both_ends", asked.folded):
        return "both"
    return next((form for form in ("lowest", "highest") if asks("diagnosis", form, asked.folded)), "")


def _extreme(asked: Asked, figures: Sequence[DiagnosisFigure], known: Sequence[Territory]) -> Statement | None:
    """The part of the territory with the greatest or the smallest figure, with the others' figures."""
    direction = _direction(asked)
    if asks("diagnosis", "rated", asked.folded) and not _GOOD.search(fold(name_of(figures[0]))):
        return None  # "le mieux loti" says greatest only of what one wants to have
    parts = [(t, f) for t in known if t.kind is Kind.EPCI for f in of_territory(figures, t)]
    parts = _once(parts)
    if len(parts) < FEWEST or len({f.year for _, f in parts}) > 1 or not all(_exact(f) for _, f in parts):
        return None
    ordered = sorted(parts, key=lambda pair: pair[1].value, reverse=direction != "lowest")
    best = [pair for pair in ordered if pair[1].value == ordered[0][1].value]
    last = [pair for pair in ordered if pair[1].value == ordered[-1][1].value] if direction == "both" else []
    rest = [pair for pair in ordered if pair not in best and pair not in last]
    if len(best) == len(ordered):
        return None
    which = f"le chiffre le plus {'faible' if direction == 'lowest' else 'élevé'} est celui {_owners(best)}"
    if last:
        which += f", le plus faible celui {_owners(last)}"
    others = ", ".join(f"{shown(figure)} pour {french.the(territory.name)}" for territory, figure in rest)
    beside = " ; les autres : " if last else ", contre " if direction == "lowest" else ", devant "
    one = best[0][1]
    text = f"{_head(one, year=one.year)} : {which}{beside if others else ''}{others}"
    return _statement(asked, text, [figure for _, figure in ordered])


def _owners(pairs: Sequence[tuple[Territory, DiagnosisFigure]]) -> str:
    """Whose a figure is, and the figure: "de X, 61,2 %"."""
    return f"{french.listed([french.of(territory.name) for territory, _ in pairs])}, {shown(pairs[0][1])}"


def _statement(asked: Asked, text: str, figures: Sequence[DiagnosisFigure]) -> Statement:
    evidence: dict[Evidence, None] = dict.fromkeys(piece for figure in figures for piece in figure.evidence)
    evidence |= dict.fromkeys(_names_in_full(asked, figures))
    context = " ".join(f"{f.indicator} {f.unit} {f.year} {f.source} {f.territory}" for f in figures)
    said = tuple(SaidFigure(shown(figure), figure.value, figure.unit) for figure in figures)
    return Statement(text, asked.prover.proofs(evidence), figures=said, context=context)


def _names_in_full(asked: Asked, figures: Sequence[DiagnosisFigure]) -> Iterator[Evidence]:
    """Where the perimeter names a grouping that its figures call by an acronym alone."""
    groupings = [epci for contract in asked.contracts for epci in contract.record.perimeter.epci]
    for name in dict.fromkeys(figure.territory for figure in figures):
        quotes = " ".join(e.quote for figure in figures if figure.territory == name for e in figure.evidence)
        if fold(name) not in " ".join(fold(quotes).split()):
            yield from (e for epci in groupings if epci.name == name for e in epci.evidence[:1])
