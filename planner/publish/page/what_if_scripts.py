"""The scripts and the data of a page that computes: the twin of the planner, and the panel."""

from __future__ import annotations

import functools

from nbformat import NotebookNode

from planner.publish.page.shell import bare_script, page_script
from planner.twin.scripts import BOARD, RUNTIME
from planner.views.format.mime_types import WHAT_IF

#: The panel's own scripts, each after what it needs.
PANEL = (
    "press.js",
    "what_if_twin.js",
    "what_if_state.js",
    "what_if_copied.js",
    "what_if_proof.js",
    "what_if_parts.js",
    "live_charts.js",
    "what_if_levers.js",
    "what_if.js",
)


@functools.cache
def what_if_scripts() -> str:
    """The rules and words of the planner in JavaScript, and the panel that uses them."""
    twin = (bare_script(file.read_text(encoding="utf-8")) for file in (RUNTIME, BOARD))
    return "\n".join([*twin, *map(page_script, PANEL)])


def what_if_data(notebook: NotebookNode) -> str:
    """What the page calculates with, packed, from the notebook's first panel; blank without one."""
    found = (
        str(output.data[WHAT_IF]["data"])
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if WHAT_IF in output.get("data", {})
    )
    return next(found, "")
