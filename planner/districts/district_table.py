"""A table of districts: one plan with the numbers of many districts, a row for each.

A county or a state has one model and thousands of districts. Its table has a column ``name`` and
columns named like cells of the model: ``enrollment/Elementary/students``,
``district/staff``, ``funding/General fund/amount``, ``assumptions/wage_growth_rate``. Cells are
read as everywhere else, and a blank one is refused: no district has another's figure. Left out:
rows that only some districts have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.districts.district_cells import ColumnReader, text_of
from planner.districts.typed_columns import typed_columns, typed_lines
from planner.plan.cells.read_cell import Value, clean
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.rules.between_rows import check_rows
from planner.plan.tables import TABLES, ScenarioRow
from planner.plan.tables.column import Column
from planner.plan.tables.roster import UNCERTAIN_TABLES
from planner.plan.what_if.changes import Change, changed_column, changed_plan, read_change

FILE = "districts.csv"
NAME = "name"
#: Columns that rules between rows use, in addition to dates, fiscal years, yes and no, and words.
_JUDGED = {("licenses", "term_years"), ("security", "term_years"), ("privacy", "fte")}
_JUDGED_KINDS = ("start_date", "end_date", "day", "fiscal_year", "yes_no", "choice", "text", "list")


@dataclass(frozen=True)
class DistrictColumn:
    """One cell of the model as it is in every district.

    Attributes
    ----------
    table, row, field : str
        Which cell, as in ``Change``.
    values : tuple
        Its value in each district.
    """

    table: str
    row: str
    field: str
    values: tuple[Value, ...]

    @property
    def column(self) -> Column:
        """Meaning of the column."""
        return TABLES[self.table].columns[self.field]

    def change(self, district: int) -> Change:
        """The change that makes the model that of a district."""
        return Change(self.table, self.row, self.field, "set", self.values[district])


@dataclass(frozen=True)
class DistrictTable:
    """What differs from district to district.

    Attributes
    ----------
    names : tuple of str
        The districts.
    columns : tuple of DistrictColumn
        The cells that differ, from the left.
    """

    names: tuple[str, ...]
    columns: tuple[DistrictColumn, ...]

    def changes(self, district: int) -> tuple[Change, ...]:
        """All that makes the model the plan of one district."""
        return tuple(column.change(district) for column in self.columns)


def read_district_table(
    model: Plan, table: str | Path | Mapping[str, Sequence[object]]
) -> DistrictTable:
    """Read a table of districts.

    Parameters
    ----------
    model : Plan
        The plan that all districts share but for the cells of the table.
    table : str, Path or mapping
        A CSV file, or columns by heading, such as ``frame.to_dict("list")`` of pandas.

    Returns
    -------
    DistrictTable
        Districts and cells.

    Raises
    ------
    PlanError
        With one sentence for every cell that cannot be read, is blank or out of bounds, and for
        every heading that means no cell of the model.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> model = read_plan(example("prairie-view"))
    >>> cells = {"name": ["East", "West"], "district/staff": ["1,200", 90]}
    >>> [column.values for column in read_district_table(model, cells).columns]
    [(1200.0, 90.0)]
    """
    columns, numbers, file = _columns_of(table)
    names = [text_of(value) for value in columns.get(NAME, ())]
    problems = [*_name_problems(names, numbers, file, there=NAME in columns)]
    found: list[DistrictColumn] = []
    for heading, typed in columns.items():
        if heading == NAME:
            continue
        try:
            table_name, row, field = _cell_of(model, heading, file)
        except PlanError as error:
            problems.extend(error.problems)
            continue
        reader = ColumnReader(table_name, row, field)
        values = reader.values(typed)
        for place, code, facts in reader.refused:
            problems.append(Problem(code, file, numbers[place], heading, facts))
        found.append(DistrictColumn(table_name, row, field, tuple(values)))
    read = DistrictTable(tuple(names), tuple(found))
    problems = problems or list(_between_rows(model, read, numbers, file))
    if problems:
        raise PlanError(sorted(problems, key=lambda problem: problem.row))
    return read


def _columns_of(
    table: str | Path | Mapping[str, Sequence[object]],
) -> tuple[Mapping[str, Sequence[object]], Sequence[int], str]:
    """Columns by heading, the row of each district as a spreadsheet shows it, and the file."""
    if not isinstance(table, (str, Path)):
        count = max((len(values) for values in table.values()), default=0)
        filled = {h: [*values, *[None] * (count - len(values))] for h, values in table.items()}
        return filled, range(2, count + 2), FILE
    path = Path(table)
    lines = typed_lines(path, _expected())
    headings = [clean(heading) for heading in lines[0].cells]
    for heading in headings:
        if headings.count(heading) > 1:
            raise PlanError([Problem("P22", path.name, lines[0].number, heading)])
    columns = typed_columns(headings, lines[1:])
    return columns, [line.number for line in lines[1:]], path.name


def _expected() -> str:
    return f"{NAME}, and table/row/column with a table out of {', '.join(UNCERTAIN_TABLES)}"


def _name_problems(
    names: Sequence[str], numbers: Sequence[int], file: str, *, there: bool
) -> Iterator[Problem]:
    """Districts are told apart by their names."""
    if not there:
        yield Problem("P06", file, 1, "", {"value": NAME})
    first: dict[str, int] = {}
    for name, number in zip(names, numbers, strict=False):
        if not name:
            yield Problem("P10", file, number, NAME, {"help": "the district's name"})
        elif name in first:
            yield Problem("P09", file, number, NAME, {"value": name, "first": str(first[name])})
        first.setdefault(name, number)


def _cell_of(model: Plan, heading: str, file: str) -> tuple[str, str, str]:
    """Table, row and column of a heading; names of rows may hold a stroke themselves."""
    table, _, rest = heading.partition("/")
    row, _, field = rest.rpartition("/")
    if table not in UNCERTAIN_TABLES or not rest:
        facts = {"nearest": nearest(table, UNCERTAIN_TABLES), "expected": _expected()}
        raise PlanError([Problem("P05", file, 1, heading, facts)])
    if table == "assumptions":
        row, field = rest.removesuffix("/value"), "value"
    row = "" if table == "district" else row
    cells = {"table": table, "changes": row, "field": field or rest, "value": "1"}
    asked = ScenarioRow.model_validate({"name": NAME, **cells})
    try:
        # What a scenario may change, a district may have otherwise; the value is read later.
        change = read_change(model, asked)
    except PlanError as error:
        refused = [replace(p, file=file, row=1, column=heading) for p in error.problems]
        about_heading = [problem for problem in refused if problem.code in ("P10", "P50", "P51")]
        if about_heading:
            raise PlanError(about_heading) from None
        return table, row, changed_column(asked)
    return change.table, change.row, change.field


def _between_rows(
    model: Plan, read: DistrictTable, numbers: Sequence[int], file: str
) -> Iterator[Problem]:
    """What the rules between rows refuse; only some columns can break one."""
    judged = [
        (column.table, column.field) in _JUDGED or column.column.kind in _JUDGED_KINDS
        for column in read.columns
    ]
    if not any(judged):
        return
    for district, number in enumerate(numbers):
        changed, problems = changed_plan(model, read.changes(district))
        for problem in problems or check_rows(changed):
            facts = {"problem": str(problem), **problem.facts}
            yield Problem("P60", file, number, "", facts)
