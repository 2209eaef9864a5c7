"""Papermill itself, with its own command line: parameters are checked in the notebook."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
import subprocess
import sys
from pathlib import Path

import pytest
from papermill.translators import PythonTranslator

from planner.packaged import example, notebooks_dir
from planner.publish.notebooks.given_parameters import check_given
from planner.publish.notebooks.parameters import ParameterError

DECLARED = """\
plan: str = "example"  # folder
scenarios: list[str] = []  # scenarios
draws: int = 16  # futures
name: str = ""  # name
allow_difference: bool = False  # continue"""
DEFAULTS = {"plan": "example", "scenarios": [], "draws": 16, "name": "", "allow_difference": False}


def given(**injected: object) -> dict[str, object]:
    """What a notebook has after papermill injected some parameters."""
    cell = "# Parameters\n" + "".join(f"{name} = {value!r}\n" for name, value in injected.items())
    cells = ["", DECLARED, cell]
    return {"In": cells, "_ih": cells, **DEFAULTS, **injected}


@pytest.mark.parametrize("word", ["false", "no", "No", "n", "FALSE"])
def test_no_is_no(word: str) -> None:
    namespace = given(allow_difference=word)
    check_given(namespace)
    assert namespace["allow_difference"] is False


@pytest.mark.parametrize("word", ["true", "yes", "y"])
def test_yes_is_yes(word: str) -> None:
    namespace = given(allow_difference=word)
    check_given(namespace)
    assert namespace["allow_difference"] is True


def test_one_scenario_is_a_list_of_one_and_a_number_a_name() -> None:
    namespace = given(scenarios="base", name=2027)
    check_given(namespace)
    assert namespace["scenarios"] == ["base"]
    assert namespace["name"] == "2027"
    namespace = given(scenarios=2027)
    check_given(namespace)
    assert namespace["scenarios"] == ["2027"]


@pytest.mark.parametrize(
    "text",
    [
        *("'''", '"""', "a\nb", "\r\nplan = 1", "\\", '\\"', "{x}", "{{7*7}}", "%s", "$HOME"),
        *("\u2028\u2029\x85", "\x00", "\\N{BULLET}", "\\u0041", "`id`"),
        *("# Parameters\nplan=1", "';import os;os.system('touch pwned')#", "x" * 10_000, "nan"),
        *("!touch x", "%%bash\ntouch x"),
    ],
)
def test_what_papermill_injects_is_the_text_that_was_given(text: str) -> None:
    """Papermill writes code around it, which another version of it might do otherwise."""
    cell = PythonTranslator.codify({"name": text, "scenarios": [text]}, "Parameters")
    namespace: dict[str, object] = {"In": ["", DECLARED, cell], **DEFAULTS}
    exec(cell, namespace)
    check_given(namespace)
    assert (namespace["name"], namespace["scenarios"]) == (text, [text])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("allow_difference", "maybe", 'allow_difference: "maybe" does not fit; give True or False'),
        ("allow_difference", 0, "allow_difference: 0 does not fit; give True or False (bool)."),
        ("draws", "many", 'draws: "many" does not fit; give a whole number (int).'),
        ("plann", "mine", "plann: there is no such parameter. Did you mean plan?"),
        ("name", "Pe\udcf1a", "name: it holds letters that are not UTF-8, which no file can keep."),
        ("scenarios", ["\ud83d"], "scenarios: it holds letters that are not UTF-8, which no file"),
        ("In", "x", "In: there is no such parameter. It takes plan, scenarios, draws, name,"),
        ("In", ["x", "y"], "In: there is no such parameter."),
        ("_ih", "x", "_ih: there is no such parameter."),
        ("zone", 1, "zone: there is no such parameter. It takes plan, scenarios, draws, name,"),
    ],
)
def test_what_does_not_fit_stops_the_notebook(name: str, value: object, said: str) -> None:
    with pytest.raises(ParameterError) as refused:
        check_given(given(**{name: value}))
    assert str(refused.value).startswith("The notebook was not run. Please correct its parameters:")
    assert said in str(refused.value)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ParameterError) as refused:
        check_given(given(plann="mine", draws="many", allow_difference="maybe"))
    assert len(refused.value.problems) == 3


def test_without_papermill_nothing_happens() -> None:
    namespaces: list[dict[str, object]] = [{}, {"In": ["", DECLARED], "name": 1}, {"In": None}]
    for namespace in namespaces:
        before = dict(namespace)
        check_given(namespace)
        assert namespace == before


def papermill(output: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
    """Papermill as its users call it, from a folder that is not ours."""
    notebook = notebooks_dir().resolve() / "02_one_sheet.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook), str(output), *parameters]
    return subprocess.run(
        command, cwd=output.parent, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_papermills_command_line_makes_the_plan_that_was_named(tmp_path: Path) -> None:
    plan = str(example("altoona-wi").resolve())
    words = ("-p", "plan", plan, "-p", "scenarios", "base", "-p", "allow_difference", "false")
    run = papermill(tmp_path / "out.ipynb", *words)
    assert run.returncode == 0, run.stderr
    shown = json.dumps(json.loads((tmp_path / "out.ipynb").read_text("utf-8"))["cells"])
    assert "Altoona" in shown
    assert "Prairie View" not in shown
    assert "Warning" not in run.stderr


def test_a_misspelled_parameter_never_makes_the_page_of_the_example(tmp_path: Path) -> None:
    run = papermill(tmp_path / "out.ipynb", "-p", "plann", "mine")
    assert run.returncode != 0
    assert "plann: there is no such parameter. Did you mean plan?" in run.stderr
    assert "Prairie View" not in (tmp_path / "out.ipynb").read_text("utf-8")


def test_a_name_of_ipythons_own_never_makes_the_page_of_the_example(tmp_path: Path) -> None:
    run = papermill(tmp_path / "out.ipynb", "-p", "In", "x")
    assert run.returncode != 0
    assert "In: there is no such parameter. It takes " in run.stderr


def test_a_plan_that_is_not_there_is_named_as_it_was_typed(tmp_path: Path) -> None:
    run = papermill(tmp_path / "out.ipynb", "-p", "plan", "districts/mine")
    assert run.returncode != 0
    assert "districts/mine" in run.stderr
