"""Repair of extracted French text: characters, spaces, hyphenated line ends. Pure functions on strings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import simplemma

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SPACES = dict.fromkeys([0x00A0, 0x202F, 0x2007, 0x2009, 0x200A, 0x2002, 0x2003, 0x205F, 0x3000, 0x0009], " ")
_NOTHING = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE], "")
_TABLE: dict[int, str] = {**_LIGATURES, **_SPACES, **_NOTHING, 0x2011: "-", 0x2010: "-"}

# Symbol fonts print their bullets from the private use area.
_PRIVATE_BULLET = re.compile("[\ue000-\uf8ff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_LINE_END_HYPHEN = re.compile(r"(\w[\w’'-]*)-[ ]*\n\s*(\w[\w’'-]*)")

# Words that French always joins with a hyphen: their hyphen is not the line end's.
_FIRST_PARTS = frozenset(
    (
        "celui celle ceux celles ci là au par vice non mi demi semi ex sous sus peut quelques socio inter après avant "
        "hors rendez savoir grand grands saint sainte lui elle eux moi toi soi nous vous vis bien plus"
    ).split()
)
_LAST_PARTS = frozenset(("ci là même mêmes ce il ils elle elles on je tu nous vous dessus dessous delà être t").split())


def repair_characters(text: str) -> str:
    """The text in NFC with plain spaces, whole letters, one bullet sign, no control characters, no doubled spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = text.replace("\u00ad\n", "-\n").replace("\u00ad", "")
    # Some extractors give U+0002 for the hyphen that a typesetter put at a line end.
    text = re.sub("\x02\\s*\n?", "-\n", text)
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    text = _CONTROL.sub("", _PRIVATE_BULLET.sub("•", text))
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \n")


def join_hyphens(text: str, known: Callable[[str], bool]) -> str:
    """The text with words cut by a line end made whole; `known` tells whether a spelling exists."""

    def joined(match: re.Match[str]) -> str:
        left, right = match.group(1), match.group(2)
        if right[0].isupper() and not any(c.isupper() for c in left):
            return match.group()  # a footer follows the last word of a page, whose other half is on the next page
        if _in_address(match):
            return f"{left}-{right}"  # an address is never cut inside its words
        return f"{left}{'-' if _keeps_hyphen(left, right, known) else ''}{right}"

    # Twice: a word may be cut at two line ends, and the matches of one pass do not overlap.
    return _LINE_END_HYPHEN.sub(joined, _LINE_END_HYPHEN.sub(joined, text))


def _in_address(match: re.Match[str]) -> bool:
    """Whether a line's end stands inside a mail or web address: "sante@pays-/rives.fr"."""
    before = match.string[max(0, match.start() - 80) : match.start()].rpartition(" ")[2].rpartition("\n")[2]
    behind = re.match(r"[\w.-]*", match.string[match.end() :])
    return bool(re.search(r"@|://|www\.", before) or (behind and match.string[match.end() + behind.end() :][:1] == "@"))


def _keeps_hyphen(left: str, right: str, known: Callable[[str], bool]) -> bool:
    if left[-1].isdigit() or right[0].isdigit():
        return True
    if re.match(r"[dl][’'][A-ZÀ-ÝŒ]", right) and left[0].isupper():
        return True  # Val-/d'Orge
    if right[0].isupper():
        # Proper names (Vers-sous-/Sellières) keep it; words set in capitals are cut like any other.
        return not (left.isupper() and right.isupper()) or known(f"{left}-{right}")
    last, first = re.findall(r"\w+", left)[-1], re.findall(r"\w+", right)[0]
    if known(f"{left}-{right}") and not known(f"{left}{right}"):
        return True
    if last.lower() == "médico":
        return True  # whatever the dictionary joins
    if known(f"{last}{first}"):
        return False
    if first.lower() in _LAST_PARTS or (last.lower() in _FIRST_PARTS and known(first)):
        return True  # celui-/ci, sous-/préfet; but "au-/topsie" has no word after its hyphen
    if last[0].isupper() and "-" in right:
        return True  # Ruffey-/sur-Seille
    return last.lower().endswith("o") and known(last) and known(first)  # médico-/social


def vocabulary(texts: Sequence[str]) -> Callable[[str], bool]:
    """A test of spelling: words that the texts write within a line, else words of the French dictionary."""
    seen: set[str] = set()
    for text in texts:
        for line in text.split("\n"):
            words = re.findall(r"\w[\w’'-]*", line)
            # The first and the last word of a line may be halves.
            seen.update(word.lower().strip("-") for word in words[1:-1])

    def known(word: str) -> bool:
        low = word.lower()
        return low in seen or simplemma.is_known(low, lang="fr")

    return known


def repair_pages(texts: Sequence[str]) -> tuple[str, ...]:
    """Each page's text repaired; a word cut between two pages stays cut, since a page's text is its own."""
    clean = [repair_characters(text) for text in texts]
    known = vocabulary(clean)
    return tuple(join_hyphens(text, known) for text in clean)
