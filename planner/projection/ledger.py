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
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.arrays import Floats
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
#: An amount: its fiscal year, what the columns before ``amount`` say of it, how much it is, and
#: what the columns behind it say. Many amounts say the same.
Entry = tuple[int, tuple[Any, ...], float, tuple[Any, ...]]


def ledger(projection: Projection, case: int = 0) -> pd.DataFrame:
    """Every amount of one case, one row each; less than a hundredth of a cent is not a row.

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
    found = entries(projection, case)
    return [(year, *what, amount, *booked) for year, what, amount, booked in found]


def entries(projection: Projection, case: int = 0) -> list[Entry]:
    """The same rows in their parts."""
    found = [*_expenses(projection, case), *_revenue(projection, case), *_reserve(projection, case)]
    return sorted(found, key=itemgetter(0))


def _expenses(projection: Projection, case: int) -> Iterator[Entry]:
    funding = projection.funding
    of_funds = ((fund.name, fund.fund_code) for fund in projection.funds)
    payers = [*of_funds, (RESERVE, ""), (UNFUNDED, "")]
    paid = [*funding.paid, funding.reserve_paid, funding.unfunded]
    by_line = np.stack([projection.by_line(pools)[:, :, case] for pools in paid], axis=-1)
    shown = cache(projection.plan.shown)
    for number, year, payer, amount in _some(by_line, projection.years):
        line, (name, code) = projection.lines[number], payers[payer]
        what = ("expense", line.line, line.category, line.name, name)
        codes = code or line.fund_code, line.account_code
        yield year, what, amount, (line.recurring, shown(line.file), line.row, *codes)


def _revenue(projection: Projection, case: int) -> Iterator[Entry]:
    funding = projection.funding
    sides = {
        "revenue": funding.received,
        "carried": funding.carried,
        "lapsed": funding.lapsed,
        "to_reserve": funding.to_reserve,
    }
    names = list(sides)
    by_fund = np.stack([amounts[:, :, case] for amounts in sides.values()], axis=-1)
    shown = cache(projection.plan.shown)
    for number, year, side, amount in _some(by_fund, projection.years):
        fund = projection.funds[number]
        what = (names[side], fund.line, fund.kind, fund.name, fund.name)
        codes = fund.fund_code, fund.account_code
        yield year, what, amount, (fund.recurring, shown(fund.file), fund.row, *codes)


def _some(amounts: Floats, years: tuple[int, ...]) -> Iterator[tuple[int, int, int, float]]:
    """Amounts that are not dust, of an array of shape (number, year, kind), year by year."""
    by_year = amounts.swapaxes(0, 1)
    some = np.abs(by_year) >= DUST
    year, number, kind = (places.tolist() for places in np.nonzero(some))
    each = zip(number, year, kind, by_year[some].tolist(), strict=True)
    return ((row, years[place], of, amount) for row, place, of, amount in each)


def _reserve(projection: Projection, case: int) -> Iterator[Entry]:
    file, row = projection.plan.setting_place("reserve_opening_balance")
    booked = (False, projection.plan.shown(file), row, "", "")
    funding = projection.funding
    for side, amounts in (("reserve", funding.reserve), ("interest", funding.interest)):
        what = (side, "reserve", "reserve", "Technology reserve", RESERVE)
        for year, amount in zip(projection.years, amounts[:, case].tolist(), strict=True):
            if side == "reserve" or abs(amount) >= DUST:
                yield year, what, amount, booked
