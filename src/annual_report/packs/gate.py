"""The leak gate of a pack: it may tell the area's own numbers, and nothing of a record, a person or a machine."""

from annual_report.editions.project import Project
from annual_report.leaks.machine import this_machine
from annual_report.leaks.models import Secrets
from annual_report.leaks.traces import Traces
from annual_report.statistics.ledger import Ledger


def secrets_of_pack(project: Project, traces: Traces, area: Ledger) -> Secrets:
    """Return what the site of a pack must not tell.

    Its numbers are not among it: the area's own are its own, and those of all areas come from the release, which holds
    no hidden one.

    Args:
        project: where the report lies.
        traces: what tells of the records of the edition.
        area: the area's ledger, which has fingerprints of the records.
    """
    fingerprints = frozenset(item.members for item in area.statistics if item.members)
    return Secrets(traces, fingerprints, this_machine(project.root))
