"""A folder of tables edited in memory: what was not edited keeps its bytes, and edits come back."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from hypothesis import given

from planner.editing.draft import EditError, open_draft
from planner.packaged import example
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import TABLES
from tests.editing.edits import EDITS, Edit, make, row_called
from tests.tiny_plan import PlanWriter, write_tiny

EXAMPLES = ("prairie-view", "altoona-wi")


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copytree(example(name), folder / name))


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_that_is_not_edited_says_what_was_read_and_writes_nothing(
    name: str, tmp_path: Path
) -> None:
    folder = copied(name, tmp_path)
    before = held(folder)
    draft = open_draft(folder)
    assert draft.changes == ()
    assert draft.check().plan == read_plan(folder)
    assert draft.check().problems == read_plan(folder).warnings
    assert draft.save().sentence == "Nothing to save."
    assert held(folder) == before


def test_every_table_is_there_with_its_columns_also_without_a_file(tmp_path: Path) -> None:
    tables = open_draft(copied("altoona-wi", tmp_path)).tables
    assert list(tables) == list(TABLES)
    assert tables["network"].rows == ()
    assert tables["network"].columns == tuple(TABLES["network"].columns)
    settings = {row.cells["setting"] for row in tables["district"].rows}
    assert settings == set(TABLES["district"].columns)
    assert tables["district"].row("+teachers").cells == {"setting": "teachers"}


def test_only_the_edited_row_is_written_again(tiny: PlanWriter) -> None:
    text = (
        b"\xef\xbb\xbf# our list\r\nname,category,basis,price,Our code\r\n"
        b'"Reading",instructional_software,flat,"1,200",x1\r\n'
        b"# Wifi comes later\r\n\r\n"
        b'Internet,internet_access,flat,24000,"a ""b"""\r\n# end'
    )
    folder = tiny(licenses=text)
    draft = open_draft(folder)
    assert draft.tables["licenses"].columns[-1] == "our code"
    draft.set("licenses", row_called(draft, "licenses", "Internet"), "price", "$25,000")
    draft.add("licenses", {"name": "Wifi", "category": "network_software"}, after="3")
    draft.save()
    assert (folder / "licenses.csv").read_bytes() == (
        b"\xef\xbb\xbf# our list\r\nname,category,basis,price,Our code\r\n"
        b'"Reading",instructional_software,flat,"1,200",x1\r\n'
        b"Wifi,network_software,,,\r\n"
        b"# Wifi comes later\r\n\r\n"
        b'Internet,internet_access,flat,"$25,000","a ""b"""\r\n# end'
    )


def test_a_column_that_the_file_lacks_is_added_to_every_row(tiny: PlanWriter) -> None:
    folder = tiny(
        network="name,category,units,unit_price\nA,switches,2,1500\n# ours\nB,switches,1\n"
    )
    draft = open_draft(folder)
    draft.set("network", "2", "note", "old")
    draft.save()
    assert (folder / "network.csv").read_text(encoding="utf-8") == (
        "name,category,units,unit_price,note\nA,switches,2,1500,old\n# ours\nB,switches,1\n"
    )


