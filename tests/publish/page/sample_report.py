"""An executed board notebook as views/ and papermill would leave it, made without either.

The numbers are invented and agree with each other only as far as a reader of the picture looks.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import html
import json
from pathlib import Path
from typing import Any

import nbformat
import vl_convert
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from planner.publish.page.bundle import vega_lite_version

YEARS = ["FY2026", "FY2027", "FY2028", "FY2029", "FY2030", "FY2031"]
COLORS = ["#0b4a6b", "#3f7f93", "#8fb8b4", "#c9a24b", "#b5622e", "#7d2f3a"]
Rows = list[dict[str, Any]]


def code_cell(source: str, **parts: Any) -> NotebookNode:  # noqa: ANN401  (as nbformat has it)
    cell: NotebookNode = new_code_cell(source, **parts)
    return cell


def shown(fragment: str, tags: list[str] | None = None) -> NotebookNode:
    """A code cell that displayed HTML."""
    output = new_output("display_data", {"text/html": fragment, "text/plain": "..."})
    return code_cell("show(...)", outputs=[output], metadata={"tags": tags or []})


def figure(
    name: str, title: str, finding: str, layers: list[dict[str, Any]], rows: Rows
) -> NotebookNode:
    """A code cell that displayed a chart by the display contract."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": rows},
        "width": 680,
        "height": 300,
        "layer": layers,
        "config": {
            "view": {"stroke": None},
            "font": "Segoe UI, Helvetica Neue, Liberation Sans, Arial, sans-serif",
            "axis": {"labelFontSize": 12, "grid": False, "labelColor": "#55626e", "title": None},
            "axisY": {"grid": True, "gridColor": "#e3e8ec", "domain": False, "ticks": False},
            "legend": {"labelFontSize": 12, "title": None, "symbolType": "square"},
            "range": {"category": COLORS},
        },
        "usermeta": {"figure": name},
    }
    picture = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=vega_lite_version())
    description = html.escape(f"{title}. {finding}")
    fragment = (
        f'<figure class="planner-figure" id="figure-{name}"><figcaption><h3>{title}</h3>'
        f'<p class="finding">{finding}</p></figcaption>'
        f'<div class="planner-chart" data-figure="{name}" role="img" aria-label="{description}">'
        f'{picture}</div><details class="planner-data"><summary>The numbers behind: {title}'
        f"</summary>{_table(rows)}</details></figure>"
    )
    data = {
        "application/vnd.vegalite.v6+json": spec,
        "text/html": fragment,
        "text/plain": description,
    }
    return code_cell("chart(...)", outputs=[new_output("display_data", data)])


def bars(field: str = "part", y: str = "thousands") -> dict[str, Any]:
    return {
        "mark": {"type": "bar", "clip": True},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"labelAngle": 0}},
            "y": {"field": y, "type": "quantitative", "axis": {"format": "$,d"}},
            "color": {"field": field, "type": "nominal"},
            "tooltip": [{"field": f} for f in ("year", field, y)],
        },
    }


def line(field: str, color: str) -> dict[str, Any]:
    return {
        "mark": {"type": "line", "color": color, "strokeWidth": 3, "point": {"color": color}},
        "encoding": {
            "x": {"field": "year", "type": "ordinal"},
            "y": {"field": field, "type": "quantitative"},
        },
    }


def sample_report(district: str = "Prairie View Unified School District") -> NotebookNode:
    """Everything a board page can hold: six charts, cards, wide tables, decisions."""
    notebook: NotebookNode = new_notebook(
        cells=[
            new_code_cell('plan: str = "prairie-view"', metadata={"tags": ["parameters"]}),
            shown(_masthead(html.escape(district))),
            shown(_ANSWER + _CARDS),
            new_markdown_cell("## What the plan costs, and what pays for it"),
            new_markdown_cell(
                "The technology bought with federal relief money has to be replaced, licensed, "
                "watched over and supported. The first chart sets that recurring cost against "
                "the money that comes every year."
            ),
            _cost_stack(),
            _who_pays(),
            shown(_FORECAST),
            new_markdown_cell("## How long the reserve lasts"),
            _reserve(),
            shown(_WARNING),
            new_markdown_cell("## When devices come due"),
            _refresh_calendar(),
            _support_end(),
            new_markdown_cell("## Scenarios side by side"),
            _scenario_comparison(),
            shown(_SCENARIOS),
            shown("<p>Only in JupyterLab: move this slider.</p>", tags=["live-only"]),
            new_markdown_cell("## What we ask the board to decide"),
            shown(_DECISIONS),
            new_markdown_cell("## About this page"),
            shown(_PROVENANCE),
        ],
        metadata={"title": "Technology funding plan"},
    )
    notebook.cells[1].outputs.append(
        new_output("stream", name="stderr", text="FutureWarning: pandas will change\n")
    )
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return notebook


