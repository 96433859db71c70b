"""Whatever the book's own parser runs, loads or shows, the checks have seen: pages drawn at random are read by both.

A page is put together from beginnings of directives, of HTML and of all else that changes how Markdown is read. The
application reads it. If something foreign is then alive in it, or a word is shown that no rule has read, the
checks must have found a fault in the page.
"""

import io
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from jupyter_book.config import get_final_config
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.support.narratives import real_context

from annual_report.lint.allowed import DIRECTIVES
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import as_written, broken_syntax, one_title
from annual_report.narrative.comments import CommentsLeftOut

PAGES = 600
OWN = ("chart", "table", "disclosure", "downloads", "published-figures", "every-number", "tableofcontents")
#: Beginnings of what is foreign, each on a line.
FOREIGN = r"""
<script>EVIL</script>
<i onclick="EVIL">x</i>
<p style="EVIL">
<a href="EVIL">x</a>
<EVIL>
<!-- EVIL -->
![EVIL](https://e.example/x.png)
```{image} https://e.example/x.png
```{raw} html
```{include} ../../x.txt
{download}`../../x.txt`
[x](../../EVIL.txt)
[x][r]
[r]: ../../EVIL.txt
[EVIL]: <script>
""".splitlines()[1:]
#: What changes how the rest is read, parted by spaces.
MARKS = r"""
% (t)= +++ - > | |--| [r]: [^f]: x[^f] ^^^ <!-- --> ` `` ``` ```` ~~~ ::: :::: --- :class:note :alt:x :name:n :caption:
" , words # ## * : Term <div> <b> <p> <kbd> </ \ &lt; .. -- 1. [ ] ( ) $$ = === :sorted: :header: ```text
"""
SPACED = ("    ", "  ", "\t", "* - ", "  - ", ":class: note", ":alt: x", ":header: ")
GLUE = [*MARKS.split(), *(f"{mark} " for mark in MARKS.split()), *SPACED]
ALIVE = ("<script", "<i on", "style=", "<a ", "<EVIL", "<!--")
WORD = re.compile(r"zq\d+zq")


@dataclass(frozen=True)
class Made:
    """What the application made of a page: what of it is foreign and alive, and the words that it shows."""

    alive: tuple[str, ...]
    shown: frozenset[str]


def drawn() -> list[str]:
    """Return the pages: the same each time."""
    chance, count = random.Random(63), iter(range(10**6))  # noqa: S311  nothing secret is drawn
    names = [name for name in DIRECTIVES if name not in OWN]

    def line() -> str:
        if (kind := chance.random()) < 0.2:
            begin = chance.choice(("", " ", "    ")) + chance.choice(("```", "````", ":::", "::::", "~~~"))
            beside = chance.choice(("", chance.choice(FOREIGN), chance.choice(GLUE) + chance.choice(FOREIGN)))
            return f"{begin}{{{chance.choice(names)}}} {beside}"
        if kind < 0.45:
            return chance.choice(("", chance.choice(GLUE))) + chance.choice(FOREIGN)
        text = "".join(chance.choice(GLUE) for _ in range(chance.randint(1, 3))) if kind < 0.85 else ""
        return f"{text} zq{next(count)}zq" if chance.random() < 0.4 else text

    return ["# T\n\n" + "\n".join(line() for _ in range(chance.randint(2, 9))) + "\n" for _ in range(PAGES)]


def _made(document: nodes.document) -> Made:
    alive = [raw.astext() for raw in document.findall(nodes.raw) if any(part in raw.astext() for part in ALIVE)]
    alive += [image["uri"] for image in document.findall(nodes.image) if "://" in image["uri"]]
    files = [found["reftarget"] for found in document.findall(addnodes.download_reference)]
    alive += [file for file in files if ".." in file]
    alive += [link["refuri"] for link in document.findall(nodes.reference) if "EVIL" in link.get("refuri", "")]
    alive += [link["reftarget"] for link in document.findall(addnodes.pending_xref) if "EVIL" in link["reftarget"]]
    words = document.deepcopy()
    for kind in (nodes.literal_block, nodes.comment, nodes.system_message, nodes.problematic):
        for node in list(words.findall(kind)):
            node.parent.remove(node)
    return Made(tuple(alive), frozenset(WORD.findall(words.astext())))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Return what the application makes of each page, by its name. One that it cannot read at all is left out."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "_config.yml").write_text((ROOT / "_config.yml").read_text(encoding="utf-8"))
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- glob: book/*\n")
    (folder / "index.md").write_text("# Title\n")
    (folder / "book").mkdir()
    for number, page in enumerate(drawn()):
        (folder / "book" / f"{number}.md").write_text(page, encoding="utf-8")
    return _read(folder)


def _read(folder: Path) -> dict[str, Made]:
    given = {"external_toc_path": str(folder / "_toc.yml"), "latex_individualpages": False}
    config = folder / "_config.yml"
    settings, _ = get_final_config(user_yaml=config, sourcedir=folder, cli_config=given, use_external_toc=True)
    # the narrative's own extension stops where no release is: of it the transform alone is needed
    settings["extensions"] = [name for name in settings["extensions"] if "narrative" not in name]
    found: dict[str, Made] = {}

    class Look(CommentsLeftOut):
        """Looks at a page when its comments have been left out."""

        default_priority = CommentsLeftOut.default_priority + 1

        def apply(self, **kwargs: object) -> None:
            del kwargs
            found[self.env.docname] = _made(self.document)

    with patch_docutils(), docutils_namespace():
        log = io.StringIO()
        app = Sphinx(
            str(folder), None, str(folder / "o"), str(folder / "d"), "dummy", settings, status=None, warning=log
        )
        app.add_transform(CommentsLeftOut)
        app.add_transform(Look)
        read = app.builder.read_doc

        def read_or_leave(docname: str, **kwargs: object) -> None:
            try:
                read(docname, **kwargs)  # type: ignore[arg-type]  # as it was called
            except Exception:  # noqa: BLE001  nonsense makes the libraries fail in many ways: such a page is never built
                assert docname.startswith("book/")

        vars(app.builder)["read_doc"] = read_or_leave
        app.builder.read()
    return found


def _is_stopped(page: Page) -> bool:
    rules = (as_written, broken_syntax, one_title)
    return any(True for rule in rules for _ in rule.check(page, real_context()))


def test_whatever_is_alive_or_shown_the_checks_have_seen(made: dict[str, Made]) -> None:
    alive = passed = 0
    for number, text in enumerate(drawn()):
        result = made.get(f"book/{number}")
        if result is None:
            continue
        page = read_markdown("book/page.md", text)
        stopped = _is_stopped(page)
        read = set(WORD.findall(" ".join(passage.text for passage in page.passages)))
        alive, passed = alive + bool(result.alive), passed + (not stopped)
        assert stopped or not result.alive, f"{result.alive} is alive in:\n{text}"
        assert stopped or result.shown <= read, f"{result.shown - read} is shown, and not read, in:\n{text}"
    assert alive > PAGES // 4, "the pages must be alive with what is foreign"
    assert passed > PAGES // 50, "some pages must pass, or nothing is compared"
