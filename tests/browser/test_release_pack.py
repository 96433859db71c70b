"""The release pack in a browser, wide and narrow: within reach of everyone, nothing sideways, nothing fetched."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser
from tests.support.page_findings import Findings, examine
from tests.support.reviews import released, review_of
from tests.support.served_site import serve

from annual_report.review.folder import write_pack
from annual_report.review.pack import make_pack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=[1280, 400], ids=lambda width: f"{width}px")
def found(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Findings]:
    """What was found on the page."""
    folder = tmp_path_factory.mktemp("release") / "release-pack"
    pack = make_pack(released(), review_of(released()), ())
    write_pack(folder, replace(pack, new=pack.new[::10]))  # a tenth of its rows has every kind of cell
    with serve(folder) as site:
        yield examine(browser, site, "index.html", request.param)


def test_the_page_breaks_no_rule_of_accessibility(found: Findings) -> None:
    assert found.violations == ()


def test_the_page_never_scrolls_sideways(found: Findings) -> None:
    assert (found.overflow, found.overflow_spaced) == (0, 0)


def test_the_page_asks_nothing_of_anyone(found: Findings) -> None:
    assert found.elsewhere == ()
    assert found.headings == 1
