"""The structural balance of one year: recurring money of the year against sustained cost.

Nothing is carried into the year or out of it, and nothing comes from the reserve, from one-time
money or from what was prepaid.
"""

from __future__ import annotations

from planner.rulebook import income, sources
from planner.rulebook.answer import Answer
from planner.rulebook.inputs import Cells
from planner.rulebook.months import months_of
from planner.rulebook.payments import limited_of, share_of
from planner.rulebook.sums import total


def balance(
    answer: Answer,
    district: income.District,
    year: int,
    rows: dict[str, Cells],
    support: dict[str, float],
) -> float:
    """What is free of money for everything, less sustained cost that is not covered.

    Also put down what each source covers.
    """
    now = district.tables[year]
    months = months_of(year, now.district["fiscal_year_start_month"])
    sustained = {line: answer.sustained[line][year] for line in rows}
    recurring = [line for line in rows if rows[line].get("recurring", "yes") == "yes"]
    uncovered = dict(sustained)
    by_others = dict.fromkeys(rows, 0.0)
    free = 0.0
    for number in sources.in_order(now):
        source = now.rows["funding"][number]
        there = sources.presence(source, months) if source["active"] else 0.0
        covered = answer.covered.setdefault(source["name"], {})
        covered[year] = 0.0
        if not is_recurring(source) or there == 0.0:
            continue
        if source["kind"] == "erate":
            for line in rows:
                discount = min(support[line] * there, uncovered[line])
                uncovered[line] -= discount
                by_others[line] += discount
                covered[year] += discount
            continue
        money = income.on_average(number, district, year, sustained, by_others)
        payable = district.payable[year][source["name"]]
        share = there * source["cost_share_rate"]
        could = {line: min(share * sustained[line], uncovered[line]) for line in payable}
        limited = limited_of(source, payable, rows)
        if limited:
            limit = sources.usual_number(source, "infrastructure_limit_rate")
            within = share_of(limit * money, total(could[line] for line in limited))
            for line in limited:
                could[line] *= within
        every_row = share_of(money, total(could.values()))
        for line in payable:
            uncovered[line] -= could[line] * every_row
            covered[year] += could[line] * every_row
            if not income.is_of_district(source):
                by_others[line] += could[line] * every_row
        if all(line in could for line in recurring):
            free += money - total(could.values()) * every_row
    return free - total(uncovered.values())


def is_recurring(source: Cells) -> bool:
    """Whether a source can be expected every year: as typed, or as usual for its kind."""
    if source["recurring"]:
        return bool(source["recurring"] == "yes")
    return bool(source["rule"]["recurring"])
