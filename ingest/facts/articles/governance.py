"""The bodies that govern a contract: who sits in them, what they do, how often they meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from ingest.facts.articles.clauses import Clause, clauses
from ingest.facts.articles.topics import governance_sections, rule_sections
from ingest.facts.folding import folded
from ingest.facts.reading import Reading, Run, flat
from ingest.facts.records import Body, Evidence, Place, Said
from ingest.records import SectionKind

# A press release or a presentation tells the bodies in passing; a longer text names those of other plans too.
SHORT_PAGES = 8
_MEETS = re.compile(
    r"\b(?:reuni\w*|reunions?|retrouv\w*|organise\w*|rencontr\w+|seances?|siege\w*|convoqu\w+|se tien\w+|se voi\w+"
    r"|frequence|periodicite|rythme|donne\w* (?:un |leur |son )?avis|demi-journees?)\b"
)
_NUMBER = r"(?:\d{1,2}|un|une|deux|trois|quatre|cinq|six|dix)"
_LEAST = r"(?:au moins|au minimum|a minima|minimum)"
_PERIOD = r"(?:ans?|annees?|semestres?|trimestres?|bimestres?|mois|semaines?)"
_FREQUENCY = re.compile(
    # "au moins 2 à 3 fois par an", "une réunion minimum chaque trimestre"
    rf"(?:{_LEAST}\s+|jusqu'a\s+|environ\s+)?{_NUMBER}(?:\s?(?:a|ou|/|-)\s?{_NUMBER})?\s+"
    rf"(?:fois|reunions?|seances?|rencontres?)(?:\s+{_LEAST})?\s+"
    rf"(?:(?:par|dans|chaque|tous les|toutes les|au cours de|a)?\s*(?:le |l')?(?:{_NUMBER} )?{_PERIOD}\b|annuel\w*)"
    rf"(?:\s+{_LEAST})?"
    # "tous les six mois", "chaque année"
    rf"|(?:{_LEAST}\s+)?(?:tous les|toutes les|chaque)\s+(?:{_NUMBER}\s+)?{_PERIOD}\b(?:\s+{_LEAST})?"
    r"|(?:bi)?annuellement|semestriellement|bi?mestriellement|trimestriellement|mensuellement"
    r"|(?:reunions?|seances?|rythme|frequence|periodicite) (?:au moins )?(?:bi|semi-)?(?:annuel|semestriel|trimestriel"
    r"|mensuel|bimestriel)\w*"
    r"|(?:autant|aussi souvent)(?: de fois)? que (?:de besoin|necessaire)|en tant que de besoin"
    r"|en fonction des besoins|selon les besoins|si (?:besoin|necessaire)|regulierement"
    r"|a (?:la|chaque) rentree(?: scolaire)?"
    r"|a l'initiative d(?:e |u |es |')[\w' -]{3,60}?(?=[.,;]|$)"
    r"|a la demande d(?:e |u |es |')[\w' -]{3,60}?(?=[.,;]|$)"
)
# What may stand between two frequencies that are one: "au moins une fois par an et autant que de besoin".
_TIED = re.compile(r",?\s*(?:et|ou|,|voire|et plus|puis)?\s*")
_GOES_ON = re.compile(
    r"(?:ils?|elles?|celui-ci|celles?-ci|ceux-ci|ce dernier|cette derniere|ces derniers|cette (?:instance|equipe)"
    r"|ce (?:comite|groupe)|ces (?:groupes|comites|instances)|sa|son|ses|leurs?)\b"
)
# Behind these words a body is only mentioned.
_MENTIONED = re.compile(
    r"(?:lors|au sein|membres?|reunions?|decisions?|compte[ -]rendus?|dans le cadre|aupres) (?:du|d'une?|des|de la)\s*$"
    r"|\b(?:par|avec|devant|en lien avec)(?: le| la| les| l')\s*$|\b(?:aux?|a la|a l'|de l'|de la|du|des)\s*$"
)
_OPENS = r"(?:(?:le|la|les|l'|un|une|des|chaque|ce|cette|ces)\s*)?(?:\d+ )?"
_STARTS = re.compile(rf"(?:[\d.)a-z]{{1,4}}\s)?{_OPENS}")
# "Il est créé un comité de pilotage", "La gouvernance repose sur un comité technique et une équipe projet"
_SET_UP = re.compile(
    r"\b(?:est|sont|sera|seront|creee?s?|creer|instituee?s?|constituee?s?|mise?s? en place|installee?s?|composee?"
    rf"|compren\w+|repose sur|s'appuie sur|autour|dispose|,|et)\s*(?:d'|de |sur )?{_OPENS}$"
)


# Those who are named in passing are no bodies: "la coordination est assurée par la coordonnatrice du CLS".
_PEOPLE = frozenset({"coordonnateur", "animateur", "chef de projet"})


# A body that no list knows, by the kind of its name and what it does: "Le comité de mise en œuvre lève …".
_KIND = (
    r"(?:comite|conseil|bureau|assemblee|equipe|cellule|college|conference|forum|veillee|commission|instance|rencontre"
    r"|reseau|groupe)s?\b[a-z' -]{0,40}?"
)
# The first cell of a row names it: "Instance de concertation | Associe les usagers | …", "Instance" heads its column.
_ROW_BODY = re.compile(rf"(?P<name>(?=[a-z]+ [a-z]){_KIND})(?= \|)")
_ANY_BODY = re.compile(
    rf"(?:le |la |les |l')(?P<name>{_KIND})"
    r"(?:, [^,.;]{3,50},)? (?:reuni\w+|se reuni\w+|se tien\w+|se voi\w+|defini\w+|fixe\w*|adopte\w*|prepare\w*"
    r"|rapproche\w*|associe\w*|leve\w*|rend\w*|fait|font|suit|suivent|valide\w*|arrete\w*|anime\w*|pilote\w*"
    r"|est (?:ouvert|convoque|compose|charge|preside|anime)\w*|veille\w*|propose\w*|tient|examine\w*|assure\w*)\b"
)
# A person whom the text only says how to reach is no body.
_REACHED = re.compile(r"\bjoi(?:nt|gn)\w*|\brepond (?:au|a l)|@|\b0\d(?:[ .]\d\d){4}")


@dataclass(slots=True)
class _Open:
    """A body being filled."""

    key: str
    name: str
    evidence: tuple[Evidence, ...]
    sentences: list[Said] = field(default_factory=list)
    frequency: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Named:
    key: str
    start: int
    end: int
    subject: bool  # it opens the sentence or is what the sentence sets up


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("ingest.facts.lexicon").joinpath("bodies.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((key, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")) for key, pattern in rows)


def governance(reading: Reading) -> tuple[Body, ...]:
    """The bodies of the governance, in the order in which the articles name them."""
    found: dict[str, _Open] = {}
    sections = governance_sections(reading)
    for section, content in sections:
        _read(content, found, section.title)
    others = rule_sections(reading) if sections else rule_sections(reading) or rule_sections(reading, "evaluation")
    read = {section.start for section, _ in sections}
    for section, content in others:
        if section.start not in read and not sections:
            _read(content, found, section.title, strict=True)
        elif section.start not in read:
            _read_known(content, found)
    if not found and not reading.of(SectionKind.ARTICLE, SectionKind.SHEET) and len(reading.pages) <= SHORT_PAGES:
        _read_mentions(reading.whole, found)
    return tuple(
        Body(body.name, body.evidence, tuple(body.sentences), tuple(body.frequency)) for body in found.values()
    )


def _read_mentions(run: Run, found: dict[str, _Open]) -> None:
    """Add the committees and working groups that a short text names, with the sentences that do."""
    for clause in clauses(run):
        for named in _bodies(run.text[clause.start : clause.end]):
            if re.match("comité|groupes", named.key):
                _add(run, _body(run, found, named, clause), clause)


def _read(run: Run, found: dict[str, _Open], title: str, *, strict: bool = False) -> None:
    current: _Open | None = None
    heading, block = "", -1
    owners: dict[tuple[int, int], _Open | None] = {}
    titled = _bodies(title)
    for clause in clauses(run):
        if clause.heading != heading:
            heading, current = clause.heading, None
            under = _bodies(heading)
            if under:
                current = _opened(run, found, under[0], heading, clause)
        own = [
            body
            for body in _bodies(run.text[clause.start : clause.end])
            if body.subject or not (strict or _headed(heading) or body.key in _PEOPLE)
            if not (body.key in _PEOPLE and (_REACHED.search(clause.folded) or _of_others(heading)))
        ]
        if clause.opening in owners and owners[clause.opening] is not None:
            body = owners[clause.opening]
        elif own:
            body = _body(run, found, own[0], clause)
        elif _headed(heading) or clause.block == block or _GOES_ON.match(clause.folded):
            body = current
        else:
            body = None
        if body is None and titled and not strict and current is None:
            body = _opened(run, found, titled[0], title, clause)
        owners[(clause.start, clause.end)] = None if _lists_bodies(clause) else body
        if body is None:
            continue
        current, block = body, clause.block
        _add(run, body, clause)


def _of_others(heading: str) -> bool:
    """Whether a heading names a body that is no person: who sits in it is told below."""
    return any(body.key not in _PEOPLE for body in _bodies(heading))


def _headed(heading: str) -> bool:
    return bool(_bodies(heading))


def _lists_bodies(clause: Clause) -> bool:
    """Whether a sentence announces the list of the bodies: "La gouvernance s'appuie sur :"."""
    return clause.announces and not _bodies(clause.text) and not _GOES_ON.match(clause.folded)


def _read_known(run: Run, found: dict[str, _Open]) -> None:
    """Add to known bodies what other articles say of their meetings."""
    for clause in clauses(run):
        named = [body for body in _bodies(run.text[clause.start : clause.end]) if body.subject]
        if named and named[0].key in found and _frequencies(run.text[clause.start : clause.end]):
            _add(run, found[named[0].key], clause)


def _add(run: Run, body: _Open, clause: Clause) -> None:
    said = run.said(clause.start, clause.end, Place.ARTICLE)
    if any(known.evidence == said.evidence for known in body.sentences):
        return
    if said.value.lower() != body.name.lower():
        body.sentences.append(said)
    for start, end in _frequencies(run.text[clause.start : clause.end]):
        body.frequency.append(run.said(clause.start + start, clause.start + end, Place.ARTICLE))


def _frequencies(text: str) -> list[tuple[int, int]]:
    """The spans of a text that say how often a body meets."""
    bare = folded(text)
    if "|" in bare.text:  # a cell of a table that says nothing else
        cells = re.finditer(r"[^|]+", bare.text)
        spans = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in cells]
        return [bare.back(*span) for span in spans if _FREQUENCY.fullmatch(bare.text[slice(*span)])]
    if not _MEETS.search(bare.text):
        return []
    found: list[tuple[int, int]] = []
    for match in _FREQUENCY.finditer(bare.text):
        if found and _TIED.fullmatch(bare.text[found[-1][1] : match.start()]):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return [bare.back(*span) for span in found]


def _bodies(text: str) -> list[_Named]:
    """The bodies that a text names, in order."""
    bare = folded(text)
    spans: list[tuple[int, int, str]] = []
    for key, pattern in _kinds():
        for match in pattern.finditer(bare.text):
            if not any(low < match.end() and match.start() < high for low, high, _ in spans):
                spans.append((*match.span(), key))
    any_body = _ANY_BODY.match(bare.text) or _ROW_BODY.match(bare.text)
    if any_body and not any(low <= any_body.start("name") < high for low, high, _ in spans):
        low, high = any_body.span("name")
        spans = [span for span in spans if span[0] >= any_body.end()]  # what its own name holds
        spans.append((low, low + len(bare.text[low:high].rstrip(" ,")), any_body["name"].strip(" ,")))
    return [_Named(key, *bare.back(low, high), _is_subject(bare.text[:low])) for low, high, key in sorted(spans)]


def _is_subject(before: str) -> bool:
    """Whether the words before a body's name make it what the sentence is about."""
    if not before.strip():
        return True
    if _MENTIONED.search(before):
        return False
    return _STARTS.fullmatch(before) is not None or _SET_UP.search(before) is not None


