"""Cyber incidents, outside the budget: what is kept of a loss, what to expect, what pays."""

from __future__ import annotations

from planner.rulebook.answer import Incident
from planner.rulebook.inputs import Cells, Tables


def incident_years(
    number: int, tables: dict[int, Tables], price: dict[str, dict[int, float]]
) -> dict[int, Incident]:
    """One kind of incident through all years; prices are those of the security services."""
    found = {}
    for year, now in tables.items():
        row = now.rows["incidents"][number]
        low = kept(row["loss_low"], row, now)
        high = kept(row["loss_high"], row, now)
        found[year] = Incident(
            kept=(low, high),
            expected=(row["per_year_low"] * low, row["per_year_high"] * high),
            days=(
                row["per_year_low"] * row["days_low"],
                row["per_year_high"] * row["days_high"],
            ),
            break_even=chance(row, (low, high), price, year),
        )
    return found


def kept(loss: float, row: Cells, tables: Tables) -> float:
    """What the district keeps of a loss."""
    if not row["insurance"]:
        return loss
    policy = next(other for other in tables.rows["security"] if other["name"] == row["insurance"])
    deductible = policy["deductible"] or 0.0
    above = 0.0
    if policy["coverage_limit"] is not None:
        above = max(loss - deductible - policy["coverage_limit"], 0.0)
    return float(min(loss, deductible) + above)


def chance(
    row: Cells, losses: tuple[float, float], price: dict[str, dict[int, float]], year: int
) -> tuple[float, float] | None:
    """Yearly chance above which the contract pays for itself: infinite where nothing is lost."""
    if not row["contract"]:
        return None
    paid = price[row["contract"]][year]
    low, high = losses
    return pays_above(paid, low), pays_above(paid, high)


def pays_above(paid: float, loss: float) -> float:
    """Yearly chance of one loss above which a price is worth paying."""
    return paid / loss if loss > 0 else float("inf")
