"""Amounts of money in French text: their value in euros, what they cover and how firm they are. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.records import AmountPeriod, Nature

# No sheet, article or table of a contract holds as much: what says so speaks of the country.
LARGEST = 1e9
# How far before an amount its period, its cap or its nature is looked for.
REACH = 70
# Marks of list items: the first kind needs a space behind it, the second is nothing else.
MARKS = "•▪◦●○■□►▸➢➤➔→❖✓✔‣⁃◆▶"
BULLET = rf"[-–—*·o](?= )|[{MARKS}]"

_GAP = r" *\n? *"
_NUMBER = (
    r"\d{1,3}(?:(?: |\n(?=0))\d{3})+(?:[.,]\d{1,2})?(?![\d])"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:'\d{3})+(?!\d)"
    r"|0,\d{3}(?!\d)"
    r"|\d+(?:[.,]\d{1,2})?(?!\d)"
)
_SCALES = {"k": 1e3, "m": 1e6, "md": 1e9, "mds": 1e9, "mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9}
_EURO = r"(?:€(?:uros?)?|euros?\b|eur\b)"
_CURRENCY = (
    rf"(?P<scale>k|mds?|m) ?(?={_EURO})|(?P<words>mille|milliers?|millions?|milliards?)\b{_GAP}(?:d ?' ?"
    rf"|de )?(?={_EURO})"
)
_AMOUNT = re.compile(rf"(?<![\w.,/])(?P<number>{_NUMBER}){_GAP}(?:\([a-z -]+\){_GAP})?(?:{_CURRENCY})?{_EURO}")
_PREFIXED = re.compile(rf"(?<![\w€])(?:€|eur) ?(?P<number>{_NUMBER})(?!\w)(?!{_GAP}(?:[km]? ?{_EURO}|%))")
_SPELT = re.compile(rf"(?<![\w-])(?P<numeral>{NUMERAL})(?:{_GAP}d')?\)?{_GAP}{_EURO}")
_TAX = r"(?: ?\(?(?:ttc|ht|hors taxes?|toutes taxes comprises)\)?)?"

_FILLER = (
    r"(?: ?,? ?\(?(?:(?:au )?max(?:imum|imal|i)?\b\.?|environ|demand\w+|sollicit\w+|accord\w+|attribu\w+"
    r"|notifi\w+|alloue\w*|charge[es]*|prev\w+|estim\w+|verse\w*|plafond|(?:de |d'|en )?(?:subvention|fonctionnement"
    r"|investissement|financement|credits|fonds|materiel|equipement|travaux)s?"
    r"|(?:par |de |a |du )?(?:l'|la |le )?(?:ars|fir|region|departement|etat|commune))\b\)?){0,4}"
)
_YEARLY = (
    r"(?:(?:/|par) ?\n? ?(?:an(?:nee)?s?|exercice)\b|(?:chaque|l') ?annee\b|l'an\b|annuel(?:le)?s?\b|annuellement\b"
    r"|tous les ans\b|\(?(?:cout|montant|budget) annuel\b)"
)
_SPAN_OF_YEARS = (
    r"(?:(?:\d{1,2}|un|une|deux|trois|quatre|cinq|six) (?:ans|annees(?: scolaires| civiles)?|exercices)"
    r"|(?:1[2-9]|[2-6]\d|dix-huit|vingt-quatre|trente-six|quarante-huit|soixante) mois)\b"
)
_WHOLE = (
    rf"(?:(?:sur|pour|pendant)(?: une| la| les)?(?: periode| duree)?(?: de| des)? {_SPAN_OF_YEARS}"
    r"|(?:sur|pour|pendant) (?:toute )?la (?:duree|totalite) (?:totale )?(?:du|de l[ea']|de la) ?(?:contrat|cls"
    r"|projet|action|convention)\b"
    r"|(?:sur|pour) l'ensemble (?:du|de la|de l') ?(?:contrat|cls|projet|action|periode|duree|programme"
    r"|dispositif|chantier|operation)\b"
    r"|(?:sur|pour) (?:la periode )?20\d\d ?[-/–] ?20\d\d\b|(?:sur|pour) (?:toute )?la (?:periode|duree)\b(?! de)"
    r"|(?:sur|pour) toute l'(?:operation|action)\b"
    r"|(?:au|jusqu'au) terme (?:du |de la |de l')(?:contrat|cls|projet|convention)\b"
    r"|(?:en )?une seule fois\b|en une fois\b|\(?(?:cout|montant|budget) (?:global|total)\b)"
)
_AFTER_YEARLY = re.compile(rf"{_TAX}{_FILLER} ?\n? ?[,(]? ?{_YEARLY}")
_AFTER_WHOLE = re.compile(
    rf"{_TAX}(?: (?:de |d')[a-z' -]{{3,30}})? \((?:de )?20\d\d ?[-/–] ?20\d\d\)"
    rf"|{_TAX}{_FILLER} ?\n? ?[,(]? ?(?:(?:au total |en tout |globalement )?{_WHOLE}|(?:au total|en tout)\b(?! par))"
)
# What stands between a year's amount and what it comes to.
_COMES_TO = re.compile(
    rf"[ \n]?(?:(?:pendant|sur|pour|durant) {_SPAN_OF_YEARS}"
    rf"|(?:sur|pendant) (?:\d|{NUMERAL}) exercices(?:[ ,\n]+(?:20\d\d|et|a))*"
    r"|(?:de|entre) 20\d\d (?:a|et) 20\d\d)?"
    r"[ \n]*[,:(=–-]?[ \n]*(?:soit|c'est[- ]a[- ]dire|ce qui fait|ou|=|:)?(?: un total de| au total)?[ \n]*"
)
# A contract is made for so many years at most.
MOST_YEARS = 10
_MONEY_NOUN = (
    r"(?:montant|budget|cout|subvention|dotation|enveloppe|financement|aide|participation|credit|depense|plafond"
    r"|forfait"
    r"|somme|contribution|estimation|part|prix|cotisation|total)s?"
)
_BEFORE_YEARLY = re.compile(
    rf"{_MONEY_NOUN}(?: [\w'-]+){{0,3}} annuel(?:le)?s?\b[^.;\n]{{0,30}}$"
    r"|^\W*(?:chaque annee|annuellement|tous les ans)\b[^.;\n€\d]*$"
    rf"|(?:par an|chaque annee|annuellement|/an)\b ?[:,]?(?: (?:de|d'environ|environ|soit|a hauteur de))? ?$"
)
_BEFORE_WHOLE = re.compile(
    rf"{_MONEY_NOUN}(?: [\w'-]+){{0,2}} glob(?:al|ale|aux)\b[^.;\n]{{0,30}}$|{_WHOLE} ?[:,]? ?$"
    r"|(?:cout|budget|montant|enveloppe)s? tota(?:l|le|ux)(?: (?:previsionnel|estime|estimatif)\w*)? ?: ?$"
    rf"|(?:cout|budget|montant) total (?:du projet|de l'action|sur la duree[\w' ]*?) ?:? ?$"
)
_CAP_BEFORE = re.compile(
    r"(?:(?:au |un |d'un |de )?(?:montant |aide |hauteur )?max(?:imum|imale?|i)?\b\.?(?! \d+ ?%)"
    r"|plafonne\w*|plafond|dans (?:la|une) limite (?:maximale )?(?:de[ \n]|d'un (?:montant|plafond|budget)[\w' ]*)"
    r"|jusqu'a|(?:ne|sans|n')[\w' ]{0,40}(?:exced|depass)\w*(?: pas)?|n'excedant pas|≤|<|au plus|limite\w* a)"
    r"(?: ?:| (?:a|de|d'un montant|d'aide|hauteur|concurrence|montant|plafond|annuel(?:le)?|global|fixe\w*|est"
    r"|ars|par an)"
    r"|\n(?:a|de)\b){0,6}(?: ?d')?[ \n:]*$"
)
_CAP_AFTER = re.compile(
    rf"{_TAX}(?: ?\n? ?{_YEARLY})? ?[,(]? ?(?:(?:au |par an )?max(?:imum|i)?\b(?!\.? ?(?:de )?\d)|au plus\b"
    rf"|plafond\b|\(?plafonn)"
)
FLOOR_BEFORE = re.compile(r"(?:minimum|mini|au moins|a partir de|plus de|superieure? a)(?: de)?[ :\n]*$")
FLOOR_AFTER = re.compile(rf"{_TAX} ?(?:\(?(?:au )?minimum|\(?mini\b|et plus\b|ou plus\b|\+(?! ?[a-z\d(]))")
_RANGE_BEFORE = re.compile(
    rf"(?:(?<![\w.,])(?!(?:19|20)\d\d\b)(?:{_NUMBER})(?: ?[km]?{_EURO})? ?(?:-|–|a|ou|/) ?"
    rf"|\bentre (?:{_NUMBER})(?: ?[km]?{_EURO})?[^.;\n]{{0,12}} et )$"
)
_RANGE_AFTER = re.compile(rf" ?(?:-|–|a|ou|/|et) ?(?:environ )?(?:{_NUMBER}) ?[km]?{_EURO}")
_BETWEEN = re.compile(r"\b(?:entre|de)[ \n]$")
_UNIT_NOUN = (
    r"(?:hab(?:itant)?|heure|h|seance|session|jour|journee|demi-journee|mois|trimestre|semestre|semaine|personne"
    r"|participant|eleve|kit|unite|piece|intervention|atelier|commune|etp|km|kilometre|consultation|patient"
    r"|beneficiaire"
    r"|repas|formation|stagiaire|etudiant|poste|structure|professionnel|interne|medecin|enfant|groupe|classe|cabinet"
    r"|etablissement|vacation|acte|nuit|stage|depistage|foyer|menage|logement|exemplaire|tete|point|dossier"
    r"|module|projet|action|porteur)s?"
)
_UNIT_AFTER = re.compile(
    rf"{_TAX}(?: ?max(?:imum|i)?\b)?(?: ?{_YEARLY})?(?: et)? ?(?:(?:/|par) ?{_UNIT_NOUN}\b|(?:l[ae] |l'|de l'"
    rf"|chacune?\b|mensuel|horaire)"
    rf"(?:(?<=mensuel)\w*|(?<=horaire)\w*|(?<=chacun)|(?<=chacune)|(?:heure|unite|seance|session|jour|journee"
    rf"|atelier|piece)\b))"
    r"| ?[x×*] ?\d"
)
_UNIT_BEFORE = re.compile(
    rf"(?<![a-z])[x×*] ?$|\b(?:cout|prix|tarif|montant|forfait)s? (?:unitaire|horaire|mensuel"
    rf"|(?:d'une?|par) {_UNIT_NOUN}\b|(?:de l'|de la|du )(?: ?)(?:seance|session|heure|journee|vacation"
    rf"|intervention|kit|repas|consultation|stage)\b)"
    r"[^.;\n]{0,25}$"
)
# A line that begins in lower case goes on with the one above; "o" may be a bullet, "a)" a number.
_WRAP = re.compile(r"(?<=[^\s.;:|])\n(?=[a-zà-ÿ](?:[a-zà-ÿ'’ ]))(?!o )")
_COUNTED = re.compile(rf"\b(?P<count>\d+|{NUMERAL})(?: [a-z-]+){{0,2}} (?P<last>[a-z-]+) a ?$")
_STATED = re.compile(r"(?:estim|evalu|fix|plafonn|limit|port|arret|chiffr|etabli)\w*$")

_ASKED = r"(?:demand\w+|sollicit\w+)"
_GIVEN = r"(?:accord|attribu|notifi|octroy|allou)ee?s?|obtenue?s?|acquise?s?"
_SPENT = r"(?:vers|pay|mandat|realis|consomm)ee?s?|percue?s?"
_NATURES = ((Nature.PAID, _SPENT), (Nature.GRANTED, rf"{_GIVEN}|notification du"), (Nature.REQUESTED, _ASKED))
# "l'ARS verse 5 000 €": without accents a verb and its participle look alike, but for what stands before them.
_NO_SUBJECT = r"(?:^|[\n(:;,–|]|\b(?:a|ont|ete|est|sont|deja|demande|sollicite|structure|porteur))[ -]*"
_NOT_YET = re.compile(r"\b(?:sera|seront|serait|etre|non|sans|pas|peut|pourra|pourrait|si|seraient|a)\b(?: [a-z]+)? ?$")
_PLANNED = re.compile(
    r"\b(?:previsionn\w+|estim\w+|previe?nt|prevue?s?|environ|budget\w*|de l'ordre de|autour de|envisag\w+"
    r"|approximati\w+|evalue\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euros: characters `start` to `end` are the number and its currency, `tail` ends its own words."""

    value: float
    start: int
    end: int
    tail: int
    period: AmountPeriod = AmountPeriod.UNKNOWN
    is_cap: bool = False
    nature: Nature = Nature.UNKNOWN
    is_vague: bool = False  # a range or a floor: "entre 5 000 et 8 000 €", "au moins 500 €"
    is_unit: bool = False  # the price of one of several: "250 € par séance"


