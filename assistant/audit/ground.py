"""What one answer stands on: the quotes of its citations, each read once. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.audit.aligned import aligned
from assistant.audit.dates import Date, dates, years_between
from assistant.audit.known import Known
from assistant.audit.names import institutions_in, letters, offices_in
from assistant.audit.quantities import Quantity, fractions, quantities
from assistant.records import Answer, Citation
from assistant.searching.tokens import stem
from assistant.verify import numbers
from ingest.facts.money.amounts import Money, moneys
from ingest.naming import fold
from ingest.records import Document


@dataclass(frozen=True)
class Quoted:
    """One citation with what its words hold."""

    citation: Citation
    document: Document

    @property
    def contract_id(self) -> str:
        """The contract of which the quote speaks."""
        return self.document.metadata.contract_id

    @cached_property
    def flat(self) -> str:
        """The quote folded."""
        return fold(self.citation.quote)

    @cached_property
    def letters(self) -> str:
        """The letters of the quote alone."""
        return letters(self.citation.quote)

    @cached_property
    def place(self) -> str:
        """The letters of where the quote stands: section, title, contract."""
        about = self.document.metadata
        named = (self.citation.section, about.title, about.contract_label, about.publisher)
        return " ".join(letters(name) for name in named)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the quote."""
        return quantities(self.citation.quote)

    @cached_property
    def moneys(self) -> tuple[Money, ...]:
        """The amounts of the quote with their period, cap and nature."""
        return moneys(self.citation.quote)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the quote and of its section as written."""
        return (
            numbers(self.citation.quote)
            | numbers(self.citation.section)
            | numbered(self.citation.quote)
            | years_between(self.citation.quote)
        )

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates of the quote."""
        return dates(self.citation.quote)

    @cached_property
    def years(self) -> str:
        """The quote and what its place and its document say of years."""
        about = self.document.metadata
        named = (self.citation.section, about.title, about.contract_label, about.published)
        return f"{self.citation.quote} {' '.join(named)}"

    @cached_property
    def fractions(self) -> frozenset[str]:
        """The fractions that the quote says in words."""
        return fractions(self.citation.quote)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the quote's words."""
        return frozenset(stem(word) for word in re.findall(r"[a-z]+", self.flat))

    @cached_property
    def institutions(self) -> frozenset[str]:
        """The kinds of institutions that the quote and its place name."""
        about = self.document.metadata
        return institutions_in(
            f"{self.citation.section} {self.citation.quote} {about.title} {about.contract_label} {about.publisher}"
        )

    @cached_property
    def offices(self) -> frozenset[str]:
        """The offices that the quote names."""
        return offices_in(self.citation.quote)


# "3.C", "A.1.2", "3-C": numbers of sheets that hold a letter.
_LETTERED = re.compile(r"(?<![\w.,-])(?:[a-z][.-]\d{1,2}(?:[.-]\d{1,2})*|\d{1,2}[.-][a-z])(?!\w)")


def numbered(text: str) -> frozenset[str]:
    """The numbers of sheets of a text that hold a letter, or are parted by hyphens, in one form."""
    folded = aligned(text)
    parted = re.findall(r"(?<![\w.,-])\d{1,2}(?:-\d{1,2}){1,2}(?![\w-])", folded)
    return frozenset(found.replace("-", ".") for found in (*_LETTERED.findall(folded), *parted))


_OF_SHEET = re.compile(r"\b(?:fiches?|actions?|mesures?)\b")


class Ground:
    """The quotes of an answer by number, the question that it answers, and what is known by name."""

    def __init__(self, answer: Answer, question: str, known: Known) -> None:
        self.known = known
        self.question = f"{question} {answer.understood}"
        self._scope = tuple(ref.id for ref in answer.scope.contracts)
        self.quoted: Mapping[int, Quoted] = {
            citation.number: Quoted(citation, document)
            for citation in answer.citations
            if (document := known.document(citation.document_id))
        }

    @cached_property
    def question_letters(self) -> str:
        """The letters of the question, "St" written out."""
        whole = re.sub(r"\bst(e?)\b[. -]?", r"saint\1 ", fold(self.question))
        return f"{letters(self.question)} {letters(whole)}"

    @cached_property
    def question_words(self) -> frozenset[str]:
        """The words of the question, folded."""
        return frozenset(re.findall(r"\w+", fold(self.question)))

    @cached_property
    def question_numbers(self) -> frozenset[float]:
        """The values that the question says."""
        return frozenset(quantity.value for quantity in quantities(self.question))

    @cached_property
    def question_institutions(self) -> frozenset[str]:
        """The kinds of institutions that the question names."""
        return institutions_in(self.question)

    def sheets(self, one: Quoted) -> frozenset[str]:
        """The numbers of sheets, articles and axes that a quote may prove: its section's, else its record's or own."""
        section = numbers(one.citation.section) | numbered(one.citation.section)
        whole = frozenset(number for number in one.numbers if "." not in number)
        parted = any("." in number for number in section)
        if parted and _OF_SHEET.search(fold(one.citation.section)):
            return section | whole
        c = one.citation
        read = self.known.sheets_at(one.contract_id, (c.document_id, c.page, c.start, c.end))
        # "2.4 Financement" numbers a part of the contract: the rows of its table are sheets with numbers of their own.
        own = section if parted else frozenset[str]()
        return (read | whole | own) if read or parted else one.numbers

    def signs(self, one: Quoted) -> bool:
        """Whether a quote is where a record reads a signatory."""
        c = one.citation
        return self.known.signs_at(one.contract_id, (c.document_id, c.page, c.start, c.end))

    @cached_property
    def contract_ids(self) -> tuple[str, ...]:
        """The contracts that the answer cites, or of which it speaks where it cites none."""
        return tuple(dict.fromkeys(one.contract_id for one in self.quoted.values())) or self._scope
