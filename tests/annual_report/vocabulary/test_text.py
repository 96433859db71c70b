from tests.support.books import small_release

from annual_report.vocabulary.entries import entries_of
from annual_report.vocabulary.text import as_text


def test_entries_are_aligned_and_counted() -> None:
    entries = [entry for entry in entries_of(small_release()) if entry.id in ("deaths.sudi", "deaths.spring")]
    assert as_text(entries) == (
        "deaths.spring\n"
        "  label    Spring\n"
        "  value    50 incidents of 206 (24%)\n"
        "  base     Incidents (incidents)\n"
        "  fixed    Not: an illustration; notebook 03-child-deaths\n"
        "  paste    none. Illustration: chart and table only\n"
        "\n"
        "deaths.sudi\n"
        "  label    SUDI\n"
        "  value    63 incidents of 206 (31%)\n"
        "  base     Incidents (incidents)\n"
        "  fixed    Count and percentage; notebook 03-child-deaths\n"
        "  paste    {share}`deaths.sudi`\n"
        "\n"
        "2 statistics\n"
    )


def test_ids_and_roles_to_paste_are_marked() -> None:
    (first,) = [entry for entry in entries_of(small_release()) if entry.id == "incidents"]
    text = as_text([first], strong=lambda words: f"*{words}*")
    assert text.startswith("*incidents*\n")
    assert "paste    *{count}`incidents`*\n" in text
    assert text.endswith("1 statistic\n")


def test_lines_fit_the_terminal_but_a_role_is_never_broken() -> None:
    (entry,) = [entry for entry in entries_of(small_release()) if entry.id == "deaths.sudi"]
    lines = as_text([entry], width=30).splitlines()
    assert [line for line in lines if len(line) > 30] == ["  paste    {share}`deaths.sudi`"]
    assert "           notebook" in lines
