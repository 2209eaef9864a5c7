"""What Python hands over to a page that computes: data that runs nothing, scripts named by hash."""

from __future__ import annotations

import planner.startup  # noqa: F401

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.compare import compare
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.options import open_options, option_scenarios
from planner.plan.what_if.scenarios import BASE, Scenario
from planner.publish.board import make_board
from planner.rulebook.plan_data import plain, scenario_data
from planner.twin.roots import ROOTS
from planner.views.format.markup import paragraphs
from planner.views.what_if.page_data import page_data
from planner.views.what_if.page_levers import GoesOn, page_levers
from planner.views.what_if.panel import PARTS, followed, panel
from tests.publish.quick_pages import quick_engine
from tests.publish.what_if_page import what_if_page
from tests.small_plan import small_plan
from tests.tiny_plan import PlanWriter, write_tiny

NAME = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def data(plan: Plan) -> dict[str, Any]:
    comparison = compare(plan, ["base", "levy-fails"])
    found: dict[str, Any] = page_data(comparison, page_levers(plan, comparison.scenarios[0]))
    return found


def unpacked(page: str, name: str) -> str:
    (packed,) = re.findall(f'<script type="application/gzip" id="{name}">([^<]*)</script>', page)
    tight = name == "planner-packed"
    content = base64.a85decode(packed.replace("v", "<")) if tight else base64.b64decode(packed)
    return gzip.decompress(content).decode()


def test_a_district_named_like_markup_is_a_name(tmp_path: Path) -> None:
    plan = small_plan(
        district={"name": NAME}, funding=[{"name": NAME, "kind": "general_fund", "amount": 60000}]
    )
    page = what_if_page(plan, tmp_path, "base").read_text("utf-8")
    given = json.loads(unpacked(page, "planner-what-if-data"))
    assert given["plan"]["rows"]["funding"][0]["name"] == NAME
    assert "alert(1)</script>" not in page
    assert len(re.findall(r"<script\b", page)) == len(re.findall(r"</script>", page)) == 6


def test_the_policy_names_the_script_that_computes(tmp_path: Path) -> None:
    page = what_if_page(small_plan(), tmp_path, "base").read_text("utf-8")
    script = unpacked(page, "planner-packed")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0]
    assert f"'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy and "wasm" not in policy
    assert script.index("const planner =") < script.index("const whatIf =")
    ours = script[script.index("const whatIf =") :]
    for word in ("eval(", "Function(", "fetch(", "XMLHttpRequest", "Storage", "document.write"):
        assert word not in ours


def test_every_function_that_the_script_calls_is_translated() -> None:
    folder = Path(__file__).parents[2] / "planner" / "publish" / "page" / "template" / "board"
    scripts = "".join(file.read_text("utf-8") for file in folder.glob("what_if*.js"))
    called = set(re.findall(r"\bplanner\.(\w+)\(", scripts))
    translated = {root.rpartition(".")[2] for root in ROOTS}
    assert called <= translated


def test_levers_are_in_the_order_of_the_panel(plan: Plan, data: dict[str, Any]) -> None:
    made = panel(compare(plan, ["base"]))
    places = [int(place) for place in re.findall(r'data-lever="(\d+)"', made.html)]
    assert places == list(range(len(data["levers"])))
    for place, lever in enumerate(data["levers"]):
        label = re.findall(f'<label for="what-if-{place}">([^<]*)</label>', made.html)
        assert label == [lever["label"].replace("'", "&#x27;")]


def test_options_change_what_they_change_and_rows_say_the_same(
    plan: Plan, data: dict[str, Any]
) -> None:
    by_name = {option["name"]: option for option in data["options"]}
    for row in open_options(plan):
        option = by_name[row.name]
        assert option["changes"] == scenario_data(option_scenarios(plan)[row.name])["changes"]
        assert option["rows"]
    assert by_name["state-monitoring"]["excludes"] == ["own-monitoring"]
    assert by_name["own-monitoring"]["excludes"] == ["state-monitoring"]
    assert by_name["no-repair-technicians"]["needs"] == ["student-crews"]


def test_a_lever_is_where_the_scenario_has_it(data: dict[str, Any]) -> None:
    levers = {lever["id"]: lever for lever in data["levers"]}
    switch = levers["funding/Technology levy, renewal/active"]
    assert switch["on"] is True
    assert switch["in"]["levy-fails"]["on"] is False


def test_a_grant_that_ends_can_go_on(plan: Plan) -> None:
    groups = page_levers(plan, Scenario(BASE))
    (pilot,) = [one for group in groups for one in group.levers if isinstance(one, GoesOn)]
    assert pilot.label == "FCC cybersecurity pilot goes on"
    less = compare(plan, ["base", Scenario("on", "On", (pilot.change,))])
    assert less.answers[1].figures.unfunded != less.main.figures.unfunded or (
        less.answers[1].figures.structural_balance != less.main.figures.structural_balance
    )
    assert plain(pilot.change.value) == {"year": 2035, "month": 12, "day": 31}


def test_a_plan_with_few_rows_has_a_panel(tiny: PlanWriter) -> None:
    made = panel(compare(read_plan(tiny())))
    assert 'id="what-if"' in made.html
    assert ("what-if-options" in made.html) == bool(made.data["options"])


def test_only_parts_that_follow_can_be_marked() -> None:
    part = paragraphs("All of it.")
    assert followed("keep", part).html.startswith('<div class="planner-followed" data-part="keep">')
    with pytest.raises(ValueError, match=", ".join(PARTS)):
        followed("footer", part)


def test_a_page_of_what_is_printed_alone_carries_no_row_that_it_does_not_print(
    tmp_path: Path,
) -> None:
    plan = read_plan(write_tiny(tmp_path / "tiny"))
    page = make_board(
        plan, ["base"], tmp_path / "out", quick_engine(), computes=False
    ).page.read_text("utf-8")
    assert "planner-what-if-data" not in page
    assert 'id="what-if"' not in page
    assert "board_figures" not in unpacked(page, "planner-packed")
