"""Run a notebook with parameters: check them, execute, leave no trace of where and when.

What papermill writes as well as the results (local paths, times, durations, random ids) is taken
out again: the same notebook with the same parameters gives the same bytes. Only the injected
parameters themselves stay, as the record of what was asked.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import json
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from planner.atomic_files import write_whole
from planner.publish.notebooks.engine import Engine, NotebookFailed, PapermillEngine
from planner.publish.notebooks.parameters import (
    Parameter,
    ParameterError,
    check_parameters,
    declared_parameters,
)

__all__ = [
    "NotebookFailed",
    "Parameter",
    "ParameterError",
    "check_parameters",
    "declared_parameters",
    "run_notebook",
]

# A warning names the file that the kernel pretends a cell to be: its process id, its folder.
_KERNEL_FILE = re.compile(r"\S*ipykernel_\d+[\\/]\d+\.py")


def run_notebook(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, object],
    engine: Engine | None = None,
) -> Path:
    """Check the parameters, execute the notebook, and write it without local traces.

    Parameters
    ----------
    notebook : Path
        The notebook to run; it is not changed.
    output : Path
        Where the executed notebook goes (``.ipynb``); its folder is made.
    parameters : mapping
        See :func:`check_parameters`. Paths are given as text.
    engine : Engine, optional
        What executes it; papermill with a fresh kernel if left out.

    Returns
    -------
    Path
        ``output``.

    Raises
    ------
    ParameterError
        If a parameter is refused; nothing was run.
    NotebookFailed
        If a cell failed; ``output`` then holds what papermill saved, as evidence.
    """
    if output.resolve() == notebook.resolve() or output.suffix != ".ipynb":
        msg = f"{output.name} cannot be the output: give another file that ends in .ipynb"
        raise ValueError(msg)
    checked = check_parameters(notebook, parameters)
    output.parent.mkdir(parents=True, exist_ok=True)
    executed = (engine or PapermillEngine()).execute(notebook, output, checked)
    bare = _without_traces(executed, nbformat.read(notebook, as_version=4))
    # Not nbformat's own form: its line breaks take an encoder that is many times as slow, and room.
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return write_whole(output, text + "\n")


def _without_traces(executed: NotebookNode, source: NotebookNode) -> NotebookNode:
    """Results without papermill's record, times, and ids made up on the way."""
    executed.metadata.pop("papermill", None)
    own_ids = {cell.get("id") for cell in source.cells}
    for number, cell in enumerate(executed.cells):
        tags = cell.metadata.get("tags", [])
        if cell.get("id") not in own_ids:
            injected = "injected-parameters" in tags
            cell["id"] = "injected-parameters" if injected else f"cell-{number}"
        for record in ("papermill", "execution"):
            cell.metadata.pop(record, None)
        if not tags:
            cell.metadata.pop("tags", None)
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output["text"] = _KERNEL_FILE.sub("cell", output["text"])
    return executed
