"""What invented contracts say: sentences, organisations, and the labels of two worlds of words.

`USUAL` and `UNUSUAL` labels are those of the families that extraction is developed with; the words of the held-out
families stand in `elsewhere`.
"""

from __future__ import annotations

from dataclasses import dataclass

VERBS = "Favoriser Développer Soutenir Renforcer Coordonner Accompagner Déployer Structurer Faciliter Améliorer".split()
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
    "la coordination entre la ville et l’hôpital",
    "l’éducation à la vie affective et sexuelle",
    "la qualité de l’air intérieur dans les écoles",
    "le soutien aux aidants",
    "la santé bucco-dentaire des enfants",
    "l’installation de nouveaux professionnels de santé",
    "la surveillance du moustique tigre",
    "le sport sur ordonnance",
    "la cellule des situations complexes",
    "l’alimentation équilibrée à petit budget",
    "l’animation et le suivi du contrat",
    "le transport vers les consultations de spécialistes",
    "la parentalité durant les mille premiers jours",
)
ENDINGS = (
    "",
    "",
    "",
    " sur l’ensemble du territoire",
    " et mobiliser les acteurs de proximité qui y contribuent tout au long de l’année",
    " : du repérage à l’orientation",
    " (actions d’aller-vers)",
)
THEMES = (
    "Accès aux soins",
    "Santé mentale",
    "Prévention et promotion de la santé",
    "Santé environnementale",
    "Parcours de vie et autonomie",
    "Animation et évaluation du contrat",
    "Offre de soins de premier recours",
    "Publics vulnérables",
)
SENTENCES = (
    "Les professionnels de santé du secteur constatent que {n} % des habitants renoncent à une consultation",
    "Le diagnostic partagé relève {n} situations signalées depuis l’ouverture de la permanence",
    "La maison de santé {de_commune} a accueilli {n} étudiants en deux ans",
    "Au niveau national, ces dépenses atteignent {m},{d} milliards d’euros par an",
    "Le réseau des élus référents, réuni à {commune}, a recensé {n} besoins de formation",
    "Une hospitalisation évitable coûte en moyenne {k} {h} € à la collectivité",
    "Plusieurs acteurs tels que le GEM, le DAC et la mission locale souhaitent mieux travailler ensemble",
    "On compte {n} médecins pour 100 000 habitants, contre {m}{d} dans la région",
    "La circulaire du {d} août 2028 invite les territoires à s’organiser",
    "Les équipes du secteur médico-social proposent une organisation commune afin d’éviter les ruptures de parcours",
    "L’association reçoit au 4 rue des Tilleuls, 99 {n}0 {commune}, et oriente les appels vers le 3114",
    "Le secteur compte {k} {h} habitants répartis dans des communes rurales",
)
RESULTS = (
    "Nouvelles installations de professionnels",
    "Meilleure connaissance des dispositifs existants",
    "Diminution du renoncement aux soins",
    "Baisse des ruptures de parcours",
    "Augmentation du nombre de personnes formées",
    "Implication durable des acteurs locaux",
    "Hausse de la participation aux dépistages",
)
INDICATORS = (
    "Nombre de personnes formées",
    "Nombre d’internes accueillis",
    "Taux de participation aux réunions",
    "Nombre de situations étudiées par la cellule",
    "Part des communes engagées dans la démarche",
    "Nombre de partenaires mobilisés",
    "Nombre d’ateliers réalisés",
    "Satisfaction des bénéficiaires",
    "Délai moyen d’obtention d’un rendez-vous",
    "Nombre d’outils diffusés",
)
PUBLICS = (
    "Étudiants et professionnels de santé",
    "Habitants du territoire",
    "Personnes âgées de plus de 65 ans",
    "Collégiens et lycéens",
    "Publics en situation de précarité",
    "Agents des collectivités",
    "Familles avec de jeunes enfants",
)
FREQUENCIES = ("annuelle", "semestrielle", "Trimestrielle", "Tous les ans", "à mi-parcours et en fin de contrat")
SOURCES = ("CLS", "CPTS", "Registre du porteur", "Données de l’assurance maladie", "Tableau de bord du contrat")
PLANS = (
    ("Priorités stratégiques PRS", "Améliorer l’accès aux soins dans les territoires fragiles"),
    ("Lien parcours", "Parcours santé mentale et psychiatrie"),
    ("Autre plan/programme/politique", "Plan national nutrition santé"),
)
POLICIES = (
    "Garantir l’équité en structurant une offre de proximité",
    "Parcours personnes âgées",
    "Projet alimentaire territorial",
    "Attractivité des métiers de la santé",
    "Schéma départemental de l’autonomie",
    "Parcours précarité et vulnérabilité",
    "Renforcer la prévention à tous les âges",
)
PARTNERS = (
    "ARS",
    "CPAM",
    "MSA",
    "CAF",
    "Éducation nationale",
    "Mission locale",
    "Centres sociaux",
    "Bailleurs sociaux",
    "Maisons de santé pluriprofessionnelles",
    "Dispositif d’appui à la coordination",
    "Conseil départemental",
    "Groupe d’entraide mutuelle",
    "Ordres professionnels",
    "Office du tourisme",
    "URPS médecins libéraux",
    "Maison des adolescents",
)
OBJECTIVES = (
    "Stabiliser puis développer une offre de soins de proximité",
    "Rompre l’isolement des personnes fragiles",
    "Promouvoir la santé mentale auprès du grand public",
    "Réduire les expositions aux risques environnementaux",
    "Mieux orienter les familles vers les dispositifs existants",
)
STEPS = (
    "Organiser des sessions de formation",
    "Créer un outil commun d’orientation",
    "Diffuser un guide auprès des communes",
    "Animer un groupe de travail",
    "Recenser les locaux disponibles",
    "Proposer des ateliers dans les villages",
    "Faire connaître le numéro unique",
)
ITEMS = (
    "Location de salle",
    "Achat de fournitures",
    "Temps d’animation",
    "Supports de communication",
    "Frais de déplacement",
    "Intervenants extérieurs",
)
# Governance: names of bodies, who sits in them, how often they meet.
BODIES = (
    ("comité de pilotage", "réunit les signataires et valide la programmation annuelle"),
    ("comité technique", "prépare les travaux du comité de pilotage et suit l’avancement des fiches"),
    ("groupes de travail thématiques", "rassemblent les opérateurs des actions"),
    ("assemblée plénière", "informe l’ensemble des partenaires"),
)
MEETINGS = (
    "une fois par an minimum",
    "au moins deux fois par an",
    "chaque trimestre",
    "autant que nécessaire",
    "une fois par semestre",
)
# Commitments: verb (singular, plural) and what follows.
STRENGTHS = (
    ("s’engage à", "s’engagent à", "s’engage"),
    ("s’efforce de", "s’efforcent de", "s’efforce"),
    ("envisage de", "envisagent de", "envisage"),
    ("décide de", "décident de", "décide"),
    ("peut", "peuvent", "peut"),
)
DUTIES = (
    "participer aux réunions et aux instances du contrat",
    "mettre à disposition les données utiles au diagnostic",
    "valoriser les actions auprès de ses usagers",
    "soutenir la réalisation des fiches actions",
    "mobiliser ses compétences et ses moyens propres",
    "relayer les campagnes de prévention",
    "contribuer à la formation des professionnels",
    "informer les autres parties de toute difficulté",
)

