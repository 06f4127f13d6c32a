"""The words that invented contracts are drawn from."""

from __future__ import annotations

# How a contract names itself on its title page, and its territory's own name.
TERRITORIES = (
    ("Contrat Local de Santé 2e génération – CC des Vallées et Plateaux", "Vallées et Plateaux"),
    ("Contrat local de santé du Val d’Aurence {period}", "Val d’Aurence"),
    ("CLS de l’agglomération de Brévanne {period}", "Brévanne"),
    ("contrat local de santé du pays de Lormoy", "Lormoy"),
    ("CONTRAT LOCAL DE SANTÉ\nDU PAYS DES TROIS CLOCHERS\n{period}", "Trois Clochers"),
    ("Contrat Local de Santé (CLS) Ville de Sarvigny", "Sarvigny"),
    ("Contrat local de santé\nPETR du Haut-Morvent", "Haut-Morvent"),
    ("CONTRAT LOCAL DE SANTÉ DE LA MÉTROPOLE D’ORGELIN", "Orgelin"),
    ("Contrat local de santé du Parc naturel régional des Landes-Bleues {period}", "Landes-Bleues"),
    ("Contrat Local de Santé {period}\nCommunauté d’agglomération du Grand Tavelin", "Grand Tavelin"),
    ("Le contrat local de santé du Syndicat mixte de la Basse-Ourme", "Basse-Ourme"),
    ("Contrat local de santé du Pays Corvinois {period}", "Pays Corvinois"),
)
NEIGHBOURS = ("Mont-Sorel", "Plaine d’Iselle", "Pays Fontelain")
COMMUNES = "Arvière Belmoncel Castrin Dolmoy Estrevaux Fargenel Grimois Houssencourt Ivray Jolmagny".split()
THEMES = ("Accès aux soins", "Santé mentale", "Prévention et promotion de la santé", "Santé environnementale")
VERBS = "Favoriser Développer Soutenir Renforcer Coordonner Accompagner Déployer Structurer".split()
THINGS = (
    "l’accueil des internes en médecine générale",
    "la formation aux premiers secours en santé mentale",
    "le repérage des fragilités chez les personnes âgées",
    "l’activité physique adaptée dans les communes rurales",
    "la lutte contre les plantes allergisantes",
    "les compétences psychosociales des collégiens",
    "le dépistage organisé des cancers",
    "l’accès aux droits des publics précaires",
    "la prévention des conduites à risque chez les jeunes",
)
SUBJECTS = (
    "Les professionnels de santé du secteur",
    "Le diagnostic partagé",
    "Un groupe de travail réuni à {commune}",
    "La maison de santé de {commune}",
    "Le réseau des élus référents",
)
PREDICATES = (
    "constate que {n} % des habitants renoncent à une consultation faute de rendez-vous proche",
    "relève {n} situations signalées depuis l’ouverture de la permanence",
    "propose une organisation commune afin d’éviter les ruptures de parcours",
    "souhaite mieux faire connaître les dispositifs existants auprès des familles",
    "a recensé {n} besoins de formation auprès des équipes du médico-social",
)
ORGANISATIONS = (
    "Centre hospitalier de {commune}",
    "CPTS des Deux Rives",
    "Association Les Passerelles",
    "Maison départementale des solidarités",
    "Mutualité de {commune}",
    "Collectif Bien vieillir",
)
PARTIES = (
    "L’État, représenté par le préfet",
    "L’Agence Régionale de Santé",
    "Le Conseil Régional",
    "Le Conseil Départemental",
    "La Caisse Primaire d’Assurance Maladie",
    "La Mutualité Sociale Agricole",
)

# Canonical field, its group, and what it is called, in each of two families of words.
USUAL = (
    ("context", "context", "Motivation, contexte"),
    ("objectives", "objectives", "Objectif général"),
    ("description", "description", "Description du projet"),
    ("lead", "actors", "Porteurs (si connu)"),
    ("partners", "actors", "Partenaires, acteurs à mobiliser"),
    ("public", "actors", "Population bénéficiaire"),
    ("territory", "actors", "Territoire concerné"),
    ("results", "results", "Résultats attendus"),
    ("calendar", "calendar", "Calendrier prévisionnel"),
    ("funding", "funding", "Estimation du montant prévisionnel annuel du projet"),
    ("cofunding", "funding", "Co-financements"),
    ("indicators", "indicators", "Indicateurs"),
    ("frequency", "indicators", "Fréquence de mesure"),
    ("source", "indicators", "Source"),
    ("follow_up", "indicators", "Responsable du suivi"),
    ("policy", "policy", "Liens avec la politique régionale de santé et/ou autres démarches de partenaires"),
)
OTHER = (
    ("lead", "actors", "Structure pilote"),
    ("context", "context", "Constats"),
    ("objectives", "objectives", "Objectifs opérationnels"),
    ("public", "actors", "Public visé"),
    ("description", "description", "Modalités de mise en œuvre"),
    ("partners", "actors", "Partenaires mobilisés"),
    ("calendar", "calendar", "Échéancier"),
    ("funding", "funding", "Budget prévisionnel total"),
    ("rate", "funding", "Participation de l’ARS"),
    ("cofunding", "funding", "Autres financeurs"),
    ("indicators", "indicators", "Indicateurs d’évaluation"),
    ("follow_up", "indicators", "Référent"),
)
# The heading of sheet s of axis a, the k-th of all, and the number that it normalises to.
NUMBERINGS = {
    "Fiche action {a}.{s} : {t}": "{a}.{s}",
    "Fiche action {a}.{s} {t}": "{a}.{s}",
    "Fiche action n°{a}.{s}\n{t}": "{a}.{s}",
    "Fiche-action n° {a}-{s} – {t}": "{a}.{s}",
    "Fiche A.{a}.{s} : {t}": "A.{a}.{s}",
    "FICHE ACTION N°{k} : {t}": "{k}",
    "Fiche Action {k}. {t}": "{k}",
    "Action {k}. {t}": "{k}",
    "Action {a}.{s} – {t}": "{a}.{s}",
}
