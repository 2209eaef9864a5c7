"""Taking in what was copied from a board page: shown, asked, then written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import app, main
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import scenario_of
from planner.workbook.convert import folder_to_workbook
from tests.editing.test_copied_changes import NAMES, TEXT
from tests.tiny_plan import PlanWriter

SHOWN = """\
What if: 2 levers moved (3 changes)

- All that the scenario "Levy fails" changes.
- General fund, amount: $420,000.
- Every row of devices, price: times 1.1, starting in FY2028.

Current plan: """
ADDED = 'Saved scenarios.csv. The next board page compares the scenario "what-if-2-levers-moved".\n'
ANOTHER = (
    'The changes were tried out on a page of the plan "Tiny, ISD", and this plan is "tiny". Check '
    "that they are meant for it.\n"
)


def run(*arguments: str | Path, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(
        app, ["scenario", "add", *(str(argument) for argument in arguments)], input=typed
    )


@pytest.fixture
def changes(tmp_path: Path) -> Path:
    file = tmp_path / "changes.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there and can answer."""
    from typer.testing import _NamedTextIOWrapper

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda _: True, raising=False)


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_without_a_terminal_it_shows_and_writes_nothing(tiny: PlanWriter, changes: Path) -> None:
    folder = tiny()
    before = held(folder)
    result = run(folder, changes)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(ANOTHER + SHOWN)
    assert "\nWith these changes: " in result.stdout
    assert "\n\nWhat if: 2 levers moved: " in result.stdout
    assert result.stdout.endswith(
        "Nothing was written. Run this again with --yes to add it to scenarios.csv as "
        '"what-if-2-levers-moved".\n'
    )
    assert held(folder) == before


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_yes_writes_it_into_a_folder_and_a_workbook(
    form: str, tiny: PlanWriter, changes: Path, tmp_path: Path
) -> None:
    place = tiny()
    if form == "workbook":
        place = folder_to_workbook(place, tmp_path / "plan.xlsx")
    result = run(place, changes, "--yes", "--name", "ours", "--title", "Our way", "--choice")
    assert result.exit_code == 0, result.output
    file = "scenarios.csv" if form == "folder" else "plan.xlsx"
    assert result.stdout.endswith(
        f'Saved {file}. The next board page compares the scenario "ours".\n'
    )
    found = scenario_of(read_plan(place), "ours")
    assert (found.title, found.choice, len(found.changes)) == ("Our way", True, 3)


@pytest.mark.parametrize("file", [[], ["-"]])
def test_what_is_piped_in_is_read(file: list[str], tiny: PlanWriter) -> None:
    folder = tiny()
    result = run(folder, *file, "--yes", typed=TEXT.replace("\n", "\r\n").encode("utf-16"))
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(ADDED)


