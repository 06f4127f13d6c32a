"""The evaluation measures what it says: literal scores on tiny cases, and checks that can fail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from assistant.records import Answer, Citation, Question, Status
from eval import metrics
from eval.ablations import ABLATIONS
from eval.cases import CASES_FOLDER, Case, CaseError, Evidence, Trap, load_cases
from eval.command import evaluate
from eval.metrics import Piece, Source
from eval.remote import Remote
from eval.report import plain_text, tables
from eval.run import Results, answer_rows, question_of, search_rows
from eval.sets import default_sets
from eval.sources import make_source, unfindable
from eval.summary import summary
from eval.verdict import World
from ingest.errors import UserError
from ingest.settings import Settings
from ingest.storage.store import open_store
from tests.fakes import FakeEncoder, document, passages_of

PAGE = "Fiche 7.3\nLe coût prévu est de 1 234 € par an.\nL'ARS finance la totalité."
QUOTE = "Le coût prévu est de 1 234 € par an."
START = PAGE.index(QUOTE)

CONTRACT = Source("c" * 64, "contrat-ormont", "ormont-2031-2036", {1: "Sommaire", 2: PAGE})
OTHER = Source("d" * 64, "contrat-valmy", "valmy-2031-2036", {1: PAGE, 2: PAGE})
NOTICE = Source("e" * 64, "notice-contrat-ormont", "ormont-2031-2036", {5: PAGE}, stands_in=True)
SOURCES = {source.id: source for source in (CONTRACT, OTHER, NOTICE)}

EVIDENCE = Evidence("contrat-ormont", (2,), ("1 234 €",))
CASE = Case("t-1", "Combien coûte la fiche 7.3 ?", "money", Status.ANSWERED, ("ormont-2031-2036",), (EVIDENCE,))
UNSAID = Case("t-2", "Qui est le maire ?", "unanswerable", Status.NOT_FOUND)


def piece(source: Source, page: int, text: str) -> Piece:
    return Piece(source, frozenset({page}), text)


RIGHT = piece(CONTRACT, 2, QUOTE)
WRONG = piece(CONTRACT, 2, "L'ARS finance la totalité.")


def citation(source: Source = CONTRACT, page: int = 2, quote: str = QUOTE, start: int = START) -> Citation:
    return Citation(1, source.id, source.name, page, "Fiche 7.3", quote, start, start + len(quote), "")


def answer(*citations: Citation, status: Status = Status.ANSWERED) -> Answer:
    marks = " ".join(f"[{one.number}]" for one in citations)
    return Answer(status, f"Le coût prévu est de 1 234 € par an {marks}." if citations else "…", citations)


# Evidence in what was found


@pytest.mark.parametrize(
    ("found", "rank"),
    [
        pytest.param([RIGHT, WRONG], 1, id="first"),
        pytest.param([WRONG, WRONG, RIGHT], 3, id="third"),
        pytest.param([WRONG], 0, id="absent"),
        pytest.param([], 0, id="nothing found"),
        pytest.param([piece(CONTRACT, 1, QUOTE)], 0, id="another page"),
        pytest.param([piece(OTHER, 2, QUOTE)], 0, id="another document"),
        pytest.param([Piece(CONTRACT, frozenset({1, 2}), QUOTE)], 1, id="a passage over two pages"),
        pytest.param([piece(CONTRACT, 2, "LE COUT PREVU EST DE 1\u00a0234 €")], 1, id="case, accents and spaces apart"),
        pytest.param([piece(CONTRACT, 2, QUOTE.replace("1 234", "1 235"))], 0, id="a changed digit"),
        pytest.param([piece(CONTRACT, 2, "Le coût est de 11 234 €")], 0, id="digits inside a longer number"),
        pytest.param([piece(NOTICE, 5, QUOTE)], 1, id="the notice of the document, on a page of its own"),
        pytest.param([piece(replace(NOTICE, stands_in=False), 2, QUOTE)], 0, id="a document named alike is no notice"),
    ],
)
def test_rank_of_the_evidence(found: list[Piece], rank: int) -> None:
    assert metrics.evidence_rank(CASE, found) == rank


def test_recall_and_reciprocal_rank_count_the_first_evidence() -> None:
    found = [WRONG, WRONG, RIGHT]
    assert metrics.recall(CASE, found, 1).value == 0.0
    assert metrics.recall(CASE, found, 5).value == 1.0
    assert metrics.recall(CASE, found, 5).reason == "preuve au rang 3"
    assert metrics.reciprocal_rank(CASE, found).value == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(CASE, [WRONG]).value == 0.0


NOTED = replace(EVIDENCE, section="fiche 7.3", notice=("coûtera 1 234 €",))


@pytest.mark.parametrize(
    ("text", "section", "held"),
    [
        pytest.param("Elle coûtera 1 234 € chaque année.", "Fiche action 7.3 › Financement", True, id="its own words"),
        pytest.param("Le coût est de 1 234 € par an.", "fiche 7.3", True, id="the original's words"),
        pytest.param("Elle coûtera 1 234 €.", "Fiche action 7.4 › Financement", False, id="another sheet"),
        pytest.param("Elle coûtera 1 234 €.", "Article 7 : durée", False, id="an article"),
        pytest.param("Elle coûtera 1 234 €.", "Le diagnostic", True, id="a section of no sheet nor article"),
        pytest.param("Elle coûtera 1 235 €.", "fiche 7.3", False, id="a changed digit"),
    ],
)
def test_a_notice_holds_evidence_in_its_section_and_its_words(text: str, section: str, held: bool) -> None:
    assert metrics.holds(NOTED, Piece(NOTICE, frozenset({5}), text, section)) is held
    assert not metrics.holds(NOTED, Piece(CONTRACT, frozenset({2}), "Elle coûtera 1 23 €", section))


def test_gain_counts_each_evidence_less_the_later_it_is_found() -> None:
    two = replace(CASE, evidence=(EVIDENCE, replace(EVIDENCE, contains=("finance la totalité",))))
    assert metrics.ndcg(two, [RIGHT, WRONG], 10).value == 1.0
    assert metrics.ndcg(two, [piece(CONTRACT, 2, PAGE)], 10).value == 1.0, "both in one passage"
    assert metrics.ndcg(CASE, [WRONG, RIGHT], 10).value == pytest.approx(0.6309, abs=1e-4)
    assert metrics.ndcg(CASE, [WRONG], 10).value == 0.0


def test_all_texts_of_one_evidence_stand_together_and_coverage_counts_each_evidence() -> None:
    both = replace(CASE, evidence=(replace(EVIDENCE, contains=("1 234 €", "ARS")),))
    assert metrics.evidence_rank(both, [RIGHT, WRONG]) == 0
    assert metrics.evidence_rank(both, [piece(CONTRACT, 2, PAGE)]) == 1
    two = replace(CASE, evidence=(EVIDENCE, replace(EVIDENCE, contains=("payeur introuvable",))))
    assert metrics.coverage(two, [RIGHT], 10) == metrics.Score(0.5, "manque « payeur introuvable »")


# Answers


@pytest.mark.parametrize(
    ("given", "valid"),
    [
        pytest.param(citation(), 1.0, id="verbatim"),
        pytest.param(citation(quote=QUOTE.replace(" ", "\n", 1)), 1.0, id="white space apart"),
        pytest.param(citation(quote=QUOTE.replace("1 234", "1 235")), 0.0, id="a changed digit"),
        pytest.param(citation(quote=QUOTE.replace("1 234", "1234")), 0.0, id="a joined number"),
        pytest.param(citation(start=START + 1), 0.0, id="offsets beside the quote"),
        pytest.param(citation(page=1), 0.0, id="another page"),
        pytest.param(citation(page=9), 0.0, id="no such page"),
        pytest.param(citation(quote=""), 0.0, id="an empty quote"),
        pytest.param(replace(citation(), document_id="f" * 64), 0.0, id="no such document"),
    ],
)
def test_a_quote_is_its_page_s_text(given: Citation, valid: float) -> None:
    assert metrics.quotes_valid(answer(given), SOURCES).value == valid
    assert metrics.quotes_valid(answer(citation(), given), SOURCES).value == valid


def test_an_answer_without_citation_has_no_valid_quote() -> None:
    assert metrics.quotes_valid(answer(), SOURCES) == metrics.Score(0.0, "aucune citation")


@pytest.mark.parametrize(
    ("case", "status", "score"),
    [
        (CASE, Status.ANSWERED, 1.0),
        (CASE, Status.PARTIAL, 1.0),
        (CASE, Status.NOT_FOUND, 0.0),
        (CASE, Status.OUT_OF_SCOPE, 0.0),
        (UNSAID, Status.NOT_FOUND, 1.0),
        (UNSAID, Status.OUT_OF_SCOPE, 1.0),
        (UNSAID, Status.ANSWERED, 0.0),
        (UNSAID, Status.PARTIAL, 0.0),
    ],
)
def test_a_refusal_is_right_when_the_documents_do_not_say(case: Case, status: Status, score: float) -> None:
    assert metrics.refusal(case, answer(status=status)).value == score


def test_evidence_among_citations() -> None:
    beside = citation(quote="L'ARS finance la totalité.", start=PAGE.index("L'ARS"))
    assert metrics.evidence_quoted(CASE, answer(beside, citation()), SOURCES).value == 1.0
    assert metrics.evidence_quoted(CASE, answer(beside), SOURCES).value == 0.0
    assert metrics.evidence_page(CASE, answer(beside), SOURCES).value == 1.0  # the page says it, the quote does not
    assert metrics.evidence_page(CASE, answer(citation(page=1)), SOURCES).value == 0.0
    assert metrics.evidence_page(CASE, answer(), SOURCES).value == 0.0


def test_a_citation_of_another_contract_is_caught() -> None:
    assert metrics.right_territory(CASE, answer(citation()), SOURCES).value == 1.0
    mixed = metrics.right_territory(CASE, answer(citation(), citation(OTHER)), SOURCES)
    assert mixed.count == 1, "its sentence does not name it"
    wrong = metrics.right_territory(CASE, answer(citation(OTHER)), SOURCES)
    assert wrong == metrics.Score(0.0, "répond par valmy-2031-2036", 1)


def test_another_contract_may_stand_beside_the_right_one_where_it_is_named() -> None:
    beside = replace(citation(OTHER), number=2)
    named = Answer(Status.ANSWERED, "1 234 € [1].\n- CLS Valmy 2031-2036 : 1 234 € [2]", (citation(), beside))
    unnamed = replace(named, answer="1 234 € [1].\n- ailleurs : 1 234 € [2]")
    assert metrics.right_territory(CASE, named, SOURCES).value == 1.0
    assert metrics.right_territory(CASE, unnamed, SOURCES).count == 1
    assert metrics.right_territory(replace(CASE, open=True), unnamed, SOURCES).value == 1.0


def test_what_no_document_speaks_of_has_no_right_contract() -> None:
    elsewhere = replace(UNSAID, trap=Trap.OTHER_TERRITORY)
    assert metrics.right_territory(elsewhere, answer(citation()), SOURCES).count == 1
    assert metrics.right_territory(elsewhere, answer(citation(), status=Status.NOT_FOUND), SOURCES).value == 1.0
    assert metrics.right_territory(replace(UNSAID, trap=Trap.ABSENT), answer(citation()), SOURCES).value == 1.0


# Cases


def as_json(**changes: object) -> str:
    row: dict[str, object] = {
        "id": "t-1",
        "question": "Combien ?",
        "category": "money",
        "contracts": ["ormont-2031-2036"],
        "status": "answered",
        "evidence": [{"document": "contrat-ormont", "pages": [2], "contains": ["1 234 €"]}],
        "note": "",
    }
    return json.dumps(row | changes, ensure_ascii=False)


def test_cases_are_loaded_in_order(tmp_path: Path) -> None:
    file = tmp_path / "cas.jsonl"
    file.write_text(f"{as_json()}\n\n{as_json(id='t-2', status='not_found', evidence=[])}\n", encoding="utf-8")
    first, second = load_cases(file)
    assert first.evidence == (EVIDENCE,)
    assert (second.id, second.status, second.answerable) == ("t-2", Status.NOT_FOUND, False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "cas.jsonl, ligne 2, colonne 2 : ce n'est pas du JSON"),
        ("[]", "cas.jsonl, ligne 2 : un objet JSON est attendu"),
        (as_json(status="perhaps"), "ligne 2 : le champ « status »"),
        (as_json(question=""), "ligne 2 : le champ « question »"),
        (as_json(evidence=[{"document": "a", "pages": [0], "contains": ["x"]}]), "ligne 2 : le champ « pages »"),
        (as_json(evidence=[{"document": "a", "pages": [1], "contains": []}]), "ligne 2 : le champ « contains »"),
        (as_json(evidence=[{"document": "a", "pages": [1]}]), "ligne 2 : le champ « contains »"),
        (as_json(evidence=[]), "ligne 2 : la question a une réponse (« answered ») mais aucune preuve"),
        (as_json(), "identifiants employés deux fois : t-1"),
    ],
)
def test_a_broken_line_is_named_in_french(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "cas.jsonl"
    file.write_text(f"{as_json()}\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_cases(file)
    assert said in str(caught.value)


def test_a_missing_or_empty_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="ne se lit pas"):
        load_cases(tmp_path / "absent.jsonl")
    (tmp_path / "vide.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(CaseError, match="est vide"):
        load_cases(tmp_path / "vide.jsonl")


@pytest.mark.parametrize("file", sorted(CASES_FOLDER.rglob("*.jsonl")), ids=lambda file: file.stem)
def test_our_own_cases_load(file: Path) -> None:
    assert load_cases(file)


def test_there_are_enough_cases_of_every_kind() -> None:
    sets = {one.name: one.cases for one in default_sets()}
    reference = [case for name in ("evidence", "council", "heldout", "heldout2") for case in sets[name]]
    assert len(reference) >= 300
    assert len(sets["generated"]) == 100
    assert {case.category for case in reference} >= {
        *("signatories", "money", "dates", "actions", "roles", "perimeter", "diagnosis", "governance", "comparison"),
        *("totals", "definitions", "rough", "followup", "contradictions", "unanswerable", "out_of_scope", "injection"),
    }
    every = [case for cases in sets.values() for case in cases]
    assert {case.trap for case in every} - {None} == set(Trap)
    assert all(case.trap for case in every if case.status is Status.NOT_FOUND)


def test_evidence_that_no_page_holds_is_told() -> None:
    lost = replace(CASE, id="t-3", evidence=(replace(EVIDENCE, pages=(1,)),))
    assert unfindable([CASE, lost, UNSAID], [CONTRACT]) == ("t-3",)
    assert unfindable([CASE, lost], [NOTICE]) == ()


def test_a_text_extracted_from_a_document_has_no_pages_of_it() -> None:
    text = make_source("a", "contrat-ormont.txt", "", {1: PAGE}, notice=False)
    assert metrics.evidence_rank(CASE, [piece(text, 1, QUOTE)]) == 1


# Baselines


TOY = (
    Source("a", "un", "", {1: "Le moustique tigre est surveillé.", 2: "La Région paie 40 euros."}),
    Source("b", "deux", "", {1: "Une formation aux premiers secours."}),
)


def test_chunks_keep_their_document_and_page() -> None:
    from eval.baselines import CHUNK_CHARACTERS, split

    long = Source("c", "long", "", {7: "mot " * 600})
    chunks = split([*TOY, long])
    assert [(chunk.source.name, min(chunk.pages)) for chunk in chunks[:3]] == [("un", 1), ("un", 2), ("deux", 1)]
    assert {min(chunk.pages) for chunk in chunks[3:]} == {7}
    assert len(chunks) == 6
    assert max(len(chunk.text) for chunk in chunks) <= CHUNK_CHARACTERS


def test_plain_langchain_finds_the_nearest_vectors() -> None:
    from eval.baselines import PlainLangChain, split

    chunks = split(TOY)
    plain = PlainLangChain(chunks, FakeEncoder())
    try:
        # The fake encoder sees lengths of words: another sentence of the same lengths is the nearest.
        assert [piece.text for piece in plain.search("Un renardeau gris fut retrouvée", 1)] == [chunks[0].text]
        assert len(plain.search("Le moustique", 10)) == 3
    finally:
        plain.close()


def test_french_bm25_joins_words_by_their_stems_and_finds_nothing_else() -> None:
    from eval.baselines import FrenchBM25, split

    words = FrenchBM25(split(TOY))
    assert [piece.text for piece in words.search("Combien de formations ?", 5)] == [TOY[1].pages[1]]
    assert [piece.text for piece in words.search("moustiques", 5)] == [TOY[0].pages[1]]
    assert list(words.search("xylophone", 5)) == []
    assert list(words.search("", 5)) == []


def test_fusion_counts_both_lists_the_same() -> None:
    from eval.baselines import fused

    a, b, c = (piece(CONTRACT, 1, text) for text in "abc")
    both = fused([lambda _q, _k: [a, b], lambda _q, _k: [b, c]])
    assert [found.text for found in both("?", 10)] == ["b", "a", "c"]
    assert [found.text for found in both("?", 1)] == ["b"]


# Runs and reports


def results() -> Results:
    def ask(question: Question) -> Answer:
        return answer(citation()) if "coûte" in question.text else answer(status=Status.NOT_FOUND)

    cases = (CASE, UNSAID)
    asked: list[str] = []
    rows = search_rows(cases, {"cls-assistant": lambda _: [WRONG, RIGHT], "rien": lambda _: []}, lambda _: None)
    answers = answer_rows(cases, ask, World(SOURCES, {}), asked.append, lambda _: None, pause=0)
    assert asked == [CASE.question, UNSAID.question]
    return Results("essai", cases, ("t-9",), rows, answers, sources=(CONTRACT, NOTICE))


def test_only_answerable_cases_are_searched_and_every_case_is_asked() -> None:
    made = results()
    assert [(row.system, row.case, row.rank) for row in made.search] == [
        ("cls-assistant", "t-1", 2),
        ("rien", "t-1", 0),
    ]
    assert [(row.case, row.status) for row in made.answers] == [("t-1", "answered"), ("t-2", "not_found")]
    always = {"right", "refusal", "wrong_figures", "false_signatories", "wrong_territory"}
    assert set(made.answers[1].scores) == always
    assert all(score.value == 1.0 for row in made.answers for score in row.scores.values())


def test_an_application_that_fails_on_a_question_fails_that_question_only() -> None:
    def ask(question: Question) -> Answer:
        if "maire" in question.text:
            raise ValueError("perdu")
        return answer(citation())

    rows = answer_rows((CASE, UNSAID), ask, World(SOURCES, {}), None, lambda _: None, pause=0)
    assert [row.scores["right"].value for row in rows] == [1.0, 0.0]
    assert rows[1].error == "l'application a échoué : ValueError('perdu')"


def test_the_chosen_contracts_are_asked_under_the_ids_that_the_product_gives_them() -> None:
    filed = replace(CONTRACT, known_as="ormont-premier-2031-2036")
    world = World({filed.id: filed, OTHER.id: OTHER}, {})
    assert question_of(CASE, world).contracts == ()
    chosen = replace(CASE, chosen=("ormont-2031-2036",))
    assert question_of(chosen, world).contracts == ("ormont-premier-2031-2036",)


def test_the_report_says_what_was_measured() -> None:
    made = summary([results()], {"date": "2031-02-03", "commit": "abc"})
    text = plain_text(made)
    answers, categories, search, latency = tables(made["sets"][0])
    assert search.rows[1][:3] == ("cls-assistant", "0 % [0–79]", "100 % [21–100]")
    assert search.rows[2][2] == "0 % [0–79]"
    assert answers.rows[1] == ("réponses entièrement justes", "100 % [34–100]", "2")
    assert categories.rows[1] == ("argent", "1", "100 % [21–100]", "100 % [21–100]", "–", "100 % [21–100]")
    assert latency.rows[-1][0] == "rapport"
    assert "les numéros de page sont ignorés) : notice-contrat-ormont" in text
    assert "introuvables : t-9" in text


app = typer.Typer()
app.command()(evaluate)


@pytest.fixture
def indexed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An index of one document by the fake encoder, which the command opens."""
    doc = document("contrat-ormont", "Le coût prévu de la marche est de 1 234 € par an.", "Le vélo est gratuit.")
    with open_store(settings, FakeEncoder()) as store:
        store.put(doc, passages_of(doc))
    monkeypatch.setattr("eval.command.load_settings", lambda: settings)
    monkeypatch.setattr("ingest.encoder.SentenceEncoder", lambda _model: FakeEncoder())
    return settings


