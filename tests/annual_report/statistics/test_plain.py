"""What a file or an item lacks is said in plain words: no validator's own message reaches anyone."""

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.release import read_release
from annual_report.statistics.outlet import read_accepted
from annual_report.statistics.output import decode_shown


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is no JSON"),
        ('{"numbers": {}, "hiden": []}', "hiden does not belong there"),
        ('{"numbers": {"A B": [1, 2]}}', "must be small letters, digits and _"),
    ],
)
def test_a_damaged_file_of_what_may_be_shown_is_said_so(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    file.write_text(content)
    with pytest.raises(InputError) as caught:
        read_accepted(file)
    assert message in str(caught.value)
    assert "pydantic" not in str(caught.value)
    assert "run accept again" in str(caught.value)


def test_of_many_faults_the_first_are_named(tmp_path: Path) -> None:
    file = tmp_path / "release.json"
    file.write_text("{}")
    with pytest.raises(InputError, match=r"not a release: imprint is missing; notice is missing; .*; and \d+ more"):
        read_release(file)


def test_a_typed_output_of_another_make_is_said_so() -> None:
    with pytest.raises(InputError, match=r"breaks the rules of a statistic: count is -1, and must be at least 0"):
        decode_shown({"type": "statistic", "id": "a", "label": "A", "unit": {"one": "a", "many": "as"}, "count": -1})
