from tests.support.comparisons import everything_differs, nothing_differs

from annual_report.comparison.text import as_text

EXPECTED = """\
A: old.json (edition 2020)
B: new.json (edition 2020)

Statistics: 1 removed, 1 changed
                        A                            B
deaths.abuse · Abuse
  removed               84 incidents of 206 (41%)    -
deaths.sudi · SUDI
  count                 63                           50
  percentage            31%                          24%
  named in              book/page.md:3

Charts: 1 added
                        A                            B
deaths · Causes of death
  added                 -                            bar of the table deaths
  named in              book/page.md:5

Claims that stand otherwise: 1
book/page.md:3 · over thirty percent <percent(deaths.sudi) > 30>
  A holds: percent(deaths.sudi) is 30.58
  B does not hold: percent(deaths.sudi) is 24.27

Sentences touched: 2
book/page.md:3
  It was over thirty percent: [63 of 206 (31%) → 50 of 206 (24%)] of all | any.
book/page.md:5
  chart deaths
"""


def test_all_that_differs_is_shown_side_by_side() -> None:
    assert as_text(everything_differs()) == EXPECTED


def test_lines_fit_the_terminal() -> None:
    assert max(map(len, as_text(everything_differs(), width=60).splitlines())) <= 60


def test_that_nothing_differs_is_said_with_what_was_compared() -> None:
    assert "No difference: 4 statistics, 0 ratios, 0 breakdowns, 1 tables, 1 charts" in as_text(nothing_differs())


def test_that_no_sentence_was_looked_for_is_said() -> None:
    text = as_text(everything_differs(narrative=False))
    assert "No report was found here, so no sentence was looked for" in text
    assert "Sentences touched" not in text
