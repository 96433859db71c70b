"""Every page of the report in a browser, wide and narrow: nothing fetched from elsewhere, nothing out of reach."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser
from tests.support.page_findings import Findings, examine
from tests.support.served_site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module", params=[1280, 400], ids=lambda width: f"{width}px")
def found(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Mapping[str, Findings]:
    """What was found on each page, by its path."""
    pages = (*site.pages(), "search.html?q=incident")
    return {path: examine(browser, site, path, request.param) for path in pages}


def test_no_page_asks_another_host(found: Mapping[str, Findings]) -> None:
    assert {path: page.elsewhere for path, page in found.items() if page.elsewhere} == {}


def test_no_page_meets_an_error(found: Mapping[str, Findings]) -> None:
    assert {path: page.errors for path, page in found.items() if page.errors} == {}


def test_no_page_breaks_a_rule_of_accessibility(found: Mapping[str, Findings]) -> None:
    assert {path: page.violations for path, page in found.items() if page.violations} == {}


def test_no_page_scrolls_sideways(found: Mapping[str, Findings]) -> None:
    assert {path: page.overflow for path, page in found.items() if page.overflow} == {}


def test_no_page_scrolls_sideways_with_the_spacing_a_reader_may_choose(found: Mapping[str, Findings]) -> None:
    assert {path: page.overflow_spaced for path, page in found.items() if page.overflow_spaced} == {}


def test_every_page_shows_the_notice(found: Mapping[str, Findings]) -> None:
    assert [path for path, page in found.items() if not page.notice] == []


def test_every_page_has_one_heading_of_the_first_level(found: Mapping[str, Findings]) -> None:
    assert {path: page.headings for path, page in found.items() if page.headings != 1} == {}


def test_every_picture_is_drawn_and_has_words(found: Mapping[str, Findings]) -> None:
    assert {path: page.faulty_pictures for path, page in found.items() if page.faulty_pictures} == {}
