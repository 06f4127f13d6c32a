"""Whether a quote can answer a question at all: the names, the years and the quantity asked. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import simplemma

from assistant import lexicon
from assistant.questions.understand import Query
from assistant.quotations.reasons import says_why
from assistant.searching.expansion import Group
from assistant.searching.tokens import stem
from ingest.facts.numerals import NUMERAL
from ingest.naming import fold

# What the quote itself, with its headings, must hold of a question for a quantity, and of any other.
OF_QUANTITY, OF_OTHER = 0.6, 0.4
# Where a length of time is asked for, a sentence that says one needs hold less: lengths are rare.
OF_LENGTH = 0.3
# The same where a word of the question is in no document: "maison de naissance" is not any "maison".
OF_UNKNOWN = 0.5
_QUANTITY = re.compile(
    r"(?<!\btous les )\bcombien\b|\bcb\b|\bnb\b|\bnombre (?:de|d')"
    r"|\btaux\b|\bpourcentage|\bproportion\b|\bquelle part\b|\bhow (?:many|much)\b|\bdensite\b"
    r"|\bquel (?:est le )?(?:nombre|prix|salaire|chiffre|effectif|tarif|montant)"
)
_FIGURE = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt\w*|trente|cent|mille|moitie|tiers|quart"
    r"|aucune?|neant)\b"
)
# "Combien de places": a number of things, which no amount and no "néant" answers.
_COUNTED = re.compile(
    r"\b(?:combien|cb|nb|nombre) (?:y a[- ]t[- ]il |il y a |a[- ]t[- ]on )?(?:de |d')"
    r"(?!(?:\w+ )?(?:argent|euros?|sous|subventions?|budgets?|financements?"
    r"|credits?|aides?|fonds|moyens|k?€|thunes?|fric|frais|depenses?|recettes?)\b)"
)
# A rate is a percentage or so many in a population.
_RATE = re.compile(r"\btaux\b|\bpourcentage|\bproportion\b|\bdensite\b")
_RATED = re.compile(
    r"\d ?(?:%|‰)|\bpour ?(?:100\b|1[ .]?000|10[ .]?000|100[ .]?000|cent\b|mille\b)|\btaux\b"
    r"|\bsur (?:dix|cent|100)\b|\b\w+ sur (?:deux|trois|quatre|cinq|dix)\b"
)
# "Combien de personnes ont été formées", "combien a-t-on distribué"; but the plan itself "a été signé, prévu".
_DONE = re.compile(
    # "Combien coûte X à Arve ?" is asked of what is planned.
    r"\b(?:combien|nombre|how many)\b(?:(?!\bcoute(?:nt)?\b).){0,60}?"
    r"\b(?:ont|a|avons|avez|a-t-(?:on|il|elle)|ont-(?:ils|elles))"
    r"(?: (?:deja|reellement|vraiment|effectivement))?(?: ete)? (?:deja )?\w{3,}(?:es?|ees?|is?|us?|ues?|its?|erts?)\b"
    r"|\b(?:combien|nombre)\b.{0,60}?\b(?:sont|etaient|se sont)(?:[- ](?:ils|elles))? (?:deja )?"
    r"(?:venu\w*|alle\w*|inscrit\w*|present\w*|deplace\w*|reparti\w*|arrive\w*)\b"
)
# "Combien de X se sont installés grâce au CLS ?"
_THANKS = re.compile(
    r"\b(?:ont|a|se sont|s'est|sont|est)(?: ete)? (?P<done>\w{4,}(?:es?|ees?|is?|us?|its?|erts?)) "
    r"(?:\w+ ){0,3}(?:grace (?:a|au|aux)|suite (?:a|au|aux)|depuis|a cause d)"
)
# "Quel médecin s'est installé ici ?", "qui a été recruté ?": a person, whom a text names or does not.
_PERSON_ASKED = re.compile(
    r"\b(?:quel(?:le)?s? (?:\w+ )?(?:medecins?|docteurs?|toubibs?|dentistes?|infirmi\w+|kine\w*|sages?-femmes?"
    r"|pharmacien\w*|praticien\w*|specialistes?|psychologues?|psychiatres?|orthophonistes?|internes?|elu\w*|personnes?)|qui)"
    r" (?:s'est|se sont|est|sont|a|ont)(?: (?:ete|deja))* "
    r"(?:instal\w*|recrut\w*|embauch\w*|arrive\w*|parti\w*|venu\w*|nomme\w*|designe\w*|quitte\w*|rejoint\w*|demission\w*)\b"
    r"|\b(?:noms? (?:du|de la|de l'|des)|comment s'appelle(?:nt)?(?: le| la| l'| les)?) ?(?:\w+ )?"
    r"(?:medecins?|docteurs?|dentistes?|infirmi\w+|kine\w*|sages?-femmes?|pharmacien\w*|psychologues?|psychiatres?)\b"
)
_NAMES_PERSON = re.compile(
    r"\b(?:Dr|Docteure?|M\.|Mme|Mlle|Monsieur|Madame|Pr)\s+[A-ZÀ-Ý]|\b[A-ZÀ-Ý][a-zà-ÿ-]+ [A-ZÀ-Ý]{2,}\b"
)


# "Quels élus ont assisté au dernier comité ?": a rule on who is invited says nothing of who came.
_ATTENDED = re.compile(
    r"\b(?:quel(?:le)?s? \w+|qui|combien)\b.{0,40}?\b(?:a|ont|etait|etaient)(?:[- ](?:t[- ])?(?:il|elle|ils|elles))?"
    r" (?:\w+ )?(?:assist|particip|venu|present|absent|vote|siege)\w*"
)
_CAME = re.compile(r"\b(?:a|ont|etait|etaient|sont) (?:\w+ )?(?:assist|particip|venu|present|absent|vote|siege)\w*")


def says_came(folded: str, said: str) -> bool:
    """Whether a text tells of who came where a question asks who did."""
    return _ATTENDED.search(folded) is None or _CAME.search(said) is not None


def names_person(folded: str, quote: str) -> bool:
    """Whether a quote names somebody where a question asks who came, settled or was taken on."""
    return _PERSON_ASKED.search(folded) is None or _NAMES_PERSON.search(quote) is not None


_PLANNED = re.compile(
    r"\b(?:prevue?s?|signee?s?|inscrite?s?|retenue?s?|annoncee?s?|engagee?s?|demandee?s?|definie?s?|fixee?s?|decidee?s?"
    r"|besoin|montants?|signataires?|communes|axes|fiches|habitants)\b"
)
_WILL = re.compile(
    r"\b(?:va|vont|allons|compte|comptent)(?:[- ]t)?(?:[- ](?:il|elle|ils|elles|on|nous))? (?:\w+ )?(?:s'|se )?"
    r"(?P<root>install|recrut|embauch|cre|ouvr|form|attir|financ)\w*(?:er|ir)\b"
)
# Folded, "à" is "a": before a noun it does nothing.
_WAS_DONE = re.compile(
    r"\b(?:ont|a(?! (?:la|le|les|l'|un|une|ce|cet|cette|ces|son|sa|ses|leurs?|chaque|tou[ts]\w*|partir|hauteur|titre"
    r"|travers|domicile|destination|disposition|l)\b|'| \d)|avait|avaient|etaient|a l'issue|bilan|realise\w*"
    r"|depuis|en 20\d\d)\b"
)
_HOW_LONG = re.compile(
    r"\b(?:combien de (?:temps|mois|jours|semaines|annees)|quel(?:le)? (?:est (?:le |la )?)?(?:delai|duree|preavis))\b"
)
_LENGTH = re.compile(
    r"\b(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|soixante)"
    r"\W{1,3}(?:\w+\W{1,2}){0,2}(?:ans?|annees?|mois|jours?|semaines?|heures?)\b"
)
_WHEN = re.compile(r"\bquand\b|\bdate\b|\bannees?\b|\bquel (?:jour|mois)\b|\bwhen\b|\bsince\b")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre)\b|\b\d{1,2}/\d{1,2}\b"
)
# "Depuis quand", "de quand date": the text says since when, or bears the date of the thing itself.
_SINCE = re.compile(r"\bdepuis (?:quand|quelle)|\bde quand dat|\bdate(?:nt)? de quand|\bexiste\w* depuis")
_SAYS_SINCE = re.compile(
    r"\bdepuis (?:\w+ ){0,3}(?:19|20)\d\d\b|\bcree\w* en (?:\w+ )?(?:19|20)\d\d|\blance\w* en (?:\w+ )?(?:19|20)\d\d"
    r"|\b(?:en date )?du \d{1,2}(?:er)? [a-z]+ (?:19|20)\d\d|\ben vigueur|\bapprouve\w* (?:le|en)\b"
)
# "C'est quoi", "à quoi sert": the text says of the thing what it is or does.
_WHAT = re.compile(
    r"\bc'est quoi\b|\bqu'est[- ]ce que c'est\b|\bsert(?:-(?:il|elle))? a quoi\b"
    r"|\ba quoi (?:ca )?ser(?:t|vent)\b|\bconsiste"
)
_DOES = re.compile(
    r"\b(?:est|sont) (?:un|une|des|le|la|l')|\bperme(?:t|ttra|ttront|ttent)\b|\bvis(?:e|ent) a\b|\ba pour (?:but"
    r"|objectif|objet|vocation|mission)|\bjouer? (?:le|un) role|\bconsiste|\bservi?r?(?:a|t|ont) a\b|\bdesigne\b"
)
# Deeds of which a text speaks by their own root or not at all.
_DEEDS = {
    "presid": ("presid",),
    "convoqu": ("convoqu", "convocation", "invit"),
    "elit": ("elit ", "elu ", "elus ", "elue", "election", "vote"),
    "nomm": ("nomm", "design", "nomination"),
    "design": ("nomm", "design", "nomination"),
    "valid": ("valid", "approuv", "adopt"),
    "approuv": ("valid", "approuv", "adopt"),
    "adopt": ("valid", "approuv", "adopt"),
    "remplac": ("remplac", "succed", "suppleant", "interim"),
}
_DEED = re.compile(
    rf"\b[qk]ui (?:est[- ]ce qui )?(?:(?:a|ont|avait|va|doit) )?(?:co-?)?(?P<root>{'|'.join(_DEEDS)})\w*\b"
)
# "Qui est le maire ?": the text names the office.
_HELD = re.compile(
    r"\b[qk]ui (?:est|sont|etait|c'est)(?: donc)? (?:le |la |l'|les )?(?:\w+ )?"
    r"(?P<office>maire|prefet|president|direct|ministre|depute|senat|secretaire|recteur|adjoint)\w*"
)
# "Saint-X", "Val-d'Y": names whose words the dictionary may know.
# "Est-ce", "Peut-on", "Y a-t-il" are questions.
_HYPHENATED = re.compile(
    r"(?<![\w-])(?![A-ZÀ-Ý][\wÀ-ÿ’']*(?:-a)?(?:-t)?-(?:ce|on|ils?|elles?|nous|vous|je|tu|moi|lui|leur|là|ci|y|en)\b(?!-))"
    r"[A-ZÀ-Ý][\wÀ-ÿ’']*(?:-[\wÀ-ÿ’']+)+"
)


# What a question asks for that has a form of its own, and the form.
_SHAPED = (
    (
        re.compile(r"\bnumeros? (?:de telephone|de tel|du|de la|de l'|d'urgence)\b|\btelephone\b"),
        re.compile(r"\d{2}[ .]\d{2}[ .]\d{2}|\b(?:15|17|18|112|114|3\d{3})\b"),
    ),
    (
        re.compile(r"\bhoraires?\b|\bheures? d'ouverture\b|\ba quelle heure\b"),
        re.compile(r"\b\d{1,2} ?h(?:\d\d)?\b|\bheures?\b"),
    ),
    (re.compile(r"\badresse (?:de|du|des|postale)\b"), re.compile(r"\b(?:rue|avenue|place|boulevard)\b|\b\d{5}\b")),
    (re.compile(r"\b(?:site (?:internet|web)|adresse (?:internet|web))\b"), re.compile(r"\bwww\b|\bhttp|\.fr\b")),
)


def has_shape(folded: str, said: str) -> bool:
    """Whether a text holds the number, the hours or the address that a folded question asks for."""
    return all(not ask.search(folded) or form.search(said) for ask, form in _SHAPED)


# "Quand a-t-il été présenté ?": the text bears a day, a month or a year, and tells of that deed.
_PAST = re.compile(
    r"\b(?:quand|quel jour|quelle date|quelle annee|quel mois)\b.*?"
    r"\b(?:(?:a|ont)(?:[- ](?:t[- ])?(?:il|elle|on|ils|elles))? (?:ete|eu)|s'est|se sont)"
    r"(?:[- ](?:il|elle|on|ils|elles))? (?P<done>\w+)"
)
# Stems by which texts tell the same deed; a deed of another stem is told by its own.
SAME_DEED = (
    ("present", "restitu", "expos"),
    ("realis", "elabor", "mene", "conduit", "etabli", "redig", "effectu", "fait"),
    ("valid", "adopt", "approuv", "arret", "vote", "choisi", "retenu", "retenir", "decid"),
    ("reuni", "tenu", "rencontr", "lieu"),
    ("lanc", "demarr", "debut", "initi"),
    ("sign", "fait a ", "conclu", "engag"),
    ("cree", "creat", "constitu", "install", "mis en place", "ouver"),
)


def deed_roots(done: str) -> tuple[str, ...]:
    """The stems by which texts tell of what a participle says was done."""
    return next((roots for roots in SAME_DEED if any(done.startswith(root) for root in roots)), (stem(done)[:6],))


def says_when(folded: str, said: str) -> bool:
    """Whether a text bears a date, and tells of the deed, where a question asks when something was done."""
    past = _PAST.search(folded)
    return past is None or (_DATE.search(said) is not None and any(root in said for root in deed_roots(past["done"])))


def asks_when_done(folded: str) -> bool:
    """Whether a folded question asks when something was done."""
    return _PAST.search(folded) is not None


def says_deed(folded: str, said: str) -> bool:
    """Whether a text speaks of the deed whose doer a question asks for: who presides is no matter of who attends."""
    held = _HELD.search(folded)
    if held and held["office"] not in said:
        return False
    deed = _DEED.search(folded)
    return deed is None or any(root in said for root in _DEEDS[deed["root"]])


def asks_done(folded: str) -> bool:
    """Whether a folded question asks how much was really done: a contract says what is planned."""
    match = _DONE.search(folded)
    return match is not None and not _PLANNED.search(match.group())


def asks_quantity(query: Query) -> bool:
    """Whether a question asks how many or how much."""
    return _QUANTITY.search(fold(query.text)) is not None


def is_noun(said: str, query: Query) -> bool:
    """Whether a folded word stands behind an article or a preposition in the question: a thing, not its wording."""
    return (
        re.search(
            rf"\b(?:des?|du|la|les?|une?|aux?|en|sur|pour)\s{re.escape(said)}\b|[dl]'{re.escape(said)}\b",
            fold(query.text),
        )
        is not None
    )


def counts_things(query: Query) -> bool:
    """Whether a question asks for a number of things other than money."""
    return _COUNTED.search(fold(query.text)) is not None


def asks_length(folded: str) -> bool:
    """Whether a folded question asks for a length of time."""
    return _HOW_LONG.search(folded) is not None


def says_length(folded: str) -> bool:
    """Whether a folded text says a length of time."""
    return _LENGTH.search(folded) is not None


def thing_asked(folded: str) -> str:
    """What a folded question wants counted ("combien de X"), empty when it counts nothing."""
    thing = _THING.search(folded)
    return thing["noun"] if thing else ""


def asks_kind(query: Query) -> bool:
    """Whether a question asks for a figure, a date, a length of time or what a thing is, which one sentence says."""
    folded = fold(query.text)
    return any(pattern.search(folded) for pattern in (_HOW_LONG, _WHEN, _QUANTITY, _WHAT))


def asks_what(query: Query) -> bool:
    """Whether a question asks what a thing is or is for."""
    return _WHAT.search(fold(query.text)) is not None


def says_kind(query: Query, text: str) -> bool:
    """Whether a text holds the kind of thing asked for: a figure for "combien", a date for "quand", what a thing is."""
    if asks_length(fold(query.text)):
        return says_length(fold(text))
    if _WHEN.search(fold(query.text)):
        return _DATE.search(fold(text)) is not None
    if asks_what(query):
        return _DOES.search(fold(text)) is not None
    return asks_quantity(query) and _FIGURE.search(fold(text)) is not None


def says_since(query: Query, text: str) -> bool:
    """Whether a question asks since when something is, and a text says it."""
    return _SINCE.search(fold(query.text)) is not None and _SAYS_SINCE.search(fold(text)) is not None


def _says_done(folded: str, said: str) -> bool:
    """Whether a quote says the very thing that the question takes for done: "installés", not any figure beside."""
    done = _THANKS.search(folded)
    return done is None or done["done"][:6] in said


_THING = re.compile(
    r"\b(?:combien|cb|nb|nombre) (?:y a[- ]t[- ]il |il y a |a[- ]t[- ]on )?(?:de |d')(?P<noun>[a-z]{4,})"
)


def _counts(folded: str, said: str) -> bool:
    """Whether a figure stands near the very thing that is counted; a table's may stand in another cell."""
    thing = thing_asked(folded)
    if not thing or "|" in said:
        return True
    root = re.escape(stem(thing))
    text = re.sub(r"\s+", " ", said)
    if not re.search(rf"\b{root}", text):
        return True  # said in another word: coverage tells
    figure = rf"(?:\d[\d ,.]*%?|\b(?!une?\b){NUMERAL}\b)"
    before = rf"{figure}(?: [^ .;|,]+){{0,4}}? {root}"
    after = rf"\b{root}\w*(?: [^ .;|]+){{0,8}}?[ :(«]+{figure}"
    return re.search(f"{before}|{after}", text) is not None


