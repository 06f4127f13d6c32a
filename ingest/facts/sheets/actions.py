"""The actions of a contract: one an action sheet, the summary table merged into it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.sheet import sheet_funding
from ingest.facts.items import joined, said_items, said_organisations, says
from ingest.facts.money.prose_money import prose_funding
from ingest.facts.parties.leads_apart import leads_apart
from ingest.facts.plans.dashed_rows import dashed_rows
from ingest.facts.plans.rows import plan_actions
from ingest.facts.plans.summary import Row, sheet_title, summary
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Action, Indicator, Place, PolicyLink, Said
from ingest.facts.sheets.axes import axis_of
from ingest.facts.sheets.field import Field, without_comment
from ingest.facts.sheets.fields import fields, rooms, width
from ingest.facts.sheets.indicators import fold_same, measures
from ingest.facts.sheets.mentions import partners_in_text
from ingest.facts.sheets.narrative import announced_actions
from ingest.facts.sheets.prose import leads_in, told
from ingest.records import Section, SectionKind
from ingest.structure.labels import label_of

_OPERATIONAL = re.compile(r"\b(?:operationnels?|specifiques?|intermediaires?|sous objectifs?)\b")
_GENERAL = re.compile(
    r"(?:finalites?|buts?|ambitions?|visee|objectifs? (?:general|generaux|strategiques?|principal))\b"
)
_STATUS = re.compile(r"^(?:statut|etat)\b|^avancement\b")
_DIRECT = re.compile(
    r"(?:^|(?<=[\n;,/|.(]))[ \t]*(?:[^\w\s(]{1,2}|o(?= ))?[ \t]*"
    r"(?:(?:publics?|populations?|beneficiaires?|cibles?)\s+)?"
    r"(?P<not>in)?direct(?:e?s?|\(e?s?\))\s*(?::|(?=\n))",
    re.MULTILINE,
)
_AIMED_BEHIND = re.compile(
    r"([^;()]+?)\s*\((?:b[ée]n[ée]ficiaires?|publics?|cibles?) (in)?directe?s?\)\s*(?:;|,|et\b|$)", re.IGNORECASE
)
_OWN_LABEL = re.compile(r"^[ \t]*[-•]?[ \t]*(?P<label>[A-ZÀ-Ý][^:\n|]{2,60}?)\s?:[ \t]*", re.MULTILINE)
_BROKEN_LABEL = re.compile(r"\s*(?P<label>[A-ZÀ-Ý][^:\n|]{2,60}\n[^:\n|]{1,40}?)\s?:[ \t]*")
_RANKED = re.compile(r"(?:axe|action|objectif|priorite|orientation|mesure|defi|enjeu|chantier)\b.*\d")
# What only says by whom, for whom or when.
_COMPLEMENT = re.compile(r"(?:par|pour|dans|auprès|chez|avec|au sein|d[’']ici|avant|après|lors) ?\b")
# What stands where no organisation does.
_NOBODY = re.compile(r"^(?:neant|aucune?s?|sans objet|nc|nr|/)$")

_IN_LABEL = re.compile(
    r"\(\s*(?:p[ée]riodicit[ée]|fr[ée]quence|rythme)(?: d[eu] (?:la )?(?:mesure|suivi|recueil|relevé))?\s*:?\s+"
    r"(?P<often>[^()\n]+?)\s*\)"
)
_BOX = re.compile(r"[☐☑☒□]")
_TICKED = re.compile(r"[☑☒✓✔]\s*(?P<choice>[^☐☑☒□✓✔\n|;]*[^☐☑☒□✓✔\n|;\s])")


# The fields of what is measured.
_MEASURED = frozenset({"indicators", "frequency", "source", "follow_up", "other"})


def actions(reading: Reading) -> tuple[Action, ...]:
    """The actions that a document describes or announces, each once, in order."""
    sheets = reading.of(SectionKind.SHEET)
    spans = rooms(reading)
    found = [_action(reading, sheet, spans) for sheet in sheets]
    rows = _completed(summary(reading), reading) if sheets else summary(reading)
    merged = [_with_row(action, rows) for action in found]
    known = {action.number for action in found}
    others = [_from_row(row) for row in rows if row.number not in known] if _alone(found, rows) else []
    return (*merged, *others) or announced_actions(reading)


def _completed(rows: Sequence[Row], reading: Reading) -> tuple[Row, ...]:
    """The rows of the summary table, with those of a table kept apart by bars that numbers its actions otherwise."""
    known = {row.number for row in rows if row.leads}
    told = [_summed(action) for action in plan_actions(reading) if action.number]
    more: dict[str, Row] = {}
    for row in told:
        # The table of who leads what is the one of all actions; one of amounts only names them again.
        if row.number not in known and (row.number not in more or (row.leads and not more[row.number].leads)):
            more[row.number] = row
    if not rows and not more:
        more = {row.number: row for row in dashed_rows(reading)}
    return (*(row for row in rows if row.number not in more), *more.values())


def _summed(action: Action) -> Row:
    title = next((t for t in action.titles if t.place is Place.SUMMARY), action.titles[0])
    leads = tuple(replace(lead, place=Place.SUMMARY) for lead in action.leads)
    return Row(action.number, replace(title, place=Place.SUMMARY), leads, action.axis)


def _alone(found: Sequence[Action], rows: Sequence[Row]) -> bool:
    """Whether rows without a sheet are actions: not where the table numbers otherwise than the sheets do."""
    known = {action.number for action in found}
    return not found or sum(row.number in known for row in rows) >= len(rows) / 2


def _with_row(action: Action, rows: Sequence[Row]) -> Action:
    row = next((row for row in rows if row.number == action.number), None)
    if row is None:
        return action
    leads = leads_apart(action.leads, row.leads)
    return replace(action, titles=(*action.titles, row.title), leads=(*leads, *row.leads))


def _from_row(row: Row) -> Action:
    return Action(row.number, (row.title,), row.title.evidence, axis=row.axis, leads=row.leads)


def _action(reading: Reading, sheet: Section, spans: dict[str, int]) -> Action:
    run = reading.run(sheet, heading=True)
    title = sheet_title(reading, sheet)
    own = fields(reading, sheet)
    room = width(reading, sheet)
    if not own or _is_told(own, run):
        return _narrative(reading, sheet, title)
    followed = measures(own, room, spans)
    action = Action(
        number=sheet.number,
        titles=(title,) if title else (),
        evidence=title.evidence if title else run.evidence(0, len(sheet.title)),
        axis=axis_of(reading, sheet),
        leads=_organisations(own, "lead", room, spans),
        partners=_organisations(own, "partners", room, spans),
        territory=_items(own, "territory"),
        context=_items(own, "context"),
        objectives=_objectives(own, operational=False),
        objectives_operational=_objectives(own, operational=True),
        description=_items(own, "description"),
        results=_results(own, spans.get("results", 0)),
        calendar=tuple(_calendar(own, status=False)),
        status=tuple(_calendar(own, status=True)),
        funding=sheet_funding(reading, sheet),
        indicators=followed.indicators,
        frequency=followed.common.get("frequency", ()) or tuple(_label_frequency(reading, sheet)),
        source=followed.common.get("source", ()),
        baseline=followed.common.get("baseline", ()),
        follow_up=followed.common.get("follow_up", ()),
        policy=tuple(_policy(own)),
        **_publics(own, spans.get("public", 0)),
    )
    return replace(action, partners_in_text=_in_text(own, action))


def _is_told(own: Sequence[Field], run: Run) -> bool:
    """Whether sentences tell an action though one of them reads as a label: "Deux indicateurs seront suivis : …"."""
    return all(f.name in _MEASURED for f in own) and leads_in(run)


def _label_frequency(reading: Reading, sheet: Section) -> Iterator[Said]:
    """How often the indicators are measured, as their label says it in brackets: "Suivi (périodicité annuelle) :"."""
    for section in reading.inside(sheet, SectionKind.FIELD):
        run = reading.run(section, heading=True)
        if section.label == "indicators" and (match := _IN_LABEL.search(run.text, 0, len(section.title) + 2)):
            yield run.said(*match.span("often"), Place.SHEET)


def _narrative(reading: Reading, sheet: Section, title: Said | None) -> Action:
    """An action without labelled fields: its text is its description, and its sentences say who, for whom and when."""
    run = reading.run(sheet)
    own = told(run)
    # What costs before anyone is said to lead is what is wrong, not what the action takes.
    funding = prose_funding(run, own.behind) if own.behind is not None else ()
    return Action(
        number=sheet.number,
        titles=(title,) if title else (),
        evidence=title.evidence if title else reading.run(sheet, heading=True).evidence(0, len(sheet.title)),
        axis=axis_of(reading, sheet),
        leads=tuple(own.leads),
        partners=tuple(own.partners),
        public=tuple(own.public),
        description=said_items(run, Place.SHEET),
        calendar=tuple(own.calendar),
        funding=funding or sheet_funding(reading, sheet),
        indicators=tuple(Indicator(said.value, said.evidence) for said in own.indicators),
        frequency=tuple(own.frequency),
    )


def _named(own: Sequence[Field], name: str) -> Iterator[Field]:
    return (field for field in own if field.name == name and field)


def _items(own: Sequence[Field], name: str, room: int = 0) -> tuple[Said, ...]:
    return tuple(s for f in _named(own, name) for s in said_items(f.run, Place.SHEET, f.start, f.end, room))


def _results(own: Sequence[Field], room: int) -> tuple[Said, ...]:
    """The expected results; one that heads a list of mere complements is said with each: "Chartes signées : par …"."""
    found: list[Said] = []
    head: Said | None = None
    for item in _items(own, "results", room):
        if head is not None and _COMPLEMENT.match(item.value):
            if found and found[-1] is head:
                found.pop()
            found.append(Said(f"{head.value} {item.value}", (*head.evidence, *item.evidence), item.place))
            continue
        head = item if item.value.rstrip().endswith(":") else None
        found.append(item)
    return tuple(found)


def _organisations(own: Sequence[Field], name: str, room: int, spans: dict[str, int]) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for field in _named(own, name):
        end = without_comment(field) if name == "lead" else field.end
        named = said_organisations(
            field.run, Place.SHEET, room, field.start, end, spans.get(name, 0), actors=name == "lead"
        )
        for said_ in named:
            if not _NOBODY.match(fold_same(said_.value).lower()):
                found.setdefault(letters(said_.value), said_)
    return tuple(found.values())


def _objectives(own: Sequence[Field], *, operational: bool) -> tuple[Said, ...]:
    named = list(_named(own, "objectives"))
    told = {id(f) for f in named if _OPERATIONAL.search(f.words)}
    if not told and len({f.words for f in named}) > 1 and _GENERAL.match(named[0].words):
        # "Finalité", then "Objectifs visés": what follows the aim are the objectives that serve it.
        told = {id(f) for f in named if f.words != named[0].words}
    chosen = (f for f in named if (id(f) in told) is operational)
    return tuple(s for f in chosen for s in said_items(f.run, Place.SHEET, f.start, f.end))


def _calendar(own: Sequence[Field], *, status: bool) -> Iterator[Said]:
    for field in _named(own, "calendar"):
        if bool(_STATUS.search(field.words)) is not status:
            continue
        for item in said_items(field.run, Place.SHEET, field.start, field.end):
            # "Date de fin : 2031" says nothing without its label.
            dated = re.match(r"dates?\b|(?:debut|fin)\b", field.words)
            yield replace(item, value=f"{field.title} : {item.value}") if dated else item


def _publics(own: Sequence[Field], room: int) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {"public": [], "public_direct": [], "public_indirect": []}
    for field in _named(own, "public"):
        name = (
            "public_indirect" if "indirect" in field.words else "public_direct" if "direct" in field.words else "public"
        )
        at = field.start
        for match in _DIRECT.finditer(fold_same(field.run.text), field.start, field.end):
            found[name] += said_items(field.run, Place.SHEET, at, match.start(), room)
            name, at = ("public_indirect" if match["not"] else "public_direct"), match.end()
        for item in said_items(field.run, Place.SHEET, at, field.end, room):
            parts = _AIMED_BEHIND.findall(item.value)
            if len(parts) < 2:
                found[name].append(item)
                continue
            for text, other in parts:  # "aidants (bénéficiaires directs) ; personnes aidées (bénéficiaires indirects)"
                aimed = "public_indirect" if other else "public_direct"
                found[aimed].append(replace(item, value=text.strip(" ;,")))
    return {name: tuple(values) for name, values in found.items()}


def _policy(own: Sequence[Field]) -> Iterator[PolicyLink]:
    for field in _named(own, "policy"):
        if _BOX.search(field.text):
            yield from _ticked(field)
            continue
        generic = (
            bool(re.match(r"(?:liens?|articulations?|coherence)\b", field.words)) and "parcours" not in field.words
        )
        marks = list(_own_labels(field)) if generic else []
        title, at = field.title, field.start
        for mark in marks:
            if _RANKED.match(fold_same(mark["label"]).lower()):
                continue  # "Axe 2 : …" is what the label says
            yield from _links(field.run, title, at, mark.start())
            title, at = joined(mark["label"]), mark.end()
        yield from _links(field.run, title, at, field.end)


def _own_labels(field: Field) -> Iterator[re.Match[str]]:
    """The labels that a field's lines have themselves; the first may be broken: "Priorités stratégiques / PRS :"."""
    at = field.start
    broken = _BROKEN_LABEL.match(field.run.text, at, field.end)
    if broken and (label := label_of(joined(broken["label"]))) and label.name == "policy":
        yield broken
        at = broken.end()
    yield from _OWN_LABEL.finditer(field.run.text, at, field.end)


def _ticked(field: Field) -> Iterator[PolicyLink]:
    """The choices that are ticked: the others are not said of the action."""
    for match in _TICKED.finditer(field.text):
        low, high = match.span("choice")
        yield PolicyLink(joined(field.title), field.run.said(field.start + low, field.start + high, Place.SHEET))


def _links(run: Run, title: str, start: int, end: int) -> Iterator[PolicyLink]:
    return (PolicyLink(joined(title), s) for s in said_items(run, Place.SHEET, start, end) if says(s.value))


def _in_text(own: Sequence[Field], action: Action) -> tuple[Said, ...]:
    known = frozenset(letters(s.value) for s in (*action.leads, *action.partners))
    found: dict[str, Said] = {}
    for field in _named(own, "description"):
        for each in partners_in_text(field.run, field.start, field.end, known):
            found.setdefault(letters(each.value), each)
    # "CPTS" beside "CPTS du Val" says no more.
    return tuple(s for key, s in found.items() if not any(k != key and k.startswith(key) for k in (*found, *known)))
