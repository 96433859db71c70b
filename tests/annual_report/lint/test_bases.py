from pathlib import Path

import pytest
from tests.support.ledgers import published_ledger

from annual_report.errors import InputError, MissingError
from annual_report.lint.bases import BaseNames, read_base_names
from annual_report.statistics.hiding import hide, what_is_left

BASES = '[bases]\n"incidents.type.fatal" = ["fatal incidents", "deaths"]\n'


def names(tmp_path: Path, text: str = BASES) -> BaseNames:
    file = tmp_path / "bases.toml"
    file.write_text(text, encoding="utf-8")
    return read_base_names(file, published_ledger())


def test_a_text_names_bases_by_unit_label_and_given_name(tmp_path: Path) -> None:
    text = "of all \ue000\ue000 incidents, of the fatal\nincidents, all rapid reviews, incidents with domestic abuse"
    found = list(names(tmp_path).find(text))
    assert [(named.words, named.whole, named.led) for named in found] == [
        ("incidents", True, True),
        ("fatal incidents", False, True),
        ("rapid reviews", True, False),
        ("incidents with domestic abuse", False, False),
    ]
    assert found[0].ids == {"incidents"}
    assert found[1].ids == {"incidents.type.fatal"}


def test_a_base_is_called_by_its_first_given_name(tmp_path: Path) -> None:
    assert names(tmp_path).call("incidents.type.fatal") == "fatal incidents"
    assert names(tmp_path).call("children.type.fatal") == "children.type.fatal"


def test_without_a_file_the_ledgers_own_names_stand(tmp_path: Path) -> None:
    assert read_base_names(tmp_path / "none.toml", published_ledger()).call("incidents") in (
        "incidents",
        "incidents notified",
    )


def test_a_hidden_base_keeps_its_names(tmp_path: Path) -> None:
    ledger = published_ledger()
    hidden = [what_is_left(ledger.values.statistic(name)) for name in ("incidents.type.fatal", "children")]
    found = read_base_names(tmp_path / "none.toml", hide(ledger, hidden))
    assert found.names == read_base_names(tmp_path / "none.toml", ledger).names


def test_a_name_for_no_statistic_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"bases\.toml: deaths\.all is no statistic"):
        names(tmp_path, '[bases]\n"deaths.all" = ["deaths"]')


@pytest.mark.parametrize("text", ["", "x", '[bases]\na = "b"', "[bases]\na = [1]", "[odd]\na = []"])
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"(?s)bases\.toml: .*(is missing|must be|not readable)"):
        names(tmp_path, text)
