"""The desk in a real JupyterLab, network off: it lives when it opens, and follows a lever."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from planner.analysis.compare import compare
from planner.desk.opening.known_plans import remember
from planner.desk.opening.lab_server import DESK_NOTEBOOK, lab_command
from planner.desk.opening.launch import prepare_desk
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.board.votes import parts_with_votes
from tests.desk.conftest import running_lab
from tests.desk.desk_page import Lab, of_notebook, open_offline, open_tab, wait_for_charts

pytestmark = pytest.mark.browser


def test_the_answer_comes_offline_without_a_click_and_the_charts_follow_a_lever(
    lab: Lab, browser: Browser
) -> None:
    page, outside = open_offline(browser, of_notebook(lab))
    page.get_by_text("Nothing has been moved").wait_for()
    open_tab(page, "Explore")
    wait_for_charts(page)
    figure = page.locator(".planner-desk-figure").first
    drawn = int(figure.get_attribute("data-drawn") or 0)
    page.get_by_role("slider", name="Raises").first.press("ArrowRight")
    page.wait_for_function(
        "before => Number(document.querySelector('.planner-desk-figure').dataset.drawn) > before",
        arg=drawn,
    )
    page.locator(".planner-desk-moved", has_text="Your changes:").wait_for()
    assert outside == []
    page.close()


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        ("01_board_report.ipynb", ".planner-answer"),
        (DESK_NOTEBOOK, ".planner-desk-answer"),
        ("03_what_could_happen.ipynb", ".planner-answer"),
        ("04_what_we_could_do.ipynb", ".planner-answer"),
    ],
)
def test_dollars_are_never_mathematics(
    lab: Lab, browser: Browser, notebook: str, sentence: str
) -> None:
    page, _ = open_offline(browser, of_notebook(lab, notebook))
    first = page.locator(sentence).first
    first.wait_for()
    if notebook in ("01_board_report.ipynb", DESK_NOTEBOOK):
        compared = compare(read_plan(example("prairie-view")), ["base"])
        assert first.inner_text() == parts_with_votes(compared.figures)[0]
    if notebook != DESK_NOTEBOOK:
        page.wait_for_selector("svg.marks, .planner-chart svg")
    assert "$" in page.locator(".jp-Notebook").inner_text()
    assert page.locator("mjx-container, .MathJax").count() == 0
    page.close()


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
    finally:
        page.close()
        changed.write_text(before, "utf-8")


def test_a_dead_engine_is_said_with_one_button_that_starts_it_again(
    lab: Lab, browser: Browser
) -> None:
    page, _ = open_offline(browser, of_notebook(lab))
    answer = page.locator(".planner-desk-answer")
    answer.wait_for()
    kill_kernels(lab)
    notice = page.locator(".planner-desk-notice", has_text="The planner's engine stopped.")
    notice.wait_for()
    page.evaluate("() => document.querySelector('.planner-desk-answer')?.remove()")
    notice.get_by_role("button", name="Start it again").click()
    answer.wait_for()
    page.close()


def kill_kernels(lab: Lab) -> None:
    """Kill the engines that this test's JupyterLab started, and no other process."""
    children = Path(f"/proc/{lab.server}/task/{lab.server}/children").read_text().split()
    for child in children:
        if b"ipykernel" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)


def test_the_code_is_out_of_sight_and_can_be_shown(lab: Lab, browser: Browser) -> None:
    page, _ = open_offline(browser, of_notebook(lab))
    page.locator(".planner-desk-answer").wait_for()
    code = page.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible")
    assert code.count() == 0
    page.get_by_role("menuitem", name="Planner", exact=True).click()
    page.get_by_role("menuitem", name="Show the code").click()
    assert code.count() > 0
    page.close()


def test_export_to_html_leads_to_the_desk_where_pages_are_made(lab: Lab, browser: Browser) -> None:
    page, _ = open_offline(browser, of_notebook(lab, "01_board_report.ipynb"))
    page.wait_for_selector("svg.marks, .planner-chart svg")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Save and Export As").click()
    page.locator(".lm-Menu-itemLabel", has_text="HTML: the Board Page, on the Publish Tab").click()
    page.wait_for_url(f"**/{DESK_NOTEBOOK}*")
    page.locator("#tab-publish[aria-current]").wait_for()
    assert page.locator(".lm-Menu-itemLabel", has_text="LaTeX").count() == 0
    page.close()


