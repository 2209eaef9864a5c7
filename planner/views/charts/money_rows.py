"""What the charts of money say and draw: who pays, and the reserve against policy."""

from __future__ import annotations

from planner.analysis.figures import Figures
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.views.board.concern_words import capital, policy_rate, reserve_clause
from planner.views.board.sentences import unfunded_sentence
from planner.views.charts.drawn import Drawn, Rows, amounts_table, stacked_rows, thousands
from planner.views.format.drawn_names import drawn_name
from planner.views.format.footed_amounts import UNFUNDED, footed_amounts, paid_by_payer
from planner.views.format.markup import dollar_row, table
from planner.views.format.money import about, dollars, nearest, with_commas

ENOUGH, BELOW = "At or above policy", "Below policy"
POLICY = "What policy requires"


def payer_rows(found: Figures) -> Drawn:
    """Cost of each year by who pays it, what is unfunded once more by itself."""
    parts, amounts = paid_by_payer(found), footed_amounts(found)
    finding = unfunded_sentence(found)
    rows = stacked_rows(parts, found.years)
    return Drawn(
        title="Who pays",
        finding=finding,
        description=f"Stacked bars of who pays for technology each year: {'; '.join(parts)}. "
        f"{finding}",
        parts=[drawn_name(name) for name in parts],
        datasets={"bars": rows, "hatched": [row for row in rows if row["part"] == UNFUNDED]},
        table_html=amounts_table(
            "Who pays, in dollars", amounts.by_payer, amounts.cost, found.years
        ),
    )


def reserve_rows(found: Figures) -> Drawn:
    """Technology reserve at the end of each year, and what the board's policy requires, if any."""
    has_policy = policy_rate(found) > 0
    against = "against the board's policy" if has_policy else "at the end of each year"
    marks = ", with a mark for the board's policy" if has_policy else ""
    years = [fiscal_year_label(year) for year in found.years]
    finding = f"{capital(reserve_clause(found, explained=True))}."
    return Drawn(
        title=f"The technology reserve {against}",
        finding=finding,
        description=f"Bars of the technology reserve at the end of each year{marks}: from "
        f"{about(found.reserve[0])} in {years[0]} to {about(found.reserve[-1])} in {years[-1]}. "
        f"{finding}",
        parts=[],
        datasets={"reserve": _balances(found, years)},
        table_html=_reserve_table(found, years),
    )


def _balances(found: Figures, years: list[str]) -> Rows:
    return [
        {
            "year": year,
            "balance": thousands(balance),
            "policy": thousands(policy),
            "standing": BELOW if balance < policy - A_CENT else ENOUGH,
            "amount": dollars(balance),
            "required": dollars(policy),
            "policy_is": POLICY,
            "shown": with_commas(nearest(balance / 1000, 1)) if balance > A_CENT else "",
            "empty": "" if balance > A_CENT else "empty",
        }
        for year, balance, policy in zip(years, found.reserve, found.reserve_policy, strict=True)
    ]


def _reserve_table(found: Figures, years: list[str]) -> str:
    amounts = footed_amounts(found)
    above = [e - p for e, p in zip(amounts.ending, amounts.reserve_policy, strict=True)]
    rows = [dollar_row("Reserve", amounts.ending)]
    if policy_rate(found) > 0:
        policy = dollar_row("Policy", amounts.reserve_policy)
        rows = [*rows, policy, dollar_row("Above (below) policy", above)]
    caption = "Technology reserve at the end of the year, in dollars"
    return table(caption, ["Line", *years], rows)
