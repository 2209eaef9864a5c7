"""Fleets of devices, tracked by the year they were bought: what is bought, kept and retired.

A device falls due when it reaches its useful life (and the years it is deferred beyond it), or
in the fiscal year in which its support ends; it leaves when it is replaced, lost or broken
beyond repair. Purchases count from the start of the year. Counts are expected numbers, so they
may have fractions of a device. What is due but not replaced, because a cap or a level purchase is
too small, stays in service and is counted: it is a risk, not a saving.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Floats, Places
from planner.costs.fleet_slots import SlotYears, slot_years
from planner.costs.fleet_terms import Lots, Policy
from planner.costs.fleet_totals import bought_as_due

__all__ = ["FleetYears", "Lots", "Policy", "refresh_units"]


@dataclass(frozen=True)
class FleetYears:
    """What becomes of every fleet, year by year; shape (fleet, year, case) [devices].

    Attributes
    ----------
    bought, in_service : ndarray
        Devices bought, orders already placed included, and devices in service.
    needed, policy, lots, years
        What it was calculated from.
    ages : ndarray, shape (fleet, age, year, case), optional
        In service by age, if it is known already.
    """

    bought: Floats
    in_service: Floats
    needed: Floats
    policy: Policy
    lots: Lots
    years: Floats
    ages: Floats | None = None

    @cached_property
    def by_slot(self) -> SlotYears:
        """The full account, calculated when first needed: draws seldom need it."""
        return slot_years(self.needed, self.policy, self.lots, self.years)

    @property
    def by_age(self) -> Floats:
        """In service by age, the last for all older ones, shape (fleet, age, year, case)."""
        if self.policy.loss_by_age.shape[1] == 1:
            return self.in_service[:, None]
        if self.ages is not None:
            return self.ages
        return self.by_slot.by_age

    @property
    def past_life(self) -> Floats:
        """In service beyond their useful life."""
        return self.by_slot.past_life

    @property
    def past_support(self) -> Floats:
        """In service after their support has ended."""
        return self.by_slot.past_support

    @property
    def retired(self) -> Floats:
        """Retired at the end of their time: what could be traded in."""
        return self.by_slot.retired

    @property
    def retired_early(self) -> Floats:
        """The part of them that the end of support took before the end of useful life."""
        return self.by_slot.retired_early


def refresh_units(needed: Floats, policy: Policy, lots: Lots, years: Floats) -> FleetYears:
    """Devices bought and in service each year.

    Parameters
    ----------
    needed : ndarray, shape (fleet, year, case)
        Devices the fleet must have [devices].
    policy : Policy
        Lives, losses, and what may be bought in a year.
    lots : Lots
        What is in service when the plan starts.
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].

    Returns
    -------
    FleetYears
        Purchases, devices in service, and what is past its time [devices].

    Notes
    -----
    - As due: what is due or missing is bought. A fleet larger than needed buys nothing until
      it has shrunk.
    - Capped: no more than the cap; what is due and not replaced stays, the part with support
      longest, the oldest first to go.
    - Level: the same number every year (never more than needed); the oldest go to make room.

    References
    ----------
    Cohort survival, ours. Zero loss and a life of one year are allowed.

    Examples
    --------
    >>> one = np.ones((1, 4, 1))
    >>> lots = Lots(np.array([0]), np.array([[100.0]]), np.array([[2025.0]]), np.array([[np.inf]]))
    >>> policy = Policy(3 * one, 0 * one, np.inf * one, 0 * one[:, None], 60 * one, np.nan * one)
    >>> roll = refresh_units(100 * one, policy, lots, np.array([2027.0, 2028, 2029, 2030]))
    >>> roll.bought.ravel().tolist(), roll.past_life.ravel().tolist()
    ([0.0, 60.0, 40.0, 0.0], [0.0, 40.0, 0.0, 0.0])
    """
    free = ~policy.is_held() & (policy.loss_by_age.shape[1] == 1)
    asked = needed, policy, lots, years
    if free.all():
        bought, in_service = bought_as_due(*asked)
        return FleetYears(bought, in_service, *asked)
    if not free.any():
        known = slot_years(*asked, in_full=False)
        return FleetYears(known.bought, known.in_service, *asked, known.by_age)
    bought, in_service = np.empty(needed.shape), np.empty(needed.shape)
    own = np.flatnonzero(free)
    bought[own], in_service[own] = bought_as_due(*_of(own, *asked))
    own = np.flatnonzero(~free)
    held = slot_years(*_of(own, *asked), in_full=False)
    bought[own], in_service[own] = held.bought, held.in_service
    return FleetYears(bought, in_service, *asked)


def _of(
    fleets: Places, needed: Floats, policy: Policy, lots: Lots, years: Floats
) -> tuple[Floats, Policy, Lots, Floats]:
    return needed[fleets], policy.of(fleets), lots.of(fleets), years
