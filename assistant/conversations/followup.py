"""Follow-up questions made self-contained: what they leave out is taken from the turns before. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.conversations.chosen import chosen, placed_by, what_they_do, which_of
from assistant.conversations.conversation import (
    FRAME,
    WHOLE_CONTRACT,
    Asking,
    Said,
    contract_of,
    joined,
    label,
    of,
    without_contract,
)
from assistant.conversations.elliptic import leans, subject
from assistant.conversations.generations import of_generation
from assistant.conversations.in_place import bodies, organisation, replaced
from assistant.conversations.leaning import LEANING, again, listed_in, meant, of_place, once
from assistant.conversations.own_organisation import own_of, spoken_for
from assistant.conversations.same_contract import of_same_contract
from assistant.conversations.short_turns import answered_before, short_turn
from assistant.conversations.things import apart, kept_to
from assistant.questions.intents import intents_of
from assistant.questions.scope import ScopeResolver, names_generation
from assistant.questions.sheet_numbers import ARTICLE, BARE, SHEET, sheet_of
from assistant.records import Turn
from ingest.naming import fold
from ingest.structure.numbers import number_of

_LEAD = re.compile(r"^(?:et|mais|alors|donc|ok|d'accord|bon|oui|non|merci|ah)\b[ ,:!.]*", re.IGNORECASE)
_TOO = re.compile(r"(?i)^(?P<who>(?:les? |la |l['’])[\wà-ÿ' ’-]{2,40}?),? (?:aussi|egalement|également)[ ?!.]*$")
_ASKS_BY_PRONOUN = re.compile(r"(?i)\bqui (?:la |le |les |l['’])(?=\w)")
_WHAT_FOR = re.compile(r"a quoi (?:(?:ils?|elles?|ca|cela) ser(?:t|vent)|ser(?:t|vent)-(?:ils?|elles?))$")
# "Qui s'en occupe ?", "c'est qui qui s'en charge ?"
_OF_IT = re.compile(r"(?i)\b(?:c['’]est )?qui (?:qui |est-ce qui |va )?s['’]en (?P<verb>occupe|charge)\w*")
_SUBJECT_PRONOUN = re.compile(r"(?i)^(?:elles?|ils?|celle-ci|celui-ci|celles-ci|ceux-ci|ça|ca|cela)\s+(?=[a-zà-ÿ])")
_OWN = re.compile(r"(?i)\b(son|sa|ses|leur|leurs)\s+(?=[a-zà-ÿ])")
_THIS = re.compile(r"(?i)\b(?:cette|la même) (?:fiche(?:[ -]action)?|action)\b|\bcelle-(?:ci|là)\b")
_ORDINARY = {"son": "le", "sa": "la", "ses": "les", "leur": "le", "leurs": "les"}
# A sheet as answers name it: "la fiche action 2.1", "fiche 7", "fiche 3.b".
_TOLD = re.compile(
    r"\bfiches? (?:actions? )?((?:[a-z]\.)?\d{1,2}(?:\.(?:\d{1,2}|[a-z]\b)){0,2})(?![\d€%]|[.,]\d| ?(?:€|%))"
)
# "prévoit 500 € pour : location de salle": an item's amount is not its sheet's.
_ITEM = re.compile(r"€(?: par an| pour l'ensemble du projet)? pour : ")
_YEAR = re.compile(r"\b20\d\d(?:\s*[-–/]\s*20\d\d)?\b")
_BEFORE = re.compile(r"\b(?:avant|auparavant|precedemment)\b")
# "du contrat 2031-2035", without a territory.
_THIS_CONTRACT = re.compile(
    r"(?i)\s*\b(?:du|le|au|ce|dans le|notre) (?:cls|contrat)(?: (?:de )?20\d\d(?:\s?[-–/]\s?20\d\d)?)?$"
)
# "Et la C2 ?", of sheets that letters number; "la 3-2, combien ?" without its sheet.
_LETTERED = re.compile(r"\b(?:la|de la|pour la|l'action|celle) ([a-z][.-]?\d{1,2})\b")
_WITHOUT_SHEET = re.compile(r"\b(?:pour |de )?(?:la|l'action|la fiche) (?:n ?[°o] ?)?[\w.-]*\d[\w.-]*,?")
_AXIS = re.compile(r"\baxe (?:n ?° ?)?(?P<number>\d{1,2}|[ivx]{1,4}|[a-h])\b")


def completed(history: Sequence[Turn], question: str, resolver: ScopeResolver) -> str:
    """The question with what it leaves out, taken from the turns before it, oldest first."""
    said = Said()
    for turn in history:
        text, thing = apart(_whole(turn.question.strip(), said, resolver))
        said = replace(_after(text, turn.answer, said, resolver), thing=thing)
    return _whole(question.strip(), said, resolver)


def turn_kind(text: str) -> str:
    """The kind of a short turn that bears on the answer before ("where", "why"…), empty where it is none."""
    bare = _LEAD.sub("", _LEAD.sub("", text))
    return short_turn(bare) or ("sure" if asks("followup", "again", fold(bare).rstrip(" ?.!")) else "")


def _after(text: str, answer: str, before: Said, resolver: ScopeResolver) -> Said:
    if not text:
        return before
    scope = resolver.resolve(text, 0)
    own = own_of(text) or before.own
    placed = placed_by(scope, resolver)
    contract = scope.contracts[0] if placed and len(scope.contracts) == 1 else None
    sheet = sheet_of(fold(text))
    # The answer comes back from the client: of it, only contracts and sheets that exist are taken.
    named = tuple(c for c in resolver.contracts if c.ref.label in answer)
    if contract is None and len(named) == 1 and not scope.territory_named:
        contract = named[0]
    if contract is None and not named and not placed:
        # "5,7 dans le Pays des Rives": an answer may name the territory alone.
        told_of = {c.territory for c in resolver.contracts if c.territory in answer}
        found = resolver.resolve(f"CLS {told_of.pop()}", 0).contracts if len(told_of) == 1 else ()
        contract = found[0] if found else None
    if contract is None and not named and not placed:
        # An answer that names no contract leaves the one spoken of.
        contract, placed = before.contract, before.placed
    told = tuple(dict.fromkeys(map(number_of, _TOLD.findall(fold(answer)))))
    if not sheet and len(told) == 1:
        sheet = told[0]
    listed = listed_in(answer, contract, resolver) or tuple(
        n for n in told if contract and n in resolver.sheets(contract)
    )
    money = any(intent.name == "money" for intent in intents_of(text))
    same = before.priced if contract == before.contract else ()
    priced = tuple(dict.fromkeys((*same, *_priced(answer, sheet)))) if money else ()
    return Said(text, contract, sheet, answer, named, listed, own, placed, priced)


def _priced(answer: str, sheet: str) -> tuple[str, ...]:
    """The one sheet whose whole amount an answer to a question of money gives, none where it gives an item's."""
    lines = [line for line in answer.splitlines() if "€" in line]
    told = {number_of(found) for line in lines for found in _TOLD.findall(fold(line))} or {sheet} - {""}
    return tuple(told) if len(told) == 1 and not any(_ITEM.search(line) for line in lines) else ()


