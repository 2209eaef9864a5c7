"""Tables of the page, in the order that boards know."""

from __future__ import annotations

from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.analysis.figures import Figures
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.rulebook.sums import total
from planner.views.board.concern_words import by_kind, policy_rate, used_up_cell, years_cell
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import footed_amounts, footed_by_row
from planner.views.format.markup import Block, TableRow, dollar_row, paragraphs, table_block
from planner.views.format.money import dollars, whole

#: Rows of cost that a table of the page names; the rest is one line.
ROWS_SHOWN = 10


def years_of(found: Answers | Figures) -> list[str]:
    """Headings of the fiscal years."""
    return [fiscal_year_label(year) for year in found.years]


def _largest_rows(
    found: Answers, amounts: Floats, totals: list[int], caption: str, nothing: str
) -> Block:
    """Amounts by row of cost and year: the largest rows, and all others in one.

    Every single row is in the ledger.
    """
    rows = footed_by_row(amounts.tolist(), totals)
    if not rows:
        return paragraphs(nothing)
    by_size = sorted(rows, key=lambda k: -float(amounts[k].sum()))
    top, rest = by_size[:ROWS_SHOWN], by_size[ROWS_SHOWN:]
    body = [dollar_row(found.projection.lines[k].name, rows[k]) for k in top]
    if rest:
        others = [sum(of_year) for of_year in zip(*(rows[k] for k in rest), strict=True)]
        body.append(dollar_row(how_many(len(rest), "other row"), others))
    body.append(dollar_row("Total", totals, "total"))
    return table_block(caption, ["Row", *years_of(found)], body)


def one_time_table(comparison: Comparison) -> Block:
    """Recurring cost paid with one-time money, prepayments, or the reserve, row by row."""
    found = comparison.main
    return _largest_rows(
        found,
        found.recurring_on_one_time_by_row,
        [whole(float(x)) for x in found.recurring_on_one_time],
        "Recurring cost paid with one-time money, prepayments, or the reserve, in dollars",
        "No recurring cost is paid with one-time money, prepayments, or the reserve.",
    )


def unfunded_table(comparison: Comparison) -> Block:
    """Unfunded cost, row by row."""
    found = comparison.main
    return _largest_rows(
        found,
        found.unfunded_by_row,
        footed_amounts(found.figures).unfunded,
        "Unfunded cost, in dollars",
        f"Every cost is funded through {fiscal_year_label(found.years[-1])}.",
    )


def scenario_table(comparison: Comparison) -> Block:
    """Scenarios side by side: the answers for each."""
    rows = []
    for found in comparison.answers:
        amounts = footed_amounts(found.figures)
        cells = [
            dollars(sum(amounts.cost)),
            dollars(amounts.structural_balance[0]),
            dollars(amounts.structural_balance[-1]),
            _below_policy(found.figures),
            used_up_cell(found.figures),
            dollars(sum(amounts.unfunded)),
            dollars(amounts.ending[-1]),
        ]
        rows.append(TableRow(found.title, cells))
    years = years_of(comparison.main)
    headings = [
        "Scenario",
        f"Cost, {years[0]} to {years[-1]}",
        f"Structural balance {years[0]}",
        f"Structural balance {years[-1]}",
        "Reserve below policy",
        "Reserve used up",
        "Total unfunded",
        f"Ending reserve balance {years[-1]}",
    ]
    return table_block("Scenarios side by side, in dollars", headings, rows)


def moved_table(published: Figures, moved: Figures | None = None) -> Block:
    """What is tried out next to the scenario it starts from: shortfall, gap and reserve.

    Where nothing is tried out, the scenario alone.
    """
    found = [published] if moved is None else [published, moved]
    years = years_of(published)
    first, last = years[0], years[-1]
    amounts = [footed_amounts(one) for one in found]
    by_label = {
        f"Unfunded in {first}": [a.unfunded[0] for a in amounts],
        f"Unfunded through {last}": [whole(total(a.unfunded)) for a in amounts],
        f"Structural balance {first}": [a.structural_balance[0] for a in amounts],
        f"Structural balance {last}": [a.structural_balance[-1] for a in amounts],
        f"Ending reserve balance {last}": [a.ending[-1] for a in amounts],
    }
    rows = [dollar_row(label, of_each) for label, of_each in by_label.items()]
    rows.append(TableRow("Reserve below policy", [_below_policy(one) for one in found]))
    headings = ["Line", *(one.title for one in found)]
    return table_block("What it does, in dollars", headings, rows)


def _below_policy(found: Figures) -> str:
    if not policy_rate(found):
        return "no policy"
    below = by_kind(found).get("below_policy")
    return years_cell([] if below is None else below.years)
