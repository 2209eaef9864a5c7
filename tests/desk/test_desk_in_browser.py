"""The desk in a real JupyterLab, network off: it lives when it opens, and follows a lever."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_runtime_dir
from playwright.sync_api import Browser, Page

from planner.analysis.compare import compare
from planner.desk.opening.known_plans import remember
from planner.desk.opening.lab_server import DESK_NOTEBOOK, lab_command
from planner.desk.opening.launch import prepare_desk
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.processes.kernel_ports import FIRST, LAST
from planner.views.board.votes import parts_with_votes
from tests.desk.conftest import running_lab
from tests.desk.desk_page import (
    Lab,
    begin_anew,
    of_notebook,
    open_offline,
    open_tab,
    resize,
    violations_in_both_themes,
    wait_for_charts,
)

pytestmark = pytest.mark.browser

CHART = "svg.marks, .planner-chart svg"


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """The desk, opened once for all tests: nothing is clicked, and nothing leaves this machine."""
    page, outside = open_offline(browser, of_notebook(lab))
    page.get_by_text("Nothing has been moved").wait_for()
    yield page
    assert outside == []
    page.close()


@pytest.fixture
def desk(opened: Page) -> Iterator[Page]:
    """The desk, made anew after each test."""
    yield opened
    resize(opened, 1400)
    begin_anew(opened)


def first_sentence(plan: Path) -> str:
    """The answer on a plan as it was entered."""
    return parts_with_votes(compare(read_plan(plan), ["base"]).figures)[0]


def assert_dollars_are_dollars(page: Page) -> None:
    """No amount is taken for mathematics."""
    assert "$" in page.locator(".jp-Notebook").inner_text()
    assert page.locator("mjx-container, .MathJax").count() == 0


def test_the_answer_comes_offline_without_a_click_and_the_charts_follow_a_lever(
    desk: Page,
) -> None:
    said = desk.locator(".planner-desk-answer").first.inner_text()
    assert said == first_sentence(example("prairie-view"))
    assert_dollars_are_dollars(desk)
    open_tab(desk, "Explore")
    wait_for_charts(desk)
    figure = desk.locator(".planner-desk-figure").first
    drawn = int(figure.get_attribute("data-drawn") or 0)
    desk.get_by_role("slider", name="Raises").first.press("ArrowRight")
    desk.wait_for_function(
        "before => Number(document.querySelector('.planner-desk-figure').dataset.drawn) > before",
        arg=drawn,
    )
    desk.locator(".planner-desk-moved", has_text="Your changes:").wait_for()


def test_the_code_is_out_of_sight_and_can_be_shown(desk: Page) -> None:
    code = desk.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible")
    assert code.count() == 0
    for shown in (True, False):
        desk.get_by_role("menuitem", name="Planner", exact=True).click()
        desk.locator(".lm-Menu-itemLabel", has_text="Show the code").click()
        assert (code.count() > 0) is shown


def test_its_engine_listens_where_no_program_is_put_by_chance(desk: Page) -> None:
    kernels = desk.evaluate("fetch('/api/kernels').then((answer) => answer.json())")
    for kernel in kernels:
        told = Path(jupyter_runtime_dir()) / f"kernel-{kernel['id']}.json"
        assert FIRST <= json.loads(told.read_text("utf-8"))["shell_port"] <= LAST
    assert kernels


def test_start_is_legible_and_axe_finds_nothing_on_it(tmp_path: Path, desk: Page) -> None:
    broken = shutil.copytree(example("altoona-wi"), tmp_path / "broken")
    (broken / "devices.csv").write_text("name,units\nTablets,many\n", encoding="utf-8")
    remember(broken)
    begin_anew(desk)
    desk.locator(".planner-start-plans", has_text="problems to fix").wait_for()
    desk.get_by_text("A new plan from fifteen questions").click()
    desk.get_by_text("1 warning about the tables").first.click()
    desk.get_by_role("button", name="Make the plan and open it").click()
    desk.locator(".planner-wrong", has_text="Answer the questions first").wait_for()
    for width in (820, 1280, 1920):
        resize(desk, width)
        panel = "document.querySelector('.planner-desk-panel')"
        assert desk.evaluate(f"{panel}.scrollWidth") <= width
        assert violations_in_both_themes(desk) == []


def test_two_desks_on_one_plan_are_open_at_once(
    lab: Lab, desk: Page, browser: Browser, tmp_path: Path
) -> None:
    answer = desk.locator(".planner-desk-answer")
    with contextmanager(running_lab)(
        example("prairie-view"), lab.desk.parents[1], tmp_path / "session"
    ) as other:
        assert other.desk == lab.desk
        assert other.address != lab.address
        second, _ = open_offline(browser, of_notebook(other))
        second.locator(".planner-desk-answer", has_text=answer.inner_text()).wait_for()
        open_tab(desk, "Explore")
        desk.get_by_role("slider", name="Raises").first.press("End")
        desk.locator(".planner-desk-moved", has_text="Your changes").wait_for()
        second.get_by_text("Nothing has been moved").wait_for()
        for page in (desk, second):
            assert page.locator(".planner-desk-notice, .jp-Dialog").count() == 0
        second.close()


def test_a_dead_engine_is_said_with_one_button_that_starts_it_again(lab: Lab, desk: Page) -> None:
    kill_kernels(lab)
    notice = desk.locator(".planner-desk-notice", has_text="The planner's engine stopped.")
    notice.wait_for()
    desk.evaluate("() => document.querySelector('.planner-desk-answer')?.remove()")
    notice.get_by_role("button", name="Start it again").click()
    desk.locator(".planner-desk-answer").wait_for()


def kill_kernels(lab: Lab) -> None:
    """Kill the engines that this test's JupyterLab started, and no other process."""
    children = Path(f"/proc/{lab.server}/task/{lab.server}/children").read_text().split()
    for child in children:
        if b"ipykernel" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)


