"""What each input does to the plan, in tables and in sentences a board member can repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.sensitivity.by_line import Component, size_and_sensitivity
from planner.analysis.sensitivity.one_at_a_time import Sensitivity
from planner.analysis.sensitivity.steps import Shift
from planner.fiscal import fiscal_year_label
from planner.views.format.markup import Block, TableRow, bullets, paragraphs, table_block
from planner.views.format.money import about, dollars, percent

if TYPE_CHECKING:
    from planner.analysis.simulation.uncertainty_sources import UncertaintySources

#: The inputs that matter most: how many a table shows, and how many get a sentence.
ROWS_SHOWN, SENTENCES_SHOWN = 15, 6
#: Assumptions that bear on revenue alone.
_REVENUE_DRIVERS = ("general_fund_growth_rate", "erate_share")
NOTHING_MOVES = "None of the inputs tested affects the plan."

_LABELS = {
    "cost": "Total cost",
    "structural_balance": "Total structural balance",
    "reserve": "Ending reserve",
    "unfunded": "Total unfunded",
}


def sentences_block(found: Sensitivity) -> Block:
    """What one step is worth, for the inputs that matter most."""
    said = [sentence(found, k) for k in found.ranked("structural_balance")]
    some = [words for words in said if words][:SENTENCES_SHOWN]
    if not some:
        return paragraphs(NOTHING_MOVES)
    return bullets(some)


def sentence(found: Sensitivity, place: int) -> str:
    """What one step of an input does for good: a year, in dollars of the first, and positions."""
    shift = found.shifts[place]
    up = shift.up is not None
    side = found.up if up else found.down
    inflation = found.projection.inputs.driver_index("general_inflation_rate")[0, -1, 0]
    effect = float(side["structural_balance"][place, -1] / inflation)
    if abs(effect) < 1:
        return ""
    of_cost = bool(shift.line) or float(np.abs(side["cost"][place]).max()) >= 1
    first = fiscal_year_label(found.years[0])
    last = fiscal_year_label(found.years[-1])
    worth = f"{about(effect)} a year by {last}, in {first} dollars"
    positions = abs(effect) / float(found.full_time_pay[0])
    if shift.step != "1 FTE" and positions >= 0.005:  # neither without own positions
        worth += f", equal to {_positions(positions)}"
    return f"{_moved(shift, first, up=up)} {_verb(shift, effect, of_cost=of_cost)} {worth}."


def _verb(shift: Shift, effect: float, *, of_cost: bool) -> str:
    if of_cost:
        return "saves" if effect > 0 else "costs"
    of_revenue = shift.table == "funding" or shift.row in _REVENUE_DRIVERS
    verb = "raises" if effect > 0 else "reduces"
    return f"{verb} {'revenue' if of_revenue else 'the structural balance'} by"


def _moved(shift: Shift, first: str, *, up: bool) -> str:
    """What is moved and which way, as the subject of a sentence."""
    name = shift.name
    if name[1:2].islower():  # not an abbreviation
        name = name[:1].lower() + name[1:]
    subjects = {
        "low to high": f"The {'high' if up else 'low'} end of the range for {name}",
        "if it happens": f"If it happens, {name}",
        "without it": f"Losing {shift.name}",
        "1 FTE": "An extra position" if up else "One position less",
        # An option may begin later: the same step has another effect then.
        "1 year": f"{'An extra year' if up else 'One year less'} of {name} from {first} on",
        "1 percentage point": f"{'An extra' if up else 'One less'} percentage point of {name}",
        "10 percentage points": f"Ten percentage points {'more' if up else 'less'} of {name}",
    }
    return subjects.get(shift.step, f"{'A 1% increase' if up else 'A 1% decrease'} in {name}")


def _positions(count: float) -> str:
    if count < 0.95:
        return f"{count:.1f} of a position" if count >= 0.05 else f"{count:.2f} of a position"
    return f"{count:.1f} positions"


def effects_table(found: Sensitivity) -> Block:
    """Each input moved down and up, the one that moves the structural balance most first."""
    rows = []
    for k in found.ranked("structural_balance")[:ROWS_SHOWN]:
        cells = [found.shifts[k].step]
        for name in _LABELS:
            down, up = (float(side[k]) for side in found.horizon(name))
            cells += [_amount(down), _amount(up)]
        rows.append(TableRow(found.shifts[k].name, cells))
    if not rows:
        return paragraphs(NOTHING_MOVES)
    headings = ["Input, changed alone", "Step"]
    headings += [f"{label}, step {side}" for label in _LABELS.values() for side in ("down", "up")]
    first, last = fiscal_year_label(found.years[0]), fiscal_year_label(found.years[-1])
    caption = f"What one step of each input changes, {first} to {last}, in dollars"
    return table_block(caption, headings, rows)


def _amount(effect: float) -> str:
    return "-" if np.isnan(effect) else dollars(effect)


def size_table(found: Sensitivity) -> Block:
    """Each budget line: its share, what a change in it is worth, and what it would take."""
    rows = [_component(found, one) for one in size_and_sensitivity(found)]
    span = f"{fiscal_year_label(found.years[0])} to {fiscal_year_label(found.years[-1])}"
    headings = [
        "Component",
        "Share of budget",
        "Change",
        "Impact per year",
        f"Impact {span}",
        "As FTE",
        "Share of reserve",
        "What it would take to close the gap",
    ]
    note = (
        "What it would take is based on the widest structural gap, as if each further step did as "
        "much as the first. An FTE is an average technology position with benefits."
    )
    table = table_block("Size and sensitivity", headings, rows)
    return Block(table.html + paragraphs(note, style="planner-note").html, f"{table.text}\n{note}")


def _component(found: Sensitivity, one: Component) -> TableRow:
    cells = [
        percent(round(one.share, 3)),
        one.step,
        dollars(one.per_year),
        dollars(one.horizon),
        "-"
        if np.isnan(one.positions)
        else f"{round(one.positions, 2) + 0.0:.2f}",  # no minus before nothing
        "-" if np.isnan(one.share_of_reserve) else percent(round(one.share_of_reserve, 3)),
        _to_close(found, one),
    ]
    return TableRow(one.label, cells)


def _to_close(found: Sensitivity, one: Component) -> str:
    if one.to_close is None:
        return "no gap" if float(found.base["structural_balance"].min()) >= 0 else "-"
    direction = "more" if one.to_close > 0 else "less"
    steps = abs(one.to_close)
    if "FTE" in one.step:
        return f"{steps:.1f} FTE {direction}"
    if "year" in one.step:
        return f"{steps:.1f} years {direction}"
    if steps >= 100 and one.to_close < 0:
        return "more than all of it"
    return f"{steps:.0f}% {direction}"


def _share(index: float) -> str:
    """An index as a share; an estimate below 0 or above 1 is cut off there."""
    return f"{min(max(index, 0.0), 1.0):.0%}"


def uncertainty_table(found: UncertaintySources) -> Block:
    """Share of the uncertainty of each result that comes from each range."""
    if not found.names:
        return paragraphs("The plan has no ranges, so nothing in it is uncertain.")
    rows = []
    order = np.argsort(-np.nan_to_num(found.indices.total).max(axis=0), kind="stable")
    for k in order.tolist():
        cells = []
        for result in range(len(found.results)):
            first, total = found.indices.first[result, k], found.indices.total[result, k]
            cells.append("-" if np.isnan(first) else f"{_share(first)} / {_share(total)}")
        rows.append(TableRow(found.names[k], cells))
    headings = ["Uncertain input", *(f"{name[:1].upper()}{name[1:]}" for name in found.results)]
    worst = float(np.nanmax(np.append(found.indices.first_error, 0.0)))
    caption = "Where the uncertainty comes from: share alone / share including interactions"
    table = table_block(caption, headings, rows)
    note = (
        f"Sobol indices from {found.indices.evaluations:,} projections; the standard error is at "
        f"most {worst:.1%}. A dash means that the result does not vary."
    )
    return Block(table.html + paragraphs(note, style="planner-note").html, f"{table.text}\n{note}")
