"""A pack on a phone and on paper: nothing is cut off, no rule of access is broken, each sheet is marked private."""

from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.support.fleets import Telling, own_small_report

from annual_report.editions.project import Project
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed

pytestmark = pytest.mark.browser
AREA = "AREA-001"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of one area's pack."""
    project: Project = own_small_report(tmp_path_factory)
    (outcome,) = make_fleet(project, (Listed(edition="2020", areas=(AREA,)),), Telling())
    assert not outcome.reason
    return project.pack("2020", AREA) / "site"


@pytest.mark.parametrize("width", [400, 1280])
def test_a_pack_reads_well_at_any_width(site: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for file in ("index.html", "01-types.html", "02-children.html"):
        page.goto((site / file).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).violations_count == 0
    page.close()


def test_each_sheet_of_paper_is_marked_private_and_has_the_pages_title(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto((site / "02-children.html").as_uri())
    page.pdf(path=str(tmp_path / "printed.pdf"), format="A4", prefer_css_page_size=True)
    page.close()
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    printed.close()
    assert len(sheets) > 1
    assert all(f"{AREA}. Private: for the partnership named here." in sheet for sheet in sheets)
    assert "The children" in sheets[0]
