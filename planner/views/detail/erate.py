"""E-Rate at a glance, in words: discounts, Category Two budgets, and what E-Rate provides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.analysis.detail.erate import CycleUse, ErateOverview, erate_overview
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.board.tables import years_of
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    dollar_row,
    joined,
    paragraphs,
    table_block,
)
from planner.views.format.money import about, dollars, foot, percent, whole

_ONE, _TWO = "category_one", "category_two"


def at_a_glance(comparison: Comparison) -> Block:
    """Discounts, Category Two budgets by cycle, what is above them, and what E-Rate provides."""
    main = comparison.main
    found = erate_overview(main.projection)
    if found is None:
        return paragraphs("The plan has no E-Rate, so its discounts and budgets are not shown.")
    lead = [
        *(_cycle_sentence(cycle, number == 0) for number, cycle in enumerate(found.cycles)),
        _discount_sentence(found, main.years),
        *_part_sentence(found, main.years),
        _received_sentence(found, main.years),
    ]
    return joined(
        bullets(lead),
        table_block(
            "E-Rate by year: rates in percent, amounts in dollars",
            ["Line", *years_of(main)],
            _by_year(found, main),
        ),
        table_block(
            "Category Two budgets by five-year cycle, before the discount, in dollars",
            ["Line", *years_of(main)],
            [row for cycle in found.cycles for row in _cycle_rows(cycle, main.years)],
        ),
    )


def _cycle_sentence(cycle: CycleUse, is_first: bool) -> str:
    """What of a budget can still be used, and what the plan asks for above it."""
    budget, last = about(cycle.budget), fiscal_year_label(cycle.last_fiscal_year)
    rest = _asked_clause(cycle)
    if not is_first:
        figures = "" if cycle.published else ", at today's amounts, because new ones are not set"
        first = fiscal_year_label(cycle.years[0])
        return f"The budget from {first} through {last} is {budget}{figures}; {rest}."
    if cycle.open_to_plan < A_CENT:
        return (
            f"The district's Category Two budget of {budget} through {last} is used up before "
            f"the plan starts; {rest}."
        )
    part = f"all {budget} of its Category Two budget"
    if cycle.used_before >= A_CENT:
        part = f"{about(cycle.open_to_plan)} of its Category Two budget of {budget}"
    return f"Through {last} the district can still use {part}; {rest}."


def _asked_clause(cycle: CycleUse) -> str:
    """What the plan asks for: above the budget, or less than it."""
    asked, above = float((cycle.used + cycle.above).sum()), float(cycle.above.sum())
    if asked < A_CENT:
        return "the plan has no cost that this budget could be used for"
    if above < A_CENT:
        until = fiscal_year_label(cycle.years[-1])
        ends = " that does not carry over" if cycle.years[-1] == cycle.last_fiscal_year else ""
        left = f"{about(cycle.open_to_plan - asked)}{ends}"
        return f"the plan uses {about(asked)} of it through {until}, which leaves {left}"
    some = cycle.above > A_CENT
    first = fiscal_year_label(cycle.years[int(np.argmax(some))])
    when = f"in {first}" if some.sum() == 1 else f"starting in {first}"
    return f"{when} the plan asks for {about(above)} more than that, which gets no discount"


def _discount_sentence(found: ErateOverview, years: Sequence[int]) -> str:
    one, two = (found.discount[name] for name in (_ONE, _TWO))
    rates = f"{percent(float(one[0]))} on internet access (Category One) and "
    rates += f"{percent(float(two[0]))} on the network inside schools (Category Two)"
    if one[0] == two[0]:
        rates = f"{percent(float(one[0]))} on internet access (Category One) and on the network "
        rates += "inside schools (Category Two)"
    share = percent(round(float(found.lunch_share[0]), 4))
    origin = "as typed" if found.is_typed else "calculated from the schools"
    changes = np.ptp(one) > 0 or np.ptp(two) > 0
    later = f" in {fiscal_year_label(years[0])}, and other rates later" if changes else ""
    return (
        f"The discount is {rates}{later}: {share} of students count as eligible for free or "
        f"reduced-price lunch ({origin}), and the district is {found.locale}."
    )


def _part_sentence(found: ErateOverview, years: Sequence[int]) -> Iterator[str]:
    """That the plan assumes less, or more, than today's rules."""
    other = np.abs(found.part - 1.0) > 1e-9
    if other.any():
        first = int(np.argmax(other))
        yield (
            f"The plan assumes that E-Rate pays {percent(float(found.part[first]))} of what "
            f"today's rules give, starting in {fiscal_year_label(years[first])}."
        )


