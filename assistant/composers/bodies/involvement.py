"""What a contract gives an organisation to do: its parts in the sheets, each with where it stands. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body, is_in, is_said
from assistant.composers.bodies.naming import said_together, tokens, words_of
from assistant.composers.bodies.wording import agreed, is_plural, pronoun
from assistant.library import UnderstoodContract
from assistant.verify import Proof
from ingest.facts.records import Action, Evidence, Place, Said
from ingest.naming import fold
from ingest.records import SectionKind

LEAD, PARTNER, NAMED, PAYER, COFUNDER, FOLLOW_UP, PUBLIC, TEXT = range(8)
BY_TABLE = " selon le tableau récapitulatif"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an organisation in an action: the lead that only the summary table names is `by_table`."""

    action: Action
    role: int
    evidence: tuple[Evidence, ...]
    by_table: bool = False
    words: str = ""  # the value as written, where it says more than the name


def parts(body: Body) -> list[Part]:
    """The parts of an organisation in the actions of its contract, action by action, leads first."""
    return [part for action in body.contract.record.actions for part in _parts(action, body)]


# "Habitants du Pays des Rives": those who live there, and not the body of that name.
_PEOPLE_OF = re.compile(
    r"(?:les |des |tous les |toutes les |l'ensemble des |toute la |la )?(?:habitants?|population|personnes?|jeunes"
    r"|enfants?|seniors?|adultes|familles|parents|eleves|residents|citoyens|femmes|hommes|patients?|usagers|publics?)\b"
)


def _parts(action: Action, body: Body) -> Iterator[Part]:
    leads = [said for said in action.leads if is_said(body, said)]
    own = [said for said in leads if said.place is not Place.SUMMARY]
    if leads:
        yield Part(action, LEAD, _evidence(own or leads), by_table=not own and _has_sheet(action))
    else:
        # "L'animateur, en lien avec X": X stands in the field, it does not lead.
        beside = [said for said in action.leads if is_in(said.value, body)]
        if beside:
            yield Part(action, NAMED, _evidence(beside[:1]), words=beside[0].value)
    for role, values in (
        (PARTNER, action.partners),
        (NAMED, action.partners_in_text),
        (FOLLOW_UP, (*action.follow_up, *(said for one in action.indicators for said in one.follow_up))),
        (COFUNDER, tuple(said for line in action.funding for said in line.cofunders)),
    ):
        found = [said for said in values if is_said(body, said) or _is_service(said.value, body)]
        served_by = [said for said in values if said not in found and _is_of_its_services(said.value, body)]
        if found:
            yield Part(action, role, _evidence(found[:1]))
        elif served_by:
            yield Part(action, role, _evidence(served_by[:1]), words=served_by[0].value)
    paying = [line for line in action.funding if line.payer and is_in(line.payer, body)]
    if paying:
        yield Part(action, PAYER, paying[0].evidence)
    served = [
        said
        for said in (*action.public, *action.public_direct, *action.public_indirect)
        if is_in(said.value, body) and not _PEOPLE_OF.match(fold(said.value))
    ]
    if served:
        yield Part(action, PUBLIC, _evidence(served[:1]))


def parts_of_group(contract: UnderstoodContract, group: Sequence[str]) -> list[Part]:
    """The actions whose partners or public are a group, told by its words: "entreprise", "bailleur social"."""
    found = []
    for action in contract.record.actions:
        for role, values in (
            (PARTNER, action.partners),
            (NAMED, action.partners_in_text),
            (PUBLIC, (*action.public_direct, *action.public, *action.public_indirect)),
        ):
            held = [said for said in values if _opens(said.value, group)]
            if held:
                found.append(Part(action, role, _evidence(held[:1]), words=held[0].value))
    return found


def parts_in_text(body: Body) -> list[Part]:
    """The sheets that only name an organisation somewhere in their text, with the line that does."""
    names = {fold(name) for name in (body.organisation.name, *body.organisation.spellings, body.organisation.acronym)}
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if len(name) > 2) or r"(?!)")
    found: dict[str, Part] = {}
    by_number = {action.number: action for action in body.contract.record.actions if action.number}
    for document in body.contract.documents:
        pages = {page.number: page.text for page in document.pages}
        for section in document.sections:
            if section.kind is not SectionKind.SHEET or section.number not in by_number or section.number in found:
                continue
            for page in range(section.start[0], section.end[0] + 1):
                text = pages.get(page, "")
                low = section.start[1] if page == section.start[0] else 0
                high = section.end[1] if page == section.end[0] else len(text)
                line = next((m for m in re.finditer(r"[^\n]+", text[low:high]) if pattern.search(fold(m[0]))), None)
                if line:
                    start, end = low + line.start(), low + line.end()
                    held = Evidence(document.id, page, start, end, text[start:end])
                    found[section.number] = Part(by_number[section.number], TEXT, (held,))
                    break
    return list(found.values())


