"""What changed between two releases is told in numbers first, then in lines; nothing that differs goes untold."""

from tests.support.ledgers import published_ledger
from tests.support.reviews import changed, released

from annual_report.release import Release
from annual_report.review.changes import Changed, changes_between, in_words, printed
from annual_report.statistics.hidden import Hidden

RELEASE = released()


def test_a_number_is_told_as_it_was_printed() -> None:
    found = changes_between(RELEASE, released(changed(published_ledger(), "deaths.cause.sudi", 62)))
    label = "Sudden unexpected death in infancy (SUDI)"
    assert found.numbers == (
        Changed("deaths.cause.sudi", label, "63 incidents of 206 (31%)", "62 incidents of 206 (30%)"),
    )
    assert in_words(found) == "1 number changed: deaths.cause.sudi"


def test_a_number_that_is_hidden_now_changed_and_so_did_one_that_is_shown() -> None:
    other = released(changed(published_ledger(), "children.sex.transgender", 7))
    (shown,) = changes_between(RELEASE, other).numbers
    (hidden,) = changes_between(other, RELEASE).numbers
    assert shown.before == hidden.after
    assert shown.before.startswith("[c]")
    assert shown.after == hidden.before == "7 children of 514 (1%)"


def test_numbers_that_come_and_go_are_told() -> None:
    statistics = RELEASE.ledger.statistics[1:]
    fewer = RELEASE.model_copy(update={"ledger": RELEASE.ledger.model_copy(update={"statistics": statistics})})
    (gone,) = changes_between(RELEASE, fewer).numbers
    (come,) = changes_between(fewer, RELEASE).numbers
    assert (gone.after, come.before) == ("not there", "not there")


def test_only_the_first_of_many_numbers_are_named() -> None:
    empty = RELEASE.model_copy(update={"ledger": RELEASE.ledger.model_copy(update={"ratios": ()})})
    count = len(RELEASE.ledger.ratios)
    assert in_words(changes_between(RELEASE, empty)).startswith(f"{count} numbers changed: ")
    assert f"and {count - 5} more" in in_words(changes_between(RELEASE, empty))


def test_what_is_no_number_is_told_in_lines() -> None:
    ledger = RELEASE.ledger
    first = ledger.statistics[0]
    renamed = (first.model_copy(update={"label": "Other words"}), *ledger.statistics[1:])
    after = RELEASE.model_copy(
        update={
            "ledger": ledger.model_copy(update={"tables": ledger.tables[1:], "statistics": renamed}),
            "disclosure": None,
        }
    )
    assert changes_between(RELEASE, after).others == (
        f"{first.id} has another label",
        f"table {ledger.tables[0].id} removed",
        "what readers are told of disclosure control changed",
    )


def test_what_stands_only_beside_the_numbers_is_told_too() -> None:
    def wider(item: Hidden) -> Hidden:
        return item.model_copy(update={"high": 99})

    hidden = tuple(wider(item) for item in RELEASE.ledger.hidden)
    after: Release = RELEASE.model_copy(update={"ledger": RELEASE.ledger.model_copy(update={"hidden": hidden})})
    assert in_words(changes_between(RELEASE, after)) != ""


def test_the_side_of_one_on_which_a_hidden_ratio_lies_is_told() -> None:
    assert printed(Hidden(id="r", label="R", unit=None, direction="above")) == "[c], above 1"
