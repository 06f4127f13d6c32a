"""What documents without action sheets say of a theme: their decisive sentences, quoted. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.sheets.topic import Theme
from assistant.composers.statement import Statement
from assistant.library import UnderstoodContract
from assistant.questions.periods import PERIOD
from assistant.quotations.units import Unit, runs_on, units_of
from ingest.naming import fold
from ingest.records import Document, Passage

# At most so many sentences are quoted, none shorter or longer than this.
MOST, SHORTEST, LONGEST = 3, 40, 520
# A longer title of a section is not said.
SECTION = 90
# A sentence must hold this share of the theme, or stand in a section whose title does.
SHARE = 0.45
# A contract that the question does not name must speak of the theme in its own words.
OWN_SHARE = 0.8
# What saying that something is done counts beside holding the theme.
DOES = 0.6
# Around a sentence that only says what is done, its passage must hold this share of the theme.
WHOLE, AROUND = 0.8, 0.5
# A sentence that takes up a noun of the one before it, so many characters behind its end.
_TAKES_UP, GAP = re.compile(r"^(?:cette?|ces?) (?P<noun>\w+)"), 4
# A contract tells there what the ones before it did.
_HISTORY = re.compile(r"^\W*(?:[\divx]+\W+)?(?:introduction|historique|bilan|retour sur|les contrats precedents)\b")
_CONTRACT = re.compile(r"\b(?:cls|contrats? loca(?:l|ux) de sante|contrat)\b")
# What documents say of themselves is nothing of a contract.
_ABOUT_ITSELF = re.compile(r"^(?:disclaimer|avertissement|mentions legales)\b")
# The caption of a figure says what is counted, and nothing of it.
_CAPTION = re.compile(r"^(?:taux|part|nombre|densite|repartition|evolution|indice|carte|graphique|figure|source)s?\b")
_SAYS = re.compile(
    r"\b(?:est|sont|a|ont|etait|reste\w*|atteint|compte|represente\w*|s'eleve\w*|augmente\w*|baisse\w*)\b|:"
)
_LANGUAGES = {"en": "en anglais", "de": "en allemand", "es": "en espagnol", "it": "en italien"}


def prose(asked: Asked, contract: UnderstoodContract, about: Theme) -> Iterator[Statement]:
    """The sentences of a contract's documents on a theme, under one that says where they come from."""
    chosen = _chosen(asked, contract, about)
    if not chosen:
        return
    documents = list(dict.fromkeys(document.id for document, _ in chosen))
    by_id = {document.id: document for document in contract.documents}
    for document_id in documents:
        own = [unit for document, unit in chosen if document.id == document_id]
        proofs = asked.prover.proofs([evidence_of(by_id[document_id], own[0])])
        yield Statement(told_by(contract, by_id[document_id]), proofs, context=contract.ref.label)
        for unit in own:
            evidence = evidence_of(by_id[document_id], unit)
            quote = words_of(evidence)
            proofs = asked.prover.proofs([evidence])
            # A contract speaks in many voices: its diagnosis, each partner's policy, its articles.
            section = proofs[0].section.split(" › ")[-1] if by_id[document_id].metadata.kind == "contrat" else ""
            place = f" ({section})" if section and len(section) <= SECTION else ""
            yield Statement(f"« {quote} »{place}", proofs, item=True, context=section)


def told_by(contract: UnderstoodContract, document: Document) -> str:
    """Which document on a contract says what follows, and in which language."""
    language = _LANGUAGES.get(document.metadata.language or "fr", "")
    kind = {"communique": "Le communiqué", "presentation": "La présentation", "article": "L'article"}
    which = kind.get(document.metadata.kind, "Le document")
    if document.metadata.notice_of is not None:
        which = "La notice"
    if document.metadata.kind == "contrat" and document.metadata.notice_of is None:
        return f"Le CLS {contract.ref.label} en dit :"
    return f"{which} lu sur le CLS {contract.ref.label}{f', {language},' if language else ''} en dit :".replace(
        "La présentation lu", "La présentation lue"
    ).replace("La notice lu", "La notice lue")