# Labels of a sheet by canonical name.
USUAL: dict[str, tuple[str, ...]] = {
    "context": ("Motivation, contexte", "Contexte", "Constats", "Contexte et constats", "Éléments de contexte"),
    "objectives": ("Objectif général", "Objectifs généraux"),
    "operational": ("Objectifs opérationnels", "Objectif opérationnel", "Objectifs spécifiques"),
    "description": ("Description du projet", "Description de l’action", "Modalités de mise en œuvre", "Contenu"),
    "lead": ("Porteur (si connu)", "Porteurs de l’action", "Structure pilote", "Pilote", "Chef de file", "Opérateur"),
    "partners": ("Partenaires, acteurs à mobiliser", "Partenaires", "Partenaires associés", "Partenaires mobilisés"),
    "public": ("Population bénéficiaire", "Public visé", "Publics cibles", "Cibles"),
    "territory": ("Territoire concerné", "Territoire d’intervention", "Périmètre de l’action"),
    "results": ("Résultats attendus", "Effets attendus"),
    "calendar": ("Calendrier prévisionnel", "Échéancier", "Calendrier de réalisation"),
    "funding": ("Financement", "Financements"),
    "annual": ("Estimation du montant prévisionnel annuel du projet", "Budget prévisionnel annuel"),
    "global": ("Estimation du montant prévisionnel global du projet", "Montant prévisionnel global du projet"),
    "amount": ("Estimation du montant prévisionnel du projet", "Budget prévisionnel", "Coût de l’action"),
    "rate": ("Taux d’intervention ARS", "Taux intervention ARS"),
    "share": ("Participation de l’ARS", "Participation ARS"),
    "cofunding": ("Cofinancements", "Co-financements", "Autres financeurs"),
    "indicators": ("Indicateurs", "Indicateurs d’évaluation", "Indicateurs de suivi"),
    "frequency": ("Fréquence de mesure",),
    "source": ("Source", "Sources"),
    "baseline": ("Valeur initiale",),
    "follow_up": ("Responsable du suivi", "Référent"),
    "policy": (
        "Liens avec la politique régionale de santé et/ou autres démarches de partenaires",
        "Articulation avec les politiques publiques",
    ),
}
UNUSUAL: dict[str, tuple[str, ...]] = {
    "context": ("Pourquoi cette action ?", "Éléments de diagnostic", "Enjeux et besoins repérés", "État des lieux"),
    "objectives": ("Finalité", "But poursuivi", "Objectif stratégique"),
    "operational": ("Objectifs visés", "Objectifs spécifiques", "Sous-objectifs"),
    "description": ("Déroulé", "Étapes et modalités", "Contenu détaillé de l’action", "Comment ?"),
    "lead": ("Structure(s) responsable(s)", "Qui pilote ?", "Portage", "Maître d’ouvrage", "Structure porteuse"),
    "partners": ("Avec qui ?", "Acteurs associés", "Partenariats à mobiliser", "Acteurs impliqués"),
    "public": ("Bénéficiaires", "Pour qui ?", "Personnes concernées", "Public concerné"),
    "territory": ("Échelle géographique", "Où ?", "Secteur d’intervention", "Zone concernée"),
    "results": ("Impacts attendus", "Ce qui doit changer", "Effets escomptés"),
    "calendar": ("Période de mise en œuvre", "Quand ?", "Échéance", "Planning"),
    "funding": ("Moyens financiers", "Plan de financement", "Ressources financières", "Coût et financeurs"),
    "annual": ("Coût annuel estimé", "Budget par an", "Besoin de financement annuel"),
    "global": ("Coût total sur la durée du contrat", "Budget global de l’action", "Enveloppe totale"),
    "amount": ("Coût estimé", "Budget", "Montant"),
    "rate": ("Part prise en charge par l’ARS", "Quote-part ARS"),
    "share": ("Subvention ARS", "Contribution de l’ARS"),
    "cofunding": ("Autres contributeurs", "Financements complémentaires", "Cofinanceurs"),
    "indicators": ("Critères de réussite", "Suivi et évaluation", "Mesure des résultats"),
    "frequency": ("Périodicité", "Périodicité du recueil"),
    "source": ("Origine des données", "Mode de recueil"),
    "baseline": ("Situation de départ", "Valeur de référence"),
    "follow_up": ("Personne chargée du suivi", "Contact pour le suivi"),
    "policy": ("Cohérence avec les autres plans", "Inscription dans les politiques publiques"),
}