def stands_in(contract: UnderstoodContract, name: str, *, alone: bool = False) -> bool:
    """Whether the words of a name stand in a row somewhere in the documents of a contract; `alone`, in no longer one.

    "Saint-Ours" does not stand alone in "Vaux-lès-Saint-Ours".
    """
    words = words_of(name)
    small = r"(?:\W+(?:de|du|des|la|le|les|l|d|en|sur|et|pour))*\W+"
    before, after = (r"(?<![\w-])", r"(?![\w-])") if alone else (r"\b", r"\b")
    pattern = re.compile(before + small.join(rf"{re.escape(word)}\w?" for word in words) + after) if words else None
    return pattern is not None and any(
        pattern.search(fold(page.text)) for document in contract.documents for page in document.pages
    )


def role_name(part: Part, name: str) -> str:
    """A part in words, agreeing with the organisation: "porteuse", "partenaire", "citée dans la description"."""
    lead = "porteuse" if pronoun(name) == "Elle" else "porteurs" if is_plural(name) else "porteur"
    plural = "s" if is_plural(name) else ""
    if part.role == NAMED and part.words and not part.by_table and _is_lead_field(part):
        return f"{agreed(name, 'cité')} dans le champ porteur (« {part.words} »)"
    return {
        LEAD: lead + (BY_TABLE if part.by_table else ""),
        PARTNER: f"partenaire{plural}" + (f" (« {part.words} »)" if part.words else ""),
        NAMED: f"{agreed(name, 'cité')} dans la description",
        PAYER: f"financeur{plural}",
        COFUNDER: f"{agreed(name, 'cité')} pour le cofinancement",
        FOLLOW_UP: f"responsable{plural} du suivi",
        PUBLIC: "public visé",
        TEXT: f"{agreed(name, 'nommé')} dans le texte",
    }[part.role]


def parts_of(asked: Asked, body: Body) -> tuple[str, tuple[Proof, ...], str]:
    """The parts of an organisation in a row, with their proof: "partenaire (fiches 1.1 et 3.5)"; the numbers apart."""
    shown, evidence, numbers = [], [], []
    every = [part for part in parts(body) if part.action.number]
    for role in (LEAD, PARTNER, NAMED):
        own = [part for part in every if part.role == role]
        for by_table in (False, True):
            said = [part for part in own if part.by_table is by_table and not (role == NAMED and part.words)]
            if said:
                named = french.listed(list(dict.fromkeys(part.action.number for part in said)))
                bare = replace(said[0], words="")
                label = "acteur cité dans la description" if role == NAMED else role_name(bare, body.name)
                shown.append(f"{label} ({'fiches' if len(said) > 1 else 'fiche'} {named})")
                evidence += [part.evidence[0] for part in said]
                numbers.append(named)
    return (
        french.listed(shown, "et comme").replace(", ", ", comme ") if len(shown) > 2 else " et comme ".join(shown),
        asked.prover.proofs(evidence),
        " ".join(numbers),
    )


def _is_service(value: str, body: Body) -> bool:
    """Whether a value names an organisation as a service of another: "Département, service de PMI", "Région (ORS)"."""
    if body.party is not None:
        return False
    tail = re.split(r",\s*(?:son |le |la |les |l[’'])?", value, maxsplit=1)[1:]
    return any(is_in(part, body) for part in (*tail, *re.findall(r"\(([^()]{2,40})\)", value)))


# "Services de l'aide sociale à l'enfance (Département)": what brackets add is the body whose service it is.
_OF_BODY = re.compile(r"(?P<service>[^()]{3,80}?) ?\((?P<of>[^()]{3,60})\)\W*")


def _is_of_its_services(value: str, body: Body) -> bool:
    """Whether a value names a service, and in brackets the organisation that it belongs to."""
    match = _OF_BODY.fullmatch(value)
    return (
        match is not None
        and re.match(r"(?:les )?services?\b", fold(match["service"])) is not None
        and is_in(match["of"], body)
    )


def _is_lead_field(part: Part) -> bool:
    return any(part.words == said.value for said in part.action.leads)


def _evidence(values: Sequence[Said]) -> tuple[Evidence, ...]:
    return tuple(e for said in values for e in said.evidence[:1])


def _has_sheet(action: Action) -> bool:
    """Whether the contract has a sheet of the action, beside the table that names it."""
    return any(title.place is Place.SHEET for title in action.titles)


def _opens(value: str, group: Sequence[str]) -> bool:
    """Whether an item of a list begins with the words of a group."""
    for piece in re.split(r"[,;/•\n]| et | ou ", value):
        said = tokens(piece)
        where = said_together(group, said)
        if where and where[0] <= (said[min(1, len(said) - 1)].start if said else 0):
            return True
    return False
