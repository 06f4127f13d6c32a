"""Who pays and out of what: names of funders and of instruments in the text of a funding field. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.facts.money.amounts import MARKS, aligned

_ARTICLE = r"(?:l' ?|la |le |les |aux? )?"
# "ARS Montant : 5 000 €" in capitals: these words are never part of a name.
_STOP = re.compile(
    r"(?:montant|taux|total|budget|cout|financement|subvention|euros?|neant|part|participation|annuel|autres?"
    r"|aucune?|credits?"
    r"|financeurs?|fir|cpom|sous|sans|maximum|plafond|demande|prevision\w*|global|non|oui|eur)\b"
)
# Names of who pays that never complete another's.
_BESIDE = re.compile(r"(?:ars|region|departement|ville|communes?|cpam|msa|caf|etat|cc|ca|epci|petr|conseil)\b")
_COMPLEMENT = re.compile(
    r"(?:[ -](?:(?:de|du|des|de la|et de|en)[ ]|de l['’]"
    r"|d['’])?(?:l[ae] )?(?=[A-ZÀ-Ý])[\w'’-]+)"
)
_VERB = re.compile(r" (?:s'|se |co-?financ|financ|contribu|particip|apport|vers|pren|attribu|accord|sout)")
# "Orvanne Agglomération", "Val de Loire Métropole": the kind stands behind the name.
_TAILS = frozenset({"agglomeration", "metropole", "communaute"})
_NAMED_BEFORE = re.compile(
    r"(?<![\w'’-])[A-ZÀ-Ý][\w'’-]*(?:[ -](?:(?:de|du|des|la|le|les|en|sur) |[dl]['’])*[A-ZÀ-Ý][\w'’-]*){0,3} $"
)
_TAILED = re.compile(
    r"(?:[Ll]['’]|[Ll]a )?(?P<name>[A-ZÀ-Ý][\w'’-]*(?:[ -](?:(?:de|du|des|la|le|les|en|sur) |[dl]['’])*"
    r"[A-ZÀ-Ý][\w'’-]*){0,3} (?:Agglomération|Agglo|Métropole|Communauté))(?![\w-]| (?:de |d['’]|urbaine))"
)
_CPOM = re.compile(r"(?<!\w)cpom\b")
# What ends the name of the operator whose agreement it is.
_CPOM_END = re.compile(
    r"[,;:()\[\]|€%]|\.(?=\s|$)|(?<!\bde)(?<!\bdu)(?<!\bdes)(?<!\bla)(?<!\bet)(?<!['-])\n| [-–—/+&=] "
    r"|\s(?:que|pour|par|sur|via|qui|dont|soit|est|sont|sera|seront|ou|mais|inclus\w*|existants?|signes?|conclus?|prevus?"
    r"|finances?|financant|finance\w*|montants?|max(?:imum)?|selon|sous|deja|annuels?|sans|non|demandes?|jusqu'\w*"
    r"|a (?:hauteur|raison|concurrence|definir|preciser|compter|partir|ce|renouveler|negocier|venir|l')"
    r"|dans (?:le|la|les|l'|un)|en (?:cours|vigueur|attente|20)|d'un|d'une"
    r"|\d[\d .,]*(?:k?€|k?euros?\b|%)|(?:et|avec) (?:l'|la |le |les )?(?:cpom|ars|fir|co-?fin\w*|financ\w*|subv\w*))"
    r"(?!\w)"
)
# An operator's name is no longer than this.
_CPOM_CHARACTERS = 70
_INSTRUMENT = re.compile(
    r"\b(?:fir\b|(?:moyens|fonds|credits) propres\b|fonds d'intervention regional\b|migac\b"
    r"|mig\b|daf\b|aci\b|feder\b|feader\b|fse\+?|leader\b|fnadt\b|detr\b"
    r"|dsil\b|fnpeis\b"
    r"|plan regional sante[- ]environnement|prse ?\d?\b|fonds d'action sanitaire(?: et sociale?)?\b"
    r"|accord conventionnel interprofessionnel(?: ?\(aci\))?(?:[ \n](?:de la|des)[ \n](?:cpts|msp)\b)?"
    r"|fonds vert\b|bop ?\d{2,3}\b|praps\b|(?:contrat|politique) de (?:la )?ville\b|droit commun\b|ondam\b|lcta?\b"
    r"|appels? a (?:projets?|manifestation d'interet)\b|aap\b|ami\b)"
)
_TIES = re.compile(rf" ?(?:,|/|;|\+|&|\n|-|[{MARKS}]|\bet\b|\bou\b)+ ?(?:[-{MARKS}] ?)?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at characters `start` to `end` of a text."""

    text: str
    start: int
    end: int