def test_a_changed_notebook_asks_before_it_runs(lab: Lab, browser: Browser) -> None:
    changed = lab.desk / "03_what_could_happen.ipynb"
    before = changed.read_text("utf-8")
    changed.write_text(before.replace("draws", "draws ", 1), "utf-8")
    page, _ = open_offline(browser, of_notebook(lab, changed.name))
    try:
        notice = page.locator(".planner-desk-notice")
        notice.get_by_text("Somebody changed this notebook").wait_for()
        assert page.locator(".jp-OutputArea-output").count() == 0
        notice.get_by_role("button", name="Run it").click()
        page.locator(".planner-answer").first.wait_for()
        assert notice.count() == 0
        page.wait_for_selector(CHART)
        assert_dollars_are_dollars(page)
    finally:
        page.close()
        changed.write_text(before, "utf-8")


def test_the_board_report_is_exported_on_the_desk_which_leads_to_another_plan(
    lab: Lab, browser: Browser, tmp_path: Path
) -> None:
    page, outside = open_offline(browser, of_notebook(lab, "01_board_report.ipynb"))
    page.wait_for_selector(CHART)
    said = page.locator(".planner-answer").first.inner_text()
    assert said == first_sentence(example("prairie-view"))
    assert_dollars_are_dollars(page)
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Save and Export As").click()
    page.locator(".lm-Menu-itemLabel", has_text="HTML: the Board Page, on the Publish Tab").click()
    page.wait_for_url(f"**/{DESK_NOTEBOOK}*")
    page.locator("#tab-publish[aria-current]").wait_for()
    assert page.locator(".lm-Menu-itemLabel", has_text="LaTeX").count() == 0
    open_tab(page, "Start")
    open_another_plan(page, tmp_path)
    assert outside == []
    page.close()


def open_another_plan(page: Page, folder: Path) -> None:
    """From the first tab, in the same window and without a click; and back to the example."""
    other = shutil.copytree(example("altoona-wi"), folder / "Peña & Söhne 100%")
    page.get_by_label("Open another plan").fill(str(folder / "nothing here"))
    page.keyboard.press("Enter")
    page.locator("#start-path-says", has_text="there is no folder").wait_for()
    page.get_by_label("Open another plan").fill(f'"{other}"')
    page.keyboard.press("Enter")
    page.locator(".planner-desk-answer", has_text=first_sentence(other)[:60]).wait_for()
    assert "%C3%B1a%20%26%20S" in page.url
    page.get_by_role("button", name="Open", exact=True).first.wait_for()
    page.go_back()
    page.locator(".planner-desk-answer", has_text="The technology reserve").wait_for()


def test_the_launcher_has_the_desk_and_nothing_of_a_programmers(lab: Lab, browser: Browser) -> None:
    latest = lab.on(example("prairie-view"))  # a tile is of the plan that was opened last
    page, _ = open_offline(browser, of_notebook(latest).replace("/doc/tree", "/lab/tree"))
    page.locator(".planner-desk-answer").wait_for()
    # Where several documents are open, JupyterLab asks before the page is left.
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name="New Launcher").click()
    launcher = page.locator(".jp-Launcher")
    launcher.get_by_role("button", name="Board report").wait_for()
    assert "Planner" in launcher.inner_text()
    for word in ("Console", "Terminal", "Contextual Help"):
        assert word not in launcher.inner_text()
    launcher.get_by_role("button", name="What we could do").click()
    page.wait_for_url(f"**/doc/tree/{latest.desk.name}/04_what_we_could_do.ipynb*")
    page.locator(".planner-answer").first.wait_for()
    page.wait_for_selector(CHART)
    assert_dollars_are_dollars(page)
    page.close()


def test_the_desk_is_only_for_this_machine(tmp_path: Path) -> None:
    arguments = lab_command(prepare_desk(example("altoona-wi"), tmp_path, tmp_path / "session"))
    assert "--ServerApp.ip=127.0.0.1" in arguments


def test_nothing_that_lies_in_the_desks_folder_was_run(lab: Lab) -> None:
    assert list(lab.desk.parent.rglob("was-run")) == []
    assert (lab.desk / "planner.py").is_file()
