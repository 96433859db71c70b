"""What the typesetters refuse reaches the author in words; what they lose is noticed."""

from pathlib import Path

import pytest

from annual_report.errors import CheckError, RunError
from annual_report.press.pdf import Cover
from annual_report.press.pdf.cleaning import PrintDocument
from annual_report.press.pdf.row_headers import mark_row_headers
from annual_report.press.pdf.typeset import typeset

TABLE = "<h1>A</h1><table><thead><tr><th>A</th></tr></thead><tbody><tr><th>B</th></tr></tbody></table>"


def document(html: str, **pictures: str) -> PrintDocument:
    named = {f"{name}.svg": source for name, source in pictures.items()}
    return PrintDocument(f"<html><body>{html}</body></html>", named, ())


def test_typst_refuses_a_skipped_heading(tmp_path: Path, cover: Cover) -> None:
    with pytest.raises(RunError, match=r"(?s)Typst refused the report: .*heading.*Change the place") as refused:
        typeset(document("<h1>One</h1><h3>Three</h3>"), tmp_path, cover)
    assert str(tmp_path) not in str(refused.value)


def test_typst_refuses_a_letter_that_no_typeface_has(tmp_path: Path, cover: Cover) -> None:
    with pytest.raises(RunError, match="Typst refused the report"):
        typeset(document("<h1>One</h1><p>\U0001f9d2</p>"), tmp_path, cover)


def test_pandoc_refuses_mathematics_that_it_cannot_read(tmp_path: Path, cover: Cover) -> None:
    with pytest.raises(RunError, match=r"(?s)pandoc refused the report: .*Change what it names"):
        typeset(document(r'<h1>One</h1><script type="math/tex">\frac{</script>'), tmp_path, cover)


def test_a_picture_that_is_not_there_is_named(tmp_path: Path, cover: Cover) -> None:
    with pytest.raises(CheckError, match=r"_images/a\.svg: the report shows this picture"):
        typeset(document('<img src="a.svg" alt="A">', a="_images/a.svg"), tmp_path, cover)


def test_a_picture_that_is_no_picture_is_refused(tmp_path: Path, cover: Cover) -> None:
    (tmp_path / "source.svg").write_text("no picture")
    with pytest.raises(RunError, match="Typst refused the report"):
        typeset(document('<h1>A</h1><img src="a.svg" alt="A">', a="source.svg"), tmp_path, cover)


def test_words_that_are_code_to_the_typesetter_are_printed_as_they_are(tmp_path: Path, cover: Cover) -> None:
    odd = 'An alternative with "quotes", a \\ and #hash [brackets]'
    (tmp_path / "source.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    image = f"<img src='a.svg' alt='{odd}'>"
    assert typeset(document(f"<h1>A #let $x$ *b* _c_ @d</h1>{image}", a="source.svg"), tmp_path, cover)


def test_a_table_that_was_lost_is_noticed(tmp_path: Path, cover: Cover) -> None:
    pdf = typeset(document(TABLE), tmp_path, cover)
    assert mark_row_headers(pdf, [(1,)])
    for other in ([], [(1, 1)], [(1,), (1,)]):
        with pytest.raises(RunError, match="the tables of the PDF are not those of the report"):
            mark_row_headers(pdf, other)
