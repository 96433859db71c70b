"""The preview in a browser: the page loads again by itself, and findings can be read on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.support.page_findings import examine
from tests.support.previews import Running, running, small_project
from tests.support.served_site import Site

from annual_report.preview.server import serving
from annual_report.preview.view import Board

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(small_project(tmp_path_factory.mktemp("report"))) as found:
        yield found


def test_an_open_page_loads_again_when_a_file_is_saved(work: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{work.preview.address}book/deaths.html")
    expect(page.get_by_text("There were 3 of them.")).to_be_visible()
    work.save("book/deaths.md", "# Deaths\n\nThere were {count}`things` of these.\n")
    expect(page.get_by_text("There were 3 of these.")).to_be_visible(timeout=20_000)
    page.close()


@pytest.mark.parametrize("width", [1280, 400])
def test_findings_and_problems_can_be_read_by_all(work: Running, browser: Browser, width: int) -> None:
    work.save(
        "book/deaths.md",
        "# Deaths\n\nThere were {count}`thinks` of them, or 482. See {doc}`nothing`.\n\n```{table} none\n```\n",
    )
    good = work.file("_config.yml").read_text()
    work.save("_config.yml", good.replace("html:", "html: {{"))
    site = Site(work.preview.session.book_maker.pages, work.preview.address.rstrip("/"))
    found = examine(browser, site, "book/deaths.html", width)
    work.save("_config.yml", good)
    assert found.errors == ()
    assert found.elsewhere == ()
    assert found.violations == ()
    assert found.overflow == 0
    assert found.overflow_spaced == 0


def test_a_page_says_when_the_preview_has_stopped(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with serving(tmp_path, Board(), 0) as address:
        page.goto(address)
    page.wait_for_selector("body[data-preview=stopped]", timeout=20_000)
    page.close()
