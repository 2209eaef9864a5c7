"""Draw the sheet of a table: headings with notes, a row of units, and rows of typed cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.plan.blank_tables import driver_help, template_text
from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import heading
from planner.plan.reading.records import is_comment
from planner.plan.tables import DRIVERS, TABLES, Table
from planner.plan.tables.column import Column
from planner.workbook.cell_values import (
    FORMATS,
    TEXT,
    UnwritableError,
    cell_at,
    put,
    typed_cell,
)
from planner.workbook.heading_notes import AUTHOR, needed, note_size, note_text
from planner.workbook.layout import (
    WHAT_TO_TYPE,
    Cells,
    Sheet,
    laid_out,
    sheet_name,
    unit_row,
)
from planner.workbook.styles import (
    READY_ROWS,
    WIDE,
    WIDTHS,
    add_list,
    fits_in_a_cell,
    looks,
    print_wide,
    set_height,
    words_of,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: Columns that name a row of another table, and that table.
NAMES_OF = {
    ("inventory", "name"): "devices",
    ("repair", "fleet"): "devices",
    ("incidents", "insurance"): "security",
    ("incidents", "contract"): "security",
    ("eligibility", "name"): "funding",
}
#: Cells with the kinds of cost on the Sources sheet, a list too long for a cell's own drop-down.
KINDS_OF_COST = "Sources!$I$3:$I$200"
#: First row below the headings and their units.
FIRST_ROW = 3
_HEADING_HEIGHT, _UNIT_HEIGHT = 34, 30
_NO_COLUMN = Column("", "text", "")


@dataclass(frozen=True)
class _SheetColumn:
    """One column of the sheet.

    Attributes
    ----------
    index : int
        Its place, from 1.
    name : str
        Field name, or what the district called it if the table does not know it.
    meaning : Column, optional
        What it means, if the table knows it.
    """

    index: int
    name: str
    meaning: Column | None

    @property
    def has_note(self) -> bool:
        """Whether a note explains its heading; everybody knows what a source and a note are."""
        return self.meaning is not None and self.name not in ("source", "note")

    @property
    def width(self) -> float:
        """How wide it is [characters]."""
        return WIDTHS[self.meaning.kind] if self.meaning is not None and self.has_note else WIDE

    @property
    def blank_format(self) -> str:
        """Number format of its blank cells."""
        return TEXT if self.meaning is None else FORMATS.get(self.meaning.kind, TEXT)


def draw_table(sheet: Worksheet, table: Table, content: Sheet) -> None:
    """Draw the sheet of a table with one item per row.

    Parameters
    ----------
    sheet : Worksheet
        The empty sheet.
    table : Table
        The table.
    content : Sheet
        Its lines; without a row that is read, an example is shown.
    """
    laid = laid_out(table, content)
    lines = _lines_to_draw(table, laid)
    drawing = _TableDrawing(sheet, table, laid.columns)
    drawing.draw_headings()
    drawing.draw_units()
    for row, line in enumerate(lines, start=FIRST_ROW):
        drawing.draw_line(row, line)
    drawing.add_lists(last_row=len(lines) + READY_ROWS)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    print_wide(sheet, FIRST_ROW - 1, sum(drawing.widths))


def _lines_to_draw(table: Table, laid: Sheet) -> list[Cells]:
    """Lines of the table, with an example if it has no rows; assumptions are always listed."""
    if table.name != "assumptions":
        return [*laid.lines] if laid.has_rows else [tuple(example_row(table)), *laid.lines]
    blank = ("",) * (len(laid.columns) - 1)
    how_to_add = template_text(table).splitlines()[1].partition(",")[0]
    return [*(laid.lines or [(name, *blank) for name in DRIVERS]), (how_to_add, *blank)]


class _TableDrawing:
    """The sheet of one table while it is drawn."""

    def __init__(self, sheet: Worksheet, table: Table, columns: Cells) -> None:
        self.sheet = sheet
        self.table = table
        self.columns = [
            _SheetColumn(index, name, table.columns.get(name))
            for index, name in enumerate(columns, start=1)
        ]
        self.widths = [column.width for column in self.columns]
        self.look = looks()

    def draw_headings(self) -> None:
        """Headings in plain words, each with a note."""
        headings = [heading(self.table, column.name) for column in self.columns]
        set_height(self.sheet, 1, headings, self.widths, least=_HEADING_HEIGHT)
        for column, words in zip(self.columns, headings, strict=True):
            cell = cell_at(self.sheet, 1, column.index)
            put(cell, words)
            is_needed = column.meaning is not None and needed(self.table, column.name)
            cell.font = self.look.heading
            cell.fill = self.look.needed if is_needed else self.look.optional
            cell.alignment, cell.border = self.look.middle, self.look.line
            if column.meaning is not None and column.has_note:
                add_note(cell, note_text(self.table, column.name, column.meaning))
            dimension = self.sheet.column_dimensions[cell.column_letter]
            dimension.width, dimension.number_format = column.width, column.blank_format

    def draw_units(self) -> None:
        """The gray row of units below the headings."""
        row = FIRST_ROW - 1
        self.sheet.row_dimensions[row].height = _UNIT_HEIGHT
        texts = unit_row(self.table, tuple(column.name for column in self.columns))
        for column, text in zip(self.columns, texts, strict=True):
            cell = cell_at(self.sheet, row, column.index)
            put(cell, text)
            cell.font, cell.fill = self.look.gray, self.look.example
            cell.alignment = self.look.middle

    def draw_line(self, row: int, line: Cells) -> None:
        """A row of typed cells, or a comment in gray, which may be an example."""
        comment = is_comment(line)
        where = f"sheet {sheet_name(self.table)}, row {row}"
        for column, text in zip(self.columns, self._explained(line), strict=False):
            if not text and not comment:
                continue
            meaning = column.meaning or _NO_COLUMN
            cell = cell_at(self.sheet, row, column.index)
            put_text(cell, meaning, text, where)
            cell.alignment = self.look.right if meaning.kind in FORMATS else self.look.top
            if comment:
                cell.font, cell.fill = self.look.gray, self.look.example

    def _explained(self, line: Cells) -> Cells:
        """An assumption with what to type next to it, unless something is there already."""
        if self.table.name != "assumptions" or line[0] not in DRIVERS:
            return line
        return tuple(
            driver_help(DRIVERS[line[0]]) if column.name == WHAT_TO_TYPE and not text else text
            for column, text in zip(self.columns, line, strict=False)
        )

    def add_lists(self, last_row: int) -> None:
        """Drop-downs of the words that a column allows, or of the names of another table's rows."""
        for column in self.columns:
            if column.meaning is None:
                continue
            letter = cell_at(self.sheet, 1, column.index).column_letter
            cells = f"{letter}{FIRST_ROW}:{letter}{last_row}"
            words = words_of(column.meaning)
            named = NAMES_OF.get((self.table.name, column.name))
            if words:
                add_list(self.sheet, cells, words if fits_in_a_cell(words) else KINDS_OF_COST)
            elif named:
                names = f"{sheet_name(TABLES[named])}!$A${FIRST_ROW}:$A${READY_ROWS}"
                add_list(self.sheet, cells, names)


def add_note(cell: Cell, text: str) -> None:
    """Put a note on a cell, large enough to show all of its text.

    Parameters
    ----------
    cell : Cell
        The cell.
    text : str
        The note.
    """
    from openpyxl.comments import Comment

    width, height = note_size(text)
    cell.comment = Comment(text, AUTHOR, height=height, width=width)


def put_text(cell: Cell, column: Column, text: str, where: str) -> None:
    """Write what was typed as a number, a date or text, whichever the column holds.

    Parameters
    ----------
    cell : Cell
        The cell.
    column : Column
        What the column means.
    text : str
        What was typed.
    where : str
        Sheet and row, for the sentence about a cell that Excel cannot hold.

    Raises
    ------
    UnwritableError
        If the text is longer than an Excel cell.
    """
    value, form = typed_cell(column, text)
    try:
        put(cell, value, form)
    except UnwritableError as error:
        reason = f"{where}: {error}"
        raise UnwritableError(reason) from None
