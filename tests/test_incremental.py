"""Whatever is edited, the next build gives the bytes of a clean one; whatever happened to its output or its store."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.support.digests import digests
from tests.support.small_reports import CHOICES, State, own_package, write_package, write_report

from annual_report.build import build
from annual_report.editions.project import Project
from annual_report.errors import CheckError
from annual_report.reuse.current import Built, standing_of

pytestmark = pytest.mark.slow
SEQUENCES, EDITS = 10, 10


@dataclass
class Reports:
    """A report that is built again and again, and clean ones to hold it against, one for each state."""

    folder: Path
    package: Path
    clean: dict[State, dict[str, str]] = field(default_factory=dict, repr=False)
    builds: int = 0

    def built(self, root: Path, state: State) -> dict[str, str]:
        """Build the report as ``state`` says in ``root`` and return the digest of each file of its output."""
        project = write_report(root, state)
        write_package(self.package, state)
        built = build(project, "2020", {}, lambda step: None)
        assert built.site.is_file()
        self.builds += 1
        return digests(project.output("2020"))

    def expected(self, state: State) -> dict[str, str]:
        """Return what a build that reuses nothing gives."""
        if state not in self.clean:
            root = self.folder / "clean"
            self.clean[state] = self.built(root, state)
            shutil.rmtree(root)
        return self.clean[state]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    folder = tmp_path_factory.mktemp("reports")
    with own_package(folder / "package") as package:
        yield Reports(folder, package)


def fresh_times(root: Path) -> None:
    for file in root.rglob("*"):
        os.utime(file)


def output_damaged(root: Path) -> None:
    for file in root.glob("_build/2020/site/book/*.html"):
        file.write_bytes(b"damaged")


def output_deleted(root: Path) -> None:
    shutil.rmtree(root / "_build" / "2020", ignore_errors=True)


def page_added(root: Path) -> None:
    if (site := root / "_build" / "2020" / "site").is_dir():
        (site / "added.html").write_text("nobody built this")


def store_damaged(root: Path) -> None:
    for file in root.glob("_build/.store/*/*/*"):
        file.write_bytes(file.read_bytes()[:-1])


def store_deleted(root: Path) -> None:
    shutil.rmtree(root / "_build" / ".store", ignore_errors=True)


def draft_left(root: Path) -> None:
    draft = root / "_build" / "2020.draft"
    draft.mkdir(parents=True, exist_ok=True)
    (draft / "release.json").write_text("of a build that failed")


#: What may happen that is no edit. Nothing of it may be seen in the next output.
MISHAPS: dict[str, Callable[[Path], None]] = {
    act.__name__: act
    for act in (fresh_times, output_damaged, output_deleted, page_added, store_damaged, store_deleted, draft_left)
}
_EDIT = st.one_of(
    st.sampled_from(sorted(CHOICES)).flatmap(lambda name: st.tuples(st.just(name), st.integers(0, CHOICES[name] - 1))),
    st.tuples(st.sampled_from(sorted(MISHAPS)), st.just(0)),
)


@given(edits=st.lists(_EDIT, min_size=EDITS, max_size=EDITS))
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_after_every_edit_the_output_is_that_of_a_clean_build(reports: Reports, edits: list[tuple[str, int]]) -> None:
    root = reports.folder / "edited"
    state = State()
    for name, choice in edits:
        if name in MISHAPS:
            MISHAPS[name](root)
        else:
            state = state.with_choice(name, choice)
        assert reports.built(root, state) == reports.expected(state), (name, choice)
        assert not (root / "_build" / "2020.draft").exists()


def test_a_build_with_nothing_to_do_touches_nothing(reports: Reports, tmp_path: Path) -> None:
    reports.built(tmp_path, State())
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "_build").rglob("*")}
    told: list[str] = []
    build(Project(tmp_path), "2020", {}, told.append)
    assert told == ["records checked"]
    after = {file: file.stat().st_mtime_ns for file in (tmp_path / "_build").rglob("*")}
    changed = {file.name for file in before.keys() | after.keys() if before.get(file) != after.get(file)}
    assert changed <= {"2020", "locks", "lock"}  # the locks that two builds wait for


def test_the_release_pack_of_a_report_stays_where_it_is(reports: Reports, tmp_path: Path) -> None:
    reports.built(tmp_path, State())
    pack = tmp_path / "_build" / "2020" / "release-pack" / "index.html"
    pack.parent.mkdir()
    pack.write_text("for the checker")
    assert standing_of(Project(tmp_path), "2020", {}, "warm").is_current


def test_jobs_change_no_byte(reports: Reports, tmp_path: Path) -> None:
    found = []
    for jobs in (1, 3):
        project = write_report(tmp_path / str(jobs), State())
        build(project, "2020", {}, lambda step: None, jobs=jobs)
        found.append(digests(project.output("2020")))
    assert found[0] == found[1] == reports.expected(State())


def test_two_builds_at_once_give_what_one_gives(reports: Reports, tmp_path: Path) -> None:
    project = write_report(tmp_path, State())
    write_package(reports.package, State())
    command = [sys.executable, "-c", "from annual_report.cli.main import main; main()", "--project", str(tmp_path)]

    def build_it(number: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, "build", "2020"], capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(build_it, range(2)))
    assert [run.returncode for run in done] == [0, 0], [run.stderr for run in done]
    assert sum("waiting for another build" in run.stdout for run in done) == 1
    assert digests(project.output("2020")) == reports.expected(State())


def test_a_build_that_is_refused_leaves_the_last_good_one_and_what_ran(reports: Reports, tmp_path: Path) -> None:
    before = reports.built(tmp_path, State())
    page = tmp_path / "book" / "deaths.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + "\nIt was 482 then.\n", encoding="utf-8")
    with pytest.raises(CheckError, match="482"):
        build(Project(tmp_path), "2020", {}, lambda step: None)
    assert digests(tmp_path / "_build" / "2020") == before
    page.write_text(good, encoding="utf-8")
    told: list[str] = []
    build(Project(tmp_path), "2020", {}, told.append)
    assert told == ["records checked"]
    assert not (tmp_path / "_build" / "2020.draft").exists()


@pytest.mark.parametrize("name", ["book/deaths.md", "book/new.md", "data/2020/others.csv"])
def test_what_is_edited_while_the_report_is_built_is_in_the_next_one(
    name: str, reports: Reports, tmp_path: Path
) -> None:
    project = write_report(tmp_path / "edited", State())
    write_package(reports.package, State())
    told: list[str] = []

    def edit(step: str) -> None:
        told.append(step)
        if step.startswith("narrative"):
            file = project.root / name
            text = file.read_text(encoding="utf-8") if file.is_file() else "# New\n"
            file.write_text(f"{text}99\n" if name.endswith(".csv") else f"{text}\nAnd so on.\n", encoding="utf-8")

    build(project, "2020", {}, edit)
    assert "while the report was built, files changed" in told[-1]
    assert name in told[-1]
    assert not standing_of(project, "2020", {}, "warm").is_current
    build(project, "2020", {}, lambda step: None)
    assert standing_of(project, "2020", {}, "warm").is_current
    clean = Project(tmp_path / "clean")
    shutil.copytree(project.root, clean.root, ignore=shutil.ignore_patterns("_build"))
    build(clean, "2020", {}, lambda step: None)
    assert digests(project.output("2020")) == digests(clean.output("2020"))


def test_each_step_is_explained(reports: Reports, tmp_path: Path) -> None:
    reports.built(tmp_path, State())
    write_report(tmp_path, State(sentence=1))
    explained: list[str] = []
    built = build(Project(tmp_path), "2020", {}, lambda step: None, explain=explained.append)
    assert isinstance(built, Built)
    assert explained == [
        "reused: notebook 01-things: nothing that it depends on changed",
        "reused: notebook 02-others: nothing that it depends on changed",
        "reused: charts: nothing that it depends on changed",
        "made: web pages: changed: book/deaths.md",
        "made: PDF: changed: book/deaths.md",
        "reused: downloads: nothing that it depends on changed",
    ]
