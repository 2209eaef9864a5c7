"""What was tried out, as rows of the table of scenarios: reading them makes the same changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from unicodedata import normalize

from planner.editing.draft import Draft, EditError
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells
from planner.plan.tables import TABLES, ScenarioRow
from planner.plan.tables.column import show_value
from planner.plan.what_if.changes import Change, read_change
from planner.plan.what_if.scenarios import BASE
from planner.spreadsheets.number_formats import show_number

_SCENARIOS = TABLES["scenarios"]
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 50
_INCLUDED = "scenarios"


def scenario_name(title: str, taken: Iterable[str] = ()) -> str:
    """Name for a scenario with a title.

    Parameters
    ----------
    title : str
        What the board page calls it.
    taken : iterable of str
        Names that other scenarios have.

    Returns
    -------
    str
        In small letters with hyphens; with a number if another scenario has that name.

    Examples
    --------
    >>> scenario_name("Levy at $420,000"), scenario_name("Pe\u00f1a's plan", ["pena-s-plan"])
    ('levy-at-420-000', 'pena-s-plan-2')
    """
    letters = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = _NOT_IN_A_NAME.sub("-", letters)[:_LONGEST_NAME].strip("-") or "scenario"
    known = {BASE, *(other.lower() for other in taken)}
    numbered = (f"{name}-{number}" for number in range(2, len(known) + 3))
    return name if name not in known else next(one for one in numbered if one not in known)


def scenario_rows(
    plan: Plan,
    name: str,
    title: str,
    why: str,
    changes: Sequence[Change],
    who: str = "",
    *,
    includes: Sequence[str] = (),
    choice: bool = False,
) -> list[Mapping[str, str]]:
    """Rows of the table of scenarios that make a scenario.

    Parameters
    ----------
    plan : Plan
        The plan.
    name, title : str
        Name of the scenario, and what the board page calls it.
    why : str
        Why it was made: the note of its first row.
    changes : sequence of Change
        What it changes, in this order.
    who : str
        Who made it: the source of its rows.
    includes : sequence of str
        Scenarios whose changes it makes first.
    choice : bool
        Whether the district can choose it.

    Returns
    -------
    list of mapping
        Column -> text, a row each.

    Raises
    ------
    PlanError
        If a change names a row or a column that the plan does not have.
    EditError
        If a change cannot be typed into a row.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> fund = Change("funding", "General fund, technology", "amount", "set", 420000.0, 2028)
    >>> plan = read_plan(example("prairie-view"))
    >>> rows = scenario_rows(plan, "less", "Less money", "", [fund])
    >>> [rows[0][column] for column in ("name", "changes", "value", "from_year")]
    ['less', 'General fund, technology', '420,000', 'FY2028']
    """
    first = {"title": title, "choice": "yes" if choice else "", "note": why}
    rows: list[Mapping[str, str]] = [
        {"name": name, "table": _INCLUDED, "changes": other, "how": "include", "source": who}
        for other in includes
    ]
    rows += [_row(plan, {"name": name, "source": who}, change) for change in changes]
    found = [{**first, **row} if place == 0 else row for place, row in enumerate(rows)]
    return [_in_order(row) for row in found]


def _in_order(cells: Mapping[str, str]) -> Mapping[str, str]:
    return {column: cells.get(column, "") for column in _SCENARIOS.columns}


def _row(plan: Plan, cells: Mapping[str, str], change: Change) -> Mapping[str, str]:
    """The row of a change, its value typed so that it is read as exactly the same."""
    typed = {
        **cells,
        "table": change.table,
        "changes": change.row,
        "field": change.field,
        "how": change.how,
        "from_year": f"FY{change.from_year}" if change.from_year else "",
    }
    refused: PlanError | None = None
    for text in _texts(change) if change.dollars_of == change.from_year else ():
        row = {**typed, "value": text}
        try:
            if _is_same(_read(plan, row), change):
                return row
        except PlanError as error:
            refused = error
    if refused is not None:
        raise refused
    where = ", ".join(filter(None, (change.table, change.row, change.field)))
    msg = f"The change of {where} cannot be saved in a scenario: no cell can say it."
    raise EditError(msg)


def _texts(change: Change) -> Iterator[str]:
    """How the value may be typed, the plainest first."""
    value, column = change.value, change.column
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif column.kind == "rate" and change.how != "multiply" and isinstance(value, (int, float)):
        yield show_number(repr(float(value)), "percent")
        yield f"{Decimal(repr(float(value))):f}"
    elif isinstance(value, (int, float)):
        if change.how == "set" or column.kind != "fiscal_year":
            yield show_value(
                replace(column, kind="money") if change.how != "set" else column, value
            )
        yield f"{Decimal(repr(float(value))):f}"
    else:
        yield show_value(column, value)
        if column.kind == "rates" and isinstance(value, tuple):
            yield "; ".join(show_number(repr(float(rate)), "percent") for rate in value)


def _read(plan: Plan, cells: Mapping[str, str]) -> Change:
    where = {column: CellPlace(_SCENARIOS.file, 0, column) for column in _SCENARIOS.columns}
    values, _ = read_cells(_SCENARIOS, cells, where, Reading())
    return read_change(plan, ScenarioRow(**values))


def _is_same(read: Change, change: Change) -> bool:
    return replace(read, origin=0, file="") == replace(change, origin=0, file="", stated_in=None)


def add_scenario(
    draft: Draft,
    name: str,
    title: str,
    why: str,
    changes: Sequence[Change],
    *,
    who: str = "",
    includes: Sequence[str] = (),
    choice: bool = False,
) -> tuple[str, ...]:
    """Add a scenario to the tables that are edited; one edit, which can be undone.

    Parameters
    ----------
    draft : Draft
        The tables.
    name, title, why, changes, who, includes, choice
        As :func:`scenario_rows` takes them.

    Returns
    -------
    tuple of str
        Ids of the new rows.

    Raises
    ------
    EditError
        If the name is taken or cannot be one, if nothing is changed, or if the tables must be
        corrected first.
    PlanError
        If a change names a row or a column that the plan does not have.
    """
    plan = _open_to(draft, name)
    rows = scenario_rows(plan, name, title, why, changes, who, includes=includes, choice=choice)
    if not rows:
        msg = "Nothing is changed yet, so there is nothing to save as a scenario."
        raise EditError(msg)
    return _added(draft, rows)


def add_copied(
    draft: Draft, name: str, title: str, rows: Sequence[Mapping[str, str]], *, choice: bool = False
) -> tuple[str, ...]:
    """Add rows of a scenario as they were copied, under a name and a title of their own.

    Parameters
    ----------
    draft : Draft
        The tables.
    name, title : str
        Name of the scenario, and what the board page calls it.
    rows : sequence of mapping
        Column -> text, a row each, at least one; their values stay as typed.
    choice : bool
        Whether the district can choose it.

    Returns
    -------
    tuple of str
        Ids of the new rows.

    Raises
    ------
    EditError
        If the name is taken or cannot be one, or if the tables must be corrected first.
    """
    first = {"name": name, "title": title, "choice": "yes" if choice else ""}
    later = {"name": name, "title": "", "choice": ""}
    named = [{**row, **(later if place else first)} for place, row in enumerate(rows)]
    _open_to(draft, name)
    return _added(draft, [_in_order(row) for row in named])


def _open_to(draft: Draft, name: str) -> Plan:
    """The plan, if it can take a scenario of that name."""
    plan = draft.check().plan
    if plan is None:
        msg = "A scenario can be added once the problems in the tables are corrected."
        raise EditError(msg)
    _refuse_name(plan, name)
    return plan


def _added(draft: Draft, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    with draft.together():
        return tuple(draft.add(_SCENARIOS.name, row) for row in rows)


def _refuse_name(plan: Plan, name: str) -> None:
    known = {row.name.lower() for row in plan.scenarios} | {BASE}
    if name.lower() in known:
        msg = f'There is a scenario called "{name}" already. Choose another name.'
        raise EditError(msg)
    typed = {"name": name, "table": "district"}
    where = {column: CellPlace(_SCENARIOS.file, 0, column) for column in typed}
    reading = Reading()
    if "name" in read_cells(_SCENARIOS, typed, where, reading).open:
        msg = "A scenario needs a name of up to 60 characters, without a plus sign, comma or "
        raise EditError(msg + "semicolon.")
