"""Why a step ran or did not, in words: what changed since the edition was last built, each by its name."""

from annual_report.reuse.digests import Facts

_NAMED = 3  # of a long list, how many are named


def why_made(last: Facts | None, now: Facts, *, damaged: bool) -> str:
    """Return why a step had to run.

    Args:
        last: what it depended on when the edition was last built; None if it never was.
        now: what it depends on.
        damaged: whether the store had its result, and could not use it.
    """
    if damaged:
        return "what the store had of it was damaged"
    if last is None:
        return "it was not made before"
    return differences(last, now) or "the store no longer has it"


def why_reused(last: Facts | None, now: Facts) -> str:
    """Return why a step did not run."""
    if last is None or not (changed := differences(last, now)):
        return "nothing that it depends on changed"
    return f"it was made from just this before ({changed})"


def differences(last: Facts, now: Facts) -> str:
    """Return what changed, is new or is gone; empty if nothing is."""
    kinds = {
        "changed": [name for name in now if name in last and last[name] != now[name]],
        "new": [name for name in now if name not in last],
        "gone": [name for name in last if name not in now],
    }
    return "; ".join(f"{word}: {_list(names)}" for word, names in kinds.items() if names)


def _list(names: list[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    return ", ".join(ordered[:_NAMED]) + more
