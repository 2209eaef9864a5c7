"""A page of many districts made by hand, without papermill."""

from __future__ import annotations

import planner.startup  # noqa: F401

from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from planner.analysis.roll_up.measures import CRITERIA
from planner.analysis.roll_up.roll_up import RollUp
from planner.publish.page.render import write_page
from planner.views.roll_up import answer, exceptions, heat_maps, standings_table, thresholds, to_fix
from tests.publish.page.sample_report import shown
from tests.views.roll_ups import roll_up_of

SCENARIOS = {"base": "Current plan", "levy-fails": "Levy fails"}
_YEARS = [
    {"fiscal_year": 2027, "students": 900, "sustained_cost": 1e6, "structural_balance": 0},
    {"fiscal_year": 2028, "students": 900, "sustained_cost": 1e6, "structural_balance": -9e4},
]


def districts(count: int) -> RollUp:
    """So many districts in two scenarios; every third misses a criterion."""
    return roll_up_of(
        [
            {
                "plan": f"plan-{number}",
                "district": f"Peña <{number}>" if number == 1 else f"District {number}",
                "state": ("OH", "TX")[number % 2],
                "scenario": scenario,
                "title": title,
                "years": [{**year, "device_cost": 1000 * number} for year in _YEARS],
                "measures": {
                    CRITERIA[number % len(CRITERIA)]: {
                        "held": 1 + number / 100,
                        "amount": 1000 * number,
                        "first_year": 2028,
                        "worst_year": 2028,
                        "about": ["Levy"],
                    }
                }
                if number % 3 == 0 or scenario != "base"
                else {},
                "explanations": {CRITERIA[3]: "The board knows."},
            }
            for scenario, title in SCENARIOS.items()
            for number in range(count)
        ],
        tuple(SCENARIOS),
        failures=[("broken", "", "devices.csv, row 2: <b>no</b>.")],
        left_out=[("archive/", "It is an archive.")],
    )


def page_of(found: RollUp, folder: Path) -> Path:
    """The page, with every part that the notebook has."""
    decks = {("plan-3", "base"): "../plan-3/board.html"}
    cells = [
        shown(answer.masthead(found).html),
        shown(answer.answer(found, decks).html),
        shown(to_fix.to_fix(found).html),
        new_markdown_cell("## Every district"),
        shown(standings_table.standings_tables(found, decks).html),
        new_markdown_cell("## Exceptions"),
        shown(exceptions.exceptions(found).html),
        new_markdown_cell("## By year"),
        shown(heat_maps.gap_map(found).html),
        shown(heat_maps.purchases_map(found).html),
        new_markdown_cell("## Criteria"),
        shown(thresholds.thresholds_table(found).html),
    ]
    notebook = folder / "roll-up.ipynb"
    nbformat.write(new_notebook(cells=cells), notebook)
    return write_page(notebook, folder / "roll-up.html", "Many districts")
