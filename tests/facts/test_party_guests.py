"""Who takes part without signing: told below a table of those who sign, behind a list, in a sentence."""

from __future__ import annotations

import pytest

from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.records import PartyRole
from tests.facts.readings import reading_of

TABLE = (
    "Article 1 – Les signataires\n\nSignataire | Représentant | Qualité\n"
    "Agence régionale de santé d'Aurence | Mme Ode Tavel | Directrice générale\n"
    "Communauté de communes des Rives | M. Luc Orval | Président\n\n"
)
LIST = (
    "Article 1 – Les signataires\n\nLe contrat est conclu entre :\n- l'Agence régionale de santé d'Aurence ;\n"
    "- la Communauté de communes des Rives ;\n"
)


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        (
            TABLE + "La CPAM de l'Aurence, la Région Hautes-Rives et le Centre hospitalier de Brune sont partenaires\n"
            "institutionnels du contrat, sans en être signataires.\n",
            ["CPAM de l'Aurence", "Région Hautes-Rives", "Centre hospitalier de Brune"],
        ),
        (
            TABLE + "Sont partenaires institutionnels, non signataires : la CAF de l'Aurence, la Région Hautes-Rives et"
            " le secteur de psychiatrie 12G03.\n",
            ["CAF de l'Aurence", "Région Hautes-Rives", "secteur de psychiatrie 12G03"],
        ),
        (
            LIST + "La MSA des Rives et la Région Hautes-Rives sont partenaires institutionnels du contrat ; elles n'en"
            " sont pas signataires.\n",
            ["MSA des Rives", "Région Hautes-Rives"],
        ),
        (
            LIST + "\nNos compagnons\nIls prennent part aux chantiers sans signer le contrat :\n\n"
            "- Région Hautes-Rives\n- Mutualité des Rives\n",
            ["Région Hautes-Rives", "Mutualité des Rives"],
        ),
    ],
)
def test_guests_are_told_beside_those_who_sign(text: str, guests: list[str]) -> None:
    found = parties(reading_of(text + "\nArticle 2 – Périmètre\n\nLe contrat est local.\n"))
    assert [party.name for party in found if party.role is PartyRole.ASSOCIATED] == guests
    assert [party.name for party in found if party.role is PartyRole.SIGNATORY] == [
        "Agence régionale de santé d'Aurence",
        "Communauté de communes des Rives",
    ]
