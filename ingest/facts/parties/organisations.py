"""Names of organisations as lists of parties print them: what opens one and where it ends. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.facts.folding import folded, pattern_of

# Names of ministries' services are long; a sentence is longer still.
NAME_CHARACTERS, NAME_WORDS = 150, 20

# Any sign that no name begins with may be a bullet; "o", "ü" and "Ø" are what symbol fonts leave of one.
_BULLET = re.compile(
    r"\s*(?:[^\w\s«»\"“”'’(\[€%.,;:!?+&@#/\\–—-]|[-–—](?!\d)|[oüØ](?=\s)"
    r"|\(?\d{1,2}\s?(?:[.)/°]|[-–])(?=\s)|\(?[a-h]\)|[A-H]\s?[.)–-](?=\s))+\s*"
)
_ARTICLE = r"(?:l'|le |la |les )"
_LEADING = re.compile(
    r"(?:(?:d'une part|d'autre part|et|ainsi que|pour|par|avec|entre)\b[ :,-]*)*(?:(?:monsieur|madame|m\."
    r"|mme) (?=l[ea] ))?(?:l'|le |la |the )?"
)
# What stands behind a party's name: its seat, who speaks for it, what it is called further on.
_DETAIL = (
    r"(?:dument )?represente|que represente|ci-apres|ci apres|sise? |situee? |dont le siege"
    r"|ayant (?:son siege|pour siege|pour mandataire)|domicili"
    r"|siege(?: social)?(?: :| a\b| au\b)|par la (?:voix|voie)|par l'organe|denomme|designe|agissant|habilite"
    r"|en la personne|en sa qualite|en qualite|par delegation|numero siret|siret"
)
_STREET = (
    r"rue|avenue|av\.|boulevard|bd|place|chemin|route|quai|cours|impasse|allees?|esplanade|square|faubourg|bp|cs|cedex|mail|parvis"
    r"|passage|promenade|sentier|ruelle|rond-point|zone|za|zi|lieu-dit|tsa"
)
_ADDRESS = rf"\d{{1,4}}(?: ?(?:bis|ter))?,? (?:{_STREET})\b|\b(?:bp|cs|tsa) ?\d|\b\d{{2}} ?\d{{3}}\b(?! hab)|\bcedex\b"
# A seat that has a name: "Département de l'Orne, Hôtel du Département, 61000 Alençon".
_SEAT = r"(?:hotel (?:du|de la|de|d')|mairie\b|cite administrative|centre administratif|batiment|immeuble|residence)"
_CUT = re.compile(
    rf"[ ,(–-]*(?:\b(?:{_DETAIL}|d'une part|d'autre part)|{_ADDRESS}|(?<=, )(?:{_STREET}) |(?<=, ){_SEAT}"
    r"|,? \b(?:m\.|mme|mr) "
    rf"|,? (?:monsieur|madame) )"
    r"|[;:]| - |\s\|\s?|\.(?= |$)"
)
# "L'ARS, pilote de la démarche" and "la CPAM (financeur)": what is said of a party is no part of its name.
_SAID_OF_IT = re.compile(
    r", (?:au titre|en tant|(?!(?:du|de|des|d|et|aux?|à|en|l|la|le|les)\b)[a-zà-ÿ]+ )| ?\([a-zà-ÿ’' ]+\)$"
)
# "État, préfecture de l'Orvanne": the service that signs is part of the name.
_SERVICE = re.compile(
    r", (?:pr[ée]fecture|direction|d[ée]l[ée]gation|rectorat|sous-pr[ée]fecture) (?:de |du |des |d[’'])"
)
# Names that list what they deal with: "Direction de l'emploi, travail et solidarités".
_LISTING = re.compile(r"(?:direction|federation|association|union|maison|service|groupement|dispositif)s?\b")
# "Région Grand Est", "Communauté de communes Plaine-Est" and "Pays de l'Est" hold no verb.
_EAST = r"(?<!grand )(?<!nord )(?<!sud )(?<!-)(?<!de l')(?<!-l')est(?!-(?!ce\b|il|elle|on\b))"
_VERB = re.compile(
    rf"\b(?:{_EAST}|sont|etait|sera|seront|ont|a ete|a pour|peut|peuvent|doit|doivent|s'engage\w*|se sont|se (?:reuni"
    r"|mobilis)\w*"
    r"|permet\w*|vise\w*|souhait\w+|constitu(?:e|ent)|convient|conviennent|decid(?:e|ent)|particip(?:e|ent)"
    r"|contribu(?:e|ent)"
    r"|assur(?:e|ent)|met|mettent|fait|font|prend|prennent|propos(?:e|ent)|favoris(?:e|ent|er)|dispos(?:e|ent)|qui"
    r"|afin)\b"
    r"|\b(?:il|elle|ils|elles|nous|vous)\b"
)
_PART = re.compile(r"(?:axe|fiche|action|objectif|article|annexe|orientation|priorite|thematique)s?\b")
_GENERIC = re.compile(
    r"(?:la |une |un |le |les |des |leurs |aux |ses )?(?:collectivites?|communes?|intercommunalites?|acteurs"
    r"|partenaires|professionnels"
    r"|associations|etablissements|usagers|representants|caisses|villes|epci|services|hopitaux|institutions|organismes"
    r"|territoires?|agences?)(?: (?:territoriales?|locales?|locaux|de sante|du territoire|concerne\w*|associati\w+"
    r"|publics?"
    r"|institutionnels?|et leurs groupements|volontaires|signataires|partenaires|de proximite))*[ ,.;:]*$"
)
_FIGURES = re.compile(r"€|%|\d{4}|\d[ .]\d{3}\b|habitants")


# "Orvanne Agglomération", "Val de Loire Métropole": the kind of organisation stands behind its name.
_TAILED = (
    rf"(?!{pattern_of('offices.txt')}\b)(?!(?:le|la|les|l|de|du|des|d|une?|cette|notre|leur|aux?|en|par|pour|sur|dans|avec|et)\b)[a-z-]+"
    r"(?:[ '][a-z-]+){0,4} (?:agglomeration|agglo|metropole|(?<!la )(?<!une )(?<!cette )(?<!leur )communaute)\b"
    r"(?! (?:de|du|des|d'|urbaine))"
)


@cache
def opening() -> re.Pattern[str]:
    """What the name of an organisation begins with, its article included, on folded text."""
    return re.compile(rf"(?:{_ARTICLE}|aux |au |un |une )?(?:{pattern_of('organisations.txt')}(?![\w])|{_TAILED})")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern_of('organisations.txt')}(?![\w])")


def bullet(line: str) -> int:
    """How many characters of a line are its bullet."""
    match = _BULLET.match(line)
    return match.end() if match and match.end() < len(line) else 0


# "L'EPS des Coteaux": an article and an acronym, whatever it stands for.
_ACRONYM = re.compile(r"\s*(?:[Ll][’']|[Ll][ae]\s)[A-Z]{3,8}(?=\s|,|$)")


def opens_organisation(text: str) -> bool:
    """Whether a text begins as the name of an organisation does."""
    bare = text[bullet(text) :]
    return opening().match(folded(bare).text) is not None or _ACRONYM.match(bare) is not None


def names_organisation(text: str) -> bool:
    """Whether a text holds a word that organisations are called by, or an acronym."""
    return _within().search(folded(text).text) is not None or re.search(r"\b[A-Z]{3,8}\b", text) is not None


def is_address(line: str) -> bool:
    """Whether a line is (part of) a postal address or a telephone number."""
    return re.search(rf"{_ADDRESS}|\btel\b|@", folded(line).text) is not None


def opens_address(line: str) -> bool:
    """Whether a line begins as a postal address does."""
    return re.match(rf"(?:{_STREET})\b (?!(?:public|forte)s?\b)", folded(line).text) is not None


def in_street(before: str) -> bool:
    """Whether the words before a name make it a street's ("place du Général …")."""
    return re.search(rf"\b(?:{_STREET})(?: \w+){{0,2}}[ '.]*$", folded(before).text) is not None


