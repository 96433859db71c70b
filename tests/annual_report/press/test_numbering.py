"""A table has one number: that which the pages show."""

from pathlib import Path

from annual_report.press.numbering import table_numbers


def page(*tables: str) -> str:
    return f"<html><body><p>data-table</p>{''.join(tables)}</body></html>"


def placed(table: str, caption: str, up: str = "../") -> str:
    number = f'<span class="caption-number">{caption} </span>' if caption else ""
    return (
        f'<div class="data-table placed docutils container"><table><caption>{number}<span class="caption-text">2020 '
        f'</span></caption></table><p class="downloads"><a href="{up}downloads/{table}.csv">Data</a></p></div>'
    )


def test_the_number_of_each_table_is_that_of_its_caption(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    own = '<div class="x"><table><caption><span class="caption-number">Table 2 </span></caption></table></div>'
    (tmp_path / "book" / "one.html").write_text(page(placed("a.b", "Table 1"), own, placed("c", "Tabelle 10")))
    (tmp_path / "index.html").write_text(page(placed("a.b", "Table 12", up="")))
    (tmp_path / "other.html").write_text("<html><body>No table here.</body></html>")
    assert table_numbers(tmp_path) == {"a.b": (1, 12), "c": (10,)}


def test_a_table_without_a_number_has_none(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(page(placed("a", "")))
    assert table_numbers(tmp_path) == {}
