"""How often something is done: "chaque trimestre", "deux fois par an", folded or as printed."""

from __future__ import annotations

RHYTHM = (
    r"(?:chaque\s+(?:mois|trimestre|semestre|ann[ée]e(?:\s+scolaire)?|printemps|[ée]t[ée]|automne|hiver|semaine)"
    r"|tous\s+les\s+(?:ans|mois|(?:deux|trois|quatre|six)\s+(?:mois|ans))"
    r"|(?:une|deux|trois|quatre)\s+fois\s+(?:par|l['’])\s?an|annuellement|trimestriellement)\b"
)
