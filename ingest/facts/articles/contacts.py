"""The contacts that a document itself publishes: whom to call or write to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.folding import words_of
from ingest.facts.parties.institutions import institution
from ingest.facts.parties.organisations import opens_organisation
from ingest.facts.parties.subjects import party_name
from ingest.facts.reading import Reading, Run, flat
from ingest.facts.records import Contact
from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.lines import Line

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,10}")
_PHONE = re.compile(r"(?<![\d.])(?:(?:\+|00)33\s?(?:\(0\)\s?)?[1-9]|0[1-9])(?:[\s.\-/]?\d{2}){4}(?!\d)")
_LABEL = re.compile(
    r"^[\W\d]{0,4}(?P<label>(?:vos |votre |les )?contacts?(?: (?:presse|utiles?|medias?|du cls|cls|du contrat|locaux))*"
    r"|relations? presse|service (?:de )?presse|renseignements?|pour en savoir plus|(?:vos |votre )?interlocut\w+"
    r"|pour (?:tout|toute) (?:renseignement|information|question)s?[\w' ]{0,30}"
    r"|contacts? presse [\w' -]{2,40}|coordonnees|nous contacter|personnes? a contacter|personne ressource)"
    r"\s*(?P<end>:|$)"
)
_FIELD_NAMES = (
    r"(?:t[ée]l(?:[ée]phone)?\.?(?: fixe| portable)?|ligne directe|portable|port\.?|mobile|fixe|fax|m[ée]l|e-?mail|mail"
    r"|courriel|adresse (?:mail|[ée]lectronique)|nom(?: et pr[ée]nom)?|pr[ée]nom|contacts?(?: presse)?|fonction"
    r"|structure|organisme|site)"
)
_FIELD = re.compile(rf"^{_FIELD_NAMES}\s*:?\s*$", re.IGNORECASE)
_FIELD_LEAD = re.compile(rf"^{_FIELD_NAMES}\.?\s*:\s*", re.IGNORECASE)
_FAX = re.compile(r"(?:fax|t[ée]l[ée]copie)\W*$", re.IGNORECASE)
_TITLE = r"(?:(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Dr|Docteur|Pr)\.?\s+)?"
_GIVEN = r"[A-ZÀ-Þ][a-zà-ÿ’']+(?:[- ][A-ZÀ-Þ][a-zà-ÿ’']+)?"
_SURNAME = (
    r"(?:(?:[Dd]e |DE |[Dd]['’]|du |de la |[Ll]e |LE |[Ll]a |von |van )?[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)?)"
)
_PERSON = re.compile(rf"{_TITLE}(?:{_GIVEN}\s+{_SURNAME}|{_SURNAME}\s+{_GIVEN})")
_PIECES = re.compile(r"\s+[–—|•·]\s+|\s+-\s+|[,;|]\s*|\s*/\s+|\s*[()]\s*|\s*:\s+")
# How many lines above a telephone number or an address belong to it.
REACH = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str  # name, office, organisation, phone, email
    text: str


def contacts(reading: Reading) -> tuple[Contact, ...]:
    """The contacts in order: each has a telephone number, an address, or a name behind the word "contact"."""
    found: list[Contact] = []
    sheets = [(sheet.start, sheet.end) for sheet in reading.of(SectionKind.SHEET)]
    for group in _groups(reading.lines):
        contact = _contact(Run(reading.document_id, reading.pages, tuple(group)))
        if contact and not (contact.phone or contact.email):
            at = group[0].page, group[0].start
            if any(start <= at < end for start, end in sheets):
                continue  # who follows an action, named without a way to reach them
        if contact and all((contact.name, contact.phone, contact.email) != (c.name, c.phone, c.email) for c in found):
            found.append(contact)
    return tuple(found)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each contact."""
    i = 0
    while i < len(lines):
        label = _LABEL.match(fold(lines[i].text))
        if not label and not _reaches(lines[i].text):
            i += 1
            continue
        if label:
            inline = label["end"] == ":" and bool(lines[i].text[_colon(lines[i].text) :].strip())
            first = i if inline else i + 1
            i += 1
            for group in _under_label(lines, first, inline=inline):
                yield group
                i = lines.index(group[-1], first) + 1
            continue
        group = _around(lines, i)
        yield group
        i = lines.index(group[-1], i) + 1


def _colon(text: str) -> int:
    return text.find(":") + 1


def _reaches(text: str) -> bool:
    return bool(_EMAIL.search(text) or _PHONE.search(text))


