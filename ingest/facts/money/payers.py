"""Whose an amount is, from the words before and behind it. Pure functions."""

from __future__ import annotations

import re

from ingest.facts.funding.funders import payer_at, payers
from ingest.facts.money.amounts import BULLET, aligned
from ingest.facts.numerals import NUMERAL

# What may stand between the name of who pays and the amount.
_TO_AMOUNT = re.compile(
    r"[ \n]*(?:\([^()€]*\))?(?:[ \n]*(?:montant|previsionnel(?:le)?s?|annuel(?:le)?s?|global|demande\w*"
    r"|sollicite\w*|accorde\w*|attribue\w*|notifie\w*"
    r"|acquis\w*|obtenu\w*|prevu\w*|valide\w*|estime\w*|[:=|–•,(/-]|a hauteur|hauteur|de|d'|un|une|environ|soit"
    r"|finance\w*|contribue\w*|participe\w*|apport\w*|verse\w*|max(?:imum|i)?\.?|au"
    r"|ne|pas|pourra|peut|puisse|exced\w+|depass\w+|est|sera|fixe\w*|limite\w*|s'elev\w+"
    r"|plafonne\w*|plafond|jusqu'a|dans|la|limite|pour|a|fir|subvention|par|an|sur|dotation|credits?|en|(?:19"
    r"|20)\d\d|\d{1,3}(?:[.,]\d+)? ?%|\d/\d|€)"
    r"(?:(?<=[:=|–•,(/-])|(?=[^a-z]|$)))*[ \n]*"
)
_TO_PAYER = re.compile(
    r"(?:[ \n]*(?:integralement|entierement|totalement|paye\w*|une|seule|fois"
    r"|par|de la part|de|du|d'|financ\w+|pris\w* en charge|verse\w*|demande\w*|sollicite\w*|accorde\w*"
    r"|attribue\w*|apporte\w*|mobilise\w*|octroye\w*|alloue\w*|assure\w*|aupres"
    r"|inscri\w+ au budget|a la charge|a celles?|(?:19|20)\d\d"
    r"|\((?:montant|cout|budget|somme)? ?(?:estime|previsionnel|indicatif|approximatif|maximum|maximal|ttc|ht)e?s?\)"
    r"|a|en|sur|subvention|sera|seront|est|sont|ont ete|[():|,–-]|au titre|l'|le|la|les|via)(?=[^a-z]|(?<=[')])|$))*"
    r"[ \n]*"
)
_PAYS = re.compile(
    r"[^.;\n]{0,80}?\b(?:(?:co-?)?financ|contribu|particip|apport|vers|pren|complet|abond|soutien|souten|mobilis"
    r"|consacr"
    r"|attribu|allou|accord|octroi|subventionn|assur|assum|intervien|intervenir)\w*"
)
_COMPLETED = re.compile(
    r"(?P<more> (?:de |du |des |d'|en )(?:l'|la "
    r"|les? )?[a-z'-]+(?: [a-z'-]+){0,3}?) ?(?:\([^()]*\) ?)?[:=|] ?\n? ?"
)
_SPELT_OUT = re.compile(rf"(?:{NUMERAL}) euros? \($")
# "la participation de la CCVE, de": a name in capitals that no list knows, by what it gives.
_PART_OF = re.compile(
    r"\b(?:participation|contribution|quote-part|part) (?:de la |du |des |de l['’]|de )"
    r"(?P<name>[A-Z][A-Z0-9-]{2,11})(?: ?\([^()]*\))?[ ,]*(?:(?:est |s['’]élève )?(?:de|d['’]|à)|:)? *$"
)
# "60 000 € par an, l'ARS apportant la moitié", "30 000 €, le PETR le reste": the name has a part of its own.
_OWN_PART = re.compile(
    r"[ \n]+(?:(?:en )?(?:apportant|prenant|financant|versant|payant|assurant|supportant|fournissant|contribuant)\b"
    r"|(?:pour )?le (?:reste|solde|surplus|complement)\b)"
)
# "repose sur l'ARS, qui y consacre 12 000 €": what the clause says of who gives.
_WHO_GIVES = re.compile(
    r"(?: ?\([^()€]*\))?,? qui (?:y |lui |leur |en |s'engage a (?:y )?)?(?:consacre|apporte|verse|alloue"
    r"|accorde|attribue|mobilise|finance|contribue|participe|abonde|octroie|donne)\w*"
    r"(?: (?:a hauteur de|pour|a|jusqu'a|un montant de|une somme de|une subvention de|une aide de|environ))* ?$"
)
# "Le soutien de l'ARS ne peut excéder …": the one whose aid the sentence is about.
_AID_OF = re.compile(
    r"\W*(?:le |la |l')(?:soutien|aide|participation|concours|contribution|financement)s?(?: financi\w+)? "
    r"(?:de l'|de la |du |des |de )"
)
_OF_AID = re.compile(r" (?:ne |n'|est |sera |pourra |peut |couvre|represente|s'eleve)")
# "demandés au Fonds des sports": whoever is asked pays.
_ASKED_OF = re.compile(
    r"[ \n]*(?:(?:TTC|HT)\b)?[ ,(]*(?:par an|/an)?[ ,\n]*(?:demand|sollicit)[ée]+e?s?[ \n]"
    r"(?:à la |à l['’]|à |aux? |auprès (?:de la |de l['’]|du |des |de |d['’]))"
    r"(?P<name>[A-ZÀ-Ý][^,;:.()€\n\d]{2,60}?)\s*(?=[,;:.()]|$)"
)
_OWED_BY = re.compile(
    r"[ \n)]*à (?:la charge|celle)[ \n](?:de la[ \n]|du[ \n]|de l['’]|de[ \n])(?P<name>[A-Z][A-Z0-9-]{2,11})\b"
)
_LEAD_IN = re.compile(
    rf"(?:{BULLET}|[\s,;+()\[\]/|]|\b(?:dont|et|puis|avec|(?:co-?)?finance\w*(?: par)?)\b)*"
    r"(?:(?:(?:quote-?part|taux(?: d'intervention| de participation| de prise en charge)?|part|participation"
    r"|subvention|financement|contribution|aide|apport|credits?|financeur"
    r"|cofinancement|dotation|demande|prise en charge"
    r"|soutien|montant|enveloppe|concours)s?\b(?: (?:financiere?|previsionnel\w*|demandee?|sollicitee?|annuel(?:le)?"
    r"|accordee?|attribuee?|notifiee?|octroyee?|versee?))*"
    r"(?: ?\d{1,2}\b)? ?:? ?(?:de |du |d'|par |a |aupres de |des )?))?"
)


