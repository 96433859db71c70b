from pathlib import Path

from annual_report.proofs.sphinx_warnings import Warned, read_warnings

LOG = """\x1b[91m/src/book/a.md:12: WARNING: unknown document: 'b'\x1b[39;49;00m
/src/book/a.md:12: WARNING: unknown document: 'b'
/src/book/a.md: WARNING: the page
  has more lines
/src/book/b.md:: WARNING: no such page [etoc.ref]
/src/notebooks/n.ipynb:3: ERROR: bad cell
WARNING: about the whole
"""


def test_each_warning_is_read_once_with_its_place() -> None:
    assert read_warnings(LOG, Path("/src")) == (
        Warned("book/a.md", 12, "unknown document: 'b'"),
        Warned("book/a.md", 0, "the page has more lines"),
        Warned("book/b.md", 0, "no such page"),
        Warned("notebooks/n.ipynb", 3, "bad cell"),
        Warned("", 0, "about the whole"),
    )


def test_a_warning_names_its_page_and_reads_as_a_line() -> None:
    assert Warned("book/a.md", 12, "bad").page == "book/a"
    assert str(Warned("book/a.md", 12, "bad")) == "book/a.md:12: bad"
    assert str(Warned("", 0, "bad")) == "bad"


def test_an_empty_log_has_no_warning() -> None:
    assert read_warnings("", Path("/src")) == ()
