"""One sheet of a plan's workbook, changed cell by cell: everything else keeps its exact bytes.

The cells are changed in the XML of the sheet itself. A library that loads a workbook and saves it
again would lose its drawings and the saved results of every formula, without which the plan
cannot be read. Rows are never moved: a removed row is blanked, and new rows go into blanked rows or
below the last row. If a formula was replaced, Excel's list of the order of calculation is dropped;
Excel makes it again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from planner.intake.merge import Merge, TableRow
from planner.intake.table_file import table_rows
from planner.plan.cells.read_cell import clean
from planner.plan.reading.headings import column_names, heading
from planner.plan.reading.records import plain, records_of
from planner.plan.tables import Table
from planner.spreadsheets.cell_names import name_of_place, place_of
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.safe_package import DAMAGED
from planner.spreadsheets.workbook_file import part_of_sheet, read_workbook

_CALCULATION_ORDER = "xl/calcChain.xml"
#: Parts that list the other parts, and how they list the order of calculation.
_LISTS_OF_PARTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_ORDER_IN_LIST = re.compile(rb"<(Override|Relationship)\b[^>]*calcChain[^>]*/>")
_PLAIN_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_NUMBERS = ("number", "money")
#: Characters that a workbook cannot hold.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CELL = re.compile(r"<(?P<p>(?:\w+:)?)c\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)c>)", re.DOTALL)
_ROW = re.compile(r"<(?P<p>(?:\w+:)?)row\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)row>)", re.DOTALL)
_DATA = re.compile(
    r"<(?P<p>(?:\w+:)?)sheetData\b[^>]*?(?:/>|>(?P<in>.*?)</(?P=p)sheetData>)", re.DOTALL
)
_DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^>]*?/>")
_SPANS = re.compile(r"""\s+spans\s*=\s*("[^"]*"|'[^']*')""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


@dataclass(frozen=True)
class _NewCell:
    """What goes into a cell: text, or a number, in the format of the same column of another row."""

    text: str
    is_number: bool
    format_row: int


@dataclass
class _SheetRow:
    """A row of the sheet's XML: the attributes of its tag, and each cell's XML by column."""

    attributes: str
    cells: dict[int, str]


