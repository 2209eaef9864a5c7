"""The frontier as a chart: money left, by the service given up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, thousands
from planner.views.charts.kept_shapes import kept_shape
from planner.views.format.figure import Figure
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.questions.gap_words import points_of
from planner.views.questions.options import set_names

CLOSES, DOES_NOT = "Closes the gap", "Leaves a gap"
CHEAPEST = "Closes it with the least service lost"


def frontier_chart(study: OptionStudy) -> Figure:
    """Money left at the end by service lost, for the combinations that no other beats."""
    found = study.measures
    rows: Rows = [
        _point(study, int(place), CLOSES if found.closes[place] else DOES_NOT)
        for place in study.frontier
    ]
    cheapest = [_point(study, study.best, CHEAPEST)] if len(study.closing) else []
    finding = _finding(study)
    last = fiscal_year_label(study.plan.years[-1])
    return Figure(
        name="option_frontier",
        title=f"Reserve at the end of {last} less unfunded cost, by service lost",
        finding=finding,
        description="Points joined by a line, one for each combination of options that no other "
        "beats in money and service; those that close the gap are marked, and so is the one that "
        f"closes it with the least service lost. {finding}",
        shape=kept_shape("option_frontier"),
        datasets={"frontier": rows, "cheapest": cheapest},
        table_html=table(
            "Combinations that no other beats, and the cheapest one that closes the gap",
            ["Combination", "Service lost", "Money left", "Gap", "Options"],
            [
                TableRow(
                    row["name"],
                    [f"{row['points']:g}", row["amount"], row["standing"], row["options"]],
                )
                for row in sorted([*rows, *cheapest], key=lambda row: row["points"])
            ],
            words_in=[2, 3],
        ),
    )


def _point(study: OptionStudy, place: int, standing: str) -> dict[str, Any]:
    """One combination of options."""
    found = study.measures
    return {
        "name": set_names(study)[place],
        "points": float(found.points[place]),
        "money": thousands(found.position[place]),
        "standing": standing,
        "amount": dollars(float(found.position[place])),
        "options": "; ".join(study.titles(place)) or "no options",
    }


def _finding(study: OptionStudy) -> str:
    found = study.measures
    if not len(study.closing):
        return "No combination of options closes the gap."
    best, richest, called = study.best, int(study.frontier[-1]), set_names(study)
    lost, most = points_of(float(found.points[best])), about(float(found.position[richest]))
    closes = f"The gap can be closed at {lost} of service lost, by combination {called[best]}"
    if richest == best:
        return f"{closes}, which also leaves the most money, {most}."
    return (
        f"{closes}{_as_many_points(study, called)}; the most money, {most}, is left at "
        f"{points_of(float(found.points[richest]))}, by combination {called[richest]}."
    )


def _as_many_points(study: OptionStudy, called: Mapping[int, str]) -> str:
    """A combination of the chart that loses as much service and leaves the gap, by its name."""
    found = study.measures
    for place in map(int, study.frontier):
        if found.points[place] == found.points[study.best] and not found.closes[place]:
            return (
                f" (combination {called[place]}, which loses as much, leaves more money and a gap)"
            )
    return ""
