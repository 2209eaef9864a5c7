"""The head of a page: whose it is, what it is, and what it is about."""

from __future__ import annotations

from datetime import date

from planner.plan.cells.moments import long_date
from planner.plan.plan import Plan
from planner.views.format.markup import Block, text_of
from planner.views.format.terms import names_attribute


def prepared_on(prepared: str) -> str:
    """The day on which a page was prepared, as a letter writes it.

    >>> prepared_on("2027-06-14"), prepared_on("June 2027"), prepared_on("")
    ('June 14, 2027', 'June 2027', '')
    """
    try:
        return long_date(date.fromisoformat(prepared))
    except ValueError:
        return prepared


def masthead_block(plan: Plan, title: str, line: str) -> Block:
    """District and state, the title of the page, and a line about it.

    It carries the plan's own names, in which the glossary links no word.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    title : str
        Title of the page.
    line : str
        Years, scenario and the like.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("altoona-wi"))
    >>> masthead_block(plan, "What we could do", "FY2022 to FY2027.").text.splitlines()
    ['Altoona School District, WI', 'What we could do', 'FY2022 to FY2027.']
    """
    district = plan.district
    place = ", ".join(part for part in (district.name, district.state) if part)
    html = (
        f'<header class="planner-masthead"{names_attribute(plan)}>'
        f'<p class="planner-district">{text_of(place)}</p>'
        f"<h1>{text_of(title)}</h1><p>{text_of(line)}</p></header>"
    )
    return Block(html, f"{place}\n{title}\n{line}")
