"""The command line: `cls-assistant`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api import listing
from api.help import Command, Group
from ingest.errors import UserError
from ingest.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.records import Answer
    from ingest.pipeline import Report
    from ingest.storage.store import Store

# Heavy imports (the model, the index, the server) are made inside the commands that need them: `--help` and a wrong
# argument answer at once.

HELP = """Répond en français, citations à l'appui, sur les contrats locaux de santé (CLS).

Exemple : cls-assistant ask "Qui a signé le contrat ?"
"""

app = typer.Typer(help=HELP, cls=Group, add_completion=False, pretty_exceptions_enable=False)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)

# The parent of what a wrong command line raises, which Typer keeps to itself.
_UsageError: Any = typer.BadParameter.__bases__[0]

# Left to the file being read when the server is stopped.
_LAST_SECONDS = 5.0
_BROKEN_OFF = "Un document était en cours de lecture : il n'est pas indexé, ajoutez-le de nouveau. Le reste est intact."
_FIRST_READING = (
    "L'index est vide : lecture de {folder}, une fois pour toutes (une à deux minutes pour le corpus livré, "
    "davantage pour de gros documents)…"
)
_NO_CONTRACT = "Aucun contrat n'est indexé : cls-assistant ingest."

Json = Annotated[bool, typer.Option("--json", help="Écrit le résultat en JSON.")]


@contextmanager
def _store(settings: Settings, *, reindexing: bool = False) -> Iterator[Store]:
    from ingest.encoder import SentenceEncoder
    from ingest.storage.store import open_store

    store = open_store(settings, SentenceEncoder(settings.embedding_model), reindexing=reindexing)
    try:
        for warning in [] if reindexing else store.health():
            stderr.print(warning, markup=False)
        yield store
    finally:
        store.close()


@app.command(cls=Command)
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="CHEMIN", help="Fichiers et dossiers à lire (par défaut, le dossier corpus/)."),
    ] = None,
    prune: Annotated[bool, typer.Option(help="Retire les documents dont le fichier a disparu.")] = False,
    reindex: Annotated[bool, typer.Option(help="Reconstruit tout l'index à partir des copies des fichiers.")] = False,
    as_json: Json = False,
) -> None:
    """Lit des documents (PDF, HTML, DOCX, XLSX, TXT, MD) et les met dans l'index.

    Exemple : cls-assistant ingest mes-contrats/ --prune
    """
    settings = load_settings()
    with _store(settings, reindexing=reindex) as store:
        report = _rebuild(store, settings) if reindex else _ingest(store, settings, paths or [], prune=prune)
    if as_json:
        _print_json([asdict(outcome) for outcome in report.outcomes])
    else:
        for line in listing.outcomes(report.outcomes):
            typer.echo(line)
    raise typer.Exit(0 if report.complete else 1)


def _ingest(store: Store, settings: Settings, paths: list[Path], *, prune: bool) -> Report:
    from ingest.pipeline import ingest as run

    if not paths and not settings.corpus_dir.is_dir():
        raise UserError(
            f"Le dossier « {settings.corpus_dir} » n'existe pas : "
            "indiquez les fichiers à lire, ou réglez CLS_CORPUS_DIR."
        )
    with _progress() as progress:
        return run(paths or [settings.corpus_dir], store, settings, prune=prune, on_progress=progress)


def _rebuild(store: Store, settings: Settings) -> Report:
    from ingest.encoder import SentenceEncoder
    from ingest.storage.rebuild import reindex as run

    with _progress() as progress:
        return run(store, settings, SentenceEncoder(settings.embedding_model), on_progress=progress)


class _Bar:
    """A progress bar, called with what is done, what there is in all and the file at hand; off a terminal, lines."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)

    def __call__(self, done: int, total: int, name: str) -> None:
        if name and not stderr.is_terminal:
            stderr.print(f"Lecture {done + 1}/{total} : {name}", markup=False)
        self._progress.update(self._task, completed=done, total=total, description=name)


@contextmanager
def _progress() -> Iterator[_Bar]:
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=stderr, transient=True) as progress:
        yield _Bar(progress)


