"""What *Copy these changes* on a board page gives, read back as rows of the table of scenarios.

The text goes through mail programs and editors on its way: it may be indented, quoted, broken at
the end of a line, or have other text above it. What cannot be read is said in one sentence with
its line; nothing is left out without a word.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from planner.editing.draft import EditError
from planner.plan.cells.text import clean
from planner.plan.problems.problem import nearest
from planner.plan.reading.headings import column_names
from planner.plan.reading.records import COMMENT, plain
from planner.plan.tables import TABLES
from planner.spreadsheets.csv_file import encoding_of
from planner.spreadsheets.grid import UnreadableError

_SCENARIOS = TABLES["scenarios"]
_ORIGIN_BEGINS = "# planner what-if,"
_ORIGIN = re.compile(rf"{_ORIGIN_BEGINS} version ([^,]*), fingerprint ([^,]*), plan (.*)")
#: What mail programs put before the lines of a letter that they quote or indent.
_BEFORE_A_LINE = "> \t\u00a0\ufeff"
_STRAIGHT = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'))
_SEPARATORS = (",", ";", "\t")
#: How much of a line a sentence repeats [characters].
_REPEATED = 40
COPY_AGAIN = "On the board page, choose Copy these changes, and paste all of it."


@dataclass(frozen=True)
class CopiedRow:
    """A row of the table of scenarios as it was copied: its line, and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class CopiedChanges:
    """What was copied.

    Attributes
    ----------
    file : str
        What the text is called in a sentence: a file, or what was pasted.
    version, fingerprint, plan : str
        Planner, fingerprint of the tables, and name of the plan that the page was made with;
        blank if the text does not say.
    rows : tuple of CopiedRow
        Its rows, at least one.
    """

    file: str
    version: str
    fingerprint: str
    plan: str
    rows: tuple[CopiedRow, ...]

    @property
    def title(self) -> str:
        """What the page called it."""
        return next((row.cells["title"] for row in self.rows if row.cells.get("title")), "")


def text_in(raw: bytes, file: str) -> str:
    """Text of a file, in any encoding that editors and consoles write.

    Raises
    ------
    EditError
        If it is not text.
    """
    try:
        return raw.decode(encoding_of(raw))
    except (UnicodeDecodeError, UnreadableError):
        msg = f"{file} is not a text file. Paste what you copied into one, such as changes.txt."
        raise EditError(msg) from None


def read_copied(text: str, file: str) -> CopiedChanges:
    r"""Read what *Copy these changes* gave.

    Parameters
    ----------
    text : str
        The text.
    file : str
        What it is called in a sentence.

    Returns
    -------
    CopiedChanges

    Raises
    ------
    EditError
        If it is something else, or was damaged on its way; its text is the sentence to show.

    Examples
    --------
    >>> copied = read_copied("name,table,changes,value\nwhat-if,district,staff,120\n", "a.txt")
    >>> copied.rows[0].line, copied.rows[0].cells["value"]
    (2, '120')
    """
    lines = [line.lstrip(_BEFORE_A_LINE).rstrip().translate(_STRAIGHT) for line in _lines(text)]
    if not any(lines):
        msg = f"There is nothing in {file}. {COPY_AGAIN}"
        raise EditError(msg)
    names = next((place for place, line in enumerate(lines) if _is_names(line)), None)
    if names is None:
        msg = (
            f"{file} does not hold what Copy these changes gives: the line with the names of the "
            f"columns, which begins name,title, is not there. {COPY_AGAIN}"
        )
        raise EditError(msg)
    if "" in _named(lines[names]) and "" not in _named("".join(lines[names : names + 2])):
        lines[names : names + 2] = ["", "".join(lines[names : names + 2])]  # broken in its middle
        names += 1
    columns = _columns(lines[names], names + 1, file)
    separator = _separator(lines[names])
    rows = tuple(_rows(lines, names + 1, len(columns), separator, file))
    if not rows:
        msg = f"{file} holds the names of the columns and no row below them. {COPY_AGAIN}"
        raise EditError(msg)
    version, fingerprint, plan = _origin(lines[:names])
    found = tuple(_copied_row(line, cells, columns, file) for line, cells in rows)
    _refuse_several(found, file)
    return CopiedChanges(file, version, fingerprint, plan, found)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _origin(above: Sequence[str]) -> tuple[str, str, str]:
    """Version, fingerprint and plan; a mail program may have broken their line in several."""
    begins = [place for place, line in enumerate(above) if line.startswith(_ORIGIN_BEGINS)]
    if not begins:
        return "", "", ""
    first, *more = above[begins[-1] :]
    rest = takewhile(lambda line: line and not line.startswith(COMMENT), more)
    found = _ORIGIN.fullmatch(" ".join(" ".join([first, *rest]).split()))
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _cells(line: str, separator: str) -> list[str] | None:
    """Cells of a row; None as long as a quotation mark in it is open."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _named(line: str) -> list[str]:
    """Columns that a line names, as far as they are known."""
    names = column_names(_SCENARIOS.name)
    cells = _cells(line, _separator(line)) or []
    return [names.get(plain(cell), "") for cell in cells]


def _is_names(line: str) -> bool:
    return {"name", "table", "changes"} <= {*_named(line)}


def _columns(line: str, number: int, file: str) -> list[str]:
    columns = _named(line)
    for name, cell in zip(columns, _cells(line, _separator(line)) or [], strict=True):
        if not name:
            hint = nearest(cell, _SCENARIOS.columns)
            msg = f'{file}, line {number}: there is no column "{clean(cell)}".{hint} {COPY_AGAIN}'
            raise EditError(msg)
    return columns


def _rows(
    lines: Sequence[str], first: int, width: int, separator: str, file: str
) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row; a row that was broken at the end of a line is one again."""
    held, began = "", 0
    for number, line in enumerate(lines[first:], start=first + 1):
        if not line or (line.startswith(COMMENT) and not held):
            continue
        together = f"{held} {line}" if held else line
        if held and len(_cells(together, separator) or ()) > width:
            yield began, _closed(held, separator, began, file)
            held, together = "", line
        began = began if held else number
        cells = _cells(together, separator)
        if cells is None or len(cells) < width:
            held = together
        else:
            held = ""
            yield began, cells
    if held:
        yield began, _closed(held, separator, began, file)


def _closed(line: str, separator: str, number: int, file: str) -> list[str]:
    cells = _cells(line, separator)
    if cells is None:
        msg = f"{file}, line {number}: its quotation marks do not match. {COPY_AGAIN}"
        raise EditError(msg)
    return cells


def _copied_row(line: int, cells: list[str], columns: list[str], file: str) -> CopiedRow:
    typed = [clean(cell) for cell in cells]
    found = dict(zip(columns, typed, strict=False))
    if not found.get("table"):
        msg = (
            f'{file}, line {line}: "{typed[0][:_REPEATED]}" does not begin a row of changes. '
            f"Remove what does not belong to them. {COPY_AGAIN}"
        )
        raise EditError(msg)
    if len(typed) > len(columns):
        msg = (
            f"{file}, line {line}: the row has more cells than there are columns. Put quotation "
            "marks around a cell that holds a comma."
        )
        raise EditError(msg)
    return CopiedRow(line, found)


def _refuse_several(rows: Sequence[CopiedRow], file: str) -> None:
    first = rows[0].cells["name"]
    for row in rows:
        if row.cells["name"] != first:
            msg = (
                f'{file}, line {row.line}: "{row.cells["name"]}" is a different scenario from '
                f'"{first}" above it. Paste one at a time.'
            )
            raise EditError(msg)
