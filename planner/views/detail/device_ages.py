"""How old the devices are when the plan starts, and when their life and their support end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from planner.analysis.compare import Comparison
from planner.analysis.detail.device_ages import DeviceAge, device_ages
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block

NO_FLEETS = (
    "The plan has no fleets of devices. Enter them in the table devices, a row for each fleet, and "
    "what is in service in the table inventory."
)


def devices_by_age(comparison: Comparison) -> Block:
    """Devices in service when the plan starts, by fleet and year of purchase."""
    if not comparison.plan.devices:
        return paragraphs(NO_FLEETS)
    found = device_ages(comparison.main.projection)
    first = comparison.main.years[0]
    if not found:
        return paragraphs(
            "The plan lists no devices in service (table inventory), so there are no ages to show: "
            f"what is needed is bought in {fiscal_year_label(first)}."
        )
    headings = [
        "Fleet, year of purchase",
        "Devices",
        f"Age in {fiscal_year_label(first)}",
        "Past useful life from",
        "Past support from",
        "Ends first",
    ]
    return joined(
        paragraphs(*_sentences(found, first)),
        table_block(
            "Devices in service when the plan starts, by fleet and year of purchase",
            headings,
            list(_rows(found)),
        ),
    )


def _sentences(found: Sequence[DeviceAge], first: int) -> Iterator[str]:
    units = sum(lot.units for lot in found)
    average = sum(lot.units * lot.age for lot in found) / units
    due = sum(lot.units for lot in found if min(_ends(lot)) <= first)
    early = sum(lot.units for lot in found if lot.loses_support_first)
    said = (
        f"The plan starts with {how_many(units, 'device')}, {average:.1f} years old on average; "
        f"{how_many(due, 'device is past its', 'devices are past their')} useful life or support "
        f"in {fiscal_year_label(first)}."
    )
    yield said if due >= 0.5 else f"{said.partition(';')[0]}; none is past its useful life."
    if early >= 0.5:
        its, it_is = ("its", "it is") if early < 1.5 else ("their", "they are")
        yield (
            f"Support of {how_many(early, 'device')} ends before {its} useful life does: security "
            f"updates decide when {it_is} replaced."
        )


def _ends(lot: DeviceAge) -> tuple[int, ...]:
    """When its life ends and, where that is known, its support."""
    return (lot.life_ends,) if lot.support_ends is None else (lot.life_ends, lot.support_ends)


def _ends_first(lot: DeviceAge) -> str:
    if lot.support_ends == lot.life_ends:
        return "both at once"
    return "support" if lot.loses_support_first else "useful life"


def _rows(found: Sequence[DeviceAge]) -> Iterator[TableRow]:
    for fleet, lots in itertools.groupby(found, key=lambda lot: lot.fleet):
        yield TableRow(fleet, [], "group")
        for lot in lots:
            ends = lot.support_ends
            cells = [
                f"{lot.units:,.0f}",
                how_many(lot.age, "year"),
                fiscal_year_label(lot.life_ends),
                "not known" if ends is None else fiscal_year_label(ends),
                _ends_first(lot),
            ]
            yield TableRow(f"Bought {fiscal_year_label(lot.bought)}", cells)
