"""The pages served to this machine alone, with an address that tells a browser when to load them again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from time import time_ns
from urllib.parse import unquote, urlsplit

from annual_report.errors import InputError
from annual_report.preview.pages import EVENTS, decorate, missing_page, waiting_page
from annual_report.preview.view import ENDED, Board

_HOST = "127.0.0.1"
_HEARTBEAT = 10.0  # seconds after which a browser that has gone is noticed


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: the pages and the news that goes on them. ``start`` tells this preview from another one."""

    pages: Path
    board: Board
    start: int

    def name(self, number: int) -> str:
        """Return a view's number as a browser knows it."""
        return f"{self.start}-{number}"


class _Server(ThreadingHTTPServer):
    """Serves many files at once; a browser that closes a page half loaded is no error."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Drop the trace of a connection that the browser broke."""


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    timeout = 30  # seconds that a connection may say nothing

    def __init__(self, request: socket, client: tuple[str, int], server: _Server, served: Served) -> None:
        self._served = served
        super().__init__(request, client, server, directory=str(served.pages))

    def parse_request(self) -> bool:
        """Turn away, whatever is asked, a request that does not name this machine."""
        if not super().parse_request():
            return False
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self) -> None:
        """Answer with a page, a file or the news."""
        path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        file = Path(self.translate_path(f"/{path}"))
        if f"/{path}" == EVENTS:
            self._tell_news()
        elif file.suffix == ".html" and file.is_file():
            self._send(file.read_text(encoding="utf-8"), path, HTTPStatus.OK)
        elif file.is_file():
            super().do_GET()
        elif (self._served.pages / "index.html").is_file():
            self._send(missing_page(path), path, HTTPStatus.NOT_FOUND)
        else:
            self._send(waiting_page(), path, HTTPStatus.SERVICE_UNAVAILABLE)

    def end_headers(self) -> None:
        """Let no browser keep what the next save may change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Drop the line that would be written for each request."""

    def _is_for_us(self) -> bool:
        """Say whether the request names this machine: a page of another host has no business here."""
        return self.headers.get("Host", "").rpartition(":")[0] in (_HOST, "localhost")

    def _send(self, page: str, path: str, status: HTTPStatus) -> None:
        number, view = self._served.board.newest()
        content = decorate(page, path, view, self._served.name(number)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell_news(self) -> None:
        """Send the newest number, and again whenever it changes, until the browser or the preview ends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number, _ = self._served.board.newest()
        while number != ENDED:
            self.wfile.write(f"data: {self._served.name(number)}\n\n".encode())
            number = self._served.board.wait(number, _HEARTBEAT)


@contextmanager
def serving(pages: Path, board: Board, port: int) -> Iterator[str]:
    """Serve ``pages`` with the news of ``board`` until the end of the block, and give the address.

    Raises:
        InputError: if the port is taken.
    """
    served = Served(pages, board, time_ns())
    try:
        server = _Server((_HOST, port), partial(_Handler, served=served))
    except OSError as error:
        raise InputError(
            f"port {port} cannot be used: {error.strerror}. Another preview may be running. "
            "Choose another port with --port, as --port 8766"
        ) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_port}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()
        thread.join()
