"""Tables of one invented district: a size, and chance for everything else.

Prices and rates are ours, in the range of the examples; no district is meant.
"""

from __future__ import annotations

from random import Random
from typing import Any

Rows = list[dict[str, Any]]

BANDS = {"K-2": 0.22, "3-5": 0.23, "6-8": 0.24, "9-12": 0.31}
#: One district in so many has a fleet that costs several times the usual.
OUTLIERS = 40


def tables_of(name: str, state: str, nces_id: str, students: int, dice: Random) -> dict[str, Any]:
    """All tables of a district's plan, as they would be typed.

    Parameters
    ----------
    name, state, nces_id : str
        Who it is.
    students : int
        Students of the first year [students].
    dice : Random
        What chance decides.
    """
    first, years = dice.choice((2026, 2027, 2027, 2027, 2028)), dice.choice((5, 6, 8, 8, 10))
    staff = round(students / dice.uniform(6.5, 9))
    dear = dice.uniform(3.5, 5) if dice.randrange(OUTLIERS) == 0 else 1.0
    cost = (120_000 + 520.0 * students) * dice.uniform(0.9, 1.2)
    funding = _funding(cost, first, dice)
    return {
        "district": _district((name, state, nces_id), (first, years), (staff, cost), dice),
        "enrollment": _enrollment(students),
        "devices": _devices(dear, dice),
        "inventory": _inventory(students, staff, first, dice),
        "licenses": _licenses(students, first, dice),
        "security": _security(dice),
        "staffing": _staffing(students, dice),
        "network": _network(students, first, dice),
        "funding": funding,
        "assumptions": _assumptions(dice),
        "scenarios": _scenarios(funding, first),
    }


def _district(
    who: tuple[str, str, str], when: tuple[int, int], size: tuple[int, float], dice: Random
) -> Rows:
    settings = {
        **dict(zip(("name", "state", "nces_id"), who, strict=True)),
        "first_year": f"FY{when[0]}",
        "years": when[1],
        "staff": size[0],
        "reserve_opening_balance": round(size[1] * dice.choice((0, 0.05, 0.15, 0.3))),
        "reserve_policy_rate": dice.choice(("", "5%", "10%", "15%")) or 0,
        "lunch_rate": f"{dice.randint(8, 92)}%",
        "locale": dice.choice(("urban", "rural")),
    }
    return [{"setting": name, "value": value} for name, value in settings.items()]


def _enrollment(students: int) -> Rows:
    """Schools of about 450 students each in grades K-5, larger ones above."""
    rows: Rows = []
    for band, share in BANDS.items():
        schools = max(1, round(share * students / (450 if band in ("K-2", "3-5") else 800)))
        each = round(share * students / schools)
        for number in range(1, schools + 1):
            rows.append({"name": f"{band} {number}", "grades": band, "students": each})
    return rows


def _devices(dear: float, dice: Random) -> Rows:
    rows: Rows = [
        {
            "name": f"Chromebooks {band}",
            "category": "student_devices",
            "serves": band,
            "unit_price": round(dear * dice.uniform(290, 460)),
            "useful_life_years": dice.choice((4, 5, 5, 6)),
            "loss_rate": f"{dice.randint(2, 7)}%",
            "support_years": dice.choice(("", 4, 6, 8)),
            "replacement": dice.choice(("", "", "even")),
        }
        for band in BANDS
    ]
    staff = {"name": "Staff laptops", "category": "staff_devices", "serves": "staff"}
    rows.append(
        staff
        | {
            "unit_price": round(dice.uniform(700, 1_100)),
            "useful_life_years": 5,
            "loss_rate": "1%",
            "priority": 1,
        }
    )
    return rows


def _inventory(students: int, staff: int, first: int, dice: Random) -> Rows:
    """Most devices of a fleet were bought in one or two years, as relief money had it."""
    rows: Rows = []
    people = {f"Chromebooks {band}": share * students for band, share in BANDS.items()}
    for fleet, count in (people | {"Staff laptops": float(staff)}).items():
        ages = sorted(dice.sample((1, 2, 3, 4), dice.choice((1, 2, 2, 3))))
        for age in ages:
            units = round(count / len(ages))
            rows.append({"name": fleet, "bought": f"FY{first - age}", "units": units})
    return rows


def _licenses(students: int, first: int, dice: Random) -> Rows:
    by_student = (
        "Learning management",
        "Reading practice",
        "Mathematics practice",
        "Content filter",
    )
    rows: Rows = [
        {
            "name": name,
            "category": "instructional_software",
            "basis": "student",
            "price": round(dice.uniform(4, 26), 2),
            "term_years": 3,
            "next_renewal": f"FY{first + dice.randint(1, 3)}",
            "priority": dice.choice(("", 3)),
        }
        for name in by_student
    ]
    flat = {"basis": "flat", "priority": 1}
    rows += [
        {
            "name": "Student information system",
            "category": "administrative_software",
            "price": round(9_000 + students * dice.uniform(7, 11)),
            **flat,
        },
        {
            "name": "Internet access",
            "category": "internet_access",
            "price": round(9_000 + students * dice.uniform(10, 16)),
            **flat,
        },
    ]
    return rows


