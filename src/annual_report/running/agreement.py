"""Holds an executed notebook against its kernel's account: nothing may be lost, added, left out, or of another area.

What is compared is what happened, not what the notebook says: the records that were opened, every call that published,
and every cell. Cells are counted with the one in which papermill puts the parameters.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from annual_report import account
from annual_report.errors import RunError
from annual_report.running.parameters import Parameters
from annual_report.statistics.output import MIME

_Note = dict[str, Any]
_MOST_NAMED = 3  # items of a cell that are named; of the others it is said how many they are
_INJECTED = "injected-parameters"
_SKIPS = "skip-execution"  # the tag by which nbclient, and so papermill, does not run a cell
_ASKED = "ends its kernel, as exit() and quit() do. Take that out"
_DIED = (
    "the kernel died while it ran: most often, because the memory was too small for what it holds, else because "
    "something in the cell ended it, as os._exit does"
)
#: By these an audit with nbval leaves what a cell puts out unread.
_UNREAD = ("nbval-ignore-output", "NBVAL_IGNORE_OUTPUT", "PYTEST_VALIDATE_IGNORE_OUTPUT", "nbval-skip", "NBVAL_SKIP")


def require_agreement(executed: NotebookNode, kept: Path, told: Parameters, name: str) -> None:
    """Check that a notebook ran whole, for what it was told, and that all that it published is in its outputs.

    Args:
        executed: the notebook as papermill left it.
        kept: its kernel's account.
        told: the parameters that it was run for.
        name: the notebook's file name.

    Raises:
        RunError: naming the notebook, and all that is wrong, with the cell.
    """
    if not kept.is_file():
        raise RunError(f"{name}: its kernel kept no account of the run. Run again with --plain-kernels")
    run = _Run(executed, _read(kept))
    checks = (_asked_to_end, _not_whole, _parameters, _records, _unopened, _refused, _lost, _added, _unread)
    faults = dict.fromkeys(fault for check in checks for fault in check(run, told))
    if faults:
        raise RunError("\n".join(f"{name}, {fault}" for fault in faults))


def how_it_died(kept: Path, source: NotebookNode, *, injected: bool) -> str:
    """Return at which cell a kernel died, as far as it is known, and of what.

    Args:
        kept: its account.
        source: the notebook as it is stored: papermill leaves none of a kernel that died.
        injected: whether papermill put a cell into it.
    """
    notes = _read(kept) if kept.is_file() else []
    asked = [note["cell"] for note in notes if note["what"] == account.ENDED]
    if not notes:
        return f": {_DIED}"
    cells = list(source.cells)
    if injected and not any(_INJECTED in _tags(cell) for cell in cells):
        given = next(at for at, cell in enumerate(cells) if "parameters" in _tags(cell))
        cells.insert(given, cells[given])
    place = _places(cells)[asked[0] if asked else notes[-1]["cell"]]
    return f", cell {place}: {_ASKED if asked else _DIED}"


def _places(cells: Sequence[NotebookNode]) -> dict[int, int]:
    """Return the places of the cells that are run, by how many were run until then."""
    run = (place for place, cell in enumerate(cells, 1) if _has_code(cell) and _SKIPS not in _tags(cell))
    return dict(enumerate(run, 1))


def _has_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


@dataclass(frozen=True)
class _Run:
    """An executed notebook with its kernel's notes, in order."""

    executed: NotebookNode
    notes: list[_Note]

    def of(self, what: str) -> list[_Note]:
        """Return the notes of one kind."""
        return [note for note in self.notes if note["what"] == what]

    @cached_property
    def code(self) -> list[tuple[int, NotebookNode]]:
        """The cells that have code, with their places in the notebook."""
        cells = enumerate(self.executed.cells, 1)
        return [(place, cell) for place, cell in cells if _has_code(cell)]

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each cell by its number in the account."""
        return _places(self.executed.cells)

    @cached_property
    def typed(self) -> list[tuple[int, _Note]]:
        """The typed outputs, each with the place of its cell."""
        outputs = ((place, output) for place, cell in self.code for output in cell.outputs)
        return [(place, output.data[MIME]) for place, output in outputs if MIME in output.get("data", {})]

    def place(self, note: _Note) -> int:
        """Return the place of the cell of a note; the last, where it is of none."""
        return self.places.get(note["cell"], len(self.executed.cells))


def _read(kept: Path) -> list[_Note]:
    return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]


def _asked_to_end(run: _Run, told: Parameters) -> Iterator[str]:
    for note in run.of(account.ENDED):
        yield f"cell {run.place(note)}: {_ASKED}"


def _not_whole(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield the cell at which the notebook ended, and those that were not run for another reason."""
    whole = {run.place(note) for note in run.of(account.RAN) if note["whole"]}
    for at, (place, cell) in enumerate(run.code):
        if cell.execution_count is None:
            skips = [tag for tag in cell.metadata.get("tags", []) if "skip" in tag]
            why = f": it is tagged {skips[0]!r}" if skips else ""
            yield f"cell {place}: was not run{why}. Take out what skips it, or take out the cell"
        elif place not in whole:
            left = len(run.code) - at - 1
            yield (
                f"cell {place}: the notebook ended here, before the end of the cell, and {left} cell(s) after it were "
                "not run. What ends it (sys.exit, SystemExit) must go: put what depends on a condition under an if"
            )
            return