def aligned(text: str) -> str:
    """The text folded character by character, so that offsets stay: lower case, no accents, plain spaces."""
    return "".join(_plain(character) for character in text)


def unwrapped(text: str) -> str:
    """The text with a space for each line break within a sentence, so that offsets stay."""
    return _WRAP.sub(" ", text)


def _plain(character: str) -> str:
    if character == "\n" or character.isspace():
        return "\n" if character == "\n" else " "
    if character in "’‘ʼ´`":
        return "'"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def moneys(text: str) -> tuple[Money, ...]:
    """The amounts that a text marks as euros, in order; what cannot be read with certainty is left out."""
    folded = aligned(unwrapped(text))
    found = [*_numbers(folded), *_spelt(folded)]
    kept: list[Money] = []
    for money in sorted(found, key=lambda money: (money.start, -money.end)):
        if (
            kept
            and money.value == kept[-1].value
            and re.fullmatch(r" ?\( ?(?:soit )?", folded[kept[-1].end : money.start])
        ):
            end = money.end + (folded[money.end : money.end + 1] == ")")
            kept[-1] = replace(kept[-1], end=end, tail=end)  # "3 000 € (trois mille euros)" is one amount
        elif not kept or money.start >= kept[-1].end:
            kept.append(money)
    limits = [0, *(money.end for money in kept)], [*(money.start for money in kept[1:]), len(text)]
    told = [
        _described(money, folded, low, high)
        for money, low, high in zip(kept, *limits, strict=False)
        if money.value >= 0
    ]
    return tuple(
        replace(money, period=AmountPeriod.GLOBAL) if last and _comes_to(folded, last, money) else money
        for last, money in zip([None, *told], told, strict=False)
    )


