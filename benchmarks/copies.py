"""A copy of the report that is built in both ways: by the command, and with the plain tools.

The plain way is the ``papermill`` command for each notebook, ``jupyter-book build``, and the PDF chain: Jupyter Book's
single page, pandoc and Typst. It is given what ours computes besides (the release and the charts), for nothing.
"""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import COMMAND, JUPYTER_BOOK, processor, run

_PAPERMILL = (sys.executable, "-m", "papermill")
#: What is left of the PDF chain after Jupyter Book: the single page named first becomes the file named last.
_PDF = """
import sys
from pathlib import Path
from annual_report.press.pdf import make_pdf
from annual_report.press.site import cover_of
from annual_report.release import read_release

page, release, target = map(Path, sys.argv[1:])
make_pdf(page, target, cover_of(read_release(release)))
"""


@dataclass(frozen=True)
class Copy:
    """The report in a folder ``report``, and beside it the staged book of the plain tools.

    ``times`` are the seconds of each thing done, round by round; ``processor`` are those that all its processes used,
    which a busy machine changes less.
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
        run([*COMMAND, "--project", str(self.report), "build", "2020", *options])

    def papermill(self) -> None:
        """Run every notebook with the command, one after the other."""
        output = self.folder / "executed"
        output.mkdir(exist_ok=True)
        for notebook in sorted((self.report / "notebooks").glob("*.ipynb")):
            target = output / notebook.name
            run([*_PAPERMILL, str(notebook), str(target), "-r", "edition", "2020"], cwd=notebook.parent)

    def pages(self) -> None:
        """Build the web book the plain way: what changed, if it was built before."""
        run([*JUPYTER_BOOK, str(self.book)])

    def pdf(self) -> None:
        """Make the PDF the plain way."""
        run([*JUPYTER_BOOK, str(self.book), "--builder", "singlehtml"])
        built = (self.book / "_build" / "singlehtml").rglob("*.html")
        page = max(built, key=lambda file: file.stat().st_size)
        release = self.book.parent / "release.json"
        run([sys.executable, "-c", _PDF, str(page), str(release), str(self.folder / "plain.pdf")])

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
