"""Answers about when: signing, period, duration. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import sentence_of
from assistant.composers.statement import Composed, Statement
from assistant.composers.time.ending import at_signing, begins, ends, is_amended
from assistant.composers.time.previous import asks_earlier
from assistant.composers.time.renewal import renewal
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.folding import folded
from ingest.facts.records import Evidence, Said
from ingest.naming import fold

# The day that a question claims.
_DAY = re.compile(
    r"\ble (\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    r" 20\d\d)\b"
)
# The quote of a date of signing begins with the word that says that it is one, so far before it at most.
BEFORE_DATE = 120
# A passage that gives a year is quoted where it is short.
SHORT_QUOTE = 80


def signing(asked: Asked) -> Composed | None:
    """When and where the contract was signed."""
    if "signed_on" not in asked.intents or asked.query.sheets or asks_earlier(asked):
        return None
    if asks("dates", "next", asked.folded):
        return _to_come(asked)
    return _each(asked, _signed)


def _to_come(asked: Asked) -> Composed | None:
    """That the documents say nothing of the contract to come, with the end of the one in force."""
    known = [contract for contract in asked.contracts if [*_last_year(asked, contract)]]
    said = [Statement("Les documents lus ne disent pas quand sera signé le contrat suivant")]
    for contract in known:
        predicate, statement = next(_last_year(asked, contract))
        said.append(replace(statement, text=f"Le CLS {contract.ref.label} {predicate}"))
    return Composed(tuple(said), tuple(c.ref.id for c in known), Status.NOT_FOUND) if known else None


def duration(asked: Asked) -> Composed | None:
    """Which years the contract covers, and how long it lasts."""
    if "duration" not in asked.intents or asked.query.sheets or asked.query.article:
        return None
    # What is signed is the contract.
    named = re.search(r"\b(?:cls|contrats?)\b|\bdate de signature\b|\bsignee?\b", asked.folded) or any(
        asks("dates", form, asked.folded) for form in ("it_ends", "former_end")
    )
    if not named or re.search(r"\b(?:fiche|action|projet)\b", asked.folded):
        return None
    if asked.intents & {"communication", "dispute", "termination", "money"} or asks_earlier(asked):
        return None
    if "revision" in asked.intents and not any(asks("dates", f, asked.folded) for f in ("renewed", "former_end")):
        return None
    return _each(asked, _lasting)


def _each(asked: Asked, say: Callable[[Asked, UnderstoodContract], Iterator[Statement]]) -> Composed | None:
    said: list[Statement] = []
    silent: list[UnderstoodContract] = []
    for contract in asked.contracts:
        found = list(say(asked, contract))
        said += found
        if not found:
            silent.append(contract)
    if not said:
        return None
    status = Status.ANSWERED
    if silent and asked.query.scope.territory_named:
        status = Status.PARTIAL
        labels = french.listed([contract.ref.label for contract in silent])
        said.append(Statement(f"Les documents lus ne le disent pas pour : {labels}", context=labels))
    named = tuple(contract.ref.id for contract in asked.contracts if contract not in silent)
    return Composed(tuple(said), named, status)


def _signed(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    dates = contract.record.signed_on
    if not dates:
        return
    place = contract.record.signed_at[0] if contract.record.signed_at else None
    dated = (_from_its_verb(contract, found) for found in dates[0].evidence)
    evidence = (*dated, *(place.evidence if place else ()))
    where = f" à {place.value}" if place else ""
    when = french.date(dates[0].value)
    on = f"le {when}" if dates[0].value.count("-") == 2 else f"en {when}"
    names = (place.value,) if place else ()
    text = f"e CLS {contract.ref.label} a été signé {on}{where}"
    claimed = _DAY.search(asked.folded)
    answer = ("Oui" if fold(when) == claimed.group(1) else "Non") if claimed else ""
    text = f"{answer} : l{text}" if answer else f"L{text}"
    yield Statement(text, asked.prover.proofs(evidence), names=names)
    yield from _others(asked, dates, "date de signature", french.date)


def _from_its_verb(contract: UnderstoodContract, found: Evidence) -> Evidence:
    """The evidence of a date from the "Fait" or "signé" of its sentence on, as it is where none stands near."""
    pages = (page for doc in contract.documents if doc.id == found.document_id for page in doc.pages)
    text = next((page.text for page in pages if page.number == found.page), "")
    low = max(0, found.start - BEFORE_DATE)
    before = folded(text[low : found.start])
    verbs = [*re.finditer(r"\b(?:fait|signee?s?|signature|engagent|engagee?s?|conclue?s?)\b(?=[^.;\n]*$)", before.text)]
    if not verbs:
        return found
    start = low + before.back(verbs[-1].start(), verbs[-1].end())[0]
    return replace(found, start=start, quote=text[start : found.end])


def _lasting(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    years, long, end = _years(asked, contract), _how_long(asked, contract), [*_end(asked, contract)]
    every = ends(contract)
    amended = bool(every) and is_amended(contract, every[0])
    begin = [*_begin(asked, contract)] if asks("dates", "begin", asked.folded) else []
    if asks("dates", "former_end", asked.folded) and amended and every[1:]:
        end, amended = [*_end(asked, contract, 1)], False
        ordered = end
    elif amended:
        ordered = [*begin, *end]  # the years and the length are those of before
    elif asks("dates", "end", asked.folded):
        ordered = [*begin, *(end or _last_year(asked, contract)), *(years if end and not begin else ()), *long]
    else:
        ordered = [*begin, *years, *long, *end]
    answer = _runs(asked, contract)
    for i, (predicate, statement) in enumerate(ordered):
        named = f"{answer} : le CLS {contract.ref.label}" if answer else f"Le CLS {contract.ref.label}"
        yield replace(statement, text=f"{'Il' if i else named} {predicate}")
    if asks("dates", "renewed", asked.folded):
        yield from renewal(asked, contract)
    yield from _derived(asked, contract)
    yield from _others(asked, contract.record.period, "période", str)
    if asks("dates", "former_end", asked.folded):
        return
    if amended:
        for before in every[1:]:
            text = f"Avant l'avenant, il devait prendre fin le {french.date(before.value)}"
            yield Statement(text, asked.prover.proofs(before.evidence))
    else:
        yield from _others(asked, every, "date de fin", french.date)


def _runs(asked: Asked, contract: UnderstoodContract) -> str:
    """ "Oui" or "Non" to whether the contract runs in a year, the current one where none is named; "" elsewhere."""
    years = re.findall(r"\b20\d\d\b", asked.folded)
    period = re.findall(r"\d{4}", contract.period)
    if not asks("dates", "running", asked.folded) or len(period) != 2 or len(years) > 1:
        return ""
    year = int(years[0]) if years else asked.year
    first, last = map(int, period)
    if year in (first, last):
        return ""  # within a year, only the day tells
    return "Oui" if first < year < last else "Non"


def _last_year(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[str, Statement]]:
    """The last year of the period, where no text writes the day."""
    for said in contract.record.period[:1]:
        last = said.value.rpartition("-")[2]
        runs = "courait" if int(last) < asked.year else "court"
        yield f"{runs} jusqu'en {last}", Statement("", asked.prover.proofs(said.evidence))


def _derived(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """That no passage writes the period, where its two years stand in two of them."""
    for said in contract.record.period[:1]:
        first, _, last = said.value.partition("-")
        if last and not any(first in e.quote and re.search(rf"{last}|\b{last[2:]}\b", e.quote) for e in said.evidence):
            said_at_once = (sentence_of(contract, e).quote for e in said.evidence)
            if any(first in quote and last in quote for quote in said_at_once):
                continue  # "le contrat signé ce 9 juillet 2031 engage jusqu'en 2035"
            written = next((quote for e in said.evidence if last in (quote := " ".join(e.quote.split()))), last)
            told = f"« {written} »" if 0 < len(written) - len(last) < SHORT_QUOTE else last
            text = f"Aucun passage n'écrit cette période en entier : l'un donne {first}, l'autre {told}"
            yield Statement(text, asked.prover.proofs(said.evidence))


def _years(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[str, Statement]]:
    for said in contract.record.period[:1]:
        first, _, last = said.value.partition("-")
        years = f"la période {first}-{last}" if last else first
        yield f"couvre {years}", Statement("", asked.prover.proofs(said.evidence))


def _how_long(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[str, Statement]]:
    for said in contract.record.duration[:1]:
        quoted = " ".join(evidence.quote for evidence in said.evidence).lower()
        text = f"est conclu pour une durée de {said.value}"
        if "entr" in quoted and "vigueur" in quoted and "signature" in quoted:
            text += ", à compter de sa signature"
        yield text, Statement("", asked.prover.proofs(said.evidence), context=said.value)


def _begin(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[str, Statement]]:
    for said in begins(contract):
        yield f"prend effet le {french.date(said.value)}", Statement("", asked.prover.proofs(said.evidence))
        return
    for evidence in at_signing(contract):
        yield "prend effet à compter de sa signature", Statement("", asked.prover.proofs([evidence]))


def _end(asked: Asked, contract: UnderstoodContract, which: int = 0) -> Iterator[tuple[str, Statement]]:
    for said in ends(contract)[which : which + 1]:
        runs = "devait prendre fin le" if which else "court jusqu'au"
        yield f"{runs} {french.date(said.value)}", Statement("", asked.prover.proofs(said.evidence))


def _others(asked: Asked, values: tuple[Said, ...], what: str, show: Callable[[str], str]) -> Iterator[Statement]:
    """The values that other passages give: both are said, each with its source."""
    for other in values[1:]:
        if not values[0].value.startswith(other.value):
            text = f"Un autre passage donne une autre {what} : {show(other.value)}"
            yield Statement(text, asked.prover.proofs(other.evidence))
