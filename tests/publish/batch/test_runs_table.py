"""A table that drives a batch: read as a person types it, and refused in sentences."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.plan.read import read_plan
from planner.plan.reading.side_table import SideTableError
from planner.publish.batch.deck import DeckToMake
from planner.publish.batch.decks_to_make import DecksAsked
from planner.publish.batch.runs_table import AskedDeck, read_runs_table
from planner.publish.page.head import PageHead
from tests.tiny_plan import PlanWriter, write_tiny


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    write_tiny(tmp_path / "plans" / "elm")
    write_tiny(tmp_path / "north" / "elm")
    (tmp_path / "plans" / "oak.xlsx").touch()
    return tmp_path


def table(folder: Path, text: str) -> Path:
    file = folder / "runs.csv"
    file.write_text(text, encoding="utf-8")
    return file


def problems_of(file: Path) -> list[str]:
    with pytest.raises(SideTableError) as error:
        read_runs_table(file)
    return error.value.problems


def test_a_table_names_plans_scenarios_titles_and_dates(plans: Path) -> None:
    file = table(
        plans,
        "Prepared,plan,Scenarios,Title\n"
        '11/3/2026,plans/elm,levy-fails; base,"Workshop, fall"\n'
        ",plans/oak.xlsx,,\n"
        "# not now,plans/oak.xlsx,stretch,\n"
        ",plans/elm,,\n",
    )
    read = read_runs_table(file)
    assert [(place.name, place.path) for place in read.places] == [
        ("elm", plans / "plans" / "elm"),
        ("oak", plans / "plans" / "oak.xlsx"),
    ]
    assert read.asked == {
        "elm": (AskedDeck(("levy-fails", "base"), "Workshop, fall", "2026-11-03"), AskedDeck()),
        "oak": (AskedDeck(),),
    }
    assert [deck.label for deck in read.asked["elm"]] == [
        "levy-fails; base (Workshop, fall)",
        "base",
    ]


def test_paths_begin_where_the_command_says(plans: Path) -> None:
    file = table(plans, "plan\nelm\n")
    (place,) = read_runs_table(file, plans / "north").places
    assert place.path == plans / "north" / "elm"


def test_plans_of_one_name_get_names_of_their_own(plans: Path) -> None:
    file = table(plans, "plan\nplans/elm\nnorth/elm\nplans/oak.xlsx\n")
    names = [place.name for place in read_runs_table(file).places]
    assert names == ["plans elm", "north elm", "oak"]


def test_every_cell_that_cannot_be_followed_is_told_at_once(plans: Path) -> None:
    (plans / "notes.txt").write_text("not a plan", encoding="utf-8")
    long = "x" * 121
    file = table(
        plans,
        "plan,scenarios,title,prepared\n"
        "plans/ash,,,\n"
        "plans/ash.xlsx,,,13/45/2026\n"
        ",levy-fails,,\n"
        "notes.txt,,,\n"
        f"plans/elm,,{long},\n"
        "plans/elm,base,,\n"
        "plans/elm,base,,11/3/2026\n",
    )
    assert problems_of(file) == [
        "runs.csv, row 2, plan: there is no plan plans/ash. Plans are looked for in the folder of "
        "the table; if they are in another one, name it: planner batch FOLDER --table runs.csv",
        'runs.csv, row 3, prepared: "13/45/2026" is not a date. Type month/day/year, for example '
        "6/30/2027.",
        "runs.csv, row 3, plan: there is no plan plans/ash.xlsx. Plans are looked for in the "
        "folder of the table; if they are in another one, name it: planner batch FOLDER --table "
        "runs.csv",
        "runs.csv, row 4, plan: the cell is blank. What to type: the plan's folder or workbook, "
        "seen from the folder of the table, for example plans/prairie-view.",
        "runs.csv, row 5, plan: the file cannot be read as a table: it is one table. Name the "
        "folder that holds all of them.",
        f'runs.csv, row 6, title: "{"x" * 80}..." is too long or contains a character that is not '
        "allowed. Type a shorter title.",
        "runs.csv, row 8: row 7 asks for the same page. Delete one of the two, or give it a title "
        "of its own",
    ]


def test_a_plan_that_is_not_there_is_told_with_the_one_that_was_meant(plans: Path) -> None:
    file = table(plans, "plan\noak\nelm.xlsx\nealm\nnowhere\n")
    with pytest.raises(SideTableError) as error:
        read_runs_table(file, plans / "plans")
    assert error.value.problems == [
        'runs.csv, row 2, plan: there is no plan oak. Did you mean "oak.xlsx"?',
        'runs.csv, row 3, plan: there is no plan elm.xlsx. Did you mean "elm"?',
        'runs.csv, row 4, plan: there is no plan ealm. Did you mean "elm"?',
        "runs.csv, row 5, plan: there is no plan nowhere. Type the name of its folder or workbook.",
    ]


def test_a_table_that_is_not_there_is_told_with_what_it_holds(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "runs.csv") == [
        f"there is no file {tmp_path / 'runs.csv'}. Name a CSV file with the columns plan, "
        "scenarios, title, prepared"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "plan,scenaros\nplans/elm,base\n",
            'runs.csv, row 1, scenaros: there is no column of that name. Did you mean "scenarios"? '
            "Columns are: plan, scenarios, title, prepared.",
        ),
        (
            "scenarios,title\nbase,x\n",
            "runs.csv, row 1, plan: the column is missing. Add a column plan to the first row.",
        ),
        (
            "plan,title,title\nplans/elm,a,b\n",
            "runs.csv, row 1, title: two columns have this name. Rename or delete one of them.",
        ),
        ("plan,title\n", "runs.csv: it asks for no page. Type a row for each page"),
    ],
)
def test_a_table_without_what_it_needs_is_refused(text: str, said: str, plans: Path) -> None:
    assert problems_of(table(plans, text)) == [said]


def test_rows_become_decks(tiny: PlanWriter) -> None:
    plan = read_plan(tiny(), name="elm")
    left = tuple(row for row in plan.scenarios if row.name == "stretch")
    other = replace(plan, name="oak", scenarios=left)
    rows = {
        "elm": [AskedDeck(("levy-fails", "stretch"), "Workshop", "2026-11-03")],
        "oak": [AskedDeck(("stretch", "levy-fails")), AskedDeck(("levy-fails",)), AskedDeck()],
    }
    asked = DecksAsked((), Path("out"), Path("index.html"), "forked", rows)
    decks = list(asked.of([plan, other]))
    assert [deck.asked for deck in decks[:2]] == ["levy-fails; stretch", "stretch; levy-fails"]
    said = "Scenario levy-fails does not apply: the plan has no such scenario."
    assert [(deck.scenario, deck.shown, deck.head, deck.stands_in) for deck in decks] == [
        (
            "levy-fails; stretch (Workshop)",
            ["levy-fails", "stretch"],
            PageHead("Workshop", "", "2026-11-03"),
            False,
        ),
        ("stretch; levy-fails", ["stretch"], PageHead(notice=f"{said} It is left out."), False),
        (
            "levy-fails",
            ["base", "stretch"],
            PageHead(notice=f"{said} The current plan (base) is shown."),
            True,
        ),
        ("base", ["base", "stretch"], PageHead(), False),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the folder that holds the plans, or a table of pages: --table runs.csv"),
        (
            ["--table", "runs.csv", "-s", "base"],
            "the table says which scenarios are on each page; leave out --scenario",
        ),
        (
            ["--table", "runs.csv"],
            "runs.csv, row 2, plan: there is no plan ash. Plans are looked for in",
        ),
    ],
)
def test_what_the_command_cannot_follow_is_one_sentence(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table(tmp_path, "plan\nash\n")
    result = CliRunner().invoke(app, ["batch", *arguments])
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["runs.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_two_ways_to_one_plan_ask_for_one_page(plans: Path) -> None:
    (plans / "linked").symlink_to(plans / "plans" / "elm", target_is_directory=True)
    ways = ("plans/elm", "plans/../plans/elm", "./linked", str(plans / "plans" / "elm"))
    rows = ("plan,title", *ways, "linked,Workshop")
    said = "row 2 asks for the same page. Delete one of the two, or give it a title of its own"
    assert problems_of(table(plans, "".join(f"{row}\n" for row in rows))) == [
        f"runs.csv, row {row}: {said}" for row in (3, 4, 5)
    ]
    (place,) = read_runs_table(table(plans, "plan,title\nplans/elm,\nlinked,Workshop\n")).places
    assert place.path == plans / "plans" / "elm"


def test_a_path_longer_than_a_system_takes_is_a_sentence(plans: Path) -> None:
    (said,) = problems_of(table(plans, f"plan\n{'x' * 5000}\n"))
    assert said.startswith("runs.csv, row 2, plan: the file cannot be read as a table: ")


def test_a_scenario_may_end_as_a_title_does(tiny: PlanWriter) -> None:
    assert DeckToMake(read_plan(tiny()), "levy ()", Path("out")).asked == "levy ()"
