"""A figure stands without a script, and gives a notebook the same in three forms."""

from __future__ import annotations

from dataclasses import replace

from planner.views.format.figure import Figure
from planner.views.format.markup import in_notebook

SHAPE = {
    "data": {"name": "bars"},
    "mark": "bar",
    "encoding": {"y": {"field": "amount", "type": "quantitative"}},
}
FIGURE = Figure(
    name="cost",
    title="What it <costs>",
    finding="It costs $5 & more.",
    description='A bar of "$5".',
    shape=SHAPE,
    datasets={"bars": [{"amount": 5}]},
    table_html="<table></table>",
)


def test_the_specification_holds_the_shape_the_data_and_the_description() -> None:
    assert FIGURE.spec == {
        **SHAPE,
        "datasets": {"bars": [{"amount": 5}]},
        "description": 'A bar of "$5".',
        "usermeta": {"figure": "cost"},
    }


def test_the_page_shows_title_finding_picture_and_numbers() -> None:
    assert FIGURE.svg.startswith('<svg font-family="sans-serif" ')
    assert FIGURE.html == (
        '<figure class="planner-figure" id="figure-cost">'
        "<figcaption><h3>What it &lt;costs&gt;</h3>"
        '<p class="finding">It costs $5 &amp; more.</p></figcaption>'
        '<div class="planner-chart" data-figure="cost" role="img" '
        f'aria-label="A bar of &quot;$5&quot;.">{FIGURE.svg}</div>'
        '<details class="planner-data"><summary>The numbers behind: What it &lt;costs&gt;</summary>'
        "<table></table></details></figure>"
    )


def test_a_chart_of_the_full_height_is_drawn_small_for_paper_and_another_as_it_is() -> None:
    full = replace(FIGURE, shape={**SHAPE, "width": 680, "height": 320})
    calendar = replace(FIGURE, shape={**SHAPE, "width": 540, "height": 34})
    assert '<path d="M0.5,0.5h460v210h-460Z"' in full.svg
    assert '<path d="M0.5,0.5h540v34h-540Z"' in calendar.svg
    assert full.spec["height"] == 320


def test_a_small_screen_may_show_the_table_and_no_chart() -> None:
    narrow = replace(FIGURE, table_when_narrow=True)
    assert narrow.html == FIGURE.html.replace(
        '<figure class="planner-figure"',
        '<figure class="planner-figure planner-table-when-narrow"',
    )


def test_a_name_that_javascript_has_taken_is_another_one_in_the_chart() -> None:
    shape = {**SHAPE, "params": ["constructor"]}
    figure = replace(FIGURE, shape=shape, datasets={"bars": [{"fleet": "constructor"}]})
    assert figure.spec["params"] == ["\u200bconstructor"]
    assert figure.spec["datasets"] == {"bars": [{"fleet": "\u200bconstructor"}]}


def test_a_notebook_gets_the_chart_the_page_and_the_description() -> None:
    assert FIGURE._repr_mimebundle_(include=None) == {
        "application/vnd.vegalite.v6+json": FIGURE.spec,
        "text/html": in_notebook(FIGURE.html),
        "text/plain": 'A bar of "$5".',
    }
