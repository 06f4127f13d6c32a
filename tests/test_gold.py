"""The instrument that measures records: what it calls right, wrong and missing."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from eval.gold import load_gold, score
from eval.gold_keys import (
    body_key,
    duration_key,
    number_key,
    organisation_key,
    person_key,
    territory_key,
    text_key,
    unit_key,
)
from eval.gold_report import table
from eval.gold_tally import Tally
from ingest.facts.records import (
    AmountPeriod,
    ContractRecord,
    Epci,
    Evidence,
    Funding,
    FundingState,
    LineRole,
    Party,
    PartyRole,
    Perimeter,
    Place,
    Quantity,
    Said,
)
from tests.generated.houses import DEVELOPMENT, draw
from tests.generated.ideal import record_of

PROOF = (Evidence("d", 1, 0, 1, "x"),)
GOLD: dict[str, Any] = {
    "territory": "Hautes Rives",
    "period": "2031-2035",
    "duration": "5 ans",
    "signed_on": "2031-03-14",
    "signatories": [
        {"name": "Agence régionale de santé", "representative": "Jeanne Morvan", "office": "Directrice générale"},
        {"name": "Pays des Rives"},
    ],
    "associated": [{"name": "Éducation nationale"}],
    "perimeter": {
        "commune_count": 42,
        "epci": [
            {"name": "Communauté de communes des Rives", "inhabitants": 11000, "communes": ["Arvière", "L’Étang"]}
        ],
    },
    "axes": [{"number": "1", "title": "Accès aux soins"}],
    "axis_count": 4,
    "actions": [
        {
            "number": "1.1",
            "title": "Favoriser l’accueil",
            "summary_title": "Accueillir les internes",
            "leads": ["Pays des Rives"],
            "summary_leads": ["CPTS des Rives"],
            "partners": ["ARS", "CPAM"],
            "results": ["Nouvelles installations", "Baisse du renoncement"],
            "funding": [
                {
                    "state": "amount",
                    "amount": 4791,
                    "period": "global",
                    "payer": "ARS",
                    "rate": 100,
                    "items": [{"label": "Location de salle", "amount": 500}],
                }
            ],
            "indicators": [{"name": "Nombre d’internes accueillis"}],
            "frequency": ["annuelle"],
        },
        {
            "number": "1.2",
            "title": "Former",
            "leads": [],
            "funding": [{"state": "amount", "cap": 30000, "payer": "ARS"}],
        },
    ],
    "termination": ["délai de deux mois"],
    "figures": [
        {"indicator": "Taux de chômage 2029", "territory": "Pays des Rives", "value": 9.6, "unit": "%", "year": "2029"}
    ],
    "commitments": [{"party": "signataires", "strength": "s’engage", "text": "participer aux réunions"}],
    "contradictions": [{"subject": "fiche action 1.1", "field": "titre"}],
}
RIGHT = record_of(GOLD)


def differences(record: ContractRecord, gold: dict[str, Any] = GOLD) -> list[str]:
    """What differs, in words."""
    return [str(difference) for difference in score(gold, record).differences]


def first_line(record: ContractRecord, **changes: Any) -> ContractRecord:
    """The record with the first action's first line of money changed."""
    action, *others = record.actions
    line, *lines = action.funding
    return replace(record, actions=(replace(action, funding=(replace(line, **changes), *lines)), *others))


def test_the_right_record_is_perfect() -> None:
    result = score(GOLD, RIGHT)
    assert result.perfect
    assert result.whole.f1 == 1
    assert (result.exact_money.right, result.exact_money.wrong, result.exact_money.missing) == (2, 0, 0)


