"""Two contracts of one invented territory, and one of another: what each has that the others have not."""

from __future__ import annotations

OLDER = """Contrat local de santé
du Pays de Brumelle
2027-2030
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- Le PETR du Pays de Brumelle
- La Caisse primaire d'assurance maladie de l'Orvelle
- L'Union des mutuelles de l'Orvelle
Article 6 : La durée
Le contrat couvre la période 2027-2030.
Fait à Brumelle, le 4 février 2027
\f
Axe 1 : Mobilités et accès aux soins
Fiche action 1.1 : Mettre en place un transport à la demande
Porteur
PETR du Pays de Brumelle
Financement
Montant prévisionnel annuel : 9 000 €
Fiche action 1.2 : Former aux gestes qui sauvent
Porteur
PETR du Pays de Brumelle
Financement
Montant prévisionnel annuel : 4 000 €
"""
NEWER = """Contrat local de santé
du Pays de Brumelle
2031-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- Le PETR du Pays de Brumelle
- La Caisse primaire d'assurance maladie de l'Orvelle
- Le Département de l'Orvelle
- La CPTS Brumelle-Vaux
Article 6 : La durée
Le contrat est conclu pour une durée de 5 ans.
Fait à Brumelle, le 3 mars 2031
\f
Axe 1 : Les soins de proximité
Fiche action 1.1 : Former les habitants aux gestes qui sauvent
Porteur
PETR du Pays de Brumelle
Financement
Montant prévisionnel annuel : 5 000 €
Fiche action 1.2 : Ouvrir une maison sport-santé
Porteur
CPTS Brumelle-Vaux
Financement
Montant prévisionnel annuel : 12 000 €
"""
ELSEWHERE = """Contrat local de santé
des Coteaux de Sarpe
2032-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- La Communauté de communes des Coteaux de Sarpe
- La Caisse primaire d'assurance maladie de l'Arvoise
Article 6 : La durée
Le contrat couvre la période 2032-2035.
Fait à Sarpe, le 9 mai 2032
\f
Fiche action 2.1 : Accueillir les internes
Porteur
Communauté de communes des Coteaux de Sarpe
Financement
Montant prévisionnel annuel : 7 000 €
"""
TEXTS = {"ancien.txt": OLDER, "nouveau.txt": NEWER, "sarpe.txt": ELSEWHERE}
