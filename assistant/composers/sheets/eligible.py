"""Whether somebody may take part in an action, or is among those whom its sheet names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import lexicon
from assistant.composers import french
from assistant.composers.asked import SURE, Asked, Target
from assistant.composers.forms import asks
from assistant.composers.money.funding import name_of
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, Statement
from assistant.quotations.units import Unit, units_of
from assistant.records import Status
from assistant.searching.tokens import stem, words
from ingest.facts.records import Evidence, Said
from ingest.naming import fold
from ingest.records import Document

# Who is asked about stands before the verb, or behind the sheet that is asked about.
_TAKES = (
    r"(?:suivre|participer|beneficier|signer|s'inscrire|acceder|integrer|rejoindre|assister|profiter|adherer"
    r"|faire partie|prendre part|venir|aller|avoir droit"
    r"|etre (?:forme|sensibilise|inscrit|accueilli|accompagne|invite)\w*)"
)
_NAMED = r"(?:concerne|vise|cible|beneficiaire|eligible|destinataire|prevu|invite|forme|sensibilise)\w*"
_WHO = r"(?P<who>(?:l[ae']|les|l'|un|une|des|mes|nos|notre|ma|mon|tous les|toutes les)? ?[a-z][a-z' -]{2,60}?)"
_FIRST, _ASKED, _THEY = r"^(?:.{0,30}[:,] ?)?", r"^(?:est[- ]ce que |est[- ]ce qu')", r"[- ](?:t[- ])?(?:ils?|elles?)"
_MAY = r"(?:peu(?:t|vent)|pourr(?:a|ont))"
_FORMS = tuple(
    map(
        re.compile,
        (
            rf"{_FIRST}{_WHO} {_MAY}{_THEY} (?P<verb>{_TAKES})\b",
            rf"{_ASKED}?{_WHO} {_MAY} (?P<verb>{_TAKES})\b",
            rf"{_FIRST}{_WHO} (?:ont|a|auront|aura)(?:{_THEY})? (?:aussi |bien )?(?:droit|acces) (?:a|au|aux)\b",
            rf"{_FIRST}{_WHO} (?:est|sont){_THEY} (?:aussi |bien )?{_NAMED}\b",
            rf"{_ASKED}{_WHO} (?:est|sont) (?:aussi |bien )?{_NAMED}\b",
            rf"{_FIRST}{_WHO} (?:est|sont|font|fait){_THEY} (?:dans |partie d[ue] |une? )?(?:le |du )?publics?\b",
            r"\b(?:s'adresse|concerne|vise|cible|s'applique|ouverte?|reservee?|destinee?)[- ]?(?:t[- ])?(?:elle|il)? ?"
            r"(?:bien |aussi |egalement )?(?:aux?|les?|la|l'|des|a la|a l') ?"
            r"(?P<who>[a-z][a-z' -]{2,40}?)(?: (?:aussi|egalement))? ?\?*$",
        ),
    )
)
# What a sentence leaves out.
_NOT = re.compile(r"\b(?:sauf|hors|hormis|exclu\w*|exception|ne (?:\w+ ){1,3}pas|n'\w+ pas|non)\b")
# Before those for whom something is, with no other thing between: "former les soignants à l'accueil des patients" is of
# soignants alone.
_FOR = re.compile(
    r"\b(?:aux?|aupres d\w*|a destination d\w*|a l'attention d\w*|pour (?:les|des|tou\w+)|form\w+|sensibilis\w+"
    r"|accompagn\w+|accueill\w+|faire \w+er|propos\w+|ouvert\w* (?:a|aux)|reserv\w+ (?:a|aux)|invit\w+|associ\w+)\b"
    r"(?P<between>[^.;:]{0,90})$"
)
_OTHER_THING = re.compile(
    r"\b(?:a (?:la|l'|le|un|une|des)|au|pour|sur|par|dans|contre|avec|qui|que|afin|en lien)\b|\ba l'"
)
# An item of a list may begin with words that only say how many.
_HOW_MANY = re.compile(
    r"^(?:(?:l'ensemble|ensemble|tou(?:s|t|te|tes)|types?|divers\w*|autres|notamment|les|des|du|de|aux?|l'|la|le|d')"
    r" ?)+"
)
# Fields that say for whom and how an action is, and not why or what it leans on.
_FIELDS = frozenset({"objectives", "description", "actors", "public", "results", "title", ""})
_ENDINGS = ("iers", "ieres", "ier", "iere", "aux", "ales", "ale", "al", "ce", "s", "x")
SHORTEST, LONGEST = 4, 420


@dataclass(frozen=True, slots=True)
class _Held:
    """Where a sheet names those who are asked about: the words, under those that announce them, and as what."""

    evidence: tuple[Evidence, ...]
    words: tuple[str, ...]
    as_what: str


def eligible(asked: Asked) -> Composed | None:
    """Whether the sheet asked about names those who want to take part, None where the question asks no such thing."""
    plain = re.sub(r"\s+", " ", asked.folded).strip(" ?")
    match = next(filter(None, (form.search(plain) for form in _FORMS)), None)
    if match is None or asks("roles", "open", asked.folded):
        return None
    who = _telling(match["who"])
    rest = plain[match.end() :] if match.end("who") < match.end() - 2 else plain[: match.start()]
    targets = _targets(asked, rest)
    if not who or len(targets) != 1:
        return None
    [target] = targets
    # A partner takes part; the public is who it is for.
    found = _named(asked, target, who, partners=re.search(r"\bpublics?\b|\badress", match.group()) is None)
    if not found:
        return _unnamed(asked, target, match["who"], who)
    verb = _telling(match.groupdict().get("verb") or "")
    best = max(found, key=lambda held: bool(verb) and _holds(" ".join(held.words), verb))
    name = name_of(target, with_contract=True)
    quotes = " ; ".join(f"« {one} »" for one in best.words)
    text = f"Oui : {name[0].lower()}{name[1:]} {best.as_what} : {quotes}"
    return _composed(target, Statement(text, asked.prover.proofs(best.evidence)), Status.ANSWERED)


def _composed(target: Target, said: Statement, status: Status) -> Composed:
    context = f"{target.action.number} {target.action.title} {target.contract.ref.label}"
    return Composed((replace(said, context=context),), (target.contract.ref.id,), status)


def _telling(text: str) -> tuple[str, ...]:
    stop = lexicon.load().stopwords
    return tuple(word for word in words(text) if word not in stop and len(word) > 2 and not word.startswith("etre"))


def _targets(asked: Asked, rest: str) -> tuple[Target, ...]:
    """The sheets that the question names by their number, or by what it says beside those asked about."""
    if asked.query.sheets:
        return asked.targets
    found = asked.find_targets(replace(asked.query, text=rest), asked.contracts) if _telling(rest) else ()
    if len(found) != 1:
        near = asked.find_topic(rest, asked.contracts)
        found = tuple(t for t in near if t.coverage >= SURE and t.coverage >= near[0].coverage) or found
    return found


# --- where a sheet names them ---


def _named(asked: Asked, target: Target, who: Sequence[str], *, partners: bool) -> list[_Held]:
    action = target.action
    fields = (
        ("les compte parmi son public", (*action.public_direct, *action.public, *action.public_indirect)),
        ("les cite parmi ses partenaires", action.partners if partners else ()),
    )
    found = [
        _Held(said.evidence[:1], (_piece(said, who),), as_what)
        for as_what, values in fields
        for said in values
        if any(_begins(piece, who) for piece in _pieces(said.value)) and not _NOT.search(fold(said.value))
    ]
    if action.number:
        found += _in_text(asked, target, who)
    return [held for held in found if held.evidence]


def _pieces(value: str) -> list[str]:
    return re.split(r"[,;/•()\n]| et | ou | ainsi que ", value)


def _begins(piece: str, who: Sequence[str]) -> bool:
    """Whether an item is those who are asked about: "professionnels en lien avec des jeunes" are no "jeunes"."""
    bare = _HOW_MANY.sub("", fold(piece).strip(" -–•▪"))
    return _holds(" ".join(_telling(bare)[: len(who) + 1]), who)


def _piece(said: Said, who: Sequence[str]) -> str:
    """A value as written: of a long one, the item that holds those asked about."""
    pieces = [piece.strip() for piece in re.split(r"[;•\n]", said.value)] if len(said.value) > LONGEST else [said.value]
    return next((piece for piece in pieces if _holds(piece, who)), pieces[0])


def _in_text(asked: Asked, target: Target, who: Sequence[str]) -> Iterator[_Held]:
    documents = {document.id: document for document in target.contract.documents}
    before: tuple[Document, Unit] | None = None
    for passage in asked.of_sheet(target.contract, target.action.number):
        document = documents[passage.document_id]
        for unit in units_of(passage, document):
            if unit.text.rstrip().endswith(":"):
                before = (document, unit)
            if passage.field not in _FIELDS or len(unit.text) > LONGEST or _NOT.search(fold(unit.text)):
                continue
            above = before[1] if before is not None and before[0] is document and unit.text[:1] in "-•–▪◦*" else None
            listed = above is not None and _FOR.search(f"{fold(above.text).rstrip(' :')}") and _begins(unit.text, who)
            if listed or _is_for(unit.text, who):
                evidence = tuple(evidence_of(document, one) for one in ((above, unit) if above and listed else (unit,)))
                yield _Held(evidence, tuple(words_of(one) for one in evidence), "en dit")


def _is_for(text: str, who: Sequence[str]) -> bool:
    """Whether a sentence says that something is done for those who are asked about, or by them."""
    folded = re.sub(r"\s+", " ", fold(text))
    for found in re.finditer(rf"\b{re.escape(_root(who[0])[:-1])}\w*", folded):
        cue = _FOR.search(folded[: found.start()])
        if cue and not _OTHER_THING.search(cue["between"]) and _holds(folded[found.start() :][:60], who):
            return True
    return False


def _holds(text: str, who: Sequence[str]) -> bool:
    said = {form for word in words(text) for form in (_root(word), stem(word))}
    return all(_root(word) in said or stem(word) in said for word in who)


def _root(word: str) -> str:
    """A folded word without the ending that makes a person of a thing: "policier" and "police", "municipaux"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


