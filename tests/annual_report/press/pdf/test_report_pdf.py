"""The PDF of the whole 2020 report: accessible, and no word lost."""

from pathlib import Path

import pytest
from tests.support.pdf_reading import missing_words
from tests.support.verapdf import JAVA, check_pdf_ua

from annual_report.press.processes import in_own_process
from annual_report.press.web import build_single_page
from annual_report.release import read_release

pytestmark = pytest.mark.slow


@pytest.mark.java
@pytest.mark.skipif(JAVA is None, reason="veraPDF needs a JDK, and no java is on PATH")
def test_the_report_keeps_every_rule_of_pdf_ua(built_site: Path) -> None:
    assert check_pdf_ua(built_site / "report.pdf").failures == ()


def test_no_word_of_the_report_is_missing(built_site: Path, tmp_path: Path) -> None:
    output = built_site.parent
    imprint = read_release(output / "release.json").imprint
    single_page = in_own_process(build_single_page, output / "work" / "book", tmp_path, imprint)
    assert not missing_words(single_page, built_site / "report.pdf")
