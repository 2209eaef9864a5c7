"""What executes a notebook. A replaceable part: anything with one method will do.

:class:`PapermillEngine` is the reference: papermill in this process, a fresh kernel for each
notebook. A faster engine can replace it as long as it leaves the same outputs.

The kernel is always the interpreter that runs us, in a bare environment of its own. No installed
kernelspec is looked up and no IPython profile of the user's is read: whatever else is on the
machine, a board's numbers come from the packages next to this file.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL
from typing import Any, Protocol, TypeAlias

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellControlSignal, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets import TraitError, Unicode
from traitlets.config import Config

from planner.atomic_files import scratch_folder
from planner.publish.workers import ONE_THREAD

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

#: Kernels of this process that are running now.
_RUNNING: set[OwnKernelManager] = set()


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

    def execute(self, notebook: Path, output: Path, parameters: dict[str, Json]) -> None:
        """Run ``notebook`` with ``parameters`` in the folder of ``output``, and write ``output``.

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
    """

    def __init__(self, cell_timeout: int = 600, start_timeout: int = 120) -> None:
        self.cell_timeout = cell_timeout
        self.start_timeout = start_timeout

    def execute(self, notebook: Path, output: Path, parameters: dict[str, Json]) -> None:
        """Run ``notebook`` in the folder of ``output``, so that its paths can be relative.

        Raises
        ------
        NotebookFailed
            If a cell fails; papermill's red banner and all outputs until then are at ``output``.
        """
        try:
            with _quiet_papermill(), scratch_folder() as scratch:
                papermill.execute_notebook(
                    _literal_path(notebook),
                    _literal_path(output),
                    parameters=parameters,
                    kernel_name="python3",
                    language="python",
                    progress_bar=False,
                    execution_timeout=self.cell_timeout,
                    start_timeout=self.start_timeout,
                    kernel_manager_class=OwnKernelManager,
                    config=Config(OwnKernelManager={"scratch": str(scratch)}),
                    coalesce_streams=True,  # or chunks of text depend on timing
                    # All cells are done by then. Asked to shut down, 5 kernels of 40 hung until
                    # they were killed anyway: 4.0 s instead of 0.6 s.
                    shutdown_kernel="immediate",
                    # Not papermill's `cwd`, which moves this whole process for the duration.
                    resources={"metadata": {"path": str(output.resolve().parent)}},
                )
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


class OwnKernelManager(AsyncKernelManager):
    """Starts the running interpreter as a kernel, whatever name is asked for."""

    scratch = Unicode(help="Folder for all that the kernel writes").tag(config=True)

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self.connection_file = str(Path(self.scratch) / "kernel.json")
        with contextlib.suppress(TraitError):  # a build of ZeroMQ without encryption
            # Otherwise ipykernel warns at each start that other users could listen in.
            self.transport_encryption = "auto"

    @property
    def kernel_spec(self) -> KernelSpec:
        """How to start the running interpreter; nothing installed is looked up."""
        return KernelSpec(
            argv=kernel_command(),
            display_name="Python 3",
            language="python",
            env={
                **ONE_THREAD,
                # No startup script, history or configuration of the user's takes part.
                "IPYTHONDIR": self.scratch,
                "PYTHONSTARTUP": "",
            },
            metadata={
                "supported_encryption": ["curve"],
                "kernel_provisioner": {"provisioner_name": "local-provisioner"},
            },
        )

    async def _async_pre_start_kernel(
        self,
        **settings: Any,  # noqa: ANN401  (as jupyter_client has it)
    ) -> tuple[list[str], dict[str, Any]]:
        # Cell outputs do not come this way. What does is chatter that would break a progress
        # bar, and a kernel left behind would hold the caller's pipe open.
        settings.update(stdout=DEVNULL, stderr=DEVNULL)
        command: tuple[list[str], dict[str, Any]]
        command = await super()._async_pre_start_kernel(**settings)
        _RUNNING.add(self)
        return command

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        _RUNNING.discard(self)
        await super()._async_cleanup_resources(restart)


def kernel_command() -> list[str]:
    """How to start the running interpreter as a kernel that imports nothing from its folder.

    >>> kernel_command()[1:4]
    ['-P', '-m', 'ipykernel_launcher']
    """
    return [sys.executable, "-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"]


def kill_kernels() -> None:
    """End all kernels of this process at once, from any of its threads."""
    for manager in list(_RUNNING):
        process = getattr(manager.provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()


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