# Parties beside the agency and the bearer: name, and the offices of a man and of a woman who represent it.
SIGNERS = (
    ("Préfecture de la {department}", "Préfet", "Préfète"),
    ("Conseil régional des {region}", "Président", "Présidente"),
    ("Conseil départemental de la {department}", "Président", "Présidente"),
    ("Caisse primaire d’assurance maladie de la {department}", "Directeur", "Directrice"),
    ("Mutualité sociale agricole", "Directeur général", "Directrice générale"),
    ("Centre hospitalier {of_place}", "Directeur", "Directrice"),
    ("CPTS {of_place}", "Président", "Présidente"),
)
ASSOCIATED = (
    "Caisse d’allocations familiales de {department}",
    "Éducation nationale",
    "Dispositif d’appui à la coordination",
    "Union départementale des associations familiales",
)
COVERS = (
    "Contrat local de santé {of}\n{period}",
    "CONTRAT LOCAL DE SANTÉ\n{of}\n{period}",
    "Contrat Local de Santé {period}\n{full}",
)


@dataclass(frozen=True)
class Clauses:
    """Sentences of the articles; `*_truth` are the words of theirs that the true record holds."""

    duration: str = "Le présent contrat est conclu pour une durée de {number} ans à compter de sa signature."
    revision: str = "Il peut être révisé par voie d’avenant, après accord de l’ensemble des signataires."
    revision_truth: str = "par voie d’avenant"
    communication: str = "Tout support de communication relatif aux actions porte les logos des signataires."
    communication_truth: str = "logos des signataires"
    termination: str = (
        "En cas de manquement, le contrat peut être résilié par l’une des parties, par lettre recommandée"
        " avec accusé de réception et moyennant un préavis de {months} mois."
    )
    termination_truth: str = "préavis de {months} mois"
    post: str = (
        "L’ARS s’engage à financer le poste de coordonnateur du contrat à hauteur maximum de {rate} % de"
        " la dépense éligible, l’aide étant plafonnée à {cap} € par an."
    )
    post_truth: str = "financer le poste de coordonnateur"


