"""What executes a notebook. A replaceable part: anything with one method will do.

:class:`PapermillEngine` is the reference: papermill in this process, a fresh kernel for each
notebook. A faster engine can replace it as long as it leaves the same outputs.

The kernel is always the interpreter that runs us, in a bare environment of its own; see
``kernels``.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import nbformat
import papermill
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from planner.atomic_files import scratch_folder
from planner.publish.processes.kernels import OwnKernelManager

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class NotebookFailed(Exception):  # noqa: N818  (it is the notebook that failed, not us)
    """A cell of a notebook raised an error, ran too long, or took the kernel down.

    Parameters
    ----------
    notebook : Path
        The notebook that was run.
    cell_source_first_line : str
        First line of the cell that failed.
    ename, evalue : str
        Name of the error and what it said.
    traceback : list of str
        The traceback, with the kernel's colors.
    """

    def __init__(
        self,
        notebook: Path,
        cell_source_first_line: str,
        ename: str,
        evalue: str,
        traceback: list[str],
    ) -> None:
        self.notebook = notebook
        self.cell_source_first_line = cell_source_first_line
        self.ename = ename
        self.evalue = evalue
        self.traceback = traceback
        super().__init__(notebook, cell_source_first_line, ename, evalue, traceback)

    def __str__(self) -> str:
        """One sentence: which notebook, which cell, what it said."""
        return (
            f'{self.notebook.name} stopped at the cell that begins "{self.cell_source_first_line}"'
            f": {self.ename}: {self.evalue}"
        )


class KernelDied(NotebookFailed):
    """A kernel was ended from outside, for example because memory ran out."""


class Engine(Protocol):
    """Runs a notebook with parameters and writes the executed notebook."""

    def execute(self, notebook: Path, output: Path, parameters: dict[str, Json]) -> NotebookNode:
        """Run ``notebook`` with ``parameters`` in the folder of ``output``, and write ``output``.

        Returns
        -------
        NotebookNode
            What was written.

        Raises
        ------
        NotebookFailed
            If a cell fails; what was executed until then is left at ``output``.
        """


class PapermillEngine:
    """Papermill in this process, one fresh kernel of this interpreter for each notebook.

    Parameters
    ----------
    cell_timeout : int, default 600
        How long one cell may run before the notebook counts as failed [seconds].
    start_timeout : int, default 120
        How long a kernel may take to answer, on a busy machine too [seconds].
    begins : callable, optional
        Is told the number of each cell as it begins, from 0.
    """

    def __init__(
        self,
        cell_timeout: int = 600,
        start_timeout: int = 120,
        begins: Callable[[int], None] = lambda _number: None,
    ) -> None:
        self.cell_timeout = cell_timeout
        self.start_timeout = start_timeout
        self.begins = begins

    def execute(self, notebook: Path, output: Path, parameters: dict[str, Json]) -> NotebookNode:
        """Run ``notebook`` in the folder of ``output``, so that its paths can be relative.

        Returns
        -------
        NotebookNode
            What was written.

        Raises
        ------
        NotebookFailed
            If a cell fails; papermill's red banner and all outputs until then are at ``output``.
        """
        try:
            with _quiet_papermill(), scratch_folder() as scratch:
                executed: NotebookNode = papermill.execute_notebook(
                    _literal_path(notebook),
                    _literal_path(output),
                    parameters=parameters,
                    kernel_name="python3",
                    language="python",
                    progress_bar=False,
                    execution_timeout=self.cell_timeout,
                    start_timeout=self.start_timeout,
                    # Not papermill's `cwd`, which moves this whole process for the duration.
                    resources={"metadata": {"path": str(output.resolve().parent)}},
                    on_cell_start=self._cell_begins,
                    **self._how(scratch),
                )
                return executed
        except PapermillExecutionError as error:
            raise _failure(
                notebook, error.source, error.ename, error.evalue, error.traceback
            ) from error
        except (DeadKernelError, CellControlSignal, RuntimeError) as error:
            # The kernel is gone or was given up: no cell holds the error, so say it here.
            source = _source_of_running_cell(output)
            reason = str(error).partition("\n")[0]  # a timeout repeats the whole cell below
            kind = NotebookFailed if isinstance(error, CellControlSignal) else KernelDied
            raise _failure(notebook, source, type(error).__name__, reason, [], kind) from error

    def _cell_begins(self, cell: object, cell_index: int) -> None:
        self.begins(cell_index)

    def _how(self, scratch: Path) -> dict[str, Any]:
        """What papermill is told of the process that runs the cells."""
        return {
            "kernel_manager_class": OwnKernelManager,
            "config": Config(OwnKernelManager={"scratch": str(scratch)}),
            "coalesce_streams": True,  # or chunks of text depend on timing
            # All cells are done by then. Asked to shut down, 5 kernels of 40 hung until
            # they were killed anyway: 4.0 s instead of 0.6 s.
            "shutdown_kernel": "immediate",
        }


class ForkedEngine(PapermillEngine):
    """Papermill in this process, the cells in a copy of a process that has imported everything.

    Many times as fast as a kernel for each notebook, and the same notebooks. For systems that
    copy processes (``fork``); what a notebook starts outside Python is not shown in it.
    """

    def _how(self, scratch: Path) -> dict[str, Any]:
        # The warm process has a folder of its own.
        from planner.publish.forked.engine import FORKED

        return {"engine_name": FORKED}


#: Engines by the name that the command line gives them.
ENGINES: dict[str, type[PapermillEngine]] = {"forked": ForkedEngine, "papermill": PapermillEngine}


def usual_engine() -> str:
    """Name of the engine of a batch: copies where they are safe, kernels elsewhere.

    Windows cannot copy a process; on macOS, system libraries may not survive it.
    """
    return "forked" if sys.platform == "linux" else "papermill"


def engine_named(name: str) -> str:
    """The engine that was asked for, the usual one if none was.

    Raises
    ------
    ValueError
        If there is none of that name here.

    Examples
    --------
    >>> engine_named("papermill")
    'papermill'
    """
    if name == "forked" and not hasattr(os, "fork"):
        msg = "this system cannot copy processes. Leave out --engine"
        raise ValueError(msg)
    if name and name not in ENGINES:
        msg = f'there is no engine "{name}". Engines are: {", ".join(ENGINES)}'
        raise ValueError(msg)
    return name or usual_engine()


@contextlib.contextmanager
def _quiet_papermill() -> Iterator[None]:
    """Papermill cannot read ``x: str | None`` and would log such a parameter as unknown.

    What it logs about a failure is in the exception too.
    """
    logger = logging.getLogger("papermill")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _literal_path(path: Path) -> str:
    """Escape braces: papermill takes paths for format strings to fill in with parameters."""
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _failure(
    notebook: Path,
    source: str,
    ename: str,
    evalue: str,
    traceback: list[str],
    kind: type[NotebookFailed] = NotebookFailed,
) -> NotebookFailed:
    lines = source.strip().splitlines()
    return kind(notebook, lines[0] if lines else "", ename, evalue, traceback)


def _source_of_running_cell(output: Path) -> str:
    """Source of the cell that never came back, from what papermill saved on the way."""
    if not output.exists():
        return ""
    saved = nbformat.read(output, as_version=4)
    started = [cell for cell in saved.cells if cell.metadata.get("papermill", {}).get("start_time")]
    return str(started[-1].source) if started else ""
