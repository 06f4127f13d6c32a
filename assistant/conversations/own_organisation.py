"""The asker's own organisation over turns: "je suis à la MSA", then "on paie quoi ?". Pure functions."""

from __future__ import annotations

import re

from assistant.composers.bodies.naming import mentions
from assistant.conversations.conversation import Said
from ingest.naming import fold

# The organisation stands no further behind these words.
NEAR = 40
_SAYS = re.compile(
    r"(?i)\b(?:je suis|je travaille|je bosse|nous sommes|on est|je représente|je represente|nous représentons"
    r"|je dirige|je viens|ici|moi c'est|agents? d[eu]|je parle au nom)\s"
)
_ARTICLE = re.compile(r"(?i)(?P<word>\b(?:à la|de la|pour la|la|au|du|le|aux|des|les)\s|(?:\bà |\bde |\b)l['’])$")
_PLAIN = {"au ": "le ", "du ": "le ", "aux ": "les ", "des ": "les "}
_REPRESENTED = re.compile(r"(?i)\bqui (?:nous|me) (?P<verb>représente|represente|représentera|représentait)\b")
_INVERTED = re.compile(r"(?i)\b(?P<verb>sommes|avons|devons|payons|finançons|portons|signons)-nous\b")
_ON = re.compile(r"(?i)(?P<before>^|\bet |\bque |\bqu['’]|\bsi |, )(?:nous |on )(?P<verb>[\wà-ÿ]+)")
_OURS = re.compile(
    r"(?i)\b(?P<word>notre|nos)\s+(?P<thing>rôle|role|part|engagements?|obligations?|missions?|actions?|fiches?)"
)
_SINGULAR = {
    "sommes": "est", "avons": "a", "devons": "doit", "payons": "paie", "finançons": "finance", "portons": "porte",
    "signons": "signe",
}  # fmt: skip


def own_of(text: str) -> str:
    """The organisation that the asker says to be of, with its article: "la MSA"; empty where none is said."""
    says = _SAYS.search(text)
    if says is None or len(fold(text)) != len(text):
        return ""
    found = next((m for m in mentions(text) if says.end() - 1 <= m.start <= says.end() + NEAR), None)
    if found is None:
        return ""
    article = _ARTICLE.search(text[: found.start])
    word = article["word"].lower() if article else ""
    the = _PLAIN.get(word) or word.split(" ")[-2] + " " if word.endswith(" ") else "l'" if word else "la "
    return f"{the}{text[found.start : found.end]}"


def spoken_for(text: str, said: Said) -> str:
    """The question with the asker's organisation in the place of "nous" and "on", where it names none itself."""
    if not said.own or mentions(text) or own_of(text):
        return text
    body = said.own
    for pattern, put in (
        (_REPRESENTED, lambda m: f"qui {m['verb']} {body}"),
        (_INVERTED, lambda m: f"{body} {_SINGULAR[m['verb'].lower()]}"),
        (_ON, lambda m: f"{m['before']}{body} {_SINGULAR.get(m['verb'].lower(), m['verb'])}"),
        (_OURS, lambda m: f"{'le' if m['word'].lower() == 'notre' else 'les'} {m['thing']} de {body}"),
    ):
        if pattern.search(text):
            return pattern.sub(put, text, count=1)
    return text
