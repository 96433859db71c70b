"""The store gives back what was put in, or nothing; whoever else uses it, and whatever happened to its files."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_report.reuse.bounds import keep_within
from annual_report.reuse.digests import digest_of
from annual_report.reuse.store import Found, Store

KEY, OTHER = digest_of(b"key"), digest_of(b"other")
CONTENT = {"a.html": b"a page", "deep/b.svg": b"a picture"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_was_put_in_comes_out(store: Store) -> None:
    assert store.get(KEY) == Found()
    store.put(KEY, CONTENT)
    assert store.get(KEY) == Found(CONTENT)
    assert store.get(OTHER) == Found()


def test_the_same_content_is_kept_once(store: Store) -> None:
    store.put(KEY, CONTENT)
    before = files(store.contents)
    store.put(OTHER, {"c.html": b"a page"})
    assert files(store.contents) == before


@given(data=st.binary(max_size=50), place=st.integers(0, 200), value=st.integers(0, 255))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_damaged_counts_as_never_made_and_can_be_made_again(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, place: int, value: int
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    content = {"a": data, "b": b"more"}
    store.put(KEY, content)
    for file in files(store.folder):
        good = file.read_bytes()
        bad = bytearray(good)
        bad[place % max(len(bad), 1) : place % max(len(bad), 1) + 1] = bytes([value])
        file.write_bytes(bytes(bad))
        found = store.get(KEY)
        assert found == (Found(content) if bytes(bad) == good else Found(damaged=True))
        store.put(KEY, content)
        assert store.get(KEY) == Found(content)


@pytest.mark.parametrize("part", ["entries", "contents"])
def test_what_is_gone_counts_as_never_made(store: Store, part: str) -> None:
    store.put(KEY, CONTENT)
    files(store.folder / part)[0].unlink()
    assert store.get(KEY).content is None


def test_many_may_write_and_read_at_once(store: Store) -> None:
    def work(number: int) -> bool:
        store.put(KEY, CONTENT)
        keep_within(store, 10 if number % 3 == 0 else 1000)
        return store.get(KEY).content in (None, CONTENT)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))
    store.put(KEY, CONTENT)
    assert store.get(KEY) == Found(CONTENT)
    assert not files(store.aside)


def test_what_was_not_used_for_longest_goes_first(store: Store) -> None:
    keys = [digest_of(bytes([number])) for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, {"a": bytes([age]) * 100})
        os.utime(store._entry(key), (age, age))
    assert store.get(keys[0]).content  # and so it was used last
    keep_within(store, 250)
    assert [store.get(key).content is not None for key in keys] == [True, False, False, True]
    assert sum(file.stat().st_size for file in files(store.contents)) == 200


def test_a_shared_content_stays_while_anything_needs_it(store: Store) -> None:
    store.put(KEY, {"a": b"x" * 100})
    store.put(OTHER, {"a": b"x" * 100, "b": b"y" * 10})
    os.utime(store._entry(OTHER), (1, 1))
    keep_within(store, 105)
    assert store.get(OTHER).content is None
    assert store.get(KEY).content == {"a": b"x" * 100}


def test_what_no_result_names_goes_when_it_is_old(store: Store) -> None:
    store.put(KEY, CONTENT)
    lone = store.content_file(digest_of(b"lone"))
    lone.parent.mkdir(exist_ok=True)
    lone.write_bytes(b"lone")
    keep_within(store)
    assert lone.is_file()  # another build may just have written it
    os.utime(lone, (1, 1))
    aside = store.aside / "new-killed"
    aside.write_bytes(b"half")
    keep_within(store)
    assert not lone.is_file()
    assert not aside.is_file()
    assert store.get(KEY) == Found(CONTENT)