def _body(run: Run, found: dict[str, _Open], named: _Named, clause: Clause) -> _Open:
    start, end = clause.start + named.start, clause.start + named.end
    name = flat(run.text[start:end])
    known = found.get(named.key)
    if known is None:
        known = found[named.key] = _Open(named.key, _shown(name), run.evidence(start, end))
    elif known.name.isupper() and not name.isupper():
        known.name, known.evidence = _shown(name), run.evidence(start, end)
    return known


def _opened(run: Run, found: dict[str, _Open], named: _Named, heading: str, clause: Clause) -> _Open:
    """The body that a heading names: its proof is the heading where the run holds it, else its first sentence."""
    known = found.get(named.key)
    if known is not None:
        return known
    name = flat(heading[named.start : named.end])
    at = run.text.rfind(name, 0, clause.start)
    if at < 0:
        at = run.text.find(name, clause.start, clause.end)
    evidence = run.evidence(at, at + len(name)) if at >= 0 else run.evidence(clause.start, clause.end)
    known = found[named.key] = _Open(named.key, _shown(name), evidence)
    return known


def _shown(name: str) -> str:
    """A body's name in the middle of a sentence: "Comité de pilotage" gives "comité de pilotage", "COPIL" stays."""
    if re.fullmatch(r"[A-ZÉ]{3,8}", name):
        return name
    return name.lower() if name.isupper() else f"{name[:1].lower()}{name[1:]}"
