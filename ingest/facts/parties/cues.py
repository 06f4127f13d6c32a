"""What announces a list of parties and what ends it: headings, titles, visas. Pure functions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ingest.facts.folding import folded
from ingest.facts.parties.organisations import bullet, is_sentence
from ingest.facts.records import PartyRole

# A heading of a list is no longer than this.
HEADING_WORDS = 26
# One without colon is shorter.
TITLE_WORDS = 10

_STOP = re.compile(
    r"(?:vu|considerant|preambule|article\s?\w|sommaire|contacts? presse|a propos|pour en savoir|en savoir plus|fait a "
    r"|il (?:est|a ete) (?:convenu|conclu|passe|arrete|expose|decide)|ceci expose|expose des motifs"
    r"|etant prealablement|annexe|axe \d"
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
_NUMBERING = (
    r"^(?:(?:titre|chapitre|section|partie|volet|§) ?)?(?:\d{1,2}(?:[.-]\d{1,2})*|[ivx]{1,4}|[a-h])(?: ?[.):–-]+ ?| +)"
)
_TITLE = re.compile(
    r"qui (?:signe|sont les signataires)\b|(?:les |(?:la )?liste des )?(?:autres )?(?:co-?)?(?:parties|signataires"
    r"|partenaires|membres|remerciements|en presence|personnes|acteurs|structures|institutions|collectivites"
    r"|organismes|contractants|cocontractants)\b"
)

# What the columns of a table of parties are headed by.
PARTY_HEAD = r"(?:parties?|signataires?|organismes?|institutions?|structures?|partenaires?)(?: signataires?)?"
PERSON_HEAD = (
    r"represente\w*(?:\(e\))?(?: par)?|representante?s?|nom(?: et prenom| prenom)?(?: du .*)?|prenom(?: et)? nom"
)
OFFICE_HEAD = r"(?:en )?qualite(?: de)?|fonctions?|titre|en sa qualite de"

# A sentence that shows its list without a colon: "passé entre les six signataires que voici."
_SHOWN_BELOW = re.compile(
    r"\b(?:signataires|parties|partenaires)(?: \w+)? (?:que voici|suivante?s|ci-(?:dessous|apres))$"
)

# What parts two sides of a contract, and what stands before the name of a party.
SEPARATOR = re.compile(
    r"(?:et |entre )?(?:d'une part|d'autre part|de premiere part|de seconde part)[ ,:;]*$|(?:et|entre|et entre"
    r"|ainsi que(?: par)?|avec|et avec)[ ,:;]*$"
)
LEAD = re.compile(
    r"(?:(?:et |entre )?(?:d'une part|d'autre part)|entre les soussigne(?:e)?s|entre|et|ainsi que(?: par)?"
    r"|et avec)[ ,:;]+(?=(?:(?:l'|le |la |les "
    r"|monsieur |madame )?\w))"
)
# "Sont associés sans en être parties".
_NO_PARTY = re.compile(
    r"\bsans (?:en )?etre (?:parties?|signataires?)\b"
    r"|\b(?:sont|seront) (?:\w+ ){0,2}(?:partenaires|associee?s|invitee?s)\b"
)


@cache
def _roles() -> tuple[tuple[PartyRole, re.Pattern[str]], ...]:
    text = files("ingest.facts").joinpath("lexicon", "roles.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((PartyRole(role), re.compile(rf"\b(?:{phrases})\b")) for role, phrases in rows)


def role_of_heading(text: str, *, listed: bool = False) -> PartyRole | None:
    """The role that a heading gives to what stands under it; `listed` = a heading of its own, colon or not."""
    whole = folded(text).text.strip(" •-–:.|")
    if not listed and not text.rstrip().endswith(":") and not _SHOWN_BELOW.search(whole):
        return None
    if len(whole.split()) > HEADING_WORDS or _STOP.match(whole) or "represente" in whole:
        return None
    role = next((role for role, phrases in _roles() if phrases.search(whole)), None)
    if role is not PartyRole.CONSULTED and _OTHER_LIST.search(re.sub(r"engagee?s? dans", "", whole)):
        return None
    return role


# "Représentée par son directeur", "par la voix de sa présidente", "agissant par M. X".
_SPOKEN = re.compile(
    r"represent|par la (?:voix|voie|personne) d|par l'organe d|agissant (?:par|en la personne)|en la personne de"
    r"|\bpour (?:mandataire|signataire|porte-parole)\b"
)


def speaks_for(text: str) -> bool:
    """Whether a text says who speaks for a party."""
    return _SPOKEN.search(folded(text).text) is not None


def tells_no_party(text: str) -> bool:
    """Whether a text says of whom it names that they are no parties."""
    return _NO_PARTY.search(folded(text).text) is not None


def titles_list(line: str) -> bool:
    """Whether a line can be the title of a list of parties: short, without verb, beginning with who they are."""
    bare = line.strip()
    whole = re.sub(_NUMBERING, "", folded(bare[bullet(bare) :]).text.strip(" *#"))
    told = re.sub(r"\d{4}|^qui\b", "", whole)  # "Qui signe le contrat" is no sentence
    short = len(whole.split()) <= TITLE_WORDS and not is_sentence(told)
    return short and bare[-1] not in ".,;" and _TITLE.match(whole) is not None


def begins_opening(line: str) -> bool:
    """Whether a line opens the block that presents the parties ("ENTRE LES SOUSSIGNÉS")."""
    return _BETWEEN.match(folded(line).text) is not None


def ends_list(line: str) -> bool:
    """Whether a line belongs to what follows the parties: visas, the preamble, the articles."""
    return _STOP.match(folded(line[bullet(line) :]).text.strip(" *#")) is not None


def half_name(above: str, below: str) -> bool:
    """Whether a line ends with a given name and the next one is the surname: "…, Camille" over "Rivoire"."""
    last = re.search(r"(?:, |de |d[’']|par |représente |mandataire )([A-ZÀ-Ý][a-zà-ÿ-]+)$", above)
    return last is not None and re.match(r"[A-ZÀ-Ý][\w’'-]+\s*(?:[,;.]|$)", below) is not None


def bullet_style(line: str) -> str | int:
    """The sign of a line's bullet, or its number."""
    sign = line[: bullet(line)].strip()
    number = re.search(r"\d+", sign)
    return int(number.group()) if number else sign[:1]
