"""Web pages: their main text, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura
from lxml import html as lxml_html
from trafilatura.utils import load_html

from ingest.readers.limits import AnnounceOcr, Limits, unreadable
from ingest.records import RawPage, ReadResult, ReadState

# Below this share of the page's own text, the extractor has missed the point of the page.
_MIN_SHARE = 0.3
_MIN_LETTERS = 250  # with so little, the extractor falls back to all of the page, menus included
_FURNITURE = (
    "//script|//style|//noscript|//template|//nav|//aside|//footer|//form|//iframe|//button|//select|//svg|//head"
    "|//*[@role='navigation' or @role='complementary' or @role='contentinfo' or @role='banner' or @role='dialog'"
    " or @aria-hidden='true' or @hidden]"
    "|//header[not(ancestor::article or ancestor::main)]"
)
_NAMED_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|tarteaucitron|menu|breadcrumbs?|fil-ariane|sidebar|share|partage"
    r"|comments?|commentaires?|related|newsletter|navbar|pagination|popup)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Lines that invite rather than inform, when they are all of a line.
_INVITATION = re.compile(
    r"^(?:you may also like|related (?:articles?|posts?)|leave a (?:comment|reply)|share this.{0,30}|read more"
    r"|vous aimerez aussi|(?:à|a) lire (?:aussi|également)|articles? (?:similaires?|liés?|connexes?)"
    r"|laisse[rz] un commentaire|(?:ajouter|poster) un commentaire|partager(?: cet article| cette page)?"
    r"|(?:accepter|refuser)(?: tous)?(?: les cookies)?|s’abonner|imprimer(?: la page)?)\s*[.:!…]*$",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\n{3,}")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = {"head", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {"p", "div", "section", "article", "main", "blockquote", "quote", "dd", "dt", "dl", "figure"}
_BLOCKS |= {"figcaption", "list", "ul", "ol", "table", "pre", "code", "address", "body", "header", "details", "summary"}


def read(path: Path, limits: Limits, _announce_ocr: AnnounceOcr) -> ReadResult:
    """The page's main text as page 1: headings on lines of their own, items with a dash, table rows « a | b »."""
    data = path.read_bytes()
    if len(data) > limits.characters:
        raise unreadable(ReadState.TOO_LARGE)
    tree = load_html(data)
    if tree is None:
        raise unreadable(ReadState.EMPTY)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    title = _SPACE.sub(" ", tree.findtext(".//head/title") or "").strip()
    extracted = trafilatura.bare_extraction(data, include_comments=False, include_tables=True, favor_recall=True)
    body = getattr(extracted, "body", None)
    lines = list(_lines(body)) if body is not None else []
    visible = list(_lines(_main(tree)))
    if visible and (_letters(lines) < _MIN_LETTERS or _letters(lines) < _MIN_SHARE * _letters(visible)):
        lines = visible
    while lines and _INVITATION.match(lines[-1]):
        lines.pop()
    lines = [line for line in lines if not _INVITATION.match(line)]
    if not lines:
        raise unreadable(ReadState.EMPTY)
    text = _BLANKS.sub("\n\n", "\n".join(lines)).strip()
    return ReadResult(ReadState.READY, pages=(RawPage(1, text),), title=title, language=language)


def _letters(lines: list[str]) -> int:
    return sum(len(line) for line in lines)


def _main(tree: Any) -> Any:
    """The page without what stands around its text."""
    tree = lxml_html.fromstring(lxml_html.tostring(tree))
    named = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and element.tag not in ("html", "body", "main", "article")
        and _NAMED_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    ]
    for element in [*tree.xpath(_FURNITURE), *named]:
        if element.getparent() is not None:
            element.drop_tree()
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0]
    return tree


def _lines(element: Any) -> Iterator[str]:
    """The text of HTML, or of trafilatura's own elements, block by block."""
    inline: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("br", "lb") or tag in _BLOCKS or tag in ("tr", "row", "li", "item"):
            yield from _flush(inline)
            if tag in ("tr", "row"):
                row = " | ".join(_flat(cell) for cell in child if cell.tag in ("td", "th", "cell"))
                if row.strip(" |"):
                    yield row
            elif tag in ("li", "item"):
                yield from _item(child)
            elif tag in _HEADINGS:
                # Blank lines tell a heading from a short paragraph.
                yield from ("", _flat(child), "")
            elif tag not in ("br", "lb"):
                yield from _lines(child)
        elif tag in ("tbody", "thead", "tfoot"):
            yield from _lines(child)
        elif tag and _holds_blocks(child):
            yield from _flush(inline)
            yield from _lines(child)
        elif tag:
            inline.append("".join(child.itertext()))
        inline.append(child.tail or "")
    yield from _flush(inline)


def _holds_blocks(element: Any) -> bool:
    """Whether an element that is inline by its name has blocks or line breaks inside."""
    return any(inner.tag in _BLOCKS or inner.tag in ("br", "lb") for inner in element.iter() if inner is not element)


def _item(element: Any) -> Iterator[str]:
    for index, line in enumerate(line for line in _lines(element) if line):
        yield line if index or line.startswith(("- ", "• ")) else f"- {line}"


def _flat(element: Any) -> str:
    """The text of an element on one line."""
    return _SPACE.sub(" ", " ".join(_lines(element))).strip()


def _flush(inline: list[str]) -> Iterator[str]:
    text = _SPACE.sub(" ", "".join(inline)).strip()
    inline.clear()
    if text:
        yield text