def _comes_to(folded: str, yearly: Money, whole: Money) -> bool:
    """Whether an amount is what a year's comes to over the years: "9 000 € par an pendant trois ans, soit 27 000 €"."""
    times = whole.value / yearly.value if yearly.value else 0
    between = folded[yearly.tail : whole.start]
    return (
        yearly.period is AmountPeriod.ANNUAL
        and not yearly.is_cap
        and not yearly.is_unit
        and times in range(2, MOST_YEARS + 1)
        and _COMES_TO.fullmatch(between) is not None
        and _AFTER_YEARLY.match(folded[whole.end :]) is None
    )


def bare_amount(text: str) -> float | None:
    """The amount that a cell of a column headed in euros holds: a number and nothing else."""
    match = re.fullmatch(rf" *(?P<number>{_NUMBER}) *(?:{_EURO})?{_TAX} *", aligned(text))
    return _value(match["number"]) if match else None


def period_of(words: str) -> AmountPeriod:
    """The period that the words of a label announce: "global annuel" is a year's."""
    folded = aligned(words)
    if re.search(r"\bannuel|\bpar (?:an|exercice)\b|/ ?an\b", folded):
        return AmountPeriod.ANNUAL
    if re.search(rf"\bglob(?:al|aux)|\btota(?:l|ux)|\bde l'operation\b|{_WHOLE}|\b20\d\d ?[-/–] ?20\d\d\b", folded):
        return AmountPeriod.GLOBAL
    return AmountPeriod.UNKNOWN


