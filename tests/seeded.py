"""Right answers over two invented contracts, and the ways in which they are made wrong one fault at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from assistant.records import Answer, Citation, Status
from eval.cases import Case, Evidence, Fact, FactKind, Trap
from eval.metrics import Source
from eval.parties import Parties
from eval.verdict import World

ORMONT, VALMY = "ormont-2031-2036", "valmy-2030-2034"
PAGES = {
    1: "Contrat local de santé d'Ormont 2031-2036\nIl couvre la communauté de communes d'Ormont, 23 communes et "
    "18 450 habitants.\nLe taux de chômage est de 9,3 % dans le territoire, contre 7,5 % en France.",
    2: "Article 1 : les signataires\nLes signataires du contrat :\n- l'Agence régionale de santé, représentée par "
    "Odile VERDAN, directrice générale\n- le PETR du Pays d'Ormont, représenté par Paul ASTIER, président\n- la caisse "
    "primaire d'assurance maladie des Rives\n- le centre hospitalier d'Arvière\nPartenaires associés : la Maison des "
    "aidants, la Mission locale des Rives.\nFait à Arvière, le 14 mars 2031.",
    3: "Fiche action 2.1 : Former aux premiers secours\nPorteur : CPTS d'Ormont\nEstimation du montant prévisionnel "
    "annuel du projet : 4812 €\nTaux d'intervention ARS : 80 %\nFiche action 2.2 : Semaines d'information\nEstimation "
    "du montant prévisionnel annuel du projet : 3 100 €",
    4: "Fiche action 3.2 : Transporter les patients isolés\nEstimation du montant prévisionnel global du projet : "
    "26 500 €\nPorteur : Association Mobilité des Rives\nFiche action 5.1 : Animer le contrat\nL'ARS participe à 50 % "
    "au maximum, dans la limite de 28 000 € par an.\nLe comité de pilotage se réunit deux fois par an.",
}
OTHER_PAGES = {
    1: "Contrat local de santé de Valmy 2030-2034\nFiche action 2.1 : Lutter contre l'ambroisie\nEstimation du montant "
    "prévisionnel annuel du projet : 9 377 €\nTaux d'intervention ARS : 60 %\nLe contrat est signé par la commune de "
    "Valmy, représentée par Aline Corvé, à Belcourt, le 2 juin 2030. Il couvre 11 communes et 7 204 habitants.\nLe "
    "taux de chômage y est de 12,8 %."
}
DOCUMENT = Source("a" * 64, "contrat-ormont", ORMONT, PAGES)
OTHER = Source("b" * 64, "contrat-valmy", VALMY, OTHER_PAGES)
WORLD = World(
    {source.id: source for source in (DOCUMENT, OTHER)},
    {
        ORMONT: Parties(
            (
                "Agence régionale de santé",
                "PETR du Pays d'Ormont",
                "Caisse primaire d'assurance maladie des Rives",
                "Centre hospitalier d'Arvière",
            ),
            ("Odile VERDAN", "Paul ASTIER"),
        ),
        VALMY: Parties(("Commune de Valmy",), ("Aline Corvé",)),
    },
)


@dataclass(frozen=True)
class Right:
    """A case with an answer that nobody would fault."""

    case: Case
    answer: Answer


def cite(number: int, page: int, quote: str, source: Source = DOCUMENT) -> Citation:
    """A quote at its place on its page."""
    start = source.pages[page].index(quote)
    return Citation(number, source.id, source.name, page, "", quote, start, start + len(quote), "")


def right(id_: str, question: str, category: str, facts: tuple[Fact, ...], text: str, *cited: tuple[int, str]) -> Right:
    """A case and its answer, whose evidence is what it cites."""
    evidence = tuple(Evidence("contrat-ormont", (page,), (quote[:24],)) for page, quote in cited)
    case = Case(id_, question, category, Status.ANSWERED, (ORMONT,), evidence, facts=facts)
    citations = tuple(cite(i, page, quote) for i, (page, quote) in enumerate(cited, 1))
    return Right(case, Answer(Status.ANSWERED, text, citations))


ANNUAL_LINE = "Estimation du montant prévisionnel annuel du projet : 4812 €\nTaux d'intervention ARS : 80 %"
OTHER_LINE = "Estimation du montant prévisionnel annuel du projet : 3 100 €"
GLOBAL_LINE = "Estimation du montant prévisionnel global du projet : 26 500 €"
CAP_LINE = "L'ARS participe à 50 % au maximum, dans la limite de 28 000 € par an."
LIST = PAGES[2][PAGES[2].index("Les signataires") : PAGES[2].index("Partenaires")].strip()
SIGNED = "Fait à Arvière, le 14 mars 2031."
PERIMETER = "la communauté de communes d'Ormont, 23 communes et 18 450 habitants"
JOBS = "Le taux de chômage est de 9,3 % dans le territoire, contre 7,5 % en France."

ANSWERS = (
    right(
        "annual",
        "Combien coûte la fiche 2.1 du CLS d'Ormont ?",
        "money",
        (Fact(FactKind.AMOUNT, 4812, "EUR", "annual"), Fact(FactKind.RATE, 80)),
        "La fiche action 2.1 prévoit 4 812 € par an, financés à 80 % par l'ARS [1].",
        (3, ANNUAL_LINE),
    ),
    right(
        "global",
        "Combien coûte la fiche 3.2 du CLS d'Ormont ?",
        "money",
        (Fact(FactKind.AMOUNT, 26500, "EUR", "global"),),
        "La fiche action 3.2 prévoit 26 500 € pour l'ensemble du projet [1].",
        (4, GLOBAL_LINE),
    ),
    right(
        "cap",
        "Quel est le plafond de l'aide de la fiche 5.1 du CLS d'Ormont ?",
        "money",
        (Fact(FactKind.RATE, 50), Fact(FactKind.AMOUNT, 28000, "EUR", "annual")),
        "L'ARS participe à 50 % au maximum, dans la limite de 28 000 € par an [1].",
        (4, CAP_LINE),
    ),
    right(
        "list",
        "Qui a signé le CLS d'Ormont ?",
        "signatories",
        (Fact(FactKind.ORGANISATIONS, values=WORLD.truths[ORMONT].organisations, complete=True),),
        "Le CLS d'Ormont a quatre signataires : [1]\n"
        "- Agence régionale de santé (Odile Verdan, directrice générale) [1]\n"
        "- PETR du Pays d'Ormont (Paul Astier, président) [1]\n- Caisse primaire d'assurance maladie des Rives [1]\n"
        "- Centre hospitalier d'Arvière [1]",
        (2, LIST),
    ),
    right(
        "not one",
        "La Maison des aidants a-t-elle signé le CLS d'Ormont ?",
        "signatories",
        (Fact(FactKind.YES_NO, value=False),),
        "Non : la Maison des aidants ne figure pas parmi les quatre signataires [1].",
        (2, LIST),
    ),
    right(
        "one",
        "Le centre hospitalier d'Arvière a-t-il signé le CLS d'Ormont ?",
        "signatories",
        (Fact(FactKind.YES_NO, value=True),),
        "Oui : le centre hospitalier d'Arvière est signataire [1].",
        (2, LIST),
    ),
    right(
        "person",
        "Qui représente l'ARS dans le CLS d'Ormont ?",
        "signatories",
        (Fact(FactKind.PERSON, "Odile VERDAN"),),
        "L'Agence régionale de santé est représentée par Odile Verdan, directrice générale [1].",
        (2, "l'Agence régionale de santé, représentée par Odile VERDAN, directrice générale"),
    ),
    right(
        "date",
        "Quand et où le CLS d'Ormont a-t-il été signé ?",
        "dates",
        (Fact(FactKind.DATE, "2031-03-14"),),
        "Le CLS d'Ormont a été signé le 14 mars 2031 à Arvière [1].",
        (2, SIGNED),
    ),
    right(
        "total",
        "Combien coûtent par an les fiches de l'axe 2 du CLS d'Ormont ?",
        "totals",
        (Fact(FactKind.AMOUNT, 7912, "EUR", "annual"),),
        "- fiche 2.1 : 4 812 € par an [1]\n- fiche 2.2 : 3 100 € par an [2]\nSoit 7 912 € par an [1][2].",
        (3, ANNUAL_LINE),
        (3, OTHER_LINE),
    ),
    right(
        "perimeter",
        "Combien de communes et d'habitants dans le CLS d'Ormont ?",
        "perimeter",
        (Fact(FactKind.NUMBER, 23, "communes"), Fact(FactKind.NUMBER, 18450, "habitants")),
        "La communauté de communes d'Ormont compte 23 communes et 18 450 habitants [1].",
        (1, PERIMETER),
    ),
    right(
        "jobs",
        "Quel est le taux de chômage dans le CLS d'Ormont ?",
        "diagnosis",
        (Fact(FactKind.RATE, 9.3),),
        "Le taux de chômage est de 9,3 % dans le territoire, contre 7,5 % en France [1].",
        (1, JOBS),
    ),
    right(
        "lead",
        "Qui porte la fiche 2.1 du CLS d'Ormont ?",
        "roles",
        (Fact(FactKind.ORGANISATIONS, values=("CPTS d'Ormont",)), Fact(FactKind.SHEETS, values=("2.1",))),
        "La fiche action 2.1 est portée par la CPTS d'Ormont [1].",
        (3, "Fiche action 2.1 : Former aux premiers secours\nPorteur : CPTS d'Ormont"),
    ),
)


def _silent(id_: str, question: str, trap: Trap) -> Right:
    case = Case(id_, question, "unanswerable", Status.NOT_FOUND, trap=trap)
    return Right(case, Answer(Status.NOT_FOUND, "Les documents lus (CLS Ormont 2031-2036) ne le disent pas."))


REFUSALS = (
    _silent("elsewhere", "Combien coûte la fiche 2.1 du CLS de Belcourt ?", Trap.OTHER_TERRITORY),
    _silent("years", "Combien coûtait la fiche 2.1 du CLS d'Ormont 2019-2023 ?", Trap.WRONG_YEAR),
    _silent("absent", "Quel est le salaire de l'animatrice du CLS d'Ormont ?", Trap.ABSENT),
)
RIGHT = (*ANSWERS, *REFUSALS)

# Faults, one at a time. Each gives the answer made wrong, or None where it has nothing to spoil.

Fault = Callable[[Right], Answer | None]


def said(one: Right, pattern: str, put: str | Callable[[re.Match[str]], str]) -> Answer | None:
    """The answer with the first match of a pattern in its text replaced."""
    text = re.sub(pattern, put, one.answer.answer, count=1)
    return replace(one.answer, answer=text) if text != one.answer.answer else None


def _digit(match: re.Match[str]) -> str:
    figure = match.group()
    return f"{figure[:-1]}{(int(figure[-1]) + 3) % 10}"


def digit_changed(one: Right) -> Answer | None:
    """4 812 becomes 4 815."""
    return said(one, r"\d{1,3} \d{3}|\d+,\d+(?= %)", _digit)


def digits_swapped(one: Right) -> Answer | None:
    """4 812 becomes 4 821."""
    return said(one, r"(?<= )\d{3}(?= (?:€|habitants))", lambda m: m.group()[0] + m.group()[2] + m.group()[1])


def zero_added(one: Right) -> Answer | None:
    """4 812 € becomes 48 120 €."""
    return said(one, r"(\d{1,2}) (\d)(\d{2})(?= €)", r"\1\2 \g<3>0")


def period_changed(one: Right) -> Answer | None:
    """Annual for global, global for annual."""
    yearly = said(one, "par an", "pour l'ensemble du projet")
    return yearly or said(one, "pour l'ensemble du projet", "par an")


def last_period_changed(one: Right) -> Answer | None:
    """The same of a total."""
    return said(one, r"(?s)(Soit .*)par an", r"\1pour l'ensemble du projet")


def rate_changed(one: Right) -> Answer | None:
    """80 % becomes 90 %."""
    return said(one, r"\d0 %", lambda m: f"{int(m.group()[0]) + 1}0 %")


def day_changed(one: Right) -> Answer | None:
    """The 14th becomes the 24th."""
    return said(one, r"\b1(\d) mars", r"2\1 mars")


def year_changed(one: Right) -> Answer | None:
    """2031 becomes 2032."""
    return said(one, r"mars 2031", "mars 2032")


def month_changed(one: Right) -> Answer | None:
    """March becomes May."""
    return said(one, r" mars ", " mai ")


def place_changed(one: Right) -> Answer | None:
    """Another town."""
    return said(one, r"à Arvière", "à Belcourt")


def signatory_added(one: Right) -> Answer | None:
    """One more item, an organisation that has not signed."""
    if one.case.id != "list":
        return None
    return replace(one.answer, answer=f"{one.answer.answer}\n- Mutualité sociale agricole [1]")


def partner_added(one: Right) -> Answer | None:
    """An associated partner among the signatories."""
    if one.case.id != "list":
        return None
    return replace(one.answer, answer=f"{one.answer.answer}\n- Mission locale des Rives [1]")


def signatory_dropped(one: Right) -> Answer | None:
    """One item less."""
    return said(one, r"\n- PETR[^\n]*", "")


def signatory_replaced(one: Right) -> Answer | None:
    """A partner in a signatory's place."""
    return said(one, r"- Centre hospitalier d'Arvière", "- Maison des aidants")


