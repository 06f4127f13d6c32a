"""The command `cls-assistant eval`, which the command line finds by its entry point."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.errors import UserError
from ingest.settings import Settings, load_settings

if TYPE_CHECKING:
    from eval.measure import Parts
    from eval.run import Progress as Tick
    from eval.run import Results
    from eval.sets import CaseSet

# Heavy imports (the model, the index, LangChain) are made where they are needed: `--help` answers at once.

# Beside the reports: vectors that the next run need not make again.
VECTORS, VECTORS_BESIDE = "vectors.npz", "vectors-beside.npz"
_PACKAGES = ("cls-assistant", "chromadb", "langchain-chroma", "langchain-core", "sentence-transformers", "bm25s")


def evaluate(
    questions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FICHIER",
            help="Vos questions : tableur .xlsx, .csv ou .jsonl aux colonnes question, attendu, source (option "
            "répétable ; par défaut, tous les jeux livrés).",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DOSSIER", help="Dossier des rapports (par défaut, CLS_RESULTS_DIR : ./results)."),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER",
            help="Mesure sur les documents de ce dossier, indexés à part, au lieu de l'index en place.",
        ),
    ] = None,
    with_baselines: Annotated[
        bool, typer.Option("--baselines/--no-baselines", help="Compare à LangChain + Chroma, à BM25 et à leur fusion.")
    ] = True,
    with_ablations: Annotated[
        bool, typer.Option("--ablations/--no-ablations", help="Mesure l'application privée de chacune de ses parties.")
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
    store: Annotated[
        bool,
        typer.Option("--store", help="Fait de ce résultat la référence du dépôt (eval/reference, README, docs)."),
    ] = False,
) -> None:
    """Mesure la recherche et les réponses sur des questions dont on connaît la réponse, et écrit un rapport.

    Exemple : cls-assistant eval --questions nos-questions.xlsx
    """
    from eval.measure import Parts, steps
    from eval.sets import default_sets, sets_of

    sets = sets_of(questions) if questions else default_sets()
    settings = load_settings()
    folder = out or settings.results_dir
    _prepare(folder)
    load = _load()
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    if load > 1:
        console.print(
            f"La machine est déjà occupée ({load:.1f} tâches par cœur) : les durées mesurées seront trop longues."
        )
    parts = Parts(with_baselines, with_ablations and not url)
    with _progress(steps(sets, parts), console) as tick:
        if url:
            results = _over_http(sets, settings, url, parts, tick)
        else:
            results = _in_place(sets, settings, documents, folder, parts, tick)
    about = _about(settings, url, load)
    _report(results, about, folder, whole=not questions)
    if store:
        _store(results, about, console)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Le dossier « {folder} » ne peut pas être créé : choisissez-en un autre par --out.") from error


def _in_place(
    sets: Sequence[CaseSet], settings: Settings, documents: Path | None, folder: Path, parts: Parts, tick: Tick
) -> list[Results]:
    from eval.aside import beside
    from eval.measure import Bench, indexed
    from eval.memory import RememberingEncoder
    from ingest.encoder import SentenceEncoder
    from ingest.storage.store import open_store

    own = [one for one in sets if one.documents is None]
    others = [one for one in sets if one.documents is not None]
    started = beside(others, settings, folder / VECTORS_BESIDE, parts, tick)
    if not own:
        with started as the_others:
            return the_others()
    encoder = SentenceEncoder(settings.embedding_model)
    kept = RememberingEncoder(encoder, folder / VECTORS)
    opened = indexed(documents, settings, encoder, kept) if documents else open_store(settings, encoder)
    with opened as store:
        if not store.snapshot().passages:
            raise UserError("L'index est vide : lancez « cls-assistant ingest », puis recommencez.")
        with started as the_others:
            bench = Bench.of(store, settings, parts, kept)
            found = [bench.measure(one, tick) for one in own]
            kept.keep()
            return found + the_others()


def _over_http(sets: Sequence[CaseSet], settings: Settings, url: str, parts: Parts, tick: Tick) -> list[Results]:
    from eval.measure import measure_remote, world_of
    from eval.remote import Remote
    from ingest.encoder import SentenceEncoder

    remote = Remote(url, settings.api_token)
    try:
        encoder = SentenceEncoder(settings.embedding_model) if parts.baselines else None
        world = world_of(remote.sources())
        return [measure_remote(one, remote.ask, world, encoder, parts, tick) for one in sets if one.documents is None]
    finally:
        remote.close()


def _report(results: Sequence[Results], about: Mapping[str, Any], folder: Path, *, whole: bool) -> None:
    from eval.html import html
    from eval.report import plain_text
    from eval.summary import summary

    measured = summary(results, about)
    typer.echo(plain_text(measured))
    name = str(about["commit"]) if whole else f"{about['commit']}-{'-'.join(r.name for r in results)}"
    written = json.dumps(measured, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(written + "\n", encoding="utf-8")
    (folder / f"{name}.html").write_text(html(measured), encoding="utf-8")
    typer.echo(f"\nRapport : {folder / f'{name}.html'}")


def _store(results: Sequence[Results], about: Mapping[str, Any], console: Console) -> None:
    from eval import publish
    from eval.summary import summary

    for path in publish.publish(summary(results, about)):
        console.print(f"Écrit : {path}")


@contextmanager
def _progress(total: int, console: Console) -> Iterator[Tick]:
    columns = (TextColumn("{task.description:<30}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("lecture des documents", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _about(settings: Settings, url: str, load: float) -> dict[str, Any]:
    from eval.revision import revision

    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "commit": revision(),
        "command": "cls-assistant eval",
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
