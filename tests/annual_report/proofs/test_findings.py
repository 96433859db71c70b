"""What a build would refuse is found without printing: mistakes planted one to a page, and sound pages beside them."""

import base64
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.support.ledgers import published_ledger
from tests.support.planted import REFUSED, SOUND

from annual_report.editions.models import load_edition
from annual_report.editions.project import Project
from annual_report.lint.findings import Finding
from annual_report.press.processes import READERS, in_own_process
from annual_report.proofs.findings import NAME, findings_of_proof
from annual_report.release import make_release, write_release

TARGET = (
    "# Target\n\n(far-label)=\n\n## Far away\n\nWords\n\n## Causes\n\nWords.\n\n```{glossary}\nFar term\n  words\n```\n"
)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def _write_book(folder: Path) -> None:
    book = folder / "book"
    book.mkdir()
    shutil.copy(ROOT / "_config.yml", folder / "_config.yml")
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "03-child-deaths.ipynb", folder / "notebooks")
    (book / "index.md").write_text("# Title\n\nWords.\n")
    (book / "target.md").write_text(TARGET)
    (book / "every-number.md").write_text("# Every number\n\n```{every-number}\n```\n")
    (book / "orphan.md").write_text("# Orphan\n\n(orphan-label)=\n\n## Part\n\nWords\n")
    (book / "pic.png").write_bytes(base64.b64decode(PIXEL))
    (book / "broken.png").write_bytes(b"no picture")
    (book / "pic.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>')
    (book / "rows.csv").write_text("a,b\nc,d\n")
    (book / "words.txt").write_text("one\ntwo\n")
    pages = [(name, text) for name, text, _ in REFUSED] + list(SOUND)
    for name, text in pages:
        (book / f"c-{name}.md").write_text(f"# This page\n\n{text}\n", encoding="utf-8")
    chapters = [
        "book/target",
        "book/every-number",
        "notebooks/03-child-deaths",
        *(f"book/c-{name}" for name, _ in pages),
    ]
    listed = "".join(f"- file: {name}\n" for name in chapters)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: book/index\nchapters:\n{listed}")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """What is found of each page, all of them in one book."""
    folder = tmp_path_factory.mktemp("planted")
    _write_book(folder)
    release = make_release(load_edition(ROOT / "data" / "2020"), published_ledger(), ())
    write_release(release, folder / "release.json")
    told: dict[str, list[Finding]] = {}
    for finding in in_own_process(findings_of_proof, Project(folder), folder / "release.json", imported=READERS):
        told.setdefault(Path(finding.file).stem.removeprefix("c-"), []).append(finding)
    return told


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, _, line in REFUSED])
def test_each_planted_mistake_is_told_with_its_line(name: str, line: int, found: dict[str, list[Finding]]) -> None:
    assert line in {finding.line for finding in found.get(name, [])}
    assert {finding.rule for finding in found[name]} == {NAME}


@pytest.mark.parametrize("name", [name for name, _ in SOUND])
def test_what_a_build_takes_is_not_refused(name: str, found: dict[str, list[Finding]]) -> None:
    assert found.get(name, []) == []


def test_messages_say_what_to_write(found: dict[str, list[Finding]]) -> None:
    advised = [finding.message for told in found.values() for finding in told]
    vague = [message for message in advised if message.startswith("the book cannot be made with this")]
    assert len(advised) >= len(REFUSED)
    assert len(vague) <= 5, vague
