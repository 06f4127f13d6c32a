"""Chroma, embedded or over HTTP: the only module that knows chromadb."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.errors import UserError
from ingest.storage.codec import Scalars

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# Chroma's own limit is 5,461 records; over HTTP its server refuses bodies above 40 MB, which 2,000 vectors stay below.
_BATCH = 1_000
_CONNECT_S = 3.0
# An answer of the server is waited for that long: a batch of passages takes a second on a slow disk.
_ANSWER_S = 60.0


class StoreUnreachable(UserError):
    """The Chroma server does not answer."""


class StoreDamaged(UserError):
    """The embedded index cannot be opened or read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One stored record; `vector` is None where it was not asked for."""

    key: str
    text: str
    metadata: Scalars
    vector: NDArray[np.float32] | None = None


class Table:
    """One Chroma collection, in batches that it accepts; its calls raise only `UserError`s."""

    def __init__(self, collection: Collection, batch: int, url: str) -> None:
        self._collection, self._batch, self._url = collection, batch, url

    def upsert(
        self, keys: Sequence[str], texts: Sequence[str], metadatas: Sequence[Scalars], vectors: NDArray[np.float32]
    ) -> None:
        """Writes records, replacing those of the same keys; up to a batch of them are written all or none."""
        for part in self._parts(len(keys)):
            with _translated(self._url):
                self._collection.upsert(
                    ids=list(keys[part]),
                    documents=list(texts[part]),
                    metadatas=[dict(metadata) for metadata in metadatas[part]],
                    embeddings=cast(Any, vectors[part]),
                )

    def delete(self, keys: Sequence[str]) -> None:
        """Deletes records; keys that are not there are passed over."""
        for part in self._parts(len(keys)):
            with _translated(self._url):
                self._collection.delete(ids=list(keys[part]))

    def get(self, keys: Sequence[str], *, texts: bool = True, vectors: bool = False) -> Iterator[Record]:
        """The records of those keys that are there, in no particular order."""
        include = ["metadatas", *(["documents"] if texts else []), *(["embeddings"] if vectors else [])]
        for part in self._parts(len(keys)):
            with _translated(self._url):
                found = self._collection.get(ids=list(keys[part]), include=cast(Any, include))
            metadatas, documents, embeddings = cast(Any, (found["metadatas"], found["documents"], found["embeddings"]))
            for rank, key in enumerate(found["ids"]):
                vector = None if embeddings is None else np.asarray(embeddings[rank], dtype=np.float32)
                yield Record(key, documents[rank] or "" if texts else "", metadatas[rank], vector)

    def metadatas(self) -> dict[str, Scalars]:
        """The metadata of every record, by key."""
        everything: dict[str, Scalars] = {}
        while True:
            with _translated(self._url):
                found = self._collection.get(
                    limit=self._batch, offset=len(everything), include=cast(Any, ["metadatas"])
                )
            everything.update(zip(found["ids"], cast(Any, found["metadatas"]), strict=True))
            if len(found["ids"]) < self._batch:
                return everything

    def nearest(self, vectors: NDArray[np.float32], count: int) -> list[dict[str, float]]:
        """For each vector the keys that the index finds nearest, with their cosine distance."""
        with _translated(self._url):
            found = self._collection.query(
                query_embeddings=cast(Any, vectors), n_results=count, include=cast(Any, ["distances"])
            )
        distances = cast(Any, found["distances"])
        return [dict(zip(keys, row, strict=True)) for keys, row in zip(found["ids"], distances, strict=True)]

    def _parts(self, count: int) -> Iterator[slice]:
        for start in range(0, count, self._batch):
            yield slice(start, start + self._batch)


class Database:
    """A Chroma database: tables by name, and a small state that is replaced whole."""

    _STATE = "index"  # an empty collection whose metadata are the state

    def __init__(self, client: ClientAPI, url: str) -> None:
        self._client, self._url = client, url
        with _translated(url):
            self._batch = min(_BATCH, client.get_max_batch_size())

    def table(self, name: str) -> Table:
        """The table `name`, made when it is not there; its vectors are compared by cosine."""
        with _translated(self._url):
            collection = self._client.get_or_create_collection(
                name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
        return Table(collection, self._batch, self._url)

    def tables(self) -> list[str]:
        """The names of the tables."""
        with _translated(self._url):
            names = [collection.name for collection in self._client.list_collections()]
        return [name for name in names if name != self._STATE]

    def drop(self, name: str) -> None:
        """Deletes a table and what it holds."""
        with _translated(self._url):
            self._client.delete_collection(name)

    def state(self) -> Mapping[str, str | int]:
        """The state last written, empty in a new database."""
        from chromadb.errors import NotFoundError

        with _translated(self._url):
            try:
                return cast(Scalars, self._client.get_collection(self._STATE, embedding_function=None).metadata or {})
            except NotFoundError:
                return {}

    def write_state(self, state: Mapping[str, str | int]) -> None:
        """Replaces the state, in one transaction."""
        with _translated(self._url):
            collection = self._client.get_or_create_collection(self._STATE, embedding_function=None)
            collection.modify(metadata=dict(state))

    def close(self) -> None:
        """Lets go of files and connections."""
        cast(Any, self._client).close()


def open_database(folder: Path, url: str = "") -> Database:
    """The embedded database in `folder`, or the server's at `url`; raises `StoreUnreachable` or `StoreDamaged`."""
    if url:
        _knock(url)
    with _translated(url):
        return Database(_server(url) if url else _embedded(folder), url)


def _embedded(folder: Path) -> ClientAPI:
    import chromadb

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(folder.resolve()), settings=_quiet())


def _server(url: str) -> ClientAPI:
    import chromadb
    import httpx

    host, port, secure = _address(url)
    client = chromadb.HttpClient(host, port, ssl=secure, settings=_quiet())
    # Chroma waits for ever and has no setting for it: a server that hangs would hang every question with it.
    session = getattr(getattr(client, "_server", None), "_session", None)
    if isinstance(session, httpx.Client):
        session.timeout = httpx.Timeout(_ANSWER_S, connect=_CONNECT_S)
    return client


def _quiet() -> Any:
    from chromadb.config import Settings

    # The `.env` of this product is not for Chroma to read.
    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg, unused-ignore]


def _address(url: str) -> tuple[str, int, bool]:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    return parts.hostname or "", parts.port or (443 if secure else 80), secure


def _knock(url: str) -> None:
    """Raises `StoreUnreachable` within seconds where nobody listens; the client itself would wait for minutes."""
    host, port, _ = _address(url)
    try:
        socket.create_connection((host, port), timeout=_CONNECT_S).close()
    except OSError as error:
        raise StoreUnreachable(_unreachable(url)) from error


def _unreachable(url: str) -> str:
    return (
        f"Le serveur Chroma {url} (CLS_CHROMA_URL) ne répond pas : démarrez-le (« chroma run ») ou corrigez "
        "l'adresse ; sans ce réglage, l'index est gardé dans le dossier de données."
    )


@contextmanager
def _translated(url: str) -> Iterator[None]:
    """Turns what chromadb, its HTTP client and its native part raise into sentences."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:  # chromadb raises its own errors, httpx's, ValueError, and PyO3's InternalError
        if url:
            raise StoreUnreachable(_unreachable(url)) from error
        raise StoreDamaged(
            "L'index ne se lit pas ou ne s'écrit pas "
            f"({type(error).__name__}) : vérifiez l'espace et les droits du dossier de données, puis reconstruisez "
            "l'index avec « cls-assistant ingest --reindex »."
        ) from error