def test_the_page_of_this_plan_needs_no_word_about_it(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny()
    same = TEXT.replace("3f0c9a", read_plan(folder).digest)
    assert run(folder, typed=same).stdout.startswith(SHOWN)
    changed = TEXT.replace("Tiny, ISD", "tiny")
    said = "The tables of this plan have been changed since the page was made, so the page may "
    assert run(folder, typed=changed).stdout.startswith(said)
    unknown = TEXT[TEXT.index(NAMES) :]
    said = "The text does not say which plan the changes were tried out on: "
    assert run(folder, typed=unknown).stdout.startswith(said)


def test_a_taken_name_is_one_sentence(
    tiny: PlanWriter, changes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny()
    before = held(folder)
    result = run(folder, changes, "--yes", "--name", "Stretch")
    assert result.exit_code == 2
    assert result.stderr == (
        'There is a scenario called "Stretch" already. Choose another name, for example --name '
        "what-if-2-levers-moved. Nothing was written.\n"
    )
    assert held(folder) == before


def test_a_name_that_cannot_be_one_is_refused(
    tiny: PlanWriter,
    changes: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tiny()
    arguments = ["planner", "scenario", "add", str(folder), str(changes), "--yes", "--name", "a+b"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err == (
        "A scenario needs a name of up to 60 characters, without a plus sign, comma or semicolon.\n"
    )


def test_what_does_not_fit_is_told_with_its_line_and_nothing_is_written(
    tiny: PlanWriter,
    changes: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tiny()
    before = held(folder)
    changes.write_text(TEXT.replace("General fund", "Generl fund"), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["planner", "scenario", "add", str(folder), str(changes)])
    with pytest.raises(SystemExit) as left:
        main()
    printed = capsys.readouterr()
    assert (left.value.code, printed.out) == (2, ANOTHER)
    assert printed.err == (
        'changes.txt, row 4, changes: there is no row "Generl fund" in table funding. Did you '
        'mean "General fund"?\n1 problem to fix. Nothing was written.\n'
    )
    assert held(folder) == before


@pytest.mark.parametrize(
    ("file", "said"),
    [("nothing.txt", "no such file or directory"), (".", "it is a folder, not a file")],
)
def test_a_file_that_cannot_be_read(file: str, said: str, tiny: PlanWriter, tmp_path: Path) -> None:
    result = run(tiny(), tmp_path / file)
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / file}: {said}\n"


def test_far_too_much_is_not_read(tiny: PlanWriter) -> None:
    result = run(tiny(), typed="x" * 1_000_001)
    assert result.exit_code == 2
    assert result.stderr == "what was pasted is larger than 1 MB, far more than a page copies\n"


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_title_name_and_writing_are_asked(tiny: PlanWriter, changes: Path) -> None:
    folder = tiny()
    answers = "Our way\nours\ny\n"
    result = run(folder, changes, "--name", "both", typed=answers)
    assert result.exit_code == 0, result.output
    asked = result.stdout[result.stdout.index("Title [") :]
    for words in (
        "Title [What if: 2 levers moved]: ",
        'There is a scenario called "both" already. Another name [our-way]: ',
        'Add it to scenarios.csv as the scenario "ours"? [y/N]: ',
        'Saved scenarios.csv. The next board page compares the scenario "ours".',
    ):
        assert words in asked
    assert scenario_of(read_plan(folder), "ours").title == "Our way"


@pytest.mark.usefixtures("terminal")
def test_pasted_text_ends_with_an_empty_line_and_no_is_no(tiny: PlanWriter) -> None:
    folder = tiny()
    before = held(folder)
    result = run(folder, typed=f"\nHello\n\n{TEXT}\n\nn\n")
    assert result.exit_code == 0, result.output
    asks = "Paste what Copy these changes gave, then press Enter on an empty line:\n"
    assert result.stdout.startswith(asks + ANOTHER + SHOWN)
    assert result.stdout.endswith("Nothing was written.\n")
    assert held(folder) == before


def test_a_file_that_changed_meanwhile_is_left_alone(
    tiny: PlanWriter, changes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny()
    table = folder / "scenarios.csv"
    theirs = table.read_bytes() + b"mine,Mine,,district,staff,,set,120,\n"

    def meanwhile(*_: object) -> None:
        table.write_bytes(theirs)

    monkeypatch.setattr("planner.cli.scenario_commands._show", meanwhile)
    result = run(folder, changes, "--yes")
    assert result.exit_code == 2
    assert result.stderr == (
        "scenarios.csv was changed by somebody else in the meantime. Nothing was written. Run this "
        "again\n"
    )
    assert table.read_bytes() == theirs


def test_a_plan_with_problems_is_corrected_first(tiny: PlanWriter, changes: Path) -> None:
    result = run(tiny(staffing="name,fte\nTechnician,two\n"), changes, "--yes")
    assert result.exception is not None
    assert "staffing.csv, row 2, fte" in str(result.exception)


@pytest.mark.skipif(os.name == "nt", reason="opens a terminal as other systems do")
def test_a_real_terminal_is_asked(tiny: PlanWriter) -> None:
    import pty

    folder = tiny()
    child, ours = pty.fork()
    if child == 0:  # pragma: no cover  in the child
        os.execv(sys.executable, [sys.executable, "-m", "planner", "scenario", "add", str(folder)])
    said = b""
    for until, typed in (
        (b"empty line:", f"{TEXT}\n"),
        (b"Title [", "Our way\n"),
        (b"[y/N]", "y\n"),
        (b"compares the scenario", ""),
    ):
        while until not in said:
            said += os.read(ours, 4096)
        os.write(ours, typed.encode())
    os.waitpid(child, 0)
    os.close(ours)
    assert scenario_of(read_plan(folder), "our-way").title == "Our way"
