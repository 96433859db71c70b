from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.errors import InputError, MissingError
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.printed import Form
from annual_report.figures.rows import Comparison, Row, Structure, rows_of
from annual_report.rounding import percent

STRUCTURE = Structure({"part": "whole"}, {"ratio": Comparison("part", "whole", 1, 4)})


def figure(printed: str, form: Form | None, *statistics: str) -> PublishedFigure:
    return PublishedFigure(
        id="P1",
        paragraph="1",
        statement="",
        printed=printed,
        form=form,
        decimals=0,
        statistics=statistics or ("part",),
        status=Status.REPRODUCED,
        note="",
    )


def holds(rows: list[Row], counts: dict[str, int]) -> bool:
    return all(row.holds(counts) for row in rows)


@given(
    st.integers(1, 3000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))),
    st.decimals(0, 100, places=0) | st.decimals(0, 100, places=1),
)
def test_a_percentage_row_holds_just_where_the_count_prints_as_it(pair: tuple[int, int], shown: Decimal) -> None:
    count, base = pair
    places = -int(shown.as_tuple().exponent)
    rows = rows_of(figure(f"{shown}%", Form.PERCENT), STRUCTURE)
    assert holds(rows, {"part": count, "whole": base}) == (percent(count, base, places) == shown)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_other_forms_hold_just_where_they_are_true(count: int, more: int) -> None:
    counts = {"part": count, "whole": count + more}
    base = count + more
    assert holds(rows_of(figure("12", Form.COUNT), STRUCTURE), counts) == (count == 12)
    assert holds(rows_of(figure("twelve", Form.WORDS), STRUCTURE), counts) == (count == 12)
    assert holds(rows_of(figure("12 of 30", Form.SHARE_OF), STRUCTURE), counts) == (count == 12 and base == 30)
    assert holds(rows_of(figure("over 40%", Form.OVER_PERCENT), STRUCTURE), counts) == (100 * count > 40 * base)
    assert not holds(rows_of(figure("all", Form.ALL), STRUCTURE), counts)
    over = rows_of(figure("over-represented", Form.OVER_REPRESENTED, "ratio"), STRUCTURE)
    under = rows_of(figure("under-represented", Form.UNDER_REPRESENTED, "ratio"), STRUCTURE)
    assert holds(over, counts) == (4 * count > base)
    assert holds(under, counts) == (4 * count < base)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_majority_binds_its_word_and_its_number_and_a_false_word_the_number_alone(count: int, more: int) -> None:
    counts = {"part": count, "whole": count + more}
    said = figure("most (43%)", Form.MOST_PERCENT)
    false = said.model_copy(update={"status": Status.CONTRADICTED_IN_WORDS})
    most = figure("most (62%)", Form.MOST_PERCENT)
    assert not holds(rows_of(said, STRUCTURE), counts)
    assert holds(rows_of(false, STRUCTURE), counts) == (percent(count, count + more) == 43)
    assert holds(rows_of(most, STRUCTURE), counts) == (percent(count, count + more) == 62)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_largest_is_above_each_of_the_others(first: int, one: int, other: int) -> None:
    rows = rows_of(figure("predominance", Form.LARGEST, "first", "one", "other"), STRUCTURE)
    assert holds(rows, {"first": first, "one": one, "other": other}) == (first > max(one, other))


def test_all_holds_where_the_part_is_the_whole() -> None:
    assert holds(rows_of(figure("all", Form.ALL), STRUCTURE), {"part": 42, "whole": 42})


def test_a_count_with_a_percentage_needs_both() -> None:
    rows = rows_of(figure("36 (17%)", Form.COUNT_PERCENT), STRUCTURE)
    assert holds(rows, {"part": 36, "whole": 206})
    assert not holds(rows, {"part": 36, "whole": 200})


def test_what_has_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="narrative only"):
        rows_of(figure("quarterly", None), STRUCTURE)
    with pytest.raises(InputError, match="prints no count"):
        rows_of(figure("umpteen", Form.WORDS), STRUCTURE)
    with pytest.raises(InputError, match="prints no percentage"):
        rows_of(figure("most", Form.PERCENT), STRUCTURE)
    with pytest.raises(MissingError, match="nothing is known that 'other' compares with"):
        rows_of(figure("over-represented", Form.OVER_REPRESENTED, "other"), STRUCTURE)
    with pytest.raises(MissingError, match="no base is known for 'other'"):
        rows_of(figure("12%", Form.PERCENT, "other"), STRUCTURE)
