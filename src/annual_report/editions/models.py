"""What ``edition.toml`` says: the edition's title, period, records and labels, checked and frozen."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from annual_report.editions.policy import Policy
from annual_report.errors import MissingError
from annual_report.opening import lies_there
from annual_report.private import BUILD
from annual_report.settings import read_settings

#: What real records are called, if the edition does not say what they are.
UNNAMED = "unpublished records"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(_Part):
    """The first and the last day of a stretch of time, both within it."""

    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end < self.start:
            raise ValueError(f"ends ({self.end}) before it starts ({self.start})")
        return self

    def holds(self, day: date) -> bool:
        """Say whether ``day`` lies within the period."""
        return self.start <= day <= self.end


class RecordsSetting(_Part):
    """Where the records lie (a folder, relative to the edition's own), whether they are synthetic, and what they are.

    ``source`` stands below each table and chart of real records as it is written, such as "notifications of serious
    incidents" or "STATS19 reports": words without a full stop.
    """

    folder: str = "."
    synthetic: bool
    seed: int = 0
    source: str = Field(default=UNNAMED, pattern=r"^[^.]+$")


class Edition(_Part):
    """One year's report."""

    name: str = Field(pattern=r"^[A-Za-z0-9-]+$")
    title: str
    subtitle: str
    body: str
    #: Who the covers say the report is by. If nothing is said: the body, or nobody if the records are synthetic.
    byline: str = ""
    #: What stands at the foot of every page of the web book, before who published it, or that nobody did.
    footer: str = ""
    subject: str
    published: date
    period: Period
    extended_period: Period
    records: RecordsSetting
    parameters: dict[str, str] = Field(default_factory=dict)
    disclosure: Policy = Field(default_factory=Policy)
    folder: Path

    @property
    def records_folder(self) -> Path:
        """The folder that holds the records."""
        return (self.folder / self.records.folder).resolve()

    @property
    def reference_folder(self) -> Path:
        """The folder of population tables and bank holidays, shared by all editions."""
        return self.folder.parent / "reference"

    @property
    def prepared_folder(self) -> Path:
        """The folder of records that were checked once and kept in a form that is quick to read. Never published."""
        return self.folder.parent.parent / BUILD / ".prepared"

    @property
    def published_file(self) -> Path:
        """The figures that this edition printed."""
        return self.folder / "published.csv"

    @property
    def decisions_file(self) -> Path:
        """What people decided to print in spite of the disclosure policy."""
        return self.folder / "decisions.csv"

    @property
    def accepted_file(self) -> Path:
        """What the stored notebooks of this edition may show."""
        return self.folder / "accepted.json"

    @property
    def releases_folder(self) -> Path:
        """The releases of this edition that were signed off and published."""
        return self.folder / "releases"

    @property
    def registers_folder(self) -> Path:
        """Which records each signed-off release counted: record-level data, beside the records. Never published."""
        return self.records_folder / "registers"

    def records_file(self, table: str) -> Path:
        """Return the CSV file of one table of records. Synthetic ones say so in their name."""
        prefix = "SYNTHETIC_" if self.records.synthetic else ""
        return self.records_folder / f"{prefix}{table}.csv"


def load_edition(folder: Path) -> Edition:
    """Read and check ``folder/edition.toml``.

    Raises:
        MissingError: if there is no such file.
        SettingsError: if it is not TOML, or a setting is missing, unknown or wrong. All faults are named at once.
    """
    file = folder / "edition.toml"
    if not lies_there(file):
        raise MissingError(
            f"{file}: there is no such edition. An edition is a folder of data/ with an edition.toml in it"
        )
    return read_settings(file, Edition, {"folder": folder.resolve()})
