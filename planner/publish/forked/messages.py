"""What the warm process, its copies and the engine say to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: What is sent to the warm process with the socket of each notebook.
NOTEBOOK = b"n"


@dataclass(frozen=True)
class Picture:
    """A question of a copy: what a chart looks like, as SVG."""

    specification: str


@dataclass(frozen=True)
class CellRun:
    """A cell that was run.

    Attributes
    ----------
    number : int
        Which of the notebook's cells that ran it was, counted from 1.
    outputs : list of NotebookNode
        What it showed.
    names : list of str
        Name of each output under which a later cell may change it, blank for none.
    changed : dict of str to NotebookNode
        What displays of earlier cells show now, by their names.
    error : tuple of (str, str) or None
        Name of the error that ended it, and what it said.
    """

    number: int
    outputs: list[NotebookNode]
    names: list[str]
    changed: dict[str, NotebookNode]
    error: tuple[str, str] | None
