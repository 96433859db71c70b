"""A kernel's ports, held from when they are chosen until the kernel listens at them, so that no other program gets one.

jupyter_client looks for free ports, lets go of them, and names them to the kernel, which listens at them later. In
between the system gives them to any program that asks for one, and then the kernel ends as soon as it starts.
"""

import socket
from collections.abc import Sequence
from contextlib import suppress


class HeldPorts:
    """Ports of one address. While they are held, nobody is given one who does not ask for it by number."""

    def __init__(self, address: str, wanted: Sequence[int]) -> None:
        """Hold a port for each one wanted: that one, or any that is free where it is 0.

        Raises:
            OSError: if one is taken, or the address is not this machine's.
        """
        self._sockets: list[socket.socket] = []
        try:
            for number in wanted:
                held = socket.socket()
                self._sockets.append(held)
                # ZeroMQ sets this too: a port that is bound and not listened at may then be listened at by another
                held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                held.bind((address, number))
        except OSError:
            self.let_go()
            raise

    @property
    def numbers(self) -> tuple[int, ...]:
        """The ports, in the order in which they were wanted."""
        return tuple(held.getsockname()[1] for held in self._sockets)

    def let_go(self) -> None:
        """Leave the ports to whoever listens at them."""
        while self._sockets:
            with suppress(OSError):
                self._sockets.pop().close()
