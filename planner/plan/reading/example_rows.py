"""The example row of a table: what goes into each column, in a row that is not read."""

from __future__ import annotations

from planner.plan.reading.records import COMMENT
from planner.plan.tables import Table

#: Cells of the example row that stay blank, because they contradict another cell of the row.
_BLANK_IN_EXAMPLE: dict[str, tuple[str, ...]] = {
    "enrollment": ("direct_certified_rate",),
    "devices": ("loss_by_age", "yearly_cap", "lease_years", "lease_rate", "lease_buyout_rate"),
    "repair": ("repair_by_age", "hours_per_repair", "hourly_wage", "redone_rate"),
    "licenses": ("units_used",),
    "security": ("consortium_share_rate", "deductible", "coverage_limit"),
    "staffing": ("outsourced_price",),
    "funding": (
        *("amount_per_student", "reimbursed_rate", "spent_before", "fee_per_person", "serves"),
        *("uptake_rate", "waived_rate", "unpaid_rate", "available_months", "cost_share_rate"),
        *("infrastructure_limit_rate", "bond_term_years", "renewal_probability"),
        *("student_lag_years", "hold_harmless_rate", "collection_rate", "first_half_rate"),
    ),
}


def example_row(table: Table) -> list[str]:
    """A row that shows what goes into each column of a table and is not read.

    >>> from planner.plan.tables import TABLES
    >>> example_row(TABLES["inventory"])[:3]
    ['# for example', 'FY2024', '400']
    """
    blank = _BLANK_IN_EXAMPLE.get(table.name, ())
    examples = ["" if name in blank else column.example for name, column in table.columns.items()]
    return [f"{COMMENT} for example", *examples[1:]]
