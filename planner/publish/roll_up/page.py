"""The page of many districts: from how each stands to one HTML file, in a run of its own.

It is made of what a roll-up found, not of the plans again: the notebook gets it as a file.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from urllib.parse import quote

from planner.analysis.roll_up.roll_up import RollUp
from planner.packaged import notebooks_dir
from planner.publish.board import BoardRun
from planner.publish.file_names import ROLL_UPS
from planner.publish.notebooks.engine import Engine
from planner.publish.notebooks.run_notebook import run_notebook
from planner.publish.page.render import write_page
from planner.publish.register.deck_links import deck_links
from planner.publish.roll_up.kept_roll_up import KEPT, KeptRollUp, write_kept
from planner.publish.runs import LATEST, whole_run

SOURCE_NOTEBOOK = "05_roll_up.ipynb"
TITLE = "Many districts in one picture"
_NOTEBOOK, _PAGE = "roll-up.ipynb", "roll-up.html"


def make_roll_up_page(
    roll_up: RollUp,
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Make the page of many districts in a run of its own.

    Parameters
    ----------
    roll_up : RollUp
        The districts.
    output : Path
        Folder of all runs. A district's name leads to its newest board page there, if it has one.
    engine : Engine, optional
        What executes the notebook; papermill if left out.

    Returns
    -------
    BoardRun
        Where the page is.

    Raises
    ------
    NotebookFailed
        If a cell failed; the failed run is kept next to the others.
    """
    home = output / ROLL_UPS
    kept = kept_with_decks(roll_up, output, home / "run")
    with whole_run(home, kept.short_digest, LATEST) as run:
        write_roll_up_page(kept, run.folder / _PAGE, engine)
    return BoardRun(run.final, run.final / _PAGE)


def kept_with_decks(roll_up: RollUp, output: Path, folder: Path) -> KeptRollUp:
    """Many districts with the addresses of their newest board pages, as seen from a folder."""
    decks: dict[str, dict[str, str]] = {}
    for (plan, scenario), page in deck_links(output, roll_up.standings).items():
        address = quote(Path(os.path.relpath(page, folder)).as_posix())
        decks.setdefault(plan, {})[scenario] = address
    return KeptRollUp(roll_up, decks)


def write_roll_up_page(
    kept: KeptRollUp, page: Path, engine: Engine | None = None, *, pages: str = ""
) -> Path:
    """Write the page of many districts, with its executed notebook and what it was made of.

    Parameters
    ----------
    kept : KeptRollUp
        The districts, with addresses of their pages as seen from the page.
    page : Path
        The HTML file; the other files are next to it.
    engine : Engine, optional
        What executes the notebook; papermill if left out.
    pages : str
        Address of the list of all pages of a batch, if there is one.

    Returns
    -------
    Path
        ``page``.
    """
    write_kept(kept, page.with_name(KEPT))
    given = {"kept": KEPT, "prepared": date.today().isoformat()}
    notebook = page.with_name(_NOTEBOOK)
    run_notebook(notebooks_dir() / SOURCE_NOTEBOOK, notebook, given, engine)
    return write_page(notebook, page, TITLE, index=pages)
