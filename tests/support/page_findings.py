"""What a browser finds on a page of the site: one visit, every finding."""

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.support.served_site import Site

_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # every rule runs; of those that hold, not each element is described
}
#: The spacing of text that a reader may choose: WCAG 2.2, success criterion 1.4.12.
_SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
_FAULTY = "[...document.images].filter(i => !i.alt || !i.complete || !i.naturalWidth).map(i => i.src)"
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Findings:
    """What was found on one page at one width."""

    errors: tuple[str, ...]
    elsewhere: tuple[str, ...]
    violations: tuple[str, ...]
    faulty_pictures: tuple[str, ...]
    headings: int
    notice: bool
    overflow: int
    overflow_spaced: int


def examine(browser: Browser, site: Site, path: str, width: int) -> Findings:
    """Open one page, ``width`` pixels wide, and return what is found."""
    errors: list[str] = []
    fetched: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site.address}/{path}")
    faulty = tuple(page.evaluate(_FAULTY))
    headings = page.locator("h1").count()
    notice = page.locator(".synthetic-notice[role=note]").is_visible()
    overflow = page.evaluate(_OVERFLOW)
    met = tuple(errors)  # before axe, which reads style sheets again by wrong paths
    violations = accessibility_violations(page)
    page.add_style_tag(content=_SPACED)
    spaced = page.evaluate(_OVERFLOW)
    context.close()
    elsewhere = tuple(url for url in fetched if not url.startswith((f"{site.address}/", "data:")))
    return Findings(met, elsewhere, violations, faulty, headings, notice, overflow, spaced)


def accessibility_violations(page: Page) -> tuple[str, ...]:
    """Return each rule of accessibility that the page breaks, with the elements that break it."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return tuple(f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found)
