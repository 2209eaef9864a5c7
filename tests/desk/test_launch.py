"""A desk for each plan, nothing run that lies about, a sentence when JupyterLab does not start."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from planner.desk.opening.known_plans import known_plans
from planner.desk.opening.lab_server import DESK_NOTEBOOK, lab_command, lab_environment, run_lab
from planner.desk.opening.launch import _in_use, open_desk, open_here, prepare_desk
from planner.desk.opening.own_notebooks import fingerprint
from planner.desk.opening.server_process import DeskError
from planner.desk.opening.sitting import SITTING_VARIABLE
from planner.packaged import example
from tests.any_machine import PATIENCE
from tests.publish.watched_processes import below, heed_ctrl_c, living, wait_for

ROOT = Path(__file__).resolve().parents[2]
#: Leaves a file where it is run.
PLANTED = "import pathlib\n(pathlib.Path(__file__).parent / 'was-run').touch()\n"


def test_plans_of_one_name_have_desks_of_their_own(tmp_path: Path) -> None:
    plans = [tmp_path / place / "our plan" for place in ("north", "south")]
    for plan in plans:
        shutil.copytree(example("altoona-wi"), plan)
    output, session = tmp_path / "outputs", tmp_path / "session"
    desks = [prepare_desk(plan, output, session) for plan in (*plans, *plans)]
    assert [desk.name for desk in desks] == ["our plan", "our plan-2"] * 2
    for plan, desk in zip(plans, desks, strict=False):
        assert str(plan) in (desk / DESK_NOTEBOOK).read_text(encoding="utf-8")


def test_a_desk_that_does_not_say_whose_it_is_is_known_by_its_notebook(tmp_path: Path) -> None:
    output, session = tmp_path / "outputs", tmp_path / "session"
    first = prepare_desk(example("altoona-wi"), output, session)
    (first / ".lab" / "plan.json").unlink()
    assert prepare_desk(example("altoona-wi"), output, session) == first
    (first / ".lab" / "plan.json").unlink()
    other = tmp_path / "altoona-wi"
    assert prepare_desk(other, output, session).name == "altoona-wi-2"


def test_what_jupyterlab_obeys_is_not_in_the_desk(tmp_path: Path) -> None:
    desk = prepare_desk(example("altoona-wi"), tmp_path / "outputs", tmp_path / "session")
    kept = {path.relative_to(desk.parent) for path in desk.parent.rglob("*") if path.is_file()}
    assert {path.as_posix() for path in kept if path.suffix != ".ipynb"} == {
        "altoona-wi/.lab/plan.json",
        "altoona-wi/.lab/written.json",
    }
    assert (tmp_path / "session" / "config" / "labconfig" / "page_config.json").is_file()
    assert lab_command(desk)[1] == "-P"
    assert "--ServerApp.terminals_enabled=False" in lab_command(desk)


def test_settings_that_an_officer_chose_are_kept_for_every_desk(tmp_path: Path) -> None:
    output, session = tmp_path / "outputs", tmp_path / "session"
    theme = Path(".lab", "settings", "themes.jupyterlab-settings")
    of_one_desk = output / "desk" / "altoona-wi" / theme  # where they were once
    of_one_desk.parent.mkdir(parents=True)
    of_one_desk.write_text('{"theme": "JupyterLab Dark"}', encoding="utf-8")
    desk = prepare_desk(example("altoona-wi"), output, session)
    chosen = output / "desk" / theme
    assert chosen.read_text(encoding="utf-8") == '{"theme": "JupyterLab Dark"}'
    assert lab_environment(desk, session)["JUPYTERLAB_SETTINGS_DIR"] == str(chosen.parent)
    chosen.write_text("{}", encoding="utf-8")
    prepare_desk(example("prairie-view"), output, session)
    assert chosen.read_text(encoding="utf-8") == "{}"


def allowed(session: Path) -> dict[str, list[str]]:
    """Notebooks that run by themselves in a sitting, with their fingerprints."""
    page = json.loads((session / "config" / "labconfig" / "page_config.json").read_text("utf-8"))
    found: dict[str, list[str]] = json.loads(page["plannerNotebooks"])
    return found


def test_another_plan_is_opened_in_the_same_sitting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, session = tmp_path / "outputs", tmp_path / "session"
    first = prepare_desk(example("prairie-view"), output, session)
    monkeypatch.setenv(SITTING_VARIABLE, lab_environment(first, session)[SITTING_VARIABLE])
    other = tmp_path / "Peña & Söhne 100%"
    shutil.copytree(example("altoona-wi"), other)
    address = open_here(other)
    assert address == f"../Pe%C3%B1a%20%26%20S%C3%B6hne%20100%25/{DESK_NOTEBOOK}"
    desk = output / "desk" / other.name
    print_of_it = fingerprint((desk / DESK_NOTEBOOK).read_text("utf-8"))
    assert print_of_it in allowed(session)[f"{other.name}/{DESK_NOTEBOOK}"]
    assert f"prairie-view/{DESK_NOTEBOOK}" in allowed(session)
    assert known_plans()[0].path == other
    monkeypatch.setenv(SITTING_VARIABLE, str(tmp_path / "no such sitting"))
    assert open_here(other) == ""


def test_two_sittings_on_one_plan_let_each_others_notebooks_run(tmp_path: Path) -> None:
    output, sessions = tmp_path / "outputs", [tmp_path / "one", tmp_path / "two"]
    for session, allow in zip(sessions, (True, False), strict=True):
        desk = prepare_desk(example("altoona-wi"), output, session, allow_difference=allow)
    written = fingerprint((desk / DESK_NOTEBOOK).read_text("utf-8"))
    for session in sessions:
        assert written in allowed(session)[f"altoona-wi/{DESK_NOTEBOOK}"]


def test_desks_that_open_at_once_do_not_take_one_folder(tmp_path: Path) -> None:
    plans = [tmp_path / str(number) / "plan" for number in range(4)]
    for plan in plans:
        shutil.copytree(example("altoona-wi"), plan)
    program = (
        "import sys; from pathlib import Path\n"
        "from planner.desk.opening.launch import prepare_desk\n"
        "plan, output, session = map(Path, sys.argv[1:])\n"
        "print(prepare_desk(plan, output, session).name)"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, plan, tmp_path / "out", tmp_path / f"session-{number}"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, plan in enumerate((*plans, plans[0]))
    ]
    names = [process.communicate()[0].strip() for process in started]
    assert sorted({*names}) == ["plan", "plan-2", "plan-3", "plan-4"]
    assert names[4] == names[0]


def test_a_notebook_that_the_planner_no_longer_has_goes_unless_it_was_changed(
    tmp_path: Path,
) -> None:
    output, session = tmp_path / "outputs", tmp_path / "session"
    desk = prepare_desk(example("altoona-wi"), output, session)
    text = (desk / DESK_NOTEBOOK).read_text("utf-8")
    written = json.loads((desk / ".lab" / "written.json").read_text("utf-8"))
    for name, kept in (("90_old.ipynb", text), ("91_old.ipynb", text.replace("plan", "my plan"))):
        written[name] = fingerprint(text)
        (desk / name).write_text(kept, encoding="utf-8")
    (desk / ".lab" / "written.json").write_text(json.dumps(written), encoding="utf-8")
    prepare_desk(example("altoona-wi"), output, session)
    assert sorted(path.name for path in desk.glob("9*")) == ["91_old.ipynb"]


@pytest.mark.parametrize(("app", "name"), [(False, "run_lab"), (True, "run_app")])
def test_the_desk_opens_in_jupyterlab_or_alone_and_its_plan_is_remembered(
    app: bool, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = shutil.copytree(example("altoona-wi"), tmp_path / f"plan of {name}")
    opened: list[Path] = []
    monkeypatch.setattr(
        f"planner.desk.opening.launch.{name}", lambda desk, _session, _tell: opened.append(desk)
    )
    open_desk(plan, tmp_path / "outputs", app=app)
    assert opened == [tmp_path / "outputs" / "desk" / plan.name]
    assert known_plans()[0].path == plan


def test_a_sitting_is_not_taken_for_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.desk.opening.launch._AN_HOUR", 0)
    os.utime(tmp_path, (0, 0))
    with _in_use(tmp_path):
        wait_for(lambda: tmp_path.stat().st_mtime > 0, "the folder to be touched")


def refused(folder: Path) -> subprocess.Popen[str]:
    """``planner desk`` where JupyterLab cannot start: its port is taken, and no other is tried."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "planner", "desk"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "JUPYTER_PORT": str(taken.getsockname()[1]),
            "JUPYTER_PORT_RETRIES": "0",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