def test_a_table_without_a_file_gets_the_template(tmp_path: Path) -> None:
    folder = copied("altoona-wi", tmp_path)
    draft = open_draft(folder)
    row = draft.add("options", {"name": "Wait", "scenario": "refresh-stretched"})
    assert not (folder / "options.csv").exists()
    draft.save()
    assert draft.tables["options"].row(row).line == 4
    lines = (folder / "options.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(TABLES["options"].columns)
    assert lines[3].startswith("Wait,")


def test_a_setting_that_was_not_typed_becomes_a_row(tmp_path: Path) -> None:
    folder = copied("altoona-wi", tmp_path)
    draft = open_draft(folder)
    draft.set("district", "+teachers", "value", "120")
    draft.save()
    assert (folder / "district.csv").read_bytes().rstrip().endswith(b"teachers,120,,")
    assert draft.changes == ()
    draft.undo()
    draft.save()
    assert held(folder) == held(example("altoona-wi"))


def test_a_row_that_says_nothing_is_not_written(tiny: PlanWriter) -> None:
    folder = tiny()
    before = held(folder)
    draft = open_draft(folder)
    row = draft.add("licenses")
    assert draft.changes == ()
    assert draft.save().paths == ()
    assert held(folder) == before
    assert draft.tables["licenses"].row(row).line == 0


def test_formulas_and_apostrophes_stay_text(tiny: PlanWriter) -> None:
    folder = tiny()
    draft = open_draft(folder)
    draft.set("licenses", "2", "note", "=1+1")
    draft.save()
    assert b"'=1+1" in (folder / "licenses.csv").read_bytes()
    assert draft.tables["licenses"].row("2").cells["note"] == "=1+1"


def test_what_is_wrong_is_said_as_on_the_command_line_and_at_its_cell(tiny: PlanWriter) -> None:
    folder = tiny()
    draft = open_draft(folder)
    draft.set("devices", "2", "unit_price", "35O")
    draft.set("district", "5", "value", "many")
    checked = draft.check()
    assert checked.plan is None
    draft.save()
    with pytest.raises(PlanError) as error:
        read_plan(folder)
    assert checked.problems == error.value.problems
    assert [str(problem) for problem in checked.by_cell["devices", "2", "unit_price"]] == [
        'devices.csv, row 2, unit_price: "35O" is not a number. Use digits, for example 350.'
    ]
    assert [p.code for p in checked.by_cell["district", "5", "value"]] == ["P11"]


def test_a_missing_setting_and_a_missing_assumption_have_a_cell(tiny: PlanWriter) -> None:
    by_cell = open_draft(tiny(district="setting,value\nname,Tiny\nstaff,100\n")).check().by_cell
    assert [p.code for p in by_cell["district", "+first_year", "value"]] == ["P10"]
    folder = tiny(assumptions="name,value\nwage_growth_rate,3%\n")
    by_cell = open_draft(folder).check().by_cell
    assert [p.code for p in by_cell["assumptions", "+license_price_growth_rate", "value"]] == [
        "P41"
    ]


def test_a_table_that_cannot_be_read_is_not_edited(tiny: PlanWriter) -> None:
    draft = open_draft(tiny(devices=b'name,"price\nA,1\n'))
    sentence = (
        "devices.csv cannot be read, so it cannot be edited: its quotation marks do not match. Put "
        'quotation marks around the entire cell, and type each " inside it twice.'
    )
    assert draft.tables["devices"].unreadable in sentence
    with pytest.raises(EditError) as error:
        draft.add("devices", {"name": "Laptops"})
    assert str(error.value) == sentence


def test_several_edits_together_are_undone_together(tiny: PlanWriter) -> None:
    draft = open_draft(tiny())
    with draft.together():
        draft.set("licenses", "2", "price", "21")
        draft.set("licenses", "3", "price", "31000")
    assert len(draft.changes) == 2
    assert draft.undo()
    assert not draft.changes
    assert not draft.undo()
    assert draft.redo()
    assert len(draft.changes) == 2


@given(edits=EDITS)
@hypothesis.example(edits=[("set", "district", 10, "5%", 0), ("set", "district", 10, "5%", 1)])
def test_saved_edits_read_as_they_were_checked(
    edits: list[Edit],
) -> None:
    with TemporaryDirectory() as home:
        draft = open_draft(write_tiny(Path(home) / "plan"))
        for edit in edits:
            make(draft, edit)
        checked = draft.check()
        draft.save()
        again = open_draft(draft.path)
        assert again.changes == draft.changes == ()
        assert again.check().problems == draft.check().problems == checked.problems
        assert again.check().plan == checked.plan


@given(edits=EDITS)
def test_undone_edits_leave_every_byte(edits: list[Edit]) -> None:
    with TemporaryDirectory() as home:
        folder = write_tiny(Path(home) / "plan")
        before = held(folder)
        draft = open_draft(folder)
        for edit in edits:
            if edit[0] != "save":
                make(draft, edit)
        while draft.undo():
            pass
        assert draft.changes == ()
        draft.save()
        assert held(folder) == before
