"""A device export from the Google Admin console, or from GAM, as rows of the inventory.

Imported each spring, when the year's replacements are planned. Devices count by the fiscal year
of their first enrollment; if Google does not know it, by the most recent one, so a device that was
wiped and re-enrolled looks newer than it is. Skipped are devices that were deprovisioned or
disabled, and everything about a device except model, year, end of updates and unit.
"""

from __future__ import annotations

from collections import Counter

from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import Intake, Options, count_of
from planner.intake.inventory import DeviceGroup, fleets_of, inventory_intake
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem

_IN_USE = ("active", "provisioned", "enrolled", "managed")
#: Every other status that Google gives, in its words; any other text is not repeated.
_NOT_IN_USE = (
    "deprovisioned", "disabled", "inactive", "pending", "delinquent", "shipped",
    "return requested", "return approved", "return arrived", "retired", "unknown",
)  # fmt: skip


def read_chromebooks(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of the inventory for the Chromebooks in use.

    Parameters
    ----------
    export : Export
        The export.
    plan : Plan
        The plan, for its fleets and its fiscal year.
    options : Options
        Fleet for all devices, or fleet by organizational unit.

    Returns
    -------
    Intake
        With a question if the fleet is not certain.
    """
    fleets, problems = fleets_of(plan, options)
    start = plan.district.fiscal_year_start_month
    groups: Counter[DeviceGroup] = Counter()
    not_in_use: Counter[str] = Counter()
    undated = 0
    for row in export.rows:
        status = _status(row, export)
        if status:
            not_in_use[status] += 1
            continue
        fleet = fleets.of(row["unit"])
        if not fleet:
            fleets.unassigned[row["unit"]] += 1
            continue
        bought = export.day(row, "enrolled")
        ends = export.day(row, "support_ends", at_end=True)
        problems += _unread(export, row, bought is not None, ends is not None)
        if bought is None:
            undated += not row["enrolled"]
            continue
        groups[DeviceGroup(fleet, fiscal_year_of(bought, start), row["model"], ends)] += 1
    if undated:
        problems.append(Problem("W41", export.file, facts={"value": count_of(undated, "device")}))
    if export.damaged:
        facts = {"value": count_of(export.damaged, "device")}
        problems.append(Problem("W51", export.file, facts=facts))
    summary = _summary(export, not_in_use)
    return inventory_intake("chromebooks", export, groups, plan, options, fleets, summary, problems)


def _status(row: ExportRow, export: Export) -> str:
    """Why a device does not count; blank if it does."""
    if "status" not in export.headings:
        return ""
    words = [text.lower().replace("_", " ") for text in row["status"].splitlines()]
    if not words:
        return "no status"
    out = [
        word if word in _NOT_IN_USE else "another status" for word in words if word not in _IN_USE
    ]
    return next(iter(out), "")


def _unread(export: Export, row: ExportRow, bought: bool, ends: bool) -> list[Problem]:
    """Cells that hold something other than a date."""
    unread = [field for field, read in (("enrolled", bought), ("support_ends", ends)) if not read]
    return [export.problem("P84", row.number, field) for field in unread if row[field]]


def _summary(export: Export, not_in_use: Counter[str]) -> list[str]:
    summary = [f"Read {count_of(len(export.rows), 'device row')}."]
    if export.repeated:
        repeated = count_of(
            export.repeated, "row that repeats a device", "rows that repeat a device"
        )
        summary.append(f"Skipped {repeated}.")
    summary += [
        f"Skipped {count_of(n, 'device')}: {status}." for status, n in not_in_use.most_common()
    ]
    if "status" not in export.headings:
        summary.append("The export has no status column, so every device counts as in use.")
    if export.hidden:
        summary.append(f"Included {count_of(export.hidden, 'row')} hidden in the file.")
    enrolled = export.headings["enrolled"][0]
    if not enrolled.lower().startswith("first"):
        summary.append(
            f"The purchase year comes from {enrolled}, so a device that was wiped and re-enrolled "
            "looks newer than it is."
        )
    return summary
