from itertools import chain

from safeguarding.codes import CATEGORIES, CATEGORY_COLUMNS, COLUMNS, KEYS, LABELS, UNITS


def test_every_record_counts_as_something() -> None:
    assert set(KEYS.values()) <= set(UNITS)


def test_every_table_says_first_that_it_is_synthetic_and_then_its_key() -> None:
    for table, columns in COLUMNS.items():
        assert columns[:2] == ("is_synthetic", KEYS[table])


def test_every_category_belongs_to_one_type() -> None:
    assert list(chain(*CATEGORIES.values())) == list(LABELS["primary_category"])
    assert set(CATEGORIES) == set(LABELS["incident_type"]) == set(CATEGORY_COLUMNS)


def test_codes_can_stand_in_a_statistic_id_and_labels_can_be_read() -> None:
    for codes in LABELS.values():
        assert all(code.replace("_", "").isalnum() and code == code.lower() for code in codes)
        assert all(label[0].isupper() or label[0].isdigit() for label in codes.values())
