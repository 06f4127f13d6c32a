"""Sentences that name the parties ("signé entre A, B et C", "A et B sont associés"), or announce. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.folding import Folded, folded
from ingest.facts.parties.organisations import enumeration, is_generic
from ingest.facts.records import PartyRole

# A contract has two parties at least.
FEWEST = 2

# A sentence that names the parties, in itself or in the list behind it.
_SIGNED_BY = re.compile(
    r"\b(?:conclu|signe|passe|etabli|contracte|cosigne|co-signe|paraphe|formalise|intervenu"
    r"|contractualise)(?:e?s?) (?:[^.;:]{0,40}? )?(?:entre|par)\b"
    r"|\b(?:les )?(?:co-?)?(?:signataires|parties(?: (?:signataires|prenantes|contractantes))?)\b[^.;:]{0,80}? (?:sont"
    r"|:|\|)(?: les suivante?s)?"
    r"|\b(?:lie|engage) (?:les (?:parties|partenaires|signataires) suivante?s|ses signataires)"
    r"|\bentre les (?:parties|partenaires|signataires|soussignes?)\b[^.;:]{0,30}"
    r"|^(?:(?:le|un|present|contrat|local|sante|de|est|cls) ){0,7}entre (?=(?:l'|la |le )\w)"
    r"|\b(?:partenaires|institutions|acteurs|organismes)[^.;:]{0,50} (?:ont signe|signent|sont signataires)\b"
    r"|\bsont signataires du (?:present )?(?:contrat|cls)\b"
    r"|\bsigned (?:by|between)\b|\bthe signatories(?: are| include)?\b"
)
_OTHER_AGREEMENT = re.compile(
    r"\b(?:crte|cpom|clsm|ptsm|convention\w*|charte|protocole|pacte|schema|avenant|deliberation|contrat de (?!sante)"
    r"|contrats? (?:territorial|pour|departemental|regional)"
    r"|contrats locaux|precedent\w*|ancien|voisin\w*|limitrophe\w*|fait suite|succed\w*|dispositif|partenariat)\b"
)
_AGREEMENT = re.compile(r"\b(?:cls|contrat|contract)\b")
_SIGNING = re.compile(
    r" (?:signent|cosignent|concluent|ont (?:co-?)?signe|ont conclu|sont (?:les )?(?:co-?)?(?:signataires|parties))\b"
)
_ASSOCIATED_WITH = re.compile(
    r"\b(?:sont|seront|pourront etre) (?:egalement |aussi |par ailleurs |en outre |[a-z]+ement )?"
    r"(?:associe|invite)e?s?\b"
    r"(?:[^.;:]{0,90} ?:|[^.;:]{0,70}? (?=l'|la |le |les ))"
    r"|\bsont (?:egalement |aussi |par ailleurs |en outre )?(?:les )?partenaires\b[^.;:]{0,60} ?:"
    r"|\b(?:partenaires|membres|organismes|structures) (?:associe|invite|institutionnel)e?s\b[^.;:]{0,60}? sont ?:"
    r"|\b(?:pretent|apportent|donnent|offrent) (?:egalement |aussi )?(?:leur|leurs|un) (?:concours|appui|soutien"
    r"|aide)\b[^.;:]{0,70} ?:"
    r"|\b(?:siegent|participent|assistent|prennent part|contribuent)\b[^.;:]{0,60}?"
    r"(?:sans voix deliberative|voix consultative|sans signer)"
    r"[^.;:]{0,40} ?:"
    r"|\b(?:accompagnent|soutiennent|appuient) (?:le (?:present )?(?:contrat|cls)|la demarche)\b[^.;:]{0,60} ?:"
)
_ASSOCIATED = re.compile(
    r",? (?:est|sont|seront|sera|pourront etre) (?:egalement |aussi )?(?:(?:associe|invite|tenue?s? informe)e?s?\b"
    r"|(?:des |les )?compagnons? de route\b|(?:des |les |ses )?partenaires? (?:institutionnel(?:le)?|associee?)s?\b"
    r"|(?:les |des |le |la |un |une )?(?:compagnons?|partenaires?|allies?|soutiens?"
    r"|contributeurs?|amis?|appuis?|membres? associes?)"
    r" d(?:u|e ce) (?:present )?(?:contrat|cls)\b)"
)
_TO_CONTRACT = re.compile(
    r"en tant que de besoin|\bdu (?:present )?(?:contrat|cls)\b|\bsans y etre\b|\ba(?:u|ux) (?:present )?(?:contrat"
    r"|cls)|\bsans (?:en )?(?:etre )?sign|non signataires?"
    r"|\bn'ont pas signe\b|\bne signent pas\b|\bvoix consultative\b|\ba titre d'invites?\b|\bsans voix deliberative\b"
    r"|\ba (?:la|cette) (?:presente )?demarche"
)
_NOT_SIGNING = re.compile(r"\bsans (?:en )?etre\b|\bnon[ -]signataires?\b|\b(?:associe|invite)e?s?\b")
_STOP = re.compile(r"(?<! m)(?<!mme)(?<! dr)(?<! mr)\.(?=\s|$)")
_BELOW = re.compile(r"ci-dessous|ci-apres|suivant")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a sentence says: the parties at `spans` of the text, or, where there are none, that a list follows."""

    role: PartyRole
    spans: tuple[tuple[int, int], ...] = ()


