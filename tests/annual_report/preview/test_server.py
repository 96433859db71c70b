"""A real server on this machine: pages, files, news, and who is turned away."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from annual_report.errors import InputError
from annual_report.preview.server import serving
from annual_report.preview.view import Board, View


class Served:
    """A server of a folder, and what asks it."""

    def __init__(self, folder: Path, board: Board, address: str) -> None:
        self.folder, self.board, self.port = folder, board, urlsplit(address).port or 0

    def get(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
            answer = connection.getresponse()
            assert answer.getheader("Cache-Control") == "no-store"
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    folder, board = tmp_path / "html", Board()
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    with serving(folder, board, 0) as address:
        yield Served(folder, board, address)


def test_before_the_book_is_made_every_page_waits_and_shows_what_is_wrong(served: Served) -> None:
    served.board.show(View(problems=("broken",)))
    status, text = served.get("/book/a.html")
    assert status == 503
    assert "being made" in text
    assert "broken" in text


def test_pages_are_served_with_the_news_and_files_as_they_are(served: Served) -> None:
    (served.folder / "index.html").write_text("<html><head></head><body><main></main></body></html>")
    (served.folder / "a.css").write_text("p { color: red }")
    served.board.show(View(problems=("broken",)))
    assert "broken" in served.get("/")[1]
    assert served.get("/a.css?version=1") == (200, "p { color: red }")
    assert served.get("/report.pdf")[0] == 404


def test_nothing_outside_the_folder_is_served(served: Served) -> None:
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"):
        status, text = served.get(path)
        assert status != 200
        assert "secret<" not in text


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("host", ["elsewhere.example:80", "127.0.0.1.elsewhere.example:8765", "elsewhere.example"])
def test_a_page_of_another_host_learns_nothing_whatever_it_asks(served: Served, method: str, host: str) -> None:
    (served.folder / "index.html").write_text("<html></html>")
    (served.folder / "a.css").write_text("p { color: red }")
    told = {served.get(path, host, method) for path in ("/", "/a.css", "/not-there.css", "/_preview/events")}
    assert {status for status, _ in told} == {403}
    assert len(told) == 1, "what is there can be told from what is not"


def test_this_machine_may_be_called_by_its_usual_name(served: Served) -> None:
    assert served.get("/", host=f"localhost:{served.port}")[0] == 503


def test_news_are_told_as_they_come_until_the_preview_ends(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    connection.request("GET", "/_preview/events")
    with connection.getresponse() as answer:
        numbers = []
        for _ in range(2):
            numbers.append(answer.readline())
            assert answer.readline() == b"\n"
            served.board.show(View())
        served.board.close()
        answer.read()
    connection.close()
    assert all(number.startswith(b"data: ") for number in numbers)
    assert len(set(numbers)) == 2


def test_a_taken_port_is_an_error_that_says_what_to_do(served: Served) -> None:
    with (
        pytest.raises(InputError, match=f"port {served.port} cannot be used.*--port"),
        serving(served.folder, Board(), served.port),
    ):
        pass


def test_it_is_served_to_this_machine_alone(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.2", served.port, timeout=2)
    with pytest.raises(OSError, match="refused"):
        connection.request("GET", "/")
    connection.close()