def _whole(text: str, said: Said, resolver: ScopeResolver) -> str:
    if not said.text or not text:
        return text
    text = chosen(spoken_for(text, said), said)
    bare = _LEAD.sub("", meant(text))
    led, bare = bare != text, once(_LEAD.sub("", bare))
    if (too := _TOO.match(bare)) and mentions(too["who"]):
        led, bare = True, too["who"]  # "la CAF aussi ?" asks what "et la CAF ?" does
    folded = fold(bare).rstrip(" ?.!")
    found = answered_before(bare.rstrip(" ?.!"), said, resolver, lambda typed: subject(typed, resolver))
    if found:
        return _sentence(found)
    if found := again(folded, said):
        return found
    alone = not led and asks("followup", "alone", folded)
    one = Asking(bare.rstrip(" ?.!"), folded, said, resolver, resolver.resolve(bare, 0).territory_named)
    leaning = bare.strip(" ?.!") and not alone and leans(bare, led, resolver)
    of_contract = (_period, _next, _part, _other_signing, _numbered, _dated, _other, which_of, what_they_do, _territory)
    of_thing = (_pronoun, _asked, organisation, of_place, replaced)
    for slot in (*LEANING, *(of_contract if leaning else ()), *(of_thing if leaning else ())):
        found = slot(one)
        if found:
            return _sentence(found)
    return of_same_contract(text, said, resolver)


def _sentence(text: str) -> str:
    whole = re.sub(r"\s+", " ", f"{text.strip(' ?')} ?")
    return whole[:1].upper() + whole[1:]


# --- what a follow-up changes, most particular first ---


_NEXT = re.compile(
    r"(?:pour |dans )?(?:la (?:fiche |action )?|l'action |celle )(?P<way>suivante|d'apres|precedente|d'avant)$"
)


