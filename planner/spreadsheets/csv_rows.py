"""A CSV file row by row, each with its exact text, so that some can be written again and no other.

Comments, blank rows, quotation marks, line ends and the encoding remain as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.spreadsheets.csv_file import encoding_of
from planner.spreadsheets.grid import UnreadableError

_LONG_CELL = "a cell holds more than 130,000 characters. Shorten it"
#: First bytes of a file that name its encoding.
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class CsvRow:
    """A row of the file, with its line end, and its cells."""

    raw: str
    typed: tuple[str, ...]

    @property
    def line_end(self) -> str:
        """How it ends; the last row of a file may not."""
        return next((end for end in ("\r\n", "\n", "\r") if self.raw.endswith(end)), "")


class CsvRows:
    """Rows of a CSV file, the first of them row 1.

    Parameters
    ----------
    raw : bytes
        All that the file holds.
    separator : str
        What separates its cells.
    """

    def __init__(self, raw: bytes, separator: str = ",") -> None:
        self.separator = separator
        self._mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
        self._encoding = _MARKS.get(self._mark) or encoding_of(raw).removesuffix("-sig")
        text = raw[len(self._mark) :].decode(self._encoding)
        self.rows = tuple(_rows(text, separator))

    def written(self, texts: Sequence[str], end: str) -> str:
        """A row with these cells."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator=end).writerow(texts)
        return out.getvalue()

    def encoded(self, text: str) -> bytes:
        """The complete file, in the encoding it had; as UTF-8 if that lacks a new letter."""
        try:
            return self._mark + text.encode(self._encoding)
        except UnicodeEncodeError:
            return b"\xef\xbb\xbf" + text.encode()


def _rows(text: str, separator: str) -> Iterator[CsvRow]:
    """Rows of a file with their exact text: a row may span several lines."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    try:
        for cells in csv.reader(lines(), delimiter=separator):
            yield CsvRow("".join(taken), tuple(cells))
            taken.clear()
    except csv.Error:  # a plan with such a table cannot be read
        raise UnreadableError(_LONG_CELL) from None
