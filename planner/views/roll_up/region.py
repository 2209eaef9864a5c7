"""All districts together by fiscal year, in sentences and tables, with how many are counted."""

from __future__ import annotations

from planner.analysis.roll_up.device_peaks import device_peak
from planner.analysis.roll_up.region import RegionYear
from planner.analysis.roll_up.roll_up import RollUp
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, nearest, whole, with_commas, with_decimals
from planner.views.roll_up.names import scenario_titles

#: What the columns of a region's table are called, by the name of the figure.
HEADINGS = {
    "fiscal_year": "Fiscal year",
    "counted": "Districts counted",
    "cost": "Cost",
    "recurring_revenue": "Recurring revenue",
    "structural_gap": "Structural gap",
    "with_gap": "Districts with a gap",
    "unfunded": "Unfunded",
    "reserve": "Reserves at year end",
    "reserve_policy": "Reserves required by policy",
    "missing_reserve": "Short of policy",
    "below_policy": "Districts below policy",
    "device_cost": "Device purchases",
    "devices_bought": "Devices bought",
}


def region_sentence(roll_up: RollUp, scenario: str) -> str:
    """The worst year of all districts together: how many have a gap, and what is unfunded."""
    years = roll_up.region_by_year(scenario)
    gap = max(years, key=lambda year: year.structural_gap)
    short = max(years, key=lambda year: year.unfunded)
    if gap.structural_gap < A_CENT:
        if short.unfunded < A_CENT:
            return "No district has a structural gap or unfunded cost in any year."
        unfunded = f"{about(short.unfunded)} is unfunded in {_label(short)}, the worst year"
        return f"No district has a structural gap; {unfunded}."
    districts = how_many(gap.with_gap, "district")
    has = "has" if gap.with_gap == 1 else "together have"
    said = (
        f"In {_label(gap)}, the worst year, {districts} {has} a structural gap of "
        f"{about(gap.structural_gap)}"
    )
    if short.unfunded < A_CENT:
        return f"{said}; nothing is unfunded in any year{_counted(gap)}."
    if short is gap:
        return f"{said}, and {about(short.unfunded)} is unfunded{_counted(gap)}."
    return f"{said}{_counted(gap)}; most is unfunded in {_label(short)}, {about(short.unfunded)}."


def peak_sentence(roll_up: RollUp) -> str:
    """When device purchases peak together in the first scenario; blank where there are none."""
    peak = device_peak(roll_up.in_region(roll_up.scenarios[0]))
    if peak is None:
        return ""
    most = f"{peak.in_their_peak:,} of {how_many(peak.counted, 'district')}"
    buy = "buys" if peak.in_their_peak == 1 else "buy"
    times = f", {with_decimals(peak.device_cost / peak.usual, 1)} times an average year"
    return (
        f"Device purchases peak in {fiscal_year_label(peak.fiscal_year)}: "
        f"{about(peak.device_cost)} for {how_many(peak.devices_bought, 'device')}{times}; {most} "
        f"{buy} more in that year than in any other."
    )


def region_tables(roll_up: RollUp) -> Block:
    """All districts together by fiscal year, a table for each scenario."""
    if not roll_up.standings and not roll_up.unnamed:
        return paragraphs("No district is counted.")
    titles = scenario_titles(roll_up)
    blocks, partly, stand_in = [], False, False
    for scenario in roll_up.scenarios:
        years = roll_up.region_by_year(scenario)
        partly |= not all(year.all_counted for year in years)
        stand_in |= any(year.stand_in for year in years)
        caption = f"All districts together, in dollars: {titles[scenario]}"
        blocks.append(table_block(caption, [*HEADINGS.values()], [_row(year) for year in years]))
    shown = joined(*blocks, _notes(partly=partly, stand_in=stand_in))
    return Block(f'<div class="roll-up-region">{shown.html}</div>', shown.text)


def _row(year: RegionYear) -> TableRow:
    cells = [
        f"{year.counted:,} of {year.districts:,}",
        *map(dollars, (year.cost, year.recurring_revenue, whole(year.structural_gap))),
        f"{year.with_gap:,}",
        *map(dollars, (year.unfunded, year.reserve, year.reserve_policy, year.missing_reserve)),
        f"{year.below_policy:,}",
        dollars(year.device_cost),
        with_commas(nearest(year.devices_bought, 1)),
    ]
    return TableRow(_label(year), cells)


def _notes(*, partly: bool, stand_in: bool) -> Block:
    said = [
        "Districts do not pay for each other: the structural gap is the sum of those of the "
        "districts that have one."
    ]
    if partly:
        said.append(
            "A year counts only districts whose plans cover it. Where fewer are counted, a smaller "
            "total is not an improvement."
        )
    if stand_in:
        said.append("Districts without a scenario are counted with their current plan.")
    return paragraphs(" ".join(said), style="planner-note")


def _counted(year: RegionYear) -> str:
    """That a year does not count all districts; blank where it does."""
    if year.all_counted:
        return ""
    cover = "covers" if year.counted == 1 else "cover"
    return f" ({year.counted:,} of {year.districts:,} plans {cover} that year)"


def _label(year: RegionYear) -> str:
    return fiscal_year_label(year.fiscal_year)
