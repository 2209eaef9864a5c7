"""Colors and labels. Every color has a contrast of at least 3 to 1 against white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.projection.funding.sources import Fund
from planner.reference.accounts import LINE_LABELS

#: One color for each budget line, in the order of the budget.
_LINE_PALETTE = (
    "#1f5f99",
    "#6b93bf",
    "#2a8a83",
    "#b8731a",
    "#75539b",
    "#a0527f",
    "#7a7a2e",
    "#4d8a43",
)
LINE_COLORS = dict(zip(LINE_LABELS, _LINE_PALETTE, strict=False))

#: Tints of each kind of money, for several sources of one kind.
FUND_COLORS = {
    "erate": ("#4b8fc9", "#2f6ea3"),
    "grants": ("#b8731a", "#8f5a14", "#c98a3d", "#6f4a1a"),
    "federal_titles": ("#75539b", "#94659c", "#5b3f80", "#a0527f", "#83608f"),
    "fees": ("#2a8a83",),
    "state_aid": ("#7a7a2e", "#94943f"),
    "local_levy": ("#4d8a43", "#2f6a2a", "#7a9a3a"),
    "capital": ("#7a6652", "#94806b"),
    "general_fund": ("#2b4a6f", "#44648a"),
}
RESERVE_COLOR = "#2b2f36"
UNFUNDED_COLOR = "#b3261e"


@dataclass(frozen=True)
class PayerKind:
    """How one kind of money that pays for a row is shown, and what it is called.

    Attributes
    ----------
    label : str
        Its name in words.
    color : str
        Its color where a surface is filled evenly.
    pattern : str
        The same as a CSS ``background``: each kind has another texture, which gray paper keeps.
        It is printed only where ``print-color-adjust: exact`` holds.
    """

    label: str
    color: str
    pattern: str


def _striped(angle: int, color: str, over: str, width: int, gap: int) -> str:
    """Stripes of a color over another, as CSS."""
    step = width + gap
    return f"repeating-linear-gradient({angle}deg, {color} 0 {width}px, {over} {width}px {step}px)"


#: Who pays a row of cost in a year, by kind of money. Recurring money is even; money that ends is
#: striped; what nobody pays is mostly empty.
PAYER_KINDS = {
    "recurring": PayerKind("recurring money", "#1f5f99", "#1f5f99"),
    "one_time": PayerKind(
        "one-time money", "#c27a1a", _striped(45, "#c27a1a", "#f7e6cf", width=4, gap=4)
    ),
    "reserve": PayerKind(
        "reserve", RESERVE_COLOR, _striped(0, RESERVE_COLOR, "#dfe2e6", width=3, gap=2)
    ),
    "prepaid": PayerKind("prepaid", "#3d7f76", _striped(90, "#3d7f76", "#d9ebe8", width=2, gap=4)),
    "unfunded": PayerKind(
        "unfunded", UNFUNDED_COLOR, _striped(-45, UNFUNDED_COLOR, "#ffffff", width=1, gap=5)
    ),
}
REVENUE_COLOR = "#1d1d1f"
SCENARIO_COLORS = ("#1d1d1f", "#b3261e", "#1f5f99", "#b8731a", "#2a8a83", "#75539b", "#5d6b1f")
SCENARIO_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 0], [6, 3], [2, 2])
INK, GRID = "#333338", "#dcdce0"
FONT = "sans-serif"  # the page's own font is used on a page

CHART_WIDTH, CHART_HEIGHT = 680, 320

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": "#8a8a93",
        "tickColor": "#8a8a93",
    },
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "orient": "bottom",
        "columns": 3,
        "labelLimit": 260,
        "title": None,
    },
}

#: Diagonal stripes: money that is missing must not look like money that is there.
HATCH: dict[str, Any] = {
    "gradient": "linear",
    "x1": 0,
    "y1": 0,
    "x2": 1,
    "y2": 1,
    "stops": [
        {"offset": (place + edge) / 10, "color": "#f6d9d6" if place % 2 else UNFUNDED_COLOR}
        for place in range(10)
        for edge in (0, 0.999)
    ],
}


def fund_colors(funds: tuple[Fund, ...]) -> dict[str, str]:
    """Color of each source of money: a tint of its kind's color."""
    seen: dict[str, int] = {}
    colors = {}
    for fund in funds:
        tints = FUND_COLORS[fund.line]
        place = seen.get(fund.line, 0)
        colors[fund.name] = tints[place % len(tints)]
        seen[fund.line] = place + 1
    return colors
