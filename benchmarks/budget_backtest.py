"""Simulated ranges of cost against what came: New Jersey budgets and actual cost, 2013 to 2019.

``python benchmarks/budget_backtest.py`` prints the tables and writes them into
docs/uncertainty.md; with ``--check`` nothing is written and a page that is out of date is named.
A plan starts with the budget of its first year, typed as one row of cost or as six. Its ranges are
what districts of its size had shown by then, typed into ``ranges`` and drawn by ``simulate``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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
    Record,
    record,
)
from benchmarks.enrollment_backtest import kept_fresh, table  # noqa: E402
from planner.analysis.answers import A_CENT  # noqa: E402
from planner.analysis.simulation.outcomes import Outcome  # noqa: E402
from planner.analysis.simulation.simulate import simulate  # noqa: E402
from planner.arrays import Floats  # noqa: E402
from planner.plan.plan import Plan  # noqa: E402
from planner.plan.what_if.ranges import check_ranges  # noqa: E402
from tests.small_plan import small_plan  # noqa: E402

PAGE = ROOT / "docs/uncertainty.md"
COMMAND = "python benchmarks/budget_backtest.py"

ORIGIN, ORIGINS, DRAWS, TYPED = 2017, (2016, 2017, 2018), 1024, 1_000_000.0
#: Nine in ten, eight in ten and the middle.
ENDS = (0.05, 0.1, 0.5, 0.9, 0.95)


@dataclass(frozen=True)
class Way:
    """How a district turns what was seen into ranges.

    ``spent``, the range of actual cost over budget: ``none``, that of ``all`` districts, or,
    around the ``own`` share of the last year seen, how far such shares moved in a year. ``growth``:
    ``none``; of single years, drawn ``each`` year or as ``one`` for all; or one of the whole
    ``span`` seen.
    """

    spent: str
    growth: str


CHOSEN = Way("all", "each")
WAYS = {
    "no range for growth": Way("all", "none"),
    "no range for what is spent": Way("none", "each"),
    "growth of single years, one draw for all years": Way("all", "one"),
    "growth of all years together, one draw": Way("all", "span"),
    "**growth of single years, drawn each year**": CHOSEN,
    "the same around the district's own last share": Way("own", "each"),
}


def ranges_of(seen: Record, line: str, origin: int, way: Way) -> list[dict[str, Any]]:
    """Rows of ``ranges`` as a district types them, in tenths of a percent."""
    rows: list[dict[str, Any]] = []
    if way.spent != "none":
        share = seen.spent(line, origin)
        if way.spent == "own":
            share = share[-1] / share[-2]
        shape = {"field": "price", "how": "multiply", "shape": "lognormal"}
        rows.append({"name": f"{line}: spent", **shape, **_ends(share, "{:.3f}")})
    if way.growth != "none":
        # Supplies and purchased services leave what a plan takes for growth, -50% to 100%.
        grown = np.clip(seen.growth(line, origin, span=way.growth == "span"), -0.5, 1.0)
        shape = {"field": "renewal_increase_rate", "how": "set", "shape": "normal"}
        each = {"every_year": way.growth == "each"}
        rows.append({"name": f"{line}: growth", **shape, **each, **_ends(grown, "{:.1%}")})
    return [{"table": "licenses", "changes": line, **row} for row in rows]


def _ends(values: Floats, form: str) -> dict[str, str]:
    low, high = np.quantile(values, [0.05, 0.95])
    return {"low": form.format(low), "high": form.format(high)}


def plan_of(
    prices: Mapping[str, float], ranges: list[dict[str, Any]], origin: int, likely: float
) -> Plan:
    """Rows of cost at their budget, paid by a fund that is the budget and grows as cost did."""
    flat = {"category": "instructional_software", "basis": "flat", "renewal_increase_rate": likely}
    fund = {"name": "Budget", "kind": "general_fund", "unspent": "lapse", "growth_rate": likely}
    fund["amount"] = sum(prices.values())
    plan = small_plan(
        district={"first_year": origin, "years": LAST - origin + 1},
        licenses=[{"name": line, "price": price, **flat} for line, price in prices.items()],
        funding=[fund],
        ranges=ranges,
    )
    assert check_ranges(plan) == []
    return plan


def simulated(seen: Record, line: str, origin: int, way: Way) -> Outcome:
    """One row of cost of a round budget; with one row, cost goes with what is typed."""
    ranges = ranges_of(seen, line, origin, way)
    plan = plan_of({line: TYPED}, ranges, origin, seen.likely_growth(line, origin))
    return simulate(plan, DRAWS).main


def ends_of(outcome: Outcome) -> Floats:
    """Ends and middle of the futures, shape (level of ``ENDS``, year) [USD]."""
    return np.quantile(outcome.yearly["cost"], ENDS, axis=1)


@dataclass(frozen=True)
class Held:
    """What came, shape (year, district), and the ends, shape (end, year, district) [USD]."""

    came: Floats
    ends: Floats

    def within(self, most: bool = True) -> Floats:
        """Share of districts inside nine (or eight) in ten futures, by year [share]."""
        low, high = self.ends[[0, 4] if most else [1, 3]]
        return np.asarray(((self.came >= low) & (self.came <= high)).mean(axis=1))

    def above(self) -> Floats:
        """Share of districts above nine in ten futures, by year [share]."""
        return np.asarray((self.came > self.ends[4]).mean(axis=1))

    def cells(self) -> list[str]:
        """Eight and nine in ten by year, and how far apart the last year's ends are [percent]."""
        pairs = zip(self.within(most=False), self.within(), strict=True)
        wide = np.median(self.ends[4, -1] / self.ends[0, -1]) - 1.0
        return [*(f"{100 * eight:.0f} / {100 * nine:.0f}" for eight, nine in pairs), f"{wide:.0%}"]


def held(size: str, line: str = WHOLE, way: Way = CHOSEN, origin: int = ORIGIN) -> Held:
    """Ranges of one row of cost in every district of a size, and what came."""
    seen = record().of_size(size, origin)
    base = seen.budget[line][origin - FIRST] / TYPED
    if way.spent == "own":
        base = base * seen.spent(line, origin)[-1]
    ends = ends_of(simulated(seen, line, origin, way))
    return Held(seen.came(line, origin), ends[:, :, None] * base)


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


def as_typed(size: str) -> AsTyped:
    """The whole cost as budgeted, without ranges, against what came."""
    seen, found = record().of_size(size, ORIGIN), held(size)
    unfunded = simulated(seen, WHOLE, ORIGIN, CHOSEN).yearly["unfunded"]
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
    return "\n\n".join(part() for part in (by_way_and_line, by_origin, by_budget))


def main() -> int:
    """Print the tables and write them into the page, or with ``--check`` compare only."""
    text = tables_as_text()
    print(text)
    return kept_fresh(PAGE, text, COMMAND)


if __name__ == "__main__":
    raise SystemExit(main())
