"""Two questions in one: where the first ends and the second begins. Pure functions."""

from __future__ import annotations

import re

from assistant.audit.aligned import aligned

# What begins a question of its own behind "et" or a comma.
_ASKS = (
    r"(?:combien|qui|quand|ou(?= est| se)|comment|quel(?:le)?s?|dans quel(?:le)?s?"
    # "Quelles fiches renvoient au plan X, et à quelles actions ?" is one question.
    r"|a quel(?:le)?s?(?! (?:actions?|mesures?|objectifs?|priorites?)\b)|de quand"
    r"|jusqu'a quand|depuis quand|avec qui|est-ce qu|en fait|que (?=fait|prevoit|doit|risque)|qu'est-ce"
    r"|(?:ils?|elles?) (?=(?:fait|font|porte|portent|finance|financent|paie|paient) quoi))"
)
# "et le rectorat en fait-il partie ?": a subject, then its verb turned round.
_TURNED = r"(?:l[ae]s? |l'|notre |nos )[^,?]{2,50}?(?:-t-(?:il|elle)|-(?:il|elle|ils|elles))"
_CUT = re.compile(rf"(?:\?\s+(?:et )?|, et |; | et |, )(?=(?:{_ASKS}|{_TURNED})\b)")
# What has changed, has changed of what was named first.
_OF_FIRST = re.compile(r"(?:qu'est-ce qui|comment (?:est-ce que )?ca|qu'est-ce que ca)\b.{0,12}\b(?:chang|evolu)")
# Fewer words ask nothing.
SHORTEST = 2


def halves(text: str) -> tuple[str, ...]:
    """The two questions that one text asks, or the text alone."""
    for match in _CUT.finditer(aligned(text)):
        first, second = text[: match.start()].strip(" ,;?"), text[match.end() :].strip(" ,;?")
        if _OF_FIRST.match(aligned(second)):
            continue
        if len(first.split()) > SHORTEST and len(second.split()) >= SHORTEST:
            return f"{first} ?", f"{_of_its_own(first, second)} ?"
    return (text,)


# "X, c'est quoi": what the pronoun of the second question stands for.
_NAMED = re.compile(r"(?i)^(?P<who>.{2,60}?),? c['’]est (?:quoi|qui)$")
_PRONOUN = re.compile(r"(?i)^(?:ils?|elles?)\b")


def _of_its_own(first: str, second: str) -> str:
    """The second question with what its pronoun stands for."""
    named = _NAMED.match(first)
    return _PRONOUN.sub(lambda _: named["who"], second, count=1) if named else second
