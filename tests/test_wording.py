"""The words of a label tell its field; where they tell two, or none, it stays untold."""

from __future__ import annotations

import pytest

from ingest.structure.contents import kind_of
from ingest.structure.labels import groups
from ingest.structure.wording import told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Qui tient la barre ?", "lead"),
        ("On mesurera", "indicators"),
        ("Réussite attendue", "results"),
        ("Critères de réussite", "indicators"),
        ("D’où vient la donnée", "source"),
        ("Ce qu’il en coûte", "funding"),
        ("Structures mobilisées", "partners"),
        ("Organisme en charge de la coordination", "lead"),
        ("Avec qui ?", "partners"),
        ("Avec", "partners"),
        ("Réseau mobilisé", "partners"),
        ("Pour qui ?", "public"),
        ("Personnes concernées", "public"),
        ("Où ?", "territory"),
        ("Aire géographique", "territory"),
        ("À quelle échéance ?", "calendar"),
        ("Combien ça coûte ?", "funding"),
        ("Coût et financeurs", "funding"),
        ("Quote-part de l’ARS", "rate"),
        ("Autres contributeurs", "cofunding"),
        ("Pourquoi cette action ?", "context"),
        ("Ce qui doit changer", "results"),
        ("Comment saura-t-on que c’est réussi ?", "indicators"),
        ("Mesure des résultats", "indicators"),
        ("Périodicité du recueil", "frequency"),
        ("Provenance des données", "source"),
        ("Niveau de départ", "baseline"),
        ("Niveau à atteindre", "target"),
        ("Interlocuteur pour le suivi", "follow_up"),
        ("Cohérence avec les autres plans", "policy"),
        ("Point de vigilance", "other"),
        ("Aux manettes", "lead"),
        ("À la manœuvre", "lead"),
        ("Équipiers", "partners"),
        ("Concourent à l’action", "partners"),
        ("Pour", "public"),
        ("Au bénéfice de", "public"),
        ("Preuves de réussite", "indicators"),
        ("Ce que l’on mesurera", "indicators"),
    ],
)
def test_words_tell_the_field(text: str, name: str) -> None:
    label = told(text)
    assert label is not None
    assert (label.name, label.group) == (name, groups()[name])


@pytest.mark.parametrize(
    "text",
    [
        "Avec les beaux jours",
        "Nombre de partenaires mobilisés",
        "Taux de participation des publics",
        "Les partenaires se réunissent deux fois par an pour le financement du projet",
        "",
    ],
)
def test_words_that_tell_none(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("contents", "name"),
    [
        (["12 000 €", "néant", "4 k€ par an", "800 euros"], "funding"),
        (["2031-2033", "Durée du contrat", "Mars 2032"], "calendar"),
        (["- Nombre de séances\n- Taux de retour", "- Nombre d’élus", "Satisfaction"], ""),
        (["- Nombre de séances\n- Taux de retour", "- Nombre d’élus", "Part des élus formés"], "indicators"),
        (["direct : aidants\nindirect : familles"] * 3, "public"),
        (["CPTS du Val", "CCAS d’Ivray", "Centre hospitalier d’Orle"], "lead"),
        (["ARS, CPAM, MSA", "CAF, MSA, CPTS", "ARS, CAF, CCAS"], "partners"),
        (["Le besoin est relevé.", "Les élus s’engagent."], ""),
    ],
)
def test_contents_tell_the_field_where_they_agree(contents: list[str], name: str) -> None:
    assert kind_of(contents) == name
