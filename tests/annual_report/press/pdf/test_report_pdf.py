"""The PDF of the whole 2020 report: accessible, and no word lost."""

from pathlib import Path

import pytest
from tests.support.pdf_reading import missing_words
from tests.support.verapdf import JAVA, check_pdf_ua

pytestmark = pytest.mark.slow


@pytest.mark.java
@pytest.mark.skipif(JAVA is None, reason="veraPDF needs a JDK, and no java is on PATH")
def test_the_report_keeps_every_rule_of_pdf_ua(built_site: Path) -> None:
    assert check_pdf_ua(built_site / "report.pdf").failures == ()


def test_no_word_of_the_report_is_missing(built_site: Path) -> None:
    single_page = built_site.parent / "work" / "book" / "_build" / "singlehtml" / "book" / "index.html"
    assert not missing_words(single_page, built_site / "report.pdf")
