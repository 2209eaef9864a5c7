"""A JupyterLab of their own for the tests that look at the desk in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.desk.opening.lab_server import lab_command, lab_environment
from planner.desk.opening.launch import prepare_desk
from planner.packaged import example
from planner.publish.processes.kernel_ports import free_ports
from tests.any_machine import PATIENCE
from tests.desk.desk_page import READY, TOKEN, Lab
from tests.publish.watched_processes import wait_for


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on the example, started once; on a plan of one's own with :meth:`Lab.on`."""
    with_home = tmp_path_factory.mktemp("desk")
    yield from running_lab(example("prairie-view"), with_home)


def running_lab(plan: Path, home: Path, session: Path | None = None) -> Iterator[Lab]:
    """A JupyterLab on a plan, ended when the tests are done."""
    session = session or home / "session"
    desk = prepare_desk(plan, home, session)
    plant(desk)
    port = free_ports()[0]
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
        wait_until_it_answers(server, port)
        yield Lab(f"http://127.0.0.1:{port}", desk, server.pid, session)
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


def wait_until_it_answers(server: subprocess.Popen[str], port: int) -> None:
    """Read what JupyterLab says until it answers, and let the rest go by."""
    assert server.stderr is not None
    hangs = threading.Timer(PATIENCE, server.kill)
    hangs.start()
    said = next((line for line in server.stderr if READY in line), None)
    hangs.cancel()
    if said is None:
        pytest.fail("JupyterLab did not start")
    threading.Thread(target=server.communicate, daemon=True).start()
    wait_for(lambda: listens(port), "JupyterLab, which says where it is before it listens there")


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
