"""One sheet of a plan's workbook, changed cell by cell: all else stays as it is to the byte.

The cells are changed in the sheet's own part of the file. A library that loads a workbook and
saves it again would lose its drawings and the saved results of every formula, without which the
plan cannot be read. Rows are never moved: a row that goes is blanked, and new rows stand in blank
rows or below the last one. Left out is Excel's list of what to compute in which order, which it
makes again, where a formula has been replaced.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
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
from planner.spreadsheets.safe_package import DAMAGED, open_package, walk
from planner.spreadsheets.workbook_file import read_workbook

_MAIN = "xl/workbook.xml"
_ORDER_OF_FORMULAS = "xl/calcChain.xml"
_PLAIN_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_NUMBERS = ("number", "money")
#: Signs that a workbook cannot hold.
_UNKNOWN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CELL = re.compile(r"<(?P<p>(?:\w+:)?)c\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)c>)", re.DOTALL)
_ROW = re.compile(r"<(?P<p>(?:\w+:)?)row\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?P=p)row>)", re.DOTALL)
_DATA = re.compile(
    r"<(?P<p>(?:\w+:)?)sheetData\b[^>]*?(?:/>|>(?P<in>.*?)</(?P=p)sheetData>)", re.DOTALL
)
_DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^>]*?/>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


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
        shown = next((line.cells for line in self.grid.lines if line.number == self.header), ())
        self.fields = tuple(names.get(plain(cell), clean(cell).lower()) for cell in shown)

    def rows(self) -> list[TableRow]:
        """Rows that are read, by column."""
        return table_rows(self.table, self.read.rows)

    @property
    def has_formulas(self) -> bool:
        """Whether saved results of formulas may be older than what is written."""
        with zipfile.ZipFile(io.BytesIO(self.raw)) as package:
            parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
            return any(re.search(rb"<(\w+:)?f[ >]", package.read(name)) for name in parts)

    def rewritten(self, merge: Merge) -> bytes:
        """The whole workbook after the changes.

        Parameters
        ----------
        merge : Merge
            What is added, changed and taken out.

        Returns
        -------
        bytes

        Raises
        ------
        UnreadableError
            If the sheet is written in a way that cannot be changed safely.
        """
        if not self.sheet:
            reason = (
                f"it has no sheet {self.table.name.capitalize()}. Add one from a blank workbook"
            )
            raise UnreadableError(reason)
        cells = self._cells(merge)
        blank = {row.number for row in merge.removed}
        part = _part_of(self.path, self.sheet)
        with zipfile.ZipFile(io.BytesIO(self.raw)) as package:
            old = package.read(part)
            new = _changed_part(old, cells, blank).encode()
            lost_formula = len(re.findall(rb"<(?:\w+:)?f[ >/]", old)) > len(
                re.findall(rb"<(?:\w+:)?f[ >/]", new)
            )
            return _packed(package, {part: new}, without_order=lost_formula)

    def _cells(self, merge: Merge) -> dict[int, dict[int, tuple[str, int]]]:
        """What will stand where: row -> column -> text, and the row whose looks it takes."""
        fields = list(self.fields)
        found: dict[int, dict[int, tuple[str, int]]] = {}
        sample = max((row.number for row in self.rows()), default=0)

        def put(number: int, field: str, text: str, looks: int) -> None:
            if field not in fields:
                fields.append(field)
                found.setdefault(self.header, {})[len(fields)] = (
                    heading(self.table, field),
                    self.header,
                )
            found.setdefault(number, {})[fields.index(field) + 1] = (text, looks)

        for change in merge.changed:
            for field, (_, text) in change.cells.items():
                put(change.row.number, field, text, change.row.number)
        free = [row.number for row in merge.removed]
        after = max((line.number for line in self.grid.lines), default=0)
        for cells in merge.added:
            number = free.pop(0) if free else (after := after + 1)
            for field, text in cells.items():
                if text:
                    put(number, field, text, sample)
        return {
            number: {c: self._typed(c, text, looks, fields) for c, (text, looks) in row.items()}
            for number, row in found.items()
        }

    def _typed(self, column: int, text: str, looks: int, fields: Sequence[str]) -> tuple[str, int]:
        """A cell as it is written, its looks taken from a cell that already holds the like."""
        known = self.table.columns.get(fields[column - 1])
        shown = next((line.cells for line in self.grid.lines if line.number == looks), ())
        there = shown[column - 1] if column <= len(shown) else ""
        number = bool(known and known.kind in _NUMBERS and _PLAIN_NUMBER.match(text))
        as_number = number and bool(_PLAIN_NUMBER.match(there))
        return f"{'n' if as_number else 't'}{text}", looks


def _part_of(path: Path, sheet: str) -> str:
    """The part of the package that a sheet stands in."""
    package = open_package(path)
    wanted, target = "", ""

    def sheets(name: str, attributes: dict[str, str]) -> None:
        nonlocal wanted
        if name == "sheet" and attributes.get("name") == sheet:
            wanted = next((v for key, v in attributes.items() if key.endswith(":id")), "")

    def relations(name: str, attributes: dict[str, str]) -> None:
        nonlocal target
        if name == "Relationship" and attributes.get("Id") == wanted:
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))

    if _MAIN in package:
        walk(package.part(_MAIN), sheets)
        walk(package.part("xl/_rels/workbook.xml.rels"), relations)
    if not target:
        raise UnreadableError(DAMAGED)
    return target.lstrip("/")


def _changed_part(
    part: bytes, cells: Mapping[int, Mapping[int, tuple[str, int]]], blank: set[int]
) -> str:
    """Text of a sheet's part after the changes."""
    try:
        text = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(DAMAGED) from None
    data = _DATA.search(text)
    if data is None:
        raise UnreadableError(DAMAGED)
    prefix = data["p"]
    rows: dict[int, tuple[str, dict[int, str]]] = {}
    number = 0
    for row in _ROW.finditer(data["in"] or ""):
        attributes = _attributes(row["a"])
        number = int(attributes.get("r", number + 1))
        rows[number] = (row["a"], _cells_of(row["in"] or "", number))
    for number in blank:
        looks, old = rows.get(number, ("", {}))
        rows[number] = (looks, {c: _blank(prefix, number, c, cell) for c, cell in old.items()})
    for number, new in cells.items():
        looks, old = rows.get(number, (f' r="{number}"', {}))
        rows[number] = (looks, dict(old))
        for column, (typed, sample) in new.items():
            like = old.get(column) or rows.get(sample, ("", {}))[1].get(column, "")
            rows[number][1][column] = _cell(prefix, number, column, typed, _style(like))
    inside = "".join(_row(prefix, n, looks, rows[n][1]) for n, (looks, _) in sorted(rows.items()))
    whole = f"<{prefix}sheetData>{inside}</{prefix}sheetData>"
    return _DIMENSION.sub("", text[: data.start()]) + whole + text[data.end() :]


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


