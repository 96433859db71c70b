"""What others wrote reaches the terminal as words: nothing of it steers it, in whatever way a command prints."""

import json
from pathlib import Path

import pytest
from tests.support.incident_records import DataSet

from annual_report.cli.main import main
from annual_report.cli.output import strong, tell

ESCAPE = "\x1b]0;owned\x07"


def run(*words: str) -> None:
    with pytest.raises(SystemExit):
        main(list(words))


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    text = out + err
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\\x1b]0;owned\\x07" in text
    return text


@pytest.mark.parametrize(
    "words",
    [
        (f"--{ESCAPE}",),
        (ESCAPE,),
        ("build", f"--{ESCAPE}"),
        ("build", "--jobs", ESCAPE),
        ("validate", f"/none/{ESCAPE}"),
        ("--project", f"/none/{ESCAPE}", "check"),
        ("build", "one", ESCAPE),
    ],
)
def test_the_command_line_is_quoted_and_never_sent(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    run(*words)
    shown(capsys)


def test_a_column_and_a_value_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = DataSet(tmp_path / "data")
    data.edit("areas", lambda lines: [f"{lines[0]},{ESCAPE}", *(f"{line},x" for line in lines[1:])])
    data.put("children", 2, "sex", ESCAPE)
    run("validate", str(data.folder))
    shown(capsys)


def test_a_setting_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = DataSet(tmp_path / "data")
    settings = data.folder / "edition.toml"
    settings.write_text('"\\u001b]0;owned\\u0007" = 1\n' + settings.read_text("utf-8"), encoding="utf-8")
    run("validate", str(data.folder))
    shown(capsys)


def test_bold_is_printed_and_a_name_cannot_ask_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    tell(strong(f"a{ESCAPE}b"))
    assert capsys.readouterr().out == "a\\x1b]0;owned\\x07b\n"  # no terminal: no bold


def test_json_stays_json(capsys: pytest.CaptureFixture[str]) -> None:
    text = json.dumps({"name": "a\x1b\x9b\u202e\U000e0041\x7f"}, ensure_ascii=False)
    tell(text)
    printed = capsys.readouterr().out
    assert printed.rstrip("\n").isprintable()
    assert json.loads(printed) == json.loads(text)
