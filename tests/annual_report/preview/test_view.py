from tests.support.findings import finding

from annual_report.preview.view import ENDED, Board, View
from annual_report.proofs.sphinx_warnings import Warned


def test_findings_and_warnings_are_counted_by_page() -> None:
    view = View(
        findings=(finding("book/b.md"), finding("book/a.md")),
        warnings=(Warned("book/a.md", 1, "x"), Warned("", 0, "y")),
    )
    assert dict(view.counts()) == {"book/a": 2, "book/b": 1}


def test_who_has_seen_an_older_view_waits_for_nothing() -> None:
    board = Board()
    number, _ = board.newest()
    board.show(View(problems=("new",)))
    assert board.wait(number, 20) == number + 1
    assert board.newest() == (number + 1, View(problems=("new",)))


def test_waiting_ends_with_its_time_or_with_the_preview() -> None:
    board = Board()
    number, _ = board.newest()
    assert board.wait(number, 0.01) == number
    board.close()
    assert board.wait(number, 20) == ENDED
