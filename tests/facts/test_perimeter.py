"""The perimeter: groupings, communes and figures in the layouts that contracts use."""

from __future__ import annotations

import pytest

from ingest.analysis import analyse
from ingest.facts.perimeter.extent import perimeter
from ingest.facts.reading import Reading
from ingest.facts.records import Epci, Perimeter, Place
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.readings import reading_of, stands


def _of(article: str, *, title: str = "Article 2 : Le périmètre géographique du contrat") -> Perimeter:
    reading = reading_of(f"{title}\n\n{article}\n\nArticle 3 : Gouvernance\n\nUn comité de pilotage se réunit.\n")
    found = perimeter(reading)
    evidence = [
        *(found.evidence and [found.evidence]),
        *(quantity.evidence for quantity in (*found.commune_counts, *found.inhabitants)),
        *(commune.evidence for commune in found.communes),
        *(epci.evidence for epci in found.epci),
        *(commune.evidence for epci in found.epci for commune in epci.communes),
        *(quantity.evidence for epci in found.epci for quantity in (*epci.commune_counts, *epci.inhabitants)),
    ]
    assert all(stands(reading, one) for one in evidence)
    return found


def _short(epci: Epci) -> tuple[str, str, list[float], list[float], list[str]]:
    return (
        epci.name,
        epci.acronym,
        [quantity.value for quantity in epci.inhabitants],
        [quantity.value for quantity in epci.commune_counts],
        [commune.value for commune in epci.communes],
    )


def test_headers_with_figures_above_lists_with_commas() -> None:
    found = _of(
        "Le contrat concerne 1 communauté d’agglomération et 1 communauté de communes soit 9 communes :\n\n"
        "- Communauté d’agglomération de Grand Orvault (CAGO) : 36 673 habitants (Sources : DGF\n\n2024) et 5\n"
        "communes:\n\nArvière, Bellac-sur-Orle, Le Corny, L'Étang,\nVal d'Essue.\n\n"
        "- Communauté de communes Plateau-Haute Velle : 20674 habitants (Source : DGF 2024) et 4 communes :\n\n"
        "Torcy-le-vignoble, La\nFougère, Les Deux-Chênes, Velle en\nPetite Montagne.\n"
        "Ce périmètre est susceptible d’évoluer, par voie d’avenant."
    )
    assert [_short(epci) for epci in found.epci] == [
        (
            "Communauté d’agglomération de Grand Orvault",
            "CAGO",
            [36673],
            [5],
            ["Arvière", "Bellac-sur-Orle", "Le Corny", "L'Étang", "Val d'Essue"],
        ),
        (
            "Communauté de communes Plateau-Haute Velle",
            "",
            [20674],
            [4],
            ["Torcy-le-vignoble", "La Fougère", "Les Deux-Chênes", "Velle en Petite Montagne"],
        ),
    ]
    assert [(q.year, q.source) for epci in found.epci for q in epci.inhabitants] == [("2024", "DGF")] * 2
    assert [quantity.value for quantity in found.commune_counts] == [9]


def test_names_that_lost_their_comma_are_two() -> None:
    found = _of("Communauté de communes des Rives : 4 communes : Arvière, TrévalVelle, Corny.")
    assert [commune.value for commune in found.epci[0].communes] == ["Arvière", "Tréval", "Velle", "Corny"]
    assert [commune.evidence[0].quote for commune in found.epci[0].communes] == ["Arvière", "Tréval", "Velle", "Corny"]


def test_one_commune_a_line_and_bullets() -> None:
    found = _of(
        "- Communauté de communes des Hautes Rives (CCHR) : 12.345 habitants (INSEE 2021) et 3 communes :\n"
        "Arvière\nBellac-sur-Orle\nVal d'Essue\n\n"
        "- Communauté d'agglomération Grand Orvault – 91 000 hab. – 2 communes :\n• Orvault-les-Bains\n• L'Étang"
    )
    assert [_short(epci) for epci in found.epci] == [
        (
            "Communauté de communes des Hautes Rives",
            "CCHR",
            [12345],
            [3],
            ["Arvière", "Bellac-sur-Orle", "Val d'Essue"],
        ),
        ("Communauté d'agglomération Grand Orvault", "", [91000], [2], ["Orvault-les-Bains", "L'Étang"]),
    ]


