"""Which party of a contract a sentence speaks of, and how strongly it binds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.facts.folding import folded
from ingest.facts.parties.institutions import institution
from ingest.facts.perimeter.groupings import mentions
from ingest.naming import fold

ALL = "signataires"
_PRONOUN = re.compile(r"(?:elles?|ils?|celles?-ci|ceux-ci|celui-ci|ces derni[eè]re?s|cette derni[eè]re|ce dernier)$")
# "Chacune des parties", "L'ensemble des signataires", "Tous les partenaires".
_EACH = re.compile(
    r"^(?:chacune? (?:des|d'entre les)|l'ensemble des|la totalite des|toutes les|tous les|chaque|l'une des"
    r"|les differente?s|les deux|les)\s+"
)
_DETERMINER = re.compile(
    r"^(?:le|la|les|l'|du|de la|des|chaque|chacun|chacune|leurs?|cette|ce|cet|ces|nos|notre)(?:\s+|(?<='))"
)
# A party's name ends where its sentence goes on.
_NAME_END = re.compile(
    r"\s(?:qui|que|dont|ou|s['’]\w+|se|ne|n['’]\w+|au titre|dans|pour|par|afin|en (?:tant|lien|partenariat|qualit[eé])"
    r"|ainsi que sur|(?<!Grand )est|sont|a|ont)\b|\s?[,(:;]"
)
_ALL_TAIL = re.compile(
    r"(?: (?:signataires|contractantes|prenantes))?(?: (?:du|au|de ce|a ce) (?:present )?(?:contrat|cls).*)?$"
)
_SPLIT = re.compile(r"[,:]\s+|\s+(?:mais|puis|et que|tandis que)\s+")


# "Il est recommandé aux communes de désigner un élu": who is asked stands behind the verb.
_ASKED = re.compile(
    r"il est (?P<verb>recommande|conseille|preconise|propose)(?: [a-z]+ment)?"
    r" (?:aux? |a (?=la |l'))(?P<party>[^,;:.]+?) (?:de |d')"
)


@dataclass(frozen=True, slots=True)
class Binding:
    """A verb that binds a party: where the party's words begin, and from where to where the verb stands."""

    party: str  # as written, "signataires", or a pronoun
    strength: str
    start: int
    verb: tuple[int, int]


@cache
def _parties() -> tuple[frozenset[str], tuple[str, ...]]:
    text = files("ingest.facts.lexicon").joinpath("parties.tsv").read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(rows["all"].split("|")), tuple(sorted(rows["party"].split("|"), key=len, reverse=True))


