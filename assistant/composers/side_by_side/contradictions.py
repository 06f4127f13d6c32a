"""Answers about what a contract says in two ways: both, each with its source, and which ranks first. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import SURE, Asked, Target
from assistant.composers.forms import asks, without
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Contradiction, Place

# What a question calls the fields of a record.
_FIELDS = {
    "titre": ("titre", "intitule", "nom", "appelle"),
    "porteurs": ("porteu", "porte", "pilote"),
    "nombre d'axes": ("axe", "thematique", "priorite"),
    "nombre de communes": ("commune",),
    "période": ("periode", "annee"),
    "durée": ("duree", "ans"),
    "date de signature": ("date", "signe"),
    "signataires": ("signataire", "signe"),
    "montant": (
        *("montant", "budget", "cout", "total", "poste", "addition", "depense", "recette", "somme", "pot commun"),
        *("€", "euro", "font bien"),
    ),
}


def contradictions(asked: Asked) -> Composed | None:
    """The contradictions that the question is about, None where it asks for none or the records hold none."""
    if not asks("contradictions", "ask", asked.folded) or "follow_up" in asked.intents:
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    found = [c for c in contract.record.contradictions if _asked_of(asked, c)]
    for contradiction in found:
        yield from _both(asked, contract, contradiction)
    if not found:
        yield from _same(asked, contract)


def _asked_of(asked: Asked, contradiction: Contradiction) -> bool:
    sheets = asked.query.sheets or tuple(target.action.number for target in targets_of(asked))
    if sheets and not any(contradiction.subject.endswith(f" {number}") for number in sheets):
        return False
    words = _FIELDS.get(contradiction.field, ())
    named = [field for field, forms in _FIELDS.items() if any(form in asked.folded for form in forms)]
    if named and not any(form in asked.folded for form in words):
        return False
    if sheets or not asked.has_subject:
        return True
    # "L'article 4 dit 4 axes, j'en compte 5 ?" asks of nothing else.
    return bool(named) and all(_is_form(word) for word in asked.subject_words)


def targets_of(asked: Asked) -> tuple[Target, ...]:
    """The sheets that the question is about, by what it says beside its asking whether two places agree."""
    if asked.targets:
        return asked.targets
    bare = re.sub(r"[a-z]+", lambda m: "" if _is_form(m.group()) else m.group(), asked.folded)
    if not re.search(r"[a-z]{3,}", bare):
        return ()  # "L'article 4 dit 4 axes, j'en compte 5 ?" names no sheet
    near = asked.find_topic(without("contradictions", "ask", bare), asked.contracts)
    return tuple(target for target in near[:1] if target.coverage >= SURE)


def _is_form(word: str) -> bool:
    """Whether a word of the question only says that two places differ, or what field of the contract does."""
    fields = (form for forms in _FIELDS.values() for form in forms)
    return word[0].isdigit() or word in _FORM or any(word.startswith(form) for form in fields)


# What questions about contradictions say beside their matter.
_FORM = frozenset(
    "article articles dit compte vois trouve annonce annoncee annonces annoncees normal erreur texte liste "
    "depenses recettes postes bien juste justes font tombent tombe annonce ecrit ca addition affiche "
    "recapitulatif tableau tableaux fiche fiches annexe selon pareil meme memes "
    "quatre cinq six sept huit trois deux dix plutot contredit contredisent contradiction".split()
)


def _both(asked: Asked, contract: UnderstoodContract, contradiction: Contradiction) -> Iterator[Statement]:
    label = f"du CLS {contract.ref.label}"
    first, *others = dict.fromkeys(value.place for value in contradiction.values)
    of = {place: [v for v in contradiction.values if v.place is place] for place in (first, *others)}
    what = _FIELD_NAMES.get(contradiction.field, contradiction.field)
    where = (
        f"la {contradiction.subject} {label}" if contradiction.subject.startswith("fiche") else f"le contrat {label}"
    )
    if contradiction.field == "nombre d'axes":
        announced = contradiction.values[-1]
        counted = Computation("count", (), float(contradiction.values[0].value))
        listed = contradiction.values[0].value
        text = f"le texte du CLS {contract.ref.label} annonce {announced.value} axes, puis en présente {listed}"
        text = f"Vous avez raison : {text}" if _says_so(asked, contradiction) else french.capital(text)
        proofs = asked.prover.proofs((*announced.evidence, *contradiction.values[0].evidence))
        both = (counted, Computation("count", (), float(announced.value)))
        yield Statement(text, proofs, computed=both, context=contract.ref.label)
        for axis in contract.record.axes:
            title = axis.titles[0]
            shown = f"{axis.number} – {title.value}" if axis.number else title.value
            yield Statement(shown, asked.prover.proofs(title.evidence[:1]), item=True, context=axis.number)
        return
    if contradiction.field == "montant":
        yield from _amounts(asked, contract, contradiction)
        return
    every = asked.prover.proofs(e for values in of.values() for value in values for e in value.evidence)
    lead = f"deux endroits ne disent pas la même chose pour {what}, dans {where} :"
    lead = f"Non : {lead}" if asks("contradictions", "same", asked.folded) else french.capital(lead)
    yield Statement(lead, every, context=f"{contradiction.subject} {contract.ref.label}")
    for place, values in of.items():
        text = f"{_PLACES[place]} : {french.listed([value.value for value in values])}"
        context = " ".join(value.value for value in values)
        yield Statement(text, asked.prover.proofs(e for v in values for e in v.evidence), item=True, context=context)
    rule = "c'est la règle de l'assistant, que les documents n'écrivent pas"
    yield Statement(f"Pour nos réponses, {contradiction.reason} ({rule})")


def _amounts(asked: Asked, contract: UnderstoodContract, contradiction: Contradiction) -> Iterator[Statement]:
    """A written total and the sum of its parts, added again."""
    written, added = contradiction.values[0], contradiction.values[-1]
    parts = [value for e in added.evidence for value in (_MONEY.findall(e.quote) or _BARE.findall(e.quote))[-1:]]
    operands = tuple(float(re.sub(r"\D", "", part)) for part in parts)
    if abs(sum(operands) - float(added.value)) >= 1 or len(operands) < 2:
        return
    where = f"dans la {contradiction.subject} du CLS {contract.ref.label}"
    # Where the total is read with all that it is of, its own line is quoted first.
    placed = sorted(
        written.evidence, key=lambda e: f"{float(written.value):g}" not in re.sub(r"(?<=\d)\s(?=\d)", "", e.quote)
    )
    lead = f"le total écrit n'est pas la somme de ses parties, {where} :"
    lead = f"Non : {lead}" if asks("contradictions", "same", asked.folded) else french.capital(lead)
    proofs = asked.prover.under_header((*placed[:1], *added.evidence))
    yield Statement(lead, proofs, context=f"{contradiction.subject} {contract.ref.label}")
    own = asked.prover.under_header(placed[:1])
    yield Statement(f"total écrit : {french.euros(float(written.value))}", own, item=True)
    shown = " + ".join(french.euros(operand) for operand in operands)
    total = french.euros(sum(operands))
    computed = (Computation("sum", operands, sum(operands)),)
    parts_of = asked.prover.under_header(added.evidence)
    yield Statement(f"parties additionnées : {shown}, soit {total}", parts_of, item=True, computed=computed)


# A cell of a table of money has no unit of its own.
_BARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+)(?![\d.,])")
_MONEY = re.compile(r"(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+) ?(?:€|euros?\b)")


def _says_so(asked: Asked, contradiction: Contradiction) -> bool:
    """Whether the question itself gives both values, in figures or in words."""
    said = set(re.findall(r"[a-z]+|\d+", asked.folded))
    return all({value.value, french.count(int(value.value), "").strip()} & said for value in contradiction.values)


_FIELD_NAMES = {"titre": "le titre", "porteurs": "le porteur", "période": "la période", "durée": "la durée"}
_PLACES = {
    Place.SHEET: "fiche action",
    Place.ARTICLE: "article",
    Place.SIGNATURE: "page de signature",
    Place.COVER: "titre",
    Place.TEXT: "texte",
    Place.TABLE: "tableau",
    Place.SUMMARY: "tableau récapitulatif",
}


def _same(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The leads of a sheet in both places, where they agree."""
    for target in asked.targets if asked.query.sheets else ():
        action = target.action
        own = [said for said in action.leads if said.place is not Place.SUMMARY]
        summary = [said for said in action.leads if said.place is Place.SUMMARY]
        if target.contract is contract and "porte" in asked.folded and own and summary:
            shown = french.listed([said.value for said in own])
            proofs = asked.prover.proofs(e for said in (*own, *summary) for e in said.evidence)
            text = f"Oui : la fiche {action.number} et le tableau récapitulatif donnent le même porteur : {shown}"
            yield Statement(text, proofs, context=action.number)
