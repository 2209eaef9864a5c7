"""The tables of a plan: one file per table, each with the typed model of its rows.

These models are the one data dictionary. Each field says what it means, its unit, its bounds
and what a blank cell means; the reader, the checks, the blank templates, the
documentation and the sliders are made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from planner.plan.tables.actuals import ActualRow, LedgerRow
from planner.plan.tables.assumptions import DRIVERS, AssumptionRow
from planner.plan.tables.changes import ChangeRow
from planner.plan.tables.column import Column, columns_of
from planner.plan.tables.contracts import LicenseRow, SecurityRow
from planner.plan.tables.devices import DeviceRow
from planner.plan.tables.district import CALENDAR_SETTINGS, District
from planner.plan.tables.eligibility import EligibilityRow
from planner.plan.tables.enrollment import EnrollmentRow
from planner.plan.tables.explanations import ExplanationRow
from planner.plan.tables.funding import FundingRow
from planner.plan.tables.history import HistoryRow
from planner.plan.tables.incidents import IncidentRow
from planner.plan.tables.inventory import InventoryRow
from planner.plan.tables.network import NetworkRow
from planner.plan.tables.options import OptionRow
from planner.plan.tables.privacy import PrivacyRow
from planner.plan.tables.ranges import RangeRow
from planner.plan.tables.repair import RepairRow
from planner.plan.tables.roster import ROSTER
from planner.plan.tables.row import Row
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
    model : type
        Its rows, or for the district its settings.
    required : bool
        Whether a plan without the file is refused.
    about : str
        What it holds, in a few words.
    """

    name: str
    model: type[BaseModel]
    required: bool
    about: str

    @property
    def shape(self) -> Literal["form", "rows"]:
        """A form has one setting per row (setting, value, source, note); the others one item."""
        return "rows" if issubclass(self.model, Row) else "form"

    @property
    def file(self) -> str:
        """Name of the CSV file."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> dict[str, Column]:
        """Columns by field name, in the order of the template: source and note come last."""
        return _in_template_order(self.model)


#: What every table ends with; before it come priorities and the codes of the accounts.
_LAST = ("priority", "began_on", "fund_code", "account_code", "active", "source", "note")


@cache
def _in_template_order(model: type[BaseModel]) -> dict[str, Column]:
    columns = columns_of(model)
    last = [name for name in _LAST if name in columns]
    first = [name for name in columns if name not in last]
    return {name: columns[name] for name in [*first, *last]}


_MODELS: dict[str, type[BaseModel]] = {
    "district": District,
    "enrollment": EnrollmentRow,
    "history": HistoryRow,
    "devices": DeviceRow,
    "inventory": InventoryRow,
    "repair": RepairRow,
    "licenses": LicenseRow,
    "security": SecurityRow,
    "staffing": StaffingRow,
    "training": TrainingRow,
    "privacy": PrivacyRow,
    "network": NetworkRow,
    "incidents": IncidentRow,
    "funding": FundingRow,
    "eligibility": EligibilityRow,
    "assumptions": AssumptionRow,
    "changes": ChangeRow,
    "scenarios": ScenarioRow,
    "options": OptionRow,
    "ranges": RangeRow,
    "explanations": ExplanationRow,
    "actuals": ActualRow,
    "ledger": LedgerRow,
}

TABLES: dict[str, Table] = {
    entry.name: Table(entry.name, _MODELS[entry.name], entry.required, entry.about)
    for entry in ROSTER
}

__all__ = [
    "CALENDAR_SETTINGS",
    "DRIVERS",
    "TABLES",
    "ActualRow",
    "AssumptionRow",
    "ChangeRow",
    "DeviceRow",
    "District",
    "EligibilityRow",
    "EnrollmentRow",
    "ExplanationRow",
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
