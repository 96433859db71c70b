"""What Jupyter Book reads is made from the release."""

from pathlib import Path

from tests.support.hiding import hidden_release

from annual_report.press.charts import draw
from annual_report.press.stage import stage_figures
from annual_report.release import Release


def staged(release: Release, folder: Path) -> bytes:
    """Return the picture that is staged."""
    folder.mkdir()
    stage_figures(release, [], folder)
    return (folder / "charts" / "deaths.svg").read_bytes()


def test_charts_say_that_figures_are_provisional_and_what_they_are(tmp_path: Path) -> None:
    ledger = hidden_release().ledger
    notice = "Illustration, not a finding. Synthetic records."
    plain, provisional = (
        draw(ledger.chart("deaths"), ledger.table("deaths"), ledger.values, words)
        for words in (notice, f"Provisional figures. {notice}")
    )
    assert staged(hidden_release(), tmp_path / "plain") == plain
    assert staged(hidden_release(provisional=True), tmp_path / "provisional") == provisional