def is_name(text: str) -> bool:
    payer = payer_at(text)
    return payer is not None and not re.search(r"[a-z]", aligned(re.sub(r"\([^)]*\)", "", text[payer.end :])))


def payer_after(text: str) -> tuple[str, int] | None:
    """The funder named directly behind an amount, and where its name ends."""
    lead = _TO_PAYER.match(aligned(text))
    low = lead.end() if lead else 0
    for start in (low, 0):
        name = payer_at(text[start:])
        if name and _OWN_PART.match(aligned(text[start + name.end :])):
            return None
        if name:
            return name.text, start + name.end
    owner = _OWED_BY.match(text) or _ASKED_OF.match(text)
    return (owner["name"], owner.end()) if owner else None


def payer_before(lead: str) -> str:
    """The funder with whose name the words before an amount begin, when they lead to the amount."""
    if spelt := _SPELT_OUT.search(aligned(lead)):
        lead = lead[: spelt.start()]  # "dix mille euros (10 000 €)"
    if owner := _PART_OF.search(lead):
        return re.sub(r"\s+", " ", owner["name"])
    aid = _AID_OF.match(aligned(lead))
    giver = payer_at(lead[aid.end() :]) if aid else None
    if aid and giver and giver.start <= 3 and _OF_AID.match(aligned(lead[aid.end() + giver.end :])):
        return giver.text
    intro = _LEAD_IN.match(aligned(lead))
    low = intro.end() if intro else 0
    if low and (whole_name := payer_at(lead)) and whole_name.end > low:
        low = 0  # "Participation des usagers"
    for start in (low, 0):
        name = payer_at(lead[start:])
        if name is None:
            continue
        end = start + name.end
        rest = aligned(lead[end:])
        whole = _TO_AMOUNT.match(rest)
        if whole and whole.end() == len(rest):
            return name.text
        more = re.match(r" ?(?:et|,|/|\+|&) ?", rest)
        other = payer_at(lead[end + more.end() :]) if more else None
        if more and other:
            last = end + more.end() + other.end
            left = _TO_AMOUNT.match(aligned(lead[last:]))
            if left and left.end() == len(lead) - last:
                return re.sub(r"\s+", " ", lead[start + name.start : last])
        if (verb := _PAYS.match(rest)) and not payers(lead[end : end + verb.end()]):
            return name.text
        # "Communes du secteur :": what completes the name is not in capitals.
        whole = _COMPLETED.fullmatch(rest)
        if whole:
            return re.sub(r"\s+", " ", lead[start + name.start : end + whole.end("more")])
    for name in reversed(payers(lead)):
        # "0,5 ETP (ARS 50 %": a mark parts the name from the words before it.
        if re.search(r"[(\[:,;/+|–]\s*(?:l'|la |le |les )?$", aligned(lead[: name.start])):
            whole = _TO_AMOUNT.match(aligned(lead[name.end :]))
            if whole and whole.end() == len(lead) - name.end:
                return name.text
        if _WHO_GIVES.match(aligned(lead[name.end :])):
            return name.text
        # "avec le soutien de l'ARS (6 000 €)": the bracket is the name's.
        if re.fullmatch(
            r" ?\((?:soit |environ |a hauteur de |pour |[^()€\d\n]{3,60} (?:pour|a hauteur de) )?",
            aligned(lead[name.end :]),
        ):
            return name.text
    agents = list(re.finditer(r"\bpar (?=l'|la |le |les )", aligned(lead)))
    named = payers(lead)
    if len(agents) == 1 and len(named) == 1 and (agent := payer_at(lead[agents[0].end() :])):
        return agent.text
    return ""
