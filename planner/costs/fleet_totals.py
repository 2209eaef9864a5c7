"""Fleets that buy what they miss: purchases and devices in service, without the slots between.

A fleet that loses the same share at every age can be counted as one sum: each purchase is held
as what it would have been without loss, and one share represents all that has been lost since
the plan began. A year then takes out what falls due, and nothing else is touched.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from planner.arrays import Bools, Floats, Places, places_with, sum_of_rows
from planner.costs.fleet_terms import Lots, Policy, Stock

#: Below this share of a fleet all of it counts as lost.
_ALL_LOST = 1e-100


def bought_as_due(
    needed: Floats, policy: Policy, lots: Lots, years: Floats
) -> tuple[Floats, Floats]:
    """Devices bought and in service, of fleets that buy all they miss.

    Parameters
    ----------
    needed : ndarray, shape (fleet, year, case)
        Devices the fleet must have [devices].
    policy, lots : Policy, Lots
        How fleets are renewed, with one rate of loss for all ages and no cap or level purchase,
        and what is in service when the plan starts.
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].

    Returns
    -------
    tuple of two ndarray, shape (fleet, year, case)
        Bought, orders already placed included, and in service [devices].

    References
    ----------
    Cohort survival, ours; the same as ``slot_years`` but for rounding.

    Examples
    --------
    A third is lost every year. Of nine devices six are left in the second year; in the third they
    fall due, and of the three bought two are left:

    >>> one = np.ones((1, 3, 1))
    >>> lots = Lots(np.array([0]), np.array([[9.0]]), np.array([[2026.0]]), np.array([[np.inf]]))
    >>> loss = one[:, None] / 3
    >>> policy = Policy(3 * one, 0 * one, np.inf * one, loss, np.inf * one, np.nan * one)
    >>> bought, _ = bought_as_due(9 * one, policy, lots, np.array([2027.0, 2028, 2029]))
    >>> bought.round(9).ravel().tolist()
    [0.0, 3.0, 7.0]
    """
    fleets = _FreeFleets(needed, policy, lots, years)
    for t in range(len(years)):
        fleets.one_year(t)
    return fleets.bought, fleets.in_service


class _FreeFleets:
    """Purchases by slot, undiminished, and what of each fleet is there."""

    def __init__(self, needed: Floats, policy: Policy, lots: Lots, years: Floats) -> None:
        (fleets, count, cases), self.needed = needed.shape, needed
        self.years, self.policy = years, policy.unrepeated()
        self.stock = start = Stock.of(policy, lots, years)
        self.before = len(start.units)
        self.whole = np.empty((self.before + count, fleets, cases))
        self.whole[: self.before] = start.units
        self.there = np.array(np.broadcast_to(sum_of_rows(start.units), (fleets, cases)))
        self.gone = np.zeros((self.before + count, fleets, 1), dtype=bool)
        self.kept = 1.0 - self.policy.loss_by_age[:, 0]
        if len(self.kept) > 1:
            self.kept = self.kept[policy.losing()]
        self.left = np.ones((len(self.kept), self.kept.shape[-1]))
        self.bought, self.in_service = np.empty(needed.shape), np.empty(needed.shape)

    def one_year(self, t: int) -> None:
        """Lose what is lost, retire what is due, buy what is missing."""
        if t > 0:
            self._lose(t)
        self._let_go(self._leaving(t))
        there = self.left * self.there
        in_service, bought = self.in_service[:, t], self.bought[:, t]
        np.maximum(there, self.needed[:, t], out=in_service)
        np.subtract(in_service, there, out=bought)
        self.there += np.divide(bought, self.left, out=self.whole[self.before + t])
        if t == 0:
            bought += self.stock.orders

    def _lose(self, t: int) -> None:
        self.left = self.left * self.kept[:, t]
        lost = self.left < _ALL_LOST
        if lost.any():
            self.left = np.where(lost, 1.0, self.left)
            self.there[:] = np.where(lost, 0.0, self.there)
            self.whole[: self.before + t] *= ~lost

    def _leaving(self, t: int) -> Bools:
        """What falls due in this year and has not before, shape (slot, fleet, case or 1)."""
        here, policy = slice(0, self.before + t), self.policy
        longest = policy.useful_life_years[:, t] + policy.deferred_years[:, t]
        due = self.years[t] - self.stock.born[here] >= longest
        due = due | (self.years[t] >= self.stock.ends[here])
        newly = due & ~self.gone[here]
        if newly.shape[-1] > self.gone.shape[-1]:
            self.gone = np.repeat(self.gone, newly.shape[-1], axis=-1)
        self.gone[here] |= due
        return np.asarray(newly)

    def _let_go(self, leaving: Bools) -> None:
        """Take out what falls due, the oldest of every fleet first."""
        if leaving.shape[-1] > 1:
            for slot in places_with(leaving):
                self.there -= np.where(leaving[slot], self.whole[slot], 0.0)
            return
        for slots, fleets in _rounds(leaving.tobytes(), leaving.shape[:2]):
            goes = self.whole[slots, fleets]
            if len(fleets) == len(self.there):
                self.there -= goes
            else:
                self.there[fleets] -= goes


@lru_cache(maxsize=256)
def _rounds(leaving: bytes, shape: tuple[int, ...]) -> list[tuple[Places, Places]]:
    """Slots and fleets of what leaves, in rounds in which no fleet comes twice.

    The same for every block of draws of a plan, so that it is found once.
    """
    slot, fleet = np.nonzero(np.frombuffer(leaving, dtype=np.bool_).reshape(shape))
    found = []
    while len(fleet):
        own, first = np.unique(fleet, return_index=True)
        found.append((slot[first], own))
        slot, fleet = np.delete(slot, first), np.delete(fleet, first)
    return found
