"""The notebook that the benchmark runs: an ordinary section, as cells and, the same code, as a plain function."""

import ast
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

_AREAS = ("north", "east", "south", "west", "middle", "coast")
_HARMS = ("neglect", "physical", "sexual", "emotional", "other")
_ROWS = 500

PARAMETERS = 'edition = "2020"\narea = "all"'
CELLS = (
    "import pandas as pd\nimport matplotlib.pyplot as plt\nimport seaborn as sns",
    'frame = pd.read_csv("records.csv")\nif area != "all":\n    frame = frame[frame["area"] == area]\nlen(frame)',
    'frame.groupby("harm").agg(incidents=("id", "count"), age=("age", "mean"))',
    'frame.pivot_table(index="area", columns="sex", values="id", aggfunc="count")',
    'fig, ax = plt.subplots(figsize=(6, 4))\nsns.countplot(frame, y="harm", ax=ax)\nplt.show()',
    'fig, ax = plt.subplots(figsize=(6, 4))\nsns.histplot(frame, x="age", bins=18, ax=ax)\nplt.show()',
    'fig, ax = plt.subplots(figsize=(6, 4))\nsns.barplot(frame, x="harm", y="age", errorbar=None, ax=ax)\nplt.show()',
    'shares = frame["harm"].value_counts(normalize=True)\nshares.round(3)',
    'frame["age"].describe()',
    "area",
)


def write(folder: Path, count: int = 1) -> list[Path]:
    """Write the records and so many copies of the notebook; return the copies."""
    chance = random.Random(1)  # noqa: S311  # invented records
    rows = [
        f"{number},{chance.choice(_AREAS)},{chance.choice(_HARMS)},{chance.randint(0, 17)},{chance.choice('FM')}"
        for number in range(_ROWS)
    ]
    (folder / "records.csv").write_text("\n".join(["id,area,harm,age,sex", *rows]) + "\n", encoding="utf-8")
    cells = [nbformat.v4.new_markdown_cell("# Section", id="title")]
    cells.append(nbformat.v4.new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}))
    cells += [nbformat.v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(CELLS)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    copies = [folder / f"section-{number:02}.ipynb" for number in range(count)]
    for copy in copies:
        cells[-1].source = f"{CELLS[-1]}  # {copy.stem}"  # or a cache would take them for one
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), copy)
    return copies


def as_function() -> Callable[[Path], None]:
    """Return the cells' code as a function that writes what it shows, as text, HTML and pictures, into a file."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  # imported in the processes that need them
    from IPython.core.pylabtools import print_figure  # noqa: PLC0415

    compiled = [_compile(source) for source in (PARAMETERS, *CELLS)]

    def section(target: Path) -> None:
        shown: list[Any] = []

        def show() -> None:
            shown.extend(print_figure(plt.figure(number), "png", base64=True) for number in plt.get_fignums())
            plt.close("all")

        plt.show = show  # type: ignore[assignment]  # as the notebook's own backend would show it
        names: dict[str, Any] = {}
        for body, last in compiled:
            exec(body, names)  # noqa: S102  # our own cells
            if last is not None and (value := eval(last, names)) is not None:  # noqa: S307  # see above
                shown.append((repr(value), value._repr_html_() if hasattr(value, "_repr_html_") else None))
        target.write_text(json.dumps(shown), encoding="utf-8")

    return section


def _compile(source: str) -> tuple[Any, Any]:
    """Return a cell's statements and, where it ends with one, its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    expression = compile(ast.Expression(last.value), "cell", "eval") if isinstance(last, ast.Expr) else None
    return compile(tree, "cell", "exec"), expression
