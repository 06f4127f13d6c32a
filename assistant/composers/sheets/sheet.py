"""Answers about one action or a few: who leads it, with whom, for whom, when, measured how, paid how. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.bodies.found import Body, found_in, is_in
from assistant.composers.bodies.led import is_led
from assistant.composers.bodies.naming import kind_and_place, mentions
from assistant.composers.bodies.wording import article, by_all
from assistant.composers.forms import asks
from assistant.composers.money.funding import line_statements, main_lines, name_of, sheet_statements
from assistant.composers.money.money_asked import is_giver_named
from assistant.composers.money.own_share import own_share
from assistant.composers.sheets.axis import axis_of
from assistant.composers.sheets.inside import inside, of_all
from assistant.composers.sheets.sheet_lines import lines
from assistant.composers.statement import Composed, Statement
from assistant.quotations.answerability import asks_done
from assistant.quotations.cutting import whole_sentences
from assistant.quotations.marks import without_marks
from assistant.records import Status
from assistant.searching.tokens import terms
from assistant.verify import Proof
from ingest.facts.reading import letters
from ingest.facts.records import Action, FundingState, LineRole, Place, Said
from ingest.naming import fold

# A field of more values than this is a list of its own.
IN_A_ROW = 3
# A longer value is quoted as it stands, not put into a sentence.
SENTENCE_CHARACTERS = 140
# Of a context, so many paragraphs; a longer one is quoted by its first sentences.
MOST_CONTEXT, CONTEXT = 3, 420
# Of a long description, so many paragraphs or items are quoted.
MOST_OF_TEXT = 6

# "Qui porte…", "qui est le porteur…": the question asks for the body.
_WHO = re.compile(r"(?:et )?(?:c.est )?qui\b")
# A figure in digits or in letters, and how many sentences with one are said.
_FIGURE = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt\w*|trente|quarante|soixante|cent)\b"
)
FIGURED = 2

_Field = Callable[[Asked, Target, str], Iterator[Statement]]


def sheet(asked: Asked) -> Composed | None:
    """What the sheets that the question is about say of each thing it asks, None where it asks nothing of a sheet."""
    # "Qui suit les indicateurs ?" asks for a name.
    aside = {"indicators"} if "follow_up" in asked.intents and _WHO.match(asked.folded) else set()
    wanted = [name for name in _FIELDS if name in asked.intents - aside]
    named = [name for name in ("aims", "why") if asks("sheet", name, asked.folded)]
    if named and (asked.query.sheets or re.search(r"\b(?:fiche|action)\b", asked.folded)):
        wanted = [*named, *(name for name in wanted if name != "results")]
    if asked.query.sheets and not wanted and asks("money", "makes", asked.folded):
        wanted = ["money"]
    if asks("actions", "what", asked.folded):
        if not wanted and not asked.query.sheets and asks("theme", "ask", asked.folded):
            return None  # all sheets on the theme answer
        wanted.insert(0, "what")
    one, asked = asked, of_all(asked) if wanted else asked
    if not wanted or not asked.targets or asked.intents & {"spent", "commitments"}:
        return None
    wanted += ["inside"] if asks("sheet", "inside", asked.folded) else []
    if not asked.query.sheets and re.search(r"\bse reuni", asked.folded):
        return None  # bodies meet, sheets do not
    # What was granted stands in contracts; what was done does not.
    if asks_done(asked.folded) and not asks("money", "granted", asked.folded):
        return None
    if "money" in wanted and (_is_beyond(asked) or asks("money", "beyond", asked.folded)):
        return None  # "en 2035" of a contract that ends before; "en France"
    by_name = not asked.query.sheets and one is asked
    if "money" in wanted and by_name and not any(asked.priced_in(target) for target in asked.targets):
        return None  # what a sheet only mentions has no price of its own there
    if "money" in wanted and by_name and _is_unnamed(asked):
        return None  # "le bus santé", where no document names a bus: a sheet with transports in it is no such thing
    if any(number not in {target.action.number for target in asked.targets} for number in asked.query.sheets):
        return None  # one of the sheets does not exist: its absence must be said
    if asks("actions", "list", asked.folded) and any(axis_of(asked.query.text, c.record) for c in asked.contracts):
        return None  # the actions of an axis, each with who leads it
    said: list[Statement] = []
    silent: list[tuple[Target, str]] = []
    speaking: set[str] = set()
    asked = _paid_by_giver(asked, wanted)
    for target in asked.targets:
        subject = _subject(asked, target)
        for name in wanted:
            found = list(_FIELDS[name](asked, target, subject))
            said += found
            subject = "Elle" if found and len(asked.targets) == 1 else subject
            if found:
                speaking.add(target.contract.ref.id)
            else:
                silent.append((target, f"{_NAMES[name]} ({_short(target)})"))
    if not said:
        return None
    contracts = dict.fromkeys(target.contract.ref.id for target in asked.targets)
    if not asked.query.scope.territory_named:  # of a contract that nobody asked about, silence is no lack
        contracts = {id_: None for id_ in contracts if id_ in speaking}
        silent = [(target, what) for target, what in silent if target.contract.ref.id in speaking]
    if len(said) == 1:
        said = [replace(said[0], item=False)]  # a list of one is a sentence
    status = Status.ANSWERED
    if wanted == ["lead"] and is_led(asked):
        said[0] = replace(said[0], text=f"Oui : {said[0].text[0].lower()}{said[0].text[1:]}")
    stranger = stranger_in(asked, asked.targets, wanted)
    if stranger:
        said = [stranger, *said]
        status = Status.NOT_FOUND
    elif wanted == ["money"] and asks("money", "unit", asked.folded) and _has_no_amount(asked.targets):
        status = Status.NOT_FOUND  # what one of them costs is not what the sheet costs
    elif silent:
        status = Status.PARTIAL
        said.append(_silence(asked.targets, silent))
    return Composed(tuple(said), tuple(contracts), status)


def _is_unnamed(asked: Asked) -> bool:
    """Whether the documents name nothing of the subject in its own words, nor a title in others."""
    return asked.is_unnamed and not any(asked.names_subject(target.action.title) for target in asked.targets)


def _paid_by_giver(asked: Asked, wanted: Sequence[str]) -> Asked:
    """The question on the sheets that the payer it names pays for, where some of those that it is about are."""
    if wanted != ["money"] or asked.query.sheets:
        return asked
    paid = tuple(target for target in asked.targets if is_giver_named(asked, target.action.funding))
    if not paid or len(paid) == len(asked.targets):
        return asked
    return replace(asked, find_targets=lambda *_: paid)


def _has_no_amount(targets: Sequence[Target]) -> bool:
    """Whether no sheet asked about says anything of its money."""
    return all(line.state is FundingState.NOT_STATED for target in targets for line in target.action.funding)


def _is_beyond(asked: Asked) -> bool:
    """Whether the question asks of years that none of the contracts of its sheets covers."""
    years = {int(year) for year in re.findall(r"\b20\d\d\b", asked.folded)}
    periods = [re.findall(r"\d{4}", target.contract.period) for target in asked.targets]
    if not years or not all(len(period) == 2 for period in periods):
        return False
    return not any(int(first) <= year <= int(last) for first, last in periods for year in years)


def stranger_in(asked: Asked, targets: Sequence[Target], wanted: Sequence[str]) -> Statement | None:
    """That the sheets asked about do not name an organisation as what the question takes it for: payer or lead."""
    if not set(wanted) & {"money", "lead"} or len({target.contract.ref.id for target in targets}) > 1:
        return None
    role = "money" if "money" in wanted else "lead"
    if not asks("money" if role == "money" else "roles", "giver" if role == "money" else "holder", asked.folded):
        return None
    if role == "money" and asks("money", "who_gives", asked.folded):
        return None  # "qui paie la FREDON ?" asks who pays it
    if role == "lead" and _WHO.match(asked.folded):
        return None  # "qui porte le lien ville-hôpital ?" names no body that would lead
    # "L'ARS donne-t-elle tant pour la maison X ?": what is paid for is no payer.
    giver = re.split(r"\bpour\b", asked.query.text, maxsplit=1)[0] if role == "money" else asked.query.text
    narrowed = replace(asked, query=replace(asked.query, text=giver)) if mentions(giver) else asked
    found = found_in(narrowed, targets[0].contract)
    named = [target.action for target in targets]
    if found.unsure or not (found.bodies or found.absent) or any(b for b in found.bodies if _is_in(b, named, role)):
        return None
    own = [body.name for body in found.bodies] + list(found.absent)
    if not found.bodies and not any(kind_and_place(name)[0] for name in own):
        return None
    name = article(asked.query.text, own[0])
    shown = name_of(targets[0], with_contract=False)
    text = f"{shown} n'indique aucun montant de {name}" if role == "money" else f"{shown} n'est pas portée par {name}"
    text = text.replace(" de le ", " du ").replace(" de les ", " des ")
    context = " ".join(target.action.number for target in targets)
    return Statement(text, context=f"{context} {own[0]}")


def _is_in(body: Body, actions: Sequence[Action], role: str) -> bool:
    """Whether an organisation pays, or leads, in one of these actions, as far as it can be told."""
    for action in actions:
        lines = [line for line in action.funding if line.payer or line.cofunders]
        payers = [line.payer for line in lines if line.payer]
        payers += [said.value for line in lines for said in line.cofunders]
        leads = [said.value for said in action.leads]
        values = payers if role == "money" else leads
        kind = kind_and_place(body.name)[0]
        if not values or any(is_in(value, body) or (kind and kind == kind_and_place(value)[0]) for value in values):
            return True  # where the sheet names nobody, nobody is a stranger to it
    return False


def _silence(targets: Sequence[Target], silent: Sequence[tuple[Target, str]]) -> Statement:
    """What the sheets asked about do not say; of several contracts, only for which the answer is not known."""
    if len({target.contract.ref.id for target in targets}) == 1:
        text = f"La fiche n'indique pas : {french.listed([what for _, what in silent])}"
        return Statement(text, context=" ".join(target.action.number for target in targets))
    labels = ", ".join(dict.fromkeys(target.contract.ref.label for target, _ in silent))
    return Statement(f"Les documents lus ne le disent pas pour : {labels}", context=labels)


def _short(target: Target) -> str:
    return f"fiche {target.action.number}" if target.action.number else target.action.titles[0].value


def _money(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    yield from sheet_statements(asked, target, subject, item=len(asked.targets) > 1)
    yield from own_share(asked, target)


def led_by(asked: Asked, target: Target, subject: str) -> Statement | None:
    """Who leads a sheet, in a sentence or, without subject, in a bracket; None where nobody is said to."""
    action = target.action
    own = [said for said in action.leads if said.place is not Place.SUMMARY] or list(action.leads)
    names = [said.value for said in own]
    if not own or any(len(name) > SENTENCE_CHARACTERS for name in names):
        return None
    shown = by_all(names)
    text = f"{subject} est portée {shown}" if subject else f"portée {shown}"
    # The figures of a title are proved by the title.
    titled = action.titles[:1] if any(re.search(r"\d", title.value) for title in action.titles[:1]) else ()
    proofs = _proofs(asked, (*own, *(titled if titled and titled[0].value in subject else ())))
    return Statement(text, proofs, names=tuple(names), context=action.number)


def money_in_short(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    """What a sheet says of its money as a whole; nothing where it says nothing."""
    lines = [line for line in main_lines(target.action) if line.role is LineRole.TOTAL]
    said = line_statements(asked.prover, subject, lines[0]) if lines else []
    yield from (one for one in said[:1] if lines[0].state is not FundingState.NOT_STATED)


def _lead(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    action = target.action
    own = [said for said in action.leads if said.place is not Place.SUMMARY] or list(action.leads)
    summary = [said for said in action.leads if said.place is Place.SUMMARY]
    if not own:
        return
    lead = led_by(asked, target, subject)
    if lead:
        yield lead
    if own != summary and summary and _differ(own, summary):
        others = [said.value for said in summary]
        text = f"Le tableau récapitulatif indique en revanche : {french.listed(others)}"
        yield Statement(text, asked.prover.proofs(e for said in summary for e in said.evidence), names=tuple(others))


def _differ(own: Sequence[Said], others: Sequence[Said]) -> bool:
    return {_bare(said.value) for said in own} != {_bare(said.value) for said in others}


def _bare(text: str) -> str:
    return letters(text).removeprefix("le").removeprefix("la").removeprefix("les")


def _partners(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    action = target.action
    yield from _values(asked, subject, "a pour partenaires", action.partners)
    if action.partners_in_text:
        yield from _values(
            asked, "Elle" if action.partners else subject, "cite aussi dans sa description", action.partners_in_text
        )


def _public(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    action = target.action
    yield from _values(asked, subject, "s'adresse à", action.public)
    yield from _values(asked, subject, "a pour public direct", action.public_direct)
    yield from _values(asked, subject, "a pour public indirect", action.public_indirect)


def _calendar(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    yield from _values(asked, subject, "a pour calendrier", target.action.calendar)


def _results(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    action = target.action
    if action.results:
        yield from _values(asked, subject, "a pour résultats attendus", action.results)
        return
    # Where no field of results was read, a figure of the description or of the text says how many.
    told = (*action.objectives_operational, *action.objectives, *action.description)
    about = asked.find_topics(())[0]
    held = [said for said in told if _FIGURE.search(fold(said.value)) and about.held(said.value) > 0]
    around = lines(asked, target, lambda text: about.held(text) * bool(_FIGURE.search(fold(text))), FIGURED)
    for said in (held or list(around))[:FIGURED]:
        shown = f"{subject} prévoit : « {without_marks(said.value)} »"
        yield Statement(shown, asked.prover.proofs(said.evidence), context=subject)


def _follow_up(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    yield from _values(asked, subject, "a pour responsable du suivi", target.action.follow_up)


def _indicators(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    action = target.action
    if action.indicators:
        lead = f"{subject} a pour indicateurs :"
        evidence = [e for indicator in action.indicators for e in indicator.evidence]
        yield Statement(lead, asked.prover.proofs(evidence), context=action.number)
        for indicator in action.indicators:
            yield Statement(indicator.name, asked.prover.proofs(indicator.evidence), item=True)
    for what, values in (
        ("Fréquence de mesure", action.frequency),
        ("Source", action.source),
        ("Valeur initiale", action.baseline),
        ("Responsable du suivi", action.follow_up),
    ):
        if values:
            shown = french.listed([said.value for said in values])
            yield Statement(f"{what} : {shown}", asked.prover.proofs(e for said in values for e in said.evidence))


def _what(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    """What the action does: its description, else its operational or general objectives."""
    action = target.action
    values = action.description or action.objectives_operational or action.objectives
    if values:
        evidence = asked.prover.proofs(values[0].evidence)
        yield Statement(f"{subject} prévoit :", evidence, context=subject)
        for said in values[:MOST_OF_TEXT]:
            yield Statement(f"« {said.value} »", asked.prover.proofs(said.evidence), item=True, context=subject)


def _objectives(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    aims, steps = target.action.objectives, target.action.objectives_operational
    yield from _values(asked, subject, "a pour objectif", aims)
    yield from _values(asked, "Elle" if aims else subject, "a pour objectifs opérationnels", steps)


def _context(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    """Why the action: the paragraphs of its context that say most of its own title."""
    values = target.action.context
    about = frozenset(terms(" ".join(title.value for title in target.action.titles[:1])))
    ranked = sorted(values, key=lambda said: -len(about & frozenset(terms(said.value))))[:MOST_CONTEXT]
    kept = [said for said in values if said in ranked]
    if kept:
        proofs = asked.prover.proofs(kept[0].evidence)
        yield Statement(f"{subject} part de ce constat :", proofs, context=subject)
        for said in kept:
            told = whole_sentences(said, CONTEXT)
            text = f"« {without_marks(told.value)} »"
            yield Statement(text, asked.prover.proofs(told.evidence), item=True, context=subject)


_FIELDS: dict[str, _Field] = {
    "aims": _objectives,
    "why": _context,
    "what": _what,
    "lead": _lead,
    "money": _money,
    "partners": _partners,
    "public": _public,
    "calendar": _calendar,
    "results": _results,
    "inside": inside,
    "indicators": _indicators,
    "follow_up": _follow_up,
}
_NAMES = {
    "aims": "les objectifs",
    "why": "le constat de départ",
    "what": "ce qu'elle prévoit",
    "lead": "le porteur",
    "money": "le financement",
    "partners": "les partenaires",
    "public": "le public",
    "calendar": "le calendrier",
    "results": "les résultats attendus",
    "inside": "ce qui le compose",
    "indicators": "les indicateurs",
    "follow_up": "le responsable du suivi",
}


def _values(asked: Asked, subject: str, verb: str, values: Sequence[Said]) -> Iterator[Statement]:
    """A field in one sentence where it is short, else as a list."""
    if not values:
        return
    texts = [said.value for said in values]
    if len(texts) <= IN_A_ROW and all(len(text) <= SENTENCE_CHARACTERS for text in texts):
        text = f"{subject} {verb} : {' ; '.join(texts)}"
        yield Statement(text, _proofs(asked, values), context=subject)
        return
    lead = f"{subject} {verb} :"
    yield Statement(lead, asked.prover.proofs(e for said in values for e in said.evidence)[:1], context=subject)
    for said in values:
        yield Statement(said.value, asked.prover.proofs(said.evidence), item=True)


def _subject(asked: Asked, target: Target) -> str:
    title = f" ({target.action.titles[0].value})" if target.action.number and target.action.titles else ""
    return name_of(target, with_contract=asked.names_contract) + title


def _proofs(asked: Asked, values: Sequence[Said]) -> tuple[Proof, ...]:
    return asked.prover.proofs(e for said in values for e in said.evidence)