def test_an_empty_record_says_nothing_wrong_and_lacks_everything() -> None:
    result = score(GOLD, ContractRecord())
    assert (result.whole.right, result.whole.wrong) == (0, 0)
    assert result.whole.recall == 0
    assert result.whole.precision == 1
    assert "missing representatives [Agence régionale de santé]: Jeanne Morvan" in map(str, result.differences)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (text_key, "L’accueil des in-\nternes", "accueil des internes."),
        (text_key, "- Durée du contrat", "durée du contrat"),
        (organisation_key, "L’ARS", "Agence régionale de santé (ARS)"),
        (organisation_key, "La CPTS des Rives", "Communauté Professionnelle Territoriale de Santé des Rives"),
        (body_key, "Le comité de pilotage du CLS", "COPIL"),
        (person_key, "Madame Cla ude BORCEL", "Claude Borcel"),
        (territory_key, "la Communauté de communes des Hautes Rives (CCHR)", "Pays des Hautes Rives"),
        (number_key, "Fiche action n° A.1-2", "a1.2"),
        (number_key, "II.3", "2.03"),
        (duration_key, "cinq ans", "5 ans"),
        (duration_key, "cinq années", "5 ans"),
        (unit_key, "pour 100 000 habitants", "pour 100 000"),
    ],
)
def test_two_ways_to_write_one_thing(key: Any, one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (text_key, "2031-2035", "2031-2036"),
        (organisation_key, "CPAM du Nord", "CPAM du Sud"),
        (person_key, "Jeanne Morvan", "Jean Morvan"),
        (number_key, "1.1", "11"),
        (unit_key, "pour 100 000 habitants", "pour 10 000 habitants"),
    ],
)
def test_two_things(key: Any, one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("changes", "wrong_amounts"),
    [
        ({"amount": 4971.0}, ["amount 4971"]),
        ({"period": AmountPeriod.ANNUAL}, []),
        ({"payer": "Région"}, []),
        ({"payer": ""}, []),
        ({"rate": 80.0}, []),
        ({"cap": 4791.0}, ["cap 4791"]),
        ({"state": FundingState.TO_BE_SET}, []),
    ],
)
def test_a_line_of_money_is_right_as_a_whole_or_not_at_all(changes: dict[str, Any], wrong_amounts: list[str]) -> None:
    result = score(GOLD, first_line(RIGHT, **changes))
    assert (result.exact_money.right, result.exact_money.wrong, result.exact_money.missing) == (1, 1, 1)
    assert [wrong.split(": ")[1] for wrong in result.wrong_amounts] == wrong_amounts


def test_a_cap_is_no_amount() -> None:
    first, second = RIGHT.actions
    line = Funding(FundingState.AMOUNT, PROOF, amount=30000.0, payer="ARS")
    result = score(GOLD, replace(RIGHT, actions=(first, replace(second, funding=(line,)))))
    assert result.wrong_amounts == ["1.2 Former: amount 30000"]
    assert result.exact_money.right == 1


def test_a_sub_item_is_no_amount_of_its_own() -> None:
    action = RIGHT.actions[0]
    share = Funding(FundingState.AMOUNT, PROOF, LineRole.SHARE, amount=500.0)
    added = replace(RIGHT, actions=(replace(action, funding=(*action.funding, share)), *RIGHT.actions[1:]))
    assert score(GOLD, added).wrong_amounts == ["1.1 Favoriser l’accueil: amount 500"]


def test_money_of_an_action_that_does_not_exist_is_wrong() -> None:
    ghost = replace(RIGHT.actions[0], number="9.9", titles=(Said("Rien", PROOF),))
    result = score(GOLD, replace(RIGHT, actions=(*RIGHT.actions, ghost)))
    assert "wrong actions: 9.9 Rien" in map(str, result.differences)
    assert result.exact_money.wrong == 1
    assert len(result.wrong_amounts) == 2


def test_an_optional_line_may_be_said_or_not() -> None:
    share = {"state": "amount", "role": "share", "payer": "Région", "rate": 33.33, "optional": True}
    gold = copy.deepcopy(GOLD)
    gold["actions"][1]["funding"].append(share)
    assert score(gold, RIGHT).perfect
    line = Funding(FundingState.AMOUNT, PROOF, LineRole.SHARE, payer="Région", rate=33.0)
    second = replace(RIGHT.actions[1], funding=(*RIGHT.actions[1].funding, line))
    assert score(gold, replace(RIGHT, actions=(RIGHT.actions[0], second))).perfect
    assert not score(GOLD, replace(RIGHT, actions=(RIGHT.actions[0], second))).perfect


def test_an_action_without_money_has_none_stated() -> None:
    named = {"number": "", "title": "Former"}
    silent = record_of({"actions": [named]})
    assert score({"actions": [{**named, "funding": [{"state": "not_stated"}]}]}, silent).perfect
    assert score(
        {"actions": [named]}, record_of({"actions": [{**named, "funding": [{"state": "not_stated"}]}]})
    ).perfect
    assert not score({"actions": [{**named, "funding": [{"state": "none"}]}]}, silent).perfect


def test_neant_beside_the_funder_may_be_said_or_not() -> None:
    funder = {"state": "funder_only", "payer": "ARS", "instrument": "CPOM Bien vieillir"}
    gold = {"actions": [{"number": "1", "title": "Former", "funding": [funder, {"state": "none"}]}]}
    record = record_of({"actions": [{**gold["actions"][0], "leads": [], "funding": [funder]}]})
    assert score(gold, record).perfect
    assert score(gold, record_of({"actions": [{**gold["actions"][0], "leads": []}]})).perfect
    assert not score({"actions": [{**gold["actions"][0], "funding": [{"state": "none"}]}]}, record).perfect


