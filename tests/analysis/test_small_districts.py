"""Small districts are in the region's totals and nowhere else, unless the office says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.analysis.roll_up.small_districts import NAMED_FROM, with_small_districts_unnamed
from planner.publish.roll_up.kept_roll_up import KeptRollUp, as_json
from planner.publish.roll_up.roll_up_plans import roll_up
from planner.views.roll_up.answer import answer_sentences
from planner.views.roll_up.region import region_tables
from tests.publish.roll_up.roll_up_page import page_of
from tests.tiny_plan import TINY, write_tiny

#: What stands in every name that the small district has typed.
CANARY = "Qzyx"


def with_canaries(table: str) -> str:
    """A table of the small district, in which its names, titles and sources are marked."""
    text = TINY[table]
    for name in ("Tiny ISD", "Levy fails", "State grant", "Levy,", "Chromebooks", "Technician"):
        text = text.replace(name, f"{CANARY} {name}")
    return text.replace(f"{CANARY} State grant", f"{CANARY} ESSER III")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> RollUp:
    """Two districts of 900 students and one of 40, which is there twice and fails a scenario."""
    plans = tmp_path_factory.mktemp("county") / "plans"
    for name in ("Ash ISD", "Birch ISD"):
        write_tiny(plans / name, district=TINY["district"].replace("Tiny ISD", name))
    small = {table: with_canaries(table) for table in TINY}
    small["enrollment"] = small["enrollment"].replace("400", "20").replace("500", "20")
    small["explanations"] = f"name,explanation\nstructural_gap,{CANARY} says why.\n"
    for name in (f"{CANARY} ISD", f"Copy of {CANARY}"):
        write_tiny(plans / name, **small)
    return roll_up(plans, ["base", "levy-fails"])


def test_nothing_that_a_small_district_typed_is_anywhere(found: RollUp, tmp_path: Path) -> None:
    assert CANARY in as_json(KeptRollUp(found)), "there is something to hide"
    plan = next(one.plan for one in found.standings if one.students < NAMED_FROM)
    failing = replace(
        found,
        failures=(PlanFailure(plan, "hard", f"{CANARY}.csv, row 2: no."),),
        remarks=(PlanNote("Ash ISD", f"It has the name of {plan}."),),
    )
    shown = with_small_districts_unnamed(failing)
    assert CANARY not in as_json(KeptRollUp(shown))
    assert CANARY not in page_of(shown, tmp_path).read_text("utf-8")
    frames = (shown.districts, shown.years, shown.region, shown.ending, shown.outliers)
    for frame in (*frames, shown.to_fix, shown.investments, shown.criteria_review):
        assert CANARY not in frame().to_csv()
    assert len(shown.districts()) == 4, "rows of named districts only"


def test_folders_and_copies_of_a_small_district_do_not_say_whose_they_are(found: RollUp) -> None:
    left_out = (
        PlanNote(f"old_{CANARY.upper()} isd_2025/", "It is an archive."),
        PlanNote("b", f"It holds the same tables as {CANARY} ISD (fingerprint 123456)."),
        PlanNote(f"a{CANARY}isd/", "It is an archive, of another word."),
    )
    shown = with_small_districts_unnamed(replace(found, left_out=left_out)).left_out
    label = "A copy or folder of: District with fewer than 100 students (1)"
    assert [note.plan for note in shown] == [label, label, f"a{CANARY}isd/"]


def test_the_region_counts_them_to_the_dollar(found: RollUp) -> None:
    shown = with_small_districts_unnamed(found)
    every, totals = found.region(), shown.region()
    assert list(every["counted"]) == list(totals["counted"])
    for column in every.columns.drop("scenario"):
        assert list(every[column]) == pytest.approx(list(totals[column])), column
    kinds = ["scenario", "kind", "fiscal_year"]
    ending, of_totals = (one.ending().set_index(kinds).sort_index() for one in (found, shown))
    assert list(ending["covered"]) == pytest.approx(list(of_totals["covered"]))


def test_the_answer_says_how_many_are_not_named(found: RollUp) -> None:
    label = "District with fewer than 100 students (1)"
    shown = with_small_districts_unnamed(found)
    assert {one.plan for one in shown.unnamed} == {label}
    assert [one.plan for one in shown.remarks if "totals" in one.why] == [label]
    (said,) = answer_sentences(shown)
    assert "1 small district is not named; it is counted in the region's totals only." in said
    nobody = with_small_districts_unnamed(found, 10_000)
    (said,) = answer_sentences(nobody)
    assert said == (
        "No district is named. 3 small districts are not named; they are counted in the region's "
        "totals only."
    )


def test_a_page_without_any_named_district_still_has_the_region(
    found: RollUp, tmp_path: Path
) -> None:
    nobody = with_small_districts_unnamed(found, 10_000)
    shown = page_of(nobody, tmp_path).read_text("utf-8")
    assert "No district is named." in shown
    assert CANARY not in shown
    assert "3 of 3" in region_tables(nobody).text
    assert "All districts together" in region_tables(nobody).text


def test_the_office_may_name_every_district(found: RollUp) -> None:
    assert with_small_districts_unnamed(found, 0) == found


def test_a_district_of_just_so_many_students_is_named(found: RollUp) -> None:
    small = next(one.students for one in found.standings if one.students < NAMED_FROM)
    assert with_small_districts_unnamed(found, small) == found


def test_a_note_that_has_its_name_inside_another_word_is_left_as_it_is(found: RollUp) -> None:
    small = next(one.plan for one in found.standings if one.students < NAMED_FROM)
    other, its_own = PlanNote(f"Mac{small}", "Of another."), PlanNote("Archive", f"Of {small}.")
    shown = with_small_districts_unnamed(replace(found, left_out=(other, its_own)))
    assert shown.left_out[0] == other
    assert CANARY not in f"{shown.left_out[1]}"
