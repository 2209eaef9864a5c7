"""The XML of one sheet, changed cell by cell: everything else keeps its exact bytes.

A library that loads a workbook and saves it again would lose its drawings and the saved results of
every formula, without which a plan cannot be read. Rows are never moved: a removed row is blanked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape

from planner.spreadsheets.cell_names import area_of, name_of_place, place_of
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED
from planner.spreadsheets.sheet_rules import led_on

#: Characters that a workbook cannot hold.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CELL = re.compile(r"<(?P<p>(?:\w+:)?)c\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)c>)", re.DOTALL)
_ROW = re.compile(r"<(?P<p>(?:\w+:)?)row\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)row>)", re.DOTALL)
_DATA = re.compile(
    r"<(?P<p>(?:\w+:)?)sheetData\b[^>]*?(?:/>|>(?P<in>.*?)</(?P=p)sheetData>)", re.DOTALL
)
_DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^>]*?/>")
_COLUMN = re.compile(r"<(?:\w+:)?col\b(?P<a>[^>]*?)/?>")
_SPANS = re.compile(r"""\s+spans\s*=\s*("[^"]*"|'[^']*')""")
_FORMULA = re.compile(r"<(?:\w+:)?f\b(?P<a>[^>]*?)/?>")
_FORMULA_ELEMENT = re.compile(r"<(?P<p>(?:\w+:)?)f\b[^>]*?(?:/>|>(?P<in>.*?)</(?P=p)f>)", re.DOTALL)
_RESULT = re.compile(r"<(?:\w+:)?v\b[^>]*>[^<]")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
#: A cell's row and column, both from 1.
Place = tuple[int, int]


@dataclass(frozen=True)
class NewCell:
    """What goes into a cell.

    Attributes
    ----------
    text : str
        Its text, or a number in plain digits; nothing blanks it.
    is_number : bool
        Whether it is written as a number.
    format_row : int
        Row whose cell of the same column lends its format, if the cell has none.
    style : int, optional
        Number of the format, if it is neither.
    """

    text: str
    is_number: bool
    format_row: int
    style: int | None = None


@dataclass
class _Row:
    """A row: the attributes of its tag, and each cell's XML by column."""

    attributes: str
    cells: dict[int, str]


class SheetPart:
    """One sheet of a workbook.

    Parameters
    ----------
    part : bytes
        Its XML.

    Raises
    ------
    UnreadableError
        If it cannot be changed safely.
    """

    def __init__(self, part: bytes) -> None:
        try:
            self._text = part.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableError(DAMAGED) from None
        data = _DATA.search(self._text)
        if data is None:
            raise UnreadableError(DAMAGED)
        self._data, self._prefix = data.span(), data["p"]
        self._rows = _rows_of(data[0])

    def style(self, row: int, column: int) -> int | None:
        """Number of a cell's own format."""
        match = _CELL.match(self._cell(row, column))
        return _number(_attributes(match["a"]), "s") if match else None

    def lent_style(self, row: int, column: int) -> int:
        """Number of the format that a cell has, or that its column lends to blank ones."""
        own = self.style(row, column)
        if own is not None:
            return own
        for first, last, style in self._column_styles:
            if first <= column <= last:
                return style
        return 0

    def holds_number(self, row: int, column: int) -> bool:
        """Whether a cell holds a number, typed or calculated."""
        cell = self._cell(row, column)
        match = _CELL.match(cell)
        kind = _attributes(match["a"]).get("t", "n") if match else ""
        return kind == "n" and bool(_RESULT.search(cell))

    @cached_property
    def formulas(self) -> Mapping[Place, Mapping[str, str]]:
        """Cells with a formula -> its kind and the cells that it fills, if these are several."""
        found: dict[Place, Mapping[str, str]] = {}
        for number, row in self._rows.items():
            for column, cell in row.cells.items():
                formula = _FORMULA.search(cell)
                if formula:
                    found[number, column] = _attributes(formula["a"])
        return found

    @cached_property
    def filled_together(self) -> frozenset[Place]:
        """Cells that one formula fills together, none of which can be changed by itself."""
        found: set[Place] = set()
        for said in self.formulas.values():
            if said.get("t") in ("array", "dataTable") and ":" in said.get("ref", ""):
                first_row, first, last_row, last = area_of(said["ref"])
                rows, columns = range(first_row, last_row + 1), range(first, last + 1)
                found |= {(row, column) for row in rows for column in columns}
        return frozenset(found)

    def changed(
        self, cells: Mapping[int, Mapping[int, NewCell]], removed: Collection[int] = ()
    ) -> bytes:
        """The sheet after changes.

        Parameters
        ----------
        cells : mapping
            Row -> column -> what goes into the cell.
        removed : collection of int
            Rows that are blanked.

        Returns
        -------
        bytes
        """
        prefix = self._prefix
        rows = {number: _Row(row.attributes, {**row.cells}) for number, row in self._rows.items()}
        gone = {(row, column) for row, new in cells.items() for column in new}
        gone |= {(row, column) for row in removed if row in rows for column in rows[row].cells}
        self._unshare(rows, gone)
        for number in set(removed) & rows.keys():
            old = rows[number].cells
            rows[number].cells = {c: _blank(prefix, number, c, cell) for c, cell in old.items()}
        for number, new in cells.items():
            row = rows.setdefault(number, _Row(f' r="{number}"', {}))
            for column, cell in new.items():
                sample = rows.get(cell.format_row, row).cells.get(column)
                style = _style(row.cells.get(column) or sample)
                own = style if cell.style is None else f' s="{cell.style}"'
                row.cells[column] = _cell(prefix, number, column, cell, own)
        inside = "".join(_row(prefix, rows[number]) for number in sorted(rows))
        data = f"<{prefix}sheetData>{inside}</{prefix}sheetData>"
        start, end = self._data
        return (_DIMENSION.sub("", self._text[:start]) + data + self._text[end:]).encode()

    def with_rules_to(self, last: int, new_last: int) -> SheetPart:
        """The sheet with drop-downs and colors that end in row ``last`` led on to a later row."""
        end = self._data[1]
        return SheetPart((self._text[:end] + led_on(self._text[end:], last, new_last)).encode())

    def _cell(self, row: int, column: int) -> str:
        return self._rows[row].cells.get(column, "") if row in self._rows else ""

    @cached_property
    def _column_styles(self) -> tuple[tuple[int, int, int], ...]:
        """First and last column, and the format that they lend."""
        columns = map(_attributes, (m["a"] for m in _COLUMN.finditer(self._text, 0, self._data[0])))
        return tuple(
            (int(said["min"]), int(said["max"]), int(said["style"]))
            for said in columns
            if all(said.get(name, "").isdigit() for name in ("min", "max", "style"))
        )

    def _unshare(self, rows: Mapping[int, _Row], gone: Collection[Place]) -> None:
        """Give formulas that repeat one in a cell that goes their own text."""
        shared = {
            said.get("si"): place
            for place, said in self.formulas.items()
            if place in gone and said.get("t") == "shared" and "ref" in said
        }
        for (row, column), said in self.formulas.items() if shared else ():
            origin = shared.get(said.get("si"))
            if origin is not None and (row, column) != origin:
                own = _own_formula(self._cell(*origin), origin, (row, column), self._prefix)
                rows[row].cells[column] = _with_formula(rows[row].cells[column], own)


