"""Fleets of devices, held by the year they were bought: what is bought, kept and let go.

A device falls due when it reaches its useful life (and the years it is deferred beyond it), or
in the fiscal year in which its support ends; it leaves when it is replaced, lost or broken
beyond repair. Purchases stand at the start of the year. Counts are expected numbers, so they
may hold fractions of a device. What is due and not replaced, because a cap or a level purchase
does not reach, stays in service and is counted: it is a risk, not a saving.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from planner.costs.escalation import Floats

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Lots:
    """Devices in service when the plan starts, one lot for each fleet and year of purchase.

    Attributes
    ----------
    fleet : ndarray of int, shape (lot,)
        Which fleet each lot belongs to.
    units : ndarray, shape (lot, case)
        Devices of the lot [devices].
    bought : ndarray, shape (lot, case)
        Fiscal year of purchase; the plan's first year for orders already placed.
    support_ends : ndarray, shape (lot, case)
        First fiscal year that support does not cover to its end [fiscal year].
    """

    fleet: np.ndarray[tuple[int], np.dtype[np.intp]]
    units: Floats
    bought: Floats
    support_ends: Floats


@dataclass(frozen=True)
class Policy:
    """How long devices serve, and how many may be bought in a year.

    Arrays have the shape (fleet, year, case) unless said otherwise.

    Attributes
    ----------
    useful_life_years : ndarray
        Years of use: bought in 2027 with a life of 5, it serves 2027 to 2031 [years].
    deferred_years : ndarray
        Years it is kept in service beyond that before it falls due [years].
    support_years : ndarray
        Fiscal years of support that a device bought in the year has [years].
    loss_by_age : ndarray, shape (fleet, age, year, case)
        Lost or broken beyond repair from one year to the next, by age in the year before; the
        last age stands for all older ones [share per year].
    most : ndarray
        Most that may be bought in the year; infinity for no cap [devices].
    level : ndarray
        What is bought every year, due or not; not a number where purchases follow need
        [devices].
    """

    useful_life_years: Floats
    deferred_years: Floats
    support_years: Floats
    loss_by_age: Floats
    most: Floats
    level: Floats


@dataclass(frozen=True)
class FleetYears:
    """What becomes of every fleet, year by year; shape (fleet, year, case) [devices].

    Attributes
    ----------
    bought, in_service : ndarray
        Devices bought, orders already placed included, and devices in service.
    by_age : ndarray, shape (fleet, age, year, case)
        Devices in service by age; the last age stands for all older ones.
    past_life, past_support : ndarray
        In service beyond their useful life, and after their support has ended.
    retired : ndarray
        Taken out of service at the end of their time: what could be traded in.
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
    fleets = _Fleets(needed, policy, lots, years)
    for t in range(len(years)):
        fleets.one_year(t)
    return fleets.found


