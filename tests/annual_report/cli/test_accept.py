"""The command ``accept``: what it stores is committed, so it stores nothing of real records unless told how."""

from click.testing import CliRunner
from tests.support.digests import digests

from annual_report.cli.main import group
from annual_report.editions.project import Project


def test_outputs_of_real_records_are_not_stored(project: Project) -> None:
    file = project.root / "data" / "2020" / "edition.toml"
    text = file.read_text(encoding="utf-8")
    real = 'synthetic = false, source = "notifications of serious incidents"'
    file.write_text(text.replace("synthetic = true, seed = 2020", real), encoding="utf-8")
    before = digests(project.notebooks)
    result = CliRunner().invoke(group, ["--project", str(project.root), "accept"])
    assert "edition 2020 has real records" in str(result.exception)
    assert "--released-only" in str(result.exception)
    assert digests(project.notebooks) == before
