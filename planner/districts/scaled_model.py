"""One model plan, scaled to each of many districts.

Everything that is counted or priced for a whole district grows with its students, so a district of
half the size costs half as much, to the last digit, if it teaches the same grades. That is why a
district is projected at the size of the model, and once for all districts that teach the same
grades: their money is all that differs, see ``planner.districts.screen``.

Compared is what the survey counts as technology: supplies and purchased services, and equipment.
Pay, training, insurance and privacy work are in other objects of the accounts, and the model's own
sources are left out: the survey says what was spent, not by which source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.arrays import Floats
from planner.districts.district_table import DistrictColumn, DistrictTable
from planner.districts.grade_spans import taught
from planner.plan.plan import Plan
from planner.plan.tables import TABLES, FundingRow, RangeRow
from planner.plan.tables.roster import COST_TABLES
from planner.plan.what_if.changes import ALL, base_changes
from planner.reference.accounts import accounts

#: Objects of the accounts that the survey counts as technology (NCES handbook): technical
#: services, repair, communications, supplies and software, equipment. That internet access (530)
#: is among them is ours.
TECHNOLOGY_OBJECTS = ("352", "432", "443", "530", "650", "734", "735")
#: The one source of money in a district's plan.
MONEY = "What the district reports for technology"
_MONEY_ROW = FundingRow.model_validate(
    {"name": MONEY, "kind": "general_fund", "amount": 0, "pays_for": (ALL,)}
)
#: Columns that count, or price, something of a whole district, and so grow with its students; in
#: tables of cost wherever they are.
_IN_COST_TABLES = ("fixed_units", "yearly_cap", "units", "minimum_units", "flat_price")
WITH_STUDENTS = {
    "district": ("staff", "teachers"),
    "enrollment": ("students",),
    "inventory": ("units", "lease_payment", "lease_buyout"),
    **{
        table: tuple(field for field in _IN_COST_TABLES if field in TABLES[table].columns)
        for table in COST_TABLES
    },
}
_NOT_PROJECTED = (
    "history",
    "eligibility",
    "scenarios",
    "options",
    "incidents",
    "actuals",
    "ledger",
)


@dataclass(frozen=True)
class ScaledCell:
    """A cell of the model that grows with a district's students.

    Attributes
    ----------
    table, row, field : str
        Which cell; the row is blank for the district's settings.
    value : float
        What it is in the model.
    band : str
        The grade band whose students it follows; blank for all students.
    """

    table: str
    row: str
    field: str
    value: float
    band: str = ""


def compared_model(model: Plan) -> Plan:
    """What of a model is compared with a district's spending, and the money to compare it with.

    Raises
    ------
    ValueError
        If nothing of it is technology as the survey counts it, if it has no students, or if a
        change or a range is about a number that has to grow with a district.
    """
    tables: dict[str, Any] = dict.fromkeys(_NOT_PROJECTED, ())
    for table in COST_TABLES:
        tables[table] = tuple(row for row in model.rows(table) if _is_technology(row))
    fleets = {row.name for row in tables["devices"]}
    tables["inventory"] = tuple(r for r in model.inventory if r.active and r.name in fleets)
    tables["enrollment"] = tuple(row for row in model.enrollment if row.active)
    tables["funding"] = (_MONEY_ROW,)
    kept = replace(model, **tables, changes=(), ranges=())
    known = {(table, row.key) for table in (*COST_TABLES, "enrollment") for row in kept.rows(table)}
    tables["changes"] = tuple(row for row in model.changes if _stays(row, known))
    tables["ranges"] = _alone(tuple(row for row in model.ranges if _stays(row, known)))
    settings = {"reserve_opening_balance": 0.0, "reserve_policy_rate": 0.0}
    found = replace(model, **tables, district=model.district.model_copy(update=settings))
    _refuse(found)
    return found


def scaled_cells(model: Plan) -> tuple[ScaledCell, ...]:
    """Cells of a model that grow with a district's students, table by table."""
    return tuple(_cells(model))


def students_of(model: Plan) -> float:
    """Students of a model in its first year."""
    return sum(row.students for row in model.enrollment)


