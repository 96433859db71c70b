"""Typesetting: pandoc turns the cleaned HTML into Typst, Typst makes the tagged PDF, or refuses to."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
import typst

from annual_report.editions.dates import in_words
from annual_report.errors import CheckError, RunError
from annual_report.press.pdf.cleaning import PrintDocument
from annual_report.press.pdf.cover import Cover
from annual_report.press.pdf.pictures import natural_width
from annual_report.typefaces import font_folders

_OWN_FILES = ("template.typ", "filter.lua")


def typeset(document: PrintDocument, pictures: Path, facts: Cover) -> bytes:
    """Return the report as PDF/UA-1, dated by ``facts`` alone.

    Args:
        document: the cleaned report.
        pictures: the folder from which the document's pictures are found.
        facts: what the cover and the running heads say.

    Raises:
        CheckError: if a picture's file is not there, or has more pixels than a page can show.
        RunError: if pandoc or Typst refuses the report.
    """
    with TemporaryDirectory() as folder:
        work = Path(folder)
        for name in _OWN_FILES:
            (work / name).write_bytes(files(__package__).joinpath(name).read_bytes())
        widths: dict[str, float | None] = {}
        for name, source in document.pictures.items():
            if not (pictures / source).is_file():
                raise CheckError(f"{source}: the report shows this picture, but there is no such file")
            shutil.copy(pictures / source, work / name)
            widths[name] = natural_width(work / name)
        (work / "sizes.typ").write_text(f"#let natural = {_as_typst(widths)}", encoding="utf-8")
        body = _to_typst(document.html, work)
        (work / "report.typ").write_text(f'#import "template.typ": *\n#show: report\n{body}', encoding="utf-8")
        return _to_pdf(work, facts)


def _as_typst(widths: Mapping[str, float | None]) -> str:
    """Return the widths that pictures have by themselves, as Typst writes a dictionary."""
    known = [f'"{name}": {width:g}pt, ' for name, width in widths.items() if width is not None]
    return f"({''.join(known) or ':'})"


def _to_typst(html: str, work: Path) -> str:
    pandoc = pypandoc.get_pandoc_path()
    options = ["--from=html-auto_identifiers", "--to=typst", "--wrap=none", "--lua-filter=filter.lua"]
    done = subprocess.run(
        [pandoc, *options, "--fail-if-warnings"], cwd=work, input=html.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise RunError(f"pandoc refused the report: {done.stderr.decode().strip()}\nChange what it names in the book")
    return done.stdout.decode()


def _to_pdf(work: Path, facts: Cover) -> bytes:
    try:
        pdf, warnings = typst.compile_with_warnings(
            work / "report.typ",
            root=work,
            format="pdf",
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs=_inputs(facts),
            pdf_standards=["ua-1"],
            timestamp=int(datetime.combine(facts.published, time(), UTC).timestamp()),
        )
    except typst.TypstError as error:
        raise RunError(_refusal(error)) from error
    if warnings:
        raise RunError(_refusal(warnings[0]))
    return pdf


def _inputs(facts: Cover) -> dict[str, str]:
    language, _, region = facts.language.partition("-")
    return {
        "title": facts.title,
        "subtitle": facts.subtitle,
        "author": facts.author,
        "language": language,
        "region": region,
        "notice": facts.notice,
        "publication": facts.publication or f"Dated {in_words(facts.published)}.",
        "footer": facts.footer,
        "description": " ".join(filter(None, (f"{facts.subtitle}.", facts.publication, facts.notice))),
        "period": facts.period,
    }


def _refusal(error: typst.TypstError | typst.TypstWarning) -> str:
    hints = "".join(f"\n  {hint}" for hint in error.hints)
    return (
        f"Typst refused the report: {error.message}{hints}\n{error.diagnostic}\nChange the place it shows in the book"
    )
