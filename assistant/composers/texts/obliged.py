"""Whether a contract obliges to a deed: the words that bind to it, or what it plans instead. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.bodies.asked_of import named
from assistant.composers.bodies.found import found_in, is_in
from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.composers.money.funding import name_of
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.duties import commitments_of, communication_rules
from assistant.library import UnderstoodContract
from assistant.questions.understand import Query, narrowed
from assistant.quotations.cutting import sentences, whole_sentences
from assistant.quotations.marks import without_marks
from assistant.quotations.units import units_of
from assistant.verify import flat_text
from ingest.facts.records import Action, Said
from ingest.naming import fold

# "Le contrat oblige-t-il les communes à…", "elles sont obligées de…", "X doit-il…", "est-il interdit de…".
_THEY = r"(?:[- ](?:t[- ])?(?:il|elle|ils|elles|on))?"
_FORMS = tuple(
    map(
        re.compile,
        (
            rf"\b(?:oblige|impose|exige|force|contraint|astreint|interdi(?:t|sen))(?:nt|t)?{_THEY} (?P<whom>.{{0,60}}?)"
            r"\b(?:a |de |d'|qu'\w+ )(?P<deed>[a-z].*)",
            r"\b(?:est|sont|etes|sommes|serai?(?:t|ent))(?:[- ](?:t[- ])?(?:ils?|elles?|on|nous|vous))? (?:\w+ )?"
            r"(?:obligee?s?|tenue?s?|forcee?s?|contrainte?s?|astreinte?s?) (?:a |de |d')(?P<deed>[a-z].*)",
            r"\b(?:obligatoire|imperatif|exige) (?:pour .{2,40}? )?(?:de |d')(?P<deed>[a-z].*)",
            r"\b(?:doi(?:t|vent)|devons)[- ](?:t[- ])?(?:il|elle|ils|elles|on|nous) (?P<deed>[a-z].*)",
            r"\b(?:est-ce qu(?:e |')|^(?:et )?(?:le (?:cls|contrat) (?:dit|precise|prevoit) que )).{2,60}?"
            r"\b(?:doi(?:t|vent)|devr(?:a|ont)) (?P<deed>[a-z].*)",
        ),
    )
)
# "Quand est-ce qu'on doit…", "qui doit…" take the duty for granted and ask for something else.
_OPEN = re.compile(
    r"^\W*(?:et |mais |alors |donc )?(?:a partir de |depuis |jusqu'a |pour |avec |a )?"
    r"(?:quand|comment|combien|pourquoi|ou|qui|quels?|quelles?|lesquel\w*|cb|kan|ki)\b"
)
TAG = re.compile(
    r"[ ,?!.]*\b(?:c'est (?:bien |donc )?(?:ca|cela|vrai|juste|exact)|n'est-ce pas|est-ce (?:vrai|exact)|pas vrai|non"
    r"|oui|hein|ou pas|ou non|si)\W*$|[ ?!.]+$"
)
# When it would have to be done: a date or a rhythm that the question takes for written.
_BY_WHEN = re.compile(
    r"\b(?:avant|d'ici|des|au plus tard|en|fin|debut) (?:(?:la |le |l')?(?:fin|debut|mi) ?(?:de |d')?)?(?:le )?"
    r"(?:\d{1,2}(?:er)? )?(?:(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    r"(?: 20\d\d)?|20\d\d)\b"
    r"|\b(?:tou(?:s|tes) les|chaque) (?:ans?|annees?|mois|trimestres?|semestres?|semaines?|six mois|\d+ \w+)\b"
    r"|\b(?:dans les|sous) \d+ (?:jours|mois|ans)\b"
)
_BINDS = re.compile(
    r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\boblige\w*|\bobligatoire\w*|\bs'(?:y )?engage(?:nt)?\b"
    r"|\btenue?s? (?:de|d'|a)\b|\binterdi(?:t|te|ts|tes|sent)\b"
)
_NOT = re.compile(r"\bne (?:doi|peu)\w+ pas\b|\bn'es?t? pas\b|\baucune obligation\b|\bn'(?:oblige|exige|impose)\w*")
# What a sentence must hold of the deed's words to be on it; of what a contract writes nothing, nothing is said.
HELD, LEAST = 0.5, 0.4
# What a context says must be done.
_DUTY = re.compile(r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\bobligatoire")
# A verb is told by what is left of it without its ending, from so many letters on.
ROOT = 5
# A shorter word is looked for whole: "bus" is in no "budget".
SHORT = 4
# So many items are quoted.
MOST, CHARACTERS = 4, 420


def obliged(asked: Asked) -> Composed | None:
    """Whether the contracts in scope oblige to the question's deed; None where it names none, or no sheet is on it."""
    if asked.query.article or asked.intents & {"termination", "revision", "duration"}:
        return None
    if _OPEN.search(asked.folded) or asks("roles", "open", asked.folded) or asks("clauses", "money", asked.folded):
        return None
    whom, deed = _parts(asked.folded)
    by_when = _BY_WHEN.search(deed)
    told = telling_words(asked, _BY_WHEN.sub(" ", deed))
    # "L'évaluation doit-elle…", "les employeurs doivent-ils…": who must is matter too, unless he is a body.
    named_whom = any(asks(topic, form, whom) for topic, form in (("asked_of", "whom"), ("roles", "everyone")))
    if told and not (named_whom or mentions(asked.query.text[: len(whom)])):
        told = [*dict.fromkeys((*telling_words(asked, whom), *told))]
    known = {c.ref.id: [word for word in told if _writes(c, word)] for c in asked.contracts}
    most = max((len(words) for words in known.values()), default=0)
    # "Doit-elle signer ?" asks of the contract, "de signer une charte" of a deed.
    if len(told) < 1 + ("signatories" in asked.intents) or not most or most < LEAST * len(told):
        return None
    own = replace(asked, query=narrowed_to(asked, [c.ref.id for c in asked.contracts if len(known[c.ref.id]) == most]))
    when = by_when.group() if by_when else ""
    return each_contract(own, lambda a, c: _of_contract(a, c, known[c.ref.id], told, when))


