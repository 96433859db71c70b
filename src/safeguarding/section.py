"""Opens a section: the first line of every notebook."""

from annual_report.editions.given import ALL, as_text
from annual_report.editions.project import find_project
from annual_report.errors import InputError
from annual_report.press.charts import draw
from annual_report.statistics.outlet import outlet_of
from annual_report.statistics.publish import Publisher
from safeguarding.codes import UNITS
from safeguarding.records import Records, load


def open_section(edition: str | int, area: str | int | None = None) -> tuple[Records, Publisher]:
    """Return the edition's records, checked, and what publishes statistics of them.

    Args:
        edition: the edition's name, a folder of ``data/``. papermill gives digits as a number.
        area: one area's code, or ``all``. It has a default only so that one who forgets it is told in plain words.

    Raises:
        MissingError: if there is no such project, edition or area.
        RecordsError: if the records are faulty.
        InputError: if no area is named, a parameter is no text, or the file that says what may be shown is damaged.
    """
    if area is None:
        raise InputError("open_section was not told whose records to open. Write open_section(edition, area)")
    opened = find_project().edition(as_text("edition", edition))
    records = load(opened, as_text("area", area))
    outlet = outlet_of(opened)
    return records, Publisher(UNITS, records.labels, draw=draw, fingerprints=records.fingerprints, outlet=outlet)


def place_of(area: str | int) -> str:
    """Return what titles call the place that the figures are of: England, or the area by its code."""
    return "England" if area == ALL else str(area)
