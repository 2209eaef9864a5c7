"""The desk in a real JupyterLab, network off: the charts come, and follow a slider."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route

from planner.desk.launch import EXPLORER, LAB, lab_arguments, lab_environment, prepare_desk
from planner.packaged import example

pytestmark = pytest.mark.browser

TOKEN = "desk"
PATIENCE = 120  # a busy machine starts a kernel slowly [seconds]


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
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api")
        yield f"http://127.0.0.1:{port}/doc/tree/{EXPLORER}?token={TOKEN}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:  # a kernel may hold on to it
            server.kill()
            server.wait()


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("JupyterLab did not start")


def run_all(page: Page) -> None:
    page.get_by_text(re.compile(r"\| Idle")).wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    page.wait_for_selector(".planner-desk-figure svg", timeout=PATIENCE * 1000)


def test_charts_come_offline_and_follow_a_slider(lab: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
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
    page.goto(lab)
    page.wait_for_selector(".jp-CodeCell", timeout=PATIENCE * 1000, state="attached")
    assert not page.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible").count()
    page.close()


def test_the_desk_is_only_for_this_machine(tmp_path: Path) -> None:
    arguments = lab_arguments(prepare_desk(example("altoona-wi"), tmp_path))
    assert "--ServerApp.ip=127.0.0.1" in arguments