def sentence_of_signatories(one: Right) -> Answer | None:
    """A sentence that makes a signatory of who is none."""
    if one.case.category != "signatories":
        return None
    return replace(
        one.answer, answer=f"{one.answer.answer}\nLe contrat est aussi signé par la Préfecture des Rives [1]."
    )


def yes_for_no(one: Right) -> Answer | None:
    """Yes for no, with what follows."""
    return said(one, "Non : la Maison des aidants ne figure pas", "Oui : la Maison des aidants figure")


def no_for_yes(one: Right) -> Answer | None:
    """No for yes, with what follows."""
    return said(one, r"Oui : (.*) est signataire", r"Non : \1 n'est pas signataire")


def person_replaced(one: Right) -> Answer | None:
    """Somebody else."""
    return said(one, "Odile Verdan", "Aline Corvé")


def organisation_replaced(one: Right) -> Answer | None:
    """Another bearer."""
    return said(one, "la CPTS d'Ormont", "l'Association Mobilité des Rives")


def sheet_changed(one: Right) -> Answer | None:
    """Another sheet's number."""
    return said(one, r"fiche action 2\.1 est", "fiche action 2.4 est")


def count_changed(one: Right) -> Answer | None:
    """23 communes become 32."""
    return said(one, r"23 communes", "32 communes")


