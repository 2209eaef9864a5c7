"""Chart of device purchases by year, as planned and spread out under a yearly cap."""

from __future__ import annotations

from planner.analysis.answers import Answers
from planner.analysis.optimization.smoothing import Smoothing
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, thousands
from planner.views.charts.kept_shapes import kept_shape
from planner.views.detail.devices import SPREAD_CAPTION, spread_rows, spreading_sentence
from planner.views.format.figure import Figure
from planner.views.format.markup import table
from planner.views.format.money import dollars

SPREAD, PLANNED, CAP = "Spread out", "As planned", "Yearly cap"


def spread_purchases(main: Answers, found: Smoothing, cap: float | None = None) -> Figure:
    """Device purchases of each year, spread out, with a mark for what the plan buys.

    Parameters
    ----------
    main : Answers
        The plan with its own purchases.
    found : Smoothing
        Purchases spread out.
    cap : float, optional
        The cap that was asked for; left out, it is the sustainable annual cost [USD].
    """
    years = [fiscal_year_label(year) for year in main.years]
    finding = spreading_sentence(found, main.years, cap)
    return Figure(
        name="spread_purchases",
        title="Device purchases by year, as planned and spread out",
        finding=finding,
        description="Bars of device purchases spread out, year by year, with a mark for what is "
        f"planned and a dashed line for the yearly cap. {finding}",
        shape=kept_shape("spread_purchases"),
        datasets={
            "spread": _rows(SPREAD, found.cost, years),
            "planned": _rows(PLANNED, found.cost_as_planned, years),
            "cap": _rows(CAP, found.cap, years),
        },
        table_html=table(SPREAD_CAPTION, ["Line", *years], spread_rows(main, found)),
    )


def _rows(part: str, amounts: Floats, years: list[str]) -> Rows:
    return [
        {"year": year, "part": part, "at": thousands(amount), "amount": dollars(amount)}
        for year, amount in zip(years, amounts, strict=True)
    ]
