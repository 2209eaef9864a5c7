"""What was published of a scenario, as a list that the page calculates again to check itself."""

from __future__ import annotations

from math import floor

from planner.analysis.figures import Figures


def published_amounts(found: Figures) -> list[int]:
    """Every amount by year that a page shows of a scenario, in whole cents.

    Totals first, then what each row costs and what of it is unfunded, then what each source
    brings in.

    Parameters
    ----------
    found : Figures
        What the scenario means.

    Returns
    -------
    list of int
        In an order that depends on the plan alone [cents].
    """
    by_year = [
        found.cost,
        found.sustained_cost,
        found.recurring_revenue,
        found.structural_balance,
        found.unfunded,
        found.recurring_on_one_time,
        found.base_to_restore,
        found.reserve,
        found.reserve_policy,
    ]
    of_rows = [amounts for row in found.rows for amounts in (row.cost, row.unfunded)]
    received = [source.revenue for source in found.sources]
    return [
        floor(amount * 100 + 0.5)
        for amounts in [*by_year, *of_rows, *received]
        for amount in amounts
    ]


def differing(published: list[int], computed: list[int]) -> int:
    """How many amounts differ; all of them if there are more or fewer [amounts].

    >>> differing([100, 250], [100, 251]), differing([100], [100])
    (1, 0)
    """
    if len(published) != len(computed):
        return len(published)
    return len([1 for one, other in zip(published, computed, strict=True) if one != other])
