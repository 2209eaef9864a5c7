"""Cyber incidents: what is at stake in a year. They are outside the budget, never in it.

A loss is a range, from a low to a high frequency and from a low to a high cost; each end is
calculated separately. An incident can happen at any time in the year, and costs the dollars that
were typed. Two published ranges are far apart, because one is of selected cases and the other of
victims of ransomware, so neither is a default:

- GAO-23-105480 (October 2022): 3 days to 3 weeks of learning lost, 2 to 9 months to recover,
  $50 thousand to $1 million (the dollars as quoted by the White House in August 2023);
- Sophos, lower education, 2025 (worldwide, organizations that were hit): mean recovery of $2.28
  million; $3.76 million the year before.

Left out on purpose: a return on security spending. Nobody has published how much a contract
lowers the chance or the loss, so only the chance at which it would pay for itself is given, for
the board to judge.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def retained_loss(loss: Floats, deductible: Floats, limit: Floats) -> Floats:
    """How much of one loss the district itself pays.

    Parameters
    ----------
    loss : ndarray
        What one incident costs before insurance [USD].
    deductible : ndarray
        What the district pays before the insurer does; infinite without insurance [USD].
    limit : ndarray
        The most that the insurer pays; 0 pays nothing [USD].

    Returns
    -------
    ndarray
        Loss the district pays [USD].

    References
    ----------
    Usual form of a policy (ours). A deductible of $25,000 was still seen in 2025 (Uvalde, Texas);
    one went from $25,000 to $1 million in 2021 (Business Insurance).

    Examples
    --------
    GAO's range with a deductible of $25,000 and a limit of $500,000:

    >>> loss = np.array([50_000.0, 1_000_000.0])
    >>> retained_loss(loss, np.array(25_000.0), np.array(500_000.0)).tolist()
    [25000.0, 500000.0]

    Without insurance:

    >>> retained_loss(loss, np.array(np.inf), np.array(0.0)).tolist()
    [50000.0, 1000000.0]
    """
    above = np.maximum(loss - (deductible + limit), 0.0)
    return np.asarray(np.minimum(loss, deductible) + above)


def expected_loss(incidents_per_year: Floats, loss: Floats) -> Floats:
    """What incidents cost in a year on average over many years.

    No single year costs this: most cost nothing, and one costs the full loss.

    Parameters
    ----------
    incidents_per_year : ndarray
        How many such incidents a district like this has in a year [incidents per year].
    loss : ndarray
        What one costs the district [USD per incident].

    Returns
    -------
    ndarray
        Average loss [USD per year].

    References
    ----------
    Frequency times severity. The product does not show the spread, so it is calculated at the
    low and at the high end.

    Examples
    --------
    Once in 50 years at the low end of GAO's range, once in 10 at the high end (both ours):

    >>> expected_loss(np.array([0.02, 0.10]), np.array([50_000.0, 1_000_000.0])).tolist()
    [1000.0, 100000.0]
    """
    return np.asarray(incidents_per_year * loss)


def break_even_probability(contract_price: Floats, loss_avoided: Floats) -> Floats:
    """Yearly chance of a major incident above which a contract pays for itself.

    Above 1 it would not pay even with an incident every year; infinite if nothing would be
    avoided.

    Parameters
    ----------
    contract_price : ndarray
        Yearly price of the contract [USD per year].
    loss_avoided : ndarray
        Loss to the district that the contract would prevent in one incident [USD].

    Returns
    -------
    ndarray
        Yearly chance at which price and avoided loss are equal [share per year].

    References
    ----------
    Ours. It assumes that the contract prevents the incident altogether, so the true chance at
    which it pays is higher.

    Examples
    --------
    A contract of $50,000 a year against GAO's range of losses:

    >>> against = np.array([50_000.0, 1_000_000.0, 0.0])
    >>> break_even_probability(np.array(50_000.0), against).tolist()
    [1.0, 0.05, inf]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = contract_price / loss_avoided
    return np.asarray(np.where(loss_avoided > 0, chance, np.inf))


def days_lost(incidents_per_year: Floats, days: Floats) -> Floats:
    """Days of learning at stake in a year, on average over many years.

    Parameters
    ----------
    incidents_per_year : ndarray
        How many such incidents a district like this has in a year [incidents per year].
    days : ndarray
        Days of learning that one costs [days per incident].

    Returns
    -------
    ndarray
        Days at stake [days per year].

    References
    ----------
    GAO-23-105480 (October 2022): 3 days to 3 weeks of learning lost; three weeks are 15 school
    days.

    Examples
    --------
    >>> days_lost(np.array(0.1), np.array([3.0, 15.0])).round(2).tolist()
    [0.3, 1.5]
    """
    return np.asarray(incidents_per_year * days)
