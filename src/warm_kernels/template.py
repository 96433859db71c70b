"""The template: a process that imports the libraries once and forks a kernel, with its keeper, at each request.

It runs in the kernels' own Python, which may lack this package, so this module and the three that it uses need nothing
but the standard library. It ends when its caller closes the socket or dies.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Iterable
from contextlib import suppress

from warm_kernels.caller import ending_with
from warm_kernels.keeper import fork, keep
from warm_kernels.kernel import Imports, Request

#: What a kernel imports as it starts and shows its first results, found by comparing sys.modules before and after.
KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "pdb",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
)
_LOSES_FIGURES = "matplotlib_inline.backend_inline"


def main(control: str, caller: str, preload: str) -> None:
    """Import the modules and serve requests until the caller is gone.

    Args:
        control: the descriptor of the socket on which requests come.
        caller: the process that asks; the template does not outlive it.
        preload: as JSON, the modules to import if they are there, and those that must be there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ending_with(int(caller)):
        imports = import_modules(*json.loads(preload))
    gc.collect()
    gc.freeze()  # no collection in a kernel touches, and so copies, what was imported here
    _serve(socket.socket(fileno=int(control)), imports, int(caller))


def import_modules(wanted: Iterable[str], needed: Iterable[str]) -> Imports:
    """Import what a kernel needs itself, the ``wanted`` modules that are installed, and all that are ``needed``."""
    variables = dict(os.environ)
    # as a kernel does before a notebook imports matplotlib
    os.environ.setdefault("MPLBACKEND", f"module://{_LOSES_FIGURES}")
    _import(KERNEL)
    filters = [*warnings.filters]
    _import(wanted)
    for name in needed:
        importlib.import_module(name)
    if _LOSES_FIGURES in sys.modules:
        # it binds to the shell of the notebook that imports it, and here there is none
        sys.exit(f"a preloaded module imports {_LOSES_FIGURES}, so every figure would be lost. Do not preload it")
    return Imports(
        modules=frozenset(sys.modules),
        variables={name: value for name, value in os.environ.items() if variables.get(name) != value},
        filters=tuple(one for one in warnings.filters if one not in filters),
    )


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(ImportError):
            importlib.import_module(name)


def _serve(control: socket.socket, imports: Imports, caller: int) -> None:
    """Fork a keeper for each request, and wait for each that ends, until the caller is gone."""
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    try:
        alive = os.pidfd_open(caller)
    except ProcessLookupError:
        return
    waiting.register(alive, select.POLLIN)
    keepers: dict[int, int] = {}
    while True:
        ready = {descriptor for descriptor, _ in waiting.poll()}
        if alive in ready:
            return
        for ended in ready & keepers.keys():
            waiting.unregister(ended)
            os.waitpid(keepers.pop(ended), 0)
            os.close(ended)
        if control.fileno() in ready:
            message, descriptors, _, _ = socket.recv_fds(control, 1, len(Request.DESCRIPTORS))
            if not message:
                return  # the caller closed its end
            request = Request(*descriptors)
            keeper = fork()
            if keeper == 0:
                control.close()
                for descriptor in (alive, *keepers):
                    os.close(descriptor)
                keep(request, imports, caller)
            request.close()
            ended = os.pidfd_open(keeper)
            keepers[ended] = keeper
            waiting.register(ended, select.POLLIN)
