"""A real browser over servers of their own; whatever a page does stays on its host and in its policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.served import served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser is slow, and skipped where there is none."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    driver = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} est absent (paquet Debian « chromium »)")
    with driver.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose answers have every status."""
    yield from served("tests.web.fakes", "fake", tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def reading_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that really reads documents, and lets an administrator change them."""
    yield from served("tests.web.fakes", "real", tmp_path_factory.mktemp("reading"))


def _opener(browser, address: str) -> Iterator[Callable]:
    opened, wrong = [], []

    def make(path: str = "/", **options):
        context = browser.new_context(base_url=address, locale="fr-FR", **options)
        page = context.new_page()
        opened.append(context)
        page.on("request", lambda request: request.url.startswith(address) or wrong.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: "Content Security Policy" in line.text and wrong.append(line.text))
        page.goto(path)
        return page

    yield make
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture
def open_page(browser, address: str) -> Iterator[Callable]:
    """Opens a page of the first server."""
    yield from _opener(browser, address)


@pytest.fixture
def open_reading_page(browser, reading_address: str) -> Iterator[Callable]:
    """Opens a page of the second."""
    yield from _opener(browser, reading_address)
