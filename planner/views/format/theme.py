"""Colors and labels. Every color has a contrast of at least 3 to 1 against white."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Any

from planner.projection.funding.sources import Fund
from planner.reference.accounts import LINE_LABELS

#: One color for each budget line, in the order of the budget. Here and below, any two colors are
#: at least 10 apart (CIELAB 1976) for a reader with normal sight, with protanopia and with
#: deuteranopia, and neighbors take turns in being dark and light, which gray paper keeps.
_LINE_PALETTE = (
    "#025172",
    "#7a9c54",
    "#855d59",
    "#124391",
    "#319da9",
    "#8c610d",
    "#274a22",
    "#7091da",
)
LINE_COLORS = dict(zip(LINE_LABELS, _LINE_PALETTE, strict=False))

#: Sources that recur are blue, green and violet; money that ends is brown, olive and red.
_RECURRING_PALETTE = (
    *("#3497ea", "#3068bb", "#1a416d", "#5c9f81", "#914d98"),
    *("#275440", "#129acc", "#74607b", "#3f3a88", "#079fa7"),
)
_ONE_TIME_PALETTE = (
    *("#c28459", "#7c6c50", "#624a0b", "#d468a0", "#935866"),
    *("#6c2f55", "#a88d32", "#5e7332", "#762222", "#d56873"),
)
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
SCENARIO_COLORS = ("#1d1d1f", "#25739b", "#51a35c", "#753d42", "#1a66bf", "#49a091", "#831562")
SCENARIO_DASHES = (
    *([1, 0], [8, 3], [2, 2], [8, 3, 2, 3], [14, 4], [5, 5]),
    [14, 3, 2, 3, 2, 3],
)
#: From this luminance on, black is read at least as well as white.
LIGHT_ENOUGH_FOR_BLACK = 0.179
INK, GRID = "#333338", "#dcdce0"
FONT = "sans-serif"  # the page's own font is used on a page

CHART_WIDTH, CHART_HEIGHT = 680, 320
#: The same chart as a still picture, which is what is printed: two of them fit side by side.
PAPER_WIDTH, PAPER_HEIGHT = 460, 210

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
        # Wide enough for a page whose letters are wider than those that a still picture counted.
        "columnPadding": 30,
        "labelLimit": CHART_WIDTH - 60,
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
    """Color of each source of money: no other of the first twenty sources has it.

    Sources take the colors of their kind of money in the order of the plan, which is the order
    in which the chart stacks them; where a kind has more sources than colors it goes on with the
    last ones of the other kind.
    """
    colors: dict[str, str] = {}
    for recurring, own, other in (
        (True, _RECURRING_PALETTE, _ONE_TIME_PALETTE),
        (False, _ONE_TIME_PALETTE, _RECURRING_PALETTE),
    ):
        names = [fund.name for fund in funds if fund.recurring == recurring]
        colors |= dict(zip(names, cycle((*own, *reversed(other))), strict=False))
    return colors


def ink_on(color: str) -> str:
    """Black or white, whichever is read better on a color.

    >>> ink_on("#1a416d"), ink_on("#c28459")
    ('white', 'black')
    """
    parts = (int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return "white" if luminance < LIGHT_ENOUGH_FOR_BLACK else "black"
