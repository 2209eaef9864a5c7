"""The tables of a plan: one file a table, each with the typed model of its rows.

These models are the one data dictionary. Each field says what it means, its unit, its bounds
and what a blank cell stands for; the reader, the checks, the blank templates, the
documentation and the sliders are made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from planner.plan.tables.actuals import ActualRow, LedgerRow
from planner.plan.tables.assumptions import DRIVERS, AssumptionRow
from planner.plan.tables.column import Column, columns_of
from planner.plan.tables.contracts import LicenseRow, SecurityRow
from planner.plan.tables.devices import DeviceRow, InventoryRow
from planner.plan.tables.district import District
from planner.plan.tables.eligibility import EligibilityRow
from planner.plan.tables.enrollment import EnrollmentRow
from planner.plan.tables.funding import FundingRow
from planner.plan.tables.history import HistoryRow
from planner.plan.tables.incidents import IncidentRow
from planner.plan.tables.network import NetworkRow
from planner.plan.tables.options import OptionRow
from planner.plan.tables.privacy import PrivacyRow
from planner.plan.tables.ranges import RangeRow
from planner.plan.tables.repair import RepairRow
from planner.plan.tables.scenarios import ScenarioRow
from planner.plan.tables.staffing import StaffingRow
from planner.plan.tables.training import TrainingRow


@dataclass(frozen=True)
class Table:
    """One table of a plan.

    Attributes
    ----------
    name : str
        Also the name of its file, ``<name>.csv``.
    shape : {"form", "rows"}
        A form has one setting a row (setting, value, source, note); the others one item a row.
    required : bool
        Whether a plan without the file is refused.
    """

    name: str
    model: type[BaseModel]
    shape: Literal["form", "rows"]
    required: bool
    about: str

    @property
    def file(self) -> str:
        """Name of the CSV file."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> dict[str, Column]:
        """Columns by field name, in the order of the template: source and note come last."""
        return _in_template_order(self.model)


@cache
def _in_template_order(model: type[BaseModel]) -> dict[str, Column]:
    columns = columns_of(model)
    last = [name for name in ("active", "source", "note") if name in columns]
    first = [name for name in columns if name not in last]
    return {name: columns[name] for name in [*first, *last]}


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("district", District, "form", True, "the district, one setting a row"),
        Table("enrollment", EnrollmentRow, "rows", True, "students by school and grades"),
        Table("history", HistoryRow, "rows", False, "students by grade in past years"),
        Table("devices", DeviceRow, "rows", False, "fleets of devices"),
        Table("inventory", InventoryRow, "rows", False, "devices in service, by year bought"),
        Table("repair", RepairRow, "rows", False, "repair of devices, and who does it"),
        Table("licenses", LicenseRow, "rows", False, "software and other subscriptions"),
        Table("security", SecurityRow, "rows", False, "cybersecurity services"),
        Table("staffing", StaffingRow, "rows", False, "technology positions"),
        Table("training", TrainingRow, "rows", False, "training of teachers, staff, students"),
        Table("privacy", PrivacyRow, "rows", False, "the data privacy program"),
        Table("network", NetworkRow, "rows", False, "network equipment and its replacement"),
        Table("incidents", IncidentRow, "rows", False, "cyber incidents, beside the budget"),
        Table("funding", FundingRow, "rows", True, "sources of money"),
        Table("eligibility", EligibilityRow, "rows", False, "what a source may pay after all"),
        Table("assumptions", AssumptionRow, "rows", True, "growth of prices, pay, enrollment"),
        Table("scenarios", ScenarioRow, "rows", False, "what if: changes to the tables above"),
        Table("options", OptionRow, "rows", False, "choices that the district could make"),
        Table("ranges", RangeRow, "rows", False, "what may come out otherwise, and how far"),
        Table("actuals", ActualRow, "rows", False, "what the base year really cost"),
        Table("ledger", LedgerRow, "rows", False, "what the general ledger says of that year"),
    )
}

__all__ = [
    "DRIVERS",
    "TABLES",
    "ActualRow",
    "AssumptionRow",
    "DeviceRow",
    "District",
    "EligibilityRow",
    "EnrollmentRow",
    "FundingRow",
    "HistoryRow",
    "IncidentRow",
    "InventoryRow",
    "LedgerRow",
    "LicenseRow",
    "NetworkRow",
    "OptionRow",
    "PrivacyRow",
    "RangeRow",
    "RepairRow",
    "ScenarioRow",
    "SecurityRow",
    "StaffingRow",
    "Table",
    "TrainingRow",
]
