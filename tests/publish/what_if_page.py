"""A board page that computes, made without a kernel: its cells are called, not run."""

from __future__ import annotations

import planner.startup  # noqa: F401

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from planner.analysis.compare import Comparison, compare
from planner.plan.plan import Plan
from planner.publish.page.render import render_page
from planner.views import charts
from planner.views.board import board, forecast, keep
from planner.views.format import markup
from planner.views.what_if import panel as what_if
from tests.publish.page.sample_report import code_cell, shown, write_notebook


def cells(comparison: Comparison) -> list[NotebookNode]:
    """What follows a move, and the panel; the rest of the page is left out."""
    found = comparison.figures
    made = what_if.panel(comparison)
    output = new_output("display_data", made._repr_mimebundle_())
    answer = what_if.followed("answer", board.headline(found))
    cards = what_if.followed("key_figures", board.key_figures(found))
    kept = what_if.followed("keep", keep.what_we_keep(found))
    table = what_if.followed("forecast", forecast.forecast_table(comparison))
    drawn = [
        charts.cost_against_revenue(comparison),
        charts.who_pays(comparison),
        charts.reserve_against_policy(comparison),
    ]
    return [
        shown(board.masthead(comparison).html),
        shown(markup.joined(answer, cards).html),
        code_cell("what_if.panel(comparison)", outputs=[output]),
        new_markdown_cell("## What we can keep"),
        shown(kept.html),
        new_markdown_cell("## What it costs and who pays"),
        *(
            code_cell("chart", outputs=[new_output("display_data", one._repr_mimebundle_())])
            for one in drawn
        ),
        new_markdown_cell("## The forecast"),
        shown(table.html),
        new_markdown_cell("## Where this page comes from"),
        shown(board.provenance(comparison, "1", "2026-11-28").html),
    ]


def what_if_page(plan: Plan, folder: Path, *scenarios: str) -> Path:
    """The page of a plan, written to a folder."""
    notebook = new_notebook(cells=cells(compare(plan, scenarios or plan.compared_names)))
    page = folder / "page.html"
    page.write_text(render_page(write_notebook(notebook, folder), plan.district.name), "utf-8")
    return page
