"""Read a folder of CSV tables into a plan, or say everything that is wrong with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.plan.cells import CellError, clean, read_cell
from planner.plan.checks import check_plan
from planner.plan.columns import Column, bounds_of, columns_of, is_required, show_limit
from planner.plan.plan import Plan
from planner.plan.problems import PlanError, Problem, nearest
from planner.plan.tables import TABLES, District, Table
from planner.plan.tables.row import Row

#: Columns that a table may carry for the eye; they are not read.
_FOR_THE_EYE = ("unit", "what to type")
_FORM_COLUMNS = ("setting", "value", "source", "note")


@dataclass(frozen=True)
class Record:
    """One row of a file: its number as the spreadsheet shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_plan(folder: str | Path, *, name: str | None = None) -> Plan:
    """Read a district's tables.

    Parameters
    ----------
    folder : str or Path
        Folder of CSV tables; ``planner new`` makes one.
    name : str, optional
        Name of the plan; the folder's name if left out.

    Returns
    -------
    Plan
        The plan, with its warnings.

    Raises
    ------
    PlanError
        With every problem at once, in row order.

    Examples
    --------
    >>> from planner.packaged import example
    >>> read_plan(example("prairie-view")).district.first_year
    2027
    """
    path = Path(folder)
    if not path.is_dir():
        raise PlanError([Problem("P01", str(folder), facts={"value": str(folder)})])
    problems: list[Problem] = []
    tables = {table.name: list(_read_table(path, table, problems)) for table in TABLES.values()}
    settings = tables.pop("district")
    if any(problem.blocks for problem in problems) or not settings:
        raise PlanError(_in_row_order(problems))
    district, setting_rows, setting_sources = settings[0]
    plan = Plan(
        name=name or path.resolve().name,
        folder=path,
        district=district,
        setting_rows=setting_rows,
        setting_sources=setting_sources,
        **{table: tuple(rows) for table, rows in tables.items()},
    )
    found = _in_row_order(check_plan(plan))
    if any(problem.blocks for problem in found):
        raise PlanError(found)
    return Plan(**{**plan.__dict__, "warnings": tuple(found)})


def _in_row_order(problems: list[Problem]) -> list[Problem]:
    order = {table.file: place for place, table in enumerate(TABLES.values())}
    return sorted(problems, key=lambda p: (order.get(p.file, -1), p.row, p.code))


def _read_table(folder: Path, table: Table, problems: list[Problem]) -> Iterator[Any]:
    file = folder / table.file
    if not file.is_file():
        if table.required:
            problems.append(Problem("P02", table.file))
        return
    try:
        header, records = read_records(file)
    except (OSError, csv.Error, UnicodeError) as error:
        problems.append(Problem("P03", table.file, facts={"reason": str(error)}))
        return
    expected = list(_FORM_COLUMNS) if table.shape == "form" else list(table.columns)
    if not header:
        problems.append(Problem("P04", table.file, facts={"expected": ", ".join(expected)}))
        return
    problems.extend(_header_problems(table, header, expected))
    if table.shape == "form":
        yield from _read_form(table, records, problems)
    else:
        yield from _read_rows(table, records, problems)


