"""The pack tells each number that is newly printed and each that is hidden, and leaves out none."""

from datetime import date

from tests.support.ledgers import published_ledger
from tests.support.reviews import DECISION, changed, released, review_of

from annual_report.disclosure.earlier import Earlier, release_hash
from annual_report.disclosure.models import Rule
from annual_report.review.pack import Pack, decided_in_words, make_pack
from annual_report.statistics.ledger import Ledger

RELEASE = released()
FIRST = Earlier(number=1, release=RELEASE, hash=release_hash(RELEASE), by="Grace Hopper", on=date(2026, 3, 4))


def second(ledger: Ledger) -> Pack:
    release = released(ledger)
    return make_pack(release, review_of(release, ledger), (FIRST,))


def test_in_a_first_release_everything_that_is_printed_is_new() -> None:
    pack = make_pack(RELEASE, review_of(RELEASE), ())
    ledger = published_ledger()
    assert {item.id for item in (*pack.new, *pack.hidden)} == set(ledger.values.items)
    assert {item.id for item in pack.hidden} == {item.id for item in RELEASE.ledger.hidden}
    assert (pack.known, pack.changes, pack.latest, pack.number) == (0, None, None, 1)


def test_what_was_printed_with_the_same_value_is_not_new() -> None:
    pack = second(changed(changed(published_ledger(), "deaths.cause.sudi", 62), "children.sex.transgender", 7))
    assert [item.id for item in pack.new] == ["children.sex.transgender", "deaths.cause.sudi"]
    assert pack.known == len(RELEASE.ledger.statistics) + len(RELEASE.ledger.ratios) - 1
    assert pack.changes is not None
    assert pack.number == 2


def test_nothing_is_new_where_nothing_changed() -> None:
    pack = second(published_ledger())
    assert pack.new == ()
    assert pack.changes is not None
    assert pack.changes.numbers == ()


def test_a_hidden_number_has_its_true_count_and_what_anyone_can_work_out() -> None:
    pack = make_pack(RELEASE, review_of(RELEASE), ())
    (found,) = (item for item in pack.hidden if item.id == "children.sex.transgender")
    assert (found.count, found.base, found.base_count, found.possible) == ("2", "children", "514", "0 to 9")
    assert found.rule is Rule.SMALL
    assert "children.sex.male: 274" in found.neighbours


def test_no_upper_limit_is_said_so() -> None:
    review = review_of(RELEASE)
    open_ended = tuple(item.model_copy(update={"high": None}) for item in review.reviewed)
    pack = make_pack(RELEASE, review.model_copy(update={"reviewed": open_ended}), ())
    assert {item.possible for item in pack.hidden} == {"0 or more"}


def test_a_percentage_printed_of_a_hidden_count_is_new() -> None:
    name = "risk_taking.evidence.both"
    release = RELEASE.model_copy(
        update={
            "ledger": RELEASE.ledger.model_copy(
                update={
                    "hidden": tuple(
                        item.model_copy(update={"rounded": 10, "to": 10}) if item.id == name else item
                        for item in RELEASE.ledger.hidden
                    )
                }
            )
        }
    )
    pack = make_pack(release, review_of(release), (FIRST,))
    assert [item.id for item in pack.new] == [name]
    assert name in {item.id for item in pack.hidden}


def test_a_decision_stands_with_its_number_first() -> None:
    pack = make_pack(RELEASE, review_of(RELEASE), ())
    assert pack.new[0].decision == DECISION
    assert pack.of_rule(Rule.DECIDED) == pack.new[:1]
    assert decided_in_words(DECISION) == "Ada Byron, 2 March 2026; reviewed by Mary Somerville"


def test_within_a_rule_the_smallest_counts_stand_first_and_ratios_last() -> None:
    shown = make_pack(RELEASE, review_of(RELEASE), ()).of_rule(Rule.SHOWN)
    ratios = {item.id for item in RELEASE.ledger.ratios}
    counts = [int(item.count.replace(",", "")) for item in shown if item.id not in ratios]
    assert counts == sorted(counts)
    assert {item.id for item in shown[-len(ratios) :]} == ratios
