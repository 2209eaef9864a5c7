"""Contracts: what nobody uses, what comes up for renewal, what is owed in the long ones."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.analysis.detail.gasb_disclosures import LongContract, long_contracts
from planner.analysis.detail.unused_licenses import renewal_calendar, unused_licenses
from planner.fiscal import fiscal_year_label
from planner.views.board.tables import years_of
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent


def unused(comparison: Comparison) -> Block:
    """Licenses that are paid and not used, product by product."""
    main = comparison.main
    found = unused_licenses(main.projection)
    if not found:
        return paragraphs(
            "Nothing is known of unused licenses: no product says how many are in use, or all are."
        )
    total = float(sum(product.cost.sum() for product in found))
    first, dearest = fiscal_year_label(main.years[0]), found[0]
    share = float(1 - dearest.used[-1] / dearest.billed[-1]) if dearest.billed[-1] else 0.0
    lead = (
        f"Licenses that nobody uses cost {about(total)} in all from {first} on; the largest is "
        f"{dearest.name}, of which {percent(round(share, 2))} is not in use."
    )
    rows = [TableRow(product.name, [dollars(x) for x in product.cost]) for product in found]
    caption = "Cost of licenses that nobody uses, in dollars"
    return joined(paragraphs(lead), table_block(caption, ["Product", *years_of(main)], rows))


def renewals(comparison: Comparison) -> Block:
    """Contracts of more than a year, in the years in which the board can still say no."""
    main = comparison.main
    found = renewal_calendar(main.projection)
    if not found:
        return paragraphs("No contract of more than a year is renewed in these years.")
    names = list(dict.fromkeys(renewal.name for renewal in found))
    amounts = {(r.name, r.year): dollars(r.cost) for r in found}
    rows = [
        TableRow(name, [amounts.get((name, year), "") for year in main.years]) for name in names
    ]
    caption = "Contracts of more than a year, in the years they are renewed, in dollars a year"
    return table_block(caption, ["Contract", *years_of(main)], rows)


def long_term(comparison: Comparison) -> Block:
    """Liability and asset of long contracts, as a disclosure beside the plan."""
    found = long_contracts(comparison.main.projection)
    if not found:
        return paragraphs(
            "Long contracts are not stated as liabilities: the district's borrowing rate is not "
            "typed, or no contract has payments left in its term."
        )
    rate = percent(comparison.plan.district.borrowing_rate or 0.0)
    rows = [_liability(contract) for contract in found]
    caption = f"Long contracts at the start of the plan, at {rate} a year, in dollars"
    headings = ["Contract", "Standard", "Years left", "Still to pay", "Liability", "Asset"]
    note = (
        "A disclosure for the financial statements (GASB 87 and 96), not money of the plan. "
        "Liability is the present value of the payments left in the term, made at the start of "
        "each year. Ask the auditor before it is used."
    )
    return joined(table_block(caption, headings, rows), paragraphs(note, style="planner-note"))


def _liability(contract: LongContract) -> TableRow:
    schedule = contract.schedule
    amounts = (
        float(contract.payments.sum()),
        float(schedule.opening[0]),
        float(schedule.asset_opening[0]),
    )
    years = str(len(contract.payments))
    return TableRow(contract.name, [contract.standard, years, *(dollars(x) for x in amounts)])
