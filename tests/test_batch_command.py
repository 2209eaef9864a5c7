"""What the command of a batch is told about the picture of all districts, its index at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from planner.publish.batch import run_batch as batch
from planner.publish.batch.record import BatchRecord
from planner.publish.batch.run_batch import BatchRequest
from planner.publish.processes.stop_request import StopRequest
from tests.test_cli import run_main
from tests.tiny_plan import PlanWriter

CRITERIA = ("--criteria", "criteria.csv")


@pytest.fixture
def asked(tiny: PlanWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[BatchRequest]:
    """What batches were asked for; they make nothing, and an index that is no picture if it names
    every district.
    """
    tiny("plans/ash")
    found: list[BatchRequest] = []

    def makes_nothing(request: BatchRequest, _: StopRequest) -> Iterator[BatchRecord]:
        found.append(request)
        record = BatchRecord(request.output, [])
        record.is_pictured = request.picture is not None and request.picture.named_from > 0
        yield record

    monkeypatch.setattr(batch, "run_batch", makes_nothing)
    monkeypatch.chdir(tmp_path)
    return found


@pytest.mark.parametrize(
    ("options", "held", "name_from", "said"),
    [
        ((), [], None, []),
        (
            ("--resume", "--name-from", "250", *CRITERIA),
            ["must_keep", "cliff"],
            250,
            ["Districts are measured against criteria.csv."],
        ),
        (
            ("--name-small-districts", *CRITERIA),
            ["must_keep", "cliff"],
            0,
            ["criteria.csv is not used: the index is a list of pages, without criteria."],
        ),
    ],
)
def test_the_picture_is_asked_for_as_a_roll_up_is(
    options: Sequence[str],
    held: list[str],
    name_from: int | None,
    said: list[str],
    asked: list[BatchRequest],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("criteria.csv").write_text("criterion,most\nmust_keep,\ncliff,90%\n", "utf-8")
    code, shown, _ = run_main(monkeypatch, capsys, "batch", "plans", *options)
    (request,) = asked
    assert (code, shown.splitlines()[:-1]) == (0, said)
    assert request.picture is not None
    assert [one.name for one in request.picture.criteria] == held
    assert request.picture.name_from == name_from


def test_criteria_that_cannot_be_followed_are_told_before_anything_is_made(
    asked: list[BatchRequest],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("criteria.csv").write_text("criterion,most\nmust_keep,little\n", "utf-8")
    Path("runs.csv").write_text("plan\nplans/ash\n", "utf-8")
    commands = [
        ("batch", "plans"),
        ("batch", "plans", "--resume"),
        ("batch", "--table", "runs.csv"),
    ]
    told = {
        run_main(monkeypatch, capsys, *one, *CRITERIA) for one in (*commands, ("roll-up", "plans"))
    }
    sentence = 'row 2, most: "little" is not a number. Use digits, for example 0.'
    assert told == {(2, "", f"criteria.csv, {sentence}\n")}
    Path("criteria.csv").unlink()
    columns = "criterion, most, title, source, measured_in"
    assert run_main(monkeypatch, capsys, *commands[1], *CRITERIA) == (
        2,
        "",
        f"there is no file criteria.csv. Name a CSV file with the columns {columns}\n",
    )
    assert asked == []
    assert not Path("outputs").exists()
