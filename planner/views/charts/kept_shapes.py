"""Shapes of all charts, kept with blanks for what is a plan's own.

How a chart looks is designed with Altair (``designs/``), which takes a quarter of a second to
import and a twentieth to build a shape. Since a shape is the same for all plans, up to the names of
their own lines, payers, scenarios and fleets, what Altair builds of blanks is kept in
``kept_shapes.json``, and filling it in takes no Altair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

#: A Vega-Lite specification without data.
Shape: TypeAlias = dict[str, Any]

#: Written by ``python -m planner.views.charts.designs``.
KEPT: Final = Path(__file__).with_name("kept_shapes.json")
#: What is there in the place of what is a plan's own, by its name in the design.
BLANK: Final = "<{}>"


def kept_shape(name: str, **own: str | list[Any]) -> Shape:
    """How a chart is drawn, with what is a plan's own filled in.

    Parameters
    ----------
    name : str
        Name of its design.
    **own : str or list
        What the design takes, by name. Each text stands where the design has a text, and each list
        among the items of one.

    Returns
    -------
    dict
        A shape that nobody else has.

    Examples
    --------
    >>> calendar = kept_shape("refresh_calendar", fleets=["Tablets", "Laptops"])
    >>> calendar["layer"][0]["encoding"]["y"]["sort"]
    ['Tablets', 'Laptops']
    """
    blanks = {BLANK.format(field): value for field, value in own.items()}
    shape: Shape = _filled(_kept()[name], blanks)
    return shape


@cache
def _kept() -> dict[str, Shape]:
    shapes: dict[str, Shape] = json.loads(KEPT.read_bytes())
    return shapes


def _filled(part: Any, own: Mapping[str, Any]) -> Any:  # noqa: ANN401  (any part of a shape)
    if isinstance(part, str):
        return own.get(part, part)
    if isinstance(part, dict):
        return {key: _filled(value, own) for key, value in part.items()}
    if isinstance(part, list):
        items: list[Any] = []
        for item in part:
            value = _filled(item, own)
            items.extend(value if isinstance(item, str) and isinstance(value, list) else [value])
        return items
    return part
