"""What a fleet starts with, and the policy by which it is kept and renewed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Bools, Floats, Places, sum_of_rows, unrepeated


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

    fleet: Places
    units: Floats
    bought: Floats
    support_ends: Floats

    def of(self, fleets: Places) -> Lots:
        """The lots of some fleets, which are numbered from 0 on."""
        chosen = np.isin(self.fleet, fleets)
        return Lots(
            np.searchsorted(fleets, self.fleet[chosen]),
            _rows(self.units, chosen),
            _rows(self.bought, chosen),
            _rows(self.support_ends, chosen),
        )

    def by_slot(self, fleets: int) -> tuple[Floats, Floats, Floats]:
        """Units, year of purchase and end of support as (slot, fleet, case).

        The oldest lot of a fleet comes first in every case; empty slots come first.
        """
        count = np.bincount(self.fleet, minlength=fleets)
        slots = int(count.max(initial=0))
        by_fleet = np.argsort(self.fleet, kind="stable")
        fleet = self.fleet[by_fleet]
        slot = np.arange(len(fleet)) - (np.cumsum(count) - count)[fleet]

        def laid_out(of_lots: Floats, empty: float) -> Floats:
            values = unrepeated(of_lots)
            by_slot = np.full((slots, fleets, values.shape[-1]), empty)
            by_slot[slot, fleet] = values[by_fleet]
            return by_slot

        born = laid_out(self.bought, -np.inf)
        oldest_first = np.argsort(born, axis=0, kind="stable")
        unsorted = (laid_out(self.units, 0.0), born, laid_out(self.support_ends, np.inf))
        if oldest_first.shape[-1] > 1:
            units, born, ends = (np.take_along_axis(a, oldest_first, axis=0) for a in unsorted)
        else:  # the same order in every case: whole slots are moved
            units, born, ends = (a[oldest_first[..., 0], np.arange(fleets)] for a in unsorted)
        return units, born, ends


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
    loss_by_age : ndarray, shape (kind, age, year, case)
        Lost or broken beyond repair from one year to the next, by age in the year before; the
        last age covers all older ones [share per year].
    most : ndarray
        Most that may be bought in the year; infinity for no cap [devices].
    level : ndarray
        What is bought every year, due or not; not a number where purchases follow need
        [devices].
    loss_kind : ndarray of int, shape (fleet,), optional
        By which kind of ``loss_by_age`` a fleet loses; each by its own if left out.
    """

    useful_life_years: Floats
    deferred_years: Floats
    support_years: Floats
    loss_by_age: Floats
    most: Floats
    level: Floats
    loss_kind: Places | None = None

    def of(self, fleets: Places) -> Policy:
        """The policy of some fleets."""
        return Policy(
            useful_life_years=_rows(self.useful_life_years, fleets),
            deferred_years=_rows(self.deferred_years, fleets),
            support_years=_rows(self.support_years, fleets),
            loss_by_age=self.loss_by_age,
            most=_rows(self.most, fleets),
            level=_rows(self.level, fleets),
            loss_kind=self.losing()[fleets],
        )

    def unrepeated(self) -> Policy:
        """The policy with a case axis of length 1 where that axis only repeats."""
        return Policy(
            useful_life_years=unrepeated(self.useful_life_years),
            deferred_years=unrepeated(self.deferred_years),
            support_years=unrepeated(self.support_years),
            loss_by_age=unrepeated(self.loss_by_age),
            most=unrepeated(self.most),
            level=unrepeated(self.level),
            loss_kind=self.loss_kind,
        )

    def losing(self) -> Places:
        """The kind of loss of each fleet."""
        return np.arange(len(self.most)) if self.loss_kind is None else self.loss_kind

    def is_held(self) -> Bools:
        """Fleets that may not buy all they miss when they miss it, shape (fleet,)."""
        held = np.isfinite(unrepeated(self.most)) | ~np.isnan(unrepeated(self.level))
        return np.asarray(held.any(axis=(1, 2)))


@dataclass(frozen=True)
class Stock:
    """Purchases of every fleet by slot: lots from the oldest on, then the plan's own.

    Attributes
    ----------
    units : ndarray, shape (lot slot, fleet, case or 1)
        What is there when the plan starts [devices].
    born, ends : ndarray, shape (slot, fleet, case or 1)
        Fiscal year of purchase, and the first that support does not cover [fiscal year].
    orders : ndarray, shape (fleet, case or 1)
        Orders already placed, which count as bought in the first year [devices].
    """

    units: Floats
    born: Floats
    ends: Floats
    orders: Floats

    @classmethod
    def of(cls, policy: Policy, lots: Lots, years: Floats) -> Stock:
        """Slots of all fleets; what does not differ between cases has one case."""
        fleets, count = policy.most.shape[:2]
        units, born, ends = lots.by_slot(fleets)
        bought_in = np.broadcast_to(years[:, None, None], (count, fleets, 1))
        support = unrepeated(policy.support_years).swapaxes(0, 1)
        return cls(
            units=units,
            born=_stacked(born, bought_in),
            ends=_stacked(ends, bought_in + support),
            orders=sum_of_rows(np.where(born >= years[0], units, 0.0)),
        )


def _rows(array: Floats, chosen: Places | Bools) -> Floats:
    """Some rows; a case axis that only repeats stays one."""
    rows = unrepeated(array)[chosen]
    return np.broadcast_to(rows, (*rows.shape[:-1], array.shape[-1]))


def _stacked(above: Floats, below: Floats) -> Floats:
    """Slots above one another, with as many cases as either has."""
    cases = max(above.shape[-1], below.shape[-1])
    parts = [np.broadcast_to(part, (*part.shape[:-1], cases)) for part in (above, below)]
    return np.concatenate(parts)
