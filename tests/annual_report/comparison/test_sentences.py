from tests.support.books import small_release

from annual_report.comparison.changes import Touched
from annual_report.comparison.sentences import touched
from annual_report.lint.reading import read_markdown
from annual_report.statistics.ledger import Ledger

BEFORE = small_release().ledger
AFTER = small_release().ledger.model_copy(
    update={
        "statistics": tuple(
            item.model_copy(update={"count": 73}) if item.id == "deaths.sudi" else item
            for item in BEFORE.statistics
            if item.id != "deaths.abuse"
        )
    }
)


def find(text: str, *names: str, after: Ledger = AFTER) -> tuple[Touched, ...]:
    return touched([read_markdown("book/page.md", text)], names, BEFORE, after)


def test_a_sentence_is_found_by_its_role_and_shown_as_a_reader_sees_it() -> None:
    text = "# Deaths\n\nAll is well. Of {count}`incidents` deaths,\n{share}`deaths.sudi` were SUDI. And so on."
    assert find(text, "deaths.sudi") == (
        Touched(
            "book/page.md",
            4,
            "Of {count}`incidents` deaths, {share}`deaths.sudi` were SUDI.",
            "Of 206 deaths, [63 of 206 (31%) → 73 of 206 (35%)] were SUDI.",
            ("deaths.sudi",),
        ),
    )


def test_a_sentence_is_found_by_its_claim() -> None:
    (found,) = find("SUDI was {claim}`the first <count(deaths.sudi) > count(deaths.abuse)>` of all.", "deaths.abuse")
    assert found.read == "SUDI was the first of all."
    assert found.names == ("deaths.abuse",)


def test_what_is_gone_is_shown_as_nothing() -> None:
    (found,) = find("Abuse stood in {percent}`deaths.abuse`.", "deaths.abuse")
    assert found.read == "Abuse stood in [41% → nothing]."


def test_other_roles_are_shown_by_their_words() -> None:
    text = "By {fixed}`15 days <Act>`, in {edition}`period`, {words}`deaths.sudi` {allow}`most <why>` died."
    (found,) = find(text, "deaths.sudi")
    assert found.read == "By 15 days, in {edition}`period`, [sixty-three → seventy-three] most died."


def test_a_sentence_names_each_difference_once() -> None:
    text = "It was {count}`deaths.sudi` ({percent}`deaths.sudi`), not {percent}`deaths.abuse`."
    (found,) = find(text, "deaths.abuse", "deaths.sudi")
    assert found.names == ("deaths.sudi", "deaths.abuse")


def test_a_chart_and_a_table_are_found_where_they_are_placed() -> None:
    text = "Words.\n\n```{chart} deaths\n```\n\n```{table} deaths\n```\n\n```{table} others\n```\n"
    assert [(item.line, item.read) for item in find(text, "chart deaths", "table deaths")] == [
        (3, "chart deaths"),
        (6, "table deaths"),
    ]


def test_other_sentences_and_malformed_claims_are_left_alone() -> None:
    text = "There were {count}`incidents`. It was {claim}`more <count(deaths.sudi)>`. It was {claim}`most`."
    assert not find(text, "deaths.sudi")


def test_sentences_come_in_reading_order() -> None:
    pages = [read_markdown(name, "{count}`deaths.sudi` died.") for name in ("book/b.md", "book/a.md")]
    assert [item.place for item in touched(pages, ["deaths.sudi"], BEFORE, AFTER)] == ["book/a.md:1", "book/b.md:1"]
