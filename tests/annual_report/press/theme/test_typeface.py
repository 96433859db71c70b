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
    with TTFont(tmp_path / "SourceSansPro.ttf") as font:
        assert {ord(sign) for sign in "Aé0%£“”…·≥"} <= set(font.getBestCmap())


def test_the_style_sheet_names_every_face() -> None:
    style = (Path(typeface.__file__).parent / "static" / "report.css").read_text(encoding="utf-8")
    assert all(f'url("fonts/{face}.ttf")' in style for face in typeface.FACES)
