"""Dollars of which year: amounts as they are stated, and the same in dollars of the first year.

Formulas take amounts in dollars of the plan's first year and grow them. An amount may be stated in
dollars of another year: of the year in which its row starts (``dollars_of``), or of the year in
which a change begins. Such an amount is divided by how much its row has grown by then, so that
it is what was stated in that year, and grows as its row does afterward.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.costs.escalation import contract_price_index, price_index
from planner.costs.staffing import step_index
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.tables import TABLES
from planner.plan.tables.column import columns_of
from planner.plan.tables.roster import PROJECTED_TABLES
from planner.projection.inputs.as_typed import typed_tables, years_before
from planner.projection.inputs.laid_over import Changes, rows_by_key
from planner.projection.inputs.variations import Variation
from planner.reference.accounts import funding_rules

if TYPE_CHECKING:
    from planner.projection.inputs.cases import Inputs

#: Assumption on the increase at renewal, by table of contracts.
RENEWAL_DRIVERS = {
    "licenses": "license_price_growth_rate",
    "security": "security_price_growth_rate",
}


def first_year_amounts(inputs: Inputs) -> Mapping[tuple[str, str], Floats]:
    """Columns of which some amount is stated in dollars of a later year, in those of the first.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.

    Returns
    -------
    mapping of (str, str) to ndarray, shape (row, year or 1, case or 1)
        By table and column; columns that are stated in first-year dollars are left out [USD].
    """
    made: dict[tuple[str, str], list[Variation]] = {}
    for variation in inputs.made:
        made.setdefault((variation.table, variation.field), []).append(variation)
    found, typed = {}, typed_tables(inputs.plan)
    for table, fields in growing_columns().items():
        starts = _start_places(inputs, table)
        indexes: dict[str, Floats] = {}
        for field in fields:
            variations = made.get((table, field), [])
            later = any(_year_stated(inputs, v) for v in variations)
            if starts is not None:  # blank and zero amounts are those of any year
                later = bool(later or variations or np.nan_to_num(typed[table][field]).any())
            if later:
                kind = TABLES[table].columns[field].grows_with
                if kind not in indexes:
                    indexes[kind] = row_index(inputs, table, field)
                cell = table, field
                found[cell] = _in_first_year_dollars(
                    inputs, cell, indexes[kind], starts, variations
                )
    return found


@cache
def growing_columns() -> Mapping[str, Sequence[str]]:
    """Columns of amounts that grow, by table."""
    by_table = {name: columns_of(TABLES[name].model) for name in PROJECTED_TABLES}
    return {
        table: [name for name, column in columns.items() if column.grows_with]
        for table, columns in by_table.items()
    }


def _in_first_year_dollars(
    inputs: Inputs,
    cell: tuple[str, str],
    index: Floats,
    starts: Places | None,
    variations: Sequence[Variation],
) -> Floats:
    """A column with its changes, each amount divided by how much its row has grown by then."""
    (table, field), plan = cell, inputs.plan
    own = None if starts is None else _divided_by(index, starts)
    base, by_key = typed_tables(plan)[table][field], rows_by_key(plan, table)
    rows = [by_key[variation.row] for variation in variations]
    units: list[Floats | None] = []
    for variation, touched in zip(variations, rows, strict=True):
        year, unit = _year_stated(inputs, variation), own
        if year is not None:
            unit = _divided_by(index, np.full((1, 1, 1), years_before(plan, year)))
        if variation.how == "multiply" or unit is None:
            units.append(None)
        else:
            units.append(unit if len(unit) == 1 else unit[touched])
    changes = Changes(plan, (), inputs.cases)
    amounts = changes.column(base if own is None else base * own, variations, rows, units)
    if cell != ("funding", "amount"):
        return amounts
    return np.where(_paid_once(inputs), inputs.tables[table][field], amounts)


def _paid_once(inputs: Inputs) -> Bools:
    """Sources whose amount is paid once and does not grow, shape (row, year or 1, case or 1)."""
    kinds = [row.award or funding_rules()[row.kind].award for row in inputs.plan.funding]
    once = np.array([kind == "once" for kind in kinds], dtype=bool)[:, None, None]
    return np.asarray(once & np.isnan(inputs.of("funding", "reimbursed_rate")))


def _year_stated(inputs: Inputs, variation: Variation) -> int | None:
    """Year whose dollars an amount is set to or added in; None for the row's own dollars."""
    year = variation.dollars_of
    if variation.how == "multiply" or year is None or year > inputs.plan.years[-1]:
        return None
    return max(year, inputs.plan.years[0])


def _start_places(inputs: Inputs, table: str) -> Places | None:
    """Places of the years in which rows start that state start-year dollars, 0 for all others.

    Shape (row, year or 1, case or 1); None where every row states first-year dollars.
    """
    own = _states_start_year(inputs.plan).get(table)
    if own is None:
        return None
    starts = inputs.tables[table]["start_date"]
    since = np.floor((starts - inputs.year_starts[:, :1]) / 12.0)
    places = np.clip(since, 0, len(inputs.years) - 1).astype(np.intp) * own[:, None, None]
    return places if places.any() else None


