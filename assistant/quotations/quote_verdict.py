"""Yes or no to a question that quotes answer, where their own words settle it. Pure functions."""

from __future__ import annotations

import re

from assistant.quotations.permission import permitted, so_often, still_is
from assistant.searching.tokens import terms
from ingest.naming import fold

# A row of a table has no more borders of cells; more are several rows.
CELLS = 6
# The question takes money for certain, or asks whether it is.
_FIRM = re.compile(
    r"\baccord(?:e|ee|es|ees)\b|\bacquis\w*|\bobtenu\w*|\bnotifi\w*|\bgaranti\w*|\bvotee?s?\b|\bcertaine?s?\b"
    r"|\ba coup sur\b|\b(?:est|sont)(?:[- ](?:t-)?(?:il|elle|ils|elles))? (?:deja |bien )?(?:fixe|arrete|chiffre)e?s?\b"
    r"|\b(?:c'est|c|est-ce) sure?s?\b|\bsure?s? ?\?|\bd'office\b|\ba dit oui\b|\bon les a\b|\bconfirme\w*"
)
# The question takes an intention for an obligation.
_BOUND = re.compile(
    r"\b(?:est|sont)(?:[- ](?:t-)?(?:elle|il|elles|ils))? (?:\w+ )?(?:obligee?s?|tenue?s?|forcee?s?)\b"
    r"|\bs'engage(?:nt)?[- ](?:t[- ])?(?:elle|il|elles|ils)\b|\bdoi(?:t|vent)[- ](?:elle|il|elles|ils)\b"
)
_YES_NO = re.compile(
    r"[- ](?:t[- ])?(?:elle|il|elles|ils|on|ce)\b|^est-ce\b|\?|\bc'est\b|\b(?:c|on les a|a dit oui) ?\b"
    r"|\b(?:est|sont)\b"
)
# What is neither given nor owed yet.
_ASKED = re.compile(
    r"\bnon (?:encore )?(?:acquis|accorde|notifie|vote)\w*"
    r"|\bn'est pas (?:encore )?(?:acquis|accorde|connu|notifie|vote)\w*"
    r"|\ba arreter\b|\breste a fixer\b|\bnon (?:chiffre|arrete|fixe)\w*|\bsollicit\w*"
    r"|\bdemand(?:e|es|ee|ees)\b|\ba confirmer\b|\bsous reserve\b|\benvisag\w*|\ba l'etude\b|\ben cours\b"
    r"|\bplafonn\w*|\bau maximum\b|\bmaximum\b|\bau plus\b|\ba voter\b|\ben instruction\b|\bsans demande\b"
)
_GIVEN = re.compile(
    r"(?<!non )(?<!pas )\bacquis\w*|(?<!non )(?<!pas )\baccord(?:e|ee|es|ees)\b|\bnotifi\w*|\bobtenu\w*"
    r"|\bvotee?s?\b|\bferme\b"
)
_MAY = re.compile(
    r"\benvisag\w*|\bpourra(?:it|ient)?\b|\bpeu(?:t|vent)\b|\betudie\w*|\bexamine\w*|\brecommand\w*|\bsouhait\w*"
    r"|\bs'efforce\w*|\binvit(?:e|es|ee|ees)\b|\bpourront\b"
)
# Whether something is needed, or allowed: only a plain denial settles it.
_NEEDED = re.compile(
    r"\b(?:faut[- ]il|doit[- ]on|devons[- ]nous|est-il (?:necessaire|obligatoire)|est-ce obligatoire)\b"
)
_NOT_NEEDED = re.compile(
    r"\bne (?:demande|necessite|requiert|suppose|exige)\w* pas\b|\bn'est pas (?:necessaire|requise?|obligatoire)\b"
)
_ALLOWED = re.compile(
    r"\b(?:peut[- ]on|peut[- ](?:il|elle)|peuvent[- ](?:ils|elles)|a-t-on le droit|est-il possible)\b"
)
_FORBIDDEN = re.compile(r"\baucune? [^.]*\bsans\b|\bne peu(?:t|vent)(?! [^.]*\bque?\b)|\binterdit")
# "39 600 €, c'est une subvention ?", "sortent-elles 3 600 € de leur poche ?": what is valued is not paid.
_PAYS = re.compile(
    r"\bsubventions?\b|\bde (?:leur|sa|notre|votre) poche\b"
    r"|\b(?:vers|pay|paie|donn|sort|debours)\w*\b.{0,60}(?:€|\beuros?\b|\d ?e\b)|\ben argent\b|\bcash\b"
)
_IN_KIND = re.compile(
    r"\bvaloris\w+|\bmise? a disposition\b|\ba titre gracieux\b|\ben nature\b|\bsans demande\b|\bbenevol"
)
_PAID = re.compile(
    r"(?:€|\beuros?\b).{0,90}\b(?:est|sont)(?:[- ](?:il|elle|ils|elles))? (?:bien |deja )?(?:verse|paye)e?s?\b"
)
_NO_MONEY = re.compile(r"\bvaloris\w+|\bsans mouvement de fonds\b|\ben nature\b|\ba titre gracieux\b")
# "6 200 € chaque année, c'est bien ça ?", "peut-elle payer plus de 25 000 € ?"
_YEARLY = re.compile(r"\b(?:par an|chaque annee|tous les ans|annuel\w*)\b")
_NOT_YEARLY = re.compile(r"\bnon (?:pas )?(?:par an|annuel\w*)\b")
_MORE = re.compile(r"\bpeu(?:t|vent)\b.{0,40}\b(?:plus d[e']|depasser|au[- ]dela)")
_CAPPED = re.compile(
    r"\bsans [^.;]{0,40}\bdepasser\b|\bplafonn\w*|\bau (?:plus|maximum)\b|\bdans la limite\b"
    r"|\bne peut [^.;]{0,20}depasser"
)
# "Coûte-t-il 640 000 € au contrat ?"
_OF_CONTRACT = re.compile(
    r"\b(?:coute|coutera|paie|paye|finance|revient|releve|compris|compte|inclus)\w*\b.{0,60}"
    r"\b(?:au|par le|du|dans le|le) (?:cls|contrat)\b"
)
_OUTSIDE = re.compile(
    r"\bne releve(?:nt)? pas d|\bhors (?:du )?(?:contrat|cls|perimetre du contrat)\b"
    r"|\bn'est pas (?:finance|pris en charge|inclus)\w*"
)
# An amendment, and what is decided without one.
_AMENDMENT = re.compile(r"\bavenants?\b")
_BY_AMENDMENT = re.compile(
    r"\bavenant\b.{0,80}\b(?:requis|necessaire|obligatoire|doit|sign\w+)\b|\b(?:passe|passent|fait|font|par|necessite\w*|suppose\w*)\b"
    r".{0,25}\bavenants?\b|\bvaut avenant\b"
)
_BY_BODY = re.compile(r"\b(?:par|releve(?:nt)? d[eu]|decisions? d|accord d|comite|copil|valid\w+|majorite|unanimite)\b")
_NO_AMENDMENT = re.compile(r"\bsans avenant\b|\b(?:ne|n')\b[^.;»]{0,30}\bpas\b[^.;»]{0,20}\bavenant\b")
_CHANGED = re.compile(
    r"\b(?:pour|a|peut[- ]on|peut|de|veut|voulait?) (?:modifi\w+|chang\w+|ajout\w+|rajout\w+|cre(?:er|e)\b|supprim\w+"
    r"|enlev\w+|retir\w+|revis\w+|actualis\w+|integr\w+|prolong\w+|accueill\w+|etend\w+)(?P<what>[^?.,;]*)"
)
_WHAT = frozenset(
    "fiche action axe perimetre commune duree signataire partenaire objectif orientation partie membre".split()
)
_SUFFICES = re.compile(r"\bsuffi(?:t|sent|ra|rait|e)\b")
_NEVER = re.compile(r"(?!)")
# "Logo" and "logotype" have so many letters in common.
ROOT = 4
_BINDS = re.compile(
    r"\bs'engage(?:nt)? a\b|\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\b(?:est|sont) tenu\w* d|\boblig\w*|\bobligatoire"
)
_MUST = re.compile(r"\bs'engage\w*|\bdoi(?:t|vent)\b|\best tenue?s?\b|\boblig\w*")


