"""A finished site, served on this machine alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Drop the line that would be written for each request."""


class _Server(ThreadingHTTPServer):
    """Serves many files at once; a browser that closes a page half loaded is no error."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Drop the trace of a connection that the browser broke."""


@dataclass(frozen=True)
class Site:
    """A site's folder and where it is served."""

    folder: Path
    address: str

    def pages(self) -> list[str]:
        """Return every page but the one at the root, which sends the browser on at once."""
        pages = (page.relative_to(self.folder).as_posix() for page in self.folder.rglob("*.html"))
        return sorted(set(pages) - {"index.html"})


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve ``folder`` until the end of the block."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    thread.join()
