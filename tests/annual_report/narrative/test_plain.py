"""``jupyter-book build .`` where the authors' files lie makes the plain book, or says in one line what to run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.fixture_book import build_fixture_book


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose edition was built: the sources at its root, the release and the charts in _build."""
    made = tmp_path_factory.mktemp("made")
    build_fixture_book(made)
    root = tmp_path_factory.mktemp("plain") / "project"
    shutil.copytree(made / "book", root, ignore=shutil.ignore_patterns("_build", "charts"))
    (root / "data" / "2020").mkdir(parents=True)
    (root / "data" / "2020" / "edition.toml").touch()
    built = root / "_build" / "2020"
    (built / "site").mkdir(parents=True)
    shutil.copytree(made / "book" / "charts", built / "site" / "charts")
    shutil.copy(made / "release.json", built)
    (root / "charts").mkdir()  # for a picture that the author places herself
    shutil.copy(made / "book" / "charts" / "deaths.svg", root / "charts")
    return root


def build(root: Path) -> subprocess.CompletedProcess[str]:
    main = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", main, "build", ".", "-W", "-n", "--keep-going"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_last_release_and_its_charts_are_printed(root: Path) -> None:
    done = build(root)
    assert done.returncode == 0, done.stderr[-2000:]
    pages = "".join(file.read_text(encoding="utf-8") for file in (root / "_build" / "html").rglob("*.html"))
    assert "520" in pages
    assert 'src="../_images/deaths' in pages
    assert (root / "_build" / "html" / "_images" / "months.svg").is_file()


@pytest.mark.parametrize("missing", ["_build/2020/release.json", "_build/2020/site/charts"])
def test_without_a_release_one_line_says_what_to_run(root: Path, tmp_path: Path, missing: str) -> None:
    shutil.copytree(root, tmp_path / "project", ignore=shutil.ignore_patterns("html", ".doctrees", ".jupyter_cache"))
    gone = tmp_path / "project" / missing
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    done = build(tmp_path / "project")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "there is no release to print yet: run 'annual-report build 2020' first"
    assert "Traceback" not in done.stdout + done.stderr
