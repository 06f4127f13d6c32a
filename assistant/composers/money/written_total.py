"""The total of all sheets, or of an axis, where a table of the contract writes it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.statement import SaidFigure, Statement
from assistant.library import UnderstoodContract
from ingest.facts.money.amounts import aligned
from ingest.facts.records import Evidence
from ingest.naming import fold

_MONEY = re.compile(r"(?<![\d,.])(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:,(\d\d?))? ?(k ?)?(?:€|euros?\b)")
_TOTAL = re.compile(
    r"^(?:montant |budget |cout )?total(?: (?:general|annuel|global|du (?:contrat|cls|plan)|des (?:actions|fiches|axes)"
    r"|previsionnel|toutes actions))*\W{1,4}(?=\d)"
)
# "Le budget prévisionnel du plan d'actions s'élève à 893 000 € sur la durée du contrat".
_SAYS = re.compile(
    r"\b(?:budget|cout|montant|enveloppe|financement)s?\b[^.;:\n]{0,40}?\b(?:plan d['’ ]?actions?|contrat|cls|programme"
    r"|ensemble des (?:actions|fiches))\b[^.;:]{0,40}?"
    r"\b(?:s['’ ]?eleven?t?|est (?:de|estimee?|evaluee?|fixee?)|atteint|represente|se monte)\b[^.;:€]{0,40}?"
    r"(?P<amount>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+) ?(?:€|euros?\b)(?P<rest>[^.;]{0,60})"
)
_AXIS = r"^(?:total )?(?:axe|priorite|thematique|orientation) (?:strategique )?(?:n ?° ?)?{number}\b[^\d€]*"


def written_total(asked: Asked, contract: UnderstoodContract, axis: str = "") -> Statement | None:
    """What a line outside the sheets gives as the whole of the money, None where none does or several differ."""
    found = list(_lines(asked, contract, axis))
    if not found or len({amount for _, amount, _ in found}) > 1:
        return None
    evidence, amount, line = found[0]
    shown = french.euros(amount)
    of = f"pour l'axe {axis} du CLS {contract.ref.label}" if axis else f"pour le CLS {contract.ref.label}"
    text = f"Le total écrit {of} est de {shown} (« {line} »)"
    figure = SaidFigure(shown, amount, "EUR")
    return Statement(
        text, asked.prover.under_header([evidence]), figures=(figure,), context=f"{axis} {contract.ref.label}"
    )


def _lines(asked: Asked, contract: UnderstoodContract, axis: str) -> Iterator[tuple[Evidence, float, str]]:
    documents = {document.id: document for document in contract.documents}
    pattern = re.compile(_AXIS.format(number=re.escape(fold(axis)))) if axis else _TOTAL
    for passage in asked.plain(contract):
        # A total alone may be that of anything: a table of all sheets names its axes or its sheets.
        if not re.search(r"\b(?:axe|priorite|thematique|orientation|fiche|action)s?\b", fold(passage.text)):
            continue
        for span in passage.spans:
            text = next(p.text for p in documents[passage.document_id].pages if p.number == span.page)
            for line in re.finditer(r"[^\n]+", text[span.start : span.end]):
                start = span.start + line.start()
                amounts = _MONEY.findall(line.group())
                # Of several columns, none is known to be the whole.
                if len(amounts) == 1 and pattern.match(fold(line.group().strip())):
                    digits, cents, thousands = amounts[0]
                    whole = re.sub(r"\D", "", digits)
                    value = float(f"{whole}.{cents or 0}") * (1_000 if thousands else 1)
                    end = start + len(line.group())
                    yield Evidence(passage.document_id, span.page, start, end, text[start:end]), value, line.group()
            said = _SAYS.search(aligned(text[span.start : span.end])) if not axis else None
            if said and not re.search(r"\bpar an\b|\bannuel|\bchaque annee\b", said.group()):
                start, end = span.start + said.start(), span.start + said.end("rest")
                value = float(re.sub(r"\D", "", said["amount"]))
                shown = " ".join(text[start:end].split())
                yield Evidence(passage.document_id, span.page, start, end, text[start:end]), value, shown
