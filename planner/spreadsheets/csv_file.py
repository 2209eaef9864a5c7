"""Read a CSV file as people save it: any usual encoding, commas, semicolons or tabs between cells.

A file that could be read in two different ways is refused. Left out: fixed-width formats, and
files larger than any table of a plan.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from planner.spreadsheets.grid import OF_A_PLAN, Grid, Limits, Line, UnreadableError
from planner.spreadsheets.old_encodings import old_encoding

_SEPARATORS = (",", ";", "\t", "|")
#: How many rows are examined to find what separates the cells.
_EXAMINED = 40

#: Bytes that no text has.
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
_NOT_TEXT = "it is not a CSV file. In Excel, choose Save As, CSV UTF-8 (comma delimited)"
_MIXED = "it mixes two character encodings. In Excel, choose Save As, CSV UTF-8 (comma delimited)"
_WHICH_LETTERS = (
    "its letters with accents could be read in several ways. In Excel, check the names and choose "
    "Save As, CSV UTF-8 (comma delimited)"
)
_LONG_CELL = "a cell holds more than 130,000 characters. Shorten it"
_QUOTES = (
    "its quotation marks do not match. Put quotation marks around the entire cell, "
    'and type each " inside it twice'
)


def read_csv(file: Path | bytes, limits: Limits = OF_A_PLAN) -> Grid:
    """Rows of a CSV file that hold anything, numbered as the spreadsheet numbers them.

    Parameters
    ----------
    file : Path or bytes
        The file, or all that it holds as :func:`csv_bytes` read it.
    limits : Limits
        How large it may be.

    Returns
    -------
    Grid
        Its lines.

    Raises
    ------
    UnreadableError
        If it is a folder, a workbook, not text, too large, or its quotation marks do not match.
    """
    text = _text(file if isinstance(file, bytes) else csv_bytes(file, limits))
    separator, begins = _separator(text)
    lines: list[Line] = []
    for number, cells in enumerate(_rows(text, separator), start=1):
        if number < begins or not any(cell.strip() for cell in cells):
            continue
        if len(lines) == limits.rows:
            reason = f"it holds more than {limits.rows:,} rows. Keep only those of the table"
            raise UnreadableError(reason, number)
        if len(cells) > limits.columns and any(cell.strip() for cell in cells[limits.columns :]):
            reason = f"the row holds more than {limits.columns} cells. Keep only those of the table"
            raise UnreadableError(reason, number)
        lines.append(Line(number, tuple(cells[: limits.columns])))
    ends_open = not text.endswith(("\n", "\r"))
    return Grid(tuple(lines), separator, ends_open=ends_open, rows_are_whole=True)


def csv_bytes(path: Path, limits: Limits = OF_A_PLAN) -> bytes:
    """All that a CSV file holds, read once.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits
        How large it may be.

    Raises
    ------
    UnreadableError
        If it is a folder or a pipe, too large, or cannot be opened.
    """
    if path.is_dir():
        reason = "it is a folder, not a file"
        raise UnreadableError(reason)
    if path.exists() and not path.is_file():  # a pipe would make us wait forever
        raise UnreadableError(_NOT_TEXT)
    try:
        if path.stat().st_size > limits.size:
            reason = f"it is larger than {limits.size // 1_000_000} MB, far more than any table"
            raise UnreadableError(reason)
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnreadableError(reason) from None


def _text(raw: bytes) -> str:
    try:
        text = raw.decode(encoding_of(raw))
    except UnicodeDecodeError:
        raise UnreadableError(_NOT_TEXT) from None
    if "\0" in text:  # never in text, but in workbooks
        raise UnreadableError(_NOT_TEXT)
    return text


def encoding_of(raw: bytes) -> str:
    """Character encoding: UTF-8, UTF-16 ("Unicode text"), or that of older Excel."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in raw[:2]:  # UTF-16 without its mark: every second byte of plain text is 0
        return "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if _has_utf8_letters(raw):
            raise UnreadableError(_MIXED) from None
        found = old_encoding(raw)
        if not found:
            reason = _NOT_TEXT if _CONTROL.search(raw) else _WHICH_LETTERS
            raise UnreadableError(reason) from None
        return found
    return "utf-8-sig"


def _has_utf8_letters(raw: bytes) -> bool:
    """Whether some characters beyond ASCII are UTF-8 while others are not."""
    kept = raw.decode("utf-8", errors="ignore")
    return any(ord(char) > 0x7F for char in kept)


def _separator(text: str) -> tuple[str, int]:
    """What separates the cells, and the row in which the table begins.

    Excel may write ``sep=;`` into a row above the table. Otherwise it is the character that cuts
    most of the first rows into the same number of cells.
    """
    first = text.partition("\n")[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4], 2
    if first.startswith("sep=") and text[4:5] == "\t":
        return "\t", 2
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator)), 1


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many rows have the most common number of cells, and that number."""
    sizes: list[int] = []
    try:
        for cells in itertools.islice(_rows(text, separator), _EXAMINED):
            last = max((place for place, cell in enumerate(cells) if cell.strip()), default=0)
            if last:  # a title or a comment has one cell
                sizes.append(len(cells))
    except UnreadableError:
        pass
    usual = max(sizes, key=sizes.count, default=0)
    return sizes.count(usual), usual


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Every row of the file, blank ones too: a row may span several lines of text."""
    number = 1
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator):
            yield row
            number += 1
    except csv.Error as error:
        reason = _LONG_CELL if "limit" in str(error) else _QUOTES
        raise UnreadableError(reason, number) from None
