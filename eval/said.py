"""What an answer says, read from its text alone: sentences with the quotes they cite, amounts, rates, dates, items."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.records import Answer, Citation
from ingest.naming import fold

NUMBER = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?"
_MARK = re.compile(r"\s*\[(\d+)\]")
# "…par an. [1]" is written "…par an [1].": a marker belongs to the sentence before it.
_LATE_MARKS = re.compile(r"([.!?])((?:\s*\[\d+\])+)")
# A sentence ends where a capital follows, but not behind an abbreviation, nor inside a quotation.
_END = re.compile(r"(?<!\bM\.)(?<!\bMM\.)(?<!\bDr\.)(?<!\bart\.)(?<!\bn\.)(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ«])")
_QUOTED = re.compile(r"«[^»]*»")
_AMOUNT = re.compile(
    rf"(?<![\d,.])(?P<number>{NUMBER})\s*(?P<factor>k|K|M|millions?\s+d['’]|mille\s+)?\s*(?:€|[Ee]uros?\b)"
)
_RATE = re.compile(rf"(?<![\d,.])(?P<number>{NUMBER})\s*(?:%|pour cent\b)")
_ANNUAL_AFTER = re.compile(
    r"^\s*(?:(?:ttc|ht)\s*)?(?:\(?\s*/\s*an|par (?:an|exercice)\b|annuel|chaque annee|par annee|l'an\b)"
)
_GLOBAL_AFTER = re.compile(
    r"^\s*(?:ttc|ht)?\s*\(?(?:au total|en tout|sur (?:la|toute la) duree|sur \w+ ans|global|"
    r"pour (?:l'ensemble|toute|la duree))"
)
_ANNUAL_BEFORE = re.compile(r"\b(?:annuel\w*|par an|chaque annee)[^€]{0,40}$")
_GLOBAL_BEFORE = re.compile(r"\b(?:glob\w+|pour l'ensemble du projet|sur (?:la|toute la) duree)[^€]{0,40}$")
# How far behind an amount its period may stand.
_REACH = 40
MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_DATE = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
_SHORT_DATE = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item without its markers, the citations it carries, and the line that heads its list."""

    text: str
    citations: tuple[Citation, ...] = ()
    item: bool = False
    heading: str = ""

    @property
    def heads(self) -> bool:
        """Whether it announces a list."""
        return not self.item and self.text.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euros; `period` is annual, global, or empty where the text does not say."""

    value: float
    period: str = ""

    def __str__(self) -> str:
        words = {"annual": " par an", "global": " en tout"}
        return (
            f"{self.value:,.2f}".removesuffix(".00").replace(",", " ").replace(".", ",")
            + " €"
            + words.get(self.period, "")
        )


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The folded text: an answer's quotes are compared by several measures."""
    return fold(text)


def bare(text: str) -> str:
    """An answer's text without its markers."""
    return _MARK.sub("", text)


@lru_cache(maxsize=64)
def sentences(answer: Answer) -> tuple[Sentence, ...]:
    """The sentences of an answer, in order."""
    cited = {citation.number: citation for citation in answer.citations}
    found: list[Sentence] = []
    heading = ""
    for line in answer.answer.splitlines():
        item = line.lstrip().startswith("- ")
        for part in _parted(_LATE_MARKS.sub(r"\2\1", line.strip())):
            text = bare(part).removeprefix("- ").strip()
            if not re.search(r"\w", text):
                continue
            marks = [cited[int(number)] for number in _MARK.findall(part) if int(number) in cited]
            found.append(Sentence(text, tuple(dict.fromkeys(marks)), item, heading if item else ""))
        if not item and found:
            heading = found[-1].text if found[-1].heads else ""
    return tuple(found)


def _parted(line: str) -> Iterator[str]:
    # What is quoted keeps its length and loses its ends of sentences.
    plain = _QUOTED.sub(lambda match: "«" + "_" * (len(match.group()) - 2) + "»", line)
    start = 0
    for match in _END.finditer(plain):
        yield line[start : match.start()]
        start = match.end()
    yield line[start:]


def items(answer: Answer) -> tuple[Sentence, ...]:
    """The items of an answer's lists."""
    return tuple(sentence for sentence in sentences(answer) if sentence.item)


