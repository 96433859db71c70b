"""What has not changed is not touched, so that it need not be made again."""

from pathlib import Path

from annual_report.preview.staging import mirror


def test_only_what_differs_is_written_or_removed(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    for folder, files in (
        (new, {"same": "1", "sub/changed": "2", "sub/added": "3"}),
        (old, {"same": "1", "sub/changed": "1", "gone": "1"}),
    ):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    before = (old / "same").stat().st_mtime_ns
    mirror(new, old)
    assert {file.relative_to(old).as_posix(): file.read_text() for file in old.rglob("*") if file.is_file()} == {
        "same": "1",
        "sub/changed": "2",
        "sub/added": "3",
    }
    assert (old / "same").stat().st_mtime_ns == before


def test_a_single_file_is_written_where_it_differs(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("1")
    mirror(tmp_path / "new", tmp_path / "sub" / "old")
    written = (tmp_path / "sub" / "old").stat().st_mtime_ns
    mirror(tmp_path / "new", tmp_path / "sub" / "old")
    assert (tmp_path / "sub" / "old").stat().st_mtime_ns == written
