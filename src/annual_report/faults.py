"""Faults in records: where each is, what stands there, and the rule it breaks. Collected, never raised one by one."""

import re
from dataclasses import dataclass

from annual_report.errors import InputError
from annual_report.visible import odd_characters, quoted, visible

_PLAIN = re.compile(r"[\w.-]{1,60}", re.ASCII)


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
        line, place = ("line", "setting") if self.file.endswith(".toml") else ("row", "column")
        row = f", {line} {self.row}" if self.row else ""
        column = f", {place} {self._column}" if self.column else ""
        shown = f"{quoted(self.value)}{odd_characters(self.value)}: " if self.value else ""
        return f"{visible(self.file)}{row}{column}: {shown}{self.rule}"

    @property
    def _column(self) -> str:
        return self.column if _PLAIN.fullmatch(self.column) else quoted(self.column)


class RecordsError(InputError):
    """The records are faulty. Carries every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in the records. Nothing was built.\n{lines}")
