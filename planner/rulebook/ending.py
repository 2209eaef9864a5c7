"""Recurring cost that is covered by money which ends: what the funding cliff is measured on."""

from __future__ import annotations

from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import (
    first_month_covered,
    last_month_covered,
    months_of,
    share_between,
    share_covered,
)
from planner.rulebook.structural import is_recurring
from planner.rulebook.sums import total

AMOUNTS = ("amount", "amount_per_student", "fee_per_person")


def support(answer: Answer, tables: dict[int, Tables], rows: dict[str, Cells]) -> dict[str, ByYear]:
    """What one-time money, recurring money that ends, and prepayments cover in each year.

    Recurring sources of one kind are one: what renews another counts with it.
    """
    recurring = [line for line in rows if rows[line].get("recurring", "yes") == "yes"]
    funding = tables[min(tables)].rows["funding"]
    found: dict[str, ByYear] = {}
    for source in funding:
        if not is_recurring(source):
            paid = answer.paid[source["name"]]
            found[source["name"]] = {
                year: total(paid[year].get(line, 0.0) for line in recurring) for year in tables
            }
    for names, several in ending_by_kind(tables).items():
        found[names] = {
            year: total(answer.covered[name][year] for name in several) for year in tables
        }
    found[""] = {year: total(answer.prepaid[line][year] for line in recurring) for year in tables}
    return found


def ending_by_kind(tables: dict[int, Tables]) -> dict[str, list[str]]:
    """Recurring sources that end, joined by kind, each kind with its renewals."""
    funding = tables[min(tables)].rows["funding"]
    ending = [number for number in range(len(funding)) if ends(number, tables)]
    kinds = [funding[number]["kind"] for number in ending]
    by_kind: dict[str, list[int]] = {}
    for number, source in enumerate(funding):
        renews = source["kind"] in kinds and starts_later(source, tables)
        if is_recurring(source) and (number in ending or renews):
            by_kind.setdefault(source["kind"], []).append(number)
    found = {}
    for places in by_kind.values():
        names = ""
        for number in places:
            if number in ending:
                name = funding[number]["name"]
                names = f"{names} and {name}" if names else name
        found[names] = [funding[number]["name"] for number in places]
    return found


def base_to_restore(tables: dict[int, Tables]) -> ByYear:
    """Base budget that money which has ended took the place of, for the months since."""
    found = {}
    for year, now in tables.items():
        months = months_of(year, now.district["fiscal_year_start_month"])
        found[year] = total(
            source["displaced_base"] * share_covered(months, last + 1, None)
            for source in now.rows["funding"]
            for last in [last_month_covered(source["end_date"])]
            if source["active"] and last is not None
        )
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
