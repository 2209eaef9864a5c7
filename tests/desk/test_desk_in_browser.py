"""The desk in a real JupyterLab, network off: the charts come, and follow a slider."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from planner.desk.launch import EXPLORER, LAB, lab_arguments, lab_environment, prepare_desk
from planner.packaged import example
from tests.any_machine import PATIENCE

pytestmark = pytest.mark.browser

TOKEN = "desk"
READY = "is running at"  # what JupyterLab says when it answers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the explorer in a JupyterLab of its own."""
    home = tmp_path_factory.mktemp("desk")
    desk = prepare_desk(example("prairie-view"), home)
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", LAB, *lab_arguments(desk)),
            *("--no-browser", f"--ServerApp.port={port}", "--allow-root"),
        ],
        env={**os.environ, **lab_environment(desk), "JUPYTER_TOKEN": TOKEN},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(server)
        yield f"http://127.0.0.1:{port}/doc/tree/{EXPLORER}?token={TOKEN}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE / 10)
        except subprocess.TimeoutExpired:  # a kernel may hold on to it
            server.kill()
            server.wait()


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


def run_all(page: Page) -> None:
    page.get_by_text(re.compile(r"\| Idle")).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    page.wait_for_selector(".planner-desk-figure svg")


def test_charts_come_offline_and_follow_a_slider(lab: str, browser: Browser) -> None:
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
    page.goto(lab)
    run_all(page)
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


def test_the_code_is_out_of_sight(lab: str, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(lab)
    page.wait_for_selector(".jp-CodeCell", state="attached")
    assert not page.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible").count()
    page.close()


def test_the_desk_is_only_for_this_machine(tmp_path: Path) -> None:
    arguments = lab_arguments(prepare_desk(example("altoona-wi"), tmp_path))
    assert "--ServerApp.ip=127.0.0.1" in arguments
