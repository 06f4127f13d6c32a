"""An invented contract and its record, for the tests of what shows the records; every quote stands in its page."""

from __future__ import annotations

import hashlib

from assistant.library import Library, UnderstoodContract
from assistant.records import ContractRef
from ingest.facts.records import (
    Action,
    AmountPeriod,
    Axis,
    Body,
    Commitment,
    Contact,
    ContractRecord,
    Contradiction,
    DiagnosisFigure,
    Epci,
    Evidence,
    Funding,
    FundingItem,
    FundingState,
    Indicator,
    LineRole,
    Nature,
    Party,
    PartyRole,
    Perimeter,
    Place,
    PolicyLink,
    Quantity,
    Said,
)
from ingest.records import Document, Metadata, Page, ReadState

PAGE_1 = """Contrat local de santé du Val d'Arvière 2031-2035
Entre l'Agence régionale de santé Occitanie, représentée par Jeanne Morvan, Directrice générale,
L'État, représenté par le Préfet du Gers,
la CPAM du Gers, la Communauté Professionnelle Territoriale de Santé (CPTS) d'Arvière,
associés en tant que de besoin : Éducation nationale
Conclu pour 5 ans. Fait à Arvière, le 14 mars 2031
Communauté de communes des Trois Sources (CCTS) : 11 000 habitants, 2 communes : Arvière, Lunac
Le comité de pilotage se réunit une fois par an minimum. Trois axes sont retenus.
Axe 1 Accès aux soins
Les signataires s'engagent à participer aux réunions.
Toute modification fait l'objet d'un avenant.
Taux de chômage 2030 : 9,6 %
Contact : Paul Astier, 05 00 00 00 00
"""
PAGE_2 = """Fiche action 1.1 Accueillir des internes
Porteur : CPTS d'Arvière
Partenaires : CPAM, communes, Préfecture
Public : étudiants
Montant prévisionnel annuel : 4 791,50 € dont location : 500 €
Taux ARS : maximum 50 %, cofinancement : CCTS
Indicateur : nombre d'internes (annuelle)
Suivi : Paul Astier
Fiche action 1.2 Prévenir les chutes
Porteur : =HYPERLINK("http://x") ; animateur CLS
Financement : 12 000 € pour la durée du projet
Fiche action 1.3 Semaines de la santé
Financement : CPOM Promotion Santé
Fiche action 1.4 Lutter contre l'ambroisie
Plafonné à 3 000 € par an
Fiche action 1.5 Mobilité
Financement :
Tableau : 1.1 Accueillir les internes, porteur Pays
"""
DOCUMENT_ID = hashlib.sha256(b"arviere").hexdigest()
CONTRACT_ID = "val-d-arviere-2031-2035"
OLDER_ID = "val-d-arviere-2026-2030"


def proof(quote: str, document_id: str = DOCUMENT_ID) -> tuple[Evidence, ...]:
    """The evidence of a quote of one of the two pages."""
    for number, text in enumerate((PAGE_1, PAGE_2), 1):
        start = text.find(quote)
        if start >= 0:
            return (Evidence(document_id, number, start, start + len(quote), quote),)
    raise AssertionError(quote)


def said(value: str, quote: str = "", place: Place = Place.SHEET) -> Said:
    """A value, proved by itself unless a quote is given."""
    return Said(value, proof(quote or value), place)


def line(quote: str, **fields: object) -> Funding:
    """A line of funding."""
    return Funding(evidence=proof(quote), **{"state": FundingState.AMOUNT, **fields})  # type: ignore[arg-type]


def actions() -> tuple[Action, ...]:
    """One action for each thing that a sheet can say of money."""
    amount = line(
        "Montant prévisionnel annuel : 4 791,50 €",
        amount=4791.5,
        period=AmountPeriod.ANNUAL,
        nature=Nature.ESTIMATED,
        payer="ARS",
        rate=50.0,
        rate_is_cap=True,
        items=(FundingItem("location", 500.0, proof("location : 500 €")),),
        cofunders=(said("CCTS", "cofinancement : CCTS"),),
    )
    share = line(
        "Taux ARS : maximum 50 %", role=LineRole.SHARE, amount=2395.75, period=AmountPeriod.ANNUAL, payer="ARS"
    )
    return (
        Action(
            "1.1",
            (
                said("Accueillir des internes"),
                said("Accueillir les internes", place=Place.SUMMARY),
            ),
            proof("Fiche action 1.1 Accueillir des internes"),
            axis="1",
            leads=(said("CPTS d'Arvière", "Porteur : CPTS d'Arvière"), said("Pays", "porteur Pays", Place.SUMMARY)),
            partners=(said("CPAM"), said("communes"), said("Préfecture")),
            public=(said("étudiants"),),
            funding=(amount, share),
            indicators=(Indicator("nombre d'internes", proof("nombre d'internes"), frequency=(said("annuelle"),)),),
            follow_up=(said("Paul Astier", "Suivi : Paul Astier"),),
            policy=(PolicyLink("PRS", said("Accueillir des internes")),),
        ),
        Action(
            "1.2",
            (said("Prévenir les chutes"),),
            proof("Fiche action 1.2 Prévenir les chutes"),
            axis="1",
            leads=(said('=HYPERLINK("http://x")'), said("animateur CLS")),
            funding=(line("12 000 € pour la durée du projet", amount=12000.0, period=AmountPeriod.GLOBAL),),
        ),
        Action(
            "1.3",
            (said("Semaines de la santé"),),
            proof("Fiche action 1.3 Semaines de la santé"),
            funding=(
                line(
                    "CPOM Promotion Santé",
                    state=FundingState.FUNDER_ONLY,
                    payer="Promotion Santé",
                    instrument="CPOM Promotion Santé",
                ),
            ),
        ),
        Action(
            "1.4",
            (said("Lutter contre l'ambroisie"),),
            proof("Fiche action 1.4 Lutter contre l'ambroisie"),
            funding=(line("Plafonné à 3 000 € par an", cap=3000.0, cap_period=AmountPeriod.ANNUAL),),
        ),
        Action(
            "1.5",
            (said("Mobilité"),),
            proof("Fiche action 1.5 Mobilité"),
            funding=(line("Financement :", state=FundingState.NOT_STATED),),
        ),
    )


