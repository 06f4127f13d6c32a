"""An assistant over invented contracts, for the pages made of records: two generations, and one that says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.library import Library, UnderstoodContract
from assistant.records import ContractRef
from ingest.facts.records import (
    Action,
    AmountPeriod,
    Commitment,
    ContractRecord,
    DiagnosisFigure,
    Funding,
    FundingState,
    Indicator,
    Nature,
    Party,
    PartyRole,
    Place,
)
from ingest.records import Document
from tests.api_fakes import FakeAssistant
from tests.facts.records_samples import CONTRACT_ID, document, library, line, proof, record, said

LATER_ID = "val-d-arviere-2036-2040"
SILENT_ID = "monts-d-orval-2034-2038"


def _with_duties() -> ContractRecord:
    """The sample record, with what binds the CPAM: articles, a sheet's text, an indicator that it feeds."""
    known = record()
    first, second, *others = known.actions
    fed = Indicator("nombre d'internes", proof("nombre d'internes"), (), (), (said("annuelle"),), (said("CPAM"),))
    first = replace(first, indicators=(*first.indicators, fed), partners_in_text=(said("Préfecture"),))
    joint = said("signataires", "Les signataires s'engagent")
    second = replace(second, partners=(joint,), funding=(*second.funding, _joint_money()))
    own = Commitment("la CPAM du Gers", said("la CPAM du Gers, la Communauté Professionnelle"), "s'engage")
    rule = said("Toute modification fait l'objet d'un avenant.", place=Place.ARTICLE)
    return replace(
        known,
        actions=(first, second, *others),
        commitments=(*known.commitments, own),
        communication=(rule,),
        figures=(*known.figures, *_figures()),
    )


def _figures() -> Iterator[DiagnosisFigure]:
    """Figures of four places in columns and of six in rows, one of them under two names."""
    written = proof("Taux de chômage 2030 : 9,6 %")
    places = ("Val d'Arvière", "Gers", "Occitanie-Pyrénées-Méditerranée", "France")
    for name in ("Infirmiers diplômés d'État", "Masseurs-kinésithérapeutes", "Orthophonistes"):
        for number, place in enumerate(places):
            yield DiagnosisFigure(
                f"Densité de professionnels libéraux : {name}", 1234.5 + number, "pour 100 000 habitants", written,
                place, "2030", shown=f"1 234,{number}",
            )  # fmt: skip
    for number, place in enumerate(("CC du Haut Val", "CA Trois Sources", *places[:2], "OPM", "FRANCE")):
        yield DiagnosisFigure("Dépistage", 50.0 + number, "%", written, place, "2030", shown=f"5{number} %")


def _joint_money() -> Funding:
    return Funding(
        FundingState.TO_BE_SET,
        proof("Financement : 12 000 €"),
        cofunders=(said("tous les signataires du CLS", "Les signataires s'engagent"),),
    )


def _later() -> ContractRecord:
    """The contract after: the same parties but one, other dates, one action of the same title."""
    known = record()
    again = Action(
        "1",
        (said("Prévenir les chutes"),),
        proof("Fiche action 1.2 Prévenir les chutes"),
        funding=(
            line(
                "12 000 € pour la durée du projet", amount=9000.0, period=AmountPeriod.ANNUAL, nature=Nature.REQUESTED
            ),
        ),
    )
    ligue = Party("CPAM du Lot", PartyRole.SIGNATORY, proof("CPAM du Gers"))
    parties = tuple(party for party in known.parties if party.name != "CPAM du Gers")
    return ContractRecord(
        territory=known.territory,
        period=(said("2036-2040", "2031-2035"),),
        duration=known.duration,
        signed_on=(said("2036-02-01", "le 14 mars 2031"),),
        parties=(*parties, ligue),
        actions=(again,),
        commitments=known.commitments,
    )


def contracts() -> Library:
    """The sample contract with duties, the one that follows it, and one of which nothing is said."""
    newer = library().contracts[1]
    first = replace(newer, record=_with_duties())
    later = replace(
        newer, ref=ContractRef(LATER_ID, "Val d'Arvière 2036-2040"), period="2036-2040", current=False, record=_later()
    )
    silent = UnderstoodContract(
        ContractRef(SILENT_ID, "Monts d'Orval 2034-2038"), "Monts d'Orval", "2034-2038", "article", True, (),
        ContractRecord(),
    )  # fmt: skip
    return Library((silent, first, later))


def many(count: int) -> Library:
    """As many contracts as asked, of as many territories."""
    newer = library().contracts[1]
    made = (
        replace(
            newer, ref=ContractRef(f"canton-{n:03}-2031-2035", f"Canton {n:03} 2031-2035"), territory=f"Canton {n:03}"
        )
        for n in range(count)
    )
    return Library(tuple(made))


class RecordAssistant(FakeAssistant):
    """Shows these contracts; their one document opens."""

    def __init__(self, folder: Path, held: Library | None = None) -> None:
        super().__init__(folder)
        self.held = contracts() if held is None else held

    def library(self) -> Library:
        return self.held

    def contracts(self) -> tuple[ContractRef, ...]:
        return tuple(contract.ref for contract in self.held.contracts)

    def documents(self) -> tuple[Document, ...]:
        return (document(),)

    def document(self, document_id: str) -> Document | None:
        return document() if document_id == document().id else None


def contract(contract_id: str = CONTRACT_ID) -> UnderstoodContract:
    """One of the contracts."""
    found = contracts().contract(contract_id)
    assert found is not None
    return found


def organisation(name: str, held: Library | None = None) -> str:
    """The id of the organisation of that acronym or name."""
    known: Sequence = (held or contracts()).organisations
    return next(one.id for one in known if name in (one.acronym, one.name))


def serve(folder: str, port: str) -> None:
    """Serve the pages; the entry point of the browser tests' child process."""
    from api.app import create_app
    from api.serving import run
    from ingest.settings import Settings

    settings = Settings(_env_file=None, results_dir=Path(folder) / "results", rate_limit=0)
    run(create_app(RecordAssistant(Path(folder)), settings), "127.0.0.1", int(port))


if __name__ == "__main__":
    import sys

    serve(*sys.argv[1:])
