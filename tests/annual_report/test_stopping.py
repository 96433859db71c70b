"""A signal ends a program in good order, within a second, whatever its main thread is doing."""

import signal
import subprocess
import sys
import time

import pytest

_START = """
import signal, sys, time
from contextlib import suppress
from annual_report.stopping import Stopped, leave, stoppable, threads, unstopped, when_stopped
"""
ORDERLY = """
when_stopped(lambda: print("told", flush=True))
try:
    with stoppable():
        try:
            print("ready", flush=True)
            time.sleep(60)
        finally:
            print("put in order", flush=True)
except Stopped as stopped:
    leave(stopped.number)
"""
#: Ends when it must: the main thread hears of nothing.
DEAF = """
with stoppable():
    print("ready", flush=True)
    while True:
        with suppress(BaseException):
            time.sleep(60)
"""
WAITING = """
try:
    with stoppable(), threads(1) as pool:
        pool.submit(time.sleep, 60)
        print("ready", flush=True)
        pool.submit(time.sleep, 60).result()
except Stopped as stopped:
    leave(stopped.number)
"""
HELD = """
try:
    with stoppable():
        with unstopped():
            print("ready", flush=True)
            time.sleep(0.4)
            print("all of it", flush=True)
        print("not this", flush=True)
except Stopped as stopped:
    leave(stopped.number)
"""
IGNORING = """
signal.signal(signal.SIGHUP, signal.SIG_IGN)
with stoppable():
    print("ready", flush=True)
    time.sleep(0.5)
print("went on", flush=True)
"""
OVER = """
import atexit
atexit.register(time.sleep, 60)
with stoppable(to_the_end=True):
    pass
print("ready", flush=True)
"""


def stop(program: str, number: signal.Signals) -> tuple[int, str, str, float]:
    """Send a signal to a program that says it is ready; return code, output, errors and the seconds that it took."""
    with subprocess.Popen(
        [sys.executable, "-c", _START + program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.1)
        started = time.monotonic()
        process.send_signal(number)
        told, errors = process.communicate(timeout=30)
        return process.returncode, told, errors, time.monotonic() - started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_puts_all_in_order_and_tells_who_is_to_be_told(number: signal.Signals) -> None:
    code, told, errors, _ = stop(ORDERLY, number)
    assert (code, told, errors) == (128 + number, "told\nput in order\n", "\nStopped.\n")


@pytest.mark.parametrize("program", [DEAF, WAITING, OVER], ids=["deaf", "waiting", "over"])
def test_a_program_ends_within_a_second_whatever_it_does(program: str) -> None:
    code, _, errors, seconds = stop(program, signal.SIGINT)
    assert (code, errors) == (130, "\nStopped.\n")
    assert seconds < 1


def test_what_must_not_be_broken_off_is_finished_first() -> None:
    code, told, _, _ = stop(HELD, signal.SIGTERM)
    assert (code, told) == (143, "all of it\n")


def test_a_signal_that_was_to_be_ignored_is_ignored() -> None:
    assert stop(IGNORING, signal.SIGHUP)[:3] == (0, "went on\n", "")
