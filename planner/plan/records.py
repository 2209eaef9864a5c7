"""Rows and cells of one CSV file, numbered as the spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.plan.cells import clean

#: A row whose first cell starts with this is for the eye and is not read.
COMMENT = "#"

_NOT_TEXT = "it is not a CSV file. In Excel choose Save as, CSV UTF-8 (comma delimited)"
_SEPARATOR = "its cells are not separated by commas. In Excel choose Save as, CSV (comma delimited)"
_LONG_CELL = "a cell holds more than 130,000 characters. Shorten it"
_QUOTES = (
    "its quotation marks do not match. Put the whole cell in quotation marks, "
    'and type each " inside it twice'
)


class UnreadableError(ValueError):
    """A file that is not a table: why, and in which row that shows (0: the whole file)."""

    def __init__(self, reason: str, row: int = 0) -> None:
        self.reason = reason
        self.row = row
        super().__init__(reason)


@dataclass(frozen=True)
class Record:
    """One row of a file: its number as the spreadsheet shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Records:
    """A file's column names, the row they stand in, and the rows below that are read."""

    header: tuple[str, ...]
    header_row: int
    rows: tuple[Record, ...]


def find_file(folder: Path, name: str) -> Path | None:
    """Path of a table's file, its name in capitals or not, as on Windows so everywhere."""
    exact = folder / name
    if exact.exists():
        return exact
    return next((p for p in sorted(folder.iterdir()) if p.name.lower() == name.lower()), None)


def read_records(file: Path) -> Records:
    """Column names and rows of a CSV file; blank rows and rows that start with # are skipped.

    Raises
    ------
    UnreadableError
        If it is a folder, a workbook, not text, or its quotation marks do not match.
    """
    rows = [(n, cells) for n, cells in enumerate(_rows(_text(file)), start=1) if _is_read(cells)]
    if not rows:
        return Records((), 1, ())
    header_row, names = rows[0]
    header = tuple(name.lower() for name in names)
    if len(header) == 1 and (";" in header[0] or "\t" in _text(file).partition("\n")[0]):
        raise UnreadableError(_SEPARATOR, header_row)
    return Records(header, header_row, tuple(_record(header, *row) for row in rows[1:]))


def _is_read(cells: list[str]) -> bool:
    return any(cells) and not cells[0].startswith(COMMENT)


def _record(header: tuple[str, ...], number: int, cells: list[str]) -> Record:
    """Cells by column name; what stands in columns without a name is kept under ''."""
    names = [*header, *[""] * (len(cells) - len(header))]
    pairs = zip(names, cells, strict=False)
    return Record(number, {name: cell for name, cell in pairs if name or cell})


def _text(file: Path) -> str:
    if file.is_dir():
        reason = "it is a folder, not a file"
        raise UnreadableError(reason)
    try:
        raw = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnreadableError(reason) from None
    if b"\0" in raw:  # no text has it; workbooks and UTF-16 do
        raise UnreadableError(_NOT_TEXT)
    for encoding in ("utf-8-sig", "cp1252"):  # cp1252: Excel on Windows, plain "CSV"
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(_NOT_TEXT)


def _rows(text: str) -> list[list[str]]:
    """Every row of the file, blank ones too: a row may span several lines of text."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            rows.append([clean(cell) for cell in row])  # noqa: PERF401  its length is the row
    except csv.Error as error:
        reason = _LONG_CELL if "limit" in str(error) else _QUOTES
        raise UnreadableError(reason, len(rows) + 1) from None
    return rows
