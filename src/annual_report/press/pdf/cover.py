"""What the PDF's cover, running heads and properties say of the report."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the cover. ``notice`` stands on the cover and at the foot of every page.

    ``publication`` says who published the report, or that nobody did; ``footer`` is what the web book says at its foot.
    ``published`` dates the file.
    """

    title: str
    subtitle: str
    author: str
    language: str
    notice: str
    published: date
    period: str
    publication: str = ""
    footer: str = ""