def test_columns_of_one_word_names_are_parted_by_the_announced_number() -> None:
    found = _of("Communauté de communes des Rives (4 communes) :\nArvière Bellac\nCorny Velle")
    assert [commune.value for commune in found.epci[0].communes] == ["Arvière", "Bellac", "Corny", "Velle"]


def test_figures_under_labels() -> None:
    found = _of(
        "1) Communauté de communes des Hautes Rives\nPopulation : 11 000 habitants (DGF 2023)\nNombre de communes : 3\n"
        "Communes : Arvière, Bellac, Corny\n\n"
        "2) Communauté de communes du Plateau\nPopulation : 8 400 habitants\nNombre de communes : 2\n"
        "Communes : Essue, Le Bois"
    )
    assert [_short(epci)[2:] for epci in found.epci] == [
        ([11000], [3], ["Arvière", "Bellac", "Corny"]),
        ([8400], [2], ["Essue", "Le Bois"]),
    ]


def test_a_list_that_differs_from_the_announced_number_keeps_both() -> None:
    found = _of("Communauté de communes des Rives – 4 communes : Arvière (39012), Bellac (39020), Corny (39032).")
    assert _short(found.epci[0])[3:] == ([4], ["Arvière", "Bellac", "Corny"])


def test_capitals_and_brackets() -> None:
    found = _of(
        "COMMUNAUTE DE COMMUNES DES HAUTES RIVES (3 communes – 4 500 habitants)\nARVIERE, BELLAC, CORNY\n\n"
        "COMMUNAUTE DE COMMUNES DU PLATEAU D’ESSUE (2 communes – 1 200 habitants)\nESSUE, LA ROCHE",
        title="ARTICLE 2 : LE PERIMETRE GEOGRAPHIQUE DU CONTRAT",
    )
    assert [_short(epci)[2:] for epci in found.epci] == [
        ([4500], [3], ["ARVIERE", "BELLAC", "CORNY"]),
        ([1200], [2], ["ESSUE", "LA ROCHE"]),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "EPCI Nombre de communes Population (INSEE 2021)\nCC des Hautes Rives 20 11 000\nOrvault Agglomération 7 "
        "36 540\n"
        "Total 27 47 540",
        "EPCI | Communes | Population INSEE 2021\nCC des Hautes Rives | 20 | 11 000\n"
        "Orvault Agglomération | 7 | 36 540\nTotal | 27 | 47 540",
        "Intercommunalité Habitants (INSEE 2021) Communes\nCC des Hautes Rives 11 000 20\n"
        "Orvault Agglomération 36 540 7\nTotal 47 540 27",
    ],
)
def test_tables(table: str) -> None:
    found = _of(table)
    assert [_short(epci)[:4] for epci in found.epci] == [
        ("CC des Hautes Rives", "", [11000], [20]),
        ("Orvault Agglomération", "", [36540], [7]),
    ]
    assert {q.year for epci in found.epci for q in epci.inhabitants} == {"2021"}
    assert [q.value for q in (*found.commune_counts, *found.inhabitants)] == [27, 47540]


def test_a_sentence_about_one_grouping() -> None:
    found = _of(
        "Le présent contrat couvre le territoire de la Communauté de communes du Val d'Orle (CCVO) qui regroupe 23 "
        "communes "
        "et compte 15 432 habitants (population municipale 2020)."
    )
    assert _short(found.epci[0]) == ("Communauté de communes du Val d'Orle", "CCVO", [15432], [23], [])
    assert found.epci[0].inhabitants[0].year == "2020"


