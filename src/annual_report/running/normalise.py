"""Removing from an executed notebook what differs from run to run: times, random ids, addresses, versions."""

import re

from nbformat import NotebookNode

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_INJECTED = "injected-parameters"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Strip, in place, all that two runs on the same inputs do not share. Returns the notebook."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if _INJECTED in cell.metadata.get("tags", []):
            cell.id = _INJECTED
        for output in cell.get("outputs", []):
            output.get("metadata", NotebookNode()).pop("papermill", None)
            _strip_addresses(output.get("data", {}))
    return notebook


def _strip_addresses(data: dict[str, object]) -> None:
    text = data.get("text/plain")
    if isinstance(text, str):
        data["text/plain"] = _ADDRESS.sub("", text)
