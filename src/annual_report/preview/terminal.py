"""What the terminal shows after each save: what is wrong, what is new, and one line that sums it up."""

from collections.abc import Collection, Iterator

from annual_report.lint.findings import Finding
from annual_report.preview.view import View

_SHOWN = 20  # findings shown at once; the pages show all of them


def summary(view: View, last: View, saved: Collection[str], seconds: float) -> Iterator[str]:
    """Yield the lines about ``view``: its problems, and the findings in ``saved`` files or that ``last`` had not.

    Args:
        view: what the pages show now.
        last: what they showed before.
        saved: the saved files, as findings name them.
        seconds: what it took.
    """
    for warned in (*view.problems, *view.remarks, *view.warnings):
        yield str(warned)
    known, now = {_same(finding) for finding in last.findings}, {_same(finding) for finding in view.findings}
    new = [finding for finding in view.findings if _same(finding) not in known]
    shown = [finding for finding in view.findings if finding.file in saved or finding in new]
    for finding in shown[:_SHOWN]:
        yield str(finding)
    if len(shown) > _SHOWN:
        yield f"and {len(shown) - _SHOWN} more: see the pages, or run 'annual-report check'"
    if view.problems:
        yield f"not up to date, after {seconds:.1f} s: the last good page stays. The next save tries again"
    else:
        yield f"up to date in {seconds:.1f} s: {_counted(view, len(new), len(known - now))}"


def _same(finding: Finding) -> tuple[str, str, str, str]:
    """Return what stays the same when lines move."""
    return finding.file, finding.rule, finding.spot, finding.sentence


def _counted(view: View, new: int, gone: int) -> str:
    changes = ", ".join(f"{count} {word}" for count, word in ((new, "new"), (gone, "gone")) if count)
    others = len(view.warnings) + len(view.remarks)
    return (
        (f"{len(view.findings)} finding(s)" if view.findings else "no findings")
        + (f" ({changes})" if changes else "")
        + (f", {others} warning(s)" if others else "")
    )