def _chosen(asked: Asked, contract: UnderstoodContract, about: Theme) -> list[tuple[Document, Unit]]:
    total = sum(worth for _, worth in about.groups)
    documents = {document.id: document for document in contract.documents}
    ranked: list[tuple[float, int, Document, Unit]] = []
    own: list[Unit] = []
    holding: defaultdict[str, list[Unit]] = defaultdict(list)
    for passage in asked.search(contract):
        document = documents.get(passage.document_id)
        if document is None or _ABOUT_ITSELF.match(fold(passage.text)) or _is_past(passage, contract.period):
            continue
        language = document.metadata.language or "fr"
        around = about.held(f"{' '.join(passage.path)} {passage.text}", language) / total
        titled = about.held(" ".join(passage.path), language) / total
        least = SHARE if asked.query.scope.territory_named else OWN_SHARE
        for unit in map(partial(_without_title, path=passage.path), units_of(passage, document)):
            if not SHORTEST <= len(unit.text) <= LONGEST or unit.text.rstrip().endswith(":") or runs_on(unit.text):
                continue
            if _CAPTION.match(fold(unit.text)) and not _SAYS.search(fold(unit.text)):
                continue
            held = about.held(unit.text, language) / total
            does = DOES if asks("theme", "does", fold(unit.text)) else 0.0
            if held < least and titled < least and not (does and around >= WHOLE):
                continue
            goes_on = bool(own) and _takes_up(unit, own[-1])
            if held >= WHOLE:
                holding[document.id].append(unit)
            if held >= least or titled >= least or document.metadata.kind != "contrat" or goes_on:
                own.append(unit)
            held = max(held, AROUND if around >= WHOLE else 0.0)
            ranked.append((held + does + titled / 2, len(ranked), document, unit))
    # A contract is long: beside a sentence that holds the theme, its neighbours are about something else; so are those
    # of a document that the question does not name.
    whole = asked.query.scope.territory_named

    def is_own(document: Document, unit: Unit) -> bool:
        kept = whole or document.metadata.kind == "contrat" or not holding[document.id]
        return (not own or unit in own) and (kept or unit in holding[document.id])

    return _best([item for item in ranked if is_own(item[2], item[3])])


def _is_past(passage: Passage, period: str) -> bool:
    """Whether a passage speaks of a contract that ended before this one began, and of none after it."""
    if passage.path and _HISTORY.search(fold(passage.path[-1])):
        return True
    first = min(map(int, re.findall(r"\d{4}", period)), default=0)
    text = fold(passage.text)
    periods = [(int(a), int(b)) for a, b in PERIOD.findall(text)]
    of_contracts = bool(_CONTRACT.search(text))
    return bool(first and periods and of_contracts) and all(last <= first for _, last in periods)


def is_history(section: str) -> bool:
    """Whether a section, or one that holds it, tells what the contracts before did."""
    return any(_HISTORY.search(fold(part)) for part in section.split(" › "))


def _takes_up(unit: Unit, before: Unit) -> bool:
    """Whether a sentence goes on about what the one before it names: "Cette approche"."""
    again = _TAKES_UP.match(fold(unit.text))
    if again is None or not before.end <= unit.start <= before.end + GAP:
        return False
    return again["noun"] in fold(before.text)


def _best(ranked: Sequence[tuple[float, int, Document, Unit]]) -> list[tuple[Document, Unit]]:
    """The best sentences in the order of their document, none twice."""
    best = max((score for score, *_ in ranked), default=0.0)
    kept: dict[str, tuple[Document, Unit]] = {}
    for score, _, document, unit in sorted(ranked, key=lambda item: (-item[0], item[1])):
        if score >= 0.6 * best and len(kept) < MOST:
            kept.setdefault(re.sub(r"[^a-z0-9]+", " ", fold(unit.text)).strip(), (document, unit))
    return sorted(kept.values(), key=lambda pair: (pair[0].file_name, pair[1].page, pair[1].start))


def _without_title(unit: Unit, path: Sequence[str]) -> Unit:
    """The unit without the title of its section before it."""
    for title in path[-1:]:
        gaps = r"\s+".join(map(re.escape, title.split()))
        match = re.match(rf"{gaps}\s*\n\s*(?=\S)", unit.text) if title else None
        if match:
            return Unit(unit.page, unit.start + match.end(), unit.end, unit.text[match.end() :])
        if unit.text.endswith(title):
            return Unit(unit.page, unit.start, unit.start, "")  # the list of a page whose headings were moved
    return unit
