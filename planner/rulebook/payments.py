"""Who pays what in one year: sources in order, then the technology reserve, then nobody."""

from __future__ import annotations

from planner.rulebook import sources
from planner.rulebook.answer import Answer
from planner.rulebook.eligible import Payable, is_infrastructure
from planner.rulebook.erate import kind_of
from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import first_month_covered, months_of
from planner.rulebook.sums import total
from planner.rulebook.vintages import (
    lapse_above_limit,
    share_left,
    turns,
    what_becomes_of,
)

FOREVER = float("inf")
#: Rows of cost by their priority.
Ranked = dict[int, list[str]]
#: Less than a hundredth of a cent is no money.
A_HUNDREDTH_OF_A_CENT = 0.0001


def pay_the_year(
    answer: Answer,
    tables: dict[int, Tables],
    year: int,
    rows: dict[str, Cells],
    support: dict[str, float],
    payable: Payable,
    ranked: Ranked,
) -> None:
    """Pay every row of cost of one year."""
    now = tables[year]
    months = months_of(year, now.district["fiscal_year_start_month"])
    unpaid = {line: answer.cost[line][year] for line in rows}
    into_reserve = 0.0
    for number in sources.in_order(now):
        source = now.rows["funding"][number]
        if source["kind"] == "erate":
            paid = pay_discount(answer, source, year, months, support, unpaid, rows, ranked)
            into_reserve += answer.to_reserve[source["name"]][year]
        else:
            lines = payable[source["name"]] if source["active"] else []
            limited = limited_of(source, lines, rows)
            paid = pay_from_source(answer, source, year, months, lines, limited, unpaid, ranked)
            into_reserve += what_becomes_of(answer, source, year, months)
        answer.paid[source["name"]][year] = paid
        for line, amount in paid.items():
            unpaid[line] -= amount
    pay_from_reserve(answer, now, year, unpaid, into_reserve, ranked)


def by_rank(rows: dict[str, Cells]) -> Ranked:
    """Rows of cost by their priority, from 1 to 9."""
    found: Ranked = {priority: [] for priority in range(1, 10)}
    for line, row in rows.items():
        found[int(row["priority"])].append(line)
    return found


def by_priority(wanted: dict[str, float], money: float, ranked: Ranked) -> dict[str, float]:
    """What each row gets of so much money: priority 1 first, within one the same share of each."""
    gets: dict[str, float] = {}
    for ranking_so in ranked.values():
        here = [line for line in ranking_so if line in wanted]
        asked = total(wanted[line] for line in here)
        every_row = share_of(money, asked)
        for line in here:
            gets[line] = wanted[line] * every_row
        money = max(money - asked * every_row, 0.0)
    return gets


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
    rows: dict[str, Cells],
    ranked: Ranked,
) -> dict[str, float]:
    """E-Rate pays its discount; a part of it may come as a refund in the next year.

    The discount knows no priority. A refund pays what is unpaid of the bills that E-Rate supports,
    by priority; the rest goes to the reserve.
    """
    name, later = source["name"], source["receipt_delay_months"] / 12
    share = sources.presence(source, months) if source["active"] else 0.0
    earned = {line: max(min(support[line] * share, unpaid[line]), 0.0) for line in unpaid}
    refund = answer.refund_due.get(year, 0.0)
    if not answer.reserve and was_there_before(source, months[0]):
        refund = total(earned.values()) * later
    answer.refund_due[year + 1] = total(earned.values()) * later
    paid = {line: amount * (1 - later) for line, amount in earned.items()}
    answer.received[name][year] = total(paid.values()) + refund
    supported = [line for line in unpaid if kind_of(rows[line]) != "none"]
    left = {line: unpaid[line] - paid[line] for line in supported}
    gets = by_priority(left, refund, ranked)
    for line in supported:
        paid[line] += gets[line]
    answer.carried[name][year] = answer.lapsed[name][year] = 0.0
    answer.to_reserve[name][year] = refund - total(gets.values())
    return paid


def was_there_before(source: Cells, opening: int) -> bool:
    """Whether a source was there the year before the plan."""
    first = first_month_covered(source["start_date"])
    return first is None or first < opening


def limited_of(source: Cells, lines: list[str], rows: dict[str, Cells]) -> list[str]:
    """Rows of which a source pays no more than a share of its money; none if it has no limit."""
    if sources.usual_number(source, "infrastructure_limit_rate") == FOREVER:
        return []
    return [line for line in lines if is_infrastructure(rows[line])]


def pay_from_source(
    answer: Answer,
    source: Cells,
    year: int,
    months: list[int],
    lines: list[str],
    limited: list[str],
    unpaid: dict[str, float],
    ranked: Ranked,
) -> dict[str, float]:
    """What a source pays of each row that it may pay: its oldest money first, then by priority."""
    name = source["name"]
    vintages = answer.vintages[name]
    vintages[year] = answer.received[name][year]
    if not any(money for money in vintages.values()):
        return {}
    limit = sources.usual_number(source, "infrastructure_limit_rate")
    if limit < FOREVER:
        limit *= total(vintages.values())
    cost = {line: answer.cost[line][year] for line in lines}
    paid = dict.fromkeys(lines, 0.0)
    for came_in in sorted(vintages):
        share = min(
            sources.presence(source, months),
            share_left(source, months, years_ago=year - came_in),
        )
        for until in turns(source, years_ago=year - came_in):
            if until is None:
                lapse_above_limit(answer, source, year)
                continue
            if vintages[came_in] == 0:
                continue
            of_cost = min(share, until) * source["cost_share_rate"]
            could = {}
            for line in lines:
                at_most = of_cost * cost[line]
                still = unpaid[line] - paid[line]
                could[line] = max(min(at_most - paid[line], still), 0.0)
            if limited:
                within = by_priority({line: could[line] for line in limited}, limit, ranked)
                could = {**could, **within}
            gets = by_priority(could, vintages[came_in], ranked)
            for line in lines:
                paid[line] += gets[line]
            limit = max(limit - total(gets[line] for line in limited), 0.0)
            vintages[came_in] = max(vintages[came_in] - total(gets.values()), 0.0)
    return paid


def pay_from_reserve(
    answer: Answer,
    tables: Tables,
    year: int,
    unpaid: dict[str, float],
    into_reserve: float,
    ranked: Ranked,
) -> None:
    """The reserve pays what is left, by priority; the rest is unfunded."""
    opening: float = tables.district["reserve_opening_balance"]
    before = answer.reserve.get(year - 1, opening)
    answer.interest[year] = before * tables.district["reserve_interest_rate"]
    money = before + answer.interest[year] + into_reserve
    gets = by_priority(unpaid, money, ranked)
    counts = total(unpaid.values()) - money >= A_HUNDREDTH_OF_A_CENT
    for line, amount in unpaid.items():
        answer.reserve_paid[line][year] = gets[line]
        answer.unfunded[line][year] = amount - gets[line] if counts else 0.0
    answer.reserve[year] = money - total(gets.values())
