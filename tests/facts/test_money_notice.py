"""What a document says once of all its amounts is said of each."""

from __future__ import annotations

import pytest

from ingest.facts.money.notice import noticed
from ingest.facts.records import Action, Funding, FundingState, Nature
from tests.facts.readings import reading_of


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Les actions en bref\n\nLes moyens sont prévisionnels. Le détail figure plus loin.\n", Nature.ESTIMATED),
        ("Le budget\n\nCes montants sont prévisionnels.\n", Nature.ESTIMATED),
        ("Article 5 – Engagements\n\nLes montants inscrits sont prévisionnels.\n", Nature.ESTIMATED),
        # an article that speaks of its own sums
        ("Article 5 – Engagements\n\nCes montants sont prévisionnels.\n", Nature.UNKNOWN),
    ],
)
def test_a_notice_says_how_firm_all_amounts_are(text: str, nature: Nature) -> None:
    reading = reading_of(text)
    evidence = reading.whole.evidence(0, 5)
    action = Action("1", (), evidence, funding=(Funding(FundingState.AMOUNT, evidence, amount=1200.0),))
    (told,) = noticed(reading, [action])
    assert told.funding[0].nature is nature
