"""The command line: what it prints, where, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from planner.cli import app, main
from planner.plan.cells.text import clean
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import TABLES
from planner.projection.project import project
from planner.workbook.convert import folder_to_workbook
from tests.any_machine import PATIENCE
from tests.tiny_plan import TINY, PlanWriter

SCHEMA = Path(__file__).parent.parent / "docs" / "project.schema.json"
EMOJI = "Escuela Pe\u00f1a \U0001f3eb\U0001f680 \u2014 \u201cNorth\u201d"
HEAVY = (
    *("numpy", "pandas", "altair", "papermill", "nbformat", "pydantic", "IPython", "jsonschema"),
    "openpyxl",
)
COMMANDS = (
    *("new", "check", "convert", "project", "compare", "keep", "detail", "board", "brief"),
    *("batch", "roll-up", "desk", "scenario"),
)


def run(*arguments: str | Path) -> Result:
    """A command that ends well, in this process."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


def run_main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path
) -> tuple[int, str, str]:
    """Exit code, output and errors of the command as the installed script runs it."""
    monkeypatch.setattr(sys, "argv", ["planner", *(str(argument) for argument in arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    printed = capsys.readouterr()
    code = left.value.code
    assert isinstance(code, int)
    return code, printed.out, printed.err


def run_process(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "planner", *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)


def with_emoji(tiny: PlanWriter) -> Path:
    """The small plan with names that are not ASCII."""
    return tiny(
        district=TINY["district"].replace("Tiny ISD", EMOJI),
        staffing=TINY["staffing"].replace("Technician", "T\u00e9cnico"),
    )


def broken(tiny: PlanWriter) -> Path:
    """The small plan with two things to fix in it, and a name that is not ASCII."""
    return tiny(
        district=TINY["district"].replace("Tiny ISD", EMOJI).replace("staff,100", "staff,1OO"),
        devices=TINY["devices"].replace("Laptops", EMOJI.replace("\u201c", "")),
    )


def test_help_lists_the_commands_as_a_district_meets_them_each_in_a_whole_sentence() -> None:
    listed = run("--help").stdout.split("Commands:\n")[1].splitlines()
    names = [line.split()[0] for line in listed]
    assert (names[:4], names[-3:]) == (
        ["new", "check", "board", "desk"],
        ["batch", "roll-up", "screen"],
    )
    assert [line for line in listed if not line.endswith(".") or line.endswith("..")] == []


def test_new_writes_blank_tables_and_refuses_to_write_over_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "our plan"
    assert f"{len(TABLES)} blank tables" in run("new", folder).stdout
    assert {file.name for file in folder.iterdir()} == {table.file for table in TABLES.values()}
    (folder / "devices.csv").write_text("typed", encoding="utf-8")
    code, out, errors = run_main(monkeypatch, capsys, "new", folder)
    assert (code, out) == (2, "")
    assert "already has district.csv" in errors
    assert (folder / "devices.csv").read_text(encoding="utf-8") == "typed"


def test_new_refuses_a_file_instead_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan").write_text("a file", encoding="utf-8")
    code, _, errors = run_main(monkeypatch, capsys, "new", tmp_path / "plan")
    assert code == 2
    assert errors == f"{tmp_path / 'plan'} is a file; name a new folder\n"


def test_check_says_how_much_is_theirs_and_what_is_unusual(tiny: PlanWriter) -> None:
    folder = tiny(staffing=TINY["staffing"].replace("60000,,", "60000,65%,"))
    printed = run("check", folder).stdout
    assert printed.startswith("warning: staffing.csv, row 2, benefits_rate: a benefits load of 65%")
    assert "Tiny ISD: the tables can be projected." in printed
    assert "190 of 196 values are yours, 6 are defaults;" in printed
    assert "1 of 62 rows name a source." in printed


def test_project_prints_the_forecast(tiny: PlanWriter) -> None:
    printed = run("project", tiny()).stdout
    assert printed.isascii()
    for words in ("Forecast", "FY2027", "FY2030", "Technology staff", "Total cost", "Unfunded"):
        assert words in printed
    assert "Current plan" in printed
    assert "Levy fails" in run("project", tiny(), "--scenario", "levy-fails").stdout


def test_json_follows_its_schema_and_agrees_with_the_projection(tiny: PlanWriter) -> None:
    folder = tiny()
    document = json.loads(run("project", folder, "-s", "both", "--json").stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    plan = read_plan(folder)
    assert (document["plan"], document["digest"]) == ("tiny", plan.digest)
    (scenario,) = document["scenarios"]
    cost = project(plan, "both").expenses.cost[..., 0].sum(axis=0)
    assert [year["cost"] for year in scenario["years"]] == pytest.approx(cost.tolist())
    for year in scenario["years"]:
        assert sum(year["cost_by_line"].values()) == pytest.approx(year["cost"])
        assert sum(year["paid_by"].values()) == pytest.approx(year["cost"], abs=0.01)


def test_json_without_students_has_no_cost_per_student(tiny: PlanWriter) -> None:
    enrollment = TINY["enrollment"].replace("400", "0").replace("500", "0")
    document = json.loads(run("project", tiny(enrollment=enrollment), "--json").stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert {year["cost_per_student"] for year in document["scenarios"][0]["years"]} == {None}


def test_schema_refuses_a_document_that_lacks_a_field(tiny: PlanWriter) -> None:
    document = json.loads(run("project", tiny(), "--json").stdout)
    del document["scenarios"][0]["years"][0]["unfunded"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_csv_is_the_ledger_and_its_expenses_sum_to_the_cost(tiny: PlanWriter) -> None:
    folder = tiny()
    ledger = pd.read_csv(io.StringIO(run("project", folder, "--csv").stdout))
    expenses = ledger[ledger["side"] == "expense"].groupby("fiscal_year")["amount"].sum()
    cost = project(read_plan(folder)).expenses.cost[..., 0].sum(axis=0)
    assert expenses.index.tolist() == [2027, 2028, 2029, 2030]
    assert expenses.tolist() == pytest.approx(cost.tolist())
    assert set(ledger["scenario"]) == {"base"}
    assert ledger.loc[ledger["side"] == "expense", ["file", "row"]].notna().all(axis=None)


def test_compare_puts_scenarios_side_by_side(tiny: PlanWriter) -> None:
    everything = run("compare", tiny()).stdout
    for title in ("Current plan", "Levy fails", "Stretch", "Both"):
        assert title in everything
    two = run("compare", tiny(), "-s", "base", "-s", "levy-fails+stretch").stdout
    assert "Levy fails + Stretch" in two
    assert "Both" not in two
    assert everything.isascii()


def test_keep_shows_every_row_and_what_falls_in_another_scenario(tiny: PlanWriter) -> None:
    alone = run("keep", tiny()).stdout
    assert "Every row and who pays it" in alone
    assert "Levy fails" not in alone
    both = run("keep", tiny(), "-s", "base", "-s", "levy-fails").stdout
    assert both.startswith(alone.rstrip("\n"))
    assert both.removeprefix(alone).strip().startswith("Levy fails: ")
    assert both.isascii()


@pytest.mark.parametrize(
    "command", [["project", "-s"], ["compare", "-s", "base", "-s"], ["board", "-s"]]
)
def test_scenario_that_is_not_there_is_refused_with_those_that_are(
    command: list[str],
    tiny: PlanWriter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tiny())
    code, out, errors = run_main(monkeypatch, capsys, command[0], ".", *command[1:], "levy-fials")
    assert (code, out) == (2, "")
    assert 'there is no scenario "levy-fials". Did you mean "levy-fails"?' in errors
    assert "Scenarios are: base, levy-fails, stretch, both." in errors


@pytest.mark.parametrize("command", ["check", "project", "compare", "board"])
def test_broken_plan_gives_sentences_and_exit_code_2(
    command: str,
    tiny: PlanWriter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = broken(tiny)
    monkeypatch.chdir(folder)
    code, out, errors = run_main(monkeypatch, capsys, command, folder)
    assert code == 2
    assert out == ""
    assert errors.isascii()
    assert "Traceback" not in errors
    lines = errors.splitlines()
    assert lines[0].startswith('district.csv, row 5, staff: "1OO" is not a number.')
    assert lines[1].startswith('inventory.csv, row 4, name: there is no fleet "Laptops"')
    assert lines[-1] == "2 problems to fix. Nothing was written."
    assert [path.name for path in folder.iterdir() if path.suffix != ".csv"] == []


@pytest.mark.parametrize("command", ["check", "project", "compare", "board", "batch", "desk"])
def test_folder_that_is_not_there_is_named(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, errors = run_main(monkeypatch, capsys, command, tmp_path / "missing")
    assert (code, out) == (2, "")
    assert "there is no folder" in errors


def test_the_desk_opens_on_a_broken_plan_where_it_can_be_fixed(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        "planner.desk.opening.launch.open_desk", lambda plan, **_options: opened.append(plan)
    )
    folder = broken(tiny)
    run("desk", folder)
    assert opened == [folder]


def test_debug_gives_the_traceback(tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["planner", "--debug", "check", str(broken(tiny))])
    with pytest.raises(PlanError):
        main()


def test_bug_of_ours_ends_with_1_and_says_how_to_see_more(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        msg = "something we did not think of"
        raise RuntimeError(msg)

    monkeypatch.setattr("planner.plan.read.read_plan", fail)
    code, _, errors = run_main(monkeypatch, capsys, "check", tiny())
    assert code == 1
    assert "RuntimeError: something we did not think of" in errors
    assert "--debug" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", [["check"], ["project"], ["compare"]])
def test_console_is_ascii_whatever_the_district_is_called(
    command: list[str],
    tiny: PlanWriter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = with_emoji(tiny)
    code, out, errors = run_main(monkeypatch, capsys, *command, folder)
    assert (code, errors) == (0, "")
    assert out
    assert out.isascii()


def test_json_is_ascii_and_keeps_every_letter(tiny: PlanWriter) -> None:
    printed = run("project", with_emoji(tiny), "--json").stdout
    assert printed.isascii()
    assert json.loads(printed)["district"] == clean(EMOJI)


def test_csv_written_to_a_file_keeps_every_letter(tiny: PlanWriter) -> None:
    done = run_process(["project", with_emoji(tiny), "--csv"])
    assert (done.returncode, done.stderr) == (0, b"")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))
    assert "T\u00e9cnico" in {cell for row in rows for cell in row.values()}


@pytest.mark.parametrize("flags", [[], ["--debug"]])
def test_broken_plan_in_a_process_of_its_own(flags: list[str], tiny: PlanWriter) -> None:
    done = run_process([*flags, "check", broken(tiny)])
    assert done.stdout == b""
    assert (b"Traceback" in done.stderr) == bool(flags)
    assert done.returncode == (1 if flags else 2)
    assert flags or done.stderr.isascii()


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["project"], ["project", "--years", "5"], ["batch", "--workers", "0"]],
)
def test_command_typed_wrongly_ends_with_2_and_points_to_help(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "--help" in result.stderr
    assert result.output.isascii()


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_ascii_and_says_what_the_command_does(command: tuple[str, ...]) -> None:
    printed = run(*command, "--help").stdout
    assert printed.isascii()
    for name in () if command else COMMANDS:
        assert f"\n  {name} " in printed


def test_help_loads_nothing_that_takes_long() -> None:
    program = (
        "import sys; sys.argv = ['planner', '--help']\n"
        "from planner.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=PATIENCE
    )
    assert b"Usage: planner" in done.stdout
    assert done.stderr.decode().strip() == "[]"


def test_file_that_the_system_refuses_is_named_in_words(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny()
    (folder / "taken").write_text("a file", encoding="utf-8")
    code, _, errors = run_main(monkeypatch, capsys, "new", folder / "taken" / "plan")
    assert code == 2
    assert errors.startswith(str(folder / "taken"))
    assert "Errno" not in errors


def test_detail_looks_closer_at_one_topic(tiny: PlanWriter) -> None:
    assert "Deferred devices" in run("detail", tiny(), "devices", "--cap", "50000").stdout
    assert "What a cyber incident could cost" in run("detail", tiny(), "security").stdout


def test_detail_of_an_unknown_topic_says_which_there_are(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = run_main(monkeypatch, capsys, "detail", tiny(), "weather")
    assert code == 2
    assert errors.startswith('there is no topic "weather". Topics are: devices, contracts')


def test_ledger_with_codes_of_a_state(tiny: PlanWriter) -> None:
    header, first = run("project", tiny(), "--csv", "--codes", "ca").stdout.splitlines()[:2]
    assert header.endswith("nces_function,nces_object,state_code,state_label,state_code_checked")
    assert ",1000,650,4400," in first


def test_state_without_codes_is_refused(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = run_main(monkeypatch, capsys, "project", tiny(), "--csv", "--codes", "TX")
    assert code == 2
    assert 'no codes of "TX" are packaged' in errors


# A workbook instead of a folder.


def workbook_of(folder: Path) -> Path:
    return folder_to_workbook(folder, folder.parent / "plan.xlsx")


def test_new_makes_a_workbook_and_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = run("new", tmp_path / "ours", "--workbook").stdout
    file = tmp_path / "ours" / "plan.xlsx"
    assert file.is_file()
    assert printed.endswith(f"planner board {file}\n")
    assert run("new", tmp_path / "other.xlsx").exit_code == 0
    before = file.read_bytes()
    code, _, errors = run_main(monkeypatch, capsys, "new", tmp_path / "ours", "--workbook")
    assert (code, errors) == (2, f"{file} already exists; choose another name\n")
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "project", "compare", "board"])
def test_blank_workbook_gives_one_friendly_sentence(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("new", tmp_path / "plan.xlsx")
    monkeypatch.chdir(tmp_path)
    code, out, errors = run_main(monkeypatch, capsys, command, "plan.xlsx")
    assert (code, out) == (2, "")
    first, last = errors.splitlines()
    assert first.startswith("plan.xlsx, sheet Start: nothing is filled in yet.")
    assert last == "1 problem to fix. Nothing was written."
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_workbook_prints_what_its_folder_prints(tiny: PlanWriter) -> None:
    folder = tiny()
    workbook = workbook_of(folder)
    for command in (["check"], ["project"], ["compare"], ["detail"]):
        more = ["devices"] if command == ["detail"] else []
        printed = [run(*command, path, *more).stdout for path in (folder, workbook)]
        assert printed[0] == printed[1]


def test_check_marks_the_cells_of_a_workbook(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    workbook = workbook_of(broken(tiny))
    before = workbook.read_bytes()
    code, out, errors = run_main(monkeypatch, capsys, "check", workbook, "--mark")
    assert (code, out) == (2, "")
    first, second, last = errors.splitlines()
    assert first.startswith('plan.xlsx, sheet District, row 8, Staff headcount: "1OO" is not')
    assert second.startswith("plan.xlsx, sheet Inventory, row 5, Fleet: there is no fleet")
    assert last == f"The cells to fix are marked in {tmp_path / 'plan-marked.xlsx'}"
    assert (tmp_path / "plan-marked.xlsx").is_file()
    assert workbook.read_bytes() == before


def test_check_marks_what_is_unusual_as_well(tiny: PlanWriter, tmp_path: Path) -> None:
    workbook = workbook_of(tiny(staffing=TINY["staffing"].replace("60000,,", "60000,65%,")))
    printed = run("check", workbook, "--mark").stdout.splitlines()
    assert printed[0].startswith("warning: plan.xlsx, sheet Staffing, row 3, Benefits load: ")
    assert printed[1] == f"The marked copy is {tmp_path / 'plan-marked.xlsx'}"


@pytest.mark.parametrize("name", ["missing", "missing.xlsx", "damaged.xlsx"])
def test_nothing_is_marked_in_what_cannot_be_opened(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    code, out, errors = run_main(monkeypatch, capsys, "check", tmp_path / name, "--mark")
    assert (code, out) == (2, "")
    assert errors.splitlines()[1:] == ["1 problem to fix. Nothing was written."]
    assert [file.name for file in tmp_path.iterdir()] == ["damaged.xlsx"]


def test_folder_has_no_cells_to_mark(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = broken(tiny)
    code, out, errors = run_main(monkeypatch, capsys, "check", folder, "--mark")
    assert (code, out) == (2, "")
    assert errors == (
        f"{folder} has no cells to mark; only a workbook does. Make one with: planner convert "
        f"{folder} tiny.xlsx\n"
    )


def test_convert_there_and_back_holds_the_same_plan(tiny: PlanWriter, tmp_path: Path) -> None:
    folder, workbook, back = tiny(), tmp_path / "plan.xlsx", tmp_path / "back"
    assert run("convert", folder, workbook).stdout == f"The workbook is {workbook}\n"
    assert f"tables are in {back}." in run("convert", workbook, back).stdout
    assert read_plan(back).digest == read_plan(folder).digest


def test_convert_writes_over_nothing_and_says_what_stands_in_its_way(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tiny()
    workbook = workbook_of(folder)
    for arguments, says in (
        ((folder, workbook), f"{workbook} already exists; choose another name"),
        ((workbook, folder), f"{folder / 'district.csv'} already exists; choose another name"),
        ((folder, tmp_path / "more"), "one of the two must be a workbook"),
        ((tmp_path / "none.xlsx", tmp_path / "more"), f"there is no {tmp_path / 'none.xlsx'}"),
    ):
        code, out, errors = run_main(monkeypatch, capsys, "convert", *arguments)
        assert (code, out) == (2, "")
        assert errors.startswith(says)
    assert not (tmp_path / "more").exists()


def test_workbook_that_is_not_there_is_named_and_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run_main(monkeypatch, capsys, "check", "plan.xlsx")
    assert code == 2
    assert errors.splitlines()[0] == (
        "plan.xlsx: there is no workbook plan.xlsx. Start one with: planner new plan.xlsx"
    )


def test_open_workbook_library_is_only_loaded_to_write(tiny: PlanWriter) -> None:
    """Reading a workbook does not wait for the library that writes one."""
    workbook = workbook_of(tiny())
    program = (
        "import sys\n"
        "from planner.plan.read import read_plan\n"
        f"read_plan({str(workbook)!r})\n"
        "print('openpyxl' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=PATIENCE
    )
    assert done.stdout.strip() == b"False"
