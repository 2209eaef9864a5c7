"""What is odd about the answers on the Start sheet, noted before rows are made from them.

Runs when a workbook with a Start sheet is read. An answer is a cell like any other: it may be
hidden, merged, struck out or never calculated. It may also be out of date, because the district
has since typed a table that replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isclose

from planner.plan.cells.read_cell import CellError, Value, clean, read_cell
from planner.plan.reading.folder_or_workbook import START_FILE
from planner.plan.reading.records import Records
from planner.plan.reading.row_cells import Reading
from planner.plan.start_sheet.answers import Answers, typed_instead
from planner.plan.start_sheet.questions import QUESTIONS
from planner.spreadsheets.grid import Grid, Line

#: Where the cells of the answers are.
_ANSWER = 1
#: Values that a sentence repeats.
_MOST_SHOWN = 3
#: Questions about a total, which the rows of a table add up to.
_TOTALS = ("students", "fte", "allocation")


def unsettled_rows(grid: Grid) -> list[int]:
    """Rows of the Start sheet whose answer is neither typed nor blank: a problem says why."""
    return [line.number for line in grid.lines if _ANSWER in {*line.uncalculated, *line.merged}]


def note_answers(
    grid: Grid, answers: Answers, own: Mapping[str, Records], reading: Reading
) -> None:
    """Note what is odd about the answers.

    Parameters
    ----------
    grid : Grid
        The Start sheet.
    answers : Answers
        What was found in it.
    own : mapping
        Table -> its records as typed in its sheet.
    reading : Reading
        Where problems are noted.
    """
    for line in answers.unknown:
        reading.note("P93", START_FILE, line.number, value=line.cells[0])
    for line in grid.lines:
        if _ANSWER in line.uncalculated:
            reading.note("P90", START_FILE, line.number)
    held = [line for line in grid.lines if line.number in answers.lines.values()]
    for line in held:
        _note_cell(line, reading)
    hidden = [str(line.number) for line in held if line.hidden and _text(line)]
    if hidden:
        reading.note("W34", START_FILE, int(hidden[0]), value=", ".join(hidden))
    if answers.typed and (grid.hidden or _ANSWER in grid.hidden_columns):
        reading.note("W48", START_FILE, value="the entire sheet" if grid.hidden else "the answers")
    for question, instead in _superseded(answers.typed, own):
        facts = {"value": answers.typed[question], "instead": instead}
        reading.note("W59", START_FILE, answers.lines[question], **facts)


def _text(line: Line) -> str:
    return clean("".join(line.cells[_ANSWER : _ANSWER + 1]))


def _note_cell(line: Line, reading: Reading) -> None:
    if _ANSWER in line.merged:
        reading.note("P96", START_FILE, line.number)
    if _ANSWER in line.struck:
        reading.note("P97", START_FILE, line.number, value=_text(line))
    elif _ANSWER in line.left_out:
        facts = {"value": clean(line.left_out[_ANSWER]), "read": _text(line)}
        reading.note("W58", START_FILE, line.number, **facts)


def _superseded(typed: Mapping[str, str], own: Mapping[str, Records]) -> Iterator[tuple[str, str]]:
    """Questions whose answer is not used, and what the tables say instead."""
    for question, answer in typed.items():
        table, cells = typed_instead(question, own)
        if table and not _same(question, answer, cells):
            yield question, f"sheet {table.capitalize()} has {_shown(question, cells)}"


def _same(question: str, answer: str, cells: tuple[str, ...]) -> bool:
    """Whether the tables say what the answer says."""
    said, others = _value(question, answer), [_value(question, cell) for cell in cells]
    if said is None or None in others or not others:
        return False
    total = _total(question, cells)
    if total is not None:
        return isinstance(said, float) and isclose(total, said)
    return all(other == said for other in others)


def _total(question: str, cells: tuple[str, ...]) -> float | None:
    """Sum of the cells, if the question is about a total and all of them can be read."""
    values = [_value(question, cell) for cell in cells] if question in _TOTALS else []
    numbers = [value for value in values if isinstance(value, float)]
    return sum(numbers) if numbers and len(numbers) == len(cells) else None


def _value(question: str, text: str) -> Value | None:
    try:
        return read_cell(QUESTIONS[question].column, text)
    except CellError:
        return None


def _shown(question: str, cells: tuple[str, ...]) -> str:
    """What the tables say, for a sentence.

    >>> _shown("students", ("2,400", "2,600")), _shown("device_price", ("350", "410"))
    ('5,000 in 2 rows', '"350" and "410"')
    """
    total = _total(question, cells)
    if total is not None and len(cells) > 1:
        return f"{total:,.10g} in {len(cells)} rows"
    if not cells or len(cells) > _MOST_SHOWN:
        return "rows of its own"
    *first, last = (f'"{cell}"' for cell in cells)
    return f"{', '.join(first)} and {last}" if first else last
