"""From records to site, in named steps: the whole way of the data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annual_report.editions.given import ALL
from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError
from annual_report.faults import RecordsError
from annual_report.figures.pins import pin
from annual_report.figures.published import read_published
from annual_report.figures.verdicts import as_message, tally
from annual_report.judging import faults_beside_records
from annual_report.leaks.machine import this_machine
from annual_report.leaks.models import Secrets
from annual_report.leaks.search import search_site
from annual_report.leaks.secrets import make_secrets
from annual_report.leaks.traces import traces_of_edition
from annual_report.lint.book import require_own
from annual_report.lint.findings import Report, as_findings
from annual_report.lint.rules.as_written import NOTHING_RUN
from annual_report.press.left_out import told_of
from annual_report.press.processes import get_ready
from annual_report.press.stage import stage_book
from annual_report.printing import Printer, charts_of
from annual_report.private import SITE
from annual_report.proofs.check import check_whole
from annual_report.release import Release, write_release
from annual_report.releasing import release_from
from annual_report.reuse.alone import one_at_a_time
from annual_report.reuse.bounds import keep_within
from annual_report.reuse.current import Built, built_of, inputs_of, outputs_of, record_file, standing_of
from annual_report.reuse.digests import Facts
from annual_report.reuse.ground import Ground, ground_of
from annual_report.reuse.reasons import differences
from annual_report.reuse.record import Record, write_record
from annual_report.reuse.runs import Reruns
from annual_report.reuse.sources import told_facts
from annual_report.reuse.steps import Last, Steps
from annual_report.reuse.store import Store
from annual_report.review.record import REVIEW, write_review
from annual_report.review.sign_off import keep_register
from annual_report.review.standing import standing
from annual_report.running.execute import Run, find_notebooks
from annual_report.running.gather import gather
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters, check_parameters
from annual_report.running.stored import require_nothing_of_records
from annual_report.statistics.ledger import Ledger
from annual_report.stopping import threads
from annual_report.subject import load_subject
from annual_report.swap import built_aside

#: Told of each step as it ends, in words for a person.
Progress = Callable[[str], None]


def build(
    project: Project,
    name: str,
    given: Mapping[str, str],
    progress: Progress,
    jobs: int | None = None,
    kernels: Kernels = Kernels.WARM,
    explain: Callable[[str], object] = str,
) -> Built:
    """Build the edition ``name`` whole: records checked, notebooks run, ledger gathered, book, PDF and downloads made.

    What was made before from the same content is reused. The result is that of a build which reuses nothing.

    Args:
        project: where the report lies.
        name: the edition.
        given: parameters for the notebooks, over those of ``edition.toml``.
        progress: told of each step.
        jobs: how many processes work at a time; by default what suits the machine's cores.
        kernels: where notebooks run.
        explain: told of each step that can be reused whether it was, and why.

    Raises:
        ReportError: of the kind that says what failed. The last good output stays as it was.
    """
    get_ready()  # the press, while the figures are made
    edition, parameters = prepare(project, name, given, progress)
    if parameters.area != ALL:
        raise InputError("the narrative is for the whole edition: build an area's pack with --area")
    project.keep_private()  # now that the input is known to be good
    with one_at_a_time(project.store, name, progress):
        stands = standing_of(project, name, given, kernels.value)
        if stands.record is None or not stands.is_current:
            record = _Build(project, edition, parameters, kernels, progress, explain, jobs).make(stands.record)
        else:
            record = stands.record
    return built_of(project, name, record)


def prepare(project: Project, name: str, given: Mapping[str, str], progress: Progress) -> tuple[Edition, Parameters]:
    """Check everything that can be checked before a notebook runs.

    Raises:
        RecordsError: with every fault of the records, of what was printed, and of decisions.
        InputError: if a setting or parameter is wrong.
        MissingError: if there is no such edition.
        CheckError: if the stored notebooks tell of records.
    """
    edition = project.edition(name)
    require_nothing_of_records(find_notebooks(project.notebooks))
    parameters = check_parameters({"edition": name, **edition.parameters, **given})
    if parameters.edition != name:
        raise InputError(f"the parameter 'edition' is {parameters.edition!r}, but the edition being built is {name!r}")
    if faults := [*load_subject(edition.subject).prepare(edition), *faults_beside_records(edition)]:
        raise RecordsError(faults)
    progress("records checked")
    return edition, parameters


def gather_pinned(edition: Edition, runs: Sequence[Run]) -> Ledger:
    """Return the ledger of what the notebooks published, marked with what published figures fix."""
    ledger = gather(edition.name, runs, synthetic=edition.records.synthetic)
    return pin(ledger, read_published(edition.published_file))


def _require_sound(project: Project, release: Release, release_file: Path, faults: Sequence[str]) -> Report:
    """Return the report on the narrative if it and the published figures hold; else keep the release as a draft.

    The draft is what ``annual-report check`` then reads: an author mends the sentences without running a notebook.

    Raises:
        CheckError: naming every figure that does not come out, and every finding in the narrative.
    """
    report = check_whole(project, release, release_file)
    messages = [as_message(faults)] if faults else []
    messages += [as_findings(report.findings)] if report.findings else []
    if messages:
        with built_aside(project.draft(release.imprint.edition)) as draft:
            write_release(release, draft / "release.json")
        raise CheckError("\n".join([*messages, "Nothing was published."]))
    return report


@dataclass(frozen=True, slots=True)
class _Build:
    """A build under way, of records that have been checked."""

    project: Project
    edition: Edition
    parameters: Parameters
    kernels: Kernels
    progress: Progress
    explain: Callable[[str], object]
    jobs: int | None

    def make(self, before: Record | None) -> Record:
        """Make the edition's output and return the record of it. ``before`` is that of the last one."""
        require_own(self.project, NOTHING_RUN)
        steps = Steps(Store(self.project.store), self._ground(), before.last if before else Last(), self.explain)
        reruns = Reruns(self.project, self.edition, self.parameters, steps, self.kernels)
        began = self._inputs()
        target = self.project.output(self.edition.name)
        with built_aside(target, readable=(SITE,)) as new:
            release = self._make(steps, reruns, new)
            outputs = outputs_of(new)
        opened = tuple(sorted(reruns.opened))
        record = Record(
            ground=steps.ground.facts,
            inputs={**self._inputs(opened), **began},
            outputs=outputs,
            steps=steps.inputs,
            unsettled=reruns.unsettled,
            opened=opened,
            tally=tally(release.verdicts),
            sign_off=standing(self.edition, release),
        )
        if self._is_as_at({**steps.ground.facts, **began}):
            write_record(record, record_file(self.project, self.edition.name))
        keep_within(steps.store)
        return record

    def _make(self, steps: Steps, reruns: Reruns, new: Path) -> Release:
        """Fill the folder ``new`` with the edition's output and return the release."""
        runs, ledger = self._run(reruns, new)
        progress = self.progress
        progress(
            f"ledger: {len(ledger.statistics)} statistics, {len(ledger.tables)} tables, {len(ledger.charts)} charts"
        )
        releasing = release_from(self.edition, ledger)
        release = releasing.release
        write_release(release, new / "release.json")
        write_review(releasing.review, new / REVIEW)
        progress(releasing.protection)
        with threads(1) as pool:
            drawing = pool.submit(charts_of, steps, release, new / "release.json")
            sound = _require_sound(self.project, release, new / "release.json", releasing.contradicted)
            progress(f"narrative: {sound.tally}")
        stage_book(self.project, release, runs, new / "work", drawing.result())
        printer = Printer(steps, partial(search_site, secrets=self._secrets(ledger, release)), self.jobs)
        printer.print_site(release, new / "work", new / SITE)
        keep_register(self.edition, release, ledger)
        progress("web book, PDF and downloads made, and no leak found in their files")
        return release

    def _run(self, reruns: Reruns, new: Path) -> tuple[list[Run], Ledger]:
        """Run the notebooks, or reuse their runs, and write the ledger of what they published."""
        (new / "notebooks").mkdir()
        notebooks = find_notebooks(self.project.notebooks)
        runs = reruns.run(notebooks, new / "notebooks", self.progress, self.jobs)
        for line in told_of(runs):
            self.progress(line)
        ledger = gather_pinned(self.edition, runs)
        ledger.write(new / "ledger.json")
        return runs, ledger

    def _secrets(self, ledger: Ledger, release: Release) -> Secrets:
        return make_secrets(ledger, release, traces_of_edition(self.edition), this_machine(self.project.root))

    def _ground(self) -> Ground:
        return ground_of(self.project.root, self.edition.subject)

    def _inputs(self, opened: tuple[str, ...] = ()) -> Facts:
        told = told_facts(self.parameters.model_dump(), self.kernels.value)
        return inputs_of(self.project, self.edition, told, opened)

    def _is_as_at(self, began: Facts) -> bool:
        """Say whether nothing was changed while the build ran; else the next one must not rely on it."""
        changed = differences(began, {**self._ground().facts, **self._inputs()})
        if changed:
            self.progress(f"while the report was built, files changed ({changed}): build again to have that in it")
        return not changed
