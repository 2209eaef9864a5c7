"""Where a plan's tables are: in a folder of CSV files, or in one Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.plan.cells.text import clean, readable_name
from planner.plan.reading.folder_or_workbook import SOURCES, START, is_workbook
from planner.plan.reading.records import find_file
from planner.plan.tables import TABLES
from planner.spreadsheets.csv_file import csv_bytes, read_csv
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.safe_package import workbook_bytes
from planner.spreadsheets.workbook_file import read_workbook

_TEXTS = (".csv", ".tsv", ".txt")
_OTHER_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")

_LEADS_OUT = "it is a link that leads out of the folder of the plan. Put the file itself there"

#: How the name of a marked copy of a workbook ends; the copy is not a plan.
MARKED = "-marked"
#: Sheet of a marked copy that lists what to fix.
TO_FIX = "To fix"


@dataclass(frozen=True)
class Place:
    """Tables of a plan as its files have them.

    Attributes
    ----------
    path : Path
        The folder or the workbook.
    grids : dict
        Table -> what is in it; in a workbook also the questions, under ``start``.
    unreadable : dict
        Table -> why its file cannot be read.
    files : dict
        File name -> all that it held when it was read.
    others : tuple of str
        Files or sheets that look like tables but are not.
    """

    path: Path
    grids: Mapping[str, Grid] = field(default_factory=dict)
    unreadable: Mapping[str, UnreadableError] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether the tables are the sheets of one workbook."""
        return is_workbook(self.path)


def why_no_plan(file: Path) -> str:
    """Why a file that is not named like a workbook is not a plan, and what to do.

    >>> why_no_plan(Path("plan/devices.csv"))
    'it is one table. Name the folder that holds all of them'
    """
    if file.suffix.lower() in _TEXTS:
        return "it is one table. Name the folder that holds all of them"
    try:
        read_workbook(file)
    except UnreadableError as error:
        return error.reason
    return "its name does not end in .xlsx. Rename it"


def open_place(path: Path) -> Place:
    """Tables of a folder or of a workbook, as it has them.

    Parameters
    ----------
    path : Path
        The folder or the workbook, which must exist.

    Raises
    ------
    UnreadableError
        If a workbook cannot be read.
    """
    return (
        place_of_workbook(path, workbook_bytes(path)) if is_workbook(path) else _open_folder(path)
    )


def _open_folder(folder: Path) -> Place:
    unreadable: dict[str, UnreadableError] = {}
    found: dict[str, Path] = {}
    files: dict[str, bytes] = {}
    for name, table in TABLES.items():
        file = find_file(folder, table.file)
        if file is None:
            continue
        found[name] = file
        try:
            _refuse_way_out(folder, file)
            files[file.name] = csv_bytes(file)
        except UnreadableError as error:
            unreadable[name] = error
    there = sorted(folder.iterdir())
    others = tuple(readable_name(file.name) for file in there if _is_left_out(file, found))
    return place_of_folder(Place(folder, {}, unreadable, files, others))


def _refuse_way_out(folder: Path, file: Path) -> None:
    """Refuse a link to a file of somebody else, whose content would be in a run and its messages.

    The folder may be a link itself, which the person who put it there chose.
    """
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        raise UnreadableError(_LEADS_OUT)


def place_of_folder(files: Place) -> Place:
    """Tables of a folder.

    Parameters
    ----------
    files : Place
        The folder with its files alone.

    Returns
    -------
    Place
        With their tables.
    """
    grids: dict[str, Grid] = {}
    unreadable = dict(files.unreadable)
    for file, content in files.files.items():
        name = file.lower().removesuffix(".csv")
        try:
            grids[name] = read_csv(content)
        except UnreadableError as error:
            unreadable[name] = error
    return replace(files, grids=grids, unreadable=unreadable)


def _is_left_out(file: Path, found: Mapping[str, Path]) -> bool:
    """Whether a file looks like a table and was not read: ``devices.txt``, ``Devices.csv``."""
    if file.name.startswith((".", "~")):
        return False
    table = file.stem.lower()
    if table not in TABLES:
        return file.suffix.lower() in _OTHER_TABLES
    # Names that differ only in capitals are one file on Windows and two elsewhere.
    read = found.get(table)
    return not (file.suffix.lower() == ".csv" and read is not None and _is_same(file, read))


def _is_same(file: Path, other: Path) -> bool:
    try:
        return file.name == other.name or file.samefile(other)
    except OSError:  # a link that leads nowhere
        return False


def place_of_workbook(path: Path, content: bytes) -> Place:
    """Tables of a workbook.

    Parameters
    ----------
    path : Path
        Its path; it need not be there yet.
    content : bytes
        All that it holds.

    Raises
    ------
    UnreadableError
        If it cannot be read.
    """
    sheets = read_workbook(content)
    known = (*TABLES, START)
    grids: dict[str, Grid] = {}
    for name, grid in sheets.items():
        table = clean(name).lower()
        if table in grids:  # one of the two has a space after its name
            reason = f"it has two sheets called {table.capitalize()}. Rename one"
            raise UnreadableError(reason)
        if table in known:
            grids[table] = grid
    ours = (*known, SOURCES, TO_FIX.lower())
    others = (n for n, grid in sheets.items() if grid.lines and clean(n).lower() not in ours)
    return Place(path, grids, {}, {path.name: content}, tuple(others))
