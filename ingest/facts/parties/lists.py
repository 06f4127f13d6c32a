"""Lists of parties in running lines: their headings, their items over several lines, what ends them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.folding import folded
from ingest.facts.parties.cues import (
    LEAD,
    SEPARATOR,
    begins_opening,
    bullet_style,
    ends_list,
    half_name,
    role_of_heading,
    speaks_for,
    tells_no_party,
    titles_list,
)
from ingest.facts.parties.details import names_speaker
from ingest.facts.parties.organisations import (
    bullet,
    enumeration,
    is_address,
    is_detail,
    is_sentence,
    names_organisation,
    opens_address,
    opens_organisation,
    without_seat,
)
from ingest.facts.parties.people import cuts_name, offices, people
from ingest.facts.parties.sentences import guests, namings
from ingest.facts.reading import Run
from ingest.facts.records import PartyRole
from ingest.facts.widths import width

# A heading of a list may go on over so many lines up to its colon.
HEADING_LINES = 3
# A line shorter than this, or than this share of the widest, was ended on purpose: the next begins something else.
FULL_LINE, FULL_SHARE = 30, 0.7
# Names without an organisation's word are short.
BARE_NAME_WORDS = 10

_UNFINISHED = re.compile(r"(?:^|[ '(])(?:a|au|aux|d|de|des|du|et|en|l|la|le|les|sur|par|pour|sa|son|ou|-)'?-?$")
# The first row of a table of parties.
_HEADER_ROW = re.compile(
    r"(?:organismes?|structures?|institutions?|signataires?|partenaires?|parties|noms?|entites?)"
    r"(?: (?:signataires?|et|de|du|des|l'|organisme|structure|la))*\s*\|"
)
# Where a second party may begin on a line: behind a bullet or a bar, or with a capital article.
_BESIDE = re.compile(r"(?<=\S) ?[•▪◦●○■➢▸▹▶►|;] ?|(?<=[\w).]) (?=L(?:[ae] |[’'])[A-ZÀ-Ýa-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list of parties: characters `start` to `end` of the run's text, its details included."""

    start: int
    end: int
    role: PartyRole
    listed: bool = True  # False inside a sentence
    group: int = 0  # which list or sentence of the run it stands in


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    text: str
    gap: bool
    heading: bool  # a section begins here


def items(
    run: Run,
    role: PartyRole | None = None,
    *,
    opening: bool = False,
    contract: bool = False,
    headings: frozenset[tuple[int, int]] = frozenset(),
) -> Iterator[Item]:
    """The items of a run's lists of parties; `role` is what its heading gives, `opening` a block of soussignés.

    `contract` says that the run speaks of the contract itself, so that a sentence need not name it; `headings` are
    where the document's sections begin.
    """
    yield from _Lists(run, role, opening=opening, contract=contract, headings=headings).read()


