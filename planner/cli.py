"""The command line: parse, call, print.

Exit codes: 0 done; 2 something to mend in what was typed; 3 a batch with failed decks; 1 an
error of ours. Modules that take long to import are imported inside the commands that need
them: ``planner --help`` must answer at once (measured: 0.1 s instead of 1.2 s).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from unicodedata import combining, normalize

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from planner.analysis.compare import Comparison
    from planner.plan.plan import Plan

app = typer.Typer(
    name="planner",
    help="Which technology can the district keep, from which money, until when?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

PlanFolder = Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan's tables.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", help="Scenario, or several joined by +. May be repeated."),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder of all runs.")]

NEEDS_MENDING, SOME_FAILED = 2, 3
_ABOUT_FILES = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
)
OUTPUTS = Path("outputs")


@app.callback()
def planner(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Answer which technology the district can keep, from which money, until when."""
    _Debug.on = debug


class _Debug:
    on = False


@app.command()
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")]) -> None:
    """Start a plan: blank tables that say what to type."""
    from planner.plan.templates import write_templates

    files = write_templates(folder)
    say(f"{len(files)} blank tables are in {folder}. Open them in Excel, type over the rows that")
    say(f"start with #, save as CSV, then run: planner check {folder}")


@app.command()
def check(plan: PlanFolder) -> None:
    """Say everything that is wrong or unusual in the tables."""
    from planner.plan.completeness import completeness

    found = _read(plan)
    for warning in found.warnings:
        say(f"warning: {warning}")
    share = completeness(found)
    defaults = len(share.defaults)
    say(f"{found.district.name}: the tables can be projected.")
    say(f"{share.typed} of {share.typed + defaults} values are yours, {defaults} are defaults;")
    say(f"{share.rows_with_source} of {share.rows} rows name a source.")


@app.command()
def project(
    plan: PlanFolder,
    scenario: Annotated[str, typer.Option("--scenario", "-s", help="Which scenario.")] = "base",
    as_json: Annotated[bool, typer.Option("--json", help="JSON, see docs/json.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The ledger as CSV.")] = False,
    codes: Annotated[
        str, typer.Option(metavar="STATE", help="With --csv: codes of CA, OH or WA beside it.")
    ] = "",
) -> None:
    """Carry the plan forward and print the forecast."""
    comparison = _compare(plan, [scenario])
    if as_json:
        from planner import __version__
        from planner.views.document import plan_document

        document = plan_document(comparison, __version__).model_dump(mode="json")
        say(json.dumps(document, indent=1, allow_nan=False))
    elif as_csv:
        from planner.publish.results import as_csv as csv_text
        from planner.publish.results import ledger_of, with_codes

        table = ledger_of(comparison)
        _hand_over(csv_text(with_codes(table, codes) if codes else table))
    else:
        from planner.views.board import headline
        from planner.views.tables import forecast_table

        say(f"{headline(comparison).text}\n\n{forecast_table(comparison).text}")


@app.command()
def compare(
    plan: PlanFolder,
    scenario: Scenarios = None,
) -> None:
    """Put scenarios side by side."""
    from planner.views.board import what_if
    from planner.views.tables import scenario_table

    comparison = _compare(plan, scenario or [])
    say(f"{scenario_table(comparison).text}\n\n{what_if(comparison).text}")


@app.command()
def detail(
    plan: PlanFolder,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="devices, contracts, money or security.")
    ],
    scenario: Annotated[str, typer.Option("--scenario", "-s", help="Which scenario.")] = "base",
    cap: Annotated[
        float | None, typer.Option(help="Most to spend on devices in a year, for devices.")
    ] = None,
) -> None:
    """Look closer: spreading of purchases, unused licenses, best use of money, cyber risk."""
    from planner.views.detail import TOPICS, detail_block

    if topic not in TOPICS:
        _stop(f'there is no topic "{topic}". Topics are: {", ".join(TOPICS)}')
    say(detail_block(_compare(plan, [scenario]), topic, cap).text)


@app.command()
def facts(
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Such as 2027-07-01.")] = "",
) -> None:
    """List the public figures the planner knows on a day, each with who says so."""
    from planner.views.facts import facts_block

    say(facts_block(on).text)


