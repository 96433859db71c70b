"""The gate: every file of a finished site is read, and every leak in it is named."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from annual_report.errors import CheckError
from annual_report.leaks.finders.anywhere import Anywhere
from annual_report.leaks.finders.hidden_numbers import HiddenNumbers
from annual_report.leaks.models import Kind, Leak, Passage, Secrets, Unknown
from annual_report.leaks.reading.kinds import read_file


def search_site(site: Path, secrets: Secrets) -> tuple[Leak, ...]:
    """Return every leak of the files in ``site``, in order. A file of an unknown kind is one."""
    anywhere, hidden = Anywhere(secrets), HiddenNumbers(secrets)
    known: dict[tuple[str, bytes], list[Leak]] = {}
    leaks: list[Leak] = []
    for file in sorted(path for path in site.rglob("*") if not path.is_dir()):
        name, data = file.relative_to(site).as_posix(), file.read_bytes()
        same = (file.name, data)  # a picture lies in two folders
        if same not in known:
            known[same] = list(_search(name, data, secrets, anywhere, hidden))
        leaks += [replace(leak, file=name) for leak in known[same]]
    return tuple(sorted(set(leaks)))


def require_no_leaks(site: Path, secrets: Secrets) -> None:
    """Refuse a site that leaks.

    Args:
        site: the finished site.
        secrets: what it must not tell.

    Raises:
        CheckError: naming every leak with its file and place, and what to do.
    """
    refuse(search_site(site, secrets))


def refuse(leaks: Sequence[Leak]) -> None:
    """Refuse a site in which there are ``leaks``. Raises CheckError, as above."""
    if leaks:
        told = "\n".join(f"  {leak}" for leak in leaks)
        raise CheckError(f"the site tells what it must not, in {len(leaks)} place(s):\n{told}\nNothing was published.")


def _search(name: str, data: bytes, secrets: Secrets, anywhere: Anywhere, hidden: HiddenNumbers) -> Iterator[Leak]:
    found = list(read_file(name, data, secrets.placed))
    passages = [Passage("its name", name), *(one for one in found if isinstance(one, Passage))]
    for one in found:
        if isinstance(one, Unknown):
            yield Leak(name, one.place, Kind.UNKNOWN_FILE, f"{one.why}. Leave it out, or teach the gate to read it")
    yield from anywhere.find(name, passages)
    yield from hidden.find(name, passages)
    chart = PurePosixPath(name)
    if chart.suffix == ".svg" and chart.stem in secrets.charts:
        yield from hidden.in_chart(name, chart.stem, passages)
