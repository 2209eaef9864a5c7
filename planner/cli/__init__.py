"""The command line: parse, call, print.

Exit codes: 0 done; 2 something to correct in what was typed, or a file that cannot be written;
3 a batch with failed pages; 1 a bug in the planner. Modules that take long to import are imported
inside the commands that need them: ``planner --help`` must answer at once (measured: 0.1 s
instead of 1.2 s).
"""

from __future__ import annotations

import io
import sys

import typer

# Each module of commands adds its own to the application.
from planner.cli import (
    ask_commands,
    batch_command,
    compare_command,
    import_command,
    options_commands,
    page_commands,
    plan_commands,
    result_commands,
    roll_up_command,
    scenario_commands,
    screen_command,
    sections_command,
    simulate_commands,
)
from planner.cli.console import TO_CORRECT, complain, show
from planner.cli.options import Debug, app
from planner.cli.stopping import Stopped, ends_at_once, stoppable
from planner.publish.file_names import is_readable_name

__all__ = [
    "app",
    "ask_commands",
    "batch_command",
    "compare_command",
    "import_command",
    "main",
    "options_commands",
    "page_commands",
    "plan_commands",
    "result_commands",
    "roll_up_command",
    "scenario_commands",
    "screen_command",
    "sections_command",
    "simulate_commands",
]

_NOT_UTF8 = "a name holds letters that are not UTF-8; rename the file or folder"
_ABOUT_FILES = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
)


def main() -> None:
    """Run a command; a mistake in what was typed gives sentences, not a traceback."""
    try:
        with stoppable():
            code = _run()
    except Stopped as stopped:
        complain("Stopped: the command did not finish.")
        code = stopped.exit_code
        ends_at_once(code)
    except Exception as error:
        if Debug.on:
            raise
        code = _explain(error)
    raise SystemExit(code) from None


def _run() -> int:
    """Run the command that was typed, with its exit code."""
    for argument in sys.argv[1:]:
        if not is_readable_name(argument):
            complain(f"{argument}: {_NOT_UTF8}")
            return TO_CORRECT
    try:
        return app(standalone_mode=False) or 0
    except typer.Abort:  # a question that nobody answered
        complain("Stopped. Nothing was written.")
        return 1
    except typer.TyperException as error:
        usage = io.StringIO()
        error.show(file=usage)  # type: ignore[attr-defined]  # all that typer raises have it
        show(usage.getvalue().rstrip("\n"), sys.stderr)
        return error.exit_code


def _explain(error: Exception) -> int:
    """Print what went wrong and say with which code to exit."""
    from planner.atomic_files import why_not_written
    from planner.plan.problems.problem import PlanError

    if isinstance(error, PlanError):
        blocking = [problem for problem in error.problems if problem.blocks]
        for problem in error.problems:
            complain(f"{'' if problem.blocks else 'warning: '}{problem}")
        count = len(blocking)
        noun = "problem" if count == 1 else "problems"
        complain(f"{count} {noun} to fix. Nothing was written.")
        return TO_CORRECT
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        complain(f"{error.object}: {_NOT_UTF8}")
        return TO_CORRECT
    if isinstance(error, _ABOUT_FILES) and error.strerror:
        complain(f"{error.filename}: {error.strerror.lower()}")
        return TO_CORRECT
    if isinstance(error, (*_ABOUT_FILES, ValueError)):
        for line in str(error).split("\n"):
            complain(line)
        return TO_CORRECT
    if isinstance(error, OSError):
        complain(why_not_written(error))
        return TO_CORRECT
    show(f"{type(error).__name__}: {error}", sys.stderr)
    complain("This is a bug in the planner, not in your plan. For details run: planner --debug ...")
    return 1
