"""The sheets of a workbook of many districts: what each holds, in words and in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.roll_up.outliers import Quantity, outliers
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding
from planner.views.roll_up.answer import why_called
from planner.views.roll_up.book_columns import (
    columns_of,
    criterion_columns,
    known_as,
    threshold_form,
    values_of,
    whose,
)
from planner.views.roll_up.ending import kind_label
from planner.views.roll_up.names import district_names, scenario_titles
from planner.views.roll_up.outlier_words import outlier_words
from planner.views.roll_up.thresholds import threshold_source
from planner.workbook.book_parts import HUNDREDTHS, SHOWN, BookColumn, BookSheet

if TYPE_CHECKING:
    import pandas as pd

_QUANTITIES: Mapping[Quantity, tuple[str, str]] = {
    "cost_per_student": ("Cost per student and year", SHOWN["money"]),
    "devices_per_student": ("Devices bought per student and year", HUNDREDTHS),
    "balance_share": ("Structural balance as a share of cost", SHOWN["rate"]),
}


def book_sheets(roll_up: RollUp) -> list[BookSheet]:
    """Every sheet but the first, which names them in this order.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    """
    return [BookSheet(name, about, columns(roll_up)) for name, about, columns in _SHEETS]


def _criteria(roll_up: RollUp) -> list[BookColumn]:
    held = roll_up.criteria
    columns = [
        BookColumn("Criterion", [one.title for one in held]),
        BookColumn("Most that meets it", [one.most for one in held], [*map(threshold_form, held)]),
        BookColumn("Unit", [one.measured_in for one in held]),
        BookColumn("Source", [threshold_source(one) for one in held]),
    ]
    for scenario, title in scenario_titles(roll_up).items():
        found = [roll_up.judged(one) for one in roll_up.in_scenario(scenario)]
        for outcome, words in (("not met", "Not met"), ("not known", "Not known")):
            counts = [
                sum(judged[place].outcome == outcome for judged in found)
                for place in range(len(held))
            ]
            columns.append(BookColumn(f"{words}: {title}, districts", counts, SHOWN["number"]))
    return columns


def _districts(roll_up: RollUp) -> list[BookColumn]:
    owners, frame = roll_up.in_order(), roll_up.districts()
    span = [name for name in frame.columns if str(name).startswith("fiscal_years")]
    facts = ["students", "not_met", "not_explained"]
    why = [why_called(roll_up, one) for one in owners]
    return [
        *whose(roll_up, owners),
        *columns_of(frame[facts]),
        BookColumn("First reason to call", [f"{said[:1].upper()}{said[1:]}" for said in why]),
        *(column for one in roll_up.criteria for column in criterion_columns(frame, one)),
        *columns_of(frame[span]),
        *known_as(owners),
    ]


def _years(roll_up: RollUp) -> list[BookColumn]:
    owners = [one for one in roll_up.in_order() for _ in one.years]
    frame = roll_up.years()
    # A plan in which no policy is typed does not say what its board asks for.
    said = [max(year.reserve_policy for year in one.years) > 0 for one in owners]
    frame["reserve_policy"] = frame["reserve_policy"].where(np.array(said, dtype=bool))
    return [*whose(roll_up, owners), *columns_of(frame), *known_as(owners)]


def _region(roll_up: RollUp) -> list[BookColumn]:
    frame, titles = roll_up.region(), scenario_titles(roll_up)
    scenarios = [titles[str(name)] for name in frame["scenario"]]
    return [BookColumn("Scenario", scenarios), *columns_of(frame)]


def _ending(roll_up: RollUp) -> list[BookColumn]:
    frame, titles = roll_up.ending(), scenario_titles(roll_up)
    # In a year that no plan covers together with the one before, nothing is known of a fall.
    frame["falls_by"] = frame["falls_by"].where(frame["counted"] > 0)
    return [
        BookColumn("Scenario", [titles[str(name)] for name in frame["scenario"]]),
        BookColumn("Kind of money", [kind_label(str(kind)) for kind in frame["kind"]]),
        *columns_of(frame.drop(columns="kind")),
    ]


def _outliers(roll_up: RollUp) -> list[BookColumn]:
    titles, names = scenario_titles(roll_up), district_names(roll_up)
    found = [
        (titles[name], one)
        for name in roll_up.scenarios
        for one in outliers(roll_up.in_scenario(name))
    ]
    forms = [_QUANTITIES[one.quantity][1] for _, one in found]
    return [
        BookColumn("District", [names[one.plan] for _, one in found]),
        BookColumn("Scenario", [title for title, _ in found]),
        BookColumn("What is unusual, and why", [outlier_words(one) for _, one in found]),
        BookColumn("Compared with others by", [_QUANTITIES[one.quantity][0] for _, one in found]),
        BookColumn("This district", [one.value for _, one in found], forms),
        BookColumn("Median", [one.median for _, one in found], forms),
        BookColumn("Modified z-score", [one.score for _, one in found], HUNDREDTHS),
        BookColumn("Districts compared", [one.compared for _, one in found], SHOWN["number"]),
    ]


def _to_fix(roll_up: RollUp) -> list[BookColumn]:
    titles = scenario_titles(roll_up)
    rows = [
        ("To fix", one.plan, titles.get(one.scenario, one.scenario), problem)
        for one in roll_up.failures
        for problem in one.problems
    ]
    rows += [("Left out", one.plan, "", one.why) for one in roll_up.left_out]
    rows += [("To know", one.plan, "", one.why) for one in roll_up.remarks]
    headings = ("What it is", "Plan", "Scenario", "Why")
    return [
        BookColumn(called, [row[place] for row in rows]) for place, called in enumerate(headings)
    ]


def _investments(roll_up: RollUp) -> list[BookColumn]:
    owners = [one for one in roll_up.in_order() for _ in one.investments]
    return _in_shape(roll_up, owners, roll_up.investments())


def _review(roll_up: RollUp) -> list[BookColumn]:
    owners = [one for one in roll_up.in_order() for _ in roll_up.criteria]
    forms = [threshold_form(one) for _ in roll_up.in_order() for one in roll_up.criteria]
    in_unit = {"standard": forms, "found": forms}
    return _in_shape(roll_up, owners, roll_up.criteria_review(), in_unit)


def _in_shape(
    roll_up: RollUp,
    owners: Sequence[DistrictStanding],
    frame: pd.DataFrame,
    forms: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[BookColumn]:
    """A table in the shape of a form; the last column says in every row that it is not the form."""
    return [
        *whose(roll_up, owners),
        *columns_of(frame, forms=forms),
        *known_as(owners),
        BookColumn("Shape", values_of(frame, "shape"), is_long=True),
    ]


#: Name of each sheet, what it holds as the first sheet says it, and what makes its columns.
_SHEETS: Sequence[tuple[str, str, Callable[[RollUp], list[BookColumn]]]] = (
    (
        "Criteria",
        "What districts are measured against, the most important first: the most that meets each "
        "criterion, its unit, and its source or that it is our assumption. Then in how many "
        "districts it is not met, and in how many it is not known.",
        _criteria,
    ),
    (
        "Districts",
        "A row for each district and scenario, worst first: for each criterion whether it is met, "
        "the dollars, and the first year. The button 2 above the columns shows more: what is held "
        "against the threshold, the worst year, what it is about, and the district's explanation.",
        _districts,
    ),
    ("Years", "A row for each district, scenario and fiscal year, worst districts first.", _years),
    (
        "Region",
        "All districts together: a row for each scenario and fiscal year, with how many of the "
        "districts are counted in it.",
        _region,
    ),
    (
        "Ending",
        "Recurring cost that money which ends covers, by kind of money and fiscal year; how much "
        "less that is than in the year before, in the districts counted in both years.",
        _ending,
    ),
    (
        "Outliers",
        "Districts that are far from others of their size. It says where to look, not that "
        "something is wrong.",
        _outliers,
    ),
    (
        "To fix",
        "Plans that could not be read, each problem in a row; then folders and copies that were "
        "left out, and what else to know about a plan.",
        _to_fix,
    ),
    (
        "Shape of top investments",
        "The five largest investments of each district over its plan, in the shape of Section G of "
        "New York's instructional technology plan. It is not the official form.",
        _investments,
    ),
    (
        "Shape of criteria review",
        "A row for each district and criterion, with the district's explanation or that it is "
        "missing, in the shape of California's Form 01CS. It is not the official form.",
        _review,
    ),
)
