from tests.support.findings import finding

from annual_report.preview.terminal import summary
from annual_report.preview.view import View
from annual_report.proofs.sphinx_warnings import Warned


def lines(view: View, last: View = View(), saved: tuple[str, ...] = ()) -> list[str]:  # noqa: B008  it is frozen
    return list(summary(view, last, saved, 1.23))


def test_a_good_book_is_one_line() -> None:
    assert lines(View()) == ["up to date in 1.2 s: no findings"]


def test_new_findings_are_shown_and_old_ones_counted() -> None:
    old, new = finding(line=3), finding(line=9, spot="four")
    shown = lines(View(findings=(finding(line=4), new)), View(findings=(old,)))
    assert shown == [str(new), "up to date in 1.2 s: 2 finding(s) (1 new)"]


def test_findings_of_a_saved_file_are_shown_again() -> None:
    view = View(findings=(finding("book/a.md"), finding("book/b.md")))
    assert lines(view, view, ("book/b.md",)) == [str(finding("book/b.md")), "up to date in 1.2 s: 2 finding(s)"]


def test_what_is_gone_is_counted() -> None:
    assert lines(View(), View(findings=(finding(),)))[-1] == "up to date in 1.2 s: no findings (1 gone)"


def test_many_findings_do_not_fill_the_screen() -> None:
    shown = lines(View(findings=tuple(finding(spot=f"spot{number}") for number in range(30))))
    assert len(shown) == 22
    assert shown[-2].startswith("and 10 more")


def test_a_problem_is_said_and_that_the_last_page_stays() -> None:
    shown = lines(View(problems=("bad",), warnings=(Warned("book/a.md", 3, "worse"),)))
    assert shown[:2] == ["bad", "book/a.md:3: worse"]
    assert shown[-1].startswith("not up to date, after 1.2 s: the last good page stays")
