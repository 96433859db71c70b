"""The templates of this process: one for each Python, environment and preload, started when it is first asked for."""

import atexit
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from warm_kernels.template_process import Kind, TemplateProcess

#: What tools set anew for each kernel. It reaches the kernel, and makes no difference to what is imported.
_PASSING = ("JPY_", "PYTEST_CURRENT_TEST")


def kind_of(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, preload: tuple[str, ...] | None
) -> Kind:
    """Return the kind of a kernel."""
    shared = tuple(sorted((name, value) for name, value in environment.items() if not name.startswith(_PASSING)))
    return Kind(tuple(command), shared, str(folder) if _matters(folder, environment) else None, preload)


def _matters(folder: Path, environment: Mapping[str, str]) -> bool:
    """Return whether what is imported depends on the folder in which it is imported."""
    relative = any(not Path(name).is_absolute() for name in environment.get("PYTHONPATH", "/").split(os.pathsep))
    return relative or (folder / "matplotlibrc").is_file()  # matplotlib reads this file when it is imported


class Templates:
    """The templates of this process, for use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._templates: dict[Kind, TemplateProcess] = {}

    def of(self, kind: Kind) -> TemplateProcess:
        """Return the template of this kind; a new one if there is none or it has ended."""
        with self._lock:
            template = self._templates.get(kind)
            if template is not None and not template.is_alive():
                template.close()
                template = None
            if template is None:
                template = self._templates[kind] = TemplateProcess(kind)
            return template

    def end(self) -> None:
        """End all of them."""
        with self._lock:
            while self._templates:
                self._templates.popitem()[1].end()

    def forget(self) -> None:
        """Let go of them in a process that was forked from the one that started them, and whose they are."""
        self._lock = threading.Lock()
        for template in self._templates.values():
            template.close()
        # kept, so that nothing is said of processes that are not waited for
        self._inherited, self._templates = self._templates, {}


TEMPLATES = Templates()
atexit.register(TEMPLATES.end)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=TEMPLATES.forget)
