"""Spellings of one organisation brought together; two organisations never taken for one."""

from __future__ import annotations

import pytest

from assistant.abbreviations import abbreviates, definitions, spells
from assistant.organisation_names import named
from assistant.organisations import Organisation, Role, Telling, organisations_of
from ingest.facts.records import (
    Action,
    Commitment,
    ContractRecord,
    Epci,
    Evidence,
    Funding,
    FundingState,
    Party,
    PartyRole,
    Perimeter,
    Said,
)
from tests.facts.records_samples import library

PROOF = (Evidence("d", 1, 0, 1, "x"),)
NO_PERIMETER = Perimeter()


def said(*values: str) -> tuple[Said, ...]:
    return tuple(Said(value, PROOF) for value in values)


def telling(
    *partners: str,
    contract: str = "a",
    territory: str = "Val d'Arvière",
    parties: tuple[Party, ...] = (),
    perimeter: Perimeter = NO_PERIMETER,
    texts: tuple[str, ...] = (),
    **fields: tuple[Said, ...],
) -> Telling:
    action = Action("1.1", said("Titre"), PROOF, partners=said(*partners), **fields)
    return Telling(contract, territory, ContractRecord(parties=parties, perimeter=perimeter, actions=(action,)), texts)


def party(name: str, *offices: str) -> Party:
    return Party(name, PartyRole.SIGNATORY, PROOF, offices=said(*offices))


def merged(*tellings: Telling) -> list[set[str]]:
    """The spellings that each organisation brings together."""
    return [set(one.spellings) for one in organisations_of(tellings)]


def together(*names: str, **fields: object) -> bool:
    return len(merged(telling(*names, **fields))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [
        ("ARS", "l'ARS", "Agence régionale de santé", "AGENCE REGIONALE DE SANTE"),
        ("Agence Régionale de Santé", "Agen ce régionale de santé"),
        ("CPAM", "CPAM du Jura", "Caisse primaire d’assurance maladie du Jura", "CPAM 39"),
        ("ARS BFC", "ARS de la région Bourgogne-Franche-Comté", "Agence régionale de santé Bourgogne Franche Comté"),
        ("Communauté Professionnelle Territoriale de Santé (CPTS) du Grand Ormont", "CPTS Grand-Ormont", "CPTS"),
        ("Conseil départemental du Gers", "Département", "Département du Gers", "Département (PMI)"),
        ("Conseil régional d'Occitanie", "Région Occitanie", "la Région"),
        ("PETR du Pays Ormontais", "Pays Ormontais"),
        ("CC des Trois-Sources", "Communauté de communes des Trois Sources"),
        ("RAFT (Réseau d’allergologie de Franche-Comté)", "RAFT", "Réseau d'allergologie de Franche-Comté"),
        ("FREDON avec l’aide de l’animateur CLS", "FREDON"),
        ("CLS Val d'Arvière", "Contrat local de santé"),
        ("Service départemental aux sports", "Service départemental aux sports du Gers"),
        ("Val d'Arvière", "PETR du Val d'Arvière et autres partenaires selon les actions"),
        ("GRADeS", "Grades"),
        ("CD39", "Conseil départemental du Jura", "le CD 39"),
        ("Mutualité française Bretagne", "Mutualité Française"),
        ("CPAM du Gers", "CPAM du Gers et la"),
    ],
)
def test_spellings_of_one_organisation_are_one(names: tuple[str, ...]) -> None:
    assert together(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("CPAM du Jura", "CPAM du Doubs"),
        ("ARS", "Délégation départementale de l'ARS"),
        ("ARS", "ARS – délégation départementale du Gers"),
        ("Préfecture du Gers", "L'État"),
        ("Préfecture du Gers", "Sous-préfecture d'Arvière"),
        ("Région", "Région académique"),
        ("Département du Gers", "CDOM du Gers"),
        ("Conseil régional", "Conseil régional de l'ordre des médecins"),
        ("Assurance maladie", "CPAM"),
        ("Centre hospitalier", "Centre hospitalier d'Arvière"),
        ("Centre hospitalier d'Arvière", "Centre hospitalier spécialisé d'Arvière"),
        ("Groupement hospitalier du Gers", "Groupement hospitalier de territoire du Gers"),
        ("CPTS", "CPTS du Grand Ormont", "CPTS du Petit Ormont"),
        ("Maison des adolescents", "Maison des associations"),
        ("CCAS d'Arvière", "Ville d'Arvière"),
        ("CPTS du Val d'Arvière", "PETR du Val d'Arvière"),
        ("animateur CLS", "CLS"),
        ("Clinique du Gers", "Clinique du Parc"),
        ("MSA", "MSP"),
        ("URPS", "URPS médecins libéraux"),
        ("Médecins du monde", "médecins"),
        ("Association Herbes folles", "Associations"),
    ],
)
def test_two_organisations_are_not_one(names: tuple[str, ...]) -> None:
    assert len(merged(telling(*names))) == len(names)


