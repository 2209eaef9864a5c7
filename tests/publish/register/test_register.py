"""The register of runs: true at every moment, one batch at a time, read by anybody."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import pytest

from planner.analysis.compare import compare
from planner.analysis.roll_up.standing import standing
from planner.atomic_files import TakenError
from planner.plan.read import read_plan
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.deck import DeckToMake, MadeDeck
from planner.publish.batch.decks_to_make import EarlierDecks
from planner.publish.batch.record import LOG, BatchRecord
from planner.publish.file_names import BATCHES
from planner.publish.plans.edited_since import edited_since
from planner.publish.plans.plans_in_folder import PlanPlace
from planner.publish.register.register import (
    NOT_FINISHED,
    REGISTER,
    REGISTER_CSV,
    Register,
    open_register,
    read_register,
)
from planner.publish.register.registered_deck import (
    RegisteredDeck,
    headline_figures,
    place_seen_from,
)
from planner.workbook.convert import folder_to_workbook
from tests.tiny_plan import TINY, PlanWriter

ONE = RegisteredDeck(plan="one", plan_path="../plans/one", scenario="base", digest="abc")


def rows(output: Path) -> list[tuple[str, str, str]]:
    return [(deck.plan, deck.scenario, deck.outcome) for deck in read_register(output)]


def batches(output: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(output / BATCHES / REGISTER)) as file:
        return list(file.execute("SELECT source, how FROM batches ORDER BY rowid"))


def test_a_row_is_there_before_its_deck_is_begun_and_when_it_is_done(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.put(ONE, replace(ONE, scenario="levy-fails"))
        assert rows(tmp_path) == [("one", "base", "waiting"), ("one", "levy-fails", "waiting")]
        register.put(replace(ONE, outcome="begun"))
        assert rows(tmp_path)[0] == ("one", "base", "begun")
        done = replace(ONE, outcome="made", seconds=0.25, cliff_year=2029, cliff_size=1234.5)
        register.put(done)
        assert read_register(tmp_path)[0] == done
        register.forget(ONE.name)
        assert rows(tmp_path) == [("one", "levy-fails", "waiting")]


def test_what_a_killed_batch_had_begun_is_stopped_by_the_next(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.batch_is_begun("2026-11-03-120000", "../plans")
        made = replace(ONE, outcome="made")
        begun = replace(ONE, plan_path="../plans/two", outcome="begun")
        register.put(made, begun)
    assert batches(tmp_path) == [("../plans", "")]
    with open_register(tmp_path) as register:
        assert list(register.decks().values()) == [
            made,
            replace(begun, outcome="stopped", remark=NOT_FINISHED),
        ]
    assert batches(tmp_path) == [("../plans", "killed")]


@pytest.mark.parametrize(("left", "how"), [("waiting", "stopped"), ("made", "done")])
def test_a_batch_that_ends_leaves_its_register_as_csv(left: str, how: str, tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.batch_is_begun("2026-11-03-120000", "../plans")
        row = {**asdict(ONE), "outcome": left, "district": "=Tiny", "cliff_year": 2029}
        register.put(RegisteredDeck(**row))
        assert not (tmp_path / BATCHES / REGISTER_CSV).exists()
        register.batch_is_done()
        (deck,) = read_register(tmp_path)
    assert deck.outcome == ("stopped" if left == "waiting" else left)
    assert batches(tmp_path) == [("../plans", how)]
    table = pd.read_csv(tmp_path / BATCHES / REGISTER_CSV, keep_default_na=False, dtype=str)
    (written,) = table.to_dict("records")
    assert written["district"] == "'=Tiny"
    assert {**written, "district": "=Tiny"} == {
        name: "" if value is None else str(value) for name, value in asdict(deck).items()
    }
    assert sorted(path.name for path in (tmp_path / BATCHES).iterdir()) == [
        REGISTER_CSV,
        REGISTER,
    ]


def test_a_second_batch_says_who_is_at_work_and_since_when(tmp_path: Path) -> None:
    said: list[str] = []

    def second() -> None:
        with pytest.raises(TakenError) as taken, open_register(tmp_path):
            raise AssertionError
        said.append(str(taken.value))

    with open_register(tmp_path) as register:
        register.batch_is_begun("2026-11-03-120000", "../plans")
        register.put(replace(ONE, outcome="begun"))
        other = threading.Thread(target=second)
        other.start()
        other.join()
        assert rows(tmp_path) == [("one", "base", "begun")]
    assert re.fullmatch(
        rf"another batch is writing to {re.escape(str(tmp_path))} \(process {os.getpid()}, since "
        r"\d{4}-\d\d-\d\d \d\d:\d\d\); wait until it has ended, or choose another folder for "
        "the runs",
        said[0],
    )


def test_a_reader_and_a_batch_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.put(ONE)
        with closing(sqlite3.connect(tmp_path / BATCHES / REGISTER)) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT outcome FROM decks").fetchone() == ("waiting",)
            register.put(replace(ONE, outcome="made"))
            assert reader.execute("SELECT outcome FROM decks").fetchone() == ("waiting",)
        assert rows(tmp_path) == [("one", "base", "made")]


def test_a_register_that_is_just_being_made_holds_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "batches" / "register.sqlite"
    path.parent.mkdir()
    path.touch()
    assert read_register(tmp_path) == []
    with sqlite3.connect(path) as begun:
        begun.execute("CREATE TABLE batches (source)")
    begun.close()
    assert read_register(tmp_path) == []


def test_a_register_of_no_use_is_named(tmp_path: Path) -> None:
    file = tmp_path / REGISTER
    file.write_bytes(b"not a register at all" * 100)
    for say in (Register, lambda _path: read_register(tmp_path)):
        (tmp_path / BATCHES).mkdir(exist_ok=True)
        (tmp_path / BATCHES / REGISTER).write_bytes(file.read_bytes())
        with pytest.raises(ValueError, match="is damaged; rename it, and the next batch begins"):
            say(file)
    file.unlink()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version=99")
    with pytest.raises(ValueError, match="is of another version of the planner; rename it"):
        Register(file)


def test_places_are_text_whatever_bytes_the_system_keeps() -> None:
    assert place_seen_from(Path("out"), Path("plans/Pe\udcf1a")) == "../plans/Pe\\udcf1a"


def test_the_books_keep_log_and_register_in_step(tiny: PlanWriter, tmp_path: Path) -> None:
    plan = read_plan(tiny())
    with open_register(tmp_path) as register:
        places = [PlanPlace(plan.path, plan.name), PlanPlace(tmp_path / "gone", "gone")]
        books = BatchBooks(tmp_path, BatchRecord(tmp_path, places), register)
        books.record.plan_was_read(plan, ["base", "levy-fails", "stretch", "both"])
        books.plan_failed(places[1], "there is no folder gone")
        decks = [DeckToMake(plan, name, tmp_path) for name in plan.scenario_names]
        assert books.are_asked(decks, EarlierDecks(tmp_path, "", {})) == decks
        alone = compare(plan, ["base"])
        main = alone.main
        headline, stands = headline_figures(main.figures), standing(alone, "base")
        page = tmp_path / plan.name / "2026" / "page.html"
        made = MadeDeck(page, page, "All is well.", headline, stands, "Edited.", 1.5)
        for deck in decks[:3]:
            books.begins(deck)
        books.was_made(decks[0], made)
        books.deck_failed(decks[1], "it is broken")
        begun = {deck.scenario: deck.outcome for deck in read_register(tmp_path)}
        assert begun == {
            **{"": "failed", "base": "made", "levy-fails": "failed"},
            **{"stretch": "begun", "both": "waiting"},
        }
        books.close()
    log = pd.read_csv(books.record.folder / LOG, keep_default_na=False)
    logged = dict(zip(log["scenario"], log["outcome"], strict=True))
    assert {deck.scenario: deck.outcome for deck in read_register(tmp_path)} == logged
    row = read_register(tmp_path)[1]
    assert (row.district, row.plan, row.batch) == (
        "Tiny ISD",
        plan.name,
        books.record.folder.name,
    )
    assert row.digest == plan.digest
    assert row.page == f"{plan.name}/2026/page.html"
    assert (row.answer, row.remark, row.seconds) == ("All is well.", "Edited.", 1.5)
    assert row.unfunded_in_all == pytest.approx(main.unfunded.sum(), abs=0.01)
    assert row.first_under_policy == main.first_under_policy
    assert row.structural_balance_last == pytest.approx(main.structural_balance[-1], abs=0.01)
    assert main.cliff is not None
    assert row.cliff_year == main.cliff.year
    assert row.cliff_size == pytest.approx(main.cliff.size, abs=0.01)


def test_an_edit_since_the_plan_was_read_is_told(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny()
    plan = read_plan(folder)
    assert edited_since(plan) == ""
    district = folder / "district.csv"
    district.write_text(f"{TINY['district']}\n", encoding="utf-8")  # a blank row at the end
    assert edited_since(plan) == ""
    district.write_text(TINY["district"].replace("staff,100", "staff,90"), encoding="utf-8")
    assert edited_since(plan) == (
        "The plan was edited after it was read. This deck is of the tables as they were then "
        f"(fingerprint {plan.digest[:6]}). Resume the batch to make it from the tables as they are "
        "now."
    )
    district.write_text(TINY["district"], encoding="utf-8")
    (folder / "ranges.csv").unlink()
    assert edited_since(plan).startswith("The plan was edited after it was read.")
    district.unlink()
    assert edited_since(plan) == (
        "The plan was moved, or can no longer be read. This deck is of the tables as they were "
        f"when the plan was read (fingerprint {plan.digest[:6]})."
    )


def test_an_edit_of_a_workbook_is_told_once_it_is_saved(tiny: PlanWriter, tmp_path: Path) -> None:
    path = folder_to_workbook(tiny(), tmp_path / "plan.xlsx")
    plan = read_plan(path)
    assert edited_since(plan) == ""
    other = tiny(district=TINY["district"].replace("staff,100", "staff,90"))
    folder_to_workbook(other, tmp_path / "other.xlsx").replace(path)
    assert edited_since(plan).startswith("The plan was edited after it was read.")
