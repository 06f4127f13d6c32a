"""The members of an enumeration in a sentence: "la MSA, Solidarité Paysans et le centre". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

Span = tuple[int, int]

_ARTICLE = r"(?:le |la |les |l'|du |des |de la |de l'|de |d'|aux |au |a la |a l'|a )"
_OPENS = re.compile(rf"(?:egalement |aussi )?{_ARTICLE}?(?:de )?")
# Where an enumeration inside a sentence ends.
_ENDS = re.compile(
    r"[;:(.]|,? (?:pour|afin|sous|dans le cadre|qui|dont|lors|au titre|selon|grace|chacun|ainsi que leurs)\b"
    r"|,? (?:en lien|en partenariat|avec l'appui|avec le|entoure|aide|epaule|y |en sont|seront|sera|sont|est"
    r"|apporte)\b"
)


def listed(
    text: str,
    start: int,
    end: int,
    original: Callable[[int, int], str],
    *,
    of: bool = False,
    to: bool = False,
    tied: bool = False,
    whole: bool = False,
) -> Iterator[Span]:
    """The members of the enumeration between `start` and `end` of a folded text, without their articles.

    `of`: the preposition stands before each ("de la MSA, de l'ADMR et des mairies"); `to`: it is "à"; `tied`: the first
    keeps its article, as the subject of a sentence does; `whole`: a clause belongs to the member that it is of.
    """
    stop = None if whole else _ENDS.search(text, start, end)
    if stop and stop.start() > start:
        end = stop.start()
    cuts = [
        start,
        *(m.end() for m in _separators(of=of, to=to).finditer(text, start, end) if _parts(text, m, original)),
        end,
    ]
    for low, high in pairwise(cuts):
        lead = None if tied else _OPENS.match(text, low, high)
        # "La Poste" is a name, article and all.
        low = lead.end() if lead and not (low > start and original(low, low + 1).isupper()) else low
        piece = re.sub(
            r"(?:,? (?:et,? )?parmi (?:eux|elles)|,| et| ainsi que|, et| & )+\s*$", "", text[low:high].rstrip(" ,.")
        )
        high = low + len(piece.rstrip(" ,."))
        if high > low:
            yield low, high


def _separators(*, of: bool, to: bool) -> re.Pattern[str]:
    before = r"(?:, et |, ainsi que | ainsi que |, | et )"
    if to:
        return re.compile(rf"{before}(?=aux? |a la |a l'|a )")
    if of:
        return re.compile(rf"{before}(?=de |du |des |d')")
    return re.compile(rf"{before}(?=(?!leurs?\b|ses\b|son\b|sa\b)\S)")


def _parts(text: str, match: re.Match[str], original: Callable[[int, int], str]) -> bool:
    """Whether a separator stands between two members: an article, a capital or a word of an organisation follows."""
    after = text[match.end() :]
    if re.match(r"(?:le |la |les |l'|aux? |a la |a l'|celui|celle|ceux|celles)", after):
        return True
    if re.match(r"(?:du |des |de |d')", after):
        return match.re.pattern.endswith("(?=de |du |des |d')")
    return original(match.end(), match.end() + 1).isupper()