@cached_per_plan
def _states_start_year(plan: Plan) -> dict[str, Places]:
    """1 for each row of a table whose amounts are dollars of its start year."""
    found = {}
    for table in PROJECTED_TABLES:
        usual = "start_year" if table == "funding" else "first_year"
        states = [(getattr(row, "dollars_of", "first_year") or usual) for row in plan.rows(table)]
        if "start_year" in states:
            found[table] = np.array([words == "start_year" for words in states], dtype=np.intp)
    return found


def _divided_by(index: Floats, places: Places) -> Floats:
    """1 over an index in some of its years, shape (row or 1, year or 1, case or 1)."""
    rows, cases = (max(a, b) for a, b in zip(index.shape[::2], places.shape[::2], strict=True))
    by_year = np.broadcast_to(index, (rows, index.shape[1], cases))
    chosen = np.broadcast_to(places, (rows, places.shape[1], cases))
    return np.asarray(1.0 / np.take_along_axis(by_year, chosen, axis=1))


def row_index(inputs: Inputs, table: str, field: str) -> Floats:
    """How much an amount of every row has grown since the first year.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    table, field : str
        A column of amounts that grow.

    Returns
    -------
    ndarray, shape (row or 1, year, case or 1)
        Index, 1 in the first year [ratio].
    """
    return _INDEXES[TABLES[table].columns[field].grows_with](inputs, table)


def in_dollars_of(inputs: Inputs, table: str, field: str, year: int) -> Floats:
    """A column of amounts that grow, all in dollars of one year.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    table, field : str
        The column.
    year : int
        Fiscal year of the plan.

    Returns
    -------
    ndarray, shape (row, year or 1, case or 1)
        What an amount of the plan's years would be if it were stated in that year [USD].
    """
    place = years_before(inputs.plan, year)
    return inputs.of(table, field) * row_index(inputs, table, field)[:, place : place + 1]


def contract_index(inputs: Inputs, table: str, rows: Places | slice = slice(None)) -> Floats:
    """How the price of contracts moves, shape (row, year, case or 1)."""
    return contract_price_index(
        inputs.of(table, "escalator_rate")[rows],
        inputs.or_driver(table, "renewal_increase_rate", RENEWAL_DRIVERS[table], rows),
        inputs.of(table, "term_years")[rows],
        inputs.of(table, "next_renewal")[rows],
        inputs.years,
    )


def insurance_index(inputs: Inputs, table: str = "staffing") -> Floats:
    """How benefits in dollars grow: by their own growth, or that of health insurance.

    Shape (row or 1, year, case or 1).
    """
    return inputs.index(table, "benefits_growth_rate", "health_insurance_growth_rate")


def salary_steps(inputs: Inputs) -> Floats:
    """How much steps on the salary schedule have lifted each salary, shape (row, year, case or 1).

    They are counted from the year in whose dollars the salary is stated.
    """
    table, years = "staffing", len(inputs.years)
    columns = [inputs.of(table, field) for field in ("step_rate", "steps_left")]
    rate, left = (np.broadcast_to(c, (len(c), years, c.shape[2])) for c in columns)
    starts = _start_places(inputs, table)
    return step_index(rate, left, 0.0 if starts is None else starts)


def source_index(inputs: Inputs, number: int) -> Floats:
    """How a source's amount grows: its own growth, its kind's assumption, or none.

    Shape (year, case or 1).
    """
    growth = inputs.of("funding", "growth_rate")[number]
    driver = funding_rules()[inputs.plan.funding[number].kind].growth_driver
    usual = inputs.drivers[driver] if driver else np.zeros((len(inputs.years), 1))
    return np.asarray(price_index(np.where(np.isnan(growth), usual, growth)[None])[0])


def in_source_dollars(inputs: Inputs, number: int) -> Floats:
    """What an amount in a source's own dollars is multiplied by, to be of the first year.

    Shape (year or 1, case or 1).
    """
    index = source_index(inputs, number)[None]
    return np.asarray(_divided_by(index, source_year(inputs, number)[None])[0])


def source_year(inputs: Inputs, number: int) -> Places:
    """Place of the year in whose dollars a source's amounts are, shape (year or 1, case or 1)."""
    starts = _start_places(inputs, "funding")
    return np.zeros((1, 1), dtype=np.intp) if starts is None else starts[number]


def _prices(inputs: Inputs, table: str) -> Floats:
    driver = "device_price_growth_rate" if table == "devices" else "general_inflation_rate"
    return inputs.index(table, "price_growth_rate", driver)


def _salaries(inputs: Inputs, table: str) -> Floats:
    return inputs.index(table, "raise_rate", "wage_growth_rate") * salary_steps(inputs)


def _revenue(inputs: Inputs, table: str) -> Floats:
    every = [source_index(inputs, number) for number in range(len(inputs.plan.rows(table)))]
    return np.stack(np.broadcast_arrays(*every))


#: Index of the amounts of a table, by what their column says they grow with.
_INDEXES: Mapping[str, Callable[[Inputs, str], Floats]] = {
    "own prices": _prices,
    "contract": contract_index,
    "salary": _salaries,
    "insurance": insurance_index,
    "wages": lambda inputs, _: inputs.driver_index("wage_growth_rate"),
    "other prices": lambda inputs, _: inputs.driver_index("general_inflation_rate"),
    "revenue": _revenue,
}