def verdict_of(question: str, words: str) -> str:
    """ "Oui" or "Non" where the words of a quote say whether what is asked is certain, "" where they do not."""
    folded = fold(question)
    if not _YES_NO.search(folded):
        return ""
    open_ = re.search(r"\b(?:combien|quels?|quelles?|qui|comment|pourquoi|quand)\b", folded) is not None
    amendment = "" if open_ else of_amendment(question, words)
    if amendment:
        return amendment
    if _PAYS.search(folded) and not open_ and _settled(question, words, yes=_NEVER, no=_IN_KIND):
        return "Non"
    if not open_ and _OF_CONTRACT.search(folded) and _settled(question, words, yes=_NEVER, no=_OUTSIDE):
        return "Non"
    if not open_ and _PAID.search(folded) and _settled(question, words, yes=_NEVER, no=_NO_MONEY):
        return "Non"
    if not open_ and _YEARLY.search(folded) and _settled(question, words, yes=_NEVER, no=_NOT_YEARLY):
        return "Non"
    if not open_ and _MORE.search(folded) and _settled(question, words, yes=_NEVER, no=_CAPPED):
        return "Non"
    if _FIRM.search(folded):
        return _settled(question, words, yes=_GIVEN, no=_ASKED)
    if _NEEDED.search(folded):
        return _settled(question, words, yes=_NEVER, no=_NOT_NEEDED) or ("" if open_ else _required(question, words))
    if not open_ and (settled := permitted(question, words) or so_often(question, words) or still_is(question, words)):
        return settled
    if _ALLOWED.search(folded):
        return _settled(question, words, yes=_NEVER, no=_FORBIDDEN)
    if _BOUND.search(folded):
        return _settled(question, words, yes=_MUST, no=_MAY)
    return ""


