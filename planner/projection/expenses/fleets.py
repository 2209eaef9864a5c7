"""Devices in a plan: how many are needed, bought and kept.

Fleets that differ only in name and price are calculated once, as a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.costs.device_fleets import FleetYears, Lots, Policy, refresh_units
from planner.costs.device_refresh import sustainable_units, units_needed, years_served
from planner.plan.tables import DeviceRow
from planner.projection.expenses.amounts import cells_of, kinds_of
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People

#: Columns that say what devices cost, not how many there are.
PRICES = frozenset(
    (
        *("unit_price", "setup_per_unit", "management_license", "price_growth_rate"),
        *("trade_in", "lease_years", "lease_rate", "lease_buyout_rate"),
    )
)


@dataclass(frozen=True)
class Fleets:
    """Devices of every fleet; those left out have none.

    Attributes
    ----------
    kind : ndarray of int, shape (fleet,)
        Which fleets are as one but for name and price.
    roll : FleetYears
        What becomes of every kind of fleet, those left out as if they were in the plan.
    level_by_kind : ndarray, shape (kind, year, case)
        Yearly purchase that never lets a fleet age past its life [devices].
    active : ndarray, shape (kind, year or 1, case or 1)
        0 for fleets that are left out.
    lots : Lots
        What is in service when the plan starts, by fleet.
    """

    kind: Places
    roll: FleetYears
    level_by_kind: Floats
    active: Floats
    lots: Lots

    @cached_property
    def bought_by_kind(self) -> Floats:
        """Devices bought by a fleet of each kind, shape (kind, year, case) [devices]."""
        return self._in_plan(self.roll.bought)

    @property
    def bought(self) -> Floats:
        """Devices bought, shape (fleet, year, case) [devices]."""
        return self._each(self.bought_by_kind)

    @cached_property
    def in_service(self) -> Floats:
        """Devices in service, shape (fleet, year, case) [devices]."""
        return self._each(self._in_plan(self.roll.in_service))

    @cached_property
    def by_age(self) -> Floats:
        """In service by age, the last for all older ones, shape (fleet, age, year, case)."""
        whole = self.roll.by_age
        return self._each(whole * self.active[:, None] if self._left_out else whole)

    @property
    def needed(self) -> Floats:
        """Devices the fleet must have, shape (fleet, year, case) [devices]."""
        return self._each(self.roll.needed)

    @property
    def level(self) -> Floats:
        """Yearly purchase that never lets the fleet age past its life [devices]."""
        return self._each(self.level_by_kind)

    @cached_property
    def policy(self) -> Policy:
        """How long devices serve, by fleet."""
        return self.roll.policy.of(self.kind)

    @property
    def past_life(self) -> Floats:
        """In service beyond their useful life, shape (fleet, year, case) [devices]."""
        return self._each(self._in_plan(self.roll.past_life))

    @property
    def past_support(self) -> Floats:
        """In service after their support has ended, shape (fleet, year, case) [devices]."""
        return self._each(self._in_plan(self.roll.past_support))

    @property
    def retired(self) -> Floats:
        """Retired at the end of their time, shape (fleet, year, case) [devices]."""
        return self._each(self._in_plan(self.roll.retired))

    @property
    def retired_early(self) -> Floats:
        """The part of them that the end of support took before its time [devices]."""
        return self._each(self._in_plan(self.roll.retired_early))

    def _each(self, of_kinds: Floats) -> Floats:
        return of_kinds if len(of_kinds) == len(self.kind) else of_kinds[self.kind]

    def _in_plan(self, units: Floats) -> Floats:
        return units * self.active if self._left_out else units

    @cached_property
    def _left_out(self) -> bool:
        return bool((self.active < 1.0).any())


def project_fleets(inputs: Inputs, people: People) -> Fleets:
    """Devices needed, bought and in service."""
    kind, first = _kinds(inputs)
    rows = [inputs.plan.devices[place] for place in first]
    shape = (len(rows), len(inputs.years), inputs.cases)
    active, life = (inputs.of("devices", f)[first] for f in ("active", "useful_life_years"))
    units = units_needed(
        np.array([people.group(row.serves) for row in rows]).reshape(shape),
        inputs.of("devices", "units_per_person")[first],
        inputs.of("devices", "fixed_units")[first],
        inputs.of("devices", "spares_rate")[first],
    )
    needed = np.broadcast_to(active * units if (active != 1.0).any() else units, shape)
    rates = inputs.by_age("devices", "loss_rate", "loss_by_age", _ages(inputs))[first]
    loss_kind, losing = kinds_of(cells_of([rates]))
    loss = np.minimum(with_breakage(inputs, rates[losing]), 1.0)  # a device is lost once
    lived_kind, lived = kinds_of(list(zip(loss_kind.tolist(), cells_of([life]), strict=True)))
    served = years_served(life[lived], loss[loss_kind[lived]])
    level = sustainable_units(needed, served[lived_kind])
    policy, lots = _policy(inputs, rows, first, loss, loss_kind, level), _lots(inputs)
    roll = refresh_units(needed, policy, lots.of(first), inputs.years)
    return Fleets(kind, roll, level, active, lots)


def _kinds(inputs: Inputs) -> tuple[Places, Places]:
    """The kind of each fleet, and the first fleet of each kind."""
    rows, numbers = inputs.plan.devices, inputs.tables["devices"]
    cells = cells_of([column for field, column in numbers.items() if field not in PRICES])
    lots = cells_of(list(inputs.tables["inventory"].values()))
    stock: dict[str, list[tuple[object, ...]]] = {row.name: [] for row in rows}
    for lot, of_lot in zip(inputs.plan.inventory, lots, strict=True):
        stock[lot.name].append(of_lot)
    return kinds_of(
        [
            (*own, row.serves, row.replacement, row.loss_by_age, *sorted(stock[row.name], key=repr))
            for row, own in zip(rows, cells, strict=True)
        ]
    )


def with_breakage(inputs: Inputs, by_age: Floats) -> Floats:
    """Yearly rates by age, higher or lower as the assumption on breakage says."""
    return np.asarray(by_age * (1.0 + inputs.drivers["breakage_change_rate"]))


def _ages(inputs: Inputs) -> int:
    """Ages that must be told apart: as many as the longest list of rates by age has."""
    losses = [len(row.loss_by_age) for row in inputs.plan.devices]
    repairs = [len(row.repair_by_age) for row in inputs.plan.repair]
    return max([1, *losses, *repairs])


def _policy(
    inputs: Inputs,
    rows: Sequence[DeviceRow],
    first: Places,
    loss: Floats,
    loss_kind: Places,
    level: Floats,
) -> Policy:
    def of(field: str) -> Floats:
        return inputs.of("devices", field)[first]

    capped, even = _flags(rows, "capped"), _flags(rows, "even")
    support, shape = of("support_years"), level.shape
    return Policy(
        useful_life_years=np.broadcast_to(of("useful_life_years"), shape),
        deferred_years=np.broadcast_to(of("deferred_years"), shape),
        support_years=np.broadcast_to(np.where(np.isnan(support), np.inf, support), shape),
        loss_by_age=np.broadcast_to(loss, (*loss.shape[:2], *shape[1:])),
        most=np.broadcast_to(np.where(capped, of("yearly_cap"), np.inf), shape),
        level=np.where(even, level, np.nan) if even.any() else np.broadcast_to(np.nan, shape),
        loss_kind=loss_kind,
    )


def _flags(rows: Sequence[DeviceRow], replacement: str) -> Bools:
    """Fleets that are replaced in a way, shape (fleet, 1, 1)."""
    return np.array([row.replacement == replacement for row in rows], dtype=bool)[:, None, None]


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
