"""What announces parties: headings of their lists, sentences that name them, and what ends them. Pure functions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ingest.facts.folding import folded
from ingest.facts.organisations import bullet
from ingest.facts.records import PartyRole

# A heading of a list is no longer than this.
HEADING_WORDS = 26

_STOP = re.compile(
    r"(?:vu|considerant|preambule|article\s?\w|sommaire|contacts? presse|a propos|pour en savoir|en savoir plus|fait a "
    r"|il (?:est|a ete) (?:convenu|arrete|expose|decide)|ceci expose|expose des motifs|etant prealablement|annexe"
    r"|axe \d"
    r"|fiche[ -]action|photo|partager|introduction|contexte|lire aussi|liste des sigles|glossaire)\b"
)
# "Les signataires s'engagent à :" announces no list of signatories.
_OTHER_LIST = re.compile(
    r"\b(?:s'\w+|se (?!compos)\w+|engagements?|obligations?|roles?|politiques?|communication|axes?|thematiques?"
    r"|retenu\w*|defini\w*|instances?|priorites"
    r"|competences"
    r"|comite|copil|cotech|composition|gouvernance|doivent|peuvent|devront|pourront|conviennent|decident|missions?"
    r"|logos?"
    r"|contributions?|moyens|financements?|indicateurs|objectifs?|actions?|porteurs?|attentes|modalites|reunissent"
    r"|souhaitent)\b"
)
_BETWEEN = re.compile(r"^\W*(?:entre(?: les soussigne(?:e)?s)?(?: ?:|,|$)|entre,? d'une part)")
# A sentence that names the parties, in itself or in the list behind it.
NAMING = re.compile(
    r"\b(?:conclu|signe|passe|etabli|contracte|cosigne|co-signe|paraphe|formalise|intervenu"
    r"|contractualise)(?:e?s?) (?:[^.;:]{0,40}? )?(?:entre|par)\b"
    r"|\b(?:les )?(?:co-?)?(?:signataires|parties(?: (?:signataires|prenantes|contractantes))?)\b[^.;:]{0,80}? (?:sont"
    r"|:|\|)(?: les suivante?s)?"
    r"|\b(?:lie|engage) (?:les (?:parties|partenaires|signataires) suivante?s|ses signataires)"
    r"|\bentre les (?:parties|partenaires|signataires|soussignes?)\b[^.;:]{0,30}"
    r"|^(?:(?:le|un|present|contrat|local|sante|de|est|cls) ){0,7}entre (?=(?:l'|la |le )\w)"
    r"|\b(?:partenaires|institutions|acteurs|organismes)[^.;:]{0,50} (?:ont signe|signent|sont signataires)\b"
    r"|\bsigned (?:by|between)\b|\bthe signatories(?: are| include)?\b"
)
OTHER_AGREEMENT = re.compile(
    r"\b(?:crte|cpom|clsm|ptsm|convention\w*|charte|protocole|pacte|schema|avenant|deliberation|contrat de (?!sante)"
    r"|contrats? (?:territorial|pour|departemental|regional)"
    r"|contrats locaux|precedent\w*|ancien|voisin\w*|limitrophe\w*|fait suite|succed\w*|dispositif|partenariat)\b"
)
AGREEMENT = re.compile(r"\b(?:cls|contrat|contract)\b")


@cache
def _roles() -> tuple[tuple[PartyRole, re.Pattern[str]], ...]:
    text = files("ingest.facts").joinpath("lexicon", "roles.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((PartyRole(role), re.compile(rf"\b(?:{phrases})\b")) for role, phrases in rows)


def role_of_heading(text: str, *, listed: bool = False) -> PartyRole | None:
    """The role that a heading gives to what stands under it; `listed` = a heading of its own, colon or not."""
    whole = folded(text).text.strip(" •-–:.|")
    if not listed and not text.rstrip().endswith(":"):
        return None
    if len(whole.split()) > HEADING_WORDS or _STOP.match(whole) or "represente" in whole:
        return None
    role = next((role for role, phrases in _roles() if phrases.search(whole)), None)
    if role is not PartyRole.CONSULTED and _OTHER_LIST.search(re.sub(r"engagee?s? dans", "", whole)):
        return None
    return role


def begins_opening(line: str) -> bool:
    """Whether a line opens the block that presents the parties ("ENTRE LES SOUSSIGNÉS")."""
    return _BETWEEN.match(folded(line).text) is not None


def ends_list(line: str) -> bool:
    """Whether a line belongs to what follows the parties: visas, the preamble, the articles."""
    return _STOP.match(folded(line[bullet(line) :]).text.strip(" *#")) is not None
