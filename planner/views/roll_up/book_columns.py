"""Columns of a workbook of many districts: what each is called, and how its cells are shown.

They are made of the tables that Python and CSV have. What those call by a key, a workbook calls as
the page does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.analysis.roll_up.criteria_table import threshold_kind
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding
from planner.reference.criteria import Criterion
from planner.views.roll_up.measure_words import OUTCOME_WORDS
from planner.views.roll_up.names import district_names, scenario_titles
from planner.views.roll_up.region import HEADINGS
from planner.workbook.book_parts import SHOWN, BookColumn
from planner.workbook.cell_values import Written
from planner.workbook.front_sheets import worded

if TYPE_CHECKING:
    import pandas as pd

_CALLED: Mapping[str, str] = {
    **HEADINGS,
    "sustained_cost": "Sustainable annual cost",
    "recurring_on_one_time": "Recurring cost on one-time money",
    "stand_in": "Counted with their current plan",
    "covered": "Recurring cost covered",
    "falls_by": "Less than in the year before",
    "fiscal_years_from": "First fiscal year",
    "fiscal_years_to": "Last fiscal year",
    "not_met": "Criteria not met",
    "not_explained": "Not met and not explained",
    "occurs": "One-time, annual or both",
    "amount": "Dollars",
}
#: Numbers that are neither dollars nor years.
_COUNTS = (
    *("students", "devices_bought", "districts", "counted", "stand_in", "with_gap"),
    *("below_policy", "not_met", "not_explained", "rank", "priority"),
)
#: What tables say of whose row it is; ``whose`` and ``known_as`` say it here.
_IDENTITY = ("plan", "district", "state", "nces_id", "scenario", "title", "stands_in", "shape")
#: Parts of a criterion in the order of a sheet, and what follows its title there.
_PARTS = {
    "outcome": "",
    "amount": ", dollars",
    "first_year": ", first year",
    "held": ", {measured_in}",
    "worst_year": ", worst year",
    "about": ", what it is about",
    "explanation": ", the district's explanation",
}
#: What is in sight before a reader asks for details.
_IN_SIGHT = ("outcome", "amount", "first_year")


def whose(roll_up: RollUp, owners: Sequence[DistrictStanding]) -> list[BookColumn]:
    """Whose each row is, and in which scenario; an owner for each row."""
    names, titles = district_names(roll_up, with_state=False), scenario_titles(roll_up)
    return [
        BookColumn("District", [names[one.plan] for one in owners]),
        BookColumn("State", [one.state for one in owners]),
        BookColumn("Scenario", [titles[one.scenario] for one in owners]),
        BookColumn("Current plan stands in", ["yes" if one.stands_in else "no" for one in owners]),
    ]


def known_as(owners: Sequence[DistrictStanding]) -> list[BookColumn]:
    """What each owner is called elsewhere: its number, and its plan."""
    return [
        BookColumn("NCES id", [one.nces_id for one in owners]),
        BookColumn("Plan", [one.plan for one in owners]),
    ]


def columns_of(
    frame: pd.DataFrame, forms: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Iterator[BookColumn]:
    """Columns of a table in its order, without those that say whose a row is.

    Parameters
    ----------
    frame : DataFrame
        The table.
    forms : mapping
        Number formats of columns whose rows have units of their own.
    """
    for name in map(str, frame.columns):
        if name not in _IDENTITY:
            column = _column(frame, name, name, heading(name))
            yield replace(column, form=forms[name]) if name in forms else column


def criterion_columns(frame: pd.DataFrame, criterion: Criterion) -> Iterator[BookColumn]:
    """What a table of districts says of one criterion: the outcome first, details last."""
    in_dollars = criterion.measured_in != "devices"
    for part, called in _PARTS.items():
        if part == "amount" and not in_dollars:
            continue
        title = f"{criterion.title}{called.format(measured_in=criterion.measured_in)}"
        column = _column(frame, f"{criterion.name}_{part}", part, title)
        if part == "held":
            column = replace(column, form=threshold_form(criterion))
        is_detail = part not in _IN_SIGHT and (in_dollars or part != "held")
        yield replace(column, is_detail=is_detail)


def _column(frame: pd.DataFrame, name: str, key: str, called: str) -> BookColumn:
    values = values_of(frame, name)
    if key != "outcome":
        return BookColumn(called, values, _form(key))
    outcomes = [OUTCOME_WORDS[str(value)] for value in values]
    return BookColumn(called, outcomes, marked=OUTCOME_WORDS["not met"])


def values_of(frame: pd.DataFrame, name: str) -> list[Written | None]:
    """Cells of a column; None for what is not known."""
    column = frame[name]
    return [*column.astype(object).where(column.notna(), None)]


def threshold_form(criterion: Criterion) -> str:
    """Number format of what is compared with a threshold, and of the threshold."""
    return SHOWN[threshold_kind(criterion)]


def heading(name: str) -> str:
    """What a workbook calls a column of a table.

    >>> heading("device_cost"), heading("first_year"), heading("2026-27")
    ('Device purchases', 'First year', '2026-27')
    """
    return _CALLED.get(name, worded(name))


def _form(name: str) -> str:
    """Number format of a column: years, counts, and else dollars; text is text in any of them."""
    if name.endswith("year") or name.startswith("fiscal_years"):
        return SHOWN["fiscal_year"]
    return SHOWN["number" if name in _COUNTS else "money"]
