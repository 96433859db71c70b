"""Every directive, option and role that the book's own Sphinx knows is on one of two lists: allowed, or refused."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT

from annual_report.lint.allowed import DIRECTIVES, ROLES, Body, Value
from annual_report.lint.pages import SETTLED
from annual_report.lint.refused import REFUSED_DIRECTIVES, REFUSED_DOMAINS, REFUSED_ROLES

#: Options by which a library reads a file, or loads an address.
READING = {"file", "url", "diff", "img-top", "img-bottom", "img-background", "avatar", "src", "include"}
#: Directives and roles that exist apart from the registries of the application.
BY_MYST = {"eval-rst"}


@dataclass(frozen=True)
class Registered:
    """What the book's application knows: directives by name with their options, and roles."""

    directives: dict[str, set[str]]
    without_argument: set[str]
    roles: set[str]


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registered]:
    folder = tmp_path_factory.mktemp("book")
    (folder / "_config.yml").write_text((ROOT / "_config.yml").read_text(encoding="utf-8"))
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (folder / "index.md").write_text("# Title\n")
    given = {"external_toc_path": str(folder / "_toc.yml"), "latex_individualpages": False}
    settings, _ = get_final_config(
        user_yaml=folder / "_config.yml", sourcedir=folder, cli_config=given, use_external_toc=True
    )
    # the narrative's own extension stops where no release is: what it adds is looked at by itself
    settings["extensions"] = [name for name in settings["extensions"] if "narrative" not in name]
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(folder),
            None,
            str(folder / "o"),
            str(folder / "d"),
            "html",
            settings,
            status=None,
            warning=io.StringIO(),
        )
        app.setup_extension("annual_report.narrative.extension")
        classes = _directives(app)
        options = {name: set(getattr(item, "option_spec", None) or {}) for name, item in classes.items()}
        arguments = {name: _arguments(item) for name, item in classes.items()}
        yield Registered(options, {name for name, count in arguments.items() if not count}, _roles(app))


def _arguments(item: object) -> int:
    return getattr(item, "required_arguments", 0) + getattr(item, "optional_arguments", 0)


def _directives(app: Sphinx) -> dict[str, object]:
    document = type("Document", (), {"reporter": None, "settings": None})()
    # docutils has no public list of its directives, nor of those that were added to it
    registry, added = vars(directives)["_directive_registry"], vars(directives)["_directives"]
    names = {*registry, *en.directives}  # and it has other names for some of its own
    found: dict[str, object] = {name: directives.directive(name, en, document)[0] for name in names}  # type: ignore[arg-type]  # a module is meant
    found |= added
    for domain in app.env.domains.values():
        own = domain.directives
        found |= {f"{domain.name}:{name}": item for name, item in own.items()}
        if domain.name in ("std", app.config.primary_domain):
            found |= own
    return found


def _roles(app: Sphinx) -> set[str]:
    found = {*vars(roles)["_role_registry"], *vars(roles)["_roles"], *en.roles}
    for domain in app.env.domains.values():
        found |= {f"{domain.name}:{name}" for name in domain.roles}
        if domain.name in ("std", app.config.primary_domain):
            found |= set(domain.roles)
    return found


def _is_of_refused_domain(name: str) -> bool:
    return name.partition(":")[0] in REFUSED_DOMAINS and ":" in name


def test_every_directive_that_exists_is_allowed_or_refused(registered: Registered) -> None:
    names = {name for name in registered.directives if not _is_of_refused_domain(name)}
    assert names - set(DIRECTIVES) - set(REFUSED_DIRECTIVES) == set()


def test_every_role_that_exists_is_allowed_or_refused(registered: Registered) -> None:
    names = {name for name in registered.roles if not _is_of_refused_domain(name)}
    assert names - ROLES - set(REFUSED_ROLES) - set(SETTLED) == set()


def test_no_directive_or_role_is_on_both_lists() -> None:
    assert set(DIRECTIVES) & set(REFUSED_DIRECTIVES) == set()
    assert ROLES & set(REFUSED_ROLES) == set()
    assert not [name for name in (*DIRECTIVES, *ROLES) if ":" in name]


def test_what_is_allowed_exists(registered: Registered) -> None:
    assert set(DIRECTIVES) - set(registered.directives) == set()
    assert ROLES - registered.roles == set()


def test_an_option_that_is_allowed_exists_somewhere_and_one_that_reads_a_file_is_judged_as_a_file(
    registered: Registered,
) -> None:
    known = {name: registered.directives[name] for name in DIRECTIVES}
    everywhere = set().union(*known.values())
    for name, use in DIRECTIVES.items():
        assert set(use.options) <= everywhere, name
        reading = set(use.options) & READING
        assert all(use.options[option] in (Value.PICTURE, Value.TABLE) for option in reading), name


def test_directives_that_read_a_file_by_their_argument_are_judged_as_such() -> None:
    files = {name for name, use in DIRECTIVES.items() if use.argument in (Value.PICTURE, Value.TEXT, Value.TABLE)}
    assert files == {"figure", "image", "literalinclude"}


def test_what_stands_beside_the_name_is_read_as_the_library_reads_it(registered: Registered) -> None:
    """Without an argument it is the first line of the body, which may begin a list or a block of code."""
    ours = {name for name, use in DIRECTIVES.items() if use.argument is Value.FIRST}
    bodies = {name for name, use in DIRECTIVES.items() if use.body is not Body.NOTHING}
    assert ours == registered.without_argument & set(DIRECTIVES) & bodies


def test_the_list_can_fail(registered: Registered) -> None:
    assert "include" in set(registered.directives) - set(DIRECTIVES)
    assert "math" in registered.roles - ROLES
