"""Contracts: licenses not in use, renewals coming up, and what is owed in long-term ones."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.analysis.detail.gasb_disclosures import LongContract, long_contracts
from planner.analysis.detail.unused_licenses import renewal_calendar, unused_licenses
from planner.fiscal import fiscal_year_label
from planner.views.board.tables import years_of
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent

_HEADINGS = (
    "Contract", "Standard", "Years left", "Remaining payments", "Prepaid", "Liability", "Asset",
)  # fmt: skip


def unused(comparison: Comparison) -> Block:
    """Licenses that are paid and not used, product by product."""
    main = comparison.main
    found = unused_licenses(main.projection)
    if not found:
        return paragraphs(
            "No unused licenses are known: no product lists fewer licenses in use than it pays for."
        )
    total = float(sum(product.cost.sum() for product in found))
    first, last = fiscal_year_label(main.years[0]), fiscal_year_label(main.years[-1])
    largest = found[0]
    idle, billed = float(largest.billed[-1] - largest.used[-1]), float(largest.billed[-1])
    share = f", with {percent(round(idle / billed, 2))} not in use in {last}" if idle > 0 else ""
    lead = (
        f"Unused licenses cost a total of {about(total)} from {first} through {last}; the largest "
        f"is {largest.name}{share}."
    )
    rows = [TableRow(product.name, [dollars(x) for x in product.cost]) for product in found]
    caption = "Cost of unused licenses, in dollars"
    return joined(paragraphs(lead), table_block(caption, ["Product", *years_of(main)], rows))


def renewals(comparison: Comparison) -> Block:
    """Multiyear contracts, in the years when the board can still say no."""
    main = comparison.main
    found = renewal_calendar(main.projection)
    if not found:
        return paragraphs("No multiyear contract comes up for renewal in these years.")
    names = list(dict.fromkeys(renewal.name for renewal in found))
    amounts = {(r.name, r.year): dollars(r.cost) for r in found}
    rows = [
        TableRow(name, [amounts.get((name, year), "") for year in main.years]) for name in names
    ]
    caption = "Multiyear contracts in the years they come up for renewal, in dollars a year"
    return table_block(caption, ["Contract", *years_of(main)], rows)


def long_term(comparison: Comparison) -> Block:
    """Liability and asset of long-term contracts, as a disclosure outside the plan."""
    found = long_contracts(comparison.main.projection)
    if not found:
        return paragraphs(
            "No long-term contract liabilities are shown: the district's borrowing rate is blank, "
            "or no subscription or lease has payments left in its term."
        )
    rate = comparison.plan.district.borrowing_rate
    rows = [_liability(contract) for contract in found]
    what, at = ("Prepaid", "") if rate is None else ("Long-term", f", at {percent(rate)} interest")
    caption = f"{what} contracts at the start of the plan{at}, in dollars"
    notes = [
        "This is a disclosure for the financial statements (GASB 87 and 96), outside the budget.",
        "The liability is the present value of the payments left in the term, made at the start "
        "of each year."
        if rate is not None
        else "Liabilities are not shown, because the district's borrowing rate is blank.",
        "A prepayment is an asset at the price of the first year, amortized over the time left."
        if any(contract.prepaid for contract in found)
        else "",
        "Internet access, monitoring and other services are neither a subscription nor a lease, "
        "unless their row says so. Check with the auditor before using it.",
    ]
    note = paragraphs(" ".join(filter(None, notes)), style="planner-note")
    return joined(table_block(caption, _HEADINGS, rows), note)


def _liability(contract: LongContract) -> TableRow:
    schedule = contract.schedule
    amounts = (
        float(contract.payments.sum()),
        contract.prepaid,
        float(schedule.opening[0]),
        float(schedule.asset_opening[0]),
    )
    years = f"{round(contract.years_left, 1):g}"
    return TableRow(contract.name, [contract.standard, years, *(dollars(x) for x in amounts)])
