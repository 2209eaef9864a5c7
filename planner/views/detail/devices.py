"""Devices after purchase: what is past support, what spreading out saves, who repairs."""

from __future__ import annotations

import numpy as np

from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.analysis.detail.device_support import DeviceSupport, device_support
from planner.analysis.effect import A_DOLLAR
from planner.analysis.optimization.smoothing import Smoothing, smoothing
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.reference.accounts import LINE_LABELS
from planner.views.board.tables import years_of
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import cost_by_budget_line, footed_amounts
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, from_to

#: Less than half a device is a fraction left by the calculation, not a device.
HALF_A_DEVICE = 0.5
SPREAD_CAPTION = (
    "Device purchases as planned and spread out, in dollars; deferred devices, in units"
)


def spreading(comparison: Comparison, cap: float | None = None) -> Block:
    """What spreading the purchases out under a yearly cap would look like."""
    main = comparison.main
    if not comparison.plan.devices or main.projection.expenses.fleets.bought.max() <= 0:
        return paragraphs("No devices are bought in these years.")
    found = smoothing(main.projection, cap)
    return joined(
        paragraphs(spreading_sentence(found, main.years, cap)),
        table_block(SPREAD_CAPTION, ["Line", *years_of(main)], spread_rows(main, found)),
    )


def spread_rows(main: Answers, found: Smoothing) -> list[TableRow]:
    """Purchases as planned and spread out, the cap, and deferred devices, year by year."""
    return [
        *_as_planned(main, found.cost_as_planned),
        TableRow("Purchases spread out, at full price", [dollars(x) for x in found.cost]),
        TableRow("Yearly cap", [dollars(x) for x in found.cap]),
        TableRow("Deferred devices", [f"{x:,.0f}" for x in found.late.sum(axis=0)]),
    ]


def _as_planned(main: Answers, at_full_price: Floats) -> list[TableRow]:
    """The plan's own purchases, and what the forecast has for them where it is another amount."""
    label, named = LINE_LABELS["device_refresh"], "Purchases as planned, at full price"
    in_forecast = [dollars(amount) for amount in footed_amounts(main.figures).by_line[label]]
    if np.abs(cost_by_budget_line(main.figures)[label] - at_full_price).max() < A_DOLLAR:
        return [TableRow(named, in_forecast)]
    return [
        TableRow(named, [dollars(x) for x in at_full_price]),
        TableRow("Devices in the forecast, after trade-ins and by lease payments", in_forecast),
    ]


def spreading_sentence(found: Smoothing, years: tuple[int, ...], cap: float | None = None) -> str:
    """By how much spreading purchases cuts the peak year, and how many devices would wait.

    Parameters
    ----------
    found : Smoothing
        Purchases spread out.
    years : tuple of int
        Fiscal years of the plan.
    cap : float, optional
        The cap that was asked for; left out, it is the sustainable annual cost [USD].
    """
    limit = (
        f"under a cap of {about(cap)} a year"
        if cap is not None
        else "until no year spends more on devices than their sustainable annual cost"
    )
    peak = int(np.argmax(found.cost_as_planned))
    waits = found.late.sum(axis=0)
    most = int(np.argmax(waits))
    some = bool(waits[most] >= HALF_A_DEVICE)
    price = (
        f"up to {how_many(waits[most], 'device')} would wait past their replacement date, the "
        f"most in {fiscal_year_label(years[most])}"
        if some
        else "no device would wait past its replacement date"
    )
    if found.peak_saved < 1:
        same = f"Spreading purchases {limit} does not cut the peak year: it would cost as much"
        return f"{same}, and {price}." if some else f"{same}."
    change = from_to(float(found.cost_as_planned.max()), float(found.cost.max()))
    return (
        f"Spreading purchases {limit} cuts the peak year, {fiscal_year_label(years[peak])}, "
        f"{change}; {price}."
    )


