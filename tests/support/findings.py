"""Findings made by hand."""

from annual_report.lint.findings import Finding


def finding(
    file: str = "book/page.md", line: int = 3, spot: str = "two", message: str = "Say it otherwise."
) -> Finding:
    """Return a finding of a small sentence."""
    sentence = f"one {spot} three"
    return Finding(file, line, 5, "rule", spot, sentence, 4, message)
