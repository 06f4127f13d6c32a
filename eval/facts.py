"""Whether an answer says the facts that a case expects: typed comparison, each with its reason. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.composers import french
from assistant.records import Answer
from assistant.searching.tokens import terms
from eval.cases import Case, Fact, FactKind
from eval.metrics import Score
from eval.said import MONTHS, NUMBER, amounts, dates, rates, sentences, value_of
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.naming import fold

_MARKS = re.compile(r"\s*\[\d+\]")
# Numbers that count nothing: those of parts, and days of a month.
_LABELS = re.compile(r"\b(?:fiches?(?: actions?)?|articles?|axes?|pages?|n°)\s*(?:n° ?)?\d+(?:\.\d+)*")
_DAYS = re.compile(rf"\b\d{{1,2}}(?:er)? (?=(?:{'|'.join(MONTHS)})\b)")
_TITLES = frozenset({"m.", "mme", "monsieur", "madame", "dr", "docteur"})
_YES, _NO = re.compile(r"^\W*oui\b"), re.compile(r"^\W*non\b")


def facts_right(case: Case, answer: Answer) -> Score:
    """The share of the expected facts that the answer says; 0 as a whole where it says what is forbidden."""
    text = _bare_text(answer)
    said = [claim for claim in case.forbidden if _says(claim, text)]
    if said:
        return Score(0.0, f"dit ce qu'elle ne doit pas : « {said[0]} »")
    missing = [fact for fact in case.facts if not _holds(fact, answer)]
    share = 1 - len(missing) / len(case.facts) if case.facts else 1.0
    return Score(share, "; ".join(f"manque {shown(fact)}" for fact in missing) or "tous les faits attendus")


def _amount(fact: Fact, answer: Answer) -> bool:
    wanted = float(fact.value or 0)
    right = {"annual": {"annual"}, "global": {"global", ""}}.get(fact.period, {"annual", "global", ""})
    said = (amount for sentence in sentences(answer) for amount in amounts(sentence.text, sentence.heading))
    return any(amount.value == wanted and amount.period in right for amount in said)


def _rate(fact: Fact, text: str) -> bool:
    return float(fact.value or 0) in rates(text)


def _date(fact: Fact, text: str) -> bool:
    iso = str(fact.value)
    folded = fold(text)
    if iso in dates(text):
        return True
    return re.search(rf"(?<!\d){re.escape(fold(french.date(iso)))}(?!\d)", folded) is not None or iso in folded


def _number(fact: Fact, text: str) -> bool:
    wanted = float(fact.value or 0)
    counts = _DAYS.sub("", _LABELS.sub("", fold(text)))
    if any(value_of(number) == wanted for number in re.findall(rf"(?<![\d.,])(?:{NUMBER})", counts)):
        return True
    word = french.count(int(wanted), "").split()[0] if wanted == int(wanted) and wanted <= 16 else ""
    return bool(word) and re.search(rf"\b{fold(word)}\b", fold(text)) is not None


def _organisations(fact: Fact, text: str) -> bool:
    items = [line[2:] for line in text.splitlines() if line.startswith("- ")]
    named = [
        value
        for value in fact.values
        if _names(value, text) or any(same_organisation(_bare(item), value) for item in items)
    ]
    if len(named) < len(fact.values):
        return False
    if not (fact.complete and items):
        return True
    return all(
        any(same_organisation(_bare(item), value) or _names(value, item) for value in fact.values) for item in items
    )


def _bare(item: str) -> str:
    return re.sub(r"\s*\(.*", "", item)


def _names(name: str, text: str) -> bool:
    if _letters(name) in _letters(text):
        return True
    kind, words = institution(name)
    if not kind:
        telling = [word for word in words if len(word) > 3]
        return bool(telling) and all(word in fold(text) for word in telling)
    # "la CPAM du Val" for "Caisse primaire d'assurance maladie du Val": the kind in one of its forms.
    return any(institution(piece)[0] == kind for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """Every stretch of a text that may begin an organisation's name, as it stands and without its small words."""
    whole = fold(text)
    bare = re.sub(r"\b(?:la|le|les|l['’]|du|des|de)\s*", "", whole)
    return [said[match.start() :] for said in (whole, bare) for match in re.finditer(r"\b[a-z]", said)]