def test_a_bare_name_is_nobody_s_where_two_could_be_meant() -> None:
    assert {"CPAM"} in merged(telling("CPAM", "CPAM du Jura", "CPAM du Doubs"))


def test_a_bare_name_is_not_that_of_another_region() -> None:
    home = (party("Région Occitanie"),)
    assert len(merged(telling("FREDON", "FREDON AURA", parties=home))) == 3
    assert len(merged(telling("FREDON", "FREDON Occitanie", parties=home))) == 2


def test_the_prefect_is_the_state_only_where_a_party_says_so() -> None:
    names = ("Préfecture du Gers", "Préfet du Gers")
    apart = merged(telling(*names, parties=(party("L'État"),)))
    assert len(apart) == 3
    one = merged(telling(*names, parties=(party("L'État", "Préfet du Gers"),)))
    assert one == [{"État", "Préfecture du Gers", "Préfet du Gers"}]
    # Two prefects: the State is neither.
    assert len(merged(telling("Préfecture du Lot", *names, parties=(party("L'État", "Préfet du Gers"),)))) == 4


def test_an_acronym_is_what_the_documents_say() -> None:
    text = "La Maison Ouverte des Aidants d'Arvière (MOAA) accueille."
    assert together("MOAA", "Maison ouverte des aidants d'Arvière", texts=(text,))
    twice = (text, "Le Mouvement des Ouvriers Agricoles d'Arvière (MOAA) aussi.")
    assert not together("MOAA", "Maison ouverte des aidants d'Arvière", texts=twice)
    epci = Perimeter(epci=(Epci("Espace Communautaire des Trois Sources", PROOF, "ECTS"),))
    assert together("ECTS", "Espace communautaire des Trois Sources", perimeter=epci)


def test_contracts_of_two_territories_share_what_the_name_alone_tells() -> None:
    names = (
        "CPAM",
        "CPAM du Gers",
        "CPTS",
        "UNAFAM",
        "Centre hospitalier Saint-Jean",
        "Mission locale",
        "Clinique du Parc",
    )
    here, there = telling(*names), telling(*names, contract="b", territory="Monts d'Oriel")
    shared = [one.name for one in organisations_of([here, there]) if len(one.contracts) == 2]
    assert shared == ["CPAM du Gers", "UNAFAM"]


def test_two_generations_of_a_territory_share_its_bodies() -> None:
    before, after = telling("CPAM", "Mission locale"), telling("CPAM du Gers", "Mission locale", contract="b")
    assert [one.contracts for one in organisations_of([before, after])] == [("a", "b"), ("a", "b")]


def test_groups_and_functions_are_told_from_organisations() -> None:
    names = (
        "communes", "EPCI", "établissements de santé", "Maisons de Santé Pluridisciplinaires", "les CSAPA",
        "Associations", "animateur CLS", "le CLS", "associations d'usagers", "lycées professionnels",
        "Offices du tourisme", "Restos du Cœur", "Pays Ormontais", "Hospices civils de Lyon",
    )  # fmt: skip
    found = {one.name: one.kind for one in organisations_of([telling(*names)])}
    assert found == {
        "Communes": "group",
        "EPCI": "group",
        "Établissements de santé": "group",
        "Maisons de Santé Pluridisciplinaires": "group",
        "CSAPA": "group",
        "Animateur CLS": "function",
        "CLS": "function",
        "Associations d'usagers": "group",
        "Lycées professionnels": "group",
        "Associations": "group",
        "Offices du tourisme": "group",
        "Restos du Cœur": "organisation",
        "Pays Ormontais": "organisation",
        "Hospices civils de Lyon": "organisation",
    }


@pytest.mark.parametrize(
    "text",
    [
        "variables",
        "à définir",
        "selon projets",
        "néant",
        "…",
        "",
        "autres partenaires",
        "-",
        "Choisi à l'issue d'une consultation",
        "retenue après appel d'offres",
        "Tous",
        "tous les signataires du contrat",
        "Participation possible de chaque commune",
        "financement à rechercher",
        "Bénéficiaires",
        "les partenaires",
    ],
)
def test_what_names_nobody_is_no_organisation(text: str) -> None:
    assert named(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bureau d'études choisi après consultation", "Bureau d'études"),
        ("Prestataire désigné par le comité", "Prestataire"),
        ("Tous en selle", "Tous en selle"),
    ],
)
def test_how_a_body_was_chosen_is_no_part_of_its_name(text: str, shown: str) -> None:
    found = named(text)
    assert found
    assert found.shown == shown


