"""How a person finds a table and a column: in a folder of CSV files, or in a workbook."""

from __future__ import annotations

from pathlib import Path

from planner.plan.reading.headings import heading
from planner.plan.tables import TABLES

WORKBOOKS = (".xlsx", ".xlsm")
#: Sheets of our workbook that are not tables: the questions, and the sources of the defaults.
START, SOURCES = "start", "sources"
START_FILE = f"{START}.csv"
#: Heading of the answers to the questions.
ANSWER = "Your answer"


def is_workbook(path: Path) -> bool:
    """Whether a plan with that name is a workbook.

    >>> is_workbook(Path("plan.xlsx")), is_workbook(Path("prairie-view"))
    (True, False)
    """
    return path.suffix.lower() in WORKBOOKS


def shown_file(path: Path, file: str) -> str:
    """How a person finds the file of a table: in a workbook, its sheet.

    >>> shown_file(Path("plan.xlsx"), "devices.csv"), shown_file(Path("plan"), "devices.csv")
    ('plan.xlsx, sheet Devices', 'devices.csv')
    """
    table = file.removesuffix(".csv")
    if not is_workbook(path) or table not in (*TABLES, START):
        return file
    return f"{path.name}, sheet {table.capitalize()}"


def shown_column(path: Path, file: str, column: str) -> str:
    """How a person finds a column: in a workbook, its heading.

    >>> shown_column(Path("plan.xlsx"), "devices.csv", "unit_price")
    'Price'
    >>> shown_column(Path("plan.xlsx"), "start.csv", "value")
    'Your answer'
    """
    if is_workbook(path) and file == START_FILE and column:
        return ANSWER
    table = TABLES.get(file.removesuffix(".csv"))
    if not is_workbook(path) or table is None:
        return column
    if table.shape == "form" and column in table.columns:
        return table.columns[column].label
    return heading(table, column)
