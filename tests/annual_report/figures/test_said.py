from decimal import Decimal

import pytest
from tests.annual_report.figures.test_verdicts import UNIT, figure, ledger, part

from annual_report.errors import MissingError
from annual_report.figures.models import PublishedFigure, Status, Verdict
from annual_report.figures.printed import Form
from annual_report.figures.verdicts import assess, released_verdicts, tally
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide
from annual_report.statistics.ledger import Ledger

SHARE = Hidden(id="cause.b", label="B", unit=UNIT, base="all", base_count=206)
BASE = Hidden(id="all", label="All", unit=UNIT)
RATIO = Hidden(id="ratio", label="", unit=None)


def released(published: PublishedFigure, *hidden: Hidden, of: Ledger | None = None) -> Verdict:
    whole = of or ledger()
    verdicts, _ = assess([published], whole)
    (found,) = released_verdicts(verdicts, [published], hide(whole, hidden))
    return found


@pytest.mark.parametrize(
    ("printed", "form", "name", "hidden"),
    [
        ("42", Form.COUNT, "cause.b", SHARE),
        ("forty-two", Form.WORDS, "cause.b", SHARE),
        ("20%", Form.PERCENT, "cause.b", SHARE),
        ("20%", Form.PERCENT, "cause.b", BASE),
        ("20%", Form.PERCENT, "cause.b", SHARE.model_copy(update={"percent": Decimal("20.4")})),
        ("42 of 206", Form.SHARE_OF, "cause.b", SHARE),
        ("42 of 206", Form.SHARE_OF, "cause.b", BASE),
        ("42 (20%)", Form.COUNT_PERCENT, "cause.b", SHARE),
        ("42 (20%)", Form.COUNT_PERCENT, "cause.b", SHARE.model_copy(update={"percent": Decimal(20)})),
        ("42 (20%)", Form.COUNT_PERCENT, "cause.b", BASE),
        ("over 20%", Form.OVER_PERCENT, "cause.b", SHARE),
        ("over 20%", Form.OVER_PERCENT, "cause.b", SHARE.model_copy(update={"percent": Decimal(20)})),
        ("over 20%", Form.OVER_PERCENT, "cause.b", SHARE.model_copy(update={"low": 41})),
        ("over-represented", Form.OVER_REPRESENTED, "ratio", RATIO),
        ("over-represented", Form.OVER_REPRESENTED, "ratio", RATIO.model_copy(update={"direction": "below"})),
        ("most (20%)", Form.MOST_PERCENT, "cause.b", SHARE),
        ("second peak", Form.LARGEST, "cause.b cause.a", SHARE),
        ("second peak", Form.LARGEST, "cause.b cause.a", SHARE.model_copy(update={"low": 36})),
        ("second peak", Form.LARGEST, "cause.b cause.a", SHARE.model_copy(update={"id": "cause.a"})),
    ],
)
def test_nothing_is_left_of_a_figure_that_would_tell_what_is_hidden(
    printed: str, form: Form, name: str, hidden: Hidden
) -> None:
    found = released(figure(printed, form, name), hidden)
    assert (found.printed, found.computed, found.status) == ("[c]", "[c]", Status.REPRODUCED)
    assert "Hidden by disclosure control" in found.note


@pytest.mark.parametrize(
    ("printed", "form", "name", "hidden"),
    [
        ("36", Form.COUNT, "cause.a", SHARE),
        ("42", Form.COUNT, "cause.b", BASE),
        ("20%", Form.PERCENT, "cause.b", SHARE.model_copy(update={"percent": Decimal(20)})),
        ("over 20%", Form.OVER_PERCENT, "cause.b", SHARE.model_copy(update={"low": 42})),
        ("over 19%", Form.OVER_PERCENT, "cause.b", SHARE.model_copy(update={"percent": Decimal(20)})),
        ("over-represented", Form.OVER_REPRESENTED, "ratio", RATIO.model_copy(update={"direction": "above"})),
        ("over-represented", Form.OVER_REPRESENTED, "ratio", SHARE),
        ("second peak", Form.LARGEST, "cause.b cause.a", SHARE.model_copy(update={"low": 37})),
        ("second peak", Form.LARGEST, "cause.b cause.a", SHARE.model_copy(update={"id": "cause.a", "high": 41})),
        ("second peak", Form.LARGEST, "cause.b cause.a", BASE),
    ],
)
def test_what_the_release_itself_says_stays(printed: str, form: Form, name: str, hidden: Hidden) -> None:
    found = released(figure(printed, form, name), hidden)
    assert (found.printed, found.computed, found.note) == (printed, printed, "")


def test_what_did_not_come_out_is_hidden_too() -> None:
    for printed, form, name, hidden in (
        ("21%", Form.PERCENT, "cause.b", SHARE),
        ("all", Form.ALL, "cause.b", SHARE),
        ("over-represented", Form.UNDER_REPRESENTED, "ratio", RATIO.model_copy(update={"direction": "below"})),
        ("largest", Form.LARGEST, "cause.b cause.c", SHARE.model_copy(update={"low": 200})),
    ):
        assert released(figure(printed, form, name, Status.CONTRADICTED), hidden).computed == "[c]"


def test_a_number_that_the_release_leaves_out_is_hidden() -> None:
    published = figure("42", Form.COUNT)
    verdicts, _ = assess([published], ledger())
    without = ledger().model_copy(update={"statistics": (part("cause.a", 36),)})
    (found,) = released_verdicts(verdicts, [published], without)
    assert found.computed == "[c]"


def test_what_is_narrative_only_and_the_tally_stay() -> None:
    figures = [figure("42", Form.COUNT), figure("x", None, status=Status.NARRATIVE_ONLY)]
    figures[1] = figures[1].model_copy(update={"id": "P10"})
    verdicts, _ = assess(figures, ledger())
    found = released_verdicts(verdicts, figures, hide(ledger(), [SHARE]))
    assert (found[1], tally(found)) == (verdicts[1], tally(verdicts))


def test_a_verdict_on_no_figure_is_refused() -> None:
    verdicts, _ = assess([figure("42", Form.COUNT)], ledger())
    with pytest.raises(MissingError, match=r"published\.csv does not have: P9"):
        released_verdicts(verdicts, [], ledger())


def test_without_anything_hidden_the_verdicts_are_as_they_were() -> None:
    figures = [figure("42 (20%)", Form.COUNT_PERCENT)]
    verdicts, _ = assess(figures, ledger())
    assert released_verdicts(verdicts, figures, ledger()) == verdicts
