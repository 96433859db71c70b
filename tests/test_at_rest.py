"""What lies on the disk when commands have run, with the widest umask: private, and all of it told in the documents."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.support.modes import mode, modes_below, readable_by_nobody, wide
from tests.support.private_table import private_rows, public_paths
from tests.support.small_reports import State, write_report

pytestmark = pytest.mark.slow

_RUN = "import signal; signal.signal(2, signal.default_int_handler); from annual_report.cli.main import main; main()"
#: The sites that others may read, and the folders through which they come to them.
SITES = ("2020/site",)
PASSAGES = (".", "2020")


@dataclass(frozen=True, slots=True)
class Place:
    """A report in a folder to which every user of the machine can come, with a temporary folder of its own."""

    root: Path
    umask: int

    @property
    def report(self) -> Path:
        return self.root / "report"

    @property
    def build(self) -> Path:
        return self.report / "_build"

    @property
    def temporary(self) -> Path:
        return self.root / "temporary"

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start the command as a person with this umask does."""
        return subprocess.Popen(
            [sys.executable, "-c", _RUN, "--project", str(self.report), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=self.umask,
            env={**os.environ, "TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1"},
        )

    def run(self, *words: str) -> tuple[int, str]:
        """Run the command and return its exit code and what it said."""
        with self.start(*words) as process:
            said, _ = process.communicate()
            return process.returncode, said

    def must(self, *words: str) -> str:
        code, said = self.run(*words)
        assert code == 0, said
        return said


def place(umask: int) -> Iterator[Place]:
    found = Place(Path(mkdtemp()), umask)
    found.root.chmod(0o755)
    found.temporary.mkdir()
    write_report(found.report, State())
    (found.report / "notebooks" / "02-others.ipynb").unlink()  # it needs a package of its own
    yield found
    shutil.rmtree(found.root)


@pytest.fixture(scope="module")
def widest() -> Iterator[Place]:
    """A report of which all was made that one can make, with a umask that takes nothing away."""
    for found in place(0o000):
        found.must("build", "2020")
        found.must("release-pack", "2020")
        found.must("sign-off", "2020", "--by", "Grace Hopper", "--on", "2026-03-04")
        found.must("build", "2020", "--area", "AREA-001")
        _preview(found)
        _draft(found)
        found.must("compare", "2020", "2020", "--output", str(found.root / "new" / "FILE"))
        yield found


def _preview(found: Place) -> None:
    with found.start("preview", "2020", "--port", "0") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if (found.build / "preview-2020" / "html" / "book" / "deaths.html").exists():
                break
            assert "error" not in line
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
        assert process.returncode == 0, said


def _draft(found: Place) -> None:
    """Fail to build a narrative with a typed number."""
    chapter = found.report / "book" / "deaths.md"
    kept = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{kept}\nThere were 63 deaths.\n", encoding="utf-8")
    code, said = found.run("build", "2020")
    assert code == 1, said
    chapter.write_text(kept, encoding="utf-8")


def test_nothing_but_the_site_can_be_read_by_others(widest: Place) -> None:
    assert wide(widest.build, public=SITES, passages=PASSAGES) == []


def test_another_user_reads_the_site_and_nothing_else(widest: Place) -> None:
    files = [file for file in widest.build.rglob("*") if file.is_file()]
    site = {str(file) for file in files if file.is_relative_to(widest.build / "2020" / "site")}
    assert set(readable_by_nobody(files)) == site
    assert len(site) > 10


def test_nothing_of_the_records_is_left_among_temporary_files(widest: Place) -> None:
    assert modes_below(widest.temporary).keys() == {"."}


def test_what_a_person_asks_for_is_theirs_alone(widest: Place) -> None:
    assert wide(widest.root / "new") == []


def test_a_signed_off_release_can_be_read_by_all(widest: Place) -> None:
    folder = widest.report / "data" / "2020" / "releases"
    assert modes_below(folder) == {".": "d755", "001.json": "f644"}


def test_git_adds_nothing_of_what_was_built(widest: Place) -> None:
    subprocess.run(["git", "init", "-q"], cwd=widest.report, check=True)
    subprocess.run(["git", "add", "-A"], cwd=widest.report, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=widest.report, check=True, capture_output=True, text=True)
    added = listed.stdout.splitlines()
    assert "data/2020/releases/001.json" in added
    assert [name for name in added if name.startswith("_build")] == []
    shutil.rmtree(widest.report / ".git")


def test_the_documents_name_all_that_is_private_with_its_mode(widest: Place) -> None:
    rows = private_rows()
    assert "_build/<edition>/site/" in public_paths()
    untold = []
    for path in widest.build.rglob("*"):
        name = f"{path.relative_to(widest.report).as_posix()}{'/' if path.is_dir() else ''}"
        if name in ("_build/2020/", "_build/.gitignore") or name.startswith("_build/2020/site/"):
            continue
        if not any(row.matches(name) and f"0{mode(path):o}" in row.modes for row in rows):
            untold.append(name)
    assert untold == []


def test_all_that_the_documents_name_is_there(widest: Place) -> None:
    """But for what is only there while a command runs, and the workers' folders: see fleet/test_workers_folders.py."""
    there = [
        f"{path.relative_to(widest.report).as_posix()}{'/' if path.is_dir() else ''}"
        for path in [*widest.build.rglob("*"), *widest.report.glob("data/*/registers")]
    ]
    there.append("temporary/" if widest.temporary.is_dir() else "")
    there.append((widest.root / "new" / "FILE").name)
    missing = [row.paths for row in private_rows() if not any(row.matches(name) for name in there)]
    assert missing == [
        ("_build/.<name>.new/", "_build/.<name>.old/"),
        ("<worker>/annual-report-<fleet>/",),
    ]


def test_what_was_left_open_is_closed_also_where_there_is_nothing_to_build(widest: Place) -> None:
    widest.must("build", "2020")  # the last one failed
    ledger = widest.build / "2020" / "ledger.json"
    for path in (widest.build, ledger, widest.build / ".store", widest.build / "2020-AREA-001"):
        path.chmod(0o777)
    (widest.build / ".gitignore").unlink()
    assert "up to date: nothing has changed" in widest.must("build", "2020")
    assert wide(widest.build, public=SITES, passages=PASSAGES) == []
    assert (widest.build / ".gitignore").is_file()


def test_a_site_has_the_same_modes_with_any_umask(widest: Place) -> None:
    for found in place(0o022):
        found.must("build", "2020")
        assert wide(found.build, public=SITES, passages=PASSAGES) == []
        assert modes_below(found.temporary).keys() == {"."}
        assert modes_below(found.build / "2020" / "site") == modes_below(widest.build / "2020" / "site")
