"""Money for capital: bonds, sinking funds and capital levies that may buy technology.

It buys things that last and may not pay what recurs: subscriptions, maintenance and salaries are
left to other money, by the rules of each state. The year's draw on the proceeds is there from
the month it starts. Left out here: issuing costs, the debt service that repays a bond, and the
interest earned on proceeds not yet spent.
"""

from __future__ import annotations

import numpy as np

from planner.fiscal import Floats


def capital_money(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Capital money for technology in a year.

    Parameters
    ----------
    amount : ndarray
        A full year's draw in the first year of the plan [USD].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year in which it is there [share].

    Returns
    -------
    ndarray
        Money for the year [USD].

    References
    ----------
    Ours: even by months.

    Examples
    --------
    >>> float(capital_money(np.array(800000.0), np.array(1.0), np.array(0.5)))
    400000.0
    """
    return np.asarray(amount * index * share)


def outlives_bond(useful_life_years: Floats, bond_term_years: Floats) -> Floats:
    """Whether a thing lasts at least as long as the bond that pays for it.

    Parameters
    ----------
    useful_life_years : ndarray
        Years of use [years].
    bond_term_years : ndarray
        Years over which the bond is repaid; not a number where there is no such rule [years].

    Returns
    -------
    ndarray
        1 where it does or where there is no rule, else 0 [flag].

    Notes
    -----
    The rule is common advice and law in some states; its general form is unverified.

    References
    ----------
    Unverified: a bond should not outlive what it bought.

    Examples
    --------
    Devices of four years on a bond of three years, of twenty years, and without a rule:

    >>> outlives_bond(np.array(4.0), np.array([3.0, 20.0, np.nan])).tolist()
    [1.0, 0.0, 1.0]
    """
    lasts = np.isnan(bond_term_years) | (useful_life_years >= bond_term_years)
    return np.where(lasts, 1.0, 0.0)
