"""Who leads what, where the question gives two names to choose from. Pure functions."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.audit.aligned import aligned
from assistant.composers.asked import Asked
from assistant.composers.sheets.sheet import sheet
from assistant.composers.statement import Composed
from assistant.questions.intents import intents_of

# "Qui porte les jardins, la commune ou le CCAS ?", "l'action 11 est au syndicat ou à l'agglo".
_CHOICE = re.compile(r"^(?P<asked>.{6,}?) ?(?:,|:) ?(?P<names>[^,:?]{2,60}? ou [^,:?]{2,60}?) ?\??$")
_WHOSE = re.compile(
    r"^(?P<what>.{4,}?),? (?:elle |il )?(?:est|c'est|releve|revient)(?: portee?| pilotee?)? "
    r"(?:a la |a l'|au |aux |par (?:la |le |l')?|l[ae] |l')[^,:?]{2,50}? ou [^,:?]{2,60}? ?\??$"
)


def two_leads(asked: Asked) -> Composed | None:
    """Who leads the sheet that is asked about, by itself and by the table; None where no choice of leads is asked."""
    text = aligned(asked.query.text)
    choice, whose = _CHOICE.match(text), _WHOSE.match(text)
    if choice and "lead" in asked.intents and len(text) == len(asked.query.text):
        bare = asked.query.text[: choice.end("asked")]
    elif whose and asked.query.sheets and len(text) == len(asked.query.text):
        bare = f"qui porte {asked.query.text[: whose.end('what')]}"
    else:
        return None
    one = replace(asked, query=replace(asked.query, text=f"{bare} ?", intents=intents_of(bare)))
    return sheet(one)
