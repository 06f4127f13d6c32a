"""Labels of the fields of an action sheet: their variants as data, and the recognition of a label in lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.naming import fold

# "Liens avec la / politique régionale de / santé et/ou / autres démarches de / partenaires"
LABEL_LINES = 6
# A label cell is narrow: longer lines are content, unless they are set in capitals.
LABEL_LINE_CHARACTERS = 42
CAPITALS_LINE_CHARACTERS = 90
CELL_LABEL_WORDS = 3
# So many labels on one line are the heading of a table.
HEAD_LABELS, HEAD_LINES = 3, 6
_TARGETS = frozenset({"cible", "cibles", "objectif", "objectifs", "cible visee"})
_QUALIFIED = (
    r"(?: (?:de la|de l|du|des|de|d|au|par|en|pour|sur|la|le|les|l|ht|ttc|k|eur|euros?|an|ans|annuel(?:le)?s?"
    r"|total|totale"
    r"|global(?:e)?|previsionnel(?:le)?s?|estime(?:e)?s?|demande(?:e)?s?|sollicite(?:e)?s?|accorde(?:e)?s?|attribue(?:e)?s?"
    r"|prevu(?:e)?s?|action|operation|projet|participation|financement|subvention|depense|depenses|contrat|duree|annee|financiere?"
    r"|montant|cls|20\d\d))*"
)
_MONEY_COLUMNS = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "name",
            r"(?:co ?)?financeurs?(?: .{0,30})?|contributeurs?|organismes?(?: financeurs?)?"
            r"|structures?(?: financeuses?)?"
            r"|partenaires? financ\w+|origine(?: du financement| des fonds)?|sources?(?: de| du) financements?"
            r"|qui finance|payeurs?|ressources|recettes|produits",
        ),
        (
            "item",
            r"postes?(?: .{0,30})?|nature(?: .{0,30})?|depenses?|objet|libelle|intitule|type de depenses?|charges"
            r"|emplois",
        ),
        (
            "amount",
            rf"(?:montants?|couts?|budgets?|sommes?|subventions?|participations?|contributions?|financements?"
            rf"|apports?){_QUALIFIED}|euros?|eur|en euros",
        ),
        ("rate", r"taux(?: .{0,30})?|parts?(?: en)?|pourcentage|"),
        (
            "status",
            r"statuts?(?: .{0,20})?|etat(?: .{0,30})?|situation|avancement"
            r"|(?:acquis|obtenu|accorde|sollicite|demande)(?: (?:ou |et )?.{0,20})?",
        ),
        ("when", r"annees?|exercices?|periodes?"),
        (
            "note",
            r"observations?|commentaires?|remarques?|modalites?(?: .{0,20})?|precisions?|conditions?|dispositif"
            r"|ligne(?: .{0,20})?",
        ),
    )
)
# A budget of two sides names its side above each column: "Dépenses Poste", "Recettes Origine".
_SIDE = re.compile(r"^(?:depenses?|charges|emplois|recettes?|ressources|produits) (?=\w)")
_RUN_IN = re.compile(r"(?P<label>[A-ZÀ-Ý][\w’' ]{3,40})\.\s+(?=\S)")
# "Évaluation : 10 000 € en 2029" is a line of a budget.
_PRICED = re.compile(r"\W*\d[\d .,\u00a0\u202f]*(?:k?€|euros?\b)")
_DATED_COLUMN = re.compile(
    r"(?:(?P<aim>cibles?|objectifs?|valeurs? cibles?)|situation|valeur|niveau|etat|etat initial|depart|valeur initiale)"
    r" (?:en |fin |a fin )?20\d\d"
)
_COLUMNS = frozenset({"baseline", "target", "frequency", "source", "follow_up"})
# A label of at least so many characters is known whatever spaces stand in it.
SQUEEZED_CHARACTERS = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A canonical field name and the group of fields with which it is read."""

    name: str
    group: str


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label found at a line: it covers `lines` whole lines, or `characters` of the first when content follows."""

    label: Label
    lines: int
    characters: int  # 0 when the label takes whole lines


def normalise(text: str) -> str:
    """A label's text for comparison: folded, letters and digits only, single spaces."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


