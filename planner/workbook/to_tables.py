"""From the sheets of a workbook back to the tables of a folder, columns by field name.

The answers on the Start sheet become rows where the sheets have none of their own. Whatever a
folder would lose is refused: a sheet that is not a table, a formula without a saved result.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from planner.plan.cells.read_cell import clean
from planner.plan.cells.text import as_text
from planner.plan.problems.problem import nearest
from planner.plan.reading.headings import column_names, setting_names
from planner.plan.reading.plan_files import TO_FIX
from planner.plan.reading.records import COMMENT, Record, Records, is_comment, plain, records_of
from planner.plan.start_sheet.answers import SHEET, answers_of, joined, missing
from planner.plan.start_sheet.first_rows import rows_from
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES, Table
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.workbook.front_sheets import SOURCES
from planner.workbook.heading_notes import needed
from planner.workbook.layout import (
    Cells,
    Sheet,
    columns_in_order,
    our_comments,
    own_line,
    padded,
    sheet_name,
    sheet_of,
)

_TYPED_OF_A_SETTING = ("value", "source", "note")


def tables_of(grids: Mapping[str, Grid]) -> dict[str, str]:
    r"""Tables of a plan as CSV text.

    Parameters
    ----------
    grids : mapping
        Sheet as its tab calls it -> its lines.

    Returns
    -------
    dict
        File of a table, such as ``devices.csv`` -> its text; tables without a sheet, and optional
        tables without rows, are left out.

    Raises
    ------
    UnreadableError
        If something on a sheet would be lost.

    Examples
    --------
    >>> from planner.spreadsheets.grid import Line
    >>> sheet = Grid((Line(1, ("Fleet", "Devices")), Line(3, ("Tablets", "900"))))
    >>> tables_of({"Inventory": sheet})["inventory.csv"]
    'name,units\nTablets,900\n'
    """
    by_name = {clean(name).casefold(): name for name in grids}
    _refuse_other_sheets(grids)
    content: dict[str, Sheet] = {}
    for name, table in TABLES.items():
        if name in by_name:
            content[name] = sheet_content(table, grids[by_name[name]])
    start = by_name.get(SHEET.casefold())
    if start is not None:
        content = _with_answers(content, grids[start])
    return {
        TABLES[name].file: csv_text(_without_blank_settings(TABLES[name], sheet))
        for name, sheet in content.items()
        if sheet.lines or TABLES[name].required
    }


def _without_blank_settings(table: Table, sheet: Sheet) -> Sheet:
    """A form without blank optional settings.

    A workbook lists them all; a folder does not, and counts the rows that name a source.
    """
    if table.shape != "form" or "setting" not in sheet.columns:
        return sheet
    at = sheet.columns.index("setting")
    typed = [place for place, name in enumerate(sheet.columns) if name in _TYPED_OF_A_SETTING]

    def says_anything(line: Cells) -> bool:
        name = line[at] if at < len(line) else ""
        optional = name in table.columns and not needed(table, name)
        return not optional or any(line[place] for place in typed if place < len(line))

    return Sheet(sheet.columns, tuple(line for line in sheet.lines if says_anything(line)))


def _refuse_other_sheets(grids: Mapping[str, Grid]) -> None:
    names = [SHEET, SOURCES, *(sheet_name(table) for table in TABLES.values())]
    known = {name.casefold() for name in (*names, TO_FIX)}
    for name, grid in grids.items():
        if grid.lines and clean(name).casefold() not in known:
            hint = nearest(clean(name), names)
            reason = f"sheet {name} is not a table of the plan.{hint} Rename or delete it"
            raise UnreadableError(reason)
        for line in grid.lines:
            if line.uncalculated:
                reason = (
                    f"sheet {name}, row {line.number} has a formula whose result was never "
                    "saved. Open the workbook in Excel and save it"
                )
                raise UnreadableError(reason, line.number)
            if line.merged or line.struck or line.left_out:
                reason = (
                    f"sheet {name}, row {line.number} has a cell that is struck out or merged with "
                    "the one above, which CSV tables cannot keep. Unmerge it, or remove what is "
                    "struck out"
                )
                raise UnreadableError(reason, line.number)


def sheet_content(table: Table, grid: Grid) -> Sheet:
    """Content of a table from its file, with columns and settings by field name.

    Parameters
    ----------
    table : Table
        The table.
    grid : Grid
        Its sheet or CSV file.

    Returns
    -------
    Sheet
        Everything below the headings, and comments above them, without our own comments.
    """
    names = column_names(table.name)
    top = records_of(grid, names)
    lines = [line for line in grid.lines if any(clean(cell) for cell in line.cells)]
    if not top.header:
        return Sheet(columns_in_order(table), tuple(_kept(table, [line.cells for line in lines])))
    header = next(line.cells for line in lines if line.number == top.header_row)
    columns = tuple(names.get(plain(cell), clean(cell)) for cell in header)
    above = [_as_comment(line.cells) for line in lines if line.number < top.header_row]
    below = [line.cells for line in lines if line.number > top.header_row]
    if table.shape == "form" and "setting" in columns:
        at = columns.index("setting")
        below = [_with_field_name(table, cells, at) for cells in below]
    return Sheet(columns, tuple(_kept(table, [*above, *below])))


def _kept(table: Table, lines: list[Cells]) -> list[Cells]:
    ours = our_comments(table.name)
    return [line for line in lines if not (is_comment(line) and own_line(line) in ours)]


def _as_comment(cells: Cells) -> Cells:
    """A title above the headings, which is not read, as a comment below them."""
    return cells if is_comment(cells) else (f"{COMMENT} {cells[0]}".strip(), *cells[1:])


def _with_field_name(table: Table, cells: Cells, at: int) -> Cells:
    """A setting by its field name; a comment stays unchanged."""
    if is_comment(cells) or at >= len(cells):
        return cells
    setting = setting_names(table.name).get(plain(cells[at]), cells[at])
    return (*cells[:at], setting, *cells[at + 1 :])


def _with_answers(content: Mapping[str, Sheet], start: Grid) -> dict[str, Sheet]:
    """Tables with rows made from the answers where a table has none of its own."""
    answers = answers_of(start)
    if answers.unknown:
        line = answers.unknown[0]
        reason = f"sheet {SHEET}, row {line.number} answers a question that is not on the list"
        raise UnreadableError(reason, line.number)
    own = {name: _records(sheet) for name, sheet in content.items()}
    for question, why in missing(answers.typed, own).items():
        row = answers.lines.get(question, 0)
        asked = f"row {row}" if row else f'"{QUESTIONS[question].ask}"'
        reason = f"sheet {SHEET}, {asked} is not answered, but {why}"
        raise UnreadableError(reason, row)
    made = rows_from(answers.typed, answers.lines)
    found = dict(content)
    for name, records in joined(own, made).items():
        if any(row.file for row in records.rows):
            comments = [line for line in content.get(name, Sheet()).lines if is_comment(line)]
            sheet = sheet_of(records)
            found[name] = Sheet(sheet.columns, (*comments, *sheet.lines))
    return found


def _records(sheet: Sheet) -> Records:
    """Lines that are read, by column."""
    rows = (line for line in sheet.lines if not is_comment(line))
    numbered = enumerate(rows, start=1)
    records = (Record(n, dict(zip(sheet.columns, row, strict=False))) for n, row in numbered)
    return Records(sheet.columns, 0, tuple(records))


def csv_text(sheet: Sheet) -> str:
    r"""Content of a table as CSV.

    Parameters
    ----------
    sheet : Sheet
        The content.

    Returns
    -------
    str
        The text of the file; a cell that a spreadsheet would run as a formula begins with an
        apostrophe, which is removed when the table is read.

    Examples
    --------
    >>> csv_text(Sheet(("name", "note"), (("Tablets", "K, 1 and 2"),)))
    'name,note\nTablets,"K, 1 and 2"\n'
    """
    out = io.StringIO()
    lines = [sheet.columns, *sheet.lines]
    width = max(map(len, lines))
    # Rows of the same length, so no other character looks like the separator.
    rows = (map(as_text, padded(line, width)) for line in lines)
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
