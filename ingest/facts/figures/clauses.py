"""Figures that several clauses of one sentence share: shares side by side, gaps in points, deeds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.reading import flat

NUMBER = r"\d{1,3}(?:[  .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
ABOUT = r"(?:(?:plus|moins|près|environ|autour) d(?:e |['’])|environ |presque |quelque )?"
_BASE = r"(?:1 ?000|10 ?000|100 ?000|100)"
_COUNTED = r"(?:habitants|hab\.?|personnes|naissances|femmes|enfants|jeunes)"
# What the people of a share do or are begins with one of these.
_VERB = (
    r"(?:n[e’'] ?)?(?:se |s[’'])?(?:sont|ont|vit|vivent|est|a|déclarent?|présentent?|souffrent?|atteignent|atteint"
    r"|bénéficient|bénéficie|consomment|pratiquent|renoncent|manquent|habitent|résident|disposent|fument)"
)
_WHO = r"(?:des |de la |de l[’']|de |du |d[’'])[^%,;:()]{3,60}?"
# "37 % des enfants et 73 % des 11-17 ans manquent de sommeil": what both do stands behind the second.
_BOTH = re.compile(
    rf"(?P<one>{NUMBER}) ?% (?P<a>{_WHO}) et (?P<two>{NUMBER}) ?% (?P<b>{_WHO}) (?P<do>{_VERB} [^,;:()%]{{3,90}})"
)
# "1 % des adultes vit avec des troubles du sommeil et 2 % de l'anxiété", "17 % des jeunes sont en surpoids dont 4 % …"
_SAME = re.compile(
    rf"(?P<one>{NUMBER}) ?% (?P<a>{_WHO}) (?P<do>{_VERB} [^,;:()%\d]{{3,60}}?)"
    rf",? (?P<tie>et|dont) (?P<two>{NUMBER}) ?% (?P<b>[^,;:()%\d]{{3,60}})"
)
# "8 médecins pour 10 000 habitants"; behind another, the people counted are left out: "… pour 1 000"
_DENSITY = re.compile(
    rf"(?P<about>{ABOUT})\b(?P<value>{NUMBER}) (?P<what>[a-zà-ÿœ][a-zà-ÿœ’' -]{{2,60}}?)"
    rf" (?P<per>pour {_BASE}(?: {_COUNTED})?)(?!\d| ?%| \d)",
    re.IGNORECASE,
)
# "est plus élevé qu'au niveau national (+ 0,3 point)"
_GAP = re.compile(
    r"(?P<what>\b(?:taux|part|proportion|densité|prévalence|incidence|couverture|mortalité|indice|espérance de vie)\b"
    r" [^,;:()\d]{3,90}?) (?:est|reste|demeure|apparaît) [^,;:()\d]{0,20}?"
    r"(?:supérieure?|inférieure?|plus (?:élevée?|haute?|forte?|faible|basse?|importante?)|moindre)\b[^;:()\d]{0,80}?"
    rf"\((?P<shown>[+\-–−] ?(?:{NUMBER})) (?P<unit>points?)[^()\d]{{0,50}}\)",
    re.IGNORECASE,
)
# "environ 3 000 personnes font un malaise et 200 en meurent", "… tentent de se noyer et 200 en décèdent"
_DEEDS = re.compile(
    rf"(?P<about>{ABOUT})\b(?P<value>{NUMBER}) personnes (?P<do>(?:font|sont|ont|vivent|souffrent|meurent|décèdent"
    r"|déclarent|tentent)\b[^,;:()\d]{3,80}?)"
    rf"(?: et (?P<about2>{ABOUT})(?P<two>{NUMBER}) (?P<en>en [^\W\d]+ent)\b)?(?=\s?[,;:.(]|$)",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:chaque année|par an|tous les ans)\b", re.IGNORECASE)
# "l'enquête menée en 2029 auprès de 970 collégiens de Bretagne"
_SURVEY = re.compile(
    r"\b(?P<study>(?:enquête|étude|sondage|baromètre|questionnaire)s?\b[^,;:().\d]{0,60}?)"
    r" ?(?:(?:(?:réalisée?|menée?|conduite?|effectuée?)\b[^,;:()]{0,40}? )?auprès d(?:e |['’])"
    r"|(?:a |avait )?interrog(?:é|eait|e) )"
    rf"(?P<about>{ABOUT})(?P<value>{NUMBER}) (?P<what>[^\W\d]+)",
    re.IGNORECASE,
)
# "les enfants ont perdu 40 % de leurs capacités"
_LOSS = re.compile(
    r"\b(?P<who>[Ll]es [^,;:()\d]{3,50}?|[Ll][ae] [^,;:()\d]{3,50}?)"
    r" (?:ont|a) (?:même |ainsi |déjà )?(?P<verb>perdu|gagné)"
    rf" (?P<about>{ABOUT})(?P<value>{NUMBER}) ?% de (?:leurs?|ses|sa|son) (?P<what>[^,;:().]{{3,60}})"
)
_SPAN = re.compile(r"\b(?:en|depuis) (?P<span>\d+ ans)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure of a sentence: what is counted, its value as written, its unit, and where it begins."""

    what: str
    shown: str
    unit: str
    start: int
    placed: bool = False  # whether it is of a territory only where the sentence names it

    @property
    def value(self) -> float:
        """The number that is shown, with its sign."""
        return number_of(self.shown)


