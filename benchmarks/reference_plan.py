"""The reference plan of the benchmarks: 100 rows of cost, 8 sources, 10 years.

Built in memory, so that it does not change when an example district does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from planner.plan.plan import Plan
from planner.plan.tables import (
    DRIVERS,
    AssumptionRow,
    DeviceRow,
    District,
    EnrollmentRow,
    FundingRow,
    InventoryRow,
    LicenseRow,
    SecurityRow,
    StaffingRow,
)
from planner.plan.tables.row import Row
from planner.plan.what_if.scenarios import Change, Scenario
from planner.projection.inputs.as_typed import driver_paths
from planner.projection.inputs.variations import Variation

FIRST_YEAR = 2027
_BANDS = ("K-2", "3-5", "6-8", "9-12")


def reference_plan() -> Plan:
    """20 fleets, 50 licenses, 10 security services, 20 positions, 8 sources, 10 years."""
    return Plan(
        name="reference",
        path=Path(),
        district=District(
            name="Reference district",
            first_year=FIRST_YEAR,
            years=10,
            staff=900,
            reserve_opening_balance=1_500_000,
            reserve_policy_rate=0.1,
            lunch_rate=0.48,
            locale="urban",
        ),
        enrollment=tuple(
            EnrollmentRow(name=f"School {k}", grades=_BANDS[k % 4], students=640) for k in range(14)
        ),
        devices=_fleets(),
        inventory=_inventory(),
        licenses=_licenses(),
        security=_security(),
        staffing=tuple(
            StaffingRow(name=f"Position {k}", fte=0.5 * (k % 5 + 1), salary=52_000 + 2_000 * k)
            for k in range(20)
        ),
        funding=_funding(),
        assumptions=tuple(
            AssumptionRow(name=name, value=1.0 if name == "erate_share" else 0.03)
            for name in DRIVERS
        ),
    )


def _fleets() -> tuple[DeviceRow, ...]:
    return tuple(
        DeviceRow(
            name=f"Fleet {k}",
            category="student_devices",
            serves=_BANDS[k % 4],
            units_per_person=0.25,
            unit_price=300 + 10 * k,
            useful_life_years=4 + k % 3,
            loss_rate=0.04,
        )
        for k in range(20)
    )


def _inventory() -> tuple[InventoryRow, ...]:
    return tuple(
        InventoryRow(name=f"Fleet {k}", bought=FIRST_YEAR - age, units=130)
        for k in range(20)
        for age in range(1, 5)
    )


def _licenses() -> tuple[LicenseRow, ...]:
    bases = ("student", "staff", "flat")
    return tuple(
        LicenseRow(
            name=f"License {k}",
            category="network_software" if k % 10 == 0 else "instructional_software",
            basis=bases[k % 3],
            price=(6.0, 40.0, 18_000.0)[k % 3],
            term_years=1 + k % 3,
            next_renewal=FIRST_YEAR + 1 + k % 3,
            escalator_rate=0.03,
            minimum_units=100 if k % 3 == 0 else 0,
        )
        for k in range(50)
    )


def _security() -> tuple[SecurityRow, ...]:
    return tuple(
        SecurityRow(name=f"Service {k}", category="monitoring", basis="staff", price=20 + k)
        for k in range(10)
    )


def _funding() -> tuple[FundingRow, ...]:
    grants = tuple(
        FundingRow(
            name=f"Grant {k}",
            kind="grant",
            amount=200_000,
            award="once" if k % 2 else "yearly",
            end_date=date(FIRST_YEAR + 1 + k, 9, 30),
            pays_for=(("device_refresh",), ("software_licenses", "managed_security"))[k % 2],
        )
        for k in range(5)
    )
    return (
        FundingRow(name="General fund", kind="general_fund", amount=4_500_000),
        FundingRow(name="Levy", kind="local_levy", amount=900_000, pays_for=("device_refresh",)),
        FundingRow(name="E-Rate", kind="erate"),
        *grants,
    )


def cases(count: int) -> list[Scenario]:
    """Scenarios that each move five drivers a little."""
    names = [name for name in DRIVERS if name.endswith("growth_rate")][:5]
    return [
        Scenario(
            f"case {case}",
            changes=tuple(
                Change("assumptions", name, "value", "set", 0.01 + 0.0001 * ((case + place) % 500))
                for place, name in enumerate(names)
            ),
        )
        for case in range(count)
    ]


def longer(plan: Plan, times: int, *, price_only: bool) -> Plan:
    """The plan with every row of cost several times over, and the same sources.

    Copies may differ in price only. Otherwise each also loses a different share of devices and
    has a different escalator and vacancy rate, and no two copies can be calculated as one.
    """
    rows: dict[str, Any] = {
        table: tuple(
            row.model_copy(update=_changed(row, copy, price_only=price_only))
            for copy in range(times)
            for row in plan.rows(table)
        )
        for table in ("devices", "inventory", "licenses", "security", "staffing")
    }
    return replace(plan, **rows)


def _changed(row: Row, copy: int, *, price_only: bool) -> dict[str, Any]:
    cells: dict[str, Any] = {"name": f"{row.name}, copy {copy}"}
    if isinstance(row, DeviceRow):
        cells["unit_price"] = row.unit_price + copy
    elif isinstance(row, StaffingRow):
        cells["salary"] = row.salary + 100 * copy
    elif isinstance(row, (LicenseRow, SecurityRow)):
        cells["price"] = row.price * (1 + 0.01 * copy)
    if not price_only and copy:
        other = {
            "loss_rate": 0.04 + 0.003 * copy,
            "escalator_rate": 0.03 + 0.001 * copy,
            "vacancy_rate": 0.01 * copy,
        }
        cells |= {field: value for field, value in other.items() if hasattr(row, field)}
    return cells


def drawn_drivers(plan: Plan, count: int, seed: int) -> list[Variation]:
    """Every driver drawn in every year and case, around what the plan says."""
    draws = np.random.default_rng(seed)
    found = []
    for name, path in driver_paths(plan).items():
        around = np.array(path)[:, None]
        spread = draws.normal(0.0, 0.01, (len(path), count))
        values = around - np.abs(spread) if name == "erate_share" else around + spread
        found.append(Variation("assumptions", name, "value", "set", values))
    return found


def options(plan: Plan, count: int) -> list[Scenario]:
    """Options of a district, one or two changes each: a longer life, a license less, a levy."""
    fleets = [Change("devices", row.name, "useful_life_years", "add", 1.0) for row in plan.devices]
    cuts = [Change("licenses", row.name, "active", "set", value=False) for row in plan.licenses]
    levy = Change("funding", "Levy", "amount", "multiply", 1.2, FIRST_YEAR + 2)
    posts = [Change("staffing", row.name, "fte", "multiply", 0.5) for row in plan.staffing]
    pairs = [(levy,), *zip(fleets, cuts, strict=False), *zip(posts, cuts[20:], strict=False)]
    return [Scenario(f"option {k}", changes=changes) for k, changes in enumerate(pairs[:count])]


def draw_as_scenario(variations: list[Variation], years: tuple[int, ...], case: int) -> Scenario:
    """One draw as a scenario, for the plain reference."""
    changes = tuple(
        Change("assumptions", v.row, "value", "set", float(v.values[place, case]), year)
        for v in variations
        for place, year in enumerate(years)
    )
    return Scenario(f"draw {case}", changes=changes)