def _required(question: str, words: str) -> str:
    """ "Oui" where the one sentence that is quoted binds to the very thing that the question asks about."""
    folded = fold(words)
    if "» ; «" in words or not _BINDS.search(folded) or _MAY.search(folded):
        return ""
    asked = {word[:ROOT] for word in terms(question) if len(word) >= ROOT}
    return "Oui" if any(word[:ROOT] in asked for word in terms(words)) else ""


def is_in_kind(question: str, words: str) -> bool:
    """Whether a question takes for money what a quote only values: premises lent, hours given."""
    return _PAYS.search(fold(question)) is not None and _IN_KIND.search(fold(words)) is not None


def changed_things(question: str) -> frozenset[str]:
    """What of a contract a question wants to change ("fiche", "axe", "duree"…), in the singular; none elsewhere."""
    change = _CHANGED.search(fold(question))
    asked = frozenset(word for word in _WHAT if change and re.search(rf"\b{word}s?\b", change["what"]))
    # "Fiche action" is one thing: a rule on actions of another kind is none on sheets.
    return frozenset({"fiche"}) if "fiche" in asked else asked


def of_amendment(question: str, words: str) -> str:
    """Whether a change needs an amendment: what the parts that name what is changed lay down of it."""
    folded = fold(question)
    asked = changed_things(question)
    without, suffices = "sans avenant" in folded or "sans passer par" in folded, bool(_SUFFICES.search(folded))
    if not asked or not (_AMENDMENT.search(folded) or suffices):
        return ""
    parts = [fold(part) for part in re.split(r"» ; «|(?<=[.;])\s", words)]
    holding = [part for part in parts if all(re.search(rf"\b{word}s?\b", part) for word in asked)]
    # "De nouvelles fiches déclinant les axes" is of sheets: what is named first is what the rule is of.
    own = [part for part in holding if first_changed(part) in asked] or holding
    free = [
        part for part in own if _NO_AMENDMENT.search(part) or (not _AMENDMENT.search(part) and _BY_BODY.search(part))
    ]
    bound = [part for part in own if part not in free and _BY_AMENDMENT.search(part)]
    if bool(free) == bool(bound):
        return ""
    return "Oui" if bool(free) == (without or suffices) else "Non"


def first_changed(part: str) -> str:
    """The thing that a rule names first of those that change, in the singular."""
    return next((word for found in re.findall(r"[a-z]+", part) if (word := found.rstrip("s")) in _WHAT), "")


def _settled(question: str, words: str, *, yes: re.Pattern[str], no: re.Pattern[str]) -> str:
    """What the parts of a quote that name what the question names say, or all of it where none does."""
    asked = set(terms(question))
    parts = re.split(r"» ; «|(?<=[.;])\s", words)
    shared = {part: len(asked & set(terms(part))) for part in parts}
    best = max(shared.values())
    if any(part.count("|") > CELLS for part in parts if shared[part] == best):
        return ""  # rows run together: whose cell is whose cannot be told
    said = fold(" ".join(part for part in parts if shared[part] == best))
    says_yes, says_no = yes.search(said) is not None, no.search(said) is not None
    return "" if says_yes == says_no else "Oui" if says_yes else "Non"
