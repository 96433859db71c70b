"""Checks the header of a table: which columns are missing, strange, nameless or there twice, each named to the eye."""

from collections import Counter
from collections.abc import Sequence
from unicodedata import category

from annual_report.faults import Fault
from annual_report.records.listing import nearest
from annual_report.visible import odd_characters

_NAMELESS = "Unnamed: "  # how pandas calls a column without a name


def check_header(file: str, found: Sequence[str], wanted: Sequence[str]) -> list[Fault]:
    """Return what is wrong with the names of the columns."""
    counts = Counter(found)
    nameless = [place for place, name in enumerate(found, 1) if _is_nameless(name)]
    extra = [name for name in counts if name not in wanted and not _is_nameless(name)]
    meant = {name: _meant(name, wanted) for name in extra}
    missing = [name for name in wanted if name not in counts and name not in meant.values()]
    told = f"the column is missing. The columns are {', '.join(wanted)}"
    return [
        *(Fault(file, 1, name, "", told) for name in missing),
        *([Fault(file, 1, "", "", _without_name(nameless))] if nameless else []),
        *(Fault(file, 1, name, "", _strange(name, meant[name], wanted)) for name in extra),
        *(
            Fault(file, 1, name, "", f"the column stands {counts[name]} times: keep one")
            for name in wanted
            if counts[name] > 1
        ),
    ]


def _is_nameless(name: str) -> bool:
    return not name.strip() or name.startswith(_NAMELESS)


def _without_name(places: Sequence[int]) -> str:
    index = " pandas writes its index so: leave it out with index=False." if places[0] == 1 else ""
    if len(places) == 1:
        return f"column {places[0]} has no name.{index} Delete the column, or name it"
    listed = f"{', '.join(map(str, places[:-1]))} and {places[-1]}"
    return f"columns {listed} have no names.{index} Delete them, or name them"


def _meant(name: str, wanted: Sequence[str]) -> str | None:
    """Return the column that is meant, if only what is not seen, or capital letters, differ from it."""
    seen = "".join(sign for sign in name if category(sign)[0] not in "CZ").strip().lower()
    return seen if seen in wanted else None


def _strange(name: str, meant: str | None, wanted: Sequence[str]) -> str:
    if meant is None:
        return f"no such column belongs here{odd_characters(name)}: remove or rename it{nearest(name, wanted)}"
    if odd := odd_characters(name):
        return f"the name has what is not seen{odd}: write {meant}"
    return f"the name must be written {meant}: capital letters and spaces count"
