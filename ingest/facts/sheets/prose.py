"""What the sentences of an action told in prose say of it: who leads, who helps, for whom, when. Pure functions.

Only what a sentence says by its verb is taken: a name beside an action leads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.facts.articles.statements import Statement, of_run
from ingest.facts.items import is_organisation
from ingest.facts.parties.organisations import names_organisation
from ingest.facts.reading import Run, letters
from ingest.facts.records import Place, Said
from ingest.facts.rhythms import RHYTHM
from ingest.facts.sheets.prose_lists import Span, listed

# What an action is called in its own sentences.
_ACTION = (
    r"(?:(?:ce|cet|cette|le|la|l'|les|ces|son|sa|notre)\s?"
    r"(?:present\w* )?(?:actions?|projets?|chantiers?|mesures?|operations?|initiatives?|programmes?|dispositifs?"
    r"|demarches?|services?|parcours|ensemble|fiches?|interventions?|offres?|affaires?|travaux|etudes?|formations?"
    r"|ateliers?|tout|pilotage|coordination|animation|mise en (?:oeuvre|place)|realisation|conduite|permanences?)"
    r"|il|elle|ils|elles|cela|tout cela)"
)
_DOES = (
    r"(?:(?:co-?)?pilot(?:e|ent|era|eront)|port(?:e|ent|era|eront)|condui(?:t|sent|ra|ront)|men(?:e|ent)"
    r"|mener(?:a|ont)"
    r"|anim(?:e|ent|era|eront)|coordonn(?:e|ent|era|eront)|organis(?:e|ent|era|eront)|dirig(?:e|ent|era|eront))"
)
_TASK = (
    r"(?:pilotage|portage|coordination|animation|conduite|responsabilite|maitrise d'ouvrage|mise en oeuvre"
    r"|direction"
    r"|charge)"
)
# "La CPTS du Val pilote l'ensemble", "Le CCAS en a la responsabilité", "Les mairies s'en chargent".
_ACTIVE = re.compile(
    rf"(?P<who>[^,;:()]{{2,100}}?),? (?:"
    rf"{_DOES}(?= (?:{_ACTION})\b|\s?[,.;]|$)"
    rf"|(?:en )?(?:a|ont|assure(?:nt|ra|ront)?|prend|prennent|prendra|exerce(?:nt|ra)?|assume(?:nt|ra)?) (?:la"
    rf"|le|l')\s?{_TASK}\b"
    r"|(?:est|sont|sera|seront) (?:le |la |les )?(?:charge\w* (?:de|d'|du)|responsables?\b|(?:co-?)?pilotes?\b"
    r"|porteu(?:rs?|ses?)\b"
    r"|chefs? de file\b|maitres? d'ouvrage\b|operat(?:eurs?|rices?)\b|coordinat(?:eurs?|rices?) (?:de|d'|du)\b)"
    r"|s'en charge(?:nt|ra|ront)?\b"
    r")"
)
# "Le poste est la moitié de l'action": who employs the one who does it leads where nobody else does.
_EMPLOYS = re.compile(
    r"(?P<who>[^,;:()]{2,100}?) (?:emploi(?:e|ent|era|eront)|recrut(?:e|ent|era|eront))"
    r" (?:le|la|les|l')\s?(?:coordinat|coordonnat|animat|mediat|charge)"
)
# "L'action est portée par la MSA", "Le pilotage revient au CCAS".
_PASSIVE = re.compile(
    rf"(?:^|[,;] )(?:{_ACTION})\b[^.;:]{{0,60}}? ?\b(?:(?:(?:est|sont|sera|seront) )?(?:co-?)?"
    r"(?:pilotee?s?|portee?s?|conduite?s?|menee?s?|animee?s?|coordonnee?s?|organisee?s?|dirigee?s?"
    r"|mise?s? en oeuvre|assuree?s?"
    r"|realisee?s?|confiee?s?|tenue?s?|exercee?s?|assumee?s?)(?: conjointement| ensemble)?"
    r" (?:par |a |au |aux )|(?:revient|reviennent|reviendra|incombe|incombera) (?:a |au |aux ))(?P<who>[^.;:()]+)"
)
_WITH = re.compile(
    r"(?:\b(?:avec|aupres de) (?:le (?:concours|soutien|renfort|partenariat)|l'(?:appui|aide|expertise"
    r"|accompagnement)(?: [a-z]+)?|"
    r"la (?:participation|contribution|collaboration|cooperation))(?: active| technique"
    r"| financiere?)? (?P<of>de |d'|du |des )"
    r"|\ben (?:lien|partenariat|collaboration|cooperation|association|concertation"
    r"|articulation)(?: etroite?)? avec "
    r"|\b(?:aidee?s?|entouree?s?|epaulee?s?|appuyee?s?|accompagnee?s?|soutenue?s?|secondee?s?|rejointe?s?)"
    r" (?:(?P<of2>de |d'|du |des )|par )"
    r"|\baux cotes (?P<of3>de |d'|du |des )"
    r"|\b(?:s'appuie(?:nt|ra|ront)?|pourr(?:a|ont) s'appuyer|compte(?:nt|ra|ront)?) sur "
    r"|\b(?:travaill(?:e|ent|era|eront)|coopere(?:nt|ra|ront)?) avec "
    r"|\bavec (?!(?:un|une|deux|trois|plusieurs|ce|cette|ces|pour|lui|elle|eux|nous)\b))"
)
_JOINED = (
    r"(?:(?:y )?(?:pret(?:e|ent|era|eront) (?:la main|main[- ]forte|leur concours)|particip(?:e|ent|era|eront)"
    r"|contribu(?:e|ent|era|eront)"
    r"|concour(?:t|ent|ra|ront)|pren(?:d|nent|dra|dront) part)"
    r"|(?:y |en |lui )?(?:sont|seront|est|sera) (?:etroitement )?(?:associe|partenaire|mobilise|partie prenante"
    r"|parties prenante)\w*"
    r"|apport(?:e|ent|era|eront) (?:leur|son) (?:concours|appui|aide|soutien|expertise|contribution))"
)
_JOIN = re.compile(rf"(?P<who>[^;:]{{2,200}}?),? {_JOINED}\b")
_JOIN_FIRST = re.compile(
    r"^(?:y |sont (?:egalement |aussi )?)(?:seront |sont )?(?:associe|participent|contribuent"
    r"|mobilise)\w*(?: (?:a|au|aux)"
    rf" {_ACTION})? (?:: ?)?(?P<who>[^.;]+)"
)
_AIMS = re.compile(
    rf"^(?P<what>{_ACTION})\b[^.;:,]{{0,40}}? ?\b(?:s'adresse(?:nt|ra|ront)? (?:d'abord |en priorite )?(?P<a1>a "
    rf"|au |aux )"
    r"|(?:est|sont|sera|seront) (?:(?:destine|ouvert|reserve|propose)e?s? (?P<a2>a |au |aux )|(?:fait|pense"
    r"|concu|cree)e?s? pour )"
    r"|vise(?:nt|ra|ront)? (?!a )|concerne(?:nt|ra|ront)? |cible(?:nt|ra|ront)? |touche(?:nt|ra|ront)? "
    r"|(?:beneficie|profite)(?:nt|ra|ront)? (?:d'abord )?(?P<a3>a |au |aux ))(?P<who>[^.;:]+)"
)
_AIMED = re.compile(
    r"^(?P<who>[^;:]{2,160}?),? (?:en (?:benefici|profit)(?:e|ent|era|eront)|(?:sont|seront|est|sera) (?:vise"
    r"|concerne)e?s?(?=\s?[.,;]|$)"
    r"|en (?:sont|seront) les (?:destinataires|beneficiaires|publics)"
    r"|y (?:ont|trouvent|trouveront) (?:interet|leur compte))"
)
_AIMED_FIRST = re.compile(
    r"^(?:(?:les (?:beneficiaires|destinataires|publics?(?: vises?| cibles?)?)|le public(?: vise"
    r"| cible)?)(?: directs)? (?:sont|est|seront|sera)"
    r"|(?:sont|seront) (?:vise|concerne)e?s?) (?P<who>[^.;:]+)"
)
_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_SEASONS = "printemps|ete|automne|hiver|rentree"
_DATED = re.compile(
    rf"\b20\d\d\b|\b(?:{_MONTHS})\b|\b(?:a l'|au |a la |chaque |l')(?:{_SEASONS})\b|\b(?:semestre|trimestre)\b"
    r"|\bdes la signature\b|\b(?:toute la |la )?duree du (?:contrat|cls)\b|\bautant que le contrat\b|\b(?:jour"
    r"|fin) du contrat\b"
    r"|\bimmediate?(?:ment)?\b|\bmi-parcours\b"
)
# A schedule's verbs; "nous", who act, make a description of a sentence.
_SCHEDULED = re.compile(
    r"\b(?:commenc|debut|demarr|ouvrir|ouvert|ouvre|s'ouvr|lanc|acheve|s'achev|dure|dureront|durera|s'etal"
    r"|s'etend|se deroul|interviendr"
    r"|aura lieu|auront lieu|(?:sera|seront) (?:pret|en place|rendu|livre|operationnel|termine|acheve|installe"
    r"|mis en|disponible|inaugure)"
    r"|(?:est|sont) (?:prevu|programme|immediat|fixe)|se (?:tien|poursui)|reprendr)\w*"
)
_ACTS = re.compile(r"\b(?:nous|on)\b")
_NOMINAL_WORDS = 22
_MEASURES = re.compile(
    r"\b(?:(?:on|nous) (?:saur|verr|mesur|compt|suivr|regard|relev|evalu|observ)\w*|(?:sera|seront|est"
    r"|sont) (?:suivi|mesure|compte|releve|rapporte|recense"
    r"|evalue|observe)e?s?\b|(?:fera|feront) connaitre|rapporter(?:a|ont)|relever(?:a|ont)"
    r"|notre (?:seule )?mesure|jugerons|jugera"
    r"|(?:sera|seront|est|sont) (?:les? |nos |l')?(?:indicateur|mesure|critere|preuve|temoin))"
)
_COUNTED = re.compile(
    r"(?:\ble |\bla |\bl'|\bles |\bcelui |\bcelle )(?:nombre|taux|part|proportion|pourcentage|delai|duree"
    r"|frequence|evolution|satisfaction"
    r"|assiduite|frequentation|surface|volume|montant|quantite|file active|des )"
)
_RHYTHM = re.compile(rf"\b{RHYTHM}")
_COUNTS = re.compile(
    r"(?:\b(?:nous|on) (?:compt|suivr|relev)\w+"
    r"|^(?:seront|sera) (?:comptes?|comptees?|suivis?|suivies?|releves?|mesures?))"
    rf"(?: {_RHYTHM.pattern})? "
)
_LEANS = re.compile(r"(?:s'appui|pourr|compt|travaill|cooper)")
_LED = re.compile(r"(?:il|elle|ils|elles|l'action|le projet)\s")
_MONEY = re.compile(r"€|\beuros?\b|\b(?:cout|budget|depense|subvention|financ|argent)")
_GENERIC = re.compile(
    rf"(?:{_ACTION}|nous|on|chacun|qui|que|celui|ceux|un|une|des|plusieurs|chaque|ce qui|y|en)(?:\b.*)?$"
)
_BARE_GENERIC = re.compile(rf"(?:{_ACTION})$")
# Who is asked to act is told with a determiner or a capital; a clause is not.
_CLAUSE = re.compile(
    r"\b(?:qui|que|dont|ou|si|quand|lorsque|parce|puisque|afin|pour que)\b|(?<!-)\b(?:est|sont|a ete|ont)\b(?!-)"
)


@dataclass(slots=True)
class Told:
    """What sentences say of an action, field by field, in the order of the text."""

    leads: list[Said] = field(default_factory=list)
    partners: list[Said] = field(default_factory=list)
    public: list[Said] = field(default_factory=list)
    calendar: list[Said] = field(default_factory=list)
    indicators: list[Said] = field(default_factory=list)
    frequency: list[Said] = field(default_factory=list)
    rest: list[Said] = field(default_factory=list)  # sentences that say nothing of these
    behind: int | None = None  # where the text goes on behind the sentence that says who leads


def leads_in(run: Run) -> bool:
    """Whether a sentence of a text says who leads what the text tells."""
    return any(next(_leads(sentence), None) for sentence in of_run(run, Place.SHEET))


def told(run: Run) -> Told:
    """What the sentences of a run say of its action."""
    found = Told()
    sentences = list(of_run(run, Place.SHEET))
    weak: list[tuple[Statement, Span]] = []
    led = -2
    for k, sentence in enumerate(sentences):
        own = list(_leads(sentence))
        employer = list(_employers(sentence))
        if own and not found.leads:
            found.leads += [_said(sentence, span) for span in own]
            led = k
            found.behind = sentences[k + 1].start if k + 1 < len(sentences) else len(run.text)
        elif employer and not found.leads:
            weak += [(sentence, span) for span in employer]
            led = k if led < 0 else led
            found.behind = sentences[k + 1].start if k + 1 < len(sentences) else len(run.text)
        measured = _measures(sentence)
        paid = bool(_MONEY.search(sentence.folded.text) or "%" in sentence.folded.text) and k != led
        helping = [] if measured or paid else list(_partners(sentence, led=k == led))
        found.partners += [_said(sentence, span) for span in helping]
        aimed = list(_publics(sentence))
        found.public += [_said(sentence, span) for span in aimed]
        if measured:
            found.indicators += [_said(sentence, span) for span in _indicators(sentence)]
            found.frequency += [sentence.said(*match.span()) for match in _RHYTHM.finditer(sentence.folded.text)]
        elif not (own or helping or aimed) and _is_calendar(sentences, k):
            found.calendar.append(_whole(sentence))
        elif not (own or helping or aimed or _MONEY.search(sentence.folded.text)):
            found.rest.append(_whole(sentence))
    if not found.leads:
        found.leads = [_said(sentence, span) for sentence, span in weak]
    found.frequency = list({letters(said.value): said for said in found.frequency}.values())
    known = {letters(said.value) for said in found.leads}
    found.partners = [said for said in found.partners if letters(said.value) not in known]
    return found


def _said(sentence: Statement, span: Span) -> Said:
    return sentence.said(*span)


def _whole(sentence: Statement) -> Said:
    text = sentence.folded.text
    return sentence.said(0, len(text.rstrip()))


def _leads(sentence: Statement) -> Iterator[Span]:
    """Who leads, by the words of a sentence."""
    text = sentence.folded.text
    if match := _ACTIVE.match(text):
        yield from _actors(sentence, *match.span("who"))
    elif match := _PASSIVE.search(text):
        end = min((m.start() for m in _WITH.finditer(text, match.start("who"))), default=match.end("who"))
        yield from _actors(sentence, match.start("who"), end, behind=True)


def _employers(sentence: Statement) -> Iterator[Span]:
    if match := _EMPLOYS.match(sentence.folded.text):
        yield from _actors(sentence, *match.span("who"))


def _actors(sentence: Statement, start: int, end: int, *, behind: bool = False) -> Iterator[Span]:
    """The organisations that a stretch names as acting; none where it names anything else as well."""
    text = sentence.folded.text
    if not behind and (_GENERIC.match(text[start:end]) and not _named(sentence, start, end)):
        return
    spans = list(listed(text, start, end, sentence.original, tied=not behind))
    if not spans or any(not _is_actor(sentence, *span) for span in spans):
        if not behind or not spans or not _is_actor(sentence, *spans[0]):
            return
        spans = spans[:1]
    yield from spans


def _named(sentence: Statement, start: int, end: int) -> bool:
    """Whether a stretch that begins as an action does has a name of its own: "Le projet alimentaire des Monts"."""
    words = sentence.original(start, end).split()
    return len(words) > 3 and any(word[:1].isupper() for word in words[2:])


def _is_actor(sentence: Statement, start: int, end: int) -> bool:
    text = sentence.folded.text[start:end]
    if (
        _CLAUSE.search(text)
        or _BARE_GENERIC.match(text)
        or re.match(r"(?:un|une|des|plusieurs|chaque|notre|nos)\b", text)
    ):
        return False
    words = sentence.original(start, end)
    proper = any(word[:1].isupper() for word in re.split(r"[\s'’]", words)[1:])
    return is_organisation(words) or names_organisation(words) or proper


def _partners(sentence: Statement, *, led: bool) -> Iterator[Span]:
    text = sentence.folded.text
    beside = _WITH.search(text)
    if led:
        if beside:
            of = beside["of"] or beside["of2"] or beside["of3"]
            yield from _helpers(sentence, beside.end(), len(text), of=bool(of))
    elif beside and _LEANS.match(beside.group()) and _LED.match(text):
        yield from _helpers(sentence, beside.end(), len(text))
    elif first := _JOIN_FIRST.match(text):
        yield from _helpers(sentence, *first.span("who"))
    elif joined := _JOIN.match(text):
        yield from _helpers(sentence, *joined.span("who"), subject=True)


def _helpers(sentence: Statement, start: int, end: int, *, of: bool = False, subject: bool = False) -> Iterator[Span]:
    """The members of an enumeration of partners."""
    text = sentence.folded.text
    if subject and re.match(rf"(?:{_ACTION}|nous|on|chacun)\b", text[start:end]) and not _named(sentence, start, end):
        return
    for low, high in listed(text, start, end, sentence.original, of=of):
        if _CLAUSE.search(text[low:high]) or not re.search(r"[a-z]{2}", text[low:high]):
            return
        yield low, high


def _publics(sentence: Statement) -> Iterator[Span]:
    text = sentence.folded.text
    match = _AIMED_FIRST.match(text) or _AIMS.match(text) or _AIMED.match(text)
    if match is None or (match.re is _AIMED and re.match(rf"(?:{_ACTION}|nous|on)\b", match["who"])):
        return
    low, high = match.span("who")
    cut = re.search(
        r",? (?:et )?(?:d'abord|notamment|en priorite|en particulier|surtout"
        r"|ainsi que leurs proches)\b",
        text[low:high],
    )
    high = low + cut.start() if cut else high
    to = bool(match.re is _AIMS and (match["a1"] or match["a2"] or match["a3"]))
    yield from listed(text, low, high, sentence.original, of=to, to=to)


def _measures(sentence: Statement) -> bool:
    text = sentence.folded.text
    return bool(_MEASURES.search(text)) and not _MONEY.search(text)


def _indicators(sentence: Statement) -> Iterator[Span]:
    """What a sentence says will be measured: each thing that it counts, else what stands behind its verb."""
    text = sentence.folded.text.rstrip(" .")
    counted = list(_COUNTED.finditer(text))
    if counted:
        edges = [*(match.start() for match in counted[1:]), len(text)]
        for match, edge in zip(counted, edges, strict=True):
            yield from _indicator(text, match.start(), edge)
        return
    if counting := _COUNTS.search(text):
        yield from listed(text, counting.end(), len(text), sentence.original, whole=True)


def _indicator(text: str, start: int, end: int) -> Iterator[Span]:
    lead = re.match(r"(?:le |la |l'|les )", text[start:end])
    low = start + (lead.end() if lead else 0)
    stop = re.search(
        r",? (?:et|ou)(?: si)?\s?$|,? (?:recul|diminu|augment|progress|baiss|s'amelior|tien(?:t|nent)|reste)\w*"
        r"|,? (?:sera|seront|est|sont) "
        rf"|,? et si |,? (?:{_RHYTHM.pattern})|[,;]\s?$|, et\b(?= l| c)",
        text[low:end],
    )
    high = low + stop.start() if stop else end
    if len(text[low:high].strip()) > 4:
        yield low, low + len(text[low:high].rstrip(" ,;"))


def _is_calendar(sentences: Sequence[Statement], k: int) -> bool:
    """Whether a sentence says when: by a verb of schedules, or in few words on a paragraph of its own."""
    text = sentences[k].folded.text
    if not _DATED.search(text) or _MONEY.search(text) or _ACTS.search(text):
        return False
    if re.search(
        r"\b(?:a|ont|est|sont|avai(?:t|ent)) (?:ete |deja )?(?:ouvert|signe|cree|perdu|commence|dure|lance"
        r"|debute|ferme|recule)",
        text,
    ):
        return False  # what has been
    if re.search(r"\b(?:ouverte?s?|creee?s?|fermee?s?) (?:en|depuis) ", text):
        return False
    if _SCHEDULED.search(text):
        return True
    printed = sentences[k].original(0, len(text))
    verbless = not re.search(r"\b(?:est|sont|a|ont|était|étaient|avait|avaient)\b", printed)
    return verbless and len(text.split()) <= _NOMINAL_WORDS and _is_paragraph(sentences, k)


def _is_paragraph(sentences: Sequence[Statement], k: int) -> bool:
    """Whether a sentence has a paragraph of its own."""
    run, start = sentences[k].run, sentences[k].start
    end = start + len(sentences[k].folded.origins and run.text[start:].split("\n\n", 1)[0])
    before = run.text[:start].endswith("\n\n") or not run.text[:start].strip()
    following = sentences[k + 1].start if k + 1 < len(sentences) else len(run.text)
    return (
        before and (run.text[start:following].endswith("\n\n") or not run.text[following:].strip()) and end <= following
    )
