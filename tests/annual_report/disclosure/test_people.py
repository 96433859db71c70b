import pytest

from annual_report.disclosure.people import same_person


@pytest.mark.parametrize("other", ["Ada Byron", "ada  byron", " ADA BYRON ", "Ada-Byron", "\uff21da Byron"])
def test_a_name_is_the_same_however_it_is_written(other: str) -> None:
    assert same_person("Ada Byron", other)


@pytest.mark.parametrize("other", ["Ada Byrne", "A Byron", ""])
def test_other_letters_are_another_person(other: str) -> None:
    assert not same_person("Ada Byron", other)
