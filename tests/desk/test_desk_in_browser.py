"""The desk in a real JupyterLab, network off: the charts come, and follow a slider."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Route

from planner.analysis.compare import compare
from planner.desk.lab_server import DESK_NOTEBOOK, lab_command, lab_environment
from planner.desk.launch import prepare_desk
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.board.votes import answer_with_votes, parts_with_votes
from tests.any_machine import PATIENCE

pytestmark = pytest.mark.browser

TOKEN = "desk"
READY = "is running at"  # what JupyterLab says when it answers


class Lab(NamedTuple):
    """A running JupyterLab: where it answers, its folder, its process."""

    address: str
    desk: Path
    server: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab of its own, on the example."""
    home = tmp_path_factory.mktemp("desk")
    session = home / "session"
    desk = prepare_desk(example("prairie-view"), home, session)
    plant(desk)
    port = free_port()
    server = subprocess.Popen(
        [
            *lab_command(desk),
            *("--no-browser", f"--ServerApp.port={port}", "--allow-root"),
        ],
        env={**os.environ, **lab_environment(desk, session), "JUPYTER_TOKEN": TOKEN},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(server)
        yield Lab(f"http://127.0.0.1:{port}", desk, server.pid)
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE / 10)
        except subprocess.TimeoutExpired:  # a kernel may hold on to it
            server.kill()
            server.wait()


def plant(desk: Path) -> None:
    """Programs that somebody left in the desk's folder; none of them may run."""
    planted = "import pathlib\n(pathlib.Path(__file__).parent / 'was-run').touch()\n"
    for folder in (desk, desk.parent):
        for name in (
            *("planner.py", "jupyter_server_config.py", ".lab/config/jupyter_server_config.py"),
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(planted, encoding="utf-8")


def wait_for(server: subprocess.Popen[str]) -> None:
    """Read what JupyterLab says until it answers, and let the rest go by."""
    assert server.stderr is not None
    hangs = threading.Timer(PATIENCE, server.kill)
    hangs.start()
    said = next((line for line in server.stderr if READY in line), None)
    hangs.cancel()
    if said is None:
        pytest.fail("JupyterLab did not start")
    threading.Thread(target=server.communicate, daemon=True).start()


def open_offline(browser: Browser, address: str) -> tuple[Page, list[str]]:
    """A page of the desk, and the requests that would have left this machine."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    outside: list[str] = []

    def local_only(route: Route) -> None:
        if "//127.0.0.1" in route.request.url:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", local_only)
    page.goto(address)
    return page, outside


def of_notebook(lab: Lab, name: str) -> str:
    return f"{lab.address}/doc/tree/{lab.desk.name}/{name}?token={TOKEN}"


def wait_for_charts(page: Page) -> None:
    page.wait_for_selector(".planner-desk-figure svg")


def test_charts_come_offline_without_a_click_and_follow_a_slider(
    lab: Lab, browser: Browser
) -> None:
    page, outside = open_offline(browser, of_notebook(lab, DESK_NOTEBOOK))
    wait_for_charts(page)
    assert page.locator(".planner-desk-figure").count() == 4
    page.get_by_text("Nothing has been changed").wait_for()
    figure = page.locator(".planner-desk-figure").first
    page.wait_for_function(
        "() => document.querySelector('.planner-desk-figure').dataset.drawn >= '1'"
    )
    drawn = int(figure.get_attribute("data-drawn") or 0)
    page.locator(".widget-slider .noUi-handle").nth(2).press("ArrowRight")
    page.wait_for_function(
        "before => Number(document.querySelector('.planner-desk-figure').dataset.drawn) > before",
        arg=drawn,
    )
    page.get_by_text("Your changes:").wait_for()
    assert outside == []
    page.close()


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        ("01_board_report.ipynb", ".planner-answer"),
        (DESK_NOTEBOOK, ".widget-html-content p"),
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
    page.wait_for_selector("svg.marks, .planner-chart svg")
    compared = compare(read_plan(example("prairie-view")), ["base"])
    if notebook == "01_board_report.ipynb":
        assert first.inner_text() == parts_with_votes(compared)[0]
    if notebook == DESK_NOTEBOOK:
        assert first.inner_text() == answer_with_votes(compared)
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
    page, _ = open_offline(browser, of_notebook(lab, DESK_NOTEBOOK))
    wait_for_charts(page)
    kill_kernels(lab)
    notice = page.locator(".planner-desk-notice")
    notice.get_by_text("The planner's engine stopped.").wait_for()
    notice.get_by_role("button", name="Start it again").click()
    page.evaluate(
        "() => document.querySelectorAll('.planner-desk-figure').forEach((drawn) => drawn.remove())"
    )
    wait_for_charts(page)
    page.close()


def kill_kernels(lab: Lab) -> None:
    """Kill the engines that this test's JupyterLab started, and no other process."""
    children = Path(f"/proc/{lab.server}/task/{lab.server}/children").read_text().split()
    for child in children:
        if b"ipykernel" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)


def test_the_code_is_out_of_sight_and_can_be_shown(lab: Lab, browser: Browser) -> None:
    page, _ = open_offline(browser, of_notebook(lab, DESK_NOTEBOOK))
    wait_for_charts(page)
    code = page.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible")
    assert code.count() == 0
    page.get_by_role("menuitem", name="Planner", exact=True).click()
    page.get_by_role("menuitem", name="Show the code").click()
    assert code.count() > 0
    page.close()


def test_the_desk_is_only_for_this_machine(tmp_path: Path) -> None:
    arguments = lab_command(prepare_desk(example("altoona-wi"), tmp_path, tmp_path / "session"))
    assert "--ServerApp.ip=127.0.0.1" in arguments


def test_nothing_that_lies_in_the_desks_folder_was_run(lab: Lab) -> None:
    assert list(lab.desk.parent.rglob("was-run")) == []
    assert (lab.desk / "planner.py").is_file()
