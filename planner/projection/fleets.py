"""Devices and their repair in a plan: what is bought, kept and mended, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.case_axis import sum_of_rows
from planner.costs.device_fleets import FleetYears, Lots, Policy, refresh_units
from planner.costs.device_refresh import (
    refresh_cost,
    sustainable_units,
    trade_in_credit,
    units_needed,
    years_served,
)
from planner.costs.device_repair import repair_cost, repair_hours, repair_tickets
from planner.costs.leases import lease_level_cost, lease_payments
from planner.fiscal import Floats, share_of_year
from planner.projection.amounts import Amounts, Bools, Places, kinds_of, plain
from planner.projection.cases import Inputs
from planner.projection.lines import NO_ROWS, Part, paid_as_it_comes
from planner.projection.people import People


@dataclass(frozen=True)
class Fleets:
    """Devices of every fleet, shape (fleet, year, case) each; those left out have none.

    Attributes
    ----------
    needed : ndarray
        Devices the fleet must have [devices].
    level : ndarray
        Yearly purchase that never lets the fleet age past its life [devices].
    policy, lots : Policy, Lots
        How long devices serve, and what is in service when the plan starts.
    roll : FleetYears
        What becomes of every fleet, those left out as if they were in the plan.
    active : ndarray, shape (fleet, year or 1, case or 1)
        0 for fleets that are left out.
    """

    needed: Floats
    level: Floats
    policy: Policy
    lots: Lots
    roll: FleetYears
    active: Floats

    @cached_property
    def bought(self) -> Floats:
        """Devices bought [devices]."""
        return self._in_plan(self.roll.bought)

    @cached_property
    def in_service(self) -> Floats:
        """Devices in service [devices]."""
        return self._in_plan(self.roll.in_service)

    @cached_property
    def by_age(self) -> Floats:
        """In service by age, the last for all older ones, shape (fleet, age, year, case)."""
        whole = self.roll.by_age
        return whole * self.active[:, None] if self._left_out else whole

    @property
    def past_life(self) -> Floats:
        """In service beyond their useful life [devices]."""
        return self._in_plan(self.roll.past_life)

    @property
    def past_support(self) -> Floats:
        """In service after their support has ended [devices]."""
        return self._in_plan(self.roll.past_support)

    @property
    def retired(self) -> Floats:
        """Taken out of service at the end of their time [devices]."""
        return self._in_plan(self.roll.retired)

    @property
    def retired_early(self) -> Floats:
        """The part of them that the end of support took before its time [devices]."""
        return self._in_plan(self.roll.retired_early)

    def _in_plan(self, units: Floats) -> Floats:
        return units * self.active if self._left_out else units

    @cached_property
    def _left_out(self) -> bool:
        return bool((self.active < 1.0).any())


def project_fleets(inputs: Inputs, people: People) -> Fleets:
    """Devices needed, bought and in service."""
    rows = inputs.plan.devices
    shape = (len(rows), len(inputs.years), inputs.cases)
    active = inputs.of("devices", "active")
    served = np.array([people.group(row.serves) for row in rows]).reshape(shape)
    units = units_needed(
        served,
        inputs.of("devices", "units_per_person"),
        inputs.of("devices", "fixed_units"),
        inputs.of("devices", "spares_rate"),
    )
    needed = np.broadcast_to(active * units if (active != 1.0).any() else units, shape)
    life, rates = _life(inputs), inputs.by_age("devices", "loss_rate", "loss_by_age", _ages(inputs))
    loss_kind, losing = kinds_of(_cells(rates))
    loss = np.minimum(with_breakage(inputs, rates[losing]), 1.0)  # a device is lost once
    kind, first = kinds_of(list(zip(loss_kind.tolist(), _cells(life), strict=True)))
    served = years_served(life[first], loss[loss_kind[first]])
    level = sustainable_units(needed, served[kind])
    policy, lots = _policy(inputs, loss, loss_kind, level), _lots(inputs)
    roll = refresh_units(needed, policy, lots, inputs.years)
    return Fleets(needed, level, policy, lots, roll, active)


def _life(inputs: Inputs) -> Floats:
    return inputs.of("devices", "useful_life_years")


def _cells(column: Floats) -> list[tuple[object, ...]]:
    """What rows must have in common to be of a kind; all differ where cases differ."""
    if column.shape[-1] > 1:
        return [(place,) for place in range(len(column))]
    return [(row.tobytes(),) for row in column]


def with_breakage(inputs: Inputs, by_age: Floats) -> Floats:
    """Yearly rates by age, higher or lower as the assumption on breakage says."""
    return np.asarray(by_age * (1.0 + inputs.drivers["breakage_change_rate"]))


def _ages(inputs: Inputs) -> int:
    """Ages that must be told apart: as many as the longest list of rates by age has."""
    losses = [len(row.loss_by_age) for row in inputs.plan.devices]
    repairs = [len(row.repair_by_age) for row in inputs.plan.repair]
    return max([1, *losses, *repairs])


def _policy(inputs: Inputs, loss: Floats, loss_kind: Places, level: Floats) -> Policy:
    capped, even = _flags(inputs, "capped"), _flags(inputs, "even")
    support, shape = inputs.of("devices", "support_years"), level.shape
    return Policy(
        useful_life_years=np.broadcast_to(_life(inputs), shape),
        deferred_years=np.broadcast_to(inputs.of("devices", "deferred_years"), shape),
        support_years=np.broadcast_to(np.where(np.isnan(support), np.inf, support), shape),
        loss_by_age=np.broadcast_to(loss, (*loss.shape[:2], *shape[1:])),
        loss_kind=loss_kind,
        most=np.broadcast_to(np.where(capped, inputs.of("devices", "yearly_cap"), np.inf), shape),
        level=np.where(even, level, np.nan) if even.any() else np.broadcast_to(np.nan, shape),
    )


def _lots(inputs: Inputs) -> Lots:
    """Inventory of the first year; what is counted then does not vary by year."""
    fleets = {row.name: number for number, row in enumerate(inputs.plan.devices)}
    lots = inputs.plan.inventory
    shape = (len(lots), inputs.cases)
    start = inputs.year_starts[0, 0, 0]

    def first(field: str) -> Floats:
        return inputs.of("inventory", field)[:, 0]

    # The fiscal year whose end the support no longer reaches: there the device must go.
    whole_years = np.floor((first("support_ends") - start) / 12.0)
    return Lots(
        fleet=np.array([fleets[lot.name] for lot in lots], dtype=np.intp),
        units=np.broadcast_to(first("units") * first("active"), shape),
        bought=np.broadcast_to(first("bought"), shape),
        support_ends=np.broadcast_to(inputs.years[0] + whole_years, shape),
    )


def refresh(inputs: Inputs, fleets: Fleets) -> Part:
    """What the purchases cost: at once, or by the payments of a lease."""
    table = "devices"
    price, once, index = device_prices(inputs)
    trade_in, leased = inputs.of(table, "trade_in"), _flags(inputs, "lease")
    if not leased.any() and trade_in.shape[2] == 1 and not trade_in.any():
        one = np.ones((1, 1, 1))
        own, each = refresh_cost(one, price, once, one), np.arange(len(price))
        return paid_as_it_comes(
            *(
                Amounts(own, units, each, index)
                if len(index) == 1
                else Amounts(own, units * index, each)
                for units in (fleets.bought, fleets.level)
            )
        )
    bought = refresh_cost(fleets.bought, price, once, index)
    level = refresh_cost(fleets.level, price, once, index)
    paid = bought
    if trade_in.any():
        paid = bought - trade_in_credit(fleets.retired, trade_in, bought)
    terms = [np.nan_to_num(inputs.of(table, f), nan=n) for f, n in _LEASE_TERMS]
    lease = terms[1], terms[0], terms[2]
    return paid_as_it_comes(
        plain(np.where(leased, lease_payments(bought, *lease), paid)),
        plain(np.where(leased, lease_level_cost(level, *lease), level)),
    )


def _flags(inputs: Inputs, replacement: str) -> Bools:
    """Fleets that are replaced in a way, shape (fleet, 1, 1)."""
    rows = inputs.plan.devices
    return np.array([row.replacement == replacement for row in rows], dtype=bool)[:, None, None]


def device_prices(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Price of a device, what is paid once with it, and how both grow, by fleet."""
    table = "devices"
    once = inputs.of(table, "setup_per_unit") + inputs.of(table, "management_license")
    index = inputs.index(table, "price_growth_rate", "device_price_growth_rate")
    return inputs.of(table, "unit_price"), once, index


