"""Recurring cost that is covered by money which ends: what the funding cliff is measured on."""

from __future__ import annotations

from planner.rulebook.answer import Answer
from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import first_month_covered, months_of, share_between
from planner.rulebook.structural import is_recurring
from planner.rulebook.sums import total

AMOUNTS = ("amount", "amount_per_student", "fee_per_person")


def support(answer: Answer, tables: dict[int, Tables], rows: dict[str, Cells]) -> dict[int, float]:
    """What one-time money, prepayments, and recurring money that ends cover in each year."""
    recurring = [line for line in rows if rows[line].get("recurring", "yes") == "yes"]
    found = {year: total(answer.prepaid[line][year] for line in recurring) for year in tables}
    first = tables[min(tables)]
    ending = [number for number in range(len(first.rows["funding"])) if ends(number, tables)]
    kinds = [first.rows["funding"][number]["kind"] for number in ending]
    for number, source in enumerate(first.rows["funding"]):
        name = source["name"]
        if not is_recurring(source):
            for year in tables:
                found[year] += total(answer.paid[name][line][year] for line in recurring)
        elif number in ending or (source["kind"] in kinds and starts_later(source, tables)):
            for year in tables:
                found[year] += answer.covered[name][year]
    return found


def ends(number: int, tables: dict[int, Tables]) -> bool:
    """Whether a recurring source is there for less of some year than before, or has no amount."""
    for year in tables:
        before = year - 1
        if before not in tables:
            continue
        old, new = tables[before].rows["funding"][number], tables[year].rows["funding"][number]
        if not is_recurring(old):
            return False
        there = share_between(old, tables[before], before) if old["active"] else 0.0
        if there > (share_between(new, tables[year], year) if new["active"] else 0.0):
            return True
        if any(old[name] and new[name] == 0 for name in AMOUNTS):
            return True
    return False


def starts_later(source: Cells, tables: dict[int, Tables]) -> bool:
    """Whether a source starts after the plan does."""
    first_year = min(tables)
    opening = months_of(first_year, tables[first_year].district["fiscal_year_start_month"])[0]
    first = first_month_covered(source["start_date"])
    return first is not None and first > opening
