"""What a reader does in the report: follow links, use the keyboard, search, open the menu on a phone."""

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect
from tests.support.page_findings import accessibility_violations
from tests.support.served_site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 400, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    soups = {path: _parse(site, path) for path in (*site.pages(), "index.html")}
    ids = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in soups.items()}
    broken = []
    for path, soup in soups.items():
        for link in soup.find_all(["a", "link", "script", "img"]):
            target = str(link.get("href") or link.get("src") or "")
            place = urlsplit(urljoin(path, target))
            if not target or place.scheme:
                continue
            name = unquote(place.path)
            missing = not (site.folder / name).is_file()
            if missing or (place.fragment and name in ids and unquote(place.fragment) not in ids[name]):
                broken.append(f"{path}: {target}")
    assert broken == []


def test_the_root_of_the_site_leads_to_the_front_page(site: Site, desk: Page) -> None:
    desk.goto(f"{site.address}/")
    desk.wait_for_url("**/book/index.html")


def test_the_first_tab_reaches_a_link_to_the_text(site: Site, desk: Page) -> None:
    desk.goto(f"{site.address}/book/index.html")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "Skip to main content"
    desk.keyboard.press("Enter")
    assert desk.url.endswith("#main-content")


def test_whatever_has_the_focus_shows_it(site: Site, desk: Page) -> None:
    desk.goto(f"{site.address}/book/executive-summary.html")
    for _ in range(30):
        desk.keyboard.press("Tab")
        width = desk.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px", desk.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_placed_number_leads_to_its_working(site: Site, desk: Page) -> None:
    desk.goto(f"{site.address}/book/executive-summary.html")
    desk.locator("a.placed-number").first.click()
    desk.wait_for_url("**/book/every-number.html#statistic-*")
    expect(desk.locator(":target")).to_be_in_viewport()


def test_a_wide_table_scrolls_by_keyboard_in_its_own_frame(site: Site, phone: Page) -> None:
    phone.goto(f"{site.address}/book/published-figures.html")
    frame = phone.locator(".table-frame").first
    frame.focus()
    for _ in range(5):
        phone.keyboard.press("ArrowRight")
    phone.wait_for_function("document.querySelector('.table-frame').scrollLeft > 0")
    assert frame.get_attribute("aria-label")


def test_search_finds_a_word_of_the_report(site: Site, desk: Page) -> None:
    desk.goto(f"{site.address}/book/index.html")
    desk.get_by_role("button", name="Search this report").click()
    desk.keyboard.type("suicide")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search.html?q=suicide")
    expect(desk.locator("#search-results li a").first).to_be_visible()


@pytest.mark.parametrize(("button", "content"), [("Menu", "Executive summary"), ("On this page", "Key figures")])
def test_the_menus_of_a_phone_open_accessible_and_close_by_button(
    site: Site, phone: Page, button: str, content: str
) -> None:
    phone.goto(f"{site.address}/book/index.html")
    phone.get_by_role("button", name=button, exact=True).click()
    dialog = phone.locator("dialog[open]")
    expect(dialog.get_by_role("link", name=content)).to_be_visible()
    assert accessibility_violations(phone) == ()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_the_light_look_holds_for_a_reader_who_asks_for_a_dark_one(site: Site, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.address}/book/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    context.close()


def _parse(site: Site, path: str) -> BeautifulSoup:
    return BeautifulSoup((site.folder / path).read_text(encoding="utf-8"), "html.parser")
