"""The desk's notebooks: working copies set to a plan, and the fingerprints that let them run.

A notebook runs by itself when it opens only if it is one of ours and nobody changed it. The
fingerprint of its cells is written into the page's settings, where our JupyterLab extension
(planner/desk/labextensions) reads it.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import hashlib
import json
from pathlib import Path

import nbformat

from planner.atomic_files import write_whole
from planner.packaged import notebooks_dir

#: What the desk remembers about the copies it wrote, next to JupyterLab's own settings.
WRITTEN = Path(".lab") / "written.json"
_STOPS, _GOES_ON = "allow_difference: bool = False", "allow_difference: bool = True"


def write_copies(desk: Path, plan: Path, *, allow_difference: bool = False) -> dict[str, str]:
    """Write working copies of the notebooks, set to a plan, into the desk's folder.

    A copy that somebody changed is kept: it may hold the officer's own notes. One that nobody
    changed is brought up to date.

    Parameters
    ----------
    desk : Path
        The folder that JupyterLab opens.
    plan : Path
        Folder or workbook of the plan.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Returns
    -------
    dict of str to str
        Name of each notebook -> fingerprint that it has as long as nobody changes it.
    """
    written = _remembered(desk)
    ours: dict[str, str] = {}
    for source in sorted(notebooks_dir().glob("*.ipynb")):
        text = _with_plan(source, plan, allow_difference=allow_difference)
        ours[source.name] = fingerprint(text)
        target = desk / source.name
        if not target.exists() or written.get(source.name) == fingerprint(
            target.read_text("utf-8")
        ):
            write_whole(target, text)
    write_whole(desk / WRITTEN, json.dumps(ours, indent=1) + "\n")
    return ours


def titles() -> dict[str, str]:
    """Name of each notebook -> its title, in the order of the desk's menu."""
    return {
        source.name: nbformat.read(source, as_version=4).metadata.get("title", source.stem)
        for source in sorted(notebooks_dir().glob("*.ipynb"))
    }


def fingerprint(notebook: str) -> str:
    """Fingerprint of a notebook's cells: their kind and their text, without outputs.

    Parameters
    ----------
    notebook : str
        Text of the ``.ipynb`` file; a text that is no notebook has a fingerprint of its own.
    """
    try:
        cells = nbformat.reads(notebook, as_version=4).cells
    except Exception:
        return ""
    listed = [[cell.cell_type, cell.source] for cell in cells]
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _remembered(desk: Path) -> dict[str, str]:
    try:
        found = json.loads((desk / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _with_plan(source: Path, plan: Path, *, allow_difference: bool) -> str:
    """Notebook set to a plan, whose code can be neither edited nor deleted by accident."""
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        cell.metadata.update(editable=False, deletable=False)
        if "parameters" in cell.metadata.get("tags", []):
            first, _, rest = cell.source.partition("\n")
            name, comment = first.partition("=")[0], first.partition("#")[2]
            if allow_difference:
                rest = rest.replace(_STOPS, _GOES_ON)
            cell.source = f"{name}= {str(plan)!r}  #{comment}\n{rest}"
    return str(nbformat.writes(notebook)) + "\n"
