"""A device export of the Google Admin console, or of GAM, as rows of the inventory.

Taken each spring, when the year's replacements are planned. Devices count by the fiscal year of
their first enrollment; where Google does not know it, of the most recent one, by which a device
that was wiped and enrolled again counts as newer than it is. Left out are devices that were
deprovisioned or disabled, and everything about a device but model, year, end of updates and unit.
"""

from __future__ import annotations

from collections import Counter

from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import Intake, Options, count_of
from planner.intake.inventory import Lot, fleets_of, inventory_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem

_IN_USE = ("active", "provisioned", "enrolled", "managed")
#: Every other status that Google gives, in its words; what else stands there is not repeated.
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
        The plan; its fleets and its fiscal year are asked.
    options : Options
        Fleet of all devices, or fleet by organizational unit.

    Returns
    -------
    Intake
        With a question where the fleet is not certain.
    """
    fleets, problems = fleets_of(plan, options)
    start = plan.district.fiscal_year_start_month
    lots: Counter[Lot] = Counter()
    not_in_use: Counter[str] = Counter()
    undated = 0
    for row in export.rows:
        status = _status(row, export)
        if status:
            not_in_use[status] += 1
            continue
        fleet = fleets.of(row["unit"])
        if not fleet:
            fleets.without[row["unit"]] += 1
            continue
        bought = export.day(row, "enrolled")
        ends = export.day(row, "support_ends", at_end=True)
        problems += _unread(export, row, bought is not None, ends is not None)
        if bought is None:
            undated += not row["enrolled"]
            continue
        lots[Lot(fleet, fiscal_year_of(bought, start), row["model"], ends)] += 1
    if undated:
        problems.append(Problem("W41", export.file, facts={"value": count_of(undated, "device")}))
    told = _told(export, not_in_use)
    return inventory_of("chromebooks", export, lots, plan, options, fleets, told, problems)


def _status(row: ExportRow, export: Export) -> str:
    """Why a device does not count; nothing where it does."""
    if "status" not in export.headings:
        return ""
    word = row["status"].lower().replace("_", " ")
    if word in _IN_USE:
        return ""
    if not word:
        return "without a status"
    return word if word in _NOT_IN_USE else "with another status"


def _unread(export: Export, row: ExportRow, bought: bool, ends: bool) -> list[Problem]:
    """Cells that hold something which is not a date."""
    wrong = [field for field, fine in (("enrolled", bought), ("support_ends", ends)) if not fine]
    return [export.problem("P84", row.number, field) for field in wrong if row[field]]


def _told(export: Export, not_in_use: Counter[str]) -> list[str]:
    told = [f"{count_of(len(export.rows), 'row')} of devices read."]
    if export.repeated:
        told.append(f"{count_of(export.repeated, 'row')} left out that repeat a device.")
    told += [
        f"{count_of(n, 'device')} left out: {status}." for status, n in not_in_use.most_common()
    ]
    if "status" not in export.headings:
        told.append("The export has no column for the status, so every device counts as in use.")
    if export.hidden:
        told.append(f"{count_of(export.hidden, 'row')} of these are hidden in the file.")
    if not export.headings["enrolled"][0].lower().startswith("first"):
        told.append(
            f"The year bought is that of {export.headings['enrolled'][0]}: a device that was wiped "
            "and enrolled again counts as newer than it is."
        )
    return told