def record() -> ContractRecord:
    """What the two pages say."""
    article = Place.ARTICLE
    return ContractRecord(
        territory=(said("Val d'Arvière", place=Place.COVER),),
        period=(said("2031-2035", place=Place.COVER),),
        duration=(said("5 ans", "Conclu pour 5 ans", article),),
        signed_on=(said("2031-03-14", "le 14 mars 2031", Place.SIGNATURE),),
        signed_at=(said("Arvière", "Fait à Arvière", Place.SIGNATURE),),
        parties=(
            Party(
                "Agence régionale de santé Occitanie",
                PartyRole.SIGNATORY,
                proof("Agence régionale de santé Occitanie"),
                (said("Jeanne Morvan"),),
                (said("Directrice générale"),),
            ),
            Party("L'État", PartyRole.SIGNATORY, proof("L'État"), offices=(said("Préfet du Gers"),)),
            Party("CPAM du Gers", PartyRole.SIGNATORY, proof("CPAM du Gers")),
            Party(
                "Communauté Professionnelle Territoriale de Santé (CPTS) d'Arvière",
                PartyRole.SIGNATORY,
                proof("Communauté Professionnelle Territoriale de Santé (CPTS) d'Arvière"),
            ),
            Party("Éducation nationale", PartyRole.ASSOCIATED, proof("Éducation nationale")),
        ),
        perimeter=Perimeter(
            proof("Communauté de communes des Trois Sources (CCTS)"),
            (
                Epci(
                    "Communauté de communes des Trois Sources",
                    proof("Communauté de communes des Trois Sources (CCTS)"),
                    "CCTS",
                    (Quantity(11000.0, "habitants", proof("11 000 habitants")),),
                    (Quantity(2.0, "communes", proof("2 communes")),),
                    (said("Arvière", "Arvière, Lunac"), said("Lunac", "Arvière, Lunac")),
                ),
            ),
            commune_counts=(Quantity(2.0, "communes", proof("2 communes")),),
        ),
        governance=(
            Body(
                "comité de pilotage",
                proof("comité de pilotage"),
                (said("Le comité de pilotage se réunit une fois par an minimum."),),
                (said("une fois par an minimum"),),
            ),
        ),
        axes=(Axis("1", (said("Accès aux soins", "Axe 1 Accès aux soins", article),)),),
        axis_counts=(Quantity(3.0, "axes", proof("Trois axes")),),
        actions=actions(),
        commitments=(Commitment("signataires", said("participer aux réunions"), "s'engagent"),),
        revision=(said("Toute modification fait l'objet d'un avenant."),),
        figures=(
            DiagnosisFigure(
                "Taux de chômage", 9.6, "%", proof("Taux de chômage 2030 : 9,6 %"), year="2030", shown="9,6 %"
            ),
        ),
        contacts=(Contact("Paul Astier", proof("Paul Astier, 05 00 00 00 00"), phone="05 00 00 00 00"),),
        contradictions=(
            Contradiction(
                "contrat",
                "nombre d'axes",
                (said("3", "Trois axes"), said("1", "Axe 1 Accès aux soins")),
                "le texte en annonce trois",
            ),
        ),
    )


def document() -> Document:
    """The contract's document."""
    about = Metadata("CLS du Val d'Arvière", "contrat", "Val d'Arvière", "2031-2035")
    pages = (Page(1, PAGE_1), Page(2, PAGE_2))
    return Document(DOCUMENT_ID, "arviere.pdf", about, ReadState.READY, pages, facts=record())


def library() -> Library:
    """The contract in force, and the one before, of which nothing is said."""
    older = UnderstoodContract(
        ContractRef(OLDER_ID, "Val d'Arvière 2026-2030"), "Val d'Arvière", "2026-2030", "", False, (), ContractRecord()
    )
    label = ContractRef(CONTRACT_ID, "Val d'Arvière 2031-2035")
    newer = UnderstoodContract(label, "Val d'Arvière", "2031-2035", "contrat", True, (document(),), record())
    return Library((older, newer))