def narrowed_to(asked: Asked, ids: Sequence[str]) -> Query:
    """The question of these contracts alone."""
    return narrowed(asked.query, [contract for contract in asked.query.scope.contracts if contract.ref.id in ids])


def _parts(folded: str) -> tuple[str, str]:
    """Who must, as far as the question says it before the deed, and the deed; empty where it asks of none."""
    plain = folded
    while (bare := TAG.sub("", plain)) != plain:
        plain = bare
    match = next(filter(None, (form.search(plain) for form in _FORMS)), None)
    return (plain[: match.start("deed")], match["deed"].strip()) if match else ("", "")


def _of_contract(
    asked: Asked, contract: UnderstoodContract, known: Sequence[str], told: Sequence[str], by_when: str
) -> Iterator[Statement]:
    binding = list(_binding(contract, known))
    own = next((said for said in binding if _binds_whom(asked, contract, said)), None)
    whole = len(known) == len(told)
    if own:
        sure = whole and (not by_when or _holds_when(by_when, own.value))
        yield _written(asked, contract, own, "Oui : " if sure else "")
    elif not (whole and binding) and not (whole and _in_articles(asked, contract, known)):
        yield from _no(asked, _planned(asked, contract, known, told), known, by_when)


def telling_words(asked: Asked, deed: str) -> list[str]:
    """The words of the deed that say it: no form, no territory."""
    names = set(re.findall(r"[a-z]{3,}", fold(" ".join(contract.territory for contract in asked.contracts))))
    parts = [part.said for part in asked.subject_in(deed).parts]
    kept = (word for word in dict.fromkeys(parts) if not re.fullmatch(r"(?:19|20)\d\d", word))
    return [word for word in kept if not asks("obliged", "noise", word) and word not in names]


def _said_in(word: str, folded: str) -> bool:
    """Whether a text says a word: by its root, or whole where the word is too short to have one."""
    spelt = _one_spelling(word)
    bare = re.sub(r"(?:s|x)$", "", spelt) if len(spelt) > SHORT else spelt
    root = re.sub(r"(?:er|ir|re|ation|ateur|atrice)$", "", bare)
    kept = root if len(root) >= ROOT - 1 else bare
    end = r"s?\b" if len(spelt) < SHORT else ""
    return re.search(rf"\b{re.escape(kept)}{end}", folded) is not None


def _one_spelling(folded: str) -> str:
    return folded.replace("coordonn", "coordin")


def _writes(contract: UnderstoodContract, word: str) -> bool:
    pages = (page.text for document in contract.documents for page in document.pages)
    return any(_said_in(word, _one_spelling(fold(text))) for text in pages)


def share(known: Sequence[str], text: str) -> float:
    """How much of some words a text holds, by their roots."""
    folded = _one_spelling(fold(text))
    return sum(_said_in(word, folded) for word in known) / len(known)


def _binding(contract: UnderstoodContract, known: Sequence[str]) -> Iterator[Said]:
    """What binds to the whole of the deed: commitments first, then any sentence of an article or of a sheet's plan."""
    record = contract.record
    every = [one.text for one in commitments_of(record)] + list(communication_rules(record))
    every += [one for action in record.actions for said in _plan(action) for one in sentences(said)]
    for said in every:
        folded = fold(said.value)
        if _BINDS.search(folded) and not _NOT.search(folded) and share(known, said.value) >= 1.0:
            yield said


