"""An amount without a payer or a year of its own: the sheet's, an item of it, or neither. Pure functions."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.facts.funding.funders import instrument, payers
from ingest.facts.money.amounts import MARKS, Money, aligned, moneys
from ingest.facts.money.fields import FieldKind
from ingest.facts.money.lines import Part
from ingest.facts.money.payers import is_name

# A name of who pays is no longer than this, where nothing else tells that it is one.
NAME_WORDS = 8
NOUN = re.compile(
    r"(?:\W|^)*(?:estimation |estime |le |la |un |une )?(?:(?:du |d'un )?(?:montants?|budgets?|couts?"
    r"|subventions?|enveloppes?|financements?|dotation|credits?"
    r"|participation|aide|fir|somme|forfait|depenses?|soit|environ|plafond|max(?:imum|i)?\.?|jusqu'a|besoin"
    r"|estimation|fonds)\b"
    r"[^€\d]{0,60}|[=:~≈|(]*)$"
)
_ORDINAL_YEAR = re.compile(
    r"\W*(?:pour |en )?(?:la |l')?(?:premiere|1 ?(?:e|ere|re)|deuxieme|seconde|2 ?(?:e|eme|nde)) annee\b"
    r"|\W*les (?:\w+ )?(?:annees )?suivantes\b|\W*ensuite\b"
)
_ORDINAL_LEAD = re.compile(
    r"\W*(?:pour |en )?(?:la |l')?(?:premiere|1 ?(?:e|ere|re)|deuxieme|seconde|2 ?(?:e|eme"
    r"|nde)) annee\b[ ,;]*(?:(?:et|puis|de|ensuite) ?)*$"
)
_SIDE = re.compile(
    r"\W*(?:total )?(?:recettes?|depenses?|charges|produits|ressources)(?: previsionnel\w*| totales?)?\W*$"
)
_NO_LABEL_END = re.compile(r"(?:^|[ '])(?:a|au|de|du|des|d|pour|par|en|et|ou|sur|la|le|les|puis|soit|avec|est|sont)$")
_FINANCE = re.compile(
    r"\b(?:financ|montant|budget|cout|subvention|enveloppe|dotation|fir\b|credits|somme|forfait|estim|evalu"
    r"|chiffr|prev|hauteur|limite|demande|soit|s'eleve"
    r"|coute|necessit|mobilis|requi|plafonn|plafond|ordre de|autour|environ|pres de|maximum|max\b|participation"
    r"|aide|represent|revien|reviendr|etabli|total)"
)
# What money is spent on: never the name of who pays it.
SPENDING = re.compile(
    r"\b(?:achats?|frais|locations?|fournitures?|intervenants?|prestat\w+|supports?|communication|impressions?"
    r"|formations?"
    r"|deplacements?|salaires?|postes?|etp|materiels?|equipements?|animations?|honoraires|reception|hebergement|repas"
    r"|restauration|vacations?|logiciel|evaluation|coordination|ingenierie|depenses?|charges|fonctionnement"
    r"|investissement)\b"
)
_STAFF = re.compile(r"\W*(?:\d+(?:[.,]\d+)? ?etp|un etp|poste a (?:temps plein|mi-temps))\b[^:]*$")
_INTO = re.compile(
    r"(?i)^(?:(?:qui )?(?:se |est |sont )?(?:compren\w+|r[ée]part\w+|compos\w+|d[ée]compos\w+|inclu\w+|ventil\w+)"
    r"(?: ainsi| comme suit)?(?: entre| en| de)?|à savoir|soit)\s*:?\s*"
)
# "Dépenses prévues : éducateur 28 000 €, matériel 4 000 €": what announces the items.
_ANNOUNCED = re.compile(
    r"(?i)^(?:(?:postes? de )?d[ée]penses?|postes?|charges|co[ûu]ts?|d[ée]tail|r[ée]partition)\b[^:€\d]{0,30}:\s*(?=\w)"
)
_ARTICLE = re.compile(r"^(?:les? |la |l['’]|des |du |de |d['’]|une? )")
FOR = re.compile(r" ?(?:pour (?:l'|la |le |les |des )?|de (?:l'|la )?|d'|en )(?!\d|annee|periode|duree)(?=[a-z])")


# "S'y ajoutent 9 000 € pour l'évaluation": beside the sum that stands before it.
_ADDED = re.compile(r"\b(?:s'y|s')\s?ajout(?:e|ent|era|eront)\b|\ben sus\b|\ben plus d|\ben complement d")


def placed(part: Part, lead: str, folded: str, tail: str) -> Part:
    """The part as the sheet's own amount, or as an item of it, or as neither."""
    if len(_line_moneys(part)) > 1 and (announced := _ANNOUNCED.match(lead.lstrip())):
        lead = lead.lstrip()[announced.end() :]
        folded = aligned(lead)
    told = _by_first_words(part, folded, tail) or _by_fund(part, lead, folded)
    if told is not None:
        return told
    name = _name(part, lead)
    if folded.strip(" (").startswith("dont") and not name:
        behind = re.match(r"[ ,]*(?:pour (?:l'|la |le |les )?|de |d')?([^,;.()]{3,80})", tail)
        return replace(part, label=behind[1].strip()) if behind else replace(part, is_loose=True)
    if (
        not re.search(r"[a-z]{3}", aligned(name))
        or name.count("(") != name.count(")")
        or _NO_LABEL_END.search(aligned(name))
    ):
        name = ""
    return _by_name(part, lead, folded, name)