def test_the_command_measures_the_index_in_place(indexed: Settings, tmp_path: Path) -> None:
    file, out = tmp_path / "cas.jsonl", tmp_path / "mesures" / "ici"
    case = as_json(
        question="Combien coûte la marche ?",
        contracts=[],
        evidence=[{"document": "contrat-ormont", "pages": [1], "contains": ["1 234 €"]}],
    )
    file.write_text(case, encoding="utf-8")
    done = CliRunner().invoke(app, ["--questions", str(file), "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "cas : 1 questions" in done.stdout
    file = next(out.glob("*-cas.json"))
    assert str(file.with_suffix(".html")) in done.stdout
    written = json.loads(file.read_text(encoding="utf-8"))
    measured = written["sets"][0]
    assert measured["search"]["cls-assistant"]["recall_1"]["mean"] == 1.0
    assert {"cls-assistant sans vecteurs", "LangChain + Chroma", "BM25 français"} <= set(measured["search"])
    assert measured["answers"]["quotes_valid"]["mean"] == 1.0
    assert measured["latency_ms"].keys() >= {"median", "p95", "plain_median", "plain_p95"}
    assert measured["ablations"].keys() == set(ABLATIONS)
    assert "contrat-ormont" in file.with_suffix(".html").read_text(encoding="utf-8")


def test_baselines_and_ablations_can_be_left_out(indexed: Settings, tmp_path: Path) -> None:
    file = tmp_path / "cas.jsonl"
    file.write_text(as_json(), encoding="utf-8")
    arguments = ["--questions", str(file), "--no-baselines", "--no-ablations", "--out", str(tmp_path / "ici")]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert "cls-assistant " in done.stdout
    assert "LangChain" not in done.stdout
    assert "sans vecteurs" not in done.stdout


def test_an_empty_index_is_said(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cas.jsonl"
    file.write_text(as_json(), encoding="utf-8")
    monkeypatch.setattr("eval.command.load_settings", lambda: settings)
    with pytest.raises(UserError, match="L'index est vide"):
        evaluate([file], out=tmp_path)


# A server


def remote(routes: Mapping[str, object]) -> Remote:
    def reply(request: httpx.Request) -> httpx.Response:
        found = routes.get(request.url.path)
        if isinstance(found, int):
            return httpx.Response(found)
        return httpx.Response(200, json=found) if found is not None else httpx.Response(404)

    made = Remote("http://serveur.invalid")
    made._client = httpx.Client(base_url="http://serveur.invalid", transport=httpx.MockTransport(reply))
    return made


ROW = {"id": "a", "file_name": "contrat-ormont.pdf", "contract": "x", "pages": 1, "passages": 3, "notice_of": None}


def test_a_server_gives_its_documents_and_answers() -> None:
    notice = ROW | {"id": "b", "file_name": "notice-contrat-ormont.pdf", "notice_of": {"title": "…"}}
    rejected = ROW | {"id": "c", "file_name": "vide.pdf", "pages": 0, "passages": 0}
    server = remote(
        {
            "/api/documents": [ROW, notice, rejected],
            "/api/documents/a/pages/1": {"page": 1, "text": PAGE, "sections": []},
            "/api/documents/b/pages/1": {"page": 1, "text": PAGE, "sections": []},
            "/api/ask": {"status": "not_found", "answer": "Rien.", "citations": [], "elapsed_ms": 1.5},
        }
    )
    # The notice has stepped back: its document is there.
    assert server.sources() == {"a": Source("a", "contrat-ormont", "x", {1: PAGE}, known_as="x")}
    assert server.ask(Question("Qui ?")) == Answer(Status.NOT_FOUND, "Rien.", elapsed_ms=1.5)


@pytest.mark.parametrize(
    ("status", "said"), [(429, "CLS_RATE_LIMIT=0"), (401, "CLS_API_TOKEN"), (503, "a répondu 503")]
)
def test_a_server_that_refuses_is_told_in_french(status: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        remote({"/api/ask": status}).ask(Question("Qui ?"))


def test_a_server_that_is_not_there_or_not_ours_is_told_in_french() -> None:
    with pytest.raises(UserError, match="ne répond pas"):
        Remote("http://127.0.0.1:1").ask(Question("Qui ?"))
    with pytest.raises(UserError, match="n'a pas la forme attendue"):
        remote({"/api/ask": {"hello": 1}}).ask(Question("Qui ?"))
