"""The data dictionary has no holes: every column says what it means and what a blank one means."""

from __future__ import annotations

from datetime import date

import pytest

from planner.plan.cells.read_cell import clean, read_cell
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS
from planner.plan.tables.column import Column, bounds_of, columns_of, is_required, show_limit
from planner.plan.tables.roster import COST_TABLES, ROW_TABLES
from planner.reference.accounts import accounts, funding_rules
from planner.reference.defaults import defaults

EVERY_COLUMN = [
    (table, name) for table, entry in TABLES.items() for name in columns_of(entry.model)
]


@pytest.mark.parametrize(("table", "name"), EVERY_COLUMN)
def test_column_says_what_to_type_and_what_a_blank_one_means(table: str, name: str) -> None:
    column = TABLES[table].columns[name]
    assert column.label[:1].isupper()
    assert column.help
    assert not column.help.endswith(".")
    needed = is_required(TABLES[table].model, name)
    assert needed != bool(column.blank_means or column.default)


@pytest.mark.parametrize(("table", "name"), EVERY_COLUMN)
def test_example_of_a_column_is_read_and_lies_within_its_bounds(table: str, name: str) -> None:
    column = TABLES[table].columns[name]
    if not column.example:
        return
    value = read_cell(column, clean(column.example))
    low, high = bounds_of(TABLES[table].model, name)
    for number in value if isinstance(value, tuple) else (value,):
        if isinstance(number, float):
            assert (low is None or number >= low) and (high is None or number <= high)


@pytest.mark.parametrize(("table", "name"), EVERY_COLUMN)
def test_amount_of_money_or_rate_has_a_unit(table: str, name: str) -> None:
    column = TABLES[table].columns[name]
    if column.kind in ("money", "rate", "rates"):
        assert column.unit


@pytest.mark.parametrize(("table", "name"), EVERY_COLUMN)
def test_slider_moves_a_number_within_its_bounds(table: str, name: str) -> None:
    column = TABLES[table].columns[name]
    if column.slider is None:
        return
    lowest, highest, step = column.slider
    low, high = bounds_of(TABLES[table].model, name)
    assert column.numeric
    assert 0 < step <= highest - lowest
    assert low is None or lowest >= low
    assert high is None or highest <= high


@pytest.mark.parametrize(("name", "column"), DRIVERS.items())
def test_driver_is_needed_or_says_what_stands_in_for_it(name: str, column: Column) -> None:
    assert (name in NEUTRAL_DRIVERS) == bool(column.blank_means)
    assert not (column.blank_means and column.default)
    assert isinstance(read_cell(column, column.example), float)


def test_every_default_is_used_and_has_a_dated_source() -> None:
    columns = [TABLES[table].columns[name] for table, name in EVERY_COLUMN]
    used = {column.public_default for column in (*columns, *DRIVERS.values())} - {""}
    assert used == set(defaults())
    for default in defaults().values():
        year, month = default.as_of.split("-")
        assert date(int(year), int(month), 1) < date(2030, 1, 1)
        assert default.source


def test_kinds_of_cost_and_money_are_those_of_the_reference_tables() -> None:
    for table in COST_TABLES:
        kinds = tuple(a.category for a in accounts().values() if a.table == table)
        assert TABLES[table].columns["category"].choices == kinds
    assert {account.table for account in accounts().values()} == set(COST_TABLES)
    assert TABLES["eligibility"].columns["category"].choices == tuple(accounts())
    assert TABLES["funding"].columns["kind"].choices == tuple(funding_rules())


def test_plan_has_the_rows_of_every_table_in_the_same_order() -> None:
    assert ("district", *ROW_TABLES) == tuple(TABLES)


@pytest.mark.parametrize(
    ("table", "name", "most"), [("devices", "loss_by_age", 0.9), ("repair", "repair_by_age", 1.0)]
)
def test_each_rate_of_a_list_has_bounds(table: str, name: str, most: float) -> None:
    assert bounds_of(TABLES[table].model, name) == (0.0, most)
    assert show_limit(TABLES[table].columns[name], most) == f"{most:.0%}"
    assert not TABLES[table].columns[name].numeric