def test_communes_of_the_only_grouping_and_those_outside_it() -> None:
    found = _of(
        "Le périmètre est la Communauté de Communes Essue Plateau (CCEP), qui rassemble 3 communes (Arvière, "
        "Bellac, Corny), "
        "ainsi que les communes de Velle et de Torcy."
    )
    assert _short(found.epci[0])[3:] == ([3], ["Arvière", "Bellac", "Corny"])
    assert [commune.value for commune in found.communes] == ["Velle", "Torcy"]


def test_a_grouping_named_by_its_acronym_is_not_another_one() -> None:
    found = _of(
        "Le contrat couvre 5 communes et 2 EPCI :\n\n"
        "Intercommunalité | Habitants | Communes\n"
        "Communauté d'agglomération de Velle le Vieux (CAVV) | 36 673 | 3\n"
        "Communauté de communes du Corny | 20 674 | 2\n\n"
        "La Communauté d'agglomération CAVV compte 36 673 habitants (source : DGF 2031) et 3 communes :"
        " Arvière, Le Corny, Velle.\n\n"
        "La Communauté de communes du Corny compte 20 674 habitants (source : DGF 2031) et 2 communes :"
        " L'Étang, Saint-Mézard.\n"
    )
    assert [(epci.name, epci.acronym) for epci in found.epci] == [
        ("Communauté d'agglomération de Velle le Vieux", "CAVV"),
        ("Communauté de communes du Corny", ""),
    ]
    assert [quantity.value for quantity in found.commune_counts] == [5]
    assert found.inhabitants == ()


def test_a_sentence_about_several_groupings() -> None:
    found = _of(
        "Le périmètre est constitué des 92 communes de la communauté de communes de Terre d'Essue et des 20 "
        "communes de la "
        "communauté de communes des Rives, soit 112 communes et 36 000 habitants."
    )
    assert [_short(epci)[3] for epci in found.epci] == [[92], [20]]
    assert [q.value for q in (*found.commune_counts, *found.inhabitants)] == [112, 36000]


def test_groupings_named_by_their_plural() -> None:
    found = _of("Le contrat s'étend sur les communautés de communes Hautes Rives, Plateau d'Essue et Val d'Orle.")
    assert [epci.name for epci in found.epci] == ["Hautes Rives", "Plateau d'Essue", "Val d'Orle"]


def test_a_town_alone() -> None:
    found = _of(
        "Le contrat s'applique au territoire de la commune de Saint-Mézard-sur-Orle, qui compte 32 400 habitants "
        "en 2021. "
        "Une attention est portée aux quartiers : Les Tilleuls, La Source et Bellevue."
    )
    assert [commune.value for commune in found.communes] == ["Saint-Mézard-sur-Orle"]
    assert [(q.value, q.year) for q in found.inhabitants] == [(32400, "2021")]
    assert found.epci == ()


def test_communes_in_an_annex() -> None:
    reading = reading_of(
        "Article 2 : Le périmètre\n\nLe contrat couvre la métropole du Grand Orvault (liste en annexe).\n\n"
        "Article 3 : Gouvernance\n\nUn comité se réunit.\n\nFait à Orvault, le 3 mars 2031.\n\n"
        "Annexe 1 : Liste des communes\n\nArvière\nBellac\nCorny\nLe Bois\n"
    )
    assert [c.value for c in perimeter(reading).epci[0].communes] == ["Arvière", "Bellac", "Corny", "Le Bois"]


def test_a_list_over_two_pages() -> None:
    reading = reading_of(
        [
            "Article 2 : Le périmètre\n\n- Communauté de communes des Rives (3 communes) :\nArvière, Bellac,",
            "Corny.\n\nLes communes nouvelles sont suivies.\n\nArticle 3 : Gouvernance\n\nUn comité se réunit.",
        ]
    )
    communes = perimeter(reading).epci[0].communes
    assert [(commune.value, commune.evidence[0].page) for commune in communes] == [
        ("Arvière", 1),
        ("Bellac", 1),
        ("Corny", 2),
    ]


