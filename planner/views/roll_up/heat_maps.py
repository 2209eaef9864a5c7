"""Districts by years as tables whose cells are shaded: the structural gap, and device purchases.

The number is in the cell; the shade only repeats it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding, YearStanding, years_covered
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.views.format.markup import Block, text_of, text_table
from planner.views.format.markup import TableRow as Row
from planner.views.format.money import dollars, nearest
from planner.views.roll_up.by_scenario import by_scenario, districts_table
from planner.views.roll_up.names import district_names

#: Up to so much is each of the shades but the darkest.
_GAP_SHADES = (0.0, 0.05, 0.1, 0.2)
_PEAK_SHADES = (0.0, 1.0, 1.5, 2.0)
_NOT_COVERED = "\u2013"
Shown = Callable[[DistrictStanding, YearStanding], tuple[str, int]]


def gap_map(roll_up: RollUp) -> Block:
    """The structural gap of every district and year, as a share of its sustainable annual cost."""
    words = ("none", "up to 5%", "up to 10%", "up to 20%", "more than 20%")
    title = "Structural gap as a share of sustainable annual cost, by district and year"
    return _maps(roll_up, title, words, _gap)


def purchases_map(roll_up: RollUp) -> Block:
    """What every district's devices cost by year, shaded where they cost more than usual."""
    words = (
        *("none", "no more than its average year", "up to 1.5 times the average"),
        *("up to 2 times", "more than 2 times"),
    )
    title = "Device purchases in dollars, by district and year"
    return _maps(roll_up, title, words, _purchases)


def _gap(_: DistrictStanding, year: YearStanding) -> tuple[str, int]:
    gap = max(-year.structural_balance, 0.0)
    if year.sustained_cost < A_CENT:
        return "0%", 0
    share = gap / year.sustained_cost
    if 0 < share < 0.005:
        return "under 1%", 1
    return f"{nearest(share, 100)}%", _shade(share, _GAP_SHADES)


def _purchases(standing: DistrictStanding, year: YearStanding) -> tuple[str, int]:
    average = sum(one.device_cost for one in standing.years) / len(standing.years)
    if year.device_cost < A_CENT:
        return "$0", 0
    return dollars(year.device_cost), _shade(year.device_cost / average, _PEAK_SHADES)


def _shade(amount: float, ends: Sequence[float]) -> int:
    return sum(amount > end + 1e-9 for end in ends)


def _maps(roll_up: RollUp, title: str, words: Sequence[str], shown: Shown) -> Block:
    """A table for each scenario, under what the shades mean."""
    names = district_names(roll_up)
    swatches = "".join(
        f'<li><span class="shade-{shade}">{word}</span></li>' for shade, word in enumerate(words)
    )

    def part(scenario: str, called: str) -> Block:
        there = roll_up.in_scenario(scenario)
        years = years_covered(there)
        caption = f"{title}: {called}"
        rows = [(names[one.plan], _by_year(one, years, shown)) for one in there]
        plain = [Row(name, [words for words, _ in cells]) for name, cells in rows]
        headings = ["District", *map(fiscal_year_label, years)]
        return Block(_table(caption, headings, rows), f"{caption}\n{text_table(headings, plain)}")

    maps = by_scenario(roll_up, part, "roll-up-view")
    shades = f'<ul class="roll-up-shades" aria-label="Shades">{swatches}</ul>'
    return Block(f"{shades}{maps.html}", maps.text)


def _by_year(
    standing: DistrictStanding, years: Sequence[int], shown: Shown
) -> list[tuple[str, int]]:
    there: Mapping[int, YearStanding] = {year.fiscal_year: year for year in standing.years}
    return [shown(standing, there[year]) if year in there else (_NOT_COVERED, 0) for year in years]


def _table(
    caption: str, headings: Sequence[str], rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]
) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "".join(
        f'<tr><th scope="row">{text_of(name)}</th>'
        + "".join(
            f'<td class="shade-{shade}">{words}</td>' if shade else f"<td>{words}</td>"
            for words, shade in cells
        )
        + "</tr>"
        for name, cells in rows
    )
    explained = f"{caption}. A dash: the plan does not cover the year."
    return districts_table("roll-up-heat", explained, head, body)
