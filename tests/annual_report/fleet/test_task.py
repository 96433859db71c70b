from concurrent.futures import ThreadPoolExecutor

import pytest

from annual_report.errors import RunError
from annual_report.fleet.task import Task, Workers, received
from annual_report.reuse.digests import digest_of

TASK = Task("01.ipynb", (("area", "AREA-001"), ("edition", "2020")))


def test_workers_are_told_names_and_values_alone() -> None:
    with ThreadPoolExecutor(1) as executor:
        workers = Workers(executor, lambda notebook, told: (f"{notebook} {dict(told)}".encode(), "", 0.0), 1)
        assert workers.submit(TASK).result()[0] == b"01.ipynb {'area': 'AREA-001', 'edition': '2020'}"


def test_what_comes_home_is_what_was_sent() -> None:
    assert received(TASK, (b"notebook", digest_of(b"notebook"), 1.0)) == b"notebook"
    with pytest.raises(RunError, match=r"01\.ipynb: what came home from the worker is not what it sent"):
        received(TASK, (b"notebooX", digest_of(b"notebook"), 1.0))
