"""What the rulebook is given: a plan, a scenario and the public figures as plain data.

Dictionaries, lists, numbers, texts, yes or no, and None: nothing that another language does not
have, so that the rules can be read, and run, in another language. A day is its year, month and
day. No rule of docs/model.md is here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from planner.plan.plan import Plan
from planner.plan.tables.assumptions import DRIVERS, NEUTRAL_DRIVERS
from planner.plan.tables.row import Row
from planner.plan.what_if.changes import Change, base_changes
from planner.plan.what_if.scenarios import Scenario
from planner.reference.accounts import accounts, funding_rules
from planner.reference.chromebooks import support_end
from planner.reference.eligibility import eligibility, eligible_kinds
from planner.reference.erate import CYCLE_YEARS, DiscountBand, cycle_of, discount_bands
from planner.rulebook.inputs import ROW_TABLES

Data = dict[str, Any]

#: Where a row was typed and what was noted with it: no rule reads them.
_NOT_READ = ("file", "row", "source", "note")
#: First funding years of the first cycle and of the last that a plan can reach.
_FIRST_CYCLE, _LAST_CYCLE = 2021, 2101


def plan_data(plan: Plan) -> Data:
    """A plan as plain data.

    Parameters
    ----------
    plan : Plan
        What the district typed.

    Returns
    -------
    dict
        The district, the rows of every table, the plan's own changes, and when the support of
        the models in its inventory ends.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = plan_data(read_plan(example("altoona-wi")))
    >>> found["rows"]["funding"][0]["kind"], found["district"]["fiscal_year_start_month"]
    ('grant', 7)
    """
    return {
        "district": {name: plain(cell) for name, cell in plan.district},
        "rows": {table: [_cells(row) for row in plan.rows(table)] for table in ROW_TABLES},
        "assumptions": [_cells(row) for row in plan.assumptions],
        "history": [_cells(row) for row in plan.history],
        "changes": [_change(change) for change in base_changes(plan)],
        "support_ends": _support_ends(row.model for row in plan.inventory),
    }


def scenario_data(scenario: Scenario) -> Data:
    """A scenario's changes as plain data, with the support of the models that they name."""
    models = (change.value for change in scenario.changes if change.field == "model")
    return {
        "changes": [_change(change) for change in scenario.changes],
        "support_ends": _support_ends(str(model) for model in models),
    }


@cache
def facts() -> Data:
    """The public figures that rules use, as plain data; nobody changes them in place.

    >>> facts()["eligibility"]["teacher_training"]["title_ii_a"]
    {'status': 'yes', 'note': ''}
    """
    return {
        "drivers": {
            name: NEUTRAL_DRIVERS.get(name) if column.default is None else column.default.value
            for name, column in DRIVERS.items()
        },
        "accounts": {
            category: {"line": account.line, "erate_category": account.erate_category}
            for category, account in accounts().items()
        },
        "funding_rules": {kind: dict(vars(rule)) for kind, rule in funding_rules().items()},
        "eligibility": {category: _eligibility(category) for category in accounts()},
        "discount_bands": {
            locale: [_band(band) for band in discount_bands(locale)]
            for locale in ("urban", "rural")
        },
        "erate_cycles": [
            _cycle(first) for first in range(_FIRST_CYCLE, _LAST_CYCLE + 1, CYCLE_YEARS)
        ],
    }


def plain(value: Any) -> Any:  # noqa: ANN401  a cell may hold anything
    """A cell as plain data.

    >>> plain(date(2027, 6, 30)), plain((0.1, 0.2))
    ({'year': 2027, 'month': 6, 'day': 30}, [0.1, 0.2])
    """
    if isinstance(value, date):
        return {"year": value.year, "month": value.month, "day": value.day}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def _cells(row: Row) -> Data:
    cells = {name: plain(cell) for name, cell in row if name not in _NOT_READ}
    return {**cells, "key": row.key}


def _change(change: Change) -> Data:
    return {
        "table": change.table,
        "row": change.row,
        "field": change.field,
        "how": change.how,
        "value": plain(change.value),
        "from_year": change.from_year,
        "stated_in": change.stated_in,
        "numeric": change.numeric,
    }


def _support_ends(models: Iterable[str]) -> Data:
    found = {model: support_end(model) for model in models if model}
    return {model: None if end is None else plain(end.ends) for model, end in found.items()}


def _eligibility(category: str) -> Data:
    found = {kind: eligibility(kind, category) for kind in eligible_kinds()}
    return {kind: {"status": cell.status, "note": cell.note} for kind, cell in found.items()}


def _band(band: DiscountBand) -> Data:
    return {
        "lunch_percent_from": band.lunch_percent_from,
        "category_one": band.category_one,
        "category_two": band.category_two,
    }


def _cycle(first: int) -> Data:
    cycle = cycle_of(first)
    return {
        "first_funding_year": first,
        "per_student": cycle.per_student,
        "floor_per_school": cycle.floor_per_school,
        "school_by_school_most_schools": cycle.school_by_school_most_schools,
    }
