"""Invented contracts, as files' texts and as a snapshot in memory; pages are parted by form feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.records import Answer, Question, Status, Turn
from assistant.service import Assistant
from ingest.analysis import analyse
from ingest.records import Document, Metadata, PageOrigin, Passage, RawPage, ReadResult, ReadState
from ingest.storage.snapshot import Loaded, Snapshot, build
from tests.fakes import FakeEncoder

HAUTES_RIVES = """Contrat local de santé
du Pays des Hautes Rives
2024-2028
\f
Introduction
Le Pays des Hautes Rives compte 23 418 habitants.
La densité de médecins généralistes y est de 5,2 pour 10 000 habitants.
Vu la délibération du 3 février 2023 du conseil communautaire des Hautes Rives,
Il est convenu ce qui suit.
Article 1 : Les parties signataires
Le contrat local de santé des Hautes Rives est signé entre :
- le Pays des Hautes Rives, représenté par sa présidente, Mme Odile Verdan,
- l'Agence régionale de santé, représentée par son directeur général, M. Paul Astier,
- l'État, représenté par le préfet,
- la caisse primaire d'assurance maladie de Rochevive,
\f
- la Mutualité sociale agricole des Rives,
- le centre hospitalier de Rochevive.
Article 2 : Le périmètre
Le contrat couvre les 14 communes de la communauté de communes des Hautes Rives, dont Rochevive, Aubeterre et Lunac.
Article 3 : La gouvernance
Le comité de pilotage se réunit deux fois par an sous la présidence du Pays.
Article 6 : Durée et révision
Le contrat est conclu pour cinq ans. Il entre en vigueur à sa signature et court jusqu'au 31 décembre 2028.
Toute modification fait l'objet d'un avenant signé de toutes les parties.
Article 9 : Résiliation
Le contrat peut être résilié par l'une des parties, avec un préavis de trois mois adressé par lettre recommandée.
Fait à Rochevive, le 12 mars 2024
\f
Axe 1 : L'accès aux soins
Fiche action 1.1 : Accueillir des médecins
Contexte
Le départ en retraite de quatre médecins généralistes est attendu d'ici à 2026.
Porteur
La communauté professionnelle territoriale de santé des Rives
Partenaires
Le centre hospitalier de Rochevive, les communes
Calendrier prévisionnel
De 2024 à 2026
Financement
Estimation du montant prévisionnel annuel du projet : 7 350 €
Taux d'intervention ARS : 80 %
Indicateurs
Description : nombre de médecins installés
\f
Fiche action 1.2 : Transporter les patients isolés
Contexte
Onze communes n'ont aucun transport en commun.
Porteur
L'association Mobilité des Rives
Partenaires
La Région, les taxis de Lunac
Calendrier prévisionnel
Durée du CLS
Financement
Néant
\f
Axe 2 : La santé mentale
Fiche action 2.1 : Former aux premiers secours en santé mentale
Contexte
La souffrance psychique des jeunes augmente depuis 2020.
Porteur
La Maison des adolescents de Rochevive
Partenaires
L'UNAFAM, le groupe d'entraide mutuelle
Calendrier prévisionnel
Deux sessions par an
Financement
Estimation du montant prévisionnel annuel du projet : 4 120 €
Taux d'intervention ARS : 100 %
Cofinancements : néant
Indicateurs
Description : nombre de personnes formées
\f
Fiche action 2.2 : Semaines de la santé mentale
Contexte
Les semaines d'information ont lieu chaque automne.
Porteur
Le conseil local de santé mentale
Partenaires
Les médiathèques
Calendrier prévisionnel
Chaque mois d'octobre
Financement
Estimation du montant prévisionnel annuel du projet : 2 600 €
Taux d'intervention ARS : 50 %
"""

VAL_BRUMEUX = """Contrat local de santé
du Val Brumeux
2024-2029
\f
Article 1 : Les parties signataires
Le contrat local de santé du Val Brumeux est signé entre :
- la communauté de communes du Val Brumeux,
- l'Agence régionale de santé,
- le Département.
Article 2 : Le périmètre
Le contrat couvre les 9 communes du Val Brumeux, dont Fontgrise et Maraval.
Article 5 : Les engagements des signataires
Chaque signataire désigne un référent et participe au comité de pilotage.
Article 6 : La durée
Le contrat est conclu pour cinq ans et court jusqu'au 30 juin 2029.
Fait à Fontgrise, le 3 juillet 2024
\f
Axe 1 : L'environnement
Fiche action 1.1 : Lutter contre l'ambroisie
Contexte
L'ambroisie gagne les talus de Maraval et rend malades 310 personnes par an.
Porteur
L'association Herbes Folles
Partenaires
Les agriculteurs, les communes
Calendrier prévisionnel
De mai à septembre
Financement
Estimation du montant prévisionnel annuel du projet : 5 480 €
Taux d'intervention ARS : 60 %
\f
Fiche action 2.1 : Dépister les cancers
Contexte
La participation au dépistage est de 41 % dans le Val Brumeux.
Porteur
Le centre régional de dépistage
Partenaires
Les pharmacies de Fontgrise
Calendrier prévisionnel
Octobre rose
Financement
Estimation du montant prévisionnel annuel du projet : 1 900 €
Taux d'intervention ARS : 100 %
"""

# The contract before: a press release alone speaks of it.
VAL_BRUMEUX_BEFORE = """Communiqué de presse
Le Val Brumeux signe son contrat local de santé 2019-2023
Le contrat local de santé du Val Brumeux a été signé le jeudi 14 mars 2019 à Maraval pour la période 2019-2023.
Il prévoit l'ouverture d'une maison de santé à Fontgrise et la lutte contre les tiques.
Les signataires du CLS
Le contrat local de santé du Val Brumeux 2019-2023 engage ses signataires :
- la communauté de communes du Val Brumeux
- l'Agence régionale de santé
- la préfecture
Contact presse : communauté de communes du Val Brumeux
"""

# An article names no signatory and no amount.
MONTS_ORIEL = """Better care in the Monts d'Oriel: the local health contract 2025-2030
By Jane Doe
The Local Health Contract (CLS) in the Monts d'Oriel has been renewed for 2025-2030 by local authorities.
The Local Health Contract in the Monts d'Oriel fights the shortage of general practitioners and medical deserts.
Residents travel more than forty kilometres to see a doctor.
The environmental health pillar fights ragweed, whose pollen makes many residents ill.
"""

TEXTS: Mapping[str, str] = {
    "hautes-rives.txt": HAUTES_RIVES,
    "val-brumeux.txt": VAL_BRUMEUX,
    "communique-val-brumeux-2019.txt": VAL_BRUMEUX_BEFORE,
    "article-monts-oriel.txt": MONTS_ORIEL,
}


def loaded(name: str, text: str, *, metadata: Metadata | None = None, state: ReadState = ReadState.READY) -> Loaded:
    """A text as ingestion would store it."""
    raw = tuple(
        RawPage(number, page.strip("\n"), PageOrigin.TEXT if page.strip() else PageOrigin.SCAN)
        for number, page in enumerate(text.split("\f"), 1)
    )
    identity = hashlib.sha256(text.encode()).hexdigest()
    document, passages = analyse(ReadResult(state, pages=raw), document_id=identity, file_name=name, known=metadata)
    return Loaded(document, passages, FakeEncoder().encode([passage.text for passage in passages]))


def snapshot_of(texts: Mapping[str, str] = TEXTS, *more: Loaded) -> Snapshot:
    """The snapshot of these texts."""
    return build("1", [*(loaded(name, text) for name, text in texts.items()), *more], FakeEncoder().dimension)


@dataclass(frozen=True)
class Held:
    """A store that holds one snapshot."""

    held: Snapshot

    def snapshot(self) -> Snapshot:
        return self.held


def assistant_of(texts: Mapping[str, str] = TEXTS, *more: Loaded) -> Assistant:
    """An assistant over these texts."""
    return Assistant(Held(snapshot_of(texts, *more)), FakeEncoder())


def ask(assistant: Assistant, text: str, *before: str, contracts: tuple[str, ...] = ()) -> Answer:
    """The answer to a question, asked after the questions `before`."""
    return assistant.ask(Question(text, tuple(Turn(question) for question in before), contracts))


def assert_says(assistant: Assistant, question: str, holds: Sequence[str]) -> None:
    """A question has an answer, and it holds all these words."""
    answer = ask(assistant, question)
    assert answer.status in {Status.ANSWERED, Status.PARTIAL}, answer.answer
    for words in holds:
        assert words in answer.answer, f"{words!r} not in {answer.answer!r}"


def page_text(document: Document, number: int) -> str:
    """The text of a page."""
    return next(page.text for page in document.pages if page.number == number)


def passage_of(snapshot: Snapshot, words: str) -> Passage:
    """The first passage that holds these words."""
    return next(passage for passage in snapshot.passages if words in passage.text)


def write(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """The texts as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text.replace("\f\n", "\n"), encoding="utf-8")
    return folder
