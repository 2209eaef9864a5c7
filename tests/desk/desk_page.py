"""The desk in a browser: its address, its tabs, and what would have left this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Route

from planner.desk.opening.lab_server import DESK_NOTEBOOK
from tests.any_machine import PATIENCE

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


def open_offline(browser: Browser, address: str, width: int = 1400) -> tuple[Page, list[str]]:
    """A page of the desk, and the requests that would have left this machine."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
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


def of_notebook(lab: Lab, name: str = DESK_NOTEBOOK) -> str:
    return f"{lab.address}/doc/tree/{lab.desk.name}/{name}?token={TOKEN}"


def open_tab(page: Page, title: str) -> None:
    """Go to a tab of the desk, and wait until it is open."""
    tab = page.locator(".planner-desk-tabs").get_by_role("button", name=title, exact=True)
    tab.click()
    page.locator(".planner-desk-tabs [aria-current]", has_text=title).wait_for()


def wait_for_charts(page: Page) -> None:
    page.wait_for_selector(".planner-desk-figure[data-drawn] svg")
