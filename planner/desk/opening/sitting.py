"""One sitting: one run of JupyterLab, the desks that it may show, and what may run by itself.

Several sittings may be open on one machine, on one plan or on several. What a sitting obeys is in
a folder of its own, gone when it ends; the desks are shared, and written by one program at a time.
A notebook that runs in a sitting finds its folder by an environment variable, so that the start
page can open another plan in the same window.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.atomic_files import locked, write_whole

#: Names the folder of the sitting to the notebooks that run in it.
SITTING_VARIABLE = "PLANNER_DESK_SITTING"
#: What JupyterLab puts into each page that it serves; it reads the file whenever it serves one.
PAGE = Path("config") / "labconfig" / "page_config.json"
_DESKS = "desks.json"


def sitting_environment(session: Path) -> dict[str, str]:
    """What a program that serves the desk is told: it obeys the sitting's folder alone.

    Parameters
    ----------
    session : Path
        Folder of the sitting.
    """
    places = (str(session / "share"), os.environ.get("JUPYTER_PATH"))
    return {
        SITTING_VARIABLE: str(session),
        "JUPYTER_CONFIG_DIR": str(session / "config"),
        "JUPYTER_PATH": os.pathsep.join(place for place in places if place),
    }


@dataclass(frozen=True)
class Sitting:
    """One run of JupyterLab.

    Attributes
    ----------
    folder : Path
        What it obeys and nobody else can write to.
    desks : Path
        The folder of all desks, which it opens.
    """

    folder: Path
    desks: Path

    def begin(self, page: Mapping[str, object]) -> None:
        """Write what every page of the sitting is told, unless the sitting has begun."""
        if not (self.folder / PAGE).exists():
            write_whole(self.folder / _DESKS, json.dumps(str(self.desks)) + "\n")
            write_whole(self.folder / PAGE, json.dumps(page, indent=1))

    def let_run(self, desk: Path, ours: Mapping[str, Sequence[str]]) -> None:
        """Let the notebooks of a desk run by themselves from the next page on.

        Parameters
        ----------
        desk : Path
            Folder of the desk, in the folder of all desks.
        ours : mapping
            Name of each notebook -> fingerprints that it has as long as nobody changes it.
        """
        with locked(self.folder):
            page = json.loads((self.folder / PAGE).read_text("utf-8"))
            known = json.loads(page.get("plannerNotebooks", "{}"))
            known |= {f"{desk.name}/{name}": list(prints) for name, prints in ours.items()}
            page |= {"plannerNotebooks": json.dumps(known), "plannerDesk": desk.name}
            write_whole(self.folder / PAGE, json.dumps(page, indent=1))

    def may_run(self, notebook: str) -> tuple[str, ...]:
        """Fingerprints with which a notebook runs by itself; none if it is not ours.

        Parameters
        ----------
        notebook : str
            Its path among the desks.
        """
        page = json.loads((self.folder / PAGE).read_text("utf-8"))
        return tuple(json.loads(page.get("plannerNotebooks", "{}")).get(notebook, ()))


def this_sitting() -> Sitting | None:
    """The sitting that this notebook runs in; None outside ``planner desk``.

    >>> this_sitting() is None
    True
    """
    folder = os.environ.get(SITTING_VARIABLE, "")
    try:
        return Sitting(Path(folder), Path(json.loads(Path(folder, _DESKS).read_text("utf-8"))))
    except (OSError, ValueError, TypeError):
        return None
