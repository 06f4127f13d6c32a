"""When a contract was signed, what it covers and for how long: what its words prove, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.facts.articles.dates import duration, generation, period, previous, signed_at, signed_on, territory
from ingest.facts.calendar import mentions
from ingest.facts.folding import folded
from ingest.facts.reading import Reading
from ingest.facts.records import Place, Said
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"


def contract(
    *, cover: str = COVER, lasting: str = "Il peut être révisé.", before: str = "", signed: str = ""
) -> Reading:
    """A contract with these words on its cover, in its introduction, in the article on its duration and at its end."""
    text = (
        f"Introduction\n\n{before}\n\nArticle 1 : Les parties\n\nLe contrat est conclu entre l’ARS et la Ville de "
        f"Castrin.\n\n"
        f"Article 6 : La durée du contrat\n\n{lasting}\n\nArticle 7 : Le suivi\n\nUn bilan est dressé tous les deux "
        f"ans.\n\n{signed}"
    )
    return reading_of([cover, text])


def values(reading: Reading, found: tuple[Said, ...]) -> list[str]:
    """The values, once their evidence was checked."""
    assert all(stands(reading, said.evidence) for said in found)
    return [said.value for said in found]


@pytest.mark.parametrize(
    ("words", "day", "place"),
    [
        ("Fait à Castrin, le 14 mars 2031", "2031-03-14", "Castrin"),
        ("Fait à Castrin le 14/03/2031", "2031-03-14", "Castrin"),
        ("Fait à Saint-Just-sur-Orve, le 1er mars 2031", "2031-03-01", "Saint-Just-sur-Orve"),
        ("Fait en six exemplaires à La Roche-Castrin, le 14 mars 2031", "2031-03-14", "La Roche-Castrin"),
        ("Fait à Castrin, en 8 exemplaires originaux, le vendredi 14 mars 2031", "2031-03-14", "Castrin"),
        ("Signé à Castrin, le 14 mars 2031", "2031-03-14", "Castrin"),
        ("Fait à Castrin, le ……………", "", "Castrin"),
        ("Fait à Castrin, le 14 mars", "", "Castrin"),
    ],
)
def test_the_signature_page(words: str, day: str, place: str) -> None:
    reading = contract(signed=words)
    assert values(reading, signed_on(reading)) == ([day] if day else [])
    assert values(reading, signed_at(reading)) == ([place] if place else [])
    assert all(said.place is Place.SIGNATURE for said in (*signed_on(reading), *signed_at(reading)))


@pytest.mark.parametrize(
    ("sentence", "day", "place"),
    [
        (
            "Le contrat local de santé 2031-2035 a été signé le vendredi 14 mars 2031 à Castrin.",
            "2031-03-14",
            "Castrin",
        ),
        (
            "Le contrat local de santé, signé ce vendredi 14 mars à Castrin, engage dix partenaires.",
            "2031-03-14",
            "Castrin",
        ),
        ("Les partenaires ont signé en mars 2031 le contrat local de santé.", "2031-03", ""),
        (
            "L’ARS et la Ville s’engagent dans un contrat local de santé, le 14 mars 2031 à Arvière-le-Bas.",
            "2031-03-14",
            "Arvière-le-Bas",
        ),
        ("La signature du contrat local de santé a eu lieu à Castrin le 14 mars 2031.", "2031-03-14", "Castrin"),
        ("Par délibération du 14 mars 2031, la Ville approuve le contrat local de santé.", "", ""),
        ("La convention signée le 14 mars 2031 complète le contrat local de santé.", "", ""),
        ("Le contrat local de santé signé le 3 mai 2026 est arrivé à échéance.", "", ""),
        ("Le contrat local de santé entre en vigueur le 1er janvier 2031.", "", ""),
        ("Publié le 20 mars 2031. © 2031", "", ""),
    ],
)
def test_a_sentence_of_a_release(sentence: str, day: str, place: str) -> None:
    text = (
        "COMMUNIQUÉ DE PRESSE\n\nLe 14 mars 2031\n\nUn contrat local de santé pour le Val d’Aurence\n\n"
        f"{sentence}\n\nLe CLS du Val d’Aurence couvre la période 2031-2035."
    )
    reading = reading_of(text)
    assert values(reading, signed_on(reading)) == ([day] if day else [])
    assert values(reading, signed_at(reading)) == ([place] if place else [])


def test_a_weekday_gives_the_year_that_the_page_prints() -> None:
    text = (
        "Le Val d’Aurence\n\nUn CLS est signé vendredi {day}.\n\nLe CLS du Val d’Aurence couvre la période 2031-2035."
    )
    fitting = reading_of(text.format(day="14 mars"))
    assert values(fitting, signed_on(fitting)) == ["2031-03-14"]
    assert [proof.quote for proof in signed_on(fitting)[0].evidence] == ["vendredi 14 mars", "2031"]
    other = reading_of(text.format(day="13 mars"))
    assert signed_on(other) == ()


@pytest.mark.parametrize(
    ("cover", "lasting", "told"),
    [
        (COVER, "Il peut être révisé.", ["2031-2035"]),
        ("CLS 2031/2035\nVille de Castrin", "Il peut être révisé.", ["2031-2035"]),
        ("Contrat local de santé de Castrin", "Le contrat est conclu pour la période 2031-2035.", ["2031-2035"]),
        ("Contrat local de santé de Castrin", "Il court du 1er janvier 2031 au 31 décembre 2035.", ["2031-2035"]),
        (COVER, "Le présent contrat est conclu du 1er mars 2031 au 28 février 2036.", ["2031-2036", "2031-2035"]),
        (COVER, "Il décline le projet régional de santé 2028-2034.", ["2031-2035"]),
        (COVER, "Il succède au contrat 2026-2030.", ["2031-2035"]),
        ("Contrat local de santé de Castrin", "Il dure cinq ans.", []),
    ],
)
def test_the_period_is_what_the_words_say(cover: str, lasting: str, told: list[str]) -> None:
    reading = contract(cover=cover, lasting=lasting)
    assert values(reading, period(reading)) == told


def test_years_side_by_side_on_the_cover_give_the_period() -> None:
    reading = contract(cover="Contrat local de santé\nde la Ville de Castrin\n4e génération – 2031 | 2035")
    assert values(reading, period(reading)) == ["2031-2035"]


def test_a_running_footer_gives_the_period() -> None:
    pages = [
        f"{text}\nContrat local de santé du Val d’Aurence 2031-2035\nPage {n}"
        for n, text in enumerate(
            [
                "Préambule\nLe territoire compte dix communes.",
                "Article 1 : Objet\nLe contrat décline le projet.",
                "Article 2 : Suivi\nUn bilan.",
                "Article 3 : Durée\nIl peut être révisé.",
            ],
            1,
        )
    ]
    reading = reading_of(pages)
    assert values(reading, period(reading)) == ["2031-2035"]
    assert values(reading, territory(reading)) == ["Val d’Aurence"]


def test_a_horizon_and_the_day_of_the_signature_give_the_period() -> None:
    text = (
        "COMMUNIQUÉ\n\nUn premier contrat local de santé pour le Val d’Aurence\n\n"
        "Le contrat local de santé signé le 14 mars 2031 engage les signataires à l’horizon 2035."
    )
    reading = reading_of(text)
    assert values(reading, period(reading)) == ["2031-2035"]
    assert [proof.quote for proof in period(reading)[0].evidence] == ["14 mars 2031", "à l’horizon 2035"]
    assert values(reading, generation(reading)) == ["1"]


@pytest.mark.parametrize(
    ("lasting", "told"),
    [
        ("Le présent contrat entre en vigueur à sa signature. Il est conclu pour une\ndurée de cinq ans.", ["5 ans"]),
        ("La durée du contrat est fixée à 3 ans à compter de sa signature.", ["3 ans"]),
        ("Le contrat est signé pour une durée de 5 (cinq) ans.", ["5 ans"]),
        ("Le contrat est conclu pour cinq années, renouvelable une fois.", ["5 ans"]),
        ("Le contrat est établi pour une période de 36 mois.", ["3 ans"]),
        ("Le contrat est conclu pour une durée de quatre ans et neuf mois.", ["4 ans et 9 mois"]),
        ("La durée du contrat est fixée à 4 ans et 6 mois.", ["4 ans et 6 mois"]),
        ("Le contrat prend effet en 2031 et s'achève le 31 décembre 2035, soit quatre ans et demi.", ["4 ans et demi"]),
        ("Le contrat est conclu pour quatre ans. Il peut être renouvelé pour une durée de trois ans.", ["4 ans"]),
        ("Il est valable trois ans à compter de sa signature.", ["3 ans"]),
        ("Le présent contrat est établi pour la période 2031-2035 (5 ans).", ["5 ans"]),
        ("Le CLS est pluriannuel ; sa durée, de cinq ans, peut être prorogée d’un an par avenant.", ["5 ans"]),
        ("Il peut être résilié au bout de deux ans.", []),
        ("Il peut être prolongé pour une durée de deux ans.", []),
        ("Le schéma régional de santé est établi pour cinq ans.", []),
        ("Toute résiliation respecte un préavis de trois mois.", []),
        ("Les données sont conservées pendant dix ans.", []),
    ],
)
def test_the_duration(lasting: str, told: list[str]) -> None:
    reading = contract(lasting=lasting)
    assert values(reading, duration(reading)) == told


def test_a_duration_is_proved_to_its_months() -> None:
    [said] = duration(contract(lasting="Le contrat est conclu pour une durée de quatre ans et neuf mois."))
    assert said.evidence[0].quote == "pour une durée de quatre ans et neuf mois"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("L’ARS et la Ville se sont engagées dans un contrat local de santé pour les 5 ans à venir.", ["5 ans"]),
        ("Au cours des cinq années du CLS, des adaptations seront proposées.", ["5 ans"]),
        ("Le CLS est signé pour une durée de trois ans.", ["3 ans"]),
        ("Durée du contrat : 5 ans", ["5 ans"]),
        ("Les signataires s’engagent pour les cinq prochaines années dans le contrat local de santé.", ["5 ans"]),
        ("Le CRTE, d’une durée de 6 ans, s’articule avec le contrat local de santé.", []),
        ("Le CLS vise les personnes de plus de 75 ans et les jeunes de 11 ans.", []),
        ("Une aide de 35 000 euros par an pendant 5 ans soutient le CLS.", []),
    ],
)
def test_a_duration_outside_the_article(sentence: str, told: list[str]) -> None:
    reading = contract(before=sentence)
    assert values(reading, duration(reading)) == told


def test_a_heading_in_words_tells_what_a_duration_is_of() -> None:
    text = (
        "Contrat local de santé\ndu Val d’Aurence\n\nPRÉAMBULE\n\nLe territoire compte dix communes et deux maisons de "
        "santé.\n\n"
        "DURÉE ET RÉVISION\n\nIl est conclu pour cinq ans. Il peut être prolongé pour une durée de deux ans.\n\n"
        "SUIVI\n\nUn bilan est dressé tous les trois ans."
    )
    reading = reading_of(text)
    assert values(reading, duration(reading)) == ["5 ans"]


@pytest.mark.parametrize(
    ("cover", "before", "told"),
    [
        ("Contrat Local de Santé 2e génération\nCC du Val d’Aurence", "", ["2"]),
        ("Contrat local de santé de troisième génération\ndu Val d’Aurence", "", ["3"]),
        ("2ème contrat local de santé\ndu Val d’Aurence", "", ["2"]),
        ("CLS 3 du Val d’Aurence\n2031-2035", "", ["3"]),
        (COVER, "Ce deuxième contrat local de santé 2031-2035 prolonge la dynamique.", []),
        (COVER, "Le présent deuxième contrat local de santé porte sur cinq axes.", ["2"]),
        (COVER, "Le 2ème contrat local de santé du territoire a participé à l’accueil des médecins.", []),
        (COVER, "Il fait suite à un premier contrat local de santé.", []),
        (COVER, "", []),
    ],
)
def test_the_generation_is_the_contract_s_own(cover: str, before: str, told: list[str]) -> None:
    reading = contract(cover=cover, before=before)
    assert values(reading, generation(reading)) == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (
            "Il fait suite à un premier CLS 2026-2030 qui avait succédé au CLS de la Ville sur la période 2020-2023.",
            ["2026-2030", "2020-2023"],
        ),
        ("Un premier contrat local de santé a été mis en œuvre entre 2026 et 2030.", ["2026-2030"]),
        ("L’avenant au CLS 2026-2030 a été approuvé.", ["2026-2030"]),
        ("Le projet régional de santé 2018-2028 fixe le cadre du CLS.", []),
        ("À l’instar du contrat local de santé voisin 2026-2030, il porte sur la prévention.", []),
        ("Le contrat de ville 2024-2030 est articulé avec le CLS.", []),
        ("Le premier contrat de la Métropole a couvert la période 2026-2030.", ["2026-2030"]),
        ("Le territoire a été couvert par un premier contrat pour la période 2026-2030.", ["2026-2030"]),
        (
            "Trois contrats se sont succédé : 2020-2022, 2023-2026 et 2027-2030.",
            ["2020-2022", "2023-2026", "2027-2030"],
        ),
        (
            "Le Pays entre dans son troisième contrat. Le premier, conclu pour 2022-2025, était petit. Le deuxième,"
            " signé en 2026, couvrait les années 2026-2030.",
            ["2022-2025", "2026-2030"],
        ),
        ("Le Pays a un plan vélo. Le premier, conclu pour 2022-2025, était petit.", []),
        ("Les données 2013-2017 montrent une hausse.", []),
    ],
)
def test_earlier_contracts(before: str, told: list[str]) -> None:
    reading = contract(before=before)
    assert values(reading, previous(reading)) == told
    assert values(reading, period(reading)) == ["2031-2035"]


def test_nothing_is_said_of_a_text_that_says_nothing() -> None:
    reading = reading_of("Recette de la tarte aux pommes\n\nCuire trente minutes.")
    for read_one in (signed_on, signed_at, period, duration, generation, previous, territory):
        assert read_one(reading) == ()


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_each_format(day: date) -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    weekdays = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
    number = "1er" if day.day == 1 else str(day.day)
    for text in (
        f"le {weekdays[day.weekday()]} {number} {months[day.month - 1]} {day.year}",
        f"le {number} {months[day.month - 1].upper()} {day.year}",
        f"le {day.day:02d}/{day.month:02d}/{day.year}",
    ):
        found = list(mentions(folded(text).text))
        assert [mention.iso for mention in found] == [day.isoformat()]
        assert found[0].fits(day.year)


@given(st.text(max_size=80))
def test_folding_leads_back(text: str) -> None:
    whole = folded(text)
    assert len(whole.origins) == len(whole.text) + 1
    assert list(whole.origins) == sorted(whole.origins)


def _reference(name: str) -> Reading:
    path = Path(REFERENCE) / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.parametrize(
    ("name", "day", "place", "years", "lasts", "number", "earlier"),
    [
        (
            "contrat-pays-ledonien-2025-2030.pdf",
            ["2025-12-10"],
            ["Lons Le Saunier"],
            ["2025-2030"],
            ["5 ans"],
            [],
            ["2019-2024", "2013-2016"],
        ),
        (
            "communique-pays-ledonien-2019.pdf",
            ["2019-12-06"],
            ["Lons-le-Saunier"],
            ["2019-2024"],
            ["5 ans"],
            [],
            ["2013-2016"],
        ),
        ("communique-portes-du-haut-doubs-2021.pdf", ["2021-07-09"], ["Valdahon"], ["2021-2025"], [], ["1"], []),
        ("presentation-pays-ledonien-2019-2024.pdf", ["2019-12-06"], [], ["2019-2024"], ["5 ans"], [], []),
        ("article-haut-jura-2026.html", [], [], ["2026-2031"], [], [], []),
    ],
)
def test_the_reference_documents(
    name: str,
    day: list[str],
    place: list[str],
    years: list[str],
    lasts: list[str],
    number: list[str],
    earlier: list[str],
) -> None:
    reading = _reference(name)
    assert values(reading, signed_on(reading)) == day
    assert values(reading, signed_at(reading)) == place
    assert values(reading, period(reading)) == years
    assert values(reading, duration(reading)) == lasts
    assert values(reading, generation(reading)) == number
    assert values(reading, previous(reading)) == earlier
