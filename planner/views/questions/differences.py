"""What one scenario changes against another: by line and year, cell by cell, in the same draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.differences import Difference, Differing, DrawnDifference
from planner.analysis.refreshed_defaults import ChangedDefault, Refresh
from planner.fiscal import fiscal_year_label
from planner.plan.cells.cell_words import cell_words
from planner.views.board.tables import ROWS_SHOWN, years_of
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import cost_by_budget_line, footed_amounts, footed_rows
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import dollars
from planner.views.questions.cell_names import cell_name
from planner.views.questions.simulation import share_cell


def difference_block(found: Difference) -> Block:
    """By line, by row, which assumptions differ, and the same draws."""
    parts = [
        lines_table(found.first, found.second),
        rows_table(found.first, found.second),
        assumptions_table(found),
    ]
    if found.drawn is not None:
        parts.append(_drawn_table(found, found.drawn))
    return joined(*parts)


def lines_table(
    first: Answers, second: Answers, caption: str = "", years: Sequence[int] = ()
) -> Block:
    """Cost by budget line and year, second less first.

    The difference in cost is that of the two forecasts as shown; lines foot to it, and years to
    the last column. ``years`` are those that both have, where they do not have the same.
    """
    compared = years or first.years
    before, after = (_in_years(found, compared) for found in (first, second))
    change = _by_line(first, second, compared)
    totals = _less(after["cost"], before["cost"])
    amounts = footed_rows(list(change.values()), totals)
    rows = [_row(name, row) for name, row in zip(change, amounts, strict=True)]
    rows.append(_row("Difference in cost", totals, "total"))
    for name, amount in (("revenue", "revenue"), ("unfunded cost", "unfunded")):
        rows.append(_row(f"Difference in {name}", _less(after[amount], before[amount])))
    reserve = _less(after["ending"], before["ending"])
    rows.append(_row("Difference in the reserve", reserve, last=True))
    headings = ["Line", *(fiscal_year_label(year) for year in compared), "All years"]
    said = caption or f"{second.title} less {first.title}, in dollars"
    return table_block(said, headings, rows)


def _in_years(found: Answers, years: Sequence[int]) -> dict[str, list[int]]:
    """Whole dollars of some years, as every table shows them [USD]."""
    shown, places = footed_amounts(found.figures), _places(found, years)
    amounts = {
        "cost": shown.cost,
        "revenue": shown.revenue,
        "unfunded": shown.unfunded,
        "ending": shown.ending,
    }
    return {name: [by_year[place] for place in places] for name, by_year in amounts.items()}


def _places(found: Answers, years: Sequence[int]) -> list[int]:
    return [found.years.index(year) for year in years]


def _by_line(first: Answers, second: Answers, years: Sequence[int]) -> dict[str, list[float]]:
    """Difference of each budget line, without the rounding of large numbers [USD]."""
    before, after = (
        {
            name: [cost[place] for place in _places(found, years)]
            for name, cost in cost_by_budget_line(found.figures).items()
        }
        for found in (first, second)
    )
    nothing = [0.0] * len(years)
    found = {}
    for name in dict.fromkeys([*before, *after]):
        pairs = zip(after.get(name, nothing), before.get(name, nothing), strict=True)
        change = [now - then for now, then in pairs]
        found[name] = [0.0 if abs(amount) < A_CENT else amount for amount in change]
    return found


def rows_table(first: Answers, second: Answers) -> Block:
    """The rows of cost behind the difference, the largest by name, all others as one."""
    change = second.cost_by_row - first.cost_by_row
    size = np.abs(change).sum(axis=1)
    largest = [int(k) for k in np.argsort(-size, kind="stable") if size[k] > A_CENT]
    if not largest:
        return paragraphs("No cost row differs.")
    top, rest = largest[:ROWS_SHOWN], largest[ROWS_SHOWN:]
    names = [first.projection.lines[k].name for k in top]
    change = np.where(np.abs(change) < A_CENT, 0.0, change)
    parts = [change[k] for k in top]
    if rest:
        names.append(how_many(len(rest), "other row"))
        parts.append(change[rest].sum(axis=0))
    totals = _less(footed_amounts(second.figures).cost, footed_amounts(first.figures).cost)
    amounts = footed_rows([part.tolist() for part in parts], totals)
    rows = [_row(name, row) for name, row in zip(names, amounts, strict=True)]
    rows.append(_row("Difference in cost", totals, "total"))
    headings = ["Row", *years_of(first), "All years"]
    return table_block("Rows behind the difference, in dollars", headings, rows)


def assumptions_table(found: Difference) -> Block:
    """Which assumptions differ, cell by cell."""
    if not found.assumptions:
        return paragraphs("The two scenarios have the same assumptions.")
    rows = [_assumption(one) for one in found.assumptions]
    headings = ["Cell", "Meaning", found.first.title, found.second.title, "From"]
    return table_block("Which assumptions differ", headings, rows, words=True)


def _assumption(one: Differing) -> TableRow:
    name = cell_name(one.table, one.row, one.field)
    values = [cell_words(one.column, value) for value in (one.first, one.second)]
    since = fiscal_year_label(one.from_year) if one.from_year else "every year"
    return TableRow(name, [one.column.label, *values, since])


def _drawn_table(found: Difference, drawn: DrawnDifference) -> Block:
    rows = []
    for label, ends in (
        ("Cost", drawn.cost),
        ("Unfunded", drawn.unfunded),
        ("Ending reserve", drawn.reserve),
    ):
        for name, amounts in zip(
            ("5th percentile", "median", "95th percentile"), ends, strict=True
        ):
            rows.append(TableRow(f"{label}, {name}", [dollars(float(x)) for x in amounts]))
    caption = f"Difference in {drawn.draws:,} draws, the same for both scenarios, in dollars"
    said = (
        f'In {share_cell(drawn.less_unfunded)} of the draws "{found.second.title}" leaves less '
        f'unfunded than "{found.first.title}".'
    )
    return joined(
        table_block(caption, ["Difference", *years_of(found.first)], rows), paragraphs(said)
    )


def refresh_block(found: Refresh, plan: str) -> Block:
    """Which public figures change, which cells use them, and what that does to the cost."""
    if not found.changed:
        return paragraphs(
            "The new version has the same figures, sources and dates. Nothing changes."
        )
    told = bullets([_changed(one) for one in found.changed])
    followed = sum(len(one.cells) for one in found.changed)
    if not followed:
        said = f"No cell of {plan} uses them, so its numbers do not change."
        return joined(told, paragraphs(said))
    rest = paragraphs("Nothing was written: this is what the new figures would change.")
    first = table_block(
        "Cells that use a changed figure",
        ["Cell", "Figure"],
        [TableRow(cell, [one.name]) for one in found.changed for cell in one.cells],
        words=True,
    )
    if not np.abs(found.after.cost_by_row - found.before.cost_by_row).max() > A_CENT:
        said = "Even so, the cost does not change by a cent."
        return joined(told, first, paragraphs(said), rest)
    caption = "Cost with the new figures less cost with those in use now, in dollars"
    return joined(told, first, lines_table(found.before, found.after, caption), rest)


def _changed(one: ChangedDefault) -> str:
    name = one.name.replace("_", " ")
    told = [
        f"{figure.value:,.10g} {figure.unit} ({figure.source}, {figure.as_of})"
        for figure in (one.old, one.new)
        if figure
    ]
    if one.new is None:
        return f"{name}: missing from the new version; {told[0]} is kept."
    if one.old is None:
        return f"{name}: new, {told[0]}; nothing in the planner uses it yet."
    return f"{name}: {told[0]}; new: {told[1]}."


def _less(second: list[int], first: list[int]) -> list[int]:
    return [after - before for after, before in zip(second, first, strict=True)]


def _row(name: str, amounts: list[int], style: str = "", *, last: bool = False) -> TableRow:
    """A row with its sum, or for a balance with its last year."""
    total = amounts[-1] if last else sum(amounts)
    return TableRow(name, [dollars(amount) for amount in (*amounts, total)], style)