class TableSheet:
    """A table of a workbook: its sheet, and its rows."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table, self.path, self.raw = table, path, path.read_bytes()
        sheets = read_workbook(path)
        self.sheet = next((name for name in sheets if clean(name).lower() == table.name), "")
        self.grid = sheets.get(self.sheet, Grid(()))
        names = column_names(table.name)
        self.read = records_of(self.grid, names)
        self.header = self.read.header_row
        headings = self._texts(self.header)
        self.fields = tuple(names.get(plain(cell), "") for cell in headings)

    def rows(self) -> list[TableRow]:
        """Rows that are read, by column."""
        return table_rows(self.table, self.read.rows)

    @property
    def has_formulas(self) -> bool:
        """Whether the workbook has formulas, whose saved results may be out of date afterward."""
        with zipfile.ZipFile(io.BytesIO(self.raw)) as package:
            parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(package.read(name)) for name in parts)

    def rewritten(self, merge: Merge) -> bytes:
        """The complete workbook after the changes.

        Parameters
        ----------
        merge : Merge
            Rows that are added, changed and removed.

        Returns
        -------
        bytes

        Raises
        ------
        UnreadableError
            If the sheet cannot be changed safely.
        """
        if not self.sheet:
            reason = (
                f"it has no sheet {self.table.name.capitalize()}. Copy one from a blank workbook"
            )
            raise UnreadableError(reason)
        cells = self._cells(merge)
        removed = {row.number for row in merge.removed}
        part = part_of_sheet(self.path, self.sheet)
        with zipfile.ZipFile(io.BytesIO(self.raw)) as package:
            old = package.read(part)
            new = _changed_part(old, cells, removed).encode()
            fewer_formulas = len(_FORMULA.findall(new)) < len(_FORMULA.findall(old))
            return _packed(package, part, new, without_order=fewer_formulas)

    def _cells(self, merge: Merge) -> dict[int, dict[int, _NewCell]]:
        """New cells: row -> column -> cell."""
        fields = list(self.fields)
        found: defaultdict[int, dict[int, _NewCell]] = defaultdict(dict)

        def put(number: int, field: str, text: str, format_row: int) -> None:
            if field not in fields:
                fields.append(field)
                title = heading(self.table, field)
                found[self.header][len(fields)] = _NewCell(title, False, self.header)
            column = fields.index(field) + 1
            is_number = self._is_number(field, text, column, format_row)
            found[number][column] = _NewCell(text, is_number, format_row)

        for change in merge.changed:
            for field, (_, text) in change.cells.items():
                put(change.row.number, field, text, change.row.number)
        blanked = [row.number for row in merge.removed]
        last = max((line.number for line in self.grid.lines), default=self.header)
        sample = max((row.number for row in self.rows()), default=0)
        for cells in merge.added:
            number = blanked.pop(0) if blanked else (last := last + 1)
            for field, text in cells.items():
                if text:
                    put(number, field, text, sample)
        return found

    def _is_number(self, field: str, text: str, column: int, format_row: int) -> bool:
        """Whether to write a number: if the cell that lends its format holds one too."""
        known = self.table.columns.get(field)
        texts = self._texts(format_row)
        if known is None or known.kind not in _NUMBERS or column > len(texts):
            return False
        return bool(_PLAIN_NUMBER.match(text) and _PLAIN_NUMBER.match(texts[column - 1]))

    def _texts(self, number: int) -> tuple[str, ...]:
        """Texts of a row of the sheet."""
        return next((tuple(line.cells) for line in self.grid.lines if line.number == number), ())


def _changed_part(
    part: bytes, cells: Mapping[int, Mapping[int, _NewCell]], removed: set[int]
) -> str:
    """XML of a sheet after the changes."""
    try:
        text = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(DAMAGED) from None
    data = _DATA.search(text)
    if data is None:
        raise UnreadableError(DAMAGED)
    prefix = data["p"]
    rows = _rows_of(data[0])
    for number in removed & rows.keys():
        old = rows[number].cells
        rows[number].cells = {c: _blank(prefix, number, c, cell) for c, cell in old.items()}
    for number, new in cells.items():
        row = rows.setdefault(number, _SheetRow(f' r="{number}"', {}))
        for column, cell in new.items():
            sample = rows.get(cell.format_row, row).cells.get(column)
            style = _style(row.cells.get(column) or sample)
            row.cells[column] = _cell(prefix, number, column, cell, style)
    inside = "".join(_row(prefix, rows[number]) for number in sorted(rows))
    data_part = f"<{prefix}sheetData>{inside}</{prefix}sheetData>"
    return _DIMENSION.sub("", text[: data.start()]) + data_part + text[data.end() :]


def _rows_of(data: str) -> dict[int, _SheetRow]:
    """Rows of a sheet by number."""
    rows: dict[int, _SheetRow] = {}
    number = 0
    for row in _ROW.finditer(data):
        number = int(_attributes(row["a"]).get("r", number + 1))
        rows[number] = _SheetRow(row["a"], _cells_of(row[0], number))
    return rows


def _attributes(text: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(text)}


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


def _cell(prefix: str, number: int, column: int, new: _NewCell, style: str) -> str:
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


def _row(prefix: str, row: _SheetRow) -> str:
    inside = "".join(row.cells[column] for column in sorted(row.cells))
    # Excel's hint of the columns in use is wrong once a column is added.
    attributes = _SPANS.sub("", row.attributes)
    return f"<{prefix}row{attributes}>{inside}</{prefix}row>"


def _packed(package: zipfile.ZipFile, part: str, new: bytes, *, without_order: bool) -> bytes:
    """The package with one part changed; every other part as it is, dates and all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for info in package.infolist():
            content = new if info.filename == part else package.read(info.filename)
            if without_order and info.filename == _CALCULATION_ORDER:
                continue
            if without_order and info.filename in _LISTS_OF_PARTS:
                content = _ORDER_IN_LIST.sub(b"", content)
            copied = zipfile.ZipInfo(info.filename, info.date_time)
            copied.compress_type = zipfile.ZIP_DEFLATED
            copied.external_attr = info.external_attr
            packed.writestr(copied, content)
    return out.getvalue()
