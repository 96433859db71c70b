"""An edition's records, checked, typed, joined and ready to be counted; each table is read when it is asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import annual_report
from annual_report import account
from annual_report.editions.given import ALL
from annual_report.editions.models import Edition
from annual_report.errors import InputError, MissingError
from annual_report.faults import RecordsError
from annual_report.prepared.sources import digest_of_sources
from annual_report.prepared.store import Prepared, Tables
from annual_report.prepared.table import NAMES
from annual_report.records.listing import nearest
from annual_report.statistics.universe import of_names
from annual_report.subject import Held
from safeguarding.checks import check_records
from safeguarding.codes import KEYS, PANDEMIC_FACTORS, THEMES, UNITS
from safeguarding.joining import LAST_NOTIFIED, Labels, joined, labels_of
from safeguarding.schemas import record_specs, reference_specs

#: What an edition says that decides neither how its records are checked nor what is worked out of them.
_WORDS = {"folder", "title", "subtitle", "body", "byline", "footer", "parameters", "disclosure"}
_TABLES = {key: table for table, key in KEYS.items() if table != "areas"}


class Records:
    """The records of one edition, or of one area of it. The rows of each frame are numbered; areas have their codes.

    Args:
        edition: whose records.
        area: one area's code, or ``all``.

    Raises:
        RecordsError: if the records are faulty; it carries every fault.
        MissingError: if there is no such area.
    """

    def __init__(self, edition: Edition, area: str = ALL) -> None:
        account.opened(edition.name, area)
        self._prepared = prepare(edition)
        self._area = None if area == ALL else area
        self._names: dict[str, pd.Series] = {}
        self.labels: Labels = labels_of(edition, self._prepared.facts[LAST_NOTIFIED])
        if self._area and self.areas.empty:
            known = self._prepared.read("areas")["area_code"].tolist()
            raise MissingError(f"no area {area!r} in the records{nearest(area, known)}. Or give all")

    @cached_property
    def areas(self) -> pd.DataFrame:
        """The areas, by their code."""
        return self._prepared.read("areas", self._area).set_index("area_code")

    @cached_property
    def incidents(self) -> pd.DataFrame:
        """The incidents that occurred in the edition's period."""
        return self._read("incidents")

    @cached_property
    def children(self) -> pd.DataFrame:
        """The children involved in incidents, with what the incident was."""
        return self._read("children")

    @cached_property
    def rapid_reviews(self) -> pd.DataFrame:
        """The rapid reviews, with what the incident was and how many working days each took."""
        return self._read("rapid_reviews")

    @cached_property
    def lcsprs(self) -> pd.DataFrame:
        """The local reviews that were started."""
        return self._read("lcsprs")

    @cached_property
    def practice_themes(self) -> pd.DataFrame:
        """The reviews that were coded for themes of practice."""
        return self._read("practice_themes")

    @cached_property
    def yearly_reports(self) -> pd.DataFrame:
        """The yearly reports of areas."""
        return self._read("yearly_reports")

    @cached_property
    def census(self) -> pd.DataFrame:
        """The children of England by ethnic group and age."""
        return self._prepared.read("census")

    @cached_property
    def themes(self) -> pd.DataFrame:
        """The themes of practice with their labels."""
        return _list("theme", THEMES)

    @cached_property
    def pandemic_factors(self) -> pd.DataFrame:
        """The factors of the pandemic with their labels."""
        return _list("pandemic_factor", PANDEMIC_FACTORS)

    def label(self, column: str, code: str) -> str:
        """Return what a reader calls ``code``.

        Raises:
            MissingError: if the column has no code list, or not this code.
        """
        if column not in self.labels:
            raise MissingError(f"no code list for column {column!r}{nearest(column, list(self.labels))}")
        if code not in self.labels[column]:
            raise MissingError(f"{column} has no code {code!r}. It has: {', '.join(self.labels[column])}")
        return self.labels[column][code]

    def fingerprints(self, records: pd.Index) -> NDArray[np.uint64]:
        """Return the fingerprints of records: those of their names, which are not read themselves.

        Raises:
            InputError: if one of them is no record of this edition, or of the area.
        """
        key = str(records.name)
        if key not in _TABLES:
            return of_names(records)
        if key not in self._names:
            self._names[key] = self._prepared.read(_TABLES[key], self._area, [NAMES])[NAMES]
        names = self._names[key]
        places = names.index.get_indexer(records)
        if (places < 0).any():
            raise InputError(f"{(places < 0).sum()} of the {len(records)} by {key} are no records of the edition")
        return names.to_numpy()[places]

    def held(self) -> Iterator[Held]:
        """Yield whose the records of each unit are, by the fingerprints of their names."""
        for key, table in _TABLES.items():
            prints = self._prepared.read(table, columns=[NAMES])[NAMES].to_numpy()
            spans = self._prepared.areas(table)
            areas = np.empty(len(prints), dtype=f"<U{max(map(len, spans), default=1)}")
            for area, (first, stop) in spans.items():
                areas[first:stop] = area
            yield Held(UNITS[key].one, prints, areas)

    def _read(self, table: str) -> pd.DataFrame:
        return self._prepared.read(table, self._area).rename_axis(index=KEYS[table])


def load(edition: Edition, area: str = ALL) -> Records:
    """Return the edition's records, or those of one area. What may be raised is said at ``Records``."""
    return Records(edition, area)


def prepare(edition: Edition) -> Prepared:
    """Return the edition's prepared records. They are checked if they were not before.

    Raises:
        RecordsError: if they are faulty; it carries every fault.
        InputError: if what is prepared cannot be kept.
    """
    return Prepared(edition.prepared_folder, partial(_digest, edition), partial(_checked, edition), edition.name)


def _checked(edition: Edition) -> Tables:
    checked = check_records(edition)
    if checked.faults:
        raise RecordsError(checked.faults)
    return joined(edition, checked.tables)


def _digest(edition: Edition) -> str:
    files = [file for spec in (*record_specs(edition), *reference_specs(edition)) for file in spec.files]
    engine = Path(annual_report.__file__).parent
    code = [Path(__file__).parent, *(engine / name for name in ("editions", "records", "prepared"))]
    return digest_of_sources(files, edition.model_dump_json(exclude=_WORDS), code, edition.prepared_folder / "digests")


def _list(name: str, labels: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"label": list(labels.values())}, index=pd.Index(list(labels), name=name), dtype="str")
