"""Every page, at the width of a desktop and of a phone, as a reader's browser sees it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def pages(site: Path) -> list[str]:
    """Return the address of every page below the site's own."""
    found = (file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html")))
    return [name for name in found if not name.startswith("_static") and name != "index.html"]


@pytest.fixture(params=[1280, 400], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    yield opened
    opened.close()


def test_no_page_asks_another_host_or_breaks_a_script(page: Page, address: str, built_site: Path) -> None:
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    for name in pages(built_site):
        page.goto(f"{address}/{name}")
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.startswith((address, "data:"))]
    assert not broken


def test_no_page_breaks_a_rule_of_accessibility(page: Page, address: str, built_site: Path) -> None:
    faults = []
    for name in pages(built_site):
        page.goto(f"{address}/{name}")
        for found in Axe().run(page, options=_RULES).response["violations"]:
            places = [node["target"] for node in found["nodes"]]
            faults.append((name, found["id"], found["help"], places[:3]))
    assert not faults


def test_a_rule_of_accessibility_can_be_broken(page: Page) -> None:
    page.set_content('<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"></main></html>')
    assert "image-alt" in {found["id"] for found in Axe().run(page, options=_RULES).response["violations"]}


def test_no_page_scrolls_sideways(page: Page, address: str, built_site: Path) -> None:
    wide = []
    for name in pages(built_site):
        page.goto(f"{address}/{name}")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            wide.append((name, overflow))
    assert not wide


def test_every_page_has_one_heading_a_notice_and_words_for_pictures(page: Page, address: str, built_site: Path) -> None:
    for name in pages(built_site):
        if name in ("genindex.html", "search.html"):
            continue
        page.goto(f"{address}/{name}")
        assert page.locator("h1").count() == 1, name
        assert page.locator(".synthetic-notice").is_visible(), name
        assert page.locator("article img:not([alt]), article img[alt='']").count() == 0, name


def test_every_picture_is_there(page: Page, address: str, built_site: Path) -> None:
    for name in pages(built_site):
        page.goto(f"{address}/{name}")
        empty = page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)")
        assert not empty, name


def test_the_search_finds_a_word(page: Page, address: str) -> None:
    page.goto(f"{address}/search.html?q=suicide")
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results li").count() > 0


def test_every_link_of_the_site_leads_somewhere(built_site: Path) -> None:
    documents = {
        file.relative_to(built_site).as_posix(): BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for file in built_site.rglob("*.html")
        if not file.is_relative_to(built_site / "_static")
    }
    ids = {name: {str(tag["id"]) for tag in document.find_all(id=True)} for name, document in documents.items()}
    dead = []
    for name, document in documents.items():
        for link in document.select("a[href]"):
            target = urlsplit(urljoin(f"site:///{name}", str(link["href"])))
            if target.scheme not in ("site", "") or not str(link["href"]).strip("#"):
                continue
            path = unquote(target.path).lstrip("/")
            if not (built_site / path).is_file() or (target.fragment and target.fragment not in ids.get(path, set())):
                dead.append((name, link["href"]))
    assert not dead
