"""The intruder's own program finds what can be found: it works a leak out of pages that leak, and nothing false."""

import ast
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.conftest import ROOT
from tests.intruder.judging import too_narrow
from tests.intruder.pages import Comparison, Number, Place, read
from tests.intruder.program import Found, Intruder, main
from tests.intruder.solve import Limit, Worlds
from tests.intruder.staging import Edition, print_edition
from tests.intruder.words import Column, Kinds, columns_in, named_in
from tests.support.editions_with_unions import EDITIONS, edition_with_unions
from tests.support.hostile_editions import DESIGNS, Design

from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.models import Statistic

_DESIGNS = {design.name: design for design in DESIGNS}
_OWN = ("pages", "words", "solve", "report", "program")


def _released(edition: Edition, hidden: Sequence[str], folder: Path) -> Intruder:
    """Print an edition of which only these numbers are hidden, by hand, and let the intruder read it."""
    ledger = edition.ledger
    left = [what_is_left(ledger.values.statistic(name), hidden) for name in hidden]
    print_edition(edition, hide(ledger, left), folder)
    return Intruder(read(folder))


@pytest.mark.parametrize("name", _OWN)
def test_the_program_imports_nothing_of_the_project(name: str) -> None:
    tree = ast.parse((ROOT / "tests" / "intruder" / f"{name}.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    others = {module for module in imported if module.partition(".")[0] not in sys.stdlib_module_names}
    others -= {f"tests.intruder.{own}" for own in _OWN} | {"tests.intruder"}
    assert {module.partition(".")[0] for module in others} <= {"numpy", "scipy", "bs4"}


@pytest.mark.parametrize(
    ("name", "hidden", "exact"),
    [
        ("E1-months-and-union", ("all.month.m1.fast", "all.month.m4.fast"), (3, 4)),
        ("E2-factors", ("all.ab", "all.factors.n3"), (3, 1)),
        ("E3-four-shares", ("all.q1",), (3,)),
        ("E8-complements", ("all.not_p",), (75,)),
        ("exactly-one-and-both", ("all.both",), (3,)),
        ("union-in-two-notebooks", ("all.month.m1.fast",), (3,)),
        ("four-factors-weighted", ("all.factors.n4",), (1,)),
        ("exactly-two-of-three", ("all.three",), (2,)),
    ],
)
def test_a_release_that_hides_the_small_count_alone_is_seen_through(
    name: str, hidden: Sequence[str], exact: Sequence[int], tmp_path: Path
) -> None:
    intruder = _released(_DESIGNS[name].edition(), hidden, tmp_path)
    assert intruder.hidden == tuple(sorted(hidden))
    found = intruder.work_out()
    assert [item.id for item in found] == list(hidden)
    assert [item.value for item in found] == list(exact)
    assert [(item.low, item.high) for item in found] == [(count, count) for count in exact]


def test_two_factors_are_seen_through_although_nothing_small_is_printed(tmp_path: Path) -> None:
    intruder = _released(_DESIGNS["E9-exactly-one"].edition(), (), tmp_path)
    (part,) = intruder.parts
    both = part.sets["all.a"] & ~part.sets["all.one"]
    total = part.worlds.sum_of(both)
    assert total is not None
    assert str(total) == "1/2 all.a + 1/2 all.b - 1/2 all.one"
    assert part.worlds.value(total) == 3
    assert part.worlds.interval(both) == (3, 3)


def test_what_is_hidden_well_is_not_seen_through(tmp_path: Path) -> None:
    intruder = _released(_DESIGNS["E3-four-shares"].edition(), ("all.q1", "all.q2"), tmp_path)
    assert [(item.low, item.high, item.is_exact) for item in intruder.work_out()] == [(0, 23, False), (0, 23, False)]


@pytest.mark.parametrize("design", DESIGNS, ids=str)
def test_every_hostile_edition_can_be_protected(design: Design, tmp_path: Path) -> None:
    _require_safe_when_only_its_total_is_printed(design.edition(), tmp_path)


@pytest.mark.parametrize("seed", range(0, EDITIONS, 8))
def test_every_random_edition_can_be_protected(seed: int, tmp_path: Path) -> None:
    _require_safe_when_only_its_total_is_printed(edition_with_unions(seed), tmp_path)


def _require_safe_when_only_its_total_is_printed(edition: Edition, folder: Path) -> None:
    """What hides nearly all, and so the total too where it is small, protects all: no test here asks too much."""
    kept = {edition.total} if edition.members[edition.total].sum() >= 6 else set()
    intruder = _released(edition, sorted(edition.members.keys() - kept), folder)
    assert not list(too_narrow(edition, intruder))


@pytest.mark.parametrize("design", DESIGNS, ids=str)
def test_the_words_of_hostile_editions_name_the_records_that_are_counted(design: Design) -> None:
    _require_true_words(design.edition())


@pytest.mark.parametrize("seed", range(0, EDITIONS, 10))
def test_the_words_of_random_editions_name_the_records_that_are_counted(seed: int) -> None:
    _require_true_words(edition_with_unions(seed))


def _require_true_words(edition: Edition) -> None:
    """Read each label and hold what it says against the records that stand behind the number."""
    values = {name: edition.records[name].to_numpy(dtype=str) for name in edition.columns}
    records = Kinds(len(edition.records), values)
    items = [item for _, item in edition.published if isinstance(item, Statistic)]
    assert {item.id for item in items} == edition.members.keys()
    for item in items:
        said = records.such_as(item.label)
        within = said if item.base is None else said & edition.members[item.base]
        assert (within == edition.members[item.id]).all(), item.label


_COLUMNS = columns_in(
    [
        "Of all: kind is one of fatal, harm, other.",
        "Of all: cause is one of illness, accident, where kind is fatal.",
        "Of all: days is one of 10, 20, 99.",
        "Of all: abuse is one of yes, no.",
        "Of all: drugs is one of yes, no.",
        "Of all incidents, some were late.",
    ]
)


def test_sentences_tell_what_columns_there_are() -> None:
    assert _COLUMNS[1] == Column("all", "cause", ("illness", "accident"), "kind is fatal")
    assert [column.name for column in _COLUMNS] == ["kind", "cause", "days", "abuse", "drugs"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("every record", 48),
        ("kind is fatal", 24),
        ("kind is one of harm, other", 24),
        ("not (kind is fatal)", 24),
        ("cause is illness", 12),
        ("days at most 20", 32),
        ("days at least 20", 32),
        ("days from 11 to 20", 16),
        ("abuse is yes; drugs is yes", 12),
        ("exactly 1 of abuse, drugs", 24),
        ("at least 1 of abuse, drugs", 36),
        ("at most 1 of abuse, drugs", 36),
        ("either (abuse is yes) or (kind is fatal; days at most 10)", 28),
        ("exactly 1 of (not (kind is one of fatal, harm)), abuse", 24),
    ],
)
def test_words_name_kinds(words: str, kinds: int) -> None:
    possible = Kinds.of(_COLUMNS)
    assert possible.size == 48
    assert possible.such_as(words).sum() == kinds


@pytest.mark.parametrize("words", ["kind was fatal", "colour is red", "exactly 1 of abuse, colour", ""])
def test_what_cannot_be_read_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match=r"can be told|what values"):
        Kinds.of(_COLUMNS).such_as(words)


