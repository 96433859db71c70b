"""A warm kernel's notebook says what a plain kernel's says, also where it fails, and leaves the same files."""

import json
import re
import tomllib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import AsyncKernelManager, KernelManager
from tests.support.kernels import close_loop

from warm_kernels.manager import WarmKernelManager

MANAGERS: dict[str, type[KernelManager]] = {"plain": AsyncKernelManager, "warm": WarmKernelManager}
Outcome = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A notebook by its cells; see the data."""

    name: str
    cells: list[str]
    races: bool = False
    allowed: tuple[int, ...] = ()
    seconds: int = 120


DATA = Path(__file__).with_name("fidelity_cases.toml").read_text(encoding="utf-8")
CASES = [Case(**values) for values in tomllib.loads(DATA)["case"]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], "Future[Outcome]"]]:
    """Run every case in both kinds of kernel, several at a time: most of them wait."""
    folder = tmp_path_factory.mktemp("cases")
    with ThreadPoolExecutor(4) as pool:
        yield {(case.name, kind): pool.submit(run, case, kind, folder) for case in CASES for kind in MANAGERS}


def run(case: Case, kind: str, parent: Path) -> Outcome:
    """Run the case's notebook through papermill; return all that it left: notebook, error and files."""
    folder = parent / f"{CASES.index(case)}-{kind}" / "folder"
    folder.mkdir(parents=True)
    source, target = folder.parent / "in.ipynb", folder.parent / "out.ipynb"
    nbformat.write(notebook(case), source)
    error = None
    try:
        papermill.execute_notebook(
            str(source),
            str(target),
            progress_bar=False,
            execution_timeout=case.seconds,
            extra_arguments=["--log-level=50"],
            kernel_manager_class=MANAGERS[kind],
            resources={"metadata": {"path": str(folder)}},
        )
    except Exception as raised:  # noqa: BLE001  # which one is what is compared
        error = (type(raised).__name__, neutral(str(raised), folder))
    finally:
        close_loop()
    files = {file.name: neutral(repr(file.read_bytes()), folder) for file in sorted(folder.glob("*.*"))}
    written = nbformat.read(target, as_version=4)
    return {"error": error, "files": files, "cells": [said(cell, case, folder) for cell in written.cells]}


def notebook(case: Case) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(case.cells)]
    for place in case.allowed:
        cells[place].metadata["tags"] = ["raises-exception"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return made


def said(cell: nbformat.NotebookNode, case: Case, folder: Path) -> Outcome:
    """Return what a cell says. Each stream's text is taken together: how it is split is a race."""
    streams: dict[str, str] = {}
    others = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            streams[output.name] = streams.get(output.name, "") + neutral(output.text, folder)
        else:
            others.append(json.loads(neutral(json.dumps(output), folder)))
    return {
        "source": cell.source.partition("In [")[0] if case.races else neutral(cell.source, folder),
        "count": None if case.races else cell.get("execution_count"),
        "streams": streams,
        "outputs": others,
    }


def neutral(text: str, folder: Path) -> str:
    """Take out what differs between any two runs: numbers of processes, addresses, dates, the folder."""
    text = text.replace(str(folder), "FOLDER").replace(str(folder.parent), "PARENT")
    text = re.sub(r"ipykernel_\d+[/_]\d+", "ipykernel_N", text)
    text = re.sub(r"0x[0-9a-f]{6,}", "0xN", text)
    return re.sub(r"<dc:date>[^<]*", "<dc:date>", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_it_says_is_the_same(case: Case, outcomes: dict[tuple[str, str], "Future[Outcome]"]) -> None:
    warm, plain = (outcomes[case.name, kind].result() for kind in ("warm", "plain"))
    assert warm == plain
