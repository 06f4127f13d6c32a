"""The rules of a contract's life: revision, termination, communication, evaluation, one value a sentence or item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.facts.articles.clauses import clauses
from ingest.facts.articles.topics import rule_sections, sentence_topics, title_topics
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Place, Said
from ingest.records import SectionKind

# What an article on another subject says of revision: only a rule, not a passing word.
_AMENDS = re.compile(
    r"par (?:voie d')?avenants?\b|l'objet d'(?:un |)avenants?\b"
    r"|avenants? (?:au (?:present )?(?:contrat|cls) )?(?:doit|devra|peut|pourra|sera|fera|est)\b"
)
# "Une fiche peut être ajoutée par décision du comité de pilotage": the programme changes without an amendment.
_RENEWS = re.compile(
    r"(?=.*\b(?:fiches?|actions?|mesures?|operations?|programme)\b)"
    r"(?=.*\b(?:ajout\w*|retir\w*|actualis\w*|ajust\w*|abandon\w*|creation|revu\w*|modifi\w*)\b)"
    r".*\b(?:(?:decisions?|conclusions?) (?:simple )?(?:du|de la|d'un|prise par le) (?:comite|conseil)"
    r"|decidee?s? par le (?:comite|conseil)|(?:comite|conseil) [^.;]{0,40}?(?:peut|decide|ajuste))"
)
# What an article on another subject says of communication: what each support shows.
_LOGOS = re.compile(
    r"\b(?:supports? de communication|documents? (?:diffuses|produits|de communication)|publications)\b[^.;]{0,60}"
    r"\b(?:mentionn\w+|port\w+|comport\w+|affich\w+|font? apparaitre|indiqu\w+)\b"
    r"|\blogos?\b[^.;]{0,60}\b(?:figur\w+|apparaiss\w+|sont apposes?|est appose)\b[^.;]{0,40}"
    r"\b(?:supports?|documents?|publications?)\b"
)
# Sentences of a plan's diagnosis stand under like titles; those of a contract name it, its bodies or its parties.
_CONTRACT = re.compile(r"\b(?:contrat|cls|cls2|signataires?|parties?|partenaires|avenant|comite|copil|actions?)\b")

# A sentence that says nothing without the one before: "Cela vaut pour toute la durée."
_GOES_ON = re.compile(r"(?:cela|ceci|il en (?:va|est) de meme)\b")

# Whether a sentence belongs to a topic, by its folded text, the topics of what it stands under, and its own.
_Test = Callable[[str, frozenset[str], frozenset[str]], bool]


def revision(reading: Reading) -> tuple[Said, ...]:
    """How the contract can be changed or prolonged."""
    return _rules(reading, _is_revision)


def termination(reading: Reading) -> tuple[Said, ...]:
    """How the contract can be ended, and how disputes are settled."""
    return _rules(reading, _is_termination)


def communication(reading: Reading) -> tuple[Said, ...]:
    """What the parties owe each other when they communicate: logos, supports, rights."""
    return _rules(reading, _is_communication)


def evaluation(reading: Reading) -> tuple[Said, ...]:
    """How the contract is followed up and evaluated."""
    return _rules(reading, _is_evaluation)


def _is_revision(text: str, title: frozenset[str], own: frozenset[str]) -> bool:
    if "termination" in own and "revision" not in own:
        return False
    if "revision" in title:
        return "revision" in own or title <= {"revision"} or _RENEWS.match(text) is not None
    renewed = title & {"duration", "revision"} and _RENEWS.match(text)
    return bool(renewed or _AMENDS.search(text)) and "evaluation" not in title


def _is_termination(_: str, title: frozenset[str], own: frozenset[str]) -> bool:
    return "termination" in own or title == {"termination"}


def _is_communication(text: str, title: frozenset[str], own: frozenset[str]) -> bool:
    if _LOGOS.search(text):
        return True
    if "communication" not in title or "termination" in own:
        return False
    others = title & {"evaluation", "revision", "governance", "duration"}
    return not others or "communication" in own or not own & others


def _is_evaluation(_: str, title: frozenset[str], own: frozenset[str]) -> bool:
    if "evaluation" not in title or "termination" in own:
        return False
    others = title & {"communication", "revision", "governance", "duration", "commitments"}
    return not others or "evaluation" in own


def _rules(reading: Reading, test: _Test) -> tuple[Said, ...]:
    found: list[Said] = []
    articles = reading.of(SectionKind.ARTICLE)
    sections = rule_sections(reading) or rule_sections(
        reading, "revision", "termination", "communication", "evaluation", "duration"
    )
    seen: set[tuple[int, int]] = set()
    for section, content in sections:
        for said in _of(content, title_topics(section.title), test, any_sentence=bool(articles)):
            spot = (said.evidence[0].page, said.evidence[0].start)
            if spot not in seen:
                seen.add(spot)
                found.append(said)
    return tuple(found)


def _of(run: Run, title: frozenset[str], test: _Test, *, any_sentence: bool) -> Iterator[Said]:
    taken: dict[tuple[int, int], bool] = {}  # by clause
    previous: tuple[int, bool] = (-1, False)  # block and verdict of the sentence before
    kept: tuple[int, int] | None = None  # the last sentence that is a rule, with what goes on with it
    for clause in clauses(run):
        under = title_topics(clause.heading) if clause.heading and "programme" not in title else frozenset()
        own = sentence_topics(clause.folded)
        verdict = test(clause.folded, under or title, own)
        if clause.opening and not own:
            verdict = taken.get(clause.opening, verdict)  # an item is about what its list is about
        if not own and not verdict and previous == (clause.block, True):
            verdict = True  # a sentence without a subject of its own goes on with the one before
        if clause.opening and taken.get(clause.opening) and not own & {"termination"}:
            verdict = True
        told = any_sentence or clause.opening or own & {"revision", "termination"} or _CONTRACT.search(clause.folded)
        if verdict and not told:
            verdict = False
        taken[(clause.start, clause.end)] = verdict
        if kept and previous == (clause.block, True) and _GOES_ON.match(clause.folded):
            kept, verdict = (kept[0], clause.end), True
        elif verdict:
            if kept:
                yield run.said(*kept, Place.ARTICLE)
            kept = (clause.start, clause.end)
        previous = (clause.block, verdict)
    if kept:
        yield run.said(*kept, Place.ARTICLE)