def nature_of(words: str) -> Nature:
    """How firm the words of a label make an amount."""
    folded = aligned(words)
    for nature, pattern in _NATURES:
        match = re.search(rf"\b(?:{pattern})\b", folded)
        if match and not _NOT_YET.search(folded[: match.start()]):
            return nature
    return Nature.ESTIMATED if _PLANNED.search(folded) else Nature.UNKNOWN


def _numbers(folded: str) -> list[Money]:
    found = []
    for match in (*_AMOUNT.finditer(folded), *_PREFIXED.finditer(folded)):
        value = _value(match["number"])
        groups = match.groupdict()
        scale = (
            _SCALES[(groups.get("scale") or (groups.get("words") or "").rstrip("s") or "k")] if _scaled(groups) else 1
        )
        if value is None or _cut(folded, match.start("number"), match["number"]):
            value = None
        elif scale > 1 and re.search(r"\d\.\d{3}$", match["number"]):
            value = None  # "1.500 k€": a thousand and a half, or a million and a half
        if value is not None:
            found.append(Money(round(value * scale, 2), match.start(), match.end(), match.end()))
    return found


def _scaled(groups: dict[str, str | None]) -> bool:
    return bool(groups.get("scale") or groups.get("words"))


def _spelt(folded: str) -> list[Money]:
    found = []
    for match in _SPELT.finditer(folded):
        value = numeral(match["numeral"])
        if value is not None and not re.search(r"\d\W{0,3}$", folded[max(0, match.start() - 4) : match.start()]):
            found.append(Money(float(value), match.start(), match.end(), match.end()))
    return found


