"""Who pays what in one year: sources in order, then the technology reserve, then nobody."""

from __future__ import annotations

from tests.reference_model import sources
from tests.reference_model.answer import Answer
from tests.reference_model.inputs import Cells, Tables
from tests.reference_model.months import months_of


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
        name = source["name"]
        could = {
            line: could_pay(answer, source, line, year, months, rows[line], support, unpaid)
            for line in rows
        }
        if source["kind"] == "erate":  # it brings what it pays, nothing to keep
            answer.received[name][year] = sum(could.values())
        money = answer.received[name][year] + answer.carried[name].get(year - 1, 0.0)
        share = share_of(money, sum(could.values()))
        for line in rows:
            amount = could[line] * share
            answer.paid[name][line][year] = amount
            unpaid[line] -= amount
        left = max(money - sum(could.values()) * share, 0.0)
        into_reserve += what_becomes_of(answer, source, year, months, left)
    pay_from_reserve(answer, now, year, unpaid, into_reserve)


def share_of(money: float, wanted: float) -> float:
    """Share that every row gets when there is so much money for so much cost."""
    return min(money / wanted, 1.0) if wanted > 0 else 0.0


def could_pay(
    answer: Answer,
    source: Cells,
    line: str,
    year: int,
    months: list[int],
    row: Cells,
    support: dict[str, float],
    unpaid: dict[str, float],
) -> float:
    """What a source could pay of one row if it had money enough."""
    if not source["active"] or not sources.may_pay(source, row):
        return 0.0
    whole_year = support[line] if source["kind"] == "erate" else answer.cost[line][year]
    return max(min(whole_year * sources.presence(source, months), unpaid[line]), 0.0)


def what_becomes_of(
    answer: Answer, source: Cells, year: int, months: list[int], left: float
) -> float:
    """Carry, lapse or hand to the reserve what a source has left; the last is returned."""
    name = source["name"]
    rule = sources.usual(source, "unspent")
    carried = to_reserve = 0.0
    if rule == "reserve":
        to_reserve = left
    elif rule == "keep":
        carried = left
    elif rule == "carry" and not sources.has_ended(source, months):
        carried = left
        if source["carry_limit_rate"] is not None:
            limit = source["carry_limit_rate"] * answer.received[name][year]
            carried = min(left, limit)
    answer.carried[name][year] = carried
    answer.to_reserve[name][year] = to_reserve
    answer.lapsed[name][year] = left - carried - to_reserve
    return to_reserve


def pay_from_reserve(
    answer: Answer, tables: Tables, year: int, unpaid: dict[str, float], into_reserve: float
) -> None:
    """The reserve pays what is left, every row the same share; the rest is unfunded."""
    opening: float = tables.district["reserve_opening_balance"]
    before = answer.balance.get(year - 1, opening)
    money = before + into_reserve
    share = share_of(money, sum(unpaid.values()))
    for line, amount in unpaid.items():
        answer.reserve_paid[line][year] = amount * share
        answer.unfunded[line][year] = amount - amount * share
    answer.balance[year] = money - sum(unpaid.values()) * share
