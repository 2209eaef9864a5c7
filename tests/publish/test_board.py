"""The main job on the example districts: page, notebook, ledger and answers agree."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from planner import __version__
from planner.analysis.compare import compare
from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.publish.board import BoardRun, make_board
from planner.publish.notebooks.parameters import ParameterError, check_parameters
from planner.views.board.votes import answer_with_votes
from planner.views.documents.project import plan_document
from tests.publish.conftest import ExampleBoards

#: With the panel What if: the rules and words of the planner, and the plan.
BIGGEST_PAGE = 1_300_000


@pytest.fixture(scope="module", params=["prairie-view", "altoona-wi"])
def run(request: pytest.FixtureRequest, example_board: ExampleBoards) -> BoardRun:
    return example_board(request.param)


def test_the_page_is_small_and_its_first_sentence_is_the_answer(run: BoardRun) -> None:
    html = run.page.read_text(encoding="utf-8")
    assert len(html.encode()) < BIGGEST_PAGE
    plan = read_plan(run.folder / "inputs")
    answer = answer_with_votes(compare(plan, ["base"]).figures).replace("'", "&#x27;")
    body = html[html.index("<h1") :]
    first = re.search(r'<p class="planner-answer">(.*?)</p>(.*?)<ul', body, re.DOTALL)
    assert first is not None
    lead, rest = (re.sub(r"<[^>]*>", "", part.replace("</p><p>", " ")) for part in first.groups())
    assert answer.startswith(lead)
    assert answer.removeprefix(lead).strip() in rest
    assert "<p>" not in body[body.index("</header>") : body.index("planner-answer")]


def test_results_of_the_run_are_those_of_the_library(run: BoardRun) -> None:
    plan = read_plan(run.folder / "inputs", name=run.folder.parent.name)
    saved = json.loads((run.folder / "results.json").read_text(encoding="utf-8"))
    expected = plan_document(compare(plan), __version__).model_dump(mode="json")
    assert saved == expected


def test_the_page_says_where_it_comes_from(run: BoardRun) -> None:
    html = run.page.read_text(encoding="utf-8")
    plan = read_plan(run.folder / "inputs")
    assert plan.digest in html
    assert __version__ in html


def test_no_path_of_this_machine_leaves_with_the_run(run: BoardRun) -> None:
    for file in run.folder.rglob("*"):
        if file.is_file() and file.suffix in {".html", ".ipynb", ".json", ".csv"}:
            text = file.read_text(encoding="utf-8")
            assert str(Path.home()) + "/" not in text
            assert str(run.folder.parent.parent) not in text


def test_the_notebook_of_the_run_has_every_output_and_no_error(run: BoardRun) -> None:
    notebook = nbformat.read(run.page.with_suffix(".ipynb"), as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) > 15
    assert {output.output_type for output in outputs} == {"execute_result"}


def test_an_unknown_scenario_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    plan = read_plan(example("prairie-view"))
    with pytest.raises(PlanError, match='no scenario "levy-fail"') as caught:
        make_board(plan, ["levy-fail"], tmp_path / "outputs")
    assert 'Did you mean "levy-fails"' in str(caught.value)
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [({"scenario": ["base"]}, "scenario"), ({"scenarios": "base"}, "scenarios")],
)
def test_the_board_notebook_refuses_unknown_and_ill_typed_parameters(
    given: dict[str, object], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        check_parameters(notebooks_dir() / BOARD_NOTEBOOK, given)
