"""The fast engine by its name in papermill: ``papermill --engine planner-forked``.

Papermill imports this whenever it is imported, and the engine imports papermill: so the engine
itself is imported when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papermill.engines import Engine

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager


class ForkedByName(Engine):  # type: ignore[misc]  # papermill has no types
    """Cells run in a copy of a process that has imported everything, see ``engine``."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        **how: Any,  # noqa: ANN401  whatever papermill hands on
    ) -> NotebookNode:
        """Run all cells, until one fails."""
        from planner.publish.forked.engine import ForkedCells

        return ForkedCells.execute_managed_notebook(nb_man, kernel_name, **how)