def _next(one: Asking) -> str:
    """The sheet behind or before the one spoken of: "et pour la suivante ?"."""
    way, before = _NEXT.search(one.folded), SHEET.search(fold(one.said.text))
    if not way or not before or len(fold(one.said.text)) != len(one.said.text):
        return ""
    step = 1 if way["way"] in ("suivante", "d'apres") else -1
    beside: set[str] = set()
    for contract in (one.said.contract,) if one.said.contract else one.resolver.contracts:
        sheets = one.resolver.sheets(contract)
        at = sheets.index(one.said.sheet) + step if one.said.sheet in sheets else -1
        beside |= {sheets[at]} if 0 <= at < len(sheets) else set()
    if len(beside) != 1:
        return ""
    start, end = next(before.span(name) for name in ("named", "bare", "plain") if before[name])
    return f"{one.said.text[:start]}{beside.pop()}{one.said.text[end:]}"


def _part(one: Asking) -> str:
    """A part of the contract, named alone: "et les axes ?" asks for them whatever was asked of something else."""
    if one.named or not asks("followup", "part", one.folded):
        return ""
    verb = "quel est" if fold(one.bare).startswith(("le ", "la ")) else "quels sont"
    return f"{verb} {one.bare} {contract_of(one.said)}" if one.said.contract else f"{verb} {one.bare}"


def _other_signing(one: Asking) -> str:
    """Who signed another generation: "et en 2031 aussi ?", "et avant, c'était qui ?" after who signed this one."""
    own, folded = one.said.contract, one.folded
    years = [int(year) for year in _YEAR.findall(folded) if year.isdigit()]
    before = bool(_BEFORE.search(folded)) or (names_generation(folded) and not years)
    if own is None or one.named or not (years or before) or not asks("followup", "signed", fold(one.said.text)):
        return ""
    bare = re.sub(r"(?i)\b[aà] (?:sa|leur|cette) place\b", "", one.bare)
    if subject(bare, one.resolver) or mentions(bare):
        return ""
    same = [c for c in one.resolver.contracts if c.territory == own.territory and c != own]
    found = [c for c in same if any(c.first <= year <= c.last for year in years) or (before and c.first < own.first)]
    if len(found) != 1:
        return ""
    kept = _THIS_CONTRACT.sub("", one.said.text.rstrip("? ")).strip()
    if kept != one.said.text.rstrip("? "):
        article = "le" if re.search(r"(?i)sign[ée]s?$", kept) else "du"
        return f"{kept} {article} CLS {found[0].ref.label}"
    label_ = found[0].ref.label
    other = without_contract(one.said.text, one.said, one.resolver, label_)
    # The period of the one before stands behind the other's own.
    return re.sub(rf"{re.escape(label_)}\s+{own.first}\s?[-–/]\s?{own.last}", label_, other)


def _numbered(one: Asking) -> str:
    """Another sheet or article of the same question: "Et la 2.2 ?"."""
    sheet, article = sheet_of(one.folded) or next(iter(BARE.findall(one.folded)), ""), ARTICLE.search(one.folded)
    lettered = _LETTERED.search(one.folded) if sheet_of(fold(one.said.text))[:1].isalpha() else None
    sheet = sheet or (number_of(lettered[1]) if lettered else "")
    before, article_before = SHEET.search(fold(one.said.text)), ARTICLE.search(fold(one.said.text))
    intents = [i for i in intents_of(one.bare) if not asks("followup", "same", one.folded)]
    axis, axis_before = _AXIS.search(one.folded), _AXIS.search(fold(one.said.text))
    if axis and axis_before and not (sheet or article or intents) and len(fold(one.said.text)) == len(one.said.text):
        start, end = axis_before.span("number")
        return f"{one.said.text[:start]}{axis['number']}{one.said.text[end:]}"
    if not (sheet or article):
        return ""
    if sheet and not one.named and asks("followup", "how_much", _WITHOUT_SHEET.sub("", one.folded).strip(" ,")):
        return f"combien coûte la fiche {sheet} {contract_of(one.said)}"
    if intents or one.named:
        about = "" if one.named or one.said.contract is None else label(one.said.contract)
        return f"{one.bare} : {about}" if about else one.bare
    if sheet and before:
        at = next(name for name, group in before.groupdict().items() if group)
        start, end = before.span(at)
        if len(fold(one.said.text)) == len(one.said.text):
            return f"{one.said.text[:start]}{sheet}{one.said.text[end:]}"
        return one.said.text.replace(before[at], sheet)
    if article and article_before:
        changed = re.compile(rf"(?i)\b(art(?:icle|\.)\s*(?:n ?° ?)?){article_before['number']}\b")
        return changed.sub(lambda found: found[1] + article["number"], one.said.text)
    frame = FRAME.match(without_contract(one.said.text, one.said, one.resolver))
    if frame and sheet:
        return f"{frame['frame']} {joined(frame['object'], f'la fiche {sheet}')} {contract_of(one.said)}"
    return ""


