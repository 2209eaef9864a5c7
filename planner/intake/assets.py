"""An asset list as rows of the inventory.

Taken when the year's replacements are planned, from the business office's list of equipment or
from an inventory program. A row is one device, or several where a column counts them. Left out
are assets that were disposed of, lost or sold, and every text of the list but the models of
Chromebooks that Google lists: descriptions name people.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from planner.fiscal import parse_fiscal_year
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import Intake, Options, count_of
from planner.intake.inventory import Lot, fleets_of, inventory_of
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.reference.chromebooks import support_end

#: Parts of a status that say an asset is no longer in service.
_GONE = (
    "dispos", "retire", "surplus", "lost", "stolen", "sold", "scrap", "recycle", "donat",
    "writtenoff", "written off", "write-off", "removed", "deleted", "inactive", "missing",
    "end of life", "decommission", "deprovision", "traded",
)  # fmt: skip
_OLDEST = 1990


def read_assets(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of the inventory for the assets in service.

    Parameters
    ----------
    export : Export
        The export.
    plan : Plan
        The plan; its fleets and its fiscal year are asked.
    options : Options
        Fleet of all assets, or fleet by kind of asset.

    Returns
    -------
    Intake
        With a question where the fleet is not certain.
    """
    fleets, problems = fleets_of(plan, options)
    lots: Counter[Lot] = Counter()
    gone = undated = 0
    for row in export.rows:
        units = _units(export, row, problems)
        if any(part in row["status"].lower() for part in _GONE) or row["disposed"]:
            gone += units
            continue
        fleet = fleets.of(row["unit"])
        if not fleet:
            fleets.without[row["unit"]] += units
            continue
        year = _bought(export, row, plan.district.fiscal_year_start_month, problems)
        if year is None:
            undated += units if not (row["bought"] or row["bought_year"]) else 0
            continue
        ends = export.day(row, "support_ends", at_end=True)
        if row["support_ends"] and ends is None:
            problems.append(export.problem("P84", row.number, "support_ends"))
        model = row["model"] if _is_listed(row["model"]) else ""
        if units:
            lots[Lot(fleet, year, model, ends)] += units
    if undated:
        problems.append(Problem("W41", export.file, facts={"value": count_of(undated, "device")}))
    told = [f"{count_of(len(export.rows), 'row')} of assets read."]
    if gone:
        told.append(f"{count_of(gone, 'device')} left out that are no longer in service.")
    if export.hidden:
        told.append(f"{count_of(export.hidden, 'row')} of these are hidden in the file.")
    if export.totals:
        told.append(f"{count_of(export.totals, 'row')} of totals left out.")
    return inventory_of("assets", export, lots, plan, options, fleets, told, problems)


@lru_cache(maxsize=10_000)
def _is_listed(model: str) -> bool:
    """Whether Google lists a model; the same name may be a Windows laptop's, so it must say so."""
    return "chrome" in model.lower() and support_end(model) is not None


def _units(export: Export, row: ExportRow, problems: list[Problem]) -> int:
    """How many devices a row stands for: one, where no column counts them."""
    if "units" not in export.headings:
        return 1
    try:
        units = read_number(row["units"] or "0")
    except CellError:
        units = -1.0
    if units < 0 or not units.is_integer() or not row["units"]:
        problems.append(export.problem("P85", row.number, "units"))
        return 0
    return int(units)


def _bought(
    export: Export, row: ExportRow, start_month: int, problems: list[Problem]
) -> int | None:
    """Fiscal year of purchase, from the date or, without one, from the year."""
    if row["bought"]:
        day = export.day(row, "bought")
        if day is None:
            problems.append(export.problem("P84", row.number, "bought"))
            return None
        return fiscal_year_of(day, start_month)
    if not row["bought_year"]:
        return None
    try:
        year = parse_fiscal_year(row["bought_year"])
    except ValueError:
        year = 0
    if year < _OLDEST:
        problems.append(export.problem("P84", row.number, "bought_year"))
        return None
    return year
