"""Who pays what in one year: sources in order, then the technology reserve, then nobody."""

from __future__ import annotations

from tests.reference_model import sources
from tests.reference_model.answer import Answer
from tests.reference_model.eligible import is_infrastructure, may_pay
from tests.reference_model.erate import kind_of
from tests.reference_model.inputs import Cells, Tables
from tests.reference_model.months import first_month_covered, months_of
from tests.reference_model.vintages import (
    lapse_above_limit,
    share_left,
    turns,
    what_becomes_of,
)

FOREVER = float("inf")
#: Less than a hundredth of a cent is no money.
A_HUNDREDTH_OF_A_CENT = 0.0001


def pay_the_year(
    answer: Answer,
    tables: dict[int, Tables],
    year: int,
    rows: dict[str, Cells],
    support: dict[str, float],
) -> None:
    """Pay every row of cost of one year."""
    now = tables[year]
    months = months_of(year, now.district["fiscal_year_start_month"])
    unpaid = {line: answer.cost[line][year] for line in rows}
    into_reserve = 0.0
    for number in sources.in_order(now):
        source = now.rows["funding"][number]
        if source["kind"] == "erate":
            supported = {line: kind_of(rows[line]) != "none" for line in rows}
            paid = pay_discount(answer, source, year, months, support, unpaid, supported)
            into_reserve += answer.to_reserve[source["name"]][year]
        else:
            payable = [line for line in rows if may_pay(now, source, rows[line])]
            if not source["active"]:
                payable = []
            limited = [line for line in payable if is_infrastructure(rows[line])]
            paid = pay_from_source(answer, source, year, months, payable, limited, unpaid)
            into_reserve += what_becomes_of(answer, source, year, months)
        for line in rows:
            answer.paid[source["name"]][line][year] = paid.get(line, 0.0)
            unpaid[line] -= paid.get(line, 0.0)
    pay_from_reserve(answer, now, year, unpaid, into_reserve)


def share_of(money: float, wanted: float) -> float:
    """Share that every row gets when there is so much money for so much cost."""
    return min(money / wanted, 1.0) if wanted > 0 else 0.0


def pay_discount(
    answer: Answer,
    source: Cells,
    year: int,
    months: list[int],
    support: dict[str, float],
    unpaid: dict[str, float],
    supported: dict[str, bool],
) -> dict[str, float]:
    """E-Rate pays its discount; a part of it may come as a refund in the next year.

    A refund pays what is unpaid of the bills that E-Rate supports, the rest goes to the reserve.
    """
    name, later = source["name"], source["receipt_delay_months"] / 12
    share = sources.presence(source, months) if source["active"] else 0.0
    earned = {line: max(min(support[line] * share, unpaid[line]), 0.0) for line in unpaid}
    refund = answer.refund_due.get(year, 0.0)
    if not answer.balance and was_there_before(source, months[0]):
        refund = sum(earned.values()) * later
    answer.refund_due[year + 1] = sum(earned.values()) * later
    paid = {line: amount * (1 - later) for line, amount in earned.items()}
    answer.received[name][year] = sum(paid.values()) + refund
    left = {line: unpaid[line] - paid[line] for line in unpaid if supported[line]}
    every_row = share_of(refund, sum(left.values()))
    for line, amount in left.items():
        paid[line] += amount * every_row
    answer.carried[name][year] = answer.lapsed[name][year] = 0.0
    answer.to_reserve[name][year] = refund - sum(left.values()) * every_row
    return paid


def was_there_before(source: Cells, opening: int) -> bool:
    """Whether a source was there the year before the plan."""
    first = first_month_covered(source["start_date"])
    return first is None or first < opening


def pay_from_source(
    answer: Answer,
    source: Cells,
    year: int,
    months: list[int],
    payable: list[str],
    limited: list[str],
    unpaid: dict[str, float],
) -> dict[str, float]:
    """What a source pays of each row, its oldest money first."""
    name = source["name"]
    vintages = answer.vintages[name]
    vintages[year] = answer.received[name][year]
    limit = sources.usual_number(source, "infrastructure_limit_rate")
    if limit < FOREVER:
        limit *= sum(vintages.values())
    paid = dict.fromkeys(payable, 0.0)
    for came_in in sorted(vintages):
        share = min(
            sources.presence(source, months),
            share_left(source, months, years_ago=year - came_in),
        )
        for until in turns(source, years_ago=year - came_in):
            if until is None:
                lapse_above_limit(answer, source, year)
                continue
            could = {}
            for line in payable:
                at_most = min(share, until) * source["cost_share_rate"] * answer.cost[line][year]
                still = unpaid[line] - paid[line]
                could[line] = max(min(at_most - paid[line], still), 0.0)
            within = share_of(limit, sum(could[line] for line in limited))
            for line in limited:
                could[line] *= within
            wanted = sum(could.values())
            every_row = share_of(vintages[came_in], wanted)
            for line in payable:
                paid[line] += could[line] * every_row
            limit -= sum(could[line] for line in limited) * every_row
            vintages[came_in] = max(vintages[came_in] - wanted * every_row, 0.0)
    return paid


def pay_from_reserve(
    answer: Answer, tables: Tables, year: int, unpaid: dict[str, float], into_reserve: float
) -> None:
    """The reserve pays what is left, every row the same share; the rest is unfunded."""
    opening: float = tables.district["reserve_opening_balance"]
    before = answer.balance.get(year - 1, opening)
    money = before * (1 + tables.district["reserve_interest_rate"]) + into_reserve
    share = share_of(money, sum(unpaid.values()))
    counts = sum(unpaid.values()) - money >= A_HUNDREDTH_OF_A_CENT
    for line, amount in unpaid.items():
        answer.reserve_paid[line][year] = amount * share
        answer.unfunded[line][year] = amount - amount * share if counts else 0.0
    answer.balance[year] = money - sum(unpaid.values()) * share
