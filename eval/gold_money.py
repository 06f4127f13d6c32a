"""Compares lines of money: one is right only where state, amount, period, payer, cap, rate and year all are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from eval.gold_keys import organisation_key, text_key, value_key, words
from eval.gold_tally import Score, listed, pair, rest

Line = dict[str, Any]

# Half a point: "2/3" may be read as 66, 66.7 or 67 percent.
RATE_TOLERANCE = 0.5
# Scored on lines that are right otherwise, where the gold gives them.
_DETAILS = ("role", "nature", "instrument", "rate_is_cap", "cap_period", "earmark", "no_cofunding")


def compare_funding(
    score: Score, name: str, gold: Sequence[Line], said: Sequence[Line], subject: str, *, partial: bool = False
) -> None:
    """Counts the lines of one sheet, or of the articles; an `optional` line of the gold may be said or not.

    "Néant" beside a line that says who pays, or how much, is optional: the sheet's money is what the other line says.
    """
    gold, said = (
        [part for line in gold for part in _parted(line, said)],
        [part for line in said for part in _parted(line, gold)],
    )
    gold = [_of_total(line, gold) for line in gold]
    needed = [line for line in gold if not _optional(line, gold)]
    pairs = pair(needed, said, _same)
    over = rest(said, (j for _, j in pairs))
    for line in (line for line in gold if line not in needed):
        found = next((one for one in over if _same(line, one) or _same_share(line, one)), None)
        if found is not None:
            over.remove(found)
    lost = rest(needed, (i for i, _ in pairs))
    score.count(name, len(pairs), map(_shown, over), map(_shown, lost), subject, partial=partial)
    for i, j in pairs:
        _details(score, needed[i], said[j], subject)
    if not partial:
        score.wrong_amounts += [f"{subject}: {wrong}" for wrong in wrong_amounts(gold, said)]


def _parted(line: Line, others: Sequence[Line]) -> Iterator[Line]:
    """The line; an amount with what one funder pays of it at most is two where the other side tells it as two."""
    capped = line.get("role", "total") == "total" and None not in (line.get("amount"), line.get("cap"))
    apart = any(
        other.get("role") == "share" and other.get("amount") is None and _number(line, other, "cap") for other in others
    )
    if not (capped and apart and line.get("payer")):
        yield line
        return
    of_share = ("payer", "cap", "cap_period", "rate", "rate_is_cap", "instrument", "earmark")
    yield {key: value for key, value in line.items() if key not in of_share}
    told = {key: line[key] for key in of_share if line.get(key) is not None}
    yield {"state": line["state"], "role": "share", **told}


def _of_total(line: Line, lines: Sequence[Line]) -> Line:
    """The line, a share whose period the gold leaves out with that of its total: it may be said or not."""
    if line.get("role") != "share" or line.get("amount") is None or line.get("period") or line.get("year"):
        return line
    totals = {other.get("period") for other in lines if other.get("role", "total") == "total" and other.get("amount")}
    return {**line, "or_period": next(iter(totals))} if len(totals) == 1 else line


def _optional(line: Line, lines: Sequence[Line]) -> bool:
    beside = any(other["state"] in {"amount", "funder_only"} for other in lines)
    return bool(line.get("optional")) or (line["state"] == "none" and beside)


def wrong_amounts(gold: Sequence[Line], said: Sequence[Line]) -> list[str]:
    """The figures said that the gold does not hold: a cap said as an amount is wrong, so is a sub-item said as one."""
    true = {figure for line in gold for figure in _figures(line)}
    return [f"{kind} {value}" for line in said for kind, value in _figures(line) if (kind, value) not in true]


def _figures(line: Line) -> Iterator[tuple[str, str]]:
    for kind in ("amount", "cap"):
        if line.get(kind) is not None:
            yield kind, value_key(line[kind])
    for item in listed(line.get("items")):
        yield "item", value_key(item["amount"])


def _same(gold: Line, said: Line) -> bool:
    if _state(gold) != _state(said) or not all(_number(gold, said, name) for name in ("amount", "cap")):
        return False
    if not _rate(gold, said) or (value_key(gold.get("year") or "") != value_key(said.get("year") or "")):
        return False
    return _period(gold, said) and _payer(gold, said)


def _state(line: Line) -> str:
    """The state of a line; a share of an amount, without a figure of its own, may be said as either."""
    rated = line.get("role") == "share" and line.get("rate") is not None
    return "rated" if rated and line.get("amount") is None and line.get("cap") is None else str(line["state"])


def _same_share(gold: Line, said: Line) -> bool:
    return (
        gold.get("rate") is not None
        and said.get("amount") is None
        and _rate(gold, said)
        and _payer({**gold, "state": "amount"}, said)
    )


def _number(gold: Line, said: Line, name: str) -> bool:
    one, other = gold.get(name), said.get(name)
    return one is other is None or (one is not None and other is not None and value_key(one) == value_key(other))


def _rate(gold: Line, said: Line) -> bool:
    one, other = gold.get("rate"), said.get("rate")
    return one is other is None or (one is not None and other is not None and abs(one - other) < RATE_TOLERANCE)


def _period(gold: Line, said: Line) -> bool:
    """What falls to one year has that year for a period; without an amount there is none to compare."""
    told = gold.get("period") or ""
    if gold.get("amount") is None or (gold.get("year") and told in {"", "annual"}):
        return True
    return (said.get("period") or "") in {told, gold.get("or_period") or told}


def _payer(gold: Line, said: Line) -> bool:
    true, told = organisation_key(gold.get("payer") or ""), organisation_key(said.get("payer") or "")
    if gold["state"] == said["state"] == "funder_only":  # the funder may stand in the instrument: "CPOM X"
        instrument = text_key(gold.get("instrument") or "")
        if told in {true, instrument} or _agreement(gold) == _agreement(said):
            return True
        return not told and text_key(said.get("instrument") or "") == instrument
    if gold["state"] != "amount" and "payer" not in gold:
        return True
    return true == told


def _agreement(line: Line) -> frozenset[str]:
    """The words of who pays and of what agreement: "CPOM X" may stand as one, or as an agreement and a payer."""
    return words(f"{line.get('payer') or ''} {line.get('instrument') or ''}")


def _details(score: Score, gold: Line, said: Line, subject: str) -> None:
    for name in _DETAILS:
        if name == "instrument" and gold["state"] == "funder_only" and gold.get(name) and said.get(name):
            same = _agreement(gold) == _agreement(said)
            _one(score, f"funding {name}", gold[name], gold[name] if same else said[name], subject)
        elif name in gold:
            _one(score, f"funding {name}", gold[name], said.get(name), subject)
    if "items" in gold:
        _set(
            score,
            "items",
            [(text_key(item["label"]), value_key(item["amount"])) for item in listed(gold["items"])],
            [(text_key(item["label"]), value_key(item["amount"])) for item in listed(said.get("items"))],
            subject,
        )
    if "cofunders" in gold:
        _set(
            score,
            "cofunders",
            [organisation_key(name) for name in listed(gold["cofunders"])],
            [organisation_key(name) for name in listed(said.get("cofunders"))],
            subject,
        )


def _one(score: Score, name: str, true: Any, told: Any, subject: str) -> None:
    one, other = text_key(str(true)), text_key(str(told or ""))
    same = bool(true) == bool(told) if isinstance(true, bool) else one == other
    if name == "funding earmark":  # "pour le kit" may be cut before or after "pour"
        same = same or (bool(other) and (one in other or other in one))
    wrong = [] if same or not told else [told]
    missing = [] if same or not true else [true]
    score.count(name, int(same and bool(true)), wrong, missing, subject, partial=False)


def _set(score: Score, name: str, true: Sequence[Any], told: Sequence[Any], subject: str) -> None:
    pairs = pair(true, told, lambda one, other: bool(one == other))
    over, lost = rest(told, (j for _, j in pairs)), rest(true, (i for i, _ in pairs))
    score.count(name, len(pairs), over, lost, subject, partial=False)


def _shown(line: Line) -> str:
    names = ("state", "role", "amount", "period", "year", "cap", "payer", "instrument", "rate")
    return ", ".join(f"{name} {line[name]}" for name in names if line.get(name) not in (None, "", 0))
