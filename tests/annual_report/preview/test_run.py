"""A preview at work: real notebooks, real Sphinx, a real server; files saved, pages read until they have changed."""

from collections.abc import Iterator
from copy import deepcopy

import nbformat
import pytest
from bs4 import BeautifulSoup
from sphinx.config import Config
from tests.support.previews import Running, running, small_project

from annual_report.errors import InputError, MissingError
from annual_report.lint.check import check_book
from annual_report.preview.run import previewing

DEATHS = "# Deaths\n\nThere were {count}`things` of them.\n"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all tests here. Each leaves the files as it found them, and all of them Sphinx's defaults."""
    shared = ("source_suffix", "templates_path")
    before = [deepcopy(Config.config_values[name].default) for name in shared]
    with running(small_project(tmp_path_factory.mktemp("report"))) as found:
        yield found
    assert [Config.config_values[name].default for name in shared] == before


@pytest.fixture(autouse=True)
def clean(work: Running) -> Iterator[None]:
    """Put every file back after a test, and wait for the preview to have it so."""
    sources = [file for file in work.project.root.rglob("*") if file.is_file() and "_build" not in file.parts]
    before = {file: file.read_bytes() for file in sources}
    yield
    for file in sources:
        if not file.is_file() or file.read_bytes() != before[file]:
            work.save(file.relative_to(work.project.root).as_posix(), before[file].decode())


def news(page: BeautifulSoup) -> str:
    box = page.select_one(".preview-news")
    return "" if box is None else " ".join(box.get_text().split())


def test_the_book_is_served_with_its_numbers(work: Running) -> None:
    assert "There were 3 of them." in work.page("book/deaths").get_text()
    assert news(work.page("book/deaths")) == ""


def test_a_saved_sentence_is_shown_and_runs_no_notebook(work: Running) -> None:
    work.save("book/deaths.md", DEATHS.replace("of them", "of these"))
    assert "There were 3 of these." in work.page("book/deaths").get_text()
    assert "saved: book/deaths.md" in work.terminal
    assert "notebook" not in work.told


def test_a_finding_stands_beside_its_sentence_and_in_the_terminal_and_stops_nothing(work: Running) -> None:
    work.save("book/deaths.md", DEATHS + "\nIt was 482 then.\n\nThe end.\n")
    page = work.page("book/deaths")
    assert "The end." in page.get_text()
    note = page.select_one("div.finding")
    assert note is not None
    assert note.find_previous_sibling("p").get_text() == "It was 482 then."  # type: ignore[union-attr]
    assert note.select_one(".spot").get_text() == "482"  # type: ignore[union-attr]
    assert "1 on this page" in news(page)
    assert "1 on others" in news(work.page("book/index"))
    assert "book/deaths.md:5:8: " in work.told
    work.save("book/deaths.md", DEATHS + "\nThe end.\n")
    assert not work.page("book/deaths").select(".finding")
    assert "1 gone" in work.told


def test_a_bad_role_is_shown_as_written_and_warns_nothing(work: Running) -> None:
    work.save("book/deaths.md", DEATHS.replace("`things`", "`thinks`"))
    page = work.page("book/deaths")
    assert page.select_one(".refused").get_text() == "{count}`thinks`"  # type: ignore[union-attr]
    assert "no statistic 'thinks'" in page.select_one(".finding").get_text()  # type: ignore[union-attr]
    assert "warning" not in work.told


def test_a_warning_of_sphinx_stands_on_its_page_until_its_cause_is_gone(work: Running) -> None:
    work.save("book/deaths.md", DEATHS + "\nSee {doc}`more`.\n")
    assert "Line 5. unknown document: 'more'" in news(work.page("book/deaths"))
    assert "book/deaths.md:5: unknown document: 'more'" in work.told
    work.save("book/more.md", "# More\n")
    work.save("_toc.yml", work.file("_toc.yml").read_text() + "  - file: book/more\n")
    assert "unknown document" not in news(work.page("book/deaths"))
    work.file("book/more.md").unlink()


def test_a_new_title_is_in_the_menu_of_every_page(work: Running) -> None:
    work.save("book/deaths.md", DEATHS.replace("# Deaths", "# Other deaths"))
    assert "Other deaths" in work.page("book/numbers").get_text()
    assert "Other deaths" in work.page("notebooks/01-things").get_text()


def test_a_changed_record_runs_the_notebook_that_read_it(work: Running) -> None:
    work.save("data/2020/things.csv", "key\na\nb\n")
    page = work.page("book/deaths")
    assert "There were 2 of them." in page.get_text()
    assert "A build would stop here." in news(page)
    assert "printed '3', computed '2'" in news(page)
    assert "notebook 1 of 1: 01-things" in work.told


