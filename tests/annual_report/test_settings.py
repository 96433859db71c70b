"""Settings that are wrong are named in plain words, each with its line, all at once."""

from datetime import date
from pathlib import Path

import pytest
from tests.support.incident_records import EDITION

from annual_report.editions.models import load_edition
from annual_report.settings import SettingsError


def edition(folder: Path, *changed: tuple[str, str]) -> Path:
    text = EDITION
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    assert load_edition(edition(tmp_path, ('name = "2020"', '\ufeffname = "2020"'))).published == date(2021, 5, 14)


WRONG = [
    (('body = "A body"', 'body = "A body"\nby_line = "x"'), 5, "by_line", "there is no such setting"),
    (('body = "A body"', 'body = "A body"\nby_line = "x"'), 5, "by_line", "Did you mean byline?"),
    (("2021-05-14", '"14/05/2021"'), 6, "published", "'14/05/2021': must be a day that exists, written 2021-05-14"),
    (("synthetic = true", 'synthetic = "perhaps"'), 9, "records.synthetic", "must be true or false"),
    (("synthetic = true", "synthetic = true, folde = 1"), 9, "records.folde", "Did you mean folder?"),
    (('title = "A report"', "title = 3"), 2, "title", "'3': must be words in quotation marks"),
    (('title = "A report"\n', ""), 0, "title", "is missing, and needed"),
    (("end = 2020-12-31", "end = 2019-12-31"), 7, "period", "ends (2019-12-31) before it starts (2020-01-01)"),
    (('name = "2020"', 'name = "20 20"'), 1, "name", "must be letters, digits and hyphens"),
    (
        ("records = {", "disclosure = { threshold = 0 }\nrecords = {"),
        9,
        "disclosure.threshold",
        "'0': must be at least 1",
    ),
    (
        ("synthetic = true }\n", "synthetic = true }\n[disclosure.exempt]\nreview = 'no'\n"),
        11,
        "disclosure.exempt.review",
        "a reason of three words",
    ),
    (
        ("synthetic = true }\n", "synthetic = true }\n[disclosure]\nkeep = 'a'\n"),
        11,
        "disclosure.keep",
        "must be a list in square brackets",
    ),
]


@pytest.mark.parametrize(("change", "line", "setting", "words"), WRONG)
def test_a_wrong_setting_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, setting: str, words: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_edition(edition(tmp_path, change))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column) == (line, setting)
    assert words in str(fault)
    assert words in str(caught.value)


def test_all_wrong_settings_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="2 setting") as caught:
        load_edition(edition(tmp_path, ('title = "A report"', "title = 3"), ("synthetic = true", "synthetic = 3")))
    assert {fault.column for fault in caught.value.faults} == {"title", "records.synthetic"}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b'name = "2020"\ntitle = = 3\n', 2, "not readable as TOML at line 2, column 9"),
        (b'name = "2020"\ntitle = "caf\xe9"\n', 2, "is not UTF-8. Save the file as UTF-8"),
        (b'name = "2020"\nname = "2021"\n', 2, "not readable as TOML at line 2"),
        (b'<<<<<<< HEAD\nname = "2020"\n', 1, "a merge was left unfinished"),
        (b"\xff\xfen\0", 1, "UTF-16"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    (tmp_path / "edition.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=words) as caught:
        load_edition(tmp_path)
    assert [fault.row for fault in caught.value.faults] == [line]
