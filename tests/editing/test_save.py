"""Saving never writes over what somebody else has typed, and unsaved edits survive a crash."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example as such_as
from hypothesis import given

from planner.atomic_files import TakenError, locked, why_not_written
from planner.editing.draft import Draft, EditError, open_draft
from planner.editing.kept_draft import draft_of_json, json_of_draft
from planner.editing.saving import ChangedMeanwhile
from planner.packaged import example
from planner.plan.read import read_plan
from planner.workbook.convert import folder_to_workbook
from tests.editing.edits import EDITS, Edit, make
from tests.editing.test_edit_folder import held
from tests.tiny_plan import PlanWriter, write_tiny
from tests.workbook.typed_book import NAME, saved, typed_book, typed_workbook

WHAT_TO_DO = (
    "Nothing was saved. Read it again to see what they changed, or save anyway and replace it."
)


def price_of(draft: Draft) -> str:
    return draft.tables["licenses"].row("2").cells["price"]


@pytest.fixture
def edited(tiny: PlanWriter) -> Draft:
    draft = open_draft(tiny())
    draft.set("licenses", "2", "price", "21")
    draft.set("devices", "2", "unit_price", "360")
    return draft


def retype(file: Path, old: str, new: str, when: datetime) -> None:
    text = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (when.timestamp(), when.timestamp()))


@pytest.mark.parametrize(
    ("hour", "said"), [(14, "2:05 PM"), (0, "12:05 AM"), (12, "12:05 PM"), (11, "11:05 AM")]
)
def test_a_file_that_changed_meanwhile_is_asked_about(edited: Draft, hour: int, said: str) -> None:
    file = edited.path / "licenses.csv"
    retype(file, "Typing", "Keyboarding", datetime(2026, 11, 8, hour, 5))
    before = held(edited.path)
    with pytest.raises(ChangedMeanwhile) as error:
        edited.save()
    assert str(error.value) == (
        f"licenses.csv was changed outside this page on November 8 at {said}, after it was opened "
        f"here. {WHAT_TO_DO}"
    )
    assert error.value.paths == (file,)
    assert held(edited.path) == before
    assert len(edited.changes) == 2
    edited.save(over_changed=True)
    assert "Keyboarding" not in file.read_text(encoding="utf-8")
    assert read_plan(edited.path).licenses[0].price == 21


def test_a_file_that_is_gone_or_new_meanwhile_is_asked_about(edited: Draft) -> None:
    (edited.path / "licenses.csv").unlink()
    (edited.path / "options.csv").write_text("name\n", encoding="utf-8")
    os.utime(edited.path / "options.csv", (0, datetime(2026, 1, 2, 9, 0).timestamp()))
    edited.add("network", {"name": "A"})
    edited.add("options", {"name": "A"})
    with pytest.raises(ChangedMeanwhile) as error:
        edited.save()
    assert str(error.value) == (
        "licenses.csv has been deleted or renamed since it was opened here. options.csv was "
        "changed outside this page on January 2 at 9:00 AM, after it was opened here. "
        f"{WHAT_TO_DO}"
    )


def test_a_file_that_is_not_written_may_have_changed(edited: Draft) -> None:
    retype(edited.path / "staffing.csv", "60000", "61000", datetime(2026, 11, 8))
    assert edited.save().sentence == "Saved devices.csv and licenses.csv."
    assert read_plan(edited.path).staffing[0].salary == 61_000


def test_a_workbook_that_changed_meanwhile_is_asked_about(tmp_path: Path) -> None:
    workbook = typed_workbook(tmp_path)
    draft = open_draft(workbook)
    draft.set("licenses", "2", "price", "21")
    saved(typed_book(staffing="name,fte,salary\nAll,1,50000\n"), tmp_path)
    with pytest.raises(ChangedMeanwhile):
        draft.save()
    assert draft.save(over_changed=True).sentence == "Saved plan.xlsx."
    assert len(read_plan(workbook).staffing) == 2


@pytest.mark.parametrize(
    ("mark", "program"), [("~$plan.xlsx", "Excel"), (".~lock.plan.xlsx#", "LibreOffice")]
)
def test_a_workbook_that_is_open_elsewhere_is_not_written(
    mark: str, program: str, tmp_path: Path
) -> None:
    workbook = typed_workbook(tmp_path)
    before = workbook.read_bytes()
    draft = open_draft(workbook)
    draft.set("licenses", "2", "price", "21")
    (tmp_path / mark).touch()
    with pytest.raises(TakenError) as error:
        draft.save()
    assert why_not_written(error.value) == (
        f"plan.xlsx is open in {program}. Close it there, then save again. If it is no longer "
        f"open, delete the file {mark} next to it. Nothing was saved."
    )
    assert workbook.read_bytes() == before
    (tmp_path / mark).unlink()
    draft.save()
    assert price_of(draft) == "21"


def test_two_programs_do_not_write_at_once(edited: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(edited.path):
            taken.set()
            done.wait()

    other = threading.Thread(target=hold)
    other.start()
    taken.wait()
    monkeypatch.setattr("planner.editing.saving.locked", lambda path: locked(path, wait=0))
    try:
        with pytest.raises(TakenError):
            edited.save()
    finally:
        done.set()
        other.join()
    edited.save()


def test_a_file_that_may_not_be_written_changes_nothing(
    edited: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(edited.path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("planner.atomic_files.writing._rename", refuse)
    with pytest.raises(PermissionError):
        edited.save()
    assert held(edited.path) == before
    assert len(edited.changes) == 2


@such_as(edits=[(do, "licenses", 0, "", 0) for do in ("remove", "save", "undo")])
@such_as(edits=[(do, "licenses", 0, "# y", 0) for do in ("set", "save", "undo")])
@given(edits=EDITS)
def test_kept_edits_are_given_back(edits: list[Edit]) -> None:
    with TemporaryDirectory() as home:
        for path in (write_tiny(Path(home) / "plan"), typed_workbook(Path(home))):
            draft = open_draft(path)
            for edit in edits:
                make(draft, edit)
            again = draft_of_json(path, json_of_draft(draft))
            assert again.changes == draft.changes
            assert {name: table.rows for name, table in again.tables.items()} == {
                name: table.rows for name, table in draft.tables.items()
            }
            new = again.add("licenses", {"name": "New"})
            assert [row.id for row in again.tables["licenses"].rows].count(new) == 1
            again.undo()
            again.undo()
            assert not again.changes


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_kept_edits_of_a_file_that_changed_meanwhile_are_asked_about(
    form: str, tmp_path: Path
) -> None:
    path = write_tiny(tmp_path / "plan") if form == "folder" else typed_workbook(tmp_path)
    draft = open_draft(path)
    draft.set("licenses", "2", "price", "21")
    kept = json_of_draft(draft)
    other = open_draft(path)
    other.set("licenses", "3", "price", "31000")
    other.save()
    again = draft_of_json(path, kept)
    assert [change.after for change in again.changes] == ["21"]
    with pytest.raises(ChangedMeanwhile):
        again.save()


def test_kept_answers_that_were_edited_are_given_back(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / NAME)
    draft = open_draft(workbook)
    fleet = draft.tables["devices"].rows[0]
    draft.set("devices", fleet.id, "note", "ours")
    again = draft_of_json(workbook, json_of_draft(draft))
    assert again.tables["devices"].rows[0].cells["note"] == "ours"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"form": 0, "files": {}, "ids": {}, "tables": {}}',
        '{"form": 1, "files": {"devices.csv": "?"}, "ids": {}, "tables": {"devices": [1]}}',
        '{"form": 1, "files": {}, "ids": {}, "tables": {"desks": []}}',
    ],
)
def test_text_that_was_not_kept_is_refused(text: str, tiny: PlanWriter) -> None:
    with pytest.raises(EditError) as error:
        draft_of_json(tiny(), text)
    assert str(error.value) == (
        f"The unsaved changes to {tiny().name} that were kept cannot be read. The plan is as it "
        "was saved last."
    )
