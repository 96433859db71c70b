"""The command as a person uses it: exit codes, messages, and an untouched site after bad input."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.digests import digests

from annual_report.cli.commands import COMMANDS
from annual_report.cli.main import group, main
from annual_report.editions.project import Project

Change = Callable[[Path], None]


def replace(name: str, old: str, new: str) -> Change:
    """Return a change of the first ``old`` in a file of the edition."""

    def change(folder: Path) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cell(name: str, row: int, column: str, value: str) -> Change:
    """Return a change of one cell: ``row`` counts records from 1."""

    def change(folder: Path) -> None:
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        fields = lines[row].split(",")
        fields[lines[0].split(",").index(column)] = value
        lines[row] = ",".join(fields)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return change


def first_row_again(name: str) -> Change:
    def change(folder: Path) -> None:
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")

    return change


def write(name: str, content: bytes) -> Change:
    return lambda folder: _write(folder / name, content)


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def append(name: str, content: bytes) -> Change:
    return lambda folder: _write(folder / name, (folder / name).read_bytes() + content)


INCIDENTS = "SYNTHETIC_incidents.csv"
CHILDREN = "SYNTHETIC_children.csv"
REVIEWS = "SYNTHETIC_rapid_reviews.csv"


def _fatal(folder: Path) -> str:
    lines = (folder / INCIDENTS).read_text(encoding="utf-8").splitlines()
    return next(line.split(",")[1] for line in lines if ",fatal," in line)


def _second_child(folder: Path) -> None:
    row = f"yes,{_fatal(folder)}-9,{_fatal(folder)},1,male,black\n".encode()
    append(CHILDREN, row)(folder)


def _gang_evidence(folder: Path) -> None:
    lines = (folder / INCIDENTS).read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(lines) if ",physical_abuse," in line)
    cell(INCIDENTS, row, "gang_county_lines", "both")(folder)


FAULTS: dict[str, tuple[Change, str]] = {
    "wrong type": (
        cell(CHILDREN, 1, "age_years", "young"),
        r"SYNTHETIC_children\.csv, row 2, column age_years: 'young'",
    ),
    "age out of range": (cell(CHILDREN, 1, "age_years", "18"), r"row 2, column age_years: '18'"),
    "unknown code": (cell(INCIDENTS, 3, "incident_type", "fatl"), r"row 4, column incident_type: 'fatl'.*fatal"),
    "unknown area": (cell(INCIDENTS, 1, "area_code", "AREA-999"), r"row 2, column area_code: 'AREA-999'"),
    "missing key": (cell(INCIDENTS, 1, "incident_id", ""), r"row 2, column incident_id"),
    "duplicate key": (first_row_again(INCIDENTS), r"row 484, column incident_id"),
    "child without incident": (
        cell(CHILDREN, 1, "incident_id", "SYN-2020-9999"),
        r"row 2, column incident_id: 'SYN-2020-9999'",
    ),
    "review without incident": (
        cell(REVIEWS, 1, "incident_id", "SYN-2020-9999"),
        r"rapid_reviews\.csv, row 2, column incident_id",
    ),
    "date outside the period": (
        cell(INCIDENTS, 1, "incident_date", "2019-12-31"),
        r"row 2, column incident_date: '2019-12-31'",
    ),
    "date that is none": (
        cell(INCIDENTS, 1, "incident_date", "2020-02-30"),
        r"row 2, column incident_date: '2020-02-30'",
    ),
    "notified before the incident": (cell(INCIDENTS, 1, "notified_date", "2020-01-01"), r"row 2, column notified_date"),
    "review received before notification": (
        cell(REVIEWS, 1, "received_date", "2019-06-03"),
        r"row 2, column received_date: '2019-06-03'",
    ),
    "mixed with real records": (cell(INCIDENTS, 5, "is_synthetic", "no"), r"row 6, column is_synthetic: 'no'"),
    "missing file": (lambda folder: (folder / REVIEWS).unlink(), r"SYNTHETIC_rapid_reviews\.csv"),
    "missing column": (replace(CHILDREN, ",sex,", ",gender,"), r"SYNTHETIC_children\.csv.*sex"),
    "ragged row": (append(CHILDREN, b"yes,SYN-1\n"), r"SYNTHETIC_children\.csv, row 516"),
    "wrong encoding": (append(CHILDREN, "yes,é".encode("latin-1")), r"SYNTHETIC_children\.csv.*UTF-8"),
    "empty file": (write(CHILDREN, b""), r"SYNTHETIC_children\.csv.*empty"),
    "a field of 10 MB": (
        append(CHILDREN, b"yes," + b"x" * 10_000_000 + b",SYN-2020-0001,1,male,black\n"),
        r"SYNTHETIC_children\.csv, row 516",
    ),
    "a NUL byte": (append(CHILDREN, b"yes,SYN\0,SYN-2020-0001,1,male,black\n"), r"SYNTHETIC_children\.csv.*NUL"),
    "a spreadsheet formula": (cell(CHILDREN, 1, "child_id", "=1+1"), r"row 2, column child_id: '=1\+1'"),
    "a death of two children": (_second_child, r"incident_id"),
    "gang evidence without risk-taking": (_gang_evidence, r"column gang_county_lines"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_record_is_named_and_changes_nothing(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change, message = FAULTS[name]
    site = project.output("2020") / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the last good site")
    change(project.root / "data" / "2020")
    before = digests(project.root)
    with pytest.raises(SystemExit) as left:
        main(["--project", str(project.root), "build", "2020"])
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert told.startswith("error: ")
    assert "Traceback" not in told
    assert len(told) < 20_000
    assert re.search(message, told, re.DOTALL), told
    assert digests(project.root) == before


def test_a_traceback_is_shown_with_debug(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--debug", "--project", str(project.root), "build", "1999"])
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert "Traceback" in told
    assert "there is no edition '1999'" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "2020", "-p", "aera", "all"], "'aera', which no notebook takes. Did you mean 'area'"),
        (["build", "2020", "-p", "area", "AREA-001"], "the narrative is for the whole edition"),
        (["build", "2019"], "Editions here: 2020"),
    ],
)
def test_wrong_use_is_explained(
    words: list[str], message: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--project", str(project.root), *words])
    assert left.value.code == 2
    assert message in capsys.readouterr().err


def test_the_list_of_commands_is_complete_at_80_columns() -> None:
    shown = CliRunner().invoke(group, ["--help"], terminal_width=80)
    lines = shown.output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == sorted(COMMANDS)  # none goes over two lines
    assert not [line for line in lines if len(line) > 80 or line.endswith("...")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_documented(command: str) -> None:
    shown = CliRunner().invoke(group, [command, "--help"])
    assert shown.exit_code == 0
    documents = Path(__file__).parent.parent
    text = "".join(file.read_text(encoding="utf-8") for file in [documents / "README.md", *documents.glob("docs/*.md")])
    assert f"annual-report {command}" in text