def is_detail(line: str) -> bool:
    """Whether a line says more of the party above it: its representative, its seat, its short name."""
    return (
        re.match(
            rf"[(« ]*(?:{_DETAIL}|et (?:ci-apres|par )|par (?:son|sa|le|la|m|mme)\b|par deliberation)",
            folded(line).text,
        )
        is not None
    )


def is_sentence(text: str) -> bool:
    """Whether a text has a verb, or figures, which names have not."""
    whole = folded(text).text
    return _VERB.search(whole) is not None or _FIGURES.search(whole) is not None


def without_seat(text: str) -> str:
    """The folded text up to the postal address that stands behind a name: "Caisse de l'Orne, 3 rue Basse, 61000"."""
    return re.sub(rf",[^,]*(?:{_ADDRESS}).*$", "", folded(text).text)


def name_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name stands in an item: without bullet, article, address, representative and closing punctuation."""
    start += bullet(text[start:end])
    whole = folded(text[start:end])
    lead = _LEADING.match(whole.text)
    first = lead.end() if lead else 0
    cuts = [m.start() for m in _CUT.finditer(whole.text, first) if m.start() > first]
    cuts += [m.start() for m in _office_behind().finditer(whole.text, first) if m.start() > first]
    last = min(cuts, default=len(whole.text))
    # A seat on a line of its own may have no number: "rue de l'Hôpital, 99 145 X".
    streets = (
        start + m.end() for m in re.finditer(r"\n", text[start:end]) if opens_address(text[start + m.end() : end])
    )
    stop = next(streets, None)
    if stop is not None and stop - start > whole.origins[first] and stop - start < len(text[start:end]):
        last = min(last, next((i for i, origin in enumerate(whole.origins) if origin >= stop - start), last))
    name = whole.text[first:last]
    first += len(name) - len(name.lstrip(' ,;:.-«"'))
    last -= len(name) - len(name.rstrip(' ,;:.-«»"\n'))
    if last - first < 2:
        return None
    low, high = whole.back(first, last)
    said = None if _LISTING.match(whole.text, first) else _SAID_OF_IT.search(text, start + low, start + high)
    if said and _SERVICE.match(text[said.start() : start + high]):
        said = None
    return start + low, said.start() if said and said.start() > start + low else start + high


@cache
def _office_behind() -> re.Pattern[str]:
    return re.compile(rf",? (?:son|sa) {pattern_of('offices.txt')}\b|, {_ARTICLE}?{pattern_of('offices.txt')}\b")


def is_generic(text: str) -> bool:
    """Whether a text names a sort of organisation ("les collectivités territoriales") and none in particular."""
    return _GENERIC.match(folded(text).text) is not None


def is_name(text: str) -> bool:
    """Whether a text can be the name of one organisation or group: short, without verb or figures."""
    bare = text.strip()
    return (
        2 <= len(bare) <= NAME_CHARACTERS
        and len(bare.split()) <= NAME_WORDS
        and sum(c.isalpha() for c in bare) >= 2
        and not is_sentence(bare)
        and not _PART.match(folded(bare).text)
    )


# What ends an enumeration of parties inside a sentence.
_TAIL = re.compile(
    r"[ ,]+(?:pour (?:une|la(?! sante| prevention| promotion| formation| jeunesse| recherche| protection)|les|le|un"
    r"|cinq|trois|quatre|\d+)|le \d+|ce \w+di|ce \d+|\w+di \d+|en \d{4}|en vue"
    r"|en faveur"
    r"|a l'horizon|au benefice|dans (?:le|la|un|une)|afin|sur (?:la|le|les|une)|lors|depuis|des \d{4}|jusqu\w*|portant"
    rf"|relatif\w*|concernant|autour|selon|conformement|avec le soutien|sous|ayant|dont|qui|{_EAST}|sont|ont|a pour"
    r"|a ete|s'\w+|engage\w*|vise\w*|prevoit|permet\w*|fixe\w*|definit|formalise|porte sur|constitue|marque\w*|acte\w*"
    r"|comprend|couvre|court|prend|entre en vigueur|il|elle|ils|to|for|in|on)(?![\w'-])"
)


def enumeration(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the items of an enumeration inside a sentence stand: "l'ARS, la ville de X et le Département"."""
    whole = folded(text[start:end])
    marks = list(_separator().finditer(whole.text))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(whole.text)]
    for low, high in zip(starts, ends, strict=True):
        if high <= low:
            continue
        lead = re.match(r"[ ,;:]*(?:par |d'une part,? )?", whole.text[low:high])
        low += lead.end() if lead else 0
        tail = _TAIL.search(whole.text, low, high)
        # Who speaks for a party may stand between its name and the tail.
        spoken = re.compile(_DETAIL).search(whole.text, low, high)
        final = tail is not None and (spoken is None or tail.start() < spoken.start())
        stop = tail.start() if tail and final else high
        opens = opening().match(whole.text, low) or _standing().match(whole.text, low)
        if not opens and not whole.text[low:high].startswith("the "):
            return
        if stop > low:
            first, last = whole.back(low, stop)
            yield start + first, start + last
        if final:
            return


@cache
def _standing() -> re.Pattern[str]:
    """An office that stands for its organisation: "le président de la Région"."""
    return re.compile(rf"(?:le |la |l'){pattern_of('offices.txt')}(?= (?:du|de|des) | de l'| d')")


@cache
def _separator() -> re.Pattern[str]:
    # An organisation, or the office that stands for one ("le président de la Région").
    named = rf"{pattern_of('organisations.txt')}|{_TAILED}"
    opener = rf"(?:{named}|(?:(?<=le )|(?<=la )|(?<=l')){pattern_of('offices.txt')}(?= d[eu'']))"
    return re.compile(
        rf"(?:,|;| et| ainsi que| and|,? d'une part,?(?: et)?|,? et d'autre part,?|,? d'autre part,?)+"
        rf" (?:et |avec |ainsi que |and |d'une part,? |d'autre part,? )?(?=(?:par )?(?:(?:{_ARTICLE}"
        rf"|the ){opener}(?!\w)|{opener}(?!\w)))"
    )
