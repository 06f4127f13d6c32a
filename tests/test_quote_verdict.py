"""Yes or no that a quote's own words give to what the question takes for certain, owed, needed or allowed."""

from __future__ import annotations

import pytest

from assistant.quotations.quote_verdict import verdict_of


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("Les 8 000 € de l'ARS sont-ils acquis ?", "« 8 000 € sollicités auprès de l'ARS »", "Non"),
        ("Les 8 000 € de l'ARS sont-ils acquis ?", "« 8 000 € accordés par l'ARS »", "Oui"),
        ("la part de la caf c voté ?", "« CAF | 5 000 € | à confirmer » ; « Ville | 9 000 € | acquis »", "Non"),
        ("La subvention de la Ville est-elle acquise ?", "« CAF | 5 000 € | à confirmer » ; « Ville | acquis »", "Oui"),
        ("Le montant est-il garanti ?", "« L'aide est plafonnée à 3 000 € par an. »", "Non"),
        ("La MSA est-elle obligée de financer l'examen ?", "« La MSA envisage de financer l'examen. »", "Non"),
        ("La MSA s'engage-t-elle à financer l'examen ?", "« La MSA s'engage à financer l'examen. »", "Oui"),
        ("Faut-il un avenant pour ajouter une fiche ?", "« L'ajout d'une fiche ne demande pas d'avenant. »", "Non"),
        ("Faut-il un avenant pour ajouter une fiche ?", "« Le périmètre est modifié par avenant. »", ""),
        ("Peut-on diffuser un communiqué ?", "« Aucun communiqué n'est diffusé sans l'accord du Pays. »", "Non"),
        # both, or neither: nothing is settled
        ("Est-ce accordé ?", "« 8 000 € accordés et 2 000 € demandés »", ""),
        ("Est-ce accordé ?", "« 8 000 € par an »", ""),
        ("Combien coûte le poste ?", "« 8 000 € sollicités »", ""),
    ],
)
def test_a_quote_settles_only_what_it_says(question: str, words: str, verdict: str) -> None:
    assert verdict_of(question, words) == verdict