def _period(one: Asking) -> str:
    """Whether the amount just asked for is for a year: the same question, whose answer says so: "c'est par an ?"."""
    money = any(intent.name == "money" for intent in intents_of(one.said.text))
    return one.said.text if money and asks("followup", "period", one.folded) else ""


def _dated(one: Asking) -> str:
    """Another year or generation, or a number of years: "et en 2019 ?", "Et pour l'ancien contrat ?", "sur 5 ans ?"."""
    if (
        (intents_of(one.bare) and not asks("followup", "years", one.folded))
        or one.named
        or subject(one.bare, one.resolver)
    ):
        return ""
    if asks("followup", "years", one.folded):
        return re.sub(r"(?i)\s+(?:par an|chaque année|annuellement)\b", "", one.said.text.rstrip("? ")) + f" {one.bare}"
    if not (_YEAR.search(one.folded) or names_generation(one.folded)):
        return ""
    if not _YEAR.search(one.folded) and (found := of_generation(one.folded, one.said, one.resolver)):
        return found
    kept = _YEAR.sub("", one.said.text.rstrip("? "))
    territory = one.said.contract.territory if one.said.contract and one.said.contract.territory not in kept else ""
    return f"{kept} {one.bare}" + (f" ({territory})" if territory else "")


def _other(one: Asking) -> str:
    """The other contract of the territory, or both: "et l'autre ?", "et les deux ?"."""
    if one.said.contract is None or one.said.contract.territory in one.bare:
        return ""
    other = one.resolver.other_generation(one.said.contract)
    if other is None:
        return ""
    kept = without_contract(one.said.text, one.said, one.resolver)
    if asks("followup", "other", one.folded):
        return without_contract(one.said.text, one.said, one.resolver, other.ref.label)
    if asks("followup", "both", one.folded):
        return f"{kept} du CLS {one.said.contract.ref.label} et du CLS {other.ref.label}"
    return ""


def _territory(one: Asking) -> str:
    """The same question of another territory: "Et dans le Pays des Rives ?"."""
    scope = one.resolver.resolve(one.bare, 0)
    if not one.named and not scope.unknown and not (len(scope.contracts) == 1 and len(one.resolver.contracts) > 1):
        return ""
    if not one.named and not scope.unknown and not re.match(r"(?:a|au|aux|dans|sur|pour|chez|en)\b", one.folded):
        return ""  # a name that only one contract holds may be an organisation's
    if intents_of(one.bare) or (subject(one.bare, one.resolver) and not scope.unknown and one.named):
        return ""
    if not one.named and not scope.unknown and mentions(one.bare):
        return ""  # "et pour l'hôpital de X ?" asks of a body
    if not one.named and not scope.unknown and _PLACE_ASKED.search(fold(one.said.text)):
        return ""  # one place for another: "Orgelet est-elle couverte ?", "et Arinthod ?"
    if scope.unknown:
        return without_contract(one.said.text, one.said, one.resolver, f"de {scope.unknown}")
    first = scope.contracts[0]
    dated = _YEAR.search(one.folded) or names_generation(one.folded)
    # The years of the contract before go with it.
    own = "|".join(str(y) for c in (one.said.contract,) if c for y in (c.first, c.last) if y)
    kept = (
        re.sub(rf"(?i)\s*\b(?:en |de )?(?:{own})(?:\s*[-–/]\s*20\d\d)?(?=\s*\?*$)", "", one.said.text)
        if own
        else one.said.text
    )
    return without_contract(kept, one.said, one.resolver, first.ref.label if dated else first.territory)


_PLACE_ASKED = re.compile(r"\b(?:perimetre|commune|couvert|fait(?:-elle)? partie|dedans|dans le cls|dans le contrat)")


