"""Money: what every source brings in a year, and what of it comes late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.rulebook import sources
from planner.rulebook.eligible import Payable, is_named
from planner.rulebook.inputs import Cells, Tables, in_dollars_of, year_it_states
from planner.rulebook.months import (
    covers,
    first_month_covered,
    last_month_covered,
    months_of,
    share_between,
)
from planner.rulebook.people import students_in
from planner.rulebook.sums import total


@dataclass
class District:
    """What income is calculated from: students, what rows cost, who may pay them and has paid."""

    tables: dict[int, Tables]
    students: dict[int, list[float]]
    cost: dict[str, dict[int, float]]
    rows: dict[str, Cells]
    payable: dict[int, Payable]
    paid: dict[str, dict[int, dict[str, float]]]
    received: dict[str, dict[int, float]]
    first_year: int


def months_in(district: District, year: int) -> list[int]:
    """Months of a fiscal year of the district."""
    return months_of(year, district.tables[year].district["fiscal_year_start_month"])


def received(number: int, district: District) -> dict[int, float]:
    """New money that a source has in every year (E-Rate excepted)."""
    found = {}
    before = late_before = 0.0
    opening = months_in(district, district.first_year)[0]
    for year, amount in money(number, district).items():
        row = district.tables[year].rows["funding"][number]
        late = sources.delay(row) / 12
        if year == district.first_year:
            begins = first_month_covered(row["start_date"])
            if begins is None or begins < opening:  # it was there the year before
                before, late_before = amount, late
        found[year] = amount * (1 - late) + before * late_before
        before, late_before = amount, late
    return found


def money(number: int, district: District) -> dict[int, float]:
    """Money that belongs to each year, whenever it comes."""
    index = growth_index(number, district)
    return {
        year: money_of(number, district, year, index)
        if now.rows["funding"][number]["active"]
        else 0.0
        for year, now in district.tables.items()
    }


def growth_index(number: int, district: District) -> dict[int, float]:
    """A source's amount in every year over that of the first."""
    found = {}
    index = 1.0
    for year, now in district.tables.items():
        if year > district.first_year:
            index *= 1 + growth(now.rows["funding"][number], now)
        found[year] = index
    return found


def growth(row: Cells, tables: Tables) -> float:
    """Growth of a source's amount against the year before."""
    if row["growth_rate"] is not None:
        return float(row["growth_rate"])
    name = row["rule"]["growth_driver"]
    return tables.drivers[name] if name else 0.0


def money_of(number: int, district: District, year: int, index: dict[int, float]) -> float:
    """Money of one source that belongs to one year."""
    now, students = district.tables[year], district.students[year]
    row = now.rows["funding"][number]
    share = share_between(row, now, year)

    def grown(field: str) -> float:
        return in_dollars_of(district.tables, ("funding", number, field), year, index)

    if row["reimbursed_rate"] is not None:
        return paid_back(row, district, year, grown) * share
    if row["amount_per_student"] is not None:
        counted = students_counted(row, district, year)
        return grown("amount_per_student") * counted * share
    if row["fee_per_person"] is not None:
        people = students_in(now, students, row["serves"])
        return fees(row, people) * grown("fee_per_person") * share
    if row["amount"] is None:
        return 0.0
    since = year_it_states(district.tables, "funding", number, year)
    stated = min(max(since, district.first_year), max(district.tables))
    follows = with_students(row, district, year, stated)
    award = sources.usual(row, "award")
    if award == "yearly":
        if row["first_half_rate"] is not None:
            share = share_of_levy(row, months_in(district, year))
        most = for_technology(row) * index[year] / index[stated]
        return float(min(grown("amount"), most) * follows * share * row["collection_rate"])
    if award == "once":
        collected = row["amount"] * row["collection_rate"]
        return float(collected) if comes_once(row, district, year) else 0.0
    if award == "two_years":
        allotment = grown("amount") * follows * row["collection_rate"]
        return float(allotment) if allotted(row, district, year) else 0.0
    raise ValueError(award)


def share_of_levy(row: Cells, months: list[int]) -> float:
    """Share of a calendar year's levy that comes in a fiscal year: month by month of its halves."""
    first, last = first_month_covered(row["start_date"]), last_month_covered(row["end_date"])
    coming = 0.0
    for month in months:
        half = row["first_half_rate"] if month % 12 <= 5 else 1 - row["first_half_rate"]
        if covers(month, first, last):
            coming += half / 6
    return coming


def students_counted(row: Cells, district: District, year: int) -> float:
    """Students by whom money of a year is given: an older count, and not below the floor."""
    first = total(district.students[district.first_year])
    count_of = max(year - row["student_lag_years"], district.first_year)
    return float(max(total(district.students[count_of]), row["hold_harmless_rate"] * first))


