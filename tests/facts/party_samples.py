"""A contract whose parties a test gives, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts.reading import Reading
from ingest.facts.records import Party, PartyRole
from tests.facts.readings import reading_of

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
REST = (
    "Article 2 : Le périmètre\n\nLe contrat couvre dix communes.\n\nArticle 3 : La gouvernance\n\n"
    "Le comité de pilotage réunit les signataires :\n- l’ARS,\n- la Ville de Castrin.\n\n"
    "Article 4 : Les engagements des signataires\n\nLes signataires s’engagent à :\n- participer aux réunions,\n- "
    "informer."
)


def contract(article: str, *before: str) -> Reading:
    """A contract whose first article is given, and what stands before it."""
    return reading_of([COVER, *before, f"{article}\n\n{REST}"])


def named(found: Sequence[Party], role: PartyRole = PartyRole.SIGNATORY) -> list[str]:
    """The names of the parties of one role."""
    return [party.name for party in found if party.role is role]


def spoken(found: Sequence[Party]) -> dict[str, tuple[str, str]]:
    """The person and the office of each party that has either."""
    return {
        party.name: (
            party.representatives[0].value if party.representatives else "",
            party.offices[0].value if party.offices else "",
        )
        for party in found
        if party.representatives or party.offices
    }


SIX = [
    "Agence Régionale de Santé",
    "État",
    "Communauté de communes des Deux Rives",
    "Conseil départemental de l’Orvanne",
    "Caisse Primaire d’Assurance Maladie",
    "Centre hospitalier de Castrin",
]

LISTS = {
    "bullets": (
        "Article 1 : Les parties signataires\n\nLe contrat est conclu entre les parties suivantes :\n"
        "- L’Agence Régionale de Santé,\n- L’État,\n- La Communauté de communes des Deux Rives,\n"
        "- Le Conseil départemental de l’Orvanne,\n- La Caisse Primaire d’Assurance Maladie,\n"
        "- Le Centre hospitalier de Castrin."
    ),
    "bare lines": (
        "Article 1 : Les signataires\n\nL’Agence Régionale de Santé\nL’État\nLa Communauté de communes des Deux Rives\n"
        "Le Conseil départemental de l’Orvanne\nLa Caisse Primaire d’Assurance Maladie\nLe Centre hospitalier de "
        "Castrin"
    ),
    "blank lines": (
        "ARTICLE 1 – PARTIES AU CONTRAT\n\nLes signataires engagés dans le contrat :\n\nL’Agence Régionale de Santé ;\n"
        "\nL’État ;\n\n"
        "La Communauté de communes\n\ndes Deux Rives ;\n\nLe Conseil départemental de l’Orvanne ;\n\n"
        "La Caisse Primaire d’Assurance Maladie ;\n\nLe Centre hospitalier de Castrin."
    ),
    "round bullets over two lines": (
        "Article 1er : Les parties prenantes au contrat\n\nLes signataires du contrat local de santé sont :\n"
        "• L’Agence Régionale de Santé\n• L’État\n• La Communauté de communes\ndes Deux Rives\n"
        "• Le Conseil départemental de\nl’Orvanne\n• La Caisse Primaire d’Assurance Maladie\n• Le Centre hospitalier "
        "de Castrin\nLe périmètre du contrat"
    ),
    "one sentence": (
        "Article I : Les parties\n\nLe présent contrat est conclu entre l’Agence Régionale de Santé, l’État, la "
        "Communauté de communes "
        "des Deux Rives, le Conseil départemental de l’Orvanne, la Caisse Primaire d’Assurance Maladie et le Centre "
        "hospitalier de Castrin. Il lie ses signataires pour cinq ans."
    ),
    "numbered": (
        "Article 1 – Signataires\n\n1. L’Agence Régionale de Santé\n2. L’État\n3. La Communauté de communes des Deux "
        "Rives\n"
        "4. Le Conseil départemental de l’Orvanne\n5. La Caisse Primaire d’Assurance Maladie\n6. Le Centre hospitalier "
        "de Castrin"
    ),
    "arrows and a sentence before": (
        "Article 1 : Parties signataires du contrat\n\nLe CLS est une démarche partagée. Il associe des institutions "
        "de tous ordres.\n\n"
        "Les parties signataires du présent contrat sont les suivantes :\n➢ l’Agence Régionale de Santé ;\n➢ l’État ;\n"
        "➢ la Communauté de communes des Deux Rives ;\n➢ le Conseil départemental de l’Orvanne ;\n"
        "➢ la Caisse Primaire d’Assurance Maladie ;\n➢ le Centre hospitalier de Castrin."
    ),
}
