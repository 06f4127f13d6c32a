"""What the pages say is said on paper too: all of a list, what was read, and a start page that is not blank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.facts.records_samples import CONTRACT_ID
from tests.record_fakes import LATER_ID
from tests.web.served import served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
expect = playwright.expect


@pytest.fixture(scope="module")
def record_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served("tests.record_fakes", tmp_path_factory.mktemp("paper"))


def on_paper(open_page, path: str):
    page = open_page(path, viewport={"width": 673, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    return page


def test_the_start_page_is_not_blank_on_paper(open_page):
    page = on_paper(open_page, "/")
    for shown in ("h1", "#examples-title", ".doors"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator(".ask")).to_be_hidden()


def test_a_refusal_names_on_paper_what_was_read_and_promises_nothing_more(open_page):
    page = on_paper(open_page, "/?q=rien")
    expect(page.locator(".read")).to_contain_text("CLS du Val d'Arvière")
    expect(page.locator(".turn")).to_contain_text("ne le disent pas")
    expect(page.get_by_text("ce que vous pouvez demander")).to_be_hidden()


def test_nothing_stays_folded_on_paper(browser, record_address):
    page = browser.new_page(base_url=record_address)
    for path in (f"/comparer?contract={CONTRACT_ID}&contract={LATER_ID}", f"/contrats/{CONTRACT_ID}"):
        page.goto(path)
        page.evaluate(
            """() => document.querySelector('main').insertAdjacentElement('beforeend',
                Object.assign(document.createElement('details'), {className: 'more'}))
                .append(document.createElement('summary'), 'la neuvième commune')"""
        )
        page.emulate_media(media="print")
        heights = page.locator("details.more").evaluate("one => one.getBoundingClientRect().height")
        assert heights > 5, "what is folded on the screen is on paper"
        page.emulate_media(media="screen")
    page.close()


def test_the_title_of_a_page_stands_clear_of_the_line_above_it(browser, record_address):
    page = browser.new_page(base_url=record_address)
    page.goto("/financement")
    page.emulate_media(media="print")
    line = page.locator("header.band").evaluate("one => one.getBoundingClientRect().bottom")
    assert page.locator("h1").evaluate("one => one.getBoundingClientRect().top") > line + 6
    page.close()