def namings(text: str, *, contract: bool) -> Iterator[Naming]:
    """What the sentences of a paragraph say of the parties; `contract` = it need not name the contract."""
    whole = folded(text)
    for match in _SIGNED_BY.finditer(whole.text):
        if _NOT_SIGNING.search(whole.text[_start(whole.text, match) : match.end()]):
            continue
        cell = match.start() == 0 and match.group().endswith(("|", ":"))  # "Signataires | …" of a table
        # "Entre la Ville de X, représentée par …" presents those who sign, whatever they sign.
        cell = cell or (match.group() == "entre " and "represente" in _sentence(whole.text, match))
        if _of_contract(whole.text, match, contract=contract or cell):
            yield from _behind(text, whole, match, PartyRole.SIGNATORY)
    for match in _SIGNING.finditer(whole.text):
        if _of_contract(whole.text, match, contract=contract):
            yield from _ahead(text, whole, match, PartyRole.SIGNATORY, FEWEST)
    for pattern, read in ((_ASSOCIATED_WITH, _behind), (_ASSOCIATED, None)):
        for match in pattern.finditer(whole.text):
            if not contract and not _TO_CONTRACT.search(_sentence(whole.text, match)):
                continue
            if read:
                yield from read(text, whole, match, PartyRole.ASSOCIATED)
            else:
                yield from _ahead(text, whole, match, PartyRole.ASSOCIATED, 1)


def guests(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The guests that a text enumerates from character `start` to `end`, those that no known word opens too."""
    return _apart(text, tuple(enumeration(text, start, end)))


def _sentence(text: str, match: re.Match[str]) -> str:
    end = _STOP.search(text, match.end())
    return text[_start(text, match) : end.start() if end else len(text)]


def _start(text: str, match: re.Match[str]) -> int:
    before = text[: match.start()]
    return max((m.end() for m in re.finditer(_STOP.pattern + r"\s*|\n", before)), default=0)


def _of_contract(text: str, match: re.Match[str], *, contract: bool) -> bool:
    """Whether a sentence speaks of the contract itself, up to the end of what was matched."""
    said = text[_start(text, match) : match.end()]
    after = _sentence(text, match)
    return not _OTHER_AGREEMENT.search(said) and bool(
        contract or _AGREEMENT.search(said) or (_SIGNING.fullmatch(match.group()) and _AGREEMENT.search(after))
    )


def _behind(text: str, whole: Folded, match: re.Match[str], role: PartyRole) -> Iterator[Naming]:
    rest = whole.text[match.end() :]
    stop = _STOP.search(rest)
    rest = rest[: stop.start()] if stop else rest
    first, after = whole.back(match.end(), match.end() + len(rest))
    found = tuple(enumeration(text, first, after))
    announced = rest.strip(" ,").endswith(":") or not rest.strip(" :,")
    if announced or (re.fullmatch(r"[^:]{0,60}:?\s*", rest) and len(found) < FEWEST):
        if stop is None or _BELOW.search(match.group() + rest):
            yield Naming(role)
    # "conclu entre l'ARS et les collectivités territoriales" says what such contracts are, not who signs this one.
    elif len(found) >= FEWEST and not any(is_generic(text[low:high]) for low, high in found):
        yield Naming(role, _apart(text, found) if role is PartyRole.ASSOCIATED else found)


# What ends a list: "… et le relais des aidants", "… des pêches et Atmo Rives".
_LAST = re.compile(r"\set\s+(?=(?:le |la |les |l[’'])\w)|\s[a-zà-ÿ][\w’'-]*\set\s+(?=[A-ZÀ-Ý])")


def _apart(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The guests of a list, those apart that no known word opens: "…, Atmo Rives, CRCDC Rives et le relais"."""
    found: list[tuple[int, int]] = []
    for low, high in spans:
        cuts = [low + m.end() for m in re.finditer(r",\s+(?=(?:L[ea]s? |L[’'])?[A-ZÀ-Ý])", text[low:high])]
        if (low, high) == spans[-1] and (last := _LAST.search(text, low, high)):
            cuts.append(last.end())
        starts = [low, *cuts]
        ends = [*(low + len(re.sub(r"(?:,|\set)\s+$", "", text[low:cut])) for cut in cuts), high]
        found += zip(starts, ends, strict=True)
    return tuple(found)


# "Hier, mardi 17 juin, le président de l'X et … ont signé": when comes before who.
_WHEN = re.compile(
    r"\s*(?:(?:hier|aujourd'hui|(?:le |ce )?(?:\w+di )?\d{1,2}(?:er)? [a-z]{3,9}(?: \d{4})?|ce \w+di"
    r"(?: \d{1,2} [a-z]+)?|ce (?:matin|soir|jour)|en [a-z]{3,9} \d{4}), )+"
)


def _ahead(text: str, whole: Folded, match: re.Match[str], role: PartyRole, fewest: int) -> Iterator[Naming]:
    start = _start(whole.text, match)
    dated = _WHEN.match(whole.text, start)
    start = dated.end() if dated else start
    if start >= match.start():
        return
    first, after = whole.back(start, match.start())
    found = tuple(enumeration(text, first, after))
    # What the enumeration leaves before the verb is another clause.
    whole_of_it = bool(found) and not text[found[-1][1] : after].strip(" ,")
    if whole_of_it and len(found) >= fewest and not any(is_generic(text[low:high]) for low, high in found):
        yield Naming(role, found)
