"""A small book with every construct, as one page and as a PDF."""

from datetime import date
from pathlib import Path

import pytest
from tests.support.fixture_book import NOTICE, build_fixture_book

from annual_report.press.pdf import Cover, make_pdf


@pytest.fixture(scope="session")
def cover() -> Cover:
    return Cover(
        title="Annual Report 2020",
        subtitle="Reviews of serious incidents",
        author="The Panel",
        language="en-GB",
        notice=NOTICE,
        published=date(2021, 5, 14),
        period="1 January to 31 December 2020",
    )


@pytest.fixture(scope="session")
def single_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_fixture_book(tmp_path_factory.mktemp("fixture"))


@pytest.fixture(scope="session")
def pdf(single_page: Path, cover: Cover, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("pdf") / "report.pdf"
    make_pdf(single_page, output, cover)
    return output
