"""What an acronym stands for, as the documents themselves spell it out: every sense, each with its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import lexicon
from assistant.abbreviations import definitions, is_acronym
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Statement
from assistant.records import Status
from ingest.facts.reading import letters
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document, Page

# An acronym is cited where it stands, with the words around it.
AROUND = 90


def definition(asked: Asked) -> Composed | None:
    """The senses of the acronym that the question asks for, None where it asks for none or no document has it."""
    acronym = _acronym(asked) if asks("definition", "ask", asked.folded) else ""
    if not acronym:
        return None
    everyone = asked.contracts if asked.query.scope.territory_named else asked.library.contracts
    senses: dict[str, tuple[str, Evidence, str]] = {}
    for contract in everyone:
        for document in contract.documents:
            for long, evidence in _spelled(acronym, document):
                senses.setdefault(letters(long), (long, evidence, contract.ref.id))
    if senses:
        said = [_statement(asked, acronym, long, evidence) for long, evidence, _ in senses.values()]
        contracts = tuple(dict.fromkeys(contract for *_, contract in senses.values()))
        return Composed(tuple(said), contracts)
    return _unspelled(asked, acronym)


def _acronym(asked: Asked) -> str:
    """The acronym asked for, as typed in capitals, or a word of the question that the field knows as one."""
    words = re.findall(r"[A-Za-zÀ-ÿ][\w&-]*", asked.query.text)
    found = next((word for word in words if is_acronym(word) and word != "CLS"), "")
    known = lexicon.load().acronyms
    small = next((w for w in words if fold(w) in known and " " not in fold(w) and fold(w) not in _COMMON), "")
    return found or small or next((word for word in words if word == "CLS"), "")


# Words that are acronyms too, and mean none in a question.
_COMMON = frozenset("cls ars ca cc ch ville contrat aide acte".split())


def _spelled(acronym: str, document: Document) -> Iterator[tuple[str, Evidence]]:
    for page in document.pages:
        if letters(acronym) not in letters(page.text):
            continue
        for short, long in definitions(page.text):
            if letters(short) == letters(acronym) and (found := _evidence(document, page, short, long)):
                yield long, found


def _evidence(document: Document, page: Page, short: str, long: str) -> Evidence | None:
    gaps = r"\s+".join(re.escape(word) for word in long.split())
    both = rf"{gaps}\s*\(\s*{re.escape(short)}\s*\)|{re.escape(short)}\s*\(\s*{gaps}\s*\)"
    match = re.search(both, page.text)
    return Evidence(document.id, page.number, *match.span(), match.group()) if match else None


def _statement(asked: Asked, acronym: str, long: str, evidence: Evidence) -> Statement:
    document = asked.library.document(evidence.document_id)
    where = f" dans « {document.metadata.title} »" if document else ""
    text = f"« {acronym} » y veut dire : {long}" if not where else f"« {acronym} » veut dire{where} : {long}"
    return Statement(text, asked.prover.proofs([evidence]), names=(long,))


def _unspelled(asked: Asked, acronym: str) -> Composed | None:
    """An acronym that the documents use and never spell out: the field's usual sense, said to be that."""
    usual = lexicon.load().acronyms.get(fold(acronym), ())
    for contract in asked.contracts:
        for document in contract.documents:
            for page in document.pages:
                match = re.search(rf"\b{re.escape(acronym)}\b", page.text)
                if match:
                    start = page.text.rfind("\n", 0, max(0, match.start() - AROUND)) + 1
                    end = page.text.find("\n", match.end() + AROUND)
                    end = len(page.text) if end < 0 else end
                    evidence = Evidence(document.id, page.number, start, end, page.text[start:end])
                    text = f"Les documents lus emploient « {acronym} » sans l'expliquer"
                    said = [Statement(text, asked.prover.proofs([evidence]))]
                    if usual:
                        senses = french.listed(list(usual), last="ou")
                        said.append(Statement(f"Sens usuel du sigle, hors documents : {senses}"))
                    return Composed(tuple(said), (contract.ref.id,), Status.PARTIAL)
    return None