def what_waiting_means(main: Answers, found: Smoothing) -> Block:
    """What spreading purchases out does over the plan: to dollars, and to deferred devices.

    Parameters
    ----------
    main : Answers
        The plan with its own purchases.
    found : Smoothing
        Purchases spread out.
    """
    last, support = fiscal_year_label(main.years[-1]), device_support(main.projection)
    spent, as_planned = float(found.cost.sum()), float(found.cost_as_planned.sum())
    late = float(found.late.sum())
    waits = (
        f"devices wait {_device_years(late)} past their replacement date"
        if late >= HALF_A_DEVICE
        else "no device waits past its replacement date"
    )
    total = (
        f"total {about(spent)} instead of {about(as_planned)}"
        if about(spent) != about(as_planned)
        else f"total {about(spent)}, as planned"
    )
    note = (
        "The replacement date is the end of useful life or of support, whichever comes first. A "
        "device that waits two years counts as two device years. Spread-out purchases are what "
        "could be done; the plan itself buys as its table of devices says."
    )
    return joined(
        paragraphs(
            f"Spread out, purchases through {last} {total}, and {waits}.",
            _kept_longer(support, last),
        ),
        paragraphs(note, style="planner-note"),
    )


def _kept_longer(support: DeviceSupport, last: str) -> str:
    """What the plan itself keeps in service past its time."""
    parts = [
        f"{_device_years(units)} past {what}"
        for units, what in (
            (float(support.past_support.sum()), "the end of support"),
            (float(support.past_life.sum()), "useful life"),
        )
        if units >= HALF_A_DEVICE
    ]
    if not parts:
        return f"As planned, no device stays in service past its useful life or support by {last}."
    return f"As planned, devices are in service for {' and '.join(parts)} through {last}."


def _device_years(units: float) -> str:
    return how_many(units, "device year")


def past_their_time(comparison: Comparison) -> Block:
    """Devices in service past their support or their useful life, by fleet."""
    found, main = device_support(comparison.main.projection), comparison.main
    parts = (
        ("Past the end of support", found.past_support),
        ("Past their useful life", found.past_life),
        ("Retired early because support ended", found.retired_early),
    )
    rows = [row for title, units in parts for row in _by_fleet(title, found.fleets, units)]
    if not rows:
        return paragraphs(
            "No device stays in service past its useful life or its support in these years."
        )
    return joined(
        paragraphs(_past_sentence(found, main.years)),
        table_block("Devices past their support or useful life", ["Fleet", *years_of(main)], rows),
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
            f"In {fiscal_year_label(years[worst])}, {_devices_are(expired[worst])} in service "
            "without security updates: a risk, not a savings."
        )
    early = float(found.retired_early.sum())
    if early >= HALF_A_DEVICE:
        return f"{_devices_are(early)} retired before wearing out because security updates end."
    return "Some devices stay in service past their useful life; all of them still get updates."


def _devices_are(count: float) -> str:
    return how_many(count, "device is", "devices are")


def repair_and_support(comparison: Comparison) -> Block:
    """Repairs, who does them, and how many devices there are per technician."""
    found, main = device_support(comparison.main.projection), comparison.main
    figures: list[tuple[str, Floats, str]] = [
        ("Repairs", found.repairs, ",.0f"),
        ("Repair hours, district staff", found.staff_hours, ",.0f"),
        ("Repair hours, student crews", found.crew_hours, ",.0f"),
        ("Support technicians (FTE)", found.technicians, ",.1f"),
        ("Devices per technician", found.devices_each, ",.0f"),
        ("Students per technician", found.students_each, ",.0f"),
    ]
    rows = [
        TableRow(name, ["none" if np.isnan(x) else f"{x:{form}}" for x in amounts])
        for name, amounts, form in figures
        if np.nan_to_num(amounts).max() > 0
    ]
    if not rows:
        return paragraphs("The plan has no repairs and no support technicians.")
    first = fiscal_year_label(main.years[0])
    lead = (
        f"In {first}, there are {how_many(found.devices_each[0], 'device')} and "
        f"{how_many(found.students_each[0], 'student')} per support technician. Districts have "
        "reported 500 to 1,900 devices per technician; there is no official ratio."
        if found.technicians[0] > 0
        else f"The plan has no support technicians in {first}."
    )
    caption = "Repair and support of devices"
    return joined(paragraphs(lead), table_block(caption, ["Line", *years_of(main)], rows))