def test_a_row_of_names_alone_goes_on_from_the_page_before() -> None:
    head = "Intercommunalité | Habitants | Communes"
    reading = reading_of(
        [
            f"Article 2 : Le périmètre\n\n{head}\nRives Intercom | 4 500 | Arvière, Bellac, Le",
            f"{head}\n |  | Bois-Corny, Dorval, Essue\nCC du Plateau | 900 | Fay, Gorre\n\n"
            "Article 3 : Gouvernance\n\nUn comité.",
        ]
    )
    assert [[c.value for c in epci.communes] for epci in perimeter(reading).epci] == [
        ["Arvière", "Bellac", "Dorval", "Essue"],
        ["Fay", "Gorre"],
    ]


def test_a_press_release_tells_the_totals() -> None:
    reading = reading_of(
        "Un contrat local de santé pour le Pays d'Orle\n\n"
        "Le contrat local de santé du Pays d'Orle couvre 4 EPCI, 63 communes et 25 000 habitants.\n\n"
        "Le département compte 494 communes. On recense 8 médecins pour 10 000 habitants."
    )
    found = perimeter(reading)
    assert [(q.value, q.place) for q in (*found.commune_counts, *found.inhabitants)] == [
        (63, Place.TEXT),
        (25000, Place.TEXT),
    ]


def test_figures_of_other_territories_rates_and_parts_are_no_totals() -> None:
    found = _of(
        "Le contrat couvre la communauté de communes des Rives. Le territoire comprend 12 communes de moins de 500 "
        "habitants "
        "sur les 40 communes du département, et une densité de 23 habitants par km². La région compte 2 800 000 "
        "habitants."
    )
    assert found.commune_counts == found.inhabitants == ()
    assert _short(found.epci[0])[2:4] == ([], [])


def test_the_size_of_a_part_is_not_that_of_the_whole() -> None:
    found = _of(
        "Le périmètre retenu est celui de Grand Orvault Agglo, soit 45 communes dont la ville-centre, "
        "Orvault (41 200 habitants)."
    )
    assert [_short(epci)[:4] for epci in found.epci] == [("Grand Orvault Agglo", "", [], [45])]
    assert found.inhabitants == ()


def _reference(name: str) -> Reading:
    path = REFERENCE / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.reference
def test_reference_contract() -> None:
    reading = _reference("contrat-pays-ledonien-2025-2030.pdf")
    found = perimeter(reading)
    assert [len(epci.communes) for epci in found.epci] == [32, 54, 21, 92]
    assert [epci.commune_counts[0].value for epci in found.epci] == [32, 54, 21, 92]
    assert [epci.inhabitants[0].value for epci in found.epci] == [36673, 20674, 11498, 28232]
    assert [quantity.value for quantity in found.commune_counts] == [199]
    assert all(stands(reading, commune.evidence) for epci in found.epci for commune in epci.communes)


def test_a_block_for_each_grouping_under_a_heading_of_its_own_words() -> None:
    article = (
        "Le contrat couvre deux intercommunalités.\n\nRives Communauté (RC)\n\n24 310 habitants – 3 communes\n"
        "Arvière, Bellac-sur-Orle, Velle\n\nCommunauté de communes du Haut-Corny (CCHC)\n\n"
        "9 640 habitants – 4 communes\n"
        "Le Corny, Saint-Mézard, Les Deux Chênes, Val d'Essue\n\nSe déplacer\nLe pays s'étend sur 1 124 km².\n"
    )
    found = _of(article, title="Le pays où nous vivons")
    assert [_short(epci) for epci in found.epci] == [
        ("Rives Communauté", "RC", [24310], [3], ["Arvière", "Bellac-sur-Orle", "Velle"]),
        (
            "Communauté de communes du Haut-Corny",
            "CCHC",
            [9640],
            [4],
            ["Le Corny", "Saint-Mézard", "Les Deux Chênes", "Val d'Essue"],
        ),
    ]


