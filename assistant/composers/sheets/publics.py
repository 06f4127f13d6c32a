"""The actions for a public: whom sheets say they are for, what others say of it, and where none does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks, captured
from assistant.composers.sentences import words_of
from assistant.composers.sheets.topics import aims_of
from assistant.composers.side_by_side.mentions import level_in
from assistant.composers.side_by_side.subject import Subject
from assistant.composers.statement import Composed, Computation, Statement
from assistant.composers.texts.prose import prose
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import sentences, whole_sentences
from assistant.quotations.marks import without_marks
from ingest.facts.records import Action, Evidence, Said
from ingest.naming import fold

# A sheet's own words on the public are cut at a word from this length on.
QUOTE_CHARACTERS = 240
# Where this share of the sheets says whom it is for, the silence of the others says something.
TELLING = 0.5
# More contracts than this, that the question does not name, are not looked through.
MOST_CONTRACTS = 3


@cache
def _publics() -> frozenset[str]:
    text = resources.files("assistant.lexicon").joinpath("publics.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def publics(asked: Asked) -> Composed | None:
    """The actions for the public that the question names; None where it names none, or no contract speaks of it."""
    about = _subjects(asked)
    if not about or asked.query.article or asked.intents & {"money", "total", "lead", "indicators"}:
        return None
    said: list[Statement] = []
    named: list[str] = []
    if asks("theme", "exists", asked.folded) and any(_sheets(asked, c, about) for c in asked.contracts):
        return None  # whether there is one is told with what it does
    if _with_matter(asked) and asked.find_topics(asked.contracts)[1]:
        return None  # "les jeunes et l'alcool": sheets on the matter for that public, not all of the public's
    for contract in asked.contracts:
        own = list(_of_contract(asked, contract, about))
        said += own
        named += [contract.ref.id] if own else []
    return Composed(tuple(said), tuple(named)) if said else None


def _subjects(asked: Asked) -> tuple[Subject, ...]:
    """The publics that the question names: "les enfants et la petite enfance" are two."""
    kept = [part for part in _named(asked) if _names_public(part)]
    return tuple(subject for part in kept if (subject := asked.subject_in(part)))


def _with_matter(asked: Asked) -> bool:
    """Whether the question names a matter beside the public."""
    return any(asked.subject_in(part) for part in _named(asked) if not _names_public(part))


def _named(asked: Asked) -> list[str]:
    """The parts of whom and what the question says that the actions are for."""
    who = captured("actions", "for_public", asked.folded)
    names = {fold(contract.territory) for contract in asked.library.contracts}
    for name in names:
        who = re.sub(rf"\b(?:dans |du |de |des |sur )(?:le |la |les |l')?(?:cls |pays )?{re.escape(name)}.*$", "", who)
    return re.split(
        r"\b(?:et|ou|contre|face (?:a|aux)|sur)\b|,|/",
        re.sub(r"\b(?:dans|du|de) (?:le |ce |notre )?(?:cls|contrat)\b.*$", "", who),
    )


def _names_public(part: str) -> bool:
    return any(_is_public(word) for word in re.findall(r"[a-z]+", part))


def _is_public(word: str) -> bool:
    return bool({word, re.sub(r"[sx]$", "", word), re.sub(r"es$", "", word)} & _publics())


def _of_contract(asked: Asked, contract: UnderstoodContract, about: Sequence[Subject]) -> Iterator[Statement]:
    actions = _considered(asked, contract)
    meant = [(action, held) for action in actions if (held := _held(_public(action), about))]
    others = [action for action in actions if action not in [one for one, _ in meant]]
    spoken = [(action, held) for action in others if (held := _spoken(action, about))]
    label = contract.ref.label
    telling = sum(bool(_public(action)) for action in actions) >= TELLING * max(1, len(actions))
    if meant:
        verb = "indique ce public parmi ses bénéficiaires"
        verb = verb if len(meant) == 1 else "indiquent ce public parmi leurs bénéficiaires"
        text = f"{french.capital(_counted(meant))} du CLS {label} {verb} :"
        yield _heading(asked, contract, text, meant)
        for action, held in meant:
            yield _row(asked, action, f" (public : « {held.value} »)", held)
    if spoken:
        more = "autre " if meant else ""
        verb = "en parle" if len(spoken) == 1 else "en parlent"
        text = f"{french.capital(_counted(spoken, more))} du CLS {label} {verb} :"
        yield _heading(asked, contract, text, spoken)
        for action, held in spoken:
            yield _told_row(asked, action, held, about)
    if meant or spoken or asked.query.sheets:
        return
    if actions and telling:
        read = f"{len(actions)} fiches lues" if len(actions) > 1 else "une fiche lue"
        evidence = [e for action in actions for said in _public(action)[:1] for e in said.evidence[:1]]
        text = f"Aucune fiche du CLS {label} n'indique ce public parmi ses bénéficiaires ({read})"
        yield Statement(text, asked.prover.proofs(evidence), computed=(Computation("count", (), len(actions)),))
        yield from _in_text(asked, contract, actions, about)
    if len(asked.contracts) <= MOST_CONTRACTS or asked.query.scope.territory_named:
        yield from prose(asked, contract, asked.find_topics((contract,))[0])


def _sheets(asked: Asked, contract: UnderstoodContract, about: Sequence[Subject]) -> bool:
    actions = _considered(asked, contract)
    return any(_held(_public(action), about) or _spoken(action, about) for action in actions)


def _spoken(action: Action, about: Sequence[Subject]) -> Said | None:
    """What a sheet that names the public speaks of it: its aims, before its title."""
    return _held(aims_of(action), about, 2) or _held(action.titles, about, 2)


def _considered(asked: Asked, contract: UnderstoodContract) -> tuple[Action, ...]:
    """The actions asked about: those named by number, on the theme said before the public, or all."""
    actions = contract.record.actions
    if asked.query.sheets:
        return tuple(action for action in actions if action.number in asked.query.sheets)
    before = asked.folded[: _start(asked.folded)]
    theme = re.sub(r"^.*?\b(?:fiches?(?: actions?)?|actions?)\b", "", before)
    theme = re.sub(r"\b(?:sont|est|existe\w*|prevu\w*|il y a|y a-t-il|menees?|engagees?|destinee?s?)\b", " ", theme)
    if not asked.subject_in(theme):
        return actions
    found = [target.action for target in asked.find_topic(theme, (contract,))]
    return tuple(action for action in actions if action in found) or actions


def _start(folded: str) -> int:
    who = captured("actions", "for_public", folded)
    return folded.rfind(who) if who else 0


def _public(action: Action) -> tuple[Said, ...]:
    return (*action.public, *action.public_direct, *action.public_indirect)


# "Les jeunes médecins", "les personnes âgées entre 25 et 34 ans" are neither the young nor the old.
_OTHERS = re.compile(
    r"\bjeunes? (?:medecin|professionnel|diplome|infirmi|praticien|installe|chirurgien|interne|kine)\w*"
    r"|\bage(?:e?s|e)? (?:entre|de) [1-5]?\d\b(?! ans et plus).{0,16}\bans\b"
)
# What a sheet finds is not what it plans.
_CONTEXT = re.compile(r"contexte|motivation|constat|diagnostic|enjeux?\b")


# "Jeunes enfants" are young, and no adolescents.
_GROWN = re.compile(r"^(?:ados?|adolescent|lyceen|collegien|etudiant)")
_INFANTS = re.compile(r"\bjeunes? enfants?\b|\benfants? en bas age\b|\bpetite enfance\b")


def _level(text: str, about: Sequence[Subject]) -> int:
    told = _OTHERS.sub(" ", fold(text))
    grown = _INFANTS.sub(" ", told)
    return max(level_in(one, grown if any(map(_GROWN.match, one.phrase)) else told, "fr") for one in about)


# Who works with a public is not that public.
_WORKERS = re.compile(
    r"^\W*(?:les )?(?:professionnels?|personnels?|agents?|acteurs?|elus?|intervenants?|structures?)\b"
)


def _held(values: Sequence[Said], about: Sequence[Subject], least: int = 1) -> Said | None:
    """The value that says the public best, None where none does."""
    scored = [(_level(said.value, about), said) for said in values]
    scored = [(level, said) for level, said in scored if level >= least]
    ranked = sorted(scored, key=lambda pair: (bool(_WORKERS.match(fold(pair[1].value))), -pair[0]))
    return ranked[0][1] if ranked else None


def _counted(found: Sequence[tuple[Action, Said]], more: str = "") -> str:
    numbered = any(action.number for action, _ in found)
    noun = f"{more}fiche action" if numbered else f"{more}action"
    plural = re.sub(r"(\w)\b", r"\1s", noun)
    return french.feminine(len(found), noun, plural.replace("actionss", "actions"))


def _heading(asked: Asked, contract: UnderstoodContract, text: str, found: Sequence[tuple[Action, Said]]) -> Statement:
    proofs = asked.prover.proofs(e for _, held in found[:1] for e in held.evidence[:1])
    return Statement(text, proofs, computed=(Computation("count", (), len(found)),), context=contract.ref.label)


def _row(asked: Asked, action: Action, told: str, held: Said) -> Statement:
    title = action.titles[0].value if action.titles else ""
    name = f"fiche {action.number} – {title}" if action.number else title
    evidence = [*(e for said in action.titles[:1] for e in said.evidence[:1]), *held.evidence]
    text = name if told.strip(" :«»") == title else f"{name}{told}"
    return Statement(text, asked.prover.proofs(evidence), item=True, context=f"{action.number} {title}")


def _told_row(asked: Asked, action: Action, held: Said, about: Sequence[Subject]) -> Statement:
    """A sheet with a value that says the public; of a long one, the sentence that says it best."""
    if len(held.value) > QUOTE_CHARACTERS:
        held = max(sentences(held), key=lambda piece: _level(piece.value, about))
    told = whole_sentences(held, QUOTE_CHARACTERS)
    return _row(asked, action, f" : « {without_marks(told.value)} »", told)


def _in_text(
    asked: Asked, contract: UnderstoodContract, actions: Sequence[Action], about: Sequence[Subject]
) -> Iterator[Statement]:
    """The sheets whose text alone speaks of the public, each with the line that does."""
    found = []
    for action in actions:
        told = next(_lines(asked, contract, action, about), None) if action.number else None
        if told:
            found.append((action, Said(words_of(told), (told,))))
    if found:
        verb = "parle" if len(found) == 1 else "parlent"
        yield _heading(asked, contract, f"{french.capital(_counted(found))} en {verb} dans son texte :", found)
        yield from (_told_row(asked, action, held, about) for action, held in found)


def _lines(asked: Asked, contract: UnderstoodContract, action: Action, about: Sequence[Subject]) -> Iterator[Evidence]:
    documents = {document.id: document for document in contract.documents}
    for passage in asked.of_sheet(contract, action.number):
        document = documents[passage.document_id]
        if passage.path and _CONTEXT.search(fold(passage.path[-1])):
            continue
        for span in passage.spans:
            text = next(page.text for page in document.pages if page.number == span.page)
            for match in re.finditer(r"[^\n]+(?:\n(?![\n•▪-])[^\n]+)*", text[span.start : span.end]):
                if _level(match[0], about) > 1:
                    start, end = span.start + match.start(), span.start + match.end()
                    yield Evidence(document.id, span.page, start, end, text[start:end])