def addend_dropped(one: Right) -> Answer | None:
    """A sum of which one item is left out."""
    return said(one, r"\n- fiche 2\.2[^\n]*\nSoit 7 912", "\nSoit 4 812")


def total_changed(one: Right) -> Answer | None:
    """A sum that is not that of its items."""
    return said(one, r"Soit 7 912", "Soit 8 012")


def _cited(one: Right, change: Callable[[Citation], Citation]) -> Answer | None:
    citations = one.answer.citations
    return replace(one.answer, citations=(change(citations[0]), *citations[1:])) if citations else None


def wrong_page(one: Right) -> Answer | None:
    """The right quote, said to be on the next page."""
    return _cited(one, lambda c: replace(c, page=c.page % len(PAGES) + 1))


def quote_digit(one: Right) -> Answer | None:
    """A digit of the quote altered."""
    if not one.answer.citations or not re.search(r"\d", one.answer.citations[0].quote):
        return None
    return _cited(
        one, lambda c: replace(c, quote=re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), c.quote, count=1))
    )


def quote_word(one: Right) -> Answer | None:
    """A word of the quote altered."""
    return _cited(one, lambda c: replace(c, quote=re.sub(r"\w{5,}", "autrement", c.quote, count=1)))


def quote_shifted(one: Right) -> Answer | None:
    """A quote that is not where it is said to be."""
    return _cited(one, lambda c: replace(c, start=c.start + 2, end=c.end + 2))