def with_students(row: Cells, district: District, year: int, stated: int) -> float:
    """By how much an amount is larger for its students than in the year whose dollars it is in."""
    before = students_counted(row, district, stated)
    if not row["follows_students"] or before == 0:
        return 1.0
    return students_counted(row, district, year) / before


def for_technology(row: Cells) -> float:
    """Most of a yearly amount that counts: of Title IV-A three fifths of the whole."""
    whole = row["allocation"]
    limited = row["kind"] == "title_iv_a" and not sources.is_for_another_purpose(row)
    if not limited or whole is None:
        return float("inf")
    return 0.6 * float(whole) if whole >= 30_000 else float(whole)


def paid_back(row: Cells, district: District, year: int, grown: Callable[[str], float]) -> float:
    """Aid by what was spent the year before, at most what is typed as its most."""
    first = year == district.first_year
    spent = row["spent_before"] if first else spent_by_district(row, district, year - 1)
    return aid_for(spent, row, district, year, grown)


def aid_for(
    spent: float, row: Cells, district: District, year: int, grown: Callable[[str], float]
) -> float:
    """Aid for what was spent, at most what is typed as its most."""
    first = year == district.first_year
    amount: float = row["reimbursed_rate"] * spent
    if row["amount_per_student"] is not None:
        students = total(district.students[year if first else year - 1])
        amount = min(amount, grown("amount_per_student") * students)
    if row["amount"] is not None:
        amount = min(amount, grown("amount"))
    return amount


def spent_by_district(aid: Cells, district: District, year: int) -> float:
    """What an aid is calculated on, less what E-Rate, grants, fees and other aid paid of it."""
    now = district.tables[year]
    spent = 0.0
    for line in lines_paid_back(aid, district, year):
        spent += district.cost[line][year]
        for source in now.rows["funding"]:
            if not is_of_district(source) and source["name"] != aid["name"]:
                spent -= district.paid[source["name"]].get(year, {}).get(line, 0.0)
    return max(spent, 0.0)


def is_of_district(source: Cells) -> bool:
    """Whether money is the district's own, which aid may pay back."""
    return source["rule"]["line"] in ("general_fund", "local_levy", "capital")


def on_average(
    number: int,
    district: District,
    year: int,
    sustained: dict[str, float],
    by_others: dict[str, float],
) -> float:
    """Money of a year as it counts against sustained cost, some of which others cover.

    An allotment for two years counts by half in each; aid pays back the year's own sustained cost.
    """
    now = district.tables[year]
    row = now.rows["funding"][number]
    if row["reimbursed_rate"] is not None:
        index = growth_index(number, district)

        def grown(field: str) -> float:
            return in_dollars_of(district.tables, ("funding", number, field), year, index)

        lines = lines_paid_back(row, district, year)
        own = max(total(sustained[line] - by_others[line] for line in lines), 0.0)
        there = share_between(row, now, year) if row["active"] else 0.0
        return aid_for(own, row, district, year, grown) * there
    received = district.received[row["name"]]
    by_person = row["amount_per_student"] is not None or row["fee_per_person"] is not None
    if by_person or sources.usual(row, "award") != "two_years":
        return received[year]
    if year > district.first_year:
        return (received[year] + received[year - 1]) / 2
    return (received[year] or received.get(year + 1, 0.0)) / 2


def lines_paid_back(aid: Cells, district: District, year: int) -> list[str]:
    """Rows of cost that an aid is calculated on: those that it names, or else may pay."""
    wanted = aid["reimburses"]
    if not wanted:
        return district.payable[year][aid["name"]]
    return [line for line, row in district.rows.items() if "all" in wanted or is_named(row, wanted)]


def fees(row: Cells, students: float) -> float:
    """Fees that families pay in a year of twelve months."""
    paying = max(1 - row["waived_rate"] - row["unpaid_rate"], 0.0)
    return float(students * row["uptake_rate"] * paying)


def comes_once(row: Cells, district: District, year: int) -> bool:
    """Whether an award for its whole life comes in a year."""
    opening = months_in(district, district.first_year)[0]
    first, last = first_month_covered(row["start_date"]), last_month_covered(row["end_date"])
    begins = opening if first is None else max(first, opening)
    return begins in months_in(district, year) and (last is None or last >= begins)


def allotted(row: Cells, district: District, year: int) -> bool:
    """Whether an allotment of every second year comes in a year."""
    months = months_in(district, year)
    first, last = first_month_covered(row["start_date"]), last_month_covered(row["end_date"])
    if last is not None and last < months[0]:
        return False
    starts = district.first_year
    if first is not None:
        starts = year + (first - months[0]) // 12  # fiscal year in which its first month lies
    return year >= starts and (year - starts) % 2 == 0