def test_the_columns_of_words_are_known() -> None:
    said = "kind is fatal; not (days at most 5); either (abuse is yes) or (exactly 1 of drugs, (cause is illness))"
    assert named_in(said) == {"kind", "days", "abuse", "drugs", "cause"}
    assert named_in("every record") == frozenset()


def test_a_column_whose_owners_are_never_told_is_an_error() -> None:
    with pytest.raises(ValueError, match="no column can be first of cause"):
        Kinds.of([Column("all", "cause", ("a", "b"), "kind is fatal")])


def _row(label: str, name: str, value: str, fixed: str = "Not") -> str:
    head = f"<th><div><p>{label}</p><p><code>{name}</code></p></div></th>"
    return f"<tr>{head}<td><p>{value}</p></td><td><p>{fixed}</p></td><td><p>01</p></td></tr>"


_ROWS = (
    _row("Deaths", "deaths", "1,206 incidents"),
    _row("SUDI", "deaths.sudi", "63 incidents of 1,206 (5.2%), base deaths"),
    _row("Falls", "deaths.falls", "[c] incidents of 1,206 (&lt;1%), base deaths", "Hidden"),
    _row("Boys", "deaths.falls.boys", "0 incidents of [c], base deaths.falls"),
    _row("North", "deaths.north", "40 incidents of 1,206, base deaths", "Rounded by disclosure control"),
    _row("LCSPRs", "lcsprs", "[c] local reviews (LCSPRs)", "Hidden"),
    _row("More", "ratio.more", "1.27: deaths.sudi against census.sudi"),
    _row("Less", "ratio.less", "[u], below 1", "Hidden"),
)