def _binds_whom(asked: Asked, contract: UnderstoodContract, said: Said) -> bool:
    """Whether a sentence binds those of whom the question asks: signatories, communes, a body."""
    if asks("roles", "everyone", asked.folded):
        return re.search(r"\bsignataires?\b|\bparties\b|\bpartenaires?\b", fold(said.value)) is not None
    if asks("asked_of", "whom", asked.folded):
        return named(said)
    return any(is_in(said.value, body) for body in found_in(asked, contract).bodies)


def _in_articles(asked: Asked, contract: UnderstoodContract, known: Sequence[str]) -> bool:
    """Whether a sentence outside the sheets holds the whole deed: what rules it stands there."""
    documents = {document.id: document for document in contract.documents}
    return any(
        share(known, unit.text) >= 1.0
        for passage in asked.plain(contract)
        if passage.article
        for unit in units_of(passage, documents[passage.document_id])
    )


def _plan(action: Action) -> tuple[Said, ...]:
    return (*action.objectives_operational, *action.objectives, *action.description, *action.results)


def _planned(
    asked: Asked, contract: UnderstoodContract, known: Sequence[str], told: Sequence[str]
) -> tuple[Target, list[Said]] | None:
    """The sheet on the deed with what it plans of it; of a deed of communes, what it plans for them."""
    targets = asked.find_topic(" ".join(told), (contract,)) or asked.find_topic(" ".join(known), (contract,))
    communes = asks("asked_of", "whom", asked.folded)
    best: tuple[float, Target, list[Said]] | None = None
    for target in targets:
        titled = share(known, target.action.title)
        held = [
            (max(share(known, said.value), titled * named(said) * communes), said)
            for said in _plan(target.action)
            if not said.value.rstrip().endswith(":") and _is_quoted(said)
        ]
        kept = [said for share, said in held if share >= HELD]
        score = max((share for share, _ in held), default=0.0) + titled
        if kept and (best is None or score > best[0]):
            own = [said for said in kept if communes and named(said)] or kept
            best = (score, target, own[:MOST])
    return best[1:] if best else None


def _duty(action: Action, known: Sequence[str]) -> Iterator[Said]:
    """What the context of a sheet says must be done of the deed: less than a pledge, and no plain "no" either."""
    # What the title says is the matter of the whole sheet, and not yet the deed.
    own = [word for word in known if not share([word], action.title)]
    for said in action.context if own else ():
        for piece in sentences(said):
            if _DUTY.search(fold(piece.value)) and share(own, piece.value):
                yield piece


def _is_quoted(said: Said) -> bool:
    """Whether a value stands in its words as they are: one put together of several parts is no quote."""
    pages = [e.page for e in said.evidence]
    return len(pages) == len(set(pages)) and flat_text(said.value) in flat_text("".join(e.quote for e in said.evidence))


def _written(asked: Asked, contract: UnderstoodContract, said: Said, verdict: str) -> Statement:
    kept = whole_sentences(said, CHARACTERS)
    text = french.capital(f"{verdict}le CLS {contract.ref.label} écrit : « {without_marks(kept.value)} »")
    return Statement(text, asked.prover.proofs(kept.evidence), context=contract.ref.label)


def _no(
    asked: Asked, found: tuple[Target, list[Said]] | None, known: Sequence[str], by_when: str
) -> Iterator[Statement]:
    if found is None:
        return
    target, items = found
    duty = next(_duty(target.action, known), None)
    action, label = target.action, target.contract.ref.label
    context = f"{action.number} {action.title} {label} {by_when}"
    dated = bool(by_when) and not _holds_when(by_when, " ".join(item.value for item in items))
    when = f" ni l'échéance « {_typed(asked, by_when)} »" if dated else ""
    denied = "n'écrit pas cette interdiction" if "interdi" in asked.folded else "n'écrit pas cette obligation"
    if duty is None:
        yield Statement(f"Non : le CLS {label} {denied}{when}", context=context)
    title = f" ({action.title})" if action.number and action.title else ""
    proofs = asked.prover.proofs(items[0].evidence)
    verb = "prévoit" if duty is None else "dit"
    yield Statement(f"{name_of(target, with_contract=duty is not None)}{title} {verb} :", proofs, context=context)
    items = items if duty is None else [duty, *items]
    for item in items:
        kept = whole_sentences(item, CHARACTERS)
        text = f"« {without_marks(kept.value)} »"
        yield Statement(text, asked.prover.proofs(kept.evidence), item=True, context=context)


def _holds_when(by_when: str, said: str) -> bool:
    form = {"avant", "tous", "toutes", "chaque", "fin", "debut"}
    telling = [word for word in re.findall(r"[a-z]{3,}|\d+", by_when) if word not in form]
    return all(word in fold(said) for word in telling)


def _typed(asked: Asked, folded: str) -> str:
    """Folded words as the question types them, where it is as long as its folded form."""
    at = asked.folded.find(folded)
    same = len(asked.folded) == len(asked.query.text)
    return asked.query.text[at : at + len(folded)] if same and at >= 0 else folded
