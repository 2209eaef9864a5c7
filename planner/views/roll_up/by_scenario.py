"""What a page of many districts shows for each scenario: its script shows one at a time."""

from __future__ import annotations

from collections.abc import Callable

from planner.analysis.roll_up.roll_up import RollUp
from planner.views.format.markup import Block, text_of
from planner.views.roll_up.names import scenario_titles


def by_scenario(roll_up: RollUp, part: Callable[[str, str], Block], style: str = "") -> Block:
    """A part for each scenario; without a script they follow each other.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    part : callable
        Called with the name and the title of a scenario.
    style : str
        Class of what holds each part; ``roll-up-view`` where it has a row for each district.
    """
    attribute = f' class="{style}"' if style else ""
    html, text = [], []
    for scenario, title in scenario_titles(roll_up).items():
        block = part(scenario, title)
        html.append(f'<div{attribute} data-scenario="{text_of(scenario)}">{block.html}</div>')
        text.append(block.text)
    return Block("".join(html), "\n\n".join(text))


def districts_table(style: str, caption: str, headings: str, rows: str) -> str:
    """A table with a row for each district, which may be wider than the page [HTML].

    Parameters
    ----------
    style : str
        Class of the table.
    caption : str
        What it shows, not yet escaped.
    headings, rows : str
        Cells of its head, and its rows [HTML].
    """
    label = text_of(caption)
    return (
        f'<div class="planner-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="{style}"><caption>{label}</caption><thead><tr>{headings}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