def test_any_house_of_a_kind_is_one_group_however_it_is_written() -> None:
    [one] = organisations_of([telling("CDS", "centre de santé", "Centres de santé")])
    assert (one.name, one.kind, len(one.spellings)) == ("Centre de santé", "group", 3)


def test_people_who_follow_up_are_not_organisations() -> None:
    found = organisations_of(
        [telling("CPAM", follow_up=said("Jeanne Morvan", "Mme Odile Verdan", "la CPAM", "MSA du Gers"))]
    )
    assert [(one.name, [role.role for role in one.roles]) for one in found] == [
        ("CPAM", [Role.PARTNER, Role.FOLLOW_UP]),
        ("MSA du Gers", [Role.FOLLOW_UP]),
    ]


def test_every_role_is_kept_with_its_evidence() -> None:
    funding = Funding(FundingState.AMOUNT, PROOF, amount=1.0, payer="ARS", cofunders=said("Région"))
    action = Action("2.1", said("Titre"), PROOF, leads=said("ARS"), funding=(funding,))
    record = ContractRecord(
        parties=(party("ARS"), Party("MSA", PartyRole.ASSOCIATED, PROOF), Party("CAF", PartyRole.CONSULTED, PROOF)),
        actions=(action,),
        commitments=(Commitment("ARS", Said("financer", PROOF)),),
    )
    found = {one.name: one for one in organisations_of([Telling("a", "Val", record)])}
    assert {name: [(role.role.value, role.action) for role in one.roles] for name, one in found.items()} == {
        "ARS": [("signatory", ""), ("commitment", ""), ("lead", "2.1"), ("payer", "2.1")],
        "CAF": [("consulted", "")],
        "MSA": [("associated", "")],
        "Région": [("cofunder", "2.1")],
    }
    assert all(role.evidence for one in found.values() for role in one.roles)


def test_ids_are_unique_and_names_the_most_telling() -> None:
    found: dict[str, Organisation] = {one.id: one for one in library().organisations}
    assert len(found) == len(library().organisations)
    cpts = found["communaute-professionnelle-territoriale-de-sante-d-arviere"]
    assert (cpts.acronym, "CPTS d'Arvière" in cpts.spellings) == ("CPTS", True)
    ccts = next(one for one in found.values() if one.acronym == "CCTS")
    assert ccts.name == "Communauté de communes des Trois Sources"


@pytest.mark.parametrize(
    ("acronym", "name", "holds"),
    [
        ("CPTS", "Communauté Professionnelle Territoriale de Santé", True),
        ("PETR", "pôle d’équilibre territorial et rural", True),
        ("FeMaSCo", "Fédération des maisons de santé et de l'exercice coordonné", True),
        ("IDF", "Île-de-France", True),
        ("PMI", "Département", False),
        ("CPAM", "Communauté Professionnelle Territoriale de Santé", False),
        ("CC", "Communauté de communes du Val", False),
    ],
)
def test_an_acronym_abbreviates_all_the_words_of_a_name(acronym: str, name: str, holds: bool) -> None:
    assert abbreviates(acronym, name) is holds


def test_definitions_are_read_in_text() -> None:
    text = "la Communauté Professionnelle\nTerritoriale de Santé (CPTS), le DAC (dispositif d'appui à la coordination)"
    assert list(definitions(text)) == [
        ("CPTS", "Communauté Professionnelle Territoriale de Santé"),
        ("DAC", "dispositif d'appui à la coordination"),
    ]
    assert spells("RAFT", "Réseau d'allergologie de Franche-Comté")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cabinet conseil", "group"),
        ("cabinet d'études", "group"),
        ("un prestataire extérieur", "group"),
        ("Bureau d'études à désigner", "group"),
        ("Cabinet Ernoult Conseil", "organisation"),
        ("Association Les Tilleuls", "organisation"),
        ("Société Vezol", "organisation"),
        ("Mission locale", "organisation"),
        ("Centre social", "organisation"),
        ("Ligue contre le cancer", "organisation"),
    ],
)
def test_any_body_of_a_kind_is_no_organisation_of_its_own(text: str, kind: str) -> None:
    found = named(text)
    assert found is not None
    assert found.kind == kind
