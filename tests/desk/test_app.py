"""The desk without JupyterLab: under Voila, offline, and only notebooks that are ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import nbformat
import pytest
from playwright.sync_api import Browser
from tornado.web import HTTPError

from planner.analysis.compare import compare
from planner.desk.opening.app_program import REFUSED, refuse_others
from planner.desk.opening.app_server import (
    NOT_INSTALLED,
    app_address,
    app_command,
    run_app,
    write_app,
)
from planner.desk.opening.lab_server import DESK_NOTEBOOK
from planner.desk.opening.launch import prepare_desk
from planner.desk.opening.server_process import DeskError
from planner.desk.opening.sitting import SITTING_VARIABLE, sitting_environment
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.processes.kernel_ports import FIRST, LAST, free_ports
from planner.views.board.votes import parts_with_votes
from tests.any_machine import PATIENCE
from tests.desk.conftest import plant
from tests.desk.desk_page import open_offline, open_tab, wait_for_charts


class App(NamedTuple):
    """A running Voila: the address of the desk, and its folder."""

    address: str
    desk: Path


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A Voila on the example."""
    home = tmp_path_factory.mktemp("app")
    session = home / "session"
    desk = prepare_desk(example("prairie-view"), home, session)
    plant(desk)
    token = write_app(session)
    server = subprocess.Popen(
        [*app_command(desk, session), f"--Voila.port={free_ports()[0]}"],
        cwd=desk,
        env={**os.environ, **sitting_environment(session)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert server.stderr is not None
    hangs = threading.Timer(PATIENCE, server.kill)
    hangs.start()
    said = (app_address(desk, token, line) for line in server.stderr)
    address = next(filter(None, said), "")
    hangs.cancel()
    threading.Thread(target=server.communicate, daemon=True).start()
    try:
        assert address, "Voila did not start"
        yield App(address, desk)
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE / 10)
        except subprocess.TimeoutExpired:  # a kernel may hold on to it
            server.kill()
            server.wait()


@pytest.mark.browser
def test_the_desk_lives_without_jupyterlab_and_offline(
    app: App, browser: Browser, tmp_path: Path
) -> None:
    page, outside = open_offline(browser, app.address)
    answer = parts_with_votes(compare(read_plan(example("prairie-view")), ["base"]).figures)[0]
    page.locator(".planner-desk-answer", has_text=answer).wait_for()
    assert page.locator("mjx-container, .MathJax, .jp-MainAreaWidget").count() == 0
    kernels = list((app.desk.parents[1] / "session").rglob("kernel-*.json"))
    for kernel in kernels:
        assert FIRST <= json.loads(kernel.read_text("utf-8"))["shell_port"] <= LAST
    assert kernels
    open_tab(page, "Explore")
    wait_for_charts(page)
    open_tab(page, "Start")
    other = shutil.copytree(example("altoona-wi"), tmp_path / "other plan")
    page.get_by_label("Open another plan").fill(str(other))
    page.keyboard.press("Enter")
    answer = parts_with_votes(compare(read_plan(other), ["base"]).figures)[0]
    page.locator(".planner-desk-answer", has_text=answer).wait_for()
    assert "/voila/render/other%20plan/" in page.url
    assert outside == []
    page.close()


@pytest.mark.browser
def test_a_changed_notebook_and_a_visitor_without_the_token_see_nothing(
    app: App, browser: Browser
) -> None:
    changed = app.desk / "04_what_we_could_do.ipynb"
    changed.write_text(changed.read_text("utf-8").replace("plan", "my_plan"), "utf-8")
    page, _ = open_offline(browser, app.address.replace(DESK_NOTEBOOK, changed.name))
    assert REFUSED in page.content()
    page.close()
    stranger, _ = open_offline(browser, app.address.partition("?")[0])
    assert "/login" in stranger.url
    stranger.close()
    assert list(app.desk.parent.rglob("was-run")) == []


def test_voila_obeys_the_sittings_folder_and_serves_this_machine_only(tmp_path: Path) -> None:
    session = tmp_path / "session"
    desk = prepare_desk(example("altoona-wi"), tmp_path, session)
    token = write_app(session)
    command = app_command(desk, session)
    settings = json.loads((session / "config" / "voila.json").read_text("utf-8"))
    assert command[1] == "-P"
    assert f"--Voila.config_file_paths={session / 'config'}" in command
    assert token not in " ".join(command)
    assert settings["Voila"] == {"ip": "127.0.0.1", "open_browser": False, "token": token}
    assert sitting_environment(session)["JUPYTER_CONFIG_DIR"] == str(session / "config")


def test_only_our_unchanged_notebooks_may_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = tmp_path / "session"
    desk = prepare_desk(example("altoona-wi"), tmp_path, session)
    notebook = nbformat.read(desk / DESK_NOTEBOOK, as_version=4)

    def asks(path: str) -> SimpleNamespace:
        return SimpleNamespace(request=SimpleNamespace(path=path))

    ours = asks(f"/voila/render/altoona-wi/{DESK_NOTEBOOK}")
    with pytest.raises(HTTPError, match="Somebody changed"):  # outside a sitting
        refuse_others(ours, notebook, "")
    monkeypatch.setenv(SITTING_VARIABLE, str(session))
    refuse_others(ours, notebook, "")
    with pytest.raises(HTTPError):
        refuse_others(asks(f"/voila/render/elsewhere/{DESK_NOTEBOOK}"), notebook, "")
    notebook.cells[0].source += "\n"
    with pytest.raises(HTTPError):
        refuse_others(ours, notebook, "")


def test_without_voila_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(DeskError) as error:
        run_app(tmp_path, tmp_path, print)
    assert str(error.value) == NOT_INSTALLED


def test_the_browser_is_led_to_the_desk_without_the_token_in_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: True)
    monkeypatch.setattr("planner.desk.opening.app_server.write_app", lambda _session: "secret")
    monkeypatch.setattr(
        "planner.desk.opening.app_server.app_command",
        lambda *_: [
            sys.executable, "-c", "import sys; sys.stderr.write('http://127.0.0.1:8866/?token=...\\n')"
        ],
    )  # fmt: skip
    told: list[str] = []
    shown: list[str] = []
    run_app(tmp_path / "plan", tmp_path, told.append, shown.append)
    address = f"http://127.0.0.1:8866/voila/render/plan/{DESK_NOTEBOOK}?token=secret"
    assert told == [f"The desk is open at {address}. Press Ctrl-C here to close it."]
    assert shown == [(tmp_path / "open.html").as_uri()]
    assert address in (tmp_path / "open.html").read_text("utf-8")
