"""What in a notebook's code may come out otherwise at another time or on another machine, read from its names."""

import dis
from collections.abc import Iterator
from types import CodeType

_CLOCK = (
    *("now", "utcnow", "today", "time_ns", "localtime", "gmtime", "ctime", "asctime", "clock_gettime"),
    *("monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"),
)
_MACHINE = (
    "environ",
    "environb",
    "getenv",
    "gethostname",
    "getlogin",
    "getuser",
    "getcwd",
    "cwd",
    "urandom",
    "uuid1",
    "uuid4",
)


def what_differs(code: CodeType) -> Iterator[str]:
    """Yield, for each name by which Python reads the clock or the machine, what ``code`` does, as words.

    The names are those of the compiled code, so that functions within it, magics, and text that is executed count too.
    """
    for inner in _with_inner(code):
        names = {*inner.co_names, *(constant for constant in inner.co_consts if constant in ("now", "today"))}
        for name in sorted(names.intersection(_CLOCK)) + (["time"] if _imports_time(inner) else []):
            yield f"reads the clock ({name})"
        for name in sorted(names.intersection(_MACHINE)):
            yield f"reads what differs from machine to machine ({name})"


def imported_by(code: CodeType) -> Iterator[str]:
    """Yield the dotted name of each module that ``code`` imports by a statement."""
    for inner in _with_inner(code):
        yield from (str(step.argval) for step in dis.get_instructions(inner) if step.opname == "IMPORT_NAME")


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _with_inner(constant)


def _imports_time(code: CodeType) -> bool:
    if "time" not in code.co_names:
        return False
    return any(step.opname == "IMPORT_NAME" and step.argval == "time" for step in dis.get_instructions(code))
