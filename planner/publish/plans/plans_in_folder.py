"""Which plans a folder holds: what a batch makes pages of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.plan.cells.text import readable_name
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.plan.reading.plan_files import MARKED
from planner.plan.reading.records import find_file
from planner.plan.tables import TABLES
from planner.publish.file_names import BATCHES, ROLL_UPS
from planner.publish.runs import MANIFEST

#: Workbooks of other programs: a plan, which gets a page that says how to save it.
_OTHER_WORKBOOKS = (".ods", ".xls", ".xlsb", ".numbers")
#: How names begin that a system or program made: hidden files, locks, those of a Mac.
_NOT_TYPED = (".", "_", "~")
#: Where people put what is out of date.
_ARCHIVES = ("archive", "archives", "archived")
_ARCHIVE = "It is an archive, and is left out. To make pages of plans in it: planner batch {folder}"
_HOLDS_PLANS = (
    "It is not a plan, but contains some, so it is left out. To make pages of them: planner batch "
    "{folder}"
)
_NOT_TYPED_NAME = (
    'Its name begins with "{first}", as names do that programs give, and it is left out. To make '
    "pages of it, rename it."
)


@dataclass(frozen=True)
class PlanPlace:
    """A folder or file that is a plan, or was meant to be one.

    Attributes
    ----------
    path : Path
        The folder or the file.
    name : str
        What it is called in the log and in the folder of all runs; no other has that name.
    leads_out : bool
        Whether it is a link that leads out of the folder of plans, which come from many hands: it
        is told and not read. Who names a path in a command or in a table of pages chose it.
    """

    path: Path
    name: str
    leads_out: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A folder or workbook that gives no page, and is named rather than passed over.

    Attributes
    ----------
    path : Path
        The folder or the workbook.
    why : str
        Why it is left out, and what to do if it should not be.
    """

    path: Path
    why: str

    @property
    def name(self) -> str:
        """What the log calls it: a folder with a stroke behind it."""
        name = readable_name(self.path.name)
        return f"{name}/" if self.path.is_dir() else name


def plans_in(folder: Path, output: Path) -> list[PlanPlace]:
    """Plans of a folder: each folder and workbook in it, or the folder itself if it is a plan.

    Parameters
    ----------
    folder : Path
        Where to look; folders inside its folders are not looked at.
    output : Path
        Folder of all runs, which is not a plan.

    Raises
    ------
    ValueError
        If the folder cannot be opened.
    """
    try:
        if _holds_tables(folder):
            return [PlanPlace(folder, folder.resolve().name)]
        found = sorted(_plans(folder, output))
    except OSError as error:
        msg = f"{folder} cannot be opened: {(error.strerror or str(error)).lower()}"
        raise ValueError(msg) from error
    stems = Counter(stem(path).casefold() for path in found)
    names = (path.name if stems[stem(path).casefold()] > 1 else stem(path) for path in found)
    return [PlanPlace(*one, _leads_out(folder, one[0])) for one in zip(found, names, strict=True)]


def stem(path: Path) -> str:
    """What a plan is called: its folder, or its workbook without the ending.

    >>> stem(Path("plans/Elm City.xlsx")), stem(Path("plans/Elm City"))
    ('Elm City', 'Elm City')
    """
    return path.stem if is_workbook(path) else path.name


def left_out_in(folder: Path, output: Path) -> list[LeftOut]:
    """What a folder of plans holds that is not a plan of it, or is put away under such a name.

    An archive, a folder that holds plans of its own, a plan whose name begins as a program's.

    Parameters
    ----------
    folder : Path
        Where :func:`plans_in` looked.
    output : Path
        Folder of all runs.
    """
    if _holds_tables(folder):
        return []
    found = ((path, _why_left_out(path)) for path in sorted(_typed(folder, output)))
    named = sorted(path for path in folder.iterdir() if _is_plan_but_for_its_name(path))
    return [
        *(LeftOut(path, why.format(folder=readable_name(str(path)))) for path, why in found if why),
        *(LeftOut(path, _NOT_TYPED_NAME.format(first=path.name[0])) for path in named),
    ]


def _plans(folder: Path, output: Path) -> Iterator[Path]:
    for path in _typed(folder, output):
        is_meant = not _why_left_out(path) if path.is_dir() else _may_be_plan(path)
        if is_meant:
            yield path


def _typed(folder: Path, output: Path) -> Iterator[Path]:
    """What somebody put there: not what systems and programs make, and no runs."""
    for path in folder.iterdir():
        if path.name.startswith(_NOT_TYPED) or (path.is_file() and path.stem.endswith(MARKED)):
            continue
        if not path.is_dir() or not (_is_same(path, output) or _holds_runs(path)):
            yield path


def _why_left_out(folder: Path) -> str:
    """Why a folder is not a plan, if nobody can have meant it to be one; else blank."""
    try:
        if not folder.is_dir() or _has_a_table(folder):
            return ""
        if folder.name.casefold() in _ARCHIVES:
            return _ARCHIVE
        return _HOLDS_PLANS if any(map(_is_plan, folder.iterdir())) else ""
    except OSError:  # it cannot be opened, and the page says so
        return ""


def _is_plan_but_for_its_name(path: Path) -> bool:
    """Whether somebody may have put a plan away under such a name; locks of Excel are no plans."""
    try:
        if path.is_dir():
            return path.name.startswith(_NOT_TYPED) and _has_a_table(path)
        return path.name.startswith("_") and is_workbook(path)
    except OSError:  # it cannot be opened, and nobody has typed its name
        return False


def _has_a_table(folder: Path) -> bool:
    """Whether somebody means a folder to be a plan: it has any of its tables."""
    tables = {table.file for table in TABLES.values()}
    return any(path.name.lower() in tables for path in folder.iterdir())


def _is_plan(path: Path) -> bool:
    if path.name.startswith(_NOT_TYPED):
        return False
    return is_workbook(path) or (path.is_dir() and _holds_tables(path))


def _holds_tables(folder: Path) -> bool:
    """Whether a folder is a plan: it holds at least the table that every plan has."""
    return find_file(folder, TABLES["district"].file) is not None


def _may_be_plan(file: Path) -> bool:
    """Whether a file is a workbook of any program, or a link to a folder that has moved away."""
    moved = file.is_symlink() and not file.exists() and not file.suffix
    return is_workbook(file) or file.suffix.lower() in _OTHER_WORKBOOKS or moved


def _leads_out(folder: Path, path: Path) -> bool:
    """Whether a plan is a link to somewhere else; not ``resolve``, which refuses circles."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_same(folder: Path, output: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(output)


def _holds_runs(folder: Path) -> bool:
    """Whether a folder is one of all runs, also of a different time than this."""
    try:
        if _has_a_table(folder):  # a district's own folder, with a folder in it of such a name
            return False
        if any((folder / made).is_dir() for made in (BATCHES, ROLL_UPS)):
            return True
        return any(folder.glob(f"*/*/{MANIFEST}"))
    except OSError:  # it cannot be opened, and the page says so
        return False
