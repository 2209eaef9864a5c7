"""Device repair: how many repairs a year, who does them, and what they cost.

Repairs happen all year to the devices in service, more often as a device gets older if the
district's own rates by age say so. Four channels do them, alone or together: a vendor, the
district's own technician, a paid student crew, or a protection plan. Each row of a plan is one
channel with its share of the repairs.

Left out here: devices lost or broken beyond repair (they are bought again in device_refresh), the
pay of the district's technicians (it is in staffing), and what families pay.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def repair_tickets(devices_by_age: Floats, repair_rate_by_age: Floats, share: Floats) -> Floats:
    """Repairs that one channel does in a year.

    Parameters
    ----------
    devices_by_age : ndarray, shape (row, age, year, case)
        Devices in service by years since purchase, 0 in the year of purchase [devices].
    repair_rate_by_age : ndarray, shape (row, age, year, case)
        Repairs of a device of that age in a year [repairs per device].
    share : ndarray, shape (row, year, case)
        Share of the repairs that this channel does [share].

    Returns
    -------
    ndarray, shape (row, year, case)
        Repairs in the year [repairs].

    References
    ----------
    Dodge City, Kansas, 2014: 4.7% of 6,915 iPads, about 325 (derived), and 20 total losses.
    No source gives breakage by age, so rates by age are the district's own.

    Examples
    --------
    >>> one = np.ones((1, 1, 1, 1))
    >>> repairs = repair_tickets(6915 * one, 0.047 * one, np.ones((1, 1, 1)))
    >>> repairs.round(0).ravel().tolist()
    [325.0]
    """
    by_age = devices_by_age * repair_rate_by_age
    total = np.zeros_like(by_age[:, 0])
    for age in range(by_age.shape[1]):
        # Age after age: a sum left to NumPy may round differently for one case and for many.
        total = total + by_age[:, age]
    return np.asarray(total * share)


def repair_cost(
    devices: Floats,
    tickets: Floats,
    price_per_device: Floats,
    price_per_repair: Floats,
    outside_share: Floats,
    parts_per_repair: Floats,
    hours_per_repair: Floats,
    hourly_wage: Floats,
    price_index: Floats,
    wage_index: Floats,
) -> Floats:
    """What the repairs of one channel cost in a year.

    Each channel uses what it pays and leaves the rest at 0:

    - *vendor*: price of a repair with an outside share of 1, and parts if they are billed
      separately; no wage;
    - *own technician*: parts only. The pay is in staffing whether or not anything breaks, so a
      wage here would count it twice; the hours are reported by ``repair_hours``;
    - *student crew*: wage and parts, and the price of a repair for the outside share, which is
      the share of the crew's repairs that a vendor must do again: the quality check;
    - *protection plan*: price for every device covered, broken or not, and as the price of a
      repair what the plan leaves to pay, with an outside share of 1.

    Parameters
    ----------
    devices : ndarray
        Devices covered by a protection plan [devices].
    tickets : ndarray
        Repairs in the year [repairs].
    price_per_device : ndarray
        Yearly price of the protection plan in the first year [USD per device].
    price_per_repair : ndarray
        What an outside repair costs in the first year [USD per repair].
    outside_share : ndarray
        Share of the repairs that are paid outside [share].
    parts_per_repair : ndarray
        Parts for one repair in the first year [USD per repair].
    hours_per_repair : ndarray
        Paid time for one repair [hours per repair].
    hourly_wage : ndarray
        Wage of that time in the first year [USD per hour].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].
    wage_index : ndarray
        Index of wages, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Cost of repairs in the year [USD].

    References
    ----------
    Dodge City, Kansas, 2014: 4.7% of 6,915 iPads at $99 on average, about $32,175 (derived).
    Student crews: Bowling Green, Kentucky, up to $10 an hour (EdWeek, July 2025). No public
    price of accidental damage coverage was found, so it has no default.

    Examples
    --------
    >>> one, none = np.array(1.0), np.array(0.0)
    >>> repairs = np.array(6915 * 0.047)
    >>> by_vendor = repair_cost(
    ...     none, repairs, none, np.array(99.0), one, none, none, none, one, one
    ... )
    >>> round(float(by_vendor))
    32175
    """
    bought = devices * price_per_device + tickets * (
        parts_per_repair + outside_share * price_per_repair
    )
    paid = tickets * hours_per_repair * hourly_wage
    return np.asarray(price_index * bought + wage_index * paid)


def repair_hours(tickets: Floats, hours_per_repair: Floats) -> Floats:
    """Time that repairs take, paid here or as part of a position in staffing.

    Parameters
    ----------
    tickets : ndarray
        Repairs in the year [repairs].
    hours_per_repair : ndarray
        Time for one repair [hours per repair].

    Returns
    -------
    ndarray
        Time for the year's repairs [hours].

    References
    ----------
    Product of its parts, ours.

    Examples
    --------
    >>> float(repair_hours(np.array(325.0), np.array(0.8)))
    260.0
    """
    return np.asarray(tickets * hours_per_repair)
