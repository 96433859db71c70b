"""What the typesetters refuse reaches the author in words; what they lose is noticed."""

import io
import re
from html import escape
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.support.pdf_reading import elements, page_texts

from annual_report.errors import CheckError, RunError
from annual_report.press.pdf import Cover
from annual_report.press.pdf.cleaning import PrintDocument, clean
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


#: Each is markup to the typesetter at the start of a line, or a shorthand anywhere.
MARKUP = [
    *("+ 12", "- 12", "12. Under a year", "1. numbered", "= equals", "== x", "/ path: words", "/ 5", "007. Bond"),
    *("+", "-", "=", "/", "1.", "+\u2009" + "12", "-12", "--", "a -- b", "---", "...", "-?", "~a", "\"q\" 'r'"),
    *("#x", "*b*", "_i_", "`c`", "$m$", "@ref", "<lab>", "a//b", "// c", "/* c */", "\\n", "[x]", "a\\", "#set page()"),
    *("- - 3", "+ + 3", "1. 2. 3", "x; y", "http://x.org", "=> x", "& x", "| x", "% x", "{x}", "^", ":x:"),
]
PLACES = {
    "a cell": "<table><thead><tr><th>{0}</th></tr></thead><tbody><tr><td>{0}</td></tr></tbody></table>",
    "a strong cell": "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td><b>{0}</b></td></tr></tbody></table>",
    "a cell of paragraphs": (
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td><p>{0}</p><p>{0}</p></td></tr></tbody></table>"
    ),
    "a caption": (
        "<table><caption>{0}</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>"
    ),
    "an item": "<ul><li>{0}</li><li><em>{0}</em></li></ul>",
    "an item with paragraphs": "<ul><li><p>{0}</p><p>{0}</p></li></ul>",
    "a numbered item": "<ol><li>{0}</li></ol>",
    "a note": '<p>B<span class="footnote">{0}</span></p>',
    "a definition": "<dl><dt>{0}</dt><dd>{0}</dd></dl>",
    "a paragraph": "<p>{0}</p>",
    "after a hard break": "<p>B<br>{0}</p>",
    "a link": '<p><a href="https://example.org">{0}</a></p>',
    "a heading": "<h2>{0}</h2>",
    "a quotation": "<blockquote><p>{0}</p></blockquote>",
    "a box": '<div class="admonition"><div class="admonition-title"><p>{0}</p></div><p>{0}</p></div>',
    "after strong words": "<p><b>B</b>{0}</p>",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_text_that_is_markup_to_the_typesetter_prints_as_it_stands(tmp_path: Path, cover: Cover, place: str) -> None:
    html = "".join(place.format(escape(text)) + f"<p>Z{number}Z</p>" for number, text in enumerate(MARKUP))
    (tmp_path / "a.pdf").write_bytes(typeset(document(f"<h1>A</h1>{html}"), tmp_path, cover))
    # the reader of PDFs takes a hyphen at the end of a line for one that parts a word
    printed = re.sub(r"\s+", "", "".join(page_texts(tmp_path / "a.pdf")[2:]).replace("\ufffe", "-"))
    for number, text in enumerate(MARKUP):
        before = printed.index(f"Z{number}Z")
        start = printed.rindex(f"Z{number - 1}Z") if number else 0
        wanted = re.sub(r"\s+", "", text)
        notes = printed if "footnote" in place else printed[start:before]
        assert wanted in notes, (text, notes[-80:])


def test_a_text_alternative_is_not_escaped(tmp_path: Path, cover: Cover) -> None:
    (tmp_path / "s.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    pdf = typeset(document("<h1>A</h1><p><img src='a.svg' alt='+ 12. = (x)'></p>", a="s.svg"), tmp_path, cover)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (figure,) = elements(opened.Root.StructTreeRoot, "Figure")
        assert str(figure.Alt) == "+ 12. = (x)"


SIZES = [
    ("", "a.png", 150),
    ('style="width: 400px"', "a.png", 300),
    ('width="50%"', "a.png", 229.6),
    ('style="max-width:3px;width:25%"', "a.png", 114.8),
    ("", "wide.png", 459.2),
    ("", "a.svg", 90),
    ('style="height: 100px"', "a.svg", 150),
    ('width="200"', "a.svg", 150),
]


@pytest.mark.parametrize(("attributes", "name", "points"), SIZES)
def test_a_picture_is_as_wide_as_on_the_web(
    tmp_path: Path, cover: Cover, attributes: str, name: str, points: float
) -> None:
    Image.new("RGB", (200, 100), "red").save(tmp_path / "a.png", dpi=(300, 300))
    Image.new("RGB", (2000, 100), "red").save(tmp_path / "wide.png")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60"/></svg>'
    (tmp_path / "a.svg").write_text(svg)
    page = (
        f'<html><article><section><h1>A</h1><p><img src="{name}" alt="w" {attributes}></p></section></article></html>'
    )
    (tmp_path / "a.pdf").write_bytes(typeset(clean(page, "a.html"), tmp_path, cover))
    opened = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    found = [item.get_bounds() for item in opened[2].get_objects() if item.type in (2, 3, 5)]
    opened.close()
    widths = [right - left for left, _, right, _ in found]
    assert any(abs(width - points) < 1 for width in widths), widths


def test_a_picture_of_more_pixels_than_a_page_shows_is_refused(tmp_path: Path, cover: Cover) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "s.png")  # some thousand bytes
    with pytest.raises(CheckError, match=r"400,000,000 pixels|cannot be read"):
        typeset(PrintDocument("<h1>A</h1><img src='a.png' alt='A'>", {"a.png": "s.png"}, ()), tmp_path, cover)
