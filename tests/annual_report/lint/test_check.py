from pathlib import Path

import pytest
from tests.conftest import ROOT, copy_project
from tests.support.ledgers import published_ledger

from annual_report.editions.models import load_edition
from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError
from annual_report.lint.check import check_book
from annual_report.lint.findings import Report
from annual_report.release import Release, make_release
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger

#: Where the narrative says that sudden unexpected death in infancy is the largest category.
CLAIMING = {"book/child-deaths.md", "book/executive-summary.md", "book/index.md", "notebooks/03-child-deaths.ipynb"}


def release(ledger: Ledger | None = None) -> Release:
    return make_release(load_edition(ROOT / "data" / "2020"), ledger or published_ledger(), ())


def recounted(counts: dict[str, int]) -> Ledger:
    """Return the ledger with other counts, their bases as they were."""
    ledger = published_ledger()
    changed = tuple(item.model_copy(update={"count": counts.get(item.id, item.count)}) for item in ledger.statistics)
    return ledger.model_copy(update={"statistics": changed})


@pytest.fixture(scope="module")
def report() -> Report:
    return check_book(Project(ROOT), release())


def test_the_narrative_of_2020_says_nothing_that_the_data_does_not(report: Report) -> None:
    assert report.findings == ()


def test_the_report_counts_what_it_looked_at_and_lists_every_silence(report: Report) -> None:
    assert report.claims >= 30
    assert report.placed >= 150
    assert report.fixed >= 50
    assert 0 < len(report.silences) <= 40
    assert all(len(silence.reason.split()) >= 3 for silence in report.silences)
    assert report.tally.endswith("0 findings")


def test_when_another_cause_is_the_largest_each_sentence_that_is_now_false_is_named() -> None:
    found = check_book(
        Project(ROOT), release(recounted({"deaths.cause.sudi": 52, "deaths.cause.suicide": 53}))
    ).findings
    false = [finding for finding in found if finding.rule == "false-claim"]
    largest = [finding for finding in false if "largest(deaths.cause.sudi) does not hold" in finding.message]
    assert {finding.file for finding in largest} == CLAIMING
    assert all("count(deaths.cause.sudi) is 52" in finding.message for finding in largest)


def hidden(name: str, low: int, high: int) -> Ledger:
    """Return the ledger without a number, of which so much can be worked out."""
    ledger = published_ledger()
    left = what_is_left(ledger.values.statistic(name)).model_copy(update={"low": low, "high": high})
    return hide(ledger, [left])


def test_a_narrative_whose_claims_hold_whatever_is_hidden_has_no_findings() -> None:
    assert check_book(Project(ROOT), release(hidden("deaths.cause.assault_outside_family", 10, 19))).findings == ()


def test_each_claim_and_headline_that_a_hidden_number_leaves_open_is_named() -> None:
    found = check_book(Project(ROOT), release(hidden("deaths.cause.other_death", 0, 80))).findings
    assert {finding.rule for finding in found} == {"hidden-claim"}
    assert {finding.file for finding in found} == CLAIMING
    assert all("count(deaths.cause.other_death) is 0 to 80" in finding.message for finding in found)
    assert any("chart deaths.cause:" in finding.message for finding in found)


def test_paragraph_ten_of_the_summary_fails_and_says_which_base_is_meant(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    chapter = project.book / "child-deaths.md"
    text = chapter.read_text(encoding="utf-8")
    said = (
        "Suicide in young people remains an important issue, accounting for {percent}`deaths.cause.suicide` of all\n"
        "incidents.\n"
    )
    chapter.write_text(f"{text}\n{said}", encoding="utf-8")
    (found,) = check_book(project, release()).findings
    assert (found.file, found.rule) == ("book/child-deaths.md", "wrong-base")
    assert found.line == len(text.split("\n")) + 1
    assert "is a share of fatal incidents" in found.message
    assert "the sentence says “of all incidents”" in found.message
    assert found.replacement == "{percent}`incidents.suicide`"


def test_a_typed_number_is_told_with_the_role_to_paste(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project.book / "child-deaths.md").write_text("# Deaths\n\nThere were 63 deaths.\n", encoding="utf-8")
    (found,) = check_book(project, release()).findings
    assert str(found) == (
        'book/child-deaths.md:3:12: "63" is typed. The statistic deaths.cause.sudi is 63: write '
        "{count}`deaths.cause.sudi` [typed-number]\n    There were »63« deaths."
    )


def test_a_headline_that_asserts_needs_its_claim() -> None:
    ledger = published_ledger()
    charts = tuple(chart.model_copy(update={"claim": ""}) for chart in ledger.charts)
    found = check_book(Project(ROOT), release(ledger.model_copy(update={"charts": charts}))).findings
    assert {finding.rule for finding in found} == {"headline"}
    assert {finding.sentence for finding in found} == {chart.title for chart in ledger.charts if chart.claim}
    deaths = next(finding for finding in found if "deaths.cause:" in finding.message)
    assert "Sudden unexpected death" in (ROOT / deaths.file).read_text(encoding="utf-8").split("\n")[deaths.line - 1]


def test_a_number_in_a_headline_is_typed() -> None:
    ledger = published_ledger()
    first, *others = ledger.charts
    charts = (first.model_copy(update={"title": "In 9 areas", "claim": ""}), *others)
    (found,) = check_book(Project(ROOT), release(ledger.model_copy(update={"charts": charts}))).findings
    assert "a number is typed in a headline" in found.message


@pytest.mark.parametrize("said", ["The most incidents, by month", "How incidents rose in 2020"])
def test_a_caption_that_asserts_is_refused(said: str) -> None:
    ledger = published_ledger()
    chart, *charts = ledger.charts
    table, *tables = ledger.tables
    changed = {
        "charts": (chart.model_copy(update={"subtitle": said}), *charts),
        "tables": (table.model_copy(update={"title": said}), *tables),
    }
    found = check_book(Project(ROOT), release(ledger.model_copy(update=changed))).findings
    assert {(finding.rule, finding.spot) for finding in found} == {("caption", said)}
    assert len(found) == 2


def test_a_book_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project.book / "index.md").write_bytes(b"# \xff")
    with pytest.raises(InputError, match=r"book/index\.md, line 1: .*byte 2 is not UTF-8"):
        check_book(project, release())
    for file in project.book.glob("*.md"):
        file.unlink()
    with pytest.raises(MissingError, match="no chapter there"):
        check_book(project, release())