class _Fleets:
    """Stock of every fleet by slot: lots from the oldest on, then the plan's own purchases.

    What does not differ between cases has a case axis of length 1 and is found once for all.
    """

    def __init__(self, needed: Floats, policy: Policy, lots: Lots, years: Floats) -> None:
        (fleets, count, cases), self.needed, self.years = needed.shape, needed, years
        self.policy = Policy(**{name: _once(array) for name, array in vars(policy).items()})
        units, born, ends = _by_slot(lots, fleets)
        self.before = len(born)
        self.first = 0  # the oldest slot with anything in it
        self.stock = np.zeros((self.before + count, fleets, cases))
        self.stock[: self.before] = units
        bought_in = np.broadcast_to(years[:, None, None], (count, fleets, 1))
        self.born = _stacked(born, bought_in)
        self.ends = _stacked(ends, bought_in + self.policy.support_years.swapaxes(0, 1))
        self.orders = _total(np.where(born >= years[0], units, 0.0))
        held = np.isfinite(self.policy.most) | ~np.isnan(self.policy.level)
        #: Fleets that may not buy all they miss when they miss it.
        self.held = np.flatnonzero(held.any(axis=(1, 2)))
        found = {field.name: np.empty(needed.shape) for field in fields(FleetYears)}
        found["by_age"] = np.empty((fleets, policy.loss_by_age.shape[1], count, cases))
        self.found = FleetYears(**found)

    def one_year(self, t: int) -> None:
        """Lose what is lost, buy what the policy buys, let go of what is replaced."""
        here, policy, found = slice(self.first, self.before + t), self.policy, self.found
        stock, age = self.stock[here], self.years[t] - self.born[here]
        if t > 0:
            stock *= self._surviving(age - 1.0, t)
        old = age >= policy.useful_life_years[:, t]
        unsupported = self.years[t] >= self.ends[here]
        due = unsupported | (age >= policy.useful_life_years[:, t] + policy.deferred_years[:, t])
        too_early = unsupported & ~old
        retired, early = _total_of(stock, due), _total_of(stock, too_early)
        # Taken, not indexed: slots stay the outer axis in memory, and are added up in order.
        parts: tuple[Any, ...] = (stock, due, unsupported, too_early)
        held = [part.take(self.held, axis=1) for part in parts if self.held.size]
        for slot in np.flatnonzero(due.any(axis=(1, 2))):
            np.copyto(stock[slot], 0.0, where=due[slot])
        there = _total(stock)
        new = np.maximum(self.needed[:, t] - there, 0.0)
        if held:
            new[self.held], kept = self._held_back(t, new[self.held], *held[:3])
            stock[:, self.held], gone = kept, held[0] - kept
            there[self.held], retired[self.held] = _total(kept), _total(gone)
            early[self.held] = _total_of(gone, held[3])
        self.stock[self.before + t] = new
        found.bought[:, t] = new + (self.orders if t == 0 else 0.0)
        found.in_service[:, t] = there + new
        due[:, self.held] = False  # what is due has left, unless it was held back
        found.past_life[:, t] = _total_of(stock, old & ~due)
        found.past_support[:, t] = _total_of(stock, unsupported & ~due)
        found.retired[:, t], found.retired_early[:, t] = retired, early
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
        kept += _newest(np.where(unsupported, left_over, 0.0), stay - _total(supported))
        return new, kept

    def _surviving(self, age: Floats, t: int) -> Floats:
        """Share of every slot that is not lost, by its age in the year before."""
        by_age = 1.0 - self.policy.loss_by_age[:, :, t]
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


def _once(array: Floats) -> Floats:
    """The array with a case axis of length 1 where that axis only repeats."""
    return array[..., :1] if array.strides[-1] == 0 else array


def _by_slot(lots: Lots, fleets: int) -> tuple[Floats, Floats, Floats]:
    """Lots as (slot, fleet, case), the oldest first in every case; empty slots stand before."""
    count = np.bincount(lots.fleet, minlength=fleets)
    slots = int(count.max(initial=0))
    by_fleet = np.argsort(lots.fleet, kind="stable")
    fleet = lots.fleet[by_fleet]
    slot = np.arange(len(fleet)) - (np.cumsum(count) - count)[fleet]

    def laid_out(of_lots: Floats, empty: float) -> Floats:
        values = _once(of_lots)
        by_slot = np.full((slots, fleets, values.shape[-1]), empty)
        by_slot[slot, fleet] = values[by_fleet]
        return by_slot

    born = laid_out(lots.bought, -np.inf)
    oldest_first = np.argsort(born, axis=0, kind="stable")
    unsorted = (laid_out(lots.units, 0.0), born, laid_out(lots.support_ends, np.inf))
    if oldest_first.shape[-1] > 1:
        units, born, ends = (np.take_along_axis(a, oldest_first, axis=0) for a in unsorted)
    else:  # the same order in every case: whole slots are moved
        units, born, ends = (a[oldest_first[..., 0], np.arange(fleets)] for a in unsorted)
    return units, born, ends


def _stacked(above: Floats, below: Floats) -> Floats:
    """Slots above one another, with as many cases as either has."""
    cases = max(above.shape[-1], below.shape[-1])
    parts = [np.broadcast_to(part, (*part.shape[:-1], cases)) for part in (above, below)]
    return np.concatenate(parts)


def _total(units: Floats) -> Floats:
    """Sum over slots, one after the other; NumPy adds a single column in another order."""
    if units[:1].size == 1:
        return np.asarray(np.cumsum(units, axis=0)[-1])
    return np.asarray(np.add.reduce(units, axis=0))


def _total_of(units: Floats, chosen: Bools) -> Floats:
    """Sum over slots of what is chosen, one after the other."""
    total = np.zeros(units.shape[1:])
    for slot in np.flatnonzero(chosen.any(axis=(1, 2))):
        total += np.where(chosen[slot], units[slot], 0.0)
    return total


def _newest(units: Floats, room: Floats) -> Floats:
    """As many as there is room for, the newest first."""
    taken, counted = np.empty_like(units), np.zeros(units.shape[1:])
    for slot in reversed(range(len(units))):
        counted += units[slot]
        taken[slot] = np.clip(room - (counted - units[slot]), 0.0, units[slot])
    return taken
