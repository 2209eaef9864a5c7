"""All designs, and what is kept of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, get_origin, get_type_hints

from planner.views.charts.designs.cost import cost_against_revenue, refresh_calendar
from planner.views.charts.designs.fan import fan, fan_with_policy
from planner.views.charts.designs.money import reserve_against_policy, reserve_alone, who_pays
from planner.views.charts.designs.options import option_frontier
from planner.views.charts.designs.scenarios import scenario_comparison
from planner.views.charts.designs.spreading import spread_purchases
from planner.views.charts.kept_shapes import BLANK, Shape

#: Every design by its name.
DESIGNS: Final[Mapping[str, Callable[..., Shape]]] = {
    design.__name__: design
    for design in (
        cost_against_revenue,
        fan,
        fan_with_policy,
        option_frontier,
        refresh_calendar,
        reserve_against_policy,
        reserve_alone,
        scenario_comparison,
        spread_purchases,
        who_pays,
    )
}


def all_shapes() -> dict[str, Shape]:
    """The shape of each design, as Altair builds it of blanks."""
    return {name: design(**_blanks(design)) for name, design in DESIGNS.items()}


def _blanks(design: Callable[..., Shape]) -> dict[str, Any]:
    """A blank for each text that a design takes, and a list of one for each list."""
    takes = {name: kind for name, kind in get_type_hints(design).items() if name != "return"}
    return {
        name: [BLANK.format(name)] if get_origin(kind) is list else BLANK.format(name)
        for name, kind in takes.items()
    }


def shapes_as_text(shapes: Mapping[str, Shape]) -> str:
    """Shapes as they are kept: a line for each, in the order of their names.

    Within a line everything keeps the order that Altair gave it, which a page has, too.

    >>> print(shapes_as_text({"fan": {"layer": []}, "cost": {}}), end="")
    {
    "cost":{},
    "fan":{"layer":[]}
    }
    """
    lines = (
        f"{json.dumps(name)}:{json.dumps(shapes[name], separators=(',', ':'))}"
        for name in sorted(shapes)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"
