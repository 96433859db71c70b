"""Every page of the report in a browser, wide and narrow: nothing fetched from elsewhere, nothing out of reach."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.support.served_site import Site

pytestmark = pytest.mark.browser

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_WIDTHS = (1280, 400)
#: The spacing of text that a reader may choose: WCAG 2.2, success criterion 1.4.12.
_SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


@dataclass
class Visit:
    """A page of the browser, and what it complained of or fetched."""

    page: Page
    site: Site
    errors: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda request: self.fetched.append(request.url))

    def open(self, path: str) -> None:
        """Open one page of the site, with nothing remembered of the one before."""
        self.errors.clear()
        self.fetched.clear()
        self.page.goto(f"{self.site.address}/{path}", wait_until="networkidle")

    def elsewhere(self) -> list[str]:
        """Return what the page fetched from another host."""
        return [url for url in self.fetched if not url.startswith((self.site.address, "data:"))]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wide

    def violations(self) -> list[str]:
        """Return each accessibility rule that the page breaks, with the elements that break it."""
        found = Axe().run(self.page, options=_RULES).response["violations"]
        return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in found]


@pytest.fixture(params=_WIDTHS, ids=lambda width: f"{width}px")
def visit(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield Visit(context.new_page(), site)
    context.close()


def test_no_page_asks_another_host_or_meets_an_error(visit: Visit) -> None:
    for path in (*visit.site.pages(), "search.html?q=incident"):
        visit.open(path)
        assert (path, visit.elsewhere(), visit.errors) == (path, [], [])


def test_no_page_breaks_a_rule_of_accessibility(visit: Visit) -> None:
    for path in (*visit.site.pages(), "search.html?q=incident"):
        visit.open(path)
        assert (path, visit.violations()) == (path, [])


def test_no_page_scrolls_sideways_even_with_wider_spacing(visit: Visit) -> None:
    for path in visit.site.pages():
        visit.open(path)
        assert (path, visit.overflow()) == (path, 0)
        visit.page.add_style_tag(content=_SPACED)
        assert (path, visit.overflow()) == (path, 0)


def test_every_page_shows_the_notice_and_one_heading_of_the_first_level(visit: Visit) -> None:
    for path in visit.site.pages():
        visit.open(path)
        assert visit.page.locator(".synthetic-notice[role=note]").is_visible(), path
        assert (path, visit.page.locator("h1").count()) == (path, 1)


def test_every_picture_is_drawn_and_has_words(visit: Visit) -> None:
    for path in visit.site.pages():
        visit.open(path)
        faulty = visit.page.evaluate(
            "[...document.images].filter(i => !i.alt || !i.complete || !i.naturalWidth).map(i => i.src)"
        )
        assert (path, faulty) == (path, [])


def test_the_light_look_holds_for_a_reader_who_asks_for_a_dark_one(browser: Browser, site: Site) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.address}/book/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    context.close()
