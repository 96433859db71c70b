"""The source of a pack's book: its front page, a page for each notebook, its charts and its configuration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from annual_report.editions.dates import period_in_words
from annual_report.packs.contents import TOTALS, Contents, Page, Section
from annual_report.press.charts import draw
from annual_report.press.stage import write_config
from annual_report.release import Release, write_release

#: What stands on every page and chart of a pack.
PRIVATE = "Private: for the partnership named here. Do not publish or pass on."
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")


@dataclass(frozen=True, slots=True)
class Pack:
    """An area's pack: whose, what it holds, and the release that stands beside it."""

    area: str
    contents: Contents
    release: Release

    @property
    def notice(self) -> str:
        """What stands on every page: that it is private, and what else the release says of its figures."""
        return PRIVATE if self.release.signed_off else f"{PRIVATE} {self.release.notice}"

    @property
    def title(self) -> str:
        """What the pack is called."""
        return f"{self.release.imprint.title}: {self.area}"

    @property
    def printed(self) -> Release:
        """What the pack's book prints."""
        imprint = self.release.imprint.model_copy(update={"title": self.title})
        told = {"imprint": imprint, "ledger": self.contents.ledger, "verdicts": ()}
        return self.release.model_copy(update=told)


def write_source(pack: Pack, config: Path, stage: Path) -> None:
    """Fill ``stage`` with the pack's source: ``book/`` and beside it ``release.json``.

    Args:
        pack: what is printed.
        config: the project's ``_config.yml``.
        stage: an empty folder.
    """
    book = stage / "book"
    book.mkdir()
    release = pack.printed
    write_release(release, stage / "release.json")
    write_config(config, release, book / "_config.yml")
    chapters = [{"file": page.name} for page in pack.contents.pages]
    contents = {"format": "jb-book", "root": "index", "chapters": chapters}
    (book / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=True), encoding="utf-8")
    (book / "index.md").write_text(_front_page(pack), encoding="utf-8")
    for page in pack.contents.pages:
        (book / f"{page.name}.md").write_text("\n".join(_page(page)), encoding="utf-8")
    _write_charts(release, book / "charts")


def _write_charts(release: Release, folder: Path) -> None:
    folder.mkdir()
    for chart in release.ledger.charts:
        table = release.ledger.table(chart.table)
        invented = "Illustration, not a finding. " if table.illustration else ""
        foot = f"{PRIVATE}\n{invented}{release.mark}"
        (folder / f"{chart.id}.svg").write_bytes(draw(chart, table, release.ledger.values, foot))


def _front_page(pack: Pack) -> str:
    imprint = pack.release.imprint
    few = pack.release.disclosure.events if pack.release.disclosure else 0
    pages = "\n".join(f"- [{_plain(page.title)}]({page.name}.md)" for page in pack.contents.pages)
    return f"""# {_plain(pack.area)}

**{_plain(imprint.title)}**: {_plain(imprint.subtitle)}. Incidents of {period_in_words(*imprint.period)}.

This pack is for the partnership of {_plain(pack.area)} alone. It shows the area's own numbers beside those of all
areas, as the report shows them. {_plain(pack.release.publication)}

```{{table}} {TOTALS}
```

## How to read it

- **The area's own numbers are whole.** None is hidden, however small: they are the partnership's own. Each may tell of
  one child, so the pack is private. Keep it as you keep the records themselves.
- **Numbers of all areas are those of the report.** What is hidden there stays hidden here.
- **Do not work out hidden numbers.** Do not subtract the area's numbers from those of all areas to learn of a child
  elsewhere, and do not put packs of several areas together.
- **Counts are read, not percentages.** No percentage of the area is printed where it would rest on fewer than {few}
  cases: one case more or less would move it too far.

## Pages

{pages}
"""


def _page(page: Page) -> Iterator[str]:
    yield f"# {_plain(page.title)}\n"
    for section in page.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.heading)}\n"
    for chart in section.charts:
        yield f"```{{chart}} {chart}\n```\n"
    for table in section.tables:
        yield f"```{{table}} {table}\n```\n"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", text)