def _value(number: str) -> float | None:
    """The value of a number as written, None where its form is broken ("000", "012")."""
    bare = re.sub(r"[ \n']", "", number)
    if re.match(r"\d{1,3}(?:\.\d{3})+(?:,|$)", bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    if re.match(r"0\d", bare):
        return None
    return float(bare)


def _cut(folded: str, start: int, number: str) -> bool:
    """Whether a number may be the rest of a longer one: digits, or letters read for digits, stand just before it."""
    before = folded[max(0, start - REACH) : start]
    line, above = before.rpartition("\n")[2], before.rstrip(" \n")
    word = re.search(r"[^\s|:;(=+€]+$", above)
    if not word or above != above.rstrip("|"):
        return False
    token, apart = word[0], len(before) - len(above)
    if apart == 0:
        return token[-1].isdigit()
    if re.fullmatch(r"[loisb]|\d*[oilsb]+\d*", token) and (token in {"l", "o", "i"} or re.search(r"\d", token)):
        return True
    if not re.search(r"\d[.,]?$", token) or re.fullmatch(r"\(?(?:(?:19|20)\d\d[-/–])?(?:19|20)\d\d[.,]?", token):
        return False
    if line.strip():
        return True
    # On the line above: only a group of three digits can go on from there, and no ordinal does.
    ordinal = re.search(r"(?:financeur|axe|action|fiche|annee|phase|volet|lot|tranche|n°|no|objectif) ?\S+$", above)
    return bool(re.match(r"\d{3}(?!\d)", number)) and not ordinal and not re.search(r"[a-z%€/-]\d*$", token)


def caps(before: str, after: str) -> bool:
    """Whether the words before or after an amount or a share make it the most that is paid."""
    return bool(_CAP_BEFORE.search(before) or _CAP_AFTER.match(after))


def _described(money: Money, folded: str, low: int, high: int) -> Money:
    """The amount with what the words between its neighbours say of it."""
    before = folded[max(low, money.start - REACH) : money.start]
    before = re.split(rf"\n\n|(?<!max)(?<!maxi)(?<!min)(?<!mini)[.;](?=\s)|\n(?:[-–*]|[{MARKS}])", before)[-1]
    after = re.split(r"\n\n", folded[money.end : high])[0]
    yearly, whole = _AFTER_YEARLY.match(after), _AFTER_WHOLE.match(after)
    period, tail = AmountPeriod.UNKNOWN, money.end
    if yearly:
        period, tail = AmountPeriod.ANNUAL, money.end + yearly.end()
    elif whole:
        period, tail = AmountPeriod.GLOBAL, money.end + whole.end()
    elif _BEFORE_YEARLY.search(before):
        period = AmountPeriod.ANNUAL
    elif _BEFORE_WHOLE.search(before):
        period = AmountPeriod.GLOBAL
    counted = _COUNTED.search(before)
    capped = caps(before, after)
    each = (
        capped and re.match(rf"{_TAX}[ \n]chacune?\b", after) is not None
    )  # "5 000 € chacun" at most is what each pays
    count = (
        int(counted["count"]) if counted and counted["count"].isdigit() else numeral(counted["count"]) if counted else 0
    )
    several = count not in {None, 0, 1, *range(1990, 2100)}
    return replace(
        money,
        period=period,
        tail=tail,
        is_cap=capped,
        nature=_nature(before, after),
        is_vague=_vague(folded, money, before, after),
        is_unit=not each
        and bool(
            _UNIT_AFTER.match(after)
            or _UNIT_BEFORE.search(before)
            or (several and counted and not _STATED.match(counted["last"]))
        ),
    )


def _vague(folded: str, money: Money, before: str, after: str) -> bool:
    near = folded[max(0, money.start - 40) : money.start]
    following = folded[money.end : money.end + 40]
    ranged = _RANGE_BEFORE.search(near) or (
        _RANGE_AFTER.match(following) and (_BETWEEN.search(near) or not re.match(r" ?(?:et|/)", following))
    )
    return bool(ranged or FLOOR_BEFORE.search(before) or FLOOR_AFTER.match(after))


def _nature(before: str, after: str) -> Nature:
    """What is said of the amount's own noun before it, or directly behind it."""
    if re.match(rf"{_TAX} ?(?:{_YEARLY})? ?,?\(? ?{_ASKED}\b(?! ?:? ?\d)", after):
        return Nature.REQUESTED  # what is asked is never granted, whatever stands above
    for nature, pattern in _NATURES:
        near = list(re.finditer(rf"(?:{_MONEY_NOUN}(?: [\w'-]+){{0,3}} )?\b(?:a )?(?:{pattern})\b", before))
        if near and (
            re.match(_MONEY_NOUN, near[-1][0]) or re.search(rf"{_NO_SUBJECT}(?:{pattern})[ :\n]*(?:de )?$", before)
        ):
            word = near[-1]
            if nature is Nature.REQUESTED or not _NOT_YET.search(before[: word.end()].rsplit(" ", 1)[0] + " "):
                return nature
    if re.match(rf"{_TAX} ?(?:{_YEARLY})? ?(?:sera|seront|serait|va etre|doit etre|devra etre) {_ASKED}", after):
        return Nature.REQUESTED  # "10 000 € seront sollicités auprès de l'ARS"
    if re.search(
        r"\bdemande de (?:subvention|financement|credits)[^.;\n]{0,40}$|a (?:solliciter"
        r"|demander)\b",
        before,
    ):
        return Nature.REQUESTED
    for nature, pattern in _NATURES:
        if re.match(
            rf"{_TAX} ?\n? ?(?:{_YEARLY})? ?,?\(? ?(?:fir |subvention |aide |financement )?(?:(?:ont"
            rf"|a) (?:deja )?ete |est |sont "
            rf"|deja )?(?:{pattern})\b(?! ?:? ?\d)",
            after,
        ):
            # "payés par la caisse" says who pays, not that it has been paid.
            if nature is Nature.PAID and re.match(r"[^.;]{0,30}?\bpaye+s? par\b", after):
                continue
            return nature
    return Nature.ESTIMATED if _PLANNED.search(before) or re.match(r" ?\(?(?:prev|estim)", after) else Nature.UNKNOWN