def _parameters(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield each cell after which a parameter is another than the notebook was told."""
    tag = _INJECTED if any(_INJECTED in _tags(cell) for _, cell in run.code) else "parameters"
    given = next((place for place, cell in run.code if tag in _tags(cell)), 0)
    before: dict[str, str] = {}
    for note in run.of(account.RAN):
        for name, value in note["values"].items() if run.place(note) >= given else ():
            meant = getattr(told, name)
            if value not in (meant, before.get(name)):
                yield (
                    f"cell {run.place(note)}: was run for {name} {meant!r}, and sets {name} to {value!r}. Leave the "
                    "parameters as they are given, and use another name"
                )
            before[name] = value


def _records(run: _Run, told: Parameters) -> Iterator[str]:
    for note in run.of(account.OPENED):
        if (note["edition"], note["area"]) != (told.edition, told.area):
            yield (
                f"cell {run.place(note)}: was run for edition {told.edition!r} and area {told.area!r}, and opened the "
                f"records of edition {note['edition']!r} and area {note['area']!r}. Pass edition and area on as they "
                "are given: open_section(edition, area)"
            )


def _unopened(run: _Run, told: Parameters) -> Iterator[str]:
    published = run.of(account.PUBLISHED)
    if published and not run.of(account.OPENED):
        yield (
            f"cell {run.place(published[0])}: publishes, and opened no records, so nobody knows of which edition and "
            "area its numbers are. Open them by the subject's own function, such as open_section(edition, area); a "
            "subject that opens them itself says so by annual_report.account.opened(edition, area)"
        )


def _refused(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield each call of publish that failed in a cell that went on all the same."""
    for note in run.of(account.REFUSED):
        yield (
            f"cell {run.place(note)}: went on after {note['call']} had failed, so less is published: {note['reason']}. "
            "Mend the call or take it out; no except may hide it"
        )


def _lost(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield each cell that published what is in no output."""
    arrived = Counter(account.digest_of_output(data) for _, data in run.typed)
    lost: dict[int, list[str]] = {}
    for note in run.of(account.PUBLISHED):
        if arrived[note["digest"]]:
            arrived[note["digest"]] -= 1
        else:
            lost.setdefault(run.place(note), []).append(note["item"])
    for place, items in lost.items():
        yield (
            f"cell {place}: publishes {_named(items)}, and no output of the notebook has it. Publish where nothing "
            "takes outputs away: %%capture, capture_output, clear_output and other processes do"
        )


def _added(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield each cell with a typed output that no call of publish made."""
    published = Counter(note["digest"] for note in run.of(account.PUBLISHED))
    for place, data in run.typed:
        digest = account.digest_of_output(data)
        if not published[digest]:
            yield (
                f"cell {place}: shows {data.get('type')} {data.get('id')} as if it were published, and publish did not "
                "count it. Publish it"
            )
        published[digest] -= 1


def _unread(run: _Run, told: Parameters) -> Iterator[str]:
    """Yield each cell that publishes and that an audit is told not to compare."""
    publishing = {place for place, _ in run.typed}
    for place, cell in run.code:
        marks = [mark for mark in _UNREAD if mark in _tags(cell) or mark in cell.source]
        if marks and place in publishing:
            yield f"cell {place}: publishes, and {marks[0]} keeps an audit from comparing it. Take that out"


def _tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _named(items: list[str]) -> str:
    more = len(items) - _MOST_NAMED
    return ", ".join(items[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