def _site(folder: Path, more: str = "", table: str = "") -> Path:
    numbers = f'<table class="placed every-number table"><tbody>{"".join(_ROWS)}</tbody></table>'
    (folder / "page.html").write_text(f"<html><body>{numbers}{more}</body></html>", encoding="utf-8")
    if table:
        head = "table,row,column,form,shown,statistic,label,unit,count,base,base_count,percent,ratio\n"
        (folder / "causes.csv").write_text(head + table, encoding="utf-8")
    return folder


def test_pages_are_read_as_they_print(tmp_path: Path) -> None:
    site = read(_site(tmp_path))
    assert site.numbers["deaths.sudi"] == Number("deaths.sudi", "SUDI", "incidents", 63, "deaths", 1206, "5.2")
    assert site.numbers["deaths.falls"] == Number("deaths.falls", "Falls", "incidents", None, "deaths", 1206, "<1")
    assert site.numbers["deaths.falls.boys"].base_count is None
    assert site.numbers["deaths.north"].count is None
    assert site.numbers["lcsprs"] == Number("lcsprs", "LCSPRs", "local reviews (LCSPRs)", None)
    assert site.comparisons["ratio.less"] == Comparison("ratio.less", "Less", None, "below", None, None)
    more = site.comparisons["ratio.more"]
    assert (str(more.value), more.part, more.against) == ("1.27", "deaths.sudi", "census.sudi")


_HIDDEN_LINE = "causes,Falls,Deaths,count,[c],deaths.falls,Falls,incident,,deaths,1206,,\n"


def test_a_number_that_one_file_alone_prints_is_taken_from_it(tmp_path: Path) -> None:
    line = _HIDDEN_LINE.replace("incident,,", "incident,4,")
    assert read(_site(tmp_path, table=line)).numbers["deaths.falls"].count == 4


def test_a_number_that_a_page_prints_in_a_line_is_taken_from_it(tmp_path: Path) -> None:
    line = (
        '<p id="statistic-deaths-falls"><code>deaths.falls</code>: 4 incidents of 1,206 (deaths) = &lt;1% · Falls</p>'
    )
    assert read(_site(tmp_path, line)).numbers["deaths.falls"].count == 4


def test_a_number_that_a_cell_alone_prints_is_taken_from_it(tmp_path: Path) -> None:
    link = '<a href="causes.csv">Data for “By cause” (CSV)</a>'
    table = "<table><caption>By cause</caption><tbody><tr><th>Falls</th><td>4</td></tr></tbody></table>"
    number = read(_site(tmp_path, link + table, _HIDDEN_LINE)).numbers["deaths.falls"]
    assert number.count == 4
    assert number.places == (Place("By cause", "Falls", "Deaths"),)


def test_a_base_that_only_its_shares_tell_is_known(tmp_path: Path) -> None:
    line = "causes,Boys,Deaths,count,0,deaths.falls.boys,Boys,incident,0,deaths.falls,4,,\n"
    assert read(_site(tmp_path, table=line)).numbers["deaths.falls"].count == 4


