"""The leak gate of a pack: it may tell the area's own numbers, and nothing of a record, a person or a machine."""

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.leaks.machine import this_machine
from annual_report.leaks.models import Secrets
from annual_report.leaks.records import runs_of, telling
from annual_report.statistics.ledger import Ledger
from annual_report.subject import load_subject


def secrets_of_pack(project: Project, edition: Edition, area: Ledger) -> Secrets:
    """Return what the site of a pack must not tell.

    Its numbers are not among it: the area's own are its own, and those of all areas come from the release, which holds
    no hidden one.

    Args:
        project: where the report lies.
        edition: whose records they are.
        area: the area's ledger, which has fingerprints of the records.
    """
    subject = load_subject(edition.subject)
    return Secrets(
        identifiers=telling(subject.identifiers(edition)),
        runs=runs_of(subject.rows(edition)),
        fingerprints=frozenset(item.members for item in area.statistics if item.members),
        machine=this_machine(project.root),
    )
