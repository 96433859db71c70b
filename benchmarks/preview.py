"""Times a changed sentence: from saving the chapter to the page as a preview serves it, against ``jupyter-book build``.

The plain way is Jupyter Book's own incremental build of the same book, until the command ends. Rounds are in turn.

    python -m benchmarks.preview [--rounds 7]

Prints one table and writes ``_build/benchmarks/preview.json``.
"""

import argparse
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.copies import Copy
from benchmarks.measuring import COMMAND, copy_sources, keep, print_times, ratio

#: Of each chapter two beginnings of a sentence, either of which is true, in turn.
_SENTENCES = {
    "book/child-deaths.md": ("In what follows, each share", "Below, each share"),
    "book/glossary.md": ("These ", "All these "),
}
_LONGEST = 120  # seconds


def main() -> None:
    """Build once, then change a sentence round by round and time both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        work = Copy(Path(folder))
        copy_sources(work.report)
        work.build()
        work.stage()
        work.pages()
        with preview_of(work) as address:
            for number in range(rounds):
                for chapter in _SENTENCES:
                    change(work, chapter, number, address)
    report(work)


@contextmanager
def preview_of(work: Copy) -> Iterator[str]:
    """Run the command and give the address of the preview once every chapter is served."""
    command = (*COMMAND, "--project", str(work.report), "preview", "2020", "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101  # it is a pipe
        said = process.stdout.readline()
        match = re.search(r"http://\S+", said)
        if not match:
            raise SystemExit(f"the preview said {said!r}")
        try:
            for chapter in _SENTENCES:
                wait_for(match[0], chapter, _SENTENCES[chapter][0])
            yield match[0]
        finally:
            process.terminate()


def change(work: Copy, chapter: str, number: int, address: str) -> None:
    """Change a sentence and time both ways to the page that shows it."""
    old, new = _SENTENCES[chapter][:: 1 if number % 2 == 0 else -1]
    work.edit(chapter, old, new)
    work.timed(f"{chapter}: preview", lambda: wait_for(address, chapter, new))
    work.timed(f"{chapter}: jupyter-book build", work.pages)


def wait_for(address: str, chapter: str, sentence: str) -> None:
    """Wait until the chapter's page is served with the sentence. If it never is, the benchmark ends."""
    page = address + chapter.replace(".md", ".html")
    latest = time.monotonic() + _LONGEST
    while time.monotonic() < latest:
        try:
            with urlopen(page) as answer:  # noqa: S310  # our own server
                if sentence in answer.read().decode():
                    return
        except HTTPError:
            pass  # the book is not made yet
        time.sleep(0.02)
    raise SystemExit(f"{page} has not shown {sentence!r} after {_LONGEST} s")


def report(work: Copy) -> None:
    """Print the medians and the ratio of each chapter, and write all that was measured."""
    print(f"{'seconds':46} {'median':>8} {'least':>8} {'most':>8}")
    ratios = {}
    for chapter in _SENTENCES:
        ours, plain = work.times[f"{chapter}: preview"], work.times[f"{chapter}: jupyter-book build"]
        print_times(f"{chapter}: preview", ours)
        print_times(f"{chapter}: jupyter-book build", plain)
        ratios[chapter] = ratio(ours, plain)
        print(f"{'preview / build, median of pairs':46} {ratios[chapter]:8.2f}")
    keep("preview", {"times": work.times, "ratios": ratios})


if __name__ == "__main__":
    main()
