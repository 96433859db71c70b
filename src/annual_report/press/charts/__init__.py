"""Charts: each a picture of one table, drawn in the house style as SVG."""

from annual_report.press.charts.drawing import draw

__all__ = ["draw"]
