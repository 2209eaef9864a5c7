"""What the commands print: ASCII that no terminal obeys, sentences instead of tracebacks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TextIO
from unicodedata import category, combining, normalize

import typer

if TYPE_CHECKING:
    from rich.console import Console

TO_CORRECT, SOME_FAILED = 2, 3


def in_ascii(text: str) -> str:
    r"""Text as one line that any console shows: letters without accents, the rest as ``?``.

    Names of files, sheets and columns are printed as they come; one with a control character
    could otherwise move the cursor, change the title of the window or hide a line.

    >>> in_ascii("Mu\u0308ller \u00f1"), in_ascii("Devices\x1b[31m\nall is well")
    ('Muller n', 'Devices?[31m all is well')
    """
    bare = "".join(c for c in normalize("NFKD", text) if not combining(c))
    seen = "".join(" " if c in "\t\r\n" else "?" if category(c) == "Cc" else c for c in bare)
    return seen.encode("ascii", "replace").decode("ascii")


def say(text: str) -> None:
    """Print one line in ASCII, which every Windows console can show."""
    print(in_ascii(text))


def complain(text: str) -> None:
    """Print one line on standard error, in ASCII."""
    print(in_ascii(text), file=sys.stderr)


def show(block: str, file: TextIO | None = None) -> None:
    """Print a block of several lines, on standard output if no other file is given."""
    for line in block.split("\n"):
        print(in_ascii(line), file=file or sys.stdout)


def stop(text: str) -> NoReturn:
    """Say what to correct and end the command."""
    complain(text)
    raise typer.Exit(TO_CORRECT)


def hand_over(table: str) -> None:
    """Write a table to standard output: every name as typed into a file, ASCII on a console."""
    if sys.stdout.isatty():
        show(table.rstrip("\n"))
    else:
        sys.stdout.buffer.write(table.encode("utf-8"))


@contextmanager
def progress_console() -> Iterator[Console]:
    """Console for progress, on standard error, that draws in ASCII."""
    from rich.console import Console

    with os.fdopen(os.dup(2), "w", encoding="ascii", errors="replace") as ascii_only:
        yield Console(file=ascii_only)


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Say what the command does while it does it."""
    from rich.text import Text

    with progress_console() as console, console.status(Text(in_ascii(doing)), spinner="line"):
        yield
