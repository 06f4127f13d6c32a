"""What a document's own text tells of it as a whole: kind, territory, period, title, language. Pure functions.

What cannot be told stays empty: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from simplemma import langdetect

from ingest.facts.plans.columns import names_columns
from ingest.naming import fold
from ingest.period import period_of
from ingest.records import Metadata, Section, SectionKind
from ingest.structure.headings import heading
from ingest.structure.lines import Line
from ingest.territory import territory_of

# The first lines of a document name it; a first page with no more lines than a cover is all title.
TITLE_LINES = 12
COVER_LINES = 8
LANGUAGE_SAMPLE = 20_000
KIND_SAMPLE = 200_000
# So much text tells its language more surely than the file that holds it.
TELLING_CHARACTERS = 400

_CLS = re.compile(r"contrats? loca(?:l|ux) de sante|\bcls\b|local health contract")
# What a title that begins so announces is no local health contract, even where it mentions one.
_OTHER_KIND = re.compile(
    r"(?:^|[.\n] ?)(?:projet de |avenant[^.\n]{0,12} (?:a la|au) )?(?:convention|charte|protocole|accord[- ]cadre"
    r"|schema|projet (?:regional|territorial)|contrat (?!loca|socle)\w+|pacte)\b"
)


def describe(
    lines: Sequence[Line],
    sections: Sequence[Section],
    *,
    title: str,
    language: str,
    file_name: str,
    margins: Sequence[str] = (),
) -> Metadata:
    """The metadata that a text gives; `title` and `language` are what its file declares, `margins` its headers."""
    text = "\n".join(line.text for line in lines)
    # Programs declare the language of their installation: the text's own words come first.
    told = _language(text) if len(text) >= TELLING_CHARACTERS else ""
    language = told or language[:2].lower() or _language(text)
    workbook = file_name.lower().endswith(".xlsx")
    # A sheet opens with its name, which tells less than the title rows below it.
    shown = _title(_title_rows(lines) if workbook else lines, title, file_name)
    head = _head(lines, shown)
    kind = _kind("\n".join([*margins, text]), head, sections, language, file_name)
    if kind in {"presentation", "article", "communique"} and any(names_columns(line.text) for line in lines):
        kind = "plan"
    # Of a document that is no CLS, nothing is said that a reader would take for one.
    speaks_of_cls = kind != "autre"
    cover = _cover(lines)
    # A title may be whole on one line of the cover, or go on over several.
    titles = [shown, " . ".join(cover), " ".join(cover)]
    edges = " . ".join(margins)
    territory = territory_of([*titles, head, edges], text, language) if speaks_of_cls else ""
    period = period_of([fold(named) for named in (*titles, edges, head)], fold(text)) if speaks_of_cls else ""
    if kind == "contrat" and territory and not re.search(r"contrats? loca|\bcls\b|\bavenant\b", fold(shown)):
        shown = f"Contrat local de santé : {territory} {period}".strip()  # the file begins after its title page
    return Metadata(title=shown, kind=kind, territory=territory, period=period, language=language)


def _title_rows(lines: Sequence[Line]) -> list[Line]:
    """The rows between a sheet's name and its table; none when the table comes at once."""
    rows = takewhile(lambda line: "|" not in line.text, (line for line in lines[1:] if line.page == lines[0].page))
    return [line for line in rows if heading(line.text) is None]


def _head(lines: Sequence[Line], title: str) -> str:
    # Full stops keep a name from running on into the next line; a title over several lines is whole in `title`.
    first = " . ".join(line.text for line in lines[:TITLE_LINES] if line.page == lines[0].page) if lines else ""
    return f"{title} . {first}"


def _cover(lines: Sequence[Line]) -> list[str]:
    """The lines of a cover page, on which a title may take several; none when the document has no such page."""
    first = [line.text for line in lines[: COVER_LINES + 1] if line.page == lines[0].page]
    return first if len(first) <= COVER_LINES and len(first) < len(lines) else []


def _language(text: str) -> str:
    scores = langdetect(text[:LANGUAGE_SAMPLE], lang=("fr", "en")) if text.strip() else []
    best = scores[0][0] if scores else ""
    return best if best in {"fr", "en"} else ""


def _kind(text: str, head: str, sections: Sequence[Section], language: str, file_name: str) -> str:
    folded, top = fold(text[:KIND_SAMPLE]), fold(head)
    spoken = _CLS.search(top)
    other = _OTHER_KIND.search(top)
    if not _CLS.search(folded) or (other and (not spoken or other.start() < spoken.start())):
        return "autre"
    articles = sum(1 for section in sections if section.kind is SectionKind.ARTICLE)
    sheets = sum(1 for section in sections if section.kind is SectionKind.SHEET)
    signed = any(section.kind is SectionKind.SIGNATURE for section in sections)
    parties = re.search(
        r"entre les soussignes|entre d'une part|parties (?:signataires|prenantes)|il est convenu", folded
    )
    if (articles >= 3 and (signed or sheets or parties)) or (sheets >= 3 and (parties or (signed and spoken))):
        return "contrat"
    name = fold(file_name)
    if (
        re.search(r"communique(?: de presse)?\b|contacts? presse|dossier de presse", top + " " + folded[-1500:])
        or "communique" in name
    ):
        return "communique"
    if (
        language == "en"
        or "article" in name
        or re.search(r"\bby [a-z]+ [a-z]+\b|leave a comment|partager cet article", folded)
    ):
        return "article"
    if (
        len(text) < 12_000
        and re.search(r"les signataires", folded)
        and re.search(r"vient d'etre signe|se sont engages|s'engagent", folded)
    ):
        return "communique"
    return "presentation"


def _title(lines: Sequence[Line], title: str, file_name: str) -> str:
    if len(title.strip()) >= 8 and not re.search(
        r"\.(?:docx?|pdf|odt|indd|html?|xlsx?|pptx?|txt|rtf)$|^microsoft|untitled|sans titre", title, re.I
    ):
        return re.sub(r"\s+", " ", title).strip()
    taken: list[str] = []
    for line in lines[:6]:
        bare = line.text.strip(" •-–|#*")
        if taken and not (
            bare.isupper() or (not _ends(taken[-1]) and (bare[:1].islower() or re.match(r"\d{4}", bare)))
        ):
            break
        if len(" ".join([*taken, bare])) > 160:
            break
        if fold(bare) in {"communique de presse", "dossier de presse"} or re.match(
            r"(?:le )?\d{1,2} \w+ \d{4}$", fold(bare)
        ):
            continue  # the kind and the date of a press release stand above its title
        taken.append(bare)
    return re.sub(r"\s+", " ", " ".join(taken)) or re.sub(r"[_-]+", " ", file_name.rsplit(".", 1)[0])


def _ends(text: str) -> bool:
    return text.rstrip()[-1:] in ".!?"
