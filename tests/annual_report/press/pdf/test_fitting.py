"""A table that is too wide for its page gets another, or is refused; a long word breaks; nothing is printed over."""

from pathlib import Path

import pypdfium2
import pytest

from annual_report.errors import CheckError
from annual_report.press.pdf import Cover
from annual_report.press.pdf.cleaning import clean
from annual_report.press.pdf.fitting import BREAK
from annual_report.press.pdf.typeset import typeset

LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def table(columns: int, head: str = "Measure a of the year", cell: str = "12,345", kind: str = "figures") -> str:
    heads = "".join(f"<th>{head}</th>" for _ in range(columns))
    row = "<tr><th>Row label</th>" + f'<td class="number">{cell}</td>' * columns + "</tr>"
    return (
        f'<div class="data-table"><table class="{kind}"><caption>Wide</caption><thead><tr><th>Label</th>{heads}</tr>'
        f"</thead><tbody>{row * 3}</tbody></table><p class='source-note'>Source.</p></div>"
    )


def page(body: str) -> str:
    return f"<html><body><article><section><h1>One</h1>{body}</section></article></body></html>"


def pdf_of(body: str, folder: Path, cover: Cover) -> pypdfium2.PdfDocument:
    (folder / "a.pdf").write_bytes(typeset(clean(page(body), "a.html"), folder, cover))
    return pypdfium2.PdfDocument(folder / "a.pdf")


def require_nothing_outside(document: pypdfium2.PdfDocument) -> None:
    """No letter stands right of the text's edge, nor over another."""
    for opened in document:
        text = opened.get_textpage()
        width = opened.get_width()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert all(right < width - 24 * 72 / 25.4 + 1 for left, _, right, _ in boxes if right > left)


@pytest.mark.parametrize(
    ("body", "turned"),
    [
        (table(4), False),
        (table(9), False),
        (table(14), True),
        (table(14, kind="words"), True),
        (table(3, cell=LONG), False),
        (table(3, head=LONG), False),
        (table(6, head=LONG), False),
        (f"<p>{LONG}</p><ul><li>{LONG}</li></ul><h2>{LONG}</h2><p>https://example.org/{'a/b-c_d.' * 20}</p>", False),
        (f"<p><code>{LONG}</code></p><div class='admonition'><p>{LONG}</p></div>", False),
    ],
)
def test_nothing_runs_out_of_the_page(tmp_path: Path, cover: Cover, body: str, turned: bool) -> None:
    document = pdf_of(body + "<p>After.</p>", tmp_path, cover)
    try:
        assert any(opened.get_width() > opened.get_height() for opened in document) is turned
        require_nothing_outside(document)
    finally:
        document.close()


def test_a_turned_table_keeps_what_explains_it_on_its_page(tmp_path: Path, cover: Cover) -> None:
    document = pdf_of(table(14) + "<p>After.</p>", tmp_path, cover)
    (text,) = [p.get_textpage().get_text_range() for p in document if p.get_width() > p.get_height()]
    document.close()
    assert "Wide" in text
    assert "Source." in text
    assert "After." not in text


def test_a_table_that_no_page_holds_is_refused_by_name() -> None:
    with pytest.raises(CheckError, match=r"table 'Wide' has 31 columns, more than a page holds, even a turned one"):
        clean(page(table(30)), "a.html")


@pytest.mark.parametrize(
    ("around", "words"),
    [
        ("<ul><li>{}</li></ul>", "within a list"),
        ('<div class="admonition">{}</div>', "within a box"),
        ("<blockquote>{}</blockquote>", "within a quotation"),
    ],
)
def test_a_table_that_cannot_be_turned_where_it_stands_is_refused(around: str, words: str) -> None:
    with pytest.raises(CheckError, match=words):
        clean(page(around.format(table(14))), "a.html")


def test_a_usual_word_is_not_broken() -> None:
    body = table(4) + "<p>Deinstitutionalisation of the Children's Commissioner-General</p>"
    assert BREAK not in clean(page(body), "a.html").html


def test_the_title_of_a_tab_stands_on_a_line_of_its_own(tmp_path: Path, cover: Cover) -> None:
    tabs = "".join(
        f'<input id="tab-{place}" name="set" type="radio"><label class="sd-tab-label" for="tab-{place}">{title}</label>'
        f'<div class="sd-tab-content docutils"><p>{title} in words.</p></div>'
        for place, title in enumerate(("Boys", "Girls"))
    )
    document = pdf_of(f'<div class="sd-tab-set docutils">{tabs}</div><p>After.</p>', tmp_path, cover)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    lines = [line.strip() for line in text.splitlines() if "Boys" in line or "Girls" in line]
    assert lines == ["Boys", "Boys in words.", "Girls", "Girls in words."]
