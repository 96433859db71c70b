from decimal import Decimal
from pathlib import Path

import pytest

from annual_report.faults import RecordsError
from annual_report.figures.models import Status
from annual_report.figures.printed import Form, Numbers, read_numbers
from annual_report.figures.published import read_published

HEADER = "id,paragraph,statement,printed,form,decimals,statistic,status,note\n"


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    file = folder / "published.csv"
    file.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_a_figure_is_read_with_its_numbers(tmp_path: Path) -> None:
    line = 'P1,9,Deaths,36 (17.5%),count_percent,1,deaths.a,reproduced,"a note, with a comma"'
    (figure,) = read_published(write(tmp_path, line))
    assert (figure.form, figure.status, figure.statistics) == (Form.COUNT_PERCENT, Status.REPRODUCED, ("deaths.a",))
    assert (figure.count, figure.percent, figure.decimals) == (36, Decimal("17.5"), 1)


def test_a_narrative_figure_has_nothing_to_compute(tmp_path: Path) -> None:
    (figure,) = read_published(write(tmp_path, "P1,22,A rule,15 days,,,,narrative only,"))
    assert (figure.form, figure.statistics, figure.count, figure.percent) == (None, (), None, None)


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("P1,9,S,36,cuont,0,a,reproduced,", "form", "Did you mean count"),
        ("P1,9,S,36,count,0,a,reprodused,", "status", "Did you mean reproduced"),
        ("P1,9,S,36%,count,0,a,reproduced,", "printed", "is not written as the form count says"),
        ("P1,9,S,nine,percent,0,a,reproduced,", "printed", "is not written as the form percent says"),
        ("P1,9,S,,count,0,a,reproduced,", "printed", ""),
        ("P1,9,S,36,count,x,a,reproduced,", "decimals", "0, 1 or 2 decimals"),
        ("P1,9,S,36,count,0,,reproduced,", "statistic", "needs a form and a statistic"),
        ("P1,9,S,36,count,0,a b,reproduced,", "statistic", "takes one statistic"),
        ("P1,9,S,predominance,largest,0,a,reproduced,", "statistic", "takes several statistics"),
        ("P1,9,S,36,count,0,A b!,reproduced,", "statistic", ""),
        ("P1,9,S,36,count,0,a,narrative only,", "statistic", "narrative only has no form"),
        (",9,S,36,count,0,a,reproduced,", "id", "a figure needs an id"),
        ("P 1,9,S,36,count,0,a,reproduced,", "id", "without spaces"),
        ("P1,,S,36,count,0,a,reproduced,", "paragraph", "is needed"),
        ("P1,9,,36,count,0,a,reproduced,", "statement", "is needed"),
        ("P1,9,S,umpteen,words,0,a,reproduced,", "printed", "is not written as the form words says"),
        ("P1,9,S,\u0663,count,0,a,reproduced,", "printed", "is not written as the form count says"),
        ("P1,9,S,70 of 68,share_of,0,a,reproduced,", "printed", "more than its base"),
        ("P1,9,S,43%,percent,0,a,contradicted in words,", "statistic", "only the form most_percent has a word"),
        ("P1,9,S,43%,most_percent,0,a,reproduced,", "printed", "is not written as the form most_percent says"),
        ("P1,9,S,130%,percent,0,a,reproduced,", "printed", "more than 100%"),
        ("P1,9,S,9.7%,percent,0,a,reproduced,", "printed", "has other decimals"),
        ("P1,9,S,36", "", "a row needs 9 values"),
        ('P1,9,"S,36,count,0,a,reproduced,', "", "a quotation mark opens in this row"),
        (f"P1,9,{'x' * 200_000},36,count,0,a,reproduced,", "", "longer than"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, column: str, rule: str) -> None:
    good = "P0,9,S,36,count,0,a,reproduced,"
    with pytest.raises(RecordsError) as caught:
        read_published(write(tmp_path, good, line))
    fault = caught.value.faults[0]
    assert (fault.row, fault.column) == (3, column)
    assert rule in fault.rule


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_published(write(tmp_path, "P1,9,S,x,count,0,a,reproduced,", "P2,9,S,1,cuont,0,a,reproduced,"))
    assert {fault.row for fault in caught.value.faults} == {2, 3}


def test_a_fault_is_found_on_its_line_after_a_value_of_two_lines(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_published(write(tmp_path, 'P1,9,"S\nmore",1,count,0,a,reproduced,', "P2,9,S,x,count,0,a,reproduced,"))
    assert [fault.row for fault in caught.value.faults] == [4]


def test_an_id_stands_twice_even_where_the_first_is_faulty(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read_published(write(tmp_path, "P1,9,S,x,count,0,a,reproduced,", "P1,9,S,1,count,0,a,reproduced,"))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "printed"), (3, "id")]


def test_a_contradicted_figure_may_be_compared_more_finely_than_it_was_printed(tmp_path: Path) -> None:
    (figure,) = read_published(write(tmp_path, "P10a,10,S,20%,percent,1,a,contradicted,8.7%"))
    assert (figure.percent, figure.decimals) == (Decimal(20), 1)


def test_an_edition_that_has_printed_nothing_has_no_figures(tmp_path: Path) -> None:
    assert read_published(write(tmp_path)) == ()


@pytest.mark.parametrize(
    ("form", "printed", "numbers"),
    [
        (Form.COUNT, "482", Numbers(482)),
        (Form.WORDS, "twenty-one", Numbers(21)),
        (Form.WORDS, "one hundred", Numbers(100)),
        (Form.PERCENT, "9.7%", Numbers(percent=Decimal("9.7"))),
        (Form.SHARE_OF, "49 of 68", Numbers(49, 68)),
        (Form.COUNT_PERCENT, "274 (53%)", Numbers(274, None, Decimal(53))),
        (Form.OVER_PERCENT, "over 40%", Numbers(percent=Decimal(40))),
        (Form.ALL, "all", Numbers()),
        (Form.OVER_REPRESENTED, "over-represented", Numbers()),
        (Form.UNDER_REPRESENTED, "over-represented", None),
        (Form.LARGEST, "second peak", Numbers()),
        (Form.LARGEST, "35%", None),
        (Form.COUNT, "1,482", None),
    ],
)
def test_the_numbers_of_each_form_are_read(form: Form, printed: str, numbers: Numbers | None) -> None:
    assert read_numbers(form, printed) == numbers


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = "P1,9,S,36,count,0,a,reproduced,"
    with pytest.raises(RecordsError, match="stands twice"):
        read_published(write(tmp_path, line, line))


def test_wrong_columns_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="The columns are id, paragraph"):
        read_published(write(tmp_path, header="id,para\n"))
    with pytest.raises(RecordsError, match="missing"):
        read_published(tmp_path / "none.csv")
