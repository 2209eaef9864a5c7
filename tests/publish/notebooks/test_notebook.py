"""Parameters are refused by name; a run leaves its results and nothing of where and when."""

from __future__ import annotations

import planner.startup  # noqa: F401

import asyncio
import datetime
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from planner.publish.notebooks.engine import Json, PapermillEngine
from planner.publish.notebooks.run_notebook import (
    NotebookFailed,
    ParameterError,
    check_parameters,
    declared_parameters,
    run_notebook,
)
from tests.any_machine import PATIENCE

DECLARED = """\
from datetime import date
plan: str = "prairie-view"  # folder of the plan
scenarios: list[str] | None = None
horizon_years: int = 5
growth_rate: float = 0.03
show_notes: bool = True
changes: dict[str, float] | None = None
title = "Untitled"
"""


def notebook_of(folder: Path, *cells: str, parameters: str = DECLARED) -> Path:
    content = new_notebook(
        cells=[
            new_markdown_cell("# A notebook"),
            new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *(new_code_cell(source) for source in cells),
        ]
    )
    for number, cell in enumerate(content.cells):
        cell["id"] = f"source-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.ipynb"
    nbformat.write(content, path)
    return path


def printed(executed: Path) -> str:
    cells = nbformat.read(executed, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stdout")


class Echo:
    """An engine that executes nothing: it injects the parameters where papermill would."""

    def execute(self, notebook: Path, output: Path, parameters: dict[str, Json]) -> NotebookNode:
        content: NotebookNode = nbformat.read(notebook, as_version=4)
        injected = new_code_cell(repr(parameters), metadata={"tags": ["injected-parameters"]})
        content.cells.insert(2, injected)
        content.metadata["papermill"] = {"input_path": str(notebook)}
        nbformat.write(content, output)
        return content


def test_declared_parameters_carry_type_default_and_comment(tmp_path: Path) -> None:
    declared = declared_parameters(notebook_of(tmp_path))
    assert list(declared) == [
        *("plan", "scenarios", "horizon_years", "growth_rate"),
        *("show_notes", "changes", "title"),
    ]
    assert declared["plan"].default == "'prairie-view'"
    assert declared["plan"].help == "folder of the plan"
    assert declared["scenarios"].annotation == "list[str] | None"
    assert declared["title"].annotation == "str"


def test_good_parameters_pass_as_they_are(tmp_path: Path) -> None:
    given = {
        "plan": "C:\\new\\table",
        "scenarios": ["base", "levy fails"],
        "horizon_years": 10,
        "growth_rate": 3,
        "show_notes": False,
        "changes": {"price": 0.1},
    }
    assert check_parameters(notebook_of(tmp_path), given) == given


def test_every_problem_is_named_in_one_message(tmp_path: Path) -> None:
    given = {
        "Scenarois": ["base"],
        "colour": "red",
        "horizon_years": "five",
        "show_notes": 1,
        "growth_rate": True,
        "scenarios": [1, 2],
        "y; import os #": 1,
    }
    with pytest.raises(ParameterError) as refused:
        check_parameters(notebook_of(tmp_path), given)
    assert str(refused.value).splitlines() == [
        "report.ipynb was not run. Please correct its parameters:",
        "  Scenarois: there is no such parameter. Did you mean scenarios?",
        "  colour: there is no such parameter. It takes plan, scenarios, horizon_years, "
        "growth_rate, show_notes, changes, title.",
        '  horizon_years: "five" does not fit; give a whole number (int).',
        "  show_notes: 1 does not fit; give True or False (bool).",
        "  growth_rate: true does not fit; give a number (float).",
        "  scenarios: [1, 2] does not fit; give a list of text or None (list[str] | None).",
        '  "y; import os #": is not a name that a parameter can have.',
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime.date(2026, 7, 1), "is a date"),
        (Path("plan"), "is a PosixPath" if os.name == "posix" else "is a WindowsPath"),
        (("base",), "is a tuple"),
        (np.int64(3), "is a int64"),
        ({1: "one"}, "needs text as its keys"),
        (float("nan"), "nan is not a number"),
        ([float("inf")], "inf is not a number"),
    ],
)
def test_what_papermill_would_corrupt_is_refused(tmp_path: Path, value: object, said: str) -> None:
    with pytest.raises(ParameterError, match=f"^.*\n  plan: .*{said}"):
        check_parameters(notebook_of(tmp_path), {"plan": value})


