"""A general-ledger export as rows of ledger.csv: what the base year's books say of technology.

Taken when the year's books are closed, to hold the plan's actuals against them. Accounts are
added up by function, object and kind of cost. Left out are accounts that hold no technology, other
years, revenue, and every description: those name people and vendors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from planner.fiscal import fiscal_year_label, parse_fiscal_year
from planner.intake.account_codes import kinds_of_cost, parts_of, places_of_codes, told_apart
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import (
    Intake,
    Options,
    Owned,
    count_of,
    dollars,
    not_too_many,
    source_of,
)
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, nearest
from planner.reference.accounts import accounts

_SOURCE = "General ledger export"
_MOST_NAMED = 12


@dataclass
class _Books:
    """What has been added up so far, in cents, so that nothing is lost to rounding."""

    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclear: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    accounts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    other: int = 0
    other_years: int = 0
    undated: int = 0


def read_ledger(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of the ledger for the accounts that hold technology.

    Parameters
    ----------
    export : Export
        The export.
    plan : Plan
        The plan; its state and its fiscal year are asked.
    options : Options
        Kinds of cost by code, and the base year.

    Returns
    -------
    Intake
        With a warning of what could be several kinds of cost.
    """
    year = options.fiscal_year or plan.district.first_year - 1
    problems = _wrong_kinds(options)
    meant = {code.strip().lower(): kind for code, kind in options.units}
    places = places_of_codes(row["account"] for row in export.rows)
    books = _Books()
    for row in export.rows:
        cents = _cents(export, row, problems)
        row_year = _year(export, row, plan.district.fiscal_year_start_month, problems)
        if row_year is not None and row_year != year:
            books.other_years += 1
            continue
        books.undated += row_year is None
        _enter(books, row, cents, _codes(row, places), meant, plan.district.state)
    source = source_of(_SOURCE, options.as_of or export.as_of)
    rows = tuple(
        {
            "name": name,
            "category": category,
            "amount": _amount(cents),
            "fiscal_year": fiscal_year_label(year),
            "source": source,
        }
        for (name, category), cents in sorted(books.kept.items())
    )
    if books.unclear:
        problems.append(_unclear(export, books))
    if not rows and not problems:
        problems.append(Problem("W40", export.file))
    years = {fiscal_year_label(year).lower()} | (
        {""} if year == plan.district.first_year - 1 else set()
    )
    return Intake(
        "ledger", export.file, "ledger", rows,
        (("name", "category", "fiscal_year"), ("name", "category")),
        Owned({"fiscal_year": frozenset(years)}, _SOURCE) if rows else Owned(),
        tuple(_told(export, books, year)), not_too_many(problems),
    )  # fmt: skip


def _wrong_kinds(options: Options) -> list[Problem]:
    """Kinds of cost that the person names and that are none."""
    expected = ", ".join(accounts())
    return [
        Problem(
            "P16",
            "--unit",
            facts={"value": kind, "expected": expected, "nearest": nearest(kind, accounts())},
        )
        for _, kind in options.units
        if kind not in accounts()
    ]


def _enter(
    books: _Books,
    row: ExportRow,
    cents: int,
    codes: tuple[str, str],
    meant: dict[str, str],
    state: str,
) -> None:
    """Enter one row where it belongs."""
    function, code = codes
    name = "-".join(part for part in codes if part)
    asked = (row["account"].lower(), name.lower(), code.lower())
    named = next((meant[text] for text in asked if text and text in meant), "")
    kinds = (named,) if named else kinds_of_cost(function, code, state) if code else ()
    if len(kinds) > 1:
        kinds = told_apart(kinds, row["description"])
    if not kinds:
        books.other += cents
        books.accounts["other"].add(row["account"] or name)
    elif len(kinds) == 1:
        books.kept[name or row["account"], kinds[0]] += cents
    else:
        books.unclear[name, kinds] += cents


def _codes(row: ExportRow, places: tuple[int, int] | None) -> tuple[str, str]:
    """Function and object of a row: from columns of their own, or from the account."""
    parts = parts_of(row["account"])
    function, code = row["function"], row["object"]
    if places and len(parts) > max(places):
        function, code = function or parts[places[0]], code or parts[places[1]]
    return function, code


def _cents(export: Export, row: ExportRow, problems: list[Problem]) -> int:
    """What was spent: the amount, or debit less credit [cents]."""
    fields = ("amount",) if "amount" in export.headings else ("debit", "credit")
    cents = 0
    for name, sign in zip(fields, (1, -1), strict=False):
        if not row[name] or row[name] == "-":
            continue
        typed = row[name].upper().removesuffix("DR").strip()
        credit = typed.endswith(("CR", "-")) and typed != "-"
        try:
            found = read_number(typed.removesuffix("CR").removesuffix("-").strip())
        except CellError:
            problems.append(export.problem("P85", row.number, name))
            continue
        cents += (-sign if credit else sign) * round(found * 100)
    return cents


def _year(export: Export, row: ExportRow, start_month: int, problems: list[Problem]) -> int | None:
    """Fiscal year of a row; None where the export does not say."""
    if row["fiscal_year"]:
        try:
            return parse_fiscal_year(row["fiscal_year"])
        except ValueError:
            problems.append(export.problem("P84", row.number, "fiscal_year"))
            return None
    if row["day"]:
        day = export.day(row, "day")
        if day is not None:
            return fiscal_year_of(day, start_month)
        problems.append(export.problem("P84", row.number, "day"))
    return None


def _amount(cents: int) -> str:
    shown = f"{abs(cents) // 100}.{abs(cents) % 100:02}".removesuffix(".00")
    return f"-{shown}" if cents < 0 else shown


def _unclear(export: Export, books: _Books) -> Problem:
    """Accounts that could be several kinds of cost, with what to type to say which."""
    most = sorted(books.unclear.items(), key=lambda item: -abs(item[1]))
    named = [
        f"--unit {name}={kinds[0]} (or {', '.join(kinds[1:])}) {dollars(cents / 100)}"
        for (name, kinds), cents in most[:_MOST_NAMED]
    ]
    if len(most) > _MOST_NAMED:
        named.append(f"and {count_of(len(most) - _MOST_NAMED, 'other')}")
    total = dollars(sum(books.unclear.values()) / 100)
    return Problem("W46", export.file, facts={"value": total, "names": "; ".join(named)})


def _told(export: Export, books: _Books, year: int) -> list[str]:
    label = fiscal_year_label(year)
    told = [f"{count_of(len(export.rows), 'row')} of the ledger read."]
    fields = ("amount",) if "amount" in export.headings else ("debit", "credit")
    amounts = " less ".join(export.headings[name][0] for name in fields if name in export.headings)
    told.append(f"Amounts are read from {amounts}.")
    if books.accounts["other"]:
        count = count_of(len(books.accounts["other"]), "account")
        told.append(
            f"{count} left out that hold no technology, {dollars(books.other / 100)} in all."
        )
    if books.other_years:
        told.append(f"{count_of(books.other_years, 'row')} of other years than {label} left out.")
    if books.undated:
        told.append(f"{count_of(books.undated, 'row')} without a year or date taken as {label}.")
    if export.totals:
        told.append(f"{count_of(export.totals, 'row')} of totals left out.")
    if books.kept:
        told.append(f"Technology in {label}: {dollars(sum(books.kept.values()) / 100)}.")
    return told
