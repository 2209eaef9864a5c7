"""An asset list as rows of the inventory.

Imported when the year's replacements are planned, from the business office's equipment list or
an inventory program. A row is one device, or several if a column counts them. Skipped are assets
that were disposed of, lost or sold, and all of the list's text except the models of Chromebooks
that Google lists: descriptions name people.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import lru_cache

from planner.fiscal import parse_fiscal_year
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import Intake, Options, count_of, first_few
from planner.intake.inventory import DeviceGroup, Fleets, fleets_of, inventory_intake
from planner.intake.statuses import Statuses, statuses_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.reference.chromebooks import support_end

_OLDEST = 1990
_MOST_MODELS = 8
#: Columns that name a product; other descriptions may name people.
_NAMES_OF_MODELS = ("model", "model name", "product", "product name")


def read_assets(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of the inventory for the assets in service.

    Parameters
    ----------
    export : Export
        The export.
    plan : Plan
        The plan, for its fleets and its fiscal year.
    options : Options
        Fleet for all assets, or fleet by kind of asset.

    Returns
    -------
    Intake
        With a question if the fleet is not certain.
    """
    fleets, problems = fleets_of(plan, options)
    statuses, odd = statuses_of(options)
    problems += odd
    kinds_told = "unit" in export.headings
    groups: Counter[DeviceGroup] = Counter()
    others: Counter[str] = Counter()
    undated = 0
    for row in export.rows:
        units = _units(export, row, problems)
        if not statuses.counts(export, row, units):
            continue
        fleet = fleets.of_kind(row["unit"]) if kinds_told else fleets.of("")
        if not fleet:
            fleets.unassigned[row["unit"]] += units
            continue
        fits = kinds_told or fleets.may_be_of(row["model"]) or _is_listed(row["model"])
        if units and not fits:
            others[row["model"]] += units
        if not (row["bought"] or row["bought_year"]):
            undated += units
            continue
        year = _bought(export, row, plan.district.fiscal_year_start_month, problems)
        if year is None:
            continue
        ends = export.day(row, "support_ends", at_end=True)
        if row["support_ends"] and ends is None:
            problems.append(export.problem("P84", row.number, "support_ends"))
        model = row["model"] if _is_listed(row["model"]) else ""
        if units:
            groups[DeviceGroup(fleet, year, model, ends)] += units
    problems += statuses.problems(export)
    if any(others):
        problems.append(_of_other_kinds(export, others, fleets.default))
    if undated:
        problems.append(Problem("W41", export.file, facts={"value": count_of(undated, "device")}))
    summary = _summary(export, statuses, fleets)
    return inventory_intake("assets", export, groups, plan, options, fleets, summary, problems)


def _summary(export: Export, statuses: Statuses, fleets: Fleets) -> list[str]:
    summary = [f"Read {count_of(len(export.rows), 'asset row')}.", *export.not_read]
    summary += statuses.summary()
    if fleets.default and not ("unit" in export.headings or fleets.default_typed):
        summary.append(
            "No column says what kind of asset a row is, so every device is counted in the plan's "
            f"only fleet of students, {fleets.default}."
        )
    if export.hidden:
        summary.append(f"Included {count_of(export.hidden, 'row')} hidden in the file.")
    if export.totals:
        summary.append(f"Skipped {count_of(export.totals, 'total row')}.")
    return summary


@lru_cache(maxsize=10_000)
def _is_listed(model: str) -> bool:
    """Whether Google lists a model named as a Chromebook; some names are Windows laptops too."""
    return "chrome" in model.lower() and support_end(model) is not None


def _of_other_kinds(export: Export, others: Counter[str], fleet: str) -> Problem:
    """A question about assets that do not look like the fleet; descriptions are only counted."""
    if export.headings["model"][0].lower() in _NAMES_OF_MODELS:
        named = [f"{model or '(blank)'} {n:,}" for model, n in others.most_common()]
    else:
        named = [count_of(others.total(), "device")]
    facts = {"names": first_few(named, _MOST_MODELS), "value": fleet}
    return export.problem("P130", **facts)


def _units(export: Export, row: ExportRow, problems: list[Problem]) -> int:
    """How many devices a row counts: one, if no column counts them."""
    if "units" not in export.headings:
        return 1
    known = len(problems)
    units = export.whole_number(row, "units", problems)
    if units is None and len(problems) == known:
        problems.append(export.problem("P85", row.number, "units"))
    return units or 0


def _bought(
    export: Export, row: ExportRow, start_month: int, problems: list[Problem]
) -> int | None:
    """Fiscal year of purchase, from the date or, if there is none, from the year."""
    field = "bought" if row["bought"] else "bought_year"
    day = export.day(row, field)
    if day is not None:
        return fiscal_year_of(day, start_month)
    if field == "bought_year" or not row[field].isdigit():  # 2021: of the calendar, or fiscal?
        with suppress(ValueError):
            year = parse_fiscal_year(row[field])
            if year >= _OLDEST:
                return year
    problems.append(export.problem("P171", row.number, field))
    return None
