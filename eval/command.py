"""The command `cls-assistant eval`, which the command line finds by its entry point."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from eval.cases import CASES_FOLDER, Case, load_cases
from ingest.errors import UserError
from ingest.settings import Settings, load_settings

if TYPE_CHECKING:
    from eval.metrics import Source
    from eval.run import Ask, Results
    from eval.systems import System
    from ingest.encoder import Encoder

# Heavy imports (the model, the index, LangChain) are made where they are needed: `--help` answers at once.

_PACKAGES = ("cls-assistant", "chromadb", "langchain-chroma", "langchain-core", "sentence-transformers", "bm25s")


def evaluate(
    questions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FICHIER", help="Fichier de questions JSONL (option répétable ; par défaut, ceux de eval/cases/)."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DOSSIER", help="Dossier où écrire results.json et results.md.")
    ] = None,
    with_baselines: Annotated[
        bool, typer.Option("--baselines/--no-baselines", help="Compare à LangChain + Chroma, à BM25 et à leur fusion.")
    ] = True,
    with_ablations: Annotated[
        bool, typer.Option("--ablations/--no-ablations", help="Mesure la recherche privée de chacune de ses parties.")
    ] = True,
    url: Annotated[
        str,
        typer.Option(
            metavar="ADRESSE",
            help="Mesure un serveur en marche (réponses et durées par HTTP) au lieu de l'index : démarrez-le avec "
            "« CLS_RATE_LIMIT=0 cls-assistant serve » juste avant, car il garde en mémoire les questions déjà posées, "
            "puis --url http://127.0.0.1:8000.",
        ),
    ] = "",
) -> None:
    """Mesure la recherche et les réponses sur des questions dont on connaît la preuve.

    Exemple : cls-assistant eval --questions eval/cases/heldout.jsonl --out mesures/
    """
    sets = {path.stem: load_cases(path) for path in questions or _default_files()}
    settings = load_settings()
    load = _load()
    if load > 1:
        Console(stderr=True, soft_wrap=True, highlight=False).print(
            f"La machine est déjà occupée ({load:.1f} tâches par cœur) : les durées mesurées seront trop longues."
        )
    if out:
        _prepare(out)
    if url:
        results = _over_http(sets, settings, url, with_baselines=with_baselines)
    else:
        results = _in_place(sets, settings, with_baselines=with_baselines, with_ablations=with_ablations)
    from eval.report import as_json, markdown, plain_text

    typer.echo(plain_text(results))
    if out:
        written = json.dumps(as_json(results, _about(settings, url, load)), ensure_ascii=False, indent=1)
        (out / "results.json").write_text(written + "\n", encoding="utf-8")
        (out / "results.md").write_text(markdown(results), encoding="utf-8")


def _default_files() -> list[Path]:
    files = sorted(CASES_FOLDER.glob("*.jsonl"))
    if not files:
        raise UserError(f"Aucun fichier de questions dans {CASES_FOLDER} : indiquez-en un avec --questions.")
    return files


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Le dossier « {out} » ne peut pas être créé : choisissez-en un autre pour --out.") from error


def _in_place(
    sets: Mapping[str, tuple[Case, ...]], settings: Settings, *, with_baselines: bool, with_ablations: bool
) -> list[Results]:
    from assistant.service import open_assistant
    from eval.sources import sources_of
    from eval.systems import own_systems
    from ingest.encoder import SentenceEncoder
    from ingest.store import open_store

    encoder = SentenceEncoder(settings.embedding_model)
    with open_store(settings, encoder) as store:
        snapshot = store.snapshot()
        if not snapshot.passages:
            raise UserError("L'index est vide : lancez « cls-assistant ingest », puis recommencez.")
        assistant = open_assistant(store, settings)
        assistant.warm_up()
        systems = own_systems(snapshot, encoder, sources_of(snapshot), ablations=with_ablations)
        return _measure(sets, assistant.ask, sources_of(snapshot), systems, encoder if with_baselines else None)


def _over_http(
    sets: Mapping[str, tuple[Case, ...]], settings: Settings, url: str, *, with_baselines: bool
) -> list[Results]:
    from eval.remote import Remote
    from ingest.encoder import SentenceEncoder

    remote = Remote(url, settings.api_token)
    try:
        encoder = SentenceEncoder(settings.embedding_model) if with_baselines else None
        results = _measure(sets, remote.ask, remote.sources(), {}, encoder)
    finally:
        remote.close()
    return [replace(result, over_http=True) for result in results]


def _measure(
    sets: Mapping[str, tuple[Case, ...]],
    ask: Ask,
    sources: Mapping[str, Source],
    systems: Mapping[str, System],
    encoder: Encoder | None,
) -> list[Results]:
    from eval.run import Results, answer_rows, search_rows, warm_up
    from eval.sources import unfindable
    from eval.systems import baselines

    documents = tuple(sources.values())
    results = []
    with baselines(documents, encoder) as (others, plain):
        compared = {**systems, **others}
        warm_up(ask, plain)
        for name, cases in sets.items():
            total = len(cases) + len(compared) * sum(case.answerable for case in cases)
            with _progress(total) as tick:
                results.append(
                    Results(
                        name,
                        cases,
                        unfindable(cases, documents),
                        search_rows(cases, compared, tick),
                        answer_rows(cases, ask, sources, plain, tick),
                        sources=documents,
                    )
                )
    return results


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _about(settings: Settings, url: str, load: float) -> dict[str, object]:
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "measured": url or "index",
        "model": settings.embedding_model or "packaged",
        "language_model": settings.llm,
        "tasks_per_core_before": round(load, 2),
        "python": platform.python_version(),
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _load() -> float:
    """How many tasks each core had in the last minute, where the system tells it."""
    return os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 0.0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
