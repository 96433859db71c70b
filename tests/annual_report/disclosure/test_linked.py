"""Editions defend each other: a count is known by its records, whatever it is called and whoever prints it."""

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest
from tests.support.chapters import LABELS, Chapter, decision, earlier, hidden_ids, ledger_of

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.linked import Linked
from annual_report.disclosure.models import Decision
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.publish import Publisher

#: How many children of each sex there were, by year.
YEARS = {"2021": {"male": 40, "female": 30, "another": 9}, "2022": {"male": 50, "female": 35, "another": 3}}


def children(year: str, counts: Mapping[str, int] | None = None, names: str = "{year}-{sex}-{at}") -> pd.DataFrame:
    """Return the children of a year, each from an incident of its own."""
    sexes = [(sex, at) for sex, count in (counts or YEARS[year]).items() for at in range(count)]
    ids = [names.format(year=year, sex=sex, at=at) for sex, at in sexes]
    coded = pd.Categorical([sex for sex, _ in sexes], categories=list(LABELS["sex"]))
    return pd.DataFrame({"sex": coded, "incident_id": ids}, index=pd.Index(ids, name="child_id"))


EVERY = pd.concat([children(year) for year in YEARS])


def by_sex(records: pd.DataFrame) -> Chapter:
    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.breakdown("children.sex", records, by="sex", of="children", title="T", header="H")

    return chapter


def totals(**sets: pd.DataFrame) -> Chapter:
    """Return a chapter that counts each of these sets, as a series over years does."""

    def chapter(publish: Publisher) -> None:
        for name, records in sets.items():
            publish.total(f"series.{name}", records, label=name)

    return chapter


def shares(total: pd.DataFrame, **sets: pd.DataFrame) -> Chapter:
    def chapter(publish: Publisher) -> None:
        publish.total("all", total, label="All")
        for name, records in sets.items():
            publish.share(f"all.{name}", records, of="all", label=name)

    return chapter


def of(year: str, *sexes: str) -> pd.DataFrame:
    records = children(year)
    return records[records["sex"].isin(sexes)]


def signed(ledger: Ledger, number: int = 1, policy: Policy | None = None, decided: Sequence[Decision] = ()) -> Linked:
    """Return the signed-off release of a ledger, with its register."""
    found = control(Case(ledger, policy or Policy(), tuple(decided)))
    return Linked(ledger.edition, earlier(found.ledger, number, found.disclosure), ledger.statistics)


def year(name: str) -> Linked:
    return signed(ledger_of(by_sex(children(name)), edition=name))


def later(*chapters: Chapter, beside: Sequence[Linked], keep: tuple[str, ...] = (), **case: object) -> Controlled:
    ledger = ledger_of(*chapters, edition="2023")
    return control(Case(ledger, Policy(keep=keep), linked=tuple(beside), **case))  # type: ignore[arg-type]


def test_the_year_hides_a_small_count_and_one_more() -> None:
    hidden = [item.id for item in year("2022").earlier.release.ledger.hidden]
    assert hidden == ["children.sex.another", "children.sex.female"]


@pytest.mark.parametrize(
    ("named", "sets", "hidden"),
    [
        ("the count that was hidden to protect it", {"girls": of("2022", "female")}, ["series.girls"]),
        ("the small count itself", {"another": of("2022", "another")}, ["series.another"]),
        ("all but it", {"most": of("2022", "male", "female")}, ["series.most"]),
        ("both that were hidden, printed together", {"both": of("2022", "female", "another")}, []),
        ("what was printed", {"boys": of("2022", "male"), "all": children("2022")}, []),
        ("another year", {"girls": of("2021", "female")}, []),
    ],
)
def test_a_series_prints_no_count_that_gives_away_what_its_year_hid(
    named: str, sets: dict[str, pd.DataFrame], hidden: list[str]
) -> None:
    assert hidden_ids(later(totals(**sets), beside=[year("2022")])) == hidden, named


def test_without_the_years_own_release_the_series_would_print_it() -> None:
    assert hidden_ids(later(totals(girls=of("2022", "female")), beside=[])) == []


def test_sums_over_years_are_held_against_each_year() -> None:
    """Girls of both years, less those of 2021, are those of 2022."""
    girls = EVERY[EVERY["sex"] == "female"]
    assert hidden_ids(later(totals(girls=girls), beside=[year("2022"), year("2021")])) == ["series.girls"]
    assert hidden_ids(later(totals(girls=girls), beside=[year("2022")])) == []


def test_shares_of_all_years_are_held_against_each_year() -> None:
    found = later(shares(EVERY, girls=EVERY[EVERY["sex"] == "female"], before=children("2021")), beside=[year("2022")])
    assert hidden_ids(found) == []
    found = later(shares(EVERY, girls=of("2022", "female"), boys=EVERY[EVERY["sex"] == "male"]), beside=[year("2022")])
    assert hidden_ids(found) == ["all.girls"]


def test_two_later_releases_together_give_nothing_away() -> None:
    """The first later edition prints the girls of both years; so the second must not print those of 2021."""
    girls = EVERY[EVERY["sex"] == "female"]
    first = Linked("2023", *_of(ledger_of(totals(girls=girls), edition="2023"), [year("2022")]))
    again = later(totals(girls=of("2021", "female")), beside=[year("2022"), first])
    assert hidden_ids(again) == ["series.girls"]


def _of(ledger: Ledger, beside: Sequence[Linked]):  # type: ignore[no-untyped-def]
    found = control(Case(ledger, Policy(), linked=tuple(beside)))
    return earlier(found.ledger, 1, found.disclosure), ledger.statistics