def unknown_document(one: Right) -> Answer | None:
    """A citation of nothing."""
    return _cited(one, lambda c: replace(c, document_id="f" * 64))


def no_citation(one: Right) -> Answer | None:
    """An answer without any proof."""
    if not one.answer.citations:
        return None
    return replace(one.answer, citations=(), answer=re.sub(r" ?\[\d\]", "", one.answer.answer))


def unrelated_quote(one: Right) -> Answer | None:
    """A real quote of another subject."""
    beside = cite(1, 4, "Le comité de pilotage se réunit deux fois par an.")
    return replace(one.answer, citations=(beside, *one.answer.citations[1:])) if one.answer.citations else None


def other_contract(one: Right) -> Answer | None:
    """The value of another contract, well quoted."""
    told = {
        "annual": ("La fiche action 2.1 prévoit 9 377 € par an [1].", "annuel du projet : 9 377 €"),
        "list": ("Le contrat est signé par la commune de Valmy [1].", "Le contrat est signé par la commune de Valmy"),
        "person": ("Elle est représentée par Aline Corvé [1].", "représentée par Aline Corvé"),
        "date": ("Le contrat a été signé le 2 juin 2030 à Belcourt [1].", "à Belcourt, le 2 juin 2030"),
        "perimeter": ("Il compte 11 communes et 7 204 habitants [1].", "11 communes et 7 204 habitants"),
        "jobs": ("Le taux de chômage est de 12,8 % [1].", "Le taux de chômage y est de 12,8 %."),
    }.get(one.case.id)  # fmt: skip
    return Answer(Status.ANSWERED, told[0], (cite(1, 1, told[1], OTHER),)) if told else None


