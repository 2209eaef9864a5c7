"""One worksheet of a workbook as lines of text: cells, hidden rows, results never saved.

Walked once. Left out: widths, notes, pictures, drop-downs, the formulas themselves, and what is
under merged cells, which Excel does not show either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.spreadsheets.cell_names import area_of, name_of_place, place_of
from planner.spreadsheets.cell_styles import Style
from planner.spreadsheets.grid import OF_A_PLAN, Grid, Limits, Line, UnreadableError
from planner.spreadsheets.merged_cells import drop_hidden_by_merging
from planner.spreadsheets.number_formats import show_date, show_number
from planner.spreadsheets.safe_package import DAMAGED, TOO_LARGE, walk
from planner.spreadsheets.shared_strings import RichText, Shared, unescape

#: Blank cells before a filled one count too, and a row counts as much as this many cells.
_WEIGHT_OF_ROW = 20
#: Bounds of one sheet, far above what people use.
_MOST_MERGED_PLACES = 2_000_000
_MOST_IN_ONE_FORMULA = 20_000

_TRUE = ("1", "true")
_YES_NO = {"1": "yes", "true": "yes", "0": "no", "false": "no"}


@dataclass
class Workbook:
    """What the sheets of a workbook have in common.

    Attributes
    ----------
    texts : sequence of Shared
        Shared texts, in the order of their numbers.
    styles : sequence of Style
        What each cell style says.
    since_1904 : bool
        Whether days are counted from 1904.
    stale : bool
        Whether formulas must be calculated on opening, so their saved results mean nothing:
        programs that cannot calculate say so.
    limits : Limits
        How large each sheet may be.
    characters, places, merged_places : int
        How much the sheets may still hold.
    """

    texts: Sequence[Shared] = ()
    styles: Sequence[Style] = ()
    since_1904: bool = False
    stale: bool = False
    limits: Limits = OF_A_PLAN
    characters: int = OF_A_PLAN.unpacked
    places: int = OF_A_PLAN.places
    merged_places: int = _MOST_MERGED_PLACES


@dataclass(slots=True)
class _Cell:
    """A cell while its elements are walked through."""

    row: int
    column: int
    type: str
    style: int
    value: str | None = None
    rich: RichText | None = None
    has_formula: bool = False
    area: str = ""


@dataclass(slots=True)
class SheetRows:
    """Cells of a sheet, gathered while its part is walked through."""

    name: str
    workbook: Workbook
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: dict[int, set[int]] = field(default_factory=dict)
    left_out: dict[int, dict[int, str]] = field(default_factory=dict)
    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    under: dict[int, set[int]] = field(default_factory=dict)
    _row: int = 0
    _column: int = 0
    _cell: _Cell | None = None
    _text: list[str] | None = None
    _inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if not self._inside:
            if name == "sheetData":
                self._inside = True
            elif name == "mergeCell":
                self.merged.append(attributes.get("ref", ""))
            elif name == "col":
                self._note_column(attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "is" and self._cell is not None:
            self._cell.rich = RichText()
        elif self._cell is not None and self._cell.rich is not None:
            self._cell.rich.start(name, attributes)
        elif name in ("v", "t"):
            self._text = []
        elif name == "row":
            self._start_row(attributes)
        elif name == "f" and self._cell is not None:
            self._cell.has_formula = True
            if attributes.get("t") in ("array", "dataTable"):
                self._cell.area = attributes.get("ref", "")

    def text(self, piece: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(piece)
        elif self._cell is not None and self._cell.rich is not None:
            self._cell.rich.text(piece)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("v", "t") and self._text is not None:
            found, self._text = "".join(self._text), None
            if self._cell is not None:
                self._cell.value = (self._cell.value or "") + found
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif self._cell is not None and self._cell.rich is not None:
            self._cell.rich.end(name)
        elif name == "sheetData":
            self._inside = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        typed = attributes.get("r")
        if typed is not None and not (typed.isascii() and typed.isdigit() and len(typed) < 8):
            raise UnreadableError(DAMAGED)
        self._row = self._row + 1 if typed is None else int(typed)
        self._column = 0
        no_height = attributes.get("ht") in ("0", "0.0")
        is_hidden = no_height or attributes.get("hidden") in _TRUE
        if is_hidden and self._row <= self.workbook.limits.rows:
            self.hidden.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        row, column = (self._row, self._column + 1) if name is None else place_of(name)
        if row != self._row:
            raise UnreadableError(DAMAGED)
        self._column = column
        style = attributes.get("s", "0")
        if not (style.isascii() and style.isdigit() and len(style) < 8):
            raise UnreadableError(DAMAGED)
        self._cell = _Cell(row, column, attributes.get("t", "n"), int(style))

    def _end_cell(self, cell: _Cell) -> None:
        unsaved = cell.has_formula and (
            self.workbook.stale or cell.value is None or (not cell.value and cell.type != "str")
        )
        said = Shared("") if unsaved else self._shown(cell)
        text = said.text
        if not unsaved and not text.strip():
            return
        if self._is_too_far(cell.row, cell.column):
            raise UnreadableError(self._too_far(cell.row, cell.column))
        cells = self.cells.setdefault(cell.row, {})
        if cell.column in cells:
            raise UnreadableError(DAMAGED, cell.row)  # which of the two would be read?
        self.workbook.characters -= len(text)
        if self.workbook.characters < 0:
            raise UnreadableError(TOO_LARGE)
        cells[cell.column] = text
        if said.is_struck or self._style(cell).is_struck:
            self.struck.setdefault(cell.row, set()).add(cell.column)
        elif said.left_out.strip():
            self.left_out.setdefault(cell.row, {})[cell.column] = said.left_out
        if unsaved:
            self._note_unsaved(cell)

    def _shown(self, cell: _Cell) -> Shared:
        workbook, value = self.workbook, cell.value
        if value is None:
            return Shared("") if cell.rich is None else cell.rich.shared()
        if cell.type == "n":
            number = self._style(cell).format
            return Shared(show_number(value, *number, since_1904=workbook.since_1904))
        if cell.type == "s":
            if not (value.isascii() and value.isdigit() and len(value) < 8):
                raise UnreadableError(DAMAGED, cell.row)
            if int(value) >= len(workbook.texts):
                raise UnreadableError(DAMAGED, cell.row)
            return workbook.texts[int(value)]
        if cell.type == "b":
            return Shared(_YES_NO.get(value.strip(), value))
        return Shared(show_date(value) if cell.type == "d" else unescape(value))

    def _style(self, cell: _Cell) -> Style:
        styles = self.workbook.styles
        return styles[cell.style] if cell.style < len(styles) else Style()

    def _note_column(self, attributes: dict[str, str]) -> None:
        """Note columns that the sheet hides."""
        if attributes.get("hidden") not in _TRUE and attributes.get("width") not in ("0", "0.0"):
            return
        ends = [attributes.get(end, "") for end in ("min", "max")]
        if not all(end.isascii() and end.isdigit() and len(end) < 8 for end in ends):
            raise UnreadableError(DAMAGED)
        if len(self.hidden_columns) < self.workbook.limits.columns:
            self.hidden_columns.append((int(ends[0]), int(ends[1])))

    def _note_unsaved(self, cell: _Cell) -> None:
        """Note a formula without a result, and all cells that the same formula fills."""
        first_row, first, last_row, last = (
            area_of(cell.area) if cell.area else (cell.row, cell.column, cell.row, cell.column)
        )
        if self._is_too_far(last_row, last):
            raise UnreadableError(self._too_far(last_row, last))
        if (last_row - first_row + 1) * (last - first + 1) > _MOST_IN_ONE_FORMULA:
            raise UnreadableError(TOO_LARGE)
        for row in range(first_row, last_row + 1):
            places = range(first, last + 1)
            self.uncalculated.setdefault(row, set()).update(places)
            self.workbook.places -= len(places)
        if self.workbook.places < 0:
            raise UnreadableError(TOO_LARGE)

    def _is_too_far(self, row: int, column: int) -> bool:
        return row > self.workbook.limits.rows or column > self.workbook.limits.columns

    def _too_far(self, row: int, column: int) -> str:
        return (
            f"sheet {self.name} has something in cell {name_of_place(row, column)}, but a table "
            f"ends at {self.workbook.limits.rows:,} rows and {self.workbook.limits.columns:,} "
            "columns. Delete what is beyond that"
        )

    def grid(self) -> Grid:
        """Lines that hold anything, once the sheet has been walked through."""
        held = (self.cells, self.uncalculated)
        self.under, self.workbook.merged_places = drop_hidden_by_merging(
            self.merged, held, self.workbook.merged_places
        )
        rows = sorted(self.cells.keys() | self.uncalculated.keys())
        lines = [self._line(row) for row in rows]
        filled = {column for cells in self.cells.values() for column in cells}
        hidden = {
            n - 1 for n in filled if any(low <= n <= high for low, high in self.hidden_columns)
        }
        kept = tuple(line for line in lines if line.uncalculated or any(line.cells))
        return Grid(kept, hidden_columns=frozenset(hidden))

    def _line(self, row: int) -> Line:
        cells = self.cells.get(row, {})
        unsaved = self.uncalculated.get(row, set())
        width = max((*cells, *unsaved), default=0)
        self.workbook.places -= width + _WEIGHT_OF_ROW
        if self.workbook.places < 0:
            raise UnreadableError(TOO_LARGE)
        places = range(1, width + 1)
        return Line(
            number=row,
            cells=tuple("" if place in unsaved else cells.get(place, "") for place in places),
            hidden=row in self.hidden,
            uncalculated=frozenset(place - 1 for place in unsaved),
            merged=frozenset(place - 1 for place in self.under.get(row, ())),
            struck=frozenset(p - 1 for p in self.struck.get(row, ()) if p in cells),
            left_out={p - 1: t for p, t in self.left_out.get(row, {}).items() if p in cells},
        )


def read_sheet(name: str, part: bytes, workbook: Workbook) -> Grid:
    """Lines of a worksheet.

    Parameters
    ----------
    name : str
        Name of the sheet, for the sentence about what is wrong with it.
    part : bytes
        The sheet's part of the package.
    workbook : Workbook
        What the sheets share; what this sheet uses of the bounds is deducted.

    Returns
    -------
    Grid

    Raises
    ------
    UnreadableError
        If it is damaged, or holds more than a table of a plan may.
    """
    sheet = SheetRows(name, workbook)
    walk(part, sheet.start, sheet.end, sheet.text)
    return sheet.grid()