taken = socket.socket()


@pytest.fixture(autouse=True, scope="module")
def port() -> object:
    """A port that is in use."""
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    yield
    taken.close()


def test_jupyterlab_that_does_not_start_gets_a_sentence(tmp_path: Path) -> None:
    for name in ("planner.py", "jupyter_server_config.py"):
        (tmp_path / name).write_text(PLANTED, encoding="utf-8")
    out, told = (started := refused(tmp_path)).communicate()
    assert started.returncode == 2
    assert out == ""
    (sentence,) = told.splitlines()
    assert sentence.startswith("JupyterLab did not start: ")
    assert not (tmp_path / "was-run").exists()


def test_an_error_after_the_start_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (
        "import sys; sys.stderr.write('[I 2026-11-03 10:00:00.000 LabApp] http://127.0.0.1:8888/"
        "doc/tree/a.ipynb?token=1\\n[C 2026-11-03 10:00:01.000 LabApp] The disk is full.\\n');"
        "sys.exit(1)"
    )
    monkeypatch.setattr(
        "planner.desk.opening.lab_server.lab_command", lambda _desk: [sys.executable, "-c", said]
    )
    told: list[str] = []
    with pytest.raises(DeskError, match=r"^JupyterLab ended with an error: The disk is full\.$"):
        run_lab(tmp_path, tmp_path, told.append)
    assert told == [
        "The desk is open at http://127.0.0.1:8888/doc/tree/a.ipynb?token=1. "
        "Press Ctrl-C here to close it."
    ]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends signals as other systems do")
@pytest.mark.parametrize(
    ("name", "code", "last"),
    [
        ("SIGINT", 0, "The desk is closed."),
        ("SIGTERM", 143, "Stopped: the command did not finish."),
    ],
)
def test_closing_the_desk_leaves_no_program(
    name: str, code: int, last: str, tmp_path: Path
) -> None:
    program = (
        "import sys, planner.desk.opening.lab_server as lab\n"
        "usual = lab.lab_command\n"
        "more = ['--no-browser', '--allow-root', '--ServerApp.port=0']\n"
        "lab.lab_command = lambda desk: [*usual(desk), *more]\n"
        "from planner.cli import main\n"
        "sys.argv = ['planner', 'desk']\n"
        "main()"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    try:
        assert started.stdout is not None
        assert started.stdout.readline().startswith("The desk is open at http://127.0.0.1:")
        running = below(started.pid)
        os.killpg(started.pid, signal.Signals[name])
        told, _ = started.communicate(timeout=PATIENCE)
    finally:
        for process in living(below(started.pid)):
            process.kill()
        started.kill()
    assert (started.returncode, told.splitlines()[-1]) == (code, last)
    wait_for(lambda: not living(running), "JupyterLab to end")
