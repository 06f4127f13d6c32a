"""What is true of documents, from the records written by hand: of which contract each speaks, and who signed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from eval.gold import load_gold
from eval.metrics import Source
from eval.parties import Parties
from ingest.naming import contract_id

GOLD_FOLDER = Path(__file__).parent / "gold" / "contracts"


def load_truths(folders: Iterable[Path]) -> dict[str, Parties]:
    """The parties of each contract that some gold record of the folders gives signatories for, by contract id."""
    found: dict[str, Parties] = {}
    for path in _files(folders):
        gold = load_gold(path)
        signatories = gold.get("signatories") or []
        if not signatories:
            continue
        id_ = contract_id(str(gold.get("territory", "")), str(gold.get("period", "")))
        known = found.get(id_, Parties(()))
        names = (str(party["name"]) for party in signatories)
        people = (str(party["representative"]) for party in signatories if party.get("representative"))
        found[id_] = Parties((*known.organisations, *names), (*known.people, *people))
    return found


def truly_filed(sources: Mapping[str, Source], folders: Iterable[Path]) -> dict[str, Source]:
    """The sources, each under the contract that its gold record says; those without one as the product has them."""
    true = {}
    for path in _files(folders):
        gold = load_gold(path)
        name = Path(str(gold.get("document", path.stem))).stem
        true[name] = contract_id(str(gold.get("territory", "")), str(gold.get("period", "")))
    return {id_: replace(source, contract=true.get(source.name) or source.contract) for id_, source in sources.items()}


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.yaml"))
