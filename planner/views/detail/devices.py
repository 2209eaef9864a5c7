"""Devices beyond their purchase: what is past its time, what spreading saves, who repairs."""

from __future__ import annotations

import numpy as np

from planner.analysis.compare import Comparison
from planner.analysis.detail.device_support import DeviceSupport, device_support
from planner.analysis.optimization.smoothing import Smoothing, smoothing
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.board.sentences import year_name
from planner.views.board.tables import years_of
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars

#: Less than half a device is a fraction of the reckoning, not a device.
HALF_A_DEVICE = 0.5


def spreading(comparison: Comparison, cap: float | None = None) -> Block:
    """What it would look like to spread the purchases under a yearly cap."""
    main = comparison.main
    if not comparison.plan.devices or main.projection.expenses.fleets.bought.max() <= 0:
        return paragraphs("No devices are bought in these years.")
    found = smoothing(main.projection, cap)
    rows = [
        TableRow("Purchases as planned", [dollars(x) for x in found.cost_as_planned]),
        TableRow("Purchases spread", [dollars(x) for x in found.cost]),
        TableRow("Cap", [dollars(x) for x in found.cap]),
        TableRow("Devices that wait", [f"{x:,.0f}" for x in found.late.sum(axis=0)]),
    ]
    caption = "Purchases as planned and spread under a yearly cap, in dollars"
    return joined(
        paragraphs(_spreading_sentence(found, main.years, cap)),
        table_block(caption, ["Line", *years_of(main)], rows),
    )


def _spreading_sentence(found: Smoothing, years: tuple[int, ...], cap: float | None) -> str:
    limit = (
        f"Under a cap of {about(cap)} a year"
        if cap is not None
        else "If no year spent more on devices than the yearly cost of keeping them up"
    )
    peak = int(np.argmax(found.cost_as_planned))
    if found.peak_saved < 1:
        return f"{limit}, the dearest year would cost no less: spreading saves nothing here."
    waits = found.late.sum(axis=0)
    most = int(np.argmax(waits))
    price = (
        f"up to {waits[most]:,.0f} devices would serve past their time or be missing, most of "
        f"them in {year_name(years[most])}"
        if waits[most] >= HALF_A_DEVICE
        else "no device would serve past its time"
    )
    return (
        f"{limit}, the dearest year would cost {about(float(found.cost.max()))} in place of "
        f"{about(float(found.cost_as_planned.max()))} in {year_name(years[peak])}, "
        f"{about(found.peak_saved)} less; {price}."
    )


def past_their_time(comparison: Comparison) -> Block:
    """Devices in service past their support or their useful life, by fleet."""
    found, main = device_support(comparison.main.projection), comparison.main
    parts = (
        ("Past the end of support", found.past_support),
        ("Past their useful life", found.past_life),
        ("Taken out early because support ended", found.retired_early),
    )
    rows = [row for title, units in parts for row in _by_fleet(title, found.fleets, units)]
    if not rows:
        return paragraphs("No device serves past its useful life or its support in these years.")
    return joined(
        paragraphs(_past_sentence(found, main.years)),
        table_block("Devices past their time", ["Fleet", *years_of(main)], rows),
    )


def _by_fleet(title: str, fleets: tuple[str, ...], units: Floats) -> list[TableRow]:
    some = [k for k in range(len(fleets)) if units[k].max() >= HALF_A_DEVICE]
    rows = [TableRow(fleets[k], [f"{x:,.0f}" for x in units[k]]) for k in some]
    return [TableRow(title, [], "group"), *rows] if rows else []


def _past_sentence(found: DeviceSupport, years: tuple[int, ...]) -> str:
    expired = found.past_support.sum(axis=0)
    if expired.max() >= HALF_A_DEVICE:
        worst = int(np.argmax(expired))
        return (
            f"In {year_name(years[worst])}, {expired[worst]:,.0f} devices are in service without "
            "security updates: a risk, not a saving."
        )
    early = float(found.retired_early.sum())
    if early >= HALF_A_DEVICE:
        return f"{early:,.0f} devices leave before they wear out, because their updates end."
    return "Some devices serve past their useful life; all of them still get updates."


def repair_and_support(comparison: Comparison) -> Block:
    """Repairs, who does them, and how many devices there are for each technician."""
    found, main = device_support(comparison.main.projection), comparison.main
    figures: list[tuple[str, Floats, str]] = [
        ("Repairs", found.repairs, ",.0f"),
        ("Hours of repair by own staff", found.staff_hours, ",.0f"),
        ("Hours of repair by student crews", found.crew_hours, ",.0f"),
        ("Support technicians (FTE)", found.technicians, ",.1f"),
        ("Devices for each technician", found.devices_each, ",.0f"),
        ("Students for each technician", found.students_each, ",.0f"),
    ]
    rows = [
        TableRow(name, ["none" if np.isnan(x) else f"{x:{form}}" for x in amounts])
        for name, amounts, form in figures
        if np.nan_to_num(amounts).max() > 0
    ]
    if not rows:
        return paragraphs("The plan holds no repairs and no support technicians.")
    first = fiscal_year_label(main.years[0])
    lead = (
        f"In {first} there are {found.devices_each[0]:,.0f} devices and "
        f"{found.students_each[0]:,.0f} students for each support technician. Districts have "
        "reported from 500 to 1,900 devices; there is no official ratio."
        if found.technicians[0] > 0
        else f"The plan names no support technicians in {first}."
    )
    caption = "Repair and support of devices"
    return joined(paragraphs(lead), table_block(caption, ["Line", *years_of(main)], rows))
