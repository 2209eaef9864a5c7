"""The desk's notebooks: working copies set to a plan, and the fingerprints that let them run.

A notebook runs by itself when it opens only if it is one of ours and nobody changed it. The
fingerprint of its cells is written into the page's settings, where our JupyterLab extension
(planner/desk/opening/labextensions) reads it.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import hashlib
import json
from pathlib import Path

import nbformat

from planner.atomic_files import locked, write_whole
from planner.packaged import notebooks_dir

#: What the desk remembers about the copies it wrote, next to JupyterLab's own settings.
WRITTEN = Path(".lab") / "written.json"
_STOPS, _GOES_ON = "allow_difference: bool = False", "allow_difference: bool = True"


def write_copies(
    desk: Path, plan: Path, *, allow_difference: bool = False
) -> dict[str, tuple[str, ...]]:
    """Write working copies of the notebooks, set to a plan, into the desk's folder.

    A copy that somebody changed is kept: it may hold the officer's own notes. One that nobody
    changed is brought up to date, or goes where the planner no longer has it. Two programs take
    turns.

    Parameters
    ----------
    desk : Path
        The plan's own folder among the desks.
    plan : Path
        Folder or workbook of the plan.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Returns
    -------
    dict of str to tuple of str
        Name of each notebook -> fingerprints that it has as long as nobody changes it: with and
        without the base year, as another desk on the same plan may be open the other way.
    """
    desk.mkdir(parents=True, exist_ok=True)
    with locked(desk):
        written = _remembered(desk)
        texts = {
            source.name: _with_plan(source, plan, allow_difference=allow_difference)
            for source in _sources()
        }
        for name, text in texts.items():
            if not (desk / name).exists() or _is_unchanged(desk / name, written):
                write_whole(desk / name, text)
        for name in set(written).difference(texts):
            if _is_unchanged(desk / name, written):
                (desk / name).unlink(missing_ok=True)
        prints = {name: fingerprint(text) for name, text in texts.items()}
        write_whole(desk / WRITTEN, json.dumps(prints, indent=1) + "\n")
    return {
        source.name: tuple(
            fingerprint(_with_plan(source, plan, allow_difference=allowed))
            for allowed in (allow_difference, not allow_difference)
        )
        for source in _sources()
    }


def titles() -> dict[str, str]:
    """Name of each notebook -> its title, in the order of the desk's menu."""
    return {
        source.name: nbformat.read(source, as_version=4).metadata.get("title", source.stem)
        for source in _sources()
    }


def _sources() -> list[Path]:
    return sorted(notebooks_dir().glob("*.ipynb"))


def _is_unchanged(notebook: Path, written: dict[str, str]) -> bool:
    """Whether a copy is as the planner wrote it; one that is not there is nobody's."""
    try:
        return written.get(notebook.name) == fingerprint(notebook.read_text("utf-8"))
    except (OSError, ValueError):
        return False


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
