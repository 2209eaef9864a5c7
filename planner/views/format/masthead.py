"""The head of a page: whose it is, what it is, and what it is about."""

from __future__ import annotations

from planner.plan.tables import District
from planner.views.format.markup import Block, text_of


def masthead_block(district: District, title: str, line: str) -> Block:
    """District and state, the title of the page, and a line about it.

    Parameters
    ----------
    district : District
        Settings of the district.
    title : str
        Title of the page.
    line : str
        Years, scenario and the like.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("altoona-wi"))
    >>> masthead_block(plan.district, "What we could do", "FY2022 to FY2027.").text.splitlines()
    ['Altoona School District, WI', 'What we could do', 'FY2022 to FY2027.']
    """
    place = ", ".join(part for part in (district.name, district.state) if part)
    html = (
        f'<header class="planner-masthead"><p class="planner-district">{text_of(place)}</p>'
        f"<h1>{text_of(title)}</h1><p>{text_of(line)}</p></header>"
    )
    return Block(html, f"{place}\n{title}\n{line}")
