"""What the charts of cost say and draw: against recurring revenue, and when devices are bought."""

from __future__ import annotations

from planner.analysis.figures import Figures, sum_by_year
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total
from planner.views.charts.drawn import Drawn, Rows, amounts_table, stacked_rows, thousands
from planner.views.charts.label_places import clear_of_lines, spread_out
from planner.views.format.counts import how_many
from planner.views.format.drawn_names import drawn_name
from planner.views.format.footed_amounts import cost_by_budget_line, footed_amounts
from planner.views.format.markup import TableRow, dollar_row, table
from planner.views.format.money import about, dollars, nearest, with_commas, with_decimals

#: From so many devices a year on, a mean has no decimals [devices].
_WHOLE_FROM = 10
#: Where letters stand on bars, on a phone as on a wide screen: between so much and so much of the
#: way from a year to the one before.
_LETTERS_AT = (0.06, 0.4)
REVENUE, SUSTAINED = "Recurring revenue", "Sustainable annual cost"


def cost_rows(found: Figures) -> Drawn:
    """Cost of each year by budget line, against recurring revenue."""
    parts = cost_by_budget_line(found)
    over = len([balance for balance in found.structural_balance if balance < -A_CENT])
    finding = (
        f"The sustainable annual cost is above recurring revenue in {over} of "
        f"{len(found.years)} years."
        if over > 0
        else "Recurring revenue covers the sustainable annual cost in every year."
    )
    description = (
        f"Stacked bars of technology cost by budget line, {fiscal_year_label(found.years[0])} to "
        f"{fiscal_year_label(found.years[-1])}, from {about(found.cost[0])} to "
        f"{about(found.cost[-1])} a year, with two lines: recurring revenue and the "
        f"sustainable annual cost. {finding}"
    )
    return Drawn(
        title="What technology costs, against recurring revenue",
        finding=finding,
        description=description,
        parts=[drawn_name(name) for name in parts],
        datasets={
            "bars": _bar_rows(found, parts),
            "lines": _line_rows(found),
            "ends": _line_ends(found),
        },
        table_html=_cost_table(found),
    )


def _bar_rows(found: Figures, parts: dict[str, list[float]]) -> Rows:
    """Bars by budget line, their letters clear of the lines that are drawn over them."""
    series = _lines(found)
    highest = _highest(found)
    over: dict[str, list[tuple[float, float]]] = {}
    for place, year in enumerate(found.years):
        over[fiscal_year_label(year)] = [
            _next_to_letters(amounts, place) for amounts in series.values()
        ]
    return [
        {**row, "at": clear_of_lines(row["from"], row["to"], over[row["year"]], highest)}
        for row in stacked_rows(parts, found.years)
    ]


def _next_to_letters(amounts: list[float], place: int) -> tuple[float, float]:
    """Where a line runs next to the letters of a year, in units of the axis."""
    here, before = amounts[place] / 1000, amounts[max(place - 1, 0)] / 1000
    ends = [here + (before - here) * way for way in _LETTERS_AT]
    return min(ends), max(ends)


def _highest(found: Figures) -> float:
    """The highest number that is drawn, in units of the axis."""
    return max([max(amounts) for amounts in [found.cost, *_lines(found).values()]]) / 1000


def _lines(found: Figures) -> dict[str, list[float]]:
    return {REVENUE: found.recurring_revenue, SUSTAINED: found.sustained_cost}


def _line_rows(found: Figures) -> Rows:
    return [
        {
            "year": fiscal_year_label(year),
            "line": name,
            "to": thousands(amount),
            "amount": dollars(amount),
        }
        for name, amounts in _lines(found).items()
        for year, amount in zip(found.years, amounts, strict=True)
    ]


def _line_ends(found: Figures) -> Rows:
    """The names of the lines, each in two lines of text, where they end."""
    series = _lines(found)
    ends = [amounts[-1] / 1000 for amounts in series.values()]
    places = spread_out(ends, 0.0, _highest(found), lines=2)
    rows = []
    for name, at in zip(series, places, strict=True):
        first, _, rest = name.partition(" ")
        rows.append({"year": fiscal_year_label(found.years[-1]), "at": at, "word": [first, rest]})
    return rows


def _cost_table(found: Figures) -> str:
    amounts = footed_amounts(found)
    balance = [
        dollar_row(REVENUE, amounts.recurring_revenue),
        dollar_row(SUSTAINED, amounts.sustained),
        dollar_row("Structural balance", amounts.structural_balance, "total"),
    ]
    by_line = amounts_table(
        "Cost by budget line, in dollars", amounts.by_line, amounts.cost, found.years
    )
    both_lines = table(
        "Recurring revenue and sustainable annual cost, in dollars",
        ["Line", *(fiscal_year_label(year) for year in found.years)],
        balance,
    )
    return f"{by_line}{both_lines}"


def calendar_rows(found: Figures) -> Drawn:
    """Devices bought each year by fleet: where the peak is."""
    years = [fiscal_year_label(year) for year in found.years]
    fleets = found.fleets
    totals = sum_by_year([fleet.bought for fleet in fleets], len(years))
    finding = _peak(totals, years)
    most = max([1.0, *[max(fleet.bought) for fleet in fleets]])
    title = "Devices bought, by fleet and year"
    rows = [TableRow(fleet.name, [_devices(units) for units in fleet.bought]) for fleet in fleets]
    return Drawn(
        title=title,
        finding=finding,
        description="Grid of devices bought, with a row for each fleet and a column for each year. "
        f"{finding}",
        parts=[drawn_name(fleet.name) for fleet in fleets],
        datasets={
            "cells": [
                {
                    "fleet": drawn_name(fleet.name),
                    "year": year,
                    "share": nearest(units / most, 10_000) / 10_000,
                    "shown": _devices(units) if units >= 0.5 else "",
                }
                for fleet in fleets
                for year, units in zip(years, fleet.bought, strict=True)
            ]
        },
        table_html=table(title, ["Fleet", *years], rows),
    )


def _peak(totals: list[float], years: list[str]) -> str:
    """The year with the most devices, against an average year."""
    most = max(totals)
    if most <= 0:
        return "No devices are bought in these years."
    mean = total(totals) / len(totals)
    average = with_decimals(mean, 1) if mean < _WHOLE_FROM else _devices(mean)
    return (
        f"The peak year is {years[totals.index(most)]}: {how_many(most, 'device')}, compared with "
        f"{average} in an average year."
    )


def _devices(units: float) -> str:
    return with_commas(nearest(units, 1))