def refused(one: Right) -> Answer | None:
    """A refusal of what the documents say."""
    return Answer(Status.NOT_FOUND, "Les documents lus ne le disent pas.") if one.answer.citations else None


def answered(one: Right) -> Answer | None:
    """An answer to what the documents do not say."""
    if one.answer.citations:
        return None
    return Answer(Status.ANSWERED, "La fiche action 2.1 prévoit 4 812 € par an [1].", (cite(1, 3, ANNUAL_LINE),))


FAULTS: tuple[Fault, ...] = (
    *(digit_changed, digits_swapped, zero_added, period_changed, last_period_changed, rate_changed),
    *(day_changed, year_changed, month_changed, place_changed, count_changed, sheet_changed),
    *(signatory_added, partner_added, signatory_dropped, signatory_replaced, sentence_of_signatories),
    *(yes_for_no, no_for_yes, person_replaced, organisation_replaced, addend_dropped, total_changed),
    *(other_contract, wrong_page, quote_digit, quote_word, quote_shifted, unknown_document, no_citation),
    *(unrelated_quote, refused, answered),
)


def seeded(count: int) -> tuple[tuple[str, Case, Answer], ...]:
    """So many wrong answers, each with its fault's name and its case: every fault in turn, then the next answer."""
    return tuple(islice(_seeded(), count))


def _seeded() -> Iterator[tuple[str, Case, Answer]]:
    spoilt = [[(one, wrong) for one in RIGHT if (wrong := fault(one))] for fault in FAULTS]
    for turn in range(len(RIGHT)):
        for fault, wrongs in zip(FAULTS, spoilt, strict=True):
            if turn < len(wrongs):
                one, wrong = wrongs[turn]
                yield fault.__name__, one.case, wrong