def test_the_same_record_saved_again_runs_nothing(work: Running) -> None:
    work.save("data/2020/things.csv", work.file("data/2020/things.csv").read_text())
    assert "up to date" in work.told
    assert "notebook 1" not in work.told


def test_a_printed_figure_is_judged_again_without_a_run(work: Running) -> None:
    work.save("data/2020/published.csv", work.file("data/2020/published.csv").read_text().replace(",3,", ",4,"))
    assert "printed '4', computed '3'" in news(work.page("book/deaths"))
    assert "notebook 1" not in work.told


BROKEN = {
    "a record": ("data/2020/SYNTHETIC_incidents.csv", "fatal", "fatl", "must be one of fatal"),
    "the edition": ("data/2020/edition.toml", "title =", "title = =", "data/2020/edition.toml: not readable as TOML"),
    "a notebook": ("notebooks/01-things.ipynb", "{", "", "01-things.ipynb: not readable as a notebook"),
    "the settings": ("_config.yml", "html:", "html: {{", "_config.yml, line"),
    "the contents": ("_toc.yml", "chapters:", "chapters: [", 'in "_toc.yml", line'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said_and_the_last_good_page_stays_until_it_is_mended(work: Running, name: str) -> None:
    file, old, new, message = BROKEN[name]
    good = work.file(file).read_text(encoding="utf-8")
    work.save(file, good.replace(old, new, 1))
    page = work.page("book/deaths")
    assert news(page).startswith("Not up to date.")
    assert message in news(page)
    assert "There were 3 of them." in page.get_text()
    assert message in work.told
    assert work.terminal[-1].startswith("not up to date")
    assert "Traceback" not in work.told
    work.save(file, good)
    assert news(work.page("book/deaths")) == ""


def test_an_error_in_a_cell_names_the_notebook_and_the_narrative_can_still_be_changed(work: Running) -> None:
    good = work.file("notebooks/01-things.ipynb").read_text(encoding="utf-8")
    work.save("notebooks/01-things.ipynb", good.replace("publish.total(", "publish.total(("))
    assert "01-things.ipynb, cell 4: SyntaxError" in news(work.page("book/deaths"))
    work.save("book/deaths.md", DEATHS.replace("of them", "of these"))
    page = work.page("book/deaths")
    assert "There were 3 of these." in page.get_text()
    assert "SyntaxError" in news(page)


def test_a_deleted_chapter_is_told_and_comes_back(work: Running) -> None:
    work.terminal.clear()
    work.file("book/deaths.md").unlink()
    work.until_done()
    page = work.page("book/deaths")
    assert page.h1
    assert "The book has no page book/deaths" in page.get_text()
    assert "nonexisting document 'book/deaths'" in work.told
    assert "unknown document: 'deaths'" in news(work.page("book/index"))
    work.save("book/deaths.md", DEATHS)
    assert "There were 3 of them." in work.page("book/deaths").get_text()


def test_a_deleted_table_of_contents_is_told(work: Running) -> None:
    work.terminal.clear()
    work.file("_toc.yml").unlink()
    work.until_done()
    assert "_toc.yml: No such file or directory" in news(work.page("book/deaths"))


def test_a_second_preview_of_the_edition_is_refused_with_the_address_of_the_first(work: Running) -> None:
    with (
        pytest.raises(InputError, match=f"running already. Open {work.preview.address}"),
        previewing(work.project, "2020", 0, check_book, print),
    ):
        pass


def test_an_unknown_edition_is_refused(work: Running) -> None:
    with (
        pytest.raises(MissingError, match="Editions here: 2020"),
        previewing(work.project, "1999", 0, check_book, print),
    ):
        pass


def test_nothing_of_the_preview_is_in_the_folder_of_a_build(work: Running) -> None:
    folders = sorted(folder.name for folder in (work.project.root / "_build").iterdir())
    assert folders == [".gitignore", ".prepared", ".store", "preview-2020"]


def test_a_notebook_that_names_no_kernel_is_shown_and_what_its_page_leaves_out_is_told(work: Running) -> None:
    notebook = nbformat.read(work.file("notebooks/01-things.ipynb"), as_version=4)
    notebook.metadata = nbformat.from_dict({})
    notebook.cells[-1].source += "\nthings"
    work.save("notebooks/01-things.ipynb", nbformat.writes(notebook))
    assert "01-things: left out of its page, as all that is not published: 1 displayed value (cell 4)" in work.terminal
    assert "Left out of this page: 1 displayed value (cell 4)." in work.page("notebooks/01-things").get_text()
