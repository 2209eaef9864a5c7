"""A general-ledger export as rows of ledger.csv: technology spending in the base year's books.

Imported when the year's books are closed, to compare the plan's actuals with them. Accounts are
added up by function, object and kind of cost. Skipped are accounts with no technology spending,
other years, revenue, and every description: those name people and vendors.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.fiscal import fiscal_year_label, parse_fiscal_year
from planner.intake.account_codes import (
    account_parts,
    chart_of,
    code_positions,
    is_of_chart,
    kinds_of_cost,
    narrowed_down,
)
from planner.intake.code_map import (
    NOT_TECHNOLOGY,
    CodeMap,
    meaning_typed,
    meanings_of,
    wrong_meaning,
)
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import (
    Intake,
    Options,
    Owned,
    amount_text,
    not_too_many,
    source_of,
)
from planner.intake.ledger_books import (
    Books,
    code_map_of,
    summary_of,
    unclear_accounts,
    unknown_codes,
)
from planner.intake.ledger_funds import Funds, fund_of
from planner.intake.ledger_rows import of_one_sort, without_subtotals
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem

_SOURCE = "General ledger export"
_LONGEST_NAME = 120


def read_ledger(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of the ledger for the accounts with technology spending.

    Parameters
    ----------
    export : Export
        The export.
    plan : Plan
        The plan, for its state and its fiscal year.
    options : Options
        Kinds of cost by code, and the base year.

    Returns
    -------
    Intake
        With a warning about accounts that could be several kinds of cost.
    """
    base_year = plan.district.first_year - 1
    year = options.fiscal_year or base_year
    problems = [
        wrong_meaning(kind, "--unit") for _, kind in options.units if not meaning_typed(kind)
    ]
    books = Books()
    funds = Funds(options.mapping.funds, plan)
    amounts = {row.number: _cents(export, row, problems) for row in export.rows}
    spent = _of_the_year(export, books, plan, year, amounts, problems)
    problems.sort(key=lambda problem: problem.row)  # as the officer goes down the export
    asked = len(problems)
    spent, books.left_out = of_one_sort(
        export, spent, lambda row: amounts[row.number], options.rows, problems
    )
    is_clear = len(problems) == asked
    _add_up(export, books, funds, spent, amounts, _reading(options))
    if is_clear:
        problems += unknown_codes(export, books, options, plan.district.state)
    source = source_of(_SOURCE, options.as_of or export.as_of)
    rows = tuple(
        {
            "name": name,
            "category": category,
            "amount": amount_text(cents),
            "fiscal_year": fiscal_year_label(year),
            "source": source,
        }
        for (name, category), cents in sorted(books.kept.items())
    )
    if books.unclear:
        problems.append(unclear_accounts(export, books))
    problems += funds.problems(export, year)
    if not rows and not problems:
        problems.append(Problem("W40", export.file))
    of_year = frozenset({fiscal_year_label(year).lower()})
    return Intake(
        "ledger", export.file, "ledger", rows, (("name", "category", "fiscal_year"),),
        Owned({"fiscal_year": of_year}, _SOURCE) if rows else Owned(),
        (*summary_of(export, books, options, year), *funds.summary()), not_too_many(problems),
        {"fiscal_year": fiscal_year_label(base_year)}, code_map_of(books, funds, options),
    )  # fmt: skip


@dataclass(frozen=True)
class _Reading:
    """How codes are read: what was typed, the mapping, and a chart of accounts if it is known."""

    units: dict[str, str]
    mapping: CodeMap
    chart: str | None


def _reading(options: Options) -> _Reading:
    units = {code.strip().lower(): meaning_typed(kind) for code, kind in options.units}
    return _Reading(units, options.mapping, chart_of(options.chart))


def _of_the_year(
    export: Export,
    books: Books,
    plan: Plan,
    year: int,
    amounts: dict[int, int],
    problems: list[Problem],
) -> list[ExportRow]:
    """Rows of the base year that are no subtotals."""
    rows, books.subtotals = without_subtotals(export, lambda row: amounts[row.number], problems)
    dated = any(row["day"] or row["fiscal_year"] for row in rows)
    found = []
    for row in rows:
        row_year = _year(export, row, plan.district.fiscal_year_start_month, problems)
        if row_year is not None and row_year != year:
            books.other_years += 1
            continue
        blank = not (row["day"] or row["fiscal_year"])
        if blank and dated and amounts[row.number]:
            field = "day" if "day" in export.headings else "fiscal_year"
            problems.append(export.problem("P166", row.number, field))
            continue
        books.undated += row_year is None
        found.append(row)
    return found


