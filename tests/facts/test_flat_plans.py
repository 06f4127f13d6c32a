"""Tables of themes whose cells nothing parts: read where the capitals cut them in one way, else left."""

from __future__ import annotations

import pytest

from ingest.facts.plans.flat import flat_plan
from tests.facts.readings import reading_of, stands

TABLE = """The local health contract of the Upper Valley

Key Pillars of the Health Contract (2031-2036)
Focus Area Primary Objective Key Action
Rural Access Stabilize provider ratios Territorial attractiveness & cooperation
Child Health Reduce early risks Screening, vaccination, & nutrition
Mental Health Combat rural isolation First-aid training & outreach
{}
The contract is monitored each year.
"""
LIST = """Working on Mental Health at Home
• Broad campaigns to raise awareness.
• Specialized training for volunteers.
"""


def test_themes_and_their_actions_with_the_list_that_says_them_in_full() -> None:
    reading = reading_of(LIST + TABLE.format(""))
    plan = flat_plan(reading)
    assert [axis.titles[0].value for axis in plan.axes] == ["Rural Access", "Child Health", "Mental Health"]
    assert [action.titles[0].value for action in plan.actions] == [
        "Territorial attractiveness & cooperation",
        "Screening, vaccination, & nutrition",
        "Broad campaigns to raise awareness.",
        "Specialized training for volunteers.",
    ]
    assert all(stands(reading, said.evidence) for axis in plan.axes for said in axis.titles)
    assert all(stands(reading, action.evidence) for action in plan.actions)


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("Focus Area Primary Objective Key Action", "What the partners have said"),
        # the capitals cut it in two ways
        TABLE.replace("Reduce early risks Screening", "Reduce Early risks Screening Tests"),
        "Article 1 : Les parties\n\nTexte.\n\n" + TABLE,
    ],
)
def test_what_cannot_be_cut_in_one_way_is_left(text: str) -> None:
    assert not flat_plan(reading_of(text.format(""))).axes