def enough(query: Query, coverage: float, quote: str, *, field: bool = False) -> bool:
    """Whether a quote that holds this share of the question can answer it; `field` = it is of the field asked for."""
    folded, said = fold(query.text), fold(quote)
    if asks_done(folded) and not (_WAS_DONE.search(said) or asks_length(folded)):
        return False
    if _RATE.search(folded) and not _RATED.search(said):
        return False
    will = _WILL.search(folded)
    if will and ("|" in quote or (asks_quantity(query) and will["root"] not in said)):
        return False  # what there is says nothing of what will be
    if will and asks_quantity(query):
        return coverage >= OF_QUANTITY and _FIGURE.search(said) is not None
    if not (
        has_shape(folded, said) and says_when(folded, said) and names_person(folded, quote) and says_came(folded, said)
    ):
        return False
    if not (says_why(folded, said) and _says_done(folded, said) and says_deed(folded, said)):
        return False
    if asks_length(folded) and not field:
        return coverage >= OF_LENGTH and says_length(said)
    if counts_things(query) and not _counts(folded, said):
        return False
    if asks_quantity(query) and not field:
        return coverage >= OF_QUANTITY and _FIGURE.search(fold(quote)) is not None
    return coverage >= OF_OTHER


def holds_names(query: Query, asked: Sequence[tuple[Group, float]], text: str, stems: frozenset[str]) -> bool:
    """Whether a passage speaks of the places, people and organisations that the question names."""
    for group, _ in asked:
        held = any(all(stem in stems for stem in alternative.stems) for alternative in group.alternatives)
        if is_name(group.said, query.text) and not held:
            return False
    flat = re.sub(r"[-’' ]+", " ", fold(text))
    own = re.sub(r"[-’' ]+", " ", fold(" ".join(contract.territory for contract in query.scope.contracts)))
    named = (re.sub(r"[-’' ]+", " ", fold(name)) for name in _HYPHENATED.findall(query.text))
    return all(name in flat or name in own for name in named)


def is_name(said: str, question: str) -> bool:
    """Whether a folded word stands in the question with a capital and is no word of the dictionary."""
    typed = [word for word in re.findall(r"[^\W\d_]{3,}", question) if fold(word) == said and word[0].isupper()]
    # The dictionary lacks adverbs: "Comment", "Pourquoi" are no names.
    return any(not (lexicon.is_form(word) or simplemma.is_known(word.lower(), lang="fr")) for word in typed)


def years_asked(query: Query) -> frozenset[str]:
    """The years of the question that do not name its contract: what is asked about 2022 is not answered by 2021."""
    folded = fold(query.text)
    periods = re.findall(r"\b((?:19|20)\d\d) ?[-–/aà] ?((?:19|20)\d\d)\b", folded)
    beside = re.findall(r"\b(?:cls|contrat)\b[^.?!,]{0,40}?\b((?:19|20)\d\d)\b", folded)
    naming = {year for pair in periods for year in pair} | set(beside)
    contracts = {str(year) for contract in query.scope.contracts for year in (contract.first, contract.last)}
    first = {str(contract.first) for contract in query.scope.contracts}
    return frozenset(re.findall(r"\b(?:19|20)\d\d\b", query.text)) - (naming & contracts) - first
