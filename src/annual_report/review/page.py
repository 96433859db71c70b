"""The release pack as one HTML page that needs nothing else: no script, no picture, no other file."""

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from annual_report.editions.dates import in_words
from annual_report.review.pack import RULES, Pack, decided_in_words
from annual_report.review.record import PRIVATE

#: After a dot or an underscore within an id, but not within a number such as 1.27.
_JOINT = re.compile(r"(?<=[a-z0-9]_)(?=[a-z0-9])|(?<=[a-z]\.)(?=[a-z0-9])|(?<=[0-9]\.)(?=[a-z])")


def page_html(pack: Pack) -> str:
    """Return the page. Equal packs give the same bytes."""
    environment = Environment(
        loader=PackageLoader("annual_report.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["breakable"] = _breakable
    template = environment.get_template("pack.html")
    return template.render(pack=pack, private=PRIVATE, rules=RULES, decided=decided_in_words, day=in_words)


def _breakable(text: str) -> Markup:
    """Return the text with each id in it free to break at its joints, where a line is too short for it."""
    return Markup("<wbr>").join(_JOINT.split(text))
