"""The Sphinx extension of the narrative: roles and directives that print the release, and the checks on them."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from annual_report.narrative.appendices import EveryNumberDirective, PublishedFiguresDirective
from annual_report.narrative.comments import CommentsLeftOut
from annual_report.narrative.disclosure import DisclosureDirective
from annual_report.narrative.margin import depart_finding, finding, show_findings, visit_finding
from annual_report.narrative.pictures import DOWNLOADS, ChartDirective, DownloadsDirective, TableDirective
from annual_report.narrative.plain import CHARTS, use_last_build
from annual_report.narrative.refusal import FINDINGS
from annual_report.narrative.roles import (
    AllowedWords,
    ClaimedWords,
    EditionFact,
    FixedWords,
    PlacedNumber,
    resolve_number,
)
from annual_report.narrative.source import SETTING, check_release
from annual_report.statistics.models import Form


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the narrative's roles, directives and checks."""
    app.add_config_value(SETTING, "../release.json", "env", str)
    for form in (Form.COUNT, Form.WORDS, Form.PERCENT, Form.SHARE, Form.RATIO):
        app.add_role(form.value, PlacedNumber(form))
    app.add_config_value(CHARTS, "/charts", "env", str)
    app.add_config_value(FINDINGS, "", "env", str)
    app.add_config_value(DOWNLOADS, default=True, rebuild="env", types=bool)
    app.add_node(finding, html=(visit_finding, depart_finding))
    app.add_role("fixed", FixedWords())
    app.add_role("allow", AllowedWords())
    app.add_role("claim", ClaimedWords())
    app.add_role("edition", EditionFact())
    app.add_directive("chart", ChartDirective)
    app.add_directive("table", TableDirective, override=True)  # docutils' own table takes the same name
    app.add_directive("downloads", DownloadsDirective)
    app.add_directive("published-figures", PublishedFiguresDirective)
    app.add_directive("every-number", EveryNumberDirective)
    app.add_directive("disclosure", DisclosureDirective)
    app.add_transform(CommentsLeftOut)
    app.connect("config-inited", use_last_build)
    app.connect("builder-inited", check_release)
    app.connect("doctree-read", show_findings)
    app.connect("missing-reference", resolve_number)
    return ExtensionMetadata(version="1", parallel_read_safe=True, parallel_write_safe=True)
