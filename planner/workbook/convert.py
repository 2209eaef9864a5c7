"""A folder of tables as one workbook, and a workbook as a folder of tables; nothing is lost.

A district may switch at any time; both forms hold the same plan, with the same fingerprint.
Existing files are never overwritten.
"""

from __future__ import annotations

from pathlib import Path

from planner.atomic_files import write_folder, write_whole
from planner.plan.cells.text import without_apostrophe
from planner.plan.reading.records import find_file
from planner.plan.tables import TABLES
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.workbook_file import read_workbook
from planner.workbook.layout import Sheet
from planner.workbook.new_workbook import workbook_with
from planner.workbook.to_tables import sheet_content, tables_of


def folder_to_workbook(folder: Path, workbook: Path) -> Path:
    """Write the tables of a folder as one workbook.

    Parameters
    ----------
    folder : Path
        Folder of CSV tables.
    workbook : Path
        The .xlsx file to write.

    Returns
    -------
    Path
        ``workbook``.

    Raises
    ------
    FileExistsError
        If the workbook exists already.
    UnreadableError
        If a table cannot be read; the reason names its file.
    UnwritableError
        If a text is longer than an Excel cell.
    OSError
        If the workbook cannot be written.
    """
    _refuse_to_overwrite(workbook)
    content: dict[str, Sheet] = {}
    for name, table in TABLES.items():
        file = find_file(folder, table.file)
        if file is None:
            continue
        try:
            content[name] = _as_meant(sheet_content(table, read_csv(file)))
        except UnreadableError as error:
            reason = f"{file.name}: {error.reason}"
            raise UnreadableError(reason, error.row) from None
    return write_whole(workbook, workbook_with(content))


def workbook_to_folder(workbook: Path, folder: Path) -> list[Path]:
    """Write the sheets of a workbook as a folder of tables.

    Parameters
    ----------
    workbook : Path
        The .xlsx file.
    folder : Path
        Folder to write; it is created if needed.

    Returns
    -------
    list of Path
        The files written: all of them, or none.

    Raises
    ------
    FileExistsError
        If one of the tables exists already, or ``folder`` is a file.
    UnreadableError
        If the workbook cannot be read, or something in it would be lost.
    OSError
        If a table cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        _refuse_to_overwrite(folder)
    contents = tables_of(read_workbook(workbook))
    for table in TABLES.values():  # an old table next to the new ones would be read with them
        there = find_file(folder, table.file) if folder.is_dir() else None
        if there is not None:
            _refuse_to_overwrite(there)
    return write_folder(folder, contents, needed=TABLES["district"].file)


def _as_meant(sheet: Sheet) -> Sheet:
    """Cells without the apostrophe that keeps a spreadsheet from running them: ours hold text."""
    lines = (tuple(map(without_apostrophe, line)) for line in sheet.lines)
    return Sheet(sheet.columns, tuple(lines))


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        msg = f"{path} already exists; choose another name"
        raise FileExistsError(msg)