def test_a_signatory_too_many_and_one_too_few() -> None:
    added = Party("Mission locale", PartyRole.SIGNATORY, PROOF)
    assert differences(replace(RIGHT, parties=(*RIGHT.parties, added))) == ["wrong signatories: Mission locale"]
    assert differences(replace(RIGHT, parties=RIGHT.parties[1:]))[0] == "missing signatories: Agence régionale de santé"


def test_what_the_gold_has_no_key_for_is_not_scored_but_parties_are() -> None:
    assert score({}, replace(RIGHT, parties=(), actions=(), axes=())).perfect
    found = score({}, RIGHT)
    assert set(found.fields) >= {"signatories", "associated", "axes", "actions"}
    assert found.fields["signatories"].wrong == 2
    assert "period" not in found.fields


def test_an_empty_gold_value_means_that_nothing_is_said() -> None:
    gold = {**GOLD, "previous": [], "signed_at": ""}
    assert score(gold, RIGHT).perfect
    assert differences(replace(RIGHT, previous=(Said("2019-2024", PROOF),)), gold) == ["wrong previous: 2019-2024"]


def test_only_the_first_of_several_values_counts_where_there_is_one() -> None:
    variant = (*RIGHT.period, Said("2031-2036", PROOF))
    assert score(GOLD, replace(RIGHT, period=variant)).perfect
    assert differences(replace(RIGHT, period=variant[::-1])) == [
        "wrong period: 2031-2036",
        "missing period: 2031-2035",
    ]


def test_texts_may_be_cut_at_other_places_organisations_may_not() -> None:
    action = RIGHT.actions[0]
    joined = replace(action, results=(Said("Nouvelles installations Baisse du renoncement", PROOF),))
    assert score(GOLD, replace(RIGHT, actions=(joined, *RIGHT.actions[1:]))).perfect
    joined = replace(action, partners=(Said("ARS CPAM", PROOF),))
    assert len(differences(replace(RIGHT, actions=(joined, *RIGHT.actions[1:])))) == 3


def test_what_sheet_and_summary_table_say_alike_needs_no_second_value() -> None:
    gold = copy.deepcopy(GOLD)
    gold["actions"][0]["summary_leads"] = ["Pays des Rives"]
    action = replace(RIGHT.actions[0], leads=(Said("Pays des Rives", PROOF, Place.SHEET),))
    assert score(gold, replace(RIGHT, actions=(action, *RIGHT.actions[1:]))).perfect


def test_a_commune_is_right_within_its_grouping() -> None:
    epci = RIGHT.perimeter.epci[0]
    other = Epci("CC du Plateau", PROOF, communes=epci.communes[:1])
    moved = Perimeter(PROOF, (replace(epci, communes=epci.communes[1:]), other), commune_counts=_forty_two())
    found = score(GOLD, replace(RIGHT, perimeter=moved))
    assert (found.fields["communes"].right, found.fields["communes"].missing) == (1, 1)
    assert found.fields["epci"].wrong == 1


def _forty_two() -> tuple[Quantity, ...]:
    return (Quantity(42, "communes", PROOF),)


def test_a_figure_needs_territory_value_unit_year_and_a_like_name() -> None:
    figure = RIGHT.figures[0]
    assert score(GOLD, replace(RIGHT, figures=(replace(figure, indicator="taux de chômage des actifs"),))).perfect
    for changes in (
        {"territory": "France"},
        {"value": 9.7},
        {"unit": ""},
        {"year": "2030"},
        {"indicator": "Mortalité"},
    ):
        changed = replace(figure, **changes)
        assert len(differences(replace(RIGHT, figures=(changed,)))) == 2, changes


def test_a_partial_gold_field_counts_nothing_as_wrong() -> None:
    extra = replace(RIGHT.figures[0], value=1.0)
    more = replace(RIGHT, figures=(*RIGHT.figures, extra))
    assert not score(GOLD, more).perfect
    assert score({**GOLD, "partial": ["figures"]}, more).perfect


def test_a_gold_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text("territory: Hautes Rives\nsigned_on: 2031-03-14\nperiod: 2031-2035\ngeneration: 2\n", "utf-8")
    record = record_of(
        {"territory": "Hautes Rives", "signed_on": "2031-03-14", "period": "2031-2035", "generation": "2"}
    )
    assert score(load_gold(path), record).perfect


def test_the_table_names_each_field_and_the_money() -> None:
    lines = list(table("contrat", score(GOLD, first_line(RIGHT, amount=1.0))))
    assert any(line.startswith("  signatories") and "100.0%" in line for line in lines)
    assert lines[-2:] == ["  money exact: 1 of 2 lines (50.0%), 1 more said", "  wrong amounts: 1"]