# A sentence that begins with its verb names others: "Sont associés à la démarche : …".
_STATES = re.compile(r"(?:sont|seront|est|ont|participent)\b")
# What opens the paragraph that presents the parties, even right below a title.
_BETWEEN = re.compile(r"(?:Entre|ENTRE) (?:[Ll][ea] |[Ll][’'])[A-ZÀ-Ýa-z]")
_ENTRY = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?: [a-zà-ÿ’'-]+){0,4} ?: \S")
_MORE_BEHIND = re.compile(r"\. (?:Sont|Seront|Est|Ont|Participent)\b")
WRAPPED = 60  # characters of a line that the page's width cut


class _Lists:
    def __init__(
        self,
        run: Run,
        role: PartyRole | None,
        *,
        opening: bool,
        contract: bool,
        headings: frozenset[tuple[int, int]],
    ) -> None:
        self.run, self.role, self.opening, self.contract = run, role, opening, contract
        self.current: Item | None = None
        self.done: list[Item] = []
        self.group = 0
        self.bulleted: bool | None = None  # of the list being read; None before its first item
        self.expected = opening  # the next line names a party, whatever it looks like
        self.rows = [
            _Row(*match.span(), line.text, line.after_gap, (line.page, line.start) in headings)
            for match, line in zip(re.finditer(r"[^\n]+", run.text), run.lines, strict=True)
        ]

        self.style: str | int = ""  # the bullet of the latest item, or its number
        self.width = width(run)

    def read(self) -> list[Item]:
        i = 0
        while i < len(self.rows):
            i += self._row(i)
        self._close()
        return self.done

    def _row(self, i: int) -> int:
        row = self.rows[i]
        if ends_list(row.text):
            self._end()
            return self._sentence(i) if _MORE_BEHIND.search(row.text) else 1
        taken = self._heading(i) or self._guests(i)
        if taken:
            return taken
        if self.opening and self.current and self._leaves_block(row):
            self._end()
            return len(self.rows)
        whole = folded(row.text).text.strip()
        if SEPARATOR.match(whole) and (self.role or self.opening):
            self._close()
            self.expected = True
            return 1
        if self.role is None:
            return self._sentence(i)
        return 1 if _HEADER_ROW.match(whole) else self._in_list(i)

    def _leaves_block(self, row: _Row) -> bool:
        """Whether a heading ends the block of parties: one that is neither a party nor said of one."""
        said = is_detail(row.text) or people(row.text) or offices(row.text) or begins_opening(row.text)
        parted = SEPARATOR.match(folded(row.text).text.strip()) or LEAD.match(folded(row.text).text)
        return row.heading and not (said or parted or opens_organisation(row.text) or is_address(row.text))

    # --- headings and sentences ---

    def _heading(self, i: int) -> int:
        """How many lines a heading of a list takes that begins here; its role is kept."""
        joined = ""
        if self._goes_on(i):
            return 0  # the end of a sentence ("… ne figurent pas parmi / les signataires :") is no heading
        for taken, row in enumerate(self.rows[i : i + HEADING_LINES], 1):
            if taken > 1 and (row.gap or bullet(row.text) or opens_organisation(joined)):
                break
            joined = f"{joined} {row.text}".strip()
            role = role_of_heading(joined) or (
                role_of_heading(joined, listed=True) if self._is_title(i, taken) else None
            )
            if role:
                self._close()
                self.group += self.role is None  # a heading inside a list goes on with it
                self.role, self.bulleted, self.expected = role, None, False
                return taken
        return 0

    def _guests(self, i: int) -> int:
        """How many lines a heading takes with the guests behind it: "Partenaires associés, non signataires : A, B"."""
        row = self.rows[i]
        head, colon, rest = row.text.partition(":")
        if not rest.strip() or bullet(row.text) or role_of_heading(head + colon) is not PartyRole.ASSOCIATED:
            return 0
        last = i
        while last + 1 < len(self.rows) and not self._apart(self.rows[last], self.rows[last + 1]):
            last += 1
        found = guests(self.run.text, row.start + len(head) + 1, self.rows[last].end)
        if len(found) < 2:
            return 0
        self._end()
        self.group += 1
        self.done += [Item(low, high, PartyRole.ASSOCIATED, False, self.group) for low, high in found]
        return last - i + 1

    def _goes_on(self, i: int) -> bool:
        """Whether a line continues the one before: a small letter, no gap, no bullet, nothing that ended before it."""
        row, before = self.rows[i], self.rows[i - 1].text.rstrip() if i else ""
        small = row.text.lstrip()[:1].islower() and not bullet(row.text)
        return bool(before) and small and not row.gap and before[-1] not in ".:;!?" and len(before) >= WRAPPED

    def _is_title(self, i: int, taken: int) -> bool:
        """Whether a line without colon is the heading of a list: what stands below is an item, or a section begins."""
        row, after = self.rows[i], self.rows[i + 1] if i + 1 < len(self.rows) else None
        if taken > 1 or after is None or not titles_list(row.text):
            return False
        item = bullet(after.text) or opens_organisation(after.text) or names_organisation(after.text)
        apart = row.gap and not bullet(row.text) and "associe" in folded(row.text).text
        return bool(row.heading or apart or item)

    def _sentence(self, i: int) -> int:
        """Reads the paragraph that begins here for a sentence naming the parties; how many lines it takes."""
        last = i
        while last + 1 < len(self.rows) and not self._apart(self.rows[last], self.rows[last + 1]):
            last += 1
        start = self.rows[i].start
        for naming in namings(self.run.text[start : self.rows[last].end], contract=self.contract):
            self.group += 1
            if naming.spans:
                self.done += [Item(start + a, start + b, naming.role, False, self.group) for a, b in naming.spans]
            else:
                self.role, self.bulleted = naming.role, None
        return last - i + 1

    @staticmethod
    def _apart(row: _Row, after: _Row) -> bool:
        """Whether a line begins something else than the paragraph of the line above it."""
        table = "|" in row.text or "|" in after.text
        announced = row.text.rstrip().endswith(":")
        # "Statuts possibles : …" under a list in one line is another entry.
        between = _BETWEEN.match(after.text) is not None or _ENTRY.match(after.text) is not None
        titled = (
            len(row.text) < WRAPPED and titles_list(after.text) and role_of_heading(after.text, listed=True) is not None
        )
        apart = after.gap or after.heading or bool(bullet(after.text)) or ends_list(after.text) or titled
        return apart or table or announced or between

    # --- items ---

    def _in_list(self, i: int) -> int:
        row = self.rows[i]
        marked = bool(bullet(row.text))
        if not marked and (_STATES.match(folded(row.text).text) or self._aside(i)):
            self._end()
            return self._sentence(i)
        lead = LEAD.match(folded(row.text).text)
        if lead and not marked and self.opening:
            self._open(row)
        elif self._continues(i):
            assert self.current is not None
            self.current = replace(self.current, end=row.end)
        elif marked and self.current and not self._same_list(row):
            self._end()
            return self._sentence(i)
        elif marked or self._names(row) or self.expected or self._follows(row):
            if self.bulleted and not marked and not self.opening and not self.expected:
                self._end()  # a list with bullets ends with them
                return self._sentence(i)
            if self.bulleted is None and not marked and self._inline(i):
                return self._paragraph(i)
            self._open(row)
            self.bulleted = marked if self.bulleted is None else self.bulleted or marked
            self.style = bullet_style(row.text)
        elif self.opening and self.current:
            self.current = replace(self.current, end=row.end)
        elif self.bulleted is None:
            return self._sentence(i)  # what stands between a heading and its list
        else:
            self._end()
            return self._sentence(i)
        return 1

    def _aside(self, i: int) -> bool:
        """Whether a paragraph says of whom it names that they are no parties, only beside them."""
        text = self.run.text[self.rows[i].start : self.rows[i + self._paragraph(i) - 1].end]
        return self.rows[i].gap and not speaks_for(text) and tells_no_party(text)

    def _same_list(self, row: _Row) -> bool:
        """Whether a bullet goes on with the list: "2." follows "1." and not a dash, for it numbers a heading there."""
        style = bullet_style(row.text)
        if isinstance(style, int) and isinstance(self.style, int):
            return style == self.style + 1
        return not isinstance(style, int)

    def _inline(self, i: int) -> bool:
        """Whether the paragraph that begins here enumerates parties between commas."""
        last = i + self._paragraph(i) - 1
        text = self.run.text[self.rows[i].start : self.rows[last].end]
        one_a_line = any(row.text.rstrip()[-1:] in ",;." for row in self.rows[i:last])
        if one_a_line and any(opens_organisation(row.text) for row in self.rows[i + 1 : last + 1]):
            return False
        found = list(enumeration(self.run.text, self.rows[i].start, self.rows[last].end))
        if len(found) < 3 or is_detail(text):
            return False
        self.done += [Item(low, high, self.role or PartyRole.SIGNATORY, True, self.group) for low, high in found]
        self.role = None
        return True

    def _paragraph(self, i: int) -> int:
        last = i
        while last + 1 < len(self.rows) and not self.rows[last + 1].gap and not bullet(self.rows[last + 1].text):
            last += 1
        return last - i + 1

    def _names(self, row: _Row) -> bool:
        """Whether a line without bullet is an item of its own."""
        bare = row.text.strip()
        if bare.endswith(":"):
            return False
        if is_sentence(without_seat(bare)) and not speaks_for(bare):
            return False
        if opens_organisation(bare):
            return True
        short = len(bare.split()) <= BARE_NAME_WORDS and bare[:1].isupper()
        return short and (
            names_organisation(bare) or re.match(r"(?:L[’']|Le |La |Les )[A-ZÀ-Ýa-zà-ý]", bare) is not None
        )

    def _follows(self, row: _Row) -> bool:
        """Whether a line names the next party of a block: an organisation with its seat, under a complete entry."""
        entry = self.run.text[self.current.start : self.current.end] if self.current else ""
        article = re.match(r"\s*(?:L[’']|L[ea]s? )[A-ZÀ-Ý]", row.text)
        named = opens_organisation(row.text) or bool(row.gap and article)
        return self.opening and speaks_for(entry) and named

    def _continues(self, i: int) -> bool:
        """Whether a line goes on with the item above it."""
        if self.current is None or self.expected or not i:
            return False
        row, above = self.rows[i], self.rows[i - 1].text.rstrip()
        bare, before = row.text.strip(), folded(above).text.rstrip()
        if bullet(row.text):
            return False
        if _UNFINISHED.search(before) or cuts_name(above) or (speaks_for(above) and half_name(above, bare)):
            return True
        if row.heading:
            return False
        entry = self.run.text[self.current.start : self.current.end]
        # "Maison de la Région, 3 rue…" is a seat; a name with its seat behind it, under a complete entry, is a party.
        named = opens_organisation(bare) and speaks_for(f"{entry} {bare}")
        seat = (is_address(bare) or opens_address(bare)) and not named
        if is_detail(bare) or bare[:1] in "(«" or seat:
            return True
        if entry.count("(") > entry.count(")"):
            return True
        if names_speaker(bare, entry):
            return True
        if bare[:1].islower() and not opens_organisation(bare):
            return True
        if self.opening or row.gap or above[-1:] in ";." or is_sentence(bare):
            return False
        # A line without room for the next word goes on; but no name goes on with a capital article.
        whole = len(above) >= max(FULL_LINE, FULL_SHARE * self.width) and not re.match(r"L(?:[ea]s? |[’'])", bare)
        return whole and (bool(self.bulleted) or (above[-1:] != "," and not opens_organisation(bare)))

    def _open(self, row: _Row) -> None:
        self._close()
        role = self.role or PartyRole.SIGNATORY
        self.current, self.expected = Item(row.start, row.end, role, True, self.group), False

    def _close(self) -> None:
        if self.current:
            self.done += self._named_behind(self.current)
        self.current = None

    def _named_behind(self, item: Item) -> list[Item]:
        """Of a group of organisations ("Des opérateurs : A, B, …") those that it names; else the item itself."""
        text = self.run.text[item.start : item.end]
        head, colon, listed = text.partition(" :")
        if not colon or item.role is not PartyRole.CONSULTED or "," not in listed:
            return self._side_by_side(item)
        at = item.start + len(head) + len(colon)
        found = [(at + m.start(), at + m.end()) for m in re.finditer(r"[^,;()…]+(?:\([^)]*\))?", listed)]
        return [
            replace(item, start=low, end=high) for low, high in found if names_organisation(self.run.text[low:high])
        ]

    def _side_by_side(self, item: Item) -> list[Item]:
        """The parties that one line names side by side, as cells of a table or columns run together."""
        text = self.run.text[item.start : item.end]
        marks = [
            m
            for m in _BESIDE.finditer(text)
            if opens_organisation(text[m.end() :])
            and not any(office.start <= 3 and not office.of for office in offices(text[m.end() :].split("|")[0]))
            and not _UNFINISHED.search(folded(text[: m.start()]).text.rstrip())
        ]
        starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(text)]
        return [replace(item, start=item.start + a, end=item.start + b) for a, b in zip(starts, ends, strict=True)]

    def _end(self) -> None:
        self._close()
        self.role, self.bulleted, self.expected, self.opening = None, None, False, False
