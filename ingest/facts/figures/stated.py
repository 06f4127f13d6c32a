"""The figures that usual sentences of a diagnosis state, each of the one territory that its sentence names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.figures.measures import source_told, year_told
from ingest.facts.figures.places import named, only
from ingest.facts.figures.places import own as own_of
from ingest.facts.figures.sentences import NOT_A_STATE, paragraphs
from ingest.facts.figures.territories import Places
from ingest.facts.figures.usual_sentences import State, states
from ingest.facts.reading import Run
from ingest.facts.records import DiagnosisFigure
from ingest.naming import fold

# A sentence longer than this says more than one thing.
EVIDENCE_CHARACTERS = 400
_SENTENCE = re.compile(r"(?:[^.;!?]|\.(?=\d)|(?<=\b[A-Z])\.|\.(?! ?[A-ZÀ-Ý\d]|\s*$))+[.;!?]?")
# "(source : ORS Bretagne)": who counted, not where.
_SOURCE = re.compile(r"\([Ss]ources? ?:[^()]*\)")
# "dans le secteur Nord": a part of a town, whatever else is called so.
_WITHIN = re.compile(r"\b(?:secteur|quartier|canton|bassin|pôle) $")
_NAMED = re.compile(r"\b(?:de |d[’']|du |des |à )(?:la |le |l[’'])?[A-ZÀ-Ý][a-zà-ÿ]{2}")
_THERE = re.compile(r"\by (?:est|était|sont|étaient)\b")


def stated(run: Run, places: Places) -> Iterator[DiagnosisFigure]:
    """The figures of the sentences of a run that are of a usual kind."""
    for start, end in paragraphs(run.text):
        # One character for one: offsets stay those of the run.
        text = run.text[start:end].replace("\n", " ")
        for match in _SENTENCE.finditer(text):
            sentence = match.group()
            if len(sentence) <= EVIDENCE_CHARACTERS and not NOT_A_STATE.search(fold(sentence)):
                yield from _of_sentence(run, start + match.start(), sentence, places)


def _of_sentence(run: Run, offset: int, sentence: str, places: Places) -> Iterator[DiagnosisFigure]:
    found = states(sentence)
    if not found:
        return
    # What is counted "dont neuf à X" is no figure of X.
    bare = _SOURCE.sub(lambda match: " " * len(match.group()), sentence)
    told = [place for place in named(bare, places) if not re.search(r", dont\b", bare[: place.start])]
    beside = [(m.start(), m.end()) for s in found if s.where for m in re.finditer(re.escape(s.where), sentence)]
    own = own_of(sentence, [p for p in told if not any(start <= p.start < end for start, end in beside)])
    if (own and not only(own)) or any(_WITHIN.search(bare[: place.start]) for place in own):
        return
    if not own and _THERE.search(bare):
        return  # at which of the places before it is cannot be told
    for state in found:
        if not own and _NAMED.search(state.what):
            continue  # "au centre de Belmont": of a place of its own, that is not known
        place = _place(state, only(own), places)
        if place is not None:
            yield DiagnosisFigure(
                indicator=state.what,
                value=state.value,
                unit=state.unit,
                evidence=run.evidence(offset, offset + len(sentence)),
                territory=place,
                year=year_told(sentence),
                source=source_told(sentence),
                shown=state.shown,
            )


def _place(state: State, own: str, places: Places) -> str | None:
    """Whose a figure is: the sentence's place, or the one place with which it is compared; None in doubt."""
    if not state.where:
        return own
    there = named(state.where, places)
    return there[0].name if len(there) == 1 else None