def _under_label(lines: Sequence[Line], i: int, *, inline: bool) -> Iterator[list[Line]]:
    """The contacts that follow a label: each begins with a person or ends with the last number before the next."""
    group: list[Line] = []
    complete = False
    for j in range(i, min(i + 40, len(lines))):
        line = lines[j]
        again = _kinds(line.text) & _kinds(" ".join(item.text for item in group))
        begins = complete and (bool(again) or not (_reaches(line.text) or _FIELD.match(line.text)))
        if group and (begins or (complete and line.after_gap and _person(line.text))):
            yield group
            group, complete = [], False
            if not _belongs(lines, j):
                return
        group.append(line)
        complete = complete or _reaches(line.text)
        if len(group) > REACH + 2 and not complete:
            if inline or _person(_after_label(group[0].text)):
                yield group[:1]
            return
    if group and (complete or inline or _person(group[0].text)):
        yield group if complete else group[:1]


def _belongs(lines: Sequence[Line], j: int) -> bool:
    """Whether one more contact begins at a line: a number or an address follows closely."""
    return any(_reaches(line.text) for line in lines[j : j + REACH + 1]) and len(lines[j].text) <= 100


def _around(lines: Sequence[Line], i: int) -> list[Line]:
    """The lines of the contact whose first number or address stands on a line."""
    first = i
    while first > 0 and i - first < REACH and not lines[first].after_gap:
        above = lines[first - 1]
        if (
            above.page != lines[i].page
            or _reaches(above.text)
            or len(above.text) > 90
            or above.text.rstrip()[-1:] in ".;"
        ):
            break
        first -= 1
    last = i
    while last + 1 < len(lines) and not lines[last + 1].after_gap and _reaches(lines[last + 1].text):
        if _kinds(lines[last + 1].text) & _kinds(" ".join(line.text for line in lines[i : last + 1])):
            break
        last += 1
    return list(lines[first : last + 1])


def _kinds(text: str) -> set[str]:
    return {kind for kind, pattern in (("email", _EMAIL), ("phone", _PHONE)) if pattern.search(text)}


def _after_label(text: str) -> str:
    match = _LABEL.match(fold(text))
    return text[_colon(text) :].strip() if match and match["end"] == ":" else text


def _contact(run: Run) -> Contact | None:
    pieces = [piece for line in run.lines for piece in _pieces(_after_label(line.text))]
    phones = [p.text for p in pieces if p.kind == "phone"]
    emails = [p.text for p in pieces if p.kind == "email"]
    names = [p.text for p in pieces if p.kind == "name"]
    offices = [p.text for p in pieces if p.kind == "office"]
    organisations = [p.text for p in pieces if p.kind == "organisation"]
    if not (phones or emails or names) or not (names or offices or organisations or emails):
        return None
    return Contact(
        name=names[0] if names else "",
        evidence=run.evidence(),
        organisation=_beside(pieces, "organisation"),
        office=_beside(pieces, "office"),
        phone=phones[0] if phones else "",
        email=emails[0] if emails else "",
    )


def _beside(pieces: Sequence[_Piece], kind: str) -> str:
    """The first piece of a kind behind the name, else before it."""
    named = next((i for i, piece in enumerate(pieces) if piece.kind == "name"), 0)
    return next((piece.text for piece in (*pieces[named:], *pieces[:named]) if piece.kind == kind), "")


def _pieces(text: str) -> Iterator[_Piece]:
    """The parts of a line of a contact, those that can be told."""
    left = text
    for match in _EMAIL.finditer(text):
        yield _Piece("email", re.sub(r"\s", "", match.group()))
        left = left.replace(match.group(), " | ")
    for match in _PHONE.finditer(left):
        if not _FAX.search(left[: match.start()]):
            yield _Piece("phone", flat(match.group()))
        left = left.replace(match.group(), " | ")
    for part in _PIECES.split(left):
        bare = _FIELD_LEAD.sub("", part.strip(" •-–*.:")).strip()
        kind = _kind(bare) if bare and not _FIELD.match(bare) else ""
        if kind:
            yield _Piece(kind, flat(bare))


def _kind(text: str) -> str:
    folded = fold(re.sub(r"^(?:la |le |l['’]|votre |auprès d\w* )", "", text, flags=re.IGNORECASE))
    if any(folded.startswith(form) for form in words_of("contact_offices.txt")):
        return "office"
    if institution(text)[0] or (
        len(text.split()) <= 10
        and party_name(text)
        and text[:1].isupper()
        and (opens_organisation(text) or not _person(text))
    ):
        return "organisation"
    return "name" if _person(text) else ""


def _person(text: str) -> bool:
    bare = text.strip(" •-–*")
    return _PERSON.fullmatch(bare) is not None and not institution(bare)[0] and not re.search(r"\d", bare)
