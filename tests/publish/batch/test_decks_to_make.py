"""Which decks are made, which are as they were, and which scenarios do not apply."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.roll_up.standing import standing
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.deck import DeckToMake, MadeDeck
from planner.publish.batch.decks_to_make import DecksAsked, EarlierDecks, Fate, Resume
from planner.publish.batch.index import index_page, what_to_fix
from planner.publish.batch.record import BatchRecord
from planner.publish.plans.plans_in_folder import PlanPlace
from planner.publish.register.register import open_register, read_register
from planner.publish.register.registered_deck import headline_figures
from planner.publish.runs import new_run
from planner.views.board.board import masthead
from tests.tiny_plan import PlanWriter

DOES_NOT_APPLY = (
    "Scenario levy-fails does not apply: the plan has no such scenario. The current plan (base) is "
    "shown."
)


@pytest.fixture
def plan(tiny: PlanWriter) -> Plan:
    return read_plan(tiny(), name="tiny")


@pytest.fixture
def without_levy(plan: Plan) -> Plan:
    left = tuple(row for row in plan.scenarios if row.name == "stretch")
    return replace(plan, name="no levy", path=plan.path.with_name("no-levy"), scenarios=left)


def asked(plans: list[Plan], *scenarios: str) -> list[DeckToMake]:
    return list(DecksAsked(scenarios, Path("out"), Path("index.html"), "forked").of(plans))


def batch(output: Path, decks: list[DeckToMake], how: Resume = "") -> tuple[list[str], BatchBooks]:
    """Make decks as a batch does, without notebooks; names of what was made."""
    with open_register(output) as register:
        had = register.decks()
        plans = list({deck.plan.name: deck.plan for deck in decks}.values())
        before = register.last_batch("plans") if how else None
        places = [PlanPlace(plan.path, plan.name) for plan in plans]
        record = BatchRecord(output, places, before)
        register.batch_is_begun(record.folder.name, "plans")
        books = BatchBooks(output, record, register)
        for plan in plans:
            books.plan_was_read(plan, [deck for deck in decks if deck.plan is plan])
        to_make = books.are_asked(decks, EarlierDecks(output, how, had))
        for deck in to_make:
            books.begins(deck)
            make(output, deck, books)
        books.close()
    return [f"{deck.plan.name}, {deck.scenario}" for deck in to_make], books


def make(output: Path, deck: DeckToMake, books: BatchBooks) -> None:
    if deck.scenario == "stretch":
        books.deck_failed(deck, "devices.csv, row 2: wrong\nand more")
        return
    with new_run(output, deck.plan, {}, "") as run:
        (run.folder / "page.html").write_text("page", encoding="utf-8")
    alone = compare(deck.plan, deck.shown[:1])
    headline, stands = headline_figures(alone.main.figures), standing(alone, deck.main_scenario)
    page = run.final / "page.html"
    books.was_made(deck, MadeDeck(page, page, "Fine.", headline, stands, "", 1.0))


def test_the_current_plan_stands_in_where_a_scenario_of_others_does_not_apply(
    plan: Plan, without_levy: Plan, tmp_path: Path
) -> None:
    decks = asked([plan, without_levy], "levy-fails", "stretch", "levy-fails+stretch")
    found = {(deck.plan.name, deck.scenario): deck for deck in decks}
    stands_in = found["no levy", "levy-fails"]
    assert stands_in.head.notice == DOES_NOT_APPLY
    assert stands_in.shown == ["base", "stretch"]
    assert [key for key, deck in found.items() if deck.head.notice] == [
        ("no levy", "levy-fails"),
        ("no levy", "levy-fails+stretch"),
    ]
    assert found["tiny", "levy-fails"].shown == ["levy-fails", "base"]
    head = masthead(compare(without_levy, stands_in.shown), notice=stands_in.head.notice)
    assert head.text.endswith(f"Scenario: Current plan. {DOES_NOT_APPLY}")
    _, books = batch(tmp_path, [stands_in])
    assert [(row.outcome, row.remark) for row in read_register(tmp_path)] == [
        ("not applicable", DOES_NOT_APPLY)
    ]
    (row,) = books.record.rows
    assert (row["outcome"], row["remark"]) == ("not applicable", DOES_NOT_APPLY)
    index = books.record.index.read_text(encoding="utf-8")
    assert (
        "1 of 1 pages were made, of which 1 shows the current plan because the scenario does not "
        "apply."
    ) in index
    assert f"{DOES_NOT_APPLY} Fine." in index


def test_a_resumed_batch_makes_what_is_not_there(
    plan: Plan, without_levy: Plan, tmp_path: Path
) -> None:
    decks = asked([plan, without_levy], "base", "levy-fails")
    first, books = batch(tmp_path, decks)
    assert len(first) == 4
    made, again = batch(tmp_path, decks, "resume")
    assert made == []
    assert again.record.to_do == "4 decks are as they were; 0 to make."
    assert again.record.folder == books.record.folder
    assert "<p>4 pages are as they were.</p>" in again.record.index.read_text()
    rows = read_register(tmp_path)
    assert [row.outcome for row in rows] == ["made", "made", "made", "not applicable"]
    changed = replace(plan, district=plan.district.model_copy(update={"staff": 90.0}))
    (tmp_path / rows[3].page).with_name("inputs").joinpath("district.csv").unlink()
    made, again = batch(tmp_path, asked([changed, without_levy], "base", "levy-fails"), "resume")
    assert made == ["tiny, base", "tiny, levy-fails", "no levy, levy-fails"]
    assert again.record.to_do == "1 deck is as it was; 3 to make."
    rows = read_register(tmp_path)
    assert [row.digest for row in rows[:2]] == [changed.digest] * 2
    assert all((tmp_path / row.page).is_file() for row in rows)


@pytest.mark.parametrize(
    ("change", "fate"),
    [
        ({}, "as it was"),
        ({"outcome": "not applicable"}, "as it was"),
        ({"planner_version": "0.0"}, "made"),
        ({"parameters": "{}"}, "made"),
        ({"digest": "0"}, "made"),
        ({"outcome": "stopped"}, "made"),
        ({"outcome": "failed"}, "made"),
    ],
)
def test_what_makes_a_deck_another_one(
    change: dict[str, str], fate: Fate, plan: Plan, tmp_path: Path
) -> None:
    batch(tmp_path, asked([plan], "base"))
    (row,) = read_register(tmp_path)
    before = replace(row, **change)  # type: ignore[arg-type]
    assert EarlierDecks(tmp_path, "resume", {row.name: before}).fate(row) == fate
    assert EarlierDecks(tmp_path, "", {row.name: before}).fate(row) == "made"
    other = "made" if change.get("outcome") == "failed" else "not made"
    alone = EarlierDecks(tmp_path, "only failed", {row.name: before}).fate(row)
    assert alone == ("as it was" if fate == "as it was" else other)


def test_only_what_failed_is_made_again(plan: Plan, without_levy: Plan, tmp_path: Path) -> None:
    broken = PlanPlace(without_levy.path, without_levy.name)
    _, books = batch(tmp_path, asked([plan], "base", "stretch"))
    with open_register(tmp_path) as register:
        record = BatchRecord(tmp_path, [broken])
        BatchBooks(tmp_path, record, register).plan_failed(broken, "district.csv: missing")
    decks = asked([plan, without_levy], "base", "stretch", "both")
    made, again = batch(tmp_path, decks, "only failed")
    assert made == ["tiny, stretch", "no levy, base", "no levy, stretch", "no levy, both"]
    assert again.record.to_do == (
        "1 deck is as it was; 4 to make; 1 not made, because it did not fail (--resume makes it)."
    )
    assert {(row.plan, row.scenario): row.outcome for row in read_register(tmp_path)} == {
        ("tiny", "base"): "made",
        ("tiny", "stretch"): "failed",
        ("no levy", "base"): "made",
        ("no levy", "stretch"): "failed",
        ("no levy", "both"): "not applicable",
    }
    assert again.record.folder == books.record.folder


def test_of_a_table_of_nonsense_a_hundred_problems_are_told_and_all_are_counted() -> None:
    problems = [Problem("P22", "devices.csv", row, "name") for row in range(1, 1301)]
    why = PlanError(
        [*problems, Problem("W07", "x.csv", facts={"nearest": "", "expected": ""})]
    ).to_fix
    assert why.splitlines()[99:] == [
        str(problems[99]),
        "Not listed here: 1,200 more. To see all of them: planner check PLAN",
    ]
    deck = {
        "plan": "elm",
        "scenario": "",
        "title": "",
        "outcome": "failed",
        "page": "",
        "answer": why,
    }
    assert f"{problems[0]} (and 1,299 more)" in index_page([deck])
    assert PlanError(problems[:100]).to_fix.splitlines() == [str(one) for one in problems[:100]]


def test_a_terminal_lists_what_to_fix_and_how_to_go_on() -> None:
    row = {"title": "", "outcome": "failed", "scenario": "base", "answer": "no table"}
    rows = [{**row, "plan": "a", "scenario": name} for name in ("base", "levy")]
    assert what_to_fix([{**row, "plan": "a", "outcome": "made"}]) == []
    assert what_to_fix(rows) == [
        "What to fix:",
        "- a, base; a, levy: no table",
        "Correct what is listed, then run the same command with --only-failed.",
    ]
    many = [{**row, "plan": f"p{number}"} for number in range(12)]
    listed = what_to_fix(many)
    assert listed[-3:] == [
        "- p9, base: no table",
        "- and 2 more, listed on the page",
        "Correct what is listed, then run the same command with --only-failed.",
    ]
    assert len(listed) == 13
    assert what_to_fix(many[:10])[-2] == "- p9, base: no table"


def test_the_index_begins_with_one_list_of_what_to_fix() -> None:
    rows: list[dict[str, str]] = [
        {"plan": "a", "title": "", "scenario": "base", "page": "a.html", "outcome": "made"},
        *(
            {
                "plan": "b",
                "title": "",
                "scenario": name,
                "page": f"{name}.html",
                "outcome": "failed",
            }
            for name in ("base", "levy")
        ),
        {"plan": "<c>", "title": "", "scenario": "", "page": "c.html", "outcome": "failed"},
    ]
    answers = ("Fine.", "staff: wrong\nwhy", "staff: wrong\nwhy", "no table")
    index = index_page([{**row, "answer": said} for row, said in zip(rows, answers, strict=True)])
    fix, table = index.split("</ol>")
    assert "<h2>What to fix</h2>" in fix
    assert (
        '<li><a href="base.html">b, base</a>, <a href="levy.html">b, levy</a>: staff: wrong (and 1 '
        "more)</li>"
    ) in fix
    assert '<li><a href="c.html">&lt;c&gt;</a>: no table</li>' in fix
    assert table.count("<tr>") == 2
