"""What every step stands on: each part of it changes the key, and what has no effect does not."""

import platform
from pathlib import Path

import pytest

from annual_report.reuse import ground
from annual_report.reuse.ground import ground_of, packages_of

NOTHING: dict[str, str] = {}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that stands for the report's own code."""
    folder = tmp_path / "path" / "stand_in"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "words.toml").write_text("a = 1")
    monkeypatch.syspath_prepend(folder.parent)
    monkeypatch.setattr(ground, "OWN_PACKAGES", ("stand_in",))
    return folder


def test_the_report_stands_on_its_engine_and_its_subject() -> None:
    assert set(packages_of("safeguarding")) == {"annual_report", "safeguarding", "warm_kernels"}
    facts = ground_of(Path("/nowhere"), "safeguarding", NOTHING).facts
    assert "annual_report/reuse/ground.py" in facts
    assert "safeguarding/codes.py" in facts
    assert facts["installed pandas"].startswith("3.")
    assert facts["Python"].startswith(platform.python_version())
    assert not [name for name in facts if "__pycache__" in name]


@pytest.mark.parametrize("name", ["__init__.py", "words.toml", "new.py", "deep/new.py"])
def test_a_changed_or_new_source_is_seen(name: str, package: Path, tmp_path: Path) -> None:
    before = ground_of(tmp_path, "none", NOTHING)
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_text("changed = True")
    after = ground_of(tmp_path, "none", NOTHING)
    assert before.digest != after.digest
    assert {key for key in after.facts if after.facts[key] != before.facts.get(key)} == {f"stand_in/{name}"}


def test_the_lock_is_seen_also_where_it_is_new(package: Path, tmp_path: Path) -> None:
    digests = [ground_of(tmp_path, "none", NOTHING).digest]
    for text in ("a==1\n", "a==2\n"):
        (tmp_path / "requirements.txt").write_text(text)
        digests.append(ground_of(tmp_path, "none", NOTHING).digest)
    assert len(set(digests)) == 3


def test_variables_that_matter_are_seen_and_others_are_not(package: Path, tmp_path: Path) -> None:
    plain = ground_of(tmp_path, "none", NOTHING).digest
    for name in ("LC_ALL", "TZ", "OMP_NUM_THREADS", "PYTHONHASHSEED", "WARM_KERNELS"):
        assert ground_of(tmp_path, "none", {name: "other"}).digest != plain, name
    for name in ("HOME", "TERM", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "COLUMNS"):
        assert ground_of(tmp_path, "none", {name: "other"}).digest == plain, name


def test_byte_code_and_what_an_editor_leaves_are_no_source(package: Path, tmp_path: Path) -> None:
    before = ground_of(tmp_path, "none", NOTHING).digest
    for name in ("__pycache__/a.pyc", ".words.toml.swp", "words.toml~"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("x")
    assert ground_of(tmp_path, "none", NOTHING).digest == before
