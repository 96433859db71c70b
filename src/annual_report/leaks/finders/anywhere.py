"""Finds what is a leak wherever it stands: ids and rows of records, fingerprints, paths, the machine, tracebacks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from annual_report.leaks.models import Kind, Leak, Passage, Secrets, Shape
from annual_report.leaks.runs import Found, runs_in

_FINGERPRINT = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
_PATH = re.compile(
    r"(?<![\w.:/\\-])(?:/(?:home|root|Users|tmp|work|workspace|builds?|private|opt|mnt|media|srv|var)/[\w.~+-]"
    r"|[A-Za-z]:\\(?:[\w.~+ -]+\\)*[\w.~+-]|file:///?[\w.~/])"
)
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|\bFile \"[^\"\n]+\", line \d+|^\w*Error: ", re.MULTILINE)


_SAID = (Shape.PROSE, Shape.ROW)
#: Shapes of passages that are looked through together, since there may be very many.
_TOGETHER = (*_SAID, Shape.APART)
#: Shapes in which what stands side by side may be a row.
_ROWS = (*_SAID, Shape.METADATA, Shape.RAW)


class _Text:
    """Passages as one text, so that it is looked through once, and where each begins."""

    def __init__(self, passages: Sequence[Passage], shape: Shape) -> None:
        self.text = "\n".join(passage.text for passage in passages)
        self.shape = shape
        self._passages = passages
        ends = accumulate(len(passage.text) + 1 for passage in passages)
        self._starts = [0, *ends]

    def place(self, start: int) -> str:
        """Return the place of what stands at ``start``."""
        if self.shape in (Shape.RAW, Shape.MARKUP):
            return f"{self._passages[0].place}, line {self.text.count(chr(10), 0, start) + 1}"
        return self._passages[bisect_right(self._starts, start) - 1].place


class Anywhere:
    """Looks through texts for what must stand in none."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def find(self, file: str, passages: Sequence[Passage]) -> Iterator[Leak]:
        """Yield the leaks of a file, each once: first in what is said, then in the file as it stands."""
        told: set[object] = set()
        said = _Text([passage for passage in passages if passage.shape in _SAID], Shape.PROSE)
        apart = _Text([passage for passage in passages if passage.shape is Shape.APART], Shape.APART)
        others = (_Text([passage], passage.shape) for passage in passages if passage.shape not in _TOGETHER)
        for text in (said, apart, *others):
            for start, kind, message in self._found(text.text, text.shape):
                if message not in told:
                    told.add(message)
                    yield Leak(file, text.place(start), kind, message)
            if text.shape in _ROWS:
                yield from self._rows(file, text, told)

    def _found(self, text: str, shape: Shape) -> Iterator[tuple[int, Kind, str]]:
        for search in (self._ids, self._fingerprints, self._paths, self._tracebacks):
            yield from search(text)
        yield from self._machine(text, shape)

    def _ids(self, text: str) -> Iterator[tuple[int, Kind, str]]:
        ids = self._secrets.traces.ids
        if ids.pattern is None:
            return
        for match in ids.pattern.finditer(text.lower()):  # all that looks like an id, and only that is looked up
            if match[1] in ids:
                message = f"the id of a record, {match[1]}. Leave it out: no record may be told from another"
                yield match.start(), Kind.RECORD_ID, message

    def _fingerprints(self, text: str) -> Iterator[tuple[int, Kind, str]]:
        for match in _FINGERPRINT.finditer(text):
            if match[0] in self._secrets.fingerprints:
                message = "a fingerprint of records. It is for disclosure control alone: drop it from what is published"
                yield match.start(), Kind.FINGERPRINT, message

    def _paths(self, text: str) -> Iterator[tuple[int, Kind, str]]:
        for match in _PATH.finditer(text):
            yield (
                match.start(),
                Kind.PATH,
                f"a path of a machine, {match[0]}… Name files by where they lie in it",
            )
        for match in self._folders.finditer(text):
            yield match.start(), Kind.PATH, "the folder of the build. Name files by where they lie in the report"

    @cached_property
    def _folders(self) -> re.Pattern[str]:
        folders = "|".join(re.escape(folder) for folder in self._secrets.machine.folders if len(folder) > 1)
        return re.compile(rf"(?<![\w.<-])(?:{folders})(?![\w-])" if folders else r"(?!)")

    def _machine(self, text: str, shape: Shape) -> Iterator[tuple[int, Kind, str]]:
        beside, alone = self._of_machine
        found = [*beside.finditer(text), *([alone.fullmatch(text.strip())] if shape is Shape.METADATA else [])]
        for match in found:
            if match:
                yield match.start(), Kind.MACHINE, f"who built the report or where, {match[0]}. Name the body instead"

    @cached_property
    def _of_machine(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """How user and host are told: beside each other anywhere; alone only where a program names who made a file.

        Names such as "root" or "work" are ordinary words: by themselves they tell nothing in a sentence.
        """
        user, host = (re.escape(name) for name in (self._secrets.machine.user, self._secrets.machine.host))
        beside = rf"(?<![\w.@-])(?:{user}@[\w.-]+|[\w.-]+@{host}(?![\w-])|~{user}/)"
        return re.compile(beside), re.compile(rf"(?:[\w ]+: )?(?:[\w.-]+\\)?(?:{user}|{host})")

    def _tracebacks(self, text: str) -> Iterator[tuple[int, Kind, str]]:
        for match in _TRACEBACK.finditer(text):
            yield match.start(), Kind.TRACEBACK, "an error of a program. Mend what failed: it may repeat a record"

    def _rows(self, file: str, text: _Text, told: set[object]) -> Iterator[Leak]:
        """Yield a leak for each selection of columns of which a record's values stand side by side in a file."""
        for found in runs_in(text.text, self._secrets.traces.runs):
            if found.source not in told:
                told.add(found.source)
                yield Leak(file, text.place(found.start), Kind.MICRODATA, _row_message(found))


def _row_message(found: Found) -> str:
    """Say what of the records stands there, and the ways out. Of the values only what is printed is repeated."""
    records = "1 record has" if found.shared == 1 else f"{found.shared} records have"
    return (
        f"{found.length} values side by side, the first “{found.first}”, as only {records} them in the columns "
        f"{', '.join(found.source.columns)} of the table {found.source.table}. A row of records may not be told: "
        "publish counts, with wider bands or categories merged, or take one of these columns out of what is printed. "
        f'If they stand there by chance, say so in edition.toml, under [disclosure.chance]: "{found.source}" = "why"'
    )
