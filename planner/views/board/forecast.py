"""The forecast, with the years before it, and what it is to the general fund and to taxpayers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.compare import Comparison
from planner.analysis.figures import Figures, sum_by_year
from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.revenue.local_levy import cost_to_home, levy_mills
from planner.rulebook.sums import total
from planner.views.board.tables import years_of
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import Block, TableRow, dollar_row, joined, paragraphs, table_block
from planner.views.format.money import dollars, foot, nearest, percent, whole, with_decimals

#: The home by which a levy is told.
HOME_VALUE = 100_000
_ACTUALS_NOTE = (
    "Actuals are what was spent, from the table actuals. They may count only the district's share "
    "of a bill; the plan counts the full cost before E-Rate discounts."
)

_TRADE_IN_NOTE = "Devices are shown after what trade-ins of old devices bring."


def forecast_table(comparison: Comparison) -> Block:
    """Revenue, cost, difference and reserve, year by year: the table boards know.

    Up to three years of actual cost come first, where they are typed. Below are local levies in
    mills, where the tax base is.
    """
    return joined(forecast_rows(comparison.main.figures), *_levy_rates(comparison.plan))


def forecast_rows(found: Figures) -> Block:
    """The forecast without the levies, which no scenario moves."""
    amounts = footed_amounts(found)
    before = _actual_costs(found)
    over = [r - c for r, c in zip(amounts.revenue, amounts.cost, strict=True)]
    above = [e - p for e, p in zip(amounts.ending, amounts.reserve_policy, strict=True)]
    totals = [*(whole(total(by_line.values())) for by_line in before.values()), *amounts.cost]
    earned = any(amount != 0 for amount in amounts.earned)
    rows = [
        TableRow("Revenue", [], "group"),
        *(dollar_row(name, row) for name, row in amounts.received.items()),
        dollar_row("Total revenue", amounts.revenue, "total"),
        TableRow("Cost", [], "group"),
        *_cost_rows(found, amounts.by_line, before),
        dollar_row("Total cost", totals, "total"),
        TableRow("Change from the year before", _changes(totals)),
        *_general_fund_share(found),
        dollar_row("Excess of revenue over (under) cost", over, "total"),
        TableRow(_reserve_name(found), [], "group"),
        dollar_row("Beginning balance", amounts.opening),
        *([dollar_row("Interest", amounts.earned)] if earned else []),
        dollar_row("Transfers to reserve", amounts.moved_in),
        dollar_row("Draws on reserve", [0 - x for x in amounts.drawn]),
        dollar_row("Ending balance", amounts.ending, "total"),
        dollar_row("Reserve policy", amounts.reserve_policy),
        dollar_row("Above (below) policy", above),
        TableRow("Outside the reserve", [], "group"),
        dollar_row("Unfunded cost", amounts.unfunded),
        dollar_row("Restricted funds carried forward", amounts.carried),
        dollar_row("Lapsed funds", amounts.lapsed),
    ]
    headings = ["Line", *(f"{fiscal_year_label(year)} actual" for year in before), *years_of(found)]
    wide = [_to_the_right(row, len(headings) - 1) for row in rows]
    blocks = [table_block(f"Forecast, {found.title}, in dollars", headings, wide)]
    if found.facts.trade_ins:
        blocks.append(paragraphs(_TRADE_IN_NOTE, style="planner-note"))
    if len(before) > 0:
        blocks.append(paragraphs(_ACTUALS_NOTE, style="planner-note"))
    return joined(*blocks)


def _reserve_name(found: Figures) -> str:
    """The technology reserve, with its class of fund balance where it is typed."""
    of_balance = found.facts.reserve_class
    if of_balance == "":
        return "Technology reserve"
    return f"Technology reserve ({of_balance} fund balance)"


def _actual_costs(found: Figures) -> dict[int, dict[str, int]]:
    """Whole dollars that foot, by year before the plan and name of the budget line."""
    actual = {}
    for year, by_line in found.facts.actuals.items():
        names = [found.facts.line_labels[line] for line in by_line]
        actual[year] = dict(zip(names, foot(list(by_line.values())), strict=True))
    return actual


def _cost_rows(
    found: Figures, forecast: dict[str, list[int]], before: dict[int, dict[str, int]]
) -> list[TableRow]:
    """Budget lines with their years; a line that only the actuals have has no forecast."""
    nothing = [0 for _ in found.years]
    rows = []
    for name in found.facts.line_labels.values():
        if name in forecast or any(name in by_line for by_line in before.values()):
            past = [by_line.get(name, 0) for by_line in before.values()]
            rows.append(dollar_row(name, [*past, *forecast.get(name, nothing)]))
    return rows


def _changes(totals: list[int]) -> list[str]:
    """Percent change of each year but the first; none from a year without cost."""
    return ["", *(_change(totals[place], now) for place, now in enumerate(totals[1:]))]


def _change(past: int, now: int) -> str:
    return percent(nearest(now / past - 1, 1000) / 1000) if past > 0 else "-"


def _general_fund_share(found: Figures) -> list[TableRow]:
    """What of the whole general fund pays for technology, where its total is typed."""
    if len(found.general_fund) == 0:
        return []
    general = [source.paid for source in found.sources if source.kind == "general_fund"]
    paid = sum_by_year(general, len(found.years))
    shares = [part / of_all for part, of_all in zip(paid, found.general_fund, strict=True)]
    cells = [f"{with_decimals(share * 100, 2)}%" for share in shares]
    return [TableRow("Technology as a share of the general fund", cells)]


def _to_the_right(row: TableRow, columns: int) -> TableRow:
    """A row whose last cells are the plan's years; years before them may have none."""
    blank = ["" for _ in range(columns - len(row.cells))]
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