def _person(fact: Fact, text: str) -> bool:
    words = [word for word in fold(str(fact.value)).split() if word not in _TITLES]
    return all(_letters(word) in _letters(text) for word in words)


# "2.1", "3.1.2", "3.A", "A.1.2": numbers of sheets in parts; a whole number is one behind "fiche" alone.
_SHEETS = re.compile(
    r"(?<![\w.,])(?:[A-Z]\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.(?:[A-Z]|\d{1,2}(?:\.\d{1,2})?))(?!\w|[.,]\d)"
)


_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}


def _sheets(fact: Fact, text: str) -> bool:
    said = set(_SHEETS.findall(text.upper()))
    for listed in re.findall(
        r"\bfiches?(?: actions?)? (\d{1,2}(?:(?:, | et )\d{1,2})*)(?!\d|[.,-]?[\da-z])", text.lower()
    ):
        said |= set(re.findall(r"\d+", listed))
    wanted = {_number_of_sheet(value) for value in fact.values}
    said = {_number_of_sheet(value) for value in said}
    return said == wanted if fact.complete else wanted <= said


def _number_of_sheet(written: str) -> str:
    """A sheet's number in one form: "E3-1" is "E.3.1", "IV.a" is "4.A"."""
    parts = re.sub(r"(?<=[A-Z])(?=\d)", ".", written.upper().replace("-", ".")).split(".")
    return ".".join([_ROMAN.get(parts[0], parts[0]) if len(parts) > 1 else parts[0], *parts[1:]])


def _yes_no(fact: Fact, text: str) -> bool:
    folded = fold(text)
    lines = [line.lstrip("- ") for line in folded.splitlines()]
    said = {True: any(map(_YES.match, lines)), False: any(map(_NO.match, lines))}
    if said[True] or said[False]:
        return bool(said[bool(fact.value)])
    # An answer may say no without the word: "ne figure pas parmi les signataires".
    # What it quotes denies nothing that is asked.
    own = re.sub(r"«[^»]*»", "", folded)
    denies = re.search(r"\bne\b.{1,40}\bpas\b|\bn'\w+ pas\b|\baucune?\b|\bpas comme\b", own) is not None
    return denies != bool(fact.value)


def _text(fact: Fact, text: str) -> bool:
    return any(_says(wording, text) for wording in fact.any)


# Of the telling words expected, how many an answer must have: an agency writes them its own way.
MOST = 0.7


def _words(fact: Fact, text: str) -> bool:
    wanted, said = set(terms(str(fact.value))), set(terms(text))
    return not wanted or len(wanted & said) / len(wanted) >= MOST


def _says(claim: str, text: str) -> bool:
    flat = re.sub(r"\s+", " ", fold(text).replace("-", " "))
    wanted = re.sub(r"\s+", " ", fold(claim).replace("-", " ")).strip()
    # An expected wording may be the beginning of a word: "résili", "gériatri"; digits are whole.
    after = r"(?!\w)" if wanted[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(wanted)}{after}", flat) is not None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


_KINDS: dict[FactKind, Callable[[Fact, str], bool]] = {
    FactKind.RATE: _rate,
    FactKind.DATE: _date,
    FactKind.NUMBER: _number,
    FactKind.ORGANISATIONS: _organisations,
    FactKind.PERSON: _person,
    FactKind.SHEETS: _sheets,
    FactKind.YES_NO: _yes_no,
    FactKind.TEXT: _text,
    FactKind.WORDS: _words,
}


def _holds(fact: Fact, answer: Answer) -> bool:
    # An amount's period may stand in the line that heads its list: it is read with the answer's shape.
    return _amount(fact, answer) if fact.kind is FactKind.AMOUNT else _KINDS[fact.kind](fact, _bare_text(answer))


def _bare_text(answer: Answer) -> str:
    return _MARKS.sub("", answer.answer)


def shown(fact: Fact) -> str:
    """A fact for readers."""
    values: Sequence[object] = fact.values or fact.any or (fact.value,)
    return f"{fact.kind.value} {' / '.join(map(str, values))} {fact.period}".strip()