def _add_up(
    export: Export,
    books: Books,
    funds: Funds,
    spent: list[ExportRow],
    amounts: dict[int, int],
    reading: _Reading,
) -> None:
    """Enter rows in the books and, where they are technology, in their funds."""
    positions = code_positions(row["account"] for row in export.rows)
    for row in spent:
        cents = amounts[row.number]
        counted = _enter(books, export, row, cents, _codes(row, positions), reading)
        if counted:
            name, kind = counted
            paid_by = funds.enter(fund_of(row, positions), row["fund_title"], cents)
            of_source = f" ({paid_by})" if paid_by else ""
            books.kept[name[: _LONGEST_NAME - len(of_source)] + of_source, kind] += cents
    if books.unmapped:  # which of it is technology is not known, so neither is whose money that is
        for row in spent:
            funds.titles.setdefault(fund_of(row, positions), row["fund_title"])


def _enter(
    books: Books,
    export: Export,
    row: ExportRow,
    cents: int,
    codes: tuple[str, str],
    reading: _Reading,
) -> tuple[str, str] | None:
    """Enter one row where it belongs; name and kind of cost if it is technology spending."""
    function, code = codes
    name = "-".join(part for part in codes if part)
    key = (function, code) if name else ("", row["account"])
    names = (row["account"].lower(), name.lower(), code.lower())
    unit = next((text for text in names if text and text in reading.units), "")
    books.used.add(unit)
    books.titles.setdefault(key, _title(export, row))
    books.sums[key] += cents
    typed = (reading.units[unit],) if unit else meanings_of(reading.mapping.codes, *key)
    if len(typed) == 1:
        kinds: tuple[str, ...] = () if typed[0] == NOT_TECHNOLOGY else typed
        by_account = name and unit == row["account"].lower()  # which a mapping cannot say
        books.meanings[key].add("" if by_account else typed[0])
    elif typed or reading.chart is None or not is_of_chart(reading.chart, function):
        books.unmapped[key] += cents
        return None
    else:
        kinds = kinds_of_cost(function, code, reading.chart)
        if reading.chart and not kinds:
            books.unlisted[key] += cents
            return None
        books.meanings[key].add(_by_chart(kinds))
    kinds = narrowed_down(kinds, row["description"] or row["title"])
    if not kinds:
        books.other += cents
        books.accounts["other"].add(row["account"] or name)
    elif len(kinds) == 1:
        return name or row["account"], kinds[0]
    else:
        books.unclear[name, kinds] += cents
    return None


def _by_chart(kinds: tuple[str, ...]) -> str:
    """What a mapping says of a code; blank where only the description tells its kind of cost."""
    if not kinds:
        return NOT_TECHNOLOGY
    return kinds[0] if len(kinds) == 1 else ""


def _title(export: Export, row: ExportRow) -> str:
    """What the account is called; a description of a payment may name people and is not shown."""
    of_accounts = "day" not in export.headings and not export.dropped
    return row["title"] or (row["description"] if of_accounts else "")


def _codes(row: ExportRow, positions: tuple[int, int] | None) -> tuple[str, str]:
    """Function and object of a row: from separate columns, or from the account."""
    parts = account_parts(row["account"])
    function, code = row["function"], row["object"]
    if positions and len(parts) > max(positions):
        function, code = function or parts[positions[0]], code or parts[positions[1]]
    return function, code


def _cents(export: Export, row: ExportRow, problems: list[Problem]) -> int:
    """What was spent: the amount, or debit minus credit [cents]."""
    signs = {"amount": 1} if "amount" in export.headings else {"debit": 1, "credit": -1}
    cents = 0
    for name, sign in signs.items():
        if not row[name] or row[name] == "-":
            continue
        typed = row[name].upper().removesuffix("DR").strip()
        credit = typed.endswith(("CR", "-"))
        typed = typed.removesuffix("CR").removesuffix("-").strip()
        try:
            found = read_number(typed)
        except CellError:
            problems.append(export.problem("P85", row.number, name))
            continue
        problems += export.doubts(row, name, typed)
        cents += (-sign if credit else sign) * round(found * 100)
    return cents


def _year(export: Export, row: ExportRow, start_month: int, problems: list[Problem]) -> int | None:
    """Fiscal year of a row; None if the export does not say."""
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
