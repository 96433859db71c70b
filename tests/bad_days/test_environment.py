"""In a poor environment a command works where it can; else it says in a line what and what to do, and changes nothing.

Limits are set for the command's process alone; small disks are mounted where nobody else sees them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.bad_days.reports import change, whole_report
from tests.conftest import ROOT
from tests.support.digests import digests

from annual_report.cli.main import main

pytestmark = pytest.mark.slow

BUILD = "from annual_report.cli.start import main; main()"
Build = Callable[[Path], "subprocess.CompletedProcess[str]"]


def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0


mounting = pytest.mark.skipif(not _can_mount(), reason="only root may mount a small disk")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that was built, and has been changed since."""
    root = tmp_path_factory.mktemp("made")
    whole_report(root)
    assert build(root).returncode == 0
    change(root, 1)
    return root


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "report", symlinks=True)


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short path."""
    folder = Path(mkdtemp(prefix="e-", dir="/var/tmp"))
    yield folder
    shutil.rmtree(folder)


def build(root: Path, before: str = "", *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command, a build if none is named, after a line of shell."""
    command = [sys.executable, "-c", BUILD, *(words or ("build", "2020"))]
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{before}\nexec "$@"', "sh", *command]
        if "mount" in before
        else ["sh", "-c", f'{before}\nexec "$@"', "sh", *command],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


@pytest.fixture
def build_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    """Build in this process, where nothing of the process is what is looked at."""

    def run(root: Path) -> "subprocess.CompletedProcess[str]":
        monkeypatch.chdir(root)
        with pytest.raises(SystemExit) as left:
            main(["build", "2020"])
        told = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return subprocess.CompletedProcess(["build"], left.value.code, told.out, told.err)

    return run


def refusal(done: "subprocess.CompletedProcess[str]") -> str:
    """Return what a command that refused said: one line, and no traceback."""
    assert done.returncode in (1, 2), done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("error: ")
    return lines[0]


def site(root: Path) -> dict[str, str]:
    return dict(digests(root / "_build" / "2020"))


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("ulimit -n 64", "64 files open at a time, and a notebook needs 80. Raise the limit (ulimit -n 1024)"),
        ("ulimit -v 1500000", "1.5 GB of address space, and a notebook needs 2. Raise the limit (ulimit -v unlimited)"),
        ("ulimit -f 1", "File too large. The file may not become that large: see ulimit -f"),
    ],
)
def test_a_limit_that_is_too_low_is_told_and_nothing_changes(report: Path, limit: str, words: str) -> None:
    before = site(report)
    assert words in refusal(build(report, limit))
    assert site(report) == before
    assert not list((report / "_build").glob(".*.new"))


@pytest.mark.parametrize("limit", ["ulimit -n 80", "ulimit -v 3000000"])
def test_within_low_limits_fewer_notebooks_run_at_a_time(report: Path, limit: str) -> None:
    before = site(report)
    done = build(report, limit)
    assert done.returncode == 0, done.stderr
    assert site(report) != before


@pytest.mark.parametrize(
    ("length", "words"), [(66, ("accept",)), (80, ("accept",)), (134, ("accept",)), (134, ("build", "2020"))]
)
def test_a_long_path_for_temporary_files_is_as_good_as_any(
    report: Path, short: Path, length: int, words: tuple[str, ...]
) -> None:
    long = short / ("x" * (length - len(str(short)) - 1))
    long.mkdir()
    done = build(report, "", *words, TMPDIR=str(long), XDG_RUNTIME_DIR="")
    assert done.returncode == 0, done.stderr
    assert not list(long.iterdir())


@mounting
@pytest.mark.parametrize("size", ["200k", "1m"])
def test_a_full_disk_is_told_and_the_site_stays(report: Path, size: str) -> None:
    before = site(report)
    mounted = f"mount -t tmpfs -o size={size} small _build/.store"
    told = refusal(build(report, mounted))
    assert "_build/.store" in told
    assert "No space left on device. Free some space" in told
    assert site(report) == before


@mounting
def test_without_shared_memory_the_press_works(report: Path) -> None:
    before = site(report)
    done = build(report, "mount -t tmpfs -o size=4k small /dev/shm")
    assert done.returncode == 0, done.stderr
    assert site(report) != before


@mounting
def test_a_folder_that_cannot_be_written_to_is_told_and_what_only_reads_works(report: Path) -> None:
    mounted = 'mount --bind "$PWD" "$PWD" && mount -o remount,bind,ro "$PWD" && cd "$PWD"'
    assert "Read-only file system. Work on a copy of the report" in refusal(build(report, mounted))
    assert "Read-only file system" in refusal(build(report, mounted, "accept"))
    assert build(report, mounted, "validate", "data/2020").returncode == 0
    assert build(report, mounted, "check", "2020").returncode == 0


@mounting
def test_a_full_folder_for_temporary_files_is_told(report: Path, short: Path) -> None:
    before = site(report)
    done = build(report, f"mount -t tmpfs -o size=100k small {short}", TMPDIR=str(short), XDG_RUNTIME_DIR="")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr
    assert site(report) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_takes_nothing_is_told(report: Path) -> None:
    done = build(report, "exec > /dev/full", "check", "2020")
    assert "No space left on device" in refusal(done)
    assert done.returncode == 1


@pytest.mark.parametrize("place", ["book/x.png", "data/2020/x.csv", "data/reference/x.csv", "notebooks/x.txt"])
@pytest.mark.parametrize(
    ("leads", "words"),
    [("nowhere", "is a link to nowhere, which is not there"), (".", "is a link to ., a folder that it lies in")],
)
def test_a_link_that_leads_nowhere_or_round_is_told_before_anything_runs(
    report: Path, place: str, leads: str, words: str, build_here: Build
) -> None:
    (report / place).symlink_to(leads)
    done = build_here(report)
    assert done.stdout == ""
    assert words in refusal(done)
    assert done.returncode == 2


def test_two_links_that_lead_to_each_other_are_told(report: Path, build_here: Build) -> None:
    (report / "book" / "one").symlink_to("two")
    (report / "book" / "two").symlink_to("one")
    assert "which is not there. Mend the link, or remove it" in refusal(build_here(report))


def test_a_link_to_a_sound_file_or_folder_is_followed(report: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "rows.csv").write_text("key\n1\n")
    (report / "data" / "more").symlink_to(tmp_path / "elsewhere")  # what lies in book/ must be there itself
    assert "is a link" not in build(report).stderr


def test_a_fault_of_the_program_is_a_line_and_with_debug_a_traceback(report: Path) -> None:
    broken = "import annual_report.swap as s\ns.tidy = None\nfrom annual_report.cli.start import main\nmain()"
    words = ("check", "2020")
    for debug in ((), ("--debug",)):
        done = subprocess.run(
            [sys.executable, "-c", broken, *debug, *words], cwd=report, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) == bool(debug)
        assert "This is a fault of the program. Run again with --debug" in done.stderr.splitlines()[-1]
