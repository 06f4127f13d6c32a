"""What the parties bind themselves to in the articles of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.articles.clauses import Clause, clauses
from ingest.facts.articles.topics import rule_sections, title_topics
from ingest.facts.parties.subjects import Binding, bindings, is_pronoun, party_name
from ingest.facts.reading import Reading, Run, flat
from ingest.facts.records import Commitment, Place, Said

# Outside the article on commitments only these verbs bind: there, "peut" and "doit" tell procedures.
_BINDING = frozenset({"s'engage", "s'efforce"})
# "Engagements de l'ARS", "Pour la Région", "Rôle de la CPAM", "L'ARS"
_HEADING = re.compile(
    r"^(?:(?:les )?(?P<word>engagements?|obligations?|contributions?|r[ôo]les?|apports?|missions?)"
    r"(?: (?:particuliers?|sp[ée]cifiques?|propres|respectifs))? (?:de |du |des |d['’])?|(?:pour|concernant|par) )?",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"^(?:[\d.]+|[IVX]+|[A-Ha-h])(?:\s?[.):/–-]\s*|\s+)(?=\S)")


def commitments(reading: Reading) -> tuple[Commitment, ...]:
    """The commitments of the articles, in order: one a sentence, one an item of a list."""
    found: list[Commitment] = []
    sections = rule_sections(reading) or rule_sections(
        reading, "commitments", "communication", "termination", "evaluation"
    )
    for section, content in sections:
        title = title_topics(section.title)
        found += _of(content, own="commitments" in title)
    return tuple(dict.fromkeys(found))


def _of(run: Run, *, own: bool) -> Iterator[Commitment]:
    latest = ""  # the party that a pronoun stands for
    heading = ""
    bound: dict[tuple[int, int], tuple[str, str]] = {}  # party and strength of what announces a list
    for clause in clauses(run):
        if clause.heading != heading:
            heading = clause.heading
            latest = _heading_party(heading)[0] or latest
        if clause.opening in bound:
            party, strength = bound[clause.opening]
            own_words = [b for b in bindings(clause.text) if b.start == 0]
            if not own_words:
                if clause.announces:
                    bound[(clause.start, clause.end)] = (party, strength)
                yield Commitment(party, _item(run, clause), strength, heading)
                continue
        hits = _resolved(bindings(clause.text), latest)
        hits = hits or _under_party(clause, heading, own=own)
        if not hits:
            if own and clause.announces and (name := party_name(clause.text)) and not is_pronoun(name):
                latest = name
                bound[(clause.start, clause.end)] = (name, _strength_of_heading(heading))
            else:
                latest = _named(clause.text) or latest
            continue
        latest = hits[-1].party
        hits = tuple(hit for hit in hits if own or hit.strength in _BINDING)
        if clause.announces and hits:
            bound[(clause.start, clause.end)] = (hits[-1].party, hits[-1].strength)
            if _says_nothing(clause.text):
                continue
        yield from _commitments(run, clause, hits, heading)


def _commitments(run: Run, clause: Clause, hits: tuple[Binding, ...], heading: str) -> Iterator[Commitment]:
    whole = run.said(clause.start, clause.end, Place.ARTICLE)
    if len(hits) == 1:
        text = replace(whole, value=whole.value.rstrip(" ;,"))
        yield Commitment(hits[0].party, text, hits[0].strength, heading)
        return
    for i, hit in enumerate(hits):
        low = 0 if i == 0 else hit.start
        high = hits[i + 1].start if i + 1 < len(hits) else len(clause.text)
        words = re.sub(r"(?:[,;]|\s(?:et|mais|tandis que))+\s*$", "", clause.text[low:high].rstrip())
        yield Commitment(hit.party, Said(words, whole.evidence, whole.place), hit.strength, heading)


def _resolved(hits: tuple[Binding, ...], latest: str) -> tuple[Binding, ...]:
    """The bindings with pronouns replaced by the party named before; without those that nobody can be told for."""
    found = []
    for hit in hits:
        party = (latest if not is_pronoun(latest) else "") if is_pronoun(hit.party) else hit.party
        if _impersonal(hit):
            party = ""
        if party:
            latest = party
            found.append(Binding(party, hit.strength, hit.start, hit.verb))
    return tuple(found)


def _impersonal(hit: Binding) -> bool:
    # "il a été décidé", "il doit être rédigé": singular pronouns before these verbs name no party.
    return hit.party.lower() == "il" and hit.strength in {"doit", "peut", "décide", "s'accorde"}


def _under_party(clause: Clause, heading: str, *, own: bool) -> tuple[Binding, ...]:
    """The binding of a sentence that leaves its subject to the heading: "S'engage à financer…", "- Financer…"."""
    party, strength = _heading_party(heading)
    if not own or not party:
        return ()
    started = bindings(f"Elle {clause.text[:1].lower()}{clause.text[1:]}")
    if started and started[0].start == 0 and started[0].verb[0] == len("Elle "):
        return (Binding(party, started[0].strength, 0, (0, 0)),)
    first = clause.text.split()[0].lower()
    infinitive = re.fullmatch(r"(?:à|a|de)|\w+(?:er|ir|re|oir)|d['’]\w+(?:er|ir|re)", first) is not None
    if clause.sign and infinitive and not clause.opening:
        return (Binding(party, strength, 0, (0, 0)),)
    return ()


def _heading_party(heading: str) -> tuple[str, str]:
    """The party that a heading names, and "s'engage" where it speaks of its commitments."""
    bare = _NUMBER.sub("", heading)
    match = _HEADING.match(bare)
    if not heading or match is None:
        return "", ""
    name = party_name(bare[match.end() :])
    if not name or is_pronoun(name) or len(name.split()) > 12:
        return "", ""
    return name, _strength_of_heading(heading)


def _strength_of_heading(heading: str) -> str:
    return "s'engage" if re.match(r"(?:les )?engagements?\b", _NUMBER.sub("", heading), re.IGNORECASE) else ""


def _named(text: str) -> str:
    """The party that opens a sentence: the one that a pronoun of the next stands for."""
    name = party_name(text)
    return "" if is_pronoun(name) else name


_EMPTY = re.compile(
    r"(?:s['’]engage\w*|doi\w+|devr\w+|s['’]efforce\w*|peu\w+|pourr\w+)(?:[\w\s]{0,25}|,[^:;]{0,60}[,\s](?:à|de))\s*:$",
    re.IGNORECASE,
)


def _says_nothing(text: str) -> bool:
    """Whether an announcement only leads to its list: "L'ARS s'engage à :"."""
    return _EMPTY.search(text) is not None


def _item(run: Run, clause: Clause) -> Said:
    """An item with the announcement that binds its party as further evidence."""
    assert clause.opening is not None
    evidence = run.evidence(clause.start, clause.end) + run.evidence(*clause.opening)
    return Said(flat(run.text[clause.start : clause.end]).rstrip(" ;,"), evidence, Place.ARTICLE)
