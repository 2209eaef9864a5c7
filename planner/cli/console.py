"""What the commands print: ASCII on a console, sentences instead of tracebacks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn
from unicodedata import combining, normalize

import typer

if TYPE_CHECKING:
    from rich.console import Console

TO_CORRECT, SOME_FAILED = 2, 3


def in_ascii(text: str) -> str:
    """Text as any console shows it: letters without accents, anything else as question marks.

    >>> in_ascii("Mu\u0308ller \u00f1")
    'Muller n'
    """
    bare = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return bare.encode("ascii", "replace").decode("ascii")


def say(text: str) -> None:
    """Print in ASCII, which every Windows console can show."""
    print(in_ascii(text))


def complain(text: str) -> None:
    """Print on standard error, in ASCII."""
    print(in_ascii(text), file=sys.stderr)


def stop(text: str) -> NoReturn:
    """Say what to correct and end the command."""
    complain(text)
    raise typer.Exit(TO_CORRECT)


def hand_over(table: str) -> None:
    """Write a table to standard output: every name as typed into a file, ASCII on a console."""
    if sys.stdout.isatty():
        say(table.rstrip("\n"))
    else:
        sys.stdout.buffer.write(table.encode("utf-8"))


@contextmanager
def progress_console() -> Iterator[Console]:
    """Console for progress, on standard error, that draws in ASCII."""
    from rich.console import Console

    with os.fdopen(os.dup(2), "w", encoding="ascii", errors="replace") as ascii_only:
        yield Console(file=ascii_only)