def scaled_table(model: Plan, spans: Sequence[tuple[str, str]]) -> DistrictTable:
    """The model for districts that teach other grades, with as many students and a dollar for each.

    Parameters
    ----------
    model : Plan
        As of ``compared_model``.
    spans : sequence of tuple of str
        Lowest and highest grade, as the survey has them.

    Returns
    -------
    DistrictTable
        A row for each span: students by grade, devices of grade bands, and the money.
    """
    factors = band_factors(model, spans)
    columns = [
        DistrictColumn(c.table, c.row, c.field, tuple((c.value * factors[c.band]).tolist()))
        for c in scaled_cells(model)
        if c.band in factors and (c.band or c.table == "enrollment")
    ]
    dollars = DistrictColumn("funding", MONEY, "amount", (students_of(model),) * len(spans))
    return DistrictTable(tuple("-".join(span) for span in spans), (*columns, dollars))


def band_factors(model: Plan, spans: Sequence[tuple[str, str]]) -> dict[str, Floats]:
    """Students of each grade band at the size of the model, against the model's own, by span.

    Parameters
    ----------
    model, spans
        As of ``scaled_table``.

    Returns
    -------
    dict of str to ndarray, shape (span,)
        By band; blank for students without one [share of the model's students of the band].
    """
    students = dict.fromkeys((row.grades for row in model.enrollment), 0.0)
    for row in model.enrollment:
        students[row.grades] += row.students
    shares = {band: np.array([taught(band, *span) for span in spans]) for band in students}
    taught_here = np.zeros(len(spans))
    for band, count in students.items():
        taught_here += count * shares[band]
    some = taught_here > 0
    scale = students_of(model) / np.where(some, taught_here, 1.0)
    # A model without any of the grades that a district teaches stands for it as it is.
    return {band: np.where(some, share * scale, 1.0) for band, share in shares.items()}


def _is_technology(row: Any) -> bool:  # noqa: ANN401  any row of cost
    return row.active and accounts()[row.category].nces_object in TECHNOLOGY_OBJECTS


def _stays(row: Any, known: set[tuple[str, str]]) -> bool:  # noqa: ANN401  a change or a range
    """Whether a change or a range is about something that is compared."""
    if not row.active:
        return False
    if row.changes == ALL:
        return any(table == row.table for table, _ in known)
    return row.table in ("assumptions", "district") or (row.table, row.changes) in known


def _alone(ranges: tuple[RangeRow, ...]) -> tuple[RangeRow, ...]:
    """Ranges that move with one that is left out move on their own."""
    names = {row.name for row in ranges}
    on_its_own = {"moves_with": "", "correlation": None}
    return tuple(
        row if not row.moves_with or row.moves_with in names else row.model_copy(update=on_its_own)
        for row in ranges
    )


def _refuse(model: Plan) -> None:
    if not any(model.rows(table) for table in COST_TABLES):
        msg = (
            "nothing in the model is technology that the survey counts: supplies, services, devices"
        )
        raise ValueError(msg)
    if not students_of(model) > 0:
        msg = "the model has no students, so nothing in it can be counted per student"
        raise ValueError(msg)
    scaled = {(cell.table, cell.row, cell.field) for cell in scaled_cells(model)}
    moved: list[tuple[str, str, str, str, str]] = [
        *(("changes", c.table, c.row, c.field, c.how) for c in base_changes(model)),
        *(("ranges", r.table, r.changes, r.field, r.how) for r in model.ranges),
    ]
    for where, table, row, field, how in moved:
        cell = table, "" if table == "district" else row, field
        is_scaled = cell in scaled or (row == ALL and field in WITH_STUDENTS.get(table, ()))
        if is_scaled and how != "multiply":
            msg = (
                f"{where} of the model names {field} of {row or 'the district'}, which has to grow "
                "with each district: use multiply, or leave the row out"
            )
            raise ValueError(msg)


def _cells(model: Plan) -> Iterator[ScaledCell]:
    band_of = {row.name: row.serves for row in model.devices if row.serves in model.grade_bands}
    for table, fields in WITH_STUDENTS.items():
        rows: tuple[Any, ...] = (model.district,) if table == "district" else model.rows(table)
        for row in rows:
            key = "" if table == "district" else row.key
            flat = ("price",) if getattr(row, "basis", "") == "flat" else ()
            for field in (*fields, *flat):
                value = getattr(row, field)
                if not value:
                    continue
                band = row.grades if table == "enrollment" else ""
                if table == "inventory" or (table, field) == ("devices", "yearly_cap"):
                    band = band_of.get(row.name, "")
                if field == "minimum_units" and row.serves in model.grade_bands:
                    band = row.serves
                yield ScaledCell(table, key, field, float(value), band)
