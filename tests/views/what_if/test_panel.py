"""The panel apart from what is kept of it: few levers, no options, and how it is handed over."""

from __future__ import annotations

import base64
import gzip
import json

import pytest

from planner.analysis.compare import compare
from planner.plan.what_if.changes import Change
from planner.plan.what_if.scenarios import Scenario
from planner.views.format.markup import Block
from planner.views.format.mime_types import WHAT_IF
from planner.views.what_if.panel import Panel, followed, options_panel, panel
from planner.views.what_if.published import differing
from tests.small_plan import small_plan
from tests.views.kept_plans import moved_comparison


def test_a_plan_without_options_and_other_scenarios_offers_neither() -> None:
    html = panel(compare(small_plan(), ["base"])).html
    start = '<select id="what-if-start"><option value="base">Current plan</option></select>'
    hidden = '<p class="what-if-start" hidden><label for="what-if-start">Start from</label> '
    assert f"{hidden}{start}</p>" in html
    assert '</fieldset></div></div><div class="what-if-result"></div>' in html
    assert "what-if-option" not in html


def test_what_cannot_be_doubled_has_no_slider() -> None:
    html = panel(compare(small_plan(), ["base"])).html
    assert (
        'value="$0" autocomplete="off" spellcheck="false" aria-describedby="what-if-0-unit '
        'what-if-0-wrong"> <span id="what-if-0-unit">dollars<span class="what-if-by-year"></span>'
        '</span></span><span class="what-if-wrong" id="what-if-0-wrong"></span></div>'
    ) in html


def test_the_options_page_has_no_chart_and_says_whether_the_gap_is_closed() -> None:
    made = options_panel(moved_comparison().plan, "no-levy")
    assert (made.data["about"], made.data["shapes"]) == ("options", {})
    assert made.data["words"]["unmoved"].startswith("No option is switched on: the district is")
    assert made.data["words"]["put_back"] == "Put one of them back."
    assert [scenario["name"] for scenario in made.data["scenarios"]] == ["no-levy"]


def test_a_scenario_that_the_tables_do_not_have_is_copied_change_by_change() -> None:
    life = Change("devices", "Laptops", "useful_life_years", "set", 4, 2028)
    unsaid = Change("devices", "Laptops", "unit_price", "set", 900.0, 2028, stated_in=2027)
    tried = [Scenario("tried", "Tried", (life,)), Scenario("odd", "Odd", (life, unsaid))]
    _, said, odd = panel(compare(moved_comparison().plan, ["base", *tried])).data["scenarios"]
    assert said["rows"] == [
        {
            "name": "what-if",
            "table": "devices",
            "changes": "Laptops",
            "field": "useful_life_years",
            "how": "set",
            "value": "4",
            "from_year": "FY2028",
            "source": "Board page",
        }
    ]
    assert odd["rows"] is None


def test_a_notebook_is_given_the_panel_and_its_data_packed_and_in_order() -> None:
    made = panel(compare(small_plan(district={"name": "Pe\u00f1a"}), ["base"]))
    bundle = made._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "text/html", WHAT_IF]
    assert bundle["text/plain"] == ""
    assert made.html in bundle["text/html"]
    (packed,) = bundle[WHAT_IF].values()
    assert list(bundle[WHAT_IF]) == ["data"]
    text = gzip.decompress(base64.b64decode(packed)).decode()
    assert json.loads(text) == made.data
    assert text.startswith('{"about":"board","version":"')
    assert '"name":"Pe\u00f1a"' in text


def test_what_is_not_a_number_is_not_handed_over() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        Panel("", {"value": float("nan")})._repr_mimebundle_()


def test_a_part_that_follows_is_marked_and_any_other_refused() -> None:
    part = Block("<p>All.</p>", "All.")
    marked = '<div class="planner-followed" data-part="keep"><p>All.</p></div>'
    assert followed("keep", part) == Block(marked, "All.")
    with pytest.raises(ValueError) as refused:
        followed("footer", part)
    assert str(refused.value) == (
        "footer is not a part of the page that follows: answer, key_figures, keep, forecast"
    )


def test_all_amounts_differ_if_there_are_more_or_fewer() -> None:
    assert differing([100, 250, 3], [100, 251, 4]) == 2
    assert (differing([100, 250], [100]), differing([100], [100, 250])) == (2, 1)