def _rows_of(data: str) -> dict[int, _Row]:
    """Rows of a sheet by number."""
    rows: dict[int, _Row] = {}
    number = 0
    for row in _ROW.finditer(data):
        number = int(_attributes(row["a"]).get("r", number + 1))
        rows[number] = _Row(row["a"], _cells_of(row[0], number))
    return rows


def _attributes(text: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(text)}


def _number(attributes: Mapping[str, str], name: str) -> int | None:
    said = attributes.get(name, "")
    return int(said) if said.isdigit() else None


def _cells_of(text: str, number: int) -> dict[int, str]:
    """Cells of a row by column."""
    found: dict[int, str] = {}
    column = 0
    for cell in _CELL.finditer(text):
        name = _attributes(cell["a"]).get("r")
        row, column = place_of(name) if name else (number, column + 1)
        if row != number:
            raise UnreadableError(DAMAGED, number)
        found[column] = cell[0]
    return found


def _style(cell: str | None) -> str:
    """Attribute of a cell's format."""
    match = _CELL.match(cell or "")
    style = _attributes(match["a"]).get("s") if match else None
    return f' s="{style}"' if style else ""


def _blank(prefix: str, number: int, column: int, cell: str) -> str:
    return f'<{prefix}c r="{name_of_place(number, column)}"{_style(cell)}/>'


def _cell(prefix: str, number: int, column: int, new: NewCell, style: str) -> str:
    """XML of a cell that holds a number, or text which is never a formula."""
    place = name_of_place(number, column)
    if not new.text:
        return f'<{prefix}c r="{place}"{style}/>'
    if new.is_number:
        return f'<{prefix}c r="{place}"{style}><{prefix}v>{new.text}</{prefix}v></{prefix}c>'
    shown = escape(_NOT_ALLOWED.sub("", new.text), quote=False)
    return (
        f'<{prefix}c r="{place}"{style} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is></{prefix}c>'
    )


def _row(prefix: str, row: _Row) -> str:
    inside = "".join(row.cells[column] for column in sorted(row.cells))
    # Excel's hint of the columns in use is wrong once a column is added.
    attributes = _SPANS.sub("", row.attributes)
    return f"<{prefix}row{attributes}>{inside}</{prefix}row>"


def _with_formula(cell: str, formula: str) -> str:
    """The XML of a cell with another formula, which may hold any sign."""
    return _FORMULA_ELEMENT.sub(lambda _: formula, cell, count=1)


def _own_formula(cell: str, origin: Place, place: Place, prefix: str) -> str:
    """The formula of a cell as another cell repeats it."""
    from openpyxl.formula.translate import Translator  # rarely needed, and slow to import

    match = _FORMULA_ELEMENT.search(cell)
    text = unescape(match["in"] or "") if match else ""
    moved = Translator(f"={text}", name_of_place(*origin)).translate_formula(name_of_place(*place))
    return f"<{prefix}f>{escape(moved[1:], quote=False)}</{prefix}f>"
