"""A plan with next to nothing in it, for tests that add the one thing they are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner.plan.plan import Plan
from planner.plan.tables import (
    ActualRow,
    AssumptionRow,
    ChangeRow,
    DeviceRow,
    District,
    EligibilityRow,
    EnrollmentRow,
    FundingRow,
    HistoryRow,
    IncidentRow,
    InventoryRow,
    LedgerRow,
    LicenseRow,
    NetworkRow,
    OptionRow,
    PrivacyRow,
    RangeRow,
    RepairRow,
    ScenarioRow,
    SecurityRow,
    StaffingRow,
    TrainingRow,
)

Row = dict[str, Any]
Rows = Sequence[Row]

#: Rows of which tests need the whole more often than a part of it: a position of $100,000 a year,
TECHNICIAN: Row = {"name": "Technician", "fte": 1, "salary": 80_000, "benefits_rate": 0.25}
#: a fleet of $30,000 every third year,
LAPTOPS: Row = {
    "name": "Laptops",
    "category": "staff_devices",
    "serves": "nobody",
    "fixed_units": 30,
    "unit_price": 1000,
    "useful_life_years": 3,
}
#: a product whose price the test gives,
READING: Row = {"name": "Reading", "category": "instructional_software", "basis": "flat"}
#: and training for the staff every second year.
PHISHING: Row = {
    "name": "Phishing",
    "category": "phishing_exercises",
    "serves": "staff",
    "price_per_person": 6,
    "every_years": 2,
    "next_year": 2028,
}

#: Drivers that every plan must give; nothing grows unless a test says so.
_NO_GROWTH = {
    "enrollment_growth_rate": 0.0,
    "device_price_growth_rate": 0.0,
    "license_price_growth_rate": 0.0,
    "security_price_growth_rate": 0.0,
    "wage_growth_rate": 0.0,
    "general_inflation_rate": 0.0,
    "general_fund_growth_rate": 0.0,
}


def small_plan(
    *,
    district: dict[str, Any] | None = None,
    drivers: dict[str, float] | None = None,
    blank: Sequence[str] = (),
    enrollment: Rows = ({"name": "School", "students": 100},),
    history: Rows = (),
    devices: Rows = (),
    inventory: Rows = (),
    repair: Rows = (),
    licenses: Rows = (),
    security: Rows = (),
    staffing: Rows = (),
    training: Rows = (),
    privacy: Rows = (),
    network: Rows = (),
    incidents: Rows = (),
    funding: Rows = (),
    eligibility: Rows = (),
    assumptions: Rows = (),
    changes: Rows = (),
    scenarios: Rows = (),
    options: Rows = (),
    ranges: Rows = (),
    actuals: Rows = (),
    ledger: Rows = (),
) -> Plan:
    """A plan from FY2027 on for three years, a July start, 100 students, no growth, no reserve.

    ``blank`` names the assumptions that are not typed.
    """
    settings: dict[str, Any] = {
        "name": "Small",
        "first_year": 2027,
        "years": 3,
        "staff": 10,
        "teachers": 6,
        "reserve_opening_balance": 0,
        "reserve_policy_rate": 0.1,
        "lunch_rate": 0.6,
        "locale": "urban",
    }
    paths = {**_NO_GROWTH, **(drivers or {})}
    typed = {name: value for name, value in paths.items() if name not in blank}
    return Plan(
        name="small",
        path=Path("small"),
        district=District(**{**settings, **(district or {})}),
        enrollment=tuple(EnrollmentRow(**row) for row in enrollment),
        history=tuple(HistoryRow(**row) for row in history),
        devices=tuple(_fleet(row) for row in devices),
        inventory=tuple(InventoryRow(**row) for row in inventory),
        repair=tuple(RepairRow(**row) for row in repair),
        licenses=tuple(LicenseRow(**row) for row in licenses),
        security=tuple(SecurityRow(**row) for row in security),
        staffing=tuple(StaffingRow(**row) for row in staffing),
        training=tuple(TrainingRow(**row) for row in training),
        privacy=tuple(PrivacyRow(**row) for row in privacy),
        network=tuple(NetworkRow(**row) for row in network),
        incidents=tuple(IncidentRow(**row) for row in incidents),
        funding=tuple(FundingRow(**row) for row in funding),
        eligibility=tuple(EligibilityRow(**row) for row in eligibility),
        assumptions=(
            *(AssumptionRow.model_validate({"name": n, "value": v}) for n, v in typed.items()),
            *(AssumptionRow(**row) for row in assumptions),
        ),
        changes=tuple(ChangeRow(**row) for row in changes),
        scenarios=tuple(ScenarioRow(**row) for row in scenarios),
        options=tuple(OptionRow(**row) for row in options),
        ranges=tuple(RangeRow(**row) for row in ranges),
        actuals=tuple(ActualRow(**row) for row in actuals),
        ledger=tuple(LedgerRow(**row) for row in ledger),
    )


def _fleet(row: dict[str, Any]) -> DeviceRow:
    """A fleet that loses nothing, unless the row says at what age it does."""
    no_loss = {} if row.get("loss_by_age") else {"loss_rate": 0.0}
    return DeviceRow(**{**no_loss, "spares_rate": 0.0, **row})
