"""The gate of CI over one set of cases: its stored result, and the measure of today."""

from __future__ import annotations

from eval import stored
from eval.gate import complaints
from eval.measure import Bench, Parts, indexed
from eval.memory import RememberingEncoder
from eval.run import Results
from eval.sets import CaseSet, default_sets
from eval.summary import summary
from ingest.settings import Settings

QUICK = Parts(baselines=False, ablations=False, pause=0.0)
_ABOUT = {"date": "2031-02-03T04:05:06", "commit": "abc", "command": "cls-assistant eval"}


def named(name: str) -> CaseSet:
    """The delivered set of that name."""
    return next(one for one in default_sets() if one.name == name)


def gate(results: Results) -> None:
    """Fails where a set got worse than its stored result."""
    found = complaints(stored.read(), stored.stored_of(summary([results], _ABOUT)))
    assert not found, "\n".join(found)


def gate_on_own_documents(name: str, settings: Settings, encoder: RememberingEncoder) -> None:
    """The gate over a set that brings its documents, which are read for it."""
    one = named(name)
    assert one.documents is not None
    with indexed(one.documents, settings, encoder, only=one.only) as store:
        gate(Bench.of(store, settings, QUICK, encoder).measure(one, lambda _: None))