def test_what_may_not_be_hidden_stops_the_release() -> None:
    with pytest.raises(CheckError, match=r"release\.2022\.001\.children\.sex\.another may not be printed"):
        later(totals(girls=of("2022", "female")), beside=[year("2022")], keep=("series.girls",))


def test_records_are_known_by_their_names_and_not_by_how_many_they_are() -> None:
    strangers = children("2022", names="other-{year}-{sex}-{at}")
    girls = strangers[strangers["sex"] == "female"]
    assert hidden_ids(later(totals(girls=girls), beside=[year("2022")])) == []


def test_a_release_that_gave_its_number_away_stops_nobody_later() -> None:
    """2022 decided to print all three: nothing of it is left to protect."""
    ledger = ledger_of(by_sex(children("2022")), edition="2022")
    told = signed(ledger, decided=[decision("children.sex.another")])
    assert not told.earlier.release.ledger.hidden
    assert hidden_ids(later(totals(girls=of("2022", "female")), beside=[told])) == []


def test_a_release_that_leaked_stops_nobody_later() -> None:
    """An older program hid the small count alone."""
    ledger = ledger_of(by_sex(children("2022")), edition="2022")
    found = control(Case(ledger, Policy()))
    girls = next(item for item in ledger.statistics if item.id == "children.sex.female")
    leaking = found.ledger.model_copy(
        update={
            "statistics": (*found.ledger.statistics, girls),
            "hidden": tuple(item for item in found.ledger.hidden if item.id != girls.id),
        }
    )
    told = Linked("2022", earlier(leaking, 1, found.disclosure), ledger.statistics)
    assert hidden_ids(later(totals(girls=of("2022", "female")), beside=[told])) == []


def test_a_small_count_that_another_edition_printed_needs_a_decision_here_too() -> None:
    ledger = ledger_of(by_sex(children("2022")), edition="2022")
    told = signed(ledger, decided=[decision("children.sex.another")])
    with pytest.raises(CheckError, match=r"series\.another: may not be printed .* release 001 of 2022, signed off"):
        later(totals(another=of("2022", "another")), beside=[told])
    found = later(totals(another=of("2022", "another")), beside=[told], decisions=(decision("series.another"),))
    assert hidden_ids(found) == []


def test_an_area_that_published_its_own_report_defends_the_nation() -> None:
    """The nation hides a count of 9 or more only where the area's own 7 of them would leave a small rest."""
    nation = children("2021", {"male": 40, "female": 30, "another": 9})
    sexes = nation["sex"] == "another"
    area = pd.concat([nation[sexes].iloc[:7], nation[~sexes].iloc[:30]])
    own = signed(ledger_of(by_sex(area), edition="2021-north"))
    assert hidden_ids(later(by_sex(nation), beside=[])) == []
    found = later(by_sex(nation), beside=[own])
    assert "children.sex.another" in hidden_ids(found)
    assert len(hidden_ids(found)) == 2


def test_an_areas_report_defends_what_the_nation_hid() -> None:
    """All but one area have reported: what they print together leaves the last area's count, which the nation hid."""
    nation = children("2022")
    boys, girls, others = (nation[nation["sex"] == sex] for sex in ("male", "female", "another"))
    first = pd.concat([boys.iloc[:25], girls.iloc[:20]])
    second = pd.concat([boys.iloc[25:], girls.iloc[20:]])
    national = signed(ledger_of(by_sex(nation), edition="2022"))
    one = signed(ledger_of(totals(girls=girls.iloc[:20]), edition="2022-one"))
    assert hidden_ids(later(totals(girls=girls.iloc[20:]), beside=[national])) == []
    assert hidden_ids(later(totals(girls=girls.iloc[20:]), beside=[national, one])) == ["series.girls"]
    assert len(first) + len(second) + len(others) == len(nation)


def test_a_release_of_the_same_edition_is_known_whatever_its_counts_are_called_now() -> None:
    before = signed(ledger_of(by_sex(children("2022")), edition="2023"))
    assert hidden_ids(later(totals(girls=of("2022", "female")), beside=[before])) == ["series.girls"]


@pytest.mark.parametrize(("moved", "hidden"), [(3, True), (7, False)])
def test_few_records_that_were_recoded_since_are_protected(moved: int, hidden: bool) -> None:
    """Release 1 counted them as boys, release 2 as girls: the difference is of those few."""
    counts = {"male": 40, "female": 30, "another": 9}
    old = children("2021", counts)
    new = old.copy()
    new.loc[new.index[:moved], "sex"] = "female"
    before = signed(ledger_of(by_sex(old), edition="2023"))
    found = hidden_ids(later(by_sex(new), beside=[before]))
    assert bool(found) is hidden


def test_releases_without_a_common_record_change_nothing() -> None:
    alone = later(by_sex(children("2022")), beside=[])
    assert later(by_sex(children("2022")), beside=[year("2021")]) == alone


def test_a_zero_that_was_printed_protects_nothing_later() -> None:
    """It would be hidden as the second number, but readers know it: another is."""
    counts = {"male": 50, "female": 3, "another": 0}
    first = Case(
        ledger_of(by_sex(children("2022", counts)), edition="2023"), Policy(), (decision("children.sex.female"),)
    )
    found = control(first)
    before = Linked("2023", earlier(found.ledger, 1, found.disclosure), first.ledger.statistics)
    with pytest.raises(CheckError, match=r"children\.sex\.female"):
        later(by_sex(children("2022", counts)), beside=[before])