def _style(cell: str) -> str:
    match = _CELL.match(cell)
    style = _attributes(match["a"]).get("s", "") if match else ""
    return f' s="{style}"' if style else ""


def _blank(prefix: str, number: int, column: int, cell: str) -> str:
    return f'<{prefix}c r="{name_of_place(number, column)}"{_style(cell)}/>'


def _cell(prefix: str, number: int, column: int, typed: str, style: str) -> str:
    """A cell that holds a number, or text which is never a formula."""
    place, text = name_of_place(number, column), typed[1:]
    if not text:
        return f'<{prefix}c r="{place}"{style}/>'
    if typed.startswith("n"):
        return f'<{prefix}c r="{place}"{style}><{prefix}v>{text}</{prefix}v></{prefix}c>'
    shown = escape(_UNKNOWN.sub("", text), quote=False)
    return (
        f'<{prefix}c r="{place}"{style} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is></{prefix}c>'
    )


def _row(prefix: str, number: int, looks: str, cells: Mapping[int, str]) -> str:
    inside = "".join(cells[column] for column in sorted(cells))
    if "spans" in looks:  # a hint, wrong once a column is added
        looks = re.sub(r'\s+spans\s*=\s*"[^"]*"', "", looks)
    return f"<{prefix}row{looks}>{inside}</{prefix}row>"


def _packed(
    package: zipfile.ZipFile, changed: Mapping[str, bytes], *, without_order: bool
) -> bytes:
    """The package with some parts changed; every other part as it is, dates and all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for info in package.infolist():
            content = changed.get(info.filename, package.read(info.filename))
            if without_order:
                if info.filename == _ORDER_OF_FORMULAS:
                    continue
                if info.filename in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                    content = re.sub(
                        rb"<(Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", content
                    )
            copied = zipfile.ZipInfo(info.filename, info.date_time)
            copied.compress_type = zipfile.ZIP_DEFLATED
            copied.external_attr = info.external_attr
            new.writestr(copied, content)
    return out.getvalue()