@dataclass(frozen=True)
class Lexicon:
    """The words of a world: what its contracts speak of and who takes part in them."""

    things: tuple[str, ...] = THINGS
    themes: tuple[str, ...] = THEMES
    sentences: tuple[str, ...] = SENTENCES
    results: tuple[str, ...] = RESULTS
    indicators: tuple[str, ...] = INDICATORS
    publics: tuple[str, ...] = PUBLICS
    frequencies: tuple[str, ...] = FREQUENCIES
    sources: tuple[str, ...] = SOURCES
    partners: tuple[str, ...] = PARTNERS
    objectives: tuple[str, ...] = OBJECTIVES
    steps: tuple[str, ...] = STEPS
    items: tuple[str, ...] = ITEMS
    bodies: tuple[tuple[str, str], ...] = BODIES
    meetings: tuple[str, ...] = MEETINGS
    duties: tuple[str, ...] = DUTIES
    clauses: Clauses = Clauses()
    signers: tuple[tuple[str, str, str], ...] = SIGNERS
    associated: tuple[str, ...] = ASSOCIATED
    regions: tuple[str, ...] = ("Grandes-Vallées", "Bocages-et-Littoral", "Monts-du-Centre")
    bearers: tuple[str, ...] = ("CPTS {of_place}", "Promotion Santé", "Centre hospitalier {of_place}")
    associations: tuple[str, ...] = ("Les Passerelles", "Bien vieillir", "Un Toit pour tous")
    funders: tuple[str, ...] = (
        *("ARS", "Conseil régional", "Conseil départemental", "CPAM", "Communauté de communes", "Ville", "MSA"),
    )
    covers: tuple[str, ...] = COVERS
    periods: tuple[str, ...] = ("{a}-{b}", "{a} – {b}", "{a}/{b}")
    headings: tuple[tuple[str, str], ...] = ()  # of articles: the usual one, and what stands in its place


COMMON = Lexicon()
