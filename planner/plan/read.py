"""Read a folder of CSV tables into a plan, or say everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.plan.cells import CellError, read_cell
from planner.plan.checks import check_plan
from planner.plan.columns import Column, bounds_of, columns_of, is_required, show_limit
from planner.plan.plan import Plan
from planner.plan.problems import PlanError, Problem, nearest
from planner.plan.records import Records, UnreadableError, find_file, read_records
from planner.plan.tables import TABLES, District, Table
from planner.plan.tables.row import Row

#: Columns that a table may carry for the eye; they are not read.
_FOR_THE_EYE = ("unit", "what to type")
_FORM_COLUMNS = ("setting", "value", "source", "note")
_OTHER_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
_END_OF_A_NUMBER = re.compile(r"^\d{3}(\.\d+)?$")

#: Stand-ins for settings that cannot be read, so that the other tables are judged all the same.
#: A late first year finds no fault with rows that would be too late for an earlier one.
_STAND_IN = {
    "name": "?",
    "first_year": 2100,
    "staff": 0,
    "reserve_opening_balance": 0,
    "reserve_policy_rate": 0,
}
#: Problems of rows that name another row: they cannot be judged where that one was not read.
_NAMES_ANOTHER = (
    "P30", "P31", "P36", "P41", "P43", "P48", "P49", "P50", "P55", "P60", "P62", "P63",
)  # fmt: skip
_NOT_ALL_READ = ("P02", "P03", "P04", "P05", "P06")


@dataclass
class _Reading:
    """What has been found so far.

    Attributes
    ----------
    unread : set of str
        What stands in rows that could not be read: nobody may complain that it is missing.
    """

    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def note(self, code: str, file: str, row: int = 0, column: str = "", /, **facts: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, file, row, column, facts))

    @property
    def blocked(self) -> bool:
        """Whether the tables cannot be read as they are."""
        return any(problem.blocks for problem in self.problems)


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
    reading = _Reading()
    tables = {table.name: tuple(_read_table(path, table, reading)) for table in TABLES.values()}
    _note_other_files(path, reading)
    settings = tables.pop("district")
    if not settings:  # the form itself could not be opened
        raise PlanError(_in_row_order(reading.problems))
    district, setting_rows, setting_sources = settings[0]
    plan = Plan(
        name=name or path.resolve().name,
        folder=path,
        district=district,
        setting_rows=setting_rows,
        setting_sources=setting_sources,
        **tables,
    )
    found = _in_row_order([*reading.problems, *_between_rows(plan, reading)])
    if any(problem.blocks for problem in found):
        raise PlanError(found)
    return replace(plan, warnings=tuple(found))


def _between_rows(plan: Plan, reading: _Reading) -> Iterator[Problem]:
    """Problems that show between rows, but for those that only repeat what could not be read."""
    told = {(problem.file, problem.row, problem.column) for problem in reading.problems}
    partly = any(problem.code in _NOT_ALL_READ for problem in reading.problems)
    for problem in check_plan(plan):
        missing = partly or problem.facts.get("value", "").lower() in reading.unread
        if problem.code in _NAMES_ANOTHER and missing:
            continue
        if (problem.file, problem.row, problem.column) in told:
            continue
        if problem.blocks or not reading.blocked:
            yield problem


def _in_row_order(problems: list[Problem]) -> list[Problem]:
    tables = {table.file: place for place, table in enumerate(TABLES.values())}
    columns = {table.file: list(table.columns) for table in TABLES.values()}

    def place(problem: Problem) -> tuple[int, int, int]:
        names = columns.get(problem.file, [])
        column = names.index(problem.column) if problem.column in names else -1
        return tables.get(problem.file, -1), problem.row, column

    return sorted(problems, key=place)


def _note_other_files(folder: Path, reading: _Reading) -> None:
    """Warn of a table under a name that is not read: a slip there would lose its whole cost."""
    names = [table.file for table in TABLES.values()]
    for file in sorted(folder.iterdir()):
        hidden = file.name.startswith((".", "~"))
        if file.suffix.lower() in _OTHER_TABLES and file.name.lower() not in names and not hidden:
            hint = nearest(f"{file.stem}.csv", names)
            reading.note("W07", file.name, nearest=hint, expected=", ".join(names))


def _read_table(folder: Path, table: Table, reading: _Reading) -> Iterator[Any]:
    file = find_file(folder, table.file)
    if file is None:
        if table.required:
            reading.note("P02", table.file)
        return
    try:
        records = read_records(file)
    except UnreadableError as error:
        reading.note("P03", table.file, error.row, reason=error.reason)
        return
    expected = list(_FORM_COLUMNS) if table.shape == "form" else list(table.columns)
    if not records.header:
        reading.note("P04", table.file, expected=", ".join(expected))
        return
    _note_header(table, records, expected, reading)
    for record in records.rows:
        if record.cells.get(""):
            reading.note("P07", table.file, record.number, value=record.cells[""])
    if table.shape == "form":
        yield _read_form(table, records, reading)
    else:
        yield from _read_rows(table, records, reading)


def _note_header(table: Table, records: Records, expected: list[str], reading: _Reading) -> None:
    header, row = records.header, records.header_row
    for place, column in enumerate(header):
        if column and column not in (*expected, *_FOR_THE_EYE):
            hint = nearest(column, expected)
            reading.note("P05", table.file, row, column, expected=", ".join(expected), nearest=hint)
        if column and column in header[:place]:
            reading.note("P22", table.file, row, column)
    needed = ["setting", "value"] if table.shape == "form" else _required(table.model)
    for column in needed:
        if column not in header:
            reading.note("P06", table.file, row, column, value=column)


def _required(model: type[BaseModel]) -> list[str]:
    return [field for field in columns_of(model) if is_required(model, field)]


def _read_rows(table: Table, records: Records, reading: _Reading) -> Iterator[Row]:
    seen: dict[str, int] = {}
    needed = set(_required(table.model))
    for record in records.rows:
        where = {name: (record.number, name) for name in records.header}
        before = len(reading.problems)
        values = _read_cells(table, record.cells, where, reading)
        # Some rows are named by more than their name: one that was not read has no name then.
        key = record.cells.get("name", "") if _named_by_name(table) else ""
        if len(reading.problems) > before or not needed <= values.keys():
            reading.unread.update(text.lower() for text in record.cells.values())
        else:
            row: Any = table.model(**values, file=table.file, row=record.number)
            key = row.key
            yield row
        if table.name in ("scenarios", "assumptions") or not key:
            continue
        if key.lower() in seen:
            first = str(seen[key.lower()])
            reading.note("P09", table.file, record.number, "name", value=key, first=first)
        seen.setdefault(key.lower(), record.number)


def _named_by_name(table: Table) -> bool:
    """Whether the first column alone names a row."""
    return getattr(table.model, "key", None) is Row.key


def _read_form(
    table: Table, records: Records, reading: _Reading
) -> tuple[District, dict[str, int], dict[str, str]]:
    typed: dict[str, str] = {}
    rows: dict[str, int] = {}
    sources: dict[str, str] = {}
    for record in records.rows:
        setting = record.cells.get("setting", "").lower()
        if setting not in table.columns:
            facts = {"expected": ", ".join(table.columns)}
            hint = nearest(setting, table.columns)
            reading.note("P08", table.file, record.number, setting, nearest=hint, **facts)
            continue
        if setting in rows:
            facts = {"value": setting, "first": str(rows[setting])}
            reading.note("P09", table.file, record.number, "setting", **facts)
        typed[setting] = record.cells.get("value", "")
        rows[setting] = record.number
        sources[setting] = record.cells.get("source", "")
        if typed[setting] and _END_OF_A_NUMBER.match(sources[setting]):
            reading.note("P24", table.file, record.number, setting, value=sources[setting])
    where = {name: (rows.get(name, 0), name) for name in table.columns}
    has_values = "value" in records.header
    values = _read_cells(table, typed, where if has_values else {}, reading)
    return District(**{**_STAND_IN, **values}), rows, sources


def _read_cells(
    table: Table,
    typed: Mapping[str, str],
    where: Mapping[str, tuple[int, str]],
    reading: _Reading,
) -> dict[str, Any]:
    """Values of the cells that can be read and lie within bounds; every other one is noted."""
    values: dict[str, Any] = {}
    for name, column in table.columns.items():
        text = typed.get(name, "")
        if not text:
            if is_required(table.model, name) and name in where:
                reading.note("P10", table.file, *where[name], help=column.what_to_type)
            continue
        try:
            values[name] = read_cell(column, text)
        except CellError as error:
            _, high = bounds_of(table.model, name)
            facts = {"limit": show_limit(column, high), **error.facts}
            reading.note(error.code, table.file, *where[name], **facts)
    try:
        table.model(**values)
    except ValidationError as error:
        for found in error.errors():
            name = str(found["loc"][0])
            if name not in values:  # a blank cell, noted above
                continue
            del values[name]
            code, facts = _bound(table.columns[name], table.model, name, found)
            reading.note(code, table.file, *where[name], value=typed[name], **facts)
    return values


def _bound(
    column: Column, model: type[BaseModel], name: str, found: ErrorDetails
) -> tuple[str, dict[str, str]]:
    """Sentence for a value that was read and that the row's model refuses, and its facts."""
    low, high = bounds_of(model, name)
    kind = found["type"]
    if kind == "greater_than_equal":
        return "P18", {"limit": show_limit(column, low)}
    if kind == "less_than_equal":
        return "P19", {"limit": show_limit(column, high)}
    if kind.startswith("int"):
        return "P20", {"example": column.example or "5"}
    most = found.get("ctx", {}).get("max_length")
    return "P21", {"help": column.help + (f", at most {most} characters" if most else "")}
