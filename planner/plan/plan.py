"""A plan: what the district typed, read and checked, never changed in place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import shown_file
from planner.plan.tables import (
    DRIVERS,
    ActualRow,
    AssumptionRow,
    ChangeRow,
    DeviceRow,
    District,
    EligibilityRow,
    EnrollmentRow,
    ExplanationRow,
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
from planner.plan.tables.roster import OFFICE_TABLES, ROW_TABLES
from planner.plan.tables.row import Row


@dataclass(frozen=True)
class Plan:
    """A district's plan.

    Attributes
    ----------
    name : str
        Name of the folder or workbook it was read from.
    path : Path
        That folder or workbook.
    district : District
        Settings of the district; ``setting_rows`` says in which row each was typed, and
        ``setting_files`` in which file, if that is not the district's own.
    enrollment, history, devices, inventory, repair, licenses, security, staffing, training,
    privacy, network, incidents, funding, eligibility, assumptions : tuple
        Rows of the tables, each with its file and row.
    changes : tuple of ChangeRow
        What is another number or date from a year on, in every scenario, as typed.
    scenarios : tuple of ScenarioRow
        Changes by scenario, as typed.
    ranges : tuple of RangeRow
        Uncertain inputs; only a simulation draws them.
    options : tuple of OptionRow
        Choices that the district could make, each by one scenario.
    explanations : tuple of ExplanationRow
        What the district says of its office's criteria that it does not meet.
    actuals, ledger : tuple
        What the base year cost, and what the general ledger says about it; not projected.
    files : mapping
        Name of each file -> what it held when it was read: what a run keeps.
    warnings : tuple of Problem
        What looks unusual but does not stop the plan.
    """

    name: str
    path: Path
    district: District
    setting_rows: Mapping[str, int] = field(default_factory=dict)
    setting_files: Mapping[str, str] = field(default_factory=dict)
    setting_sources: Mapping[str, str] = field(default_factory=dict)
    enrollment: tuple[EnrollmentRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    devices: tuple[DeviceRow, ...] = ()
    inventory: tuple[InventoryRow, ...] = ()
    repair: tuple[RepairRow, ...] = ()
    licenses: tuple[LicenseRow, ...] = ()
    security: tuple[SecurityRow, ...] = ()
    staffing: tuple[StaffingRow, ...] = ()
    training: tuple[TrainingRow, ...] = ()
    privacy: tuple[PrivacyRow, ...] = ()
    network: tuple[NetworkRow, ...] = ()
    incidents: tuple[IncidentRow, ...] = ()
    funding: tuple[FundingRow, ...] = ()
    eligibility: tuple[EligibilityRow, ...] = ()
    assumptions: tuple[AssumptionRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    scenarios: tuple[ScenarioRow, ...] = ()
    ranges: tuple[RangeRow, ...] = ()
    options: tuple[OptionRow, ...] = ()
    explanations: tuple[ExplanationRow, ...] = ()
    actuals: tuple[ActualRow, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    warnings: tuple[Problem, ...] = ()

    def rows(self, table: str) -> tuple[Row, ...]:
        """Rows of a table by its name."""
        found: tuple[Row, ...] = getattr(self, table)
        return found

    def setting_place(self, name: str) -> tuple[str, int]:
        """File and row in which a setting was typed; row 0 if it was not."""
        return self.setting_files.get(name, "district.csv"), self.setting_rows.get(name, 0)

    def shown(self, file: str) -> str:
        """How a person finds a table's file: in a workbook, its sheet."""
        return shown_file(self.path, file)

    @property
    def grade_bands(self) -> tuple[str, ...]:
        """Grade bands named in enrollment.csv."""
        return tuple(dict.fromkeys(row.grades for row in self.enrollment if row.grades))

    @property
    def counted_history(self) -> tuple[HistoryRow, ...]:
        """Rows of history that are in the plan; without any, nothing is forecast from it."""
        return tuple(row for row in self.history if row.active)

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years of the plan."""
        first = self.district.first_year
        return tuple(range(first, first + self.district.years))

    @property
    def drivers(self) -> tuple[str, ...]:
        """Assumptions that matter to the plan: that of insurance only with benefits in dollars."""
        left_out = set()
        if not any(row.benefits_per_fte for row in self.staffing):
            typed = {row.name for row in self.assumptions if row.value is not None}
            left_out = {"health_insurance_growth_rate"} - typed
        return tuple(name for name in DRIVERS if name not in left_out)

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Scenarios in the order typed, the current plan (``base``) first."""
        return ("base", *dict.fromkeys(row.name for row in self.scenarios if row.active))

    @property
    def compared_names(self) -> tuple[str, ...]:
        """Scenarios that are compared if none is named, ``base`` first."""
        left_out = {row.name for row in self.scenarios if row.active and not row.compared}
        return tuple(name for name in self.scenario_names if name not in left_out)

    @cached_property
    def digest(self) -> str:
        """Fingerprint of everything typed: the same tables give the same digest anywhere.

        A cell left blank and a cell that holds the default differ: one is ours, one is theirs.
        A plan that tells its office nothing has the fingerprint that it had before it could.
        """
        content = {
            "district": self.district.model_dump(mode="json", exclude_unset=True),
            "sources": {name: text for name, text in self.setting_sources.items() if text},
            **{
                table: [row.model_dump(mode="json", exclude_unset=True) for row in self.rows(table)]
                for table in ROW_TABLES
                if table not in OFFICE_TABLES or self.rows(table)
            },
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @property
    def short_digest(self) -> str:
        """So much of the fingerprint as tells it from all others that a person meets."""
        return self.digest[:6]
