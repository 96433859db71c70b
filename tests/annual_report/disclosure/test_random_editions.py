"""No reader of a release works out what is hidden: shown on two hundred random editions, by one who shares no code.

The reader knows what each number counts, and solves for how many records there can be of each possible kind.
"""

import json
from collections.abc import Iterator

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from numpy.typing import NDArray
from tests.support.editions_at_random import RandomEdition, Shape, edition_of, shapes
from tests.support.readers import Reader

from annual_report.disclosure.control import control
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.statistics.ledger import Ledger

_THRESHOLD = 6
_SETTINGS = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),  # the message says which edition, and to shrink it takes minutes
    suppress_health_check=list(HealthCheck),
)


@_SETTINGS
@given(shapes)
def test_no_hidden_number_can_be_worked_out(shape: Shape) -> None:
    edition = edition_of(shape)
    released = control(Case(edition.ledger, Policy())).ledger
    _require_nothing_left(edition, released)
    for frame in ("incidents", "children"):
        reader = Reader(edition, released, frame)
        for name, holds, least in _secret(edition, frame):
            count = edition.count(frame, holds)
            assert reader.may_reach(holds, count - 1, least, _THRESHOLD), (
                f"{name} ({count}) lies within {reader.interval(holds)}; {shape}"
            )


def _secret(edition: RandomEdition, frame: str) -> Iterator[tuple[str, NDArray[np.bool_], int]]:
    """Yield what must not be worked out, and how many it must seem able to be at least.

    These are small counts, counts of all of a base, and what is left of any two. Of what is left, only few records
    are secret, not few incidents: no number says that they are of few.
    """
    counts = {item.id: item for item in edition.ledger.statistics if item.id in edition.meanings}
    masks = {name: edition.holds_in(name) for name, meaning in edition.meanings.items() if meaning.frame == frame}
    for name, holds in masks.items():
        item = counts[name]
        if item.count and min(item.count, item.incidents or 0) < _THRESHOLD:
            yield name, holds, max(_THRESHOLD, item.count + 1)
        elif item.count and item.count == item.base_count:
            yield name, holds, item.count
    for whole, outer in masks.items():
        for part, inner in masks.items():
            for name, left in ((f"{whole} less {part}", outer & ~inner), (f"{whole} and {part}", outer & inner)):
                if 0 < edition.count(frame, left) < _THRESHOLD:
                    yield name, left, _THRESHOLD


def _require_nothing_left(edition: RandomEdition, released: Ledger) -> None:
    """Check that of what is hidden nothing stands in the released ledger, nor what only serves to control it."""
    data = json.loads(released.model_dump_json())
    text = json.dumps(data)
    hidden = {item.id for item in released.hidden}
    for item in edition.ledger.statistics:
        assert not item.members or item.members not in text
    for printed in data["statistics"]:
        assert printed["id"] not in hidden
        assert not any(printed[name] for name in ("members", "behind", "records", "where"))
        assert printed["incidents"] is None
        if printed["base"] in hidden:
            assert printed["base_hidden"]
            assert printed["base_count"] is None
    for left in data["hidden"]:
        assert "count" not in left
        assert left["percent"] is None
        assert left["base"] not in hidden or left["base_count"] is None
    for ratio in released.ratios:
        bases = {str(item.base) for item in edition.ledger.statistics if item.id in (ratio.part, ratio.against)}
        assert not hidden & {ratio.part, ratio.against, *bases}
    assert len(data["statistics"]) + len(data["ratios"]) + len(hidden) == len(edition.ledger.values.items)