@cache
def _variants() -> dict[str, Label]:
    known: dict[str, Label] = {}
    table = resources.files("ingest").joinpath("labels.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if not row or row.startswith("#"):
            continue
        name, group, variants = row.split("\t")
        for variant in variants.split("|"):
            for spelling in _spellings(variant):
                known.setdefault(normalise(spelling), Label(name, group))
    return known


@cache
def groups() -> dict[str, str]:
    """The group with which each canonical field is read."""
    return {label.name: label.group for label in _variants().values()}


def _spellings(variant: str) -> list[str]:
    optional = re.search(r"\(([^)]*)\)", variant)
    if not optional:
        return [variant]
    before, after = variant[: optional.start()], variant[optional.end() :]
    return [s for middle in ("", optional.group(1)) for s in _spellings(before + middle + after)]


@cache
def _lookup(text: str) -> Label | None:
    key = normalise(text)
    known = _variants()
    if key in known:
        return known[key]
    # "Objectif spécifique n° 2", "Financeur 1": a label may be numbered; over a page it is repeated with "(suite)".
    bare = re.sub(r"(?:(?: n| no)? ?\d{1,2}| suite)$", "", key)
    return known.get(bare) or _squeezed().get(bare.replace(" ", ""))


@cache
def _squeezed() -> dict[str, Label]:
    # Recognition of print puts spaces into words: "Objectifs opérationnel s". Short words prove too little.
    return {key.replace(" ", ""): label for key, label in _variants().items() if len(key) >= SQUEEZED_CHARACTERS}


def label_of(text: str) -> Label | None:
    """The label that a text is, without its colon, or None."""
    return _lookup(text) or _lookup(re.sub(r"\([^)]*\)", " ", text))


def inline_label(text: str) -> LabelMatch | None:
    """The label that opens a line and is closed by a colon, or fills the line."""
    bare = text.lstrip(" •-–▪◦*·|0123456789.)")
    lead = len(text) - len(bare)
    colon = bare.find(":")
    if 0 < colon <= 90:
        label = _lookup(bare[:colon])
        # "Porteurs (si connu) :": a bracket before the colon comments on the label.
        label = label or _lookup(re.sub(r"\([^)]*\)", " ", bare[:colon]))
        if label:
            rest = bare[colon + 1 :].strip()
            if label.group == "indicators" and _PRICED.match(rest):
                return None
            return LabelMatch(label, 1, lead + colon + 1 if rest else 0)
    # "Constat. À six ans, …": a label that opens its paragraph, closed as a sentence is.
    opened = _RUN_IN.match(bare)
    if opened and (label := _lookup(opened["label"])):
        return LabelMatch(label, 1, lead + opened.end())
    if "|" in bare:
        cell = bare.split("|", 1)[0]
        label = _lookup(cell)
        if label and bare[len(cell) + 1 :].strip():
            return LabelMatch(label, 1, lead + len(cell) + 1)
    if lead and re.match(r"\s*[•\-–▪◦*·]", text):
        return None  # a list item is content, whatever its words
    if not bare[:1].isupper() or len(bare) > 90:
        return None  # without a colon, only a capital tells a label from the end of a sentence
    label = _lookup(bare)
    return LabelMatch(label, 1, 0) if label else None


def head_labels(text: str) -> list[str]:
    """The columns that the heading of a table of indicators names: "Indicateurs Valeur initiale Source"."""
    words = text.split()
    names: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + 5), at, -1)
        found = next(((end, label) for end in ends if (label := column_label(" ".join(words[at:end])))), None)
        if found is None or not words[at][:1].isupper():
            return []
        at = found[0]
        names.append(found[1].name)
    # "Indicateurs Description :" is a label and the one that stands under it.
    return names if ":" not in text and names[:1] == ["indicators"] and _COLUMNS.issuperset(names[1:]) else []


def money_columns(text: str) -> list[str]:
    """The columns that the heading of a table of money names: who pays or for what, how much, how firm; else none."""
    cells = [normalise(cell) for cell in text.split("|")]
    if len(cells) < 2 or re.search(r"\d{3}(?!\d)|\d\s?€", text):
        return []
    roles = [_money_column(cell) or _money_column(_SIDE.sub("", cell)) for cell in cells]
    if is_two_sided(roles):
        return roles
    named = roles.count("name"), roles.count("item")
    # "Poste de dépense | Montant | Financeur": what is paid, and who pays it.
    # In another order, or with two columns of amounts, a table with these names is another.
    in_order = [role for role in roles if role in {"item", "amount", "name"}] == ["item", "amount", "name"]
    if (
        named not in {(1, 0), (0, 1), *([(1, 1)] if in_order else [])}
        or "amount" not in roles
        or roles.count("") > 1
        or roles[0] not in {"name", "item", "when"}
    ):
        return []
    return roles


