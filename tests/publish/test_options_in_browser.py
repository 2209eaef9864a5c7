"""The options page as a reader switches options on it: exact, to the letter, and for everybody."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from planner.analysis.compare import compare
from planner.analysis.figures import Figures
from planner.analysis.options.study import options
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.options import open_options, option_scenarios
from planner.plan.what_if.scenarios import Scenario
from planner.publish.options_page import make_options_page
from planner.views.questions.chosen_options import why_not_on
from planner.views.questions.gap_words import one_more, options_on
from tests.browser import OpenedPage, PageOpener, violations
from tests.publish.quick_pages import quick_engine

pytestmark = pytest.mark.browser

STATUS = ".what-if-status"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def page_file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_options_page(
        plan, output=tmp_path_factory.mktemp("outputs"), engine=quick_engine()
    ).page


def figures_with(plan: Plan, names: Collection[str]) -> Figures:
    """What Python says of a set of options."""
    taken = [option_scenarios(plan)[row.name] for row in open_options(plan) if row.name in names]
    changes = tuple(change for one in taken for change in one.changes)
    return compare(plan, [Scenario("tried", changes=changes)]).main.figures


def points_of(plan: Plan, names: Collection[str]) -> list[float]:
    return [row.service_points for row in open_options(plan) if row.name in names]


def switch(page: Page, plan: Plan, name: str) -> None:
    page.get_by_label(option_scenarios(plan)[name].title, exact=True).click()


def opened(open_page: PageOpener, file: Path, width: int = 1280) -> OpenedPage:
    """The page, once what each option leaves has been said."""
    found = open_page(file, width=width)
    found.wait_for_charts()
    last = found.page.locator(".what-if-does").last
    expect(last).not_to_be_empty()
    return found


def test_any_set_is_exact_and_so_is_one_option_more(
    plan: Plan, page_file: Path, open_page: PageOpener
) -> None:
    page = opened(open_page, page_file).page
    assert page.locator(STATUS).inner_text() == options_on(figures_with(plan, ()), [])
    best = options(plan)
    chosen: list[str] = []
    for name in best.names(best.best):
        switch(page, plan, name)
        chosen.append(name)
        said = options_on(figures_with(plan, chosen), points_of(plan, chosen))
        expect(page.locator(STATUS)).to_have_text(said)
    assert "The gap is closed" in page.locator(STATUS).inner_text()
    names = [row.name for row in open_options(plan)]
    for place, name in enumerate(names):
        before = [one for one in chosen if names.index(one) <= place]
        taken = name in chosen
        left = "" if taken else why_not_on(plan, name, chosen)
        left = left or one_more(figures_with(plan, before if taken else [*chosen, name]), taken)
        shown = page.locator(f"[data-option='{place}'] .what-if-left")
        expect(shown).to_have_text(left)


def test_nobody_is_left_out_before_and_after(
    plan: Plan, page_file: Path, open_page: PageOpener
) -> None:
    for width in (1280, 320):
        found = opened(open_page, page_file, width)
        assert violations(found) == []
        first = next(row for row in open_options(plan) if row.excludes)
        other = first.excludes[0]
        switch(found.page, plan, other)
        switch(found.page, plan, first.name)
        wrong = found.page.locator(".what-if-wrong:not(:empty)")
        titles = option_scenarios(plan)
        expect(wrong).to_have_text(
            f'"{titles[first.name].title}" cannot be combined with "{titles[other].title}": switch '
            "it off first."
        )
        assert violations(found) == []
        assert not found.scrolls_sideways()
        assert found.requests == found.complaints == []