def _security(dice: Random) -> Rows:
    return [
        {"name": "Monitoring", "category": "monitoring", "basis": "staff", "price": 66},
        {
            "name": "Endpoint protection",
            "category": "endpoint_protection",
            "basis": "device",
            "price": round(dice.uniform(6, 16), 2),
        },
        {"name": "Sign-in protection", "category": "identity", "basis": "staff", "price": 20},
        {
            "name": "Cyber insurance",
            "category": "insurance",
            "basis": "flat",
            "price": round(dice.uniform(9_000, 120_000)),
        },
    ]


def _staffing(students: int, dice: Random) -> Rows:
    salary = dice.uniform(0.85, 1.25)
    return [
        {"name": "Technology director", "fte": 1, "salary": round(salary * 110_000), "priority": 1},
        {
            "name": "School technicians",
            "category": "support_technicians",
            "fte": max(1, round(students / dice.randint(900, 1_500))),
            "salary": round(salary * 52_000),
        },
        {
            "name": "Network administrators",
            "fte": max(0.5, round(students / 6_000)),
            "salary": round(salary * 88_000),
        },
    ]


def _network(students: int, first: int, dice: Random) -> Rows:
    points = {"name": "Access points", "category": "access_points", "unit_price": 640}
    switches = {"name": "Switches", "category": "switches", "unit_price": 2_300}
    return [
        points
        | {
            "units": max(10, round(students / 18)),
            "useful_life_years": 7,
            "next_replacement": f"FY{first + dice.randint(0, 6)}",
        },
        switches
        | {"units": max(3, round(students / 60)), "useful_life_years": 8, "replacement": "even"},
    ]


def _funding(cost: float, first: int, dice: Random) -> Rows:
    """The general fund, and by chance a levy, a vote still to come, a grant and relief money."""
    levy = dice.random() < 0.6
    general = dice.uniform(0.72, 1.15) - (0.25 if levy else 0)
    rows: Rows = [
        {"name": "General fund", "kind": "general_fund", "amount": round(cost * general)},
        {"name": "E-Rate", "kind": "erate"},
    ]
    if levy:
        rows += _levy(round(cost * 0.28), first, dice)
    if dice.random() < 0.7:
        rows.append(
            {
                "name": dice.choice(("State device grant", "Foundation grant", "ESSER carryover")),
                "kind": "grant",
                "amount": round(cost * dice.uniform(0.08, 0.3)),
                "award": "yearly",
                "recurring": "no",
                "end_date": f"9/30/{first + dice.randint(0, 3)}",
                "pays_for": "student_devices; instructional_software",
                "displaced_base": dice.choice(("", round(cost * 0.05))),
            }
        )
    return rows


def _levy(amount: int, first: int, dice: Random) -> Rows:
    pays = {"kind": "local_levy", "amount": amount, "pays_for": "device_refresh; software_licenses"}
    if dice.random() < 0.5:
        return [{"name": "Technology levy", **pays}]
    ends = first + dice.randint(1, 3)
    renewal = {"start_date": f"1/1/{ends + 1}", "voted": "not_yet_counted"}
    return [
        {"name": "Technology levy", **pays, "end_date": f"12/31/{ends}"},
        {"name": "Technology levy, renewal", **pays, **renewal},
    ]


def _assumptions(dice: Random) -> Rows:
    rates = {
        "enrollment_growth_rate": dice.uniform(-0.02, 0.01),
        "device_price_growth_rate": dice.uniform(0, 0.05),
        "license_price_growth_rate": dice.uniform(0.03, 0.07),
        "security_price_growth_rate": dice.uniform(0.04, 0.08),
        "wage_growth_rate": dice.uniform(0.02, 0.04),
        "general_inflation_rate": dice.uniform(0.02, 0.03),
        "general_fund_growth_rate": dice.uniform(0.01, 0.035),
    }
    return [{"name": name, "value": f"{rate:.2%}"} for name, rate in rates.items()]


def _scenarios(funding: Rows, first: int) -> Rows:
    """Prices rise in all; the levy fails where there is one."""
    rows: Rows = []
    levies = [row["name"] for row in funding if row["kind"] == "local_levy"]
    if levies:
        cell = {"table": "funding", "changes": levies[-1], "field": "active"}
        title = "The levy fails"
        rows.append({"name": "levy-fails", "title": title, **cell, "how": "set", "value": "no"})
    cell = {"table": "assumptions", "changes": "device_price_growth_rate", "field": "value"}
    rise = {"how": "add", "value": "6%", "from_year": f"FY{first + 1}"}
    rows.append({"name": "prices-rise", "title": "Prices rise faster", **cell, **rise})
    longer = {"table": "devices", "changes": "all", "field": "useful_life_years"}
    year = {"how": "add", "value": 1, "from_year": f"FY{first + 1}"}
    title = "Devices are used a year longer"
    rows.append({"name": "stretch", "title": title, "choice": "yes", **longer, **year})
    return rows
