"""What a folder of plans holds twice, or holds that is not a plan, is named and not doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.record import BatchRecord
from planner.publish.plans.copies import copies_among, namesakes_among
from planner.publish.plans.plans_in_folder import left_out_in, plans_in
from planner.publish.register.register import open_register, read_register
from planner.workbook.convert import folder_to_workbook
from tests.tiny_plan import TINY, PlanWriter, write_tiny


@pytest.fixture
def plan(tiny: PlanWriter) -> Plan:
    return read_plan(tiny(), name="central")


def called(plan: Plan, name: str, file: str = "", district: str = "Tiny ISD") -> Plan:
    other = plan.district.model_copy(update={"name": district})
    return replace(plan, name=name, path=Path("plans") / (file or name), district=other)


def test_a_copy_is_named_by_its_original(plan: Plan) -> None:
    names = ("Copy of central", "central", "central (2)")
    plans = [called(plan, name) for name in names]
    other = called(plan, "a", district="Another ISD")
    why = (
        f"It holds the same tables as central (fingerprint {plan.digest[:6]}) and is left out: the "
        "pages are those of central."
    )
    assert copies_among([*plans, other]) == {"Copy of central": why, "central (2)": why}


def test_a_folder_and_the_workbook_made_of_it_are_one_plan(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    plans = tmp_path / "plans"
    folder = write_tiny(plans / "elm")
    folder_to_workbook(folder, plans / "elm.xlsx")
    found = [read_plan(place.path, name=place.name) for place in plans_in(plans, tmp_path)]
    assert [plan.name for plan in found] == ["elm", "elm.xlsx"]
    assert list(copies_among(found)) == ["elm.xlsx"]


def test_a_folder_and_a_workbook_of_one_name_that_differ_are_both_made(plan: Plan) -> None:
    folder, workbook = called(plan, "Elm"), called(plan, "elm.xlsx", district="Elm ISD")
    other = called(plan, "oak", district="Oak ISD")
    said = (
        "Two plans are called Elm, Elm and elm.xlsx, and they differ: pages of both are made. Move "
        "the one that is out of date into a folder called archive."
    )
    assert copies_among([folder, workbook, other]) == {}
    assert namesakes_among([folder, workbook, other]) == {"Elm": said, "elm.xlsx": said}


def test_folders_that_are_no_plan_are_named(tmp_path: Path) -> None:
    plans, output = tmp_path / "plans", tmp_path / "plans" / "outputs"
    write_tiny(plans / "elm")
    write_tiny(plans / "archive" / "elm-2025")
    (plans / "Archived").mkdir()
    (plans / "region 4").mkdir()
    (plans / "region 4" / "oak.xlsx").touch()
    (plans / "region 5" / "ash").mkdir(parents=True)
    write_tiny(plans / "region 6" / "fir", district=TINY["district"])
    write_tiny(output / "elm")
    assert [place.name for place in plans_in(plans, output)] == ["elm", "region 5"]
    assert [(left.path.name, left.why) for left in left_out_in(plans, output)] == [
        (
            name,
            f"It is an archive, and is left out. To make pages of plans in it: planner batch "
            f"{plans / name}",
        )
        for name in ("Archived", "archive")
    ] + [
        (
            name,
            "It is not a plan, but contains some, so it is left out. To make pages of them: "
            f"planner batch {plans / name}",
        )
        for name in ("region 4", "region 6")
    ]
    assert left_out_in(plans / "elm", output) == []


def test_what_is_left_out_stands_in_log_index_and_register(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        books = BatchBooks(tmp_path, BatchRecord(tmp_path, []), register)
        books.is_left_out("archive/", tmp_path / "archive", "It is an archive.")
        books.record.write()
        books.close()
    (row,) = read_register(tmp_path)
    assert (row.plan, row.plan_path, row.outcome, row.remark) == (
        *("archive/", "archive", "left out", "It is an archive."),
    )
    index = books.record.index.read_text(encoding="utf-8")
    assert "0 of 0 pages were made; 1 left out." in index
    assert ">archive/</th>" in index
    assert "It is an archive." in index


def test_no_plan_is_passed_over_in_silence_for_its_name_or_what_is_next_to_its_tables(
    tmp_path: Path,
) -> None:
    for name in ("elm", "oak", "oak-marked", "_fir", "..ash", "~yew"):
        write_tiny(tmp_path / name)
    (tmp_path / "elm" / "batches").mkdir()
    (tmp_path / "oak" / "mine" / "run").mkdir(parents=True)
    (tmp_path / "oak" / "mine" / "run" / "manifest.json").touch()
    (tmp_path / "~$elm.xlsx").touch()
    (tmp_path / "_elm.xlsx").touch()
    runs = tmp_path / "runs"
    assert [place.name for place in plans_in(tmp_path, runs)] == ["elm", "oak", "oak-marked"]
    said = {left.path.name: left.why for left in left_out_in(tmp_path, runs)}
    assert sorted(said) == ["..ash", "_elm.xlsx", "_fir", "~yew"]
    assert said["~yew"] == (
        'Its name begins with "~", as names do that programs give, and it is left out. To make '
        "pages of it, rename it."
    )
