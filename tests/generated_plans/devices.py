"""Fleets of devices by every policy of replacement, and what is in service."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from planner.reference.accounts import categories_in
from tests.generated_plans.values import (
    active,
    blank_or,
    days,
    growth,
    money,
    number,
    one_of_rows,
    pick,
    rates_by_age,
    share,
    whole,
)

Cells = dict[str, Any]

#: Caps of nothing, and of less and more than a fleet needs; terms longer than most plans.
POLICIES = {
    "as_due": one_of_rows(replacement=("as_due",)),
    "even": one_of_rows(replacement=("even",)),
    "capped": one_of_rows(replacement=("capped",), yearly_cap=(0.0, 25.0, 120.0, 5000.0)),
    "lease": one_of_rows(
        replacement=("lease",),
        lease_years=(1, 3, 4, 10),
        lease_rate=(0.0, 0.04, 0.5),
        lease_buyout_rate=(0.0, 0.1, 1.0),
    ),
}
TERMS = one_of_rows(
    useful_life_years=(1, 3, 4, 5, 20),
    deferred_years=(0, 0, 0, 1, 2, 10),
    support_years=(None, None, 1.0, 3.0, 4.0, 8.0),
    trade_in=(0.0, 15.0, 900.0),
    management_license=(0.0, 38.0),
    units_per_person=(1.0, 0.0, 0.5, 1.2),
)

#: Models of the packaged list, whose updates end in 2023, 2029 and 2031; most lots name none.
MODELS = ("", "", "", "Dell Chromebook 13 (3380)", "Google Pixelbook Go", "Acer CB514-2H")


@cache
def policies() -> st.SearchStrategy[Cells]:
    """A way of replacement with the terms that it needs."""
    return pick(("as_due", "as_due", "even", "capped", "lease")).flatmap(POLICIES.__getitem__)


#: Leases that run when the plan starts: most devices have none.
LEASED_ALREADY = pick((0, 0, 0, 1, 2, 3)).map(
    (
        {},
        {"lease_payments_left": 0, "lease_buyout": 1.0},
        {"lease_payments_left": 2, "lease_payment": 106_000.0},
        {"lease_payments_left": 3, "lease_payment": 1234.56, "lease_buyout": 5000.0},
    ).__getitem__
)


@st.composite
def fleets(draw: st.DrawFn, band: str) -> list[Cells]:
    """None to four fleets."""
    return [
        {
            "name": f"Fleet {place}",
            "category": draw(pick(categories_in("devices"))),
            "serves": draw(pick(("students", "staff", "nobody", band))),
            "fixed_units": draw(number(300)),
            "spares_rate": draw(share(0.2)),
            "unit_price": draw(money(1500)),
            "setup_per_unit": draw(pick((0.0, 35.5))),
            **draw(TERMS),
            **draw(rates_by_age("loss_rate", "loss_by_age")),
            **draw(policies()),
            "price_growth_rate": draw(blank_or(growth())),
            "active": draw(active()),
        }
        for place in range(draw(whole(0, 4)))
    ]


@st.composite
def inventories(draw: st.DrawFn, devices: list[Cells], first_year: int) -> list[Cells]:
    """What is in service: old lots, orders of the first year, support that ends or does not."""
    rows = []
    for fleet in devices:
        bought = draw(st.lists(whole(first_year - 6, first_year), max_size=4, unique=True))
        rows += [
            {
                "name": fleet["name"],
                "bought": year,
                "units": draw(number(900)),
                "model": draw(pick(MODELS)),
                "support_ends": draw(blank_or(days(first_year - 2, first_year + 8))),
                **draw(LEASED_ALREADY),
                "active": draw(active()),
            }
            for year in bought
        ]
    return rows
