"""Simulated ranges of cost against what came: New Jersey budgets and actual cost, 2013 to 2019.

``python benchmarks/budget_backtest.py`` prints the tables and writes them into
docs/uncertainty.md; with ``--check`` nothing is written and a page that is out of date is named.
A plan starts with the budget of its first year, typed as one row of cost or as six. Its ranges are
what districts of its size had shown by then, typed into ``ranges`` and drawn by ``simulate``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.district_budgets import (  # noqa: E402
    FIRST,
    LAST,
    LINES,
    REST,
    ROWS,
    SIZES,
    WHOLE,
    record,
)
from benchmarks.enrollment_backtest import kept_fresh, table  # noqa: E402
from benchmarks.later_years import SPENDING_YEARS, spending  # noqa: E402
from benchmarks.typed_ranges import (  # noqa: E402
    DRAWS,
    TYPED,
    Held,
    Way,
    ends_of,
    plan_of,
    ranges_of,
    simulated,
)
from planner.analysis.answers import A_CENT  # noqa: E402
from planner.analysis.simulation.simulate import simulate  # noqa: E402
from planner.arrays import Floats  # noqa: E402

PAGE = ROOT / "docs/uncertainty.md"
COMMAND = "python benchmarks/budget_backtest.py"

ORIGIN, ORIGINS = 2017, (2016, 2017, 2018)

SINGLE_YEARS, CHOSEN = Way("all", "each"), Way("all", "each", lasts=True)
WAYS = {
    "no range for growth": Way("all", "none"),
    "no range for what is spent": Way("none", "each"),
    "growth of single years, one draw for all years": Way("all", "one"),
    "growth of all years together, one draw": Way("all", "span"),
    "growth of single years, drawn each year": SINGLE_YEARS,
    "**the same, widened by what lasts**": CHOSEN,
    "the same around the district's own last share": Way("own", "each", lasts=True),
}


@cache
def held(size: str, line: str = WHOLE, way: Way = CHOSEN, origin: int = ORIGIN) -> Held:
    """Ranges of one row of cost in every district of a size, and what came."""
    seen = record().of_size(size, origin)
    base = seen.budget[line][origin - FIRST] / TYPED
    if way.spent == "own":
        base = base * seen.spent(line, origin)[-1]
    ends = ends_of(simulated(seen, line, origin, way))
    return Held(seen.came(line, origin), ends[:, :, None] * base)


@cache
def held_in_rows(size: str, together: bool) -> Held:
    """The whole cost of every district as six rows, each with its own ranges.

    They are drawn apart, or together: what is spent of a row moves with what is spent of the
    largest, by the rank correlation that had been seen.
    """
    from scipy.stats import spearmanr

    seen = record().of_size(size, ORIGIN)
    ranges = [row for line in ROWS for row in ranges_of(seen, line, ORIGIN, CHOSEN)]
    share = {line: seen.spent(line, ORIGIN).ravel() for line in ROWS}
    for row in ranges if together else ():
        if row["field"] == "price" and row["changes"] != REST:
            rank = float(spearmanr(share[row["changes"]], share[REST]).statistic)
            row |= {"moves_with": f"{REST}: spent", "correlation": round(rank, 2)}
    model = plan_of(dict.fromkeys(ROWS, TYPED), ranges, ORIGIN, seen.likely_growth(WHOLE, ORIGIN))
    ends = []
    for budget in np.stack([seen.budget[line][ORIGIN - FIRST] for line in ROWS], axis=1).tolist():
        pairs = zip(model.licenses, budget, strict=True)
        rows = tuple(row.model_copy(update={"price": price}) for row, price in pairs)
        ends.append(ends_of(simulate(replace(model, licenses=rows), DRAWS).main))
    return Held(seen.came(WHOLE, ORIGIN), np.stack(ends, axis=-1))


def held_later(size: str, way: Way) -> Held:
    """Current spending of the years after the guides, from that of their last year.

    What is seen of growth is the guides' actual cost.
    """
    students, amounts = spending()
    low, high = SIZES[size]
    amounts = amounts[:, (students >= low) & (students < high)]
    first, last = SPENDING_YEARS[0], SPENDING_YEARS[-1]
    seen = record().of_size(size, LAST)
    ranges = ranges_of(seen, WHOLE, LAST + 1, replace(way, spent="none"))
    likely = seen.likely_growth(WHOLE, LAST + 1)
    plan = plan_of({WHOLE: TYPED}, ranges, first, likely, last)
    ends = ends_of(simulate(plan, DRAWS).main)[:, 1:]
    return Held(amounts[1:], ends[:, :, None] * (amounts[0] / TYPED))


@dataclass(frozen=True)
class AsTyped:
    """The budget of the first year, grown by the middle of the growth seen, by year.

    ``told`` is the chance that it is enough as the simulation tells it, ``enough`` the share of
    districts in which it was; ``missed`` is how far off it was in the middle of the districts, and
    ``middle`` how far off the middle of the futures was [share].
    """

    told: Floats
    enough: Floats
    missed: Floats
    middle: Floats


def as_typed(size: str, way: Way = CHOSEN) -> AsTyped:
    """The whole cost as budgeted, without ranges, against what came."""
    seen, found = record().of_size(size, ORIGIN), held(size, way=way)
    unfunded = simulated(seen, WHOLE, ORIGIN, way).yearly["unfunded"]
    grown = (1.0 + seen.likely_growth(WHOLE, ORIGIN)) ** np.arange(len(unfunded))[:, None]
    fund = seen.budget[WHOLE][ORIGIN - FIRST] * grown
    missed, middle = (np.abs(found.came / there - 1.0) for there in (fund, found.ends[2]))
    return AsTyped(
        told=np.asarray((unfunded <= A_CENT).mean(axis=1)),
        enough=np.asarray((found.came <= fund).mean(axis=1)),
        missed=np.asarray(np.median(missed, axis=1)),
        middle=np.asarray(np.median(middle, axis=1)),
    )


def by_way_and_line() -> str:
    """Every way for the whole cost, and the chosen way for every row."""
    found = {name: [held(size, way=way) for size in SIZES] for name, way in WAYS.items()}
    lines = {text: [held(size, line) for size in SIZES] for line, text in LINES.items()}
    for name, together in (("six rows, drawn apart", False), ("six rows, together", True)):
        lines[f"whole cost as {name}"] = [held_in_rows(size, together) for size in SIZES]
    years = [f"FY{year}" for year in range(ORIGIN, LAST + 1)]
    count = [record().of_size(size, ORIGIN).students.shape[1] for size in SIZES]
    head = [*years, "width", *(f"small: {year}" for year in years), "small: width"]
    tables = [
        table([name, *head], [[k, *large.cells(), *small.cells()] for k, (large, small) in of])
        for name, of in (("ranges of the whole cost", found.items()), ("row", lines.items()))
    ]
    return (
        f"Percent of {count[0]} districts of 1,000 students and more, and of {count[1]} small ones,"
        "\nwhose actual cost came inside 80% / 90% of the futures. Width: how far the high end of"
        f"\nthe 90% lies above the low end in FY{LAST}.\n\n" + "\n\n".join(tables)
    )


def by_origin() -> str:
    """The chosen way from other first years."""
    rows = []
    for size in SIZES:
        for origin in ORIGINS:
            found = held(size, origin=origin)
            pairs = zip(found.within(), found.above(), strict=True)
            cells = [f"{100 * within:.0f} ({100 * above:.0f})" for within, above in pairs]
            rows.append([size, f"FY{origin}", *[""] * (origin - ORIGINS[0]), *cells])
    head = ["students", "plan from", *(f"FY{year}" for year in range(ORIGINS[0], LAST + 1))]
    return (
        "The bold way from other first years: percent inside 90% of the futures (percent above\n"
        "them).\n\n" + table(head, rows)
    )


def by_later_year() -> str:
    """The years that were not looked at."""
    ways = {"single years alone": SINGLE_YEARS, "**widened by what lasts**": CHOSEN}
    rows = []
    for size in SIZES:
        for name, way in ways.items():
            found = held_later(size, way)
            pairs = zip(found.within(), found.above(), strict=True)
            cells = [f"{100 * within:.0f} ({100 * above:.0f})" for within, above in pairs]
            rows.append([size, name, *cells])
    head = [f"FY{year}" for year in SPENDING_YEARS[1:]]
    return (
        "Years that were not looked at, from current spending of FY2019: percent inside 90% of\n"
        "the futures (percent above them).\n\n" + table(["students", "growth", *head], rows)
    )


def by_budget() -> str:
    """The budget as typed."""
    rows = []
    for size in SIZES:
        found = as_typed(size)
        chances = zip(found.told, found.enough, strict=True)
        cells = [f"{100 * told:.0f}% / {100 * came:.0f}%" for told, came in chances]
        rows.append([size, "is enough: chance told / came", *cells])
        for name, misses in (("budget", found.missed), ("futures, middle", found.middle)):
            rows.append([size, f"{name}: median miss", *(f"{miss:.1%}" for miss in misses)])
    head = ["students", "what", *(f"FY{year}" for year in range(ORIGIN, LAST + 1))]
    return (
        f"The budget of FY{ORIGIN} as typed, grown by the middle of the growth seen, in districts\n"
        "together:\n\n" + table(head, rows)
    )


def tables_as_text() -> str:
    """What stands between the markers of docs/uncertainty.md."""
    return "\n\n".join(part() for part in (by_way_and_line, by_origin, by_later_year, by_budget))


def main() -> int:
    """Print the tables and write them into the page, or with ``--check`` compare only."""
    text = tables_as_text()
    print(text)
    return kept_fresh(PAGE, text, COMMAND)


if __name__ == "__main__":
    raise SystemExit(main())