#: Terms of a lease, and what stands in for fleets that are not leased.
_LEASE_TERMS = (("lease_years", 1.0), ("lease_rate", 0.0), ("lease_buyout_rate", 0.0))


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


def repairs(inputs: Inputs, fleets: Fleets) -> tuple[Part, Repairs]:
    """Repairs of the year and what they cost."""
    table, rows = "repair", inputs.plan.repair
    shape = (len(rows), len(inputs.years), inputs.cases)
    if not rows:
        return NO_ROWS, Repairs(np.zeros(shape), np.zeros(shape))
    by_age = _repaired(inputs, fleets)
    ages = by_age.shape[1]
    rate = with_breakage(inputs, inputs.by_age(table, "repair_rate", "repair_by_age", ages))
    tickets = np.broadcast_to(repair_tickets(by_age, rate, inputs.of(table, "share_rate")), shape)
    crew, plans, own = (
        np.array([row.who == who for row in rows], dtype=np.float64)[:, None, None]
        for who in ("student_crew", "protection_plan", "staff")
    )
    outside = np.where(crew > 0, inputs.of(table, "redone_rate"), 1.0 - own)
    share = inputs.of(table, "active") * share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )
    cost = share * repair_cost(
        sum_of_rows(np.ascontiguousarray(by_age.swapaxes(0, 1))),
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


def _repaired(inputs: Inputs, fleets: Fleets) -> Floats:
    """Devices each row of repair looks after, by age, shape (row, age, year, case)."""
    names = [row.name for row in inputs.plan.devices]
    every = sum_of_rows(fleets.by_age)
    chosen = [
        fleets.by_age[names.index(row.fleet)] if row.fleet else every for row in inputs.plan.repair
    ]
    return np.array(chosen).reshape(len(chosen), *every.shape)
