"""The rows of a table of indicators printed without lines, its cells broken over lines. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.facts.reading import Run, flat
from ingest.naming import fold
from ingest.structure.headings import unfinished

FIGURES = ("baseline", "target")
_FIGURE = r"(?:\d[\d.,]*(?:[  ]\d{3})*(?: ?%)?|[Nn]éant|NC|ND|[Àà] définir)"
# Words with which an indicator begins.
MEASURE = re.compile(
    r"(?:le |la |l'|les )?(?:nombre|nb|n°|nbre|taux|part|pourcentage|%|evolution|proportion|niveau|typologie|degre"
    r"|duree|delai|satisfaction|existence|realisation|mise en place|variete|montant|frequence|frequentation|volume"
    r"|profil|type)\b"
)
FREQUENCY = re.compile(
    r"(?:bi[- ]?)?(?:annuel|semestriel|trimestriel|mensuel|hebdomadaire|biennal|ponctuel)\w*(?: \([^)]*\))?"
    r"|(?:tous|toutes) les (?:\w+ )?(?:ans?|annees?|mois|semestres?|trimestres?|semaines?)"
    r"|chaque (?:annee|mois|semestre|trimestre|session|action)|(?:une|deux|trois|\d) fois (?:par|l'|dans l') ?\w+"
    r"|en continu|(?:a )?mi-?parcours(?: et (?:en )?fin de \w+)?|en fin d(?:e |')\w+|1 ?/ ?an|n et n \+ ?\d"
)
Span = tuple[int, int]


@dataclass
class Row:
    """A row: the spans of its name, and of its cells by the name of their column."""

    name: Span
    cells: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool


def table_rows(run: Run, start: int, end: int, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table whose `columns` are a name, figures, then at most three texts."""
    figures = [name for name in columns[1:] if name in FIGURES]
    texts = list(columns[1 + len(figures) :])
    if not figures or list(columns[1 : 1 + len(figures)]) != figures or len(texts) > 3:
        return
    pattern = re.compile(
        r"[ \t]*(?P<name>\S.*?[^\W\d].*?)??\s*"
        + r"\s+".join(rf"(?P<f{k}>{_FIGURE})" for k in range(len(figures)))
        + r"(?:[ \t]+(?P<rest>[^\d\s].*))?\s*$"
    )
    lines = _lines(run.text, start, end)
    anchors = [(i, match) for i, line in enumerate(lines) if (match := pattern.match(line.text))]
    edges = [i for i, _ in anchors]
    name_from = 0
    for (i, match), following in zip(anchors, [*edges[1:], len(lines)], strict=False):
        line, own = lines[i], match["name"]
        tail = _tail(lines, i, following, last=following == len(lines))
        name = _name(lines[name_from:i], line, match)
        name_from = tail
        if name is None or (own and not letters_in(own)):
            continue
        cells = {column: _shift(match.span(f"f{k}"), line.start) for k, column in enumerate(figures)}
        rest = [_shift(match.span("rest"), line.start)] if match["rest"] else []
        rest += [(other.start, other.end) for other in lines[i + 1 : tail]]
        cells.update(_texts(run.text, rest, texts))
        yield Row(name, cells)


def letters_in(text: str) -> bool:
    """Whether a text has a word."""
    return bool(re.search(r"[^\W\d_]{2}", text))


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        low = start + match.start()
        found.append(_Line(low, start + match.end(), match.group(), text[max(0, low - 2) : low] == "\n\n"))
    return found


def _name(above: Sequence[_Line], line: _Line, match: re.Match[str]) -> Span | None:
    """The span of a row's name: the lines above its figures, and what stands before these on their line."""
    spans = [(other.start, other.end) for other in above]
    if match["name"]:
        spans.append(_shift(match.span("name"), line.start))
    return (spans[0][0], spans[-1][1]) if spans else None


def _tail(lines: Sequence[_Line], anchor: int, following: int, *, last: bool) -> int:
    """Where the next row's name begins, after what the cells of this one go on with."""
    for k in range(anchor + 1, following):
        text, above = lines[k].text.strip(), lines[k - 1].text
        starts = text[:1].isupper() and not unfinished(above)
        if starts and (lines[k].gap or MEASURE.match(fold(text)) or (k > anchor + 1 and not last)):
            return k
        if last and lines[k].gap:
            return k
    return following


def _texts(text: str, spans: Sequence[Span], columns: Sequence[str]) -> dict[str, Span]:
    """The cells of text: one, or a frequency and what stands beside it; none where they cannot be told apart."""
    if not spans or not columns:
        return {}
    whole = (spans[0][0], spans[-1][1])
    if len(columns) == 1:
        return {columns[0]: whole}
    if columns[0] == "frequency" and len(columns) == 2:
        # Folding keeps lengths here: letters with accents have one letter each.
        plain = "".join(one if len(one := fold(c)) == 1 else c for c in re.sub(r"\s", " ", text[slice(*whole)]))
        found = FREQUENCY.match(plain)
        if found and (found.end() == len(plain) or plain[found.end()] == " "):
            rest = (whole[0] + found.end(), whole[1])
            first = {"frequency": (whole[0], whole[0] + found.end())}
            return {**first, columns[1]: rest} if flat(text[slice(*rest)]) else first
    return {}


def _shift(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
