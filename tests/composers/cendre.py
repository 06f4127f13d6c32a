"""An invented contract whose sheets have all fields: payers beside the payer, blanks, calendars, plans, publics."""

from __future__ import annotations

CENDRE = """Contrat local de santé
du Val de Cendre
2031-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- Le PETR du Val de Cendre
- Le Département de la Vouivre
- La Caisse primaire d'assurance maladie de la Vouivre
Article 2 : Le périmètre
Le contrat couvre les 24 communes du Val de Cendre.
Article 6 : La durée
Le contrat est conclu pour une durée de 5 ans.
Fait à Cendrey, le 3 mars 2031
\f
Axe 1 : L'accès aux soins
Fiche action 1.1 : Accueillir les internes
Porteur
PETR du Val de Cendre
Partenaires
ARS, CPAM, bailleurs sociaux, mission locale
Population bénéficiaire
Internes en médecine
Description du projet
- Offrir un panier d'accueil aux internes
Calendrier
Durée du CLS
Liens avec la politique régionale de santé
Priorités stratégiques PRS : Améliorer l'accès aux soins
Autre plan/programme/politique : Plan ruralité
Financement
Estimation du montant prévisionnel annuel du projet : 1 800 €
Taux d'intervention ARS : FIR demandé pour un panier d'accueil au profit de 48 internes/an
Cofinancements : selon projets
\f
Fiche action 1.2 : Relier la ville et l'hôpital
Porteur
CPTS de la Vouivre
Partenaires
Centre hospitalier de Cendrey, services de la protection de l'enfance (Département), CPAM
Population bénéficiaire
Patients du territoire
Description du projet
- Tenir une réunion de parcours par trimestre
Calendrier
Durée du CLS
Financement
Estimation du montant prévisionnel global du projet : néant
Taux d'intervention ARS : néant
Cofinancements : néant
\f
Axe 2 : La prévention
Fiche action 2.1 : Former au repérage de la souffrance psychique
Porteur
PETR du Val de Cendre
Partenaires
Département, mission locale
Population bénéficiaire
direct : Élus, secouristes
indirect : habitants
Description du projet
- Ouvrir des sessions de deux jours
Calendrier
Durée du CLS
Liens avec la politique régionale de santé
Priorités stratégiques PRSE5 : Action 7 : Former les relais
Financement
Estimation du montant prévisionnel annuel du projet : 4 400 €
Taux d'intervention ARS : 100 %
Cofinancements : néant
\f
Fiche action 2.2 : Lutter contre la berce du Caucase
Porteur
FREDON avec l'aide de l'animatrice du CLS
Partenaires
FREDON, communes
Population bénéficiaire
direct : communes
indirect : élus
Description du projet
Impliquer les communes :
- Nommer un référent berce dans chaque commune
- Inscrire une clause « berce » dans les marchés de fauchage
Calendrier
Durée du CLS
Liens avec la politique régionale de santé
Priorités stratégiques PRSE5 : Action 12 : Surveiller les plantes à risque
Financement
Estimation du montant prévisionnel global du projet :
Taux d'intervention ARS : CPOM Fredon
Cofinancements : néant
\f
Fiche action 2.3 : Bouger après 60 ans
Porteur
PETR du Val de Cendre
Partenaires
clubs sportifs
Population bénéficiaire
Personnes âgées
Description du projet
- Ouvrir deux ateliers d'équilibre
Calendrier
Durée du CLS
Financement
Estimation du montant prévisionnel annuel du projet : 2 600 €
Taux d'intervention ARS : 100 %
Cofinancements : communes avec le prêt de gymnases
\f
Fiche action 2.4 : Animer le contrat
Porteur
PETR du Val de Cendre
Partenaires
ARS
Population bénéficiaire
Acteurs du contrat
Description du projet
Volet « pilotage »
L'animatrice santé prépare les comités et tient le tableau de bord.

Volet « Prévention »
L'animatrice santé est chargée de :
- Relayer les campagnes nationales
- Signaler les besoins à l'ARS

Volet « Cellule de situations complexes »
L'animatrice santé est chargée de :
- Réunir la cellule
Calendrier
Les deux premières années du CLS
Financement
Estimation du montant prévisionnel global du projet : maximum 20 000 €/an
Taux d'intervention ARS : maximum 50 % de la dépense
Cofinancements : PETR du Val de Cendre, Région
"""