def test_another_plan_opens_in_the_same_window_without_a_click(
    lab: Lab, browser: Browser, tmp_path: Path
) -> None:
    other = shutil.copytree(example("altoona-wi"), tmp_path / "Peña & Söhne 100%")
    page, outside = open_offline(browser, of_notebook(lab))
    page.get_by_label("Open another plan").fill(str(tmp_path / "nothing here"))
    page.keyboard.press("Enter")
    page.locator("#start-path-says", has_text="there is no folder").wait_for()
    page.get_by_label("Open another plan").fill(f'"{other}"')
    page.keyboard.press("Enter")
    answer = parts_with_votes(compare(read_plan(other), ["base"]).figures)[0]
    page.locator(".planner-desk-answer", has_text=answer[:60]).wait_for()
    assert "%C3%B1a%20%26%20S" in page.url
    page.get_by_role("button", name="Open", exact=True).first.wait_for()
    page.go_back()
    page.locator(".planner-desk-answer", has_text="The technology reserve").wait_for()
    assert outside == []
    page.close()


def test_start_is_legible_and_axe_finds_nothing_on_it(
    tmp_path: Path, lab: Lab, browser: Browser
) -> None:
    broken = shutil.copytree(example("altoona-wi"), tmp_path / "broken")
    (broken / "devices.csv").write_text("name,units\nTablets,many\n", encoding="utf-8")
    remember(broken)
    page, _ = open_offline(browser, of_notebook(lab))
    page.locator(".planner-start-plans", has_text="problems to fix").wait_for()
    page.get_by_text("A new plan from fifteen questions").click()
    page.get_by_text("1 warning about the tables").first.click()
    page.get_by_role("button", name="Make the plan and open it").click()
    page.locator(".planner-wrong", has_text="Answer the questions first").wait_for()
    for width in (820, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 1000})
        panel = "document.querySelector('.planner-desk-panel')"
        assert page.evaluate(f"{panel}.scrollWidth") <= width
        for light in ("true", "false"):
            page.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
            found = Axe().run(page, {"include": [[".planner-desk"]]}).response["violations"]
            assert [(rule["id"], rule["nodes"][0]["html"][:150]) for rule in found] == []
    page.close()


def test_two_desks_on_one_plan_are_open_at_once(lab: Lab, browser: Browser, tmp_path: Path) -> None:
    first, _ = open_offline(browser, of_notebook(lab))
    answer = first.locator(".planner-desk-answer")
    answer.wait_for()
    with contextmanager(running_lab)(
        example("prairie-view"), lab.desk.parents[1], tmp_path / "session"
    ) as other:
        assert other.desk == lab.desk
        assert other.address != lab.address
        second, _ = open_offline(browser, of_notebook(other))
        second.locator(".planner-desk-answer", has_text=answer.inner_text()).wait_for()
        open_tab(first, "Explore")
        first.get_by_role("slider", name="Raises").first.press("End")
        first.locator(".planner-desk-moved", has_text="Your changes").wait_for()
        second.get_by_text("Nothing has been moved").wait_for()
        for page in (first, second):
            assert page.locator(".planner-desk-notice, .jp-Dialog").count() == 0
        second.close()
    first.get_by_role("button", name="Put everything back").click()
    first.close()


def test_the_launcher_has_the_desk_and_nothing_of_a_programmers(lab: Lab, browser: Browser) -> None:
    page, _ = open_offline(browser, of_notebook(lab).replace("/doc/tree", "/lab/tree"))
    page.locator(".planner-desk-answer").wait_for()
    # Where several documents are open, JupyterLab asks before the page is left.
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name="New Launcher").click()
    launcher = page.locator(".jp-Launcher")
    tile = launcher.get_by_role("button", name="Board report")
    tile.wait_for()
    assert "Planner" in launcher.inner_text()
    for word in ("Console", "Terminal", "Contextual Help"):
        assert word not in launcher.inner_text()
    tile.click()
    # The plan whose folder JupyterLab stands in: another test may have opened another one.
    page.wait_for_url("**/doc/tree/*/01_board_report.ipynb*")
    page.close()


def test_the_desk_is_only_for_this_machine(tmp_path: Path) -> None:
    arguments = lab_command(prepare_desk(example("altoona-wi"), tmp_path, tmp_path / "session"))
    assert "--ServerApp.ip=127.0.0.1" in arguments


def test_nothing_that_lies_in_the_desks_folder_was_run(lab: Lab) -> None:
    assert list(lab.desk.parent.rglob("was-run")) == []
    assert (lab.desk / "planner.py").is_file()
