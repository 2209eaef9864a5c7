"""Read an Excel workbook: each worksheet by its name, as rows of text.

Runs when a plan is one .xlsx (or .xlsm, whose macros are never run), or an export of another
system. Left out: sheets that are a chart, a dialog or old macros; formulas, of which only the
saved results count; links to other files, which are never followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.spreadsheets.cell_styles import styles_of
from planner.spreadsheets.grid import OF_A_PLAN, Grid, Limits, UnreadableError
from planner.spreadsheets.safe_package import (
    DAMAGED,
    NOT_A_WORKBOOK,
    Package,
    open_package,
    walk,
)
from planner.spreadsheets.shared_strings import read_texts, unescape
from planner.spreadsheets.sheet_rows import Workbook, read_sheet

MOST_SHEETS = 200
_LONGEST_NAME = 31
_TRUE = ("1", "true")
_HIDDEN = ("hidden", "veryHidden")
_USUAL_PLACE = "xl/workbook.xml"


def read_workbook(file: Path | bytes, limits: Limits = OF_A_PLAN) -> dict[str, Grid]:
    """Worksheets of a workbook.

    Parameters
    ----------
    file : Path or bytes
        The file, or all that it holds.
    limits : Limits
        How large it may be.

    Returns
    -------
    dict
        Name of the sheet -> its lines that hold anything, in the order of the tabs;
        hidden sheets too.

    Raises
    ------
    UnreadableError
        If it is not a workbook, is damaged or protected, or far larger than a plan.
    """
    try:
        return _sheets_of(open_package(file, limits), limits)
    except UnreadableError:
        raise
    except Exception:
        # The known causes have their own sentences. Whatever else goes wrong in Python's readers of
        # zip archives and XML, or in ours, is a damaged file to the person who chose it; a
        # traceback would not help.
        raise UnreadableError(DAMAGED) from None


def part_of_sheet(file: Path | bytes, sheet: str) -> str:
    """Name of the part of a workbook's package that holds a sheet.

    Parameters
    ----------
    file : Path or bytes
        The workbook, or all that it holds.
    sheet : str
        The sheet, by the name on its tab.

    Returns
    -------
    str
        For example ``xl/worksheets/sheet1.xml``.

    Raises
    ------
    UnreadableError
        If the workbook has no such sheet.
    """
    found = parts_of_workbook(file).sheets.get(sheet)
    if found is None:
        raise UnreadableError(DAMAGED)
    return found


@dataclass(frozen=True)
class Parts:
    """Names of the parts of a workbook's package.

    Attributes
    ----------
    main : str
        The part that lists the sheets.
    styles : str
        The part with the formats of cells; empty if there is none.
    sheets : dict
        Sheet as its tab calls it -> its part.
    since_1904 : bool
        Whether the workbook counts days from 1904.
    """

    main: str
    styles: str
    sheets: Mapping[str, str]
    since_1904: bool


def parts_of_workbook(file: Path | bytes) -> Parts:
    """Names of the parts of a workbook's package.

    Parameters
    ----------
    file : Path or bytes
        The workbook, or all that it holds.

    Raises
    ------
    UnreadableError
        If it is not a workbook.
    """
    package = open_package(file)
    main = _main_part(package)
    contents = _Contents()
    walk(package.part(main), contents.start)
    relations = relations_of(package, main)
    styles = (part for kind, part in relations.values() if kind == "styles" and part in package)
    sheets = {
        name: relations[relation][1] for name, relation in contents.sheets if relation in relations
    }
    return Parts(main, next(styles, ""), sheets, contents.since_1904)


@dataclass
class _Contents:
    """What a workbook's main part says: its sheets and how to read them."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    since_1904: bool = False
    stale: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            tab = unescape(attributes.get("name", ""))
            self.sheets.append((tab, _relation(attributes)))
            if attributes.get("state") in _HIDDEN:
                self.hidden.add(tab)
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in _TRUE
        elif name == "calcPr":
            self.stale = attributes.get("fullCalcOnLoad") in _TRUE


def _relation(attributes: dict[str, str]) -> str:
    """The id with which a sheet names its part; the prefix differs between programs."""
    for name, value in attributes.items():
        if name.endswith(":id"):
            return value
    raise UnreadableError(DAMAGED)


def _sheets_of(package: Package, limits: Limits) -> dict[str, Grid]:
    main = _main_part(package)
    contents = _Contents()
    walk(package.part(main), contents.start)
    if not contents.sheets:
        raise UnreadableError(DAMAGED)
    if len(contents.sheets) > MOST_SHEETS:
        reason = f"it has more than {MOST_SHEETS} sheets. Keep only those of the plan"
        raise UnreadableError(reason)
    relations = relations_of(package, main)
    workbook = Workbook(
        since_1904=contents.since_1904,
        stale=contents.stale,
        limits=limits,
        characters=limits.unpacked,
        places=limits.places,
    )
    for kind, part in relations.values():
        if kind == "styles" and part in package:
            workbook.styles = styles_of(package, part)
        elif kind == "sharedStrings" and part in package:
            workbook.texts = read_texts(package.part(part))
    found: dict[str, Grid] = {}
    tabs: set[str] = set()
    for name, relation in contents.sheets:
        shown = _short(name)
        if name.casefold() in tabs:
            reason = f"it has two sheets called {shown}. Rename one"
            raise UnreadableError(reason)
        tabs.add(name.casefold())
        if relation not in relations:
            raise UnreadableError(DAMAGED)
        kind, part = relations[relation]
        if kind == "worksheet":
            too_large = (
                f"sheet {shown} is far larger than a table of a plan. Delete the empty rows and "
                "columns beyond its table, and save it again"
            )
            grid = read_sheet(shown, package.part(part, too_large), workbook)
            found[name] = replace(grid, hidden=name in contents.hidden)
    return found


def _short(name: str) -> str:
    """Name of a sheet for a sentence: Excel allows 31 characters, other programs more."""
    plain = "".join(char if char.isprintable() else " " for char in name[: _LONGEST_NAME + 1])
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 3]}..."


def _main_part(package: Package) -> str:
    """The part that lists the sheets; most programs use the same name."""
    for kind, part in relations_of(package, "").values():
        if kind == "officeDocument" and part in package:
            return part
    if _USUAL_PLACE not in package:
        raise UnreadableError(NOT_A_WORKBOOK)
    return _USUAL_PLACE


def relations_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Parts that a part of a workbook refers to: id -> (kind, name).

    Parameters
    ----------
    package : Package
        The workbook.
    part : str
        Name of the part; blank for the workbook as a whole.
    """
    folder, own_name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{own_name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        # A name within the package, never a path on the disk.
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    if listed in package:
        walk(package.part(listed), start)
    return found
