"""A statement is said only when its quotes stand and hold all that it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composers.checking import checked, passes
from assistant.composers.statement import Computation, Statement
from assistant.verify import Proof
from ingest.records import Document, Metadata, Page, ReadState

TEXT = "Fiche 2.1\nMontant annuel : 4 791 €\nMontant : 3 000 €\nPorteur : CPTS des Rives\nSignature le 14/03/2031"
DOCUMENT = Document("d", "c.pdf", Metadata(title="Contrat", kind="contrat"), ReadState.READY, (Page(1, TEXT),))


def proof(words: str) -> Proof:
    start = TEXT.index(words)
    return Proof(DOCUMENT, 1, start, start + len(words), words, "Fiche action 2.1")


GOOD = Statement("La fiche 2.1 prévoit 4 791 €", (proof("Montant annuel : 4 791 €"),))


def test_what_stands_in_its_quote_passes() -> None:
    assert passes(GOOD)
    assert passes(
        Statement("Porté par la CPTS des Rives", (proof("Porteur : CPTS des Rives"),), names=("CPTS des Rives",))
    )
    assert passes(Statement("Signé le 14 mars 2031", (proof("Signature le 14/03/2031"),)))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GOOD, text="La fiche 2.1 prévoit 4 792 €"),
        replace(GOOD, text="La fiche 2.1 prévoit 47 910 €"),
        replace(GOOD, names=("MSA",)),
        replace(GOOD, proofs=(replace(GOOD.proofs[0], quote="Montant annuel : 4 791 euros"),)),
        replace(GOOD, proofs=(replace(GOOD.proofs[0], start=0, end=9),)),
        replace(GOOD, text="En tout 7 792 €", computed=(Computation("sum", (4791.0, 3001.0), 7792.0),)),
        replace(GOOD, text="En tout 7 791 €", computed=(Computation("sum", (4791.0, 3000.0), 7791.0),)),
    ],
    ids=["digit", "zero", "name", "quote altered", "other place", "wrong sum", "operand without quote"],
)
def test_what_does_not_stand_fails(wrong: Statement) -> None:
    assert not passes(wrong)


def test_a_sum_is_made_again() -> None:
    both = (proof("Montant annuel : 4 791 €"), proof("Montant : 3 000 €"))
    assert passes(Statement("Soit 7 791 €", both, computed=(Computation("sum", (4791.0, 3000.0), 7791.0),)))
    assert not passes(Statement("Soit 7 790 €", both, computed=(Computation("sum", (4791.0, 3000.0), 7790.0),)))


def test_a_heading_goes_with_its_items() -> None:
    item = replace(GOOD, item=True)
    heading = Statement("Les montants :")
    assert checked([heading, item]) == (heading, item)
    assert checked([heading, replace(item, text="La fiche 2.1 prévoit 1 €")]) == ()
