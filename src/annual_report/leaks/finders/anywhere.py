"""Finds what is a leak wherever it stands: ids and rows of records, fingerprints, paths, the machine, tracebacks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from annual_report.leaks.models import Kind, Leak, Passage, Secrets, Shape
from annual_report.leaks.runs import runs_in

_FINGERPRINT = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
_PATH = re.compile(
    r"(?<![\w.:/\\-])(?:/(?:home|root|Users|tmp|work|workspace|builds?|private|opt|mnt|media|srv|var)/[\w.~+-]"
    r"|[A-Za-z]:\\(?:[\w.~+ -]+\\)*[\w.~+-]|file:///?[\w.~/])"
)
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|\bFile \"[^\"\n]+\", line \d+|^\w*Error: ", re.MULTILINE)


_SAID = (Shape.PROSE, Shape.ROW)


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
        self._pairs = frozenset(run[:2] for run in secrets.traces.runs)

    def find(self, file: str, passages: Sequence[Passage]) -> Iterator[Leak]:
        """Yield the leaks of a file, each once: first in what is said, then in the file as it stands."""
        told: set[str] = set()
        prose = [passage for passage in passages if passage.shape in _SAID]
        others = (_Text([passage], passage.shape) for passage in passages if passage.shape not in _SAID)
        for text in (_Text(prose, Shape.PROSE), *others):
            for start, kind, message in self._found(text.text, text.shape):
                if message not in told:
                    told.add(message)
                    yield Leak(file, text.place(start), kind, message)

    def _found(self, text: str, shape: Shape) -> Iterator[tuple[int, Kind, str]]:
        for search in (self._ids, self._fingerprints, self._paths, self._tracebacks):
            yield from search(text)
        if shape is not Shape.MARKUP:
            yield from self._rows(text)
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

    def _rows(self, text: str) -> Iterator[tuple[int, Kind, str]]:
        for run, start in runs_in(text, self._secrets.traces.runs, self._pairs):
            message = f"{len(run)} values of one record side by side, the first {run[0]}. Publish no rows"
            yield start, Kind.MICRODATA, message
