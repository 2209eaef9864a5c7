"""Parameters that papermill itself injected: compared with what the notebook declares.

``planner`` checks parameters before it runs a notebook. Papermill alone does not: ``-p
allow_difference false`` gives the text "false", which counts as yes, and a misspelled ``-p plann``
makes the page of the example. So the notebook's first cell asks here.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, MutableMapping, Sequence
from itertools import pairwise

from planner.plan.cells.read_cell import CellError, read_cell
from planner.plan.tables.column import Column
from planner.publish.notebooks.parameters import Parameter, checked_against, declared_in

#: How the cell begins that papermill injects, right below the one that declares parameters.
_INJECTED = "# Parameters\n"
#: Where IPython keeps the cells that ran: a parameter called as one of the two hides it.
_CELLS = ("In", "_ih")
_YES_OR_NO = Column("", "yes_no", "")
_NOTEBOOK = "The notebook"


def check_given(namespace: MutableMapping[str, object]) -> None:
    r"""Check what papermill injected, and turn words of its command line into what is declared.

    ``no`` and ``false`` become No, one scenario a list of one, a number a text where text is
    declared. Nothing happens where nothing was injected, as in JupyterLab.

    Parameters
    ----------
    namespace : mapping
        ``globals()`` of the notebook.

    Raises
    ------
    ParameterError
        If a parameter is unknown, or is of the wrong type; a sentence for each.

    Examples
    --------
    >>> cells = ["", "active: bool = True  # whether", "# Parameters\nactive = 'no'\n"]
    >>> namespace = {"In": cells, "active": "no"}
    >>> check_given(namespace)
    >>> namespace["active"]
    False
    """
    found = _declared_and_injected(namespace)
    if found is None:
        return
    declared, names = declared_in(found[0], _NOTEBOOK), _assigned(found[1])
    given = {name: _as_declared(declared.get(name), namespace.get(name)) for name in names}
    defaults = {name: namespace.get(name) for name in declared if name not in given}
    namespace.update(checked_against(declared, {**defaults, **given}, _NOTEBOOK))


def _declared_and_injected(namespace: Mapping[str, object]) -> tuple[str, str] | None:
    """The cell that declares parameters, and the one that papermill injected, if it did."""
    for kept in map(namespace.get, _CELLS):
        cells = [str(cell) for cell in kept] if isinstance(kept, Sequence) else []
        for declares, cell in pairwise(cells):
            if cell.startswith(_INJECTED):
                return declares, cell
    return None


def _assigned(cell: str) -> list[str]:
    """Names that a cell gives a value."""
    return [
        target.id
        for statement in ast.parse(cell).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def _as_declared(parameter: Parameter | None, value: object) -> object:
    """A word of a command line as the notebook declares it; anything else as it is."""
    if parameter is None:
        return value
    if isinstance(value, str) and parameter.annotation == "bool":
        try:
            return read_cell(_YES_OR_NO, value.strip())
        except CellError:
            return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    words = str(value) if is_number else value
    if isinstance(words, str) and parameter.annotation.startswith("list[str]"):
        return [words]
    return words if parameter.annotation == "str" else value
