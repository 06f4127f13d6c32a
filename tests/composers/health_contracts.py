"""Two generations of an invented contract and a neighbour's, with all that parties and roles are read from."""

from __future__ import annotations

VALLONS = """Contrat local de santé
du Pays des Vallons
2031-2036
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- Le PETR du Pays des Vallons
- L'État
- Le Département de l'Ombrée
- La Caisse primaire d'assurance maladie de l'Ombrée
- La Mutualité sociale agricole
- Le centre hospitalier de Saint-Orens
- La communauté professionnelle territoriale de santé des Vallons
Les partenaires associés en tant que de besoin :
- La Caisse d'allocations familiales de l'Ombrée
- L'Éducation nationale
- Promotion Santé Ombrée
Article 2 : Le périmètre
Le contrat couvre les 31 communes du Pays des Vallons.
Article 5 : Les engagements des signataires
Les signataires s'engagent à participer aux instances du contrat.
L'Agence régionale de santé s'engage à soutenir la réalisation des fiches actions.
Article 8 : La communication
Les signataires s'engagent à apposer le logo de chaque signataire sur les documents communs.
Fait à Saint-Orens, le 4 mai 2031
L'Agence régionale de santé
Madame Jeanne ARVIEU
Directrice générale
Le PETR du Pays des Vallons
Monsieur Luc TERRIN
Président
La Caisse primaire d'assurance maladie de l'Ombrée
Madame Inès COMBAL
Directrice
\f
Axe 1 : L'accès aux soins
Fiche action 1.1 : Accueillir les internes
Porteur
La communauté professionnelle territoriale de santé des Vallons
Partenaires
ARS, CPAM, bailleurs sociaux, centre hospitalier de Saint-Orens
Population bénéficiaire
Les étudiants en santé
Financement
Estimation du montant prévisionnel annuel du projet : 5 200 €
Taux d'intervention ARS : 100 %
\f
Axe 2 : La prévention
Fiche action 2.1 : Manger et bouger
Porteur
Promotion Santé Ombrée
Partenaires
CPAM, Éducation nationale, mission locale, CDOM
Population bénéficiaire
entreprises, collégiens
Financement
Néant
\f
Fiche action 2.2 : Repérer les violences
Porteur
PETR du Pays des Vallons
Partenaires
CAF, CIDFF, bailleurs sociaux
Financement
Néant
"""

VALLONS_BEFORE = """Communiqué de presse
Le Pays des Vallons signe son contrat local de santé 2016-2020
Le contrat local de santé du Pays des Vallons a été signé le jeudi 14 avril 2016 à Saint-Orens.
Les signataires du CLS
Le contrat local de santé du Pays des Vallons 2016-2020 engage ses signataires :
- l'Agence régionale de santé
- le PETR du Pays des Vallons
- la préfecture de l'Ombrée
- la Mutualité sociale agricole
- l'Éducation nationale
"""

RIVAGES = """Communiqué de presse
Le contrat local de santé des Grands Rivages 2030-2034
Les signataires du CLS
Le contrat local de santé des Grands Rivages 2030-2034 est signé entre l'ARS, la communauté de communes des Grands \
Rivages, le conseil départemental de la Brise, la préfecture de la Brise et la mutualité sociale agricole de la Brise.
"""

TEXTS = {
    "contrat-vallons-2031.txt": VALLONS,
    "communique-vallons-2016.txt": VALLONS_BEFORE,
    "communique-grands-rivages-2030.txt": RIVAGES,
}
