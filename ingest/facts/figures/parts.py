"""Which parts of a document are its diagnosis: where a sentence without a place speaks of the territory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.naming import fold
from ingest.records import Section, SectionKind

# A title that opens a diagnosis.
DIAGNOSIS = re.compile(
    r"diagnostic|ce que (?:l.on|nous) (?:entend|avons entendu)"
    r"|\bce que (?:disent|nous disent|ont dit)\b|\b(?:habitants|professionnels) (?:ont dit|disent)\b"
    r"|etat des lieux|etat de sante|offre de soins|besoins de sante|faits\b|portrait|territoire|population"
    r"|besoins|contexte|constats?|chiffres|chiffree?s\b|\bsante (?:dans|en) "
)
# A title that speaks of the contract itself: there the diagnosis ends.
_CONTRACT = re.compile(
    r"\b(?:contrats?|conventions?|contractuel\w*|articles?|cadre|dispositions|politiques?|signataires|signent?"
    r"|s'engagent?|engagements?|parties|partenaires?|perimetre|gouvern\w+|pilotage|instances|decident?|comites?"
    r"|strategies?|feuille|programmes?|plans?|axes?|priorites|orientations|objectifs|enjeux|mesures|actions?|fiches?"
    r"|durees?|revision|evolution|resiliation|communi(?:cation|quer)|evaluation|evaluer|demarche|methode|preparation"
    r"|concertation|bilan|lecons|enseignements|annexes?|sigles|glossaire|lexique|contacts?|edito\w*|avant-propos|mot"
    r"|budgets?|financ\w+|moyens|sommaire|visas|apporte|promet)\b|\bfonctionne"
)


def diagnosis_parts(sections: Sequence[Section]) -> Iterator[Section]:
    """The parts under a title of diagnosis, and those after it until the contract, an article or a sheet begins."""
    is_open = False
    for section in sorted(sections, key=lambda s: s.start):
        if section.kind is not SectionKind.PART:
            is_open = is_open and section.kind is SectionKind.FIELD
            continue
        title = fold(section.title)
        told = DIAGNOSIS.search(title) is not None
        is_open = told or (is_open and not _CONTRACT.search(title))
        if is_open:
            yield section
