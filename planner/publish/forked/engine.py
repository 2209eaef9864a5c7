"""Papermill's side of the warm process: it sends cells to a copy and keeps what they show."""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines

from planner.publish.forked.copies import WARM, Copy
from planner.publish.forked.messages import CellRun
from planner.views.format.mime_types import CONTROLS

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager

#: Name of the engine in papermill; its command line knows it by pyproject.toml and ``by_name``.
FORKED = "planner-forked"


class ForkedCells(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's engine: the cells of a notebook run in a copy of the warm process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        _kernel_name: str,  # it is always the interpreter that runs us
        start_timeout: float | None = 120,
        execution_timeout: float | None = None,
        resources: dict[str, Any] | None = None,
        on_cell_start: Callable[..., None] = lambda **_cell: None,
        waiting: Copy | None = None,
        **_others: object,
    ) -> NotebookNode:
        """Run all cells, until one fails, in the copy that is waiting or else in a new one."""
        notebook: NotebookNode = nb_man.nb
        folder = (resources or {}).get("metadata", {}).get("path") or str(Path.cwd())
        copies = contextlib.nullcontext(waiting) if waiting else WARM.copy(start_timeout)
        with copies as copy, _saved_at_the_end(nb_man):
            copy.channel.send(folder)
            run = partial(_run_cell, nb_man, copy, execution_timeout, {})
            whole = True
            for place, cell in enumerate(notebook.cells):
                on_cell_start(cell=cell, cell_index=place)
                if not (whole := run(place, cell)):
                    break
            controls = copy.ask(None, execution_timeout) if whole else {}
        notebook.metadata["language_info"] = dict(IPythonKernel.language_info)
        if controls:
            notebook.metadata["widgets"] = {CONTROLS: controls}
        return notebook


@contextlib.contextmanager
def _saved_at_the_end(nb_man: NotebookExecutionManager) -> Iterator[None]:
    """Let the notebook be saved once, not twice for each cell.

    Papermill's caller writes it where all went well and where a cell raised an error; where the
    process is lost, papermill saves what there is. Writing a page's notebook sixty times over
    takes as long as running it.
    """
    output, nb_man.output_path = nb_man.output_path, None
    try:
        yield
    except BaseException:
        nb_man.output_path = output
        raise


def _run_cell(
    nb_man: NotebookExecutionManager,
    copy: Copy,
    timeout: float | None,
    named: dict[str, list[NotebookNode]],
    place: int,
    cell: NotebookNode,
) -> bool:
    """Run a cell as papermill records it; whether the next one may run.

    Raises
    ------
    CellTimeoutError, DeadKernelError
        If it took too long, or took the process down.
    """
    tags = cell.metadata.get("tags", [])
    nb_man.cell_start(cell, place)
    try:
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
            return True
        found: CellRun = copy.ask(cell.source, timeout)
        cell["execution_count"], cell["outputs"] = found.number, found.outputs
        _change_earlier(named, found)
        if found.error is None or "raises-exception" in tags:
            return True
        nb_man.cell_exception(cell, cell_index=place)
        return False
    except TimeoutError:
        msg = "the cell ran too long"
        raise CellTimeoutError.error_from_timeout_and_cell(msg, int(timeout or 0), cell) from None
    except (EOFError, OSError) as error:
        msg = "the process that ran it was ended"
        raise DeadKernelError(msg) from error
    finally:
        nb_man.cell_complete(cell, cell_index=place)


def _change_earlier(named: dict[str, list[NotebookNode]], found: CellRun) -> None:
    """Let displays of earlier cells show what this one made of them, and note its own."""
    for name, now in found.changed.items():
        for output in named.get(name, []):
            output.update(data=now.data, metadata=now.metadata)
    for output, name in zip(found.outputs, found.names, strict=True):
        if name:
            named.setdefault(name, []).append(output)


papermill_engines.register(FORKED, ForkedCells)
