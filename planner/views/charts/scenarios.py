"""The chart of scenarios side by side."""

from __future__ import annotations

from textwrap import wrap

import numpy as np

from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, letters, thousands
from planner.views.charts.kept_shapes import Shape, kept_shape
from planner.views.charts.label_places import spread_out
from planner.views.charts.style import with_legend
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.format.theme import SCENARIO_COLORS, SCENARIO_DASHES

#: More lines than this are too many to tell apart.
LINES_DRAWN = 7
#: A name at the end of a line is broken here, and cut after its second line; the legend has all.
_LETTERS_ON_A_LINE = 30


def scenario_comparison(comparison: Comparison) -> Figure:
    """Reserve less unfunded cost to date, by scenario; below zero is short."""
    years = [fiscal_year_label(year) for year in comparison.main.years]
    series = {answer.title: _net(answer) for answer in comparison.answers}
    best, worst = _best_and_worst(comparison)
    drawn = _drawn(tuple(series), comparison.main.title, best.title, worst.title)
    rows: Rows = [
        {"year": year, "scenario": name, "net": thousands(x), "amount": dollars(x)}
        for name in drawn
        for year, x in zip(years, series[name], strict=True)
    ]
    finding = f"{_finding(comparison)} {_left_out(len(series))}".strip()
    return Figure(
        name="scenario_comparison",
        title="Scenarios: the reserve less unfunded cost to date",
        finding=finding,
        description="A line for each scenario: the reserve less all cost that has gone unfunded to "
        f"date. {finding}",
        shape=_shape(drawn),
        datasets={
            "scenarios": rows,
            "ends": _line_ends({name: series[name] for name in drawn}, years[-1]),
        },
        table_html=table(
            "Reserve less unfunded cost to date, in dollars",
            ["Scenario", *years],
            [TableRow(name, [dollars(x) for x in amounts]) for name, amounts in series.items()],
        ),
    )


def _drawn(names: tuple[str, ...], *first_of_all: str) -> tuple[str, ...]:
    """The scenarios that the chart has lines for, in their order; some come before all others."""
    first = dict.fromkeys((*first_of_all, *names))
    chosen = tuple(first)[:LINES_DRAWN]
    return tuple(name for name in names if name in chosen)


def _line_ends(series: dict[str, list[int]], year: str) -> Rows:
    """The letter and the name of each line, where it ends."""
    amounts = [thousands(x) for line in series.values() for x in line]
    ends = [thousands(line[-1]) for line in series.values()]
    reach = min(amounts), max(amounts)
    places = zip(spread_out(ends, *reach, lines=1), spread_out(ends, *reach, lines=2), strict=True)
    return [
        {
            "year": year,
            "narrow_at": narrow,
            "wide_at": wide,
            "key": key,
            "word": _two_lines(f"{key} {name}"),
        }
        for (name, key), (narrow, wide) in zip(letters(series).items(), places, strict=True)
    ]


def _two_lines(words: str) -> list[str]:
    return wrap(words, _LETTERS_ON_A_LINE, max_lines=2, placeholder=" …")


def _shape(names: tuple[str, ...]) -> Shape:
    count = len(names)
    shape = kept_shape(
        "scenario_comparison",
        names=[*names],
        colors=[*SCENARIO_COLORS[:count]],
        dashes=[*SCENARIO_DASHES[:count]],
    )
    return with_legend(shape, names)


def _best_and_worst(comparison: Comparison) -> tuple[Answers, Answers]:
    """The scenario that leaves least unfunded, or else most in the reserve; and the opposite."""
    by_rank = sorted(comparison.answers, key=_unfunded_and_reserve)
    return by_rank[0], by_rank[-1]


def _unfunded_and_reserve(found: Answers) -> tuple[int, int]:
    """Total unfunded, and below zero the reserve at the end, as the tables show them [USD]."""
    amounts = footed_amounts(found.figures)
    return sum(amounts.unfunded), -amounts.ending[-1]


def _finding(comparison: Comparison) -> str:
    """The best and the worst scenario by the two figures that the tables have."""
    best, worst = _best_and_worst(comparison)
    last = fiscal_year_label(comparison.main.years[-1])
    if len(comparison.answers) == 1:
        return f"By {last}: {_standing(best)}."
    if _unfunded_and_reserve(worst)[0]:
        return (
            f'By {last} the least is unfunded in "{best.title}" ({_standing(best)}), the most in '
            f'"{worst.title}" ({_standing(worst)}).'
        )
    return (
        f"Every cost is funded in all scenarios. By {last} the most is in reserve in "
        f'"{best.title}" ({about(best.reserve[-1])}), the least in "{worst.title}" '
        f"({about(worst.reserve[-1])})."
    )


def _standing(found: Answers) -> str:
    """What is unfunded over the plan, and what is in the reserve at its end."""
    unfunded, spent = _unfunded_and_reserve(found)
    missing = about(unfunded) if unfunded else "nothing"
    return f"{missing} unfunded, {about(-spent)} in reserve"


def _left_out(count: int) -> str:
    """What is said when there are more scenarios than the chart can show."""
    if count <= LINES_DRAWN:
        return ""
    return f"The chart shows {LINES_DRAWN} of {count} scenarios, both of these among them."


def _net(found: Answers) -> list[int]:
    """Reserve at the end of each year less all unfunded cost to date."""
    amounts = footed_amounts(found.figures)
    missing = np.cumsum(amounts.unfunded)
    return [end - int(gap) for end, gap in zip(amounts.ending, missing, strict=True)]
