"""Whether citations say what is said with them: support of each sentence, use of each citation. Pure functions."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.records import Answer, Citation
from assistant.searching.tokens import stem, words
from eval.cases import Case
from eval.metrics import Score
from eval.said import Sentence, amounts, dates, folded, numbers, overlaps, rates, sentences, words_as_numbers

# Of the telling words of a sentence, how many its quotes (with their section and document) must have.
WORDS_HELD = 0.3
# Too few words to tell anything by them: "Source : CLS."
FEW = 3
# What says where a quote stands: a sheet with its title, a contract with its years.
_PLACE = re.compile(
    r"\bfiches?(?: actions?)? [\w.]+(?: du CLS[^(:]*?)? ?(?:\((?:[^()]|\([^()]*\))*\)|– [^):]*)"
    r"|\bCLS [^,;:]*?\d{4}-\d{4}"
)
# Words that a composed sentence has of itself.
_OWN = frozenset(
    map(
        stem,
        "fiche action actions contrat local sante signe signee signataire signataires representee represente prevoit "
        "prevue prevus finance finances document documents article page territoire cofinancement cofinancements "
        "oui non selon dans avec pour montant montants estimation annuel porteur partenaire "
        "partenaires figure parmi cite".split(),
    )
)
_NAME = re.compile(r"(?<![.!?:«] )(?<!^)\b[A-ZÀ-Ý][\w'’-]{2,}")


def citation_support(case: Case, answer: Answer) -> Score:
    """The share of the sentences that state a fact of which the quotes that they cite hold the names and the words.

    Names that the question brought need no proof, nor does what only says where a quote stands. (Figures are judged
    apart, more sternly.)
    """
    asked = " ".join([case.question, answer.understood, *(turn.question for turn in case.history)])
    stated = [sentence for sentence in sentences(answer) if _states(sentence)]
    faults = [f"« {sentence.text[:80]} » : {fault}" for sentence in stated if (fault := _unsupported(sentence, asked))]
    share = 1 - len(faults) / len(stated) if stated else 1.0
    return Score(share, "; ".join(faults) or f"{len(stated)} phrases soutenues", len(faults))


def citation_precision(answer: Answer) -> Score:
    """The share of the citations that say something of the sentence which cites them."""
    used = {citation.number: sentence for sentence in sentences(answer) for citation in sentence.citations}
    idle = [c for c in answer.citations if c.number not in used or not _relevant(c, answer)]
    share = 1 - len(idle) / len(answer.citations) if answer.citations else 1.0
    return Score(share, ", ".join(f"[{c.number}] ne sert à rien" for c in idle) or "toutes servent", len(idle))


def _states(sentence: Sentence) -> bool:
    """Whether a sentence asserts something of the documents: it cites, or says a figure; headings assert nothing."""
    return not sentence.heads and bool(sentence.citations or amounts(sentence.text) or dates(sentence.text))


def _unsupported(sentence: Sentence, asked: str) -> str:
    if not sentence.citations:
        return "aucune citation"
    text = " ".join(f"{c.quote} {c.section} {c.document_title}" for c in sentence.citations)
    said = _PLACE.sub(" ", sentence.text)
    for name in _NAME.findall(said):
        if name != "CLS" and not _held(name, text) and not _held(name, asked):
            return f"« {name} » n'est pas dans les extraits"
    telling = _telling(said)
    few = len(telling) < FEW or len(telling & _stems(f"{text} {asked}")) / len(telling) >= WORDS_HELD
    return "" if few or overlaps(said, text) else "les extraits parlent d'autre chose"


def _held(name: str, text: str) -> bool:
    """Whether a name, or its acronym's letters, stands in a text."""
    bare = _letters(name)
    if bare in _letters(text) or stem(folded(name)) in _stems(text):
        return True
    initials = "".join(
        word[0] for word in re.findall(r"\w+", folded(text)) if word not in {"de", "du", "des", "la", "le"}
    )
    return name.isupper() and bare in initials


def _relevant(citation: Citation, answer: Answer) -> bool:
    place = f"{citation.quote} {citation.section} {citation.document_title}"
    for sentence in sentences(answer):
        if citation in sentence.citations:
            figures = {*numbers(sentence.text), *rates(sentence.text), *words_as_numbers(sentence.text)}
            held = {*numbers(place), *words_as_numbers(place)}
            if figures & held or _stems(f"{sentence.heading} {sentence.text}") & _stems(place):
                return True
    return False


def _telling(text: str) -> set[str]:
    return {one for one in _stems(text) if one not in _OWN and not one.isdigit()}


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset({stem(word) for word in words(text) if len(word) > 3})


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))
