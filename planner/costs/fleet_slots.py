"""Fleets slot by slot: every purchase of every year, what is left of it, and how old it is.

The full account: devices by age, past their life or their support, and fleets that may not buy
all they miss. Where only purchases and devices in service are asked for, ``fleet_totals`` is
faster.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from planner.arrays import Bools, Floats, places_with, sum_of_rows
from planner.costs.fleet_terms import Lots, Policy, Stock

#: What cost follows from.
_LEAN = ("bought", "in_service")


@dataclass(frozen=True)
class SlotYears:
    """What becomes of every fleet, year by year; shape (fleet, year, case) [devices].

    Attributes
    ----------
    bought, in_service : ndarray
        Devices bought, orders already placed included, and devices in service.
    by_age : ndarray, shape (fleet, age, year, case)
        Devices in service by age; the last age covers all older ones.
    past_life, past_support : ndarray
        In service beyond their useful life, and after their support has ended.
    retired : ndarray
        Retired at the end of their time: what could be traded in.
    retired_early : ndarray
        The part of them that the end of support took before the end of useful life.
    """

    bought: Floats
    in_service: Floats
    by_age: Floats
    past_life: Floats
    past_support: Floats
    retired: Floats
    retired_early: Floats


def slot_years(
    needed: Floats, policy: Policy, lots: Lots, years: Floats, *, in_full: bool = True
) -> SlotYears:
    """What becomes of every fleet, year by year.

    Parameters
    ----------
    needed : ndarray, shape (fleet, year, case)
        Devices the fleet must have [devices].
    policy, lots : Policy, Lots
        How fleets are kept and renewed, and what is in service when the plan starts.
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].
    in_full : bool
        Whether more is asked for than what cost follows from: devices bought, in service and by
        age; the rest is not a number otherwise [yes or no].

    Returns
    -------
    SlotYears
        Purchases, devices in service by age, and what is past its time [devices].

    References
    ----------
    Cohort survival, ours; see ``refresh_units``.

    Examples
    --------
    >>> one = np.ones((1, 3, 1))
    >>> lots = Lots(np.array([0]), np.array([[9.0]]), np.array([[2026.0]]), np.array([[np.inf]]))
    >>> policy = Policy(
    ...     2 * one, 1 * one, np.inf * one, 0 * one[:, None], np.inf * one, np.nan * one
    ... )
    >>> slot_years(9 * one, policy, lots, np.array([2027.0, 2028, 2029])).past_life.ravel().tolist()
    [0.0, 9.0, 0.0]
    """
    fleets = _Fleets(needed, policy, lots, years, in_full=in_full)
    for t in range(len(years)):
        fleets.one_year(t)
    return fleets.found


class _Fleets:
    """Stock of every fleet by slot: lots from the oldest on, then the plan's own purchases.

    What does not differ between cases has a case axis of length 1 and is found once for all.
    """

    def __init__(
        self, needed: Floats, policy: Policy, lots: Lots, years: Floats, *, in_full: bool
    ) -> None:
        self.in_full = in_full
        (fleets, count, cases), self.needed, self.years = needed.shape, needed, years
        self.policy = policy.unrepeated()
        start = Stock.of(policy, lots, years)
        self.before = len(start.units)
        self.first = 0  # the oldest slot with anything in it
        self.stock = np.zeros((self.before + count, fleets, cases))
        self.stock[: self.before] = start.units
        self.born, self.ends, self.orders = start.born, start.ends, start.orders
        #: Fleets that may not buy all they miss when they miss it.
        self.held = np.flatnonzero(policy.is_held())
        nothing = np.broadcast_to(np.nan, needed.shape)
        found = {
            field.name: np.empty(needed.shape) if in_full or field.name in _LEAN else nothing
            for field in fields(SlotYears)
        }
        found["by_age"] = np.empty((fleets, policy.loss_by_age.shape[1], count, cases))
        self.found = SlotYears(**found)

    def one_year(self, t: int) -> None:
        """Lose what is lost, buy what the policy buys, retire what is replaced."""
        here, policy, found = slice(self.first, self.before + t), self.policy, self.found
        stock, age = self.stock[here], self.years[t] - self.born[here]
        if t > 0:
            stock *= self._surviving(age - 1.0, t)
        old = age >= policy.useful_life_years[:, t]
        unsupported = self.years[t] >= self.ends[here]
        due = unsupported | (age >= policy.useful_life_years[:, t] + policy.deferred_years[:, t])
        too_early = unsupported & ~old
        if self.in_full:
            found.retired[:, t] = _total_of(stock, due)
            found.retired_early[:, t] = _total_of(stock, too_early)
        # Taken, not indexed: slots stay the outer axis in memory, and are added up in order.
        parts: tuple[Any, ...] = (stock, due, unsupported, too_early)
        held = [part.take(self.held, axis=1) for part in parts if self.held.size]
        for slot in places_with(due):
            np.copyto(stock[slot], 0.0, where=due[slot])
        there = sum_of_rows(stock)
        new = np.maximum(self.needed[:, t] - there, 0.0)
        if held:
            new[self.held], kept = self._held_back(t, new[self.held], *held[:3])
            stock[:, self.held], gone = kept, held[0] - kept
            there[self.held] = sum_of_rows(kept)
            if self.in_full:
                found.retired[self.held, t] = sum_of_rows(gone)
                found.retired_early[self.held, t] = _total_of(gone, held[3])
        self.stock[self.before + t] = new
        found.bought[:, t] = new + (self.orders if t == 0 else 0.0)
        found.in_service[:, t] = there + new
        if self.in_full:
            due[:, self.held] = False  # what is due has left, unless it was held back
            found.past_life[:, t] = _total_of(stock, old & ~due)
            found.past_support[:, t] = _total_of(stock, unsupported & ~due)
        self._note_ages(t)
        while self.first < self.before + t and not self.stock[self.first].any():
            self.first += 1

    def _held_back(
        self, t: int, wanted: Floats, stock: Floats, due: Bools, unsupported: Bools
    ) -> tuple[Floats, Floats]:
        """What fleets with a cap or a level purchase buy, and what they keep."""
        needed, most = self.needed[self.held, t], self.policy.most[self.held, t]
        level = np.minimum(self.policy.level[self.held, t], needed)
        is_level = np.isnan(level)
        new = np.where(is_level, np.minimum(wanted, most), level)
        kept = _newest(np.where(due, 0.0, stock), np.where(is_level, np.inf, needed - new))
        left_over, stay = np.where(due, stock, 0.0), np.maximum(wanted - new, 0.0)
        supported = _newest(np.where(unsupported, 0.0, left_over), stay)
        kept += supported
        kept += _newest(np.where(unsupported, left_over, 0.0), stay - sum_of_rows(supported))
        return new, kept

    def _surviving(self, age: Floats, t: int) -> Floats:
        """Share of every slot that is not lost, by its age in the year before."""
        by_age = 1.0 - self.policy.loss_by_age[self.policy.losing(), :, t]
        if by_age.shape[1] == 1:
            return np.asarray(by_age.swapaxes(0, 1))
        place = np.clip(age, 0, by_age.shape[1] - 1).astype(np.intp).swapaxes(0, 1)
        return np.asarray(np.take_along_axis(by_age, place, axis=1).swapaxes(0, 1))

    def _note_ages(self, t: int) -> None:
        by_age = self.found.by_age
        last = by_age.shape[1] - 1
        if last == 0:
            by_age[:, 0, t] = self.found.in_service[:, t]
            return
        here = slice(self.first, self.before + t + 1)
        age = np.clip(self.years[t] - self.born[here], 0, last)
        for k in range(last + 1):
            by_age[:, k, t] = _total_of(self.stock[here], age == k)


def _total_of(units: Floats, chosen: Bools) -> Floats:
    """Sum over slots of what is chosen, one after the other."""
    found = np.zeros(units.shape[1:])
    for slot in places_with(chosen):
        found += np.where(chosen[slot], units[slot], 0.0)
    return found


def _newest(units: Floats, room: Floats) -> Floats:
    """As many as there is room for, the newest first."""
    taken, counted = np.empty_like(units), np.zeros(units.shape[1:])
    for slot in reversed(range(len(units))):
        counted += units[slot]
        taken[slot] = np.clip(room - (counted - units[slot]), 0.0, units[slot])
    return taken
