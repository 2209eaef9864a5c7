"""The application, and the arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from planner.analysis.compare import Comparison
    from planner.plan.plan import Plan


#: Commands in the order in which a district meets them, then those of an office.
_COMMANDS = (
    *("new", "check", "board", "desk", "brief", "convert", "import"),
    *("project", "keep", "compare", "scenario", "solve", "options", "simulate", "sensitivity"),
    *("detail", "facts", "sections", "batch", "roll-up", "screen"),
)


class _InOrder(TyperGroup):
    """The commands as they are listed: what is needed first comes first."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Names of the commands; one that has no place comes last."""
        return sorted(
            super().list_commands(ctx),
            key=lambda name: _COMMANDS.index(name) if name in _COMMANDS else len(_COMMANDS),
        )


app = typer.Typer(
    cls=_InOrder,
    name="planner",
    help="Which technology can the district keep, from which money, until when?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

PlanPath = Annotated[
    Path, typer.Argument(metavar="PLAN", help="Folder of the plan's tables, or its workbook.")
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", help="Scenario, or several joined by +. May be repeated."),
]
Scenario = Annotated[
    str, typer.Option("--scenario", "-s", help="Scenario, or several joined by +.")
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for all runs.")]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Share the work out to the machines of a Dask scheduler, such as "
        "tcp://10.0.0.5:8786. See docs/scale.md.",
    ),
]
AllowDifference = Annotated[
    bool,
    typer.Option("--allow-difference", help="Continue even if the base year does not tie out."),
]
OUTPUTS = Path("outputs")


class Debug:
    """Whether tracebacks are shown."""

    on = False


def _say_version(asked: bool) -> None:
    if asked:
        from planner import __version__
        from planner.cli.console import say

        say(f"planner {__version__}")
        raise typer.Exit


@app.callback()
def planner(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Show which technology the district can keep, with which money, and until when."""
    Debug.on = debug


def read(path: Path, *, allow_difference: bool) -> Plan:
    """The plan of a folder or workbook."""
    from planner.plan.read import read_plan

    return read_plan(path, allow_difference=allow_difference)


def compared(path: Path, scenarios: list[str], *, allow_difference: bool) -> Comparison:
    """Scenarios of a plan, projected."""
    from planner.analysis.compare import compare

    return compare(read(path, allow_difference=allow_difference), scenarios)
