"""The command line: parse, call, print.

Exit codes: 0 done; 2 something to correct in what was typed, or a file that cannot be written;
3 a batch with failed pages; 1 a bug in the planner. Modules that take long to import are imported
inside the commands that need them: ``planner --help`` must answer at once (measured: 0.1 s
instead of 1.2 s).
"""

from __future__ import annotations

# Each module of commands adds its own to the application.
from planner.cli import (
    ask_commands,
    options_commands,
    page_commands,
    plan_commands,
    result_commands,
    simulate_commands,
)
from planner.cli.console import TO_CORRECT, complain
from planner.cli.options import Debug, app

__all__ = [
    "app",
    "ask_commands",
    "main",
    "options_commands",
    "page_commands",
    "plan_commands",
    "result_commands",
    "simulate_commands",
]

_ABOUT_FILES = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
)


def main() -> None:
    """Run a command; a mistake in what was typed gives sentences, not a traceback."""
    try:
        app()
    except Exception as error:
        if Debug.on:
            raise
        raise SystemExit(_explain(error)) from None


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
    if isinstance(error, _ABOUT_FILES) and error.strerror:
        complain(f"{error.filename}: {error.strerror.lower()}")
        return TO_CORRECT
    if isinstance(error, (*_ABOUT_FILES, ValueError)):
        complain(str(error))
        return TO_CORRECT
    if isinstance(error, OSError):
        complain(why_not_written(error))
        return TO_CORRECT
    complain(f"{type(error).__name__}: {error}")
    complain("This is a bug in the planner, not in your plan. For details run: planner --debug ...")
    return 1
