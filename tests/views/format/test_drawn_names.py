"""Charts are drawn whatever a district calls its fleets, sources and scenarios."""

from __future__ import annotations

import pytest

from planner.analysis.compare import compare
from planner.plan.read import read_plan
from planner.views import charts
from planner.views.format.drawn_names import drawable
from planner.views.format.figure import Figure
from tests.tiny_plan import TINY, PlanWriter

NO_WIDTH = "\u200b"


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_names_that_javascript_has_taken_are_drawn(name: str, tiny: PlanWriter) -> None:
    tables = {table: text.replace("Chromebooks", name) for table, text in TINY.items()}
    plan = read_plan(tiny(**tables))
    assert plan.devices[0].name == name
    comparison = compare(plan)
    for draw in (charts.cost_against_revenue, charts.who_pays, charts.refresh_calendar):
        assert draw(comparison).svg.startswith("<svg")
    assert f">{NO_WIDTH}{name}<" in charts.refresh_calendar(comparison).svg
    assert f">{name}<" in charts.refresh_calendar(comparison).table_html


def test_a_chart_without_such_names_keeps_its_shape() -> None:
    shape = {"encoding": {"y": {"sort": ["Tablets"], "field": "fleet"}}}
    figure = Figure("name", "title", "finding", "words", shape, {"cells": []}, "")
    assert figure.shape is shape


def test_lists_in_lists_are_looked_at() -> None:
    assert drawable([["valueOf", 1], None]) == [[f"{NO_WIDTH}valueOf", 1], None]
