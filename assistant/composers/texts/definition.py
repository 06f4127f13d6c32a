"""What an acronym or a term means, as the documents themselves say it: every sense, each with its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from assistant import lexicon
from assistant.abbreviations import is_acronym
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks, captured
from assistant.composers.sentences import words_of
from assistant.composers.side_by_side.subject import exact
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.definition_sentences import Defined, Sense, defined, in_full, senses, used
from assistant.composers.texts.legal_sense import legal_sense
from assistant.composers.texts.whereabouts import placed
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.records import Status
from assistant.searching.tokens import stem, words
from ingest.facts.reading import letters
from ingest.naming import fold

# Words at least so alike, of 100, may be the same word in another form.
KIN = 70
# At most so many senses, documents that use it unexplained, and sentences that define.
SENSES, UNEXPLAINED, SENTENCES = 3, 2, 2

_ARTICLES = re.compile(r"^(?:l[ea]s? |l'|une? |des |du |de l'|de la |de |d'|ce |cet |cette |ces |par )+")
# Words that are acronyms too, and mean none when they are typed small.
_COMMON = frozenset("ca cc ch ville contrat aide acte pat pass sas ase ami dac".split())


def definition(asked: Asked) -> Composed | None:
    """What the term that the question asks for means; None where it asks for none or no document says."""
    said = captured("definition", "term", asked.folded)
    pair = [_acronym(asked, part) for part in said.split(" et ")]
    if len(pair) == 2 and all(pair):
        both = [_meaning(asked, acronym, _contracts(asked)) for acronym in pair]
        known = [one for one in both if one]
        statements = tuple(statement for one in known for statement in one.statements)
        status = Status.ANSWERED if len(known) == 2 else Status.PARTIAL
        named = tuple(dict.fromkeys(contract for one in known for contract in one.contracts))
        return Composed(statements, named, status) if known else None
    if asks("definition", "contract", said):
        return _contract(asked, said)
    term = _term(said)
    if not term:
        return None
    acronym = _acronym(asked, said) or _acronym(asked, term)
    contracts = _contracts(asked)
    if acronym:
        return _meaning(asked, acronym, contracts)
    return _defined(asked, term, contracts)


def _contract(asked: Asked, said: str) -> Composed | None:
    """What a local health contract is, with what its acronym means where that is what is typed."""
    contracts = _contracts(asked)
    told, named = legal_sense(asked, contracts)
    short = _meaning(asked, "CLS", contracts) if "cls" in said.split() else None
    if not told or not short:
        return Composed(tuple(told), named) if told else short
    return Composed((*short.statements[:1], *told), tuple(dict.fromkeys((*short.contracts[:1], *named))))


def _term(said: str) -> str:
    """The folded term that a question asks to explain, without article; empty where it asks something else."""
    bare = _ARTICLES.sub("", said.strip(" «»\"'?.,!")).strip(" «»\"'")
    if not bare or len(bare.split()) > 6 or asks("definition", "thing", said):
        return ""
    return bare


def _acronym(asked: Asked, term: str) -> str:
    """The acronym that the term is, as typed or as the field writes it; empty where it is none."""
    typed = _as_typed(asked.query.text, term)
    parts = typed.split()
    shouted = asked.query.text.isupper() and len(asked.query.text.split()) > 1
    if parts and len(parts) <= 2 and all(is_acronym(part) for part in parts) and not shouted:
        return typed
    known = lexicon.load().acronyms
    is_short = term in known and " " not in term and len(term) <= 8 and any(" " in long for long in known[term])
    if not is_short or (term in _COMMON and not typed.isupper()):
        return ""
    return term.upper()


def _as_typed(text: str, term: str) -> str:
    """The words of the question that fold to the term."""
    pattern = r"\s+".join(r"\S+" for _ in term.split())
    found = (match.group(1).strip("«»\"'?.,! ") for match in re.finditer(rf"(?=(?<!\S)({pattern}))", text))
    tails = (re.split(r"[’']", each)[-1] if fold(each) != term else each for each in found)
    return next((each for each in tails if fold(each) == term), "")


def _contracts(asked: Asked) -> Sequence[UnderstoodContract]:
    """The contracts to look into: all of them unless the question names its own; those asked about first."""
    if asked.query.scope.territory_named or asked.query.sheets:
        return asked.contracts
    return (*asked.contracts, *(c for c in asked.library.contracts if c not in asked.contracts))


# --- acronyms ---


def _meaning(asked: Asked, acronym: str, contracts: Sequence[UnderstoodContract]) -> Composed | None:
    every = [sense for contract in contracts for sense in senses(acronym, contract)]
    found = list({_alike(sense.long): sense for sense in reversed(every)}.values())[::-1][:SENSES]
    usual = [long for long in _written().get(fold(acronym), ()) if _alike(long) not in map(_alike, _longs(found))]
    if not found and (full := _in_full(acronym, usual, contracts)):
        # The quote holds the long form, not the acronym: it is no quoted word.
        text = f"{acronym} est le sigle usuel de « {full.long} », que « {full.document.metadata.title} »"
        said = [Statement(f"{text} écrit en toutes lettres", asked.prover.proofs([full.evidence]), names=(full.long,))]
        return Composed(tuple(said), (full.contract.ref.id,), _status(asked, complete=True))
    # A document that only uses the acronym matters where it may mean something else there.
    spelled = {sense.contract.ref.id for sense in every}
    others = _unexplained(acronym, [c for c in contracts if c.ref.id not in spelled]) if usual or not found else []
    if not found and not others:
        return None
    said = [_sense(asked, acronym, sense, first=i == 0) for i, sense in enumerate(found)]
    said += [_use(asked, acronym, one, spelled=bool(found)) for one in others[: UNEXPLAINED if found else 1]]
    if usual and others:
        said.append(Statement(f"Sens usuel du sigle, hors documents : {french.listed(usual, last='ou')}"))
    if found and not others:
        said += _sentences(asked, (acronym, found[0].long), contracts)[:1]
    named = [sense.contract.ref.id for sense in found] + [one.contract.ref.id for one in others]
    lead = _answer(asked, acronym, found)
    composed = (lead, *said[1:]) if lead else tuple(said)
    return Composed(composed, tuple(dict.fromkeys(named)), _status(asked, complete=bool(found)))


def _status(asked: Asked, *, complete: bool) -> Status:
    second = asks("definition", "second", asked.folded)
    return Status.ANSWERED if complete and not second else Status.PARTIAL


def _longs(found: Sequence[Sense]) -> list[str]:
    return [sense.long for sense in found]


def _in_full(acronym: str, usual: Sequence[str], contracts: Sequence[UnderstoodContract]) -> Sense | None:
    """The one usual sense that the documents write in full, None where there is none or several."""
    found = [sense for long in usual for sense in [_first(acronym, long, contracts)] if sense]
    return found[0] if len(found) == 1 else None


def _first(acronym: str, long: str, contracts: Sequence[UnderstoodContract]) -> Sense | None:
    return next((sense for contract in contracts if (sense := in_full(acronym, long, contract))), None)


def _alike(long: str) -> str:
    """A long form for comparison: endings and small words make no other sense."""
    return " ".join(sorted({stem(word) for word in words(long) if len(word) > 2}))


@cache
def _written() -> dict[str, tuple[str, ...]]:
    """The field's senses of each folded acronym, as they are written."""
    text = resources.files("assistant.lexicon").joinpath("acronyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {fold(acronym): tuple(meant.split("|")) for acronym, meant in rows}


def _unexplained(acronym: str, contracts: Sequence[UnderstoodContract]) -> list[Defined]:
    """Where documents use the acronym, the first of each contract."""
    kept = []
    for contract in contracts:
        found = ((document, used(acronym, document)) for document in contract.documents)
        first = next(((document, evidence) for document, evidence in found if evidence), None)
        if first:
            kept.append(Defined(first[1], contract, first[0]))
    return kept


def _sense(asked: Asked, acronym: str, sense: Sense, *, first: bool) -> Statement:
    lead = f"« {acronym} » :" if first else "ou"
    text = f"{lead} {_small(sense.long)}, dans « {sense.document.metadata.title} »"
    return Statement(french.capital(text), asked.prover.proofs([sense.evidence]), names=(sense.long,))


def _small(long: str) -> str:
    """A long form inside a sentence: a capital stays where it begins a name."""
    return long if re.match(r"[^\s]+\s+[A-ZÀ-Ý]|[A-ZÀ-Ý]{2}", long) else long[:1].lower() + long[1:]


def _use(asked: Asked, acronym: str, one: Defined, *, spelled: bool) -> Statement:
    title = f"« {one.document.metadata.title} »"
    proofs = asked.prover.proofs([one.evidence])
    what = "Employé" if spelled else f"Le sigle « {acronym} » est employé"
    number = next(
        (m[1] for proof in proofs for m in [re.search(r"iche.{0,12}? (\d+(?:\.\d+)*)", proof.section)] if m), ""
    )
    action = next((a for a in one.contract.record.actions if number and a.number == number and a.titles), None)
    sheet = f", à la fiche {number} ({action.titles[0].value})" if action else ""
    return Statement(f"{what} sans être expliqué dans {title}{sheet}", proofs, context=sheet)


def _answer(asked: Asked, acronym: str, found: Sequence[Sense]) -> Statement | None:
    """Oui or Non, where the question offers one sense and the documents give one."""
    offered = captured("definition", "offered", asked.folded)
    if not offered or " ou " in offered or len(found) != 1 or offered.startswith("quoi"):
        return None
    mine, theirs = set(_alike(offered).split()), set(_alike(found[0].long).split())
    if mine != theirs and any(fuzz.ratio(a, b) >= KIN for a in mine for b in theirs):
        return None  # "animateur" or "animatrice": neither yes nor no
    answer = "Oui" if mine == theirs else "Non"
    title = f"« {found[0].document.metadata.title} »"
    text = f"{answer} : dans {title}, « {acronym} » veut dire « {_small(found[0].long)} »"
    return Statement(text, asked.prover.proofs([found[0].evidence]), names=(found[0].long,))


# --- terms ---


def _defined(asked: Asked, term: str, contracts: Sequence[UnderstoodContract]) -> Composed | None:
    found = _found(asked, (term,), contracts)
    said = _sentences(asked, (term,), contracts)
    if asks("definition", "where", asked.folded):
        for contract in dict.fromkeys(one.contract for one in found):
            said += _where(asked, term, contract)
    return Composed(tuple(said), tuple(dict.fromkeys(one.contract.ref.id for one in found))) if said else None


def _where(asked: Asked, term: str, contract: UnderstoodContract) -> list[Statement]:
    """Where the contract says that what a term names is found."""
    found = [(words_of(evidence), asked.prover.proofs([evidence])) for evidence in placed(asked, term, contract)]
    return [Statement(f"Où : « {quote} »", proofs) for quote, proofs in found]


def _found(asked: Asked, terms: Sequence[str], contracts: Sequence[UnderstoodContract]) -> list[Defined]:
    kept: dict[str, Defined] = {}
    for term in terms:
        subject = exact(asked.subject_in(fold(term)))
        pages = asked.find_passages(subject, contracts, False) if subject else {}
        for contract in contracts:
            for one in defined(term, contract, pages.get(contract.ref.id, ())):
                kept.setdefault(letters(one.evidence.quote), one)
    return list(kept.values())[:SENTENCES]


def _sentences(asked: Asked, terms: Sequence[str], contracts: Sequence[UnderstoodContract]) -> list[Statement]:
    said = []
    for one in _found(asked, terms, contracts):
        quote = re.sub(r"\s+", " ", one.evidence.quote).strip()
        quote = re.sub(r"^«\s?([^«»]*?)\s?»\s?", r"\1 ; ", quote).removesuffix(" ; ").strip()
        quote = without_marks(quote)
        text = f"Dans « {one.document.metadata.title} » : « {quote} »"
        said.append(Statement(text, asked.prover.proofs([one.evidence])))
    return said
