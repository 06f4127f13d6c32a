"""Whether an answer says the facts that a case expects: typed comparison, each with its reason. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.composers import french
from assistant.records import Answer
from eval.cases import Case, Fact, FactKind
from eval.metrics import Score
from ingest.facts.institutions import institution, same_organisation
from ingest.naming import fold

_MARKS = re.compile(r"\s*\[\d+\]")
_NUMBER = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>€|euros?\b|k€|M€)(?P<after>[^.;\n]{{0,40}})")
_ANNUAL = re.compile(r"^\s*(?:(?:ttc|ht)\s*)?(?:/\s*an|par an|annuel|chaque annee|par annee)")
_TITLES = frozenset({"m.", "mme", "monsieur", "madame", "dr", "docteur"})
_YES, _NO = re.compile(r"^\W*oui\b"), re.compile(r"^\W*non\b")


def facts_right(case: Case, answer: Answer) -> Score:
    """The share of the expected facts that the answer says; 0 as a whole where it says what is forbidden."""
    text = _MARKS.sub("", answer.answer)
    said = [claim for claim in case.forbidden if _says(claim, text)]
    if said:
        return Score(0.0, f"dit ce qu'elle ne doit pas : « {said[0]} »")
    missing = [fact for fact in case.facts if not _holds(fact, text)]
    share = 1 - len(missing) / len(case.facts) if case.facts else 1.0
    return Score(share, "; ".join(f"manque {_shown(fact)}" for fact in missing) or "tous les faits attendus")


def figures_proved(answer: Answer) -> Score:
    """1 when every amount that the answer says stands in a quote that it cites, or is a sum of amounts it says."""
    quotes = " ".join(citation.quote for citation in answer.citations)
    held = {value for value, _ in _amounts(quotes)} | {value * 1000 for value in _thousands(quotes)}
    held |= {float(re.sub(r"\D", "", number) or 0) for number in re.findall(_NUMBER, quotes)}
    text = _MARKS.sub("", answer.answer)
    wrong = []
    for line in text.splitlines():
        amounts = [value for value, _ in _amounts(line)]
        for i, value in enumerate(amounts):
            if value not in held and abs(sum(amounts[:i]) - value) > 0.005:
                wrong.append(french.euros(value))
    return Score(float(not wrong), f"sans preuve : {', '.join(wrong)}" if wrong else "chaque montant est cité")


def _amounts(text: str) -> list[tuple[float, bool]]:
    """The (euros, annual) of a text's amounts."""
    found = []
    for match in _AMOUNT.finditer(text):
        factor = {"k€": 1_000, "M€": 1_000_000}.get(match["unit"], 1)
        found.append((_value(match["number"]) * factor, bool(_ANNUAL.match(fold(match["after"])))))
    return found


def _thousands(text: str) -> list[float]:
    return [_value(number) for number in re.findall(rf"({_NUMBER})\s*k€", text)]


def _value(number: str) -> float:
    return float(re.sub(r"[ .\u00a0\u202f]", "", number).replace(",", "."))


def _amount(fact: Fact, text: str) -> bool:
    wanted = float(fact.value or 0)
    for line in text.splitlines():
        yearly = re.search(r"\bpar an\b|\bannuel", fold(line)) is not None
        for value, annual in _amounts(line):
            if value == wanted and ((annual or yearly) if fact.period == "annual" else not (annual and fact.period)):
                return True
    return False


def _rate(fact: Fact, text: str) -> bool:
    return any(_value(number) == float(fact.value or 0) for number in re.findall(rf"({_NUMBER})\s*%", text))


def _date(fact: Fact, text: str) -> bool:
    iso = str(fact.value)
    folded = fold(text)
    return re.search(rf"(?<!\d){re.escape(fold(french.date(iso)))}(?!\d)", folded) is not None or iso in folded


def _number(fact: Fact, text: str) -> bool:
    wanted = float(fact.value or 0)
    if any(_value(number) == wanted for number in re.findall(rf"(?<![\d.,])({_NUMBER})", text)):
        return True
    word = french.count(int(wanted), "").split()[0] if wanted == int(wanted) and wanted <= 16 else ""
    return bool(word) and re.search(rf"\b{fold(word)}\b", fold(text)) is not None


def _organisations(fact: Fact, text: str) -> bool:
    named = [value for value in fact.values if _names(value, text)]
    if len(named) < len(fact.values):
        return False
    items = [line[2:] for line in text.splitlines() if line.startswith("- ")]
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
    """Every stretch of a text that may begin an organisation's name."""
    bare = re.sub(r"\b(?:la|le|les|l['’]|du|des|de)\s*", "", fold(text))
    return [bare[match.start() :] for match in re.finditer(r"\b[a-z]", bare)]


def _person(fact: Fact, text: str) -> bool:
    words = [
        word
        for word in fold(str(fact.value)).split()
        if word not in {"m.", "mme", "monsieur", "madame", "dr", "docteur"}
    ]
    return all(_letters(word) in _letters(text) for word in words)


def _sheets(fact: Fact, text: str) -> bool:
    said = set(re.findall(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?![\d,]|\.\d)", text))
    wanted = set(fact.values)
    return said == wanted if fact.complete else wanted <= said


def _yes_no(fact: Fact, text: str) -> bool:
    folded = fold(text)
    lines = [line.lstrip("- ") for line in folded.splitlines()]
    said = {True: any(map(_YES.match, lines)), False: any(map(_NO.match, lines))}
    if said[True] or said[False]:
        return bool(said[bool(fact.value)])
    # An answer may say no without the word: "ne figure pas parmi les signataires".
    denies = re.search(r"\bne\b.{1,40}\bpas\b|\bn'\w+ pas\b|\baucune?\b|\bpas comme\b", folded) is not None
    return denies != bool(fact.value)


def _text(fact: Fact, text: str) -> bool:
    return any(_says(wording, text) for wording in fact.any)


def _says(claim: str, text: str) -> bool:
    flat = re.sub(r"\s+", " ", fold(text).replace("-", " "))
    wanted = re.sub(r"\s+", " ", fold(claim).replace("-", " ")).strip()
    # An expected wording may be the beginning of a word: "résili", "gériatri"; digits are whole.
    after = r"(?!\w)" if wanted[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(wanted)}{after}", flat) is not None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


_KINDS: dict[FactKind, Callable[[Fact, str], bool]] = {
    FactKind.AMOUNT: _amount,
    FactKind.RATE: _rate,
    FactKind.DATE: _date,
    FactKind.NUMBER: _number,
    FactKind.ORGANISATIONS: _organisations,
    FactKind.PERSON: _person,
    FactKind.SHEETS: _sheets,
    FactKind.YES_NO: _yes_no,
    FactKind.TEXT: _text,
}


def _holds(fact: Fact, text: str) -> bool:
    return _KINDS[fact.kind](fact, text)


def _shown(fact: Fact) -> str:
    values: Sequence[object] = fact.values or fact.any or (fact.value,)
    return f"{fact.kind.value} {' / '.join(map(str, values))} {fact.period}".strip()
