"""Repair in a plan: what is repaired, by whom, and at what cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats, sum_of_rows
from planner.costs.device_repair import repair_cost, repair_hours, repair_tickets
from planner.fiscal import share_of_year
from planner.projection.expenses.amounts import plain
from planner.projection.expenses.cost_rows import NO_ROWS, TableCost, paid_as_it_comes
from planner.projection.expenses.fleets import Fleets, with_breakage
from planner.projection.inputs.cases import Inputs


@dataclass(frozen=True)
class Repairs:
    """Repairs of every row of the repair table, shape (row, year, case) each.

    Attributes
    ----------
    tickets : ndarray
        Repairs in the year.
    hours : ndarray
        Hours of work that own staff and student crews need for them [hours].
    """

    tickets: Floats
    hours: Floats


def device_repair(inputs: Inputs, fleets: Fleets) -> tuple[TableCost, Repairs]:
    """Repairs of the year and what they cost."""
    table, rows = "repair", inputs.plan.repair
    shape = (len(rows), len(inputs.years), inputs.cases)
    if not rows:
        return NO_ROWS, Repairs(np.zeros(shape), np.zeros(shape))
    by_age = _repaired(inputs, fleets)
    ages = fleets.by_age.shape[1]
    rate = with_breakage(inputs, inputs.by_age(table, "repair_rate", "repair_by_age", ages))
    devices, tickets = np.zeros(shape), np.empty(shape)
    for place, (row, covered) in enumerate(zip(rows, by_age, strict=True)):
        here = slice(place, place + 1)  # row by row: the devices of all are never laid out
        done = inputs.of(table, "share_rate")[here]
        tickets[here] = repair_tickets(covered[None], rate[here], done)
        if row.who == "protection_plan":
            devices[place] = sum_of_rows(covered)
    crew, plans, own = (
        np.array([row.who == who for row in rows], dtype=np.float64)[:, None, None]
        for who in ("student_crew", "protection_plan", "staff")
    )
    outside = np.where(crew > 0, inputs.of(table, "redone_rate"), 1.0 - own)
    share = inputs.of(table, "active") * share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )
    cost = share * repair_cost(
        devices,
        tickets,
        inputs.of(table, "price_per_device") * plans,
        inputs.of(table, "price_per_repair"),
        outside,
        inputs.of(table, "parts_per_repair"),
        inputs.of(table, "hours_per_repair") * crew,
        inputs.of(table, "hourly_wage"),
        inputs.index(table, "price_growth_rate", "general_inflation_rate"),
        inputs.driver_index("wage_growth_rate"),
    )
    works = (crew + own) * share
    hours = repair_hours(tickets, inputs.of(table, "hours_per_repair")) * works
    return paid_as_it_comes(plain(cost)), Repairs(tickets * share, hours)


def _repaired(inputs: Inputs, fleets: Fleets) -> list[Floats]:
    """Devices each row of repair covers, by age, shape (age, year, case) each."""
    by_age = fleets.by_age
    place = {row.name: k for k, row in enumerate(inputs.plan.devices)}
    return [
        by_age[place[row.fleet]] if row.fleet else sum_of_rows(by_age) for row in inputs.plan.repair
    ]
