"""The import command: what it asks, what it writes, and how a mapping of codes is kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from docs.generate import examples
from planner.cli import main
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import PlanWriter

LEDGER = "Fund,Function,Object,Description,Amount\n281,2580,530,Internet,9\n281,53,6395,Data,7\n"


@dataclass
class Command:
    """Runs the command in a folder that holds the small plan and a ledger."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> tuple[object, str]:
        """Exit code, and what was printed, on one line."""
        self.monkeypatch.setattr(sys, "argv", ["planner", "import", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code, " ".join("".join(self.capsys.readouterr()).split())

    def ledger(self, *more: str) -> tuple[object, str]:
        return self("ledger", "gl.csv", "plan", *more)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8-sig")


@pytest.fixture
def command(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    tiny("plan")
    write(tmp_path, "gl.csv", LEDGER)
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path, monkeypatch, capsys)


def amounts(command: Command) -> dict[str, float]:
    plan = read_plan(command.folder / "plan", allow_difference=True)
    return {row.name: row.amount for row in plan.ledger if "export" in row.source}


def test_nothing_is_counted_until_a_chart_or_a_mapping_is_typed(command: Command) -> None:
    before = command.text("plan/ledger.csv")
    code, said = command.ledger("--yes")
    assert code == 2
    assert "so nothing is counted. If they are, add --chart nces." in said
    assert command.text("plan/ledger.csv") == before


@pytest.mark.parametrize("typed", ["nces", " NCES "])
def test_a_chart_is_typed_in_any_case(typed: str, command: Command) -> None:
    code, said = command.ledger("--chart", typed, "--unit", "53-6395=none", "--yes")
    assert (code, amounts(command)) == (0, {"2580-530": 9})
    assert "which source of money is each of these funds: 281 $9?" in said


def test_a_state_chart_is_typed_by_its_two_letters(command: Command) -> None:
    write(command.folder, "gl.csv", "Function,Object,Amount\n72,9,30\n")
    code, said = command.ledger("--chart", "WA", "--unit", "72-9=cabling", "--yes")
    assert (code, amounts(command)) == (0, {"72-9": 30})
    assert "Codes were read by examples of the chart of accounts of WA" in said


def test_a_chart_that_is_not_there_is_refused_with_those_that_are(command: Command) -> None:
    code, said = command.ledger("--chart", "tx")
    assert code == 2
    assert '--chart "tx" is not known. Type one of: nces, oh, wa; or use --map FILE' in said


def test_a_mapping_is_saved_filled_in_used_and_saved_again(command: Command) -> None:
    code, said = command.ledger("--save-map", "codes.csv")
    assert code == 2
    assert "The codes are in codes.csv. Type a kind of cost or none where meaning is blank" in said
    assert command.text("codes.csv").splitlines() == [
        "function,object,meaning,fund,source,description,amount",
        "2580,530,,,,Internet,9",
        "53,6395,,,,Data,7",
        ",,,281,,,",
    ]
    filled = (
        "function,object,meaning,fund,source,description\n2580,530,Internet access,,,Fiber\n"
        "53,6300 to 6399,none,,,All supplies\n,,,281,ESSER II,The last of it\n,,,199,,\n"
    )
    write(command.folder, "codes.csv", filled)
    code, said = command.ledger("--map", "codes.csv", "--save-map", "codes.csv", "--yes")
    assert (code, amounts(command)) == (0, {"2580-530 (ESSER II)": 9})
    assert "Paid by: ESSER II $9." in said
    kept = command.text("codes.csv")
    assert kept.splitlines()[1:] == [
        "2580,530,internet_access,,,Fiber,",
        "53,6300 to 6399,none,,,All supplies,",
        ",,,281,ESSER II,The last of it,",
    ]
    code, said = command.ledger("--map", "codes.csv", "--save-map", "codes.csv", "--yes")
    assert (code, command.text("codes.csv")) == (0, kept)
    assert "no changes" in said


def test_a_saved_mapping_has_what_the_chart_says_and_only_where_the_code_is_enough(
    command: Command,
) -> None:
    text = (
        "Account,Account description,Amount\n1-2580-530,Internet,9\n1-2700-510,Buses,7\n"
        "1-2580-352,Penetration test,5\n1-2230-650,=SUM(A1),1\n1-2580-432,Repair,2\n"
        "2-2580-432,Repair,3\n1-2213-340,Services,4\n"
    )
    write(command.folder, "gl.csv", text)
    typed = ("--unit", "1-2580-432=backup", "--unit", "340=teacher_training")
    command.ledger("--chart", "nces", *typed, "--save-map", "codes.csv")
    assert command.text("codes.csv").splitlines()[1:] == [
        "2213,340,teacher_training,,,Services,4",
        "2230,650,,,,'=SUM(A1),1",
        "2580,352,,,,Penetration test,5",
        "2580,432,,,,Repair,5",
        "2580,530,internet_access,,,Internet,9",
        "2700,510,none,,,Buses,7",
        ",,,1,,,20",
        ",,,2,,,3",
    ]


def test_a_mapping_is_never_written_over_another_file(command: Command) -> None:
    write(command.folder, "notes.csv", "mine")
    code, said = command.ledger("--chart", "nces", "--save-map", "notes.csv", "--yes")
    assert (code, command.text("notes.csv")) == (2, "mine")
    assert "notes.csv already exists; choose another name" in said
    write(command.folder, "codes.csv", "function,object,meaning\n2580,530,none\n")
    code, _ = command.ledger("--map", "codes.csv", "--save-map", "notes.csv", "--yes")
    assert (code, command.text("notes.csv"), amounts(command)) == (2, "mine", {})


def test_a_mapping_for_a_folder_that_is_not_there_is_one_sentence(command: Command) -> None:
    code, said = command.ledger("--chart", "nces", "--save-map", "missing/codes.csv", "--yes")
    assert code == 2
    assert "missing" in said and "Traceback" not in said


def test_only_a_ledger_has_codes_to_save(command: Command) -> None:
    write(command.folder, "l.csv", "Product,Annual cost\nWifi,31000\n")
    code, said = command("licenses", "l.csv", "plan", "--save-map", "codes.csv", "--yes")
    assert code == 2
    assert "--save-map writes the codes of a ledger, and none were read" in said
    assert not (command.folder / "codes.csv").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "codes.csv: there is no file codes.csv. Check its name and its folder."),
        ("code,meaning\n53,none\n", "It needs columns named, for example: function, object,"),
        ("function,object,meaning\n53,,buses\n", 'codes.csv, row 2, meaning: "buses" is not one'),
        ("fund,source\n,ESSER II\n", "codes.csv, row 2, fund: the cell is blank. What to type"),
        ("function,object,meaning,fund\n53,,none,281\n", str(examples()["P131"].says[0])),
    ],
)
def test_a_mapping_that_cannot_be_used_is_one_sentence(
    text: str | None, says: str, command: Command
) -> None:
    if text is not None:
        write(command.folder, "codes.csv", text)
    code, said = command.ledger("--map", "codes.csv", "--yes")
    assert (code, amounts(command)) == (2, {})
    assert says in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("payroll", "gl.csv", "plan"), 'there is no kind "payroll". Kinds are: chromebooks,'),
        (("ledger", "gl.csv", "plan", "--unit", "53"), '--unit "53" needs an equals sign, such as'),
        (("assets", "gl.csv", "plan", "--status", "in"), '--status "in" needs an equals sign'),
    ],
)
def test_what_is_typed_wrongly_is_one_sentence(
    arguments: tuple[str, ...], says: str, command: Command
) -> None:
    code, said = command(*arguments)
    assert code == 2
    assert says in said


