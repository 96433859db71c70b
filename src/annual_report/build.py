"""From records to site, in named steps: the whole way of the data."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError
from annual_report.faults import RecordsError
from annual_report.figures.pins import pin
from annual_report.figures.published import read_published
from annual_report.figures.verdicts import as_message, tally
from annual_report.leaks.machine import this_machine
from annual_report.leaks.search import require_no_leaks
from annual_report.leaks.secrets import make_secrets
from annual_report.lint.check import check_book
from annual_report.lint.findings import Report, as_findings
from annual_report.press.site import make_site
from annual_report.press.stage import stage_book
from annual_report.release import Release, write_release
from annual_report.releasing import release_from
from annual_report.review.record import REVIEW, write_review
from annual_report.review.standing import standing
from annual_report.running.execute import Run, find_notebooks, run_notebooks
from annual_report.running.gather import gather
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters, check_parameters
from annual_report.statistics.ledger import Ledger
from annual_report.subject import load_subject
from annual_report.swap import built_aside

#: Told of each step as it ends, in words for a person.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """Where the report is, how it compares with what was printed, and whether it is signed off."""

    site: Path
    pdf: Path
    tally: str
    standing: str


def build(
    project: Project,
    name: str,
    given: Mapping[str, str],
    progress: Progress,
    jobs: int | None = None,
    kernels: Kernels = Kernels.WARM,
) -> Built:
    """Build the edition ``name`` whole: records checked, notebooks run, ledger gathered, book, PDF and downloads made.

    Args:
        project: where the report lies.
        name: the edition.
        given: parameters for the notebooks, over those of ``edition.toml``.
        progress: told of each step.
        jobs: how many notebooks run at a time; by default what suits the machine's cores.
        kernels: where notebooks run.

    Raises:
        ReportError: of the kind that says what failed. The last good output stays as it was.
    """
    edition, parameters = prepare(project, name, given, progress)
    if parameters.area != "all":
        raise InputError("the narrative is for the whole edition: leave out the parameter 'area'")
    target = project.output(name)
    with built_aside(target) as new:
        runs, ledger = _run(project, edition, parameters, new, progress, jobs, kernels)
        progress(
            f"ledger: {len(ledger.statistics)} statistics, {len(ledger.tables)} tables, {len(ledger.charts)} charts"
        )
        releasing = release_from(edition, ledger)
        release = releasing.release
        write_release(release, new / "release.json")
        write_review(releasing.review, new / REVIEW)
        progress(f"disclosure: {len(release.ledger.hidden)} numbers hidden, and none of them can be worked out")
        progress(f"narrative: {_require_sound(project, release, releasing.contradicted).tally}")
        stage_book(project, release, runs, new / "work")
        make_site(release, new / "work", new / "site")
        progress("web book, PDF and downloads made")
        _require_no_leaks(project, edition, ledger, release, new / "site")
        progress("no leak found in the files of the site")
    shutil.rmtree(project.draft(name), ignore_errors=True)
    site = target / "site"
    return Built(site / "index.html", site / "report.pdf", tally(release.verdicts), standing(edition, release))


def prepare(project: Project, name: str, given: Mapping[str, str], progress: Progress) -> tuple[Edition, Parameters]:
    """Check everything that can be checked before a notebook runs.

    Raises:
        RecordsError: with every fault of the records.
        InputError: if a setting or parameter is wrong.
        MissingError: if there is no such edition.
    """
    edition = project.edition(name)
    parameters = check_parameters({"edition": name, **edition.parameters, **given})
    if parameters.edition != name:
        raise InputError(f"the parameter 'edition' is {parameters.edition!r}, but the edition being built is {name!r}")
    faults = load_subject(edition.subject).prepare(edition)
    if faults:
        raise RecordsError(faults)
    progress("records checked")
    return edition, parameters


def telling(progress: Progress, count: int) -> Callable[[Run], None]:
    """Return what tells of each of ``count`` runs as it ends."""
    done = 0

    def finished(run: Run) -> None:
        nonlocal done
        done += 1
        progress(f"notebook {done} of {count}: {run.name} ({run.seconds:.1f} s)")

    return finished


def gather_pinned(edition: Edition, runs: Sequence[Run]) -> Ledger:
    """Return the ledger of what the notebooks published, marked with what published figures fix."""
    ledger = gather(edition.name, runs, synthetic=edition.records.synthetic)
    return pin(ledger, read_published(edition.published_file))


def _require_sound(project: Project, release: Release, faults: Sequence[str]) -> Report:
    """Return the report on the narrative if it and the published figures hold; else keep the release as a draft.

    The draft is what ``annual-report check`` then reads: an author mends the sentences without running a notebook.

    Raises:
        CheckError: naming every figure that does not come out, and every finding in the narrative.
    """
    report = check_book(project, release)
    messages = [as_message(faults)] if faults else []
    messages += [as_findings(report.findings)] if report.findings else []
    if messages:
        with built_aside(project.draft(release.imprint.edition)) as draft:
            write_release(release, draft / "release.json")
        raise CheckError("\n".join([*messages, "Nothing was published."]))
    return report


def _require_no_leaks(project: Project, edition: Edition, ledger: Ledger, release: Release, site: Path) -> None:
    """Check every file of the site. Raises CheckError naming each leak."""
    subject = load_subject(edition.subject)
    identifiers, rows = subject.identifiers(edition), subject.rows(edition)
    require_no_leaks(site, make_secrets(ledger, release, identifiers, rows, this_machine(project.root)))


def _run(
    project: Project,
    edition: Edition,
    parameters: Parameters,
    output: Path,
    progress: Progress,
    jobs: int | None,
    kernels: Kernels,
) -> tuple[list[Run], Ledger]:
    """Run the notebooks and write the ledger of what they published."""
    folder = output / "notebooks"
    folder.mkdir()
    notebooks = find_notebooks(project.notebooks)
    runs = run_notebooks(notebooks, parameters, folder, telling(progress, len(notebooks)), jobs, kernels=kernels)
    ledger = gather_pinned(edition, runs)
    ledger.write(output / "ledger.json")
    return runs, ledger
