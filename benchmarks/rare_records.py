"""Makes the ledger of as many records as wanted, published by the publisher that notebooks use, some counts small.

However many records there are, each column has values that few of them have, so that there is something to hide. The
same records are told in many ways: breakdowns, tables of two columns, a union, limits beside bands, flags and pairs of
flags, in two notebooks. So the records lie in thousands of groups.
"""

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.typing import NDArray

from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher

_UNITS = {"incident_id": Unit(one="incident", many="incidents")}
#: How many values each column has.
_VALUES = {"region": 9, "kind": 7, "month": 12, "sex": 3, "age": 6}
#: Where limits on days are set, and what share of the records has each flag.
_LIMITS = (5, 15, 25, 50)
_FLAGS = {"abuse": 0.4, "neglect": 0.2, "drugs": 0.02}
#: The rarest value of a column is of about so many records.
_FEW = 4
_SEED = 7


def rare_records(count: int) -> pd.DataFrame:
    """Return so many records, each column's values from frequent to rare."""
    random = np.random.default_rng([_SEED, count])
    frame = pd.DataFrame(index=pd.RangeIndex(count, name="incident_id"))
    for column, values in _VALUES.items():
        codes = random.choice(values, count, p=_falling(values, _FEW / count))
        frame[column] = pd.Categorical.from_codes(codes, pd.Index(list(_labels(column))))
    frame["days"] = random.geometric(_FEW / 60, count)
    for flag, share in _FLAGS.items():
        frame[flag] = random.random(count) < share
    return frame


def _falling(values: int, least: float) -> NDArray[np.float64]:
    """Return shares that fall by the same factor from value to value, down to about ``least``."""
    shares = least ** (np.arange(values) / max(values - 1, 1))
    return np.asarray(shares / shares.sum())


def _labels(column: str) -> Mapping[str, str]:
    return {f"{column}{at}": f"{column} {at}" for at in range(_VALUES[column])}


def ledger_of(records: pd.DataFrame) -> Ledger:
    """Return the ledger of what two notebooks publish of the records."""
    prints = np.random.default_rng(_SEED).integers(0, 2**64, len(records), dtype=np.uint64)
    InteractiveShell.instance()  # outside a shell, what is displayed is printed and lost
    published = []
    for notebook, chapter in (("01-tables", _tables), ("02-shares", _shares)):
        publisher = Publisher(
            _UNITS,
            {column: _labels(column) for column in _VALUES},
            fingerprints=lambda names: prints[names],
            outlet=everything,
        )
        with capture_output() as captured:
            publisher.total("all", records, label="All")
            chapter(publisher, records)
        published += [(notebook, decode(output.data[MIME])) for output in captured.outputs]
    return merge("2020", published, synthetic=True)


def _tables(publish: Publisher, records: pd.DataFrame) -> None:
    for column in ("region", "month"):
        publish.breakdown(f"all.{column}", records, by=column, of="all", title=column, header=column)
    publish.crosstab("all.kind", records, rows="sex", columns="kind", of="all", title="kind", header="kind")
    publish.crosstab("all.age", records, rows="sex", columns="age", of="all", title="age", header="age")


def _shares(publish: Publisher, records: pd.DataFrame) -> None:
    share = _sharing(publish, records)
    for limit in _LIMITS:
        share(f"all.within_{limit}", records["days"] <= limit)
    for low, high in pairwise(_LIMITS):
        share(f"all.from_{low}_to_{high}", records["days"].between(low + 1, high))
    share("all.some_kinds", records["kind"].isin(["kind1", "kind3", "kind6"]))
    share("all.some_kinds.late", records["kind"].isin(["kind1", "kind3", "kind6"]) & (records["days"] > _LIMITS[-1]))
    for flag in _FLAGS:
        share(f"all.{flag}", records[flag])
    for one, other in combinations(_FLAGS, 2):
        share(f"all.{one}_and_{other}", records[one] & records[other])
    rare = records["region"].isin(["region6", "region7", "region8"])
    share("all.far", rare)
    share("all.far.abuse", rare & records["abuse"])


def _sharing(publish: Publisher, records: pd.DataFrame) -> Callable[[str, "pd.Series[bool]"], None]:
    def share(name: str, chosen: "pd.Series[bool]") -> None:
        publish.share(name, records[chosen], of=name.rpartition(".")[0], label=name)

    return share