@app.command()
def board(plan: PlanFolder, scenario: Scenarios = None, output: Output = OUTPUTS) -> None:
    """Make the board page: one HTML file that opens offline."""
    from planner.publish.board import make_board

    found = _read(plan)
    making = f"Making the board page of {found.district.name}"
    with _console() as console, console.status(making, spinner="line"):
        run = make_board(found, scenario or [], output)
    say(f"The board page is {run.page}")


@app.command()
def batch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Holds a folder for each plan.")],
    workers: Annotated[int, typer.Option(min=1, max=64, help="Decks made at a time.")] = 2,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
) -> None:
    """Make the board pages of every plan in a folder, under every scenario."""
    from rich.progress import Progress

    from planner.publish.batch import INDEX, find_jobs, new_batch, run_batch

    if not folder.is_dir():
        _stop(f"there is no folder {folder}")
    jobs = find_jobs(folder, scenario or [])
    if not jobs:
        _stop(f"{folder} holds no plan: a plan is a folder with a district.csv")
    failed, made_in = 0, new_batch(output)
    with _console() as console, Progress(console=console) as progress:
        bar = progress.add_task("Board pages", total=len(jobs))
        for deck in run_batch(jobs, output, made_in, workers):
            failed += deck.status == "failed"
            progress.advance(bar)
    say(f"{len(jobs) - failed} of {len(jobs)} board pages were made. Start at {made_in / INDEX}")
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def desk(
    plan: Annotated[Path | None, typer.Argument(metavar="PLAN", help="Folder of tables.")] = None,
) -> None:
    """Open JupyterLab on the plan: sliders, charts, what changed."""
    from planner.desk.launch import open_desk

    if plan is not None:
        _read(plan)
    open_desk(plan)


def _read(folder: Path) -> Plan:
    from planner.plan.read import read_plan

    return read_plan(folder)


def _compare(folder: Path, scenarios: list[str]) -> Comparison:
    from planner.analysis.compare import compare as compare_scenarios

    return compare_scenarios(_read(folder), scenarios)


def in_ascii(text: str) -> str:
    """Text as any console shows it: letters without their accents, the rest as question marks.

    >>> in_ascii("Mu\u0308ller \u00f1")
    'Muller n'
    """
    bare = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return bare.encode("ascii", "replace").decode("ascii")


def say(text: str) -> None:
    """Print in ASCII, which every Windows console can show."""
    print(in_ascii(text))


def _hand_over(table: str) -> None:
    """Write a table to standard output: every name as typed into a file, ASCII on a console."""
    if sys.stdout.isatty():
        say(table.rstrip("\n"))
    else:
        sys.stdout.buffer.write(table.encode("utf-8"))


def _stop(text: str) -> None:
    print(in_ascii(text), file=sys.stderr)
    raise typer.Exit(NEEDS_MENDING)


@contextmanager
def _console() -> Iterator[Console]:
    """Console for progress, on standard error, that draws in ASCII."""
    from rich.console import Console

    with os.fdopen(os.dup(2), "w", encoding="ascii", errors="replace") as ascii_only:
        yield Console(file=ascii_only)


def main() -> None:
    """Run a command; a mistake in what was typed gives sentences, not a traceback."""
    try:
        app()
    except Exception as error:
        if _Debug.on:
            raise
        raise SystemExit(_explain(error)) from None


def _explain(error: Exception) -> int:
    """Print what went wrong and say with which code to exit."""
    from planner.plan.problems import PlanError

    if isinstance(error, PlanError):
        blocking = [problem for problem in error.problems if problem.blocks]
        for problem in error.problems:
            _complain(f"{'' if problem.blocks else 'warning: '}{problem}")
        count = len(blocking)
        noun = "problem" if count == 1 else "problems"
        _complain(f"{count} {noun} to mend. Nothing was written.")
        return NEEDS_MENDING
    if isinstance(error, _ABOUT_FILES) and error.strerror:
        _complain(f"{error.filename}: {error.strerror.lower()}")
        return NEEDS_MENDING
    if isinstance(error, (*_ABOUT_FILES, ValueError)):
        _complain(str(error))
        return NEEDS_MENDING
    _complain(f"{type(error).__name__}: {error}")
    _complain("This is an error of ours. Run the same command with: planner --debug ...")
    return 1


def _complain(text: str) -> None:
    print(in_ascii(text), file=sys.stderr)