def test_rates_of_a_tally() -> None:
    tally = Tally(right=3, wrong=1, missing=2)
    assert (tally.precision, tally.recall, round(tally.f1, 4)) == (0.75, 0.6, 0.6667)


# Corruptions of a right record: the instrument must see them.


def _digit(random: Random, record: ContractRecord) -> ContractRecord | None:
    held = [(i, j) for i, a in enumerate(record.actions) for j, line in enumerate(a.funding) if line.amount]
    if not held:
        return None
    i, j = random.choice(held)
    digits = list(f"{record.actions[i].funding[j].amount:.0f}")
    at = random.randrange(len(digits))
    digits[at] = random.choice([d for d in "123456789" if d != digits[at]])
    return _line(record, i, j, amount=float("".join(digits)))


def _line(record: ContractRecord, i: int, j: int, **changes: Any) -> ContractRecord:
    actions = list(record.actions)
    lines = list(actions[i].funding)
    lines[j] = replace(lines[j], **changes)
    actions[i] = replace(actions[i], funding=tuple(lines))
    return replace(record, actions=tuple(actions))


def _period(random: Random, record: ContractRecord) -> ContractRecord | None:
    swapped = {AmountPeriod.ANNUAL: AmountPeriod.GLOBAL, AmountPeriod.GLOBAL: AmountPeriod.ANNUAL}
    held = [(i, j) for i, a in enumerate(record.actions) for j, line in enumerate(a.funding) if line.period in swapped]
    if not held:
        return None
    i, j = random.choice(held)
    return _line(record, i, j, period=swapped[record.actions[i].funding[j].period])


def _cap(random: Random, record: ContractRecord) -> ContractRecord | None:
    held = [(i, j) for i, a in enumerate(record.actions) for j, line in enumerate(a.funding) if line.cap]
    if not held:
        return None
    i, j = random.choice(held)
    return _line(record, i, j, cap=None, amount=record.actions[i].funding[j].cap)


def _signatory(random: Random, record: ContractRecord) -> ContractRecord:
    return replace(record, parties=(*record.parties, Party("Mission locale rurale", PartyRole.SIGNATORY, PROOF)))


def _person(random: Random, record: ContractRecord) -> ContractRecord:
    parties = list(record.parties)
    i, j = random.sample(range(len(record.signatories)), 2)
    parties[i] = replace(parties[i], representatives=parties[j].representatives)
    return replace(record, parties=tuple(parties))


def _lead(random: Random, record: ContractRecord) -> ContractRecord:
    actions = list(record.actions)
    i = random.randrange(len(actions))
    actions[i] = replace(actions[i], leads=(*actions[i].leads[1:], Said("Mairie de Nulle Part", PROOF, Place.SHEET)))
    return replace(record, actions=tuple(actions))


def _commune(random: Random, record: ContractRecord) -> ContractRecord | None:
    groupings = list(record.perimeter.epci)
    if not groupings:
        return None
    groupings[0] = replace(groupings[0], communes=groupings[0].communes[1:])
    return replace(record, perimeter=replace(record.perimeter, epci=tuple(groupings)))


def _figure(random: Random, record: ContractRecord) -> ContractRecord:
    figures = list(record.figures)
    i, j = random.sample(range(len(figures)), 2)
    figures[i] = replace(figures[i], territory="Ailleurs", value=figures[j].value)
    return replace(record, figures=tuple(figures))


def _years(random: Random, record: ContractRecord) -> ContractRecord:
    first, last = record.period[0].value.split("-")
    return replace(record, period=(Said(f"{first}-{int(last) + 1}", PROOF),))


def _twice(random: Random, record: ContractRecord) -> ContractRecord:
    return replace(record, actions=(*record.actions, random.choice(record.actions)))


CORRUPTIONS = (_digit, _digit, _period, _cap, _signatory, _person, _lead, _commune, _figure, _years, _twice)


def test_corrupted_records_are_caught() -> None:
    families = list(DEVELOPMENT)
    tried: list[tuple[str, bool]] = []
    seed = 0
    while len(tried) < 100:
        random, truth = Random(seed), draw(families[seed % len(families)], seed).truth
        corrupt = random.choice(CORRUPTIONS)
        changed = corrupt(random, record_of(truth))
        if changed is not None:
            tried.append((f"{corrupt.__name__} {seed}", not score(truth, changed).perfect))
        seed += 1
    assert len([name for name, caught in tried if not caught]) <= 2, [name for name, caught in tried if not caught]
