"""A copy of a plan to practice on: whatever is saved there changes nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.plan.reading.folder_or_workbook import is_workbook


def practice_copy(plan: str | Path, into: Path = Path("practice")) -> Path:
    """Copy of a plan, which is made the first time and then kept, with what was changed in it.

    Its name says what it is, so that its pages are not among those of the plan.

    Parameters
    ----------
    plan : str or Path
        Folder or workbook of the tables.
    into : Path
        Folder for the copy.

    Returns
    -------
    Path
        The copy; to begin again, delete it.
    """
    source = Path(plan)
    into.mkdir(parents=True, exist_ok=True)
    if is_workbook(source):
        copy = into / f"{source.stem}-practice{source.suffix}"
        return copy if copy.exists() else Path(shutil.copyfile(source, copy))
    copy = into / f"{source.resolve().name}-practice"
    return copy if copy.exists() else Path(shutil.copytree(source, copy))