def _received_sentence(found: ErateOverview, years: Sequence[int]) -> str:
    span = f"from {fiscal_year_label(years[0])} through {fiscal_year_label(years[-1])}"
    said = f"E-Rate provides a total of {about(float(found.received.sum()))} {span}"
    refunds = float(found.refunds.sum())
    if refunds < A_CENT:
        return f"{said}, all of it as discounts on bills."
    return (
        f"{said}; {about(refunds)} of it comes as refunds in the following year, because the "
        "district pays these bills in full first (BEAR)."
    )


def _by_year(found: ErateOverview, main: Answers) -> list[TableRow]:
    """Discounts, eligible cost and money by year; the total is that of the forecast."""
    under, above = _under_and_above(found.cycles, main.years)
    parts = (found.earned[_ONE], found.earned[_TWO], -found.refunded_later, found.refunds)
    received = footed_amounts(main.figures).received
    names = {fund.name for fund in main.projection.funds if fund.kind == "erate"}
    nothing = [0] * len(main.years)
    totals = [sum(year) for year in zip(*(received.get(n, nothing) for n in names), strict=True)]
    by_year = [
        foot([float(amounts[t]) for amounts in parts], total) for t, total in enumerate(totals)
    ]
    one, two, later, before = zip(*by_year, strict=True)
    refunds = [
        dollar_row("Of this, refunded in the next year", later),
        dollar_row("Refunds from the year before", before),
    ]
    return [
        TableRow("Students eligible for lunch", [percent(round(x, 4)) for x in found.lunch_share]),
        TableRow("Category One: internet access, no budget", [], "group"),
        TableRow("Discount", [percent(float(x)) for x in found.discount[_ONE]]),
        dollar_row("Eligible cost", [whole(float(x)) for x in found.eligible[_ONE]]),
        dollar_row("Discount on Category One", one),
        TableRow("Category Two: the network inside schools", [], "group"),
        TableRow("Discount", [percent(float(x)) for x in found.discount[_TWO]]),
        dollar_row("Eligible cost within the budget", under),
        dollar_row("Eligible cost above the budget, without a discount", above),
        dollar_row("Discount on Category Two", two),
        *(refunds if found.refunds.any() or found.refunded_later.any() else ()),
        dollar_row("E-Rate provides", totals, "total"),
    ]


def _under_and_above(
    cycles: Sequence[CycleUse], years: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Eligible cost under and above the budgets, as the table of the budgets shows it [USD]."""
    under, above = dict.fromkeys(years, 0), dict.fromkeys(years, 0)
    for cycle in cycles:
        used, over = _used(cycle)[1], _each_whole(cycle.above)
        for year, within, beyond in zip(cycle.years, used, over, strict=True):
            under[year] += within
            above[year] += beyond
    return list(under.values()), list(above.values())


def _used(cycle: CycleUse) -> tuple[list[int], list[int]]:
    """Used before each year, and in it: rounded as a sum, so that what is left foots [USD]."""
    until = [whole(cycle.used_before + x) for x in (0.0, *np.cumsum(cycle.used).tolist())]
    return until[:-1], [now - before for before, now in pairwise(until)]


def _cycle_rows(cycle: CycleUse, years: Sequence[int]) -> Iterator[TableRow]:
    """A budget, what is used of it, and what is left, in the years of its cycle."""
    before, used = _used(cycle)
    budget = _each_whole(cycle.in_force)
    left = [max(b - u - n, 0) for b, u, n in zip(budget, before, used, strict=True)]
    yield TableRow(
        f"Funding years {cycle.first_funding_year} to {cycle.last_funding_year}", [], "group"
    )
    for name, amounts in (
        ("Budget", budget),
        ("Used in earlier years", before),
        ("Used", used),
        ("Left at the end of the year", left),
        ("Asked for above the budget", _each_whole(cycle.above)),
    ):
        of_year = dict(zip(cycle.years, amounts, strict=True))
        yield TableRow(name, [dollars(of_year[y]) if y in of_year else "" for y in years])


def _each_whole(amounts: Floats) -> list[int]:
    return [whole(float(amount)) for amount in amounts]
