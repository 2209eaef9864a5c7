"""A notebook reads its plan, or shows what to fix and stops without our code in sight."""

from __future__ import annotations

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.publish.notebook_plan import read_or_show
from tests.tiny_plan import TINY, PlanWriter


def test_notebook_reads_a_plan_or_shows_the_table_and_stops(
    tiny: PlanWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_or_show(tiny(), name="ours").name == "ours"
    assert capsys.readouterr().out == ""
    with pytest.raises(PlanError):
        read_or_show(tiny(devices=TINY["devices"].replace("900", "nine")))
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "1 problem to fix"
    assert shown[1].startswith("devices.csv, row 3, unit_price")


def test_notebook_that_stops_shows_sentences_and_not_our_code(tiny: PlanWriter) -> None:
    with pytest.raises(PlanError) as refused:
        read_plan(tiny(devices=TINY["devices"].replace("900", "nine")))
    assert refused.value._render_traceback_() == [str(refused.value.problems[0])]