@app.command(cls=Command)
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="La question, en français, entre guillemets.")],
    contract: Annotated[
        list[str] | None,
        typer.Option(metavar="IDENTIFIANT", help="Identifiant d'un contrat auquel se limiter (option répétable)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Répond à une question, avec ses sources.

    Exemple : cls-assistant ask "Combien coûte la fiche 2.1 ?"
    """
    from assistant.records import Question
    from assistant.service import open_assistant

    if not question.strip():
        raise UserError('La question est vide : écrivez-la entre guillemets, par exemple "Qui a signé le contrat ?".')
    if len(question) > listing.LONGEST_QUESTION:
        raise UserError(f"La question est trop longue : {listing.LONGEST_QUESTION} caractères au plus.")
    settings = load_settings()
    with _store(settings) as store:
        assistant = open_assistant(store, settings)
        known = {ref.id for ref in assistant.contracts()}
        for wanted in contract or []:
            if wanted not in known:
                raise UserError(
                    f"Le contrat « {wanted} » n'est pas indexé ; contrats connus : {', '.join(sorted(known))}."
                )
        answer: Answer = assistant.ask(Question(question, contracts=tuple(contract or ())))
    if as_json:
        _print_json(asdict(answer))
    else:
        typer.echo(listing.answer(answer))


@app.command(cls=Command)
def serve(
    host: Annotated[str, typer.Option(metavar="ADRESSE", help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="NUMÉRO", help="Port d'écoute.", min=1, max=65535)] = 8000,
) -> None:
    """Sert la page et l'API ; lit d'abord corpus/ quand l'index est vide.

    Exemple : cls-assistant serve --port 8080
    """
    from api.administration import Administration
    from api.app import create_app
    from api.serving import check_address, run
    from assistant.service import open_assistant

    settings = load_settings()
    check_address(host, port)
    stderr.print("L'assistant démarre : ouverture de l'index et du modèle de recherche…", markup=False)
    with _store(settings) as store:
        if not store.marks() and settings.corpus_dir.is_dir():
            stderr.print(_FIRST_READING.format(folder=settings.corpus_dir), markup=False)
            for line in listing.outcomes(_ingest(store, settings, [], prune=False).outcomes):
                stderr.print(line, markup=False)
        assistant = open_assistant(store, settings)
        assistant.warm_up()
        administration = Administration(store, settings, assistant.steady)
        run(create_app(assistant, settings, administration), host, port)
        if not administration.jobs.close(_LAST_SECONDS):
            stderr.print(_BROKEN_OFF, markup=False)
            # The index stands a kill at any moment; giving the lock back while a thread still writes, it would not.
            os._exit(0)


@app.command(cls=Command)
def mcp() -> None:
    """Sert les outils de l'assistant (protocole MCP) sur l'entrée et la sortie standard, pour un logiciel qui le lance.

    Pendant que « serve » tourne, les mêmes outils sont à l'adresse /mcp de la page.

    Exemple : cls-assistant mcp
    """
    from api.mcp_server import tools_server
    from assistant.service import open_assistant
    from ingest.storage.store import StoreBusy

    settings = load_settings()
    try:
        with _store(settings) as store:
            tools_server(open_assistant(store, settings), settings.public_url.rstrip("/")).run("stdio")
    except StoreBusy as error:
        raise UserError(
            f"{error} Si c'est « serve », employez plutôt les outils qu'il sert à son adresse /mcp."
        ) from error


@app.command(cls=Command)
def documents(as_json: Json = False) -> None:
    """Liste les documents indexés, et ceux qui n'ont pas pu être lus.

    Exemple : cls-assistant documents --json
    """
    with _store(load_settings()) as store:
        found = store.snapshot().all_documents
    if as_json:
        _print_json([listing.document_row(document) for document in found])
    else:
        typer.echo("\n".join(listing.documents(found)) or "Aucun document n'est indexé : cls-assistant ingest.")


@app.command(cls=Command)
def contracts(as_json: Json = False) -> None:
    """Dit ce qui a été compris de chaque contrat dont parlent les documents indexés.

    Exemple : cls-assistant contracts --json
    """
    from api.contract_text import contract_lines
    from api.record_views import RecordView
    from assistant.library import library_of

    with _store(load_settings()) as store:
        found = library_of(store.snapshot(), datetime.now(UTC).year).contracts
    if as_json:
        _print_json([RecordView(one.documents).contract(one).model_dump(mode="json") for one in found])
    else:
        typer.echo("\n\n".join("\n".join(contract_lines(one)) for one in found) or _NO_CONTRACT)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _command_names() -> list[str]:
    return [info.name or str(getattr(info.callback, "__name__", "")) for info in app.registered_commands]


def main() -> None:
    """The entry point: whatever stops the work is one French sentence on stderr, never a traceback."""
    try:
        # Commands of rooms that nothing imports announce themselves.
        for point in entry_points(group="cls_assistant.commands"):
            app.command(point.name, cls=Command)(point.load())
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False))
    except _UsageError as error:
        stderr.print(listing.usage_error(error, _command_names()), markup=False)
        sys.exit(2)
    except typer.Abort:
        sys.exit(130)
    except UserError as error:
        stderr.print(str(error), markup=False)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        name = f" « {error.filename} »" if error.filename else ""
        reason = error.strerror or type(error).__name__
        stderr.print(
            f"Le disque refuse{name} ({reason}) : vérifiez ce chemin et ses droits (CLS_DATA_DIR règle le dossier).",
            markup=False,
        )
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("CLS_DEBUG"):
            raise
        stderr.print(
            f"Une erreur inattendue est survenue ({type(error).__name__}) : recommencez et, si elle revient, "
            "signalez-la avec ce que vous faisiez (CLS_DEBUG=1 en donne le détail).",
            markup=False,
        )
        sys.exit(1)
