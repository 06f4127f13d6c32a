"""A table whose cells a page has parted is named with its page, and never quoted cell by cell."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays de Tourmel
2031-2035
\f
Le diagnostic territorial
Offre hospitalière

M C O
SMR PSY

Hôpital de Tourmel
217 lits

8 places

42 lits

14 places 25 lits

Nombre de lits et places par établissement de santé. Source : SAE 2030

2028 2029 2030
200

240

238

284

242

Nombre d'actes de téléconseil réalisés en 2028, 2029, 2030. Source : ARS
Le diagnostic du cabinet Ostrel met en évidence une surmortalité liée au suicide.
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays de Tourmel
Fait à Tourmel, le 4 mars 2031
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-tourmel.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Combien de lits à l'hôpital de Tourmel ?", "Nombre de lits et places par établissement de santé."),
        ("Combien d'actes de téléconseil en 2029 ?", "Nombre d'actes de téléconseil réalisés en 2028, 2029, 2030."),
        ("nombre de places à l'hôpital de Tourmel", "Nombre de lits et places par établissement de santé."),
    ],
)
def test_its_title_and_page_are_given_and_no_cell(assistant: Assistant, question: str, title: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.PARTIAL
    assert f"(« {title} »)" in answer.answer
    assert "ne se lisent pas sûrement" in answer.answer
    assert "217" not in answer.answer
    assert [citation.page for citation in answer.citations] == [2]


@pytest.mark.parametrize(
    "question", ["Combien de scanners à l'hôpital de Tourmel ?", "Combien a coûté le diagnostic du cabinet Ostrel ?"]
)
def test_what_no_table_counts_is_refused(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status is Status.NOT_FOUND
