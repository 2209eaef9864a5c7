"""The forecast, with the years before it, and what it is to the general fund and to taxpayers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from planner.analysis.actuals import actuals_by_line
from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.reference.accounts import LINE_LABELS
from planner.revenue.local_levy import cost_to_home, levy_mills
from planner.views.board.tables import years_of
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import Block, TableRow, dollar_row, joined, paragraphs, table_block
from planner.views.format.money import dollars, foot, percent

#: The home by which a levy is told.
HOME_VALUE = 100_000
_ACTUALS_NOTE = (
    "Actuals are what was spent, from actuals.csv. They may count only the district's share of a "
    "bill; the plan counts the full cost before E-Rate discounts."
)

_TRADE_IN_NOTE = "Devices are shown after what trade-ins of old devices bring."


def forecast_table(comparison: Comparison) -> Block:
    """Revenue, cost, difference and reserve, year by year: the table boards know.

    Up to three years of actual cost come first, where they are typed. Below are local levies in
    mills, where the tax base is.
    """
    found = comparison.main
    amounts = footed_amounts(found.figures)
    before = _actual_costs(found)
    over = [r - c for r, c in zip(amounts.revenue, amounts.cost, strict=True)]
    above = [e - p for e, p in zip(amounts.ending, amounts.policy, strict=True)]
    spent = [sum(by_line.values()) for by_line in before.values()]
    rows = [
        TableRow("Revenue", [], "group"),
        *(dollar_row(name, row) for name, row in amounts.received.items()),
        dollar_row("Total revenue", amounts.revenue, "total"),
        TableRow("Cost", [], "group"),
        *_cost_rows(amounts.by_line, before),
        dollar_row("Total cost", [*spent, *amounts.cost], "total"),
        TableRow("Change from the year before", _changes([*spent, *amounts.cost])),
        *_general_fund_share(found),
        dollar_row("Excess of revenue over (under) cost", over, "total"),
        TableRow(_reserve_name(found), [], "group"),
        dollar_row("Beginning balance", amounts.opening),
        *([dollar_row("Interest", amounts.earned)] if any(amounts.earned) else []),
        dollar_row("Transfers to reserve", amounts.moved_in),
        dollar_row("Draws on reserve", [-x for x in amounts.drawn]),
        dollar_row("Ending balance", amounts.ending, "total"),
        dollar_row("Reserve policy", amounts.policy),
        dollar_row("Above (below) policy", above),
        TableRow("Outside the reserve", [], "group"),
        dollar_row("Unfunded cost", amounts.unfunded),
        dollar_row("Restricted funds carried forward", amounts.carried),
        dollar_row("Lapsed funds", amounts.lapsed),
    ]
    headings = ["Line", *(f"{fiscal_year_label(year)} actual" for year in before), *years_of(found)]
    all_years = len(headings) - 1
    wide = [_to_the_right(row, all_years) for row in rows]
    blocks = [table_block(f"Forecast, {found.title}, in dollars", headings, wide)]
    if found.projection.inputs.of("devices", "trade_in").any():
        blocks.append(paragraphs(_TRADE_IN_NOTE, style="planner-note"))
    if before:
        blocks.append(paragraphs(_ACTUALS_NOTE, style="planner-note"))
    return joined(*blocks, *_levy_rates(comparison.plan))


def _reserve_name(found: Answers) -> str:
    """The technology reserve, with its class of fund balance where it is typed."""
    of_balance = found.projection.plan.district.reserve_class
    return f"Technology reserve ({of_balance} fund balance)" if of_balance else "Technology reserve"


def _actual_costs(found: Answers) -> dict[int, dict[str, int]]:
    """Whole dollars that foot, by year before the plan and name of the budget line."""
    actual: dict[int, dict[str, int]] = {}
    for year, by_line in actuals_by_line(found.projection.plan).items():
        names = [LINE_LABELS[line] for line in by_line]
        actual[year] = dict(zip(names, foot(list(by_line.values())), strict=True))
    return actual


def _cost_rows(
    forecast: dict[str, list[int]], before: dict[int, dict[str, int]]
) -> Iterator[TableRow]:
    """Budget lines with their years; a line that only the actuals have has no forecast."""
    for name in LINE_LABELS.values():
        if name in forecast or any(name in by_line for by_line in before.values()):
            past = [by_line.get(name, 0) for by_line in before.values()]
            years = forecast.get(name) or [0] * len(next(iter(forecast.values()), []))
            yield dollar_row(name, [*past, *years])


def _changes(totals: Sequence[int]) -> list[str]:
    """Percent change of each year but the first; none from a year without cost."""
    pairs = itertools.pairwise(totals)
    return ["", *(percent(round(now / past - 1, 3)) if past > 0 else "-" for past, now in pairs)]


def _general_fund_share(found: Answers) -> Iterator[TableRow]:
    """What of the whole general fund pays for technology, where its total is typed."""
    projection = found.projection
    total = projection.plan.district.general_fund_total
    if total is None:
        return
    general = [fund.kind == "general_fund" for fund in projection.funds]
    paid = projection.funding.paid[np.array(general, dtype=bool), :, :, 0].sum(axis=(0, 1))
    grown = total * projection.inputs.driver_index("general_fund_growth_rate")[0, :, 0]
    cells = [f"{share:.2%}" for share in (paid / grown).tolist()]
    yield TableRow("Technology as a share of the general fund", cells)


def _to_the_right(row: TableRow, columns: int) -> TableRow:
    """A row whose last cells are the plan's years; years before them may have none."""
    if not row.cells:
        return row
    blank = [""] * (columns - len(row.cells))
    return TableRow(row.heading, [*blank, *row.cells], row.style)


def _levy_rates(plan: Plan) -> Iterator[Block]:
    """Local levies in mills, and what they cost a homeowner; none without a tax base."""
    district = plan.district
    levies = [row for row in plan.funding if row.kind == "local_levy" and row.active and row.amount]
    if district.taxable_value is None or not levies:
        return
    headings = ["Levy", "A year", "Mills"]
    if district.home_assessment_rate is not None:
        headings.append(f"A year on a home worth {dollars(HOME_VALUE)}")
    rows = []
    for row in levies:
        amount = row.amount or 0.0
        mills = levy_mills(amount, district.taxable_value)
        cells = [dollars(amount), f"{mills:.2f}"]
        if district.home_assessment_rate is not None:
            cells.append(f"${cost_to_home(mills, district.home_assessment_rate, HOME_VALUE):,.2f}")
        rows.append(TableRow(row.name, cells))
    note = (
        f"On a taxable value of {dollars(district.taxable_value)}, before exemptions and credits "
        "of individual owners."
    )
    yield table_block("What local levies ask of taxpayers", headings, rows)
    yield paragraphs(note, style="planner-note")
