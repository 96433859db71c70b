"""Faults in records: where each is, what stands there, and the rule it breaks. Collected, never raised one by one."""

from dataclasses import dataclass

from annual_report.errors import InputError

_SHOWN = 60  # characters of a faulty value that a message shows


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. ``row`` is the line of the file (the header is 1), 0 for the whole file; ``column`` may be empty."""

    file: str
    row: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        """Return the fault as one line: ``incidents.csv, row 12, column kind: "deth" ... rule``."""
        place = (
            self.file + (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        )
        shown = repr(
            self.value if len(self.value) <= _SHOWN else f"{self.value[:_SHOWN]}... ({len(self.value)} characters)"
        )
        return f"{place}: {shown + ': ' if self.value else ''}{self.rule}"


class RecordsError(InputError):
    """The records are faulty. Carries every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in the records. Nothing was built.\n{lines}")
