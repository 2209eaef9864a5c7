"""Rules between the rows of a plan: one small function per rule. Breaking one stops the plan."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import date
from functools import cache

from planner.fiscal import first_month, fiscal_year_label
from planner.plan.cells.text import clean
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at, nearest
from planner.plan.rules.eligibility import eligibility_of, packaged_cell
from planner.plan.rules.required import REQUIREMENTS, has_amount
from planner.plan.tables import DRIVERS, FundingRow
from planner.plan.tables.assumptions import LEAST_ERATE_SHARE, NEUTRAL_DRIVERS
from planner.plan.tables.column import show_day
from planner.plan.tables.contracts import ContractRow
from planner.plan.tables.roster import COST_TABLES
from planner.reference.accounts import accounts
from planner.reference.erate import cycle_of, funding_year_of

#: Names that the page uses next to the funding sources.
NOT_SOURCES = ("technology reserve", "unfunded")
#: Columns that are not used for E-Rate, which follows its own rule.
_NOT_FOR_ERATE = (
    "amount",
    "award",
    "growth_rate",
    "pays_for",
    "unspent",
    "carry_limit_rate",
    "available_months",
    "cost_share_rate",
    "infrastructure_limit_rate",
    "order",
)
PEOPLE_WORDS = ("students", "staff", "nobody")


def check_rows(plan: Plan) -> list[Problem]:
    """Every problem that shows only when the rows of the tables are read together."""
    return [problem for rule in RULES for problem in rule(plan)]


def check_fleets(plan: Plan) -> Iterator[Problem]:
    """Inventory names a fleet, and fleets serve a group that exists."""
    fleets = dict.fromkeys(row.name for row in plan.devices)
    first = plan.district.first_year
    for lot in plan.inventory:
        if lot.name not in fleets:
            yield at(lot, "P30", "name", value=lot.name, nearest=nearest(lot.name, fleets))
        if lot.bought > first:
            years = {
                "value": fiscal_year_label(lot.bought),
                "first": fiscal_year_label(first),
            }
            yield at(lot, "P35", "bought", **years)
    groups = dict.fromkeys((*PEOPLE_WORDS, *plan.grade_bands))
    for fleet in plan.devices:
        if fleet.serves not in groups:
            hint = nearest(fleet.serves, groups)
            yield at(fleet, "P31", "serves", value=fleet.serves, nearest=hint)


def check_contracts(plan: Plan) -> Iterator[Problem]:
    """A contract says how many units it bills, when it renews, whom it serves."""
    fleets = dict.fromkeys(row.name for row in plan.devices)
    bands = plan.grade_bands
    rows: tuple[ContractRow, ...] = (*plan.licenses, *plan.security)
    for row in rows:
        if row.basis == "unit" and row.units is None:
            yield at(row, "P32", "units")
        if row.term_years > 1 and row.next_renewal is None:
            yield at(row, "P33", "next_renewal", value=str(row.term_years))
        if row.basis == "student" and row.serves not in ("", "students", *bands):
            yield at(row, "P43", "serves", value=row.serves, nearest=nearest(row.serves, bands))
        if row.basis == "device" and row.serves not in ("", *fleets):
            yield at(row, "P30", "serves", value=row.serves, nearest=nearest(row.serves, fleets))


def check_dates(plan: Plan) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for table in (*COST_TABLES, "funding"):
        for row in plan.rows(table):
            starts: date | None = getattr(row, "start_date", None)
            ends: date | None = getattr(row, "end_date", None)
            if starts and ends and ends < starts:
                facts = {"value": show_day(ends), "start": show_day(starts)}
                yield at(row, "P34", "end_date", **facts)


def payable_names(plan: Plan) -> tuple[str, ...]:
    """Everything that pays_for may name: budget lines, kinds of cost and rows."""
    rows = [row.name for table in COST_TABLES for row in plan.rows(table)]
    lines = dict.fromkeys(account.line for account in accounts().values())
    return ("all", *lines, *accounts(), *rows)


def in_semicolons(typed: str, known: Container[str]) -> str:
    """Advice for names with something else between them, if all of them are known; else nothing.

    >>> in_semicolons("staffing, training", ["staffing", "training", "repair"])
    ' Put semicolons between the names: staffing; training.'
    """
    for between in (",", "|", "/", " and ", " "):
        names = [clean(name) for name in typed.split(between)]
        if len(names) > 1 and all(name in known for name in names):
            return f" Put semicolons between the names: {'; '.join(names)}."
    return ""


def check_funding(plan: Plan) -> Iterator[Problem]:
    """A source says how much it provides and what it may pay for; E-Rate has what it needs."""
    known = dict.fromkeys(payable_names(plan))
    of_rows = _categories_of_rows(plan)
    for fund in plan.funding:
        if fund.name.lower() in NOT_SOURCES:
            yield at(fund, "P44", "name", value=fund.name)
        for column in ("pays_for", "reimburses"):
            for name in getattr(fund, column):
                if name not in known:
                    hint = in_semicolons(name, known) or nearest(
                        _labels().get(name.lower(), name), known
                    )
                    yield at(fund, "P36", column, value=name, nearest=hint)
        for name in fund.pays_for:
            if name in known and fund.kind != "erate":
                yield from _check_barred(plan, fund, name, of_rows)
        if fund.kind == "erate":
            yield from _check_erate(plan, fund)
            continue
        if fund.kind == "grant" and not fund.pays_for:
            yield at(fund, "P37", "pays_for", kind=fund.kind)
        if not has_amount(fund):
            yield at(fund, "P38", "amount")


def _categories_of_rows(plan: Plan) -> dict[str, list[str]]:
    """Kinds of cost of the rows of a name."""
    found: dict[str, list[str]] = {}
    for table in COST_TABLES:
        for row in plan.rows(table):
            found.setdefault(row.name, []).append(getattr(row, "category"))  # noqa: B009
    return found


@cache
def _labels() -> dict[str, str]:
    """Kinds of cost by what they are called."""
    return {account.label.lower(): name for name, account in accounts().items()}


@cache
def _categories_named(name: str) -> list[str]:
    """Kinds of cost of a name: itself, and those of a budget line of that name."""
    return [c for c, account in accounts().items() if name in (c, account.line)]


def _check_barred(
    plan: Plan, fund: FundingRow, name: str, of_rows: dict[str, list[str]]
) -> Iterator[Problem]:
    """A kind of cost or a row that this kind of funding may not pay for."""
    # A kind of cost, or a budget line with the name of one of its kinds; or a row.
    categories = _categories_named(name) if name in accounts() else of_rows.get(name, [])
    if categories and all(eligibility_of(plan, fund, c) == "no" for c in categories):
        cell = packaged_cell(fund, categories[0])
        yield at(fund, "P48", "pays_for", value=name, fund=fund.name, why=cell.source)


def _check_erate(plan: Plan, fund: FundingRow) -> Iterator[Problem]:
    for column in _NOT_FOR_ERATE:
        if column in fund.model_fields_set and getattr(fund, column) not in (None, "", ()):
            yield at(fund, "P39", column, value=column)
    schools = [row for row in plan.enrollment if row.active]
    by_school = {
        "lunch_rate": all(
            row.lunch_rate is not None or row.direct_certified_rate is not None for row in schools
        ),
        "locale": all(row.rural for row in schools),
    }
    for setting, is_given in by_school.items():
        if getattr(plan.district, setting) in (None, "") and not is_given:
            yield Problem("P40", *plan.setting_place(setting), setting, {"value": setting})
    try:
        cycle_of(funding_year(plan, plan.years[0]))
    except ValueError:
        yield at(fund, "P42", "kind", first="2021")


def funding_year(plan: Plan, fiscal_year: int) -> int:
    """E-Rate funding year in which a fiscal year begins."""
    month = first_month(fiscal_year, plan.district.fiscal_year_start_month)
    return funding_year_of(month)


def check_assumptions(plan: Plan) -> Iterator[Problem]:
    """Every assumption has one value from the first year on: typed, public, or neutral."""
    seen: dict[tuple[str, int | None], int] = {}
    typed = [row for row in plan.assumptions if row.value is not None and row.active]
    for row in typed:
        if (row.name, row.from_year) in seen:
            first = str(seen[row.name, row.from_year])
            yield at(row, "P23", "from_year", value=row.name, first=first)
        seen.setdefault((row.name, row.from_year), row.row)
        if row.name == "erate_share" and (row.value or 0.0) < LEAST_ERATE_SHARE:
            yield at(row, "P18", "value", value=f"{row.value:.0%}", limit="0%")
    rows = {row.name: row.row for row in plan.assumptions}
    begun = {row.name for row in typed if (row.from_year or 0) <= plan.years[0]}
    for name, column in DRIVERS.items():
        forecast = name == "enrollment_growth_rate" and plan.counted_history
        needed = not column.default and name not in NEUTRAL_DRIVERS and not forecast
        if name not in begun and needed:
            yield Problem("P41", "assumptions.csv", rows.get(name, 0), "value", {"value": name})


RULES: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_fleets,
    check_contracts,
    check_dates,
    check_funding,
    check_assumptions,
    *REQUIREMENTS,
)
