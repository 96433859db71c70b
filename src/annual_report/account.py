"""A kernel's account of its notebook's run: what it opened, what it published, which cells ran to their end.

The engine that starts a kernel has it keep one, and holds the outputs against it (``running/agreement.py``). Nothing in
it rests on the notebook: what opens records and what publishes give their notes themselves, and IPython tells of each
cell. In any other process nothing is noted.

Imported in a kernel before its first cell, so it needs little. It leaves no name in the notebook's own space.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

#: What each note is of.
OPENED, PUBLISHED, REFUSED, BEGAN, RAN, ENDED = "opened", "published", "refused", "began", "ran", "ended"
#: The names by which a notebook knows what it is told.
PARAMETERS = ("edition", "area")

_kept: "_Account | None" = None


def keep(file: str) -> None:
    """Keep this kernel's account in ``file``, made anew. From now on a shell command that fails is an error."""
    global _kept  # noqa: PLW0603  one kernel, one account, kept from before its first cell
    from IPython.core.getipython import get_ipython  # noqa: PLC0415  there is no account without IPython

    shell: Any = get_ipython()
    shell.system_raise_on_error = True
    _kept = _Account(file, shell)
    shell.events.register("pre_run_cell", _kept.began)
    shell.events.register("post_run_cell", _kept.ran)
    shell.observe(_kept.asked_to_end, "exit_now")


def argument(file: str) -> str:
    """Return the argument that makes a kernel keep its account in ``file``."""
    return f"--IPKernelApp.exec_lines=__import__({__name__!r}, fromlist=['keep']).keep({file!r})"


def opened(edition: str, area: str) -> None:
    """Note that records were opened: of an edition, and of one of its areas or of all.

    A subject calls it wherever it opens records. A notebook that publishes and opened none is refused.
    """
    if _kept:
        _kept.opened(edition, area)


def published(data: Mapping[str, Any]) -> None:
    """Note that an item was published, by its typed output."""
    if _kept:
        _kept.add(PUBLISHED, item=f"{data.get('type')} {data.get('id')}", digest=digest_of_output(data))


def refused(call: str, reason: str) -> None:
    """Note that a call to publish something failed: a notebook that goes on all the same publishes less."""
    if _kept:
        _kept.add(REFUSED, call=call, reason=reason)


def digest_of_output(data: Mapping[str, Any]) -> str:
    """Return the digest of a typed output, the same in the kernel and in the executed notebook."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


class _Account:
    """The file of notes, a line of JSON each. ``cell`` counts the cells that were run, from 1."""

    def __init__(self, file: str, shell: Any) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self._shell = shell
        self._opened: set[tuple[str, str]] = set()
        self._cell = 0
        self._depth = 0  # a cell may run another

    def opened(self, edition: str, area: str) -> None:
        """Note what is opened the first time."""
        if (edition, area) not in self._opened:
            self._opened.add((edition, area))
            self.add(OPENED, edition=edition, area=area)

    def add(self, what: str, **facts: object) -> None:
        """Write a note."""
        os.write(self._file, json.dumps({"what": what, "cell": self._cell, **facts}).encode() + b"\n")

    def began(self, info: Any) -> None:
        """Note that a cell is run: one of the notebook's, not what the engine itself runs in the kernel."""
        if info.store_history:
            self._depth += 1
            if self._depth == 1:
                self._cell += 1
                self.add(BEGAN)

    def ran(self, result: Any) -> None:
        """Note the end of a cell: whether it ran to its end, and what the parameters are after it."""
        if result.info.store_history and self._depth:
            self._depth -= 1
            if not self._depth:
                space = self._shell.user_ns
                values = {name: _shown(space[name]) for name in PARAMETERS if name in space}
                self.add(RAN, whole=bool(result.success), values=values)

    def asked_to_end(self, change: Mapping[str, Any]) -> None:
        """Note that a cell asked its kernel to end, as ``exit()`` does. At its end the engine asks the same."""
        if change["new"] and self._depth:
            self.add(ENDED)


def _shown(value: object) -> str:
    """Return what a parameter is: papermill gives digits as a number."""
    is_text = isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
    return str(value) if is_text else f"something of the kind {type(value).__name__}"
