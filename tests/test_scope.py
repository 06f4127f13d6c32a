"""Which contracts a question is about: territory, place, period, generation, or none that is indexed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.scope import ScopeResolver, contracts_of
from ingest.records import Metadata
from tests.contracts import loaded, snapshot_of

SNAPSHOT = snapshot_of()
RESOLVER = ScopeResolver(SNAPSHOT)
YEAR = 2026
CURRENT = "contrat en vigueur, faute d'année dans la question"
BEFORE, NOW = "val-brumeux-2019-2023", "val-brumeux-2024-2029"
RIVES, ORIEL = "hautes-rives-2024-2028", "monts-d-oriel-2025-2030"


def ids(question: str, year: int = YEAR) -> list[str]:
    """The contracts that a question resolves to."""
    return [contract.ref.id for contract in RESOLVER.resolve(question, year).contracts]


def test_contracts_are_told_from_the_documents() -> None:
    found = contracts_of(SNAPSHOT)
    assert [(c.ref.id, c.territory, c.first, c.last, len(c.document_ids)) for c in found] == [
        (RIVES, "Hautes Rives", 2024, 2028, 1),
        (ORIEL, "Monts d'Oriel", 2025, 2030, 1),
        (BEFORE, "Val Brumeux", 2019, 2023, 1),
        (NOW, "Val Brumeux", 2024, 2029, 1),
    ]


def test_a_document_of_no_contract_is_no_contract() -> None:
    other = loaded("charte.txt", "Charte du vélo\nLe vélo est bon pour tous.")
    assert contracts_of(snapshot_of({}, other)) == ()


def test_a_contract_without_period_has_years_zero() -> None:
    item = loaded("x.txt", "Un contrat.", metadata=Metadata("X", "contrat", "Val Perdu"))
    [contract] = contracts_of(snapshot_of({}, item))
    assert (contract.ref.id, contract.ref.label, contract.first, contract.last) == ("val-perdu", "Val Perdu", 0, 0)
    assert [c.ref.id for c in ScopeResolver(snapshot_of({}, item)).resolve("et le val perdu ?", YEAR).contracts] == [
        "val-perdu"
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # a territory, whatever its spelling
        ("Qui a signé le CLS des Hautes Rives ?", [RIVES]),
        ("qui a signe le cls des hautes-rives", [RIVES]),
        ("QUI A SIGNÉ LE CLS DES HAUTES RIVES ?", [RIVES]),
        ("le cls des haute rives", [RIVES]),
        ("le contrat du pays d'Oriel", [ORIEL]),
        ("le cls des monts d’oriel", [ORIEL]),
        # the generation in force, unless the question says otherwise
        ("Qui a signé le CLS du Val Brumeux ?", [NOW]),
        ("le CLS de Brumeux", [NOW]),
        ("Le nouveau CLS du Val Brumeux", [NOW]),
        ("Le CLS actuel du Val Brumeux", [NOW]),
        ("Le CLS du Val Brumeux 2019-2023", [BEFORE]),
        ("Le CLS du Val Brumeux 2019/2023", [BEFORE]),
        ("Le CLS du Val Brumeux signé en 2019", [BEFORE]),
        ("L'ancien CLS du Val Brumeux", [BEFORE]),
        ("Le précédent contrat du Val Brumeux", [BEFORE]),
        ("Le contrat d'avant, au Val Brumeux", [BEFORE]),
        ("Compare les deux CLS du Val Brumeux", [BEFORE, NOW]),
        ("le CLS de 2021 au Val Brumeux", [BEFORE]),
        ("le contrat du Val Brumeux d'un CLS à l'autre", [BEFORE, NOW]),
        ("notre contrat, chez nous, à Fontgrise", [NOW]),
        # a place of one territory
        ("Que prévoit-on à Maraval contre l'ambroisie ?", [NOW]),
        ("Et à Aubeterre ?", [RIVES]),
        # several territories
        ("Compare les Hautes Rives et les Monts d'Oriel", [RIVES, ORIEL]),
        # none: each territory's contract in force
        ("Qui a signé ?", [RIVES, ORIEL, NOW]),
        ("", [RIVES, ORIEL, NOW]),
        ("Le contrat de l'ARS", [RIVES, ORIEL, NOW]),
    ],
)
def test_a_question_resolves_to_these_contracts(question: str, expected: list[str]) -> None:
    assert ids(question) == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2018, [NOW]), (2019, [BEFORE]), (2023, [BEFORE]), (2024, [NOW]), (2040, [NOW])]
)
def test_the_contract_in_force_depends_on_the_year(year: int, expected: list[str]) -> None:
    assert ids("le CLS du Val Brumeux", year) == expected


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Qui a signé le CLS du Val Brumeux ?", CURRENT),
        ("Qui a signé le CLS du Val Brumeux 2024-2029 ?", ""),
        ("Qui a signé le CLS actuel du Val Brumeux ?", ""),
        ("Qui a signé l'ancien CLS du Val Brumeux ?", "contrat précédent, comme demandé"),
        ("Qui a signé le CLS des Hautes Rives ?", ""),
        ("Qui a signé ?", ""),
    ],
)
def test_the_note_says_which_generation_was_taken(question: str, note: str) -> None:
    assert RESOLVER.resolve(question, YEAR).note == note


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Résume le CLS de Besançon", "Besançon"),
        ("résume le cls de besançon", "besançon"),
        ("Qui a signé le contrat local de santé du Grand Sauveterre ?", "Grand Sauveterre"),
        ("Qui a signé le contrat local de santé d'Épernon ?", "Épernon"),
        ("Le CLS du Pays de la Loutre", "Pays de la Loutre"),
        # a name of which a known one is only a part, a period that no contract has
        ("Le CLS des Hautes Rives Orvanne", "Hautes Rives Orvanne"),
        ("Qui a signé le CLS du Val Brumeux-Sud ?", "Val Brumeux-Sud"),
        ("Qui a signé le CLS du Val Brumeux Arcade ?", "Val Brumeux Arcade"),
        ("CLS Val Brumeux Axe 1", ""),
        ("Le contrat de la Brenne tourangeaise", "Brenne tourangeaise"),
        # where an unknown territory lies does not make it the known one
        ("Quelles actions dans le CLS du Pays de la Loutre, en Val Brumeux ?", "Pays de la Loutre"),
        ("Le CLS du Val Brumeux, dans les Hautes Rives", ""),
        ("Qui a signé le CLS du Val Brumeux 2031-2036 ?", "Val Brumeux 2031-2036"),
        ("Combien coûte le CLS 2031-2036 ?", "2031-2036"),
        ("Le contrat de 2031", "2031"),
        ("Combien de signataires à Montbrison ?", "Montbrison"),
        # neither a party, nor a common word, nor a place that the documents name
        ("Le contrat de l'ARS", ""),
        ("le contrat de travail de l'animatrice", ""),
        ("Le CLS de la CPAM", ""),
        ("Le CLS de Rochevive", ""),
        ("Le CLS du territoire", ""),
        ("Le CLS de 2024", ""),
        ("Le CLS des Hautes Rives", ""),
        ("Que prévoit le PRS 2018-2028 dans le contrat des Hautes Rives ?", ""),
        ("Quel taux de dépistage en 2022 dans les Hautes Rives ?", ""),
        ("Qui a signé le CLS du Val Brumeux 2019-2023 ?", ""),
        ("Montbrison est-elle couverte par le CLS ?", ""),
        ("Que fait la MSA à Lunac ?", ""),
    ],
)
def test_a_territory_that_no_document_speaks_of_is_named(question: str, unknown: str) -> None:
    resolved = RESOLVER.resolve(question, YEAR)
    assert resolved.unknown == unknown
    assert bool(resolved.contracts) == (not unknown)


def test_ids_choose_contracts_and_unknown_ones_choose_none() -> None:
    assert [c.ref.id for c in RESOLVER.by_id([NOW, "no-such-contract"])] == [NOW]
    assert RESOLVER.by_id([]) == ()


def test_names_of_territories_and_years_are_no_matter() -> None:
    assert {"hautes", "rives", "brumeux", "oriel", "2024", "2019", "2023"} <= set(RESOLVER.name_words())


def test_without_documents_no_contract_is_resolved() -> None:
    resolver = ScopeResolver(snapshot_of({}))
    assert resolver.resolve("Qui a signé le CLS ?", YEAR).contracts == ()
    assert resolver.resolve("Qui a signé le CLS de Besançon ?", YEAR).unknown == "Besançon"


@given(st.text(max_size=120))
def test_no_question_breaks_it(question: str) -> None:
    resolved = RESOLVER.resolve(question, YEAR)
    assert resolved.unknown or resolved.contracts