def test_two_files_that_contradict_each_other_are_an_error(tmp_path: Path) -> None:
    line = "causes,SUDI,Deaths,count,64,deaths.sudi,SUDI,incident,64,deaths,1206,,\n"
    with pytest.raises(ValueError, match=r"deaths\.sudi: printed as 63 and as 64"):
        read(_site(tmp_path, table=line))


def test_a_folder_without_numbers_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no number"):
        read(tmp_path)


@pytest.mark.parametrize(("percent", "interval"), [("5", (4, 4)), ("<1", (0, 0)), ("8", (6, 6)), ("12", (9, 9))])
def test_a_printed_percentage_tells_of_a_hidden_count(percent: str, interval: tuple[int, int], tmp_path: Path) -> None:
    edition = _DESIGNS["E3-four-shares"].edition()
    intruder = _released(edition, ("all.q1", "all.q2"), tmp_path)
    page = tmp_path / "book" / "every-number.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("[c] incidents of 78, base all", f"[c] incidents of 78 ({percent}%), base all", 1), "utf-8"
    )
    told = Intruder(read(tmp_path))
    assert intruder.before("all.q1") == (0, None)
    assert told.before("all.q1") == interval
    assert (told.work_out()[0].low, told.work_out()[0].high) == interval


def _sets(*rows: Sequence[int]) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    return {f"n{at}": np.array(row, dtype=bool) for at, row in enumerate(rows)}


def test_worlds_bound_what_no_sum_gives() -> None:
    sets = _sets([1, 1, 1], [1, 1, 0], [0, 1, 1])
    worlds = Worlds(sets, {"n0": 10, "n1": 7, "n2": 6})
    assert worlds.interval(sets["n1"] & sets["n2"]) == (3, 3)
    assert worlds.interval(~sets["n1"]) == (3, 3)
    looser = Worlds(sets, {"n0": 10, "n1": 7})
    assert looser.sum_of(sets["n2"]) is None
    assert looser.interval(sets["n2"]) == (3, 10)
    assert looser.reach(sets["n2"], 4, 9, 5)
    assert not looser.reach(sets["n2"], 2, 9, 5)
    assert Worlds(sets, {}).interval(sets["n0"]) == (0, None)


def test_limits_narrow_worlds() -> None:
    sets = _sets([1, 1], [1, 0])
    worlds = Worlds(sets, {"n0": 10}, [Limit({"n1": 2}, 5, None), Limit({"n0": 1, "n1": -1}, 3, None)])
    assert worlds.interval(sets["n1"]) == (3, 7)


def test_prints_that_contradict_each_other_are_an_error() -> None:
    sets = _sets([1, 1], [1, 0])
    with pytest.raises(ValueError, match="contradicts itself"):
        Worlds(sets, {"n0": 1, "n1": 2}).interval(sets["n1"])


def test_a_set_that_no_number_tells_apart_is_an_error() -> None:
    sets = _sets([1, 1, 1], [1, 1, 0])
    with pytest.raises(ValueError, match="tells apart"):
        Worlds(sets, {"n0": 3}).interval(np.array([True, False, False]))


def test_what_is_found_says_how() -> None:
    sets = _sets([1, 1, 1], [1, 1, 0], [0, 0, 1])
    worlds = Worlds(sets, {"n0": 10, "n1": 7})
    total = worlds.sum_of(sets["n2"])
    assert str(total) == "n0 - n1"
    assert str(Found("n2", "", 3, 3, total, Fraction(3))) == "n2: EXACTLY 3 = n0 - n1"
    assert str(Found("n2", "", 3, None, None, None)) == "n2: 3 to any number"


def test_the_command_prints_each_hidden_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _released(_DESIGNS["E3-four-shares"].edition(), ("all.q1",), tmp_path)
    assert main(tmp_path) == 1
    assert capsys.readouterr().out == (
        "all.q1: EXACTLY 3 = all - all.q2 - all.q3 - all.q4\n1 hidden counts, 1 of them understood, 1 exact\n"
    )
