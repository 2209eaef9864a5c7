"""One worksheet of a workbook as lines of text: cells, hidden rows, results never saved.

Walked once. Left out: formats, widths, notes, pictures, drop-downs, the formulas themselves, and
what is under merged cells, which Excel does not show either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.spreadsheets.cell_names import area_of, name_of_place, place_of
from planner.spreadsheets.grid import OF_A_PLAN, Grid, Limits, Line, UnreadableError
from planner.spreadsheets.number_formats import Kind, show_date, show_number
from planner.spreadsheets.safe_package import DAMAGED, ODD, TOO_LARGE, walk
from planner.spreadsheets.shared_strings import unescape

#: Blank cells before a filled one count too, and a row counts as much as this many cells.
_WEIGHT_OF_ROW = 20
#: Bounds of one sheet, far above what people use.
_MOST_MERGED = 10_000
_MOST_MERGED_PLACES = 2_000_000
_MOST_IN_ONE_FORMULA = 20_000

_TRUE = ("1", "true")
_YES_NO = {"1": "yes", "true": "yes", "0": "no", "false": "no"}


@dataclass
class Workbook:
    """What the sheets of a workbook have in common.

    Attributes
    ----------
    texts : sequence of str
        Shared texts, in the order of their numbers.
    kinds : sequence of str
        What each cell style makes of a number.
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

    texts: Sequence[str] = ()
    kinds: Sequence[Kind] = ()
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
    has_formula: bool = False
    area: str = ""


@dataclass(slots=True)
class SheetRows:
    """Cells of a sheet, gathered while its part is walked through."""

    name: str
    workbook: Workbook
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _cell: _Cell | None = None
    _text: list[str] | None = None
    _inside: bool = False
    _aloud: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if not self._inside:
            if name == "sheetData":
                self._inside = True
            elif name == "mergeCell":
                self.merged.append(attributes.get("ref", ""))
        elif name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._aloud):
            self._text = []
        elif name == "row":
            self._start_row(attributes)
        elif name == "f" and self._cell is not None:
            self._cell.has_formula = True
            if attributes.get("t") in ("array", "dataTable"):
                self._cell.area = attributes.get("ref", "")
        elif name == "rPh":  # how Japanese text is read aloud
            self._aloud = True

    def text(self, piece: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(piece)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("v", "t") and self._text is not None:
            found, self._text = "".join(self._text), None
            if self._cell is not None:
                self._cell.value = (self._cell.value or "") + found
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "rPh":
            self._aloud = False
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
        text = "" if unsaved or cell.value is None else self._shown(cell, cell.value)
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
        if unsaved:
            self._note_unsaved(cell)

    def _shown(self, cell: _Cell, value: str) -> str:
        workbook = self.workbook
        if cell.type == "n":
            style = cell.style
            kind: Kind = workbook.kinds[style] if style < len(workbook.kinds) else "plain"
            return show_number(value, kind, since_1904=workbook.since_1904)
        if cell.type == "s":
            if not (value.isascii() and value.isdigit() and len(value) < 8):
                raise UnreadableError(DAMAGED, cell.row)
            if int(value) >= len(workbook.texts):
                raise UnreadableError(DAMAGED, cell.row)
            return workbook.texts[int(value)]
        if cell.type == "b":
            return _YES_NO.get(value.strip(), value)
        return show_date(value) if cell.type == "d" else unescape(value)

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
        self._drop_hidden_by_merging()
        rows = sorted(self.cells.keys() | self.uncalculated.keys())
        lines = (self._line(row) for row in rows)
        return Grid(tuple(line for line in lines if line.uncalculated or any(line.cells)))

    def _line(self, row: int) -> Line:
        cells = self.cells.get(row, {})
        unsaved = self.uncalculated.get(row, set())
        width = max((*cells, *unsaved), default=0)
        self.workbook.places -= width + _WEIGHT_OF_ROW
        if self.workbook.places < 0:
            raise UnreadableError(TOO_LARGE)
        texts = tuple(
            "" if column in unsaved else cells.get(column, "") for column in range(1, width + 1)
        )
        return Line(row, texts, row in self.hidden, frozenset(place - 1 for place in unsaved))

    def _drop_hidden_by_merging(self) -> None:
        if len(self.merged) > _MOST_MERGED:
            raise UnreadableError(ODD)
        workbook = self.workbook
        last_held = max((*self.cells, *self.uncalculated), default=0)
        for first_row, first, last_row, last in map(area_of, self.merged):
            for row in range(first_row, min(last_row, last_held) + 1):
                for held in (self.cells.get(row, {}), self.uncalculated.get(row, set())):
                    workbook.merged_places -= len(held) + 1
                    for column in [column for column in held if first <= column <= last]:
                        if (row, column) != (first_row, first):
                            _drop(held, column)
                if workbook.merged_places < 0:
                    raise UnreadableError(ODD)


def _drop(held: dict[int, str] | set[int], column: int) -> None:
    if isinstance(held, dict):
        del held[column]
    else:
        held.discard(column)


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
