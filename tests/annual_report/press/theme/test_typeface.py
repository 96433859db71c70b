from pathlib import Path

from fontTools.ttLib import TTFont

from annual_report.press.theme import typeface


def test_each_face_is_cut_down_to_the_same_small_bytes_each_time(tmp_path: Path) -> None:
    typeface.write_typeface(tmp_path / "one")
    typeface._cut_down.cache_clear()
    typeface.write_typeface(tmp_path / "two")
    for face in typeface.FACES:
        one, two = (tmp_path / folder / f"{face}.ttf" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        assert len(one.read_bytes()) < 50_000


def test_a_face_has_the_letters_and_signs_of_a_report(tmp_path: Path) -> None:
    typeface.write_typeface(tmp_path)
    with TTFont(tmp_path / "ReportSans.ttf") as font:
        assert {ord(sign) for sign in "Aé0%£“”…·≥"} <= set(font.getBestCmap())


def test_the_style_sheet_names_every_face() -> None:
    style = (Path(typeface.__file__).parent / "static" / "report.css").read_text(encoding="utf-8")
    assert all(f'url("fonts/{face}.ttf")' in style for face in typeface.FACES)


def test_each_face_carries_its_licence_and_a_name_of_its_own(tmp_path: Path) -> None:
    typeface.write_typeface(tmp_path)
    assert "SIL OPEN FONT LICENSE" in (tmp_path / typeface.LICENCE).read_text(encoding="utf-8")
    for face in typeface.FACES:
        with TTFont(tmp_path / f"{face}.ttf") as font:
            names = {record.nameID: str(record) for record in font["name"].names}
        assert "Reserved Font Name" in names[0]
        assert "SIL Open Font License" in names[13]
        assert names[14] == "http://scripts.sil.org/OFL"
        assert all("Source" not in names[number] for number in names.keys() - {0, 7, 13})
        assert names[1] == typeface.FAMILY


def test_no_style_sheet_asks_for_the_reserved_name() -> None:
    package = Path(typeface.__file__).parents[2]
    assert not [file for file in package.rglob("*.css") if "Source Sans" in file.read_text(encoding="utf-8")]
