"""The ledger: one long table that says every amount, with the file and row it came from.

``side`` is one of

- ``expense``: cost of a row, split by who pays it (a source, ``reserve`` or ``unfunded``);
- ``revenue``: new money of a source;
- ``lapsed``, ``to_reserve``, ``carried``: where a source's unspent money went;
- ``reserve``: balance of the technology reserve at the end of the year;
- ``interest``: what the reserve earned in the year.

``fund_code`` and ``account_code`` are the district's own. Cost is booked to the account of its row,
in the fund of the source that pays it, or in the row's own where the source names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.projection.funding.waterfall import DUST
from planner.projection.project import Projection

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "fiscal_year",
    "side",
    "line",
    "category",
    "name",
    "source",
    "amount",
    "recurring",
    "file",
    "row",
    "fund_code",
    "account_code",
)
RESERVE, UNFUNDED = "reserve", "unfunded"
_FILE = COLUMNS.index("file")


def ledger(projection: Projection, case: int = 0) -> pd.DataFrame:
    """Every amount of one case, one row each; less than a hundredth of a cent is no row.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Returns
    -------
    DataFrame
        Columns ``fiscal_year, side, line, category, name, source, amount, recurring, file,
        row, fund_code, account_code``; amounts in dollars, not rounded [USD].

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> sorted(set(ledger(project(read_plan(example("prairie-view"))))["side"]))[:2]
    ['carried', 'expense']
    """
    import pandas as pd  # slow to import, and a board page has no need of it

    return pd.DataFrame(ledger_rows(projection, case), columns=list(COLUMNS))


def ledger_rows(projection: Projection, case: int = 0) -> list[tuple[Any, ...]]:
    """Rows of the ledger, year by year, each with what :data:`COLUMNS` names."""
    rows = [*_expenses(projection, case), *_revenue(projection, case), *_reserve(projection, case)]
    shown = {file: projection.plan.shown(file) for file in {row[_FILE] for row in rows}}
    with_places = ((*row[:_FILE], shown[row[_FILE]], *row[_FILE + 1 :]) for row in rows)
    return sorted(with_places, key=lambda row: int(row[0]))


def _expenses(projection: Projection, case: int) -> Iterator[tuple[Any, ...]]:
    funding = projection.funding
    payers = [
        *((fund.name, fund.fund_code, funding.paid[s]) for s, fund in enumerate(projection.funds)),
        (RESERVE, "", funding.reserve_paid),
        (UNFUNDED, "", funding.unfunded),
    ]
    # Lists, as thousands of numbers are looked at one by one.
    shared = [
        (name, code, projection.by_line(pools)[:, :, case].tolist()) for name, code, pools in payers
    ]
    for number, line in enumerate(projection.lines):
        for name, code, amounts in shared:
            booked = line.file, line.row, code or line.fund_code, line.account_code
            for year, amount in zip(projection.years, amounts[number], strict=True):
                if abs(amount) >= DUST:
                    what = (line.line, line.category, line.name, name, amount)
                    yield (year, "expense", *what, line.recurring, *booked)


def _revenue(projection: Projection, case: int) -> Iterator[tuple[Any, ...]]:
    funding = projection.funding
    sides = (
        ("revenue", funding.received),
        ("carried", funding.carried),
        ("lapsed", funding.lapsed),
        ("to_reserve", funding.to_reserve),
    )
    for s, fund in enumerate(projection.funds):
        booked = fund.file, fund.row, fund.fund_code, fund.account_code
        for side, amounts in sides:
            for year, amount in zip(projection.years, amounts[s, :, case].tolist(), strict=True):
                if abs(amount) >= DUST:
                    what = (fund.line, fund.kind, fund.name, fund.name, amount)
                    yield (year, side, *what, fund.recurring, *booked)


def _reserve(projection: Projection, case: int) -> Iterator[tuple[Any, ...]]:
    file, row = projection.plan.setting_place("reserve_opening_balance")
    funding = projection.funding
    for side, amounts in (("reserve", funding.reserve), ("interest", funding.interest)):
        for year, amount in zip(projection.years, amounts[:, case].tolist(), strict=True):
            if side == "reserve" or abs(amount) >= DUST:
                what = ("reserve", "reserve", "Technology reserve", RESERVE, amount)
                yield (year, side, *what, False, file, row, "", "")
