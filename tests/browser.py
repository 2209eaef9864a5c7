"""A real browser for tests: the page as a board member opens it, with the network off.

``tests/conftest.py`` imports the fixtures :func:`browser` and :func:`open_page`. Debian's
Chromium is used where there is one, playwright's own elsewhere. Where neither starts, tests that
ask for a browser are skipped with the reason; with ``PLANNER_REQUIRE_BROWSER=1`` they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Route,
    expect,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from tests.any_machine import PATIENCE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_REQUIRED = "PLANNER_REQUIRE_BROWSER"


@dataclass
class OpenedPage:
    """A page in the browser, with what it asked the network for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def wait_for_charts(self) -> None:
        """Wait until Vega has drawn, or given up on, every chart."""
        self.page.wait_for_selector("html[data-charts=drawn]")

    def scrolls_sideways(self) -> bool:
        """Whether the page as a whole is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        window: int = self.page.evaluate("document.documentElement.clientWidth")
        return width > window


PageOpener: TypeAlias = Callable[..., OpenedPage]


#: All rules but those of colors, which would compare every cell of every table with what is behind
#: it, in nine tenths of the time. Contrast follows from color, size, weight and all that is behind:
#: of all texts that have the same, the first, the middle and the last are looked at.
_LOOK = """
async () => {
  const colors = ["color-contrast", "link-in-text-block"], shown = { resultTypes: ["violations"] };
  const off = Object.fromEntries(colors.map((rule) => [rule, { enabled: false }]));
  const behind = new WeakMap();
  const stack = (part) => {
    if (!part) return "";
    if (!behind.has(part)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(part);
      const own = [backgroundColor, backgroundImage, opacity, filter].join();
      const above = stack(part.parentElement);
      behind.set(part, own === "rgba(0, 0, 0, 0),none,1,none" ? above : above + "/" + own);
    }
    return behind.get(part);
  };
  const same = new Map();
  for (const part of document.body.querySelectorAll("*")) {
    const says = part.matches("a, input, select, textarea")
      || [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !part.checkVisibility() || !part.getClientRects().length) continue;
    const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(part);
    const look = [color, fontSize, fontWeight, textShadow, textDecorationLine, part.matches("a")];
    const key = look.join() + stack(part);
    same.set(key, [...(same.get(key) || []), part]);
  }
  const some = new Set([...same.values()].flatMap(
    (all) => [all[0], all[Math.floor(all.length / 2)], all[all.length - 1]]));
  const found = [await axe.run({ ...shown, rules: off })];
  if (some.size)
    found.push(await axe.run({ include: [...some] }, { ...shown, runOnly: colors }));
  return found.flatMap((one) => one.violations);
}
"""


def violations(opened: OpenedPage) -> list[str]:
    """What axe-core finds on a page that leaves somebody out."""
    opened.page.evaluate(AXE_SCRIPT)
    found = opened.page.evaluate(_LOOK)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, started once for all tests of a process."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        started = _start(playwright)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[PageOpener]:
    """Open an HTML file: ``open_page(path, width=1280, height=900, javascript=True)``.

    ``before`` is JavaScript that runs before the page's own. Every request but the one for the
    file itself is refused and written down.
    """
    contexts = []

    def opener(
        path: Path,
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        before: str = "",
    ) -> OpenedPage:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark",  # the page is to stay light
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        opened = OpenedPage(context.new_page())
        context.add_init_script(before)
        address = path.resolve().as_uri()

        def refuse(route: Route) -> None:
            if route.request.url.partition("#")[0] == address:
                route.continue_()
            else:
                opened.requests.append(route.request.url)
                route.abort()

        def listen(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                opened.complaints.append(message.text)

        context.route("**/*", refuse)
        opened.page.on("console", listen)
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto(address)
        return opened

    yield opener
    for context in contexts:
        context.close()


def _chromium() -> str | None:
    """Debian's: the one that never has a window where it is there, as it does the same sooner."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def _start(playwright: Playwright) -> Browser:
    try:
        return playwright.chromium.launch(executable_path=_chromium(), args=FLAGS, headless=True)
    except PlaywrightError as error:
        reason = f"Chromium does not start: {error.message.partition(chr(10))[0]}"
        if os.environ.get(_REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
