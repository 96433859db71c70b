"""Above a table stands what its shorthand means."""

from tests.support.books import small_release
from tests.support.hiding import hidden_release

from annual_report.press.shorthand import shorthand_in, shorthand_of
from annual_report.release import Release

HIDDEN = "[c] = confidential: hidden so that no child can be identified"
PROVISIONAL = "[p] = provisional: the figures may still be revised"


def said(release: Release) -> tuple[str, ...]:
    return shorthand_of(release.ledger.table("deaths"), release)


def test_a_table_without_symbols_needs_nothing_above_it() -> None:
    assert said(small_release()) == ()


def test_what_stands_in_cells_is_explained() -> None:
    assert said(hidden_release()) == (HIDDEN,)


def test_provisional_figures_are_called_so_above_every_table() -> None:
    assert said(hidden_release(provisional=True)) == (HIDDEN, PROVISIONAL)
    assert shorthand_in(["63", "31%"], hidden_release(provisional=True)) == (PROVISIONAL,)


def test_revised_rows_are_named_once_each() -> None:
    release = hidden_release(revised=("deaths.spring", "deaths.abuse"))
    assert said(release) == (HIDDEN, "[r] = revised since an earlier release: Spring")


def test_counts_that_are_rounded_are_called_so() -> None:
    release = hidden_release()
    (item,) = release.ledger.hidden
    rounded = release.ledger.model_copy(update={"hidden": (item.model_copy(update={"rounded": 60, "to": 10}),)})
    assert "Counts are rounded to the nearest 10" in said(release.model_copy(update={"ledger": rounded}))


def test_a_list_explains_what_it_shows_once() -> None:
    assert shorthand_in(["[c] of [c]", "[c]", "12 [r]"], hidden_release()) == (HIDDEN,)