@cache
def _heads() -> re.Pattern[str]:
    text = files("ingest.facts").joinpath("lexicon", "funders.txt").read_text("utf-8")
    rows = (row for row in text.splitlines() if row and not row.startswith("#"))
    heads = sorted((head for row in rows for head in row.split("|")), key=len, reverse=True)
    words = "|".join(re.escape(head).replace(r"\ ", r"[ \n-]") for head in heads)
    return re.compile(rf"(?<![\w-])(?P<article>{_ARTICLE})(?P<head>{words})(?![\w])(?!-(?!fir\b)[a-z])")


def payers(text: str) -> tuple[Name, ...]:
    """The funders that a text names, as it names them, in order."""
    folded, found, low = aligned(text), [], 0
    while match := _heads().search(folded, low):
        low = match.end()
        name = _name(text, folded, match)
        if name:
            found.append(name)
            low = name.end
    return tuple(found)


def payer_at(text: str) -> Name | None:
    """The funder with whose name a text begins, its article aside."""
    folded = aligned(text)
    lead = len(folded) - len(folded.lstrip(" \n-–*·:|(+,;" + MARKS))
    match = _heads().match(folded, lead)
    if match is None and (tail := _TAILED.match(text, lead)):
        return Name(re.sub(r"\s+", " ", tail["name"]), *tail.span("name"))
    return _name(text, folded, match) if match else None


def _name(text: str, folded: str, match: re.Match[str]) -> Name | None:
    head, end = match["head"], match.end()
    printed = text[match.start("head") : end]
    if len(head) <= 2 and not printed.isupper():
        return None
    if head == "agence" and re.match(r" (?:de |d'|[a-z])", folded[end:]) and not _VERB.match(folded[end:]):
        return None  # "agence d'urbanisme": one that is not known to pay
    if head in {"etat", "pays", "ca"} and (printed.islower() or re.match(r" (?:des |d')", folded[end:])):
        return None  # "état des lieux"
    if head == "autofinancement" and (by := re.match(r" (?:par (?:la |le |l')?)?(?=\w)", folded[end:])):
        low = end + by.end()
        named = payer_at(text[low:])
        if named is not None and not named.start:  # "Autofinancement Communauté de communes"
            return Name(named.text, low, low + named.end)
    if head in {"autofinancement", "fonds propres"} and (
        of := re.match(r" (?:de la |de l'|des |du |de )", folded[end:])
    ):
        owner = _heads().match(folded, end + of.end())
        return (
            Name(re.sub(r"\s+", " ", text[match.start("head") : owner.end()]), match.start("head"), owner.end())
            if owner
            else (Name(printed, match.start("head"), end))
        )
    while complement := _COMPLEMENT.match(text, end):
        words = folded[complement.start() : complement.end()].strip(" -")
        if _heads().match(folded, complement.start() + 1) and _BESIDE.match(words):
            break  # "ARS Région Ville": the heads of columns
        if _STOP.match(re.sub(r"^(?:(?:de|du|des|la|le|en|et) |d'|l')+", "", words)):
            break
        end = complement.end()
    start = match.start("head")
    if head in _TAILS and printed[:1].isupper() and (before := _NAMED_BEFORE.search(text[:start])):
        start = before.start()
    return Name(re.sub(r"\s+", " ", text[start:end]), start, end)


def listed(text: str) -> tuple[Name, ...]:
    """The funders of a text that is nothing but a list of them; empty for any other text."""
    found = payers(text)
    folded = aligned(text)
    left, low = "", 0
    for name in found:
        left, low = left + folded[low : name.start] + "\0", name.end
    left += folded[low:]
    bare = re.sub(r"\([^()]*\)|\b(?:l'|la |le |les |aux? |de |du |des |d')", " ", left)
    return found if found and not re.search(r"[a-z0-9€%]", _TIES.sub(" ", bare)) else ()


def instrument(text: str) -> Name | None:
    """The agreement or fund that a text names ("CPOM X", "FIR"), as written."""
    folded = aligned(text)
    match = _CPOM.search(folded)
    if match:
        end = _CPOM_END.search(folded, match.end())
        stop = end.start() if end else len(text)
        name = text[match.start() : stop if stop - match.end() <= _CPOM_CHARACTERS else match.end()].rstrip(" -–.")
        named = payer_at(name[4:]) if name[4:5] == " " else None
        if (
            named
            and not name[4 + named.end :].strip()
            and (pair := re.match(r" ?/ ?[^\n;:(,.]+", text[match.start() + len(name) :]))
        ):
            name += pair[0].rstrip()  # "CPOM ARS / Promotion Santé": an agreement between the two
        name = re.sub(r"(?i)\s(?:de|du|des|d['’]|l['’]|la|le|les|et|avec)$", "", name)
        return Name(re.sub(r"\s+", " ", name), match.start(), match.start() + len(name))
    match = _INSTRUMENT.search(folded)
    if match is None or (match[0] in {"leader", "ami", "mig"} and text[match.start() : match.end()].islower()):
        return None
    return Name(re.sub(r"\s+", " ", text[match.start() : match.end()]), match.start(), match.end())