def is_two_sided(roles: Sequence[str]) -> bool:
    """Whether columns are those of a budget of two sides: what is paid and how much, who pays and how much."""
    told = [role for role in roles if role in {"item", "amount", "name"}]
    return told == ["item", "amount", "name", "amount"] and roles[0] == "item" and roles.count("") <= 1


def _money_column(cell: str) -> str:
    return next((role for role, pattern in _MONEY_COLUMNS if pattern.fullmatch(cell)), "")


def heads_indicators(text: str) -> bool:
    """Whether a row of cells heads a table of indicators: "Indicateurs | Source | Fréquence"."""
    return text.count("|") > 1 and len(head_labels(text.replace("|", " "))) == text.count("|") + 1


def column_label(text: str) -> Label | None:
    """The label that heads a column of a table of indicators."""
    # "Cible" alone is a public, but what a column of figures aims at; a year says when it is reached.
    if dated := _DATED_COLUMN.fullmatch(normalise(text)):
        return Label("target" if dated["aim"] else "baseline", "indicators")
    return Label("target", "indicators") if normalise(text) in _TARGETS else _lookup(text)


def head_lines(texts: Sequence[str]) -> int:
    """How many lines the heading of a table of indicators takes, 0 where none begins: its cells may be broken."""
    taken = 0
    for count in range(1, min(HEAD_LINES, len(texts)) + 1):
        if "|" in texts[count - 1] or not any(c.isalpha() for c in texts[count - 1]):
            break
        if len(head_labels(" ".join(texts[:count]))) >= HEAD_LABELS:
            taken = count
    return taken


def label_at(texts: list[str]) -> LabelMatch | None:
    """The label with which the given lines begin, over one line or several."""
    if taken := head_lines(texts):
        return LabelMatch(Label("indicators", "indicators"), taken, 0)
    for count in range(min(LABEL_LINES, len(texts)), 1, -1):
        run = texts[:count]
        if not re.search(r"[^\W\d_]", run[-1]):
            continue  # a number below a label is its content
        if not _opens(run[0]) or any(len(text) > _widest(text) or ":" in text[:-1] for text in run):
            continue
        joined = _join(run)
        label = _lookup(joined) if joined else None
        # "Pilote" over "Partenaires" are two labels; "Motivation," over "contexte" are one.
        if label and (normalise(joined) in _variants() or not (_lookup(run[0]) and _lookup(_join(run[1:])))):
            return LabelMatch(label, count, 0)
    return _label_then_content(texts) or inline_label(texts[0])


def _widest(text: str) -> int:
    return CAPITALS_LINE_CHARACTERS if text.isupper() else LABEL_LINE_CHARACTERS


def _opens(text: str) -> bool:
    # A label begins with a capital; a line that does not is the end of the sentence before.
    return text.lstrip(" |0123456789.)")[:1].isupper()


def cell_label(text: str, known: Mapping[str, Label]) -> LabelMatch | None:
    """The label that opens a line without a colon ("Indicateurs Description : …"), among those `known`, by words."""
    words = text.split()
    for count in range(min(6, len(words) - 1), 0, -1):
        following = words[count]
        # A label of several words stands out before a small letter too: "Fréquence de mesure annuelle".
        opens = following[0].isupper() or not following[0].isalpha() or count >= CELL_LABEL_WORDS
        label = known.get(normalise(" ".join(words[:count])))
        if label and opens:
            end = text.find(following, sum(len(word) for word in words[:count]))
            return LabelMatch(label, 1, end)
    return None


def _label_then_content(texts: list[str]) -> LabelMatch | None:
    # "Calendrier / prévisionnel Durée du CLS": the content stands on the label's second line.
    if len(texts) < 2 or len(texts[0]) > LABEL_LINE_CHARACTERS or ":" in texts[0] or not _opens(texts[0]):
        return None
    words = texts[1].split()
    if not words or not words[0][0].isalpha():
        return None
    for count in range(min(4, len(words) - 1), 0, -1):
        joined = f"{texts[0]} {' '.join(words[:count])}"
        label = _lookup(joined)
        if "|" in words[: count + 1]:
            continue  # the label stands over the columns of its table
        if label and normalise(joined) in _variants():
            return LabelMatch(label, 2, texts[1].find(words[count]))
    return None


def _join(run: list[str]) -> str:
    # Cells hyphenate their words: "autres dé- / marches de parte- / naires" (the page's repair joins most of them).
    return re.sub(r"(\w)- (?=\w)", r"\1", " ".join(text.strip() for text in run))