@cache
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("ingest.facts.lexicon").joinpath("commitment_verbs.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((strength, re.compile(rf"(?<![\w'])(?:{forms})(?![\w'-])")) for strength, forms in rows)


def strengths() -> tuple[str, ...]:
    """The strengths, the most binding first."""
    return tuple(strength for strength, _ in _verbs())


def party_name(text: str) -> str:
    """The party that a text names with its first words, as written with a capital; "" when it names none."""
    name = _before_verb(text.strip())
    plain = fold(name)
    if _PRONOUN.fullmatch(plain):
        return name
    everyone, others = _parties()
    bare = _DETERMINER.sub("", _EACH.sub("", plain))
    if _ALL_TAIL.sub("", bare) in everyone or bare in everyone:
        return ALL
    if re.match(r"parties? signataires?\b|parties? au\b|signataires? d", bare):
        return ALL
    if institution(bare)[0] or any(re.match(rf"{re.escape(head)}(?![\w'])", bare) for head in others):
        return name[:1].upper() + name[1:]
    if any(mention.start == 0 for mention in mentions(name)):
        return name
    # An unknown organisation by its letters: "L'ASV", "Le GLSM".
    if re.match(r"(?:[LldD]['’]|[LlD][ae]s? |[Dd]u )?[A-ZÉÈ][A-ZÉÈ0-9-]{1,9}(?:\s|$)", name):
        return name[:1].upper() + name[1:]
    return ""


def _before_verb(text: str) -> str:
    """The words of a text up to its first verb, relative or sign."""
    end = _NAME_END.search(text)
    text = text[: end.start()] if end else text
    bare = folded(text)
    starts = (match.start() for _, verb in _verbs() for match in verb.finditer(bare.text) if match.start())
    cut = min(starts, default=None)
    return (text if cut is None else text[: bare.back(cut, cut)[0]]).strip()


def is_pronoun(party: str) -> bool:
    """Whether a party is named by a pronoun only."""
    return _PRONOUN.fullmatch(fold(party)) is not None


def bindings(sentence: str) -> tuple[Binding, ...]:
    """The verbs that bind a party in a sentence (white space single), one a party."""
    bare = folded(sentence)
    found: list[Binding] = []
    if asked := _ASKED.match(bare.text):
        start, end = bare.back(*asked.span("verb"))
        named = sentence[slice(*bare.back(*asked.span("party")))].strip()
        if name := party_name(named):
            return (Binding(name, "recommande", 0, (start, end)),)
    for low, high, strength in _matches(bare.text):
        start, end = bare.back(low, high)
        subject = _subject(sentence[:start], found[-1].verb[1] if found else 0)
        if subject is None and found and _coordinated(sentence[found[-1].verb[1] : start], strength, found[-1]):
            found.append(Binding(found[-1].party, strength, start, (start, end)))
            continue
        if subject is None:
            if found and found[-1].party and _stronger(strength, found[-1].strength):
                last = found[-1]
                found[-1] = Binding(last.party, strength, last.start, last.verb)
            continue
        found.append(Binding(subject[0], strength, subject[1], (start, end)))
    return tuple(found)


def _coordinated(between: str, strength: str, before: Binding) -> bool:
    """Whether a verb is a second one of the same subject: "elles s'entendent sur … et s'engagent à …"."""
    return (
        bool(strength) and strength != before.strength and re.search(r"[\s,](?:et|puis|mais)\s+$", between) is not None
    )


def _matches(text: str) -> list[tuple[int, int, str]]:
    found = []
    for strength, pattern in _verbs():
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if (
                re.search(r"\b(?:qui|que|dont|ou|ne|n')\s?(?:y |en |se |s')?$", before)
                or "pas" in text[match.end() :][:5]
                or (strength == "recommande" and re.search(r"\b(?:est|sont|ete|a) $", before))
            ):
                continue
            found.append((match.start(), match.end(), strength))
    return sorted(found)


def _stronger(one: str, other: str) -> bool:
    order = strengths()
    return order.index(one) < order.index(other)


def _subject(before: str, floor: int) -> tuple[str, int] | None:
    """The party before a verb, and where its words begin; not before `floor`, where the verb before it ends."""
    cuts = [floor, *(match.end() for match in _SPLIT.finditer(before, floor))]
    if floor:
        cuts += [floor + match.end() for match in re.finditer(r"\set\s+", before[floor:])]
    for cut in sorted(set(cuts), reverse=True):
        segment = before[cut:]
        offset = cut + len(segment) - len(segment.lstrip())
        name = party_name(segment)
        if not name:
            continue
        # "L'ARS, le Département et la Région s'engagent": the names before belong to the subject.
        return _joined(before, name, offset, [c for c in cuts if c < cut])
    return None


def _joined(before: str, name: str, start: int, cuts: list[int]) -> tuple[str, int]:
    if name == ALL or is_pronoun(name) or " et " not in f" {before[start:]} ":
        return name, start
    first = start
    for cut in sorted(cuts, reverse=True):
        if not party_name(before[cut:first].rstrip(" ,")):
            break
        first = cut
    if first == start:
        return name, start
    words = before[first:].strip()
    return words[:1].upper() + words[1:], first