def value_of(number: str) -> float:
    """A French number: "1 234,50" is 1234.5."""
    return float(re.sub(r"[ .\u00a0\u202f]", "", number).replace(",", "."))


def amounts(text: str, heading: str = "") -> tuple[Amount, ...]:
    """The amounts of a sentence, or of a list item under its heading."""
    matches = list(_AMOUNT.finditer(text))
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(text)]
    found = []
    for i, match in enumerate(matches):
        before = folded(text[ends[i] : match.start()])
        after = folded(text[match.end() : min(starts[i + 1], match.end() + _REACH)])
        found.append(Amount(value_of(match["number"]) * _factor(match["factor"]), _period(before, after)))
    led = _period(folded(heading) + " ", "") or _leading(text)
    return tuple(Amount(one.value, one.period or led) for one in found)


def _leading(text: str) -> str:
    """The period that opens a line for all its amounts: "par an : 1 500 €, 300 €"."""
    opening = folded(text.partition(":")[0]) if ":" in text else ""
    if _AMOUNT.search(text.partition(":")[0]):
        return ""
    return _period(f"{opening} ", "")


def _period(before: str, after: str) -> str:
    if _ANNUAL_AFTER.search(after):
        return "annual"
    if _GLOBAL_AFTER.search(after):
        return "global"
    if _ANNUAL_BEFORE.search(before):
        return "annual"
    return "global" if _GLOBAL_BEFORE.search(before) else ""


def _factor(unit: str | None) -> float:
    first = (unit or "")[:2].lower()
    return {"k": 1e3, "ml": 1e6, "mi": 1e6, "m": 1e6}.get(first, 1.0) if not (unit or "").startswith("mille") else 1e3


def rates(text: str) -> tuple[float, ...]:
    """The percentages of a text."""
    return tuple(value_of(match["number"]) for match in _RATE.finditer(text))


def dates(text: str) -> tuple[str, ...]:
    """The whole dates of a text, ISO, whether written "6 décembre 2031" or "06/12/2031"."""
    return tuple(dict.fromkeys(_dates(folded(text))))


def _dates(text: str) -> Iterator[str]:
    for match in _DATE.finditer(text):
        yield from _iso(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
    for match in _SHORT_DATE.finditer(text):
        yield from _iso(int(match["year"]), int(match["month"]), int(match["day"]))


def _iso(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield datetime.date(year, month, day).isoformat()
    except ValueError:  # 31 février is no date
        return


def numbers(text: str) -> tuple[float, ...]:
    """Every number of a text, in digits, whatever it counts."""
    return tuple(value_of(number) for number in re.findall(rf"(?<![\d,.])(?:{NUMBER})", text))


_WORDS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt"
).split()
_WORD = "|".join(sorted([*_WORDS, "une"], key=len, reverse=True))


def counted(text: str, unit: str) -> tuple[float, ...]:
    """The numbers, in digits or words, that stand before a unit: "12 communes", "douze petites communes"."""
    stem = re.escape(folded(unit).rstrip("s"))
    # "avenant n° 1 au contrat" counts no contracts.
    between = r"(?:(?!(?:au|aux|du|des|de|le|la|les|un|une|ce|et|ou|par|pour|en|sur)\b)[a-z]+ )?"
    found = re.findall(rf"(?<![\w,.-])(?<!n° )({NUMBER}|{_WORD}) {between}{stem}s?\b", folded(text))
    return tuple(value for word in found for value in _count(word))


def _count(word: str) -> Iterator[float]:
    if word[0].isdigit():
        yield value_of(word)
    elif word in _WORDS or word == "une":
        yield float(_WORDS.index("un" if word == "une" else word))


@lru_cache(maxsize=4096)
def words_as_numbers(text: str) -> frozenset[float]:
    """The counts that a text writes in words, up to twenty."""
    said = re.findall(r"[a-z]+(?:-[a-z]+)?", folded(text))
    return frozenset(value for word in said for value in _count(word))


def overlaps(left: str, right: str) -> bool:
    """Whether two texts have two words in a row in common."""
    pairs = {tuple(pair) for pair in pairwise(re.findall(r"\w+", folded(left)))}
    return any(tuple(pair) in pairs for pair in pairwise(re.findall(r"\w+", folded(right))))
