"""The script of the page that computes, made of its Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.twin.roots import ROOTS
from planner.twin.translate import reached, refusals, translate

_ABOVE_PLANNER = Path(__file__).resolve().parent.parent.parent


def board_in_javascript() -> str:
    """Everything that the page computes as JavaScript, made again from its Python.

    Examples
    --------
    >>> "function months_of(fiscal_year, start_month) {" in board_in_javascript()
    True
    """
    made = translate(ROOTS, _read, "planner")
    return f"// Made from Python by `python -m planner.twin`: do not edit.\n{made}"


def check(roots: Sequence[str]) -> list[str]:
    """What keeps functions from being translated: file, line and a sentence each.

    Parameters
    ----------
    roots : sequence of str
        Dotted names of functions, as in ``planner/twin/roots.py``.

    Examples
    --------
    >>> check(["planner.rulebook.ledger.solve"])
    []
    """
    return refusals(roots, _read)


def translated() -> frozenset[str]:
    """Dotted names of everything that the page computes by itself.

    Examples
    --------
    >>> "planner.rulebook.lots.is_due" in translated()
    True
    """
    return frozenset(reached(ROOTS, _read))


def _read(dotted: str) -> tuple[str, str] | None:
    """The file of a module of the planner and what is in it."""
    whole = _ABOVE_PLANNER.joinpath(*dotted.split("."))
    if not dotted.startswith("planner.") and dotted != "planner":
        return None
    for file in (whole.with_suffix(".py"), whole / "__init__.py"):
        if file.is_file():
            return file.relative_to(_ABOVE_PLANNER).as_posix(), file.read_text(encoding="utf-8")
    return None