def _by_first_words(part: Part, folded: str, tail: str) -> Part | None:
    """The part by words that tell at once what it is: added, of one year, a product, a side; None where none do."""
    if _ADDED.search(folded):
        return replace(part, is_loose=True)  # what comes on top of a sum is no item of it
    if (
        not re.search(r"\w", re.sub(r"\b(?:et|puis|enfin|ainsi que)\b", "", folded))
        and part.start > 0
        and (behind := FOR.match(aligned(tail)))
        and len(_line_moneys(part)) > 1
    ):
        name = re.split(r"[,;.()\n]", tail[behind.end() :])[0].strip()
        return replace(part, label=name) if name else replace(part, is_loose=True)
    behind_it = aligned(part.field.text[part.money.tail :][:45]) if part.money else ""
    if _ORDINAL_YEAR.match(behind_it) or _ORDINAL_LEAD.match(folded):
        return replace(part, is_loose=True)
    if (
        re.match(r"[ \dx×*.,€]*= ?$| ?x ?\d+[^=]*= ?$| ?\d+ [a-z' ]{2,40}[x×*] ?[\d ,.]+ ?€? ?= ?$", folded)
        or NOUN.match(folded)
        or _SIDE.match(folded)
        or not re.search(r"[a-z]", folded)
    ):
        return part
    # "1 ETP : 58 000 €" is what the work costs, no item of it.
    return part if re.fullmatch(r"\W*\d+(?:[.,]\d+)? ?etp\W*", folded) else None


def _by_fund(part: Part, lead: str, folded: str) -> Part | None:
    """The part that a fund's name opens, with the one who gives from it; None where no fund is named."""
    fund = instrument(lead)
    if not fund or not re.match(r"\W*(?:credits? |fonds )?(?:\w+ )?$", folded[: fund.start]):
        return None
    if part.field.kind is FieldKind.PAYER and re.search(r":\s*$", lead):
        return replace(part, is_loose=True)  # a name of its own, under a label that names another
    givers = payers(lead[: fund.start] + " " * (fund.end - fund.start) + lead[fund.end :])
    return replace(part, payer=givers[0].text if len(givers) == 1 else "")


def _name(part: Part, lead: str) -> str:
    """What the words before an amount call it."""
    name = re.sub(r"^(?:dont|et|puis|soit|plus|ensuite|ou)\b", "", _bare(lead)).strip()
    if len(_line_moneys(part)) > 1:
        name = re.sub(r"[ ,]*\b(?:pour|à hauteur de)$", "", _INTO.sub("", name))
        name = _ARTICLE.sub("", name)
    return name


def _by_name(part: Part, lead: str, folded: str, name: str) -> Part:
    """The part by what it is called, "" where its words are no name: a payer, the sheet's cost, an item, or neither."""
    named = re.search(rf"[:=|]\s*$|^\s*(?:[-–*·{MARKS}]|\d{{1,2}}[.)])\s", lead)
    if (
        named
        and name
        and (part.field.kind in {FieldKind.COFUNDING, FieldKind.FUNDERS} or _among_payers(part))
        and len(name.split()) <= NAME_WORDS
        and not SPENDING.match(aligned(name))
    ):
        return replace(part, payer=re.sub(r"\s+", " ", name))  # whatever is named there pays
    alone = len(re.findall(r"\betp\b", aligned(part.field.text))) == 1
    if _STAFF.match(aligned(name)) and alone and part.start <= len(part.field.text) - len(part.field.text.lstrip()):
        return part  # "1 ETP : 58 000 € par an" is the sheet's cost
    if named and name and not _FINANCE.match(aligned(name)):
        return replace(part, label=re.sub(r"\s+", " ", name))
    if len(payers(lead)) > 1 or (payers(lead) and len(_line_moneys(part)) > 1):
        return replace(part, is_loose=True)  # who of them pays it cannot be told
    if _FINANCE.search(folded) and not folded.strip(" (").startswith("dont"):
        return part
    if payers(name):
        return replace(part, is_loose=True)
    if name and len(name) <= 80 and "\n" not in name and not re.search(r"[.!?]", name):
        return replace(part, label=name)
    return replace(part, is_loose=True)


def _among_payers(part: Part) -> bool:
    """Whether another entry beside an amount's has the name of a funder where it has its own."""
    text = part.field.text
    low, high = text.rfind("\n", 0, part.start) + 1, text.find("\n", part.end)
    entries = re.split(r"[;,]", text[low : high if high >= 0 else len(text)])
    named = [entry for entry in entries if ":" in entry and moneys(entry)]
    return len(named) > 1 and any(is_name(entry.split(":")[0]) for entry in named)


def _bare(text: str) -> str:
    """The words of a name, without the marks around it."""
    name = text.strip(" \n:=|-–*·,;+(" + MARKS)
    name = name.lstrip(") ,;")
    return name if name.count("(") >= name.count(")") else name.strip("()")


def _line_moneys(part: Part) -> tuple[Money, ...]:
    """The amounts of the printed line in which a part stands."""
    text = part.field.text
    low, high = text.rfind("\n", 0, part.start) + 1, text.find("\n", part.end)
    return moneys(text[low : high if high >= 0 else len(text)])