def write_notebook(notebook: NotebookNode, folder: Path, name: str = "executed.ipynb") -> Path:
    path = folder / name
    nbformat.write(notebook, path)
    return path


def text_of(value: object) -> str:
    return html.escape(str(value))


def _table(rows: Rows) -> str:
    head = "".join(f'<th scope="col" class="number">{name}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f'<td class="number">{text_of(v)}</td>' for v in row.values()) + "</tr>"
        for row in rows
    )
    return (
        f'<table class="planner-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _stack(parts: dict[str, list[int]], **lines: list[int]) -> Rows:
    return [
        {"year": year, "part": part, "thousands": amounts[number]}
        | {name: values[number] for name, values in lines.items()}
        for part, amounts in parts.items()
        for number, year in enumerate(YEARS)
    ]


def _cost_stack() -> NotebookNode:
    parts = {
        "Device refresh": [1420, 610, 640, 2380, 1510, 690],
        "Software licenses": [610, 640, 905, 940, 980, 1020],
        "Managed security": [210, 221, 232, 243, 255, 268],
        "Staffing": [1180, 1220, 1265, 1300, 1345, 1390],
    }
    revenue = [2900, 2950, 2990, 3040, 3080, 3120]
    return figure(
        "cost_stack",
        "Cost by line against recurring revenue",
        "From FY2029 recurring cost is above recurring revenue in every year but the last.",
        [bars(), line("revenue", "#1c2833")],
        _stack(parts, revenue=revenue),
    )


def _who_pays() -> NotebookNode:
    parts = {
        "General fund": [1900, 1950, 1990, 2040, 2080, 2120],
        "Local levy": [820, 820, 820, 820, 820, 820],
        "E-Rate": [180, 180, 180, 180, 180, 180],
        "ESSER": [520, 0, 0, 0, 0, 0],
        "Reserve": [0, 0, 52, 760, 301, 0],
        "Unfunded": [0, 0, 0, 1063, 709, 248],
    }
    finding = "ESSER ends in FY2026; in FY2029 $1,063,000 has no source that may pay it."
    return figure("who_pays", "Who pays, by source", finding, [bars()], _stack(parts))


def _reserve() -> NotebookNode:
    balances = [1180, 1350, 1112, 301, 0, 0]
    rows = [
        {"year": year, "part": "Ending balance", "thousands": balance, "policy": 450}
        for year, balance in zip(YEARS, balances, strict=True)
    ]
    return figure(
        "reserve",
        "Technology reserve against the district's policy",
        "The reserve falls under the policy of $450,000 in FY2029 and is empty in FY2030.",
        [bars(), line("policy", "#9a2617")],
        rows,
    )


def _refresh_calendar() -> NotebookNode:
    parts = {
        "Student Chromebooks, K-5": [0, 0, 0, 980, 0, 0],
        "Student Chromebooks, 6-12": [1220, 0, 0, 1400, 0, 0],
        "Staff laptops": [200, 210, 220, 0, 910, 240],
        "Classroom displays": [0, 400, 420, 0, 600, 450],
    }
    finding = "Fleets bought together in FY2022 come due together: $2,380,000 in FY2029."
    return figure("refresh_calendar", "Refresh calendar", finding, [bars()], _stack(parts))


def _support_end() -> NotebookNode:
    parts = {
        "In support": [9200, 9100, 8800, 6200, 8900, 8800],
        "Past support": [0, 120, 400, 2900, 150, 180],
    }
    finding = "2,900 Chromebooks pass the end of their support before they are replaced."
    return figure("support_end", "Devices and the end of support", finding, [bars()], _stack(parts))


def _scenario_comparison() -> NotebookNode:
    ends = {
        "Base": [1180, 1350, 1112, 301, -408, -656],
        "Levy fails": [1180, 1350, 292, -1339, -2868, -3936],
        "Refresh stretched a year": [1180, 1350, 1250, 905, 410, 102],
    }
    lines = {
        "mark": {"type": "line", "strokeWidth": 2.5, "point": True},
        "encoding": bars()["encoding"],
    }
    finding = "Stretching the refresh by one year keeps the balance above zero until FY2031."
    return figure("scenarios", "Ending balance by scenario", finding, [lines], _stack(ends))


def _masthead(district: str) -> str:
    return (
        f'<header class="planner-masthead"><p class="planner-district">{district}</p>'
        "<h1>Technology funding plan, FY2027 to FY2031</h1>"
        "<p>Base scenario, as of 23 November 2026</p></header>"
    )


_ANSWER = (
    '<p class="planner-answer"><strong>From FY2029 the plan spends $412,000 a year more than its '
    "recurring money.</strong> The technology reserve is under the board's policy that year and "
    "is empty in FY2030.</p>"
)

_CARDS = (
    '<ul class="planner-cards">'
    '<li class="negative"><span class="label">Structural balance, FY2029</span>'
    '<span class="value">($412,000)</span><span class="note">recurring money less recurring '
    "cost</span></li>"
    '<li><span class="label">Cliff year</span><span class="value">FY2029</span>'
    '<span class="note">the year one-time money no longer carries recurring cost</span></li>'
    '<li><span class="label">Reserve lasts until</span><span class="value">FY2030</span>'
    '<span class="note">first year it is empty</span></li>'
    '<li><span class="label">Cost per student</span><span class="value">$394</span>'
    '<span class="note">FY2027, all technology lines</span></li></ul>'
)

_MONEY = {
    "General fund": [1900, 1950, 1990, 2040, 2080, 2120],
    "Local levy": [820, 820, 820, 820, 820, 820],
    "E-Rate": [180, 180, 180, 180, 180, 180],
    "Total revenue": [2900, 2950, 2990, 3040, 3080, 3120],
    "Device refresh": [1420, 610, 640, 2380, 1510, 690],
    "Software licenses": [610, 640, 905, 940, 980, 1020],
    "Managed security": [210, 221, 232, 243, 255, 268],
    "Staffing": [1180, 1220, 1265, 1300, 1345, 1390],
    "Total expenditure": [3420, 2691, 3042, 4863, 4090, 3368],
    "Revenue over (under) expenditure": [-520, 259, -52, -1823, -1010, -248],
}


def _amount(thousands: int) -> str:
    text = f"${abs(thousands) * 1000:,}"
    kind = "number negative" if thousands < 0 else "number"
    return (
        f'<td class="{kind}">({text})</td>' if thousands < 0 else f'<td class="{kind}">{text}</td>'
    )


def _wide_table(caption: str, first: str, lines: dict[str, list[int]]) -> str:
    heads = "".join(f'<th scope="col" class="number">{year}</th>' for year in YEARS)
    rows = ""
    for name, amounts in lines.items():
        kind = "total" if name.startswith(("Total", "Revenue over")) else "line"
        cells = "".join(_amount(amount) for amount in amounts)
        rows += f'<tr class="{kind}"><th scope="row">{name}</th>{cells}</tr>'
    return (
        f'<div class="planner-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="planner-table"><caption>{caption}</caption><thead><tr>'
        f'<th scope="col">{first}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


_FORECAST = _wide_table("Five-year forecast", "Line", _MONEY) + (
    '<p class="planner-note">Whole dollars; amounts in parentheses are negative. FY2026 is the '
    "current year's budget.</p>"
)

_SCENARIOS = _wide_table(
    "Ending balance by scenario",
    "Scenario",
    {
        "Base": [1180, 1350, 1112, 301, -408, -656],
        "Levy fails": [1180, 1350, 292, -1339, -2868, -3936],
        "Refresh stretched a year": [1180, 1350, 1250, 905, 410, 102],
    },
)

_WARNING = (
    '<div class="planner-warning"><p><strong>3 of 41 inputs are ours.</strong> The plan does not '
    "give a breakage rate, a licence escalator and a benefits load; the public defaults stand in "
    "for them and are named in the table of assumptions.</p></div>"
)

_DECISIONS = (
    '<ol class="planner-decisions"><li><p><strong>Spread the FY2029 refresh over three years.'
    "</strong> It costs nothing more and keeps the reserve above policy.</p></li>"
    "<li><p><strong>Put the levy renewal on the November 2027 ballot.</strong> Without it "
    "$820,000 a year has no source.</p></li>"
    "<li><p><strong>Restore $325,000 of base budget</strong> that one-time money displaced.</p>"
    "</li></ol>"
)

_PROVENANCE = (
    '<dl class="planner-provenance"><dt>Plan</dt><dd>prairie-view, sha256 '
    "9f2c1a77be0d4c35a1f0b5e6c7d8e9f00112233445566778899aabbccddeeff0</dd>"
    "<dt>Made by</dt><dd>technology-funding-planner 0.1.0</dd><dt>Date</dt>"
    "<dd>23 November 2026</dd><dt>Parameters</dt><dd>scenario: base; horizon: 5 years</dd></dl>"
)
