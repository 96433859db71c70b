"""Whether the caller is still there, while a process is busy with something that cannot be broken off."""

import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ending_with(caller: int) -> Iterator[None]:
    """Until the end of the block, end this process at once when the process ``caller`` ends.

    After the block there is one thread, as before it: a process may then be forked.
    """
    if not hasattr(os, "pidfd_open"):
        yield
        return
    try:
        alive = os.pidfd_open(caller)
    except ProcessLookupError:
        os._exit(1)
    reading, writing = os.pipe()
    watch = threading.Thread(target=_watch, args=(alive, reading), daemon=True)
    watch.start()
    try:
        yield
    finally:
        os.close(writing)
        watch.join()
        os.close(reading)
        os.close(alive)


def _watch(alive: int, done: int) -> None:
    waiting = select.poll()
    waiting.register(alive, select.POLLIN)
    waiting.register(done, select.POLLIN)
    if alive in {descriptor for descriptor, _ in waiting.poll()}:
        os._exit(1)
