"""What a notebook is told, as it comes: text, or a whole number that papermill made of digits."""

from annual_report.errors import InputError

#: The area that a notebook is told where it is to read the records of all: no area may be called so.
ALL = "all"


def as_text(name: str, value: object) -> str:
    """Return the value of a parameter as text: ``-p edition 2020`` gives a number, and 2020 is meant.

    Raises:
        InputError: if it is anything but text or a whole number.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(
        f"the parameter {name!r} is {value!r}, which is no text. Give it as text: in quotation marks, or to papermill "
        f"by -r {name} in the place of -p {name}"
    )
