"""The territories that a sentence names, and those that it only compares its figure with. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.facts.figures.territories import Places, kind_of
from ingest.facts.reading import letters
from ingest.naming import fold

# Places that a sentence leaves without a name, folded: of which region or département it speaks it does not say.
UNNAMED = frozenset(("", "region", "departement", "regionale", "departementale"))
# "ce territoire": the place that was named last.
THIS = "ce territoire"

_GENERIC = re.compile(
    r"\b(?:niveau|échelle|échelon|moyenne|taux) (?P<level>nationale?|régionale?|départementale?)\b"
    r"|\b(?i:(?P<this>ce territoire))\b"
    r"|\b(?i:le|du|notre) (?P<own>territoire)\b(?! [a-z]+ais\b)|\b(?i:le|du) (?P<dep>département)\b(?! d[eu'’])"
    r"|\b(?i:la|en|notre) (?P<reg>région)\b(?! [A-Z])"
)
_NATION = re.compile(r"\b(?:population|jeunesse|société) française\b|\b(?i:des|les) Français\b")
_WITH = r"(?:la |le |l'|les |celles? |celui |ceux |en |au |aux |dans |du |de |des |d'|a |l'echelle |l'echelon |niveau )"
# "deux fois moins que la moyenne nationale", "inférieure à celle relevée dans le département".
_COMPARED = re.compile(
    rf"\b(?:fois|plus|moins|mieux|aussi|autant)\b[^,;.()]{{0,60}}?\b(?:que |qu'){_WITH}*(?:\w+ees? )?{_WITH}* ?$"
    rf"|\b(?:superieure?|inferieure?|comparable|proche|semblable|identique)s?\b[^,;.()]{{0,60}}?"
    rf"\b(?:a |au |aux |de |du ){_WITH}*(?:\w+ees? )?{_WITH}* ?$"
    r"|\bfois (?:plus|moins|mieux)\b[^,;.]{0,40}\b(?:a|au) (?:la |le |l'|celle de |celui de )? ?$"
    rf"|\b(?:sous|au-dessus de|en dessous de|en deca de|au-dela de) (?:celle |celui |la moyenne |le niveau ){_WITH}* ?$"
    # "presque deux fois la moyenne de l'Hexagone"
    rf"|\bfois (?:la |le |celle |celui )(?:moyenne |niveau |taux )?{_WITH}* ?$"
    # "soit la part la plus importante relevée en France"
    r"|\b(?:la|le|les) (?:plus|moins) \w+ (?:\w+ees? )?(?:en |de |du |d'|dans |au )(?:la |le |l')? ?$"
    r"|\b(?:double|triple|quadruple|moitie|tiers|quart) (?:de |du )(?:celle |celui |la moyenne |le niveau |le taux )?"
    rf"{_WITH}* ?$"
    r"|\bau regard (?:du |de la |de l'|des )(?:\w+ )? ?$"
)
_AND = re.compile(rf"\s+(?:et|ou|,) {_WITH}*\s*")


# "(source : CPAM de l'Orne)", "Selon l'ORS Bretagne,": who counted, not where.
_COUNTED_BY = re.compile(
    r"\([^()]*?\b[Ss]ources? ?:[^()]*\)"
    r"|\b(?:[Ss]elon|[Dd]['’]après)(?: les (?:données|chiffres|statistiques|travaux) d(?:e|u|es))? ?(?:l[ae]s? |l['’])?"
    r"(?:(?:ARS|CPAM|CAF|MSA|ORS|INSEE|Insee|DREES|DDETS|CRCDC|CCSS|CGSS|SDIS|MDPH|CPTS|PMI|URPS|DRJSCS|EHESP)\b"
    r"|(?:[Cc]aisses?|[Aa]gence|[Oo]bservatoire|[Aa]ssurance maladie|[Mm]utualité|[Cc]onseil|[Dd]irection|[Rr]ectorat"
    r"|[Aa]cadémie|[Pp]réfecture|[Oo]rdre|[Cc]entre|[Ss]ervice|[Cc]hambre|[Uu]nion|[Ff]édération)\b)[^,;:().\d%]*"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A territory that a sentence names."""

    start: int
    end: int
    name: str


def named(sentence: str, places: Places) -> list[Place]:
    """The territories that a sentence names, the longest names first where names lie within one another."""
    sentence = _COUNTED_BY.sub(lambda match: " " * len(match.group()), sentence)
    words = [m.span() for m in re.finditer(r"[\w’'-]+", sentence)]
    found: list[Place] = []
    for i, (start, _) in enumerate(words):
        if found and start < found[-1].end:
            continue
        for j in range(min(len(words), i + 7), i, -1):
            end = words[j - 1][1]
            name = _without_article(sentence[start:end])
            follows = re.match(r"[ -][A-ZÀ-Ý]", sentence[end:])
            if name[:1].isupper() and not follows and places.doubt(name) is not None:
                found.append(Place(end - len(name), end, name))
                break
    taken = [(place.start, place.end) for place in found]
    for match in _GENERIC.finditer(sentence):
        name = next(group for group in match.groups() if group)
        # "le territoire du Pays des Rives" is one place.
        whole = re.compile(r"\s+(?:d[eu] (?:la |l[’'])?|des |d[’'])?")
        if not any(start < match.end() and match.start() < end for start, end in taken) and not any(
            whole.fullmatch(sentence, match.end(), start) for start, _ in taken
        ):
            nation = {"national": "France", "nationale": "France"}.get(name, name)
            found.append(Place(match.start(), match.end(), THIS if match["this"] else nation))
    ordered = sorted(found, key=lambda place: place.start)
    # "Le Territoire du Pays des Rives" is one place too.
    return [
        place
        for place, following in zip_longest(ordered, ordered[1:])
        if not (
            following
            and fold(place.name) == "territoire"
            and re.fullmatch(r"\s+(?:d[eu] (?:la |l[’'])?|des |d[’'])?", sentence[place.end : following.start])
        )
    ]


def nation(sentence: str) -> str:
    """The country that a sentence speaks of by its people, empty for none: "la population française"."""
    return "France" if _NATION.search(sentence) else ""


def own(sentence: str, found: Sequence[Place]) -> list[Place]:
    """The places of a sentence but for those that it compares with."""
    kept: list[Place] = []
    compared: Place | None = None
    for place in found:
        # Folding leaves no blank at the end.
        before = f"{fold(sentence[: place.start])} "
        goes_on = compared is not None and _AND.fullmatch(f" {fold(sentence[compared.end : place.start])} ")
        if goes_on or _COMPARED.search(before):
            compared = place
        else:
            kept.append(place)
    return kept


def only(found: Sequence[Place]) -> str:
    """The one territory that places name, empty for none or several; "la région" is the region that is named."""
    regions = [place for place in found if kind_of(place.name) == "region"]
    told = [place for place in found if not (regions and fold(place.name) == "region")]
    return told[0].name if len({letters(place.name) for place in told}) == 1 else ""


def _without_article(name: str) -> str:
    return re.sub(r"^(?:(?:En|Dans|Sur|Pour|Au|À|Avec) )?(?:[lLdD][’']|[Ll]es? |[Ll]a )?", "", name)
