"""Technology staff: salary, raises, steps, benefits and turnover, or a contractor instead.

Pay runs through the full fiscal year; a position that starts or ends in it costs its share of the
months. Raises lift the salary schedule, and a step moves a person up on it until the top step is
reached. The benefits load is on salary, which already pays vacation, holidays and sick leave. A
survey of cost per hour worked counts that leave as a benefit: 38% of total compensation there is
43% of a salary.

Left out here: overtime, payouts of leave, and a successor's lower pay.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats, Places


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
        Share of the time the position is vacant [share].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Salary and benefits in the year [USD].

    References
    ----------
    Load on salary: BLS Employer Costs for Employee Compensation, table 3, after June 2025.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> cost = position_cost(one, np.array(60000.0), one, np.array(0.35), 0 * one, one)
    >>> round(float(cost), 2)
    81000.0
    """
    return np.asarray(fte * salary * index * (1.0 + benefits_rate) * (1.0 - vacancy_rate) * share)


def insurance_cost(
    fte: Floats, per_fte: Floats, index: Floats, vacancy_rate: Floats, share: Floats
) -> Floats:
    """What benefits cost in a year that are paid in dollars, such as health insurance.

    They come on top of ``position_cost``, whose load is then pension and payroll taxes alone.

    Parameters
    ----------
    fte : ndarray
        Full-time equivalents [FTE].
    per_fte : ndarray
        Benefits of one full-time position in the first year [USD per FTE].
    index : ndarray
        Growth of these benefits since the first year [ratio].
    vacancy_rate : ndarray
        Share of the time the position is vacant [share].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Benefits in dollars in the year [USD].

    References
    ----------
    Product of its parts, ours: districts budget insurance by the head, and pension and payroll
    taxes as a share of salary.

    Examples
    --------
    Two positions at $14,000, in the second year of insurance that grows by 9%:

    >>> two, one = np.array(2.0), np.array(1.0)
    >>> round(float(insurance_cost(two, np.array(14_000.0), np.array(1.09), 0 * one, one)), 2)
    30520.0
    """
    return np.asarray(fte * per_fte * index * (1.0 - vacancy_rate) * share)


def step_index(
    step_rate: Floats, steps_left: Floats, stated: Floats | Places | float = 0.0
) -> Floats:
    """How much the steps since the year in which a salary is stated have lifted it.

    Parameters
    ----------
    step_rate : ndarray, shape (row, year, case)
        Step on the salary schedule, on top of the raise; that of the first year is not used
        [share per year].
    steps_left : ndarray, shape (row, year, case)
        Yearly steps after that year until the top of the schedule, whole [steps].
    stated : ndarray, shape (row, year, case)
        Years from the first year to the one in which the salary is stated: 0, or the year in
        which the position starts [years].

    Returns
    -------
    ndarray, shape (row, year, case)
        Index of steps, 1 up to the year in which the salary is stated [ratio].

    References
    ----------
    Ours: the first step comes in the year after the one in which the salary is stated.

    Examples
    --------
    Two steps of 10% are left:

    >>> one = np.ones((1, 4, 1))
    >>> step_index(0.1 * one, 2 * one, 0 * one).round(4).ravel().tolist()
    [1.0, 1.1, 1.21, 1.21]

    The salary of a position that starts in the second year, in dollars of that year:

    >>> step_index(0.1 * one, 2 * one, one).round(4).ravel().tolist()
    [1.0, 1.0, 1.1, 1.21]
    """
    rate, left, stated = np.broadcast_arrays(step_rate, steps_left, stated)
    since = np.arange(rate.shape[1], dtype=np.float64)[None, :, None] - stated
    given = (since >= 1) & (since <= left)
    return np.asarray(np.cumprod(np.where(given, 1.0 + rate, 1.0), axis=1), dtype=np.float64)


def turnover_cost(
    fte: Floats,
    salary: Floats,
    index: Floats,
    turnover_rate: Floats,
    cost_per_leaver_rate: Floats,
    share: Floats,
) -> Floats:
    """What it costs in a year to replace people who leave.

    Parameters
    ----------
    fte : ndarray
        Full-time equivalents [FTE].
    salary : ndarray
        Salary of one full-time position in the first year [USD].
    index : ndarray
        Raises and steps since the first year [ratio].
    turnover_rate : ndarray
        Share of the people who leave in a year [share per year].
    cost_per_leaver_rate : ndarray
        Cost of finding and training one successor, as a share of salary [share].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Cost of turnover in the year [USD].

    References
    ----------
    Product of its parts, ours. No public figure for school technology staff was found, so both
    rates are the district's own.

    Examples
    --------
    Four technicians at $50,000; one in ten leaves, and a successor costs 20% of a salary:

    >>> one = np.array(1.0)
    >>> parts = (np.array(part) for part in (4.0, 50_000.0, 1.0, 0.10, 0.20))
    >>> round(float(turnover_cost(*parts, one)), 2)
    4000.0
    """
    return np.asarray(fte * salary * index * turnover_rate * cost_per_leaver_rate * share)


def outsourced_cost(price: Floats, price_index: Floats, share: Floats) -> Floats:
    """What a contractor costs in a year who does the work instead of own staff.

    Parameters
    ----------
    price : ndarray
        Yearly price of the whole work in the first year [USD per year].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Cost in the year [USD].

    References
    ----------
    Product of its parts, ours.

    Examples
    --------
    A contract of $95,000 a year that starts in January of a July-to-June year:

    >>> float(outsourced_cost(np.array(95_000.0), np.array(1.0), np.array(0.5)))
    47500.0
    """
    return np.asarray(price * price_index * share)


def people_per_technician(people: Floats, technician_fte: Floats) -> Floats:
    """Students, staff or devices for each technician.

    Parameters
    ----------
    people : ndarray
        Students, staff or devices that technicians serve [people].
    technician_fte : ndarray
        Full-time equivalents of technicians, own and outsourced [FTE].

    Returns
    -------
    ndarray
        People for each technician; not a number if there is none [people per FTE].

    References
    ----------
    Ours. Districts report 500 to 1,000 and more devices for each technician (Schwab,
    California, 2015), and 1,100 to 1,300, up to 1,900 (Judson, Texas, about 2014); no official
    ratio was found, so none is a target.

    Examples
    --------
    >>> people_per_technician(np.array(5400.0), np.array([4.0, 0.0])).tolist()
    [1350.0, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = people / technician_fte
    return np.asarray(np.where(technician_fte > 0, ratio, np.nan))
