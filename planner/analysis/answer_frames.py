"""The answers of one scenario as tables for analysts; columns are named as in JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.detail.device_support import says_support
from planner.analysis.detail.source_terms import last_day, vote_of
from planner.analysis.figures_of_answers import amounts_of_rows
from planner.arrays import Floats

if TYPE_CHECKING:
    import pandas as pd

    from planner.analysis.answers import Answers

#: Amounts of a fiscal year, by their names in Python and JSON.
OF_A_YEAR = (
    "students",
    "cost",
    "cost_per_student",
    "cash_cost_per_student",
    "recurring_revenue",
    "sustained_cost",
    "structural_balance",
    "recurring_on_one_time",
    "base_to_restore",
    "unfunded",
    "reserve",
    "reserve_policy",
)


def years_frame(found: Answers) -> pd.DataFrame:
    """A row for each fiscal year, see ``Answers.frame``."""
    import pandas as pd

    amounts = {name: getattr(found, name) for name in OF_A_YEAR}
    return pd.DataFrame({"fiscal_year": found.years, **amounts})


def rows_frame(found: Answers) -> pd.DataFrame:
    """A row for each row of cost and fiscal year, see ``Answers.rows_frame``."""
    columns = ("key", "name", "table", "category", "line", "priority", "recurring")
    told = [
        (f"{row.table}/{row.name}", *(getattr(row, column) for column in columns[1:]))
        for row in found.projection.lines
    ]
    amounts = amounts_of_rows(found.projection)
    by_row = {name: array[..., found.case] for name, array in amounts.items()}
    return _by_year(found, columns, told, by_row)


def sources_frame(found: Answers) -> pd.DataFrame:
    """A row for each source of money and fiscal year, see ``Answers.sources_frame``."""
    projection, funding = found.projection, found.projection.funding
    told = [
        (
            *(f"funding/{row.name}", row.name, row.kind, projection.funds[place].recurring),
            *(last_day(projection, place, found.case), vote_of(projection.plan, row)),
        )
        for place, row in enumerate(projection.plan.funding)
    ]
    columns = ("key", "name", "kind", "recurring", "end_date", "vote")
    revenue, paid = funding.received[..., found.case], funding.paid[..., found.case].sum(axis=1)
    return _by_year(found, columns, told, {"revenue": revenue, "paid": paid})


def fleets_frame(found: Answers) -> pd.DataFrame:
    """A row for each fleet of devices and fiscal year, see ``Answers.fleets_frame``."""
    projection = found.projection
    fleets, rows = projection.expenses.fleets, projection.plan.devices
    told = [(f"devices/{row.name}", row.name) for row in rows]
    says, past = says_support(projection)[:, None], fleets.past_support[..., found.case]
    amounts = {
        "in_service": fleets.in_service[..., found.case],
        "bought": fleets.bought[..., found.case],
        "past_support": np.where(says, past, np.nan),
    }
    return _by_year(found, ("key", "name"), told, amounts)


def _by_year(
    found: Answers,
    columns: Sequence[str],
    told: Sequence[tuple[object, ...]],
    amounts: Mapping[str, Floats],
) -> pd.DataFrame:
    """What is told of each row, repeated for every year, next to amounts of shape (row, year)."""
    import pandas as pd

    years = len(found.years)
    repeated = pd.DataFrame(told, columns=list(columns)).loc[np.repeat(range(len(told)), years)]
    by_year = {name: array.ravel() for name, array in amounts.items()}
    frame = repeated.reset_index(drop=True)
    return frame.assign(fiscal_year=np.tile(found.years, len(told)), **by_year)
