"""Times builds of the report against the plain tools, in turn, in one run: cold, unchanged, and after one change.

The plain way is the ``papermill`` command for each notebook, ``jupyter-book build``, and the PDF chain: Jupyter Book's
single page, pandoc and Typst. It is given what ours computes besides (the release and the charts), for nothing.

    python benchmarks/builds.py [--rounds 3]

Prints one table and writes ``_build/benchmarks/builds.json``. Takes some minutes.
"""

import argparse
import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ("_config.yml", "_toc.yml", "book", "notebooks", "data", "requirements.txt")
PANDAS = (sys.executable, "-c", "import pandas")
JUPYTER_BOOK = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
PAPERMILL = (sys.executable, "-m", "papermill")
#: What is left of the PDF chain after Jupyter Book: the single page named first becomes the file named last.
PDF = """
import sys
from pathlib import Path
from annual_report.press.pdf import make_pdf
from annual_report.press.site import cover_of
from annual_report.release import read_release

page, release, target = map(Path, sys.argv[1:])
make_pdf(page, target, cover_of(read_release(release)))
"""
_CHILD_SUBREAPER = 36  # of prctl(2)
UNCHANGED = 5  # times as many rounds: these are short


@dataclass(frozen=True)
class Work:
    """A copy of the report that is built in both ways.

    ``times`` are the seconds of each way, round by round; ``processor`` are those that all its processes used, which a
    busy machine changes less.
    """

    folder: Path
    times: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)

    @property
    def report(self) -> Path:
        """The report's own folder."""
        return self.folder / "report"

    @property
    def book(self) -> Path:
        """The staged book that the plain tools build."""
        return self.folder / "plain" / "book"

    def timed(self, name: str, act: Callable[[], None]) -> None:
        """Do something and note how long it took."""
        before, started = processor(), time.perf_counter()
        act()
        self.times.setdefault(name, []).append(time.perf_counter() - started)
        time.sleep(0.5)  # for what ends after its parent
        self.processor.setdefault(name, []).append(processor() - before)

    def build(self, *options: str) -> None:
        """Build the report our way."""
        command = "from annual_report.cli.main import main; main()"
        run([sys.executable, "-c", command, "--project", str(self.report), "build", "2020", *options])

    def papermill(self) -> None:
        """Run every notebook with the command, one after the other."""
        output = self.folder / "executed"
        output.mkdir(exist_ok=True)
        for notebook in sorted((self.report / "notebooks").glob("*.ipynb")):
            target = output / notebook.name
            run([*PAPERMILL, str(notebook), str(target), "-r", "edition", "2020"], cwd=notebook.parent)

    def pages(self) -> None:
        """Build the web book the plain way: what changed, if it was built before."""
        run([*JUPYTER_BOOK, str(self.book)])

    def pdf(self) -> None:
        """Make the PDF the plain way."""
        run([*JUPYTER_BOOK, str(self.book), "--builder", "singlehtml"])
        built = (self.book / "_build" / "singlehtml").rglob("*.html")
        page = max(built, key=lambda file: file.stat().st_size)
        release = self.book.parent / "release.json"
        run([sys.executable, "-c", PDF, str(page), str(release), str(self.folder / "plain.pdf")])

    def plain(self) -> None:
        """Make everything the plain way, cold."""
        shutil.rmtree(self.book / "_build", ignore_errors=True)
        self.papermill()
        self.pages()
        self.pdf()

    def cold(self) -> None:
        """Forget whatever was made."""
        shutil.rmtree(self.report / "_build", ignore_errors=True)

    def stage(self) -> None:
        """Give the plain tools the book that our last build has staged."""
        shutil.copytree(self.report / "_build" / "2020" / "work", self.book.parent)

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one place of a file of the report; of a chapter also in the plain book."""
        for file in (self.report / name, self.book / name):
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                if old not in text:
                    raise SystemExit(f"{file} has no {old!r}")
                file.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(command: Sequence[str], cwd: Path = ROOT) -> None:
    """Run a command; one that fails ends the benchmark."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def adopt_orphans() -> None:
    """Become the parent of every process below this one that loses its own, so that its time is counted."""
    ctypes.CDLL(None, use_errno=True).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def processor() -> float:
    """Return the seconds of processor of all processes below this one that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Time each way, in turn, round by round."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Path(folder))
        work.report.mkdir()
        for name in SOURCES:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, work.report / name)
        measure(work, rounds)
        report(work.times, work.processor)


def measure(work: Work, rounds: int) -> None:
    """Time every case ``rounds`` times, ours and the plain way one after the other."""
    for number in range(rounds):
        work.cold()
        work.timed(_COLD, work.build)
        if number == 0:
            work.stage()
        work.timed(_PLAIN, work.plain)
    for _ in range(rounds * UNCHANGED):
        work.timed("nothing changed: annual-report build", work.build)
        work.timed("python -c 'import pandas'", lambda: run(PANDAS))
    for _ in range(rounds):
        work.edit("book/glossary.md", "These ", "These same ")
        work.timed("one sentence: annual-report build", work.build)
        work.timed("one sentence: jupyter-book, web pages only", work.pages)
        work.timed("one sentence: the PDF, plain", work.pdf)
    records = work.report / "data" / "2020" / "SYNTHETIC_incidents.csv"
    for _ in range(rounds):
        lines = records.read_text(encoding="utf-8").splitlines(keepends=True)
        records.write_text("".join([lines[0], *lines[2:], lines[1]]), encoding="utf-8")
        work.timed("one record moved: annual-report build", work.build)
    for _ in range(rounds):
        work.edit("notebooks/03-child-deaths.ipynb", "This ", "This same ")
        work.timed("one notebook: annual-report build", work.build)
        work.timed("one notebook: papermill, all", work.papermill)


def report(times: Mapping[str, Sequence[float]], used: Mapping[str, Sequence[float]]) -> None:
    """Print the medians and the ratios, pair by pair, and write all that was measured."""
    print(f"{'seconds':46} {'median':>8} {'least':>8} {'most':>8} {'processor':>10}")
    for name, found in times.items():
        middle, work = statistics.median(found), statistics.median(used[name])
        print(f"{name:46} {middle:8.2f} {min(found):8.2f} {max(found):8.2f} {work:10.2f}")
    both = [sum(pair) for pair in zip(times[_PAGES], times["one sentence: the PDF, plain"], strict=True)]
    ratios = {
        "cold / plain": _ratio(times[_COLD], times[_PLAIN]),
        "cold / plain, processor": _ratio(used[_COLD], used[_PLAIN]),
        "unchanged / import pandas": _ratio(
            times["nothing changed: annual-report build"], times["python -c 'import pandas'"]
        ),
        "one sentence / plain, pages and PDF": _ratio(times["one sentence: annual-report build"], both),
        "one sentence / plain, pages only": _ratio(times["one sentence: annual-report build"], times[_PAGES]),
    }
    for name, ratio in ratios.items():
        print(f"{name + ', median of pairs':46} {ratio:8.2f}")
    target = ROOT / "_build" / "benchmarks" / "builds.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "load": os.getloadavg()[0]}
    measured = {"times": times, "processor": used, "ratios": ratios, "machine": machine}
    target.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


_COLD, _PLAIN = "cold: annual-report build", "cold: papermill each, jupyter-book, PDF"
_PAGES = "one sentence: jupyter-book, web pages only"


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main()
