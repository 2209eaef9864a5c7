"""Money that ends or is not renewed, and the recurring cost that it covers until then.

One-time sources and prepayments end by their nature. Recurring money ends too, where a source has
an end date, is left out or has no amount from some year on: a levy that is not renewed is a cliff
like a grant. A recurring source of the same kind that starts during the plan is its renewal.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Bools, Floats
from planner.fiscal import share_of_year
from planner.projection.inputs.cases import Inputs
from planner.projection.project import Projection
from planner.projection.yearly_totals import one_time_support

#: What a recurring source may be given as; it ends where that falls to nothing.
_AMOUNTS = ("amount", "amount_per_student", "fee_per_person")


def ending_support(projection: Projection) -> Floats:
    """Recurring cost that money which ends covers, shape (year, case) [USD].

    What one-time sources and prepayments pay of recurring cost, and what recurring sources
    that end, and their renewals, cover of sustained cost.
    """
    ends, renews = ends_in_plan(projection)
    support = one_time_support(projection)
    for covered, counts in zip(projection.structural.covered, ends | renews, strict=True):
        if counts.any():
            support += covered * counts
    return support


def ends_in_plan(projection: Projection) -> tuple[Bools, Bools]:
    """Recurring sources that end within the plan, and their renewals, shape (fund, case or 1)."""
    inputs, funds = projection.inputs, projection.funds
    recurring = np.array([[fund.recurring] for fund in funds], dtype=bool).reshape(-1, 1)
    ends = _stops(inputs) & recurring
    if not ends.any():
        return ends, ends
    starts = inputs.of("funding", "start_date")[:, 0] > inputs.year_starts[0, 0]
    kinds = np.array([fund.kind for fund in funds])
    renewed = np.array([ends[kinds == kind].any(axis=0) for kind in kinds])
    return ends, np.asarray(renewed & starts & recurring & ~ends)


def _stops(inputs: Inputs) -> Bools:
    """Whether a source is there for less of a year than of the year before, or has no amount."""
    starts, ends = inputs.of("funding", "start_date"), inputs.of("funding", "end_date")
    there = share_of_year(starts, ends, inputs.year_starts) * inputs.of("funding", "active")
    stops = (there[:, 1:] < there[:, :-1]).any(axis=1)
    for name in _AMOUNTS:
        amount = inputs.of("funding", name)
        stops = stops | ((amount[:, 1:] == 0.0) & (amount[:, :-1] > 0.0)).any(axis=1)
    return np.asarray(stops)
