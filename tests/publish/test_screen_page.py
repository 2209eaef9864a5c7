"""The page of a screen: its tables without JavaScript, and a district looked up in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from planner.districts.f33 import Survey, f33_survey, read_districts
from planner.districts.tally import by_state, tally, worst_first
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.results import csv_file
from planner.publish.screen_page import screen_page
from planner.publish.screening import Screened, districts_of, screened
from planner.views.screen import sections
from planner.views.screen.district_rows import look_up, screen_frame
from planner.views.screen.notes import limits
from tests.browser import PageOpener, violations

TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def survey() -> Survey:
    """Three states: one that says everything, one without technology, one without relief money."""
    whole = f33_survey()
    states = np.array(whole.words["state"])
    return whole.part(np.flatnonzero(np.isin(states, ["DE", "MD", "TN"])))


@pytest.fixture(scope="module")
def found(plan: Plan, survey: Survey) -> Screened:
    return screened(plan, survey, draws=16)


def test_tallies_add_up(found: Screened) -> None:
    counted, tallies = tally(found.screen, found.places), by_state(found.screen)
    assert [one.state for one in tallies] == ["DE", "MD", "TN"]
    for name in ("districts", "met", "not_met", "no_technology", "relief_inside", "either_way"):
        assert sum(getattr(one, name) for one in tallies) == getattr(counted, name)
    assert sum(one.short for one in tallies) == pytest.approx(counted.short)
    assert counted.relief == sum(one.relief for one in tallies) > 0
    delaware, maryland, tennessee = tallies
    assert (maryland.judged, maryland.not_known, maryland.no_technology) == (0, 25, 25)
    assert maryland.relief_per_student == 0
    assert delaware.relief_known
    assert not tennessee.relief_known
    assert tennessee.not_known == tennessee.no_technology + tennessee.relief_inside


def test_worst_come_first_and_not_known_last(found: Screened) -> None:
    order = worst_first(found.screen, found.places)
    outcomes = [found.screen.outcomes[place] for place in order]
    kinds = [("not met", "met", "not known").index(outcome) for outcome in outcomes]
    assert kinds == sorted(kinds)
    gaps = found.screen.gap[order][: outcomes.count("not met")]
    assert (np.diff(gaps) <= 0).all()


def test_one_state_is_shown_with_peers_from_everywhere(plan: Plan, survey: Survey) -> None:
    maryland = screened(plan, survey, "MD", draws=16)
    data = look_up(maryland.screen, maryland.peers, maryland.places)
    assert data["shown"] == 25
    assert set(data["state"][:25]) == {"MD"}
    assert "MD" not in data["state"][25:]
    assert all(len(peers) == 5 and min(peers) >= 25 for peers in data["peers"])
    assert data["spending"][:25] == [None] * 25
    frame = screen_frame(maryland.screen, maryland.peers, maryland.places)
    assert len(frame) == 25
    assert set(frame["why_not_known"]) == {"no technology spending reported"}
    assert frame["peers"].str.count(";").eq(4).all()
    page = screen_page(maryland, plan, TODAY)
    assert "None of the 25 districts in Maryland can be judged" in page
    assert "What these districts spend on technology is not known." in page
    assert "No district that can be judged fails to meet the criterion." in page
    assert "Outcome by state" not in page
    with pytest.raises(ValueError, match='there is no district in "ZZ"; states are: DE, MD, TN'):
        screened(plan, survey, "ZZ")


def test_a_table_of_ones_own_without_states_or_ranges(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    rows = "East <b>,1000,90000,0,0,420\nWest,80,100000,0,0,420\n=North,10,,,,420\n"
    head = "name,students,technology_supplies,technology_equipment,relief_supplies"
    file.write_text(f"{head},devices/Tablets K-2/unit_price\n{rows}", encoding="utf-8")
    read = districts_of(file, None, 2027)
    assert read.year == 2027
    assert districts_of(file, 2025, 2027).year == 2025
    ours = screened(replace(plan, ranges=()), read)
    assert ours.screen.draws == 1
    page = screen_page(ours, plan, TODAY)
    assert "<b> " not in page
    assert "East &lt;b&gt;" in page
    assert "What the table says" in page
    assert limits(ours.screen)[0] == (
        "Each district's own, at its own size: devices/Tablets K-2/unit_price."
    )
    assert "'=North" in csv_file(screen_frame(ours.screen, ours.peers, ours.places))
    assert "A blank cell is not known; a zero is a zero." in " ".join(limits(ours.screen))
    assert "Spending and cost are in dollars of FY2027." in page
    with pytest.raises(ValueError, match="the packaged survey is of FY2022; --year is for a table"):
        districts_of(None, 2025, 2027)


def test_bars_count_every_known_district_and_mark_the_model(found: Screened) -> None:
    html = sections.distribution(found.screen, found.places)
    counts = [int(n.replace(",", "")) for n in re.findall(r'number">([\d,]+)</td>', html)]
    assert sum(counts) == int((~np.isnan(found.screen.spending[found.places])).sum())
    assert html.count('class="here"') == 1
    marked = re.search(r'class="here"><th scope="row">\$(\d+) to \$(\d+)', html)
    assert marked
    cost = float(np.median(found.screen.cost[found.places]))
    assert int(marked[1]) <= cost <= int(marked[2])
    assert f"<b>the model costs ${cost:.0f}</b>" in html


def with_a_number_twice(found: Screened) -> Screened:
    """The same, but the two worst districts have one NCES number, as happens in a table."""
    survey = found.screen.survey
    worst, next_worst = worst_first(found.screen, found.places)[:2]
    numbers = list(survey.words["nces_id"])
    numbers[next_worst] = numbers[worst]
    words = {**survey.words, "nces_id": tuple(numbers)}
    return replace(found, screen=replace(found.screen, survey=replace(survey, words=words)))


@pytest.mark.browser
def test_a_district_is_looked_up(
    found: Screened, plan: Plan, tmp_path: Path, open_page: PageOpener
) -> None:
    page = tmp_path / "screen.html"
    page.write_text(screen_page(with_a_number_twice(found), plan, TODAY), encoding="utf-8")
    still = open_page(page, javascript=False)
    assert still.page.is_visible("text=Looking up a district needs JavaScript")
    assert still.page.locator("main table").count() >= 4
    opened = open_page(page, width=390)
    opened.page.wait_for_selector("html[data-screen=ready]")
    assert not opened.scrolls_sideways()
    assert opened.page.inner_text("#screen-count") == (
        "Type part of a name, or choose a state: 191 districts, worst first."
    )
    opened.page.fill("#screen-name", "memphis")
    opened.page.select_option("#screen-state", "TN")
    assert opened.page.inner_text("#screen-count").startswith("Districts found: ")
    opened.page.fill("#screen-name", "shelby")
    opened.page.click("#screen-found tbody a")
    opened.page.wait_for_selector("#screen-one:not([hidden])")
    assert opened.page.evaluate("document.activeElement.id") == "screen-one-name"
    place = found.screen.survey.names.index("Shelby County")
    shown = opened.page.inner_text("#screen-one")
    assert f"${round(found.screen.spending[place]):,}" in shown
    assert f"{found.screen.survey.students[place]:,.0f}" in shown
    for peer in found.peers[place]:
        assert found.screen.survey.names[peer] in shown
    assert "#district=" in opened.page.url
    assert violations(opened) == []
    opened.page.select_option("#screen-state", "")
    opened.page.fill("#screen-name", "county")
    assert opened.page.inner_text("#screen-count").startswith("The first 50 of ")
    assert not (opened.requests or opened.complaints or still.complaints)
    again = open_page(page)
    again.page.goto(opened.page.url)
    again.page.wait_for_selector("#screen-one:not([hidden])")
    cut_off = open_page(page)
    cut_off.page.goto(f"{page.as_uri()}#district=%E0%A4%")
    cut_off.page.reload()
    cut_off.page.wait_for_selector("html[data-screen=ready]")
    assert cut_off.page.is_hidden("#screen-one")
    assert not (again.complaints or cut_off.complaints)


def test_own_tables_name_peers_by_name(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    head = "name,students,technology_supplies,technology_equipment,relief_supplies\n"
    file.write_text(head + "East,1000,90000,0,0\nWest,80,1000,0,0\n", encoding="utf-8")
    ours = screened(plan, read_districts(file, 2027), draws=16)
    frame = screen_frame(ours.screen, ours.peers, ours.places)
    assert dict(zip(frame["district"], frame["peers"], strict=True)) == {
        "East": "West",
        "West": "East",
    }
