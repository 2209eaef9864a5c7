"""Technology staff: salary, raises and benefits.

The benefits load is on salary. Benefits that are 38% of total compensation are a load of 61%;
mixing the two understates benefits by about 40%. Left out here: steps, turnover cost.
"""

from __future__ import annotations

import numpy as np

from planner.costs.escalation import Floats


def position_cost(
    fte: Floats,
    salary: Floats,
    index: Floats,
    benefits_rate: Floats,
    vacancy_rate: Floats,
    share: Floats,
) -> Floats:
    """What a position costs in a year.

    Parameters
    ----------
    fte : ndarray
        Full-time equivalents [FTE].
    salary : ndarray
        Salary of one full-time position in the first year [USD].
    index : ndarray
        Raises since the first year [ratio].
    benefits_rate : ndarray
        Benefits as a share of salary [share].
    vacancy_rate : ndarray
        Share of the time nobody is paid [share].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Salary and benefits in the year [USD].

    References
    ----------
    Load on wages: BLS Employer Costs for Employee Compensation, September 2021.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> cost = position_cost(one, np.array(60000.0), one, np.array(0.35), 0 * one, one)
    >>> round(float(cost), 2)
    81000.0
    """
    return np.asarray(fte * salary * index * (1.0 + benefits_rate) * (1.0 - vacancy_rate) * share)


def benefits_load(share_of_compensation: float) -> float:
    """Load on salary that equals a share of total compensation.

    Parameters
    ----------
    share_of_compensation : float
        Benefits as a share of salary and benefits together [share].

    Returns
    -------
    float
        Benefits as a share of salary [share].

    References
    ----------
    Worked example W20: 20.70 on 33.76 is a load of 0.6131 (BLS, September 2021).

    Examples
    --------
    >>> round(benefits_load(20.70 / 54.46), 3)
    0.613
    """
    return share_of_compensation / (1.0 - share_of_compensation)
