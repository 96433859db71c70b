"""Opens a section: the first line of every notebook."""

from annual_report.editions.project import find_project
from annual_report.press.charts import draw
from annual_report.statistics.outlet import outlet_of
from annual_report.statistics.publish import Publisher
from safeguarding.codes import UNITS
from safeguarding.records import Records, load


def open_section(edition: str, area: str = "all") -> tuple[Records, Publisher]:
    """Return the edition's records, checked, and what publishes statistics of them.

    Args:
        edition: the edition's name, a folder of ``data/``.
        area: one area's code, or ``all``.

    Raises:
        MissingError: if there is no such project, edition or area.
        RecordsError: if the records are faulty.
        InputError: if the file that says what may be shown is damaged.
    """
    opened = find_project().edition(edition)
    records = load(opened, area)
    outlet = outlet_of(opened)
    return records, Publisher(UNITS, records.labels, draw=draw, fingerprints=records.fingerprints, outlet=outlet)


def place_of(area: str) -> str:
    """Return what titles call the place that the figures are of: England, or the area by its code."""
    return "England" if area == "all" else area