# --- where it does not ---


def _unnamed(asked: Asked, target: Target, said: str, who: Sequence[str]) -> Composed | None:
    """That the sheet says nothing of them, with those whom it does name; None where it names nobody."""
    action = target.action
    public = (*action.public_direct, *action.public, *action.public_indirect)
    if not public or any(len(value.value) > LONGEST for value in public):
        return None
    name = name_of(target, with_contract=True)
    shown = french.listed([f"« {value.value} »" for value in public])
    proofs = asked.prover.proofs(e for value in public for e in value.evidence)
    if any(_holds(value.value, who) for value in public):
        return _composed(target, Statement(f"{name} s'adresse à {shown}", proofs), Status.ANSWERED)
    silent = f"{name[0].lower()}{name[1:]} ne nomme pas « {_said(asked, said)} » parmi son public"
    text = f"Le contrat ne le dit pas : {silent} ; elle s'adresse à {shown}"
    return _composed(target, Statement(text, proofs), Status.NOT_FOUND)


def _said(asked: Asked, who: str) -> str:
    """Those asked about, as the question writes them, without their article."""
    bare = re.sub(r"^(?:l[ae] |les |l'|une? |des |mes |nos |notre |ma |mon |tou(?:te)?s les )", "", who.strip())
    at = asked.folded.find(bare)
    same = len(asked.folded) == len(asked.query.text)
    return asked.query.text[at : at + len(bare)] if same and at >= 0 else bare
