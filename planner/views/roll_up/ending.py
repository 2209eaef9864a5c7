"""Money that ends across all districts: what it covers by kind and year, and when it falls."""

from __future__ import annotations

from planner.analysis.roll_up.ending import PREPAID, RELIEF, EndingKind, RegionEnding, region_ending
from planner.analysis.roll_up.roll_up import RollUp
from planner.fiscal import fiscal_year_label
from planner.reference.accounts import funding_rules
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars
from planner.views.roll_up.by_scenario import by_scenario

_OTHER_KINDS = {RELIEF: "Federal relief money", PREPAID: "Prepayments"}
#: So many names that districts give to a kind are shown.
_NAMED = 3


def ending_tables(roll_up: RollUp) -> Block:
    """What money that ends covers of recurring cost by kind and year, for each scenario."""
    return by_scenario(
        roll_up, lambda scenario, title: _one(region_ending(roll_up.in_region(scenario)), title)
    )


def _one(found: RegionEnding, title: str) -> Block:
    if not found.kinds:
        return paragraphs(f"{title}: no recurring cost is covered by money that ends.")
    caption = f"Recurring cost covered by money that ends, in dollars: {title}"
    headings = ["Kind of money", "Districts", *map(fiscal_year_label, found.years)]
    rows = [_row(kind) for kind in found.kinds]
    return joined(paragraphs(_fall_sentence(found)), table_block(caption, headings, rows))


def _row(kind: EndingKind) -> TableRow:
    names = [name for name, _ in kind.names[:_NAMED]]
    more = len(kind.names) - len(names)
    called = f" ({'; '.join(names)}{f'; {more:,} more' if more else ''})" if names else ""
    cells = [f"{kind.districts:,}", *map(dollars, kind.covered)]
    return TableRow(f"{kind_label(kind.kind)}{called}", cells)


def kind_label(kind: str) -> str:
    """What a kind of money that ends is called."""
    if kind in _OTHER_KINDS:
        return _OTHER_KINDS[kind]
    rules = funding_rules()
    return rules[kind].label if kind in rules else kind


def _fall_sentence(found: RegionEnding) -> str:
    """When money that ends covers less by most, and in how many districts that can be told."""
    if found.fall_year is None:
        return "What money that ends covers never falls from one year to the next."
    counted = found.counted[found.years.index(found.fall_year)]
    plans = "the 1 plan that covers" if counted == 1 else f"the {counted:,} plans that cover"
    return (
        f"What money that ends covers falls most in {fiscal_year_label(found.fall_year)}: by "
        f"{about(found.fall_size)} from the year before, in {plans} both years."
    )
