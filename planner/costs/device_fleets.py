"""Fleets of devices, held by the year they were bought: what is bought, kept and let go.

A device falls due when it reaches its useful life (and the years it is deferred beyond it), or
in the fiscal year in which its support ends; it leaves when it is replaced, lost or broken
beyond repair. Purchases stand at the start of the year. Counts are expected numbers, so they
may hold fractions of a device. What is due and not replaced, because a cap or a level purchase
does not reach, stays in service and is counted: it is a risk, not a saving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.costs.escalation import Floats


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
    return _Fleets(needed, policy, lots, years).roll()


class _Fleets:
    """Stock of every fleet by slot: lots from the oldest on, then the plan's own purchases."""

    def __init__(self, needed: Floats, policy: Policy, lots: Lots, years: Floats) -> None:
        fleets, count, cases = needed.shape
        self.needed, self.policy, self.years = needed, policy, years
        units, born, ends = _by_slot(lots, fleets, cases)
        self.before = units.shape[0]
        later = np.zeros((count, fleets, cases))
        self.stock = np.concatenate([units, later])
        self.born = np.concatenate([born, later + years[:, None, None]])
        bought_in = np.moveaxis(np.broadcast_to(policy.support_years, needed.shape), 1, 0)
        self.ends = np.concatenate([ends, years[:, None, None] + bought_in])
        self.orders = _total(np.where(born >= years[0], units, 0.0))
        ages = policy.loss_by_age.shape[1]
        self.found = FleetYears(
            bought=np.zeros_like(needed),
            in_service=np.zeros_like(needed),
            by_age=np.zeros((fleets, ages, count, cases)),
            past_life=np.zeros_like(needed),
            past_support=np.zeros_like(needed),
            retired=np.zeros_like(needed),
            retired_early=np.zeros_like(needed),
        )

    def roll(self) -> FleetYears:
        """All years, one after the other."""
        for t in range(len(self.years)):
            self.one_year(t)
        return self.found

    def one_year(self, t: int) -> None:
        """Lose what is lost, buy what the policy buys, let go of what is replaced."""
        here, policy, found = slice(0, self.before + t), self.policy, self.found
        stock, age = self.stock[here], self.years[t] - self.born[here]
        if t > 0:
            stock *= 1.0 - self._loss(age - 1.0, t)
        old = age >= policy.useful_life_years[:, t]
        unsupported = self.years[t] >= self.ends[here]
        due = unsupported | (age >= policy.useful_life_years[:, t] + policy.deferred_years[:, t])
        fine, left_over = np.where(due, 0.0, stock), np.where(due, stock, 0.0)
        wanted = np.maximum(self.needed[:, t] - _total(fine), 0.0)
        level = np.minimum(policy.level[:, t], self.needed[:, t])
        is_level = np.isnan(level)
        new = np.where(is_level, np.minimum(wanted, policy.most[:, t]), level)
        room = np.where(is_level, np.inf, self.needed[:, t] - new)
        kept = _newest(fine, room)
        stay = np.maximum(wanted - new, 0.0)
        supported = _newest(np.where(unsupported, 0.0, left_over), stay)
        kept += supported
        kept += _newest(np.where(unsupported, left_over, 0.0), stay - _total(supported))
        gone = stock - kept
        stock[:] = kept
        self.stock[self.before + t] = new
        found.bought[:, t] = new + (self.orders if t == 0 else 0.0)
        found.in_service[:, t] = _total(kept) + new
        found.past_life[:, t] = _total(np.where(old, kept, 0.0))
        found.past_support[:, t] = _total(np.where(unsupported, kept, 0.0))
        found.retired[:, t] = _total(gone)
        found.retired_early[:, t] = _total(np.where(unsupported & ~old, gone, 0.0))
        self._note_ages(t)

    def _loss(self, age: Floats, t: int) -> Floats:
        """Loss of every slot by its age in the year before."""
        by_age = self.policy.loss_by_age[:, :, t]
        shape = (by_age.shape[0], by_age.shape[1], age.shape[2])
        place = np.clip(age, 0, shape[1] - 1).astype(np.intp).transpose(1, 0, 2)
        chosen = np.take_along_axis(np.broadcast_to(by_age, shape), place, axis=1)
        return np.asarray(chosen.transpose(1, 0, 2))

    def _note_ages(self, t: int) -> None:
        here = slice(0, self.before + t + 1)
        stock = self.stock[here]
        by_age = self.found.by_age
        last = by_age.shape[1] - 1
        age = np.clip(self.years[t] - self.born[here], 0, last)
        for years_old in range(last + 1):
            by_age[:, years_old, t] = _total(np.where(age == years_old, stock, 0.0))


def _by_slot(lots: Lots, fleets: int, cases: int) -> tuple[Floats, Floats, Floats]:
    """Lots as (slot, fleet, case), the oldest first in every case; empty slots stand before."""
    slots = int(np.bincount(lots.fleet, minlength=fleets).max()) if len(lots.fleet) else 0
    units = np.zeros((slots, fleets, cases))
    born = np.full((slots, fleets, cases), -np.inf)
    ends = np.full((slots, fleets, cases), np.inf)
    for fleet in range(fleets):
        own = np.flatnonzero(lots.fleet == fleet)
        units[: len(own), fleet] = lots.units[own]
        born[: len(own), fleet] = lots.bought[own]
        ends[: len(own), fleet] = lots.support_ends[own]
    oldest_first = np.argsort(born, axis=0, kind="stable")
    sorted_slots = [np.take_along_axis(a, oldest_first, axis=0) for a in (units, born, ends)]
    return sorted_slots[0], sorted_slots[1], sorted_slots[2]


def _total(units: Floats) -> Floats:
    """Sum over slots, one after the other, so that it does not depend on how many cases run.

    NumPy adds slot by slot along the first axis, except where nothing stands beside it: a single
    column it would add in another order.
    """
    if units[:1].size == 1:
        return np.asarray(np.cumsum(units, axis=0)[-1])
    return np.asarray(units.sum(axis=0))


def _newest(units: Floats, room: Floats) -> Floats:
    """As many as there is room for, the newest first."""
    newer = np.cumsum(units[::-1], axis=0)[::-1] - units
    return np.clip(room - newer, 0.0, units)
