"""What a quote must hold before it may answer."""

from __future__ import annotations

import pytest

from assistant.answerability import asks_done
from ingest.naming import fold


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("Combien de personnes ont été formées l'an dernier ?", True),
        ("combien de kits a-t-on distribués ?", True),
        ("Combien de médecins se sont installés ?", False),
        ("Combien d'internes ont déjà été accueillis ?", True),
        ("Combien a été prévu pour le poste ?", False),
        ("Combien d'organismes ont signé ?", False),
        ("Combien coûte la fiche 2.1 ?", False),
        ("Combien de communes sont dans le périmètre ?", False),
    ],
)
def test_what_was_done_is_not_what_is_planned(question: str, done: bool) -> None:
    assert asks_done(fold(question)) is done