def _pronoun(one: Asking) -> str:
    """What a pronoun stands for, in its place: "qui la porte ?", "elle est financée comment ?", "son budget ?"."""
    pronoun, named_before = _SUBJECT_PRONOUN.search(one.bare), bodies(one)
    acts = (
        pronoun and asks("followup", "acts", fold(one.bare[pronoun.end() :])) and not SHEET.search(fold(one.said.text))
    )
    if pronoun and len(named_before) == 1 and (acts or not one.said.sheet) and not one.named:
        # "La Région est-elle signataire ?", "et elle finance quoi ?": it is the organisation.
        before = named_before[0]
        the = re.search(r"(?i)(?:\b(?:la|le|les) |\bl['’])$", one.said.text[: before.start])
        who = one.said.text[the.start() if the else before.start : before.end]
        return f"{who} {one.bare[pronoun.end() :]} {contract_of(one.said)}"
    thing = _thing(one.bare, one.said, one.resolver)
    if not thing or one.named:
        return ""
    if _WHAT_FOR.match(one.folded):
        return f"à quoi sert {thing}"
    of_it = _OF_IT.search(one.bare)
    if of_it:
        return f"{one.bare[: of_it.start()]}qui s'{of_it['verb']} {of(thing)}{one.bare[of_it.end() :]}"
    for pattern, put in (
        (_ASKS_BY_PRONOUN, None),
        (_SUBJECT_PRONOUN, f"{thing} "),
        (_THIS, thing),
    ):
        match = pattern.search(one.bare)
        if match and put is None and subject(one.bare[: match.start()], one.resolver):
            # "Et les visites, qui les paie ?": what the pronoun stands for stands before it.
            named = one.bare[: match.start()].strip(" ,")
            rest = one.bare[match.end() :].strip()
            return f"{match.group().split()[0]} {rest} {named[:1].lower()}{named[1:]} {contract_of(one.said)}"
        if match and put is None:
            return f"{one.bare[: match.start()]}{match.group().split()[0]} {one.bare[match.end() :]} {thing}"
        if match and put is not None:
            return f"{one.bare[: match.start()]}{put}{one.bare[match.end() :]}"
    own = _OWN.search(one.bare)
    if own:
        rest = one.bare[own.end() :]
        article = _ORDINARY[own[1].lower()]
        article = "l'" if article in ("le", "la") and fold(rest)[:1] in tuple("aeiouh") else f"{article} "
        return f"{one.bare[: own.start()]}{article}{rest} {of(thing)}"
    return ""


def _asked(one: Asking) -> str:
    """Something else asked of the same thing: "et qui paie ?", "c'était signé quel jour ?"."""
    if (
        one.named
        or subject(one.bare, one.resolver)
        or not (intents_of(one.bare) or asks("followup", "asks", one.folded))
    ):
        return ""
    thing = _thing(one.bare, one.said, one.resolver)
    if asks("followup", "how_much", one.folded) and thing:
        return f"combien coûte {thing}"
    if asks("followup", "when", one.folded) and asks("followup", "signed", fold(one.said.text)) and one.said.contract:
        return f"quand a été signé le {contract_of(one.said).removeprefix('du ')}"
    return f"{one.bare} : {thing}" if thing else ""


# --- what was spoken of ---


def _thing(bare: str, said: Said, resolver: ScopeResolver) -> str:
    """What was spoken of, with its contract; the contract alone where the contract alone says what is asked."""
    intents = intents_of(bare)
    of_contract = contract_of(said)
    whole = bool(intents) and not any(intent.fields for intent in intents)
    if whole or (WHOLE_CONTRACT.search(fold(said.text)) and not said.sheet and not subject(said.text, resolver)):
        return of_contract.removeprefix("du ") and f"le {of_contract.removeprefix('du ')}"
    if said.sheet:
        before = re.search(
            rf"(?i)\b(?:la )?(?:fiche(?:[ -]action)?|action) (?:n ?° ?)?{re.escape(said.sheet)}.*", said.text
        )
        if before:
            return re.sub(r"^(?i:la )?", "la ", before.group().rstrip("? "), count=1) + kept_to(said, resolver)
        return f"la fiche {said.sheet} {of_contract}".strip() + kept_to(said, resolver)
    kept = without_contract(said.text, said, resolver)
    frame = FRAME.match(kept)
    thing = re.sub(r"(?i)^(?:de |d['’])(?=la |l['’])", "", frame["object"]) if frame else ""
    if not thing:
        found = re.search(r"(?i)\b(?:contre|pour|sur|de)\s+(.+)$", kept)
        thing = found[1] if found else ""
    thing = re.sub(r"(?i)\s+(?:par an|en tout|au total)$", "", thing)
    return f"{thing} {of_contract}".strip() if thing else (of_contract and f"le {of_contract.removeprefix('du ')}")