def read_records(file: Path) -> tuple[list[str], list[Record]]:
    """Column names and rows of a CSV file; blank rows and rows that start with # are skipped.

    Rows are numbered as a spreadsheet numbers them: the column names are row 1.
    """
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")  # what Excel on Windows writes for plain "CSV"
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    header = [clean(cell).lower() for cell in rows[0]] if rows else []
    records = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [clean(cell) for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        names = header + [""] * (len(cells) - len(header))
        records.append(Record(number, {n: c for n, c in zip(names, cells, strict=False) if n or c}))
    return header, records


def _header_problems(table: Table, header: list[str], expected: list[str]) -> Iterator[Problem]:
    allowed = [*expected, *_FOR_THE_EYE]
    for column in header:
        if column and column not in allowed:
            facts = {"expected": ", ".join(expected), "nearest": nearest(column, expected)}
            yield Problem("P05", table.file, 1, column, facts)
    needed = ["setting", "value"] if table.shape == "form" else _required(table.model)
    for column in needed:
        if column not in header:
            yield Problem("P06", table.file, 1, column, {"value": column})


def _required(model: type[BaseModel]) -> list[str]:
    return [field for field in columns_of(model) if is_required(model, field)]


def _read_rows(table: Table, records: list[Record], problems: list[Problem]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for record in records:
        if record.cells.get(""):
            facts = {"value": record.cells[""]}
            problems.append(Problem("P07", table.file, record.number, "", facts))
        typed = {name: text for name, text in record.cells.items() if name in table.columns}
        where = {name: (record.number, name) for name in table.columns}
        row = _build(table, typed, where, problems, {"file": table.file, "row": record.number})
        if not isinstance(row, Row):
            continue
        if table.name not in ("scenarios", "assumptions") and row.key.lower() in seen:
            facts = {"value": row.key, "first": str(seen[row.key.lower()])}
            problems.append(Problem("P09", table.file, record.number, "name", facts))
        seen.setdefault(row.key.lower(), record.number)
        yield row


def _read_form(
    table: Table, records: list[Record], problems: list[Problem]
) -> Iterator[tuple[District, dict[str, int], dict[str, str]]]:
    typed: dict[str, str] = {}
    rows: dict[str, int] = {}
    sources: dict[str, str] = {}
    for record in records:
        setting = record.cells.get("setting", "").lower()
        if setting not in table.columns:
            facts = {
                "expected": ", ".join(table.columns),
                "nearest": nearest(setting, table.columns),
            }
            problems.append(Problem("P08", table.file, record.number, setting, facts))
            continue
        if setting in rows:
            facts = {"value": setting, "first": str(rows[setting])}
            problems.append(Problem("P09", table.file, record.number, "setting", facts))
        typed[setting] = record.cells.get("value", "")
        rows[setting] = record.number
        sources[setting] = record.cells.get("source", "")
    where = {name: (rows.get(name, 0), name) for name in table.columns}
    district = _build(table, typed, where, problems, {})
    if isinstance(district, District):
        yield district, rows, sources


def _build(
    table: Table,
    typed: Mapping[str, str],
    where: Mapping[str, tuple[int, str]],
    problems: list[Problem],
    origin: Mapping[str, Any],
) -> BaseModel | None:
    """Typed row from its cells, or None after noting every problem in it."""
    values: dict[str, Any] = {}
    before = len(problems)
    for name, column in table.columns.items():
        text = typed.get(name, "")
        if not text:
            if is_required(table.model, name):
                facts = {"help": _help(column)}
                problems.append(Problem("P10", table.file, *where[name], facts))
            continue
        try:
            values[name] = read_cell(column, text)
        except CellError as error:
            problems.append(Problem(error.code, table.file, *where[name], error.facts))
    if len(problems) > before:
        return None
    try:
        return table.model(**values, **origin)
    except ValidationError as error:
        for found in error.errors():
            name = str(found["loc"][0])
            problems.append(
                _bound_problem(table, name, typed.get(name, ""), str(found["type"]), where[name])
            )
        return None


def _help(column: Column) -> str:
    """What to type into a blank cell: the allowed words, or what the column means."""
    if column.choices:
        return "one of: " + ", ".join(column.choices)
    first = column.help[:1].lower() + column.help[1:]
    return first + (f", for example {column.example}" if column.example else "")


def _bound_problem(
    table: Table, name: str, text: str, kind: str, where: tuple[int, str]
) -> Problem:
    column = table.columns[name]
    low, high = bounds_of(table.model, name)
    facts = {"value": text, "example": column.example or "5", "help": column.help}
    if kind == "greater_than_equal":
        return Problem("P18", table.file, *where, {**facts, "limit": show_limit(column, low)})
    if kind == "less_than_equal":
        code = "P13" if column.kind == "rate" and not text.endswith("%") else "P19"
        return Problem(code, table.file, *where, {**facts, "limit": show_limit(column, high)})
    return Problem("P20" if kind.startswith("int") else "P21", table.file, *where, facts)
