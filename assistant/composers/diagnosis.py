"""Figures of the diagnosis: the right row for the right territory, or none. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import lexicon
from assistant.composers.asked import Asked
from assistant.composers.statement import Composed, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.tokens import stem, words
from ingest.facts.records import DiagnosisFigure
from ingest.naming import fold

# What a figure's name must hold of the question's own words, and the question of the figure's name.
OF_QUESTION, OF_NAME = 0.75, 0.4
# More figures than this that fit as well: the question does not tell them apart.
MOST = 4
# Words of such questions that say that a figure is asked for, not which.
_ASKING = frozenset(
    "taux nombre combien part pourcentage proportion chiffre valeur quel quelle est dans pour sur habitants personnes "
    "compte on il y diagnostic indique donne annee en densite".split()
)


def diagnosis(asked: Asked) -> Composed | None:
    """The figures that the question asks for, None where it asks for none or several would fit."""
    if asked.query.sheets or asked.intents & {"money", "signatories", "lead", "signed_on", "follow_up"}:
        return None
    if "context" not in asked.intents and "combien" not in asked.folded and "taux" not in asked.folded:
        return None
    said: list[Statement] = []
    named = []
    for contract in asked.contracts:
        found = _best(asked, contract)
        said += [_statement(asked, figure) for figure in found]
        named += [contract.ref.id] if found else []
    return Composed(tuple(said), tuple(named)) if said else None


def _best(asked: Asked, contract: UnderstoodContract) -> Sequence[DiagnosisFigure]:
    question = _stems(asked.query.text)
    figures = _of_territory(question, contract)
    scored = []
    for figure in figures:
        own = question - _stems(figure.territory) - _stems(contract.territory) - _contract_words(contract)
        years = {word for word in own if len(word) == 4 and word.isdigit()}
        if years and figure.year and not years & {figure.year}:
            continue
        own -= years
        name = _stems(f"{figure.indicator} {figure.unit}")
        telling = name - {stem(word) for word in _ASKING}
        asked_for = own - {stem(word) for word in _ASKING}
        shared = asked_for & telling
        if not shared or len(shared) < OF_QUESTION * len(asked_for) or len(shared) < OF_NAME * len(telling):
            continue
        scored.append((len(shared) / len(asked_for) + len(shared) / len(telling), figure))
    best = max((score for score, _ in scored), default=0.0)
    kept = [figure for score, figure in scored if score >= best - 0.01]
    distinct = {(figure.value, figure.year, figure.territory, fold(figure.indicator)): figure for figure in kept}
    return list(distinct.values()) if len(distinct) <= MOST else []


def _of_territory(question: set[str], contract: UnderstoodContract) -> list[DiagnosisFigure]:
    """The figures of the territory that the question names; of the contract's own where it names none."""
    figures = contract.record.figures
    territories = {figure.territory for figure in figures if figure.territory}
    named = [name for name in territories if _stems(name) and _stems(name) <= question]
    if named:
        longest = max(len(_stems(name)) for name in named)
        chosen = {name for name in named if len(_stems(name)) == longest}
    else:
        own = _stems(contract.territory)
        chosen = {name for name in territories if own <= _stems(name)}
    return [figure for figure in figures if figure.territory in chosen]


def _contract_words(contract: UnderstoodContract) -> set[str]:
    return _stems(f"cls contrat local santé {contract.period} territoire pays")


def _stems(text: str) -> set[str]:
    stop = lexicon.load().stopwords | lexicon.load().form
    return {stem(word) for word in words(text) if word not in stop}


def _statement(asked: Asked, figure: DiagnosisFigure) -> Statement:
    shown = figure.shown or f"{figure.value:g}".replace(".", ",")
    unit = "" if figure.unit and fold(figure.unit) in fold(shown) else f" {figure.unit}".rstrip()
    where = f" ({figure.territory})" if figure.territory else ""
    when = f", {figure.year}" if figure.year and figure.year not in figure.indicator else ""
    source = f" ; source : {figure.source}" if figure.source else ""
    text = f"{figure.indicator}{where}{when} : {shown}{unit}{source}"
    proofs = asked.prover.proofs(figure.evidence)
    context = f"{figure.indicator} {figure.unit} {figure.year} {figure.source}"
    return Statement(text, proofs, figures=(SaidFigure(shown, figure.value, figure.unit),), context=context)
