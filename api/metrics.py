"""Figures for Prometheus: how many requests, how long, what kind of answers; never a question or an address."""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.administration import Administration
from api.collaborator import Assistant
from api.jobs import JobState
from assistant.records import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
# Seconds: an answer is a matter of milliseconds, a page's picture of a second, a slow language model of many.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_STATIC = "/static"
_OTHER = "other"


class Metrics:
    """The figures of one application."""

    def __init__(self, assistant: Assistant, administration: Administration | None) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "cls_http_requests", "Requêtes HTTP.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "cls_http_request_seconds", "Durée des requêtes.", ["route"], buckets=_BUCKETS, registry=self._registry
        )
        self._answers = Counter("cls_answers", "Réponses, par état.", ["status"], registry=self._registry)
        ProcessCollector(registry=self._registry)
        self._registry.register(_Index(assistant, administration))

    def exposed(self) -> bytes:
        """The figures as Prometheus reads them."""
        return generate_latest(self._registry)

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status.value).inc()

    def served(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request under the pattern of its route: its path would make as many series as there are documents."""
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        route = _route(scope)
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class Measured:
    """Count every request in the application's metrics."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.served(scope, status, time.perf_counter() - began)


class _Index(Collector):
    """What the index and the jobs are like when they are asked for."""

    def __init__(self, assistant: Assistant, administration: Administration | None) -> None:
        self._assistant, self._administration = assistant, administration

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures now."""
        documents = self._assistant.documents()
        by_state = GaugeMetricFamily("cls_documents", "Documents, par état.", labels=["state"])
        for state, count in sorted(Tally(document.state.value for document in documents).items()):
            by_state.add_metric([state], count)
        yield by_state
        passages = sum(document.passage_count for document in documents)
        yield GaugeMetricFamily("cls_passages", "Passages indexés.", passages)
        yield GaugeMetricFamily("cls_ready", "1 quand l'index peut répondre.", int(self._assistant.ready()[0]))
        if self._administration is not None:
            jobs = GaugeMetricFamily("cls_jobs", "Travaux gardés en mémoire, par état.", labels=["state"])
            tally = Tally(job.state for job in self._administration.jobs.all())
            for state in JobState:
                jobs.add_metric([state.value], tally[state])
            yield jobs


def _route(scope: Scope) -> str:
    path = getattr(scope.get("route"), "path", "")
    if path:
        return str(path)
    return _STATIC if scope["path"].startswith(f"{_STATIC}/") else _OTHER