def test_a_parameter_without_default_must_be_given(tmp_path: Path) -> None:
    notebook = notebook_of(tmp_path, parameters="plan: str\nyears: 'int' = 5")
    assert check_parameters(notebook, {"plan": "a"}) == {"plan": "a"}
    with pytest.raises(ParameterError, match="plan: must be given; it is text"):
        check_parameters(notebook, {"years": 5})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a: int = 1\nb: int = a * 2", 'b: the notebook computes it from "a"'),
        ("start: date = None", 'start: the notebook declares the type "date"'),
        ("%matplotlib inline", "line 1 of the parameters cell is not plain Python"),
    ],
)
def test_a_parameters_cell_that_would_mislead_is_refused(
    tmp_path: Path, source: str, said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        declared_parameters(notebook_of(tmp_path, parameters=source))


def test_a_notebook_without_parameters_takes_none(tmp_path: Path) -> None:
    path = tmp_path / "plain.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="one")]), path)
    assert check_parameters(path, {}) == {}
    with pytest.raises(ParameterError, match="The notebook takes none"):
        check_parameters(path, {"plan": "x"})


def test_nothing_runs_when_a_parameter_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "out" / "executed.ipynb"
    with pytest.raises(ParameterError):
        run_notebook(notebook_of(tmp_path), output, {"plna": "x"}, Echo())
    assert not output.parent.exists()


def test_the_engine_is_a_replaceable_part(tmp_path: Path) -> None:
    output = tmp_path / "out" / "executed.ipynb"
    assert run_notebook(notebook_of(tmp_path), output, {"plan": "x"}, Echo()) == output
    executed = nbformat.read(output, as_version=4)
    assert [cell.id for cell in executed.cells] == ["source-0", "source-1", "injected-parameters"]
    assert "papermill" not in executed.metadata


@pytest.mark.parametrize("name", ["report.ipynb", "executed.html"])
def test_an_output_that_is_no_output_is_refused(tmp_path: Path, name: str) -> None:
    notebook = notebook_of(tmp_path)
    with pytest.raises(ValueError, match="cannot be the output"):
        run_notebook(notebook, tmp_path / name, {}, Echo())


def test_papermill_hands_text_over_unharmed(tmp_path: Path) -> None:
    given: dict[str, Json] = {
        "plan": "C:\\new\\table\\{plan} \"quoted\" 'too' \\u0041 \u00e9 \U0001f4bb\nline two",
        "scenarios": ["a\\b", '"', "{}", "$x", "%s"],
        "changes": {'k"e\\y': 0.1},
        "show_notes": False,
    }
    notebook = notebook_of(
        tmp_path / "folder {plan} with 'quotes'",
        "import json\nprint(json.dumps([plan, scenarios, changes, show_notes, growth_rate]))",
    )
    executed = run_notebook(notebook, tmp_path / "out {x}" / "run {0}.ipynb", given)
    assert json.loads(printed(executed)) == [*given.values(), 0.03]


def test_the_same_run_gives_the_same_bytes_without_local_traces(tmp_path: Path) -> None:
    notebook = notebook_of(
        tmp_path, "import warnings\nwarnings.warn('careful')\nprint('a')", "plan"
    )
    outputs = [tmp_path / "one" / "executed.ipynb", tmp_path / "two" / "other name.ipynb"]
    for output in outputs:
        run_notebook(notebook, output, {"plan": "prairie-view"})
    first, second = (output.read_bytes() for output in outputs)
    assert first == second
    for trace in (str(tmp_path), "ipykernel", "papermill", "start_time", "iopub"):
        assert trace.encode() not in first
    assert [path.name for path in outputs[0].parent.iterdir()] == ["executed.ipynb"]


def test_a_failing_cell_is_named_and_leaves_its_evidence(tmp_path: Path) -> None:
    notebook = notebook_of(tmp_path, "print('before')", "\nvalue = 1\nvalue / 0", "print('after')")
    output = tmp_path / "out" / "executed.ipynb"
    with pytest.raises(NotebookFailed) as failed:
        run_notebook(notebook, output, {})
    error = failed.value
    assert (error.notebook, error.cell_source_first_line) == (notebook, "value = 1")
    assert (error.ename, error.evalue) == ("ZeroDivisionError", "division by zero")
    assert "ZeroDivisionError" in error.traceback[-1]
    assert str(error) == (
        'report.ipynb stopped at the cell that begins "value = 1": '
        "ZeroDivisionError: division by zero"
    )
    assert printed(output) == "before\n"
    assert "papermill-error-cell" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "name", "waits"),
    [
        ("import os; os._exit(3)", "DeadKernelError", PATIENCE),
        ("import threading; threading.Event().wait()", "CellTimeout", 1),
    ],
)
def test_a_kernel_that_never_answers_is_a_failure_too(
    tmp_path: Path, source: str, name: str, waits: int
) -> None:
    notebook = notebook_of(tmp_path, source, "print('after')")
    with pytest.raises(NotebookFailed, match=name) as failed:
        run_notebook(notebook, tmp_path / "out.ipynb", {}, PapermillEngine(cell_timeout=waits))
    assert failed.value.cell_source_first_line == source
    assert "\n" not in str(failed.value)


def test_the_kernel_is_this_interpreter_whatever_else_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = tmp_path / "share" / "kernels" / "python3"
    stray.mkdir(parents=True)
    spec = {"argv": ["no-such-python", "{connection_file}"], "display_name": "x", "language": "R"}
    (stray / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("growth_rate = meddled = 1", encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "share"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "no-such-provisioner")
    notebook = notebook_of(
        tmp_path / "notebooks",
        "import json, os, sys\n"
        "seen = [sys.executable, os.getcwd(), 'meddled' in dir(), os.environ['OMP_NUM_THREADS']]\n"
        "print(json.dumps(seen))",
    )
    before = Path.cwd()
    executed = run_notebook(notebook, tmp_path / "run" / "out.ipynb", {})
    # Beside its output, so that a run's notebook can name its inputs without a local path.
    folder = str((tmp_path / "run").resolve())
    assert json.loads(printed(executed)) == [sys.executable, folder, False, "1"]
    assert Path.cwd() == before


def test_a_notebook_runs_from_inside_jupyterlab(tmp_path: Path) -> None:
    async def cell() -> Path:  # a cell of a notebook runs inside an event loop
        return run_notebook(notebook_of(tmp_path, "print(plan)"), tmp_path / "out.ipynb", {})

    # In a thread of its own: playwright's event loop may already be running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        executed = thread.submit(lambda: asyncio.run(cell())).result()
    assert printed(executed) == "prairie-view\n"