def test_one_block_alone_is_no_perimeter() -> None:
    article = (
        "Une voisine travaille avec nous.\n\nRives Communauté (RC)\n\n24 310 habitants – 3 communes\n"
        "Arvière, Bellac-sur-Orle, Velle\n"
    )
    assert _of(article, title="Le pays où nous vivons").epci == ()


def test_a_heading_in_words_tells_the_territory_where_articles_hold_the_clauses_only() -> None:
    clauses = "\n\n".join(
        f"Article {k} : {title}\n\nLes parties en conviennent."
        for k, title in enumerate(("Durée", "Révision", "Résiliation", "Communication", "Évaluation", "Litiges"), 1)
    )
    text = (
        "5. Le périmètre\n\nLe contrat couvre Rives Communauté, soit 3 communes et 24 310 habitants : Arvière, Velle, "
        f"Saint-Mézard.\n\n6. Les clauses\n\n{clauses}\n"
    )
    [epci] = perimeter(reading_of(text)).epci
    assert _short(epci) == ("Rives Communauté", "", [24310], [3], ["Arvière", "Velle", "Saint-Mézard"])


def test_a_territory_told_under_any_heading_with_its_lists_by_part() -> None:
    found = _of(
        "Le contrat s'applique sur le ressort de la Communauté d'agglomération des Rives (CAR), soit 5 communes et\n"
        "78 640 habitants (population au 1er janvier 2031) : 3\ncommunes dans la Plaine, 2 dans le Causse.\n\n"
        "Secteur\nCommunes\nPlaine (3\ncommunes, 63 215\nhabitants)\nArvière, Brassac-le-Vieux,\nCorny\n"
        "Causse (2\ncommunes, 15 425\nhabitants)\nVaurel, Zonne\n",
        title="Article 2 – Ce pays",
    )
    assert [_short(epci) for epci in found.epci] == [
        (
            "Communauté d'agglomération des Rives",
            "CAR",
            [78640],
            [5],
            ["Arvière", "Brassac-le-Vieux", "Corny", "Vaurel", "Zonne"],
        )
    ]
    assert [count.value for count in found.inhabitants] == [78640]


def test_the_last_row_of_a_table_of_communes_that_sums_them_up_is_no_commune() -> None:
    found = _of(
        "Le contrat s'étend aux deux communes de la communauté de communes des Rives (CCR) :\n\n"
        "Commune | Habitants (2031) | Dont 75 ans et plus\nArvière | 6 120 | 9,8 %\nCorny | 3 240 | 11,2 %\n"
        "Île des Rives | 9 360 | 10,7 %\n"
    )
    (epci,) = found.epci
    assert [name.value for name in epci.communes] == ["Arvière", "Corny"]
    assert [count.value for count in found.inhabitants] == [9360]


def test_each_table_of_an_annex_is_of_the_grouping_above_it() -> None:
    annex = (
        "Article 2 : Le périmètre du contrat\n\nLe contrat couvre deux communautés de communes.\n\n"
        "Article 3 : Gouvernance\n\nUn comité se réunit.\n\nAnnexe – Les communes et leur population\n\n"
        "Communauté de communes du Haut-Orle : 4 communes, 1 450 habitants\n\n"
        "Commune | Habitants | Commune | Habitants\nArvière | 312 | Le Corny | 838\n"
        "Bellac-sur-Orle | 204 | Velle | 96\n\n"
        "Communauté de communes de la Basse-Orle : 3 communes, 900 habitants\n\n"
        "Commune | Habitants | Commune | Habitants\nSaint-Mézard | 300 | Orlet | 200\nMontorle | 400 | |\n"
    )
    found = perimeter(reading_of(annex))
    assert [(epci.name, len(epci.communes)) for epci in found.epci] == [
        ("Communauté de communes du Haut-Orle", 4),
        ("Communauté de communes de la Basse-Orle", 3),
    ]
    assert [commune.value for commune in found.epci[1].communes] == ["Saint-Mézard", "Orlet", "Montorle"]
    assert not found.communes
