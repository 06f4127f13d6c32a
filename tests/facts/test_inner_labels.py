"""Labels inside a part that another heads, and rows that name a body of the governance."""

from __future__ import annotations

import pytest

from ingest.facts.articles.governance import governance
from ingest.facts.sheets.actions import actions
from tests.facts.readings import reading_of

AIMS = ("Soigner près de chez soi", "Prévenir les chutes", "Rompre l’isolement", "Soigner près de chez soi")
STEPS = ("Recruter une infirmière", "Former des relais", "Ouvrir une ligne d’appel", "Tenir une permanence")
PLANS = ("L’équipe visite chaque commune.", "Deux ateliers par mois.", "Un appel par semaine.", "Une halte par canton.")


@pytest.mark.parametrize("plan", ["Plan de travail", "Feuille de route", "Fil conducteur"])
def test_what_a_heading_covers_is_read_under_its_own_labels(plan: str) -> None:
    sheets = "\n\n".join(
        f"Fiche action {k} : Action numéro {k}\nPorteur\nCCAS d’Orvan\nOBJECTIFS\nCap\n{aim}\nObjectifs opérationnels\n"
        f"- {step}\nMISE EN ŒUVRE\n{plan}\n{told}\nTerritoire\nEnsemble du territoire\nCalendrier\nDurée du contrat"
        for k, (aim, step, told) in enumerate(zip(AIMS, STEPS, PLANS, strict=True), 1)
    )
    found = actions(reading_of(f"Contrat local de santé du Val d’Orvan\n2031-2035\n\n{sheets}"))
    assert [[said.value for said in action.objectives] for action in found] == [[aim] for aim in AIMS]
    assert [[said.value for said in action.objectives_operational] for action in found] == [[step] for step in STEPS]
    assert [[said.value for said in action.territory] for action in found] == [["Ensemble du territoire"]] * 4
    assert not any(action.policy for action in found)


def test_a_row_names_a_body_and_its_heading_none() -> None:
    text = (
        "Article 3 : La gouvernance\n\nLes instances du contrat sont les suivantes :\n\nInstance | Rôle | Réunions\n"
        "Conférence annuelle de santé | Rend compte de l’avancement du contrat. | tous les deux mois\n"
        "Instance de concertation | Associe les usagers et les professionnels. | à chaque rentrée\n\n"
        "Article 4 : Durée\n\nLe contrat est conclu pour quatre ans."
    )
    found = {body.name: [said.value for said in body.frequency] for body in governance(reading_of(text))}
    assert found == {
        "conférence annuelle de santé": ["tous les deux mois"],
        "instance de concertation": ["à chaque rentrée"],
    }
