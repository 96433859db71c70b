"""What can be set: whether kernels are warm, and what is imported before they are asked for."""

import sys
from collections.abc import Iterable, Mapping

#: ``off`` makes every kernel start as usual.
SWITCH = "WARM_KERNELS"
#: Modules to import in the template, in place of the defaults, separated by commas.
PRELOAD = "WARM_KERNELS_PRELOAD"

#: Imported if they are installed, when nothing else is asked for. Each is safe to fork after its import.
LIBRARIES = (
    "numpy",
    "pandas",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pyarrow",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "seaborn",
    "myst_nb.ext.glue",
)


class SettingError(ValueError):
    """A setting has a value that means nothing here."""


def is_on(environment: Mapping[str, str]) -> bool:
    """Return whether kernels may be warm here: on Linux, unless they are switched off.

    Raises:
        SettingError: if the switch is neither on nor off.
    """
    value = environment.get(SWITCH, "on")
    if value not in ("on", "off"):
        raise SettingError(f"{SWITCH} is {value!r}. Set it to 'on' or 'off', or not at all")
    return value == "on" and sys.platform == "linux"


def modules_to_preload(asked: Iterable[str] | None, environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the modules asked for, by the kernel's configuration or by the environment; None for the defaults.

    Raises:
        SettingError: if a module is asked for that would lose the notebooks' figures.
    """
    if asked is None and PRELOAD in environment:
        asked = (name.strip() for name in environment[PRELOAD].split(","))
    if asked is None:
        return None
    modules = tuple(name for name in asked if name)
    for name in modules:
        if name.split(".")[0] == "matplotlib_inline":
            raise SettingError(
                f"{name} cannot be preloaded: it binds to the notebook's shell when it is imported, and every figure "
                f"would be lost. Remove it from {PRELOAD} or from the kernel's configuration"
            )
    return modules