def number_of(shown: str) -> float:
    """A number as written: "91.000", "+ 0,3 point", "environ 200 000"."""
    match = re.search(rf"(?P<sign>[-–−]?) ?(?P<digits>{NUMBER})", shown)
    if match is None:
        raise ValueError(f"no number in {shown!r}")
    digits = match["digits"]
    grouped = re.fullmatch(r"\d{1,3}(?:[  .]\d{3})+(?:,\d+)?", digits)
    value = float((re.sub(r"[  .]", "", digits) if grouped else digits).replace(",", "."))
    return -value if match["sign"] else value


def clauses(sentence: str) -> tuple[Clause, ...]:
    """The figures of a sentence that says several together or says one in its own way; all of one territory."""
    for read in (_shares, _densities, _gaps, _deeds, _surveys, _losses):
        found = tuple(read(sentence))
        if found:
            return found
    return ()


def _shares(sentence: str) -> Iterator[Clause]:
    if len(re.findall(r"\d ?%", sentence)) != 2:
        return
    if both := _BOTH.search(sentence):
        for group, value in (("a", "one"), ("b", "two")):
            yield Clause(f"part {flat(both[group])} qui {_do(both['do'])}", both[value], "%", both.start(value))
    elif same := _SAME.search(sentence):
        who, second = flat(same["a"]), flat(same["b"])
        yield Clause(f"part {who} {flat(same['do'])}", same["one"], "%", same.start("one"))
        second = re.sub(r"^(?:de |des |du |d[’'])", "", second)
        second = re.sub(r"\s+(?:en|dans|sur|au)\s+(?:la |le |l[’'])?[A-ZÀ-Ý][^,;]*$", "", second).strip(" .;,")
        yield Clause(f"part {who} : {second}", same["two"], "%", same.start("two"))


def _do(words: str) -> str:
    return flat(words).strip(" .;,")


def _densities(sentence: str) -> Iterator[Clause]:
    """Several rates, each with what it counts: the first says per how many of whom."""
    found = list(_DENSITY.finditer(sentence))
    if len(found) < 2 or not re.search(_COUNTED, found[0]["per"]):
        return
    first = flat(found[0]["per"])
    for match in found:
        per = flat(match["per"])
        unit = first if first.startswith(per) else per
        yield Clause(flat(match["what"]), flat(f"{match['about']}{match['value']}"), unit, match.start("value"))


def _gaps(sentence: str) -> Iterator[Clause]:
    match = _GAP.search(sentence)
    if match:
        what = f"{flat(match['what'])} (écart avec le niveau comparé)"
        yield Clause(what, flat(match["shown"]), match["unit"].lower(), match.start("shown"))


def _deeds(sentence: str) -> Iterator[Clause]:
    match = _DEEDS.search(sentence)
    if match is None:
        return
    when = f" {yearly.group().lower()}" if (yearly := _YEARLY.search(sentence)) else ""
    shown = flat(f"{match['about']}{match['value']}")
    did = flat(match["do"]).strip(" .")
    yield Clause(f"personnes qui {did}{when}", shown, "personnes", match.start("value"))
    if match["en"]:
        noun = re.sub(r"^\S+ (?:une? |des |de )?", "", did)
        what = f"personnes qui {flat(match['en'])}{when} ({noun})"
        yield Clause(what, flat(f"{match['about2']}{match['two']}"), "personnes", match.start("two"))


def _surveys(sentence: str) -> Iterator[Clause]:
    match = _SURVEY.search(sentence)
    if match:
        what = f"{match['what']} interrogés par l’{flat(match['study'])}".replace("l’s", "le s").replace("l’q", "le q")
        shown = flat(f"{match['about']}{match['value']}")
        yield Clause(what.replace("l’b", "le b"), shown, match["what"].lower(), match.start("value"), placed=True)


def _losses(sentence: str) -> Iterator[Clause]:
    match = _LOSS.search(sentence)
    if match:
        span = f" en {told['span']}" if (told := _SPAN.search(sentence)) else ""
        noun = "perte" if match["verb"] == "perdu" else "gain"
        who = re.sub(r"^[Ll]es ", "des ", re.sub(r"^[Ll]a ", "de la ", re.sub(r"^[Ll]e ", "du ", flat(match["who"]))))
        shown = flat(f"{match['about']}{match['value']}")
        yield Clause(f"{noun} de {flat(match['what'])} {who}{span}", shown, "%", match.start("value"))
