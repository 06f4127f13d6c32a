"""Compares the record read from a document with its gold record, field by field.

Only what the gold file has a key for is scored, except signatories, associated partners, axes, actions and the money
of actions: there no key means that there are none. `partial: [figures, …]` in a gold file names fields of which it does
not hold all that is true: what is said over and above is not wrong there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from eval.gold_keys import (
    Key,
    body_key,
    duration_key,
    number_key,
    organisation_key,
    person_key,
    territory_key,
    text_key,
    value_key,
)
from eval.gold_money import compare_funding
from eval.gold_same import (
    _one_number,
    _same_title,
    action_shown,
    commitment_shown,
    figure_shown,
    holds,
    indicator_key,
    paired_actions,
    same_amendment,
    same_axis,
    same_commitment,
    same_contact,
    same_contradiction,
    same_figure,
    same_policy,
)
from eval.gold_shape import Shape, shape
from eval.gold_tally import Score, listed, pair, rest
from ingest.facts.records import ContractRecord

__all__ = ["compare", "load_gold", "score"]

# Fields of one value: the record's first counts, its variants do not.
_SCALARS: dict[str, Key] = {
    "territory": territory_key,
    "period": text_key,
    "duration": duration_key,
    "generation": text_key,
    "signed_on": str,
    "signed_at": text_key,
}
# Lists of an action whose values are cut at the same places by every reader, and those that may be cut otherwise.
_ORGANISATIONS = ("leads", "summary_leads", "partners")
_TEXTS = (
    *("public", "public_direct", "public_indirect", "territory", "results", "calendar", "status"),
    *("frequency", "source", "baseline", "follow_up", "objectives", "objectives_operational"),
)
_PEOPLE: tuple[tuple[str, Key, str], ...] = (
    ("representative", person_key, "representatives"),
    ("office", text_key, "offices"),
)
_INDICATOR_TEXTS = ("baseline", "target", "frequency", "source", "follow_up")


# The same safe loader in C where the library has it: ten times faster, and an evaluation reads a hundred records.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_gold(path: Path) -> Shape:
    """The gold record in a YAML file."""
    return dict(yaml.load(path.read_text("utf-8"), Loader=_LOADER))  # noqa: S506 - it is the safe loader


def score(gold: Shape, record: ContractRecord) -> Score:
    """What of a record is right, wrong and missing."""
    return compare(gold, shape(record))


def compare(gold: Shape, said: Shape) -> Score:
    """The same, of a record that is in the gold shape already."""
    one = _Comparison(gold, said)
    for step in (one.contract, one.parties, one.perimeter, one.actions, one.text):
        step()
    return one.score


class _Comparison:
    """One gold record, one said record and the score of the second."""

    def __init__(self, gold: Shape, said: Shape) -> None:
        self.gold, self.said, self.score = gold, said, Score()
        self.partial = frozenset(listed(gold.get("partial")))

    def contract(self) -> None:
        for name, key in _SCALARS.items():
            if name in self.gold:
                self.values(name, listed(self.gold[name])[:1], listed(self.said.get(name))[:1], key)
        if "previous" in self.gold:
            self.values("previous", self.gold["previous"], self.said.get("previous"), text_key)
        if "axis_count" in self.gold:
            self.values("axis_count", self.gold["axis_count"], self.said.get("axis_count"), value_key)
        self.items("axes", self.gold.get("axes"), self.said.get("axes"), same_axis, _name("title", number="number"))
        if "governance" in self.gold:
            for true, told in self.found("governance", self.gold["governance"], self.said.get("governance"), body_key):
                if "frequency" in true:
                    self.loose("governance frequency", true["frequency"], told.get("frequency"), true["name"])

    def parties(self) -> None:
        for name in ("signatories", "associated"):
            for true, told in self.found(name, self.gold.get(name), self.said.get(name), organisation_key):
                for field, key, plural in _PEOPLE:
                    if field in true:
                        self.values(plural, true[field], told.get(field), key, true["name"])

    def perimeter(self) -> None:
        gold, said = self.gold.get("perimeter"), self.said.get("perimeter") or {}
        if gold is None:
            return
        for name, field in (("commune_count", "commune counts"), ("inhabitants", "inhabitants")):
            if name in gold:
                self.values(field, gold[name], said.get(name), value_key)
        if "communes" in gold:
            self.values("communes", gold["communes"], said.get("communes"), text_key)
        if "epci" not in gold:
            return
        for true, told in self.found("epci", gold["epci"], said.get("epci"), territory_key):
            for name, field, key in (
                ("acronym", "epci acronym", text_key),
                ("inhabitants", "epci inhabitants", value_key),
                ("commune_count", "commune counts", value_key),
                ("communes", "communes", text_key),
            ):
                if name in true:
                    self.values(field, true[name], told.get(name), key, true["name"])

    def actions(self) -> None:
        gold, said = listed(self.gold.get("actions")), listed(self.said.get("actions"))
        pairs = paired_actions(gold, said)
        over, lost = rest(said, (j for _, j in pairs)), rest(gold, (i for i, _ in pairs))
        partial = "actions" in self.partial
        same = [(i, j) for i, j in pairs if _same_title(gold[i], said[j]) and _one_number(gold[i], said[j])]
        mistitled = [(i, j) for i, j in pairs if (i, j) not in same]
        self.score.count(
            "actions",
            len(same),
            [action_shown(one) for one in (*over, *(said[j] for _, j in mistitled))],
            [action_shown(one) for one in (*lost, *(gold[i] for i, _ in mistitled))],
            partial=partial,
        )
        for i, j in pairs:
            self.action(gold[i], said[j])
        for true in lost:
            self.action(true, {})
        for told in () if partial else over:
            lines = [line for line in listed(told.get("funding")) if line["state"] != "not_stated"]
            compare_funding(self.score, "funding", (), lines, action_shown(told))
        if "funding" in self.gold:
            compare_funding(
                self.score,
                "article_funding",
                listed(self.gold["funding"]),
                listed(self.said.get("funding")),
                "articles",
            )

    def action(self, gold: Shape, said: Shape) -> None:
        about = f"{gold.get('number', '')} {gold.get('title', '')}".strip()[:40]
        if "axis" in gold:
            self.values("axis of action", gold["axis"], said.get("axis"), number_key, about)
        if "summary_title" in gold:
            own = text_key(gold.get("title") or "")
            shown = [title for title in listed(said.get("titles"))[1:] if text_key(title) != own]
            self.values("summary titles", gold["summary_title"], shown, text_key, about)
        for name in _ORGANISATIONS:
            if name in gold:
                self.values(name, gold[name], self._organisations(name, gold, said), organisation_key, about)
        for name in _TEXTS:
            if name in gold:
                self.texts("action territory" if name == "territory" else name, gold[name], said.get(name), about)
        compare_funding(self.score, "funding", listed(gold.get("funding")), _money(gold, said), about)
        if "indicators" in gold:
            self.indicators(gold["indicators"], said.get("indicators"), about)
        if "policy" in gold:
            self.items("policy", gold["policy"], said.get("policy"), same_policy, _name("value", label="label"), about)

    @staticmethod
    def _organisations(name: str, gold: Shape, said: Shape) -> list[str]:
        """What a record says; of the summary table also what the sheet says alike, which it holds once."""
        told = listed(said.get(name))
        if name == "summary_leads":
            true = {organisation_key(lead) for lead in listed(gold[name])}
            known = {organisation_key(lead) for lead in told}
            told += [lead for lead in listed(said.get("leads")) if organisation_key(lead) in true - known]
        return told

    def indicators(self, gold: object, said: object, about: str) -> None:
        matched = self.items("indicators", gold, said, _by(indicator_key), _name(), about)
        for true, told in matched:
            for name in _INDICATOR_TEXTS:
                if name in true:
                    self.texts(f"indicator {name}", true[name], told.get(name), f"{about} / {true['name']}"[:70])

    def text(self) -> None:
        if "commitments" in self.gold:
            self.many(
                "commitments", self.gold["commitments"], self.said.get("commitments"), same_commitment, commitment_shown
            )
        for name in ("revision", "termination", "communication", "evaluation"):
            for few in listed(self.gold.get(name)):
                found = any(holds(sentence, few) for sentence in listed(self.said.get(name)))
                self.score.count(name, int(found), (), () if found else (few,), partial=False)
        if "figures" in self.gold:
            self.many("figures", self.gold["figures"], self.said.get("figures"), same_figure, figure_shown)
        if "contacts" in self.gold:
            self.items("contacts", self.gold["contacts"], self.said.get("contacts"), same_contact, _name())
        if "amendments" in self.gold:
            self.items(
                "amendments", self.gold["amendments"], self.said.get("amendments"), same_amendment, _name("date")
            )
        if "contradictions" in self.gold:
            self.items(
                "contradictions",
                self.gold["contradictions"],
                self.said.get("contradictions"),
                same_contradiction,
                _name("subject", field="field"),
            )

    # How values of a field are compared.

    def values(self, name: str, gold: object, said: object, key: Key, about: str = "") -> None:
        """One value for one value, by key; a value said twice counts once."""
        true = {_keyed(value, key): value for value in listed(gold)}
        told = {_whole(_keyed(value, key), true, key): value for value in listed(said)}
        wrong = [value for one, value in told.items() if one not in true]
        missing = [value for one, value in true.items() if one not in told]
        self.score.count(name, len(true.keys() & told.keys()), wrong, missing, about, partial=name in self.partial)

    def texts(self, name: str, gold: object, said: object, about: str) -> None:
        """The same; all are right where only the places differ at which the text is cut into values."""
        true, told = ([str(value) for value in listed(values)] for values in (gold, said))
        if true and text_key(" ".join(true)) == text_key(" ".join(told)):
            self.score.count(name, len(true), (), (), about, partial=False)
        else:
            self.values(name, true, told, text_key, about)

    def loose(self, name: str, gold: object, said: object, about: str) -> None:
        """Right where one text holds the other."""
        true, told = ([text_key(str(value)) for value in listed(values)] for values in (gold, said))
        pairs = pair(true, told, lambda one, other: one in other or other in one)
        over, lost = rest(listed(said), (j for _, j in pairs)), rest(listed(gold), (i for i, _ in pairs))
        self.score.count(name, len(pairs), over, lost, about, partial=name in self.partial)

    def items(
        self,
        name: str,
        gold: object,
        said: object,
        same: Callable[[Shape, Shape], bool],
        shown: Callable[[Shape], str],
        about: str = "",
    ) -> list[tuple[Shape, Shape]]:
        """One record for one record; returns those that are the same."""
        true, told = listed(gold), listed(said)
        pairs = pair(true, told, same)
        over, lost = rest(told, (j for _, j in pairs)), rest(true, (i for i, _ in pairs))
        self.score.count(name, len(pairs), map(shown, over), map(shown, lost), about, partial=name in self.partial)
        return [(true[i], told[j]) for i, j in pairs]

    def found(self, name: str, gold: object, said: object, key: Key) -> list[tuple[Shape, Shape]]:
        """Named records by key: all that are true, each with what is said of it, or nothing."""
        matched = self.items(name, gold, said, _by(key), _name())
        held = [true for true, _ in matched]
        return [*matched, *((true, {}) for true in listed(gold) if true not in held)]

    def many(
        self,
        name: str,
        gold: object,
        said: object,
        same: Callable[[Shape, Shape], bool],
        shown: Callable[[Shape], str],
    ) -> None:
        """Many records for one: what is said of a true record in several is not wrong."""
        true, told = listed(gold), listed(said)
        found = [one for one in true if any(same(one, other) for other in told)]
        over = [other for other in told if not any(same(one, other) for one in true)]
        lost = [one for one in true if one not in found]
        self.score.count(name, len(found), map(shown, over), map(shown, lost), partial=name in self.partial)


def _money(gold: Shape, said: Shape) -> list[Shape]:
    """The lines said of an action; one that was read and of whose money nothing is said has none stated."""
    lines = listed(said.get("funding"))
    if not lines and said:
        lines = [{"state": "not_stated"}]
    return lines if gold.get("funding") else [line for line in lines if line["state"] != "not_stated"]


def _keyed(value: object, key: Key) -> str:
    return key(value_key(value) if isinstance(value, int | float) else str(value))


def _whole(said: str, true: Mapping[str, object], key: Key) -> str:
    """The key of the gold value that a said one is: a long text stands in the gold by its first words and "…"."""
    begun = (one for one, value in true.items() if str(value).endswith("…") and said.startswith(key(str(value)[:-1])))
    return said if said in true else next(begun, said)


def _by(key: Key) -> Callable[[Shape, Shape], bool]:
    return lambda one, other: _whole(key(other["name"]), {key(one["name"]): one["name"]}, key) == key(one["name"])


def _name(title: str = "name", **before: str) -> Callable[[Shape], str]:
    return lambda one: " ".join(str(one.get(name, "")) for name in (*before.values(), title)).strip()
