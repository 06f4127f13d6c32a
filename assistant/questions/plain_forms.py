"""Turns of phrase put as the composers know them: "que faut-il retenir de la fiche 2.1 ?". Pure functions."""

from __future__ import annotations

import re

_KEEP = re.compile(
    r"(?i)\b(?:que |qu['’]est-ce qu['’e] ?)(?:faut-il|il faut|dois-je|doit-on|peut-on|on doit|on peut|je dois)?"
    r" ?(?:en )?retenir (?P<of>de la|de l['’]|de cette) ?(?=fiche|action)"
)
_NOTHING = re.compile(
    r"(?i)^(?:donc |alors |et )*(?P<who>(?:la |le |les |l['’])[\wà-ÿ’' -]{2,40}?) (?:ne |n['’])"
    r"(?P<verb>paie(?:nt)?|paye(?:nt)?|finance(?:nt)?|verse(?:nt)?|met(?:tent)?) (?:donc )?rien\b"
)
# "Pourquoi la 2.1 coûte 9 000 € ?" takes the amount for granted.
_WHY_SO_MUCH = re.compile(r"(?i)^pourquoi (?=(?:la |l['’]).*\bco[uû]te(?:nt|rait)? \d[\d .]* ?(?:€|euros?\b))")
# "Que change le nouveau contrat ?" sets it beside the one before.
_CHANGES = re.compile(
    r"(?i)^(?:que|qu['’]est[- ]ce que) (?:change|apporte)(?:nt|[- ]t[- ]il)? (?:de (?:neuf|nouveau) )?"
    r"(?=le nouveau (?:cls|contrat))"
)
_YES_NO_SHEET = re.compile(r"(?i)^(?:et )?(?:il )?y a (?=(?:bien )?une (?:fiche|action)\b)")
# "Par rapport au pays entier": the country, and not a territory that is called so.
_COUNTRY = re.compile(
    r"(?i)\b(?P<of>au|le|du|dans le|tout le) (?:reste du )?pays(?: tout)? entier\b"
    r"|\bdans tout le pays\b(?! [A-ZÀ-Ý])"
)
_OF_COUNTRY = {"au": "à la", "du": "de la", "le": "la", "tout le": "la", "": "en"}


def plain_form(text: str) -> str:
    """The question with its turn of phrase as composers know it; as it is where it has none of these."""
    text = _KEEP.sub(lambda m: f"que prévoit {m['of'].removeprefix('de ')} ", text)
    text = _NOTHING.sub(lambda m: f"est-ce que {m['who']} {m['verb']} quelque chose", text)
    text = _COUNTRY.sub(lambda m: f"{_OF_COUNTRY.get((m['of'] or '').lower(), 'en')} France", text)
    text = _WHY_SO_MUCH.sub("est-ce que ", text)
    text = _CHANGES.sub("Qu'est-ce qui change entre l'ancien et ", text)
    return _YES_NO_SHEET.sub("y a-t-il ", text)