def test_rows_year_and_entity_reach_the_import(command: Command) -> None:
    text = (
        "Function,Object,Type,FY,Amount\n2580,530,Actual,FY2025,9\n2580,530,Budget,FY2025,8\n"
        "2580,530,Actual,FY2026,7\n"
    )
    write(command.folder, "gl.csv", text)
    code, said = command.ledger("--chart", "nces", "--rows", "Actual", "--year", "FY2025", "--yes")
    assert (code, amounts(command)) == (0, {"2580-530": 9})
    assert "Rows that are not counted: Budget $8 (1 row)." in said
    write(command.folder, "c2.csv", "ben,funded_c2_budget_amount\n16,500\n")
    assert command("erate", "c2.csv", "plan", "--yes")[0] == 2
    assert command("erate", "c2.csv", "plan", "--entity", "16", "--yes")[0] == 0


def test_assets_take_fleets_units_and_statuses_as_typed(command: Command) -> None:
    text = "Purchase date,Status,Asset type\n8/14/2023,On loan,Cart\n8/14/2023,In use,Other\n"
    write(command.folder, "a.csv", text)
    typed = ("--fleet", "Labs", "--unit", "Cart=Laptops", "--status", "On loan=in")
    code, said = command("assets", "a.csv", "plan", *typed, "--yes")
    assert code == 0
    assert "Fleet Labs: 1 device. Fleet Laptops: 1 device." in said


def test_an_answer_of_no_writes_nothing(command: Command) -> None:
    before = command.text("plan/licenses.csv")
    write(command.folder, "l.csv", "Product,Annual cost\nWifi,31000\n")
    for answer, written in (("n", False), ("y", True)):
        command.monkeypatch.setattr("typer.confirm", lambda _, answer=answer: answer == "y")
        code, said = command("licenses", "l.csv", "plan")
        assert code == 0
        assert ("Written: plan" in said) == written
        assert ("Nothing was written." in said) != written
        assert (command.text("plan/licenses.csv") == before) != written
    code, said = command("licenses", "l.csv", "plan")
    assert (code, "Written" in said) == (0, False)
